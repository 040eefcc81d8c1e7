"""Write into cases what they get now: `python -m tests.cases.record FILE…`. Read the difference before you commit."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.cases.test_bad import found_in


def record(path: Path) -> None:
    """Replace the `#|` lines at the head of the case by what it gets."""
    body = b"".join(line for line in path.read_bytes().splitlines(keepends=True) if not line.startswith(b"#|"))
    path.write_bytes(body)
    count = len(found_in(path))
    path.write_bytes(b"#|\n" * count + body)
    lines = "".join(f"#| {d.span.line}:{d.span.column} {d.code} {d.message}\n" for d in found_in(path))
    path.write_bytes(lines.encode() + body)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        record(Path(name))
