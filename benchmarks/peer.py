"""Plain Z3 as the peer: terms as SMT-LIB as they stand, germs by their definition, one process a query.

python -m benchmarks.peer SECONDS < query.smt2
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from fractions import Fraction

from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, Term, Var, free_variables, substitute, walk

_SORTS = {Sort.REAL: "Real", Sort.INTEGER: "Int", Sort.BOOL: "Bool"}
_SAME = {"iff": "=", "implies": "=>", "neg": "-", "ite": "ite"}
_PLAIN = {"+", "-", "*", "/", "<", "<=", ">", ">=", "=", "and", "or", "not", "exp", *_SAME}
_EXP = (
    "(declare-fun exp (Real) Real)\n(assert (forall ((a Real)) (> (exp a) 0)))\n"
    "(assert (forall ((a Real) (b Real)) (=> (< a b) (< (exp a) (exp b)))))\n(assert (= (exp 0) 1))"
)
_GERMS = {"flat": "=", "rises": ">", "falls": "<"}


def query(formulas: Sequence[Term]) -> str:
    """The question whether the formulas hold together, as Z3 would be asked without argcheck."""
    variables = sorted({variable for formula in formulas for variable in free_variables(formula)}, key=lambda v: v.name)
    lines = [f"(declare-const {variable.name} {_SORTS[variable.sort]})" for variable in variables]
    if any(isinstance(part, App) and part.op == "exp" for formula in formulas for part in walk(formula)):
        lines.insert(0, _EXP)
    return "\n".join([*lines, *(f"(assert {_smt(formula)})" for formula in formulas)])


def ask(text: str, seconds: float) -> tuple[str, float]:
    """(`sat`, `unsat` or `unknown`, the seconds that Z3 took), in a process that is ended when it is overdue."""
    command = [sys.executable, "-m", "benchmarks.peer", str(seconds)]
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=seconds + 10, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return "unknown", seconds
    status, spent = done.stdout.split()
    return status, float(spent)


def _smt(term: Term) -> str:
    match term:
        case Num(value=value):
            return _number(value)
        case Var(name=name):
            return name
        case App(op="^", args=(base, Num(value=power))) if power.denominator == 1 and power > 0:
            return f"(* {' '.join([_smt(base)] * int(power))})" if power > 1 else _smt(base)
        case App(op="!=", args=(left, right)):
            return f"(not (= {_smt(left)} {_smt(right)}))"
        case App(op="clamp", args=(inner, low, high)):
            x, least, most = _smt(inner), _smt(low), _smt(high)
            return f"(ite (< {x} {least}) {least} (ite (> {x} {most}) {most} {x}))"
        case App(op="abs", args=(inner,)):
            return f"(ite (< {_smt(inner)} 0) (- {_smt(inner)}) {_smt(inner)})"
        case App(op="min" | "max" as op, args=(first, *others)):
            best = _smt(first)
            for other in map(_smt, others):
                best = f"(ite ({'<' if op == 'min' else '>'} {other} {best}) {other} {best})"
            return best
        case App(op="rises" | "falls" | "flat" as germ, args=(inner, Var() as variable)):
            moved = substitute(inner, {variable: App("+", (variable, Var("delta", Sort.REAL)))})
            change = f"({_GERMS[germ]} {_smt(moved)} {_smt(inner)})"
            inside = f"(forall ((delta Real)) (=> (and (< 0 delta) (< delta epsilon)) {change}))"
            return f"(exists ((epsilon Real)) (and (> epsilon 0) {inside}))"
        case App(op=op, args=args) if op in _PLAIN or not args:
            return f"({_SAME.get(op, op)} {' '.join(map(_smt, args))})" if args else op
    raise ValueError(f"no plain SMT-LIB for {term.op if isinstance(term, App) else type(term).__name__}")


def _number(value: Fraction) -> str:
    size = f"(/ {abs(value.numerator)} {value.denominator})" if value.denominator > 1 else str(abs(value.numerator))
    return f"(- {size})" if value < 0 else size


def main(seconds: float) -> None:
    """Answer the query on standard input."""
    import z3

    assertions = z3.parse_smt2_string(sys.stdin.read())
    started = time.perf_counter()
    solver = z3.Solver()
    solver.set("timeout", int(seconds * 1000))
    solver.add(assertions)
    status = solver.check()
    print(status, time.perf_counter() - started)


if __name__ == "__main__":
    main(float(sys.argv[1]))
