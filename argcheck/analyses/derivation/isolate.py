"""One variable brought to the left of a comparison: linear, powers, exponents, exp, log, roots, squares."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from argcheck.analyses.derivation.chain import Chain, Outcome
from argcheck.analyses.derivation.comparison import (
    MIRROR,
    difference,
    parts,
    when_above,
)
from argcheck.analyses.derivation.context import Context, compare
from argcheck.analyses.derivation.products import (
    Power,
    Product,
    Sum,
    collect,
    expand,
    inverse,
    is_sum,
    mentions,
    multiply,
    product_mentions,
    scale,
    single,
    sum_of,
    term_of,
    tidy,
)
from argcheck.analyses.derivation.quadratic import solve_quadratic
from argcheck.analyses.derivation.reasons import sign_text
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import ONE, ZERO, App, Num, Term, Var


@dataclass(frozen=True, slots=True)
class Group:
    """All terms with one and the same part in the variable: `part * coefficient`; `written` is the
    author's own product when there is just one."""

    part: tuple[Power, ...]
    coefficient: Sum
    written: Product | None = None

    @property
    def term(self) -> Term:
        """The part in the variable."""
        return term_of((Product(Fraction(1), self.part),))


def groups_of(total: Sum, variable: Var) -> tuple[dict[frozenset[Power], Group], Sum]:
    """The sum by its parts in the variable, and what is free of it."""
    found: dict[frozenset[Power], Group] = {}
    free: list[Product] = []
    for product in expand(total, variable):
        inside: list[Power] = []
        outside = Product(product.coefficient)
        for base, exponent in product.powers:
            if mentions(base, variable):
                inside.append((base, exponent))
            elif mentions(exponent, variable):
                for piece in sum_of(exponent):
                    power = (base, term_of((piece,)))
                    if product_mentions(piece, variable):
                        inside.append(power)
                    else:
                        outside = multiply(outside, Product(Fraction(1), (power,)))
            else:
                outside = multiply(outside, Product(Fraction(1), ((base, exponent),)))
        if not inside:
            free.append(outside)
            continue
        key = frozenset(inside)
        before = found[key].coefficient if key in found else ()
        written = product if not before and key <= product.key else None
        found[key] = Group(tuple(inside), collect((*before, outside)), written)
    return {key: group for key, group in found.items() if group.coefficient}, collect(free)


def isolate(chain: Chain, variable: Var | None) -> Outcome:
    """Solve the chain's comparison for the variable as far as it goes; implicit where it does not."""
    if variable is None or not mentions(chain.current, variable):
        return chain.end(implicit=False)
    _, left, right = parts(chain.current)
    if left == variable and not mentions(right, variable):
        return chain.end(implicit=False)
    if not mentions(left, variable):
        chain.mirror()
        _, left, right = parts(chain.current)
    factor = _lone_factor(left, variable)
    if factor is not None and not mentions(right, variable):
        return _strip_factor(chain, variable, *factor)
    groups, free = groups_of(difference(chain.current), variable)
    if not groups:
        return chain.end(implicit=False)
    if len(groups) == 1:
        return _single_group(chain, variable, next(iter(groups.values())), free)
    square = _square(groups, variable)
    if square is not None:
        return solve_quadratic(chain, variable, square[0], square[1], free)
    return chain.end(implicit=True)


def _lone_factor(left: Term, variable: Var) -> tuple[Power, Product] | None:
    """The one power in which the variable occurs, and the other factors, when the side is one product."""
    total = sum_of(left)
    if len(total) != 1:
        return None
    product = total[0]
    inside = [power for power in product.powers if mentions(power[0], variable) or mentions(power[1], variable)]
    if len(inside) != 1:
        return None
    base, exponent = inside[0]
    if not mentions(base, variable) and len(sum_of(exponent)) > 1:
        return None
    rest = Product(product.coefficient, tuple(power for power in product.powers if power != inside[0]))
    return inside[0], rest


def _strip_factor(chain: Chain, variable: Var, power: Power, rest: Product) -> Outcome:
    """`rest * power op r`: divide by the rest, then undo the power."""
    if rest == Product(Fraction(1)):
        return undo(chain, variable, power)
    return _divide(chain, variable, term_of((Product(Fraction(1), (power,)),)), (rest,))


