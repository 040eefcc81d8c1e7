"""Unfolding: from an expression as written to a term without definitions, under one choice of readings.

Bound variables get names of their own, so that nothing is captured: not a quantity that a definition
mentions, not the argument of a call. What stands where was checked before (`kinds`); the mistakes that
only show once definitions are unfolded are reported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from argcheck.diagnostics import Span
from argcheck.language.format import format_expr
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
    Infinity,
    IntervalBound,
    KindDecl,
    Limit,
    Name,
    Number,
    PredicateDecl,
    Quantified,
    Sum,
    Truth,
    Unary,
)
from argcheck.model.build import Limits, chained, compared, joined, unit_range
from argcheck.model.deciding import Unfolding
from argcheck.model.kinds import is_negative_infinity
from argcheck.model.operators import OPERATORS, Sort
from argcheck.model.playing import Playing, is_about_game
from argcheck.model.readings import Broken
from argcheck.model.scope import EMPTY, Env, variable
from argcheck.model.size import MAX_DEPTH, Sizes
from argcheck.model.symbols import BUILT_IN, GERMS, MONOTONE, OF_OPTIONS, SORTS, Entry, Value
from argcheck.model.terms import (
    FALSE,
    ONE,
    TRUE,
    App,
    Apply,
    Infinite,
    Kind,
    Member,
    Num,
    Quantifier,
    SumOf,
    Term,
    Var,
    conjunction,
    free_variables,
)

_Key = tuple[int, tuple[Term, ...], tuple[tuple[Var, int], ...]]


@dataclass(eq=False)
class Unfolder(Playing):
    """Unfolds expressions under one choice of readings.

    Every method may raise Undecided (a notion is not chosen yet), Absent (a name does not exist under the
    choice) or Broken (a mistake, reported).
    """

    _sizes: Sizes = field(default_factory=Sizes)
    _depth: int = 0
    _stack: list[Unfolding] = field(default_factory=list)
    _bodies: dict[_Key, Term] = field(default_factory=dict)
    _formulas: dict[int, Term] = field(default_factory=dict)

    def whole(self, expr: Expr) -> Term:
        """An expression of the file that stands by itself."""
        if id(expr) in self.broken:
            raise Broken
        known = self._formulas.get(id(expr))
        if known is None:
            known = self._formulas[id(expr)] = self.number(expr, EMPTY)
        return known

    def term(self, expr: Expr, env: Env) -> Term:
        """The expression as a term, or `infinity`."""
        self._depth += 1
        try:
            built = self._build(expr, env) if self._depth <= MAX_DEPTH else None
        finally:
            self._depth -= 1
        if built is None or not self._sizes.fits(built):
            message = "this becomes too large when its definitions are unfolded"
            self.findings.report("E309", message, self.place(expr), "split it, or use fewer nested definitions")
            raise Broken
        return built

    def number(self, expr: Expr, env: Env) -> Term:
        """The term, which must not be `infinity`."""
        term = self.term(expr, env)
        if isinstance(term, Infinite):
            message = "`infinity` is not a number, and here it would have to be one"
            self.findings.report("E207", message, self.place(expr))
            raise Broken
        return term

    def limit_point(self, expr: Expr, env: Env) -> Term:
        """A point that may be `infinity`."""
        return self.term(expr, env)

    def limits(self, sort: str, bound: Bound | None, env: Env) -> Limits:
        """What a declared sort and bound say; reports a range in which nothing lies."""
        found: list[tuple[str, Term, str]] = []
        match bound:
            case CompareBound(operator=operator, value=value):
                found.append((operator, self.number(value, env), format_expr(value)))
            case IntervalBound(lower=lower, upper=upper):
                if not is_negative_infinity(lower):
                    found.append((">" if bound.lower_open else ">=", self.number(lower, env), format_expr(lower)))
                if not isinstance(upper, Infinity):
                    found.append(("<" if bound.upper_open else "<=", self.number(upper, env), format_expr(upper)))
        if sort == "probability":
            found = unit_range(found)
        limits = Limits(tuple(found))
        if bound is not None and limits.is_empty(SORTS.get(sort, Sort.REAL)):
            message = f"no {sort} lies within these bounds"
            self.findings.report("E208", message, bound.span)
        return limits

    def definition(self, entry: Entry[Value], decl: DefineDecl, parameters: Mapping[str, Var]) -> Term:
        """The body of a definition, with stand-ins for its parameters."""
        return self.body(Unfolding(entry.name, entry.ident.span), decl.body, Env(parameters), None)

    # ---- by case -------------------------------------------------------------------------------------

    def _build(self, expr: Expr, env: Env) -> Term:
        match expr:
            case Number(value=value):
                return Num(value)
            case Infinity():
                return Infinite()
            case Truth(value=truth):
                return TRUE if truth else FALSE
            case Name(name=name):
                return env.get(name) or self._global(expr)
            case Unary(op="-", operand=Number(value=value)):
                return Num(-value)
            case Unary(op=op, operand=operand):
                return App("neg" if op == "-" else op, (self.number(operand, env),))
            case Binary():
                return self._chain(expr, env)
            case Comparison(operands=operands, operators=operators):
                terms = [self.number(operand, env) for operand in operands]
                links = zip(operators, pairwise(terms), strict=True)
                return chained([compared(op, left, right) for op, (left, right) in links])
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                branches = (self.number(then, env), self.number(otherwise, env))
                return App("ite", (self.number(condition, env), *branches))
            case Call():
                return self._call(expr, env)
            case Sum():
                return self._sum(expr, env)
            case Limit():
                return self.limit(expr, env)
            case Quantified():
                return self._quantified(expr, env)
            case Choice():
                return self.choice(expr, env)
            case Dotted():
                raise Broken

    def _chain(self, expr: Binary, env: Env) -> Term:
        """Operators from left to right; long chains nest to the left and are taken in one go."""
        links = [expr]
        while isinstance(links[-1].left, Binary):
            links.append(links[-1].left)
        written: Expr = links[-1].left
        term = self.number(written, env)
        for link in reversed(links):
            right = self.number(link.right, env)
            # a factor 1 that a name stood for goes, so that `f(1, w)` reads as if it had been written for that case
            if link.op == "*" and right == ONE and isinstance(link.right, Name):
                continue
            if link.op == "*" and term == ONE and isinstance(written, Name):
                term, written = right, link.right
            else:
                term, written = joined(link.op, term, right), link
        return term

    def _global(self, expr: Name) -> Term:
        entry = self.entry(expr.name)
        if isinstance(entry.item, DefineDecl):
            return self._define(entry, entry.item, (), expr.span)
        match entry.item:
            case KindDecl(name=name):
                kind = self._kind(name.name)
                return Member(entry.name, kind, kind.members.index(entry.name) + 1)
            case ConstantDecl(kind=name):
                return Apply(entry.name, (), Sort.INDIVIDUAL, self._kind(name.name))
            case PredicateDecl() | FunctionDecl():
                raise Broken
        return variable(entry)

    def _kind(self, name: str) -> Kind:
        kind = self.kind(name)
        if kind is None:
            raise Broken
        return kind

    def apply(self, name: str, item: PredicateDecl | FunctionDecl, arguments: tuple[Term, ...]) -> Term:
        """A predicate or function applied."""
        if len(arguments) != len(item.kinds) or id(item) in self.broken:
            raise Broken
        if isinstance(item, PredicateDecl):
            return Apply(name, arguments, Sort.BOOL)
        kind = self.kind(item.sort.name)
        sort = Sort.INDIVIDUAL if kind else SORTS.get(item.sort.name, Sort.REAL)
        return Apply(name, arguments, sort, kind)

    def _call(self, expr: Call, env: Env) -> Term:
        name = expr.function.name
        if name in GERMS:
            return self.germ(expr, env)
        if name in MONOTONE:
            return self.monotone(expr, env)
        if is_about_game(expr, self.symbols):
            return self.of_game(expr, env)
        if name in OF_OPTIONS:
            return self.of_option(expr, env)
        if name in BUILT_IN:
            least, most = OPERATORS[name].arity if name in OPERATORS else (1, 0)
            if len(expr.arguments) < least or (most is not None and len(expr.arguments) > most):
                raise Broken
            return App(name, tuple([self.number(argument, env) for argument in expr.arguments]))
        if env.get(name) is not None:
            raise Broken
        entry = self.entry(name)
        if isinstance(entry.item, PredicateDecl | FunctionDecl):
            return self.apply(name, entry.item, tuple([self.number(argument, env) for argument in expr.arguments]))
        if not isinstance(entry.item, DefineDecl):
            raise Broken
        arguments = tuple([self.term(argument, env) for argument in expr.arguments])
        return self._define(entry, entry.item, arguments, expr.span)

    def _define(self, entry: Entry[Value], decl: DefineDecl, arguments: tuple[Term, ...], span: Span) -> Term:
        if len(arguments) != len(decl.parameters):
            raise Broken
        env = Env({ident.name: value for ident, value in zip(decl.parameters, arguments, strict=True)})
        # What is wrong with a definition without parameters is wrong where it stands, not where it is used.
        what = Unfolding(entry.name, entry.ident.span)
        return self.body(what, decl.body, env, (self.call or span) if arguments else None)

    def body(self, what: Unfolding, body: Expr, env: Env, call: Span | None) -> Term:
        if id(body) in self.broken:
            raise Broken
        if what in self._stack:
            self._circle(self._stack[self._stack.index(what) :])
        # `increasing` in a bound variable reads the variable's domain, so it matters which binder is around.
        around = tuple([(bound, self.serials.get(bound, -1)) for bound in self.active])
        key = (id(body), tuple(env.parameters.values()), around)
        known = self._bodies.get(key)
        if known is not None:
            return known
        outer, self.call = self.call, call
        self._stack.append(what)
        try:
            term = self.term(body, env)
        finally:
            self._stack.pop()
            self.call = outer
        self._bodies[key] = term
        return term

    def _circle(self, circle: list[Unfolding]) -> None:
        start = circle.index(min(circle, key=lambda what: what.span))
        circle = circle[start:] + circle[:start]
        first = circle[0]
        around = " -> ".join(what.name for what in (*circle, first))
        message = f"`{first.name}` is defined by itself: {around}"
        self.findings.report("E301", message, first.span, "a definition may only use what is defined without it")
        raise Broken

    # ---- binders -------------------------------------------------------------------------------------

    def _sum(self, expr: Sum, env: Env) -> Term:
        lower = self.number(expr.lower, env)
        upper = self.term(expr.upper, env)
        ends = ((expr.lower, lower, "lower"), (expr.upper, upper, "upper"))
        for written, term, which in ends:
            if not isinstance(term, Infinite) and term.sort is not Sort.INTEGER:
                message = f"the {which} bound of the sum, `{format_expr(written)}`, is not a whole number here"
                self.findings.report("E206", message, self.place(written), "use integers, `floor` or `ceil`")
        name = expr.variable.name
        with self.bind((name,), Sort.INTEGER) as bound:
            index = bound[name]
            above = () if isinstance(upper, Infinite) else (App("<=", (index, upper)),)
            self.domains[index] = (App(">=", (index, lower)), *above)
            body = self.number(expr.body, env.binding(bound))
        self._warn_if_hidden(name, body, expr.variable.span)
        return SumOf(index, lower, upper, body)

    def _quantified(self, expr: Quantified, env: Env) -> Term:
        kind = self.kind(expr.sort.name)
        limits = Limits(()) if kind else self.limits(expr.sort.name, expr.bound, env)
        sort = Sort.INDIVIDUAL if kind else SORTS.get(expr.sort.name, Sort.REAL)
        names = tuple(dict.fromkeys(ident.name for ident in expr.names))
        with self.bind(names, sort, kind) as bound:
            for bound_variable in bound.values():
                self.domains[bound_variable] = limits.formulas(bound_variable)
            body = self.number(expr.body, env.binding(bound))
        for ident in expr.names:
            self._warn_if_hidden(ident.name, body, ident.span)
        for name in reversed(names):
            domain = conjunction(*self.domains[bound[name]])
            body = Quantifier(expr.kind, bound[name], domain, body)
        return body

    def _warn_if_hidden(self, name: str, body: Term, span: Span) -> None:
        """The name of a quantity is bound here: does a definition bring the quantity in all the same?"""
        if self._stack or name not in self.symbols.values:
            return
        if any(free.name == name for free in free_variables(body)):
            message = f"`{name}` is bound here, but a definition used in its scope still means the quantity `{name}`"
            self.findings.report("W504", message, span, "give the bound variable a name of its own")
