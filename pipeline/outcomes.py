"""Who died, who lived, and who the article does not say it of: never the living as dead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.actors import PERSON
from pipeline.company import Company
from pipeline.cued import Cued
from pipeline.cues import Actor, Gunfire, asserted_by, hedged
from pipeline.fates import (
    ACTS,
    ANYBODYS,
    BAIL,
    DIED,
    FIRM,
    HELD,
    HOMICIDE,
    KIN,
    LIVES,
    LONG_AGO,
    OFFICER_ACCUSED,
    PLAIN,
)
from pipeline.records import Claim, Passage, Person, Role, Sentence, Where
from pipeline.roles import looking_back

_HIS = re.compile(r"(?:\b(?:his|her|each)|['’]s?)\s+(?:own\s+)?$", re.IGNORECASE)
_FOUND = re.compile(r"\b(?:found|discovered|located)\b[^.;]{0,40}$", re.IGNORECASE)
_NOT_THIS_DEATH = re.compile(
    r"\bdeath\s+(?:threat|penalty|row|certificate)|\bdead(?:ly)?\s+(?:end|of\s+night|force|weapon)"
    r"|\bto\s+(?:kill|(?:be|get)\s+killed)\b|\bthreat\w*\s+to\b|\b(?:could|would|might)(?:\s+\w+)?(?:\s+have\b|['’]ve\b)|\bshould\s+be\s+dead\b|\b(?:almost|nearly)\b"
    r"|\battempted\s+(?:murder|homicide)|\bnot\s+(?:be\s+)?(?:dead|killed|die)|\bI\s+(?:was|am|would\s+be)\s+dead"
    r"|\b(?:nobody|no\s+one|none)\s+(?:else\s+)?(?:was\s+|were\s+)?(?:died|killed)\b"
    r"|\bdead\s+(?:bulb|batter|phone|tree|dog|animal|deer|lea|grass|wood|zone|spot|cent|line|silence|serious|wrong)\w*"
    r"|\bif\s+(?:an?\s+|the\s+)?(?:person|someone|somebody|anyone|suspect|victim)\s+(?:dies|died|is\s+killed)"
    r"|\b(?:camera|batter(?:y|ies)|phone|engine|radio)s?\s+(?:had\s+|has\s+|was\s+|went\s+)?(?:died|dead)\b|\bin\s+another\s+(?:state|city|county|town)\b"
    r"|\bby\s+(?:his|her)\s+own\b|\b(?:was|were)\s+killing\b"
    r"|\bkill(?:ed|ing|s)?\s+(?:me|us|you)\b|\bkill\s+(?:him|them|people)\b|\bcharged\s+with\s+(?:\w+\s+)*?murder"
    r"|\bfatally\s+stab|\bfatally\s+(?:struck|hit|injured)\s+by\s+an?\s+(?:car|vehicle|truck|train|bus|driver)\b|\bstabb\w+[^.;]{0,40}\bto\s+death|\bnot\s+fatal|\bif\s+(?:he|she)\s+(?:dies|died)",
    re.IGNORECASE,
)
#: "Wanted in the death of a clerk", "sought for killing a clerk".
_SOUGHT_FOR = re.compile(
    r"\b(?:wanted|sought|suspect(?:s|ed)?|person\s+of\s+interest|warrants?|hunt\w*|manhunt|search\w*)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:in|for)\s+(?:connection\s+with\s+)?(?:(?!was\b|were\b|who\b)[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(r"\s*(?:[\w-]+\s+){0,3}?years?\s+ago\b", re.IGNORECASE)
#: "A previous version of this story said that he had died."
_TAKEN_BACK = re.compile(
    r"\b(?:previous|earlier)\s+(?:version|report|story)\b|\b(?:incorrectly|erroneously|mistakenly)\b",
    re.IGNORECASE,
)
#: "Could not say whether he is one of the dead".
_UNSURE = re.compile(
    r"\b(?:could\s+not\s+say|not\s+(?:clear|known|certain|sure)|unclear|unsure)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
_SCENE = Cued(
    r"\b(?:died|dead|pronounced\s+dead|killed|declared\s+dead)\b[^.;]{0,25}?\b(?:at|on)\s+(?:the\s+)?scene\b"
    r"|\bat\s+the\s+scene\b[^.;]{0,20}\b(?:died|dead)\b|\bdied\s+(?:there|on\s+the\s+spot)\b",
    re.IGNORECASE,
)
_LATER = Cued(
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
    passage: Passage,
    people: Sequence[Person],
    heard: Sequence[Sequence[Gunfire]],
    genders: Mapping[int, str],
) -> Iterator[Claim]:
    """``fatal`` and ``outcome`` of each person hit; ``genders`` as stated, by ``Person.n``."""
    victims = [one for one in people if one.role in (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)]
    others = [one for one in people if one not in victims and one.name]
    lines = list(zip(passage.sentences, heard, strict=True))
    if len(victims) <= 1:
        yield from _person(lines, victims[0] if victims else None, others)
        return
    company = Company(victims, genders)
    for victim in victims:
        yield from _one_of_several(lines, victim, company, others)


_Lines = Sequence[tuple[Sentence, Sequence[Gunfire]]]


def _mentions(sentence: Sentence, person: Person) -> bool:
    return any(
        mention.span.where is sentence.where and sentence.start <= mention.span.start < sentence.end
        for mention in person.mentions
    )


#: A word of death this sure is taken for one where nothing tells of life.
_LIKELY = 1.5
#: A death this sure stands against signs of life; a weaker one ("an autopsy") leaves it open.
_PLAINLY = 2.0


def _person(lines: _Lines, person: Person | None, others: Sequence[Person]) -> Iterator[Claim]:
    number = person.n if person else None
    died = _deaths(lines, person, others)
    if elsewhere := _elsewhere(lines, person, others):
        here = [seen for seen in died if seen.sentence not in elsewhere]
        died = here if here or _living(lines, person) else died
    lives = [] if _is_plain(died) else _living(lines, person) or _acting(lines, person)
    by_others = person is not None and person.role is Role.SHOT_BY_OTHER
    lives = lives or ([] if died or by_others else _held(lines, person))
    lives = [seen for seen in lives if not any(_overlap(seen, other) for other in died)]
    if died and not lives:
        yield _claim("fatal", True, died[0], "died", number)
        yield from _how(lines, person)
    elif not died:
        yield from _survival(lives, number)


def _elsewhere(
    lines: _Lines, person: Person | None, others: Sequence[Person]
) -> frozenset[Sentence]:
    """Sentences that look back at another shooting: "In August a man was killed at a car wash"."""
    sentences = [sentence for sentence, _ in lines]
    return frozenset(
        sentence
        for place, (sentence, past) in enumerate(
            zip(sentences, looking_back(sentences), strict=True)
        )
        if (past or place > _LEDE)
        and sentence.where is not Where.TITLE
        and not (person and _mentions(sentence, person))
        and (_SOMEBODY.search(sentence.text) or any(_mentions(sentence, one) for one in others))
    )


#: After so many sentences "a man" is not whom the story began with.
_LEDE = 3
_SOMEBODY = Cued(
    r"\b(?:[Aa]n?|[Aa]nother|[Tt]wo|[Tt]hree|[Oo]ne)\s+(?:[\w-]+\s+){0,3}?(?:man|woman|men|women|teen\w*|boy|girl|person"
    r"|people|driver|motorist|suspect)\b"
)


def _overlap(one: _Seen, other: _Seen) -> bool:
    """ "Injuries proved fatal": the word of a wound is part of that of a death."""
    same = one.sentence == other.sentence
    return same and one.match.start() < other.match.end() and other.match.start() < one.match.end()


def _is_plain(died: Sequence[_Seen]) -> bool:
    return bool(died) and died[0].score >= _PLAINLY


def _survival(lives: Sequence[_Seen], number: int | None) -> Iterator[Claim]:
    if lives:
        yield _claim("fatal", False, lives[0], "lives", number)
        critical = next((seen for seen in lives if _critical(seen)), None)
        state = "critical" if critical else "survived"
        yield _claim("outcome", state, critical or lives[0], state, number)


def _one_of_several(
    lines: _Lines, victim: Person, company: Company, others: Sequence[Person]
) -> Iterator[Claim]:
    """Where several were hit, only words that stand by this one's name or gender count."""
    heard = dict(lines)
    lines = [
        line
        for line, before in zip(lines, (None, *lines), strict=False)
        if not _goes_on(line, before)
    ]
    deaths = _deaths(lines, victim, others)
    whose = [_whose(seen, company, heard[seen.sentence]) for seen in deaths]
    died = [seen for seen, these in zip(deaths, whose, strict=True) if victim.n in these]
    if not died and company.is_chief(victim) and not any(whose):
        died = [seen for seen in deaths if seen.score >= _PLAINLY]
    if died:
        yield _claim("fatal", True, died[0], "died", victim.n)
        near = {seen.sentence for seen in died}
        yield from _how([line for line in lines if line[0] in near], victim)
        return
    lives = [
        seen
        for seen in _living(lines, victim)
        if victim.n in _whose(seen, company, heard[seen.sentence])
    ]
    yield from _survival(lives or _acting(lines, victim), victim.n)


