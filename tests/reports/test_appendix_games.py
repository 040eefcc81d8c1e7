"""Games in the appendix: tables, best replies, equilibria with their conditions and why, in every form."""

from __future__ import annotations

from pathlib import Path

import pytest

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.games.solve import solve_game
from argcheck.api import load, prove
from argcheck.reports.appendix_games import games_section
from argcheck.reports.document import Document
from argcheck.reports.latex import body
from argcheck.reports.markdown import markdown
from argcheck.reports.typst import typst

GAMES = Path(__file__).parent.parent.parent / "arguments" / "games.arg"
OTHERS = """argument "Others"
quantity a, b : real
game coord "meeting"
  player she : north, south
  player he : north, south
  outcome north, north : a, a
  outcome north, south : 0, 0
  outcome south, north : 0, 0
  outcome south, south : b, b
game three
  player x : go, stay
  player y : go, stay
  player z : go, stay
  outcome go, go, go : 1, 1, 1
  outcome go, go, stay : 0, 0, 0
  outcome go, stay, go : 0, 0, 0
  outcome go, stay, stay : 0, 0, 0
  outcome stay, go, go : 0, 0, 0
  outcome stay, go, stay : 0, 0, 0
  outcome stay, stay, go : 0, 0, 0
  outcome stay, stay, stay : 0, 0, 0
game rps
  player p1 : r, p, s
  player p2 : r, p, s
  outcome r, r : 0, 0
  outcome r, p : -1, 1
  outcome r, s : 1, -1
  outcome p, r : 1, -1
  outcome p, p : 0, 0
  outcome p, s : -1, 1
  outcome s, r : -1, 1
  outcome s, p : 1, -1
  outcome s, s : 0, 0
step so infer a > 0 implies nash(coord, north, north)
"""


def document(path: Path) -> Document:
    argument = load(path)
    with searching(CheckOptions(timeout=5)) as searcher:
        found = [each for game in argument.games for each in solve_game(argument, game.name, searcher)]
    return Document("Games", "", "", (games_section(argument, found),))


def test_each_game_of_the_library_with_its_reasons() -> None:
    text = markdown(document(GAMES))
    dilemma, hunt, _, pennies = text.split("The game `")[1:]
    assert "| `defect` | $T$, $S$ | $P$, $P$ |" in dilemma
    assert "- `row` against `cooperate`: `defect`, always" in dilemma and "- `defect` for `column`, always." in dilemma
    assert "`row` gets $P$, instead of $S$ by `cooperate`; `column` gets $P$" in dilemma
    assert "No other profile is an equilibrium" in dilemma and "mix" not in dilemma
    assert "in which both mix, always" in hunt and "frac" in hunt
    assert "no equilibrium in pure actions" in pennies and r"probability $\frac{1}{2}$" in pennies


def test_conditions_three_players_and_mixtures(tmp_path: Path) -> None:
    path = tmp_path / "others.arg"
    path.write_text(OTHERS, encoding="utf-8")
    found = document(path)
    coord, three, rps = markdown(found).split("The game `")[1:]
    assert r"- `north` and `north` if and only if $a \ge 0$." in coord
    assert "`north` if and only if $a \\ge 0$" in coord and "indifferent between two actions" in coord
    assert "| x | y | z | x gets | y gets | z gets |" in three and "sought for two players" in three
    assert "`p1`: `r` $\\frac{1}{3}$" in rps and "no equilibrium in pure actions" in rps
    for written in (body(found), typst(found)):
        for word in ("coord", "three", "rps", "mixes", "if and only if"):
            assert word in written


def test_prove_writes_the_games(tmp_path: Path) -> None:
    path = tmp_path / "others.arg"
    path.write_text(OTHERS, encoding="utf-8")
    prove(path, tmp_path / "out", ("md", "tex", "typ"), proof_effort=0)
    for ending in ("md", "tex", "typ"):
        assert "The games" in (tmp_path / "out" / f"others.{ending}").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["newcomb", "grim_trigger"])
def test_without_games_there_is_no_section(name: str) -> None:
    assert not document(GAMES.with_name(f"{name}.arg")).sections[0].blocks
