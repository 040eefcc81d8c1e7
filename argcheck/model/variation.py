"""What varies: germs, derivatives and limits in a variable, and `increasing` over a whole domain.

Each speaks of a term's dependence on a variable, so a definition must not blur which occurrences vary.
"""

from __future__ import annotations

from argcheck.language.syntax import Call, Expr, Infinity, Limit, Name
from argcheck.model.operators import Sort
from argcheck.model.readings import Broken
from argcheck.model.scope import Env, Scopes, is_quantity, variable
from argcheck.model.terms import (
    App,
    Infinite,
    LimitOf,
    Quantifier,
    Term,
    Var,
    conjunction,
    free_variables,
    substitute,
)

_ORDER = {"increasing": "<", "decreasing": ">", "constant": "="}


class Variations(Scopes):
    """Unfolds the constructs that speak of variation."""

    def germ(self, expr: Call, env: Env) -> Term:
        """`rises(t, x)`, `falls`, `flat`, `diff`."""
        name = expr.function.name
        if len(expr.arguments) != 2:
            raise Broken
        body, written = expr.arguments
        varying = self._varying(name, written, env)
        if varying.sort is Sort.INTEGER and varying not in self.parameters:
            message = f"`{name}` needs a real variable, and `{varying.name}` is an integer"
            hint = "compare the values at two whole numbers instead"
            self.findings.report("E211", message, self.place(written), hint)
        return App(name, (self._dependent(body, env, varying, written), varying))

    def limit(self, expr: Limit, env: Env) -> Term:
        """`limit(t, x -> a)`. In a quantity, `t` depends on it through definitions too."""
        name = expr.variable.name
        point = Infinite() if isinstance(expr.point, Infinity) else self.limit_point(expr.point, env)
        if name not in env.bound and name in self.symbols.values:
            entry = self.entry(name)
            if not is_quantity(entry):
                raise Broken
            quantity = variable(entry)
            if quantity.sort is Sort.INTEGER and not isinstance(point, Infinite):
                message = f"`{name}` is an integer, which tends to nothing but `infinity`"
                self.findings.report("E211", message, self.place(expr))
            return LimitOf(quantity, point, self._dependent(expr.body, env, quantity, None))
        with self.bind((name,), Sort.REAL) as bound:
            return LimitOf(bound[name], point, self.number(expr.body, env.binding(bound)))

    def monotone(self, expr: Call, env: Env) -> Term:
        """`increasing(t, x)`: for all `x_1 < x_2` in the domain of `x`, `t` at `x_1` is below `t` at `x_2`."""
        if len(expr.arguments) != 2:
            raise Broken
        name = expr.function.name
        body, written = expr.arguments
        varying = self._varying(name, written, env)
        term = self._dependent(body, env, varying, written)
        domain = conjunction(*self._domain(varying))
        with self.bind((varying.name,), varying.sort) as first, self.bind((varying.name,), varying.sort) as second:
            low, high = first[varying.name], second[varying.name]
            at_low, at_high = substitute(term, {varying: low}), substitute(term, {varying: high})
            claim = App("implies", (App("<", (low, high)), App(_ORDER[name], (at_low, at_high))))
            inner = Quantifier("forall", high, substitute(domain, {varying: high}), claim)
            return Quantifier("forall", low, substitute(domain, {varying: low}), inner)

    def limit_point(self, expr: Expr, env: Env) -> Term:
        """A point that may be `infinity`."""
        raise NotImplementedError

    def _domain(self, varying: Var) -> tuple[Term, ...]:
        if varying in self.domains:
            return self.domains[varying]
        if varying in self.active:
            return ()
        quantity = self.quantities.get(self.entry(varying.name))
        if quantity is None:
            raise Broken
        return quantity.bounds

    def _varying(self, function: str, written: Expr, env: Env) -> Var:
        if not isinstance(written, Name):
            raise Broken
        local = env.get(written.name)
        if isinstance(local, Var) and local.sort is not Sort.BOOL:
            return local
        if local is not None:
            message = f"`{function}` is taken in `{written.name}`, for which this call puts no variable"
            hint = "give the call a quantity for that argument, or write the formula out"
            self.findings.report("E210", message, self.place(written), hint)
            raise Broken
        entry = self.entry(written.name)
        if not is_quantity(entry):
            raise Broken
        return variable(entry)

    def _dependent(self, body: Expr, env: Env, varying: Var, written: Expr | None) -> Term:
        """The body as a term, after making sure that only one way of reading its dependence is left.

        With `define d(t, x) = diff(t, x)`, does `d(w * w, w)` vary the `w` that came in with `t`? As a
        function of numbers it does not, as a text it does: so that is refused.
        """
        own = written.name if isinstance(written, Name) and written.name not in env.bound else None
        own = own if own in env.parameters else None
        hidden = {
            name: Var(f"{name}'", value.sort)
            for name, value in env.parameters.items()
            if varying in free_variables(value)
        }
        if hidden:
            probe = free_variables(self.number(body, Env({**env.parameters, **hidden}, env.bound)))
            others = any(stand_in in probe for name, stand_in in hidden.items() if name != own)
            if others or (own is not None and varying in probe):
                message = f"in this call it is unclear which occurrences of `{varying.name}` are meant to vary"
                hint = "write the formula out instead of calling the definition"
                self.findings.report("E210", message, self.place(body), hint)
        return self.number(body, env)
