"""Regions as a picture: certified boxes filled and hatched, the exact boundary over them, by matplotlib.

What is left blank is not certified. The boxes are those of the partition; floats only place them on the paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argcheck.analyses.regions.partition import RegionError
from argcheck.analyses.regions.slices import Slice, panels
from argcheck.files import write_atomically
from argcheck.reports.readings import reading_name
from argcheck.reports.region_boundary import boundary
from argcheck.reports.region_numbers import equal_text

if TYPE_CHECKING:
    import numpy
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from argcheck.analyses.regions.partition import Axis, Kind, Partition, RegionsReport

FORMATS = ("svg", "png", "pdf")
FILLS: dict[Kind, str] = {"holds": "#56b4e9", "fails": "#f0b04a", "contradict": "#c8c8c8"}
HATCHES: dict[Kind, tuple[str, str]] = {
    "holds": ("", "#1f6fa8"),
    "fails": ("///", "#8a5200"),
    "contradict": ("xxx", "#6e6e6e"),
}
"""The hatch of each kind and its colour; blue is also the darkest fill, so that grey tells them apart."""
_LABELS: dict[Kind, str] = {"holds": "the step holds", "fails": "it fails", "contradict": "its premises contradict"}
_MOST_DRAWN = 3_000
_MOST_HATCHED = 4_000


def plot_regions(report: RegionsReport, path: Path) -> None:
    """Draw every reading's regions into a file; its name's ending says in which format.

    Raises RegionError for an ending that is none of FORMATS and where matplotlib is not installed, OSError where the
    file cannot be written."""
    write_atomically(path, picture(report, form_of(path)))


def form_of(path: Path) -> str:
    """The format that the name's ending stands for. Raises RegionError."""
    form = path.suffix.lower().lstrip(".")
    if form not in FORMATS:
        raise RegionError(f"a picture is a file whose name ends in .{', .'.join(FORMATS)}, not `{path.name}`")
    return form


def picture(report: RegionsReport, form: str) -> bytes:
    """The picture as the bytes of a file, the same each time. Raises RegionError where matplotlib is not installed."""
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise RegionError("pictures need matplotlib: pip install 'argcheck[plot]'") from None
    # no pyplot: nothing of a caller's own figures and settings is touched
    settings: Any = matplotlib.rcParamsDefault.copy()
    settings.update({"svg.hashsalt": "argcheck", "svg.fonttype": "path", "hatch.linewidth": 0.5, "backend": "agg"})
    with matplotlib.rc_context(settings):
        figure = Figure(layout="constrained")
        FigureCanvasAgg(figure)
        _draw(figure, report)
        stream = BytesIO()
        stamp: dict[str, None] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form, {})
        figure.savefig(stream, format=form, dpi=160, metadata=stamp)
    return stream.getvalue()


