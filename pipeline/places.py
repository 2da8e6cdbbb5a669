"""Where it happened: city, county and state a researcher would code, and the spot as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline import choice, cues, gazetteer, institutions, place_spots, place_votes, scenes
from pipeline.attribution import doubted
from pipeline.cued import Cued
from pipeline.gazetteer import County, fold
from pipeline.place_names import Named
from pipeline.place_votes import CountyNamed, Gathered, StateNamed
from pipeline.records import OFFICES_STATE, Article, Basis, Claim, Passage, Sentence, Where

METHOD = "gazetteer-choice"
LEAST_CITY = 0.25
LEAST_STATE = 0.25
_DISSENT = 0.2
_LOUD_COUNTY = 2.5  # said twice, or with the shooting


def read(passage: Passage) -> tuple[Claim, ...]:
    """Claims ``city``, ``county``, ``state`` and ``place``."""
    found = settle(passage)
    return (
        *_city_claims(found),
        *_county_claims(found),
        *_state_claims(found),
        *place_spots.read(passage, found.told, found.state),
    )


@dataclass(frozen=True)
class Settled:
    """Where a passage plays, as best read, with all that was seen."""

    seen: Gathered
    state: str | None
    belief: float  # in the state
    told: tuple[tuple[cues.Gunfire, ...], ...]  # the gunfire of each sentence
    sentences: tuple[Sentence, ...] = ()

    @cached_property
    def cities(self) -> tuple[tuple[str, float], ...]:
        """Folded names, the likeliest first."""
        ranked = rank_cities(self.seen, self.state)
        return tuple(sifted(self.seen, ranked, self.state, self.told)[:3])

    @cached_property
    def city(self) -> str | None:
        """As shown."""
        likely = self.cities and self.cities[0][1] >= LEAST_CITY
        return _shown(self.seen, self.cities[0][0], self.state) if likely else None


def settle(passage: Passage) -> Settled:
    """Choose the state, and the city once asked; agencies may ask for the same passage again."""
    return _settle(passage.article, passage.sentences)


@lru_cache(maxsize=4)
def _settle(article: Article, sentences: tuple[Sentence, ...]) -> Settled:
    seen = place_votes.gather(article, sentences)
    states = rank_states(seen)
    told = cues.told(sentences)
    state, belief = states[0] if states and states[0][1] >= LEAST_STATE else (None, 0.0)
    if state and (there := _fired_in(seen, told)) and there != state:
        state, belief = there, _THERE
    return Settled(seen, state, belief, told, sentences)


def sifted(
    seen: Gathered,
    ranked: Sequence[tuple[str, float]],
    state: str | None,
    told: Sequence[tuple[cues.Gunfire, ...]],
) -> list[tuple[str, float]]:
    """The ranked cities after what rules say of townships, courts and told scenes."""
    cities = _home_last(seen, _township_first(seen, pooled(ranked, state)), state)
    cities = _scene_first(seen, _afterwards_last(seen, cities, state), state, told)
    cities = [one for one in cities if not place_votes.in_another_county(seen, one[0], state)]
    cities = _told_first(seen, cities, state, told)
    return [] if cities and place_votes.outside(seen, cities[0][0]) else cities


def _told_first(
    seen: Gathered,
    cities: list[tuple[str, float]],
    state: str | None,
    told: Sequence[tuple[cues.Gunfire, ...]],
) -> list[tuple[str, float]]:
    """Of two likely towns the one that a sentence says it was in goes before one that none does.

    Its police or a dateline say only where somebody came from.
    """
    if len(cities) < 2 or cities[1][1] < _DISSENT or not _lies_in(seen, cities[1][0], state):
        return cities
    said = [one for one in seen.names if not one.dateline and _says_where(one, told)]
    (first, _), (second, _) = cities[:2]
    if any(one.key == first for one in said):
        return cities
    there = any(one.key == second and one.right not in _FORCE for one in said)
    return _lifted(cities, 1) if there else cities


_TOLD = 0.08


def _lies_in(seen: Gathered, key: str, state: str | None) -> bool:
    """Does a state have a place of the name, by the table or by the story: "in Paris, Wis."?"""
    if state is None:
        return False
    told = any(named.key == key and named.state == state for named in seen.names)
    return told or gazetteer.place(key, state) is not None


def _township_first(seen: Gathered, cities: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """A township named as the scene goes before the town that the story is filed from."""
    if not cities or place_votes.is_township(cities[0][0]):
        return cities
    for at, (key, share) in enumerate(cities[:3]):
        if share >= _TOLD and place_votes.is_township(key) and place_votes.scene(seen, key):
            return _lifted(cities, at)
    return cities


def _scene_first(
    seen: Gathered,
    cities: list[tuple[str, float]],
    state: str | None,
    told: Sequence[tuple[cues.Gunfire, ...]],
) -> list[tuple[str, float]]:
    """Where police are told to fire goes before a town of datelines, homes and hospitals."""
    if not cities or state is None:
        return cities
    first = _scene_rank(seen, cities[0][0], told)
    if not first and _by_its_police(seen, cities[0][0], told):
        return cities  # "shot in Broad Ripple, Indianapolis police said"
    there = [
        (_scene_rank(seen, key, told), -at)
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
    for at, (key, share) in enumerate(cities[1:4], 1):
        if share >= _HINT and _lies_in(seen, key, state) and _is_scene(seen, key):
            return _lifted(cities, at)
    return cities


def _only_home(seen: Gathered, key: str) -> bool:
    mentions = [named for named in seen.names if named.key == key and not named.county]
    homes = [
        named.lived_in or _HOME_AFTER.match(named.sentence.text, named.end) is not None
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
    return the and not (named.right_capital or named.right in _FORCE)


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
    elsewhere = [named.afterwards for named in mentions]
    return any(elsewhere) and all(
        named.lived_in or after for named, after in zip(mentions, elsewhere, strict=True)
    )


def _plainly_in(seen: Gathered, key: str) -> bool:
    return any(
        named.key == key
        and named.left in _SCENE
        and not (named.elsewhere or named.county or named.right_capital)
        for named in seen.names
    )


_EARLY = 4
_THERE = 0.6


def _fired_in(seen: Gathered, told: Sequence[tuple[cues.Gunfire, ...]]) -> str | None:
    """The one state that the opening names with the town where police fired."""
    states = {
        named.state
        for named in seen.names
        if named.order < _EARLY and named.state and _scene_rank(seen, named.key, told)
    }
    return next(iter(states)) if len(states) == 1 else None


def _by_its_police(seen: Gathered, key: str, told: Sequence[tuple[cues.Gunfire, ...]]) -> bool:
    """Do a city's own police tell of the gunfire?"""
    return any(
        named.key == key and named.right in _FORCE and bool(told[named.order])
        for named in seen.names
    )


