"""Whose text an article nearly is: told over all articles, whatever incidents they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, update
from sqlalchemy.orm import Session

from pipeline import syndication
from pipeline.columns.outlines import alike, low_bytes, sketch_of
from pipeline.syndication import SIGNATURE_LENGTH
from storage import reports
from storage.dates import instant
from storage.prepared import ask, precompiled, send
from storage.reports import REDUCED, StoredReport, sketch
from storage.sql import batches, one_of
from storage.tables import article, article_version, incident, membership, report

#: Texts less alike than this are no copies.
LEAST = 0.5
_FEW = 10


@dataclass(frozen=True, slots=True)
class Nearby:
    """What was looked up for a report that waits by itself, by number."""

    number: int  # its own
    copies: Collection[int]  # all that may be its near-copies
    outlines: Mapping[int, bytes]  # of all that share a key with it


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
    waiting: dict[int, _Story] = {}
    for batch in batches(sorted(anchors)):
        waiting |= _stories(session, _WAITING, {"anchors": batch})
    _note(session, waiting)


def note_of(
    session: Session,
    stored: Mapping[str, StoredReport],
    nearby: Nearby | None = None,
) -> dict[str, StoredReport]:
    """The same of reports that were read already; they are given back as they are then."""
    waiting = {
        item.id: _Story(
            item.article_key, item.anchor, _text(item, item.linkable.signature), item.copied
        )
        for item in stored.values()
        if item.waiting and item.report.n == 0
    }
    changed = _note(session, waiting, nearby, shown=stored)
    return {
        anchor: replace(item, copied=changed[item.article_key])
        if item.article_key in changed
        else item
        for anchor, item in stored.items()
    }


def _note(
    session: Session,
    waiting: Mapping[int, _Story],
    nearby: Nearby | None = None,
    shown: Collection[str] = (),
) -> dict[str, str | None]:
    """By article of which other it is taken for a copy from now on (of none, perhaps).

    The incidents of the reports that are ``shown`` (by anchor) the caller tells anew in any case.
    """
    family = _family(session, waiting, nearby)
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
        send(session, _SHOW_AGAIN, [{"anchors": batch}])
    return changed


_HOMES = select(membership.c.incident).where(one_of(membership.c.anchor, "anchors"))
_SHOW_AGAIN = precompiled(
    update(incident).where(incident.c.n.in_(_HOMES)).values(stale=True), "anchors"
)
_COPIED = (
    update(article)
    .where(article.c.key == bindparam("own"))
    .values(near_duplicate_of=bindparam("original"))
)


def _family(
    session: Session, found: Mapping[int, _Story], nearby: Nearby | None
) -> dict[int, _Story]:
    """Everything that is a near-copy of these (by report), or of such a one, and so on."""
    rim, known, read = found, dict(found), dict(found)
    alone = nearby if nearby and found.keys() == {nearby.number} else None
    sketches, asked = dict[int, bytes](), set[str]()
    while rim:
        texts = [story.text.sketch for story in rim.values()]
        bands = {band for text in texts for band in syndication.bands(text)} - asked
        asked |= bands
        if alone and rim is found:  # who shares a band with it shares a key
            near = set(alone.copies)
        else:
            outlines = reports.outlines(session, (f"copy {band}" for band in bands))
            sketches |= {n: sketch_of(own) for n, own in outlines.items()}
            low = [low_bytes(text) for text in texts]
            near = _likely(sketches, low)
            near |= _of_those(alone.outlines, low) if alone else set()
        # most that share a band are no copies: the rest is looked up of the others alone
        for batch in batches(sorted(near - read.keys())):
            read |= _stories(session, _OF, {"ids": batch})
        others = {n: story.text.sketch for n, story in read.items() if n not in known}
        rim = {n: read[n] for n in _alike(others, texts)}
        known |= rim
    return known


def _likely(ours: Mapping[int, bytes], theirs: Sequence[bytes]) -> set[int]:
    """Those of ours that by their low bytes may be nearly one of theirs."""
    if len(theirs) > _FEW:  # each with each would take longer
        return {*_alike(ours, theirs)}
    least = LEAST * SIGNATURE_LENGTH
    return {n for n, own in ours.items() if any(alike(own, one) >= least for one in theirs)}


def _of_those(outlines: Mapping[int, bytes], theirs: Sequence[bytes]) -> set[int]:
    from pipeline.columns import outlined  # with NumPy, which many commands have no use for

    return outlined.alike(outlines, theirs, LEAST)


def _alike(ours: Mapping[int, Sequence[int]], theirs: Sequence[Sequence[int]]) -> list[int]:
    """Those of ours that are nearly the text of one of theirs that they share a band with."""
    if not ours:
        return []
    by_band: dict[syndication.Band, set[int]] = defaultdict(set)
    for at, other in enumerate(theirs):
        for band in syndication.cut(other):
            by_band[band].add(at)
    found: list[int] = []
    for number, own in ours.items():
        near = {at for band in syndication.cut(own) if band in by_band for at in by_band[band]}
        if any(syndication.likeness(own, theirs[at]) >= LEAST for at in near):
            found.append(number)
    return found


def _stories(
    session: Session, statement: Select[Any], told: Mapping[str, Collection[Any]]
) -> dict[int, _Story]:
    return {
        row.id: _Story(row.key, row.anchor, _text(row, sketch(row.linkable)), row.near_duplicate_of)
        for row in ask(session, statement, told)
    }


def _text(item: StoredReport | Row[Any], sketch: tuple[int, ...]) -> syndication.Text:
    return syndication.Text(item.url, sketch, instant(item.published) if item.published else None)


#: Articles by their main reports, as far as those are current.
_STORIES = (
    select(
        report.c.id,
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
_OF = _STORIES.where(one_of(report.c.id, "ids"))
