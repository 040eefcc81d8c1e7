"""Small certificates, written out by hand, for the kernel's tests."""

from __future__ import annotations

import json
from typing import Any

from argcheck.kernel.replay import FORMAT, Theorem, replay

X = [["1", [["x", 1]]]]
MINUS_X = [["-1", [["x", 1]]]]
ONE = [["1", []]]
X_MINUS_1 = [["-1", []], ["1", [["x", 1]]]]
MINUS_X_PLUS_1 = [["1", []], ["-1", [["x", 1]]]]


def hypotheses(*formulas: Any) -> list[Any]:
    return [{"label": f"h{index}", "formula": formula} for index, formula in enumerate(formulas)]


def summed(terms: list[Any], equations: list[Any] | None = None) -> dict[str, Any]:
    """A sum: terms as (coefficient, facts) or (coefficient, facts, squares), equations as (fact, multiplier)."""
    return {
        "rule": "sum",
        "terms": [{"coefficient": t[0], "facts": t[1], "squares": t[2] if len(t) > 2 else []} for t in terms],
        "equations": [{"fact": fact, "multiplier": multiplier} for fact, multiplier in equations or []],
    }


def certificate(formulas: list[Any], proof: list[Any], integers: list[str] | None = None) -> dict[str, Any]:
    theorem = {"name": "t", "integers": integers or [], "hypotheses": hypotheses(*formulas), "proof": proof}
    return {"format": FORMAT, "theorems": [theorem]}


def proves(formulas: list[Any], proof: list[Any], integers: list[str] | None = None) -> Theorem:
    (theorem,) = replay(json.dumps(certificate(formulas, proof, integers)))
    return theorem
