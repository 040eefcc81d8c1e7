"""Where values of quantities are drawn from: ranges, distributions, and columns of samples.

A drawn value is an exact rational number: what NumPy draws is rounded to 24 binary digits, and exact from there on.
Each quantity has a stream of its own, so that one more quantity does not change what the others draw.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import frexp, isfinite
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from argcheck.analyses.shares.result import ShareError
from argcheck.model.operators import Sort
from argcheck.model.show import show_number

if TYPE_CHECKING:
    from numpy.random import Generator

Value = Fraction | bool

_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30}|/\d{1,30})?|\.\d{1,30})")
_CALL = re.compile(r"\s*(\w+)\s*\(([^()]*)\)\s*")
_PARAMETERS = {"uniform": 2, "beta": 2, "normal": 2, "lognormal": 2, "bernoulli": 1}
_DIGITS = 24
_LARGEST = 2**62
_LONGEST_FILE = 20_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of distribution with its parameters, or a column of a file; `text` as it was asked for."""

    kind: str
    parameters: tuple[Fraction, ...]
    text: str
    file: str = ""
    column: str = ""


def number(text: str) -> Fraction:
    """An exact number: `0.7`, `7/10`, `-2`. Raises ShareError."""
    if not _NUMBER.fullmatch(text.strip()) or re.search(r"/0+$", text.strip()):
        raise ShareError(f"`{text.strip()}` is not a number such as 0.7, 7/10 or -2")
    return Fraction(text.strip())


def range_source(text: str) -> Source:
    """`a .. b`: every value from a to b alike; `a` alone: that value; or a distribution. Raises ShareError."""
    if "(" in text or text.startswith("csv:"):
        return distribution_source(text)
    first, dots, last = text.partition("..")
    least = number(first)
    most = number(last) if dots else least
    if most < least:
        raise ShareError(f"the range `{text.strip()}` is the wrong way round")
    return Source("uniform", (least, most), f"{first.strip()} .. {last.strip()}" if dots else first.strip())


def distribution_source(text: str) -> Source:
    """`uniform(0, 1)`, `beta(2, 3)`, `normal(mean, deviation)`, `lognormal(mean, deviation)` of the logarithm,
    `bernoulli(p)` of a proposition, `csv:FILE:COLUMN`. Raises ShareError."""
    if text.startswith("csv:"):
        file, colon, column = text.removeprefix("csv:").rpartition(":")
        if not (colon and file and column):
            raise ShareError(f"write csv:FILE:COLUMN, not `{text}`")
        return Source("csv", (), text, file, column)
    match = _CALL.fullmatch(text)
    if match is None or match[1] not in _PARAMETERS:
        raise ShareError(
            f"`{text}` is none of uniform(a, b), beta(a, b), normal(m, s), lognormal(m, s), csv:FILE:COLUMN"
        )
    kind, parameters = match[1], tuple(number(part) for part in match[2].split(","))
    if len(parameters) != _PARAMETERS[kind]:
        raise ShareError(f"`{kind}` takes {_PARAMETERS[kind]} numbers, not {len(parameters)}")
    problem = _problem(kind, parameters)
    if problem:
        raise ShareError(f"`{text}`: {problem}")
    shown = ", ".join(show_number(each) for each in parameters)
    return Source(kind, parameters, f"{kind}({shown})")


def _problem(kind: str, parameters: Sequence[Fraction]) -> str:
    match kind:
        case "uniform" if parameters[1] < parameters[0]:
            return "the first number is the smaller one"
        case "beta" if min(parameters) <= 0:
            return "both numbers are above 0"
        case "normal" | "lognormal" if parameters[1] < 0:
            return "the deviation is not below 0"
        case "bernoulli" if not 0 <= parameters[0] <= 1:
            return "the probability is between 0 and 1"
    return ""


