"""Typed, exact terms and formulas: what elaboration produces and every later layer reads.

Definitions are already unfolded. A formula is a term of sort BOOL. Chained comparisons are
conjunctions; `increasing(t, x)` is already the quantified formula that it means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from argcheck.model.operators import OPERATORS, Sort


@dataclass(frozen=True, slots=True)
class Num:
    """An exact rational number."""

    value: Fraction

    def __hash__(self) -> int:
        # a fraction's own hash inverts its denominator each time
        return hash((self.value.numerator, self.value.denominator))

    @property
    def sort(self) -> Sort:
        """INTEGER for whole numbers."""
        return Sort.INTEGER if self.value.denominator == 1 else Sort.REAL


@dataclass(frozen=True, slots=True)
class Infinite:
    """`infinity`: only as the upper bound of a sum or the point of a limit."""

    @property
    def sort(self) -> Sort:
        """Counts as REAL."""
        return Sort.REAL


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of individuals; without `members` it is open: it has some, and nobody says how many."""

    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Var:
    """A quantity, a proposition, or a bound variable; an individual's has its `kind`."""

    name: str
    sort: Sort
    kind: Kind | None = None

    def __hash__(self) -> int:
        # few variables share a name, and each is looked up very often
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Member:
    """The member of a kind at a place, counted from 1; all of them differ."""

    name: str
    kind: Kind
    place: int

    @property
    def sort(self) -> Sort:
        """Always INDIVIDUAL."""
        return Sort.INDIVIDUAL


@dataclass(frozen=True, slots=True)
class Apply:
    """A declared predicate or function applied to individuals, or a declared constant (no arguments).

    Its value is of `sort`, and a member of `kind` when that is INDIVIDUAL.
    """

    name: str
    args: tuple[Term, ...]
    sort: Sort
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class App:
    """An operator of `OPERATORS` applied to arguments."""

    op: str
    args: tuple[Term, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # terms are keys of many tables: hashing a deep one must not walk it again
        object.__setattr__(self, "_hash", hash((self.op, self.args)))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[App], tuple[str, tuple[Term, ...]]]:
        # another process hashes text otherwise
        return App, (self.op, self.args)

    @property
    def sort(self) -> Sort:
        """The operator's result sort; INTEGER where the operator keeps integers integral."""
        operator = OPERATORS[self.op]
        if self.op == "ite":
            branches = {arg.sort for arg in self.args[1:]}
            if Sort.BOOL in branches:
                return Sort.BOOL
            return Sort.INTEGER if branches == {Sort.INTEGER} else Sort.REAL
        if self.op == "^":
            base, exponent = self.args
            whole = isinstance(exponent, Num) and exponent.sort is Sort.INTEGER and exponent.value >= 0
            return Sort.INTEGER if whole and base.sort is Sort.INTEGER else Sort.REAL
        if operator.integral and all(arg.sort is Sort.INTEGER for arg in self.args):
            return Sort.INTEGER
        return operator.result


@dataclass(frozen=True, slots=True)
class SumOf:
    """`sum(variable from lower to upper: body)`; 0 when upper < lower; upper may be `Infinite`."""

    variable: Var
    lower: Term
    upper: Term
    body: Term

    @property
    def sort(self) -> Sort:
        """INTEGER when the body is and the sum is finite."""
        finite = not isinstance(self.upper, Infinite)
        return Sort.INTEGER if finite and self.body.sort is Sort.INTEGER else Sort.REAL


@dataclass(frozen=True, slots=True)
class LimitOf:
    """`limit(body, variable -> point)`; the variable is bound."""

    variable: Var
    point: Term
    body: Term

    @property
    def sort(self) -> Sort:
        """Always REAL."""
        return Sort.REAL


@dataclass(frozen=True, slots=True)
class Quantifier:
    """`forall`/`exists` (`kind`) over the variable's sort cut down by `domain`, a formula."""

    kind: str
    variable: Var
    domain: Term
    body: Term

    @property
    def sort(self) -> Sort:
        """Always BOOL."""
        return Sort.BOOL


@dataclass(frozen=True, slots=True)
class Motion:
    """What `op` (`rises`, `falls`, `flat`, `diff` or `limit`) says of how the body moves with the variable, at a point.
    The variable is bound in the body; `plain` is a term that says the same, and all that `children` shows."""

    op: str
    variable: Var
    body: Term
    point: Term
    plain: Term

    @property
    def sort(self) -> Sort:
        """That of the plain term."""
        return self.plain.sort


Term = Num | Infinite | Var | Member | Apply | App | SumOf | LimitOf | Quantifier | Motion

TRUE = App("true", ())
FALSE = App("false", ())
ZERO = Num(Fraction(0))
ONE = Num(Fraction(1))


def num(value: int | Fraction) -> Num:
    """The number as a term."""
    return Num(Fraction(value))


def conjunction(*formulas: Term) -> Term:
    """The conjunction, flattened, without `true`; `true` when empty."""
    parts: list[Term] = []
    for formula in formulas:
        if isinstance(formula, App) and formula.op == "and":
            parts.extend(formula.args)
        elif formula != TRUE:
            parts.append(formula)
    if FALSE in parts:
        return FALSE
    return TRUE if not parts else parts[0] if len(parts) == 1 else App("and", tuple(parts))


