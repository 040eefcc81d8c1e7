"""The probability of conclusions, given credences in premises: exact bounds over all distributions."""

from argcheck.analyses.credences.credence import MOST_UNCERTAIN, CredenceError, credence_bounds
from argcheck.analyses.credences.result import (
    Blame,
    Bound,
    Certificate,
    CredenceCase,
    CredenceReport,
    Influence,
    Interval,
    Rated,
    Share,
)

__all__ = [
    "MOST_UNCERTAIN",
    "Blame",
    "Bound",
    "Certificate",
    "CredenceCase",
    "CredenceError",
    "CredenceReport",
    "Influence",
    "Interval",
    "Rated",
    "Share",
    "credence_bounds",
]
