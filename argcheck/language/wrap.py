"""Long formulas on several lines: broken before an operator, the one that binds least first."""

from __future__ import annotations

import re
from itertools import pairwise

_LONG_HEAD = 0.4
_PARTS = re.compile(r'"[^"]*"|“[^”]*”|[(\[]|[)\]]|(?<= )(?:iff|implies|or|and|then|else|<=|>=|!=|[-<>=+])(?= )')
_BINDING = {
    "else": 5,
    "then": 6,
    "iff": 10,
    "implies": 20,
    "or": 30,
    "and": 40,
    **dict.fromkeys(("<", "<=", ">", ">=", "=", "!="), 60),
    "+": 70,
    "-": 70,
}


def wrapped(head: str, joint: str, formula: str, tail: str, width: int, indent: int) -> str:
    """`head`, the `joint` before the formula (`:`, `=` or nothing), the formula as written on one line, and `tail`.

    Where they do not fit on a line of `width`, the tail gets a line of its own, then the joint begins one if the head
    is long, then the formula is broken. Later lines begin, at column `indent` or beyond, with a joint, a text or an
    operator: such a line cannot be taken for a new item. What has no operator to break at stays long.
    """
    body = f"{joint} {formula}" if joint else formula
    whole = f"{head} {body}"
    if len(whole) + len(tail) + bool(tail) <= width:
        return f"{whole} {tail}" if tail else whole
    space = " " * indent
    if len(whole) > width and joint and len(head) > width * _LONG_HEAD:
        lines = [head, *_joined(f"{space}{joint} ", formula, width, indent + 2)]
    else:
        lines = _joined(f"{whole[: len(whole) - len(formula)]}", formula, width, indent)
    if tail and len(lines) > 1 and len(lines[-1]) + 1 + len(tail) <= width:
        lines[-1] = f"{lines[-1]} {tail}"
    elif tail:
        lines.append(space + tail)
    return "\n".join(lines)


def _joined(start: str, formula: str, width: int, indent: int) -> list[str]:
    first, *others = _lines(formula, len(start), width, indent)
    return [start + first, *others]


def _lines(formula: str, column: int, width: int, indent: int) -> list[str]:
    """The formula's lines; the first is to stand at `column`, the others at `indent` or deeper."""
    parts = _split(formula) if column + len(formula) > width else [formula]
    if len(parts) == 1:
        return parts
    rows: list[str] = []
    for part in parts:
        if rows and (column if len(rows) == 1 else indent) + len(rows[-1]) + 1 + len(part) <= width:
            rows[-1] = f"{rows[-1]} {part}"
        else:
            rows.append(part)
    lines: list[str] = []
    for index, row in enumerate(rows):
        first, *others = _lines(row, indent if index else column, width, indent + 2)
        lines += [" " * indent + first if index else first, *others]
    return lines


def _split(formula: str) -> list[str]:
    """The formula cut before each of the operators that bind least, in the fewest brackets; in one part when
    there is none."""
    depth = 0
    found: list[tuple[int, int, int]] = []
    for match in _PARTS.finditer(formula):
        sign = match[0]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign in _BINDING and match.start() > 0:
            found.append((depth, _BINDING[sign], match.start()))
    if not found:
        return [formula]
    least = min((depth, binding) for depth, binding, _ in found)
    cuts = [0, *(start for depth, binding, start in found if (depth, binding) == least and start), len(formula)]
    return [formula[one:other].rstrip() for one, other in pairwise(cuts)]
