"""Who died, who lived, and who the article does not say it of: never the living as dead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pipeline import beside, of_some, one_and_other, portraits
from pipeline.company import Company
from pipeline.counts import tells_of_many
from pipeline.cued import Cued
from pipeline.cues import Actor, Gunfire
from pipeline.described import gender_of
from pipeline.fates import (
    ANYBODYS,
    BAIL,
    COURT_VERBS,
    DEEDS,
    DIED,
    FIRM,
    HELD,
    HOMICIDE,
    IN_LIMB,
    KIN,
    LIVES,
    OF_COURT,
    OFFICER_ACCUSED,
    PLAIN,
)
from pipeline.hedging import hedged
from pipeline.mentions import words
from pipeline.records import Claim, Passage, Person, Role, Sentence, Where
from pipeline.roles import looking_back
from pipeline.times import Case, of_another_time, of_before
from pipeline.whose import ANOTHERS, Who, bearer, ends_with_officer, tells_of_hurt_officer

_MANY = r"(?:[2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten|dozens?)"
_HIS = re.compile(r"(?:\b(?:his|her|each)|['’]s?)\s+(?:own\s+)?$", re.IGNORECASE)
_NOT_THIS_DEATH = re.compile(
    r"\bdeath\s+(?:threat|penalty|row|certificate)|\bdead(?:ly)?\s+(?:end|of\s+night|force|weapon)"
    r"|\bto\s+(?:kill|(?:be|get)\s+killed)\b|\bthreat\w*\s+to\b|\b(?:could|would|might)(?:\s+\w+)?(?:\s+have\b|['’]ve\b)|\bshould\s+be\s+dead\b|\b(?:almost|nearly)\b"
    r"|\battempted\s+(?:murder|homicide)|\bnot\s+(?:be\s+)?(?:dead|killed|die)|\bI\s+(?:was|am|would\s+be)\s+dead"
    r"|\b(?:nobody|no\s+one|none)\s+(?:else\s+)?(?:was\s+|were\s+)?(?:died|killed)\b"
    r"|\bdead\s+(?:bulb|batter|phone|tree|dog|animal|deer|lea|grass|wood|zone|spot|cent|line|silence|serious|wrong)\w*"
    r"|\bif\s+(?:an?\s+|the\s+)?(?:person|someone|somebody|anyone|suspect|victim)\s+(?:dies|died|is\s+killed)"
    r"|\b(?:camera|batter(?:y|ies)|phone|engine|radio)s?\s+(?:had\s+|has\s+|was\s+|went\s+)?(?:died|dead)\b|\bin\s+another\s+(?:state|city|county|town)\b"
    r"|\bby\s+(?:his|her)\s+own\b|\b(?:was|were)\s+killing\b"
    r"|\bkill(?:ed|ing|s)?\s+(?:me|us|you)\b|\bkill\s+(?:him|them|people)\b|\b(?:should|would|could|can|will|must|may|might)\s+(?:\w+\s+){0,3}kill\b|\bcharged\s+with\s+(?:\w+\s+)*?murder"
    r"|\b(?:none|not)\s+(?:of\s+them\s+)?fatally\b|\bnot\s+(?:been\s+)?the\s+cause\s+of\s+death|\bfatally\s+stab|\bfatally\s+(?:struck|hit|injured)\s+by\s+an?\s+(?:car|vehicle|truck|train|bus|driver)\b|\bstabb\w+[^.;]{0,40}\bto\s+death|\bnot\s+fatal|\bif\s+(?:he|she)\s+(?:dies|died)",
    re.IGNORECASE,
)
#: "A previous version of this story said that he had died", "could not say whether he is dead".
_UNSURE = Cued(
    r"\b(?:previous|earlier)\s+(?:version|report|story)\b|\b(?:incorrectly|erroneously|mistakenly)\b"
    r"|\b(?:initially|originally|at\s+first)\s+(?:[\w-]+\s+){0,2}?(?:said|reported|told|announced|tweeted|believed|thought)\b"
    r"|\bAt\s+first,?\s|\b(?:said|reported)\s+(?:initially|originally|at\s+first)\b"
    r"|\b(?:could\s+not\s+say|not\s+(?:clear|known|certain|sure)|unclear|unsure)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
#: "Wanted in the death of a clerk", "sought for killing a clerk".
_SOUGHT_FOR = re.compile(
    r"\b(?:wanted|sought|suspect(?:s|ed)?|person\s+of\s+interest|warrants?|hunt\w*|manhunt|search\w*)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:in|for)\s+(?:connection\s+with\s+)?(?:(?!was\b|were\b|who\b)[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_FOUND = re.compile(r"\b(?:found|discovered|located)\s+\w[^.;]{0,40}$", re.IGNORECASE)
_WAS_FOUND = re.compile(
    r"(?:^|[,;]\s|\band\s|\b(?:an?|another|one)\s+(?:[\w-]+\s+){0,2})"
    r"(?:man|woman|male|female|boy|girl|teen(?:ager)?|person|child|couple|body)\s+(?:(?:was|is)\s+)?(?:also\s+)?"
    r"(?:found|discovered)\s+(?:shot\s+|stabbed\s+)?$",
    re.IGNORECASE,
)
_SCENE = Cued(
    r"\b(?:died|dead|pronounced\s+dead|killed|declared\s+dead)\b[^.;]{0,25}?\b(?:at|on)\s+(?:the\s+)?scene\b"
    r"|\bat\s+the\s+scene\b[^.;]{0,20}\b(?:died|dead)\b|\bdied\s+(?:there|on\s+the\s+spot)\b",
    re.IGNORECASE,
)
_LATER = Cued(
    r"\b(?:died|dead|succumbed|pronounced|dies)\b(?:(?!,\s+(?:an?|one|another|two|three|four)\s+(?:other\s+)?(?:person|people|m[ae]n|wom[ae]n|boy|girl|teen\w*|victim|others?)\b)[^.;]){0,40}?\b(?:hospital|later|days?\s+(?:later|after)"
    r"|medical\s+center|en\s+route|in\s+surgery|weeks?\s+(?:later|after))\b"
    r"|\blater\s+(?:died|succumbed)\b|\bhospital\b[^.;]{0,60}?\b(?:died|pronounced|dead)\b",
    re.IGNORECASE,
)
_CRITICAL = re.compile(
    r"(?<!non-)(?<!non )\b(?:critical(?:ly)?|grave(?:ly)?|life[-\s]threatening)\b(?!\s+incident)",
    re.I,
)
_NO_LONGER = re.compile(
    r"\b(?:no\s+longer|not|had\s+been)\s+(?:\w+\s+){0,3}$|\bupgraded\s+from\s+$", re.IGNORECASE
)
_NOT_LIFE = re.compile(
    r"(?:\b(?:non|not)|n['’]t)[-\s]?(?:\w+\s+){0,2}life|\b(?:none|neither)\b[^.;]{0,60}\blife",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:(?:no|nor|none|neither|nobody|without)\b[^.;]{0,30}|never\s+(?:\w+\s+)?|not\b[^.;,]{0,30})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of death or survival in its sentence, with the gunfire told there."""

    sentence: Sentence
    events: Sequence[Gunfire]
    match: re.Match[str]
    score: float = 1.0
    deed: bool = False  # something done after it, which tells life only to who infers it

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def low(self) -> str:
        return self.match.group().casefold()

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def event(self) -> Gunfire | None:
        """The telling of gunfire whose verb the word is, or whose verb stands right before it."""
        for event in self.events:
            if (
                event.kind in ("verb", "killed", "answered")
                and -14 <= self.start - event.start <= 9
            ):
                return event
        return None


