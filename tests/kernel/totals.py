"""Sums of any terms for the table of lemmas: what is summed, what is claimed, and the powers that are spoken of."""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel.quotients import Quotient, minus, named, number, over, plus, raised, times
from argcheck.kernel.symbols import Kind, Meaning

B, C, K, N, T, ONE = named("b"), named("c"), named("K"), named("N"), named("T"), number(1)
P = named("P")
AFTER = plus(K, ONE)


def half(value: Quotient) -> Quotient:
    return times(number(Fraction(1, 2)), value)


def summed(
    body: Quotient, form: Quotient, lower: Quotient = T, upper: Quotient | None = N, base: Quotient = B, slope: int = 1
) -> dict[str, Meaning]:
    """The sum S of the body, whose closed form is claimed to be G; P is base^(slope*K) and the rest its values at the
    ends, as they are spread."""
    ends = (lower,) if upper is None else (lower, upper)
    kind = Kind.ENDLESS if upper is None else Kind.TOTAL
    return {
        "P": Meaning(Kind.POWER, (base, times(number(slope), K))),
        **{f"{letter}_T": Meaning(Kind.POWER, (named(letter), T)) for letter in "bc"},
        **{f"{letter}_N": Meaning(Kind.POWER, (named(letter), N)) for letter in "bc"},
        "q_T": Meaning(Kind.POWER, (raised(B, 2), T)),
        "q_N": Meaning(Kind.POWER, (raised(B, 2), N)),
        "S": Meaning(kind, (body, *ends), variable="K"),
        "G": Meaning(Kind.TERM, (form,)),
    }


GAP = minus(B, ONE)
TRIANGLE = half(times(K, minus(K, ONE)))
GEOMETRIC = over(P, GAP)
LINEAR = minus(over(times(K, P), GAP), over(times(B, P), raised(GAP, 2)))
TELESCOPE = over(ONE, times(K, AFTER)), over(number(-1), K)
SHIFTED = over(ONE, times(plus(K, C), plus(plus(K, C), ONE))), over(number(-1), plus(K, C))
SQUARE = over(P, minus(raised(B, 2), ONE))
MIXED = (
    plus(times(C, P), K),
    plus(over(times(C, P), GAP), TRIANGLE),
)
DIVIDED = over(ONE, P), over(B, times(minus(ONE, B), P))
UP_TO = (number(0), minus(N, ONE))

NONE = number(0)
FIRST = times(C, plus(K, ONE), P)
TABLE: list[tuple[dict[str, Meaning], str]] = [
    (summed(K, TRIANGLE), "total: closed form S G positive"),
    (summed(K, plus(TRIANGLE, C)), "total: closed form S G positive"),
    *((summed(P, GEOMETRIC), f"total: closed form S G {way}") for way in ("positive", "factors", "squares")),
    (summed(P, GEOMETRIC, *UP_TO), "total: closed form S G squares"),
    (summed(times(K, P), LINEAR), "total: closed form S G positive"),
    (summed(*MIXED), "total: closed form S G squares"),
    (summed(P, SQUARE, slope=2), "total: closed form S G squares"),
    (summed(*DIVIDED), "total: closed form S G positive"),
    (summed(P, over(P, minus(over(ONE, B), ONE)), slope=-1), "total: closed form S G squares"),
    (
        summed(P, over(P, minus(over(B, C), ONE)), base=over(B, C)),
        "total: closed form S G factors",
    ),
    (summed(*TELESCOPE), "total: closed form S G positive"),
    (summed(*SHIFTED), "total: closed form S G positive"),
    (summed(P, GEOMETRIC), "total: empty S"),
    *((summed(FIRST, P, NONE, base=NONE, slope=each), "total: powers of 0 S positive") for each in (1, 2)),
    (summed(FIRST, P, number(3), base=NONE), "total: powers of 0 S squares"),
    (summed(over(P, plus(K, C)), P, NONE, base=NONE), "total: powers of 0 S positive"),
    *((summed(P, GEOMETRIC, upper=None), f"endless total: closed form S G {way}") for way in ("positive", "squares")),
    (summed(times(K, P), LINEAR, upper=None), "endless total: closed form S G squares"),
    (summed(*DIVIDED, upper=None), "endless total: closed form S G positive"),
]

