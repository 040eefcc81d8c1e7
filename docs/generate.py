"""Refresh the parts of the documentation that come from the program: `python -m docs.generate`.

A part stands between `<!-- name: begin -->` and `<!-- name: end -->`; a test fails when one is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from argcheck.codes import CODES
from argcheck.files import write_atomically

ROOT = Path(__file__).parent.parent
FIRST = ROOT / "docs" / "first.arg"


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
    """What `argcheck check` says about the first argument."""
    from argcheck.api import Settings, check_file
    from argcheck.reports.text import render

    report = check_file(str(FIRST), Settings())
    assert report.argument is not None, report.diagnostics
    shown = replace(report, argument=replace(report.argument, path="docs/first.arg"))
    return f"```\n$ argcheck check docs/first.arg\n{render(shown, timing=False).plain}\n```"


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"first": first, "screen": screen},
    "docs/language.md": {"codes": codes},
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
    return 0


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
