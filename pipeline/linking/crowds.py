"""Reports that tell alike, and which of very many stand for the others.

One incident may be told by thousands of stories, most of which tell what the others tell. Those of
one *crowd* give the same names, or none and the same day and town. A few stand for a crowd that is
larger, and what two others have in common nobody asks: each was compared with those that stand for
its own crowd and for all the others. So what an incident costs grows with its stories, and not with
their pairs.

Who stands for a crowd follows from its reports alone, whatever order they come in, and one report
more takes the place of one at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from pipeline.digests import digest
from pipeline.linking.linkable import Linkable

Crowd: TypeAlias = tuple[str | int, ...]

#: So many stand for a crowd: those of the least anchors, which is as good as drawing lots.
STANDING = 6
#: A name is looked for in cells of so many days, what is neither named nor dated in weeks.
_MONTH, _WEEK = 32, 8


def crowd(report: Linkable) -> Crowd | None:
    """What all of its crowd tell; nothing for a report that tells too little to be like others."""
    names = sorted([shot.name for shot in report.victims if shot.name])
    day = report.dates[0] if report.dates else None
    state = report.state or ""
    if names:
        return ("named", *names, state, day.first.toordinal() // _MONTH if day else "undated")
    places = report.cities or report.counties or report.agencies
    if day is not None and (places or state):
        return ("nameless", *places[:1], state, str(day))
    if report.published is not None and places:
        return ("undated", places[0], state, report.published.toordinal() // _WEEK)
    return None


def key(report: Linkable) -> str | None:
    """The crowd's name in a database."""
    told = crowd(report)
    return None if told is None else _key(told)


@lru_cache(maxsize=4096)
def _key(told: Crowd) -> str:
    own = "\x1f".join(map(str, told)).encode("utf-8", "replace")
    return f"crowd {digest(own, 12)}"


def followers(reports: Iterable[Linkable]) -> frozenset[str]:
    """Those of all reports (by anchor) for whom others stand."""
    crowds: dict[Crowd | None, list[str]] = defaultdict(list)
    for report in reports:
        crowds[crowd(report)].append(report.anchor)
    crowds.pop(None, None)
    large = [anchors for anchors in crowds.values() if len(anchors) > STANDING]
    return frozenset(anchor for anchors in large for anchor in following(anchors))


def following(anchors: Iterable[str]) -> list[str]:
    """Those of one whole crowd for whom others stand."""
    return sorted(anchors)[STANDING:]
