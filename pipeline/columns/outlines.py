"""What of a report tells most others from it, in so few bytes that hundreds are held against it.

Of hundreds of reports that share a key with a new one few can be an edge. Which, is told by their
outlines alone (:mod:`pipeline.columns.outlined`): days, town, age and the like as numbers, of names
the letters, of texts the sketch and the telling words, of each a part. Whatever two outlines have
in common, the reports may have less of it; never more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntFlag
from functools import lru_cache
from struct import Struct
from zlib import crc32

from jellyfish import metaphone

from pipeline import names
from pipeline.lexicon import gazetteer
from pipeline.linking import fact_traits, place_traits
from pipeline.linking.linkable import Linkable, Shot
from pipeline.naming import name_spelling
from pipeline.records import FiredBy
from pipeline.syndication import SIGNATURE_LENGTH

_TERMS = 48

#: One after the other, by the letters of :mod:`struct`, which are NumPy's as well.
FIELDS: Mapping[str, tuple[str, int]] = {
    "first": ("i", 1), "last": ("i", 1), "published": ("i", 1),  # days as ordinals; 0 is unknown
    "tells": ("I", 1),  # of Tells
    "town": ("I", 1), "lat": ("f", 1), "lon": ("f", 1),  # of the only one; 0 is none, or several
    #: Of a plain name's given name and surname.
    "letters": ("I", 2), "twice": ("I", 2), "thrice": ("I", 2), "begins": ("I", 2),
    "called": ("I", 1),
    "heard": ("H", 2), "sounds": ("H", 2),
    "state": ("H", 1),
    "youngest": ("h", 1), "oldest": ("h", 1),  # the only person shot; -1 is unknown
    "words": ("H", _TERMS), "shares": ("H", _TERMS),  # in thousandths
    "lengths": ("B", 2),  # of the two names
    "size": ("B", 1),  # of the town
    "genders": ("B", 1), "fates": ("B", 1), "armed": ("B", 1), "fired_by": ("B", 1),
    "fewest": ("B", 1),  # people hit
    "sketch": ("B", SIGNATURE_LENGTH),
    "spare": ("H", 1),  # whole fours: NumPy takes its time where numbers lie askew
}  # fmt: skip
_PACKED = Struct("<" + "".join(f"{size}{kind}" for kind, size in FIELDS.values()))
_SKETCH = slice(-SIGNATURE_LENGTH - 2, -2)  # the last but what is spare

MALE = 1
GENDERS = {"male": MALE, "female": 2}  # all others are 4
LOOKS_LIKE_GUN = 128
_NO_SPOT = float("nan")


class Tells(IntFlag):
    """What a report tells."""

    SEVERAL_DAYS = 1
    STATED = 2  # its state
    COUNTY = 4
    CITY = 8
    ONE = 16  # person shot
    SINGLE = 32  # and nobody else can have been hit
    NAMED = 64
    OTHERS = 128
    AGED = 256
    EVENT = 512
    PLACE = 1024
    AGENCY = 2048
    SKETCHED = 4096
    WORDED = 8192
    BARE = 16384  # a name of one word, which may be either


def outline(report: Linkable) -> bytes:
    """A report's."""
    days = report.dates[0] if report.dates else None
    shot = report.victims[0] if len(report.victims) == 1 else None
    given, surname = _words(shot)
    youngest, oldest = _ages(shot)
    state = report.state.encode()[:2] if report.state else b""
    terms = report.terms[:_TERMS]
    once, twice, thrice, begins, lengths, heard, sounds = zip(
        _word(given), _word(surname), strict=True
    )
    town, lat, lon, size = _town(report.cities, report.state)
    return _PACKED.pack(
        days.first.toordinal() if days else 0,
        days.last.toordinal() if days else 0,
        report.published.toordinal() if report.published else 0,
        _tells(report) | Tells.BARE * (given == surname),
        town, lat, lon,
        *once, *twice, *thrice, *begins, _called(given), *heard, *sounds,
        int.from_bytes(state, "big"),
        youngest, oldest,
        *_padded([crc32(word.encode()) & 0xFFFF for word, _ in terms], _TERMS),
        *_padded([round(1000 * share) for _, share in terms], _TERMS),
        *lengths, size,
        _together(GENDERS.get(v.gender, 4) for v in report.victims if v.gender),
        _together(1 + v.fatal for v in report.victims if v.fatal is not None),
        _armed(report.armed),
        _FIRED_BY.get(report.fired_by, 0),
        min(report.people_hit_min, 255),
        *low_bytes(report.signature),
        0,
    )  # fmt: skip


