"""SMT-LIB 2 commands in their order: what is declared, defined and asserted where, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from argcheck.diagnostics import Diagnostic, Span
from argcheck.model.imports.result import NotImported, malformed, unsupported
from argcheck.model.imports.sexpr import Group, SExpr, Word, read

BASIC = ("Bool", "Int", "Real")
_IGNORED = (
    "set-option",
    "set-logic",
    "exit",
    "echo",
    "get-model",
    "get-value",
    "get-assignment",
    "get-unsat-core",
    "get-info",
    "get-proof",
    "get-assertions",
    "get-option",
    "get-unsat-assumptions",
)
_REASONS = {
    "define-fun-rec": "recursive functions are not read",
    "define-funs-rec": "recursive functions are not read",
    "define-sorts": "only define-sort is read",
    "declare-codatatypes": "datatypes are read only where they list constants",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """What a declared symbol takes and gives, by the names of sorts."""

    parameters: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Defined:
    """`(define-fun name ((x Real) …) sort body)`."""

    parameters: tuple[tuple[str, str], ...]
    sort: str
    body: SExpr


@dataclass(frozen=True, slots=True)
class Scope:
    """What symbols mean at a place."""

    declared: Mapping[str, Signature] = field(default_factory=dict)
    defined: Mapping[str, Defined] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What is asserted, and its `:named` label."""

    formula: SExpr
    name: str | None
    scope: Scope


@dataclass(frozen=True, slots=True)
class Level:
    """A level of assertions begins or ends; `reset` ends them all, and what was asserted before any."""

    way: Literal["push", "pop", "reset"]


@dataclass(frozen=True, slots=True)
class Query:
    """A `check-sat`, with what it assumes and what the file says of the answer."""

    status: str
    assumed: tuple[SExpr, ...]
    scope: Scope


Event = Assertion | Level | Query


@dataclass(slots=True)
class Script:
    """What a script says. `sorts` are those of its own, with their constants where the file lists them all."""

    source: str = ""
    sorts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    @property
    def queries(self) -> int:
        """How many queries there are."""
        return sum(isinstance(event, Query) for event in self.events)


def read_script(text: str) -> Script:
    """The script; one that asks nothing is taken to ask at its end. Raises NotImported with every fault."""
    return _Reader().read(text)


