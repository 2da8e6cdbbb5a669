"""Which of the likely towns goes first: the scene before homes, courts, hospitals and datelines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.lexicon import gazetteer
from pipeline.lexicon.people_words import common_words
from pipeline.where import county_votes, place_neighbours, place_telling
from pipeline.where.place_neighbours import Named
from pipeline.where.place_words import Gathered, StateNamed

_DISSENT = 0.2


def sifted(
    seen: Gathered,
    ranked: Sequence[tuple[str, float]],
    state: str | None,
    told: Sequence[tuple[Gunfire, ...]],
) -> list[tuple[str, float]]:
    """The ranked cities after what rules say of townships, courts and told scenes."""
    cities = _home_last(seen, _township_first(seen, pooled(ranked, state)), state)
    cities = _office_last(seen, cities, state)
    cities = _scene_first(seen, _afterwards_last(seen, cities, state), state, told)
    cities = [one for one in cities if not county_votes.in_another_county(seen, one[0], state)]
    cities = _told_first(seen, cities, state, told)
    return [] if cities and county_votes.outside(seen, cities[0][0]) else cities


def _told_first(
    seen: Gathered,
    cities: list[tuple[str, float]],
    state: str | None,
    told: Sequence[tuple[Gunfire, ...]],
) -> list[tuple[str, float]]:
    """Of two likely towns the one that a sentence says it was in goes before one that none does.

    Its police or a dateline say only where somebody came from.
    """
    if len(cities) < 2 or cities[1][1] < _DISSENT or not _lies_in(seen, cities[1][0], state):
        return cities
    said = [
        one
        for one in seen.names
        if not (one.dateline or one.elsewhere) and place_telling.says_where(one, told)
    ]
    (first, _), (second, _) = cities[:2]
    if any(one.key == first for one in said):
        return cities
    there = any(one.key == second and one.right not in place_telling.FORCE for one in said)
    return _lifted(cities, 1) if there else cities


_TOLD = 0.08


def _lies_in(seen: Gathered, key: str, state: str | None) -> bool:
    """Does a state have a place of the name, by the table or by the story: "in Paris, Wis."?"""
    if state is None:
        return False
    told = any(named.key == key and named.state == state for named in seen.names)
    if told or gazetteer.place(key, state) is not None:
        return True
    unlisted = not gazetteer.known(key)  # of any state, where somebody is shot "in" it
    return unlisted and any(
        named.key == key and named.scene and named.left == "in" for named in seen.names
    )


def _township_first(seen: Gathered, cities: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """A township named as the scene goes before the town that the story is filed from."""
    if not cities or county_votes.is_township(cities[0][0]):
        return cities
    for at, (key, share) in enumerate(cities[:3]):
        if share >= _TOLD and county_votes.is_township(key) and county_votes.scene(seen, key):
            return _lifted(cities, at)
    return cities


def _scene_first(
    seen: Gathered,
    cities: list[tuple[str, float]],
    state: str | None,
    told: Sequence[tuple[Gunfire, ...]],
) -> list[tuple[str, float]]:
    """Where police are told to fire goes before a town of datelines, homes and hospitals."""
    if not cities or state is None:
        return cities
    first = scene_rank(seen, cities[0][0], told)
    if not first and _by_its_police(seen, cities[0][0], told):
        return cities  # "shot in Broad Ripple, Indianapolis police said"
    there = [
        (scene_rank(seen, key, told), -at)
        for at, (key, share) in enumerate(cities[:4])
        if share >= _TOLD and _lies_in(seen, key, state)
    ]
    rank, at = max(there, default=(0, 0))
    return _lifted(cities, -at) if rank > first else cities


def _lifted(cities: list[tuple[str, float]], at: int) -> list[tuple[str, float]]:
    """The city at a place of the list takes the first one's belief, which takes its own."""
    (key, share), rest = cities[at], [*cities[:at], *cities[at + 1 :]]
    return [(key, cities[0][1]), (rest[0][0], share), *rest[1:]]


def _home_last(
    seen: Gathered, cities: list[tuple[str, float]], state: str | None
) -> list[tuple[str, float]]:
    """ "A Sutton man was shot in the Auburn lot": a home gives way to a town told as a place."""
    if not cities or state is None or not _only_home(seen, cities[0][0]):
        return cities
    there = [
        (not _told_beside(seen, key), at)
        for at, (key, share) in enumerate(cities[1:4], 1)
        if share >= _HINT and _lies_in(seen, key, state)
        if _is_scene(seen, key) or _told_beside(seen, key)
    ]
    return _lifted(cities, min(there)[1]) if there else cities


