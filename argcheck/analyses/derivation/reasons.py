"""Why a term has its sign: the facts that force it, as few as are found."""

from __future__ import annotations

from collections.abc import Iterable

from argcheck.analyses.derivation.context import Context, compare
from argcheck.analyses.derivation.products import Product, is_sum, sum_of
from argcheck.model.show import show
from argcheck.model.terms import ONE, App, Num, Term, Var, free_variables

_MOST_RELATED = 12
_MOST_SHOWN = 4


def sign_text(context: Context, term: Term, sign: int) -> str:
    """`1 - gamma > 0, since gamma < 1`; without a reason where the sign is itself a fact."""
    goal = _signed(term, sign)
    needed = [] if goal in context.facts else _forcing_sign(context, term, sign)
    shown = [show(fact) for fact in needed if fact != goal]
    return f"{show(goal)}, since {' and '.join(shown)}" if 0 < len(shown) <= _MOST_SHOWN else show(goal)


def _signed(term: Term, sign: int) -> Term:
    return compare({1: ">", -1: "<", 0: "="}[sign], term)


def _forcing_sign(context: Context, term: Term, sign: int) -> list[Term]:
    """The facts behind the sign: those behind each factor's, or each summand's where all agree."""
    total = sum_of(term)
    if sign != 0 and len(total) == 1:
        return _forcing_product(context, total[0])
    if sign != 0 and len(total) > 1 and all(context.product_sign(product) == sign for product in total):
        return _union(_forcing_product(context, product) for product in total)
    return forcing(context, _signed(term, sign))


def _forcing_product(context: Context, product: Product) -> list[Term]:
    return _union(_forcing_power(context, base) for base, _ in product.powers)


def _forcing_power(context: Context, base: Term) -> list[Term]:
    match base:
        case Num() | App(op="exp"):
            return []
        case App(op="log", args=(inner,)):
            side = context.sign(App("-", (inner, ONE)))
            return [] if side is None else forcing(context, compare({1: ">", -1: "<", 0: "="}[side], inner, ONE))
    sign = context.sign(base)
    if sign is None or sign == 0:
        return forcing(context, compare("!=", base))
    return _forcing_sign(context, base, sign) if is_sum(base) else forcing(context, _signed(base, sign))


def _union(lists: Iterable[list[Term]]) -> list[Term]:
    return list(dict.fromkeys(fact for found in lists for fact in found))


def forcing(context: Context, goal: Term) -> list[Term]:
    """The fewest facts found that force the goal: the goal itself, one, or several of which none is idle."""
    if goal in context.facts:
        return [goal]
    about = free_variables(goal)
    for fact in context.facts:
        if free_variables(fact) & about and context.entails(goal, (fact,)) is True:
            return [fact]
    needed = _related(context, about)
    if len(needed) > _MOST_RELATED or context.entails(goal, needed) is not True:
        return []
    for fact in tuple(needed):
        fewer = [other for other in needed if other != fact]
        if context.entails(goal, fewer) is True:
            needed = fewer
    return needed


def _related(context: Context, about: frozenset[Var]) -> list[Term]:
    """The facts about these variables, and about those that such facts mention."""
    reach = about.union(*(free_variables(fact) for fact in context.facts if free_variables(fact) & about))
    return [fact for fact in context.facts if free_variables(fact) <= reach]
