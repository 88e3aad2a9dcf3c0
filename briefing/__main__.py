"""``python -m briefing`` and the ``briefing`` script."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the exit status (0 done, 1 nothing found, 2 usage)."""
    from briefing.cli.entry import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