def _draw(figure: Any, report: RegionsReport) -> None:
    rows = [panels(case) for case in report.cases]
    flat = [(case, shown) for case, row in zip(report.cases, rows, strict=True) for shown in row]
    columns = min(len(flat), 3)
    lines = -(-len(flat) // columns)
    one = len(flat) == 1
    figure.set_size_inches(5.4 if one else 3.4 * columns + 0.6, 4.9 if one else 3.2 * lines + 1.4)
    grid = figure.subplots(lines, columns, squeeze=False).ravel().tolist()
    kinds: dict[Kind, None] = {}
    for axes, (case, shown) in zip(grid, flat, strict=False):
        kinds.update(dict.fromkeys(_panel(axes, case, shown, narrow=not one)))
    for axes in grid[len(flat) :]:
        axes.set_axis_off()
    heading = report.says or report.step
    figure.suptitle(textwrap.fill(_plain(heading), 62 if one else 36 * columns), fontsize=10.5)
    handles = _legend(flat, kinds)
    figure.legend(handles=handles, loc="outside lower center", ncols=min(len(handles), 3), fontsize=8, frameon=False)


def _panel(axes: Axes, case: Partition, shown: Slice, *, narrow: bool) -> list[Kind]:
    """One slice; the kinds that occur in it."""
    there: list[Kind] = []
    for kind, boxes in shown.boxes.items():
        if len(boxes):
            there.append(kind)
            _fill(axes, kind, _corners(shown, boxes))
    _scale(axes, shown, narrow=narrow)
    if case.closed is not None:
        for across, upright, level in boundary(case.closed, shown):
            axes.contour(across, upright, level, levels=[0.0], colors="black", linewidths=1.3)
    _points(axes, case, shown)
    title = [f"under {reading_name(case.reading)}"] if case.reading else []
    title += [f"{axis.name} {equal_text(axis.ends(place, place + 1)[0])}" for axis, place in shown.at]
    if title:
        axes.set_title(textwrap.fill(_plain(", ".join(title)), 34 if narrow else 60), fontsize=8.5)
    return there


def _fill(axes: Axes, kind: Kind, corners: NDArray[numpy.float64]) -> None:
    """The boxes in one collection; past a few thousand as an image, which keeps files small. The hatch lies over the
    largest ones as one shape, so that no seams show."""
    import numpy as np
    from matplotlib.collections import PolyCollection
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    axes.add_collection(
        PolyCollection(
            list(corners),
            facecolors=FILLS[kind],
            edgecolors=FILLS[kind],
            linewidths=0.2,
            rasterized=len(corners) > _MOST_DRAWN,
        )
    )
    hatch, colour = HATCHES[kind]
    if hatch:
        sizes = np.abs((corners[:, 1, 0] - corners[:, 0, 0]) * (corners[:, 2, 1] - corners[:, 1, 1]))
        largest = corners[np.argsort(-sizes, kind="stable")[:_MOST_HATCHED]]
        closed = np.concatenate((largest, largest[:, :1]), axis=1).reshape(-1, 2)
        codes = np.tile([Outline.MOVETO, *[Outline.LINETO] * 3, Outline.CLOSEPOLY], len(largest))
        axes.add_patch(PathPatch(Outline(closed, codes), fill=False, hatch=hatch, edgecolor=colour, linewidth=0))


def _corners(shown: Slice, boxes: NDArray[numpy.int64]) -> NDArray[numpy.float64]:
    """The four corners of each box, as floats on the axes' own scales."""
    import numpy as np

    left, right = (_floats(shown.axes[0], boxes[:, 0, end]) for end in (0, 1))
    if len(shown.axes) > 1:
        bottom, top = (_floats(shown.axes[1], boxes[:, 1, end]) for end in (0, 1))
    else:
        bottom, top = np.zeros(len(boxes)), np.ones(len(boxes))
    return np.stack(
        [np.stack(pair, axis=-1) for pair in ((left, bottom), (right, bottom), (right, top), (left, top))], axis=1
    )


def _floats(axis: Axis, places: NDArray[numpy.int64]) -> NDArray[numpy.float64]:
    """Where places are drawn. A whole number takes up the half unit on either side of it."""
    import numpy as np

    if axis.whole:
        return places.astype(np.float64) + (float(axis.low) - 0.5)
    part = places.astype(np.float64) / axis.parts
    low, high = float(axis.low), float(axis.high)
    if axis.scale == "log":
        return np.asarray(low * (high / low) ** part, dtype=np.float64)
    return low + (high - low) * part


def limits_of(axis: Axis) -> tuple[float, float]:
    """The ends of an axis as they are drawn."""
    half = 0.5 if axis.whole else 0.0
    return float(axis.low) - half, float(axis.high) + half


def _scale(axes: Axes, shown: Slice, *, narrow: bool) -> None:
    across = shown.axes[0]
    axes.set_xscale(across.scale)
    axes.set_xlim(*limits_of(across))
    axes.set_xlabel(_label(across, narrow), fontsize=8)
    if len(shown.axes) > 1:
        axes.set_yscale(shown.axes[1].scale)
        axes.set_ylim(*limits_of(shown.axes[1]))
        axes.set_ylabel(_label(shown.axes[1], narrow), fontsize=8)
    else:
        axes.set_ylim(0, 1)
        axes.set_yticks([])
    for axis, side in zip(shown.axes, (axes.xaxis, axes.yaxis), strict=False):
        if axis.whole:
            from matplotlib.ticker import MaxNLocator

            side.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(labelsize=8)
    axes.set_facecolor("white")


def _label(axis: Axis, narrow: bool) -> str:
    says = f": {axis.says}" if axis.says else ""
    scale = " (logarithmic scale)" if axis.scale == "log" else ""
    return textwrap.fill(_plain(f"{axis.name}{says}{scale}"), 40 if narrow else 58, max_lines=3, placeholder=" …")


def _points(axes: Axes, case: Partition, shown: Slice) -> None:
    """The author's own point, and the nearest one at which the verdict is another, where the slice goes through it."""
    own, other = _marked(case, shown)
    if own and other:
        axes.annotate("", other, own, arrowprops={"arrowstyle": "->", "linewidth": 1.0, "shrinkA": 4, "shrinkB": 3})
    for point, face in ((own, "black"), (other, "white")):
        if point:
            axes.plot(*point, "D", markersize=6, markerfacecolor=face, markeredgecolor="black", clip_on=False, zorder=5)


def _marked(case: Partition, shown: Slice) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
    """Where the two points lie on the slice, if they do."""
    if case.flip is None:
        return None, None
    there = case.flip.there
    own = _drawn(shown.goes_through(case.axes, case.flip.origin))
    return own, None if there is None else _drawn(shown.goes_through(case.axes, there))


def _drawn(point: tuple[Fraction, ...] | None) -> tuple[float, float] | None:
    if point is None:
        return None
    return float(point[0]), float(point[1]) if len(point) > 1 else 0.5


def _legend(drawn: Sequence[tuple[Partition, Slice]], kinds: Iterable[Kind]) -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
    kinds = set(kinds)
    for kind in _LABELS:
        if kind in kinds:
            hatch, colour = HATCHES[kind]
            handles.append(
                Patch(facecolor=FILLS[kind], hatch=hatch, edgecolor=colour, linewidth=0, label=_LABELS[kind])
            )
    if any(case.undecided for case, _ in drawn):
        handles.append(Patch(facecolor="white", edgecolor="#888888", linewidth=0.5, label="not certified"))
    if any(case.closed for case, _ in drawn):
        handles.append(Line2D([], [], color="black", linewidth=1.3, label="exact boundary"))
    own: dict[str, Any] = {"linestyle": "", "marker": "D", "markersize": 6, "markeredgecolor": "black"}
    points = [_marked(case, shown) for case, shown in drawn]
    if any(given for given, _ in points):
        handles.append(Line2D([], [], markerfacecolor="black", label="the point given", **own))
    if any(other for _, other in points):
        label = "nearest point with another verdict"
        handles.append(Line2D([], [], markerfacecolor="white", label=label, **own))
    return handles


def _plain(text: str) -> str:
    """Text in which matplotlib reads no mathematics."""
    return text.replace("$", r"\$")
