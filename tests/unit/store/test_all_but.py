"""All members of a group but one are a sequence like any other, and hold the group once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.store.catalogue.all_but import AllBut

groups = st.lists(st.text("abcd", min_size=1, max_size=3), min_size=1, max_size=6, unique=True).map(sorted).map(tuple)


@given(group=groups, data=st.data())
def test_it_is_the_group_without_one(group: tuple[str, ...], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(group))
    left, expected = AllBut(group, one), tuple(each for each in group if each != one)
    assert left == expected
    assert expected == left
    assert (len(left), list(left), hash(left)) == (len(expected), list(expected), hash(expected))
    assert [left[place] for place in range(-len(left), len(left))] == [*expected, *expected]
    assert (left[1:], left[::-1]) == (expected[1:], expected[::-1])
    for word in (*group, "", "zz", "a"):
        assert (word in left) == (word in expected)
