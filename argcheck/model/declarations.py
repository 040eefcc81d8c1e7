"""Every declaration checked as it stands: names, kinds, credences, expectations, circles of steps.

The first mistake in an expression marks it as broken, so that unfolding does not report what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argcheck.language.syntax import (
    CasesHint,
    ConstantDecl,
    DecisionDecl,
    DefineDecl,
    Expectation,
    Expr,
    FunctionDecl,
    Ident,
    KindDecl,
    PredicateDecl,
    PremiseDecl,
    PropositionDecl,
    QuantityDecl,
    StepDecl,
    WitnessHint,
)
from argcheck.model.circles import depth_first
from argcheck.model.decision_tables import check_table, parts_of
from argcheck.model.findings import Findings
from argcheck.model.kinds import KindChecker, Shape
from argcheck.model.names import Category, Individual, Kind, Locals
from argcheck.model.playing import check_game
from argcheck.model.size import MAX_WRITTEN_DEPTH
from argcheck.model.symbols import Entry, Place, Symbols, Value, ordered
from argcheck.model.walk import bound_parts, depth, names, quantified


def definition_order(symbols: Symbols) -> list[Entry[Value]]:
    """Quantities, propositions and definitions, each definition after those that it uses."""
    graph: dict[Entry[Value], list[Entry[Value]]] = {}
    for entry in ordered(symbols.values):
        used = sorted(names(entry.item.body)) if isinstance(entry.item, DefineDecl) else []
        graph[entry] = [
            other for name in used for other in symbols.visible(symbols.values.get(name, ()), entry.reading)
        ]
    return depth_first(graph)[0]


class DeclarationChecker:
    """Checks the declarations of a file; `broken` collects the ids of expressions with a mistake."""

    def __init__(self, symbols: Symbols, findings: Findings) -> None:
        self._symbols = symbols
        self._findings = findings
        self._shapes: dict[Entry[Value], Shape] = {}
        self.broken: set[int] = set()

    def check(self) -> None:
        """Check everything."""
        symbols = self._symbols
        for entry in definition_order(symbols):
            self._value(entry, entry.item)
        self._same_shapes()
        for decision in ordered(symbols.decisions):
            self._decision(decision)
        for game in ordered(symbols.games):
            check_game(game.item, self._findings)
            for outcome in game.item.outcomes:
                for payoff in outcome.payoffs:
                    self._expect(payoff, Kind.NUMBER, game.reading)
        for premise in ordered(symbols.premises):
            self._premise(premise)
        for step in symbols.steps.values():
            self._step(step.item)
        self._step_circles()

    def _kinds(self, place: Place) -> KindChecker:
        return KindChecker(self._symbols, self._shapes, self._findings, place)

    def _expect(self, expr: Expr, kind: Category, place: Place, scope: Locals | None = None) -> None:
        before = len(self._findings)
        if self._shallow(expr):
            self._kinds(place).expect(expr, kind, scope or Locals())
        if len(self._findings) > before:
            self.broken.add(id(expr))

    def _shallow(self, expr: Expr) -> bool:
        if depth(expr) <= MAX_WRITTEN_DEPTH:
            return True
        self._findings.report("E309", f"this nests more than {MAX_WRITTEN_DEPTH} levels deep", expr.span, "split it")
        return False

    # ---- quantities and definitions --------------------------------------------------------------------

    def _value(self, entry: Entry[Value], item: Value) -> None:
        kinds = self._kinds(entry.reading)
        match item:
            case PropositionDecl():
                self._shapes[entry] = Shape((), Kind.FORMULA)
            case KindDecl(name=name):
                self._shapes[entry] = Shape((), Individual(name.name))
            case ConstantDecl(kind=kind):
                kinds.kind(kind)
                self._shapes[entry] = Shape((), Individual(kind.name))
            case PredicateDecl() | FunctionDecl():
                self._vocabulary(entry, item, kinds)
            case QuantityDecl(sort=sort, bound=bound):
                self._shapes[entry] = Shape((), Kind.NUMBER)
                before = len(self._findings)
                kinds.sort(sort)
                shallow = [self._shallow(part) for part in bound_parts(bound)]
                if all(shallow):
                    kinds.bound(bound, Locals())
                if len(self._findings) > before:
                    self.broken.add(id(item))
            case DefineDecl(body=body):
                before = len(self._findings)
                scope = kinds.parameters(item)
                result = kinds.infer(body, scope) if self._shallow(body) else None
                if len(self._findings) > before:
                    self.broken.add(id(body))
                parameters = tuple(scope.parameters[ident.name] or Kind.NUMBER for ident in item.parameters)
                self._shapes[entry] = Shape(parameters, result or Kind.NUMBER)

    def _vocabulary(self, entry: Entry[Value], item: PredicateDecl | FunctionDecl, kinds: KindChecker) -> None:
        before = len(self._findings)
        for kind in item.kinds:
            kinds.kind(kind)
        result: Category = Kind.FORMULA
        if isinstance(item, FunctionDecl):
            kinds.domain(item.sort, item.bound, Locals())
            result = kinds.category(item.sort)
        if len(self._findings) > before:
            self.broken.add(id(item))
        self._shapes[entry] = Shape(tuple(Individual(kind.name) for kind in item.kinds), result)

    def _same_shapes(self) -> None:
        for name, entries in self._symbols.values.items():
            first = self._shapes[entries[0]]
            for entry in entries[1:]:
                if self._shapes[entry] != first and not self.broken & {_root(entry), _root(entries[0])}:
                    message = f"`{name}` has another shape here than under the reading `{_reading(entries[0])}`"
                    hint = f"there it is {_described(first)}, here {_described(self._shapes[entry])}"
                    self._findings.report("E212", message, entry.ident.span, hint)

    # ---- decisions and premises --------------------------------------------------------------------------

    def _decision(self, entry: Entry[DecisionDecl]) -> None:
        decl = entry.item
        if len(decl.options) < 2 and not self._symbols.lost:
            message = f"the decision `{decl.name.name}` leaves no choice"
            self._findings.report("E305", message, decl.name.span, "a decision needs at least two options")
        check_table(decl, self._symbols.lost, self._findings)
        for part in parts_of(decl):
            self._expect(part.value, Kind.NUMBER, entry.reading)

    def _premise(self, entry: Entry[PremiseDecl]) -> None:
        credence = entry.item.credence
        if credence is not None and not 0 <= credence.lower <= credence.upper <= 1:
            reversed_ = 0 <= credence.upper < credence.lower <= 1
            message = "the credence's range is the wrong way round" if reversed_ else "a credence is between 0 and 1"
            hint = "write the smaller end first" if reversed_ else None
            self._findings.report("E209", message, credence.span, hint)
        self._expect(entry.item.formula, Kind.FORMULA, entry.reading)

    # ---- steps -------------------------------------------------------------------------------------------

    def _step(self, step: StepDecl) -> None:
        symbols = self._symbols
        for ident in _repeated(step.sources):
            self._findings.report("E306", f"`{ident.name}` is named twice after `from`", ident.span)
        for ident in step.sources:
            if not {ident.name} & (symbols.premises.keys() | symbols.steps.keys() | symbols.lost):
                known = [*symbols.premises, *symbols.steps]
                hint = f"`{ident.name}` is not a premise or a step" if ident.name in symbols.values else ""
                self._findings.unknown("E109", "premise or step", ident.name, ident.span, known, hint)
        for formula in (*step.given, *step.suppose, step.infer, *([step.therefore] if step.therefore else [])):
            self._expect(formula, Kind.FORMULA, None)
        for hint_ in step.hints:
            match hint_:
                case WitnessHint(value=value):
                    self._expect(value, Kind.NUMBER, None, Locals().binding(*quantified(step.infer)))
                case CasesHint(cases=cases):
                    for case in cases:
                        self._expect(case, Kind.FORMULA, None)
                case _:
                    pass
        self._expectations(step.expectations)

    def _expectations(self, expectations: tuple[Expectation, ...]) -> None:
        notion_of = self._symbols.notion_of
        seen: list[dict[str, set[str]]] = []
        for expectation in expectations:
            for ident in _repeated(expectation.readings):
                self._findings.report("E306", f"the reading `{ident.name}` is named twice after `under`", ident.span)
            cases: dict[str, set[str]] = {}
            for ident in expectation.readings:
                if ident.name in notion_of:
                    cases.setdefault(notion_of[ident.name], set()).add(ident.name)
                elif ident.name not in self._symbols.lost:
                    self._findings.unknown("E108", "reading", ident.name, ident.span, notion_of, _listed(notion_of))
            if any(_overlap(cases, other) for other in seen):
                self._findings.report("E307", "the same case is expected twice", expectation.span)
            seen.append(cases)

    def _step_circles(self) -> None:
        steps = self._symbols.steps
        graph = {name: [ident.name for ident in step.item.sources] for name, step in steps.items()}
        for circle in depth_first(graph)[1]:
            start = circle.index(min(circle, key=lambda name: steps[name].order))
            turned = (*circle[start:], *circle[: start + 1])
            message = f"`{turned[0]}` rests on itself: {' -> '.join(turned)}"
            hint = "take one of these names out of a `from`"
            self._findings.report("E302", message, steps[turned[0]].ident.span, hint)


def _repeated(idents: tuple[Ident, ...]) -> list[Ident]:
    names_so_far = [ident.name for ident in idents]
    return [ident for index, ident in enumerate(idents) if ident.name in names_so_far[:index]]


def _listed(known: Iterable[str]) -> str:
    listed = ", ".join(f"`{name}`" for name in known)
    return f"there are {listed}" if listed else "the argument declares none"


def _overlap(one: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> bool:
    return one.keys() == other.keys() and all(one[notion] & other[notion] for notion in one)


def _root(entry: Entry[Value]) -> int:
    return id(entry.item.body) if isinstance(entry.item, DefineDecl) else id(entry.item)


def _reading(entry: Entry[Value]) -> str:
    return entry.reading[1] if entry.reading else ""


def _described(shape: Shape) -> str:
    if not shape.parameters:
        return f"a {shape.result}"
    count = len(shape.parameters)
    return f"a {shape.result} with {count} {'argument' if count == 1 else 'arguments'}"
