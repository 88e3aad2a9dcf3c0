"""Verbs and phrases that introduce reported speech. Only word tables; nothing here reads an article.

A *cue* is the word by which a text says that somebody said something. *Strong* verbs report speech on their own; *weak*
ones (``called``, ``expressed``) do so only beside quoted words or before ``that``.
"""

from __future__ import annotations


def forms(verbs: str) -> frozenset[str]:
    """Past, present and gerund of regular verbs given by their stems; irregular forms are listed as they are."""
    forms: set[str] = set()
    for verb in verbs.split():
        if verb.startswith("="):
            forms.add(verb[1:])
            continue
        forms.add(verb)
        if verb.endswith("e"):
            forms |= {verb + "s", verb + "d", verb[:-1] + "ing"}
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            forms |= {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
        elif verb.endswith(("ss", "sh", "ch", "x", "zz")):
            forms |= {verb + "es", verb + "ed", verb + "ing"}
        else:
            forms |= {verb + "s", verb + "ed", verb + "ing"}
    return frozenset(forms)


SAY = frozenset("say says said saying".split())

STRONG = SAY | forms(
    "=tell =tells =told =telling add ask =write =writes =wrote =writing =written tweet retweet reply note explain continue "
    "insist argue warn declare conclude recall respond claim state remark testify joke quip acknowledge announce comment "
    "observe answer assert maintain complain contend counter concede admit deny caution predict suggest stress emphasize emphasise "
    "reiterate repeat reveal report mention =think =thinks =thought =thinking believe hope =hoping fear worry confirm estimate "
    "lament muse record "
    "vow pledge promise propose =swear =swore recommend urge demand boast brag charge allege accuse exclaim shout "
    "yell scream cry mutter murmur whisper snap retort interject elaborate disclose inform remind "
    "assure tease gush point =read =reads =begin =began =begins =goes =went =put =puts indicate "
    "post advise deadpan chant rail crow rule =ruled signal wonder opine speculate confess "
    "stipulate surmise posit theorize reckon inquire query plead implore beg exhort prompt blast hint confide crack lecture retaliate"
)

WEAK = forms(
    "call describe label =dub =dubs =dubbed dismiss denounce condemn criticize criticise praise hail refer characterize characterise "
    "express cite quote =quotes voice mock slam =slammed =slamming attack blame =see =sees =saw =seen =find =finds =found "
    "conclude imply expect agree consider =know =knows =knew =say decry deride ridicule rip =ripped target "
    "=speak =spoke =speaks =speaking talk =show =shows =showed =shown list =show outline warn apologize apologise thank "
    "=feel =feels =felt =understand =understood =understands learn =learned discover discuss tout laud applaud cheer "
    "defend reject accuse refuse "
    "welcome oppose oppose challenge compare identify discuss =hear =heard =makes =made =gave =give =gives "
    "sing =sang offer issue publish =signed joke laugh address"
)

CUES = STRONG | WEAK

AUXILIARIES = frozenset(
    "has have had is was were are be been being would could should may might must will shall can did do does also then later "
    "further once again even still just now previously recently repeatedly reportedly allegedly already always never often "
    "not went on to further only first since both himself herself themselves".split()
)

NOUN_CUES = frozenset(
    "statement comment comments remark remarks words word claim claims assertion warning argument letter message tweet speech "
    "interview post testimony email e-mail memo report response reply answer question prediction promise pledge statements messages tweets interview op-ed essay assessment view "
    "contention suggestion insistence belief description criticism accusation allegation declaration vow phrase formulation headline".split()
)
TOLD = frozenset("told tells tell telling asked reminded informed assured accused".split())
PLAIN_SAY = SAY | frozenset(
    "told added asked wrote noted argued insisted replied explained continued warned tweeted concluded declared testified".split()
)
OPENING_CUES = PLAIN_SAY | frozenset(
    "adds writes argues replies notes explains warns insists quoth asks tells tweets continues recalls responds concludes quoting citing via per introducing".split()
)
PLAINLY_SAYS = frozenset(("said", "says", "told"))
