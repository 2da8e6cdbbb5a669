"""Every day and hour an article tells, resolved against its day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline.language import years
from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer, outlets
from pipeline.page import datelines
from pipeline.records import Article, DateRange, Passage, PublishedPrecision, Sentence
from pipeline.when.date_phrases import DatePhrase, find, lowered
from pipeline.when.phrase_days import Now, apart_days, back, month_number, resolve, weekday_number

SHOT = Cued(
    r"shot|shoot|gunfire|gunshot|gunned|opened? fire|fired|firing|kill|wound|struck|stabb|slain|"
    r"murder|homicide|massacre|slay|(?<!without )incident|happened|occurred|took place|died|dead|"
    r"confront|encounter"
)
_ASIDE = Cued(
    r"\W*(?:related|playlist|trending|from the archives?|read more|more from)\b", re.IGNORECASE
)
_MAX_CANDIDATES = 60


def publication_day(article: Article, state: str | None = None) -> date | None:
    """The local civil day of publication, as the best known zone counts it."""
    stamp = article.published
    if stamp is None or article.published_precision not in _DAYS:
        return None
    if article.published_precision is PublishedPrecision.DAY:
        return stamp.date()
    zone = zone_of(article, state)
    return _in_zone(stamp, zone) if zone else stamp.date()


_DAYS = (PublishedPrecision.SECOND, PublishedPrecision.DAY)


def zone_of(article: Article, state: str | None) -> str | None:
    """Zone of the incident's state, else of the dateline's, else the outlet's."""
    if state and (zone := gazetteer.timezone_of(state)):
        return zone
    city, told = datelines.place_of(article.dateline or "")
    if told and (zone := gazetteer.timezone_of(told, city)):
        return zone
    home = article.home if article.home.state else outlets.home_of(article.url) or article.home
    return home.timezone or (gazetteer.timezone_of(home.state, home.city) if home.state else None)


def _in_zone(stamp: datetime, zone: str) -> date:
    try:
        return stamp.astimezone(ZoneInfo(zone)).date()
    except (ValueError, OverflowError, OSError, KeyError):  # an outlet's zone may be mistyped
        return stamp.date()


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
    told = passage.told
    published = reading_day(passage)
    for order, sentence in enumerate(passage.sentences):
        if _ASIDE.match(sentence.text):
            continue
        told = _month_over(sentence.text, published) or told
        phrases = list(find(sentence.text))
        if not phrases and (hour := _after_night(sentence, order, found, published)):
            found.append(hour)
        before: DatePhrase | None = None
        for phrase, after in zip(phrases, [*phrases, None][1:], strict=True):
            days = _beside_event(sentence.text, phrase, found)
            if days and days.first > found[-1].days.first:
                found.pop()  # what came two days before the shooting is no shooting
            days = days or _years_to_the_day(sentence.text, phrase, published)
            days = days or _that_day(sentence.text, phrase, found)
            if counted := _counted_to_the_day(sentence.text, phrase, before, published):
                found.append(Candidate(sentence, order, phrase, counted))
                continue
            before = phrase
            days = days or resolve(phrase, Now(published, told))
            if (
                days is None
                or is_too_new(days, published)
                or is_put_back(sentence.text, phrase, days, published)
                or _of_paper(sentence.text, phrase)
            ):
                continue
            if after and _said_again(sentence.text, phrase, after):
                continue
            found.append(Candidate(sentence, order, phrase, days))
            if days.first == days.last and not is_to_come(sentence.text, phrase):
                told = days.first
        if len(found) >= _MAX_CANDIDATES:
            break
    return tuple(found[:_MAX_CANDIDATES])


_MONTH_OVER = re.compile(
    r"^\W*(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?:[.:]\W|\W*$)"
)


def _month_over(text: str, published: date | None) -> date | None:
    """ "**February.** On the 11th, …": the first of the month a list of the year is headed by."""
    head = _MONTH_OVER.match(text) if published else None
    if head is None or published is None:
        return None
    month = month_number(head["month"].casefold())
    return date(published.year - (month > published.month), month, 1)


