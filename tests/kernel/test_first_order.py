"""Each rule about kinds: what it accepts, and what is nearly right and must be refused."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from argcheck.kernel.data import Refused
from argcheck.kernel.first_order import FirstOrderTheorem
from argcheck.kernel.replay import FORMAT, replay

X, Y = ["var", "x"], ["var", "y"]
A, B, C = (["apply", name, [], "person"] for name in "abc")
RAIN, SUN = ["member", "rain", "weather"], ["member", "sun", "weather"]
KINDS = [["person", []], ["weather", ["rain", "sun"]]]


def f(term: Any) -> Any:
    """A function from persons to persons."""
    return ["apply", "f", [term], "person"]


def is_(name: str, *terms: Any) -> Any:
    """A predicate applied."""
    return ["is", name, list(terms)]


def size(term: Any) -> Any:
    """A function from persons to numbers."""
    return ["apply", "size", [term], ""]


def every(body: Any, name: str = "x", kind: str = "person") -> Any:
    """A universal formula."""
    return ["forall", [name, kind], body]


def some(body: Any, name: str = "x", kind: str = "person") -> Any:
    """An existential formula."""
    return ["exists", [name, kind], body]


def instance(of: int, term: Any, *path: int) -> Any:
    """The step."""
    return {"rule": "instance", "of": of, "path": list(path), "term": term}


def named(of: int, name: str, *path: int) -> Any:
    """The step."""
    return {"rule": "some", "of": of, "path": list(path), "name": name}


def clash(atom: str) -> tuple[list[Any], list[Any]]:
    """A proposition and its denial."""
    return [["holds", atom], ["not", ["holds", atom]]], [{"rule": "clash", "fact": 0, "denial": 1}]


def both(first: str, second: str, third: str) -> tuple[list[Any], list[Any]]:
    """`not first or not second or third`, with the first two and the denial of the third."""
    law = ["or", ["not", ["holds", first]], ["not", ["holds", second]], ["holds", third]]
    hypotheses = [law, ["holds", first], ["holds", second], ["not", ["holds", third]]]
    ends = [(1, 4), (2, 4), (4, 3)]
    cases = [[{"rule": "clash", "fact": fact, "denial": denial}] for fact, denial in ends]
    return hypotheses, [{"rule": "cases", "fact": 0, "cases": cases}]


def theorem(quantified: list[Any], steps: list[Any], plain: tuple[list[Any], list[Any]]) -> Any:
    """A theorem about kinds as data."""
    hypotheses, proof = plain
    return {
        "name": "it",
        "kinds": KINDS,
        "quantified": [{"label": f"{n}", "formula": formula} for n, formula in enumerate(quantified)],
        "steps": steps,
        "plain": {
            "name": "plain",
            "integers": [],
            "hypotheses": [{"label": f"{n}", "formula": formula} for n, formula in enumerate(hypotheses)],
            "proof": proof,
        },
    }


def proved(source: Any) -> FirstOrderTheorem:
    """What the kernel makes of it."""
    (found,) = replay(json.dumps({"format": FORMAT, "theorems": [source]}))
    assert isinstance(found, FirstOrderTheorem)
    return found


NOT_PA, NOT_QA = ["not", is_("P", A)], ["not", is_("Q", A)]
BIGGER = [">", [["-1", []], ["1", [[size(X), 1]]]]]
SMALL_A = [">", [["-1", [[size(A), 1]]]]]

ACCEPTED: dict[str, Any] = {
    "an instance": theorem([every(is_("P", X)), NOT_PA], [instance(0, A)], clash("P(a)")),
    "an instance for a constant that nothing mentions": theorem(
        [every(["and", is_("P", X), ["not", is_("P", X)]])],
        [instance(0, B)],
        (
            [["and", ["holds", "P(b)"], ["not", ["holds", "P(b)"]]]],
            [{"rule": "parts", "fact": 0}, {"rule": "clash", "fact": 1, "denial": 2}],
        ),
    ),
    "a name for what exists": theorem(
        [some(is_("P", X)), every(["not", is_("P", X)])],
        [named(0, "new"), instance(1, ["apply", "new", [], "person"])],
        clash("P(new)"),
    ),
    "one under the other": theorem(
        [every(some(is_("R", X, Y), "y")), every(every(["not", is_("R", X, Y)], "y"))],
        [
            instance(0, A),
            named(2, "n"),
            instance(1, A),
            instance(4, ["apply", "n", [], "person"]),
        ],
        clash("R(a, n)"),
    ),
    "inside a disjunction": theorem(
        [["or", every(is_("P", X)), every(is_("Q", X))], NOT_PA, NOT_QA],
        [instance(0, A, 0), instance(3, A, 1)],
        (
            [["or", ["holds", "P(a)"], ["holds", "Q(a)"]], ["not", ["holds", "P(a)"]], ["not", ["holds", "Q(a)"]]],
            [
                {
                    "rule": "cases",
                    "fact": 0,
                    "cases": [
                        [{"rule": "clash", "fact": 3, "denial": 1}],
                        [{"rule": "clash", "fact": 3, "denial": 2}],
                    ],
                }
            ],
        ),
    ),
    "a part": theorem(
        [["and", every(is_("P", X)), some(is_("Q", X))], NOT_PA],
        [{"rule": "part", "of": 0, "at": 0}, instance(2, A)],
        clash("P(a)"),
    ),
    "a function": theorem([every(is_("P", f(X))), ["not", is_("P", f(A))]], [instance(0, A)], clash("P(f(a))")),
    "a member": theorem(
        [every(is_("W", X), kind="weather"), ["not", is_("W", SUN)]], [instance(0, SUN)], clash("W(sun)")
    ),
    "transitivity": theorem(
        [["same", A, B], ["same", B, C], ["not", ["same", A, C]]],
        [{"rule": "transitive", "terms": [A, B, C]}],
        both("a = b", "b = c", "a = c"),
    ),
    "a number": theorem(
        [every(BIGGER), SMALL_A],
        [instance(0, A)],
        (
            [[">", [["-1", []], ["1", [["size(a)", 1]]]]], [">", [["-1", [["size(a)", 1]]]]]],
            [
                {
                    "rule": "sum",
                    "terms": [
                        {"coefficient": "1", "facts": [0], "squares": []},
                        {"coefficient": "1", "facts": [1], "squares": []},
                        {"coefficient": "1", "facts": [], "squares": []},
                    ],
                    "equations": [],
                }
            ],
        ),
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str) -> None:
    found = proved(ACCEPTED[name])
    assert found.name == "it" and len(found.hypotheses) == len(ACCEPTED[name]["quantified"])


NEAR_MISSES: dict[str, Any] = {
    "another instance than the proof needs": theorem([every(is_("P", X)), NOT_PA], [instance(0, B)], clash("P(a)")),
    "an instance of an existential": theorem([some(is_("P", X)), NOT_PA], [instance(0, A)], clash("P(a)")),
    "a name that is not new": theorem([some(is_("P", X)), NOT_PA], [named(0, "a")], clash("P(a)")),
    "a name that an instance used before": theorem(
        [some(is_("P", X)), every(["not", is_("P", X)])],
        [instance(1, A), named(0, "a")],
        clash("P(a)"),
    ),
    "one name for two that exist": theorem(
        [some(is_("P", X)), some(["not", is_("P", X)])], [named(0, "n"), named(1, "n")], clash("P(n)")
    ),
    "a name for a member": theorem(
        [some(is_("W", X), kind="weather"), ["not", is_("W", SUN)]], [named(0, "sun")], clash("W(sun)")
    ),
    "a name for every": theorem([every(is_("P", X))], [named(0, "n")], clash("P(n)")),
    "a term of another kind": theorem(
        [every(is_("P", X)), ["not", is_("W", SUN)]], [instance(0, SUN)], clash("P(sun)")
    ),
    "a constant with a member's name": theorem(
        [every(is_("W", X), kind="weather"), ["not", is_("W", ["apply", "sun", [], "weather"])]],
        [instance(0, SUN)],
        clash("W(sun)"),
    ),
    "a predicate of two kinds": theorem([every(is_("P", X)), ["not", is_("P", SUN)]], [instance(0, A)], clash("P(a)")),
    "a denied universal": theorem([["not", every(is_("P", X))], is_("P", A)], [instance(0, A, 0)], clash("P(a)")),
    "a part of a disjunction": theorem(
        [["or", every(is_("P", X)), every(is_("Q", X))], NOT_PA],
        [{"rule": "part", "of": 0, "at": 0}, instance(2, A)],
        clash("P(a)"),
    ),
    "an open term": theorem([every(is_("P", X)), NOT_PA], [instance(0, X)], clash("P(a)")),
    "an unknown kind": theorem([every(is_("P", X), kind="city"), NOT_PA], [instance(0, A)], clash("P(a)")),
    "transitivity the other way": theorem(
        [["same", A, B], ["same", A, C], ["not", ["same", B, C]]],
        [{"rule": "transitive", "terms": [A, B, C]}],
        both("a = b", "a = c", "b = c"),
    ),
    "congruence of two functions": theorem(
        [["same", A, B], ["not", ["same", f(A), ["apply", "g", [B], "person"]]]],
        [{"rule": "congruence", "terms": [f(A), ["apply", "g", [B], "person"]]}],
        clash("f(a) = g(b)"),
    ),
    "a list for an open kind": theorem([["not", ["same", A, B]]], [{"rule": "listed", "term": A}], clash("a = b")),
    "a hypothesis that no instance gives": theorem([every(is_("P", X))], [instance(0, A)], clash("P(a)")),
    "a proposition that looks like an application": theorem([["holds", "P(a)"], NOT_PA], [], clash("P(a)")),
    "an equation of numbers and persons": theorem([["same", size(A), A]], [], clash("a = size(a)")),
    "a path through a denial": theorem(
        [["and", ["not", every(is_("P", X))], is_("P", A)]], [instance(0, A, 0, 0)], clash("P(a)")
    ),
    "an unknown rule": theorem([every(is_("P", X)), NOT_PA], [{"rule": "guess"}], clash("P(a)")),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_refused(name: str) -> None:
    with pytest.raises(Refused):
        proved(NEAR_MISSES[name])


@pytest.mark.parametrize("name", ACCEPTED)
def test_every_step_is_needed(name: str) -> None:
    source = ACCEPTED[name]
    for place in range(len(source["steps"])):
        without = copy.deepcopy(source)
        del without["steps"][place]
        with pytest.raises(Refused):
            proved(without)


def test_a_step_of_congruence_and_a_list_of_members() -> None:
    law = ["or", ["not", ["holds", "a = b"]], ["holds", "f(a) = f(b)"]]
    found = theorem(
        [["same", A, B], ["not", ["same", f(A), f(B)]]],
        [{"rule": "congruence", "terms": [f(A), f(B)]}],
        (
            [law, ["holds", "a = b"], ["not", ["holds", "f(a) = f(b)"]]],
            [
                {
                    "rule": "cases",
                    "fact": 0,
                    "cases": [
                        [{"rule": "clash", "fact": 1, "denial": 3}],
                        [{"rule": "clash", "fact": 3, "denial": 2}],
                    ],
                }
            ],
        ),
    )
    assert proved(found).steps == 1
    day = ["apply", "today", [], "weather"]
    listed = theorem(
        [["not", ["same", day, RAIN]], ["not", ["same", day, SUN]]],
        [{"rule": "listed", "term": day}],
        (
            [
                ["or", ["holds", "rain = today"], ["holds", "sun = today"]],
                ["not", ["holds", "rain = today"]],
                ["not", ["holds", "sun = today"]],
            ],
            [
                {
                    "rule": "cases",
                    "fact": 0,
                    "cases": [
                        [{"rule": "clash", "fact": 3, "denial": 1}],
                        [{"rule": "clash", "fact": 3, "denial": 2}],
                    ],
                }
            ],
        ),
    )
    assert proved(listed).steps == 1