_Line = tuple[Sentence, Sequence[Gunfire]]
_PRONOUN = re.compile(r"[\"“]?(?:He|She)\b")


def _goes_on(line: _Line, before: _Line | None) -> bool:
    """ "Police say a man shot his former wife. She died.": of whom somebody else had hit."""
    return (
        before is not None
        and _PRONOUN.match(line[0].text) is not None
        and any(
            event.hit and event.shooter is Actor.CIVILIAN and event.target is Actor.CIVILIAN
            for event in before[1]
        )
    )


#: "Both died", "neither man's injuries are life-threatening".
_OF_ALL = re.compile(
    r"\b(?:(?P<three>all\s+three)|(?P<four>all\s+four)|both|neither|the\s+(?:two|couple|brothers|sisters|pair))\b"
    r"(?![^.;]*\b(?:officers?|deput\w+|troopers?|agents?)\b)[^.;,]{0,50}$",
    re.IGNORECASE,
)


def _whose(seen: _Seen, company: Company, events: Sequence[Gunfire]) -> frozenset[int]:
    text = seen.sentence.text
    event = _event_at(events, seen.match)
    own = event is not None and event.start <= seen.match.start() <= event.end + len(" and ")
    at = event.target_at if event and own else None
    active = _active(text, seen)
    if not active and at is not None and (hit := company.called(seen.sentence, *at)):
        return hit
    if of_all := _OF_ALL.search(text, 0, seen.match.end()):
        many = 4 if of_all["four"] else 3 if of_all["three"] else 2
        here = company.called(seen.sentence, 0, len(text))
        everyone = frozenset(one.n for one in company.people)
        return here if len(here) == many else everyone if len(everyone) <= many else frozenset()
    if seen.match.group().casefold() in ("widow", "estate"):
        return company.called(seen.sentence, seen.match.end(), seen.match.end() + len(" of A"))
    return company.meant(seen.sentence, seen.match.start(), seen.match.end(), active)


