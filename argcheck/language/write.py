"""Syntax to canonical text: one way to write each expression, in ASCII, with the fewest brackets."""

from __future__ import annotations

from fractions import Fraction

from argcheck.language import syntax as s

_PRECEDENCE = {"iff": 10, "implies": 20, "or": 30, "and": 40, "+": 70, "-": 70, "*": 80, "/": 80, "^": 90}
_NOT, _COMPARISON, _MINUS, _ATOM = 50, 60, 85, 100


def format_expr(expr: s.Expr) -> str:
    """The expression as the language writes it. Parsing the result gives `expr` again, up to spans.

    Numbers come out as decimals where they have one, else as quotients.
    """
    return _write(expr, 0, True)


def _write(expr: s.Expr, least: int, last: bool) -> str:
    """The expression where an operator that binds as tightly as `least` wants it.

    `last` says that nothing follows which a form that extends to the right would swallow.
    """
    match expr:
        case s.Number(value=value):
            return _number(value, least)
        case s.Name(name=name):
            return name
        case s.Infinity():
            return "infinity"
        case s.Truth(value=value):
            return "true" if value else "false"
        case s.Dotted(decision=decision, option=option):
            return f"{decision.name}.{option.name}"
        case s.Call(function=function, arguments=arguments):
            return f"{function.name}({_list(arguments)})"
        case s.Sum(variable=variable, lower=lower, upper=upper, body=body):
            return f"sum({variable.name} from {format_expr(lower)} to {format_expr(upper)}: {format_expr(body)})"
        case s.Limit(body=body, variable=variable, point=point):
            return f"limit({format_expr(body)}, {variable.name} -> {format_expr(point)})"
        case s.Conditional() | s.Quantified():
            return _open(expr) if last else f"({_open(expr)})"
        case s.Unary(op=op, operand=operand):
            own = _NOT if op == "not" else _MINUS
            last = last or own < least
            # `-` before a number in an exponent needs no brackets: `x^-1`.
            return _bracketed(f"{'not ' if op == 'not' else '-'}{_write(operand, own, last)}", own, least)
        case s.Choice():
            return _bracketed(_choice(expr), _COMPARISON, least)
        case s.Comparison(operands=operands, operators=operators):
            last = last or least > _COMPARISON
            text = _write(operands[0], _COMPARISON + 1, False)
            for index, (sign, operand) in enumerate(zip(operators, operands[1:], strict=True), 1):
                text += f" {sign} {_write(operand, _COMPARISON + 1, last and index == len(operators))}"
            return _bracketed(text, _COMPARISON, least)
        case s.Binary():
            return _binary(expr, least, last)


def _bracketed(text: str, own: int, least: int) -> str:
    return text if own >= least else f"({text})"


def _binary(expr: s.Binary, least: int, last: bool) -> str:
    op, own = expr.op, _PRECEDENCE[expr.op]
    last = last or own < least
    left_needs = own + 1 if op in ("iff", "implies", "^") else own
    right_needs = own if op in ("implies", "^") else own + 1
    left = _write(expr.left, left_needs, False)
    if op == "^":
        negative = isinstance(expr.right, s.Unary) and expr.right.op == "-"
        # The exponent is a power or minus a power, so a minus sign there stands without brackets.
        right = f"-{_exponent(expr.right, last)}" if negative else _write(expr.right, right_needs, last)
        text = f"{left}^{right}"
    else:
        right = _write(expr.right, right_needs, last)
        text = f"{left}{op}{right}" if op in ("*", "/") else f"{left} {op} {right}"
    return _bracketed(text, own, least)


def _exponent(expr: s.Expr, last: bool) -> str:
    assert isinstance(expr, s.Unary)
    inner = expr.operand
    if isinstance(inner, s.Unary) and inner.op == "-":
        return f"-{_exponent(inner, last)}"
    return _write(inner, _PRECEDENCE["^"], last)


def _open(expr: s.Conditional | s.Quantified) -> str:
    if isinstance(expr, s.Conditional):
        parts = format_expr(expr.condition), format_expr(expr.then), format_expr(expr.otherwise)
        return "if {} then {} else {}".format(*parts)
    names = ", ".join(name.name for name in expr.names)
    return f"{expr.kind} {names} : {format_domain(expr.sort, expr.bound)}: {format_expr(expr.body)}"


def _choice(expr: s.Choice) -> str:
    decision, options = expr.decision.name, [option.name for option in expr.options]
    rule = "" if expr.rule is None else f" under {expr.rule.name.name}"
    if expr.rule is not None and expr.rule.argument is not None:
        rule += f"({format_expr(expr.rule.argument)})"
    match expr.kind:
        case "chooses":
            return f"{decision} chooses {options[0]}{rule}"
        case "prefers":
            return f"{decision} prefers {options[0]} to {options[1]}{rule}"
        case "indifferent":
            return f"{decision} is indifferent between {options[0]} and {options[1]}{rule}"
        case _:
            verb = "strictly dominates" if expr.kind == "strictly" else "dominates"
            return f"{options[0]} {verb} {options[1]} in {decision}"


def format_parts(parts: tuple[s.Part, ...], word: str) -> str:
    """`a in s, b in t`: payoffs of an option (`in`) or probabilities of a state (`given`)."""
    return ", ".join(
        format_expr(part.value) + ("" if part.name is None else f" {word} {part.name.name}") for part in parts
    )


def _list(expressions: tuple[s.Expr, ...]) -> str:
    return ", ".join(format_expr(expression) for expression in expressions)


def format_domain(sort: s.Ident, bound: s.Bound | None) -> str:
    """A sort with its bound: `real > 0`, `integer in [0, T - 1]`."""
    match bound:
        case None:
            return sort.name
        case s.CompareBound(operator=operator, value=value):
            return f"{sort.name} {operator} {_write(value, _COMPARISON + 1, False)}"
        case s.IntervalBound(lower=lower, upper=upper):
            opening, closing = "(" if bound.lower_open else "[", ")" if bound.upper_open else "]"
            return f"{sort.name} in {opening}{format_expr(lower)}, {format_expr(upper)}{closing}"


def _number(value: Fraction, least: int) -> str:
    if value < 0:
        return _bracketed(f"-{_number(-value, _MINUS + 1)}", _MINUS, least)
    decimal = format_number(value)
    return _bracketed(decimal, _PRECEDENCE["/"], least) if "/" in decimal else decimal


def format_number(value: Fraction) -> str:
    """A number that is not negative: `3`, `0.25`, or `1/3` where no decimal is exact."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    if places == 0:
        return str(value.numerator)
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"
