"""The search: what is contradictory gets a certificate that the kernel accepts; what is not gets none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.certificates.effort import Effort
from argcheck.certificates.format import Certificate, written
from argcheck.certificates.proofs import Cases, Sum, leaves
from argcheck.certificates.search import certify, find_certificate
from argcheck.kernel.polynomial import Polynomial, evaluate
from argcheck.kernel.replay import Lemma, Theorem, replay
from argcheck.logic.formula import Atom, Problem, Relation
from tests.certificates.problems import problem


def budget() -> Effort:
    return Effort.of(20)


CONTRADICTORY = {
    "bounds": problem("x > 1", "x < 1".replace("x < 1", "1 > x")),
    "means": problem("2*x*y > x^2 + y^2"),
    "three squares": problem("x*y + y*z + z*x > x^2 + y^2 + z^2"),
    "cauchy": problem("a^2*c^2 + 2*a*b*c*d + b^2*d^2 > a^2*c^2 + a^2*d^2 + b^2*c^2 + b^2*d^2"),
    "products": problem("a > 0", "b > a", "c > 0", "d > c", "a*c >= b*d"),
    "a quotient": problem("q*m + q*v = m", "m > 0", "v > 0", "q >= 1"),
    "two quotients": problem("m > 0", "v > 0", "w > v", "q*m + q*v = m", "r*m + r*w = m", "r >= q"),
    "a chain of equations": problem("x = 2*y", "y = 3*z - 1", "z = x - 2", "x > 5"),
    "a reciprocal": problem("x > 0", "x*y = 1", "2 > x + y"),
    "whole numbers": problem("2*n > 1", "2 > 3*n", integers="n"),
    "no whole solution": problem("2*n + 4*m = 7", integers="n m"),
    "an inequation": problem("x != 1", "x >= 1", "1 >= x"),
    "cases": problem("x > 0 or y > 0", "0 >= x", "0 >= x + y", "x + 1 > 0", "y = 0 or 0 > y"),
    "propositions": problem("a or b", "not a or c", "not b or c", "not c"),
    "a proposition and a bound": problem("a or x > 1", "not a", "1 > x"),
    "what pins a value": problem("w >= 0", "0 >= w", "c > 0", "d*n*w >= c"),
    "nothing at all": problem("0 > 1"),
}

POSSIBLE = {
    "nothing": problem(),
    "bounds": problem("x >= 1", "1 >= x"),
    "an irrational": problem("x^2 = 2", "x > 1"),
    "an equal": problem("2*x*y >= x^2 + y^2"),
    "reals between": problem("2*n > 1", "2 > 3*n"),
    "cases": problem("x > 0 or y > 0", "0 >= x"),
    "a proposition": problem("a or b", "not a"),
}


@pytest.mark.parametrize("name", CONTRADICTORY)
def test_what_is_contradictory(name: str) -> None:
    certificate, reason = certify(CONTRADICTORY[name], budget())
    assert certificate is not None, reason
    theorem = replayed(certificate)
    assert tuple(each.formula for each in theorem.hypotheses) == CONTRADICTORY[name].assertions


@pytest.mark.parametrize("name", POSSIBLE)
def test_what_is_not(name: str) -> None:
    certificate, reason = certify(POSSIBLE[name], Effort.of(3))
    assert certificate is None and reason


def test_no_time() -> None:
    certificate, reason = certify(CONTRADICTORY["cases"], Effort.of(0))
    assert certificate is None and reason == "the effort allowed is used up"


def test_proofs_are_short() -> None:
    certificate = find_certificate(CONTRADICTORY["means"], budget())
    assert certificate is not None
    (leaf,) = leaves(certificate.proof)
    assert [(term.coefficient, term.facts) for term in leaf.terms] == [(1, (0,)), (1, ())]


def test_cases_that_are_not_needed_are_dropped() -> None:
    certificate = find_certificate(problem("a or b", "x*x > y or y > 1", "x > 0", "0 > x"), budget())
    assert certificate is not None
    assert isinstance(certificate.proof.closing, Sum)
    assert replayed(certificate).used == {2, 3}


def test_cases_that_are_needed_are_kept() -> None:
    certificate = find_certificate(problem("x > 1 or x > 2", "1 > x"), budget())
    assert certificate is not None and isinstance(certificate.proof.closing, Cases)


def test_holes_are_marked() -> None:
    lemma = Lemma("a power is positive", ("gamma", "T"))
    certificate, _ = certify(CONTRADICTORY["bounds"], budget(), "step one", holes={0: lemma})
    assert certificate is not None
    theorem = replayed(certificate)
    assert (theorem.name, theorem.holes) == ("step one", (lemma,))


def test_labels_are_kept() -> None:
    given_ = Problem(CONTRADICTORY["bounds"].assertions, labels=("premise one", "the goal denied"))
    certificate = find_certificate(given_, budget())
    assert certificate is not None
    assert [each.label for each in replayed(certificate).hypotheses] == ["premise one", "the goal denied"]


def replayed(certificate: Certificate) -> Theorem:
    (theorem,) = replay(written([certificate]))
    return theorem


small = st.integers(-3, 3)
monomials = st.sampled_from([(), (("x", 1),), (("y", 1),), (("x", 1), ("y", 1)), (("x", 2),)])
polynomials = st.dictionaries(monomials, small.filter(bool), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(polynomials, min_size=1, max_size=4), small, small, st.data())
def test_what_holds_at_a_point_is_never_refuted(given_: list[Polynomial], x: int, y: int, data: st.DataObject) -> None:
    point = {"x": x, "y": y}
    atoms: list[Atom] = []
    for polynomial in given_:
        value = evaluate(polynomial, point)
        fitting = [Relation.GE, Relation.GT] if value > 0 else [Relation.NE] if value else [Relation.EQ, Relation.GE]
        atoms.append(Atom(polynomial, data.draw(st.sampled_from(fitting))))
    for integers in (frozenset[str](), frozenset({"x", "y"})):
        assert find_certificate(Problem(tuple(atoms), integers), Effort.of(0.2)) is None
