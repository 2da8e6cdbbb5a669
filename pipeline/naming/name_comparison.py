"""Whether two written names can be one person's, and by which habit of writing.

How rare a name is, and what date and place say, is weighed in :mod:`pipeline.compare`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.names import PersonalName, fold, parse
from pipeline.naming.name_spelling import NEAR, SUFFIX_NICKNAMES, given_spelling, spelling

#: Given name or surname below this: two people's names. Given names below the second may be one's.
LEAST_ALIKE, LEAST_GIVEN = 0.6, 0.75


class NameVerdict(StrEnum):
    SAME = "same"
    VARIANT = "variant"  # spelling, nickname, order, a dropped surname
    COMPATIBLE = "compatible"  # a bare surname, an initial, another middle name
    INCOMPATIBLE = "incompatible"


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How two written names relate; ``given`` and ``surname`` are 0..1, None when one is absent."""

    verdict: NameVerdict
    score: float
    why: str
    given: float | None = None
    surname: float | None = None
    generation_differs: bool = False


@lru_cache(maxsize=65536)
def compare_written(left: str, right: str) -> NameComparison:
    """:func:`compare` of two names as they are written."""
    return compare(parse(left), parse(right))


def compare(left: PersonalName, right: PersonalName) -> NameComparison:
    """Whether two written names can be one person's, and by which habit of writing."""
    alike = left.given == right.given and left.surnames == right.surnames
    if alike and left.is_plain and right.is_plain:
        return _same(left.given, left.surname)
    comparisons = [
        _compare_one(one, other) for one in (left, *left.also) for other in (right, *right.also)
    ]
    return max(comparisons, key=lambda found: found.score)


@lru_cache(maxsize=65536)
def _same(given: str, surname: str) -> NameComparison:
    why = f"same given name {given}; same surname {surname}"
    return NameComparison(NameVerdict.SAME, 1.0, why, 1.0, 1.0)


# --- comparing ------------------------------------------------------------------------------


def _compare_one(left: PersonalName, right: PersonalName) -> NameComparison:
    if not (left.surnames or left.given) or not (right.surnames or right.given):
        return NameComparison(NameVerdict.COMPATIBLE, 0.5, "a name is missing")
    if not (left.is_full and right.is_full):
        return _compare_single(left, right)
    plain = _compare_in_order(left, right)
    if plain.verdict is not NameVerdict.INCOMPATIBLE or plain.generation_differs:
        return plain
    return max(plain, _compare_turned(left, right), key=lambda found: found.score)


def _compare_in_order(left: PersonalName, right: PersonalName) -> NameComparison:
    surname, surname_why = _surname_level(left, right)
    given, given_why = _given_level(left, right)
    why = "; ".join(part for part in (given_why, surname_why) if part)
    if _generations_differ(left, right):
        why += f"; {left.suffix or 'iii'} is not {right.suffix or 'iii'}"
        return NameComparison(NameVerdict.INCOMPATIBLE, 0.3, why, given, surname, True)
    if given is None or surname is None:
        return NameComparison(NameVerdict.COMPATIBLE, 0.5, why, given, surname)
    score = given * surname
    if min(given, surname) < LEAST_ALIKE:
        half = _two_of_three(left, right, given, surname)
        score, why = (0.45, f"{why}; {half}") if half else (min(score, 0.44), why)
        return NameComparison(NameVerdict.INCOMPATIBLE, score, why, given, surname)
    score = max(0.5, score - 0.1 * _middles_differ(left, right))
    return NameComparison(_verdict(given, surname, left, right), score, why, given, surname)


def _two_of_three(
    left: PersonalName, right: PersonalName, given: float, surname: float
) -> str | None:
    """ "Kyle Scott Rushing" and "Tyler Scott Rushing": a slip, if day and place agree."""
    if max(given, surname) < 0.85 and not (left.middle and left.middle == right.middle):
        return None
    shared = [word for word in left.middle if len(word) > 2 and word in right.middle]
    return f"both {shared[0]}" if shared else None


def _verdict(given: float, surname: float, left: PersonalName, right: PersonalName) -> NameVerdict:
    if _middles_differ(left, right) or given < LEAST_GIVEN:
        return NameVerdict.COMPATIBLE
    return NameVerdict.SAME if min(given, surname) >= 0.99 else NameVerdict.VARIANT


def _compare_single(left: PersonalName, right: PersonalName) -> NameComparison:
    """One is a bare word ("Whitcombe", "Tre"): it may be any part of the other."""
    fits = [
        (given_spelling(one, other) if not surnames else spelling(one, other), surnames)
        for one, one_is_surname in _single_forms(left)
        for other, other_is_surname in _single_forms(right)
        for surnames in [one_is_surname and other_is_surname]
    ]
    fits.append((_generation_nickname(left, right), False))
    (level, why), surnames = max(fits, key=lambda fit: fit[0][0])
    given, surname = (None, level) if surnames else (level, None)
    if level >= 0.85:
        return NameComparison(NameVerdict.COMPATIBLE, 0.6 * level, why, given, surname)
    return NameComparison(NameVerdict.INCOMPATIBLE, 0.2 * level, why, given, surname)


def _single_forms(name: PersonalName) -> list[tuple[str, bool]]:
    """Each word somebody may be called by alone, and whether it is a surname."""
    forms = [(surname, True) for surname in name.surnames]
    forms += [
        (word, False) for word in (name.given, *name.nicknames, *name.middle) if len(word) > 1
    ]
    return forms or [("", False)]


