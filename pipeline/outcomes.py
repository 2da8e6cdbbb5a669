"""Who died, who lived, and who the article does not say it of: never the living as dead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.cues import asserted_by, gunfire, hedged
from pipeline.records import Claim, Passage, Person, Role, Sentence, Where

_DIED = re.compile(
    r"\b(?:died|dies|dead|deadly|death|deaths|killed|kills?|killing|killings|fatal|fatally|slain|slaying"
    r"|deceased|succumbed|pronounced|autopsy|autopsies|funeral|memorial|homicide|coroner|medical\s+examiner"
    r"|last\s+words|murdered|murder|manslaughter|buried|wrongful[\s-]death|late\s+(?:husband|son|father)"
    r"|estate|vigil|loved|mourn\w*|grie\w+)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:died|dies|dead|killed|kills?|killing|fatally|fatal|slain|deceased|succumbed|pronounced\s+dead|deadly"
    r"|death|autopsy|shot\s+to\s+death|manslaughter|murder)\b",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:surviv\w+|(?:stable|critical|serious|fair|good|guarded|grave)(?:\s+but\s+\w+)?\s+condition"
    r"|non[-\s]?life[-\s]?threatening|not\s+life[-\s]threatening|not\s+considered\s+life|expected\s+to\s+(?:survive|recover|live)"
    r"|recover(?:ing|ed)\s+(?:at|in|from)|nonfatal|non-fatal|wounded|wounds|wounding|injur\w+|hospitali[sz]ed"
    r"|arraigned|pleaded|was\s+(?:treated|released)|remains?\s+(?:in|at)\s+(?:the\s+)?(?:\w+\s+)?hospital)\b",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"\b(?:died|dead|pronounced\s+dead|killed|declared\s+dead)\b[^.;]{0,25}?\b(?:at|on)\s+(?:the\s+)?scene\b"
    r"|\bat\s+the\s+scene\b[^.;]{0,20}\b(?:died|dead)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:died|dead|succumbed|pronounced|dies)\b[^.;]{0,40}?\b(?:hospital|later|days?\s+(?:later|after)|medical\s+center"
    r"|en\s+route|in\s+surgery|weeks?\s+(?:later|after))\b|\blater\s+(?:died|succumbed)\b"
    r"|\bhospital\b[^.;]{0,60}?\b(?:died|pronounced|dead)\b",
    re.IGNORECASE,
)
_CRITICAL = re.compile(
    r"\b(?:critical(?:ly)?|life[-\s]threatening|grave)\b(?!\s+incident)", re.IGNORECASE
)
_NOT_LIFE = re.compile(r"\b(?:non|not)[-\s](?:\w+\s+){0,2}life", re.IGNORECASE)
_OFFICER = re.compile(
    r"\b(?:officers?|deput(?:y|ies)|troopers?|sergeant|police\s+dog|K-?9)\b", re.IGNORECASE
)


def read(passage: Passage, people: Sequence[Person]) -> Iterator[Claim]:
    """``fatal`` and ``outcome`` of each person hit."""
    victims = [one for one in people if one.role in (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)]
    if len(victims) <= 1:
        person = victims[0].n if victims else None
        yield from _person(passage.sentences, person, alone=True)
        return
    for victim in victims:
        near = _sentences_of(passage.sentences, victim)
        yield from _person(near, victim.n, alone=False)


def _sentences_of(sentences: Sequence[Sentence], person: Person) -> tuple[Sentence, ...]:
    return tuple(
        sentence
        for sentence in sentences
        if any(
            mention.span.where is sentence.where
            and sentence.start <= mention.span.start < sentence.end
            for mention in person.mentions
        )
    )


def _person(sentences: Sequence[Sentence], person: int | None, alone: bool) -> Iterator[Claim]:
    died = _deaths(sentences)
    lives = _living(sentences)
    if died:
        yield _claim("fatal", True, *died[0], "died", person)
        yield from _how(sentences, person)
    elif lives:
        yield _claim("fatal", False, *lives[0], "lives", person)
        sentence, match = lives[0]
        state = _state(lives)
        yield _claim("outcome", state, sentence, match, state, person)
    _ = alone


_Seen = tuple[Sentence, re.Match[str]]


def _deaths(sentences: Sequence[Sentence]) -> list[_Seen]:
    """Sentences that say the person hit is dead: plain ones first."""
    found: list[tuple[int, _Seen]] = []
    for sentence in sentences:
        match = _STRONG.search(sentence.text)
        if match and _about_victim(sentence, match):
            found.append((_plainness(sentence, match), (sentence, match)))
    found.sort(key=lambda pair: -pair[0])
    return [seen for score, seen in found if score > 0]


_NOT_THIS_DEATH = re.compile(
    r"\b(?:death\s+(?:threat|penalty|row|investigation|certificate)|dead\s+(?:end|of\s+night)|deadly\s+(?:force|weapon)"
    r"|to\s+kill|threat\w*\s+to|could\s+have|would\s+have|almost|nearly|attempted\s+(?:murder|homicide)|going\s+to\s+kill"
    r"|not\s+(?:be\s+)?(?:dead|killed|die)|years?\s+ago|last\s+year|kill\s+(?:me|him|you|them)|charged\s+with\s+(?:\w+\s+)*?murder)\b",
    re.IGNORECASE,
)


def _about_victim(sentence: Sentence, match: re.Match[str]) -> bool:
    text = sentence.text
    around = text[max(0, match.start() - 40) : match.end() + 30]
    if _NOT_THIS_DEATH.search(around):
        return False
    before = text[max(0, match.start() - 50) : match.start()]
    return not (_OFFICER.search(before) and _passive_after(text, match))


def _passive_after(text: str, match: re.Match[str]) -> bool:
    """ "An officer was killed": the officer died, not the person police hit."""
    return re.search(
        r"\b(?:officers?|deput(?:y|ies)|troopers?|sergeant|dog)\b(?:\s+[A-Z]\w+){0,3}\s+"
        r"(?:(?:was|were|is|has|had|been|who|shot|and|later|fatally)\s+){0,4}$",
        text[: match.start()],
        re.IGNORECASE,
    ) is not None and not match.group().casefold().startswith("kills")


def _plainness(sentence: Sentence, match: re.Match[str]) -> int:
    events = gunfire(sentence.text)
    score = 1
    if any(event.by_police for event in events):
        score += 3
    if any(event.shooter.value == "civilian" and event.hit for event in events):
        score -= 2
    if match.group().casefold() in (
        "died",
        "killed",
        "dead",
        "fatally",
        "succumbed",
        "pronounced dead",
    ):
        score += 2
    if sentence.where is Where.TITLE:
        score += 1
    return score


def _living(sentences: Sequence[Sentence]) -> list[_Seen]:
    found = []
    for sentence in sentences:
        match = _LIVES.search(sentence.text)
        if match is None:
            continue
        before = sentence.text[max(0, match.start() - 60) : match.start()]
        if _OFFICER.search(before) and not re.search(r"\bby\b", before):
            continue
        if re.search(r"\b(?:no|not|nor|none)\b", before[-25:], re.IGNORECASE):
            continue
        found.append((sentence, match))
    return found


def _state(lives: Sequence[_Seen]) -> str:
    for sentence, _ in lives:
        if _CRITICAL.search(sentence.text) and not _NOT_LIFE.search(sentence.text):
            return "critical"
    return "survived"


def _how(sentences: Sequence[Sentence], person: int | None) -> Iterator[Claim]:
    for state, pattern in (("died_scene", _SCENE), ("died_later", _LATER)):
        for sentence in sentences:
            match = pattern.search(sentence.text)
            if match and _about_victim(sentence, match):
                yield _claim("outcome", state, sentence, match, state, person)
                return


def _claim(
    field: str, value: str | bool, sentence: Sentence, match: re.Match[str], rule: str,
    person: int | None,
) -> Claim:  # fmt: skip
    text = sentence.text
    return Claim(
        field,
        value,
        match.group(),
        sentence.span(0, len(text)),
        asserted_by=asserted_by(text),
        hedged=hedged(text),
        method=f"circumstances/{field}/{rule}",
        confidence=0.85,
        person=person,
    )
