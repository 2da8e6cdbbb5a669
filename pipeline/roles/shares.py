"""Which of those hit has which share of what a sentence tells of all of them.

"Officers killed one man and wounded another": of two men who were hit, and of whom one is told to
have died, the other lives. Every way to share out what is told among the people of the story that
agrees with what is known of them is tried; what all of them agree on holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.whose import tells_of_hurt_officer
from pipeline.language.word_classes import Actor
from pipeline.lexicon import given_genders
from pipeline.naming.name_tokens import fold
from pipeline.records import Claim, Mention, Passage, Person, Role, Sentence, Value, Where
from pipeline.roles import tallies
from pipeline.roles.beside import nouns_of
from pipeline.roles.several import are_several
from pipeline.roles.tallies import Cell
from pipeline.roles.victims import NOT_AT_ONCE, others_fired

METHOD = "shares"
_FIELDS = ("gender", "fatal")


@dataclass(frozen=True, slots=True)
class _Known:
    """What is told of somebody who was hit elsewhere in the story."""

    person: Person
    gender: str | None
    fatal: bool | None
    age: int | None
    nouns: frozenset[str]
    usual: str | None = None  # of whom has that first name, where nothing tells a gender

    def fits(self, cell: Cell) -> bool:
        apart = any(
            one is not None and other is not None and one != other
            for one, other in (
                (self.gender or self.usual, cell.gender),
                (self.fatal, cell.fatal),
                (self.age, cell.age),
            )
        )
        return not apart and not self._is_of_other_years(cell.noun)

    def _is_of_other_years(self, noun: str) -> bool:
        """ "A girl" is no woman of 40, nor "a man" a boy of nine."""
        if self.age is None:
            return False
        if noun in _YOUNG:
            return self.age > _OLDEST
        return noun in _GROWN and self.age < _YOUNGEST


_YOUNG = frozenset("boy girl boys girls teen teenager teens teenagers toddler child baby".split())
_GROWN = frozenset("man woman men women".split())
_OLDEST, _YOUNGEST = 20, 16


def read(
    passage: Passage,
    people: Sequence[Person],
    heard: Sequence[Sequence[Gunfire]],
    claims: Sequence[Claim],
) -> Iterator[Claim]:
    """The end and the gender that follow for those hit of whom they are not told."""
    victims = [one for one in people if one.role is Role.SHOT_BY_POLICE]
    if not 2 <= len(victims) <= _MOST:
        return
    known = [_known(one, passage.sentences, claims) for one in victims]
    found: dict[tuple[int | None, str], list[Claim]] = {}
    for sentence, cells in _told(passage.sentences, heard):
        if _number(cells) == len(victims):
            for claim in _followed(sentence, cells, known):
                found.setdefault((claim.person, claim.field), []).append(claim)
    for told in found.values():
        if len({claim.value for claim in told}) == 1:
            yield next((claim for claim in told if claim.quote), told[0])


_MOST = 4


def genders(
    passage: Passage,
    people: Sequence[Person],
    heard: Sequence[Sequence[Gunfire]],
    identity: Sequence[Claim],
) -> tuple[Claim, ...]:
    """The genders alone, before anybody's end is known: they tell whom "he died" is of."""
    told = read(passage, people, heard, identity)
    return tuple(claim for claim in told if claim.field == "gender")


def counted(sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]) -> int:
    """How many police are told to have hit, where nobody else fired and no officer was hurt."""
    most = max((_number(cells) for (_, cells), _ in _told_with(sentences, heard)), default=0)
    return 0 if most and _others_may_be_counted(sentences, heard) else most


def _number(cells: Sequence[Cell]) -> int:
    return sum(cell.number for cell in cells)


def _others_may_be_counted(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]
) -> bool:
    """Whether a count may take in an officer, or whom somebody else had hit."""
    return (
        others_fired(heard)
        or any(event.hit and event.target is Actor.POLICE for events in heard for event in events)
        or any(tells_of_hurt_officer(sentence.text) for sentence in sentences)
    )


