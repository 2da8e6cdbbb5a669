"""What an article's place names say together: features of each state and city it may mean."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline import agency_names, gazetteer, outlets, photo_credits, place_names
from pipeline.agency_names import ShortForm
from pipeline.cued import Cued
from pipeline.gazetteer import County, Place
from pipeline.place_names import Named
from pipeline.records import Article, OutletPlace, Sentence, Where

_SHOT = Cued(
    r"\bshot|shoot|gunfire|opened fire|\bfired\b|\bkill|wound|homicide|murder|slain", re.IGNORECASE
)
_COUNTY = Cued(r"((?:[A-Z][\w'’.-]*\s+){1,4})(?:County|Parish|Co\.|COUNTY|PARISH|Borough)(?![\w-])")
_ASIDE = Cued(r"\W*(?:Related|Trending|From the archives?|Read more|More from|RELATED)\b")
_STATE_BODY = frozenset(
    "state highway bureau department rangers national division supreme attorney criminal".split()
)
_POSSESSIVE = re.compile(r"['’]s\b.*|[.,'’]+$")
_PAPERS = frozenset("Times Post Daily Journal Avenue Street Ave. St. Boulevard University".split())
_MAX_CITIES = 40


@dataclass(frozen=True, slots=True)
class StateNamed:
    """A state written out in the text."""

    code: str
    sentence: Sentence
    order: int
    start: int
    end: int
    body: bool  # part of an agency's name: "Ohio State Highway Patrol"


@dataclass(frozen=True, slots=True)
class CountyNamed:
    name: str  # as written, "Bibb County"
    counties: tuple[County, ...]
    sentence: Sentence
    order: int
    start: int
    end: int


@dataclass(frozen=True)
class Gathered:
    """Every place word of a passage."""

    names: tuple[Named, ...]
    states: tuple[StateNamed, ...]
    counties: tuple[CountyNamed, ...]
    home: OutletPlace
    running: str  # the text's words that are no headline, to tell "stone" from "Stone"

    @cached_property
    def voices(self) -> tuple[float, ...]:
        """How loudly each of the names speaks as a place."""
        return tuple(map(_voice, self.names))


def _states_written() -> str:
    written = {s.name for s in gazetteer.states().values()}
    written |= {s.name.upper() for s in gazetteer.states().values()}
    short = {f"{a}." for s in gazetteer.states().values() for a in s.abbreviations if len(a) > 2}
    options = sorted((re.escape(each) for each in written | short), key=lambda o: (-len(o), o))
    return rf"(?<![\w-])(?:{'|'.join(options)})(?![\w])"


_STATE = Cued(_states_written())


def gather(article: Article, sentences: Sequence[Sentence]) -> Gathered:
    names: list[Named] = []
    states: list[StateNamed] = []
    counties: list[CountyNamed] = []
    running: list[str] = []
    for order, sentence in enumerate(sentences):
        if _ASIDE.match(sentence.text):
            continue
        here = _named_in(sentence, order)
        names += here[0]
        states += here[1]
        counties += here[2]
        if sentence.where is Where.TEXT and not place_names.shouting(sentence.text):
            running.append(sentence.text)
    home = home_of(article)
    told = tuple(_without_peoples(names))
    return Gathered(told, tuple(states), tuple(counties), home, "\n".join(running))


@lru_cache(maxsize=64)  # a passage is asked for with the names of its people and without
def _named_in(
    sentence: Sentence, order: int
) -> tuple[Sequence[Named], Sequence[StateNamed], Sequence[CountyNamed]]:
    """The place words of one sentence."""
    end = _own_words(sentence)
    credited = photo_credits.spans(sentence.text)
    names = [
        named
        for named in _names(sentence, order)
        if named.start < end
        and not photo_credits.inside(named.start, credited)
        and not _of_press(named)
    ]
    states: list[StateNamed] = []
    if not place_names.shouting(sentence.text):
        forms = list(agency_names.short_forms(sentence.text))
        names += [_of_force(form, sentence, order) for form in forms if form.city]
        states += [
            StateNamed(form.state, sentence, order, form.start, form.end, body=True)
            for form in forms
        ]
    states += [each for each in _states(sentence, order, names) if each.start < end]
    return names, states, [each for each in _counties(sentence, order) if each.start < end]


def _without_peoples(names: Sequence[Named]) -> list[Named]:
    """ "Navajo police" of the Navajo Nation name a people, "University Police" no town either."""
    peoples = {named.key for named in names if named.right in _PEOPLES} | _BODIES
    return [
        named
        for named in names
        if named.key not in peoples
        or named.state
        or named.dateline
        or (named.left in ("in", "near") and named.right not in _PEOPLES)
    ]


_PEOPLES = frozenset("nation tribe tribes tribal reservation sioux".split())
_BODIES = frozenset(("university", "college", "university police"))


_PRESS = frozenset(
    "times post daily journal tribune herald gazette chronicle sun star examiner inquirer register "
    "dispatch observer news press sentinel courier bee globe weekly advocate patch".split()
)


def _of_press(named: Named) -> bool:
    """ "The Baltimore Sun" tells of Baltimore as little as "The Washington Post" does."""
    return named.right in _PRESS and named.right_capital and not named.dateline


def home_of(article: Article) -> OutletPlace:
    """Where the outlet is at home: as its source says, else as its address tells."""
    if article.home.state:
        return article.home
    return outlets.home_of(article.url) or article.home


def _of_force(form: ShortForm, sentence: Sentence, order: int) -> Named:
    """ "LAPD" names Los Angeles, as "Los Angeles police" does."""
    return Named(
        text=sentence.text[form.start : form.end],
        key=gazetteer.fold(str(form.city)),
        sentence=sentence,
        order=order,
        start=form.start,
        end=form.end,
        before_left="^",
        left="^",
        right="police",
        left_capital=False,
        right_capital=False,
        meant=form.city,
    )


_OUTLET = re.compile(
    r"\s[-|–—«]+\s(?=[^\n]*(?:\b(?:News|Weather|Sports|TV|Channel|FOX|Fox ?\d+|CBS|ABC|NBC|Radio|"
    r"Gazette|Times|Post|Herald|Tribune|Journal|Patch|Report|[KW][A-Z]{2,3})\b|"
    r"\w\.(?:com|org|net|tv)\b))"
)


def _own_words(sentence: Sentence) -> int:
    """Where a headline ends and the outlet's name begins: "… - WALB.com, South Georgia News"."""
    if sentence.where is not Where.TITLE:
        return len(sentence.text)
    tail = _OUTLET.search(sentence.text)
    return tail.start() if tail and tail.start() > _SHORTEST else len(sentence.text)


