"""Terms and formulas brought into polynomial form: what provers can read.

Exact operations (choices, min, max, floor, sqrt) get a variable that is determined; powers, exp, log and
symbolic sums get a variable with facts that hold of them. Germs, derivatives, limits and quantifiers have
been rewritten away before.
"""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.kernel import polynomial as poly
from argcheck.kernel.lemmas import Lemma, named_symbols
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import formula as fml
from argcheck.logic import powers, rational
from argcheck.logic import transcendental as trans
from argcheck.logic.formula import Atom, Formula, Problem, Relation
from argcheck.logic.normalized import Normalized, Statement
from argcheck.logic.powers import TooLarge
from argcheck.logic.signs import Sign, Signs
from argcheck.logic.symbolic_sums import SymbolicSums, relate_sums
from argcheck.logic.workspace import Workspace
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Num, SumOf, Term, Var, negation, walk

__all__ = ["CannotNormalize", "Normalized", "evident", "goal_atoms", "normalize", "polynomial_of"]

_LONGEST_LABEL = 200
_COMPARISONS = {"<", "<=", ">", ">=", "=", "!="}


class CannotNormalize(Exception):
    """A formula is outside what can be normalised; the message says why."""


def normalize(formulas: Sequence[Term], labels: Sequence[str] = ()) -> Normalized:
    """The conjunction of the formulas as a problem for provers. Raises CannotNormalize.

    `labels` name the formulas; then every assertion of the problem has a label, of the first formula that says it or
    of what it is a fact about, and there is a statement for certificates.
    """
    normalizer = _Normalizer(formulas, labels)
    return normalizer.run()


def goal_atoms(facts: Sequence[Term], goal: Term) -> tuple[list[Atom], dict[str, Term]]:
    """The comparisons that the goal comes down to under the facts, and what their extra variables stand for.

    Raises CannotNormalize.
    """
    normalizer = _Normalizer(facts)
    normalizer.run()
    try:
        simple = normalizer.space.simplified(normalizer.formula(goal))
        return list(fml.atoms(simple)), normalizer.space.definitions()
    except (TooLarge, ZeroDivisionError) as error:
        raise CannotNormalize(str(error)) from error


def evident(facts: Sequence[Term], formulas: Sequence[Term]) -> list[bool]:
    """Which of the formulas hold by the signs alone that the facts give; no prover is asked."""
    normalizer = _Normalizer(facts)
    normalizer.learn()
    result = []
    for formula in formulas:
        try:
            result.append(normalizer.evidently(formula))
        except (CannotNormalize, TooLarge, ZeroDivisionError):
            result.append(False)
    return result


def polynomial_of(term: Term) -> Quotient:
    """A term of plain arithmetic as a quotient; raises CannotNormalize when it needs more than that."""
    normalizer = _Normalizer(())
    result = normalizer.term(term)
    if normalizer.space.definitions() or normalizer.space.facts:
        raise CannotNormalize("the term is not plain arithmetic")
    return result


