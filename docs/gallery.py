"""The gallery: for each argument that comes with argcheck what it is about, how it stands, its most telling step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from argcheck.analyses.results import ArgumentReport

ROOT = Path(__file__).parent.parent
ARGUMENTS = ROOT / "arguments"
PAGE = "docs/gallery.md"

# the step of each argument that shows most: one that fails, and how
TELLING = {
    "allais": "common",
    "apollo2024": "asked_often",
    "condorcet": "transitive",
    "conjunctive_risk": "five_of_them",
    "defences": "watching",
    "discursive_dilemma": "agree",
    "dominance": "affected",
    "dutch_book": "summing",
    "ellsberg": "common",
    "executives": "refrained",
    "failure_modes": "behavioural",
    "games": "trusting",
    "gradient_descent": "arrives",
    "grim_trigger": "always",
    "hubinger2019": "reaches",
    "human_brain": "pursues_fitness",
    "information": "always_better",
    "irish_elk": "never",
    "koch2022": "generalises",
    "miles2021": "deception",
    "moe2025": "case1",
    "money_pump": "no_loss",
    "newcomb": "one_box",
    "pascal": "many_gods",
    "precaution": "banned",
    "st_petersburg": "risk_averse",
    "syllogisms": "undistributed",
    "two_optimizers": "outer_gives_inner",
}


@cache
def checked(name: str) -> ArgumentReport:
    """What `check` finds of the argument of this name; found once."""
    from argcheck.api import check

    return check(ARGUMENTS / f"{name}.arg").arguments[0]


def entry(name: str) -> str:
    """One argument: its title, what it is about, the verdicts, the telling step, and the drawing."""
    from argcheck.reports.text import tally

    report = checked(name)
    assert report.argument is not None, report.diagnostics
    return "\n\n".join(
        (
            f"### {_prose(report.argument.title)}",
            f"[`{name}`](../arguments/{name}.arg). {_prose(report.argument.about)}",
            f"**On the whole: {report.standing}.** {tally(report).plain}.",
            f"```\n{telling(name)}\n```",
            f"![{name}: what rests on what](gallery/{name}.svg)",
        )
    )


def telling(name: str) -> str:
    """The telling step as `check` prints it."""
    from argcheck.reports.layout import Page
    from argcheck.reports.marks import UNICODE
    from argcheck.reports.readings import declared
    from argcheck.reports.steps import put_step
    from argcheck.reports.story import Teller

    report, wanted = checked(name), TELLING[name]
    assert report.argument is not None
    (step,) = [each for each in report.argument.steps if each.name == wanted]
    page = Page(80, UNICODE)
    teller = Teller(page, {quantity.name: quantity.says for quantity in report.argument.quantities})
    found = [each for each in report.steps if each.name == wanted]
    put_step(page, teller, step, found, declared(report.argument), column=len(wanted) + 4)
    return page.text().plain.strip("\n")


def drawing(name: str) -> str:
    """The argument as `argcheck graph --format svg` draws it."""
    from argcheck.reports.graph import verdicts
    from argcheck.reports.graph_svg import svg

    report = checked(name)
    assert report.argument is not None
    return svg(report.argument, verdicts(report.argument, report.steps))


def contents() -> str:
    """All arguments by name, with their titles, as `argcheck new --list` has them."""
    from argcheck.templates import STARTER, templates

    found = [each for each in templates() if each.name != STARTER]
    return "\n".join(f"- [`{each.name}`](../arguments/{each.name}.arg): {_prose(each.title)}" for each in found)


def parts() -> dict[str, Callable[[], str]]:
    """What is generated on the page."""
    return {"contents": contents, **{name: partial(entry, name) for name in TELLING}}


def _prose(text: str) -> str:
    """Text of an author for Markdown: what is not code has no signs in it."""
    pieces = " ".join(text.split()).split("`")
    for index in range(0, len(pieces), 2):
        for sign in "\\*_<[":
            pieces[index] = pieces[index].replace(sign, f"\\{sign}")
    return "`".join(pieces)
