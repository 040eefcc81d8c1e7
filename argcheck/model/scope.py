"""Scopes of unfolding: what names stand for at a place, and fresh names for bound variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field

from argcheck.diagnostics import Span
from argcheck.language.syntax import Expr, QuantityDecl
from argcheck.model.argument import Quantity
from argcheck.model.findings import Findings
from argcheck.model.operators import Sort
from argcheck.model.readings import Choices, resolve
from argcheck.model.symbols import SORTS, Entry, Symbols, Value
from argcheck.model.terms import Kind, Term, Var


@dataclass(frozen=True, slots=True)
class Env:
    """What the local names of a place stand for: the arguments of the call, and bound variables."""

    parameters: Mapping[str, Term] = field(default_factory=dict)
    bound: Mapping[str, Var] = field(default_factory=dict)

    def binding(self, names: Mapping[str, Var]) -> Env:
        """With more bound variables."""
        return Env(self.parameters, {**self.bound, **names})

    def get(self, name: str) -> Term | None:
        """What the name stands for here; None if it is not a local name."""
        return self.bound.get(name) or self.parameters.get(name)


EMPTY = Env()


def variable(entry: Entry[Value]) -> Var:
    """The variable of a quantity or a proposition."""
    sort = SORTS.get(entry.item.sort.name, Sort.REAL) if isinstance(entry.item, QuantityDecl) else Sort.BOOL
    return Var(entry.name, sort)


@dataclass(eq=False)
class Scopes:
    """The state that unfolding under one choice of readings keeps.

    `quantities` are those elaborated so far, `broken` the ids of expressions with a mistake. `parameters` are
    stand-ins when a definition is checked by itself; they pass for whatever sort is needed. `user_names` gives
    back the written names of variables, `domains` what binders say of theirs, `serials` which binder it was; `active`
    are those in scope now, and `call` is the outermost call that is being unfolded.
    """

    symbols: Symbols
    choices: Choices
    quantities: Mapping[Entry[Value], Quantity]
    findings: Findings
    broken: AbstractSet[int] = frozenset()
    parameters: tuple[Var, ...] = ()
    user_names: dict[Var, str] = field(default_factory=dict)
    domains: dict[Var, tuple[Term, ...]] = field(default_factory=dict)
    serials: dict[Var, int] = field(default_factory=dict)
    active: list[Var] = field(default_factory=list)
    call: Span | None = None
    _sorts: dict[str, tuple[Sort, Kind | None]] = field(default_factory=dict)
    _binders: int = 0

    def __post_init__(self) -> None:
        self.active.extend(self.parameters)

    @contextmanager
    def bind(self, names: tuple[str, ...], sort: Sort, kind: Kind | None = None) -> Iterator[dict[str, Var]]:
        """Fresh variables for the names while the context lasts."""
        depth = len(self.active)
        try:
            yield {name: self._fresh(name, sort, kind) for name in names}
        finally:
            del self.active[depth:]

    def _fresh(self, name: str, sort: Sort, kind: Kind | None) -> Var:
        taken = {other.name for other in self.active}
        candidate, index = name, 0
        while (
            candidate in taken
            or candidate in self.symbols.values
            or self._sorts.setdefault(candidate, (sort, kind)) != (sort, kind)
        ):
            index += 1
            candidate = f"{name}_{index}"
        fresh = Var(candidate, sort, kind)
        self.user_names[fresh] = name
        self.domains.pop(fresh, None)  # an earlier binder may have used the same variable
        self._binders += 1
        self.serials[fresh] = self._binders
        self.active.append(fresh)
        return fresh

    def entry(self, name: str) -> Entry[Value]:
        """The declaration that the name means under the choices; raises Broken, Undecided or Absent."""
        return resolve(name, self.symbols.values.get(name, ()), self.choices)

    def kind(self, name: str) -> Kind | None:
        """The kind of that name under the choices, if anything is a kind of that name; raises Undecided or Absent."""
        declared = self.symbols.kinds.get(name)
        if not declared:
            return None
        return Kind(name, tuple(member.name for member in resolve(name, declared, self.choices).item.members))

    def place(self, expr: Expr) -> Span:
        """Where to report what is wrong with the expression: at the outermost call that led to it, if any."""
        return self.call or expr.span

    def number(self, expr: Expr, env: Env) -> Term:
        """The term, which must not be `infinity`."""
        raise NotImplementedError


def is_quantity(entry: Entry[Value]) -> bool:
    """Whether the entry is a quantity, and nothing else that has a name."""
    return isinstance(entry.item, QuantityDecl)
