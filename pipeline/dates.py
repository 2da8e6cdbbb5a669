"""When it happened: the days an article gives for the shooting, against its day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline import choice
from pipeline.language.cued import Cued
from pipeline.language.hedging import doubted
from pipeline.records import (
    Article,
    Basis,
    Claim,
    DatePrecision,
    DateRange,
    Passage,
    PublishedPrecision,
)
from pipeline.when.date_candidates import (
    HOUR,
    SHOT,
    SHOT_THEN,
    Candidate,
    candidates,
    reading_day,
    time_of,
    zone_of,
)
from pipeline.when.date_features import (
    DIED,
    SILENT,
    all_features,
    holds,
    is_day_of_another,
    window_of,
)
from pipeline.when.date_phrases import lowered

METHOD = "date-phrases"
LEAST = 0.3  # share below which a candidate is not worth a claim
LEAST_YEAR = 0.5  # a bare year is in every other sentence
LEAST_BARE = 0.5  # so is a day told where no shooting is
_DISSENT = 0.25
_PLAUSIBLE = 0.15
_POLICE_CAME = 1.5  # log-odds of the day police came, where no sentence tells a day with the shots
_HEARD = 0.03  # of a morning's hour, where nothing is told of its night but how it began


def _clock(article: Article, published: date | None) -> datetime | None:
    """The moment of publication by the clock of its place; none where only a day is known."""
    stamp = article.published
    if stamp is None or article.published_precision is not PublishedPrecision.SECOND:
        return None
    zone = zone_of(article, None)
    if zone is None and not stamp.utcoffset():
        return None
    local = stamp.astimezone(ZoneInfo(zone)) if zone else stamp
    return local if local.date() == published else None


@lru_cache(maxsize=4)  # a passage with nothing of an earlier case is read for its case first
def read(passage: Passage) -> tuple[Claim, ...]:
    """Claims ``incident_date`` (best first, then plausible dissent) and ``death_date``."""
    found = candidates(passage)
    if not found:
        return _by_clock(passage)
    features = all_features(found, reading_day(passage))
    told = [not SILENT.issubset(seen) for seen in features]
    came = frozenset() if any(told) else _days_police_came(found)
    scores = [
        score + _POLICE_CAME * (each.days in came)
        for score, each in zip(_scores(features), found, strict=True)
    ]
    stands = standing(features)
    rivals = [at for at, kept in enumerate(stands) if kept or "to-come" in features[at]]
    meant = {each.days for each, kept in zip(found, stands, strict=True) if kept}
    ranked = _ranked([found[at] for at in rivals], [scores[at] for at in rivals])
    likely = [(days, share) for days, share in ranked if days in meant]
    shots = tells_of_shots(found, features)
    near = shots | came
    best = [(days, share) for days, share in likely[:1] if share >= least(days, days in near)]
    if not best:
        return ()
    also = [(d, s) for d, s in likely[1:3] if s >= _DISSENT and not d.overlaps(best[0][0])]
    plain = {
        each.days
        for each, seen in zip(found, features, strict=True)
        if "clause-shot" in seen and not (_of_another(each) or is_day_of_another(each))
    }
    also = [(days, share) for days, share in also if days in plain and days.days == 1]
    claims = [_incident(days, share, found, scores, told) for days, share in best + also]
    return (*claims, *_death(found, best[0][0]))


#: "Hours later, deputies shot …", after the story of another shooting.
_SHORTLY = re.compile(
    r"^\W*(?:(?:About|Just|Less\s+than|More\s+than|Nearly|Some)\s+)?(?:\w+\s+)?(?:hours?|minutes)\s+(?:later|earlier|before|after\s+that)\b",
    re.IGNORECASE,
)


def _by_clock(passage: Passage) -> tuple[Claim, ...]:
    """A story that gives only the hour is of its day: "shot around 2:30 a.m.", or the night's."""
    published = reading_day(passage)
    if published is None:
        return ()
    if passage.told and any(_SHORTLY.match(one.text) for one in passage.sentences):
        return (
            Claim(
                "incident_date", str(DateRange.day(passage.told)), basis=Basis.INFERRED,
                method="hours after another", confidence=0.6,
            ),
        )  # fmt: skip
    clock = _clock(passage.article, published)
    for sentence in passage.sentences:
        hour = HOUR.search(sentence.text)
        if hour and SHOT.search(lowered(sentence.text)):
            if passage.told:
                days = DateRange.day(passage.told)
            else:
                days = _last_such(time_of(hour), published, clock)
            return (
                Claim(
                    "incident_date", str(days), basis=Basis.INFERRED,
                    method="hour in a story of the day", confidence=0.6,
                ),
            )  # fmt: skip
    return _of_the_day(passage, published)


