"""Rules of choice against a direct computation on random tables, and where the rules part."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from argcheck.analyses.check import CheckOptions, check_argument, searching
from argcheck.analyses.decisions.parting import RuleTable, rule_table
from argcheck.language.parse import parse
from argcheck.logic.evaluate import evaluate
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate
from tests.oracle_of_rules import Rows, beats, chooses

RULES = (
    "expected_utility",
    "maximin",
    "maximax",
    "minimax_regret",
    "hurwicz",
    "dominance",
    "strict_dominance",
)
THIRD = Fraction(1, 3)


def argument(text: str) -> Argument:
    elaborated = elaborate(parse(text, "test.arg"))
    assert elaborated.argument is not None, elaborated.diagnostics
    return elaborated.argument


def written(rule: str) -> str:
    return "hurwicz(1/3)" if rule == "hurwicz" else rule


def decision(rows: Rows, chances: Rows) -> str:
    """The table as a decision, with probabilities that depend on the act."""
    states = range(len(rows[0]))
    lines = ['argument "A table"', "decision d"]
    for state in states:
        given = ", ".join(f"{chances[option][state]} given o{option}" for option in range(len(rows)))
        lines.append(f"  state s{state} : {given}")
    for option, row in enumerate(rows):
        lines.append(f"  option o{option} : " + ", ".join(f"{row[state]} in s{state}" for state in states))
    return "\n".join(lines) + "\n"


def table(random: Random) -> tuple[Rows, Rows]:
    """Few distinct payoffs, so that ties are frequent."""
    options, states = random.randint(2, 4), random.randint(1, 4)
    rows = [[Fraction(random.randint(-3, 3), random.choice((1, 1, 2))) for _ in range(states)] for _ in range(options)]
    chances = []
    for _ in range(options):
        weights = [random.randint(0, 3) for _ in range(states)]
        weights[random.randrange(states)] += 1
        chances.append([Fraction(weight, sum(weights)) for weight in weights])
    return rows, chances


@pytest.mark.parametrize("seed", range(60))
def test_every_rule_agrees_with_a_direct_computation(seed: int) -> None:
    rows, chances = table(Random(seed))
    steps, expected = [], []
    for rule in RULES:
        for option in range(len(rows)):
            steps.append(f"step a{len(steps)}\n  infer d chooses o{option} under {written(rule)}")
            expected.append(chooses(rule, option, rows, chances, THIRD))
        for one, other in ((0, 1), (1, 0)):
            steps.append(f"step a{len(steps)}\n  infer d prefers o{one} to o{other} under {written(rule)}")
            expected.append(beats(rule, one, other, rows, chances, THIRD))
    parsed = argument(decision(rows, chances) + "\n".join(steps))
    found = [evaluate(step.inferences[0].goal, {}) for step in parsed.steps]
    assert found == expected


@pytest.mark.parametrize("seed", range(3))
def test_verdicts_agree_with_a_direct_computation(seed: int) -> None:
    rows, chances = table(Random(1000 + seed))
    steps = [f"step a{n}\n  infer d chooses o0 under {written(rule)}" for n, rule in enumerate(RULES)]
    report = check_argument(argument(decision(rows, chances) + "\n".join(steps)))
    assert [str(step.verdict) for step in report.steps] == [
        "valid" if chooses(rule, 0, rows, chances, THIRD) else "refuted" for rule in RULES
    ]


SYMBOLIC = """argument "Two acts"
quantity p : probability
quantity a, b, c, d : real
decision any
  state one : p
  state other : 1 - p
  option left : a in one, b in other
  option right : c in one, d in other