_SCENE = {"in": 2, "at": 2, "near": 1, "outside": 1}
_LAW = re.compile(
    r"\b(?:police|(?<!probation )(?<!parole )officers?|deput(?:y|ies)|troopers?|agents?|marshals?"
    r"|task force|SWAT)\b"
)


def _scene_rank(seen: Gathered, key: str, told: Sequence[tuple[cues.Gunfire, ...]]) -> int:
    """How plainly a sentence tells that police fired in or near a place."""
    return max((_told_there(named, told) for named in seen.names if named.key == key), default=0)


#: "Near Sprague and Perry" are streets, "in Reno in 2014" is another case.
_NO_SCENE = re.compile(r"\s+(?:(?:and|at)\s+[A-Z0-9]|in\s+(?:19|20)\d\d\b)")


_POLICE_IN = Cued(r"(?<!State )(?<!state )\b(?:[Pp]olice|[Oo]fficers)\s+in\s+$")


def _told_there(named: Named, told: Sequence[tuple[cues.Gunfire, ...]]) -> int:
    rank = _SCENE.get(named.left, 0)
    if _POLICE_IN.search(named.sentence.text, 0, named.start) and not named.right_capital:
        return rank  # "police in Bluefield were asked to look in"
    if not rank or named.elsewhere or named.county or named.right_capital:
        return 0
    if _NO_SCENE.match(named.sentence.text, named.end):
        return 0
    fired = any(event.shooter is cues.Actor.POLICE for event in told[named.order])
    governed = named.scene and (fired or _LAW.search(named.sentence.text) is not None)
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


def rank_states(seen: Gathered) -> list[tuple[str, float]]:
    return _rank(place_votes.state_features(seen), "state_weights")


