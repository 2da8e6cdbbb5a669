"""Which agencies an article names: whose officers fired, who was there, who investigates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline import dates, places
from pipeline.forces import agency_initials, agency_names, force_names
from pipeline.forces.agency_claims import claims_of
from pipeline.forces.agency_full_names import complete_names
from pipeline.forces.agency_parts import (
    Standing,
    fired_score,
    has_acted,
    is_off_duty,
    is_old,
    may_fire,
    standing_of,
)
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import ANY_OFFICER
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import AgencyNamed, Kind
from pipeline.page import photo_credits
from pipeline.records import (
    Basis,
    Claim,
    DateRange,
    FiredBy,
    Passage,
    Person,
    Role,
    Sentence,
    Where,
)
from pipeline.when.date_phrases import find
from pipeline.when.phrase_days import Now, resolve


def read(
    passage: Passage,
    fired_by: FiredBy = FiredBy.POLICE,
    around: Passage | None = None,
    people: Sequence[Person] = (),
) -> tuple[Claim, ...]:
    """Claims ``agency``: those whose officers fired first, who investigates last.

    Where a civilian fired, no agency did: the forces named came to it, or look into it.
    ``around``: the passage without the names of its people, for the city whose police they were
    where none are named ("An officer shot Jackson Roe"). ``people``: who is named, and as what.
    """
    where = places.settle(passage)
    told = where.told
    named = [
        each
        for order, sentence in enumerate(passage.sentences)
        if not _ASIDE.match(sentence.text)
        for each in _told_of(sentence, order)
    ]
    named = agency_initials.of_the_state(named, where.state)
    full = complete_names(named, passage.sentences, where)
    shooters = _surnames_fired(passage.sentences) | _officers_fired(people)
    standings = [standing_of(group, told, shooters) for group in _groups(full)]
    standings = [each for each in standings if not each.idle]
    if any(_FEDERAL_AGENTS.search(one.text) for one in passage.sentences):
        standings = [_as_agents(each) for each in standings]
    if fired_by is not FiredBy.POLICE:
        roles = [_civil_role(each) for each in standings]
        return tuple(claims_of(standings, roles, told))
    called = _kinds_called(told, passage.sentences)
    standings = _without_earlier(standings, told, passage)
    roles = _roles(standings, called, frozenset(_inquirers(standings, where)))
    claims = claims_of(standings, roles, told)
    if not {"fired", "employer_off_duty"} & set(roles) and (
        _some_police_fired(told, passage.sentences) or _only_a_citys(passage.sentences)
    ):
        claims += _city_force(where if around is None else places.settle(around))
    return tuple(sorted(claims, key=lambda claim: _ORDER.index(claim.detail["role"])))


_FEDERAL_AGENTS = Cued(r"\b[Ff]ederal\s+agents?\b")


def _as_agents(standing: Standing) -> Standing:
    """Where "federal agents" act, a federal agency that does not look into it may be theirs."""
    first = standing.first
    inquires = standing.investigates > 0 or first.name == "Federal Bureau of Investigation"
    if first.kind is not Kind.FEDERAL or inquires or standing.fired:
        return standing
    return replace(standing, fired=0.5)


def _civil_role(standing: Standing) -> str:
    """Of a force at a shooting between others: the city's or county's own came to it."""
    local = standing.first.kind in (Kind.LOCAL_POLICE, Kind.SHERIFF) and not standing.reviews
    return "present" if local else _other_role(standing)


def _told_of(sentence: Sentence, order: int) -> list[AgencyNamed]:
    """The agencies of a sentence, but for those a picture is credited to."""
    found = agency_names.find(sentence, order)
    credited = photo_credits.spans(sentence.text) if found else ()
    return [
        each
        for each in found
        if not photo_credits.inside(each.start, credited) and not _uninvolved(each)
    ]


def _uninvolved(named: AgencyNamed) -> bool:
    """ "No Cleveland police officers were involved", "the county has no sheriff's office"."""
    text = named.sentence.text
    if _HAS_NONE.search(text, 0, named.start):
        return True
    none = _NONE_BEFORE.search(text, 0, named.start) is not None
    return none and _INVOLVED.match(text, named.end) is not None


_HAS_NONE = Cued(r"\b(?:has|have|had)\s+no\s+$")
_NONE_BEFORE = re.compile(r"\bno\s+$", re.IGNORECASE)
_INVOLVED = re.compile(
    rf"(?:\s+{ANY_OFFICER})?\s+(?:(?:was|were)\s+(?:\w+ly\s+)?(?:involved|present)|fired|shot)\b"
)


_ASIDE = re.compile(
    r"(?:Related|Previous(?:ly)?|Trending|More|Read (?:more|also)|You may also|See also)\b.{0,20}:"
)
_POLICE_WORD = re.compile(
    r"\b(?:police(?:m[ae]n|wom[ae]n)?|patrolm[ae]n|cops?|officers?)\b", re.IGNORECASE
)
#: Who is of a city's police, and who of another force.
_OF_A_CITY = Cued(
    r"\b(?:[Oo]fficers?|[Pp]olice(?:m[ae]n|wom[ae]n)?|[Pp]atrolm[ae]n|[Cc]ops?|Cpl\.|Sgt\.|Ofc\.)(?![\w-])"
)
_OF_NO_CITY = Cued(
    r"\b(?:[Dd]eput(?:y|ies)|[Tt]roopers?|[Ss]heriff\w*|[Aa]gents?|[Mm]arshals?|[Ww]ardens?|[Cc]onstables?|[Rr]angers?|[Tt]ribal"
    r"|[Ff]ederal|[Ss]tate\s+[Pp]olice|[Pp]atrol|[Cc]ampus|[Tt]ransit|[Uu]niversity"
    r"|(?:[Pp]robation|[Pp]arole|[Cc]orrections?|[Cc]orrectional|[Pp]rison)\s+officers?)\b"
)


def _only_a_citys(sentences: Sequence[Sentence]) -> bool:
    """Are officers told of, and nobody of a county's, a state's or the nation's force?"""
    return any(_OF_A_CITY.search(one.text) for one in sentences) and not any(
        _OF_NO_CITY.search(one.text) for one in sentences
    )


