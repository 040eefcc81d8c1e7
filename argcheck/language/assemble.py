"""Pieces to items: options join their decision, clauses their step, and indentation decides what a reading holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language import syntax as s
from argcheck.language.build import StepHead
from argcheck.language.habits import ITEM_HABITS
from argcheck.language.lexical import MOST_MISTAKES, span_of
from argcheck.language.pieces import BEGINNINGS, Piece
from argcheck.language.reader import read
from argcheck.language.words import (
    CLAUSE_WORDS,
    HEADER_WORDS,
    ITEM_WORDS,
    READING_ITEMS,
    STEP_WORDS,
    VERDICT_WORDS,
    listed,
    nearest,
)

_PARTS = {"option": "decision", "state": "decision", "player": "game", "outcome": "game"}
_BLOCK_OF = {**_PARTS, "reading": "readings", "source": "argument", "about": "argument"}


@dataclass(frozen=True, slots=True)
class Assembled:
    """The items that are whole, what is wrong with the rest, and the names that the rest meant to declare."""

    items: tuple[s.Item, ...]
    diagnostics: tuple[Diagnostic, ...]
    lost: frozenset[str]


@dataclass(slots=True)
class _Open:
    """An item whose parts are still arriving; `head` is None when its first piece is broken."""

    keyword: str
    piece: Piece
    head: Any
    whole: bool
    parts: dict[str, list[Any]] = field(default_factory=dict)
    end: Span | None = None

    def add(self, keyword: str, node: Any, end: Span) -> None:
        self.parts.setdefault(keyword, []).append(node)
        self.end = end

    def span(self) -> Span:
        span: Span = self.head.span
        return span if self.end is None else span.to(self.end)


def assemble(pieces: Sequence[Piece], faults: Sequence[Diagnostic] = ()) -> Assembled:
    """The items that the pieces make up. A piece that one of `faults` lies in is not parsed: it has its diagnostic."""
    work = _Assembly(sorted(fault.span for fault in faults))
    for piece in pieces:
        work.take(piece)
        if len(work.diagnostics) >= MOST_MISTAKES:
            break
    work.finish()
    return Assembled(tuple(work.items), tuple(work.diagnostics), frozenset(work.lost))


class _Assembly:
    def __init__(self, faults: list[Span]) -> None:
        self.faults = faults
        self.items: list[s.Item] = []
        self.diagnostics: list[Diagnostic] = []
        self.lost: set[str] = set()
        self.open: _Open | None = None
        self.block: _Open | None = None
        self.reading: _Open | None = None
        self.header_seen = False

    # ---- one piece -----------------------------------------------------------------------------------

    def take(self, piece: Piece) -> None:
        """Put the piece where it belongs."""
        keyword = piece.keyword
        if not piece.known:
            self._unknown(piece)
        elif keyword in CLAUSE_WORDS or keyword in HEADER_WORDS or keyword in _PARTS:
            self._part(piece)
        else:
            self._item(piece)

    def finish(self) -> None:
        """Close whatever is still open."""
        self._close_item()
        self._close_block()

    def _report(self, code: str, message: str, span: Span, hint: str | None = None, fix: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, hint=hint, fix=fix))

    def _note_twice(self, piece: Piece) -> bool:
        seen: set[str] = set()
        for token in piece.tokens:
            if token.type in seen:
                self._report("E020", f"`{token}` is stated twice", span_of(token), "keep one of them")
                return True
            if token.type in ("AT", "CREDENCE"):
                seen.add(token.type)
        return False

    def _parse(self, piece: Piece) -> Any:
        """The piece's node, or None when it is broken; then its names are lost."""
        node = None
        first, last = span_of(piece.tokens[0]), span_of(piece.tokens[-1])
        while self.faults and self.faults[0] < first:
            self.faults.pop(0)
        if not self.faults or self.faults[0] >= Span(last.end_line, last.end_column, last.end_line, last.end_column):
            node, fault = read(piece.keyword, piece.tokens)
            if fault is not None:
                self.diagnostics.append(fault)
            elif piece.keyword == "premise" and self._note_twice(piece):
                node = None
        if node is None:
            self.lost.update(piece.declares)
        return node

    def _unknown(self, piece: Piece) -> None:
        word, span = str(piece.tokens[0]), span_of(piece.tokens[0])
        self.lost.update(piece.declares)
        if piece.keyword:
            self._report(
                "E016",
                f"`{word}` is not a word that begins a line",
                span,
                f"did you mean `{piece.keyword}`?",
                piece.keyword,
            )
        else:
            self._report(
                "E016",
                f"`{word}` does not begin anything that an argument is made of",
                span,
                ITEM_HABITS.get(
                    word.lower(), f"a line begins with {listed(word for word in BEGINNINGS if word in ITEM_WORDS)}"
                ),
            )
        if piece.keyword in CLAUSE_WORDS or piece.keyword in HEADER_WORDS or piece.keyword in _PARTS:
            self._break_open()
        elif piece.keyword not in ("reading", "readings"):
            self._close_item()
            self.open = _Open(piece.keyword, piece, None, False)
        else:
            self._item(piece, broken=True)

    def _break_open(self) -> None:
        if self.open is not None:
            self.open.whole = False

    # ---- parts of items --------------------------------------------------------------------------------

    def _part(self, piece: Piece) -> None:
        keyword, span = piece.keyword, span_of(piece.tokens[0])
        owner = self.open
        home = _BLOCK_OF.get(keyword, "step")
        fits = owner is not None and (owner.keyword == home or (home == "step" and owner.keyword in STEP_WORDS))
        if owner is None or not (fits or owner.head is None):
            belongs = f"`{home}`" if home != "step" else "`step` or `conclusion`"
            self.lost.update(piece.declares)
            self._report(
                "E017",
                f"`{keyword}` stands outside the {belongs} that it belongs to",
                span,
                f"put it right after its {belongs}",
            )
            return
        node = self._parse(piece)
        if node is None:
            owner.whole = False
            return
        if keyword in owner.parts and keyword in ("infer", "therefore", *HEADER_WORDS):
            what = f"this {owner.keyword} has a second `{keyword}`"
            hint = (
                "join the formulas with `and`, or make it a step of its own"
                if keyword == "infer"
                else "keep one of them"
            )
            self._report("E020", what, span, hint)
            owner.whole = False
            return
        if keyword == "expect":
            self._check_verdicts(owner, node)
        owner.add(keyword, node, span_of(piece.tokens[-1]))

    def _check_verdicts(self, owner: _Open, expectations: tuple[s.Expectation, ...]) -> None:
        for expectation in expectations:
            word = expectation.verdict.name
            if word not in VERDICT_WORDS:
                guess = nearest(word, VERDICT_WORDS, 0.6)
                hint = f"did you mean `{guess}`?" if guess else f"a verdict is {listed(VERDICT_WORDS)}"
                self._report("E023", f"`{word}` is not a verdict", expectation.verdict.span, hint, guess)
                owner.whole = False

    # ---- items ---------------------------------------------------------------------------------------

    def _item(self, piece: Piece, broken: bool = False) -> None:
        keyword, span = piece.keyword, span_of(piece.tokens[0])
        self._close_item()
        inside = self.block is not None and piece.column > self.block.piece.column
        if not inside:
            self._close_block()
        node = None if broken else self._parse(piece)
        if keyword == "reading":
            self._close_reading()
            if self.block is None and not broken:
                self._report("E017", "`reading` stands outside the `readings` that it belongs to", span, _INDENT)
            self.reading = _Open(keyword, piece, node, node is not None)
            return
        if inside and self.block is not None and (keyword not in READING_ITEMS or self.reading is None):
            message = (
                f"`{keyword}` stands in `readings` before the first `reading`"
                if keyword in READING_ITEMS
                else f"`{keyword}` cannot stand inside a reading"
            )
            self._report("E017", message, span, "indent it no deeper than `readings`, so that it stands outside")
            self.lost.update(piece.declares)
            node = None
        if keyword == "readings":
            self._close_block()
            self.block = _Open(keyword, piece, node, node is not None)
        else:
            self.open = _Open(keyword, piece, node, node is not None)

    def _close_item(self) -> None:
        done, self.open = self.open, None
        if done is None:
            return
        declaration = self._completed(done) if done.head is not None else None
        if declaration is None:
            self.lost.update(done.piece.declares)
        elif self.reading is not None:
            self.reading.add("item", declaration, declaration.span)
        else:
            self.items.append(declaration)

    def _completed(self, done: _Open) -> Any:
        head = done.head
        if isinstance(head, s.Header):
            if self.header_seen:
                self._report("E020", "the file has a second `argument`", head.span, "keep one argument a file")
                return None
            self.header_seen = True
            source, about = (next(iter(done.parts.get(word, [])), None) for word in HEADER_WORDS)
            return s.Header(head.title, source, about, done.span())
        if isinstance(head, s.DecisionDecl):
            options = tuple(done.parts.get("option", ()))
            if not options and done.whole:
                self._report(
                    "E021",
                    f"the decision `{head.name.name}` has no options",
                    head.name.span,
                    "add `option name : payoff` lines",
                )
                return None
            states = tuple(done.parts.get("state", ()))
            return replace(head, options=options, states=states, span=done.span()) if done.whole else None
        if isinstance(head, s.GameDecl):
            players, outcomes = (tuple(done.parts.get(word, ())) for word in ("player", "outcome"))
            return replace(head, players=players, outcomes=outcomes, span=done.span()) if done.whole else None
        return self._step(done, head) if isinstance(head, StepHead) else head

    def _step(self, done: _Open, head: StepHead) -> s.StepDecl | None:
        parts = done.parts
        if "infer" not in parts and done.whole:
            self._report(
                "E019",
                f"the {head.kind} `{head.name.name}` infers nothing",
                head.name.span,
                "add `infer formula` below it",
            )
        if "therefore" in parts and "suppose" not in parts and done.whole:
            span = parts["therefore"][0].span
            hint = "say what is supposed with `suppose`, or put the formula after `infer`"
            self._report("E029", "there is no supposition that `therefore` could discharge", span, hint)
            return None
        if "infer" not in parts or not done.whole:
            return None
        return s.StepDecl(
            head.kind,
            head.name,
            head.says,
            head.where.name if head.where is not None else None,
            tuple(name for names in parts.get("from", ()) for name in names),
            tuple(parts.get("given", ())),
            parts["infer"][0],
            tuple(parts.get("by", ())),
            tuple(case for cases in parts.get("expect", ()) for case in cases),
            done.span(),
            tuple(parts.get("suppose", ())),
            next(iter(parts.get("therefore", ())), None),
        )

    def _lose(self, declarations: Sequence[Any]) -> None:
        """Drop whole declarations whose block is broken, but remember their names."""
        for declaration in declarations:
            names = declaration.names if hasattr(declaration, "names") else (declaration.name,)
            self.lost.update(name.name for name in names)
            self._lose(getattr(declaration, "items", ()))

    def _close_reading(self) -> None:
        done, self.reading = self.reading, None
        if done is None or self.block is None:
            return
        if done.head is None:
            self.block.whole = False
            self._lose(done.parts.get("item", ()))
            return
        self.block.add(
            "reading", replace(done.head, items=tuple(done.parts.get("item", ())), span=done.span()), done.span()
        )

    def _close_block(self) -> None:
        self._close_item()
        self._close_reading()
        done, self.block = self.block, None
        if done is None:
            return
        readings = tuple(done.parts.get("reading", ()))
        if done.head is None:
            self._lose(readings)
            return
        if readings:
            self.items.append(replace(done.head, readings=readings, span=done.span()))
            return
        self.lost.update(done.piece.declares)
        if done.whole:
            self._report(
                "E022",
                f"`readings {done.head.name.name}` has no reading",
                done.head.name.span,
                "add `reading name` lines below it",
            )


_INDENT = "put it below a `readings name` line, indented deeper"
