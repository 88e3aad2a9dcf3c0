"""Which articles tell one event: the texts that are compared, the words by which each is found, how alike two are, the stories they make.

A *node* is a text with all its copies, known by a number and by the id of the article that stands for it. Values are bytes that only
:mod:`briefing.analysis.stories` understands. Whatever writes is called inside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from sys import intern
from typing import Final, NamedTuple

from briefing.store.catalogue.lookup_tables import LookupTables

SCHEMA = """
CREATE TABLE story_node(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, square INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  language TEXT NOT NULL, words BLOB NOT NULL, weights BLOB NOT NULL, statements BLOB NOT NULL, story TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT '');
CREATE INDEX story_node_story ON story_node(story);
CREATE TABLE story_word(word INTEGER PRIMARY KEY, numbers BLOB NOT NULL, weights BLOB NOT NULL);
CREATE TABLE story_pair(a INTEGER NOT NULL, b INTEGER NOT NULL, dot INTEGER NOT NULL, statements INTEGER NOT NULL, alike INTEGER NOT NULL,
  PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE story_member(article TEXT PRIMARY KEY, head TEXT NOT NULL, basis TEXT NOT NULL, carried TEXT NOT NULL, node TEXT NOT NULL);
CREATE INDEX story_member_head ON story_member(head);
CREATE INDEX story_member_node ON story_member(node);
"""
TABLES: Final = {
    "story_node_square": "CREATE INDEX story_node_square ON story_node(number, square)",
    "story_node_tells": "CREATE INDEX story_node_tells ON story_node(number, told) WHERE told != ''",
    "story_pair_near": "CREATE INDEX story_pair_near ON story_pair(b, alike)",
    "story_join": "CREATE TABLE story_join(number INTEGER PRIMARY KEY, id TEXT NOT NULL, joined INTEGER NOT NULL, joined_id TEXT NOT NULL,"
    " total INTEGER NOT NULL, size INTEGER NOT NULL, joined_size INTEGER NOT NULL)",
    "story_joined": "CREATE INDEX story_joined ON story_join(joined)",
    # From these it is told which articles make which story, without reading what is kept of any.
    "story_node_shelf": "CREATE INDEX story_node_shelf ON story_node(story, told, id)",
    "story_node_digest": "CREATE INDEX story_node_digest ON story_node(id, told) WHERE instr(told, ' ')",
    "story_member_text": "CREATE INDEX story_member_text ON story_member(node, article)",
}
_NODE: Final = "number, id, square, first, last, language, words, weights, statements, story, told"


class NodeRow(NamedTuple):
    """``square``: of its length; ``words`` with their ``weights``, ``statements`` (all as bytes); ``story``: the least id of its story;
    ``told``: "" for a text of one piece, ``?`` for one that may be a digest, with the stories of which it tells if it is one."""

    number: int
    id: str
    square: int
    first: int
    last: int
    language: str
    words: bytes
    weights: bytes
    statements: bytes
    story: str = ""
    told: str = ""


class PairRow(NamedTuple):
    """The other text, the product of the words that both have, how many statements both carry, and how alike they are."""

    other: int
    dot: int
    statements: int
    alike: int


class JoinRow(NamedTuple):
    """That a group of texts (by its first one, ``number`` and ``id``) was joined to another, whose first one is lesser: the sum of what
    their texts are alike to each other, and how many texts each had."""

    number: int
    id: str
    joined: int
    joined_id: str
    total: int
    size: int
    joined_size: int


class MemberRow(NamedTuple):
    """An article, the one that represents its copies, what both rest on, the statements that it shares with others, by spaces, and the
    text that stands for it among the stories."""

    article: str
    head: str
    basis: str
    carried: str
    node: str = ""


class StoryGroups(LookupTables):
    """``connection`` gives the connection of the calling thread."""

    schema = SCHEMA + ";\n".join(TABLES.values())
    tables = ("story_node", "story_word", "story_pair", "story_member", "story_join")

    def counts(self) -> tuple[int, ...]:
        """Return how many texts, articles and joinings there are: words and pairs are too many to be counted each time."""
        run = self._connection().execute
        return tuple(
            int(run(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("story_node", "story_member", "story_join")
        )

    # --- texts ---

    def next_number(self) -> int:
        """Return a number that no text has."""
        return int(self._connection().execute("SELECT coalesce(max(number), -1) + 1 FROM story_node").fetchone()[0])

    def by_id(self, id: str) -> NodeRow | None:
        """Return a text by the article that stands for it, or None if there is none."""
        row = self._connection().execute(f"SELECT {_NODE} FROM story_node WHERE id = ?", (id,)).fetchone()
        return None if row is None else NodeRow(*row)

    def node(self, number: int) -> NodeRow | None:
        """Return a text by its number, or None if there is none."""
        row = self._connection().execute(f"SELECT {_NODE} FROM story_node WHERE number = ?", (number,)).fetchone()
        return None if row is None else NodeRow(*row)

    def put_nodes(self, rows: Iterable[NodeRow]) -> None:
        """Store texts in place of those of the same numbers."""
        self._connection().executemany(
            f"INSERT OR REPLACE INTO story_node({_NODE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )

    def id_of(self, number: int) -> str:
        """Return the id of a text, "" for an unknown one."""
        row = self._connection().execute("SELECT id FROM story_node WHERE number = ?", (number,)).fetchone()
        return "" if row is None else row[0]

    def put_squares(self, squares: Mapping[int, int]) -> None:
        """Store the squares of the lengths of some texts, by their numbers."""
        query = "UPDATE story_node SET square = ? WHERE number = ?"
        self._connection().executemany(query, [(square, number) for number, square in squares.items()])

    def put_stories(self, rows: Iterable[tuple[str, int]]) -> None:
        """Store the stories of some texts: each with its number."""
        self._connection().executemany("UPDATE story_node SET story = ? WHERE number = ?", rows)

    def put_told(self, rows: Iterable[tuple[str, int]]) -> None:
        """Store of which stories some texts tell: each with its number."""
        self._connection().executemany("UPDATE story_node SET told = ? WHERE number = ?", rows)

    def drop_nodes(self, numbers: Iterable[int]) -> None:
        """Forget texts; the words by which they are found, and their pairs, stay."""
        self._connection().executemany("DELETE FROM story_node WHERE number = ?", [(number,) for number in numbers])

    def squares(self) -> list[tuple[int, int]]:
        """Return number and square of the length of all texts."""
        return self._connection().execute("SELECT number, square FROM story_node").fetchall()

    def may_be_digests(self) -> dict[int, str]:
        """Return the texts that are made of parts, and of which stories each tells: ``told`` by number."""
        return dict(self._connection().execute("SELECT number, told FROM story_node WHERE told != ''").fetchall())

    def grouped(self) -> list[tuple[str, str, str]]:
        """Return id, story and what is told of all texts, in order."""
        return self._connection().execute("SELECT id, story, told FROM story_node ORDER BY id").fetchall()

    def numbers_of(self, story: str) -> set[int]:
        """Return the numbers of the texts of a story."""
        return {
            number
            for (number,) in self._connection().execute("SELECT number FROM story_node WHERE story = ?", (story,))
        }

    def texts_of(self, story: str) -> int:
        """Return how many texts a story has."""
        return int(
            self._connection().execute("SELECT count(*) FROM story_node WHERE story = ?", (story,)).fetchone()[0]
        )

    # --- words ---

    def found_by(self, word: int) -> tuple[bytes, bytes]:
        """Return the numbers of the texts that have a word, and what it weighs in each."""
        row = self._connection().execute("SELECT numbers, weights FROM story_word WHERE word = ?", (word,)).fetchone()
        return (b"", b"") if row is None else row

    def put_words(self, rows: Iterable[tuple[int, bytes, bytes]]) -> None:
        """Store which texts have each of these words; a word that none has is forgotten."""
        listed = list(rows)
        run = self._connection().executemany
        run("DELETE FROM story_word WHERE word = ?", [(word,) for word, numbers, _ in listed if not numbers])
        run("INSERT OR REPLACE INTO story_word VALUES (?, ?, ?)", [row for row in listed if row[1]])

    # --- pairs ---

    def pairs_of(self, number: int) -> list[PairRow]:
        """Return the texts that are like one."""
        query = (
            "SELECT b, dot, statements, alike FROM story_pair WHERE a = ?"
            " UNION ALL SELECT a, dot, statements, alike FROM story_pair WHERE b = ?"
        )
        return [PairRow(*row) for row in self._connection().execute(query, (number, number))]

    def alike_to(self, number: int) -> list[tuple[int, int]]:
        """Return the texts that are alike to one as far as days and languages allow, and how much."""
        query = (
            "SELECT b, alike FROM story_pair WHERE a = ? AND alike > 0"
            " UNION ALL SELECT a, alike FROM story_pair WHERE b = ? AND alike > 0"
        )
        return self._connection().execute(query, (number, number)).fetchall()

    def put_pairs(self, pairs: Mapping[tuple[int, int], tuple[int, int, int]]) -> None:
        """Store pairs, the lower number first."""
        self.put_pair_rows([(*key, *value) for key, value in pairs.items()])

    def put_pair_rows(self, rows: Iterable[tuple[int, ...]]) -> None:
        """Store pairs, each with both numbers before what is kept of it."""
        self._connection().executemany("INSERT OR REPLACE INTO story_pair VALUES (?, ?, ?, ?, ?)", rows)

    def drop_pairs(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forget pairs."""
        self._connection().executemany("DELETE FROM story_pair WHERE a = ? AND b = ?", pairs)

    # --- groups ---

    def join_of(self, number: int) -> JoinRow | None:
        """Return how the group of which a text was the first was joined to another, None where it was not."""
        row = self._connection().execute("SELECT * FROM story_join WHERE number = ?", (number,)).fetchone()
        return None if row is None else JoinRow(*row)

    def joined_to(self, number: int) -> list[JoinRow]:
        """Return what was joined to groups of which a text was the first."""
        return [
            JoinRow(*row) for row in self._connection().execute("SELECT * FROM story_join WHERE joined = ?", (number,))
        ]

    def put_joins(self, rows: Iterable[JoinRow]) -> None:
        """Store how groups were joined, in place of what was stored for the same ones."""
        self._connection().executemany("INSERT OR REPLACE INTO story_join VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_joins(self, numbers: Iterable[int]) -> None:
        """Forget how the groups of which these texts are the first were joined."""
        self._connection().executemany("DELETE FROM story_join WHERE number = ?", [(number,) for number in numbers])

    # --- articles and their stories ---

    def node_of(self, article: str) -> str:
        """Return the text that stands for an article, "" for an unknown one."""
        row = self._connection().execute("SELECT node FROM story_member WHERE article = ?", (article,)).fetchone()
        return "" if row is None else row[0]

    def put_members(self, rows: Iterable[MemberRow]) -> None:
        """Store what is kept of articles."""
        self._connection().executemany("INSERT OR REPLACE INTO story_member VALUES (?, ?, ?, ?, ?)", rows)

    def with_head(self, head: str) -> list[MemberRow]:
        """Return what is kept of the articles whose copies one article represents, in order."""
        query = "SELECT article, head, basis, carried, node FROM story_member WHERE head = ? ORDER BY article"
        return [MemberRow(*row) for row in self._connection().execute(query, (head,))]

    def drop_members(self, articles: Iterable[str]) -> None:
        """Forget articles."""
        self._connection().executemany("DELETE FROM story_member WHERE article = ?", [(a,) for a in articles])

    def of_node(self, node: str) -> list[tuple[str, str]]:
        """Return the articles for which a text stands, in order, and what each shares with others."""
        query = "SELECT article, carried FROM story_member WHERE node = ? ORDER BY article"
        return self._connection().execute(query, (node,)).fetchall()

    def articles_of(self, story: str) -> list[str]:
        """Return the articles of a story, in order."""
        query = "SELECT article FROM story_member JOIN story_node ON node = id WHERE story = ? ORDER BY article"
        return [article for (article,) in self._connection().execute(query, (story,))]

    def stories(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each story of several articles, in order, with these in order."""
        query = (
            "SELECT story, group_concat(article) FROM story_node JOIN story_member ON node = id WHERE instr(told, ' ') = 0"
            " GROUP BY story HAVING count(*) > 1 ORDER BY story"
        )
        rows = self._connection().execute(query).fetchall()
        return ((story, sorted(map(intern, articles.split(",")))) for story, articles in rows)

    def digests(self) -> dict[str, tuple[str, ...]]:
        """Return the articles that tell several stories, each with the texts by whose ids these are known."""
        # The texts come first, of which few are digests: the articles are many.
        query = "SELECT article, told FROM story_node CROSS JOIN story_member ON node = id WHERE instr(told, ' ') ORDER BY article"
        return {article: tuple(told.split()[1:]) for article, told in self._connection().execute(query)}
