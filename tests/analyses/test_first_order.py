"""First-order arguments of the textbooks, and random ones against brute force over small structures."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pytest

from argcheck.analyses.check import CheckOptions, searching
from argcheck.logic.evaluate import evaluate
from argcheck.model.terms import negation
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher
from tests.analyses.first_order import argument, results, step

HEAD = """argument "First-order logic"
kind thing
predicate F(thing)
predicate G(thing)
predicate H(thing)
predicate R(thing, thing)
constant a, b, c : thing
function f(thing) : thing
function size(thing) : real >= 0
proposition p
quantity t : real > 0
"""

VALID: dict[str, tuple[list[str], str]] = {
    "universal_instance": (["forall x : thing: F(x)"], "F(a)"),
    "existential_generalisation": (["F(a)"], "exists x : thing: F(x)"),
    "import": (["forall x : thing: F(x)"], "exists x : thing: F(x)"),
    "chain": (["forall x : thing: F(x) implies G(x)", "forall x : thing: G(x) implies H(x)", "F(a)"], "H(a)"),
    "and_splits": (
        ["forall x : thing: F(x) and G(x)"],
        "(forall x : thing: F(x)) and (forall x : thing: G(x))",
    ),
    "or_gathers": (
        ["(forall x : thing: F(x)) or (forall x : thing: G(x))"],
        "forall x : thing: F(x) or G(x)",
    ),
    "exists_or": (["exists x : thing: F(x) or G(x)"], "(exists x : thing: F(x)) or (exists x : thing: G(x))"),
    "exists_and": (["exists x : thing: F(x) and G(x)"], "(exists x : thing: F(x)) and (exists x : thing: G(x))"),
    "duality": (["not (forall x : thing: F(x))"], "exists x : thing: not F(x)"),
    "duality_back": (["exists x : thing: not F(x)"], "not (forall x : thing: F(x))"),
    "swap": (["exists x : thing: forall y : thing: R(x, y)"], "forall y : thing: exists x : thing: R(x, y)"),
    "drinker": ([], "exists x : thing: F(x) implies (forall y : thing: F(y))"),
    "russell": ([], "not (exists x : thing: forall y : thing: R(x, y) iff not R(y, y))"),
    "scope": (["p implies (forall x : thing: F(x))"], "forall x : thing: p implies F(x)"),
    "scope_of_if": (["(exists x : thing: F(x)) implies p"], "forall x : thing: F(x) implies p"),
    "asymmetric": (
        ["forall x, y : thing: R(x, y) implies not R(y, x)"],
        "forall x : thing: not R(x, x)",
    ),
    "strict": (
        ["forall x, y, z : thing: R(x, y) and R(y, z) implies R(x, z)", "forall x : thing: not R(x, x)"],
        "forall x, y : thing: R(x, y) implies not R(y, x)",
    ),
    "equivalence": (
        [
            "forall x, y : thing: R(x, y) implies R(y, x)",
            "forall x, y, z : thing: R(x, y) and R(y, z) implies R(x, z)",
            "forall x : thing: exists y : thing: R(x, y)",
        ],
        "forall x : thing: R(x, x)",
    ),
    "horse": (
        ["forall x : thing: F(x) implies G(x)"],
        "forall x : thing: (exists y : thing: F(y) and R(x, y)) implies (exists y : thing: G(y) and R(x, y))",
    ),
    "lovers": (
        [
            "forall x, y, z : thing: R(y, z) implies R(x, y)",
            "R(a, b)",
        ],
        "R(c, a)",
    ),
    "only_one": (
        ["F(a)", "forall x, y : thing: F(x) and F(y) implies x = y", "G(b) and F(b)"],
        "G(a)",
    ),
    "leibniz": (["a = b", "F(a)"], "F(b)"),
    "indiscernible": (["F(a)", "not F(b)"], "a != b"),
    "transitive": (["a = b", "b = c"], "a = c"),
    "congruent": (["a = b"], "f(a) = f(b)"),
    "twice": (["f(f(a)) = a", "f(f(f(a))) = a"], "f(a) = a"),
    "functional": (["forall x : thing: F(x) implies F(f(x))", "F(a)"], "F(f(f(a)))"),
    "injective": (["forall x, y : thing: f(x) = f(y) implies x = y", "a != b"], "f(a) != f(b)"),
    "left_inverse": (["forall x : thing: f(f(x)) = x"], "forall x, y : thing: f(x) = f(y) implies x = y"),
    "unequal_sizes": (["size(a) != size(b)"], "a != b"),
    "threshold": (["forall x : thing: F(x) implies size(x) >= 2*t", "F(a)"], "size(a) > t"),
    "order_of_sizes": (
        ["forall x, y : thing: R(x, y) implies size(x) > size(y)", "R(a, b)", "R(b, c)"],
        "not R(c, a)",
    ),
    "no_negative": (["exists x : thing: size(x) <= 0"], "exists x : thing: size(x) = 0"),
    "dilemma": (["forall x : thing: F(x) or G(x)", "forall x : thing: F(x) implies H(x)", "not G(a)"], "H(a)"),
    "tollens": (["forall x : thing: F(x) implies G(x)", "not G(a)"], "not F(a)"),
}
INVALID: dict[str, tuple[list[str], str]] = {
    "affirming": (["forall x : thing: F(x) implies G(x)", "G(a)"], "F(a)"),
    "denying": (["forall x : thing: F(x) implies G(x)", "not F(a)"], "not G(a)"),
    "hasty": (["F(a)", "F(b)"], "forall x : thing: F(x)"),
    "some_and_some": (
        ["exists x : thing: F(x)", "exists x : thing: G(x)"],
        "exists x : thing: F(x) and G(x)",
    ),
    "or_does_not_split": (
        ["forall x : thing: F(x) or G(x)"],
        "(forall x : thing: F(x)) or (forall x : thing: G(x))",
    ),
    "shift": (["forall y : thing: exists x : thing: R(x, y)"], "exists x : thing: forall y : thing: R(x, y)"),
    "all_to_converse": (["forall x : thing: F(x) implies G(x)"], "forall x : thing: G(x) implies F(x)"),
    "empty_subject": (["forall x : thing: F(x) implies G(x)"], "exists x : thing: F(x) and G(x)"),
    "symmetric_transitive": (
        [
            "forall x, y : thing: R(x, y) implies R(y, x)",
            "forall x, y, z : thing: R(x, y) and R(y, z) implies R(x, z)",
        ],
        "forall x : thing: R(x, x)",
    ),
    "one_of_two": (["F(a) or F(b)"], "F(a)"),
    "same_because_alike": (["F(a)", "F(b)"], "a = b"),
    "not_onto": (["forall x, y : thing: f(x) = f(y) implies x = y", "F(a)"], "F(f(a))"),
    "equal_sizes": (["size(a) = size(b)"], "a = b"),
    "converse_threshold": (["forall x : thing: F(x) implies size(x) > t", "size(a) > t"], "F(a)"),
    "two_at_most": (["a != b"], "forall x : thing: x = a or x = b"),
    "three": (["a != b", "b != c"], "a != c"),
}


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    """One set of provers for all."""
    with searching(CheckOptions()) as shared:
        yield shared


def test_textbook_arguments(searcher: Searcher) -> None:
    text = HEAD + "".join(step(name, *parts) for name, parts in {**VALID, **INVALID}.items())
    found = results(text, searcher)
    wrong = {name: result.verdict for name, result in found.items() if result.follows is not (name in VALID)}
    assert wrong == {}
    assert len(VALID) + len(INVALID) >= 50


def test_no_small_structure_is_given_for_what_has_none(searcher: Searcher) -> None:
    endless = [
        "forall x : thing: exists y : thing: R(x, y)",
        "forall x, y, z : thing: R(x, y) and R(y, z) implies R(x, z)",
        "forall x : thing: not R(x, x)",
    ]
    found = results(HEAD + step("endless", endless, "F(a)"), searcher)["endless"]
    assert found.verdict is Verdict.UNDECIDED and found.counterexample is None
    assert "fragment" in found.reason


def test_a_counterexample_is_smallest(searcher: Searcher) -> None:
    found = results(HEAD + step("three", *INVALID["three"]) + step("shift", *INVALID["shift"]), searcher)
    for result in found.values():
        assert result.counterexample is not None
        assert dict(result.counterexample.values)["thing"] == "a, b"


# ---- random formulas with two predicates and a constant: structures of four members decide all of them ------

Tree = tuple[object, ...]


def tree(draw: random.Random, depth: int, variables: tuple[str, ...]) -> Tree:
    """A random formula; `a` is the constant."""
    if depth == 0 or (variables and draw.random() < 0.2):
        return (draw.choice("FG"), draw.choice((*variables, "a")))
    match draw.randrange(6):
        case 0:
            return ("not", tree(draw, depth - 1, variables))
        case 1 | 2 | 3:
            op = draw.choice(("and", "or", "implies", "iff"))
            return (op, tree(draw, depth - 1, variables), tree(draw, depth - 1, variables))
        case _:
            name = f"x{len(variables)}"
            return (draw.choice(("forall", "exists")), name, tree(draw, depth - 1, (*variables, name)))


def written(formula: Tree) -> str:
    """The formula in the language."""
    match formula:
        case ("forall" | "exists" as which, name, body):
            return f"({which} {name} : thing: {written(body)})"
        case ("not", body):
            return f"(not {written(body)})"
        case ("F" | "G" as name, term):
            return f"{name}({term})"
        case (op, left, right):
            return f"({written(left)} {op} {written(right)})"
    raise AssertionError


def true(formula: Tree, members: range, table: Callable[[str, int], bool], env: Mapping[str, int]) -> bool:
    """The formula's truth, by going through everything."""
    match formula:
        case ("forall", name, body):
            return all(true(body, members, table, {**env, name: each}) for each in members)
        case ("exists", name, body):
            return any(true(body, members, table, {**env, name: each}) for each in members)
        case ("not", body):
            return not true(body, members, table, env)
        case ("and", left, right):
            return true(left, members, table, env) and true(right, members, table, env)
        case ("or", left, right):
            return true(left, members, table, env) or true(right, members, table, env)
        case ("implies", left, right):
            return not true(left, members, table, env) or true(right, members, table, env)
        case ("iff", left, right):
            return true(left, members, table, env) is true(right, members, table, env)
        case (name, term):
            return table(name, env[term])
    raise AssertionError


