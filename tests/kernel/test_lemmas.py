"""Every lemma of the kernel: true at random points, undefined ones included; and near misses are refused."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import TRUE, And, Atom, Formula, Or
from argcheck.kernel.lemmas import LEMMAS, Lemma, instance
from argcheck.kernel.polynomial import constant, scale
from argcheck.kernel.quotients import Quotient, named, number
from argcheck.kernel.symbols import Kind, Meaning, Symbols
from tests.kernel import totals
from tests.kernel.lemma_samples import (
    BASES,
    BE,
    BODY,
    EXPS,
    FLOORED,
    FOUR,
    FROM_T,
    INTEGERS,
    LOGS,
    MOVED,
    NUMBERS,
    REAL,
    REALS,
    SLOW,
    STILL,
    TEST,
    WHOLE,
    B,
    C,
    E,
    N,
    T,
    X,
    again,
    motion,
    poly,
    q,
    twice,
    with_sums,
)
from tests.kernel.lemma_table import TABLE
from tests.kernel.meanings import point, truth
from tests.kernel.nested import EXPONENTIALS_OF_LOGARITHMS, POWERS_OF_POWERS


def declared(meanings: dict[str, Meaning]) -> Symbols:
    symbols = Symbols(INTEGERS | {"n", "m"})
    for name, meaning in meanings.items():
        symbols.declare(name, meaning)
    return symbols


def lemma(text: str) -> Lemma:
    name = max((name for name in LEMMAS if text.startswith(name + " ")), key=len)
    return Lemma(name, tuple(text.removeprefix(name).split()))


@pytest.mark.parametrize(("meanings", "text"), TABLE, ids=lambda each: each if isinstance(each, str) else "")
def test_true_wherever_one_looks(meanings: dict[str, Meaning], text: str) -> None:
    symbols, chance = declared(meanings), random.Random(text)
    formula = instance(lemma(text), symbols)
    assert formula != TRUE or "number" in text
    for _ in range(8 if text.startswith("endless") else 100 if {"u", "G"} & meanings.keys() else 400):
        given: dict[str, Any] = {name: chance.choice(REALS) for name in "bcdefx"}
        given.update({name: Fraction(chance.randint(-2, 4)) for name in sorted(INTEGERS)})
        values = point(symbols, given)
        assert truth(formula, values), {name: str(value) for name, value in values.items()}


def test_every_lemma_is_in_the_table() -> None:
    assert {lemma(text).name for _, text in TABLE} == set(LEMMAS)


def test_every_lemma_says_why() -> None:
    for schema in LEMMAS.values():
        assert schema.state.__doc__ and len(schema.state.__doc__) > 20


def literals(formula: Formula) -> list[Formula]:
    return list(formula.arguments) if isinstance(formula, Or | And) else [formula]


@pytest.mark.parametrize(
    ("text", "meanings", "reason"),
    [
        ("power: positive E", EXPS, "kind power"),
        ("power: positive x", REAL, "cannot be applied"),
        ("power: base 0 p", REAL, "not certainly whole"),
        ("power: base not 0 p", REAL, "not certainly whole"),
        ("power: step of a number p > 1", WHOLE, "not a positive number"),
        ("power: step of a number p > 1000", WHOLE, "cannot be applied"),
        ("power: step of a number p > 1.5", WHOLE, "cannot be applied"),
        ("power: step of a number p > -0", WHOLE, "cannot be applied"),
        ("power: root p", REAL, "not a number"),
        ("power: side of 1 p = >", REAL, "cannot be applied"),
        ("power: positive p p", REAL, "wrong number"),
        ("power: square p q", WHOLE, "not that of the square"),
        ("power: inverse exponent p q", REAL, "does not undo"),
        ("powers: equal exponents p q", BASES, "same base"),
        ("powers: order of bases p q < >", REAL, "same exponent"),
        ("powers: step of the exponent p r", REAL, "differ by a whole number"),
        ("powers: step of the exponent p q", REAL, "differ by a whole number"),
        ("power: spread p squares", REAL, "not certainly whole"),
        ("power: spread p factors", {"p": Meaning(Kind.POWER, (q((1, "b"), (1, "c")), T))}, "not a product"),
        ("power: spread p positive", {"p": Meaning(Kind.POWER, (B, q((1, "T"), (1, "N"))))}, "not declared"),
        ("power: spread over powers s", POWERS_OF_POWERS, "not declared"),
        ("power: spread over powers t", POWERS_OF_POWERS, "is 0"),
        ("exp: spread over logarithms G", EXPONENTIALS_OF_LOGARITHMS, "sum of multiples"),
        ("exp: spread over logarithms H", EXPONENTIALS_OF_LOGARITHMS, "sum of multiples"),
        ("exp: spread over logarithms I", EXPONENTIALS_OF_LOGARITHMS, "divided by a logarithm"),
        ("exp: spread over logarithms J", EXPONENTIALS_OF_LOGARITHMS, "not declared"),
        ("powers: tangent p q =", BASES, "cannot be applied"),
        ("powers: tangent p q >", REAL, "same exponent"),
        ("powers: chord p q between", BASES, "cannot be applied"),
        ("log: tangent at an exponential Lb Lc itself", LOGS, "kind exp"),
        ("exp: second bound I =", EXPS, "cannot be applied"),
        ("exp: second bound Lb >", LOGS, "kind exp"),
        ("exp: third bound Lb", LOGS, "kind exp"),
        ("log: second bound I >", EXPS, "kind log"),
        ("exp: sum F E G", EXPS, "not the sum"),
        ("exp: sum H F G", EXPS, "not the sum"),
        ("exp: inverse E F G", EXPS, "add to 0"),
        ("log: order with a power p Lc Lq <", LOGS, "power's base"),
        ("log: spread Lq", LOGS, "not declared"),
        ("log: power Lb Lc 2", LOGS, "not this power"),
        ("log: power Lb Lb 0", LOGS, "not this power"),
        ("exp: multiple F G 2", EXPS, "not so many times"),
        ("exp: multiple F F 0", EXPS, "not so many times"),
        ("exp: of a logarithm F", EXPS, "not declared as a symbol of the kind log"),
        ("exp: of a logarithm E", EXPS, "not a symbol"),
        ("power: tangent p =", REAL, "cannot be applied"),
        ("sum: closed form Sb positive", with_sums("b", q((1, "M")), q((1, "N"))), "not declared"),
        ("sum: closed form Sb guessed", with_sums("b", *FROM_T), "cannot be applied"),
        ("sum: bound Sb positive itself > first", with_sums("b", *FROM_T, 1), "powers alone"),
        ("sums: growth Sb positive itself RSc positive itself", FOUR, "same bounds"),
        (
            "sums: dominance Sb positive itself Sc positive itself RSc positive itself RSb positive itself",
            FOUR,
            "same two ratios",
        ),
        ("sums: shift Sb RSb", FOUR, "not the first one moved"),
        ("sums: shift Sb Sc", FOUR, "not the first one moved"),
        ("derivative u", motion(Kind.LIMIT, MOVED, BODY, X), "kind derivative"),
        ("derivative u", motion(Kind.DERIVATIVE, FLOORED, named("n"), X), "no rule for the derivative"),
        ("derivative u", motion(Kind.DERIVATIVE, FLOORED, named("v"), X), "no rule for the derivative"),
        ("derivative u", motion(Kind.DERIVATIVE, FLOORED, named("S"), X), "no rule for the derivative"),
        ("derivative u", motion(Kind.DERIVATIVE, MOVED, BODY, q((1, "x"), (1, ""))), "moves itself"),
        ("derivative u", motion(Kind.DERIVATIVE, MOVED, BODY, named("L")), "moves itself"),
        ("derivative u", motion(Kind.DERIVATIVE, MOVED, BODY, E), "not declared"),
        ("derivative w", twice(FLOORED, named("n"), "x"), "no rule for the derivative"),
        ("derivative w", {**motion(Kind.DERIVATIVE, {}, SLOW, B), **again(named("u"))}, "variable that moves|no rule"),
        ("derivative w", {**motion(Kind.DERIVATIVE, {}, SLOW, q((1, "x"), (1, "b"))), **again(named("u"))}, "no rule"),
        ("germ: constant w", {**twice({}, q((1, "xf"), (-1, "x")), "f"), "w": STILL}, "may change where"),
        ("limit u", motion(Kind.LIMIT, FLOORED, named("n"), X), "no rule for the derivative"),
        ("germ: derivative u first >", motion(Kind.DERIVATIVE, MOVED, BODY, X), "not declared as a germ"),
        ("germ: derivative u third >", motion(Kind.RISES, MOVED, BODY, X), "cannot be applied"),
        ("germ: constant u", motion(Kind.FLAT, FLOORED, named("v"), X), "no rule for the derivative"),
        ("limit at infinity u 0 0 =", motion(Kind.END, MOVED, named("E")), "no rule for how"),
        ("limit at infinity u 1 0 =", motion(Kind.END, {}, X), "no monomial of that place"),
        ("limit at infinity u -1 0 =", motion(Kind.END, {}, X), "no monomial of that place"),
        ("sum: ratio 0 p", REAL, "kind sum"),
        *((f"number: enclosure {x} 4", NUMBERS, "nothing is known of the number") for x in ("V", "Q", "N1", "H")),
        ("number: enclosure Lb 4", NUMBERS, "does not stand for a number"),
        ("number: enclosure D 4", NUMBERS, "nothing is known of the number"),
        ("number: enclosure A 5", NUMBERS, "cannot be applied"),
        ("number: enclosure n 4", FLOORED, "no number is computed|does not stand"),
        *totals.REFUSED,
    ],
)
def test_what_no_lemma_says(text: str, meanings: dict[str, Meaning], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        instance(lemma(text), declared(meanings))


def test_an_endless_sum_of_quotients() -> None:
    """The sum of 1/(k*(k + 1)) from T on is 1/T for T > 0, and no other number."""
    formula = instance(
        lemma("endless total: closed form S G positive"), declared(totals.summed(*totals.TELESCOPE, T, None))
    )
    for place in (1, 2, 7):
        worth = Fraction(1, place)
        assert truth(formula, {"T": Fraction(place), "S": worth})
        assert not truth(formula, {"T": Fraction(place), "S": worth + Fraction(1, 100)})
    assert all(truth(formula, {"T": Fraction(place), "S": Fraction(5)}) for place in (0, -1, -3))


def test_an_unknown_lemma() -> None:
    with pytest.raises(Refused, match="no lemma is known"):
        instance(Lemma("power: whatever", ("p",)), declared(REAL))


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("p", BE),  # twice
        ("b", Meaning(Kind.EXP, (C,))),  # a quantity of an earlier meaning
        ("x", Meaning(Kind.POWER, (named("x"), E))),  # of itself
        ("K", Meaning(Kind.POWER, (B, E))),  # whole without a reason
        ("K", Meaning(Kind.CHOICE, (E, T), TEST)),
        ("u", Meaning(Kind.RISES, (T, T), variable="T")),  # a whole number does not move
        ("u", Meaning(Kind.RISES, (named("p"), named("p")), variable="p")),  # nor does a symbol by itself
        ("S", Meaning(Kind.SUM, (B, E, T))),  # a bound that may be a fraction
        ("S", Meaning(Kind.SERIES, (B, E))),
        ("S", Meaning(Kind.TOTAL, (B, E, T), variable="K")),
        ("S", Meaning(Kind.ENDLESS, (B, E), variable="K")),
        ("S", Meaning(Kind.TOTAL, (B, T, N), variable="x")),  # places are whole
        ("S", Meaning(Kind.TOTAL, (B, T, N))),
        ("S", Meaning(Kind.SUM, (B, number(0), Quotient(poly((Fraction(1, 2), "T")), constant(1))))),
    ],
)
def test_declarations_that_make_no_sense(name: str, meaning: Meaning) -> None:
    symbols = declared({"p": BE})
    with pytest.raises(Refused):
        symbols.declare(name, meaning)


def test_choices_between_integers_are_whole() -> None:
    symbols = declared({"K": Meaning(Kind.CHOICE, (T, q((2, "N"))), TEST)})
    assert symbols.is_whole(named("K")) and not symbols.is_whole(q((Fraction(1, 2), "K")))


def test_huge_parts_are_refused() -> None:
    wide = Quotient({((f"x{index}", 1),): 1 for index in range(300)}, constant(1))
    symbols = declared({"p": Meaning(Kind.POWER, (Quotient(wide.numerator, scale(2, wide.numerator)), wide))})
    with pytest.raises(Refused, match="too large"):
        instance(lemma("power: tangent p >"), symbols)


def test_enclosures_are_close() -> None:
    symbols = declared(NUMBERS)
    for places in (4, 12, 40):
        formula = instance(lemma(f"number: enclosure p {places}"), symbols)
        assert isinstance(formula, And)
        low, high = (abs(Fraction(each.polynomial[()])) for each in formula.arguments if isinstance(each, Atom))
        assert 0 < high - low <= Fraction(2, 10**places)


CONDITIONAL = [each for each in TABLE if not each[1].startswith(("number", "exp: third"))]


@pytest.mark.parametrize(("meanings", "text"), CONDITIONAL, ids=lambda each: each if isinstance(each, str) else "")
def test_something_is_said(meanings: dict[str, Meaning], text: str) -> None:
    """Without its last part, what is claimed, the formula fails somewhere: the conditions can be met."""
    symbols, chance = declared(meanings), random.Random(text)
    formula = instance(lemma(text), symbols)
    claim = Or(tuple(literals(formula)[:-1]))
    for _ in range(4000):
        given: dict[str, Any] = {name: chance.choice(REALS) for name in "bcdefx"}
        given.update({name: Fraction(chance.randint(-2, 4)) for name in sorted(INTEGERS)})
        if not truth(claim, point(symbols, given)):
            return
    raise AssertionError("the conditions are never met")