class _Reader:
    def __init__(self) -> None:
        self._script = Script()
        self._aliases: dict[str, str] = {}
        self._scope = Scope()
        self._levels: list[Scope] = []
        self._status = ""

    def read(self, text: str) -> Script:
        script = self._script
        faults: list[Diagnostic] = []
        for command in read(text):
            try:
                self._run(command)
            except NotImported as problem:
                faults += problem.diagnostics
        stated = (isinstance(each, Assertion) or (isinstance(each, Query) and each.assumed) for each in script.events)
        if not any(stated) and not faults:
            faults.append(Diagnostic("E603", "nothing is asserted, so there is nothing to conclude", Span(1, 1, 1, 2)))
        if faults:
            raise NotImported(tuple(faults))
        if not script.queries:
            script.events.append(Query(self._status, (), self._scope))
        return script

    def _run(self, command: SExpr) -> None:
        if not isinstance(command, Group) or not command.head:
            raise malformed("a command in brackets is expected here", command.span, "such as `(assert (> x 0))`")
        arguments = command.items[1:]
        match command.head:
            case "declare-const" | "declare-fun":
                self._declare(command, arguments)
            case "define-fun" | "define-const":
                self._define(command, arguments)
            case "declare-sort" | "define-sort":
                self._own_sort(command, arguments)
            case "declare-datatype" | "declare-datatypes":
                self._listed_sorts(command, arguments)
            case "assert":
                self._assert(command, arguments)
            case "check-sat" | "check-sat-assuming":
                assumed = arguments[0].items if arguments and isinstance(arguments[0], Group) else ()
                self._script.events.append(Query(self._status, assumed, self._scope))
                self._status = ""
            case "push" | "pop":
                self._levelled(command, arguments)
            case "reset" | "reset-assertions":
                self._script.events.append(Level("reset"))
                self._levels, self._scope = [], Scope()
            case "set-info":
                self._note(arguments)
            case name if name in _IGNORED:
                return
            case name:
                raise unsupported(
                    f"`{name}` is not supported: {_REASONS.get(name, 'it is none of the commands that are read')}",
                    command.items[0].span,
                    "declarations, define-fun, assertions, push, pop and check-sat are read",
                )

    def _levelled(self, command: Group, arguments: Sequence[SExpr]) -> None:
        count = 1
        if arguments:
            first = arguments[0]
            if not isinstance(first, Word) or first.kind != "numeral" or len(first.text) > 4:
                raise malformed(f"`{command.head}` takes a number of levels", first.span)
            count = int(first.text)
        for _ in range(count):
            if command.head == "push":
                self._levels.append(self._scope)
            elif self._levels:
                self._scope = self._levels.pop()
            else:
                raise malformed("there is no level that this could end", command.span, "each `pop` needs a `push`")
            self._script.events.append(Level("push" if command.head == "push" else "pop"))

    def _note(self, arguments: Sequence[SExpr]) -> None:
        match arguments:
            case [Word("keyword", "status"), Word(text=text)]:
                self._status = text
            case [Word("keyword", "source"), Word(text=text)]:
                self._script.source = " ".join(text.split())

    # ---- declarations ----------------------------------------------------------------------------------

    def _declare(self, command: Group, arguments: Sequence[SExpr]) -> None:
        match arguments:
            case [Word("symbol", name), sort]:
                signature = Signature((), self._sort(sort))
            case [Word("symbol", name), Group(items=parameters), sort]:
                signature = Signature(tuple([self._sort(each) for each in parameters]), self._sort(sort))
            case _:
                raise malformed(
                    "a declaration names a symbol and its sort", command.span, "such as `(declare-fun x () Real)`"
                )
        self._unused(name, arguments[0].span)
        self._scope = Scope({**self._scope.declared, name: signature}, self._scope.defined)

    def _define(self, command: Group, arguments: Sequence[SExpr]) -> None:
        match arguments:
            case [Word("symbol", name), Group(items=listed), sort, body]:
                parameters = tuple([self._parameter(each) for each in listed])
            case [Word("symbol", name), sort, body]:
                parameters = ()
            case _:
                hint = "such as `(define-fun half ((x Real)) Real (/ x 2.0))`"
                raise malformed(
                    "a definition names a symbol, its parameters, its sort and its body", command.span, hint
                )
        self._unused(name, arguments[0].span)
        definition = Defined(parameters, self._sort(sort), body)
        self._scope = Scope(self._scope.declared, {**self._scope.defined, name: definition})

    def _parameter(self, item: SExpr) -> tuple[str, str]:
        match item:
            case Group(items=(Word("symbol", name), sort)):
                return name, self._sort(sort)
        raise malformed("a parameter is a symbol with its sort", item.span, "such as `(x Real)`")

    def _unused(self, name: str, span: Span) -> None:
        if name in self._scope.declared or name in self._scope.defined:
            raise malformed(f"`{name}` is declared twice", span)

    # ---- sorts -----------------------------------------------------------------------------------------

    def _own_sort(self, command: Group, arguments: Sequence[SExpr]) -> None:
        match arguments:
            case [Word("symbol", name), Word("numeral", "0")] if command.head == "declare-sort":
                self._script.sorts.setdefault(name, ())
            case [Word("symbol", name), Group(items=()), sort] if command.head == "define-sort":
                self._aliases[name] = self._sort(sort)
            case [Word("symbol", name), *_]:
                hint = "sorts without parameters are read"
                raise unsupported(f"`{name}` is a sort that is made of others", command.span, hint)
            case _:
                raise malformed("a sort has a name", command.span, "such as `(declare-sort Person 0)`")

    def _listed_sorts(self, command: Group, arguments: Sequence[SExpr]) -> None:
        """Datatypes that only list constants: kinds with these members."""
        match arguments:
            case [Word("symbol", name), Group(items=constants)]:
                found = [(name, constants)]
            case [Group(items=()), Group(items=listed)]:
                found = [(each.head, each.items[1:]) for each in listed if isinstance(each, Group)]
            case [Group(items=names), Group(items=listed)] if len(names) == len(listed):
                pairs = zip(names, listed, strict=True)
                found = [
                    (each.head, own.items) for each, own in pairs if isinstance(each, Group) if isinstance(own, Group)
                ]
            case _:
                raise malformed("datatypes are names with their constructors", command.span)
        for name, constants in found:
            members = [
                each.items[0] if isinstance(each, Group) and len(each.items) == 1 else each for each in constants
            ]
            words = tuple(each.text for each in members if isinstance(each, Word))
            if not words or len(words) < len(members):
                hint = "datatypes that list constants are read, as kinds with these members"
                raise unsupported(f"`{name}` has constructors that take something", command.span, hint)
            self._script.sorts[name] = words
            for word in words:
                self._unused(word, command.span)
                declared = {**self._scope.declared, word: Signature((), name)}
                self._scope = Scope(declared, self._scope.defined)

    def _sort(self, item: SExpr) -> str:
        if isinstance(item, Word):
            name = self._aliases.get(item.text, item.text)
            if name in BASIC or name in self._script.sorts:
                return name
        words = [item] if isinstance(item, Word) else [each for each in item.items if isinstance(each, Word)]
        shown = next((each.text for each in words if each.text != "_"), "this")
        hint = "Bool, Int, Real and sorts that the file declares are read"
        raise unsupported(f"the sort `{shown}` is not supported", item.span, hint)

    # ---- assertions ------------------------------------------------------------------------------------

    def _assert(self, command: Group, arguments: Sequence[SExpr]) -> None:
        if len(arguments) != 1:
            raise malformed("`assert` takes one formula", command.span)
        name = None
        formula = arguments[0]
        match formula:
            case Group(items=(Word("symbol", "!"), inner, *attributes)):
                for key, value in zip(attributes[::2], attributes[1::2], strict=False):
                    if isinstance(key, Word) and key.text == "named" and isinstance(value, Word):
                        name = value.text
                        self._unused(name, value.span)
                        definition = Defined((), "Bool", inner)
                        self._scope = Scope(self._scope.declared, {**self._scope.defined, name: definition})
                formula = inner
        self._script.events.append(Assertion(formula, name, self._scope))
