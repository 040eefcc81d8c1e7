"""`rises`, `falls` and `flat` agree with what the term does a little further on."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from argcheck.logic.definedness import conditions
from argcheck.logic.germs import OPEN
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.model.terms import App, Term, free_variables
from tests.doubt import formula
from tests.grid import Writer, points
from tests.oracle import Unclear, Undefined, Value, value


def _truths(found: Term, at: dict[str, Value], prefix: str) -> set[bool]:
    """The formula's truth under every choice of the signs that are left open."""
    names = [v.name for v in free_variables(found) if v.name.startswith(prefix)]
    if len(names) > 5 or any(v.name not in (*names, *at) for v in free_variables(found)):
        raise Unclear
    choices = product((True, False), repeat=len(names))
    return {bool(value(found, {**at, **dict(zip(names, choice, strict=True))})) for choice in choices}


def _judged(germ: Term, at: dict[str, Value]) -> tuple[bool, set[bool]] | None:
    """What the term does, and what the germ's formula says it may do; None where neither is clear."""
    try:
        if any(_truths(one.formula, at, "definedness") != {True} for one in conditions(germ)):
            return None
        return value(germ, at), _truths(Reducer().reduce(germ), at, OPEN)
    except (Unclear, Undefined, CannotReduce):
        return None


@pytest.mark.parametrize("block", range(3))
def test_germs_of_random_terms(block: int) -> None:
    for seed in range(block * 25, block * 25 + 25):
        random = Random(seed)
        text = Writer(random, hard=seed % 2 == 0).real(3)
        for op in ("rises", "falls", "flat"):
            germ = formula(f"{op}({text}, x)")
            for at in points(random, 4) if germ else ():
                judged = _judged(germ, at) if germ else None
                assert judged is None or judged[0] in judged[1], (text, op, at)


@pytest.mark.parametrize(
    ("text", "x", "does"),
    [
        ("x^2", 0, "rises"),
        ("-x^2", 0, "falls"),
        ("x^2 - 2*x", 1, "rises"),
        ("abs(x)", 0, "rises"),
        ("min(x, -x)", 0, "falls"),
        ("clamp(x, 0, 1)", 1, "flat"),
        ("clamp(x, 0, 1)", 0, "rises"),
        ("clamp(clamp(x, -1, 2) - 1, 0, 1)", 1, "rises"),
        ("if x > 0 then 1 else 0", 0, "rises"),
        ("if x >= 0 then 1 else 0", 0, "flat"),
        ("floor(x)", 1, "flat"),
        ("floor(-x)", 1, "falls"),
        ("floor(x/(0 - 1))", 1, "falls"),
        ("ceil(x)", 1, "rises"),
        ("ceil(x/(0 - 2))", 2, "flat"),
        ("1/x", 2, "falls"),
        ("(x^2 - 1)/(x^2 + 1)", 0, "rises"),
        ("x*log(x)", 1, "rises"),
        ("sqrt(x) - x", 4, "falls"),
        ("x^n", 0, "rises"),
    ],
)
def test_what_a_term_does(text: str, x: int, does: str) -> None:
    at: dict[str, Value] = {"x": Fraction(x), "y": Fraction(1), "n": Fraction(1), "m": Fraction(1)}
    for op in ("rises", "falls", "flat"):
        germ = formula(f"{op}({text}, x)")
        assert isinstance(germ, App)
        assert _truths(Reducer().reduce(germ), at, OPEN) == {op == does}


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("sqrt(-x)", 0),
        ("if x > 0 then log(x) else 0", 0),
        ("floor(if x > 0 then 1/x else 0)", 0),
        ("x^1.5", 0),
    ],
)
def test_no_expansion_where_it_is_not_defined(text: str, x: int) -> None:
    germ = formula(f"rises({text}, x)")
    assert germ is not None
    at: dict[str, Value] = {"x": Fraction(x), "y": Fraction(1), "n": Fraction(1), "m": Fraction(1)}
    held = []
    for condition in conditions(germ):
        try:
            held.append(value(condition.formula, at))
        except Undefined:
            held.append(False)
    assert not all(held)
