"""Citations of articles whose every field is hostile."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.citations import FORMATS, STYLES, cite
from briefing.citations.titles import BRITISH, curly, headline, nested
from briefing.model import Article, Quotation, Speaker, Stated
from briefing.text import safe_text, visible

PIECES = ["\x1b[201~", "\x1b]52;c;eA==\x07", "{{", "}}", "[[", "]]", "<!--", "<script>", "'''", "|", "\\", "{", "}", "%", "$", "#", "&", "\r\n",
          "\u2028", "\u202e", "\ud800", "“", "”", "‘", "’", '"', "'", "*", "_", "`", "](", "~~~~", "\nER  - ", "AND", " and ", ",", ".", "?", "…"]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(), max_size=6)), max_size=8).map("".join)
dates = st.one_of(st.sampled_from(["2024-03-16", "2024-03", "2024", "--02-29", "2023-02-29", "x"]), hostile)


def stated(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Stated[Any]]:
    return st.one_of(
        st.just(Stated.unknown()),
        values.map(lambda v: Stated.stated(v, None)),
        values.map(lambda v: Stated.inferred(v, None)),
    )


articles = st.builds(
    Article,
    id=hostile,
    path=hostile,
    title=stated(hostile),
    standfirst=stated(hostile),
    outlet=stated(hostile),
    agency=stated(hostile),
    byline=stated(st.lists(hostile, max_size=9).map(tuple)),
    published=stated(dates),
    language=stated(st.one_of(st.sampled_from(["en", "de"]), hostile)),
    url=stated(st.one_of(hostile, hostile.map(lambda tail: "https://x.example/" + tail))),
    opening=hostile,
    extra=st.dictionaries(
        st.sampled_from(
            ["type", "section", "page", "edition", "volume", "issue", "publisher-place", "accessed", "author"]
        ),
        st.one_of(
            hostile,
            st.integers(),
            st.none(),
            st.lists(st.dictionaries(st.sampled_from(["family", "given", "literal"]), hostile), max_size=2),
        ),
        max_size=5,
    ),
)
quotations = st.one_of(
    st.none(),
    st.builds(
        lambda text, name, mode, status: Quotation(
            "q", "a", "p", (0, 1), None, text, mode, "speech", Speaker(name, None, None, status)
        ),
        hostile,
        st.one_of(st.none(), hostile),
        st.sampled_from(["direct", "mixed", "indirect"]),
        st.sampled_from(["stated", "inferred", "unknown"]),
    ),
)


@settings(max_examples=150, deadline=None)
@given(articles, quotations, st.sampled_from(STYLES), st.sampled_from(FORMATS), st.booleans())
def test_no_citation_ever_fails_or_carries_a_control_character(
    article: Article, quotation: Quotation | None, style: str, form: str, short: bool
) -> None:
    text = cite(article, quotation, style=style, format=form, in_text=short).text
    assert safe_text(text) == text
    assert "\t" not in text
    assert "\n" not in text or form in ("csl-json", "biblatex", "ris")
    assert not text.endswith("\n")
    assert text


@settings(max_examples=60, deadline=None)
@given(articles, quotations)
def test_records_can_be_read_back(article: Article, quotation: Quotation | None) -> None:
    (entry,) = json.loads(cite(article, quotation, format="csl-json").text)
    assert entry["title"]
    assert ("issued" in entry) <= (article.published.value is not None)
    ris = cite(article, quotation, format="ris").text.split("\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris)
    assert [line[:2] for line in ris].count("ER") == 1
    bib = cite(article, quotation, format="biblatex").text
    assert bib.count("{") == bib.count("}")
    depth = 0
    for character in bib[:-1]:  # the entry closes at its last brace and not before
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 1


@settings(max_examples=60, deadline=None)
@given(articles, quotations)
def test_wikitext_is_one_closed_template(article: Article, quotation: Quotation | None) -> None:
    code = cite(article, quotation, style="wikipedia").text
    inner = code[2:-2].replace("{{!}}", "")
    assert code.startswith("{{cite ")
    assert not re.search(r"\{\{|\}\}|\[|\]|<|>|~~~|''|__|\n", inner)
    assert all(re.match(r"[a-z0-9-]+=", field) for field in inner.split(" |")[1:])


@settings(max_examples=60, deadline=None)
@given(articles, quotations)
def test_html_has_no_tag_but_ours(article: Article, quotation: Quotation | None) -> None:
    code = cite(article, quotation, style="html").text
    assert set(re.findall(r"</?([^\s>]*)", code)) <= {"a", "i"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_headline_style_changes_nothing_but_capitals(title: str) -> None:
    # case folding may lengthen a letter (ß); comparing folded forms is what "the same letters" means
    assert headline(title).casefold().replace(" ", "") == title.casefold().replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(st.text("ab “”‘’'\" .,-—", max_size=40))
def test_marks_are_switched_and_never_lost(title: str) -> None:
    marks = "“”‘’'\""
    for switched in (curly(title), nested(title), nested(title, inside=1), nested(title, BRITISH, inside=1)):
        assert len(switched) == len(title)
        assert all((a in marks) == (b in marks) for a, b in zip(title, switched, strict=True))


@settings(max_examples=60, deadline=None)
@given(hostile)
def test_a_quotations_words_are_never_altered(words: str) -> None:
    quotation = Quotation("q", "a", "p", (0, 1), None, words, "direct", "speech", Speaker(None, None, None, "unknown"))
    text = cite(Article(id="a", path="p"), quotation).text
    said = visible(safe_text(words)).replace("\t", " ").strip()
    assert text.startswith("“" + re.sub(r"[^\S\n]*\n\s*", " ", said) + "”")
