"""The story of a point: numbers put in, sides worked out, only what matters told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argcheck.logic.evaluate import evaluate
from argcheck.logic.story import story, substituted
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, Quantifier, Term, Var

C, D, W, X = (Var(name, Sort.REAL) for name in ("c", "D", "w", "x"))
P = Var("aware", Sort.BOOL)
POINT = {"w": Fraction(1), "D": Fraction(1, 2), "c": Fraction(1), "x": Fraction(0), "aware": False}


def t(op: str, *args: Term | int | Fraction) -> App:
    return App(op, tuple(Num(Fraction(arg)) if isinstance(arg, int | Fraction) else arg for arg in args))


PAYS = t(">", t("*", W, D), C)
DIVIDES = t(">", t("/", 1, X), 2)
LONG = t(">", t("+", *(t("*", W, D) for _ in range(12))), C)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (PAYS, "1*(1/2) > 1"),
        (LONG, "6 > 1"),
        (t("implies", P, PAYS), "false implies 1*(1/2) > 1"),
        (t("and", t("!=", X, 0), DIVIDES), "0 != 0 and 1/0 > 2"),
        (t("<", t("*", Var("unknown", Sort.REAL), D), 1), "unknown*(1/2) < 1"),
        (t("rises", t("*", W, D), W), "rises(w*D, w)"),
    ],
)
def test_numbers_are_put_in(formula: Term, expected: str) -> None:
    assert substituted(formula, POINT) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (PAYS, "w*D = 1/2, c = 1"),
        (t(">", C, 0), "c = 1"),
        (LONG, "the left side = 6, c = 1"),
        (t("and", t(">", C, 0), PAYS), "w*D = 1/2, c = 1"),
        (t("and", t(">", C, 0), t(">", D, 0)), "c = 1, D = 1/2"),
        (t("or", PAYS, t(">", D, 0)), "D = 1/2"),
        (t("or", PAYS, t(">", X, 0)), "w*D = 1/2, c = 1, x = 0"),
        (t("implies", P, PAYS), "aware is false"),
        (t("implies", t(">", C, 0), PAYS), "c = 1, w*D = 1/2"),
        (t("not", PAYS), "w*D = 1/2, c = 1"),
        (t("ite", t("=", X, 0), t(">", D, 0), DIVIDES), "x = 0, D = 1/2"),
        (DIVIDES, "`1/x` has no value: division by zero"),
        (t(">", t("exp", t("neg", W)), 0), "exp(-w) = exp(-1) ≈ 0.368"),
        (t(">", t("exp", 1), 0), "exp(1) ≈ 2.72"),
        (Quantifier("exists", X, t(">", X, 0), t("<", X, C)), "`exists x : real: x > 0 and x < c` is true"),
    ],
)
def test_what_settles_a_formula_is_told(formula: Term, expected: str) -> None:
    assert story(formula, POINT) == expected


def test_an_irrational_value_is_written_exactly() -> None:
    root = evaluate(t("sqrt", 2), {})
    assert substituted(t("<", X, 2), {"x": root}) == "sqrt(2) < 2"
    assert story(t("<", X, 2), {"x": root}) == "x = sqrt(2) ≈ 1.41"
