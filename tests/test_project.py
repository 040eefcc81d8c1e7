"""The project's promises: public names, declared dependencies, what importing costs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import argcheck

ROOT = Path(__file__).parent.parent
HEAVY = {"sympy", "z3", "lark", "numpy", "scipy", "networkx", "mpmath", "matplotlib", "distributed", "dask"}
# the name that is imported, where it differs from the one that is installed
MODULES = {"z3-solver": "z3", "sympy-extras": "sympy_extras"}
# installed for the program in it, which is run and not imported
PROGRAMS = {"passagemath-qepcad"}
OUTSIDE = {"dev", "bench"}  # what tests and benchmarks need, which argcheck itself does not import


def test_every_public_name_is_there() -> None:
    for name in argcheck.__all__:
        assert getattr(argcheck, name) is not None
    assert len(set(argcheck.__all__)) == len(argcheck.__all__)
    assert dir(argcheck) == sorted(argcheck.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = argcheck.nothing


def test_the_lazy_names_are_the_typed_ones() -> None:
    """What a type checker is told is what is loaded."""
    tree = ast.parse((ROOT / "argcheck" / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        f"{node.module}.{alias.name}"
        for block in tree.body
        if isinstance(block, ast.If)
        for node in ast.walk(block)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    loaded = {f"{module}.{name}" for module, names in argcheck._HOMES.items() for name in names}
    assert typed == loaded
    assert {name.rpartition(".")[2] for name in loaded} | {"__version__"} == set(argcheck.__all__)


def loaded_by(code: str) -> set[str]:
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import argcheck",
        "import argcheck, argcheck.kernel.polynomial",
        "from argcheck.__main__ import run; run(['--help'])",
        "from argcheck.__main__ import run; run(['check', '--help'])",
        "from argcheck.__main__ import run; run(['--version'])",
    ],
)
def test_what_is_not_needed_is_not_loaded(code: str) -> None:
    assert not loaded_by(code) & HEAVY


def test_the_kernel_loads_nothing_from_outside() -> None:
    modules = {name.partition(".")[0] for name in loaded_by("import argcheck.kernel.polynomial")}
    before = {name.partition(".")[0] for name in loaded_by("pass")}
    assert modules - before <= set(sys.stdlib_module_names) | {"argcheck"}


def test_declared_dependencies_are_those_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [each for name, extra in project["optional-dependencies"].items() if name not in OUTSIDE for each in extra]
    names = [re.split(r"[^\w-]", each)[0] for each in (*project["dependencies"], *extras)]
    declared = {MODULES.get(name, name) for name in names if name not in PROGRAMS}
    used: set[str] = set()
    for path in (ROOT / "argcheck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module.partition(".")[0])
    assert used - set(sys.stdlib_module_names) - {"argcheck"} == declared


def test_the_licence_and_the_type_marker_are_there() -> None:
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert (ROOT / "argcheck" / "py.typed").exists()
