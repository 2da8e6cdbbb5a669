"""One chain for each person: the pronouns that stand for somebody who is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.cued import Cued
from pipeline.naming.described import gender_of
from pipeline.naming.mentions import Named
from pipeline.naming.pronouns import PLAIN, Vote, is_told_of_another, may_be_anothers, quoted
from pipeline.roles.bonds import antecedent
from pipeline.roles.scene import Scene

_PRONOUN = Cued(
    r"\b(?:he|him|his|himself|she|her|hers|herself)\b"
    r"(?!\s+(?:\w+ly\s+)?(?:said|says|told|added|asked|wrote|recalled)\b)",
    re.IGNORECASE,
)


_BESIDE = re.compile(r"\b(?:with|beside|behind|next\s+to|near|alongside|by)\s+$", re.IGNORECASE)
_OWNED = re.compile(r"\b(?P<whose>his|her)\s+(?:[\w-]+\s+){0,2}[\w-]+,?\s+$", re.IGNORECASE)


def _is_anothers(text: str, mention: Named, pronoun: re.Match[str]) -> bool:
    """ "Roe, who was shot beside him"; "killing her cousin, Abel Roe, and breaking her hip"."""
    if _BESIDE.search(text, mention.end, pronoun.start()):
        return True
    kin = _OWNED.search(text, 0, mention.start)
    return kin is not None and gender_of(kin["whose"]) == gender_of(pronoun.group())


def runs(scene: Scene) -> list[list[Vote]]:
    """For each bearer, the pronouns that stand for them; those that may be another's weigh less."""
    named = scene.named
    found: list[list[Vote]] = [[] for _ in scene.bearers]
    for place in range(len(scene.sentences)):
        for number, vote in _of_sentence(scene, named, place):
            found[number].append(vote)
    return found


def _of_sentence(
    scene: Scene, named: Sequence[Sequence[tuple[Named, int]]], place: int
) -> Iterator[tuple[int, Vote]]:
    """Back to a sentence before only from the pronoun that opens this one, and with it the rest."""
    opened: int | None = None
    for match in _PRONOUN.finditer(scene.sentences[place].text):
        if quoted(scene.sentences[place].text, match.start()):
            continue
        meant = antecedent(scene, named, place, match.span())
        if meant is None:
            continue
        mention, number = meant
        here = mention.sentence == place
        if here and _is_anothers(scene.sentences[place].text, mention, match):
            continue
        opened = number if match.start() <= 1 else opened
        if not here and opened != number:
            continue
        gender = gender_of(match.group()) or ""
        text = scene.sentences[mention.sentence].text
        upto = text, mention, match.start() if here else len(text), gender
        if not is_told_of_another(*upto):
            yield number, (gender, place, match.span(), PLAIN - may_be_anothers(*upto))
