"""Mathematical characters and the ASCII forms that they stand for."""

from __future__ import annotations

import unicodedata

_GREEK_NAMES: tuple[str, ...] = (
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
)

GREEK: dict[str, str] = {
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK_NAMES, strict=True)),
    **{letter: name.capitalize() for letter, name in zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", _GREEK_NAMES, strict=True)},
    "ς": "sigma",
    "ϵ": "epsilon",
    "ϑ": "theta",
    "ϕ": "phi",
    "ϱ": "rho",
    "ϖ": "pi",
    "ϰ": "kappa",
    "µ": "mu",
}

SYMBOLS: dict[str, str] = {
    "≤": "<=",
    "⩽": "<=",
    "≥": ">=",
    "⩾": ">=",
    "≠": "!=",
    "∧": "and",
    "∨": "or",
    "¬": "not",
    "⇒": "implies",
    "⟹": "implies",
    "↔": "iff",
    "⇔": "iff",
    "⟺": "iff",
    "∀": "forall",
    "∃": "exists",
    "∈": "in",
    "∑": "sum",
    "∞": "infinity",
    "⊤": "true",
    "⊥": "false",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "×": "*",
    "−": "-",
    "÷": "/",
    "∕": "/",
    "≔": ":=",
    "…": "..",
    "→": "->",
    "⟶": "->",
    "√": "sqrt",
}

# Single letters that stand for a word only when they stand alone.
LONE_LETTERS: dict[str, str] = {"Σ": "sum", "ℝ": "real", "ℤ": "integer"}

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))

SUPERSCRIPT_SIGNS = "⁺⁻"
SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUBSCRIPT_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"


def plain_word(word: str) -> tuple[str, int | None]:
    """The word in ASCII, and the index of its first character that has no ASCII form here, or None."""
    if word.isascii():
        return word, None
    if word in LONE_LETTERS:
        return LONE_LETTERS[word], None
    letters: list[str] = []
    for index, letter in enumerate(word):
        plain = letter if letter.isascii() else GREEK.get(letter) or _SUBSCRIPTS.get(letter)
        if plain is None:
            return word, index
        letters.append(plain)
    return "".join(letters), None


def plain_superscript(text: str) -> str:
    """`⁻¹²` as `-12`."""
    return "".join(_SUPERSCRIPTS[character] for character in text).removeprefix("+")


def lookalike(character: str) -> str | None:
    """The ASCII letters or digits inside a decorated character: `é` is like `e`, `𝑥` like `x`, `½` like `1/2`."""
    parts = unicodedata.normalize("NFKD", character).replace("⁄", "/")
    return "".join(part for part in parts if part.isascii() and (part.isalnum() or part == "/")) or None


def described(character: str) -> str:
    """The character with its Unicode number and name, for one that may not show on the screen."""
    name = unicodedata.name(character, "")
    number = f"U+{ord(character):04X}"
    return f"{number} ({name.lower()})" if name else number
