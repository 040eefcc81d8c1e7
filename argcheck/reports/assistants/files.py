"""The formats that certificates can be written in, and the files of each: their texts by name.

A writer takes the text of a certificate file and the argument's name. It raises kernel.data.Refused if the certificates
prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from argcheck.reports.assistants import coq, lean, queries

Writer = Callable[[str, str], dict[str, str]]


def _coq(text: str, stem: str) -> dict[str, str]:
    return {f"{module(stem)}.v": coq.document(text)}


def _lean(text: str, stem: str) -> dict[str, str]:
    return {f"{module(stem)}.lean": lean.document(text)}


def _queries(text: str, stem: str) -> dict[str, str]:
    return {f"{stem}-queries/{name}.smt2": query for name, query in queries.documents(text).items()}


FORMATS: Mapping[str, Writer] = {"coq": _coq, "lean": _lean, "smt2": _queries}


def module(stem: str) -> str:
    """The name as Coq and Lean allow it for a file: letters, digits and `_`, a letter first."""
    name = re.sub(r"[^A-Za-z0-9]+", "_", stem).strip("_")
    return name if name[:1].isalpha() else f"argument_{name}".rstrip("_")
