"""What a thing taken for a weapon turned out to be: "the object was an inhaler"."""

from __future__ import annotations

import re

from pipeline.language.cued import Cued
from pipeline.language.things import kind_in

#: What is named first only as a thing, or as what somebody took it for, and then by its name.
_NAMED = Cued(
    r"\b(?:(?:the|that)\s+(?:[\w-]+\s+){0,2}?(?:object|item)\b[^.;]{0,110}?"
    r"|what\s+(?:(?:had\s+)?(?:looked|appeared|seemed)\s+(?:to\s+(?:\w+\s+){1,2}?)?(?:like|to\s+be)\s+(?:an?\s+)?(?:[\w-]+\s+){1,3}?"
    r"|(?:\w+\s+){1,4}?(?:(?:took|mistook|thought\s+was|believed\s+(?:was|to\s+be)|(?:described|perceived|identified)\s+as|said\s+was)(?:\s+for)?\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?"
    r"|(?:held|holding|had|carrying|carried|saw|pulled|reaching\s+for|in\s+(?:his|her)\s+hands?)\s+)))"
    r"\b(?:was|is|were|turned\s+out\s+to\s+be|proved\s+to\s+be|appears?\s+to\s+(?:be|have\s+been)|had\s+been)\s+"
    r"(?:(?:actually|only|really|just|in\s+fact)\s+)?(?P<thing>(?:an?|his|her)\s+(?:(?:set|pair|piece|bunch|can|tube|stick)\s+of\s+)?(?:[\w-]+\s+){0,2}?[\w-]+)"
    r"(?=\s*(?:[.,;:”\"]|$|\b(?:that|and|in|with|from|for|which|on)\b))",
    re.IGNORECASE,
)
_A_GUN = (
    r"(?:(?:an?|the)\s+)?(?:(?!and\b|or\b|but\b)[\w-]+\s+){0,2}?(?:gun|weapon|(?:hand|shot)gun|pistol|knife|firearm|rifle|revolver|blade|bomb)\b"
    r"(?![-\s](?:enough|range|case|shot|fire|owner|holster))"
)
_NP = (
    r"(?:an?|his|her|the|its|[\w-]+['’]s)\s+"
    r"(?:(?!(?:and|or|but|that|was|were|is|in|on|for|to|as|had|who|from|could\w*|did\w*)\b)[\w-]+\s+){0,3}?"
    r"(?:of\s+(?:an?\s+)?(?:[\w-]+\s+)?)?[\w-]+"
)
_HELD_SO = r"(?:\s+(?:in|that|on|between|under|from|at)\s+[^.;,]{1,40}?)?"
#: "Took his phone for a gun", "perceived it as a pistol", "thought that the lighter was one".
_TAKEN_FOR = Cued(
    rf"\b(?:mistook|mistaken|mistaking|mistakes|mistake|took|taken|taking)\s+(?P<for>{_NP}){_HELD_SO}\s+(?:for|as|to\s+be)\s+{_A_GUN}"
    rf"|\b(?:perceiv\w+|confus\w+|misidentif\w+|misperceiv\w+|misread)\s+(?P<as>{_NP}){_HELD_SO}\s+(?:as|for|with|to\s+be)\s+{_A_GUN}"
    rf"|\b(?:thought|thinking|believ\w+|assum\w+|convinced|feared|sw[eo]re)\s+(?:that\s+)?(?P<so>{_NP}){_HELD_SO}\s+(?:was|were|to\s+be|might\s+be|could\s+be)\s+(?:actually\s+)?{_A_GUN}"
    rf"|\b(?P<which>{_NP})(?:\s+(?:in|between|under|from|at)\s+[^.;,]{{1,40}}?)?,?\s+(?:that|which)\s+(?:[\w’'-]+\s+){{1,4}}?(?:had\s+)?(?:mist(?:ook|aken)\s+for|took\s+(?:for|to\s+be)|taken\s+for|thought\s+was"
    rf"|believed\s+(?:was|to\s+be)|perceived\s+(?:as|to\s+be))\s+{_A_GUN}"
    rf"|\b(?P<been>{_NP}){_HELD_SO}\s+(?:was|were|had\s+been|is|being|that\s+was)\s+(?:apparently\s+|likely\s+|tragically\s+)?(?:mistaken|taken)\s+(?:for|as)\s+{_A_GUN}",
    re.IGNORECASE,
)
#: "All he had on him was a vape pen", "the thing in her fist was a hairbrush".
_ALL_IT_WAS = Cued(
    r"\b(?:(?:all|the\s+only\s+(?:thing|item|object))\s+(?:that\s+)?(?:(?:he|she|the\s+[\w-]+|[A-Z][\w’'-]+|officers|police|investigators|deputies|detectives)\s+)?(?:(?:ever\s+)?had|held|carried|was\s+(?:holding|carrying)|found|recovered|in\s+(?:his|her)\s+(?:\w+\s+)?(?:hands?|pockets?|possession))"
    r"|\bwhat\s+(?:it\s+was(?=,?\s+was\b)|was\s+in\s+(?:his|her)\s+(?:\w+\s+)?(?:hands?|pockets?|waistband|lap))"
    r"|\bthe\s+(?:(?!only\b)[\w-]+\s+)?(?:thing|bulge|item|object|flash|glint)\s+(?:in|on|from|under|near|at)\s+(?:his|her)\s+(?:[\w-]+\s+)?[\w-]+"
    r"|\bwhat\s+(?:(?:he|she|the\s+(?!officer|deputy|trooper|sergeant|agent)[\w-]+|(?:\d+-year-old\s+|Mr\.\s+|Ms\.\s+)?[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]*){0,3}(?:,\s+\d+,)?)\s+"
    r"(?:(?:did\s+|actually\s+|really\s+)+(?:have|hold|carry|pull|raise|bring)|(?:had\s+)?(?:held(?:\s+up)?|carried|pulled|raised|drew|brought)|had(?!\s+\w+ed\b)|was\s+(?:holding|carrying))|(?:officers|police|investigators|deputies|detectives)\s+(?:later\s+)?(?:found|recovered))"
    r"|\bunder(?:neath)?\s+the\s+(?:cushion|blanket|pillow|seat|towel))\b"
    r"[^.;,]{0,45}?(?:,\s+[^.;,]{1,50},|,)?\s+(?:[A-Z][\w’'-]+\s+said,\s+)?(?:was|were|turned\s+out\s+to\s+be)\s+(?:only\s+|just\s+)?(?P<all>(?:an?|his|her)\s+(?:(?:set|pair|piece|bunch|can|tube|stick|pack)\s+of\s+)?(?:[\w-]+\s+){0,2}?[\w-]+)"
    r"(?=\s*(?:[.,;:”\"]|$|\b(?:that|and|in|with|from|for|which|on|of)\b))",
    re.IGNORECASE,
)
#: "Later determined to be an air rifle", "detectives found it to be a pellet pistol".
_RULED = Cued(
    r"\b(?:was|were|has\s+been|had\s+been)\s+(?:later\s+|eventually\s+|subsequently\s+)?(?:found|determined|discovered|revealed|confirmed|identified|shown|learned)\s+(?:later\s+)?(?:to\s+(?:be|have\s+been)|as)\s+(?:actually\s+|only\s+)?(?P<ruled>an?\s+(?:[\w-]+\s+){0,2}?[\w-]+)"
    r"(?=\s*(?:[.,;:”\"]|$|\b(?:that|and|in|with|from|for|which|on|not|rather|shaped|designed|made)\b))"
    r"|\b(?:the|his|her)\s+(?:(?:only|actual|alleged)\s+)?(?:weapon|gun|blade)\s+(?:itself\s+|in\s+(?:his|her)\s+hands?\s+)?(?:was|turned\s+out\s+to\s+be|proved\s+to\s+be)\s+(?:actually\s+|only\s+|just\s+)?(?P<arm>an?\s+(?:[\w-]+\s+){0,2}?[\w-]+)(?=\s*(?:[.,;:”\"]|$))"
    r"|\b(?:found|determined|learned|discovered|realized|reali[sz]ed|concluded|confirmed|acknowledged|saw)\s+(?:later\s+)?(?:that\s+)?(?:it|the\s+(?:[\w-]+\s+)?(?:gun|weapon|rifle|pistol|handgun|object|item|knife|firearm)(?:\s+[\w’'-]+\s+(?:had|held|carried|pointed|was\s+(?:holding|carrying)))?)\s+(?:to\s+be|was|is|had\s+been)\s+(?:actually\s+|in\s+fact\s+|only\s+|really\s+)?(?P<it>an?\s+(?:[\w-]+\s+){0,2}?[\w-]+)"
    r"(?=\s*(?:[.,;:”\"]|$|\b(?:that|and|in|with|from|for|which|on|not|rather|shaped|designed|made)\b))",
    re.IGNORECASE,
)
#: What a thing may be called that tells nothing of what it was.
_SAYS_NOTHING = frozenset(
    """threat question matter mystery secret surprise weapon object item problem part mistake reason
    factor thing test man woman movement gesture hand""".split()
)


#: What only a thing that a list knows is believed of: "it was a little late", "his client was".
_KNOWN = frozenset(("so", "it", "arm", "ruled"))
#: "A lighter shaped like one".
_LIKE_ONE = re.compile(
    rf"\s+(?:shaped\s+like|made\s+to\s+look\s+like|that\s+look(?:s|ed)\s+like|designed\s+to\s+look\s+like)\s+(?:one\b|{_A_GUN})",
    re.IGNORECASE,
)


def found(text: str) -> tuple[int, int] | None:
    """Where a sentence names what the thing was; None where it names none."""
    for pattern in (_NAMED, _TAKEN_FOR, _ALL_IT_WAS, _RULED):
        for match in pattern.finditer(text):
            group = match.lastgroup or "thing"
            start, end = match.span(group)
            like = _LIKE_ONE.match(text, end)
            if group in _KNOWN and not like and kind_in(text, start, end) is None:
                continue
            if match[group].split()[-1].casefold() not in _SAYS_NOTHING:
                return start, like.end() if like else end
    return None
