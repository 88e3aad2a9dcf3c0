"""Folders, files and names as a hostile, careless or unlucky person leaves them: everything is read or named, nothing is lost or hangs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection, FolderError

SAID = "“The bridge will open on the ninth of June for everybody,” said Ada Vane of the Brackwater Trust.\n"


def test_a_page_of_nothing_but_one_quotation_costs_what_its_length_says(tmp_path: Path) -> None:
    from briefing import ingest
    from briefing.analysis.quotations import extract
    from briefing.analysis.statements import grouping

    def calls(times: int) -> int:
        (tmp_path / "x.txt").write_text(SAID.replace("\n", " ") * times, encoding="utf-8")
        (document,) = ingest.read(tmp_path, "x.txt").documents
        found = extract.extract(document)
        assert len(found) > times // 2
        counted = 0

        def count(_frame: Any, event: str, _argument: Any) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            grouping.group(found)
        finally:
            sys.setprofile(None)
        return counted

    calls(100)  # whatever is loaded or remembered once
    assert calls(600) < 3 * calls(300)


# --- every promised key, in every encoding ----------------------------------------------------------------------------------

PLAIN = (
    "Bridge opens at last\n\nBy Ada Vane\n\nBRACKWATER, 6 May 2031 — " + SAID + "\n"
    "The Brackwater Trust said\u00a0so on Tuesday.\tMr Ødegård, who had waited, said that the bridge “will carry nobody before June”.\n\n"
    "“We have waited nine years,” said Cafe\u0301 owner Zoë Nilsen, “and we can wait a month.”\n\n"
    "“A rocket 🚀 over the bridge 🜁 is what the children want to see,” said Ada Vane.\n"
)
WINDOWS = "".join(c for c in PLAIN if c.encode("cp1252", "ignore"))
WRAPPED = (
    "Bridge opens at last\n\nBy Ada Vane\n\n“The bridge will open on the ninth of\nJune for everybody who has asked\nfor it,” said Ada Vane of the"
    " Brackwater\nTrust on a Tuesday on which all the\npeople there could hear and see.\n"
)
FRONT = "---\ntitle: The bridge\noutlet: Brackwater Post\nbyline: [Ada Vane, {family: Nilsen, given: Zoë}]\ndate: 2031-05-06\n---\n\n"
FILES: dict[str, tuple[str, str]] = {
    "utf8.txt": (PLAIN, "utf-8"),
    "bom.txt": ("\ufeff" + PLAIN, "utf-8"),
    "crlf.txt": (PLAIN.replace("\n", "\r\n"), "utf-8"),
    "utf16.txt": ("\ufeff" + PLAIN, "utf-16-le"),
    "utf16be-crlf.txt": ("\ufeff" + PLAIN.replace("\n", "\r\n"), "utf-16-be"),
    "windows.txt": (WINDOWS, "cp1252"),
    "wrapped.txt": (WRAPPED, "utf-8"),
    "wrapped-crlf.txt": (WRAPPED.replace("\n", "\r\n"), "utf-8"),
    "front.md": (FRONT + PLAIN, "utf-8"),
    "front-crlf.md": ((FRONT + PLAIN).replace("\n", "\r\n"), "utf-8"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON of every command on files of every kind."""
    import io

    from briefing.cli.main import run

    base = tmp_path_factory.mktemp("kinds")
    folder = base / "articles"
    folder.mkdir()
    for name, (text, encoding) in FILES.items():
        (folder / name).write_bytes(text.encode(encoding))
    (folder / "nothing.txt").write_bytes(b"")

    def ask(*words: str) -> Any:
        out, err = io.StringIO(), io.StringIO()
        before = os.environ.get("BRIEFING_HOME")
        os.environ["BRIEFING_HOME"] = os.fspath(base / "home")
        try:
            status = run(["-C", os.fspath(folder), *words, "--json"], out, err)
        finally:
            if before is None:
                del os.environ["BRIEFING_HOME"]
            else:
                os.environ["BRIEFING_HOME"] = before
        assert status == 0, err.getvalue()
        return json.loads(out.getvalue())

    found = {
        name: ask(name)
        for name in ("index", "list", "quotes", "statements", "entities", "copies", "differences", "doctor")
    }
    found["search"] = ask("search", "bridge")
    found["shown"] = {a["id"]: ask("show", a["id"]) for a in found["list"]["articles"]}
    found["compare"] = ask("compare", "ninth of June")
    found["cite"] = ask("cite", found["quotes"]["quotations"][0]["id"], "--style", "mla", "--format", "html")
    return found