_SHORTEST = 15  # what stands before a tail must be a headline


def _names(sentence: Sentence, order: int) -> Iterable[Named]:
    opening = place_names.dateline(sentence, order) if sentence.where is Where.TEXT else None
    if opening:
        yield opening
    yield from place_names.find(sentence, order)


def _states(sentence: Sentence, order: int, names: Sequence[Named]) -> Iterable[StateNamed]:
    taken = [(named.start, (named.state_span or (0, named.end))[1]) for named in names]
    for match in _STATE.finditer(sentence.text):
        if any(start <= match.start() < end for start, end in taken):
            continue  # "Colorado Springs" names no state; "Macon, Ga." comes below
        code = gazetteer.state_code(match.group())
        if code is None:
            continue
        after = sentence.text[match.end() : match.end() + 14].split()
        if after and after[0] in _PAPERS:
            continue
        body = bool(after) and _POSSESSIVE.sub("", after[0].lower()) in _STATE_BODY
        yield StateNamed(code, sentence, order, match.start(), match.end(), body)
    for named in names:
        if named.state and named.state_span and not (named.dateline or named.elsewhere):
            yield StateNamed(named.state, sentence, order, *named.state_span, body=False)


_COUNTY_WORDS = ("Count", "COUNTY", "Parish", "PARISH", "Co.", "Borough")


def _counties(sentence: Sentence, order: int) -> Iterable[CountyNamed]:
    if not any(word in sentence.text for word in _COUNTY_WORDS):
        return
    for match in _COUNTY.finditer(sentence.text):
        words = match.group(1).split()
        for skip in range(len(words)):
            name = " ".join(words[skip:])
            found = _called_so(gazetteer.counties_named(name), match.group().split()[-1])
            if found:
                start = (
                    match.start() + match.group(1).rindex(words[skip]) if skip else match.start()
                )
                written = sentence.text[start : match.end()]
                yield CountyNamed(written, found, sentence, order, start, match.end())
                break


