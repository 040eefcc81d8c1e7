"""Steps that are to hold for all values of some quantities and for some of others: the order, and the proof."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

from argcheck import api
from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.regions import Limits, Partition, RegionError
from argcheck.analyses.regions.certificate import certificates, kernel_judge
from argcheck.analyses.regions.regions import step_regions
from argcheck.analyses.regions.request import Request, Which, axis_of
from argcheck.analyses.verification import Standing
from argcheck.cli.main import main
from argcheck.kernel.data import Refused
from argcheck.reports.certificates import regions_file
from tests.analyses.region_problems import argument_of, places_of, question_of, searcher

F = Fraction
ALL, SOME = get_args(Which)
DECLARED = "quantity x : real in [0, 1]\nquantity a, b : real in [0, 1]\nquantity n : integer in [1, 9]"
A, B, N = "a", "b", "n"

# goal, quantifiers, the least and the greatest value of x for which it is so
TABLE = [
    ("x > a/2", [(ALL, A)], F(1, 2), F(1)),
    ("x > a/2 + 1/4", [(SOME, A)], F(1, 4), F(1)),
    ("a*(1 - a) < x", [(ALL, A)], F(1, 4), F(1)),
    ("(a - b)^2 < x - 1/4", [(ALL, A), (SOME, B)], F(1, 4), F(1)),
    ("(a - b)^2 < x", [(SOME, B), (ALL, A)], F(1, 4), F(1)),
    ("n*x > 1 + a", [(ALL, A), (SOME, N)], F(2, 9), F(1)),
    ("n*x > 1 + a", [(SOME, A), (ALL, N)], F(1), F(1)),
    ("n*x > 3/2 - a", [(SOME, N), (ALL, A)], F(1, 6), F(1)),
]


def asked_of(quantifiers: list[tuple[Which, str]], boxes: int = 4_000) -> Request:
    quantified = tuple((which, axis_of(name)) for which, name in quantifiers)
    return Request((axis_of("x"),), quantified=quantified, limits=Limits(F(94, 100), boxes, 60))


def case_of(declared: str, goal: str, request: Request, *sources: str) -> Partition:
    with searcher() as found:
        (case,) = step_regions(argument_of(declared, goal, *sources), "s", found, request).cases
    return case


@pytest.mark.parametrize(("goal", "quantifiers", "low", "high"), TABLE)
def test_what_is_certified_is_where_it_is_so(
    goal: str, quantifiers: list[tuple[Which, str]], low: Fraction, high: Fraction
) -> None:
    request = asked_of(quantifiers)
    case = case_of(DECLARED, goal, request)
    assert case.certified >= F(94, 100)
    assert case.share("holds")[0] <= high - low <= case.share("holds")[1]
    for box in case.cells["holds"]:
        assert low <= box.ends[0][0] and box.ends[0][1] <= high
    for box in case.cells["fails"]:
        assert box.ends[0][1] <= low or box.ends[0][0] >= high
    judge = kernel_judge(question_of((DECLARED, goal), request))
    for kind in ("holds", "fails"):
        for index in range(len(case.cells[kind])):  # type: ignore[index]
            judge.check(kind, places_of(case.cells[kind], index))  # type: ignore[index]


# claims with quantifiers of their own, the least and the greatest value of x for which they are so, and what is opened
CLAIMS = [
    ("forall z : real in [0, 1]: x > z/2", F(1, 2), F(1), [("z", ALL)]),
    ("exists z : real in [0, 1]: x > z/2 + 1/4", F(1, 4), F(1), [("z", SOME)]),
    ("exists z : real: z >= 0 and z <= 1 and z^2 - z + x < 0", F(0), F(1, 4), [("z", SOME)]),
    ("forall z : real in [0, 1]: exists k : integer in [1, 9]: k*x > 1 + z", F(2, 9), F(1), [("z", ALL), ("k", SOME)]),
    ("forall z : real: z > 0 and z <= x and z <= 1 implies z <= 1/2", F(0), F(1, 2), [("z", ALL)]),
    ("not (exists z : real in [0, 1]: z/2 > x)", F(1, 2), F(1), [("z", ALL)]),
    ("not (forall z : real in [0, 1]: z/2 > x - 1/4)", F(1, 4), F(1), [("z", SOME)]),
    # the end does not belong to it
    ("exists z : real: z > 0 and z <= 1 and z <= x - 1/2 and z < 2", F(1, 2), F(1), [("z", SOME)]),
]


@pytest.mark.parametrize(("goal", "low", "high", "opened"), CLAIMS)
def test_a_claim_that_has_the_quantifier_itself(
    goal: str, low: Fraction, high: Fraction, opened: list[tuple[str, Which]]
) -> None:
    request = asked_of([])
    case = case_of(DECLARED, goal, request)
    assert list(case.quantified) == opened and case.certified >= F(94, 100)
    assert case.share("holds")[0] <= high - low <= case.share("holds")[1]
    for kind, inside in (("holds", True), ("fails", False)):
        for box in case.cells[kind]:  # type: ignore[index]
            first, last = box.ends[0]
            assert (low <= first and last <= high) if inside else (last <= low or first >= high)
    judge = kernel_judge(question_of((DECLARED, goal), request))
    for index in range(len(case.cells["fails"])):
        judge.check("fails", places_of(case.cells["fails"], index))


def test_an_end_that_does_not_belong_to_the_range_decides_nothing() -> None:
    for goal, kind in (
        ("exists z : real: z > 0 and z <= 1 and z <= 0*x", "fails"),
        ("forall z : real: z > 0 and z <= 1 implies z + 0*x > 0", "holds"),
    ):
        judge = kernel_judge(question_of((DECLARED, goal), asked_of([])))
        with pytest.raises(Refused):
            judge.check("holds" if kind == "fails" else "fails", ((0, 1 << 48),))


def test_a_quantifier_without_numbers_as_bounds_gets_a_hint() -> None:
    with pytest.raises(RegionError, match="--some z=0"):
        case_of(DECLARED, "exists z : real: z > x", asked_of([]))


def test_premises_that_cut_what_is_ranged_over() -> None:
    declared = f"{DECLARED}\npremise cut : a + x <= 5/4"
    case = case_of(declared, "a < 3/4", asked_of([(ALL, A)]), "cut")
    # above x = 1/2 the premise leaves no a of 3/4 or more
    assert case.share("holds")[0] <= F(1, 2) <= case.share("holds")[1]
    assert not case.shares["contradict"]


def test_a_wrong_claim_about_all_or_some_values_is_refused() -> None:
    whole = ((0, 1 << 48),)
    for goal, quantifiers, _, _ in (TABLE[0], TABLE[1], TABLE[4]):
        judge = kernel_judge(question_of((DECLARED, goal), asked_of(quantifiers)))
        for kind in ("holds", "contradict"):
            with pytest.raises(Refused):
                judge.check(kind, whole)


def test_certificates_are_verified_and_another_order_is_noticed(tmp_path: Path) -> None:
    source = tmp_path / "order.arg"
    source.write_text(f'argument "Order"\n{DECLARED}\nstep s\n  infer (a - b)^2 < x\n', encoding="utf-8")
    argument = api.load(source)
    request = asked_of([(SOME, B), (ALL, A)])
    with searching(CheckOptions()) as found:
        report = step_regions(argument, "s", found, request)
        text = regions_file(argument.path, argument.text, certificates(argument, report, request, found), tmp_path)
    path = tmp_path / "order.json"
    path.write_text(text, encoding="utf-8")
    assert api.verify(path).verified
    one, other = '"values":"some"', '"values":"all"'
    assert one in text and other in text
    path.write_text(text.replace(one, "?").replace(other, one).replace("?", other), encoding="utf-8")
    (standing,) = api.verify(path).steps
    assert standing.standing is Standing.REJECTED


def test_a_certificate_of_a_claim_with_quantifiers_is_verified(tmp_path: Path) -> None:
    source, path = tmp_path / "own.arg", tmp_path / "own.json"
    goal = "exists z : real in [0, 1]: (a - z)^2 < x - 1/8"
    source.write_text(f'argument "Own"\n{DECLARED}\nstep s\n  infer {goal}\n', encoding="utf-8")
    options = ["--forall", "a", "--boxes", "400", "--no-map", "-q", "-k", str(path)]
    assert main(["regions", str(source), "s", "--x", "x", *options]) == 0
    assert api.verify(path).verified
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"values":"some"', '"values":"all"'), encoding="utf-8")
    assert not api.verify(path).verified


def test_the_order_of_the_options_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "order.arg"
    source.write_text(f'argument "Order"\n{DECLARED}\nstep s\n  infer (a - b)^2 < x\n', encoding="utf-8")
    said = []
    for order in (["--forall", "a", "--some", "b"], ["--some=b", "-f", "a"]):
        main(["regions", str(source), "s", "--x", "x=0..1/5", *order, "--no-map", "-q", "--boxes", "400"])
        said.append(capsys.readouterr().out)
    assert said[0].index("for all values of a") < said[0].index("for some value of b")
    assert said[1].index("for some value of b") < said[1].index("for all values of a")
    assert "fails in 100 % of the box" in said[1] and "fails in 100 %" not in said[0]