def _compare_turned(left: PersonalName, right: PersonalName) -> NameComparison:
    """Surname first: "Nguyen Van Thanh" and "Thanh Van Nguyen"."""
    ours, theirs = sorted(fold(left.written).split()), sorted(fold(right.written).split())
    if ours == theirs and len(ours) > 1:
        return NameComparison(NameVerdict.VARIANT, 0.9, "the same words in another order", 0.95, 1)
    crosswise = min(spelling(left.given, right.surname)[0], spelling(left.surname, right.given)[0])
    if crosswise >= NEAR:
        return NameComparison(
            NameVerdict.VARIANT, 0.85, "given name and surname exchanged", 0.9, crosswise
        )
    return NameComparison(NameVerdict.INCOMPATIBLE, 0.0, "different names", 0.0, 0.0)


def _surname_level(left: PersonalName, right: PersonalName) -> tuple[float | None, str]:
    if not left.surnames or not right.surnames:
        return None, "no surname on one side"
    if left.surnames == right.surnames:
        return 1.0, f"same surname {left.surname}"
    joined = spelling("".join(left.surnames), "".join(right.surnames))
    if joined[0] >= 0.99:
        return 1.0, f"same surname {' '.join(left.surnames)}"
    level, why = max(
        (spelling(one, other) for one in left.surnames for other in right.surnames),
        key=lambda found: found[0],
    )
    if joined[0] > level:
        level, why = joined
    if level >= 0.85:
        dropped = 0.97 if len(left.surnames) != len(right.surnames) else 1.0
        return level * dropped, f"surnames: {why}"
    return max((level, f"surnames: {why}"), _surname_among_middles(left, right))


def _surname_among_middles(left: PersonalName, right: PersonalName) -> tuple[float, str]:
    """ "Maria Garcia" beside "Maria Garcia Lopez", whichever part was dropped."""
    best = (0.0, "different surnames")
    for one, other in ((left, right), (right, left)):
        for surname in one.surnames:
            if len(surname) > 3 and surname in other.middle:
                best = max(best, (0.9, f"surname {surname} is a middle part of the other"))
    # "Al Samno" / "AlSamno", "Van Cise" / "Vancise": a middle part glued to the surname.
    for one, other in ((left, right), (right, left)):
        if one.middle and one.middle[-1] + one.surname == other.surname:
            best = max(best, (1.0, f"same surname {other.surname}"))
    return best


def _given_level(left: PersonalName, right: PersonalName) -> tuple[float | None, str]:
    ours, theirs = _given_forms(left), _given_forms(right)
    if not ours or not theirs:
        return None, "no given name on one side"
    if left.given and left.given == right.given:
        return 1.0, f"same given name {left.given}"
    candidates = [_given_pair(a, rank_a, b, rank_b) for a, rank_a in ours for b, rank_b in theirs]
    candidates += _middle_like_a_surname(left, right)
    candidates.append(_joined_given(left, right))
    candidates.append(_generation_nickname(left, right))
    return max(candidates, key=lambda found: found[0])


def _given_forms(name: PersonalName) -> list[tuple[str, int]]:
    """What somebody may be called, with 0 for the first name, 1 for nicknames, 2 for middles."""
    forms = [(name.given, 0)] if name.given else []
    forms += [(nickname, 1) for nickname in name.nicknames]
    forms += [(middle, 2) for middle in name.middle]
    if not name.is_full and not forms:
        return []
    return forms


def _given_pair(one: str, rank_one: int, other: str, rank_other: int) -> tuple[float, str]:
    level, why = given_spelling(one, other)
    if rank_one == rank_other == 2:
        return min(level, 0.4), f"only the middle names agree: {one}, {other}"
    if 2 in (rank_one, rank_other):
        # "J. Robert" and "Robert": people go by their middle names.
        if level < 0.85 or min(len(one), len(other)) < 2:
            return 0.0, f"different given names {one}, {other}"
        return 0.8 * level, f"goes by a middle name: {why}"
    if 1 in (rank_one, rank_other):
        return (0.95 * level, f"nickname: {why}") if level >= 0.85 else (0.0, why)
    return level, why


def _middle_like_a_surname(left: PersonalName, right: PersonalName) -> Iterator[tuple[float, str]]:
    """ "Warren Cade Stroudt" and "Cade Stroudt": most who bear "Cade" bear it last."""
    for one, other in ((left, right), (right, left)):
        if len(one.surnames) > 1 and other.surnames == one.surnames[1:]:
            yield _given_pair(one.surnames[0], 2, other.given, 0)


def _joined_given(left: PersonalName, right: PersonalName) -> tuple[float, str]:
    """ "Abdul Rahman" and "Abdulrahman"."""
    for one, other in ((left, right), (right, left)):
        if one.middle and one.given + one.middle[0] == other.given:
            return 1.0, f"same given name {other.given}"
    return 0.0, "different given names"


def _generation_nickname(left: PersonalName, right: PersonalName) -> tuple[float, str]:
    for one, other in ((left, right), (right, left)):
        called = one.given or one.surname
        if other.suffix and SUFFIX_NICKNAMES.get(called) == other.suffix:
            return 0.85, f"{called} is what a {other.suffix} is called"
    return 0.0, "different given names"


def _middles_differ(left: PersonalName, right: PersonalName) -> bool:
    """Both give a middle name and no two of them fit together."""
    if not left.middle or not right.middle:
        return False
    return not any(
        one[0] == other[0] and (1 in (len(one), len(other)) or spelling(one, other)[0] >= 0.8)
        for one in left.middle
        for other in right.middle
    )


def _generations_differ(left: PersonalName, right: PersonalName) -> bool:
    """Jr. is not Sr. nor III; II and Jr. are one thing in two hands, and II a slip for III."""
    ours, theirs = sorted((left.suffix, right.suffix))
    return bool(ours and theirs and ours != theirs) and "ii" not in (ours, theirs)
