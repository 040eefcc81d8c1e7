"""Certificates made to deceive the kernel, or to keep it busy: each is refused, and soon."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argcheck.kernel.data import Refused
from argcheck.kernel.replay import FORMAT, replay
from tests.kernel.proofs import ONE, X, hypotheses, summed

TOO_MUCH = "too large|too many|too high"


def whole(polynomial: Any) -> list[Any]:
    """A polynomial as a quotient."""
    return [polynomial, ONE]


def plain(hypotheses: list[Any], proof: list[Any], symbols: Any = (), integers: Any = ()) -> dict[str, Any]:
    return {
        "name": "t",
        "integers": list(integers),
        "symbols": list(symbols),
        "hypotheses": hypotheses,
        "proof": proof,
    }


def about_kinds(formula: Any, *steps: Any) -> dict[str, Any]:
    quantified = [{"label": "h", "formula": formula}]
    return {"name": "t", "kinds": [["k", []]], "quantified": quantified, "steps": list(steps), "plain": {}}


def refused(theorem: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        replay(json.dumps({"format": FORMAT, "theorems": [theorem]}))


def leaning(name: str, *arguments: str) -> dict[str, Any]:
    return {"label": "l", "formula": [">", X], "lemma": {"name": name, "arguments": list(arguments)}}


def test_a_choice_may_not_ask_for_a_germ_that_asks_for_it() -> None:
    """c is -1 if c*x rises from 0, and else 1: were that a declaration, it would contradict itself."""
    minus = [["-1", []]]
    choice = ["c", ["choice", ["holds", "g"], whole(minus), whole(ONE)]]
    germ = ["g", ["rises", "x", whole([["1", [["c", 1], ["x", 1]]]]), whole([])]]
    refused(plain(hypotheses(), [], [choice, germ]), "after its use")


def test_a_choice_moves_with_the_germ_that_it_asks_for() -> None:
    """u is x but for u(0) = 1, which rises everywhere but at 0; so what asks whether it rises is not continuous."""
    body = ["u", ["choice", ["!=", X], whole(X), whole(ONE)]]
    germ = ["g", ["rises", "z", whole([["1", [["u", 1]]]]), whole(X)]]
    choice = ["c", ["choice", ["holds", "g"], whole(ONE), whole([["2", []]])]]
    limit = ["l", ["limit", "x", whole([["1", [["c", 1]]]]), whole(X)]]
    refused(plain([leaning("limit", "l")], [], [body, germ, choice, limit]), "no rule")


@pytest.mark.parametrize("kind", ["derivative", "flat"])
def test_a_power_too_high_to_differentiate(kind: str) -> None:
    high = [["1", [["x", 999_999_999]]]]
    name = "derivative" if kind == "derivative" else "germ: constant"
    refused(plain([leaning(name, "u")], [], [["u", [kind, "x", whole(high), whole(X)]]]), TOO_MUCH)


def test_terms_of_very_many_factors() -> None:
    long = [["1", [[f"v{index:04}", 1] for index in range(2000)]]]
    refused(plain(hypotheses([">", long]), [summed([("1", [0] * 1000)])]), TOO_MUCH)
    refused(
        plain([leaning("power: spread", "p", "factors")], [], [["p", ["power", whole(long), whole(ONE)]]]), TOO_MUCH
    )
    refused(about_kinds([">", long]), TOO_MUCH)


def test_products_that_grow_long() -> None:
    parts = [[">", [["1", [[f"v{place:03}_{index:03}", 1] for index in range(200)]]]] for place in range(60)]
    refused(plain(hypotheses(*parts), [summed([("1", [*range(60)] * 60)])]), TOO_MUCH)


def test_a_long_term_put_in_many_places() -> None:
    uses = 5000
    formula = ["forall", ["x", "k"], ["or", *[["is", "p", [["var", "x"]]]] * uses]]
    term = ["apply", "f", [["apply", "c", [], "k"]] * uses, "k"]
    refused(about_kinds(formula, {"rule": "instance", "of": 0, "path": [], "term": term}), TOO_MUCH)


def test_many_cases_of_a_long_formula() -> None:
    long = [["1", [[f"v{index:04}", 1]]] for index in range(5000)]
    shut = [summed([("1", [1]), ("1", [])])]

    def tree(depth: int) -> list[Any]:
        return shut if depth == 0 else [{"rule": "cases", "fact": 0, "cases": [tree(depth - 1), tree(depth - 1)]}]

    refused(plain(hypotheses(["!=", long], [">", [["-1", []]]]), tree(11)), TOO_MUCH)


def test_what_is_quoted_of_a_certificate_cannot_pass_for_a_verdict() -> None:
    """A key with a line break or with signs that a terminal obeys is shown as it is written, half a pair too."""
    for key, shown in (("\x1b[1A\nf: t: proved", r"\\u001b\[1A\\u000af: t: proved"), ("\ud800", r"\\ud800")):
        with pytest.raises(Refused, match=shown):
            replay(json.dumps({"format": FORMAT, "theorems": [], key: 1}))


def test_a_kind_named_like_what_the_kernel_notes_of_members() -> None:
    for kind, reason in (("a member of k", "two ways"), ("(k)", "no name for a symbol")):
        formula = ["same", ["apply", "a", [], kind], ["apply", "b", [], kind]]
        refused({**about_kinds(formula), "kinds": [["k", ["a"]], [kind, []]]}, reason)