def low_bytes(signature: Sequence[int]) -> bytes:
    """What an outline keeps of a sketch: two have no less of this in common than of the whole."""
    return bytes([number & 0xFF for number in signature]).ljust(SIGNATURE_LENGTH, b"\0")


def sketch_of(own: bytes) -> bytes:
    """The :func:`low_bytes` in an outline."""
    return own[_SKETCH]


def alike(one: bytes, other: bytes) -> int:
    """How many numbers of two sketches may be the same, by their :func:`low_bytes`.

    >>> alike(low_bytes([256, 1, 2]), low_bytes([512, 1, 3]))
    63
    """
    apart = int.from_bytes(one, "big") ^ int.from_bytes(other, "big")
    return apart.to_bytes(SIGNATURE_LENGTH, "big").count(0)


def _tells(report: Linkable) -> int:
    told = {
        Tells.SEVERAL_DAYS: len(report.dates) > 1,
        Tells.STATED: report.state_stated,
        Tells.COUNTY: report.counties,
        Tells.CITY: report.cities,
        Tells.ONE: len(report.victims) == 1,
        Tells.SINGLE: report.single,
        Tells.NAMED: report.named,
        Tells.OTHERS: report.others,
        Tells.AGED: any(victim.age_min is not None for victim in report.victims),
        Tells.EVENT: report.events,
        Tells.PLACE: report.place,
        Tells.AGENCY: report.agencies,
        Tells.SKETCHED: report.signature,
        Tells.WORDED: report.terms,
    }
    return sum(bit for bit, one in told.items() if one)


_FIRED_BY = {FiredBy.POLICE: 1, FiredBy.CIVILIAN: 2, FiredBy.SELF: 3}


def _words(shot: Shot | None) -> tuple[str, ...]:
    """Given name and surname of one person who has no other; twice the same word where one is."""
    if shot is None or not shot.name or shot.forms:
        return "", ""
    return names.plain(shot.name) if " " in shot.name else (names.bare(shot.name),) * 2


def _ages(shot: Shot | None) -> tuple[int, int]:
    if shot is None or shot.age_min is None:
        return -1, -1
    return shot.age_min, shot.age_min if shot.age_max is None else shot.age_max


@lru_cache(maxsize=4096)
def _town(cities: tuple[str, ...], state: str | None) -> tuple[int, float, float, int]:
    if len(cities) != 1:
        return 0, _NO_SPOT, _NO_SPOT, 0
    place = gazetteer.place(cities[0], state)
    size = list(place_traits.CITY_SIZES).index(place_traits.size_of(place))
    key = crc32(place_traits.place_key(cities[0]).encode()) or 1
    return (key, place.lat, place.lon, size) if place else (key, _NO_SPOT, _NO_SPOT, size)


def _armed(weapon: str | None) -> int:
    if weapon in fact_traits.NOT_TOLD:
        return 0
    number = 1 + crc32(str(weapon).encode()) % 127
    return number | LOOKS_LIKE_GUN if weapon in fact_traits.LOOK_LIKE_GUNS else number


def _together(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def _padded(numbers: list[int], size: int) -> list[int]:
    return [*numbers, *[0] * (size - len(numbers))]


@lru_cache(maxsize=16384)
def _word(word: str) -> tuple[int, ...]:
    """Its letters, those it has twice and thrice, as bits; the first four, length, two sounds.

    Without a length nothing is told by them.
    """
    once = twice = thrice = 0
    for letter in word:
        bit = 1 << ord(letter) - ord("a") if "a" <= letter <= "z" else 0
        if not bit or thrice & bit:
            return _NO_WORD
        thrice |= twice & bit
        twice |= once & bit
        once |= bit
    if not 1 < len(word) < 256:
        return _NO_WORD
    begin = int.from_bytes(word[:4].encode().ljust(4), "big")
    sounds = [
        crc32(sound.encode()) & 0xFFFF for sound in (metaphone(word), name_spelling.sound(word))
    ]
    return once, twice, thrice, begin, len(word), *sounds


_NO_WORD = (0,) * 7


@lru_cache(maxsize=16384)
def _called(given: str) -> int:
    return _together(1 << crc32(name.encode()) % 32 for name in name_spelling.called(given))
