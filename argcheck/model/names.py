"""Names as they are written: does each exist where it stands, and does none hide another?"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from argcheck.language.habits import CALL_HABITS, NAME_HABITS
from argcheck.language.syntax import DefineDecl, Ident, PropositionDecl, QuantityDecl
from argcheck.model.findings import Findings
from argcheck.model.symbols import BUILT_IN, Entry, Place, Symbols, Value


class Kind(StrEnum):
    """What stands at a place; the kind of a parameter is unknown (None) until it is used."""

    NUMBER = "number"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Individual:
    """A member of the kind of that name stands at the place."""

    kind: str

    def __str__(self) -> str:
        return f"member of `{self.kind}`"


Category = Kind | Individual


@dataclass(frozen=True, slots=True)
class Locals:
    """The names of the place: parameters, whose categories are learnt from their use, and bound variables."""

    parameters: dict[str, Category | None] = field(default_factory=dict)
    bound: dict[str, Category | None] = field(default_factory=dict)

    def binding(self, *names: str, category: Category | None = Kind.NUMBER) -> Locals:
        """With more bound variables."""
        return Locals(self.parameters, {**self.bound, **dict.fromkeys(names, category)})


class NameChecker:
    """Checks names that are used or bound in an item at `place`."""

    def __init__(self, symbols: Symbols, findings: Findings, place: Place) -> None:
        self._symbols = symbols
        self._findings = findings
        self._place = place

    def entries(self, ident: Ident, scope: Locals, what: str, code: str) -> tuple[Entry[Value], ...]:
        """The declarations that the name may mean here; reports a name that means nothing."""
        symbols, name = self._symbols, ident.name
        entries = symbols.values.get(name, ())
        visible = symbols.visible(entries, self._place)
        if entries and not visible and self._place:
            self.elsewhere(ident, [entry.reading for entry in entries])
        elif not entries and name not in symbols.lost:
            # a declaration with a mistake of its own is still what the writer had in mind
            candidates = {*symbols.values, *symbols.lost, *scope.parameters, *scope.bound}
            habit = self._habit(name, code)
            if habit and name.lower() not in {each.lower() for each in candidates}:
                self._findings.report(code, f"unknown {what} `{name}`", ident.span, habit)
                return visible
            if code == "E105":
                candidates = {each for each in candidates if self._takes_arguments(each)} | BUILT_IN
            self._findings.unknown(code, what, name, ident.span, candidates, habit or self._other_use(name))
        return visible

    def elsewhere(self, ident: Ident, places: list[Place]) -> None:
        """Report a name that only other readings of the notion have."""
        others = " and ".join(f"`{place[1]}`" for place in places if place)
        here = self._place[1] if self._place else ""
        message = f"`{ident.name}` belongs to the reading {others}; under `{here}` there is none"
        self._findings.report("E111", message, ident.span)

    def _habit(self, name: str, code: str) -> str:
        habits = {**NAME_HABITS, **CALL_HABITS} if code == "E105" else NAME_HABITS
        return "" if name in self._symbols.kinds else habits.get(name.lower(), "")

    def _takes_arguments(self, name: str) -> bool:
        entries = self._symbols.values.get(name, ())
        items = [entry.item for entry in entries]
        plain = (isinstance(item, DefineDecl) and not item.parameters for item in items)
        return not any(isinstance(item, QuantityDecl | PropositionDecl) for item in items) and not any(plain)

    def _other_use(self, name: str) -> str:
        symbols = self._symbols
        if name in symbols.decisions:
            return f"`{name}` is a decision: write `utility({name}.option)` or `{name} chooses option`"
        if name in symbols.kinds:
            return f"`{name}` is a kind: say it of all, `forall x : {name}: …`, or of one, `constant c : {name}`"
        if name in symbols.premises or name in symbols.steps:
            return f"`{name}` is a premise or step: name it after `from`"
        for decision, entries in symbols.decisions.items():
            if any(option.name.name == name for entry in entries for option in entry.item.options):
                return f"`{name}` is an option: write `{decision} chooses {name}` or `utility({decision}.{name})`"
        if name in BUILT_IN:
            return f"`{name}` is a built-in function and needs arguments"
        return NAME_HABITS.get(name.lower(), "")

    def binder(self, ident: Ident, scope: Locals, quantified: bool = False) -> None:
        """Report a variable, bound by a quantifier if `quantified`, whose name is built in or hides another."""
        if self.built_in(ident):
            return
        entries = self._symbols.visible(self._symbols.values.get(ident.name, ()), self._place)
        if ident.name in scope.parameters:
            message = f"the variable `{ident.name}` hides the parameter `{ident.name}`"
        elif any(not isinstance(entry.item, QuantityDecl | PropositionDecl) for entry in entries):
            message = f"the variable `{ident.name}` hides what the argument calls `{ident.name}`"
        else:
            # the index of a sum and the variable of a limit are dummies by custom: only a quantifier misleads
            self._hidden_variable(ident, scope, quantified and bool(entries))
            return
        self._findings.report("E103", message, ident.span, "give the variable a name of its own")

    def _hidden_variable(self, ident: Ident, scope: Locals, declared: bool) -> None:
        """Warn of a bound variable that hides an outer one, or a quantity or proposition that is `declared`."""
        if ident.name in scope.bound:
            message = f"the variable `{ident.name}` hides the variable `{ident.name}` that is bound around it"
        elif declared:
            message = f"the variable `{ident.name}` hides what the argument calls `{ident.name}`"
        else:
            return
        hint = f"here `{ident.name}` means only the variable; give it a name of its own if you mean the other too"
        self._findings.report("W508", message, ident.span, hint)

    def built_in(self, ident: Ident) -> bool:
        """Report a variable whose name is built in; says whether it is."""
        if ident.name in BUILT_IN:
            message = f"`{ident.name}` is built into the language and cannot name a variable"
            self._findings.report("E102", message, ident.span, "choose another name")
        return ident.name in BUILT_IN

    def options(self, decision: Ident, options: tuple[Ident, ...]) -> None:
        """Report a decision that does not exist, or options that it does not have."""
        symbols = self._symbols
        declared = symbols.decisions.get(decision.name, ())
        entries = symbols.visible(declared, self._place)
        if declared and not entries:
            self.elsewhere(decision, [entry.reading for entry in declared])
            return
        if not entries:
            if decision.name not in symbols.lost:
                self._findings.unknown(
                    "E106", "decision", decision.name, decision.span, {*symbols.decisions, *symbols.lost}
                )
            return
        known = {option.name.name for entry in entries for option in entry.item.options}
        for option in options:
            if option.name not in known and option.name not in symbols.lost:
                what = f"option of `{decision.name}`:"
                hint = f"its options are {', '.join(f'`{name}`' for name in sorted(known))}"
                self._findings.unknown("E107", what, option.name, option.span, known, hint)
