"""Who holds a thing: the person shot, an officer, or somebody else of the story.

It is the subject of the verb of holding: "a neighbor had fired a gun", "her husband, who had one".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.gunfire.introductions import surname
from pipeline.language.actors import ANY_OFFICER, PERSON
from pipeline.language.fates import KIN
from pipeline.language.noun_phrases import Found, phrase_start
from pipeline.language.subjects import subject
from pipeline.language.word_classes import Actor, Token, tokens
from pipeline.naming.described import gender_of
from pipeline.records import Person, Role, Sentence
from pipeline.roles import beside


@dataclass(frozen=True, slots=True)
class Cast:
    """Those of a story by whom a thing can be held."""

    shot: frozenset[str] = frozenset()  # the surnames of those whom police shot
    others: frozenset[str] = frozenset()  # of everybody else who is named
    officers: frozenset[str] = frozenset()  # of officers who are named
    gender: str | None = None  # of all who were shot, where it is one
    several: bool = False  # were shot
    nouns: frozenset[str] = frozenset()  # by which the story calls those shot


NOBODY = Cast()
#: Who is named for what he did; officers and those who speak are left to their own rules.
_MAY_HOLD = frozenset((Role.SUSPECT, Role.RELATIVE, Role.WITNESS, Role.OTHER, Role.SHOT_BY_OTHER))
_OFFICERS = frozenset((Role.OFFICER_FIRED, Role.OFFICER))


def cast_of(
    people: Sequence[Person], genders: Mapping[int, str], sentences: Sequence[Sentence] = ()
) -> Cast:
    """The people of a story, as their roles are read; ``genders``: by their numbers."""
    hit = [person for person in people if person.role is Role.SHOT_BY_POLICE]
    shot = frozenset(surname(person.name) for person in hit if person.name)
    parts = {word for person in hit for form in person.forms for word in form.split()}
    others = frozenset(
        surname(person.name) for person in people if person.name and person.role in _MAY_HOLD
    )
    officers = frozenset(
        surname(person.name) for person in people if person.name and person.role in _OFFICERS
    )
    told = {genders.get(person.n) for person in hit}
    return Cast(
        shot=shot,
        others=others - parts if shot else NOBODY.others,
        officers=officers - parts - others,
        gender=told.pop() if len(told) == 1 else None,
        several=len(hit) > 1,
        nouns=frozenset().union(*(beside.nouns_of(person, sentences) for person in hit)),
    )


_KIN = re.compile(KIN, re.IGNORECASE)
#: What an officer does with his own gun; one who "pulled over a car" may have met another's.
_DRAWS = frozenset("drew draws drawing".split())
#: Whom police rarely shoot, and who are told of for what they did beside.
_BYSTANDERS = frozenset("neighbor neighbors neighbour bystander bystanders".split())

#: … where nothing was told of them before: "a clerk", and not "the clerk".
_NEW_ONES = frozenset(
    """clerk cashier guard customer shopper manager employee landlord bouncer passerby witness
    coworker friend roommate passenger coach pastor bartender""".split()
)

#: "Another guest", told of beside the one who was shot.
_BESIDE = frozenset("another second third".split())
_COMES = frozenset(
    "came come comes coming walked ran returned arrived stood appeared approached emerged".split()
)
_PARTICLES = 6


def _with_verb(line: Sequence[Token], place: int) -> int | None:
    """The verb of "armed with" and of "came in with"."""
    return place - 1 if line[place - 1].low == "armed" else _coming(line, place)


def _coming(line: Sequence[Token], place: int) -> int | None:
    """The verb of "came in with", whose subject has the thing; "with" alone tells of nobody."""
    for here in range(place - 1, max(-1, place - 1 - _PARTICLES), -1):
        if line[here].low in _COMES:
            return here
        if line[here].tag == ",":
            return None
    return None


def is_another(text: str, at: int, cast: Cast, *, harmless: bool = False) -> bool:
    """Is the subject of the word at an offset somebody else than the person shot?

    Of a thing that is no weapon, police always are: they hold phones and papers, too.

    >>> roe = Cast(frozenset(["Roe"]), frozenset(["Poe"]), gender="female")
    >>> is_another("A neighbor had fired a gun.", 15, roe), is_another("Roe fired a gun.", 4, roe)
    (True, False)
    >>> is_another("Poe had a gun.", 4, roe), is_another("Her son held a rifle.", 8, roe)
    (True, True)
    >>> is_another("Another man came in with a bat.", 22, roe)
    True
    """
    line = tokens(text, frozenset())
    verb = next((n for n, token in enumerate(line) if token.end > at), None)
    if verb and line[verb].tag == "P":
        verb = _with_verb(line, verb)
    found = subject(line, verb) if verb else None
    if not verb or found is None:
        return False
    if found.actor is Actor.POLICE:
        return harmless or _is_their_own(line, verb, found)
    head = line[found.at]
    if head.tag == "M":
        return head.text.removesuffix("’s").removesuffix("'s") in cast.others
    if found.pronoun:
        return False  # "she shot at him": of several who were hit, one may be unknown
    return _is_called_otherwise(line, found.at, cast)


def _is_their_own(line: Sequence[Token], verb: int, police: Found) -> bool:
    """ "An officer drew a gun", "one of the officers had a rifle": nobody's whom they met."""
    if line[verb].low in _DRAWS:
        return True
    alone = not any(token.tag in "CNM" for token in line[police.at + 1 : verb])
    return alone and line[0].low in _ONE_OF_THEM