def draw(sources: Mapping[str, tuple[Source, Sort]], samples: int, seed: int) -> dict[str, list[Value]]:
    """So many values for each quantity, the same for the same seed. Columns of one file are drawn row by row.

    Raises ShareError when a source does not fit its quantity or a file cannot be read.
    """
    from numpy.random import default_rng

    found: dict[str, list[Value]] = {}
    for name, (source, sort) in sources.items():
        generator = default_rng([seed, crc32((source.file or name).encode())])
        try:
            found[name] = _drawn(name, source, sort, samples, generator)
        except (OverflowError, ValueError) as error:
            if isinstance(error, ShareError):
                raise
            raise ShareError(f"`{name}`: numbers of that size cannot be drawn from {source.text}") from None
    return found


def _drawn(name: str, source: Source, sort: Sort, samples: int, generator: Generator) -> list[Value]:
    if source.kind == "csv":
        column = _column(name, source, sort)
        return [column[int(row)] for row in generator.integers(len(column), size=samples)]
    if (sort is Sort.BOOL) != (source.kind == "bernoulli"):
        wanted = "bernoulli(p) or a column" if sort is Sort.BOOL else "a range or a distribution of numbers"
        raise ShareError(f"`{name}` is {_a(sort)}: give it {wanted}")
    if sort is Sort.INTEGER:
        return _whole(name, source, samples, generator)
    first, second = (*source.parameters, Fraction(0))[:2]
    if source.kind in ("uniform", "bernoulli"):
        steps = (Fraction(int(step), 1 << _DIGITS) for step in generator.integers(1 << _DIGITS, size=samples))
        if source.kind == "bernoulli":
            return [step < first for step in steps]
        return [first + (second - first) * step for step in steps]
    method = getattr(generator, source.kind)
    return [_rounded(float(value)) for value in method(float(first), float(second), size=samples)]


def _whole(name: str, source: Source, samples: int, generator: Generator) -> list[Value]:
    if source.kind != "uniform":
        raise ShareError(f"`{name}` is an integer: give it a range or a column")
    least, most = -(-source.parameters[0] // 1), source.parameters[1] // 1
    if most < least:
        raise ShareError(f"`{name}` is an integer, and there is none in {source.text}")
    if max(abs(least), abs(most)) > _LARGEST:
        raise ShareError(f"`{name}`: numbers of that size cannot be drawn from {source.text}")
    return [Fraction(int(value)) for value in generator.integers(least, most, size=samples, endpoint=True)]


def _rounded(value: float) -> Fraction:
    if not isfinite(value):
        raise ShareError("a distribution gave a number without end: its parameters are too large")
    mantissa, exponent = frexp(value)
    return Fraction(round(mantissa * (1 << _DIGITS))) * Fraction(2) ** (exponent - _DIGITS)


def _column(name: str, source: Source, sort: Sort) -> list[Value]:
    path = Path(source.file)
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise ShareError(f"{source.file} is too long: it may have up to {_LONGEST_FILE // 1_000_000} MB")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ShareError(f"{source.file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not rows:
        raise ShareError(f"{source.file} has no rows below its head")
    if source.column not in rows[0]:
        heads = ", ".join(str(head) for head in rows[0] if head is not None)
        raise ShareError(f"{source.file} has no column `{source.column}`; there are {heads}")
    return [_cell(str(row[source.column]), name, source, sort, line) for line, row in enumerate(rows, 2)]


def _cell(text: str, name: str, source: Source, sort: Sort, line: int) -> Value:
    place = f"{source.file}, row {line}, column {source.column}"
    if sort is Sort.BOOL:
        truths = {"true": True, "1": True, "false": False, "0": False}
        if text.strip().lower() not in truths:
            raise ShareError(f"{place}: `{text}` is neither true nor false, and `{name}` is a proposition")
        return truths[text.strip().lower()]
    try:
        value = number(text)
    except ShareError as error:
        raise ShareError(f"{place}: {error}") from None
    if sort is Sort.INTEGER and value.denominator != 1:
        raise ShareError(f"{place}: `{text}` is not whole, and `{name}` is an integer")
    return value


def _a(sort: Sort) -> str:
    return {Sort.BOOL: "a proposition", Sort.INTEGER: "an integer", Sort.REAL: "a number"}[sort]
