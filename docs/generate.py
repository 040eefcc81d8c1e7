"""Refresh the parts of the documentation that come from the program, and its drawings: `python -m docs.generate`.

A part stands between `<!-- name: begin -->` and `<!-- name: end -->`; a test fails when one is stale.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from argcheck.codes import CODES
from argcheck.files import write_atomically
from docs import commands, gallery

ROOT = Path(__file__).parent.parent
FIRST = ROOT / "docs" / "first.arg"
FLAGSHIP = ROOT / "arguments" / "moe2025.arg"
LAYERS = ("kernel", "language", "model", "logic", "provers", "certificates", "analyses", "reports", "cli")
FLAGSHIP_STEPS = ("single", "shared")


def codes() -> str:
    """The table of diagnostic codes."""
    rows = "\n".join(
        f"| `{code.id}` | {_cell(code.title)} | {_cell(code.explanation)} |"
        for code in sorted(CODES.values(), key=lambda code: code.id)
    )
    return f"| code | title | what it means |\n| --- | --- | --- |\n{rows}"


def first() -> str:
    """The first argument, as an author writes it."""
    return f"```\n{FIRST.read_text(encoding='utf-8').rstrip()}\n```"


def screen() -> str:
    """What `argcheck check` says about the steps of the first argument, and in all."""
    printed = _printed(FIRST)
    shown = printed[printed.index("✓ certain") : printed.index("\n\n", printed.index("On the whole"))]
    return f"```\n$ argcheck check docs/first.arg\n…\n{shown}\n…\n```"


def flagship() -> str:
    """What `argcheck check` says about readings and a shift of meaning in a few steps of the flagship."""
    printed = _printed(FLAGSHIP, FLAGSHIP_STEPS)
    shown = printed[printed.index("Readings of") : printed.index("On the whole")].rstrip()
    steps = " ".join(f"--step {name}" for name in FLAGSHIP_STEPS)
    return f"```\n$ argcheck check arguments/moe2025.arg {steps}\n…\n{shown}\n…\n```"


def explored() -> str:
    """What `argcheck explore` says about the flagship's conclusion and its question about the race."""
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.exploration.explore import Wanted, explore
    from argcheck.api import load
    from argcheck.model.selection import select
    from argcheck.reports.exploration import render_exploration

    names = ("pull", "every_gap")
    options = CheckOptions()
    with searching(options) as searcher:
        found = explore(select(load(FLAGSHIP), (), names), searcher, options, Wanted(names))
    return f"```\n$ argcheck explore arguments/moe2025.arg {' '.join(names)}\n{render_exploration(found).plain}\n```"


def what_if() -> str:
    """What `argcheck explore --add` says when the missing premise is assumed."""
    from argcheck.analyses.check import CheckOptions, check_with, searching
    from argcheck.analyses.exploration.changes import changes
    from argcheck.analyses.exploration.what_if import Changes, varied
    from argcheck.api import load
    from argcheck.model.selection import select
    from argcheck.reports.changes import render_what_if

    asked = Changes(add=("w > 0 implies w*D > c",))
    options = CheckOptions()
    argument = select(load(FLAGSHIP), (("behaviour", "frictionless"),), ("pull",))
    with searching(options) as searcher:
        before = check_with(searcher, argument, options)
        after = check_with(searcher, varied(argument, asked), options)
    told = render_what_if(before, after, changes(before.steps, after.steps), asked).plain
    command = (
        'argcheck explore arguments/moe2025.arg pull --reading behaviour=frictionless --add "w > 0 implies w*D > c"'
    )
    return f"```\n$ {command}\n{told}\n```"


def drawn() -> str:
    """What `argcheck graph --format mermaid` writes about the first argument."""
    from argcheck.analyses.check import CheckOptions, check_argument
    from argcheck.api import load
    from argcheck.reports.graph import mermaid, verdicts

    argument = load(FIRST)
    return f"```mermaid\n{mermaid(argument, verdicts(argument, check_argument(argument, CheckOptions()).steps))}```"


def files() -> str:
    """Every file of every layer with the first sentence of its docstring."""
    parts = []
    for layer in LAYERS:
        rows = [
            f"| `{path.relative_to(ROOT / 'argcheck' / layer)}` | {_cell(_about(path))} |" for path in _files(layer)
        ]
        parts.append("\n".join([f"### {layer}", "", "| file | what it is |", "| --- | --- |", *rows]))
    return "\n\n".join(parts)


