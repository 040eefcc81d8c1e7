"""Certificates as a Lean 4 file over Mathlib: the same theorems and terms as in the Coq file."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from argcheck.certificates.reading import read
from argcheck.kernel.formulas import Relation
from argcheck.reports.assistants.language import Language, Words, Writer
from argcheck.reports.assistants.outline import Outline, outlines
from argcheck.reports.assistants.script import Script

# keywords and tokens, and what the prelude and the proofs mention
_RESERVED = """
    abbrev about at attribute axiom begin by calc case class def deriving do else end example exact export extends
    false fun for forall from have if import in include inductive infix infixl infixr instance lemma let local macro
    match mut mutual namespace noncomputable nofun nomatch notation obtain open opaque omit partial postfix prefix
    private protected public rcases return sorry scoped section set_option show structure suffices syntax termination_by
    decreasing_by then theorem true try universe unless unsafe using variable variables where while with
    Prop Sort Type True False Not Or And exists ring norm_num push_cast
"""
_HEAD = """\
/- Written by argcheck, for Lean 4 with Mathlib. NOT MACHINE-CHECKED: no Lean has read this file yet; the same proofs
   are in the Coq file, which Coq does check. Each theorem says that its hypotheses contradict one another: as a rule
   an argument's premises and the denial of its conclusion. Comparisons have 0 on the left and whole coefficients:
   denominators are cleared. -/
"""


class Lean(Language):
    """Lean 4, with Mathlib's reals."""

    words = Words(
        conjunction="∧",
        disjunction="∨",
        denial="¬",
        truth="True",
        falsehood="False",
        relations={Relation.GT: "0 < {}", Relation.GE: "0 ≤ {}", Relation.EQ: "{} = 0", Relation.NE: "{} ≠ 0"},
        ring="(by ring)",
        cast="(by push_cast <;> ring)",
        computed="(by norm_num)",
    )

    def number(self, value: int) -> str:
        return f"({value} : ℝ)"

    def cast(self, identifier: str) -> str:
        return f"({identifier} : ℝ)"

    def proposition(self, identifier: str) -> str:
        return identifier

    def number_fact(self, value: int, relation: Relation) -> str:
        return f"(show {self.words.relations[relation].format(self.number(value))} by norm_num)"

    def have(self, name: str, term: str) -> str:
        return f"have {name} := {term}"

    def parts(self, names: Sequence[str], term: str) -> str:
        return f"obtain ⟨{', '.join(names)}⟩ := {term}"

    def cases(self, names: Sequence[str], term: str) -> str:
        return f"rcases {term} with {' | '.join(names)}"

    def case(self, lines: Sequence[str]) -> list[str]:
        return [f"{'· ' if index == 0 else '  '}{line}" for index, line in enumerate(lines)]

    def done(self, term: str) -> str:
        return f"exact {term}"

    def cancel(self, positive: str, zero: str) -> list[str]:
        return [f"exact ac_fin _ _ {positive} {zero} (by ring)"]


def document(text: str) -> str:
    """The Lean file for a certificate file; raises kernel.data.Refused if that proves nothing."""
    prelude = files(__package__).joinpath("prelude.lean").read_text(encoding="utf-8")
    return "\n".join(
        [_HEAD + prelude, *map(_theorem, outlines(read(text), frozenset(_RESERVED.split()))), "end Argcheck\n"]
    )


def _theorem(outline: Outline) -> str:
    writer = Writer(Lean(), outline)
    script = Script(writer)
    binders = (("ℝ", outline.numbers), ("ℤ", outline.wholes), ("Prop", outline.propositions))
    quantities = "".join(f" ({' '.join(names.values())} : {kind})" for kind, names in binders if names)
    hypotheses = [
        f"    ({script.name(fact)} : {writer.formula(outline.formula(fact))}) -- {outline.label(fact)}\n"
        for fact in outline.hypotheses
    ]
    return "".join(
        [
            f"-- {outline.title}\n",
            *(f"-- {identifier} is {name}\n" for identifier, name in outline.renamed),
            f"theorem {outline.identifier}{quantities}\n",
            *hypotheses,
            "    : False := by\n",
            *(f"  {line}\n" for line in script.lines()),
        ]
    )
