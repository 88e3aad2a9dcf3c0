"""Put, remove, search: the index as the collection uses it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import QueryError
from briefing.index import ArticleFacts, Index, IndexDocument
from briefing.index.query.nodes import Among, Term, held_in


def article(
    id_: str, body: str = "", *, title: str = "", standfirst: str = "", outlet: str = "", date: str = ""
) -> IndexDocument:
    return IndexDocument(id_, f"north/{id_}.txt", title, standfirst, body, outlet, date)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index.open(tmp_path / "index")
    made.update(
        [
            article(
                "a",
                "The ferry crew of Kelp Island walked out.",
                title="Ferry strike",
                outlet="Bay Post",
                date="2023-04-02",
            ),
            article(
                "b",
                "A ferry sailed. Munitions were not aboard.",
                title="Harbour news",
                outlet="The Tide",
                date="2023-03-31T09:00",
            ),
            article("c", "Trams ran; the ferry did not. Head of the state port.", outlet="The Tide", date="2022-12-01"),
            article("d", "Ferry ferry ferry.", date="--03-31"),
            article("e", "Nobody mentioned boats.", standfirst="A ferry tale"),
        ]
    )
    made.update_facts(
        [
            ArticleFacts("a", ("we walk out", "not one boat"), ("Mara Orlen",), ("Kelp Island", "Mara Orlen")),
            ArticleFacts("b", ("safe aboard",), ("Ada Krol",), ("Krol",)),
        ]
    )
    return made


def found(index: Index, query: str, **options: object) -> str:
    return "".join(sorted(id_ for id_, _ in index.search(query, **options).hits))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ferry", "abcde"),
        ("ferry crew", "a"),
        ("FERRY Crew", "a"),
        ("title:ferry", "a"),
        ("munit*", "b"),
        ("munitons~", "b"),
        ('"ferry crew"', "a"),
        ('"strike the"', ""),
        ('"head state"', ""),
        ('"head of the state"', "c"),
        ("trams OR munitions", "bc"),
        ("ferry -sailed", "acde"),
        ("-ferry", ""),
        ("-sailed", "acde"),
        ("outlet:tide", "bc"),
        ("path:north", "abcde"),
        ("speaker:orlen", "a"),
        ('quote:"walk out"', "a"),
        ('quote:"out not"', ""),
        ("entity:krol", "b"),
        ("quote:(walk OR safe) -speaker:krol", "a"),
        ("date:2023", "ab"),
        ("date:2023-03", "b"),
        ("date:<2023", "c"),
        ("date:2022-12-01..2023-03-31", "bc"),
        ("ferry date:>2022", "ab"),
        ("-date:2023", "cde"),
        ("", ""),
        ("…", ""),
    ],
)
def test_search(index: Index, query: str, ids: str) -> None:
    assert found(index, query) == ids
    assert index.search(query).total == len(ids)


def test_title_weighs_more_than_standfirst_more_than_body(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    index.update(
        [
            article("body", "kelp one two three", title="four", standfirst="five"),
            article("standfirst", "one two three four", title="five", standfirst="kelp"),
            article("title", "one two three four", title="kelp", standfirst="five"),
        ]
    )
    assert [id_ for id_, _ in index.search("kelp").hits] == ["title", "standfirst", "body"]


def test_equal_scores_come_newest_first_and_undated_last(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    dates = {"old": "2020-01-01", "undated": "", "new": "2023-01-01", "partial": "--12-31", "noon": "2023-01-01T12:00Z"}
    index.update([article(id_, "kelp", date=date) for id_, date in dates.items()])
    for sort in ("relevance", "date"):
        ids = [id_ for id_, _ in index.search("kelp", sort=sort).hits]  # type: ignore[arg-type]
        assert ids[:3] == ["noon", "new", "old"]
        assert set(ids[3:]) == {"undated", "partial"}


def test_limit_bounds_hits_but_not_the_total(index: Index) -> None:
    result = index.search("ferry", limit=2)
    assert (len(result.hits), result.total) == (2, 5)
    assert index.search("ferry", limit=0).total == 5
    assert index.search("ferry", limit=2).hits == index.search("ferry").hits[:2]


def test_within_restricts_to_articles(index: Index) -> None:
    assert found(index, "ferry", within=["b", "c", "unknown"]) == "bc"
    assert index.search("ferry", within=[]).total == 0


def test_live_search_reads_the_last_word_as_a_prefix(index: Index) -> None:
    assert found(index, "ferry cre", live=True) == "a"
    assert found(index, "ferry cre") == ""
    assert found(index, '"ferry cre', live=True) == "a"
    assert found(index, "f", live=True) == "abcde"
    with pytest.raises(QueryError):
        index.search('"ferry cre')


def test_a_suggestion_when_nothing_is_found(index: Index) -> None:
    assert index.search("ferri creww").suggestion == "ferry crew"
    assert index.search("speaker:orlan").suggestion == "speaker:orlen"
    assert index.search("ferry").suggestion is None
    assert index.search("zzzzzzzz").suggestion is None
    assert index.search("trams munitions").suggestion is None


def test_stemming_takes_a_word_for_its_forms(index: Index) -> None:
    index.update(
        [article("s", "Two strikes; they were striking. Happy.", title="Sailing"), article("t", "happiness struck")]
    )
    assert found(index, "strike") == "a"
    assert found(index, "strike", stemming=True) == "as"
    assert found(index, "strikes sail", stemming=True) == "s"
    assert found(index, "title:sails", stemming=True) == "s"
    assert found(index, "happy", stemming=True) == "st"
    assert found(index, '"ferry strikes"', stemming=True) == ""  # a phrase stays exact
    assert found(index, "speaker:orlens", stemming=True) == ""


def test_an_article_put_again_is_replaced_and_keeps_its_facts(index: Index) -> None:
    index.update([article("a", "Only seaweed now.")])
    assert found(index, "crew") == ""
    assert found(index, "seaweed") == "a"
    assert found(index, "speaker:orlen") == "a"
    index.update_facts([ArticleFacts("a", (), ("Ada Krol",), ())])
    assert found(index, "speaker:orlen") == ""
    assert found(index, "speaker:krol") == "ab"


def test_removing_takes_text_and_facts(index: Index) -> None:
    index.update([], removed=["a", "never there"])
    assert found(index, "ferry") == "bcde"
    assert found(index, "speaker:orlen") == ""
    index.update([article("a", "back again")])
    assert found(index, "speaker:orlen") == ""
    assert index.ids() == frozenset("abcde")


def test_facts_may_come_before_their_article(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    index.update_facts([ArticleFacts("x", ("kelp",), (), ())])
    assert index.search("quote:kelp").total == 0
    index.update([article("x", "text")])
    assert found(index, "quote:kelp") == "x"


def test_of_equal_ids_in_one_update_the_last_counts(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    index.update([article("x", "first"), article("x", "second")])
    assert index.search("first").total == 0
    assert found(index, "second") == "x"
    assert index.ids() == {"x"}


def test_documents_are_consumed_lazily_with_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.index.segment import inverter

    monkeypatch.setattr(inverter, "MAX_DOCUMENTS", 100)
    reports: list[int] = []
    index = Index.open(tmp_path / "index")
    index.update((article(f"{number}", f"kelp number{number}") for number in range(1050)), progress=reports.append)
    assert reports == [250, 500, 750, 1000, 1050]
    assert index.search("kelp").total == 1050
    assert found(index, "number777") == "777"
    assert found(index, '"kelp number1049"') == "1049"


def test_an_error_of_the_documents_passes_through_and_changes_nothing(index: Index) -> None:
    def broken() -> Iterator[IndexDocument]:
        yield article("a", "kelp")
        raise FileNotFoundError("the file vanished")

    with pytest.raises(FileNotFoundError, match="vanished"):
        index.update(broken(), removed=["b"])
    assert found(index, "ferry") == "abcde"
    assert index.search("kelp").total == 1
    assert index.ids() == frozenset("abcde")


def test_counts_beyond_one_byte_are_exact(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    index.update([article("x", "kelp " * 700 + "last word"), article("y", "kelp " * 300 + "word last")])
    assert found(index, '"kelp last"') == "x"
    assert found(index, '"last word"') == "x"
    index.update([article("z", "kelp")])
    assert found(index, '"kelp last"') == "x"
    scores = dict(index.search("kelp").hits)
    assert scores["x"] != scores["y"]


def test_a_long_article_keeps_its_positions(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    index.update([article("x", "filler " * 70_000 + "the very end")])
    assert found(index, '"very end"') == "x"
    assert found(index, '"end very"') == ""


def test_text_that_is_no_text(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    strange = "\ud800 \x00 \x1b[31m \u202e " + "x" * 5000 + " \ufdfa ½ ﬁ"
    index.update(
        [IndexDocument("x", "b\udcffad/\x1b.txt", strange, strange, strange, strange, "not a date"), article("y")]
    )
    assert index.search("fi").total == 1
    assert index.search("x" * 900 + "*").total == 1
    assert index.ids() == {"x", "y"}


def test_a_closed_index_opens_again(index: Index) -> None:
    index.close()
    assert index.search("ferry").total == 5


def test_the_cache_is_bounded_by_bytes(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.index import snapshot

    monkeypatch.setattr(snapshot, "CACHE_BYTES", 50_000)
    for query in "ferry crew kelp island walked out sailed munitions aboard trams ran head state port".split():
        assert index.search(query).total
    current = index._snapshot
    assert current is not None
    assert 0 < current._cached <= 50_000
    assert current._cached == sum(size for _, size in current._cache.values())
    assert len(current._cache) < 8


def test_a_prefix_of_too_many_words_is_cut_and_says_so(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.index.query import evaluator

    whole = index.search("t", live=True)
    assert not index.search("fe*").partial
    index.close()
    monkeypatch.setattr(evaluator, "MAX_EXPANSION", 3)
    cut = index.search("t", live=True)
    assert cut.partial
    assert not whole.partial
    assert 0 < cut.total <= 3
    assert index.search("ferry t", live=True).partial
    assert index.search("ferry t", live=True).partial  # a cut answer is not kept as a whole one
    assert not index.search("munit*").partial


def test_new_facts_leave_what_is_loaded_of_the_text(index: Index) -> None:
    index.search("ferry", sort="date")
    before = index._snapshot
    index.update_facts([ArticleFacts("c", ("trams ran",), (), ())])
    after = index._snapshot
    assert before is not None
    assert after is not None
    assert after.text is before.text
    assert after.facts is not before.facts
    assert found(index, "quote:trams") == "c"
    index.update([article("f", "ferry")])
    assert index._snapshot is not None
    assert index._snapshot.facts is after.facts
    assert found(index, "ferry") == "abcdef"


def test_importing_the_index_loads_neither_whoosh_nor_numpy() -> None:
    code = "import sys, briefing.index, briefing.index.snippets; sys.exit(bool({'whoosh', 'numpy', 'rapidfuzz'} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def ranked(index: Index, query: str, **options: object) -> str:
    return "".join(id_ for id_, _ in index.search(query, **options).hits)  # type: ignore[arg-type]


@pytest.fixture
def page(tmp_path: Path) -> Index:
    """Articles of which some hold their words in what a page leaves around them."""
    index = Index.open(tmp_path / "page")
    index.update(
        [
            IndexDocument("a", "a.txt", "Fair", "", "A fair opened.", "", "", "Kelphall " * 300 + "contact Orlen"),
            IndexDocument(
                "b", "b.txt", "", "", "In Kelphall a band played. " + "Nothing else was heard. " * 90, "", ""
            ),
            IndexDocument("c", "c.txt", "", "", "Kelphalls and a fair, Orlen and others", "", ""),
            IndexDocument("d", "d.txt", "", "", "Orlen of Kelphall sang.", "", "", "fair Orlen"),
        ]
    )
    return index


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("kelphall", "dba"),
        ("kelphall orlen", "da"),
        ("orlen kelphall", "da"),
        ("fair", "acd"),
        ("fair orlen", "cad"),
        ("contact", "a"),
        ('"contact orlen"', "a"),
        ('"opened kelphall"', ""),
        ("title:kelphall", ""),
        ("contact OR band", "ba"),
        ("kelphall*", "dbca"),
        ("kelphall~", "dbca"),
        ("contact NEAR/2 orlen", "a"),
        ("fair -orlen", ""),
    ],
)
def test_words_of_furniture_are_found_last(page: Index, query: str, order: str) -> None:
    assert ranked(page, query) == order


def test_furniture_keeps_its_weight_when_segments_are_merged(page: Index) -> None:
    before = page.search("kelphall").hits
    for number in range(8):
        page.update([IndexDocument(f"x{number}", "x.txt", "", "", "Rain.", "", "", "kelphall")])
    page.update([], removed=[f"x{number}" for number in range(8)])
    assert [id_ for id_, _ in page.search("kelphall").hits] == [id_ for id_, _ in before]


def test_the_very_word_stands_above_all_that_is_only_like_it(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "exact")
    index.update(
        [
            article("a", "The consul met Marlen on the quay, and the band played for an hour in the rain. " * 3),
            article("b", "Barlen " * 40, title="Marlenes Marlenes Marlenes"),
            article("c", "Marlens marlene marlena marlent marlenk", title="Marlens"),
            article("d", "Marlen sang."),
        ]
    )
    for query, first in (("marlen~", "da"), ("marlen*", "da"), ("title:marlens*", "c")):
        assert ranked(index, query).startswith(first), query
    assert ranked(index, "marlen", live=True).startswith(ranked(index, "marlen"))
    assert ranked(index, "marlen~") != ranked(index, "marlen")


ELISIONS = {
    "fr": "L’accord de l'Union fut signé à l‘aube par d´autres ; qu’elle n’ira pas, s'il pleut.",
    "it": "Nell’accordo dell'isola all’alba: un'altra, quest’ultima, sull'onda.",
    "ca": "L'Ajuntament d’Olesa s'obre.",
    "uk": "М'яч і об’єкт у п\u02bcятницю.",
    "tr": "Kars’ta ve İzmir'den gelenler.",
    "en": "Mara O’Brenn and D'Arval hear rock'n'roll; they don’t, he'll see GLX'13 and Derby’96 at five o'clock.",
    "ci": "Élus de Côte d’Ivoire et de N'Zara.",
}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("accord", "fr"), ("l'accord", "fr"), ("l’accord", "fr"), ("lʼaccord", "fr"), ("L'ACCORD", "fr"), ("laccord", "fr"),
        ("union", "fr"), ("aube", "fr"), ("autres", "fr"), ("ira", "fr"), ("qu'elle", "fr"), ('"accord de l’union"', "fr"),
        ('"l\'accord de l\'union"', "fr"), ("acc*", "fr it"), ("l'acor~", ""), ("l'acord~", "fr"),
        ("accordo", "it"), ("dell'accordo", "it"), ("isola", "it"), ("l'isola", "it"), ("altra", "it"), ("ultima", "it"), ("onda", "it"),
        ("ajuntament", "ca"), ("olesa", "ca"), ("d'Olesa", "ca"), ("м’яч", "uk"), ("мяч", "uk"), ("об\u02bcєкт", "uk"), ("п'ятницю", "uk"),
        ("kars", "tr"), ("Kars'ta", "tr"), ("izmir", "tr"), ("izmirden", "tr"),
        ("o'brenn", "en"), ("OBrenn", "en"), ("O’Brenn", "en"), ("brenn", "en"), ("o'brann~", "en"), ("d'arval", "en"), ("arval", "en"),
        ("rock'n'roll", "en"), ("rocknroll", "en"), ("rock roll", "en"), ("rock-n-roll", "en"), ('"rock n roll"', "en"),
        ("don't", "en"), ("dont", "en"), ("don", ""), ("hell", ""), ("he'll", "en"), ("glx", "en"), ("glx'13", "en"), ("GLX13", "en"),
        ("derby", "en"), ("derby'96", "en"), ("96", "en"), ("clock", "en"), ("o’clock", "en"),
        ("ivoire", "ci"), ("cote d'ivoire", "ci"), ('"Côte d’Ivoire"', "ci"), ("divoire", "ci"), ("n'zara", "ci"), ("zara", "ci"),
    ],
)  # fmt: skip
def test_words_behind_apostrophes_are_found_both_ways(
    query: str, ids: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = Index.open(tmp_path_factory.getbasetemp() / "elisions")
    if index.stale:
        index.update([article(id_, body) for id_, body in ELISIONS.items()])
    assert sorted(id_ for id_, _ in index.search(query).hits) == ids.split()


def test_an_elided_article_still_ranks_what_has_it_first(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    index.update([article("a", "Un accord, un accord."), article("b", "Il y eut l’accord.")])
    assert ranked(index, "l'accord") == "ba"
    assert ranked(index, '"l\'accord"') == "b"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ferry NEAR/2 walked", ""), ("ferry NEAR/5 walked", "a"), ("walked NEAR/5 ferry", "a"), ("kelp NEAR/1 island", "a"),
        ("island NEAR/1 kelp", "a"), ("ferry NEAR/1 ferry", "d"), ('"ferry crew" NEAR/4 walk*', "a"), ("(boats OR tram*) NEAR/9 ferry", "c"),
        ("walkd~ NEAR/5 crew", "a"), ("quote:(we NEAR/2 out)", "a"), ("quote:(we NEAR/2 boat)", ""), ("speaker:orlen NEAR/1 mara", "a"),
        ("title:(strike NEAR/1 ferry)", "a"), ("strike NEAR/9 crew", ""), ("ferry -(ferry NEAR/3 sailed)", "acde"),
    ],
)  # fmt: skip
def test_words_near_one_another(index: Index, query: str, ids: str) -> None:
    assert found(index, query) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [("story:quay", "ab"), ("ferry story:quay", "a"), ("-story:quay", "c"), ("lamp OR story:quay", "abc"), ("story:bay", "")],
)  # fmt: skip
def test_what_no_index_holds_is_looked_up(tmp_path: Path, query: str, ids: str) -> None:
    index = Index.open(tmp_path / "index")
    index.update([article("a", "Ferry"), article("b", "Tram"), article("c", "Lamp")])
    look_up = {Term("story", "quay"): frozenset("abx")}
    hits = index.search(
        query, look_up=lambda leaf: Among(look_up.get(leaf, frozenset())) if held_in(leaf) == "story" else leaf
    )
    assert "".join(sorted(id for id, _ in hits.hits)) == ids
    assert hits.absent == (() if ids else ("bay",))
    with pytest.raises(QueryError, match="in a folder of articles only"):
        index.search(query)


def test_articles_of_a_language(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    made = [IndexDocument(code[:2], "p", "", "", "Hafen", "", "", "", code) for code in ("de", "fr", "pt-BR")]
    index.update([*made, article("xx", "Hafen")])
    assert [ranked(index, q) for q in ("lang:de", "hafen lang:Portuguese", "lang:da")] == ["de", "pt", ""]
    assert found(index, "hafen -lang:de").replace("xx", "") == "frpt"