def _called_so(found: tuple[gazetteer.County, ...], word: str) -> tuple[gazetteer.County, ...]:
    """ "St. John's Parish" of Maryland is a church: only Louisiana's counties are parishes.

    >>> [one.state for one in _called_so(gazetteer.counties_named("Orleans"), "Parish")]
    ['LA']
    """
    called = word.title()
    if called not in ("Parish", "Borough"):
        return found
    return tuple(one for one in found if one.name.endswith(called))


# ---------------------------------------------------------------- states


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


def home_spot(home: OutletPlace) -> Place | County | None:
    """The point an outlet writes from, as near as its city or county tells."""
    if home.state is None:
        return None
    city = gazetteer.place(home.city, home.state) if home.city else None
    counties = gazetteer.counties_named(home.county, home.state) if home.county else ()
    return city or next(iter(counties), None)


def _around_home(seen: Gathered) -> dict[str, str]:
    """How near the outlet a place of each state lies that the passage names."""
    spot = home_spot(seen.home)
    if spot is None:
        return {}
    nearest: dict[str, float] = {}
    loud = zip(seen.names, seen.voices, strict=True)
    for key in sorted({named.key for named, voice in loud if voice >= _HEARD}):
        for row in gazetteer.named(key)[:_ROWS]:
            far = gazetteer.distance_km(spot, row)
            nearest[row.state] = min(far, nearest.get(row.state, far))
    return {code: _reach(far) for code, far in nearest.items()}


_HEARD = 0.2


def _reach(km: float) -> str:
    return next((str(limit) for limit in (10, 40, 80, 160, 300) if km <= limit), "far")


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
        weight = min(voice, _FAINT) if named.state and named.elsewhere else voice
        if named.state or len(ours) == 1:  # Austin, where Chicago is named, is Chicago's
            code = named.state or next(iter(ours))
            votes[code] = votes.get(code, 0.0) + 2 * weight
            continue
        for code, share in _shares(named.key, told):
            votes[code] = votes.get(code, 0.0) + weight * share
    return votes


_TOLD = 10  # times likelier is a town of a state that is named
_FAINT = 0.2  # the voice of a place where somebody lives or was taken
_POLICE = frozenset(
    "police officer officers cops cop pd patrol policeman policemen policewoman patrolman "
    "patrolmen".split()
)
_STREETS = place_names.STREETS | frozenset(
    "apartments high school elementary university college church hospital".split()
)
_WAY = "|".join(place_names.STREETS - {"st."})
#: "Near Boston and Third Street".
_CROSSES = re.compile(
    rf"\s+(?:and|at|&)\s+(?:[A-Z0-9][\w.'’-]*\s+){{1,3}}?(?:{_WAY})\b", re.IGNORECASE
)
#: "The 1200 block of Boston", "the corner of Third and Boston".
_ON_STREET = Cued(
    r"\b(?:block|corner|intersection)\s+of\s+(?:[A-Z0-9][\w.'’-]*\s+){0,2}"
    r"(?:(?:and|at|&)\s+(?:[A-Z0-9][\w.'’-]*\s+){0,2})?$"
)
#: Written with a capital: "the Hansen Bridge", "the Sacramento River".
_LANDMARKS = frozenset(
    "bridge river creek canyon dam reservoir trail tunnel turnpike bayou mountains range".split()
)
_BEFORE = frozenset("in near of from at around outside to".split())


def _voice(named: Named) -> float:
    """How loudly a name speaks as a place: not a surname, not a street."""
    if _of_street(named) or named.county:
        return 0.1
    weight = 0.3
    if named.lived_in:
        return _FAINT
    common = " " not in named.key and place_names.dictionary_word(named.key)
    if common and not named.dateline and named.right not in _POLICE:
        weight = 0.05 if named.left not in _BEFORE else 0.3
    elif named.dateline or named.scene:
        weight = 4.0
    elif named.right in _POLICE:
        weight = 2.0
    elif named.left in _BEFORE and not named.right_capital:
        weight = 1.5
    elif named.left_capital or named.right_capital:
        weight = 0.1
    return weight * (1.5 if named.order < 3 else 1.0) * _weight_of_size(named.key)


@lru_cache(maxsize=4096)
def _weight_of_size(key: str) -> float:
    """A hamlet's name is likelier a surname than a metropolis' is."""
    found = gazetteer.named(key)
    return (math.log10(found[0].population + 10) / 5) ** 2 if found else 0.5


