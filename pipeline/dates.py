"""When it happened: the days an article gives for the shooting, against its day of publication."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from pipeline import choice, gazetteer, outlets, years
from pipeline.attribution import doubted
from pipeline.cued import Cued
from pipeline.date_phrases import DatePhrase, Now, apart_days, back, find, lowered, resolve
from pipeline.records import (
    Article,
    Basis,
    Claim,
    DatePrecision,
    DateRange,
    Passage,
    PublishedPrecision,
    Sentence,
    Where,
)

METHOD = "date-phrases"
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[,;:.\"“”()]")
_SHOT = Cued(
    r"shot|shoot|gunfire|gunshot|gunned|opened? fire|fired|firing|kill|wound|struck|stabb|slain|"
    r"murder|homicide|massacre|slay|(?<!without )incident|happened|occurred|took place|died|dead|"
    r"confront|encounter"
)
_CLOCK = re.compile(r"\d\s?(?:a\.?m|p\.?m)\b|o['’]clock|midnight|noon")
_CLAUSE = re.compile(r"[;:()“”\"]|\s[–—-]\s|,\s(?:and|but|who|which|where|when|while|after)\b")
_STAMP = Cued(r"^\W*(?:\w+\W+){0,12}?(?:posted|updated|published|last modified|created)\b")
_ASIDE = Cued(
    r"\W*(?:related|playlist|trending|from the archives?|read more|more from)\b", re.IGNORECASE
)
_MAX_CANDIDATES = 60
LEAST = 0.3  # share below which a candidate is not worth a claim
LEAST_YEAR = 0.5  # a bare year is in every other sentence
LEAST_BARE = 0.5  # so is a day told where no shooting is
_DISSENT = 0.25
_PLAUSIBLE = 0.15


def publication_day(article: Article, state: str | None = None) -> date | None:
    """The local civil day of publication, as the best known zone counts it."""
    stamp = article.published
    if stamp is None or article.published_precision not in _DAYS:
        return None
    if article.published_precision is PublishedPrecision.DAY:
        return stamp.date()
    zone = _zone(article, state)
    return _in_zone(stamp, zone) if zone else stamp.date()


_DAYS = (PublishedPrecision.SECOND, PublishedPrecision.DAY)


def _zone(article: Article, state: str | None) -> str | None:
    """Zone of the incident's state, else of the dateline's, else the outlet's."""
    if state and (zone := gazetteer.timezone_of(state)):
        return zone
    city, told = dateline_place(article.dateline or "")
    if told and (zone := gazetteer.timezone_of(told, city)):
        return zone
    home = article.home if article.home.state else outlets.home_of(article.url) or article.home
    return home.timezone or (gazetteer.timezone_of(home.state, home.city) if home.state else None)


def _in_zone(stamp: datetime, zone: str) -> date:
    try:
        return stamp.astimezone(ZoneInfo(zone)).date()
    except (ValueError, OverflowError, OSError, KeyError):  # an outlet's zone may be mistyped
        return stamp.date()


_DATELINE = re.compile(r"^\s*([^,(—–]+?)(?:,\s*([A-Za-z. ]+?))?\s*(?:\([^)]*\))?\s*[—–-]*\s*$")


