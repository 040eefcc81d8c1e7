"""Names as mathematical symbols: `gamma` is the letter, `b_g` has a subscript, `w_star` has a word for one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_SMALL = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
    *("nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
)
_CAPITAL = ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
GREEK = MappingProxyType(
    {name: f"\\{name}" for name in (*_SMALL, *_CAPITAL)} | {"epsilon": r"\varepsilon", "phi": r"\varphi"}
)
_LETTERS = MappingProxyType({**GREEK, "lam": r"\lambda"})


def symbols(names: Iterable[str]) -> Mapping[str, str]:
    """A symbol for each name, no two alike: of names that would look the same (`c0`, `c_0`) the first keeps it."""
    table: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        symbol = next(candidate for candidate in _candidates(name, len(table)) if candidate not in taken)
        taken.add(symbol)
        table[name] = symbol
    return table


def symbol(name: str) -> str:
    """The symbol that a name has by itself; of `mortal(ann)` and `friend(ann) = bob`, of what the parts have."""
    if applied := re.fullmatch(r"(\w+)(?:\((.*)\))?(?: = (\w+))?", name, re.ASCII):
        head, inside, value = applied.groups()
        if inside or value:
            arguments = f"({', '.join(map(symbol, inside.split(', ')))})" if inside else ""
            return f"{upright(head)}{arguments}" + (f" = {symbol(value)}" if value else "")
    head, *subscripts = [part for part in name.split("_") if part] or [name]
    if len(head) > 1 and (numbered := re.fullmatch(r"([A-Za-z]+)(\d+)", head)):
        head, subscripts = numbered[1], [numbered[2], *subscripts]
    if not subscripts:
        return _letter(head, r"\mathit")
    below = ",".join(_letter(part, r"\mathrm") for part in subscripts)
    return _letter(head, r"\mathit") + f"_{{{below}}}"


def upright(name: str) -> str:
    """The symbol of something that takes arguments: `score`, but `f`."""
    parts = name.split("_")
    if len(parts[0]) > 1 and parts[0] not in _LETTERS:
        return rf"\operatorname{{{_plain(name)}}}"
    return symbol(name)


def _letter(part: str, font: str) -> str:
    if part in _LETTERS:
        return _LETTERS[part]
    text = _plain(part)
    return text if len(text) == 1 or text.isdigit() else f"{font}{{{text}}}"


def _plain(text: str) -> str:
    """ASCII letters, digits and escaped underscores: nothing else can start a command or spoil a formula."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]", "", letters).replace("_", r"\_") or "x"


def _candidates(name: str, index: int) -> tuple[str, ...]:
    verbatim = rf"\mathit{{{_plain(name)}}}"
    return (symbol(name), verbatim, rf"\mathit{{{_plain(name)}\_{index}}}", rf"\mathtt{{{_plain(name)}\_{index}}}")
