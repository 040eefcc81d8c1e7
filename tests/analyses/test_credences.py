"""How probable a conclusion is, from the text of an argument."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from argcheck.analyses.credences import CredenceCase, CredenceError, Interval, credence_bounds
from argcheck.model.verdict import Evidence
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import loaded

F = Fraction


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(400_000, 3.0))


def cases_of(searcher: Searcher, text: str, name: str = "c", **credences: Interval) -> tuple[CredenceCase, ...]:
    argument = loaded(f'argument "t"\nproposition p, q, r\nquantity x, y : real\n{text}\n')
    assert argument is not None
    return credence_bounds(argument, name, searcher, credences=credences).cases


def one(searcher: Searcher, text: str, **credences: Interval) -> CredenceCase:
    (case,) = cases_of(searcher, text, **credences)
    return case


def ends(case: CredenceCase) -> tuple[str, str]:
    assert case.lower is not None and case.upper is not None, case
    return str(case.lower.value), str(case.upper.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "premise a credence 0.6 : p\npremise b credence 0.7 : q\nconclusion c from a, b infer p and q",
            ("3/10", "3/5"),
        ),
        ("premise a credence 0.6 : p\npremise b credence 0.7 : q\nconclusion c from a, b infer p or q", ("7/10", "1")),
        # modus ponens: from p + r - 1 to r
        (
            "premise a credence 0.6 : p\npremise b credence 0.7 : p implies q\nconclusion c from a, b infer q",
            ("3/10", "7/10"),
        ),
        # modus tollens, hypothetical syllogism
        (
            "premise a credence 0.9 : not q\npremise b credence 0.8 : p implies q\nconclusion c from a, b infer not p",
            ("7/10", "4/5"),
        ),
        (
            "premise a credence 0.9 : p implies q\npremise b credence 0.8 : q implies r\n"
            "conclusion c from a, b infer p implies r",
            ("7/10", "1"),
        ),
        # a premise without a credence is certain; one that is not used does not count
        (
            "premise a : p\npremise b credence 0.7 : q\npremise z credence 0.1 : r\n"
            "conclusion c from a, b infer p and q",
            ("7/10", "7/10"),
        ),
        # the conclusion need not follow
        ("premise a credence 0.6 : p\nconclusion c from a infer q", ("0", "1")),
        ("premise a credence 0.6 : p\nconclusion c from a infer not p", ("2/5", "2/5")),
        ("premise a credence 0.6 .. 0.8 : p\nconclusion c from a infer p or not p", ("1", "1")),
        ("conclusion c infer p", ("0", "1")),
        # numbers: the premises' meaning decides which cases there are
        (
            "premise a credence 0.6 : x > 1\npremise b credence 0.9 : y > x\nconclusion c from a, b infer y > 1",
            ("1/2", "1"),
        ),
        (
            "premise a credence 0.6 : x > 1\npremise b credence 0.3 : x < 0\nconclusion c from a, b infer x > 0",
            ("3/5", "7/10"),
        ),
        # a supposition is part of the claim
        ("premise a credence 0.6 : x > 1\nconclusion c from a given y > 1 infer x*y > 1", ("3/5", "1")),
    ],
)
def test_textbook_bounds(searcher: Searcher, text: str, expected: tuple[str, str]) -> None:
    case = one(searcher, text)
    assert ends(case) == expected
    assert case.tight


def test_adams(searcher: Searcher) -> None:
    """The uncertainty of what follows is at most the sum of the premises' uncertainties, and here just that."""
    text = "".join(f"proposition p{i}\npremise a{i} credence 0.9 : p{i}\n" for i in range(6))
    names = [f"a{i}" for i in range(6)]
    conjunction = " and ".join(f"p{i}" for i in range(6))
    case = one(searcher, f"{text}conclusion c from {', '.join(names)} infer {conjunction}")
    assert case.follows and case.adams == F(2, 5)
    assert ends(case) == ("2/5", "9/10")
    assert case.independent == (F(9, 10) ** 6, F(9, 10) ** 6)
    assert case.evidence is Evidence.EXACT


