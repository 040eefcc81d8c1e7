"""Commands as a reader types them, run as they stand, with all that they print."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

TUTORIAL = Path(__file__).parent / "tutorial"

# the commands of the tutorial by the name of the part, with the stage of the example at which they are typed
COMMANDS = {
    "mistake": ("1", "argcheck check safety.arg"),
    "failing": ("2", "argcheck check safety.arg"),
    "mended": ("3", "argcheck check safety.arg"),
    "derived": ("2", "argcheck derive safety.arg plan.careful --for q"),
    "readings": ("4", "argcheck check safety.arg"),
    "explored": ("4", "argcheck explore safety.arg so"),
    "without": ("4", "argcheck explore safety.arg --drop likely"),
    "kinds": ("5", "argcheck check works.arg"),
    "proved": ("3", "argcheck prove safety.arg --format md,json", "argcheck verify proofs/safety/safety.json"),
    "templates": ("3", "argcheck new mine --from newcomb", "argcheck check mine.arg --quiet"),
}
FILES = {"first": "1/safety.arg", "decision": "4/safety.arg", "vocabulary": "5/works.arg"}


@cache
def session(stage: str, *commands: str) -> str:
    """The commands, one after the other in a copy of the stage's folder, and what each prints, but for the time."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "here"
        shutil.copytree(TUTORIAL / stage, folder)
        told = [f"$ {command}\n{_printed(command, folder)}".rstrip() for command in commands]
    return "```\n" + "\n\n".join(told) + "\n```"


def written(file: str) -> str:
    """A file of the tutorial."""
    return f"```\n{(TUTORIAL / file).read_text(encoding='utf-8').rstrip()}\n```"


def parts() -> dict[str, Callable[[], str]]:
    """What is generated in the tutorial."""
    return {
        **{name: partial(session, *typed) for name, typed in COMMANDS.items()},
        **{name: partial(written, file) for name, file in FILES.items()},
    }


def _printed(command: str, folder: Path) -> str:
    """What a command writes to standard output and to standard error, run in the folder."""
    from argcheck.cli.main import main

    program, *arguments = shlex.split(command)
    assert program == "argcheck", command
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    settings = {"COLUMNS": "80", "NO_COLOR": "1", "ARGCHECK_CACHE": str(folder.parent / "cache")}
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, settings))
        stack.enter_context(chdir(folder))
        stack.enter_context(redirect_stdout(stream))
        stack.enter_context(redirect_stderr(stream))
        main(arguments)
    sys.stdout.flush()
    stream.seek(0)
    lines = [line for line in stream.read().splitlines() if not line.startswith("Time: ")]
    return "\n".join(lines).rstrip()
