"""What elaboration shares between items: the quantities, and one unfolder for each choice of readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from argcheck.diagnostics import Span
from argcheck.language.syntax import Bound, DefineDecl, Expr, Name, PropositionDecl, QuantityDecl
from argcheck.model.argument import Fact, Quantity
from argcheck.model.build import Limits
from argcheck.model.findings import Findings
from argcheck.model.operators import Sort
from argcheck.model.readings import (
    MAX_COMBINATIONS,
    Absent,
    Branches,
    Broken,
    Choices,
    TooMany,
    Undecided,
    branch,
    resolve,
)
from argcheck.model.scope import EMPTY, variable
from argcheck.model.symbols import Entry, Place, Symbols, Value, ordered
from argcheck.model.terms import Term, Var, free_variables
from argcheck.model.unfold import Unfolder
from argcheck.model.walk import bound_parts, walk

T = TypeVar("T")


class Workspace:
    """The quantities of a file with their bounds, and its expressions unfolded under choices of readings."""

    def __init__(self, symbols: Symbols, findings: Findings, broken: set[int]) -> None:
        self.symbols = symbols
        self.findings = findings
        self.broken = broken
        self.skipped = False
        self.quantities: dict[Entry[Value], Quantity] = {}
        self._bounds: dict[Entry[Value], tuple[Fact, ...]] = {}
        self._unfolders: dict[tuple[tuple[str, str], ...], Unfolder] = {}
        self._free: dict[int, tuple[Term, frozenset[Var]]] = {}

    def unfolder(self, choices: Choices, parameters: tuple[Var, ...] = ()) -> Unfolder:
        """The unfolder under the choices; with stand-ins for parameters, a new one."""
        key = tuple(sorted(choices.items()))
        if not parameters and key in self._unfolders:
            return self._unfolders[key]
        made = Unfolder(self.symbols, choices, self.quantities, self.findings, self.broken, parameters)
        if not parameters:
            self._unfolders[key] = made
        return made

    def branch(self, what: str, span: Span, build: Callable[[Choices], T], place: Place = None) -> Branches[T]:
        """`build` under every combination of readings that it touches; reports when there is none."""
        start = {place[0]: place[1]} if place else {}
        try:
            branches = branch(self.symbols, build, start)
        except TooMany:
            message = f"{what} depends on more than {MAX_COMBINATIONS} combinations of readings"
            self.findings.report("E310", message, span)
            return Branches((), (), True)
        self.skipped = self.skipped or branches.broken
        lost = any(gone.name in self.symbols.lost for gone in branches.absent)
        if not branches.results and not branches.broken and not lost:
            missing = dict.fromkeys(f"under `{gone.reading}` there is no `{gone.name}`" for gone in branches.absent)
            message = f"under no reading does everything exist that {what} uses"
            self.findings.report("E308", message, span, "; ".join(missing))
        return branches

    # ---- quantities ----------------------------------------------------------------------------------

    def declare_quantities(self) -> None:
        """Elaborate every quantity and proposition, in the order of the file."""
        for entry in ordered(self.symbols.values):
            match entry.item:
                case PropositionDecl(says=says):
                    self._add(entry, Limits(()), says, entry.ident.span)
                case QuantityDecl(says=says, sort=sort, bound=bound) if id(entry.item) not in self.broken:
                    before = len(self.findings)
                    limits = self._limits(entry, sort.name, bound)
                    self._check_order(entry, entry.item, limits)
                    if len(self.findings) > before:
                        self.broken.add(id(entry.item))
                    self._add(entry, limits, says, bound.span if bound else entry.ident.span)
                case QuantityDecl(says=says):
                    self._add(entry, Limits(()), says, entry.ident.span)
                case _:
                    pass

    def _limits(self, entry: Entry[Value], sort: str, bound: Bound | None) -> Limits:
        span = bound.span if bound else entry.ident.span
        try:
            return self.unfolder(dict([entry.reading]) if entry.reading else {}).limits(sort, bound, EMPTY)
        except Undecided as question:
            message = f"the bound of `{entry.name}` depends on the readings of `{question.notion}`"
            self.findings.report("E304", message, span)
        except Absent as missing:
            message = f"the bound of `{entry.name}` uses `{missing.name}`, which `{missing.reading}` does not have"
            self.findings.report("E308", message, span)
        except Broken:
            self.skipped = True
        return Limits(())

    def _add(self, entry: Entry[Value], limits: Limits, says: str | None, span: Span) -> None:
        formulas = limits.formulas(variable(entry))
        quantity = Quantity(variable(entry), formulas, says or "", entry.reading, entry.ident.span)
        self.quantities[entry] = quantity
        self._bounds[entry] = tuple(
            Fact(entry.name, "bound", formula, text, quantity.says, span)
            for formula, text in zip(formulas, limits.texts(entry.name), strict=True)
        )

    def _check_order(self, entry: Entry[Value], decl: QuantityDecl, limits: Limits) -> None:
        ends = [end for _, end, _ in limits.comparisons]
        for free in sorted({free for end in ends for free in self.free(end)}, key=lambda v: v.name):
            used = self._visible_quantity(free.name, entry.reading)
            if used is not None and used.order < entry.order:
                continue
            which = "itself" if free.name == entry.name else f"`{free.name}`, which is declared later"
            span = self._written(decl, free.name) or (decl.bound.span if decl.bound else entry.ident.span)
            message = f"the bound of `{entry.name}` uses {which}"
            hint = "a bound may use earlier quantities only" if free.name != entry.name else None
            self.findings.report("E303", message, span, hint)

    def _visible_quantity(self, name: str, place: Place) -> Entry[Value] | None:
        for entry in self.symbols.values.get(name, ()):
            if entry.reading is None or entry.reading == place:
                return entry
        return None

    def _written(self, decl: QuantityDecl, name: str) -> Span | None:
        for part in bound_parts(decl.bound):
            for expr in walk(part):
                if isinstance(expr, Name) and expr.name == name:
                    return expr.span
        return None

    # ---- what occurs -----------------------------------------------------------------------------------

    def free(self, term: Term) -> frozenset[Var]:
        """The free variables of the term, remembered."""
        known = self._free.get(id(term))
        if known is None:
            known = self._free[id(term)] = (term, free_variables(term))
        return known[1]

    def occurring(self, terms: Iterable[Term], choices: Choices) -> tuple[Entry[Value], ...]:
        """The quantities in the terms, closed under the quantities in their bounds, in the order of the file."""
        found: dict[str, Entry[Value]] = {}
        waiting = {free.name for term in terms for free in self.free(term)}
        while waiting:
            name = waiting.pop()
            entry = resolve(name, self.symbols.values.get(name, ()), choices)
            found[name] = entry
            bounds = self.quantities[entry].bounds
            waiting |= {free.name for formula in bounds for free in self.free(formula)} - found.keys()
        return tuple(sorted(found.values(), key=lambda entry: entry.order))

    def bounds(self, entries: Iterable[Entry[Value]]) -> tuple[Fact, ...]:
        """The bounds of the quantities as facts."""
        return tuple(fact for entry in entries for fact in self._bounds[entry])

    # ---- definitions -------------------------------------------------------------------------------------

    def check_definition(self, entry: Entry[Value], decl: DefineDecl) -> None:
        """Unfold a definition by itself, so that its mistakes are reported where it stands."""
        if id(decl.body) in self.broken:
            return
        before = len(self.findings)
        # A stand-in counts as an integer: whatever needs one passes here, and is checked at each call.
        parameters = {ident.name: Var(ident.name, Sort.INTEGER) for ident in decl.parameters}
        self.branch(
            f"the definition of `{entry.name}`",
            entry.ident.span,
            lambda choices: self.unfolder(choices, tuple(parameters.values())).definition(entry, decl, parameters),
            entry.reading,
        )
        if len(self.findings) > before:
            self.broken.add(id(decl.body))

    def whole(self, expr: Expr, choices: Choices) -> Term:
        """An expression of the file, unfolded under the choices."""
        return self.unfolder(choices).whole(expr)
