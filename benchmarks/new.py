"""How well sentences that were said already are told from new ones: on invented texts, copied, reworded, changed and unrelated.

    python benchmarks/new.py [--events N] [--rounds N] [--errors N] [--only drawn|by-hand|later]

Two sets that share no sentence. *drawn*: each sentence of an invented event (:mod:`lookalikes`), reworded by putting two words for two others.
*by hand*: :mod:`rewordings`, sentences beside what another desk would make of them, written before the rules were looked at. Of both is asked: the sentence copied,
copied into a longer one, lightly reworded, with another figure, two figures that change places, with a negation, with another name (the first word too), another
day, another modal; and the sentences of other events. In changed sentences the rest stays as it was read, and as the other desk words it.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

import lookalikes  # noqa: E402
import rewordings  # noqa: E402

from briefing.analysis.novelty import known as known_texts  # noqa: E402
from briefing.analysis.novelty import sentences  # noqa: E402
from briefing.text import sentences as split  # noqa: E402

SYNONYMS = dict(
    pair.split("/")
    for pair in "said/told reporters|people/persons|houses/homes|searched/combed|killing/leaving dead|struck/hit|found/discovered|"
    "workers/staff|company/firm|promised/pledged|buy/acquire|closed/shut|warned/cautioned|stolen/taken|asked/requested|"
    "near/close to|early/shortly after dawn|believe/think|started/began|rooms/galleries|gates/doors|town/city|road/highway|"
    "agreed/consented|surprised/astonished|took/stole|high/steep|winds/gusts|missing/unaccounted for|"
    "dead/killed|left/departed|felt/noticed|spent/passed|lasted/went on for|leads/heads|talks/negotiations".split("|")
)  # fmt: skip
MODALS = {"will": "may", "would": "might", "could": "must", "can": "must", "may": "will"}
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

Change = Callable[[str, random.Random], "str | None"]


def reworded(sentence: str, rng: random.Random) -> str | None:
    """Return the sentence with up to two words for others, or None where none can be put."""
    able = [word for word in SYNONYMS if re.search(rf"\b{word}\b", sentence)]
    if not able:
        return None
    for word in rng.sample(able, min(2, len(able))):
        sentence = re.sub(rf"\b{word}\b", SYNONYMS[word], sentence, count=1)
    return sentence


def figured(sentence: str, rng: random.Random) -> str | None:
    """Return the sentence with one of its figures another one, perhaps only its size (million, thousand)."""
    figures = list(re.finditer(r"\d+|\bmillion\b", sentence))
    if not figures:
        return None
    figure = rng.choice(figures)
    other = "thousand" if figure.group() == "million" else str(int(figure.group()) + rng.randint(1, 9))
    return sentence[: figure.start()] + other + sentence[figure.end() :]


def crossed(sentence: str, _rng: random.Random) -> str | None:
    """Return the sentence with its first two figures in each other's place."""
    figures = list(re.finditer(r"\b\d+\b", sentence))[:2]
    if len(figures) < 2 or figures[0].group() == figures[1].group():
        return None
    one, two = figures
    return (
        f"{sentence[: one.start()]}{two.group()}{sentence[one.end() : two.start()]}{one.group()}{sentence[two.end() :]}"
    )


def negated(sentence: str, rng: random.Random) -> str | None:
    """Return the sentence denied: "not", "n't" or "never" behind its first auxiliary."""
    verb = re.search(r"\b(was|were|is|are|had|has|have|would|could)\b", sentence)
    if verb is None:
        return None
    word = rng.choice([" not", "n’t", " never"])
    return f"{sentence[: verb.end()]}{word}{sentence[verb.end() :]}"


def renamed(sentence: str, _rng: random.Random) -> str | None:
    """Return the sentence with the first name inside it another one."""
    name = re.search(r"(?<=[a-z,] )[A-Z][a-z]+", sentence)
    if name is None or name.group() in DAYS:
        return None
    return f"{sentence[: name.start()]}Tharwick{sentence[name.end() :]}"


def renamed_first(sentence: str, _rng: random.Random) -> str | None:
    """Return the sentence with the name that it begins with another one."""
    first = sentence.split()[0]
    names = {*rewordings.NAMES, *(h + t for h in lookalikes._HEADS for t in lookalikes._TAILS), *lookalikes._GIVEN}
    return f"Tharwick{sentence[len(first) :]}" if first in names else None