@dataclass(frozen=True, slots=True)
class _One:
    """Somebody hit (nobody told of: ``person`` is None), and whom the same words may be about."""

    person: Person | None
    others: Sequence[Person]  # who are named and were not hit
    case: Case
    company: Sequence[Person] = ()  # who were hit beside them, and are told apart elsewhere
    gender: str | None = None  # as stated
    nouns: frozenset[str] = frozenset()  # by which the story calls them

    @property
    def n(self) -> int | None:
        return self.person.n if self.person else None

    @property
    def name(self) -> str | None:
        return self.person.name if self.person else None

    def of(self, person: Person) -> _One:
        """One of the company alone: everybody else is another."""
        beside = [each for each in self.company if each is not person]
        return replace(self, person=person, others=[*self.others, *beside], company=())

    @property
    def by_others(self) -> bool:
        return self.person is not None and self.person.role is Role.SHOT_BY_OTHER

    def spots(self, sentence: Sentence) -> list[tuple[int, int]]:
        return list(_spots(sentence, self.person)) if self.person else []

    def whose(self, word: _Word, at: int | None = None) -> Who:
        return self._bearer(word, at)[0]

    def is_by_noun_anothers(self, word: _Word) -> bool:
        """ "The clerk died", "the ex-wife is in jail": a noun of which the person is none."""
        owner = _OWNER.search(word.text, 0, word.start) if word.low == "death" else None
        who, noun = (Who.DESCRIBED, owner["who"].casefold()) if owner else self._bearer(word)
        return who is Who.DESCRIBED and beside.is_anothers(
            noun, word.text, self.person, self.nouns, self.gender
        )

    def _bearer(self, word: _Word, at: int | None = None) -> tuple[Who, str]:
        own, others = (
            tuple(spot for each in people for spot in _spots(word.sentence, each))
            for people in (self.company or filter(None, [self.person]), self.others)
        )
        return bearer(word.text, word.start if at is None else at, own, others)

    def elsewhen(self, word: _Word) -> bool:
        return of_another_time(word.sentence, word.start, word.end, self.case)


_OWNER = re.compile(r"\b(?P<who>[\w-]+)['’]s\s+(?:\w+\s+)?$")


def _spots(sentence: Sentence, person: Person) -> Iterator[tuple[int, int]]:
    """Where in a sentence the mentions of a person begin and end."""
    for mention in person.mentions:
        within = sentence.start <= mention.span.start and mention.span.end <= sentence.end
        if mention.span.where is sentence.where and within:
            yield mention.span.start - sentence.start, mention.span.end - sentence.start


def read(
    passage: Passage,
    people: Sequence[Person],
    heard: Sequence[Sequence[Gunfire]],
    genders: Mapping[int, str],
    case: Case,
) -> Iterator[Claim]:
    """``fatal`` and ``outcome`` of each person hit; ``genders`` as stated, by ``Person.n``."""
    victims = [one for one in people if one.role in (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)]
    others = [one for one in people if one not in victims and one.name]
    lines = list(zip(passage.sentences, heard, strict=True))
    if len(victims) <= 1:
        one = victims[0] if victims else None
        gender = genders.get(one.n) if one and not _stands_for_several(one) else None
        nouns = beside.nouns_of(one, passage.sentences) if one else frozenset()
        yield from _person(lines, _One(one, others, case, gender=gender, nouns=nouns))
        return
    company = Company(victims, genders)
    if one_and_other.are_two(victims) and (ends := one_and_other.ends(passage.sentences, victims)):
        for victim, end in zip(victims, ends, strict=True):
            yield from _apart(victim, end)
        return
    for victim in victims:
        nouns = beside.nouns_of(victim, passage.sentences)
        each = _One(victim, others, case, victims, nouns=nouns)
        yield from _one_of_several(lines, each, victim, company)


def _apart(victim: Person, end: one_and_other.End) -> Iterator[Claim]:
    """ "One died; the other is expected to survive": the end of one of two without a name."""
    word = _Word(end.sentence, (), end.match)
    if end.fatal:
        yield _claim("fatal", True, word, "died", victim.n)
    else:
        state = "critical" if _is_critical(word) else "survived"
        yield _claim("fatal", False, word, "lives", victim.n)
        yield _claim("outcome", state, word, state, victim.n)


_Line = tuple[Sentence, Sequence[Gunfire]]
_Lines = Sequence[_Line]


#: A word of death this sure is taken for one where nothing tells of life.
_LIKELY = 1.5
#: A death this sure stands against signs of life; a weaker one ("an autopsy") leaves it open.
_PLAINLY = 2.0


def _person(lines: _Lines, one: _One) -> Iterator[Claim]:
    lines = [
        line
        for line, before in zip(lines, (None, *lines), strict=False)
        if not _is_an_officers(line, before, one)
    ]
    died = _deaths(lines, one)
    if _is_the_other_ones(lines, one, died):
        died = []
    if elsewhere := _elsewhere(lines, one):
        here = [word for word in died if word.sentence not in elsewhere]
        died = here if here or _living(lines, one) else died
    plain = bool(died) and died[0].score >= _PLAINLY
    lives = [] if plain else _living(lines, one) or _acting(lines, one)
    lives = lives or ([] if died or one.by_others else _held(lines, one))
    lives = [word for word in lives if not any(_overlap(word, other) for other in died)]
    if died and not lives:
        told = _telling(died, one)
        partly = _is_of_some(lines, told, one)
        for claim in (_claim("fatal", True, told, "died", one.n), *_how(lines, one)):
            yield claim.inferred() if partly else claim
    elif not died:
        yield from _survival(lives, one)


def _is_an_officers(line: _Line, before: _Line | None, one: _One) -> bool:
    """ "A deputy was shot on Tuesday. He is in stable condition": an officer hit by others."""
    if before is None or not _PRONOUN.match(line[0].text) or one.spots(before[0]):
        return False
    hit = [event.target for event in before[1] if event.hit]
    if hit:
        return all(target is Actor.POLICE for target in hit)
    return tells_of_hurt_officer(before[0].text)


