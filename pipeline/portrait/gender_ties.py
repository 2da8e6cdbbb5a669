"""The gender of somebody hit by what they are to others: her son, his wife, the 29-year-old man.

Of those hit whose own clause tells no gender. "Ann Roe said her son had been asleep" is of the
only Roe who was hit; "a woman, 31, and a man, 29" are who have those ages; of a husband and wife
one is a man; "both men" are all who were hit. First names claim nothing, but no "son" is a Mary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.language.cued import Cued
from pipeline.language.years import NUMBER, OLD, YEARS, value
from pipeline.lexicon import given_genders
from pipeline.lexicon.people_words import title_words, words
from pipeline.naming.described import gender_of
from pipeline.naming.name_tokens import fold
from pipeline.naming.pronouns import OTHERS, quoted
from pipeline.records import Basis, Claim, Passage, Person, Role, Sentence

METHOD = "ties/gender"
_MALE_KIN = "son|husband|brother|father|grandson|nephew|grandfather|uncle|stepson|boyfriend|dad"
_FEMALE_KIN = (
    "daughter|wife|sister|mother|granddaughter|niece|grandmother|aunt|stepdaughter|girlfriend|mom"
)
_KIN = rf"(?P<kin>{_MALE_KIN}|{_FEMALE_KIN})"
#: "Her son", of who is named before it; not "her son, Abel" nor "his mother and father".
_HIS_KIN = re.compile(
    rf"\b(?:his|her)\s+(?:(?:late|dead|slain|wounded|only|older|younger|eldest|oldest|youngest|little|big|unarmed|twin)\s+)*{_KIN}\b"
    r"(?!['’]s\s+(?:lawyer|attorney|friend|boyfriend|girlfriend|wife|husband|mother|father)\b)"
    r"(?!,?\s+[A-Z])(?!\s+and\s+(?:his|her|an?|the|[a-z]+)\b)",
)
_MY_KIN = re.compile(rf"\b[Mm]y\s+(?:(?:baby|only|little|big|older|younger)\s+)*{_KIN}\b")
_SAID = re.compile(r"[”\"],?\s+(?:(?:said|says)\s+)?$")
_PEOPLE = "man|woman|boy|girl|male|female"
_AGED = Cued(
    rf"\b(?P<age>{NUMBER}){OLD}\s+(?:(?!(?:and|or|of|by|to|in|his|her|who)\b)[\w-]+\s+){{0,2}}?(?P<noun>{_PEOPLE}|mother|father|grandmother|grandfather)\b"
    rf"|\b(?P<noun2>{_PEOPLE}),?\s+(?:aged?\s+)?(?P<age2>{YEARS})(?=[,.;)]|\s+and\b|$)",
    re.IGNORECASE,
)
_COUPLE = Cued(
    r"\b(?:and(?:,\s+[a-z ]{3,25},)?\s+(?:his|her|a\s+man['’]s|the\s+man['’]s)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:wife|husband)|husband\s+and\s+(?:his\s+)?wife)\b(?!,?\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_ALL = Cued(
    r"\b(?:both|(?:the\s+|these\s+|those\s+)?(?P<n>two|three)|the(?=\s+(?:brothers|sisters)\b))\s+(?:(?:young|unarmed|dead|wounded|slain|teenage)\s+)?"
    r"(?P<noun>men|women|boys|girls|brothers|sisters)\b(?!\s+(?:who\s+)?(?:fired|opened|shot)\b(?!\s+by\b))",
    re.IGNORECASE,
)
_SINGULAR = {
    "men": "man", "women": "woman", "boys": "boy", "girls": "girl", "brothers": "brother",
    "sisters": "sister",
}  # fmt: skip


def read(
    passage: Passage, people: Sequence[Person], identity: Sequence[Claim]
) -> tuple[Claim, ...]:
    """Inferred genders of those hit of whom ``identity`` tells none."""
    told = {claim.person: str(claim.value) for claim in identity if claim.field == "gender"}
    theirs = [one for one in people if one.role is Role.SHOT_BY_POLICE]
    hit = theirs or [one for one in people if one.role is Role.SHOT_BY_OTHER]
    blank = [one for one in hit if one.name and one.n not in told]
    if not blank:
        return ()
    found: dict[int, Counter[str]] = {one.n: Counter() for one in blank}
    ages = _ages(identity)
    for one in blank:
        found[one.n].update(_by_age(passage.sentences, ages.get(one.n), ages))
        alike = [other for other in hit if _surnames(one) & _surnames(other)]
        if alike == [one]:
            found[one.n].update(_by_kin(passage.sentences, one))
    for n, gender in _by_marriage(passage.sentences, hit, told):
        if n in found:
            found[n][gender] += 1
    for gender in _of_all(passage.sentences, theirs):
        for one in theirs:
            if one.n in found:
                found[one.n][gender] += 1
    return tuple(
        Claim("gender", gender, basis=Basis.INFERRED, method=METHOD, confidence=0.9, person=one.n)
        for one in blank
        if len(found[one.n]) == 1
        for gender in found[one.n]
        if _usual(one) in (None, gender)
    )


def _usual(one: Person) -> str | None:
    return given_genders.usual(fold(one.name.split()[0])) if one.name else None


def _surnames(one: Person) -> frozenset[str]:
    """Of "Roe-Poe", both."""
    return frozenset(map(fold, _surname(one).split("-"))) - {""}


def _surname(one: Person) -> str:
    parts = [word for word in (one.name or "").split() if fold(word) not in _SUFFIXES]
    return parts[-1].replace("‑", "-") if len(parts) > 1 else ""


_SUFFIXES = words()["name_words"]["suffixes"]
_TITLES = title_words()


def _ages(identity: Sequence[Claim]) -> dict[int, int]:
    """The age of each that nobody else has."""
    own = {
        claim.person: claim.value
        for claim in identity
        if claim.field == "age" and claim.person is not None and isinstance(claim.value, int)
    }
    many = Counter(own.values())
    return {n: age for n, age in own.items() if many[age] == 1}


def _by_age(sentences: Sequence[Sentence], age: int | None, ages: dict[int, int]) -> Iterator[str]:
    """ "The 29-year-old man", of whom alone that age is told."""
    if age is None or len(ages) == 0:
        return
    for sentence in sentences:
        for match in _AGED.finditer(sentence.text):
            if value(match["age"] or match["age2"]) == age:
                gender = gender_of(match["noun"] or match["noun2"])
                if gender:
                    yield gender


def _by_kin(sentences: Sequence[Sentence], one: Person) -> Iterator[str]:
    """ "Ann Roe said her son was asleep", of the only Roe who was hit."""
    own = frozenset(fold(word) for form in one.forms for word in form.split())
    surnames = "|".join(re.escape(word) for word in _surname(one).split("-") if word)
    namesake = re.compile(rf"\b(?P<given>[A-Z][\w.’'-]+)\s+(?:{surnames})\b")
    for sentence in sentences:
        text = sentence.text
        for match in namesake.finditer(text):
            if fold(match["given"]) in own or fold(match["given"]) in _TITLES:
                continue
            kin = _HIS_KIN.search(text, match.end())
            told = kin is not None and not OTHERS.search(text, match.end(), kin.start())
            if kin and told and not quoted(text, kin.start()):
                yield gender_of(kin["kin"]) or ""
            mine = _MY_KIN.search(text, 0, match.start())
            if mine and _SAID.search(text, 0, match.start()):
                yield gender_of(mine["kin"]) or ""


def _by_marriage(
    sentences: Sequence[Sentence], hit: Sequence[Person], told: dict[int | None, str]
) -> Iterator[tuple[int, str]]:
    """Of two hit who bear one surname, where "and his wife" is told: a man and a woman."""
    for one in hit:
        pair = [other for other in hit if _surnames(other) & _surnames(one)]
        if len(pair) != 2 or pair[0] is not one:
            continue
        if not any(_COUPLE.search(sentence.text) for sentence in sentences):
            continue
        known = [told.get(each.n) or _usual(each) for each in pair]
        for each, other in ((0, 1), (1, 0)):
            if known[other] and (known[each] is None or known[each] != known[other]):
                yield pair[each].n, "female" if known[other] == "male" else "male"


def _of_all(sentences: Sequence[Sentence], hit: Sequence[Person]) -> Iterator[str]:
    """ "Both men", "the brothers": where two or three were hit and that many are told of."""
    if not 2 <= len(hit) <= 3:
        return
    genders = set()
    for place, sentence in enumerate(sentences):
        for match in _ALL.finditer(sentence.text):
            number = {"two": 2, "three": 3}.get((match["n"] or "").casefold(), 2)
            if quoted(sentence.text, match.start()):
                continue
            near = sentences[max(0, place - 1) : place + 1]
            named = any(
                mention.span.where is each.where and each.start <= mention.span.start < each.end
                for each in near
                for one in hit
                for mention in one.mentions
            )
            if number == len(hit) and named and not OTHERS.search(sentence.text, 0, match.start()):
                genders.add(gender_of(_SINGULAR[match["noun"].casefold()]) or "")
    if len(genders) == 1:
        yield from genders
