"""Quantifiers over kinds written out, member by member: what remains speaks of plain propositions and quantities.

`mortal(ann)` becomes a proposition of that name, `wealth(ann)` a quantity, and `friend(ann) = bob` a proposition of
which exactly one holds for each person `ann`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from argcheck.model.operators import Sort
from argcheck.model.terms import (
    FALSE,
    TRUE,
    App,
    Apply,
    Kind,
    Member,
    Quantifier,
    Term,
    Var,
    children,
    conjunction,
    disjunction,
    negation,
    rebuild,
)

MOST_PARTS = 60_000


class TooManyInstances(Exception):
    """The formula becomes too large when it is written out for every member."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value that a table holds: of a predicate, function or constant for certain members.

    `value` is set where the function gives an individual: the cell then says whether it gives that one.
    """

    name: str
    places: tuple[Member, ...]
    sort: Sort
    value: Member | None = None

    @property
    def variable(self) -> Var:
        """The proposition or quantity that stands for the cell."""
        text = f"{self.name}({', '.join(place.name for place in self.places)})" if self.places else self.name
        if self.value is not None:
            return Var(f"{text} = {self.value.name}", Sort.BOOL)
        return Var(text, self.sort)


_Env = Mapping[Var, Member]


@dataclass
class Grounding:
    """Writes formulas out over the members of each kind; `cells` are the variables met so far and what they are.

    Raises TooManyInstances.
    """

    members: Mapping[Kind, tuple[Member, ...]]
    cells: dict[Var, Cell] = field(default_factory=dict)
    _functions: dict[tuple[str, tuple[Member, ...]], Kind] = field(default_factory=dict)
    _left: int = MOST_PARTS

    def ground(self, term: Term) -> Term:
        """The formula or term without kinds."""
        return self._term(term, {})

    def functions(self) -> list[tuple[str, Term]]:
        """That each function met so far has exactly one value: its name and the formula."""
        found = []
        for (name, places), kind in self._functions.items():
            values = [self._cell(Cell(name, places, Sort.BOOL, member)) for member in self.members[kind]]
            both = [negation(conjunction(one, other)) for one, other in combinations(values, 2)]
            found.append((name, conjunction(disjunction(*values), *both)))
        return found

    # ---- formulas and terms ----------------------------------------------------------------------------

    def _term(self, term: Term, env: _Env) -> Term:
        self._left -= 1
        if self._left < 0:
            raise TooManyInstances
        match term:
            case Quantifier(kind=which, variable=variable, body=body) if variable.kind:
                values = self.members[variable.kind]
                parts = [self._term(body, {**env, variable: value}) for value in values]
                return conjunction(*parts) if which == "forall" else disjunction(*parts)
            case App(op="=" | "!=" as op, args=(left, right)) if left.sort is Sort.INDIVIDUAL:
                same = self._same(left, right, env)
                return same if op == "=" else negation(same)
            case Apply():
                return self._applied(term, env)
            case App(op=op, args=args):
                return _shortened(op, tuple(self._term(arg, env) for arg in args))
        parts_of = children(term)
        return rebuild(term, tuple(self._term(part, env) for part in parts_of)) if parts_of else term

    def _same(self, left: Term, right: Term, env: _Env) -> Term:
        cases = [
            conjunction(first, second)
            for first, one in self._values(left, env)
            for second, other in self._values(right, env)
            if one == other
        ]
        return disjunction(*cases)

    def _applied(self, term: Apply, env: _Env) -> Term:
        cases = [
            (condition, self._cell(Cell(term.name, places, term.sort))) for condition, places in self._places(term, env)
        ]
        if term.sort is Sort.BOOL:
            return disjunction(*(conjunction(condition, value) for condition, value in cases))
        *others, (_, last) = cases
        result: Term = last
        for condition, value in reversed(others):
            result = App("ite", (condition, value, result))
        return result

    # ---- individuals -----------------------------------------------------------------------------------

    def _values(self, term: Term, env: _Env) -> Iterator[tuple[Term, Member]]:
        """The members that the term may stand for, each with the condition under which it does."""
        match term:
            case Member():
                yield TRUE, term
            case Var():
                yield TRUE, env[term]
            case Apply(kind=Kind() as kind):
                for condition, places in self._places(term, env):
                    self._functions[term.name, places] = kind
                    for member in self.members[kind]:
                        cell = self._cell(Cell(term.name, places, Sort.BOOL, member))
                        yield conjunction(condition, cell), member
            case App(op="ite", args=(test, then, otherwise)):
                holds = self._term(test, env)
                yield from ((conjunction(holds, condition), value) for condition, value in self._values(then, env))
                fails = negation(holds)
                yield from ((conjunction(fails, condition), value) for condition, value in self._values(otherwise, env))
            case _:
                raise AssertionError(f"no individual: {term}")

    def _places(self, term: Apply, env: _Env) -> Iterator[tuple[Term, tuple[Member, ...]]]:
        for choice in product(*(list(self._values(arg, env)) for arg in term.args)):
            self._left -= 1
            yield conjunction(*(condition for condition, _ in choice)), tuple(value for _, value in choice)

    def _cell(self, cell: Cell) -> Var:
        variable = cell.variable
        self.cells[variable] = cell
        return variable


def _shortened(op: str, args: tuple[Term, ...]) -> Term:
    """The operator applied, without what a settled equation of individuals makes idle."""
    match op, args:
        case "and", _:
            return conjunction(*args)
        case "or", _:
            return disjunction(*args)
        case "not", (only,):
            return negation(only)
        case "implies", (left, right):
            if left == FALSE or right == TRUE:
                return TRUE
            return right if left == TRUE else negation(left) if right == FALSE else App(op, args)
        case "iff", (left, right):
            for one, other in ((left, right), (right, left)):
                if one in (TRUE, FALSE):
                    return other if one == TRUE else negation(other)
        case "ite", (test, then, otherwise):
            if test in (TRUE, FALSE):
                return then if test == TRUE else otherwise
    return App(op, args)