def _is_the_other_ones(lines: _Lines, one: _One, died: Sequence[_Word]) -> bool:
    """ "Police killed a man and wounded a clerk. Ann Roe, the clerk, is in fair condition": his."""
    many = any(tells_of_many(sentence.text) for sentence, events in lines if events)
    if not many or any(one.whose(word) in (Who.OWN, Who.PRONOUN) for word in died):
        return False
    if any(one.spots(word.sentence) for word in died):
        return False
    return any(one.whose(word) is Who.OWN for word in _living(lines, one))


def _elsewhere(lines: _Lines, one: _One) -> frozenset[Sentence]:
    """Sentences that look back at another shooting: "In August a man was killed at a car wash"."""
    sentences = [sentence for sentence, _ in lines]
    return frozenset(
        sentence
        for place, (sentence, past) in enumerate(
            zip(sentences, looking_back(sentences), strict=True)
        )
        if (past or place > _LEDE)
        and sentence.where is not Where.TITLE
        and not one.spots(sentence)
        and (
            _SOMEBODY.search(sentence.text)
            or any(True for other in one.others for _ in _spots(sentence, other))
        )
    )


#: After so many sentences "a man" is not whom the story began with.
_LEDE = 3
_SOMEBODY = Cued(
    r"\b(?:[Aa]n?|[Aa]nother|[Tt]wo|[Tt]hree|[Oo]ne)\s+(?:[\w-]+\s+){0,3}?(?:man|woman|men|women|teen\w*|boy|girl|person"
    r"|people|driver|motorist|suspect)\b"
)


def _overlap(one: _Word, other: _Word) -> bool:
    """ "Injuries proved fatal": the word of a wound is part of that of a death."""
    same = one.sentence == other.sentence
    return same and one.start < other.end and other.start < one.end


def _survival(lives: Sequence[_Word], one: _One) -> Iterator[Claim]:
    if lives:
        lives = sorted(lives, key=_is_of_limb)
        fatal = _claim("fatal", False, lives[0], "lives", one.n)
        yield fatal.inferred() if _is_one_of_several(lives[0], one) else fatal
        critical = next((word for word in lives if _is_critical(word)), None)
        state = "critical" if critical else "survived"
        claim = _claim("outcome", state, critical or lives[0], state, one.n)
        if _of_part(critical, one) if critical else _is_one_of_several(lives[0], one):
            # "14 were hit, one critically": of all, nobody says so
            claim = claim.inferred()
        yield claim


#: "One victim is in critical condition", "two of them", "one with critical injuries".
_A_PART = re.compile(
    rf"\b(?:one|another|{_MANY})\s+(?:of\s+(?:the|them|those)\b|victims?\b|others?\b|with\b|in\b|critically\b)",
    re.IGNORECASE,
)


def _is_one_of_several(word: _Word, one: _One) -> bool:
    """ "The fourth was treated", said of four."""
    several = one.person is not None and _stands_for_several(one.person)
    return several and _ONE_OF_THEM.search(word.text, 0, word.end) is not None


_ONE_OF_THEM = re.compile(
    r"\b(?:one\s+of\s+(?:the|them|those|two|three)\b|(?:another|one|the\s+(?:first|second|third|fourth|fifth|other))"
    r"\s+(?:was|is|survived)\b|\b(?:an?|one)\s+\d{1,2}-year-old\s+(?:\w+\s+)?(?:was|is)\b)",
    re.IGNORECASE,
)


def _of_part(word: _Word, one: _One) -> bool:
    """Whether a word is of some of those whom nobody tells apart."""
    if one.person is None or one.name:
        return False
    return _stands_for_several(one.person) or _A_PART.search(word.text) is not None


def _is_of_some(lines: _Lines, word: _Word, one: _One) -> bool:
    """Whether who is dead is one or some of several that the story does not tell apart."""
    person = one.person
    if person is None or person.name:
        return False
    spots = one.spots(word.sentence)
    if of_some.told_apart(word.text, spots):
        return True
    if not portraits.are_several(person.forms):
        return False
    if of_some.some_live(sentence for sentence, _ in lines):
        return True
    single = any(not portraits.are_several([word.text[start:end]]) for start, end in spots)
    return not single and of_some.of_one(word.text, word.start, word.end)


def _stands_for_several(person: Person) -> bool:
    return person.name is None and portraits.are_several(person.forms)


def _one_of_several(lines: _Lines, one: _One, victim: Person, company: Company) -> Iterator[Claim]:
    """Where several were hit, only words that stand by this one's name or gender count."""
    lines = [
        line
        for line, before in zip(lines, (None, *lines), strict=False)
        if not _goes_on(line, before)
    ]
    run = {line[0] for line, told in zip(lines, _run(lines, one.of(victim)), strict=True) if told}
    deaths = _deaths(lines, one)
    theirs = [_called(word, one, company) or _goes_on_of(word, one, victim, run) for word in deaths]
    living = [
        word
        for word in _living(lines, one)
        if victim.n in (_called(word, one, company) or _goes_on_of(word, one, victim, run))
        and not (_IN_COURT.fullmatch(word.low) and _is_killers(word, one.of(victim)))
    ]
    lives = living or _acting(lines, one.of(victim))
    died = [
        word
        for word, these in zip(deaths, theirs, strict=True)
        if victim.n in these
        and not _attends(word, one.of(victim))
        and not (lives and _tells_of_another(word, one.of(victim)))
    ]
    if victim.name and victim.confidence <= _BY_LINK:
        died = [word for word in died if _is_by_name(word, one.of(victim))]
    if not died and not lives and company.is_chief(victim) and not any(theirs):
        died = [word for word in deaths if word.score >= _PLAINLY]
    if died:
        told = _telling(died, one.of(victim))
        fatal = _claim("fatal", True, told, "died", victim.n)
        yield fatal.inferred() if _is_of_some(lines, told, one.of(victim)) else fatal
        near = {word.sentence for word in died}
        here = [line for line in lines if line[0] in near]
        yield from _how(here, one, lambda word: victim.n in _called(word, one, company))
        return
    yield from _survival(lives, one.of(victim))


def _goes_on_of(word: _Word, one: _One, victim: Person, run: Set[Sentence]) -> frozenset[int]:
    """ "Roe, 42, grew up here. He was killed by police": him who was named just before, alone."""
    theirs = word.sentence in run and one.of(victim).whose(word) is Who.PRONOUN
    return frozenset((victim.n,)) if theirs else frozenset()


def _is_by_name(word: _Word, one: _One) -> bool:
    """Whether a word is plainly of the one who is named beside it: "the estate of Roe"."""
    if word.low in ("widow", "estate"):
        return any(0 <= start - word.end <= len(" of ") for start, _ in one.spots(word.sentence))
    return one.whose(word) is Who.OWN


def _is_killers(word: _Word, one: _One) -> bool:
    """ "Poe is charged with the murder of Roe and is awaiting trial": not Roe."""
    return _is_murdered(word, one) or one.whose(word) in (*ANOTHERS, Who.BESIDE)


def _is_murdered(word: _Word, one: _One) -> bool:
    """Whether the person is named in the sentence as the one that somebody is charged with."""
    return any(_KILLING_OF.search(word.text, 0, start) for start, _ in one.spots(word.sentence))


