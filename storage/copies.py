"""Whose text an article nearly is: told over all articles, whatever incidents they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, bindparam, select, update
from sqlalchemy.orm import Session

from pipeline import syndication
from pipeline.linkable import Linkable
from storage.dates import instant
from storage.prepared import ask, send
from storage.reports import REDUCED, StoredReport, sketch
from storage.sql import batches, one_of
from storage.tables import article, article_version, incident, membership, report, report_key

#: Texts less alike than this are no copies.
LEAST = 0.5

_Sketch: TypeAlias = tuple[int, ...]


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
    rim = {anchor: story.text.sketch for anchor, story in found.items()}
    known, seen, asked = dict(rim), dict(rim), set[str]()
    while rim:
        marks = {band for sketch in rim.values() for band in syndication.bands(sketch)}
        seen |= _sharing(session, marks - asked, read)
        asked |= marks
        rim = _alike({a: own for a, own in seen.items() if a not in known}, rim)
        known |= rim
    kin = known.keys() - found.keys()
    near = [
        story
        for batch in batches(sorted(kin))
        for story in _stories(session, _OF, {a: known[a] for a in batch}, anchors=batch)
    ]
    return {**found, **{story.anchor: story for story in near}}


def _sharing(
    session: Session, marks: Collection[str], read: Mapping[str, Linkable]
) -> dict[str, _Sketch]:
    """The sketches of the reports (by anchor) that have one of these bands."""
    return {
        row.anchor: read[row.anchor].signature if row.anchor in read else sketch(row.linkable)
        for batch in batches(sorted(f"copy {band}" for band in marks))
        for row in ask(session, _WITH_KEY, {"keys": batch})
    }


def _alike(ours: Mapping[str, _Sketch], theirs: Mapping[str, _Sketch]) -> dict[str, _Sketch]:
    """Those of ours that are nearly the text of one of theirs that they share a band with."""
    by_band: dict[syndication.Band, list[_Sketch]] = defaultdict(list)
    for other in theirs.values():
        for band in syndication.cut(other):
            by_band[band].append(other)
    return {
        anchor: own
        for anchor, own in ours.items()
        if any(
            syndication.likeness(own, other) >= LEAST
            for band in syndication.cut(own)
            for other in by_band.get(band, ())
        )
    }


def _stories(
    session: Session,
    statement: Select[Any],
    sketches: Mapping[str, _Sketch],
    **told: Collection[str],
) -> Iterator[_Story]:
    for row in ask(session, statement, told):
        own = sketches[row.anchor] if row.anchor in sketches else sketch(row.linkable)
        yield _Story(row.key, row.anchor, _text(row, own), row.near_duplicate_of)


def _text(item: StoredReport | Row[Any], sketch: _Sketch) -> syndication.Text:
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
_OF = _STORIES.where(one_of(report.c.anchor, "anchors"))
#: Most that share a band are no copies: what must be known of their articles is looked up after.
_WITH_KEY = select(report.c.anchor, REDUCED).where(
    report.c.id.in_(select(report_key.c.report_id).where(one_of(report_key.c.key, "keys"))),
    report.c.current,
    report.c.n == 0,
)
