"""What a derivation knows at one point: the facts, the case it is in, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from argcheck.analyses.derivation.products import Product, is_sum, sum_of, term_of
from argcheck.analyses.derivation.result import Decider
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import ONE, ZERO, App, Num, Term, free_variables


def conjuncts(formula: Term) -> tuple[Term, ...]:
    """The parts of a conjunction."""
    if isinstance(formula, App) and formula.op == "and":
        return tuple(part for arg in formula.args for part in conjuncts(arg))
    return () if formula == App("true", ()) else (formula,)


def compare(op: str, left: Term, right: Term = ZERO) -> Term:
    """The comparison as a formula."""
    return App(op, (left, right))


@dataclass(frozen=True)
class Context:
    """Facts (conjuncts), the case's label, and a decider whose answers are remembered.

    `order` ranks names for writing: the order in which the file declares them. `under` are the facts that
    the case adds. With `patience`, the sign of a longer sum than that is not asked for.
    """

    decider: Decider
    facts: tuple[Term, ...]
    case: str | None = None
    order: tuple[str, ...] = ()
    under: tuple[Term, ...] = ()
    patience: int | None = None
    answers: dict[tuple[frozenset[Term], Term], bool | None] = field(default_factory=dict)

    def assuming(self, *facts: Term, case: str | None = None) -> Context:
        """The context with more facts, in a case of its own when one is named."""
        parts = tuple(part for fact in facts for part in conjuncts(fact) if part not in self.facts)
        label = f"{self.case}, {case}" if self.case and case else case or self.case
        return replace(self, facts=self.facts + parts, case=label, under=self.under + (parts if case else ()))

    def elsewhere(self, facts: tuple[Term, ...], patience: int | None = None) -> Context:
        """A context with other facts and no case, that asks the same decider."""
        return replace(self, facts=facts, case=None, under=(), patience=patience)

    def entails(self, goal: Term, facts: Iterable[Term] | None = None) -> bool | None:
        """Whether the facts (or those given) force the goal, as the decider sees it."""
        used = self.facts if facts is None else tuple(facts)
        key = (frozenset(used), goal)
        if key not in self.answers:
            self.answers[key] = self.decider.entails(used, goal)
        return self.answers[key]

    def proves(self, goal: Term) -> bool:
        """Whether the goal is proved."""
        return goal in self.facts or self.entails(goal) is True

    def sign(self, term: Term) -> int | None:
        """1, -1 or 0 when the term has that sign wherever the facts hold; None when it is not known."""
        total = sum_of(term)
        if not total:
            return 0
        if len(total) == 1:
            return self.product_sign(total[0])
        signs = {self.product_sign(product) for product in total}
        if signs == {1} or signs == {-1}:
            return signs.pop()
        return self._asked(term_of(total))

    def product_sign(self, product: Product) -> int | None:
        """The sign of a product, from those of its factors."""
        sign = 1 if product.coefficient > 0 else -1
        unknown = False
        for base, exponent in product.powers:
            part = self._power_sign(base, exponent)
            if part == 0:
                return 0
            if part is None:
                unknown = True
            else:
                sign *= part
        return None if unknown else sign

    def _power_sign(self, base: Term, exponent: Term) -> int | None:
        inner = self._base_sign(base)
        if inner == 1:
            return 1
        if exponent.sort is not Sort.INTEGER:
            return 1 if self.proves(compare("!=", base)) else None
        if isinstance(exponent, Num):
            if inner == 0:
                return 0 if exponent.value > 0 else None
            if exponent.value % 2 == 0:
                return 1 if inner == -1 or self.proves(compare("!=", base)) else None
            return inner
        return None

    def _base_sign(self, base: Term) -> int | None:
        match base:
            case Num(value=value):
                return (value > 0) - (value < 0)
            case App(op="exp"):
                return 1
            case App(op="log", args=(inner,)):
                return self.sign(App("-", (inner, ONE)))
            case App(op="sqrt", args=(inner,)):
                return 1 if self.sign(inner) == 1 else self._asked(base)
            case App(op="/" | "*" | "^"):
                total = sum_of(base)
                if len(total) == 1 and total[0].powers != ((base, ONE),):
                    return self.product_sign(total[0])
        return self.sign(base) if is_sum(base) else self._asked(base)

    def _asked(self, term: Term) -> int | None:
        if self.patience is not None and len(show(term)) > self.patience:
            return None
        for op, sign in ((">", 1), ("<", -1), ("=", 0)):
            if self.proves(compare(op, term)):
                return sign
        return None

    def condition(self, product: Product, sign: int) -> str:
        """`b > 0` for a product used as a divisor; empty for a number."""
        if not product.powers:
            return ""
        upright = sign > 0 if product.coefficient > 0 else sign < 0
        goal = compare(">" if upright else "<", term_of((Product(Fraction(1), product.powers),)))
        return "" if self.entails(goal, ()) is True else show(goal)

    def rank(self, product: Product) -> tuple[bool, int, int]:
        """Where a product belongs in a sum put together here: short before long, in the file's order."""
        names = [self.order.index(v.name) for v in free_variables(term_of((product,))) if v.name in self.order]
        return (product.coefficient < 0, len(product.powers), min(names, default=len(self.order)))
