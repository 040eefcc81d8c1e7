"""What an argument's verdicts depend on: assumptions, changes, credences, ranges of quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from argcheck.api.checking import Source, load
from argcheck.model.argument import Argument
from argcheck.settings import DEFAULT_SEED, DEFAULT_TIMEOUT

if TYPE_CHECKING:
    from argcheck.analyses.credences import CredenceReport
    from argcheck.analyses.exploration.changes import VerdictChange
    from argcheck.analyses.exploration.difference import Difference
    from argcheck.analyses.exploration.explore import Exploration
    from argcheck.analyses.exploration.what_if import Changes
    from argcheck.analyses.regions import RegionsReport
    from argcheck.analyses.shares import ShareReport

Probability = str | int | Fraction
Credence = Probability | tuple[Probability, Probability]


def credence(
    source: Source,
    conclusion: str,
    *,
    credences: Mapping[str, Credence] | None = None,
    default: Credence = 1,
    readings: Iterable[tuple[str, str]] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> CredenceReport:
    """How probable is a conclusion (or step), given how sure one is of its premises? Exact bounds over all joint
    distributions, under each reading.

    `credences` replace or add to those of the file; `default` is that of premises without one. A credence is a number
    or a pair of them, as text (`"0.7"`), Fraction or int. Raises ArgumentError for a file at fault, SelectionError for
    a step or reading that there is not, CredenceError for a credence that cannot be used.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.credences import credence_bounds
    from argcheck.model.selection import select

    argument = source if isinstance(source, Argument) else load(source)
    part = select(argument, readings, [conclusion])
    given = {name: _interval(each) for name, each in (credences or {}).items()}
    with searching(CheckOptions(timeout=timeout)) as searcher:
        return credence_bounds(part, conclusion, searcher, credences=given, default=_interval(default))


def _interval(credence: Credence) -> tuple[Fraction, Fraction]:
    from argcheck.analyses.credences import CredenceError

    ends = credence if isinstance(credence, tuple) else (credence, credence)
    try:
        least, most = (Fraction(end) for end in ends)
    except (ValueError, ZeroDivisionError):
        raise CredenceError(f"`{credence}` is neither a number nor a pair of them") from None
    return least, most


def share(
    source: Source,
    step: str,
    *,
    ranges: Mapping[str, str] | None = None,
    distributions: Mapping[str, str] | None = None,
    samples: int = 2_000,
    seed: int = DEFAULT_SEED,
    readings: Iterable[tuple[str, str]] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> ShareReport:
    """In what share of sampled cases does a step hold, when quantities have `ranges` (`"0..1"`) or `distributions`
    (`"beta(2, 3)"`, `"csv:FILE:COLUMN"`)? Where all are ranges of numbers, the share is certified as well.

    Raises ArgumentError for a file at fault, SelectionError for a step or reading that there is not, ShareError for a
    range or distribution that cannot be used, or one that is missing.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.regions.certified import certified_share
    from argcheck.analyses.shares import distribution_source, range_source
    from argcheck.model.selection import select

    argument = source if isinstance(source, Argument) else load(source)
    part = select(argument, readings, [step])
    sources = {name: range_source(text) for name, text in (ranges or {}).items()}
    sources |= {name: distribution_source(text) for name, text in (distributions or {}).items()}
    with searching(CheckOptions(timeout=timeout, seed=seed)) as searcher:
        return certified_share(part, step, searcher, sources, samples=samples, seed=seed)


def regions(
    source: Source,
    step: str,
    axes: Iterable[str] = (),
    *,
    fixed: Iterable[str] = (),
    quantified: Iterable[tuple[Literal["all", "some"], str]] = (),
    readings: Iterable[tuple[str, str]] = (),
    coverage: Probability = "0.99",
    boxes: int = 2_000_000,
    seconds: float = 10.0,
) -> RegionsReport:
    """Where, in the space of some quantities, does a step hold, and where does it fail? Everything is certified.

    `axes` are quantities to vary, with ranges (`"gamma=0..1"`, `"r=1/100..10:log"`); `fixed` are values of others
    (`"D=1"`); the step is to hold for all values, or for some, of the `quantified` ones, the first outermost
    (`("all", "n=1..9")`).

    Raises ArgumentError for a file at fault, SelectionError for a step or reading that there is not, RegionError for
    axes or values that cannot be used.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.regions import Limits
    from argcheck.analyses.regions.regions import step_regions
    from argcheck.analyses.regions.request import Request, axis_of, value_of
    from argcheck.model.selection import select

    argument = source if isinstance(source, Argument) else load(source)
    part = select(argument, readings, [step])
    ranged = tuple((which, axis_of(text)) for which, text in quantified)
    limits = Limits(Fraction(coverage), boxes, seconds)
    request = Request(tuple(map(axis_of, axes)), tuple(map(value_of, fixed)), ranged, limits=limits)
    with searching(CheckOptions()) as searcher:
        return step_regions(part, step, searcher, request)


def explore(
    source: Source,
    *,
    steps: Iterable[str] = (),
    over: Iterable[str] = (),
    readings: Iterable[tuple[str, str]] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> Exploration:
    """Which assumptions carry which steps, what falls with a failing one, and what would mend it?

    `steps` are looked at with those that they rest on (none: all); `over` are the quantities that a condition may speak
    of (none: all). Raises ArgumentError for a file at fault, SelectionError for a step or reading that there is not,
    ChangeError for a quantity that there is not. The result shows itself in a notebook.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.exploration.explore import Wanted
    from argcheck.analyses.exploration.explore import explore as analyse
    from argcheck.analyses.exploration.what_if import require
    from argcheck.model.selection import select
    from argcheck.reports.notebook_exploration import shown_exploration

    argument = source if isinstance(source, Argument) else load(source)
    wanted = Wanted(steps=tuple(steps), over=tuple(over))
    for name in wanted.over:
        require(name, "quantity", [quantity.name for quantity in argument.quantities])
    options = CheckOptions(timeout=timeout)
    with searching(options) as searcher:
        return shown_exploration(analyse(select(argument, readings, wanted.steps), searcher, options, wanted))


def what_if(source: Source, changes: Changes, *, timeout: float = DEFAULT_TIMEOUT) -> tuple[VerdictChange, ...]:
    """Which verdicts differ once the changes are made to the argument.

    Raises ArgumentError for a file or formula at fault, ChangeError for a premise, step or quantity that there is not,
    SelectionError for a reading that there is not.
    """
    from argcheck.analyses.check import CheckOptions, check_with, searching
    from argcheck.analyses.exploration.changes import changes as compare
    from argcheck.analyses.exploration.what_if import varied
    from argcheck.model.selection import select

    argument = source if isinstance(source, Argument) else load(source)
    other = varied(argument, changes)
    options = CheckOptions(timeout=timeout)
    with searching(options) as searcher:
        before = check_with(searcher, select(argument, changes.readings), options)
        return compare(before.steps, check_with(searcher, other, options).steps)


def diff(old: Source, new: Source, *, timeout: float = DEFAULT_TIMEOUT) -> Difference:
    """What changed between two versions of an argument, by meaning; which verdicts, and which edit is to blame.

    Raises ArgumentError for a file at fault.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.exploration.difference import difference

    versions = [each if isinstance(each, Argument) else load(each) for each in (old, new)]
    options = CheckOptions(timeout=timeout)
    with searching(options) as searcher:
        return difference(versions[0], versions[1], searcher, options)
