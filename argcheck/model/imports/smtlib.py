"""An SMT-LIB 2 script as an argument: assertions are premises, and what the last of them denies is the conclusion.

A script with several queries has a conclusion for each, from the assertions that stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from argcheck.language.write import format_expr
from argcheck.model.imports import values as v
from argcheck.model.imports.naming import Names
from argcheck.model.imports.result import Imported, NotImported
from argcheck.model.imports.script import Assertion, Level, Query, Script, Signature, read_script
from argcheck.model.imports.sexpr import Group, SExpr
from argcheck.model.imports.terms import Mark, Terms
from argcheck.model.imports.values import Value

_SORTS = {"Real": "real", "Int": "integer"}
_DENIAL = re.compile(r"(the denial of the claim|(negated[ _-]?)?(goal|conjecture|conclusion))( \d+)?:?", re.IGNORECASE)
_PREMISE = re.compile(r"the premise `(.*)`( \d+)?:")
_LONGEST_TEXT = 400


def import_smtlib(text: str, title: str, conclusion: str | None = None, query: int | None = None) -> Imported:
    """The argument that a script makes. `conclusion` names the assertion that denies the claim; without it, that is the
    one called goal, conjecture or conclusion (as `:named` has it), else the last. Of a script with several queries,
    `query` (from 1) picks one; without it each is a conclusion.

    Raises NotImported.
    """
    script = read_script(text)
    if query is not None and not 1 <= query <= script.queries:
        message = f"there is no query {query}: the file has {script.queries}"
        raise NotImported((Diagnostic("E603", message, Span(1, 1, 1, 2)),))
    return _Writer(script, title, conclusion, query).written()


@dataclass(frozen=True, slots=True)
class _Part:
    """An assertion, or a conjunct of one without a name, translated; `meaning` is only there for what is assumed of
    stand-ins, `name` is the one that the file gives."""

    label: str
    formula: Value
    meaning: str = ""
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A query: the premises, and the parts that the claim denies."""

    status: str
    premises: tuple[_Part, ...]
    denied: tuple[_Part, ...]


