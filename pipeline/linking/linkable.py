"""What resolving needs to know of a report, small enough to keep beside it and to compare fast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from math import log, sqrt
from typing import Any

from anyascii import anyascii

from pipeline import names, shipped, syndication, urls
from pipeline.digests import digest
from pipeline.linking import named_events, rows
from pipeline.page import wires
from pipeline.records import (
    OFFICES_STATE,
    Article,
    Claim,
    DateRange,
    FiredBy,
    Person,
    Report,
    Role,
    Scope,
    Where,
)

_WORD = re.compile(r"[a-z][a-z']*[a-z]|\d+")
_TERMS_KEPT = 48
#: So many hit are a mass shooting.
MANY = 4


@dataclass(frozen=True, slots=True)
class Shot:
    """A person shot, as one report tells of them."""

    n: int
    name: str | None = None
    forms: tuple[str, ...] = ()  # full names that say more than ``name`` does
    age_min: int | None = None
    age_max: int | None = None
    gender: str | None = None
    fatal: bool | None = None


@dataclass(frozen=True, slots=True)
class Linkable:
    """One report, reduced to what comparison looks at."""

    anchor: str
    article_key: str
    published: date | None = None
    outlet: str | None = None
    victims: tuple[Shot, ...] = ()
    people_hit_min: int = 1
    people_hit_max: int | None = None
    dates: tuple[DateRange, ...] = ()  # days it may have happened on, likeliest first
    cities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    state: str | None = None
    state_stated: bool = False
    place: str | None = None
    events: tuple[str, ...] = ()  # what a mass shooting is called by: its venue
    agencies: tuple[str, ...] = ()  # whose officers fired or were there
    armed: str | None = None
    weapon: str | None = None
    shots: int | None = None
    fired_by: FiredBy = FiredBy.UNKNOWN
    others: tuple[str, ...] = ()  # officers, suspects, relatives, witnesses by name
    wire: str | None = None
    copied_from: str | None = None  # key of the story elsewhere that this one is said to repeat
    signature: tuple[int, ...] = ()
    terms: tuple[tuple[str, float], ...] = ()  # telling words, TF-IDF, unit length
    fingerprint: str = ""

    @property
    def single(self) -> bool:
        """No more than one person can have been hit, and we know of them."""
        return self.people_hit_max == 1 and len(self.victims) == 1

    @property
    def all_named(self) -> bool:
        """Nobody can have been hit whose name the report does not give."""
        named = sum(victim.name is not None for victim in self.victims)
        return self.people_hit_max is not None and named >= self.people_hit_max

    @property
    def named(self) -> bool:
        return any(victim.name for victim in self.victims)

    @property
    def order(self) -> tuple[date, str, str]:
        """How ties are broken: earliest published first, then by key and anchor."""
        return (self.published or date.max, self.article_key, self.anchor)


def anchor(article_key: str, report: Report) -> str:
    """A short name for a report that survives re-reading while article, passage and names do."""
    people = sorted({names.key(names.parse(p.name)) for p in report.people if p.name and _hit(p)})
    told = "\x1f".join((article_key, report.fingerprint, *people))
    return digest(told.encode(), 8)


def linkable(
    article: Article, report: Report, *, anchor: str, article_key: str, scope: Scope
) -> Linkable:
    """Reduce a report; a pure function of what was read."""
    claims = sorted(report.claims, key=lambda claim: (claim.basis != "stated", -claim.confidence))
    own = [claim for claim in claims if claim.person is None]
    words = not rows.is_row(article.url)  # a row of a record has cells, and no wording of its own
    body = told(article, report) if words else ""
    shots = _first(own, "shots_fired")
    states = [claim for claim in own if claim.field == "state"]
    return Linkable(
        anchor=anchor,
        article_key=article_key,
        published=article.published.date() if article.published else None,
        outlet=article.outlet,
        victims=tuple(_shot(person, claims) for person in report.victims(scope)),
        people_hit_min=report.people_hit_min,
        people_hit_max=report.people_hit_max,
        dates=tuple(_dates(own)),
        cities=_all(own, "city"),
        counties=_all(own, "county"),
        state=str(states[0].value) if states else article.home.state,
        state_stated=bool(states) and _told_state(states[0]),
        place=_text(_first(own, "place")),
        events=_events(article, report, own, body) if words else (),
        agencies=tuple(_agencies(own)),
        armed=_text(_first(own, "armed")),
        weapon=_text(_first(own, "weapon")),
        shots=shots if isinstance(shots, int) else None,
        fired_by=report.fired_by,
        others=tuple(_others(report)),
        wire=wires.wire(article.text, article.syndicated_from),
        copied_from=_original(article),
        signature=syndication.signature(body) if words else (),
        terms=telling_words(f"{article.title}\n{body}") if words else (),
        fingerprint=report.fingerprint,
    )


def _events(
    article: Article, report: Report, claims: Iterable[Claim], body: str
) -> tuple[str, ...]:
    """A shooting has a name only where many were hit: a bar sees more than one."""
    if report.people_hit_min < MANY:
        return ()
    return named_events.named_in(article.title, body, _all(claims, "city")[:1])


def _told_state(claim: Claim) -> bool:
    """By the article's words, if only by an office's name, and not by where its outlet is."""
    return claim.basis == "stated" or claim.method == OFFICES_STATE


def _original(article: Article) -> str | None:
    """The key of the address that a story gives as its own original, when it gives one."""
    source = syndication.original(article.text, article.syndicated_from)
    return urls.key(source) if source else None


def told(article: Article, report: Report) -> str:
    """The report's own passages of the text."""
    spans = sorted(span for span in report.passages if span.where is Where.TEXT)
    return "\n\n".join(article.text[span.start : span.end] for span in spans) or article.text


