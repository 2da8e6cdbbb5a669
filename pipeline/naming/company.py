"""Several people hit in one incident: which of them a word in a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.language.cued import Cued
from pipeline.naming.described import gender_of
from pipeline.records import Person, Sentence, Span

_WORD = re.compile(r"[\w'’-]+")
_STOP = re.compile(
    r"[;:—()]|,\s+(?:and\s+)?(?:who|while|when|but|as|after|police|officials|the\s+\w+\s+said)\b"
    r"|\b(?:while|when|after|wounding|injuring|killing)\b|\band\s+(?:\w+ly\s+|also\s+)?"
    r"(?:(?:wound|injur|kill|shoot|hurt|hitt|strik|graz|clipp|nick|maim|paraly|break)\w*|hit|struck|shot|broke|left)\b",
    re.IGNORECASE,
)


#: "Killed a man holding a woman hostage": what the one who was hit does to another.
_DOES = re.compile(r"\b(?!killing|wounding|injuring|hitting|striking)\w{2,}ing\b", re.IGNORECASE)


class Company:
    """The people hit, and how a text calls each: by name, or by a gender only one of them has."""

    def __init__(self, people: Sequence[Person], genders: Mapping[int, str]) -> None:
        self.people = people
        self._of_gender = {gender: _may_be(people, genders, gender) for gender in _GENDERS}
        self._of_noun = _heads(people)

    def meant(self, sentence: Sentence, start: int, end: int, active: bool) -> frozenset[int]:
        """Whom a word at an offset is about: all it governs, or the last one called before it."""
        text = sentence.text
        calls = sorted(self._calls(sentence))
        aside = [match.span() for match in _RELATIVE.finditer(text) if match.end() <= start]
        calls = [(at, n) for at, n in calls if not any(a <= at < b for a, b in aside)]
        if active:
            stop = _STOP.search(text, end)
            limit = stop.start() if stop else len(text)
            hit = [(at, n) for at, n in calls if end <= at < limit]
            does = _DOES.search(text, hit[0][0]) if hit else None
            those = [(at, n) for at, n in hit if does is None or at < does.start()]
            return frozenset((*(n for _, n in those), *_going_on(text, calls, those)))
        before = [(at, n) for at, n in calls if at < start]
        if before and not _parted(text, before[-1][0], start):
            return frozenset(self._joined(sentence, before))
        after = [n for at, n in calls if 0 <= at - end <= 12 and not _APART.search(text, end, at)]
        return frozenset(after[:1])

    def _joined(self, sentence: Sentence, calls: Sequence[tuple[int, int]]) -> Iterator[int]:
        """The last one called, and who stands in one list with them: "Roe, 40, and Poe died"."""
        at, number = calls[-1]
        yield number
        if _ALONE.match(sentence.text, at):
            return
        for earlier, other in reversed(calls[:-1]):
            if not _LISTED.fullmatch(sentence.text, earlier, at):
                return
            yield other
            at = earlier

    def listed_from(self, sentence: Sentence, at: int) -> frozenset[int]:
        """Whom a list names that begins at an offset: "Roe, 40; and Poe, 33"."""
        calls = sorted(self._calls(sentence))
        first = [(start, n) for start, n in calls if start == at]
        return frozenset((*(n for _, n in first), *_going_on(sentence.text, calls, first)))

    def is_chief(self, person: Person) -> bool:
        """Whether only this one is named: what nobody else is called for is told of them."""
        return [one for one in self.people if one.name] == [person]

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

    def by_gender_of(self, words: str) -> frozenset[int]:
        """Whom a description means whose head has a gender that only one of them has."""
        known, unsaid = self._of_gender.get(gender_of(words.split()[-1]) or "", ((), ()))
        return frozenset(one.n for one in known if len(known) == 1 and not unsaid)

    def _calls(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        for person in self.people:
            for mention in person.mentions:
                span = mention.span
                inside = sentence.start <= span.start < sentence.end
                if span.where is not sentence.where or not inside or self._owns(span, person):
                    continue
                if _THEIR_KIN.match(sentence.text, span.end - sentence.start):
                    continue
                at = span.start - sentence.start
                if not self._shared(mention.text):
                    yield at, person.n
                elif titled := _TITLED.search(sentence.text, 0, at):  # "Mrs. Orrin"
                    same, _ = self._of_gender["male" if titled["mr"] else "female"]
                    yield from ((at, one.n) for one in same[:1] if len(same) == 1)
        for word in _WORD.finditer(sentence.text):
            number = self._of_noun.get(word.group().casefold())
            if number is None:
                number = self._by_gender(sentence, word)
            if number is not None:
                yield word.start(), number

    def _owns(self, span: Span, person: Person) -> bool:
        """ "Roe's cousin": of the two, the cousin is meant."""
        return any(
            one.where is span.where and one.start <= span.start and span.end < one.end
            for other in self.people
            if other is not person
            for one in (mention.span for mention in other.mentions)
        )

    def _shared(self, form: str) -> bool:
        """Whether a form is the surname of two or more of them."""
        return sum(form in (one.name or "").split()[1:] for one in self.people) > 1

    def _by_gender(self, sentence: Sentence, word: re.Match[str]) -> int | None:
        """Whom "he" is: the only one known to be, unless one who may be was told of since."""
        known, unsaid = self._of_gender.get(gender_of(word.group()) or "", ((), ()))
        if len(known) > 1 or not (known or unsaid) or not _PLAIN.fullmatch(word.group()):
            return None
        if _OTHER.search(sentence.text, 0, word.start()):
            return None
        if KIN_OF.match(sentence.text, word.start()):  # "her son": not her
            return None
        may_be = [*known, *unsaid]
        if len(may_be) == 1:
            return may_be[0].n
        last = max(may_be, key=lambda one: _told_before(one, sentence, word.start()))
        return last.n if last in known else None


def _told_before(person: Person, sentence: Sentence, at: int) -> int:
    """Where the person was last mentioned before an offset of a sentence; -1 for nowhere."""
    return max(
        (
            mention.span.start
            for mention in person.mentions
            if mention.span.where is sentence.where and mention.span.start < sentence.start + at
        ),
        default=-1,
    )


def _heads(people: Sequence[Person]) -> dict[str, int]:
    """ "The driver", "his passenger": nouns by which only one of those without a name is called."""
    found: dict[str, list[int]] = {}
    for one in people:
        for form in one.forms if one.name is None else ():
            found.setdefault(form.split()[-1].casefold(), []).append(one.n)
    return {noun: numbers[0] for noun, numbers in found.items() if len(numbers) == 1}


_GENDERS = ("male", "female")
_Few = tuple[Person, ...]


def _may_be(people: Sequence[Person], genders: Mapping[int, str], gender: str) -> tuple[_Few, _Few]:
    """Who is called "he" (or "she"): those known to be, and those whose gender nobody says.

    Where all genders are unsaid, a pronoun tells nothing.
    """
    known = tuple(one for one in people if genders.get(one.n) == gender)
    unsaid = tuple(one for one in people if one.n not in genders)
    return (known, unsaid) if len(unsaid) < len(people) else ((), ())


_TITLED = re.compile(r"\b(?:(?P<mr>Mr)|Mrs|Ms|Miss)\.?\s+$")
#: Words for whoever is meant; "mother" and "brothers" are as often somebody else.
_PLAIN = re.compile(
    r"(?:he|him|his|himself|she|hers?|herself|(?:wo)?man|boy|girl|(?:fe)?male|mr|mrs|ms)['’]?s?",
    re.I,
)
_OTHER = re.compile(r"\b(?:an)?other\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
#: "Roe, who had shot another man, was killed".
_RELATIVE = re.compile(r",\s+(?:who|whom|whose)\b[^,;]*,")
_KIN = (
    r"\s+(?:[\w-]+\s+){0,2}?(?:son|daughter|mother|father|brother|sister|parents|children|child|kids"
    r"|uncle|aunt|cousin|grand\w+|nephew|niece|(?:boy|girl)?friend|wife|husband|fianc\w+|partner|passenger)s?\b"
)
KIN_OF = Cued(r"(?:his|her)" + _KIN, re.IGNORECASE)
#: "Roe's older daughter was in stable condition": not Roe.
_THEIR_KIN = re.compile(r"['’]s?" + _KIN, re.IGNORECASE)


def _going_on(
    text: str, calls: Sequence[tuple[int, int]], those: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Who follows the last of those in one list with them: "killed Roe, 40; Poe, 33; and Coe"."""
    if not those:
        return
    at = those[-1][0]
    for later, number in calls:
        if later > at:
            if not _LISTED.fullmatch(text, at, later):
                return
            yield number
            at = later


