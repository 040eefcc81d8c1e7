"""Names and kinds: does every name exist, and does a number stand where a number is needed?

This pass reads the tree as written, before any definition is unfolded, so that each mistake is
reported once, where it stands. Parameters stand for numbers unless their definition uses them as formulas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argcheck.language.habits import SORT_HABITS
from argcheck.language.syntax import (
    Binary,
    Bound,
    Call,
    Choice,
    CompareBound,
    Comparison,
    Conditional,
    ConstantDecl,
    DefineDecl,
    Dotted,
    Expr,
    FunctionDecl,
    Ident,
    Infinity,
    IntervalBound,
    KindDecl,
    Limit,
    Name,
    Number,
    PredicateDecl,
    PropositionDecl,
    Quantified,
    QuantityDecl,
    Sum,
    Truth,
    Unary,
)
from argcheck.model.choice_kinds import ChoiceChecker
from argcheck.model.findings import Findings
from argcheck.model.names import Category, Individual, Kind, Locals
from argcheck.model.operators import OPERATORS
from argcheck.model.playing import check_call, is_about_game
from argcheck.model.symbols import BUILT_IN, GERMS, MONOTONE, OF_OPTIONS, SORTS, Entry, Place, Symbols, Value

_JUNCTORS = ("and", "or", "implies", "iff")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a name is used: the kinds of its parameters (none for a plain name) and of its value."""

    parameters: tuple[Category, ...]
    result: Category


def is_negative_infinity(expr: Expr) -> bool:
    """Whether it is `-infinity`."""
    return isinstance(expr, Unary) and expr.op == "-" and isinstance(expr.operand, Infinity)