def _single_group(chain: Chain, variable: Var, group: Group, free: Sum) -> Outcome:
    """`coefficient * part + free op 0`: collect, then divide by the coefficient."""
    op = parts(chain.current)[0]
    coefficient, bound = group.coefficient, scale(free, Fraction(-1))
    if all(product.coefficient < 0 for product in coefficient):
        op, coefficient, bound = MIRROR[op], scale(coefficient, Fraction(-1)), free
    coefficient = tuple(sorted(_shorter(coefficient), key=chain.context.rank))
    ordered = tuple(sorted(bound, key=chain.context.rank))
    part = group.term
    collected = term_of((_upright(group.written),)) if group.written else _times(coefficient, part)
    if not chain.to(App(op, (collected, term_of(ordered))), f"collect the terms in {show(part)}"):
        return chain.end(implicit=True)
    if len(group.part) != 1:
        return chain.end(implicit=True)
    return _divide(chain, variable, part, coefficient)


def _shorter(total: Sum) -> Sum:
    """The sum as one product, where that is what remains once brackets are multiplied out: `w*D - c + c` is `w*D`."""
    flat = expand(total)
    return flat if len(flat) == 1 else total


def _upright(product: Product) -> Product:
    return Product(abs(product.coefficient), product.powers)


def _times(coefficient: Sum, part: Term) -> Term:
    """The product, written with the part where it reads best."""
    if coefficient == (Product(Fraction(1)),):
        return part
    bases = {base for product in coefficient for base, _ in product.powers}
    if len(coefficient) > 1 or any(base in bases for base, _ in sum_of(part)[0].powers):
        return App("*", (part, term_of(coefficient)))
    return term_of((multiply(coefficient[0], single(part) or Product(Fraction(0))),))


def _divide(chain: Chain, variable: Var, part: Term, coefficient: Sum) -> Outcome:
    """`coefficient * part op r` to `part op r/coefficient`, by cases where the sign is not known."""
    op, _, right = parts(chain.current)
    divisor = term_of(coefficient)
    sign = chain.context.sign(divisor)
    if sign is None:
        unknown = _unknown_factor(chain.context, coefficient)
        cases = [compare(name, unknown) for name in (">", "=", "<")]
        return chain.split(cases, lambda inner: isolate_given(inner, variable, part, coefficient))
    if sign == 0:
        chain.to(App(op, (ZERO, right)), f"{show(compare('=', divisor))}")
        return chain.end(implicit=False)
    quotient = divided(right, divisor)
    new_op = op if sign > 0 else MIRROR[op]
    because = f"divide by {sign_text(chain.context, divisor, sign)}"
    if isinstance(divisor, Num):
        because = f"divide by {show(divisor)}"
    below = single(divisor)
    condition = chain.context.condition(below, sign) if below else ""
    known = () if isinstance(divisor, Num) else (compare(">" if sign > 0 else "<", divisor),)
    if not chain.to(App(new_op, (part, quotient)), because, condition, known):
        return chain.end(implicit=True)
    product = single(part)
    if product is None or len(product.powers) != 1:
        return chain.end(implicit=True)
    return undo(chain, variable, product.powers[0])


def isolate_given(chain: Chain, variable: Var, part: Term, coefficient: Sum) -> Outcome:
    """Go on with a division in a case that settles the divisor's sign."""
    return _divide(chain, variable, part, coefficient)


def _unknown_factor(context: Context, coefficient: Sum) -> Term:
    """The factor of the divisor whose sign is not known."""
    if len(coefficient) == 1:
        for power in coefficient[0].powers:
            factor = term_of((Product(Fraction(1), (power,)),))
            if context.sign(factor) is None:
                return factor
    return term_of(coefficient)


def divided(top: Term, bottom: Term) -> Term:
    """The quotient; a sum over one of its own factors is divided term by term when that is shorter."""
    plain = tidy(App("/", (top, bottom)))
    below = single(bottom)
    total = sum_of(top)
    if below is None or len(total) < 2:
        return plain
    spread = term_of(collect(multiply(product, inverse(below)) for product in total))
    return spread if len(show(spread)) < len(show(plain)) else plain


def undo(chain: Chain, variable: Var, power: Power) -> Outcome:
    """`base^exponent op r` with the variable in the base or in the exponent, and nowhere else."""
    base, exponent = power
    if base == variable and exponent == ONE:
        return chain.end(implicit=False)
    if exponent == ONE:
        return _undo_function(chain, variable, base)
    if mentions(base, variable) and mentions(exponent, variable):
        return chain.end(implicit=True)
    if mentions(base, variable):
        return _root(chain, variable, base, exponent)
    return _logarithm(chain, variable, base, exponent)


