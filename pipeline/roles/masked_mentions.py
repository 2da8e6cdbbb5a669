"""Mentions among the words of their sentence, names and numbers masked, for features."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.years import NUMBER, OLD, is_years
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import Token
from pipeline.roles.scene import Scene

_YEARS_OLD = re.compile(NUMBER + OLD, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MaskedMention:
    """A mention among the masked words of its sentence."""

    mention: Named
    before: tuple[str, ...]  # nearest first
    after: tuple[str, ...]
    possessive: bool


def masked_mentions(scene: Scene) -> list[list[MaskedMention]]:
    """Of each bearer, every mention."""
    by_sentence: dict[int, list[tuple[Named, int]]] = {}
    for number, bearer in enumerate(scene.bearers):
        for mention in bearer.mentions:
            by_sentence.setdefault(mention.sentence, []).append((mention, number))
    found: list[list[MaskedMention]] = [[] for _ in scene.bearers]
    for sentence, mentions in sorted(by_sentence.items()):
        mentions.sort(key=lambda pair: pair[0].first)
        masked, where = _mask(scene.tokens[sentence], [mention for mention, _ in mentions])
        for (mention, number), at in zip(mentions, where, strict=True):
            found[number].append(_place(scene, mention, masked, at))
    return found


def _mask(found: Sequence[Token], mentions: Sequence[Named]) -> tuple[list[str], list[int]]:
    masked: list[str] = []
    where: list[int] = []
    here = 0
    for mention in mentions:
        masked += [masked_word(token) for token in found[here : mention.first]]
        where.append(len(masked))
        masked.append("NAME")
        here = max(here, mention.last)
    masked += [masked_word(token) for token in found[here:]]
    return masked, where


def masked_word(token: Token) -> str:
    """A word in small letters, and for an age or a number what it is."""
    if is_years(token.low):
        return "NN"
    if token.low.endswith(("old", "olds", "yo")) and _YEARS_OLD.fullmatch(token.text):
        return "NN-year-old"
    return "0" if token.text[0].isdigit() else token.low


def _place(scene: Scene, mention: Named, masked: Sequence[str], at: int) -> MaskedMention:
    possessive = scene.tokens[mention.sentence][mention.last - 1].possessive
    before = masked[max(0, at - 14) : at][::-1]
    return MaskedMention(mention, tuple(before), tuple(masked[at + 1 : at + 17]), possessive)