def rank_cities(seen: Gathered, state: str | None) -> list[tuple[str, float]]:
    return _rank(place_votes.city_features(seen, state), "city_weights")


def _rank(options: dict[str, list[str]], model: str) -> list[tuple[str, float]]:
    table = choice.weights(model)
    names = list(options)
    shares = choice.shares([choice.score(options[name], table) for name in names])
    return sorted(zip(names, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))


def _city_claims(found: Settled) -> list[Claim]:
    claims: list[Claim] = []
    if found.city is None:
        return claims
    firsts = [_scene_rank(found.seen, key, found.told) for key, _ in found.cities[:2]]
    sure = len(firsts) > 1 and firsts[0] > 0 and not firsts[1]  # no word against a told scene
    for at, (key, share) in enumerate(found.cities[: 1 if sure else 2]):
        if not at or share >= _DISSENT:
            value = _shown(found.seen, key, found.state)
            best = max(
                (named for named in found.seen.names if named.key == key),
                key=lambda named: (_says_here(named, found), *_telling(named)),
                default=None,
            )
            best = _of_whole(best, value, found)
            told = best is not None and _says_here(best, found) > 0
            told = told and not (_by_force_alone(best, found) or _is_of_many(best))
            if at and not (told and claims[0].quote):
                continue  # a stated second would go before an inferred first
            if best is None:
                claims.append(_inferred("city", value, "outlet's place", share))
            elif _nearby(found, key):
                claims.append(_inferred("city", value, "town nearby", share))
            elif _filed_from(found, key):
                claims.append(_inferred("city", value, "town of the dateline", share))
            elif not told or _is_part(best, value, found):
                claims.append(_inferred("city", value, "town named", share))
            else:
                claims.append(_stated("city", value, best.sentence, best.start, best.end, share))
    return claims


def _by_force_alone(named: Named | None, found: Settled) -> bool:
    """Is a town quoted for its police, who did not fire, come or find there, or after a chase?

    "Ames police arrested a man", "shot by Ames police at the end of a pursuit": where it was, their
    name does not say.
    """
    if named is None or named.dateline or not _is_force(named) or _is_here(named):
        return False
    text = named.sentence.text
    if _THE_SHOOTING.match(text, named.end):
        return False
    came = bool(found.told[named.order]) or _CAME_THERE.search(text) is not None
    return not came or _CHASE.search(text) is not None


#: Boroughs whose city every reader knows.
_KNOWN_PARTS = frozenset(("bronx", "brooklyn", "manhattan", "queens", "staten island"))


def _is_part(named: Named, city: str, found: Settled) -> bool:
    """Is a city told by a neighbourhood alone: "in her Englewood home", and not by "Chicago"?

    The title and the sentence before stand with a quote, and may name the city.
    """
    part = fold(named.meant or named.text).removeprefix("the ")
    if part in _KNOWN_PARTS or all(whole != city for whole, _ in gazetteer.wholes_of(part)):
        return False
    at, texts = named.order, found.sentences
    shown = (*texts[:1], *texts[max(0, at - 1) : at + 1])
    return not any(fold(city) in fold(one.text) for one in shown)


def _of_whole(named: Named | None, city: str, found: Settled) -> Named | None:
    """The mention to quote; of a neighbourhood, where there is one, a mention of its city."""
    if named is None or not _is_part(named, city, found):
        return named
    whole = [each for each in found.seen.names if city_name(each.text, found.state) == city]
    told = [each for each in whole if not _is_part(each, city, found)]
    told = [each for each in told if _says_here(each, found) > 0]
    return max(told, key=lambda each: (_says_here(each, found), *_telling(each)), default=named)


def _is_of_many(named: Named | None) -> bool:
    """ "Thirty of those shootings were in Chicago": a count, and not this one."""
    return named is not None and _COUNTED.search(named.sentence.text) is not None


