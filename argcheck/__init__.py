"""argcheck: a formal checker for arguments about decisions."""
