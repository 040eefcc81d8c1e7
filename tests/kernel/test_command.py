"""`python -m argcheck.kernel`, in an interpreter that has nothing but the standard library and the package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import argcheck
from tests.kernel.proofs import MINUS_X, X, certificate, summed

PROOF = [summed([("1", [0]), ("1", [1])])]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command on a copy of the package, without site-packages or the environment's paths."""
    package = Path(argcheck.__file__).parent
    shutil.copytree(package / "kernel", folder / "argcheck" / "kernel", dirs_exist_ok=True)
    shutil.copy(package / "__init__.py", folder / "argcheck")
    program = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('argcheck.kernel', "
    program += "run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-I", "-S", "-c", program, str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def test_a_proof(tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    file.write_text(json.dumps(certificate([[">", X], [">", MINUS_X]], PROOF)), encoding="utf-8")
    done = run(tmp_path, str(file))
    assert done.stdout == f"{file}: t: proved from 2 of 2 hypotheses, with no holes\n"
    assert done.returncode == 0 and not done.stderr


def test_no_proof(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(certificate([[">", X], [">", MINUS_X]], PROOF)), encoding="utf-8")
    bad.write_text(json.dumps(certificate([[">=", X], [">=", MINUS_X]], PROOF)), encoding="utf-8")
    done = run(tmp_path, str(bad), str(good), str(tmp_path / "none.json"))
    first, second, third = done.stdout.splitlines()
    assert first == f"{bad}: refused: no term of a sum is certainly positive"
    assert "proved" in second and "refused" in third
    assert done.returncode == 1


def test_nothing_to_do(tmp_path: Path) -> None:
    assert run(tmp_path).returncode == 1
