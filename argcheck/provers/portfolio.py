"""Several provers as one: the cheapest is asked first, and the first that decides is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import TracebackType

from argcheck.kernel.polynomial import degree
from argcheck.logic.formula import Problem, atoms
from argcheck.provers.backend import Budget, Outcome, Prover, Status
from argcheck.provers.equations import SolvingEquations
from argcheck.provers.positivity import Positivity
from argcheck.provers.sampling import Sampling
from argcheck.provers.z3_prover import Z3Prover

_BRIEF_EXPANSION = 3_000
_BRIEF_RESOURCES = 300_000
_BRIEF_SECONDS = 2.0
_LARGE, _LARGE_DEGREE = 60, 12


class Portfolio:
    """Asks `provers` in turn; `points` makes points simple. `close` it, or use it in a `with` statement."""

    name = "portfolio"

    def __init__(self, provers: tuple[Prover, ...], points: Z3Prover | None = None) -> None:
        self._provers = provers
        self._points = points

    def __enter__(self) -> Portfolio:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    @property
    def cores(self) -> Prover:
        """Who is to be asked which assertions are contradictory together: it tells few."""
        return self if self._points is None else Portfolio((SolvingEquations(self._points), Positivity()))

    def close(self) -> None:
        """End the processes that the provers run."""
        if self._points is not None:
            self._points.close()

    def solve(self, problem: Problem, budget: Budget, *, for_points: bool = False) -> Outcome:
        """The first decided outcome; else UNKNOWN with every prover's reason. `trace` tells what each found.

        With `for_points`, where a point is what is hoped for, the brief solver comes before those that only refute."""
        trace: list[str] = []
        reasons: list[str] = []
        seconds = 0.0
        ordered = sorted(self._provers, key=lambda one: not (for_points and isinstance(one, Briefly)))
        for prover in ordered:
            if isinstance(prover, OnLarge) and not prover.suits(problem):
                continue
            outcome = prover.solve(problem, budget)
            seconds += outcome.seconds
            trace.append(_line(outcome))
            if outcome.status is not Status.UNKNOWN:
                return replace(outcome, seconds=seconds, trace=tuple(trace))
            reasons.append(f"{outcome.prover}: {outcome.reason}")
        return Outcome(Status.UNKNOWN, self.name, seconds, reason="; ".join(reasons), trace=tuple(trace))

    def simplest(self, problem: Problem, order: tuple[str, ...], budget: Budget) -> Outcome:
        """As `solve`, but a point is made simple, the variables of `order` first."""
        if self._points is None:
            return self.solve(problem, budget)
        outcome = self._points.simplest(problem, order, budget)
        return replace(outcome, trace=(_line(outcome),))


@dataclass(frozen=True)
class Briefly:
    """A prover given a small part of the budget's resources, to be asked again later if it must be."""

    prover: Prover
    resources: int

    @property
    def name(self) -> str:
        """The prover's own name."""
        return self.prover.name

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """As the prover, within the smaller part."""
        # resources make answers repeat; the clock is for queries on which the solver does not count them
        brief = Budget(min(self.resources, budget.resources), min(_BRIEF_SECONDS, budget.seconds))
        return self.prover.solve(problem, brief)


@dataclass(frozen=True)
class OnLarge:
    """A prover asked only about problems with many terms, where it is worth asking before others."""

    prover: Prover
    least: int

    @property
    def name(self) -> str:
        """The prover's own name."""
        return self.prover.name

    def suits(self, problem: Problem) -> bool:
        """Whether the problem is large."""
        polynomials = [atom.polynomial for assertion in problem.assertions for atom in atoms(assertion)]
        high = any(degree(polynomial) >= _LARGE_DEGREE for polynomial in polynomials)
        return high and sum(map(len, polynomials)) >= self.least

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """As the prover."""
        return self.prover.solve(problem, budget)


def default_portfolio(after_brief: tuple[Prover, ...] = ()) -> Portfolio:
    """Expansion and Z3, each briefly, then each at length: as measured, most queries end in the first two. What these
    leave open is tried at simple points and put to the provers of `after_brief` in between.

    Nothing is started before the first query that needs it.
    """
    z3 = Z3Prover()
    solving = SolvingEquations(z3)
    brief = (Positivity(_BRIEF_EXPANSION), OnLarge(Positivity(), _LARGE), Briefly(solving, _BRIEF_RESOURCES))
    return Portfolio((*brief, Sampling(), *after_brief, Positivity(), solving), points=z3)


def _line(outcome: Outcome) -> str:
    reason = f" ({outcome.reason})" if outcome.reason else ""
    return f"{outcome.prover}: {outcome.status.value} in {outcome.seconds:.3f} s{reason}"
