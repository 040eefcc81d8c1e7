"""Symbols to try the kernel's lemmas on, by family: powers, functions, sums, and what moves."""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel.formulas import Atom, Relation
from argcheck.kernel.polynomial import Polynomial, add, constant, multiply, variable
from argcheck.kernel.quotients import Quotient, named, number, raised
from argcheck.kernel.symbols import Kind, Meaning

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
