"""Words beside and within quoted stretches that tell speech from terms and titles of works. Only tables."""

from __future__ import annotations

SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over the to up upon vs with is are it".split()
)
"""Words that stay small in a title."""
TERM_LEADS = frozenset(
    "so-called known nicknamed codenamed code-named dubbed word words term terms phrase phrases label hashtag slogan named name "
    "nickname motto billed tagline".split()
)
"""Before a term: ``the so-called “x”``."""
WORKS = frozenset(
    "book books novel memoir autobiography biography film movie documentary drama comedy blockbuster series sitcom show shows program "
    "programme podcast album song songs single track hit play musical poem essay article column editorial op-ed paper report study episode lecture "
    "exhibition painting game anthem ballad titled entitled headlined called host hosts hosted star starred starring author editor "
    "co-host writer magazine newsletter bestseller thriller miniseries opera trilogy sequel chapter headline segment feature video "
    "website blog seminar author's author’s show's show’s".split()
)
"""Before the title of a work: ``her book “X”``."""
CHANNELS = frozenset(
    "nbc cbs abc cnn msnbc fox pbs bbc itv hbo showtime netflix npr cnbc c-span bravo amc comedy channel news radio sky".split()
)
"""Before a programme, in the possessive: ``NBC’s “X”``."""
THINGS = frozenset(
    "star movement coalition hat hats shirt shirts t-shirt sign signs campaign tour rally crowd contingent list group program programme show series "
    "host author book film movie song episode rule policy law bill act tax effect theory culture strategy approach state states city "
    "cities party initiative project segment column video actor actress creator fame franchise members member lawmakers banner banners".split()
)
"""Behind a name in marks: ``the “X” movement``."""
VERBAL = frozenset(
    "is are was were be been am has have had do does did will would can could should may might must go goes going get got "
    "make makes made want wants wanted need needs think know believe say said not don't it's that's i'm we're isn't".split()
)
"""Within speech: verbs."""
PERSONAL = frozenset("i we you he she they it me us him her them my our your his their this that".split())
"""Within speech: pronouns."""
DETERMINING = frozenset("the a an his her their its our my this that these those no any some two three".split())
"""Articles and what stands for them."""
LEADS = frozenset("of to as and or by in for with is was are were be like on at from ^ called".split())
"""Words before a stretch that tell something each by itself; ``^`` is the beginning."""
NEXT = frozenset("and or of to in for by on at with is was are were has had who that which $ - — – said".split())
"""Words and marks behind a stretch that tell something each by itself; ``$`` is the end."""