def dateline_place(dateline: str) -> tuple[str | None, str | None]:
    """City and state of a dateline; a state only where it is written.

    >>> dateline_place("MACON, Ga. (AP) —"), dateline_place("CHICAGO (UW) —")
    (('MACON', 'GA'), ('CHICAGO', None))
    """
    match = _DATELINE.match(dateline)
    if match is None:
        return None, None
    return match.group(1), gazetteer.state_code(match.group(2)) if match.group(2) else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date expression of a passage with the days it can mean."""

    sentence: Sentence
    order: int  # of the sentence within the passage
    phrase: DatePhrase
    days: DateRange


@lru_cache(maxsize=4)  # asked for the shooting, and for what followed it
@lru_cache(maxsize=4)  # asked for the case, its day and what followed
def candidates(passage: Passage) -> tuple[Candidate, ...]:
    """Every expression of the passage that can be resolved, in reading order."""
    found: list[Candidate] = []
    told: date | None = None
    published = reading_day(passage)
    for order, sentence in enumerate(passage.sentences):
        if _ASIDE.match(sentence.text):
            continue
        phrases = list(find(sentence.text))
        if not phrases and (hour := _after_night(sentence, order, found, published)):
            found.append(hour)
        for phrase, after in zip(phrases, [*phrases, None][1:], strict=True):
            days = _beside_event(sentence.text, phrase, found)
            if days and days.first > found[-1].days.first:
                found.pop()  # what came two days before the shooting is no shooting
            days = days or _years_to_the_day(sentence.text, phrase, published)
            days = days or resolve(phrase, Now(published, told))
            if (
                days is None
                or _too_new(days, published)
                or _put_back(sentence.text, phrase, days, published)
                or _of_paper(sentence.text, phrase)
            ):
                continue
            if after and _said_again(sentence.text, phrase, after):
                continue
            found.append(Candidate(sentence, order, phrase, days))
            if days.first == days.last and not _to_come(sentence.text, phrase):
                told = days.first
        if len(found) >= _MAX_CANDIDATES:
            break
    return tuple(found[:_MAX_CANDIDATES])


_HOUR = Cued(r"\b(1[0-2]|0?[1-9])(?::([0-5]\d))?\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_NIGHT = re.compile(r"night|evening|late\b")
_DAWN = time(6)
_DUSK = time(18)
#: What an hour is of, if it is that of the shooting.
_SHOT_THEN = Cued(
    r"\b(?:shot|shots|fired|opened\s+fire|shooting|gunfire|happened|occurred|took\s+place|erupted|broke\s+out|unfolded)\b",
    re.IGNORECASE,
)
_ELSE_THEN = Cued(r"\b(?:died|dead|death|court|vigil|conference|arrest\w*|booked)\b", re.IGNORECASE)


def _of_shots(sentence: Sentence) -> re.Match[str] | None:
    """The hour of a shooting, in a sentence that tells no day."""
    hour = _HOUR.search(sentence.text)
    if hour and _SHOT_THEN.search(sentence.text) and not _ELSE_THEN.search(sentence.text):
        return hour
    return None


def _after_night(
    sentence: Sentence, order: int, found: Sequence[Candidate], published: date | None
) -> Candidate | None:
    """ "Friday night … It happened at 12:20 a.m.": of the morning after."""
    if not found or found[-1].days.days > 1 or not (hour := _of_shots(sentence)):
        return None
    if _time_of(hour) >= _DAWN or not _is_night(found[-1]):
        return None
    days = DateRange.day(found[-1].days.first + timedelta(days=1))
    if published and days.first > published:
        return None
    return Candidate(sentence, order, DatePhrase(*hour.span(), hour.group(), "hour", hour), days)


def _time_of(hour: re.Match[str]) -> time:
    return time(int(hour[1]) % 12 + 12 * (hour[3] in "pP"), int(hour[2] or 0))


def _is_night(told: Candidate) -> bool:
    """ "Friday night", "Friday at 11:58 p.m."."""
    text, phrase = told.sentence.text, told.phrase
    if phrase.kind not in ("weekday", "dated", "today", "named"):
        return False
    beside = _HOUR.search(text, max(0, phrase.start - 20), phrase.end + 20)
    return bool(_NIGHT.search(lowered(phrase.text)) or (beside and _time_of(beside) >= _DUSK))


def _clock(article: Article, published: date | None) -> datetime | None:
    """The moment of publication by the clock of its place; none where only a day is known."""
    stamp = article.published
    if stamp is None or article.published_precision is not PublishedPrecision.SECOND:
        return None
    zone = _zone(article, None)
    if zone is None and not stamp.utcoffset():
        return None
    local = stamp.astimezone(ZoneInfo(zone)) if zone else stamp
    return local if local.date() == published else None


_TO_EVENT = re.compile(
    r"\s+(?:the\s+(?:\w+\s+)?(?:shooting|killing|incident|encounter|confrontation|standoff)|(?:he|she|they|his|her|their|police|officers?"
    r"|deput(?:y|ies))\s+(?:was|were|death|shot|killed|fatally))\b"
)
_APART = re.compile(r",?\s+(?:just\s+|only\s+|about\s+)?|\s[—–-]+\s")


def _beside_event(text: str, phrase: DatePhrase, found: Sequence[Candidate]) -> DateRange | None:
    """ "On June 28, two days before the shooting": the event's day, counted from the one beside."""
    if phrase.kind not in ("apart", "next_day") or not found:
        return None
    last = found[-1]
    words = lowered(phrase.text)
    if (
        last.sentence.text != text
        or last.days.days > 1
        or not _TO_EVENT.match(lowered(text), phrase.end)
    ):
        return None
    if not _APART.fullmatch(text, last.phrase.end, phrase.start):
        return None
    forward = not words.endswith(("after", "since"))
    number = apart_days(phrase)
    if number is None:
        return None
    return DateRange.day(last.days.first + timedelta(days=number if forward else -number))


_YEARS_BEEN = re.compile(
    rf"\b(?:been|was|marks?|marked)\s+(?:exactly\s+)?(?P<n>a|{years.NUMBER})\s+years?\s+(?:on\s+)?$"
)


def _years_to_the_day(text: str, phrase: DatePhrase, published: date | None) -> DateRange | None:
    """ "It has been five years today": the same date, so many years before."""
    if phrase.kind not in ("today", "weekday") or published is None:
        return None
    match = _YEARS_BEEN.search(lowered(text), 0, phrase.start)
    today = resolve(phrase, Now(published))
    if match is None or today is None or today.days > 1:
        return None
    return back(today.first, years.value(match["n"]) or 1, "years", exact=True)


def _said_again(text: str, phrase: DatePhrase, after: DatePhrase) -> bool:
    """ "Last Monday night, November 28": the date says which Monday."""
    apart = text[phrase.end : after.start]
    return after.kind in _DATES and phrase.kind not in _DATES and apart in (", ", " (", " ")


_DATES = ("dated", "numeric")


