"""What one sentence tells of all who were hit: "killed a man and wounded a woman", "two brothers".

A *cell* is so many of them with what is told of each: an end, a gender, an age, a noun. Who of the
people of a story is in which cell, :mod:`pipeline.roles.shares` works out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.language.cued import Cued
from pipeline.naming.described import age_after, ages, gender_of

#: Nouns for one of them, and for two or more.
_ONE = (
    r"(?:man|woman|boy|girl|male|female|person|teen(?:ager)?|toddler|child|baby|driver|motorist|passenger|suspect|gunman|robber"
    r"|fugitive|burglar|hostage|clerk|teller|bystander|passer-?by|neighbou?r|customer|shopper|pedestrian|jogger"
    r"|husband|wife|girlfriend|boyfriend|fianc[ée]e?|mother|father|son|daughter|brother|sister|cousin|uncle|aunt"
    r"|nephew|niece|grandson|granddaughter|grandmother|grandfather|friend|companion|roommate|landlord|tenant|homeowner"
    r"|student|worker|employee|resident|officer|deputy|trooper|agent|sergeant|detective|marshal|dog)"
)
_MORE = (
    r"(?:people|persons|men|women|boys|girls|males|females|teens|teenagers|children|drivers|passengers|suspects|gunmen|robbers"
    r"|burglars|bystanders|passers-?by|customers|brothers|sisters|siblings|cousins|friends|occupants|individuals|subjects"
    r"|others|victims|students|residents|hostages|officers|deputies|troopers|agents|dogs)"
)
_NOT_VICTIMS = frozenset(
    """officer deputy trooper agent sergeant detective marshal dog officers deputies troopers agents
    dogs""".split()
)
_NUMBERS = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_WORDS = (
    r"(?:(?!(?:and|or|of|in|on|at|by|to|was|were|is|are|who|that|with|for|from|the|an?|his|her|whose|dead|dies"
    r"|(?:kill|wound|injur|shoot|graz|hit|strik|hurt)\w*|shot|struck|after|when|as|one|another|both)\b)[\w'’-]+\s+)"
)
#: Of a title, in which no article stands.
_BARE = rf"(?:{_WORDS}{{0,2}}?{_ONE}\b)"
_PHRASE = (
    rf"(?:(?P<pair>(?:an?\s+|the\s+)?(?:married\s+|elderly\s+)?couple\b)"
    rf"|(?:(?:an?|the)\s+)?(?P<man>husband|father|mother|brother|man|woman)\s+and\s+(?P<kin>wife|son|daughter|sister|woman|man|boy|girl)\b"
    rf"|(?P<many>two|three|four|[234]|both)\s+(?:other\s+|more\s+)?(?:{_WORDS}{{0,3}}?(?P<plural>{_MORE})\b|(?P<others>others|more)\b)"
    rf"|(?P<part>(?:one|another|two|three|[123]|both|all|the\s+other)(?:\s+of\s+(?:them|the\s+(?:two|three|four|(?:wo)?men|others)))?)\b(?!\s+(?:of|or|times?|shots?|rounds?|bullets?|blocks?|miles?|feet|counts?|(?:second|minute|hour|day|week|month|year)s?)\b)(?!\s+{_WORDS}{{0,3}}?(?:{_ONE}|{_MORE})\b)"
    rf"|(?:an?|one|another|the\s+other|the|his|her|their)\s+{_WORDS}{{0,4}}?(?P<noun>{_ONE})\b(?!['’-]))"
)
_IN_TEXT = re.compile(rf"\b{_PHRASE}", re.IGNORECASE)
_IN_TITLE = re.compile(
    rf"\b(?:{_PHRASE}|{_WORDS}{{0,2}}?(?P<bare>{_ONE})\b(?!['’-]))", re.IGNORECASE
)
_DEAD = (
    r"(?:shot\s+and\s+kill(?:ed|s)|fatally\s+(?:shot|wound(?:ed|ing)|hit|struck|shoots?)|(?:shot|gunned)\s+(?:dead|down)|shot\s+to\s+death"
    r"|kill(?:ed|s|ing)?|dead|died?|dies|deceased|fatally)"
)
_HURT = (
    r"(?:wound(?:ed|s|ing)?|injur(?:ed|es?|ing)|hurt(?:ing)?|hospitali[sz]ed|graz(?:ed|ing|es)|surviv(?:ed|es)|recovering|critical"
    r"|in\s+(?:\w+\s+)?(?:stable|critical|serious|fair|good|grave)\s+(?:but\s+\w+\s+)?condition|in\s+(?:surgery|(?:the|a)\s+hospital)"
    r"|expected\s+to\s+(?:survive|recover|live)|(?:left|leaving)(?=\s+(?:\w+\s+){1,4}?with\b))"
)
_HIT = r"(?:shot|shoots?|shooting|hit(?:s|ting)?|str(?:uck|ikes?|iking))"
_VERB = Cued(
    rf"(?<![\w-])(?:(?P<dead>{_DEAD})|(?P<hurt>{_HURT})|(?P<hit>{_HIT}))\b(?![\w-])(?!\s+(?:himself|herself|themselves|sel(?:f|ves))\b)",
    re.IGNORECASE,
)
_BE = r"(?:was|were|is|are|has|have|had|been|being|be)"
#: From the last of those told of to the verb of which they are the subject.
_TO_VERB = re.compile(
    rf"(?:,?\s+\(?\d{{1,3}}\)?,?)?(?:\s+(?:inside|aboard|in\s+(?:the|a)\s+\w+)|\s+(?:who|that)\s+(?!{_BE}\b)[^,.;]{{1,40}}?(?=\s+{_BE}\b)|,\s+[^,.;]{{1,60}},)?"
    rf"(?:\s+(?:who|that))?(?:\s+(?:{_BE}|those|also|both|later|then|critically|seriously|badly|fatally|left))*,?\s+"
)
_AND = re.compile(
    r"(?:,?\s+\(?\d{1,3}\)?,?)?(?:\s+(?:who\s+was|riding|sitting|standing|who\s+were)\s+[^,.;]{1,40}?)?(?:,?\s+and(?:\s+then)?|,)\s+(?:then\s+)?"
)
_AFTER = re.compile(
    r"\s+(?:and\s+(?:killed|wounded|injured)\s+)?(?:both\s+)?(?:at\s+least\s+)?(?=\S)",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"(?:left|leav|kill|wound|injur|graz|hurt|shot|shoot|fatally|hit|str|gunned)", re.I
)
_PASSIVE_BEFORE = Cued(rf"\b(?:{_BE}|left)\s+(?:\w+ly\s+|also\s+|both\s+|shot\s+and\s+)*$", re.I)
#: "Killing him and wounding her".
_HIM = re.compile(r"\s+(?P<whom>him|her)\b(?!\s+\w+(?:friend|band|er|son|in|ce)\b)")
_KINDS = ("dead", "hurt", "hit")
_ENDS = {"dead": True, "hurt": False, "hit": None}


@dataclass(frozen=True, slots=True)
class Cell:
    """So many of those hit, and what a sentence tells of each of them."""

    number: int
    fatal: bool | None = None
    gender: str | None = None
    age: int | None = None
    noun: str = ""
    part: bool = False  # "one of them": of those told of before
    at: tuple[int, int] = (0, 0)


@lru_cache(maxsize=256)
def of_sentence(text: str, *, title: bool = False) -> tuple[Cell, ...]:
    """All who were hit, as one sentence tells of them; none where it does not tell of two or more.

    >>> [(c.fatal, c.gender) for c in of_sentence("Police killed a man and wounded a girl.")]
    [(True, 'male'), (False, 'female')]
    >>> [(c.number, c.fatal) for c in of_sentence("Deputies shot two men, killing one of them.")]
    [(1, True), (1, False)]
    >>> of_sentence("Police killed a man.")
    ()
    """
    if len(text) > _LONGEST or not _VERB.search(text):
        return ()
    phrases = list((_IN_TITLE if title else _IN_TEXT).finditer(text))
    told = _parted(list(_told(text, phrases)))
    told = [cell for cell in told if cell.noun not in _NOT_VICTIMS]
    if _HURT_ALONE.search(text) and not any(cell.fatal for cell in told):
        told = [replace(cell, fatal=None) for cell in told]
    if _is_told_twice(text, told) or any(cell.part for cell in told):
        return ()
    if not 2 <= sum(cell.number for cell in told) <= _MOST:
        return ()
    return tuple(told)


def _is_told_twice(text: str, told: list[Cell]) -> bool:
    """ "A man was hit, and the man died": one, told of with the same noun again."""
    nouns = [cell.noun for cell in told if cell.noun]
    again = (text[slice(*c.at)].casefold() for c in told if c.noun and nouns.count(c.noun) > 1)
    return any(phrase.startswith("the ") and not phrase.startswith("the other") for phrase in again)


#: How badly, nobody says.
_HURT_ALONE = re.compile(r"\b(?:hurt|hospital)\b", re.IGNORECASE)
_LONGEST = 600
_MOST = 5


def _told(text: str, phrases: list[re.Match[str]]) -> Iterator[Cell]:
    """Each one told of, in the order of the sentence, with the plainest that is said of them."""
    ends: dict[int, bool | None] = {}
    for verb in _VERB.finditer(text):
        kind = next(name for name in _KINDS if verb[name])
        for number in _patients(text, phrases, verb):
            if ends.get(number) is None:
                ends[number] = _ENDS[kind]
        if pronoun := _HIM.match(text, verb.end()):
            gender = gender_of(pronoun["whom"])
            same = [
                n for n in ends if _gender(phrases[n]) == gender and phrases[n].end() < verb.start()
            ]
            if len(same) == 1 and ends[same[0]] is None:
                ends[same[0]] = _ENDS[kind]
    last: str | None = None
    for number in sorted(ends):
        if phrases[number]["kin"]:
            yield from _husband_and_wife(phrases[number], ends[number])
            continue
        cell = _cell(text, phrases[number], ends[number])
        if cell is None:
            continue
        if cell.part and not cell.noun and cell.gender is None:
            cell = replace(cell, gender=last)
        last = cell.gender if cell.noun not in _NOT_VICTIMS else None
        yield cell


def _patients(text: str, phrases: list[re.Match[str]], verb: re.Match[str]) -> Iterator[int]:
    """The phrases of whom a verb tells: its objects, or its subject where it is passive."""
    after = _AFTER.match(text, verb.end())
    begins = {match.start(): number for number, match in enumerate(phrases)}
    passive = _PASSIVE_BEFORE.search(text, 0, verb.start()) is not None
    first = begins.get(after.end()) if after else None
    if first is not None and not passive and _ACTIVE.match(verb.group()):
        yield first
        yield from _joined(text, phrases, first, begins)
        return
    before = [n for n, match in enumerate(phrases) if match.end() < verb.start()]
    if not before or not _TO_VERB.fullmatch(text, phrases[before[-1]].end(), verb.start()):
        return
    by = _BY.match(text, verb.end())
    if not passive and verb["hit"] and phrases[before[-1]]["part"] is None and not by:
        return  # "a man shot": who fires as often as who is hit
    if not passive and _DOES.fullmatch(verb.group()):
        return
    number = before[-1]
    yield number
    while (
        number
        and not phrases[number]["part"]
        and _AND.fullmatch(text, phrases[number - 1].end(), phrases[number].start())
    ):
        number -= 1
        yield number


_BY = re.compile(r"\s+(?:[\w-]+\s+)?by\b", re.IGNORECASE)
_DOES = re.compile(r"(?:kill|wound|injur|graz|hurt|hit|str)\w*(?:ing|s)", re.IGNORECASE)


def _joined(
    text: str, phrases: list[re.Match[str]], first: int, begins: dict[int, int]
) -> Iterator[int]:
    """Who stands in one list behind the object of a verb: "killing a man and a woman"."""
    here = first
    while (link := _AND.match(text, phrases[here].end())) and link.end() in begins:
        here = begins[link.end()]
        if phrases[here]["part"] and _TO_FATE.match(text, phrases[here].end()):
            return
        yield here


_TO_FATE = re.compile(rf"\s+(?:{_BE}\s+)?(?:\w+ly\s+)?(?:{_DEAD}|{_HURT})\b", re.IGNORECASE)


def _gender(phrase: re.Match[str]) -> str | None:
    groups = phrase.groupdict()
    noun = groups["noun"] or groups.get("bare") or groups["plural"] or ""
    return gender_of(_SINGULAR.get(noun.casefold(), noun))


_SINGULAR = {
    "men": "man", "women": "woman", "boys": "boy", "girls": "girl", "males": "male",
    "females": "female", "brothers": "brother", "sisters": "sister",
}  # fmt: skip


def _husband_and_wife(phrase: re.Match[str], fatal: bool | None) -> Iterator[Cell]:
    for name in ("man", "kin"):
        noun = phrase[name].casefold()
        yield Cell(1, fatal, gender_of(noun), None, noun, at=phrase.span())


def _cell(text: str, phrase: re.Match[str], fatal: bool | None) -> Cell | None:
    groups = phrase.groupdict()
    span = phrase.span()
    if groups["pair"]:
        return Cell(2, fatal, at=span)
    if groups["part"]:
        word = groups["part"].casefold().split()[0]
        number = {"one": 1, "1": 1, "another": 1, "the": 1, "all": 0}.get(word) or _NUMBERS.get(
            word, 0
        )
        return Cell(number, fatal, part=True, at=span) if number else None
    if groups["many"]:
        noun = (groups["plural"] or "").casefold()
        return Cell(
            _NUMBERS[groups["many"].casefold()], fatal, _gender(phrase), None, noun, at=span
        )
    noun = (groups["noun"] or groups.get("bare") or "").casefold()
    aged = next(ages(text[slice(*span)]), None) or age_after(text, span[1])
    return Cell(1, fatal, _gender(phrase), aged.years if aged else None, noun, at=span)


def _parted(cells: list[Cell]) -> list[Cell]:
    """ "Two men, one of whom died": those told of together, with what is told of each of them."""
    whole = next((n for n, cell in enumerate(cells) if cell.number > 1), None)
    if whole is not None and cells[whole].part:  # "two shot, one dead"
        cells = [*cells[:whole], replace(cells[whole], part=False), *cells[whole + 1 :]]
    parts = [cell for cell in cells[(whole or 0) :] if cell.part]
    if whole is None or not parts or cells[whole].fatal is not None:
        return [replace(cell, part=False) for cell in cells]
    total = cells[whole]
    left = total.number - sum(part.number for part in parts)
    if left < 0 or any(not cell.part for cell in cells[whole + 1 :]):
        return [cell for cell in cells if not cell.part] if left < 0 else cells
    own = [replace(part, gender=total.gender, noun=total.noun, part=False) for part in parts]
    dead = all(part.fatal for part in parts)  # "shot two men, killing one": and not the other
    rest = [replace(total, number=left, fatal=False if dead else None)] if left else []
    return [*cells[:whole], *own, *rest]
