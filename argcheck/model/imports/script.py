"""SMT-LIB 2 commands: what is declared, defined and asserted before the first `check-sat`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from argcheck.diagnostics import Diagnostic, Span
from argcheck.model.imports.result import NotImported, malformed, unsupported
from argcheck.model.imports.sexpr import Group, SExpr, Word, read

_SORTS = ("Bool", "Int", "Real")
_IGNORED = (
    "set-option",
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
    "push": "levels of assertions are not read",
    "pop": "levels of assertions are not read",
    "check-sat-assuming": "assumptions of a single query are not read",
    "declare-sort": "sorts other than Bool, Int and Real are not read",
    "define-sort": "sorts other than Bool, Int and Real are not read",
    "declare-datatype": "sorts other than Bool, Int and Real are not read",
    "declare-datatypes": "sorts other than Bool, Int and Real are not read",
    "define-fun-rec": "recursive functions are not read",
    "define-funs-rec": "recursive functions are not read",
}


@dataclass(frozen=True, slots=True)
class Defined:
    """`(define-fun name ((x Real) …) sort body)`."""

    parameters: tuple[tuple[str, str], ...]
    sort: str
    body: SExpr


@dataclass(frozen=True, slots=True)
class Assertion:
    """What is asserted, and its `:named` label."""

    formula: SExpr
    name: str | None


@dataclass(slots=True)
class Script:
    """What a script says, in its order."""

    status: str = ""
    source: str = ""
    declared: dict[str, str] = field(default_factory=dict)
    defined: dict[str, Defined] = field(default_factory=dict)
    assertions: list[Assertion] = field(default_factory=list)
    checked: bool = False


def read_script(text: str) -> Script:
    """The script. Raises NotImported with every command that cannot be read."""
    script = Script()
    faults: list[Diagnostic] = []
    for command in read(text):
        try:
            _run(command, script)
        except NotImported as problem:
            faults += problem.diagnostics
    if not script.assertions and not faults:
        end = Span(1, 1, 1, 2)
        faults.append(Diagnostic("E603", "nothing is asserted, so there is nothing to conclude", end))
    if faults:
        raise NotImported(tuple(faults))
    return script


def _run(command: SExpr, script: Script) -> None:
    if not isinstance(command, Group) or not command.head:
        raise malformed("a command in brackets is expected here", command.span, "such as `(assert (> x 0))`")
    arguments = command.items[1:]
    match command.head:
        case "declare-const" | "declare-fun":
            _declare(command, arguments, script)
        case "define-fun" | "define-const":
            _define(command, arguments, script)
        case "assert":
            _assert(command, arguments, script)
        case "check-sat":
            script.checked = True
        case "set-info":
            _note(arguments, script)
        case "set-logic":
            _logic(arguments)
        case name if name in _IGNORED:
            return
        case name:
            raise unsupported(
                f"`{name}` is not supported: {_REASONS.get(name, 'it is none of the commands that are read')}",
                command.items[0].span,
                "declarations, define-fun and assertions before one check-sat are read",
            )


def _logic(arguments: Sequence[SExpr]) -> None:
    if len(arguments) != 1 or not isinstance(arguments[0], Word):
        return
    name, span = arguments[0].text, arguments[0].span
    if any(part in name for part in ("BV", "FP", "S_", "DT")) and name != "ALL":
        raise unsupported(
            f"the logic {name} is not supported", span, "arithmetic without arrays, bits and strings is read"
        )


def _note(arguments: Sequence[SExpr], script: Script) -> None:
    match arguments:
        case [Word("keyword", "status"), Word(text=text)]:
            script.status = text
        case [Word("keyword", "source"), Word(text=text)]:
            script.source = " ".join(text.split())


def _declare(command: Group, arguments: Sequence[SExpr], script: Script) -> None:
    match arguments:
        case [Word("symbol", name), sort]:
            pass
        case [Word("symbol", name), Group(items=()), sort]:
            pass
        case [Word("symbol", name), Group(span=span), _]:
            hint = "functions that are declared without a definition have no form in the language"
            raise unsupported(f"`{name}` is an uninterpreted function", span, hint)
        case _:
            raise malformed(
                "a declaration names a symbol and its sort", command.span, "such as `(declare-fun x () Real)`"
            )
    _unused(name, arguments[0].span, script)
    script.declared[name] = _sort(sort)


def _define(command: Group, arguments: Sequence[SExpr], script: Script) -> None:
    match arguments:
        case [Word("symbol", name), Group(items=listed), sort, body]:
            parameters = tuple(_parameter(each) for each in listed)
        case [Word("symbol", name), sort, body]:
            parameters = ()
        case _:
            hint = "such as `(define-fun half ((x Real)) Real (/ x 2.0))`"
            raise malformed("a definition names a symbol, its parameters, its sort and its body", command.span, hint)
    _unused(name, arguments[0].span, script)
    script.defined[name] = Defined(parameters, _sort(sort), body)


def _parameter(item: SExpr) -> tuple[str, str]:
    match item:
        case Group(items=(Word("symbol", name), sort)):
            return name, _sort(sort)
    raise malformed("a parameter is a symbol with its sort", item.span, "such as `(x Real)`")


def _unused(name: str, span: Span, script: Script) -> None:
    if name in script.declared or name in script.defined:
        raise malformed(f"`{name}` is declared twice", span)


def _sort(item: SExpr) -> str:
    if isinstance(item, Word) and item.text in _SORTS:
        return item.text
    shown = item.text if isinstance(item, Word) else item.head or "this"
    raise unsupported(f"the sort `{shown}` is not supported", item.span, "Bool, Int and Real are read")


def _assert(command: Group, arguments: Sequence[SExpr], script: Script) -> None:
    if script.checked:
        raise unsupported("this is asserted after the first check-sat", command.span, "keep one query in a file")
    if len(arguments) != 1:
        raise malformed("`assert` takes one formula", command.span)
    name = None
    formula = arguments[0]
    match formula:
        case Group(items=(Word("symbol", "!"), inner, *attributes)):
            formula = inner
            for key, value in zip(attributes[::2], attributes[1::2], strict=False):
                if isinstance(key, Word) and key.text == "named" and isinstance(value, Word):
                    name = value.text
    script.assertions.append(Assertion(formula, name))
