"""What a thing taken for a weapon turned out to be: "the object was an inhaler"."""

from __future__ import annotations

import re

from pipeline.cued import Cued

#: What is named first only as a thing, or as what somebody took it for, and then by its name.
_NAMED = Cued(
    r"\b(?:(?:the|that)\s+(?:[\w-]+\s+){0,2}?(?:object|item)\b[^.;]{0,110}?"
    r"|what\s+(?:(?:had\s+)?(?:looked|appeared|seemed)\s+(?:to\s+(?:\w+\s+){1,2}?)?(?:like|to\s+be)\s+(?:an?\s+)?(?:[\w-]+\s+){1,3}?"
    r"|(?:\w+\s+){1,4}?(?:(?:took|mistook|thought\s+was|believed\s+(?:was|to\s+be)|(?:described|perceived|identified)\s+as|said\s+was)(?:\s+for)?\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?"
    r"|(?:held|holding|had|carrying|carried|saw|pulled|reaching\s+for|in\s+(?:his|her)\s+hands?)\s+)))"
    r"\b(?:was|is|were|turned\s+out\s+to\s+be|proved\s+to\s+be|appears?\s+to\s+(?:be|have\s+been)|had\s+been)\s+"
    r"(?:(?:actually|only|really|just|in\s+fact)\s+)?(?P<thing>(?:an?|his|her)\s+(?:(?:set|pair|piece|bunch|can|tube|stick)\s+of\s+)?(?:[\w-]+\s+){0,2}?[\w-]+)"
    r"(?=\s*(?:[.,;:”\"]|$|\b(?:that|and|in|with|from|for|which|on)\b))"
    r"|\b(?:mistook|mistaken|mistaking|mistakes)\s+(?P<for>(?:an?|his|her|the|its|\w+['’]s)\s+(?:[\w-]+\s+){0,2}?[\w-]+)(?:\s+(?:in|that|on)\s+[^.;]{1,50}?)?\s+for\s+an?\s+(?:\w+\s+)?"
    r"(?:gun|weapon|pistol|handgun|knife|firearm|rifle)\b",
    re.IGNORECASE,
)
#: What a thing may be called that tells nothing of what it was.
_SAYS_NOTHING = frozenset(
    """threat question matter mystery secret surprise weapon object item problem part mistake reason
    factor thing test man woman movement gesture hand""".split()
)


def found(text: str) -> tuple[int, int] | None:
    """Where a sentence names what the thing was; None where it names none."""
    for match in _NAMED.finditer(text):
        group = "thing" if match["thing"] else "for"
        if match[group].split()[-1].casefold() not in _SAYS_NOTHING:
            return match.span(group)
    return None
