"""Tells a named pipe what this Python process does outside of itself. Python imports it at its start where it stands first on PYTHONPATH.

A line is a kind and what it concerns: ``socket.EVENT`` with family, kind and protocol or with an address, ``write PATH``, ``start PROGRAM``. The pipe, and not a file, because the limited process that
parses risky formats may write no file.
"""

import os
import sys

PATH_EVENTS = {
    "os.mkdir": 0, "os.rename": 1, "os.remove": 0, "os.rmdir": 0, "os.link": 1, "os.symlink": 1, "os.truncate": 0, "os.chmod": 0, "os.chown": 0,
    "os.utime": 0, "sqlite3.connect": 0,
}  # fmt: skip
"""Event → which of its arguments is the path that is made or changed."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(pipe):
    """Report to ``pipe`` from now on, in this process."""
    out = os.open(pipe, os.O_WRONLY)

    def tell(*words):
        line = " ".join(str(os.fsdecode(word) if isinstance(word, bytes) else word) for word in words)
        os.write(out, line.encode("utf-8", "surrogateescape").replace(b"\n", b"?")[:1000] + b"\n")

    def hook(event, arguments):
        if event.startswith("socket."):
            tell(event, *arguments[1:])  # the first is the socket itself
        elif event == "open" and isinstance(arguments[0], (str, bytes)) and (arguments[2] or 0) & WRITES:
            tell("write", arguments[0])
        elif event in PATH_EVENTS:
            path = arguments[PATH_EVENTS[event]]
            if not isinstance(path, int) and "?mode=ro" not in str(path):  # a database that is only read
                tell("write", path)
        elif event == "subprocess.Popen":
            tell("start", arguments[0])

    sys.addaudithook(hook)


if os.environ.get("WATCH_PIPE"):
    watch(os.environ["WATCH_PIPE"])
