"""Walking over syntax trees without recursion."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from argcheck.diagnostics import Span


def first_too_deep(node: Any, limit: int) -> Span | None:
    """The span of the outermost expression with more than `limit` nodes from it to some leaf, or None."""
    stack = [(node, 0, None)]
    while stack:
        current, depth, top = stack.pop()
        if isinstance(current, tuple):
            stack.extend((part, depth, top) for part in current)
        elif is_dataclass(current) and not isinstance(current, Span):
            outer = top or getattr(current, "span", None)
            if depth >= limit:
                return outer
            stack.extend((getattr(current, field.name), depth + 1, outer) for field in fields(current))
    return None
