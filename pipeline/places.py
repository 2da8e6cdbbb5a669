"""Where it happened: city, county and state a researcher would code, and the spot as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline import choice
from pipeline.gunfire import cues
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.hedging import doubted
from pipeline.lexicon import gazetteer
from pipeline.lexicon.gazetteer import County, fold
from pipeline.records import OFFICES_STATE, Article, Basis, Claim, Passage, Sentence
from pipeline.where import (
    city_votes,
    county_votes,
    institutions,
    place_order,
    place_spots,
    place_telling,
    place_words,
    scenes,
    state_votes,
)
from pipeline.where.place_neighbours import Named
from pipeline.where.place_words import CountyNamed, Gathered, StateNamed

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
    told: tuple[tuple[Gunfire, ...], ...]  # the gunfire of each sentence
    sentences: tuple[Sentence, ...] = ()

    @cached_property
    def cities(self) -> tuple[tuple[str, float], ...]:
        """Folded names, the likeliest first."""
        ranked = rank_cities(self.seen, self.state)
        return tuple(place_order.sifted(self.seen, ranked, self.state, self.told)[:3])

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
    seen = place_words.gather(article, sentences)
    states = rank_states(seen)
    told = cues.told(sentences)
    state, belief = states[0] if states and states[0][1] >= LEAST_STATE else (None, 0.0)
    if state:
        there = place_order.fired_in(seen, told) or place_order.of_scene(seen, states, told)
        if there and there != state:
            state, belief = there, place_order.THERE
    return Settled(seen, state, belief, told, sentences)


def rank_states(seen: Gathered) -> list[tuple[str, float]]:
    return _rank(state_votes.state_features(seen), "state_weights")


def rank_cities(seen: Gathered, state: str | None) -> list[tuple[str, float]]:
    return _rank(city_votes.city_features(seen, state), "city_weights")


def _rank(options: dict[str, list[str]], model: str) -> list[tuple[str, float]]:
    table = choice.weights(model)
    names = list(options)
    shares = choice.shares([choice.score(options[name], table) for name in names])
    return sorted(zip(names, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))


def _city_claims(found: Settled) -> list[Claim]:
    claims: list[Claim] = []
    if found.city is None:
        return claims
    firsts = [place_order.scene_rank(found.seen, key, found.told) for key, _ in found.cities[:2]]
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
    if (
        named is None
        or named.dateline
        or not place_telling.is_force(named)
        or place_telling.is_here(named)
    ):
        return False
    text = named.sentence.text
    if place_telling.THE_SHOOTING.match(text, named.end):
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


def _of_scene(named: Named, told: Sequence[Sequence[Gunfire]]) -> bool:
    text = named.sentence.text
    return (
        bool(told[named.order])
        or place_telling.SHOT.search(text) is not None
        or place_order.LAW.search(text) is not None
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
    """As ``place_telling.says_where``, of a town in the state settled on: not its namesake."""
    elsewhere = None not in (named.state, found.state) and named.state != found.state
    return 0.0 if elsewhere else place_telling.says_where(named, found.told)


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
    scores = county_votes.county_scores(found.seen, found.state, found.city)
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
    return (
        bool(found.told[named.order]) or place_telling.SHOT.search(named.sentence.text) is not None
    )


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
