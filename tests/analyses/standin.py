"""A decider for tests: numbers at many points refute, Z3 with a few lemmas on powers proves."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import mpmath
import z3

from argcheck.analyses.derivation.series import summands
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Infinite, Num, SumOf, Term, Var, free_variables, num, substitute

_TINY = mpmath.mpf(10) ** -40


def value(term: Term, point: dict[str, Fraction]) -> object:
    """The term's value to sixty digits, a bool for a formula; ArithmeticError where it is undefined."""
    match term:
        case Num(value=number):
            return mpmath.mpf(number.numerator) / number.denominator
        case Var(name=name):
            return mpmath.mpf(point[name].numerator) / point[name].denominator
        case SumOf(variable=variable, lower=lower, upper=upper, body=body):
            first = int(value(lower, point))
            if isinstance(upper, Infinite):
                return _endless(term, point, first)
            last = int(value(upper, point))
            terms = (value(body, {**point, variable.name: Fraction(k)}) for k in range(first, last + 1))
            return sum(terms, mpmath.mpf(0))
        case App(op=op, args=args):
            return _apply(op, args, point)
    raise ArithmeticError("no value")


def _endless(term: SumOf, point: dict[str, Fraction], first: int) -> object:
    one, two = (value(term.body, {**point, term.variable.name: Fraction(first + k)}) for k in (0, 1))
    if one == 0 or not -1 < two / one < 1:
        raise ArithmeticError("the sum may diverge")
    return one / (1 - two / one)


def _apply(op: str, args: tuple[Term, ...], point: dict[str, Fraction]) -> object:
    if op in ("and", "or", "not", "implies", "iff", "true", "false"):
        return _connect(op, args, point)
    numbers = [value(arg, point) for arg in args]
    match op:
        case "+":
            return sum(numbers, mpmath.mpf(0))
        case "-":
            return numbers[0] - numbers[1]
        case "neg":
            return -numbers[0]
        case "*":
            return mpmath.fprod(numbers)
        case "/":
            if abs(numbers[1]) < _TINY:
                raise ArithmeticError("division by zero")
            return numbers[0] / numbers[1]
        case "^":
            whole = numbers[1] == int(numbers[1])
            if numbers[0] <= _TINY and (not whole or (abs(numbers[0]) < _TINY and numbers[1] < 0)):
                raise ArithmeticError("undefined power")
            return numbers[0] ** (int(numbers[1]) if whole else numbers[1])
        case "exp":
            return mpmath.exp(numbers[0])
        case "log":
            if numbers[0] <= _TINY:
                raise ArithmeticError("logarithm")
            return mpmath.log(numbers[0])
        case "sqrt":
            if numbers[0] < -_TINY:
                raise ArithmeticError("square root")
            return mpmath.sqrt(max(numbers[0], 0))
    gap = numbers[0] - numbers[1]
    equal = abs(gap) < _TINY
    return {
        "=": equal,
        "!=": not equal,
        ">": gap > 0 and not equal,
        "<": gap < 0 and not equal,
        ">=": gap > 0 or equal,
        "<=": gap < 0 or equal,
    }[op]


def _connect(op: str, args: tuple[Term, ...], point: dict[str, Fraction]) -> bool:
    match op:
        case "true":
            return True
        case "and":
            return all(value(arg, point) for arg in args)
        case "or":
            return any(value(arg, point) for arg in args)
        case "not":
            return not value(args[0], point)
        case "implies":
            return not value(args[0], point) or bool(value(args[1], point))
        case "iff":
            return bool(value(args[0], point)) == bool(value(args[1], point))
    return False


def points(variables: Sequence[Var], count: int, seed: int) -> list[dict[str, Fraction]]:
    """Exact points, integers where the variables are."""
    chance = random.Random(seed)
    reals = [Fraction(n, d) for n in range(-2, 8) for d in (1, 2, 3, 5)]
    return [
        {v.name: Fraction(chance.randint(0, 5)) if v.sort is Sort.INTEGER else chance.choice(reals) for v in variables}
        for _ in range(count)
    ]


