"""Words that tell whether ``'s`` behind a name is a possessive or the end of the name itself (``Bellamy's said``). Only tables."""

from __future__ import annotations

AGENTIVE = frozenset(
    "said says told tells has had would could can may did does sells employs operates owns closes opens insists believes argues denies "
    "apologised apologized became began went got gets makes takes gives keeps pays wants merge".split()
)
"""Verbs, and hardly anything else: what stands before them is their subject."""
BEING = frozenset("is was are were".split())
"""Verbs too, but ``Krol's was the first house`` may be the house."""
FINITE = frozenset(
    "sold paid made bought lost won took gave kept put sent spent met held led built found grew rose fell drew ran withdrew saw came".split()
)
"""Past forms that are participles too: verbs where an object, a preposition or an adverb follows."""
NOUNS_TOO = frozenset("cut hit set left beat shut bid let".split())
"""Past forms that are nouns too: verbs where an object follows."""
OBJECTS = frozenset(
    "a an the its it their theirs his her hers our this that these those no all some any each every two three four five six seven eight nine ten "
    "hundreds thousands millions nothing itself him them us more less back".split()
)
"""Behind a verb: how its object begins."""
ADJUNCTS = frozenset(
    "in on at for from by with about after before over under up down off out into as to again while when because".split()
)
"""Behind a verb: prepositions and adverbs."""
AFTER_REGULAR = OBJECTS | frozenset("to that from by with after as".split())
"""Behind a form in -ed, which may be an adjective."""
NO_VERB_AFTER_WILL = BEING | frozenset("and or in to that which had has of ,".split())
"""``Krol's will was read``: behind "will" where it is no verb."""
LOCATING = frozenset("at to from by near outside inside for joined joining leaving with".split())
"""Before a house that bears a name in ``'s``, where no noun follows: ``at Bellamy's,``."""
CLOSING = frozenset(",.;:!?)—–") | frozenset(
    "which who where that when while but because after before since until in on at for from with to as he she they it we i".split()
)  # fmt: skip
"""Behind ``'s`` where no noun follows: a mark, a preposition, a conjunction."""
HOUSES = frozenset(
    "house chain firm company insurer retailer brewer store shop brand group bank pub bakery restaurant supermarket department label "
    "grocer publisher hotel club bar cafe café auctioneer bookmaker broker agency jeweller jeweler confectioner rival giant maker".split()
)
"""Before a name: what bears it is a house of business (``the auction house Bellamy's``)."""
TRADE = frozenset(
    "spokesman spokeswoman spokesperson store stores shop shops branch branches outlet outlets restaurant restaurants customer customers "
    "employee employees staff worker workers executive executives share shares shareholders profits sales franchise supermarket supermarkets "
    "burger burgers van vans lorry lorries menu brand brands chairman chief executive owner owners founder boss director manager head".split()
)
"""Behind a name: what houses of business have."""
PEOPLE_ENDINGS = ("er", "an", "ist", "ese", "ite", "crat", "ish")
"""How words for members of a people, a town or a party end (``a Berliner's view``)."""
