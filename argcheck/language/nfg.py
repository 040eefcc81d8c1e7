"""Games in the `.nfg` format of Gambit: read in either version, written in either, and put as an argument's `game`.

The format is described in Gambit's documentation, "The strategic game (.nfg) file format": in the payoff version the
payoffs of every profile stand in a list, in the outcome version numbered outcomes do, 0 for one that pays nothing. The
first player's strategy varies fastest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from argcheck.language.words import RESERVED
from argcheck.language.write import format_number

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([{}])|([^\s{}",]+)|[\s,]+', re.DOTALL)
_NUMBER = re.compile(r"[+-]?(\d+(/\d+)?|(\d+\.\d*|\.\d+|\d+)([eE][+-]?\d{1,4})?)")
_MOST_PROFILES = 10_000
_MOST_DIGITS = 2_000


class NotNfg(ValueError):
    """The text is no game in this format; the message says why."""


@dataclass(frozen=True, slots=True)
class NfgGame:
    """A game with rational payoffs; `payoffs` has each player's for every profile of strategy numbers (from 0)."""

    title: str
    players: tuple[str, ...]
    strategies: tuple[tuple[str, ...], ...]
    payoffs: Mapping[tuple[int, ...], tuple[Fraction, ...]]

    def profiles(self) -> list[tuple[int, ...]]:
        """Every profile in the order of the format."""
        counts = [range(len(each)) for each in reversed(self.strategies)]
        return [tuple(reversed(backwards)) for backwards in product(*counts)]


def read_nfg(text: str) -> NfgGame:
    """The game that the text says. Raises NotNfg."""
    return _Reader(text).game()


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                raise NotNfg(f"a quotation mark in line {text.count(chr(10), 0, place) + 1} is never closed")
            place = match.end()
            if match[1] is not None:
                self._tokens.append(("text", re.sub(r"\\(.)", r"\1", match[1])))
            elif match[2] or match[3]:
                self._tokens.append(("sign" if match[2] else "word", match[2] or match[3]))
        self._at = 0

    def game(self) -> NfgGame:
        for wanted in ("NFG", "1"):
            if self._next("word") != wanted:
                raise NotNfg("the file does not begin with `NFG 1`")
        if self._next("word") not in ("R", "D"):
            raise NotNfg("after `NFG 1` stands `R`")
        title = self._next("text")
        players = self._list()
        strategies = self._strategies()
        if not players or len(strategies) != len(players) or not all(strategies):
            raise NotNfg("every player needs a name and at least one strategy")
        if self._peek() == "text":
            self._next("text")
        game = NfgGame(title, players, strategies, {})
        size = 1
        for each in strategies:
            size *= len(each)
        if size > _MOST_PROFILES:
            raise NotNfg(f"the game has more than {_MOST_PROFILES} profiles")
        rows = self._by_outcomes(size, len(players)) if self._peek() == "sign" else self._rows(size, len(players))
        if self._at < len(self._tokens):
            raise NotNfg(f"something is left over after the payoffs: `{self._tokens[self._at][1]}`")
        return NfgGame(title, players, strategies, dict(zip(game.profiles(), rows, strict=True)))

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else "end"

    def _next(self, kind: str, exactly: str = "") -> str:
        found, word = self._tokens[self._at] if self._at < len(self._tokens) else ("end", "the end of the file")
        if found != kind or (exactly and word != exactly):
            raise NotNfg(f"`{exactly or kind}` is expected where `{word}` stands")
        self._at += 1
        return word

    def _list(self) -> tuple[str, ...]:
        self._next("sign", "{")
        words: list[str] = []
        while self._peek() == "text":
            words.append(self._next("text"))
        self._next("sign", "}")
        return tuple(words)

    def _strategies(self) -> tuple[tuple[str, ...], ...]:
        self._next("sign", "{")
        found: list[tuple[str, ...]] = []
        while self._peek() == "word":
            count = self._next("word")
            if not count.isdecimal() or len(count) > 4:
                raise NotNfg(f"`{count}` is not a number of strategies")
            found.append(tuple(str(number + 1) for number in range(int(count))))
        while self._tokens[self._at : self._at + 1] == [("sign", "{")]:
            found.append(self._list())
        self._next("sign", "}")
        return tuple(found)

    def _number(self) -> Fraction:
        word = self._next("word")
        if not _NUMBER.fullmatch(word) or len(word) > _MOST_DIGITS or word.endswith("/0"):
            raise NotNfg(f"`{word}` is not a number")
        try:
            return Fraction(word)
        except ZeroDivisionError:
            raise NotNfg(f"`{word}` is not a number") from None

    def _rows(self, count: int, players: int) -> list[tuple[Fraction, ...]]:
        return [tuple([self._number() for _ in range(players)]) for _ in range(count)]

    def _by_outcomes(self, count: int, players: int) -> list[tuple[Fraction, ...]]:
        self._next("sign", "{")
        outcomes: list[tuple[Fraction, ...]] = [(Fraction(0),) * players]
        while self._tokens[self._at : self._at + 1] == [("sign", "{")]:
            self._next("sign", "{")
            self._next("text")
            outcomes += self._rows(1, players)
            self._next("sign", "}")
        self._next("sign", "}")
        rows: list[tuple[Fraction, ...]] = []
        for _ in range(count):
            word = self._next("word")
            if not word.isdecimal() or len(word) > 6 or int(word) >= len(outcomes):
                raise NotNfg(f"there is no outcome `{word}`")
            rows.append(outcomes[int(word)])
        return rows