def unfound(
    passage: Passage,
    people: Sequence[Person],
    heard: Sequence[Sequence[Gunfire]],
    claims: Sequence[Claim],
) -> tuple[tuple[Person, ...], tuple[Claim, ...]]:
    """Those hit of whom the story says nothing but that they were: "one dead, one hurt".

    Only where nobody but police is told to have fired and no officer to be hurt, and where what is
    left does not depend on who of those found is which.
    """
    victims = [one for one in people if one.role is Role.SHOT_BY_POLICE]
    if not victims or len(victims) >= _MOST:
        return (), ()
    most = 0
    best: tuple[Sentence, tuple[Cell, ...]] | None = None
    for (sentence, cells), events in _told_with(passage.sentences, heard):
        number = _number(cells)
        fired = any(event.shooter is Actor.POLICE or event.by_police for event in events)
        if fired and number > max(most, len(victims)) and number <= _MOST:
            most, best = number, (sentence, cells)
    if best is None or _others_are_hit(passage, people, heard):
        return (), ()
    known = [_known(one, passage.sentences, claims) for one in victims]
    left = _left(best[1], known)
    first = max(one.n for one in people) + 1
    found = [_person(best[0], cell, n) for n, cell in enumerate(left, first)]
    return (
        tuple(found),
        tuple(
            claim
            for one, cell in zip(found, left, strict=True)
            for claim in _all_of(best[0], cell, one)
        ),
    )


def _others_are_hit(
    passage: Passage, people: Sequence[Person], heard: Sequence[Sequence[Gunfire]]
) -> bool:
    """Whether the count may take in an officer, or whom somebody else had hit."""
    return (
        any(one.role is Role.SHOT_BY_OTHER for one in people)
        or _others_may_be_counted(passage.sentences, heard)
        or any(
            one.name is None and are_several(one.forms)
            for one in people
            if one.role is Role.SHOT_BY_POLICE
        )
    )


def _left(cells: Sequence[Cell], known: Sequence[_Known]) -> tuple[Cell, ...]:
    """The cells of nobody who was found, where every way to share the others out leaves those."""
    each = [cell for cell in cells for _ in range(cell.number)]
    told = {
        tuple(sorted((n for n in range(len(each)) if n not in way), key=lambda n: _order(each[n])))
        for way in permutations(range(len(each)), len(known))
        if _agrees([each[n] for n in way], known)
    }
    kinds = {tuple(_order(each[n]) for n in left) for left in told}
    return tuple(each[n] for n in min(told)) if len(kinds) == 1 else ()


def _order(cell: Cell) -> tuple[str, ...]:
    return tuple(str(one) for one in (cell.fatal, cell.gender, cell.age, cell.noun))


def _person(sentence: Sentence, cell: Cell, n: int) -> Person:
    text = sentence.text[slice(*cell.at)]
    mention = Mention(sentence.span(*cell.at), text, False)
    return Person(n, Role.SHOT_BY_POLICE, None, (text,), (mention,), 0.5)


def _all_of(sentence: Sentence, cell: Cell, one: Person) -> Iterator[Claim]:
    told = {"role": one.role.value, "gender": cell.gender, "fatal": cell.fatal, "age": cell.age}
    for field, value in told.items():
        if value is not None:
            yield from _claims(sentence, cell, one, field, value, alike=True)


