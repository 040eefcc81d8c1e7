"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from argcheck.files import write_atomically


def test_writes_utf8_with_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.arg"
    write_atomically(path, "γ > 0\n")
    assert path.read_bytes() == "γ > 0\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_keeps_permissions_and_links(tmp_path: Path) -> None:
    path = tmp_path / "a.arg"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link.arg"
    link.symlink_to(path)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.arg"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "half \ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
