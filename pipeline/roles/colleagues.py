"""Officers whom another officer's shot hit: told by the words for whose shot it was."""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.language.actors import ANY_OFFICER
from pipeline.language.cued import Cued
from pipeline.roles.scene import Scene

_SHOT = (
    r"(?:bullets?|rounds?|shots?|slugs?|fragments?|gunfire|fire|gun|rifle|pistol|shotgun|weapon)"
)
_NAMED = "\x01"  # stands for a fellow officer who is named
_FELLOW = (
    rf"(?:{_NAMED}+|(?:(?:an?|the|his|her|their)\s+)?(?:fellow|another|second)\s+(?:\w+\s+)?{ANY_OFFICER}"
    rf"|(?:an?|his|her|their)\s+(?:own\s+)?(?:partner|colleague)"
    rf"|one\s+of\s+(?:his|her|their)\s+own\s+{ANY_OFFICER})"
)
_HIT = r"(?:shot|hit|struck|wounded|killed|grazed|injured|clipped)"
#: "Hit by a fellow officer's bullet", "the bullet came from his partner's gun", "friendly fire".
_TOLD = Cued(
    rf"\b(?:friendly\s+fire"
    rf"|{_HIT}\b(?:(?!\b(?:after|before|when|while|and|who)\b)[^.;:]){{0,80}}?\bby\s+(?:[\w'’-]+\s+){{0,6}}?{_FELLOW}(?:['’]s?\s+(?:\w+\s+)?{_SHOT})?"
    rf"|{_SHOT}\b[^.;:]{{0,60}}?\b(?:by|from|of)\s+(?:what\s+(?:\w+\s+){{1,5}})?{_FELLOW}(?:['’]s?\s+(?:\w+\s+)?{_SHOT})?"
    rf"|{_FELLOW}\s+(?:had\s+)?(?:(?:accidentally|mistakenly|inadvertently)\s+{_HIT}|{_HIT}\s+(?:him|her|them)\s+(?:by\s+(?:mistake|accident)|accidentally|mistakenly))"
    rf")\b(?!['’]s)",
    re.IGNORECASE,
)
_GUN = re.compile(rf"['’]s?\s+(?:\w+\s+)?{_SHOT}\b", re.IGNORECASE)
_HURT = re.compile(
    rf"\b(?:{_HIT}|wounds?|injur\w+|friendly\s+fire|foot|leg|arm|hand|shoulder)\b", re.I
)
#: Said not to be so, or not known.
_NOT = re.compile(
    r"\b(?:not|no|n[o’']t|never|nor|whether|unclear|rul(?:e|ed|es|ing)\s+out|possib\w+|or|if|denied|denies)\b",
    re.IGNORECASE,
)


def hit_by_own(
    scene: Scene, officers: Set[int], hurt: Set[int], others: Set[int]
) -> frozenset[int]:
    """The ``officers`` whom a colleague's shot is told to have hit.

    It is whom the sentence names before it or right after it; where it names nobody, the only one
    of the officers who is told to be ``hurt``. ``others`` are those police hit besides.
    """
    found: set[int] = set()
    unnamed = False
    for place, sentence in enumerate(scene.sentences):
        match = _TOLD.search(_with_fellows(scene, place, officers))
        if match is None or _is_denied(sentence.text, match) or not _HURT.search(sentence.text):
            continue
        named = [pair for pair in scene.named[place] if not _SAYS.match(sentence.text, pair[0].end)]
        before = [n for one, n in named if one.start < match.start()]
        inside = [n for one, n in named if match.start() <= one.start and one.end < match.end() - 8]
        after = [n for one, n in named if one.start >= match.end() and n in officers | others]
        whom = before[-1:] or inside[-1:] or after[:1]
        found.update(set(whom) & officers)
        unnamed = unnamed or (not whom and _is_officers(sentence.text, match))
    return frozenset(found or (hurt if unnamed and len(hurt) == 1 else ()))


_OFFICER = re.compile(rf"\b{ANY_OFFICER}\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:fellow|friendly|mistake\w*|accident\w*)\b", re.IGNORECASE)
_SAYS = re.compile(r"\s+(?:said|says|told)\b")


def _is_officers(text: str, match: re.Match[str]) -> bool:
    """Whether the wound is an officer's: "he was killed by another officer" does not say."""
    return bool(_OWN.search(match.group()) or _OFFICER.search(text, 0, match.start()))


def _with_fellows(scene: Scene, place: int, officers: Set[int]) -> str:
    """The sentence with "a fellow officer" for each whose gun or bullet it tells of by name."""
    text = scene.sentences[place].text
    for one, n in reversed(scene.named[place]):
        if n in officers and _GUN.match(text, one.end):
            start = scene.tokens[place][one.title_start].start
            text = text[:start] + _NAMED * (one.end - start) + text[one.end :]
    return text


def _is_denied(text: str, match: re.Match[str]) -> bool:
    """ "Ruled out friendly fire", "hit by Roe or by another officer"; not "not by Roe but by"."""
    but = text.rfind(" but ", 0, match.end())
    return _NOT.search(text, max(but, match.start() - 40), match.end()) is not None