def test_which_premise_moves_the_bound(searcher: Searcher) -> None:
    case = one(searcher, "premise a credence 0.6 : p\npremise b credence 0.9 : q\nconclusion c from a, b infer p and q")
    a, b = case.influences
    assert (a.name, a.lower_slope, a.if_true, a.if_false) == ("a", 1, (F(9, 10), F(9, 10)), (0, 0))
    assert b.if_true == (F(3, 5), F(3, 5))


def test_steps_between_are_not_premises(searcher: Searcher) -> None:
    start = "premise a credence 0.6 : p\npremise b credence 0.7 : p implies q\nstep s from a"
    assert ends(one(searcher, f"{start} infer p or r\nconclusion c from s, b infer q")) == ("3/10", "7/10")
    # a step that does not follow lends nothing to what rests on it
    assert ends(one(searcher, f"{start} infer r\nconclusion c from s infer r")) == ("0", "1")
    rated = one(searcher, f"{start} infer r\nconclusion c from s infer r", s=(F(1, 2), F(3, 4)))
    assert ends(rated) == ("1/2", "3/4")
    assert [each.name for each in rated.premises] == ["s"]


def test_a_lemma_helps_to_exclude_cases(searcher: Searcher) -> None:
    text = """premise a credence 0.8 : x > 2
premise b credence 0.9 : y = x^2
step square from a infer x^2 > 4
conclusion c from square, b infer y > 4"""
    assert ends(one(searcher, text)) == ("7/10", "1")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("premise a credence 0.6 : p\npremise b credence 0.7 : not p\npremise d credence 0.5 : q", ("a", "b")),
        # what is taken as certain is to blame too
        ("premise a : x > 0\npremise b credence 0.5 : x < 0\npremise d credence 0.5 : y > 0", ("a", "b")),
        (
            "premise a credence 0.9 : p\npremise b credence 0.9 : p implies q\npremise d credence 0.5 : not q",
            ("a", "b", "d"),
        ),
        ("premise a credence 0.5 : x > x\npremise b credence 0.7 : p\npremise d credence 0.5 : q", ("a",)),
    ],
)
def test_incoherent_credences_are_blamed(searcher: Searcher, text: str, names: tuple[str, ...]) -> None:
    case = one(searcher, f"{text}\nconclusion c from a, b, d infer q")
    assert case.lower is None and case.upper is None
    assert case.blame is not None and case.blame.names == names and case.blame.smallest


def test_independence_is_refused_where_premises_bear_on_one_another(searcher: Searcher) -> None:
    case = one(
        searcher, "premise a credence 0.5 : x > 1\npremise b credence 0.7 : x > 0\nconclusion c from a, b infer x > 0"
    )
    assert case.independent is None
    assert case.dependent_because == "a and not b"


def test_what_has_no_value_gets_no_probability(searcher: Searcher) -> None:
    case = one(searcher, "premise a credence 0.5 : y > 0\nconclusion c from a infer y/x > 0 or x <= 0")
    assert case.lower is None and "division by zero" in case.reason


def test_division_that_only_a_premise_allows(searcher: Searcher) -> None:
    case = one(
        searcher, "premise a credence 0.9 : x > 0\npremise b credence 0.7 : y/x > 1\nconclusion c from a, b infer y > 0"
    )
    assert ends(case) == ("3/5", "1")


def test_each_reading_has_its_own_bounds(searcher: Searcher) -> None:
    text = """readings sense
  reading narrow
    define claim = x > 2
  reading wide
    define claim = x > 0
premise a credence 0.8 : x > 1
premise b credence 0.3 : x > 3
conclusion c from a, b infer claim"""
    narrow, wide = cases_of(searcher, text)
    assert (narrow.reading, ends(narrow)) == ((("sense", "narrow"),), ("3/10", "4/5"))
    assert (wide.reading, ends(wide)) == ((("sense", "wide"),), ("4/5", "1"))


def test_what_cannot_be_decided_stays_possible() -> None:
    with default_portfolio() as portfolio:
        hopeless = Searcher(portfolio, Budget(1, 0.01))
        text = "premise a credence 0.9 : x^3 + y^3 = 2\nconclusion c from a infer x^2*y^2*(x^2 + y^2) <= x^6 + y^6 + 5"
        case = one(hopeless, text)
    lower, upper = ends(case)
    assert F(lower) <= F(9, 10) and upper == "1"


