"""How terms move: derivatives, limits and germs as symbols, with what the kernel's rules of calculus say of them."""

from __future__ import annotations

from argcheck.kernel.calculus import Moving
from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas_calculus import AS_FAST, FIRST, SECOND, SLOWER
from argcheck.kernel.symbols import GERMS, Kind, Meaning
from argcheck.logic import declared
from argcheck.logic.bodies import Body, NoForm, Translating
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import Infinite, Motion

_RULES = {"diff": "derivatives", "limit": "limits"}
_KINDS = {"diff": Kind.DERIVATIVE, "limit": Kind.LIMIT}


class Motions:
    """Motions within one translation."""

    def __init__(self, work: Translating) -> None:
        self._work = work
        self._space = work.space

    def symbol(self, motion: Motion) -> str | None:
        """The symbol for a motion, with its facts; or None, and a note, where the kernel has no rule for it."""
        try:
            return self._symbol(motion)
        except (NoForm, Refused):
            self._space.rewritten(_RULES.get(motion.op, "expansions in series"))
            return None

    def _symbol(self, motion: Motion) -> str:
        if motion.variable.sort is not Sort.REAL:
            raise NoForm
        body = Body(self._work, motion.variable, self._symbol, motion.point == motion.variable).quotient(motion.body)
        if isinstance(motion.point, Infinite):
            meaning = Meaning(Kind.END, (body,), variable=motion.variable.name)
        else:
            kind = _KINDS.get(motion.op) or Kind(motion.op)
            meaning = Meaning(kind, (body, self._work.argument(motion.point)), variable=motion.variable.name)
        key = ("motion", meaning.key)
        known = self._space.known(key)
        if known is None:
            Moving(self._space.symbols, meaning.variable).needs(body)  # refused where there is no rule
            known = self._space.abstract(key, "motion", show(motion), None, meaning)
            self._facts(known.name, meaning)
        return known.name

    def _facts(self, name: str, meaning: Meaning) -> None:
        if meaning.kind in GERMS:
            for order in (FIRST, SECOND):
                for side in "<>":
                    declared.lemma(self._space, "germ: derivative", name, order, side)
            declared.lemma(self._space, "germ: constant", name)
        elif meaning.kind is Kind.END:
            (body,) = meaning.parts
            for top in range(len(body.numerator)):
                for bottom in range(len(body.denominator)):
                    for speed in (AS_FAST, SLOWER):
                        declared.lemma(self._space, "limit at infinity", name, str(top), str(bottom), speed)
        else:
            declared.lemma(self._space, meaning.kind.value, name)
