"""The program as a user runs it, with the analysis replaced by prepared reports."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

import argcheck
from argcheck.analyses.results import ArgumentReport
from argcheck.api import Decided, Found, Progress
from argcheck.cli import cache
from argcheck.cli.live import VerdictsAsTheyCome
from argcheck.cli.main import main
from argcheck.model.selection import SelectionError
from argcheck.settings import Settings
from tests.samples import FAULT, REPORT

GOOD = replace(REPORT, steps=REPORT.steps[:2])
PREPARED = {"good": GOOD, "bad": REPORT, "fault": FAULT, "open": replace(REPORT, steps=(REPORT.steps[9],))}


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, Settings]]:
    """`good.arg`, `bad.arg` … in the current folder give the report of that name; the calls are listed."""
    calls: list[tuple[str, Settings]] = []

    def check_file(
        path: str, settings: Settings, progress: object = None, found: object = None, decided: object = None
    ) -> ArgumentReport:
        calls.append((path, settings))
        match Path(path).stem:
            case "crash":
                raise RecursionError("too deep\nfor this")
            case "interrupt":
                raise KeyboardInterrupt
            case "unselectable":
                raise SelectionError("there is no step `x`")
        return replace(PREPARED[Path(path).stem], path=path)

    monkeypatch.setattr("argcheck.cli.batch.check_file", check_file)
    monkeypatch.setenv("ARGCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    for name in (*PREPARED, "crash", "interrupt", "unselectable"):
        (tmp_path / f"{name}.arg").write_text(name)
    return calls


Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["good.arg"], 0),
        (["bad.arg"], 1),
        (["fault.arg"], 2),
        (["open.arg"], 3),
        (["crash.arg"], 4),
        (["good.arg", "open.arg"], 3),
        (["open.arg", "bad.arg"], 1),
        (["bad.arg", "fault.arg", "good.arg"], 2),
        (["fault.arg", "crash.arg", "bad.arg"], 4),
        (["unselectable.arg"], 2),
    ],
)
def test_exit_codes(files: list[str], code: int) -> None:
    assert main(["check", "--jobs", "1", *files]) == code


def test_results_come_in_the_order_of_the_files(capsys: Capture) -> None:
    main(["check", "-j1", "open.arg", "good.arg", "bad.arg"])
    told = capsys.readouterr().out
    assert told.index("NOT DECIDED") < told.index("✓ case2") < told.index("NOT AS EXPECTED")


def test_json_is_whole_and_says_the_exit_code(capsys: Capture) -> None:
    assert main(["check", "--json", "-j1", "good.arg", "fault.arg", "crash.arg"]) == 4
    data = json.loads(capsys.readouterr().out)
    assert data["exit"] == 4
    assert [each["file"] for each in data["arguments"]] == ["good.arg", "fault.arg"]
    assert data["failures"] == [{"file": "crash.arg", "message": "RecursionError: too deep"}]


def test_quiet_says_only_what_is_wrong(capsys: Capture) -> None:
    assert main(["check", "--quiet", "good.arg"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "-q", "bad.arg"]) == 1
    assert "bad.arg: shared under graded: refuted, expected valid" in capsys.readouterr().out


def test_a_pipe_gets_no_colours(capsys: Capture) -> None:
    main(["check", "bad.arg"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(("no_color", "options", "coloured"), [("", [], True), ("1", [], False), ("", ["-N"], False)])
def test_colours(
    no_color: str, options: list[str], coloured: bool, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    main(["check", "bad.arg", *options])
    assert ("\x1b" in capsys.readouterr().out) is coloured


def test_a_terminal_that_knows_only_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["check", "bad.arg"]) == 1
    raw.getvalue().decode("ascii")
    assert b"+ case2" in raw.getvalue()


def test_a_second_run_remembers(capsys: Capture, prepared: list[tuple[str, Settings]]) -> None:
    assert main(["check", "bad.arg"]) == 1
    assert main(["check", "bad.arg"]) == 1
    assert len(prepared) == 1
    assert "remembered from an earlier run" in capsys.readouterr().out
    main(["check", "bad.arg", "--no-cache"])
    main(["check", "bad.arg", "--seed", "7"])
    Path("bad.arg").write_text("changed")
    main(["check", "bad.arg"])
    assert len(prepared) == 4


def test_what_is_remembered_needs_no_solver_and_no_parser() -> None:
    key = cache.key("bad.arg", Settings())
    assert key
    cache.remember(key, REPORT)
    script = "import sys; from argcheck.cli.main import main; code = main(['check', 'bad.arg', '-q'])\n"
    script += "print(code, sorted({'z3', 'sympy', 'lark', 'networkx', 'numpy'} & set(sys.modules)))"
    path = {**os.environ, "PYTHONPATH": str(Path(argcheck.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=path, check=True)
    assert done.stdout.splitlines()[-1] == "1 []"


def test_a_file_that_changes_meanwhile_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def check_file(
        path: str, settings: Settings, progress: object = None, found: object = None, decided: object = None
    ) -> ArgumentReport:
        calls.append(path)
        Path(path).write_text(f"edited {len(calls)}")
        return GOOD

    monkeypatch.setattr("argcheck.cli.batch.check_file", check_file)
    main(["check", "good.arg"])
    main(["check", "good.arg"])
    assert len(calls) == 2


def test_options_reach_the_check(prepared: list[tuple[str, Settings]]) -> None:
    main(["check", "good.arg", "-t", "2.5", "-s", "3", "-r", "behaviour=hard", "-r", "gap = overhead", "-S", "pull"])
    ((_, settings),) = prepared
    assert settings == Settings(2.5, 3, (("behaviour", "hard"), ("gap", "overhead")), ("pull",))


def test_a_folder_stands_for_its_argument_files(prepared: list[tuple[str, Settings]], capsys: Capture) -> None:
    folder = Path("some")
    (folder / "deep").mkdir(parents=True)
    for path in (folder / "good.arg", folder / "deep" / "bad.arg", folder / "notes.txt"):
        path.write_text("")
    assert main(["check", "-j1", "some", str(folder / "good.arg")]) == 1
    assert [path for path, _ in prepared] == [str(Path("some/deep/bad.arg")), str(Path("some/good.arg"))]
    (folder / "empty").mkdir()
    assert main(["check", "some/empty"]) == 2
    assert "there is no .arg file in some/empty" in capsys.readouterr().err


def test_a_defect_says_what_to_send_and_shows_no_traceback(capsys: Capture) -> None:
    assert main(["check", "crash.arg"]) == 4
    told = capsys.readouterr().err
    assert "argcheck failed on crash.arg: RecursionError: too deep" in told
    assert "Please report" in told
    assert "Traceback" not in told
    assert main(["--debug", "check", "crash.arg"]) == 4
    assert "Traceback" in capsys.readouterr().err


def test_a_defect_outside_the_check(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def broken(*_: object, **__: object) -> None:
        raise AssertionError("no")

    monkeypatch.setattr("argcheck.reports.text.render", broken)
    assert main(["check", "good.arg"]) == 4
    told = capsys.readouterr().err
    assert "AssertionError: no" in told
    assert "Traceback" not in told


def test_interrupted(capsys: Capture) -> None:
    assert main(["check", "interrupt.arg"]) == 130
    assert capsys.readouterr().err.strip() == "argcheck: interrupted"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--nonsense", "good.arg"],
        ["nonsense"],
        ["check", "-r", "hard", "good.arg"],
        ["check", "-j0", "good.arg"],
    ],
)
def test_wrong_usage_is_the_input_s_fault(arguments: list[str], capsys: Capture) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert told.strip()


def test_help_and_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("argcheck 0.")
    for arguments in (["--help"], ["-h"], ["check", "-h"], ["fmt", "--help"], ["explain", "--help"]):
        assert main(arguments) == 0
        assert "Example: argcheck" in capsys.readouterr().out


def test_explain(capsys: Capture) -> None:
    assert main(["explain", "e401"]) == 0
    assert "division by zero" in capsys.readouterr().out
    assert main(["explain"]) == 0
    assert "W501  unused premise" in capsys.readouterr().out
    assert main(["explain", "E999"]) == 2


def test_an_interrupted_check_leaves_what_is_known(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def cut_short(path: str, settings: Settings, progress: Progress, found: Found, _: Decided) -> ArgumentReport:
        done, *_ = PREPARED["bad"].steps
        progress(done.name, 1, 3)
        found(done)
        progress("next", 2, 3)
        raise KeyboardInterrupt

    monkeypatch.setattr("argcheck.cli.batch.check_file", cut_short)
    assert main(["check", "good.arg", "--no-cache"]) == 130
    captured = capsys.readouterr()
    assert "with 1 check still to come" in captured.out
    assert PREPARED["bad"].steps[0].name in captured.out
    assert "interrupted" in captured.err


def test_a_check_cut_short_among_the_proofs_leaves_every_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def cut_short(path: str, settings: Settings, progress: Progress, found: Found, decided: Decided) -> ArgumentReport:
        decided(PREPARED["bad"])
        raise KeyboardInterrupt

    monkeypatch.setattr("argcheck.cli.batch.check_file", cut_short)
    assert main(["check", "good.arg", "--no-cache"]) == 130
    captured = capsys.readouterr()
    assert "On the whole:" in captured.out
    assert all(step.name in captured.out for step in PREPARED["bad"].steps)
    assert "interrupted" in captured.err


def test_on_a_terminal_verdicts_appear_as_they_come() -> None:
    bar = VerdictsAsTheyCome(known := [])
    bar.add_task("next", total=3)
    known.append(PREPARED["bad"].steps[0])
    console = Console(width=60, height=20)
    with console.capture() as capture:
        for each in bar.get_renderables():
            console.print(each)
    told = capture.get()
    assert PREPARED["bad"].steps[0].name in told and "next" in told
    assert told.index(PREPARED["bad"].steps[0].name) < told.index("next")


def test_on_a_terminal_the_whole_report_takes_the_place_of_the_lines() -> None:
    bar = VerdictsAsTheyCome([PREPARED["bad"].steps[0]])
    bar.add_task("proof of pull", total=3)
    bar.report = Text("every verdict")
    console = Console(width=60, height=20)
    with console.capture() as capture:
        for each in bar.get_renderables():
            console.print(each)
    told = capture.get()
    assert "every verdict" in told and "proof of pull" in told
    assert PREPARED["bad"].steps[0].name not in told


def test_a_report_has_room_only_where_it_can_be_seen_whole() -> None:
    bar = VerdictsAsTheyCome([])
    lines = bar.console.height
    assert bar.has_room(Text("\n".join(["line"] * (lines - 4))))
    assert not bar.has_room(Text("\n".join(["line"] * lines)))


def test_an_interrupted_check_leaves_json_that_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def cut_short(path: str, settings: Settings, progress: Progress, found: Found, _: Decided) -> ArgumentReport:
        progress("first", 1, 3)
        found(PREPARED["bad"].steps[0])
        raise KeyboardInterrupt

    monkeypatch.setattr("argcheck.cli.batch.check_file", cut_short)
    assert main(["check", "good.arg", "--no-cache", "--json"]) == 130
    written = json.loads(capsys.readouterr().out)
    assert written["exit"] == 130
    assert written["complete"] is False
    assert written["unfinished"]["remaining"] == 2
    assert [step["name"] for step in written["unfinished"]["steps"]] == [PREPARED["bad"].steps[0].name]


def test_an_interrupt_while_commands_are_loaded_is_no_defect() -> None:
    script = (
        "import sys\n"
        "class Impatient:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'argcheck.cli.main':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Impatient())\n"
        "from argcheck.__main__ import run\n"
        "run(['--help'])\n"
    )
    path = {**os.environ, "PYTHONPATH": str(Path(argcheck.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=path)
    assert done.returncode == 130
    assert done.stderr == "argcheck: interrupted\n"