_PAPER_AFTER = re.compile(
    r"^(?:['’]s)?\s+(?:\w+\s+)?(?:paper|newspaper|editions?|print|issue|newscast|broadcast|article|story)\b"
)
_PAPER_BEFORE = re.compile(
    r"\b(?:article|story|report|column|editorial|headline|caption|graphic|newspaper|Page \w+)"
    r"(?:\s+(?:in|of|that ran|published|printed|posted|aired|appeared))*\s+(?:on\s+)?$"
    r"|\bdated\s+$"
)


def _of_paper(text: str, phrase: DatePhrase) -> bool:
    """ "In Sunday's paper", "an article on Monday": a day of the press, not of the event."""
    behind, ahead = text[max(0, phrase.start - 60) : phrase.start], text[phrase.end :][:40]
    if phrase.kind in ("dated", "numeric") and (_POSTED.search(behind) or _WIRE.match(ahead)):
        return True
    if _DIED_APART.search(text[: phrase.start]) and phrase.kind == "apart":
        return True
    if _WANTED_IN.search(behind) and _A_CRIME.match(ahead):
        return True
    if _REPORTS_FOR.search(behind):
        return True
    if _COMING.search(behind) or _AS_OF.search(behind) or _COMES.match(ahead):
        return True
    return bool(
        _PAPER_AFTER.match(ahead) or _PAPER_BEFORE.search(behind) or behind.endswith("Black ")
    )


#: "Is due in court Friday", "a hearing was set for July 31", "would have turned 15 on Aug. 24".
_TO_COME = Cued(
    r"\b(?:(?:is|are|was|were|been|be|and|remains?)\s+(?:\w+ly\s+)?(?:scheduled|due|slated|planned|expected|set(?=\s+(?:for|to)\b))"
    r"|set\s+(?:an?\s+)?(?:\w+\s+){0,2}(?:hearing|trial|sentencing|arraignment|date)\s+for"
    r"|(?:hearing|sentencing|arraignment|trial|appearance|court\s+date)\s+(?:is|will\s+be)"
    r"|would\s+(?:have|be)|will\s+be|will\s+have|(?:plans?|hopes?|wants?|is|are)\s+to\s+\w+)\b"
    r"(?:(?!\b(?:shot|shoot\w*|gunfire|fir(?:ed|ing)|kill\w*|wound\w*|slay\w*|slain|murder\w*|attack|death"
    r"|after|following|because|who|what|okay|ok|recover|survive|live)\b)"
    r"(?:\b[ap]\.m\.|\d:\d|[^.;:“”\"])){0,70}$",
    re.IGNORECASE,
)


def _to_come(text: str, phrase: DatePhrase) -> bool:
    """Is a day told as one that lay ahead of somebody?"""
    if _SHOOTING.match(text, phrase.end):
        return False  # "charges will be filed in Tuesday's shooting"
    return _TO_COME.search(text, 0, phrase.start) is not None


_OPENS = re.compile(
    r"^[A-Z][\w.'’ -]{1,30}(?:,\s+[A-Z][\w.]{1,14})?\s+\($"
)  # "Macon, Ga. (May 3) –"
_DIED_APART = re.compile(r"\b(?:died|dies|death\s+came)\s+(?:(?:only|just|about)\s+)?$")
#: "Sought in the Jan. 20 slaying": a crime before it.
_WANTED_IN = re.compile(
    r"\b(?:wanted|sought|suspect(?:ed)?)\b[^.;]{0,40}\b(?:in|for)\s+(?:the|an?)\s+$", re.IGNORECASE
)
_A_CRIME = re.compile(
    r"\s+(?:\w+\s+)?(?:slayings?|killings?|shootings?|homicides?|murders?|robber(?:y|ies)|deaths?|stabbings?)\b"
)
_COMING = re.compile(
    r"\b(?:ends|begins|starts|opens|resumes|expires|until|by(?:\s+the\s+end)?)\s+(?:on\s+)?$"
)
#: "Ann Roe reports for Channel 5 at 11 p.m. Friday".
_REPORTS_FOR = re.compile(r"\b(?:reports|reporting)\s+(?:from\s+[\w ]{1,30}\s+)?for\s[^;]*$")
_AS_OF = re.compile(
    r"(?:\b(?:as\s+of|still)|(?:\bwill|['’]ll)\s+(?:[\w-]+\s+){1,4})\s*(?:on\s+)?$", re.IGNORECASE
)
_COMES = re.compile(r"^,?\s+(?:will\s+(?:be|mark)|marks)\b")  # "Tuesday will be one year since"
_WIRE = re.compile(r"^\s*\((?:AP|Reuters|UPI|AFP|UW|Associated Press)\b")


_POSTED = re.compile(r"\b(?:posted|created|published|updated)\b[^.]{0,20}$", re.IGNORECASE)
_POSTED_AT_ALL = Cued(r"[PpCcUu](?:osted|reated|ublished|pdated|OSTED|REATED|UBLISHED|PDATED)")


