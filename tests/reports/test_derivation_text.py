"""What a derivation looks like on the screen and as JSON."""

from __future__ import annotations

import json

from argcheck.analyses.derivation import Assumption, Derivation, Line
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Var, num
from argcheck.reports.derivation_record import derivation_record
from argcheck.reports.derivation_text import conditions, movements, render_derivation

W, C, D = (Var(name, Sort.REAL) for name in "wcD")
GOAL = App(">", (App("*", (W, D)), C))
RESULT = App(">", (W, App("/", (C, D))))
POSITIVE = App(">", (D, num(0)))
DERIVATION = Derivation(
    title="act: when go is better than stay",
    reading=(("cost", "low"),),
    variable="w",
    goal=GOAL,
    assumptions=(Assumption(POSITIVE, "D > 0"),),
    lines=(
        Line(GOAL, "w*D > c", "write the utilities out", "given"),
        Line(RESULT, "w > c/D", "divide by D > 0", "proved"),
    ),
    result=RESULT,
    result_text="w > c/D",
    implicit=False,
    verified=True,
    boundary=(Line(GOAL, "at w = c/D neither option is better: indifference", "", "proved"),),
    statics=(
        Line(GOAL, "the threshold rises with c", "", "proved"),
        Line(GOAL, "the threshold falls with D", "", "proved"),
    ),
)


def test_the_listing_at_eighty_columns() -> None:
    assert render_derivation(DERIVATION, 80).plain.splitlines() == [
        "act: when go is better than stay   [cost = low]",
        "  for w",
        "    assuming D > 0",
        "",
        "  1   w*D > c    write the utilities out",
        "  2   w > c/D  ✓ divide by D > 0",
        "",
        "  ⇒ w > c/D",
        "     at w = c/D neither option is better: indifference",
        "     the threshold rises with c and falls with D",
    ]


def test_narrow_screens_get_reasons_on_lines_of_their_own() -> None:
    text = render_derivation(DERIVATION, 40).plain
    assert max(len(line) for line in text.splitlines()) <= 48
    assert "\n          ✓ divide by D > 0" in text or "  ✓ divide by D > 0" in text


def test_plain_streams_get_ascii() -> None:
    assert render_derivation(DERIVATION, 80, unicode=False).plain.isascii()


def test_what_no_prover_confirmed_is_said() -> None:
    unsure = Derivation(
        title="t",
        reading=(),
        variable="w",
        goal=GOAL,
        assumptions=(),
        lines=(Line(RESULT, "w > c/D", "divide by D > 0", "unchecked"),),
        result=GOAL,
        result_text="w*D > c",
        implicit=True,
        verified=False,
    )
    text = render_derivation(unsure, 100).plain
    assert "(not checked by a prover)" in text
    assert "not every line was confirmed by a prover" in text
    assert "not solved for w, for which no closed form was found" in text


def test_the_record_is_json_and_says_everything() -> None:
    record = json.loads(json.dumps(derivation_record(DERIVATION)))
    assert record["result"] == "w > c/D"
    assert record["reading"] == {"cost": "low"}
    assert [line["check"] for line in record["lines"]] == ["given", "proved"]
    assert set(record) == {
        "title",
        "reading",
        "variable",
        "assumptions",
        "lines",
        "result",
        "implicit",
        "verified",
        "side_conditions",
        "boundary",
        "statics",
        "further",
    }


def test_conditions_alone_can_be_pasted_back() -> None:
    assert conditions(DERIVATION).plain == "w > c/D    # cost = low"


def test_movements_are_one_sentence() -> None:
    assert movements(DERIVATION.statics) == "the threshold rises with c and falls with D"
