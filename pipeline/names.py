"""Personal names as the news writes them: their parts, a key, and how they are displayed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from pipeline.lexicon.name_counts import given_ppm, surname_ppm

_QUOTED = re.compile(r"[\"“”„«»]\s*([^\"“”„«»]+?)\s*(?:[\"“”„«»]|''|$)|\(([^)]+)\)")
_SINGLE_QUOTED = re.compile(r"(?<!\w)['‘’`]{1,2}([^'‘’`]+(?:['‘’`]\w[^'‘’`]*)?)['‘’`]{1,2}(?!\w)")
_AGE = re.compile(
    r",?\s*\(?\b(?:aged?\s+)?\d{1,3}\)?(?:[- ]years?[- ]old)?\s*$|"
    r"^\s*[\w-]{1,14}[- ]years?[- ]old\s+|,\s*(?:aged?\s+)?\d{1,3}\b.*$",
    re.IGNORECASE,
)
_TITLES = (
    "mr|mrs|ms|miss|dr|rev|hon|sgt|sergeant|officer|ofc|deputy|dep|det|detective|lt|"
    "lieutenant|capt|captain|cpl|corporal|pfc|pvt|trooper|chief|sheriff|prof|sir|pastor|"
    "bishop|imam|private|suspect|victim"
)
_TITLE = re.compile(rf"^(?:(?:{_TITLES})\b\.?\s+)+", re.IGNORECASE)
_ALIAS = re.compile(r"\s*(?:,\s*)?\b(?:a\.?k\.?a\.?|also known as|alias|or)\b\.?\s*|\s*/\s*", re.I)
#: "J.R.", "T.J.", "DJ" at the head of a name: letters, not a word.
_INITIALS = re.compile(r"^(?:[A-Z]\.){2,3}(?=\s)|^[B-DF-HJ-NP-TV-Z]{2}(?=\s)")
_SUFFIXES = {
    "jr": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "senior": "sr", "snr": "sr",
    "ii": "ii", "2nd": "ii", "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv", "v": "v",
}  # fmt: skip
#: Two words in plain letters: a given name and a surname, unless one of them is no name.
_TWO_WORDS = re.compile(r"[A-Z]?[a-z]{2,} [A-Z]?[a-z]{2,}")
_NO_NAMES = frozenset((*_TITLES.split("|"), *_SUFFIXES, "aka", "alias", "or"))
PARTICLES = frozenset(
    "de del la las los el al da das do dos di du le van von der den bin ibn abu st san santa mac"
    " ter ten".split()
)
_BEGINNINGS = tuple(sorted(PARTICLES))


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name's parts, folded to plain lower-case letters; ``written`` keeps the tidied original."""

    written: str
    given: str = ""
    middle: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    suffix: str = ""
    nicknames: tuple[str, ...] = ()
    also: tuple[PersonalName, ...] = ()  # "X, also known as Y"

    @property
    def is_full(self) -> bool:
        return bool(self.given and self.surnames)

    @property
    def is_plain(self) -> bool:
        """One given name and one surname, and no more to it."""
        more = self.middle or self.suffix or self.nicknames or self.also
        return bool(self.given) and len(self.surnames) == 1 and not more

    @property
    def surname(self) -> str:
        return self.surnames[-1] if self.surnames else ""


def fold(text: str) -> str:
    """Plain lower-case ASCII, apostrophes and stops gone, hyphens as blanks.

    >>> fold("De’Shawn O’Neal-Ríos")
    'deshawn oneal rios'
    """
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFC", text))
    text = text.lower()
    if text.isalpha():
        return text
    return " ".join(_NO_LETTERS.sub(" ", _APOSTROPHES.sub("", text)).split())


_APOSTROPHES, _NO_LETTERS = re.compile(r"['’‘`´.]"), re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def parse(written: str) -> PersonalName:
    """Take a name apart as newsrooms write it.

    >>> parse("José Luis Villaseñor-Pacheco Jr., 33").surnames
    ('villasenor', 'pacheco')
    >>> parse("O'NEAL, Terrence").given
    'terrence'
    """
    if two := _two_words(written):
        return PersonalName(written, two[0], (), two[1:])
    first, *others = [part for part in _ALIAS.split(written) if part and part.strip()] or [""]
    name = _parse_one(first)
    others = [other for other in others if fold(other)]
    if not others:
        return name
    also = tuple(_parse_one(other) for other in others)
    return PersonalName(
        name.written, name.given, name.middle, name.surnames, name.suffix, name.nicknames, also
    )


def _two_words(written: str) -> tuple[str, ...]:
    two = _TWO_WORDS.fullmatch(written)
    words = written.lower().split(" ") if two else ()
    return () if _NO_NAMES.intersection(words) else tuple(words)


@lru_cache(maxsize=65536)
def key(name: PersonalName) -> str:
    """First given name and last surname, folded and joined; a key of a key is itself."""
    found = _plain_key(name)
    while (shorter := _plain_key(parse(found))) != found:
        found = shorter
    return found


def _plain_key(name: PersonalName) -> str:
    return " ".join(part for part in (name.given, name.surname) if part)


def display(name: PersonalName) -> str:
    """The name as a person would write it: capitals-only transcripts are put in mixed case."""
    return name.written


