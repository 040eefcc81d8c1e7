"""The process that runs sympy-extras: `python -m argcheck.provers.elimination.extras_worker`.

One JSON question on standard input, one JSON formula (or null) on standard output.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

import sympy

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
    polynomial = sympy.Poly(sign * (found.lhs - found.rhs), *names, domain="QQ")
    terms = []
    for powers, coefficient in polynomial.terms():
        monomial = [[names[g], int(p)] for g, p in zip(polynomial.gens, powers, strict=True) if p]
        terms.append([str(sympy.Rational(coefficient)), sorted(monomial)])
    return [relation, terms]


if __name__ == "__main__":
    main()
