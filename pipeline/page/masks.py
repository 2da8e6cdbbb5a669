"""Articles whose text has a name masked: read as if one stood there, and told without one.

A name tells the reader more than who it is: beside it stands the age, and “killed ▮▮▮” is said of
nobody. So a short invented name, as long as the mask, takes its place while the article is read,
offsets stay as they are, and the people it was read as have no name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.records import Article, Claim, Mention, Person, Reading, Report

#: What stands where a name stood.
MASK = "█████"
#: Names of that length which say nothing of their bearer; the first an article does not have.
_NAMES = ("J. Li", "K. Li", "D. Ng", "T. Ho", "R. Wu")
#: What is known of somebody because the name is.
_OF_A_NAME = frozenset({"name", "name_status", "aliases"})


def is_masked(article: Article) -> bool:
    return MASK in article.text or MASK in article.title


def stand_in(article: Article) -> str:
    told = f"{article.title}\n{article.text}"
    return next((name for name in _NAMES if name not in told), _NAMES[-1])


def unmasked(article: Article, name: str) -> Article:
    """The article with the invented name in the place of each mask."""
    return replace(
        article, title=article.title.replace(MASK, name), text=article.text.replace(MASK, name)
    )


def hidden(read: Reading, article: Article, name: str) -> Reading:
    """What was read, of the article as it stands, and nowhere the invented name."""
    return replace(
        read,
        article=article,
        reports=tuple(_report(item, name) for item in read.reports),
        reasons=_without(read.reasons, name),
    )


def _report(item: Report, name: str) -> Report:
    nameless = {person.n for person in item.people if name in (person.name or "")}
    claims = (
        claim
        for claim in item.claims
        if not (claim.field in _OF_A_NAME and (claim.person in nameless or claim.value == name))
    )
    return replace(
        item,
        people=tuple(_person(person, name) for person in item.people),
        claims=tuple(_claim(claim, name) for claim in claims),
        reasons=_without(item.reasons, name),
    )


def _person(person: Person, name: str) -> Person:
    return replace(
        person,
        name=None if name in (person.name or "") else person.name,
        forms=tuple(form for form in person.forms if name not in form),
        mentions=tuple(_mention(mention, name) for mention in person.mentions),
    )


def _mention(mention: Mention, name: str) -> Mention:
    if name not in mention.text:
        return mention
    return replace(mention, text=mention.text.replace(name, MASK), named=False)


def _claim(claim: Claim, name: str) -> Claim:
    return replace(
        claim,
        value=_without(claim.value, name),
        as_written=_without(claim.as_written, name),
        detail=_without(dict(claim.detail), name),
    )


def _without(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return value.replace(name, MASK)
    if isinstance(value, dict):
        return {key: _without(item, name) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_without(item, name) for item in value)
    return value
