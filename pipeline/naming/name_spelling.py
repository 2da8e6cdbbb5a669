"""How near two words of names are: in spelling, in sound, as a name and its short forms."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, lru_cache
from itertools import chain

from jellyfish import metaphone
from rapidfuzz.distance import OSA, JaroWinkler

from pipeline.lexicon.name_counts import rows
from pipeline.names import PARTICLES, fold

#: "Tre", "Trey": what third-generation bearers of a name are called.
SUFFIX_NICKNAMES = {"tre": "iii", "trey": "iii", "tripp": "iii", "junior": "jr", "deuce": "ii"}
#: By what a likeness counts that makes two words no spellings of each other.
UNLIKE = 0.55
#: From here on two words are forms of one.
NEAR = 0.85


def given_spelling(one: str, other: str) -> tuple[float, str]:
    """How near two first names are, 0..1, and by what: the same, short forms, spelling."""
    if one == other:
        return 1.0, f"same given name {one}"
    if min(len(one), len(other)) == 1:
        if one[0] == other[0]:
            return 0.75, f"initial {min(one, other, key=len)} fits {max(one, other, key=len)}"
        return 0.0, f"initials {one}, {other} differ"
    if are_nicknames(one, other):
        return 0.93, f"{one} is a short form of {other}"
    level, why = spelling(one, other)
    if level < 0.8 and len(min(one, other, key=len)) > 3 and _begins(one, other):
        return 0.85, f"{one} and {other} begin alike"
    return level, why


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=65536)
def spelling(one: str, other: str) -> tuple[float, str]:
    """How near two words are in spelling and sound, 0..1."""
    if one == other:
        return 1.0, f"same {one}"
    short = min(len(one), len(other))
    if not short:
        return 0.0, "nothing to compare"
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if longer.endswith(shorter) and longer[: -len(shorter)] in PARTICLES:
        return 0.95, f"{longer} is {shorter} with its particle"
    likeness = JaroWinkler.similarity(one, other)
    steps = OSA.distance(one, other)
    sounds_same = short > 2 and metaphone(one) == metaphone(other)
    if (steps == 1 and short >= 4) or (sounds_same and likeness >= 0.75):
        return 0.92, f"{one} and {other} are spellings of one name"
    if steps == 2 and short >= 6 and likeness >= 0.85:
        return 0.85, f"{one} and {other} are two letters apart"
    if short >= 6 and sound_alike(one, other):
        return 0.85, f"{one} and {other} sound alike"
    if likeness >= 0.9 and short >= 5:
        return 0.8, f"{one} and {other} look alike"
    return UNLIKE * likeness, f"{one} is not {other}"


def sound_alike(one: str, other: str) -> bool:
    """ "Caitlin" and "Katelyn", "Marquise" and "Markeese": spelt by sound they are nearly one."""
    ours, theirs = (_by_sound(_SOUNDS_QU.sub("k", word)) for word in (one, other))
    return metaphone(ours) == metaphone(theirs) and JaroWinkler.similarity(ours, theirs) >= 0.9


@cache
def _by_sound(word: str) -> str:
    """One letter for a sound, as far as English keeps to it.

    >>> _by_sound("christopher"), _by_sound("kristofer")
    ('kristofer', 'kristofer')
    """
    word = word.replace("ph", "f")
    if "c" in word or "q" in word:
        word = _SOUNDS_K.sub("k", _SOUNDS_S.sub("s", word))
    return _DOUBLED.sub(r"\1", word.replace("y", "i").replace("z", "s"))


_SOUNDS_S, _SOUNDS_K = re.compile(r"c(?=[eiy])"), re.compile(r"ck|ch(?=r)|c(?!h)|q")
_DOUBLED = re.compile(r"(.)\1")
_SOUNDS_QU = re.compile(r"(?<=[a-z][a-z])(?<!mc)qu(?=[ei])")  # as in French, within a word


def sound(word: str) -> str:
    """How a word sounds, spellings of one sound made one; words that sound alike share it."""
    return metaphone(_by_sound(word))


# --- lists ----------------------------------------------------------------------------------


@cache
def are_nicknames(one: str, other: str) -> bool:
    """One is a short form of the other, or both are of a third (Bill, Billy: William)."""
    ours, theirs = _formal(one), _formal(other)
    return other in ours or one in theirs or bool(ours & theirs)


def called(name: str) -> Set[str]:
    """The name and the formal names it may stand for: those of nicknames have one in common."""
    return {name, *_formal(name)}


def _formal(name: str) -> Set[str]:
    """The formal names a short form may stand for (Bobby: Robert, Roberto)."""
    return _formals().get(name, frozenset())


@cache
def _formals() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for formal, shorts in chain(rows("nicknames.tsv"), rows("nicknames_extra.tsv")):
        for short in shorts.split():
            found.setdefault(fold(short), set()).add(formal)
    return found
