"""Who is told to be accused of it: arrested, charged, sought, or named as the one who fired.

What is said beside one name of a list ("A, 18, B, 19, and C, 22, were arrested") is said of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.language.actors import GUNMEN
from pipeline.language.cued import Cued
from pipeline.language.fates import COURT_VERBS
from pipeline.language.whose import Who, whose
from pipeline.naming.mentions import Named
from pipeline.roles.lists import Chain, in_lists, past_homes
from pipeline.roles.scene import Scene

#: What is done to the accused, in court and before.
_DONE_TO = COURT_VERBS - {"acquitted"} | frozenset(
    "accused apprehended captured detained nabbed sought suspected".split()
)
_DONE = rf"(?:{'|'.join(sorted(_DONE_TO))}|wanted(?!\s+to\b)|(?:accus|arrest|charg|indict)ing)"
_CALLED = (
    rf"(?:{GUNMEN}|perpetrators?|robbers?|attackers?|assailants?|killers?|burglars?|defendants?"
    r"|accused|persons?\s+of\s+interest)"
)
#: Right before a name or a list: "arrested", "charges against", "the suspect, a 22-year-old,".
_BEFORE = Cued(
    rf"\b(?:{_DONE}|{_CALLED}|(?:warrants?|search\w*|looking|hunt\w*|manhunt)\s+(?:\w+\s+){{0,5}}?for(?:\s+(?:the|an?)\s+arrest\s+of)?|arrest\s+of"
    r"|(?:complaints?|charges?|cases?|warrants?)\s+(?:\w+\s+){0,3}?(?:against|on))\b(?P<gap>[^.;“”\"]{0,70})$",
    re.IGNORECASE,
)
#: Between an accusation and a name: the name is the victim's, or somebody else's.
_ANOTHER = re.compile(
    r"\b(?:of|with|in|for|after|by|who(?!\s+(?:was|were|has\s+been|have\s+been)\s+(?:identified|named)\s)|when|that|shot|shoots?|shooting|killed|killing|kills|murder\w*|wounding|wounded|victims?|told"
    r"|opened|fired?|targeted|surviving|mother|father|parents?|sister|brother|wife|husband|girlfriend|boyfriend|son|daughter|family|attorney|lawyer|judge)\b"
    r"|['’]s?\s",
    re.IGNORECASE,
)
#: "As police sought Roe, Ann Poe woke up": he is.
_NAMES_ONE = re.compile(r"\s+(?:(?!The\b)[A-Z][\w.’'-]*\s+){0,2}[A-Z][\w’'-]+,\s+")
_COLON = re.compile(r"(?:(?!\bvictims?\b)[^.;])*:\s*$", re.IGNORECASE)
#: After a name or a list, its ages and homes: what was done with them, or what they did.
_AFTER = Cued(
    r"(?:(?:who|was|were|is|are|has|have|had|been|being|also|both|all|each|now|later|then|will|be|still|previously|formally"
    r"|initially|since|already|currently|would|officially|remains?|reportedly)\s+)*"
    rf"(?:{_DONE}\b|(?:placed\s+)?under\s+arrest|(?:taken\s+)?(?:in|into)\s+(?:police\s+)?custody|fac(?:es?|ing)\s+(?:\w+\s+){{0,4}}?(?:charges?|counts?)"
    r"|pleaded\b|pled\b|turned\s+(?:him|her|them)sel(?:f|ves)\s+in|surrendered|behind\s+bars|locked\s+up|at\s+large|on\s+the\s+run"
    r"|(?:issued|named\s+in|wanted\s+on)\s+(?:an?\s+)?(?:arrest\s+)?warrants?\b|waived\s+(?:his|her|their)\s+rights?\b"
    r"|due\s+(?:back\s+)?in\s+(?:\w+\s+){0,2}court\b|held\s+(?:without|in|on)\b|allegedly\s+(?:shot|fired|killed|opened)|(?:the|an?)\s+(?:\w+\s+)?(?:suspect|gunman|shooter)\b"
    rf"|as\s+(?:the\s+|an?\s+)?(?:\w+\s+)?{GUNMEN}\b"
    r"|as\s+(?:the|one\s+of\s+the)\s+(?:men|man|women|woman|persons?|people|teen\w*)\s+who\s+(?:\w+ly\s+)?(?:shot|killed|fired|opened))"
    r"|(?:(?:who|also|both|all|each|later|then|fatally|accidentally|allegedly|reportedly)\s+)*"
    r"(?:opened\s+fire|tried\s+to\s+rob|fired\b|pulled\s+the\s+trigger|(?:shot|killed|shoots|kills)\s+"
    r"(?:an?\b(?!\s+(?:dozen|few|couple))|the\b|his\b|her\b|(?:two|three|four|five)\b(?!\s+times)|\d+\b(?!\s+times)|[A-Z]))"
)
#: "Identified the four as …" right after a sentence about those arrested.
_IDENTIFIED = Cued(
    r"\b(?:identif\w+|named?)\s+(?:the\s+)?(?:\w+\s+)?(?:men|man|women|woman|teens?|teenagers?|pair|two|three|four|five|them|him|her)"
    r"\s+as\s+(?:\d{1,3}-year-old\s+)?$|\bthose\s+are\s+$",
    re.IGNORECASE,
)
_ARRESTS = re.compile(
    rf"\b(?:{_DONE}|in\s+custody|arrests?|warrants?|suspects?|searching\s+for|subjects)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:victims?|found\s+(?:shot|dead)|died|bodies|body|hospital\w*)\b", re.IGNORECASE
)


_VICTIM = Cued(r"\bvictims?,?\s+$", re.IGNORECASE)
#: Those who fired are hit, too, as often as not.
_FELL_TOO = Cued(
    r"\b(?:(?P<own>(?<!turned\s)(?:(?:him|her)self|themselves))|suicide|deceased|dead|died|dies|hospital\w*|surgery"
    r"|(?:was|were|been|being|got)\s+(?:\w+ly\s+)?(?:shot|hit|struck))\b",
    re.IGNORECASE,
)


def fell_too(scene: Scene, n: int) -> bool:
    """Whether a sentence that names somebody accused goes on to their own death or wound."""
    for mention in scene.bearers[n].mentions:
        text = scene.sentences[mention.sentence].text
        named = scene.named[mention.sentence]
        own = tuple((one.start, one.end) for one, bearer in named if bearer == n)
        others = tuple((one.start, one.end) for one, bearer in named if bearer != n)
        for match in _FELL_TOO.finditer(text, mention.end):
            beside = sum(mention.end < start < match.start() for start, _ in others)
            listed = beside >= _LIST and match.group().startswith(("d", "D"))
            if match["own"] or listed or whose(text, match.start(), own, others) in _OWN:
                return True
        if _ONE_OF_THE_DEAD.match(text, past_homes(text, mention.end)):
            return True
        if _DECEDENTS.search(text, 0, mention.start):
            return True
    return False


_LIST = 2  # others named between one and "died": "Roe, 35, Poe, 27, and Doe, 25, died"
#: "Identified Roe as one of the deceased", "the decedents have been identified as Roe and Poe".
_ONE_OF_THE_DEAD = re.compile(
    r"[\s,]*as\s+(?:one|two)\s+of\s+the\s+(?:\w+\s+)?(?:deceased|dead|victims)\b", re.IGNORECASE
)
_DECEDENTS = re.compile(
    r"\b(?:decedents?|deceased|dead|victims?|bodies)\b[^.;]{0,40}\bidentified\s+as\b[^.;]*$",
    re.IGNORECASE,
)


_OWN = (Who.OWN, Who.PRONOUN)


def accused(scene: Scene) -> frozenset[int]:
    """The bearers told to be accused, each beside their own name or as one of a list."""
    found: set[int] = set()
    for place, chains in enumerate(_chains(scene)):
        text = scene.sentences[place].text
        before = scene.sentences[place - 1].text if place else ""
        for chain in chains:
            first, last = chain[0][0], chain[-1][0]
            if _is_accused(text, before, first.start, last.end):
                found.update(n for _, n in chain)
    return frozenset(found)


def beside(scene: Scene, mention: Named) -> bool:
    """Whether the words beside one mention, or its list, tell an accusation."""
    place = mention.sentence
    before = scene.sentences[place - 1].text if place else ""
    return _is_accused(scene.sentences[place].text, before, *scene.list_of(mention))


_WHOSE = re.compile(r",\s+who(?:se)?\s[^,;.]{1,70},")
_WORD = re.compile(r"[\w'’-]+")
_NOUNS = 7  # words that may stand between "a 19-year-old" and what is told of them


def told_of(text: str, start: int, end: int) -> bool:
    """Whether somebody described at offsets ("a 19-year-old") is told to be accused."""
    match = _BEFORE.search(text, max(0, start - 120), start)
    if match and not _ANOTHER.search(match["gap"]):
        return True
    if clause := _WHOSE.match(text, end):
        end = clause.end()
    words = islice(_WORD.finditer(text, end), _NOUNS)
    return any(_AFTER.match(text, word.start()) for word in words)


def _is_accused(text: str, sentence_before: str, start: int, end: int) -> bool:
    if _VICTIM.search(text, 0, start):
        return False
    if _AFTER.match(text, past_homes(text, end)):
        return True
    if match := _BEFORE.search(text, max(0, start - 120), start):
        gap = match["gap"]
        if _COLON.fullmatch(gap) or not (_ANOTHER.search(gap) or _NAMES_ONE.fullmatch(gap)):
            return True
    of_them = _IDENTIFIED.search(text, max(0, start - 80), start) is not None
    return of_them and bool(_ARRESTS.search(sentence_before)) and not _FELL.search(sentence_before)


def _chains(scene: Scene) -> Iterator[list[Chain]]:
    """Per sentence, the names that stand in one list, each with its bearer."""
    for place, mentions in enumerate(scene.named):
        yield in_lists(scene.sentences[place].text, mentions)
