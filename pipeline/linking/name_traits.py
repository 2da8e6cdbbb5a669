"""What the names of two reports show: of those who were hit, and of the others they tell of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import log2

from pipeline import names
from pipeline.lexicon import name_counts
from pipeline.linking.date_traits import nearest_days
from pipeline.linking.linkable import Linkable, Shot
from pipeline.linking.shown import Seen
from pipeline.naming import name_comparison, name_spelling
from pipeline.naming.name_comparison import NameComparison, NameVerdict


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
        found = name_comparison.compare_written(one, other)
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
    if name_comparison.compare_written(ours, theirs).generation_differs:
        return False
    surnames = (set(names.parse(ours).surnames), set(names.parse(theirs).surnames))
    words = (set(names.fold(ours).split()), set(names.fold(theirs).split()))
    if not (surnames[0] & words[1] or surnames[1] & words[0]):
        return False
    if nearest_days(left.dates, right.dates)[0] > 1:
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
    if not (left.dates and right.dates) or nearest_days(left.dates, right.dates)[0] > 1:
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
    return any(name_comparison.compare_written(name, other).verdict in near for other in company)


def _bridged(one: str, other: str, known: Iterable[str]) -> bool:
    near = (NameVerdict.SAME, NameVerdict.VARIANT)
    return any(
        name_comparison.compare_written(one, name).verdict in near
        and name_comparison.compare_written(other, name).verdict in near
        for name in known
    )


def _other_name_level(left: Linkable, right: Linkable, found: NameComparison, *, veto: bool) -> str:
    if found.generation_differs:
        return "other generation"
    half = max(found.given or 0.0, found.surname or 0.0) >= name_spelling.NEAR
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
            found = name_comparison.compare_written(one, other)
            if best is None or found.score > best.found.score:
                best = NamePair(ours, theirs, one, other, found)
    return best


def called(shot: Shot) -> tuple[str, ...]:
    return (shot.name, *shot.forms) if shot.name else ()


def _rarity_of(pair: NamePair) -> float:
    one, other = names.parse(pair.ours), names.parse(pair.theirs)
    given = max(name_counts.given_ppm(one.given), name_counts.given_ppm(other.given))
    surname = max(name_counts.surname_ppm(one.surname), name_counts.surname_ppm(other.surname))
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
    return frozenset(name for name in own if name_counts.surname_ppm(name) < 1000)


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
        if name_comparison.compare_written(name, other).verdict is NameVerdict.VARIANT
    ]
    return min(found, default=None)


def _victim_keys(report: Linkable) -> dict[str, str]:
    return _name_keys(tuple(victim.name for victim in report.victims if victim.name))


@lru_cache(maxsize=65536)
def _name_keys(written: tuple[str, ...]) -> dict[str, str]:
    parsed = [names.parse(name) for name in written]
    return {f"{names.key(n)} {n.suffix}".strip(): names.display(n) for n in parsed if n.is_full}
