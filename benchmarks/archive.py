"""What an archive costs: bytes of an article, our CPU before the first hits, and how soon the reader says that the server is gone.

    python benchmarks/archive.py FOLDER [--count 300]

FOLDER holds articles; the first ``--count`` of them are analysed, measured, and put into a server of the OpenSearch API that runs for this
benchmark (osmem-server; it holds everything in memory, so a few hundred are what it is for). Its own time is left out of what is ours: what is told
is the CPU of this process. The goals: first hits within 150 ms and the server's own time; a killed server said within two seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing import Collection
from briefing.collection.archive import filling
from briefing.collection.archive.archive import Archive
from briefing.collection.stages.index_input import facts, index_document
from briefing.index.archive.address import parse_address
from briefing.index.archive.engine import ArchiveEngine
from briefing.index.archive.mapping import VERSION, RecordMaker
from briefing.index.archive.stored import content_id, digest_of
from briefing.index.engine import Entry

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "tui")]

from archive_proxy import ArchiveProxy  # noqa: E402
from archive_server import ArchiveServer  # noqa: E402
from reader_pilot import Reader, reading  # noqa: E402

NAME = "measured"
QUERIES = ("government", "minister said", '"last year"', "people OR police", "mark*", "the market -bank")


def entries(folder: str, count: int, home: Path) -> list[Entry]:
    """Return the first articles of a folder, analysed."""
    with Collection.open(folder, home=home) as collection:
        catalogue, names = collection._session.catalogue, collection._session.names
        made = []
        for article in list(collection.articles())[:count]:
            document = collection.document(article.id)
            made.append(Entry(index_document(document), document, facts(catalogue, names, article.id)))
        return made


def sizes(taken: Sequence[Entry]) -> None:
    """Print how many bytes of what an article is pushed and kept as."""
    maker = RecordMaker()
    parts: dict[str, list[int]] = {}
    for entry in taken:
        id = content_id(entry.document)
        record = maker.record(entry, id, digest_of(id, VERSION, entry.words, entry.facts))
        fields = json.loads(record)
        kept = {name: value for name, value in fields.items() if name not in ("words", "joined", "stems")}
        searched = json.dumps([fields["words"], fields["joined"], fields["stems"]], ensure_ascii=False).encode()
        stored = json.dumps(kept, ensure_ascii=False).encode()
        for name, value in (
            ("text", len(entry.document.text.encode())),
            ("sent", len(record.encode())),
            ("kept (_source)", len(stored)),
            ("kept, packed", len(zlib.compress(stored, 6))),
            ("searched words", len(searched)),
            ("searched words, packed", len(zlib.compress(searched, 6))),
        ):
            parts.setdefault(name, []).append(value)
    for name, values in parts.items():
        print(f"{name:24} {statistics.mean(values):9,.0f} bytes an article (median {statistics.median(values):,.0f})")


def spent(run: Callable[[], object]) -> tuple[float, float]:
    """Return the CPU of this process, and the time by the clock, in ms."""
    cpu, clock = time.process_time(), time.perf_counter()
    run()
    return (time.process_time() - cpu) * 1e3, (time.perf_counter() - clock) * 1e3


def first_hits(url: str, home: Path) -> None:
    """Print what a first screenful of hits costs us, its articles fetched, and once they are here."""
    for name, warm in (("cold", False), ("here", True)):
        costs = []
        for number, query in enumerate(QUERIES):
            with Archive.at(url, name=NAME, home=home / (name if warm else f"{name}{number}")) as archive:
                archive.matching("a", limit=1)  # connection and modules
                if warm:
                    archive.matching(query)
                    archive.sync()
                    archive.leave_search()
                ours = spent(lambda archive=archive, query=query: archive.matching(query, limit=2000))
                costs.append((*ours, archive.matching(query)[1].total))
        cpu, clock, total = (statistics.median(values) for values in zip(*costs, strict=True))
        print(
            f"a search, articles {name:5} {cpu:6.0f} ms CPU, {clock:6.0f} ms by the clock ({total:.0f} hits, median of {len(costs)})"
        )


async def letters(reader: Reader) -> str:
    """Return what a letter costs until its hits are on the screen, this test's own looking included."""
    costs = []
    await reader.type("/")
    for letter in "minister":
        before = reader.screen.state.answer.question
        cpu = time.process_time()
        await reader.type(letter)
        await reader.until(lambda before=before: reader.screen.state.answer.question != before)
        costs.append((time.process_time() - cpu) * 1e3)
    return f"{statistics.median(costs):.0f} ms CPU (median), {max(costs):.0f} at most"


async def on_screen(url: str, folder: str, home: Path) -> None:
    """Print what a letter costs until its hits are on the screen, in a folder and in an archive, and how soon a killed server is said."""
    with Collection.open(folder, home=home / "folder") as collection:
        async with reading(home / "folder", collection) as reader:
            print(f"a letter to its hits, folder:  {await letters(reader)}")
    proxy = ArchiveProxy(url)
    archive = Archive.at(proxy.url, name=NAME, home=home)
    archive.sync()
    async with reading(home, archive, sync=True) as reader:
        print(f"a letter to its hits, archive: {await letters(reader)}")
        proxy.fault = "hang"
        await reader.type("s")
        await reader.until(lambda: proxy.going)
        killed = time.perf_counter()
        proxy.kill()
        await reader.until(lambda: "archive not reachable" in reader.header)
        print(f"killed in a search: said after {(time.perf_counter() - killed) * 1e3:.0f} ms")
        proxy = ArchiveProxy(url)
    archive.close()
    silent = ArchiveProxy(url)
    archive = Archive.at(silent.url, name=NAME, home=home)
    archive.sync()
    async with reading(home, archive, sync=True) as reader:
        silent.fault = "hang"
        await reader.type("/minister")
        asked = time.perf_counter()
        await reader.until(lambda: "partial results: the archive has not answered" in reader.header)
        print(f"a server that says nothing: said after {(time.perf_counter() - asked) * 1e3:.0f} ms")
        silent.kill()
    archive.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=300)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        taken = entries(chosen.folder, chosen.count, work / "folder")
        print(f"{len(taken)} articles")
        with Collection.open(chosen.folder, home=work / "folder", sync=False) as collection:
            ids = [article.id for article in collection.articles()][: chosen.count]
            cpu, _ = spent(lambda: [*filling.entries(collection._session, ids, [])])
            print(f"read for a push          {cpu / len(ids):6.1f} ms CPU an article, from the catalogue")
        sizes(taken)
        server = ArchiveServer(work)
        try:
            engine = ArchiveEngine.open(parse_address(server.url, NAME), work)
            cpu, clock = spent(lambda: engine.bring_up_to_date(taken))
            print(
                f"a push                   {cpu / len(taken):6.1f} ms CPU an article, {clock / len(taken):.1f} by the clock"
            )
            engine.close()
            first_hits(server.url, work)
            asyncio.run(on_screen(server.url, chosen.folder, work / "screen"))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
