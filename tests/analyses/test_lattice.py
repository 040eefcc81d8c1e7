"""The enumeration of subsets, against looking at every subset."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.exploration.lattice import Answer, Lattice


def _suffices(cores: list[int], members: int) -> bool:
    return any(core & ~members == 0 for core in cores)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_every_extreme_subset_is_found(data: st.DataObject) -> None:
    size = data.draw(st.integers(0, 7))
    everything = (1 << size) - 1
    cores = data.draw(st.lists(st.integers(0, everything), max_size=6))
    unanswered = data.draw(st.sets(st.integers(0, everything), max_size=3))
    growth = data.draw(st.integers(0, everything))

    def ask(members: int) -> Answer[int]:
        if members in unanswered:
            return Answer(None)
        if _suffices(cores, members):
            return Answer(True)
        holds = members
        for bit in (1 << place for place in range(size)):
            if growth & bit and not _suffices(cores, holds | bit):
                holds |= bit
        return Answer(False, holds, holds)

    lattice = Lattice(size, ask, lambda members: ask(members).sufficient is True, most_open=1 << size)
    streamed = list(lattice.explore())
    enough, lacking, open_ = lattice.settled()
    assert lattice.complete
    for one in streamed:
        assert one.sufficient is None or one.sufficient == _suffices(cores, one.members)
    subsets = range(everything + 1)
    least = {
        s
        for s in subsets
        if _suffices(cores, s) and not any(_suffices(cores, s & ~(1 << i)) for i in range(size) if s >> i & 1)
    }
    most = {
        s
        for s in subsets
        if not _suffices(cores, s) and all(_suffices(cores, s | 1 << i) for i in range(size) if not s >> i & 1)
    }
    assert {one.members for one in enough if one.extreme} <= least
    assert {one.members for one in lacking if one.extreme} <= most
    assert all(one.witness is not None and one.members & ~one.witness == 0 for one in lacking)
    for members in subsets:
        known = lattice.known(members)
        assert known in (None, _suffices(cores, members))
        assert known is not None or members in unanswered
    if not unanswered:
        assert {one.members for one in enough} == least
        assert {one.members for one in lacking} == most
        assert not open_


def test_an_end_is_said() -> None:
    def ask(members: int) -> Answer[None]:
        return Answer(members.bit_count() >= 5, members)

    lattice = Lattice(10, ask, lambda members: members.bit_count() >= 5, limit=60)
    assert list(lattice.explore())
    assert not lattice.complete
    assert lattice.questions == 60


def test_the_questions_without_an_answer_are_few() -> None:
    lattice: Lattice[None] = Lattice(12, lambda _: Answer(None), lambda _: False, most_open=5)
    assert all(one.sufficient is None for one in lattice.explore())
    assert not lattice.complete
    assert lattice.questions == 6