#: "A tribal officer", "campus police": no city's.
_OTHER_FORCE = re.compile(
    r"\b(?:tribal|campus|transit|federal|state|university|college|park|school|railroad|airport|authority|probation|parole"
    r"|corrections?|correctional|prison|detention|customs|immigration|conservation|wildlife)\s+(?:police\s+)?$",
    re.IGNORECASE,
)


def _some_police_fired(told: Sequence[tuple[Gunfire, ...]], sentences: Sequence[Sentence]) -> bool:
    """Do police of no stated force fire here, and are they called police or officers?"""
    for events, sentence in zip(told, sentences, strict=True):
        for event in events:
            if event.shooter is Actor.POLICE:
                start, end = event.shooter_at or (event.start, event.end)
                if _OTHER_FORCE.search(sentence.text, max(0, start - 30), start):
                    continue
                if _POLICE_WORD.search(sentence.text, max(0, start - 12), end + 12):
                    return True
    return False


def _city_force(where: places.Settled) -> list[Claim]:
    """ "An officer" in a story from Tulsa is the city's, unless the text says otherwise."""
    if where.city is None or where.state is None:
        return []  # a city of no state is as likely another country's
    key = gazetteer.fold(where.city)
    beside = [named.left in ("near", "outside") for named in where.seen.names if named.key == key]
    if beside and all(beside):
        return []
    detail = {"type": str(Kind.LOCAL_POLICE), "role": "fired", "state": where.state}
    name = force_names.force_name(where.city)
    return [
        Claim(
            "agency", name, basis=Basis.INFERRED, method="police of the city",
            confidence=0.5, detail=detail,
        )
    ]  # fmt: skip


_ORDER = ("fired", "present", "employer_off_duty", "unknown", "investigating")


def _groups(named: Sequence[AgencyNamed]) -> list[list[AgencyNamed]]:
    groups: dict[str, list[AgencyNamed]] = {}
    for each in named:
        groups.setdefault(each.name.casefold(), []).append(each)
    return list(groups.values())


_NAME_FIRED = Cued(
    r"\b(?P<name>[A-Z][\w’-]+)\s+(?:(?:had|has|then|also|who)\s+)?(?:fired|fires|shot|shoots|opened\s+fire|discharged)\b"
)


