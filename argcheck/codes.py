"""The stable diagnostic codes. The documentation's list is generated from this table.

E0xx the text, E1xx names, E2xx sorts and shapes, E3xx structure, E4xx meaning, W… warnings.
"""

from __future__ import annotations

from argcheck.diagnostics import Code, Severity

_ALL: tuple[Code, ...] = (
    # ---- E0xx: the text --------------------------------------------------------------------------
    Code(
        "E001",
        "file that cannot be read",
        "There is no such file, it is a folder, or it may not be read.",
    ),
    Code(
        "E002",
        "text that is not UTF-8",
        "An argument file is text in UTF-8. The place shown is the first byte that is not.",
    ),
    Code(
        "E003",
        "file or line too long",
        "A file may have up to 2 MB, a line up to 20,000 characters.",
    ),
    Code(
        "E004",
        "control character",
        "The text contains a character that does not show, or that changes the order in which the text shows.",
    ),
    Code(
        "E005",
        "unknown character",
        "The character has no meaning in the language. Greek letters and the usual mathematical signs are understood.",
    ),
    Code(
        "E006",
        "word or sign out of place",
        "What was written cannot stand where it stands; the hint shows the form that is expected.",
    ),
    Code(
        "E007",
        "malformed number",
        "A number is written `3`, `0.25` or `1e3`: digits, at most one point with digits on both sides.",
    ),
    Code(
        "E008",
        "number too long",
        "A number may have up to 2,000 digits when it is written out without an exponent.",
    ),
    Code(
        "E009",
        "text without closing quotation mark",
        "A text begins and ends with a double quotation mark. It may run over several lines.",
    ),
    Code(
        "E010",
        "bracket that is never closed",
        "The place shown is the opening bracket that has no partner.",
    ),
    Code(
        "E011",
        "closing bracket without a partner",
        "There is no opening bracket before it, or one of another kind. Only intervals may mix `(` and `]`.",
    ),
    Code(
        "E012",
        "sign of another language",
        "The sign is used elsewhere for what is written differently here: `=` for `==`, `and` for `&&`, `^` for `**`.",
    ),
    Code(
        "E013",
        "missing operator",
        "Two terms or formulas stand side by side. Multiplication is always written: `2*x`, not `2x`.",
    ),
    Code(
        "E014",
        "missing term or formula",
        "An operator, a bracket or a keyword has nothing to act on.",
    ),
    Code(
        "E015",
        "reserved word used as a name",
        "The words of the language cannot name quantities, premises or steps.",
    ),
    Code(
        "E016",
        "misspelt keyword",
        "The line begins with no word of the language, or a word within it is not one.",
    ),
    Code(
        "E017",
        "part outside its item",
        "Options belong to a decision, readings to `readings`, clauses to a step. Every item begins a line of its own. "
        "What is indented deeper than `readings` belongs to it.",
    ),
    Code(
        "E018",
        "missing sign or keyword",
        "A part of the form is missing, such as the colon before a formula or the `else` of an `if`.",
    ),
    Code(
        "E019",
        "step that infers nothing",
        "Every step and conclusion has one `infer` clause.",
    ),
    Code(
        "E020",
        "something stated twice",
        "A step has one `infer`; a file has one `argument`; a premise or step is `at` one place.",
    ),
    Code(
        "E021",
        "decision without options",
        "A decision needs its options below it, each with a payoff.",
    ),
    Code(
        "E022",
        "notion without readings",
        "`readings` needs at least one `reading` below it, indented deeper.",
    ),
    Code(
        "E023",
        "unknown verdict",
        "An expected verdict is `valid`, `mixed`, `refuted`, `vacuous`, `undecided` or `invalid` (mixed or refuted).",
    ),
    Code(
        "E024",
        "formula nested too deeply",
        "A formula may be up to 200 layers deep. Name its parts with `define`.",
    ),
    Code(
        "E025",
        "not yet part of the language",
        "Kinds, predicates, functions, constants and the states of a decision are planned.",
    ),
    Code(
        "E026",
        "nothing to check",
        "The file is empty or holds only comments.",
    ),
    Code(
        "E027",
        "missing name",
        "A name is made of letters, digits and `_` and begins with a letter or `_`.",
    ),
    Code(
        "E028",
        "too many mistakes",
        "The list of mistakes was cut short. The file may not be an argument at all.",
    ),
    # ---- E1xx: names -----------------------------------------------------------------------------
    # ---- E2xx: sorts and shapes ------------------------------------------------------------------
    # ---- E3xx: structure -------------------------------------------------------------------------
    # ---- E4xx: meaning ---------------------------------------------------------------------------
    Code(
        "E401",
        "division by zero",
        "A divisor may be 0 where it is used. The point shown satisfies everything in scope.",
    ),
    Code(
        "E402",
        "logarithm of a number that is not positive",
        "The argument of `log` may be 0 or negative where it is used.",
    ),
    Code(
        "E403",
        "square root of a negative number",
        "The argument of `sqrt` may be negative where it is used.",
    ),
    Code(
        "E404",
        "undefined power",
        "A negative integer power needs a base that is not 0; a real power needs a base above 0.",
    ),
    Code(
        "E405",
        "sum without a limit",
        "An infinite sum may diverge where it is used.",
    ),
    Code(
        "E406",
        "clamp with crossed bounds",
        "The lower bound of `clamp` may exceed its upper bound.",
    ),
    Code(
        "E407",
        "no derivative",
        "The term may have no derivative where `diff` is taken.",
    ),
    Code(
        "E408",
        "limit that does not exist",
        "The limit may fail to exist, or it is infinite.",
    ),
    # ---- W: warnings -----------------------------------------------------------------------------
    Code("W501", "unused premise", "No step uses the premise.", Severity.WARNING),
)

CODES: dict[str, Code] = {code.id: code for code in _ALL}
