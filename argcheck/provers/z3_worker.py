"""The process that runs Z3: `python -m argcheck.provers.z3_worker`.

One JSON request a line on standard input, JSON answers a line on standard output. It is a process of its own
because a solver may hang or die, and must take nothing else with it. A request is

    {"do": "solve" | "simplest", "text": SMT-LIB 2, "resources": int, "seconds": float,
     "core": bool, "order": [symbol, ...]}

and the last answer to it has `"done": true`; `simplest` sends every improvement as an answer of its own, so that
the best so far survives if the process is ended. It imports nothing heavy but Z3, to start quickly.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from queue import Queue, SimpleQueue
from threading import Thread
from typing import Any

import z3

from argcheck.provers.simple_values import simple_values

Answer = dict[str, Any]
_MEMORY_MEGABYTES = 1500
_STOPPED = ("canceled", "max. resource limit exceeded")
_CONTEXTS_AHEAD = 2
_PRECISION = 12  # decimal digits of the interval around an algebraic number


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    z3.set_param("memory_max_size", _MEMORY_MEGABYTES)
    z3.set_param("ctrl_c", False)
    requests: SimpleQueue[str] = SimpleQueue()
    Thread(target=_listen, args=(requests,), daemon=True).start()
    # a context of its own for each request, so that an answer does not depend on the ones before; they are made beside
    contexts: Queue[Any] = Queue(_CONTEXTS_AHEAD)
    Thread(target=_make, args=(contexts,), daemon=True).start()
    while True:
        context = contexts.get()
        for answer in _answers(json.loads(requests.get()), context):
            print(json.dumps(answer), flush=True)


def _make(contexts: Queue[Any]) -> None:
    while True:
        contexts.put(z3.Context())


def _listen(requests: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        requests.put(line)
    # whoever asked is gone, perhaps by force: no answer is wanted any more, even in the middle of a query
    os._exit(0)


def _answers(request: Answer, context: Any) -> Iterator[Answer]:
    try:
        assertions = list(z3.parse_smt2_string(request["text"], ctx=context))
        query = _Query(request["resources"], time.monotonic() + request["seconds"])
        if request["do"] == "simplest":
            yield from query.simplest(assertions, request.get("order", []))
        else:
            yield query.solve(assertions, request.get("core", False)) | {"done": True}
    except z3.Z3Exception as failure:
        yield {"status": "unknown", "reason": f"Z3 gave up: {failure}", "done": True}


class _Query:
    """One request's budget, and the answers under it."""

    def __init__(self, resources: int, deadline: float) -> None:
        self.resources = resources
        self.deadline = deadline

    def check(self, assertions: list[Any], resources: int) -> tuple[str, Any, str]:
        """Status, model and reason, from the first strategy that decides."""
        reason = "the time ran out"
        for strategy in _strategies(assertions):
            remaining = self.deadline - time.monotonic()
            if remaining <= 0:
                break
            solver = strategy()
            solver.set("rlimit", max(resources // 2, 1))
            solver.set("timeout", max(int(remaining * 1000), 1))
            solver.add(*assertions)
            result = solver.check()
            if result == z3.sat:
                return "sat", solver.model(), ""
            if result == z3.unsat:
                return "unsat", None, ""
            spent = self.deadline > time.monotonic() and solver.reason_unknown() in _STOPPED
            reason = "resources" if spent else solver.reason_unknown()
        return "unknown", None, reason

    def solve(self, assertions: list[Any], core: bool) -> Answer:
        status, model, reason = self.check(assertions, self.resources)
        if status == "sat":
            return {"status": status} | _decoded(
                {item.name(): model[item] for item in model.decls() if not item.arity()}
            )
        if status == "unsat" and core:
            return {"status": status, "core": self._core(assertions)}
        return {"status": status, "reason": reason}

    def _core(self, assertions: list[Any]) -> list[int]:
        """Indices of assertions that are contradictory together, none of which was found to be superfluous. Of
        disjunctions there are few, as comparisons are of more use to whoever asks."""
        kept = list(range(len(assertions)))
        disjunctions = {index for index in kept if not _compares(assertions[index])}
        for spared in (set(kept) - disjunctions, set[int]()):
            kept = self._fewer(assertions, kept, spared)
        return kept

    def _fewer(self, assertions: list[Any], kept: list[int], spared: set[int]) -> list[int]:
        """Those of the kept that are needed, and the spared."""
        before = len(kept) + 1
        while len(kept) < before:  # the solver's own account of what it used: asked again, it uses less
            used, before = self._used(assertions, kept, self.resources), len(kept)
            kept = [index for index in kept if used is None or index in used or index in spared]
        for index in reversed(kept):
            if index in kept and index not in spared:
                others = [other for other in kept if other != index]
                used = self._used(assertions, others, self.resources // 10)
                if used is not None:
                    kept = [other for other in others if other in used or other in spared]
        return kept

    def _used(self, assertions: list[Any], chosen: list[int], resources: int) -> set[int] | None:
        """Those of the chosen that the first strategy to refute them used."""
        for strategy in _strategies(assertions):
            remaining = self.deadline - time.monotonic()
            if remaining <= 0:
                break
            solver = strategy()
            solver.set("unsat_core", True)
            solver.set("rlimit", max(resources // 2, 1))
            solver.set("timeout", max(int(remaining * 1000), 1))
            for index in chosen:
                solver.assert_and_track(assertions[index], f"assertion {index}")
            if solver.check() == z3.unsat:
                return {int(str(name).split()[1]) for name in solver.unsat_core()}
        return None

    def simplest(self, assertions: list[Any], order: list[str]) -> Iterator[Answer]:
        """Fix one variable at a time, at the simplest value that keeps the problem satisfiable."""
        status, model, reason = self.check(assertions, self.resources)
        if status != "sat":
            yield {"status": status, "reason": reason, "done": True}
            return
        constants = {constant.decl().name(): constant for constant in _constants(assertions)}
        truths = sorted(name for name, constant in constants.items() if z3.is_bool(constant) and name not in order)
        point = {name: model.eval(constant, model_completion=True) for name, constant in constants.items()}
        still, used = [_Open.of(assertion) for assertion in assertions], list[Fraction]()
        for name in [*(name for name in order if name in constants), *truths]:
            yield {"status": "sat"} | _decoded(point)
            constant, current = constants[name], point[name]
            touched = [one for one in still if name in one.names]
            others = [one for one in still if name not in one.names]
            for value in _values(constant, current, used):
                if time.monotonic() > self.deadline:
                    break
                trial = [one.put(constant, value) for one in touched]
                if not z3.eq(value, current):
                    if any(z3.is_false(one.formula) for one in trial):
                        continue
                    better = self._around(trial, others, point, constants)
                    if better is None:
                        continue
                    point |= better
                point[name], still = value, [one for one in (*trial, *others) if not z3.is_true(one.formula)]
                if not z3.is_bool(constant):
                    used.append(_rational(value) or Fraction(0))
                break
            else:  # the value is irrational
                still = [*still, _Open(constant == current, frozenset((name,)))]
        yield {"status": "sat", "done": True} | _decoded(point)

    def _around(
        self, trial: list[_Open], others: list[_Open], point: dict[str, Any], constants: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Values with which `trial` holds and `others` still do: those of the point, or else new ones for whatever
        is linked with what `trial` speaks of. None where there are none, or it is not known."""
        if all(z3.is_true(one.at(point, constants)) for one in trial):
            return {}
        linked, rest = list(trial), others
        names = frozenset[str]().union(*(one.names for one in linked))
        while near := [one for one in rest if one.names & names]:
            linked += near
            rest = [one for one in rest if not one.names & names]
            names = names.union(*(one.names for one in near))
        status, model, _ = self.check([one.formula for one in linked], self.resources // 20)
        if status != "sat":
            return None
        return {name: model.eval(constants[name], model_completion=True) for name in names}


@dataclass(frozen=True)
class _Open:
    """An assertion in which some variables have been given values, and the names of those still open."""

    formula: Any
    names: frozenset[str]

    @staticmethod
    def of(formula: Any) -> _Open:
        """The assertion with its names."""
        return _Open(formula, frozenset(constant.decl().name() for constant in _constants([formula])))

    def put(self, constant: Any, value: Any) -> _Open:
        """With a value for a variable."""
        return _Open.of(z3.simplify(z3.substitute(self.formula, (constant, value))))

    def at(self, point: dict[str, Any], constants: dict[str, Any]) -> Any:
        """What it comes to at a point."""
        return z3.simplify(z3.substitute(self.formula, *((constants[name], point[name]) for name in self.names)))


def _values(constant: Any, current: Any, used: list[Fraction]) -> Iterator[Any]:
    """Values for a variable, simplest first; the last is its current value, where that is rational."""
    if z3.is_bool(constant):
        yield z3.BoolVal(True, constant.ctx)
        yield z3.BoolVal(False, constant.ctx)
        return
    whole = z3.is_int(constant)
    near = _rational(current)
    if near is None:
        near = _rational(current.approx(2)) or Fraction(0)
    for value in simple_values(near, used, whole):
        yield z3.IntVal(value.numerator, constant.ctx) if whole else z3.RealVal(str(value), constant.ctx)


def _strategies(assertions: list[Any]) -> list[Callable[[], Any]]:
    """Cheapest first, as measured: nlsat for reals, the general solver where there are integers."""

    context = assertions[0].ctx if assertions else None

    def nlsat() -> Any:
        return z3.Tactic("qfnra-nlsat", context).solver()

    def general() -> Any:
        return z3.Solver(ctx=context)

    mixed = any(z3.is_int(constant) for constant in _constants(assertions))
    return [general, nlsat] if mixed else [nlsat, general]


def _compares(assertion: Any) -> bool:
    """Whether an assertion is a plain comparison."""
    return not any(map(z3.is_bool, assertion.children()))


def _constants(assertions: list[Any]) -> list[Any]:
    """The declared constants that occur."""
    found: dict[int, Any] = {}
    seen: set[int] = set()
    waiting = list(assertions)
    while waiting:
        term = waiting.pop()
        if term.get_id() in seen:
            continue
        seen.add(term.get_id())
        if z3.is_const(term) and term.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            found[term.get_id()] = term
        waiting.extend(term.children())
    return list(found.values())


def _rational(value: Any) -> Fraction | None:
    """The exact value of a rational numeral."""
    if z3.is_int_value(value):
        return Fraction(value.as_long())
    if z3.is_rational_value(value):
        return Fraction(value.numerator_as_long(), value.denominator_as_long())
    return None


def _decoded(values: dict[str, Any]) -> Answer:
    """The values as text: rationals exactly, algebraic numbers as a polynomial and an interval."""
    numbers: dict[str, str] = {}
    propositions: dict[str, bool] = {}
    irrational: dict[str, Any] = {}
    for name, value in values.items():
        rational = _rational(value)
        if rational is not None:
            numbers[name] = str(rational)
        elif z3.is_bool(value):
            propositions[name] = z3.is_true(value)
        elif z3.is_algebraic_value(value):
            coefficients = [str(coefficient) for coefficient in value.poly()]
            irrational[name] = [coefficients, *(str(bound) for bound in _interval(value))]
    return {"numbers": numbers, "propositions": propositions, "irrational": irrational}


def _interval(value: Any) -> tuple[Fraction | None, Fraction | None]:
    """Rationals just below and just above an algebraic number."""
    context, term = value.ctx_ref(), value.as_ast()
    lower = z3.RatNumRef(z3.Z3_get_algebraic_number_lower(context, term, _PRECISION), value.ctx)
    upper = z3.RatNumRef(z3.Z3_get_algebraic_number_upper(context, term, _PRECISION), value.ctx)
    return _rational(lower), _rational(upper)


if __name__ == "__main__":
    main()
