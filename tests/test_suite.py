"""The suite's own rule: where CI is set, a skipped test is a failed one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASES = {
    "marked": "import pytest\n@pytest.mark.skip\ndef test_a(): pass\n",
    "called": "import pytest\ndef test_a(): pytest.skip('no')\n",
    "whole": "import pytest\npytest.skip('no', allow_module_level=True)\n",
}


@pytest.mark.parametrize("ci", [True, False])
def test_skips(ci: bool, tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    for name, text in CASES.items():
        (tmp_path / f"test_{name}.py").write_text(text)
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | ({"CI": "true"} if ci else {})
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "-q", str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1]
    assert ("skipped" in last) is not ci, done.stdout
