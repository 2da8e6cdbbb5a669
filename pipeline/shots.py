"""How many shots police fired, where an article asserts a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.cues import Actor, Gunfire, asserted_by, hedged
from pipeline.records import Claim, Passage, Sentence, Span, Where

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: value for value, word in enumerate(_SMALL, 1)} | {
    "once": 1, "twice": 2, "thrice": 3, "a": 1, "single": 1, "a single": 1,
}  # fmt: skip
_N = r"(?P<n>\d{1,3}|a\s+single|" + "|".join(_SMALL) + ")"
_LOOSE = (
    r"(?:(?:at\s+least|more\s+than|up\s+to|as\s+many\s+as|over|nearly|around|roughly|several)\s+)"
)
_FIRED = re.compile(
    rf"\b(?:fire[ds]?|firing|discharg\w+)\s+(?:[^.;,]{{0,40}}?\s)?(?P<loose>{_LOOSE})?"
    rf"(?:(?:his|her|their|a)\s+(?:[\w.-]+\s+){{1,3}})?"
    rf"[\"“]?(?:a\s+(?:total|combined)\s+(?:of\s+)?|about\s+)?"
    rf"(?:(?:{_N}\s+(?:\w+\s+)?(?P<what>shots?|rounds?|times?|bullets?))|(?P<adv>once|twice))\b",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\bfired\s+{_N}(?=\s*(?:[.;,]|and\b|$))", re.IGNORECASE)
_PASSIVE = re.compile(
    rf"(?P<loose>{_LOOSE})?\b(?:a\s+(?:total|combined)\s+(?:of\s+)?)?{_N}\s+(?:\w+\s+)?(?:shots?|rounds?|bullets?)\s+"
    r"(?:\w+\s+){0,2}?(?:were|was|being)\s+(?:\w+\s+)?fired\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?P<loose>{_LOOSE})?(?<![\w.:-])(?:a\s+(?:total|combined)\s+(?:of\s+)?)?{_N}\s+"
    r"(?:(?:gun)?shots?|rounds?)\b(?!\s+of\s+(?:beer|drinks|ammun|applause|talks))",
    re.IGNORECASE,
)
_SHOT = re.compile(
    rf"\bshot\s+(?:and\s+\w+\s+)?(?:at\s+)?(?:[^.;,]{{0,40}}?\s)?(?P<loose>{_LOOSE})?"
    rf"(?:{_N}\s+times|(?P<adv>once|twice))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?:I|he|she|they)\s+(?:counted|heard)\s+{_N}\b(?!\s+\w*(?:people|cars|officers))",
    re.IGNORECASE,
)
_CASINGS = re.compile(rf"\b{_N}\s+(?:shell\s+)?casings\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:warning|bean-?bag|foam|taser|less-lethal|rubber|missed|bank|flu|blank)\b", re.IGNORECASE
)


_VAGUE = re.compile(
    r"\b(?:at\s+least|more\s+than|as\s+many|up\s+to|or\s+more|dozens|several|around|roughly|nearly)\b",
    re.IGNORECASE,
)
_WOUNDS = re.compile(r"\s*wounds?\b", re.IGNORECASE)


_COUNTABLE = re.compile(r"shot|round|fir[ei]|casing|counted|heard", re.IGNORECASE)
_ANY_NUMBER = re.compile(
    rf"\b(?:\d{{1,3}}|a\s+single|once|twice|{'|'.join(_SMALL)})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Count:
    """One asserted number of shots."""

    number: int
    sentence: Sentence
    start: int
    end: int
    score: float
    rule: str


def read(passage: Passage, heard: Sequence[Sequence[Gunfire]]) -> Iterator[Claim]:
    """``shots_fired`` by police: the plainest number; the latest where they are equally plain."""
    told = zip(passage.sentences, heard, strict=True)
    found = [count for one, events in told for count in counts(one, events)]
    if not found:
        return
    chosen = max(found, key=lambda count: (count.score, count.number))
    if apart := _by_officer(found, chosen):
        yield _sum(passage, apart)
        return
    text = chosen.sentence.text
    yield Claim(
        "shots_fired",
        chosen.number,
        text[chosen.start : chosen.end],
        chosen.sentence.span(0, len(text)),
        asserted_by=asserted_by(text),
        hedged=hedged(text),
        method=f"circumstances/shots_fired/{chosen.rule}",
        confidence=round(min(0.95, 0.5 + chosen.score / 10), 2),
    )


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
        asserted_by=asserted_by(first.sentence.text),
        hedged=any(hedged(one.sentence.text) for one in apart),
        method="circumstances/shots_fired/sum",
        confidence=0.8,
    )


def counts(sentence: Sentence, events: Sequence[Gunfire]) -> Iterator[Count]:
    text = sentence.text
    if not (_COUNTABLE.search(text) and _ANY_NUMBER.search(text)):
        return
    for rule, pattern, score in (
        ("fired", _FIRED, 4.0),
        ("bare", _BARE, 3.0),
        ("passive", _PASSIVE, 3.5),
        ("count", _COUNT, 2.0),
        ("shot", _SHOT, 2.0),
        ("heard", _COUNTED, 1.5),
        ("casings", _CASINGS, 1.0),
    ):
        for match in pattern.finditer(text):
            if count := _count(sentence, match, rule, score, events):
                yield count


def _count(
    sentence: Sentence, match: re.Match[str], rule: str, score: float, events: Sequence[Gunfire]
) -> Count | None:
    groups = match.groupdict()
    number = _number(groups.get("n") or groups.get("adv") or "")
    loose = groups.get("loose") or re.search(
        rf"{_LOOSE}$|\bor\s+more\b",
        sentence.text[max(0, match.start() - 14) : match.start()],
        re.IGNORECASE,
    )
    vague = _VAGUE.search(match.group()) or _WOUNDS.match(sentence.text, match.end())
    if number is None or loose or vague or number > 400 or _is_range(sentence.text, match):
        return None
    if _OTHERS.search(sentence.text[max(0, match.start() - 25) : match.end() + 20]):
        return None
    shooter = _shooter(sentence.text, match, events)
    if shooter is Actor.CIVILIAN:
        return None
    if rule in ("count", "heard") and re.match(
        r"\s*(?:,[^,.]{3,40},\s+)?(?:or\s+more|pierced|passed|struck|hit|of\s+the|went)\b",
        sentence.text[match.end() :],
    ):
        return None
    score += 1.0 if shooter is Actor.POLICE else 0.0
    start = match.start("n") if groups.get("n") else match.start()
    return Count(number, sentence, min(start, match.start()), match.end(), score, rule)


_TO = re.compile(r"(?:\d|\b(?:" + "|".join(_SMALL) + r"))\s*(?:to|or|[-–])\s*$", re.IGNORECASE)


def _is_range(text: str, match: re.Match[str]) -> bool:
    """ "65 to 75 rounds" is no number."""
    return match.groupdict().get("n") is not None and bool(_TO.search(text, 0, match.start("n")))


def _number(word: str) -> int | None:
    word = re.sub(r"\s+", " ", word.casefold())
    return int(word) if word.isdigit() else _NUMBERS.get(word)


_PRONOUN_CIVIL = re.compile(
    r"\b(?:at|toward|towards|on)\s+(?:the\s+|two\s+)?(?:officers?|deput(?:y|ies)|troopers?|police)\b",
    re.IGNORECASE,
)


def _shooter(text: str, match: re.Match[str], heard: Sequence[Gunfire]) -> Actor:
    """Whose shots the number counts: the telling that overlaps it, else the nearest before it."""
    if _PRONOUN_CIVIL.search(text, match.start(), min(len(text), match.end() + 40)):
        return Actor.CIVILIAN
    events = [event for event in heard if event.start <= match.end()]
    for event in reversed(events):
        if event.shooter in (Actor.POLICE, Actor.CIVILIAN):
            if event.target is Actor.POLICE:
                return Actor.CIVILIAN
            return event.shooter
    return Actor.NOBODY