def follows(given: list[Tree], infer: Tree) -> bool:
    """Whether it holds in every structure: one member of each of some of the four types is all that matters."""
    for chosen in product((False, True), repeat=4):
        types = [kind for kind, wanted in zip(product((False, True), repeat=2), chosen, strict=True) if wanted]

        def table(name: str, place: int, types: list[tuple[bool, ...]] = types) -> bool:
            return types[place]["FG".index(name)]

        members = range(len(types))
        for constant in members:
            env = {"a": constant}
            if all(true(each, members, table, env) for each in given) and not true(infer, members, table, env):
                return False
    return True


@pytest.mark.parametrize("seed", range(25))
def test_random_monadic_arguments(seed: int, searcher: Searcher) -> None:
    draw = random.Random(seed)
    for _ in range(3):
        given, infer = [tree(draw, 3, ()) for _ in range(2)], tree(draw, 3, ())
        text = HEAD + step("it", [written(each) for each in given], written(infer))
        (inference,) = argument(text).step("it").inferences
        facts = [fact.formula for fact in inference.facts]
        found = searcher.search([*facts, negation(inference.goal)])
        expected = Status.UNSAT if follows(given, infer) else Status.SAT
        assert found.status is expected, text
        if found.point is not None:
            assert all(evaluate(fact, found.point) is True for fact in facts)
            assert evaluate(inference.goal, found.point) is False


