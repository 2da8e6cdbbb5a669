"""What one trait of two reports shows: one function per trait, one plain line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import log2
from typing import NamedTuple

from pipeline import gazetteer, names, syndication
from pipeline.linkable import Linkable, Shot
from pipeline.names import NameComparison, NameVerdict
from pipeline.records import DateRange, FiredBy

_ROAD = re.compile(
    r"((?:\b(?:[A-Z][\w'’.-]*|\d+(?:st|nd|rd|th))\s+){1,3})(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|"
    r"Boulevard|Blvd|Lane|Ln|Highway|Hwy|Parkway|Pkwy|Court|Ct|Place|Pl|Way|Terrace|Circle|Pike|"
    r"Trail)\b|\b(?:Highway|Interstate|Route|US|U\.S\.)[- ]+(\d+)"
)
_COURT_OF_LAW = re.compile(
    r"\b(?:Juvenile|District|Circuit|Superior|Supreme|Municipal|County|Federal|Magistrate|Probate|Family"
    r"|Appeals|Criminal|Civil|Tribal|State|High|Justice) (?:Court|Ct)$"
)
#: "3100 block of", "2323 ": a house number right before a road's name.
_NUMBER_BEFORE = re.compile(r"\b(\d{3,5})\s+(?:block\s+(?:of\s+)?)?$")
_COMPASS = frozenset("n s e w ne nw se sw north south east west northeast northwest".split())
_SPOTS = frozenset(
    "area block street avenue road drive boulevard lane highway parkway court place way"
    " north south east west northeast northwest southeast southwest intersection"
    " apartments apartment neighborhood parking motel hotel"
    " park county".split()
)


class Seen(NamedTuple):
    """What one trait shows: the level the model weighs, extra bits of rarity, and a plain line."""

    trait: str
    level: str
    saw: str
    rarity: float = 0.0
    veto: bool = False


def look(left: Linkable, right: Linkable) -> list[Seen]:
    """Every trait that has something to say."""
    return [*look_at_facts(left, right), *look_at_texts(left, right)]


def look_at_facts(left: Linkable, right: Linkable) -> list[Seen]:
    """All traits but those of the texts, which take as long as the others together."""
    pair = nearest_names(left, right)
    found = [trait(left, right, pair) for trait in PEOPLE]
    found += [trait(left, right) for trait in TRAITS]
    return [seen for seen in found if seen is not None]


def look_at_texts(left: Linkable, right: Linkable) -> list[Seen]:
    """The traits :func:`look` tells last."""
    found = [trait(left, right) for trait in TEXTS]
    return [seen for seen in found if seen is not None]


# --- people ---------------------------------------------------------------------------------


def see_name(left: Linkable, right: Linkable, best: NamePair | None) -> Seen | None:
    """The nearest two names; only between single persons is another name a veto."""
    if best is None:
        return None
    found = best.found
    says = f"{best.ours} / {best.theirs}: {found.why}"
    if found.verdict is NameVerdict.INCOMPATIBLE:
        veto = left.single and right.single and is_other_person(found)
        if veto and (namesakes_cross(left, right) or hit_together(left, right)):
            return Seen("name", "half another of several", f"{says}, but one speaks of both")
        return Seen("name", _other_name_level(left, right, found, veto=veto), says, veto=veto)
    level = str(found.verdict)
    if found.given is None or found.surname is None:
        level = "surname only" if found.given is None else "given name only"
    return Seen("name", level, says, _rarity_of(best))


def see_second_name(left: Linkable, right: Linkable, best: NamePair | None) -> Seen | None:
    """Another of the people shot, named in both."""
    if best is None or best.found.verdict is NameVerdict.INCOMPATIBLE:
        return None
    if min(len(left.victims), len(right.victims)) < 2:
        return None
    more = _nearest(_without(left, best.ours_shot), _without(right, best.theirs_shot))
    if more is None:
        return None
    says = f"also {more.ours} / {more.theirs}: {more.found.why}"
    fits = more.found.verdict is not NameVerdict.INCOMPATIBLE
    return Seen("second name", "fits" if fits else "another", says)


def _without(report: Linkable, shot: Shot) -> tuple[Shot, ...]:
    return tuple(victim for victim in report.victims if victim is not shot)


#: Words of names less alike than this: no slip of the pen.
FAR = 0.45


def is_other_person(found: NameComparison) -> bool:
    """Names so far apart that no slip of the pen explains them."""
    if found.verdict is not NameVerdict.INCOMPATIBLE:
        return False
    if found.generation_differs:
        return True
    return found.score < FAR and min(found.given or 0.0, found.surname or 0.0) < FAR


def persons_clash(
    ours: Sequence[str],
    theirs: Sequence[str],
    also: Sequence[str] = (),
    companies: Sequence[Sequence[str]] = (),
) -> bool:
    """Two persons under several names each: do some two of them exclude each other?

    A fuller name that fits both bridges them: "Xiomara Delgadillo" and "Xiomara Rios" are both
    "Xiomara Delgadillo Rios". Two names may also be those of two people hit together, where a
    report names them as ``companies`` do. Nothing bridges a father and his son.
    """
    for one, other in product(ours, theirs):
        found = names.compare_written(one, other)
        if not is_other_person(found):
            continue
        if found.generation_differs:
            return True
        if not (_bridged(one, other, (*ours, *theirs, *also)) or _met(one, other, companies)):
            return True
    return False


def namesakes_cross(left: Linkable, right: Linkable) -> bool:
    """Two single victims of one surname and one day, and one report speaks of the other's too.

    "Thanh Nguyen" was shot, and his story has a "Tony Nguyen" in it: he, by another name, or a
    relative hit with him. Fathers and sons of one name stay apart.
    """
    ours, theirs = left.victims[0].name, right.victims[0].name
    if not (left.single and right.single and ours and theirs and left.dates and right.dates):
        return False
    if names.compare_written(ours, theirs).generation_differs:
        return False
    surnames = (set(names.parse(ours).surnames), set(names.parse(theirs).surnames))
    words = (set(names.fold(ours).split()), set(names.fold(theirs).split()))
    if not (surnames[0] & words[1] or surnames[1] & words[0]):
        return False
    if _nearest_days(left.dates, right.dates)[0] > 1:
        return False
    return bool(
        _victim_keys(left).keys() & _name_keys(right.others).keys()
        or _victim_keys(right).keys() & _name_keys(left.others).keys()
    )


def hit_together(left: Linkable, right: Linkable) -> bool:
    """Two single victims of one day whom each other's reports know: both were hit.

    Each report speaks of the other's victim, or one of them does and both name a third person.
    """
    if not (left.single and right.single and left.others and right.others):
        return False
    if not (left.dates and right.dates) or _nearest_days(left.dates, right.dates)[0] > 1:
        return False
    hit = _victim_keys(left).keys(), _victim_keys(right).keys()
    others = _name_keys(left.others).keys(), _name_keys(right.others).keys()
    known = bool(hit[0] & others[1]) + bool(hit[1] & others[0])
    return known == 2 or (known == 1 and bool((others[0] & others[1]) - hit[0] - hit[1]))


def _met(one: str, other: str, companies: Iterable[Sequence[str]]) -> bool:
    """Some report names both as people hit."""
    return any(_named_among(one, company) and _named_among(other, company) for company in companies)


def _named_among(name: str, company: Iterable[str]) -> bool:
    near = (NameVerdict.SAME, NameVerdict.VARIANT)
    return any(names.compare_written(name, other).verdict in near for other in company)


def _bridged(one: str, other: str, known: Iterable[str]) -> bool:
    near = (NameVerdict.SAME, NameVerdict.VARIANT)
    return any(
        names.compare_written(one, name).verdict in near
        and names.compare_written(other, name).verdict in near
        for name in known
    )


def _other_name_level(left: Linkable, right: Linkable, found: NameComparison, *, veto: bool) -> str:
    if found.generation_differs:
        return "other generation"
    half = max(found.given or 0.0, found.surname or 0.0) >= names.NEAR
    if veto:
        return "half another" if half else "another"
    if left.single and right.single:
        return "slip"
    if not half and (left.all_named or right.all_named) and not _crossed(left, right):
        return "nobody in common"
    return "half another of several" if half else "another of several"


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two people of two reports and the names by which they come nearest."""

    ours_shot: Shot
    theirs_shot: Shot
    ours: str
    theirs: str
    found: NameComparison


