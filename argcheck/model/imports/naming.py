"""Names of other programs as names of the language: letters, digits and `_`, none reserved, no two the same."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from argcheck.language.words import RESERVED, SOFT_WORDS, SORT_WORDS
from argcheck.model.symbols import BUILT_IN

_TAKEN = RESERVED | BUILT_IN | {*SOFT_WORDS, *SORT_WORDS}
_LONGEST = 60


class Names:
    """A name space. `changed` has the names that had to be changed, as they were and as they are."""

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._used: set[str] = set()
        self.changed: dict[str, str] = {}

    def new(self, wanted: str) -> str:
        """A name like `wanted` that nothing else has; noted where it differs."""
        letters = normalize("NFKD", wanted.replace("ß", "ss"))
        plain = (
            re.sub(r"[^A-Za-z0-9_]+", "_", "".join(each for each in letters if not combining(each)))[:_LONGEST].strip(
                "_"
            )
            or self._otherwise
        )
        if plain[0].isdigit():
            plain = f"{self._otherwise}_{plain}"
        name, number = plain, 1
        while name in self._used or name in _TAKEN:
            number += 1
            name = f"{plain}_{number}"
        self._used.add(name)
        if name != wanted:
            self.changed[wanted] = name
        return name
