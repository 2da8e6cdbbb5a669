"""People who are described and not named: "a 22-year-old man", "the driver"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.cued import Cued
from pipeline.cues import Gunfire
from pipeline.mentions import words
from pipeline.records import Sentence

_NUMBERS = {
    word: number
    for number, word in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split(),
        1,
    )
}
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_AGED = re.compile(
    rf"\b(?P<age>\d{{1,3}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_NUMBERS)}))?|{'|'.join(_NUMBERS)})"
    r"(?P<unit>[-–‑ ]years?[-–‑ ]olds?)\b(?P<rest>(?:[-–‑ ]*[^\W\d][\w’'-]*){0,4})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:an?|the|one|another|this|that)\s+)?(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE
)
_STARTERS = re.compile(r"\b(?:an?|the|one|another|this|unarmed|armed)\s+", re.IGNORECASE)


_KIN_OF = re.compile(
    r"\s+of\s+(?:(?:an?|the)\s+)?(?:[\w-]+\s+)?(?P<who>man|woman|boy|girl|teen\w*)\b"
)
_PERSON = r"(?:man|woman|boy|girl|teen\w*|male|female|suspect|subject|driver|passenger|bystander)"
_SECOND = (
    rf"(?:{_PERSON}|girlfriend|boyfriend|wife|husband|companion|friend|neighbor|brother|sister"
    r"|pal|hostage|clerk|passer-?by|mother|father|son|daughter|other)"
)
_PAIRS = (
    re.compile(
        rf"\bkill(?:ed|s|ing)?\s+(?P<one>(?:(?:an?|the|one)\s+)?(?:[\w-]+\s+){{0,2}}?{_PERSON}),?\s+"
        rf"(?:and\s+)?(?:wound|injur|graz)\w*\s+(?P<two>(?:(?:an?|the|his|her|another)\s+)?(?:[\w-]+\s+){{0,2}}?{_SECOND})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<one>an?\s+(?:[\w-]+\s+){{0,2}}?{_PERSON})\s+and\s+"
        rf"(?P<two>(?:an?|his|her|another)\s+(?:[\w-]+\s+){{0,2}}?{_SECOND})\s+(?:[\w-]+\s+){{0,4}}?"
        r"(?:were|are|both)\s+(?:\w+\s+){0,2}?(?:shot|killed|wounded|hit|struck|injured|dead)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:shot|killed|wounded|shooting|killing|wounding)\s+(?P<one>an?\s+(?:[\w-]+\s+){{0,2}}?{_PERSON})"
        rf"\s+and\s+(?P<two>(?:an?|his|her|another)\s+(?:[\w-]+\s+){{0,2}}?{_SECOND})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:striking|hitting|struck|hit|wounding)\s+(?:both\s+)?(?P<one>(?:an?|the)\s+(?:{_PERSON}|operator))"
        rf"\s+and\s+(?P<two>(?:an?|his|her|the)\s+(?:[\w-]+\s+){{0,2}}?{_SECOND})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bshoots?\s+(?P<one>{_PERSON}),\s+(?P<two>(?:(?:his|her)\s+)?{_SECOND})\b(?!\s+\w+s\b)",
        re.IGNORECASE,
    ),
)
_TWO = Cued(
    r"\b(?P<two>(?:two|both)\s+(?:\(2\)\s+)?(?:adult\s+)?(?:people|persons|individuals|subjects|men|women"
    r"|males|females|teens|teenagers|suspects|brothers|sisters))\s+"
    r"(?:(?:were|are|have been|was)\s+)?(?:fatally\s+)?"
    r"(?:shot|killed|wounded|struck|hit|dead|died|(?:declared|pronounced)\s+d\w+)\b"
    r"|\b(?:shot|killed|shoots?|kills?|striking|hitting|wounding)\s+(?:and\s+killed\s+)?(?P<twice>(?:two|both)\s+"
    r"(?:people|individuals|men|women|males|females|teens|teenagers|suspects|brothers|sisters))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Aged:
    """ "22-year-old man": the age, where its words stand in the sentence, and what follows."""

    years: int
    start: int
    end: int
    rest: str


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase that stands for somebody hit; offsets in the sentence."""

    sentence: int
    start: int
    end: int


def ages(text: str) -> Iterator[Aged]:
    """Every age given as "NN-year-old".

    >>> [(aged.years, aged.rest) for aged in ages("A 22-year-old man ran, a two-year-old slept")]
    [(22, 'man ran'), (2, 'slept')]
    """
    if "old" not in text and "OLD" not in text and "Old" not in text:
        return
    for match in _AGED.finditer(text):
        years = number(match["age"])
        if years is not None and years <= 110:
            yield Aged(years, match.start(), match.end("unit"), match["rest"].strip(" -–‑"))


def number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    tens, _, ones = written.casefold().partition("-")
    if tens in _TENS:
        return _TENS[tens] + _NUMBERS.get(ones, 0)
    return _NUMBERS.get(tens)


