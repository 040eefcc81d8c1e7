"""Packages that only some commands need, and that are installed as extras."""

from __future__ import annotations

from importlib.util import find_spec


class MissingPackage(ImportError):
    """An extra that was asked for is not installed; the message says how to install it."""


def require(package: str, extra: str, what: str) -> None:
    """Raise MissingPackage, saying that `what` needs the extra, where the package is not installed."""
    if find_spec(package) is None:
        raise MissingPackage(f"{what} needs a package that is not installed: pip install 'argcheck[{extra}]'")
