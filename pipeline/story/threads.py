"""The threads of a story: each person it tells of as hit by police, and the sentences about them.

"Abel Orrin, 34, was … He …" is one thread, "a woman, 27, …" whom nobody names another. Whether two
threads are of one incident is asked by :mod:`pipeline.story.apart`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import Heard
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.records import Sentence
from pipeline.story.named_hit import NamedHit, called, is_hit, people
from pipeline.story.turn_words import (
    COMES,
    DATED,
    HURT,
    MONTH_HEAD,
    NEW,
    OF_ALL,
    PEOPLE_HIT,
    POLICE,
    STAYS,
    TURN,
)
from pipeline.story.turns import of_several

_WHO = (
    r"(?:[Hh]e|[Ss]he|who"
    r"|[Tt]he\s+(?:\w+\s+)?(?:man|woman|driver|rider|person|teen\w*|boy|girl|suspect))"
)
#: That somebody who was told of before was hit.
_FALLS = Cued(
    r"\b(?:shot|struck|hit|killed|wounded|shooting|killing|wounding|hitting|striking)\s+(?:and\s+(?:killed|wounded)\s+)?(?:him|her|them)\b"
    r"|\bfired\s+(?:at|on|into)\s+(?:him|her)\b"
    r"|\b(?:officer|deputy|trooper|sergeant|agent|police)['’]s?\s+(?:\w+\s+)?(?:shots?|bullets?|rounds?|slugs?)\s+"
    r"(?:\w+ed|hit|struck|broke|tore|went\s+through)\s+(?:him|his|her)\b"
    rf"|\b{_WHO}(?:(?:,[^.;,]{{2,60}}){{1,2}},)?\s+(?:was|had\s+been|has\s+been|is)\s+(?:\w+ly\s+|also\s+)?(?:shot|struck|hit|killed|wounded|grazed|pronounced|declared|dead)\b"
    rf"|\b{_WHO}\s+(?:later\s+)?(?:died|fell|bled)\b"
    r"|\b(?:[Oo]ne|[Tt]he)\s+(?:subject|person|suspect|individual)\s+"
    r"(?:was\s+(?:\w+ly\s+)?(?:injured|hurt|deceased)|(?:received|suffered|sustained)\b)"
    r"|^(?:Fatally\s+)?(?:Shot|Killed|Wounded)\b|^Died\b"
)
_FIRED = Cued(
    r"\b(?:fired?|shot|shots|shoot|shooting|gunfire|bullets?|rounds?|killed|killing|wounded|died)\b",
    re.IGNORECASE,
)
_OFFICER_FIRES = Cued(
    r"\b(?:officers?|deput(?:y|ies)|police|troopers?|sergeant|agents?)\s+(?:then\s+|also\s+)?(?:fired|shot|opened\s+fire)\b",
    re.IGNORECASE,
)
_BACK = 3  # paragraphs before a shot that may lead up to it
_SAME_PERSON = re.compile(r"^[\"“]?(?:He|She|His|Her)\b")
#: "The man wounded Tuesday", "the Boone driver": one of several, set apart from the one before.
_THE_ONE = re.compile(
    r"^\W*The\s+(?:\w+\s+(?:killed|shot|wounded|hit|hurt|injured)\b"
    r"|(?:[A-Z][\w'’-]+\s+)+(?:man|woman|driver|rider|person|teen\w*|boy|girl|suspect|victim)\b)"
)
OPENS_IN = re.compile(r"^\W*(?:And\s+)?(?:In|At|Near|Outside)\s+[A-Z]")
_MALE = re.compile(r"^\W*(?:The|A|That)\s+(?:man|boy)\b|^\W*(?:He|His)\b")
_FEMALE = re.compile(r"^\W*(?:The|A|That)\s+(?:woman|girl)\b|^\W*(?:She|Her)\b")


@dataclass(eq=False, slots=True)
class Thread:
    """Somebody hit, and the sentences (by their place) that are about them alone."""

    name: str = ""
    calls: tuple[str, ...] = ()
    hits: list[int] = field(default_factory=list)  # say by name that they were hit
    own: list[int] = field(default_factory=list)
    falls: list[int] = field(default_factory=list)  # of their own, those that tell of somebody hit
    met: bool = False  # named after being told of
    silent: bool = False  # told of with police, and without a shot
    following: Thread | None = None  # who is named in the paragraph after a nameless one

    @property
    def told(self) -> list[int]:
        """The sentences that say they were hit."""
        return sorted({*self.falls, *self.hits})

    @property
    def first(self) -> int:
        return self.own[0]


#: Of each sentence, whose it is; nobody's where it calls several, or none.
Owners = list[Thread | None]


def find(story: Sequence[Sentence], heard: Heard) -> tuple[list[Thread], Owners]:
    """The threads of a story in reading order, and whose each sentence is."""
    paragraphs = _paragraphs(story)
    hit = people(story, heard)
    named = {one.name: one for one in hit}
    threads = _assigned(story, heard, paragraphs, hit)[0]
    kept = [
        named[one.name]
        for one in threads
        if one.own and (one.told or _met_by_police(named[one.name], one, story))
    ]
    threads, owners, shared = _assigned(story, heard, paragraphs, kept)
    threads = [one for one in threads if one.own]
    for one in threads:
        one.silent = not one.told and not any(
            _FIRED.search(story[at].text) for at in _opening(one, story)
        )
    threads.extend(_nameless(story, heard, paragraphs, owners, shared))
    return sorted(threads, key=lambda one: one.first), owners


def _paragraphs(story: Sequence[Sentence]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for at, one in enumerate(story):
        if one.paragraph >= 0:
            found.setdefault(one.paragraph, []).append(at)
    return list(found.values())


def _opening(thread: Thread, story: Sequence[Sentence]) -> Iterator[int]:
    """The thread's sentences of the paragraph it begins in."""
    paragraph = story[thread.first].paragraph
    return (at for at in thread.own if story[at].paragraph == paragraph)