def gender_of(word: str) -> str | None:
    """What a noun or pronoun says of somebody's gender."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if low in words()["kin"]["male"]:
        return "male"
    return "female" if low in words()["kin"]["female"] else None


def gender_in(phrase: str) -> str | None:
    found = [gender for word in re.findall(r"[\w-]+", phrase) if (gender := gender_of(word))]
    return found[-1] if found else None


def people_hit(
    sentences: Sequence[Sentence], gunfire: Sequence[Sequence[Gunfire]], *, police: bool
) -> Iterator[Described]:
    """Descriptions of those hit, as the targets of the telling of gunfire."""
    for place, (sentence, events) in enumerate(zip(sentences, gunfire, strict=True)):
        for event in events:
            if event.target_at is None or event.target.value != "civilian" or not event.hit:
                continue
            if event.by_police or not police:
                yield Described(place, *_phrase(sentence.text, *event.target_at))


def pair(
    sentences: Sequence[Sentence], gunfire: Sequence[Sequence[Gunfire]]
) -> tuple[Described, Described] | None:
    """Two people without names whom police hit: "killing a man and wounding a woman"."""
    if not any(event.by_police for events in gunfire for event in events):
        return None
    for place, sentence in enumerate(sentences):
        for pattern in _PAIRS if gunfire[place] else ():
            if match := pattern.search(sentence.text):
                return Described(place, *match.span("one")), Described(place, *match.span("two"))
    if found := _bystander(sentences, gunfire):
        return found
    for place, sentence in enumerate(sentences):
        near = any(gunfire[max(0, place - 2) : place + 1])
        if near and not _APART.search(sentence.text) and (match := _TWO.search(sentence.text)):
            if not gunfire[place] and not match.group().casefold().startswith("both"):
                continue
            both = Described(place, *match.span("two" if match["two"] else "twice"))
            return _each(sentences, both)
    return None


_BYSTANDER = (
    r"(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,2}?(?:passenger|bystander|passer-?by|hostage|clerk|neighbou?r|customer"
    r"|pedestrian|woman|girl|grandmother|toddler|child)(?!\s+(?:officer|deputy|trooper|agent|sergeant))"
)
_BYSTANDER_HIT = Cued(
    rf"\b(?P<who>{_BYSTANDER})\b[^.;]{{0,60}}?\b(?:was|were)\s+(?:also\s+|then\s+)?"
    r"(?:struck|hit|shot|wounded|grazed)\b(?![^.;]*\bby\s+(?:the|a|her|his)\s+(?:suspect|gunman|man|husband|boyfriend"
    r"|robber|attacker|shooter)\b)"
    r"|\b(?:officer['’]?s?['’]?|police)\b[^.;]{0,20}?\b(?:bullets?|rounds?|shots?|gunfire)\b[^.;]{0,40}?"
    rf"\b(?:hit|struck|grazed|wounded|hitting|striking|wounding)\s+(?P<also>{_BYSTANDER})\b",
    re.IGNORECASE,
)


def _bystander(
    sentences: Sequence[Sentence], gunfire: Sequence[Sequence[Gunfire]]
) -> tuple[Described, Described] | None:
    """The man police hit, and "a woman in the passenger seat", hit then or soon after."""
    hit = [
        (place, event)
        for place, events in enumerate(gunfire)
        for event in events
        if event.by_police and event.target_at and event.target.value == "civilian"
    ]
    for place, event in hit:
        text = sentences[place].text
        for near in range(place, min(place + 4, len(sentences))):
            match = _BYSTANDER_HIT.search(sentences[near].text)
            if match is None or (near == place and match.start() <= (event.target_at or (0, 0))[1]):
                continue
            group = "who" if match["who"] else "also"
            if gender_of(match[group].split()[-1]) != _gender_at(text, event):
                first = Described(place, *_phrase(text, *(event.target_at or (0, 0))))
                return first, Described(near, *match.span(group))
    return None


def _gender_at(text: str, event: Gunfire) -> str | None:
    start, end = event.target_at or (0, 0)
    return gender_in(text[start:end])


#: "Kill two men in 11 hours": one at a time, and each a story of its own.
_APART = Cued(r"\b(?:separate|unrelated|hours|days|weeks|months|years?)\b", re.IGNORECASE)


def _each(sentences: Sequence[Sentence], both: Described) -> tuple[Described, Described]:
    """ "Two people were hit": one each where the text tells of two genders, or of two ages."""
    found: dict[str, Described] = {}
    for place, sentence in enumerate(sentences):
        for match in _THE_ONE.finditer(sentence.text):
            gender = gender_of(match["who"] or match["noun"])
            if gender is not None:
                found.setdefault(gender, Described(place, *match.span()))
    if len(found) == 2:
        return found["male"], found["female"]
    aged = {
        match["age"]: Described(place, *match.span())
        for place, sentence in enumerate(sentences)
        for match in _AN_AGED.finditer(sentence.text)
    }
    if len(aged) == 2:
        one, two = aged.values()
        return one, two
    return both, both


_AN_AGED = re.compile(
    r"\b(?:[Aa]n?|[Tt]he)\s+(?P<age>\d{1,2})-year-old\s+(?:man|woman|male|female|boy|girl|teen\w*)\b"
)


_THE_ONE = re.compile(
    r"\b(?:[Tt]he|[Aa])\s+(?:(?P<who>male|female)\s+(?:subject|suspect|victim|driver)|(?P<noun>man|woman)\b)"
)


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a head noun to its phrase: "man" to "a 22-year-old man"."""
    if whose := _KIN_OF.match(text, end):  # "Grandmother of teen shot by police"
        return whose.span("who")
    match = _BEFORE.search(text, max(0, start - 60), start)
    if match is None:
        return start, end
    starters = list(_STARTERS.finditer(text, match.start(), start))
    return (starters[-1].start(), end) if starters else (start, end)
