"""Firms and documents told from people by their words: legal forms (``Hale & Oakes, Ltd.``), nouns of what is written (``the press release``)."""

from __future__ import annotations

from briefing.lexicon import tables

_FORMS = frozenset(
    """co ltd limited inc incorporated llc llp lp plc corp corporation company gmbh ag kg kgaa se sa sas sarl nv bv ab oy oyj asa as aps
    spa srl sl pty pte kk bhd group holdings""".split()
)
_ALONE = _FORMS - frozenset("co se as ab sa sl group kk lp".split())
"""Those that are no word of a person's name even without a comma before them."""


def is_company(name: str) -> bool:
    """Return True if ``name`` ends as a firm's does: ``…, Ltd.``, ``… GmbH``."""
    words = name.replace(",", " ").split()
    last = words[-1].replace(".", "").casefold() if len(words) > 1 else ""
    return last in (_FORMS if "," in name or name.endswith(".") else _ALONE)


DOCUMENTS = frozenset(
    "statement report release letter memo study survey poll article story book lawsuit complaint filing document documents "
    "newspaper magazine editorial website site post tweet message email ad advertisement narrator headline caption sign "
    "indictment ruling order resolution bill law petition brief transcript affidavit blog column essay review paper speech "
    "analysis audit warrant communique bulletin notice banner poster placard press remark remarks comment comments".split()
)
"""Nouns of documents that are said to say something."""
ISSUED = frozenset(
    "statement release communique notice announcement bulletin letter memo report study survey email e-mail tweet post message complaint "
    "filing lawsuit petition affidavit".split()
)
"""Those that somebody issues in his, her or its own name."""
_DATA = frozenset(
    "data figures records documents findings papers diary diaries log logbook handbook guide catalogue minutes".split()
)
_WRITTEN = (DOCUMENTS | _DATA) - frozenset("newspaper magazine paper website site blog narrator press".split())
"""Nouns of what nobody speaks in person; papers and sites are bodies too."""
_SMALL = frozenset("of by from on in for to at about that which des der".split())


def is_document(speaker: str) -> bool:
    """Return True if who is said to speak is a document ("the press release", "a report of the board"): neither a person nor a body."""
    words = speaker.split()
    end = next((at for at, word in enumerate(words) if word in _SMALL), len(words))
    nouns = words[max(0, end - 1) : end]
    capital = tables.keyed("speech_words")["de papers"] if end < len(words) else ()
    return any((*(noun in _WRITTEN for noun in nouns), *(noun.lower() in capital for noun in nouns)))
