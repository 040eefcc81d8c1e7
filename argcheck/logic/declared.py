"""Symbols that a lemma of the kernel asks for, declared as they are wanted, with the facts about them."""

from __future__ import annotations

from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas import Lemma, instance
from argcheck.kernel.polynomial import show
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.spread import SQUARES
from argcheck.kernel.symbols import Kind, Meaning, Undeclared
from argcheck.logic import powers
from argcheck.logic import transcendental as trans
from argcheck.logic.workspace import Workspace

_MOST_SYMBOLS = 40


def lemma(space: Workspace, name: str, *arguments: str) -> None:
    """Record what a lemma says of some symbols; what it needs besides is declared first. Unless it says nothing."""
    for _ in range(_MOST_SYMBOLS):
        try:
            instance(Lemma(name, arguments), space.symbols)
        except Undeclared as wanted:
            try:
                symbol(space, wanted.meaning, told=True)
            except Refused:
                return
        except Refused:
            return
        else:
            break
    space.lemma(name, *arguments)


def symbol(space: Workspace, meaning: Meaning, *, told: bool) -> str:
    """The symbol of exactly this meaning, declared if need be; `told` says that facts about it are wanted."""
    try:
        return space.symbols.find(meaning)
    except Undeclared:
        pass
    if told:
        _translated(space, meaning)
        try:
            name = space.symbols.find(meaning)
        except Undeclared:
            pass
        else:
            _spread(space, name, meaning)
            return name
    kind = meaning.kind.value if told else "moving"
    name = space.abstract(("as stated", told, meaning.key), kind, _label(meaning), None, meaning).name
    if told:
        _facts(space, name, meaning)
    return name


def _translated(space: Workspace, meaning: Meaning) -> None:
    """Have the symbol declared in the way in which terms are translated, if that is how they are."""
    first, *rest = meaning.parts
    match meaning.kind:
        case Kind.EXP if trans.is_primitive(space, first):
            trans.exponential(space, first, None)
        case Kind.LOG:
            trans.logarithm(space, first, None)
        case Kind.SQRT:
            trans.square_root(space, first, None)
        case Kind.POWER:
            powers.symbol(space, first, rest[0])


def _spread(space: Workspace, name: str, meaning: Meaning) -> None:
    """What a power is as terms with it are translated."""
    if meaning.kind is Kind.POWER:
        way = powers.way_to_spread(space, meaning.parts[0])
        if way != SQUARES:
            lemma(space, "power: spread", name, way)


def _facts(space: Workspace, name: str, meaning: Meaning) -> None:
    match meaning.kind:
        case Kind.EXP:
            trans.exp_facts(space, name)
        case Kind.LOG:
            trans.log_facts(space, name)
        case Kind.SUM:
            space.lemma("sum: ratio 0", name)
            space.lemma("sum: ratio 1", name)


def _label(meaning: Meaning) -> str:
    parts = ", ".join(map(_written, meaning.parts))
    return f"{meaning.kind.value}({parts})" + (f", {meaning.degree}" if meaning.degree else "")


def _written(value: Quotient) -> str:
    top = show(value.numerator)
    return top if value.whole else f"({top})/({show(value.denominator)})"