def _office_last(
    seen: Gathered, cities: list[tuple[str, float]], state: str | None
) -> list[tuple[str, float]]:
    """A decision on Ames police, filed from the capital, is of Ames; so is one on "an Ames man"."""
    if len(cities) < 2 or state is None or not _decided_in(seen, cities[0][0]):
        return cities
    likely = [
        (at, key)
        for at, (key, share) in enumerate(cities[1:3], 1)
        if share >= _LEAST_OF_IT and _lies_in(seen, key, state)
    ]
    for of_it in (_its_officer, _its_person):
        for at, key in likely:
            if any(named.key == key and of_it(named) for named in seen.names):
                return _lifted(cities, at)
    return cities


_LEAST_OF_IT = 0.2


def _decided_in(seen: Gathered, key: str) -> bool:
    """Is a town told by a dateline alone, in a story that opens with a state's office?"""
    mentions = [named for named in seen.names if named.key == key and not named.county]
    opening = next((named for named in mentions if named.dateline), None)
    if opening is None or any(named.start != opening.start for named in mentions):
        return False
    early = (named.sentence.text for named in seen.names if named.order < _EARLY)
    if any(_OFFICE_STORY.search(text) for text in early):
        return True
    return _OFFICE_STORY.search(seen.running, 0, _OPENING_WORDS) is not None


_OPENING_WORDS = 1_000
_OFFICE_STORY = Cued(
    r"\b(?:[Aa]ttorney\s+[Gg]eneral|AG(?:['’]s)?:?|[Ss]upreme\s+[Cc]ourt|[Aa]ppeals\s+[Cc]ourt|claim\s+against)\b"
)


def _its_officer(named: Named) -> bool:
    return named.right in place_telling.FORCE and not named.elsewhere


def _its_person(named: Named) -> bool:
    return (
        named.order < _EARLY
        and place_telling.HOME_AFTER.match(named.sentence.text, named.end) is not None
    )


def _told_beside(seen: Gathered, key: str) -> bool:
    """Is police work told in or near a town: "ordered him to stop on Highway 9, outside Ames"?"""
    return any(
        named.key == key
        and named.left in _SCENE
        and not (named.elsewhere or named.county or named.right_capital)
        and LAW.search(named.sentence.text) is not None
        for named in seen.names
    )


def _only_home(seen: Gathered, key: str) -> bool:
    mentions = [named for named in seen.names if named.key == key and not named.county]
    homes = [
        named.lived_in or place_telling.HOME_AFTER.match(named.sentence.text, named.end) is not None
        for named in mentions
    ]
    return any(homes) and all(
        home or named.elsewhere for named, home in zip(mentions, homes, strict=True)
    )


def _is_scene(seen: Gathered, key: str) -> bool:
    """Is a town the story's own, or a spot in it told: "in the Auburn park-and-ride lot"?"""
    return any(
        named.key == key
        and not (named.elsewhere or named.county)
        and (named.dateline or (named.scene and not named.right_capital) or _a_spot(named))
        for named in seen.names
    )


def _a_spot(named: Named) -> bool:
    the = named.left in ("the", "a", "an") and named.before_left in (
        "in",
        "at",
        "outside",
        "behind",
    )
    return the and not (named.right_capital or named.right in place_telling.FORCE)


def _afterwards_last(
    seen: Gathered, cities: list[tuple[str, float]], state: str | None
) -> list[tuple[str, float]]:
    """A town told only as somebody's court, hospital or grave gives way to one told as a place."""
    if not cities or state is None or not _only_afterwards(seen, cities[0][0]):
        return cities
    for at, (key, share) in enumerate(cities[1:4], 1):
        if share >= _HINT and _lies_in(seen, key, state) and _plainly_in(seen, key):
            return _lifted(cities, at)
    return cities


_HINT = 0.03


def _only_afterwards(seen: Gathered, key: str) -> bool:
    mentions = [named for named in seen.names if named.key == key and not named.county]
    return any(named.afterwards or named.before for named in mentions) and all(
        named.elsewhere for named in mentions
    )


def _plainly_in(seen: Gathered, key: str) -> bool:
    return any(
        named.key == key
        and (named.dateline or named.left in _SCENE)
        and not (named.elsewhere or named.county or named.right_capital)
        for named in seen.names
    )


_EARLY = 4
THERE = 0.6


def fired_in(seen: Gathered, told: Sequence[tuple[Gunfire, ...]]) -> str | None:
    """The one state that the opening names with the town where police fired, or as where."""
    states = {
        named.state
        for named in seen.names
        if named.order < _EARLY and named.state and scene_rank(seen, named.key, told)
        if told[named.order] or not _POLICE_IN.search(named.sentence.text, 0, named.start)
    } | {said.code for said in seen.states if said.order < _EARLY and _shot_in(said, told)}
    return next(iter(states)) if len(states) == 1 else None


#: A state that is this likely, by more than one town, is the story's.
_SURE = 0.8


