"""Stories with a person's corrections worked in, in the order in which these were made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from briefing.model import StoryEdit

Stories = Mapping[str, tuple[str, ...]]
"""Articles of each story, in order, by the first of them."""


def apply(stories: Stories, edits: Iterable[StoryEdit], there: Collection[str]) -> Stories:
    """Return the stories as a person corrected them; what concerns an article that is not ``there`` waits for it."""
    home = {article: story for story, articles in stories.items() for article in articles}
    members = {story: set(articles) for story, articles in stories.items()}
    for edit in edits:
        if not {edit.article, edit.target or edit.article}.issubset(there):
            continue
        into = home.get(edit.target, edit.target)
        moving = set(members.get(home.get(edit.article, ""), ())) if edit.action == "merge" else set()
        moving.add(edit.article)
        members.setdefault(into, {edit.target} - {""})
        for article in moving:
            members.get(home.pop(article, ""), set()).discard(article)
        if edit.target:
            members[into] |= moving
            home |= dict.fromkeys(members[into], into)
    found = (sorted(articles) for articles in members.values() if len(articles) > 1)
    return {articles[0]: tuple(articles) for articles in sorted(found)}
