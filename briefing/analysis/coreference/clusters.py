"""The clusters of one article: mentions that name one thing, each with the reason that joined it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
        self.mentions = [mention if mention.via == via else _because(mention, via) for mention, via in self.items]
        self.items = []
        return self

    def at(self, mentions: Sequence[Mention]) -> Cluster:
        """Return the same name where other mentions print it."""
        return Cluster(
            self.name,
            self.type,
            self.known,
            [],
            self.person,
            self.roles,
            self.acronym,
            self.others,
            self.within,
            mentions,
        )


def _because(mention: Mention, via: str) -> Mention:
    """Return ``mention`` as joined by the rule ``via``: field by field, as this is done for nearly every name."""
    return Mention(
        mention.article, mention.path, mention.span, mention.source_span, mention.text, via, mention.type, mention.label
    )


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
