"""Which driver reads the terminal."""

from __future__ import annotations

import os

from textual.driver import Driver


def shell_waits() -> bool:
    """Return whether a shell started this as a job of its own, and can bring it back when it is stopped.

    What a terminal, a multiplexer or ``ssh`` starts at once leads its session: who stops that is never heard of again.
    """
    group, session = (getattr(os, name, None) for name in ("getpgrp", "getsid"))
    if group is None or session is None:  # Windows
        return False
    return bool(group() != session(0))


def driver_class(usual: type[Driver]) -> type[Driver]:
    """Return the driver that reads the terminal through ``PasteParser``, or ``usual`` on a platform that has one of its own."""
    try:
        from briefing.tui.keys.input_driver import WaitingDriver
    except ImportError:  # Windows
        return usual
    return WaitingDriver
