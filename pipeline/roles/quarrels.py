"""Who is the one hit, and whom somebody else than police is told to have hit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from pipeline.gunfire.gunfire import Gunfire
from pipeline.naming.mentions import Named
from pipeline.roles.lists import in_lists
from pipeline.roles.scene import Scene

_APPOSED = re.compile(
    r"\s*,?\s*(?:(?:who was )?(?:later )?(?:identified|named) (?:\w+ )?as\s+)?"
    r"(?:\d+[-–‑]year[-–‑]old\s+)?"
)


def is_target(scene: Scene, event: Gunfire, mention: Named, title_start: int) -> bool:
    """Named as the one hit, or in apposition to it: "a neighbor, 55-year-old NAME"."""
    if overlap(event.target_at, title_start, mention.end):
        return True
    if event.target_at is None or event.target.value != "civilian" or len(mention.parts) < 2:
        return False
    text = scene.sentences[mention.sentence].text
    if event.target_at[0] >= mention.end:
        return _WHO_IS.fullmatch(text, mention.end, event.target_at[0]) is not None
    if event.target_at[1] > mention.start:
        return False
    between = text[event.target_at[1] : mention.start]
    return len(between) < 50 and _APPOSED.fullmatch(between) is not None


#: "NAME, the 71-year-old retired MAN killed by an officer".
_WHO_IS = re.compile(r",\s+(?:\d{1,3},\s+)?(?:the|an?)\s+(?:[\w’'-]+\s+){0,5}")


def overlap(at: tuple[int, int] | None, start: int, end: int) -> bool:
    return at is not None and at[0] < end and start < at[1]


def hit_by(scene: Scene, shooters: Set[int]) -> frozenset[int]:
    """The bearers whom one of the ``shooters`` is told to have shot.

    "Roe, 38, had shot Ann Poe, 33, and Lee Coe": of a list, all; "and her sister, May Poe", too.
    """
    found: set[int] = set()
    named = scene.named
    for place, events in enumerate(scene.gunfire):
        for event in events:
            if event.hit and event.told_of == "somebody":
                found.update(_hit(scene, named[place], event, shooters))
    return frozenset(found)


def _hit(
    scene: Scene, named: Sequence[tuple[Named, int]], event: Gunfire, shooters: Set[int]
) -> Iterator[int]:
    """Of the names of one sentence, those hit by another of them."""
    fired = _shooters(scene, named, event)
    hit = next((i for i, (one, _) in enumerate(named) if _is_hit(scene, event, one)), None)
    if not fired & shooters or hit is None:
        return
    text = scene.sentences[named[hit][0].sentence].text
    after = named[hit:]
    yield named[hit][1]
    for (one, _), (other, number) in pairwise(after):
        pair = [(one, 0), (other, 1)]
        if len(in_lists(text, pair)) > 1 and not _AND_KIN.fullmatch(text, one.end, other.start):
            return
        yield number


def _shooters(scene: Scene, named: Sequence[tuple[Named, int]], event: Gunfire) -> frozenset[int]:
    """Who fires, by name or as "he" whom police are told before to have hit."""
    by_name = frozenset(
        n
        for one, n in named
        if overlap(event.shooter_at, one.start, one.end) and not _fell_first(scene, event, one)
    )
    return by_name or frozenset(_he(scene, named, event))


def _he(scene: Scene, named: Sequence[tuple[Named, int]], event: Gunfire) -> Iterator[int]:
    """ "Police shot Roe after he shot Poe", "Roe was shot by police. He had shot Poe"."""
    if not named or event.shooter_at is None:
        return
    place = named[0][0].sentence
    he = scene.sentences[place].text[slice(*event.shooter_at)].casefold()
    if he not in ("he", "she"):
        return
    start = event.shooter_at[0]
    here, until = (place, start) if start else (place - 1, None)
    for one, n in scene.named[here] if here >= 0 else ():
        if (until is None or one.end <= until) and is_hit_by_police(scene, one):
            yield n


def is_hit_by_police(scene: Scene, mention: Named) -> bool:
    """Whether its sentence tells that police hit whom a mention names."""
    events = scene.gunfire[mention.sentence]
    return any(event.by_police and _is_hit(scene, event, mention) for event in events)


def _fell_first(scene: Scene, event: Gunfire, mention: Named) -> bool:
    """ "Killed Ann Poe and wounded Lee Coe": she is no subject."""
    text = scene.sentences[mention.sentence].text
    return _AND.fullmatch(text, mention.end, max(mention.end, event.start)) is not None and any(
        _is_hit(scene, other, mention) for other in scene.gunfire[mention.sentence]
    )


_AND = re.compile(r"(?:,\s+\d+,)?\s+and\s+")


def _is_hit(scene: Scene, event: Gunfire, mention: Named) -> bool:
    tokens = scene.tokens[mention.sentence]
    return is_target(scene, event, mention, tokens[mention.title_start].start)


_AND_KIN = re.compile(
    r"(?:,\s+\d+)?,?\s+and\s+(?:his|her|their|an?|the)\s+(?:[\w-]+\s+){0,3}[\w-]+,?\s+(?:\d+-year-old\s+)?"
)
