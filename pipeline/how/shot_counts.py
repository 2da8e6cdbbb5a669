"""The numbers of shots that one sentence asserts, and whose shots each counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language import years
from pipeline.language.actors import ANY_OFFICER, OFFICERS, POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.word_classes import Actor
from pipeline.language.years import SPELLED
from pipeline.records import Sentence

_NUMBERS = {"once": 1, "twice": 2, "thrice": 3, "a": 1, "the only": 1}
FEW = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
NUMBER = rf"(?P<n>\d{{1,3}}|(?:a|the|his|her)\s+(?:single|lone)|the\s+only|single|{SPELLED})"
_LOOSE = (
    r"(?:(?:at\s+least|more\s+than|up\s+to|as\s+many\s+as|over|nearly|around|roughly|several)\s+)"
)
#: "Let off five shots", "squeezed off two rounds".
FIRES = (
    r"(?:fire[ds]?|firing|shoot(?:s|ing)|discharg\w+|(?:let|squeez\w+|got|got\s+off|popp\w+|rattl\w+)\s+off|unleash\w+|loos(?:ed|ing)"
    r"|(?:pull|squeez)\w+\s+the\s+trigger|went\s+off|pump(?:ed|ing)|unload(?:ed|ing)|put(?:ting)?(?=\s+[\w-]+\s+(?:bullets|rounds|shots)\b))"
)
ONCE = rf"(?:{NUMBER}\s+(?:\w+\s+)?(?:shots?|rounds?|times?|bullets?)|(?P<adv>once|twice))"
_FIRED = Cued(
    rf"\b{FIRES},?\s+(?:[^.;,]{{0,40}}?(?:,\s\d\d,)?\s)??(?P<loose>{_LOOSE})?"
    rf"(?:(?:his|her|their|a)\s+(?:[\w.-]+\s+){{1,3}})?"
    rf"[\"“]?(?:a\s+(?:total|combined)\s+(?:of\s+)?|about\s+)?"
    rf"(?:(?:{NUMBER}\s+(?:\w+\s+)?(?P<what>shots?|rounds?|times?|bullets?))|(?P<adv>once|twice))\b",
    re.IGNORECASE,
)
_BARE = Cued(rf"\bfired\s+{NUMBER}(?=\s*(?:[.;,]|and\b|$))", re.IGNORECASE)
_PASSIVE = Cued(
    rf"(?P<loose>{_LOOSE})?\b(?:a\s+(?:total|combined)\s+(?:of\s+)?)?{NUMBER}\s+(?:(?!(?:when|as|after|before|of|and)\b)\w+\s+)?(?:shots?|rounds?|bullets?)\s+"
    r"(?:\w+\s+){0,2}?(?:were|was|being)\s+(?:\w+\s+)?fired\b",
    re.IGNORECASE,
)
_COUNT = Cued(
    rf"(?P<loose>{_LOOSE})?(?<![\w.:-])(?:a\s+(?:total|combined)\s+(?:of\s+)?)?{NUMBER}\s+"
    r"(?:(?:rifle|pistol)\s+)?(?:(?:gun)?shots?|rounds?)\b(?!\s+of\s+(?:beer|drinks|ammun|applause|talks))",
    re.IGNORECASE,
    by_letter=True,
)
_SHOT = Cued(
    rf"\bshot\s+(?:and\s+\w+\s+)?(?:at\s+)?(?:[^.;,]{{0,40}}?(?:,\s\d\d,|\s—[^—.]{{1,120}}—)?\s)?(?P<loose>{_LOOSE})?"
    rf"(?:{NUMBER}\s+times?|(?P<adv>once|twice))\b",
    re.IGNORECASE,
)
_COUNTED = Cued(
    rf"\b(?:I|he|she|they)\s+(?:counted|heard)\s+{NUMBER}\b(?!\s+\w*(?:people|cars|officers)|\s+(?!\w*(?:shots|rounds|bangs|pops|booms|cracks|blasts|bullets|times|as|was|is)\b)\w+s\b)",
    re.IGNORECASE,
)
_ARM = r"(?:gun|handgun|sidearm|pistol|rifle|revolver|shotgun|weapon|Glock|carbine)\b"
#: "One bullet, from a deputy across the alley", "a single bullet from Poe's sidearm".
_FROM = Cued(
    rf"(?P<loose>{_LOOSE})?(?<![\w.:-]){NUMBER}\s+(?:\w+\s+)?(?:shots|rounds?|bullets?),?\s+(?:fired\s+|(?:came|come|were)\s+(?=from\b))?(?:from|by)\s+(?:(?!(?:before|after|when|as|that)\b)[\w’.-]+\s+){{0,4}}?"
    rf"(?:{POLICE}\b(?!['’])|(?:(?i:{POLICE})|(?-i:[A-Z])[\w-]+)['’]s\s+(?:\w+\s+)?{_ARM})",
    re.IGNORECASE,
)
_CASINGS = Cued(rf"\b{NUMBER}\s+(?:shell\s+)?casings\b", re.IGNORECASE)
OTHERS = Cued(
    r"\b(?:warning|bean[-\s]?bags?|foam|sponge|taser|less[-\s]lethal|rubber|pepper|missed|bank|flu|blank)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:at\s+least|more\s+than|as\s+many|up\s+to|or\s+more|dozens|several|around|roughly|nearly)\b",
    re.IGNORECASE,
)
#: "16 times between them": told of all who fired together.
_TOGETHER = Cued(
    rf"\b{NUMBER}\s+(?:\w+\s+)?(?:times?|shots?|rounds?|bullets?)\s+"
    r"(?:were\s+fired\s+(?:\w+\s+){0,3}?)?(?:between\s+them|in\s+all|altogether|combined|all\s+told|in\s+total|together)\b",
    re.IGNORECASE,
)
_OF_ALL = Cued(
    rf"\b(?:\w+(?:st|nd|rd|th)|second|last|one|{FEW}|all)\s+of\s+(?:(?:the|his|her|their)\s+)?{NUMBER}\s+"
    r"(?:shots|rounds|bullets)\b"
    rf"|\b(?:bullet|round|shot),?\s+one\s+of\s+{NUMBER.replace('<n>', '<of>')}"
    r"(?=,|\s+(?:from|by|fired|that)\b)",
    re.IGNORECASE,
)
#: "Two deputies fired one round each".
_EACH = Cued(
    rf"\b(?P<first>each\s+of\s+(?:the\s+|these\s+|those\s+)?)?(?P<many>both|{FEW})\s+(?:of\s+the\s+)?(?:[\w'’-]+\s+){{0,4}}?(?:{OFFICERS}\s+)?"
    rf"(?:(?P<each>each)\s+)?(?:{FIRES}|shot)\s+(?:(?:their|his|her)\s+\w+\s+)?{ONCE}(?:\s+(?P<after>each|apiece))?",
    re.IGNORECASE,
)
#: "The sergeant and another officer each fired once".
_PAIR_EACH = Cued(
    rf"\b(?P<many>and)\s+(?:[\w.'’-]+,?\s+){{1,4}}?(?:(?P<each>each)\s+)?(?:{FIRES})\s+(?:(?:their|his|her)\s+\w+\s+)?{ONCE}(?:\s+(?P<after>each|apiece))?",
    re.IGNORECASE,
)
#: "Officers Pell, Quist" before "and Orrin each fired once".
_LISTED = re.compile(
    r"\b(?:Officers|Deputies|Troopers|Agents)\s+(?:[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+)*,\s+)+(?:[A-Z][\w.’'-]+\s+)+$"
)
_WOUNDS = re.compile(r"\s*wounds?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """One asserted number of shots."""

    number: int
    sentence: Sentence
    start: int
    end: int
    score: float
    rule: str


_COUNTS = Among(
    (
        (("fired", 4.0), _FIRED),
        (("together", 5.0), _TOGETHER),
        (("each", 5.0), _EACH),
        (("each", 5.0), _PAIR_EACH),
        (("of-all", 2.5), _OF_ALL),
        (("bare", 3.0), _BARE),
        (("passive", 3.5), _PASSIVE),
        (("count", 2.0), _COUNT),
        (("from", 4.0), _FROM),
        (("shot", 2.0), _SHOT),
        (("heard", 1.5), _COUNTED),
        (("casings", 1.0), _CASINGS),
    )
)


def counts(
    sentence: Sentence, events: Sequence[Gunfire], shot: frozenset[str] = frozenset()
) -> Iterator[Count]:
    text = sentence.text
    for (rule, score), pattern in _COUNTS.able(text):
        for match in pattern.finditer(text):
            if count := _count(sentence, match, rule, score, events, shot):
                yield count


def _count(
    sentence: Sentence,
    match: re.Match[str],
    rule: str,
    score: float,
    events: Sequence[Gunfire],
    shot: frozenset[str],
) -> Count | None:
    number = _exact(sentence.text, match, rule)
    if number is None or number > _MOST or _is_of_else(sentence.text, match, rule, number):
        return None
    shooter = _shooter(sentence.text, match, events, shot)
    if shooter is Actor.CIVILIAN:
        return None
    score += 1.0 if shooter is Actor.POLICE else 0.0
    start = match.start("n") if match.groupdict().get("n") else match.start()
    return Count(number, sentence, min(start, match.start()), match.end(), score, rule)


_MOST = 400
_LOOSELY = re.compile(rf"{_LOOSE}$|\bor\s+more\b", re.IGNORECASE)


def _exact(text: str, match: re.Match[str], rule: str) -> int | None:
    """The number told, unless only about or at least; of officers who fired so many each, all."""
    groups = match.groupdict()
    number = number_told(groups.get("n") or groups.get("adv") or groups.get("of") or "")
    if number is None:
        return None
    if rule == "each":
        both = groups["many"].casefold() == "both"
        if not (groups.get("first") or groups["each"] or groups["after"] or both):
            return None
        number *= years.number(groups["many"]) or _in_list(text, match.start())
    if groups.get("loose") or _LOOSELY.search(text[max(0, match.start() - 14) : match.start()]):
        return None
    return None if _is_range(text, match) else number


_NOT_ROUNDS = re.compile(
    r"\s*(?:,[^,.]{3,40},\s+)?(?:or\s+more|pierced|passed|struck|hit|of\s+the|went|may|might|can|could|would)\b"
)
#: "The one shot and killed the other".
_ONE_OF_TWO = re.compile(
    r"\s+(?:and\s+(?:\w+ly\s+)?(?:killed|wounded|hit|injured)|the\s+other|him|her)\b"
)


def _is_of_else(text: str, match: re.Match[str], rule: str, number: int) -> bool:
    """Whether it counts people, wounds, years, calls, or what one of several fired."""
    start, end = match.span()
    if VAGUE.search(match.group()) or _WOUNDS.match(text, end) or _IN_ALL_YEARS.match(text, end):
        return True
    ends = _CLAUSE.search(text, end)
    after = min(end + 20, ends.start() if ends else len(text))
    if OTHERS.search(text[max(0, start - 25) : after]):
        return True
    if rule != "each" and (_APIECE.match(text, end) or _OF_ONE.search(text, 0, start)):
        return True
    if rule in ("count", "heard", "from") and _CALLED.search(text, 0, end):
        return True
    match rule:
        case "count" if number > 1 and match.group().casefold().endswith(" shot"):
            return True  # "Two shot by deputies" counts people
        case "count" | "heard":
            one_man = number == 1 and _ONE_OF_TWO.match(text, end) is not None
            return one_man or _NOT_ROUNDS.match(text[end:]) is not None
        case "shot":
            return _NOUN.search(text, 0, start) is not None
        case "fired":
            return _is_no_firing(text, match)
        case _:
            return False


def _is_no_firing(text: str, match: re.Match[str]) -> bool:
    """ "Opened fire, hitting him once", "about the shooting, and that she met him once"."""
    if _HITTING.search(match.group()):
        return True
    noun = _NOUN_OF_IT.match(match.group()) is not None
    return noun and _A.search(text, 0, match.start()) is not None


def _in_list(text: str, end: int) -> int:
    """How many officers are named together, the last of them after the offset."""
    listed = _LISTED.search(text, 0, end)
    return 2 + (listed.group().count(",") if listed else 0)


#: Where what is told after a number begins: "fired twice after a Taser had failed".
_CLAUSE = re.compile(r"\b(?:after|when|as|before|while|because|once|until)\b", re.IGNORECASE)
#: "Five times this year": a statistic.
_IN_ALL_YEARS = re.compile(
    r"\s+(?:(?:so\s+far\s+)?(?:this|last)\s+year|since\s+(?:19|20)\d\d|in\s+the\s+(?:last|past))\b",
    re.IGNORECASE,
)
#: Shots that somebody called police about were fired before they came.
_CALLED = re.compile(
    r"\b(?:called\s+(?:911|police)|911\s+call\w*|callers?|reports?\s+of)\b", re.IGNORECASE
)
_APIECE = re.compile(r"\s+(?:each|apiece)\b", re.IGNORECASE)
#: "I watched the second shot fifty times": what was shot is no deed here.
_NOUN = re.compile(
    r"\b(?:a|the|this|that|one|first|second|third|final|last|fatal|single)\s+$", re.IGNORECASE
)
_NOUN_OF_IT = re.compile(r"shooting\s(?!(?:him|her|at)\b)", re.IGNORECASE)
_A = re.compile(
    r"\b(?:an?|the|that|this|his|her|fatal|deadly|club|school|police)\s+(?:\w+\s+)?$", re.IGNORECASE
)
#: "Each officer fired once", "each carries 45 rounds": how many they are is told elsewhere.
_OF_ONE = re.compile(
    rf"\beach(?:\s+of\s+(?:them|the\s+{OFFICERS}))?(?:\s+{ANY_OFFICER})?\s+(?:\w+\s+){{0,2}}$",
    re.IGNORECASE,
)
_HITTING = re.compile(r",\s*(?:hitting|striking|wounding|killing|grazing)\b", re.IGNORECASE)
_TO = re.compile(
    rf"(?:\d|\b{SPELLED})\s*(?:to|or|[-–])\s*$|\bbetween\s+(?:\d+|{SPELLED})\s+and\s+$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(rf"\s*(?:to|or|[-–])\s*(?:\d|{SPELLED}\b)", re.IGNORECASE)


def _is_range(text: str, match: re.Match[str]) -> bool:
    """ "65 to 75 rounds" is no number."""
    if match.groupdict().get("n") is None:
        return False
    return bool(_TO.search(text, 0, match.start("n")) or _OR_MORE.match(text, match.end("n")))


def number_told(word: str) -> int | None:
    word = re.sub(r"\s+", " ", word.casefold())
    if word.endswith(("single", "lone")):
        return 1
    return _NUMBERS.get(word) or years.number(word)


_PRONOUN_CIVIL = re.compile(
    rf"\b(?:at|toward|towards|on)\s+(?:the\s+|two\s+)?{POLICE}\b", re.IGNORECASE
)
#: "He fired the shotgun once": a thing of his, told of before.
_OWN_ARM = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]he\s+(?:man|woman|suspect|gunman|driver))\s+(?:had\s+)?fired\s+(?:the|his|her|a)\s+"
    r"(?:[\w.-]+\s+)?(?:shotgun|rifle|pistol|handgun|revolver|gun)\b"
)


def _shooter(
    text: str, match: re.Match[str], heard: Sequence[Gunfire], shot: frozenset[str]
) -> Actor:
    """Whose shots the number counts: the telling that overlaps it, else the nearest before it."""
    if _PRONOUN_CIVIL.search(text, match.start(), min(len(text), match.end() + 40)):
        return Actor.CIVILIAN
    if _OWN_ARM.search(text, max(0, match.start() - 20), match.end()):
        return Actor.CIVILIAN
    events = [event for event in heard if event.start <= match.end()]
    for event in reversed(events):
        if event.shooter in (Actor.POLICE, Actor.CIVILIAN):
            if event.target is Actor.POLICE and event.shooter is Actor.CIVILIAN:
                return Actor.CIVILIAN
            return event.shooter
        named = event.shooter is Actor.SOMEBODY and event.shooter_at is not None
        if named and not shot.isdisjoint(text[slice(*(event.shooter_at or ()))].split()):
            return Actor.CIVILIAN
    return Actor.NOBODY