_OTHER = {"E": Meaning(Kind.EXP, (K,)), "R": Meaning(Kind.POWER, (K, N)), "V": Meaning(Kind.POWER, (B, times(C, K)))}
_SLOW = over(ONE, raised(K, 2)), over(ONE, K)

REFUSED: list[tuple[str, dict[str, Meaning], str]] = [
    ("total: closed form S G positive", summed(K, half(times(K, AFTER))), "does not grow by the terms"),
    ("total: closed form S G positive", summed(K, half(raised(K, 2))), "does not grow by the terms"),
    ("total: closed form S G positive", summed(P, over(times(B, P), GAP)), "does not grow by the terms"),
    ("total: closed form S G positive", summed(P, P), "does not grow by the terms"),
    ("total: closed form S G positive", summed(P, over(P, GAP), slope=2), "does not grow by the terms"),
    ("total: closed form S G positive", summed(*_SLOW), "does not grow by the terms"),
    ("total: closed form S P positive", summed(K, TRIANGLE), "kind term"),
    ("total: closed form G S positive", summed(K, TRIANGLE), "kind total"),
    ("total: closed form S G guessed", summed(K, TRIANGLE), "cannot be applied"),
    ("total: closed form S G positive", summed(K, TRIANGLE, upper=None), "kind total"),
    ("total: closed form S G positive", summed(K, TRIANGLE, upper=plus(N, K)), "depend on its places"),
    ("total: closed form S G positive", summed(P, GEOMETRIC, upper=plus(N, named("M"))), "not declared"),
    ("total: closed form S G positive", {**_OTHER, **summed(named("E"), TRIANGLE)}, "kind power"),
    ("total: closed form S G positive", {**_OTHER, **summed(named("R"), TRIANGLE)}, "not fixed"),
    ("total: closed form S G positive", {**_OTHER, **summed(named("V"), TRIANGLE)}, "whole number with each"),
    (
        "total: closed form S G squares",
        {**summed(P, GEOMETRIC), "P": Meaning(Kind.POWER, (B, plus(K, C)))},
        "not certainly whole",
    ),
    (
        "total: closed form S G positive",
        summed(minus(over(ONE, plus(P, ONE)), over(ONE, plus(times(B, P), ONE))), over(number(-1), plus(P, ONE))),
        "adds up powers",
    ),
    ("endless total: closed form S G positive", summed(K, TRIANGLE, upper=None), "does not go to 0"),
    (
        "endless total: closed form S G positive",
        summed(TELESCOPE[0], minus(ONE, over(ONE, K)), upper=None),
        "does not go to 0",
    ),
    ("endless total: closed form S G positive", summed(P, GEOMETRIC), "kind endless total"),
    ("total: powers of 0 S positive", summed(FIRST, P, number(-1), base=NONE), "not negative"),
    ("total: powers of 0 S positive", summed(FIRST, P, base=NONE), "not negative"),
    ("total: powers of 0 S positive", summed(FIRST, P, NONE, base=NONE, slope=-1), "not negative"),
    ("total: powers of 0 S positive", summed(plus(FIRST, K), P, NONE, base=NONE), "no power of 0 as a factor"),
    ("total: powers of 0 S positive", summed(FIRST, P, NONE), "no power of 0 as a factor"),
    ("total: powers of 0 S positive", summed(over(FIRST, raised(P, 2)), P, NONE, base=NONE), "divided by a power"),
    ("total: powers of 0 S positive", summed(FIRST, P, NONE, plus(N, K), base=NONE), "depend on its places"),
    ("total: powers of 0 P positive", summed(FIRST, P, NONE, base=NONE), "sum of terms"),
    ("total: empty S", summed(P, GEOMETRIC, upper=None), "kind total"),
]
