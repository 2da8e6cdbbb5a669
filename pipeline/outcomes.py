"""Who died, who lived, and who the article does not say it of: never the living as dead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.cues import Actor, Gunfire, asserted_by, hedged
from pipeline.records import Claim, Passage, Person, Role, Sentence, Where

_DIED = re.compile(
    r"\b(?:died|dies|dead|killed|kills?|killing|fatally|(?<!non-)(?<!non )fatal|slain|deceased"
    r"|succumbed|(?:was\s+)?pronounced(?:\s+dead)?|deadly|death|autopsy|shot\s+to\s+death"
    r"|funeral|burial|buried|last\s+moments|last\s+(?:\d+\s+)?seconds\s+of|casket|body\s+to)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset("died dies dead killed kills fatally slain succumbed killing deceased".split())
_NOT_THIS_DEATH = re.compile(
    r"\bdeath\s+(?:threat|penalty|row|certificate)|\bdead(?:ly)?\s+(?:end|of\s+night|force|weapon)"
    r"|\bto\s+kill\b|\bthreat\w*\s+to\b|\b(?:could|would|might)\s+have\b|\b(?:almost|nearly)\b"
    r"|\battempted\s+(?:murder|homicide)|\bnot\s+(?:be\s+)?(?:dead|killed|die)|\byears?\s+ago\b"
    r"|\bkill\s+(?:me|him|you|them|people)\b|\bcharged\s+with\s+(?:\w+\s+)*?murder"
    r"|\bnot\s+fatal|\bif\s+(?:he|she)\s+(?:dies|died)",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:surviv\w+|(?:stable|critical|serious|fair|good|guarded|grave)(?:\s*(?:,|but|and)\s*\w+)?\s+condition"
    r"|(?:non|not)[-\s]?(?:considered\s+)?life[-\s]?threatening|expected\s+to\s+(?:survive|recover|live)"
    r"|recovering\s+(?:at|in|from)|non-?fatal(?:ly)?|wounded|wounding|wounds\s+(?:man|woman|suspect|teen)"
    r"|injur(?:ed|ing|es|ies)|hospitali[sz]ed|(?:was|been)\s+treated|arraigned|pleaded|indicted"
    r"|critically)\b",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"\b(?:died|dead|pronounced\s+dead|killed|declared\s+dead)\b[^.;]{0,25}?\b(?:at|on)\s+(?:the\s+)?scene\b"
    r"|\bat\s+the\s+scene\b[^.;]{0,20}\b(?:died|dead)\b|\bdied\s+(?:there|on\s+the\s+spot)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:died|dead|succumbed|pronounced|dies)\b[^.;]{0,40}?\b(?:hospital|later|days?\s+(?:later|after)"
    r"|medical\s+center|en\s+route|in\s+surgery|weeks?\s+(?:later|after))\b"
    r"|\blater\s+(?:died|succumbed)\b|\bhospital\b[^.;]{0,60}?\b(?:died|pronounced|dead)\b",
    re.IGNORECASE,
)
_CRITICAL = re.compile(r"\b(?:critical(?:ly)?|grave|life[-\s]threatening)\b(?!\s+incident)", re.I)
_NOT_LIFE = re.compile(r"\b(?:non|not)[-\s]?(?:\w+\s+){0,2}life", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?P<officer>officers?|deput(?:y|ies)|troopers?|sergeant|police\s+dog|K-?9|dog)\b"
    r"|\b(?P<person>he|she|man|woman|suspect|driver|teen\w*|boy|girl|gunman|victim|subject|individual|male|female|actor|patient|son|daughter|husband"
    r"|brother|father|\d+-year-old)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:no|not|nor|none|neither|nobody|without)\b[^.;]{0,30}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word of death or survival that may be the victim's."""

    sentence: Sentence
    match: re.Match[str]
    score: float


def read(
    passage: Passage, people: Sequence[Person], heard: Sequence[Sequence[Gunfire]]
) -> Iterator[Claim]:
    """``fatal`` and ``outcome`` of each person hit."""
    victims = [one for one in people if one.role in (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)]
    lines = list(zip(passage.sentences, heard, strict=True))
    if len(victims) <= 1:
        yield from _person(lines, victims[0] if victims else None)
        return
    for victim in victims:
        others = [one for one in victims if one is not victim]
        yield from _person([line for line in lines if _only(line[0], victim, others)], victim, True)


_Lines = Sequence[tuple[Sentence, Sequence[Gunfire]]]


def _only(sentence: Sentence, person: Person, others: Sequence[Person]) -> bool:
    """Where several were hit, a sentence speaks for the one it calls and no other."""
    return _mentions(sentence, person) and not any(_mentions(sentence, one) for one in others)


def _close(seen: _Seen, person: Person) -> bool:
    """Whether the word stands right after the person's name, or right before "of" it."""
    word = seen.sentence.start + seen.match.start()
    return any(
        mention.span.where is seen.sentence.where and -25 <= word - mention.span.end <= 60
        for mention in person.mentions
        if seen.sentence.start <= mention.span.start < seen.sentence.end
    )


