"""The stable diagnostic codes. The documentation's list is generated from this table.

E0xx the text, E1xx names, E2xx sorts and shapes, E3xx structure, E4xx meaning, W… warnings.
"""

from __future__ import annotations

from argcheck.diagnostics import Code, Severity

_ALL: tuple[Code, ...] = (
    # ---- E0xx: the text --------------------------------------------------------------------------
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
    # ---- W: warnings -----------------------------------------------------------------------------
    Code("W501", "unused premise", "No step uses the premise.", Severity.WARNING),
)

CODES: dict[str, Code] = {code.id: code for code in _ALL}
