"""The arguments that come with argcheck, as beginnings for new ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

STARTER = "starter"
_HERE = Path(__file__).parent
_TITLE = re.compile(r'^argument\s+"([^"]*)"', re.MULTILINE)


class UnknownTemplate(LookupError):
    """There is no template of this name; the message says which is meant, or how to list them."""


@dataclass(frozen=True, slots=True)
class Template:
    """An argument to begin with: its name, its title, and the text of its file."""

    name: str
    title: str
    text: str


def templates() -> tuple[Template, ...]:
    """The commented starter, then the arguments of the gallery by name."""
    return tuple(_read(path) for path in (_HERE / f"{STARTER}.arg", *sorted(_folder().glob("*.arg"))))


def template(name: str) -> Template:
    """The template of this name. Raises UnknownTemplate."""
    known = {each.name: each for each in templates()}
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean `{near[0]}`?" if near else "`argcheck new --list` names them all"
        raise UnknownTemplate(f"there is no template `{name}`; {hint}")
    return known[name]


def begun(name: str, source: Template) -> str:
    """The text of a new file called `name`: the starter gets it for a title, an argument keeps its own."""
    title = " ".join(re.sub(r'[_"\W]+', " ", name).split())
    if source.name != STARTER or not title:
        return source.text
    return _TITLE.sub(lambda _: f'argument "{title[0].upper()}{title[1:]}"', source.text, count=1)


def _folder() -> Path:
    """Where the arguments lie: in the package that was installed, or beside it in a clone."""
    packed = _HERE / "arguments"
    return packed if packed.is_dir() else _HERE.parent / "arguments"


def _read(path: Path) -> Template:
    text = path.read_text(encoding="utf-8")
    title = _TITLE.search(text)
    return Template(path.stem, " ".join(title[1].split()) if title else path.stem, text)
