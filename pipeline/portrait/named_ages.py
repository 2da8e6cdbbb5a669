"""How old an article says somebody named is: beside the name, or in words for the only one hit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.cued import Cued
from pipeline.language.whose import ANOTHERS, Who, whose
from pipeline.language.years import OLD, YEARS, value
from pipeline.naming import pronouns
from pipeline.naming.described import ages
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.naming.pronouns import Page, Vote, quoted
from pipeline.portrait import told_ages
from pipeline.portrait.described_ages import described_ages_told
from pipeline.portrait.portrait_claims import claim, words_between
from pipeline.records import Claim
from pipeline.roles.victims import WAS_HIT

_AGE_AFTER = Cued(
    r"(?:,? ?\(?(?:\s*,\s*|\s+)?(?:who(?:['’]s|\s+(?:was|is|had\s+(?:just\s+)?turned))\s+|was\s+|"
    r"is\s+|an?\s+|now\s+|aged?\s+|the\s+|of\s+[\w\s]{3,25},\s+)?(?:then\s+)?)"
    rf"(?P<age>\d{{1,3}}|{YEARS})(?![-–‑ ]years?\b(?![-–‑ ]old))(?P<unit>{OLD})?"
    r"(?!\s+of\s+(?:whom|whose|them|his|her|their)\b)"
    r"(?=\)|,|\.|;|:|\s+(?:of|and|was|died|"
    r"who|at|on|in|from|is|now|years|[-–—])\b|\s*$|\s*(?:[–—|]|-(?!\w))|\b(?<=old)|\b(?<=y/o)|\b(?<=yo))"
)
_DECADE = Cued(
    r"\bin\s+(?:his|her|their)\s+(?:(?P<part>early|mid|late)[- ])?(?P<age>\d0)s\b", re.IGNORECASE
)


def ages_of_named(
    page: Page, bearer: Bearer, n: int, *, alone: bool, chief: bool
) -> Iterator[Claim]:
    """Ages beside the full name; beside shorter forms only where that has none."""
    full = [m for m in bearer.mentions if len(m.parts) > 1]
    short = [m for m in bearer.mentions if len(m.parts) == 1]
    if not chief and _shares_surname(page, bearer):
        short = [m for m in short if _is_only_theirs(page, bearer, m)]
    claims = list(ages_beside(page, full, n)) or list(ages_beside(page, short, n))
    if not claims and (alone or (chief and page.apart)):
        places = [place for place, events in enumerate(page.hit) if events]
        claims = list(described_ages_told(page, places, n, {bearer.surname}))
    if not claims and alone:
        claims = list(age_of_pronoun(page, n)) or list(age_about(page, n))
    yield from claims


def _is_only_theirs(page: Page, bearer: Bearer, mention: Named) -> bool:
    """ "Ann, 47,", of two Roes; "Roe, 43, was killed", where every other Roe has an age or none."""
    if mention.keys[-1] != bearer.surname:
        return mention.keys[-1] == bearer.given
    text = page.sentences[mention.sentence].text
    found = _age_at(text, mention) if WAS_HIT.match(text, mention.end) else None
    return found is not None and found[0] not in {
        age[0]
        for named in page.named
        for other, _ in named
        if len(other.parts) > 1 and other.keys[-1] == bearer.surname
        for age in (_age_at(page.sentences[other.sentence].text, other),)
        if age is not None
    }


def age_in_run(page: Page, run: Sequence[Vote], n: int) -> Iterator[Claim]:
    """ "She was 16", of whom "she" stands for."""
    for _, place, (start, _), weight in run:
        text = page.sentences[place].text
        match = told_ages.OF_PRONOUN.match(text, start)
        if (
            weight >= pronouns.PLAIN
            and match is not None
            and not _WHEN.match(text, match.end("age"))
        ):
            yield claim(page, place, "age", value(match["age"]), match.span("age"), n)
            return


def _shares_surname(page: Page, bearer: Bearer) -> bool:
    """Whether somebody else of that surname is named, so that "Oehme, 57" may be either."""
    return any(
        len(mention.parts) > 1
        and mention.keys[-1] == bearer.surname
        and mention not in bearer.mentions
        for named in page.named
        for mention, _ in named
    )


_PERSON = (
    r"(?:man|woman|boy|girl|teen(?:ager)?|youth|driver|motorist|passenger|suspect|victim|subject|gunman"
    r"|(?:grand|step)?(?:son|daughter)|nephew|niece)"
)
_WAS_AGED = Cued(
    rf"\b(?:(?:he|she)|(?:the|an?|her|his|their)\s+(?:[\w-]+\s+){{0,2}}?{_PERSON}(?:,?\s+who)?)\s+"
    rf"(?:was|is|(?:had\s+)?(?:just\s+)?turned)\s+(?P<age>{YEARS})"
    r"(?=[.,;]|\s+(?:and|years?\s+old|when|in|last|this)\b|$)"
    rf"|\b(?:the|an?|her|his|their)\s+(?:[\w-]+\s+){{0,2}}?{_PERSON},\s+(?P<apposed>{YEARS}),",
    re.IGNORECASE,
)


def age_of_pronoun(page: Page, n: int) -> Iterator[Claim]:
    """ "He was 23.", said of the only one who was shot."""
    for place, sentence in enumerate(page.sentences):
        match = _WAS_AGED.search(sentence.text) or told_ages.OF_HIM.search(sentence.text)
        if match is None or quoted(sentence.text, match.start()):
            continue
        if _TAKEN_BACK.search(sentence.text, 0, match.start()):
            continue
        group = next(name for name, told in match.groupdict().items() if told)
        at = match.span(group)
        ahead = page.sentences[place - 1] if place else None
        if told_ages.of_officer(sentence.text, at[1], ahead):
            continue
        who = whose(sentence.text, at[0])
        of_kin = (
            who is Who.KIN and group != "apposed"
        )  # "her grandson, who turned 16": often the one
        theirs = who in ANOTHERS and group in ("age", "apposed") and not of_kin
        if not theirs and not _WHEN.match(sentence.text, at[1]):
            yield claim(page, place, "age", value(match[group]), at, n)
            return


#: "She was five when her mother left": an age of long ago.
_WHEN = re.compile(r"\s+when\s+(?:he|she|his|her)\b(?!\s+(?:was\s+(?:shot|killed|hit)|died))")


_EITHER_AGE = Cued(r"\b(?P<low>\d{1,2})-?\s+or\s+(?P<age>\d{1,2})-year-old\b")
_TEEN = re.compile(
    r"\b(?:the|an?)\s+(?:[\w-]+\s+)?(?P<age>teen(?:ager)?)\b(?![-’'])", re.IGNORECASE
)
_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}


def age_about(page: Page, n: int) -> Iterator[Claim]:
    """ "In his early 40s", "a teenager", said of the only one who was shot."""
    for place, sentence in enumerate(page.sentences):
        match = _DECADE.search(sentence.text)
        several = match and _OF_SEVERAL.search(sentence.text, 0, match.start())
        if match and not several and not _other_than_the_hit(sentence.text, match.start()):
            low, high = _PART[match["part"].casefold() if match["part"] else None]
            years = int(match["age"])
            yield from words_between(page, place, (years + low, years + high), match.span(), n)
            return
        if match := _EITHER_AGE.search(sentence.text):
            low, high = int(match["low"]), int(match["age"])
            yield from words_between(page, place, (low, high), match.span(), n)
            return
    for place, spots in enumerate(page.hit):
        for start, end in spots:
            if match := _TEEN.fullmatch(page.sentences[place].text[start:end]):
                at = (start + match.start("age"), start + match.end("age"))
                yield from words_between(page, place, (13, 19), at, n)
                return


#: "Four women in their 20s": of all of them.
_OF_SEVERAL = re.compile(
    r"\b(?:men|women|people|persons|males|females|victims|teens|others)\s+(?:\w+\s+){0,3}$"
)


#: "Police at first named him as Lee Roe, 52": of a man, or a number, that was not right.
_TAKEN_BACK = Cued(
    r"\b(?:(?:at\s+first|initially|originally|wrongly|mistakenly|incorrectly|erroneously)\s+(?:been\s+)?"
    r"(?:gave|given|named|identified|listed|said|reported)|first\s+g[ai]ven?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_SOUGHT = re.compile(r"\b(?:look\w*|search\w*|hunt\w*|described)\s+(?:for|as)\b[^.;]{0,40}$", re.I)


def _other_than_the_hit(text: str, at: int) -> bool:
    """ "to look for a man in his 50s", "officers in their 30s": not the one who was shot."""
    return whose(text, at) in ANOTHERS or _SOUGHT.search(text[:at]) is not None


def ages_beside(page: Page, mentions: Sequence[Named], n: int) -> Iterator[Claim]:
    """The age of each mention that has one right beside it."""
    for mention in mentions:
        text = page.sentences[mention.sentence].text
        if _TAKEN_BACK.search(text, 0, mention.end):
            continue
        if found := _age_at(text, mention):
            yield claim(page, mention.sentence, "age", found[0], (found[1], found[2]), n)
        elif told := told_ages.beside(text, mention, len(page.named[mention.sentence]) - 1):
            yield claim(page, mention.sentence, "age", *told, n)


#: "Ann Oehme, 48-year-old Ross Orrin": the age of the next in the list.
_NAME = re.compile(
    r"\s+[A-Z][\w.’'-]+\s+[A-Z][\w.’'-]*"
    r"(?![\w.’'-]|\s+(?:man|woman|boy|girl|teen\w*|resident|native|student|mother|father|worker|graduate)\b)"
)
_ACCORDING = re.compile(r"According\s+to\s+(?:[\w.’'-]+\s+){0,4}$")


def _age_at(text: str, mention: Named) -> tuple[int, int, int] | None:
    told = list(ages(text))
    for aged in reversed(told):
        if aged.end <= mention.start and _touches(text[aged.end : mention.start]):
            return aged.years, aged.start, aged.end
    match = _AGE_AFTER.match(text, mention.end)
    source = _ACCORDING.match(text[: mention.start]) is not None
    if match is not None and match["unit"] and (source or _NAME.match(text, match.end("unit"))):
        return None
    years = value(match["age"]) if match else 0
    if match is not None and years <= 110:
        at = match.span("age") if not match["unit"] else (match.start("age"), match.end("unit"))
        return years, *at
    for aged in told if not source else ():
        if _NAME.match(text, aged.end):
            continue
        if 0 <= aged.start - mention.end <= 8 and re.fullmatch(
            r"\s*[,(]?\s*(?:an?\s+|the\s+|is\s+a\s+|was\s+a\s+)?", text[mention.end : aged.start]
        ):
            return aged.years, aged.start, aged.end
    return None


def _touches(between: str) -> bool:
    """ "24-year-old (Fresno resident) José …": nothing but a describing word or two between."""
    if len(between) > 40 or re.search(r"[.;:“”\"(]|\b(?:and|by|to|from|in|at|of)\b", between):
        return False
    return len(between.replace(",", " ").split()) <= 3


def age_by_name(page: Page, bearer: Bearer) -> int | None:
    """The age right beside the full name."""
    full = [mention for mention in bearer.mentions if len(mention.parts) > 1]
    found = (_age_at(page.sentences[one.sentence].text, one) for one in full)
    return next((age[0] for age in found if age is not None), None)
