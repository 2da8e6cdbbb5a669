"""How far the name of a place reaches in a run of capitalised words, and the state behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.lexicon import gazetteer
from pipeline.lexicon.people_words import common_words
from pipeline.where.place_neighbours import COUNTIES
from pipeline.where.place_tokens import SHORTENED, Token

_LINKS = frozenset({"'s", "of", "de", "la", "del", "du", "the", "los", "las"})
_SHORT_STARTS = SHORTENED | frozenset("st mt ft la le el de du".split())  # "La Marque"
_LONGEST = 4


def may_start(word: Token) -> bool:
    if word.low in ("near", "outside"):
        return False  # "NEAR DALLAS, Ore."
    return len(word.text) > 2 or word.low in _SHORT_STARTS


def known_run(words: Sequence[Token], at: int) -> int:
    """Length of the longest run from here that is a place in the gazetteer."""
    longest = min(_LONGEST, len(words) - at, _longest_from(words, at))
    for size in range(longest, 0, -1):
        run = words[at : at + size]
        if not (run[-1].capital or run[-1].low.isdigit()) or not _together(run):
            continue
        name = _joined(run)
        if size == 1 and run[0].low in _NO_NAMES and not state_after(words, at + 1)[0]:
            continue  # "North" is a side of somewhere, "Avenue" the end of a street
        if size == 1 and run[0].low == "united" and len(words) > at + 1 and words[at + 1].capital:
            continue  # "the United States" is not the town in Pennsylvania
        if size == 1 and run[0].low in _CALENDAR and not state_after(words, at + 1)[0]:
            continue  # "back on the road in August"
        if gazetteer.known(name) and not _only_a_state(name, words, at + size):
            return size
        if size > 1 and run[-1].low not in _SIDE_ENDS and gazetteer.wholes_of(name):
            return size  # "Lake Highlands", a part of Dallas
    return 0


def _longest_from(words: Sequence[Token], at: int) -> int:
    """ "Lee's Summit" is three words here, and begins with "Lees" in the table."""
    own = gazetteer.longest_from(words[at].text)
    if at + 1 < len(words) and words[at + 1].low == "'s":
        return max(own, gazetteer.longest_from(f"{words[at].text}s") + 1)
    return own


def _joined(run: Sequence[Token]) -> str:
    return " ".join(word.text for word in run).replace(" '", "'").replace(" ’", "’")


def state_run(words: Sequence[Token], at: int) -> int:
    """ "North Dakota" names no Dakota, "Washington state police" and "New York State" no city."""
    if not gazetteer.begins_state(words[at].text):
        return 0
    for size in (1, 2, 3):
        name = " ".join(word.text for word in words[at : at + size])
        code = gazetteer.state_code(name) if at + size <= len(words) else None
        if code in ("NY", "WA"):
            return size if at + size < len(words) and words[at + size].low == "state" else 0
        if code and size > 1 and state_after(words, at + size)[0] is None:
            return size
    return 0


def _only_a_state(name: str, words: Sequence[Token], after: int) -> bool:
    """ "Vermont" is the state, not the village in Wisconsin, unless a state follows it."""
    if gazetteer.state_code(name) in (None, "NY", "WA", "DC") or len(name) == 2:
        return False
    return state_after(words, after)[0] is None


DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())
#: What a street's name ends with: "Boston Avenue", "Boston Ave." (a stop is a word of its own).
STREETS = frozenset(
    "street streets avenue avenues boulevard road roads drive lane court place way parkway highway "
    "freeway expressway turnpike terrace st. st ave blvd rd dr ln ct pl pkwy hwy".split()
)
_NO_NAMES = DIRECTIONS | STREETS


def side_of(words: Sequence[Token], at: int, size: int) -> bool:
    """Is "North Baltimore" a side of Baltimore rather than the village of that name?"""
    whole = gazetteer.named(" ".join(word.text for word in words[at : at + size]))
    rest = gazetteer.named(" ".join(word.text for word in words[at + 1 : at + size]))
    if not rest:
        return False
    return not whole or rest[0].population > _MUCH_LARGER * whole[0].population


_SIDE_ENDS = frozenset(("side", "end"))  # "the West Side" of anywhere
_MUCH_LARGER = 100
_SIDES = DIRECTIONS | {"old", "new", "the"}
_TOWNSHIPS = frozenset("township twp twp.".split())


def township_run(words: Sequence[Token], at: int) -> int:
    """ "Millcreek Township", "Town of Geneva": the gazetteer has few of them."""
    if words[at].low in ("town", "village", "township") and len(words) > at + 2:
        named = words[at + 1].low == "of" and words[at + 2].capital
        return 3 + _in_two_words(words, at + 2) if named else 0
    for size in (2, 3):
        if at + size <= len(words) and words[at + size - 1].low in _TOWNSHIPS:
            return size if all(word.capital for word in words[at : at + size]) else 0
    return 2 if _is_town(words, at) else 0


def _is_town(words: Sequence[Token], at: int) -> bool:
    """ "Rutland Town" lies around the city of Rutland; "Rutland Town Hall" is a house."""
    if at + 1 >= len(words) or words[at + 1].text != "Town" or words[at].low in _SIDES:
        return False
    after = words[at + 2] if at + 2 < len(words) else None
    return gazetteer.known(words[at].text) and not (after and after.capital)


def _in_two_words(words: Sequence[Token], at: int) -> bool:
    """ "West Sweden", "New Haven": does the word before a capital belong to it?"""
    first = words[at].low in _FIRST_OF_TWO
    return first and at + 1 < len(words) and words[at + 1].capital


_FIRST_OF_TWO = (
    DIRECTIONS | _SHORT_STARTS | frozenset("new old mount fort lake port san santa los las".split())
)


def plain_run(words: Sequence[Token], at: int) -> int:
    """A name the gazetteer lacks after "in" or "near", not part of something longer."""
    if at == 0 or words[at - 1].low not in ("in", "near") or words[at].low in _not_places():
        return 0
    size = 1
    while at + size < len(words) and size < 3 and words[at + size].capital:
        size += 1
    after = words[at + size] if at + size < len(words) else None
    if words[at + size - 1].low in COUNTIES or _is_initials(words, at, size):
        return 0
    if gazetteer.state_code(" ".join(word.text for word in words[at : at + size])):
        return 0
    return 0 if after and (after.capital or after.low == "'s") else size


def _is_initials(words: Sequence[Token], at: int, size: int) -> bool:
    """ "He is in ICU": a few capitals among small letters are short for something."""
    short = size == 1 and words[at].text.isupper() and len(words[at].text) <= _INITIALS
    return short and any(word.text.islower() for word in words)


_INITIALS = 4
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december easter christmas thanksgiving".split()
)
_NATIONS = frozenset("american english spanish u.s. us america united".split())


@lru_cache(maxsize=1)
def _not_places() -> frozenset[str]:
    """Common words and the calendar: a capital does not make them places."""
    return common_words() | _CALENDAR | _NATIONS


def dictionary_word(key: str) -> bool:
    """Is a folded name also a plain English word, or all its words are?"""
    return all(word in _not_places() for word in key.split())


def _together(run: Sequence[Token]) -> bool:
    return all(word.capital or word.low in _LINKS for word in run)


def stated_run(words: Sequence[Token], at: int) -> int:
    """A name the gazetteer lacks, believed because a state follows: "Karns, Tenn."."""
    size = 1
    while at + size < len(words) and size < _LONGEST and words[at + size].capital:
        size += 1
    if at + size < len(words) and words[at + size].text == ",":
        state = state_after(words, at + size)[0]
        return 0 if state is None or _known_within(words[at : at + size], state) else size
    return 0


def _known_within(run: Sequence[Token], state: str) -> bool:
    """ "Deadly Marksville, La.": a known place of that state behind the capitals of a headline."""
    tails = (" ".join(word.text for word in run[skip:]) for skip in range(1, len(run)))
    whole = gazetteer.place(" ".join(word.text for word in run), state)
    return whole is None and any(gazetteer.place(tail, state) for tail in tails)


def state_after(words: Sequence[Token], at: int) -> tuple[str | None, tuple[int, int] | None]:
    """A state written right after a comma: ", Ga.", ", West Virginia", ", CA"."""
    if at >= len(words) or words[at].text != ",":
        return None, None
    for size in (3, 2, 1):
        run = words[at + 1 : at + 1 + size]
        if len(run) < size or not run[0].capital or not run[-1].text[0].isalpha():
            continue
        written = " ".join(word.text for word in run)
        if written.isupper() or written[0].isupper():
            code = _state_written(written)
            if code:
                return code, (run[0].start, run[-1].end)
    return None, None


@lru_cache(maxsize=4096)
def _state_written(text: str) -> str | None:
    if len(text) == 2 and not text.isupper():
        return gazetteer.state_code(text) if text.endswith(".") else None
    return gazetteer.state_code(text)
