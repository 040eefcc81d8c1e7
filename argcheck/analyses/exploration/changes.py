"""Two checks compared: which verdicts are others now, and which conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argcheck.analyses.results import StepResult
from argcheck.model.argument import Reading
from argcheck.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A step before and after under one reading; either is None where the step did not exist."""

    name: str
    reading: Reading
    before: StepResult | None
    after: StepResult | None

    @property
    def newly_holds(self) -> bool:
        """Whether it follows now and did not before."""
        return _holds(self.after) and self.before is not None and not _holds(self.before)

    @property
    def newly_fails(self) -> bool:
        """Whether it followed before and does not now."""
        return _holds(self.before) and self.after is not None and not _holds(self.after)


def changes(before: Sequence[StepResult], after: Sequence[StepResult]) -> tuple[VerdictChange, ...]:
    """Every step with another verdict, condition or standing, under the finest readings of the two."""
    found: list[VerdictChange] = []
    matched: set[int] = set()
    for new in after:
        olds = [old for old in before if old.name == new.name and _together(old.reading, new.reading)]
        matched.update(id(old) for old in olds)
        pairs: list[StepResult | None] = [*olds] or [None]
        for old in pairs:
            if old is None or _told(old) != _told(new):
                finer = new.reading if old is None or len(new.reading) >= len(old.reading) else old.reading
                found.append(VerdictChange(new.name, finer, old, new))
    found += [VerdictChange(old.name, old.reading, old, None) for old in before if id(old) not in matched]
    return tuple(found)


def _holds(result: StepResult | None) -> bool:
    return result is not None and result.verdict is Verdict.VALID


def _told(result: StepResult) -> tuple[Verdict, bool | None, str | None]:
    return result.verdict, result.follows, result.holds_iff


def _together(one: Reading, other: Reading) -> bool:
    chosen = dict(one)
    return all(chosen.get(notion, name) == name for notion, name in other)
