"""Certificates about kinds: the instances that a proof needs, and a plain proof that they are contradictory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argcheck.certificates.effort import Effort
from argcheck.certificates.format import Data
from argcheck.certificates.search import certify
from argcheck.kernel.data import Refused
from argcheck.kernel.first_order import Derivation, Tree, begin
from argcheck.kernel.formulas import Formula, Relation
from argcheck.kernel.polynomial import Polynomial, add, constant, multiply, negate, power, subtract, variable
from argcheck.kernel.replay import any_theorem
from argcheck.kernel.rules import Work
from argcheck.logic.equality import Law, laws
from argcheck.logic.formula import Problem
from argcheck.logic.instantiate import Instances
from argcheck.logic.negation_normal import OutOfReach, normal
from argcheck.model.first_order import all_kinds, applications
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Apply, Member, Num, Quantifier, Term, Var, free_variables
from argcheck.provers.backend import Budget, Prover
from argcheck.provers.cores import minimal_core
from argcheck.provers.refutation import Assertion
from argcheck.provers.structures import closed_off

_MOST_ROUNDS = 3
_FLIPPED = {"<": ">", "<=": ">="}


class CannotState(Exception):
    """The formula is not of the kind that these certificates are about; the message says why."""


@dataclass(frozen=True)
class Statement:
    """What a theorem about the assertions may suppose, as the kernel reads it, and the variables that are whole."""

    kinds: list[object]
    formulas: list[Data | None]
    trees: frozenset[Tree]
    integers: frozenset[str]


def stated(assertions: Sequence[Term]) -> Statement:
    """The assertions as hypotheses about kinds; one that cannot be stated is None."""
    closed = closed_off(assertions)
    kinds: list[object] = [[kind.name, list(kind.members)] for kind in all_kinds(closed)]
    formulas: list[Data | None] = []
    for assertion in closed:
        try:
            formulas.append({"label": "hypothesis", "formula": formula_data(normal(assertion))})
        except (OutOfReach, CannotState):
            formulas.append(None)
    reader = begin(kinds, Work())
    trees = frozenset(reader.read(each["formula"]) for each in formulas if each is not None)
    return Statement(kinds, formulas, trees, _whole(closed))


def _whole(assertions: Sequence[Term]) -> frozenset[str]:
    """Quantities, and functions, whose values are whole numbers."""
    found: set[str] = set()
    for assertion in assertions:
        found |= {v.name for v in free_variables(assertion) if v.sort is Sort.INTEGER}
        found |= {each.name for each in applications(assertion) if each.sort is Sort.INTEGER}
    return frozenset(found)


def certify_first_order(
    assertions: Sequence[Assertion], name: str, effort: Effort, prover: Prover
) -> tuple[Data | None, str]:
    """The kernel's theorem that the assertions are contradictory; or None, and why there is none."""
    try:
        statement = stated([assertion.formula for assertion in assertions])
        usable = [place for place, each in enumerate(statement.formulas) if each is not None]
        closed = closed_off([assertions[place].formula for place in usable])
        instances = Instances(closed)
        for _ in range(_MOST_ROUNDS):
            instances.round()
            work = _Work(
                statement, [(assertions[place].label, statement.formulas[place]) for place in usable], instances
            )
            problem = work.problem()
            core = minimal_core(prover, problem, Budget(seconds=effort.seconds))
            if core is not None:
                return work.theorem(name, frozenset(map(int, core)), effort, prover)
    except (Refused, CannotState, RuntimeError) as problem_met:
        return None, str(problem_met) or type(problem_met).__name__
    return None, "the instances tried are not contradictory"


class _Work:
    """One set of instances as steps of the kernel, which is asked at once what they come to."""

    def __init__(
        self, statement: Statement, hypotheses: Sequence[tuple[str, Data | None]], instances: Instances
    ) -> None:
        self._statement = statement
        self._hypotheses: list[Data] = [{**each, "label": label} for label, each in hypotheses if each is not None]
        self._steps: list[Data] = [
            _step(instances, place) for place in range(len(self._hypotheses), len(instances.facts))
        ]
        self._steps += [_law(law) for law in laws([instances.facts[place] for place in instances.ground])]
        self._derived: Derivation = begin(statement.kinds, Work())
        for hypothesis in self._hypotheses:
            self._derived.suppose(hypothesis)
        for step in self._steps:
            self._derived.step(step)

    def problem(self) -> Problem:
        """The plain facts, labelled with their numbers."""
        places = sorted(self._derived.plain)
        formulas = tuple(self._derived.plain[place] for place in places)
        return self._problem(formulas, tuple(map(str, places)))

    def _problem(self, formulas: tuple[Formula, ...], labels: tuple[str, ...]) -> Problem:
        whole = self._statement.integers
        names = Problem(formulas).variables()
        return Problem(formulas, frozenset(name for name in names if name.partition("(")[0] in whole), labels)

    def theorem(self, name: str, core: frozenset[int], effort: Effort, prover: Prover) -> tuple[Data | None, str]:
        """The theorem from the facts of the core, with the steps that lead to them."""
        places = sorted(core)
        labels = tuple(f"instance {place}" for place in places)
        problem = self._problem(tuple(self._derived.plain[place] for place in places), labels)
        found, reason = certify(problem, effort, f"{name} (plain)", None, prover)
        if found is None:
            return None, reason
        needed = found.needed()
        kept = needed.kept if needed.kept is not None else range(len(places))
        data = self._written(name, {places[index] for index in kept}, needed.data())
        any_theorem(data, Work())
        return data, ""

    def _written(self, name: str, used: set[int], plain: Data) -> Data:
        count = len(self._hypotheses)
        waiting = sorted(used)
        needed = set(used)
        while waiting:
            place = waiting.pop()
            parent = self._steps[place - count].get("of") if place >= count else None
            if isinstance(parent, int) and parent not in needed:
                needed.add(parent)
                waiting.append(parent)
        numbers = {place: number for number, place in enumerate(sorted(needed))}
        steps = []
        for place in sorted(needed):
            if place >= count:
                step = dict(self._steps[place - count])
                parent = step.get("of")
                if isinstance(parent, int):
                    step["of"] = numbers[parent]
                steps.append(step)
        quantified = [self._hypotheses[place] for place in sorted(needed) if place < count]
        return {
            "name": name,
            "kinds": self._statement.kinds,
            "quantified": quantified,
            "steps": steps,
            "plain": plain,
        }


