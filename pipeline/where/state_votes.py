"""Which states the place words of a passage speak for, as features that are weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from pipeline.lexicon import gazetteer
from pipeline.where.place_home import ROWS, home_spot, is_near, reach_of
from pipeline.where.place_voices import FAINT, TOLD
from pipeline.where.place_words import Gathered


def state_features(seen: Gathered) -> dict[str, list[str]]:
    """For each state the passage may mean, what speaks for it."""
    heard = _heard(seen)
    total = sum(heard.values())
    votes = {code: value / total for code, value in heard.items()} if total else {}
    by_county = _county_votes(seen)
    spelled = Counter(each.code for each in seen.states if not each.body)
    bodies = Counter(each.code for each in seen.states if each.body)
    beside = Counter(str(each.state) for each in seen.names if each.state and not each.elsewhere)
    opening = {each.state for each in seen.names if each.dateline and each.state}
    first = seen.states[0].code if seen.states else None
    home = [code for code in gazetteer.states() if code == seen.home.state]
    ranks = {code: at for at, code in enumerate(sorted(votes, key=lambda c: (-votes[c], c)))}
    heard_most = (code for code, rank in ranks.items() if rank < _VOTED)
    of_county = sorted(by_county, key=lambda c: (-by_county[c], ranks.get(c, 99), c))[:_VOTED]
    options = sorted({*heard_most, *of_county, *spelled, *bodies, *beside, *home})
    near = _near_support(seen)
    around = _around_home(seen)
    made: dict[str, list[str]] = {}
    for code in options:
        made[code] = [
            f"vote-rank:{min(ranks.get(code, 9), 3)}",
            f"vote:{_tenth(votes.get(code, 0.0))}",
            f"heard:{_loudness(heard.get(code, 0.0))}",
            f"county:{_tenth(by_county.get(code, 0.0))}" if by_county else "county:none",
            f"near:{_tenth(near.get(code, 0.0))}" if near else "near:none",
            f"spelled:{min(spelled[code], 3)}",
            f"body:{min(bodies[code], 2)}",
            f"beside:{min(beside[code], 2)}",
            *(["dateline"] if code in opening else []),
            *(["first"] if code == first else []),
            *_of_home(code, seen, votes),
            *([f"around-home:{around[code]}"] if code in around else []),
            *(["only-spelled"] if spelled and set(spelled) == {code} else []),
            *(["nearest"] if near and near.get(code) == max(near.values()) else []),
            *(["only-body"] if bodies and set(bodies) == {code} else []),
            *(["washington"] if code == "WA" or code == "DC" else []),
            *(["new-york"] if code == "NY" else []),
        ]
    return made


_VOTED = 8  # a name of many places speaks for thirty states, and hardly for most of them


def _of_home(code: str, seen: Gathered, votes: Mapping[str, float]) -> list[str]:
    """What the outlet's home says of a state, alone and beside what the text says."""
    if seen.home.state is None:
        return ["home:unknown"]
    if seen.home.state != code:
        return ["home:other", f"home:other:vote:{_tenth(votes.get(code, 0.0))}"]
    made = ["home", f"home:vote:{_tenth(votes.get(code, 0.0))}"]
    if not votes.get(code) and not any(each.code == code for each in seen.states):
        made.append("home:alone")
    return made


def _around_home(seen: Gathered) -> dict[str, str]:
    """How near the outlet a place of each state lies that the passage names."""
    spot = home_spot(seen.home)
    if spot is None:
        return {}
    nearest: dict[str, float] = {}
    loud = zip(seen.names, seen.voices, strict=True)
    for key in sorted({named.key for named, voice in loud if voice >= _HEARD}):
        for row in gazetteer.named(key)[:ROWS]:
            far = gazetteer.distance_km(spot, row)
            nearest[row.state] = min(far, nearest.get(row.state, far))
    return {code: reach_of(far) for code, far in nearest.items()}


_HEARD = 0.2


def _tenth(share: float) -> str:
    return "0" if share <= 0 else str(min(9, int(share * 10)) + 1)


def _loudness(weight: float) -> str:
    return next((str(limit) for limit in (0, 0.1, 0.3, 1, 3) if weight <= limit), "more")


def _heard(seen: Gathered) -> dict[str, float]:
    """Each name votes for the states that have such a place, by population."""
    votes: dict[str, float] = {}
    keys = {named.key for named in seen.names}
    told = frozenset((*(each.code for each in seen.states), seen.home.state or ""))
    for named, voice in zip(seen.names, seen.voices, strict=True):
        wholes = gazetteer.wholes_of(named.key)
        ours = {code for city, code in wholes if gazetteer.fold(city) in keys}
        weight = min(voice, FAINT) if named.state and named.elsewhere else voice
        if named.state or len(ours) == 1:  # Austin, where Chicago is named, is Chicago's
            code = named.state or next(iter(ours))
            votes[code] = votes.get(code, 0.0) + 2 * weight
            continue
        for code, share in _shares(named.key, told):
            votes[code] = votes.get(code, 0.0) + weight * share
    return votes


@lru_cache(maxsize=4096)
def _shares(key: str, told: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """How a name's voice is shared: by population, and to states that are named above others."""
    sizes: dict[str, float] = {}
    for place in gazetteer.named(key):
        size = (place.population + 300) ** 0.8 * (TOLD if place.state in told else 1)
        sizes[place.state] = max(sizes.get(place.state, 0.0), size)
    total = sum(sizes.values())
    return tuple((code, size / total) for code, size in sizes.items())


def _near_support(seen: Gathered) -> dict[str, float]:
    """Places that lie together: for each state, how much its likeliest place has around it."""
    voices: dict[str, float] = {}
    for named, voice in zip(seen.names, seen.voices, strict=True):
        if not named.state:
            voices[named.key] = max(voices.get(named.key, 0.0), voice)
    keys = sorted(voices, key=lambda key: (-voices[key], key))[:10]
    rows = {key: gazetteer.named(key)[:ROWS] for key in keys}
    counties = {county.fips for each in seen.counties for county in each.counties}
    best: dict[str, float] = {}
    for key in keys:
        for row in rows[key]:
            others = sum(
                voices[other] for other in keys if other != key and is_near(row, rows[other])
            )
            support = voices[key] * (others + 2.0 * (row.county_fips in counties))
            best[row.state] = max(best.get(row.state, 0.0), support)
    total = sum(best.values())
    return {code: value / total for code, value in best.items()} if total else {}


def _county_votes(seen: Gathered) -> dict[str, float]:
    votes: dict[str, float] = {}
    for named in seen.counties:
        codes = sorted({county.state for county in named.counties})
        for code in codes:
            votes[code] = votes.get(code, 0.0) + 1 / len(codes)
    total = sum(votes.values())
    return {code: value / total for code, value in votes.items()} if total else {}
