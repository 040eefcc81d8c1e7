"""Symbols with symbols in them: powers of powers, and exponentials of logarithms."""

from __future__ import annotations

from argcheck.kernel.polynomial import constant
from argcheck.kernel.quotients import Quotient, named, number
from argcheck.kernel.symbols import Kind, Meaning

B, C, D, E, F = map(named, "bcdef")
_ONE = constant(1)
_ABOVE_ONE = Quotient({(): 1, (("b", 1),): 1}, _ONE)
_EF = Quotient({(("e", 1), ("f", 1)): 1}, _ONE)
_E_OVER_F = Quotient(E.numerator, F.numerator)

POWERS_OF_POWERS = {
    **{f"{name}ef": Meaning(Kind.POWER, (base, _EF)) for name, base in (("b", B), ("c", C), ("2", number(2)))},
    "oe": Meaning(Kind.POWER, (_ABOVE_ONE, E)),
    "W": Meaning(Kind.POWER, (Quotient({(("b", 1),): 2}, C.numerator), E)),
    "p": Meaning(Kind.POWER, (named("W"), F)),
    "X": Meaning(Kind.POWER, (_ABOVE_ONE, _E_OVER_F)),
    "q": Meaning(Kind.POWER, (named("X"), F)),
    "be": Meaning(Kind.POWER, (B, _E_OVER_F)),
    "de": Meaning(Kind.POWER, (D, _E_OVER_F)),
    "r": Meaning(Kind.POWER, (Quotient({(("b", 1), ("d", 1)): 1}, _ONE), _E_OVER_F)),
    "s": Meaning(Kind.POWER, (named("p"), E)),
    "t": Meaning(Kind.POWER, (Quotient({}, _ONE), E)),
}
EXPONENTIALS_OF_LOGARITHMS = {
    "Lb": Meaning(Kind.LOG, (B,)),
    "Lo": Meaning(Kind.LOG, (_ABOVE_ONE,)),
    "be": Meaning(Kind.POWER, (B, E)),
    "of": Meaning(Kind.POWER, (_ABOVE_ONE, Quotient(_ONE, F.numerator))),
    "E": Meaning(Kind.EXP, (Quotient({(("Lb", 1), ("e", 1)): 1, (("Lo", 1),): -2}, _ONE),)),
    "F": Meaning(Kind.EXP, (Quotient({(("Lo", 1),): 1}, F.numerator),)),
    "G": Meaning(Kind.EXP, (Quotient({(("Lb", 2),): 1}, _ONE),)),
    "H": Meaning(Kind.EXP, (Quotient({(("Lb", 1),): 1, (("c", 1),): 1}, _ONE),)),
    "I": Meaning(Kind.EXP, (Quotient({(("Lb", 1),): 1}, {(("Lb", 1),): 1, (): 1}),)),
    "J": Meaning(Kind.EXP, (Quotient({(("Lb", 1), ("c", 1)): 1}, _ONE),)),
}
