"""Trees without their places, for comparison."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from argcheck.diagnostics import NOWHERE, Span
from argcheck.language.parse import parse, parse_formula
from argcheck.language.syntax import Expr, Item


def bare(node: Any) -> Any:
    """The node with every span forgotten."""
    if isinstance(node, Span):
        return NOWHERE
    if isinstance(node, tuple):
        return tuple(bare(part) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return type(node)(**{field.name: bare(getattr(node, field.name)) for field in fields(node)})
    return node


def formula(text: str) -> Expr:
    """The expression that the text is; fails where it is none."""
    node, diagnostics = parse_formula(text)
    assert node is not None and not diagnostics, diagnostics
    return node


def items_of(text: str) -> tuple[Item, ...]:
    """The items of a text without mistakes."""
    parsed = parse(text)
    assert not parsed.diagnostics, parsed.diagnostics
    return parsed.source.items
