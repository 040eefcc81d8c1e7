"""Formulas as LaTeX: fewest brackets, no two names alike, long ones broken."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.language.parse import parse_formula
from argcheck.model.operators import Sort
from argcheck.model.terms import Infinite, LimitOf, Quantifier, SumOf, Term, Var
from argcheck.reports.mathematics import Notation
from argcheck.reports.symbols import symbol, symbols
from tests.reports.document_samples import D, R, T, app, c, gamma, minus, n, num, over, plus, times, w

k, x = Var("k", Sort.INTEGER), Var("x", R)
SUM = SumOf(k, num(1), n, app("^", gamma, k))


@pytest.mark.parametrize(
    ("term", "latex"),
    [
        (app(">", app("^", over(c, plus(c, D)), over(1, T)), gamma), r"\left(\frac{c}{c + D}\right)^{1/T} > \gamma"),
        (times(SUM, D), r"\left(\sum_{k=1}^{n} \gamma^{k}\right)\,D"),
        (times(D, SUM), r"D\,\sum_{k=1}^{n} \gamma^{k}"),
        (plus(SUM, D), r"\sum_{k=1}^{n} \gamma^{k} + D"),
        (SumOf(k, num(1), Infinite(), plus(c, k)), r"\sum_{k=1}^{\infty} (c + k)"),
        (minus(1, minus(c, D)), "1 - (c - D)"),
        (minus(minus(1, c), D), "1 - c - D"),
        (minus(1, app("neg", c)), "1 - (-c)"),
        (plus(c, app("neg", D)), "c - D"),
        (plus(c, num(-3)), "c - 3"),
        (times(c, num(-3)), r"c\,(-3)"),
        (times(num(Fraction(1, 2)), num(Fraction(1, 3))), r"\frac{1}{2} \cdot \frac{1}{3}"),
        (times(num(2), num(Fraction(1, 3))), r"2 \cdot \frac{1}{3}"),
        (times(num(3), Var("w", Sort.REAL), num(1)), r"3 \cdot w \cdot 1"),
        (times(plus(c, D), w), r"(c + D)\,w"),
        (app("neg", plus(c, D)), "-(c + D)"),
        (app("neg", times(c, D)), r"-c\,D"),
        (app("^", num(-3), 2), "(-3)^{2}"),
        (app("^", app("^", c, 2), 3), "(c^{2})^{3}"),
        (app("^", app("exp", c), 2), r"(\exp(c))^{2}"),
        (app("floor", over(c, D)), r"\left\lfloor \frac{c}{D} \right\rfloor"),
        (app("clamp", c, 0, 1), r"\operatorname{clamp}(c, 0, 1)"),
        (app("and", app("<", num(0), w), app("<=", w, 1)), r"0 < w \le 1"),
        (app("and", app(">", c, 0), app("or", app(">", D, 0), app("=", w, 1))),
         r"c > 0\text{ and }(D > 0\text{ or }w = 1)"),
        (app("or", app("and", app(">", c, 0), app(">", D, 0)), app("=", w, 1)),
         r"(c > 0\text{ and }D > 0)\text{ or }w = 1"),
        (app("implies", app("implies", app(">", c, 0), app(">", D, 0)), app(">", w, 0)),
         r"(c > 0\implies D > 0)\implies w > 0"),
        (app("not", app("=", c, D)), r"\text{not }(c = D)"),
        (app("rises", times(c, w), w), r"c\,w\text{ rises in }w"),
        (app("flat", app("ite", app(">", c, w), 1, 0), w),
         r"\left(\begin{cases} 1 & \text{if } c > w, \\ 0 & \text{otherwise} \end{cases}\right)\text{ is flat in }w"),
        (app("diff", times(c, w), w), r"\frac{\partial}{\partial w}(c\,w)"),
        (LimitOf(gamma, Infinite(), over(c, gamma)), r"\lim_{\gamma \to \infty} \frac{c}{\gamma}"),
        (Quantifier("forall", x, app("and", app("<", x, 1), app(">", x, 0)), app(">", x, c)),
         r"\text{for every real }x \text{ with } 0 < x < 1:\ x > c"),
        (Quantifier("exists", k, app(">=", k, 1), app(">", k, c)),
         r"\text{there is an integer }k \ge 1\text{ such that }k > c"),
    ],
)  # fmt: skip
def test_terms(term: Term, latex: str) -> None:
    assert Notation().latex(term) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("0 < p <= 1", r"0 < p \le 1"),
        ("a - b - c", "a - b - c"),
        ("a - (b - c)", "a - (b - c)"),
        ("flat(score(w, 1), w)", r"\operatorname{score}(w, 1)\text{ is flat in }w"),
        ("increasing(f(x), x)", r"f(x)\text{ is increasing in }x"),
        ("training chooses deceive", r"\mathit{training} \text{ chooses } \mathit{deceive}"),
        ("utility(D.a) > 0", r"U_{\mathit{D}}(\mathit{a}) > 0"),
        ("forall x : real in (0, 1]: x > y", r"\text{for every real }x \in (0, 1]:\ x > y"),
        ("if a > b then 1 else if a = b then 2 else 3",
         r"\begin{cases} 1 & \text{if } a > b, \\ 2 & \text{if } a = b, \\ 3 & \text{otherwise} \end{cases}"),
        ("x^-1 * 2^(a + 1)", r"x^{-1} \cdot 2^{a + 1}"),
    ],
)  # fmt: skip
def test_expressions_keep_the_authors_form(text: str, latex: str) -> None:
    expr, faults = parse_formula(text)
    assert expr is not None and not faults
    assert Notation().latex(expr) == latex


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("gamma", r"\gamma"), ("Gamma", r"\Gamma"), ("lam", r"\lambda"), ("b_g", "b_{g}"), ("c0", "c_{0}"),
        ("w_star", r"w_{\mathrm{star}}"), ("cost", r"\mathit{cost}"), ("x_1_2", "x_{1,2}"),
    ],
)  # fmt: skip
def test_names(name: str, latex: str) -> None:
    assert symbol(name) == latex


@given(st.lists(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True), max_size=12))
def test_no_two_names_share_a_symbol(names: list[str]) -> None:
    table = symbols(names)
    assert set(table) == set(names)
    assert len(set(table.values())) == len(set(names))


def test_a_long_formula_is_broken_at_its_joints_and_nothing_is_lost() -> None:
    parts = [app(">", times(num(index), Var(f"quantity_{index}", R)), 0) for index in range(1, 9)]
    formula = app("implies", app("and", *parts), app("=", plus(*(times(c, num(i)) for i in range(2, 40))), 0))
    rows = Notation().lines(formula, 50)
    assert len(rows) > 8
    joined = "".join(row.text.replace("{}", "") for row in rows)
    assert _bare(joined) == _bare(Notation().latex(formula))


def _bare(latex: str) -> str:
    for mark in (" ", r"\left", r"\right", r"\Bigl", r"\Bigr"):
        latex = latex.replace(mark, "")
    return latex
