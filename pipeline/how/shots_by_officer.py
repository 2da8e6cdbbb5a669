"""Shots told officer by officer: "one of them fired three times and the other twice"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.how.shot_counts import FEW, FIRES, NUMBER, ONCE, OTHERS, VAGUE, Count, number_told
from pipeline.language import years
from pipeline.language.actors import ANY_OFFICER, OFFICERS, PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.records import Sentence

#: "Each officer fired once", "each fired two rounds".
_EACH_ONE = Cued(
    rf"\beach(?:\s+of\s+them)?(?:\s+{ANY_OFFICER})?\s+{FIRES}\s+(?:(?:their|his|her)\s+\w+\s+)?{ONCE}",
    re.IGNORECASE,
)
_HOW_MANY = Cued(rf"\b(?P<many>both|{FEW})\s+(?:\w+\s+)?{OFFICERS}\b", re.IGNORECASE)
_WHO_FIRED = re.compile(
    r"\b(?:Officers?|Deput(?:y|ies)|Troopers?|Sgt\.|Cpl\.|Agents?|Sergeant|Corporal)\s+"
    r"((?:[A-Z][\w'’-]+)(?:,?\s+(?:and\s+)?[A-Z][\w'’-]+)*)"
)


def by_officer(found: Sequence[Count], chosen: Count) -> list[Count]:
    """Numbers told officer by officer in one paragraph, none of them of all together."""
    same = [one for one in found if one.sentence.paragraph == chosen.sentence.paragraph]
    names = [_officer(one) for one in same if one.rule == "fired"]
    apart = len(names) > 1 and all(names) and len(set(names)) == len(names)
    return [one for one in same if one.rule == "fired"] if apart else []


def _officer(count: Count) -> str:
    """The ranked name that fired this number."""
    names = _WHO_FIRED.findall(count.sentence.text[: count.start])
    return str(names[-1]) if names else ""


def each_one(sentences: Sequence[Sentence]) -> Iterator[Count]:
    """ "Two deputies came. … Each fired once": as many as the paragraph has told of."""
    for at, sentence in enumerate(sentences):
        match = _EACH_ONE.search(sentence.text)
        number = number_told(match["n"] or match["adv"]) if match else None
        if match is None or number is None or OTHERS.search(match.group()):
            continue
        before = (one.text for one in sentences[:at] if one.paragraph == sentence.paragraph)
        many = {each["many"].casefold() for text in before for each in _HOW_MANY.finditer(text)}
        if len(many) == 1:
            number *= years.number(many.pop()) or 2
            yield Count(number, sentence, match.start(), match.end(), 5.0, "each")


_SHOTS = Cued(
    rf"\b{NUMBER}\s+(?:\w+\s+)?(?:shots?|rounds?|times?|bullets?)\b|\b(?P<adv>once|twice)\b"
    rf"|\b{NUMBER.replace('<n>', '<bare>')}(?=\s*(?:[.;,]|$)|\s+and\b)",
    re.IGNORECASE,
)
_FIRING = Cued(rf"\b(?:{FIRES}|shot|shoots)\b", re.IGNORECASE)
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


def one_by_one(
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
    if not _FIRING.search(text) or _CIVIL.search(text) or OTHERS.search(text):
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
        number = number_told(match["n"] or match["adv"] or match["bare"] or "")
        first = not found and _FIRST_ONE.match(between)
        named = _NEXT_ONE.search(between) or _SURNAME.search(between) or first
        fires = _FIRING.search(between) or (found and (not match["bare"] or _SAME.match(between)))
        if number is None or not named or not fires or VAGUE.search(between):
            return []
        found.append(Count(number, sentence, match.start(), match.end(), 4.0, "fired"))
        last = match.end()
    return found


_PART_OF = re.compile(r"\bof\s+(?:the|those|all|its|their)\s+$")