"""


def parted(text: str, name: str, option: str, variable: str | None = None) -> RuleTable:
    with searching(CheckOptions()) as searcher:
        found = rule_table(argument(text), name, option, searcher, variable=variable)
    assert found is not None
    return found


def test_where_rules_part_the_direct_computation_says_the_same() -> None:
    found = parted(SYMBOLIC, "any", "left")
    assert found.verified and not found.open_pairs and not found.agreeing
    separated = set()
    for split in found.splits:
        at = {name: Fraction(value) for name, value in split.point}
        rows = [[at["a"], at["b"]], [at["c"], at["d"]]]
        chances = [[at["p"], 1 - at["p"]]] * 2
        assert {rule: rule in split.choosing for rule in RULES} == {
            rule: chooses(rule, 0, rows, chances, at["optimism"]) for rule in RULES
        }
        separated |= {(one, other) for one in split.choosing for other in split.refusing}
    # of two options, one that dominates is never regretted
    implied = {("strict_dominance", rule) for rule in RULES} | {("dominance", "minimax_regret")}
    assert separated == {(x, y) for x in RULES for y in RULES if x != y} - implied


def test_conditions_are_as_an_author_would_write_them() -> None:
    text = """argument "A ban"
quantity p : real in (0, 1)
quantity harm, good : real > 0
decision policy
  state harmful : p
  state harmless : 1 - p
  option ban : 0
  option allow : -harm in harmful, good in harmless
"""
    found = parted(text, "policy", "ban", "p")
    assert {row.rule: row.condition for row in found.rows} == {
        "expected_utility": "p > good/(harm + good)",
        "maximin": "true",
        "maximax": "false",
        "minimax_regret": "harm > good",
        "hurwicz(optimism)": "(1 - optimism)*harm > optimism*good",
        "dominance": "false",
        "strict_dominance": "false",
    }
    assert ("dominance", "strict_dominance") in found.agreeing


def test_without_probabilities_expected_utility_has_no_row() -> None:
    text = SYMBOLIC.replace("one : p", "one").replace("other : 1 - p", "other")
    found = parted(text, "any", "right")
    assert "expected_utility" not in [row.rule for row in found.rows] and found.verified


def test_a_decision_without_states_has_no_table() -> None:
    text = 'argument "Plain"\nquantity x : real\ndecision d\n  option a : x\n  option b : 0\n'
    with searching(CheckOptions()) as searcher:
        assert rule_table(argument(text), "d", "a", searcher) is None


def test_probabilities_that_do_not_add_up_stop_everything() -> None:
    text = SYMBOLIC.replace("1 - p", "p") + "step s\n  infer any chooses left or not any chooses left\n"
    report = check_argument(argument(text))
    assert [each.code for each in report.diagnostics if each.code.startswith("E")] == ["E431"]
    assert [str(step.verdict) for step in report.steps] == ["undecided"]


@pytest.mark.parametrize(
    ("written_as", "verdict"),
    [
        ("certainty_equivalent(bet.take, linear) = 5/2", "valid"),
        ("certainty_equivalent(bet.take, log) = 2", "valid"),
        ("certainty_equivalent(bet.take, sqrt) = 9/4", "valid"),
        ("certainty_equivalent(bet.leave, exponential(3)) = 2", "valid"),
        ("certainty_equivalent(bet.take, exponential(1)) < 5/2", "valid"),
        ("bet is indifferent between take and leave under log", "valid"),
        ("bet prefers take to leave under sqrt", "valid"),
        ("bet prefers leave to take under exponential(1)", "valid"),
        ("bet prefers take to leave under exponential(-1)", "valid"),
        ("utility(bet.take, minimax_regret) = -1", "valid"),
        ("utility(bet.take, hurwicz(1/3)) = 2", "valid"),
    ],
)
def test_certainty_equivalents(written_as: str, verdict: str) -> None:
    text = f"""argument "A bet"
decision bet
  state up : 1/2
  state down : 1/2
  option take : 4 in up, 1 in down
  option leave : 2
step s
  infer {written_as}
"""
    (step,) = check_argument(argument(text)).steps
    assert str(step.verdict) == verdict, step.reason
