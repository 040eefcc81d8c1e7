"""Does a certificate file show of this argument what it says? Nothing of the file is believed.

Each step is translated again along the cases that the file names, and the kernel's theorems must speak of what comes
out. A theorem may do with fewer hypotheses: what contradicts itself does so in any company.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from argcheck.analyses.certification import facts_told, full_name, holes_of
from argcheck.analyses.claims import Claim, claims_of, definedness
from argcheck.analyses.examples import Told, is_example
from argcheck.analyses.welldefined import check_definedness
from argcheck.certificates.file import ClaimRecord, ProofFile, StepRecord
from argcheck.certificates.first_order import stated
from argcheck.kernel.data import Refused
from argcheck.kernel.first_order import FirstOrderTheorem
from argcheck.kernel.replay import Theorem, any_theorem
from argcheck.kernel.rules import Work
from argcheck.logic.normalize import CannotNormalize
from argcheck.logic.reduce import CannotReduce
from argcheck.model.argument import Argument, Inference, Reading
from argcheck.model.first_order import all_kinds, is_first_order
from argcheck.model.show import show
from argcheck.model.terms import Term, Var
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Status
from argcheck.provers.refutation import Part, parts
from argcheck.provers.search import Finding


class Standing(StrEnum):
    """What became of a step's certificate. CHANGED: the theorems hold but speak of something else than the argument
    now says. REJECTED: the kernel refuses a theorem, or the cases are not what they should be. MISSING: the file
    lacks a theorem, or the argument the step. ABSENT: the file has no certificate for a step of the argument."""

    VERIFIED = "verified"
    CHANGED = "changed"
    REJECTED = "rejected"
    MISSING = "missing"
    ABSENT = "no certificate"


@dataclass(frozen=True)
class StepStanding:
    """One step under one reading. `verdict` is what the certificate is for; `holes` are what it leans on. `theorems`
    are so many of what is `counted`. `example` is a point at which all facts hold, which was evaluated exactly;
    `perhaps_vacuously` says that there should be one, and is none."""

    step: str
    reading: Reading
    verdict: str
    standing: Standing
    detail: str = ""
    theorems: int = 0
    holes: tuple[str, ...] = ()
    counted: Literal["theorem", "box"] = "theorem"
    example: Told | None = None
    perhaps_vacuously: bool = False


@dataclass(frozen=True)
class Verification:
    """What became of a certificate file. `unchanged` says that the argument's text is the one it was made of."""

    argument: str
    unchanged: bool
    steps: tuple[StepStanding, ...]

    @property
    def verified(self) -> bool:
        """Whether every certificate in the file proves what it is for."""
        return all(step.standing in (Standing.VERIFIED, Standing.ABSENT) for step in self.steps)


class CannotVerify(Exception):
    """There is no certificate to verify; the message says why."""


def standings(file: ProofFile, argument: Argument, unchanged: bool = False) -> tuple[StepStanding, ...]:
    """What became of every certificate in the file, in the order of the argument. Where the argument's text is
    `unchanged`, the file must tell its steps as the argument does."""
    kernel = _Theorems(file.theorems)
    inferences = {(step.name, each.reading): each for step in argument.steps for each in step.inferences}
    recorded = {(step.step, step.reading): step for step in file.steps}
    result = []
    for key, inference in inferences.items():
        if key in recorded:
            result.append(_Step(recorded[key], inference, kernel, unchanged).standing())
        else:
            result.append(StepStanding(*key, "", Standing.ABSENT))
    gone = [step for key, step in recorded.items() if key not in inferences]
    for step in gone:
        detail = "the argument has no such step under this reading"
        result.append(StepStanding(step.step, step.reading, step.verdict, Standing.MISSING, detail))
    return tuple(result)


class _Failed(Exception):
    def __init__(self, standing: Standing, detail: str) -> None:
        super().__init__(detail)
        self.standing, self.detail = standing, detail


