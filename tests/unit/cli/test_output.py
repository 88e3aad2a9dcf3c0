"""The one door to the terminal, and the bar beside it."""

from __future__ import annotations

import io
import json

import pytest

from briefing.cli.output import Output, table
from briefing.cli.progress import Bar


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_nothing_passes_that_acts_on_a_terminal() -> None:
    stream, err = io.StringIO(), io.StringIO()
    out = Output(stream, err)
    bad = "a\x1b]0;x\x07\x9b\u202e\r\nb\tc"
    out.line(bad, (bad, "bold"))
    out.wrapped(bad)
    out.block(bad)
    out.message(bad)
    found = stream.getvalue() + err.getvalue()
    assert not [c for c in found if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c == "\u202e"]
    assert len(stream.getvalue().splitlines()) == 1 + 1 + 2


def test_json_is_exact_and_harmless() -> None:
    stream = Terminal()
    value = {"x": "é\x1b\x9b\u202e\udcff\U000e0041\u2028" + "y" * 70_000 + "\x9b"}
    Output(stream, io.StringIO()).json(value)
    text = stream.getvalue()
    assert json.loads(text) == value
    assert "é" in text
    assert not set("\x1b\x9b\u202e\udcff\U000e0041\u2028") & set(text)


def test_json_is_ascii_where_the_stream_is_not_unicode() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    Output(stream, io.StringIO()).json({"x": "“é”"})
    stream.flush()
    assert json.loads(raw.getvalue()) == {"x": "“é”"}


def test_tables_align_by_cells_and_not_by_letters() -> None:
    assert table([("海", "1", "x"), ("abc", "10", "y")], right=(1,)) == [["海 ", " 1", "x"], ["abc", "10", "y"]]
    assert table([]) == []


def test_the_bar_shows_only_on_a_terminal_and_only_for_work_that_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(Bar, "PAUSE", 0.0)
    monkeypatch.setattr(Bar, "DELAY", 60.0)
    terminal = Terminal()
    bar = Bar(terminal)
    bar("ingest", 1, 2)
    bar.clear()
    assert terminal.getvalue() == ""
    monkeypatch.setattr(Bar, "DELAY", 0.0)
    for stream in (io.StringIO(), terminal):
        bar = Bar(stream)
        bar("ingest", 1, 2)
        bar("unheard of", 5, 0)
        bar.clear()
    assert "reading" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[2K")


def test_a_bar_in_a_pipe_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bar, "DELAY", 0.0)
    stream = io.StringIO()
    bar = Bar(stream)
    bar("ingest", 1, 2)
    bar.clear()
    assert stream.getvalue() == ""
