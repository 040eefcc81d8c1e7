"""How each operator is set: from the pieces of its arguments to a piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from argcheck.model.operators import OPERATORS
from argcheck.reports.pieces import (
    ATOM,
    CALL,
    LOOSE,
    NEGATIVE,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    Piece,
    Segment,
    bracketed,
    call,
    joined,
    wrap,
)

COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_GERMS = {"rises": "rises", "falls": "falls", "flat": "is flat"}
_JOINTS = {"implies": r"\implies ", "iff": r"\iff ", "or": r"\text{ or }", "and": r"\text{ and }"}


def number(value: Fraction, script: bool) -> Piece:
    """An exact number: a fraction where there is room, `1/2` in an exponent."""
    minus = "-" if value < 0 else ""
    above, below = str(abs(value.numerator)), str(value.denominator)
    if value.denominator == 1:
        return Piece(minus + above, NEGATIVE if minus else ATOM, len(minus + above))
    if script:
        return Piece(f"{minus}{above}/{below}", SUM if minus else PRODUCT, len(above + below) + 1)
    width = max(len(above), len(below)) + 1
    return Piece(rf"{minus}\frac{{{above}}}{{{below}}}", NEGATIVE if minus else PRODUCT, width, tall=True)


def operate(op: str, arguments: Sequence[Piece], script: bool = False) -> Piece:
    """The operator `op` of `model.operators` applied to pieces."""
    match op:
        case "+":
            return _sum(arguments)
        case "-":
            return _sum((arguments[0],), arguments[1:])
        case "*":
            return _product(arguments)
        case "/":
            return _quotient(arguments[0], arguments[1], script)
        case "neg":
            inner = wrap(arguments[0], PRODUCT)
            inner = bracketed(inner) if inner.negative else inner
            return replace(inner, text=f"-{inner.text}", precedence=NEGATIVE, width=inner.width + 1, segments=())
        case "^":
            base, exponent = arguments
            lower = wrap(base, ATOM)
            width = lower.width + 0.7 * exponent.width
            # a base with a subscript or a word in it needs no braces: nothing in it is raised already
            return Piece(f"{lower.text}^{{{exponent.text}}}", POWER, width, tall=lower.tall)
        case "ite":
            return cases(((arguments[1], arguments[0]),), arguments[2])
        case "not":
            inner = wrap(arguments[0], CALL)
            return Piece(rf"\text{{not }}{inner.text}", 50, inner.width + 4, tall=inner.tall)
        case "rises" | "falls" | "flat":
            subject = wrap(arguments[0], SUM)
            subject = bracketed(subject) if subject.open else subject
            words = Segment(rf"\text{{ {_GERMS[op]} in }}", arguments[1])
            return joined((Segment("", subject), words), RELATION, gap=0.9 * (len(_GERMS[op]) + 4))
        case "diff":
            body = wrap(arguments[0], CALL)
            text = rf"\frac{{\partial}}{{\partial {arguments[1].text}}}{body.text}"
            return Piece(text, PRODUCT, body.width + 3, tall=True)
        case "abs" | "floor" | "ceil":
            left, right = {"abs": ("lvert", "rvert"), "floor": ("lfloor", "rfloor"), "ceil": ("lceil", "rceil")}[op]
            inside = arguments[0]
            text = rf"\left\{left} {inside.text} \right\{right}"
            return Piece(text, ATOM, inside.width + 2, tall=inside.tall)
        case "sqrt":
            return Piece(rf"\sqrt{{{arguments[0].text}}}", ATOM, arguments[0].width + 2, tall=arguments[0].tall)
        case "true" | "false":
            return Piece(rf"\text{{{op}}}", ATOM, 4)
    if op in COMPARISONS:
        return chain(arguments, (op,))
    if op in _JOINTS:
        return _connective(op, arguments)
    return call(Piece(OPERATORS[op].latex, width=len(op)), arguments)


def chain(arguments: Sequence[Piece], relations: Sequence[str]) -> Piece:
    """`a < b <= c`."""
    first, *rest = (wrap(argument, SUM) for argument in arguments)
    joints = (Segment(f" {OPERATORS[relation].latex} ", piece) for relation, piece in zip(relations, rest, strict=True))
    return joined((Segment("", first), *joints), RELATION, gap=3.2)


def _connective(op: str, arguments: Sequence[Piece]) -> Piece:
    precedence = OPERATORS[op].precedence
    # in words `and` and `or` do not bind one tighter than the other, so each is bracketed inside the other
    least = 50 if op in ("and", "or") else precedence + 1
    parts = [wrap(argument, least) for argument in arguments]
    if op == "implies":
        parts[-1] = wrap(arguments[-1], precedence)
    segments = [Segment(_JOINTS[op] if index else "", part) for index, part in enumerate(parts)]
    return joined(segments, precedence, gap=5 if op in ("and", "or") else 6.5, trailing=op in ("and", "or"))


def _sum(plus: Sequence[Piece], minus: Sequence[Piece] = ()) -> Piece:
    segments = [Segment("", wrap(plus[0], SUM))]
    for piece in plus[1:]:
        term = wrap(piece, SUM)
        if term.negative and term.precedence != SUM:
            positive = replace(term, text=term.text[1:], width=term.width - 1, segments=())
            segments.append(Segment(" - ", positive))
        else:
            segments.append(Segment(" + ", term if not term.negative else bracketed(term)))
    for piece in minus:
        term = wrap(piece, PRODUCT)
        segments.append(Segment(" - ", bracketed(term) if term.negative else term))
    return joined(segments, SUM, gap=3)


def _product(factors: Sequence[Piece]) -> Piece:
    segments: list[Segment] = []
    dotted = any(factor.text[:1].isdigit() for factor in factors[1:])  # `3 w` is plain, `3 w 1` is not
    for index, factor in enumerate(factors):
        piece = wrap(factor, PRODUCT)
        last = index + 1 == len(factors)
        if (index and piece.negative) or (piece.open and not last):
            piece = bracketed(piece)
        numeric = piece.text[:1].isdigit() or piece.text.startswith(r"\frac")
        dot = index and numeric and _ends_in_digit(segments[-1].piece.text)
        dot = dot or (index and dotted)
        segments.append(Segment((r" \cdot " if dot else r"\,") if index else "", piece))
    return joined(segments, PRODUCT, gap=0.5)


def _ends_in_digit(text: str) -> bool:
    return text.rstrip("}")[-1:].isdigit()


def _quotient(above: Piece, below: Piece, script: bool) -> Piece:
    if script:
        over, under = wrap(above, PRODUCT), wrap(below, POWER)
        return Piece(f"{over.text}/{under.text}", PRODUCT, over.width + under.width + 1)
    text = rf"\frac{{{above.text}}}{{{below.text}}}"
    return Piece(text, PRODUCT, max(above.width, below.width) + 1, tall=True)


def cases(branches: Sequence[tuple[Piece, Piece]], otherwise: Piece) -> Piece:
    """`value if condition` line by line, then `otherwise`."""
    lines = [rf"{value.text} & \text{{if }} {condition.text}, \\ " for value, condition in branches]
    text = rf"\begin{{cases}} {''.join(lines)}{otherwise.text} & \text{{otherwise}} \end{{cases}}"
    values = max([value.width for value, _ in branches] + [otherwise.width])
    conditions = max([condition.width for _, condition in branches] + [8])
    return Piece(text, PRODUCT, values + conditions + 5, open=True, tall=True)


def large(operator: str, body: Piece, width: float = 3) -> Piece:
    """A sum or a limit: a large operator before its body."""
    inside = wrap(body, PRODUCT)
    return Piece(f"{operator} {inside.text}", PRODUCT, inside.width + width, open=True, tall=True)


def quantified(kind: str, variable: Piece, sort: str, domain: Piece | None, body: Piece) -> Piece:
    """`for every real x with 0 < x < 1: body`; `domain` repeats the variable where it begins with it."""
    article = "an" if sort[:1] in "aeiou" else "a"
    sort = sort.replace("_", r"\_")
    head = rf"\text{{for every {sort} }}" if kind == "forall" else rf"\text{{there is {article} {sort} }}"
    if domain is None:
        subject = variable.text
    elif domain.text.startswith(f"{variable.text} "):
        subject = domain.text
    else:
        subject = rf"{variable.text} \text{{ with }} {domain.text}"
    if kind == "forall":
        subject = f"{subject}:"
        joint = r"\ "
    else:
        joint = r"\text{ such that }"
    width = 0.85 * len(head) + (domain.width + 5 if domain else 1)
    start = Piece(head + subject, ATOM, width)
    return joined((Segment("", start), Segment(joint, body)), LOOSE, gap=2 if kind == "forall" else 9)
