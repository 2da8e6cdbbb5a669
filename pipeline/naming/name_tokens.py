"""The words and marks of a sentence, and what their capitals say of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.language.text import ByWord, ascii_twin, cases, is_plain
from pipeline.records import Sentence, Where

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.)+"  # U.S., T.R., L.
    r"|[^\W_]+(?:[’'‘ʼ`\-–‑][^\W_]+)*"  # O’Neal, Dabrowski-Cole, 22-year-old
    r"|[^\w\s]"
)
_TOKEN_OF_ASCII = ascii_twin(_TOKEN)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))


class Token(NamedTuple):
    """One word or mark of a sentence; ``sentence.text[start:end]``."""

    start: int
    end: int
    text: str
    low: str  # folded, without possessive
    possessive: bool
    capital: bool


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A name part without case, accents, apostrophes and hyphens.

    >>> fold("O’Neal"), fold("Ríos"), fold("Dabrowski-Cole")
    ('oneal', 'rios', 'dabrowskicole')
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if char.isalnum())


def tokens(text: str) -> list[Token]:
    """The words and marks of a sentence."""
    made = tuple.__new__  # what ``Token`` calls, and a word's fields are given in their order
    found: list[Token] = []
    end = 0
    for run in (_TOKEN_OF_ASCII if is_plain(text) else _TOKEN).findall(text):
        start = text.index(run, end)  # between words there are only blanks and "_"
        end = start + len(run)
        _, size, word, low, possessive, capital = _READ[run]
        found.append(made(Token, (start, start + size, word, low, possessive, capital)))
    return found


def _read(text: str) -> Token:
    """A word or mark as if it were the text."""
    plain = text.translate(_APOSTROPHES)
    possessive = plain[-2:] in ("'s", "'S") and len(plain) > 3
    if possessive:
        text, plain = text[:-2], plain[:-2]
    low = plain.casefold() if len(plain) == 1 or "." in plain[:-1] else plain.casefold().rstrip(".")
    return Token(0, len(text), text, low, possessive, text[0].isupper())


_READ = ByWord(_read)


def is_shouted(text: str) -> bool:
    """Written in capitals throughout, as in closed captions."""
    small, capitals = cases(text)
    if capitals <= 4 * small:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 6 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def is_headline(sentence: Sentence, found: Sequence[Token]) -> bool:
    """Title Case Throughout, so that a capital says nothing."""
    least, share = (3, 0.75) if sentence.where is Where.TITLE else (5, 0.85)
    if [token.capital for token in found].count(True) < share * least:
        return False
    long = [token for token in found if len(token.low) > 3 and token.text[0].isalpha()]
    return len(long) >= least and sum(token.capital for token in long) >= share * len(long)


def is_acronym(word: str) -> bool:
    return len(word) >= 3 and word.isalpha() and word.isupper()