def _mentions(sentence: Sentence, person: Person) -> bool:
    return any(
        mention.span.where is sentence.where and sentence.start <= mention.span.start < sentence.end
        for mention in person.mentions
    )


def _person(lines: _Lines, person: Person | None, among_others: bool = False) -> Iterator[Claim]:
    number = person.n if person else None
    died = _deaths(lines, person)
    lives = _living(lines)
    if among_others and person:
        died = [seen for seen in died if _close(seen, person)]
        lives = [seen for seen in lives if _close(seen, person)]
    if died:
        yield _claim("fatal", True, died[0], "died", number)
        yield from _how(lines, number)
    elif lives:
        yield _claim("fatal", False, lives[0], "lives", number)
        critical = next((seen for seen in lives if _critical(seen)), None)
        state = "critical" if critical else "survived"
        yield _claim("outcome", state, critical or lives[0], state, number)


def _critical(seen: _Seen) -> bool:
    text = seen.sentence.text
    return _CRITICAL.search(text) is not None and _NOT_LIFE.search(text) is None


def _deaths(lines: _Lines, person: Person | None) -> list[_Seen]:
    """Words that say the person hit is dead, the plainest first."""
    found = []
    for sentence, events in lines:
        for match in _DIED.finditer(sentence.text):
            score = _death_score(sentence, events, match, person)
            if score >= 1.5:
                found.append(_Seen(sentence, match, score))
    return sorted(found, key=lambda seen: -seen.score)


def _death_score(
    sentence: Sentence, events: Sequence[Gunfire], match: re.Match[str], person: Person | None
) -> float:
    text = sentence.text
    if _NOT_THIS_DEATH.search(text[max(0, match.start() - 40) : match.end() + 25]):
        return 0
    event = _event_at(events, match)
    if event is not None:
        if event.target is Actor.POLICE or event.shooter is Actor.CIVILIAN:
            return 0
        if event.target_at and _beside(text, event.target_at):
            return 0
        score = 3.0 + 2 * event.by_police
    else:
        score = 1.0 + (match.group().casefold() in _PLAIN)
        who = _nearest_party(text, match.start())
        if who == "officer" and match.group().casefold() in _PLAIN:
            return 0
        score += any(one.by_police for one in events) - 0.5 * (who is None)
    if person is not None and _mentions(sentence, person):
        score += 1.0
    return score + 0.5 * (sentence.where is Where.TITLE)


_PARTNER = re.compile(r"(?:boy|girl)friend|husband|wife|friend|fianc", re.IGNORECASE)
_ALSO_HIT = re.compile(
    r"\b(?:wound(?:ed|s)|surviv\w+|shot\s+in\s+the\s+\w+\s+when|injured|also\s+(?:shot|hit))\b",
    re.IGNORECASE,
)


def _beside(text: str, target: tuple[int, int]) -> bool:
    """ "Woman wounded when deputies killed boyfriend": the dead one is the other of two."""
    return _PARTNER.match(text, *target) is not None and _ALSO_HIT.search(text) is not None


def _event_at(events: Sequence[Gunfire], match: re.Match[str]) -> Gunfire | None:
    """The telling of gunfire whose verb the word is, or whose verb stands right before it."""
    for event in events:
        if event.kind in ("verb", "killed") and -14 <= match.start() - event.start <= 9:
            return event
    return None


def _nearest_party(text: str, before: int) -> str | None:
    """Whether the last person named before a word is an officer or somebody else."""
    start = max(text.rfind(mark, 0, before) for mark in (";", ":", "—", '"', "“"))
    last = None
    for match in _WHO.finditer(text, max(0, start, before - 80), before):
        last = match.lastgroup
    return last


def _living(lines: _Lines) -> list[_Seen]:
    found = []
    for sentence, events in lines:
        for match in _LIVES.finditer(sentence.text):
            event = _event_at(events, match)
            officer = (
                event.target is Actor.POLICE
                if event is not None
                else _nearest_party(sentence.text, match.start()) == "officer"
            )
            if not officer and not _NOBODY.search(sentence.text, 0, match.start()):
                found.append(_Seen(sentence, match, 1.0))
                break
    return found


def _how(lines: _Lines, number: int | None) -> Iterator[Claim]:
    for state, pattern in (("died_scene", _SCENE), ("died_later", _LATER)):
        for sentence, _ in lines:
            match = pattern.search(sentence.text)
            if match and _nearest_party(sentence.text, match.start()) != "officer":
                yield _claim("outcome", state, _Seen(sentence, match, 1.0), state, number)
                return


def _claim(field: str, value: str | bool, seen: _Seen, rule: str, person: int | None) -> Claim:
    text = seen.sentence.text
    return Claim(
        field,
        value,
        seen.match.group(),
        seen.sentence.span(0, len(text)),
        asserted_by=asserted_by(text),
        hedged=hedged(text),
        method=f"circumstances/{field}/{rule}",
        confidence=round(min(0.95, 0.6 + seen.score / 15), 2),
        person=person,
    )
