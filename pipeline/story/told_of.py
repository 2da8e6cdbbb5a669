"""What a story tells of each person hit: when, where, at what length, in which words.

Whether two of them were hit in one incident is asked of this by :mod:`pipeline.story.apart`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from pipeline.gunfire.introductions import Heard
from pipeline.language.cued import Cued
from pipeline.records import DateRange, Sentence
from pipeline.story import threads
from pipeline.story.parting import towns_in
from pipeline.story.threads import Thread
from pipeline.story.turn_words import COMES, POLICE
from pipeline.when import date_phrases, phrase_days
from pipeline.when.date_candidates import SAID_ON, is_put_back, is_too_new

_MANY = 12  # threads weighed; a story with more lists them
_COARSE = 4  # days of a month or a season: an incident told of by the way
_LONG = 400  # days of no one time
AGE = re.compile(r"\b(\d\d)(?:-year-old\b|(?<=[,sn] \d\d)(?=[,.;)]|\s*$|\sand\b))")
_FIRED = Cued(
    r"\b(?:fired|shot|shots|shoot|opened\s+fire|gunfire|bullets?|rounds?)\b", re.IGNORECASE
)
_STREET = re.compile(
    r"\b(?:[A-Z][\w'’-]+|\d+(?:st|nd|rd|th))\s+(?:Street|Avenue|Road|Drive|Boulevard|Lane|Highway|Parkway|Court|Place|Pike|Way)\b"
    r"|\b(?:Interstate|Highway|Route|I-|U\.S\.)\s*\d+\b"
)
_MALE = Cued(r"\b(?:man|he|his|him|boy|father|husband|brother|son)\b", re.IGNORECASE)
_FEMALE = Cued(r"\b(?:woman|she|her|girl|mother|wife|sister|daughter)\b", re.IGNORECASE)
#: Days of what came after, or before: not of the shooting.
_DEATH = r"died|(?<!shot\s)dead|pronounced"
_LATER = (
    r"identified|released|charged|arraigned|booked|buried|since|said|says|told|funeral|sentenced|indicted|pleaded"
    r"|trial|court|hearing|sued|filed|cleared|ruled|announced|named|suit|lawsuit|wrote|until|declined|settle\w*|vote[ds]?"
    r"|approved|convicted|born|(?:left|leaving)\s+(?:the|a)\s+hospital"
)
_UP_TO = r"(?:(?!\b(?:shot|killed|shooting|killing|wounded|when|after|where)\b)[^.;]){0,50}$"
_ELSE = re.compile(rf"\b(?:{_DEATH}|{_LATER})\b{_UP_TO}", re.IGNORECASE)
_ELSE_THAN_DEATH = re.compile(rf"\b(?:{_LATER})\b{_UP_TO}", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "that with they them their have were from said been after into then will would this which what"
    " than over also other about there before just like more could down back when police officer"
    " officers shot shooting killed killing fired died wounded deputy deputies sheriff department"
    " county city man woman told investigation state attorney district chief case people year"
    " years".split()
)
_HOUR = Cued(
    r"\b(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a thread tells of its incident."""

    thread: Thread
    length: tuple[int, ...]  # the sentences that really tell of its person
    letters: int
    days: frozenset[DateRange]  # told with the shot, or where it is led up to
    all_days: frozenset[DateRange]
    towns: frozenset[str]
    streets: frozenset[str]
    gender: str
    armed_police: bool  # of police, and of shots
    words: frozenset[str]
    opening: tuple[int, ...]  # the sentences that begin its paragraphs
    called: int  # sentences that call its person
    coarse: bool  # its days are a month, or a year
    ages: frozenset[str]
    hours: frozenset[int]  # in minutes of the day
    begins: bool  # with its day, its town, words that turn to it


