"""Patterns of the reporter's own words, by which the end of a quotation is told where its mark was lost. All are bounded, so linear."""

from __future__ import annotations

from briefing.analysis.patterns import Lazy

_SAID = (
    "said|says|told|tells|added|adds|asked|asks|wrote|writes|tweeted|replied|replies|noted|explained|explains|continued|insisted|"
    "argued|warned|declared|concluded|recalled|responded|claimed|stated|remarked|testified|joked|quipped|acknowledged|announced|"
    "commented|observed|shouted"
)
_SAY = _SAID + "|say|saying|notes|continues|argues|warns|claims|reads|read"
_NAME = r"(?:[A-Z][\w.’'-]{0,30}|the|a|an|his|her|their|of|for|and|de|van|von|spokesman|spokeswoman|spokesperson|president|secretary)"
_SUBJECT = r"(?:he|she|they|it|the|a|an|one|another|several|his|her|their|its|[A-Z][\w.’'-]{0,30}|[a-z-]{3,20}s)(?:\s[\w.’'-]{1,30}){0,14}?(?:,\s[^,.]{3,60},)?"
_AFTER_SAID = (
    r"to|in|at|on|of|during|after|before|when|as|while|by|from|with|and|but|through|via|last|this|later|earlier|recently|yesterday|"
    r"today|reporters|journalists|lawmakers|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|\w+ly"
)
_FULL_NAME = r"[A-Z][\w.’'-]{0,30}(?:\s[A-Z][\w.’'-]{0,30}){0,4}"
_APPOSITION = r",\s[^,.]{3,80},(?:[^,.]{3,80},)?"

ATTRIBUTION = Lazy(
    rf"[,.?!…]['’]?\s+(?=(?:(?:he|she|they|it|I|we|who)\s(?:\w+ly\s|also\s|later\s|then\s|has\s|had\s)?(?:{_SAY})\b"
    rf"|(?:{_NAME}\s){{1,8}}(?:also\s|later\s|\w+ly\s)?(?:{_SAY})\b|(?:{_SAY})\s(?:{_NAME}\b|he\b|she\b|they\b)|according to\b"
    rf"|{_FULL_NAME}{_APPOSITION}\s(?:{_SAY})\b))"
)
"""``, he said``, ``, Treasury Secretary Ada Krol said``, ``, said Krol``, ``, according to``."""
REPORTER = Lazy(
    rf"[,?!…]['’]?\s+(?=(?:{_SUBJECT}\s(?:(?:{_SAID})(?=\s*(?:[.,;:]|$|(?:{_AFTER_SAID})\b))|(?:told|asked)\s(?!me\b|us\b|him\b|her\b|them\b))"
    rf"|(?:{_SAID})\s(?:{_NAME}\b|he\b|she\b|they\b)|reads?\s(?:a|an|one|the)\b|according to\b|{_FULL_NAME}{_APPOSITION}\s(?:{_SAID})\b))"
)
"""The same in what seems to be speech, told by what stands behind the verb: ``, the harbour master said, and``, ``? she asked.``, but neither
``, the mayor said no`` nor ``, I said``, which people say too."""
LEAD = Lazy(rf"\b(?:{_SAY})(?:,|:| that)?\s+(?=\S)")
COLON_LEAD = Lazy(rf"\b(?:{_SAY})(?:\s[\w ]{{0,40}})?:\s+(?=\S)")
LED_IN = Lazy(rf"\b(?:{_SAY})[,:]\s?$")
FIRST_PERSON = Lazy(r"\b(?:I|we|We|our|Our|my|My|us|me|I['’]\w+|[Ww]e['’]\w+)\b")
REPORTED = Lazy(rf"\b(?:{_SAY}|according to)\b")
