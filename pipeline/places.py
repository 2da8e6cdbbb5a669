"""Where it happened: city, county and state a researcher would code, and the spot as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import choice, cues, gazetteer, place_spots, place_votes
from pipeline.gazetteer import County
from pipeline.place_names import Named
from pipeline.place_votes import CountyNamed, Gathered, StateNamed
from pipeline.records import Article, Basis, Claim, Passage, Sentence

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
        *place_spots.read(passage, found.told),
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a passage plays, as best read, with all that was seen."""

    seen: Gathered
    state: str | None
    belief: float  # in the state
    cities: tuple[tuple[str, float], ...]  # folded names, the likeliest first
    city: str | None  # as shown
    told: tuple[tuple[cues.Gunfire, ...], ...]  # the gunfire of each sentence


def settle(passage: Passage) -> Settled:
    """Choose state, then city; agencies ask for the same passage again, dated anew."""
    return _settle(passage.article, passage.sentences)


@lru_cache(maxsize=4)
def _settle(article: Article, sentences: tuple[Sentence, ...]) -> Settled:
    seen = place_votes.gather(article, sentences)
    states = rank_states(seen)
    told = cues.told(sentences)
    state, belief = states[0] if states and states[0][1] >= LEAST_STATE else (None, 0.0)
    if state and (there := _fired_in(seen, told)) and there != state:
        state, belief = there, _THERE
    cities = pooled(rank_cities(seen, state), state)
    cities = _scene_first(seen, _township_first(seen, cities), state, told)
    if cities and place_votes.outside(seen, cities[0][0]):
        cities = []
    city = None
    if cities and cities[0][1] >= LEAST_CITY:
        city = _shown(seen, cities[0][0], state)
    return Settled(seen, state, belief, tuple(cities[:3]), city, told)


_TOLD = 0.08


