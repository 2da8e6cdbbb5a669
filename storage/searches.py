"""Which incidents somebody wants to see: a filter as data, in an address, in a table, in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from pipeline.lexicon.gazetteer import state_code
from storage import search as full_text
from storage.dates import instant
from storage.incident_rows import anybody_died, folded, searched
from storage.sql import batches, insert_new, one_of
from storage.tables import (
    alert,
    change,
    incident,
    incident_identifier,
    membership,
    report,
    review,
    saved_search,
)

REVIEWS = ("candidate", "held", "accepted", "excluded")
#: What the list can be sorted by; each the other way round with a leading "-".
SORTS = ("date", "found", "updated", "place", "sources", "review", "id")
FATAL = ("yes", "no", "unknown")


class BadSearch(ValueError):
    """A filter says something that means nothing; the message says what it can say."""


class NoSuchSearch(LookupError):
    """Nobody saved a search under this number, or it is somebody else's."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for; what is ``None`` is not. All of it must be true of an incident."""

    q: str | None = None  # words: of names, places and agencies
    text: str | None = None  # words: of what the articles say, as ``storage.search`` takes them
    state: str | None = None
    county: str | None = None
    city: str | None = None
    agency: str | None = None
    since: date | None = None  # days of the incident
    until: date | None = None
    found: datetime | None = None  # learnt of since
    fatal: str | None = None  # yes, no, unknown
    review: str | None = None
    sources: int | None = None  # at least so many independent ones

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Self:
        """Read an address's parameters, or a stored search; unknown keys are ignored.

        >>> str(Search.of({"state": "Ohio", "since": "2024-05-01", "fatal": ""}))
        'state OH, since 2024-05-01'
        """
        given = {
            field.name: str(asked[field.name]).strip()
            for field in fields(cls)
            if asked.get(field.name) not in (None, "")
        }
        return cls(**{name: _READ.get(name, _words)(text) for name, text in given.items() if text})

    def asked(self) -> dict[str, str]:
        """What is asked for, as text: the parameters of an address, the stored form."""
        return {name: _written(value) for name, value in asdict(self).items() if value is not None}

    def __bool__(self) -> bool:
        return self != type(self)()

    def __str__(self) -> str:
        names = {"q": "words", "found": "found since", "sources": "independent sources from"}
        return ", ".join(f"{names.get(key, key)} {value}" for key, value in self.asked().items())

    def without(self, name: str) -> Self:
        return replace(self, **{name: None})


def _words(text: str) -> str:
    if len(text) > 200:
        raise BadSearch("a search takes at most 200 characters a field")
    return text


def _state(text: str) -> str:
    if code := state_code(text):
        return code
    raise BadSearch(f"there is no state “{text}”; write two letters, such as OH")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise BadSearch(f"“{text}” is not a day; write it as 2024-05-13") from fault


def _moment(text: str) -> datetime:
    try:
        return instant(text).astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise BadSearch(f"“{text}” is not a time; write it as 2024-05-13") from fault


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise BadSearch(f"“{text}” is not a number of sources")
    return int(text)


def _fatal(text: str) -> str:
    if text not in FATAL:
        raise BadSearch(f"fatal can be {', '.join(FATAL)}, not “{text}”")
    return text


def _review(text: str) -> str:
    if text not in REVIEWS:
        raise BadSearch(f"status can be {', '.join(REVIEWS)}, not “{text}”")
    return text


_READ: dict[str, Any] = {
    "state": _state,
    "since": _day,
    "until": _day,
    "found": _moment,
    "fatal": _fatal,
    "review": _review,
    "sources": _number,
}


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


# ---------------------------------------------------------------------------------- matching


def matches(search: Search, line: Mapping[str, Any]) -> bool:
    """Whether an incident's line (as ``export incidents`` writes it) is what is asked for.

    What only articles say (``text``) no line shows: :func:`among` asks the database.
    """
    return all(test(search, line) for test in _TESTS)


def _hold(wanted: str | None, *texts: str | None) -> bool:
    """Every word stands in the texts, case and accents aside."""
    told = "\n".join(folded(text) for text in texts if text)
    return all(word in told for word in folded(wanted or "").split())


def _holds(wanted: str | None, text: str | None) -> bool:
    """The same of a place, where accents count."""
    return all(word in _lower(text) for word in _lower(wanted).split())


def _days_fit(search: Search, line: Mapping[str, Any]) -> bool:
    first, last = line["incident_date_from"], line["incident_date_to"]
    if search.since and not (last and last >= search.since.isoformat()):
        return False
    return not search.until or bool(first and first <= search.until.isoformat())


def _agencies(line: Mapping[str, Any]) -> list[str]:
    return [agency["name"] for agency in line["agency_roles"]]


