"""Two people without names whom police hit, told apart by gender."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.actors import OFFICER, POLICE
from pipeline.cued import Cued
from pipeline.cues import Actor, Gunfire
from pipeline.described import Described, gender_of
from pipeline.records import Sentence

_HEAD = (
    r"(?:man|woman|boy|girl|husband|wife|boyfriend|girlfriend|male|female|grandmother|grandfather"
    rf"|mother|father|son|daughter)(?!\s+{OFFICER})"
)
_FATE = (
    r"(?:(?:was|were|is)\s+)?(?:also\s+|then\s+|fatally\s+|accidentally\s+|critically\s+|both\s+)*"
    r"(?:shot|struck|hit|wounded|grazed|killed|hurt|injured)\b(?!\s+by\s+(?:an?|the|his|her)\s+(?:man|woman|suspect"
    r"|gunman|husband|boyfriend|wife|girlfriend|robber|attacker|shooter|car|vehicle|train))"
    r"|(?:is\s+|was\s+(?:pronounced\s+)?)?dead\b|died\b|(?:is|was|remains)\s+in\s+\w+\s+condition\b"
)
_TOLD = Cued(
    rf"\b(?P<who>(?:(?:an?|the|one|another|his|her|the\s+other)\s+)?(?:[\w-]+\s+){{0,3}}?(?P<head>{_HEAD}))"
    r"(?P<tail>(?:,\s+[^,.;]{1,40},)?(?:\s+(?!and\b|while\b|who\s+(?:had\s+)?(?:shot|killed)\b)[\w'’-]+){0,9}?)\s+"
    rf"(?P<fate>{_FATE})",
    re.IGNORECASE,
)
_DONE_TO = Cued(
    r"\b(?P<fate>kill(?:ed|s|ing)|wound(?:ed|s|ing)|hit(?:s|ting)?|str(?:uck|ikes|iking)|shot|shooting|shoots|injuring|hurting)\s+"
    rf"(?P<who>(?:(?:an?|the|one|another|his|her)\s+)?(?:(?!and\b)[\w-]+\s+){{0,2}}?(?P<head>{_HEAD}))\b(?!['’])",
    re.IGNORECASE,
)
#: A second one hit by the same shots, not by somebody else's.
_ALSO = re.compile(
    r"\b(?:also|too|stray|bystander|crossfire|passenger|ricochet\w*|one\s+of\s+(?:ours|theirs|their\s+bullets)"
    rf"|behind\s+(?:him|her)|{POLICE}['’]s?\s+(?:\w+\s+)?(?:bullets?|rounds?|shots?|fire))\b",
    re.IGNORECASE,
)
_ANOTHERS_DEED = Cued(
    r"\b(?:found\s+(?:\w+\s+){0,3}?dead|stabb\w+|strangl\w+|domestic|hostage-tak\w+|murder-suicide|killed\s+himself|self-inflicted"
    rf"|before\s+(?:{POLICE}|turning)|homicide\s+(?:suspect|victim))\b",
    re.IGNORECASE,
)
_LAW = re.compile(rf"\b{OFFICER}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Where somebody of a gender is told to have been hit or to have died."""

    place: int
    span: tuple[int, int]
    gender: str
    gun: bool  # hit, and not only dead


def man_and_woman(
    sentences: Sequence[Sentence], gunfire: Sequence[Sequence[Gunfire]]
) -> tuple[Described, Described] | None:
    """The man and the woman whom the same police shots hit, in the order they are told of."""
    if any(_ANOTHERS_DEED.search(sentence.text) for sentence in sentences):
        return None
    tellings = [
        telling
        for place, sentence in enumerate(sentences)
        for telling in _tellings(place, sentence.text, gunfire[place])
    ]
    first: dict[str, _Telling] = {}
    for telling in tellings:
        first.setdefault(telling.gender, telling)
    if len(first) < 2 or not any(_told_of_both(sentences, gunfire, tellings)):
        return None
    one, two = sorted(first.values(), key=lambda told: (told.place, told.span))
    return Described(one.place, *one.span), Described(two.place, *two.span)


def _tellings(place: int, text: str, events: Sequence[Gunfire]) -> Iterator[_Telling]:
    if any(event.hit and event.shooter is Actor.CIVILIAN for event in events):
        return  # what a civilian did
    for pattern in (_TOLD, _DONE_TO):
        for match in pattern.finditer(text):
            gender = gender_of(match["head"])
            if gender and not _LAW.search(match.group()) and not _by_another(text, match):
                gun = re.search(r"dead|died|condition", match["fate"]) is None
                yield _Telling(place, match.span("who"), gender, gun)


def _by_another(text: str, match: re.Match[str]) -> bool:
    """ "A man who had shot his wife": what he did, and not police."""
    if _HAD.search(text, 0, match.start()):
        return True
    kin = match["who"].casefold().startswith(("his ", "her "))
    return kin and match.re is _DONE_TO.compiled and not _POLICE.search(text, 0, match.start())


_HAD = re.compile(r"\b(?:shot|killed|stabbed|wounded|had)\s+$", re.IGNORECASE)
_POLICE = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)


def _told_of_both(
    sentences: Sequence[Sentence],
    gunfire: Sequence[Sequence[Gunfire]],
    tellings: Sequence[_Telling],
) -> Iterator[bool]:
    """Whether one sentence, or one right after police fired, tells that a second one was hit."""
    for telling in tellings:
        other = [one for one in tellings if one.gender != telling.gender]
        beside = any(one.place == telling.place for one in other)
        before = any(0 <= telling.place - one.place <= 3 for one in other)
        if not telling.gun or not before:
            yield False
        else:
            yield (
                beside
                or _ALSO.search(sentences[telling.place].text) is not None
                or _police_fired(gunfire[max(0, telling.place - 3) : telling.place])
            )


def _police_fired(gunfire: Sequence[Sequence[Gunfire]]) -> bool:
    return any(event.shooter is Actor.POLICE for events in gunfire for event in events)
