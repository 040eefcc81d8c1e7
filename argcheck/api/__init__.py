"""The Python interface: what the commands do, as functions that return frozen results."""

from argcheck.api.checking import Decided, Found, Progress, Source, check, check_argument, check_file, load
from argcheck.api.exploring import Credence, Probability, credence, diff, explore, regions, share, what_if
from argcheck.api.importing import import_argument
from argcheck.api.proving import derive, export, prove, verify, write_appendix
from argcheck.settings import Settings

__all__ = [
    "Credence",
    "Decided",
    "Found",
    "Probability",
    "Progress",
    "Settings",
    "Source",
    "check",
    "check_argument",
    "check_file",
    "credence",
    "derive",
    "diff",
    "explore",
    "export",
    "import_argument",
    "load",
    "prove",
    "regions",
    "share",
    "verify",
    "what_if",
    "write_appendix",
]
