"""What SMT-LIB 2 gives a value everywhere and the language of arguments does not: quantities stand for it.

A division by 0 and a function of numbers have some value in SMT-LIB, which depends on nothing but what they are applied
to (The SMT-LIB Standard, theories Reals and Ints). So a quantity stands for each application, with premises that say
where it is the quotient, and that equals give equals: no more and no less than SMT-LIB says. For functions this is
Ackermann's reduction (Solvable Cases of the Decision Problem, 1954).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from argcheck.diagnostics import Span
from argcheck.language.write import format_expr
from argcheck.model.imports import values as v
from argcheck.model.imports.result import unsupported
from argcheck.model.imports.values import Value

_MOST = 24
_ZERO = Fraction(0)

NewName = Callable[[str], str]
Declare = Callable[[str, str, str], None]
Assume = Callable[[str, Value, str], None]


@dataclass(frozen=True, slots=True)
class _Instance:
    arguments: tuple[Value, ...]
    results: tuple[Value, ...]


@dataclass
class StandIns:
    """The applications met so far, by function: `/`, `div` (with `mod`), or the name of a declared function.

    `new` makes a name, `declare(name, sort, meaning)` a quantity, `assume(name, formula, meaning)` a premise.
    """

    new: NewName
    declare: Declare
    assume: Assume
    divisions: int = 0
    functions: set[str] = field(default_factory=set)
    _known: dict[str, list[_Instance]] = field(default_factory=dict)

    def mark(self) -> dict[str, int]:
        """What there is now, for `reset`."""
        return {name: len(known) for name, known in self._known.items()}

    def reset(self, mark: dict[str, int]) -> None:
        """Forget what came after the mark: its premises no longer hold."""
        self._known = {name: known[: mark.get(name, 0)] for name, known in self._known.items()}

    def applied(self, name: str, sort: str, arguments: tuple[Value, ...], span: Span) -> Value:
        """A function that is declared, applied."""
        found = self._find(name, arguments)
        if found is not None:
            return found.results[0]
        self._check(name, arguments, span, f"`{name}` of what varies")
        self.functions.add(name)
        told = f"{name}({', '.join(format_expr(each.expr) for each in arguments)})"
        made = self._named(f"value_of_{name}", sort, told)
        self._congruent(name, _Instance(arguments, (made,)))
        return made

    def quotient(self, top: Value, bottom: Value, span: Span) -> Value:
        """`(/ top bottom)`, where the divisor may be 0."""
        found = self._find("/", (top, bottom))
        if found is not None:
            return found.results[0]
        self._check("/", (top, bottom), span, "a division by a term that varies and may be 0")
        self.divisions += 1
        told = f"{format_expr(top.expr)} over {format_expr(bottom.expr)}; some number where that divides by 0"
        value = self._named("quotient", "Real", told)
        if bottom.number is None:
            product = v.comparison("=", [v.arithmetic("*", [value, bottom]), top])
            meaning = v.implied([_apart(bottom), product])
            name = format_expr(value.expr)
            self.assume(f"{name}_where_defined", meaning, f"{name} is the quotient where there is one")
        self._congruent("/", _Instance((top, bottom), (value,)))
        return value

    def whole(self, top: Value, bottom: Value, span: Span) -> tuple[Value, Value]:
        """`(div top bottom)` and `(mod top bottom)`, where the divisor is a term or 0: the remainder is from 0 up to
        the divisor's size."""
        found = self._find("div", (top, bottom))
        if found is not None:
            return found.results[0], found.results[1]
        self._check("div", (top, bottom), span, "`div` or `mod` by a term that varies")
        self.divisions += 1
        told = f"{format_expr(top.expr)} by {format_expr(bottom.expr)}, some number where that divides by 0"
        down, rest = self._named("divided", "Int", f"div: {told}"), self._named("remainder", "Int", f"mod: {told}")
        if bottom.number is None:
            total = v.arithmetic("+", [v.arithmetic("*", [bottom, down]), rest])
            low = v.comparison("<=", [v.constant(_ZERO, "Int"), rest])
            high = v.comparison("<", [rest, v.call("abs", "Int", bottom)])
            meaning = v.implied([_apart(bottom), v.connected("and", [v.comparison("=", [total, top]), low, high])])
            name = format_expr(down.expr)
            self.assume(f"{name}_where_defined", meaning, f"{name} is the whole quotient where there is one")
        self._congruent("div", _Instance((top, bottom), (down, rest)))
        return down, rest

    # ---- what they share -------------------------------------------------------------------------------

    def _find(self, name: str, arguments: tuple[Value, ...]) -> _Instance | None:
        texts = [format_expr(each.expr) for each in arguments]
        for known in self._known.get(name, []):
            if [format_expr(each.expr) for each in known.arguments] == texts:
                return known
        return None

    def _check(self, name: str, arguments: tuple[Value, ...], span: Span, what: str) -> None:
        if any(each.bound for each in arguments):
            raise unsupported(
                f"{what}, inside a quantifier, is not supported", span, "a quantity stands for each value"
            )
        if len(self._known.get(name, [])) == _MOST:
            if name in ("/", "div"):
                hint = "assert beforehand that the divisors are not 0"
                raise unsupported(f"more than {_MOST} divisions by terms that may be 0", span, hint)
            raise unsupported(f"more than {_MOST} applications of `{name}` to numbers", span, "ask for less at a time")

    def _named(self, wanted: str, sort: str, meaning: str) -> Value:
        name = self.new(wanted)
        self.declare(name, sort, meaning[:120])
        return v.name(name, sort)

    def _congruent(self, function: str, made: _Instance) -> None:
        """That it has the value of every earlier instance whose arguments are the same."""
        divides = function in ("/", "div")
        for other in self._known.setdefault(function, []):
            pairs = list(zip(other.arguments, made.arguments, strict=True))
            if any(_never_equal(one, two) for one, two in pairs):
                continue
            same = [v.comparison("=", [one, two]) for one, two in pairs if one.expr != two.expr]
            if divides:
                # where the divisors are not 0, what is assumed of each settles its value already
                ends = [_is_zero(each.arguments[1]) for each in (other, made)]
                same = [*ends, v.comparison("=", [other.arguments[0], made.arguments[0]])]
            for one, two in zip(other.results, made.results, strict=True):
                equal = v.comparison("=", [one, two])
                label = f"{format_expr(two.expr)}_like_{format_expr(one.expr)}"
                told = "division by 0 gives equals for equals" if divides else f"{function} gives equals for equals"
                self.assume(label, v.implied([v.connected("and", same), equal]) if same else equal, told)
        self._known[function].append(made)


def _is_zero(bottom: Value) -> Value:
    return v.comparison("=", [bottom, v.constant(_ZERO, bottom.sort)])


def _apart(bottom: Value) -> Value:
    return v.denied(_is_zero(bottom))


def _never_equal(one: Value, two: Value) -> bool:
    return one.number is not None and two.number is not None and one.number != two.number