HOUR = Cued(r"\b(1[0-2]|0?[1-9])(?::([0-5]\d))?\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_NIGHT = re.compile(r"night|evening|late\b")
_DAWN = time(6)
_DUSK = time(18)
#: What an hour is of, if it is that of the shooting.
SHOT_THEN = Cued(
    r"\b(?:shot|shots|fired|opened\s+fire|shooting|gunfire|happened|occurred|took\s+place|erupted|broke\s+out|unfolded)\b",
    re.IGNORECASE,
)
_ELSE_THEN = Cued(r"\b(?:died|dead|death|court|vigil|conference|arrest\w*|booked)\b", re.IGNORECASE)


def _of_shots(sentence: Sentence) -> re.Match[str] | None:
    """The hour of a shooting, in a sentence that tells no day."""
    hour = HOUR.search(sentence.text)
    if hour and SHOT_THEN.search(sentence.text) and not _ELSE_THEN.search(sentence.text):
        return hour
    return None


def _after_night(
    sentence: Sentence, order: int, found: Sequence[Candidate], published: date | None
) -> Candidate | None:
    """ "Friday night … It happened at 12:20 a.m.": of the morning after."""
    night = next((each for each in reversed(found) if not _is_of_saying(each)), None)
    if night is None or night.days.days > 1 or not (hour := _of_shots(sentence)):
        return None
    if time_of(hour) >= _DAWN or not _is_night(night):
        return None
    days = DateRange.day(night.days.first + timedelta(days=1))
    if published and days.first > published:
        return None
    return Candidate(sentence, order, DatePhrase(*hour.span(), hour.group(), "hour", hour), days)


#: "Police said Monday", "the chief said in a statement late Monday".
SAID_ON = Cued(
    r"\b(?:said|says|announced|confirmed|reported|told\s+(?:\w+\s+)?\w+)\s+"
    r"(?:in\s+an?\s+(?:\w+\s+){0,2}\w+\s+)?(?:early\s+|late\s+)?(?:on\s+)?$"
)


def _is_of_saying(told: Candidate) -> bool:
    """Is the day that of who tells it, and of no night?"""
    start = told.phrase.start
    return SAID_ON.search(told.sentence.text, max(0, start - 60), start) is not None


def time_of(hour: re.Match[str]) -> time:
    return time(int(hour[1]) % 12 + 12 * (hour[3] in "pP"), int(hour[2] or 0))


def _is_night(told: Candidate) -> bool:
    """ "Friday night", "Friday at 11:58 p.m."."""
    text, phrase = told.sentence.text, told.phrase
    if phrase.kind not in ("weekday", "dated", "today", "named"):
        return False
    beside = HOUR.search(text, max(0, phrase.start - 20), phrase.end + 20)
    return bool(_NIGHT.search(lowered(phrase.text)) or (beside and time_of(beside) >= _DUSK))


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


_THAT = re.compile(r"\b[Tt]hat\s+$")


def _that_day(text: str, phrase: DatePhrase, found: Sequence[Candidate]) -> DateRange | None:
    """ "Over the holiday weekend … at 1 a.m. that Sunday": the nearest to the day told before."""
    if phrase.kind != "weekday" or not found or not _THAT.search(text, 0, phrase.start):
        return None
    number = weekday_number(phrase.parts["wd"])
    weeks = [each.days for each in found[-_LAST_TOLD:] if each.days.days <= _A_WEEK]
    for told, reach in [
        *((week, 0) for week in reversed(weeks)),
        *((week, 3) for week in weeks[-1:]),
    ]:
        near = (told.first + timedelta(days=n) for n in range(-reach, told.days + reach))
        if days := [day for day in near if day.weekday() == number]:
            return DateRange.day(min(days, key=lambda day: (DateRange.day(day).gap(told), day)))
    return None


_LAST_TOLD = 3
_A_WEEK = 8  # days, from a Sunday to the next


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


_MARKS = re.compile(
    r",?\s+(?:will\s+(?:be|mark|make)|is|marks|marked|makes|was)\s+(?:exactly\s+)?(?:it\s+)?"
)


def _counted_to_the_day(
    text: str, phrase: DatePhrase, before: DatePhrase | None, published: date | None
) -> DateRange | None:
    """ "Friday, a month to the day after", "Sunday will mark two years since": from that day."""
    if before is None or published is None or phrase.kind != "apart":
        return None
    apart, parts = text[before.end : phrase.start], phrase.parts
    marks = before.kind == "weekday" and _MARKS.fullmatch(apart) is not None
    if marks and parts["u2"].startswith("year") and parts["way"] == "since":
        day = resolve(before, Now(published)) or _coming_weekday(before, published)
        coming = timedelta(days=7 if day and day.first < published and "will" in apart else 0)
    elif apart == ", " and parts["to_day"]:
        day, coming = resolve(before, Now(published)), timedelta(0)
    else:
        return None
    count = years.number(parts["n2"]) or (1 if parts["n2"] in ("a", "an") else 0)
    if day is None or day.days > 1 or not count:
        return None
    return back(day.first + coming, count, parts["u2"], exact=True)


def _coming_weekday(phrase: DatePhrase, published: date) -> DateRange | None:
    """ "Next Monday will mark two years since": the first one after publication."""
    if (phrase.parts["wmod"] or "") not in ("next", "this coming"):
        return None
    ahead = (weekday_number(phrase.parts["wd"]) - published.weekday() - 1) % 7 + 1
    return DateRange.day(published + timedelta(days=ahead))


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
    return bool(_PAPER_AFTER.match(ahead) or _PAPER_BEFORE.search(behind))


#: "Is due in court Friday", "a hearing was set for July 31", "would have turned 15 on Aug. 24".
_TO_COME = Cued(
    r"\b(?:(?:is|are|was|were|been|be|and|remains?)\s+(?:\w+ly\s+)?(?:scheduled|due|slated|planned|expected|set(?=\s+(?:for|to)\b))"
    r"|set\s+(?:an?\s+)?(?:\w+\s+){0,2}(?:hearing|trial|sentencing|arraignment|date)\s+for"
    r"|(?:hearing|sentencing|arraignment|trial|appearance|court\s+date)\s+(?:is|will\s+be)"
    r"|would\s+(?:have|be)|will\s+be|will\s+have|(?:plans?|hopes?|wants?|is|are|was|were)\s+to\s+\w+)\b"
    r"(?:(?!\b(?:shot|shoot\w*|gunfire|fir(?:ed|ing)|kill\w*|wound\w*|slay\w*|slain|murder\w*|attack|death"
    r"|after|following|because|who|what|okay|ok|recover|survive|live)\b)"
    r"(?:\b[ap]\.m\.|\d:\d|[^.;:“”\"])){0,70}$",
    re.IGNORECASE,
)


def is_to_come(text: str, phrase: DatePhrase) -> bool:
    """Is a day told as one that lay ahead of somebody?"""
    if phrase.kind == "apart" and phrase.parts["way"] == "since":
        return False  # "Tuesday will be one year since"
    if phrase.kind == "today" and _TONIGHT_COMES.match(text, phrase.end):
        return True
    if SHOOTING.match(text, phrase.end):
        return False  # "charges will be filed in Tuesday's shooting"
    return _TO_COME.search(text, 0, phrase.start) is not None


#: "Tonight there's a Mass", "tonight there'll be 90 of them".
_TONIGHT_COMES = re.compile(
    r",?\s+(?:there(?:['’](?:s|ll)|\s+(?:is|are|will))|(?:he|she|they|we|it)(?:['’]ll|\s+will))\b"
)
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


def is_too_new(days: DateRange, published: date | None) -> bool:
    return published is not None and days.first > published + timedelta(days=1)


_SOON = 45  # days


def is_put_back(text: str, phrase: DatePhrase, days: DateRange, published: date | None) -> bool:
    """A date without a year that comes soon after the story: to come, and not of last year."""
    if published is None or phrase.kind != "dated" or days.days > 1 or _A_YEAR.search(phrase.text):
        return False
    if SHOT.search(lowered(text)):
        return False
    ahead = (days.first + timedelta(days=365) - published).days
    return 0 < ahead <= _SOON and "last year" not in lowered(phrase.text)


_A_YEAR = re.compile(r"(?:19|20)\d\d")


#: "Around 9 p.m. Monday": dots that end nothing.
HOUR_DOTS = r"[ap]\.m\."
SHOOTING = Cued(
    r"(?:['’]s)?\s+(?:\w+\s+){0,2}(?:shooting|killing|slaying|death|gunfight|shoot-?out|murder|homicide|attack)\b"
)