# ---- a relation, a function and equality: a structure of two members refutes what follows from nothing -----


def related(draw: random.Random, depth: int, variables: tuple[str, ...]) -> Tree:
    """A random formula with `R`, `f` and `=`."""

    def term() -> str:
        name = draw.choice((*variables, "a"))
        return f"f({name})" if draw.random() < 0.2 else name

    if depth == 0:
        return (draw.choice(("R", "same")), term(), term())
    match draw.randrange(5):
        case 0:
            return ("not", related(draw, depth - 1, variables))
        case 1 | 2:
            op = draw.choice(("and", "or", "implies"))
            return (op, related(draw, depth - 1, variables), related(draw, depth - 1, variables))
        case _:
            name = f"x{len(variables)}"
            return (draw.choice(("forall", "exists")), name, related(draw, depth - 1, (*variables, name)))


def related_text(formula: Tree, kind: str) -> str:
    """The formula in the language."""
    match formula:
        case ("forall" | "exists" as which, name, body):
            return f"({which} {name} : {kind}: {related_text(body, kind)})"
        case ("not", body):
            return f"(not {related_text(body, kind)})"
        case ("R", left, right):
            return f"R({left}, {right})"
        case ("same", left, right):
            return f"({left} = {right})"
        case (op, left, right):
            return f"({related_text(left, kind)} {op} {related_text(right, kind)})"
    raise AssertionError