def write_nfg(game: NfgGame, *, outcomes: bool = False) -> str:
    """The game in the format, in its payoff version or with numbered outcomes."""
    names = " ".join(_quoted(player) for player in game.players)
    strategies = " ".join("{ " + " ".join(_quoted(name) for name in each) + " }" for each in game.strategies)
    head = f'NFG 1 R {_quoted(game.title)}\n{{ {names} }}\n{{ {strategies} }}\n""\n\n'
    rows = [game.payoffs[profile] for profile in game.profiles()]
    if not outcomes:
        return head + "\n".join(" ".join(str(payoff) for payoff in row) for row in rows) + "\n"
    different = list(dict.fromkeys(rows))
    listed = "\n".join('{ "" ' + ", ".join(str(payoff) for payoff in row) + " }" for row in different)
    return f"{head}{{\n{listed}\n}}\n{' '.join(str(different.index(row) + 1) for row in rows)}\n"


def as_argument(game: NfgGame, name: str = "game_1") -> str:
    """The game as the text of an argument file that has nothing else in it."""
    players = _identifiers(game.players, "p")
    lines = [f"argument {_said(game.title or 'A game')}", "", f"game {name}"]
    actions = [_identifiers(each, "s") for each in game.strategies]
    for player, label, own in zip(players, game.players, actions, strict=True):
        lines.append(f"  player {player} {_said(label)} : {', '.join(own)}")
    for profile in product(*(range(len(each)) for each in actions)):
        done = ", ".join(own[index] for own, index in zip(actions, profile, strict=True))
        lines.append(f"  outcome {done} : {', '.join(_number(payoff) for payoff in game.payoffs[profile])}")
    return "\n".join(lines) + "\n"


def _identifiers(labels: Sequence[str], prefix: str) -> list[str]:
    found: list[str] = []
    for label in labels:
        word = re.sub(r"[^A-Za-z0-9_]+", "_", label).strip("_").lower()
        word = word if word and not word[0].isdigit() and word not in RESERVED else f"{prefix}{word or len(found) + 1}"
        number, unique = 2, word
        while unique in found:
            unique, number = f"{word}_{number}", number + 1
        found.append(unique)
    return found


def _number(value: Fraction) -> str:
    return f"-{format_number(-value)}" if value < 0 else format_number(value)


def _said(text: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in text)
    return '"' + printable.replace('"', "'") + '"'


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
