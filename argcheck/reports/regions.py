"""Where a step holds and where it fails: in words for the terminal, and as plain data.

Whatever is rounded for a reader is rounded so that the claim stays true: boxes inward, shares outward.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache, partial
from math import ceil, floor
from typing import Any

from rich.text import Text

from argcheck.analyses.regions import Axis, Box, Cells, ClosedForm, Flip, Kind, Partition, RegionsReport
from argcheck.logic.exact_text import approximate
from argcheck.model.show import show_number
from argcheck.reports.layout import Page
from argcheck.reports.marks import UNICODE, Marks
from argcheck.reports.readings import reading_name
from argcheck.reports.region_map import put_legend, put_maps

_MOST_PLACES = 9
_DIGITS = 10**4
_FEWEST = 6
_MOST_LISTED = 50_000
_KINDS: tuple[Kind, ...] = ("fails", "holds", "contradict")
_SAID: dict[Kind, str] = {"holds": "holds", "fails": "fails", "contradict": "has premises that contradict one another"}


def render_regions(report: RegionsReport, width: int = 100, marks: Marks = UNICODE, *, pictured: bool = True) -> Text:
    """The regions under each reading, in words and (unless not `pictured`) as a map."""
    page = Page(width, marks)
    page.put((report.step, "bold"), f' "{report.says}"' if report.says else "")
    page.put(report.claim, lead="  ")
    for case in report.cases:
        page.blank()
        if case.reading:
            page.put((f"under {reading_name(case.reading)}", "italic"), lead="  ")
        _put_case(page, case, pictured=pictured)
    if not report.complete:
        page.blank()
        page.put(("Not complete: the work was interrupted. What is above is certified.", "yellow"))
    return page.text()


def _put_case(page: Page, case: Partition, *, pictured: bool) -> None:
    page.put("over ", *_listed([_range(axis) for axis in case.axes]), lead="  ")
    if case.fixed:
        page.put("with ", ", ".join(f"{name} = {value}" for name, value in case.fixed), lead="  ")
    for name, which in case.quantified:
        page.put(f"for {'all values' if which == 'all' else 'some value'} of {name}", lead="  ")
    if case.closed is not None:
        where = f" wherever {case.closed.premises}" if case.closed.premises else ""
        if case.closed.text in ("true", "false"):
            always = "holds" if case.closed.text == "true" else "fails"
            page.put((f"{always} throughout", "bold"), f"{where}: {proof_text(case.closed)}", lead="  ")
        else:
            page.put(("holds iff ", "bold"), case.closed.text, where and f",{where}", lead="  ")
            page.put(proof_text(case.closed), lead="    ")
    for kind in _KINDS:
        low, high = case.share(kind)
        if kind == "contradict" and high == case.undecided:
            continue
        page.put((f"{_SAID[kind]} in ", "bold"), f"{share_text(low, high)} of the box", lead="  ")
    page.put(f"undecided: {_size(case.undecided)} of the box, measured {measure_text(case.axes)}", lead="  ")
    if case.stopped:
        page.put(f"stopped: {case.stopped}", lead="    ")
    for kind in _KINDS[:2]:
        box = case.largest.get(kind)
        if box is not None and box.share < 1:
            always = f"largest box found in which it always {kind}: "
            page.put((always, "bold"), f"{box_text(case.axes, box)} ({_size(box.share)} of the box)", lead="  ")
    if case.flip is not None:
        _put_flip(page, case.axes, case.flip)
    if pictured:
        page.blank()
        put_maps(page, case)
        told = [(kind, share_text(*case.share(kind))) for kind in case.shares if case.shares[kind]]
        put_legend(page, case, told, _size(case.undecided))


def proof_text(closed: ClosedForm) -> str:
    """How it is known that the formula says where the step holds."""
    how = "proved in both directions" if closed.both_ways else "worked out in steps that are proved one by one"
    return f"{how} ({closed.evidence.value})"


def _put_flip(page: Page, axes: tuple[Axis, ...], flip: Flip) -> None:
    here = _point(axes, flip.origin)
    other = "holds" if flip.verdict == "fails" else "fails"
    if flip.there is None or flip.most is None:
        page.put(f"at {here} it {flip.verdict}; no point at which it {other} was found", lead="  ")
        return
    # as many digits as it takes to tell the two points apart
    digits = next((n for n in (_FEWEST, 9, 12, 15) if _apart(axes, flip.origin, flip.there, n)), None)
    near = "a point right beside it" if digits is None else _point(axes, flip.there, digits)
    page.put((f"at {here} it {flip.verdict}", "bold"), f", and it {other} at {near}", lead="  ")
    low, high = share_text(flip.least, flip.most).split(" to ") if flip.least < flip.most else ("", "")
    margin = f"between {low} and {high}" if low else share_text(flip.least, flip.most)
    page.put(f"the nearest such point is {margin} of an axis's extent away", lead="    ")
    for name, value in flip.alone:
        page.put(f"with all else as it is, {name} {approximate(value, 6)} is enough", lead="    ")


def unheld(report: RegionsReport, held: RegionsReport) -> Iterator[str]:
    """What a certificate leaves out that could hold no more boxes than are `held`, reading by reading."""
    for case, kept in zip(report.cases, held.cases, strict=True):
        number, of = (sum(map(len, one.cells.values())) for one in (kept, case))
        if number < of:
            under = f" of {reading_name(case.reading)}" if case.reading else ""
            yield (
                f"the certificate{under} holds the largest {number:,} of {of:,} boxes, which cover "
                f"{_part(kept.certified)} of the box; {_part(case.certified)} is certified"
            )


def _part(share: Fraction) -> str:
    """A share, rounded down."""
    return f"{_decimal(Fraction(floor(share * 10**6), 10**4), 4)} %"


def _listed(parts: list[str]) -> list[str]:
    return [", ".join(parts)]


def _range(axis: Axis) -> str:
    scale = " (log)" if axis.scale == "log" else ""
    return f"{axis.name} in {show_number(axis.low)} .. {show_number(axis.high)}{scale}"


def measure_text(axes: tuple[Axis, ...]) -> str:
    """How the axes are measured."""
    logs = [axis.name for axis in axes if axis.scale == "log"]
    whole = [axis.name for axis in axes if axis.whole]
    parts = [f"{', '.join(logs)} by logarithm"] if logs else []
    parts += [f"{', '.join(whole)} by count"] if whole else []
    rest = "the others by length" if parts else "by length"
    return ", ".join([*parts, rest] if len(logs) + len(whole) < len(axes) else parts)


def _point(axes: tuple[Axis, ...], values: tuple[Fraction, ...], digits: int = _FEWEST) -> str:
    shown = (f"{axis.name} {approximate(value, digits)}" for axis, value in zip(axes, values, strict=True))
    return ", ".join(shown)


def _apart(axes: tuple[Axis, ...], one: tuple[Fraction, ...], other: tuple[Fraction, ...], digits: int) -> bool:
    return _point(axes, one, digits).replace("≈", "=") != _point(axes, other, digits).replace("≈", "=")


def share_text(low: Fraction, high: Fraction) -> str:
    """`12.5 %`, or `12.4 % to 12.6 %`, the ends rounded outward to as many places as tell them apart."""
    if low == high and (low * 10_000).denominator == 1:
        return f"{_decimal(low * 100, 2)} %"
    places = 2
    while places < _MOST_PLACES and (high - low) * 100 * 10**places < 4:
        places += 1
    unit = 10**places
    least, most = Fraction(floor(low * 100 * unit), unit), Fraction(ceil(high * 100 * unit), unit)
    if least == most:
        return f"{_decimal(least, places)} %"
    return f"{_decimal(least, places)} % to {_decimal(most, places)} %"


def _size(value: Fraction) -> str:
    """A share, rounded up where it is small."""
    if value == 0:
        return "nothing"
    if value >= Fraction(1, 100):
        return f"{_decimal(Fraction(round(value * 10_000), 100), 2)} %"
    exponent = 1
    while value * 10**exponent < 1:
        exponent += 1
    digits = ceil(value * 10 ** (exponent + 1))
    return f"1e-{exponent - 1}" if digits == 100 else f"{_decimal(Fraction(digits, 10), 1)}e-{exponent}"


def _decimal(value: Fraction, places: int) -> str:
    scaled = round(value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    text = f"{'-' if scaled < 0 else ''}{whole}.{rest:0{places}d}" if places else str(whole)
    return text.rstrip("0").rstrip(".") if places else text


def box_text(axes: tuple[Axis, ...], box: Box) -> str:
    """`gamma in 0 .. 0.7, r in 0.01 .. 10`, rounded inward to a part in ten thousand of each axis."""
    parts = []
    for axis, (low, high) in zip(axes, box.ends, strict=True):
        first, last = (_inward(axis, end, side) for end, side in ((low, 1), (high, -1)))
        parts.append(f"{axis.name} = {first}" if first == last else f"{axis.name} in {first} .. {last}")
    return ", ".join(parts)


def _inward(axis: Axis, end: Fraction, side: int) -> str:
    if axis.whole or end in (axis.low, axis.high):
        return show_number(end)
    size = abs(end) if axis.scale == "log" else axis.high - axis.low
    places = 0
    while size * 10**places < _DIGITS:
        places += 1
    scaled = end * 10**places
    return _decimal(Fraction(ceil(scaled) if side > 0 else floor(scaled), 10**places), places)


# ---- data ----------------------------------------------------------------------------------------------


def regions_record(report: RegionsReport, *, boxes: bool = False) -> dict[str, Any]:
    """The report with stable keys; numbers are exact, as text. With `boxes`, every certified box is listed,
    of each kind the largest where there are very many."""
    return {
        "name": report.step,
        "kind": report.kind,
        "claim": report.claim,
        "limits": {
            "coverage": show_number(report.limits.coverage),
            "boxes": report.limits.boxes,
            "seconds": report.limits.seconds,
            "memory": report.limits.memory,
        },
        "complete": report.complete,
        "cases": [_case(case, boxes) for case in report.cases],
    }


def _case(case: Partition, boxes: bool) -> dict[str, Any]:
    closed = case.closed
    return {
        "reading": dict(case.reading),
        "axes": [
            {
                "name": axis.name,
                "low": show_number(axis.low),
                "high": show_number(axis.high),
                "scale": axis.scale,
                "whole": axis.whole,
            }
            for axis in case.axes
        ],
        "fixed": dict(case.fixed),
        "quantified": dict(case.quantified),
        "closed": None
        if closed is None
        else {
            "condition": closed.text,
            "premises": closed.premises,
            "evidence": closed.evidence.value,
            "both_ways": closed.both_ways,
        },
        "shares": {kind: [show_number(end) for end in case.share(kind)] for kind in case.shares},
        "undecided": show_number(case.undecided),
        "count": {kind: len(cells) for kind, cells in case.cells.items()},
        "largest": {kind: _box(box) for kind, box in case.largest.items()},
        "flip": _flip(case.axes, case.flip),
        "method": list(case.method),
        "stopped": case.stopped,
        "evaluated": case.evaluated,
        "seconds": case.seconds,
    } | ({"boxes": {kind: _listing(cells) for kind, cells in case.cells.items()}} if boxes else {})


def _listing(cells: Cells) -> list[list[list[str]]]:
    """The boxes, and of very many the largest: `count` says how many there are."""
    places = cells.places
    if len(cells) > _MOST_LISTED:
        widths = (places[:, :, 1] - places[:, :, 0]).astype(float)
        places = places[sorted((-widths.prod(axis=1)).argsort(kind="stable")[:_MOST_LISTED].tolist())]
    # boxes have many ends in common, and exact numbers take long to work out
    told = [lru_cache(maxsize=None)(partial(_stretch, axis)) for axis in cells.axes]
    return [[list(tell(*ends)) for tell, ends in zip(told, box, strict=True)] for box in places.tolist()]


def _stretch(axis: Axis, first: int, last: int) -> tuple[str, str]:
    low, high = axis.ends(first, last)
    return show_number(low), show_number(high)


def _box(box: Box) -> list[list[str]]:
    return [[show_number(low), show_number(high)] for low, high in box.ends]


def _flip(axes: tuple[Axis, ...], flip: Flip | None) -> dict[str, Any] | None:
    if flip is None:
        return None
    return {
        "at": [show_number(value) for value in flip.origin],
        "verdict": flip.verdict,
        "least": show_number(flip.least),
        "most": None if flip.most is None else show_number(flip.most),
        "there": None if flip.there is None else [show_number(value) for value in flip.there],
        "alone": {name: show_number(value) for name, value in flip.alone},
    }
