"""What the days of two reports show: of the incident, and of their publication."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen
from pipeline.records import DateRange

#: Days of the longest week: "last week" is read from Sunday to Sunday.
A_WEEK = 8


def see_date(left: Linkable, right: Linkable) -> Seen | None:
    """The days of the incident; a missing one is judged by the day of publication."""
    if not left.dates and not right.dates:
        return _see_undated(left, right)
    if not left.dates or not right.dates:
        return _see_lag(left, right)
    first, other = left.dates[0], right.dates[0]
    apart = first.gap(other)
    if apart and (len(left.dates) > 1 or len(right.dates) > 1):
        gap, ours, theirs = nearest_days(left.dates, right.dates)
        if gap == 0 and max(ours.days, theirs.days) <= A_WEEK:
            says = f"{ours} / {theirs}, though not the likeliest days"
            return Seen("date", "another day fits", says)
    level = date_level(apart, max(first.days, other.days))
    return Seen("date", level, f"{first} / {other}")


def nearest_days(
    ours: Iterable[DateRange], theirs: Iterable[DateRange]
) -> tuple[int, DateRange, DateRange]:
    return min(
        ((one.gap(other), one, other) for one, other in product(ours, theirs)),
        key=lambda item: (item[0], item[1].days + item[2].days),
    )


def date_level(gap: int, longer: int) -> str:
    """Of two stretches so many days apart, the longer of which has so many."""
    if gap == 0:
        if longer <= 1:
            return "same day"
        return "within days" if longer <= A_WEEK else "same month" if longer <= 31 else "same year"
    if gap <= 3:
        return ("one day", "2-3 days", "2-3 days")[gap - 1]
    return "4-10 days" if gap <= 10 else "11-60 days" if gap <= 60 else "far apart"


def _see_lag(left: Linkable, right: Linkable) -> Seen | None:
    dated, undated = (left, right) if left.dates else (right, left)
    if undated.published is None:
        return None
    lag = (undated.published - dated.dates[0].first).days
    says = f"{dated.dates[0]} / undated, published {undated.published}"
    return Seen("date", lag_level(lag), says)


def lag_level(lag: int) -> str:
    """Of days from the incident to the publication of what does not date it."""
    if lag < -1:
        return "published before"
    return "published at once" if lag <= 2 else "published soon" if lag <= 10 else "published later"


def _see_undated(left: Linkable, right: Linkable) -> Seen | None:
    """Neither gives a day: stories of one incident mostly come out together."""
    if left.published is None or right.published is None:
        return None
    gap = abs((left.published - right.published).days)
    return Seen("date", undated_level(gap), f"both undated, published {gap} days apart")


def undated_level(gap: int) -> str:
    """Of two stories that came out so many days apart, and date nothing."""
    level = "at once" if gap <= 2 else "soon" if gap <= 10 else "later" if gap <= 60 else "far"
    return f"both undated, {level}"


def see_publication(left: Linkable, right: Linkable) -> Seen | None:
    """How far apart the stories came out."""
    if left.published is None or right.published is None:
        return None
    gap = abs((left.published - right.published).days)
    return Seen("publication", publication_level(gap), f"published {gap} days apart")


def publication_level(gap: int) -> str:
    return next((name for most, name in PUBLICATION if gap <= most), "later")


PUBLICATION = ((1, "at once"), (4, "days"), (14, "weeks"), (60, "months"), (400, "a year"))
