"""An SMT-LIB 2 script as an argument: assertions are premises, and what the last of them denies is the conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from argcheck.language.write import format_expr
from argcheck.model.imports import values as v
from argcheck.model.imports.naming import Names
from argcheck.model.imports.result import Imported, NotImported
from argcheck.model.imports.script import Assertion, Script, read_script
from argcheck.model.imports.sexpr import Group
from argcheck.model.imports.terms import Terms
from argcheck.model.imports.values import Value

_SORTS = {"Real": "real", "Int": "integer"}
_DENIAL = re.compile(r"(the denial of the claim|(negated[ _-]?)?(goal|conjecture|conclusion))( \d+)?:?", re.IGNORECASE)
_PREMISE = re.compile(r"the premise `(.*)`( \d+)?:")
_LONGEST_TEXT = 400


def import_smtlib(text: str, title: str, conclusion: str | None = None) -> Imported:
    """The argument that a script makes. `conclusion` names the assertion that denies the claim; without it, that is the
    one called goal, conjecture or conclusion (as `:named` has it), else the last.

    Raises NotImported.
    """
    return _Writer(read_script(text), title, conclusion).written()


class _Writer:
    def __init__(self, script: Script, title: str, conclusion: str | None) -> None:
        self._script = script
        self._title = title
        self._values, self._steps = Names("x"), Names("premise")
        self._names = {name: self._values.new(_unmarked(name)) for name in script.declared}
        self._premises: list[tuple[str, Value, str]] = []
        self._own: list[str] = []
        self._definitions: list[str] = []
        self._terms = Terms(script, self._names, self._values.new, self._abbreviate, self._declare, self._assume)
        self._denial = _denial(script, conclusion)

    def written(self) -> Imported:
        faults: list[Diagnostic] = []
        denied: list[Value] = []
        claim = self._steps.new("claim")
        conjuncts = [part for assertion in self._script.assertions for part in _conjuncts(assertion)]
        last = conjuncts[-1]
        for assertion in conjuncts:
            try:
                formula = self._terms.formula(assertion.formula)
            except NotImported as problem:
                faults += problem.diagnostics
                continue
            if assertion is last if self._denial is None else assertion.name == self._denial:
                denied.append(formula)
            else:
                self._premises.append((self._label(assertion), formula, ""))
                self._terms.learn(formula)
        if faults:
            raise NotImported(tuple(faults))
        lines = [*self._head(), *self._own, *self._definitions, *self._listed(), *self._claim(claim, denied)]
        source = parse("\n".join(lines) + "\n", self._title)
        if source.diagnostics:
            # what was put together is always an argument, so this is a defect
            raise AssertionError(source.diagnostics[0].message)
        return Imported(format_source(source.source), tuple(self._remarks()))

    # ---- what the terms ask for ------------------------------------------------------------------------

    def _abbreviate(self, name: str, value: Value) -> None:
        self._definitions.append(f"define {name} = {format_expr(value.expr)}")

    def _declare(self, name: str, sort: str, meaning: str) -> None:
        self._own.append(_declaration(name, sort, meaning))

    def _assume(self, name: str, formula: Value, meaning: str) -> None:
        self._premises.append((self._steps.new(name), formula, meaning))

    # ---- the file --------------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        yield f"argument {_quoted(self._title)}"
        if self._script.source:
            yield f"  source {_quoted(self._script.source)}"
        yield "  about " + _quoted(
            "Read from SMT-LIB 2: the assertions are premises, and the claim is what the last of them, or the one that "
            "is named so, denies. The file's query is unsatisfiable just when the claim follows."
        )
        for name, sort in self._script.declared.items():
            own = self._names[name]
            yield _declaration(own, sort, f"{name} in the file" if own != _unmarked(name) else "")

    def _label(self, assertion: Assertion) -> str:
        if assertion.name is None:
            return self._steps.new(f"premise_{len(self._premises) + 1}")
        inner = _PREMISE.fullmatch(assertion.name)
        return self._steps.new(inner[1] if inner else assertion.name)

    def _listed(self) -> Iterator[str]:
        for name, formula, meaning in self._premises:
            yield f"premise {name}{' ' + _quoted(meaning) if meaning else ''} : {format_expr(formula.expr)}"

    def _claim(self, claim: str, denied: Sequence[Value]) -> Iterator[str]:
        told = {"unsat": "the file says that it follows", "sat": "the file says that it does not follow"}
        says = f" {_quoted(told[self._script.status])}" if self._script.status in told else ""
        yield f"conclusion {claim}{says}"
        if self._premises:
            yield f"  from {', '.join(name for name, _, _ in self._premises)}"
        yield f"  infer {format_expr(v.denied(v.connected('and', denied)).expr)}"
        if self._script.status == "sat":
            yield "  expect invalid"

    def _remarks(self) -> Iterator[str]:
        changed = {old: new for old, new in self._names.items() if new != _unmarked(old)}
        if changed:
            shown = [f"`{old}` is `{new}`" for old, new in list(changed.items())[:6]]
            more = f", and {len(changed) - 6} more" if len(changed) > 6 else ""
            yield f"names that the language does not have were changed: {', '.join(shown)}{more}"
        if self._terms.quotients:
            yield (
                f"{self._terms.quotients} division(s) by a term that may be 0: SMT-LIB gives them some value there, so "
                "quantities called `quotient` stand for them, with premises that say as much and no more"
            )


def _declaration(name: str, sort: str, meaning: str) -> str:
    says = f" {_quoted(meaning)}" if meaning else ""
    return f"proposition {name}{says}" if sort == "Bool" else f"quantity {name} : {_SORTS[sort]}{says}"


def _conjuncts(assertion: Assertion) -> Iterator[Assertion]:
    """The parts of an asserted conjunction, unless it has a name."""
    stack = [assertion.formula]
    while stack:
        formula = stack.pop()
        if assertion.name is None and isinstance(formula, Group) and formula.head == "and" and len(formula.items) > 1:
            stack += reversed(formula.items[1:])
        else:
            yield Assertion(formula, assertion.name)


def _denial(script: Script, conclusion: str | None) -> str | None:
    """The name of the assertion that denies the claim; None for the last."""
    named = list(dict.fromkeys(each.name for each in script.assertions if each.name is not None))
    if conclusion is not None:
        if conclusion not in named:
            listed = ", ".join(f"`{name}`" for name in named[:6]) or "none"
            message = f"no assertion is named `{conclusion}`; the file's names are: {listed}"
            raise NotImported((Diagnostic("E603", message, Span(1, 1, 1, 2)),))
        return conclusion
    return next((name for name in reversed(named) if _DENIAL.fullmatch(name)), None)


def _unmarked(name: str) -> str:
    """A name that argcheck wrote without the mark that tells its kind."""
    return name[:-1] if len(name) > 1 and name[-1] in ".?" else name


def _quoted(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split()).replace('"', "'")
    return f'"{plain[:_LONGEST_TEXT]}"'