_BE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s+(?:\w+ly\s+)?(?:shot\s+and\s+)?$")


def _active(text: str, seen: _Seen) -> bool:
    """Whether the word's victim follows it: "killing X", "killed man", "the death of X"."""
    word = seen.match.group().casefold()
    if word in ("killing", "wounding", "kills", "wounds", "injuring") or word.startswith("wounds "):
        return True
    if text[seen.match.end() : seen.match.end() + 4].casefold() == " of ":
        return True
    if word.startswith("pronounced"):  # "the coroner pronounced her dead"
        return not _BE.search(text, 0, seen.match.start()) and not word.startswith("was")
    if word == "dead" and _DEAD_ONE.match(text, seen.match.end()):
        return True
    if word not in ("killed", "wounded", "injured", "fatally"):
        return False
    if _MAN.match(text, seen.match.end()):
        return True
    return not _BE.search(text, 0, seen.match.start()) and bool(
        _OBJECT_BEGINS.match(text, seen.match.end())
    )


_MAN = re.compile(
    r"\s+(?:man|woman|boy|girl|teen|husband|wife|(?:boy|girl)friend)\b", re.IGNORECASE
)
_DEAD_ONE = re.compile(
    r"\s+(?:man|woman|boy|girl|teen\w*|driver|passenger|suspect|couple|pair)(?:['’]s?)?\b",
    re.IGNORECASE,
)
_OBJECT_BEGINS = re.compile(
    r"(?!\s+[Bb][Yy]\b)\s+(?:shot\s+)?(?:an?\s|the\s|[A-Z]|his\s|her\s|another\b|some(?:one|body)\b|\d"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)\b|\w+\s+\w+\s+[A-Z][a-z]+\s+[A-Z])"
)


def _critical(seen: _Seen) -> bool:
    text = seen.sentence.text
    return _CRITICAL.search(text) is not None and _NOT_LIFE.search(text) is None


def _deaths(lines: _Lines, person: Person | None, others: Sequence[Person]) -> list[_Seen]:
    """Words that say the person hit is dead, the plainest first."""
    found = list(_verdicts(lines, person))
    anybodys: list[_Seen] = []
    others_died = False
    for sentence, events in lines:
        for match in DIED.finditer(sentence.text):
            if _of_another(sentence, events, match, person, others):
                others_died = True
                continue
            score = _death_score(sentence, events, match, person)
            own = person is not None and _mentions(sentence, person)
            if score >= _LIKELY and not own and ANYBODYS.match(match.group()):
                anybodys.append(_Seen(sentence, match, _LIKELY))
            elif score >= _LIKELY:
                found.append(_Seen(sentence, match, score))
    if not others_died:
        found.extend(anybodys)
    return sorted(found, key=lambda s: (-s.score, s.match.group().casefold() not in PLAIN))


def _verdicts(lines: _Lines, person: Person | None) -> Iterator[_Seen]:
    """An officer who stands to answer for manslaughter has killed whoever was hit."""
    for sentence, events in lines:
        text = sentence.text
        match = HOMICIDE.search(text)
        if match is None or _OLD_CASE.search(text) or not _accuses_officer(text):
            continue
        if (person and _mentions(sentence, person)) or any(e.by_police for e in events):
            yield _Seen(sentence, match, 2.0)


_OLD_CASE = re.compile(r"\b(?:attempted|intent|Floyd|another|previous)\b")
_BY = re.compile(r"\bby\s+(?:[\w-]+\s+){0,4}$")


