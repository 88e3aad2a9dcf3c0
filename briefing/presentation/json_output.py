"""The JSON of the commands: value objects as the dictionaries that docs/commands.md promises. Keys are a contract; additions are fine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefing.model import (
    Article,
    Citation,
    Companion,
    Comparison,
    CopyChanges,
    CopyGroup,
    Difference,
    Document,
    Entity,
    Instance,
    Mention,
    PageVersions,
    Passage,
    Problem,
    Quotation,
    SearchResult,
    SentenceNews,
    Span,
    Stated,
    Statement,
    Story,
    StoryNews,
    StoryPage,
    Subject,
    SubjectNews,
    SyncReport,
    Token,
    Witness,
)

Json = dict[str, Any]


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span[0], span[1]]


def _place(it: Quotation | Instance | Mention) -> Json:
    """Words and where they stand."""
    return {
        "article": it.article,
        "path": it.path,
        "span": _span(it.span),
        "source_span": _span(it.source_span),
        "text": it.text,
    }


def _told(text: str) -> str | None:
    """Return the text; None where it says nothing."""
    if text:
        return text
    return None


def stated(value: Stated[Any]) -> Json:
    """Return ``{"value", "status", "evidence"}``; a byline's names are a list."""
    inner = list(value.value) if isinstance(value.value, tuple) else value.value
    return {"value": inner, "status": value.status, "evidence": value.evidence}


def problems(found: Iterable[Problem]) -> list[Json]:
    return [{"path": problem.path, "reason": problem.reason} for problem in found]


def article(it: Article) -> Json:
    return {
        "id": it.id,
        "path": it.path,
        "title": stated(it.title),
        "standfirst": stated(it.standfirst),
        "outlet": stated(it.outlet),
        "agency": stated(it.agency),
        "byline": stated(it.byline),
        "published": stated(it.published),
        "dateline": stated(it.dateline),
        "language": stated(it.language),
        "url": stated(it.url),
        "words": it.words,
        "repeated": it.repeated,
        "copies": list(it.copies),
        "problems": list(it.problems),
    }


def document(it: Document) -> Json:
    return {
        "article": article(it.article),
        "text": it.text,
        "paragraphs": [
            {"span": _span(p.span), "source_span": _span(p.source_span), "kind": p.kind} for p in it.paragraphs
        ],
    }


def search(result: SearchResult) -> Json:
    return {
        "query": result.query,
        "total": result.total,
        "hits": [
            {
                "article": hit.article,
                "path": hit.path,
                "title": hit.title,
                "score": hit.score,
                "snippets": [
                    {
                        "text": s.text,
                        "highlights": [_span(h) for h in s.highlights],
                        "span": _span(s.span),
                        "furniture": s.furniture,
                    }
                    for s in hit.snippets
                ],
            }
            for hit in result.hits
        ],
        "ms": result.ms,
        "suggestion": result.suggestion,
        "partial": result.partial,
    }


def quotation(it: Quotation) -> Json:
    return {
        "id": it.id,
        **_place(it),
        "mode": it.mode,
        "kind": it.kind,
        "speaker": {
            "name": it.speaker.name,
            "mention": it.speaker.mention,
            "mention_span": _span(it.speaker.mention_span),
            "status": it.speaker.status,
        },
        "cue": it.cue,
        "split": it.split,
        "quoted": [_span(span) for span in it.quoted],
        "statements": list(it.statements),
    }


def instance(it: Instance) -> Json:
    return {
        "quotation": it.quotation,
        **_place(it),
        "mode": it.mode,
        "quoted": [_span(span) for span in it.quoted],
    }


def statement(it: Statement) -> Json:
    return {
        "id": it.id,
        "text": it.text,
        "speaker": it.speaker,
        "articles": it.articles,
        "distinct_texts": it.distinct_texts,
        "origins": it.origins,
        "instances": [instance(i) for i in it.instances],
        "origin_evidence": list(it.origin_evidence),
    }


def token(it: Token) -> Json:
    more: Json = {"pivot": it.pivot} if it.pivot else {}
    return {"text": it.text, "op": it.op, "strong": it.strong, **more, **({"moved": True} if it.moved else {})}


def witness(it: Witness) -> Json:
    return {
        "quotation": it.quotation,
        "article": it.article,
        "path": it.path,
        "mode": it.mode,
        "label": it.label,
        "spans": [_span(s) for s in it.spans],
        "tokens": [token(t) for t in it.tokens],
        "strong": it.strong,
        **({"attributed": it.attributed} if it.attributed else {}),
    }


def comparison(it: Comparison) -> Json:
    return {"statement": statement(it.statement), "witnesses": [witness(w) for w in it.witnesses]}


def difference(it: Difference, documents: Mapping[str, Document]) -> Json:
    """Return ``documents`` by article id: for the words themselves and the paths."""
    return {
        "topic": it.topic,
        "scope": it.scope,
        "strong": it.strong,
        "values": [
            {
                "value": v.value,
                "article": v.article,
                "path": documents[v.article].article.path,
                "span": _span(v.span),
                "words": documents[v.article].text[slice(*v.span)],
                "texts": v.texts,
                "agreeing": list(v.agreeing),
            }
            for v in it.values
        ],
        "both": list(it.both),
    }


def mention(it: Mention) -> Json:
    return {**_place(it), "via": it.via}


