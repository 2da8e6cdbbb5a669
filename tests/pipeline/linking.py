"""Short ways to write down a report for the linking tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pipeline.linking.linkable import Linkable, Shot, telling_words
from pipeline.records import DateRange, FiredBy

DAY = date(2024, 5, 14)


def person(name: str | None = None, age: int | None = None, **more: Any) -> Shot:
    return Shot(n=more.pop("n", 0), name=name, age_min=age, age_max=age, **more)


def report(
    anchor: str,
    *victims: Shot,
    day: date | str | None = DAY,
    after: int = 0,
    city: str | None = "Fairmont",
    state: str | None = "OH",
    text: str = "",
    **more: Any,
) -> Linkable:
    """A report published ``after`` days from the incident; one person hit unless told."""
    stretch = DateRange.parse(str(day)) if day else None
    more.setdefault("people_hit_max", len(victims) or 1)
    more.setdefault("people_hit_min", len(victims) or 1)
    more.setdefault("article_key", f"https://news.example/{anchor}")
    return Linkable(
        anchor=anchor,
        published=more.pop("published", (stretch.last if stretch else DAY) + timedelta(after)),
        victims=tuple(victims) or (person(),),
        dates=(stretch,) if stretch else (),
        cities=(city,) if city else (),
        state=state,
        state_stated=state is not None,
        fired_by=FiredBy.POLICE,
        terms=telling_words(text) if text else (),
        **more,
    )