#: From who is accused of a killing to the name of who was killed.
_KILLING_OF = re.compile(
    r"\b(?:charged|accused|convicted|guilty|indicted|arrested|trial)\b[^.;]*"
    r"\b(?:murders?|deaths?|killings?|slayings?)\s+of\s+(?:[A-Z][\w.’'-]*,?\s+|and\s+|\d+,\s+|\d+-year-old\s+)*$"
)
#: How sure it is that somebody named is the second one who was described.
_BY_LINK = 0.5


def _tells_of_another(word: _Word, one: _One) -> bool:
    """ "Roe was next to the man who was killed", "Roe was at the funeral": named, and alive."""
    spots = one.spots(word.sentence) if one.name else []
    if not spots:
        return False
    if _attends(word, one):
        return True
    if _RITE.fullmatch(word.low):
        owns = any(0 < word.start - end <= len("’s late ") for _, end in spots)
        of = any(0 <= start - word.end <= len(" of the late ") for start, _ in spots)
        return not (owns or of)
    if any(start >= word.end for start, _ in spots):
        return False
    return one.whose(word) in (Who.DESCRIBED, Who.KIN, Who.NAMED)


def _attends(word: _Word, one: _One) -> bool:
    """ "His wife, Ann Roe, who came to his funeral"."""
    told = _ATTENDS.search(word.text, 0, word.start)
    return told is not None and any(end <= told.start() for _, end in one.spots(word.sentence))


_RITE = re.compile(r"funeral|burial|casket|buried|obituary", re.IGNORECASE)
_ATTENDS = re.compile(
    r"\b(?:(?:came|come|comes|went|goes|walk\w*|drove|flew|(?:was\s+)?(?:brought|wheeled|taken))\s+to|attend\w*"
    r"|(?:spoke|sang|sat|was|wept)\s+(?:at|through))\s+$",
    re.IGNORECASE,
)
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
    r"\b(?:(?P<all>(?-i:All)(?=\s+(?:of\s+them\s+)?(?:are|were|have|survived|died)\b))|(?P<three>all\s+three)|(?P<four>all\s+four)|both|neither|the\s+(?:two|couple|brothers|sisters|pair))\b"
    r"(?![^.;]*\b(?:officers?|deput\w+|troopers?|agents?)\b)[^.;,]{0,50}$",
    re.IGNORECASE,
)


def _called(word: _Word, one: _One, company: Company) -> frozenset[int]:
    """Whom of several a word is about."""
    if called := _named_or_called(word, company):
        return called
    told = frozenset(each.n for each in company.people if one.of(each).whose(word) is Who.OWN)
    if told or word.event is None or not word.event.by_police or word.event.target_at is None:
        return frozenset() if _of_many(word) else told
    target = word.text[slice(*word.event.target_at)]
    if (called := company.by_gender_of(target)) or _PRONOUN.fullmatch(target):
        return called
    by_police = [each.n for each in company.people if each.role is Role.SHOT_BY_POLICE]
    hit = {event.target_at for event in word.events if event.of_person and event.target_at}
    alone = len(by_police) == 1 and len(hit) == 1
    return frozenset(by_police if alone else ())


def _named_or_called(word: _Word, company: Company) -> frozenset[int]:
    """Whom of several the words beside a word call by name, noun or pronoun."""
    text, event = word.text, word.event
    own = event is not None and event.start <= word.start <= event.end + len(" and ")
    at = event.target_at if event and own else None
    active = _active(word)
    if not active and at is not None and (hit := company.called(word.sentence, *at)):
        return hit
    if at is not None and at[0] >= word.end and _OBJECT.fullmatch(text, *at):
        return company.by_gender_of(text[slice(*at)])  # "Roe says they killed him"
    if of_all := _OF_ALL.search(text, 0, word.end):
        many = 4 if of_all["four"] else 3 if of_all["three"] else 2
        here = company.called(word.sentence, 0, len(text))
        everyone = frozenset(one.n for one in company.people)
        if of_all["all"] is not None and not here:
            return everyone
        return here if len(here) == many else everyone if len(everyone) <= many else frozenset()
    if word.low == "dead" and (whom := _DEAD_ONE.match(text, word.end)):
        named = _NAMED_AS.match(text, whom.end())
        by_name = company.called(word.sentence, *(named or whom).span())
        return by_name or company.by_gender_of(whom.group().strip())
    if word.low in ("widow", "estate"):
        return company.called(word.sentence, word.end, word.end + len(" of A"))
    return company.meant(word.sentence, word.start, word.end, active)


_OBJECT = re.compile(r"him|her", re.IGNORECASE)
_BE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s+(?:\w+ly\s+)?(?:shot\s+and\s+)?$")


def _active(word: _Word) -> bool:
    """Whether the word's victim follows it: "killing X", "killed man", "the death of X"."""
    text, low = word.text, word.low
    if low in ("killing", "wounding", "kills", "wounds", "injuring") or low.startswith("wounds "):
        return True
    if text[word.end : word.end + 4].casefold() == " of ":
        return True
    if low.startswith("pronounced"):  # "the coroner pronounced her dead"
        return not _BE.search(text, 0, word.start) and not low.startswith("was")
    if low == "dead" and _DEAD_ONE.match(text, word.end):
        return True
    if low not in ("killed", "wounded", "injured", "fatally"):
        return False
    if _MAN.match(text, word.end):
        return True
    return not _BE.search(text, 0, word.start) and bool(_OBJECT_BEGINS.match(text, word.end))


_MAN = re.compile(
    r"\s+(?:man|woman|boy|girl|teen|husband|wife|(?:boy|girl)friend)\b", re.IGNORECASE
)
_DEAD_ONE = re.compile(
    r"\s+(?:man|woman|boy|girl|teen\w*|driver|passenger|suspect|couple|pair)(?:['’]s?)?\b",
    re.IGNORECASE,
)
#: "The dead man was identified as Abel Roe".
_NAMED_AS = re.compile(
    r"\s+(?:was|is|has\s+been)\s+(?:\w+\s+)?(?:identified|named)\s+(?:[\w-]+\s+){0,6}?as\s+[^.;,]{1,60}"
)
_OBJECT_BEGINS = re.compile(
    r"(?!\s+[Bb][Yy]\b)\s+(?:(?:shot|wounded|injured|stabbed|struck)\s+)?(?:an?\s|the\s|[A-Z]|his\s|her\s|another\b|some(?:one|body)\b|\d"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)\b|\w+\s+\w+\s+[A-Z][a-z]+\s+[A-Z])"
)


def _is_critical(word: _Word) -> bool:
    """Whether it is told as critical, and of no other: "Roe is critical and Poe in fair shape"."""
    text = word.text
    since = max((cut.end() for cut in _CUT.finditer(text, 0, word.start)), default=0)
    until = _CUT.search(text, word.end)
    told = _CRITICAL.search(text, since, until.start() if until else len(text))
    return told is not None and not (
        _NOT_LIFE.search(text)
        or _NO_LONGER.search(text, 0, told.start())
        or _NOBODY.search(text, 0, told.start())
    )


