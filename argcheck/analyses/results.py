"""What the analyses find: frozen results that reports print and nothing else computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from argcheck.diagnostics import Diagnostic
from argcheck.model.argument import Argument, Reading
from argcheck.model.verdict import Evidence, Expected, Verdict

Role = Literal["bound", "premise", "lemma", "given", "goal"]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One formula at a point: `text` as written, `values` with the numbers in it (`1*1/2 > 1`), and its
    truth. `role` is the fact's role, or `goal`."""

    name: str
    role: Role
    text: str
    values: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Point:
    """Exact values of quantities and propositions, as text (`1/2`, `sqrt(2)`, `true`), confirmed by exact
    evaluation, with the story of what holds there. A finite structure is also told as a clause."""

    values: tuple[tuple[str, str], ...]
    story: tuple[StoryLine, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate for a verdict, replayed by the kernel. `claims` and `theorems` are JSON, as the certificate file
    has them: what is contradictory and in which cases, and the kernel's proof of each. `holes` are what it leans on
    that the kernel does not prove."""

    name: str
    claims: str
    theorems: str
    holes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step under one reading.

    `follows` is True when the facts force the goal, False when a counterexample is confirmed, None when
    neither is known; it can be known while the verdict is undecided. `counterexample` satisfies the facts
    and fails the goal; `example` satisfies both. `holds_iff` is a formula in the language's syntax.
    `trace` says which provers were tried and what each found. `undefined` says that something in the step has no
    value at a point that it allows: the diagnostics tell what. `would_follow_from` are smallest sets of premises of the
    argument that the step does not name and with which it would follow, looked for where a premise is used nowhere.
    """

    name: str
    kind: Literal["step", "conclusion"]
    reading: Reading
    verdict: Verdict
    evidence: Evidence
    follows: bool | None
    expected: Expected | None
    counterexample: Point | None = None
    example: Point | None = None
    holds_iff: str | None = None
    premises_used: tuple[str, ...] = ()
    premises_unneeded: tuple[str, ...] = ()
    contradictory: tuple[str, ...] = ()
    prover: str = ""
    seconds: float = 0.0
    reason: str = ""
    notes: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    undefined: bool = False
    certificate: Certified | None = None
    would_follow_from: tuple[tuple[str, ...], ...] = ()

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the one the author expects (`valid` where none is stated)."""
        expected = self.expected or Expected.VALID
        if expected is Expected.INVALID and self.follows is False:
            return True
        return expected.accepts(self.verdict)


@dataclass(frozen=True, slots=True)
class Consistency:
    """Can all premises hold together under a reading? `contradictory` is a smallest set that cannot."""

    reading: Reading
    consistent: bool | None
    witness: Point | None = None
    contradictory: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Equivocation:
    """Each of the steps holds under some reading of the notions; no one reading holds them all."""

    steps: tuple[str, ...]
    notions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Premises no step uses."""

    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArgumentReport:
    """Everything `check` found about one file. `argument` is None when the file is at fault.

    `standing` is `valid`, `depends on reading`, `invalid`, `vacuous` or `undecided`; `holds_under` the reading
    combinations under which every conclusion holds with all the steps it rests on; `summary` the paragraph
    on the argument as a whole. `diagnostics` includes warnings. `text` is the source, to show them in.
    """

    path: str
    argument: Argument | None
    standing: str
    steps: tuple[StepResult, ...] = ()
    consistency: tuple[Consistency, ...] = ()
    equivocations: tuple[Equivocation, ...] = ()
    holds_under: tuple[Reading, ...] = ()
    structure: Structure = Structure()
    summary: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0
    from_cache: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found about several files."""

    arguments: tuple[ArgumentReport, ...]
