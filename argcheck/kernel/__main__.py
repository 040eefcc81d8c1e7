"""`python -m argcheck.kernel FILE…`: replay certificates with the standard library alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from argcheck.kernel.boxes import KINDS, Regions, is_boxes, replay_boxes
from argcheck.kernel.data import MOST_BYTES, Refused
from argcheck.kernel.first_order import FirstOrderTheorem
from argcheck.kernel.replay import replay


def main(arguments: list[str]) -> int:
    """Print a line for each theorem; 0 if every file is a proof, else 1."""
    if not arguments:
        print("usage: python -m argcheck.kernel FILE…", file=sys.stderr)
        return 1
    refused = False
    for argument in arguments:
        try:
            path = Path(argument)
            if path.stat().st_size > MOST_BYTES:
                raise Refused("the certificate is too large")
            text = path.read_text(encoding="utf-8")
            if is_boxes(text):
                _tell_regions(argument, replay_boxes(text))
                continue
            theorems = replay(text)
        except (OSError, UnicodeDecodeError, Refused) as problem:
            print(f"{argument}: refused: {problem}")
            refused = True
            continue
        for theorem in theorems:
            if isinstance(theorem, FirstOrderTheorem):
                told = (
                    f"proved from {len(theorem.hypotheses)} quantified hypotheses by {theorem.steps} instances and laws"
                )
                print(f"{argument}: {theorem.name}: {told}, with no holes")
                continue
            holes = ", ".join(f"{hole.name}({', '.join(hole.arguments)})" for hole in theorem.holes)
            rests = f"leaning on {holes}" if holes else "with no holes"
            if theorem.lemmas:
                names = dict.fromkeys(lemma.name for lemma in theorem.lemmas)
                rests += f" (lemmas: {', '.join(names)})"
            hypotheses = f"{len(theorem.used)} of {len(theorem.hypotheses)} hypotheses"
            print(f"{argument}: {theorem.name}: proved from {hypotheses}, {rests}")
    return int(refused)


def _tell_regions(argument: str, found: Sequence[Regions]) -> None:
    for each in found:
        chosen = ", ".join(f"{notion}={one}" for notion, one in each.reading)
        name = f"{each.step}[{chosen}]" if chosen else each.step
        told = (f"{kind} on {each.counts[kind]} boxes, {float(each.shares[kind]):.6%}" for kind in KINDS)
        print(f"{argument}: {name}: {'; '.join(told)} of the whole")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