#: Where somebody else begins to be told of.
_CUT = re.compile(
    r";|\s(?:and|while|but)\s+(?=(?:[A-Z]|the\s|an?\s|another\b|two\b|three\b|one\b))"
)


def _deaths(lines: _Lines, one: _One) -> list[_Word]:
    """Words that say the person hit is dead, the plainest first."""
    found = list(_verdicts(lines, one))
    anybodys: list[_Word] = []
    others_died = False
    for sentence, events in lines:
        for match in DIED.finditer(sentence.text):
            word = _Word(sentence, events, match)
            if _of_another(word, one):
                others_died = True
                continue
            score = _death_score(word, one)
            if score >= _LIKELY and not one.spots(sentence) and ANYBODYS.match(match.group()):
                anybodys.append(replace(word, score=_LIKELY))
            elif score >= _LIKELY:
                found.append(replace(word, score=score))
    if not others_died:
        found.extend(anybodys)
    return sorted(found, key=lambda word: (-word.score, word.low not in PLAIN))


def _telling(died: Sequence[_Word], one: _One) -> _Word:
    """The word to quote: the surest, of those beside the name where one plainly tells it."""
    named = (
        word
        for word in died
        if one.name and word.score >= _PLAINLY and word.low in PLAIN and one.spots(word.sentence)
    )
    return next(named, died[0])


def _verdicts(lines: _Lines, one: _One) -> Iterator[_Word]:
    """An officer who stands to answer for manslaughter has killed whoever was hit."""
    for sentence, events in lines:
        text = sentence.text
        match = HOMICIDE.search(text)
        if match is None or _OLD_CASE.search(text) or not _accuses_officer(text):
            continue
        if one.spots(sentence) or any(event.by_police for event in events):
            yield _Word(sentence, events, match, 2.0)


_OLD_CASE = re.compile(r"\b(?:attempted|intent|Floyd|another|previous)\b")
#: "He was hit by a Boone officer, who is charged": the officer did it.
_BY = re.compile(r"\bby\s+(?:[\w'’.-]+\s+){0,3}$")


def _accuses_officer(text: str) -> bool:
    """Whether who is charged is an officer, and not one whom an officer shot."""
    return any(not _BY.search(text, 0, match.start()) for match in OFFICER_ACCUSED.finditer(text))


def _death_score(word: _Word, one: _One) -> float:
    """How surely a word tells that this person is dead; 0: it tells something else."""
    text, low, event = word.text, word.low, word.event
    own = bool(one.spots(word.sentence))
    if _UNSURE.search(text, 0, word.start):
        return 0
    around = text[max(0, word.start - 40) : word.end + 25]
    if not _SAYS_SO.search(low) and _NOT_THIS_DEATH.search(around):
        return 0
    counted = _of_many(word) or bool(one.name and _MANY_MEN.search(text, 0, word.start))
    if (counted and not _among_many(word, one)) or _of_others(word, one):
        return 0
    who = one.whose(word)
    if low == "killing" and who is Who.BESIDE:
        return 0
    if event is not None and event.by_police:
        told = 0.0 if event.target is Actor.POLICE or _beside(word, event) else 5.0
        return told and told + own + 0.5 * (word.sentence.where is Where.TITLE)
    if who is not Who.OWN and one.elsewhen(word):
        return 0
    if not one.by_others and who is not Who.OWN and _SOUGHT_FOR.search(text, 0, word.start):
        return 0
    if one.is_by_noun_anothers(word) or _is_doer(word, one):
        return 0
    title = 0.5 * (word.sentence.where is Where.TITLE)
    if event is not None:
        theirs = event.target is Actor.POLICE or event.shooter is Actor.CIVILIAN
        return 0 if theirs or _beside(word, event) else 3.0 + own + title
    if _is_of(word, one):
        return 2.5 + title
    if not (own or one.by_others) and (
        _FOUND.search(text, 0, word.start) or _WAS_FOUND.search(text, 0, word.start)
    ):
        return 0  # "officers found a man dead", "a woman was found dead": as often another
    his = low == "death" and _HIS.search(text, 0, word.start) is not None
    score = 1.0 + (low in PLAIN or FIRM.match(low) is not None or his)
    score += any(each.by_police for each in word.events) - 0.5 * (who not in _MAY_BE_OWN)
    return score + own + title


def _is_doer(word: _Word, one: _One) -> bool:
    """ "Roe shot and killed his sons", "Roe fatally shot a clerk": who is told of did it."""
    ends = [end for _, end in one.spots(word.sentence)]
    before = [end for end in ends if end <= word.start]
    if not before or len(before) < len(ends) or word.low not in _DONE or not _active(word):
        return False
    if _WHEN_OR_WHERE.match(word.text, word.end):
        return False
    return not (_WHOM.search(word.text, before[-1], word.start) or one.whose(word) is Who.PRONOUN)


_DONE = frozenset("killed kills killing fatally".split())
_WHEN_OR_WHERE = re.compile(
    r"\s+(?:by|during|in|at|on|after|while|when|as|near|outside|inside|early|late|last|this|\w+day"
    r"|the\s+(?:next|same)|\w+\s+(?:days?|weeks?|hours?|months?|years?))\b",
    re.IGNORECASE,
)
_WHOM = re.compile(r"\b(?:whom?|that|police|officers?|deput(?:y|ies)|troopers?|agents?)\b")


#: Words of death that are none of a threat or of what might have been, though they begin so.
_SAYS_SO = re.compile(r"certificate$|^would\s")
_MAY_BE_OWN = (Who.OWN, Who.PRONOUN, Who.DESCRIBED)
#: "The death of a Bangor man", "killing teen", but "the killing of his wife" is another's.
_OF_ONE = re.compile(
    r"\s+(?:of\s+)?(?:(?:an?|the)\s+)?(?:[\w'’.-]+\s+){0,3}?"
    r"(?:man|woman|teen(?:ager)?|boy|girl|motorist|driver|student|suspect)\b",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"\s+(?:of\s+)?(?:[\w'’,-]+\s+){0,5}?")


def _is_of(word: _Word, one: _One) -> bool:
    """Whether a noun of death is followed by who died, and it is this person."""
    text, end = word.text, word.end
    if word.low not in ("death", "killing") and not word.low.endswith("shooting of"):
        return False
    if _KIN_AFTER.match(text, end) or _KIN_AFTER.match(text, end + len(" of")):
        return False
    begins = [start for start, _ in one.spots(word.sentence)]
    if any(at > end and _OF_NAME.fullmatch(text, end, at) for at in begins):
        return True
    of_one = _OF_ONE.match(text, end)
    if of_one is None:
        return False
    told = gender_of(of_one.group().split()[-1])
    return one.gender is None or told in (None, one.gender)


