"""Quantifiers over kinds: from quantified hypotheses to the plain formulas that follow from them.

A theorem about kinds has the form

    {"name", "kinds": [[kind, [member, …]], …], "quantified": [{"label", "formula"}, …], "steps": […], "plain": theorem}

A kind has at least one member; where members are listed these are all of them and differ. Facts are numbered, the
quantified hypotheses first; each step adds one:

    {"rule": "part", "of", "at"}              the part of a conjunction at that place
    {"rule": "instance", "of", "path", "term"} a closed term of its kind for the variable of a `forall`
    {"rule": "some", "of", "path", "name"}     a name that occurs nowhere before for the variable of an `exists`
    {"rule": "transitive", "terms"}            a = b and b = c give a = c
    {"rule": "congruence", "terms"}            equals put for equals in a predicate or a function
    {"rule": "listed", "term"}                 a term of a kind with listed members is one of these

`path` leads through conjunctions and disjunctions to the quantifier. What the plain theorem supposes must be among the
facts without quantifiers, read as plain formulas: `mortal(ann)` is a proposition, `wealth(ann)` a variable.

Terms are `["var", name]`, `["member", name, kind]` and `["apply", name, [term, …], kind]` with the kind "" for numbers;
formulas those of `data`, with terms for variables in polynomials, and `["forall", [name, kind], formula]`,
`["exists", [name, kind], formula]`, `["is", name, [term, …]]` and `["same", term, term]`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from argcheck.kernel import data
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import FALSE, TRUE, Formula, Proposition, Relation, both, compare, either, opposite
from argcheck.kernel.polynomial import Polynomial, constant, multiply, power, subtract, total, variable
from argcheck.kernel.rules import Work

Tree = tuple[Any, ...]
"""A term or a formula that was read: the data as tuples."""
Kinds = Mapping[str, tuple[str, ...]]

_DEEPEST = 120
_RELATIONS = {relation.value: relation for relation in Relation}
_QUANTIFIERS = ("forall", "exists")
_TRUTH = "()"
"""What a predicate gives; no kind has such a name."""


@dataclass(frozen=True, slots=True)
class Quantified:
    """A hypothesis about kinds."""

    label: str
    formula: Tree


@dataclass
class Derivation:
    """Quantified hypotheses and what the steps made of them. `signature` has each symbol with the kinds of what it is
    applied to and of its value; `plain` are the formulas without quantifiers, by the number of the fact."""

    kinds: Kinds
    work: Work
    facts: list[Tree | None] = field(default_factory=list)
    plain: dict[int, Formula] = field(default_factory=dict)
    signature: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)

    # ---- reading ------------------------------------------------------------------------------------------

    def read(self, source: object, bound: Mapping[str, str] | None = None, depth: int = _DEEPEST) -> Tree:
        """A formula; raises Refused where it is none, or speaks of kinds in ways that do not fit."""
        bound = bound or {}
        if not isinstance(source, list) or not source or not isinstance(source[0], str) or depth == 0:
            raise Refused("a formula is wanted, of moderate depth")
        match source:
            case ["forall" | "exists" as which, [name, str() as kind], body]:
                if kind not in self.kinds or name == "var":
                    raise Refused("a quantifier is over a variable of a known kind")
                return which, (_symbol(name), kind), self.read(body, {**bound, _symbol(name): kind}, depth - 1)
            case ["and" | "or" as which, *parts]:
                return which, *(self.read(part, bound, depth - 1) for part in parts)
            case ["not", part]:
                return "not", self.read(part, bound, depth - 1)
            case ["holds", name]:
                return "holds", _symbol(name)
            case ["is", name, arguments]:
                return "is", *self._applied(name, arguments, _TRUTH, bound, depth)
            case ["same", left, right]:
                sides = tuple(self.term(each, bound, depth - 1) for each in (left, right))
                if self.kind(sides[0], bound) != self.kind(sides[1], bound) or not self.kind(sides[0], bound):
                    raise Refused("an equation is between members of one kind")
                return "same", *sides
            case [relation, polynomial] if relation in _RELATIONS:
                return relation, data.listed(polynomial, lambda each: self._monomial(each, bound, depth))
        raise Refused(f"`{source[0][:40]}` does not make a formula of what follows it")

    def term(self, source: object, bound: Mapping[str, str] | None = None, depth: int = _DEEPEST) -> Tree:
        """A term; raises Refused."""
        bound = bound or {}
        if depth == 0:
            raise Refused("a term is too deep")
        match source:
            case ["var", str() as name] if name in bound:
                return "var", name
            case ["member", str() as name, str() as kind] if name in self.kinds.get(kind, ()):
                return "member", name, kind
            case ["apply", name, arguments, str() as kind] if kind in self.kinds or not kind:
                return "apply", *self._applied(name, arguments, kind, bound, depth), kind
        raise Refused("a term is wanted: a bound variable, a member, or something applied")

    def _applied(
        self, name: object, arguments: object, result: str, bound: Mapping[str, str], depth: int
    ) -> tuple[str, tuple[Tree, ...]]:
        symbol = _symbol(name)
        read = data.listed(arguments, lambda each: self.term(each, bound, depth - 1))
        shape = (tuple(self.kind(each, bound) for each in read), result)
        if "" in shape[0] or self.signature.setdefault(symbol, shape) != shape:
            raise Refused(f"`{symbol}` is applied in two ways, or to a number")
        return symbol, read

    def _monomial(self, source: object, bound: Mapping[str, str], depth: int) -> Tree:
        if not isinstance(source, list) or len(source) != 2:
            raise Refused("a term of a polynomial is a coefficient and its factors")
        factors = data.listed(source[1], lambda each: self._factor(each, bound, depth))
        if len(factors) > data.MOST_FACTORS:
            raise Refused("a term of a polynomial has too many factors")
        return data.rational(source[0]), factors

    def _factor(self, source: object, bound: Mapping[str, str], depth: int) -> Tree:
        if not isinstance(source, list) or len(source) != 2:
            raise Refused("a factor is a variable and an exponent")
        generator, exponent = source
        if isinstance(generator, str):
            return _symbol(generator), data.natural(exponent)
        read = self.term(generator, bound, depth - 1)
        if self.kind(read, bound):
            raise Refused("a member of a kind is no number")
        return read, data.natural(exponent)

    def kind(self, term: Tree, bound: Mapping[str, str] | None = None) -> str:
        """The kind of a term, "" for a number."""
        return (bound or {})[term[1]] if term[0] == "var" else str(term[-1])

    # ---- steps --------------------------------------------------------------------------------------------

    def suppose(self, source: object) -> Quantified:
        """One more hypothesis."""
        parts = data.fields(source, "label", "formula")
        found = Quantified(data.name(parts["label"]), self.read(parts["formula"]))
        self._add(found.formula)
        return found

    def step(self, source: object) -> None:
        """One more fact; raises Refused."""
        match source:
            case {"rule": "part"}:
                parts = data.fields(source, "rule", "of", "at")
                fact, place = self._fact(parts["of"]), data.natural(parts["at"])
                if fact[0] != "and" or place >= len(fact) - 1:
                    raise Refused("only a conjunction has parts")
                self._add(fact[place + 1])
            case {"rule": "instance"}:
                parts = data.fields(source, "rule", "of", "path", "term")
                term = self.term(parts["term"])
                self._opened("forall", parts, term)
            case {"rule": "some"}:
                parts = data.fields(source, "rule", "of", "path", "name")
                name = _symbol(parts["name"])
                if name in self.signature:
                    raise Refused(f"`{name}` is not a new name")
                kind = _at(self._fact(parts["of"]), _path(parts["path"]))[1][1]
                self._opened("exists", parts, self.term(["apply", name, [], kind]))
            case {"rule": "transitive"}:
                a, b, c = self._terms(source, 3)
                self._law(either(opposite(_same(a, b)), opposite(_same(b, c)), _same(a, c)))
            case {"rule": "congruence"}:
                self._law(self._congruence(source))
            case {"rule": "listed"}:
                term = self.term(data.fields(source, "rule", "term")["term"])
                members = self.kinds.get(self.kind(term), ())
                if not members:
                    raise Refused("the members of an open kind are not listed")
                self._law(either(*(_same(term, ("member", each, self.kind(term))) for each in members)))
            case _:
                raise Refused("no rule about kinds has that name")

    def _opened(self, quantifier: str, parts: Mapping[str, object], term: Tree) -> None:
        fact, path = self._fact(parts["of"]), _path(parts["path"])
        found = _at(fact, path)
        if found[0] != quantifier or found[1][1] != self.kind(term):
            raise Refused(f"there is no `{quantifier}` over the kind of that term at that place")
        self.work.spend(_size(fact) + _uses(found[2], found[1][0]) * _size(term))
        self._add(_put(fact, path, substitute(found[2], found[1][0], term)))

    def _congruence(self, source: object) -> Formula:
        listed = data.listed(data.fields(source, "rule", "terms")["terms"], lambda each: each)
        if len(listed) != 2:
            raise Refused("congruence is between two terms or formulas")
        if all(isinstance(each, list) and each[:1] == ["is"] for each in listed):
            one, other = (self.read(each) for each in listed)
            first, second = plain(one), plain(other)
            same = either(both(first, second), both(opposite(first), opposite(second)))
        else:
            one, other = (self.term(each) for each in listed)
            if self.kind(one) or self.kind(other):
                same = _same(one, other)
            else:
                same = compare(subtract(variable(text(one)), variable(text(other))), Relation.EQ)
        if one[:2] != other[:2] or one[0] not in ("is", "apply") or len(one[2]) != len(other[2]):
            raise Refused("congruence is between two uses of one symbol")
        pairs = zip(one[2], other[2], strict=True)
        return either(*(opposite(_same(a, b)) for a, b in pairs), same)

    def _terms(self, source: object, count: int) -> tuple[Tree, ...]:
        terms = data.listed(data.fields(source, "rule", "terms")["terms"], self.term)
        if len(terms) != count or len({self.kind(term) for term in terms}) != 1 or not self.kind(terms[0]):
            raise Refused("terms of one kind are wanted")
        return terms

    def _fact(self, index: object) -> Tree:
        position = data.natural(index)
        found = self.facts[position] if position < len(self.facts) else None
        if found is None:
            raise Refused(f"there is no quantified fact {position}")
        return found

    def _add(self, fact: Tree) -> None:
        self.work.spend(_size(fact))
        self.facts.append(fact)
        if not _quantified(fact):
            self.plain[len(self.facts) - 1] = plain(fact)

    def _law(self, formula: Formula) -> None:
        self.facts.append(None)
        self.plain[len(self.facts) - 1] = formula


def begin(kinds: object, work: Work) -> Derivation:
    """A derivation about these kinds; raises Refused."""
    listed: dict[str, tuple[str, ...]] = {}
    for each in data.listed(kinds, lambda source: source):
        match each:
            case [str() as name, members]:
                found = data.listed(members, _symbol)
                if _symbol(name) in listed or len(set(found)) < len(found):
                    raise Refused("a kind or a member is named twice")
                listed[name] = found
            case _:
                raise Refused("a kind is a name and its members")
    result = Derivation(listed, work)
    for kind, members in listed.items():
        for member in members:
            # so that a member is never taken for a constant of that name, nor for a member of another kind
            if result.signature.setdefault(member, ((), f"({kind})")) != ((), f"({kind})"):
                raise Refused("two kinds have a member of one name")
    return result


# ---- formulas --------------------------------------------------------------------------------------------


def substitute(tree: Tree, name: str, term: Tree) -> Tree:
    """A closed term for a variable."""
    if tree == ("var", name):
        return term
    if tree[:1] in (("forall",), ("exists",)):
        return tree if tree[1][0] == name else (*tree[:2], substitute(tree[2], name, term))
    return tuple(substitute(part, name, term) if isinstance(part, tuple) else part for part in tree)


def plain(formula: Tree) -> Formula:
    """A formula without quantifiers over named members as a plain one."""
    match formula:
        case ("and", *parts):
            return both(*map(plain, parts))
        case ("or", *parts):
            return either(*map(plain, parts))
        case ("not", part):
            return opposite(plain(part))
        case ("holds", name):
            return Proposition(name)
        case ("is", _, _):
            return Proposition(text(formula))
        case ("same", left, right):
            return _same(left, right)
        case (relation, terms) if relation in _RELATIONS:
            return compare(total(map(_product, terms)), _RELATIONS[relation])
    raise Refused("a quantifier is left where none may be")


def text(term: Tree) -> str:
    """The name that a closed term or an atom has as a plain proposition or variable."""
    match term:
        case ("member", name, _):
            return str(name)
        case ("apply" | "is", name, arguments, *_):
            return f"{name}({', '.join(map(text, arguments))})" if arguments else str(name)
    raise Refused("a bound variable is left where none may be")


def _same(left: Tree, right: Tree) -> Formula:
    if left == right:
        return TRUE
    if left[0] == right[0] == "member":
        return FALSE
    first, second = sorted((text(left), text(right)))
    return Proposition(f"{first} = {second}")


def _product(term: Tree) -> Polynomial:
    coefficient, factors = term
    result = constant(coefficient)
    for generator, exponent in factors:
        name = generator if isinstance(generator, str) else text(generator)
        result = multiply(result, power(variable(name), exponent))
    return result


def _quantified(tree: Tree) -> bool:
    return tree[:1] in (("forall",), ("exists",)) or any(isinstance(part, tuple) and _quantified(part) for part in tree)


def _at(tree: Tree, path: tuple[int, ...]) -> Tree:
    for place in path:
        if tree[0] not in ("and", "or") or place >= len(tree) - 1:
            raise Refused("a path leads through conjunctions and disjunctions")
        tree = tree[place + 1]
    if tree[0] not in _QUANTIFIERS:
        raise Refused("there is no quantifier at that place")
    return tree


def _put(tree: Tree, path: tuple[int, ...], part: Tree) -> Tree:
    if not path:
        return part
    place = path[0] + 1
    return (*tree[:place], _put(tree[place], path[1:], part), *tree[place + 1 :])


def _size(tree: Tree) -> int:
    return 1 + sum(_size(part) for part in tree if isinstance(part, tuple))


def _uses(tree: Tree, name: str) -> int:
    """At most how often a variable occurs."""
    if tree == ("var", name):
        return 1
    return sum(_uses(part, name) for part in tree if isinstance(part, tuple))


def _path(source: object) -> tuple[int, ...]:
    return data.listed(source, data.natural)


def _symbol(source: object) -> str:
    """A name in which nothing can be mistaken for an application or an equation."""
    found = data.name(source)
    if found in _QUANTIFIERS or any(sign in found for sign in "(),="):
        raise Refused(f"`{found[:40]}` is no name for a symbol")
    return found


Prove = Callable[[object], tuple[frozenset[str], tuple[Formula, ...]]]


@dataclass(frozen=True, slots=True)
class FirstOrderTheorem:
    """The quantified hypotheses are contradictory, whatever the kinds with their members are."""

    name: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    integers: frozenset[str]
    hypotheses: tuple[Quantified, ...]
    steps: int


def first_order_theorem(source: object, work: Work, prove: Prove) -> FirstOrderTheorem:
    """What a theorem about kinds proves; `prove` replays a plain one. Raises Refused."""
    parts = data.fields(source, "name", "kinds", "quantified", "steps", "plain")
    derivation = begin(parts["kinds"], work)
    hypotheses = data.listed(parts["quantified"], derivation.suppose)
    steps = data.listed(parts["steps"], lambda each: each)
    for step in steps:
        derivation.step(step)
    integers, supposed = prove(parts["plain"])
    shown = set(derivation.plain.values())
    if not all(formula in shown for formula in supposed):
        raise Refused("the plain theorem supposes what the instances do not say")
    return FirstOrderTheorem(
        data.name(parts["name"]), tuple(derivation.kinds.items()), integers, hypotheses, len(steps)
    )
