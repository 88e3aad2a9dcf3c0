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
JUNIORS = frozenset("Jr Jr. Junior Sr Sr. Senior II III IV".split())
PARTICLES = frozenset(
    "de del dela delos della da di dos du van von der den ten ter bin ibn bint al el la le los ben abu zu".split()
)
OFFICE_FIELDS = frozenset(
    "Prime Foreign Finance Defence Defense Interior Home Education Health Trade Environment Transport Culture Justice Energy "
    "Agriculture Labour Labor Oil Vice Deputy Acting Former Chief Special Press Assistant Associate Executive Managing Senior "
    "Junior Homeland Security National Commerce Transportation Attorney Lord Crown Chief Shadow First Second State District "
    "Commercial Financial Operating Technology Intelligence Information Economy Economic Development Housing Police Fire Lead "
    "Campaign Communications Co Under Major Lieutenant Rear Field Staff Veteran Team".split()
)
"""Words that stand before a title in an office ("Deputy Foreign Minister") and are no name there."""
OFFICES_OF = frozenset(
    "State Defense Defence Treasury Interior Homeland Transportation Labor Labour Commerce Energy Education Agriculture "
    "Health Veterans Housing War Staff Police Operations".split()
)
LEGAL = frozenset(
    "Inc Inc. Corp Corp. Corporation Co Co. Ltd Ltd. Limited LLC L.L.C. LLP LP PLC plc Plc AG GmbH SpA S.p.A. NV N.V. AB ASA "
    "Oyj S.R.O. s.r.o. Group Holdings Bros Bros. S.A. Bancorp Pty".split()
)
LEGAL_FIRST = (("Limited", "Liability", "Company"), ("Limited", "Liability", "Partnership"))
BODIES_WITH_AND = frozenset(
    "Administration Commission Agency Council Authority Department Ministry Committee Bureau Association Board Institute "
    "Office Service Services Union Federation Society Centre Center Party Foundation Trust College School".split()
)
TAKES_OF = frozenset(
    "Ministry Department Office University Bank Institute Federation Association Council Commission Committee Court House "
    "Bureau Centre Center Academy College Church Society Union League Organization Organisation Party Front Movement Army "
    "Agency School Museum Board Trust Workers Scouts Daughters Sons Knights Shield Republic Parliament Congress Authority "
    "Assembly Chamber Directorate Fund Confederation Campaign Campaigners Brotherhood Embassy Consulate Conference Alliance".split()
)
SINGLE_OF = frozenset("University Bank College School House Museum Church Court Embassy Republic".split())
TAKES_ON = frozenset(("Council", "Committee", "Commission", "Institute", "Conference", "Centre", "Center"))
GENERATIONS = frozenset(("Jr.", "Jr", "Sr.", "Sr"))
LEGAL_AFTER = {
    ",": frozenset(("Inc.", "Inc", "Ltd.", "Ltd", "LLC", "Corp.")),
    "&": frozenset(("Co", "Co.", "Sons")),
}
"""A mark -> legal forms behind it."""
BEHIND_TITLES = frozenset(("General", "Minister", "Secretary", "Designate"))
NO_NAMES = frozenset(("I", "The", "A", "An", "I'm", "I've", "I'll", "I'd", "New"))
ACRONYMS_TOO = frozenset(("us", "who", "may", "it", "ice"))
"""Common words that are acronyms in capitals."""
BEFORE_ARTICLES = frozenset(("of", "for", "de", "van", "von", "on"))
FAMILY_FIRMS = frozenset(("Co", "Co.", "Sons", "Company", "Partners"))
WEAK_OPENINGS = frozenset(("San", "Santa", "St.", "St", "La", "El", "Los", "Las", "Saint"))
"""Openings of places that open the names of people and clubs too."""
DOTTED = frozenset("Jr. Sr. Inc. Corp. Co. Ltd. Bros. St. Ft. Mt. N. S. No.".split())
HALVES = frozenset("Korea Zealand Africa Arabia Lanka Rica Leone Korean".split())
ARABIC_ARTICLES = frozenset("al el ad an as ar at ash il".split())
AFTER_HYPHEN = frozenset(
    "based born led backed owned made run controlled held listed style era area educated trained bound funded "
    "sponsored style like related linked affiliated administered occupied appointed native wide only designed built".split()
)
PARTIES = frozenset(("D", "R", "I"))
"""Before a hyphen and a state: ``D-Mass.``."""
LOCAL_BODIES = frozenset("Council Court Police Hospital Infirmary Airport School".split())
"""Last words of bodies that bear the name of their town, which is no short name of theirs."""
