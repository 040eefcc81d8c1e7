"""`argcheck game`, and the rules of choice in `argcheck derive`, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argcheck.cli.main import main

ARGUMENTS = Path(__file__).parent.parent.parent / "arguments"
NFG = 'NFG 1 R "Pennies" { "Even" "Odd" } { 2 2 }\n1 -1 -1 1 -1 1 1 -1\n'


@pytest.fixture
def nfg(tmp_path: Path) -> str:
    path = tmp_path / "pennies.nfg"
    path.write_text(NFG, encoding="utf-8")
    return str(path)


def test_the_games_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["game", str(ARGUMENTS / "games.arg"), "--json"]) == 0
    found = {each["game"]: each for each in json.loads(capsys.readouterr().out)["games"]}
    assert [row["what"] for row in found["dilemma"]["equilibria"]] == ["defect, defect"]
    assert [row["what"] for row in found["chicken"]["equilibria"]] == ["straight, swerve", "swerve, straight"]
    assert [each["probability"] for each in found["pennies"]["mixed"]["chances"]] == ["1/2", "1/2"]


def test_one_game_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["game", str(ARGUMENTS / "games.arg"), "hunt"]) == 0
    shown = capsys.readouterr().out
    assert "together, together" in shown and "row plays together with probability hare/stag" in shown


def test_a_file_of_gambit(nfg: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["game", nfg]) == 0
    assert "even plays s1 with probability 1/2" in capsys.readouterr().out


def test_a_file_of_gambit_as_an_argument(nfg: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["game", nfg, "--write"]) == 0
    written = tmp_path / "pennies.arg"
    written.write_text(
        capsys.readouterr().out + "step tossing\n  infer mixed_nash(game_1, 1/2, 1/2)\n", encoding="utf-8"
    )
    assert main(["check", str(written), "--no-cache"]) == 0


@pytest.mark.parametrize("arguments", [["games.arg", "bridge"], ["newcomb.arg"], ["games.arg", "--write"]])
def test_what_cannot_be_solved(arguments: list[str]) -> None:
    assert main(["game", str(ARGUMENTS / arguments[0]), *arguments[1:]]) == 2


def test_a_file_of_gambit_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.nfg"
    path.write_text("NFG 1 R", encoding="utf-8")
    assert main(["game", str(path)]) == 2
    assert "is expected" in capsys.readouterr().err


def test_derive_says_where_the_rules_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(ARGUMENTS / "precaution.arg"), "policy.ban", "--for", "p", "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["rules"]
    conditions = {row["rule"]: row["condition"] for row in table["rules"]}
    assert conditions["minimax_regret"] == "harm > good" and conditions["expected_utility"] == "p > good/(harm + good)"
    assert all(row["verified"] for row in table["rules"])
    assert any("maximin" in split["chosen_by"] and "minimax_regret" in split["not_by"] for split in table["part"])


def test_derive_refuses_probabilities_that_do_not_add_up(tmp_path: Path) -> None:
    text = 'argument "A"\nquantity p : probability\ndecision d\n  state s : p\n  state t : p\n'
    path = tmp_path / "unruly.arg"
    path.write_text(text + "  option a : 1 in s, 0 in t\n  option b : 1/2\n", encoding="utf-8")
    assert main(["derive", str(path), "d.a"]) == 2


def test_nothing_is_said_of_an_argument_with_such_probabilities(tmp_path: Path) -> None:
    text = 'argument "A"\nquantity p : probability\ndecision d\n  state s : p\n  state t : p\n  option a : 1\n'
    text += "  option b : 2\npremise low credence 0.5 : p < 1/2\nconclusion c\n  from low\n  infer d chooses b\n"
    path = tmp_path / "unruly.arg"
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path), "--no-cache"]) == 2
    assert main(["credence", str(path), "c"]) == 2
    assert main(["explore", str(path)]) == 2


ROSHAMBO = """argument "Rock, paper, scissors"
game rps
  player one : rock, paper, scissors
  player two : rock, paper, scissors
  outcome rock, rock : 0, 0
  outcome rock, paper : -1, 1
  outcome rock, scissors : 1, -1
  outcome paper, rock : 1, -1
  outcome paper, paper : 0, 0
  outcome paper, scissors : -1, 1
  outcome scissors, rock : -1, 1
  outcome scissors, paper : 1, -1
  outcome scissors, scissors : 0, 0
game tie
  player one : up, down
  player two : left, right
  outcome up, left : 1, 1
  outcome up, right : 1, 1
  outcome down, left : 1, 0
  outcome down, right : 0, 1
"""


def test_mixtures_of_three_actions_and_a_continuum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rps.arg"
    path.write_text(ROSHAMBO, encoding="utf-8")
    assert main(["game", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "one: rock 1/3, paper 1/3, scissors 1/3" in shown
    assert "right or left, or any mixture of these" in shown and "continuum" in shown
    assert main(["game", str(path), "tie", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["games"]
    assert found["every"] == [{"continuum": True, "between": [[{"up": "1"}], [{"right": "1"}, {"left": "1"}]]}]


SYMBOLS = """argument "Symbols"
quantity a, b : real
quantity V, C : real > 0
game public
  player row : give, keep
  player column : give, keep
  outcome give, give : 2*a - 1, 2*a - 1
  outcome give, keep : a - 1, a
  outcome keep, give : a, a - 1
  outcome keep, keep : 0, 0
game hawks
  player row : hawk, dove
  player column : hawk, dove
  outcome hawk, hawk : (V - C)/2, (V - C)/2
  outcome hawk, dove : V, 0
  outcome dove, hawk : 0, V
  outcome dove, dove : V/2, V/2
"""


def test_conditions_and_chances_are_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "symbols.arg"
    path.write_text(SYMBOLS, encoding="utf-8")
    assert main(["game", str(path), "--json"]) == 0
    public, hawks = json.loads(capsys.readouterr().out)["games"]
    assert public["mixed"] is None and public["ties"] == "a = 1"
    assert {row["what"]: row["condition"] for row in public["equilibria"]}["give, keep"] == "a = 1"
    assert [each["probability"] for each in hawks["mixed"]["chances"]] == ["V/C", "V/C"]
    assert hawks["equilibria"][0] == {"what": "hawk, hawk", "condition": "V >= C", "verified": True}
