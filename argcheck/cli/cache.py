"""What was found before is remembered, by the file's content, the options and argcheck itself.

An entry is one file: a checksum, then JSON. Anything that cannot be read back is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path

import argcheck
from argcheck.analyses.results import ArgumentReport
from argcheck.cli.codec import decode, encode
from argcheck.files import write_atomically
from argcheck.settings import Settings

MOST_ENTRIES = 400
MOST_BYTES = 64_000_000
_SOLVERS = ("sympy", "z3-solver", "sympy-extras", "passagemath-qepcad")


def folder() -> Path:
    """Where entries are kept: $ARGCHECK_CACHE, or the platform's place for caches."""
    if chosen := os.environ.get("ARGCHECK_CACHE"):
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "argcheck"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "argcheck" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "argcheck"


def key(path: str, settings: Settings) -> str | None:
    """The name of the entry for a file as it is now; None when the file cannot be read."""
    try:
        content = Path(path).read_bytes()
    except OSError:
        return None
    parts = (argcheck.__version__, _own_digest(), path, repr(settings), hashlib.sha256(content).hexdigest())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def recall(entry: str) -> ArgumentReport | None:
    """The report that was remembered under this name, if any."""
    path = folder() / f"{entry}.json"
    try:
        checksum, _, payload = path.read_text(encoding="utf-8").partition("\n")
        if checksum != _checksum(payload):
            return None
        report = decode(json.loads(payload))
        os.utime(path)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    return replace(report, from_cache=True) if isinstance(report, ArgumentReport) else None


def remember(entry: str, report: ArgumentReport) -> None:
    """Keep a report under this name, and let the oldest go. A cache that cannot be written is no fault."""
    try:
        payload = json.dumps(encode(report), ensure_ascii=False, separators=(",", ":"))
        write_atomically(folder() / f"{entry}.json", f"{_checksum(payload)}\n{payload}")
        _prune()
    except (OSError, TypeError, ValueError):
        return


def _checksum(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()


def _prune() -> None:
    entries = []
    for path in folder().glob("*.json"):
        with suppress(OSError):
            status = path.stat()
            entries.append((status.st_mtime_ns, status.st_size, path))
    total = 0
    for number, (_, size, path) in enumerate(sorted(entries, reverse=True), 1):
        total += size
        if number > 1 and (number > MOST_ENTRIES or total > MOST_BYTES):
            with suppress(OSError):
                path.unlink()


@cache
def _own_digest() -> str:
    """A digest of argcheck's own files and of the solvers' versions: another argcheck remembers nothing."""
    digest = hashlib.sha256(sys.version.encode())
    root = Path(argcheck.__file__).parent
    for path in sorted((*root.rglob("*.py"), *root.rglob("*.lark"))):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for name in _SOLVERS:
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"{name}\0{metadata.version(name)}\0".encode())
    return digest.hexdigest()