def nearest_names(left: Linkable, right: Linkable) -> NamePair | None:
    return _nearest(left.victims, right.victims)


def _nearest(left: Sequence[Shot], right: Sequence[Shot]) -> NamePair | None:
    best: NamePair | None = None
    for ours, theirs in product(left, right):
        for one, other in product(called(ours), called(theirs)):
            found = names.compare_written(one, other)
            if best is None or found.score > best.found.score:
                best = NamePair(ours, theirs, one, other, found)
    return best


def called(shot: Shot) -> tuple[str, ...]:
    return (shot.name, *shot.forms) if shot.name else ()


def _rarity_of(pair: NamePair) -> float:
    one, other = names.parse(pair.ours), names.parse(pair.theirs)
    given = max(names.given_ppm(one.given), names.given_ppm(other.given))
    surname = max(names.surname_ppm(one.surname), names.surname_ppm(other.surname))
    return _rarity(
        given if pair.found.given is not None else None,
        surname if pair.found.surname is not None else None,
    )


def _rarity(given: int | None, surname: int | None) -> float:
    """Bits by which a rare name weighs more than a common one, of how many in a million bear it."""
    bits = surname_rarity(surname) if surname is not None else 0.0
    if given is not None:
        bits += given_rarity(given)
    return round(bits / 2, 2)


