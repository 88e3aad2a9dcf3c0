"""Words that tell what a byline is: particles, suffixes, the last words of firms and newsrooms."""

from __future__ import annotations

PARTICLES = frozenset(
    """van von vom der den de da di do dos das du del della dello dei degli la le las los ter ten tot te zu zum zur af av al el ul bin ibn
    bint ben ap ab y e i und na
    de' de’ 't ’t 's ’s""".split()
)
"""Words before a family name that are written small (``van der Berg``, ``de la Cruz``)."""
CONNECTIVES = frozenset("y e i und na".split())
"""Particles that join two family names (``Ortega y Gasset``)."""
ELIDED_PARTICLES = ("d’", "d'", "dell’", "dell'", "dall’", "dall'", "l’", "l'", "’t", "'t", "’s", "'s")

CAPITAL_PARTICLES = frozenset("Van Von De La Le Di Da Della Du Des El".split())
"""Particles that begin a family name in capitals, too (``Jon De Vries``), and are no given name."""
JOINED_PARTICLES = ("al-", "el-", "ul-", "an-", "as-", "ad-", "ar-")
"""Small letters that a family name may begin with, joined by a hyphen (``al-Karimi``)."""

GENERATIONS = frozenset("jr sr ii iii iv".split())
DEGREES = frozenset("phd dphil md dds dvm jd esq mba msc bsc mp mep obe cbe kc qc rn frs".split())
SUFFIXES = GENERATIONS | DEGREES
"""What may stand behind a name (compared without stops and case)."""

NEWSROOM_WORDS = frozenset(
    """agency news newsroom staff desk team wire bureau editors editor board department ministry office university institute
    correspondent correspondents reporter reporters writer writers network association alliance times gazette agencies
    monitoring media committee council company government commission authority foundation society register""".split()
)
"""Last words of bodies that sign articles. Words that are also family names (Press, Post, Page, Service) are left out: they are
caught by the article's own agency and outlet."""
BODY_STARTS = frozenset("the our by".split())
