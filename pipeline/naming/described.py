"""People who are described and not named: "a 22-year-old man", "the driver"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.years import NUMBER, OLD, YEARS, value
from pipeline.lexicon.people_words import words
from pipeline.records import Sentence

_AGED = Cued(
    rf"\b(?P<age>{NUMBER})(?P<unit>{OLD})(?P<rest>(?:[-–‑ ]*[^\W\d][\w’'-]*){{0,4}})",
    re.IGNORECASE,
)
_BEFORE = Cued(r"(?:\b(?:an?|the|one|another|this|that)\s+)?(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
_STARTERS = re.compile(r"\b(?:an?|the|one|another|this|unarmed|armed)\s+", re.IGNORECASE)


_KIN_OF = re.compile(
    r"\s+of\s+(?:(?:an?|the)\s+)?(?:[\w-]+\s+)?(?P<who>man|woman|boy|girl|teen\w*)\b"
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
    """Every age given as "NN-year-old", or written short: "31 y/o", "31yo".

    >>> [(aged.years, aged.rest) for aged in ages("A 22-year-old man ran, a two-year-old slept")]
    [(22, 'man ran'), (2, 'slept')]
    """
    for match in _AGED.finditer(text):
        years = value(match["age"])
        if years <= 110:
            yield Aged(years, match.start(), match.end("unit"), match["rest"].strip(" -–‑"))


_AGE_AFTER = re.compile(
    rf",\s+(?:(?:who(?:['’]s|\s+is|\s+was)\s+)?(?P<age>{YEARS})(?=[,.;])|an?\s+(?:[\w-]+\s+){{0,2}}?(?P<apposed>{NUMBER}){OLD})"
)


def age_after(text: str, end: int) -> Aged | None:
    """The age apposed to a phrase that ends at an offset: "the driver, an Ames 17-year-old".

    >>> age_after("Her son, 36, fell.", 7)
    Aged(years=36, start=9, end=11, rest='')
    """
    match = _AGE_AFTER.match(text, end)
    if match is None:
        return None
    group = "age" if match["age"] else "apposed"
    return Aged(value(match[group]), *match.span(group), "")


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


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a head noun to its phrase: "man" to "a 22-year-old man"."""
    if whose := _KIN_OF.match(text, end):  # "Grandmother of teen shot by police"
        return whose.span("who")
    match = _BEFORE.search(text, max(0, start - 60), start)
    if match is None:
        return start, end
    starters = list(_STARTERS.finditer(text, match.start(), start))
    return (starters[-1].start(), end) if starters else (start, end)
