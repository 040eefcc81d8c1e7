"""Pieces of set mathematics: text with what is needed to bracket it, to measure it and to break it into lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

LOOSE = 0
RELATION = 60
SUM = 70
PRODUCT = 80
NEGATIVE = 85
POWER = 90
CALL = 100
ATOM = 110


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a piece where a line may begin; `joint` stands before it (`+`, `<`, `\\text{ and }`)."""

    joint: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class Piece:
    """`width` is an estimate in letters; `open` pieces run on to the right (a sum); `tall` ones need tall brackets.

    `trailing` joints end the line before a break instead of beginning the one after it.
    """

    text: str
    precedence: int = ATOM
    width: float = 1
    open: bool = False
    tall: bool = False
    segments: tuple[Segment, ...] = ()
    trailing: bool = False

    @property
    def negative(self) -> bool:
        """Whether it begins with a minus sign."""
        return self.text.startswith("-")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a broken formula."""

    indent: int
    text: str


def bracketed(piece: Piece) -> Piece:
    """The piece in round brackets, still breakable."""
    left, right = (r"\Bigl(", r"\Bigr)") if piece.tall and piece.segments else ("(", ")")
    segments = _closed(_opened(piece, left), right).segments
    text = rf"\left({piece.text}\right)" if piece.tall else f"({piece.text})"
    width = piece.width + (2.6 if piece.tall else 1.6)
    return Piece(text, ATOM - 1, width, False, piece.tall, segments, piece.trailing)


def _opened(piece: Piece, left: str) -> Piece:
    """The piece with a bracket before it, on whichever line its beginning comes to stand."""
    segments = piece.segments
    if segments:
        segments = (Segment(segments[0].joint, _opened(segments[0].piece, left)), *segments[1:])
    return replace(piece, text=left + piece.text, segments=segments)


def _closed(piece: Piece, right: str) -> Piece:
    segments = piece.segments
    if segments:
        segments = (*segments[:-1], Segment(segments[-1].joint, _closed(segments[-1].piece, right)))
    return replace(piece, text=piece.text + right, segments=segments)


def wrap(piece: Piece, least: int) -> Piece:
    """The piece, in brackets if it binds less tightly than `least`."""
    return piece if piece.precedence >= least else bracketed(piece)


def joined(
    segments: Sequence[Segment], precedence: int, *, gap: float, trailing: bool = False, breakable: bool = True
) -> Piece:
    """The segments in a line; `gap` is the width of a joint."""
    text = "".join(f"{segment.joint}{segment.piece.text}" for segment in segments)
    width = sum(segment.piece.width + (gap if segment.joint else 0) for segment in segments)
    tall = any(segment.piece.tall for segment in segments)
    kept = tuple(segments) if breakable else ()
    return Piece(text, precedence, width, segments[-1].piece.open, tall, kept, trailing)


def call(function: Piece, arguments: Sequence[Piece], separator: str = ", ") -> Piece:
    """`f(a, b)`."""
    if not arguments:
        return replace(function, precedence=CALL)
    inner = joined(
        [Segment(separator if index else "", argument) for index, argument in enumerate(arguments)],
        LOOSE,
        gap=1.0,
        trailing=True,
    )
    inside = bracketed(inner)
    if len(arguments) == 1:
        return Piece(function.text + inside.text, CALL, function.width + inside.width, tall=inside.tall)
    first, *rest = inside.segments
    opened = Segment("", _opened(first.piece, function.text))
    return Piece(
        function.text + inside.text,
        CALL,
        function.width + inside.width,
        False,
        inside.tall,
        (opened, *rest),
        True,
    )


def rows(piece: Piece, limit: float, indent: int = 0) -> tuple[Row, ...]:
    """The piece on one line if it fits into `limit` letters, otherwise broken at its joints, the outermost first."""
    room = limit - 2 * indent
    if piece.width <= room or not piece.segments:
        return (Row(indent, piece.text),)
    groups = _groups(piece, room)
    lines: list[Row] = []
    for index, group in enumerate(groups):
        deeper = indent if piece.precedence == 40 or not index else indent + 1
        joint = "" if piece.trailing or not group[0].joint else f"{{}}{group[0].joint}"
        body = group[0].piece if len(group) == 1 else joined(_without_first(group), piece.precedence, gap=2.0)
        broken = rows(body, limit, deeper) if len(group) == 1 else (Row(deeper, body.text),)
        first, *rest = broken
        lines.append(Row(first.indent, joint + first.text))
        lines.extend(rest)
        if piece.trailing and index + 1 < len(groups):
            final = lines.pop()
            lines.append(Row(final.indent, final.text + groups[index + 1][0].joint.rstrip()))
    return tuple(lines)


def _without_first(group: Sequence[Segment]) -> list[Segment]:
    return [Segment("", group[0].piece), *group[1:]]


def _groups(piece: Piece, room: float) -> list[list[Segment]]:
    """Chains, sums and products fill each line; everything else takes a line for each part."""
    if piece.precedence < RELATION:
        return [[segment] for segment in piece.segments]
    groups: list[list[Segment]] = []
    used = 0.0
    for segment in piece.segments:
        width = segment.piece.width + 3
        if groups and used + width <= room - 2:
            groups[-1].append(segment)
            used += width
        else:
            groups.append([segment])
            used = width
    return groups
