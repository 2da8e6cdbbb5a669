"""Personal names as the news writes them: their parts, a key, and whether two can be one person's.

Comparison is about *written names* only: how rare a name is, and what date and place say,
is weighed in :mod:`pipeline.compare`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain, islice

from anyascii import anyascii
from jellyfish import metaphone
from rapidfuzz.distance import OSA, JaroWinkler

from pipeline import shipped

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
_PARTICLES = frozenset(
    "de del la las los el al da das do dos di du le van von der den bin ibn abu st san santa mac"
    " ter ten".split()
)
_BEGINNINGS = tuple(sorted(_PARTICLES))
#: "Tre", "Trey": what third-generation bearers of a name are called.
_SUFFIX_NICKNAMES = {"tre": "iii", "trey": "iii", "tripp": "iii", "junior": "jr", "deuce": "ii"}

#: Given name or surname below this: two people's names. Given names below the second may be one's.
LEAST_ALIKE, LEAST_GIVEN = 0.6, 0.75
#: By what a likeness counts that makes two words no spellings of each other.
UNLIKE = 0.55
#: From here on two words are forms of one.
NEAR = 0.85


class NameVerdict(StrEnum):
    SAME = "same"
    VARIANT = "variant"  # spelling, nickname, order, a dropped surname
    COMPATIBLE = "compatible"  # a bare surname, an initial, another middle name
    INCOMPATIBLE = "incompatible"


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


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How two written names relate; ``given`` and ``surname`` are 0..1, None when one is absent."""

    verdict: NameVerdict
    score: float
    why: str
    given: float | None = None
    surname: float | None = None
    generation_differs: bool = False


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


@lru_cache(maxsize=65536)
def compare_written(left: str, right: str) -> NameComparison:
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
        if word in _PARTICLES and tokens and more:
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
        if other.suffix and _SUFFIX_NICKNAMES.get(called) == other.suffix:
            return 0.85, f"{called} is what a {other.suffix} is called"
    return 0.0, "different given names"


def given_spelling(one: str, other: str) -> tuple[float, str]:
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
    if longer.endswith(shorter) and longer[: -len(shorter)] in _PARTICLES:
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
            if word[:end] in _PARTICLES:
                yield word[end:]


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
    for formal, shorts in chain(_rows("nicknames.tsv"), _rows("nicknames_extra.tsv")):
        for short in shorts.split():
            found.setdefault(fold(short), set()).add(formal)
    return found


def given_ppm(name: str) -> int:
    """How many in a million bear it as a first name (US Census 1990); 0 when too few to list."""
    return _census().get(name, (0, 0))[0]


def surname_ppm(name: str) -> int:
    return _census().get(name, (0, 0))[1]


@cache
def _census() -> dict[str, tuple[int, int]]:
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    found: dict[str, tuple[int, int]] = {}
    for name, given, surname in _rows("census_names.tsv"):
        found[name] = pairs.setdefault((given, surname), (int(given or 0), int(surname or 0)))
    return found


def _rows(file: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in islice(shipped.lines(file), 1, None))
