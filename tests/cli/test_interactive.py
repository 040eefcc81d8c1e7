"""The screen of `explore --interactive`, driven by keys without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from argcheck.analyses.check import CheckOptions, check_argument
from argcheck.analyses.exploration.what_if import Changes, varied
from argcheck.analyses.results import StepResult
from argcheck.api import load
from argcheck.cli.interactive import app as screen
from argcheck.cli.interactive import choices
from argcheck.cli.interactive.app import ExploreApp
from argcheck.cli.interactive.checker import Checker, Finished, Known, News, Planned, Refused
from argcheck.cli.main import main
from argcheck.model.argument import Argument
from argcheck.reports.marks import ASCII

TEXT = """
argument "Help"
quantity c : real > 0 "cost"
quantity b : real > 0 "benefit"
readings pay "what counts as paying"
  reading gross "the benefit alone"
    define gain = b
  reading net "the benefit less the cost"
    define gain = b - c
premise worth "the benefit exceeds the cost" : b > c
premise dear "it costs more than one" : c > 1
step pays "it pays"
  from worth
  infer gain > 0
conclusion more "the benefit exceeds one"
  from worth, dear
  infer b > 1
"""

Script = Callable[[ExploreApp, "Pilot[Changes]"], Awaitable[None]]


@pytest.fixture
def argument(tmp_path: Path) -> Argument:
    path = tmp_path / "help.arg"
    path.write_text(TEXT.strip() + "\n", encoding="utf-8")
    return load(path)


class AtOnce:
    """A checker that answers in the caller's thread; `held` keeps the results back until `release`."""

    def __init__(self, argument: Argument, options: CheckOptions, hear: Callable[[News], None]) -> None:
        self._argument, self._options, self._hear = argument, options, hear
        self.held = False
        self._waiting: list[News] = []

    def ask(self, changes: Changes) -> int:
        self._waiting = []
        try:
            other = varied(self._argument, changes)
        except Exception as error:
            self._hear(Refused(1, str(error)))
            return 1
        self._hear(Planned(1, tuple((step.name, each.reading) for step in other.steps for each in step.inferences)))
        report = check_argument(other, self._options)
        self._waiting = [*(Known(1, result) for result in report.steps), Finished(1, report)]
        if not self.held:
            self.release()
        return 1

    def release(self) -> None:
        for news in self._waiting:
            self._hear(news)
        self._waiting = []

    def close(self) -> None:
        self._waiting = []


def drive(argument: Argument, script: Script, changes: Changes | None = None) -> Changes | None:
    """Run the screen under a script, and return what it was left with."""
    app = ExploreApp(argument, CheckOptions(), changes, ASCII)

    async def session() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(session())
    return app.return_value


def lines(app: ExploreApp, pane: str) -> list[str]:
    return [str(option.prompt) for option in app.query_one(f"#{pane}", OptionList)._options]


def cursor_on(app: ExploreApp, name: str) -> None:
    pane = app.query_one("#choices", OptionList)
    pane.highlighted = pane.get_option_index(name)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "Checker", AtOnce)


@pytest.mark.usefixtures("at_once")
def test_leaving_a_premise_out_changes_the_verdicts(argument: Argument) -> None:
    async def script(app: ExploreApp, pilot: Pilot[Changes]) -> None:
        assert lines(app, "steps")[0].startswith("+ pays under gross")
        cursor_on(app, "premise worth")
        await pilot.press("space")
        await pilot.pause()
        assert "[ ] worth" in " ".join(lines(app, "choices"))
        told = lines(app, "steps")
        assert told[0].startswith("+ pays under gross")
        assert told[1].startswith("~ pays under net: mixed") and "as written: valid" in told[1]
        assert "invalid (as written: valid)" in app._said.plain
        await pilot.press("space")
        await pilot.pause()
        assert lines(app, "steps")[1] == "+ pays under net: valid"
        await pilot.press("q")

    assert drive(argument, script) == Changes()


