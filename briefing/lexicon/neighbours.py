"""Words beside a name that tell its kind: towns, rivers, homes, journeys, bodies. Only tables."""

from __future__ import annotations

PLACES_OF = frozenset(
    "town city village port province district suburb suburbs island islands county municipality region hamlet settlement "
    "neighbourhood neighborhood prefecture commune township resort peninsula outskirts".split()
)
"""Before "of X": a place (a state, a bank or a house of X can be anything)."""
PLACES = frozenset(
    "river area region province district peninsula valley suburb neighbourhood neighborhood coast island islands mountains "
    "bridge airport village prefecture highway desert estuary basin".split()
)
"""Behind "the X": a place."""
BODIES_CALLED = frozenset(
    "newspaper newspapers daily weekly magazine broadcaster airline brewer retailer bank carmaker insurer".split()
)
"""Before a name: the name of a firm or a paper ("the newspaper Dagsnytt")."""
SAID = frozenset("said says announced reported expects expected plans agreed".split())
"""Verbs of a body that speaks of itself as "it"."""
HOMES = frozenset(
    "home homes born live lives lived living based died house flat office offices headquarters killed arrested raised shop branch "
    "factory plant hotel church school hospital airport buried resident residents street streets".split()
)
"""Before "in X": X is a place."""
TRAVEL = frozenset(
    "flew travelled traveled drove fled sailed marched travels flies flying travelling traveling drives".split()
)
"""Before "to X": X is a place."""
PARTS_OF = frozenset(
    "Circuit Airborne Infantry Armoured Armored Division District Precinct Battalion Regiment Brigade Fleet".split()
)
"""Behind an ordinal: the name of a court or a unit begins with that."""
FAMILY = frozenset("van von bin ibn bint der ten ter".split())
"""Particles that only families have."""
TALK = frozenset("there it that he she we they i here this these those you yes no what let".split())
"""Words that open a sentence somebody says and hardly a title."""
PICTURES = frozenset(
    "photo photos photograph image images picture pictures credit credits illustration graphic video".split()
)
"""What opens the credit of a picture."""
LOCATIVE = frozenset("in of near from to at outside around".split())
"""Prepositions before a place."""
GROUPS = frozenset(
    "People Peoples Workers Women Farmers Peasants Citizens Children Teachers Nurses Veterans Students Pensioners Lawyers "
    "Journalists Writers Doctors Miners Drivers Firefighters Consumers Smallholders Fishermen Soldiers Mothers".split()
)
"""Those for whom a body is, before an apostrophe."""
BODIES_OF = frozenset(
    "Party Union Front Alliance Congress Association League Federation Movement Institute Guild Army".split()
)
"""Bodies named after those for whom they are."""
