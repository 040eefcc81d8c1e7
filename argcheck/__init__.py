"""argcheck: a formal checker for arguments about decisions."""

__version__ = "0.1.0"
