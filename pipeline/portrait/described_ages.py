"""Ages in descriptions ("a 22-year-old man"): of who was hit, not of who fired or is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from pipeline.lexicon.people_words import words
from pipeline.naming.described import Aged, ages, gender_of
from pipeline.naming.mentions import Named
from pipeline.naming.pronouns import Page
from pipeline.portrait.portrait_claims import claim
from pipeline.records import Claim
from pipeline.roles import accusations

ACCUSED = re.compile(
    r"(?:[\w-]+\s+){0,4}?(?:charged|arrested|accused|suspected|sought|jailed|indicted|sentenced)\b"
)


def described_ages_told(
    page: Page, places: Sequence[int], n: int, own: Set[str] = frozenset()
) -> Iterator[Claim]:
    """ "A 22-year-old man": of all described, first those where the hit are told."""
    everywhere = range(len(page.sentences))
    shooters = _ages_of_shooters(page)
    for place in dict.fromkeys([*places, *(place + 1 for place in places), *everywhere]):
        if place >= len(page.sentences):
            continue
        text = page.sentences[place].text
        for aged in ages(text):
            another = _of_another(page.named[place], aged, own) or _FOUND.match(aged.rest)
            if another or aged.years in page.apart or of_bystander(text, aged):
                continue
            if _is_hit(page, place, aged):
                yield claim(page, place, "age", aged.years, (aged.start, aged.end), n)
                return
            if aged.years in shooters or (not page.by_police and _is_accused(text, aged)):
                continue
            yield claim(page, place, "age", aged.years, (aged.start, aged.end), n)
            return


#: "A 58-year-old woman was found dead": whom somebody else had killed.
_FOUND = re.compile(r"(?:\w+\s+){0,2}?(?:was|were|been)\s+found\b")
_SHOT_AT = re.compile(
    r"(?:\w+\s+){0,7}?(?:\w+ly\s+)?(?:(?:shot|shoots),\s+)?(?:shot|shoots|kill(?:ed|s)|wound(?:ed|s)|fired)\s+"
    r"(?!by\b|and\s+(?:killed|wounded)\s+by\b|in\b|at\b|multiple\b|himself\b|herself\b|self\b|(?:(?:his|her)\s+)?(?:own\s+)?(?:hand|foot|leg|finger|toe|head|face|arm|thigh|chest)\b|\w+\s+times\b|while\b"
    r"|after\b|when\b|on\b|dead\b|to\b)(?=\w)"
)


def _ages_of_shooters(page: Page) -> frozenset[int]:
    """The ages given to those who fired, wherever else they are told of by them."""
    return frozenset(
        aged.years
        for place, sentence in enumerate(page.sentences)
        for aged in ages(sentence.text)
        if _of_shooter(page, place, aged)
    )


def _is_hit(page: Page, place: int, aged: Aged) -> bool:
    text = page.sentences[place].text
    return any(
        start <= aged.start < end + 3 and not _SHOOTS.search(text, aged.end, end)
        for start, end in page.hit[place]
    )


_SHOOTS = re.compile(r"\b(?:shot|shoots|kills|killed|wounds|wounded)\b")


def _of_shooter(page: Page, place: int, aged: Aged) -> bool:
    """ "A 4-year-old boy accidentally shot his uncle": the age of the one who fired."""
    if _is_hit(page, place, aged):
        return False
    text = page.sentences[place].text
    if _HANDLED.match(text, aged.end + 1) and not _SELF.search(text):
        return True
    told = _SHOT_AT.match(text, aged.end + 1)
    return told is not None and not re.search(r"\b(?:was|were|is|been|who)\b", told.group())


#: "The 2-year-old was able to get to a handgun and fired".
_HANDLED = re.compile(
    r"[^.;,]{0,90}?\b(?:pulled\s+the\s+trigger|fired\s+(?:a|an|one|the|it)\b|picked\s+(?:it|the\s+gun|a\s+gun)\s+up"
    r"|(?:picked\s+up|got\s+(?:a\s+)?hold\s+of|got\s+to)\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+)?(?:gun|handgun|pistol|rifle|shotgun))\b"
)
_SELF = re.compile(r"\b(?:himself|herself|themselves|self)\b")


_BY = re.compile(r"\bby\s+(?:an?|his|her|the|their)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_SHOOTER = re.compile(r"\s+(?:\w+\s+)?(?:suspect|gunman|shooter|assailant|robber)\b")


def _is_accused(text: str, aged: Aged) -> bool:
    """Arrested, charged, or told to have fired: not who was hit by somebody."""
    if _SELF.search(text):
        return False
    if _BY.search(text, 0, aged.start) or _SHOOTER.match(text, aged.end):
        return True
    return accusations.told_of(text, aged.start, aged.end)


#: "A 2-year-old's party" is not of who was hit; "the 5-year-old's death" is.
_WHOSE = re.compile(
    r"['’]s\b(?!\s+(?:\w+\s+)?(?:death|killing|shooting|murder|slaying|injur(?:y|ies)|wounds?|body|funeral"
    r"|name|identity|condition|life|head|chest|back|arm|leg)\b)",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:under|over|than|least|between\s+\d+\s+and)\s+$", re.IGNORECASE)


def of_bystander(text: str, aged: Aged) -> bool:
    """ "his 6-year-old son", "a 20-year-old officer", "children under 15 years old"."""
    if _UNDER.search(text, 0, aged.start) or _WHOSE.match(text, aged.end):
        return True
    if re.search(r"\b(?:his|her|their|whose|[’']s)\s+$", text[: aged.start], re.IGNORECASE):
        return True
    described = re.findall(r"[\w’'-]+", aged.rest.casefold())[:3]
    if any(gender_of(word) and word not in words()["kin"]["words"] for word in described[:2]):
        return False
    others = words()["kin"]["words"] | words()["titles"]["officer"] | _THINGS
    if _PARENT_OF.match(aged.rest):
        return False
    return any(word in others for word in described)


#: "The 27-year-old mother of three": hers, and no kin of somebody else who was hit.
_PARENT_OF = re.compile(
    r"\s*(?:single\s+)?(?:mother|father|mom|dad|grandmother|grandfather)\s+(?:of|to)\s+(?:an?\b|two|three|four|five|six|seven|eight|nine|\d+)\b",
    re.IGNORECASE,
)
_THINGS = frozenset(
    """building house department law case car policy witness student sitter babysitter neighbor
    bystander caller""".split()
)


def _of_another(named: Sequence[tuple[Named, int]], aged: Aged, own: Set[str]) -> bool:
    """ "17-year-old Kevin Ames": the age of somebody else who is named."""
    for mention, _ in named:
        near = 0 <= mention.start - aged.end < 30 or 0 <= aged.start - mention.end < 8
        if near and len(mention.parts) > 1 and mention.keys[-1] not in own:
            return True
    return False
