"""A word of death or survival in its sentence, and the one who was hit whose it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.fates import IN_LIMB
from pipeline.language.stated import stated
from pipeline.language.whose import Who, bearer
from pipeline.records import Claim, Person, Role, Sentence
from pipeline.roles import beside
from pipeline.story.times import Case, of_another_time


@dataclass(frozen=True, slots=True)
class Word:
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
class Victim:
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

    def of(self, person: Person) -> Victim:
        """One of the company alone: everybody else is another."""
        beside = [each for each in self.company if each is not person]
        return replace(self, person=person, others=[*self.others, *beside], company=())

    @property
    def by_others(self) -> bool:
        return self.person is not None and self.person.role is Role.SHOT_BY_OTHER

    def spots(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Where in a sentence they are mentioned."""
        return list(spots_of(sentence, self.person)) if self.person else []

    def whose(self, word: Word, at: int | None = None) -> Who:
        """Whose a word is (or what stands at an offset): this one's, or of whom else."""
        return self._bearer(word, at)[0]

    def is_by_noun_anothers(self, word: Word) -> bool:
        """ "The clerk died", "the ex-wife is in jail": a noun of which the person is none."""
        owner = _OWNER.search(word.text, 0, word.start) if word.low == "death" else None
        who, noun = (Who.DESCRIBED, owner["who"].casefold()) if owner else self._bearer(word)
        if who is not Who.DESCRIBED:
            return False
        return self._is_one_more(noun, word) or beside.is_anothers(
            noun, word.text, self.person, self.nouns, self.gender
        )

    def _is_one_more(self, noun: str, word: Word) -> bool:
        """ "Another man died", "a passenger in his car is expected to live": alone was hit."""
        if self.person is None or self.company or not noun:
            return False
        noun = re.escape(noun)
        told = rf"(?<!became )\b(?:another|a\s+(?:second|third)|the\s+other)\s+(?:\w+\s+)?{noun}\b"
        told += rf"|\ba\s+{noun}\s+(?:in|of)\s+(?:his|her)\s+(?:car|truck|vehicle|van|SUV)\b"
        return re.search(told, word.text[: word.start], re.IGNORECASE) is not None

    def _bearer(self, word: Word, at: int | None = None) -> tuple[Who, str]:
        own, others = (
            tuple(spot for each in people for spot in spots_of(word.sentence, each))
            for people in (self.company or filter(None, [self.person]), self.others)
        )
        return bearer(word.text, word.start if at is None else at, own, others)

    def elsewhen(self, word: Word) -> bool:
        """Whether a word is told of another time than that of the case."""
        return of_another_time(word.sentence, word.start, word.end, self.case)


_OWNER = re.compile(r"\b(?P<who>[\w-]+)['’]s\s+(?:\w+\s+)?$")


def spots_of(sentence: Sentence, person: Person) -> Iterator[tuple[int, int]]:
    """Where in a sentence the mentions of a person begin and end."""
    for mention in person.mentions:
        within = sentence.start <= mention.span.start and mention.span.end <= sentence.end
        if mention.span.where is sentence.where and within:
            yield mention.span.start - sentence.start, mention.span.end - sentence.start


#: A sentence with the gunfire told in it.
Line = tuple[Sentence, Sequence[Gunfire]]
Lines = Sequence[Line]


def overlap(one: Word, other: Word) -> bool:
    """ "Injuries proved fatal": the word of a wound is part of that of a death."""
    same = one.sentence == other.sentence
    return same and one.start < other.end and other.start < one.end


#: A sentence that goes on from the one before it.
PRONOUN = re.compile(r"[\"“]?(?:He|She)\b")


def fate_claim(field: str, value: str | bool, word: Word, rule: str, person: int | None) -> Claim:
    """A claim on somebody's end, quoting the word's sentence; ``person`` by ``Person.n``."""
    confidence = round(min(0.95, 0.6 + word.score / 15), 2)
    claim = stated(field, value, word.sentence, word.match.span(), rule, confidence)
    claim = replace(claim, person=person)
    return claim.inferred() if word.deed or is_of_limb(word) else claim


def is_of_limb(word: Word) -> bool:
    """ "Shot in the leg": life, only to who infers it."""
    return IN_LIMB.fullmatch(word.match.group()) is not None
