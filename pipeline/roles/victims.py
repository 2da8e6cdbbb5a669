"""Who was hit by the same police shots: the people that tellings of hits are of, named or not."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import POLICE
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.naming.described import Described, gender_of
from pipeline.records import Sentence
from pipeline.roles.struck import (
    ALSO,
    BY_THEIR_BULLET,
    DEFINITE,
    FATE,
    LONGEST,
    NOUN,
    OUTRIGHT,
    PHRASE,
    SECOND,
    STOP,
    Telling,
    by_the_way,
    kind_of,
    overlap,
)

_ANOTHERS_DEED = Cued(
    r"\b(?:found\s+(?:\w+\s+){0,3}?dead|stabb\w+|strangl\w+|domestic|hostage-tak\w+|murder-suicide|killed\s+himself|self-inflicted"
    rf"|before\s+(?:{POLICE}|turning)|homicide\s+(?:suspect|victim)"
    r"|(?:not\s+(?:yet\s+)?(?:known|clear|determined)|unclear|(?:do|does|did)\s+not\s+know)\s+(?:who\s+(?:shot|fired|hit)|whose))\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\band\b|\bwhile\b|;|\bbut\b|,", re.IGNORECASE)
_APART = (frozenset((0, 1)), frozenset((2, 3)))


@dataclass(slots=True)
class Struck:
    """Somebody who was hit: what is known of them, and where they are told of."""

    gender: str | None = None
    age: int | None = None
    kind: int | None = None
    named: bool = False
    first: int = 0  # the sentence that names them
    at: set[tuple[int, int, int]] = field(default_factory=set)  # sentence, offsets
    tellings: list[Telling] = field(default_factory=list)

    def takes(self, telling: Telling, text: str, *, only: bool = False) -> bool:
        """Whether a telling may be of this one; ``only``: nobody else is known yet."""
        if self.named and telling.role and telling.place > self.first:
            return self.kind == telling.kind
        if self.named and _NAMELESS.match(text, telling.span[1]):
            return False
        second = SECOND.match(text, telling.span[0])
        if self.named and second and (only or second.group()[0] not in "tT"):
            return False
        if telling.also and ((only and self.named) or self._is_near(telling)):
            return self.kind is not None and self.kind == telling.kind
        if _differ(self.gender, telling.gender) or _differ(self.age, telling.age):
            return False
        if frozenset((self.kind, telling.kind)) in _APART:
            return False
        if DEFINITE.match(text, telling.span[0]) and not telling.object:
            return True
        return not any(
            place == telling.place
            and text[start:end].casefold() != text[slice(*telling.span)].casefold()
            and _are_parted(text, (start, end), telling.span)
            for place, start, end in self.at
        )

    def _is_near(self, telling: Telling) -> bool:
        return any(0 <= telling.place - place < _NEAR for place, _, _ in self.at)

    def before(self, place: int) -> bool:
        """Whether this one is told of shortly before somebody else is."""
        return any(0 <= place - here <= _NEAR for here, _, _ in self.at)

    def add(self, telling: Telling) -> None:
        if not self.named:
            self.gender = self.gender or telling.gender
            self.age = self.age or telling.age
        self.kind = telling.kind if self.kind is None else self.kind
        self.at.add((telling.place, *telling.span))
        self.tellings.append(telling)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def known(
    sentences: Sequence[Sentence],
    gunfire: Sequence[Sequence[Gunfire]],
    spots: Sequence[tuple[int, int, int]],
    gender: str | None,
    age: int | None,
) -> Struck:
    """Somebody named who was hit; ``spots``: sentence and offsets of each mention."""
    return Struck(
        gender,
        age,
        next((kind for spot in spots if (kind := _kind_beside(sentences, spot)) is not None), None),
        named=True,
        first=min((place for place, _, _ in spots if sentences[place].paragraph >= 0), default=0),
        at={spot for spot in spots if _is_told_hit(sentences, gunfire, spot)},
    )


_CALLED = Cued(
    rf"\b(?P<noun>{NOUN})(?:,|\s+(?:was\s+)?(?:identified\s+)?(?:as|is|was))?\s+(?:\d{{1,2}}-year-old\s+)?$",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(
    rf"(?:,\s+\d{{1,2}})?,\s+(?:the|an?|his|her)\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{NOUN})",
    re.IGNORECASE,
)
WAS_HIT = Cued(
    rf"(?:,\s+[^,.;]{{1,40}},|\s+\(\d+\))?(?:\s+and\s+{PHRASE})?\s+(?:\w+\s+)?{FATE}",
    re.IGNORECASE,
)


def _kind_beside(sentences: Sequence[Sentence], spot: tuple[int, int, int]) -> int | None:
    place, start, end = spot
    text = sentences[place].text
    told = _CALLED.search(text, max(0, start - 60), start) or _CALLED_AFTER.match(text, end)
    return kind_of(told["noun"]) if told else None


def _is_told_hit(
    sentences: Sequence[Sentence],
    gunfire: Sequence[Sequence[Gunfire]],
    spot: tuple[int, int, int],
) -> bool:
    place, *span = spot
    hit = any(
        event.by_police and event.target_at and overlap(event.target_at, (span[0], span[1]))
        for event in gunfire[place]
    )
    return hit or WAS_HIT.match(sentences[place].text, span[1]) is not None


def name_of(
    sentences: Sequence[Sentence],
    told: Sequence[Described],
    spots: Sequence[tuple[int, int, int]],
) -> bool:
    """Whether one of the spots names somebody described: "his friend Abel Orrin", "the son, …"."""
    heads = {
        sentences[one.sentence].text[one.start : one.end].split()[-1].casefold() for one in told
    }
    own = "|".join(map(re.escape, sorted(heads - _ANYBODY)))
    called = re.compile(rf"\b(?:the|his|her|their)\s+(?:[\w-]+\s+){{0,2}}(?:{own}),?\s+$", re.I)
    return is_named(sentences, told, spots) or any(
        own and called.search(sentences[place].text, max(0, start - 60), start)
        for place, start, _ in spots
    )


def is_named(
    sentences: Sequence[Sentence],
    told: Sequence[Described],
    spots: Sequence[tuple[int, int, int]],
) -> bool:
    """Whether a spot stands right behind the description: "a woman, Ann Orrin, was shot"."""
    return any(
        one.sentence == place
        and re.fullmatch(r",?\s+", sentences[place].text[one.end : start]) is not None
        for one in told
        for place, start, _ in spots
    )


#: Nouns by which a story calls more people than one.
_ANYBODY = frozenset(
    "man woman boy girl male female teen teenager friend neighbor neighbour suspect".split()
)


def _are_parted(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """ "Killing a man and wounding another": two phrases of one sentence, side by side."""
    first, last = sorted((one, other))
    return first != last and _PARTED.search(text, first[1], last[0]) is not None


def others_fired(gunfire: Sequence[Sequence[Gunfire]]) -> bool:
    """Whether somebody is told to have shot another: the second one told of may be theirs."""
    return any(_civilian_hit_another(event) for events in gunfire for event in events)


def _another_fired(sentences: Sequence[Sentence], gunfire: Sequence[Sequence[Gunfire]]) -> bool:
    """Whether anybody but police is told to have fired, or to have hurt somebody."""
    fired = any(
        event.shooter in (Actor.CIVILIAN, Actor.SOMEBODY) for events in gunfire for event in events
    )
    return fired or any(_ANOTHERS_DEED.search(sentence.text) for sentence in sentences)


def _civilian_hit_another(event: Gunfire) -> bool:
    return event.hit and event.told_of == "civilian" and event.target is Actor.CIVILIAN


def several(
    sentences: Sequence[Sentence],
    gunfire: Sequence[Sequence[Gunfire]],
    told_of: Sequence[Sequence[Telling]],
    shared: Set[int] = frozenset(),
) -> list[tuple[Described, ...]]:
    """Those without a name whom the same police shots hit, where they are two or more.

    ``told_of``: the tellings of each sentence; ``shared``: those that tell of other incidents,
    too, and so count nobody. Where a suspect shot somebody, only who is told outright to be hit
    by police.
    """
    found = _people(sentences, told_of, ())
    another = others_fired(gunfire) or any(
        _ANOTHERS_DEED.search(sentence.text) for sentence in sentences
    )
    counted = None if another else _count(sentences, gunfire, shared)
    if counted is not None and counted.missing(found) >= 0:
        told = _filled(sentences, found, counted)
    elif another:
        told = [one for one in found if any(each.sure >= OUTRIGHT for each in one.tellings)]
    else:
        told = [
            one
            for one in found
            if any(
                _hit_with(sentences, gunfire, each, found)
                for other in found
                for each in other.tellings
                if other is one or one.before(each.place)
            )
        ]
    return [_described(one) for one in told] if len(told) > 1 else []


@dataclass(frozen=True, slots=True)
class _Counted:
    """ "Police shot two men", "both people inside were hit": how many, and the words for them."""

    number: int
    gender: str | None
    place: int
    span: tuple[int, int]

    def missing(self, found: Sequence[Struck]) -> int:
        """How many more there are: "a man and two women were hit"."""
        return self.number - sum(not _differ(one.gender, self.gender) for one in found)


_NUMBERS = {"two": 2, "2": 2, "both": 2, "pair": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_MANY = r"(?:two|three|four|[234]|both|all\s+(?:two|three|four)|a\s+pair\s+of)(?:\s+\(2\))?"
_PEOPLE = (
    r"(?:people|persons|individuals|subjects|occupants|men|women|males|females|boys|girls|teens|teenagers|suspects"
    r"|brothers|sisters)"
)
_SEVERAL = rf"{_MANY}\s+(?:(?:adult|unarmed|young|other)\s+)?{_PEOPLE}\b"
#: "Two men were killed", "shot three people".
_COUNTS = Cued(
    rf"\b(?P<who>{_SEVERAL}|(?:both|all\s+(?:three|four))(?=\s+were\b))"
    rf"(?:\s+(?:inside|aboard|in\s+(?:the|a)\s+\w+)|,\s+[^,.;]{{1,90}},|\s+who\s+(?:{STOP}[\w'’-]+\s*){{1,9}}?)?\s+{FATE}"
    r"|\b(?:shot|killed|shoots?|kills?|striking|hitting|wounding|shooting|killing)\s+"
    rf"(?:and\s+(?:killed|wounded)\s+)?(?P<whom>{_SEVERAL})|\bso\s+were\s+(?P<so>{_SEVERAL})",
    re.IGNORECASE,
)
#: "Kill two men in 11 hours": one at a time, and each a story of its own.
NOT_AT_ONCE = Cued(
    r"\b(?:separate|unrelated|(?:hours|days|weeks|months|years?)\b(?!\s+(?:ago|old)\b))",
    re.IGNORECASE,
)


def _count(
    sentences: Sequence[Sentence], gunfire: Sequence[Sequence[Gunfire]], shared: Set[int]
) -> _Counted | None:
    """The first telling of how many police hit."""
    for place, sentence in enumerate(sentences):
        match = _COUNTS.search(sentence.text[:LONGEST])
        if match is None or place in shared or NOT_AT_ONCE.search(sentence.text):
            continue
        group = next(name for name, words in match.groupdict().items() if words)
        words = match[group].casefold()
        goes_on = group == "so" or words.startswith(("both", "all"))
        told = gunfire[place] or (goes_on and any(gunfire[max(0, place - 2) : place]))
        if told and _police_fired(gunfire):
            number = next(n for name, n in _NUMBERS.items() if name in words)
            return _Counted(number, gender_of(words.split()[-1]), place, match.span(group))
    return None


def _filled(
    sentences: Sequence[Sentence], found: Sequence[Struck], counted: _Counted
) -> list[Struck]:
    """As many as are told: those found, and others by gender or age, or by the one word for all."""
    missing = counted.missing(found)
    more: list[Struck] = []
    for place, sentence in enumerate(sentences):
        for match in _EITHER.finditer(sentence.text[:LONGEST]):
            telling = by_the_way(place, sentence.text, match)
            known = telling.gender is not None or telling.age is not None
            told = known and not _differ(telling.gender, counted.gender)
            if told and not any(one.takes(telling, sentence.text) for one in (*found, *more)):
                more.append(Struck())
                more[-1].add(telling)
    if len(more) != missing:
        of_all = Telling(counted.place, counted.span, counted.gender)
        more = [Struck(counted.gender, tellings=[of_all]) for _ in range(missing)]
    return [*found, *more]


_EITHER = Cued(rf"\b(?=(?:an?|the|her|his)\s){PHRASE}", re.IGNORECASE)


def beside(
    sentences: Sequence[Sentence],
    gunfire: Sequence[Sequence[Gunfire]],
    told_of: Sequence[Sequence[Telling]],
    named: Sequence[Struck],
    *,
    least: int,
) -> list[tuple[Described, ...]]:
    """Those without a name whom the police shots that hit the named ones hit, too.

    ``least``: how sure a telling must say it (:attr:`Telling.sure`).
    """
    found = _people(sentences, told_of, named)
    if least == 1 and not _another_fired(sentences, gunfire):
        least = 0
    return [
        _described(one)
        for one in found
        if not one.named
        and not any(_ANOTHER_TIME.search(sentences[each.place].text) for each in one.tellings)
        and any(
            each.sure >= least and not each.deed and _hit_with(sentences, gunfire, each, found)
            for each in one.tellings
        )
    ]


def _described(one: Struck) -> tuple[Described, ...]:
    return tuple(Described(each.place, *each.span) for each in one.tellings)


def _people(
    sentences: Sequence[Sentence], told_of: Sequence[Sequence[Telling]], named: Sequence[Struck]
) -> list[Struck]:
    found = list(named)
    for sentence, told in zip(sentences, told_of, strict=True):
        for telling in told:
            whom = _beside_whom(telling, found)
            able = [each for each in found if each is not whom]
            only = len(found) == 1
            takers = [each for each in able if each.takes(telling, sentence.text, only=only)]
            alike = (each for each in takers if each.gender and each.gender == telling.gender)
            one = next(alike, next(iter(takers), None))
            if (one is None and telling.pronoun) or (found and telling.bare):
                continue
            if one is None:
                one = Struck()
                found.append(one)
            one.add(telling)
    return found


def _beside_whom(telling: Telling, found: Sequence[Struck]) -> Struck | None:
    """Who "his" of "his passenger" is: the last told of who may be a man."""
    able = [one for one in found if telling.beside and one.gender in (None, telling.beside)]
    return max(able, key=lambda one: max(one.at, default=(-1, 0, 0)), default=None)


def _hit_with(
    sentences: Sequence[Sentence],
    gunfire: Sequence[Sequence[Gunfire]],
    telling: Telling,
    found: Sequence[Struck],
) -> bool:
    """Whether one sentence, or one right after police fired, tells that a second one was hit."""
    if not telling.gun:
        return False
    others = [one for one in found if telling not in one.tellings]
    text = sentences[telling.place].text
    beside = any(place == telling.place for one in others for place, _, _ in one.at)
    fired = _police_fired(gunfire[max(0, telling.place - _NEAR) : telling.place])
    near = any(one.before(telling.place) for one in others)
    if any(one.named for one in others):
        if _LONG_AGO.search(text) and not beside:
            return False
        # "The man", of a story that names one only, is as often that one.
        other = (
            telling.also
            or telling.sure == BY_THEIR_BULLET
            or telling.role
            or telling.age is not None
            or _NAMELESS.match(text, telling.span[1]) is not None
        )
        if not (other or beside or _INDEFINITE.match(text, telling.span[0])):
            return False
        near = near or fired or other
    return near and (beside or fired or telling.sure >= OUTRIGHT or ALSO.search(text) is not None)


#: "The driver, whom police have not named": none of those who are.
_NAMELESS = re.compile(
    r",\s+who(?:m|se)?\b[^,.;]{0,40}?\b(?:not|n['’]t)\s+(?:yet\s+)?(?:been\s+|be\s+)?(?:\w+ly\s+)?(?:named|identified|released)\b"
)
_INDEFINITE = re.compile(r"(?:an?|another|one|his|her)\b", re.IGNORECASE)
_ANOTHER_TIME = re.compile(
    r"\b(?:separate|unrelated|(?:less\s+than\s+)?an?\s+(?:day|week|month|year)\s+(?:later|earlier|before)"
    r"|(?:hours|days|weeks|months|years)\s+(?:later|earlier|before|apart)|miles\s+(?:away|to\s+the))\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:years?|months?)\s+(?:ago|earlier|before)|last\s+year|unrelated|separate|previous)\b",
    re.I,
)
#: Sentences between the telling of one and that of another.
_NEAR = 3


def _police_fired(gunfire: Sequence[Sequence[Gunfire]]) -> bool:
    return any(event.shooter is Actor.POLICE for events in gunfire for event in events)


def under_fire(gunfire: Sequence[Sequence[Gunfire]]) -> tuple[bool, ...]:
    """Per sentence, whether who is told there to be hit was hit by police, who just fired."""
    return tuple(
        _police_fired(gunfire[max(0, place - _NEAR) : place + 1])
        and not any(event.hit and event.told_of in ("civilian", "self") for event in events)
        for place, events in enumerate(gunfire)
    )
