"""How many shots police fired, where an article asserts a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.gunfire.cues import Actor, Gunfire
from pipeline.language import years
from pipeline.language.actors import ANY_OFFICER, OFFICERS, PERSON, POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.hedging import hedged
from pipeline.language.stated import inferred, stated
from pipeline.language.years import SPELLED
from pipeline.records import Claim, Passage, Sentence, Span, Where

_NUMBERS = {"once": 1, "twice": 2, "thrice": 3, "a": 1, "the only": 1}
_FEW = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_N = rf"(?P<n>\d{{1,3}}|(?:a|the|his|her)\s+(?:single|lone)|the\s+only|single|{SPELLED})"
_LOOSE = (
    r"(?:(?:at\s+least|more\s+than|up\s+to|as\s+many\s+as|over|nearly|around|roughly|several)\s+)"
)
#: "Let off five shots", "squeezed off two rounds".
_FIRES = (
    r"(?:fire[ds]?|firing|shooting|discharg\w+|(?:let|squeez\w+|got|got\s+off|popp\w+|rattl\w+)\s+off|unleash\w+|loos(?:ed|ing)"
    r"|(?:pull|squeez)\w+\s+the\s+trigger|went\s+off|pump(?:ed|ing)|unload(?:ed|ing)|put(?:ting)?(?=\s+[\w-]+\s+(?:bullets|rounds|shots)\b))"
)
_ONCE = rf"(?:{_N}\s+(?:\w+\s+)?(?:shots?|rounds?|times?|bullets?)|(?P<adv>once|twice))"
_FIRED = Cued(
    rf"\b{_FIRES},?\s+(?:[^.;,]{{0,40}}?\s)??(?P<loose>{_LOOSE})?"
    rf"(?:(?:his|her|their|a)\s+(?:[\w.-]+\s+){{1,3}})?"
    rf"[\"“]?(?:a\s+(?:total|combined)\s+(?:of\s+)?|about\s+)?"
    rf"(?:(?:{_N}\s+(?:\w+\s+)?(?P<what>shots?|rounds?|times?|bullets?))|(?P<adv>once|twice))\b",
    re.IGNORECASE,
)
_BARE = Cued(rf"\bfired\s+{_N}(?=\s*(?:[.;,]|and\b|$))", re.IGNORECASE)
_PASSIVE = Cued(
    rf"(?P<loose>{_LOOSE})?\b(?:a\s+(?:total|combined)\s+(?:of\s+)?)?{_N}\s+(?:(?!(?:when|as|after|before|of|and)\b)\w+\s+)?(?:shots?|rounds?|bullets?)\s+"
    r"(?:\w+\s+){0,2}?(?:were|was|being)\s+(?:\w+\s+)?fired\b",
    re.IGNORECASE,
)
_COUNT = Cued(
    rf"(?P<loose>{_LOOSE})?(?<![\w.:-])(?:a\s+(?:total|combined)\s+(?:of\s+)?)?{_N}\s+"
    r"(?:(?:rifle|pistol)\s+)?(?:(?:gun)?shots?|rounds?)\b(?!\s+of\s+(?:beer|drinks|ammun|applause|talks))",
    re.IGNORECASE,
    by_letter=True,
)
_SHOT = Cued(
    rf"\bshot\s+(?:and\s+\w+\s+)?(?:at\s+)?(?:[^.;,]{{0,40}}?\s)?(?P<loose>{_LOOSE})?"
    rf"(?:{_N}\s+times?|(?P<adv>once|twice))\b",
    re.IGNORECASE,
)
_COUNTED = Cued(
    rf"\b(?:I|he|she|they)\s+(?:counted|heard)\s+{_N}\b(?!\s+\w*(?:people|cars|officers))",
    re.IGNORECASE,
)
_ARM = r"(?:gun|handgun|sidearm|pistol|rifle|revolver|shotgun|weapon|Glock|carbine)\b"
#: "One bullet, from a deputy across the alley", "a single bullet from Poe's sidearm".
_FROM = Cued(
    rf"(?P<loose>{_LOOSE})?(?<![\w.:-]){_N}\s+(?:\w+\s+)?(?:shots|rounds?|bullets?),?\s+(?:fired\s+)?(?:from|by)\s+(?:(?!(?:before|after|when|as|that)\b)[\w’.-]+\s+){{0,4}}?"
    rf"(?:{POLICE}\b(?!['’])|(?:(?i:{POLICE})|(?-i:[A-Z])[\w-]+)['’]s\s+(?:\w+\s+)?{_ARM})",
    re.IGNORECASE,
)
_CASINGS = Cued(rf"\b{_N}\s+(?:shell\s+)?casings\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:warning|bean-?bag|foam|taser|less-lethal|rubber|missed|bank|flu|blank)\b", re.IGNORECASE
)


_VAGUE = re.compile(
    r"\b(?:at\s+least|more\s+than|as\s+many|up\s+to|or\s+more|dozens|several|around|roughly|nearly)\b",
    re.IGNORECASE,
)
#: "16 times between them": told of all who fired together.
_TOGETHER = Cued(
    rf"\b{_N}\s+(?:\w+\s+)?(?:times?|shots?|rounds?|bullets?)\s+"
    r"(?:were\s+fired\s+(?:\w+\s+){0,3}?)?(?:between\s+them|in\s+all|altogether|combined|all\s+told|in\s+total|together)\b",
    re.IGNORECASE,
)
_OF_ALL = Cued(
    rf"\b(?:\w+(?:st|nd|rd|th)|second|last|one|{_FEW}|all)\s+of\s+(?:(?:the|his|her|their)\s+)?{_N}\s+"
    r"(?:shots|rounds|bullets)\b"
    rf"|\b(?:bullet|round|shot),?\s+one\s+of\s+{_N.replace('<n>', '<of>')}"
    r"(?=,|\s+(?:from|by|fired|that)\b)",
    re.IGNORECASE,
)
#: "Two deputies fired one round each".
_EACH = Cued(
    rf"\b(?P<first>each\s+of\s+(?:the\s+|these\s+|those\s+)?)?(?P<many>both|{_FEW})\s+(?:of\s+the\s+)?(?:[\w'’-]+\s+){{0,4}}?(?:{OFFICERS}\s+)?"
    rf"(?:(?P<each>each)\s+)?(?:{_FIRES}|shot)\s+(?:(?:their|his|her)\s+\w+\s+)?{_ONCE}(?:\s+(?P<after>each|apiece))?",
    re.IGNORECASE,
)


#: "The sergeant and another officer each fired once".
_PAIR_EACH = Cued(
    rf"\b(?P<many>and)\s+(?:[\w.'’-]+,?\s+){{1,4}}?(?:(?P<each>each)\s+)?(?:{_FIRES})\s+(?:(?:their|his|her)\s+\w+\s+)?{_ONCE}(?:\s+(?P<after>each|apiece))?",
    re.IGNORECASE,
)
#: "Officers Pell, Quist" before "and Orrin each fired once".
_LISTED = re.compile(
    r"\b(?:Officers|Deputies|Troopers|Agents)\s+(?:[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+)*,\s+)+(?:[A-Z][\w.’'-]+\s+)+$"
)
#: "Each officer fired once", "each fired two rounds".
_EACH_ONE = Cued(
    rf"\beach(?:\s+of\s+them)?(?:\s+{ANY_OFFICER})?\s+{_FIRES}\s+(?:(?:their|his|her)\s+\w+\s+)?{_ONCE}",
    re.IGNORECASE,
)
_HOW_MANY = Cued(rf"\b(?P<many>both|{_FEW})\s+(?:\w+\s+)?{OFFICERS}\b", re.IGNORECASE)
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


def read(
    passage: Passage, heard: Sequence[Sequence[Gunfire]], shot: frozenset[str] = frozenset()
) -> Iterator[Claim]:
    """``shots_fired`` by police: the plainest number; the latest where they are equally plain.

    ``shot`` are the surnames of those whom police shot: what they fire is not counted.
    """
    told = zip(passage.sentences, heard, strict=True)
    found = [count for one, events in told for count in counts(one, events, shot)]
    found.extend(_each_one(passage.sentences))
    if not found:
        return
    chosen = max(found, key=lambda count: (count.score, count.number))
    if chosen.rule not in _OF_SEVERAL:
        apart = _by_officer(found, chosen) or _one_by_one(passage.sentences, heard, shot)
        if apart:
            yield _sum(passage, apart)
            return
    if _only_implies(chosen) or any(_MORE.search(one.text) for one in passage.sentences):
        yield inferred("shots_fired", chosen.number, chosen.rule, 0.4)
        return
    confidence = round(min(0.95, 0.5 + chosen.score / 10), 2)
    at = chosen.start, chosen.end
    yield stated("shots_fired", chosen.number, chosen.sentence, at, chosen.rule, confidence)


def _only_implies(count: Count) -> bool:
    """ "Shot him twice" counts wounds, "heard four shots" what reached a neighbour's ear."""
    before = count.sentence.text[: count.start]
    if count.rule == "shot":
        return True
    return count.rule == "heard" or (count.rule == "count" and _HEARD.search(before) is not None)