def disjunction(*formulas: Term) -> Term:
    """The disjunction, flattened, without `false`; `false` when empty."""
    parts: list[Term] = []
    for formula in formulas:
        if isinstance(formula, App) and formula.op == "or":
            parts.extend(formula.args)
        elif formula != FALSE:
            parts.append(formula)
    if TRUE in parts:
        return TRUE
    return FALSE if not parts else parts[0] if len(parts) == 1 else App("or", tuple(parts))


def negation(formula: Term) -> Term:
    """`not formula`, without double negation."""
    if formula == TRUE:
        return FALSE
    if formula == FALSE:
        return TRUE
    if isinstance(formula, App) and formula.op == "not":
        return formula.args[0]
    return App("not", (formula,))


def implication(premise: Term, consequence: Term) -> Term:
    """`premise implies consequence`, simplified when the premise is `true`."""
    return consequence if premise == TRUE else App("implies", (premise, consequence))


def children(term: Term) -> tuple[Term, ...]:
    """The direct subterms (bound variables excluded)."""
    match term:
        case App(args=args) | Apply(args=args):
            return args
        case SumOf(lower=lower, upper=upper, body=body):
            return (lower, upper, body)
        case LimitOf(point=point, body=body):
            return (point, body)
        case Quantifier(domain=domain, body=body):
            return (domain, body)
        case Motion(plain=plain):
            return (plain,)
        case _:
            return ()


def rebuild(term: Term, parts: tuple[Term, ...]) -> Term:
    """`term` with its children (in the order of `children`) replaced."""
    match term:
        case App(op=op):
            return App(op, parts)
        case Apply(name=name, sort=sort, kind=kind):
            return Apply(name, parts, sort, kind)
        case SumOf(variable=variable):
            return SumOf(variable, *parts)
        case LimitOf(variable=variable):
            return LimitOf(variable, *parts)
        case Quantifier(kind=which, variable=variable):
            return Quantifier(which, variable, *parts)
        case Motion(op=op, variable=variable, body=body, point=point):
            return Motion(op, variable, body, point, *parts)
        case _:
            return term


def walk(term: Term) -> Iterator[Term]:
    """Every subterm, the term itself first."""
    stack = [term]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))


def bound_variable(term: Term) -> Var | None:
    """The variable that this node binds, if it is a binder."""
    return term.variable if isinstance(term, SumOf | LimitOf | Quantifier | Motion) else None


@lru_cache(maxsize=1 << 16)
def free_variables(term: Term) -> frozenset[Var]:
    """The variables that occur free. A sum binds its variable in its body only."""
    match term:
        case Var():
            return frozenset((term,))
        case SumOf(variable=variable, lower=lower, upper=upper, body=body):
            inner = free_variables(body) - {variable}
            return inner | free_variables(lower) | free_variables(upper)
        case LimitOf(variable=variable, point=point, body=body):
            return (free_variables(body) - {variable}) | free_variables(point)
        case Quantifier(variable=variable, domain=domain, body=body):
            return (free_variables(domain) | free_variables(body)) - {variable}
        case Motion(variable=variable, body=body, point=point, plain=plain):
            return (free_variables(body) - {variable}) | free_variables(point) | free_variables(plain)
        case _:
            result: frozenset[Var] = frozenset()
            for part in children(term):
                result |= free_variables(part)
            return result


def fresh(variable: Var, avoid: frozenset[str]) -> Var:
    """A variable of the same sort whose name is not in `avoid`."""
    if variable.name not in avoid:
        return variable
    index = 1
    while f"{variable.name}_{index}" in avoid:
        index += 1
    return Var(f"{variable.name}_{index}", variable.sort, variable.kind)


def substitute(term: Term, values: Mapping[Var, Term]) -> Term:
    """Capture-avoiding simultaneous substitution of terms for free variables.

    The germ operators and `diff` keep their variable: substituting for it is meaningless there, so
    callers eliminate those first or substitute a `Var`.
    """
    return _Substitution(values).into(term) if values else term


class _Substitution:
    """Terms for variables; what was substituted into once is shared wherever it occurs again."""

    def __init__(self, values: Mapping[Var, Term]) -> None:
        self._values = values
        self._done: dict[Term, Term] = {}

    def into(self, term: Term) -> Term:
        """The term with the values put in."""
        if isinstance(term, Var):
            return self._values.get(term, term)
        if not children(term):
            return term
        known = self._done.get(term)
        if known is None:
            known = term if free_variables(term).isdisjoint(self._values) else self._rebuilt(term)
            self._done[term] = known
        return known

    def _rebuilt(self, term: Term) -> Term:
        variable = bound_variable(term)
        if variable is None:
            return rebuild(term, tuple(map(self.into, children(term))))
        inner = {key: value for key, value in self._values.items() if key != variable}
        avoid = frozenset(v.name for value in inner.values() for v in free_variables(value))
        renamed = variable
        if variable.name in avoid:
            renamed = fresh(variable, avoid | {v.name for v in free_variables(term)} | {variable.name})
            inner = {**inner, variable: renamed}
        inside = _Substitution(inner)
        match term:
            case SumOf(lower=lower, upper=upper, body=body):
                return SumOf(renamed, self.into(lower), self.into(upper), inside.into(body))
            case LimitOf(point=point, body=body):
                return LimitOf(renamed, self.into(point), inside.into(body))
            case Quantifier(kind=kind, domain=domain, body=body):
                return Quantifier(kind, renamed, inside.into(domain), inside.into(body))
            case Motion(op=op, body=body, point=point, plain=plain):
                return Motion(op, renamed, inside.into(body), self.into(point), self.into(plain))
        raise AssertionError("every binder is named above")