def given_rarity(ppm: int) -> float:
    return log2(1000 / max(ppm, _RAREST[0]))


def surname_rarity(ppm: int) -> float:
    return log2(250 / max(ppm, _RAREST[1]))


_RAREST = (30, 4)  # in a million, of given names and surnames: none counts as rarer
#: The most bits that rarity brings.
MOST_RARITY = (log2(1000 / _RAREST[0]) + log2(250 / _RAREST[1])) / 2 + 0.01


def see_age(left: Linkable, right: Linkable, pair: NamePair | None) -> Seen | None:
    """Ages of the people who can be aligned; several people make it say less."""
    several = False
    if pair is not None and pair.found.verdict is not NameVerdict.INCOMPATIBLE:
        gaps = [_age_gap(pair.ours_shot, pair.theirs_shot)]
    else:
        gaps = [_age_gap(ours, theirs) for ours, theirs in product(left.victims, right.victims)]
        several = several_hit(left) or several_hit(right)
    known = [gap for gap in gaps if gap is not None]
    if not known:
        return None
    gap, wide = min(known)
    level = age_level(gap, wide=wide)
    if several and gap:
        level = "one of several differs"
    return Seen("age", level, "the same age" if not gap else f"ages are {gap} years apart")


def several_hit(report: Linkable) -> bool:
    """Whether more than one person was hit, of whom it may not tell anything."""
    return max(len(report.victims), report.people_hit_min) > 1


def _age_gap(ours: Shot, theirs: Shot) -> tuple[int, bool] | None:
    if ours.age_min is None or theirs.age_min is None:
        return None
    our_max = ours.age_max if ours.age_max is not None else ours.age_min
    their_max = theirs.age_max if theirs.age_max is not None else theirs.age_min
    gap = max(0, theirs.age_min - our_max, ours.age_min - their_max)
    return gap, our_max > ours.age_min or their_max > theirs.age_min