def _fatal_fits(search: Search, line: Mapping[str, Any]) -> bool:
    if search.fatal is None:
        return True
    return search.fatal == {True: "yes", False: "no", None: "unknown"}[anybody_died(line)]


_TESTS = (
    lambda s, line: _hold(s.q, *searched(line)),
    lambda s, line: s.state in (None, line["state"]),
    lambda s, line: _holds(s.county, line["county"]),
    lambda s, line: _holds(s.city, line["city"]),
    lambda s, line: _hold(s.agency, *_agencies(line)),
    _days_fit,
    lambda s, line: s.found is None or instant(line["created_at"]) >= s.found,
    _fatal_fits,
    lambda s, line: s.review in (None, line["review"]),
    lambda s, line: s.sources is None or line["independent_sources"] >= s.sources,
)


def conditions(
    search: Search, *, telling: Select[tuple[int]] | None = None
) -> Iterator[ColumnElement[bool]]:
    """The same in SQL, on the ``incident`` table; ``telling``: whose articles say ``text``."""
    yield from _contain(func.coalesce(incident.c.words, ""), folded(search.q or ""))
    if telling is not None:
        yield incident.c.n.in_(telling)
    if search.state is not None:
        yield incident.c.state == search.state
    yield from _contain(func.lower(func.coalesce(incident.c.county, "")), _lower(search.county))
    yield from _contain(func.lower(func.coalesce(incident.c.city, "")), _lower(search.city))
    yield from _contain(func.coalesce(incident.c.agencies, ""), folded(search.agency or ""))
    if search.since is not None:
        yield incident.c.date_to >= search.since
    if search.until is not None:
        yield incident.c.date_from <= search.until
    if search.found is not None:
        yield incident.c.created_at >= search.found
    if search.fatal is not None:
        yield incident.c.fatal.is_({"yes": True, "no": False}.get(search.fatal))
    if search.review is not None:
        yield incident.c.review == search.review
    if search.sources is not None:
        yield incident.c.sources >= search.sources


def _lower(text: str | None) -> str:
    """As SQLite lowers: ASCII letters only.

    >>> _lower("Cañon CITY")
    'cañon city'
    """
    return "".join(letter.lower() if letter.isascii() else letter for letter in text or "")


def _contain(text: Any, wanted: str) -> Iterator[ColumnElement[bool]]:
    for word in wanted.split():
        yield text.contains(word, autoescape=True)


