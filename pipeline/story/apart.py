"""Whether two people whom a story tells of as hit by police were hit in one incident or in two.

Not by the words that turn from one to the other, but by what cannot be of one incident: other days,
other towns, each told of at length in paragraphs of their own, called back to by name. The signs
are weighed by ``data/apart_weights.json`` (``python -m benchmarks.train_apart``); two who are told
of as one pair, or of whom one is mentioned by the way, are of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from pipeline import choice
from pipeline.gunfire.introductions import Heard, surname
from pipeline.language.cued import Cued
from pipeline.records import DateRange, Sentence
from pipeline.story import threads
from pipeline.story.named_hit import called
from pipeline.story.parting import Told, entries_of, parted, towns_in
from pipeline.story.roundups import Parts
from pipeline.story.threads import Thread
from pipeline.story.turn_words import COUNTED, DATED, NEW, PARTED, PLURAL, TURN
from pipeline.story.turns import lead
from pipeline.when import date_phrases, phrase_days
from pipeline.when.date_candidates import SAID_ON, is_put_back, is_too_new

#: Threads this sure (in log-odds) to be of two incidents are parted.
_LEAST = 0.0
_MANY = 12  # threads weighed; a story with more lists them
_FAR = 6  # days
_COARSE = 4  # days of a month or a season: an incident told of by the way
_HOURS = 90  # minutes
_LONG = 400  # days of no one time
_AGE = re.compile(r"\b(\d\d)(?:-year-old\b|(?<=[,sn] \d\d)(?=[,.;)]|\s*$|\sand\b))")
_POLICE = Cued(r"\b(?:officers?|deput(?:y|ies)|police|troopers?|sergeant|agents?)\b", re.IGNORECASE)
_FIRED = Cued(
    r"\b(?:fired|shot|shots|shoot|opened\s+fire|gunfire|bullets?|rounds?)\b", re.IGNORECASE
)
_STREET = re.compile(
    r"\b(?:[A-Z][\w'’-]+|\d+(?:st|nd|rd|th))\s+(?:Street|Avenue|Road|Drive|Boulevard|Lane|Highway|Parkway|Court|Place|Pike|Way)\b"
    r"|\b(?:Interstate|Highway|Route|I-|U\.S\.)\s*\d+\b"
)
_MALE = Cued(r"\b(?:man|he|his|him|boy|father|husband|brother|son)\b", re.IGNORECASE)
_FEMALE = Cued(r"\b(?:woman|she|her|girl|mother|wife|sister|daughter)\b", re.IGNORECASE)
#: What an incident is told with that is mentioned beside another: "the third shooting this year".
_BY_THE_WAY = Cued(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|latest|last|another|other|previous|earlier|similar)\s+"
    r"(?:[\w-]+\s+){0,4}?(?:shooting|shootings|killing|killings|case|cases|death|deaths|time|person|man)\b"
    r"|\bsince\b|\b(?:this|last)\s+year\b|\byears?\s+(?:ago|before|earlier)\b",
    re.IGNORECASE,
)
#: Days of what came after, or before: not of the shooting.
_ELSE = re.compile(
    r"\b(?:died|dead|pronounced|identified|released|charged|arraigned|booked|buried|since|said|says|told|funeral|sentenced|indicted|pleaded"
    r"|trial|court|hearing|sued|filed|cleared|ruled|announced|named|suit|lawsuit|wrote|until|declined|settle\w*|vote[ds]?|approved|convicted|born|(?:left|leaving)\s+(?:the|a)\s+hospital)\b"
    r"(?:(?!\b(?:shot|killed|shooting|killing|wounded|when|after|where)\b)[^.;]){0,50}$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"(?:,?\s+(?:Jr|Sr)\.?)?[\s,;\d]*"
    r"(?:(?:of|aged?|his|her|son|brother|wife|both|the|[A-Z]\w+)[\s,\d]*){0,6}\band\b[\s,\w]{0,25}"
)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "that with they them their have were from said been after into then will would this which what"
    " than over also other about there before just like more could down back when police officer"
    " officers shot shooting killed killing fired died wounded deputy deputies sheriff department"
    " county city man woman told investigation state attorney district chief case people year"
    " years".split()
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
        self.traits = self._joined([self._traits(one) for one in several])
        self.title = " ".join(one.text for one in sentences if one.paragraph < 0)
        self.body = sum(len(one.text) for one in sentences if one.paragraph >= 0)

    def _joined(self, found: list[Traits]) -> list[Traits]:
        """Somebody nameless is who is named right after, where nothing speaks against it."""
        kept = {id(one.thread): one for one in found}
        for one in found:
            after = one.thread.following
            other = kept.get(id(after)) if after else None
            if one.thread.name or not (after and other) or not _may_be_one(one, other):
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
        days = days or self._days(scene, put_back=True)
        length = tuple(threads.length(thread, sentences))
        return Traits(
            thread,
            length,
            sum(len(sentences[at].text) for at in length),
            days,
            self._days(scene),
            towns_in(text),
            frozenset(_STREET.findall(text)),
            _gender(own),
            bool(_POLICE.search(text) and _FIRED.search(text)),
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
            bool(days) and all(each.days > _COARSE for each in days),
            frozenset(_AGE.findall(text)),
            frozenset(_hours(text)),
            threads.begins(sentences[scene[0]].text),
        )

    def _days(self, places: Sequence[int], *, put_back: bool = False) -> frozenset[DateRange]:
        texts = (self.sentences[at].text for at in places)
        return frozenset(day for text in texts for day in _days(text, self.day, put_back=put_back))


def _announced(story: Sequence[Sentence]) -> dict[str, float]:
    """What the story as a whole says of being on several."""
    opening = list(lead(story))
    title = [one.text for one in story if one.paragraph < 0]
    return {
        "counted": float(any(map(COUNTED.search, opening))),
        "plural": float(any(map(PLURAL.search, title))),
        "people in title": float(any(map(_PEOPLE.search, title))),
        "parted": float(any(PARTED.search(one.text) for one in story)),
    }


def _days(text: str, published: date | None, *, put_back: bool) -> Iterator[DateRange]:
    """The days a sentence gives, but for those of a death, a charge, a court, of who says it;
    ``put_back``: and those that may be of last year or to come."""
    for phrase in date_phrases.find(text):
        if phrase.kind == "anniversary" or _ELSE.search(text[: phrase.start]):
            continue
        if SAID_ON.search(text, max(0, phrase.start - 60), phrase.start):
            continue
        days = phrase_days.resolve(phrase, phrase_days.Now(published))
        if days is None or days.days > _LONG or is_too_new(days, published):
            continue
        if put_back or not is_put_back(text, phrase, days, published):
            yield days


def _every_day(text: str, published: date | None) -> Iterator[DateRange]:
    for phrase in date_phrases.find(text):
        days = phrase_days.resolve(phrase, phrase_days.Now(published))
        if days is not None and days.days == 1:
            yield days


#: A title on more than one: "Coroner names men killed by police".
_PEOPLE = Cued(
    r"\b(?:men|women|drivers|people|teens|families|mothers|victims|two|three|four|five|both)\b",
    re.IGNORECASE,
)
_HOUR = Cued(
    r"\b(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m\b", re.IGNORECASE
)


def _hours(text: str) -> Iterator[int]:
    for match in _HOUR.finditer(text):
        half = 12 * 60 * (match["half"] in "pP")
        yield int(match["hour"]) % 12 * 60 + int(match["minute"] or 0) + half


def _gender(text: str) -> str:
    male, female = (sum(1 for _ in each.finditer(text)) for each in (_MALE, _FEMALE))
    return "male" if male > 2 * female else "female" if female > 2 * male else ""


def _gap(left: Set[DateRange], right: Set[DateRange]) -> int | None:
    """How many days lie between two sets of days at least; None where one is empty."""
    return min((one.gap(other) for one in left for other in right), default=None)


def _may_be_one(nameless: Traits, named: Traits) -> bool:
    thread = named.thread
    if {nameless.gender, named.gender} == {"male", "female"} or thread.first in nameless.thread.own:
        return False
    gap = _gap(nameless.days, named.days)
    spread = max((one.gap(other) for one in nameless.days for other in nameless.days), default=0)
    if gap or spread > 1:
        return False
    if _apart(nameless.towns, named.towns) and not thread.met:
        return False
    return thread.met or gap == 0 or not (named.days and thread.told)


def _apart(left: Set[str], right: Set[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def split(story: Sequence[Sentence], heard: Heard, published: date | None) -> Parts:
    """The sentences of each incident of a story that tells of several; none where it is of one."""
    if not _may_be_several(story, heard):
        return []
    told = Story(story, heard, published)
    if len(told.traits) < 2:
        return []
    groups = grouped(told, choice.weights("apart_weights"), _LEAST)
    if not _is_announced(story):  # who is told of in one sentence is mentioned by the way
        groups = [group for group in groups if _is_told(group, story)]
    if len(groups) < 2:
        return []
    groups.sort(key=lambda group: group[0].thread.first)
    incidents = [_told(group) for group in groups]
    known = {at: n for n, group in enumerate(groups) for one in group for at in one.thread.own}
    parts = parted(story, heard, incidents, entries_of(incidents), known)
    days = [frozenset().union(*(one.all_days for one in group)) for group in groups]
    parts = [
        [one for one in part if not _is_of_other_day(one, own, days, published)]
        for part, own in zip(parts, days, strict=True)
    ]
    return parts if all(parts) else []


def _is_told(group: Sequence[Traits], story: Sequence[Sentence]) -> bool:
    """In more than one sentence, but for "it was the second shooting this year"."""
    told = (one.length for one in group)
    return any(
        sum(_BY_THE_WAY.search(story[at].text) is None for at in length) > 1 for length in told
    )


def _is_of_other_day(
    sentence: Sentence,
    own: frozenset[DateRange],
    all_days: Sequence[frozenset[DateRange]],
    published: date | None,
) -> bool:
    """ "Fitch's sister learned of Sunday's shooting from a reporter": told beside its incident."""
    told = frozenset(_every_day(sentence.text, published))
    if not (told and own) or _gap(told, own) in (0, 1):
        return False
    return any(_gap(told, days) == 0 for days in all_days if days is not own)


def _may_be_several(story: Sequence[Sentence], heard: Heard) -> bool:
    """Whether a story is announced as on several, or two people's ages stand in two paragraphs of
    gunfire: a look at it first."""
    if _is_announced(story):
        return True
    fired = {one.paragraph for one, found in zip(story, heard, strict=True) if found}
    ages: dict[str, int] = {}
    for one in story:
        near = not fired.isdisjoint(range(one.paragraph - 1, one.paragraph + 2))
        for age in _AGE.findall(one.text) if near and one.paragraph >= 0 else ():
            ages.setdefault(age, one.paragraph)
    return len(set(ages.values())) > 1


def _is_announced(story: Sequence[Sentence]) -> bool:
    title = (one.text for one in story if one.paragraph < 0)
    return any(map(PLURAL.search, title)) or any(map(COUNTED.search, lead(story)))


def _told(group: Sequence[Traits]) -> Told:
    names = dict.fromkeys(one.thread.name for one in group if one.thread.name)
    towns: frozenset[str] = frozenset().union(*(one.towns for one in group))
    return Told(group[0].thread.first, names, frozenset(), towns)


def grouped(story: Story, weigh: choice.Weights, least: float) -> list[list[Traits]]:
    """The threads of each incident: those named first, then the nameless, the lead's last."""

    def rank(one: Traits) -> int:
        if one.thread.name:
            return 0
        return 2 if story.sentences[one.thread.first].paragraph <= 1 else 1

    scores: dict[tuple[int, int], float] = {}
    for m, n, found in pairs(story):
        score = sum(weigh.get(name, 0.0) * value for name, value in sorted(found.items()))
        scores[m, n] = scores[n, m] = score + weigh[""]
    groups: list[list[int]] = []
    for n in sorted(range(len(story.traits)), key=lambda n: (rank(story.traits[n]), n)):
        near = [
            (min(scores[m, n] for m in _named(group, story) or group), group) for group in groups
        ]
        score, best = min(near, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or score > least:
            groups.append([n])
        else:
            best.append(n)
    return [[story.traits[n] for n in sorted(group)] for group in groups]


def _named(group: Sequence[int], story: Story) -> list[int]:
    return [n for n in group if story.traits[n].thread.name]


def pairs(story: Story) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Of every two threads of a story their places and the signs."""
    announced = _announced(story.sentences)
    for n, later in enumerate(story.traits):
        for m, earlier in enumerate(story.traits[:n]):
            yield m, n, announced | signs(story, earlier, later)


def signs(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    """The signs that two threads, in reading order, are of two incidents, or of one."""
    found: dict[str, float] = {}
    for part in (_of_time_and_place, _of_people, _of_length, _of_turning):
        found |= part(story, one, other)
    named = bool(one.thread.name and other.thread.name)
    found["told apart"] = (
        named
        and bool(one.thread.told and other.thread.told and found["days apart"])
        and not (found["brief"] or found["together"] or found["one paragraph"])
    )
    return {name: float(value) for name, value in found.items() if value}


def _of_time_and_place(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    gap = _gap(one.days, other.days)
    coarse = one.coarse or other.coarse
    apart = gap is not None and gap > 1
    return {
        "days apart": apart,
        "days far apart": gap is not None and gap > _FAR,
        "next day": gap == 1,
        "no day": gap is None,
        "coarse": coarse,
        "coarse and apart": coarse and apart,
        "towns apart": _apart(one.towns, other.towns),
        "streets apart": _apart(one.streets, other.streets),
        "hours apart": _hours_apart(one.hours, other.hours),
        "later in title": _in_title(story, other, one),
        "earlier in title": _in_title(story, one, other),
    }


def _hours_apart(left: Set[int], right: Set[int]) -> bool:
    return bool(left and right) and all(abs(m - n) > _HOURS for m in left for n in right)


def _in_title(story: Story, one: Traits, other: Traits) -> bool:
    """Whether the title calls a thread's person, or a town that is not the other's."""
    return any(each in story.title for each in (*one.thread.calls, *(one.towns - other.towns)))


def _of_people(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    left, right = one.thread, other.thread
    both = [
        at
        for at, sentence in enumerate(story.sentences)
        if left.name
        and right.name
        and sentence.paragraph >= 0
        and threads.tells(left, at, story.sentences)
        and threads.tells(right, at, story.sentences)
    ]
    named = bool(left.name and right.name)
    joined = any(_joined(story.sentences[at].text, left, right) for at in both)
    nameless = not (left.name and right.name)
    opens = story.sentences[left.first].paragraph <= 1 and not one.begins
    return {
        "together": min(len(both), 3),
        "joined": joined,
        "kin": named and surname(left.name) == surname(right.name),
        "genders apart": {one.gender, other.gender} == {"male", "female"},
        "nameless": nameless,
        "nameless, ages apart": nameless and _apart(one.ages, other.ages),
        "both nameless": not (left.name or right.name),
        "lead": opens and not left.name,
        "new": not right.name and any(NEW.search(story.sentences[at].text) for at in right.own),
        "silent": left.silent or right.silent,
        "both hit": bool(left.falls and right.falls),
        "both by police": one.armed_police and other.armed_police,
        "once called": named and min(one.called, other.called) <= 1,
    }


def _joined(text: str, left: Thread, right: Thread) -> bool:
    """ "Ann Roe and her son, Lee Roe": two in one list."""
    for start in called(text, left.calls):
        for other in called(text, right.calls):
            first, last = (left, right) if start < other else (right, left)
            begin = min(start, other)
            end = begin + max(len(c) for c in first.calls if text.startswith(c, begin))
            if _AND.fullmatch(text, end, max(start, other)) and last is not first:
                return True
    return False


def _of_length(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    less = min((one, other), key=lambda each: (len(each.length), each.letters))
    own = [len(each.thread.own) for each in story.traits]
    fewest = min(len(one.thread.own), len(other.thread.own))
    common = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    return {
        "told once": len(less.length) <= 1,
        "told twice": len(less.length) == 2,
        "brief": fewest <= 1,
        "share of threads": 2 * fewest / (sum(own) or 1),
        "share of story": 4 * less.letters / max(1, story.body),
        "words in common": common,
    }


def _of_turning(story: Story, one: Traits, other: Traits) -> dict[str, float]:
    sentences, left, right = story.sentences, one.thread, other.thread
    openings = [sentences[at].text for at in other.opening]
    return {
        "turn": any(TURN.match(text) for text in openings),
        "dated": any(DATED.match(text) or threads.OPENS_IN.match(text) for text in openings),
        "both begin": one.begins and other.begins,
        "one paragraph": sentences[left.first].paragraph == sentences[right.first].paragraph,
        "by the way": any(
            _BY_THE_WAY.search(sentences[at].text)
            for each in (one, other)
            for at in _presenting(each, sentences)
            if each is other or sentences[at].paragraph > 2
        ),
    }


def _presenting(one: Traits, sentences: Sequence[Sentence]) -> Iterator[int]:
    """The sentence a scene begins with, and the one before it in its paragraph."""
    start = one.opening[0] if one.opening else one.thread.first
    yield start
    if start and sentences[start - 1].paragraph == sentences[start].paragraph:
        yield start - 1
