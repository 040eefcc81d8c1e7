"""Replaying a certificate: from data to what it proves, or a reason why it proves nothing.

What is proved is always the same kind of thing: some hypotheses contradict one another, the variables in `integers`
being whole and all others real, and symbols having their declared meaning. A hypothesis that is marked as a lemma must
be an instance of one (see `lemmas`). A proof is a list of steps. Facts are numbered, the hypotheses first; a step adds
facts at the end, and the last step closes the case. Closing steps with cases hold a proof for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argcheck.kernel import data
from argcheck.kernel.data import Refused
from argcheck.kernel.first_order import FirstOrderTheorem, first_order_theorem
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation, opposite, size
from argcheck.kernel.lemmas import Lemma, cost, instance
from argcheck.kernel.polynomial import Coefficient, Polynomial, negate
from argcheck.kernel.rules import Work, check_sum, rounded
from argcheck.kernel.symbols import Meaning, Symbols
from argcheck.kernel.symbols import read as read_symbols

__all__ = ["FORMAT", "Hypothesis", "Lemma", "Theorem", "any_theorem", "replay", "theorem"]

FORMAT = "argcheck certificate 1"
WRAPPED = "argcheck proofs 2"
OLDER = "argcheck proofs 1"
"""The formats of a file that holds a certificate beside what it is a certificate of."""
_DEEPEST = 150
_MOST_FACTS = 100_000


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An assumption: the theorem's own; an instance of a lemma, which has been checked to be one; or a hole, a fact
    that somebody else must vouch for."""

    label: str
    formula: Formula
    lemma: Lemma | None = None
    hole: Lemma | None = None


@dataclass(frozen=True, slots=True)
class Theorem:
    """The hypotheses are contradictory, where each symbol has its meaning. `used` are those (by index) that the proof
    needs."""

    name: str
    integers: frozenset[str]
    symbols: Mapping[str, Meaning]
    hypotheses: tuple[Hypothesis, ...]
    used: frozenset[int]

    @property
    def lemmas(self) -> tuple[Lemma, ...]:
        """The instances of the kernel's lemmas that the proof leans on."""
        found = (self.hypotheses[index].lemma for index in sorted(self.used))
        return tuple(dict.fromkeys(lemma for lemma in found if lemma is not None))

    @property
    def holes(self) -> tuple[Lemma, ...]:
        """What the proof leans on besides: facts that are neither proved nor checked here."""
        found = (self.hypotheses[index].hole for index in sorted(self.used))
        return tuple(dict.fromkeys(hole for hole in found if hole is not None))


@dataclass(frozen=True, slots=True)
class _Fact:
    formula: Formula
    origin: frozenset[int]


def replay(text: str) -> tuple[Theorem | FirstOrderTheorem, ...]:
    """The theorems that the text of a certificate proves, in order; raises Refused.

    The certificate may stand in a file `{"format": "argcheck proofs 2", "argument", "steps", "certificate"}`, of
    which nothing else is read here: whether `steps` of an `argument` rest on the theorems is for others to say."""
    top = data.fields(certificate(text), "format", "theorems")
    if top["format"] != FORMAT:
        raise Refused(f'the field `format` must be "{FORMAT}"')
    work = Work()
    try:
        theorems = data.listed(top["theorems"], lambda source: any_theorem(source, work))
    except RecursionError:
        raise Refused("the certificate is too deep") from None
    if not theorems:
        raise Refused("the certificate holds no theorem")
    if len({each.name for each in theorems}) < len(theorems):
        raise Refused("two theorems have the same name")
    return theorems


def certificate(text: str) -> object:
    """The certificate itself, out of the file that it may stand in; raises Refused."""
    top = data.load(text)
    if isinstance(top, dict) and top.get("format") in (WRAPPED, OLDER):
        return data.fields(top, "format", "argument", "steps", "certificate")["certificate"]
    return top


def any_theorem(source: object, work: Work) -> Theorem | FirstOrderTheorem:
    """What one theorem's data proves, be it plain or about kinds; raises Refused."""
    if isinstance(source, dict) and "quantified" in source:
        return first_order_theorem(source, work, lambda inner: _supposed(theorem(inner, work)))
    return theorem(source, work)


def _supposed(proved: Theorem) -> tuple[frozenset[str], tuple[Formula, ...]]:
    if proved.symbols or proved.holes:
        raise Refused("a theorem about kinds rests on no symbols and no holes")
    return proved.integers, tuple(each.formula for each in proved.hypotheses if each.lemma is None)


def theorem(source: object, work: Work) -> Theorem:
    """What one theorem's data proves, within what is left of the work; raises Refused."""
    parts = data.fields(source, "name", "integers", "hypotheses", "proof", optional=("symbols",))
    integers = data.names(parts["integers"])
    symbols = read_symbols(parts.get("symbols", []), integers)
    hypotheses = data.listed(parts["hypotheses"], lambda each: _hypothesis(each, symbols, work))
    facts = tuple(_Fact(each.formula, frozenset({index})) for index, each in enumerate(hypotheses))
    used = _Replay(integers, work).close(facts, parts["proof"], _DEEPEST)
    return Theorem(data.name(parts["name"]), integers, symbols.meanings, hypotheses, used)


