"""The Clopper-Pearson interval: which shares are compatible with so many successes in so many trials.

Floating point only guides a bisection; the ends are rounded outwards, far beyond its error. (Clopper and Pearson,
The use of confidence or fiducial limits illustrated in the case of the binomial, Biometrika 1934.)
"""

from __future__ import annotations

from fractions import Fraction
from math import exp, fsum, lgamma, log

_GRID = 10_000
_SLACK = 1e-9


def clopper_pearson(successes: int, trials: int, confidence: Fraction = Fraction(19, 20)) -> tuple[Fraction, Fraction]:
    """An interval that holds the true share at least that often, its ends multiples of 1/10000.

    Raises ValueError unless 0 <= successes <= trials and trials > 0.
    """
    if not 0 <= successes <= trials or not trials:
        raise ValueError("successes are between 0 and a number of trials above 0")
    return _least(successes, trials, confidence), 1 - _least(trials - successes, trials, confidence)


def _least(successes: int, trials: int, confidence: Fraction) -> Fraction:
    """The greatest grid point p at which so many successes or more have at most the allowed chance."""
    allowed = float(1 - confidence) / 2 - _SLACK
    low, high = 0, _GRID
    while low + 1 < high:
        middle = (low + high) // 2
        if _tail(successes, trials, middle / _GRID) <= allowed:
            low = middle
        else:
            high = middle
    return Fraction(low if successes else 0, _GRID)


def _tail(successes: int, trials: int, share: float) -> float:
    """The chance of at least so many successes, for a share between 0 and 1."""
    if successes == 0:
        return 1.0
    yes, no, everything = log(share), log(1 - share), lgamma(trials + 1)
    return fsum(
        exp(everything - lgamma(k + 1) - lgamma(trials - k + 1) + k * yes + (trials - k) * no)
        for k in range(successes, trials + 1)
    )