class _Normalizer:
    def __init__(self, formulas: Sequence[Term], labels: Sequence[str] = ()) -> None:
        self._labelled = bool(labels)
        named = labels or [""] * len(formulas)
        self._conjuncts = [(part, label) for f, label in zip(formulas, named, strict=True) for part in _conjuncts([f])]
        integers = {v.name for f, _ in self._conjuncts for v in _variables(f) if v.sort is Sort.INTEGER}
        self.space = Workspace(Signs(integers), self._labelled)
        self.space.is_whole(frozenset(integers))
        self._memo: dict[Term, Quotient] = {}
        self._choices = 0
        self._sums = SymbolicSums(self)

    def learn(self) -> tuple[list[tuple[Formula, str]], list[tuple[Term, str]]]:
        """The comparisons of polynomials, whose signs help to normalise the rest, and the rest, with their labels."""
        plain: list[tuple[Formula, str]] = []
        rest: list[tuple[Term, str]] = []
        for conjunct, label in self._conjuncts:
            atom = _plain_atom(conjunct)
            if atom is None:
                rest.append((conjunct, label))
                continue
            plain.append((atom, label))
            if isinstance(atom, Atom):
                self.space.signs.learn(atom)
        return plain, rest

    def run(self) -> Normalized:
        """The whole conjunction as a problem."""
        plain, rest = self.learn()
        try:
            other = [(self.formula(conjunct), label) for conjunct, label in rest]
            relate_sums(self.space)
            powers.relate_powers(self.space)
            trans.relate_transcendentals(self.space)
        except TooLarge as error:
            raise CannotNormalize(str(error)) from error
        except ZeroDivisionError as error:
            raise CannotNormalize("a divisor is 0 wherever it is used") from error
        space = self.space
        said = [(atom, atom, label) for atom, label in plain]
        said += [(space.simplified(formula), formula, label) for formula, label in other]
        found: dict[Formula, tuple[Formula, str, Lemma | None]] = {}
        for simple, formula, label in said:
            found.setdefault(simple, (formula, label, None))
        for fact in space.facts:
            label = f"{fact.lemma.name}: {', '.join(named_symbols(fact.lemma))}"[:_LONGEST_LABEL]
            found.setdefault(fact.simple, (fact.statement, label, fact.lemma))
        found.pop(fml.TRUE, None)
        labels = tuple(label for _, label, _ in found.values()) if self._labelled else ()
        lemmas = {index: lemma for index, (_, _, lemma) in enumerate(found.values()) if lemma is not None}
        stated = Problem(tuple(statement for statement, _, _ in found.values()), space.integers, labels)
        return Normalized(
            Problem(tuple(found), space.integers, labels),
            space.definitions(),
            tuple(space.splits),
            tuple(space.opaque),
            all(entry.kind in _DETERMINED for entry in space.entries()),
            Statement(stated, lemmas, space.symbols.meanings, tuple(space.rules)) if self._labelled else None,
        )

    def evidently(self, formula: Term) -> bool:
        """Whether the formula is true by the known signs."""
        return self.space.simplified(self.formula(formula)) == fml.TRUE

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
            case App(op=op, args=(left, right)) if op in _COMPARISONS:
                return self.space.relates(self.term(left), op, self.term(right))
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
            if decided and not self._labelled:
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
        if isinstance(inner, App) and inner.op == "^":
            base, exponent = inner.args
            if self.space.sign(self.term(base)) == Sign.POSITIVE:
                self.space.rewritten("logarithms of powers")
                lowered = trans.logarithm(self.space, self.term(base), App("log", (base,)))
                return rational.multiply(self.term(exponent), lowered)
        if isinstance(inner, App) and inner.op == "exp":
            self.space.rewritten("logarithms of exponentials")
            return self.term(inner.args[0])
        return trans.logarithm(self.space, self.term(inner), term)

    def choice(self, test: Formula, then: Quotient, otherwise: Quotient, term: Term) -> Quotient:
        """A variable that is `then` where the test holds and `otherwise` elsewhere."""
        # a statement leaves it to the proof to show which case it is
        simple = test if self._labelled else self.space.simplified(test)
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


_DETERMINED = {"choice", "rounded", "sqrt"}


def _same(left: Formula, right: Formula) -> Formula:
    return fml.both(fml.implies(left, right), fml.implies(right, left))


def _conjuncts(formulas: Sequence[Term]) -> list[Term]:
    result: list[Term] = []
    for formula in formulas:
        if isinstance(formula, App) and formula.op == "and":
            result.extend(_conjuncts(formula.args))
        elif formula != App("true", ()):
            result.append(formula)
    return result


def _variables(term: Term) -> list[Var]:
    return [part for part in walk(term) if isinstance(part, Var)]


def _plain_atom(term: Term) -> Formula | None:
    # a comparison of polynomials: its sign is known to everything else
    if not (isinstance(term, App) and term.op in _COMPARISONS):
        return None
    if not all(_is_polynomial(arg) for arg in term.args):
        return None
    left, right = (_Normalizer(()).term(arg) for arg in term.args)
    if term.op in ("<", "<="):
        left, right = right, left
    relation = {"<": ">", "<=": ">="}.get(term.op, term.op)
    return fml.compare(rational.subtract(left, right).numerator, Relation(relation))


def _is_polynomial(term: Term) -> bool:
    match term:
        case Num() | Var():
            return True
        case App(op="+" | "-" | "*" | "neg", args=args):
            return all(_is_polynomial(arg) for arg in args)
        case App(op="/", args=(top, Num(value=value))):
            return bool(value) and _is_polynomial(top)
        case App(op="^", args=(base, Num(value=value))):
            return value.denominator == 1 and 0 <= value <= 8 and _is_polynomial(base)
    return False