def holds(formula: Tree, size: int, world: tuple[tuple[bool, ...], tuple[int, ...]], env: Mapping[str, int]) -> bool:
    """The formula's truth, by going through everything."""

    def value(term: object) -> int:
        text = str(term)
        return world[1][env[text[2:-1]]] if text.startswith("f(") else env[text]

    match formula:
        case ("forall", str(name), body):
            return all(holds(body, size, world, {**env, name: each}) for each in range(size))
        case ("exists", str(name), body):
            return any(holds(body, size, world, {**env, name: each}) for each in range(size))
        case ("not", body):
            return not holds(body, size, world, env)
        case ("and", left, right):
            return holds(left, size, world, env) and holds(right, size, world, env)
        case ("or", left, right):
            return holds(left, size, world, env) or holds(right, size, world, env)
        case ("implies", left, right):
            return not holds(left, size, world, env) or holds(right, size, world, env)
        case ("R", left, right):
            return world[0][size * value(left) + value(right)]
        case ("same", left, right):
            return value(left) == value(right)
    raise AssertionError


def refuted(given: list[Tree], infer: Tree, size: int) -> bool:
    """Whether some structure of the size makes the premises true and the conclusion false."""
    for relation in product((False, True), repeat=size * size):
        for function in product(range(size), repeat=size):
            for constant in range(size):
                world, env = (relation, function), {"a": constant}
                if all(holds(each, size, world, env) for each in given) and not holds(infer, size, world, env):
                    return True
    return False


RELATED = """argument "Relations"
kind open
kind pair = one or two
"""


@pytest.mark.parametrize("seed", range(14))
def test_random_arguments_with_a_relation(seed: int, searcher: Searcher) -> None:
    draw = random.Random(1000 + seed)
    for _ in range(3):
        given, infer = [related(draw, 3, ()) for _ in range(2)], related(draw, 3, ())
        for kind in ("open", "pair"):
            symbols = f"predicate R({kind}, {kind})\nfunction f({kind}) : {kind}\nconstant a : {kind}\n"
            text = RELATED + symbols + step("it", [related_text(g, kind) for g in given], related_text(infer, kind))
            (inference,) = argument(text).step("it").inferences
            found = searcher.entails([fact.formula for fact in inference.facts], inference.goal)
            if kind == "pair":
                assert found is not refuted(given, infer, 2), text
            elif refuted(given, infer, 1) or refuted(given, infer, 2):
                assert found is False, text
            elif found is False:
                # then the structure has three members or more
                point = searcher.search([*(f.formula for f in inference.facts), negation(inference.goal)]).point
                assert point is not None and point["|open|"] >= 3, text
