"""What a step must exclude, posed to engines: facts and the denied goal, with the quantities to be eliminated bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation
from argcheck.kernel.polynomial import variable
from argcheck.logic.normalize import CannotNormalize, normalize
from argcheck.logic.one_point import settled
from argcheck.logic.quantifiers import has_quantifier
from argcheck.logic.reduce import CannotReduce, Reducer, left_open
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    App,
    Quantifier,
    Term,
    Var,
    conjunction,
    disjunction,
    free_variables,
    fresh,
    negation,
    substitute,
    walk,
)
from argcheck.provers.elimination.question import Kind, Question, names_in

_NUMBERS = (Sort.REAL, Sort.INTEGER)


@dataclass(frozen=True)
class Posed:
    """The question when the goal holds, where the facts do. Free are the kept quantities and powers and the like of
    them, which `definitions` explain; `propositions` are those that the question puts as the sign of a number.
    `facts` and `goal` are as given, with germs, derivatives and limits worked out. `faithful`: the question says no
    more and no less than what was given, so that a proof about the one is a proof about the other."""

    question: Question
    definitions: dict[str, Term]
    propositions: frozenset[str]
    facts: tuple[Term, ...]
    goal: Term
    faithful: bool


def posed(facts: Sequence[Term], goal: Term, kept: Sequence[Var]) -> Posed | None:
    """When is there no way for the facts to hold and the goal to fail? A formula in the kept quantities is asked for.

    None where the question is not one about polynomials.
    """
    reducer = Reducer()
    try:
        reduced = tuple(reducer.reduce(fact) for fact in facts)
        target = settled(reducer.reduce(goal))
        plain = [fact for fact in reduced if not has_quantifier(fact)]
        prefix, matrix = _prenex(negation(target), frozenset(v.name for v in _all((*plain, target))))
        relevant = _relevant(plain, target, kept)
        normalized = normalize([*relevant, matrix])
    except (CannotReduce, CannotNormalize, _CannotPose):
        return None
    if any(map(left_open, (*reduced, target))):
        return None
    names = {v.name for v in kept}
    definitions = normalized.definitions
    given_meaning = {
        name for name in normalized.abstract if {v.name for v in free_variables(definitions.get(name, target))} <= names
    }
    if normalized.abstract - given_meaning or normalized.opaque:
        return None
    assertions = normalized.problem.assertions
    mentioned = frozenset[str]().union(*map(names_in, assertions))
    propositions = frozenset(v.name for v in _all((*plain, target)) if v.sort is Sort.BOOL) & mentioned
    free = tuple(name for name in (*(v.name for v in kept), *sorted(given_meaning)) if name in mentioned)
    bound = [name for _, name in prefix]
    outer = sorted(mentioned - set(free) - set(bound) - set(definitions))
    inner = sorted((mentioned & set(definitions)) - set(free))
    order: list[tuple[Kind, str]] = [("exists", name) for name in outer]
    order += [(kind, name) for kind, name in prefix if name in mentioned]
    order += [("exists", name) for name in inner]
    matrices = tuple(_numeric(one) for one in assertions)
    given = tuple(one for one in matrices if names_in(one) <= set(free))
    rest = tuple(one for one in matrices if one not in given) if order else matrices
    whole = rest[0] if len(rest) == 1 else And(rest)
    question = Question(tuple(order), whole, free, given if order else ())
    left_out = [fact for fact in reduced if fact not in relevant]
    faithful = _only_real((*reduced, target), kept) and all(_apart(fact, kept) for fact in left_out)
    return Posed(question, definitions, propositions, reduced, target, faithful)


def _only_real(terms: Sequence[Term], kept: Sequence[Var]) -> bool:
    """Whether no whole number is eliminated, which engines take for any real one."""
    return not any(one.sort is Sort.INTEGER for one in _all(terms) if one not in kept)


def _apart(fact: Term, kept: Sequence[Var]) -> bool:
    """Whether a fact that is left out does not link kept quantities with others."""
    free = free_variables(fact)
    return free <= set(kept) or (not has_quantifier(fact) and not free & set(kept))


class _CannotPose(Exception):
    """A quantifier stands where it cannot be moved out."""


def _all(terms: Sequence[Term]) -> list[Var]:
    return [part for term in terms for part in walk(term) if isinstance(part, Var)]


def _relevant(facts: Sequence[Term], goal: Term, kept: Sequence[Var]) -> list[Term]:
    """The facts that bear on the goal: through eliminated quantities, or because they speak of what it speaks of."""
    keeping = frozenset(kept)
    told = free_variables(goal)
    linked = set(told - keeping)
    growing = True
    while growing:
        more = {v for fact in facts if free_variables(fact) & linked for v in free_variables(fact) - keeping}
        growing = not more <= linked
        linked |= more
    near = told | linked | {v for fact in facts if free_variables(fact) & linked for v in free_variables(fact)}
    return [fact for fact in facts if free_variables(fact) <= near]


# ---- quantifiers to the front --------------------------------------------------------------------------


def _prenex(term: Term, taken: frozenset[str]) -> tuple[list[tuple[Kind, str]], Term]:
    names = set(taken)
    prefix: list[tuple[Kind, str]] = []

    def out(part: Term, positive: bool) -> Term:
        if not has_quantifier(part):
            return part if positive else negation(part)
        match part:
            case App(op="not", args=(inner,)):
                return out(inner, not positive)
            case App(op="and" | "or" as op, args=args):
                parts = [out(arg, positive) for arg in args]
                return conjunction(*parts) if (op == "and") is positive else disjunction(*parts)
            case App(op="implies", args=(left, right)):
                parts = [out(left, not positive), out(right, positive)]
                return disjunction(*parts) if positive else conjunction(*parts)
            case Quantifier(kind=kind, variable=bound) if bound.sort in _NUMBERS:
                new = fresh(bound, frozenset(names))
                names.add(new.name)
                exists = (kind == "exists") is positive
                prefix.append(("exists" if exists else "forall", new.name))
                domain, body = (substitute(one, {bound: new}) for one in (part.domain, part.body))
                if has_quantifier(domain):
                    raise _CannotPose
                inner = out(body, positive)
                return conjunction(domain, inner) if exists else disjunction(negation(domain), inner)
        raise _CannotPose

    matrix = out(term, True)
    return prefix, matrix


def _numeric(formula: Formula) -> Formula:
    """Propositions as the sign of a number of the same name."""
    match formula:
        case Proposition(name=name):
            return Atom(variable(name), Relation.GT)
        case Not(argument=Proposition(name=name)):
            return Atom({((name, 1),): -1}, Relation.GE)
        case Not(argument=argument):
            return Not(_numeric(argument))
        case And(arguments=arguments):
            return And(tuple(map(_numeric, arguments)))
        case Or(arguments=arguments):
            return Or(tuple(map(_numeric, arguments)))
    return formula
