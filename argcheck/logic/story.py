"""The story of a point: a formula with the numbers put in, and what its sides come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from argcheck.logic import exact
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, Surd, TooLarge, Undetermined, approximate
from argcheck.logic.exact_text import as_term
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.logic.tables import Names
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Apply, Kind, Num, Quantifier, Term, Var, free_variables, rebuild, substitute

_LONGEST_ATOM = 40
_LONGEST_SIDE = 48
_COMPARISONS = frozenset(("<", "<=", ">", ">=", "=", "!="))
_CONNECTIVES = frozenset(("and", "or", "not", "implies", "iff"))
_GERMS = frozenset(("rises", "falls", "flat", "diff"))

Point = Mapping[str, Exact | bool]


def substituted(term: Term, point: Point) -> str:
    """The formula with the numbers in it: `1*(1/2) > 1`; a long comparison has its sides worked out: `1/2 > 1`.

    Names without a value in `point` stay. A part that has no value is shown with the numbers put in.
    """
    return show(_filled(term, point))


def _filled(term: Term, point: Point) -> Term:
    if isinstance(term, App) and term.op in _CONNECTIVES:
        return App(term.op, tuple(_filled(arg, point) for arg in term.args))
    plain = _inserted(term, point)
    if isinstance(term, App) and term.op in _COMPARISONS and len(show(plain)) > _LONGEST_ATOM:
        return rebuild(term, tuple(_worked_out(side, point) for side in term.args))
    return plain


def _inserted(term: Term, point: Point) -> Term:
    if isinstance(term, App) and term.op in _GERMS:
        return term
    values: dict[Var, Term] = {v: as_term(point[v.name]) for v in free_variables(term) if v.name in point}
    return substitute(term, values)


def _worked_out(term: Term, point: Point) -> Term:
    try:
        return as_term(evaluate(term, point))
    except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
        return _inserted(term, point)


def story(term: Term, point: Point, names: Names = MappingProxyType({})) -> str:
    """What settles the formula at the point, in short: `w*D = 1/2, c = 1`.

    Of a false `and` only the first false part is told, of a true `or` the first true one, and of `implies` with a
    false premise only that premise: the rest does not matter. A part without a value is said to have none.
    `names` are those of the members of kinds; of a quantifier over a kind the member that settles it is told.
    """
    return ", ".join(dict.fromkeys(_phrases(term, point, names)))


def _phrases(term: Term, point: Point, names: Names) -> Iterator[str]:
    if isinstance(term, Var) and term.sort is Sort.BOOL:
        yield f"{term.name} is {exact.show(point[term.name])}"
    elif isinstance(term, Apply) and term.sort is Sort.BOOL:
        yield f"{show(term)} is {exact.show(evaluate(term, point))}"
    elif isinstance(term, Quantifier) and term.variable.kind is not None:
        yield from _decisive(term, term.variable.kind, point, names)
    elif not isinstance(term, App):
        yield _verdict(term, point)
    elif term.op in _COMPARISONS and term.args[0].sort is Sort.INDIVIDUAL:
        yield f"{show(App('=', term.args))} is {exact.show(evaluate(App('=', term.args), point))}"
    elif term.op in _COMPARISONS:
        for side, name in zip(term.args, ("left", "right"), strict=True):
            if not isinstance(side, Num):
                yield _side(side, name, point)
    elif term.op in ("and", "or"):
        yield from _settling(term, point, names)
    elif term.op == "implies":
        premise, consequence = term.args
        yield from _phrases(premise, point, names)
        if _truth(premise, point) is not False:
            yield from _phrases(consequence, point, names)
    elif term.op == "ite":
        condition, then, otherwise = term.args
        yield from _phrases(condition, point, names)
        holds = _truth(condition, point)
        if holds is not None:
            yield from _phrases(then if holds else otherwise, point, names)
    elif term.op in ("not", "iff"):
        for arg in term.args:
            yield from _phrases(arg, point, names)
    elif term.op not in ("true", "false"):
        yield _verdict(term, point)


def _decisive(term: Quantifier, kind: Kind, point: Point, names: Names) -> Iterator[str]:
    """The member that makes `exists` true or `forall` false, and why."""
    for member in names.get(kind.name, ()):
        body = substitute(term.body, {term.variable: member})
        if _truth(body, point) is (term.kind == "exists"):
            yield f"take {term.variable.name} = {member.name}"
            yield from _phrases(body, point, names)
            return


def _settling(term: App, point: Point, names: Names) -> Iterator[str]:
    """The parts of a conjunction or disjunction that settle it, read from left to right."""
    stops = term.op == "or"
    truths: list[bool | None] = []
    for arg in term.args:
        truths.append(_truth(arg, point))
        if truths[-1] is stops or truths[-1] is None:
            yield from _phrases(arg, point, names)
            return
    for arg in term.args:
        yield from _phrases(arg, point, names)


def _truth(term: Term, point: Point) -> bool | None:
    try:
        return evaluate(term, point) is True
    except (Undefined, Undetermined, TooLarge, NotReduced):
        return None


def _side(term: Term, name: str, point: Point) -> str:
    text = show(term)
    label = text if len(text) <= _LONGEST_SIDE else f"the {name} side"
    try:
        value = evaluate(term, point)
    except Undefined as error:
        return str(error)
    except (Undetermined, TooLarge, NotReduced):
        return f"{label} is not worked out"
    written = exact.show(value)
    if isinstance(value, Surd):
        return f"{label} {'' if written == label else f'= {written} '}{approximate(value)}"
    return f"{label} = {written}"


def _verdict(term: Term, point: Point) -> str:
    try:
        return f"`{show(term)}` is {exact.show(evaluate(term, point))}"
    except Undefined as error:
        return str(error)
    except (Undetermined, TooLarge, NotReduced):
        return f"`{show(term)}` is not worked out"
