"""The incidents a filter finds as a map and as a calendar, drawn here, without tiles."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy.orm import Session
from starlette.requests import Request

from casebook.web import pictures
from casebook.web.shell import Shown, site_of, whole
from storage import searches
from storage.searches import Search

Places = list[tuple[str | None, str | None, date | None]]


def _places(request: Request, session: Session, search: Search) -> Places:
    """Of the whole record they are looked up once a while for everybody."""
    if search:
        return searches.places(session, search)
    found: Places = site_of(request).kept.get(
        "places", 30.0, lambda: searches.places(session, search)
    )
    return found


def show_map(request: Request, session: Session) -> Shown:
    """States and counties; with a state in the filter its counties alone."""
    search = Search.of(request.query_params)
    places = _places(request, session, search)
    data = {
        "map": pictures.us_map([(state, county) for state, county, _ in places], search.state),
        "only": search.state,
        "total": len(places),
        "search": search.asked(),
        "says": str(search),
    }
    return Shown("map.html", data, title="Map", at="incidents")


def show_calendar(request: Request, session: Session) -> Shown:
    """A year of days; the latest one with an incident, unless the address says which."""
    search = Search.of(request.query_params)
    days = Counter(day for _, _, day in _places(request, session, search) if day)
    years = Counter(day.year for day, number in days.items() for _ in range(number))
    year = whole(request, "year", max(years, default=2000), most=9999)
    months = pictures.calendar(year, days)
    data = {
        "year": year,
        "years": sorted(years.items(), reverse=True),
        "months": months,
        "total": sum(days.values()),
        "width": 4 * pictures.MONTH_WIDTH,
        "height": 3 * pictures.MONTH_HEIGHT,
        "search": search.asked(),
        "says": str(search),
    }
    return Shown("calendar.html", data, title=f"Calendar {year}", at="incidents")
