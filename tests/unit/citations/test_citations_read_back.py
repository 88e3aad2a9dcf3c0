"""Records as other programs read them: every field comes back."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from briefing.citations import cite
from briefing.model import Article, Quotation, Speaker, Stated

STATED = Stated.stated
TITLE = "Mill & “tide” {50%} of #1_2 – ‘the’ $5 \\ ~end^, né Jr."
ARTICLE = Article(
    id="0123456789ab",
    path="mill.md",
    title=STATED(TITLE, None),
    outlet=STATED("Coast & Quay", None),
    byline=STATED(("Alun Prys-Harding", "Jan van der Velde", "Marlow Freight Co., Ltd.", "Mara Ellwood, Jr."), None),
    published=STATED("2024-03-16", None),
    url=STATED("https://coastandquay.example/a_b?x=1&y=%20#z", None),
    language=STATED("en-GB", None),
    extra={
        "section": "Weekend", "page": "4-5", "edition": "late edition", "volume": "12", "issue": "3",
        "publisher-place": "Marrow & Co", "accessed": "2024-04-01",
    },
)  # fmt: skip
SAID = Quotation(
    "q0", ARTICLE.id, "mill.md", (0, 5), None, "It {is}\nstill & 100% “done”.", "direct", "speech",
    Speaker("Dorothea Quill", None, None, "stated"),
)  # fmt: skip
NOTE = "“It {is} still & 100% “done”.” — Dorothea Quill"


@pytest.fixture(scope="module")
def plain() -> Any:
    latex = pytest.importorskip("pylatexenc.latex2text", reason="pylatexenc is not installed")
    return lambda text: latex.LatexNodes2Text().latex_to_text(text).replace("ˆ", "^")


def test_pybtex_reads_every_field(plain: Any) -> None:
    database = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    (entry,) = database.parse_string(cite(ARTICLE, SAID, format="biblatex").text, "bibtex").entries.values()
    fields = {key: value if key == "url" else plain(value) for key, value in entry.fields.items()}
    assert entry.type == "article"
    assert fields == {
        "title": TITLE, "journaltitle": "Coast & Quay", "date": "2024-03-16", "entrysubtype": "newspaper", "location": "Marrow & Co",
        "edition": "late edition", "volume": "12", "number": "3", "pages": "4-5", "langid": "english", "note": "Weekend",
        "url": "https://coastandquay.example/a_b?x=1&y=%20#z", "urldate": "2024-04-01", "annotation": NOTE,
    }  # fmt: skip
    names = [
        (p.first_names, p.prelast_names, [plain(n) for n in p.last_names], p.lineage_names)
        for p in entry.persons["author"]
    ]
    assert names == [
        (["Alun"], [], ["Prys-Harding"], []),
        (["Jan"], ["van", "der"], ["Velde"], []),
        ([], [], ["Marlow Freight Co., Ltd."], []),
        (["Mara"], [], ["Ellwood"], ["Jr."]),
    ]


def test_bibtexparser_reads_every_field(plain: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
        library = parser.parse_string(cite(ARTICLE, SAID, format="biblatex").text)
    assert not library.failed_blocks
    fields = {field.key: field.value for field in library.entries[0].fields}
    assert plain(fields["title"]) == TITLE
    assert plain(fields["annotation"]) == NOTE
    assert fields["url"] == "https://coastandquay.example/a_b?x=1&y=%20#z"
    assert len(fields) == 15


def test_rispy_reads_every_field() -> None:
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    (entry,) = rispy.loads(cite(ARTICLE, SAID, format="ris").text)
    assert entry == {
        "type_of_reference": "NEWS", "id": "0123456789ab", "title": TITLE, "secondary_title": "Coast & Quay",
        "authors": ["Prys-Harding, Alun", "van der Velde, Jan", "Marlow Freight Co., Ltd.,", "Ellwood, Mara, Jr."],
        "year": "2024", "date": "2024/03/16/", "place_published": "Marrow & Co", "edition": "late edition", "volume": "12", "number": "3",
        "start_page": "4", "end_page": "5", "section": "Weekend", "language": "en-GB", "access_date": "2024/04/01",
        "urls": ["https://coastandquay.example/a_b?x=1&y=%20#z"], "notes": [NOTE],
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["article-magazine", "webpage", "post-weblog", "broadcast", "report", "interview"])
def test_records_of_every_type_are_read(kind: str) -> None:
    database = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    typed = Article(id="a1", path="a", title=STATED("T", None), outlet=STATED("O", None), extra={"type": kind})
    assert len(database.parse_string(cite(typed, format="biblatex").text, "bibtex").entries) == 1
    assert len(rispy.loads(cite(typed, format="ris").text)) == 1
    assert f'"type": "{kind}"' in cite(typed, format="csl-json").text