def _accuses_officer(text: str) -> bool:
    """Whether who is charged is an officer, and not one whom an officer shot."""
    return any(not _BY.search(text, 0, match.start()) for match in OFFICER_ACCUSED.finditer(text))


def _death_score(
    sentence: Sentence, events: Sequence[Gunfire], match: re.Match[str], person: Person | None
) -> float:
    text = sentence.text
    if _TAKEN_BACK.search(text, 0, match.start()) or _UNSURE.search(text, 0, match.start()):
        return 0
    certified = match.group().casefold().endswith("certificate")
    around = text[max(0, match.start() - 40) : match.end() + 25]
    if not certified and _NOT_THIS_DEATH.search(around):
        return 0
    counted = _of_many(text, match) or bool(
        person and person.name and _MANY_MEN.search(text, 0, match.start())
    )
    if counted and not _among_many(sentence, match, person):
        return 0
    if _of_others(sentence, match, person):
        return 0
    if _SOUGHT_FOR.search(text, 0, match.start()):
        return 0
    event = _event_at(events, match)
    if _LONG_AGO.match(text, match.end()) and not (event and event.by_police):
        return 0
    if event is not None:
        if event.target is Actor.POLICE or event.shooter is Actor.CIVILIAN:
            return 0
        if event.target_at and _beside(text, event.target_at):
            return 0
        score = 3.0 + 2 * event.by_police
    else:
        word = match.group().casefold()
        firm = word in PLAIN or FIRM.match(word) is not None
        his = word == "death" and _HIS.search(text, 0, match.start()) is not None
        if _is_of(sentence, match, person):
            return 2.5 + 0.5 * (sentence.where is Where.TITLE)
        score = 1.0 + (firm or his)
        who = _nearest_party(sentence, match.start(), person)
        if who == "officer" and match.group().casefold() in PLAIN:
            return 0
        score += any(one.by_police for one in events) - 0.5 * (who is None)
        if _FOUND.search(text, 0, match.start()) and not (person and _mentions(sentence, person)):
            return 0  # "officers found a man dead": as often another
    if person is not None and _mentions(sentence, person):
        score += 1.0
    return score + 0.5 * (sentence.where is Where.TITLE)


#: "The death of a Bangor man", "killing teen", but "the killing of his wife" is another's.
_OF_ONE = re.compile(
    r"\s+(?:of\s+)?(?:(?:an?|the)\s+)?(?:[\w'’.-]+\s+){0,3}?"
    r"(?:man|woman|teen(?:ager)?|boy|girl|motorist|driver|student|suspect)\b",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"\s+(?:of\s+)?(?:[\w'’,-]+\s+){0,5}?")


def _is_of(sentence: Sentence, match: re.Match[str], person: Person | None) -> bool:
    """Whether a noun of death is followed by who died, and it is this person."""
    text, end = sentence.text, match.end()
    word = match.group().casefold()
    if word not in ("death", "killing") and not word.endswith("shooting of"):
        return False
    if _KIN_AFTER.match(text, end) or _KIN_AFTER.match(text, end + len(" of")):
        return False
    begins = [start for start, _ in _spots(sentence, person)]
    if any(at > end and _OF_NAME.fullmatch(text, end, at) for at in begins):
        return True
    return _OF_ONE.match(text, end) is not None


def _spots(sentence: Sentence, person: Person | None) -> Iterator[tuple[int, int]]:
    """Where in a sentence the mentions of a person begin and end."""
    for mention in person.mentions if person else ():
        within = sentence.start <= mention.span.start and mention.span.end <= sentence.end
        if mention.span.where is sentence.where and within:
            yield mention.span.start - sentence.start, mention.span.end - sentence.start


def _of_another(
    sentence: Sentence,
    events: Sequence[Gunfire],
    match: re.Match[str],
    person: Person | None,
    others: Sequence[Person],
) -> bool:
    """ "Man killed roommate", "the roommate, John Roe, died": somebody else's death."""
    text, word = sentence.text, match.group().casefold()
    if word in ("killed", "kills", "killing") and any(
        start == match.end() + 1 for other in others for start, _ in _spots(sentence, other)
    ):
        return True  # "the two that killed Abel Orrin"
    if _NAMED_KIN.match(text, match.end()) or _is_owned(sentence, match, person):
        return True
    if word == "killing" and _A_KILLING.search(text, 0, match.start()):
        return True  # "wanted in a killing"
    if _event_at(events, match) is not None:
        return False
    if word.startswith("wrongful"):
        return any(_SUES.match(text, end) for end in _ends(sentence, person))
    if any(_KIN_OF.fullmatch(text, end, match.start()) for end in _ends(sentence, person)):
        return True
    if (kin := _KIN_FIRST.match(text)) and not _TELLS.search(text, kin.end(), match.start()):
        return True
    if word in ("killed", "kills", "killing") and not _BE.search(text, 0, match.start()):
        return _KIN_AFTER.match(text, match.end()) is not None
    if word not in ("died", "dies") or (person and _mentions(sentence, person)):
        return False
    ends = [
        mention.span.end - sentence.start
        for other in others
        for mention in other.mentions
        if mention.span.where is sentence.where
        and sentence.start <= mention.span.start
        and mention.span.end <= sentence.start + match.start()
    ]
    return any(_UP_TO_VERB.fullmatch(text, end, match.start()) for end in ends)


