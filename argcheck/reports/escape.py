"""Author's prose made safe for LaTeX and Markdown.

An argument file is untrusted: no character of it may start a command, and pdfLaTeX with no more than its base
packages must be able to set the result. What has no counterpart there is replaced by a question mark.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

from argcheck.reports.symbols import GREEK

_SPECIAL = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
        # a bracket or a star after a line break would be read as the break's argument
        "[": "{[}",
        "]": "{]}",
        "*": "{*}",
        "–": "--",
        "—": "---",
        "‘": "{`}",
        "’": "'",
        "“": "``",
        "”": "''",
        "„": "``",
        "«": "``",
        "»": "''",
        "…": r"\ldots{}",
        "§": r"\S{}",
        "¶": r"\P{}",
        "©": r"\copyright{}",
        "£": r"\pounds{}",
        "†": r"\dag{}",
        "‡": r"\ddag{}",
        "•": r"\textbullet{}",
        "ß": r"\ss{}",
        "æ": r"\ae{}",
        "Æ": r"\AE{}",
        "œ": r"\oe{}",
        "Œ": r"\OE{}",
        "ø": r"\o{}",
        "Ø": r"\O{}",
        "ł": r"\l{}",
        "Ł": r"\L{}",
        "ı": r"\i{}",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "đ": "d",
        "Đ": "D",
        "€": "EUR",
        "¿": "?{}`",
        "¡": "!{}`",
    }
)

_MATHEMATICAL = MappingProxyType(
    {
        "≤": r"\le",
        "≥": r"\ge",
        "≠": r"\ne",
        "≈": r"\approx",
        "≡": r"\equiv",
        "∧": r"\land",
        "∨": r"\lor",
        "¬": r"\lnot",
        "→": r"\to",
        "←": r"\leftarrow",
        "⇒": r"\Rightarrow",
        "⇔": r"\Leftrightarrow",
        "↔": r"\leftrightarrow",
        "↦": r"\mapsto",
        "∀": r"\forall",
        "∃": r"\exists",
        "∑": r"\sum",
        "∏": r"\prod",
        "∫": r"\int",
        "√": r"\surd",
        "∂": r"\partial",
        "∞": r"\infty",
        "∈": r"\in",
        "∉": r"\notin",
        "⊂": r"\subset",
        "⊆": r"\subseteq",
        "∪": r"\cup",
        "∩": r"\cap",
        "∅": r"\emptyset",
        "⊢": r"\vdash",
        "⊤": r"\top",
        "⊥": r"\bot",
        "□": r"\square",
        "◇": r"\lozenge",
        "·": r"\cdot",
        "×": r"\times",
        "÷": r"\div",
        "±": r"\pm",
        "−": "-",
        "°": r"^{\circ}",
        "′": "'",
        "ε": r"\varepsilon",
        "ϕ": r"\phi",
        "φ": r"\varphi",
        "ς": r"\varsigma",
        "ο": "o",
        "ϵ": r"\epsilon",
        "ϑ": r"\vartheta",
        "ℝ": r"\mathbb{R}",
        "ℕ": r"\mathbb{N}",
        "ℤ": r"\mathbb{Z}",
        "ℚ": r"\mathbb{Q}",
    }
)

_ACCENTS = MappingProxyType(
    {
        "\u0300": "`",
        "\u0301": "'",
        "\u0302": "^",
        "\u0303": "~",
        "\u0304": "=",
        "\u0306": "u",
        "\u0307": ".",
        "\u0308": '"',
        "\u030a": "r",
        "\u030b": "H",
        "\u030c": "v",
        "\u0323": "d",
        "\u0327": "c",
        "\u0331": "b",
    }
)

# Greek letters that LaTeX has no command for, because they look like Latin ones
_LATIN_CAPITALS = MappingProxyType(dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True)))


def plain(text: str) -> str:
    """The text in one line, without control characters and without characters that reorder what is seen."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cc") else c for c in composed)
    kept = "".join(c for c in visible if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join(kept.split())


def latex_text(text: str) -> str:
    """Prose as LaTeX that prints it and does nothing else; the result is ASCII."""
    pieces: list[str] = []
    before = " "
    for character in plain(text):
        piece = _quote(before) if character == '"' else _latex_character(character)
        if piece != "?" or pieces[-1:] != ["?"] or character == "?":
            pieces.append(piece)
        before = character
    return "".join(pieces)


def _quote(before: str) -> str:
    return "``" if before in " ([-–—“" else "''"


def _latex_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character in _MATHEMATICAL:
        return f"${_MATHEMATICAL[character]}$"
    if character.isascii():
        return character
    if greek := _greek(character):
        return f"${greek}$"
    decomposed = unicodedata.normalize("NFD", character)
    if len(decomposed) > 1 and decomposed[0].isascii() and decomposed[0].isalpha():
        letter = {"i": r"\i", "j": r"\j"}.get(decomposed[0], decomposed[0])
        for mark in decomposed[1:]:
            if mark not in _ACCENTS:
                return decomposed[0]
            letter = f"\\{_ACCENTS[mark]}{{{letter}}}"
        return letter
    compatible = unicodedata.normalize("NFKD", character)
    if compatible != character and compatible.isascii():
        return "".join(_latex_character(part) for part in compatible)
    return "?"


def _greek(character: str) -> str:
    if character in _LATIN_CAPITALS:
        return rf"\mathrm{{{_LATIN_CAPITALS[character]}}}"
    name = unicodedata.name(character, "")
    match = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER ([A-Z]+)", name)
    if match is None:
        return ""
    letter = {"LAMDA": "lambda"}.get(match[2], match[2].lower())
    return GREEK.get(letter if match[1] == "SMALL" else letter.capitalize(), "")


def latex_label(label: str) -> str:
    """A label with nothing in it but letters, digits and the marks that labels may have."""
    return re.sub(r"[^A-Za-z0-9:.-]", lambda found: "-" if found[0] == "_" else "", label)


def markdown_text(text: str) -> str:
    """Prose as Markdown that shows it as it is: no markup, no HTML, no formula."""
    escaped = re.sub(r"([\\`*_\[\]|$~#])", r"\\\1", plain(text))
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # a list marker or an underline only means something at the start of a line
    return re.sub(r"^([-+=])|^(\d+)(?=[.)])", lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\", escaped)


def markdown_code(text: str) -> str:
    """A name as code; a back-quote in it is left out."""
    return "`" + plain(text).replace("`", "'") + "`"
