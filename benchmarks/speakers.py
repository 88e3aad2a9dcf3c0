"""Scores who is said to speak in German, French, Spanish, Italian, Dutch and Portuguese: invented texts in ``benchmarks/speakers/``.

    python benchmarks/speakers.py [--language de] [--half learn|held|later|all] [--errors]

A text stands behind ``=== number``; behind the closing mark of a quotation its speaker, ``[[Anna Müller]]``: several names with
``|`` between them are all right, ``[[]]`` says that nobody is to be named. Odd numbers were looked at while the rules were written
(*learn*); even ones and those with an ``h`` were written before the rules and only scored at the end (*held*); those from h9 on were written by whoever knew the rules, and were scored before the rules
were looked at again (*later*). A name is right if
its words are among those of the gold, or the gold's among its own, articles and titles aside; *recall* counts over all quotations
that somebody speaks, *precision* over those to which a name was given, *missed* those that were not found as quotations at all.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.analysis.quotations.extract import extract  # noqa: E402
from briefing.model import Article, Document, Paragraph, Quotation  # noqa: E402
from briefing.text import fold  # noqa: E402

TEXTS = Path(__file__).resolve().parent / "speakers"
LANGUAGES = ("de", "fr", "es", "it", "nl", "pt")
FIRST = 8
"""Texts with an ``h`` that were written before the rules."""
_ASIDE = frozenset(
    "der die das ein eine den dem le la les un une el los las una il lo gli i uno de het een o a os as um uma of von van di du da "
    "del della des do herr frau m mme monsieur madame don doña dona señor señora signor signora mevrouw meneer professor prof dr".split()
)


@dataclass(slots=True)
class Gold:
    """One text, its number, and where each quotation ends with the speakers that are right."""

    number: str
    text: str
    spoken: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    @property
    def half(self) -> str:
        """Return ``learn``, ``held`` or ``later``."""
        if self.number.startswith("h"):
            return "held" if int(self.number[1:]) <= FIRST else "later"
        return "held" if int(self.number) % 2 == 0 else "learn"


def texts(language: str) -> Iterator[Gold]:
    """Read the texts of a language."""
    for part in (TEXTS / f"{language}.txt").read_text("utf-8").split("=== ")[1:]:
        number, _, marked = part.partition("\n")
        pieces = re.split(r"\[\[(.*?)\]\]", marked.strip())
        gold, text = Gold(number.strip(), ""), ""
        for piece, names in zip(pieces[::2], [*pieces[1::2], None], strict=True):
            text += piece
            if names is not None:
                gold.spoken.append((len(text), tuple(names.split("|")) if names else ()))
        gold.text = text
        yield gold


def document(text: str) -> Document:
    """Return the text as ingest would hand it over: paragraphs, the first one the title where there are several."""
    paragraphs: list[Paragraph] = []
    position = 0
    for line in text.split("\n\n"):
        kind = "title" if not paragraphs and "\n\n" in text else "body"
        paragraphs.append(Paragraph((position, position + len(line)), None, kind))  # type: ignore[arg-type]
        position += len(line) + 2
    return Document(Article("a", "a"), text, tuple(paragraphs))


def words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W_]+", fold(name)) if word not in _ASIDE)


def is_right(name: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether a name is one of those wanted: the one's words are among the other's."""
    given = words(name)
    return any(given and (given <= words(each) or words(each) <= given) for each in wanted)


def nearest(quotations: tuple[Quotation, ...], end: int) -> Quotation | None:
    """Return the quotation in marks that ends right before ``end``, within four code points for marks and stops."""
    near = [each for each in quotations if each.mode != "indirect" and 0 <= end - each.span[1] <= 4]
    return max(near, key=lambda each: each.span[1], default=None)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--language", choices=LANGUAGES)
    options.add_argument("--half", choices=("learn", "held", "later", "all"), default="all")
    options.add_argument("--errors", action="store_true")
    given = options.parse_args()
    print(f"{'':4}{'texts':>7}{'spoken':>8}{'right':>7}{'wrong':>7}{'missed':>8}{'recall':>8}{'precision':>11}")
    for language in (given.language,) if given.language else LANGUAGES:
        count = spoken = right = wrong = missed = 0
        for gold in texts(language):
            if given.half not in ("all", gold.half):
                continue
            count += 1
            quotations = extract(document(gold.text))
            for end, wanted in gold.spoken:
                spoken += bool(wanted)
                quotation = nearest(quotations, end)
                if quotation is None:
                    missed += bool(wanted)
                    if given.errors and wanted:
                        print(language, gold.number, "not found:", gold.text[max(0, end - 60) : end])
                    continue
                name = quotation.speaker.name if quotation.speaker.status != "unknown" else None
                if name is not None and is_right(name, wanted):
                    right += 1
                    continue
                wrong += name is not None
                if given.errors and (wanted or name):
                    print(language, gold.number, f"{name!r} for {wanted}:", quotation.text[:60])
        named = right + wrong
        print(
            f"{language:4}{count:7}{spoken:8}{right:7}{wrong:7}{missed:8}{right / max(1, spoken):8.3f}{right / max(1, named):11.3f}"
        )


if __name__ == "__main__":
    main()
