"""Work shared out by Dask's scheduler: `--cluster local` starts workers here, `--cluster tcp://…` uses those there are.

Dask gives a task whose worker is lost to another; what none could do is done here.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from distributed import Client

Item = TypeVar("Item")
Result = TypeVar("Result")

Where = Annotated[
    str | None,
    typer.Option("--cluster", metavar="WHERE", help="Share the work out: `local`, or a Dask scheduler (tcp://…)."),
]
_TRIES = 10


class Cluster:
    """Workers behind a Dask client."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def each(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float | None = None
    ) -> Iterator[tuple[int, Result]]:
        """What the function gives for each item, by index, as it is done; without those that take too long."""
        from distributed import KilledWorker, as_completed
        from distributed.client import CancelledError

        futures = self._client.map(function, items, pure=False, retries=_TRIES)
        places = {future.key: index for index, future in enumerate(futures)}
        deadline = None if seconds is None else monotonic() + seconds
        waiting: Any = as_completed(futures, timeout=seconds)
        try:
            for future in waiting:
                index = places[future.key]
                try:
                    result = future.result()
                except (KilledWorker, CancelledError):
                    result = function(items[index])
                yield index, result
                if deadline is not None and monotonic() > deadline:
                    return
        except TimeoutError:
            return
        finally:
            self._client.cancel(futures)


def dask_setup(worker: object) -> None:
    """What Dask calls in each worker that is started here: Ctrl-C reaches them too, but the parent decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def cluster(where: str) -> Iterator[Cluster]:
    """The workers. Raises typer.BadParameter where there are none, or Dask's scheduler is not installed."""
    if where != "local" and not where.startswith(("tcp://", "tls://")):
        raise typer.BadParameter(f"write --cluster local or --cluster tcp://host:port, not `{where}`")
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise typer.BadParameter("--cluster needs Dask's scheduler: pip install 'argcheck[cluster]'") from None
    # provers have processes of their own, which daemons may not; and a worker that is killed is no fault of its task
    settings: dict[str, object] = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": _TRIES}
    settings["distributed.admin.log-format"] = "%(message)s"
    if where == "local":
        settings["distributed.worker.preload"] = [__name__]
    with dask.config.set(settings):
        if where == "local":
            with (
                LocalCluster(
                    n_workers=os.cpu_count() or 1,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=50,
                ) as started,
                Client(started) as client,
            ):
                yield Cluster(client)
            return
        try:
            client = Client(where, timeout=10)
        except OSError:
            raise typer.BadParameter(f"no scheduler answers at {where}") from None
        with client:
            yield Cluster(client)