def has(found: dict[str, Any], shape: dict[str, Any]) -> None:
    """``found`` has the keys of ``shape``, with values of its types (a tuple of types: any of them)."""
    for key, kind in shape.items():
        assert key in found, key
        assert isinstance(found[key], kind), (key, found[key])
        if kind is int:
            assert not isinstance(found[key], bool), key


NONE = type(None)
SPAN = {"span": list, "source_span": (list, NONE)}


def test_every_promised_key(told: dict[str, Any]) -> None:
    has(
        told["index"],
        {
            "articles": int,
            "added": int,
            "changed": int,
            "removed": int,
            "seconds": float,
            "timings": dict,
            "problems": list,
        },
    )
    has(told["index"]["timings"], dict.fromkeys(("ingest", "index", "quotations", "statements", "entities"), float))
    assert told["index"]["problems"] == [{"path": "nothing.txt", "reason": "is empty"}]
    for article in told["list"]["articles"]:
        has(article, {"id": str, "path": str, "words": int, "repeated": bool, "copies": list, "problems": list})
        for key in ("title", "standfirst", "outlet", "agency", "byline", "published", "dateline"):
            value = article[key]
            assert set(value) == {"value", "status", "evidence"}
            assert value["status"] in ("stated", "inferred", "unknown")
            assert (value["value"] is None) is (value["status"] == "unknown")
            assert key != "byline" or isinstance(value["value"], (list, NONE))
    for shown in told["shown"].values():
        has(shown, {"article": dict, "text": str, "paragraphs": list})
        for paragraph in shown["paragraphs"]:
            has(paragraph, {**SPAN, "kind": str})
            assert paragraph["kind"] in "title standfirst byline date dateline body caption furniture repeat".split()
    has(told["search"], {"query": str, "total": int, "hits": list, "ms": float})
    for hit in told["search"]["hits"]:
        has(hit, {"article": str, "path": str, "title": str, "score": float, "snippets": list})
        for snippet in hit["snippets"]:
            assert snippet["highlights"]
            assert all(snippet["text"][a:b].casefold() == "bridge" for a, b in snippet["highlights"])
    for quotation in told["quotes"]["quotations"]:
        has(
            quotation,
            {
                **SPAN,
                "id": str,
                "article": str,
                "path": str,
                "text": str,
                "mode": str,
                "kind": str,
                "speaker": dict,
                "cue": (str, NONE),
                "statements": list,
            },
        )
        assert quotation["mode"] in ("direct", "mixed", "indirect")
        assert quotation["kind"] in ("speech", "term", "title")
        has(
            quotation["speaker"],
            {"name": (str, NONE), "mention": (str, NONE), "mention_span": (list, NONE), "status": str},
        )
    known = {q["id"] for q in told["quotes"]["quotations"]}
    for statement in told["statements"]["statements"]:
        has(
            statement,
            {
                "id": str,
                "text": str,
                "speaker": (str, NONE),
                "articles": int,
                "distinct_texts": int,
                "origins": int,
                "instances": list,
            },
        )
        assert statement["articles"] >= statement["distinct_texts"] >= 1
        assert statement["articles"] == len({i["article"] for i in statement["instances"]})
        for instance in statement["instances"]:
            has(instance, {**SPAN, "quotation": str, "article": str, "path": str, "text": str, "mode": str})
            assert instance["quotation"] in known
    has(told["compare"], {"statement": dict, "witnesses": list})
    for witness in told["compare"]["witnesses"]:
        has(witness, {"quotation": str, "path": str, "tokens": list})
        assert {t["op"] for t in witness["tokens"]} <= set(
            "same changed added omitted inserted-by-editor elided split".split()
        )
    for entity in told["entities"]["entities"]:
        has(entity, {"id": str, "name": str, "type": str, "aliases": list, "articles": int, "mentions": list})
        for mention in entity["mentions"]:
            has(mention, {**SPAN, "article": str, "path": str, "text": str, "via": str})
    for difference in told["differences"]["differences"]:
        has(difference, {"topic": str, "values": list})
        for value in difference["values"]:
            has(value, {"value": str, "article": str, "span": list})
            a, b = value["span"]
            assert told["shown"][value["article"]]["text"][a:b] == value["words"]
    for group in told["copies"]["groups"]:
        has(group, {"articles": list, "containment": list})
        assert all(
            isinstance(a, str) and isinstance(b, str) and 0 <= share <= 1 for a, b, share in group["containment"]
        )
    assert told["cite"]["style"] == "mla"
    assert told["cite"]["format"] == "html"