_COUNTED = Cued(
    r"\bof\s+(?:those|these|the|such)\s+(?:\w+\s+)?(?:shootings|killings|cases|deaths)\b",
    re.IGNORECASE,
)
_CAME_THERE = Cued(
    r"\b(?:respond\w*|dispatched|arriv\w+|called\s+(?:to|out|about|at|around|for)|sent|found|(?:on|at|of)\s+(?:the\s+)?scene"
    r"|investigat\w+\s+(?:[\w’'-]+\s+){0,6}?(?:shootings?|homicides?|murders?|deaths?|killings?|gunfire)|received\s+a\s+(?:call|report)"
    r"|(?:brought|came|come)\b)\b"
)
_CHASE = Cued(
    r"\b(?:pursuits?|(?:car|vehicle|high-speed|police)\s+chase|(?:led|leading)\s+(?:\w+\s+){1,3}on\s+a\s+(?:[\w-]+\s+)?chase"
    r"|chased\s+(?:the|a)\s+(?:\w+\s+)?(?:car|truck|vehicle|suv|van|driver))\b",
    re.IGNORECASE,
)


def _nearby(found: Settled, key: str) -> bool:
    """Is the shooting told near a town, and nowhere in it?"""
    mentions = [named for named in found.seen.names if named.key == key and not named.county]
    beside = [named for named in mentions if named.beside and not named.elsewhere]
    if not any(_of_scene(named, found.told) for named in beside):
        return False
    return not any(
        named.left in ("in", "at", "downtown")
        and not (named.elsewhere or named.right_capital or named.beside)
        for named in mentions
    )


def _of_scene(named: Named, told: Sequence[Sequence[cues.Gunfire]]) -> bool:
    text = named.sentence.text
    return (
        bool(told[named.order]) or _SHOT.search(text) is not None or _LAW.search(text) is not None
    )


def _filed_from(found: Settled, key: str) -> bool:
    """Is a town told by a dateline alone, over a story of a court, or of a county's deputies?"""
    mentions = [named for named in found.seen.names if named.key == key and not named.county]
    opening = [named for named in mentions if named.dateline]
    if not opening or any(named.start != opening[0].start for named in mentions):
        return False
    text = opening[0].sentence.text
    return _COURT_STORY.search(text) is not None or _OF_WIDE_FORCE.search(text) is not None


#: What is told first where a story is filed from a court or an office.
_COURT_STORY = re.compile(
    r"\b(?:grand\s+jur\w+|jur(?:y|ors)|judge|su(?:it|es|ed)|lawsuit|claims?|court|settle\w*|pay|sentenc\w+|pleaded|indict\w*"
    r"|charg(?:es?|ed)|attorney|prosecutor\w*|bill|lawmakers?|legislat\w+|senat\w+|commission\w*|council|hearing|ruled"
    r"|verdict|dismiss\w*|justified|cleared)\b",
    re.IGNORECASE,
)


#: Who serves a county or a state, and not the town that a story is filed from.
_OF_WIDE_FORCE = re.compile(
    r"\b(?:sheriff\w*|deput(?:y|ies)|(?:state\s+)?troopers?)\b", re.IGNORECASE
)


def _shown(seen: Gathered, key: str, state: str | None) -> str:
    best = _best_named(seen, key)
    return city_name(best.meant or best.text, state) if best else str(seen.home.city)


def _best_named(seen: Gathered, key: str) -> Named | None:
    """The mention to quote; none where only the outlet's home speaks for a city."""
    return max((named for named in seen.names if named.key == key), key=_telling, default=None)


def _says_here(named: Named, found: Settled) -> float:
    """As :func:`_says_where`, of a town in the state that was settled on: not its namesake."""
    elsewhere = None not in (named.state, found.state) and named.state != found.state
    return 0.0 if elsewhere else _says_where(named, found.told)


def _says_where(named: Named, told: Sequence[Sequence[cues.Gunfire]]) -> float:
    """How plainly a sentence says that the shooting was in this town, or that its police came.

    "In Ames", "an Ames parking lot", "the Ames shooting", "Ames officers fired": nothing else does.
    """
    text, events = named.sentence.text, told[named.order]
    if named.county:
        return 0.0
    shot = 2.0 * bool(events) or 1.5 * (_SHOT.search(text) is not None)
    if named.dateline:
        return shot + 1.25
    if _THE_SHOOTING.match(text, named.end) or _SHOOTING_AT.search(text, 0, named.start):
        return shot + 1.0
    if named.lived_in or _HOME_OF.search(text, 0, named.start):
        return 0.0
    elsewhere = _ELSEWHERE.search(text) is not None
    if elsewhere and (not shot or (named.afterwards and not _is_force(named))):
        return 0.0
    if _is_force(named):
        return shot + 1.0 if _acts(named, told) else 0.0
    if _is_here(named) and scenes.tells(text, named.start, named.end, events):
        return shot + 1.25
    return 0.0


