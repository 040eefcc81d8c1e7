"""Other programs on the same four boxes: Codac, ball arithmetic, and Z3 with two questions a box.

Each returns the share of the box about which nothing is certified after so many seconds of processor time.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any

Box = tuple[tuple[Any, Any], ...]

RANGES: dict[str, tuple[tuple[Fraction, Fraction], ...]] = {
    "P1": ((Fraction(0), Fraction(1)), (Fraction(1, 100), Fraction(10))),
    "P2": ((Fraction(0), Fraction(3, 2)), (Fraction(1, 100), Fraction(10))),
    "P3": ((Fraction(0), Fraction(1)),) * 3,
    "P4": (
        (Fraction(0), Fraction(5)),
        (Fraction(0), Fraction(1)),
        (Fraction(0), Fraction(10)),
        (Fraction(0), Fraction(1)),
    ),
}


def geometric(base: Any, terms: int) -> Any:
    """1 + base + … in Horner's form."""
    total = 1 + base
    for _ in range(terms - 2):
        total = 1 + base * total
    return total


def side(problem: str, x: Any, exp: Callable[[Any], Any], square: Callable[[Any], Any], three_fifths: Any) -> Any:
    """What must be above 0."""
    if problem == "P1":
        power = x[0] ** 10
        return power - x[1] * (1 - power)
    if problem == "P2":
        return x[0] ** 20 * geometric(x[0], 50) - x[1] * geometric(x[0], 20)
    if problem == "P3":
        return x[2] * square(x[0]) - x[1] * x[0] - square(x[1]) * x[2]
    return 1 / (1 + exp(-(x[0] * (x[1] * x[2] - x[3])))) - three_fifths


def _best_first(root: Box, sign: Callable[[Box], int], seconds: float) -> float:
    """Halve the largest box on its relatively longest side until the time is up."""
    end = time.process_time() + seconds
    widths = [float(high - low) for low, high in root]
    serial = count()
    waiting: list[tuple[float, int, Box]] = [(-1.0, next(serial), root)]
    undecided = 1.0
    while waiting and time.process_time() < end:
        volume, _, box = heapq.heappop(waiting)
        if sign(box):
            undecided += volume
            continue
        axis = max(range(len(box)), key=lambda i: float(box[i][1] - box[i][0]) / widths[i])
        low, high = box[axis]
        middle = (low + high) / 2
        for part in ((low, middle), (middle, high)):
            heapq.heappush(waiting, (volume / 2, next(serial), (*box[:axis], part, *box[axis + 1 :])))
    return undecided


def codac_undecided(problem: str, seconds: float) -> float:
    """SIVIA with an inverse separator, at the finest precision whose run fits the time."""
    from codac import AnalyticFunction, Interval, IntervalVector, PavingInOut, SepInverse, VectorVar, exp, pave, sqr

    ranges = RANGES[problem]
    vector = VectorVar(len(ranges))
    # a unit cube, so that one precision serves all sides
    scaled = [
        vector[i] if (low, high) == (0, 1) else float(low) + float(high - low) * vector[i]
        for i, (low, high) in enumerate(ranges)
    ]
    function = AnalyticFunction([vector], side(problem, scaled, exp, sqr, 0.6))
    separator = SepInverse(function, Interval(0, float("inf")))
    cube = IntervalVector([[0, 1]] * len(ranges))
    best, precision = 1.0, 0.25
    while True:
        started = time.process_time()
        paving = pave(cube, separator, precision, False)
        spent = time.process_time() - started
        if spent > seconds * 1.02:
            return best
        best = min(best, sum(box.volume() for box in paving.boxes(PavingInOut.bound)))
        precision /= 2 ** (0.25 if spent > seconds / 5 else 0.5)


def arb_undecided(problem: str, seconds: float) -> float:
    """Ball arithmetic, one box at a time, the largest first."""
    from flint import arb, ctx, fmpq

    ctx.prec = 64
    three_fifths = arb(fmpq(3, 5))

    def sign(box: Box) -> int:
        balls = [arb((low + high) / 2, (high - low) / 2 * (1 + 1e-15) + 5e-324) for low, high in box]
        value = side(problem, balls, lambda z: z.exp(), lambda z: z * z, three_fifths)
        return 1 if value > 0 else -1 if value <= 0 else 0

    root = tuple((float(low), float(high)) for low, high in RANGES[problem])
    return _best_first(root, sign, seconds)


def z3_undecided(problem: str, seconds: float) -> float:
    """Two questions a box: can it be above 0, can it not? The exponential is removed beforehand."""
    import z3

    names = [z3.Real(f"x{i}") for i in range(len(RANGES[problem]))]
    if problem == "P4":
        log = Fraction(405465108108164381978013115464349136571, 10**39)
        value = names[0] * (names[1] * names[2] - names[3])
        above, below = value > z3.RealVal(str(log)), value <= z3.RealVal(str(log + Fraction(1, 10**39)))
    else:
        value = side(problem, names, lambda z: z, lambda z: z * z, 0)
        above, below = value > 0, value <= 0
    solver = z3.Solver()
    solver.set("timeout", 2000)

    def impossible(box: Box, claim: Any) -> bool:
        solver.push()
        for name, (low, high) in zip(names, box, strict=True):
            solver.add(name >= z3.RealVal(str(low)), name <= z3.RealVal(str(high)))
        solver.add(claim)
        found = solver.check() == z3.unsat
        solver.pop()
        return found

    def sign(box: Box) -> int:
        return 1 if impossible(box, below) else -1 if impossible(box, above) else 0

    return _best_first(RANGES[problem], sign, seconds)
