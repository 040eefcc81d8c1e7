"""The `argcheck` program, and `python -m argcheck`: loads the commands, and ends as they say."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit with its code. Being asked to end is as good as an interrupt: solvers end with it."""
    try:
        # an interrupt may come while the rest is loaded
        import signal

        signal.signal(signal.SIGTERM, signal.default_int_handler)
        from argcheck.cli.main import main

        code = main(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        print("argcheck: interrupted", file=sys.stderr)
        code = _INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    run()
