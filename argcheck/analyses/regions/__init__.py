"""Where a step holds and where it fails: certified maps of the space of a few quantities."""

from argcheck.analyses.regions.partition import (
    Axis,
    Box,
    Cells,
    ClosedForm,
    Flip,
    Kind,
    Limits,
    Partition,
    RegionError,
    RegionsReport,
)

__all__ = [
    "Axis",
    "Box",
    "Cells",
    "ClosedForm",
    "Flip",
    "Kind",
    "Limits",
    "Partition",
    "RegionError",
    "RegionsReport",
]
