"""Terms as quotients of polynomials and formulas in polynomial form, over quantities and abstraction variables.

Exact operations (choices, min, max, floor, sqrt) get a variable that is determined; powers, exp, log and
symbolic sums get a variable with facts that hold of them. Germs, derivatives, limits and quantifiers have
been rewritten away before.
"""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.kernel import polynomial as poly
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import formula as fml
from argcheck.logic import powers, rational
from argcheck.logic import transcendental as trans
from argcheck.logic.formula import Formula
from argcheck.logic.motions import Motions
from argcheck.logic.powers import TooLarge
from argcheck.logic.signs import Sign
from argcheck.logic.symbolic_sums import SymbolicSums
from argcheck.logic.workspace import Workspace
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Motion, Num, SumOf, Term, Var, negation

COMPARISONS = {"<", "<=", ">", ">=", "=", "!="}


class CannotNormalize(Exception):
    """A formula is outside what can be normalised; the message says why."""


class Translator:
    """Translates within one workspace. When `stating`, the translation leaves to a proof what known signs decide."""

    def __init__(self, space: Workspace, stating: bool) -> None:
        self.space = space
        self.stating = stating
        self._memo: dict[Term, Quotient] = {}
        self._choices = 0
        self._sums = SymbolicSums(self)
        self._motions = Motions(self)

    def argument(self, term: Term) -> Quotient:
        """A term as part of a symbol's meaning."""
        return self.term(term)

    # ---- formulas ----------------------------------------------------------------------------------

    def formula(self, term: Term) -> Formula:
        """A formula in polynomial form."""
        match term:
            case Var(name=name, sort=Sort.BOOL):
                return fml.Proposition(name)
            case App(op="true"):
                return fml.TRUE
            case App(op="false"):
                return fml.FALSE
            case App(op="not", args=(inner,)):
                return fml.opposite(self.formula(inner))
            case App(op="and", args=args):
                return self._all(args)
            case App(op="or", args=args):
                return self._some(args)
            case App(op="implies", args=(left, right)):
                return self._some([negation(left), right])
            case App(op="iff", args=(left, right)):
                return _same(self.formula(left), self.formula(right))
            case App(op="ite", args=(condition, then, otherwise)):
                test = self.formula(condition)
                return fml.both(
                    fml.implies(test, self.formula(then)),
                    fml.implies(fml.opposite(test), self.formula(otherwise)),
                )
            case App(op=op, args=(left, right)) if op in COMPARISONS:
                return self.space.relates(self.term(left), op, self.term(right))
            case Motion(plain=plain):
                symbol = self._motions.symbol(term)
                return self.formula(plain) if symbol is None else fml.Proposition(symbol)
        raise CannotNormalize(f"`{show(term)}` cannot be put to a prover")

    def _all(self, args: Sequence[Term]) -> Formula:
        return fml.both(*self._until(args, fml.FALSE))

    def _some(self, args: Sequence[Term]) -> Formula:
        return fml.either(*self._until(args, fml.TRUE))

    def _until(self, args: Sequence[Term], decisive: Formula) -> list[Formula]:
        """The formulas up to one that is decisive by known signs, as what comes after it may make no sense. A
        statement goes on all the same, as far as it can."""
        parts: list[Formula] = []
        for arg in args:
            decided = bool(parts) and self.space.simplified(parts[-1]) == decisive
            if decided and not self.stating:
                break
            try:
                parts.append(self.formula(arg))
            except (CannotNormalize, TooLarge, ZeroDivisionError):
                if not decided:
                    raise
                self.space.rewritten("parts that known signs rule out")
                break
        return parts

    # ---- terms ---------------------------------------------------------------------------------------

    def term(self, term: Term) -> Quotient:
        """A term as a quotient over quantities and abstraction variables."""
        found = self._memo.get(term)
        if found is None:
            found = self._memo[term] = self._term(term)
        return found

    def _term(self, term: Term) -> Quotient:
        match term:
            case Num(value=value):
                return rational.of_number(value)
            case Var(name=name):
                return rational.of_variable(name)
            case App(op="+", args=args):
                return self._sum_of([self.term(arg) for arg in args])
            case App(op="-", args=(left, right)):
                return rational.subtract(self.term(left), self.term(right))
            case App(op="neg", args=(inner,)):
                return rational.negate(self.term(inner))
            case App(op="*", args=args):
                result = rational.of_number(1)
                for arg in args:
                    result = rational.multiply(result, self.term(arg))
                return result
            case App(op="/", args=(left, right)):
                return self._divide(self.term(left), self.term(right), term)
            case App(op="^", args=(base, exponent)):
                return self._power(base, exponent)
            case App(op="exp", args=(inner,)):
                return trans.exponential(self.space, self.term(inner), term)
            case App(op="log", args=(inner,)):
                return self._logarithm(term, inner)
            case App(op="sqrt", args=(inner,)):
                return trans.square_root(self.space, self.term(inner), term)
            case App(op="ite", args=(condition, then, otherwise)):
                return self.choice(self.formula(condition), self.term(then), self.term(otherwise), term)
            case App(op="abs", args=(inner,)):
                size = self.term(inner)
                test = self.space.relates(size, ">=", rational.of_number(0))
                return self.choice(test, size, rational.negate(size), term)
            case App(op="max" | "min" as op, args=args):
                return self._extreme(op, args)
            case App(op="clamp", args=(inner, low, high)):
                raised, top = self._extreme("max", (inner, low)), self.term(high)
                return self.choice(self.space.relates(raised, "<=", top), raised, top, term)
            case App(op="floor" | "ceil" as op, args=(inner,)):
                return self._rounded(op, self.term(inner), term)
            case SumOf():
                return self._sums.value(term)
            case Motion(plain=plain):
                symbol = self._motions.symbol(term)
                return self.term(plain) if symbol is None else rational.of_variable(symbol)
            case _:
                raise CannotNormalize(f"`{show(term)}` cannot be put to a prover")

    def _sum_of(self, values: list[Quotient]) -> Quotient:
        whole = [value.numerator for value in values if value.whole]
        result = rational.of_polynomial(poly.total(whole))
        for value in values:
            if not value.whole:
                result = rational.add(result, value)
        return result

    def _divide(self, top: Quotient, bottom: Quotient, term: Term) -> Quotient:
        if bottom.numerator:
            self.space.signs.learn_factor(bottom.numerator)
            return rational.divide(top, bottom)
        # a division by 0 whose value no verdict may rest on: a variable of which nothing is known
        key = ("undefined", term)
        entry = self.space.known(key) or self.space.abstract(key, "opaque", f"{show(term)} undefined", None)
        return rational.of_variable(entry.name)

    def _power(self, base: Term, exponent: Term) -> Quotient:
        mine, step = self.term(base), self.term(exponent)
        number = step.value
        if number is not None and number.denominator == 1:
            if not mine.numerator and number < 0:
                return self._divide(rational.of_number(1), mine, App("^", (base, exponent)))
            return powers.whole_power(mine, int(number))
        return powers.symbolic_power(self.space, mine, step, exponent.sort is Sort.INTEGER, base, exponent)

    def _logarithm(self, term: Term, inner: Term) -> Quotient:
        value = self.term(inner)
        if isinstance(inner, App) and inner.op == "^":
            base, exponent = (self.term(part) for part in inner.args)
            number = exponent.value
            sums = len(base.numerator) > 1 or len(base.denominator) > 1
            if number and number.denominator == 1 and sums and self.space.sign(base) == Sign.POSITIVE:
                return trans.logarithm_of_power(self.space, value, base, int(number))
        return trans.logarithm(self.space, value, term)

    def choice(self, test: Formula, then: Quotient, otherwise: Quotient, term: Term) -> Quotient:
        """A variable that is `then` where the test holds and `otherwise` elsewhere."""
        # a statement leaves it to the proof to show which case it is
        simple = test if self.stating else self.space.simplified(test)
        if simple == fml.TRUE or then.key == otherwise.key:
            return then
        if simple == fml.FALSE:
            return otherwise
        self._choices += 1
        label = f"choice {self._choices}"
        meaning = Meaning(Kind.CHOICE, (then, otherwise), test)
        name = self.space.abstract((label, term), "choice", label, term, meaning).name
        self.space.lemma("choice: then", name)
        self.space.lemma("choice: otherwise", name)
        if self.space.sign(then) == Sign.POSITIVE == self.space.sign(otherwise):
            self.space.lemma("choice: positive", name)
            self.space.positive(name)
        return rational.of_variable(name)

    def _extreme(self, op: str, args: Sequence[Term]) -> Quotient:
        result = self.term(args[0])
        for place, arg in enumerate(args[1:], start=2):
            value = self.term(arg)
            wins = self.space.relates(result, ">=" if op == "max" else "<=", value)
            result = self.choice(wins, result, value, App(op, tuple(args[:place])))
        return result

    def _rounded(self, op: str, value: Quotient, term: Term) -> Quotient:
        number = value.value
        if number is not None:
            return rational.of_number(number.__floor__() if op == "floor" else number.__ceil__())
        key = (op, value.key)
        entry = self.space.known(key)
        if entry is None:
            meaning = Meaning(Kind(op), (value,))
            entry = self.space.abstract(key, "rounded", show(term), term, meaning)
            self.space.lemma(f"{op}: below", entry.name)
            self.space.lemma(f"{op}: above", entry.name)
        return rational.of_variable(entry.name)


def _same(left: Formula, right: Formula) -> Formula:
    return fml.both(fml.implies(left, right), fml.implies(right, left))