#: "Roe was wounded and Poe, 33, was killed": one alone, whoever stands before.
_ALONE = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){0,3}[A-Z][\w.'’-]*(?:,\s+[^,;.]{1,40},)?\s+(?:was|is|has|dies|remains)\b"
)
#: From the beginning of one name to that of the next in a list.
_LISTED = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){0,3}[A-Z][\w.'’-]*(?:,?\s+\(?(?:age\s+)?\d{1,2}\)?)?(?:,?\s+of\s+[A-Z][\w.]+(?:\s+[A-Z]\w+)?)?"
    r"(?:[,;]?\s+and|[,;])\s+(?:(?:(?:his|her|their|an?|the|[A-Z][\w-]+['’]s)\s+(?:(?!\w+(?:ing|ed)\b)[\w-]+\s+)?)?(?:brother|sister|son|daughter|wife|husband|(?:boy|girl)?friend|mother|father"
    r"|cousin|uncle|aunt|nephew|niece|fianc\w+|roommate|neighbor|passenger|driver|grand\w+),?\s+)?(?:\d{1,2}-year-old\s+)?"
)


_APART = re.compile(r"[,;:—]|\b(?:and|but)\b")


def _parted(text: str, first: int, last: int) -> bool:
    return re.search(r"[;:—]|,\s+(?:but|while)\b", text[first:last]) is not None
