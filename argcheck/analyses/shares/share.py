"""In what share of cases does a step hold, when quantities have ranges or distributions?

Cases are sampled; each is evaluated exactly. The answer is a statistical one and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction

from argcheck.analyses.credences.claims import claim_text
from argcheck.analyses.decisions.chances import require_chances
from argcheck.analyses.shares.draws import Source, Value, draw
from argcheck.analyses.shares.interval import clopper_pearson
from argcheck.analyses.shares.learning import learning
from argcheck.analyses.shares.result import ShareCase, ShareError, ShareReport
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.points import search
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.argument import Argument, Inference
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var, conjunction, free_variables, negation, substitute
from argcheck.provers.search import Searcher

_TRIES = 200
_NO_VALUE = (Undefined, Undetermined, TooLarge, NotReduced, KeyError, RecursionError)


def step_share(
    argument: Argument,
    step: str,
    searcher: Searcher,
    sources: Mapping[str, Source],
    *,
    samples: int = 2_000,
    seed: int = 0,
) -> ShareReport:
    """The share of cases in which a step holds, of those in which what it assumes does, under each reading.

    Raises KeyError when there is no such step; ShareError for a source that does not fit, and for quantities without
    one on which the answer may depend.
    """
    require_chances(argument, searcher)
    found = argument.step(step)
    known = {quantity.name for inference in found.inferences for quantity in inference.quantities}
    for name in sources:
        if name not in known:
            close = get_close_matches(name, sorted(known), n=1)
            hint = f"; did you mean `{close[0]}`?" if close else ""
            raise ShareError(f"`{step}` says nothing about `{name}`{hint}")
    cases = tuple(_Sampling(inference, sources, searcher, samples, seed).case() for inference in found.inferences)
    listed = tuple((name, source.text) for name, source in sources.items())
    return ShareReport(found.name, found.kind, found.says, claim_text(found), listed, samples, seed, cases)


class _Sampling:
    """One inference, and its values from the sources."""

    def __init__(
        self, inference: Inference, sources: Mapping[str, Source], searcher: Searcher, samples: int, seed: int
    ) -> None:
        self._inference = inference
        self._searcher = searcher
        self._samples = samples
        reducer = Reducer()
        try:
            facts = [(fact.role, reducer.reduce(fact.formula)) for fact in inference.facts]
            self._goal = reducer.reduce(inference.goal)
        except CannotReduce as error:
            raise ShareError(f"`{inference.step}` cannot be evaluated case by case: {error}") from None
        self._bounds = conjunction(*(formula for role, formula in facts if role == "bound"))
        self._assumed = conjunction(*(formula for role, formula in facts if role != "bound"))
        variables = [quantity.variable for quantity in inference.quantities]
        self._drawn = [variable for variable in variables if variable.name in sources]
        self._missing = [variable for variable in variables if variable.name not in sources]
        self._columns = draw({v.name: (sources[v.name], v.sort) for v in self._drawn}, samples, seed)

    def case(self) -> ShareCase:
        """Sample, evaluate and count."""
        self._demand_ranges()
        admissible = unevaluated = 0
        rows: list[tuple[dict[str, Value], bool]] = []
        for index in range(self._samples):
            row = {name: column[index] for name, column in self._columns.items()}
            point = self._completed(row)
            if point is None:
                continue
            admissible += 1
            held = self._held(point)
            if held is None:
                unevaluated += 1
            elif held[0]:
                rows.append((row, held[1]))
        holds = [held for _, held in rows]
        names = [variable.name for variable in self._drawn]
        return ShareCase(
            self._inference.reading,
            self._samples,
            admissible,
            len(holds),
            sum(holds),
            unevaluated,
            _interval(sum(holds), len(holds), unevaluated),
            learning(names, [[row[name] for row, _ in rows] for name in names], holds),
            tuple(variable.name for variable in self._missing),
        )

    def _completed(self, row: dict[str, Value]) -> dict[str, Exact | bool] | None:
        """The case with some value for the quantities that do not matter; None where it breaks a bound."""
        point: dict[str, Exact | bool] = dict(row)
        if not self._missing:
            return point if _truth(self._bounds, point) else None
        return search(self._bounds, self._missing, point, _TRIES)

    def _held(self, point: Mapping[str, Exact | bool]) -> tuple[bool, bool] | None:
        """Whether what is assumed holds, and whether the goal does too; None where that has no value."""
        assumed = _truth(self._assumed, point)
        if assumed is False:
            return False, False
        goal = _truth(self._goal, point)
        return None if assumed is None or goal is None else (True, goal)

    # ---- quantities without a range ----------------------------------------------------------------------

    def _demand_ranges(self) -> None:
        """Raises ShareError naming the quantities without a source on which the answer may depend."""
        if not self._missing or self._indifferent(self._missing):
            return
        needed = [v for v in self._missing if not self._indifferent([v])] or self._missing
        listed = ", ".join(f"`{variable.name}`" for variable in needed)
        them = "it" if len(needed) == 1 else "each"
        hint = "--distribution {0}=bernoulli(1/2)" if needed[0].sort is Sort.BOOL else "--range {0}=0..1"
        raise ShareError(
            f"whether `{self._inference.step}` holds may depend on {listed}: give {them} a range or a distribution, "
            f"such as {hint.format(needed[0].name)}"
        )

    def _indifferent(self, variables: Sequence[Var]) -> bool:
        """Whether it is proved that other values of the variables change nothing."""
        taken = {v.name for formula in (self._bounds, self._assumed, self._goal) for v in free_variables(formula)}
        other: dict[Var, Term] = {}
        for variable in variables:
            name = f"{variable.name}_other"
            while name in taken:
                name += "_"
            taken.add(name)
            other[variable] = Var(name, variable.sort)
        both = [self._bounds, substitute(self._bounds, other)]
        changed = negation(App("iff", (self._assumed, substitute(self._assumed, other))))
        turned = negation(App("iff", (self._goal, substitute(self._goal, other))))
        return self._searcher.refutes([*both, changed]) and self._searcher.refutes([*both, self._assumed, turned])


def _truth(formula: Term, point: Mapping[str, Exact | bool]) -> bool | None:
    try:
        return evaluate(formula, point) is True
    except _NO_VALUE:
        return None


def _interval(holding: int, applicable: int, unevaluated: int) -> tuple[Fraction, Fraction] | None:
    trials = applicable + unevaluated
    if not trials:
        return None
    return clopper_pearson(holding, trials)[0], clopper_pearson(holding + unevaluated, trials)[1]
