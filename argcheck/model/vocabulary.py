"""What the vocabulary of a file adds to an inference: the ranges of functions, and finite kinds written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from argcheck.diagnostics import Span
from argcheck.language.syntax import FunctionDecl, PredicateDecl
from argcheck.model.argument import Fact, Hints, Quantity, Witness
from argcheck.model.findings import Findings
from argcheck.model.first_order import all_kinds, applications, members
from argcheck.model.grounding import Grounding, TooManyInstances
from argcheck.model.operators import Sort
from argcheck.model.readings import Broken, Choices, resolve
from argcheck.model.scope import EMPTY
from argcheck.model.symbols import Entry, Place, Symbols, Value
from argcheck.model.terms import Quantifier, Term, Var, conjunction
from argcheck.model.unfold import Unfolder


def ranges(symbols: Symbols, terms: Sequence[Term], unfolder: Unfolder) -> tuple[Fact, ...]:
    """The bounds of the functions that the terms apply, for whatever they are applied to, in the file's order."""
    if not symbols.kinds:
        return ()
    used = {application.name for term in terms for application in applications(term)}
    found = []
    applied = [unfolder.entry(name) for name in sorted(used & symbols.values.keys())]
    for entry in sorted(applied, key=lambda each: each.order):
        name, item = entry.name, entry.item
        if not isinstance(item, FunctionDecl) or item.sort.name in symbols.kinds:
            continue
        limits = unfolder.limits(item.sort.name, item.bound, EMPTY)
        variables = [
            Var(f"x_{place}", Sort.INDIVIDUAL, unfolder.kind(kind.name)) for place, kind in enumerate(item.kinds)
        ]
        value = unfolder.apply(name, item, tuple(variables))
        formulas, texts = limits.formulas(value), limits.texts(f"{name}(…)")
        for formula, text in zip(formulas, texts, strict=True):
            for variable in reversed(variables):
                formula = Quantifier("forall", variable, conjunction(), formula)
            found.append(Fact(name, "bound", formula, text, item.says or "", item.span))
    return tuple(found)


class Expansion:
    """Finite kinds written out, for inferences that speak of no open kind."""

    def __init__(self, symbols: Symbols, findings: Findings) -> None:
        self._symbols = symbols
        self._findings = findings
        self.quantities: dict[tuple[Var, Place], Quantity] = {}

    def expanded(
        self, facts: tuple[Fact, ...], goal: Term, hints: Hints, span: Span, choices: Choices
    ) -> tuple[tuple[Fact, ...], Term, Hints, tuple[Quantity, ...]]:
        """The facts, the goal and the hints without kinds, if every kind in them lists its members; and the
        propositions and quantities that the members' properties have become."""
        formulas = [goal, *(fact.formula for fact in facts), *hints.cases, *(each.value for each in hints.witnesses)]
        kinds = all_kinds(formulas)
        if not self._symbols.kinds or not kinds or not all(kind.members for kind in kinds):
            return facts, goal, hints, ()
        grounding = Grounding({kind: members(kind) for kind in kinds})
        try:
            written = tuple(replace(fact, formula=grounding.ground(fact.formula)) for fact in facts)
            claimed = grounding.ground(goal)
            witnesses = tuple(Witness(each.name, grounding.ground(each.value)) for each in hints.witnesses)
            cases = tuple(grounding.ground(case) for case in hints.cases)
        except TooManyInstances:
            message = "this becomes too large when it is written out for every member of its kinds"
            self._findings.report("E309", message, span, "give the kinds fewer members, or leave them open")
            raise Broken from None
        single = tuple(
            Fact(name, "bound", formula, f"{name} has one value", "", self._entry(name, choices).ident.span)
            for name, formula in grounding.functions()
        )
        quantities = tuple(
            self._quantity(variable, self._entry(cell.name, choices)) for variable, cell in grounding.cells.items()
        )
        return (*single, *written), claimed, replace(hints, witnesses=witnesses, cases=cases), quantities

    def _quantity(self, variable: Var, entry: Entry[Value]) -> Quantity:
        key = variable, entry.reading
        if key not in self.quantities:
            says = entry.item.says if isinstance(entry.item, PredicateDecl | FunctionDecl) else None
            self.quantities[key] = Quantity(variable, (), says or "", entry.reading, entry.ident.span)
        return self.quantities[key]

    def _entry(self, name: str, choices: Choices) -> Entry[Value]:
        return resolve(name, self._symbols.values[name], choices)