@pytest.mark.usefixtures("at_once")
def test_readings_values_and_assumptions_by_the_keyboard(argument: Argument) -> None:
    async def script(app: ExploreApp, pilot: Pilot[Changes]) -> None:
        cursor_on(app, "notion pay")
        await pilot.press("space", "space")
        await pilot.pause()
        assert [line for line in lines(app, "steps") if "pays" in line] == ["+ pays under net: valid"]
        cursor_on(app, "quantity c")
        await pilot.press("enter")
        assert app.query_one("#entry", Input).has_focus
        await pilot.press(*"1/2", "enter")
        await pilot.pause()
        assert any(line.startswith("0 more") for line in lines(app, "steps"))
        assert "contradict one another" in app._said.plain
        await pilot.press("a", *"b>9", "enter")
        await pilot.pause()
        await pilot.press("q")

    left = drive(argument, script)
    assert left == Changes(add=("b>9",), fix=(("c", "1/2"),), readings=(("pay", "net"),))


@pytest.mark.usefixtures("at_once")
def test_what_makes_no_sense_is_refused_and_undone(argument: Argument) -> None:
    async def script(app: ExploreApp, pilot: Pilot[Changes]) -> None:
        await pilot.press("a", *"b>nonsense", "enter")
        await pilot.pause()
        assert "nonsense" in app._said.plain
        assert app._changes == Changes()
        await pilot.press("a", "escape")
        assert app.query_one("#choices").has_focus

    drive(argument, script)


@pytest.mark.usefixtures("at_once")
def test_results_of_earlier_choices_are_marked_until_there_are_new_ones(argument: Argument) -> None:
    async def script(app: ExploreApp, pilot: Pilot[Changes]) -> None:
        checker = app._checker
        assert isinstance(checker, AtOnce)
        checker.held = True
        cursor_on(app, "premise worth")
        await pilot.press("n")
        await pilot.pause()
        assert "[!] worth denied" in " ".join(lines(app, "choices"))
        assert all("before this change" in line for line in lines(app, "steps"))
        checker.release()
        await pilot.pause()
        assert not any("before this change" in line for line in lines(app, "steps"))
        assert lines(app, "steps")[1].startswith("x pays under net")

    drive(argument, script)


@pytest.mark.usefixtures("at_once")
def test_the_story_of_a_step_follows_the_cursor(argument: Argument) -> None:
    async def script(app: ExploreApp, pilot: Pilot[Changes]) -> None:
        await pilot.press("tab", "end")
        await pilot.pause()
        assert "the benefit exceeds one" in str(app.query_one("#story").render())

    drive(argument, script)


def test_a_process_answers_and_a_new_request_ends_the_old_one(argument: Argument) -> None:
    heard: list[News] = []

    async def wait() -> None:
        while not any(isinstance(each, Finished) for each in heard):
            await asyncio.sleep(0.05)

    checker = Checker(argument, CheckOptions(), heard.append)
    try:
        checker.ask(Changes())
        turn = checker.ask(Changes(drop=("worth",)))
        asyncio.run(asyncio.wait_for(wait(), 60))
    finally:
        checker.close()
    assert {each.turn for each in heard} == {turn}
    results: list[StepResult] = [each.result for each in heard if isinstance(each, Known)]
    expected = check_argument(varied(argument, Changes(drop=("worth",)))).steps
    assert [(one.name, one.verdict) for one in results] == [(one.name, one.verdict) for one in expected]


def test_the_command_makes_the_same_changes(capsys: pytest.CaptureFixture[str], argument: Argument) -> None:
    changes = choices.with_value(choices.denied(choices.dropped(Changes(), "dear"), "worth"), "b", " 1/2 ")
    changes = choices.with_assumption(changes, "c  < 1")
    told = choices.command("help.arg", changes)
    assert told == "argcheck explore help.arg --drop dear --negate worth --add 'c < 1' --set b=1/2"
    assert choices.with_value(changes, "b", "").fix == () and choices.without_assumption(changes, "c < 1").add == ()


def test_without_textual_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, argument: Argument, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("argcheck.extras.find_spec", lambda name: None)
    assert main(["explore", argument.path, "--interactive"]) == 2
    assert "argcheck[screen]" in capsys.readouterr().err
