"""How often the collector of garbage looks."""

from __future__ import annotations

import gc

from briefing.garbage import SELDOM, seldom_collected


def test_it_looks_seldom_for_a_while_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        during = gc.get_threshold()
    assert (during, gc.get_threshold()) == (SELDOM, before)


def test_it_looks_as_before_where_the_work_fails() -> None:
    before = gc.get_threshold()
    try:
        with seldom_collected():
            raise ValueError
    except ValueError:
        pass
    assert gc.get_threshold() == before
