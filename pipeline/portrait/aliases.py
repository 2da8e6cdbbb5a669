"""By which names an article calls somebody: the fullest to display, the others as aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import names
from pipeline.language.cued import Cued
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import fold
from pipeline.naming.pronouns import Page
from pipeline.portrait.portrait_claims import claim
from pipeline.records import Claim

_ALSO_SPELLED = Cued(
    r"(?:also\s+(?:spelled|spelt|known\s+as|called|identified\s+as|given\s+as|listed\s+as)|"
    r"a\.?k\.?a\.?|known\s+(?:to\s+\w+\s+)?as|nicknamed|who\s+went\s+by|went\s+by|goes\s+by|"
    r"whose\s+(?:first\s+)?name\s+(?:was|is|has\s+been)\s+(?:also\s+)?(?:spelled|given|reported)(?:\s+as)?)\s+"
    r"[\"“'‘]?(?P<alias>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})[\"”'’]?",
)
_VARIATIONS = Cued(
    r"(?:variations?|spellings?)\s+of\s+(?:his|her|the)\s+(?:first\s+)?name,?\s+"
    r"(?P<one>[A-Z][\w’'-]+)\s+(?:and|or)\s+(?P<two>[A-Z][\w’'-]+)"
)


def display_name(bearer: Bearer) -> str:
    """The fullest form, without titles and possessive, not in capitals; with kin's surname."""
    mention = bearer.fullest
    written = " ".join((*mention.parts, bearer.family) if bearer.family else mention.parts)
    suffix = bearer.suffix
    name = names.display(names.parse(written))
    if not suffix:
        return name
    return f"{name} {suffix.capitalize() + '.' if suffix in ('jr', 'sr') else suffix.upper()}"


def aliases_of(page: Page, bearer: Bearer, n: int) -> Iterator[Claim]:
    """Every other name that somebody is given, once each."""
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
    plural = mention.keys[0] == f"{bearer.surname}s"  # "the Archuletas"
    if len(mention.parts) == 1 and not plural and mention.keys[0] not in _usual_keys(bearer):
        yield written, (mention.start, mention.end)
    for match in _ALSO_SPELLED.finditer(text, mention.end):
        between = text[mention.end : match.start()]
        if len(between) < 60 and not _SOMEBODY_ELSE.search(between):
            yield match["alias"], match.span("alias")
    for match in _VARIATIONS.finditer(text):
        if bearer.given not in (fold(match["one"]), fold(match["two"])):
            continue
        for group in ("one", "two"):
            if fold(match[group]) != bearer.given:
                yield f"{match[group]} {bearer.fullest.parts[-1]}", match.span(group)


_SOMEBODY_ELSE = re.compile(
    r"\b(?:his|her|their|said|says|told|son|daughter|father|mother|brother|sister|friend|called|[A-Z][a-z]+)\b"
)


def _usual_keys(bearer: Bearer) -> set[str]:
    return {bearer.given, bearer.surname, *bearer.middles, *bearer.fullest.keys}


def _spelled_otherwise(bearer: Bearer, mention: Named) -> bool:
    keys = [key for key in mention.keys if len(key) > 1]
    return any(key not in _usual_keys(bearer) for key in keys)
