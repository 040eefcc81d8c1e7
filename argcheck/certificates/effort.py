"""How much a search may cost, in counted work: so that two machines find the same certificates.

A unit of work is an entry of a linear program that was made and solved, or as much. The clock is there as well, for
what is slower than it should be, and is set so generously that work runs out first.
"""

from __future__ import annotations

import time

_A_SECOND = 80_000  # units that take about a second
_PATIENCE = 4.0  # how many times longer than that the clock allows
_LEAST = 10.0  # seconds that it allows in any case


class Effort:
    """Work that is left, and a time at which to stop in any case. A part of an effort is paid for out of the whole."""

    def __init__(self, work: float, deadline: float, whole: Effort | None = None) -> None:
        self._work = work
        self._deadline = deadline
        self._whole = whole

    @staticmethod
    def of(seconds: float) -> Effort:
        """What takes about so many seconds."""
        return Effort(seconds * _A_SECOND, time.monotonic() + max(seconds * _PATIENCE, _LEAST if seconds else 0.0))

    def part(self, share: float) -> Effort:
        """A share, between 0 and 1, of what is left."""
        return Effort(self.left * share, self._deadline, self)

    def at_most(self, seconds: float) -> Effort:
        """What takes about so many seconds, or what is left if that is less."""
        return Effort(min(self.left, seconds * _A_SECOND), self._deadline, self)

    @property
    def left(self) -> float:
        """Units of work that are left."""
        return min(self._work, self._whole.left) if self._whole is not None else self._work

    @property
    def over(self) -> bool:
        """Whether nothing is left, or the time is over."""
        return self.left <= 0 or time.monotonic() > self._deadline

    @property
    def seconds(self) -> float:
        """For how long, at the most, to go on."""
        return max(self._deadline - time.monotonic(), 0.0)

    def spend(self, work: float) -> None:
        """Take note of work that is done."""
        self._work -= work
        if self._whole is not None:
            self._whole.spend(work)