def _ends(sentence: Sentence, person: Person | None) -> Iterator[int]:
    """Where in a sentence the mentions of a person end."""
    return (end for _, end in _spots(sentence, person))


#: Who sues for a death is alive.
_SUES = re.compile(
    r"\s+(?:has\s+|is\s+|also\s+)?(?:filed|filing|brought|bringing|sued|sues|won|settled)\b"
)
_KIN_AFTER = re.compile(
    r"\s+(?:(?:his|her|their|a|the)\s+)?(?:[\w-]+\s+)?"
    rf"(?:{KIN}|officer|deputy|trooper|landlord)\b(?!\s+of\b)",
    re.IGNORECASE,
)
#: "Roe's 15-year-old son had": it is the son who died.
_KIN_OF = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}{KIN}\s+(?:had\s+|has\s+|later\s+)?", re.I)
#: "Another trooper killed Orrin's cousin".
_NAMED_KIN = re.compile(
    rf"\s+(?:of\s+)?(?:[A-Z][\w.’'-]+\s+){{0,2}}?[A-Z][\w-]+['’]s?\s+(?:\w+\s+)?{KIN}\b"
)
#: Who has lost somebody, named or by what they are to them.
_MOURNER = re.compile(
    r"\b(?:family|mother|father|parents?|sister|brother|widow|husband|wife|grandmother|grandfather|aunt|uncle|couple)"
    r"(?:,\s+[^,.;]{1,40},)?\s+(?:who\s+)?(?:has\s+|had\s+|have\s+)?$",
    re.IGNORECASE,
)
_MOURNS = re.compile(
    rf"(?:lost|lose|losing|buried|buries|mourn\w*)\s+(?:for\s+)?(?:his|her|their|my|our)\s+(?:\w+\s+)?{KIN}$",
    re.IGNORECASE,
)


def _is_owned(sentence: Sentence, match: re.Match[str], person: Person | None) -> bool:
    """ "Gant's funeral", "the late Ed Gant", "he lost his wife": not of the one who was hit."""
    text, word = sentence.text, match.group()
    if _MOURNS.match(word):
        named = re.search(r"[A-Z][\w’'-]+\s+$", text[: match.start()]) is not None
        own = any(0 <= match.start() - end <= 1 for end in _ends(sentence, person))
        return own or not (named or _MOURNER.search(text, 0, match.start()))
    begins = [start for start, _ in _spots(sentence, person)]
    if word.casefold().startswith("the late"):
        return not any(0 <= start - match.end() < 25 for start in begins)
    if word[:1].isupper() and re.match(r"[\w’'-]+['’]s\s", word):
        return not any(start <= match.start() < end for start, end in _spots(sentence, person))
    if word.casefold().endswith((" of", " for")) and not word.casefold().endswith("shooting of"):
        return not any(0 <= start - match.end() < 25 for start in begins)
    return False


#: "His father was 41 when he was killed": no death of his own.
_KIN_FIRST = re.compile(rf"(?:His|Her|Their)\s+(?:[\w-]+\s+)?{KIN}\b(?!['’])")
_TELLS = re.compile(r"\b(?:sa(?:id|ys?)|told|tells|learned|heard|wrote|found|saw|watched)\b")
_A_KILLING = re.compile(r"\b(?:in|of|for|to)\s+(?:an?(?:other)?|one)\s+(?:[\w-]+\s+){0,2}$", re.I)
_UP_TO_VERB = re.compile(r"(?:,\s+[^,;.]{1,40},|\s*\(\d+\))?,?\s+(?:also\s+|later\s+)?")


def _acting(lines: _Lines, person: Person | None) -> list[_Seen]:
    """A named person who speaks, sues or stands before a court after it lives."""
    found = []
    for sentence, _ in lines if person else ():
        for mention in person.mentions if person else ():
            at = mention.span.end - sentence.start
            if mention.span.where is not sentence.where or not 0 < at <= len(sentence.text):
                continue
            begin = mention.span.start - sentence.start
            if begin < 0 or _NOT_THE_SUBJECT.search(sentence.text, 0, begin):
                continue
            match = ACTS.match(sentence.text, at)
            if match and not _BEFOREHAND.match(sentence.text, match.end()):
                found.append(_Seen(sentence, match, 1.0))
    return found


