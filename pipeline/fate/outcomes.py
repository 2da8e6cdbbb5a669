"""Who died, who lived, and who the article does not say it of: never the living as dead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.fate import one_and_other
from pipeline.fate.deaths import PLAINLY, deaths_told, telling
from pipeline.fate.fate_claims import how_died, how_lives
from pipeline.fate.fate_counts import is_of_some, stands_for_several
from pipeline.fate.fate_hints import hinted
from pipeline.fate.fate_words import (
    PRONOUN,
    Line,
    Lines,
    Victim,
    Word,
    fate_claim,
    overlap,
    spots_of,
)
from pipeline.fate.fates_apart import one_of_several
from pipeline.fate.later_life import acting_told, held_told
from pipeline.fate.survival import is_critical, living_told
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.looking_back import looking_back
from pipeline.language.whose import Who, tells_of_hurt_officer
from pipeline.language.word_classes import Actor
from pipeline.naming.company import Company
from pipeline.records import Claim, Passage, Person, Role, Sentence, Where
from pipeline.roles import beside
from pipeline.roles.counts import tells_of_many
from pipeline.story.times import Case


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
        gender = genders.get(one.n) if one and not stands_for_several(one) else None
        nouns = beside.nouns_of(one, passage.sentences) if one else frozenset()
        yield from _person(lines, Victim(one, others, case, gender=gender, nouns=nouns))
        return
    company = Company(victims, genders)
    if one_and_other.are_two(victims) and (ends := one_and_other.ends(passage.sentences, victims)):
        for victim, end in zip(victims, ends, strict=True):
            yield from _apart(victim, end)
        return
    for victim in victims:
        nouns = beside.nouns_of(victim, passage.sentences)
        each = Victim(victim, others, case, victims, nouns=nouns)
        yield from one_of_several(lines, each, victim, company)


def _apart(victim: Person, end: one_and_other.End) -> Iterator[Claim]:
    """ "One died; the other is expected to survive": the end of one of two without a name."""
    word = Word(end.sentence, (), end.match)
    if end.fatal:
        yield fate_claim("fatal", True, word, "died", victim.n)
    else:
        state = "critical" if is_critical(word) else "survived"
        yield fate_claim("fatal", False, word, "lives", victim.n)
        yield fate_claim("outcome", state, word, state, victim.n)


def _person(lines: Lines, one: Victim) -> Iterator[Claim]:
    lines = [
        line
        for line, before in zip(lines, (None, *lines), strict=False)
        if not _is_an_officers(line, before, one)
    ]
    died = deaths_told(lines, one)
    if _is_the_other_ones(lines, one, died):
        died = []
    if elsewhere := _elsewhere(lines, one):
        here = [word for word in died if word.sentence not in elsewhere]
        died = here if here or living_told(lines, one) else died
    plain = bool(died) and died[0].score >= PLAINLY
    lives = [] if plain else living_told(lines, one) or acting_told(lines, one)
    lives = lives or ([] if died or one.by_others else held_told(lines, one))
    lives = [word for word in lives if not any(overlap(word, other) for other in died)]
    if died and not lives:
        told = telling(died, one)
        partly = is_of_some(lines, told, one)
        for claim in (fate_claim("fatal", True, told, "died", one.n), *how_died(lines, one)):
            yield claim.inferred() if partly else claim
    elif not died and lives:
        yield from how_lives(lives, one)
    elif not died and (word := hinted(lines, one)):
        yield from how_lives([word], one)


def _is_an_officers(line: Line, before: Line | None, one: Victim) -> bool:
    """ "A deputy was shot on Tuesday. He is in stable condition": an officer hit by others."""
    if before is None or not PRONOUN.match(line[0].text) or one.spots(before[0]):
        return False
    hit = [event.target for event in before[1] if event.hit]
    if hit:
        return all(target is Actor.POLICE for target in hit)
    return tells_of_hurt_officer(before[0].text)


def _is_the_other_ones(lines: Lines, one: Victim, died: Sequence[Word]) -> bool:
    """ "Police killed a man and wounded a clerk. Ann Roe, the clerk, is in fair condition": his."""
    many = any(tells_of_many(sentence.text) for sentence, events in lines if events)
    if not many or any(one.whose(word) in (Who.OWN, Who.PRONOUN) for word in died):
        return False
    if any(one.spots(word.sentence) for word in died):
        return False
    return any(one.whose(word) is Who.OWN for word in living_told(lines, one))


def _elsewhere(lines: Lines, one: Victim) -> frozenset[Sentence]:
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
            or any(True for other in one.others for _ in spots_of(sentence, other))
        )
    )


#: After so many sentences "a man" is not whom the story began with.
_LEDE = 3
_SOMEBODY = Cued(
    r"\b(?:[Aa]n?|[Aa]nother|[Tt]wo|[Tt]hree|[Oo]ne)\s+(?:[\w-]+\s+){0,3}?(?:man|woman|men|women|teen\w*|boy|girl|person"
    r"|people|driver|motorist|suspect)\b"
)
