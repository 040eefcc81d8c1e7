"""Points confirmed: completed from the equations that were used up, then evaluated exactly in the assertions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from argcheck.logic.eliminate import Eliminated
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.formula import FALSE
from argcheck.logic.germs import OPEN
from argcheck.logic.normalize import CannotNormalize, Normalized, normalize
from argcheck.logic.quantifiers import Unquantified, has_quantifier, remove_quantifiers
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.logic.simpler import simplify_point
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, Term, Var, conjunction, free_variables, negation, substitute
from argcheck.provers.backend import Outcome, Status

Point = Mapping[str, Exact | bool]


@dataclass(frozen=True)
class Confirmed:
    """A point at which the assertions hold; `exact` unless a prover had to settle a quantified one there."""

    point: Point
    exact: bool = True


class Confirmer:
    """Confirms points for one set of assertions: `reduced`, and `flat` without quantifiers."""

    def __init__(
        self,
        reduced: Sequence[Term],
        flat: Unquantified,
        variables: Sequence[Var],
        named: Mapping[str, Var],
        solve: Callable[[Normalized], Outcome],
    ) -> None:
        self._reduced = reduced
        self._flat = flat
        self._variables = variables
        self._all = named
        self._solve = solve

    def confirmed(self, values: Point, eliminated: Eliminated) -> Confirmed | None:
        """The point completed from the equations, if the assertions hold there."""
        # a sign left open has no value: a point that rests on one is not confirmed
        point = {name: value for name, value in values.items() if not name.startswith(OPEN)}
        for variable in self._all.values():
            if not variable.name.startswith(OPEN):
                point.setdefault(variable.name, True if variable.sort is Sort.BOOL else Fraction(1))
        try:
            for variable, term in reversed(eliminated.values):
                for part in free_variables(term):
                    point.setdefault(part.name, True if part.sort is Sort.BOOL else Fraction(1))
                point[variable.name] = evaluate(term, point)
            for variable in self._variables:
                point.setdefault(variable.name, True if variable.sort is Sort.BOOL else Fraction(1))
            return self._verified(point)
        except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
            return None

    def _verified(self, point: Point) -> Confirmed | None:
        if not self._integral(point):
            return None
        if not self._flat.weakened:
            holds = all(evaluate(formula, point) is True for formula in self._flat.formulas)
            return Confirmed(self._told(point, self._flat.fresh)) if holds else None
        exact = True
        for assertion in self._reduced:
            if not has_quantifier(assertion):
                if evaluate(assertion, point) is not True:
                    return None
                continue
            settled = self._settled(assertion, point)
            if settled is None:
                return None
            exact = exact and settled
        return Confirmed(self._told(point, ()), exact)

    def _told(self, point: Point, fresh: Sequence[Var]) -> Point:
        # abstraction variables are the normal form's, not the author's
        wanted = [*self._variables, *(v for f in self._reduced for v in free_variables(f)), *fresh]
        return {v.name: point[v.name] for v in wanted if v.name in point}

    def _settled(self, assertion: Term, point: Point) -> bool | None:
        """A quantified assertion at a point: True when exact arithmetic settles it, False when a prover does."""
        try:
            return True if evaluate(assertion, point) is True else None
        except (Undefined, Undetermined, TooLarge):
            pass
        numbers: dict[Var, Term] = {}
        for variable in free_variables(assertion):
            value = point[variable.name]
            if isinstance(value, bool):
                numbers[variable] = App("true" if value else "false", ())
            elif isinstance(value, Fraction):
                numbers[variable] = Num(value)
            else:
                return None
        closed = remove_quantifiers([negation(substitute(assertion, numbers))])
        try:
            normalized = normalize(closed.formulas)
        except CannotNormalize:
            return None
        if FALSE in normalized.problem.assertions:
            return True
        return False if self._solve(normalized).status is Status.UNSAT else None

    def _integral(self, point: Point) -> bool:
        for variable in self._all.values():
            value = point.get(variable.name)
            if variable.sort is Sort.INTEGER and not (isinstance(value, Fraction) and value.denominator == 1):
                return False
        return True

    def simpler(self, point: Point) -> Point:
        """A simpler point at which the assertions hold too, where one is near."""
        if self._flat.weakened:
            return point
        order = [name for name in (v.name for v in self._variables) if name in point]
        return simplify_point(conjunction(*self._flat.formulas), point, order)
