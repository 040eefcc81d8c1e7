"""The process that runs sympy-extras: `python -m argcheck.provers.elimination.extras_worker`.

One JSON question on standard input, one JSON formula (or null) on standard output.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

import sympy

_NARROW = sympy.Rational(1, 1000)
_MEMORY_BYTES = 2_000_000_000
_COMPARED = {">": sympy.Gt, ">=": sympy.Ge, "=": sympy.Eq, "!=": sympy.Ne}
_READ = {
    sympy.StrictGreaterThan: (">", 1),
    sympy.GreaterThan: (">=", 1),
    sympy.StrictLessThan: (">", -1),
    sympy.LessThan: (">=", -1),
    sympy.Equality: ("=", 1),
    sympy.Unequality: ("!=", 1),
}


def main() -> None:
    """Answer the one question."""
    _limit_memory()
    request = json.load(sys.stdin)
    answer: Any = None
    # the package promises nothing about what it raises; whatever it says is checked by whoever asked
    with suppress(Exception):
        answer = _answer(request)
    print(json.dumps(answer))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # there is no such limit on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def _answer(request: Any) -> Any:
    from sympy_extras.polys.cad import quantifier_elimination

    names = [*request["free"], *(name for _, name in request["prefix"])]
    symbols = {name: sympy.Symbol(f"v{index}") for index, name in enumerate(names)}
    prefix = [(kind, symbols[name]) for kind, name in request["prefix"]]
    free = [symbols[name] for name in request["free"]]
    found = quantifier_elimination(_formula(request["matrix"], symbols), prefix, free)
    return _data(found, {symbol: name for name, symbol in symbols.items()})


def _formula(data: Any, symbols: dict[str, Any]) -> Any:
    match data:
        case ["not", inner]:
            return sympy.Not(_formula(inner, symbols))
        case ["and", *parts]:
            return sympy.And(*(_formula(part, symbols) for part in parts))
        case ["or", *parts]:
            return sympy.Or(*(_formula(part, symbols) for part in parts))
        case [relation, terms]:
            value = sum(
                sympy.Rational(*map(int, f"{coefficient}/1".split("/")[:2]))
                * sympy.Mul(*(symbols[name] ** power for name, power in monomial))
                for coefficient, monomial in terms
            )
            return _COMPARED[relation](value, 0)
    raise ValueError("not a formula")


def _data(found: Any, names: dict[Any, str]) -> Any:
    if found is sympy.true:
        return ["and"]
    if found is sympy.false:
        return ["or"]
    if isinstance(found, sympy.And | sympy.Or):
        return ["and" if isinstance(found, sympy.And) else "or", *(_data(part, names) for part in found.args)]
    relation, sign = _READ[found.func]
    root = found.rhs
    if found.lhs in names and root.is_number and not root.is_Rational:
        return _beside_root(relation, sign, names[found.lhs], root)
    polynomial = sympy.Poly(sign * (found.lhs - found.rhs), *names, domain="QQ")
    terms = []
    for powers, coefficient in polynomial.terms():
        monomial = [[names[g], int(p)] for g, p in zip(polynomial.gens, powers, strict=True) if p]
        terms.append([str(sympy.Rational(coefficient)), sorted(monomial)])
    return [relation, terms]


def _beside_root(relation: str, sign: int, name: str, root: Any) -> Any:
    """A quantity compared with an irrational root, by its polynomial and rationals that isolate it."""
    symbol = sympy.Symbol("v")
    polynomial = sympy.Poly(sympy.minimal_polynomial(root, symbol), symbol, domain="QQ")
    (low, high), _ = min(polynomial.intervals(eps=_NARROW), key=lambda one: abs(float(one[0][0] - root)))
    value = polynomial * (sign if polynomial.eval(high) > 0 else -sign)
    terms = [[str(sympy.Rational(c)), [[name, p]] if p else []] for (p,), c in value.terms()]
    near = ["and", _line(name, low, 1, ">"), _line(name, high, -1, ">"), [relation, terms]]
    if relation == "=":
        return near
    if relation == "!=":
        return ["or", _line(name, low, -1, ">="), _line(name, high, 1, ">="), near]
    return ["or", _line(name, high if sign > 0 else low, sign, ">="), near]


def _line(name: str, end: Any, sign: int, relation: str) -> Any:
    """`name` above (or below) a rational."""
    return [relation, [[str(sign), [[name, 1]]], [str(-sign * sympy.Rational(end)), []]]]


if __name__ == "__main__":
    main()
