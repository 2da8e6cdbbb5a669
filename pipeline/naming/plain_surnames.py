"""Surnames that are plain words, where they open a sentence: "Bonds is in jail", of a Cortez Bonds.

A lone word that opens a sentence has its capital for that alone. Where the story names somebody in
full by it, and what follows is what somebody did, it is that surname again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon.name_lists import surname_ppm
from pipeline.lexicon.people_words import common_words
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import Token

#: What follows a surname, and hardly ever the plain word that opens a sentence.
_AFTER = frozenset(
    """is was has had did does will would could can died lived said says told fired ran fled shot
    drove pointed raised pleaded remained remains suffered never also later then turned came went
    pulled dropped refused survived leaves worked lost faces""".split()
)
_KNOWN = 100  # in a million: such a surname is read wherever it stands
_OPENING = frozenset(("“", '"', "—", "–"))


def found(mentions: Sequence[Named], tokens: Sequence[Sequence[Token]]) -> list[Named]:
    """The mentions, with those of the plain surnames among them that open a sentence."""
    plain = {
        one.keys[-1]
        for one in mentions
        if len(one.parts) > 1 and one.parts[-1].casefold() in common_words()
    }
    plain = {key for key in plain if surname_ppm(key) < _KNOWN}
    if not plain:
        return list(mentions)
    taken = {(one.sentence, place) for one in mentions for place in range(one.first, one.last)}
    again = [
        one
        for number, words in enumerate(tokens)
        for one in _openers(number, words, plain)
        if (number, one.first) not in taken
    ]
    return sorted([*mentions, *again], key=lambda one: (one.sentence, one.first))


def _openers(number: int, words: Sequence[Token], plain: set[str]) -> Iterator[Named]:
    for place, word in enumerate(words[:-1]):
        if word.low not in plain or not word.capital:
            continue
        opens = place == 0 or words[place - 1].text in _OPENING
        if opens and (word.possessive or words[place + 1].low in _AFTER):
            end = word.start + len(word.text)
            yield Named(number, place, place + 1, (word.text,), "", "", (), place, word.start, end)