def _last_such(at: time, published: date, clock: datetime | None) -> DateRange:
    """The last such hour before publication, which may be known by the day alone."""
    if clock:
        return DateRange.day(published - timedelta(days=at > clock.time()))
    return DateRange(published - timedelta(days=at.hour >= 12), published)


_LATER = re.compile(
    r"\b(?:sentenc|trial|convict|plead|guilty|lawsuit|su(?:es|ed|it)\b|settle|indict|grand jury|"
    r"arraign|court|anniversar|funeral|vigil|memorial|remember|prison|obituar|"
    r"charge[sd]\b|accused|hearing|identif(?:y|ied)|"
    r"(?:years?|months?|weeks?) (?:ago|later|after)|blotter|report\b|investigators:|cleared|"
    r"no charges)"
)


def _of_the_day(passage: Passage, published: date) -> tuple[Claim, ...]:
    """News that gives no day at all is of the day it is printed, or of the night before."""
    lead = [lowered(sentence.text) for sentence in passage.sentences[:3]]
    if any(_LATER.search(text) for text in lead) or not any(SHOT.search(text) for text in lead):
        return ()
    days = DateRange(published - timedelta(days=1), published)
    return (
        Claim(
            "incident_date", str(days), basis=Basis.INFERRED,
            method="news of the day", confidence=0.6,
        ),
    )  # fmt: skip


def least(days: DateRange, near_shots: bool) -> float:
    """How much belief a claim needs: more for a bare year, and where no shooting is told."""
    if days.precision is DatePrecision.YEAR:
        return LEAST_YEAR
    return LEAST if near_shots else LEAST_BARE


