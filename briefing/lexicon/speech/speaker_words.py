"""Word tables for finding speakers: pronouns, roles, documents that speak, words that are no names. Only tables."""

from __future__ import annotations

from typing import Literal

Kind = Literal["full", "name", "pronoun", "they", "it", "first", "who", "role", "roles", "document", "some", "owner"]
"""What a candidate is: a full name, a single name, a pronoun, a role, several, a document, someone, the owner of words."""

PRONOUNS: dict[str, Kind] = {
    "he": "pronoun", "she": "pronoun", "they": "they", "it": "it", "i": "first", "we": "first", "who": "who",
    "one": "some", "another": "some", "others": "some", "some": "some", "many": "some", "both": "some", "most": "some",
    "which": "it", "that": "it", "this": "it",
}  # fmt: skip
OWNERS = frozenset(("his", "her", "their", "its"))
DETERMINERS = frozenset(
    "the a an his her their its this that these one another some many several other our my two three any each every".split()
)
NAME_LINKS = frozenset("of de la du van von der den bin al el dos da di for".split())
ROLES = frozenset(
    "official spokesman spokeswoman spokesperson president minister secretary senator congressman congresswoman lawmaker "
    "governor mayor judge justice lawyer attorney prosecutor sheriff officer policeman detective investigator captain general "
    "colonel commander admiral soldier adviser advisor aide strategist manager director chairman chairwoman chair chief "
    "executive ceo founder owner investor analyst economist expert professor scientist researcher historian author writer "
    "journalist reporter editor columnist correspondent host anchor commentator moderator pollster candidate nominee "
    "opponent rival critic supporter voter resident neighbor neighbour witness victim man woman boy girl mother father "
    "son daughter brother sister husband wife friend colleague student teacher doctor nurse worker farmer driver leader "
    "member activist organizer organiser volunteer democrat republican conservative liberal source person businessman "
    "billionaire mogul magnate actor actress singer star coach player pastor priest bishop pope king queen prince "
    "diplomat ambassador envoy delegate representative agent veteran survivor consultant co-founder vice-president "
    "department ministry agency office administration government campaign committee commission council court company firm "
    "group organization organisation association union party team university school bank board bureau force police army "
    "military church coalition network station channel outlet institute center centre foundation family couple crowd "
    "audience panel caller guest newcomer retiree operative insider duo trio premier chancellor paper newspaper "
    "superintendent principal dean pilot engineer physician pediatrician curator tycoon treasurer comptroller "
    "whistleblower informant blogger user commenter customer plaintiff defendant suspect juror".split()
)
PLURAL_ROLES = frozenset(
    "critics supporters officials police authorities experts analysts economists lawmakers senators democrats republicans "
    "aides advisers advisors allies sources prosecutors investigators lawyers attorneys researchers scientists scholars "
    "historians reporters journalists editors observers opponents advocates activists protesters demonstrators voters "
    "residents neighbors neighbours witnesses friends relatives colleagues parents students teachers doctors workers "
    "farmers leaders members people americans pundits commentators strategists operatives conservatives liberals "
    "spokesmen moderators delegates diplomats judges justices surrogates fans users readers viewers executives investors "
    "traders companies groups organizers organisers pollsters skeptics sceptics detractors insiders veterans women men polls "
    "surveys emails studies media authorities rebels soldiers firefighters".split()
)
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december the a an and but or so yet for nor if in on at by to from with of as is are was were be been "
    "it its he she they we you i his her their our my your this that these those there here when where while why how what "
    "who whom whose which not no yes also then now after before during since until although though because however "
    "meanwhile moreover still just even only once all any both each few many more most much other some such than too very "
    "one two three four five six seven eight nine ten first second third last next asked speaking according despite "
    "instead perhaps maybe indeed later earlier today yesterday tomorrow recently finally nearly about under over between "
    "among against without within like unlike through into out up down let do does did has have had can could will would "
    "should might must told said added another several given it's that's he's she's they're we're i'm i've "
    "overall furthermore additionally similarly ultimately eventually clearly obviously certainly generally especially "
    "earlier nevertheless nonetheless otherwise rather thus hence therefore don't didn't doesn't isn't wasn't there's what's let's who's well".split()
)
HONORIFICS = frozenset(
    "mr mrs ms miss dr sen rep gov gen col capt lt sgt maj adm rev hon prof sens reps cmdr brig sir lord lady dame president "
    "senator representative governor mayor judge justice secretary general attorney pope king queen prince princess minister "
    "premier chancellor congressman congresswoman".split()
)
ORGANISATION_WORDS = frozenset(
    "department ministry house committee commission council court company inc corp corporation ltd llc group organization "
    "association union party team university college school institute center centre foundation bank agency bureau office "
    "administration senate congress parliament post times journal news today press daily herald tribune gazette network "
    "police army navy pentagon treasury kremlin service services board federation league club coalition caucus campaign "
    "states kingdom nations america republicans democrats street fund society alliance authority intelligence tv radio".split()
)
INSTITUTIONS = frozenset(
    "department ministry agency office administration government campaign committee commission council court company firm "
    "group organization organisation association union party team university school bank board bureau force police army "
    "military church coalition network station channel outlet institute center centre foundation paper newspaper".split()
)
TIMES = frozenset(
    "year years month months week weeks day days night morning afternoon evening time times hour hours minute minutes weekend decade "
    "summer winter spring autumn fall century".split()
)
PLACE_WORDS = frozenset(
    "north south east west northern southern eastern western new united saudi sri hong supreme white wall red black central costa "
    "el san los las saint st fort lake mount cape palm silicon middle great upper lower capitol national federal state".split()
)
PREPOSITIONS = frozenset(
    "of to by for with in on from about at against after before over under between into like than as toward towards".split()
)
CONJUNCTIONS = frozenset(("and", "or", "but", "nor"))
SUBORDINATORS = frozenset("that which if when while because whether where since although though".split())
STOPS = frozenset(
    "of in on at to by with and or but as is was are were be that which who for from has had have would will could than not".split()
)
HEADS_WITH_FOR = frozenset(
    "center centre institute council committee association union coalition americans citizens foundation project department".split()
)
MALE = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven "
    "paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan "
    "stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose "
    "adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry austin sean gerald carl "
    "harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy "
    "vincent mason roy ralph bobby russell bradley philip eugene bill mike tim tom bob jim ted bernie barack mitt ben chris dan "
    "steve rick jeff ken dave greg matt tony rob doug ron vladimir sergei sergey dmitry ivan emmanuel boris rishi keir recep "
    "benjamin mohammed muhammad ahmed ali hassan ibrahim omar carlos luis jorge pedro miguel fernando antonio marco giovanni "
    "hans klaus olaf friedrich karl lars anders erik bjorn jan piotr pawel pierre jean francois michel jacques ian neil graham "
    "colin alistair nigel simon stuart hugh jens xi kim shinzo narendra pat antony lloyd jake newt mitch harry chuck lindsey".split()
)
FEMALE = frozenset(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly "
    "emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela shirley "
    "brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather diane "
    "olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline "
    "martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber "
    "denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie hillary ivanka melania "
    "chelsea kellyanne condoleezza nikki tulsi kamala jill angela theresa ursula christine marine annalena ada ingrid astrid "
    "sanna mette greta jacinda julia penny yvette priti nicola fatima aisha leila mariam svetlana olga natalia irina tatiana "
    "ekaterina elena giulia francesca sofia lucia carmen isabel ana claudia rosa elena sonia susana loretta debbie kirsten dianne "
    "claire megyn gennifer alicia katie huma".split()
)
GIVEN_GENDER = dict.fromkeys(FEMALE, "f") | dict.fromkeys(MALE, "m")
"""Given names (folded) -> gender of those who mostly bear them."""
WORD_GENDER = dict.fromkeys(
    "mrs ms miss lady dame queen princess congresswoman chairwoman spokeswoman businesswoman mother sister daughter wife actress".split(),
    "f",
) | dict.fromkeys(
    "mr sir lord king prince pope congressman chairman spokesman businessman father brother son husband actor".split(),
    "m",
)
"""Titles, roles and kinship terms -> gender of those who bear them."""
PRONOUN_GENDER = dict.fromkeys(("he", "his", "him"), "m") | dict.fromkeys(("she", "her"), "f")
TITLES = (
    HONORIFICS
    | (ROLES - INSTITUTIONS)
    | frozenset(
        "councillor councilor councilman councilwoman alderman commissioner archbishop cardinal rabbi imam sheikh master "
        "democrat republican speaker leader deputy vice former ex-president acting undersecretary first chief director".split()
    )
)
"""Words before a person's name that are no part of it."""
NOT_LABELS = frozenset(
    "NOTE BREAKING UPDATE WATCH READ VIDEO PHOTO PHOTOS CORRECTION EXCLUSIVE QUESTION ANSWER LIVE ALERT".split()
)
"""Words in capitals before a colon that name nobody."""
ANSWERS = frozenset(("answer", "reply", "response"))
PARTICLES = frozenset(("de", "van", "von", "der", "bin", "al", "la", "el", "du", "di"))
"""Small words within a person's name."""
LEFT_OFF = frozenset("the a an mr mr. mrs mrs. ms ms. that".split())
"""Words before a name that are left off where it is shown."""
POSSESSED = frozenset(("the", "a", "an", "one", "his", "her", "their"))
"""Determiners before a role, which are in small letters where it is shown."""
GENERATIONS = frozenset(("jr", "sr", "ii", "iii"))
BEFORE_NAMES = frozenset(("the", "an", "a", "his", "her", "their"))
"""Determiners behind which a name stands for itself (``the Tide Trust``)."""
DIRECTIONS = frozenset("north south east west".split())
"""Words that are a name with their article or a number before them, hardly alone (``the North``, ``38 North``)."""
BEING = frozenset("is are was were be been being isn't aren't wasn't weren't".split())