def test_every_span_is_verbatim_in_every_encoding(told: dict[str, Any]) -> None:
    """``text[a:b]`` is the text; ``source[a:b]`` is the same words of the file, whatever ended its lines."""
    seen: set[str] = set()
    things = [*told["quotes"]["quotations"]]
    things += [i for s in told["statements"]["statements"] for i in s["instances"]]
    things += [m for e in told["entities"]["entities"] for m in e["mentions"]]
    for thing in things:
        shown = told["shown"][thing["article"]]
        a, b = thing["span"]
        assert shown["text"][a:b] == thing["text"], thing["path"]
        source, _ = FILES[thing["path"]]
        assert thing["source_span"] is not None, thing["path"]
        a, b = thing["source_span"]
        ways = {" ".join(s[a:b].split()) for s in (source, source.removeprefix("\ufeff"))}
        assert " ".join(thing["text"].split()) in ways, (thing["path"], ways)
        seen.add(thing["path"])
    assert seen == set(FILES)
    for shown in told["shown"].values():
        source = FILES[shown["article"]["path"]][0].removeprefix("\ufeff")
        for paragraph in shown["paragraphs"]:
            if paragraph["source_span"] is not None:
                (a, b), (c, d) = paragraph["span"], paragraph["source_span"]
                assert "".join(shown["text"][a:b].split()) in "".join(source[max(0, c - 1) : d + 1].split()), shown[
                    "article"
                ]["path"]


# --- folders and names ------------------------------------------------------------------------------------------------------

ODD = [
    b"new\nline.txt", b"'\"quote\".txt", b"-C", b"--json.txt", b"list", b"\xff\x9b.txt", b"a" * 251 + b".txt", b" .txt", b"*.txt", b"a#2.txt", b"~.txt",
    b"deep/" + b"/".join([b"d" * 50] * 30) + b"/x.txt",
]  # fmt: skip


def test_whatever_a_file_is_called_it_is_found_by_that_name(tmp_path: Path) -> None:
    for name in ODD:
        path = os.path.join(os.fsencode(tmp_path), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(SAID.encode())
    with Collection.open(tmp_path) as collection:
        assert collection.problems() == ()
        assert {os.fsencode(a.path) for a in collection.articles()} == set(ODD)
        for name in ODD:
            assert collection.article(os.fsdecode(name)).path == os.fsdecode(name)
        assert collection.search("bridge", limit=50).total == len(ODD)


def test_what_is_no_article_is_named_or_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "real.txt").write_text(SAID)
    (tmp_path / "outside.txt").write_text("A secret outside the folder, said Ada Vane.\n")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to("pool")
    (folder / "pool").symlink_to("loop")
    (folder / "self").symlink_to(".")
    (folder / "again.txt").symlink_to("real.txt")
    (folder / "folder.txt").mkdir()
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "nul.txt").write_bytes(bytes(5000))
    (folder / "empty.txt").touch()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    with Collection.open(folder) as collection:
        assert [a.path for a in collection.articles()] == ["real.txt"]
        assert collection.search("secret").total == 0
        expected = {"out.txt", "loop", "pool", "folder.txt", "noise.txt", "nul.txt", "empty.txt"} | (
            {"pipe.txt"} if hasattr(os, "mkfifo") else set()
        )
        assert {problem.path for problem in collection.problems()} == expected
        assert all(problem.reason and "\n" not in problem.reason for problem in collection.problems())


