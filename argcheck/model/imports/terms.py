"""Terms and formulas of SMT-LIB 2 in the language of arguments, without a change of meaning.

A division has a value for every divisor in SMT-LIB (The SMT-LIB Standard, theory Reals): `(/ a 0)` is some number that
depends on `a` alone. So `a/b` is only written where an earlier assertion says that b is not 0. Elsewhere a quantity
stands for it, with premises: it is the quotient where there is one, and for divisors 0 the same for the same `a`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from argcheck.diagnostics import Span
from argcheck.language import syntax as s
from argcheck.language.words import nearest
from argcheck.language.write import format_expr
from argcheck.model.imports import values as v
from argcheck.model.imports.result import malformed, unsupported
from argcheck.model.imports.script import Defined, Script
from argcheck.model.imports.sexpr import Group, SExpr, Word
from argcheck.model.imports.values import Value

_DEEPEST, _LARGEST = 60, 300
_SHORT = 8
_MOST_QUOTIENTS = 20
_COMPARISONS = ("<", "<=", ">", ">=")
_SORTED = {"and": "Bool", "or": "Bool", "not": "Bool", "=>": "Bool", "xor": "Bool"}
_LEAST = {"not": 1, "-": 1, "to_real": 1, "to_int": 1, "is_int": 1, "abs": 1, "ite": 3}
_LEAST |= dict.fromkeys(("=", "distinct", *_COMPARISONS, "/", "div", "mod", "=>", "xor", "^"), 2)
_MOST = {"not": 1, "to_real": 1, "to_int": 1, "is_int": 1, "abs": 1, "ite": 3, "mod": 2, "div": 2, "^": 2}

NewName = Callable[[str], str]
Abbreviate = Callable[[str, Value], None]
Declare = Callable[[str, str, str], None]
Assume = Callable[[str, Value, str], None]


class Terms:
    """Translates expressions. What they need besides is handed on: `abbreviate(name, value)` for a definition,
    `declare(name, sort, meaning)` for a quantity of their own, `assume(name, formula, meaning)` for a premise."""

    def __init__(
        self,
        script: Script,
        names: Mapping[str, str],
        new: NewName,
        abbreviate: Abbreviate,
        declare: Declare,
        assume: Assume,
    ) -> None:
        self._script = script
        self._globals = {name: v.name(names[name], sort) for name, sort in script.declared.items()}
        self._new, self._abbreviate, self._declare, self._assume = new, abbreviate, declare, assume
        self._nonzero: set[str] = set()
        self._quotients: dict[tuple[str, str], tuple[Value, Value, Value]] = {}
        self._open: list[str] = []

    @property
    def quotients(self) -> int:
        """For how many divisions a quantity stands."""
        return len(self._quotients)

    def formula(self, item: SExpr) -> Value:
        """What is asserted."""
        try:
            return self._sorted(item, {}, "Bool")
        except RecursionError:
            hint = "name its parts with define-fun or let"
            raise unsupported("this is nested too deeply", item.span, hint) from None

    def learn(self, formula: Value) -> None:
        """From here on the formula may be relied on: it comes before what follows."""
        term = v.apart(formula)
        if term is not None:
            self._nonzero.add(format_expr(term))

    # ---- expressions ---------------------------------------------------------------------------------

    def _sorted(self, item: SExpr, local: Mapping[str, Value], sort: str) -> Value:
        value = self._value(item, local)
        if (value.sort == "Bool") != (sort == "Bool"):
            raise malformed(f"a term of sort {sort} is expected here, not one of sort {value.sort}", item.span)
        return value

    def _value(self, item: SExpr, local: Mapping[str, Value]) -> Value:
        while isinstance(item, Group) and item.head in ("let", "!"):
            if item.head == "let":
                item, local = self._let(item, local)
            elif len(item.items) > 1:
                item = item.items[1]
            else:
                raise malformed("`!` annotates a term", item.span)
        return self._small(self._word(item, local) if isinstance(item, Word) else self._applied(item, local))

    def _let(self, item: Group, local: Mapping[str, Value]) -> tuple[SExpr, Mapping[str, Value]]:
        match item.items:
            case (_, Group(items=bindings), body):
                inner = dict(local)
                for binding in bindings:
                    match binding:
                        case Group(items=(Word("symbol", name), term)):
                            inner[name] = self._named(name, self._value(term, local))
                        case _:
                            raise malformed(
                                "a binding is a symbol with a term", binding.span, "such as `((x (+ a b)))`"
                            )
                return body, inner
        raise malformed("`let` takes bindings and a term", item.span, "such as `(let ((x (+ a b))) (> x 0))`")

    def _named(self, name: str, value: Value) -> Value:
        """The value under a name of its own, unless it is short."""
        if value.size <= _SHORT:
            return value
        short = self._new(name)
        self._abbreviate(short, value)
        return v.name(short, value.sort, value.size, value.depth)

    def _small(self, value: Value) -> Value:
        """The value; or, where it would be too large with all written out, a quantity that equals it."""
        if value.size <= _LARGEST and value.depth <= _DEEPEST:
            return value
        name = self._new("part")
        self._declare(name, value.sort, "a part of a formula, named because it is large")
        short = v.name(name, value.sort)
        self._assume(f"meaning_of_{name}", v.comparison("=", [short, value]), f"what {name} stands for")
        return short

    def _word(self, word: Word, local: Mapping[str, Value]) -> Value:
        match word.kind:
            case "numeral":
                return v.constant(Fraction(word.text), "Int")
            case "decimal":
                return v.constant(Fraction(word.text), "Real")
            case "symbol":
                return self._symbol(word.text, word.span, local)
        raise unsupported(
            f"`{word.text}` is not a number, a symbol or a formula", word.span, "Bool, Int and Real are read"
        )

    def _symbol(self, name: str, span: Span, local: Mapping[str, Value]) -> Value:
        if name in local:
            return local[name]
        if name in ("true", "false"):
            return v.connected("and" if name == "true" else "or", [])
        if name not in self._globals and name in self._script.defined:
            if self._script.defined[name].parameters:
                raise malformed(f"the function `{name}` needs its arguments", span)
            self._globals[name] = self._named(name, self._called(name, span, []))
        if name in self._globals:
            return self._globals[name]
        close = nearest(name, (*self._script.declared, *self._script.defined, *local))
        raise malformed(f"`{name}` is not declared", span, f"did you mean `{close}`?" if close else None)

    def _called(self, name: str, span: Span, arguments: list[Value]) -> Value:
        definition = self._script.defined[name]
        if len(arguments) != len(definition.parameters):
            raise malformed(f"`{name}` takes {len(definition.parameters)} arguments, not {len(arguments)}", span)
        if name in self._open:
            raise malformed(f"the definition of `{name}` uses itself", span)
        self._open.append(name)
        try:
            return self._body(definition, arguments)
        finally:
            self._open.pop()

    def _body(self, definition: Defined, arguments: list[Value]) -> Value:
        pairs = zip(definition.parameters, arguments, strict=True)
        local = {parameter: self._named(parameter, value) for (parameter, _), value in pairs}
        return self._sorted(definition.body, local, definition.sort)

    def _applied(self, item: Group, local: Mapping[str, Value]) -> Value:
        name, span = item.head, item.span
        if name in ("forall", "exists"):
            raise unsupported(f"`{name}` is not supported", item.items[0].span, "formulas without quantifiers are read")
        if not name:
            raise unsupported("a term is expected here, such as `(+ x 1)`", span, "indexed operators are not supported")
        known = name in _LEAST or name in ("and", "or", "+", "*") or name in self._script.defined
        if not known:
            declared = f"`{name}` takes no arguments" if name in self._globals or name in local else ""
            close = nearest(name, (*_LEAST, *self._script.defined))
            hint = f"did you mean `{close}`?" if close else "functions without a definition are not read"
            raise unsupported(declared or f"the operator `{name}` is not supported", item.items[0].span, hint)
        sort = _SORTED.get(name, "")
        parts = [self._sorted(each, local, sort) if sort else self._value(each, local) for each in item.items[1:]]
        if name in self._script.defined:
            return self._called(name, span, parts)
        if not _LEAST.get(name, 1) <= len(parts) <= _MOST.get(name, len(parts)):
            raise malformed(f"`{name}` does not take {len(parts)} arguments", span)
        self._check_sorts(name, parts, span)
        return self._operation(name, parts, span)

    def _check_sorts(self, name: str, parts: list[Value], span: Span) -> None:
        sorts = [part.sort == "Bool" for part in (parts[1:] if name == "ite" else parts)]
        if name == "ite" and parts[0].sort != "Bool":
            raise malformed("`ite` begins with a condition", span)
        mixed = name in ("=", "distinct", "ite")
        if name not in _SORTED and (any(sorts) if not mixed else len(set(sorts)) > 1):
            raise malformed(f"`{name}` does not take these sorts: {', '.join(part.sort for part in parts)}", span)

    def _operation(self, name: str, parts: list[Value], span: Span) -> Value:
        match name:
            case "and" | "or":
                return v.connected(name, parts)
            case "not":
                return v.denied(parts[0])
            case "=>":
                return v.implied(parts)
            case "xor":
                result = parts[0]
                for part in parts[1:]:
                    result = v.denied(v.comparison("=", [result, part]))
                return result
            case "=" | "<" | "<=" | ">" | ">=":
                return v.comparison(name, parts)
            case "distinct":
                return v.different(parts)
            case "ite":
                return v.chosen(*parts)
            case "-" if len(parts) == 1:
                return v.negative(parts[0])
            case "+" | "-" | "*":
                return v.arithmetic(name, parts)
            case "to_real":
                return Value(parts[0].expr, "Real", parts[0].size, parts[0].depth)
            case "to_int":
                return v.call("floor", "Int", parts[0])
            case "is_int":
                return v.comparison("=", [parts[0], v.call("floor", "Int", parts[0])])
            case "abs":
                return v.call("abs", parts[0].sort, parts[0])
            case "^":
                return self._power(parts[0], parts[1], span)
            case "/":
                result = parts[0]
                for part in parts[1:]:
                    result = self._divided(result, part, span)
                return result
        return self._whole(name, parts[0], parts[1], span)

    def _power(self, base: Value, exponent: Value, span: Span) -> Value:
        number = exponent.number
        if number is None or number.denominator != 1 or number < 0:
            raise unsupported(
                "this exponent is not supported", span, "exponents are whole numbers that are not negative"
            )
        return v.made(s.Binary("^", base.expr, exponent.expr, span), base.sort, [base, exponent])

    # ---- division --------------------------------------------------------------------------------------

    def _whole(self, name: str, top: Value, bottom: Value, span: Span) -> Value:
        """`div` and `mod`, by a number: the remainder is from 0 up to the divisor's size (theory Ints)."""
        if not bottom.number:
            raise unsupported(
                f"`{name}` by a term that is no number, or by 0, is not supported", span, "divide by a number"
            )
        if "Real" in (top.sort, bottom.sort):
            raise malformed(f"`{name}` takes whole numbers", span)
        size = v.constant(abs(bottom.number), "Int")
        down = v.call("floor", "Int", v.quotient(top, size))
        if name == "mod":
            return v.arithmetic("-", [top, v.arithmetic("*", [size, down])])
        return down if bottom.number > 0 else v.negative(down)

    def _divided(self, top: Value, bottom: Value, span: Span) -> Value:
        if bottom.number or format_expr(bottom.expr) in self._nonzero:
            return v.quotient(top, bottom)
        key = format_expr(top.expr), format_expr(bottom.expr)
        if key not in self._quotients:
            if len(self._quotients) == _MOST_QUOTIENTS:
                hint = "assert beforehand that the divisors are not 0"
                raise unsupported(f"more than {_MOST_QUOTIENTS} divisions by terms that may be 0", span, hint)
            self._quotients[key] = self._quotient(top, bottom)
        return self._quotients[key][2]

    def _quotient(self, top: Value, bottom: Value) -> tuple[Value, Value, Value]:
        name = self._new("quotient")
        told = f"{format_expr(top.expr)} over {format_expr(bottom.expr)}"
        self._declare(name, "Real", f"{told[:80]}; some number where that divides by 0")
        value, zero = v.name(name, "Real"), v.constant(Fraction(0), "Real")
        apart = v.denied(v.comparison("=", [bottom, zero]))
        product = v.comparison("=", [v.arithmetic("*", [value, bottom]), top])
        self._assume(f"{name}_where_defined", v.implied([apart, product]), f"{name} is the quotient where there is one")
        for above, below, other in self._quotients.values():
            same = [v.comparison("=", [below, zero]), v.comparison("=", [bottom, zero])]
            same.append(v.comparison("=", [above, top]))
            equal = v.comparison("=", [other, value])
            label = f"{name}_like_{format_expr(other.expr)}"
            self._assume(label, v.implied([v.connected("and", same), equal]), "division by 0 gives equals for equals")
        return top, bottom, value
