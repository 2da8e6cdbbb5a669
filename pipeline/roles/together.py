"""Settles who was hit: those chosen one by one, held against each other.

Whom somebody that police hit had shot is his own victim; who stands in one list with somebody hit,
of all of whom a hit is told, was hit as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from pipeline.language.actors import POLICE
from pipeline.language.cued import Cued
from pipeline.naming.mentions import Named
from pipeline.roles.bonds import antecedent
from pipeline.roles.lists import Chain, in_lists, past_homes
from pipeline.roles.quarrels import is_hit_by_police
from pipeline.roles.scene import Scene
from pipeline.roles.struck import FATE

Whom = Sequence[tuple["Named", int]]

_HARMED = (
    r"(?:(?:fatally\s+)?shot|killed|wounded|injured|murdered|stabbed|hit|struck|gunned\s+down)"
)
_ADVERB = r"(?:(?:had|has|then|also|just|first|later|earlier|already|allegedly|reportedly)\s+)*"
_ASIDE = r"(?:,\s+(?:\d{1,3}|who\b[^,;.]{1,60}),|\s+of(?:\s+(?-i:[A-Z])[\w’'-]+){1,3}(?=\s))?"
#: "Roe walked into the office and shot Poe".
_CAME = (
    r"(?:(?:came|walked|moved|drove|went|ran|returned|entered|burst|barged|broke|stepped|headed)\b"
    r"[^.;“”\"]{0,70}?\s(?:and|then)\s+)?"
)
_DEED = Cued(rf"{_ASIDE}\s+{_ADVERB}{_CAME}{_ADVERB}{_HARMED}\b", re.IGNORECASE)
_AND_DEED = re.compile(
    rf"\b(?:and|then|before|,)\s+{_ADVERB}(?P<deed>{_HARMED}|killing|wounding|injuring|hitting|shooting)\b",
    re.IGNORECASE,
)
#: Between a deed and the name of whom it befell: "and killed his neighbor, 24-year-old".
_OBJECT = re.compile(
    r"\s+(?:and\s+(?:killed|wounded|injured)\s+)?(?:to\s+death\s+|dead\s+)?"
    r"(?:(?!(?:by|in|on|at|after|before|when|while|as|police|officers?|himself|herself|and)\b)[\w'’-]+:?,?\s+){0,6}"
)
_WHOM = re.compile(r"(?:,\s+\d{1,3})?,?\s+(?:whom|who|that)\s+$")
_BY = Cued(
    rf"\b{_HARMED}\s+(?:(?:in|on)\s+the\s+(?:\w+\s+){{1,2}})?by\s+(?:(?:his|her|their)\s+(?:[\w-]+\s+)?[\w-]+,\s+)?$",
    re.IGNORECASE,
)
_HE = Cued(r"\b(?:he|she)\b(?=\s)", re.IGNORECASE)
_HAD = re.compile(r"\s+had\b")


def victims_of(scene: Scene, shooters: Set[int]) -> frozenset[int]:
    """The bearers whom one of the ``shooters`` is told to have shot, killed or wounded.

    "Roe, 38, had wounded Ann Poe, 33, and Lee Coe", "Poe, whom Roe had shot", "Poe, hit by Roe".
    """
    return frozenset(
        number
        for place, named in enumerate(scene.named)
        for number in _befell(scene, place, named, shooters)
        if number not in shooters or len(shooters) > 1
    )


def _befell(scene: Scene, place: int, named: Whom, shooters: Set[int]) -> Iterator[int]:
    text = scene.sentences[place].text
    for start, end, number in _subjects(scene, place, named, shooters):
        for at in _deeds(text, end):
            yield from (n for n in _objects(text, named, at) if n != number)
        for mention, other in named:
            if other == number or mention.end > start:
                continue
            whom = _WHOM.fullmatch(text, mention.end, start) and _DEED.match(text, end)
            last = not any(mention.end <= one.start and one.end < start for one, _ in named)
            if whom or (last and _BY.search(text, mention.end, start)):
                yield other


def _subjects(
    scene: Scene, place: int, named: Whom, shooters: Set[int]
) -> Iterator[tuple[int, int, int]]:
    """Where one of the shooters is named or called "he": offsets and bearer."""
    for mention, number in named:
        if number in shooters:
            yield mention.start, mention.end, number
    for match in _HE.finditer(scene.sentences[place].text):
        if _DEED.match(scene.sentences[place].text, match.end()):
            meant = antecedent(scene, scene.named, place, match.span())
            whom = {meant[1]} if meant else _just_hit(scene, place, match)
            yield from ((*match.span(), number) for number in whom & shooters)


def _just_hit(scene: Scene, place: int, he: re.Match[str]) -> Set[int]:
    """ "Police shot Roe. He had wounded Ann Poe": whom the sentence before tells to be hit."""
    if he.start() or not place or not _HAD.match(he.string, he.end()):
        return frozenset()
    hit = {n for one, n in scene.named[place - 1] if is_hit_by_police(scene, one)}
    return hit if len(hit) == 1 else frozenset()


def _deeds(text: str, end: int) -> Iterator[int]:
    """Where what a subject did to somebody ends, and what they did next."""
    if match := _DEED.match(text, end):
        yield match.end()
        yield from (other.end("deed") for other in _AND_DEED.finditer(text, match.end()))


def _objects(text: str, named: Whom, at: int) -> Iterator[int]:
    """The one named right after a deed, and who stands in a list with them."""
    after = [pair for pair in named if pair[0].start >= at]
    if not after or not _OBJECT.fullmatch(text, at, after[0][0].start):
        return
    yield after[0][1]
    for pair in pairwise(after):
        (one, _), (other, number) = pair
        if len(in_lists(text, pair)) > 1 and not _AND_ALSO.fullmatch(text, one.end, other.start):
            return
        yield number


#: From one of those hit to the next: ", 38, the bartender, and her sister, 24-year-old".
_AND_ALSO = re.compile(
    r"(?:,\s+\d+)?(?:,\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,3}[\w-]+)?,?\s+and\s+"
    r"(?:(?:his|her|their|an?|the)\s+(?:[\w-]+\s+){0,3}[\w-]+,?\s+|(?:[A-Z][\w-]+\s+(?:of\s+)?){1,3})?"
    r"(?:\d+-year-old\s+)?"
)


_KIN_OF = (
    r"(?:[\w-]+\s+){0,2}?(?:son|daughter|mother|father|brother|sister|husband|wife|grandson|granddaughter"
    r"|nephew|niece|cousin|uncle|aunt|boyfriend|girlfriend|fianc\w+),?\s+(?:\d{1,2}-year-old\s+)?"
)
_THEIR_KIN = re.compile(rf"['’]s?\s+{_KIN_OF}")
_KILLING = re.compile(
    r"\b(?:(?:kill|shoot|wound)(?:ed|ing|s)|shot|(?:death|killing|shooting|slaying)\s+of)\s+$"
)
_SUED = Cued(
    r"\b(?:su(?:ed|es|ing)|(?:law)?suit|complaint|settle\w*|claim)\b[^.;]*\b(?:death|killing|shooting)\s+of\s+"
    rf"(?:his|her|their)\s+{_KIN_OF}$"
)
_BY_OFFICERS = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)


_SOMEBODY = re.compile(r"\b(?:(?:wo)?man|suspect|gunman|shooter|husband|boyfriend|he|she)\b", re.I)


def kin_hit(scene: Scene, hit: Set[int]) -> Iterator[tuple[int, int | None]]:
    """Who is told to be hit as somebody's kin, and that somebody; not by one of those ``hit``.

    "An officer was charged with killing Ann Roe's son, Abel", "Roe sued over the death of her son,
    Abel".
    """
    for place, named in enumerate(scene.named):
        text = scene.sentences[place].text
        tried = place in scene.names_the_tried
        for (owner, whose), (mention, number) in pairwise(named):
            if not _THEIR_KIN.fullmatch(text, owner.end, mention.start):
                continue
            told = _KILLING.search(text, 0, owner.start)
            before = {n for one, n in named if one.end <= owner.start}
            if told is None or before & hit - {whose, number}:
                continue
            officers = _BY_OFFICERS.search(text, 0, told.start())
            if tried or (officers and not _SOMEBODY.search(text, 0, told.start())):
                yield number, whose
        for mention, number in named:
            if _SUED.search(text, 0, mention.start):
                yield number, next((n for one, n in named if one.end < mention.start), None)


#: Right before a list: "killed", "the deaths of", "the victims:", "shot were identified as".
_TOLD_BEFORE = Cued(
    r"\b(?:(?:killed|wounded|injured|shot|struck|hit|dead|hurt|victims?|died|deceased|decedents?)\b(?:(?!\b(?:and|after|before|when|while|by)\b)[^.;“”\"]){0,60}?"
    r"\b(?:as|were|are|was|is|include[ds]?|including)|victims|dead|killed|wounded|(?:deaths?|killings?|shootings?|slayings?|murders?)\s+of|killing|wounding|striking|injuring)"
    r":?\s+$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    rf"[\s,]*(?:who\s+)?(?:(?:both|all|each|later)\s+)*(?:{FATE}|(?:were|was)\s+(?:taken|flown|rushed)\s+to\b[^.;]{{3,60}}\bwhere\s+they\s+died)",
    re.IGNORECASE,
)


#: "Of Clay Hill", "of 300 Bland Street": a home, and no name of the list.
_WHERE = Cued(
    r"(?:,|\d|[A-Z]\w+)\s+(?:of|from|in|at|on|near)\s+(?:the\s+)?(?:\d+\s+)?(?:block\s+of\s+)?$"
)


def listed(scene: Scene, hit: Set[int]) -> frozenset[int]:
    """Who stands in one list with somebody ``hit``, where a hit is told of all in it."""
    found: set[int] = set()
    for place, named in enumerate(scene.named):
        text = scene.sentences[place].text
        people = [pair for pair in named if not _WHERE.search(text, 0, pair[0].start)]
        for chain in in_lists(text, people):
            numbers = {number for _, number in chain}
            if len(numbers) > 1 and numbers & hit and _is_told(scene, place, chain):
                found |= numbers - hit
    return frozenset(found)


def beside_others(scene: Scene, hit: Set[int]) -> frozenset[int]:
    """Of those ``hit``, who stands in a list behind somebody who is not."""
    return frozenset(
        number
        for place, named in enumerate(scene.named)
        for chain in in_lists(scene.sentences[place].text, named)
        for _, number in chain[1:]
        if chain[0][1] not in hit and number in hit
    )


#: "The nightclub shooting victim Ann Roe": of an attack, not of police.
_VICTIM = Cued(
    r"\b(?P<by>[\w’'-]+\s+)?(?:mass\s+)?(?:shooting|massacre|attack|rampage)\s+victims?,?\s+$",
    re.IGNORECASE,
)
_ATTACK = re.compile(
    r"\b(?:gunm[ae]n\b|mass\s+shoot|massacre|rampage|attackers?\b|terror)", re.IGNORECASE
)


def of_an_attack(scene: Scene, hit: Set[int]) -> frozenset[int]:
    """Of those ``hit``, who is called a victim of the attack that a gunman is told to have made."""
    called = frozenset(
        number
        for place, named in enumerate(scene.named)
        for mention, number in named
        if number in hit
        and (told := _VICTIM.search(scene.sentences[place].text, 0, mention.start))
        and not _BY_OFFICERS.search(told["by"] or "")
    )
    if not called or not any(_ATTACK.search(sentence.text) for sentence in scene.sentences):
        return frozenset()
    return frozenset(
        n
        for n in called
        if not any(is_hit_by_police(scene, one) for one in scene.bearers[n].mentions)
    )


def _is_told(scene: Scene, place: int, chain: Chain) -> bool:
    text = scene.sentences[place].text
    if _TOLD_AFTER.match(text, past_homes(text, chain[-1][0].end)):
        return True
    return _TOLD_BEFORE.search(text, 0, chain[0][0].start) is not None