#: "Roe said he would surrender", "was sentenced to probation in 2014".
_BEFOREHAND = re.compile(
    r"\s+(?:(?:that\s+)?(?:he|she)\s+(?:would|was\s+going|wanted|did\s+not\s+want)\b|to\s+say\b"
    r"|[^.;]{0,60}?\b(?:in|since)\s+(?:19|20)\d\d\b)"
)
#: "The officer who shot Roe", "the brother-in-law of John Roe": what is told next is not of Roe.
_NOT_THE_SUBJECT = re.compile(
    r"\b(?:of|for|by|with|against|to|at|(?:who|that)\s+(?:[\w-]+\s+){0,3}?(?:shot|killed|wounded|fired\s+(?:at|on)))\s+"
    r"(?:[\w'’.-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _held(lines: _Lines, person: Person | None) -> list[_Seen]:
    """ "The man is in jail", "he is due in court", said of no officer and of no time before."""
    found = []
    before: Sentence | None = None
    for sentence, _ in lines:
        text = sentence.text
        match = HELD.search(text) or BAIL.search(text)
        if match and not LONG_AGO.search(text) and not _SECOND.search(text[: match.end()]):
            told = match.groupdict()
            of_officer = told.get("he") and before and _ends_with_officer(before, person)
            of_nobody = told.get("unsaid") is not None and not (
                person and _mentions(sentence, person)
            )
            if not of_officer and not of_nobody:
                found.append(_Seen(sentence, match, 1.0))
        before = sentence
    return found


def _ends_with_officer(sentence: Sentence, person: Person | None) -> bool:
    return _nearest_party(sentence, len(sentence.text), person) == "officer"


#: "The second man was arrested".
_SECOND = re.compile(
    r"\b(?:second|other|another|third|officers?|deput(?:y|ies)|troopers?)\b", re.IGNORECASE
)


_MANY = r"(?:[2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten|dozens?)"
_SEVERAL = (
    r"(?:people|others|persons|victims|men|women|boys|girls|teens|teenagers|children|kids|students"
    r"|adults|youths)"
)
_WERE = r"(?:(?:that|who|were|are)\s+){0,2}(?:\w+ly\s+)?"
_MANY_BEFORE = re.compile(
    rf"(?<!\bof )\b{_MANY}\s+(?:(?:people|others)\s+)?{_WERE}$", re.IGNORECASE
)
#: "Two young men killed", of whom somebody named must be told to be one.
_MANY_MEN = re.compile(rf"\b{_MANY}\s+(?:[\w-]+\s+){{0,2}}{_SEVERAL}\s+{_WERE}$", re.IGNORECASE)
_MANY_AFTER = re.compile(rf"\s+{_MANY}\b(?!\s+(?:days?|weeks?|hours?|months?|years?))", re.I)
_ONE_OF = re.compile(
    rf"\bof\s+(?:the\s+)?{_MANY}\b[^.;]*\bone\s+(?:was\s+)?$"
    r"|\bone\s+of\s+(?:the\s+|those\s+|his\s+|her\s+)?(?:them|men|women|people|victims|teens?|boys|girls)\b[^.;]*$",
    re.IGNORECASE,
)


#: "Two hurt, one dead": nobody says which of them.
_ONE_BEFORE = re.compile(r"\b(?:one|1)\s+(?:(?:person|other)\s+)?(?:is\s+|was\s+)?$", re.IGNORECASE)
_SOME_HURT = re.compile(
    rf"\b(?:one|1|another|{_MANY})\s+(?:(?:more|others?|people)\s+)?(?:(?:is|was|are|were)\s+)?(?:hurt|injured|wounded)\b",
    re.IGNORECASE,
)


def _of_many(text: str, match: re.Match[str]) -> bool:
    """ "3 Dead, 2 Hurt", "killed 14", "of the six, one died": a count, and nobody in it named."""
    after = match.group().casefold() in ("killed", "kills", "killing")
    return (
        _MANY_BEFORE.search(text, max(0, match.start() - 30), match.start()) is not None
        or (after and _MANY_AFTER.match(text, match.end()) is not None)
        or _ONE_OF.search(text, 0, match.start()) is not None
        or bool(_ONE_BEFORE.search(text, 0, match.start()) and _SOME_HURT.search(text))
    )


def _among_many(sentence: Sentence, match: re.Match[str], person: Person | None) -> bool:
    """Whether a count takes this person in: "two men killed", but not "he killed two"."""
    if _MANY_AFTER.match(sentence.text, match.end()):
        return any(start > match.end() for start, _ in _spots(sentence, person))
    return person is not None and _mentions(sentence, person)


#: Told of the many, or of another time: "63 killed this year", "last summer one man was killed".
_NOT_NOW = Cued(
    r"\b(?:every|each)\s+(?:day|week|month|year)\b|\bthis\s+year\b|\bnationwide\b|\bstatistics\b"
    r"|\b(?:last|previous)\s+(?:spring|summer|fall|winter|year|month)\b|\bcomes?\s+(?:\w+\s+){0,4}?after\b",
    re.IGNORECASE,
)
_UNBORN = re.compile(
    r"\b(?:unborn\s+\w+|fetus|dogs?|K-?9|cat|horse)\s+(?:was\s+|had\s+|has\s+|is\s+)?$",
    re.IGNORECASE,
)
_LEFT_DEAD = re.compile(r"\b(?:left|leaves|leaving)\s+[^.;,]{1,60}?\s+$", re.IGNORECASE)
_SELF = re.compile(r"\s+(?:him|her|them)sel(?:f|ves)\b", re.IGNORECASE)
_GUNMAN = re.compile(r"\b(?:suspects?|gunm[ae]n|shooters?)\b", re.IGNORECASE)
_ANOTHER_DOES = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?|who|man|woman|mother|father|husband|wife|boyfriend|girlfriend|he|she)\b",
    re.IGNORECASE,
)


