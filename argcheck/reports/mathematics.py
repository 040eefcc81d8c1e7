"""Formulas as LaTeX mathematics, in the author's names and order and with the fewest brackets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from argcheck.language import syntax
from argcheck.model.operators import OPERATORS, Sort
from argcheck.model.terms import App, Apply, Infinite, LimitOf, Member, Num, Quantifier, SumOf, Term, Var
from argcheck.reports.document import Formula
from argcheck.reports.operations import COMPARISONS, cases, chain, large, number, operate, quantified
from argcheck.reports.pieces import ATOM, LOOSE, RELATION, SUM, Piece, Row, Segment, call, joined, rows, wrap
from argcheck.reports.symbols import symbol, symbols, upright

_FORWARD = ("<", "<=", "=")
_BACKWARD = (">", ">=", "=")


@dataclass(frozen=True)
class Notation:
    """The symbols of a document. `names` it does not know get the symbol that they have by themselves."""

    table: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> Notation:
        """A notation in which no two of the names look alike."""
        return cls(symbols(names))

    def latex(self, formula: Formula) -> str:
        """The formula on one line."""
        return self.piece(formula).text

    def lines(self, formula: Formula, limit: float) -> tuple[Row, ...]:
        """The formula on as many lines as a width of `limit` letters asks for."""
        return rows(self.piece(formula), limit)

    def width(self, formula: Formula) -> float:
        """Its width on one line, in letters."""
        return self.piece(formula).width

    def chain(self, formulas: Iterable[Formula], relations: Iterable[str]) -> Piece:
        """Formulas chained by relations."""
        return chain([self.piece(formula) for formula in formulas], tuple(relations))

    def identity(self, terms: Iterable[tuple[Formula, str]]) -> Piece:
        """Terms over braces, adding up to 0."""
        braced = []
        for index, (formula, relation) in enumerate(terms):
            piece = self.piece(formula)
            text = rf"\underbrace{{{piece.text}}}_{{{OPERATORS[relation].latex}\,0}}"
            braced.append(Segment(" + " if index else "", Piece(text, ATOM, piece.width + 1, tall=True)))
        left = joined(braced, SUM, gap=3)
        return joined((Segment("", left), Segment(" = ", Piece("0"))), RELATION, gap=3.2)

    def name(self, name: str) -> Piece:
        """A quantity's, a proposition's or a variable's symbol."""
        text = self.table.get(name) or symbol(name)
        letters = len(name) if r"\mathit" in text else 2 if "_" in text else 1
        return Piece(text, ATOM, 0.9 * letters + 0.3)

    def piece(self, formula: Formula, script: bool = False) -> Piece:
        """The formula as a piece; `script` for exponents, where fractions are written in line."""
        match formula:
            case Num(value=value) | syntax.Number(value=value):
                return number(value, script)
            case Infinite() | syntax.Infinity():
                return Piece(r"\infty")
            case Var(name=name) | syntax.Name(name=name):
                return self.name(name)
            case Member(name=name) | Apply(name=name, args=()):
                return self.name(name)
            case Apply(name=name, args=args):
                return call(Piece(upright(name), width=0.9 * len(name)), [self.piece(arg) for arg in args])
            case App(op=op, args=args):
                return self._app(op, args, script)
            case SumOf(variable=Var(name=name)):
                return self._sum(name, formula.lower, formula.upper, formula.body)
            case syntax.Sum(variable=syntax.Ident(name=name)):
                return self._sum(name, formula.lower, formula.upper, formula.body)
            case LimitOf(variable=Var(name=name)):
                return self._limit(name, formula.point, formula.body)
            case syntax.Limit(variable=syntax.Ident(name=name)):
                return self._limit(name, formula.point, formula.body)
            case Quantifier():
                return self._quantifier(formula)
            case _:
                return self._written(formula, script)

    # ---- terms ------------------------------------------------------------------------------------

    def _app(self, op: str, args: tuple[Term, ...], script: bool) -> Piece:
        if op == "ite":
            return self._cases(args)
        if op == "and":
            return self._conjunction(args)
        inner = script or op == "^"
        if op == "^":
            return operate(op, (self.piece(args[0], script), self.piece(args[1], inner)), script)
        return operate(op, [self.piece(arg, script) for arg in args], script)

    def _cases(self, args: tuple[Term, ...]) -> Piece:
        branches = [(self.piece(args[1]), self.piece(args[0]))]
        otherwise = args[2]
        while isinstance(otherwise, App) and otherwise.op == "ite":
            condition, then, otherwise = otherwise.args
            branches.append((self.piece(then), self.piece(condition)))
        return cases(branches, self.piece(otherwise))

    def _conjunction(self, args: tuple[Term, ...]) -> Piece:
        """A conjunction, with `a < b and b < c` as the chain `a < b < c`."""
        chains: list[tuple[list[Term], list[str]] | Term] = []
        for arg in args:
            before = chains[-1] if chains else None
            if not isinstance(arg, App) or arg.op not in COMPARISONS:
                chains.append(arg)
            elif isinstance(before, tuple) and before[0][-1] == arg.args[0] and _same_way((*before[1], arg.op)):
                before[0].append(arg.args[1])
                before[1].append(arg.op)
            else:
                chains.append(([*arg.args], [arg.op]))
        pieces = [self.chain(*part) if isinstance(part, tuple) else self.piece(part) for part in chains]
        return pieces[0] if len(pieces) == 1 else operate("and", pieces)

    def _quantifier(self, formula: Quantifier) -> Piece:
        domain = None if formula.domain == App("true", ()) else self.piece(interval(formula.variable, formula.domain))
        variable = formula.variable
        sort = variable.kind.name if variable.kind else "integer" if variable.sort is Sort.INTEGER else "real"
        return quantified(formula.kind, self.name(variable.name), sort, domain, self.piece(formula.body))

    # ---- both -------------------------------------------------------------------------------------

    def _sum(self, name: str, lower: Formula, upper: Formula, body: Formula) -> Piece:
        below, above = self.piece(lower, script=True), self.piece(upper, script=True)
        operator = rf"\sum_{{{self.name(name).text}={below.text}}}^{{{above.text}}}"
        return large(operator, self.piece(body), max(3, 0.7 * (below.width + 2), 0.7 * above.width))

    def _limit(self, name: str, point: Formula, body: Formula) -> Piece:
        target = self.piece(point, script=True)
        return large(rf"\lim_{{{self.name(name).text} \to {target.text}}}", self.piece(body), 4)

    # ---- expressions as written ---------------------------------------------------------------------

    def _written(self, expr: Formula, script: bool) -> Piece:
        match expr:
            case syntax.Truth(value=value):
                return operate("true" if value else "false", ())
            case syntax.Unary(op=op, operand=operand):
                return operate("neg" if op == "-" else op, (self.piece(operand, script),), script)
            case syntax.Binary(op="^", left=left, right=right):
                return operate("^", (self.piece(left, script), self.piece(right, True)), script)
            case syntax.Binary(op=op):
                return operate(op, [self.piece(part, script) for part in _flat(expr)], script)
            case syntax.Comparison(operands=operands, operators=operators):
                return chain([self.piece(operand, script) for operand in operands], operators)
            case syntax.Conditional(condition=condition, then=then, otherwise=otherwise):
                branches = [(self.piece(then), self.piece(condition))]
                while isinstance(otherwise, syntax.Conditional):
                    branches.append((self.piece(otherwise.then), self.piece(otherwise.condition)))
                    otherwise = otherwise.otherwise
                return cases(branches, self.piece(otherwise))
            case syntax.Call():
                return self._call(expr, script)
            case syntax.Dotted(decision=decision, option=option):
                return Piece(f"{_word(decision.name)}.{_word(option.name)}", ATOM, len(decision.name + option.name))
            case syntax.Quantified():
                return self._quantified(expr)
            case syntax.Choice():
                return self._ruled(expr)
        raise TypeError(f"no notation for {type(expr).__name__}")

    def _ruled(self, expr: syntax.Choice) -> Piece:
        choice, rule = _choice(expr), expr.rule
        if rule is None:
            return choice
        text = rf"{choice.text} \text{{ under }} {_word(rule.name.name)}"
        argument = "" if rule.argument is None else f"({self.piece(rule.argument).text})"
        return Piece(text + argument, RELATION, choice.width + len(rule.name.name) + 6)

    def _call(self, expr: syntax.Call, script: bool) -> Piece:
        name = expr.function.name
        if name == "utility" and len(expr.arguments) == 1 and isinstance(expr.arguments[0], syntax.Dotted):
            dotted = expr.arguments[0]
            text = rf"U_{{{_word(dotted.decision.name)}}}({_word(dotted.option.name)})"
            return Piece(text, ATOM, 3 + len(dotted.option.name) + 0.6 * len(dotted.decision.name))
        arguments = [self.piece(argument, script) for argument in expr.arguments]
        if name in ("min", "max", "abs", "clamp", "floor", "ceil", "sqrt", "exp", "log", "diff"):
            return operate(name, arguments, script)
        if name in ("rises", "falls", "flat"):
            return operate(name, arguments, script)
        if name in ("increasing", "decreasing", "constant"):
            words = Segment(rf"\text{{ is {name} in }}", arguments[1])
            return joined((Segment("", arguments[0]), words), RELATION, gap=9)
        return call(Piece(upright(name), width=0.9 * len(name)), arguments)

    def _quantified(self, expr: syntax.Quantified) -> Piece:
        separated = [Segment(", " if index else "", self.name(ident.name)) for index, ident in enumerate(expr.names)]
        names = joined(separated, LOOSE, gap=1)
        domain: Piece | None = None
        match expr.bound:
            case syntax.CompareBound(operator=operator, value=value):
                end = wrap(self.piece(value), SUM)
                domain = joined((Segment("", names), Segment(f" {OPERATORS[operator].latex} ", end)), RELATION, gap=2)
            case syntax.IntervalBound(lower=lower, upper=upper):
                ends = call(Piece(""), (self.piece(lower), self.piece(upper)))
                left, right = "(" if expr.bound.lower_open else "[", ")" if expr.bound.upper_open else "]"
                inside = f"{left}{self.piece(lower).text}, {self.piece(upper).text}{right}"
                domain = Piece(rf"{names.text} \in {inside}", RELATION, names.width + ends.width + 2)
        return quantified(expr.kind, names, expr.sort.name, domain, self.piece(expr.body))


