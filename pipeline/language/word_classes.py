"""The words of a sentence with their classes: who is police, a person, a verb of firing, a name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from pipeline import shipped
from pipeline.language.cued import Cued
from pipeline.language.text import ByWord, ascii_twin, is_plain

LISTS = tomllib.loads(shipped.text("cues.toml"))


def words(group: str, name: str) -> frozenset[str]:
    return frozenset(LISTS[group][name].split())


class Actor(StrEnum):
    """The kinds of party that fire or are hit."""

    POLICE = "police"
    CIVILIAN = "civilian"
    ANIMAL = "animal"
    SELF = "self"  # the one who fired
    SOMEBODY = "somebody"  # a pronoun or a bare name: a person, we cannot tell which kind
    THING = "thing"
    NOBODY = "nobody"  # not said


class Token(NamedTuple):
    """A word with its class: one letter of ``_CLASSES``, ``M`` a name, ``_`` anything else."""

    text: str
    low: str
    start: int
    end: int
    tag: str


_CLASSES = (
    ("R", "verbs", "report"),
    ("P", "small", "prepositions"),
    ("D", "small", "determiners"),
    ("B", "verbs", "be"),
    ("X", "verbs", "auxiliary"),
    ("T", "actors", "thing"),
    ("C", "actors", "civilian"),
    ("A", "actors", "animal"),
    ("N", "actors", "pronoun"),
    ("S", "actors", "reflexive"),
    ("O", "actors", "police"),
    ("F", "verbs", "fire"),
    ("H", "verbs", "hit"),
    ("V", "verbs", "shoot"),
)
TAGS = {word: mark for mark, group, name in _CLASSES for word in words(group, name)}
ACTORS = {
    "O": Actor.POLICE,
    "C": Actor.CIVILIAN,
    "A": Actor.ANIMAL,
    "S": Actor.SELF,
    "N": Actor.SOMEBODY,
    "M": Actor.SOMEBODY,
    "Y": Actor.CIVILIAN,
    "T": Actor.THING,
}
POLICE = words("actors", "police")
#: Words with a capital that are nobody's surname.
NOT_NAMES = (
    words("small", "calendar")
    | POLICE
    | words("police_compounds", "nouns")
    | words("small", "never_names")
)
#: A given name and a surname, anywhere in a run of capitals.
FULL = Cued(r"\b(?=([A-Z][\w'’-]+)\s+(?:[A-Z]\.\s+)?([A-Z][\w'’-]{2,}))")
_COMPOUND = words("police_compounds", "nouns")
_GUARDED = words("police_compounds", "private_guards")
_CALENDAR = words("small", "calendar")
_TRADES = words("actors", "trades")
CLAUSE_OPENERS = words("small", "clause_openers")
_PLURAL = words("actors", "plural")
RELATIVE = frozenset(("who", "whom", "that", "which"))

_TOKEN = re.compile(
    r"\d+:\d\d\b|[A-Z][a-z]{0,4}\.(?=\s[A-Z])|(?:[A-Z]\.){2,}(?=\s\w)|[^\W_][\w'’.\-]*[^\W_.]|[^\W_]|[^\w\s]"
)
_TOKEN_OF_ASCII = ascii_twin(_TOKEN)
_AGENCY = re.compile(r"[A-Z]{1,4}(?:PD|SO|SD|DPS|SP)|PD")
_EX_POLICE = tuple(f"ex-{word}" for word in sorted(POLICE))
_AGE = re.compile(r"[\w-]{1,12}-(?:year|month)-olds?")
_HARD = frozenset(':;—–|«»()“”"?!')


def tokens(text: str, officers: frozenset[str]) -> list[Token]:
    """The words of a sentence with their classes; ``officers`` are surnames known as police."""
    found: list[Token] = []
    made = tuple.__new__  # what ``Token`` calls
    last: Token | None = None
    end = 0
    for word in (_TOKEN_OF_ASCII if is_plain(text) else _TOKEN).findall(text):
        low, bare, tag = _READ[word]
        if bare in officers:
            tag = "G" if bare != low else "O"
        elif tag == "M" and not last:
            tag = "_"
        if last and last.tag == "O" and low in _COMPOUND:
            found[-1] = last._replace(tag="_")
            tag = "_"
        elif tag == "O" and _guarded(found):
            tag = "C"
        elif tag == "S" and last and last.tag == "B":
            tag = "N"  # "was himself shot by"
        elif last and low in _BY_THE_LAST:
            tag = _by_the_last(low, tag, last, found)
        start = text.index(word, end)  # between words there are only blanks and "_"
        end = start + len(word)
        last = made(Token, (word, low, start, end, tag))
        found.append(last)
    aged = len(found) > 2 and found[1].low == "," and found[2].low.isdigit()
    if len(found) > 1 and found[0].tag == "_" and (aged or found[1].tag in "BXVHFM"):
        found[0] = found[0]._replace(tag="M" if found[0].text[0].isupper() else "_")
    return found


_LAWMENS = frozenset(("sheriff's", "constable's", "marshal's"))
HARMLESS = frozenset("taser tasers beanbag beanbags stun".split())
_BY_THE_LAST = HARMLESS | {"man", "men", "van", "veteran", "off"}


def _by_the_last(low: str, tag: str, last: Token, found: list[Token]) -> str:
    """The class of a word that depends on what stands before it, or changes the class of that."""
    if low in ("man", "men") and last.low in _LAWMENS:
        return "O"  # "the sheriff's men"
    if low == "van" and last.tag == "M":
        return "M"  # "Jason Van Dyke"
    if low == "veteran" and last.low.endswith("-year"):
        return "O"  # "a 10-year veteran" has served, "an Army veteran" is anybody
    if low in HARMLESS and (fired := _firing(found)):
        found[fired] = found[fired]._replace(tag="_")  # "fired a Taser"
    elif low == "off" and last.low in GOES and _gun_before(found):
        found[-1] = last._replace(tag="F")  # "the rifle went off"
    return tag


def _firing(before: Sequence[Token]) -> int | None:
    """The verb of firing whose object comes next, past "a", "their" or a number."""
    for here in range(len(before) - 1, max(-1, len(before) - 5), -1):
        if before[here].tag == "F":
            return here
        if before[here].tag not in "D_G":
            return None
    return None


GOES = frozenset("went goes going go".split())
GUNS = words("small", "guns")
OWNED = GUNS | words("small", "missiles")


def _gun_before(line: Sequence[Token]) -> bool:
    return any(token.low in GUNS for token in line[-CLAUSE_MARK:])


CLAUSE_MARK = 14  # tokens


def _guarded(before: Sequence[Token]) -> bool:
    """ "Security" or "a retired Bibb County" before "officer": nobody on police duty."""
    if not before:
        return False
    if before[-1].low in _GUARDED:
        return len(before) < 2 or before[-2].low != "homeland"
    for token in reversed(before[-4:]):
        if token.low == "retired":
            return True
        if not token.text[0].isupper():
            return False
    return False


def _read(word: str) -> tuple[str, str, str]:
    """A word in small letters, the same without "'s", and its class within a sentence."""
    low = word.casefold().replace("’", "'")
    if low.endswith("who'd"):
        low = low.removesuffix("'d")
    bare = low.removesuffix("'s")
    return low, bare, _tag(word, low, bare)


_READ = ByWord(_read)


def _tag(word: str, low: str, bare: str) -> str:
    if not word[0].isalnum():
        return ":" if word in _HARD else ","
    if low.startswith(_EX_POLICE):
        low, bare = low.removeprefix("ex-"), bare.removeprefix("ex-")
    if _AGENCY.fullmatch(word):
        return "G" if bare != low else "O"
    if word == "Will":
        return "M"  # a name, but at the head of a question
    if tag := TAGS.get(low):
        return tag
    if bare != low and TAGS.get(bare, "_") in "OC":
        return "G"
    if _AGE.fullmatch(low):
        return "Y"
    if low.isdigit():
        return "D"
    if word in _TRADES:
        return "C"
    named = word[0].isupper() and len(word) > 1 and low not in _CALENDAR
    return "M" if named else "_"


def possessive_name(word: str) -> bool:
    """Whether a word is the owner of what follows: "Roe's"."""
    return word.endswith(("'s", "’s", "'", "’"))


def many(word: str) -> bool:
    """Whether a noun stands for more than one."""
    return word in _PLURAL or (word.endswith("s") and not word.endswith("ss"))


def near(line: Sequence[Token], at: int, reach: int = 13) -> Iterator[Token]:
    yield from line[max(0, at - reach) : at]
    yield from line[at + 1 : at + 1 + reach]