def _of_others(sentence: Sentence, match: re.Match[str], person: Person | None) -> bool:
    """A death of another time, of many, of the unborn, or by the hand of who shot this person."""
    text, word = sentence.text, match.group().casefold()
    told = list(_spots(sentence, person))
    if not told and _NOT_NOW.search(text):
        return True
    if _UNBORN.search(text, 0, match.start()):
        return True
    if word == "dead" and (left := _LEFT_DEAD.search(text, 0, match.start())):
        return (
            person is not None
            and bool(person.name)
            and not any(at > left.start() for at, _ in told)
        )
    if word in ("killed", "kills") and _SELF.match(text, match.end()):
        before = [end for _, end in told if end <= match.start()]
        since = before[-1] if before else 0
        doer = (_ANOTHER_DOES if told else _GUNMAN).search(text, since, match.start())
        return doer is not None or bool(told and not before)
    return False


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
        if event.kind in ("verb", "killed", "answered") and -14 <= match.start() - event.start <= 9:
            return event
    return None


def _nearest_party(sentence: Sentence, before: int, person: Person | None) -> str | None:
    """Whether the last person told of before a word is an officer or somebody else."""
    text = sentence.text
    start = max(text.rfind(mark, 0, before) for mark in (";", ":", "—", '"', "“"))
    last, end = None, 0
    for match in _WHO.finditer(text, max(0, start, before - 80), before):
        agent = _WHOM.search(text, 0, match.start()) or _BY.search(text, 0, match.start())
        if match.lastgroup == "officer" and agent:
            continue
        last, end = match.lastgroup, match.end()
    named = any(end <= at <= before and at > start for at in _ends(sentence, person))
    return "person" if named else last


#: "A man whom a trooper shot", "the man officers shot": what is told next is of the man.
_WHOM = re.compile(
    r"\b(?:(?:whom|that)\s+(?:[\w-]+\s+){0,4}?|(?:man|woman|boy|girl|teen(?:ager)?|driver|suspect|motorist|person)"
    r"\s+(?:an?\s+|the\s+|two\s+|three\s+)?(?:(?-i:[A-Z])[\w-]+\s+){0,3}?(?:police\s+)?)$",
    re.IGNORECASE,
)
#: "He was hit by a Boone officer and died": the officer did it.
_BY = re.compile(
    r"\b(?:hit|shot|struck|wounded|killed)\b[^.;]{0,30}?\bby\s+(?:[\w'’.-]+\s+){0,3}$",
    re.IGNORECASE,
)
_ANIMALS = re.compile(r"\b(?:pupp(?:y|ies)|dogs?|cats?|kittens?|animals?)\b", re.IGNORECASE)


_IN_COURT = re.compile(
    r"arraigned|pleaded|indicted|charges?\b.*|fac(?:es?|ing)\s.*|.*\b(?:held|jailed)|taken\s+to\s+jail|booked\s+into",
    re.IGNORECASE,
)


def _in_anothers_case(sentence: Sentence, match: re.Match[str], person: Person | None) -> bool:
    """Who is charged or held after a shooting between others is the one who fired."""
    if person is None or person.role is not Role.SHOT_BY_OTHER:
        return False
    if not _IN_COURT.fullmatch(match.group()):
        return False
    return not (person.name and _mentions(sentence, person))


def _living(lines: _Lines, person: Person | None) -> list[_Seen]:
    return [
        _Seen(sentence, match, 1.0)
        for sentence, events in lines
        for match in LIVES.finditer(sentence.text)
        if not _of_officer(sentence, events, match, person)
        and not _in_anothers_case(sentence, match, person)
        and not _ANIMALS.search(sentence.text, max(0, match.start() - 30), match.start())
        and not _denied(sentence.text, match)
        and not _of_crowd(sentence, match, person)
        and not _UNTOLD.search(sentence.text, 0, match.end())
        and not _of_something_else(sentence, match, person)
    ]


