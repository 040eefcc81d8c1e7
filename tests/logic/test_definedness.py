"""What must hold for a formula to make sense: enough, and where it is claimed no more than is needed."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from argcheck.logic.definedness import conditions
from argcheck.model.terms import Term, free_variables
from tests.doubt import formula
from tests.grid import Writer, points
from tests.oracle import Unclear, Undefined, Value, value


def _hold(found: Term, at: dict[str, Value]) -> bool:
    """Whether every condition holds, its bound variables being tried in a range."""
    for condition in conditions(found):
        bound = [v.name for v in free_variables(condition.formula) if v.name not in at]
        ranges: list[dict[str, Value]] = [{}]
        for name in bound:
            ranges = [{**some, name: Fraction(k)} for some in ranges for k in range(-9, 12)]
        if not all(value(condition.formula, {**at, **some}) for some in ranges):
            return False
    return True


@pytest.mark.parametrize("block", range(2))
def test_a_formula_whose_conditions_hold_has_a_value(block: int) -> None:
    judged = 0
    for seed in range(block * 100, block * 100 + 100):
        random = Random(seed)
        found = formula(Writer(random, hard=True).formula(2))
        for at in points(random, 4) if found else ():
            try:
                if found and _hold(found, at):
                    judged += 1
                    value(found, at)
            except Unclear:
                continue
            except Undefined:
                raise AssertionError((seed, at)) from None
    assert judged > 100


@pytest.mark.parametrize(
    ("text", "at", "defined"),
    [
        ("1/x > 0", {"x": 0}, False),
        ("1/x > 0", {"x": 1}, True),
        ("x != 0 and 1/x > 0", {"x": 0}, True),
        ("1/x > 0 and x != 0", {"x": 0}, False),
        ("x = 0 or 1/x > 0", {"x": 0}, True),
        ("x != 0 implies 1/x > 0", {"x": 0}, True),
        ("(if x = 0 then 0 else 1/x) = 0", {"x": 0}, True),
        ("(x != 0) iff (1/x > 0)", {"x": 0}, False),
        ("log(x) > 0", {"x": 0}, False),
        ("sqrt(x) > 0", {"x": 0}, True),
        ("sqrt(x) > 0", {"x": -1}, False),
        ("x^y > 0", {"x": 0, "y": 2}, False),
        ("x^n = 0", {"x": 0, "n": 0}, True),
        ("x^n = 0", {"x": 0, "n": -1}, False),
        ("x^n = 0", {"x": -1, "n": -1}, True),
        ("x^(-2) = 1", {"x": 0}, False),
        ("x^(1/2) = 1", {"x": 0}, False),
        ("clamp(1, x, y) = 1", {"x": 2, "y": 1}, False),
        ("sum(k from 0 to 3: 1/(k - x)) > 0", {"x": 2}, False),
        ("sum(k from 0 to 3: 1/(k - x)) > 0", {"x": 4}, True),
        ("sum(k from 0 to infinity: x^k) > 0", {"x": 1}, False),
        ("forall u : real in [1, 2]: 1/u > 0", {}, True),
        ("forall u : integer in [0, 2]: 1/u > 0", {}, False),
    ],
)
def test_where_a_formula_is_defined(text: str, at: dict[str, int], defined: bool) -> None:
    found = formula(text)
    assert found is not None
    everywhere = {name: Fraction(number) for name, number in {**dict.fromkeys("xynm", 1), **at}.items()}
    assert _hold(found, everywhere) is defined
