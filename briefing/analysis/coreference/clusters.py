"""The clusters of one article: mentions that name one thing, each with the reason that joined it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.lexicon import name_forms
from briefing.model import EntityType, Mention
from briefing.text import fold


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one article that name one thing, each with the reason that joined it.

    ``known`` says that the name comes from the tables (and is final); ``acronym`` is one that this article uses for it.
    """

    name: str
    type: EntityType
    known: bool = False
    items: list[tuple[Mention, str]] = field(default_factory=list)
    person: name_forms.Person | None = None
    roles: list[str] = field(default_factory=list)
    acronym: str = ""
    others: tuple[str, ...] = ()
    """Names of persons who bear this bare surname in this article and are somebody else."""
    within: str = ""
    """The article that this name must not leave: an office or a relation in place of a name ("Doctor")."""
    mentions: Sequence[Mention] = field(default_factory=list)
    """The items with their reasons written into them, once the article is done."""

    def finish(self) -> Cluster:
        self.mentions = [mention if mention.via == via else replace(mention, via=via) for mention, via in self.items]
        self.items = []
        return self


class Article:
    """The clusters of one article while they grow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clusters: list[Cluster] = []
        self._by_key: dict[tuple[EntityType, str], Cluster] = {}

    def cluster(self, name: str, kind: EntityType, *, known: bool = False) -> Cluster:
        """Return the cluster of this kind and (folded) name, made if it is not there."""
        key = (kind, fold(name))
        if key not in self._by_key:
            self._by_key[key] = Cluster(name, kind, known)
            self.clusters.append(self._by_key[key])
        return self._by_key[key]

    def add(self, cluster: Cluster) -> Cluster:
        self.clusters.append(cluster)
        return cluster
