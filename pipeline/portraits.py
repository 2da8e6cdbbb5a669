"""What an article says of each person: names, age, gender, race, each with its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline import names
from pipeline.cues import asserted_by, hedged
from pipeline.described import Aged, ages, gender_in, gender_of
from pipeline.forms import Bearer
from pipeline.mentions import Named, fold, words
from pipeline.records import Claim, Mention, Sentence, Value

METHOD = "people/1"
_AGE_AFTER = re.compile(
    r"(?:,? ?\(?(?:\s*,\s*|\s+)?(?:who\s+(?:was|is|had\s+(?:just\s+)?turned)\s+|was\s+|is\s+|"
    r"an?\s+|now\s+|aged?\s+|the\s+|of\s+[\w\s]{3,25},\s+)?(?:then\s+)?)"
    r"(?P<age>\d{1,3})(?P<unit>[-–‑ ]years?[-–‑ ]old)?(?=\)|,|\.|;|:|\s+(?:of|and|was|died|"
    r"who|at|on|in|from|is|years|[-–—])\b|\s*$|\s*[-–—|]|\b(?<=old))"
)
_TEEN_AGE = re.compile(r"\b(?:turned|turning)\s+\d")
_DECADE = re.compile(
    r"\bin\s+(?:his|her|their)\s+(?:(?P<part>early|mid|late)[- ])?(?P<age>\d0)s\b", re.IGNORECASE
)
_PRONOUNS = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_RACES = (
    r"Black|white|African[- ]American|Hispanic|Latino|Latina|Asian(?:[- ]American)?|"
    r"Native American|American Indian|Indigenous|Pacific Islander|Alaska Native|biracial|Caucasian"
)
_RACE_NOUN = re.compile(
    rf"\b(?P<race>{_RACES})\s+(?:male|female|man|woman|teen\w*|boy|girl|motorist|driver|"
    r"youth|suspect|person|father|mother|veteran|student|resident|grandfather)\b",
    re.IGNORECASE,
)
_RACE_SAID = re.compile(
    rf"^\s*(?:,\s+(?:\d{{1,3}}\s*,\s+)?(?:who\s+)?)?(?:was|is|who\s+was|who\s+is)\s+"
    rf"(?P<race>{_RACES})\b(?!\s*(?:and|-)\s*(?:blue|white))",
    re.IGNORECASE,
)
_RACE_APPOSED = re.compile(
    rf"(?:\s*,\s+(?:who\s+(?:was|is)\s+)?an?\s+(?:unarmed\s+)?(?:\d{{1,3}}-year-old\s+)?(?:unarmed\s+)?|\s+as\s+)"
    rf"(?P<race>{_RACES})\b(?!\s+(?:officer|deputy|church|community|SUV|car|truck|hoodie))",
    re.IGNORECASE,
)
_ALSO_SPELLED = re.compile(
    r"(?:also\s+(?:spelled|spelt|known\s+as|called|identified\s+as|given\s+as|listed\s+as)|"
    r"a\.?k\.?a\.?|known\s+(?:to\s+\w+\s+)?as|nicknamed|who\s+went\s+by|went\s+by|goes\s+by|"
    r"whose\s+(?:first\s+)?name\s+(?:was|is|has\s+been)\s+(?:also\s+)?(?:spelled|given|reported)(?:\s+as)?|"
    r"called\s+(?:him|her)|everyone\s+called\s+(?:him|her))\s+"
    r"[\"“'‘]?(?P<alias>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})[\"”'’]?",
)
_VARIATIONS = re.compile(
    r"(?:variations?|spellings?)\s+of\s+(?:his|her|the)\s+(?:first\s+)?name,?\s+"
    r"(?P<one>[A-Z][\w’'-]+)\s+(?:and|or)\s+(?P<two>[A-Z][\w’'-]+)"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The sentences, and who is named in each of them (index of the bearer by mention)."""

    sentences: Sequence[Sentence]
    named: Sequence[Sequence[tuple[Named, int]]]  # per sentence, in order
    hit: Sequence[Sequence[tuple[int, int]]]  # per sentence, where those hit are described


def claim(
    page: Page, place: int, field: str, value: Value, at: tuple[int, int], person: int | None
) -> Claim:
    """A stated claim: the sentence is its quote, ``at`` the words inside it."""
    sentence = page.sentences[place]
    return Claim(
        field=field,
        value=value,
        as_written=sentence.text[at[0] : at[1]],
        quote=sentence.span(0, len(sentence.text)),
        asserted_by=asserted_by(sentence.text),
        hedged=hedged(sentence.text),
        method=METHOD,
        person=person,
    )


def display_name(bearer: Bearer) -> str:
    """The fullest form, without titles and possessive, not in capitals."""
    mention = bearer.fullest
    written = " ".join(mention.parts)
    suffix = bearer.suffix
    name = names.display(names.parse(written))
    if not suffix:
        return name
    return f"{name} {suffix.capitalize() + '.' if suffix in ('jr', 'sr') else suffix.upper()}"


# --- of named people ------------------------------------------------------------------------


def of_named(page: Page, bearer: Bearer, n: int, *, alone: bool) -> Iterator[Claim]:
    """Everything the article says of a named person; ``alone``: the only one who was shot."""
    full = bearer.fullest
    yield claim(page, full.sentence, "name", display_name(bearer), (full.start, full.end), n)
    yield from _aliases(page, bearer, n)
    yield from _ages(page, bearer, n, alone=alone)
    yield from _gender(page, bearer, n, alone=alone)
    yield from _race(page, bearer, n, alone=alone)


def _aliases(page: Page, bearer: Bearer, n: int) -> Iterator[Claim]:
    seen = {fold(display_name(bearer))}
    for mention in bearer.mentions:
        written = page.sentences[mention.sentence].text[mention.start : mention.end]
        for alias, at in _aliases_at(page, bearer, mention, written):
            if fold(alias) not in seen:
                seen.add(fold(alias))
                yield claim(page, mention.sentence, "alias", alias, at, n)


def _aliases_at(
    page: Page, bearer: Bearer, mention: Named, written: str
) -> Iterator[tuple[str, tuple[int, int]]]:
    text = page.sentences[mention.sentence].text
    if mention.nickname:
        at = text.index(mention.nickname, mention.start)
        yield mention.nickname, (at, at + len(mention.nickname))
    if len(mention.parts) > 1 and _spelled_otherwise(bearer, mention):
        yield names.display(names.parse(" ".join(mention.parts))), (mention.start, mention.end)
    if len(mention.parts) == 1 and mention.keys[0] not in _usual_keys(bearer):
        yield written, (mention.start, mention.end)
    for match in _ALSO_SPELLED.finditer(text, mention.end):
        if match.start() - mention.end < 60:
            yield match["alias"], match.span("alias")
    for match in _VARIATIONS.finditer(text):
        if bearer.given not in (fold(match["one"]), fold(match["two"])):
            continue
        for group in ("one", "two"):
            if fold(match[group]) != bearer.given:
                yield f"{match[group]} {bearer.fullest.parts[-1]}", match.span(group)


def _usual_keys(bearer: Bearer) -> set[str]:
    return {bearer.given, bearer.surname, *bearer.middles, *bearer.fullest.keys}


def _spelled_otherwise(bearer: Bearer, mention: Named) -> bool:
    keys = [key for key in mention.keys if len(key) > 1]
    return any(key not in _usual_keys(bearer) for key in keys)


def _ages(page: Page, bearer: Bearer, n: int, *, alone: bool) -> Iterator[Claim]:
    """Ages beside the full name; beside shorter forms only where that has none."""
    full = [m for m in bearer.mentions if len(m.parts) > 1]
    short = [m for m in bearer.mentions if len(m.parts) == 1]
    claims = list(_ages_beside(page, full, n)) or list(_ages_beside(page, short, n))
    if not claims and alone:
        places = [place for place, events in enumerate(page.hit) if events]
        claims = list(_described_age(page, places, n, {bearer.surname}))
    yield from claims or (_age_of_pronoun(page, n) if alone else ())


_WAS_AGED = re.compile(
    r"\b(?:he|she)\s+(?:was|is|had\s+(?:just\s+)?turned)\s+(?P<age>\d{1,2})"
    r"(?=[.,;]|\s+(?:and|years?\s+old|when)\b|$)",
    re.IGNORECASE,
)


def _age_of_pronoun(page: Page, n: int) -> Iterator[Claim]:
    """ "He was 23.", said of the only one who was shot."""
    for place, sentence in enumerate(page.sentences):
        match = _WAS_AGED.search(sentence.text)
        if match and not _quoted(sentence.text, match.start()):
            yield claim(page, place, "age", int(match["age"]), match.span("age"), n)
            return


def _ages_beside(page: Page, mentions: Sequence[Named], n: int) -> Iterator[Claim]:
    for mention in mentions:
        found = _age_at(page.sentences[mention.sentence].text, mention)
        if found is not None:
            yield claim(page, mention.sentence, "age", found[0], (found[1], found[2]), n)


def _age_at(text: str, mention: Named) -> tuple[int, int, int] | None:
    match = _AGE_AFTER.match(text, mention.end)
    if match is not None and 0 <= int(match["age"]) <= 110:
        at = match.span("age") if not match["unit"] else (match.start("age"), match.end("unit"))
        return int(match["age"]), *at
    for aged in ages(text):
        if aged.end <= mention.start and _touches(text[aged.end : mention.start]):
            return aged.years, aged.start, aged.end
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


def _gender(page: Page, bearer: Bearer, n: int, *, alone: bool) -> Iterator[Claim]:
    votes: Counter[str] = Counter()
    first: dict[str, tuple[int, tuple[int, int]]] = {}
    found = [vote for mention in bearer.mentions for vote in _gender_words(page, mention)]
    if alone:
        found.extend(_gender_of_hit(page))
    for gender, place, at, weight in found:
        votes[gender] += weight
        first.setdefault(gender, (place, at))
    if not votes and alone:
        for gender, place, at, weight in _gender_nearby(page, bearer):
            votes[gender] += weight
            first.setdefault(gender, (place, at))
    if not votes:
        return
    (best, score), *rest = votes.most_common()
    if not rest or rest[0][1] * 3 <= score * 2:
        place, at = first[best]
        yield claim(page, place, "gender", best, at, n)


def _gender_nearby(page: Page, bearer: Bearer) -> Iterator[_Vote]:
    """Pronouns after any mention, whoever else is named: weak, and only where all is silent."""
    for mention in bearer.mentions:
        for place in (mention.sentence, mention.sentence + 1):
            if place >= len(page.sentences):
                continue
            text = page.sentences[place].text
            start = mention.end if place == mention.sentence else 0
            for match in _PRONOUNS.finditer(text, start):
                if not _quoted(text, match.start()):
                    yield gender_of(match.group()) or "", place, match.span(), 1


_Vote = tuple[str, int, tuple[int, int], int]  # gender, sentence, offsets, weight


def _gender_of_hit(page: Page) -> Iterator[_Vote]:
    """ "shot a man": of the only one who was hit."""
    for place, spots in enumerate(page.hit):
        for start, end in spots:
            for match in re.finditer(r"[\w-]+", page.sentences[place].text[start:end]):
                if (gender := gender_of(match.group())) is not None:
                    yield gender, place, (start + match.start(), start + match.end()), 3


def _gender_words(page: Page, mention: Named) -> Iterator[_Vote]:
    text = page.sentences[mention.sentence].text
    yield from _gender_in_apposition(text, mention)
    if len({number for _, number in page.named[mention.sentence]}) > 1:
        return
    match = _PRONOUNS.search(text, mention.end)
    if match and not _quoted(text, match.start()):
        yield gender_of(match.group()) or "", mention.sentence, match.span(), 1
    after = mention.sentence + 1
    if after < len(page.sentences):
        match = re.match(r"(?:He|She|His|Her)\b", page.sentences[after].text)
        if match:
            yield gender_of(match.group()) or "", after, match.span(), 2


def _gender_in_apposition(text: str, mention: Named) -> Iterator[_Vote]:
    for title in mention.titles[-1:]:
        at = text.casefold().rfind(title.casefold(), 0, mention.start)
        gender = gender_of(title) if title in ("mr", "mrs", "ms", "miss") else None
        if gender and at >= 0:
            yield gender, mention.sentence, (at, at + len(title)), 4
    after = re.match(
        r"(?:,?\s*\(?\d{1,3}\)?)?\s*,\s+(?:his|her|an?|the|[A-Z][\w’']+)\s+((?:[\w’'-]+\s+){0,3}?)"
        r"(?P<noun>[\w-]+)",
        text[mention.end : mention.end + 80],
    )
    if after and (gender := gender_of(after["noun"])) and not _PRONOUNS.fullmatch(after["noun"]):
        at = mention.end + after.start("noun")
        yield gender, mention.sentence, (at, at + len(after["noun"])), 3
    before = re.search(r"(?P<noun>[\w-]+)\s*,?\s*$", text[: mention.start])
    if before and (gender := gender_of(before["noun"])) and not _PRONOUNS.fullmatch(before["noun"]):
        yield gender, mention.sentence, before.span("noun"), 3


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _race(page: Page, bearer: Bearer, n: int, *, alone: bool) -> Iterator[Claim]:
    for mention in bearer.mentions:
        text = page.sentences[mention.sentence].text
        after = text[mention.end : mention.end + 70]
        match = _RACE_SAID.match(after) or _RACE_APPOSED.match(after)
        if match:
            start, end = match.span("race")
            at = (mention.end + start, mention.end + end)
            yield claim(page, mention.sentence, "race", match["race"], at, n)
            return
    if alone:
        yield from _race_of_described(page, n)


def _race_of_described(page: Page, n: int) -> Iterator[Claim]:
    """ "an unarmed Black man", said of the only one who was shot."""
    for place, spots in enumerate(page.hit):
        text = page.sentences[place].text
        for start, end in spots:
            match = _RACE_NOUN.search(text, start, end)
            if match is not None:
                yield claim(page, place, "race", match["race"], match.span("race"), n)
                return


# --- of people who are only described ----------------------------------------------------------


def of_described(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """Age, gender and race of somebody who was shot and is not named."""
    aged = list(_described_age(page, [place for place, _ in mentions], n))
    yield from aged or _age_of_pronoun(page, n)
    for place, mention in mentions:
        if gender := gender_in(mention.text):
            sentence = page.sentences[place]
            start = mention.span.start - sentence.start
            yield claim(page, place, "gender", gender, (start, start + len(mention.text)), n)
            break
    else:
        yield from _gender_of_nobody(page, [place for place, _ in mentions], n)
    yield from _race_of_described(page, n)


def _gender_of_nobody(page: Page, places: Sequence[int], n: int) -> Iterator[Claim]:
    """Of somebody without name or noun: the words after the age, pronouns beside the telling."""
    for place, sentence in enumerate(page.sentences):
        for aged in ages(sentence.text):
            gender = gender_in(" ".join(aged.rest.split()[:3]))
            if gender and not _of_bystander(sentence.text, aged):
                at = (aged.start, aged.end + 1 + len(aged.rest))
                yield claim(page, place, "gender", gender, at, n)
                return
    for place in dict.fromkeys(here for p in places for here in (p, p + 1)):
        if place >= len(page.sentences):
            continue
        text = page.sentences[place].text
        match = _PRONOUNS.search(text)
        if match and not _quoted(text, match.start()):
            yield claim(page, place, "gender", gender_of(match.group()) or "", match.span(), n)
            return


def _described_age(
    page: Page, places: Sequence[int], n: int, own: Set[str] = frozenset()
) -> Iterator[Claim]:
    """ "A 22-year-old man": of all described, first those where the hit are told."""
    everywhere = range(len(page.sentences))
    for place in dict.fromkeys([*places, *(place + 1 for place in places), *everywhere]):
        if place >= len(page.sentences):
            continue
        text = page.sentences[place].text
        for aged in ages(text):
            if _of_bystander(text, aged) or _of_another(page.named[place], aged, own):
                continue
            yield claim(page, place, "age", aged.years, (aged.start, aged.end), n)
            return


def _of_bystander(text: str, aged: Aged) -> bool:
    """ "his 6-year-old son", "a 20-year-old officer", "a 30-year-old building"."""
    if re.search(r"\b(?:his|her|their|whose|[’']s)\s+$", text[: aged.start], re.IGNORECASE):
        return True
    described = re.findall(r"[\w’'-]+", aged.rest.casefold())[:3]
    if any(gender_of(word) and word not in words()["kin"]["words"] for word in described[:2]):
        return False
    others = words()["kin"]["words"] | words()["titles"]["officer"] | _THINGS
    return any(word in others for word in described)


_THINGS = frozenset("building house department law case car policy witness student".split())


def _of_another(named: Sequence[tuple[Named, int]], aged: Aged, own: Set[str]) -> bool:
    """ "17-year-old Kevin Ames": the age of somebody else who is named."""
    for mention, _ in named:
        near = 0 <= mention.start - aged.end < 30 or 0 <= aged.start - mention.end < 8
        if near and len(mention.parts) > 1 and mention.keys[-1] not in own:
            return True
    return False


_NOT_RELEASED = re.compile(
    r"\b(?:names?|identit(?:y|ies))\b[^.]{0,60}\b(?:not|n[’']t|yet to be|until|pending|"
    r"withheld|withholding)\b[^.]{0,40}|\b(?:(?:ha(?:s|ve)|was|were|did|would)(?:\s+not|n[’']t)|declined\s+to|yet\s+to)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:publicly\s+)?(?:identif\w+|named?|release\w*\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:\w+[’']s\s+)?(?:names?|identit\w+))",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\bwithh(?:eld|olding|old)\b|\bbecause (?:he|she|of (?:his|her) age)\b|juvenile", re.I
)
_NOT_OFFICER = re.compile(r"\b(?:officers?|deput\w+|troopers?)\b", re.IGNORECASE)


def name_status(page: Page, n: int) -> Iterator[Claim]:
    """Whether police said that they hold the name back."""
    for place, sentence in enumerate(page.sentences):
        match = _NOT_RELEASED.search(sentence.text)
        if match is None or _NOT_OFFICER.search(sentence.text):
            continue
        status = "withheld" if _WITHHELD.search(sentence.text) else "not_released"
        yield claim(page, place, "name_status", status, match.span(), n)
        return
