"""Instances of every lemma of the kernel: what it is applied to, and how it is called."""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel.quotients import Quotient, named, number, plus, raised
from argcheck.kernel.symbols import Kind, Meaning
from tests.kernel import totals
from tests.kernel.lemma_samples import (
    BASES,
    BEFORE_T,
    BENDS,
    BENT,
    BODY,
    EXPS,
    FACTORED,
    FOUR,
    FROM_T,
    FUNCTIONS,
    GERMS,
    GROWN,
    HALF,
    LOGS,
    MIXED,
    MOVED,
    NUMBERS,
    ONE,
    ONE_POWER,
    ONES,
    PLAIN,
    PRODUCT,
    REAL,
    ROOTS,
    SERIES,
    SHARE,
    SLOW,
    SPREAD,
    SQUARED,
    SUMMED,
    WHOLE,
    B,
    E,
    F,
    N,
    T,
    X,
    motion,
    poly,
    powers,
    q,
    twice,
    with_sums,
)
from tests.kernel.nested import EXPONENTIALS_OF_LOGARITHMS, POWERS_OF_POWERS

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