# ---------------------------------------------------------------------------------- lists


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list, and how long the whole is."""

    lines: tuple[dict[str, Any], ...]
    total: int


def find(
    session: Session,
    search: Search,
    *,
    sort: str = "-date",
    limit: int = 50,
    offset: int = 0,
    waiting: date | None = None,
) -> Found:
    """The lines of the incidents asked for, a page at a time.

    With ``waiting`` (today) only those somebody should look at: candidates, and held ones whose
    day or whose further sources have come.
    """
    counted, page = (
        _lists(search, sort, waiting)
        if search.text is None
        else _list(search, sort, waiting, telling(session, search))
    )
    if not limit:
        return Found((), session.execute(counted).scalar_one())
    chosen = session.execute(page, {"most": limit, "from": offset}).all()
    numbers = [row.n for row in chosen]
    whole = chosen[0].total if chosen else session.execute(counted).scalar_one()
    lines = {row.n: row.line for row in session.execute(_LINES, {"numbers": numbers}).all()}
    return Found(tuple(lines[n] for n in numbers), whole)


def every(session: Session, search: Search, *, sort: str = "-date") -> Iterator[dict[str, Any]]:
    """The lines of all incidents asked for, however many, a few hundred at a time."""
    wanted = conditions(search, telling=telling(session, search))
    ordered = select(incident.c.n).where(true(), *wanted).order_by(*_order(sort))
    for numbers in batches(session.execute(ordered).scalars().all()):
        lines = {row.n: row.line for row in session.execute(_LINES, {"numbers": numbers})}
        yield from (lines[n] for n in numbers)


_LINES = select(incident.c.n, incident.c.line).where(one_of(incident.c.n, "numbers"))


def _list(
    search: Search, sort: str, waiting: date | None, telling: Select[tuple[int]] | None = None
) -> tuple[Select[Any], Select[Any]]:
    """How many incidents are asked for, and a page of their numbers with the same."""
    wanted = and_(
        true(), *conditions(search, telling=telling), *([_waits(waiting)] if waiting else ())
    )
    counted = select(func.count()).select_from(incident).where(wanted)
    # what articles say is looked up once for both; without, an index gives a page by itself
    total = func.count().over() if search.text is not None else counted.scalar_subquery()
    page = select(incident.c.n, total.label("total")).where(wanted).order_by(*_order(sort))
    return counted, page.limit(bindparam("most")).offset(bindparam("from"))


#: Building a statement costs more than running it; the same few are asked for again and again.
_lists = lru_cache(maxsize=64)(_list)


def telling(session: Session, search: Search) -> Select[tuple[int]] | None:
    """The incidents whose articles say the words of ``text``, as a part of another statement."""
    if search.text is None:
        return None
    try:
        articles = full_text.saying(session, search.text)
    except full_text.CannotSearch as fault:
        raise BadSearch(str(fault)) from fault
    return (
        select(membership.c.incident)
        .join(report, report.c.anchor == membership.c.anchor)
        .where(report.c.article_id.in_(articles), report.c.current)
    )


def places(session: Session, search: Search) -> list[tuple[str | None, str | None, date | None]]:
    """State, county and day (None where it is not exactly known) of all that is found."""
    exact = case((incident.c.date_from == incident.c.date_to, incident.c.date_from))
    wanted = conditions(search, telling=telling(session, search))
    statement = select(incident.c.state, incident.c.county, exact).where(*wanted)
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]


def _waits(today: date) -> ColumnElement[bool]:
    due = select(review.c.id).where(
        review.c.incident == incident.c.n,
        review.c.superseded_at.is_(None),
        or_(review.c.until <= today, review.c.sources <= incident.c.sources),
    )
    open_ones = incident.c.review.in_(("candidate", "held"))  # an index finds these
    return and_(open_ones, or_(incident.c.review == "candidate", due.exists()))


def _order(sort: str) -> list[Any]:
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        raise BadSearch(f"the list sorts by {', '.join(SORTS)} (or -{SORTS[0]} …), not “{sort}”")
    rank = case({state: at for at, state in enumerate(REVIEWS)}, value=incident.c.review)
    columns: dict[str, list[Any]] = {
        "date": [incident.c.date_from],
        "found": [incident.c.created_at],
        "updated": [_updated()],
        "place": [incident.c.state, incident.c.city],
        "sources": [incident.c.sources],
        "review": [rank],
        "id": [],
    }
    chosen = columns[name]
    empty_last = [column.is_(None) for column in chosen[:1] if name not in {"found", "updated"}]
    way = [column.desc() if falling else column.asc() for column in (*chosen, incident.c.n)]
    return [*empty_last, *way]


def _updated() -> Any:
    own = incident_identifier.c.n == incident.c.n
    return select(incident_identifier.c.updated_at).where(own).scalar_subquery()


def last_change(session: Session) -> datetime | None:
    """When anything about an incident last changed."""
    statement = select(change.c.at).order_by(change.c.cursor.desc()).limit(1)
    return session.execute(statement).scalar()


# ---------------------------------------------------------------------------------- saved


@dataclass(frozen=True, slots=True)
class Saved:
    """A search under a name."""

    id: int
    owner: str
    name: str
    search: Search
    created_at: datetime


def save(session: Session, name: str, search: Search, *, by: str, now: datetime) -> int:
    """Keep a search; the same name again is the same search, asked otherwise."""
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise BadSearch("a saved search needs a name of at most 80 characters")
    own = (saved_search.c.owner == by, saved_search.c.name == name)
    row = {"owner": by, "name": name, "search": search.asked(), "created_at": now}
    insert_new(session, saved_search, [row])
    kept = update(saved_search).where(*own).values(search=row["search"], created_at=now)
    return int(session.execute(kept.returning(saved_search.c.id)).scalar_one())


def saved(session: Session, *, by: str | None = None) -> list[Saved]:
    """Everybody's searches, one's own first, by name."""
    statement = select(saved_search).order_by(
        saved_search.c.owner != (by or ""), saved_search.c.name, saved_search.c.id
    )
    return [_saved(row) for row in session.execute(statement)]


def get_saved(session: Session, number: int) -> Saved:
    row = session.execute(select(saved_search).where(saved_search.c.id == number)).first()
    if row is None:
        raise NoSuchSearch(f"there is no saved search {number}")
    return _saved(row)


def forget(session: Session, number: int, *, by: str) -> Saved:
    """Drop one of one's own searches, and the alerts that are tied to it."""
    found = get_saved(session, number)
    if found.owner != by:
        raise NoSuchSearch(f"search {number} is {found.owner}'s; only they can drop it")
    tied = [
        row.id
        for row in session.execute(select(alert.c.id, alert.c.search))
        if row.search.get("saved") == number
    ]
    session.execute(delete(alert).where(alert.c.id.in_(tied)))
    session.execute(delete(saved_search).where(saved_search.c.id == number))
    return found


def _saved(row: Row[Any]) -> Saved:
    return Saved(row.id, row.owner, row.name, Search.of(row.search), row.created_at)
