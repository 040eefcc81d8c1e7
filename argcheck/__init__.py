"""argcheck: a formal checker for arguments about decisions.

The public names are loaded when they are first used, so that importing the package costs nothing and
`argcheck.kernel` works with the standard library alone.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # that of `typing`, which takes a while to load
if TYPE_CHECKING:
    from argcheck.analyses.credences import CredenceError as CredenceError
    from argcheck.analyses.credences import CredenceReport as CredenceReport
    from argcheck.analyses.derivation.derive import UnknownName as UnknownName
    from argcheck.analyses.derivation.givens import Ambiguous as Ambiguous
    from argcheck.analyses.derivation.result import Assumption as Assumption
    from argcheck.analyses.derivation.result import Line as Line
    from argcheck.analyses.exploration.changes import VerdictChange as VerdictChange
    from argcheck.analyses.exploration.difference import Difference as Difference
    from argcheck.analyses.exploration.explore import Exploration as Exploration
    from argcheck.analyses.exploration.what_if import ChangeError as ChangeError
    from argcheck.analyses.exploration.what_if import Changes as Changes
    from argcheck.analyses.regions import RegionError as RegionError
    from argcheck.analyses.regions import RegionsReport as RegionsReport
    from argcheck.analyses.results import (
        Certified as Certified,
    )
    from argcheck.analyses.results import (
        Consistency as Consistency,
    )
    from argcheck.analyses.results import (
        Equivocation as Equivocation,
    )
    from argcheck.analyses.results import (
        Point as Point,
    )
    from argcheck.analyses.results import (
        StoryLine as StoryLine,
    )
    from argcheck.analyses.results import (
        Structure as Structure,
    )
    from argcheck.analyses.shares import ShareError as ShareError
    from argcheck.analyses.shares import ShareReport as ShareReport
    from argcheck.analyses.verification import CannotVerify as CannotVerify
    from argcheck.analyses.verification import Standing as Standing
    from argcheck.analyses.verification import StepStanding as StepStanding
    from argcheck.analyses.verification import Verification as Verification
    from argcheck.api import check as check
    from argcheck.api import credence as credence
    from argcheck.api import derive as derive
    from argcheck.api import diff as diff
    from argcheck.api import explore as explore
    from argcheck.api import export as export
    from argcheck.api import import_argument as import_argument
    from argcheck.api import load as load
    from argcheck.api import prove as prove
    from argcheck.api import regions as regions
    from argcheck.api import share as share
    from argcheck.api import verify as verify
    from argcheck.api import what_if as what_if
    from argcheck.diagnostics import (
        ArgumentError as ArgumentError,
    )
    from argcheck.diagnostics import (
        Diagnostic as Diagnostic,
    )
    from argcheck.diagnostics import (
        Severity as Severity,
    )
    from argcheck.diagnostics import (
        Span as Span,
    )
    from argcheck.model.argument import Argument as Argument
    from argcheck.model.imports.result import Imported as Imported
    from argcheck.model.selection import SelectionError as SelectionError
    from argcheck.model.verdict import Evidence as Evidence
    from argcheck.model.verdict import Expected as Expected
    from argcheck.model.verdict import Verdict as Verdict
    from argcheck.reports.exchange.files import Exported as Exported
    from argcheck.reports.notebook import (
        ArgumentReport as ArgumentReport,
    )
    from argcheck.reports.notebook import (
        Derivation as Derivation,
    )
    from argcheck.reports.notebook import (
        Report as Report,
    )
    from argcheck.reports.notebook import (
        StepResult as StepResult,
    )
    from argcheck.reports.record import record as record
    from argcheck.reports.text import render as render

__version__ = "0.1.0"

_HOMES = {
    "argcheck.analyses.exploration.changes": ("VerdictChange",),
    "argcheck.analyses.exploration.difference": ("Difference",),
    "argcheck.analyses.exploration.explore": ("Exploration",),
    "argcheck.analyses.exploration.what_if": ("ChangeError", "Changes"),
    "argcheck.analyses.credences": ("CredenceError", "CredenceReport"),
    "argcheck.analyses.shares": ("ShareError", "ShareReport"),
    "argcheck.api": (
        "check",
        "credence",
        "derive",
        "diff",
        "explore",
        "export",
        "import_argument",
        "load",
        "prove",
        "regions",
        "share",
        "verify",
        "what_if",
    ),
    "argcheck.analyses.regions": ("RegionError", "RegionsReport"),
    "argcheck.analyses.verification": ("CannotVerify", "Standing", "StepStanding", "Verification"),
    "argcheck.analyses.derivation.derive": ("UnknownName",),
    "argcheck.analyses.derivation.givens": ("Ambiguous",),
    "argcheck.analyses.derivation.result": ("Assumption", "Line"),
    "argcheck.analyses.results": ("Certified", "Consistency", "Equivocation", "Point", "StoryLine", "Structure"),
    "argcheck.diagnostics": ("ArgumentError", "Diagnostic", "Severity", "Span"),
    "argcheck.model.argument": ("Argument",),
    "argcheck.model.verdict": ("Evidence", "Expected", "Verdict"),
    "argcheck.model.imports.result": ("Imported",),
    "argcheck.model.selection": ("SelectionError",),
    "argcheck.reports.exchange.files": ("Exported",),
    "argcheck.reports.notebook": ("ArgumentReport", "Derivation", "Report", "StepResult"),
    "argcheck.reports.record": ("record",),
    "argcheck.reports.text": ("render",),
}

__all__ = [
    "Ambiguous",
    "Argument",
    "ArgumentError",
    "ArgumentReport",
    "Assumption",
    "CannotVerify",
    "Certified",
    "ChangeError",
    "Changes",
    "Consistency",
    "CredenceError",
    "CredenceReport",
    "Derivation",
    "Diagnostic",
    "Difference",
    "Equivocation",
    "Evidence",
    "Expected",
    "Exploration",
    "Exported",
    "Imported",
    "Line",
    "Point",
    "RegionError",
    "RegionsReport",
    "Report",
    "SelectionError",
    "Severity",
    "ShareError",
    "ShareReport",
    "Span",
    "Standing",
    "StepResult",
    "StepStanding",
    "StoryLine",
    "Structure",
    "UnknownName",
    "Verdict",
    "VerdictChange",
    "Verification",
    "__version__",
    "check",
    "credence",
    "derive",
    "diff",
    "explore",
    "export",
    "import_argument",
    "load",
    "prove",
    "record",
    "regions",
    "render",
    "share",
    "verify",
    "what_if",
]


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'argcheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
