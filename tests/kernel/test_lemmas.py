"""Every lemma of the kernel: true at random points, undefined ones included; and near misses are refused."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import TRUE, And, Atom, Formula, Or, Relation
from argcheck.kernel.lemmas import LEMMAS, Lemma, instance
from argcheck.kernel.polynomial import Polynomial, add, constant, multiply, scale, variable
from argcheck.kernel.quotients import Quotient, named, number, plus, raised
from argcheck.kernel.symbols import Kind, Meaning, Symbols
from tests.kernel import totals
from tests.kernel.meanings import point, truth
from tests.kernel.nested import EXPONENTIALS_OF_LOGARITHMS, POWERS_OF_POWERS

INTEGERS = frozenset("TMNK")
REALS = [Fraction(n, 2) for n in (-4, -3, -2, -1, 0, 1, 2, 2, 3, 4, 6)] + [Fraction(1, 4), Fraction(9, 4)]


def poly(*terms: tuple[int | Fraction, str]) -> Polynomial:
    """`(2, "xy")` is 2*x*y."""
    result: Polynomial = {}
    for coefficient, letters in terms:
        product = constant(coefficient)
        for letter in letters:
            product = multiply(product, variable(letter))
        result = add(result, product)
    return result


def q(*terms: tuple[int | Fraction, str], over: str = "") -> Quotient:
    return Quotient(poly(*terms), poly((1, over)))


B, C, E, F, ONE = named("b"), named("c"), named("e"), named("f"), number(1)
T, N = named("T"), named("N")
BE, BE1 = Meaning(Kind.POWER, (B, E)), Meaning(Kind.POWER, (B, q((1, "e"), (1, ""))))
SHARE, SHARE_BC = q((1, "c"), over="d"), q((1, "b"), over="c")
TEST = Atom(poly((1, "b"), (-1, "c")), Relation.GT)


def powers(**exponents: Quotient) -> dict[str, Meaning]:
    return {name: Meaning(Kind.POWER, (B, exponent)) for name, exponent in exponents.items()}


def with_sums(ratios: str, lower: Quotient, upper: Quotient, degree: int = 0) -> dict[str, Meaning]:
    """Sums S… with ratios of these names, and the powers that their closed forms speak of."""
    result: dict[str, Meaning] = {}
    for ratio in ratios:
        for letter in "TN":
            result[f"{ratio}{letter}"] = Meaning(Kind.POWER, (named(ratio), named(letter)))
    for ratio in ratios:
        result[f"S{ratio}"] = Meaning(Kind.SUM, (named(ratio), lower, upper), degree=degree)
    return result


FROM_T = (T, q((1, "T"), (1, "N"), (-1, "")))
BEFORE_T = (number(0), q((1, "T"), (-1, "")))
SQUARED = {
    "sT": Meaning(Kind.POWER, (raised(B, 2), T)),
    "bN": Meaning(Kind.POWER, (B, N)),
    "S": Meaning(Kind.SUM, (B, q((2, "T")), q((2, "T"), (1, "N")))),
}
PRODUCT = {
    **{f"{x}{n}": Meaning(Kind.POWER, (named(x), named(n))) for x in "bc" for n in "TN"},
    "2T": Meaning(Kind.POWER, (number(2), T)),
    "2N": Meaning(Kind.POWER, (number(2), N)),
    "S": Meaning(Kind.SUM, (q((2, "b"), over="c"), *FROM_T)),
}
FOUR = {
    **with_sums("bc", *FROM_T),
    **{f"R{name}": each for name, each in with_sums("bc", *BEFORE_T).items() if name.startswith("S")},
}
LOGS = {
    "Lb": Meaning(Kind.LOG, (B,)),
    "Lc": Meaning(Kind.LOG, (C,)),
    "p": BE,
    "q": Meaning(Kind.POWER, (C, F)),
    "Lq": Meaning(Kind.LOG, (SHARE,)),
}
EXPS = {
    "E": Meaning(Kind.EXP, (q((1, "b"), (1, "c")),)),
    "F": Meaning(Kind.EXP, (B,)),
    "G": Meaning(Kind.EXP, (C,)),
    "H": Meaning(Kind.EXP, (q((-1, "b"), (-1, "c")),)),
    "I": Meaning(Kind.EXP, (SHARE,)),
}
REAL = powers(p=E, q=F, r=q((1, "e"), (2, "")))
WHOLE = powers(p=T, q=N, r=q((1, "T"), (2, "")), s=q((2, "T"), (1, "")))
BASES = {"p": BE, "q": Meaning(Kind.POWER, (C, E)), "r": Meaning(Kind.POWER, (SHARE, E))}
ONE_POWER = [REAL, WHOLE, {"p": Meaning(Kind.POWER, (SHARE, q((1, "e"), over="f")))}]
FUNCTIONS = {
    "s": Meaning(Kind.SQRT, (SHARE,)),
    "n": Meaning(Kind.FLOOR, (SHARE,)),
    "m": Meaning(Kind.CEIL, (SHARE,)),
    "v": Meaning(Kind.CHOICE, (SHARE, E), TEST),
}

HALF = {"half": Meaning(Kind.POWER, (B, q((Fraction(1, 2), "e"))))}
ONES = {
    **{f"{x}T": Meaning(Kind.POWER, (named(x), T)) for x in "bc"},
    "rT": Meaning(Kind.POWER, (SHARE_BC, T)),
}
NUMBERS = {
    "A": Meaning(Kind.LOG, (number(2),)),
    "Z": Meaning(Kind.EXP, (number(Fraction(-7, 3)),)),
    "R": Meaning(Kind.SQRT, (q((1, "A"), (Fraction(1, 2), "")),)),
    "p": Meaning(Kind.POWER, (Quotient(poly((1, "R"), (1, "")), poly((1, "Z"))), q((2, "AA"), (-1, "")))),
    "W": Meaning(Kind.POWER, (number(Fraction(9, 4)), number(Fraction(-3, 2)))),
    "V": Meaning(Kind.LOG, (q((1, "A"), (-1, "R")),)),  # of a negative number
    "Q": Meaning(Kind.SQRT, (q((1, "A"), (-1, "R")),)),
    "D": Meaning(Kind.EXP, (Quotient(poly((1, "")), poly((1, "VV"))),)),
    "N1": Meaning(Kind.POWER, (number(-2), number(3))),
    "Lb": Meaning(Kind.LOG, (q((1, "b"), (1, "A")),)),
    "H": Meaning(Kind.EXP, (number(10**7),)),
}
SERIES = {
    f"S{degree}": Meaning(Kind.SERIES, (q((1, "b"), over="c"), q((1, "T"), (-1, ""))), degree=degree)
    for degree in (0, 1)
}

MOVED = {  # u(x) = (b + c*exp(x - d) + x*log(x))/(1 + x^e), and what it is made of, at x = x and at x = f
    "E": Meaning(Kind.EXP, (q((1, "x"), (-1, "d")),)),
    "L": Meaning(Kind.LOG, (named("x"),)),
    "P": Meaning(Kind.POWER, (named("x"), E)),
    "Ef": Meaning(Kind.EXP, (q((1, "f"), (-1, "d")),)),
    "Lf": Meaning(Kind.LOG, (F,)),
    "Pf": Meaning(Kind.POWER, (F, E)),
}
BODY = Quotient(poly((1, "b"), (1, "cE"), (1, "xL")), poly((1, ""), (1, "P")))
SLOW, BENT = q((1, "bxx"), (1, "c")), q((1, "cE"), (-1, "cx"))
SUMMED = {
    **{
        f"S{n}": Meaning(Kind.SUM, (named("x"), q((1, ""), *n_), named("T")))
        for n, n_ in (("1", ()), ("N", ((1, "N"),)))
    },
    **{f"D{d}": Meaning(Kind.SUM, (named("x"), number(0), q((1, "T"), (-1, ""))), degree=d) for d in (0, 1)},
}
ROOTS = {
    "R": Meaning(Kind.SQRT, (named("x"),)),
    "G": Meaning(Kind.POWER, (named("x"), named("x"))),
    "L": Meaning(Kind.LOG, (named("x"),)),
}


BENDS = ("<", ">", "between")
SPREAD = {
    **LOGS,
    "Ld": Meaning(Kind.LOG, (named("d"),)),
    "L3b": Meaning(Kind.LOG, (q((1, ""), (1, "b")),)),
    "g": Meaning(Kind.POWER, (C, C)),
    "h": Meaning(Kind.SQRT, (q((1, ""), (1, "b")),)),
    "E": EXPS["E"],
    "L1": Meaning(Kind.LOG, (q((1, "bbc"), over="d"),)),
    "L2": Meaning(Kind.LOG, (Quotient(poly((1, "c"), (1, "bc")), poly((1, "g"), (1, "bg"))),)),
    "L3": Meaning(Kind.LOG, (Quotient({(("h", 1), ("p", 1)): 1}, {(("q", 2),): 1}),)),
    "L4": Meaning(Kind.LOG, (q((1, "bEE")),)),
    "L5": Meaning(Kind.LOG, (Quotient({(("g", 1),): 1}, constant(1)),)),
}
_SUM, _SUMS = q((1, ""), (1, "b")), Quotient(poly((1, "b"), (1, "bc")), poly((1, ""), (1, "b")))
FACTORED = {
    **{f"1{n}": Meaning(Kind.POWER, (_SUM, named(n))) for n in "TN"},
    **{f"2{n}": Meaning(Kind.POWER, (q((1, ""), (1, "c")), named(n))) for n in "TN"},
    **{f"3{n}": Meaning(Kind.POWER, (B, named(n))) for n in "TN"},
    "p": Meaning(Kind.POWER, (Quotient(constant(1), _SUM.numerator), q((1, "T"), (2, "N")))),
    "q": Meaning(Kind.POWER, (_SUMS, q((1, "T"), (1, "")))),
}


def motion(kind: Kind, before: dict[str, Meaning], body: Quotient, place: Quotient | None = None) -> dict[str, Meaning]:
    """The symbol u for a motion in x."""
    return {**before, "u": Meaning(kind, (body, *([place] if place else [])), variable="x")}


GERMS = (Kind.RISES, Kind.FALLS, Kind.FLAT)
X = named("x")
GROWN = {
    "S": Meaning(Kind.SUM, (X, N, T)),
    "P": Meaning(Kind.POWER, (X, q((1, "T"), (-1, "")))),
}

FLOORED = {
    "n": Meaning(Kind.FLOOR, (X,)),
    "v": Meaning(Kind.CHOICE, (B, C), Atom(poly((1, "x")), Relation.GT)),
    "S": Meaning(Kind.SUM, (B, number(1), named("n"))),
}


STILL = Meaning(Kind.FLAT, (named("u"), X), variable="x")


def again(body: Quotient) -> dict[str, Meaning]:
    """The symbol w for a derivative in x."""
    return {"w": Meaning(Kind.DERIVATIVE, (body, X), variable="x")}


def twice(before: dict[str, Meaning], body: Quotient, inner: str, place: Quotient = X) -> dict[str, Meaning]:
    """The symbol w for the derivative in x of u, the derivative of the body in the inner variable."""
    u = Meaning(Kind.DERIVATIVE, (body, named(inner)), variable=inner)
    return {**before, "u": u, "w": Meaning(Kind.DERIVATIVE, (named("u"), place), variable="x")}


PLAIN = {name: MOVED[name] for name in "ELP"}
MIXED = {  # in x and f
    "L": Meaning(Kind.LOG, (q((1, "x"), (1, "f")),)),
    "P": Meaning(Kind.POWER, (X, F)),
    "Lx": Meaning(Kind.LOG, (X,)),
}

TABLE: list[tuple[dict[str, Meaning], str]] = [
    *((motion(Kind.DERIVATIVE, MOVED, BODY, place), "derivative u") for place in (X, F)),
    (motion(Kind.DERIVATIVE, MOVED, Quotient(poly((1, "bx")), poly((1, "c"), (-1, "x"))), SHARE), "derivative u"),
    (motion(Kind.DERIVATIVE, SUMMED, named("S1"), X), "derivative u"),
    (motion(Kind.DERIVATIVE, ROOTS, plus(named("R"), named("G")), X), "derivative u"),
    (twice(PLAIN, BODY, "x"), "derivative w"),
    (twice(MOVED, BODY, "x", F), "derivative w"),
    (twice(MIXED, q((1, "L"), (1, "bP")), "f"), "derivative w"),
    *((motion(Kind.LIMIT, MOVED, BODY, place), "limit u") for place in (X, F)),
    *(
        (motion(kind, MOVED, body, place), f"germ: derivative u {order} {side}")
        for kind in GERMS
        for order, body, place in (("first", BODY, X), ("first", BODY, F), ("second", SLOW, X), ("second", BENT, X))
        for side in "<>"
    ),
    *((motion(kind, {}, q((1, "bx"), (1, "c")), X), "germ: constant u") for kind in GERMS),
    *(
        (
            motion(Kind.END, {}, Quotient(poly((1, "bxx"), (1, "cx"), (1, "")), poly((1, "d"), (1, "ex" + more)))),
            f"limit at infinity u 1 1 {speed}",
        )
        for more, speed in (("x", "="), ("xx", "<"))
    ),
    *(
        (motion(Kind.END, GROWN, Quotient(poly((1, "b"), (2, top)), poly((1, "c"), (1, "xP")))), text)
        for top, text in (
            ("S", "limit at infinity u 0 0 ="),
            ("P", "limit at infinity u 0 0 <"),
        )
    ),
    (
        {**with_sums("b", *FROM_T), "R": Meaning(Kind.SUM, (B, ONE, N)), **powers(p=q((1, "T")))},
        "sums: shift Sb R",
    ),
    *((with_sums("b", number(0), N, degree), "sum: ratio 0 Sb") for degree in (0, 1)),
    *((with_sums("b", T, N, degree), "sum: ratio 0 Sb") for degree in (0, 1)),
    *((p, "power: positive p") for p in ONE_POWER),
    *((p, "power: exponent 0 p") for p in ONE_POWER),
    (WHOLE, "power: base 0 p"),
    (WHOLE, "power: base not 0 p"),
    *((p, "power: base 1 p") for p in ONE_POWER),
    *((p, f"power: side of 1 p {x} {y}") for p in ONE_POWER for x in "<>" for y in "<>"),
    *((p, f"power: beyond its base p {x}") for p in ONE_POWER for x in "<>"),
    *((p, f"power: strictly beyond its base p {x}") for p in ONE_POWER for x in "<>"),
    *(
        (p, f"power: {strict}tangent p {x}")
        for p in ONE_POWER
        for strict in ("", "strict ")
        for x in BENDS
        if p is not WHOLE or x != "between"
    ),
    *(({"p": Meaning(Kind.POWER, (SHARE, number(Fraction(n, 2))))}, "power: root p") for n in (-3, 1, 3)),
    *(
        ({"p": Meaning(Kind.POWER, (number(Fraction(n, 2)), T))}, f"power: step of a number p {x} {k}")
        for n in (1, 2, 3)
        for x in ("<=", ">")
        for k in (-2, 0, 2)
    ),
    ({"p": Meaning(Kind.POWER, (B, T)), "q": Meaning(Kind.POWER, (raised(B, 2), T))}, "power: square p q"),
    (
        {"p": Meaning(Kind.POWER, (B, q((1, ""), over="e"))), "q": Meaning(Kind.POWER, (named("p"), E))},
        "power: inverse exponent p q",
    ),
    (
        {**powers(pT=T, pN=N), "p": Meaning(Kind.POWER, (B, q((2, "T"), (-1, "N"), (1, ""))))},
        "power: spread p positive",
    ),
    ({**REAL, "z": Meaning(Kind.POWER, (B, q((Fraction(3, 2), "e"), (-1, "f")))), **HALF}, "power: spread z positive"),
    ({**PRODUCT, "p": Meaning(Kind.POWER, (q((2, "b"), over="c"), q((1, "T"), (2, "N"))))}, "power: spread p factors"),
    ({**SQUARED, "p": Meaning(Kind.POWER, (B, q((2, "T"), (-1, "N"))))}, "power: spread p squares"),
    ({**SQUARED, "p": Meaning(Kind.POWER, (B, q((2, "T"), (1, "N"), (1, ""))))}, "power: spread p squares"),
    *((FACTORED, f"power: spread {name} factors") for name in "pq"),
    *((POWERS_OF_POWERS, f"power: spread over powers {name}") for name in "pqr"),
    *((EXPONENTIALS_OF_LOGARITHMS, f"exp: spread over logarithms {name}") for name in "EF"),
    *((p, "powers: equal exponents p q") for p in (REAL, WHOLE)),
    *((p, "powers: step of the exponent r p") for p in (REAL, WHOLE)),
    *((p, f"powers: order of exponents p q {x} {y}") for p in (REAL, WHOLE) for x in "<>" for y in "<>"),
    *((p, f"powers: gap of exponents p q {x}") for p in (REAL, WHOLE) for x in "<>"),
    *((BASES, f"powers: equal bases {x}") for x in ("p q", "p r")),
    *((BASES, f"powers: order of bases {x} {y} {z}") for x in ("p q", "p r") for y in "<>" for z in "<>"),
    *((BASES, f"powers: {strict}tangent {x} {y}") for strict in ("", "strict ") for x in ("p q", "p r") for y in BENDS),
    *((BASES, f"powers: chord {x} {y}") for x in ("p q", "q p", "p r") for y in "<>"),
    *((EXPS, f"exp: {x} I") for x in ("positive", "bound below", "strict bound below", "bound above")),
    *((EXPS, f"exp: side of 1 I {x}") for x in "<=>"),
    *((EXPS, f"exp: second bound {name} {x}") for name in "IF" for x in ("<", "<=", ">", ">=")),
    *((EXPS, f"exp: third bound {name}") for name in "IF"),
    *((LOGS, f"log: second bound {name} {x}") for name in ("Lb", "Lq") for x in ("<", "<=", ">", ">=")),
    *((EXPS, f"exp: order I F {x}") for x in "<="),
    (EXPS, "exp: tangent I F"),
    (EXPS, "exp: strict tangent I F"),
    (EXPS, "exp: sum E F G"),
    (EXPS, "exp: inverse H F G"),
    *(({**EXPS, "Z": Meaning(Kind.EXP, (q((k, "b")),))}, f"exp: multiple Z F {k}") for k in (-3, -1, 1, 2)),
    ({**LOGS, "E": Meaning(Kind.EXP, (named("Lq"),))}, "exp: of a logarithm E"),
    (LOGS, "log: tangent Lb Lq"),
    (LOGS, "log: tangent Lq Lb"),
    (LOGS, "log: strict tangent Lb Lq"),
    *((LOGS, f"log: strict bound {x} Lq") for x in ("above", "below")),
    *(({**LOGS, **EXPS}, f"log: order with an exponential Lb I {x}") for x in "<=>"),
    *(
        ({**LOGS, **EXPS}, f"log: {strict}tangent at an exponential Lq I {x}")
        for strict in ("", "strict ")
        for x in ("itself", "over")
    ),
    *((SPREAD, f"log: spread {name}") for name in ("L1", "L2", "L3", "L4", "L5")),
    *(({**LOGS, "Z": Meaning(Kind.LOG, (raised(SHARE, k),))}, f"log: power Z Lq {k}") for k in (-2, 1, 3)),
    *((LOGS, f"log: side of 0 Lq {x}") for x in "<=>"),
    *((LOGS, f"log: bound {x} Lq") for x in ("above", "below")),
    *((LOGS, f"log: order Lb Lq {x}") for x in "<=>"),
    *((LOGS, f"log: order with a power p Lb Lq {x}") for x in "<=>"),
    *((LOGS, f"log: order of powers p Lb q Lc {x}") for x in "<=>"),
    *((FUNCTIONS, f"sqrt: {x} s") for x in ("sign", "square")),
    *((FUNCTIONS, f"floor: {x} n") for x in ("below", "above")),
    *((FUNCTIONS, f"ceil: {x} m") for x in ("below", "above")),
    *((FUNCTIONS, f"choice: {x} v") for x in ("then", "otherwise", "positive")),
    *(
        ({**ONES, **SERIES}, f"series: closed form S{degree} {way}")
        for degree in (0, 1)
        for way in ("positive", "factors")
    ),
    *((with_sums("b", *FROM_T, degree), "sum: ratio 1 Sb") for degree in (0, 1)),
    *((with_sums("b", *FROM_T, degree), "sum: closed form Sb positive") for degree in (0, 1)),
    (SQUARED, "sum: closed form S squares"),
    (PRODUCT, "sum: closed form S factors"),
    *(
        (sums, f"sum: bound {name} {way} {form} {side} {end}")
        for sums, name, way in (
            (with_sums("b", *FROM_T), "Sb", "positive"),
            (SQUARED, "S", "squares"),
            (PRODUCT, "S", "factors"),
        )
        for form in ("itself", "closed")
        for side in "<>"
        for end in ("first", "last")
    ),
    *((SQUARED, f"sum: positive S squares {x}") for x in ("itself", "closed")),
    (with_sums("b", *FROM_T), "sum: positive Sb positive itself"),
    *(
        (with_sums("bc", *bounds), f"sums: growth Sb positive {x} Sc positive {y}")
        for bounds in (FROM_T, BEFORE_T)
        for x in ("itself", "closed")
        for y in ("itself", "closed")
    ),
    *(
        (FOUR, f"sums: dominance Sb positive {x} Sc positive itself RSb positive itself RSc positive {x}")
        for x in ("itself", "closed")
    ),
    *((NUMBERS, f"number: enclosure {x} {places}") for x in "AZRpW" for places in ("4", "12", "40")),
    *totals.TABLE,
]


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
