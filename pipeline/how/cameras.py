"""Whether officers' body cameras were there and running, as an article tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.actors import ANY_OFFICER
from pipeline.language.cued import Cued
from pipeline.language.stated import stated
from pipeline.records import Claim, Sentence

_BODY = (
    r"\bbody[\s-]?(?:worn\s+|-worn\s+)?(?:(?:video|police)\s+)?cam(?:era)?s?\b|\bbody-?worn\b|\bon-body\s+(?:video|camera)|\bbody\s+and\s+dash\w*(?:\s+|-)cam\w*|\bbodycams?\b"
    rf"|\b{ANY_OFFICER}['’]s?\s+(?:(?!(?:cruiser|dash\w*|car|vehicle|truck|suv|patrol|squad)\b)\w+\s+)?cameras?\b|\bofficers?\s+cameras?\b"
    r"|\b(?:wore|wears?|wearing|worn)\s+(?:\w+\s+)?cameras?\b"
    r"|\bno\s+(?:police\s+)?cameras?\b|\b(?:lapel|chest|shoulder|vest|wearable|police|body-mounted)\s+cam(?:era)?s?\b"
    r"|\bcameras?\s+worn\b|\b(?:(?:his|her|their|whose)\s+cameras?\s+(?:was|were|wasn|weren|had|hadn)"
    r"|(?-i:[A-Z])[\w’-]+['’]s\s+camera\s+(?:was|were|had)\s+(?:\w+\s+)?(?:on|off|running|rolling|recording|activated|turned))\b"
    rf"|\b(?:footage|video|recordings?)\s+from\s+(?:the\s+|an?\s+|two\s+)?{ANY_OFFICER}['’]s?\s+(?:vests?|chests?)\b"
    rf"|\bcameras?\b[^.;]{{0,30}}?\bon\s+(?:the\s+|an?\s+)?{ANY_OFFICER}['’]s?\s+(?:vests?|chests?|uniforms?|shoulders?|lapels?)\b"
    r"|\b(?:equip|outfit)\w*\s+[^.;]{0,30}?\bwith\s+cameras?\b"
    r"|\bthe\s+cam(?:era)?\s+(?:footage|video|recording)\b"
    r"|\b(?:activat\w+|(?:turn|switch)\w*\s+on)\s+(?:his|her|their|the)\s+cameras?\b"
    r"|\b(?:wear|have|carry|issued|carrying)\s+(?:any\s+)?cameras?\b|\bthe\s+cameras?\s+(?:was|were)\s+(?:never|not)\b"
    r"|\b(?:had|have)\s+(?:an?\s+|their\s+|his\s+|her\s+)?cameras?\s+(?:on|running|rolling|activated)\b"
    rf"|\b(?:neither|none|nobody)\s+(?:of\s+[^.;,]{{1,30}}?\s+|{ANY_OFFICER}\s+)?(?:had|has|have)\s+(?:an?\s+)?cameras?\b"
)
_CAMERA = Cued(_BODY, re.IGNORECASE)
#: What says that there is none; "few" as in "few deputies wear one".
_NEGATION = (
    r"\b(?:not|no|none|never|neither|nor|nobody|without|few)\b|n['’]t\b|\black(?:s|ed|ing)?\b"
    r"|\b(?:has|have|had)\s+yet\s+to\b|\bfail(?:s|ed|ure)?\s+to\b|\bforg[eo]t(?:ten)?\s+to\b"
)
#: What officers do with a camera, and a camera with a shooting.
_HAVING = (
    r"\b(?:wear|wears|wore|worn|wearing|ha(?:s|ve|d|ving)|equip\w*|issued?|carr(?:y|ies|ied|ying)|own(?:s|ed)?"
    r"|assign\w*|us(?:e|es|ed|ing)|outfit\w*|given|suppl\w+|purchas\w+|bought|record\w*|captur\w*|caught|film\w*"
    r"|(?:turn|switch)\w*|activat\w*|running|rolling|on|working|function\w*|operat\w+|present|deployed"
    r"|(?:is|was|are|were))\b"
)
#: A recording kept back is a recording.
_SHOWN = (
    r"\b(?:releas\w+|review\w*|view\w*|seen|watch\w*|public\w*|shar(?:e|ed|ing)|show\w*|comment\w*|discuss\w*"
    r"|available|obtain\w*|respond\w*|ha(?:ve|s|d)\s+to|required?|obliged|obligat\w+|mandat\w+|policy|clear|say|said|know|known)\b"
)
#: A negation with an end of its own: "who have not been named, were", "no officers were hurt, and".
_OF_ELSE = r"\b(?:named|identified|hurt|injured|harmed|wounded|charged|given,)"
#: "The officers were not wearing body cameras", "no camera was on".
_LACKING = Cued(
    # "neither officer, both of them new, wore a camera"
    r"\b(?:neither|none|no)\s+(?:\w+\s+){0,3}?\w+,\s+[^,.;]{1,40},\s+(?:had|wore|(?:was|were)\s+wearing)\s+(?:an?\s+|any\s+)?(?:\w+\s+)?cam(?:era)?s?\b"
    # "were not wearing cameras", "the camera was not on"
    rf"|(?:{_NEGATION})\s+(?:\w+\s+){{0,4}}?(?:wear|wore|wearing|worn|have|has|had|carry|carrying|issued|given|activat\w+|(?:equipped|outfitted)\s+with|(?:turn|switch)\w*\s+on)\s+(?:any\s+|his\s+|her\s+|their\s+|the\s+)?(?:\w+\s+)?cameras?\b"
    r"|\bthe\s+cameras?\s+(?:was|were)\s+(?:never|not)\s+(?:\w+\s+)?(?:on|activated|recording|running|rolling)\b"
    # "has not equipped its officers with cameras"
    rf"|(?:{_NEGATION})\s+(?:\w+\s+)?(?:equip|outfit|giv|issu|provid|supply|suppli|allow)\w*\s+(?:(?!{_SHOWN})[^.;]){{0,40}}?\bcam(?:era)?s?\b"
    rf"|(?:{_NEGATION})(?:(?!{_SHOWN}|{_OF_ELSE})[^.;]){{0,60}}?(?!on\b|given,){_HAVING}(?:(?!{_SHOWN}|{_OF_ELSE})[^.;]){{0,40}}?(?P<camera>{_BODY})"
    rf"|(?:{_BODY})(?:(?!{_SHOWN})[^.;]){{0,40}}?(?:{_NEGATION})(?:(?!{_SHOWN})[^.;]){{0,20}}?{_HAVING}(?!\s+(?:\w+\s+)?{_SHOWN})"
    # "no body camera", "no camera"
    rf"|\b(?:no|nor|neither|without|lack\w*)\s+(?:an?\s+|any\s+)?(?:\w+\s+){{0,2}}?(?:{_BODY})(?!(?:[^.;,]){{0,40}}{_SHOWN})"
    rf"|\bno\s+(?:\w+\s+)?cam(?:era)?s?\b(?![^.;,]{{0,40}}{_SHOWN})"
    # "body cameras were turned off", "a body camera malfunctioned"
    rf"|(?:{_BODY})[^.;]{{0,40}}?\b(?:(?:turned|switched|was|were|been|is|cameras?)\s+off\b(?!\s+after)|charging\b|on\s+(?:the|its|a)\s+charger|malfunction\w*|inoperable|disabled|(?:battery|charge)\b[^.;]{{0,15}}\b(?:out|low|dead|died)\b|deactivat\w+)"
    rf"|(?:{_BODY})\s+(?:(?:was|were|had|has|is|went)\s+)?(?:\w+ly\s+|also\s+|already\s+)?(?:dead|died)\b",
    re.IGNORECASE,
)
#: Cameras that are still to come.
_COMING = re.compile(
    r"\b(?:was|were|are|is)\s+to\s+(?:have|get|receive|be\s+given)\s+(?:\w+\s+){0,2}?cameras?\b|"
    r"\b(?:will|plans?|expects?|set|scheduled|hopes?|going|begins?)\s+(?:to\s+)?(?:\w+\s+){0,2}?"
    rf"(?:begin|start|wear|get|receiv|roll|outfit|equip|deploy|issu)\w*\b[^.;]{{0,40}}?(?:{_BODY})",
    re.IGNORECASE,
)
#: Of some of the officers: the others' cameras may have run.
_SOME = re.compile(
    r"\b(?:also|the\s+others?|another|second|plainclothes|undercover)\b", re.IGNORECASE
)
#: Bought since, so not worn then.
_SINCE = re.compile(
    rf"\b(?:bought|purchased|got|acquired|adopted|issued|introduced|(?:began|started)\s+(?:\w+ing))\s+(?:\w+\s+){{0,2}}?(?:{_BODY})"
    r"[^.;]{0,20}?\b(?:after\s+the\s+(?:shooting|killing|death)|only|since|later|(?:last|this)\s+(?:week|month|year|spring|summer|fall|winter))\b",
    re.IGNORECASE,
)
#: Said of "one", "them" or "any" right after cameras were spoken of.
_HAD_NONE = Cued(
    rf"(?:{_NEGATION})[^.;]{{0,50}}?\b(?:wear|wore|worn|wearing|ha(?:ve|d|s)|issued|given|equipped\s+with|carry\w*|carried|own|assigned)\b"
    r"(?:\s+\w+){0,2}?\s+(?:one|them|any|it)\b(?!\s+of\b)"
    r"|\b(?:had|has|have|wore|carried)\s+none\b|\bwhich\s+(?:neither|none|nobody)\s+(?:\w+\s+){0,3}?(?:did|had|were|was|wore)\b",
    re.IGNORECASE,
)
#: "The officer wore a body camera", "body camera video shows him run".
_WORN = Cued(
    r"\bhad\s+(?:an?\s+|their\s+|his\s+|her\s+)?cameras?\s+(?:on|running|rolling|activated)\b|"
    r"\b(?:wore|wears|wearing|worn|equipped\s+with|activated|turned\s+on)\b[^.;]{0,25}?\b(?:cam(?:era)?s?|bodycams?)\b"
    rf"|(?:{_BODY})[^.;]{{0,60}}?\b(?:video|footage|recordings?|captur\w+|record(?:ed|ing|s)|show(?:s|ed|n)?|caught"
    r"|on\b|activated|rolling|running|picked\s+up|turned\s+it\s+off)"
    rf"|\b(?:video|footage|recordings?|images?)\b[^.;]{{0,30}}?\b(?:from|by|of)\b[^.;]{{0,30}}?(?:{_BODY})",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?:say|said|says|know|known|clear|ask\w*)\s+(?:if|whether)\b|\bwhether\b", re.IGNORECASE
)
#: "The release doesn't say if there is video": whatever troopers wear, of this shooting it is open.
_NO_WORD = Cued(
    r"\b(?:sa(?:y|id)|clear|known?|confirm)\s+(?:if|whether)\s+(?:there\s+(?:is|was|were)|any)\s+(?:any\s+|a\s+)?(?:\w+\s+)?(?:video|footage|recordings?)\b",
    re.IGNORECASE,
)
#: Whatever a law says beside: they wore them, or what they recorded is to be shown.
_WORN_THEN = re.compile(
    r"\b(?:(?:was|were)\s+(?:\w+\s+)?wearing|wore|(?:video|footage|recordings?)\s+(?:is|are|will|would|must|has|have)\s+(?:\w+\s+)?be(?:en)?\s+(?:released|posted|made|shown)"
    r"|the\s+body[-\s]?(?:worn\s+)?camera\s+(?:video|footage)\s+to\s+be\s+(?:released|posted|made|shown))\b",
    re.IGNORECASE,
)
#: What a law says of recordings tells of no camera at this shooting.
_OF_LAW = re.compile(
    r"\b(?:under\s+(?:\w+\s+){0,3}law|public\s+records?\b|state\s+law|statute|legislat\w+|ordinance)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:if|budget|proposal|bill|council|vot\w+|law|debate|grant|buy|departments|required?|policy|should|must"
    r"|allows?|task\s+forces)\b",
    re.IGNORECASE,
)
_TRACE = Cued(r"cam|body-?worn|on-body|vest|chest", re.IGNORECASE)


def read(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """One claim ``body_camera`` at most.

    Lacking to these officers goes before worn, that before none, and that before spoken of.
    """
    if any(_NO_WORD.search(sentence.text) for sentence in sentences):
        return
    found: dict[str, Claim] = {}
    spoken = False
    for sentence in sentences:
        text = sentence.text
        match = _CAMERA.search(text) if _TRACE.search(text) else None
        told = None
        if match and not _WORN.search(text):
            told = _HAD_NONE.search(text, match.end())
        elif spoken and not match:
            told = _HAD_NONE.search(text)
        spoken = match is not None
        if told:
            found.setdefault("lacking", _claim(False, sentence, told, "none"))
        elif match and not _UNSAID.search(text) and not _is_of_law(text):
            rule, claim = _told(sentence, match)
            if claim:
                found.setdefault(rule, claim)
    order = ("lacking", "worn", "none", "coming", "spoken", "some")
    yield from [found[rule] for rule in order if rule in found][:1]


def _is_of_law(text: str) -> bool:
    return _OF_LAW.search(text) is not None and _WORN_THEN.search(text) is None


def _told(sentence: Sentence, match: re.Match[str]) -> tuple[str, Claim | None]:
    """What a sentence that speaks of cameras says of them: the rule's name and its claim."""
    text = sentence.text
    if missing := _LACKING.search(text):
        some = _SOME.search(text, 0, missing.end()) is not None
        return "some" if some else "none", _claim(False, sentence, missing, "none")
    if coming := _COMING.search(text):
        return "coming", _claim(False, sentence, coming, "coming", 0.6)
    if since := _SINCE.search(text):
        return "coming", _claim(False, sentence, since, "since", 0.6)
    if worn := _WORN.search(text):
        return "worn", _claim(True, sentence, worn, "worn")
    if _DOUBT.search(text):
        return "doubt", None
    return "spoken", _claim(True, sentence, match, "spoken-of", 0.6)


def _claim(
    value: bool, sentence: Sentence, match: re.Match[str], rule: str, confidence: float = 0.85
) -> Claim:
    return stated("body_camera", value, sentence, match.span(), rule, confidence)