class Story:
    """A story with its threads and what they tell."""

    def __init__(self, sentences: Sequence[Sentence], heard: Heard, day: date | None) -> None:
        self.sentences = sentences
        self.heard = heard
        self.day = day
        found, self.owners = threads.find(sentences, heard)
        several = found[:_MANY] if len(found) > 1 else []
        self.traits = self._dated(self._joined([self._traits(one) for one in several]))
        self.title = " ".join(one.text for one in sentences if one.paragraph < 0)
        self.body = sum(len(one.text) for one in sentences if one.paragraph >= 0)

    def _joined(self, found: list[Traits]) -> list[Traits]:
        """Somebody nameless is who is named right after, where nothing speaks against it."""
        kept = {id(one.thread): one for one in found}
        for one in found:
            after = one.thread.following
            other = kept.get(id(after)) if after else None
            if one.thread.name or not (after and other):
                continue
            if not _may_be_one(one, other, (self.sentences[at].text for at in other.opening)):
                continue
            after.own = sorted({*after.own, *one.thread.own})
            after.falls = sorted({*after.falls, *one.thread.falls})
            self.owners = [
                after if owner is None and at in one.thread.own else owner
                for at, owner in enumerate(self.owners)
            ]
            del kept[id(one.thread)]
            kept[id(after)] = self._traits(after)
        return sorted(kept.values(), key=lambda each: each.thread.first)

    def _dated(self, found: list[Traits]) -> list[Traits]:
        """The first one named was hit on the day the lead gives, where none stands by the name."""
        first = next((n for n, one in enumerate(found) if one.thread.name), None)
        if first is None or found[first].days or len(found) < 2:
            return found
        named = {id(one.thread) for one in found if one.thread.name}
        lead = [at for at in range(found[first].thread.first) if id(self.owners[at]) not in named]
        days = frozenset(day for day in self._days(lead) if day.days <= _COARSE)
        found[first] = replace(found[first], days=days)
        return found

    def _traits(self, thread: Thread) -> Traits:
        sentences = self.sentences
        core = thread.told
        near = {sentences[at].paragraph for at in (*core, thread.first)}
        scene = [at for at in sorted({*thread.own, *core}) if sentences[at].paragraph in near]
        text = " ".join(sentences[at].text for at in scene)
        own = " ".join(sentences[at].text for at in thread.own)
        days: frozenset[DateRange] = frozenset()
        for group in (core, scene[:1], scene):
            days = days or self._days(group)
        days = days or self._days(scene, put_back=True) or self._days(thread.own)
        days = days or self._days(thread.own, deaths=True)
        length = tuple(threads.length(thread, sentences))
        return Traits(
            thread,
            length,
            sum(len(sentences[at].text) for at in length),
            days,
            self._days(scene),
            frozenset().union(*(towns_in(sentences[at].text) for at in scene)),
            frozenset(_STREET.findall(text)),
            _gender(own),
            bool(POLICE.search(text) and _FIRED.search(text)),
            frozenset(_WORD.findall(own.lower())) - _COMMON,
            tuple(
                at
                for at in scene
                if at == scene[0] or sentences[at].paragraph != sentences[at - 1].paragraph
            ),
            sum(
                threads.tells(thread, at, sentences)
                for at, one in enumerate(sentences)
                if one.paragraph >= 0
            ),
            _is_coarse(days),
            frozenset(AGE.findall(text)),
            frozenset(_hours(text)),
            threads.begins(sentences[scene[0]].text),
        )

    def _days(
        self, places: Sequence[int], *, put_back: bool = False, deaths: bool = False
    ) -> frozenset[DateRange]:
        return frozenset(
            day
            for at in places
            for day in _days(self.sentences[at].text, self.day, put_back=put_back, deaths=deaths)
        )


def _is_coarse(days: Set[DateRange]) -> bool:
    return bool(days) and all(each.days > _COARSE for each in days)


def _days(
    text: str, published: date | None, *, put_back: bool, deaths: bool
) -> Iterator[DateRange]:
    """The days a sentence gives, but for those of a death, a charge, a court, of who says it;
    ``put_back``: and those that may be of last year or to come; ``deaths``: and of a death."""
    others = _ELSE_THAN_DEATH if deaths else _ELSE
    for phrase in date_phrases.find(text):
        if phrase.kind == "anniversary" or others.search(text[: phrase.start]):
            continue
        if SAID_ON.search(text, max(0, phrase.start - 60), phrase.start):
            continue
        days = phrase_days.resolve(phrase, phrase_days.Now(published))
        if days is None or days.days > _LONG or is_too_new(days, published):
            continue
        if put_back or not is_put_back(text, phrase, days, published):
            yield days


def every_day(text: str, published: date | None) -> Iterator[DateRange]:
    for phrase in date_phrases.find(text):
        days = phrase_days.resolve(phrase, phrase_days.Now(published))
        if days is not None and days.days == 1:
            yield days


def _hours(text: str) -> Iterator[int]:
    for match in _HOUR.finditer(text):
        half = 12 * 60 * (match["half"] in "pP")
        yield int(match["hour"]) % 12 * 60 + int(match["minute"] or 0) + half


def _gender(text: str) -> str:
    male, female = (sum(1 for _ in each.finditer(text)) for each in (_MALE, _FEMALE))
    return "male" if male > 2 * female else "female" if female > 2 * male else ""


def gap_of(left: Set[DateRange], right: Set[DateRange]) -> int | None:
    """How many days lie between two sets of days at least; None where one is empty."""
    return min((one.gap(other) for one in left for other in right), default=None)


def _may_be_one(nameless: Traits, named: Traits, texts: Iterable[str]) -> bool:
    thread = named.thread
    if any(COMES.search(text) for text in texts):
        return False
    if {nameless.gender, named.gender} == {"male", "female"} or thread.first in nameless.thread.own:
        return False
    gap = gap_of(nameless.days, named.days)
    spread = max((one.gap(other) for one in nameless.days for other in nameless.days), default=0)
    if gap or spread > 1:
        return False
    if disjoint(nameless.towns, named.towns) and not thread.met:
        return False
    return thread.met or gap == 0 or not (named.days and thread.told)


def disjoint(left: Set[str], right: Set[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)