def reading_day(passage: Passage) -> date | None:
    """The day of publication; an older one printed in the text itself ("Posted: …") goes before.

    Pages that moved to another site are often stamped anew.
    """
    published = passage.published_day
    if published is None:
        return None
    if (told := url_day(passage.article.url)) and told < published:
        return told
    for sentence in passage.sentences[:8]:
        if not _POSTED_AT_ALL.search(sentence.text):
            continue
        for phrase in find(sentence.text):
            if phrase.kind not in ("dated", "numeric"):
                continue
            if _POSTED.search(sentence.text[max(0, phrase.start - 30) : phrase.start]):
                days = resolve(phrase, Now(None))
                if days and days.first < published:
                    return days.first
    return published


_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:([/-])(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9](?=/))"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?=[/_.-]|$)"
)
_URL_MONTH = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(0?[1-9]|[12]\d|3[01])/"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def url_day(url: str) -> date | None:
    """The day an address gives for its story; stamps of moved pages are newer.

    >>> url_day("https://a.example/2016/01/25/a-story/"), url_day("https://a.example/AID=/20130318/A")
    (datetime.date(2016, 1, 25), datetime.date(2013, 3, 18))
    """
    if match := _URL_DAY.search(url):
        year, month, day = int(match[1]), int(match[3] or match[5]), int(match[4] or match[6])
    elif match := _URL_MONTH.search(url):
        year, month, day = int(match[1]), _MONTHS.index(match[2]) + 1, int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _too_new(days: DateRange, published: date | None) -> bool:
    return published is not None and days.first > published + timedelta(days=1)


_SOON = 45  # days


def _put_back(text: str, phrase: DatePhrase, days: DateRange, published: date | None) -> bool:
    """A date without a year that comes soon after the story: to come, and not of last year."""
    if published is None or phrase.kind != "dated" or days.days > 1 or _A_YEAR.search(phrase.text):
        return False
    if _SHOT.search(lowered(text)):
        return False
    ahead = (days.first + timedelta(days=365) - published).days
    return 0 < ahead <= _SOON and "last year" not in lowered(phrase.text)


_A_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=4)  # a passage with nothing of an earlier case is read for its case first
def read(passage: Passage) -> tuple[Claim, ...]:
    """Claims ``incident_date`` (best first, then plausible dissent) and ``death_date``."""
    found = candidates(passage)
    if not found:
        return _by_clock(passage)
    features = all_features(found, reading_day(passage))
    scores = _scores(features)
    stands = standing(features)
    rivals = [at for at, kept in enumerate(stands) if kept or "to-come" in features[at]]
    meant = {each.days for each, kept in zip(found, stands, strict=True) if kept}
    ranked = _ranked([found[at] for at in rivals], [scores[at] for at in rivals])
    likely = [(days, share) for days, share in ranked if days in meant]
    shots = tells_of_shots(found, features)
    best = [(days, share) for days, share in likely[:1] if share >= least(days, days in shots)]
    if not best:
        return ()
    also = [(d, s) for d, s in likely[1:3] if s >= _DISSENT and not d.overlaps(best[0][0])]
    told = [not _SILENT.issubset(seen) for seen in features]
    plain = {
        each.days
        for each, seen in zip(found, features, strict=True)
        if "clause-shot" in seen and not (_of_another(each) or _day_of_another(each))
    }
    also = [(days, share) for days, share in also if days in plain and days.days == 1]
    claims = [_incident(days, share, found, scores, told) for days, share in best + also]
    return (*claims, *_death(found, best[0][0]))


def _by_clock(passage: Passage) -> tuple[Claim, ...]:
    """A story that gives only the hour is of its day: "shot around 2:30 a.m.", or the night's."""
    published = reading_day(passage)
    if published is None:
        return ()
    clock = _clock(passage.article, published)
    for sentence in passage.sentences:
        hour = _HOUR.search(sentence.text)
        if hour and _SHOT.search(lowered(sentence.text)):
            days = _last_such(_time_of(hour), published, clock)
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
    if any(_LATER.search(text) for text in lead) or not any(_SHOT.search(text) for text in lead):
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
    officer shot him"), the day of a death, a court or a crowd does not; nor does the day a
    council acts on, or that of a death told beside the time of the shooting, or a day to come."""
    counted = any("apart-shot" in seen for seen in features)
    return tuple(
        not (
            "formal" in seen
            or "to-come" in seen
            or "beside-shot" in seen
            or (counted and {"died", "procedure"} & set(seen) and "apart-shot" not in seen)
        )
        for seen in features
    )


_SILENT = frozenset({"shot-before:no", "shot-after:no"})


def tells_of_shots(
    found: Sequence[Candidate], features: Sequence[Sequence[str]]
) -> frozenset[DateRange]:
    """The days that some sentence tells together with a shooting."""
    pairs = zip(found, features, strict=True)
    return frozenset(each.days for each, seen in pairs if not _SILENT.issubset(seen))


def _scores(features: Sequence[Sequence[str]]) -> list[float]:
    table = choice.weights("date_weights")
    return [choice.score(each, table) for each in features]


def _ranked(found: Sequence[Candidate], scores: Sequence[float]) -> list[tuple[DateRange, float]]:
    """The days told, each with its share of belief, the likeliest first."""
    pooled: dict[DateRange, float] = {}
    for candidate, share in zip(found, choice.shares(scores), strict=True):
        pooled[candidate.days] = pooled.get(candidate.days, 0.0) + share
    made = narrowed(pooled, mornings(found))
    return sorted(made.items(), key=lambda item: (-item[1], item[0]))


def mornings(found: Sequence[Candidate]) -> dict[DateRange, DateRange]:
    """The mornings told after a night, by that night's day."""
    return {
        before.days: each.days
        for before, each in pairwise(found)
        if each.phrase.kind == "hour" and before.days.gap(each.days) == 1
    }


