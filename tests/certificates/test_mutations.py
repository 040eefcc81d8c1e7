"""Certificates with one thing changed: none may pass as a proof of the same statement."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from argcheck.api import check_file
from argcheck.certificates.effort import Effort
from argcheck.certificates.format import written
from argcheck.certificates.search import find_certificate
from argcheck.kernel.data import Refused
from argcheck.kernel.replay import FORMAT, replay
from argcheck.settings import Settings
from tests.certificates.problems import problem

PROBLEMS = [
    problem("2*x*y > x^2 + y^2"),
    problem("a > 0", "b > a", "c > 0", "d > c", "a*c >= b*d"),
    problem("q*m + q*v = m", "m > 0", "v > 0", "q >= 1"),
    problem("m > 0", "v > 0", "w > v", "q*m + q*v = m", "r*m + r*w = m", "r >= q"),
    problem("x = 2*y", "y = 3*z - 1", "z = x - 2", "x > 5"),
    problem("2*n > 3", "7 > 2*m", "m >= 2*n", integers="m n"),
    problem("x > 0 or y > 0", "0 > x", "0 > x + y", "x + 1 > y", "-1 > y"),
    problem("a or b", "not a or c", "not b or c", "not c"),
    problem("w >= 0", "0 >= w", "c > 0", "d*n*w >= c"),
]
RULES = ("sum", "clash", "cases", "split", "parts", "round")
WORDS = (">", ">=", "=", "!=", "and", "or", "not", "holds", *RULES)


def mutants(value: Any) -> Iterator[Any]:
    """The value with one number, word, rule or name changed, or one part left out, doubled or moved."""
    if isinstance(value, dict):
        for key in value:
            for changed in mutants(value[key]):
                yield {**value, key: changed}
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield value[:index] + value[index + 1 :]
            if not (isinstance(part, dict) and part.get("rule") in ("parts", "round")):  # twice is as good as once
                yield [*value[: index + 1], *value[index:]]
            if index:
                yield [*value[: index - 1], part, value[index - 1], *value[index + 1 :]]
            for changed in mutants(part):
                yield [*value[:index], changed, *value[index + 1 :]]
    elif isinstance(value, int):
        yield from (value + 1, value - 1, -value, value + 7)
    elif isinstance(value, str):
        yield from (word for word in WORDS if value in WORDS and word != value)
        if value.lstrip("-").replace("/", "").isdigit():
            yield from ("-" + value, value + "1", value + "/7", "0", "1", "2")
        else:
            yield value + "'"


def meaning(text: str) -> Any:
    """What a certificate proves, apart from the names of theorem and hypotheses. A lemma supposes nothing."""
    (theorem,) = replay(text)
    symbols = tuple((name, each.key) for name, each in theorem.symbols.items())
    return theorem.integers, symbols, tuple(each.formula for each in theorem.hypotheses if each.lemma is None)


def accepted_mutants(original: Any) -> tuple[int, int, list[Any]]:
    """How many mutants were tried, how many prove something, and those that prove the same."""
    statement = meaning(json.dumps(original))
    tried, accepted, same = 0, 0, []
    for mutant in mutants(copy.deepcopy(original)):
        if mutant == original or _only_renamed(mutant, original) or _harmless(mutant, original):
            continue
        tried += 1
        try:
            proved = meaning(json.dumps(mutant))
        except Refused:
            continue
        accepted += 1
        if proved == statement and not _needless(mutant, original):
            same.append(mutant)
    print(f"{tried} mutants tried")
    return tried, accepted, same


@pytest.mark.parametrize("number", range(len(PROBLEMS)))
def test_no_mutant_proves_the_same(number: int) -> None:
    certificate = find_certificate(PROBLEMS[number], Effort.of(20))
    assert certificate is not None
    tried, accepted, same = accepted_mutants(json.loads(written([certificate])))
    assert tried > 100 and same == []
    assert accepted < tried / 4  # a changed hypothesis may make another theorem


STEPS = {
    "power": "given x > 1 infer x^n > 0",
    "sum": "infer sum(k from 0 to n: x^k) > 0",
    "exp": "infer exp(x) >= 1 + x",
    "log": "infer log(x) <= x - 1",
    "choice": "infer max(x, y) >= x",
    "floor": "infer floor(x) <= x",
    "sqrt": "infer sqrt(x)^2 = x",
    "germ": "infer rises(y*exp(x), x)",
    "limit": "infer limit((x + 1)/(2*x + 3), x -> infinity) = 1/2",
    "derivative": "infer diff(exp(y*x), x) > 0",
}


@pytest.fixture(scope="module")
def theorems(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The theorem for each of STEPS."""
    steps = "".join(f"step s_{name} {step}\n" for name, step in STEPS.items())
    file = tmp_path_factory.mktemp("mutants") / "a.arg"
    file.write_text(f'argument "A"\nquantity x, y : real > 0\nquantity n : integer >= 1\n{steps}')
    report = check_file(str(file), Settings(proof_effort=30))
    certificates = {result.name.removeprefix("s_"): result.certificate for result in report.steps}
    return {name: each and json.loads(each.theorems)[-1] for name, each in certificates.items()}


@pytest.mark.parametrize("name", STEPS)
def test_no_mutant_with_symbols_proves_the_same(theorems: dict[str, Any], name: str) -> None:
    theorem = theorems[name]
    assert theorem is not None and "symbols" in theorem and any("lemma" in each for each in theorem["hypotheses"])
    tried, _, same = accepted_mutants({"format": FORMAT, "theorems": [theorem]})
    assert tried > 200
    # a split by `>` may do as well as one by `>=`, and two facts may say the same: then it is another proof
    assert all({**mutant["theorems"][0], "proof": theorem["proof"]} == theorem for mutant in same)
    assert len(same) <= 2


def _needless(one: Any, other: Any) -> bool:
    """The same hypotheses in another order, or a lemma stated twice, may be good for the same proof."""

    def stated(data: Any) -> Any:
        (theorem,) = data["theorems"]
        lemmas = {json.dumps(each) for each in theorem["hypotheses"] if "lemma" in each}
        rest = sorted(json.dumps(each) for each in theorem["hypotheses"] if "lemma" not in each)
        return lemmas, rest, theorem["integers"], theorem.get("symbols"), theorem["proof"]

    return bool(stated(one) == stated(other))


def _only_renamed(one: Any, other: Any) -> bool:
    return bool(_without_names(one) == _without_names(other))


def _without_names(data: Any) -> Any:
    data = copy.deepcopy(data)
    for theorem in data.get("theorems", ()):
        theorem.pop("name", None)
        for hypothesis in theorem.get("hypotheses", ()):
            hypothesis.pop("label", None)
    return data


def _harmless(one: Any, other: Any) -> bool:
    """The same sums with their terms or factors in another order are the same proof."""
    return bool(_sorted(one) == _sorted(other))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        ordered = {"terms", "equations", "facts"}
        return {key: _ordered(part) if key in ordered else _sorted(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_sorted(part) for part in value]
    return value


def _ordered(value: Any) -> Any:
    if isinstance(value, list):
        return sorted((_sorted(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value
