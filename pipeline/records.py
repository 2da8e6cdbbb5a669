"""The records one room hands to the next: frozen, typed, and honest about what is not known.

What we do not know is ``None``; what we know roughly has a type that says so
(:class:`DateRange`). Offsets are always code points of the article version's
own ``text`` or ``title``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as make
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Self

#: A normalised claim value: text, number or yes/no; dates are EDTF (ISO 8601-2) strings.
Value = str | int | float | bool


class Where(StrEnum):
    """Which of an article's two texts an offset counts in."""

    TEXT = "text"
    TITLE = "title"


class Basis(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"


class AssertedBy(StrEnum):
    """Who the article says the value comes from."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    MEDICAL_EXAMINER = "medical_examiner"
    COURT = "court"
    OVERSIGHT = "oversight"
    FAMILY = "family"
    LAWYER = "lawyer"
    WITNESS = "witness"
    VIDEO = "video"
    DOCUMENT = "document"
    OUTLET = "outlet"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What part a named or described person plays in the incident."""

    SHOT_BY_POLICE = "shot_by_police"
    SHOT_BY_OTHER = "shot_by_other"  # hit by a civilian's or their own gunfire
    OFFICER_FIRED = "officer_fired"
    OFFICER = "officer"
    SUSPECT = "suspect"  # accused of a shooting or crime, not hit
    RELATIVE = "relative"
    WITNESS = "witness"
    LAWYER = "lawyer"
    OFFICIAL = "official"  # chiefs, spokespeople, coroners, prosecutors, mayors
    ACTIVIST = "activist"
    OTHER = "other"


class FiredBy(StrEnum):
    """Whose gunfire hit the people of a report."""

    POLICE = "police"
    CIVILIAN = "civilian"
    SELF = "self"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """Which shootings form incidents in a database (fixed when it is made)."""

    POLICE = "police"
    ANY = "any"


class DatePrecision(StrEnum):
    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """A stretch of local civil days, both ends included.

    >>> str(DateRange.of_month(2021, 11))
    '2021-11'
    >>> DateRange.parse("2024-05-13/2024-05-14").precision
    <DatePrecision.RANGE: 'range'>
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a range of days ends before it begins: {self.first} … {self.last}")

    @classmethod
    def day(cls, day: date) -> Self:
        return cls(day, day)

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        after = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), after - timedelta(days=1))

    @classmethod
    def of_year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the EDTF form that ``str()`` writes."""
        if "/" in text:
            first, last = text.split("/")
            return cls(date.fromisoformat(first), date.fromisoformat(last))
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return cls.of_year(parts[0])
        if len(parts) == 2:
            return cls.of_month(parts[0], parts[1])
        return cls.day(date(*parts))

    @property
    def precision(self) -> DatePrecision:
        if self.first == self.last:
            return DatePrecision.DAY
        if self == DateRange.of_month(self.first.year, self.first.month):
            return DatePrecision.MONTH
        if self == DateRange.of_year(self.first.year):
            return DatePrecision.YEAR
        return DatePrecision.RANGE

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlaps(self, other: DateRange) -> bool:
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: DateRange) -> int:
        """Days between the two ranges; 0 when they overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)

    def __str__(self) -> str:
        match self.precision:
            case DatePrecision.DAY:
                return self.first.isoformat()
            case DatePrecision.MONTH:
                return f"{self.first.year:04d}-{self.first.month:02d}"
            case DatePrecision.YEAR:
                return f"{self.first.year:04d}"
            case _:
                return f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``(title if where is TITLE else text)[start:end]``, in code points."""

    where: Where
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OutletPlace:
    """Where an outlet is at home, as its source entry says; used when the text is silent."""

    outlet: str | None = None
    city: str | None = None
    county: str | None = None
    state: str | None = None  # two letters
    timezone: str | None = None  # IANA name


@dataclass(frozen=True, slots=True)
class Page:
    """One answer to one fetch (or one ingested record), as it was received, decompressed."""

    url: str
    body: bytes
    fetched_at: datetime  # aware UTC
    content_type: str = "text/html"
    final_url: str | None = None  # after redirects, when another
    headers: Mapping[str, str] = make(default_factory=dict)  # lower-case names
    outlet: OutletPlace = OutletPlace()