#: "Fired three more shots": a number told before it is not of all.
_MORE = Cued(
    r"\b(?:fire[ds]?|firing|discharg\w+)\s+"
    rf"(?:another\s+{_N}|{_N.replace('<n>', '<more>')}\s+more)\s+"
    r"(?:shots?|rounds?|times?|bullets?)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(r"\b(?:heard|hear|hearing)\s+(?:[\w“\"]+\s+){0,3}[“\"]?$", re.IGNORECASE)
_WHO_FIRED = re.compile(
    r"\b(?:Officers?|Deput(?:y|ies)|Troopers?|Sgt\.|Cpl\.|Agents?|Sergeant|Corporal)\s+"
    r"((?:[A-Z][\w'’-]+)(?:,?\s+(?:and\s+)?[A-Z][\w'’-]+)*)"
)


def _by_officer(found: Sequence[Count], chosen: Count) -> list[Count]:
    """Numbers told officer by officer in one paragraph, none of them of all together."""
    same = [one for one in found if one.sentence.paragraph == chosen.sentence.paragraph]
    names = [_officer(one) for one in same if one.rule == "fired"]
    apart = len(names) > 1 and all(names) and len(set(names)) == len(names)
    return [one for one in same if one.rule == "fired"] if apart else []


def _officer(count: Count) -> str:
    """The ranked name that fired this number."""
    names = _WHO_FIRED.findall(count.sentence.text[: count.start])
    return str(names[-1]) if names else ""


def _each_one(sentences: Sequence[Sentence]) -> Iterator[Count]:
    """ "Two deputies came. … Each fired once": as many as the paragraph has told of."""
    for at, sentence in enumerate(sentences):
        match = _EACH_ONE.search(sentence.text)
        number = _number(match["n"] or match["adv"]) if match else None
        if match is None or number is None or _OTHERS.search(match.group()):
            continue
        before = (one.text for one in sentences[:at] if one.paragraph == sentence.paragraph)
        many = {each["many"].casefold() for text in before for each in _HOW_MANY.finditer(text)}
        if len(many) == 1:
            number *= years.number(many.pop()) or 2
            yield Count(number, sentence, match.start(), match.end(), 5.0, "each")


_OF_SEVERAL = frozenset(("together", "each"))
_SHOTS = Cued(
    rf"\b{_N}\s+(?:\w+\s+)?(?:shots?|rounds?|times?|bullets?)\b|\b(?P<adv>once|twice)\b"
    rf"|\b{_N.replace('<n>', '<bare>')}(?=\s*(?:[.;,]|$)|\s+and\b)",
    re.IGNORECASE,
)
_FIRING = Cued(rf"\b(?:{_FIRES}|shot|shoots)\b", re.IGNORECASE)
#: Who begins to be told of after somebody else was.
_NEXT_ONE = re.compile(
    rf"\b(?:{ANY_OFFICER}|lieutenant|sgt|cpl|det|lt"
    r"|partner|(?:the\s+)?(?:other|second|third)|another)\b",
    re.IGNORECASE,
)
_SURNAME = re.compile(r"(?:^|\b(?:and|while)\s+)\W*([A-Z][\w'’-]+),?\s")
#: ", the deputy", " and Lund,": said without the verb.
_SAME = re.compile(
    r"[\s,;]*(?:(?:and|while)\s+)?(?:the\s+)?[A-Za-z.]+(?:\s+(?:officer|deputy|trooper|[A-Z][\w.'’-]+)){0,3},?\s+$"
)
_FIRST_ONE = re.compile(r"^\W*(?:one|he|she|the\s+first)\b", re.IGNORECASE)
_CIVIL = Cued(
    rf"\b(?:{PERSON}s?|men|women|gunmen|at\s+(?:the\s+)?{POLICE}"
    r"|hit|struck|wound\w*|stabbed)\b",
    re.IGNORECASE,
)


def _one_by_one(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]], shot: frozenset[str]
) -> list[Count]:
    """ "One of them fired three times and the other twice": a number for each of two or more."""
    for at, sentence in enumerate(sentences):
        found = _one_each(sentence, shot)
        follows = at + 1 < len(sentences) and sentences[at + 1].paragraph == sentence.paragraph
        if len(found) == 1 and follows:
            more = _one_each(sentences[at + 1], shot)
            found = found + more if len(more) == 1 and _is_next(found[0], more[0]) else []
        events = [event for event in heard[at] if event.shooter is Actor.CIVILIAN]
        if len(found) > 1 and not events:
            return found
    return []