def narrowed(
    pooled: Mapping[DateRange, float], after: Mapping[DateRange, DateRange]
) -> dict[DateRange, float]:
    """Let belief in "last week" speak for a day told within it, if that day is plausible; so
    with "Friday night" and an hour told of the morning ``after``."""
    made = dict(pooled)
    for night, morning in after.items():
        if made.get(morning, 0.0) >= _PLAUSIBLE:
            made[morning] += made.get(night, 0.0)
            made[night] = 0.0
    for wide in sorted(pooled):
        inside = [d for d in pooled if d.days == 1 < wide.days and _holds(wide, d)]
        best = max(inside, key=lambda day: (pooled[day], day), default=None)
        if best is not None and pooled[best] >= _PLAUSIBLE:
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
        and not _day_of_another(each)
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


def _tells_more(candidate: Candidate) -> bool:
    """Whether a sentence without a word of shots tells of the event at all."""
    return _MORE.search(candidate.sentence.text) is not None


#: A verb right before a day: "justified last year", "died Sunday".
_OF_THE_DAY = Cued(
    r"\b(?:died|justified|cleared|acquitted|indicted|released|decided|announced|filed|sued|approved|voted|pleaded|guilty|convicted"
    r"|sentenced|arraigned|arrested|charged|identified|said|resigned|testified|buried|gathered|appeared|in\s+court|found\s+dead)\s+"
    r"(?:(?<!said\s)(?:(?:(?:just|shortly)\s+)?(?:about|around|at|after|before)\s+)?\d{1,2}(?::\d\d)?\s+[ap]\.?m\.?\s+)?"
    r"(?:(?:on|early|late|last)\s+)?$",
    re.IGNORECASE,
)


#: "Around 9 p.m. Monday": dots that end nothing.
_HOUR_DOTS = r"[ap]\.m\."
#: What has a day of its own, some words ahead of it, and no shooting told between.
_ELSE_THAT_DAY = Cued(
    r"\b(?:waived|reassured|surrendered|taken\s+into\s+custody|captured|apprehended|arrested|birthday|turned\s+(?:him|her|them)sel(?:f|ves)\s+in|spoke|thanked|courtroom|appearance|hearing|visit\w*"
    r"|learned|reunited|cries|cried|announced\s+charges|(?:news|press)\s+conference|(?:stable|critical|serious|fair|good|grave)\s+condition|lawsuit|complaint)\b"
    rf"(?:(?!shot|shoot|gun|fire|kill|wound|attack|happen|occur|incident|found|die|hear|rob)(?:{_HOUR_DOTS}|[^.;])){{0,70}}$",
    re.IGNORECASE,
)


#: "Were shot at a hearing Tuesday".
_SHOT_THERE = re.compile(
    r"\b(?:shot|killed|wounded|shooting|gunfire)\b(?:\s+\w+)?\s+(?:at|outside|during|in|after|near)\s+(?:\w+\s+){0,3}$"
)


@lru_cache(maxsize=256)
def _day_of_another(candidate: Candidate) -> bool:
    """Is the day that of a verdict, a death, a saying, whatever else is told beside it?"""
    text = candidate.sentence.text
    if candidate.phrase.kind == "apart" and _SHOT.search(text, candidate.phrase.end):
        return False  # "arrested three days after the shots"
    other = _ELSE_THAT_DAY.search(text, 0, candidate.phrase.start)
    if other and not _SHOT_THERE.search(text, 0, other.start()):
        return not _SHOOTING.match(text, candidate.phrase.end)
    if _SHOOTING.match(text, candidate.phrase.end):
        return False  # "indicted in February shooting"
    return _OF_THE_DAY.search(text, 0, candidate.phrase.start) is not None


#: "In Friday's fatal shooting", not "on Friday in the shooting".
_SHOOTING_OF_DAY = re.compile(
    r"(?:['’]s)?\s+(?:(?!in\b|over\b|for\b)\w+\s+)?(?:shooting|killing|slaying|death)\b"
)
_SHOOTING = Cued(
    r"(?:['’]s)?\s+(?:\w+\s+){0,2}(?:shooting|killing|slaying|death|gunfight|shoot-?out|murder|homicide|attack)\b"
)


def _of_another(candidate: Candidate) -> bool:
    """Is the day told beside a death, a theft, an arrest, and no shooting?"""
    text, start, end = _window(candidate)
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


