"""Other incidents told by the way: the sentences and clauses that are not the main one's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.gunfire.cues import gunfire
from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import (
    NAME,
    Heard,
    Intro,
    aged_names,
    intros,
    spoken_of,
    surname,
)
from pipeline.language.cued import Cued
from pipeline.language.text import is_running
from pipeline.records import Sentence, Where
from pipeline.roles.counts import tells_of_many
from pipeline.story.times import Case, told_before, told_within
from pipeline.story.trimming import DECIDED, FELL, WEEKDAY, WORD, YEARS, edges, is_on, trimmed

#: "The shooting isn't connected with the one in which police killed a robber".
_UNTIED = (
    r"\b(?:shooting|incident|case|killing|death)s?\s+(?:is|are|was|were)(?:n['’]t|\s+not)\s+(?:\w+\s+)?"
    r"(?:connected|related|tied|linked)\s+(?:to|with)\b"
)
_ANOTHER = Cued(
    r"\b(?:unrelated\s+(?:case|incident|shooting)|in\s+a\s+separate\s+incident"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|\d+(?:st|nd|rd|th))\s+(?:\w+[\s-]){0,3}?shooting"
    r"\b[^.]{0,60}\b(?:since|this\s+(?:year|month|week)|in\s+(?:the\s+city|\d+)|within|of\s+the\s+(?:year|day))"
    r"|(?:first|last|second)\s+(?:fatal\s+)?(?:police\s+)?shooting\s+[^.]{0,60}\bsince\b"
    r"|the\s+(?:last|previous|only\s+other)\s+(?:time|(?:[\w-]+\s+){0,3}?(?:shooting|killing))\b[^.;]{0,80}?\bwas\s+(?:on|in)\b"
    r"|shooting\s+(?:is|was)\s+the\s+(?:first|second|third|fourth|fifth|sixth|seventh|eighth|\d+(?:st|nd|rd|th))\b"
    r"[^.]{0,60}\b(?:since|this\s+year|(?:in|of)\s+(?:19|20)\d\d)"
    r"|(?:had|in)\s+(?:\d+|two|three|four|five|six|seven|eight|nine)\s+(?:\w+\s+){0,2}?shootings\b[^.]{0,60}?\b(?:since\b|(?:this|last)\s+year\b|in\s+(?:19|20)\d\d\b)"
    r"|two\s+earlier\s+shootings|other\s+(?:(?:police|officer|involved|fatal|recent|deputy)[\s-]+){0,3}shootings?\b(?!\s+victim)"
    r"|(?:another|separate|earlier|previous|similar)\s+"
    r"(?:(?:police|officer|involved|deputy|fatal|deadly|drive|by|gang|related)[\s-]+){0,3}"
    r"(?:shooting|killing|case|attack)\b(?!\s+(?:victim|occur))"
    rf"|{_UNTIED}"
    r"|\bduring\s+an?\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\s+(?:\w+\s+)?(?:incident|arrest|dispute|fight|robbery)\b"
    r"|^earlier,\s|\b(?:comparisons?|parallels?)\s+(?:with|to)\s+the\b|\breminiscent\s+of\b)",
    re.IGNORECASE,
)
_UNTIED_CASE = Cued(_UNTIED, re.IGNORECASE)
#: "Another victim", "the other passenger": somebody hit with the main one.
_COMPANION = r"(?:victim|person|passenger|occupant|bystander)s?"
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|aug|sept|oct|nov|dec)\.)"
)
_AT_A_TIME = (
    rf"\b(?:in|since|last|of|on)\s+(?:early\s+|late\s+|mid-)?"
    rf"(?:{_MONTHS}(?!\w)|(?:(?:19|20)\d\d|year|summer|fall|winter|spring)\b)"
    rf"|\b{_MONTHS}\s+\d|\b(?:years?|months?|weeks?)\s+(?:ago|earlier|before)\b"
)
_ELSEWHEN = re.compile(
    rf"{_AT_A_TIME}"
    rf"|\b(?:other(?!\s+{_COMPANION}\b)|another(?!\s+{_COMPANION}\b)"
    r"|unrelated|similar|neighboring|elsewhere|elder|father|also\s+named|same(?![^.;]{0,40}\b(?:bullets?|shots|gunfire|rounds?|barrage|car|truck)\b)"
    r"|case\s+of|(?:comes?|came)\s+\w+\s+(?:after|days?|weeks?|months?))\b",
    re.IGNORECASE,
)
_LONG_SINCE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:years?|months?)\s+(?:ago|earlier|before)\b"
    rf"|\b(?:another(?!\s+{_COMPANION}\b)"
    r"|unrelated|similar|elsewhere|same(?![^.;]{0,40}\b(?:bullets?|shots|gunfire|rounds?)\b)|case\s+of)\b",
    re.IGNORECASE,
)
#: "The July 3, 2021, shooting killed …", "the other man shot that night", "the driver, Roe, 25,",
#: "Roe, 58, had held her at gunpoint": the story's own.
_OF_THIS = re.compile(
    r"^The\s+(?:[A-Z][a-z]+\.?\s+\d+,?\s+(?:\d{4},?\s+)?)?(?:police\s+|fatal\s+)?shooting\s+\w+ed\b"
    r"|\b(?:shot|killed|wounded|hit)\b[^.;,]{0,30}\bthat\s+(?:night|day|morning|afternoon|evening)\b"
    r"|^The\s+(?:other\s+)?(?:driver|passenger|gunman|robber|hostage[\s-]taker|hostage|shooter),\s"
    r"|\b(?:held|holding|took|grabbed|kidnapped|abducted|robbed|stabbed)\s+(?:her|him|them)\b"
)
#: "A man", "another wheelchair user", "34 people": nobody whom the story has told of before.
_NEW = re.compile(
    r"\b(?:an?|another|(?P<count>\d+|two|three|four|five|six|seven|eight|nine|ten))\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_SOMEBODY = frozenset(("someone", "somebody", "one"))
_ITS_TIME = Cued(rf"{_AT_A_TIME}|\bthis\s+(?:year|month)\b|^also\s+this\s+week\b", re.IGNORECASE)
_SPELL = re.compile(r"\bsince\b|\b(?:this|last)\s+year\b|\bin\s+(?:19|20)\d\d\b", re.IGNORECASE)
_AT_THE_TIME = re.compile(
    rf"(?:In|On|Last|Earlier\s+this)\s+(?:early\s+|late\s+)?(?:{_MONTHS}(?!\w)|(?:19|20)\d\d\b|year\b|month\b)"
    r"|In\s+the\s+(?:latest|last|most\s+recent|first|others?)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b{_MONTHS}(?!\w)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^[\"“]?(?:He|She|They|His|Her|Their|That|Those|In\s+that|The\s+(?:man|woman|officers?|victims?|men))\b"
)

#: Sentences, the title counted, that tell of the main incident.
OPENING = 4


def without_background(
    story: Sequence[Sentence], heard: Heard, named: Sequence[Intro]
) -> list[Sentence]:
    """The main incident's sentences: no other incident told by the way."""
    news = _news(story, heard)
    spoken = Counter({intro.name: spoken_of(story, intro.name) for intro in named})
    name = _main_name(named, spoken, story)
    many = any(
        tells_of_many(one.text)
        for one, events in zip(story[:5], heard, strict=False)
        if any(each.by_police for each in events)
    )
    others = _other_victims(story, named, spoken, name, many=many)
    whom = surname(name) if name else None
    if news:
        others |= _long_before(story, heard, whom)
    others |= _new_people(story, heard, whom)
    opening = _opening(story)
    gone: set[int] = set()
    for at in sorted(others):
        if at not in gone and at not in opening:
            gone.update(_stretch(story, at, whom))
    main: list[Sentence] = []
    dropped: int | None = None  # paragraph of the last sentence left out
    for at, sentence in enumerate(story):
        aside = at not in opening and _another(sentence.text)
        goes_on = sentence.paragraph == dropped and (
            _goes_on(sentence, heard[at]) or _follows(sentence.text)
        )
        if aside or goes_on or at in gone:
            dropped = sentence.paragraph
            continue
        dropped = None
        main.extend(trimmed(sentence, news, whom) if sentence.paragraph >= 0 else (sentence,))
    return main