def age_level(gap: int, *, wide: bool) -> str:
    if wide:
        return "ranges meet" if not gap else "ranges apart"
    if gap <= 1:
        return ("same", "one year")[gap]
    return "2-3 years" if gap <= 3 else "4-10 years" if gap <= 10 else "over 10 years"


def see_gender(left: Linkable, right: Linkable) -> Seen | None:
    ours = {victim.gender for victim in left.victims if victim.gender}
    theirs = {victim.gender for victim in right.victims if victim.gender}
    if not ours or not theirs:
        return None
    if ours & theirs:
        shared = sorted(ours & theirs)[0]
        return Seen("gender", "same" if shared == "male" else "same, rarer", f"both {shared}")
    return Seen("gender", "differs", f"{sorted(ours)[0]} / {sorted(theirs)[0]}")


def see_others(left: Linkable, right: Linkable) -> Seen | None:
    """Officers, relatives, suspects named in both; or one's victim among the other's people."""
    if not left.others and not right.others:
        return None
    crossed = _crossed(left, right)
    if crossed:
        return Seen("others", "victim in the other's", f"both speak of {crossed.title()}")
    ours, theirs = _name_keys(left.others), _name_keys(right.others)
    shared = sorted((ours.keys() & theirs.keys()) - _victim_keys(left).keys())
    if not shared:
        return _see_kin(left, right)
    told = ", ".join(ours[key] for key in shared[:3])
    return Seen("others", "one" if len(shared) == 1 else "several", f"both name {told}")


def _see_kin(left: Linkable, right: Linkable) -> Seen | None:
    """Somebody of a report that names no victim bears the surname of the other's."""
    if left.named == right.named:
        return None
    named, other = (left, right) if left.named else (right, left)
    told = tuple(victim.name for victim in named.victims if victim.name)
    shared = sorted(_rare_surnames(told) & _rare_surnames(other.others))
    if not shared:
        return None
    return Seen("others", "of that surname", f"both speak of a {shared[0].title()}")


@lru_cache(maxsize=65536)
def _rare_surnames(written: tuple[str, ...]) -> frozenset[str]:
    """Surnames that fewer than one in a thousand bear."""
    parsed = [names.parse(name) for name in written]
    own = {name for n in parsed if n.is_full for name in n.surnames}
    return frozenset(name for name in own if names.surname_ppm(name) < 1000)


def _crossed(left: Linkable, right: Linkable) -> str | None:
    """A victim of one report of whom the other speaks, too, by that name or a spelling of it."""
    sides = (
        (_victim_keys(left), _name_keys(right.others)),
        (_victim_keys(right), _name_keys(left.others)),
    )
    found = [key for shot, others in sides for key in shot.keys() & others.keys()]
    found += [
        key
        for shot, others in sides
        for key, name in shot.items()
        for other in others.values()
        if names.compare_written(name, other).verdict is NameVerdict.VARIANT
    ]
    return min(found, default=None)


def _victim_keys(report: Linkable) -> dict[str, str]:
    return _name_keys(tuple(victim.name for victim in report.victims if victim.name))


@lru_cache(maxsize=65536)
def _name_keys(written: tuple[str, ...]) -> dict[str, str]:
    parsed = [names.parse(name) for name in written]
    return {f"{names.key(n)} {n.suffix}".strip(): names.display(n) for n in parsed if n.is_full}


# --- time -----------------------------------------------------------------------------------


#: Days of the longest week: "last week" is read from Sunday to Sunday.
A_WEEK = 8


def see_date(left: Linkable, right: Linkable) -> Seen | None:
    """The days of the incident; a missing one is judged by the day of publication."""
    if not left.dates and not right.dates:
        return _see_undated(left, right)
    if not left.dates or not right.dates:
        return _see_lag(left, right)
    first, other = left.dates[0], right.dates[0]
    apart = first.gap(other)
    if apart and (len(left.dates) > 1 or len(right.dates) > 1):
        gap, ours, theirs = _nearest_days(left.dates, right.dates)
        if gap == 0 and max(ours.days, theirs.days) <= A_WEEK:
            says = f"{ours} / {theirs}, though not the likeliest days"
            return Seen("date", "another day fits", says)
    level = date_level(apart, max(first.days, other.days))
    return Seen("date", level, f"{first} / {other}")


