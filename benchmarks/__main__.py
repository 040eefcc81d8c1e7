"""How fast argcheck is, beside a peer in the same run: `python -m benchmarks [--seconds 5] [--runs 3]`.

Prints the tables and writes them to RESULTS.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from argcheck.files import write_atomically
from benchmarks import measures
from benchmarks.regions import HEADING

RESULTS = Path(__file__).parent / "RESULTS.md"

_HEAD = """# Measurements

Each table sets argcheck beside a peer in the same run on the same machine: compare the columns and the ratios, not the
seconds with those of another machine. A query of either side may take {seconds:g} seconds. Written by `make bench`
(`python -m benchmarks`); `python benchmarks/certificates.py` measures the search for certificates.
"""

_WHOLE = """## The whole flagship

Seconds of wall-clock time for a new process, the median of {runs} runs; the peer imports Z3 and SymPy and does nothing.
A remembered run reads its answer from the cache and loads neither.
"""

_GERMS = """## Rows 4 to 7: what happens under every sufficiently small increase

argcheck turns `rises` and `flat` into conditions on series in an infinitesimal. The peer is Z3 on their definition
(there is an epsilon such that for every delta below it …), with `exp` as a function that is positive and increasing.
For each reading both are asked whether the claim can hold and whether it can fail; *decided* means that both answers
came. Where they did not, Z3's two answers are listed. A `sat` of the peer for *soft* is about that weaker `exp`, not
about the true one.
"""

_EXPANSION = """## Row 12: the ratio of deployment to training increases in the discount factor

`T` training and `N` deployment episodes. argcheck shifts `y` to `x + d` and looks at the signs of the expansion. The
peer is Z3 on the same comparison, multiplied out of its quotients beforehand. argcheck's time has a floor: it includes
the checks that every quotient is defined, and the search for an example at which the step holds.
"""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows as a Markdown table, printed as they come."""
    lines = [_line(headings), _line(["---"] * len(headings))]
    print("\n".join(lines))
    for row in rows:
        lines.append(_line(row))
        print(lines[-1], flush=True)
    print()
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure argcheck beside its peers.")
    parser.add_argument("--seconds", type=float, default=5.0, help="the most that one query may take (5)")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median is taken (3)")
    options = parser.parse_args()
    seconds = options.seconds
    parts = [
        _HEAD.format(seconds=seconds),
        _WHOLE.format(runs=options.runs),
        table(("run", "seconds", "ratio"), measures.whole_file(options.runs)),
        "\n" + _GERMS,
        table(("step", "reading", "argcheck", "seconds", "Z3", "seconds"), measures.germs(seconds)),
        "\n" + _EXPANSION,
        table(("T", "N", "argcheck", "seconds", "Z3", "seconds"), measures.expansion(seconds)),
    ]
    _, heading, regions = RESULTS.read_text(encoding="utf-8").partition(HEADING)
    write_atomically(RESULTS, "\n".join([*parts, "", heading + regions]) if heading else "\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
