"""How assertions were refuted: which cases were told apart, and the problem that each case comes down to.

A refutation says nothing that must be believed. `parts` does the translation again and yields the problems; if each of
them has no solution, the assertions are contradictory, for the cases leave nothing out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from argcheck.kernel.polynomial import Polynomial
from argcheck.logic.eliminate import Eliminated, eliminate
from argcheck.logic.instances import as_term
from argcheck.logic.normalize import CannotNormalize, Normalized, normalize
from argcheck.logic.quantifiers import remove_quantifiers
from argcheck.logic.reduce import Reducer
from argcheck.model.argument import Witness
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Num, SumOf, Term, Var, free_variables, walk

SIGNS = ("<", "=", ">")
LEAST, GREATEST = -6, 6


@dataclass(frozen=True)
class Whole:
    """Refuted in one piece."""


@dataclass(frozen=True)
class BySign:
    """Refuted where the pivot is < 0, where it is 0 and where it is > 0."""

    pivot: Polynomial
    cases: tuple[Refutation, Refutation, Refutation]


@dataclass(frozen=True)
class ByValue:
    """Refuted where a whole number lies outside LEAST to GREATEST, and at each value between."""

    variable: str
    cases: tuple[Refutation, ...]


Refutation = Whole | BySign | ByValue


@dataclass(frozen=True)
class Refuted:
    """A refutation, and how its problems are made: with the author's witnesses, simplified by known signs."""

    cases: Refutation
    with_witnesses: bool = True


@dataclass(frozen=True)
class Assertion:
    """A formula, and what reports call it."""

    label: str
    formula: Term


@dataclass(frozen=True)
class Part:
    """The problem of one case. `place` numbers the cases on the way to it, from 1; `told` describes them."""

    place: tuple[int, ...]
    told: tuple[str, ...]
    normalized: Normalized


def parts(assertions: Sequence[Assertion], witnesses: Sequence[Witness], refuted: Refuted) -> Iterator[Part]:
    """The problems that the refutation comes down to, their assertions labelled.

    Raises CannotReduce or CannotNormalize, the latter also where the refutation does not fit the assertions.
    """
    reducer = Reducer(telling=True)
    reduced = [reducer.reduce(assertion.formula) for assertion in assertions]
    flat = remove_quantifiers(reduced, witnesses if refuted.with_witnesses else ())
    names = named_variables(reduced, flat.formulas)
    labels = tuple(assertion.label for assertion in assertions)
    start = _Case(eliminate(flat.formulas), labels)
    return _parts(start, refuted.cases, names)


def named_variables(*groups: Sequence[Term]) -> dict[str, Var]:
    """Every free variable, by name."""
    return {variable.name: variable for group in groups for formula in group for variable in free_variables(formula)}


def with_case(eliminated: Eliminated, case: Term) -> Eliminated:
    """The assertions in one case, the equation that makes the case used up."""
    part = eliminate([*eliminated.formulas, case])
    origins = tuple(_at(eliminated.origins, origin) for origin in part.origins)
    return Eliminated(part.formulas, (*eliminated.values, *part.values), origins)


_THE_CASE = -1


def _at(origins: Sequence[int], index: int) -> int:
    return origins[index] if index < len(origins) else _THE_CASE


def sign_case(pivot: Term, relation: str) -> Term:
    """`pivot relation 0`; an equation linear in a lone variable is written `x = number`, to be used up."""
    zero = Num(Fraction(0))
    if relation == "=" and isinstance(pivot, App) and pivot.op == "+":
        variable, number = None, Fraction(0)
        for part in pivot.args:
            factors = part.args if isinstance(part, App) else ()
            if isinstance(part, Num):
                number += part.value
            elif isinstance(part, Var) and not variable:
                variable = (Fraction(1), part)
            elif len(factors) == 2 and isinstance(factors[0], Num) and isinstance(factors[1], Var) and not variable:
                variable = (factors[0].value, factors[1])
            else:
                return App("=", (pivot, zero))
        if variable is not None:
            return App("=", (variable[1], Num(-number / variable[0])))
    return App(relation, (pivot, zero))


def value_cases(variable: Var) -> list[Term]:
    """That the variable lies outside LEAST to GREATEST, then that it has each value between."""
    low, high = Num(Fraction(LEAST)), Num(Fraction(GREATEST))
    beyond = App("or", (App("<", (variable, low)), App(">", (variable, high))))
    values = [App("=", (variable, Num(Fraction(value)))) for value in range(LEAST, GREATEST + 1)]
    return [beyond, *values]


def deep_integers(formulas: Sequence[Term]) -> set[Var]:
    """Integer variables on which an exponent or a bound of a sum depends."""
    deep: set[Var] = set()
    for formula in formulas:
        bound = {part.variable for part in walk(formula) if isinstance(part, SumOf)}
        for part in walk(formula):
            places: tuple[Term, ...] = ()
            if isinstance(part, App) and part.op == "^" and not isinstance(part.args[1], Num):
                places = (part.args[1],)
            elif isinstance(part, SumOf):
                places = (part.lower, part.upper)
            for place in places:
                deep |= {v for v in free_variables(place) if v.sort is Sort.INTEGER and v not in bound}
    return deep


@dataclass(frozen=True)
class _Case:
    eliminated: Eliminated
    labels: tuple[str, ...]
    place: tuple[int, ...] = ()
    told: tuple[str, ...] = ()

    def within(self, case: Term, number: int) -> _Case:
        place, told = (*self.place, number), (*self.told, show(case))
        return replace(self, eliminated=with_case(self.eliminated, case), place=place, told=told)

    def part(self) -> Part:
        told = f"the case {' and '.join(self.told)}"
        labels = [told if origin == _THE_CASE else self.labels[origin] for origin in self.eliminated.origins]
        return Part(self.place, self.told, normalize(self.eliminated.formulas, labels))


def _parts(case: _Case, refutation: Refutation, names: dict[str, Var]) -> Iterator[Part]:
    match refutation:
        case Whole():
            yield case.part()
        case BySign(pivot=polynomial, cases=cases):
            pivot = as_term(polynomial, names)
            if pivot is None or any(v.sort is Sort.BOOL for v in free_variables(pivot)):
                raise CannotNormalize("the cases speak of a quantity that the step does not have")
            for number, (relation, part) in enumerate(zip(SIGNS, cases, strict=True), 1):
                yield from _parts(case.within(sign_case(pivot, relation), number), part, names)
        case ByValue(variable=name, cases=cases):
            variable = names.get(name)
            if variable is None or variable.sort is not Sort.INTEGER:
                raise CannotNormalize("the cases speak of a whole number that the step does not have")
            for number, (each, part) in enumerate(zip(value_cases(variable), cases, strict=True), 1):
                yield from _parts(case.within(each, number), part, names)
