"""Whose text an article nearly is: told over all articles, whatever incidents they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
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
        for story in _stories(session, report.c.anchor.in_(batch), report.c.waiting)
    ]
    family = _family(session, {story.anchor: story for story in waiting})
    earliest = syndication.families((story.text for story in family.values()), least=LEAST)
    changed = {
        story.key: earliest.get(story.text.key)
        for story in family.values()
        if story.copied != earliest.get(story.text.key)
    }
    for key, original in sorted(changed.items()):
        values = {"near_duplicate_of": original}
        session.execute(update(article).where(article.c.key == key).values(values))
    moved = sorted(story.anchor for story in family.values() if story.key in changed)
    for batch in batches(moved):
        homes = select(membership.c.incident).where(membership.c.anchor.in_(batch))
        session.execute(update(incident).where(incident.c.n.in_(homes)).values(stale=True))


def originals(session: Session, keys: Collection[str]) -> dict[str, str]:
    """For each near-copy among these articles (by key) the address of its family's earliest."""
    found: dict[str, str] = {}
    for batch in batches(sorted(keys)):
        statement = select(article.c.key, article.c.near_duplicate_of).where(
            article.c.key.in_(batch), article.c.near_duplicate_of.is_not(None)
        )
        found |= {row.key: row.near_duplicate_of for row in session.execute(statement)}
    return found


def _family(session: Session, found: Mapping[str, _Story]) -> dict[str, _Story]:
    """Everything that is a near-copy of these, or of such a one, and so on."""
    known = dict(found)
    rim = dict(found)
    while rim:
        bands = {f"copy {band}" for story in rim.values() for band in _bands(story)}
        near = {
            story.anchor: story
            for batch in batches(sorted(bands))
            for story in _stories(session, report.c.id.in_(_with_key(batch)))
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


def _with_key(keys: Collection[str]) -> Any:
    return select(report_key.c.report_id).where(report_key.c.key.in_(keys))


def _stories(session: Session, *conditions: Any) -> Iterator[_Story]:
    """Articles by their main reports, as far as those are current."""
    statement = (
        select(
            report.c.anchor,
            report.c.linkable,
            article.c.key,
            article.c.near_duplicate_of,
            article_version.c.url,
        )
        .join(article, article.c.id == report.c.article_id)
        .join(article_version, article_version.c.id == report.c.version_id)
        .where(report.c.current, report.c.n == 0, *conditions)
    )
    for row in session.execute(statement):
        told = linkable.from_json(row.linkable)
        text = syndication.Text(row.url, told.signature, told.published)
        yield _Story(row.key, row.anchor, text, row.near_duplicate_of)