def _opening(story: Sequence[Sentence]) -> frozenset[int]:
    """The first sentences, to the end of the first paragraph that is running text.

    What stands above it, a section, the headline once more, a byline, does not count.
    """
    opening: list[int] = []
    last, counted = 0, 0
    for at, one in enumerate(story):
        if counted == OPENING or one.paragraph > last:
            break
        opening.append(at)
        if one.where is Where.TEXT and not is_running(one.text) and at < _MOST_ABOVE:
            last = one.paragraph + 1
        else:
            counted += 1
    return frozenset(opening)


_MOST_ABOVE = 10  # lines


def without_earlier(story: Sequence[Sentence], heard: Heard, case: Case) -> list[Sentence]:
    """The story without people hit before its case, and what its paragraphs go on to tell of them.

    "In 2015 the same officer shot a motorist. He had a knife. A jury cleared the officer."
    """
    starts = [at for at, one in enumerate(story) if one.paragraph > 0 and told_before(one, case)]
    starts = [at for at in starts if heard[at] or _A_DEATH.search(story[at].text)]
    elders = [at for at, one in enumerate(story) if one.paragraph > 0 and _ELDER.match(one.text)]
    if not starts and not elders:
        return list(story)
    whom = _main_surname(story, heard)
    opening = " ".join(one.text for one in story if one.paragraph < 1).casefold()
    gone: set[int] = set()
    for at in elders:
        if whom and _is_younger(story, whom):
            gone.update(_stretch(story, at, whom, case))
    for at in starts:
        if at not in gone and _tells_of_another(story[at], heard[at], opening, whom):
            gone.update(_stretch(story, at, whom, case))
    kept = [at for at in range(len(story)) if at not in gone]
    if not any(event.of_person for at in kept for event in heard[at]):
        return list(story)
    return [story[at] for at in kept]


