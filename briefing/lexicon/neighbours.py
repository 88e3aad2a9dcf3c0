"""Words beside a name that tell its kind: towns, rivers, homes, journeys, bodies, kin, offices, trade. Only tables."""

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
SAYING = frozenset(
    "said says told added tells saying asked replied insisted argued warned explained wrote writes tweeted testified claimed "
    "conceded admitted joked recalled noted declared vowed resigned died smiled laughed married retired pleaded".split()
)
INTO_PERSONS = frozenset(
    "confidence faith trust interest belief believe believes believed interested disappointed disappointment role stake shares invest "
    "investment invested involved change changes difference anger angry look looked looking looks shouted shouting laugh laughed point "
    "pointed aimed shot fired threw mad hope hopes something anything potential see saw sees seen anyone like as".split()
)
"""Before "in" or "at" and a person's name."""
DOES = frozenset(("would", "will", "had", "has", "was", "is", "cut", "expects", "plans", "raised"))

# Behind a name in 's: verbs, trade, and what closes a clause.

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
ADVERBS = frozenset(("also", "then", "later", "now", "never", "still", "already"))
BEGINS_PHRASE = frozenset(("the", "a", "an", "its", "their"))

# Words that show a person: kin, offices, trades, what only people do.

OFFICES = frozenset(
    "chairman chairwoman spokesman spokeswoman spokesperson president minister secretary senator governor mayor ambassador "
    "congressman congresswoman councillor lawyer attorney prosecutor detective professor historian scientist researcher physicist "
    "biologist psychologist surgeon physician actor actress singer rapper novelist author comedian presenter poet painter "
    "photographer journalist reporter columnist analyst economist strategist activist dissident astronaut cyclist swimmer "
    "golfer footballer cricketer striker midfielder defender goalkeeper winger flanker archaeologist architect filmmaker "
    "wife husband widow daughter son brother sister niece nephew grandson granddaughter father mother aide adviser advisor".split()
)
"""Words before a name that people bear and firms do not."""
KIN = frozenset(
    "wife husband widow widower daughter son brother sister niece nephew grandson granddaughter father mother parents children partner "
    "girlfriend boyfriend fiancé fiancée family lawyer friend friends cousin aunt uncle stepfather stepmother body death funeral".split()
)
"""Behind a name in the possessive: whom people have."""
TRADES = OFFICES | frozenset(
    "nurse teacher farmer baker student pupil pensioner docker fisherman fisherwoman driver doctor engineer pilot soldier waiter waitress "
    "cleaner carpenter plumber electrician shopkeeper musician writer chef model nun monk priest vicar retired former man woman boy girl "
    "teenager resident neighbour neighbor witness victim widow mother father volunteer campaigner clerk builder sailor captain judge "
    "schoolboy schoolgirl passenger tourist member leader director founder".split()
)
"""Behind a name, ``a`` and perhaps an adjective: what somebody is."""
PERSONAL = frozenset("he she his her him".split())
"""Behind a name and its verb: what only people are called."""
PERSONAL_VERBS = frozenset(
    "said says told thinks thought believes added wrote died smiled laughed wept cried married remembers remembered recalled lost put left "
    "kept took brought raised hugged kissed shook turned sold asked".split()
)
"""Verbs after which such a pronoun is the subject's own (``Krol said she``, ``Krol shook his head``)."""
BEFORE_NOUNS = frozenset(("the", "a", "an", "this", "that", "every", "any", "no"))
MODIFIERS = frozenset(
    "national security foreign former senior deputy chief vice prime arms military political opposition assistant acting interim "
    "executive managing general press party state finance defense defence interior home education health trade environment "
    "transport culture energy agriculture labour oil human rights news tv television radio film movie rock pop folk jazz soul "
    "world army navy police club team head co retired veteran late current under parliamentary presidential ruling "
    "republican democratic conservative liberal labour chief-of-staff development research marketing sales communications "
    "government federal county city district regional local union company group bank football rugby cricket tennis golf".split()
)
ADDRESS = frozenset(("mr", "mrs", "ms", "dr"))
DIRECTIONS = frozenset("north south east west new".split())
