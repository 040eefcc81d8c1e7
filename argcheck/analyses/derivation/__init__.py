"""Line-by-line derivations of conditions, each line checked against the one before it."""

from argcheck.analyses.derivation.derive import UnknownName, derive_option, derive_step
from argcheck.analyses.derivation.result import Assumption, Decider, Derivation, Line
from argcheck.analyses.derivation.target import derive, readings_of

__all__ = [
    "Assumption",
    "Decider",
    "Derivation",
    "Line",
    "UnknownName",
    "derive",
    "derive_option",
    "derive_step",
    "readings_of",
]