def _nearest_days(
    ours: Iterable[DateRange], theirs: Iterable[DateRange]
) -> tuple[int, DateRange, DateRange]:
    return min(
        ((one.gap(other), one, other) for one, other in product(ours, theirs)),
        key=lambda item: (item[0], item[1].days + item[2].days),
    )


def date_level(gap: int, longer: int) -> str:
    """Of two stretches so many days apart, the longer of which has so many."""
    if gap == 0:
        if longer <= 1:
            return "same day"
        return "within days" if longer <= A_WEEK else "same month" if longer <= 31 else "same year"
    if gap <= 3:
        return ("one day", "2-3 days", "2-3 days")[gap - 1]
    return "4-10 days" if gap <= 10 else "11-60 days" if gap <= 60 else "far apart"


def _see_lag(left: Linkable, right: Linkable) -> Seen | None:
    dated, undated = (left, right) if left.dates else (right, left)
    if undated.published is None:
        return None
    lag = (undated.published - dated.dates[0].first).days
    says = f"{dated.dates[0]} / undated, published {undated.published}"
    return Seen("date", lag_level(lag), says)


def lag_level(lag: int) -> str:
    """Of days from the incident to the publication of what does not date it."""
    if lag < -1:
        return "published before"
    return "published at once" if lag <= 2 else "published soon" if lag <= 10 else "published later"


def _see_undated(left: Linkable, right: Linkable) -> Seen | None:
    """Neither gives a day: stories of one incident mostly come out together."""
    if left.published is None or right.published is None:
        return None
    gap = abs((left.published - right.published).days)
    return Seen("date", undated_level(gap), f"both undated, published {gap} days apart")


def undated_level(gap: int) -> str:
    """Of two stories that came out so many days apart, and date nothing."""
    level = "at once" if gap <= 2 else "soon" if gap <= 10 else "later" if gap <= 60 else "far"
    return f"both undated, {level}"


def see_publication(left: Linkable, right: Linkable) -> Seen | None:
    """How far apart the stories came out."""
    if left.published is None or right.published is None:
        return None
    gap = abs((left.published - right.published).days)
    return Seen("publication", publication_level(gap), f"published {gap} days apart")


def publication_level(gap: int) -> str:
    return next((name for most, name in PUBLICATION if gap <= most), "later")


PUBLICATION = ((1, "at once"), (4, "days"), (14, "weeks"), (60, "months"), (400, "a year"))


# --- place ----------------------------------------------------------------------------------


def see_state(left: Linkable, right: Linkable) -> Seen | None:
    if not left.state or not right.state:
        return None
    if left.state == right.state:
        return Seen("state", "same", f"both {left.state}")
    sure = left.state_stated and right.state_stated
    return Seen("state", "differs" if sure else "may differ", f"{left.state} / {right.state}")


def see_place(left: Linkable, right: Linkable) -> Seen | None:
    """City and county, as near as each report gives them."""
    ours, theirs = _folded(left.cities), _folded(right.cities)
    state = left.state or right.state
    if ours and theirs:
        shared = sorted(ours.keys() & theirs.keys())
        if shared:
            city = ours[shared[0]]
            return Seen("place", f"same {city_size(city, state)} city", f"both {city}")
        says = f"{left.cities[0]} / {right.cities[0]}"
        near = min(_distance(a, b, state) for a, b in product(left.cities, right.cities))
        level = next(name for most, name in NEARNESS if near <= most)
        return Seen("place", level, says if near > 500 else f"{says}, {near:.0f} km")
    our_counties, their_counties = _counties(left, state), _counties(right, state)
    if not our_counties or not their_counties:
        return None
    shared = sorted(our_counties & their_counties)
    says = f"both in {shared[0].title()} County" if shared else "different counties"
    return Seen("place", "same county" if shared else "other county", says)


