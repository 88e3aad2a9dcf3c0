"""Whether a capital stands for its government ("Moscow has denied") or for the city ("in Moscow").

The rule: a government says, wants, sends and signs, a city does not; after a preposition of place it is the city. Within one
article a seat that once acts as a government is one wherever nothing says that the city is meant. Never guesses beyond that.
"""

from __future__ import annotations

import re

_ACTS = frozenset(
    "selling buying sending seeking using trying planning making giving taking refusing getting going "
    "accuse accused accuses denied denies deny deny said says warned warns insisted insists wants want wanted seeks sought seek seeking "
    "has have had is was will would could should must may might can agreed agrees agree refused refuses rejected rejects reject "
    "demanded demands threatened threatens announced announces signed signs imposed imposes launched launches sent sends ordered "
    "orders called calls urged urges recalled recalls expelled expels invaded annexed claims claimed blamed blames vowed vows "
    "supports supported backed backs shipped supplied supplies sells sold buys bought fired tested condemned condemns welcomed "
    "welcomes hopes hoped fears feared believes believed considers considered views viewed regards sees saw needs needed plans planned "
    "intends intended tried tries offered offers promised pledged recognised recognized recognises recognizes retaliated responded "
    "lifted replace follow following turned proposes proposed did does do argues argued continues continued maintains maintained "
    "withdrew withdraws pulled pushed pressed presses declared declares suspended suspends accepted accepts controls ruled rules"
    .split()
)  # fmt: skip
_GOVERNED = frozenset(
    "accused accuse accusing urged urge urging pressed pressing pressure asked told warned blamed blame blaming condemned criticised "
    "criticized forced force help helped helping allow allowed persuade persuaded convince supply supplying arm arming sanction "
    "sanctioning punish punishing isolate isolating against with between by".split()
)
_OWNED = frozenset(
    "war wars invasion weapons weapon missile missiles nuclear military troops forces army sanctions government foreign policy ally "
    "allies ambassador envoy intent intentions ambitions demands position stance response claims claim access aggression territorial "
    "influence interests efforts decision refusal support relations ties diplomats diplomacy regime leadership strategy arsenal "
    "threats threat budget economy veto role".split()
)
_PLACE = frozenset(
    "in at near to into around outside inside across throughout through toward towards downtown central northern southern eastern western "
    "north south east west visit visited visiting left leave leaving reached arrived greater".split()
)
_PART_OF = frozenset(
    "city capital mayor streets people outskirts suburb suburbs centre center north south east west northeast northwest southeast "
    "southwest residents university district bishop archbishop airport miles kilometres kilometers km part parts".split()
)
_NEXT_WORDS = re.compile(r"[^\W\d_]+|[,.;:!?()\n—–]")


def evidence(text: str, span: tuple[int, int]) -> int:
    """1 if the words around ``span`` say that a government acts, -1 if they say that the city is meant, 0 if neither."""
    start, end = span
    before = [m.group().lower() for m in _NEXT_WORDS.finditer(text, max(0, start - 60), start)]
    tail = text[end : end + 80]
    possessive = tail[:2] in ("'s", "’s")
    after = [m.group().lower() for m in _NEXT_WORDS.finditer(tail, 2 if possessive else 0)]
    previous = before[-1] if before else ""
    if previous in _PLACE or (previous == "of" and len(before) > 1 and before[-2] in _PART_OF):
        return -1
    if text[start:end].isupper() and end - start > 3 and (not after or not after[0].isalpha()):
        return -1
    if possessive:
        return 1 if any(word in _OWNED for word in after[:3]) else 0
    if after and after[0] == "," and len(tail) > 2 and tail[2:3].isupper():
        return -1
    if after and after[0] == "'":
        return 0
    if (
        previous in _GOVERNED
        and after
        and (after[0] in ("of", "to", "for", "over", "from") or previous in ("with", "between", "by", "against"))
    ):
        return 1 if previous not in ("with", "between", "by") else 0
    step = 0
    while step < len(after) and after[step] in (
        "already",
        "also",
        "now",
        "still",
        "then",
        "later",
        "never",
        "not",
        "itself",
        "repeatedly",
        "long",
        "again",
        "only",
        "recently",
    ):
        step += 1
    if step < len(after) and after[step] in _ACTS:
        return 1 if previous != "from" else 0
    owned = [index for index, word in enumerate(after[:6]) if word == "its"]
    if owned and any(word in _OWNED for word in after[owned[0] + 1 : owned[0] + 5]):
        return 1
    return 0
