"""Who is told to have been wounded, in surgery, to have survived: signs of having been hit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.cued import Cued
from pipeline.naming.mentions import Named
from pipeline.roles.scene import Scene
from pipeline.roles.victims import WAS_HIT

_PARTS = "kidney|eyes?|legs?|arms?|foot|feet|hands?|fingers?|toes?"
#: "In critical condition", "his wounds", "lost an eye".
_WOUNDED = Cued(
    r"\b(?:(?:critical|serious|stable|grave|fair|good|guarded)(?:\s+but\s+\w+)?\s+condition"
    r"|surger(?:y|ies)|(?:had|undergone|underwent)\s+(?:\w+\s+){1,2}operations"
    r"|(?:his|her)\s+(?:gunshot\s+)?wounds?|survived(?!\s+by)"
    rf"|los(?:t|es?)\s+(?:the\s+use\s+of\s+)?(?:an?|two|three|his|her)\s+(?:\w+\s+)?(?:{_PARTS})"
    r"|(?:uses|with|in)\s+a\s+(?:walker|wheelchair)"
    r"|(?:carries|carry|has|have|with)\s+(?:\w+\s+){0,3}?(?:bullets?|(?:bullet\s+)?fragments?|slivers?|shrapnel|rods?|plates?|screws)"
    r"|(?:was|were|is|are)\s+(?:also\s+)?(?:hit|struck|shot|wounded|grazed)\s+"
    r"(?:in|by|with|once|twice|\w+\s+times)"
    r"|is\s+(?:still\s+)?(?:at|in)\s+(?:the\s+|an?\s+)?(?:[A-Z][\w.]*\s+){0,4}?(?:[Hh]ospital|Medical))\b"
)
#: "NAME, 24, died at the scene", and not years ago or of an illness.
_DIED = Cued(
    r"(?:,\s+\d{1,2},)?(?:,\s+[^,.;]{1,30},)?\s+(?:also\s+|later\s+)?died\b"
    r"(?![^.;]*(?:\b(?:19|20)\d\d\b|years?\s+(?:ago|earlier|before)|last\s+year))(?!\s+of\s+(?!(?:an?\s+|the\s+|his\s+|her\s+|multiple\s+|\w+\s+)?(?:gun|wound|police\b|bullet)))"
)
_COMPANION = Cued(
    r"\b(?:passenger|driver|companion|girlfriend|boyfriend|fianc\w+|cousin|brother|sister|wife|husband|clerk|hostage"
    r"|bystander|passer-?by|friend)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
#: "Capt. Roe said his wounds were not life threatening": not the captain's.
_SAYS = re.compile(r"\s+(?:said|says|told|added|confirmed)\b")
_NEXT = re.compile(r"(?:He|She)\b(?!\s+said)")


def told_of(
    scene: Scene, named: Sequence[Sequence[tuple[Named, int]]], number: int
) -> Iterator[str]:
    """Whether a wound is told after a bearer's name, or of "he" in the next sentence."""
    ranked = any(mention.titles for mention in scene.bearers[number].mentions)
    for mention in scene.bearers[number].mentions:
        text = scene.sentences[mention.sentence].text
        beside = [
            other.start
            for other, whose in named[mention.sentence]
            if whose != number and not scene.is_place(other)
        ]
        others = [start for start in beside if start >= mention.end]
        ends = not beside and not text[mention.end :].strip(" .")  # "his passenger is NAME."
        alone = not others and (mention.title_start <= 6 or ends)
        if _DIED.match(text, mention.end):
            yield "bond:died"
        if scene.under_fire[mention.sentence] and WAS_HIT.match(text, mention.end):
            yield "bond:struck"
        if _COMPANION.search(text, 0, mention.start):
            yield "bond:companion"
        owns = text[mention.end : mention.end + 2] in ("'s", "’s")
        tells = ranked and _SAYS.match(text, mention.end)
        if not (owns or tells) and _WOUNDED.search(
            text, mention.end, min(others, default=len(text))
        ):
            yield "bond:recovers"
        after = mention.sentence + 1
        if alone and after < len(scene.sentences):
            text = scene.sentences[after].text
            if _NEXT.match(text) and _WOUNDED.search(text):
                yield "bond:recovers"