def looks_same(left: Formula, right: Formula) -> bool:
    """Whether the two are printed alike."""
    notation = Notation()
    return notation.latex(left) == notation.latex(right)


def interval(variable: Var, domain: Term) -> Term:
    """The bounds of one variable as a chain around it (`0 < x <= 1`) where they allow it."""
    parts = domain.args if isinstance(domain, App) and domain.op == "and" else (domain,)
    below: list[Term] = []
    above: list[Term] = []
    flipped = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    for part in parts:
        if not isinstance(part, App) or part.op not in flipped or variable not in part.args:
            return domain
        other, op = (part.args[1], part.op) if part.args[0] == variable else (part.args[0], flipped[part.op])
        if op in (">", ">="):
            below.append(App(flipped[op], (other, variable)))
        else:
            above.append(App(op, (variable, other)))
    if len(below) == 1 and len(above) == 1:
        return App("and", (below[0], above[0]))
    return domain


def _same_way(relations: tuple[str, ...]) -> bool:
    return all(r in _FORWARD for r in relations) or all(r in _BACKWARD for r in relations)


def _flat(expr: syntax.Binary) -> list[syntax.Expr]:
    """The operands of an associative operator, from left to right."""
    if expr.op not in ("+", "*", "and", "or"):
        return [expr.left, expr.right]
    operands: list[syntax.Expr] = [expr.right]
    left = expr.left
    while isinstance(left, syntax.Binary) and left.op == expr.op:
        operands.append(left.right)
        left = left.left
    return [left, *reversed(operands)]


def _word(name: str) -> str:
    plain = symbol(name)
    return plain if "mathit" in plain else rf"\mathit{{{plain}}}"


def _choice(expr: syntax.Choice) -> Piece:
    decision = _word(expr.decision.name)
    options = [_word(option.name) for option in expr.options]
    match expr.kind:
        case "chooses":
            text = rf"{decision} \text{{ chooses }} {options[0]}"
        case "prefers":
            text = rf"{decision} \text{{ prefers }} {options[0]} \text{{ to }} {options[1]}"
        case "indifferent":
            text = rf"{decision} \text{{ is indifferent between }} {options[0]} \text{{ and }} {options[1]}"
        case _:
            verb = "strictly dominates" if expr.kind == "strictly" else "dominates"
            text = rf"{options[0]} \text{{ {verb} }} {options[1]} \text{{ in }} {decision}"
    width = 10 + 0.8 * (len(expr.decision.name) + sum(len(option.name) for option in expr.options))
    return Piece(text, RELATION, width)
