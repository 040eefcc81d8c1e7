"""What is refused before a file is read as an argument."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from argcheck.language.source import MOST_BYTES, read_source


def refused(path: Path | str) -> tuple[str, int, int]:
    text, (found, *rest) = read_source(path)
    assert text is None and not rest
    assert found.file == str(path)
    return found.code, found.span.line, found.span.column


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.arg") == ("E001", 1, 1)
    assert refused(tmp_path) == ("E001", 1, 1)
    assert refused("a\0b") == ("E001", 1, 1)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"step s\n  infer \xff > 0\n", ("E002", 2, 9)),
        ("# é\n# λ ".encode() + b"\xc3\x28", ("E002", 2, 5)),
        (b"\xff\xfea\0", ("E002", 1, 1)),
        (b"x" * 20_001, ("E003", 1, 20_001)),
        (b"#\n" * MOST_BYTES, ("E003", 1, 1)),
        (b"step s\n  infer x\0 > 0\n", ("E004", 2, 10)),
        ("# turned \u202e round\n".encode(), ("E004", 1, 10)),
    ],
)
def test_contents(tmp_path: Path, data: bytes, expected: tuple[str, int, int]) -> None:
    path = tmp_path / "case.arg"
    path.write_bytes(data)
    assert refused(path) == expected


def test_text_is_given_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "case.arg"
    path.write_bytes(b"\xef\xbb\xbfstep s\r\n  infer 1 > 0\r\n")
    assert read_source(path) == ("step s\n  infer 1 > 0\n", ())


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("γ".encode())))
    assert read_source("-") == ("γ", ())
