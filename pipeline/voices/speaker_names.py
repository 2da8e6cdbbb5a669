"""Who bears a name that somebody speaks by: what is said right beside it, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language.cued import Cued
from pipeline.naming.described import gender_of
from pipeline.records import AssertedBy, Sentence, Span
from pipeline.voices.attribution import SAYS
from pipeline.voices.kinds_of_voice import is_one, voice_of


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose voice it is, and where the text tells so (nowhere, where it is the outlet's own)."""

    voice: AssertedBy
    says: Span | None = None


NOBODY = Speaker(AssertedBy.UNKNOWN)
OUTLET = Speaker(AssertedBy.OUTLET)


GENDERS = {"he": "male", "she": "female"}
SHORT = 30  # letters after "Roe asked" in a sentence that says no more
WORD = re.compile(r"\w")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)\W*")  # "(Boone County Sheriff's Office)", of a picture


def gender_in(words: str) -> str | None:
    found = [word for word in re.findall(r"[\w-]+", words) if word.lower() not in _OWNS]
    told = [gender for word in found if (gender := gender_of(word))]
    if told:
        return told[-1]
    ends = re.search(r"\w(wo)?man\b", words)
    return ends and ("female" if ends[1] else "male")


_OWNS = frozenset("his her".split())


@dataclass(frozen=True, slots=True)
class Meeting:
    """One mention of a name: the given name before it, and what says who that is."""

    given: str
    voice: AssertedBy | None
    gender: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Bearer:
    speaker: Speaker
    gender: str | None


_TITLES = re.compile(r"(?:Mrs?|Ms|Dr|Rev)\.?$")
_RUN = re.compile(r"(?:(?:[A-Z][\w.'’-]*|[“\"][\w*]+[”\"])\s+){0,6}$")
_BEFORE = Cued(r"(?:[\w’'.-]+\s+){0,5}$")
_APPOSED = re.compile(
    r"(?:,?\s+(?:Jr|Sr)\.?)?,\s+(?:\d{1,3},\s+)?(?P<what>[^,.;:—“”\"*]{3,90})(?=[,.;:—]|$)"
)
_SET_OFF = re.compile(
    r"(?<!\w)(?P<what>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[\w’'-]+['’]s?)\s+(?:[\w’'-]+\s+){0,3}?[\w-]+),\s+$"
)
_CLOSED = re.compile(r"(?:,?\s+(?:Jr|Sr)\.?)?\s*(?:[,.;:)—”\"]|$)")
_OF_FORCE = re.compile(r"\s+(?:of|with|from)\s+(?:the\s+)?(?P<what>[^,.;:—“”\"*]{3,70})")
_OFFICES = (AssertedBy.POLICE, AssertedBy.PROSECUTOR, AssertedBy.MEDICAL_EXAMINER)


def meeting_of(sentence: Sentence, text: str, start: int, end: int) -> Meeting:
    run = _RUN.search(text, 0, start)
    first = run.start() if run else start
    capitals = text[first:start].split()
    titled = max((n for n, word in enumerate(capitals, 1) if _ranks(word)), default=0)
    given = [word for word in capitals[titled:] if not _TITLES.match(word)]
    told = [" ".join(capitals[:titled]), *_descriptions(text, first, end, bare=not capitals)]
    voices = [(voice_of(words), words) for words in told if words]
    voice, words = next((each for each in voices if each[0]), (None, ""))
    return Meeting(
        given[0] if given else "", voice, gender_in(" ".join(told)) if words else None,
        sentence.span(max(0, first - len(words)), end),
    )  # fmt: skip


def _ranks(word: str) -> bool:
    return word == "General" or voice_of(word) is not None


def _descriptions(text: str, start: int, end: int, *, bare: bool) -> Iterator[str]:
    """What is said right beside a name: "his aunt NAME", "NAME, the family's lawyer,"."""
    before = _BEFORE.search(text, 0, start)
    if before and is_one(before[0]):
        yield before[0]
    apart = _SET_OFF.search(text, 0, start)
    if apart and is_one(apart["what"]) and _CLOSED.match(text, end):
        yield apart["what"]
    apposed = _APPOSED.match(text, end)
    if (
        apposed
        and not SAYS.search(apposed["what"])
        and is_one(re.split(r"\s(?:of|for|with|at|in)\s", apposed["what"])[0])
    ):
        yield apposed["what"]
    office = _OF_FORCE.match(text, end)
    if office and not bare and voice_of(office["what"]) in _OFFICES:
        yield office["what"]


def surname_in(name: str) -> str:
    parts = [
        part for part in name.split() if part.rstrip(".,") not in ("Jr", "Sr", "II", "III", "IV")
    ]
    return re.sub(r"['’]s$", "", parts[-1].strip(".,")) if parts else name


def people_met(found: Sequence[Meeting], name: str) -> Bearer:
    """Who bears a name: nobody we know where two do, or where two things are said of them."""
    parts = [part for part in name.split() if not _TITLES.match(part)]
    given = parts[0] if len(parts) > 1 else ""
    others = {one.given for one in found if one.given}
    if given:
        found = (
            [one for one in found if one.given in ("", given)]
            if others == {given}
            else [one for one in found if one.given == given]
        )
    elif len(others) > 1:
        return Bearer(NOBODY, None)
    voices = {one.voice for one in found if one.voice}
    genders = {one.gender for one in found if one.gender}
    gender = genders.pop() if len(genders) == 1 else None
    if len(voices) != 1:
        return Bearer(NOBODY, gender)
    told = next(one for one in found if one.voice)
    return Bearer(Speaker(told.voice or AssertedBy.UNKNOWN, told.span), gender)
