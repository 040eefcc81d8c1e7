"""What is cut off the ends of boxes is settled there, exactly; sums of volumes and the order of boxes are exact too."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import prod
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.analyses.regions.answers import verdict_at
from argcheck.analyses.regions.axes import GRID
from argcheck.analyses.regions.ends import CONTRADICT, FAILS, HOLDS
from argcheck.analyses.regions.judge import Judge
from argcheck.analyses.regions.places import Scale, total_share
from argcheck.analyses.regions.program import Program
from argcheck.analyses.regions.waiting import Waiting
from tests.analyses.region_problems import REFERENCE, SHAPES, question_of
from tests.regions_samples import axis

F = Fraction
KINDS = {HOLDS: "holds", FAILS: "fails", CONTRADICT: "contradict"}
MANY = {
    "premises and several comparisons": (
        "quantity x, y : real in [-2, 3]\nquantity z : real in [0, 2]\npremise p : x*y <= 1",
        "x + y > z or (y^2 > x and z*x < 1/2)",
        "p",
    ),
    "either side": ("quantity x, y : real in [-2, 2]", "abs(x - y^2) > 1/3 iff x + y < 1"),
}
PROBLEMS = REFERENCE | SHAPES | MANY


@pytest.mark.parametrize("name", [name for name in PROBLEMS if name != "a real power"])
def test_ends_are_settled_as_is_said(name: str) -> None:
    asked = question_of(PROBLEMS[name])
    program = Program(asked.axes)
    judge = Judge(program, [program.compile(fact) for fact in asked.facts], program.compile(asked.goal))
    random = Random(6)
    first = np.array([[random.randrange(each.parts // 64 * 63 + 1) for _ in range(300)] for each in asked.axes])
    width = np.array([[each.parts // random.choice((64, 512)) + 1 for _ in range(300)] for each in asked.axes])
    last = np.minimum(first + width, np.array([[each.parts] for each in asked.axes]))
    scales = [Scale(each) for each in asked.axes]
    spans = [scale.stretch(*ends) for scale, ends in zip(scales, zip(first, last, strict=True), strict=True)]
    ends = judge.judge(spans).ends
    assert ends is not None
    seen = 0
    for index, end, box in np.argwhere(ends.part > 0.05).tolist():
        if asked.axes[index].whole:
            continue
        low, high = spans[index].lo[[box]], spans[index].hi[[box]]
        cut = int(
            scales[index].cut(
                type(spans[0])(low, high), ends.part[index, end, [box]], end, last[index, [box]] - first[index, [box]]
            )[0]
        )
        stretches = [[int(a[box]), int(b[box])] for a, b in zip(first, last, strict=True)]
        if not stretches[index][0] < cut < stretches[index][1]:
            continue
        stretches[index][1 - end] = cut
        for _ in range(3):
            point = []
            for each, (a, b) in zip(asked.axes, stretches, strict=True):
                least, most = each.ends(a, b)
                part = random.choice((0, 1, 2, 4))
                point.append(
                    F(random.randint(int(least), int(most))) if each.whole else least + (most - least) * part / 4
                )
            assert verdict_at(asked, tuple(point)) in (KINDS[int(ends.kind[index, end, box])], None)
            seen += 1
    assert seen or name in ("rounding", "equality")


@given(st.lists(st.tuples(st.integers(1, 1 << GRID), st.integers(1, 1 << GRID), st.integers(1, 9)), max_size=20))
def test_shares_are_exact(widths: list[tuple[int, int, int]]) -> None:
    axes = (axis("x", 0, 1), axis("y", 1, 10, "log"), axis("n", 1, 9, whole=True))
    sides = np.array(widths, np.int64).reshape(-1, 3).T
    for shift in (0, 30):
        cut = sides >> np.array([[shift], [shift], [0]])
        if (cut > 0).all():
            found = total_share(axes, np.stack((np.zeros_like(cut), cut)))
            assert found == sum((F(prod(each), 9 << 2 * GRID) for each in cut.T.tolist()), F(0))


def test_large_boxes_come_first_and_none_is_lost() -> None:
    axes = (axis("x", 0, 1), axis("n", 1, 9, whole=True))
    random = Random(1)
    waiting = Waiting(axes)
    sides = [(1 << random.randrange(GRID), random.randint(1, 9)) for _ in range(500)]
    for start in range(0, 500, 50):
        some = np.array(sides[start : start + 50]).T
        waiting.put(np.stack((np.zeros_like(some), some)))
    assert len(waiting) == 500
    taken = []
    while len(waiting):
        piece = waiting.take(7)
        assert 1 <= piece.shape[2] <= 7
        taken.append([tuple(box) for box in piece[1].T.tolist()])
    assert sorted(box for piece in taken for box in piece) == sorted(sides)
    volumes = [[x * n for x, n in piece] for piece in taken]
    assert all(max(later) <= 2 * max(sooner) for sooner, later in pairwise(volumes))
