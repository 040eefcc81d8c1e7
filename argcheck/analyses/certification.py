"""From what was proved of a step to a certificate that the kernel has accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argcheck.analyses.claims import Claim, Proved
from argcheck.analyses.examples import Told
from argcheck.analyses.results import Certified
from argcheck.certificates.effort import Effort
from argcheck.certificates.file import claim_data, compact
from argcheck.logic.normalize import CannotNormalize, Normalized
from argcheck.logic.reduce import CannotReduce
from argcheck.model.argument import Inference, Reading
from argcheck.model.first_order import is_first_order
from argcheck.model.show import show
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Prover
from argcheck.provers.refutation import Refuted, parts


class NotCertified(Exception):
    """No certificate was found; the message says for what, and why."""


def certify_step(
    inference: Inference,
    verdict: Verdict,
    proved: Sequence[Proved],
    effort: float,
    prover: Prover,
    example: Told | None = None,
) -> Certified:
    """A certificate for all that was proved, found with an `effort` of about so many seconds, with an `example` of the
    facts where there is one. Raises NotCertified."""
    name = full_name(inference.step, inference.reading)
    whole = Effort.of(effort)
    claims: list[object] = []
    theorems: list[object] = []
    holes: dict[str, None] = {}
    for number, (claim, refuted) in enumerate(proved):
        if refuted is None:
            raise NotCertified(f"`{claim.name}` was plain to see, and is not for the kernel")
        found = _certified(name, claim, refuted, whole.part(1 / (len(proved) - number)), prover)
        holes.update(dict.fromkeys(found.holes))
        claims.append(claim_data(claim.name, refuted, found.names))
        theorems += found.theorems
    record: dict[str, object] = {
        "step": inference.step,
        "reading": dict(inference.reading),
        "verdict": verdict.value,
        "facts": [[name, text] for name, text in facts_told(inference).items()],
        "goal": show(inference.goal),
        "claims": claims,
    }
    if example is not None:
        record["example"] = list(map(list, example))
    return Certified(name, compact(record), compact(theorems), tuple(holes))


def confirmed(proved: Sequence[Proved], effort: float, prover: Prover) -> bool:
    """Whether the kernel accepts certificates for all that was proved, found with an `effort` of about so many seconds
    in all."""
    whole = Effort.of(effort)
    for number, (claim, refuted) in enumerate(proved):
        if refuted is None:
            return False
        try:
            found = _certified("", claim, refuted, whole.part(1 / (len(proved) - number)), prover)
        except NotCertified:
            return False
        if found.holes:
            return False
    return True


def full_name(step: str, reading: Reading) -> str:
    """`shared[behaviour=soft]`."""
    chosen = ", ".join(f"{notion}={one}" for notion, one in reading)
    return f"{step}[{chosen}]" if chosen else step


def facts_told(inference: Inference) -> dict[str, str]:
    """The formulas of an inference's facts by name, to tell what has changed."""
    told: dict[str, str] = {}
    for fact in inference.facts:
        before = f"{told[fact.name]}; " if fact.name in told else ""
        told[fact.name] = before + show(fact.formula)
    return told


@dataclass(frozen=True)
class _Found:
    names: list[str]
    theorems: list[object]
    holes: list[str]


def _certified(name: str, claim: Claim, refuted: Refuted, effort: Effort, prover: Prover) -> _Found:
    """Certificates for every case."""
    from argcheck.certificates.search import certify

    if any(is_first_order(formula) for formula in claim.formulas):
        return _about_kinds(f"{name} {claim.name}", claim, effort, prover)
    try:
        cases = list(parts(claim.assertions, claim.witnesses, refuted))
    except (CannotReduce, CannotNormalize, RecursionError) as problem:
        raise NotCertified(f"`{claim.name}`: {problem}") from problem
    result = _Found([], [], [])
    for part in cases:
        theorem = f"{name} {claim.name}{''.join(f'.{number}' for number in part.place)}"
        normalized = part.normalized
        found, reason = certify(normalized.problem, effort, theorem, normalized.statement, prover)
        if found is None:
            raise NotCertified(f"`{theorem}`: {reason}")
        result.names.append(theorem)
        result.theorems.append(found.needed().data())
        result.holes.extend(holes_of(normalized))
    return result


def _about_kinds(theorem: str, claim: Claim, effort: Effort, prover: Prover) -> _Found:
    """A certificate by instances."""
    from argcheck.certificates.first_order import certify_first_order

    found, reason = certify_first_order(claim.assertions, theorem, effort, prover)
    if found is None:
        raise NotCertified(f"`{theorem}`: {reason}")
    return _Found([theorem], [found], [])


def holes_of(normalized: Normalized) -> list[str]:
    """What a proof about the normalised formulas leans on that the kernel does not prove: how they were rewritten."""
    return list(normalized.statement.rules) if normalized.statement is not None else []
