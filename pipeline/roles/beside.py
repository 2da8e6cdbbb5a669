"""Nouns that a story has for others than the one who was hit: the clerk, an ex-wife, the victim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.naming.described import gender_of
from pipeline.records import Person, Role, Sentence

#: Whom police seldom shoot, and who are told of for what they saw or suffered.
BYSTANDERS = frozenset(
    """clerk cashier teller guard owner neighbor neighbour roommate hostage bystander customer
    homeowner bouncer nurse landlord shopkeeper bartender butcher cook waiter waitress shopper
    patron guest pedestrian hunter jogger stranger witness passerby onlooker friend""".split()
)
#: Partners and parents: sons and sisters are told of by their kin, who call them so.
_KIN = frozenset(
    """wife husband girlfriend boyfriend mother father ex-wife ex-husband ex-girlfriend ex-boyfriend
    coworker co-worker partner stepmother stepfather grandmother grandfather""".split()
)
#: Kin whose own parents speak of them: "her son".
CHILDREN = frozenset("son sons daughter daughters child children grandson granddaughter".split())
#: "Her husband", "Ann Roe's husband" may be the one.
_SOMEBODYS = r"(?:\b(?:his|her|their|my|our|whose)|['’]s?)\s+(?:[\w-]+\s+){0,2}"
#: Who is called so has a victim.
_DOERS = frozenset(
    "suspect gunman shooter robber attacker assailant burglar carjacker intruder".split()
)
_OF_CRIME = re.compile(
    r"\b(?:robbery|stabbing|assault|carjacking|crash|burglary|kidnapping|rape)\s+victim\b"
    r"|\bvictim\s+(?:of|in)\s+(?:the|an?|that)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:robbery|stabbing|assault|attack|carjacking|crash|burglary|kidnapping|rape|fight)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset("man woman boy girl male female".split())
_WORD = re.compile(r"[\w-]+")
_APPOSED = re.compile(
    r"(?:,?\s*\(?\d{1,3}\)?)?(?:,\s+(?:who\s+(?:was|is)\s+)?|\s+(?:was|is)\s+(?=(?:an?|the|his|her)\s))[^,.;]{2,70}"
)
_JUST_BEFORE = re.compile(r"[\w’'-]+,?\s+$")


def nouns_of(person: Person, sentences: Sequence[Sentence]) -> frozenset[str]:
    """The nouns by which a story calls a person: described so, or beside the name."""
    described = (mention.text for mention in person.mentions if not mention.named)
    return frozenset(
        word.casefold()
        for told in (*person.forms, *described, *_beside_name(person, sentences))
        for word in _WORD.findall(told)
    )


def _beside_name(person: Person, sentences: Sequence[Sentence]) -> Iterator[str]:
    named = [mention.span for mention in person.mentions if mention.named]
    for sentence in sentences:
        for span in named:
            if span.where is not sentence.where or not sentence.start <= span.start < sentence.end:
                continue
            text, start, end = sentence.text, span.start - sentence.start, span.end - sentence.start
            beside = _APPOSED.match(text, end), _JUST_BEFORE.search(text, 0, start)
            yield from (told.group() for told in beside if told)


def is_anothers(
    noun: str, text: str, person: Person | None, nouns: frozenset[str], gender: str | None
) -> bool:
    """Whether a noun in a text is of somebody else than a person who is called by ``nouns``."""
    if not noun or noun in nouns:
        return False
    told = gender_of(noun) if noun in _PLAIN else None
    if told and gender and told != gender:
        return True
    if person is None or person.role is not Role.SHOT_BY_POLICE:
        return False
    if noun == "victim":
        return not _DOERS.isdisjoint(nouns) or _OF_CRIME.search(text) is not None
    if noun in _KIN:
        return re.search(rf"{_SOMEBODYS}{noun}\b", text, re.IGNORECASE) is None
    return noun in BYSTANDERS
