"""Certificates for the tests of the Coq, Lean and SMT-LIB writers: every rule, and every shape of opposite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from argcheck.certificates.effort import Effort
from argcheck.certificates.format import Certificate, formula_data, polynomial_data, written
from argcheck.certificates.search import certify, find_certificate
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation, opposite
from argcheck.kernel.lemmas import LEMMAS, Lemma
from argcheck.kernel.lemmas import instance as state
from argcheck.kernel.quotients import minus, named, number, plus, times
from argcheck.kernel.replay import FORMAT
from argcheck.kernel.rules import Work, rounded
from argcheck.kernel.symbols import Kind, Meaning, Symbols
from argcheck.logic.formula import Problem
from argcheck.reports.assistants.complete import RULES
from tests.certificates.problems import formula, polynomial, problem
from tests.certificates.test_search import CONTRADICTORY
from tests.kernel.proofs import certificate
from tests.kernel.test_replay import ACCEPTED

MORE = {
    "fractions": problem("1/2*x > 1/3", "1/6 > 3/4*x"),
    "equations with fractions": problem("2/3*x + 1/5*y = 1/7", "1/2*x = 3/4*y", "0 >= x"),
    "large numbers": problem("123456789012345678901234567890*x > 1", "0 > x"),
    "a bound of a product of whole numbers": problem("4*m*n - 6*n > 1", "3*n + 1 > 2*m*n", integers="m n"),
    "a whole number between": problem("3*n - 3*m > 1", "2 > 3*n - 3*m", integers="m n"),
    "three cases": problem("x > 1 or x > 2 or y > x", "1 >= x", "x >= y"),
    "cubes": problem("x > 0", "y > x", "x^3 >= y^3"),
}

_WORDS = """
    at cofix else exists forall fun if in let match mod return then where with by R Z IZR bool True I eq_refl ring
    h0 f1 t0 u0 v1 ac_w argcheck_x def theorem have show from do open sorry
