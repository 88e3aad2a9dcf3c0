"""A paste is text to its end, however it is cut on its way and whatever it holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from briefing.tui.keys.terminal_input import PasteParser

START, END = "\x1b[200~", "\x1b[201~"


def told(*pieces: str) -> list[str]:
    """What the pieces mean: pastes as their text, keys as ``<key>``."""
    parser = PasteParser()
    messages = [message for piece in pieces for message in parser.feed(piece)]
    return [
        message.text if isinstance(message, events.Paste) else f"<{message.key}>"
        for message in messages
        if isinstance(message, (events.Paste, events.Key))
    ]


def test_an_escape_within_a_paste_is_no_key() -> None:
    assert told(f"{START}a\x1bq\x1b[Ab{END}j") == ["a␛q␛[Ab", "<j>"]


def test_keys_around_pastes_keep_their_order() -> None:
    assert told(f"/x{START}one{END}y{START}two{END}\r") == ["<slash>", "<x>", "one", "<y>", "two", "<enter>"]


def test_arrows_and_escape_outside_of_a_paste_are_keys() -> None:
    assert told("\x1b[A", "j", "\x1b[B") == ["<up>", "<j>", "<down>"]


PARTS = st.sampled_from([START, "\x1b", "\x1b[", "\x1b[201", "q", "\x1b[A", "text ", "\x9b201~", "\x1b\x1b"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PARTS, max_size=8), st.data())
def test_however_it_is_cut_a_paste_is_one_text(parts: list[str], data: st.DataObject) -> None:
    body = "".join(parts)
    stream = f"a{START}{body}{END}b"
    if END in body:
        return
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True) if b > a]
    # An ESC right before the end of the paste is the first one of the two.
    expected = body.replace("\x1b", "␛")
    assert told(*pieces) == ["<a>", *([expected] if expected else [""]), "<b>"]