def _surnames_fired(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The names that are said to have fired: "Reuter fired five shots"."""
    return frozenset(match["name"] for one in sentences for match in _NAME_FIRED.finditer(one.text))


def _officers_fired(people: Sequence[Person]) -> frozenset[str]:
    """The surnames of the officers who fired: "Roe, of the Ames police, killed him"."""
    names = (one.name for one in people if one.name and one.role is Role.OFFICER_FIRED)
    return frozenset(name.split()[-1] for name in names)


_EARLIER = re.compile(
    r"\b(?:another|separate|unrelated|previous|earlier) (?:\w+ )?"
    r"(?:case|shooting|killing|death|incident)"
    r"|\byears? (?:ago|earlier|before)\b|\banniversary\b"
    r"|\b(?:his|her|their) (?:late )?(?:father|uncle|grandfather)\b",
    re.IGNORECASE,
)


def _without_earlier(
    standings: Sequence[Standing], told: Sequence[tuple[Gunfire, ...]], passage: Passage
) -> list[Standing]:
    """Where several forces may have fired, those of an earlier case did not fire in this one."""
    sure = [each for each in standings if each.surely_fired]
    others = [each for each in standings if each not in sure and may_fire(each)]
    if not sure or len(sure) + len(others) < 2:
        return list(standings)
    day = _incident_day(passage)
    early = [each for each in sure if _all_earlier(each, told, day, passage.published_day)]
    if not early or (len(early) == len(sure) and not others):
        return list(standings)
    return [replace(each, fired=0.5) if each in early else each for each in standings]


def _incident_day(passage: Passage) -> DateRange | None:
    claims = [claim for claim in dates.read(passage) if claim.field == "incident_date"]
    return DateRange.parse(str(claims[0].value)) if claims else None


def _all_earlier(
    standing: Standing,
    told: Sequence[tuple[Gunfire, ...]],
    day: DateRange | None,
    published: date | None,
) -> bool:
    firing = [named for named in standing.mentions if fired_score(named, told[named.order]) >= 2.0]
    old = (named.order > 1 and _earlier(named, day, published) for named in firing)
    return bool(firing) and all(old)


def _earlier(named: AgencyNamed, day: DateRange | None, published: date | None) -> bool:
    text = named.sentence.text
    if _EARLIER.search(text):
        return True
    found = [resolve(phrase, Now(published)) for phrase in find(text)]
    return day is not None and any(days and days.gap(day) > _FAR_DAYS for days in found)


_FAR_DAYS = 3


_CALLED = (
    (Kind.SHERIFF, re.compile(r"deput|sheriff", re.IGNORECASE)),
    (Kind.STATE_POLICE, re.compile(r"trooper", re.IGNORECASE)),
    (Kind.LOCAL_POLICE, re.compile(r"police|officer|patrolm|cops?\b", re.IGNORECASE)),
)


#: What a shooting is called for those who fired.
_INVOLVED_ONE = Cued(r"\b(?:trooper|deputy)[-\s]involved\b", re.IGNORECASE)


def _kinds_called(
    told: Sequence[tuple[Gunfire, ...]], sentences: Sequence[Sentence]
) -> frozenset[Kind]:
    """What kinds of force those who fired are called by: deputies are no city's."""
    involved = frozenset(
        kind
        for sentence in sentences
        if (match := _INVOLVED_ONE.search(sentence.text))
        for kind, word in _CALLED
        if word.match(match.group())
    )
    return involved | frozenset(
        kind
        for events, sentence in zip(told, sentences, strict=True)
        for event in events
        if event.shooter is Actor.POLICE and event.shooter_at
        if not is_old(sentence.text, event)
        for kind, word in _CALLED
        if word.match(sentence.text, *event.shooter_at)
    )


def _inquirers(standings: Sequence[Standing], where: places.Settled) -> Iterator[str]:
    """Police of another place than the shooting's that look into it, and are not told to fire."""
    for standing in standings:
        first = standing.first
        outside = first.kind is Kind.LOCAL_POLICE and where.city and where.city not in first.name
        if outside and standing.investigates >= 1.5 and not standing.fired:
            yield first.name


def _roles(
    standings: Sequence[Standing], called: frozenset[Kind], inquirers: frozenset[str]
) -> list[str]:
    """One role each; where nobody is plainly said to have fired, the likeliest police force."""
    sure = [standing.surely_fired for standing in standings]
    chosen = None if any(sure) else _likeliest(standings, called, inquirers)
    return [
        _firing_role(standing) if sure[at] or at == chosen else _other_role(standing)
        for at, standing in enumerate(standings)
    ]


def _firing_role(standing: Standing) -> str:
    """An off-duty officer's force employs him; it did not send him."""
    off = any(is_off_duty(named) for named in standing.mentions)
    return "employer_off_duty" if off else "fired"


def _likeliest(
    standings: Sequence[Standing], called: frozenset[Kind], inquirers: frozenset[str]
) -> int | None:
    options = [
        at
        for at, standing in enumerate(standings)
        if may_fire(standing) and standing.first.name not in inquirers
    ]
    if called == {Kind.STATE_POLICE} and not any(
        standings[at].first.kind is Kind.STATE_POLICE for at in options
    ):  # "State police are investigating a trooper-involved shooting": their own trooper
        ours = [at for at, one in enumerate(standings) if one.first.kind is Kind.STATE_POLICE]
        options = ours if len(ours) == 1 else options
    return max(options, key=lambda at: (_weight(standings[at], called), -at), default=None)


_AS_CALLED = 1.5


def _weight(standing: Standing, called: frozenset[Kind]) -> float:
    early = sum(2.0 for named in standing.mentions if named.order < 2)
    title = sum(1.0 for named in standing.mentions if named.sentence.where is Where.TITLE)
    actors = sum(0.5 for named in standing.mentions if named.actor)
    so = _AS_CALLED * (called == {standing.first.kind})
    spoken = len(standing.mentions) + early + title + actors
    return spoken + so + standing.fired - standing.investigates


def _other_role(standing: Standing) -> str:
    if standing.investigates >= 1.5 and standing.investigates >= standing.fired:
        return "investigating"
    outside = standing.first.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER, Kind.FEDERAL)
    if outside and not standing.fired and not standing.reviews:
        acting = any(has_acted(named) for named in standing.mentions)
        return "present" if acting and not _of_state(standing) else "investigating"
    if not standing.reviews and any(has_acted(named) for named in standing.mentions):
        return "present"
    return "unknown"


def _of_state(standing: Standing) -> bool:
    """A state's force named beside a local one is there to investigate."""
    return standing.first.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER)
