"""`argcheck verify` as a user runs it, on the flagship's own certificates and on damaged ones."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argcheck.cli.main import main

ROOT = Path(__file__).parents[2]
PROOFS = ROOT / "proofs" / "moe2025" / "moe2025.json"
ARGUMENT = ROOT / "arguments" / "moe2025.arg"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The flagship's certificate file and argument in a folder of their own."""
    (tmp_path / "proofs" / "moe2025").mkdir(parents=True)
    (tmp_path / "arguments").mkdir()
    shutil.copy(PROOFS, tmp_path / "proofs" / "moe2025")
    shutil.copy(ARGUMENT, tmp_path / "arguments")
    return tmp_path


def test_the_flagship_is_verified(capsys: Capture) -> None:
    assert main(["verify", str(PROOFS.parent)]) == 0
    told = capsys.readouterr().out
    assert "(unchanged)" in told and "verified: valid, by 1 theorem" in told
    assert main(["verify", "--json", str(PROOFS)]) == 0
    (record,) = json.loads(capsys.readouterr().out)["certificates"]
    assert record["unchanged"] is True
    standings = [step["standing"] for step in record["steps"]]
    assert set(standings) == {"verified", "no certificate"} and standings.count("verified") > 40


def test_an_edited_premise_is_named(copy: Path, capsys: Capture) -> None:
    argument = copy / "arguments" / "moe2025.arg"
    text = argument.read_text(encoding="utf-8")
    argument.write_text(text.replace(": D <= c", ": D <= 2*c"), encoding="utf-8")
    assert main(["verify", "--quiet", str(copy / "proofs" / "moe2025" / "moe2025.json")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines and all("`alike` was `D <= c` and is `D <= 2*c`" in line for line in lines)
    assert any(line.split()[0] == "single[behaviour=hard]" for line in lines)


def test_a_certificate_for_another_argument(copy: Path, capsys: Capture) -> None:
    other = copy / "other.arg"
    other.write_text('argument "Another"\nquantity x : real\nstep case2 "x" infer x^2 >= 0\n')
    assert main(["verify", str(PROOFS), "--argument", str(other)]) == 1
    told = capsys.readouterr().out
    assert "changed since the certificate was made" in told
    assert "missing: the argument has no such step under this reading" in told
    assert "changed: " in told and "verified:" not in told


def test_what_cannot_be_read(copy: Path, capsys: Capture) -> None:
    file = copy / "proofs" / "moe2025" / "moe2025.json"
    assert main(["verify", str(copy / "nothing.json")]) == 2
    (copy / "arguments" / "moe2025.arg").unlink()
    assert main(["verify", str(file)]) == 2
    assert "its argument is at fault" in capsys.readouterr().err
    file.write_text("{}")
    assert main(["verify", "--json", str(file)]) == 2
    captured = capsys.readouterr()
    assert "this is not a certificate file" in captured.err
    assert json.loads(captured.out)["certificates"][0]["message"].startswith("this is not a certificate file")
    assert main(["verify", str(copy / "arguments")]) == 2
    assert "there is no certificate" in capsys.readouterr().err


def test_the_kernel_reads_the_file_without_anything_installed() -> None:
    command = [sys.executable, "-S", "-E", "-m", "argcheck.kernel", str(PROOFS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "case2 follows: proved from" in done.stdout