def test_a_file_may_become_a_folder_a_link_another_and_back(tmp_path: Path) -> None:
    place = tmp_path / "place.txt"
    place.write_text(SAID)
    (tmp_path / "Case.txt").write_text("Upper. " + SAID)
    (tmp_path / "case.txt").write_text("Lower. " + SAID)
    names = {path.name for path in tmp_path.iterdir()}
    with Collection.open(tmp_path) as collection:
        assert {a.path for a in collection.articles()} == names
        place.unlink()
        place.mkdir()
        (place / "inner.txt").write_text(SAID)
        collection.sync()
        assert {a.path for a in collection.articles()} == names - {"place.txt"} | {"place.txt/inner.txt"}
        (place / "inner.txt").unlink()
        place.rmdir()
        place.symlink_to("Case.txt")
        collection.sync()
        assert {a.path for a in collection.articles()} == names - {"place.txt"}
        place.unlink()
        place.write_text(SAID)
        os.utime(place, (0, 0))
        collection.sync()
        os.utime(place, (2**33, 2**33))
        assert {a.path for a in collection.articles()} == names
        assert collection.search("bridge", limit=9).total == len(names)
        assert collection.sync().articles == len(names)


def test_a_file_that_vanishes_or_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    from briefing import ingest

    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Number {number}. {SAID}")
    read = ingest.read

    def unlucky(root: Path, path: str) -> Any:
        if path == "1.txt":
            (tmp_path / path).unlink()
        if path == "2.txt":
            reading = read(root, path)
            (tmp_path / path).write_text("Grown since. " + SAID * 3)
            return reading
        return read(root, path)

    monkeypatch.setattr(ingest, "read", unlucky)
    with Collection.open(tmp_path) as collection:
        assert "2.txt" in {a.path for a in collection.articles()}
        assert collection.problems() == ()  # what is no longer in the folder is no fault of the folder
        monkeypatch.undo()
        collection.sync()
        assert [a.path for a in sorted(collection.articles(), key=lambda a: a.path)] == ["0.txt", "2.txt", "3.txt"]
        assert "Grown since" in collection.document("2.txt").text
        assert collection.problems() == ()


@pytest.mark.parametrize("name", ["absent", "file.txt", "", "\0", "line\nbreak"])
def test_a_folder_that_is_none_is_one_line_that_names_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from briefing.cli.main import run

    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text(SAID)
    if name:
        with pytest.raises(FolderError) as caught:
            Collection.open(name)
        assert "\n" not in str(caught.value)
        for command in ("list", "index", "doctor", "search x"):
            assert run(["-C", name, *command.split()]) == 2
            out, err = capsys.readouterr()
            assert (out, err.count("\n")) == ("", 1)


def test_which_folder_a_command_means(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """``./articles``, else the current folder if it holds articles, else the one that was open last."""
    from briefing.cli.main import run

    def listed() -> list[str]:
        assert run(["list", "--json"]) == 0
        return [a["path"] for a in json.loads(capsys.readouterr().out)["articles"]]

    for place in ("bare", "here", "there/articles"):
        (tmp_path / place).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "bare")
    assert run(["list"]) == 2
    assert "--sample" in capsys.readouterr().err
    (tmp_path / "here" / "own.txt").write_text(SAID)
    (tmp_path / "there" / "outer.txt").write_text(SAID)
    (tmp_path / "there" / "articles" / "inner.txt").write_text(SAID)
    monkeypatch.chdir(tmp_path / "there")
    assert listed() == ["inner.txt"]
    monkeypatch.chdir(tmp_path / "here")
    assert listed() == ["own.txt"]
    monkeypatch.chdir(tmp_path / "bare")
    assert listed() == ["own.txt"]