_KIN_AFTER = re.compile(
    r"\s+(?:(?:his|her|their|a|the)\s+)?(?:[\w-]+\s+)?"
    rf"(?:{KIN}|officer|deputy|trooper|landlord)\b(?!\s+of\b)",
    re.IGNORECASE,
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
_LATE = re.compile(r"(?:his|her|their)\s+late\s")
_IT = Cued(r"(?:^|[,;—“]\s?|\band\s+|\bbut\s+)[Ii]t\s+(?:\w+\s+)?$")
#: "Charged, since someone died", "anybody who is killed": whoever it was.
_SOMEONE = Cued(
    r"\b(?:some|any|every)(?:one|body)(?:\s+(?:else|who))?\s+(?:(?:was|is|had|has|been|gets?|got)\s+)*$",
    re.IGNORECASE,
)
_A_NAMES = re.compile(r"(?-i:[A-Z])[\w’'-]+['’]s\s", re.IGNORECASE)


#: Who sues for a death is alive.
_SUES = re.compile(r"\b(?:filed|filing|brought|bringing|won|settled)\s+(?:an?|the|his|her)\s+$")


def _of_another(word: _Word, one: _One) -> bool:
    """ "Man killed wife", "Gant's funeral", "the late Gant", "lost his wife", "it died"."""
    text, low = word.text, word.low
    if _IT.search(text, 0, word.start) or _SOMEONE.search(text, 0, word.start):
        return True
    spots = one.spots(word.sentence)
    if _MOURNS.match(low):
        named = re.search(r"[A-Z][\w’'-]+\s+$", text[: word.start]) is not None
        own = any(0 <= word.start - end <= 1 for _, end in spots)
        return own or not (named or _MOURNER.search(text, 0, word.start))
    if _LATE.match(low):
        return any(end <= word.start for _, end in spots)
    if low.startswith("wrongful"):
        return bool(_SUES.search(text, 0, word.start)) and one.whose(word) is Who.OWN
    if low.startswith("the late") or (low.endswith((" of", " for")) and "shooting" not in low):
        return not any(0 <= start - word.end < 25 for start, _ in spots)
    if _A_NAMES.match(word.match.group()):
        return not any(start <= word.start < end for start, end in spots)
    if low not in PLAIN:
        return False
    who = one.whose(word)
    return who is Who.KIN or (who in ANOTHERS and word.event is None)


def _acting(lines: _Lines, one: _One) -> list[_Word]:
    """A named person who speaks, sues or stands before a court after it lives."""
    theirs = _run(lines, one)
    words = (
        _Word(sentence, events, match, deed=True)
        for (sentence, events), told in zip(lines, theirs, strict=True)
        if told or one.spots(sentence)
        for match in DEEDS.finditer(sentence.text)
    )
    return [
        word
        for word in words
        if (
            one.whose(word) is Who.OWN
            if one.spots(word.sentence)
            else one.whose(word) is Who.PRONOUN and not OF_COURT.match(word.low)
        )
        and not _is_murdered(word, one)
        and not _HAD.search(word.text, 0, word.start)
        and not of_before(word.text, word.start, word.end)
        and not one.elsewhen(word)
    ]


def _run(lines: _Lines, one: _One) -> Iterator[bool]:
    """Whether each line begins with "he" or "she" who must be the one, named just before alone."""
    told = False
    paragraph = -1
    for sentence, _ in lines:
        he = _PRONOUN.match(sentence.text)
        near = sentence.paragraph - paragraph <= 1
        goes_on = told and near and he is not None and not _of_other(one, he)
        alone = not any(any(_spots(sentence, other)) for other in (*one.others, *one.company))
        yield goes_on and alone
        opens = any(
            _AT_START.fullmatch(sentence.text, 0, start)
            and sentence.text[end : end + 1] not in "'’"
            for start, end in one.spots(sentence)
        )
        told = alone and (goes_on or opens) and not _SAID_LAST.search(sentence.text)
        paragraph = sentence.paragraph


def _of_other(one: _One, he: re.Match[str]) -> bool:
    return one.gender is not None and one.gender != gender_of(he.group().strip('"“'))


#: Before a name that begins a sentence, dateline and age aside.
_AT_START = re.compile(r"(?:[^—]{1,40}—\s+)?(?:\d{1,2}-year-old\s+|(?:Mr|Ms|Mrs)\.\s+)?")
#: "…, the chief said. He": who said so.
_SAID_LAST = re.compile(r"\b(?:said|says|told\s+\w+)\.?[”\"]?$")
#: What somebody had done or had had done to them is told of before.
_HAD = re.compile(r"\b(?:(?:had|having)\s+(?:\w+\s+){0,2}|never\s+)$")


def _held(lines: _Lines, one: _One) -> list[_Word]:
    """ "The man is in jail", "he is due in court", said of no officer and of no time before."""
    found = []
    for (sentence, events), before in zip(lines, (None, *lines), strict=False):
        text = sentence.text
        match = HELD.search(text) or BAIL.search(text)
        if match is None or _SECOND.search(text, 0, match.end()):
            continue
        word = _Word(sentence, events, match)
        if of_before(text, *match.span()) or one.elsewhen(word):
            continue
        told = match.groupdict()
        of_officer = told.get("he") and before and ends_with_officer(before[0].text)
        of_nobody = told.get("unsaid") is not None and not one.spots(sentence)
        if not (of_officer or of_nobody or one.whose(word, match.end() - 1) in ANOTHERS):
            found.append(word)
    return found


#: "Another teen pleaded guilty".
_A_SECOND = re.compile(
    r"\b(?:another|(?:the|a)\s+(?:second|third|other))\s+(?:\w+\s+)?"
    r"(?:man|woman|teen(?:ager)?|boy|girl|suspect|person|driver|passenger)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
#: "The second man was arrested".
_SECOND = re.compile(r"\b(?:second|other|another|third)\b", re.IGNORECASE)


_SEVERAL = (
    r"(?:people|others|persons|victims|men|women|boys|girls|teens|teenagers|children|kids|students"
    r"|adults|youths)"
)
_WERE = r"(?:(?:that|who|were|are)\s+){0,2}(?:\w+ly\s+)?"
_MANY_BEFORE = Cued(rf"(?<!\bof )\b{_MANY}\s+(?:(?:people|others)\s+)?{_WERE}$", re.IGNORECASE)
#: "Two young men killed", of whom somebody named must be told to be one.
_MANY_MEN = Cued(rf"\b{_MANY}\s+(?:[\w-]+\s+){{0,2}}{_SEVERAL}\s+{_WERE}$", re.IGNORECASE)
#: "Of the six, two were in critical condition".
_MANY_ARE = re.compile(
    rf"\b{_MANY}\s+(?:(?:people|others|more)\s+)?(?:are|were|remain\w*)\s+[^.;,]{{0,30}}$",
    re.IGNORECASE,
)
#: "A woman was also injured".
_ALSO_ANOTHER = Cued(
    r"\b(?:an?|another|(?:the|a)\s+(?:second|third|other))\s+(?:[\w-]+\s+){0,2}?"
    r"(?:m[ae]n|wom[ae]n|boy|girl|teen(?:ager)?|person|victim|\d{1,2}-year-old)\s+(?:was|is|were)\s+also\s",
    re.IGNORECASE,
)
_MANY_AFTER = re.compile(rf"\s+{_MANY}\b(?!\s+(?:days?|weeks?|hours?|months?|years?))", re.I)
_ONE_OF = re.compile(
    rf"\bof\s+(?:the\s+)?{_MANY}\b[^.;]*\bone\s+(?:was\s+)?$"
    r"|\bone\s+of\s+(?:the\s+|those\s+|his\s+|her\s+)?(?:them|men|women|people|victims|teens?|boys|girls)\b[^.;]*$",
    re.IGNORECASE,
)


#: "Two hurt, one dead": nobody says which of them.
_ONE_BEFORE = Cued(r"\b(?:one|1)\s+(?:(?:person|other)\s+)?(?:is\s+|was\s+)?$", re.IGNORECASE)
_SOME_HURT = re.compile(
    rf"\b(?:one|1|another|{_MANY})\s+(?:(?:more|others?|people)\s+)?(?:(?:is|was|are|were)\s+)?(?:hurt|injured|wounded)\b",
    re.IGNORECASE,
)


def _of_many(word: _Word) -> bool:
    """ "3 Dead, 2 Hurt", "killed 14", "of the six, one died": a count, and nobody in it named."""
    text, start = word.text, word.start
    after = word.low in ("killed", "kills", "killing")
    return (
        _MANY_BEFORE.search(text, max(0, start - 30), start) is not None
        or (after and _MANY_AFTER.match(text, word.end) is not None)
        or _ONE_OF.search(text, 0, start) is not None
        or bool(_ONE_BEFORE.search(text, 0, start) and _SOME_HURT.search(text))
    )


def _among_many(word: _Word, one: _One) -> bool:
    """Whether a count takes this person in: "two men killed", but not "he killed two"."""
    spots = one.spots(word.sentence)
    if _MANY_AFTER.match(word.text, word.end):
        return any(start > word.end for start, _ in spots)
    return bool(spots)


#: Told of the many, or of another time: "63 killed this year", "last summer one man was killed".
_NOT_NOW = Cued(
    r"\b(?:every|each)\s+(?:day|week|month|year)\b|\bthis\s+year\b|\bnationwide\b|\bstatistics\b"
    r"|\b(?:last|previous)\s+(?:spring|summer|fall|winter|year|month)\b|\bcomes?\s+(?:\w+\s+){0,4}?after\b",
    re.IGNORECASE,
)
#: "Earlier Thursday, a man was fatally shot", "Last summer, one man died", "This comes after".
_OTHERWHILE = re.compile(
    r"(?:Earlier(?:\s+(?:\w+day|in\s+the\s+(?:day|week)|today))?,?\s+(?:an?|two|three|another)\s"
    r"|Last\s+(?:spring|summer|fall|winter|year|month),?\s|(?:This|It)\s+(?:all\s+)?comes\s+(?:\w+\s+){0,4}?after\s)"
)
_LEFT_DEAD = re.compile(r"\b(?:left|leaves|leaving)\s+[^.;,]{1,60}?\s+$", re.IGNORECASE)
_SELF = re.compile(r"\s+(?:him|her|them)sel(?:f|ves)\b", re.IGNORECASE)
_GUNMAN = re.compile(r"\b(?:suspects?|gunm[ae]n|shooters?)\b", re.IGNORECASE)
_ANOTHER_DOES = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?|who|man|woman|mother|father|husband|wife|boyfriend|girlfriend|he|she)\b",
    re.IGNORECASE,
)


