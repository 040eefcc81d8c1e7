"""The `argcheck` program: its commands, and how it ends."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from argcheck import __version__
from argcheck.cli.check import check
from argcheck.cli.credence import credence
from argcheck.cli.derive import derive
from argcheck.cli.diff import diff
from argcheck.cli.explain import explain
from argcheck.cli.explore import explore
from argcheck.cli.export import export
from argcheck.cli.fmt import fmt
from argcheck.cli.game import game
from argcheck.cli.graph import graph
from argcheck.cli.import_ import import_
from argcheck.cli.new import new
from argcheck.cli.prove import prove
from argcheck.cli.regions import InOrder, regions
from argcheck.cli.simulate import simulate
from argcheck.cli.verify import verify

_INPUT, _DEFECT, _INTERRUPTED = 2, 4, 130


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"argcheck {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Print details when argcheck itself fails.")] = False,
) -> None:
    """A formal checker for arguments about decisions.

    Example: argcheck check arguments/moe2025.arg
    """
    context.obj = debug


def application() -> typer.Typer:
    """The commands. A new one is one line here."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    app.command()(new)
    app.command()(check)
    app.command()(derive)
    app.command()(diff)
    app.command()(credence)
    app.command()(explore)
    app.command(cls=InOrder)(regions)
    app.command()(graph)
    app.command()(game)
    app.command()(export)
    app.command("import")(import_)
    app.command()(simulate)
    app.command()(prove)
    app.command()(verify)
    app.command()(fmt)
    app.command()(explain)
    return app


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Nothing that goes wrong shows a traceback unless `--debug`."""
    for stream in (sys.stdout, sys.stderr):
        # an author's characters must not stop a terminal that lacks them
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    debug = "--debug" in arguments
    try:
        code = application()(list(arguments), prog_name="argcheck", standalone_mode=False)
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        if show:
            show()
        else:
            print(f"argcheck: {error}", file=sys.stderr)
        return _INPUT
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except Exception as error:
        from argcheck.cli.output import defect

        defect(f"{type(error).__name__}: {error}", traceback.format_exc(), debug=debug)
        return _DEFECT
    if code == _INTERRUPTED:
        print("argcheck: interrupted", file=sys.stderr)
    return int(code or 0)