def _step(instances: Instances, place: int) -> Data:
    origin = instances.origins[place]
    if origin is None:
        raise CannotState("an assertion stands among its instances")
    if origin.term is None:
        return {"rule": "part", "of": origin.parent, "at": origin.path[0]}
    found = instances.facts[origin.parent]
    for index in origin.path:
        found = found.args[index] if isinstance(found, App) else found
    common: Data = {"of": origin.parent, "path": list(origin.path)}
    if isinstance(found, Quantifier) and found.kind == "exists":
        return {"rule": "some", **common, "name": show(origin.term)}
    return {"rule": "instance", **common, "term": term_data(origin.term)}


def _law(law: Law) -> Data:
    if law.rule == "listed":
        return {"rule": "listed", "term": term_data(law.terms[0])}
    return {"rule": law.rule, "terms": [_applied_data(term) for term in law.terms]}


# ---- formulas as data ------------------------------------------------------------------------------------


def formula_data(formula: Term) -> list[object]:
    """A formula in normal form as the kernel reads it. Raises CannotState."""
    match formula:
        case Quantifier(kind=which, variable=variable, body=body) if variable.kind is not None:
            return [which, [variable.name, variable.kind.name], formula_data(body)]
        case App(op="and" | "or" as op, args=args):
            return [op, *map(formula_data, args)]
        case App(op="not", args=(only,)):
            return ["not", formula_data(only)]
        case App(op="true"):
            return ["and"]
        case App(op="false"):
            return ["or"]
        case App(op="implies", args=(left, right)):
            return ["or", ["not", formula_data(left)], formula_data(right)]
        case App(op="iff", args=(left, right)):
            first, second = formula_data(left), formula_data(right)
            return ["or", ["and", first, second], ["and", ["not", first], ["not", second]]]
        case App(op="=" | "!=" as op, args=(left, right)) if left.sort is Sort.INDIVIDUAL:
            same: list[object] = ["same", term_data(left), term_data(right)]
            return same if op == "=" else ["not", same]
        case App(op="<" | "<=" | ">" | ">=" | "=" | "!=" as op, args=(left, right)):
            return _comparison(op, left, right)
        case Var(name=name, sort=Sort.BOOL):
            return ["holds", name]
        case Apply(sort=Sort.BOOL):
            return _applied_data(formula)
    raise CannotState(f"`{show(formula)}` is not stated for the kernel")


def term_data(term: Term) -> list[object]:
    """A member, a bound variable or an application as the kernel reads it. Raises CannotState."""
    match term:
        case Var(name=name, sort=Sort.INDIVIDUAL):
            return ["var", name]
        case Member(name=name, kind=kind):
            return ["member", name, kind.name]
        case Apply(sort=sort) if sort is not Sort.BOOL:
            return _applied_data(term)
    raise CannotState(f"`{show(term)}` is not stated for the kernel")


def _applied_data(term: Term) -> list[object]:
    if not isinstance(term, Apply):
        return term_data(term)
    arguments = [term_data(arg) for arg in term.args]
    if term.sort is Sort.BOOL:
        return ["is", term.name, arguments]
    return ["apply", term.name, arguments, term.kind.name if term.kind else ""]


def _comparison(op: str, left: Term, right: Term) -> list[object]:
    generators: dict[str, object] = {}
    one, other = _polynomial(left, generators), _polynomial(right, generators)
    relation = Relation(_FLIPPED.get(op, op))
    difference = subtract(other, one) if op in _FLIPPED else subtract(one, other)
    terms = [
        [str(difference[monomial]), [[generators[name], exponent] for name, exponent in monomial]]
        for monomial in sorted(difference)
    ]
    return [relation.value, terms]


def _polynomial(term: Term, generators: dict[str, object]) -> Polynomial:
    match term:
        case Num(value=value):
            return constant(value)
        case Var(name=name):
            generators[name] = name
            return variable(name)
        case Apply():
            generators[show(term)] = _applied_data(term)
            return variable(show(term))
        case App(op="neg", args=(only,)):
            return negate(_polynomial(only, generators))
        case App(op="+" | "-" | "*" as op, args=(first, *others)):
            result = _polynomial(first, generators)
            combine = {"+": add, "-": subtract, "*": multiply}[op]
            for other in others:
                result = combine(result, _polynomial(other, generators))
            return result
        case App(op="/", args=(dividend, Num(value=value))) if value:
            return multiply(_polynomial(dividend, generators), constant(1 / value))
        case App(op="^", args=(base, Num(value=value))) if value.denominator == 1 and 0 <= value <= 8:
            return power(_polynomial(base, generators), int(value))
    raise CannotState(f"`{show(term)}` is not stated for the kernel")
