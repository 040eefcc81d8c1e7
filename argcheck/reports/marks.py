"""Marks, words and colours of the terminal report, with plain ASCII where the terminal knows no better."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from argcheck.model.verdict import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters that a report uses besides the author's own."""

    valid: str
    mixed: str
    refuted: str
    vacuous: str
    undecided: str
    several: str
    dot: str
    ellipsis: str
    dash: str

    def of(self, verdict: Verdict) -> str:
        """The mark of a verdict."""
        match verdict:
            case Verdict.VALID:
                return self.valid
            case Verdict.MIXED:
                return self.mixed
            case Verdict.REFUTED:
                return self.refuted
            case Verdict.VACUOUS:
                return self.vacuous
            case Verdict.UNDECIDED:
                return self.undecided


UNICODE = Marks("✓", "~", "✗", "∅", "?", "±", "·", "…", "—")
ASCII = Marks("+", "~", "x", "0", "?", "%", "|", "...", "-")

STYLES: dict[Verdict, str] = {
    Verdict.VALID: "green",
    Verdict.MIXED: "yellow",
    Verdict.REFUTED: "red",
    Verdict.VACUOUS: "magenta",
    Verdict.UNDECIDED: "cyan",
}

MEANINGS: dict[Verdict, str] = {
    Verdict.VALID: "follows",
    Verdict.MIXED: "when the premises hold, it sometimes does and sometimes fails",
    Verdict.REFUTED: "it never holds when they do",
    Verdict.VACUOUS: "what it uses cannot hold together",
    Verdict.UNDECIDED: "neither proved nor refuted",
}

GRADES: dict[Evidence, str] = {
    Evidence.KERNEL: "a certificate replayed by the kernel; its translation from the text is argcheck's own",
    Evidence.EXACT: "points at which every formula was evaluated exactly",
    Evidence.TWO_SOLVERS: "two solvers agree",
    Evidence.SOLVER: "one solver's word",
    Evidence.SAMPLED: "sampled points only",
    Evidence.NONE: "nothing to rest on",
}


def marks_for(encoding: str | None) -> Marks:
    """The richest marks that a stream of this encoding can write."""
    everything = "".join(getattr(UNICODE, name) for name in Marks.__dataclass_fields__)
    try:
        everything.encode(codecs.lookup(encoding or "ascii").name)
    except (LookupError, UnicodeEncodeError):
        return ASCII
    return UNICODE
