"""Whose text an article nearly is: told over all articles, whatever incidents they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from pipeline import linkable, syndication
from storage.sql import batches
from storage.tables import article, article_version, incident, membership, report, report_key

#: Texts less alike than this are no copies.
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class _Story:
    """An article by its main report."""

    key: str
    anchor: str
    text: syndication.Text
    copied: str | None


def note(session: Session, anchors: Collection[str]) -> None:
    """Look anew at the families of the articles of those of these reports that wait.

    A family is told from all its texts at once, so that it is the same in any order of arrival.
    Incidents whose sources are to be counted anew are marked to be shown again.
    """
    waiting = [
        story
        for batch in batches(sorted(anchors))
        for story in _stories(session, _WAITING, anchors=batch)
    ]
    family = _family(session, {story.anchor: story for story in waiting})
    earliest = syndication.families((story.text for story in family.values()), least=LEAST)
    changed = {
        story.key: earliest.get(story.text.key)
        for story in family.values()
        if story.copied != earliest.get(story.text.key)
    }
    told = [{"own": key, "original": original} for key, original in sorted(changed.items())]
    if told:
        session.execute(_COPIED, told)
    moved = sorted(story.anchor for story in family.values() if story.key in changed)
    for batch in batches(moved):
        session.execute(_SHOW_AGAIN, {"anchors": batch})


_ANCHORS: Any = bindparam("anchors", expanding=True)
_HOMES = select(membership.c.incident).where(membership.c.anchor.in_(_ANCHORS))
_SHOW_AGAIN = update(incident).where(incident.c.n.in_(_HOMES)).values(stale=True)
_COPIED = (
    update(article)
    .where(article.c.key == bindparam("own"))
    .values(near_duplicate_of=bindparam("original"))
)


def _family(session: Session, found: Mapping[str, _Story]) -> dict[str, _Story]:
    """Everything that is a near-copy of these, or of such a one, and so on."""
    known = dict(found)
    rim = dict(found)
    while rim:
        bands = {f"copy {band}" for story in rim.values() for band in _bands(story)}
        near = {
            story.anchor: story
            for batch in batches(sorted(bands))
            for story in _stories(session, _WITH_KEY, keys=batch)
            if story.anchor not in known
        }
        rim = {
            anchor: story
            for anchor, story in near.items()
            if any(_alike(story, other) for other in rim.values())
        }
        known |= rim
    return known


def _alike(one: _Story, other: _Story) -> bool:
    return syndication.likeness(one.text.sketch, other.text.sketch) >= LEAST


def _bands(story: _Story) -> Iterable[str]:
    return syndication.bands(story.text.sketch)


def _stories(session: Session, statement: Select[Any], **told: Collection[str]) -> Iterator[_Story]:
    for row in session.execute(statement, told):
        signature = tuple(row.linkable.get("signature", ()))
        text = syndication.Text(row.url, signature, linkable.published(row.linkable))
        yield _Story(row.key, row.anchor, text, row.near_duplicate_of)


#: Articles by their main reports, as far as those are current.
_STORIES = (
    select(
        report.c.anchor,
        report.c.linkable,
        article.c.key,
        article.c.near_duplicate_of,
        article_version.c.url,
    )
    .join(article, article.c.id == report.c.article_id)
    .join(article_version, article_version.c.id == report.c.version_id)
    .where(report.c.current, report.c.n == 0)
)
_WAITING = _STORIES.where(report.c.anchor.in_(_ANCHORS), report.c.waiting)
_WITH_KEY = _STORIES.where(
    report.c.id.in_(
        select(report_key.c.report_id).where(
            report_key.c.key.in_(bindparam("keys", expanding=True))
        )
    )
)