# --- taking apart ---------------------------------------------------------------------------


def _parse_one(written: str) -> PersonalName:
    text, nicknames = _take_nicknames(_TITLE.sub("", _AGE.sub("", written.strip())).strip())
    text, suffix = _take_suffix(text)
    tokens = _tokens(_uninvert(text))
    # A single-letter Roman five is a suffix only after two names; "V" first is an initial.
    given, middle, surnames = _lay_out(tokens)
    return PersonalName(_tidy(written), given, middle, surnames, suffix, nicknames)


def _take_nicknames(text: str) -> tuple[str, tuple[str, ...]]:
    found: list[str] = []

    def keep(match: re.Match[str]) -> str:
        inner = next(group for group in match.groups() if group is not None)
        found.extend(folded for part in re.split(r"[,;]", inner) if (folded := fold(part)))
        return " "

    text = _QUOTED.sub(keep, text)
    text = _SINGLE_QUOTED.sub(keep, text)
    return " ".join(text.split()), tuple(found)


def _take_suffix(text: str) -> tuple[str, str]:
    suffix = ""
    while (match := re.search(r"[\s,]+(\w+)\.?\s*$", text)) is not None:
        word = match.group(1).lower()
        rest = text[: match.start()].strip(" ,")
        if word not in _SUFFIXES or not rest or (word == "v" and " " not in rest):
            break
        text, suffix = rest, suffix or _SUFFIXES[word]
    # "Lopez Jr., Juan": the suffix stands before the comma of an inverted name.
    if (match := re.search(r"[\s]+(jr|sr|ii|iii|iv)\.?\s*,\s*(?=\w)", text, re.I)) is not None:
        suffix = suffix or _SUFFIXES[match.group(1).lower()]
        text = text[: match.start()] + ", " + text[match.end() :]
    return text, suffix


def _uninvert(text: str) -> str:
    """ "Lopez, Juan" as "Juan Lopez"."""
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else last


def _tokens(text: str) -> list[str]:
    """Folded words; particles are joined to what follows, hyphens part surnames."""
    words = fold(_INITIALS.sub(lambda found: " ".join(found.group()), text)).split()
    tokens: list[str] = []
    held = ""
    for position, word in enumerate(words):
        more = position + 1 < len(words)
        if word in PARTICLES and tokens and more:
            held += word
        else:
            tokens.append(held + word)
            held = ""
    return tokens


def _lay_out(tokens: list[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if not tokens:
        return "", (), ()
    if len(tokens) == 1:
        only = tokens[0]
        return ("", (), (only,)) if surname_ppm(only) >= given_ppm(only) else (only, (), ())
    given, *between, last = tokens
    surnames = [last]
    if between and _is_surname(between[-1]):
        surnames.insert(0, between.pop())
    return given, tuple(between), tuple(surnames)


def _is_surname(word: str) -> bool:
    return len(word) > 2 and surname_ppm(word) > 4 * given_ppm(word)


def _tidy(written: str) -> str:
    text = " ".join(_TITLE.sub("", _AGE.sub("", written.strip())).split()).strip(" ,;")
    if text.isupper() and len(text) > 3:
        text = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", _mixed_case, text)
    return text


def _mixed_case(match: re.Match[str]) -> str:
    word = match.group()
    if word.lower() in ("ii", "iii", "iv"):
        return word
    parts = re.split(r"(['’])", word.lower())
    if len(parts) == 3 and len(parts[0]) > 2:  # "Smith's" is no O'Neal
        return word.capitalize()
    word = "".join(part.capitalize() for part in parts)
    return f"Mc{word[2:].capitalize()}" if word.startswith("Mc") and len(word) > 4 else word


def plain(written: str) -> tuple[str, ...]:
    """Given name and surname of a name that has nothing else; else two empty texts.

    >>> plain("Maria Lopez"), plain("Maria Lopez Jr.")
    (('maria', 'lopez'), ('', ''))
    """
    if two := _two_words(written):
        return two
    name = parse(written)
    if not name.is_plain or fold(name.written).split() != [name.given, name.surname]:
        return "", ""
    return name.given, name.surname


def bare(written: str) -> str:
    """The one word of a name that has no other; else an empty text.

    >>> bare("Whitcombe"), bare("Dana Whitcombe")
    ('whitcombe', '')
    """
    [word, *more] = fold(written).split() or [""]
    name = parse(written)
    alone = not more and (name.given or name.surname) == word
    return word if alone and not (name.middle or name.suffix or name.nicknames or name.also) else ""


def without_particle(word: str) -> Iterator[str]:
    """What is left of a word without a particle it begins with."""
    if word.startswith(_BEGINNINGS):
        for end in range(1, len(word)):
            if word[:end] in PARTICLES:
                yield word[end:]


@cache
def letters(agency: str) -> str:
    """The first letters of a body's name, as it is called for short; of letters, themselves.

    >>> letters("Anchorage Police Department"), letters("APD")
    ('APD', 'APD')
    """
    if agency.isupper() and agency.isalpha():
        return agency
    words = re.findall(r"[A-Za-z]+", agency.replace("'s", "").replace("’s", ""))
    return "".join(word[0].upper() for word in words if word not in ("of", "the", "and"))