def _of_others(word: _Word, one: _One) -> bool:
    """A death of another time, of many, or by the hand of who shot this person."""
    text, told = word.text, one.spots(word.sentence)
    if not told and _NOT_NOW.search(text) and one.whose(word) is not Who.PRONOUN:
        return True
    if not (told and one.name) and (_OTHERWHILE.match(text) or _ALSO_ANOTHER.search(text)):
        return True
    if word.low == "dead" and (left := _LEFT_DEAD.search(text, 0, word.start)):
        return bool(one.name) and not any(at > left.start() for at, _ in told)
    if word.low in ("killed", "kills") and _SELF.match(text, word.end):
        before = [end for _, end in told if end <= word.start]
        since = before[-1] if before else 0
        doer = (_ANOTHER_DOES if told else _GUNMAN).search(text, since, word.start)
        return doer is not None or bool(told and not before)
    return False


_PARTNER = re.compile(r"(?:boy|girl)friend|husband|wife|friend|fianc", re.IGNORECASE)
_ALSO_HIT = re.compile(
    r"\b(?:wound(?:ed|s)|surviv\w+|shot\s+in\s+the\s+\w+\s+when|injured|also\s+(?:shot|hit))\b",
    re.IGNORECASE,
)


def _beside(word: _Word, event: Gunfire) -> bool:
    """ "Woman wounded when deputies killed boyfriend": the dead one is the other of two."""
    partner = event.target_at and _PARTNER.match(word.text, *event.target_at)
    return partner is not None and _ALSO_HIT.search(word.text) is not None


_IN_COURT = re.compile(
    rf"{'|'.join(sorted(COURT_VERBS))}|pleaded|charges?\b.*|fac(?:es?|ing)\s.*|.*\b(?:held|jailed)|taken\s+to\s+jail|booked\s+into",
    re.IGNORECASE,
)


def _living(lines: _Lines, one: _One) -> list[_Word]:
    """Words that say the person hit is alive."""
    words = (
        _Word(sentence, events, match)
        for sentence, events in lines
        for match in LIVES.finditer(sentence.text)
    )
    return [
        word
        for word in words
        if not _denied(word)
        and not _of_crowd(word, one)
        and not _UNTOLD.search(word.text, 0, word.end)
        and not _lives_another(word, one)
    ]


#: "Roe's surviving children": who has died.
_SURVIVORS = re.compile(rf"surviving\s+(?:\w+\s+)?{KIN}", re.IGNORECASE)
_WORDS = re.compile(r"[\w’'-]+")


def _of_the_other_gender(word: _Word, one: _One) -> bool:
    """ "He is in stable condition", where a girl was hit: by the last word that tells a gender."""
    if one.gender is None:
        return False
    since = max((end for _, end in one.spots(word.sentence) if end <= word.start), default=0)
    told = [
        gender_of(each.group())
        for each in _WORDS.finditer(word.text, since)
        if each.start() <= word.end + 1 and each.group().casefold() not in _NO_SUBJECTS
    ]
    last = next((each for each in reversed(told) if each), one.gender)
    return last != one.gender


#: "Roe, who buried his mother, is expected to live": kin and possessives end nothing.
_NO_SUBJECTS = words()["kin"]["words"] | frozenset(("his", "her", "him", "hers"))