#: "The elder Roe was 41. The officer who shot him …", in a story on the son who bears his name.
_ELDER = re.compile(r"The\s+(?:elder|older)\s+[A-Z]")


def _is_younger(story: Sequence[Sentence], whom: str) -> bool:
    """Whether a surname is also told with "Jr." or a number."""
    younger = re.compile(rf"\b{re.escape(whom)},?\s+(?:Jr\b|II+\b|IV\b)", re.IGNORECASE)
    return any(younger.search(one.text) for one in story)


def _main_surname(story: Sequence[Sentence], heard: Heard) -> str | None:
    named = list(intros(story, heard))
    spoken = Counter({intro.name: spoken_of(story, intro.name) for intro in named})
    name = _main_name(named, spoken, story)
    return surname(name) if name else None


#: "Was involved in a shooting in 2017", "sued in 2018 over the death of Ike Fallon".
_A_DEATH = re.compile(
    r"\b(?:an?|another)\s+(?:[\w-]+\s+){0,3}?(?:shooting|killing)\b"
    rf"|\b(?:death|killing|shooting)\s+of\s+(?P<name>{NAME.pattern})"
)


def _tells_of_another(
    sentence: Sentence, heard: Sequence[Gunfire], opening: str, whom: str | None
) -> bool:
    """Whether a sentence tells of somebody hit of whom the opening knows nothing."""
    text = sentence.text
    if WEEKDAY.search(text) or is_on(text, whom):
        return False
    if (death := _A_DEATH.search(text)) and not (
        death["name"] and death["name"].casefold() in opening
    ):
        return True
    return any(event.of_person and _is_unknown(text, event, opening) for event in heard)


def _is_unknown(text: str, event: Gunfire, opening: str) -> bool:
    if event.target_at is None:
        return False
    start, end = event.target_at
    called = text[start:end]
    if called[:1].isupper():
        return called.casefold() not in opening
    new = _NEW.search(text, max(0, start - 40), start) is not None
    return new or called.casefold() in _SOMEBODY


