"""Whom a story names and may mean as hit by police, wherever it calls them.

Only what stands beside a name is asked: its age, who shot or killed whom, "the man, Abel Orrin".
Each incident of a story has its own people, of whom reading by roles keeps the first (``people``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import Heard, surname, titled
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor, words
from pipeline.language.years import NUMBER
from pipeline.lexicon.name_lists import given_ppm
from pipeline.records import Sentence
from pipeline.story.roundups import calls
from pipeline.story.turn_words import KIN

_LEAST_GIVEN = 20  # in a million, as in :mod:`pipeline.naming.personhood`
_WHOLE = re.compile(
    r"(?:[A-Z][\w'’-]+\s+(?:(?:[A-Z]\.|[“\"][A-Z]\w+[”\"])\s+)?){1,3}[A-Z][a-z][\w'’-]*"
    r"(?:,?\s+(?:Jr|Sr)\b\.?)?"
)
#: Words of no person's name.
_THING = re.compile(
    r"\b(?:Police|Man|Woman|Shot|By|Killed|Security|Department|County|Sheriff|Office|Street|Avenue|Road|Parkway|Hospital|Bureau|District"
    r"|Court|Attorney|Chief|Officer|Deputy|Sgt|Lt|Capt|Judge|Mayor|Park|Medical|Center|School|High|University|Highway|Interstate|State"
    r"|Council|Commission|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October"
    r"|November|December|North|South|East|West|New|San|Los|Fort|Lake|Mount|St|General|Task|Force|Unit|Team|River|Drive|Boulevard|Lane"
    r"|Church|Union|National|United|Trooper|Agent|Rev|Dr|Constable|Prosecutor|Investigation|Patrol)\b"
)
_NOT_FIRST = (
    words("small", "calendar")
    | words("small", "never_names")
    | words("actors", "police")
    | frozenset(
        "for after when the on in at by to from but and both then if as while since before"
        " family families big take consider meet remember".split()
    )
)
#: What follows a name: that its bearer was hit, or says something.
_ASIDE = r"(?:,[^,.;]{1,60}){0,2}"
_WAS_HIT = re.compile(
    r"(?:,[^,.;]{1,60},)?\s+(?:who\s+)?(?:then\s+)?(?:was|were|had\s+been|is|has\s+been|got)\s+"
    r"(?:(?:the|a|one\s+of)\s+(?:[\w-]+\s+){1,3}?(?:who\s+was\s+)?|\w+ly\s+|left\s+)?"
    r"(?:shot|killed|wounded|grazed|struck|hit|dead|pronounced|declared|paraly[sz]ed)\b"
    r"|(?:,[^,.;]{1,60},)?\s+(?:later\s+)?(?:died|has\s+died|bled\s+to\s+death|survived)\b"
    rf"|{_ASIDE},\s+(?:fatally\s+)?(?:killed|shot|wounded)\b"
    r"|,\s+\d\d,\s+of\s+[A-Z][^,.;]{1,40}?,?\s+(?:died|was\s+(?:\w+ly\s+)?(?:shot|killed|wounded))\b"
)
_SAYS = re.compile(
    r"(?:,[^,.;]{1,60},)?\s+(?:says?|said|told|wrote|announced|asked|declined|added"
    r"|called\s+(?:it|the)|testified|conceded|argued)\b"
)
_NO_AGE = r"(?!\s+(?:miles|minutes|feet|years\s+(?!old)))"
_IS_AGED = re.compile(rf"(?:He|She)\s+(?:is|was)\s+{NUMBER}\b{_NO_AGE}")
_AGED = re.compile(
    rf",\s+(?:then\s+|now\s+|who\s+(?:is|was)\s+)?{NUMBER}\b(?=[,.;)]|\s*$|\s+and\b)"
    rf"|,?\s+(?:who\s+)?(?:is|was)\s+{NUMBER}\b{_NO_AGE}|,\s+an?\s+{NUMBER}-year-old"
    rf"|,\s+an?\s+[^,.;]{{3,40}},\s+{NUMBER}\b(?=[,.;)])"
    rf"|\s+and\s+(?:he|she)\s+was\s+{NUMBER}\b{_NO_AGE}"
)
_AGE_BEFORE = re.compile(rf"{NUMBER}-year-old\s+$")
#: What stands before a name: "the death of", "killed", "the man,", "identified as".
_HIT_BEFORE = re.compile(
    r"\b(?:death|killing|shooting|wounding|encounter)s?\s+of\s+(?:[\w-]+,?\s+){0,4}?$"
    r"|\b(?:shot|killed|wounded|struck|shooting|killing|wounding|hitting|striking)\s+"
    r"(?:and\s+(?:killed|wounded|killing|wounding)\s+)?(?:[\w-]+\s+){0,2}?$"
)
_MET_BEFORE = re.compile(
    r"\b[Tt]he\s+(?:[A-Z]?\w+\s+)?(?:man|woman|teen\w*|boy|girl|driver|rider|person|suspect|resident|victim)(?:,|\s+(?:was|is|as))\s+$"
    r"|\b(?:identified|named)\s+(?:(?:him|her|(?:the|a)\s+\w+(?:\s+[^.;]{0,50}?)?)\s+)?as\s+(?:[\w-]+,?\s+){0,3}?$"
    r"|\b(?:[Hh]e|[Ss]he)\s+(?:was|is)\s+$|\bname\s+(?:was|is)\s+$"
)
_KIN_BEFORE = re.compile(rf"{KIN},?\s+$", re.IGNORECASE)
_KIN_AGED = Cued(rf"\b{KIN},?\s+(?P<name>[A-Z][a-z]+),\s+{NUMBER}\b")
_OWNS = re.compile(r"['’](?:s\b|(?=\s+[a-z]))")
_BEFORE = 90  # characters looked at before a name


@dataclass(slots=True)
class NamedHit:
    """A named person, and what the words beside the name tell."""

    name: str
    calls: tuple[str, ...]  # the words the story calls them by alone
    spots: list[tuple[int, int, int]] = field(default_factory=list)  # sentence, start, end
    hits: list[int] = field(default_factory=list)  # the sentences that say they were hit
    aged: bool = False
    met: bool = False  # named after being told of: "the man, Abel Orrin"
    kin: bool = False  # named as somebody's kin
    says: int = 0


def people(story: Sequence[Sentence], heard: Heard) -> list[NamedHit]:
    """Those who may have been hit: no officers, and nobody who only speaks."""
    names = _names(story)
    known = [NamedHit(name, tuple(dict.fromkeys(calls(name, names)))) for name in names]
    by_call = {call: one for one in known for call in one.calls}
    if not by_call:
        return []
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(by_call, key=lambda c: (-len(c), c))))})(?!\w)"
    )
    officers: set[str] = set()
    for at, sentence in enumerate(story):
        if sentence.paragraph < 0:
            continue
        for match in pattern.finditer(sentence.text):
            one = by_call[match.group()]
            one.spots.append((at, *match.span()))
            if _is_officer(sentence.text, match, heard[at]):
                officers.add(one.name)
            _ask(one, story, at, match, heard[at])
    return [one for one in known if one.name not in officers and _may_be_hit(one)]


def _may_be_hit(one: NamedHit) -> bool:
    told = one.hits or one.aged or one.met
    return bool(told) and (one.says < 2 or bool(one.hits))


def _names(story: Sequence[Sentence]) -> list[str]:
    """Full names in reading order, each person's fullest; and kin called by a first name alone."""
    full: dict[str, int] = {}
    for at, sentence in enumerate(story):
        if sentence.paragraph < 0:
            continue
        for match in _WHOLE.finditer(sentence.text):
            name = _proper(match.group())
            if name and (_is_given(name) or _AGED.match(sentence.text, match.end())):
                full.setdefault(name, at)
        for match in _KIN_AGED.finditer(sentence.text):
            if _is_given(match["name"]) and all(match["name"] not in n.split() for n in full):
                full.setdefault(match["name"], at)
    names: dict[str, int] = {}
    for name in sorted(full, key=lambda n: (-len(n.split()), full[n])):
        same = next((other for other in names if _is_same(name, other)), None)
        names[same or name] = min(full[name], names.get(same or name, full[name]))
    return sorted(names, key=lambda name: names[name])