def _is_here(named: Named) -> bool:
    """ "In Ames", "in an Ames parking lot", "on Ames' west side"."""
    text = named.sentence.text
    if _A_PART.match(text, named.end):
        return True
    if named.left == "of":  # a side of a town, not its council: "the City of Ames sued"
        body = named.before_left in ("city", "town", "village", "university")
        return not (body or named.right in _INSTITUTIONS)
    if named.left in ("in", "near", "outside"):
        return True
    if named.left in _SIDES:
        return named.before_left in _HERE or named.before_left == "the"
    if named.left == "at":
        return not named.right_capital or (
            named.sentence.where is Where.TITLE and named.right not in _INSTITUTIONS
        )
    return (
        _A_SPOT.search(text, 0, named.start) is not None
        and not named.right_capital
        and not _HOME_AFTER.match(text, named.end)
        and named.right not in ("area", "suburb", "suburbs")
    )


def _is_force(named: Named) -> bool:
    """ "Ames police", "an Ames, Iowa, officer"."""
    _, after = named.state_span or (0, named.end)
    return named.right in _FORCE or _FORCE_AFTER.match(named.sentence.text, after) is not None


def _acts(named: Named, told: Sequence[Sequence[cues.Gunfire]]) -> bool:
    """Did a town's police fire, come or look into it, and not only speak?"""
    text = named.sentence.text
    if _WHO_SAYS.search(text, 0, named.start) or _SPEAK.match(text, named.end):
        return False
    if _TIPS.search(text, 0, named.start):
        return False  # "call Ames police at 555-0100"
    return bool(told[named.order]) or _CAME_OUT.search(text) is not None


_HERE = frozenset(("in", "at", "near", "outside", "of"))
_SIDES = frozenset(
    "downtown north south east west northeast northwest southeast southwest northern southern "
    "eastern western central suburban nearby rural".split()
)
_INSTITUTIONS = frozenset(
    "high middle elementary school university college hospital medical".split()
)
_A_SPOT = re.compile(
    r"\b(?:in|inside|at|outside|near|behind|on|from|of)\s+(?:an?|the|his|her|their|this)\s+(?:[a-z-]+\s+)?$"
)
_SHOOTING_AT = re.compile(r"\b[Ss]hooting,\s+$")
_FORCE = frozenset(("police", "officer", "officers", "cop", "cops"))
_FORCE_AFTER = re.compile(r",?\s+(?:police|officers?|cops?)\b")
#: "Roe, 44, of Dayton": where somebody lives.
_HOME_OF = re.compile(r",\s+(?:\d+,\s+)?(?:both\s+)?(?:of|from)\s+$")
_HOME_AFTER = re.compile(
    r"[\s-]+(?:residents?|natives?|m[ae]n|wom[ae]n|boys?|girls?|teen\w*|mother|father|couple|brothers|sisters"
    r"|famil(?:y|ies)|lawyer|attorney)\b"
)
#: "The Dayton shooting", "a Dayton house party ambush".
_THE_SHOOTING = re.compile(
    r"(?:,\s+[A-Z][\w.]+,?)?(?:\s+(?!(?:in|of|the|an?|to|for|with|and|who|man|woman|teen\w*|police|officers?)\b)[\w-]+){0,3}?"
    r"\s+(?:shootings?|shootouts?|killings?|slayings?|murders?|homicides?|ambush|massacre|gunfire|standoff|attack)\b"
)
#: "Dayton's west side".
_A_PART = re.compile(
    r"['’]s?\s+(?:[\w'’-]+\s+){0,4}?(?:side|neighbou?rhood|district|section|end|suburbs?|downtown)\b"
)
_WHO_SAYS = re.compile(
    r"\b(?:according\s+to|said|says|told|with)\s+(?:[\w.,]+\s+){0,5}?$", re.IGNORECASE
)
_SPEAK = re.compile(
    r"\s+\w+(?:\s+(?:[A-Z][\w.]*|officers?|officials?|chief|spokes\w+|also|have|has|later)){0,5}"
    r"\s+(?:say|says|said|tells?|told|confirm\w*|indicated?|believes?|reports?|reported|announced?|urge\w*|ask\w*)\b"
    r"(?!\s+(?:that\s+)?(?:they|its?|their)\b)(?![^.;]*\bthem\b)"
)
#: What police or anybody do where a shooting was.
_CAME_OUT = Cued(
    r"\b(?:happened|occurred|took\s+place|incident|scene|respond\w*|called|calls?|dispatched|arriv\w+|found"
    r"|fire[ds]?|investigat\w+|confront\w*|chas\w+|pursu\w+|died|dead|bod(?:y|ies)|guns?|pistol|rifle|revolver|knife|armed)\b"
)
_TIPS = re.compile(r"\b(?:call|contact|a\s+call,?)\s+(?:the\s+)?$")
_SHOT = Cued(
    r"\b(?:shot|shoots?|shootings?|gunfire|gunshots?|kill(?:ed|s|ing)|wounded|slain|homicide|murder\w*|slayings?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = Cued(
    r"\b(?:court\w*|arraign\w*|hearing|judge|trial|jail|prison|funeral|vigil|rally|march\w*|protest\w*"
    r"|burial|hospital|medical\s+center|transported|airlifted|flown|graduat\w+|universit\w+|college"
    r"|moved|born|grew up"
    r"|work(?:s|ed) (?:at|in|for)|district attorney|prosecutor\w*|lawyer|attorney|theft|stolen"
    r"|stole|robbe\w+|carjack\w+|arrested|captured|custody|detained)\b",
    re.IGNORECASE,
)


