"""Words that tell what a byline is: particles, suffixes, the last words of firms and newsrooms."""

from __future__ import annotations

PARTICLES = frozenset(
    """van von vom der den de da di do dos das du del della dello dei degli la le las los ter ten tot te zu zum zur af av al el ul bin ibn
    bint ben ap ab y e i und na""".split()
)
"""Words before a family name that are written small (``van der Berg``, ``de la Cruz``)."""
CONNECTIVES = frozenset("y e i und na".split())
"""Particles that join two family names (``Ortega y Gasset``)."""
ELIDED_PARTICLES = ("d’", "d'", "dell’", "dell'", "dall’", "dall'", "l’", "l'", "’t", "'t", "’s", "'s")

GENERATIONS = frozenset("jr sr ii iii iv".split())
DEGREES = frozenset("phd dphil md dds dvm jd esq mba msc bsc mp mep obe cbe kc qc rn frs".split())
SUFFIXES = GENERATIONS | DEGREES
"""What may stand behind a name (compared without stops and case)."""

COMPANY_SUFFIXES = frozenset(
    """co ltd limited inc incorporated llc llp lp plc corp corporation company gmbh ag kg kgaa se sa sas sarl nv bv ab oy oyj asa as aps
    spa srl sl pty pte kk bhd group holdings""".split()
)
"""Last words of a firm's name (compared without stops and case)."""
COMPANY_ONLY = COMPANY_SUFFIXES - frozenset("co ag se as ab sa sl group kg kk lp".split())
"""Those of them that are no word of a person's name even without a comma before them."""

NEWSROOM_WORDS = frozenset(
    """agency news newsroom staff desk team wire bureau editors editor board department ministry office university institute
    correspondent correspondents reporter reporters writer writers network association alliance times gazette agencies
    monitoring media committee council company government commission authority foundation society register""".split()
)
"""Last words of bodies that sign articles. Words that are also family names (Press, Post, Page, Service) are left out: they are
caught by the article's own agency and outlet."""
BODY_STARTS = frozenset("the our by".split())
