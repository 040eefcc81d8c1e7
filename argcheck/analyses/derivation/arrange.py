"""One comparison made simple: like terms cancelled, sums closed, denominators and common factors cleared."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from argcheck.analyses.derivation.chain import Chain, Outcome
from argcheck.analyses.derivation.comparison import MIRROR, difference, is_comparison, parts, rearranged, sides
from argcheck.analyses.derivation.context import Context, compare
from argcheck.analyses.derivation.factor import factors_of
from argcheck.analyses.derivation.isolate import isolate
from argcheck.analyses.derivation.products import (
    Power,
    Product,
    Sum,
    collect,
    expand,
    inverse,
    multiply,
    negate_exponent,
    scale,
    sum_of,
    term_of,
    tidy,
)
from argcheck.analyses.derivation.reasons import sign_text
from argcheck.analyses.derivation.series import in_closed_form, ratios, sums
from argcheck.model.show import show
from argcheck.model.terms import ONE, App, Num, Term, Var, num, substitute


def solve(chain: Chain, variable: Var | None) -> Outcome:
    """Derive the condition of the comparison `chain.current`, solved for the variable where possible."""
    _cancel(chain)
    for ratio in ratios(chain.current):
        if chain.context.sign(App("-", (ONE, ratio))) is None:
            cases = [compare(op, ratio, ONE) for op in ("<", "=", ">")]
            return chain.split(cases, lambda inner: solve(inner, variable))
    _close_sums(chain)
    return simplify(chain, variable)


def simplify(chain: Chain, variable: Var | None) -> Outcome:
    """Clear denominators and common factors, then isolate the variable."""
    unknown = _clear_denominators(chain)
    if unknown is None:
        unknown = _divide_common(chain)
    if unknown is not None:
        cases = [compare(op, unknown) for op in (">", "=", "<")]
        if chain.context.proves(compare("!=", unknown)):
            cases.pop(1)
        return chain.split(cases, lambda inner: simplify(inner, variable))
    _drop_factors(chain)
    return isolate(chain, variable)


def _cancel(chain: Chain) -> None:
    op, left, right = sides(chain.current)
    if all(product.coefficient > 0 for product in (*left, *right)) and not {p.key for p in left} & {
        p.key for p in right
    }:
        return
    total = difference(chain.current)
    shared = len(total) < len(left) + len(right)
    because = "what both sides share cancels" if shared else "move what is subtracted to the other side"
    formula = rearranged(op, total)
    _, one, other = parts(chain.current)
    if parts(formula)[1:] == (other, one):
        chain.mirror()
    chain.to(formula, because)


def _close_sums(chain: Chain) -> None:
    closed = in_closed_form(chain.current, chain.context)
    if closed == chain.current:
        return
    notes = [
        sign_text(chain.context, App("-", (ONE, ratio)), side)
        for ratio in ratios(chain.current)
        if (side := chain.context.sign(App("-", (ONE, ratio)))) is not None
    ]
    because = "the sums in closed form" if len(list(sums(chain.current))) > 1 else "the sum in closed form"
    op, left, right = sides(closed)
    chain.to(App(op, (term_of(left), term_of(right))), because + (f" ({'; '.join(notes)})" if notes else ""))
    put_in_values(chain)


def put_in_values(chain: Chain, variable: Var | None = None) -> None:
    """Put in the value of every quantity that a fact sets to a number, other than the variable."""
    for fact in chain.context.facts:
        match fact:
            case App(op="=", args=(Var() as known, Num() as value)) if known != variable:
                formula = substitute(chain.current, {known: value})
                if formula != chain.current and is_comparison(formula):
                    op, left, right = sides(formula)
                    chain.to(App(op, (term_of(left), term_of(right))), f"put in {show(fact)}")


def _clear_denominators(chain: Chain) -> Term | None:
    """Multiply by the denominators; the part whose sign is not known, if any."""
    op, left, right = sides(chain.current)
    found: dict[Term, Term] = {}
    for product in (*left, *right):
        for base, exponent in product.powers:
            if all(part.coefficient < 0 for part in sum_of(exponent)):
                size = negate_exponent(exponent)
                found[base] = _larger(found.get(base), size, chain.context)
    coefficients = [product.coefficient for product in (*left, *right)]
    number = Fraction(lcm(*(c.denominator for c in coefficients)), gcd(*(c.numerator for c in coefficients)) or 1)
    return _multiply(chain, op, left, right, Product(number, tuple(found.items())), "multiply by")


def _larger(present: Term | None, size: Term, context: Context) -> Term:
    if present is None or context.proves(compare(">=", size, present)):
        return size
    return present


def _divide_common(chain: Chain) -> Term | None:
    """Divide by the factors that every term shares; the part whose sign is not known, if any."""
    op, left, right = sides(chain.current)
    products = (*left, *right)
    if not products:
        return None
    common: list[Power] = []
    for base, exponent in products[0].powers:
        exponents = [dict(product.powers).get(base) for product in products]
        present = [size for size in exponents if size is not None]
        if len(present) < len(products):
            continue
        least = _least([exponent, *present[1:]], chain.context)
        if least is not None:
            common.append((base, least))
    if not common:
        return None
    if len(products) == 1:
        return _only_sign(chain, products[0])
    return _multiply(chain, op, left, right, Product(Fraction(1), tuple(common)), "divide by")


def _least(exponents: Sequence[Term], context: Context) -> Term | None:
    for candidate in exponents:
        if all(other == candidate or context.proves(compare(">=", other, candidate)) for other in exponents):
            return candidate
    return None


def _only_sign(chain: Chain, product: Product) -> Term | None:
    """`product > 0`: drop the factors whose sign is known."""
    op, left, _ = sides(chain.current)
    known = [power for power in product.powers if chain.context.sign(term_of((Product(Fraction(1), (power,)),)))]
    if known and len(known) < len(product.powers):
        _multiply(chain, op, left, sides(chain.current)[2], Product(Fraction(1), tuple(known)), "divide by")
    return None


def _multiply(chain: Chain, op: str, left: Sum, right: Sum, by: Product, verb: str) -> Term | None:
    """Multiply (or divide) both sides; returns a factor of unknown sign instead, and then does nothing."""
    if by == Product(Fraction(1)):
        return None
    context = chain.context
    sign = 1
    for base, exponent in by.powers:
        part = context.sign(term_of((Product(Fraction(1), ((base, exponent),)),)))
        if part is None:
            return base
        if part == 0:
            return None
        sign *= part
    used = inverse(by) if verb == "divide by" else by
    size = term_of((by,))
    new_op = op if sign > 0 else MIRROR[op]
    sides_after = (
        term_of(collect(multiply(product, used) for product in left)),
        term_of(collect(multiply(product, used) for product in right)),
    )
    because = f"{verb} {show(size) if isinstance(size, Num) else sign_text(context, size, sign)}"
    known = () if isinstance(size, Num) else (compare(">" if sign > 0 else "<", size),)
    chain.to(App(new_op, sides_after), because, context.condition(by, sign), known)
    return None


def _drop_factors(chain: Chain) -> None:
    """Divide the difference by factors of known sign that SymPy finds and that were not visible."""
    op, left, right = sides(chain.current)
    if len(left) + len(right) < 3:
        return
    total = collect((*left, *scale(right, Fraction(-1))))
    found = factors_of(total)
    if found is None:
        return
    number, factors = found
    sign = 1 if number > 0 else -1
    kept: list[tuple[Term, int]] = []
    reasons: list[str] = []
    known: list[Term] = []
    for factor, power in factors:
        part = chain.context.sign(factor)
        if part is None or part == 0:
            kept.append((factor, power))
            continue
        sign *= part**power
        reasons.append(sign_text(chain.context, factor, part))
        known.append(compare(">" if part > 0 else "<", factor))
    if not reasons or not kept:
        return
    rest = tidy(App("*", (num(sign), *(App("^", (factor, num(power))) for factor, power in kept))))
    formula = rearranged(op, expand(sum_of(rest)) if len(kept) == 1 and kept[0][1] == 1 else sum_of(rest))
    chain.to(formula, f"factor, and divide by {' and '.join(reasons)}", rests_on=tuple(known))
