"""Z3 as a prover, in a process of its own that is started when first needed and replaced when it dies."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, Any

from argcheck.logic.formula import Problem, truth
from argcheck.provers.backend import Budget, Outcome, Status
from argcheck.provers.processes import end, pipes, start
from argcheck.provers.smtlib import decode_model, encode, symbols

if TYPE_CHECKING:
    import subprocess

_WORKER = "argcheck.provers.z3_worker"
_GRACE = 0.5  # seconds beyond the budget before an unresponsive solver is ended
_ATTEMPTS = 2  # a solver that died before it answered is asked once more


class Z3Prover:
    """Asks Z3. Not to be shared between threads; `close` it, or use it in a `with` statement."""

    name = "z3"

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Z3Prover:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the solver's process; the next query starts another."""
        process, self._process = self._process, None
        if process is not None:
            end(process)

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """Ask for a point or a refutation; with labels, a refutation names a core."""
        return self._ask(problem, budget, {"do": "solve", "core": bool(problem.labels)})

    def simplest(self, problem: Problem, order: tuple[str, ...], budget: Budget) -> Outcome:
        """As `solve`, but a point is made simple: one variable at a time, those of `order` first, gets the simplest
        value for which the rest can still be satisfied, and propositions are true where they can be. When the
        budget runs out, the best point so far is the answer."""
        names = symbols(problem)
        known = {**names.numbers, **names.propositions}
        every = dict.fromkeys((*order, *names.numbers))
        return self._ask(problem, budget, {"do": "simplest", "order": [known[name] for name in every if name in known]})

    def _ask(self, problem: Problem, budget: Budget, request: dict[str, Any]) -> Outcome:
        started = time.monotonic()
        request |= {"text": encode(problem), "resources": budget.resources, "seconds": budget.seconds}
        answer = self._last_answer(json.dumps(request), budget.seconds)
        return replace(_outcome(answer, problem), seconds=time.monotonic() - started)

    def _last_answer(self, request: str, seconds: float) -> dict[str, Any]:
        """The worker's last word. It is ended when the time is up; if it dies before that, it is asked once more."""
        for _ in range(_ATTEMPTS):
            began = time.monotonic()
            answer = self._exchange(request, seconds + _GRACE)
            if answer.get("done"):
                return answer
            self.close()
            if answer.get("status") == "sat":  # the best so far
                return answer
            if time.monotonic() - began > seconds:
                return {"status": "unknown", "reason": "the time ran out and Z3 was ended"}
        return {"status": "unknown", "reason": "Z3 could not be run, or died"}

    def _exchange(self, request: str, seconds: float) -> dict[str, Any]:
        """The last answer before the worker is done, dies, or is ended; an interrupt ends it and goes through."""
        answer: dict[str, Any] = {}
        guard: Timer | None = None
        try:
            process = self._running()
            guard = Timer(seconds, process.kill)
            guard.daemon = True
            guard.start()
            for answer in _answers(process, request):
                if answer.get("done"):
                    break
        except OSError:
            return answer
        except BaseException:
            self.close()
            raise
        finally:
            if guard is not None:
                guard.cancel()
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = start(_WORKER)
        return self._process


def _answers(process: subprocess.Popen[bytes], request: str) -> Iterator[dict[str, Any]]:
    """The answers to a request, until the process says no more."""
    put, take = pipes(process)
    put.write(f"{request}\n".encode())
    put.flush()
    for line in take:
        # a line cut short, or a stray word of the solver's, is no answer
        if line.startswith(b"{") and line.endswith(b"}\n"):
            yield json.loads(line)


def _outcome(answer: dict[str, Any], problem: Problem) -> Outcome:
    status = Status(answer["status"])
    if status is Status.SAT:
        return _checked_point(answer, problem)
    core = tuple(problem.labels[index] for index in answer.get("core", ()) if index < len(problem.labels))
    return Outcome(
        status,
        Z3Prover.name,
        core=core if "core" in answer else None,
        reason=_plain(answer.get("reason", "")),
    )


def _checked_point(answer: dict[str, Any], problem: Problem) -> Outcome:
    """A rational point counts only when every assertion holds there, evaluated exactly."""
    model = decode_model(answer, problem)
    if model is None:
        return Outcome(Status.UNKNOWN, Z3Prover.name, reason="Z3 gave a number that could not be isolated")
    if not model.irrational and not all(
        truth(assertion, model.numbers, model.propositions) for assertion in problem.assertions
    ):
        return Outcome(Status.UNKNOWN, Z3Prover.name, reason="Z3 gave a point at which the problem does not hold")
    return Outcome(Status.SAT, Z3Prover.name, model=model)


def _plain(reason: str) -> str:
    """Z3's word for why it does not know, in plain English."""
    if "resource" in reason or "rlimit" in reason:
        return "the solver's resource limit was reached"
    if "timeout" in reason or "canceled" in reason:
        return "the time ran out"
    if "incomplete" in reason:
        return "the problem is outside what the solver decides"
    return reason
