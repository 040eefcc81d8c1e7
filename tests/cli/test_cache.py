"""What is remembered is exactly what was found, and only for the same question."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.api import Settings
from argcheck.cli import cache
from argcheck.cli.codec import decode, encode
from argcheck.model.argument import Witness
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Infinite, LimitOf, Num, Quantifier, SumOf, Term, Var, num
from tests.samples import FAULT, REPORT

VARIABLES = st.builds(Var, st.text(min_size=1), st.sampled_from(Sort))
TERMS = st.recursive(
    st.builds(Num, st.fractions()) | st.builds(Infinite) | VARIABLES,
    lambda terms: (
        st.builds(lambda parts: App("+", tuple(parts)), st.lists(terms, max_size=4))
        | st.builds(SumOf, VARIABLES, terms, terms, terms)
        | st.builds(LimitOf, VARIABLES, terms, terms)
        | st.builds(Quantifier, st.sampled_from(["forall", "exists"]), VARIABLES, terms, terms)
    ),
    max_leaves=12,
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGCHECK_CACHE", str(tmp_path / "cache"))


def through_json(value: object) -> object:
    return decode(json.loads(json.dumps(encode(value))))


@pytest.mark.parametrize("report", [REPORT, FAULT])
def test_a_report_survives(report: object) -> None:
    again = through_json(report)
    assert again == report
    assert repr(again) == repr(report)


@given(TERMS)
def test_a_term_survives(term: Term) -> None:
    assert repr(through_json(Witness("n", term))) == repr(Witness("n", term))


def test_shared_parts_are_written_once() -> None:
    term: Term = num(Fraction(1, 3))
    for _ in range(200):
        term = App("+", (term, term))
    nodes = encode(term)
    assert len(nodes) < 1000
    assert len(encode(decode(nodes))) == len(nodes)


def test_deep_terms_survive() -> None:
    term: Term = num(1)
    for _ in range(5000):
        term = App("neg", (term,))
    again = decode(encode(term))
    depth = 0
    while isinstance(again, App):
        again, depth = again.args[0], depth + 1
    assert depth == 5000


@pytest.mark.parametrize("value", [object(), {"a": 1}, [1], lambda: 0, Path()])
def test_nothing_else_is_written(value: object) -> None:
    with pytest.raises(TypeError):
        encode((value,))


@pytest.mark.parametrize("nodes", [[], [["Path", "/"]], [["Fraction", 1, 0]], [["tuple", [5]]], [["Verdict", "no"]]])
def test_nothing_else_is_read(nodes: list[list[object]]) -> None:
    with pytest.raises((ValueError, TypeError, LookupError, ArithmeticError)):
        decode(nodes)


def test_remember_and_recall() -> None:
    assert cache.recall("0" * 64) is None
    cache.remember("0" * 64, REPORT)
    assert cache.recall("0" * 64) == replace(REPORT, from_cache=True)


@pytest.mark.parametrize("damage", ["", "{}", "nonsense", "0\n[]", "é"])
def test_a_damaged_entry_is_as_if_it_were_not_there(damage: str) -> None:
    cache.remember("1" * 64, REPORT)
    path = cache.folder() / f"{'1' * 64}.json"
    path.write_text(damage, encoding="latin-1")
    assert cache.recall("1" * 64) is None


def test_one_changed_letter_is_noticed() -> None:
    cache.remember("2" * 64, REPORT)
    path = cache.folder() / f"{'2' * 64}.json"
    path.write_text(path.read_text().replace('"refuted"', '"valid"'))
    assert cache.recall("2" * 64) is None


def test_the_key_tells_questions_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one.arg", tmp_path / "two.arg"
    one.write_text("a")
    two.write_text("a")
    base = Settings()
    keys = [
        cache.key(str(one), base),
        cache.key(str(two), base),
        cache.key(str(one), replace(base, timeout=1.0)),
        cache.key(str(one), replace(base, seed=1)),
        cache.key(str(one), replace(base, readings=(("behaviour", "hard"),))),
        cache.key(str(one), replace(base, steps=("pull",))),
    ]
    monkeypatch.setattr("argcheck.__version__", "0.0.0")
    keys.append(cache.key(str(one), base))
    one.write_text("b")
    keys.append(cache.key(str(one), base))
    assert len(set(keys)) == len(keys)
    assert cache.key(str(tmp_path / "none.arg"), base) is None


def test_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_ENTRIES", 3)
    for number in range(5):
        cache.remember(str(number), FAULT)
        os.utime(cache.folder() / f"{number}.json", (number, number))
    cache.remember("5", FAULT)
    assert sorted(path.stem for path in cache.folder().glob("*.json")) == ["3", "4", "5"]


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARGCHECK_CACHE", str(tmp_path / "file" / "cache"))
    cache.remember("0", REPORT)
    assert cache.recall("0") is None