def _known(person: Person, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> _Known:
    own: Mapping[str, Claim] = {claim.field: claim for claim in claims if claim.person == person.n}
    gender, fatal, age = (
        own[name].value if name in own else None for name in ("gender", "fatal", "age")
    )
    return _Known(
        person,
        str(gender) if gender is not None else None,
        bool(fatal) if fatal is not None else None,
        int(age) if isinstance(age, int) else None,
        nouns_of(person, sentences) | _called(person, sentences),
        given_genders.usual(fold(person.name.split()[0])) if person.name else None,
    )


_IDENTIFIED = re.compile(
    r"\b(?P<noun>[\w-]+)\s+(?:was|is|has\s+been)\s+(?:(?:identified|named)\s+(?:[\w-]+\s+){0,6}?as\s+)?$"
)


def _called(person: Person, sentences: Sequence[Sentence]) -> frozenset[str]:
    """ "The driver was identified as Roe"."""
    return frozenset(
        told["noun"].casefold()
        for sentence in sentences
        for mention in person.mentions
        if mention.named
        and mention.span.where is sentence.where
        and sentence.start <= mention.span.start < sentence.end
        and (told := _IDENTIFIED.search(sentence.text, 0, mention.span.start - sentence.start))
    )


def _told(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]
) -> Iterator[tuple[Sentence, tuple[Cell, ...]]]:
    yield from (told for told, _ in _told_with(sentences, heard))


def _told_with(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]
) -> Iterator[tuple[tuple[Sentence, tuple[Cell, ...]], Sequence[Gunfire]]]:
    """The sentences that tell of all whom police hit, and of no others, with their gunfire."""
    fired = False
    for sentence, events in zip(sentences, heard, strict=True):
        told_before = fired
        fired = any(event.shooter is Actor.POLICE for event in events)
        of_others = any(event.hit and event.told_of in ("civilian", "self") for event in events)
        near = fired or told_before or sentence.where is Where.TITLE
        if of_others or not near or NOT_AT_ONCE.search(sentence.text):
            continue
        if cells := tallies.of_sentence(sentence.text, title=sentence.where is Where.TITLE):
            yield (sentence, cells), events


def _followed(
    sentence: Sentence, cells: Sequence[Cell], known: Sequence[_Known]
) -> Iterator[Claim]:
    """What every way to share the cells out says of somebody of whom it is not known."""
    each = [cell for cell in cells for _ in range(cell.number)]
    ways = [way for way in permutations(each) if _agrees(way, known)]
    if _are_told_as_one(known):
        ways = ways[:1]  # whoever of them it is
    for at, one in enumerate(known):
        for field in _FIELDS:
            values = {getattr(way[at], field) for way in ways}
            if getattr(one, field) is None and len(values) == 1 and None not in values:
                alike = len({getattr(cell, field) for cell in each}) == 1
                yield from _claims(sentence, cells[0], one.person, field, values.pop(), alike)


def _are_told_as_one(known: Sequence[_Known]) -> bool:
    """ "Three men were hit, two fatally": nothing but their end tells one from another."""
    first = known[0]
    return all(
        one.person.name is None
        and one.person.forms == first.person.forms
        and (one.gender, one.age) == (first.gender, None)
        for one in known
    )


def _agrees(way: Sequence[Cell], known: Sequence[_Known]) -> bool:
    """Whether it gives nobody what is told otherwise, and everybody the noun they are called by."""
    nouns = {_singular(cell.noun) for cell in way if cell.noun}
    return all(
        one.fits(cell) and (len(own) != 1 or _singular(cell.noun) in own)
        for cell, one in zip(way, known, strict=True)
        for own in (nouns & one.nouns,)
    )


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


def _claims(
    sentence: Sentence, cell: Cell, person: Person, field: str, value: Value, alike: bool
) -> Iterator[Claim]:
    """What is told of all alike is quoted; who has which share, no sentence tells."""
    claim = Claim(
        field,
        value,
        sentence.text[slice(*cell.at)],
        sentence.span(0, len(sentence.text)),
        method=f"{METHOD}/{field}",
        confidence=0.85,
        person=person.n,
    )
    yield claim if alike else claim.inferred()
    if field == "fatal" and value is False:
        yield Claim(
            "outcome", "survived", basis=claim.inferred().basis, method=f"{METHOD}/outcome",
            confidence=0.85, person=person.n,
        )  # fmt: skip
