"""What lies in folders beside articles and can be read as text: programs, settings, tables, logs. Told by name, else by form.

Asked only where the content says nothing (a page named ``index.php`` is a page). Cautious: a name that is not in these tables, or
that ends in ``.txt`` or ``.md``, is an article unless hardly anything in it is prose and its lines have the form of something else.
"""

from __future__ import annotations

import re
from typing import Final

from briefing.ingest import prose, sidecar

_KINDS: Final = {
    "a program": "py pyw pyi pyx js mjs cjs jsx ts tsx vue svelte java kt kts scala groovy c h cc cpp cxx hpp hh cs fs vb go rs rb pl pm php php5 lua r jl "
    "swift m mm dart sh bash zsh fish csh ksh bat cmd ps1 psm1 sql awk el lisp clj cljs ex exs erl hs ml mli nim zig asm f90 f95 pas tcl vim cmake mk am m4 "
    "gradle sbt ipynb rmd sas do coffee",
    "a style sheet": "css scss sass less styl xsl xslt",
    "a file of settings": "toml ini cfg conf config cnf yaml yml env properties lock plist desktop service reg tf tfvars hcl json5 jsonc webmanifest editorconfig npmrc "
    "gitignore gitattributes dockerignore prefs",
    "a table": "csv tsv psv arff",
    "a log": "log",
    "data": "json map geojson ndjson xsd dtd proto graphql idx",
    "a file of subtitles": "srt vtt ass ssa sbv",
    "a calendar": "ics",
    "a list of contacts": "vcf ldif",
    "a list of references": "bib ris enw nbib",
    "a comparison of files": "diff patch rej",
    "a drawing": "svg eps ps dxf",
    "a key or a signature": "pem crt cer csr key pub sig p7s gpg",
    "a list of checksums": "md5 sha1 sha256 sha512 sfv",
    "a playlist": "m3u m3u8 pls",
    "a translation of a program": "po pot",
    "a shortcut": "url webloc",
}  # fmt: skip
_BY_SUFFIX: Final = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
_BY_NAME: Final = {
    name: kind
    for kind, names in {
        "a program": "makefile gnumakefile dockerfile containerfile vagrantfile rakefile gemfile procfile jenkinsfile justfile brewfile podfile",
        "a licence": "license licence copying unlicense copyright codeowners",
        "a file of settings": "pipfile cargo.lock cname",
    }.items()
    for name in names.split()
}  # fmt: skip
_TEXTS: Final = frozenset("txt text md markdown mdown mkd".split())
_STARTS: Final = (
    (re.compile(rb"#!\s*/|<\?php"), "a program"),
    (re.compile(rb"%!PS"), "a drawing"),
    (re.compile(rb"-----BEGIN (?!PGP SIGNED)[A-Z0-9 ]+-----"), "a key or a signature"),
)
_LETTER: Final = re.compile(r"[^\W\d_]")


def kind(path: str, head: bytes, *, marked_up: bool = False) -> str:
    """Return what a file is that is text but no article (``a table``), "" if it may be one.

    Args:
        path: Its name counts.
        head: Its first bytes, enough of them to tell prose from a structure.
        marked_up: Whether it is HTML.
    """
    name = path.rsplit("/", 1)[-1].lower()
    if name.endswith(sidecar.SUFFIX):
        return "a note on a file that is not there"
    stem, dot, suffix = name.rpartition(".")
    told = marked_up or b"\0" in head
    if dot and suffix in _TEXTS and not _STARTS[0][0].match(head):
        return "" if told else prose.structure(head.decode("utf-8", "replace"))
    by_name = (_BY_SUFFIX.get(suffix) if stem else None) if dot else _BY_NAME.get(name)
    by_start = (what for start, what in _STARTS if start.match(head))
    found = by_name or next(by_start, None)
    if found is not None or told:
        return found or ""
    return prose.structure(head.decode("utf-8", "replace")) or ("" if _lettered(head) else "data")


def _lettered(head: bytes) -> bool:
    """Return whether at least two in five of the characters are letters: tables of figures and encoded bytes have fewer words than that."""
    text = "".join(head.decode("utf-8", "replace").split())
    letters = len(_LETTER.findall(text)) + text.count("\ufffd")
    return letters * 5 >= 2 * len(text)