class _Writer:
    def __init__(self, script: Script, title: str, conclusion: str | None, query: int | None) -> None:
        self._script, self._title, self._query = script, title, query
        self._values, self._steps = Names("x"), Names("premise")
        self._claim_label = self._steps.new("claim")
        self._kinds = {name: self._values.new(_unmarked(name).lower()) for name in script.sorts}
        self._names: dict[tuple[str, Signature], str] = {}
        self._members: set[str] = set()
        self._own: list[str] = []
        self._definitions: list[str] = []
        self._alive: list[_Part] = []
        self._denial = self._denied_name(conclusion)
        self._declare_all()
        self._terms = Terms(self._named, self._kinds, self._values.new, self._abbreviate, self._declare, self._assume)

    def written(self) -> Imported:
        claims, faults = self._claims()
        if faults:
            raise NotImported(tuple(faults))
        premises = {part.label: part for claim in claims for part in claim.premises}
        lines = [*self._head(), *self._own, *self._definitions, *_listed(list(premises.values()))]
        for number, claim in enumerate(claims, 1):
            lines += self._claim(self._claim_label if len(claims) == 1 else self._steps.new(f"claim_{number}"), claim)
        source = parse("\n".join(lines) + "\n", self._title)
        if source.diagnostics:
            # what was put together is always an argument, so this is a defect
            raise AssertionError(source.diagnostics[0].message)
        return Imported(format_source(source.source), tuple(self._remarks(len(claims))))

    # ---- the script, command by command ------------------------------------------------------------------

    def _claims(self) -> tuple[list[_Claim], list[Diagnostic]]:
        faults: list[Diagnostic] = []
        claims: list[_Claim] = []
        levels: list[tuple[int, Mark]] = []
        asked = 0
        start = self._terms.mark()
        relied = self._relied()
        for event in self._script.events:
            match event:
                case Assertion():
                    faults += self._assert(event, relied)
                case Level("push"):
                    levels.append((len(self._alive), self._terms.mark()))
                case Level("pop"):
                    count, mark = levels.pop()
                    del self._alive[count:]
                    self._terms.reset(mark)
                case Level():
                    levels.clear()
                    self._alive.clear()
                    self._terms.reset(start)
                case Query():
                    asked += 1
                    if self._query in (None, asked):
                        claim = self._asked(event)
                        claims += [claim] if isinstance(claim, _Claim) else []
                        faults += [] if isinstance(claim, _Claim) else claim
                    if asked == self._query:
                        break
        return claims, faults

    def _assert(self, event: Assertion, relied: frozenset[int]) -> list[Diagnostic]:
        parts = list(_conjuncts(event))
        faults: list[Diagnostic] = []
        for place, part in enumerate(parts):
            try:
                formula = self._terms.formula(part, event.scope)
            except NotImported as problem:
                faults += problem.diagnostics
                continue
            self._alive.append(_Part(self._label(event), formula, "", event.name))
            if id(event) in relied or (self._denial is None and place < len(parts) - 1):
                self._terms.learn(formula)
        return faults

    def _relied(self) -> frozenset[int]:
        """The assertions that no query denies, so that what comes after them may rely on them."""
        alive: list[Assertion] = []
        levels: list[int] = []
        denied: set[int] = set()
        for event in self._script.events:
            match event:
                case Assertion():
                    alive.append(event)
                case Level("push"):
                    levels.append(len(alive))
                case Level("pop"):
                    del alive[levels.pop() :]
                case Level():
                    levels.clear()
                    alive.clear()
                case Query(assumed=()):
                    named = [each for each in alive if each.name is not None and each.name == self._denial]
                    denied |= {id(each) for each in named or alive[-1:]}
                case Query():
                    pass
        return frozenset(id(event) for event in self._script.events if isinstance(event, Assertion)) - denied

    def _asked(self, query: Query) -> _Claim | list[Diagnostic]:
        if query.assumed:
            try:
                assumed = [_Part("", self._terms.formula(each, query.scope)) for each in query.assumed]
            except NotImported as problem:
                return list(problem.diagnostics)
            return _Claim(query.status, tuple(self._alive), tuple(assumed))
        denied = [part for part in self._alive if part.name is not None and part.name == self._denial]
        stated = [part for part in self._alive if not part.meaning]
        denied = denied or stated[-1:]
        return _Claim(query.status, tuple(part for part in self._alive if part not in denied), tuple(denied))

    # ---- what the terms ask for ------------------------------------------------------------------------

    def _named(self, name: str, signature: Signature) -> str:
        return self._names[name, signature]

    def _abbreviate(self, name: str, value: Value) -> None:
        self._definitions.append(f"define {name} = {format_expr(value.expr)}")

    def _declare(self, name: str, sort: str, meaning: str) -> None:
        self._own.append(self._declaration(name, sort, meaning))

    def _assume(self, name: str, formula: Value, meaning: str) -> None:
        self._alive.append(_Part(self._steps.new(name), formula, meaning))

    # ---- the file --------------------------------------------------------------------------------------

    def _declare_all(self) -> None:
        """A name for everything that the script declares anywhere; a name that is declared anew otherwise, after its
        level has ended, is another."""
        for members in self._script.sorts.values():
            self._members |= set(members)
        for event in self._script.events:
            if isinstance(event, Level):
                continue
            for name, signature in event.scope.declared.items():
                if (name, signature) not in self._names:
                    self._names[name, signature] = self._values.new(_unmarked(name))

    def _head(self) -> Iterator[str]:
        yield f"argument {_quoted(self._title)}"
        if self._script.source:
            yield f"  source {_quoted(self._script.source)}"
        yield "  about " + _quoted(
            "Read from SMT-LIB 2: the assertions are premises, and the claim is what the last of them, or the one that "
            "is named so, denies. The file's query is unsatisfiable just when the claim follows."
        )
        for sort, own in self._kinds.items():
            members = [self._names[member, Signature((), sort)] for member in self._script.sorts[sort]]
            told = f" {_quoted(f'{sort} in the file')}" if own != sort else ""
            yield f"kind {own}{' = ' if members else ''}{' or '.join(members)}{told}"
        for (name, signature), own in self._names.items():
            meaning = f"{name} in the file" if own != _unmarked(name) else ""
            if name in self._members and signature.sort in self._kinds and not signature.parameters:
                continue
            if not signature.parameters:
                yield self._declaration(own, signature.sort, meaning)
            elif all(sort in self._kinds for sort in signature.parameters):
                yield self._function(own, signature, meaning)

    def _declaration(self, name: str, sort: str, meaning: str) -> str:
        says = f" {_quoted(meaning)}" if meaning else ""
        if sort in self._kinds:
            return f"constant {name} : {self._kinds[sort]}{says}"
        return f"proposition {name}{says}" if sort == "Bool" else f"quantity {name} : {_SORTS[sort]}{says}"

    def _function(self, name: str, signature: Signature, meaning: str) -> str:
        says = f" {_quoted(meaning)}" if meaning else ""
        applied = f"{name}({', '.join(self._kinds[sort] for sort in signature.parameters)})"
        if signature.sort == "Bool":
            return f"predicate {applied}{says}"
        return f"function {applied} : {self._kinds.get(signature.sort) or _SORTS[signature.sort]}{says}"

    def _label(self, assertion: Assertion) -> str:
        if assertion.name is None:
            return self._steps.new(f"premise_{sum(not part.meaning for part in self._alive) + 1}")
        inner = _PREMISE.fullmatch(assertion.name)
        return self._steps.new(inner[1] if inner else assertion.name)

    def _claim(self, label: str, claim: _Claim) -> Iterator[str]:
        told = {"unsat": "the file says that it follows", "sat": "the file says that it does not follow"}
        says = f" {_quoted(told[claim.status])}" if claim.status in told else ""
        yield f"conclusion {label}{says}"
        if claim.premises:
            yield f"  from {', '.join(part.label for part in claim.premises)}"
        yield f"  infer {format_expr(v.denied(v.connected('and', [part.formula for part in claim.denied])).expr)}"
        if claim.status == "sat":
            yield "  expect invalid"

    def _remarks(self, claims: int) -> Iterator[str]:
        changed = {name: own for (name, _), own in self._names.items() if own != _unmarked(name)}
        if changed:
            shown = [f"`{old}` is `{new}`" for old, new in list(changed.items())[:6]]
            more = f", and {len(changed) - 6} more" if len(changed) > 6 else ""
            yield f"names that the language does not have were changed: {', '.join(shown)}{more}"
        if claims > 1:
            yield f"{claims} queries, each a conclusion from the assertions that stand there; `--query N` reads one"
        if self._terms.stand_ins.divisions:
            yield (
                f"{self._terms.stand_ins.divisions} division(s) by a term that may be 0: SMT-LIB gives them some value "
                "there, so quantities stand for them, with premises that say as much and no more"
            )
        if functions := sorted(self._terms.stand_ins.functions):
            yield (
                f"functions of numbers ({', '.join(functions)}): quantities stand for their values, with premises that "
                "equals give equals"
            )

    def _denied_name(self, conclusion: str | None) -> str | None:
        """The name of the assertion that denies the claim; None for the last."""
        events = self._script.events
        named = list(
            dict.fromkeys(each.name for each in events if isinstance(each, Assertion) if each.name is not None)
        )
        if conclusion is not None:
            if conclusion not in named:
                listed = ", ".join(f"`{name}`" for name in named[:6]) or "none"
                message = f"no assertion is named `{conclusion}`; the file's names are: {listed}"
                raise NotImported((Diagnostic("E603", message, Span(1, 1, 1, 2)),))
            return conclusion
        return next((name for name in reversed(named) if _DENIAL.fullmatch(name)), None)


def _listed(premises: Sequence[_Part]) -> Iterator[str]:
    for part in premises:
        says = f" {_quoted(part.meaning)}" if part.meaning else ""
        yield f"premise {part.label}{says} : {format_expr(part.formula.expr)}"


def _conjuncts(assertion: Assertion) -> Iterator[SExpr]:
    """The parts of an asserted conjunction, unless it has a name."""
    stack = [assertion.formula]
    while stack:
        formula = stack.pop()
        if assertion.name is None and isinstance(formula, Group) and formula.head == "and" and len(formula.items) > 1:
            stack += reversed(formula.items[1:])
        else:
            yield formula


def _unmarked(name: str) -> str:
    """A name that argcheck wrote without the mark that tells its kind."""
    return name[:-1] if len(name) > 1 and name[-1] in ".?" else name


def _quoted(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split()).replace('"', "'")
    return f'"{plain[:_LONGEST_TEXT]}"'
