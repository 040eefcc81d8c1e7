"""Results to JSON and back, exactly. Shared parts are written once, so that unfolded terms stay small."""

from __future__ import annotations

import dataclasses
from enum import Enum
from fractions import Fraction
from functools import cache
from types import ModuleType
from typing import Any

from argcheck import diagnostics
from argcheck.analyses import results
from argcheck.model import argument, operators, terms, verdict

_MODULES: tuple[ModuleType, ...] = (diagnostics, argument, operators, terms, verdict, results)


@cache
def _classes() -> dict[str, type]:
    """The classes whose values may be written, by name."""
    found: dict[str, type] = {}
    for module in _MODULES:
        for name, value in vars(module).items():
            if isinstance(value, type) and value.__module__ == module.__name__:
                if name in found:
                    raise TypeError(f"two classes are called {name}")
                if dataclasses.is_dataclass(value) or issubclass(value, Enum):
                    found[name] = value
    return found


def encode(value: object) -> list[list[Any]]:
    """A table of nodes `[class, part, …]`; a part is plain or `[index]` of an earlier node; the last
    node is the value. Raises TypeError for what is not a result."""
    nodes: list[list[Any]] = []
    places: dict[int, int] = {}
    stack: list[tuple[object, bool]] = [(value, False)]
    while stack:
        current, ready = stack.pop()
        if id(current) in places or _plain(current):
            continue
        name, parts = _parts(current)
        if ready:
            places[id(current)] = len(nodes)
            nodes.append([name, *(part if _plain(part) else [places[id(part)]] for part in parts)])
        else:
            stack.append((current, True))
            stack.extend((part, False) for part in parts)
    return nodes


def decode(nodes: list[list[Any]]) -> Any:
    """The value that `encode` was given. Raises ValueError, TypeError, LookupError for anything else."""
    values: list[Any] = []
    for name, *parts in nodes:
        arguments = [values[part[0]] if isinstance(part, list) else part for part in parts]
        match name:
            case "tuple":
                values.append(tuple(arguments))
            case "Fraction":
                values.append(Fraction(*arguments))
            case _:
                values.append(_classes()[name](*arguments))
    return values[-1]


def _plain(value: object) -> bool:
    return value is None or type(value) in (bool, int, float, str)


def _parts(value: object) -> tuple[str, list[Any]]:
    match value:
        case tuple():
            return "tuple", list(value)
        case Fraction():
            return "Fraction", [value.numerator, value.denominator]
    name = type(value).__name__
    if _classes().get(name) is not type(value):
        raise TypeError(f"{name} is not part of a result")
    if isinstance(value, Enum):
        return name, [value.value]
    return name, [getattr(value, field.name) for field in dataclasses.fields(value) if field.init]  # type: ignore[arg-type]
