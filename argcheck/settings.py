"""How to check: the part that every way of asking shares."""

from __future__ import annotations

from dataclasses import dataclass, field

DEFAULT_TIMEOUT = 10.0
DEFAULT_SEED = 0
CHECK_EFFORT = 0.5
PROVE_EFFORT = 10.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Seconds a query, the seed, the part of the argument that is wanted: (notion, reading) pairs and step names,
    where none means all; how much work a certificate is worth, in what takes about a second; and
    how many processes may work at once, which makes no difference to what is found."""

    timeout: float = DEFAULT_TIMEOUT
    seed: int = DEFAULT_SEED
    readings: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    proof_effort: float = CHECK_EFFORT
    # no part of what is remembered under
    jobs: int = field(default=1, repr=False, compare=False)
