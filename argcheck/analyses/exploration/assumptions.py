"""The assumption map: every minimal set of assumptions that forces a conclusion, every maximal set that does not.

An assumption says that it makes sense, too: `1/x > 2` is false where x is 0. So what suffices still does with more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argcheck.analyses.exploration.candidates import Problem
from argcheck.analyses.exploration.lattice import Answer, Found, Lattice
from argcheck.analyses.exploration.results import AssumptionMap, Discovery, Insufficient, Open, Sufficient
from argcheck.analyses.points import told
from argcheck.analyses.welldefined import check_definedness
from argcheck.logic.definedness import Condition, conditions
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.normalize import evident
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.argument import Fact
from argcheck.model.terms import FALSE, App, Term, conjunction, disjunction, free_variables, implication, negation
from argcheck.provers.backend import Status
from argcheck.provers.search import Finding, Searcher

Progress = Callable[[int, int], None]
"""Called with how many questions were asked and how many sets were found."""

DEFAULT_LIMIT = 2_000
_NO_VALUE = (CannotReduce, Undefined, Undetermined, TooLarge, NotReduced, KeyError)


@dataclass(frozen=True)
class _Claim:
    """A formula that says that it makes sense, and what must be shown besides for it to make sense."""

    formula: Term
    doubts: tuple[Condition, ...] = ()


class Mapper:
    """Draws the map of one problem. `discoveries` may be stopped at any time; `result` is what is known by then."""

    def __init__(
        self,
        problem: Problem,
        searcher: Searcher,
        limit: int = DEFAULT_LIMIT,
        progress: Progress | None = None,
    ) -> None:
        self._problem = problem
        self._searcher = searcher
        # the whole is asked at length, its many parts briefly
        self._brief = searcher.briefly()
        self._progress = progress or (lambda _asked, _found: None)
        self._reducer = Reducer()
        self._variables = [quantity.variable for quantity in problem.quantities]
        self._reasons: dict[int, str] = {}
        self._consistent: dict[int, bool | None] = {}
        self._found = 0
        everything = (*problem.background, *problem.candidates)
        sense = check_definedness(everything, problem.goal, problem.inference.goal_span, searcher, self._variables)
        self._faults = [*(error.message for error in sense.errors), *sense.unproved]
        guarded = {id(old): new for old, new in zip(everything, sense.facts, strict=True)}
        plain = [fact.formula for fact in problem.background if not list(conditions(fact.formula))]
        claim = self._claimer(plain)
        self._background = [claim(fact.formula) for fact in problem.background]
        # a lemma counts where it makes sense only
        self._candidates = [claim((guarded.get(id(fact), fact)).formula) for fact in problem.candidates]
        self._goal = claim(problem.goal)
        self._shortcuts = [(self._mask(one.support), _where_defined(one.fact.formula)) for one in problem.shortcuts]
        self._lattice: Lattice[Finding] = Lattice(len(problem.candidates), self._ask, self._forced, limit)

    def discoveries(self) -> Iterator[Discovery]:
        """Sets as they are found. The last word on each is in `result`: a later finding may show it to be extreme."""
        if self._faults:
            return
        for found in self._lattice.explore():
            self._found += 1
            self._progress(self._lattice.questions, self._found)
            yield self._told(found)

    def run(self) -> AssumptionMap:
        """The map, as far as the limit allows."""
        for _ in self.discoveries():
            pass
        return self.result()

    def result(self) -> AssumptionMap:
        """What is known by now."""
        problem, lattice = self._problem, self._lattice
        names = tuple(fact.name for fact in problem.candidates)
        if self._faults:
            reason = f"it does not make sense everywhere that it should: {self._faults[0]}"
            return AssumptionMap(
                problem.step, problem.reading, problem.scope, names, unclear=names, complete=False, reason=reason
            )
        enough, lacking, undecided = lattice.settled()
        bits = {name: 1 << index for index, name in enumerate(names)}
        whole = bool(enough)
        essential = [n for n in names if whole and lattice.known(lattice.everything & ~bits[n]) is False]
        helpful = [n for n in names if n not in essential and any(c.extreme and c.members & bits[n] for c in enough)]
        sure = lattice.complete and not undecided and all(core.extreme for core in enough)
        rest = [name for name in names if name not in essential and name not in helpful]
        return AssumptionMap(
            problem.step,
            problem.reading,
            problem.scope,
            names,
            tuple(Sufficient(self._names(c.members), c.extreme, self._consistent.get(c.members)) for c in enough),
            tuple(self._insufficient(one) for one in lacking if one.witness is not None),
            tuple(Open(self._names(one), self._reasons.get(one, "")) for one in undecided),
            tuple(essential),
            tuple(helpful),
            tuple(rest) if sure and whole else (),
            () if sure else tuple(rest),
            lattice.complete and not undecided,
            "" if lattice.complete else "the search was ended before every set was looked at",
            lattice.questions,
        )

    # ---- one question --------------------------------------------------------------------------------

    def _ask(self, members: int) -> Answer[Finding]:
        self._progress(self._lattice.questions, self._found)
        facts = self._facts_of(members)
        if not self._makes_sense(members, facts):
            self._reasons[members] = "it could not be shown that everything in it makes sense"
            return Answer(None)
        found = self._against(facts, self._searcher if members == self._lattice.everything else self._brief)
        match found.status:
            case Status.UNSAT:
                return Answer(True)
            case Status.SAT if found.point is not None:
                return Answer(False, self._true_at(found.point), found)
        self._reasons[members] = found.reason
        return Answer(None)

    def _forced(self, members: int) -> bool:
        self._progress(self._lattice.questions, self._found)
        facts = self._facts_of(members)
        against = [*facts, negation(self._goal.formula)]
        return self._brief.refutes(against, self._problem.hints.witnesses) and self._makes_sense(members, facts)

    def _facts_of(self, members: int) -> list[Term]:
        claims = (*self._background, *self._chosen(members))
        return [*(claim.formula for claim in claims), *self._lemmas(members)]

    def _makes_sense(self, members: int, facts: list[Term]) -> bool:
        claims = (*self._background, *self._chosen(members), self._goal)
        doubts = [doubt for claim in claims for doubt in claim.doubts]
        return all(self._searcher.refutes([*facts, doubt.guard, negation(doubt.required)]) for doubt in doubts)

    def _against(self, facts: list[Term], searcher: Searcher) -> Finding:
        """Can the facts hold where the goal fails?"""
        hints = self._problem.hints
        found = searcher.search([*facts, negation(self._goal.formula)], self._variables, hints.witnesses)
        if found.status is not Status.UNKNOWN or not hints.cases:
            return found
        doubtful = [need for case in hints.cases for need in conditions(case)]
        gaps = [*(App("and", (need.guard, negation(need.required))) for need in doubtful)]
        if not all(searcher.refutes([*facts, gap]) for gap in (*gaps, negation(disjunction(*hints.cases)))):
            return found
        for case in hints.cases:
            part = searcher.search([*facts, case, negation(self._goal.formula)], self._variables)
            if part.status is not Status.UNSAT:
                return part
        return Finding(Status.UNSAT, prover="by the author's cases")

    def _true_at(self, point: Mapping[str, Exact | bool]) -> int:
        """The candidates that hold at a point, by exact evaluation."""
        return sum(1 << index for index, claim in enumerate(self._candidates) if self._holds(claim, point))

    def _holds(self, claim: _Claim, point: Mapping[str, Exact | bool]) -> bool:
        if claim.doubts:
            return False
        try:
            reduced = self._reducer.reduce(claim.formula)
            # a sign left open is a proposition of one reduction only, and has no value elsewhere
            known = all(variable in self._variables for variable in free_variables(reduced))
            return known and evaluate(reduced, point) is True
        except _NO_VALUE:
            return False

    # ---- meaning -------------------------------------------------------------------------------------

    def _claimer(self, plain: Sequence[Term]) -> Callable[[Term], _Claim]:
        known = {variable.name for variable in self._variables}

        def claim(formula: Term) -> _Claim:
            needs = list(dict.fromkeys(conditions(formula)))
            clear = evident(plain, [need.formula for need in needs]) if needs else []
            required: list[Term] = []
            doubts: list[Condition] = []
            for need, holds in zip(needs, clear, strict=True):
                if holds or self._searcher.refutes([*plain, need.guard, negation(need.required)]):
                    continue
                own = {variable.name for variable in free_variables(need.formula)} <= known
                # a condition of a rule, or for all values of a bound variable, is not part of what is said
                if own and need.code and need.required != FALSE:
                    required.append(need.formula)
                else:
                    doubts.append(need)
            return _Claim(conjunction(*required, formula) if required else formula, tuple(doubts))

        return claim

    def _chosen(self, members: int) -> list[_Claim]:
        return [claim for index, claim in enumerate(self._candidates) if members >> index & 1]

    def _lemmas(self, members: int) -> list[Term]:
        return [lemma for support, lemma in self._shortcuts if support & ~members == 0 and lemma is not None]

    def _mask(self, names: frozenset[str]) -> int:
        positions = {fact.name: 1 << index for index, fact in enumerate(self._problem.candidates)}
        # a support that is not among the candidates can never be had
        return sum(positions.get(name, 1 << len(positions)) for name in names)

    # ---- telling -------------------------------------------------------------------------------------

    def _names(self, members: int) -> tuple[str, ...]:
        return tuple(fact.name for index, fact in enumerate(self._problem.candidates) if members >> index & 1)

    def _facts(self, members: int) -> list[Fact]:
        return [fact for index, fact in enumerate(self._problem.candidates) if members >> index & 1]

    def _told(self, found: Found[Finding]) -> Discovery:
        if found.sufficient is None:
            return Open(self._names(found.members), self._reasons.get(found.members, ""))
        return self._sufficient(found) if found.sufficient else self._insufficient(found)

    def _sufficient(self, found: Found[Finding]) -> Sufficient:
        if found.members not in self._consistent:
            claims = [claim.formula for claim in (*self._background, *self._chosen(found.members))]
            together = self._searcher.search(claims, self._variables)
            known = {Status.SAT: True, Status.UNSAT: False, Status.UNKNOWN: None}
            self._consistent[found.members] = known[together.status]
        return Sufficient(self._names(found.members), found.extreme, self._consistent[found.members])

    def _insufficient(self, found: Found[Finding]) -> Insufficient:
        assert found.witness is not None and found.witness.point is not None
        facts = [*self._problem.background, *self._facts(found.members)]
        goal = (self._problem.goal, self._problem.goal_text, False)
        names = [variable.name for variable in self._variables]
        point = told(found.witness.point, names, facts, goal)
        missing = self._names(self._lattice.everything & ~found.members)
        return Insufficient(self._names(found.members), missing, found.extreme, point, found.witness.exact)


def _where_defined(lemma: Term) -> Term | None:
    """What a proved step says where it makes sense; None where that is no plain condition."""
    needs = list(dict.fromkeys(conditions(lemma)))
    known = free_variables(lemma)
    if any(not need.code or need.required == FALSE or not free_variables(need.formula) <= known for need in needs):
        return None
    return implication(conjunction(*(need.formula for need in needs)), lemma)