"""
KEYWORDS = _WORDS.split()
STRANGE = [
    'a "b',
    "c *) d",
    "(* e",
    "γ^T",
    "exp(-(b))",
    "a-/b",
    "/-",
    "(((c)/(D + c))^((1)/(T)))^(T)",
    "__",
    "x'",
]

_X, _Y = formula("x > 1/2"), formula("y >= 0")
_A, _B = Proposition("a"), Proposition("b")
_FALSE_NUMBER, _TRUE_NUMBER = Atom({(): -1}, Relation.GT), Atom({(): 5}, Relation.NE)
SHAPES: dict[str, Formula] = {
    "more": _X,
    "at least": _Y,
    "equal": formula("x = 1/3*y"),
    "unequal": formula("x != y"),
    "numbers": And((_TRUE_NUMBER, Or((_FALSE_NUMBER, Atom({}, Relation.EQ))), Atom({}, Relation.GE))),
    "a proposition": _A,
    "a denial": Not(And((_A, _X))),
    "a denial of a denial": Not(Not(Or((_B, _Y)))),
    "a conjunction": And((_A, _X, _Y)),
    "a disjunction": Or((_A, _X, Not(_B))),
    "nothing": Or(()),
    "anything": And(()),
    "one part": And((Or((_X,)),)),
    "flattened": And((And((_A, _X)), Or((_B, _Y)), Not(_A))),
    "flattened the other way": Or((Or((_A, _X)), And((_B, _Y)), And(()))),
    "repeated": Or((And((_A, _X)), And((_A, _X)), _A)),
    "a part that cannot be": Or((_A, And((_FALSE_NUMBER, _X)))),
    "a part that must be": And((_A, Or((_TRUE_NUMBER, _X)))),
}


def found(name: str, given: Problem) -> Certificate:
    """The certificate that the search finds."""
    certificate, reason = certify(given, Effort.of(20), name)
    assert certificate is not None, reason
    return certificate


def theorem(name: str, formulas: list[Formula], proof: list[Any], *integers: str) -> dict[str, Any]:
    """One theorem with a proof written by hand."""
    (each,) = certificate(list(map(formula_data, formulas)), proof, sorted(integers))["theorems"]
    return {**each, "name": name}


def strange_names() -> Certificate:
    """A theorem whose quantities are called by words that proof assistants keep for themselves, and by worse."""
    names = [*KEYWORDS, *STRANGE]
    positive = [Atom({((name, 1),): 1}, Relation.GT) for name in names]
    negative = Atom({((name, 1),): -1 for name in names} | {((name, 1),): -1 for name in STRANGE}, Relation.GE)
    worst = 'ends *) Qed. Axiom x : False. (* " -/ axiom y : False /- axiom z'
    labels = tuple(f"{worst} {index}" for index in range(len(names) + 1))
    given = Problem((*positive, negative), frozenset(names[::3]), labels)
    proof = found(f"{worst} of all", given)
    return Certificate(proof.name, given, proof.proof, holes={0: Lemma(worst, (worst, "T"))})


def everything() -> str:
    """A certificate file with all of it."""
    certificates = [found(name, given) for name, given in (CONTRADICTORY | MORE).items()]
    theorems = json.loads(written([*certificates, strange_names()]))["theorems"]
    for name, (formulas, proof, integers) in ACCEPTED.items():
        (each,) = certificate(formulas, proof, integers)["theorems"]
        theorems.append({**each, "name": f"rule: {name}"})
    product = {"coefficient": "4/3", "facts": [], "squares": [polynomial_data(polynomial("3/2*x - 1/3"))]}
    weight = {"coefficient": "4/3", "facts": [0], "squares": []}
    proof = [{"rule": "sum", "terms": [product, weight], "equations": []}]
    theorems.append(theorem("a square with fractions", [formula("x - 1/9 > 9/4*x^2")], proof))
    clash = [[{"rule": "clash", "fact": 2, "denial": denial}] for denial in (0, 1)]
    for name, shape in SHAPES.items():
        hypotheses = [Not(shape), Not(opposite(shape))]
        split = {"rule": "split", "formula": formula_data(shape), "cases": clash}
        theorems.append(theorem(f"split: {name}", hypotheses, [split]))
        if not isinstance(shape, Proposition):
            theorems.append(theorem(f"denied: {name}", hypotheses, [{"rule": "parts", "fact": 0}, *clash[1]]))
    for text in (
        "3*m*n - 6*m > 1",
        "2*m^2*n - 5*n + 450*m > 3*m",
        "3/2*m - 6*n >= 1/4",
        "0 > 2*m",
        "-4*n + 5/2 >= 0",
        "4*m = 8*n",
        "n > 0",
    ):
        bound = formula(text)
        after = rounded(bound, frozenset({"m", "n"}), Work())
        rounding = [{"rule": "round", "fact": 0}, {"rule": "clash", "fact": 2, "denial": 1}]
        theorems.append(theorem(f"rounded: {text}", [bound, Not(after)], rounding, "m", "n"))
    return json.dumps({"format": FORMAT, "theorems": theorems})


def instances() -> Iterator[tuple[str, Certificate]]:
    """For each lemma that Coq proves, its instances: certificates that they and their denials exclude one another."""
    symbols = Symbols({"m", "n", "f", "g"})
    x, y, s, t, m, n = map(named, "xystmn")
    for name, kind, parts in (
        ("p", Kind.POWER, (x, n)),
        ("q", Kind.POWER, (x, m)),
        ("r", Kind.POWER, (y, n)),
        ("a", Kind.POWER, (x, s)),
        ("b", Kind.POWER, (x, t)),
        ("c", Kind.POWER, (y, s)),
        ("d", Kind.POWER, (x, minus(plus(s, times(t, y)), number(2)))),
        ("e", Kind.EXP, (minus(s, t),)),
        ("h", Kind.EXP, (t,)),
        ("i", Kind.LOG, (x,)),
        ("j", Kind.LOG, (plus(y, number(1)),)),
        ("k", Kind.SQRT, (x,)),
        ("f", Kind.FLOOR, (x,)),
        ("g", Kind.CEIL, (x,)),
        ("w", Kind.CEIL, (times(x, y),)),
        ("S", Kind.SUM, (x, m, n)),
        ("U", Kind.SUM, (x, number(0), minus(plus(m, n), number(1)))),
        ("V", Kind.SUM, (x, number(1), plus(n, number(1)))),
    ):
        symbols.declare(name, Meaning(kind, parts))
    of_kind = {
        "power": "pad",
        "powers": "",
        "exp": "eh",
        "log": "ij",
        "sqrt": "k",
        "floor": "f",
        "ceil": "gw",
        "sum": "SUV",
    }
    pairs = {"exponents": ["pq", "ab"], "bases": ["pr", "ac"], "exp": ["eh"], "log": ["ij"]}
    assert not RULES.keys() - LEMMAS.keys()
    for lemma in RULES:
        head, _, rest = lemma.partition(": ")
        wanted = LEMMAS[lemma].arguments
        count = wanted.count("symbol")
        chosen = pairs[head if head in ("exp", "log") else rest.split()[-1]] if count == 2 else list(of_kind[head])
        for place, names in enumerate(chosen):
            for extra in product(*(each for each in wanted[count:])):
                try:
                    instance = Lemma(lemma, (*names, *extra))
                    formula = state(instance, symbols)
                except Refused:
                    continue
                problem = Problem((formula, Not(formula)), symbols.integers, ("l", "d"))
                found = find_certificate(problem, Effort.of(5))
                assert found is not None
                title = f"{lemma} {place} {' '.join(extra)}"
                yield lemma, replace(found, name=title, lemmas={0: instance}, symbols=symbols.meanings)
