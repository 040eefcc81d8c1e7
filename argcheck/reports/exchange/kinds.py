"""Formulas about the members of kinds as SMT-LIB 2: open kinds are sorts, kinds that list their members datatypes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from argcheck.model.first_order import all_kinds, applications
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Apply, Kind, Member, Num, Quantifier, Term, Var, free_variables
from argcheck.reports.assistants.outline import one_line

_SAME = {
    "and": "and",
    "or": "or",
    "not": "not",
    "implies": "=>",
    "iff": "=",
    "=": "=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "+": "+",
    "-": "-",
    "*": "*",
    "/": "/",
    "neg": "-",
    "ite": "ite",
}
_SORTS = {Sort.BOOL: "Bool", Sort.INTEGER: "Int", Sort.REAL: "Real"}


class NotWritten(Exception):
    """Something in the formulas has no form in SMT-LIB 2; the message says what."""


def script(assertions: Sequence[tuple[str, Term]], status: str, remarks: Iterable[str]) -> str:
    """A whole file that asks whether the formulas, each with its label, can hold together. Raises NotWritten.

    Numbers are written as reals throughout: an integer stands as `(to_real n)`.
    """
    terms = [term for _, term in assertions]
    asserted = [f"(assert (! {_term(term)} :named |{label}|))" for label, term in _labelled(assertions)]
    return "\n".join(
        [
            *(f"; {one_line(remark)}" for remark in remarks),
            "(set-info :smt-lib-version 2.6)",
            "(set-info :source |Written by argcheck|)",
            f"(set-info :status {status})",
            "(set-logic ALL)",
            *_declarations(terms),
            *asserted,
            "(check-sat)",
            "(exit)\n",
        ]
    )


def _labelled(assertions: Sequence[tuple[str, Term]]) -> Iterator[tuple[str, Term]]:
    seen: dict[str, int] = {}
    for label, term in assertions:
        seen[label] = seen.get(label, 0) + 1
        yield f"{label}{f' {seen[label]}' if seen[label] > 1 else ''}:", term


def _declarations(terms: Sequence[Term]) -> Iterator[str]:
    for kind in all_kinds(terms):
        members = " ".join(f"(|{name}.|)" for name in kind.members)
        yield (
            f"(declare-datatypes ((|{kind.name}.| 0)) (({members})))" if members else f"(declare-sort |{kind.name}.| 0)"
        )
    symbols: dict[str, str] = {}
    for term in terms:
        for each in applications(term):
            takes = " ".join(_sort(arg) for arg in each.args)
            symbols[_symbol(each)] = f"(declare-fun {_symbol(each)} ({takes}) {_sort(each)})"
        for free in free_variables(term):
            symbols[_symbol(free)] = f"(declare-const {_symbol(free)} {_sort(free)})"
    yield from (symbols[name] for name in sorted(symbols))


def _sort(term: Term) -> str:
    if isinstance(term, Var | Apply | Member) and isinstance(term.kind, Kind):
        return f"|{term.kind.name}.|"
    if isinstance(term, App) and term.op == "ite":
        return _sort(term.args[1])
    return _SORTS[term.sort]


def _symbol(term: Var | Apply | Member) -> str:
    """The name with a mark, which keeps it apart from what SMT-LIB means by it."""
    return f"|{term.name}{'?' if term.sort is Sort.BOOL else '.'}|"


def _term(term: Term) -> str:
    match term:
        case Num(value=value):
            return _number(value)
        case App(op="true" | "false" as op):
            return op
        case App(op="!=", args=(left, right)):
            return f"(not (= {_term(left)} {_term(right)}))"
        case App(op="abs", args=(only,)):
            return f"(ite (>= {_term(only)} 0.0) {_term(only)} (- {_term(only)}))"
        case App(op=op, args=args) if op in _SAME:
            return f"({_SAME[op]} {' '.join(_term(arg) for arg in args)})"
        case Var() | Member():
            return _leaf(term, _symbol(term))
        case Apply(args=args):
            applied = f"({_symbol(term)} {' '.join(_term(arg) for arg in args)})" if args else _symbol(term)
            return _leaf(term, applied)
        case Quantifier(kind=which, variable=variable, domain=domain, body=body):
            inner = _term(body)
            if domain != App("true", ()):
                inner = f"({'=>' if which == 'forall' else 'and'} {_term(domain)} {inner})"
            return f"({which} (({_symbol(variable)} {_sort(variable)})) {inner})"
    raise NotWritten(f"`{term.op}` has no form in SMT-LIB 2" if isinstance(term, App) else "it has sums or limits")


def _leaf(term: Var | Apply | Member, text: str) -> str:
    return f"(to_real {text})" if term.sort is Sort.INTEGER else text


def _number(value: Fraction) -> str:
    size = f"{abs(value.numerator)}.0"
    size = size if value.denominator == 1 else f"(/ {size} {value.denominator}.0)"
    return size if value >= 0 else f"(- {size})"