def _stretch(
    story: Sequence[Sentence], at: int, whom: str | None, case: Case | None = None
) -> Iterator[int]:
    """A sentence on another incident and those after it that go on about it."""
    yield at
    theirs = frozenset(_CAPITAL.findall(story[at].text, 1))
    known = {name for one in story[:at] for name in aged_names(one.text)} - theirs
    fresh = theirs.difference(*(_CAPITAL.findall(one.text) for one in story if one.paragraph < 1))
    for here in range(at + 1, len(story)):
        one = story[here]
        if _RETURNS.search(one.text) or is_on(one.text, whom):
            return
        called = _CAPITAL.findall(one.text)
        if known.intersection(called) or (case is not None and told_within(one, case)):
            return
        if one.paragraph != story[here - 1].paragraph and not fresh.intersection(called[:2]):
            return
        yield here


#: The story comes back to its own incident, or tells what holds for every one.
_RETURNS = re.compile(
    rf"^It\b|{WEEKDAY.pattern}|\b(?:this|the\s+latest)\s+(?:case|shooting|incident|one)\b"
    r"|\b(?:officers|deputies|troopers|police|department|patrol)\s+(?:\w+\s+)?(?:do|does|don['’]t|doesn['’]t|wear|have|has|carry)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def _another(text: str) -> bool:
    return _ANOTHER.search(text) is not None


def _goes_on(sentence: Sentence, heard: Sequence[object]) -> bool:
    """After a count of incidents, in its paragraph: what tells of one of them."""
    return bool(heard) and _GOES_ON.match(sentence.text) is not None


def _follows(text: str) -> bool:
    """ "In August a man was killed at …", after other shootings were counted."""
    return _AT_THE_TIME.match(text) is not None and FELL.search(text) is not None


def by_the_way(
    sentence: Sentence, heard: Sequence[Gunfire], opening: str, *, others_hit: bool = False
) -> bool:
    """Whether police are said to have hit somebody new, at a time the opening does not tell.

    "In March, a deputy wounded a man in Ames", "34 people have been shot by officers this year".
    ``others_hit``: the opening tells of somebody else's hit, so that a new name is another case's.
    """
    text = sentence.text
    if others_hit and (_UNTIED_CASE.search(text) or _is_of_a_year(text, opening)):
        return True
    if not _ITS_TIME.search(text) or not any(
        _is_new(text, event) or (others_hit and _is_new_name(text, event, opening))
        for event in heard
    ):
        return False
    return not any(month.casefold() in opening for month in _MONTH.findall(text))


#: "In the 2014 shooting death of a driver", of whom nothing was told before.
_OF_A_YEAR = re.compile(
    r"\bthe\s+(?P<year>(?:19|20)\d\d)\s+(?:(?:fatal|deadly|police)\s+)?(?:shooting|killing)(?:\s+death)?\s+of\s+an?\b"
)


def _is_of_a_year(text: str, opening: str) -> bool:
    of = _OF_A_YEAR.search(text)
    return of is not None and of["year"] not in opening


def goes_on_aside(aside: Sentence, sentence: Sentence, heard: Sequence[Gunfire]) -> bool:
    """ "… of a driver. A video shows the officer shooting the driver": whom an aside told of."""
    if aside.paragraph != sentence.paragraph:
        return False
    text = sentence.text
    hit = [event.target_at for event in heard if event.by_police and event.target_at]
    return any(
        text[:start].endswith("the ")
        and re.search(rf"\b{re.escape(text[start:end])}\b", aside.text)
        for start, end in hit
    )


def _is_new_name(text: str, event: Gunfire, opening: str) -> bool:
    if not event.by_police or event.target_at is None:
        return False
    called = text[slice(*event.target_at)]
    return called[:1].isupper() and called.casefold() not in opening


def _is_new(text: str, event: Gunfire) -> bool:
    if not event.by_police or event.target_at is None:
        return False
    start, end = event.target_at
    fired = event.shooter_at
    since = fired[1] if fired is not None and fired[1] <= start else 0
    if text[start:end].casefold() in _SOMEBODY:
        return True
    new = _NEW.search(text[since:start])
    return new is not None and (new["count"] is None or _SPELL.search(text) is not None)


def _news(story: Sequence[Sentence], heard: Heard) -> bool:
    """Whether somebody was hit this week, as the opening tells it.

    "The council voted Thursday to pay the parents of …, killed four years ago" is no such news.
    """
    opening = [at for at, one in enumerate(story) if one.paragraph >= 0][:3]
    return any(
        WEEKDAY.search(story[at].text)
        and any(event.of_person for event in heard[at])
        and not _looks_back(story[at].text)
        for at in opening
    )


def _looks_back(text: str) -> bool:
    """Whether a sentence tells of a decision, or of gunfire years ago and of none since."""
    if DECIDED.search(text):
        return True
    cuts = [0, *edges(text), len(text)]
    hits = [
        words
        for words in (text[first:last] for first, last in pairwise(cuts))
        if any(event.of_person for event in gunfire(words))
    ]
    return bool(hits) and all(YEARS.search(words) for words in hits)


def _long_before(story: Sequence[Sentence], heard: Heard, whom: str | None) -> frozenset[int]:
    """In news of this week, sentences on people hit years ago, the main victim not among them."""
    opening = [at for at, one in enumerate(story) if one.paragraph >= 0][:3]
    return frozenset(
        at
        for at, one in enumerate(story)
        if one.paragraph >= 0
        and at not in opening
        and len(one.text) < 400
        and _is_old(one.text, heard[at])
        and not WEEKDAY.search(one.text)
        and not is_on(one.text, whom)
    )


def _new_people(story: Sequence[Sentence], heard: Heard, whom: str | None) -> frozenset[int]:
    """Sentences on somebody new whom police hit at another time, where the opening tells of one."""
    opening = story[:OPENING]
    if not any(event.by_police for found in heard[:OPENING] for event in found):
        return frozenset()
    told = " ".join(one.text for one in opening).casefold()
    return frozenset(
        at
        for at, one in enumerate(story)
        if at >= OPENING and by_the_way(one, heard[at], told) and not is_on(one.text, whom)
    )


def _is_old(text: str, heard: Sequence[Gunfire]) -> bool:
    hit = any(event.of_person for event in heard)
    return (hit and YEARS.search(text) is not None) or _ELDER.match(text) is not None


def _other_victims(
    story: Sequence[Sentence],
    named: Sequence[Intro],
    spoken: Counter[str],
    main: str | None,
    *,
    many: bool,
) -> frozenset[int]:
    """Sentences about somebody hit at another time than the person the article is about.

    ``many``: the opening says that police hit two or more: another name may be the second's.
    """
    at_another_time = _LONG_SINCE if many else _ELSEWHEN
    found = {
        intro.at
        for intro in named
        if _aside(intro, main, spoken)
        and at_another_time.search(story[intro.at].text)
        and not _OF_THIS.search(story[intro.at].text)
    }
    if main is None:
        return frozenset(found)
    return frozenset(at for at in found if surname(main) not in story[at].text)


def _main_name(
    told: Sequence[Intro], spoken: Counter[str], story: Sequence[Sentence]
) -> str | None:
    """Whom the article is about: early or often named, or in the title or its first sentence."""
    title = " ".join(one.text for one in story if one.paragraph < 0)
    first = next((WORD.findall(one.text) for one in story if one.paragraph >= 0), [])
    known = [
        intro.name
        for intro in told
        if intro.at < 5
        or spoken[intro.name] > 3
        or surname(intro.name) in title
        or surname(intro.name) in first
    ]
    return max(known, key=lambda name: (surname(name) in title, spoken[name]), default=None)


def _aside(intro: Intro, main: str | None, spoken: Counter[str]) -> bool:
    same = main is not None and surname(intro.name) == surname(main)
    brief = intro.at > 2 and spoken[intro.name] <= 3
    return not same and brief