def _is_next(one: Count, other: Count) -> bool:
    """Is the second told of somebody else: "another", or another surname?"""
    text = other.sentence.text
    name = _SURNAME.match(text)
    named = name is not None and name[1] not in one.sentence.text and name[1] not in _PRONOUNS
    return named or _NEXT_ONE.search(text) is not None


_PRONOUNS = frozenset(("He", "She", "They", "The", "It", "In", "One", "That", "Police", "Officers"))


def _one_each(sentence: Sentence, shot: frozenset[str]) -> list[Count]:
    """The numbers of a sentence that each have a shooter of their own before them; else none."""
    text = sentence.text
    if not _FIRING.search(text) or _CIVIL.search(text) or _OTHERS.search(text):
        return []
    found: list[Count] = []
    last = 0
    for match in _SHOTS.finditer(text):
        between = text[last : match.start()]
        if match["bare"] and between.rstrip().endswith((",", "(")):
            continue  # "Abel Orrin, 30, and …" is aged
        if _PART_OF.search(between):
            return []  # "Orrin fired six of the eight shots": of all
        if not shot.isdisjoint(re.findall(r"[\w’'-]+", between)):
            return []
        number = _number(match["n"] or match["adv"] or match["bare"] or "")
        first = not found and _FIRST_ONE.match(between)
        named = _NEXT_ONE.search(between) or _SURNAME.search(between) or first
        fires = _FIRING.search(between) or (found and (not match["bare"] or _SAME.match(between)))
        if number is None or not named or not fires or _VAGUE.search(between):
            return []
        found.append(Count(number, sentence, match.start(), match.end(), 4.0, "fired"))
        last = match.end()
    return found


