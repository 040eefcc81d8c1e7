"""Several provers as one: the cheapest is asked first, and the first that decides is believed."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType

from argcheck.logic.formula import Problem
from argcheck.provers.backend import Budget, Outcome, Prover, Status
from argcheck.provers.equations import SolvingEquations
from argcheck.provers.positivity import Positivity
from argcheck.provers.z3_prover import Z3Prover


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

    def close(self) -> None:
        """End the processes that the provers run."""
        if self._points is not None:
            self._points.close()

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """The first decided outcome; else UNKNOWN with every prover's reason. `trace` tells what each found."""
        trace: list[str] = []
        reasons: list[str] = []
        seconds = 0.0
        for prover in self._provers:
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


def default_portfolio() -> Portfolio:
    """Positivity by expansion, then Z3. Nothing is started before the first query that needs it."""
    z3 = Z3Prover()
    return Portfolio((Positivity(), SolvingEquations(z3)), points=z3)


def _line(outcome: Outcome) -> str:
    reason = f" ({outcome.reason})" if outcome.reason else ""
    return f"{outcome.prover}: {outcome.status.value} in {outcome.seconds:.3f} s{reason}"
