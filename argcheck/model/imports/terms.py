"""Terms and formulas of SMT-LIB 2 in the language of arguments, without a change of meaning.

What SMT-LIB gives a value and the language does not (divisions by 0, functions of numbers) is in `standins`: `a/b` is
only written where an earlier assertion says that b is not 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from argcheck.diagnostics import Span
from argcheck.language import syntax as s
from argcheck.language.words import nearest
from argcheck.language.write import format_expr
from argcheck.model.imports import values as v
from argcheck.model.imports.result import malformed, unsupported
from argcheck.model.imports.script import BASIC, Defined, Scope, Signature
from argcheck.model.imports.sexpr import Group, SExpr, Word
from argcheck.model.imports.standins import Assume, Declare, NewName, StandIns
from argcheck.model.imports.values import Value

_DEEPEST, _LARGEST = 60, 300
_LARGEST_BOUND = 1_500
_SHORT = 8
_COMPARISONS = ("<", "<=", ">", ">=")
_SORTED = {"and": "Bool", "or": "Bool", "not": "Bool", "=>": "Bool", "xor": "Bool"}
_LEAST = {"not": 1, "-": 1, "to_real": 1, "to_int": 1, "is_int": 1, "abs": 1, "ite": 3}
_LEAST |= dict.fromkeys(("=", "distinct", *_COMPARISONS, "/", "div", "mod", "=>", "xor", "^"), 2)
_MOST = {"not": 1, "to_real": 1, "to_int": 1, "is_int": 1, "abs": 1, "ite": 3, "mod": 2, "^": 2}
_NUMBERS = {"Int": "integer", "Real": "real"}

_OLD = {"implies": "=>", "iff": "="}  # of earlier versions of the standard

Abbreviate = Callable[[str, Value], None]
Naming = Callable[[str, Signature], str]
Mark = tuple[dict[str, int], frozenset[str], frozenset[int]]


class Terms:
    """Translates expressions. `named(symbol, signature)` is the name of what the script declares, `kinds` those of
    its sorts. What expressions need besides is handed on: `abbreviate(name, value)` for a definition,
    `declare(name, sort, meaning)` for a quantity of their own, `assume(name, formula, meaning)` for a premise."""

    def __init__(
        self,
        named: Naming,
        kinds: Mapping[str, str],
        new: NewName,
        abbreviate: Abbreviate,
        declare: Declare,
        assume: Assume,
    ) -> None:
        self._named_as, self._kinds = named, kinds
        self._new, self._abbreviate, self._declare, self._assume = new, abbreviate, declare, assume
        self.stand_ins = StandIns(new, declare, assume)
        self._scope = Scope()
        self._constants: dict[int, tuple[Defined, Value]] = {}
        self._nonzero: frozenset[str] = frozenset()
        self._open: list[str] = []
        self._guards: frozenset[str] = frozenset()

    def formula(self, item: SExpr, scope: Scope) -> Value:
        """What is asserted, where the symbols mean what the scope says."""
        self._scope = scope
        try:
            return self._sorted(item, {}, "Bool")
        except RecursionError:
            hint = "name its parts with define-fun or let"
            raise unsupported("this is nested too deeply", item.span, hint) from None

    def learn(self, formula: Value) -> None:
        """From here on the formula may be relied on: it comes before what follows."""
        self._nonzero |= v.apart(formula)

    def mark(self) -> Mark:
        """What is relied on now, for `reset`."""
        return self.stand_ins.mark(), self._nonzero, frozenset(self._constants)

    def reset(self, mark: Mark) -> None:
        """Rely on nothing that came after the mark."""
        self.stand_ins.reset(mark[0])
        self._nonzero = mark[1]
        self._constants = {key: known for key, known in self._constants.items() if key in mark[2]}

    # ---- expressions ---------------------------------------------------------------------------------

    def _sorted(self, item: SExpr, local: Mapping[str, Value], sort: str) -> Value:
        value = self._value(item, local)
        self._fits(value, sort, item.span)
        return value

    def _fits(self, value: Value, sort: str, span: Span) -> None:
        if value.sort != sort and not (value.sort in _NUMBERS and sort in _NUMBERS):
            raise malformed(f"a term of sort {sort} is expected here, not one of sort {value.sort}", span)

    def _value(self, item: SExpr, local: Mapping[str, Value]) -> Value:
        while isinstance(item, Group) and item.head in ("let", "!"):
            if item.head == "let":
                item, local = self._let(item, local)
            elif len(item.items) > 1:
                item = item.items[1]
            else:
                raise malformed("`!` annotates a term", item.span)
        value = self._word(item, local) if isinstance(item, Word) else self._applied(item, local)
        return self._small(value, item.span)

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
        """The value under a name of its own, unless it is short or says something of a bound variable; a member of a
        kind has no definition."""
        if value.size <= _SHORT or value.bound or value.sort not in BASIC:
            return value
        short = self._new(name)
        self._abbreviate(short, value)
        return v.name(short, value.sort, value.size, value.depth)

    def _small(self, value: Value, span: Span) -> Value:
        """The value; or, where it would be too large with all written out, a quantity that equals it."""
        if value.size <= _LARGEST and value.depth <= _DEEPEST:
            return value
        if value.bound:
            if value.size <= _LARGEST_BOUND and value.depth <= 2 * _DEEPEST:
                return value
            raise unsupported("this is too large inside a quantifier", span, "split it")
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
        declared, defined = self._scope.declared.get(name), self._scope.defined.get(name)
        if defined is not None:
            if defined.parameters:
                raise malformed(f"the function `{name}` needs its arguments", span)
            known = self._constants.get(id(defined))
            if known is None:
                outer, self._guards = self._guards, frozenset()
                known = self._constants[id(defined)] = defined, self._named(name, self._called(name, span, []))
                self._guards = outer
            return known[1]
        if declared is not None:
            if declared.parameters:
                raise malformed(f"the function `{name}` needs its arguments", span)
            return v.name(self._named_as(name, declared), declared.sort)
        if re.fullmatch(r"-\d+(\.\d*)?", name):
            # not in the standard, where this is a symbol, but solvers read it, and so benchmarks have it
            return v.constant(Fraction(name.rstrip(".")), "Real" if "." in name else "Int")
        close = nearest(name, (*self._scope.declared, *self._scope.defined, *local))
        raise malformed(f"`{name}` is not declared", span, f"did you mean `{close}`?" if close else None)

    def _called(self, name: str, span: Span, arguments: Sequence[Value]) -> Value:
        definition = self._scope.defined[name]
        if len(arguments) != len(definition.parameters):
            raise malformed(f"`{name}` takes {len(definition.parameters)} arguments, not {len(arguments)}", span)
        for argument, (_, sort) in zip(arguments, definition.parameters, strict=True):
            self._fits(argument, sort, span)
        if name in self._open:
            raise malformed(f"the definition of `{name}` uses itself", span)
        self._open.append(name)
        try:
            return self._body(definition, arguments)
        finally:
            self._open.pop()

    def _declared(self, name: str, span: Span, arguments: Sequence[Value]) -> Value:
        """A symbol that is declared as a function: of members of kinds as it stands, else what stands in for it."""
        signature = self._scope.declared[name]
        if len(arguments) != len(signature.parameters):
            raise malformed(f"`{name}` takes {len(signature.parameters)} arguments, not {len(arguments)}", span)
        for argument, sort in zip(arguments, signature.parameters, strict=True):
            self._fits(argument, sort, span)
        own = self._named_as(name, signature)
        if all(sort in self._kinds for sort in signature.parameters):
            return v.call(own, signature.sort, *arguments)
        return self.stand_ins.applied(own, signature.sort, tuple(arguments), span)

    def _quantified(self, item: Group, local: Mapping[str, Value]) -> Value:
        """`forall` and `exists`; of a truth value both are written out."""
        match item.items:
            case (_, Group(items=listed), body) if listed:
                pass
            case _:
                raise malformed(f"`{item.head}` takes variables and a formula", item.span, "such as `((x Real))`")
        inner: dict[str, Value] = dict(local)
        bound: list[tuple[str, str]] = []
        chances: list[dict[str, Value]] = [{}]
        for each in listed:
            match each:
                case Group(items=(Word("symbol", name), Word("symbol", sort))):
                    pass
                case _:
                    raise malformed("a variable is a symbol with its sort", each.span, "such as `(x Real)`")
            if sort == "Bool":
                values = [v.connected(op, []) for op in ("and", "or")]
                chances = [{**chance, name: value} for chance in chances for value in values]
            elif sort in self._kinds or sort in _NUMBERS:
                variable = self._new(name)
                inner[name] = v.variable(variable, sort)
                bound.append((variable, self._kinds.get(sort) or _NUMBERS[sort]))
            else:
                raise unsupported(
                    f"the sort `{sort}` is not supported", each.span, "Bool, Int, Real and declared sorts"
                )
        if len(chances) > 16:
            raise unsupported("too many variables of sort Bool", item.span, "up to four are written out")
        parts = [self._sorted(body, {**inner, **chance}, "Bool") for chance in chances]
        result = v.connected("and" if item.head == "forall" else "or", parts)
        for variable, sort in reversed(bound):
            result = v.quantified(item.head, variable, sort, result)
        return result

    def _body(self, definition: Defined, arguments: Sequence[Value]) -> Value:
        pairs = zip(definition.parameters, arguments, strict=True)
        local = {parameter: self._named(parameter, value) for (parameter, _), value in pairs}
        return self._sorted(definition.body, local, definition.sort)

    def _applied(self, item: Group, local: Mapping[str, Value]) -> Value:
        name, span = _OLD.get(item.head, item.head), item.span
        if name in ("forall", "exists"):
            return self._quantified(item, local)
        if not name:
            raise unsupported("a term is expected here, such as `(+ x 1)`", span, "indexed operators are not supported")
        own = {**self._scope.declared, **self._scope.defined}
        if name in local or not (name in _LEAST or name in ("and", "or", "+", "*") or name in own):
            taken = f"`{name}` takes no arguments" if name in local else ""
            close = nearest(name, (*_LEAST, *own))
            hint = f"did you mean `{close}`?" if close else "the file declares no function of that name"
            raise unsupported(taken or f"the operator `{name}` is not supported", item.items[0].span, hint)
        sort = _SORTED.get(name, "")
        parts = self._parts(name, sort, item.items[1:], local)
        if name in self._scope.defined:
            return self._called(name, span, parts)
        if name in self._scope.declared:
            return self._declared(name, span, parts)
        if not _LEAST.get(name, 1) <= len(parts) <= _MOST.get(name, len(parts)):
            raise malformed(f"`{name}` does not take {len(parts)} arguments", span)
        self._check_sorts(name, parts, span)
        return self._operation(name, parts, span)

    def _parts(self, name: str, sort: str, items: Sequence[SExpr], local: Mapping[str, Value]) -> list[Value]:
        """The arguments; what stands in a conjunction or before an implication's end holds for what comes after it."""
        parts: list[Value] = []
        outer = self._guards
        try:
            for each in items:
                part = self._sorted(each, local, sort) if sort else self._value(each, local)
                parts.append(part)
                if name in ("and", "=>"):
                    self._guards |= v.apart(part)
                elif name == "or":
                    self._guards |= v.apart(v.denied(part))
        finally:
            self._guards = outer
        return parts

    def _check_sorts(self, name: str, parts: list[Value], span: Span) -> None:
        if name == "ite" and parts[0].sort != "Bool":
            raise malformed("`ite` begins with a condition", span)
        sorts = {"a number" if part.sort in _NUMBERS else part.sort for part in (parts[1:] if name == "ite" else parts)}
        mixed = name in ("=", "distinct", "ite")
        if name not in _SORTED and (len(sorts) > 1 or (not mixed and sorts != {"a number"})):
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
                return self._chosen(*parts)
            case "-" if len(parts) == 1:
                return v.negative(parts[0])
            case "+" | "-" | "*":
                return v.arithmetic(name, parts)
            case "to_real":
                return replace(parts[0], sort="Real")
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
        result = parts[0]
        for part in parts[1:]:
            result = self._whole(name, result, part, span)
        return result

    def _chosen(self, condition: Value, then: Value, otherwise: Value) -> Value:
        """`ite`; for a member of a kind a constant stands, with what it is in either case."""
        if then.sort not in self._kinds or condition.bound or then.bound or otherwise.bound:
            return v.chosen(condition, then, otherwise)
        name = self._new("chosen")
        self._declare(name, then.sort, "one of two, as a condition has it")
        value = v.name(name, then.sort)
        cases = [(condition, then), (v.denied(condition), otherwise)]
        parts = [v.implied([case, v.comparison("=", [value, member])]) for case, member in cases]
        self._assume(f"meaning_of_{name}", v.connected("and", parts), f"what {name} stands for")
        return value

    def _power(self, base: Value, exponent: Value, span: Span) -> Value:
        number = exponent.number
        if number is None or number.denominator != 1 or number < 0:
            raise unsupported(
                "this exponent is not supported", span, "exponents are whole numbers that are not negative"
            )
        return v.made(s.Binary("^", base.expr, exponent.expr, span), base.sort, [base, exponent])

    # ---- division --------------------------------------------------------------------------------------

    def _whole(self, name: str, top: Value, bottom: Value, span: Span) -> Value:
        """`div` and `mod`: the remainder is from 0 up to the divisor's size (theory Ints)."""
        if "Real" in (top.sort, bottom.sort):
            raise malformed(f"`{name}` takes whole numbers", span)
        if not bottom.number:
            return self.stand_ins.whole(top, bottom, span)[name == "mod"]
        size = v.constant(abs(bottom.number), "Int")
        down = v.call("floor", "Int", v.quotient(top, size))
        if name == "mod":
            return v.arithmetic("-", [top, v.arithmetic("*", [size, down])])
        return down if bottom.number > 0 else v.negative(down)

    def _divided(self, top: Value, bottom: Value, span: Span) -> Value:
        if bottom.number or format_expr(bottom.expr) in self._nonzero | self._guards:
            return v.quotient(top, bottom)
        return self.stand_ins.quotient(top, bottom, span)
