"""One claim of a portrait: what is said of somebody, the sentence that says so being its quote."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language.hedging import doubted
from pipeline.naming import pronouns
from pipeline.naming.pronouns import Page, Vote
from pipeline.records import Basis, Claim, Span, Value

METHOD = "people/1"
#: Who "he" is by where it stands alone: too weak to tell whose end a word is.
IN_RUN = "pronoun in run"


def claim(
    page: Page,
    place: int,
    field: str,
    value: Value,
    at: tuple[int, int],
    person: int | None,
    last: int | None = None,
) -> Claim:
    """A stated claim: the sentence is its quote, ``at`` the words inside it.

    ``last``: the sentence right behind it with which the quote ends, if another.
    """
    sentence = page.sentences[place]
    end = page.sentences[place if last is None else last].end
    return Claim(
        field=field,
        value=value,
        as_written=sentence.text[at[0] : at[1]],
        quote=Span(sentence.where, sentence.start, end),
        hedged=doubted(sentence.text, at[0]),
        method=METHOD,
        person=person,
    )


def words_between(
    page: Page, place: int, years: tuple[int, int], at: tuple[int, int], n: int
) -> Iterator[Claim]:
    yield claim(page, place, "age_min", years[0], at, n)
    yield claim(page, place, "age_max", years[1], at, n)


def gender_of_the_hit(page: Page, vote: Vote, n: int) -> Claim:
    """Told of whoever was hit: stated where the words are plain."""
    gender, place, at, weight = vote
    if weight >= pronouns.PLAIN:
        return claim(page, place, "gender", gender, at, n)
    return inferred_gender(gender, n)


def inferred_gender(gender: str, n: int) -> Claim:
    return Claim(
        "gender", gender, basis=Basis.INFERRED, method="pronoun nearby", confidence=0.9, person=n
    )
