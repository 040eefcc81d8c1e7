"""Many files checked: what is remembered at once, the rest in processes of their own, results in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from argcheck.analyses.results import ArgumentReport
from argcheck.api import check_file
from argcheck.cli import cache
from argcheck.cli.cluster import Cluster
from argcheck.cli.exits import Exit
from argcheck.cli.progress import Meter
from argcheck.model.selection import SelectionError
from argcheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Failure:
    """No report could be made: the options ask for what is not there, or argcheck itself failed."""

    path: str
    message: str
    exit: Exit
    details: str = ""


Checked = ArgumentReport | Failure


class NoFiles(Exception):
    """A folder without argument files; the message names it."""


def expand(names: Sequence[str]) -> list[str]:
    """The files meant by the names: a folder stands for the `*.arg` below it. Raises NoFiles."""
    paths: list[str] = []
    for name in names:
        if name != "-" and Path(name).is_dir():
            inside = sorted(str(path) for path in Path(name).rglob("*.arg") if path.is_file())
            if not inside:
                raise NoFiles(f"there is no .arg file in {name}")
            paths.extend(inside)
        else:
            paths.append(name)
    return list(dict.fromkeys(paths))


def check_all(
    paths: Sequence[str],
    settings: Settings,
    meter: Meter,
    *,
    jobs: int | None = None,
    use_cache: bool = True,
    workers: Cluster | None = None,
) -> Iterator[Checked]:
    """Check the files, `jobs` at a time or by `workers`, and yield what was found in the order of `paths`."""
    keys = {path: cache.key(path, settings) if use_cache and path != "-" else None for path in paths}
    found: dict[str, Checked] = {}
    for path, key in keys.items():
        if key and (report := cache.recall(key)):
            found[path] = report
    missing = [path for path in paths if path not in found]
    if workers is not None and missing:
        found |= _by_workers([path for path in missing if path != "-"], settings, keys, workers)
        missing = []
    jobs = jobs or os.cpu_count() or 1
    processes = min(jobs, len(missing))
    if processes > 1:
        yield from _in_parallel(paths, settings, meter, found, keys, processes)
        return
    settings = replace(settings, jobs=jobs)
    for path in paths:
        checked = found.get(path) or _one(path, settings, keys[path], meter)
        meter.file(path)
        yield checked


def _by_workers(
    paths: Sequence[str], settings: Settings, keys: dict[str, str | None], workers: Cluster
) -> dict[str, Checked]:
    """What workers find, who read the files under the same names; what could be remembered is remembered here."""
    found: dict[str, Checked] = {}
    for index, checked in workers.each(partial(_one, settings=settings, key=None), paths):
        path = paths[index]
        found[path] = checked
        key = keys[path]
        if key and isinstance(checked, ArgumentReport) and cache.key(path, settings) == key:
            cache.remember(key, checked)
    return found


def _in_parallel(
    paths: Sequence[str],
    settings: Settings,
    meter: Meter,
    found: dict[str, Checked],
    keys: dict[str, str | None],
    workers: int,
) -> Iterator[Checked]:
    # a fresh interpreter each: forking a process that has threads is unsafe
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_die_at_once)
    try:
        futures: dict[str, Future[Checked]] = {
            path: pool.submit(_one, path, settings, keys[path]) for path in paths if path not in found and path != "-"
        }
        for path in paths:
            if path in futures:
                try:
                    checked = futures[path].result()
                except BrokenProcessPool as error:
                    checked = _defect(path, error)
            else:
                # only this process has the standard input
                checked = found.get(path) or _one(path, settings, None)
            meter.file(path)
            yield checked
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    pool.shutdown()


def _die_at_once() -> None:
    """Interrupted, a worker goes without a word: its parent says what is to be said."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(Exit.INTERRUPTED))
    threading.Thread(target=_outlive_no_parent, daemon=True).start()


def _outlive_no_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(Exit.INTERRUPTED)


def _one(path: str, settings: Settings, key: str | None, meter: Meter | None = None) -> Checked:
    try:
        told = (meter.step, meter.found, meter.decided) if meter else ()
        report = check_file(path, settings, *told)
    except SelectionError as error:
        return Failure(path, str(error), Exit.INPUT)
    except Exception as error:
        return _defect(path, error)
    # the file may have changed between the naming and the reading
    if key and cache.key(path, settings) == key:
        cache.remember(key, report)
    return report


def _defect(path: str, error: Exception) -> Failure:
    name = type(error).__name__
    message = f"{name}: {error}" if str(error) else name
    return Failure(path, message.splitlines()[0], Exit.DEFECT, "".join(traceback.format_exception(error)))
