"""`argcheck game`: equilibria and dominant actions of a game in normal form."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from argcheck.cli.output import Screen
    from argcheck.model.argument import Argument


def game(
    file: options.File,
    name: Annotated[str | None, typer.Argument(metavar="GAME", help="Only this game of the file.")] = None,
    write: Annotated[
        bool, typer.Option("--write", "-w", help="Print the .nfg file as an argument file instead.")
    ] = False,
    json: options.Json = False,
    no_color: options.NoColor = False,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
) -> None:
    """Solve the games of an argument file, or one in the .nfg format of Gambit: equilibria in pure actions, dominant
    actions and, for two players with two actions each, the equilibrium in which both mix. Payoffs may be symbolic: then
    each comes with the condition under which it is there. Where they are numbers, all mixed equilibria are listed (two
    players, up to five actions each).

    Example: argcheck game arguments/games.arg dilemma

    Exit codes: 0 every condition was confirmed by a prover; 2 the input is at fault;
    3 some condition was not confirmed; 4 argcheck itself failed.
    """
    from argcheck import __version__
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.games.solve import solve_game
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import Screen, remark, write_json
    from argcheck.reports.game import solution_record

    screen = Screen(color=not no_color)
    argument = _read(screen, file, write=write)
    known = list(dict.fromkeys(each.name for each in argument.games))
    if name is not None and name not in known:
        listed = ", ".join(f"`{each}`" for each in known) or "none"
        remark(f"argcheck: there is no game `{name}`; the file's games are {listed}")
        raise typer.Exit(Exit.INPUT)
    if not known:
        remark("argcheck: the file has no game")
        raise typer.Exit(Exit.INPUT)
    with searching(CheckOptions(timeout=timeout)) as searcher:
        wanted = [each for each in known if name in (None, each)]
        found = [solution for each in wanted for solution in solve_game(argument, each, searcher)]
    code = Exit.EXPECTED if all(solution.verified for solution in found) else Exit.UNDECIDED
    if json:
        head = {"schema": "argcheck/1", "argcheck": __version__, "file": file}
        write_json({**head, "games": [solution_record(each) for each in found], "exit": int(code)})
    else:
        from rich.text import Text

        from argcheck.reports.game import render_solution
        from argcheck.reports.marks import UNICODE

        parts = [render_solution(each, unicode=screen.marks == UNICODE) for each in found]
        screen.show(Text("\n\n").join(parts))
    raise typer.Exit(code)


def _read(screen: Screen, file: str, *, write: bool) -> Argument:
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import elaborate_sound, load_sound
    from argcheck.cli.output import remark
    from argcheck.cli.output import write as put
    from argcheck.language.nfg import NotNfg, as_argument, read_nfg
    from argcheck.language.source import read_source

    if PurePath(file).suffix.lower() != ".nfg":
        if write:
            remark("argcheck: --write is for .nfg files")
            raise typer.Exit(Exit.INPUT)
        return load_sound(screen, file)
    text, unreadable = read_source(file)
    if text is None:
        remark(f"argcheck: {file}: {unreadable[0].message}")
        raise typer.Exit(Exit.INPUT)
    try:
        written = as_argument(read_nfg(text))
    except NotNfg as problem:
        remark(f"argcheck: {file}: {problem}")
        raise typer.Exit(Exit.INPUT) from None
    if write:
        put(written)
        raise typer.Exit(Exit.EXPECTED)
    return elaborate_sound(screen, written, file)
