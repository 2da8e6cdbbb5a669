"""Whose text an article nearly is: told over all articles, whatever incidents they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, update
from sqlalchemy.orm import Session

from pipeline import syndication
from pipeline.linkable import Linkable
from storage.dates import instant
from storage.prepared import ask, send
from storage.reports import REDUCED, StoredReport, reduced
from storage.sql import batches, one_of
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
        for story in _stories(session, _WAITING, {}, anchors=batch)
    ]
    _note(session, waiting, {})


def note_of(
    session: Session, stored: Mapping[str, StoredReport], read: Mapping[str, Linkable]
) -> dict[str, StoredReport]:
    """The same of reports that were read already; they are given back as they are then.

    ``read`` are these and others (by anchor), reduced: their texts need not be read again.
    """
    waiting = [
        _Story(item.article_key, item.anchor, _text(item, item.linkable.signature), item.copied)
        for item in stored.values()
        if item.waiting and item.report.n == 0
    ]
    changed = _note(session, waiting, read, shown=stored)
    return {
        anchor: replace(item, copied=changed[item.article_key])
        if item.article_key in changed
        else item
        for anchor, item in stored.items()
    }


def _note(
    session: Session,
    waiting: Iterable[_Story],
    read: Mapping[str, Linkable],
    shown: Collection[str] = (),
) -> dict[str, str | None]:
    """By article of which other it is taken for a copy from now on (of none, perhaps).

    The incidents of the reports that are ``shown`` (by anchor) the caller tells anew in any case.
    """
    family = _family(session, {story.anchor: story for story in waiting}, read)
    earliest = syndication.families((story.text for story in family.values()), least=LEAST)
    changed = {
        story.key: earliest.get(story.text.key)
        for story in family.values()
        if story.copied != earliest.get(story.text.key)
    }
    told = [{"own": key, "original": original} for key, original in sorted(changed.items())]
    if told:
        send(session, _COPIED, told)
    moved = {story.anchor for story in family.values() if story.key in changed}
    for batch in batches(sorted(moved.difference(shown))):
        session.execute(_SHOW_AGAIN, {"anchors": batch})
    return changed


_HOMES = select(membership.c.incident).where(one_of(membership.c.anchor, "anchors"))
_SHOW_AGAIN = update(incident).where(incident.c.n.in_(_HOMES)).values(stale=True)
_COPIED = (
    update(article)
    .where(article.c.key == bindparam("own"))
    .values(near_duplicate_of=bindparam("original"))
)


def _family(
    session: Session, found: Mapping[str, _Story], read: Mapping[str, Linkable]
) -> dict[str, _Story]:
    """Everything that is a near-copy of these, or of such a one, and so on."""
    known, seen = dict(found), dict(found)
    rim, asked = dict(found), set[str]()
    while rim:
        by_band: dict[str, list[_Story]] = defaultdict(list)
        for story in rim.values():
            for band in _bands(story):
                by_band[band].append(story)
        for batch in batches(sorted(f"copy {band}" for band in by_band.keys() - asked)):
            near = _stories(session, _WITH_KEY, read, keys=batch)
            seen |= {story.anchor: story for story in near}
        asked |= by_band.keys()
        rim = {
            anchor: story
            for anchor, story in seen.items()
            if anchor not in known and _alike_any(story, by_band)
        }
        known |= rim
    return known


def _alike_any(story: _Story, by_band: Mapping[str, Sequence[_Story]]) -> bool:
    """Whether it is nearly the text of one that it shares a band with."""
    sketch = story.text.sketch
    near = {other.anchor: other for band in _bands(story) for other in by_band.get(band, ())}
    return any(syndication.likeness(sketch, one.text.sketch) >= LEAST for one in near.values())


def _bands(story: _Story) -> Iterable[str]:
    return syndication.bands(story.text.sketch)


def _stories(
    session: Session,
    statement: Select[Any],
    read: Mapping[str, Linkable],
    **told: Collection[str],
) -> Iterator[_Story]:
    for row in ask(session, statement, told):
        known = read.get(row.anchor) or reduced(row.linkable)
        yield _Story(row.key, row.anchor, _text(row, known.signature), row.near_duplicate_of)


def _text(item: StoredReport | Row[Any], sketch: tuple[int, ...]) -> syndication.Text:
    return syndication.Text(item.url, sketch, instant(item.published) if item.published else None)


#: Articles by their main reports, as far as those are current.
_STORIES = (
    select(
        report.c.anchor,
        REDUCED,
        article.c.key,
        article.c.near_duplicate_of,
        article_version.c.url,
        article_version.c.published,
    )
    .join(article, article.c.id == report.c.article_id)
    .join(article_version, article_version.c.id == report.c.version_id)
    .where(report.c.current, report.c.n == 0)
)
_WAITING = _STORIES.where(one_of(report.c.anchor, "anchors"), report.c.waiting)
_WITH_KEY = _STORIES.where(
    report.c.id.in_(select(report_key.c.report_id).where(one_of(report_key.c.key, "keys")))
)
