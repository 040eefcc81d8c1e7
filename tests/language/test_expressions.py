"""How terms and formulas read: what binds tighter, what extends how far, what is the same in Unicode."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argcheck.diagnostics import Span
from argcheck.language import syntax as s
from tests.language.trees import bare, formula

SAME = [
    # what is written, what it means with every bracket
    ("a + b*c", "a + (b*c)"),
    ("a - b - c", "(a - b) - c"),
    ("a/b*c", "(a/b)*c"),
    ("a/b/c", "(a/b)/c"),
    ("-x^2", "-(x^2)"),
    ("-a*b", "(-a)*b"),
    ("a*-b", "a*(-b)"),
    ("a - -b", "a - (-b)"),
    ("2^3^4", "2^(3^4)"),
    ("x^-1", "x^(-1)"),
    ("2^-x^2", "2^(-(x^2))"),
    ("x²^3", "(x^2)^3"),
    ("a + b < c*d", "(a + b) < (c*d)"),
    ("not a < b", "not (a < b)"),
    ("not p and q", "(not p) and q"),
    ("p or q and r", "p or (q and r)"),
    ("p and q and r", "(p and q) and r"),
    ("p or q implies r", "(p or q) implies r"),
    ("p implies q implies r", "p implies (q implies r)"),
    ("p implies q iff r", "(p implies q) iff r"),
    ("if p then a else b + 1", "if p then a else (b + 1)"),
    ("1 + if p then a else b + 1", "1 + (if p then a else (b + 1))"),
    ("if p then if q then a else b else c", "if p then (if q then a else b) else c"),
    ("forall x : real: p and q implies r", "forall x : real: ((p and q) implies r)"),
    ("p and forall x : real: q or r", "p and (forall x : real: (q or r))"),
    ("not exists x : real: q iff r", "not (exists x : real: (q iff r))"),
    ("exists n : integer >= k + 1: n > a", "exists n : integer >= (k + 1): (n > a)"),
    ("sum(k from 1 to n + 1: k^2 + 1)", "sum(k from (1) to (n + 1): ((k^2) + 1))"),
    ("limit(1/x + 1, x -> infinity)", "limit(((1/x) + 1), x -> (infinity))"),
]

UNICODE = [
    ("γ ≤ λ ∧ ¬(α ≥ Ω)", "gamma <= lambda and not (alpha >= Omega)"),
    ("x ≠ 0 ∨ p → q", "x != 0 or p implies q"),
    ("p ⇒ q", "p implies q"),
    ("p ⇔ q", "p iff q"),
    ("∀ x : ℝ ∈ (0, ∞): x² > 0", "forall x : real in (0, infinity): x^2 > 0"),
    ("∃ n : ℤ ≥ 1: n·x > 1", "exists n : integer >= 1: n*x > 1"),
    ("Σ(k from 1 to n: x₁ × γ^k)", "sum(k from 1 to n: x1*gamma^k)"),
    ("∑(k from 1 to n: k)", "sum(k from 1 to n: k)"),
    ("limit(1/x, x → ∞)", "limit(1/x, x -> infinity)"),
    ("limit(if p → q then 1 else x, x → 0)", "limit(if p implies q then 1 else x, x -> 0)"),
    ("a − b ÷ c", "a - b/c"),
    ("x⁻¹ + x¹²", "x^(-1) + x^12"),
    ("√(x + 1)", "sqrt(x + 1)"),
    ("Δx > ε", "Deltax > epsilon"),
]


@pytest.mark.parametrize(("written", "meant"), SAME + UNICODE)
def test_same_meaning(written: str, meant: str) -> None:
    assert bare(formula(written)) == bare(formula(meant))


def test_a_chain_is_one_comparison_and_brackets_break_it() -> None:
    chain = formula("0 < p <= 1")
    assert isinstance(chain, s.Comparison) and chain.operators == ("<", "<=") and len(chain.operands) == 3
    broken = formula("(0 < p) = true")
    assert isinstance(broken, s.Comparison) and isinstance(broken.operands[0], s.Comparison)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", Fraction(3)),
        ("0.1", Fraction(1, 10)),
        ("0.25", Fraction(1, 4)),
        ("1e3", Fraction(1000)),
        ("25e-2", Fraction(1, 4)),
        ("007", Fraction(7)),
        ("1" + "0" * 1999, Fraction(10**1999)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    number = formula(text)
    assert isinstance(number, s.Number) and number.value == value


@pytest.mark.parametrize(
    ("text", "kind", "options"),
    [
        ("D chooses a", "chooses", ["a"]),
        ("D prefers a to b", "prefers", ["a", "b"]),
        ("D is indifferent between a and b", "indifferent", ["a", "b"]),
        ("a dominates b in D", "dominates", ["a", "b"]),
    ],
)
def test_formulas_about_decisions(text: str, kind: str, options: list[str]) -> None:
    choice = formula(text)
    assert isinstance(choice, s.Choice)
    assert (choice.kind, choice.decision.name, [option.name for option in choice.options]) == (kind, "D", options)


def test_a_choice_joins_like_any_formula() -> None:
    both = formula("D chooses a and utility(D.a) > 0")
    assert isinstance(both, s.Binary) and both.op == "and"


def test_spans_are_places_in_the_original_text() -> None:
    sentence = formula("γ² ≤ (a + b)")
    assert isinstance(sentence, s.Comparison)
    assert sentence.span == Span(1, 1, 1, 13)
    assert sentence.operands[0].span == Span(1, 1, 1, 3)
    assert sentence.operands[1].span == Span(1, 6, 1, 13)
