"""Coq theorems in which symbols mean what they stand for, so that lemmas about them need not be supposed.

A theorem about `p` that supposes instances of lemmas becomes one that says `p = ac_power x (IZR n)` instead, and the
instances are proved from `lemmas.v`. A lemma for which there is no proof here stays a hypothesis, and is called one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from argcheck.certificates.proofs import Fact
from argcheck.kernel.formulas import Atom, Formula, Or
from argcheck.kernel.lemmas import Lemma, named_symbols
from argcheck.kernel.polynomial import UNIT, Polynomial, add, constant, variable, variables
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.reports.assistants.language import Writer, bracketed
from argcheck.reports.assistants.whole import whole

_FUNCTIONS = {Kind.EXP: "exp", Kind.LOG: "ln", Kind.SQRT: "sqrt"}
_SIDE = "ltac:(ac_side)"
_WHOLE = {Kind.FLOOR: "Int_part {}", Kind.CEIL: "(- Int_part (- {}))%Z"}


@dataclass(frozen=True)
class Completed:
    """What stands for symbols, as `identifier = term`, and the proofs of the lemmas that need not be supposed: lines of
    tactics, by hypothesis. `others` are quantities that only meanings speak of: identifier, sort and name of each."""

    meanings: tuple[tuple[str, str], ...]
    proofs: Mapping[Fact, tuple[str, ...]]
    others: tuple[tuple[str, str, str], ...]


def completed(writer: Writer) -> Completed | None:
    """The meanings and proofs for one theorem; None where no lemma can be discharged."""
    work = _Work(writer)
    lemmas = writer.outline.certificate.lemmas
    proofs = {
        fact: found
        for fact in writer.outline.hypotheses
        if fact in lemmas and (found := work.proof(lemmas[fact], writer.outline.formula(fact)))
    }
    return Completed(tuple(work.told.values()), proofs, tuple(work.others.values())) if proofs else None


class _Work:
    def __init__(self, writer: Writer) -> None:
        outline = writer.outline
        self._symbols = outline.certificate.symbols
        self._integers = outline.certificate.problem.integers
        self._names = {**outline.numbers, **outline.wholes}
        self.told: dict[str, tuple[str, str]] = {}
        self.others: dict[str, tuple[str, str, str]] = {}

    def proof(self, lemma: Lemma, formula: Formula) -> tuple[str, ...]:
        """Tactics that prove an instance of a lemma; none where there is no way known."""
        parts = formula.arguments if isinstance(formula, Or) else (formula,)
        rule = RULES.get(lemma.name)
        if rule is None or not all(isinstance(part, Atom) for part in parts):
            return ()
        before = dict(self.told), dict(self.others), dict(self._names)
        named = named_symbols(lemma)
        with suppress(KeyError):  # a form of the lemma that has no proof here
            if all(map(self._tell, named)) and (found := tuple(rule(self, *lemma.arguments))):
                return ("ac_split.", *found)
        self.told, self.others, self._names = before
        return ()

    # ---- symbols -----------------------------------------------------------------------------------------

    def _tell(self, name: str) -> bool:
        """State the meaning of a symbol, and of those in it; False where that is not done here."""
        if name in self.told or name not in self._symbols:
            return True
        meaning = self._symbols[name]
        term = None if meaning.variable else self._term(meaning, name in self._integers)
        if term is None or not all(map(self._tell, meaning.names())):
            return False
        self.told[name] = (self._identifier(name), term)
        return True

    def _term(self, meaning: Meaning, whole_value: bool) -> str | None:
        if not all(map(_plain, meaning.parts)):
            return None
        match meaning.kind, meaning.parts:
            case Kind.EXP | Kind.LOG | Kind.SQRT, (argument,):
                return f"{_FUNCTIONS[meaning.kind]} {self.real(argument)}"
            case Kind.FLOOR | Kind.CEIL, (argument,):
                rounded = _WHOLE[meaning.kind].format(self.real(argument))
                return rounded if whole_value else f"IZR ({rounded})"
            case Kind.POWER, (base, exponent):
                return f"ac_power {self.real(base)} {self.exponent(exponent)}"
            case Kind.SUM, (ratio, lower, upper) if meaning.degree == 0 and _variable(ratio) is not None:
                return f"ac_sum (powerRZ {self.real(ratio)}) {self.integer(lower)} {self.count(lower, upper)}"
        return None

    def _identifier(self, name: str) -> str:
        if name not in self._names:
            self._names[name] = f"v{1001 + len(self.others)}"
            self.others[name] = (self._names[name], "Z" if name in self._integers else "R", name)
        return self._names[name]

    # ---- terms -------------------------------------------------------------------------------------------

    def real(self, value: Quotient) -> str:
        """A polynomial with whole coefficients as a real number."""
        return self._sum(value.numerator, lambda name: f"IZR {name}")

    def integer(self, value: Quotient | Polynomial) -> str:
        """The same as an integer."""
        polynomial = value.numerator if isinstance(value, Quotient) else value
        return f"({self._sum(polynomial, lambda name: name)})%Z"

    def exponent(self, value: Quotient) -> str:
        """As a real number, one that is plainly whole where it is."""
        return f"(IZR {self.integer(value)})" if self.is_whole(value) else self.real(value)

    def is_whole(self, value: Quotient) -> bool:
        """Whether it is an integer because its variables are."""
        return variables(value.numerator) <= self._integers

    def count(self, lower: Quotient, upper: Quotient) -> str:
        """How many whole numbers there are from one to another."""
        return f"(Z.to_nat ({self.integer(upper)} + 1 - {self.integer(lower)}))"

    def _sum(self, polynomial: Polynomial, cast: Callable[[str], str]) -> str:
        terms = []
        for monomial, coefficient in sorted(polynomial.items()):
            factors = [f"({coefficient})"] if coefficient != 1 or not monomial else []
            for name, exponent in monomial:
                identifier = self._identifier(name)
                factors += [cast(identifier) if name in self._integers else identifier] * exponent
            terms.append(" * ".join(factors))
        return bracketed(" + ".join(terms) or "0")

    def parts(self, name: str) -> tuple[Quotient, ...]:
        """The parts of a symbol."""
        return self._symbols[name].parts

    def defined(self, name: str) -> str:
        """The name of the equation that says what a symbol means."""
        return f"ac_d_{self._identifier(name)}"

    def found(self, meaning: Meaning) -> str | None:
        """The symbol of a meaning, told; None where it is not."""
        name = next((each for each, known in self._symbols.items() if known.key == meaning.key), None)
        return name if name is not None and self._tell(name) else None


def _plain(value: Quotient) -> bool:
    return value.whole and all(coefficient.denominator == 1 for coefficient in value.numerator.values())


def _variable(value: Quotient) -> str | None:
    """The variable that the quotient is."""
    names = variables(value.numerator)
    return min(names) if len(names) == 1 and value.numerator == variable(min(names)) else None


# ---- proofs ----------------------------------------------------------------------------------------------


def _by(work: _Work, term: str, *symbols: str) -> Iterator[str]:
    """A lemma of Coq, said of the symbols."""
    yield f"pose proof ({term}) as ac_L."
    for name in dict.fromkeys(symbols):
        yield f"rewrite <- {work.defined(name)} in ac_L."
    yield "ac_last."


def _power(work: _Work, name: str, lemma: str, conditions: int) -> Iterator[str]:
    base, exponent = work.parts(name)
    sides = " ".join([_SIDE] * conditions)
    return _by(work, f"{lemma} {work.real(base)} {work.exponent(exponent)} {sides}", name)


def _side_of_one(work: _Work, name: str, base: str, exponent: str) -> Iterator[str]:
    letters = {">": "g", "<": "l"}
    return _power(work, name, f"ac_power_side_{letters[base]}{letters[exponent]}", 2 if base == ">" else 3)


def _beyond_base(work: _Work, name: str, base: str) -> Iterator[str]:
    return _power(work, name, *(("ac_power_beyond_base", 2) if base == ">" else ("ac_power_within_base", 3)))


def _tangent(work: _Work, name: str, exponent: str) -> Iterator[str]:
    ways = {
        ">": ("ac_power_tangent_high", 2),
        "<": ("ac_power_tangent_low", 2),
        "between": ("ac_power_tangent_between", 3),
    }
    return _power(work, name, *ways[exponent])


def _equal(work: _Work, name: str, part: int, value: str, lemma: str) -> Iterator[str]:
    """Where a part of a power is a number, the power is one."""
    text = (work.real, work.exponent)[part](work.parts(name)[part])
    yield f"assert (ac_E : {text} = {value}) by ac_side."
    yield f"rewrite ac_E, {lemma} in {work.defined(name)}."
    yield "ac_last."


def _exponent_zero(work: _Work, name: str) -> Iterator[str]:
    return _equal(work, name, 1, "0", "ac_power_exponent_zero")


def _base_one(work: _Work, name: str) -> Iterator[str]:
    return _equal(work, name, 0, "1", "ac_power_base_one")


def _exponent_order(work: _Work, first: str, second: str, base: str, exponent: str) -> Iterator[str]:
    (b, e), (_, f) = work.parts(first), work.parts(second)
    less, more = (work.exponent(each) for each in ((f, e) if exponent == ">" else (e, f)))
    lemma = f"ac_power_order {work.real(b)}" if base == ">" else f"ac_power_order_falling {work.real(b)}"
    return _by(work, f"{lemma} {less} {more} {' '.join([_SIDE] * (2 if base == '>' else 3))}", first, second)


def _exponent_gap(work: _Work, first: str, second: str, base: str) -> Iterator[str]:
    (b, e), (_, f) = work.parts(first), work.parts(second)
    lemma = "ac_power_gap_weak" if base == ">" else "ac_power_gap_falling_weak"
    sides = " ".join([_SIDE] * (2 if base == ">" else 3))
    return _by(work, f"{lemma} {work.real(b)} {work.exponent(e)} {work.exponent(f)} {sides}", first, second)


def _base_order(work: _Work, first: str, second: str, base: str, exponent: str) -> Iterator[str]:
    (b, e), (c, _) = work.parts(first), work.parts(second)
    less, more = (work.real(each) for each in ((c, b) if base == ">" else (b, c)))
    lemma = "ac_power_base_order" if exponent == ">" else "ac_power_base_order_falling"
    return _by(work, f"{lemma} {less} {more} {work.exponent(e)} {' '.join([_SIDE] * 3)}", first, second)


def _function(lemma: str, conditions: int = 0) -> Callable[..., Iterator[str]]:
    def rule(work: _Work, *names: str) -> Iterator[str]:
        arguments = " ".join(work.real(work.parts(name)[0]) for name in names)
        return _by(work, f"{lemma} {arguments} {' '.join([_SIDE] * conditions)}", *names)

    return rule


def _exp_side(work: _Work, name: str, order: str) -> Iterator[str]:
    if order == "=":
        yield f"assert (ac_E : {work.real(work.parts(name)[0])} = 0) by ac_side."
        yield f"rewrite ac_E, exp_0 in {work.defined(name)}."
        yield "ac_last."
        return
    yield from _function("ac_exp_less" if order == "<" else "ac_exp_more", 1)(work, name)


def _exp_order(work: _Work, first: str, second: str, order: str) -> Iterator[str]:
    if order == "<":
        yield from _function("exp_increasing", 1)(work, first, second)


def _log_side(work: _Work, name: str, order: str) -> Iterator[str]:
    if order != "=":
        yield from _function("ac_ln_neg" if order == "<" else "ac_ln_pos", 2 if order == "<" else 1)(work, name)


def _log_order(work: _Work, first: str, second: str, order: str) -> Iterator[str]:
    if order != "=":
        names = (first, second) if order == "<" else (second, first)
        yield from _function("ac_log_order", 2)(work, *names)


def _sum_positive(work: _Work, name: str, way: str, form: str) -> Iterator[str]:
    ratio, lower, upper = work.parts(name)
    if form != "itself":
        return
    a, u, r = work.integer(lower), work.integer(upper), work.real(ratio)
    yield f"assert (ac_Z : ({a} <= {u})%Z) by (apply le_IZR; ac_side)."
    positive = f"(fun k => ac_powerRZ_pos {r} k {_SIDE})"
    some = "ltac:(lia)"
    yield from _by(work, f"ac_sum_positive (powerRZ {r}) {a} {work.count(lower, upper)} {positive} {some}", name)


def _sum_closed(work: _Work, name: str, way: str) -> Iterator[str]:
    ratio, lower, upper = work.parts(name)
    a, u, r = work.integer(lower), work.integer(upper), work.real(ratio)
    after = add(upper.numerator, constant(1))
    ends = [_spread(work, ratio, each) for each in (lower.numerator, after)]
    if any(each is None for each in ends):
        return
    count = work.count(lower, upper)
    yield f"assert (ac_Z : ({a} <= {u} + 1)%Z) by (apply le_IZR; ac_side)."
    yield "assert (ac_N : " + f"{r} <> 0) by ac_not_zero."
    yield f"pose proof (ac_sum_closed {r} {a} {count} ac_N) as ac_L."
    yield f"rewrite <- {work.defined(name)} in ac_L."
    yield f"replace ({a} + Z.of_nat {count})%Z with ({work.integer(after)}) in ac_L by lia."
    for polynomial, found in zip((lower.numerator, after), ends, strict=True):
        assert found is not None
        symbols, number = found
        exponents = [work.integer(work.parts(each)[1]) for each in symbols]
        sums = " + ".join([*exponents, *([str(number)] if number or not symbols else [])])
        if len(symbols) + bool(number) > 1:
            yield f"replace ({work.integer(polynomial)}) with ({sums})%Z in ac_L by lia."
            yield f"rewrite ?(powerRZ_add {r}) in ac_L by exact ac_N."
        for each in symbols:
            yield f"rewrite <- (ac_power_of_whole {r} {work.integer(work.parts(each)[1])}) in ac_L."
            yield f"rewrite <- {work.defined(each)} in ac_L."
    for number in sorted({number for _, number in filter(None, ends)}):
        yield f"change (powerRZ {r} ({number})) with (powerRZ {r} (Z.of_nat {number})) in ac_L."
    yield "rewrite <- ?pow_powerRZ in ac_L. cbn [pow] in ac_L."
    yield "ac_last."


def _spread(work: _Work, ratio: Quotient, exponent: Polynomial) -> tuple[list[str], int] | None:
    """The declared powers whose product, times a power that is a number, is the ratio to that power."""
    symbols: list[str] = []
    for monomial, coefficient in sorted(exponent.items()):
        if monomial == UNIT:
            continue
        meaning = Meaning(Kind.POWER, (ratio, Quotient({monomial: 1}, {UNIT: 1})))
        name = work.found(meaning) if coefficient == 1 else None
        if name is None:
            return None
        symbols.append(name)
    number = int(whole(exponent)[0].get(UNIT, 0))
    return (symbols, number) if 0 <= number <= 9 else None


RULES: Mapping[str, Callable[..., Iterator[str]]] = {
    "power: positive": lambda work, name: _power(work, name, "ac_power_positive", 1),
    "power: exponent 0": _exponent_zero,
    "power: base 1": _base_one,
    "power: side of 1": _side_of_one,
    "power: beyond its base": _beyond_base,
    "power: tangent": _tangent,
    "powers: order of exponents": _exponent_order,
    "powers: gap of exponents": _exponent_gap,
    "powers: order of bases": _base_order,
    "exp: positive": _function("exp_pos"),
    "exp: bound below": _function("ac_exp_below"),
    "exp: bound above": _function("ac_exp_above"),
    "exp: side of 1": _exp_side,
    "exp: order": _exp_order,
    "exp: tangent": _function("ac_exp_tangent"),
    "log: side of 0": _log_side,
    "log: bound above": _function("ac_ln_below", 1),
    "log: bound below": _function("ac_log_above", 1),
    "log: order": _log_order,
    "sqrt: sign": _function("ac_sqrt_sign"),
    "sqrt: square": _function("ac_sqrt_square", 1),
    "floor: below": _function("ac_floor"),
    "floor: above": _function("ac_floor"),
    "ceil: above": _function("ac_ceil"),
    "ceil: below": _function("ac_ceil"),
    "sum: positive": _sum_positive,
    "sum: closed form": _sum_closed,
}
"""How an instance of a lemma is proved in Coq; the others are left as hypotheses."""
