"""The reader's colours: dark, light, the terminal's own (two), and high contrast. Data only.

Calm, like a newspaper: ink on paper (or its night side), one accent. Every state is told by a character as well.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

NAMES: Final = {
    "dark": "briefing-dark",
    "light": "briefing-light",
    "ansi-dark": "ansi-dark",
    "ansi-light": "ansi-light",
    "high contrast": "briefing-contrast",
}
"""What people call a theme, and Textual's name of it (the two ANSI themes are Textual's own)."""


def _variables(*, border: str, quiet: str, selection: str, hit: str) -> dict[str, str]:
    return {
        "border": border,
        "border-blurred": border,
        "block-cursor-background": selection,
        "block-cursor-text-style": "none",
        "input-selection-background": selection,
        "screen-selection-background": selection,
        "footer-key-foreground": quiet,
        "briefing-quiet": quiet,
        "briefing-hit": hit,
    }


THEMES: Final = (
    Theme(
        name="briefing-dark",
        primary="#8fb2c9",
        secondary="#b6a78c",
        accent="#d9a35c",
        foreground="#d8d4c9",
        background="#16181b",
        surface="#1b1e22",
        panel="#23272c",
        success="#94b58a",
        warning="#d9a35c",
        error="#d3786b",
        dark=True,
        variables=_variables(border="#3a4047", quiet="#8d8a80", selection="#2f3b45", hit="#d9a35c"),
    ),
    Theme(
        name="briefing-light",
        primary="#2c5a7c",
        secondary="#6b5b3d",
        accent="#9a4f12",
        foreground="#22211e",
        background="#f7f4ec",
        surface="#f1ede2",
        panel="#e7e2d4",
        success="#3f6b35",
        warning="#8a5a00",
        error="#a2352a",
        dark=False,
        variables=_variables(border="#c4bca8", quiet="#6f6a5e", selection="#d8e0e2", hit="#9a4f12"),
    ),
    Theme(
        name="briefing-contrast",
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        success="#00ff00",
        warning="#ffff00",
        error="#ff8080",
        dark=True,
        variables=_variables(border="#ffffff", quiet="#e0e0e0", selection="#0000c0", hit="#ffff00"),
    ),
)
