"""What becomes of regions that were found: they are told, and their files are written. Nothing that goes wrong with a
file, and no interrupt, keeps them from being told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from argcheck.cli.exits import Exit
from argcheck.cli.output import Screen, remark

if TYPE_CHECKING:
    from argcheck.analyses.regions import RegionsReport
    from argcheck.analyses.regions.request import Request
    from argcheck.model.argument import Argument
    from argcheck.provers.search import Searcher


@dataclass(frozen=True)
class Files:
    """Where a picture and a certificate are to be written. Raises RegionError for a picture of no known form."""

    plot: Path | None
    certificate: Path | None

    def __post_init__(self) -> None:
        from argcheck.reports.region_plot import form_of

        if self.plot is not None:
            form_of(self.plot)


def tell(
    screen: Screen,
    argument: Argument,
    report: RegionsReport,
    request: Request,
    searcher: Searcher,
    files: Files,
    *,
    json: bool,
    every: bool,
    pictured: bool,
) -> Exit:
    """Print the report, write the files, and say how it ended. As data the report comes last, with the exit code."""
    from argcheck.analyses.regions import RegionError

    enough = all(case.certified >= request.limits.coverage for case in report.cases)
    code = Exit.EXPECTED if enough else Exit.UNDECIDED
    if not json:
        from argcheck.reports.regions import render_regions

        screen.show(render_regions(report, screen.width, screen.marks, pictured=pictured))
    try:
        for line in _written(argument, report, request, searcher, files):
            remark(f"argcheck: {line}")
    except RegionError as error:
        remark(f"argcheck: {error}")
        code = Exit.INPUT
    except OSError as error:
        place = error.filename or files.plot or files.certificate
        remark(f"argcheck: cannot write {place}: {error.strerror or error}")
        code = Exit.INPUT
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    if not report.complete:
        code = Exit.INTERRUPTED
    if json:
        from argcheck import __version__
        from argcheck.cli.output import write_json
        from argcheck.reports.regions import regions_record

        head = {"schema": "argcheck/1", "argcheck": __version__, "file": argument.path}
        write_json({**head, "regions": regions_record(report, boxes=every), "exit": int(code)})
    return code


def _written(
    argument: Argument, report: RegionsReport, request: Request, searcher: Searcher, files: Files
) -> Iterator[str]:
    """Write the files; what is to be remarked of them. Raises RegionError, and OSError where one cannot be written."""
    if files.certificate is not None:
        from argcheck.analyses.regions.certificate import certificates
        from argcheck.analyses.regions.fitting import fitting
        from argcheck.files import write_atomically
        from argcheck.reports.certificates import regions_file
        from argcheck.reports.regions import unheld

        held = fitting(report)
        parts = certificates(argument, held, request, searcher)
        text = regions_file(argument.path, argument.text, parts, files.certificate.parent)
        write_atomically(files.certificate, text)
        yield from unheld(report, held)
    if files.plot is not None:
        from argcheck.reports.region_plot import plot_regions

        plot_regions(report, files.plot)
