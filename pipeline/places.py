"""Where it happened: city, county and state a researcher would code, and the spot as written."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import choice, cues, gazetteer, place_spots, place_votes
from pipeline.place_names import Named
from pipeline.place_votes import Gathered
from pipeline.records import Basis, Claim, Passage, Sentence

METHOD = "gazetteer-choice"
LEAST_CITY = 0.3
LEAST_STATE = 0.4
_DISSENT = 0.2


def read(passage: Passage) -> tuple[Claim, ...]:
    """Claims ``city``, ``county``, ``state`` and ``place``."""
    seen = place_votes.gather(passage)
    states = rank_states(seen)
    state, belief = states[0] if states and states[0][1] >= LEAST_STATE else (None, 0.0)
    cities = rank_cities(seen, state)
    city = cities[0][0] if cities and cities[0][1] >= LEAST_CITY else None
    return (
        *_city_claims(seen, cities, state),
        *_county_claims(seen, state, city),
        *_state_claims(seen, state, belief),
        *place_spots.read(passage),
    )


def rank_states(seen: Gathered) -> list[tuple[str, float]]:
    return _rank(place_votes.state_features(seen), "state_weights")


def rank_cities(seen: Gathered, state: str | None) -> list[tuple[str, float]]:
    return _rank(place_votes.city_features(seen, state), "city_weights")


def _rank(options: dict[str, list[str]], model: str) -> list[tuple[str, float]]:
    table = choice.weights(model)
    names = list(options)
    shares = choice.shares([choice.score(options[name], table) for name in names])
    return sorted(zip(names, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))


def _city_claims(
    seen: Gathered, ranked: Sequence[tuple[str, float]], state: str | None
) -> list[Claim]:
    claims = []
    for at, (key, share) in enumerate(ranked[:2]):
        if share >= (_DISSENT if at else LEAST_CITY):
            group = [named for named in seen.names if named.key == key]
            best = max(group, key=_telling)
            value = city_name(best, state)
            claims.append(_stated("city", value, best.sentence, best.start, best.end, share))
    return claims


def _telling(named: Named) -> tuple[float, int]:
    """Which mention to quote: one that says the place outright, the earliest of those."""
    plain = not (named.left_capital or named.right_capital)
    return (2.0 * plain + (named.order > 0) + (named.left == "in"), -named.order)


def city_name(named: Named, state: str | None) -> str:
    """The gazetteer's spelling, else the article's, without its capitals."""
    found = gazetteer.place(named.text, state) or gazetteer.place(named.text)
    if found:
        return {"New York City": "New York"}.get(found.name, found.name)
    return named.text.title() if named.text.isupper() else named.text


def _county_claims(seen: Gathered, state: str | None, city: str | None) -> list[Claim]:
    scores = place_votes.county_scores(seen, state, city)
    if not scores:
        return _inferred_county(state, city)
    name = min(scores, key=lambda each: (-scores[each], each))
    said = next(each for each in seen.counties if each.name == name)
    share = scores[name] / (sum(scores.values()) + 1.0)
    value = county_name(name, state)
    return [_stated("county", value, said.sentence, said.start, said.end, share)]


def county_name(written: str, state: str | None) -> str:
    """A county in full: "Marion Co." is "Marion County"."""
    found = gazetteer.counties_named(written, state)
    return found[0].name if found else written


def _inferred_county(state: str | None, city: str | None) -> list[Claim]:
    county = gazetteer.county_of(city, state) if city else None
    if county is None:
        return []
    return [
        Claim("county", county.name, basis=Basis.INFERRED, method="county of city", confidence=0.6)
    ]


def _state_claims(seen: Gathered, state: str | None, belief: float) -> list[Claim]:
    if state is None:
        if seen.home.state is None:
            return []
        return [_inferred_state(seen.home.state, "outlet's place", 0.6)]
    said = [each for each in seen.states if each.code == state]
    if not said:
        return [_inferred_state(state, "places named", belief)]
    best = next((each for each in said if not each.body), said[0])
    return [_stated("state", state, best.sentence, best.start, best.end, belief)]


def _inferred_state(state: str, method: str, belief: float) -> Claim:
    return Claim("state", state, basis=Basis.INFERRED, method=method, confidence=round(belief, 4))


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