def standing(features: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """Which expressions may mean the shooting: where one is counted from it ("five days after an
    officer shot him", "in a coma since"), the day of a death, a court or a crowd does not; nor does
    the day a council acts on, or that of a death told beside the time of the shooting, or a day to
    come."""
    counted = any(not _OF_ITS_DAY.isdisjoint(seen) for seen in features)
    return tuple(
        not (
            "formal" in seen
            or "to-come" in seen
            or "beside-shot" in seen
            or "another-hit" in seen
            or (counted and {"died", "procedure"} & set(seen) and _OF_ITS_DAY.isdisjoint(seen))
        )
        for seen in features
    )


#: What a day counted from the shooting, or told by it, has: "in a coma since", "dead at the scene".
_OF_ITS_DAY = frozenset({"apart-shot", "hurt-since", "died-there"})


def tells_of_shots(
    found: Sequence[Candidate], features: Sequence[Sequence[str]]
) -> frozenset[DateRange]:
    """The days that some sentence tells together with a shooting."""
    pairs = zip(found, features, strict=True)
    return frozenset(each.days for each, seen in pairs if not SILENT.issubset(seen))


def _scores(features: Sequence[Sequence[str]]) -> list[float]:
    table = choice.weights("date_weights")
    return [choice.score(each, table) for each in features]


def _ranked(found: Sequence[Candidate], scores: Sequence[float]) -> list[tuple[DateRange, float]]:
    """The days told, each with its share of belief, the likeliest first."""
    pooled: dict[DateRange, float] = {}
    for candidate, share in zip(found, choice.shares(scores), strict=True):
        pooled[candidate.days] = pooled.get(candidate.days, 0.0) + share
    made = narrowed(pooled, mornings(found), _days_police_came(found), _quiet(found))
    return sorted(made.items(), key=lambda item: (-item[1], item[0]))


def mornings(found: Sequence[Candidate]) -> dict[DateRange, DateRange]:
    """The mornings told after a night, by that night's day."""
    return {night.days: each.days for night, each in _nights(found)}


def _nights(found: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Each hour told of a morning, with the day of the night before it."""
    for at, each in enumerate(found):
        if each.phrase.kind != "hour":
            continue
        nights = (one for one in reversed(found[:at]) if one.days.gap(each.days) == 1)
        if night := next((one for one in nights if one.days.last < each.days.first), None):
            yield night, each


def _quiet(found: Sequence[Candidate]) -> frozenset[DateRange]:
    """The nights on which it only began: "called about 9 p.m. Sunday … at 3 a.m. he was shot"."""
    nights = {night.days for night, _ in _nights(found)}
    loud = {each.days for each in found if SHOT_THEN.search(each.sentence.text)}
    return frozenset(nights - loud)


def _days_police_came(found: Sequence[Candidate]) -> frozenset[DateRange]:
    """The days on which a sentence tells how it began: "deputies were called last Tuesday when"."""
    return frozenset(
        each.days
        for each in found
        if each.days.days == 1
        and _CAME.search(each.sentence.text)
        and not (_of_another(each) or is_day_of_another(each))
    )


def narrowed(
    pooled: Mapping[DateRange, float],
    after: Mapping[DateRange, DateRange],
    came: frozenset[DateRange] = frozenset(),
    quiet: frozenset[DateRange] = frozenset(),
) -> dict[DateRange, float]:
    """Let belief in "last week" speak for a day told within it, if that day is plausible or police
    ``came`` on it; so with "Friday night" and an hour told of the morning ``after``,
    which need not be so plausible where the night was ``quiet``."""
    made = dict(pooled)
    for night, morning in after.items():
        if made.get(morning, 0.0) >= (_HEARD if night in quiet else _PLAUSIBLE):
            made[morning] += made.get(night, 0.0)
            made[night] = 0.0
    for wide in sorted(pooled):
        inside = [d for d in pooled if d.days == 1 < wide.days and holds(wide, d)]
        best = max(inside, key=lambda day: (pooled[day], day), default=None)
        if best is not None and (pooled[best] >= _PLAUSIBLE or best in came):
            made[best] += made[wide]
            made[wide] = 0.0
    return made


#: What else has a day in a story of a shooting.
_OTHER_EVENT = Cued(
    r"\b(?:died|death|pronounced|stole\w*|thefts?|robb\w+|burglar\w+|carjack\w+|arrest\w*|charged|court|hearing"
    r"|arraign\w*|vigil|funeral|releas\w+|identified|born|fired from|hired|filed|sued|lawsuit"
    r"|since|anniversar\w+|conference|speech|address|statement|called the|update[ds]?|posted)\b",
    re.IGNORECASE,
)


def _incident(
    days: DateRange,
    share: float,
    found: Sequence[Candidate],
    scores: Sequence[float],
    told: Sequence[bool],
) -> Claim:
    """Quotes a sentence that tells the shooting with the day; inferred from another event's."""
    shown = [
        each.phrase.kind != "hour"
        and not is_day_of_another(each)
        and not _is_afterwards(each)
        and (near or (_tells_more(each) and not _of_another(each)))
        for each, near in zip(found, told, strict=True)
    ]
    best = max(shown[at] for at, each in enumerate(found) if each.days == days)
    fit = [(score, at) for at, score in enumerate(scores) if shown[at] == best]
    claim = _claim("incident_date", days, share, [found[at] for _, at in fit], [s for s, _ in fit])
    if best:
        return claim
    return replace(claim, as_written=None, quote=None, basis=Basis.INFERRED)


_POLICEMEN = r"(?:officers?|deput(?:y|ies)|troopers?|agents?|police|constables?|marshals)"
#: How police and whom they shoot meet: a stop, a knock, a paper to be served.
_MET = (
    r"(?:stopp(?:ed|ing)|stop|pull(?:ed|ing)?\s+over|conducted|conducting|serv(?:e|ed|ing)|knock(?:ed|ing)|observed|noticed|approach(?:ed|ing)"
    r"|encounter(?:ed|ing)|confront(?:ed|ing)|went\s+(?:to|up)|came|got\s+there|walked)"
)
#: What else tells of a shooting: that police came, that somebody was hurt, how it began.
_MORE = Cued(
    r"\b(?:call(?:ed|s)?|dispatch\w*|respond\w*|scene|bullets?|hurt|injur\w+|wounds?|hit|hitting|grazed|sent|bod(?:y|ies)"
    r"|found|discovered|pulled\s+over|broke\s+out|erupted|ambush\w*|standoff|lured|targeted|stormed|swarm\w*|life\s+ended|mishap"
    r"|accident\w*|attack\w*|gunfight|shoot-?out|opening\s+fire|massacre\w*|rampage|tragedy|chase\w*|behind\s+(?:him|her|them)|pistol|rifle|gun|handgun|weapon|hunting"
    r"|knif\w+|machete|sword|swung|lunged|ramm(?:ed|ing)|barricad\w+|robb\w+|(?:home|house|apartment)\s+invasion"
    rf"|traffic\s+stops?|flagged\s+down|{_MET}\s+(?:\w+\s+){{0,3}}?{_POLICEMEN}|{_POLICEMEN}\b[^.;]{{0,60}}?\s{_MET})\b",
    re.IGNORECASE,
)


_CAME = Cued(
    rf"\b{_POLICEMEN}\b[^.;]{{0,40}}?\s(?:called|sent|summoned|dispatched|responded|went|came|{_MET})\b",
    re.IGNORECASE,
)


def _tells_more(candidate: Candidate) -> bool:
    """Whether a sentence without a word of shots tells of the event at all."""
    return _MORE.search(candidate.sentence.text) is not None


def _is_afterwards(candidate: Candidate) -> bool:
    """Is the day that of a word to reporters, of a search, or of bodies that were found?

    "Said to reporters on Wednesday", "On Sunday, the president called it", "police on Friday were
    investigating", "found the bodies Saturday".
    """
    text, phrase = candidate.sentence.text, candidate.phrase
    if _TO_REPORTERS.search(text, 0, phrase.start) or _A_LEADER_SPOKE.match(text, phrase.end):
        return True
    if _SOUGHT.match(text, phrase.end) or _ALL_DAY.search(text):
        return True
    return _BODIES.search(text) is not None and _GUNFIRE.search(text) is None


_TO_REPORTERS = re.compile(r"\b(?:to|told)\s+reporters\s+$", re.IGNORECASE)
_A_LEADER_SPOKE = Cued(
    r",?\s+(?:(?:then-)?[Pp]resident|Gov\.|Governor|Mayor|Sen\.|Senator|Rep\.|the\s+(?:president|mayor|governor))(?=\s)[^.;]{0,60}?"
    r"\b(?:called|said|spoke|addressed|condemned|visited|met)\b"
)
_SOUGHT = re.compile(
    r",?\s+(?:were|was|are|is)\s+(?:still\s+)?(?:investigating|searching|looking|seeking|asking)\b"
)
_ALL_DAY = Cued(r"\bthroughout\s+the\s+(?:day|night|weekend)\b", re.IGNORECASE)
_BODIES = Cued(
    r"\b(?:found|discovered)\b[^.;]{0,60}?\bbod(?:y|ies)\b|\bbod(?:y|ies)\b[^.;]{0,40}?\b(?:found|discovered)\b",
    re.IGNORECASE,
)
_GUNFIRE = Cued(r"\b(?:shot|shots|shoot\w*|gun\w*|fired?|firing|killed|slain)\b", re.IGNORECASE)


def _of_another(candidate: Candidate) -> bool:
    """Is the day told beside a death, a theft, an arrest, and no shooting?"""
    text, start, end = window_of(candidate)
    return _OTHER_EVENT.search(text, max(0, start - 80), end + 60) is not None


def _claim(
    field: str,
    days: DateRange,
    share: float,
    found: Sequence[Candidate],
    scores: Sequence[float],
) -> Claim:
    """The claim, quoting the likeliest sentence that gives these days."""
    same = [at for at, each in enumerate(found) if each.days == days]
    chosen = found[max(same, key=lambda at: (scores[at], -at))]
    sentence = chosen.sentence
    return Claim(
        field,
        str(days),
        as_written=chosen.phrase.text,
        quote=sentence.span(0, len(sentence.text)),
        hedged=doubted(sentence.text, chosen.phrase.start),
        method=METHOD,
        confidence=round(share, 4),
    )


def _death(found: Sequence[Candidate], shot: DateRange) -> tuple[Claim, ...]:
    """A day of death told apart from the day of the shooting."""
    for candidate in found:
        days = candidate.days
        if days.precision is not DatePrecision.DAY or days.first <= shot.last:
            continue
        start = candidate.phrase.start
        if DIED.search(lowered(candidate.sentence.text[max(0, start - 80) : start])):
            return (_claim("death_date", days, 0.8, [candidate], [0.0]),)
    return ()
