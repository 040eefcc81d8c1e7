"""How probable is a conclusion, given how sure one is of each premise?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal

from argcheck.analyses.credences.bounds import blamed
from argcheck.analyses.credences.cases import Cases, growing_cases, in_a_table, possible_cases
from argcheck.analyses.credences.claims import Claim, claim_text, claimed, claims_of
from argcheck.analyses.credences.growing import Growing, TooManyCases
from argcheck.analyses.credences.independence import conflict, independent_range
from argcheck.analyses.credences.result import (
    CERTAIN,
    NEVER,
    CredenceCase,
    CredenceReport,
    Influence,
    Interval,
    Rated,
)
from argcheck.analyses.decisions.chances import require_chances
from argcheck.analyses.validity import check_inference
from argcheck.analyses.welldefined import check_definedness
from argcheck.model.argument import Argument, Fact, Reading
from argcheck.model.terms import Term, conjunction, implication, negation
from argcheck.model.verdict import Evidence
from argcheck.provers.search import Searcher

MOST_UNCERTAIN = 40
_FEW = 8  # premises of which all cases are told at once
_MOST_TOLD = 12  # premises of which influence and independence are told


class CredenceError(ValueError):
    """A credence that cannot be used, or too many of them; the message says which and why."""


def credence_bounds(
    argument: Argument,
    conclusion: str,
    searcher: Searcher,
    *,
    credences: Mapping[str, Interval] | None = None,
    default: Interval = CERTAIN,
    influences: bool = True,
) -> CredenceReport:
    """Bounds on the probability of a conclusion or step under each reading.

    `credences` replace or add to those of the file, by the name of a premise, or of a step to be taken as one;
    `default` is the credence of premises that have none. Raises KeyError when there is no such step, CredenceError
    for a credence out of range, one of a premise that there is not, or more than `MOST_UNCERTAIN` uncertain premises.
    """
    require_chances(argument, searcher)
    given = dict(credences or {})
    _check_given(argument, conclusion, {**given, "": default})
    step = argument.step(conclusion)
    steps = [other.name for other in argument.steps]
    found = []
    for claim in claims_of(argument, conclusion, [name for name in given if name in steps]):
        rated = tuple(_rated(argument, fact, claim.reading, given, default) for fact in claim.premises)
        found.append(_Work(claim, rated, searcher, influences).case())
    return CredenceReport(step.name, step.kind, step.says, claim_text(step), tuple(found))


def _check_given(argument: Argument, conclusion: str, given: Mapping[str, Interval]) -> None:
    argument.step(conclusion)
    named = {*(each.name for each in argument.premises), *(each.name for each in argument.steps)}
    for name, (least, most) in given.items():
        if not 0 <= least <= most <= 1:
            problem = "has its range the wrong way round" if 0 <= most < least <= 1 else "is not between 0 and 1"
            raise CredenceError(f"the credence of `{name}` {problem}" if name else f"the default credence {problem}")
        if name == conclusion:
            raise CredenceError(f"`{name}` is the conclusion: its probability is what is asked for")
        if name and name not in named:
            close = get_close_matches(name, sorted(named - {conclusion}), n=1)
            raise CredenceError(f"there is no premise `{name}`" + (f"; did you mean `{close[0]}`?" if close else ""))


def _rated(argument: Argument, fact: Fact, reading: Reading, given: Mapping[str, Interval], default: Interval) -> Rated:
    origin: Literal["file", "option", "default", "certain"] = "certain" if default == CERTAIN else "default"
    credence = default
    for premise in argument.premises:
        mine = premise.reading is None or premise.reading in reading
        if premise.name == fact.name and mine and premise.credence is not None:
            credence, origin = premise.credence, "file"
    if fact.name in given:
        credence, origin = given[fact.name], "option"
    return Rated(fact.name, fact.text, fact.says, credence, origin)


class _Work:
    """One claim, from its formulas to its bounds."""

    def __init__(self, claim: Claim, rated: tuple[Rated, ...], searcher: Searcher, influences: bool) -> None:
        self._claim = claim
        self._rated = rated
        self._searcher = searcher
        self._influences = influences
        self._variables = [quantity.variable for quantity in claim.quantities]
        self._bounds = [
            Fact(quantity.name, "bound", bound, "", "", quantity.span)
            for quantity in claim.quantities
            for bound in quantity.bounds
        ]
        self._open = [index for index, each in enumerate(rated) if each.uncertain]
        self._credences = [rated[index].credence for index in self._open]

    def case(self) -> CredenceCase:
        """All that is found."""
        names = tuple(self._rated[index].name for index in self._open)
        empty = CredenceCase(self._claim.reading, self._rated, names)
        if len(names) > MOST_UNCERTAIN:
            raise CredenceError(
                f"`{self._claim.inference.step}` rests on {len(names)} uncertain premises, and {MOST_UNCERTAIN} is the "
                "most that can be weighed: take some as certain, or weigh a step on the way as a premise"
            )
        problem = self._undefined()
        if problem:
            return replace(empty, reason=problem)
        cases = self._cases(self._open)
        try:
            return self._weighed(empty, cases)
        except TooManyCases:
            return replace(empty, follows=self._follows(cases), reason="there are too many cases to look for")

    def _weighed(self, empty: CredenceCase, cases: Cases | Growing) -> CredenceCase:
        lower, upper = cases.lowest(self._credences), cases.highest(self._credences)
        found = replace(
            empty,
            lower=lower,
            upper=upper,
            follows=self._follows(cases),
            evidence=Evidence.EXACT if cases.by_table else Evidence.SOLVER,
        )
        if lower is None or upper is None:
            return self._counted(self._incoherent(found), cases)
        if found.follows:
            doubts = sum((1 - least for least, _ in self._credences), Fraction(0))
            found = replace(found, adams=max(Fraction(0), 1 - doubts))
        if self._influences and len(self._open) <= _MOST_TOLD:
            found = replace(found, influences=tuple(self._influence(found, cases)))
        found = self._independent(found, cases)
        return self._counted(replace(found, left_out=self._left_out(found)), cases)

    def _left_out(self, found: CredenceCase) -> str:
        """Why something is not told that is told of fewer premises."""
        if len(self._open) <= _MOST_TOLD:
            return ""
        parts = ["how much each premise matters"] if self._influences else []
        if found.independent is None and not found.dependent_because:
            parts.append("what follows if the premises are independent")
        many = f"only up to {_MOST_TOLD} uncertain premises, and here there are {len(self._open)}"
        return f"{' and '.join(parts)}: told {many}" if parts else ""

    def _counted(self, found: CredenceCase, cases: Cases | Growing) -> CredenceCase:
        told = isinstance(cases, Cases)
        return replace(
            found,
            possible=len(cases.possible),
            excluded=(1 << (len(self._open) + 1)) - len(cases.allowed) if told else 0,
            all_told=told,
            undecided=tuple(sorted(cases.undecided, reverse=True)),
        )

    # ---- which cases there are -------------------------------------------------------------------------

    def _undefined(self) -> str:
        facts = [*self._bounds, *self._claim.premises]
        inference = self._claim.inference
        sense = check_definedness(facts, self._claim.formula, inference.goal_span, self._searcher, self._variables)
        return sense.errors[0].message if sense.errors else sense.unproved[0] if sense.unproved else ""

    def _cases(self, indices: Sequence[int], at_once: int | None = None) -> Cases | Growing:
        """The cases of the premises of these indices and the claim, the other premises having the value they must; all
        of them told, where there are so few premises."""
        formulas = [self._claim.premises[index].formula for index in indices]
        settled = [
            fact.formula if rated.credence == CERTAIN else negation(fact.formula)
            for index, (fact, rated) in enumerate(zip(self._claim.premises, self._rated, strict=True))
            if index not in indices
        ]
        facts = [*(bound.formula for bound in self._bounds), *settled, *self._theorems()]
        witnesses = self._claim.inference.hints.witnesses
        few = len(indices) <= (_FEW if at_once is None else at_once)
        told = possible_cases if few or in_a_table(self._variables) else growing_cases
        return told(facts, [*formulas, self._claim.formula], self._variables, self._searcher, witnesses)

    def _theorems(self) -> list[Term]:
        """`sources imply claim` for each step on the way that follows: true whatever the premises are worth."""
        found = []
        for step, inference in self._claim.steps:
            sources = [fact.formula for fact in inference.facts if fact.role in ("premise", "lemma")]
            spoken = {v.name for v in self._variables}
            needed = len(self._claim.steps) > 1 or inference.hints.cases
            if needed and all(quantity.name in spoken for quantity in inference.quantities):
                result = check_inference(step, replace(inference, expected=None), self._searcher.briefly()).result
                if result.follows and not result.undefined:
                    found.append(implication(conjunction(*sources), claimed(inference)))
        return found

    def _follows(self, cases: Cases | Growing) -> bool | None:
        """Whether the claim is true in every case in which all premises are, those taken as certain included."""
        if any(rated.credence == NEVER for rated in self._rated):
            return None
        return cases.excludes((*(True for _ in self._open), False))

    # ---- what follows from them ------------------------------------------------------------------------

    def _incoherent(self, found: CredenceCase) -> CredenceCase:
        """Name the credences to blame. Certain premises may be among them, so all have to be told apart."""
        indices = range(len(self._rated)) if len(self._rated) <= MOST_UNCERTAIN else self._open
        cases = self._cases(tuple(indices))
        ranges = [self._rated[index].credence for index in indices]
        names = [self._rated[index].name for index in indices]
        if cases.coherent(ranges) is not None:
            return replace(found, reason="no distribution was found that has these credences, nor a set to blame")
        return replace(found, lower=None, upper=None, blame=blamed(cases.coherent, ranges, names))

    def _independent(self, found: CredenceCase, cases: Cases | Growing) -> CredenceCase:
        clash = cases.contradiction() if isinstance(cases, Growing) else ()
        if isinstance(cases, Growing) and not clash:
            if len(self._open) > _MOST_TOLD:
                return found
            cases = self._cases(self._open, _MOST_TOLD)
        clash = clash or conflict(cases.allowed, len(self._open))
        if clash:
            parts = [f"{'' if value else 'not '}{found.uncertain[index]}" for index, value in clash]
            return replace(found, dependent_because=" and ".join(parts))
        return replace(found, independent=independent_range(cases.allowed, self._credences))

    def _influence(self, found: CredenceCase, cases: Cases | Growing) -> list[Influence]:
        assert found.lower is not None and found.upper is not None
        return [
            Influence(
                name,
                found.lower.certificate.multipliers[index],
                found.upper.certificate.multipliers[index],
                self._settled(cases, index, CERTAIN),
                self._settled(cases, index, NEVER),
            )
            for index, name in enumerate(found.uncertain)
        ]

    def _settled(self, cases: Cases | Growing, index: int, credence: Interval) -> Interval | None:
        changed = [credence if i == index else each for i, each in enumerate(self._credences)]
        if isinstance(cases, Cases):
            left = frozenset(case for case in cases.allowed if case[index] == (credence == CERTAIN))
            cases = Cases(left)
        lower, upper = cases.lowest(changed), cases.highest(changed)
        return None if lower is None or upper is None else (lower.value, upper.value)
