"""Police gunfire that is played: in a film, in a book, and in a drill where who is hit gets up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.cued import Cued
from pipeline.records import Sentence

#: Two of these and the story is a made one.
_MADE_UP = Cued(
    r"\b(?:played by|starring|co-stars?|rated (?:r|pg)\b|screenplay|screenwriter|box office"
    r"|moviegoers?|film-?makers?|feature film|(?:first|second|debut) (?:feature|novel)"
    r"|directorial|novelist|protagonist|in theaters|film festival|stars? and a half"
    r"|out of (?:four|five) stars|review:|cinematograph\w+|sequel|premieres?|playwright)",
    re.IGNORECASE,
)


def is_told(sentences: Sequence[Sentence]) -> bool:
    """Whether the shooting is one of a film, a book or a drill."""
    told = (match.group() for one in sentences for match in _MADE_UP.finditer(one.text))
    return len(set(map(str.lower, told))) > 1 or _is_staged(sentences)


#: What a drill has and a shooting has not: two in the opening, or one there and two further on.
_STAGED = Cued(
    r"(?P<drill>\b(?:active[\s-]shooter|mock|full-scale|lockdown)\s+(?:drills?|exercises?|attacks?|shooting)\b|\bexercises?\b"
    r"|(?<!cordless\s)(?<!power\s)(?<!electric\s)\bdrills?\b(?!\s+(?:bit|press|team)))"
    r"|(?P<train>\btrains?(?=\s+(?:in|at|for|on|with|inside)\b)|\btraining\s+(?:day|session|scenario|course|class)\b|\binstructors?\b)"
    r"|(?P<quoted>[\"“‘'](?:suspects?|gunm[ae]n|shooters?|victims?|bad\s+guys?|hostages?|wounded)[\"”’'])"
    r"|(?P<role>\brole[\s-]?play\w*)|(?P<fake>\bfake\s+(?:blood|wounds?)|\bstage\s+blood|\bblanks\b|\bmoulage)"
    r"|(?P<pretend>\bpretend\w*|\bmake-believe|\bplayed\s+by\b)"
    r"|(?P<paint>\b(?:marking|paint|wax|dye|training)\s+(?:cartridges?|rounds?|pellets?|markers?|ammunition)\b|\bsimunitions?\b|\bpaintballs?\b)"
    r"|(?P<simulator>\bsimulat\w+)|(?P<scenario>\bscenarios?\b)|(?P<volunteers>\bvolunteers?\b)"
    r"|(?P<actors>\bactors?\b|\bmannequins?\b|\bdrama\s+(?:club|teacher|students?))",
    re.IGNORECASE,
)
_STAGED_OPENING = 2  # paragraphs
_HARMED = Cued(
    r"(?<![\"“‘'])\b(?:killed|died|dies|dead|fatal\w*|hospitali[sz]ed|(?:to|in|at)\s+(?:an?\s+|the\s+)?hospital\b|accident\w*|live\s+(?:rounds?|ammunition|bullets?))\b",
    re.IGNORECASE,
)


def _is_staged(sentences: Sequence[Sentence]) -> bool:
    """Whether it is a drill in which officers shoot, and in which nobody came to harm."""
    announced, opening, all_told = set[str | None](), set[str | None](), set[str | None]()
    for one in sentences:
        if one.paragraph < _STAGED_OPENING and _HARMED.search(one.text):
            return False
        kinds = {match.lastgroup for match in _STAGED.finditer(one.text)}
        all_told |= kinds
        if one.paragraph < _STAGED_OPENING:
            opening |= kinds
        if one.paragraph < 0:
            announced |= kinds
    enough = 1 if announced & _PLAIN else 2
    return len(opening) > 1 or (bool(opening) and len(all_told) > enough)


#: What a title says of a drill and of nothing else.
_PLAIN = frozenset(("drill", "train", "simulator"))
