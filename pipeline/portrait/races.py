"""The race, nation or people of somebody, in the words of the text: "a Navajo man", "who is Black".

Peoples and nations are a closed list, so that no other capitalised word is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language.actors import ANY_OFFICER, PERSON
from pipeline.language.cued import Cued

RACES = (
    r"[Bb]lack|[Ww]hite|African[- ]American|Hispanic|Latin[oa]|Native\s+American|American\s+Indian"
    r"|Asian(?:[- ]American)?|Indigenous|Pacific\s+Islander|Alaska\s+Native|biracial|Caucasian"
    r"|Middle\s+Eastern"
)
#: Peoples whom US news calls by name; citizens of a country are none.
_PEOPLES = r"""Arab Hmong Karen Lao Maya Somali Samoan Tongan Chamorro Native\s+Hawaiian
Puerto\s+Rican Q['’]eqchi['’]?\s+Maya
(?:Chinese|Korean|Vietnamese|Filipin[oa]|Mexican)(?=[-\s]American)"""
#: Nations of North America, also as "Northern Cheyenne".
_NATIONS = r"""Apache Arapaho Blackfeet Cherokee Cheyenne Chickasaw Chippewa Choctaw Colville
Comanche Din[eé] Ho-Chunk Hopi Inuit Inupiaq Kiowa Kootenai Lakota Lumbee Lummi Menominee Meskwaki
Mohawk Muscogee Navajo Nez\s+Perce Ojibwe Oneida Osage Paiute Ponca Puyallup Salish Seminole
Shoshone Sioux Tlingit Tohono\s+O['’]odham Ute Yakama Yaqui Yup['’]?ik Zuni"""
#: Names of places, too, unless told to be a nation.
_TOWNS = r"Crow|Dakota|Omaha|Pueblo|Seneca"
_OF_THEM = r"(?:Eastern|Northern|Southern|Western|Mescalero|Oglala|Rosebud|Yankton)"


def _race(group: str) -> str:
    """A race as a group of that name; a pattern may hold several."""
    peoples, nations = ("|".join(words.split()) for words in (_PEOPLES, _NATIONS))
    return (
        rf"(?P<{group}>{RACES}|(?:{peoples})(?:[- ]American)?|(?:{_OF_THEM}\s+)?(?:{nations})"
        rf"|(?:{_TOWNS})(?=\s+(?:Tribe|Nation)\b))"
    )


#: What else is called by a colour or by where it is from.
_NO_THING = (
    rf"(?!\s+(?:{ANY_OFFICER}|police|and\s+blue|church|communit\w+|SUV|car|truck|sedan|van|hoodie"
    r"|shirts?|neighborhood|leaders?|Lives|history|restaurant|food)\b)(?=[\s.,;”\"])"
)
_MEMBER = r"(?:an?\s+)?(?:enrolled\s+)?(?:member|citizen)\s+of\s+the\s+"
_AGED = r"(?:(?:unarmed|armed|deaf|\d{1,2}-year-old)\s+){0,2}"
_WAS = r"(?:is|was)\s+(?:also\s+)?(?:\d{1,2}\s+and\s+)?"
_OF_NAME = Cued(
    rf"(?:,\s+[^,.;“”\"]{{1,60}},|,)?\s+(?:who\s+)?{_WAS}(?:an?\s+)?{_race('was')}{_NO_THING}"
    rf"|(?:(?:,\s+\d{{1,2}})?,|\s+(?:is|was))\s+(?:who\s+(?:is|was)\s+)?{_MEMBER}{_race('member')}\b"
    rf"|\s+belong(?:s|ed)\s+to\s+the\s+{_race('belongs')}\b"
    rf"|(?:,\s+\d{{1,2}})?,\s+an?\s+{_AGED}{_race('apposed')}{_NO_THING}\s+[a-z-]+"
)
_ONE = rf"(?:{PERSON}|male|female|victim|student|father|mother)"
_HIT = r"(?:shot|shoots?|shoot|killed|kills?|wounded|killing|shooting|death|slaying)"
#: "The man the officer shot on Monday was Black", "shot a Navajo man", "as a white man in his 30s".
_OF_HIT = Cued(
    rf"\b[Tt]he\s+(?:\w+\s+)?{_ONE}(?:\s+[\w-]+){{0,8}}?,?\s+(?:who\s+)?{_WAS}{_race('noun')}{_NO_THING}"
    rf"|\b(?:[Hh]e|[Ss]he)(?:['’]s\s+|\s+{_WAS})(?:an?\s+)?{_race('he')}{_NO_THING}"
    rf"|\b{_HIT}\s+(?:and\s+kill\w*\s+|of\s+)?(?:an?\s+)?{_AGED}{_race('shot')}\s+(?:[a-z]+\s+)?{_ONE}\b"
    rf"|\b(?:[Aa]n?|[Tt]he)\s+{_AGED}{_race('hit')}\s+(?:[a-z]+\s+)?{_ONE}\s+(?:who\s+was\s+)?{_HIT}\b"
    rf"|\bas\s+(?:an?\s+)?{_race('described')}\s+(?:[a-z]+\s+)?{_ONE}\b"
)
_PARTY = re.compile(
    rf"\b(?:(?P<officer>{ANY_OFFICER}|chief)|{PERSON}|him|her|victim)\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:got\s+away|escaped|at\s+large|second|other|another|search\w*|look\w*)\b", re.IGNORECASE
)


def of_name(text: str, end: int) -> tuple[str, tuple[int, int]] | None:
    """What is told right after a name that ends at an offset."""
    match = _OF_NAME.match(text, end)
    return _told(match) if match else None


def of_the_hit(text: str, before: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What a sentence tells of the one who was hit; ``before``: the sentence before it."""
    for match in _OF_HIT.finditer(text):
        if match["shot"] or match["noun"]:
            yield _told(match)
            continue
        told = f"{before} " if match["he"] else ""
        parties = list(_PARTY.finditer(told + text[: match.start()]))
        officers = bool(parties) and parties[-1]["officer"] is not None
        if not officers and not _ANOTHER.search(text, 0, match.start()):
            yield _told(match)


def _told(match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    group = next(name for name, told in match.groupdict().items() if told)
    return match[group], match.span(group)
