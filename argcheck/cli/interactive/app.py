"""The screen: on the left what can be chosen, on the right every verdict, below it the story of one step."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from argcheck.analyses.check import CheckOptions
from argcheck.analyses.exploration.what_if import Changes
from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.cli.interactive import choices, panes
from argcheck.cli.interactive.checker import Checker, Checking, Finished, Known, News, Planned, Refused
from argcheck.cli.interactive.panes import Row
from argcheck.model.argument import Argument
from argcheck.reports.marks import UNICODE, Marks


class Heard(Message):
    """News of a check; `written` when it is of the file as written."""

    def __init__(self, news: News, *, written: bool) -> None:
        super().__init__()
        self.news = news
        self.written = written


class ExploreApp(App[Changes]):
    """Returns the changes as they were when the screen was left."""

    CSS = """
    #choices { width: 2fr; border: round $secondary; }
    #right { width: 3fr; }
    #steps { height: 2fr; border: round $secondary; }
    #detail { height: 3fr; border: round $secondary; padding: 0 1; }
    #choices:focus, #steps:focus, #detail:focus { border: round $accent; }
    #entry { display: none; border: round $accent; }
    #entry.open { display: block; }
    #status { height: auto; padding: 0 1; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("space", "switch", "in/out, reading"),
        Binding("n", "deny", "deny"),
        Binding("enter", "choose", "value", show=False),
        Binding("a", "assume", "assume…"),
        Binding("r", "reset", "as written"),
        Binding("tab", "app.focus_next", "next pane"),
        Binding("escape", "leave_entry", "back", show=False),
        Binding("q", "finish", "quit"),
        Binding("ctrl+c,ctrl+q", "finish", show=False, priority=True),
    ]
    TITLE = "argcheck"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, argument: Argument, options: CheckOptions, changes: Changes | None = None, marks: Marks = UNICODE
    ) -> None:
        super().__init__()
        self._argument = argument
        self._marks = marks
        self._written_checker = Checker(argument, options, lambda news: self._pass_on(news, written=True))
        self._checker = Checker(argument, options, lambda news: self._pass_on(news, written=False))
        self._changes = changes or Changes()
        self._sound = Changes()
        self._asking: Callable[[str], Changes] | None = None
        self._written: dict[Row, StepResult] = {}
        self._written_report: ArgumentReport | None = None
        self._fresh: dict[Row, StepResult] = {}
        self._old: dict[Row, StepResult] = {}
        self._rows: tuple[Row, ...] = tuple(
            (step.name, inference.reading) for step in argument.steps for inference in step.inferences
        )
        self._said = Text("reading")

    # ---- what is on the screen -------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Static(Text(self._argument.title or self._argument.path, style="bold"), id="title")
        with Horizontal():
            yield OptionList(id="choices")
            with Vertical(id="right"):
                yield OptionList(id="steps")
                with VerticalScroll(id="detail"):
                    yield Static(id="story")
        yield Static(id="status")
        yield Input(id="entry")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#choices").border_title = "assumptions"
        self.query_one("#steps").border_title = "verdicts"
        self.query_one("#detail").border_title = "the step"
        self._show_choices()
        self._show_steps()
        self.query_one("#choices").focus()
        self._written_checker.ask(Changes())
        if self._changes:
            self._check(self._changes)

    def on_resize(self) -> None:
        self._show_detail()

    def on_unmount(self) -> None:
        self._checker.close()
        self._written_checker.close()

    def _show_choices(self) -> None:
        asked = self._changes
        groups: list[tuple[str, list[Option]]] = [
            (
                "premises",
                [Option(panes.premise_line(one, asked), f"premise {one.name}") for one in self._argument.premises],
            ),
            ("assumed too", [Option(Text(f"[x] {each}", style="bold yellow"), f"added {each}") for each in asked.add]),
            (
                "readings",
                [Option(panes.notion_line(one, asked), f"notion {one.name}") for one in self._argument.notions],
            ),
            (
                "quantities",
                [Option(panes.quantity_line(one, asked), f"quantity {one.name}") for one in self._argument.quantities],
            ),
        ]
        options: list[Option] = []
        for heading, inside in groups:
            if inside:
                options += [Option(Text(heading, style="underline"), disabled=True), *inside]
        _refill(self.query_one("#choices", OptionList), options)

    def _show_steps(self) -> None:
        lines = []
        for index, row in enumerate(self._rows):
            written = panes.as_written(row, list(self._written.values()))
            fresh = self._result(row)
            lines.append(
                Option(panes.result_line(row, fresh, self._old.get(row), written, self._marks), f"row {index}")
            )
        _refill(self.query_one("#steps", OptionList), lines)
        self._show_detail()

    def _show_detail(self) -> None:
        place = self.query_one("#steps", OptionList).highlighted
        story = self.query_one("#story", Static)
        if place is None or place >= len(self._rows):
            return
        row = self._rows[place]
        fresh = self._result(row)
        shown = fresh or self._old.get(row)
        if shown is None:
            story.update(Text("Not known yet.", style="dim"))
            return
        width = max(self.query_one("#detail").size.width - 4, 24)
        before = list(self._written.values())
        story.update(
            panes.detail(self._argument, shown, before, fresh=fresh is not None, width=width, marks=self._marks)
        )

    def _result(self, row: Row) -> StepResult | None:
        return (self._fresh if self._changes else self._written).get(row)

    def _say(self, text: Text | str) -> None:
        self._said = Text(text) if isinstance(text, str) else text
        self.query_one("#status", Static).update(self._said)

    # ---- checks -----------------------------------------------------------------------------------------

    def _check(self, changes: Changes) -> None:
        """Take the changes on, and have them checked; what is known so far is old from now on."""
        for row in self._rows:
            if result := self._result(row):
                self._old[row] = result
        self._changes = changes
        self._fresh = {}
        self._show_choices()
        if changes:
            self._checker.ask(changes)
        else:
            self._checker.close()
            self._plan(tuple((s.name, each.reading) for s in self._argument.steps for each in s.inferences))
            self._tell_whole(self._written_report)
        self._show_steps()

    def _plan(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self._sound = self._changes
        self._show_steps()

    def _pass_on(self, news: News, *, written: bool) -> None:
        if self.is_running:
            self.post_message(Heard(news, written=written))

    def on_heard(self, heard: Heard) -> None:
        """News from a checker."""
        shown = heard.written != bool(self._changes)
        match heard.news:
            case Planned(rows=rows) if shown:
                self._plan(rows)
            case Refused(why=why):
                self._changes = self._sound
                self._check(self._sound)
                self._say(Text(why, style="bold red"))
            case Checking(name=name, done=done, total=total) if shown and name:
                self._say(f"checking {name}, {done} of {total} known")
            case Known(result=result):
                (self._written if heard.written else self._fresh)[result.name, result.reading] = result
                self._show_steps()
            case Finished(report=report):
                if heard.written:
                    self._written_report = report
                if shown:
                    self._old = {}
                    self._tell_whole(report)

    def _tell_whole(self, report: ArgumentReport | None) -> None:
        self._say(panes.closing(report, self._written_report) if report else "checking")

    # ---- keys -------------------------------------------------------------------------------------------

    def _chosen(self) -> tuple[str, str]:
        """The kind and the name of the choice at the cursor."""
        pane = self.query_one("#choices", OptionList)
        if pane.highlighted is None:
            return "", ""
        kind, _, name = (pane.get_option_at_index(pane.highlighted).id or "").partition(" ")
        return kind, name

    def action_switch(self) -> None:
        """A premise in or out, the next reading, a value, an added assumption away."""
        kind, name = self._chosen()
        match kind:
            case "premise":
                self._check(choices.dropped(self._changes, name))
            case "added":
                self._check(choices.without_assumption(self._changes, name))
            case "notion":
                notion = next(one for one in self._argument.notions if one.name == name)
                self._check(choices.next_reading(self._changes, notion))
            case "quantity":
                value = dict(self._changes.fix).get(name, "")
                self._enter(f"{name} =", value, lambda text: choices.with_value(self._changes, name, text))

    def on_option_list_option_selected(self, selected: OptionList.OptionSelected) -> None:
        """Enter does what the space bar does; on a verdict it goes to its story."""
        if selected.option_list.id == "choices":
            self.action_switch()
        else:
            self.query_one("#detail").focus()

    def on_option_list_option_highlighted(self, highlighted: OptionList.OptionHighlighted) -> None:
        """The story follows the cursor."""
        if highlighted.option_list.id == "steps":
            self._show_detail()

    def action_deny(self) -> None:
        """The premise at the cursor denied, or no longer."""
        kind, name = self._chosen()
        if kind == "premise":
            self._check(choices.denied(self._changes, name))

    def action_assume(self) -> None:
        """A further assumption is asked for."""
        self._enter("assume", "", lambda text: choices.with_assumption(self._changes, text))

    def action_reset(self) -> None:
        """Everything as written."""
        self._check(Changes())

    def _enter(self, label: str, value: str, use: Callable[[str], Changes]) -> None:
        self._asking = use
        entry = self.query_one("#entry", Input)
        entry.border_title = label
        entry.value = value
        entry.placeholder = "an exact value or formula; nothing: free; escape: back" if "=" in label else "a formula"
        entry.add_class("open")
        entry.focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """What was entered takes effect."""
        use, self._asking = self._asking, None
        self.action_leave_entry()
        if use is not None and (changes := use(submitted.value)) != self._changes:
            self._check(changes)

    def action_leave_entry(self) -> None:
        """Back from the line of entry."""
        self._asking = None
        entry = self.query_one("#entry", Input)
        if entry.has_class("open"):
            entry.remove_class("open")
            self.query_one("#choices").focus()

    def action_finish(self) -> None:
        """Leave the screen."""
        self.exit(self._changes)


def _refill(pane: OptionList, options: list[Option]) -> None:
    """New lines, with the cursor where it was."""
    place = pane.highlighted
    pane.clear_options()
    pane.add_options(options)
    enabled = [index for index, option in enumerate(options) if not option.disabled]
    if enabled:
        pane.highlighted = place if place in enabled else next((i for i in enabled if place and i >= place), enabled[0])
