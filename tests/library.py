"""The arguments that come with argcheck, each checked once for all tests of a process."""

from __future__ import annotations

from docs.gallery import ARGUMENTS as ARGUMENTS
from docs.gallery import checked as checked

NAMES = tuple(sorted(path.stem for path in ARGUMENTS.glob("*.arg")))
