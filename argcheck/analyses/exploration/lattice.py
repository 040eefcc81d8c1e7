"""Every minimal sufficient and every maximal insufficient subset of a few things, by asking about as few as possible.

Sufficiency is monotone: what suffices still does with more. Subsets are bit masks. The enumeration is MARCO's, with
largest unexplored subsets first (Liffiton, Previti, Malik, Marques-Silva, Constraints 21, 2016): each is either maximal
insufficient, or is shrunk to a minimal sufficient one. A model tells which further members it satisfies, so one answer
settles many subsets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Witness = TypeVar("Witness")


@dataclass(frozen=True, slots=True)
class Answer(Generic[Witness]):
    """Whether a subset suffices; None where that is not known. Where it does not, `holds` are all members that
    hold at `witness`, the point at which the goal fails."""

    sufficient: bool | None
    holds: int = 0
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[Witness]):
    """A subset. `extreme` says that it is known to be minimal (where sufficient) or maximal (where not)."""

    members: int
    sufficient: bool | None
    extreme: bool
    witness: Witness | None = None


class Exhausted(Exception):
    """More questions would be needed than are allowed."""


@dataclass
class Lattice(Generic[Witness]):
    """The subsets of `size` things. `explore` yields what it finds as it finds it; `complete` says whether it
    came to the end. At most `limit` questions are asked and `most_open` may stay unanswered.

    `forced` is the cheaper question whether a subset is proved to suffice: it is enough for making a sufficient set
    smaller, since the largest insufficient ones, once found, show that it cannot be made smaller still.
    """

    size: int
    ask: Callable[[int], Answer[Witness]]
    forced: Callable[[int], bool]
    limit: int = 2_000
    most_open: int = 4
    complete: bool = False
    questions: int = 0
    _enough: list[int] = field(default_factory=list)
    _lacking: list[tuple[int, Witness | None]] = field(default_factory=list)
    _shown: list[int] = field(default_factory=list)
    _open: set[int] = field(default_factory=set)
    _unforced: set[int] = field(default_factory=set)

    @property
    def everything(self) -> int:
        """All members."""
        return (1 << self.size) - 1

    def explore(self) -> Iterator[Found[Witness]]:
        """Subsets that settle the lattice, largest insufficient and smallest sufficient ones."""
        try:
            while (seed := self._seed()) is not None:
                match self._sufficient(seed):
                    case True:
                        core = self._shrunk(seed)
                        self._enough.append(core)
                        yield Found(core, True, self._minimal(core))
                    case False:
                        members, witness = self._lack(seed)
                        self._shown.append(members)
                        yield Found(members, False, self._maximal(members), witness)
                    case None:
                        yield Found(seed, None, False)
        except Exhausted:
            return
        self.complete = True

    def settled(self) -> tuple[list[Found[Witness]], list[Found[Witness]], list[int]]:
        """What is known by now: smallest sufficient, largest insufficient, and undecided subsets."""
        enough = [one for one in self._enough if not any(_within(other, one) for other in self._enough if other != one)]
        shown = [one for one in self._shown if not any(_within(one, other) for other in self._shown if other != one)]
        sufficient: list[Found[Witness]] = [Found(one, True, self._minimal(one)) for one in dict.fromkeys(enough)]
        lacking = dict(self._lacking)
        insufficient: list[Found[Witness]] = [
            Found(one, False, self._maximal(one), lacking[one]) for one in dict.fromkeys(shown)
        ]
        return sufficient, insufficient, [one for one in sorted(self._open, reverse=True) if self.known(one) is None]

    def known(self, members: int) -> bool | None:
        """What follows about a subset from the answers so far."""
        if any(_within(core, members) for core in self._enough):
            return True
        if any(_within(members, holds) for holds, _ in self._lacking):
            return False
        return None

    # ---- questions ---------------------------------------------------------------------------------

    def _sufficient(self, members: int) -> bool | None:
        known = self.known(members)
        if known is not None or members in self._open:
            return known
        self._count()
        answer = self.ask(members)
        if answer.sufficient is False:
            self._lacking.append((answer.holds | members, answer.witness))
        elif answer.sufficient is None:
            self._open.add(members)
            if len(self._open) > self.most_open:
                raise Exhausted
        return answer.sufficient

    def _count(self) -> None:
        if self.questions >= self.limit:
            raise Exhausted
        self.questions += 1

    def _forced(self, members: int) -> bool:
        known = self.known(members)
        if known is not None or members in self._unforced or members in self._open:
            return bool(known)
        self._count()
        if self.forced(members):
            return True
        self._unforced.add(members)
        return False

    def _lack(self, members: int) -> tuple[int, Witness | None]:
        """The largest known insufficient set around an insufficient one."""
        around = [(holds, witness) for holds, witness in self._lacking if _within(members, holds)]
        return max(around, key=lambda pair: pair[0].bit_count())

    def _shrunk(self, members: int) -> int:
        """A sufficient subset from which no member can be shown to be dispensable; blocks are tried before members."""
        block = max(members.bit_count() // 2, 1)
        while True:
            rest = list(_bits(members))[::-1]
            for start in range(0, len(rest), block):
                fewer = members & ~sum(rest[start : start + block])
                if fewer != members and self._forced(fewer):
                    members = fewer
            if block == 1:
                return members
            block = max(block // 2, 1)

    def _minimal(self, core: int) -> bool:
        return all(self.known(core & ~bit) is False for bit in _bits(core))

    def _maximal(self, members: int) -> bool:
        return all(self.known(members | bit) is True for bit in _bits(self.everything & ~members))

    # ---- the map of what is not explored -------------------------------------------------------------

    def _seed(self) -> int | None:
        """A largest subset about which nothing follows from what was shown, or None where there is none left."""
        seen: set[int] = set()
        missing = [self.everything & ~members for members in self._shown]

        def search(left_out: int) -> int | None:
            if left_out in seen or any(_within(one, left_out) for one in missing):
                return None
            seen.add(left_out)
            unhit = next((core for core in self._enough if not core & left_out), None)
            if unhit is None:
                members = self.everything & ~left_out
                if members not in self._open or self.known(members) is not None:
                    return left_out
                unhit = members
            for bit in _bits(unhit):
                if (found := search(left_out | bit)) is not None:
                    return found
            return None

        found = search(0)
        if found is None:
            return None
        for bit in _bits(found):
            fewer = found & ~bit
            if all(core & fewer for core in self._enough) and self.everything & ~fewer not in self._open:
                found = fewer
        return self.everything & ~found


def _within(inner: int, outer: int) -> bool:
    return inner & ~outer == 0


def _bits(members: int) -> Iterator[int]:
    while members:
        bit = members & -members
        yield bit
        members ^= bit