def _telling(named: Named) -> tuple[float, int]:
    """Which mention to quote: one that says the place outright, the earliest of those."""
    plain = not (named.left_capital or named.right_capital)
    return (2.0 * plain + (named.order > 0) + (named.left == "in"), -named.order)


def city_name(written: str, state: str | None) -> str:
    """A city as Americans write it: as the article does, but for capitals and full names.

    >>> city_name("St. Cloud", "MN"), city_name("Saint Louis", "MO"), city_name("FT. WORTH", "TX")
    ('St. Cloud', 'St. Louis', 'Fort Worth')
    >>> city_name("TOWN OF ALDEN", "NY"), city_name("West Valley", "UT")
    ('Alden', 'West Valley City')
    """
    written = _TOWN_OF.sub("", written)
    whole = gazetteer.city_of_part(written, state) if state else None
    if whole:
        return whole
    found = gazetteer.place(written, state)
    if state and not (found and found.population):  # "West Valley police"
        longer = gazetteer.place(f"{written} City", state)
        found = longer if longer and longer.population > _LARGE else found
    found = found or gazetteer.place(written)
    if found:
        return {"New York City": "New York"}.get(found.name, gazetteer.shown(found.name))
    return gazetteer.shown(written.title() if written.isupper() else written)


_LARGE = 10_000
_TOWN_OF = re.compile(r"^(?:town|village)\s+of\s+", re.IGNORECASE)


def _county_claims(found: Settled) -> list[Claim]:
    scores = place_votes.county_scores(found.seen, found.state, found.city)
    if not scores:
        return _inferred_county(found)
    name = min(scores, key=lambda each: (-scores[each], each))
    share = scores[name] / (sum(scores.values()) + 1.0)
    value = county_name(name, found.state)
    home = _sure_county(found.state, found.city)
    if home and home.name != value and scores[name] < _LOUD_COUNTY:
        return _inferred_county(found)  # "wanted out of Hockley County"
    told = max(
        (each for each in found.seen.counties if each.name == name),
        key=lambda each: (_is_told_in(each, found), _tells_shots(each, found), -each.order),
    )
    if not _is_told_in(told, found):
        return [_inferred("county", value, "office's county", share)]
    return [_stated("county", value, told.sentence, told.start, told.end, share)]


def _sure_county(state: str | None, city: str | None) -> County | None:
    """The county of a city; a post office may serve two, and New York lies in five."""
    here = gazetteer.place(city, state) if city and city != "New York" else None
    return gazetteer.county_of(str(city), state) if here and here.population else None


