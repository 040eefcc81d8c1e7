"""The regions of a step as a section of the appendix, with their picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from argcheck.analyses.regions.certificate import certificates
from argcheck.analyses.regions.fitting import fitting
from argcheck.analyses.regions.partition import Kind, Partition, RegionError, RegionsReport
from argcheck.analyses.regions.regions import step_regions
from argcheck.analyses.regions.request import Request
from argcheck.analyses.results import ArgumentReport
from argcheck.provers.search import Searcher
from argcheck.reports.appendix_files import plain_name
from argcheck.reports.certificates import regions_file
from argcheck.reports.document import Block, Code, DisplayedFormula, Figure, Section
from argcheck.reports.prose import paragraph
from argcheck.reports.readings import reading_name
from argcheck.reports.region_plot import picture
from argcheck.reports.regions import box_text, measure_text, proof_text, share_text

_SAID: dict[Kind, str] = {
    "holds": "the step holds",
    "fails": "it fails",
    "contradict": "its premises contradict one another",
}


@dataclass(frozen=True)
class Mapped:
    """A section on regions, and the certificate of their boxes; `name` is that of their files, without an ending."""

    name: str
    section: Section
    certificate: str


def mapped(report: ArgumentReport, step: str, request: Request, searcher: Searcher, folder: Path) -> Mapped:
    """The regions of a step of a checked argument. Raises RegionError, also for a step that there is not."""
    argument = report.argument
    if argument is None or step not in {each.name for each in argument.steps}:
        raise RegionError(f"{report.path} has no step `{step}`")
    found = step_regions(argument, step, searcher, request)
    name = f"{plain_name(report.path)}-regions-{step}"
    parts = certificates(argument, fitting(found), request, searcher)
    return Mapped(name, regions_section(found, name), regions_file(argument.path, argument.text, parts, folder))


def regions_section(report: RegionsReport, name: str) -> Section:
    """The section; `name` is that of the picture's files, without an ending. Raises RegionError without matplotlib."""
    blocks: list[Block] = [
        paragraph(
            "Where ",
            Code(report.step),
            " holds and where it fails was certified box by box: whatever is said of a box is so at every point of it, "
            "and the shares below are intervals that certainly contain the true ones. ",
            "The boxes are in ",
            Code(f"{name}.json"),
            ", for ",
            Code("argcheck verify"),
            ".",
        )
    ]
    for case in report.cases:
        blocks.extend(_case(case))
    images = {"svg": picture(report, "svg"), "pdf": picture(report, "pdf")}
    blocks.append(Figure(name, f"Where {report.step} holds and where it fails.", images))
    return Section(f"regions-{report.step}", f"Where {report.step} holds", tuple(blocks))


def _case(case: Partition) -> Iterator[Block]:
    under = f" under {reading_name(case.reading)}" if case.reading else ""
    fixed = ", ".join(f"{name} = {value}" for name, value in case.fixed)
    ranges = ", ".join(f"{axis.name} from {axis.low} to {axis.high}" for axis in case.axes)
    yield paragraph(f"The box{under}: {ranges}{', with ' if fixed else ''}{fixed}.")
    if case.closed is not None:
        where = f" where {case.closed.premises}" if case.closed.premises else ""
        yield paragraph(f"In this box the step holds{where} just if")
        yield DisplayedFormula(case.closed.condition, ".")
        yield paragraph(f"This was {proof_text(case.closed)}.")
    shares = "; ".join(
        f"{_SAID[kind]} in {share_text(*case.share(kind))} of the box" for kind in case.shares if case.shares[kind]
    )
    yield paragraph(f"{shares[:1].upper()}{shares[1:]}, measured {measure_text(case.axes)}.")
    for kind, box in case.largest.items():
        if box.share < 1:
            yield paragraph(f"The largest box found throughout which {_SAID[kind]}: {box_text(case.axes, box)}.")
