"""Tables of what apostrophes join to a word: the elided articles, pronouns and particles of the Romance languages, and English clitics."""

from __future__ import annotations

ELIDED = frozenset(
    # French and Catalan: article, preposition, pronouns, conjunctions
    "l d j m n s t c qu jusqu lorsqu puisqu quoiqu presqu quelqu entr "
    # Italian: articles alone and with prepositions, demonstratives, adverbs
    "un gl dell all nell sull dall coll pell quell quest cotest bell sant grand buon nessun alcun ciascun ogn altr tutt mezz "
    "com cos dov ov quand anch ancor neanch nemmen senz cent vent trent qual mi ti ci vi si ne v gl degl agl negl sugl dagl "
    # Occitan, Corsican and dialects
    "ch int ind deus".split()
)
"""Folded words that lose their last vowel before a vowel: what follows their apostrophe is the word that people look for."""

CLITICS = frozenset("ll re ve d m".split())
"""What English ties to any word with an apostrophe: the two written as one would be another word (he'll, we're, I'd)."""
