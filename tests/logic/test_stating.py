"""What a statement says is what the formula says: at every point, whatever else was known when it was translated."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from argcheck.kernel.formulas import opposite
from argcheck.kernel.symbols import Symbols
from argcheck.logic.normalize import CannotNormalize, Normalized, normalize
from argcheck.logic.quantifiers import has_quantifier
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.model.terms import App, Term
from tests.doubt import formula
from tests.grid import Writer, points
from tests.kernel import meanings
from tests.oracle import Unclear, Undefined, value


def _translated(formulas: list[Term]) -> Normalized | None:
    try:
        return normalize(formulas, [str(index) for index in range(len(formulas))])
    except CannotNormalize:
        return None


def _faults(formulas: list[Term], places: list[dict[str, Fraction | bool]]) -> list[str]:
    """Where a formula and what a theorem says for it differ, or a lemma fails, if no rule was used on trust."""
    normalized = _translated(formulas)
    statement = normalized.statement if normalized else None
    if normalized is None or statement is None or statement.rules or normalized.opaque:
        return []
    symbols = Symbols(statement.problem.integers)
    for name, meaning in statement.symbols.items():
        symbols.declare(name, meaning)
    return [fault for at in places for fault in _faults_at(formulas, normalized, symbols, at)]


def _faults_at(
    formulas: list[Term], normalized: Normalized, symbols: Symbols, at: dict[str, Fraction | bool]
) -> list[str]:
    assert normalized.statement is not None
    stated, found = normalized.statement.problem, []
    values = meanings.point(symbols, at)
    for index, (assertion, label) in enumerate(zip(stated.assertions, stated.labels, strict=True)):
        holds = meanings.truth(assertion, values)
        if index in normalized.statement.lemmas:
            if not holds:
                found.append(f"{label} at {at}")
            continue
        whole = formulas[int(label)]
        try:
            true = bool(value(whole, at))
        except (Undefined, Unclear, OverflowError):
            continue
        one_part = not (isinstance(whole, App) and whole.op == "and")
        denied = meanings.truth(opposite(assertion), values)
        if (true and not holds) or (one_part and not true and not denied):
            found.append(f"{whole} at {at}: {assertion}")
    return found


@pytest.mark.parametrize("block", range(4))
def test_statements_of_random_formulas(block: int) -> None:
    for seed in range(block * 60, block * 60 + 60):
        random = Random(seed)
        writer = Writer(random, hard=True)
        try:
            written = [formula(writer.formula(depth)) for depth in (0, 1, 2)]
            formulas = [Reducer().reduce(one) for one in written if one and not has_quantifier(one)]
        except CannotReduce:
            continue
        assert _faults(formulas, points(random, 6)) == []


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ("x > 0", "(x^2)^(1/2) < y"),
        ("x > 0", "(x^2)^(n/2) < y"),
        ("x > 0 and n >= 1", "(x^2)^(1/n) < y"),
        ("x > 0 and y > 0", "(x*y)^n < x + 1"),
        ("x > 1 and n >= 1", "x^(n + m - 1) > y"),
        ("x > 0", "x/y > 1 or x^n*y > 2"),
        ("x > 0 and x < 1", "sum(k from 0 to n: x^k) > y"),
        ("x > 0 and x < 1", "sum(k from n to infinity: x^k) > y"),
        ("x > 0 and x < 1", "sum(k from 1 to infinity: k*x^k) > y"),
        ("x > 0", "sum(k from 0 to n: k*x^k) > y"),
        ("x > 0", "max(x, 0) > y and abs(x) < 3"),
        ("x > 0", "log(x) + log(y^2) > exp(x) - exp(2*y)"),
        ("y >= 0", "sqrt(y) > x and floor(y) < n"),
    ],
)
def test_known_signs_are_not_assumed(signs: str, text: str) -> None:
    formulas = [each for each in (formula(signs), formula(text)) if each is not None]
    assert len(formulas) == 2
    places = points(Random(text), 25)
    for at in places:
        at["n"] = abs(at["n"])
    assert _faults(formulas, places) == []


def test_that_a_difference_is_seen() -> None:
    formulas = [each for each in (formula("x > 0"), formula("x^n > y")) if each is not None]
    normalized, other = _translated(formulas), formula("x^n < y")
    assert normalized is not None and normalized.statement is not None and other is not None
    symbols = Symbols(normalized.statement.problem.integers)
    for name, meaning in normalized.statement.symbols.items():
        symbols.declare(name, meaning)
    at: dict[str, Fraction | bool] = {"x": Fraction(2), "y": Fraction(3), "n": Fraction(2)}
    assert not _faults_at(formulas, normalized, symbols, at)
    assert _faults_at([formulas[0], other], normalized, symbols, at)