NEARNESS = ((9, "adjoining city"), (25, "neighbouring city"), (9999, "other city"))


#: By the fewest people that each has.
CITY_SIZES = {"big": 400_000, "middling": 80_000, "small": 0}


@cache
def city_size(city: str, state: str | None) -> str:
    return size_of(gazetteer.place(city, state))


def size_of(place: gazetteer.Place | None) -> str:
    people = place.population if place else 0
    return next(size for size, least in CITY_SIZES.items() if people >= least)


@cache
def _distance(one: str, other: str, state: str | None) -> float:
    found = gazetteer.distance_between(one, other, state) if state else None
    return 999.0 if found is None else found


def _counties(report: Linkable, state: str | None) -> frozenset[str]:
    """Counties as stated, else those of the cities."""
    if report.counties:
        return frozenset(place_key(county) for county in report.counties)
    found = (_county_of(city, state) for city in report.cities)
    return frozenset(county for county in found if county)


@cache
def _county_of(city: str, state: str | None) -> str | None:
    county = gazetteer.county_of(city, state)
    return place_key(county.name) if county else None


def see_street(left: Linkable, right: Linkable) -> Seen | None:
    """Only named roads can differ; a shared name of any kind of spot counts."""
    if named := sorted(set(left.events) & set(right.events)):
        return Seen("street", "one event's name", f"both call it by {named[0].title()}")
    if not left.place or not right.place:
        return None
    ours, theirs = _roads(left.place), _roads(right.place)
    if blocks(left.place) & blocks(right.place):
        return Seen("street", "same block", f"{left.place} / {right.place}")
    if ours & theirs:
        return Seen("street", "same", f"{left.place} / {right.place}")
    if ours and theirs:
        return Seen("street", "differs", f"{left.place} / {right.place}")
    shared = sorted(_proper_words(left.place) & _proper_words(right.place))
    return Seen("street", "same", f"both speak of {shared[0].title()}") if shared else None


@cache
def _roads(place: str) -> frozenset[str]:
    """Names of roads: the words before "Street" and its like, numbers of highways.

    >>> sorted(_roads("the 3100 block of East Nebraska Ave. near Oak Ridge Highway"))
    ['nebraska', 'oakridge']
    """
    return frozenset(road for road, _ in _numbered_roads(place))


