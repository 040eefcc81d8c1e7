"""The layers: each imports only earlier ones, wherever in a file the import stands."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "argcheck"
LAYERS = ("language", "model", "logic", "provers", "certificates", "analyses", "reports", "api", "cli")
BASE = {"diagnostics", "codes", "extras", "files", "settings", "templates"}
FILES = sorted(ROOT.rglob("*.py"))
FORBIDDEN_CALLS = {"eval", "exec", "compile", "sympify", "parse_expr", "parse_latex", "__import__"}


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(tree: ast.Module) -> Iterator[str]:
    """Full names of every module or member that is imported, inside functions too."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                assert level == 0, "imports are absolute"
                yield from (f"{module}.{alias.name}" for alias in names)


def parts_of_argcheck(tree: ast.Module) -> Iterator[str]:
    for name in imported(tree):
        top, _, rest = name.partition(".")
        if top == "argcheck" and rest and not rest.startswith("__"):
            yield rest.partition(".")[0]


def may_import(layer: str) -> set[str]:
    if layer == "kernel":
        return {"kernel"}
    if layer in BASE:
        return BASE | {"kernel"}
    if layer in LAYERS:
        return BASE | {"kernel"} | set(LAYERS[: LAYERS.index(layer) + 1])
    return BASE | {"kernel"} | set(LAYERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_keeps_to_the_house(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    layer = layer_of(path)
    wrong = set(parts_of_argcheck(tree)) - may_import(layer)
    assert not wrong, f"{layer} may not import {wrong}"
    if layer == "kernel" or layer in BASE:
        outside = {name.partition(".")[0] for name in imported(tree)} - set(sys.stdlib_module_names) - {"argcheck"}
        assert not outside, f"{layer} keeps to the standard library, not {outside}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            plain = isinstance(function, ast.Name) and function.id in FORBIDDEN_CALLS
            named = isinstance(function, ast.Attribute) and function.attr in FORBIDDEN_CALLS - {"compile", "eval"}
            assert not plain and not named, f"line {node.lineno}: text is never executed"


def test_no_module_is_long() -> None:
    long = [str(path) for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 400]
    assert not long


def test_every_folder_is_a_layer() -> None:
    assert {layer_of(path) for path in FILES} <= {*LAYERS, *BASE, "kernel", "__init__", "__main__"}


def test_a_breach_is_noticed() -> None:
    tree = ast.parse("def f():\n    from argcheck.cli import main\n")
    assert set(parts_of_argcheck(tree)) - may_import("model") == {"cli"}
    assert set(parts_of_argcheck(ast.parse("from argcheck import api"))) == {"api"}
