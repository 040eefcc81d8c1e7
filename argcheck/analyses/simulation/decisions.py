"""Decisions played out at random exact points, and held against the conditions that `derive` finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argcheck.analyses.derivation import Derivation, derive_option
from argcheck.analyses.derivation.derive import agrees
from argcheck.analyses.derivation.result import Decider
from argcheck.analyses.simulation.drawing import draws
from argcheck.analyses.simulation.walking import best, worths
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.points import Point
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.argument import Argument, Decision, Payoffs, Reading
from argcheck.model.operators import Sort
from argcheck.model.terms import App, SumOf, Term, conjunction, free_variables, walk

_TRIES_EACH = 50


@dataclass(frozen=True, slots=True)
class Case:
    """One draw: the values, what each option comes to there, and the best of them (None where that is left open).
    `condition` is what the condition derived for each option says; no entry where it has no value."""

    values: Point
    worths: Mapping[str, Exact]
    best: tuple[str, ...] | None
    condition: Mapping[str, bool]

    @property
    def strange(self) -> tuple[str, ...]:
        """The options of which condition and brute force say different things."""
        if self.best is None:
            return ()
        return tuple(option for option, said in self.condition.items() if said != (self.best == (option,)))


@dataclass(frozen=True, slots=True)
class Simulated:
    """A decision under one reading, played out. `premises` are those that every draw keeps to; `valueless` counts the
    draws passed over because some payoff has no value there. Its evidence is `sampled`."""

    decision: str
    reading: Reading
    options: tuple[str, ...]
    premises: tuple[str, ...]
    conditions: Mapping[str, Derivation]
    cases: tuple[Case, ...]
    valueless: int

    @property
    def disagreements(self) -> tuple[Case, ...]:
        """The draws at which some condition says something else than brute force."""
        return tuple(case for case in self.cases if case.strange)

    @property
    def open(self) -> int:
        """The draws of which it is not known which option is best, or what a condition says."""
        return sum(case.best is None or len(case.condition) < len(self.options) for case in self.cases)


def over_time(decision: Decision) -> bool:
    """Whether a payoff is a stream, or depends on a horizon: a sum, a whole number or an exponent that varies."""
    parts = [part for payoffs in decision.payoffs for _, worth in payoffs.options for part in walk(worth)]
    whole = {q.variable for payoffs in decision.payoffs for q in payoffs.quantities if q.sort is Sort.INTEGER}
    return any(
        isinstance(part, SumOf)
        or part in whole
        or (isinstance(part, App) and part.op == "^" and bool(free_variables(part.args[1])))
        for part in parts
    )


def simulate(
    argument: Argument,
    decision: Decision,
    decider: Decider,
    *,
    fixed: Mapping[str, Exact],
    samples: int,
    seed: int,
    wanted: Reading = (),
    dropped: Sequence[str] = (),
) -> tuple[Simulated, ...]:
    """The decision under each reading that its payoffs tell apart, at so many draws (fewer where the facts leave
    little room). Premises that speak of the decision's quantities alone are kept to, but for those `dropped`."""
    return tuple(
        _simulated(argument, decision, payoffs, decider, fixed, samples, seed, dropped)
        for payoffs in decision.payoffs
        if payoffs.options and agrees(payoffs.reading, wanted)
    )


def _simulated(
    argument: Argument,
    decision: Decision,
    payoffs: Payoffs,
    decider: Decider,
    fixed: Mapping[str, Exact],
    samples: int,
    seed: int,
    dropped: Sequence[str],
) -> Simulated:
    options = tuple(option for option, _ in payoffs.options)
    conditions = {
        option: derive_option(argument, decision.name, option, None, decider, reading=payoffs.reading)[0]
        for option in options
    }
    premises = {name: fact for name, fact in _premises(argument, payoffs).items() if name not in dropped}
    bounds = [bound for quantity in payoffs.quantities for bound in quantity.bounds]
    variables = [quantity.variable for quantity in payoffs.quantities]
    spoken = conjunction(*(App("=", (worth, worth)) for _, worth in payoffs.options))
    here = {variable.name: fixed[variable.name] for variable in variables if variable.name in fixed}
    cases: list[Case] = []
    valueless = 0
    for point in draws(variables, [*bounds, *premises.values()], spoken, here, samples * _TRIES_EACH, seed):
        if len(cases) == samples:
            break
        try:
            for _, worth in payoffs.options:
                evaluate(worth, point)  # a stream that has no sum would still be walked
            near, far = worths(payoffs, point)
            cases.append(Case(point, far, _best(near, far), _said(conditions, point)))
        except Undefined:
            valueless += 1
        except (Undetermined, TooLarge, NotReduced):
            cases.append(Case(point, {}, None, {}))
    return Simulated(decision.name, payoffs.reading, options, tuple(premises), conditions, tuple(cases), valueless)


def _best(near: Mapping[str, Exact], far: Mapping[str, Exact]) -> tuple[str, ...] | None:
    try:
        return best(near, far)
    except (Undetermined, TooLarge):
        return None


def _said(conditions: Mapping[str, Derivation], point: Point) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for option, derivation in conditions.items():
        condition: Term = derivation.goal if derivation.result is None else derivation.result
        try:
            found[option] = evaluate(condition, point) is True
        except (Undefined, Undetermined, TooLarge, NotReduced):
            continue
    return found


def _premises(argument: Argument, payoffs: Payoffs) -> dict[str, Term]:
    """The premises that hold under the decision's reading, whatever else is read how, and speak of nothing else."""
    known = {quantity.variable for quantity in payoffs.quantities}
    sets = [
        {fact.name: fact.formula for fact in each.facts if fact.role == "premise"}
        for each in argument.premise_sets
        if agrees(each.reading, payoffs.reading)
    ]
    return {
        name: formula
        for name, formula in (sets[0].items() if sets else ())
        if free_variables(formula) and free_variables(formula) <= known
        if all(each.get(name) == formula for each in sets)
    }