_DIED = re.compile(
    r"\b(?:died(?! in an? (?:car|crash|fire|accident))|was pronounced dead|succumbed|"
    rf"was declared dead|death(?= on| came))\b"
    rf"(?:(?!\b(?:told|said|says)\b)(?:{_HOUR_DOTS}|[^,.;\"”])){{0,40}}$"
)


def _death(found: Sequence[Candidate], shot: DateRange) -> tuple[Claim, ...]:
    """A day of death told apart from the day of the shooting."""
    for candidate in found:
        days = candidate.days
        if days.precision is not DatePrecision.DAY or days.first <= shot.last:
            continue
        start = candidate.phrase.start
        if _DIED.search(lowered(candidate.sentence.text[max(0, start - 80) : start])):
            return (_claim("death_date", days, 0.8, [candidate], [0.0]),)
    return ()


def all_features(found: Sequence[Candidate], published: date | None) -> list[list[str]]:
    """For each candidate, what can be seen of it, as named features."""
    values = [each.days for each in found]
    made = [_features(each, at, values, published) for at, each in enumerate(found)]
    others = [_day_of_another(each) for each in found]
    shot = {
        each.order
        for each, seen, other in zip(found, made, others, strict=True)
        if not other and "formal" not in seen and not _SILENT.issubset(seen)
    }
    for each, seen, other in zip(found, made, others, strict=True):
        if other and each.order in shot and "apart-shot" not in seen:
            seen.append("beside-shot")
    return made


def _features(
    candidate: Candidate, at: int, values: Sequence[DateRange], published: date | None
) -> list[str]:
    text, start, end = _window(candidate)
    return [
        *_of_phrase(candidate, published),
        *_of_place(candidate, at),
        *_of_words(text, start, end),
        *_of_clause(text, start, end, candidate.phrase.kind),
        *_of_event(text, start, end, candidate, values),
        *_of_support(candidate.days, at, values),
    ]


_REACH = 400  # a "sentence" may be a whole transcript


def _window(candidate: Candidate) -> tuple[str, int, int]:
    """The words around a phrase, in small letters, and where it stands in them."""
    phrase = candidate.phrase
    first = max(0, phrase.start - _REACH)
    text = lowered(candidate.sentence.text[first : phrase.end + _REACH])
    return text, phrase.start - first, phrase.end - first


def _of_phrase(candidate: Candidate, published: date | None) -> list[str]:
    phrase, days = candidate.phrase, candidate.days
    low = lowered(phrase.text)
    kind = phrase.kind
    made = [f"kind:{kind}", f"precision:{days.precision}"]
    made += ["lead-kind:" + kind] if candidate.order <= 2 else []
    if published is not None and candidate.order <= 3:
        made.append(f"lead-age:{_age(published, days)}")
    if published is not None:
        age = _age(published, days)
        made += [f"age:{age}", f"age:{kind}:{age}"]
    else:
        made.append(f"undated:{kind}")
    if part := _PART.search(low):
        made += ["part", f"part:{part.group()}"]
    made.append(f"first:{low.split()[0]}")
    if kind in ("today", "period", "next_day"):
        made.append(f"phrase:{low}")
    if "to the day" in low or (kind == "ago" and low.endswith(("today", "tonight"))):
        made.append("anniversary")
    return made


_PART = re.compile(r"early|late|night|morning|afternoon|evening")


def _age(published: date, days: DateRange) -> str:
    gap = (published - days.last).days
    for limit in (0, 1, 2, 4, 7, 14, 31, 62, 185, 370, 740):
        if gap <= limit:
            return str(limit)
    return "more"