def _proper(written: str) -> str | None:
    parts = written.split()
    while parts and parts[0].casefold() in _NOT_FIRST:
        parts = parts[1:]
    name = re.sub(r"['’]s$", "", " ".join(parts))
    if len(parts) < 2 or _THING.search(name) or parts[-1].casefold() in _NOT_FIRST:
        return None
    return name


def _is_given(name: str) -> bool:
    return given_ppm(name.split()[0].casefold()) >= _LEAST_GIVEN


def _is_same(name: str, other: str) -> bool:
    apart = surname(other) != surname(name) or other.split()[0] != name.split()[0]
    return " " in name and not apart


def _is_officer(text: str, match: re.Match[str], found: Sequence[Gunfire]) -> bool:
    fired = any(
        event.shooter is Actor.POLICE and event.shooter_at and _meet(match.span(), event.shooter_at)
        for event in found
    )
    return fired or titled(text, match.start()) or _of_officers(text[: match.start()])


#: "Officers Abel Orrin, a nine-year veteran, and …", up to what one of them does.
_OFFICERS = re.compile(
    r"\b(?:Officers|Deputies|Troopers|Detectives|Agents|Sergeants)\s+[A-Z](?P<more>[^.;]*)(?:,|\band)\s+$"
)
_DOES = re.compile(
    r"\b(?:shot|killed|wounded|fired|struck|hit|met|encountered|found|saw|approached|confronted|chased|stopped|followed|responded"
    r"|went|were|was|arrived|when|that|said|told|say)\b"
)