def entity(it: Entity) -> Json:
    return {
        "id": it.id,
        "name": it.name,
        "type": it.type,
        "aliases": [{"text": a.text, "count": a.count, "via": a.via} for a in it.aliases],
        "articles": it.articles,
        "mentions": [mention(m) for m in it.mentions],
        "roles": list(it.roles),
    }


def companion(it: Companion) -> Json:
    return {"id": it.id, "name": it.name, "type": it.type, "articles": it.articles, "sentences": it.sentences}


def citation(it: Citation) -> Json:
    return {"text": it.text, "style": it.style, "format": it.format}


def copy_group(it: CopyGroup, paths: Mapping[str, str]) -> Json:
    return {
        "articles": list(it.articles),
        "containment": [[a, b, share] for a, b, share in it.containment],
        "agency": it.agency,
        "paths": [paths.get(id) for id in it.articles],
    }


def story(it: Story) -> Json:
    return {
        "id": it.id,
        "title": it.title,
        "articles": list(it.articles),
        "files": it.files,
        "distinct_texts": it.distinct_texts,
        "outlets": it.outlets,
        "first": stated(it.first),
        "last": stated(it.last),
        "undated": it.undated,
        "unread": it.unread,
        "differences": it.differences,
        "mentioned_in": list(it.mentioned_in),
        "words": list(it.words),
    }


def story_page(it: StoryPage, documents: Mapping[str, Document]) -> Json:
    """Return ``documents`` by article id: of all articles that the differences rest on."""
    return {
        "story": story(it.story),
        "statements": [statement(each) for each in it.statements],
        "differences": [difference(each, documents) for each in (*it.differences, *it.within)],
        "speakers": [{"name": name, "statements": count} for name, count in it.speakers],
        "days": [
            {"date": stated(d.date), "text": d.text, "article": d.article, "span": _span(d.span)} for d in it.days
        ],
        "sources": [article(each) for each in it.sources],
        "new": list(it.new),
        "lead": _passage(it.lead),
        "standings": [
            {
                "article": s.article,
                "carried": s.carried,
                "apart": s.apart,
                "names": list(s.names),
                "begins": _passage(s.begins),
                "looks_back": _passage(s.looks_back),
                "later": s.later,
            }
            for s in it.standings
        ],
        "related": [{"how": each.how, "articles": list(each.articles)} for each in it.related],
        "first_to_print": it.first,
    }


def _passage(it: Passage | None) -> Json | None:
    return None if it is None else {"text": it.text, "article": it.article, "span": _span(it.span)}


def sentence_news(it: SentenceNews) -> Json:
    return {
        "span": _span(it.span),
        "new": it.new,
        "carried_by": [{"article": c.article, "span": _span(c.span), "how": c.how} for c in it.carried_by],
        "known": [_span(span) for span in it.known],
    }


def page_versions(it: PageVersions, changes: Iterable[CopyChanges] | None) -> Json:
    """Return ``changes`` where they were asked for: what each version changed of the one before it."""
    told: Json = {} if changes is None else {"changes": [copy_changes(each) for each in changes]}
    return {
        "address": _told(it.address),
        "latest": _told(it.latest),
        "versions": [
            {
                "article": each.article,
                "path": each.path,
                "day": stated(each.day),
                "captured": _told(each.captured),
                "place": each.place,
            }
            for each in it.versions
        ],
        **told,
    }


def subject(it: Subject) -> Json:
    return {"key": it.key, "kind": it.kind, "value": it.value, "label": it.label}


def subject_news(it: SubjectNews, stories: Iterable[StoryNews], find: Callable[[str], Article]) -> Json:
    """Return what is told of a subject; at the first look everything that stands there. ``find`` gives an article by its id."""
    return {
        **subject(it.subject),
        "articles": len(it.articles),
        "first": it.first,
        "since": _told(it.looked),
        "new": list(it.articles if it.first else it.new),
        "stories": [_story_news(each, find) for each in stories],
        "problem": _told(it.problem),
    }


def _story_news(it: StoryNews, find: Callable[[str], Article]) -> Json:
    articles = [(find(id), copies) for id, copies in it.articles]
    return {
        "story": _told(it.story),
        "title": it.title,
        "articles": [
            {
                "article": article.id,
                "path": article.path,
                "title": stated(article.title),
                "outlet": stated(article.outlet),
                "published": stated(article.published),
                "copies": list(copies),
            }
            for article, copies in articles
        ],
    }


def copy_changes(it: CopyChanges) -> Json:
    return {
        "article": it.article,
        "path": it.path,
        "base": it.base,
        "kept": it.kept,
        "passages": [
            {
                "op": p.op,
                "kind": p.kind,
                "span": _span(p.span),
                "base_span": _span(p.base_span),
                "tokens": [token(t) for t in p.tokens],
            }
            for p in it.passages
        ],
    }


def sync_report(it: SyncReport, *, profile: bool = False) -> Json:
    costs = [
        {"stage": one.name, "cpu": one.cpu, "wall": one.wall, "memory": one.memory, "articles": one.articles}
        for one in it.costs
    ]
    return {
        "articles": it.articles,
        "added": it.added,
        "changed": it.changed,
        "removed": it.removed,
        "seconds": it.seconds,
        "timings": dict(it.timings),
        "problems": problems(it.problems),
        **({"profile": costs} if profile else {}),
    }
