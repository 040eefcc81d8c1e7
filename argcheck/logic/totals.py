"""Sums of any terms as symbols of the kernel, and the closed forms that the kernel checks."""

from __future__ import annotations

from argcheck.kernel.data import Refused
from argcheck.kernel.quotients import Quotient, plus
from argcheck.kernel.spread import FACTORS, POSITIVE, SQUARES
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import powers, rational
from argcheck.logic.antidifferences import antidifference
from argcheck.logic.bodies import Body, NoForm, Translating
from argcheck.logic.workspace import Abstraction, Workspace
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import Infinite, Motion, SumOf, Var, substitute

_PLACE = Var("the place", Sort.INTEGER)  # no quantity has such a name; sums that differ in it alone are one


def total(work: Translating, summation: SumOf) -> Abstraction | None:
    """The symbol of a sum, whose terms are as they are written; None where the kernel has no word for them."""
    space = work.space
    space.is_whole(frozenset((_PLACE.name,)))
    ends = (summation.lower,) if isinstance(summation.upper, Infinite) else (summation.lower, summation.upper)
    kind = Kind.TOTAL if len(ends) == 2 else Kind.ENDLESS
    try:
        body = Body(work, _PLACE, _no_symbol, free=False).quotient(
            substitute(summation.body, {summation.variable: _PLACE})
        )
        parts = (body, *map(work.argument, ends))
        meaning = Meaning(kind, parts, variable=_PLACE.name)
        return space.known(("total", meaning.key)) or space.abstract(
            ("total", meaning.key), "total", f"total {show(summation)}", summation, meaning
        )
    except (NoForm, Refused):
        return None


def _no_symbol(motion: Motion) -> str:
    raise NoForm


def closed_form(space: Workspace, entry: Abstraction) -> tuple[str, ...] | None:
    """The lemma that gives the closed form of a total, and what it is applied to; None where none is found."""
    meaning = space.symbols.meanings[entry.name]
    body, *ends = meaning.parts
    form = antidifference(space.symbols, _PLACE.name, body)
    if form is None:
        return None
    key = ("term", form.key)
    claimed = space.known(key)
    if claimed is None:
        claimed = space.abstract(key, "term", f"closed form {entry.name}", None, Meaning(Kind.TERM, (form,)))
    way = _way(space, body)
    places = [ends[0], *(plus(end, rational.of_number(1)) for end in ends[1:])]
    for name in sorted(
        {name for polynomial in (form.numerator, form.denominator) for m in polynomial for name, _ in m}
    ):
        moving = space.symbols.meanings.get(name)
        if moving is not None and moving.kind is Kind.POWER and _PLACE.name in moving.names():
            base, exponent = moving.parts
            for place in places:
                _declared(space, base, _at(exponent, place), way)
    lemma = "total: closed form" if meaning.kind is Kind.TOTAL else "endless total: closed form"
    return lemma, entry.name, claimed.name, way


def _at(exponent: Quotient, place: Quotient) -> Quotient:
    slope = exponent.numerator.get(((_PLACE.name, 1),), 0)
    rest = {monomial: c for monomial, c in exponent.numerator.items() if monomial != ((_PLACE.name, 1),)}
    return rational.add(rational.of_polynomial(rest), rational.multiply(rational.of_number(slope), place))


def _way(space: Workspace, body: Quotient) -> str:
    """One way to spread all powers in the body."""
    ways = {
        powers.way_to_spread(space, space.symbols.meanings[name].parts[0])
        for polynomial in (body.numerator, body.denominator)
        for monomial in polynomial
        for name, _ in monomial
        if name in space.symbols.meanings and space.symbols.meanings[name].kind is Kind.POWER
    }
    return next((way for way in (SQUARES, FACTORS) if way in ways), POSITIVE)


def _declared(space: Workspace, base: Quotient, exponent: Quotient, way: str) -> None:
    """Have the powers declared of which the lemma speaks."""
    powers.spread_power(space, base, exponent, way if way != FACTORS else powers.way_to_spread(space, base))
