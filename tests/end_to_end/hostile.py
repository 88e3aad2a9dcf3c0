"""A folder of articles whose every field and file name tries to act on the terminal or on markup."""

from __future__ import annotations

import os
from pathlib import Path

ESCAPES = {
    "osc-title": "\x1b]0;PWNED\x07",
    "osc-clipboard": "\x1b]52;c;UFdORUQ=\x07",
    "csi": "\x1b[5;35;40mPWNED",
    "c1": "\x9b5mPWNED",
    "bidi": "\u202ePWNED\u2066",
    "zero-width": "PW\u200bN\u2060ED",
    "paste": "\x1b[201~PWNED",
    "bell": "PW\x07NED\x08\x7f",
}
MARKUP = "[sic] [red]PWNED[/red] [@click=app.bell]PWNED[/] [/] [link=http://x.example]PWNED"
FORBIDDEN = (
    b"\x1b]0;PWNED", b"\x1b]52;c;UFdORUQ=", b"\x1b[5;35;40m", "\x9b".encode(), "\u202e".encode(), "\u2066".encode(),
    "\u200b".encode(), "\u2060".encode(), b"\x1b[201~", b"PW\x07NED", b"\x08\x7f", b"\x1b]8;",
)  # fmt: skip
"""None of these may ever be written to a terminal because of an article."""


def hostile_folder(folder: Path) -> Path:
    """Fill ``folder`` with one article for each trick, and give it back."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, trick) in enumerate(ESCAPES.items()):
        body = (
            f"“The bridge {trick} will open on the ninth {MARKUP} of June for everybody,” said Ada {trick} Vane of the Brackwater"
            f" {trick} Trust.\n\nThe Brackwater Trust said so {trick} on Tuesday."
        )
        text = f"Title {trick} {MARKUP}\n\nPublished: 6 May 2031\n\nBy Ada Vane\n\n{body}\n"
        (folder / f"{number}-{name}.txt").write_bytes(text.encode("utf-8"))
        front = "".join(
            f"{key}: {_quoted(f'{key} {trick} {MARKUP}')}\n"
            for key in ("title", "standfirst", "outlet", "agency", "byline", "dateline", "url", "section")
        )
        (folder / f"{number}-{name}.md").write_bytes(f"---\n{front}date: 2031-05-06\n---\n\n{body}\n".encode())
    odd = [
        b"\x1b]0;PWNED\x07.txt",
        "\u202ePWNED.txt".encode(),
        b"bad\xff\x9bname.txt",
        b"[red][@click=app.bell]x[].txt",
        b"new\nline.txt",
    ]
    for name in odd:
        path = os.path.join(os.fsencode(folder), name)
        with open(path, "wb") as file:
            file.write(
                f"Odd name {MARKUP}\n\n“The bridge will open on the ninth of June for everybody,” he said.\n".encode()
            )
    for name in (b"\x1b[5;35;40mempty.txt", b"\xff\x1b]0;PWNEDempty.txt"):
        with open(os.path.join(os.fsencode(folder), name), "wb"):
            pass
    return folder


def _quoted(value: str) -> str:
    """A YAML double-quoted scalar that holds ``value``."""
    out = []
    for character in value:
        code = ord(character)
        if character in '"\\':
            out.append("\\" + character)
        elif code < 0x20 or 0x7F <= code < 0xA0 or 0x2000 <= code < 0x2070:
            out.append(f"\\u{code:04x}")
        else:
            out.append(character)
    return '"' + "".join(out) + '"'


def assert_clean(stream: bytes | bytearray, where: str) -> None:
    """``stream`` holds none of the forbidden sequences."""
    for sequence in FORBIDDEN:
        assert sequence not in stream, (
            f"{where} wrote {sequence!r}: …{stream[max(0, stream.find(sequence) - 80) :][:160]!r}"
        )
