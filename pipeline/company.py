"""Several people hit in one incident: which of them a word in a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.described import gender_of
from pipeline.records import Person, Sentence

_WORD = re.compile(r"[\w'’-]+")
_STOP = re.compile(
    r"[;:—()]|,\s+(?:and\s+)?(?:who|while|when|but|as|after|police|officials|the\s+\w+\s+said)\b"
    r"|\b(?:while|when|after|wounding|injuring|killing)\b|\band\s+(?:wound|injur|kill)\w+",
    re.IGNORECASE,
)


class Company:
    """The people hit, and how a text calls each: by name, or by a gender only one of them has."""

    def __init__(self, people: Sequence[Person], genders: Mapping[int, str]) -> None:
        self.people = people
        self._of_gender = dict(_alone(people, genders))
        self._of_noun = _heads(people)

    def meant(self, sentence: Sentence, start: int, end: int, active: bool) -> frozenset[int]:
        """Whom a word at an offset is about: all it governs, or the last one called before it."""
        text = sentence.text
        calls = sorted(self._calls(sentence))
        if active:
            stop = _STOP.search(text, end)
            limit = stop.start() if stop else len(text)
            return frozenset(n for at, n in calls if end <= at < limit)
        before = [n for at, n in calls if at < start and not _parted(text, at, start)]
        if before:
            return frozenset(before[-1:])
        after = [n for at, n in calls if 0 <= at - end <= 12 and not _APART.search(text, end, at)]
        return frozenset(after[:1])

    def called(self, sentence: Sentence, start: int, end: int) -> frozenset[int]:
        """Whom the words at offsets call by name."""
        return frozenset(
            person.n
            for person in self.people
            for mention in person.mentions
            if mention.span.where is sentence.where
            and mention.span.start < sentence.start + end
            and sentence.start + start < mention.span.end
        )

    def _calls(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        for person in self.people:
            for mention in person.mentions:
                span = mention.span
                inside = sentence.start <= span.start < sentence.end
                if span.where is sentence.where and inside:
                    yield span.start - sentence.start, person.n
        if self._of_gender or self._of_noun:
            for word in _WORD.finditer(sentence.text):
                number = self._of_noun.get(word.group().casefold())
                if number is None:
                    number = self._of_gender.get(gender_of(word.group()) or "")
                if number is not None:
                    yield word.start(), number


def _heads(people: Sequence[Person]) -> dict[str, int]:
    """ "The driver", "his passenger": nouns by which only one of those without a name is called."""
    found: dict[str, list[int]] = {}
    for one in people:
        for form in one.forms if one.name is None else ():
            found.setdefault(form.split()[-1].casefold(), []).append(one.n)
    return {noun: numbers[0] for noun, numbers in found.items() if len(numbers) == 1}


def _alone(people: Sequence[Person], genders: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """Who alone is called "he" or "she"; of two, the one of unsaid gender is the other's "he"."""
    for gender, other in (("male", "female"), ("female", "male")):
        same = [one.n for one in people if genders.get(one.n) == gender]
        unsaid = [one.n for one in people if one.n not in genders]
        opposite = [one.n for one in people if genders.get(one.n) == other]
        if len(same) == 1:
            yield gender, same[0]
        elif not same and len(unsaid) == 1 and opposite:
            yield gender, unsaid[0]


_APART = re.compile(r",|\b(?:and|but)\b")


def _parted(text: str, first: int, last: int) -> bool:
    return re.search(r"[;:—]|,\s+(?:but|while)\b", text[first:last]) is not None