_PART_OF = re.compile(r"\bof\s+(?:the|those|all|its|their)\s+$")


def _sum(passage: Passage, apart: Sequence[Count]) -> Claim:
    """The shots of each officer together; the quote reaches from the first to the last."""
    first, last = apart[0], apart[-1]
    quote = Span(first.sentence.where, first.sentence.start, last.sentence.end)
    start, end = first.sentence.start + first.start, last.sentence.start + last.end
    article = passage.article
    source = article.title if quote.where is Where.TITLE else article.text
    return Claim(
        "shots_fired",
        sum(one.number for one in apart),
        source[start:end],
        quote,
        hedged=any(hedged(one.sentence.text, one.start, one.end) for one in apart),
        method="circumstances/shots_fired/sum",
        confidence=0.8,
    )


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
    number = _number(groups.get("n") or groups.get("adv") or groups.get("of") or "")
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
    r"\s*(?:,[^,.]{3,40},\s+)?(?:or\s+more|pierced|passed|struck|hit|of\s+the|went)\b"
)


def _is_of_else(text: str, match: re.Match[str], rule: str, number: int) -> bool:
    """Whether it counts people, wounds, years, calls, or what one of several fired."""
    start, end = match.span()
    if _VAGUE.search(match.group()) or _WOUNDS.match(text, end) or _IN_ALL_YEARS.match(text, end):
        return True
    ends = _CLAUSE.search(text, end)
    after = min(end + 20, ends.start() if ends else len(text))
    if _OTHERS.search(text[max(0, start - 25) : after]):
        return True
    if rule != "each" and (_APIECE.match(text, end) or _OF_ONE.search(text, 0, start)):
        return True
    if rule in ("count", "heard", "from") and _CALLED.search(text, 0, end):
        return True
    match rule:
        case "count" if number > 1 and match.group().casefold().endswith(" shot"):
            return True  # "Two shot by deputies" counts people
        case "count" | "heard":
            return _NOT_ROUNDS.match(text[end:]) is not None
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


def _number(word: str) -> int | None:
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
            if event.target is Actor.POLICE:
                return Actor.CIVILIAN
            return event.shooter
        named = event.shooter is Actor.SOMEBODY and event.shooter_at is not None
        if named and not shot.isdisjoint(text[slice(*(event.shooter_at or ()))].split()):
            return Actor.CIVILIAN
    return Actor.NOBODY
