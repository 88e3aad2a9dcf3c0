"""Which driver reads the terminal."""

from __future__ import annotations

from textual.driver import Driver


def driver_class(usual: type[Driver]) -> type[Driver]:
    """Return the driver that reads the terminal through ``PasteParser``, or ``usual`` on a platform that has one of its own."""
    try:
        from briefing.tui.keys.input_driver import WaitingDriver
    except ImportError:  # Windows
        return usual
    return WaitingDriver