def _of_place(candidate: Candidate, at: int) -> list[str]:
    order = candidate.order
    where = "title" if candidate.sentence.where is Where.TITLE else str(min(order, 12) // 2 * 2)
    made = [f"sentence:{where}", f"rank:{min(at, 4)}"]
    if candidate.sentence.paragraph == 0:
        made.append("lead")
    if _OPENS.match(candidate.sentence.text, 0, candidate.phrase.start):
        made.append("in-dateline")
    return made


def _of_words(text: str, start: int, end: int) -> list[str]:
    before = _WORD.findall(text[max(0, start - 60) : start])
    after = _WORD.findall(text[end : end + 60])
    made = [f"p1:{before[-1]}" if before else "p1:^", f"n1:{after[0]}" if after else "n1:$"]
    if len(before) > 1:
        made += [f"p2:{before[-2]}", f"p12:{before[-2]} {before[-1]}"]
    if len(after) > 1:
        made += [f"n2:{after[1]}", f"n12:{after[0]} {after[1]}"]
    near = {*before[-6:], *after[:6]}
    made += [f"near:{word}" for word in sorted(near)]
    made += [f"in:{word}" for word in sorted(set(_WORD.findall(text)[:80]))]
    return made


def _of_clause(text: str, start: int, end: int, kind: str) -> list[str]:
    """How near a word of gunfire is, and whether it stands in the same clause."""
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    first = max((b for b in breaks if b < start), default=0)
    last = min((b for b in breaks if b >= end), default=len(text))
    made = ["clock"] if _CLOCK.search(text) else []
    if _STAMP.search(text) or "copyright" in text or "©" in text:
        made.append("stamp")
    if _SHOT.search(text, first, last):
        made += ["clause-shot", f"clause-shot:{kind}"]
    made += [f"lv:{_last_verb(text, first, start)}", f"rv:{_next_verb(text, end, last)}"]
    behind = [start - match.end() for match in _SHOT.finditer(text, 0, start)]
    ahead = _SHOT.search(text, end)
    made.append(f"shot-before:{_distance(behind[-1]) if behind else 'no'}")
    made.append(f"shot-after:{_distance(ahead.start() - end) if ahead else 'no'}")
    if text.count('"', 0, start) % 2 or text.count("“", 0, start) > text.count("”", 0, start):
        made.append("quoted")
    return made


_GAP = (
    r"(?:(?!\b(?:shot|shoot\w*|killed|killing|fired|wounded|slain)\b)"
    rf"(?:{_HOUR_DOTS}|[^.;:“”\"])){{0,45}}"
)
#: Courts, councils, crowds and offices act on days of their own.
_PROCEDURE = (
    r"(?:sentenced|charged|indict\w*|arraigned|plead\w*|pled|convicted|acquitted|found guilty"
    r"|probation|voted?|voting|settled?|filed|sued|ruled|decided|declined|cleared|released"
    r"|made public|walked|marched|rallied|gathered|prayed|buried|filled|testified|announced"
    r"|identified|stood|opened(?!\s+fire)|unsealed|issued|dismissed|denied|approved|awarded|agreed"
    r"|recommended|returned(?!\s+fire)|published|reopened|resigned|appealed|deliberated|upheld"
    r"|rejected|paid|seated|granted|introduced)"
)
_ACTED = Cued(rf"\b{_PROCEDURE}\b{_GAP}$")
_ACTS = re.compile(
    rf"\s+(?:\w+\s+)?{_PROCEDURE}\b"
    r"|,?\s+(?:about\s+|some\s+|nearly\s+|more\s+than\s+)?(?:\d+|dozens|hundreds|scores)\s+(?:of\s+)?"
    r"(?:people|residents|mourners|neighbors|protesters|relatives|friends)\b"
)
#: "Jurors took under two hours Friday to find".
_PANEL = Cued(
    rf"\b(?:jurors|jury|judge|justices|council|commission(?:ers)?|board|supervisors|aldermen|lawmakers)\b{_GAP}$"
)
#: "Police said Thursday that an autopsy …": the day of who speaks.
_SPOKE = Cued(
    r"\b(?:said|says|told\s+(?:reporters|jurors|\w+)|announced|confirmed|wrote|tweeted)\s+(?:in\s+a\s+statement\s+)?(?:on\s+|late\s+|early\s+)?$"
)
#: What an office does on a day of its own, right beside that day.
_FORMAL = (
    r"(?:agreed|approved|voted|identified|declined|ruled|announced|released|unsealed|decided|indicted|filed|sued|settled"
    r"|cleared|sentenced|convicted|acquitted)"
)
_FORMALLY = re.compile(rf"\s+(?:\w+ly\s+)?{_FORMAL}\b")
_MADE_PUBLIC = Cued(
    r"\b(?:made\s+public|identified(?:\s+(?:him|her|them))?|unsealed|approved|indicted|acquitted|sentenced|went\s+home|came\s+home)"
    r"\s+(?:(?:on|late|early)\s+)?$"
)
#: "The deadliest shooting since the one at the school in Newtown, in December 2012".
_COMPARED = Cued(
    r"\b(?:deadliest|worst|bloodiest|largest|biggest|highest|first|most)\b[^.;]{0,120}?\b(?P<than>since\b[^.;]{0,200})",
    re.IGNORECASE,
)


def compared_with(text: str, at: int) -> tuple[int, int] | None:
    """The words on another time that one is only measured by, if they are at an offset."""
    for match in _COMPARED.finditer(text):
        if match.start("than") <= at < match.end("than"):
            return match.span("than")
    return None


#: "Told a jury Wednesday", "opening statements began Tuesday".
_IN_COURT = Cued(
    r"\b(?:told|tells)\s+(?:a\s+|the\s+)?(?:jurors|jury|court|judge)\s+(?:on\s+)?$"
    r"|\b(?:statements|testimony|arguments|deliberations|jury\s+selection|trial|hearing|retrial)\s+"
    r"(?:began|begins|opened|opens|started|starts|resumed|resumes|continued|ended|is\s+set\s+for)\s+(?:on\s+)?$"
)
#: "Convicted a former detective of murder Friday", "was booked on two charges late Friday".
_JUDGED = Cued(
    r"\b(?:convicted|indicted|acquitted|sentenced|booked|arraigned|(?:was|were|been)\s+charged(?!\s+(?:at|by|toward))|charged\s+(?:an?\s+(?:former|off-duty)|two|three)\b)"
    r"(?:(?!\b(?:shot|shoot\w*|shots|fir(?:ed|ing)|kill\w*|wound\w*|when|after|who|that|in|for|over)\b)[^.;,]){0,80}?\s(?:on\s+|late\s+|early\s+)?$"
)
#: "Filed a federal lawsuit against the county on Tuesday".
_SUED = Cued(
    r"\b(?:files?|filed|filing|brought|served)\s+(?:an?\s+|the\s+|their\s+)?(?:[\w-]+\s+){0,4}?(?:lawsuit|suit|complaint|claim|petition|motion|appeal)\b"
    rf"{_GAP}$"
)
#: What has its day in a life, and not in what police did: "was born on", "on leave since".
_OF_A_LIFE = Cued(
    r"\b(?:born|hired|married|divorced|elected|re-?elected|appointed|promoted|sworn\s+in|took\s+office|graduated|enlisted|retired"
    r"|joined|moved|released\s+from\s+(?:prison|jail)|warrant\b[^.;,]{0,40}?\bissued|(?:on|paid)\s+leave)\b"
    rf"{_GAP}$"
)
_THEN_SHOT = re.compile(r"[^.;:“”\"]{0,60}?\b(?:shot|shooting|killed|killing|wounded)\b")


def _of_event(
    text: str, start: int, end: int, candidate: Candidate, values: Sequence[DateRange]
) -> list[str]:
    """Whether another event governs the day, and what else is told then."""
    others = any(value != candidate.days for value in values)
    made = []
    near = max(0, start - 80)
    kind = candidate.phrase.kind
    ahead = not _ends_the_shooting(text, start, end, kind)
    acts = ahead and _ACTS.match(text, end)
    if acts or any(each.search(text, near, start) for each in (_ACTED, _PANEL)):
        made += ["procedure", f"procedure:others:{others}"]
    if _SPOKE.search(text, near, start):
        made += ["spoke", f"spoke:others:{others}"]
    if _DIED.search(text, max(0, start - 80), start):
        older = any(value.last < candidate.days.first for value in values)
        made += ["died", f"died:older:{older}"]
    if compared_with(text, start):
        made.append("formal")
    if _to_come(candidate.sentence.text, candidate.phrase):
        made.append("to-come")
    elsewhere = (_IN_COURT, _JUDGED, *((_SUED, _OF_A_LIFE) if kind != "apart" else ()))
    judged = any(each.search(text, near, start) for each in elsewhere)
    if (judged and not _SHOOTING_OF_DAY.match(text, end)) or (
        not _SHOOTING.match(text, end)
        and (_MADE_PUBLIC.search(text, near, start) or (ahead and _FORMALLY.match(text, end)))
    ):
        made.append("formal")
    if kind == "apart" and _THEN_SHOT.match(text, end):
        made.append("apart-shot")
    return made


#: "The mother of a man shot by deputies in March": the verb after it has another day.
_OF_THE_SHOT = Cued(
    r"\b(?:shot|killed|wounded|shooting|slain)\b"
    r"(?:(?!\b(?:was|were|is|are|has|have|had|said|who|will)\b)"
    rf"(?:{_HOUR_DOTS}|\d:\d|day,\s|[^.,;:“”\"])){{0,60}}$"
)


def _ends_the_shooting(text: str, start: int, end: int, kind: str) -> bool:
    """Does a day belong to the shooting told before it, and not to the verb after it?

    "Relatives of a man shot by police Tuesday filed a lawsuit" may be either.
    """
    if not _OF_THE_SHOT.search(text, max(0, start - 80), start):
        return False
    return kind not in ("weekday", "today") or next(find(text[end : end + 80]), None) is not None


_VERB = re.compile(
    r"\b(?:[a-z]{2,}ed|shot|said|says|told|tells|was|were|is|are|has|had|took|began|broke|found|left|"
    r"went|came|hit|struck|will|would|gave|held|met|filed|made|saw|heard|put|set|ran|fled|going)\b"
)


def _last_verb(text: str, first: int, start: int) -> str:
    found = _VERB.findall(text, first, start)
    return found[-1] if found else "no"


def _next_verb(text: str, end: int, last: int) -> str:
    found = _VERB.search(text, end, last)
    return found.group() if found else "no"


def _distance(gap: int) -> str:
    return next((str(limit) for limit in (3, 12, 30, 70) if gap <= limit), "far")


def _of_support(days: DateRange, at: int, values: Sequence[DateRange]) -> list[str]:
    same = sum(value == days for value in values)
    inside = any(value != days and _holds(days, value) for value in values)
    around = any(value != days and _holds(value, days) for value in values)
    older = any(value.last < days.first for value in values)
    newer = any(value.first > days.last for value in values)
    made = [f"same:{min(same, 4)}", f"values:{min(len(set(values)), 5)}"]
    made += ["narrower-told"] if inside else []
    made += ["wider-told"] if around else []
    made += ["older-told"] if older else []
    made += ["newer-told"] if newer else []
    if at and values[at - 1] == days:
        made.append("same-as-last")
    exact = [value for value in values if value.days == 1]
    if days.days == 1 and exact:
        made += ["earliest"] if days == min(exact) else []
        made += ["latest"] if days == max(exact) else []
        made += ["only-day"] if len(set(exact)) == 1 else []
    return made


def _holds(outer: DateRange, inner: DateRange) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