def county_name(written: str, state: str | None) -> str:
    """A county in full: "Marion Co." is "Marion County"."""
    found = gazetteer.counties_named(written, state)
    return found[0].name if found else written


def _inferred_county(found: Settled) -> list[Claim]:
    """The county of the city; of New York, which lies in five, that of the borough named."""
    city = found.city
    if city == "New York":
        city = next((key for key in (n.key for n in found.seen.names) if key in _BOROUGHS), None)
    county = gazetteer.county_of(city, found.state) if city else None
    if county is None:
        return []
    return [
        Claim("county", county.name, basis=Basis.INFERRED, method="county of city", confidence=0.6)
    ]


_BOROUGHS = frozenset({"bronx", "the bronx", "brooklyn", "queens", "staten island", "manhattan"})


def _state_claims(found: Settled) -> list[Claim]:
    seen, state = found.seen, found.state
    if state is None:
        if seen.home.state is None:
            return []
        return [_inferred("state", seen.home.state, "outlet's place", 0.6)]
    said = [each for each in seen.states if each.code == state and _spelled(each)]
    if not said:
        return [_inferred("state", state, _ground(seen, state), found.belief)]
    best = max(said, key=lambda each: (_says_state(each, found), -each.order))
    if not _says_state(best, found)[0]:
        return [_inferred("state", state, OFFICES_STATE, found.belief)]
    return [_stated("state", state, best.sentence, best.start, best.end, found.belief)]


def _says_state(said: StateNamed, found: Settled) -> tuple[bool, bool]:
    """Does a sentence place this in the state, and does it tell of the gunfire?

    "The Ohio State Highway Patrol" names a force, "moved here from Dayton, Ohio" another town.
    """
    shots = _tells_shots(said, found)
    town = next(
        (
            named
            for named in found.seen.names
            if named.order == said.order and named.state_span == (said.start, said.end)
        ),
        None,
    )
    here = (
        town is None
        or shots
        or town.key.endswith(" county")
        or town.county
        or town.key == gazetteer.fold(found.city or "")
    )
    plain = not said.body and _is_told_in(said, found)
    return plain and here and not (town and town.lived_in), shots


def _is_told_in(named: StateNamed | CountyNamed, found: Settled) -> bool:
    """Is the name no office's, and a dateline's or told with the shooting?"""
    text = named.sentence.text
    if not institutions.says_where(named):
        return False
    opens = named.order <= _OPENING and _DATELINE.match(text, named.end) is not None
    opens = opens and not _SMALL_WORD.search(text, 0, named.start)
    return opens or scenes.tells(text, named.start, named.end, found.told[named.order])


_OPENING = 4
_SMALL_WORD = re.compile(r"\b[a-z]")
#: What parts a dateline from the story: "BOONE, Iowa (KXYZ) — ".
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w. ]{1,20}?)?[^a-z—–]{0,4}(?:\([^)]{1,40}\)[\s.]*)?(?:—|–|--|-|•|:)"
)


def _tells_shots(named: StateNamed | CountyNamed, found: Settled) -> bool:
    """Is the name of a state or county written where somebody is told to be shot?"""
    return bool(found.told[named.order]) or _SHOT.search(named.sentence.text) is not None


def _spelled(named: StateNamed) -> bool:
    """Is the state itself written, not only an acronym that implies it ("the GBI")?"""
    return gazetteer.state_code(named.sentence.text[named.start : named.end]) is not None


def _ground(seen: Gathered, state: str) -> str:
    """What an unsaid state rests on: a place of the text, or the outlet's home alone."""
    named = any(gazetteer.place(each.key, state) for each in seen.names)
    named |= any(county.state == state for each in seen.counties for county in each.counties)
    return "places named" if named else "outlet's place"


def _inferred(field: str, value: str, method: str, belief: float) -> Claim:
    return Claim(field, value, basis=Basis.INFERRED, method=method, confidence=round(belief, 4))


def _stated(
    field: str, value: str, sentence: Sentence, start: int, end: int, share: float
) -> Claim:
    return Claim(
        field,
        value,
        as_written=sentence.text[start:end],
        quote=sentence.span(0, len(sentence.text)),
        hedged=doubted(sentence.text, start),
        method=METHOD,
        confidence=round(min(share, 1.0), 4),
    )
