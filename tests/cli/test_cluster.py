"""Work shared out: the same regions for any number of workers, and with a worker killed in the middle."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
import typer

from argcheck import api
from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.exploration.explore import explore
from argcheck.analyses.regions import Limits, Partition
from argcheck.analyses.regions.places import total_share
from argcheck.analyses.regions.regions import step_regions
from argcheck.analyses.regions.request import Request, axis_of
from argcheck.analyses.regions.spread import PIECES, Workers, pieces
from argcheck.cli.cluster import Cluster, cluster, dask_setup
from argcheck.cli.main import main
from tests.doubt import loaded
from tests.regions_samples import axis

Item = TypeVar("Item")
Result = TypeVar("Result")

TEXT = """argument "A gap"
quantity g, c, w : real >= 0 "gap, cost and weight"
step p3 "the gap is wide enough"
  infer w*g^2 - c*g - c^2*w > 0
"""
PLAIN = """argument "A sum"
quantity x : real > 1 "a number above 1"
step s
  infer x + 1 > 2
  expect valid
"""


class OneAfterAnother:
    """Workers that are this process, and do the pieces in another order."""

    def each(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float
    ) -> Iterator[tuple[int, Result]]:
        for index in reversed(range(len(items))):
            yield index, function(items[index])


def regions(
    folder: Path,
    workers: Workers | None,
    coverage: Fraction = Fraction(95, 100),
    progress: Callable[[Fraction, int], None] | None = None,
) -> Partition:
    path = folder / "gap.arg"
    path.write_text(TEXT, encoding="utf-8")
    request = Request(tuple(map(axis_of, ("g=0..1", "c=0..1", "w=0..1"))), limits=Limits(coverage, 10**6, 120.0))
    with searching(CheckOptions()) as searcher:
        return step_regions(api.load(path), "p3", searcher, request, progress, workers).cases[0]


def same(one: Partition, other: Partition) -> bool:
    alike = all(np.array_equal(one.cells[kind].places, other.cells[kind].places) for kind in one.cells)
    return alike and one.shares == other.shares and one.undecided == other.undecided


def test_the_pieces_are_the_whole_box() -> None:
    axes = (axis("x", 0, 1), axis("n", 1, 1000, whole=True), axis("y", 1, 10, "log"))
    found = pieces(axes)
    assert len(found) == PIECES
    assert sum((total_share(axes, piece) for piece in found), Fraction(0)) == 1
    few = (axis("n", 1, 3, whole=True),)
    assert sum((total_share(few, piece) for piece in pieces(few)), Fraction(0)) == 1


def test_in_pieces_as_much_is_certified(tmp_path: Path) -> None:
    found = regions(tmp_path, OneAfterAnother())
    assert found.certified >= Fraction(95, 100)
    assert found.stopped == "the coverage asked for was reached"
    alone = regions(tmp_path, None)
    for kind in alone.shares:
        low, high = alone.share(kind)
        assert found.shares[kind] <= high and low <= found.share(kind)[1]


@pytest.mark.slow
def test_a_killed_worker_costs_time_only(tmp_path: Path) -> None:
    expected = regions(tmp_path, OneAfterAnother(), Fraction(99, 100))
    with cluster("local") as workers:
        killed: list[int] = []

        def kill(certified: Fraction, evaluated: int) -> None:
            """When the first pieces are done, many are not."""
            if not killed:
                killed.append(next(iter(workers._client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        found = regions(tmp_path, workers, Fraction(99, 100), kill)
    assert killed
    assert same(found, expected)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_workers_does_not_matter(count: int, tmp_path: Path) -> None:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None, silence_logs=50) as started,
        Client(started) as client,
    ):
        found = regions(tmp_path, Cluster(client))
    assert same(found, regions(tmp_path, OneAfterAnother()))


@pytest.mark.slow
def test_files_are_checked_by_workers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / f"{name}.arg" for name in "abc"]
    for path in paths:
        path.write_text(PLAIN, encoding="utf-8")
    (tmp_path / "d.arg").write_text("argument", encoding="utf-8")
    assert main(["check", *map(str, paths), str(tmp_path / "d.arg"), "--cluster", "local", "--no-cache", "-q"]) == 2
    assert main(["check", *map(str, paths), "--cluster", "local", "--no-cache"]) == 0
    assert capsys.readouterr().out.count("A sum") == 3


def test_a_scheduler_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match=r"local or --cluster tcp://"), cluster("moon"):
        pass


EXPLORED = """argument "A lie"
quantity brings, fine : real > 0
quantity p : probability
proposition sure
premise costly : fine > brings
premise found : sure implies p = 1
premise certain : sure
step pays from costly infer p*fine > brings
conclusion honest from costly, found, certain, pays infer p*fine > brings
"""


class Posted:
    """Workers in an order of their own, to whom each piece is sent as it would be to another machine."""

    def each(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float
    ) -> Iterator[tuple[int, Result]]:
        for index in reversed(range(len(items))):
            sent = pickle.loads(pickle.dumps((function, items[index])))
            yield index, pickle.loads(pickle.dumps(sent[0](sent[1])))


def test_an_exploration_is_the_same_by_workers() -> None:
    argument = loaded(EXPLORED)
    assert argument is not None
    options = CheckOptions()
    with searching(options) as searcher:
        alone = explore(argument, searcher, options)
        shared = explore(argument, searcher, options, workers=Posted())
    assert alone.maps and alone.blames and alone.repairs
    assert (shared.maps, shared.blames, shared.repairs) == (alone.maps, alone.blames, alone.repairs)
    assert (shared.mendings, shared.idle, shared.shape) == (alone.mendings, alone.idle, alone.shape)


def test_workers_leave_interrupts_to_their_parent() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        dask_setup(object())
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