class StandIn:
    """Refutes at points, proves with Z3."""

    def __init__(self, milliseconds: int = 1500, count: int = 250) -> None:
        self.milliseconds = milliseconds
        self.count = count

    def entails(self, facts: Sequence[Term], goal: Term) -> bool | None:
        names = frozenset(v for term in (*facts, goal) for v in free_variables(term))
        with mpmath.workdps(60):
            for point in points(sorted(names, key=lambda v: v.name), self.count, 7):
                try:
                    if all(value(fact, point) for fact in facts) and not value(goal, point):
                        return False
                except ArithmeticError:
                    continue
        return True if _Proof().proves(facts, goal, self.milliseconds) else None


class _Proof:
    """One query to Z3, with powers, sums, roots and logarithms as fresh reals and lemmas about them."""

    def __init__(self) -> None:
        self.lemmas: list[object] = []
        self.powers: dict[tuple[Term, Term], object] = {}
        self.roots: dict[tuple[Term, Term], object] = {}
        self.calls: dict[tuple[str, Term], object] = {}
        self.sums: dict[SumOf, object] = {}

    def proves(self, facts: Sequence[Term], goal: Term, milliseconds: int) -> bool:
        solver = z3.Solver()
        solver.set("timeout", milliseconds)
        try:
            solver.add(*(self.formula(fact) for fact in facts), z3.Not(self.formula(goal)))
        except NotImplementedError:
            return False
        self._relate()
        solver.add(*self.lemmas)
        return solver.check() == z3.unsat

    def formula(self, term: Term) -> object:
        assert isinstance(term, App)
        if term.op in ("and", "or"):
            return (z3.And if term.op == "and" else z3.Or)(*(self.formula(arg) for arg in term.args))
        if term.op in ("true", "false"):
            return z3.BoolVal(term.op == "true")
        if term.op == "not":
            return z3.Not(self.formula(term.args[0]))
        if term.op in ("implies", "iff"):
            left, right = (self.formula(arg) for arg in term.args)
            return z3.Implies(left, right) if term.op == "implies" else left == right
        left, right = (self.number(arg) for arg in term.args)
        return {
            "=": left == right,
            "!=": left != right,
            ">": left > right,
            "<": left < right,
            ">=": left >= right,
            "<=": left <= right,
        }[term.op]

    def number(self, term: Term) -> object:
        match term:
            case Num(value=number):
                return z3.RealVal(f"{number.numerator}/{number.denominator}")
            case Var(name=name, sort=sort):
                return z3.ToReal(z3.Int(name)) if sort is Sort.INTEGER else z3.Real(name)
            case SumOf():
                return self._sum(term)
            case App(op="^", args=(base, exponent)):
                return self._power(base, exponent)
            case App(op="+", args=args):
                return z3.Sum([self.number(arg) for arg in args])
            case App(op="*", args=args):
                return z3.Product([self.number(arg) for arg in args])
            case App(op="-", args=(left, right)):
                return self.number(left) - self.number(right)
            case App(op="neg", args=(inner,)):
                return -self.number(inner)
            case App(op="/", args=(left, right)):
                quotient = z3.FreshReal("q")
                self.lemmas.append(quotient * self.number(right) == self.number(left))
                return quotient
            case App(op="sqrt", args=(inner,)):
                root = z3.FreshReal("s")
                self.lemmas += [root >= 0, root * root == self.number(inner)]
                return root
            case App(op="exp" | "log" as op, args=(inner,)):
                return self._call(op, inner)
        raise NotImplementedError

    def _call(self, op: str, inner: Term) -> object:
        if (op, inner) not in self.calls:
            result, u = z3.FreshReal(op), self.number(inner)
            self.calls[op, inner] = result
            if op == "exp":
                self.lemmas.append(result > 0)
            else:
                self.lemmas += [(u < 1) == (result < 0), (u == 1) == (result == 0)]
        return self.calls[op, inner]

    def _power(self, base: Term, exponent: Term) -> object:
        if isinstance(exponent, Num) and exponent.value.denominator == 1 and exponent.value >= 0:
            return z3.Product([z3.RealVal(1), *[self.number(base)] * int(exponent.value)])
        if isinstance(exponent, App) and exponent.op == "+":
            return z3.Product([self._power(base, part) for part in exponent.args])
        if isinstance(exponent, App) and exponent.op == "-":
            return self._quotient(self._power(base, exponent.args[0]), self._power(base, exponent.args[1]))
        if isinstance(exponent, App) and exponent.op == "/":
            key = (base, exponent.args[1])
            self.roots.setdefault(key, z3.FreshReal("root"))
            self.lemmas.append(self.roots[key] > 0)
            return self.roots[key]
        if (base, exponent) not in self.powers:
            power, b, e = z3.FreshReal("p"), self.number(base), self.number(exponent)
            self.powers[base, exponent] = power
            self.lemmas += [
                z3.Implies(b > 0, power > 0),
                z3.Implies(z3.And(b > 0, b < 1, e > 0), power < 1),
                z3.Implies(z3.And(b > 1, e > 0), power > 1),
                z3.Implies(z3.Or(b == 1, e == 0), power == 1),
            ]
        return self.powers[base, exponent]

    def _quotient(self, top: object, bottom: object) -> object:
        quotient = z3.FreshReal("q")
        self.lemmas.append(quotient * bottom == top)
        return quotient

    def _sum(self, total: SumOf) -> object:
        if isinstance(total.lower, Num) and isinstance(total.upper, Num):
            indices = range(int(total.lower.value), int(total.upper.value) + 1)
            return z3.Sum([self.number(substitute(total.body, {total.variable: num(index)})) for index in indices])
        if total.body == total.variable and total.lower == num(1):
            last, result = self.number(total.upper), z3.FreshReal("sum")
            self.lemmas.append(z3.Implies(last >= 0, 2 * result == last * (last + 1)))
            return result
        parts = summands(total)
        if parts is None or any(part.degree or not part.steps for part in parts) or len(parts) != 1:
            raise NotImplementedError
        if total not in self.sums:
            result = z3.FreshReal("sum")
            self.sums[total] = result
            ratio = self.number(parts[0].ratio)
            first = self.number(substitute(total.body, {total.variable: total.lower}))
            if isinstance(total.upper, Infinite):
                self.lemmas.append(z3.Implies(z3.And(ratio > -1, ratio < 1), (1 - ratio) * result == first))
            else:
                length = self.number(total.upper) - self.number(total.lower) + 1
                after = self._after(total)
                self.lemmas.append(z3.Implies(length >= 0, (1 - ratio) * result == first - after))
                self.lemmas.append(z3.Implies(z3.And(length >= 0, ratio == 1), result == first * length))
        return self.sums[total]

    def _after(self, total: SumOf) -> object:
        last = substitute(total.body, {total.variable: total.upper})
        ratio = summands(total)
        assert ratio is not None
        return self.number(_flat_powers(App("*", (last, ratio[0].ratio))))

    def _relate(self) -> None:
        for (radicand, degree), root in list(self.roots.items()):
            r = self.number(radicand)
            for (base, exponent), power in list(self.powers.items()):
                if exponent == degree:
                    b = self.number(base)
                    self.lemmas.append(z3.Implies(z3.And(b > 0, r > 0), (b > root) == (power > r)))
                    self.lemmas.append(z3.Implies(z3.And(b > 0, r > 0), (b == root) == (power == r)))
        for (op, inner), log in list(self.calls.items()):
            if op != "log":
                continue
            r = self.number(inner)
            for (other, argument), exponential in list(self.calls.items()):
                if other == "exp":
                    u = self.number(argument)
                    self.lemmas.append(
                        z3.Implies(r > 0, z3.And((u > log) == (exponential > r), (u == log) == (exponential == r)))
                    )
            for (base, exponent), power in list(self.powers.items()):
                if ("log", base) in self.calls:
                    size = self.number(exponent) * self.calls["log", base]
                    defined = z3.And(self.number(base) > 0, r > 0)
                    self.lemmas.append(
                        z3.Implies(defined, z3.And((size > log) == (power > r), (size == log) == (power == r)))
                    )


def _flat_powers(term: Term) -> Term:
    from argcheck.analyses.derivation.products import tidy

    return tidy(term)