def risk() -> str:
    """What `argcheck credence` says about the argument with six likely premises."""
    return _credence("arguments/conjunctive_risk.arg", "catastrophe")


def incoherent() -> str:
    """What it says about credences that no distribution has, below the argument."""
    path = ROOT / "docs" / "forecast.arg"
    return f"```\n{path.read_text(encoding='utf-8').rstrip()}\n```\n\n{_credence('docs/forecast.arg', 'checked')}"


def questions() -> str:
    """What it says about three questions to a model that deceives."""
    return _credence("arguments/apollo2024.arg", "three_times")


def shares() -> str:
    """In what share of cases a step of the first argument holds."""
    from argcheck.api import share
    from argcheck.reports.shares import render_shares

    ranges, distributions = {"q": "0..1", "loss": "1..10"}, {"gain": "lognormal(1, 0.5)"}
    asked = [f"--range {name}={text}" for name, text in ranges.items()]
    asked += [f"--distribution '{name}={text}'" for name, text in distributions.items()]
    found = render_shares(share(FIRST, "honesty", ranges=ranges, distributions=distributions), 90)
    return f"```\n$ argcheck credence docs/first.arg honesty {' '.join(asked)}\n{found.plain}\n```"


def ranges() -> str:
    """In what share of two ranges a step of the argument about mesa-optimisers holds, for certain."""
    from argcheck.api import share
    from argcheck.reports.shares import render_shares

    file, step = "arguments/moe2025.arg", "case1"
    spans = {"w": "0..2", "D": "0..2", "c": "1", "n": "1"}
    asked = " ".join(f"--range {name}={text}" for name, text in spans.items())
    found = render_shares(share(ROOT / file, step, ranges=spans), 90)
    return f"```\n$ argcheck credence {file} {step} {asked}\n{found.plain}\n```"


def _credence(file: str, conclusion: str) -> str:
    from argcheck.api import credence
    from argcheck.reports.credences import render_credences

    found = render_credences(credence(ROOT / file, conclusion), 90)
    return f"```\n$ argcheck credence {file}\n{found.plain}\n```"


def _files(layer: str) -> list[Path]:
    paths = sorted((ROOT / "argcheck" / layer).rglob("*.py"), key=lambda path: (len(path.parts), path))
    return [path for path in paths if _about(path)]


def _about(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    return re.split(r"(?<=\.) (?=[A-Z])", paragraph)[0].removesuffix(".")


def _printed(path: Path, steps: tuple[str, ...] = ()) -> str:
    from argcheck.api import check_file
    from argcheck.reports.text import render
    from argcheck.settings import Settings

    report = check_file(str(path), Settings(steps=steps))
    assert report.argument is not None, report.diagnostics
    name = path.relative_to(ROOT).as_posix()
    return render(replace(report, argument=replace(report.argument, path=name)), timing=False).plain


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"first": first, "screen": screen, "flagship": flagship},
    "docs/exploring.md": {"explored": explored, "what-if": what_if, "drawn": drawn},
    "docs/language.md": {"codes": codes},
    "docs/credences.md": {
        "risk": risk,
        "incoherent": incoherent,
        "questions": questions,
        "shares": shares,
        "ranges": ranges,
    },
    "docs/architecture.md": {"files": files},
    gallery.PAGE: gallery.parts(),
    "docs/tutorial.md": commands.parts(),
}
DRAWINGS: dict[str, Callable[[], str]] = {
    f"docs/gallery/{name}.svg": partial(gallery.drawing, name) for name in gallery.TELLING
}


def refreshed(text: str, name: str, part: str) -> str:
    """The text with the part between its markers. Raises ValueError when the markers are not there once."""
    pattern = re.compile(rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
    text, count = pattern.subn(lambda match: f"{match[1]}{part}\n{match[2]}", text)
    if count != 1:
        raise ValueError(f"the markers of {name} stand {count} times")
    return text


def main() -> int:
    """Write every part; say which files changed."""
    for file, parts in PARTS.items():
        path = ROOT / file
        old = new = path.read_text(encoding="utf-8")
        for name, make in parts.items():
            new = refreshed(new, name, make())
        if new != old:
            write_atomically(path, new)
            print(f"{file} refreshed")
    for file, draw in DRAWINGS.items():
        path, drawn = ROOT / file, draw()
        if not path.exists() or path.read_text(encoding="utf-8") != drawn:
            write_atomically(path, drawn)
            print(f"{file} refreshed")
    return 0


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
