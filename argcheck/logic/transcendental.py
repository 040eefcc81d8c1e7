"""exp, log and sqrt: a fresh variable each, with facts that hold of the true functions.

exp is positive, rises, and lies above each of its tangents: exp(v) >= exp(u)*(1 + v - u). log is its inverse on
the positive numbers. sqrt is determined: s >= 0 and s^2 = u. What exactly holds is said in the kernel's lemmas.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from argcheck.kernel import polynomial as poly
from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas_functions import ITSELF, OVER, log_factor, log_shares
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import powers, rational
from argcheck.logic.factors import factors
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import Abstraction, Workspace
from argcheck.model.terms import Term

EXP, LOG, SQRT = "exp", "log", "sqrt"
WHOLE = "log as written"
_MOST_TIMES = 12
_FEW = 8  # logarithms that are all compared with one another
_ORDERS = ("<", "=", ">")
_ZERO, _ONE = rational.of_number(0), rational.of_number(1)


def exponential(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """exp(argument). exp(-u) is 1/exp(u), and exp(2*u) is exp(u)^2, so that each u has one variable."""
    if argument.value == 0:
        return _ONE
    for entry in space.of_kind(LOG):
        if rational.of_variable(entry.name).key == argument.key:
            return entry.arguments[0]
    shares = _log_shares(space, argument)
    if shares is not None:
        return powers.open_power(space, shares)
    unit, times = primitive(space, argument)
    key = (EXP, unit.key)
    known = space.known(key)
    if known is None:
        label, told = f"exp({_label(unit)})", term if times == 1 else None
        known = space.abstract(key, EXP, label, told, Meaning(Kind.EXP, (unit,)))
        exp_facts(space, known.name)
    return rational.power(rational.of_variable(known.name), times)


def _log_shares(space: Workspace, argument: Quotient) -> list[tuple[Quotient, Quotient]] | None:
    """`b` and `c` for each c*log(b), if the argument is a sum of such with positive b."""
    try:
        shares = log_shares(space.symbols, argument)
    except Refused:
        return None
    return shares if all(space.sign(base) == Sign.POSITIVE for base, _ in shares) else None


def logarithm(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """log(argument); facts hold where the argument is positive. That of a product of positive factors is the sum of
    theirs; there is a symbol for it as it was written too."""
    if argument.value == 1:
        return _ZERO
    parts = _parts(space, argument)
    if parts is None:
        return rational.of_variable(_logarithm(space, argument, term).name)
    result = _ZERO
    for base, share in parts:
        part = share if base is None else rational.multiply(share, logarithm(space, base, None))
        result = rational.add(result, part)
    _whole(space, argument, "log: spread")
    return result


def logarithm_of_power(space: Workspace, argument: Quotient, base: Quotient, exponent: int) -> Quotient:
    """log(base^exponent), which is the argument; the base is positive."""
    part = logarithm(space, base, None)
    name = space.symbols.find(Meaning(Kind.LOG, (base,)))
    _whole(space, argument, "log: power", name, str(exponent))
    return rational.multiply(rational.of_number(exponent), part)


def _logarithm(space: Workspace, argument: Quotient, term: Term | None) -> Abstraction:
    entry = space.known((LOG, argument.key))
    if entry is None:
        label, meaning = f"log({_label(argument)})", Meaning(Kind.LOG, (argument,))
        entry = space.abstract((LOG, argument.key), LOG, label, term, meaning)
        log_facts(space, entry.name)
    return entry


def _whole(space: Workspace, argument: Quotient, lemma: str, *words: str) -> None:
    """A symbol for the logarithm as it was written, which the lemma tells in terms of others."""
    key = (WHOLE, argument.key)
    if space.known(key) is None:
        meaning = Meaning(Kind.LOG, (argument,))
        entry = space.abstract(key, WHOLE, f"log({_label(argument)})", None, meaning)
        space.lemma(lemma, entry.name, *words)
        space.lemma("log: bound above", entry.name)
        space.lemma("log: strict bound above", entry.name)
        space.lemma("log: bound below", entry.name)
        space.lemma("log: strict bound below", entry.name)


def _parts(space: Workspace, argument: Quotient) -> list[tuple[Quotient | None, Quotient]] | None:
    """The positive factors of the argument, as bases and exponents, an exponential as its exponent alone; None if there
    is one only that is just itself, or one may not be positive."""
    pairs = factors(space, argument)
    if pairs is None:
        return None
    result: list[tuple[Quotient | None, Quotient]] = []
    for factor, count in pairs:
        base, share = log_factor(space.symbols, factor)
        if base is not None and space.sign(base) != Sign.POSITIVE:
            return None
        result.append(
            (base, rational.multiply(rational.of_number(count), rational.quotient(share.numerator, share.denominator)))
        )
    return None if len(result) == 1 and result[0][0] is not None and result[0][0].key == argument.key else result


def square_root(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """sqrt(argument); facts hold where the argument is not negative."""
    entry = space.known((SQRT, argument.key))
    if entry is None:
        label, meaning = f"sqrt({_label(argument)})", Meaning(Kind.SQRT, (argument,))
        entry = space.abstract((SQRT, argument.key), SQRT, label, term, meaning)
        space.lemma("sqrt: sign", entry.name)
        space.lemma("sqrt: square", entry.name)
    return rational.of_variable(entry.name)


def _label(value: Quotient) -> str:
    top = poly.show(value.numerator)
    return top if value.whole else f"({top})/({poly.show(value.denominator)})"


def primitive(space: Workspace, argument: Quotient) -> tuple[Quotient, int]:
    """`u` and `k` such that the argument is k*u and exp(u) is the symbol of which exp(argument) is the power."""
    unit, times = _primitive(argument)
    # the sign in which u was met first is kept: what is convex stays so
    other = rational.negate(unit)
    if space.known((EXP, unit.key)) is None and (times < 0 or space.known((EXP, other.key)) is not None):
        return other, -times
    return unit, times


def is_primitive(space: Workspace, argument: Quotient) -> bool:
    """Whether exp(argument) is not written as a power of another one."""
    return argument.value != 0 and primitive(space, argument)[1] == 1


def _primitive(argument: Quotient) -> tuple[Quotient, int]:
    # u = times * unit with coprime integer coefficients over the common denominator, first one positive
    times = rational.content(argument.numerator).numerator
    if argument.numerator[max(argument.numerator)] < 0:
        times = -times
    if abs(times) > _MOST_TIMES:
        times = 1 if times > 0 else -1
    return Quotient(poly.scale(Fraction(1, times), argument.numerator), argument.denominator), times


def exp_facts(space: Workspace, name: str) -> None:
    space.lemma("exp: positive", name)
    space.positive(name)
    space.lemma("exp: bound below", name)
    space.lemma("exp: strict bound below", name)
    space.lemma("exp: bound above", name)
    for order in _ORDERS:
        space.lemma("exp: side of 1", name, order)


def log_facts(space: Workspace, name: str) -> None:
    for order in _ORDERS:
        space.lemma("log: side of 0", name, order)
    space.lemma("log: bound above", name)
    space.lemma("log: strict bound above", name)
    space.lemma("log: bound below", name)
    space.lemma("log: strict bound below", name)


def relate_transcendentals(space: Workspace) -> None:
    """Facts about pairs: exp and log rise; exp lies above its tangents; log(b^e) = e*log(b)."""
    exponentials = space.of_kind(EXP)
    for index, one in enumerate(exponentials):
        for other in exponentials[:index]:
            for first, second in ((one.name, other.name), (other.name, one.name)):
                space.lemma("exp: order", first, second, "<")
                space.lemma("exp: order", first, second, "=")
                space.lemma("exp: tangent", first, second)
                space.lemma("exp: strict tangent", first, second)
    for one, other, third in permutations(exponentials, 3):
        _three_exponentials(space, one, other, third)
    _relate_logarithms(space)


def _relate_logarithms(space: Workspace) -> None:
    logarithms = space.of_kind(LOG)
    ratios = [entry for entry in logarithms if not entry.arguments[0].whole]
    plain, others = [entry for entry in logarithms if entry not in ratios], [*ratios, *space.of_kind(WHOLE)]
    few = len(plain) + len(others) <= _FEW
    for alike in ([*plain, *others],) if few else (plain, others):
        for first, second in permutations(alike, 2):
            space.lemma("log: tangent", first.name, second.name)
            space.lemma("log: strict tangent", first.name, second.name)
    for logarithm in logarithms:
        for exponential in space.of_kind(EXP):
            for order in _ORDERS:
                space.lemma("log: order with an exponential", logarithm.name, exponential.name, order)
            for way in (ITSELF, OVER):
                space.lemma("log: tangent at an exponential", logarithm.name, exponential.name, way)
                space.lemma("log: strict tangent at an exponential", logarithm.name, exponential.name, way)
    known = {entry.arguments[0].key: entry.name for entry in space.of_kind(LOG)}
    logged: list[tuple[str, ...]] = [(name,) for name in known.values()]  # a logarithm, or a power and that of its base
    for entry in space.of_kind(powers.KIND):
        base = entry.arguments[0]
        if base.key in known and space.sign(base) == Sign.POSITIVE:
            logged.append((entry.name, known[base.key]))
    for index, one in enumerate(logged):
        for other in logged[:index]:
            name = {2: "log: order", 3: "log: order with a power", 4: "log: order of powers"}[len(one) + len(other)]
            for order in _ORDERS:
                space.lemma(name, *one, *other, order)


def _three_exponentials(space: Workspace, one: Abstraction, other: Abstraction, third: Abstraction) -> None:
    # exp(u + v) = exp(u)*exp(v), and exp(-u - v)*exp(u)*exp(v) = 1
    (whole,), (first,), (second,) = one.arguments, other.arguments, third.arguments
    if first.key > second.key:
        return
    both_parts = rational.add(first, second)
    if rational.subtract(whole, both_parts).value == 0:
        space.lemma("exp: sum", one.name, other.name, third.name)
    elif rational.add(whole, both_parts).value == 0:
        space.lemma("exp: inverse", one.name, other.name, third.name)