def _hypothesis(source: object, symbols: Symbols, work: Work) -> Hypothesis:
    parts = data.fields(source, "label", "formula", optional=("lemma", "hole"))
    formula = data.formula(parts["formula"])
    lemma, hole = (_lemma(parts[field]) if field in parts else None for field in ("lemma", "hole"))
    if lemma is not None and hole is not None:
        raise Refused("a hypothesis is either a lemma or a hole")
    if lemma is not None:
        work.spend(cost(lemma, symbols))
        if instance(lemma, symbols) != formula:
            raise Refused(f"a hypothesis is not what the lemma `{lemma.name}` says")
    return Hypothesis(data.name(parts["label"]), formula, lemma, hole)


def _lemma(source: object) -> Lemma:
    given = data.fields(source, "name", "arguments")
    return Lemma(data.name(given["name"]), data.listed(given["arguments"], data.name))


class _Replay:
    """One theorem's replay; every step is paid for out of a bounded amount of work."""

    def __init__(self, integers: frozenset[str], work: Work) -> None:
        self.integers = integers
        self.work = work

    def close(self, facts: Sequence[_Fact], proof: object, depth: int) -> frozenset[int]:
        """Show that the facts are contradictory; the hypotheses that were used."""
        if depth == 0:
            raise Refused("the proof is too deep")
        known = list(facts)
        steps = data.listed(proof, lambda step: step)
        for step in steps[:-1]:
            known += self._added(known, step)
            if len(known) > _MOST_FACTS:
                raise Refused("the proof has too many facts")
        if not steps:
            raise Refused("a case is left open")
        return self._closed(known, steps[-1], depth)

    def _added(self, known: Sequence[_Fact], step: object) -> list[_Fact]:
        parts = data.fields(step, "rule", "fact")
        fact = _at(known, parts["fact"])
        match parts["rule"], fact.formula:
            case "parts", And(arguments=arguments):
                self.work.spend(len(arguments))
                return [_Fact(argument, fact.origin) for argument in arguments]
            case "parts", Not(argument=argument) if not isinstance(argument, Proposition):
                self.work.spend(100 * size(argument))  # a denial is built anew
                return [_Fact(opposite(argument), fact.origin)]
            case "parts", _:
                raise Refused("only a conjunction or a denial has parts")
            case "round", formula:
                return [_Fact(rounded(formula, self.integers, self.work), fact.origin)]
        raise Refused(f"no rule adds facts by the name of `{str(parts['rule'])[:40]}`")

    def _closed(self, known: Sequence[_Fact], step: object, depth: int) -> frozenset[int]:
        match step:
            case {"rule": "clash"}:
                parts = data.fields(step, "rule", "fact", "denial")
                fact, denial = _at(known, parts["fact"]), _at(known, parts["denial"])
                self.work.spend(size(fact.formula))
                if denial.formula != Not(fact.formula):
                    raise Refused("a clash is between a formula and its denial")
                return fact.origin | denial.origin
            case {"rule": "cases"}:
                parts = data.fields(step, "rule", "fact", "cases")
                fact = _at(known, parts["fact"])
                self.work.spend(10 * size(fact.formula))  # its alternatives are built
                alternatives = [_Fact(each, fact.origin) for each in _alternatives(fact.formula)]
                return fact.origin | self._cases(known, alternatives, parts["cases"], depth)
            case {"rule": "split"}:
                parts = data.fields(step, "rule", "formula", "cases")
                formula = data.formula(parts["formula"])
                self.work.spend(100 * size(formula))  # its denial is built
                alternatives = [_Fact(each, frozenset()) for each in (formula, opposite(formula))]
                return self._cases(known, alternatives, parts["cases"], depth)
            case {"rule": "sum"}:
                return self._sum(known, step)
        raise Refused("the last step of a case is not one that closes it")

    def _cases(self, known: Sequence[_Fact], new: Sequence[_Fact], cases: object, depth: int) -> frozenset[int]:
        proofs = data.listed(cases, lambda proof: proof)
        if len(proofs) != len(new):
            raise Refused(f"there are {len(new)} cases and {len(proofs)} proofs")
        self.work.spend(len(new) * len(known))  # each case begins with a copy
        closed = [self.close([*known, fact], proof, depth - 1) for fact, proof in zip(new, proofs, strict=True)]
        return frozenset[int]().union(*closed)

    def _sum(self, known: Sequence[_Fact], step: object) -> frozenset[int]:
        parts = data.fields(step, "rule", "terms", "equations")
        origins: list[frozenset[int]] = []

        def fact(index: object) -> Formula:
            found = _at(known, index)
            origins.append(found.origin)
            return found.formula

        def term(source: object) -> tuple[Coefficient, tuple[Formula, ...], tuple[Polynomial, ...]]:
            each = data.fields(source, "coefficient", "facts", "squares")
            coefficient = data.rational(each["coefficient"])
            return coefficient, data.listed(each["facts"], fact), data.listed(each["squares"], data.polynomial)

        def equation(source: object) -> tuple[Formula, Polynomial]:
            each = data.fields(source, "fact", "multiplier")
            return fact(each["fact"]), data.polynomial(each["multiplier"])

        check_sum(data.listed(parts["terms"], term), data.listed(parts["equations"], equation), self.work)
        return frozenset[int]().union(*origins)


def _at(known: Sequence[_Fact], index: object) -> _Fact:
    position = data.natural(index)
    if position >= len(known):
        raise Refused(f"there is no fact {position} yet")
    return known[position]


def _alternatives(formula: Formula) -> tuple[Formula, ...]:
    match formula:
        case Or(arguments=arguments):
            return arguments
        case Atom(polynomial=polynomial, relation=Relation.NE):
            return Atom(polynomial, Relation.GT), Atom(negate(polynomial), Relation.GT)
    raise Refused("only a disjunction or an inequation `!=` has cases")