def of_scene(
    seen: Gathered, states: Sequence[tuple[str, float]], told: Sequence[tuple[Gunfire, ...]]
) -> str | None:
    """The likeliest state with the one town where police fire, where the likeliest of all has none.

    "Police in Hays shot a man. He worked at a plant in Elkhart": Kansas. Not against the outlet's
    home, a dateline, or a state that is named by itself.
    """
    first, share = states[0]
    keys = {named.key for named in seen.names if _is_fired_in(named, told)}
    if len(keys) != 1 or seen.home.state == first:
        return None
    (key,) = keys
    there = {named.key for named in seen.names if named.known and _lies_in(seen, named.key, first)}
    if key in there or gazetteer.city_of_part(key, first) or (share > _SURE and len(there) > 1):
        return None
    beside = {named.state_span for named in seen.names if named.state == first}
    alone = any(said.code == first and (said.start, said.end) not in beside for said in seen.states)
    if alone or any(named.dateline and named.state == first for named in seen.names):
        return None
    return next((code for code, _ in states if gazetteer.place(key, code) is not None), None)


def _is_fired_in(named: Named, told: Sequence[tuple[Gunfire, ...]]) -> bool:
    """Does the opening tell, below the headline, that police hit somebody in or of a town?"""
    if named.sentence.paragraph < 0 or named.order >= _EARLY:
        return False
    if not any(event.by_police and event.of_person for event in told[named.order]):
        return False
    if named.left == "^" and named.key in common_words():
        return False  # "Valley police"
    return named.known and (_told_there(named, told) > 0 or named.right in place_telling.FORCE)


def _shot_in(said: StateNamed, told: Sequence[tuple[Gunfire, ...]]) -> bool:
    """ "An Ohio man was shot by police in Kentucky": the state that the gunfire governs."""
    text = said.sentence.text
    if said.body or not place_neighbours.SHOT_IN.search(text, 0, said.start):
        return False
    if _NO_SCENE.match(text, said.end) or _OF_STATE.match(text, said.end):
        return False
    return not county_votes.of_any(text) and any(
        event.shooter is Actor.POLICE and event.of_person for event in told[said.order]
    )


#: "In Kentucky courts", "in Ohio's capital": part of a longer name, or of what is the state's.
_OF_STATE = re.compile(r"['’]s\b|\s+(?:[A-Z]|courts?\b|law\b|prisons?\b|officials\b)")


def _by_its_police(seen: Gathered, key: str, told: Sequence[tuple[Gunfire, ...]]) -> bool:
    """Do a city's own police tell of the gunfire?"""
    return any(
        named.key == key and named.right in place_telling.FORCE and bool(told[named.order])
        for named in seen.names
    )


_SCENE = {"in": 2, "at": 2, "near": 1, "outside": 1}
LAW = re.compile(
    r"\b(?:police|(?<!probation )(?<!parole )officers?|deput(?:y|ies)|troopers?|agents?|marshals?"
    r"|task force|SWAT)\b"
)


def scene_rank(seen: Gathered, key: str, told: Sequence[tuple[Gunfire, ...]]) -> int:
    """How plainly a sentence tells that police fired in or near a place."""
    return max((_told_there(named, told) for named in seen.names if named.key == key), default=0)


#: "Near Sprague and Perry" are streets, "in Reno in 2014" is another case.
_NO_SCENE = re.compile(r"\s+(?:(?:and|at)\s+[A-Z0-9]|in\s+(?:19|20)\d\d\b)")


_POLICE_IN = Cued(r"(?<!State )(?<!state )\b(?:[Pp]olice|[Oo]fficers)\s+in\s+$")


def _told_there(named: Named, told: Sequence[tuple[Gunfire, ...]]) -> int:
    rank = _SCENE.get(named.left, 0)
    if _POLICE_IN.search(named.sentence.text, 0, named.start) and not named.right_capital:
        any_case = county_votes.of_any(named.sentence.text)
        return 0 if any_case else rank  # "police in Bluefield were asked to look in"
    if not rank or named.elsewhere or named.county or named.right_capital:
        return 0
    if _NO_SCENE.match(named.sentence.text, named.end) or county_votes.of_any(named.sentence.text):
        return 0
    fired = any(event.shooter is Actor.POLICE for event in told[named.order])
    governed = named.scene and (fired or LAW.search(named.sentence.text) is not None)
    if rank == _SCENE["in"] and fired and governed:
        return rank + 1
    return rank if fired or governed else 0


def pooled(cities: Sequence[tuple[str, float]], state: str | None) -> list[tuple[str, float]]:
    """Belief in "the Bronx" and in "New York" is belief in one city; so with "X Township"."""
    best: dict[str, str] = {}
    shares: dict[str, float] = {}
    for key, share in cities:
        whole = gazetteer.city_of_part(key, state) if state else None
        one = gazetteer.fold(whole or key).removesuffix(" township").removesuffix(" town")
        best[one] = key if key.endswith((" township", " town")) else best.get(one, key)
        shares[one] = shares.get(one, 0.0) + share
    return sorted(((best[one], shares[one]) for one in best), key=lambda pair: (-pair[1], pair[0]))