class PublishedPrecision(StrEnum):
    SECOND = "second"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, apart from its frame. ``text``: NFC, blank lines between paragraphs."""

    url: str
    canonical_url: str
    title: str
    text: str
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None  # as written, e.g. "MACON, Ga. (AP) —"
    language: str | None = None  # ISO 639-1
    published: datetime | None = None  # aware, offset as stamped; midnight when precision is day
    published_precision: PublishedPrecision = PublishedPrecision.UNKNOWN
    published_method: str | None = None  # json-ld, meta, htmldate, feed, url, given …
    modified: datetime | None = None
    syndicated_from: str | None = None  # canonical URL or wire name
    cut: Reason | None = None  # why the text may be only the beginning of the story
    home: OutletPlace = OutletPlace()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article; ``article.<where>[start:end] == text``."""

    where: Where
    start: int
    end: int
    text: str
    paragraph: int  # 0-based; the title is paragraph -1

    def __hash__(self) -> int:
        return hash(self.text)  # which a string remembers: sentences are asked for many times

    def span(self, start: int, end: int) -> Span:
        """A stretch of this sentence (offsets within it) as a span of the article."""
        return Span(self.where, self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of one article that are about one incident, in reading order, title first."""

    article: Article
    sentences: tuple[Sentence, ...]
    published_day: date | None  # local civil day of publication, as best known
    told: date | None = (
        None  # of the incident told right before it: "three days later" is from there
    )


#: Method of a state that only an office is named by ("the Ohio State Highway Patrol").
OFFICES_STATE = "office's state"


@dataclass(frozen=True, slots=True)
class Claim:
    """One value one article gives for one field, with the words that give it.

    ``quote`` is where the words stand: the sentence (or clause) that supports the value;
    ``as_written`` are the words themselves, found inside it. A stated
    claim always has both; an inferred one has no quote.
    """

    field: str
    value: Value
    as_written: str | None = None
    quote: Span | None = None
    basis: Basis = Basis.STATED
    asserted_by: AssertedBy = AssertedBy.UNKNOWN
    hedged: bool = False
    method: str = ""
    confidence: float = 1.0
    person: int | None = None  # Person.n within the report; None = the incident's own
    detail: Mapping[str, str] = make(
        default_factory=dict
    )  # agency: type, role; event: kind, date …

    def inferred(self) -> Claim:
        """The same value, told by no sentence."""
        return replace(self, basis=Basis.INFERRED, quote=None, as_written=None)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named or described."""

    span: Span
    text: str
    named: bool  # False: "the 22-year-old", "a man"


@dataclass(frozen=True, slots=True)
class Person:
    """Everyone named (or, when shot, only described) in an article, all forms brought together."""

    n: int
    role: Role
    name: str | None  # the fullest form the article asserts
    forms: tuple[
        str, ...
    ] = ()  # every distinct written form, fullest first, bare surnames included
    mentions: tuple[Mention, ...] = ()
    confidence: float = 1.0  # of the role


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says about one incident."""

    n: int  # 0 is the main one
    passages: tuple[Span, ...]
    fingerprint: str  # of the passage's words; with article key and names it is the anchor
    fired_by: FiredBy
    relevance: float  # probability that police gunfire hit a person here
    people: tuple[Person, ...]
    claims: tuple[Claim, ...]  # of the incident and of its people alike
    people_hit_min: int = 1
    people_hit_max: int | None = None  # None: the text sets no limit
    reasons: tuple[str, ...] = ()

    def victims(self, scope: Scope) -> tuple[Person, ...]:
        roles = {Role.SHOT_BY_POLICE}
        if scope is Scope.ANY:
            roles.add(Role.SHOT_BY_OTHER)
        return tuple(person for person in self.people if person.role in roles)

    @property
    def abroad(self) -> bool:
        """Whether the text places the shooting outside the United States."""
        return any(claim.field == "us" and claim.value is False for claim in self.claims)

    def in_scope(self, scope: Scope) -> bool:
        return scope is Scope.ANY or (self.fired_by is FiredBy.POLICE and not self.abroad)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything reading makes of one page: a pure function of it and of the reader's version."""

    article: Article
    reports: tuple[Report, ...]
    relevance: float  # police scope, 0..1
    relevance_any: float  # any shooting of a person
    reasons: tuple[str, ...]
    version: str

    def relevant(self, scope: Scope) -> bool:
        return any(report.in_scope(scope) for report in self.reports)


class Reason(StrEnum):
    """Why a page or record was looked at and not used."""

    NOT_HTML = "not HTML"
    TOO_LARGE = "too large"
    EMPTY = "no article text"
    NOT_ENGLISH = "not in English"
    OFF_TOPIC = "no trace of the subject"
    UNREADABLE = "cannot be read"
    BAD_RECORD = "bad record"
    NOT_AN_ARTICLE = "not an article"
    PAYWALLED = "paywalled"
    TRUNCATED = "truncated"
    CONSENT = "consent page"
    NEEDS_JAVASCRIPT = "needs JavaScript"
    BLOCKED = "asks for a human"


class Rejected(Exception):
    """A page we looked at and will not use: an outcome to count, not a fault."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two reports; ``left < right`` (anchors)."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one trait of two reports says for (+) or against (-) their being one incident."""

    trait: str
    weight: float  # log-likelihood ratio, bits
    saw: str  # one plain line, for the reviewer
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Two reports that were compared; ``left < right`` (anchors)."""

    left: str
    right: str
    score: float  # sum of weights, bits
    evidence: Sequence[Evidence]

    @property
    def vetoed(self) -> bool:
        return any(item.veto for item in self.evidence)


class Membership(NamedTuple):
    """Why one report is in its cluster."""

    anchor: str
    because: str  # "first report", "edge to <anchor>", "judgement by <name>" …
    via: str | None = None  # the anchor it joined by


@dataclass(frozen=True, slots=True)
class Cluster:
    members: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can settle, queued and never silently resolved."""

    kind: str  # "contradiction", "near tie", "stale judgement" …
    anchors: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Resolution:
    edges: Sequence[Edge]
    clusters: Sequence[Cluster]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Dissent:
    """A value that was not chosen, and who holds it."""

    value: Any
    asserted_by: tuple[str, ...]
    articles: int
    independent_sources: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an incident (or of one of its people): the chosen value and why."""

    field: str
    value: Any
    state: str  # stated | stated_unknown | not_stated | disputed | withheld | inferred
    why: str = ""
    support: tuple[Claim, ...] = ()
    conflicts: tuple[Dissent, ...] = ()  # every value with its backing, when more than one
    confidence: float = 1.0
    news: tuple[Dissent, ...] = ()  # said against a value only after people settled it