@pytest.mark.parametrize(
    ("credences", "message"),
    [
        ({"aa": (F(1), F(1))}, "did you mean `a`?"),
        ({"a": (F(1), F(2))}, "is not between 0 and 1"),
        ({"a": (F(1), F(0))}, "wrong way round"),
        ({"c": (F(1), F(1))}, "is the conclusion"),
    ],
)
def test_credences_that_cannot_be_used(searcher: Searcher, credences: dict[str, Interval], message: str) -> None:
    with pytest.raises(CredenceError, match=message.replace("?", r"\?")):
        one(searcher, "premise a : p\nconclusion c from a infer p", **credences)


def test_too_many_premises_are_refused(searcher: Searcher) -> None:
    text = "".join(f"premise a{i} credence 0.9 : x > {i}\n" for i in range(41))
    names = ", ".join(f"a{i}" for i in range(41))
    with pytest.raises(CredenceError, match="41 uncertain premises"):
        one(searcher, f"{text}conclusion c from {names} infer x > 0")


def test_a_preface(searcher: Searcher) -> None:
    """Sixteen statements, each with credence 0.95: all of them together may be as improbable as 0.2 (Adams)."""
    text = "".join(f"proposition s{i}\npremise a{i} credence 0.95 : s{i}\n" for i in range(16))
    names = ", ".join(f"a{i}" for i in range(16))
    argument = loaded(
        f'argument "t"\n{text}conclusion c from {names} infer {" and ".join(f"s{i}" for i in range(16))}\n'
    )
    assert argument is not None
    (case,) = credence_bounds(argument, "c", searcher, influences=False).cases
    assert ends(case) == ("1/5", "19/20")
    assert case.adams == F(1, 5)
    assert case.tight
    assert not case.all_told
    assert case.left_out == (
        "what follows if the premises are independent: told only up to 12 uncertain premises, and here there are 16"
    )


@pytest.mark.parametrize(
    ("premises", "goal"),
    [
        (("x > 1", "x > 2", "y > x", "x + y > 4"), "x + y > 3"),
        (("x*y > 1", "x > y", "x < 2", "y > 3"), "x > 1/2"),
        (("x > 0", "x < 0", "y = x", "x*x > 1"), "y > 0"),
        (("p", "not p or q", "q implies x > 1", "x > 0"), "x > 1 and p"),
    ],
)
@pytest.mark.parametrize("credence", ["0.9", "0.3..0.6", "0.5"])
def test_cases_that_are_found_as_they_are_needed_give_the_same_bounds(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, premises: tuple[str, ...], goal: str, credence: str
) -> None:
    text = "".join(f"premise a{i} credence {credence} : {premise}\n" for i, premise in enumerate(premises))
    text += f"conclusion c from {', '.join(f'a{i}' for i in range(len(premises)))} infer {goal}"
    whole = one(searcher, text)
    monkeypatch.setattr("argcheck.analyses.credences.credence._FEW", 0)
    growing = one(searcher, text)
    assert (whole.all_told, growing.all_told) == (True, False)
    assert (whole.lower is None) == (growing.lower is None)
    if whole.lower is not None:
        assert ends(growing) == ends(whole)
        assert (growing.tight, growing.follows, growing.adams) == (whole.tight, whole.follows, whole.adams)
        moved = [[(each.name, each.if_true, each.if_false) for each in case.influences] for case in (whole, growing)]
        assert moved[0] == moved[1]
    else:
        assert whole.blame is not None and growing.blame is not None
        assert len(whole.blame.names) == len(growing.blame.names)


def test_a_chain_of_comparisons_has_few_cases(searcher: Searcher) -> None:
    """Of 2^9 cases 9 are possible: the rest is excluded by its parts."""
    text = "".join(f"premise a{i} credence 0.{9 - i} : x > {i}\n" for i in range(1, 9))
    names = ", ".join(f"a{i}" for i in range(1, 9))
    case = one(searcher, f"{text}conclusion c from {names} infer x > 4")
    assert ends(case) == ("1/2", "1/2")
    assert (case.possible, case.excluded) == (9, 2**9 - 9)
