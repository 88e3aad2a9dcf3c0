"""Words beside a name that only people have beside theirs: kin, offices, what is said of a person. Only tables."""

from __future__ import annotations

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
