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
from argcheck.model.terms import App, LimitOf, Num, SumOf, Term, walk
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Budget, Prover
from argcheck.provers.refutation import Part, Refuted, parts

_GERMS = ("rises", "falls", "flat")
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
        holes.update(dict.fromkeys(rules_used(claim)))
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
        "facts": [[name, text] for name, text in facts_told(inference).items()],
        "goal": show(inference.goal),
        "claims": claims,
    }
    return Certified(name, compact(record), compact(theorems), tuple(holes))


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


def rules_used(claim: Claim) -> list[str]:
    """The rules of calculus by which the translation of a claim did away with what is no arithmetic."""
    rules: dict[str, None] = {}
    for part in (part for formula in claim.formulas for part in walk(formula)):
        if isinstance(part, LimitOf):
            rules["limits"] = None
        elif isinstance(part, App) and part.op == "diff":
            rules["derivatives"] = None
        elif isinstance(part, App) and part.op in _GERMS and any(_smooth(inner) for inner in walk(part.args[0])):
            rules["expansions in series"] = None
    return list(rules)


def _smooth(term: Term) -> bool:
    if isinstance(term, App) and term.op == "^":
        exponent = term.args[1]
        return not (isinstance(exponent, Num) and exponent.value.denominator == 1)
    return isinstance(term, SumOf) or (isinstance(term, App) and term.op in ("exp", "log", "sqrt"))


def holes_of(normalized: Normalized, used: Sequence[int]) -> list[str]:
    """What a proof from these assertions leans on that the kernel does not prove."""
    if normalized.exact:
        return []
    lemmas = [normalized.lemmas[index] for index in used if index in normalized.lemmas]
    return [" ".join((lemma.name, *lemma.arguments)) for lemma in lemmas] or [_TRANSLATED]