class KindChecker(ChoiceChecker):
    """Checks expressions that stand at `place`, given the shapes of the definitions known so far."""

    def __init__(
        self, symbols: Symbols, shapes: Mapping[Entry[Value], Shape], findings: Findings, place: Place
    ) -> None:
        super().__init__(symbols, findings, place)
        self._shapes = shapes

    def expect(self, expr: Expr, kind: Category, scope: Locals) -> None:
        """Check that the expression has the kind; teaches parameters theirs."""
        found = self.infer(expr, scope)
        if found is None:
            self._teach(expr, kind, scope)
        elif found != kind:
            self._wrong(expr, found, kind)

    def _wrong(self, expr: Expr, found: Category, kind: Category) -> None:
        hint: str | None = None
        if isinstance(kind, Individual):
            code = "E215"
        elif kind is Kind.NUMBER:
            code, hint = "E201", "to count it as 1 or 0, write `if … then 1 else 0`"
        else:
            code, hint = "E202", "compare it with something, as in `… > 0`"
        if isinstance(found, Individual):
            hint = f"say something of it, with a predicate or a function of `{found.kind}`" if code != "E215" else None
        self._findings.report(code, f"a {kind} is expected here, and this is a {found}", expr.span, hint)

    def infer(self, expr: Expr, scope: Locals) -> Category | None:
        """The kind of the expression; None where it is not known, or after a mistake."""
        match expr:
            case Number():
                return Kind.NUMBER
            case Infinity():
                self._misplaced(expr)
                return None
            case Truth():
                return Kind.FORMULA
            case Name():
                return self._name(expr, scope)
            case Unary(op=op, operand=operand):
                kind = Kind.NUMBER if op == "-" else Kind.FORMULA
                self.expect(operand, kind, scope)
                return kind
            case Binary(op=op, left=left, right=right):
                kind = Kind.FORMULA if op in _JUNCTORS else Kind.NUMBER
                self.expect(left, kind, scope)
                self.expect(right, kind, scope)
                return kind
            case Comparison():
                return self._comparison(expr, scope)
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                self.expect(condition, Kind.FORMULA, scope)
                return self._alike((then, otherwise), "the branches of `if` differ", scope)
            case Call():
                return self._call(expr, scope)
            case Dotted():
                hint = f"write `utility({expr.decision.name}.{expr.option.name})`"
                self._findings.report("E214", "an option by itself is neither a number nor a formula", expr.span, hint)
                return None
            case Sum(variable=variable, lower=lower, upper=upper, body=body):
                self.binder(variable, scope)
                self.expect(lower, Kind.NUMBER, scope)
                if not isinstance(upper, Infinity):
                    self.expect(upper, Kind.NUMBER, scope)
                self.expect(body, Kind.NUMBER, scope.binding(variable.name))
                return Kind.NUMBER
            case Limit(variable=variable, point=point, body=body):
                self.binder(variable, scope)
                if not isinstance(point, Infinity):
                    self.expect(point, Kind.NUMBER, scope)
                self.expect(body, Kind.NUMBER, scope.binding(variable.name))
                return Kind.NUMBER
            case Quantified():
                return self._quantified(expr, scope)
            case Choice():
                self.choice(expr, scope)
                return Kind.FORMULA

    def bound(self, bound: Bound | None, scope: Locals) -> None:
        """Check a bound; an end of an interval may be `infinity` where it is open."""
        match bound:
            case None:
                pass
            case CompareBound(value=value):
                self.expect(value, Kind.NUMBER, scope)
            case IntervalBound(lower=lower, upper=upper):
                if not (is_negative_infinity(lower) and bound.lower_open):
                    self.expect(lower, Kind.NUMBER, scope)
                if not (isinstance(upper, Infinity) and bound.upper_open):
                    self.expect(upper, Kind.NUMBER, scope)

    def sort(self, sort: Ident) -> None:
        """Check that the sort exists."""
        if sort.name in self._symbols.kinds:
            message = f"a quantity is a number, and `{sort.name}` is a kind"
            hint = f"a fixed member of the kind is declared as `constant name : {sort.name}`"
            self._findings.report("E215", message, sort.span, hint)
        elif sort.name not in SORTS and sort.name not in self._symbols.lost:
            known = (*SORTS, *self._symbols.kinds)
            hint = f"there are {', '.join(known)}" if self._symbols.kinds else "sorts are real, integer, probability"
            if sort.name.lower() in SORT_HABITS and sort.name.lower() not in SORTS:
                self._findings.report("E110", f"unknown sort `{sort.name}`", sort.span, SORT_HABITS[sort.name.lower()])
                return
            self._findings.unknown("E110", "sort", sort.name, sort.span, known, hint)

    def kind(self, ident: Ident) -> None:
        """Check that the kind exists."""
        kinds = self._symbols.kinds
        if ident.name in SORTS:
            message = f"`{ident.name}` is a sort of numbers, and a kind is expected here"
            self._findings.report("E215", message, ident.span, "a kind is declared as in `kind person`")
        elif ident.name not in kinds and ident.name not in self._symbols.lost:
            hint = "" if kinds else "a kind is declared as in `kind person`"
            self._findings.unknown("E114", "kind", ident.name, ident.span, kinds, hint)
        else:
            self._within_reach(ident)

    def _within_reach(self, kind: Ident) -> None:
        """Report a kind that only another reading of the same notion has."""
        declared = self._symbols.kinds.get(kind.name, ())
        if declared and not self._symbols.visible(declared, self._place):
            self.elsewhere(kind, [entry.reading for entry in declared])

    def category(self, sort: Ident) -> Category:
        """What a value of the sort is."""
        return Individual(sort.name) if sort.name in self._symbols.kinds else Kind.NUMBER

    def _ranged(self, sort: Ident) -> Category | None:
        """What a variable over the sort stands for; unknown where the kind's own declaration is broken."""
        broken = sort.name in self._symbols.lost and sort.name not in (*SORTS, *self._symbols.kinds)
        return None if broken else self.category(sort)

    def domain(self, sort: Ident, bound: Bound | None, scope: Locals) -> None:
        """Check a sort of numbers with its bound, or a kind, which has none."""
        if sort.name not in self._symbols.kinds:
            self.sort(sort)
            self.bound(bound, scope)
            return
        self._within_reach(sort)
        if bound is not None:
            message = f"the members of `{sort.name}` are no numbers, so nothing bounds them"
            self._findings.report("E215", message, bound.span, "say it of the variable: `forall x : kind: … implies …`")

    def parameters(self, decl: DefineDecl) -> Locals:
        """The scope of a definition's body."""
        scope = Locals()
        for ident in decl.parameters:
            if ident.name in scope.parameters:
                self._findings.report("E113", f"the parameter `{ident.name}` is named twice", ident.span)
            elif self.built_in(ident):
                pass
            elif self._symbols.visible(self._symbols.values.get(ident.name, ()), self._place):
                message = f"the parameter `{ident.name}` hides what the argument calls `{ident.name}`"
                self._findings.report("E103", message, ident.span, "give the parameter a name of its own")
            scope.parameters[ident.name] = None
        return scope

    # ---- names ---------------------------------------------------------------------------------------

    def _name(self, expr: Name, scope: Locals) -> Category | None:
        if expr.name in scope.bound:
            return scope.bound[expr.name]
        if expr.name in scope.parameters:
            return scope.parameters[expr.name]
        entries = self.entries(Ident(expr.name, expr.span), scope, "quantity", "E104")
        if not entries:
            return None
        item = entries[0].item
        if isinstance(item, PredicateDecl | FunctionDecl):
            example = f"{expr.name}({', '.join(kind.name for kind in item.kinds)})"
            message = f"`{expr.name}` stands without what it is said of"
            self._findings.report("E203", message, expr.span, f"the form is `{example}`")
            return None
        if isinstance(item, DefineDecl):
            if item.parameters:
                call = f"{expr.name}({', '.join(ident.name for ident in item.parameters)})"
                self._findings.report(
                    "E203", f"`{expr.name}` is a function and stands without arguments", expr.span, f"as in `{call}`"
                )
                return None
            shape = self._shapes.get(entries[0])
            return shape.result if shape else None
        match item:
            case KindDecl(name=kind) | ConstantDecl(kind=kind):
                return Individual(kind.name)
            case PropositionDecl():
                return Kind.FORMULA
        return Kind.NUMBER

    # ---- kinds ---------------------------------------------------------------------------------------

    def _teach(self, expr: Expr, kind: Category, scope: Locals) -> None:
        match expr:
            case Name(name=name) if name in scope.parameters and name not in scope.bound:
                if scope.parameters[name] is None:
                    scope.parameters[name] = kind
            case Conditional(then=then, otherwise=otherwise):
                self._teach(then, kind, scope)
                self._teach(otherwise, kind, scope)
            case _:
                pass

    def _alike(self, exprs: tuple[Expr, ...], message: str, scope: Locals) -> Category | None:
        kinds = [self.infer(expr, scope) for expr in exprs]
        known = next((kind for kind in kinds if kind is not None), None)
        for expr, kind in zip(exprs, kinds, strict=True):
            if kind is None and known is not None:
                self._teach(expr, known, scope)
            elif kind != known:
                self._findings.report("E204", f"{message}: one is a {known}, this one a {kind}", expr.span)
        return known

    def _comparison(self, expr: Comparison, scope: Locals) -> Kind:
        if all(operator in ("=", "!=") for operator in expr.operators):
            self._alike(expr.operands, "the sides of the equation differ", scope)
        else:
            for operand in expr.operands:
                self.expect(operand, Kind.NUMBER, scope)
        return Kind.FORMULA

    def _quantified(self, expr: Quantified, scope: Locals) -> Kind:
        seen: set[str] = set()
        for ident in expr.names:
            if ident.name in seen:
                self._findings.report("E113", f"the variable `{ident.name}` is named twice", ident.span)
            seen.add(ident.name)
            self.binder(ident, scope, quantified=True)
        self.domain(expr.sort, expr.bound, scope)
        self.expect(expr.body, Kind.FORMULA, scope.binding(*seen, category=self._ranged(expr.sort)))
        return Kind.FORMULA

    def _call(self, expr: Call, scope: Locals) -> Category | None:
        name = expr.function.name
        if is_about_game(expr, self._symbols):
            if check_call(expr, self._symbols, self._findings, self._place) and name == "mixed_nash":
                for chance in expr.arguments[1:]:
                    self.expect(chance, Kind.NUMBER, scope)
            return Kind.NUMBER if name == "utility" else Kind.FORMULA
        if name in OF_OPTIONS:
            return self.of_option(expr, scope)
        if name in GERMS or name in MONOTONE:
            return self._variation(expr, scope)
        if name in OPERATORS and name in BUILT_IN:
            least, most = OPERATORS[name].arity
            self._count(expr, least, most)
            for argument in expr.arguments:
                self.expect(argument, Kind.NUMBER, scope)
            return Kind.NUMBER
        return self._definition_call(expr, scope)

    def _definition_call(self, expr: Call, scope: Locals) -> Category | None:
        name = expr.function.name
        local = name in scope.parameters or name in scope.bound
        entries = () if local else self.entries(expr.function, scope, "function", "E105")
        shape: Shape | None = None
        if entries and isinstance(entries[0].item, PredicateDecl | FunctionDecl):
            return self._application(expr, entries[0].item, scope)
        if local or (entries and not isinstance(entries[0].item, DefineDecl)):
            hint = f"for the product, write `{name} * (…)`"
            item = entries[0].item if entries else None
            if isinstance(item, PropositionDecl):
                hint = f"a proposition is written alone, `{name}`; what is true of members is `predicate {name}(kind)`"
            elif isinstance(item, QuantityDecl) and len(expr.arguments) == 1:
                hint = f"{hint}; what has a value for each member is `function {name}(kind) : {item.sort.name}`"
            self._findings.report("E105", f"`{name}` is not a function", expr.function.span, hint)
        elif entries:
            item = entries[0].item
            assert isinstance(item, DefineDecl)
            if self._count(expr, len(item.parameters), len(item.parameters)):
                shape = self._shapes.get(entries[0])
        for index, argument in enumerate(expr.arguments):
            if shape and (shape.parameters[index] is Kind.FORMULA or not isinstance(argument, Infinity)):
                self.expect(argument, shape.parameters[index], scope)
            elif not shape and not isinstance(argument, Infinity):
                self.infer(argument, scope)
        return shape.result if shape else None

    def _application(self, expr: Call, item: PredicateDecl | FunctionDecl, scope: Locals) -> Category:
        if self._count(expr, len(item.kinds), len(item.kinds)):
            for argument, kind in zip(expr.arguments, item.kinds, strict=True):
                self.expect(argument, Individual(kind.name), scope)
        return Kind.FORMULA if isinstance(item, PredicateDecl) else self.category(item.sort)

    def _count(self, expr: Call, least: int, most: int | None) -> bool:
        count = len(expr.arguments)
        if least <= count and (most is None or count <= most):
            return True
        wanted = f"at least {least}" if most is None else str(least)
        noun = "argument" if wanted.endswith("1") else "arguments"
        message = f"`{expr.function.name}` takes {wanted if least else 'no'} {noun}, and here it gets {count}"
        hint = f"write `{expr.function.name}` without parentheses" if most == 0 else None
        self._findings.report("E203", message, expr.span, hint)
        return False

    def _variation(self, expr: Call, scope: Locals) -> Kind:
        name = expr.function.name
        if self._count(expr, 2, 2):
            body, variable = expr.arguments
            self.expect(body, Kind.NUMBER, scope)
            if not isinstance(variable, Name):
                message = f"the second argument of `{name}` says what varies: it must be the name of a quantity"
                self._findings.report("E205", message, variable.span)
            elif isinstance(scope.bound.get(variable.name), Individual):
                self._findings.report("E205", f"`{variable.name}` is no number, so it cannot vary", variable.span)
            elif self._name(variable, scope) is None and variable.name in scope.parameters:
                scope.parameters[variable.name] = Kind.NUMBER
            elif variable.name not in scope.bound and variable.name not in scope.parameters:
                entries = self._symbols.values.get(variable.name, ())
                if any(not isinstance(entry.item, QuantityDecl) for entry in entries):
                    message = f"`{variable.name}` is not a quantity, so nothing can vary with it"
                    self._findings.report("E205", message, variable.span)
        return Kind.NUMBER if name == "diff" else Kind.FORMULA

    def _misplaced(self, expr: Infinity) -> None:
        message = "`infinity` is not a number and cannot stand here"
        hint = "it may be the upper bound of a sum, the point of a limit, or an open end of an interval"
        self._findings.report("E207", message, expr.span, hint)
