"""Of which time a clause tells: of the case, or of another.

"Charged in April" of a man shot in July is no sign of life, and a rifle of last year's arrest no
weapon. What a clause has of days is compared with the day of the shooting; set phrases ("years
ago", "in Iraq", "when he was a boy") tell another time by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.extents import Pieces, around, clause, near
from pipeline.records import Claim, DatePrecision, DateRange, Passage, Sentence, Where
from pipeline.when import date_candidates
from pipeline.when.date_features import compared_with

_Dated = Mapping[Sentence, Sequence[date_candidates.Candidate]]


@dataclass(frozen=True, slots=True)
class Case:
    """When the case happened, and by which words and days its story tells time."""

    days: Sequence[DateRange] = ()  # of the shooting, the likeliest first
    told: str = ""  # the words in which gunfire by police is told
    dated: _Dated = field(default_factory=dict)  # the days that sentences tell


def case_of(passage: Passage, told: Sequence[Claim], heard: Sequence[Sequence[Gunfire]]) -> Case:
    """The case of a passage, by what is read of its days and heard of its gunfire."""
    shots = (
        sentence.text
        for sentence, events in zip(passage.sentences, heard, strict=False)
        if any(one.by_police for one in events)
    )
    year = str(passage.published_day.year) if passage.published_day else ""
    dated: dict[Sentence, list[date_candidates.Candidate]] = {}
    for each in date_candidates.candidates(passage):
        dated.setdefault(each.sentence, []).append(each)
    days = [DateRange.parse(str(one.value)) for one in told if one.field == "incident_date"]
    return Case(days, " ".join([year, *shots]), dated)


_YEAR = (
    r"\b(?:[Ii]n|[Ss]ince|of|until|from|by)\s+(?:[A-Z][a-z]+\.?\s+(?:\d{1,2},\s+)?)?"
    r"(?P<year>(?:19|20)\d\d)\b"
)
#: What happened once: "in 2006", "years ago", "in Iraq", "as a boy".
_ELSEWHEN = re.compile(
    rf"{_YEAR}|\b(?:years?|decades?)\s+ago\b|\b(?:years?|months?|weeks?|days?|hours?)\s+(?:earlier|before)(?=[,.;]|$|\s+the\s+(?:shooting|encounter))"
    r"|\b(?:previously(?!\s+of)|at\s+the\s+time(?=[,.;]|$))|\blast\s+(?:spring|summer|fall|winter|year)\b"
    r"|\b(?:in|from)\s+(?:Iraq|Afghanistan|Vietnam|combat|the\s+war)\b|\bas\s+a\s+(?:boy|girl|child|teen\w*|baby|soldier|Marine)\b"
    r"|\bwhen\s+(?:he|she)\s+was\s+(?:an?\b|\d|in\s+(?:high|middle|grade|college))|\bin\s+(?:childhood|high\s+school|infancy)\b"
    r"|\bhad\s+(?:been\s+)?(?:once|twice|already|just|recently)\s+(?:been\s+)?$|\b(?:[Oo]nce|[Tt]wice)\s+before\b",
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_CASE = re.compile(
    r"\b(?:police|officers?|deput(?:y|ies)|troopers?)\s+(?:had\s+)?(?:fired|shot|opened)\b"
)


def of_another_time(sentence: Sentence, start: int, end: int, case: Case) -> bool:
    """Whether the clause of the words at offsets is told of another time than the case."""
    text = sentence.text
    before, after = around(text, start, end)
    if _CASE.search(after):
        return False
    if is_before(sentence, start, end, case):
        return True
    told = (_ELSEWHEN.match(before), _ELSEWHEN.search(near(before)), _ELSEWHEN.search(after))
    return any(one is not None and not _is_of_case(one, case) for one in told)


def of_another_case(sentence: Sentence, start: int, end: int, case: Case) -> bool:
    """Whether what words tell is of another case: of another time, or "a 2009 case in which …".

    Nothing is, where the day of this case is not known.
    """
    if not case.days or told_within(sentence, case):
        return False
    if of_another_time(sentence, start, end, case):
        return True
    before = sentence.text[:start]
    years = {each[1] for each in _CASE_OF.finditer(before)}
    return bool(years) and not years & {str(day.first.year) for day in case.days}


#: "The 2019 death of a man who", "a 2009 case in which".
_CASE_OF = re.compile(
    r"\b((?:19|20)\d\d)\s+(?:[\w-]+\s+){0,3}?(?:case|shooting|death|killing|arrest|incident|chase|pursuit|encounter|stop|robbery|burglary|conviction|charge)\b"
)


def _is_of_case(time: re.Match[str], case: Case) -> bool:
    if time["year"]:
        return time["year"] >= min(_YEARS.findall(case.told), default="9999")
    return bool(time.group()) and time.group() in case.told


def is_before(sentence: Sentence, start: int, end: int, case: Case) -> bool:
    """Whether a day in the clause of the words at offsets lies before the case."""
    dated = case.dated.get(sentence, ())
    if not dated or not case.days:
        return False
    near_by = [each for each in dated if _governs(sentence.text, each, start, end)]
    return any(_lies_before(each, case) for each in near_by) and not any(
        each.days.overlaps(day) for each in near_by for day in case.days
    )


def _governs(text: str, time: date_candidates.Candidate, start: int, end: int) -> bool:
    """Whether a day is told with the words at offsets: at the head of their clause, or beside."""
    pieces = clause(text, start, end)
    at = time.phrase.start
    if not any(first <= at < last for first, last in pieces):
        return False
    if at >= end:
        return " and " not in text[end:at] and " but " not in text[end:at]
    head = text[pieces[0][0] : at].strip(" ,“”\"'")
    beside = " and " not in text[at:start] and " but " not in text[at:start]
    return beside or len(head.split()) < _HEAD


_HEAD = 3  # words that may stand before a day that is said of the whole clause


def _lies_before(time: date_candidates.Candidate, case: Case) -> bool:
    """Days apart; who is shot after midnight is shot "on Saturday night" or "on Sunday".

    A weekday says too little. A month without its year that would be nearly a year back may be the
    one to come: "due in court on June 3", in May.
    """
    if time.phrase.kind == "weekday":
        return False
    unsaid = time.phrase.kind in ("dated", "monthly") and not _YEARS.search(time.phrase.text)
    loose = timedelta(days=time.days.precision is DatePrecision.DAY)
    return all(
        time.days.last + loose < day.first
        and not (unsaid and day.first - time.days.last > _NEARLY_A_YEAR)
        for day in case.days
    )


_NEARLY_A_YEAR = timedelta(days=300)


# --- what is told of the case alone ----------------------------------------------------------

#: Where the words begin that a day after them is said of: "who was jailed in March".
_BEGINS = re.compile(
    r"[,;:—–]\s|\b(?:and|but|who|whom|that|which|when|while|after|before|because|said|says)\s"
)
_STOPS = re.compile(r"[,;:—–]|\s(?:and|but|when|while|who|before|after)\s|$")


Heard = Sequence[Sequence[Gunfire]]


def of_its_time(
    passage: Passage, heard: Heard, case: Case, shot: frozenset[str]
) -> tuple[Passage, Heard]:
    """The passage and its gunfire without what is told of days before the case.

    Every offset is kept. ``shot``: surnames of those hit, of whom a day may be read wrongly.
    """
    pairs = [
        _of_its_time(sentence, events, case, shot) if sentence in case.dated else (sentence, events)
        for sentence, events in zip(passage.sentences, heard, strict=True)
    ]
    sentences = tuple(sentence for sentence, _ in pairs)
    if not case.days or sentences == passage.sentences:
        return passage, heard
    return replace(passage, sentences=sentences), [events for _, events in pairs]


def _of_its_time(
    sentence: Sentence, events: Sequence[Gunfire], case: Case, shot: frozenset[str]
) -> tuple[Sentence, Sequence[Gunfire]]:
    """A sentence with spaces for what it tells of before the case, and the gunfire in the rest."""
    dated = case.dated[sentence]
    before = [each for each in dated if _lies_before(each, case) and not _since(each)]
    if not before or sentence.where is Where.TITLE:
        return sentence, events
    text = sentence.text
    own = [each for each in dated if any(each.days.overlaps(day) for day in case.days)]
    for start, end in (piece for each in before for piece in _told_with(sentence.text, each)):
        hit = [event for event in events if event.by_police and start <= event.start < end]
        known = hit and any(name in text[start:end] for name in shot)
        if not known and not any(start <= other.phrase.start < end for other in own):
            text = text[:start] + " " * (end - start) + text[end:]
            events = [event for event in events if not start <= event.start < end]
    return replace(sentence, text=text), events


def told_before(sentence: Sentence, case: Case) -> bool:
    """Whether a sentence has a day before the case, and none of the case."""
    dated = case.dated.get(sentence, ())
    return (
        any(_lies_before(each, case) and not _since(each) for each in dated)
        and bool(case.days)
        and not told_within(sentence, case)
    )


def told_within(sentence: Sentence, case: Case) -> bool:
    """Whether a sentence has a day of the case."""
    return any(
        each.days.overlaps(day) for each in case.dated.get(sentence, ()) for day in case.days
    )


def _since(time: date_candidates.Candidate) -> bool:
    """What has been so since holds at the case, too: "officers have worn cameras since June"."""
    text = time.sentence.text
    if compared_with(text, time.phrase.start):
        return False
    return _SINCE.search(text, max(0, time.phrase.start - 12), time.phrase.end) is not None


_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


def _told_with(text: str, time: date_candidates.Candidate) -> Pieces:
    """What a day is said of: its whole clause where it heads it, else the words up to it."""
    phrase = time.phrase
    if compared := compared_with(text, phrase.start):
        return (compared,)
    pieces = clause(text, phrase.start, phrase.end)
    if len(text[pieces[0][0] : phrase.start].strip(" ,“”\"'").split()) < _HEAD:
        return pieces
    first, last = next(each for each in pieces if each[0] <= phrase.start < each[1])
    begins = max((one.end() for one in _BEGINS.finditer(text, first, phrase.start)), default=first)
    if begins > first:
        return ((begins, phrase.end),)
    stop = _STOPS.search(text, phrase.end, last)
    return ((first, stop.start() if stop else last),)


# --- how somebody was when police came -------------------------------------------------------

#: A state in which police found somebody.
_BEFOREHAND = re.compile(
    r"\b(?:before|when|until)\s+(?:the\s+|two\s+|three\s+)?(?:police|officers?|deput(?:y|ies)|troopers?|they|it)\s+(?:\w+\s+)?"
    r"(?:came|come|arriv\w+|show\w*\s+up|knocked|happened)\b"
)
_AWAITING = re.compile(
    r"\b(?:was|were|had\s+been)\s+(?:\w+\s+)?(?:(?:free|out)\s+on\s+bond|facing|awaiting|due)\b"
)


def of_before(text: str, start: int, end: int) -> bool:
    """Whether the words at offsets tell how somebody was when police came."""
    if _AWAITING.search(text, max(0, start - 12), end):
        return True
    return _BEFOREHAND.search(around(text, start, end)[1]) is not None
