"""Word tables for reported clauses: which verbs take which clause, and what stands around them. Only tables."""

from __future__ import annotations

from functools import cache

from briefing.lexicon import tables
from briefing.lexicon.speech.reporting_verbs import forms

CLAUSAL = forms(
    "=say =says =said =saying claim allege argue insist contend suggest believe =think =thinks =thought hope fear warn predict maintain admit "
    "acknowledge note add explain assert concede estimate conclude state declare deny confirm recall complain reveal report observe reiterate "
    "stress emphasize emphasise remark testify =swear =swore agree caution boast announce disclose indicate =tell =told =tells =telling "
    "=find =finds =found =show =shows =showed =write =writes =wrote reply respond tweet remind inform assure argue worry speculate ask "
    "=know =knows =knew =feel =feels =felt expect wonder mention counter =read =reads"
)
BARE = forms(
    "=say =says =said =saying claim allege argue insist contend suggest believe =think =thinks =thought hope fear warn maintain "
    "acknowledge note add assert concede estimate =told =tells =tell predict admit deny confirm reiterate conclude announce report"
)
"""Verbs whose clause can follow without ``that``."""
INFINITIVE = forms(
    "promise vow pledge threaten offer hope =swear =swore propose claim urge ask order tell =told =tells demand warn instruct direct request"
)
REPORTING = CLAUSAL | INFINITIVE
WITH_OBJECT = forms(
    "=tell =tells =told =telling remind inform assure warn urge ask order instruct direct request advise"
)
PARTICIPLES = frozenset(
    "saying adding noting alleging claiming arguing insisting warning suggesting stating explaining acknowledging asserting "
    "contending predicting reiterating stressing emphasizing emphasising declaring announcing admitting concluding confirming".split()
)
QUESTION = frozenset("if whether how why what when where who".split())
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december today yesterday tuesday's later earlier recently last this next week weekend month year night morning afternoon evening "
    "again early late also separately then".split()
)
PREPOSITIONS = frozenset(
    "in on at during to by from through via after before over about with for of under ahead".split()
)
PRONOUN_SUBJECTS = frozenset("he she it they there we you i this that these those".split())
NOT_STARTS = frozenset("of with for about and but or as by than because so nothing little no more".split())
HEARSAY = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))
VERBS = frozenset(
    "is are was were be been has have had do does did will would can could should may might must isn't aren't wasn't weren't "
    "sold bought brought built broke chose cut drew drove fell fought grew held hit hurt kept killed lay led lies lay means meant met "
    "ran read rose sat set shot shut sold spent stood stole struck swept threw wore wrote opens closes works helps leads remains plans "
    "won't wouldn't can't couldn't shouldn't doesn't don't didn't hasn't haven't hadn't cannot went got made took came gave became began "
    "knew saw found left lost met paid put sent spoke told thought won needs wants makes takes gives goes shows".split()
)
NOT_IN_SUBJECTS = VERBS | CLAUSAL | (PREPOSITIONS - {"of", "for"})
JOINING = frozenset("and but while though although whereas".split())
NOT_ASSERTED = frozenset(
    "to not never n't should would could might must can cannot worth can't wouldn't couldn't shouldn't didn't doesn't don't".split()
)
GOING_ON = frozenset(
    "said says added told noted warned argued insisted claimed predicted suggested acknowledged vowed pledged promised".split()
)
ACTS = forms("announce report deny confirm predict conclude")
NOUNS_TOO = frozenset(
    "claim claims report reports state states show shows warning remark remarks comment hope hopes fear fears argument demand demands request requests promise promises pledge pledges offer offers order orders".split()
)
"""Forms that are nouns as often as verbs: they report only right after their subject."""
CIRCUMSTANCES = TIMES | PREPOSITIONS
NO_SUBJECT = frozenset("is was be been being are were a the and his her their its of in for with this no".split())
KNOWING = forms("=find =finds =found =show =shows =showed =know =knows =knew =feel =feels =felt")
ACCUSING = {
    "sanctions": "for", "sanctioned": "for", "fined": "for", "indicted": "for", "sued": "for", "accused": "of",
}  # fmt: skip
"""Words that say that somebody accuses, and the word that opens what for."""
CONDITIONS = frozenset("if unless provided providing except without lest assuming supposing barring".split())
"""Words that open what a statement depends on."""
RESERVATIONS = CONDITIONS | {"until", "though", "although", "but", "not", "never", "no"}
"""Words that take back a part of a statement where they stand behind a comma."""
HANGING = frozenset(
    "when whenever while where wherever because although though whereas once until before after as".split()
)
"""Words that open a clause which hangs on another one."""
FINITE = frozenset(
    "is are was were has have had does did will would can could may might must should shall airs aired ran appeared appears".split()
)
"""Verbs that follow the ``that`` of a relative clause about where somebody spoke."""
ADVERBS_OF_DOUBT = frozenset(
    "reportedly allegedly purportedly supposedly apparently possibly perhaps maybe probably likely unlikely potentially".split()
)
HEDGES = ADVERBS_OF_DOUBT | frozenset(
    "might may could would should seem seems seemed appear appears appeared alleged suspected claimed purported supposed".split()
)
"""Words that say that something may not be so."""
UNASSERTED = forms(
    "deny doubt dispute refute rebut question wonder hope fear worry expect suspect believe =think =thinks =thought =feel =feels =felt "
    "suggest speculate =hoping"
)
"""Verbs that do not say that their clause is so; some say that it is not."""
DENIALS = forms("deny doubt dispute refute rebut reject dismiss refuse decline fail retract withdraw disavow")
"""Verbs that deny what stands behind them."""


NOT_ENDINGS = frozenset(("n't", "n’t"))
"""How words end that hold a negation (``doesn't``)."""


@cache
def negations() -> frozenset[str]:
    """Return the words that negate, in all languages that are read."""
    return tables.keyed("sense")["negation"]
