"""``python -m briefing`` and the ``briefing`` script."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line; the exit status (0 done, 1 nothing found, 2 usage)."""
    try:
        _open_standard_streams()
        from briefing.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was being loaded
        return 130


def _open_standard_streams() -> None:
    """Whoever closed stdin, stdout or stderr wants nothing from it: else the next file to be opened would take its place."""
    for descriptor, name in ((0, "stdin"), (1, "stdout"), (2, "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest that is free: this one
        if getattr(sys, name) is None:
            stream = open(descriptor, "r" if descriptor == 0 else "w", closefd=False, encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)


if __name__ == "__main__":
    sys.exit(main())
