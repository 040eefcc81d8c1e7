"""Line-by-line derivations of conditions, each line checked against the one before it."""

from argcheck.analyses.derivation.derive import UnknownName, derive_option, derive_step
from argcheck.analyses.derivation.result import Assumption, Decider, Derivation, Line

__all__ = ["Assumption", "Decider", "Derivation", "Line", "UnknownName", "derive_option", "derive_step"]
