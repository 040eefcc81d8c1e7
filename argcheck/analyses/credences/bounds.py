"""The least and the greatest probability of an event over all distributions with given marginals.

A linear program over the possible truth assignments, solved exactly. Each end comes with a distribution that attains
it and with an inequality that holds in every possible case and shows that none goes beyond; both are checked here,
apart from how they were found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from itertools import combinations

from argcheck.analyses.credences.result import Blame, Bound, Certificate, Interval, Share, Truths
from argcheck.analyses.credences.simplex import Column, Optimum, minimise

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
    return turned(found)


def turned(bound: Bound) -> Bound:
    """A bound on the probability that the claim is false as one on that of the claim."""
    reason = bound.certificate
    other = Certificate(1 - reason.constant, tuple(-each for each in reason.multipliers))
    return Bound(1 - bound.value, bound.attained, bound.distribution, other)


def coherent(cases: Collection[Truths], credences: Sequence[Interval | None]) -> tuple[Share, ...] | None:
    """A distribution over the cases with the credences (None: any), or None if there is none."""
    ordered = sorted(cases, reverse=True)
    columns, right = program_of(ordered, credences)
    optimum = minimise(columns, [0] * len(columns), right)
    if optimum is None:
        return None
    return tuple(
        Share(ordered[name], weight) for name, weight in sorted(optimum.weights.items()) if name < len(ordered)
    )


Consistent = Callable[[Sequence[Interval | None]], tuple[Share, ...] | None]
"""A distribution with the credences (None: any), or None if there is none."""


def blamed(consistent: Consistent, credences: Sequence[Interval], names: Sequence[str]) -> Blame:
    """A smallest set of credences that no distribution has, when there is none for all of them."""
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
                return Blame(
                    tuple(names[i] for i in sorted(_minimal(consistent, credences, everything))), smallest=False
                )
            shares = consistent([each if i in chosen else None for i, each in enumerate(credences)])
            if shares is None:
                return Blame(tuple(names[i] for i in group), smallest=True)
            # whatever else this distribution happens to meet needs no trial
            met = (i for i, (least, most) in enumerate(credences) if least <= _mass(shares, i) <= most)
            fine.append(chosen | frozenset(met))
    raise ValueError("a distribution has these credences")


def _minimal(consistent: Consistent, credences: Sequence[Interval], group: frozenset[int]) -> frozenset[int]:
    for i in sorted(group):
        fewer = group - {i}
        if consistent([each if j in fewer else None for j, each in enumerate(credences)]) is None:
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
    columns, right = program_of(ordered, credences)
    costs = [int(case[-1] is claimed) for case in ordered] + [0] * (len(columns) - len(ordered))
    optimum = minimise(columns, costs, right)
    if optimum is None:
        return None
    return bound_of(optimum, ordered, credences, claimed)


def bound_of(optimum: Optimum, cases: Sequence[Truths], credences: Sequence[Interval], claimed: bool) -> Bound:
    """An optimum over the cases, which are the first columns, as a bound that has been checked."""
    weights = sorted(optimum.weights.items())
    shares = tuple(Share(cases[name], weight) for name, weight in weights if name < len(cases))
    certificate = Certificate(optimum.prices[0], tuple(by_premise(optimum.prices, credences)))
    bound = Bound(optimum.value, True, shares, certificate)
    _check(bound, cases, credences, claimed=claimed)
    return bound


def by_premise(prices: Sequence[Fraction], credences: Sequence[Interval | None]) -> list[Fraction]:
    """The prices of a program's rows but the first, those of one premise together."""
    found = [_NO] * len(credences)
    for price, row in zip(prices[1:], _rows(credences), strict=True):
        found[row[0]] += price
    return found


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


def column_of(case: Truths, credences: Sequence[Interval | None]) -> Column:
    """The column of a case: 1 in the first row and in those of the premises that are true."""
    return ((0, 1), *((number, 1) for number, (index, _, _) in enumerate(_rows(credences), 1) if case[index]))


def program_of(cases: Sequence[Truths], credences: Sequence[Interval | None]) -> tuple[list[Column], list[Fraction]]:
    """The columns of the cases, those of the slacks, and the right side."""
    rows = _rows(credences)
    columns = [column_of(case, credences) for case in cases]
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