class _Theorems:
    """The file's theorems, replayed when they are wanted, once, within the work that one file may cost."""

    def __init__(self, sources: Mapping[str, object]) -> None:
        self._sources = sources
        self._work = Work()
        self._proved: dict[str, Theorem | FirstOrderTheorem | Refused] = {}

    def proved(self, name: str) -> Theorem | FirstOrderTheorem:
        """What the theorem of that name proves; raises _Failed."""
        if name not in self._sources:
            raise _Failed(Standing.MISSING, f"the theorem `{name}` is not in the file")
        if name not in self._proved:
            try:
                self._proved[name] = any_theorem(self._sources[name], self._work)
            except Refused as refused:
                self._proved[name] = refused
            except RecursionError:
                self._proved[name] = Refused("it is too deep")
        found = self._proved[name]
        if isinstance(found, Refused):
            raise _Failed(Standing.REJECTED, f"the kernel refuses the theorem `{name}`: {found}")
        return found


class _Step:
    """One step's record held against the step. It answers questions about definedness from the record too."""

    def __init__(self, record: StepRecord, inference: Inference, kernel: _Theorems, unchanged: bool) -> None:
        self._record = record
        self._unchanged = unchanged
        self._inference = inference
        self._kernel = kernel
        self._claims = {each.claim: each for each in record.claims}
        self._asked = 0
        self._failure: _Failed | None = None
        self._theorems = 0
        self._holes: dict[str, None] = {}

    def standing(self) -> StepStanding:
        """What became of the certificate."""
        record = self._record
        try:
            self._check()
        except _Failed as failed:
            return StepStanding(record.step, record.reading, record.verdict, failed.standing, failed.detail)
        doubtful = record.verdict != Verdict.VACUOUS and record.example is None
        verified = StepStanding(record.step, record.reading, record.verdict, Standing.VERIFIED, "", self._theorems)
        return replace(verified, holes=tuple(self._holes), example=record.example, perhaps_vacuously=doubtful)

    def _check(self) -> None:
        inference = self._inference
        variables = [quantity.variable for quantity in inference.quantities]
        sense = check_definedness(inference.facts, inference.goal, inference.goal_span, self, variables)
        if sense.unproved:
            raise self._failure or self._changed(sense.unproved[0]) or _Failed(Standing.MISSING, sense.unproved[0])
        try:
            needed = claims_of(Verdict(self._record.verdict), sense.facts, inference, self._claims)
        except ValueError:
            needed = []
        if not needed:
            raise _Failed(Standing.REJECTED, f"`{self._record.verdict}` is not a verdict that a certificate shows")
        for claim in needed:
            if claim.name not in self._claims:
                raise _Failed(Standing.MISSING, f"the file does not show that `{claim.name}`")
            self._shown(claim, self._claims[claim.name])
        example = self._record.example
        if example is not None and not is_example(example, sense.facts, inference.hints.witnesses):
            detail = "the example is not one: what is assumed does not all hold there, as far as can be evaluated"
            raise self._changed(detail) or _Failed(Standing.REJECTED, detail)
        if self._unchanged and (told := self._changed("")):
            raise _Failed(Standing.REJECTED, f"the file tells the step otherwise than the argument: {told}")

    def search(self, assertions: Sequence[Term], variables: Sequence[Var] = ()) -> Finding:
        """Whether the record shows that the assertions of the next question are contradictory."""
        return Finding(Status.UNSAT if self.refutes(assertions) else Status.UNKNOWN)

    def refutes(self, assertions: Sequence[Term]) -> bool:
        """As `search`."""
        self._asked += 1
        claim = definedness(self._asked, assertions)
        recorded = self._claims.get(claim.name)
        if recorded is None:
            return False
        try:
            self._shown(claim, recorded)
        except _Failed as failed:
            self._failure = self._failure or failed
            return False
        return True

    def _shown(self, claim: Claim, recorded: ClaimRecord) -> None:
        if any(is_first_order(formula) for formula in claim.formulas):
            self._shown_of_kinds(claim, recorded)
            return
        try:
            cases = list(parts(claim.assertions, claim.witnesses, recorded.refuted))
        except (CannotReduce, CannotNormalize, RecursionError) as problem:
            raise self._changed("") or _Failed(Standing.REJECTED, str(problem)) from problem
        for part, name in zip(cases, recorded.theorems, strict=True):
            self._matches(part, self._kernel.proved(name), name)
            self._theorems += 1

    def _shown_of_kinds(self, claim: Claim, recorded: ClaimRecord) -> None:
        """The theorem supposes nothing but assertions of the claim, about the same kinds."""
        (name,) = recorded.theorems if len(recorded.theorems) == 1 else ("",)
        proved = self._kernel.proved(name)
        statement = stated(claim.formulas)
        kinds = tuple((kind.name, kind.members) for kind in all_kinds(claim.formulas))
        if not isinstance(proved, FirstOrderTheorem) or proved.kinds != kinds:
            raise self._changed("") or _Failed(Standing.REJECTED, f"`{name}` is not about the kinds of the step")
        for hypothesis in proved.hypotheses:
            if hypothesis.formula not in statement.trees:
                detail = f"`{name}` supposes what the step does not say ({hypothesis.label})"
                raise self._changed(detail) or _Failed(Standing.REJECTED, detail)
        if not {whole.partition("(")[0] for whole in proved.integers} <= statement.integers:
            raise _Failed(Standing.REJECTED, f"`{name}` takes a quantity to be a whole number that need not be one")
        self._theorems += 1

    def _matches(self, part: Part, proved: Theorem | FirstOrderTheorem, name: str) -> None:
        statement = part.normalized.statement
        if isinstance(proved, FirstOrderTheorem):
            raise _Failed(Standing.REJECTED, f"`{name}` is about kinds, and the step is not")
        if statement is None:
            raise _Failed(Standing.REJECTED, "the step was not stated for certificates")
        problem = statement.problem
        if not proved.integers <= problem.integers:
            other = min(proved.integers - problem.integers)
            raise self._changed("") or _Failed(Standing.REJECTED, f"`{name}` takes `{other}` to be a whole number")
        for symbol, meaning in proved.symbols.items():
            if symbol not in statement.symbols or statement.symbols[symbol].key != meaning.key:
                raise self._changed("") or _Failed(
                    Standing.REJECTED, f"`{name}` means by `{symbol}` something that the step does not"
                )
            # without its meaning, what a symbol speaks of would not move with the variable that it binds
            if unsaid := (meaning.names() & statement.symbols.keys()) - proved.symbols.keys():
                raise _Failed(Standing.REJECTED, f"`{name}` does not say what it means by `{min(unsaid)}`")
        said = frozenset(problem.assertions)
        for hypothesis in proved.hypotheses:
            # an instance of a lemma holds of anything: the kernel has seen that it is one
            if hypothesis.lemma is None and hypothesis.formula not in said:
                detail = f"`{name}` supposes what the step does not say ({hypothesis.label})"
                raise self._changed(detail) or _Failed(Standing.REJECTED, detail)
        holes = (*holes_of(part.normalized), *(" ".join((h.name, *h.arguments)) for h in proved.holes))
        self._holes.update(dict.fromkeys(holes))

    def _changed(self, detail: str) -> _Failed | None:
        """What is different in the step since the file was written, as an explanation of a failure."""
        before, now = dict(self._record.facts), facts_told(self._inference)
        told = [f"`{name}` was `{before[name]}` and is `{now[name]}`" for name in before if _differ(name, before, now)]
        told += [f"`{name}` is no longer used" for name in before if name not in now]
        told += [f"`{name}` is used and was not" for name in now if name not in before]
        goal = show(self._inference.goal)
        if goal != self._record.goal:
            told.append(f"the claim was `{self._record.goal}` and is `{goal}`")
        return _Failed(Standing.CHANGED, "; ".join((*told[:3], *([detail] if detail else [])))) if told else None


def _differ(name: str, before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return name in now and now[name] != before[name]


def titled(standing: StepStanding) -> str:
    """`shared[behaviour=soft]`."""
    return full_name(standing.step, standing.reading)