#: "Is at Hillside Church", "came home", "cannot work": said of anybody and anything.
_OF_ANYBODY = re.compile(
    r"(?:is|are|['’]s|was|remains)\s+(?:still\s+)?(?:at|awake|conscious|talking|up|alive)\b.*|(?!expect|able).*\bhome"
    r"|sitting\s+up|(?:can\s?not|can['’]t|unable|no\s+longer|not\s+(?:\w+\s+){0,2}able)\b.*|recover\w*.*|is\s+recovering",
    re.IGNORECASE | re.DOTALL,
)
_A_PERSON = re.compile(
    rf"\b(?:he|she|they|him|her|them|both|neither|who|mr\.|mrs?\.|ms\.|{PERSON})(?!\w)[^.;]{{0,60}}$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:condition|wounds?|injur|life|leg|arm|hand|spine|surger)", re.I
)


def _of_something_else(sentence: Sentence, match: re.Match[str], person: Person | None) -> bool:
    """Whether what lives is not the person, but something named after or beside them."""
    text = sentence.text
    before = [spot for spot in _spots(sentence, person) if spot[1] <= match.start()]
    if not before:
        soft = _OF_ANYBODY.fullmatch(match.group()) is not None
        return soft and _A_PERSON.search(text, 0, match.start()) is None
    start, end = max(before)
    if re.search(r"[,;:]|\b(?:he|she|who|they)\b", text[end : match.start()]):
        return False
    if text.startswith(("'", "’"), end):
        return _OWN.match(text, end) is None
    return _NOT_THE_SUBJECT.search(text, 0, start) is not None


#: How grave an injury is, nobody says.
_UNTOLD = re.compile(r"\b(?:extent|nature|severity)\s+of\s+(?:\w+\s+){0,2}injuries$", re.IGNORECASE)
#: "Another 17 people were hurt": whom the one shot by police had hit.
_CROWD = re.compile(
    r"\b(?:another|other|at\s+least|more\s+than|many|several|dozens\s+of|\d{1,3})\s+(?:\d{1,3}\s+)?(?:other\s+)?"
    r"(?:people|others|victims|persons|employees)\b[^.;]{0,120}$",
    re.IGNORECASE,
)


_HE = re.compile(r"[\"“]?(?:He|She|His|Her)\b")


def _is_several(person: Person) -> bool:
    """ "The suspects", "four men": "he" is none of them."""
    heads = [form.split()[-1].casefold() for form in person.forms] if not person.name else []
    return bool(heads) and all(re.fullmatch(rf"{_SEVERAL}|suspects", head) for head in heads)


def _of_crowd(sentence: Sentence, match: re.Match[str], person: Person | None) -> bool:
    """Whether a count of the hurt leaves this person out."""
    text = sentence.text
    told_of = person is not None and _mentions(sentence, person)
    if person is not None and not told_of and _is_several(person) and _HE.match(text):
        return True
    if person is None or person.role is Role.SHOT_BY_POLICE:
        return _CROWD.search(text, 0, match.start()) is not None
    if told_of:
        return False
    if person.name and _CROWD.search(text, 0, match.start()):
        return True
    counted = _MANY_BEFORE.search(text, max(0, match.start() - 60), match.start())
    return counted is not None and bool(person.name or DIED.search(text))


def _denied(text: str, match: re.Match[str]) -> bool:
    """ "Nobody was injured"; but who has no threat to their life lives."""
    word = match.group().casefold()
    if word.startswith("surviv") and _YET_DIED.search(text, match.end()):
        return True
    if word == "lived" and _WHERE.search(text, 0, match.start()):
        return True
    found = _NOBODY.search(text, 0, match.start())
    return found is not None and not match.group().casefold().endswith("threatening")


_YET_DIED = re.compile(
    r"\b(?:before|until)\b[^.;]*?\b(?:died|dying|dead|succumb\w*)\b", re.IGNORECASE
)
_WHERE = re.compile(r"\b(?:where|which)\b[^.;,]{0,30}$", re.IGNORECASE)
_OBJECT = re.compile(r"\s+(?:\w+\s+){0,4}?(?:officers?|deput(?:y|ies)|troopers?|dog)\b", re.I)


def _of_officer(
    sentence: Sentence, events: Sequence[Gunfire], match: re.Match[str], person: Person | None
) -> bool:
    """Whether a word of survival is an officer's."""
    word = match.group().casefold()
    follows = _OBJECT.match(sentence.text, match.end()) is not None
    if word in ("wounding", "injuring") or (word == "indicted" and follows):
        return follows
    event = _event_at(events, match)
    if event is not None:
        return event.target is Actor.POLICE
    return _nearest_party(sentence, match.start(), person) == "officer"


def _how(lines: _Lines, person: Person | None) -> Iterator[Claim]:
    number = person.n if person else None
    for state, pattern in (("died_scene", _SCENE), ("died_later", _LATER)):
        for sentence, _ in lines:
            match = pattern.search(sentence.text)
            if match is None or _of_many(sentence.text, match):
                continue
            if _nearest_party(sentence, match.start(), person) != "officer":
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