@cache
def blocks(place: str) -> frozenset[tuple[str, int]]:
    """Roads with the hundred of the house number before them.

    >>> blocks("the 2300 block of Spain Street") == blocks("2323 Spain St.")
    True
    """
    return frozenset((road, int(n) // 100) for road, n in _numbered_roads(place) if n)


def _numbered_roads(place: str) -> Iterator[tuple[str, str | None]]:
    for found in _ROAD.finditer(place):
        if _COURT_OF_LAW.search(found[0]):
            continue
        words = [w for w in names.fold(found[1] or found[2]).split() if w not in _COMPASS]
        number = _NUMBER_BEFORE.search(place, 0, found.start()) if found[1] else None
        if words:
            yield "".join(words), number[1] if number else None


@cache
def _proper_words(place: str) -> frozenset[str]:
    words = (names.fold(word) for word in re.findall(r"\b[A-Z][\w'’]{3,}", place))
    return frozenset(words) - _SPOTS


@lru_cache(maxsize=65536)
def _folded(places: tuple[str, ...]) -> dict[str, str]:
    return {place_key(place): place for place in places}


@cache
def place_key(place: str) -> str:
    """ "St. Cloud" and "Saint Cloud", "Orleans Parish" and "Orleans"."""
    words = names.fold(place).split()
    words = ["saint" if word in ("st", "ste") else word for word in words]
    return " ".join(word for word in words if word not in ("county", "parish", "borough", "city"))


def see_agency(left: Linkable, right: Linkable) -> Seen | None:
    ours = {agency_key(agency): agency for agency in left.agencies}
    theirs = {agency_key(agency): agency for agency in right.agencies}
    if not ours or not theirs:
        return None
    shared = sorted(ours.keys() & theirs.keys()) or _spelt_out(left.agencies, right.agencies)
    if not shared:
        return Seen("agency", "differs", f"{left.agencies[0]} / {right.agencies[0]}")
    towns = left.cities and right.cities  # where both are told, an agency adds little to them
    says = f"both {ours.get(shared[0], shared[0])}"
    return Seen("agency", "same" if towns else "same, a town untold", says)


def _spelt_out(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Agencies that one report gives by their letters: "APD", Anchorage Police Department."""
    return sorted(
        other
        for one, other in (*product(ours, theirs), *product(theirs, ours))
        if one.isupper() and one == names.letters(other)
    )


_AGENCY_WORDS = re.compile(
    r"\b(?:the|department|dept|of|public|safety|office|s|bureau|division|city|county|metropolitan|metro"
    r"|officers?|deputies|deputy|pd)\b"
)


@cache
def agency_key(agency: str) -> str:
    """The Macon Police Department is Macon police; Bibb County sheriff's deputies are its sheriff.

    >>> agency_key("Bibb County Sheriff's Office") == agency_key("Bibb County sheriff's deputies")
    True
    """
    text = names.fold(agency).replace("sheriffs", "sheriff")
    text = re.sub(r"\b(?:pd|mpd)\b", "police", text)
    return " ".join(_AGENCY_WORDS.sub(" ", text).split())


# --- circumstances --------------------------------------------------------------------------


def see_fatal(left: Linkable, right: Linkable) -> Seen | None:
    """Who survives the first report may die later: a difference says little that way round."""
    ours = {victim.fatal for victim in left.victims} - {None}
    theirs = {victim.fatal for victim in right.victims} - {None}
    if len(ours) != 1 or len(theirs) != 1:
        return None
    level = "same" if ours == theirs else "differs"
    return Seen("fatal", level, "died / survived" if ours != theirs else "the same outcome")


LOOK_LIKE_GUNS = frozenset(("firearm", "replica", "other"))
NOT_TOLD = (None, "undetermined")


def see_armed(left: Linkable, right: Linkable) -> Seen | None:
    """What the person shot by police held; that whoever else fired had a gun tells little."""
    if left.armed in NOT_TOLD or right.armed in NOT_TOLD:
        return None
    if {left.armed, right.armed} <= LOOK_LIKE_GUNS and left.armed != right.armed:
        return None  # what is first told to be a gun turns out to be none
    level = "same" if left.armed == right.armed else "differs"
    by_police = FiredBy.POLICE in (left.fired_by, right.fired_by)
    if left.armed == right.armed == "firearm" and not by_police:
        level = "a gun of others"
    return Seen("armed", level, f"{left.armed} / {right.armed}")


_KNOWN_SHOOTERS = (FiredBy.POLICE, FiredBy.CIVILIAN, FiredBy.SELF)


def see_shooter(left: Linkable, right: Linkable) -> Seen | None:
    if left.fired_by not in _KNOWN_SHOOTERS or right.fired_by not in _KNOWN_SHOOTERS:
        return None
    level = "same" if left.fired_by is right.fired_by else "differs"
    return Seen("shooter", level, f"{left.fired_by} / {right.fired_by} fired")


#: Of so many hit, one story counts the dead, another the wounded, and each day has its own number.
VERY_MANY = 10


def see_count(left: Linkable, right: Linkable) -> Seen | None:
    """How many people were hit."""
    fewest = min(left.people_hit_min, right.people_hit_min)
    apart = _count_gap(left, right)
    if apart > 0 and fewest < VERY_MANY:
        level = "differs" if apart == 1 else "differs much"
    elif fewest > 1:
        level = "several in both"
    else:
        return None
    return Seen("count", level, f"{_count(left)} / {_count(right)} people hit")


def _count_gap(left: Linkable, right: Linkable) -> int:
    """By how many the fewest hit of one exceed the most of the other."""
    most, others_most = left.people_hit_max, right.people_hit_max
    return max(
        0 if most is None else right.people_hit_min - most,
        0 if others_most is None else left.people_hit_min - others_most,
    )


def _count(report: Linkable) -> str:
    if report.people_hit_max == report.people_hit_min:
        return str(report.people_hit_min)
    return f"{report.people_hit_min} to {report.people_hit_max or 'any number of'}"


# --- wording --------------------------------------------------------------------------------


def see_wording(left: Linkable, right: Linkable) -> Seen | None:
    """Near-copies first; else how many telling words are shared."""
    if not left.terms or not right.terms:
        return None
    copied = syndication.likeness(left.signature, right.signature)
    if copied >= NEAR_COPY:
        wire = f", from {left.wire}" if left.wire and left.wire == right.wire else ""
        return Seen("wording", copy_level(copied), f"{copied:.0%} of the wording is one text{wire}")
    shares = _shares(left, right)
    shared = sorted([(share, word) for word, share in shares.items()], reverse=True)
    words = ", ".join([word for _, word in shared[:4]])
    cosine = sum(shares.values())
    says = f"shared words {cosine / _UNIT:.2f}: {words or 'none'}"
    return Seen("wording", cosine_level(cosine), says)


def wording_level(left: Linkable, right: Linkable, copied: float) -> str:
    """How much of the telling words is shared; ``copied`` is the likeness of their signatures."""
    return (
        copy_level(copied)
        if copied >= NEAR_COPY
        else cosine_level(sum(_shares(left, right).values()))
    )


def copy_level(copied: float) -> str:
    return "copy" if copied >= 0.7 else "near-copy"


def cosine_level(cosine: int) -> str:
    """In millionths."""
    return next(name for least, name in _COSINES if cosine >= round(least * _UNIT))


def _shares(left: Linkable, right: Linkable) -> dict[str, int]:
    """What each shared word adds to the cosine, in millionths: whole, so that order is nothing."""
    ours, theirs = dict(left.terms), dict(right.terms)
    common = ours.keys() & theirs.keys()
    if left.cities and right.cities:
        common -= _city_words(left.cities) & _city_words(right.cities)  # weighed by the place
    return {word: round(1000 * ours[word]) * round(1000 * theirs[word]) for word in common}


NEAR_COPY = 0.4
_UNIT = 1_000_000


@lru_cache(maxsize=65536)
def _city_words(cities: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for city in cities for word in names.fold(city).split())


_COSINES = (
    (0.5, "nearly one text"), (0.4, "very much alike"), (0.32, "much alike"), (0.25, "alike"),
    (0.19, "rather alike"), (0.14, "somewhat alike"), (0.1, "a little alike"),
    (0.06, "hardly alike"), (0.0, "unlike"),
)  # fmt: skip


def see_article(left: Linkable, right: Linkable) -> Seen | None:
    """One article that tells of two incidents tells them apart."""
    if left.article_key != right.article_key:
        return None
    return Seen("article", "same", "one article tells of them as two incidents")


PEOPLE: tuple[Callable[[Linkable, Linkable, NamePair | None], Seen | None], ...] = (
    see_name, see_second_name, see_age,
)  # fmt: skip
TRAITS: tuple[Callable[[Linkable, Linkable], Seen | None], ...] = (
    see_date, see_publication, see_state, see_place, see_street, see_agency, see_gender,
    see_others, see_fatal, see_armed, see_shooter, see_count,
)  # fmt: skip
TEXTS = (see_wording, see_article)