@lru_cache(maxsize=4096)
def _shares(key: str, told: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """How a name's voice is shared: by population, and to states that are named above others."""
    sizes: dict[str, float] = {}
    for place in gazetteer.named(key):
        size = (place.population + 300) ** 0.8 * (_TOLD if place.state in told else 1)
        sizes[place.state] = max(sizes.get(place.state, 0.0), size)
    total = sum(sizes.values())
    return tuple((code, size / total) for code, size in sizes.items())


_NEAR_KM = 70.0
_ROWS = 5


def _near_support(seen: Gathered) -> dict[str, float]:
    """Places that lie together: for each state, how much its likeliest place has around it."""
    voices: dict[str, float] = {}
    for named, voice in zip(seen.names, seen.voices, strict=True):
        if not named.state:
            voices[named.key] = max(voices.get(named.key, 0.0), voice)
    keys = sorted(voices, key=lambda key: (-voices[key], key))[:10]
    rows = {key: gazetteer.named(key)[:_ROWS] for key in keys}
    counties = {county.fips for each in seen.counties for county in each.counties}
    best: dict[str, float] = {}
    for key in keys:
        for row in rows[key]:
            others = sum(
                voices[other] for other in keys if other != key and _is_near(row, rows[other])
            )
            support = voices[key] * (others + 2.0 * (row.county_fips in counties))
            best[row.state] = max(best.get(row.state, 0.0), support)
    total = sum(best.values())
    return {code: value / total for code, value in best.items()} if total else {}


def _is_near(here: Place, others: Iterable[Place]) -> bool:
    """Whether any lies within some 70 km, reckoned flat (good enough, and much faster)."""
    for other in others:
        height = (here.lat - other.lat) * 111.0
        if -_NEAR_KM <= height <= _NEAR_KM:
            width = (here.lon - other.lon) * 111.0 * math.cos(math.radians(here.lat))
            if height * height + width * width < _NEAR_KM * _NEAR_KM:
                return True
    return False


def _county_votes(seen: Gathered) -> dict[str, float]:
    votes: dict[str, float] = {}
    for named in seen.counties:
        codes = sorted({county.state for county in named.counties})
        for code in codes:
            votes[code] = votes.get(code, 0.0) + 1 / len(codes)
    total = sum(votes.values())
    return {code: value / total for code, value in votes.items()} if total else {}


# ---------------------------------------------------------------- cities


def city_features(seen: Gathered, state: str | None) -> dict[str, list[str]]:
    """For each city the passage names (by folded name), what speaks for it."""
    groups: dict[str, list[Named]] = {}
    for named in seen.names:
        groups.setdefault(named.key, []).append(named)
    groups = {key: _beside_counties(group) for key, group in groups.items()}
    groups = {k: group for k, group in groups.items() if not _no_city(k, group, state, seen)}
    keys = [key for key in groups if not _is_quarter(groups, key, state)][:_MAX_CITIES]
    counts = {key: len(groups[key]) for key in keys}
    top = max(counts.values(), default=0)
    made: dict[str, list[str]] = {}
    for key in keys:
        features = {feature for named in groups[key] for feature in _of_mention(named)}
        features.update(_of_name(key, groups[key], state, seen))
        features.add(f"count:{min(counts[key], 5)}")
        if counts[key] == top:
            features.add("most-named")
        made[key] = sorted(features)
    if alone := _home_unnamed(seen, groups):
        made[alone[0]] = [*alone[1], f"named:{min(len(keys), 6)}"]
    return made


_QUARTERS = frozenset(("neighborhood", "neighbourhood", "subdivision"))


def _is_quarter(groups: Mapping[str, Sequence[Named]], key: str, state: str | None) -> bool:
    """ "The Hilltop neighborhood of Tacoma": a part, where a town of the state is told, too."""
    if state is None or not any(named.right in _QUARTERS for named in groups[key]):
        return False
    return any(
        named.dateline or (named.left in _BEFORE and not named.elsewhere)
        for other, group in groups.items()
        if other != key and gazetteer.place(other, state)
        for named in group
    )


def _home_unnamed(seen: Gathered, groups: Mapping[str, object]) -> tuple[str, list[str]] | None:
    """The outlet's own city, which its stories may leave unsaid."""
    home = seen.home
    key = gazetteer.fold(home.city) if home.city else ""
    if not home.state or not key or key in groups:
        return None
    here = gazetteer.place(key, home.state)
    if here is None:
        return None
    loud = any(voice >= 1.0 for voice in seen.voices)
    county = bool(seen.counties)
    in_county = any(here.county_fips == c.fips for each in seen.counties for c in each.counties)
    if county and not in_county:
        return None  # another county's news, told from afar
    return key, [
        "unnamed-home",
        f"unnamed-home:others:{loud}",
        f"unnamed-home:county:{county}:{in_county}",
        f"unnamed-home:size:{_size(here.population)}",
    ]


def _no_city(key: str, group: Sequence[Named], state: str | None, seen: Gathered) -> bool:
    """ "GREENE COUNTY, Ala." opens a story; "Cobb County", "North Park Street" and no more."""
    if key.endswith((" county", " parish")) or _is_person(group):
        return True
    if all(each.county for each in group):
        return not _seat(key, state, seen)
    return all(each.county or _of_street(each) or each.born_in for each in group)


#: "Officer Ray", "Officers Joe Dembrowski and Kellen Ray".
_TITLED = Cued(
    r"\b(?:[Oo]fficers?|[Dd]eput(?:y|ies)|[Tt]roopers?|Sgt\.|Lt\.|Capt\.|Chief|Sheriff|Mr\.|Mrs\.|Ms\.|Dr\.|Judge)\s+"
    r"(?:[A-Z][\w'’.-]*\s+){0,2}$"
)
#: "Clayton Rodeheaver, 29, …".
_AGED = re.compile(r"\s+[A-Z][\w'’-]+,\s+\d{1,2},")


def _is_person(group: Sequence[Named]) -> bool:
    """Is a word somebody's name, and nowhere told as a place, or "the Capitol Police"?"""
    if any(
        each.left in _BEFORE or each.state or each.dateline or each.county or each.meant
        for each in group
    ):
        return False
    if all(each.key == "capitol" for each in group):
        return True
    return not any(each.right in _POLICE for each in group) and any(
        _TITLED.search(each.sentence.text, max(0, each.start - _REACH), each.start)
        or _AGED.match(each.sentence.text, each.end)
        for each in group
    )


def _of_street(named: Named) -> bool:
    """ "North Park Street", "the Hansen Bridge": the name of a way or water, not of a town."""
    landmark = named.right in _LANDMARKS and named.right_capital
    return landmark or named.right in _STREETS or _at_crossing(named)


def _at_crossing(named: Named) -> bool:
    if named.state or named.dateline or named.left == "in":
        return False
    text = named.sentence.text
    crosses = _CROSSES.match(text, named.end) is not None
    return crosses or _ON_STREET.search(text, max(0, named.start - _REACH), named.start) is not None


_REACH = 60


_LARGE = 100_000


def _seat(key: str, state: str | None, seen: Gathered) -> bool:
    """ "Tulsa County's district attorney", and no deputies: the officer is the large city's."""
    here = gazetteer.place(key, state) if state else None
    if here is None or here.population < _LARGE or "eput" in seen.running:
        return False
    county = here.county
    return "heriff" not in seen.running and county is not None and _bears(county.name, key)


def _bears(county: str, key: str) -> bool:
    return gazetteer.county_key(county) == key


def scene(seen: Gathered, key: str) -> bool:
    """ "In Penn Township", "his Canaan Township home": is a place named as somewhere to be?"""
    return any(
        named.key == key
        and (named.left in ("in", "at") or named.right in _HOMES)
        and not named.lived_in
        for named in seen.names
    )


_HOMES = frozenset("home house residence apartment property farm".split())


def _tells_of_shots(text: str) -> bool:
    return _SHOT.search(text) is not None


def _beside_counties(group: Sequence[Named]) -> list[Named]:
    """The mentions that are not of a county of that name, if there are such."""
    return [each for each in group if not each.county] or list(group)


_CARE = Cued(r"[Hh]ospital|[Mm]edical|HOSPITAL|airlifted|flown|[Hh]ealth ")
_COURT = Cued(r"\b(?:court|arraigned|arrested|custody|jail|sentenced|trial|prison)\b")


#: "The 5000 block of Sharon Road in", "at 12 Elm St. in", "Rose Apartments in".
_AT_ADDRESS = re.compile(
    rf"\b(?:{_WAY}|st\.?|apartments|streets|avenues|roads|block|\d+(?:st|nd|rd|th))\s+(?:\w\.?\w?\.?\s+)?in\s+$",
    re.IGNORECASE,
)


def _at_address(named: Named) -> bool:
    if named.left != "in" or named.elsewhere:
        return False
    near = max(0, named.start - _REACH)
    return _AT_ADDRESS.search(named.sentence.text, near, named.start) is not None


def _of_mention(named: Named) -> list[str]:
    where = "title" if named.sentence.where is Where.TITLE else str(min(named.order, 8))
    made = [
        f"L:{named.left}",
        f"LL:{named.before_left} {named.left}",
        *(["lived-in"] if named.lived_in else []),
        f"R:{named.right}",
        f"LR:{named.left} {named.right}",
        f"where:{where}",
    ]
    made += ["R:police-word"] if named.right in _POLICE else []
    made += ["at-address"] if _at_address(named) else []
    made += ["dateline"] if named.dateline else []
    made += [f"beside:{named.right in ('suburb', 'suburbs')}"] if named.beside else []
    made += ["scene"] if named.scene else []
    made += ["left-capital"] if named.left_capital else []
    made += ["right-capital"] if named.right_capital else []
    made += ["plain"] if not (named.left_capital or named.right_capital) else []
    made += ["stated-state"] if named.state else []
    made += ["shouted"] if named.shouted else []
    if _CARE.search(named.sentence.text):
        made += ["care", f"care:L:{named.left}"]  # the hospital's town
    if _COURT.search(named.sentence.text):
        made.append("court")
    if _tells_of_shots(named.sentence.text):
        made += ["shot", f"shot:L:{named.left}", f"shot-where:{where}"]
    return made


def _of_name(key: str, group: Sequence[Named], state: str | None, seen: Gathered) -> list[str]:
    made = ["only-lived-in"] if all(named.lived_in for named in group) else []
    made += ["only-county"] if group[0].county else []
    here = gazetteer.place(key, state) if state else None
    if here is None and is_township(key):
        made.append("township-unlisted")  # the table holds few of them: no word against one
    else:
        made.append(f"size:{_size(here.population)}" if here else "not-in-state")
        if here is None and not any(named.known for named in group):
            made.append("unknown")
    if {named.state for named in group} & {state}:
        made += ["beside-state", *([] if here else ["beside-state-unlisted"])]
    if here is None and any(named.dateline for named in group):
        made.append("dateline-unlisted")
    if any(named.state not in (None, state) for named in group):
        made.append("beside-other-state")
    if here and here.county_fips in {c.fips for each in seen.counties for c in each.counties}:
        made.append("in-named-county")
    if " " not in key and _runs(key, seen.running):
        made.append("common-word")
    if place_names.dictionary_word(key):
        made.append("dictionary-word")
    if is_township(key):
        made.append("township")
    if here:
        made.append(f"company:{min(_company(key, here, seen), 4)}")
    if gazetteer.state_code(key):
        made.append("state-name")
    if seen.home.city and gazetteer.fold(seen.home.city) == key:
        made.append("home")
    spot = home_spot(seen.home) if here else None
    if here and spot:
        made.append(f"from-home:{_reach(gazetteer.distance_km(here, spot))}")
    if group[0] is next((n for n in seen.names if not n.left_capital), None):
        made.append("first-named")
    made.append(f"first-at:{min(group[0].order, 6)}")
    return made


def _runs(word: str, text: str) -> bool:
    """Does a word stand in the running text in small letters?"""
    return word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None


def is_township(key: str) -> bool:
    before = key.startswith(("town of ", "village of "))
    return before or key.endswith((" township", " twp", " town"))


def _company(key: str, here: Place, seen: Gathered) -> int:
    """How many other names of the passage have a place near this one."""
    others = {named.key for named in seen.names if named.key != key}
    return sum(_is_near(here, gazetteer.named(other)[:_ROWS]) for other in sorted(others)[:12])


def _size(population: int) -> int:
    return int(math.log10(max(population, 1)) * 2)


_IN_COUNTY = Cued(
    r"\bin\s+((?:north|south|east|west|central|rural|unincorporated|upper|lower)\w*\s+)?$",
    re.IGNORECASE,
)


def outside(seen: Gathered, key: str) -> bool:
    """Is a city named by its police alone, and the shooting told "in west Knox County"?"""
    mentions = [named for named in seen.names if named.key == key]
    if not mentions or not all(named.right in _POLICE for named in mentions):
        return False
    if is_township(key):
        return False
    came = any(_CAME.match(named.sentence.text, named.end) for named in mentions)
    return any(
        key not in gazetteer.county_key(said.name)
        and (side := _IN_COUNTY.search(said.sentence.text, 0, said.start)) is not None
        and (side.group(1) or not came)
        and _tells_of_shots(said.sentence.text)
        and not of_any(said.sentence.text)
        for said in seen.counties
    )


def of_any(text: str) -> bool:
    """ "As after every police shooting in Lane County": what is done in any case, not in this."""
    return _OF_ANY.search(text) is not None


_OF_ANY = Cued(
    r"\b(?:every|each|any|all|such)\s+(?:(?:of\s+)?"
    r"(?:the|such|fatal|deadly|police|officer|use|of|force|on[- ]duty|involved)[\s-]+){0,5}?"
    r"(?:shootings?|deaths?|killings?|cases?|incidents?)\b",
    re.IGNORECASE,
)


#: "Jasper police responded": a town's own police came, in the county that is told.
_CAME = re.compile(
    r"\s+(?:[Pp]olice|[Oo]fficers?)(?:\s+(?:officers?|were|was|have|had|say|said|also|then)){0,2}\s+(?:[\w-]+\s+){0,2}?"
    r"(?:respond\w*|called|sent|dispatched|arriv\w+|found|investigat\w+|wound(?:s|ed)|shot|shoots?|fired?|fires"
    r"|kill(?:s|ed)|died)\b"
)


_OTHER_YEAR = re.compile(r",?\s+in\s+(?:19|20)\d\d\b")
#: "The Perry County prosecutor", "a Perry County man": whose it is, not where.
_COUNTY_BODY = re.compile(
    r"(?:['’]s)?\W+(?:sheriff|deput|police|prosecut|attorney|D\.?A\b|district|state['’]s|commonwealth|grand|judge|jury|jail"
    r"|court|coroner|medical|m[ae]n\b|wom[ae]n\b|teen|couple|famil|resident|native|commission|official|officer|SO\b|school|to\b)",
    re.IGNORECASE,
)


def _told_there(said: CountyNamed) -> bool:
    """Is the shooting told "in Perry County", or is it the county of the headline?"""
    text = said.sentence.text
    if said.sentence.where is Where.TITLE:
        return _COUNTY_BODY.match(text, said.end) is None
    return _IN_COUNTY.search(text, 0, said.start) is not None and _tells_of_shots(text)


def in_another_county(seen: Gathered, key: str, state: str | None) -> bool:
    """Is a town named by a dateline, a home or a court alone, and the shooting told in a county
    that it does not lie in?"""
    here = gazetteer.place(key, state) if state else None
    if here is None or not here.population:
        return False
    if any(_bears(said.name, key) for said in seen.counties):
        return False  # a county and the city it surrounds
    named = {county.fips for said in seen.counties for county in said.counties}
    told = any(
        county.state == state
        for said in seen.counties
        if _told_there(said)
        for county in said.counties
    )
    if not told or here.county_fips in named:
        return False
    return not any(each.key == key and _firmly(each) for each in seen.names)


def _firmly(named: Named) -> bool:
    """Is a town said to be where something is, or are its police told of?"""
    if named.dateline or named.elsewhere:
        return False
    if named.sentence.where is Where.TITLE:
        return True
    return named.left in ("in", "at", "near", "outside", "of") or named.right in _POLICE


def county_scores(seen: Gathered, state: str | None, city: str | None) -> Mapping[str, float]:
    """Belief in each county as written, from how often, how early and how fittingly it stands."""
    home = gazetteer.county_of(city, state) if city else None
    scores: dict[str, float] = {}
    for named in seen.counties:
        fips = {county.fips for county in named.counties}
        fits = state is None or any(county.state == state for county in named.counties)
        worth = 1.0 + (named.order < 4) + 2.0 * _tells_of_shots(named.sentence.text)
        if _OTHER_YEAR.match(named.sentence.text, named.end):
            worth = 0.2  # "since the Stross case in Custer County in 2014"
        worth += 3.0 * bool(home and home.fips in fips)
        scores[named.name] = scores.get(named.name, 0.0) + worth * (1.0 if fits else 0.2)
    return scores
