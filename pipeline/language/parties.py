"""The parties that a line tells of, and which of them a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.noun_phrases import kind_of_head, phrase_start
from pipeline.language.word_classes import ACTORS, Actor, Token, many, possessive_name


def antecedent(line: Sequence[Token], at: int) -> Actor:
    """What kind of party a pronoun at ``at`` stands for, by the nouns before it.

    The last noun of its number that is not merely the one who says so.
    """
    # "A man he shot": the man is not he.
    return last_party(line, at - 1, plural=line[at].low in ("they", "them"))


def parties(line: Sequence[Token]) -> list[Actor]:
    """The kinds of the people a line names, pronouns aside; never empty."""
    found = [
        kind_of_head(line, phrase_start(line, at), at)
        for at, token in enumerate(line)
        if token.tag in "OCMYA"
    ]
    return found or [Actor.NOBODY]


def last_party(line: Sequence[Token], before: int, *, plural: bool) -> Actor:
    """The last party of a number in a line, ahead of a token, who is not merely its source.

    Where there is none, "they" of "police said the man had a gun when they shot" are the source.
    """
    between = source = None
    for here in range(before - 1, -1, -1):
        token = line[here]
        if token.tag == "M" and not plural and not possessive_name(token.text):
            return kind_of_head(line, phrase_start(line, here), here)
        if token.tag in "MC" and source is None:
            between = token
        if token.tag not in "OC" or plural is not many(token.low):
            continue
        if not _is_source(line, here):
            return ACTORS[token.tag]
        source = token
    return ACTORS[source.tag] if plural and source and between else Actor.SOMEBODY


def _is_source(line: Sequence[Token], here: int) -> bool:
    """ "The deputy said", but not "a deputy, she said" nor "the deputy told jurors" of himself.

    Nor "the deputy on a charge of", which is a noun.
    """
    for at in range(here + 1, min(len(line), here + 4)):
        if line[at].tag == "R":
            told = line[at].low == "told" and at + 1 < len(line) and line[at + 1].low in _HEARERS
            return line[at - 1].tag not in "ND" and not told
    return False


_HEARERS = frozenset("jurors investigators".split())