def _of_officers(before: str) -> bool:
    found = _OFFICERS.search(before)
    return found is not None and _DOES.search(found["more"]) is None


def _ask(
    one: NamedHit,
    story: Sequence[Sentence],
    at: int,
    match: re.Match[str],
    found: Sequence[Gunfire],
) -> None:
    """What the words on both sides of a name tell."""
    text, (start, end) = story[at].text, match.span()
    before = text[max(0, start - _BEFORE) : start]
    named = any(
        is_hit((event,)) and event.target_at and _meet((start, end + 1), event.target_at, near=2)
        for event in found
    )
    owns = _OWNS.match(text, end) is not None  # "killed Roe's brother"
    if not owns and (named or _WAS_HIT.match(text, end) or _HIT_BEFORE.search(before)):
        one.hits.extend([at] if at not in one.hits else [])
    one.met = one.met or _MET_BEFORE.search(before) is not None
    one.kin = one.kin or _KIN_BEFORE.search(before) is not None
    one.aged = one.aged or bool(
        _AGED.match(text, end) or _AGE_BEFORE.search(before) or _aged_next(story, at, end)
    )
    one.says += _SAYS.match(text, end) is not None


_AGED_WITHIN = 3  # sentences
_NAMED_AFTER = re.compile(r"[A-Z]\w+\s+[A-Z]")


def _aged_next(story: Sequence[Sentence], at: int, end: int) -> bool:
    """ "… of Abel Orrin. He was 15.", a sentence or two on, where nobody is named between."""
    between = story[at].text[end:]
    for after in story[at + 1 : at + 1 + _AGED_WITHIN]:
        if after.paragraph != story[at].paragraph or _NAMED_AFTER.search(between):
            return False
        if _IS_AGED.match(after.text):
            return True
        between = after.text
    return False


def _meet(one: tuple[int, int], other: tuple[int, int], near: int = 0) -> bool:
    return one[0] < other[1] + near and other[0] < one[1]


def is_hit(found: Sequence[Gunfire]) -> bool:
    """Whether somebody is hit, no officer, and no civilian fired."""
    return any(
        event.of_person and event.target is not Actor.POLICE and event.shooter is not Actor.CIVILIAN
        for event in found
    )


def called(text: str, words_: Sequence[str]) -> Iterator[int]:
    """Where a text calls somebody by one of these words."""
    for word in words_:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                yield at
            at = text.find(word, end)