def _met_by_police(one: NamedHit, thread: Thread, story: Sequence[Sentence]) -> bool:
    """Whether somebody told of by age or as "the man" meets police where the story presents them.

    That they were hit may be said of all at once, or be understood.
    """
    if one.says or one.kin or not (one.aged or one.met):
        return False
    return (one.aged and one.met) or any(
        POLICE.search(story[at].text) for at in _opening(thread, story)
    )


def _assigned(
    story: Sequence[Sentence],
    heard: Heard,
    paragraphs: Sequence[Sequence[int]],
    hit: Sequence[NamedHit],
) -> tuple[list[Thread], Owners, set[int]]:
    """Each sentence to whom it calls, or whom the one before it was about.

    What a paragraph tells before its first name leads up to that person, unless it goes on with
    the one told of before. The sentences that call several are given beside.
    """
    threads = [Thread(one.name, one.calls, list(one.hits), met=one.met) for one in hit]
    owners: Owners = [None] * len(story)
    shared: set[int] = set()
    spots: dict[int, dict[int, Thread]] = {}
    for one, thread in zip(hit, threads, strict=True):
        for at, start, _ in one.spots:
            spots.setdefault(at, {}).setdefault(start, thread)
    now: Thread | None = None
    for sentences in paragraphs:
        called_at = {at: spots[at] for at in sentences if at in spots}
        goes_on = now is not None and _stays(story[sentences[0]].text)
        if not called_at:
            now = now if goes_on else None
        else:
            first = min(called_at)
            fell = any(_falls(story[at], heard[at]) for at in sentences if at < first)
            if not goes_on or fell:
                now = spots[first][min(spots[first])]
        for at in sentences:
            here = spots.get(at, {})
            if here:
                now = here[max(here)]
            if len({id(thread) for thread in here.values()}) > 1:
                shared.add(at)
            elif now is not None:
                owners[at] = now
                now.own.append(at)
                if _falls(story[at], heard[at]):
                    now.falls.append(at)
    return threads, owners, shared


def _falls(sentence: Sentence, found: Sequence[Gunfire]) -> bool:
    """Whether somebody is hit, by no civilian alone."""
    if is_hit(found):
        return True
    by_civilian = any(event.hit and event.shooter is Actor.CIVILIAN for event in found)
    by_police = any(event.by_police for event in found)
    return _FALLS.search(sentence.text) is not None and (by_police or not by_civilian)


def _nameless(
    story: Sequence[Sentence],
    heard: Heard,
    paragraphs: Sequence[Sequence[int]],
    owners: Owners,
    shared: set[int],
) -> list[Thread]:
    """Those hit in paragraphs that call nobody, from where the story leads up to it."""
    found: list[Thread] = []
    taken: set[int] = set()
    open_ = False  # whether the paragraph before was of the last one
    for place, sentences in enumerate(paragraphs):
        free = all(owners[at] is None and at not in shared for at in sentences)
        falls = [at for at in sentences if free and _tells_of_one(story[at], heard[at])]
        if free and not falls:
            falls = _hurt_by_police(story, heard, sentences)
        if not falls:
            open_ = False
            continue
        if open_ and _stays(story[sentences[0]].text, story[found[-1].first].text):
            thread = found[-1]
        else:
            thread = Thread()
            found.append(thread)
            thread.own = _led_up_to(story, heard, paragraphs, place, owners, shared | taken)
        thread.own.extend(sentences)
        thread.falls.extend(falls)
        taken.update(thread.own)
        thread.following = _begun_in(paragraphs[place + 1 : place + 2], owners)
        open_ = True
    return found


