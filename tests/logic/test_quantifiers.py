"""Taking quantifiers away only ever says less, and equations are used up without losing anything."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from argcheck.logic.eliminate import eliminate
from argcheck.logic.germs import OPEN
from argcheck.logic.quantifiers import has_quantifier, remove_quantifiers
from argcheck.logic.reduce import Reducer
from argcheck.model.argument import Witness
from argcheck.model.operators import Sort
from argcheck.model.terms import Term, free_variables, num
from tests.doubt import formula
from tests.oracle import Undefined, value

RANGE = [Fraction(k) for k in range(-1, 5)]


def _random(random: Random) -> str:
    def compared() -> str:
        sides = ("u", "v", "n", "u + v", "u*v", "n - u", "1", "2*v")
        return f"{random.choice(sides)} {random.choice(('<', '<=', '=', '!='))} {random.choice(sides)}"

    first, second = (random.choice(("forall", "exists")) for _ in range(2))
    joint = random.choice(("and", "or", "implies", "iff"))
    inner = f"({second} v : integer in [0, {random.choice(('2', 'u', '3'))}]: {compared()} {joint} {compared()})"
    outer = f"{first} u : integer in [0, 3]: {inner} {random.choice(('and', 'or', 'implies'))} u != n"
    return random.choice((outer, f"not ({outer})", f"({outer}) iff n > 0"))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_true_stays_satisfiable(seed: int) -> None:
    original = formula(_random(Random(seed)))
    assert original is not None
    for n in (Fraction(0), Fraction(2)):
        if not value(original, {"n": n}):
            continue
        result = remove_quantifiers([original])
        assert not any(has_quantifier(one) for one in result.formulas)
        names = [v.name for v in result.fresh]
        assert len(set(names)) == len(names) and "n" not in names
        if len(names) > 4:
            continue
        assert any(
            all(value(one, {"n": n, **dict(zip(names, chosen, strict=True))}) for one in result.formulas)
            for chosen in product(RANGE, repeat=len(names))
        )


def test_an_existential_keeps_its_meaning() -> None:
    original = formula("exists u : integer >= n: u < n + 1")
    assert original is not None
    result = remove_quantifiers([original])
    assert (len(result.fresh), result.weakened) == (1, False)


def test_a_witness_is_only_used_where_it_exists() -> None:
    original = formula("not (exists u : real > 0: u*x > 1)")
    assert original is not None
    witness = formula("2/x = 0")
    assert witness is not None
    result = remove_quantifiers([original], [Witness("u", witness.args[0])])  # type: ignore[union-attr]
    assert result.weakened
    (weaker,) = result.formulas
    try:
        assert value(weaker, {"x": Fraction(0)})
    except Undefined:
        raise AssertionError("the instance does not hold where its witness has no value") from None
    assert not value(weaker, {"x": Fraction(3)})


def test_a_sign_left_open_is_not_shared_between_values() -> None:
    inner = "rises(exp(({0} - 1)^3*({0} - 2)^3), {0})"
    text = f"(exists u : real in [1, 1]: not {inner.format('u')}) and (exists u : real in [2, 2]: {inner.format('u')})"
    original = formula(text)
    assert original is not None
    result = remove_quantifiers([Reducer().reduce(original)])
    opened = {v.name for one in result.formulas for v in free_variables(one) if v.name.startswith(OPEN)}
    assert len(opened) == 2


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("x = y + 1 and x > 2", ["x"]),
        ("y + 1 = x and y = 2*n", ["x", "y"]),
        ("n = y and y > 0", ["y"]),
        ("n = y/2", []),
        ("x = x^2", []),
        ("x = 1 or y = 1", []),
        ("x = n and n = m", ["x", "n"]),
    ],
)
def test_equations_are_used_up(text: str, solved: list[str]) -> None:
    original = formula(text)
    assert original is not None
    result = eliminate([original])
    assert [v.name for v, _ in result.values] == solved
    assert all(v.sort is not Sort.INTEGER or one.sort is Sort.INTEGER for v, one in result.values)
    _agree(original, result.formulas, result.values)


def _agree(original: Term, left: tuple[Term, ...], values: tuple) -> None:
    for x, y in product(map(Fraction, (0, 1, 2, 3)), repeat=2):
        for n, m in product((Fraction(0), Fraction(1)), repeat=2):
            at = {"x": x, "y": y, "n": n, "m": m}
            for variable, one in reversed(values):
                at[variable.name] = value(one, at)
            if any(at[name].denominator != 1 for name in "nm"):
                continue
            assert value(original, at) == all(value(one, at) for one in left)


def test_nothing_is_lost_of_a_plain_set() -> None:
    assert eliminate([formula("x > 1") or num(0)]).values == ()
