"""The share of sampled cases in which a step holds, when quantities have ranges or distributions."""

from argcheck.analyses.shares.draws import Source, distribution_source, number, range_source
from argcheck.analyses.shares.interval import clopper_pearson
from argcheck.analyses.shares.result import CertifiedShare, Learning, ShareCase, ShareError, ShareReport
from argcheck.analyses.shares.share import step_share

__all__ = [
    "CertifiedShare",
    "Learning",
    "ShareCase",
    "ShareError",
    "ShareReport",
    "Source",
    "clopper_pearson",
    "distribution_source",
    "number",
    "range_source",
    "step_share",
]