_ONE_OF_THEM = frozenset("one two another".split())


def _is_called_otherwise(line: Sequence[Token], head: int, cast: Cast) -> bool:
    """ "A clerk", "another man", "a woman": nobody shot is called so, or is of that gender."""
    start = phrase_start(line, head)
    opens, word = line[start].low, line[head].low
    if opens in ("a", "an") and (_KIN.fullmatch(word) or word in _NEW_ONES):
        return True
    told = line[start : start + 1] if cast.several else line[start : head + 1]
    if not _BESIDE.isdisjoint(token.low for token in told):
        return True
    gender = gender_of(word)
    if gender is not None and cast.gender is not None and gender != cast.gender:
        return True
    return word in _BYSTANDERS or _is_told_beside(line, start, head, cast)


def _is_told_beside(line: Sequence[Token], start: int, head: int, cast: Cast) -> bool:
    """ "The store's clerk", "the man's brother", where nobody shot is called so."""
    word = line[head].low
    if not cast.nouns or word in cast.nouns or _is_who_was_shot(line, start, head, cast):
        return False
    if word in _NEW_ONES or (word in beside.BYSTANDERS and line[start].low not in ("a", "an")):
        return True
    owned = any(token.text.endswith(("’s", "'s")) for token in line[start : head + 1])
    return owned and _KIN.fullmatch(word) is not None and word not in beside.CHILDREN


def _is_who_was_shot(line: Sequence[Token], start: int, head: int, cast: Cast) -> bool:
    """ "The man, the boy's father, had a knife", "guard shot by police had dropped his gun"."""
    apposed = start > 1 and line[start - 1].low == "," and line[start - 2].low in cast.nouns
    if apposed or head + 1 == len(line):
        return apposed
    return line[head + 1].tag in "VH" or line[head + 1].low in _OF_CARS


_OF_CARS = frozenset("side seat door window".split())  # "the passenger side"


#: "The other", "a second", "his partner" as the subject of the verb that follows.
_OTHER_ONE = re.compile(
    r"(?:^\W*|[;,]\s+|\b(?:while|and|but|as|before|then)\s+)(?:the\s+(?:other|second|first|third)|another|one|a\s+(?:second|third)"
    rf"|(?:his|her|the\s+\w+['’]s)\s+(?:partner|colleague|supervisor|sergeant))(?:\s+{ANY_OFFICER})?\s+(?:(?:then|also|had|\w+ly)\s+){{0,2}}$",
    re.IGNORECASE,
)
_A_GROUP = re.compile(
    rf"\b(?:(?P<police>{ANY_OFFICER})|(?:wo)?men|teens|teenagers|boys|suspects|brothers|sisters|gunmen|robbers|occupants|passengers|{PERSON})\b",
    re.IGNORECASE,
)


def is_one_of_police(text: str, verb: int, ahead: str | None) -> bool:
    """Whether "the other", "another" or "his partner" before a verb is one of police.

    >>> is_one_of_police("One officer fell; the other fired his gun.", 28, None)
    True
    >>> is_one_of_police("The other fired his gun.", 10, "Two men ran from an officer.")
    False
    """
    other = _OTHER_ONE.search(text, 0, verb)
    if other is None:
        return False
    told = list(_A_GROUP.finditer(text, 0, other.start())) or list(_A_GROUP.finditer(ahead or ""))
    return bool(told) and told[0]["police"] is not None
