"""Certificates as a Coq file: a theorem each, proved by explicit terms and `ring` alone."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from argcheck.certificates.reading import read
from argcheck.kernel.formulas import Relation
from argcheck.reports.assistants.complete import Completed, completed
from argcheck.reports.assistants.language import Language, Words, Writer, bracketed
from argcheck.reports.assistants.outline import Outline, one_line, outlines
from argcheck.reports.assistants.script import Script

# keywords, what the prelude and the proofs mention, and the tactics' own words
_RESERVED = """
    as at cofix do else end exists exists2 fix for forall fun if in IF let match mod return SProp Prop Set then Type
    using where with by is and or not Axiom Definition Lemma Proof Qed Theorem Require Import Open Scope True False
    I R Z IZR bool true false eq eq_refl conj ltac ring nat pow Rlt Rle Rplus Rmult Rminus Ropp Rinv Rdiv S O e _
    exp ln sqrt powerRZ Int_part INR lra lia nra k
"""
_HEAD = """\
(* Written by argcheck. Each theorem says that its hypotheses contradict one another: as a rule an argument's premises
   and the denial of its conclusion. Comparisons have 0 on the left and whole coefficients: denominators are cleared.
   R has the real quantities, Z the whole ones, bool those that are true or false. `coqc` checks the file. *)
"""
_SYMBOLS = """\
(* A theorem whose name ends in `_complete` says what symbols stand for, and proves from the lemmas above what the
   theorem before it supposes of them. What is `taken as true` in it is not proved here. *)
"""


class Coq(Language):
    """Coq 8.16, with the reals of its standard library."""

    words = Words(
        conjunction="/\\",
        disjunction="\\/",
        denial="~",
        truth="True",
        falsehood="False",
        relations={Relation.GT: "0 < {}", Relation.GE: "0 <= {}", Relation.EQ: "{} = 0", Relation.NE: "{} <> 0"},
        ring="ltac:(ring)",
        cast="ltac:(ac_whole)",
        computed="eq_refl",
    )

    def number(self, value: int) -> str:
        return f"IZR ({value})"

    def cast(self, identifier: str) -> str:
        return f"IZR {identifier}"

    def proposition(self, identifier: str) -> str:
        return f"{identifier} = true"

    def number_fact(self, value: int, relation: Relation) -> str:
        lemma = {Relation.GT: "ac_k", Relation.GE: "ac_ge", Relation.EQ: "ac_eq", Relation.NE: "ac_ne"}[relation]
        return f"({lemma} {bracketed(str(value))} eq_refl)"

    def have(self, name: str, term: str) -> str:
        return f"pose proof {bracketed(term)} as {name}."

    def parts(self, names: Sequence[str], term: str) -> str:
        return f"pose proof {bracketed(term)} as ({' & '.join(names)})."

    def cases(self, names: Sequence[str], term: str) -> str:
        pattern = names[-1]
        for name in reversed(names[:-1]):
            pattern = f"[{name}|{pattern}]"
        return f"pose proof {bracketed(term)} as {pattern}."

    def case(self, lines: Sequence[str]) -> list[str]:
        return [f"{'{ ' if index == 0 else '  '}{line}" for index, line in enumerate([*lines[:-1], f"{lines[-1]} }}"])]

    def done(self, term: str) -> str:
        return f"exact {bracketed(term)}."

    def cancel(self, positive: str, zero: str) -> list[str]:
        return [f"refine (ac_fin _ _ {positive} {zero} _).", "ring."]


def document(text: str) -> str:
    """The Coq file for a certificate file; raises kernel.data.Refused if that proves nothing."""
    theorems, more = [], False
    for outline in outlines(read(text), frozenset(_RESERVED.split())):
        writer = Writer(Coq(), outline)
        theorems.append(_theorem(writer))
        found = completed(writer)
        if found is not None:
            theorems.append(_complete(writer, found))
            more = True
    return "\n".join([_HEAD, _text("prelude.v"), *([_text("lemmas.v"), _SYMBOLS] if more else []), *theorems])


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _binders(outline: Outline, others: Sequence[tuple[str, str, str]] = ()) -> str:
    tables = (("R", outline.numbers), ("Z", outline.wholes), ("bool", outline.propositions))
    named = {kind: [*names.values(), *(each for each, sort, _ in others if sort == kind)] for kind, names in tables}
    return "".join(f" ({' '.join(names)} : {kind})" for kind, names in named.items() if names)


def _complete(writer: Writer, found: Completed) -> str:
    """The same theorem, where symbols mean what they stand for; its proof applies the other one."""
    outline, script = writer.outline, Script(writer)
    kept = [fact for fact in outline.hypotheses if fact not in found.proofs]
    suppositions = [f"  {symbol} = {term} ->  (* by definition *)\n" for symbol, term in found.meanings]
    suppositions += [
        f"  {writer.formula(outline.formula(fact))} ->  (* {_comment(outline.label(fact))} *)\n" for fact in kept
    ]
    introduced = [*(f"ac_d_{symbol}" for symbol, _ in found.meanings), *map(script.name, kept)]
    given = [script.name(fact) if fact in kept else "_" for fact in outline.hypotheses]
    quantities = [*outline.numbers.values(), *outline.wholes.values(), *outline.propositions.values()]
    proofs = [f"  {{ {' '.join(lines)} }}\n" for lines in found.proofs.values()]
    return "".join(
        [
            f"(* {_comment(outline.title)}, with what its symbols stand for *)\n",
            *(f"(* {identifier} is {_comment(one_line(name))} *)\n" for identifier, _, name in found.others),
            f"Theorem {outline.identifier}_complete{_binders(outline, found.others)} :\n",
            *suppositions,
            f"  False.\nProof.\n  intros {' '.join(introduced)}.\n",
            f"  refine ({' '.join([outline.identifier, *quantities, *given])}).\n",
            *proofs,
            "Qed.\n",
        ]
    )


def _theorem(writer: Writer) -> str:
    outline, script = writer.outline, Script(writer)
    quantities = _binders(outline)
    hypotheses = [
        f"  {writer.formula(outline.formula(fact))} ->  (* {_comment(outline.label(fact))} *)\n"
        for fact in outline.hypotheses
    ]
    intros = f"  intros {' '.join(map(script.name, outline.hypotheses))}.\n" if outline.hypotheses else ""
    return "".join(
        [
            f"(* {_comment(outline.title)} *)\n",
            *(f"(* {identifier} is {_comment(name)} *)\n" for identifier, name in outline.renamed),
            f"Theorem {outline.identifier}{quantities} :\n",
            *hypotheses,
            "  False.\nProof.\n",
            intros,
            *(f"  {line}\n" for line in script.lines()),
            "Qed.\n",
        ]
    )


def _comment(text: str) -> str:
    """Text that neither ends a comment, nor begins one, nor opens a string in it."""
    return text.replace('"', "'").replace("(*", "( *").replace("*)", "* )")
