"""Asking Coq about a file: does it compile, does the separate checker accept it, and what does it rest on?"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

# what Coq's own real numbers are built on; nothing else may be assumed
AXIOMS = frozenset(
    {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
    }
)
# what Coq's exp and log rest on besides
ANALYSIS = AXIOMS | {"Classical_Prop.classic"}
_ASSUMED = re.compile(r"(\S+)(?: :.*)?")
_TOLD = ("Axioms:", "Closed under the global context")


class NotProved(Exception):
    """Coq does not accept the file, or it assumes what it should prove; the message says which."""


def available() -> bool:
    """Whether Coq and its checker are installed."""
    return shutil.which("coqc") is not None and shutil.which("coqchk") is not None


def check(
    text: str, prefix: str = "argcheck_", allowed: frozenset[str] = AXIOMS, *, seconds: float = 600
) -> tuple[str, ...]:
    """The theorems of a Coq file, by their names' beginning, when Coq proves them all from nothing but what is allowed.

    Compiles the file, has `coqchk` look at what came out, and reads what the theorems rest on. Raises NotProved,
    and FileNotFoundError where Coq is not installed."""
    theorems = tuple(re.findall(rf"^(?:Theorem|Lemma) ({prefix}\w+)", text, re.MULTILINE | re.ASCII))
    if not theorems:
        raise NotProved("the file has no theorem of that name")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "Checked.v").write_text(text, encoding="utf-8")
        # asked of all at once: one by one, Coq would go through its library each time
        everything = ", ".join(f"Checked.{theorem}" for theorem in theorems)
        question = f"Require Checked.\nDefinition everything := ({everything}).\nPrint Assumptions everything.\n"
        (folder / "Asked.v").write_text(question, encoding="utf-8")
        _run(["coqc", "-q", "Checked.v"], folder, seconds)
        _run(["coqchk", "-silent", "-norec", "Checked"], folder, seconds)
        told = _run(["coqc", "-q", "Asked.v"], folder, seconds)
    others = assumed(told) - allowed
    if others:
        raise NotProved(f"the file assumes {', '.join(sorted(others))}")
    if sum(line in _TOLD for line in told.splitlines()) != 1:
        raise NotProved("Coq did not say what the theorems rest on")
    return theorems


def assumed(told: str) -> frozenset[str]:
    """What stands at the beginnings of lines in the answer to `Print Assumptions`, apart from its own words."""
    names: set[str] = set()
    for line in told.splitlines():
        found = _ASSUMED.match(line)
        if found and line not in _TOLD:
            names.add(found[1])
    return frozenset(names)


def _run(command: list[str], folder: Path, seconds: float) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotProved(f"{command[0]} took longer than {seconds:g} seconds") from None
    if done.returncode != 0:
        raise NotProved(f"{command[0]} refuses the file: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout
