"""Age, gender and race of those who were hit and are not named."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.language.cued import Cued
from pipeline.language.years import NUMBER, OLD, YEARS, value
from pipeline.naming import pronouns
from pipeline.naming.described import age_after, ages, gender_in, gender_of
from pipeline.naming.pronouns import Page
from pipeline.portrait.described_ages import ACCUSED, described_ages_told, of_bystander
from pipeline.portrait.named_ages import age_about, age_of_pronoun
from pipeline.portrait.named_genders import elected
from pipeline.portrait.named_races import race_of_described
from pipeline.portrait.portrait_claims import claim, gender_of_the_hit
from pipeline.records import Claim, Mention
from pipeline.roles.counts import tells_of_many
from pipeline.roles.several import SEVERAL, are_several


def of_described(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """Age, gender and race of somebody who was shot and is not named.

    Of several who are told of as one, none is everybody's: they are inferred.
    """
    phrases = [mention.text for _, mention in mentions]
    claims = _of_described(page, mentions, n)
    if not are_several(phrases):
        yield from claims
        return
    genders_told = {gender_in(each) for each in phrases}
    alike = len(genders_told) == 1 and None not in genders_told
    for each in claims:
        told = alike and each.field == "gender"
        yield each if told else each.inferred()


def _of_described(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    if mentions and all(SEVERAL.search(mention.text) for _, mention in mentions):
        mentions = [pair for pair in mentions if gender_in(pair[1].text)]
        yield from _gender_of_noun(page, mentions, n)
        return
    aged = list(described_ages_told(page, [place for place, _ in mentions], n))
    yield from (
        aged or list(_age_of_noun(page, mentions, n)) or list(age_of_pronoun(page, n))
    ) or age_about(page, n)
    told = list(_gender_of_noun(page, mentions, n))
    yield from told or _gender_of_nobody(page, n)
    yield from race_of_described(page, n)


def _gender_of_noun(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """What the first noun for them says: "a man", "four women"."""
    for place, mention in mentions:
        if gender := gender_in(mention.text):
            start = mention.span.start - page.sentences[place].start
            yield claim(page, place, "gender", gender, (start, start + len(mention.text)), n)
            return


_NOUN_AGED = Cued(
    r"\b(?:man|woman|boy|girl|driver|suspect|victim|son|daughter|grandson|granddaughter|nephew|niece|brother|sister)"
    rf",\s+(?P<age>{YEARS})(?=[,.;])"
)


def _age_of_noun(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """ "Her grandson, 16, was shot": where the gunfire is told."""
    for place in dict.fromkeys(
        [*(place for place, _ in mentions), *(p for p, hit in enumerate(page.hit) if hit)]
    ):
        if match := _NOUN_AGED.search(page.sentences[place].text):
            yield claim(page, place, "age", value(match["age"]), match.span("age"), n)
            return


def of_one_of_many(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """Age and gender of one of several who were shot: only what their own phrases say."""
    yield from itertools.islice(_ages_of_phrases(page, mentions, n), 1)
    yield from itertools.islice(_genders_of_phrases(page, mentions, n), 1)


def _ages_of_phrases(
    page: Page, mentions: Sequence[tuple[int, Mention]], n: int
) -> Iterator[Claim]:
    for place, mention in mentions:
        start = mention.span.start - page.sentences[place].start
        for aged in ages(mention.text):
            yield claim(page, place, "age", aged.years, (start + aged.start, start + aged.end), n)
        if after := age_after(page.sentences[place].text, start + len(mention.text)):
            yield claim(page, place, "age", after.years, (after.start, after.end), n)
    for _, mention in mentions:
        yield from _age_of_head(page, mention.text, n)


def _genders_of_phrases(
    page: Page, mentions: Sequence[tuple[int, Mention]], n: int
) -> Iterator[Claim]:
    for place, mention in mentions:
        start = mention.span.start - page.sentences[place].start
        at = (start, start + len(mention.text))
        if gender := gender_in(re.sub(r"(?i)\b(?:his|her)\s", "", mention.text)):
            yield claim(page, place, "gender", gender, at, n)
    for _, mention in mentions:
        yield from _gender_of_head(page, mention.text, n)


def _gender_of_head(page: Page, written: str, n: int) -> Iterator[Claim]:
    """ "The operator, an adult male, …": by the noun that tells the two apart."""
    told = re.compile(
        rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Aa]n?)\s+(?:[\w-]+\s+){{0,2}}?{re.escape(written.split()[-1])},\s+an?\s+(?:[\w-]+\s+){{0,2}}?"
        r"(?P<noun>man|woman|male|female|boy|girl)\b"
    )
    for place, sentence in enumerate(page.sentences):
        if match := told.search(sentence.text):
            gender = gender_of(match["noun"])
            if gender:
                yield claim(page, place, "gender", gender, match.span("noun"), n)


def _age_of_head(page: Page, written: str, n: int) -> Iterator[Claim]:
    """ "The driver, 27, …", "his 25-year-old passenger": by the noun that tells the two apart."""
    head = re.escape(written.split()[-1])
    aged = re.compile(
        rf"\b(?P<age>{NUMBER}){OLD}\s+{head}\b"
        rf"|\b(?:[Tt]he|[Hh]is|[Hh]er|[Aa])\s+(?:dead\s+|slain\s+|wounded\s+|injured\s+)?{head}(?:,\s+(?P<apposed>{YEARS}),|(?:,?\s+who)?(?:['’]s|\s+is|\s+was)\s+(?P<is>{YEARS})(?=[,.;]|\s+and\b))"
    )
    for place, sentence in enumerate(page.sentences):
        if match := aged.search(sentence.text):
            group = next(name for name, told in match.groupdict().items() if told)
            yield claim(page, place, "age", value(match[group]), match.span(group), n)
            return


def _gender_of_nobody(page: Page, n: int) -> Iterator[Claim]:
    """Of somebody without name or noun: the words after the age, pronouns beside the telling.

    Where several were hit they may be another's, and are inferred.
    """
    several = not page.by_police and _tells_of_several(page)
    for each in _genders_of_nobody(page, n):
        yield each.inferred() if several else each


def _tells_of_several(page: Page) -> bool:
    """Whether the lede, or a sentence that tells of somebody hit, counts more than one."""
    return any(
        tells_of_many(sentence.text)
        for place, (sentence, hit) in enumerate(zip(page.sentences, page.hit, strict=True))
        if hit or place < _LEDE
    )


_LEDE = 3


def _genders_of_nobody(page: Page, n: int) -> Iterator[Claim]:
    for place, sentence in enumerate(page.sentences):
        for aged in ages(sentence.text):
            gender = gender_in(" ".join(aged.rest.split()[:3]))
            accused = ACCUSED.match(aged.rest) is not None
            if gender and not accused and not of_bystander(sentence.text, aged):
                at = (aged.start, aged.end + 1 + len(aged.rest))
                yield claim(page, place, "gender", gender, at, n)
                return
    best = elected(list(pronouns.of_the_hit(page)), most=1 / 2)
    if best is not None:
        yield gender_of_the_hit(page, best, n)