def _undo_function(chain: Chain, variable: Var, term: Term) -> Outcome:
    op, _, right = parts(chain.current)
    match term:
        case App(op="exp", args=(inner,)):
            return _above_zero(chain, variable, inner, App("log", (right,)), "take logarithms")
        case App(op="log", args=(inner,)):
            return _then(chain, variable, App(op, (inner, App("exp", (right,)))), "exp undoes log, and both rise")
        case App(op="sqrt", args=(inner,)):
            sign = chain.context.sign(right)
            if sign == -1:
                chain.to(when_above(op), f"a square root is not negative, and {sign_text(chain.context, right, -1)}")
                return chain.end(implicit=False)
            if sign is None and not chain.context.proves(compare(">=", right)):
                cases = [compare(">=", right), compare("<", right)]
                return chain.split(cases, lambda case: _undo_function(case, variable, term))
            squared = tidy(App("^", (right, Num(Fraction(2)))))
            return _then(chain, variable, App(op, (inner, squared)), "square both sides, which are not negative")
    if is_sum(term):
        return isolate(chain, variable)
    return chain.end(implicit=True)


def _then(
    chain: Chain,
    variable: Var,
    formula: Term,
    because: str,
    condition: str = "",
    rests_on: tuple[Term, ...] = (),
    opaque: Term | None = None,
) -> Outcome:
    if not chain.to(formula, because, condition, rests_on, opaque):
        return chain.end(implicit=True)
    return isolate(chain, variable)


def _above_zero(
    chain: Chain, variable: Var, inner: Term, bound: Term, because: str, left: str = "an exponential"
) -> Outcome:
    """`g op r` for a `g` that is always positive: trivial for r <= 0, otherwise `inner op bound`."""
    op, _, right = parts(chain.current)
    sign = chain.context.sign(right)
    if sign == 1:
        condition = "" if isinstance(right, Num) else show(compare(">", right))
        known = compare(">", right)
        return _then(chain, variable, App(op, (inner, bound)), because, condition, (known,), right)
    if sign in (0, -1) or chain.context.proves(compare("<=", right)):
        chain.to(when_above(op), f"{left} is positive, and {show(compare('<=', right))}")
        return chain.end(implicit=False)
    cases = [compare(">", right), compare("<=", right)]
    return chain.split(cases, lambda case: _above_zero(case, variable, inner, bound, because, left))


def _root(chain: Chain, variable: Var, base: Term, exponent: Term) -> Outcome:
    """`base^exponent op r`: the root of both sides, when base and exponent are positive."""
    op, _, right = parts(chain.current)
    size = chain.context.sign(exponent)
    positive = chain.context.sign(base) == 1
    rising = chain.context.proves(compare(">=", base)) and size == 1 and chain.context.sign(right) == 1
    if not (positive or rising) or size is None or size == 0:
        return _even_power(chain, variable, base, exponent)
    root = App("sqrt", (right,)) if exponent == Num(Fraction(2)) else App("^", (right, divided(ONE, exponent)))
    if chain.context.sign(right) == 1 and size < 0:
        op = MIRROR[op]
    elif size < 0:
        return chain.end(implicit=True)
    name = "square roots" if exponent == Num(Fraction(2)) else f"{show(exponent)}-th roots"
    known = sign_text(chain.context, base, 1) if positive else show(compare(">=", base))
    reason = f"take {name} of both sides ({known})"
    if size < 0:
        return _then(chain, variable, App(op, (base, root)), reason)
    return _above_zero(chain, variable, base, root, reason, show(base))


def _even_power(chain: Chain, variable: Var, base: Term, exponent: Term) -> Outcome:
    if base == variable and exponent == Num(Fraction(2)):
        _, _, right = parts(chain.current)
        return solve_quadratic(chain, variable, sum_of(ONE), (), scale(sum_of(right), Fraction(-1)))
    return chain.end(implicit=True)


def _logarithm(chain: Chain, variable: Var, base: Term, exponent: Term) -> Outcome:
    """`base^exponent op r` with the variable in the exponent: take logarithms."""
    if chain.context.sign(base) != 1:
        return chain.end(implicit=True)
    _, _, right = parts(chain.current)
    inner = App("*", (exponent, App("log", (base,))))
    power = show(App("^", (base, exponent)))
    return _above_zero(chain, variable, inner, App("log", (right,)), "take logarithms", power)


def _square(groups: dict[frozenset[Power], Group], variable: Var) -> tuple[Sum, Sum] | None:
    """The coefficients of the variable's square and of the variable, when there is nothing else."""
    first, second = frozenset({(variable, ONE)}), frozenset({(variable, Num(Fraction(2)))})
    if set(groups) != {first, second} or variable.sort is Sort.BOOL:
        return None
    return groups[second].coefficient, groups[first].coefficient