def _led_up_to(
    story: Sequence[Sentence],
    heard: Heard,
    paragraphs: Sequence[Sequence[int]],
    place: int,
    owners: Owners,
    taken: Set[int],
) -> list[int]:
    """The sentences of the paragraphs before that lead up to a scene: as far as its beginning."""
    own: list[int] = []
    here, presented = paragraphs[place], False
    for before in reversed(paragraphs[max(0, place - _BACK) : place]):
        if begins(story[here[0]].text):
            break
        if any(owners[at] or at in taken or _falls(story[at], heard[at]) for at in before):
            break
        if presented and not begins(story[before[0]].text):
            break
        own = [*before, *own]
        here = before
        presented = presented or (
            any(NEW.search(story[at].text) for at in before) and not _stays(story[before[0]].text)
        )
    return own


def begins(text: str) -> bool:
    """Whether a paragraph begins another scene: with its day, its town, words that turn to it."""
    return any(each.match(text) for each in (TURN, DATED, OPENS_IN, MONTH_HEAD))


def _stays(text: str, before: str = "") -> bool:
    """Whether a paragraph goes on with the person told of before, who is of no other gender."""
    if STAYS.match(text) is None or _THE_ONE.match(text):
        return False
    return not any(
        one.match(text) and other.match(before)
        for one, other in ((_MALE, _FEMALE), (_FEMALE, _MALE))
    )


def _hurt_by_police(story: Sequence[Sentence], heard: Heard, sentences: Sequence[int]) -> list[int]:
    """Where police fire in a paragraph, the sentences that tell of somebody's wound or death."""
    if not any(_fires(story[at].text, heard[at]) for at in sentences):
        return []
    return [
        at
        for at in sentences
        for wound in (HURT.search(story[at].text),)
        if wound and not POLICE.search(story[at].text[: wound.start()])
    ]


def _fires(text: str, found: Sequence[Gunfire]) -> bool:
    if any(event.shooter is Actor.POLICE for event in found):
        return True
    return _OFFICER_FIRES.search(text) is not None


_SOMEBODY = (
    r"\b(?:shot|killed|wounded)\s+(?:and\s+(?:killed|wounded)\s+)?(?:an?|another)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:man|woman|person|teen\w*|boy|girl|driver|motorist)\b"
)
#: "The officer who shot a woman on Friday killed a man four years ago".
_ONE_AND_ONE = Cued(rf"{_SOMEBODY}[^.;]*{_SOMEBODY}", re.IGNORECASE)


def _tells_of_one(sentence: Sentence, found: Sequence[Gunfire]) -> bool:
    return (
        _falls(sentence, found)
        and not of_several(found, sentence)
        and OF_ALL.search(sentence.text) is None
        and not any(each.search(sentence.text) for each in (PEOPLE_HIT, COMES))
        and _ONE_AND_ONE.search(sentence.text) is None
    )


def _begun_in(paragraphs: Sequence[Sequence[int]], owners: Owners) -> Thread | None:
    """Whose thread begins in a paragraph, if the first person called there has one."""
    for sentences in paragraphs:
        owner = next((one for at in sentences if (one := owners[at])), None)
        if owner is not None and owner.first in sentences:
            return owner
    return None


def length(thread: Thread, story: Sequence[Sentence]) -> list[int]:
    """The sentences that really tell of a thread's person: those of the paragraphs that call them,
    or go on with "he" and "she"."""
    if not thread.name and begins(story[thread.first].text):
        return thread.own
    kept: list[int] = []
    live = False
    paragraph: int | None = None
    for at in thread.own:
        if story[at].paragraph != paragraph:
            paragraph = story[at].paragraph
            near = [other for other in thread.own if story[other].paragraph == paragraph]
            goes_on = live and _SAME_PERSON.match(story[at].text) is not None
            live = goes_on or any(tells(thread, other, story) for other in near)
        if live:
            kept.append(at)
    return kept


def tells(thread: Thread, at: int, story: Sequence[Sentence]) -> bool:
    """Whether a sentence calls a thread's person; where nobody names them, tells of them hit."""
    if not thread.name:
        return at in thread.falls
    return next(called(story[at].text, thread.calls), None) is not None
