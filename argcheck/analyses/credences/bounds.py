"""The least and the greatest probability of an event over all distributions with given marginals.

A linear program over the possible truth assignments, solved exactly. Each end comes with a distribution that attains
it and with an inequality that holds in every possible case and shows that none goes beyond; both are checked here,
apart from how they were found.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import combinations

from argcheck.analyses.credences.result import Blame, Bound, Certificate, Interval, Share, Truths
from argcheck.analyses.credences.simplex import Column, minimise

_MOST_TRIED = 400
_NO, _YES = Fraction(0), Fraction(1)


def lowest(cases: Collection[Truths], known: Collection[Truths], credences: Sequence[Interval]) -> Bound | None:
    """The least probability of the claim, the last of the truths; None if no distribution over the cases has the
    credences. It counts as attained if a distribution over the `known` cases has it."""
    return _bound(cases, known, credences, claimed=True)


def highest(cases: Collection[Truths], known: Collection[Truths], credences: Sequence[Interval]) -> Bound | None:
    """The greatest probability of the claim, as `lowest`."""
    found = _bound(cases, known, credences, claimed=False)
    if found is None:
        return None
    turned = Certificate(1 - found.certificate.constant, tuple(-each for each in found.certificate.multipliers))
    return Bound(1 - found.value, found.attained, found.distribution, turned)


def coherent(cases: Collection[Truths], credences: Sequence[Interval | None]) -> tuple[Share, ...] | None:
    """A distribution over the cases with the credences (None: any), or None if there is none."""
    ordered = sorted(cases, reverse=True)
    columns, right = _program(ordered, credences)
    optimum = minimise(columns, [0] * len(columns), right)
    if optimum is None:
        return None
    return tuple(
        Share(ordered[name], weight) for name, weight in sorted(optimum.weights.items()) if name < len(ordered)
    )


def blamed(cases: Collection[Truths], credences: Sequence[Interval], names: Sequence[str]) -> Blame:
    """A smallest set of credences that no distribution over the cases has, when there is none for all of them."""
    everything = frozenset(range(len(credences)))
    fine: list[frozenset[int]] = []
    tried = 0
    for size in range(len(credences) + 1):
        for group in combinations(range(len(credences)), size):
            chosen = frozenset(group)
            if any(chosen <= other for other in fine):
                continue
            tried += 1
            if tried > _MOST_TRIED:
                return Blame(tuple(names[i] for i in sorted(_minimal(cases, credences, everything))), smallest=False)
            shares = coherent(cases, [each if i in chosen else None for i, each in enumerate(credences)])
            if shares is None:
                return Blame(tuple(names[i] for i in group), smallest=True)
            # whatever else this distribution happens to meet needs no trial
            met = (i for i, (least, most) in enumerate(credences) if least <= _mass(shares, i) <= most)
            fine.append(chosen | frozenset(met))
    raise ValueError("a distribution has these credences")


def _minimal(cases: Collection[Truths], credences: Sequence[Interval], group: frozenset[int]) -> frozenset[int]:
    for i in sorted(group):
        fewer = group - {i}
        if coherent(cases, [each if j in fewer else None for j, each in enumerate(credences)]) is None:
            group = fewer
    return group


def _mass(shares: Sequence[Share], index: int) -> Fraction:
    return sum((share.probability for share in shares if share.truths[index]), _NO)


def _bound(
    cases: Collection[Truths], known: Collection[Truths], credences: Sequence[Interval], *, claimed: bool
) -> Bound | None:
    found = _least(cases, credences, claimed=claimed)
    if found is None or all(share.truths in known for share in found.distribution):
        return found
    again = _least(known, credences, claimed=claimed)
    if again is not None and again.value == found.value:
        return Bound(found.value, True, again.distribution, found.certificate)
    return Bound(found.value, False, found.distribution, found.certificate)


def _least(cases: Collection[Truths], credences: Sequence[Interval], *, claimed: bool) -> Bound | None:
    """The least probability that the claim is `claimed`."""
    ordered = sorted(_cheapest(cases, claimed), reverse=True)
    columns, right = _program(ordered, credences)
    costs = [int(case[-1] is claimed) for case in ordered] + [0] * (len(columns) - len(ordered))
    optimum = minimise(columns, costs, right)
    if optimum is None:
        return None
    prices = [_NO] * len(credences)
    for price, row in zip(optimum.prices[1:], _rows(credences), strict=True):
        prices[row[0]] += price
    weights = sorted(optimum.weights.items())
    shares = tuple(Share(ordered[name], weight) for name, weight in weights if name < len(ordered))
    bound = Bound(optimum.value, True, shares, Certificate(optimum.prices[0], tuple(prices)))
    _check(bound, cases, credences, claimed=claimed)
    return bound


def _cheapest(cases: Collection[Truths], claimed: bool) -> Collection[Truths]:
    """Without the cases that another makes needless: the same but for a claim that is cheaper."""
    present = frozenset(cases)
    return [case for case in present if case[-1] is not claimed or (*case[:-1], not claimed) not in present]


def _rows(credences: Sequence[Interval | None]) -> list[tuple[int, Fraction, int]]:
    """(premise, its probability, sign of the slack): one row for a number, one for each end of a range."""
    rows: list[tuple[int, Fraction, int]] = []
    for index, credence in enumerate(credences):
        if credence is None:
            continue
        least, most = credence
        if least == most:
            rows.append((index, least, 0))
        else:
            rows += [(index, least, -1)] * (least > 0) + [(index, most, 1)] * (most < 1)
    return rows


def _program(cases: Sequence[Truths], credences: Sequence[Interval | None]) -> tuple[list[Column], list[Fraction]]:
    rows = _rows(credences)
    columns: list[Column] = [
        ((0, 1), *((number, 1) for number, (index, _, _) in enumerate(rows, 1) if case[index])) for case in cases
    ]
    columns += [((number, sign),) for number, (_, _, sign) in enumerate(rows, 1) if sign]
    return columns, [_YES, *(level for _, level, _ in rows)]


def _promised(reason: Certificate, case: Truths) -> Fraction:
    return sum((m for m, true in zip(reason.multipliers, case[:-1], strict=True) if true), reason.constant)


def _check(bound: Bound, cases: Collection[Truths], credences: Sequence[Interval], *, claimed: bool) -> None:
    """Raises RuntimeError unless the distribution attains the value and the inequality rules out any lower one."""
    shares, reason = bound.distribution, bound.certificate
    attained = sum((share.probability for share in shares if share.truths[-1] is claimed), _NO)
    proper = sum((share.probability for share in shares), _NO) == 1 and all(share.probability > 0 for share in shares)
    met = all(least <= _mass(shares, index) <= most for index, (least, most) in enumerate(credences))
    implied = reason.constant + sum(
        (
            each * (least if each > 0 else most)
            for each, (least, most) in zip(reason.multipliers, credences, strict=True)
        ),
        _NO,
    )
    holds = all(int(case[-1] is claimed) >= _promised(reason, case) for case in cases)
    if not (proper and met and holds and attained == implied == bound.value):
        raise RuntimeError("a bound on a probability failed its check")