def to_json(linkable: Linkable) -> dict[str, Any]:
    """Plain values, what is empty left out."""
    found = _fields(linkable)
    found["published"] = linkable.published.isoformat() if linkable.published else None
    found["dates"] = [str(dates) for dates in linkable.dates]
    found["fired_by"] = str(linkable.fired_by)
    found["victims"] = [_without_blanks(_fields(victim)) for victim in linkable.victims]
    return _without_blanks(found)


def from_json(value: Mapping[str, Any]) -> Linkable:
    found = {name: item for name, item in value.items() if name in _FIELDS}
    for name in _LISTS & found.keys():
        found[name] = tuple(found[name])
    found["terms"] = tuple(map(tuple, found.get("terms", ())))
    found["published"] = published(value)
    found["dates"] = dates(value)
    found["fired_by"] = FiredBy(value.get("fired_by", "unknown"))
    found["victims"] = tuple(
        Shot(**{name: _tuples(item) for name, item in victim.items()})
        for victim in value.get("victims", ())
    )
    return Linkable(**found)


def dates(value: Mapping[str, Any]) -> tuple[DateRange, ...]:
    """The days it may have happened on, of plain values."""
    return tuple([_days(text) for text in value.get("dates", ())])


@lru_cache(maxsize=65536)
def _days(text: str) -> DateRange:
    """Many reports tell of one day."""
    return DateRange.parse(text)


def published(value: Mapping[str, Any]) -> date | None:
    """The day, of plain values."""
    day = value.get("published")
    return date.fromisoformat(day) if day else None


_FIELDS = frozenset(field.name for field in fields(Linkable))
#: Those with several plain values.
_LISTS = frozenset(("cities", "counties", "events", "agencies", "others", "signature"))


def telling_words(text: str) -> tuple[tuple[str, float], ...]:
    """The words that set a text apart, with TF-IDF weights of unit length, heaviest first."""
    counts = Counter(words(text))
    weights = {
        word: (1 + log(count)) * rarity(word) for word, count in counts.items() if rarity(word) > 0
    }
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_TERMS_KEPT]
    return tuple((word, round(weight / length, 3)) for word, weight in heaviest)


def words(text: str) -> list[str]:
    """A text's words and numbers, in plain lower-case letters."""
    return _WORD.findall(anyascii(text).casefold())


def rarity(word: str) -> float:
    """How much a word of crime news tells, in nats: rare words more than frequent ones."""
    frequent, documents = _word_counts()
    return log((documents + 1) / (frequent.get(word, 2) + 1))


@cache
def _word_counts() -> tuple[dict[str, int], int]:
    """In how many of so many crime stories a word stands (those in too few are left out)."""
    text = shipped.text("word_counts.tsv")
    (_, total), *rows = [line.split("\t") for line in text.splitlines()]
    return {word: int(count) for word, count in rows}, int(total)


def _hit(person: Person) -> bool:
    return person.role in (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)


def _shot(person: Person, claims: Iterable[Claim]) -> Shot:
    own = [claim for claim in claims if claim.person == person.n]
    age = _first(own, "age")
    low, high = _first(own, "age_min"), _first(own, "age_max")
    fatal = _first(own, "fatal")
    return Shot(
        n=person.n,
        name=person.name,
        forms=_other_names(person),
        age_min=int(age) if isinstance(age, int) else _number(low),
        age_max=int(age) if isinstance(age, int) else _number(high),
        gender=_text(_first(own, "gender")),
        fatal=fatal if isinstance(fatal, bool) else None,
    )


def _other_names(person: Person) -> tuple[str, ...]:
    """Full forms that say more than the name: other spellings, nicknames, another surname."""
    told = set(names.fold(person.name or "").split())
    found = []
    for form in person.forms if person.name else ():
        words = names.fold(form).split()
        full = names.parse(form).is_full and form[0].isupper()
        if full and not set(words) <= told:
            found.append(form)
            told.update(words)
    return tuple(found[:3])


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _dates(claims: Iterable[Claim]) -> Iterable[DateRange]:
    seen: list[DateRange] = []
    for claim in claims:
        if claim.field == "incident_date":
            day = DateRange.parse(str(claim.value))
            if day not in seen:
                seen.append(day)
    return seen[:4]


def _agencies(claims: Iterable[Claim]) -> Iterable[str]:
    """Agencies that fired or were there; who only investigates tells little (every county's)."""
    found = [
        str(claim.value)
        for claim in claims
        if claim.field == "agency" and claim.detail.get("role") != "investigating"
    ]
    return dict.fromkeys(found)


def _others(report: Report) -> Iterable[str]:
    """Officials are left out: a chief speaks for every case in town."""
    found = [
        person.name
        for person in report.people
        if person.name and not _hit(person) and person.role is not Role.OFFICIAL
    ]
    return dict.fromkeys(found)


def _all(claims: Iterable[Claim], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(claim.value) for claim in claims if claim.field == field))[:3]


def _first(claims: Iterable[Claim], field: str) -> object:
    return next((claim.value for claim in claims if claim.field == field), None)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _tuples(value: Any) -> Any:
    """A list, of plain values or of pairs, as a tuple; all else as it is."""
    if not isinstance(value, _SEQUENCES):
        return value
    return tuple(map(tuple, value)) if value and isinstance(value[0], _SEQUENCES) else tuple(value)


_SEQUENCES = (list, tuple)


def _fields(record: Linkable | Shot) -> dict[str, Any]:
    """As they are: ``asdict`` copies every word of a text and every number of a signature."""
    return {name: getattr(record, name) for name in record.__slots__}


def _without_blanks(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in value.items() if item not in (None, (), [], "")}