def _township_first(seen: Gathered, cities: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """A township named as the scene goes before the town that the story is filed from."""
    if not cities or place_votes.is_township(cities[0][0]):
        return cities
    for at, (key, share) in enumerate(cities[:3]):
        if share >= _TOLD and place_votes.is_township(key) and place_votes.scene(seen, key):
            rest = [each for place, each in enumerate(cities) if place != at]
            return [(key, cities[0][1]), (rest[0][0], share), *rest[1:]]
    return cities


_AT = frozenset("in near outside at".split())
_AWAY = re.compile(
    r"\b(?:hospital|medical|court|arraign\w*|jail|prison|sentenced|lawyer|attorney|funeral|vigil|buried)\b",
    re.IGNORECASE,
)


def _scene_first(
    seen: Gathered,
    cities: list[tuple[str, float]],
    state: str | None,
    told: Sequence[tuple[cues.Gunfire, ...]],
) -> list[tuple[str, float]]:
    """Where police are told to fire goes before a town of datelines, homes and hospitals."""
    if not cities or state is None or _is_scene(seen, cities[0][0], told):
        return cities
    for at, (key, share) in enumerate(cities[:4]):
        if at and share >= _TOLD and gazetteer.place(key, state) and _is_scene(seen, key, told):
            rest = [each for place, each in enumerate(cities) if place != at]
            return [(key, cities[0][1]), (rest[0][0], share), *rest[1:]]
    return cities


_EARLY = 4
_THERE = 0.6


def _fired_in(seen: Gathered, told: Sequence[tuple[cues.Gunfire, ...]]) -> str | None:
    """The one state that the opening names with the town where police fired."""
    states = {
        named.state
        for named in seen.names
        if named.order < _EARLY and named.state and _is_scene(seen, named.key, told)
    }
    return next(iter(states)) if len(states) == 1 else None


def _is_scene(seen: Gathered, key: str, told: Sequence[tuple[cues.Gunfire, ...]]) -> bool:
    """Does a sentence tell that police fired in, near or outside a place?"""
    return any(
        named.key == key
        and named.left in _AT
        and not (named.lived_in or named.county or named.right_capital)
        and any(event.shooter is cues.Actor.POLICE for event in told[named.order])
        and not _AWAY.search(named.sentence.text)
        for named in seen.names
    )


def pooled(cities: Sequence[tuple[str, float]], state: str | None) -> list[tuple[str, float]]:
    """Belief in "the Bronx" and in "New York" is belief in one city; so with "X Township"."""
    best: dict[str, str] = {}
    shares: dict[str, float] = {}
    for key, share in cities:
        whole = gazetteer.city_of_part(key, state) if state else None
        one = gazetteer.fold(whole or key).removesuffix(" township")
        best[one] = key if key.endswith(" township") else best.get(one, key)
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
    claims = []
    for at, (key, share) in enumerate(found.cities[:2]):
        if share >= (_DISSENT if at else LEAST_CITY):
            value = _shown(found.seen, key, found.state)
            best = max(
                (named for named in found.seen.names if named.key == key),
                key=lambda named: (_says_where(named, found.told), *_telling(named)),
                default=None,
            )
            if best is None:
                claims.append(_inferred("city", value, "outlet's place", share))
            elif _says_where(best, found.told) <= 0 or any(not each.quote for each in claims):
                # A stated second would go before an inferred first.
                claims.append(_inferred("city", value, "town named", share))
            else:
                claims.append(_stated("city", value, best.sentence, best.start, best.end, share))
    return claims


def _shown(seen: Gathered, key: str, state: str | None) -> str:
    best = _best_named(seen, key)
    return city_name(best.meant or best.text, state) if best else str(seen.home.city)


def _best_named(seen: Gathered, key: str) -> Named | None:
    """The mention to quote; none where only the outlet's home speaks for a city."""
    return max((named for named in seen.names if named.key == key), key=_telling, default=None)


def _says_where(named: Named, told: Sequence[Sequence[cues.Gunfire]]) -> float:
    """How plainly a sentence says that the shooting was in this town, or that its police came."""
    text = named.sentence.text
    if named.county or named.lived_in or _HOME_OF.search(text, 0, named.start):
        return 0.0
    if _HOME_AFTER.match(text, named.end) and not told[named.order]:
        return 0.0
    shot = 2.0 * bool(told[named.order]) or 1.5 * (_SHOT.search(text) is not None)
    if not shot and not named.dateline and _ELSEWHERE.search(text):
        return 0.0
    said = 1.0 * (named.left in _HERE) + 1.0 * (named.right in _FORCE) + 1.0 * named.dateline
    return shot + said + 0.25


_HERE = frozenset(("in", "at", "near", "outside", "of"))
_FORCE = frozenset(("police", "officer", "officers", "cop", "cops"))
#: "Roe, 44, of Dayton": where somebody lives.
_HOME_OF = re.compile(r",\s+(?:\d+,\s+)?(?:both\s+)?(?:of|from)\s+$")
_HOME_AFTER = re.compile(
    r"[\s-]+(?:residents?|natives?|man|woman|couple|famil(?:y|ies)|lawyer|attorney)\b"
)
_SHOT = re.compile(
    r"\b(?:shot|shoots?|shootings?|gunfire|gunshots?|kill(?:ed|s|ing)|wounded|slain|homicide|murder\w*|slayings?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:court\w*|arraign\w*|hearing|judge|trial|jail|prison|funeral|vigil|rally|march\w*|protest\w*"
    r"|burial|hospital|airlifted|flown|graduat\w+|universit\w+|college|moved|born|grew up"
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
    """
    whole = gazetteer.city_of_part(written, state) if state else None
    if whole:
        return whole
    found = gazetteer.place(written, state) or gazetteer.place(written)
    if found:
        return {"New York City": "New York"}.get(found.name, gazetteer.shown(found.name))
    return gazetteer.shown(written.title() if written.isupper() else written)


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
    mentions = [each for each in found.seen.counties if each.name == name]
    plain = max(
        (each for each in mentions if not _names_office(each)),
        key=lambda each: (not _names_force(each), _tells_shots(each, found), -each.order),
        default=None,
    )
    if plain is None:
        return [_inferred("county", value, "office's county", share)]
    return [_stated("county", value, plain.sentence, plain.start, plain.end, share)]


_OFFICE = re.compile(
    r"(?:['’]s)?\W+(?:(?:Chief|Deputy|Assistant|First|grand)\W+)?(?:D\.?A\b|District|Prosecut\w+|Attorney|"
    r"State['’]s|Commonwealth['’]s|Common\s+Pleas|Superior|Circuit|jury|Court|Coroner|Medical)",
    re.IGNORECASE,
)


def _names_office(said: CountyNamed) -> bool:
    """ "The Wayne County District Attorney" says whose office it is, not where it happened."""
    return _OFFICE.match(said.sentence.text, said.end) is not None


def _names_force(said: CountyNamed) -> bool:
    """ "Bibb County deputies", "Bibb County Schools": it is theirs, and mostly there."""
    return _COUNTYS.match(said.sentence.text, said.end) is not None


_COUNTYS = re.compile(
    r"(?:['’]s)?\W+(?:sheriff|police|deput|schools?\b|fire\b|EMS\b|board\b|jail\b|commission|officials?\b)",
    re.IGNORECASE,
)


def _sure_county(state: str | None, city: str | None) -> County | None:
    """The county of a city; a post office may serve two."""
    here = gazetteer.place(city, state) if city else None
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
    best = max(said, key=lambda each: (not each.body, _tells_shots(each, found), -each.order))
    return [_stated("state", state, best.sentence, best.start, best.end, found.belief)]


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
        asserted_by=cues.asserted_by(sentence.text),
        hedged=cues.hedged(sentence.text),
        method=METHOD,
        confidence=round(min(share, 1.0), 4),
    )
