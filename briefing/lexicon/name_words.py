"""Words that open, join and end names: parts of offices, bodies, events and regions. Only tables."""

from __future__ import annotations

JOINERS = frozenset(
    "of for on and the & at de del dela delos da di du van von der den bin ibn al el la le los y".split()
)
"""Small words between the capitalised words of one name."""
OPENING = frozenset(
    "Central National First General Royal Federal International Public Supreme High Free United State Social".split()
)
"""Ordinary words that open the names of many bodies."""
BODIES = frozenset(
    "Bank Party Movement Union Front League Association Council Court Federation Church Society Organisation Organization "
    "Congress Alliance Army Brotherhood Committee Corporation Corp Corp. Institute University College Centre Center Foundation".split()
)
"""Last words of bodies whose names such words or those for a people may open."""
CONTESTS = frozenset({"Universe", "World", "Earth", "International", "Teen"})
"""Behind "Miss": a contest and no woman."""
LAWS = frozenset(
    "Act Bill Amendment Treaty Accord Accords Award Awards Prize Cup Open Championship Championships Trophy Virus".split()
)
"""Last words of laws, prizes and contests, which are no names of bodies."""
BOTH = frozenset({"Chief", "Justice", "Attorney", "Lieutenant", "Major", "Lord"})
"""Offices that also open longer ones (Chief Executive, Justice Minister)."""
INNER = frozenset({"de", "del", "da", "di", "du", "van", "von", "der", "bin", "ibn", "al", "el", "la", "&"})
"""Small words within a name whose kind is open."""
EVENTS = frozenset(
    "Open Cup Marathon Masters Olympics Games Derby Festival Grand Championships Championship Classic".split()
)
"""Behind a place: an event that bears its name."""
DIRECTIONS = frozenset(
    "North South East West Northern Southern Eastern Western Central Upper Lower Greater Inner Outer Northeast Northwest "
    "Southeast Southwest North-East North-West South-East South-West Downtown Mid Old Little".split()
)
"""Before a place: a part of it."""
