"""From what was proved of a step to a certificate that the kernel has accepted."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from argcheck.analyses.claims import Claim, Proved
from argcheck.analyses.results import Certified
from argcheck.certificates.file import claim_data, compact
from argcheck.logic.normalize import CannotNormalize, Normalized
from argcheck.logic.reduce import CannotReduce
from argcheck.model.argument import Inference, Reading
from argcheck.model.show import show
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Budget, Prover
from argcheck.provers.refutation import Part, Refuted, parts

_TRANSLATED = "the translation of powers, exp, log and sums with the signs that they are known to have"


class NotCertified(Exception):
    """No certificate was found; the message says for what, and why."""


def certify_step(
    inference: Inference, verdict: Verdict, proved: Sequence[Proved], effort: float, prover: Prover
) -> Certified:
    """A certificate for all that was proved, found within `effort` seconds. Raises NotCertified."""
    name = full_name(inference.step, inference.reading)
    deadline = time.monotonic() + effort
    claims: list[object] = []
    theorems: list[object] = []
    holes: dict[str, None] = {}
    for claim, refuted in proved:
        if refuted is None:
            raise NotCertified(f"`{claim.name}` was plain to see, and is not for the kernel")
        names: list[str] = []
        for part in _parts(claim, refuted):
            place = "".join(f".{number}" for number in part.place)
            names.append(f"{name} {claim.name}{place}")
            theorems.append(_theorem(names[-1], part, deadline, prover, holes))
        claims.append(claim_data(claim.name, refuted, names))
    record = {
        "step": inference.step,
        "reading": dict(inference.reading),
        "verdict": verdict.value,
        "facts": facts_told(inference),
        "goal": show(inference.goal),
        "claims": claims,
    }
    return Certified(name, compact(record), compact(theorems), tuple(holes))


def full_name(step: str, reading: Reading) -> str:
    """`shared[behaviour=soft]`."""
    chosen = ", ".join(f"{notion}={one}" for notion, one in reading)
    return f"{step}[{chosen}]" if chosen else step


def facts_told(inference: Inference) -> list[list[str]]:
    """The names and formulas of an inference's facts, to tell what has changed."""
    return [[fact.name, show(fact.formula)] for fact in inference.facts]


def _parts(claim: Claim, refuted: Refuted) -> list[Part]:
    try:
        return list(parts(claim.assertions, claim.witnesses, refuted))
    except (CannotReduce, CannotNormalize, RecursionError) as problem:
        raise NotCertified(f"`{claim.name}`: {problem}") from problem


def _theorem(name: str, part: Part, deadline: float, prover: Prover, holes: dict[str, None]) -> dict[str, Any]:
    from argcheck.certificates.search import certify

    left = deadline - time.monotonic()
    if left <= 0:
        raise NotCertified(f"`{name}`: the time allowed is over")
    normalized = part.normalized
    found, reason = certify(normalized.problem, Budget(seconds=left), name, normalized.lemmas, prover)
    if found is None:
        raise NotCertified(f"`{name}`: {reason}")
    needed = found.needed()
    for hole in holes_of(normalized, needed.kept or ()):
        holes[hole] = None
    return needed.data()


def holes_of(normalized: Normalized, used: Sequence[int]) -> list[str]:
    """What a proof from these assertions leans on that the kernel does not prove."""
    if normalized.exact:
        return []
    lemmas = [normalized.lemmas[index] for index in used if index in normalized.lemmas]
    return [" ".join((lemma.name, *lemma.arguments)) for lemma in lemmas] or [_TRANSLATED]