def _lives_another(word: _Word, one: _One) -> bool:
    """Whether a word of survival is somebody else's, of nobody at all, or of another time."""
    if _of_the_other_gender(word, one) or _SURVIVORS.match(word.text, word.start):
        return True
    if one.is_by_noun_anothers(word) or _hits_another(word, one):
        return True
    own = one.name and one.spots(word.sentence)
    if not own and _IN_COURT.fullmatch(word.low):
        if one.by_others:
            return True  # who is held after a shooting between others is the one who fired
        if _A_SECOND.search(word.text, 0, word.start):
            return True
    if word.event is not None:
        return word.event.target is Actor.POLICE and one.whose(word) is not Who.OWN
    if one.elsewhen(word) or of_before(word.text, word.start, word.end):
        return True
    who = one.whose(word)
    if who in (Who.BESIDE, Who.NOBODY):
        return _OF_ANYBODY.fullmatch(word.low) is not None
    return who in ANOTHERS


def _hits_another(word: _Word, one: _One) -> bool:
    """ "Roe shot a clerk in the foot": told of who did it."""
    before = [end for _, end in one.spots(word.sentence) if end <= word.start]
    if not before or not _HITS_SOMEBODY.match(word.text, word.start):
        return False
    return _WHOM.search(word.text, before[-1], word.start) is None


_HITS_SOMEBODY = re.compile(
    r"(?:shot|shoots?|hit|struck|wounded)\s+(?:once\s+)?(?:an?\s|the\s|[A-Z])"
)


#: "Is at Hillside Church", "came home", "cannot work": said of anybody and anything.
_OF_ANYBODY = re.compile(
    r"(?:is|are|['’]s|was|remains)\s+(?:still\s+)?(?:at|awake|conscious|talking|up|alive)\b.*|(?!expect|able).*\bhome"
    r"|sitting\s+up|(?:can\s?not|can['’]t|unable|no\s+longer|not\s+(?:\w+\s+){0,2}able)\b.*|recover\w*.*|is\s+recovering",
    re.IGNORECASE | re.DOTALL,
)
#: How grave an injury is, nobody says.
_UNTOLD = re.compile(r"\b(?:extent|nature|severity)\s+of\s+(?:\w+\s+){0,2}injuries$", re.IGNORECASE)
#: "Another 17 people were hurt": whom the one shot by police had hit.
_CROWD = re.compile(
    r"\b(?:another|other|at\s+least|more\s+than|many|several|dozens\s+of|two|three|four|five|six|\d{1,3})\s+"
    r"(?:\d{1,3}\s+)?(?:other\s+)?"
    r"(?:people|others|victims|persons|employees)\b[^.;]{0,120}$",
    re.IGNORECASE,
)


_HE = re.compile(r"[\"“]?(?:He|She|His|Her)\b")


def _is_several(person: Person) -> bool:
    """ "The suspects", "four men": "he" is none of them."""
    heads = [form.split()[-1].casefold() for form in person.forms] if not person.name else []
    return bool(heads) and all(re.fullmatch(rf"{_SEVERAL}|suspects", head) for head in heads)


def _of_crowd(word: _Word, one: _One) -> bool:
    """Whether a count of the hurt leaves this person out."""
    text, person = word.text, one.person
    told_of = bool(one.spots(word.sentence))
    if person is not None and not told_of and _is_several(person) and _HE.match(text):
        return True
    if person is None or (person.role is Role.SHOT_BY_POLICE and not person.name):
        return _CROWD.search(text, 0, word.start) is not None
    if told_of:
        by_police = person.role is Role.SHOT_BY_POLICE
        return by_police and _CROWD.search(text, 0, word.start) is not None
    if person.name and (_CROWD.search(text, 0, word.start) or _ALSO_ANOTHER.search(text)):
        return True
    near = max(0, word.start - 60)
    if person.name and _MANY_ARE.search(text, near, word.start):
        return True
    counted = _MANY_BEFORE.search(text, near, word.start)
    return counted is not None and bool(person.name or DIED.search(text))


def _denied(word: _Word) -> bool:
    """ "Nobody was injured"; but who has no threat to their life lives."""
    text = word.text
    if _YET_DIED.search(text, word.end):
        return True
    if word.low == "lived" and _WHERE.search(text, 0, word.start):
        return True
    return bool(_NOBODY.search(text, 0, word.start)) and not word.low.endswith("threatening")


_YET_DIED = re.compile(
    r"\b(?:before|until)\s+(?:(?:he|she|they|his|her|being|was|were|later|finally)\s+){0,3}"
    r"(?:died|dying|death|pronounced|declared\s+dead|succumb\w*)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:where|which)\b[^.;,]{0,30}$", re.IGNORECASE)


def _how(
    lines: _Lines, one: _One, theirs: Callable[[_Word], bool] = lambda _: True
) -> Iterator[Claim]:
    for state, pattern in (("died_scene", _SCENE), ("died_later", _LATER)):
        for sentence, events in lines:
            match = pattern.search(sentence.text)
            word = _Word(sentence, events, match) if match else None
            if word is None or _of_many(word) or one.whose(word) is Who.OFFICER:
                continue
            if theirs(word):
                if _THERE.search(word.match.group()) and _HOSPITAL.search(_near(lines, word)):
                    state = "died_later"
                claim = _claim("outcome", state, word, state, one.n)
                several = one.person is not None and _stands_for_several(one.person)
                alone = several and _OF_ONE_ALONE.search(word.text, 0, word.end) is not None
                yield claim.inferred() if alone else claim
                return


#: "He was pronounced dead": one of those who were hit.
_OF_ONE_ALONE = re.compile(r"^\W*(?:He|She|The\s+(?:man|woman|boy|girl|victim))\b")
#: "Died there", which is the hospital that was told of before.
_THERE = re.compile(r"\bdied\s+there$", re.IGNORECASE)
_HOSPITAL = re.compile(
    r"\b(?:hospitals?|medical\s+cent(?:er|re)|trauma\s+cent(?:er|re)|clinic|emergency\s+room|(?:flown|airlifted|rushed|transported)\s+to|(?-i:Medical|Health|Memorial))\b",
    re.IGNORECASE,
)


def _near(lines: _Lines, word: _Word) -> str:
    """The words before a word, of its sentence and the one before it."""
    at = next(n for n, (sentence, _) in enumerate(lines) if sentence == word.sentence)
    before = lines[at - 1][0].text if at else ""
    return f"{before} {word.text[: word.start]}"


def _claim(field: str, value: str | bool, word: _Word, rule: str, person: int | None) -> Claim:
    text = word.text
    claim = Claim(
        field,
        value,
        word.match.group(),
        word.sentence.span(0, len(text)),
        hedged=hedged(text, *word.match.span()),
        method=f"circumstances/{field}/{rule}",
        confidence=round(min(0.95, 0.6 + word.score / 15), 2),
        person=person,
    )
    return claim.inferred() if word.deed or _is_of_limb(word) else claim


def _is_of_limb(word: _Word) -> bool:
    return IN_LIMB.fullmatch(word.match.group()) is not None