def on_another_day(sentence: str, rng: random.Random) -> str | None:
    """Return the sentence with its day another one."""
    day = next((day for day in DAYS if day in sentence), None)
    return None if day is None else sentence.replace(day, rng.choice([other for other in DAYS if other != day]))


def in_another_mood(sentence: str, _rng: random.Random) -> str | None:
    """Return the sentence with another modal, or with one where there was none."""
    modal = re.search(rf"\b({'|'.join(MODALS)})\b", sentence)
    if modal is not None:
        return f"{sentence[: modal.start()]}{MODALS[modal.group()]}{sentence[modal.end() :]}"
    verb = re.search(r"\b(was|were) (?=\w+ed\b)", sentence)
    return None if verb is None else f"{sentence[: verb.start()]}might be {sentence[verb.end() :]}"


CHANGES: dict[str, Change] = {
    "another figure": figured,
    "two figures crossed": crossed,
    "a negation": negated,
    "another name": renamed,
    "another first name": renamed_first,
    "another day": on_another_day,
    "another modal": in_another_mood,
}

Task = tuple[str, bool, str]
"""(kind, whether it is new, the sentence)."""

Asked = tuple[list[str], list[Task]]
"""What was read, and what is asked."""


def drawn(events: int, rng: random.Random) -> Iterator[Asked]:
    """Give the drawn events, all at once."""
    told = [one.text for one in lookalikes.tell(events // 2, seed=11, articles=1, words=400)]
    known = [text[slice(*span)] for text in told[::2] for span in split(text)]
    tasks = [("unrelated", True, text[slice(*span)]) for text in told[1::2] for span in split(text)]
    yield known, [*tasks, *_changed(((text, reworded(text, rng)) for text in known), rng, other_desk=False)]


def by_hand(rounds: int, rng: random.Random, *, later: bool = False) -> Iterator[Asked]:
    """Give the pairs written by hand, each time with other facts; no round knows what another one read."""
    for number in range(rounds):
        pairs = list(rewordings.pairs(1, seed=number, later=later))
        tasks = [("unrelated", True, text) for text in rewordings.unrelated(1, seed=number)]
        yield (
            [pair.read for pair in pairs],
            [*tasks, *_changed(((p.read, p.asked) for p in pairs), rng, other_desk=True)],
        )


def _changed(pairs: Iterable[tuple[str, str | None]], rng: random.Random, *, other_desk: bool) -> Iterator[Task]:
    for read, asked in pairs:
        yield "copied", False, read
        if asked is not None:
            yield "lightly reworded", False, asked
        for name, change in CHANGES.items():
            for text in (read, asked) if other_desk else (read,):
                made = change(text or read, rng)
                if made is not None:
                    yield name, True, made


def measure(asked: Iterable[Asked], errors: int) -> None:
    """Print the share of each kind that was told right."""
    tally = Counter[tuple[str, bool]]()
    for known, tasks in asked:
        held = known_texts.Known()
        for number, text in enumerate(known):
            held.add(f"{number}", [sentences.sentence(text, (0, len(text)))])
        for name, new, text in tasks:
            (found,) = held.news([sentences.sentence(text, (0, len(text)))])
            tally[name, found.new == new] += 1
            if found.new != new and errors > 0:
                errors -= 1
                print(f"    {name}: {text}")
    for name in ["copied", "lightly reworded", *CHANGES, "unrelated"]:
        right, wrong = tally[name, True], tally[name, False]
        if right + wrong:
            print(f"  {name:24} {right / (right + wrong):.3f} of {right + wrong}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--errors", type=int, default=0, help="print so many sentences of each set that were told wrongly"
    )
    parser.add_argument("--only", choices=("drawn", "by-hand", "later"))
    arguments = parser.parse_args()
    sets = {
        "drawn": lambda: drawn(arguments.events, random.Random(5)),
        "by-hand": lambda: by_hand(arguments.rounds, random.Random(6)),
        "later": lambda: by_hand(arguments.rounds, random.Random(7), later=True),
    }
    for name, make in sets.items():
        if arguments.only in (None, name):
            print(name)
            measure(make(), arguments.errors)


if __name__ == "__main__":
    main()
