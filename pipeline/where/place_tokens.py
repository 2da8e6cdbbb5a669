"""The words and marks of a sentence, as names of places are looked for in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.language.text import ByWord, ascii_twin, cases, is_plain
from pipeline.lexicon import gazetteer

_TOKEN = re.compile(
    r"[^\W\d_][\w'’]*(?:-(?=\w)[\w'’]*)*(?:\.(?=[A-Z]\.)[A-Z])*\.?|\d[\w,.-]*\w|\d|[^\w\s]"
)
_TOKEN_OF_ASCII = ascii_twin(_TOKEN)
_POSSESSIVE = frozenset(("'s", "’s", "'S", "’S"))
SHORTENED = frozenset({"st.", "ste.", "ft.", "mt.", "n.", "s.", "e.", "w.", "pt.", "u.s."})


class Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int
    capital: bool


def tokens(text: str) -> list[Token]:
    made = tuple.__new__  # what ``Token`` calls, and a word's fields are given in their order
    found: list[Token] = []
    end = 0
    for run in (_TOKEN_OF_ASCII if is_plain(text) else _TOKEN).findall(text):
        start = text.index(run, end)  # between words there are only blanks and "_"
        end = start + len(run)
        for word, low, first, last, capital in _READ[run]:
            found.append(made(Token, (word, low, start + first, start + last, capital)))
    return found


def _read(word: str) -> tuple[Token, ...]:
    """A word as if it were the text: without "'s" or a full stop that is not its own."""
    end = len(word)
    if word[-2:] in _POSSESSIVE and word[-3] not in "'’":
        return _token(word[:-2]), Token(word[-2:], "'s", end - 2, end, False)
    # A full stop belongs to "St." and "Ga.", not to the last word of a sentence.
    if word[-1] == "." and len(word) > 1 and not _keeps_stop(word):
        return _token(word[:-1]), Token(".", ".", end - 1, end, False)
    return (_token(word),)


_READ = ByWord(_read)


def _token(word: str) -> Token:
    return Token(word, word.lower(), 0, len(word), word[0].isupper())


def _keeps_stop(word: str) -> bool:
    low = word.lower()
    if low in SHORTENED or low.count(".") > 1:
        return True
    code = gazetteer.state_code(word)
    return code is not None and gazetteer.states()[code].name.lower() != low[:-1]


@lru_cache(maxsize=256)
def shouting(text: str) -> bool:
    """Is the sentence written in capitals throughout?"""
    small, capitals = cases(text)
    return len(text) > 12 and small * 5 < capitals
