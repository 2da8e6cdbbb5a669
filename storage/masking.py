"""Pages without a name that was erased: masked before anybody sees them, and marked.

Reading finds who is named. Where that is somebody the list of redactions erases, the page is read
again without the name, in the transaction that stores it, and marked: the archive still has it as
it came, until ``scheduler.redacting.enforce`` has written it anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from pipeline import urls
from pipeline.consensus import report_facts
from pipeline.page import papers
from pipeline.page.masks import MASK
from pipeline.records import Article, Page, Reading, Scope
from storage.marks import mark as hashed
from storage.redactions import Level, Listed
from storage.tables import about, capture, link, report_home, sighting

MARKED = "mask:"
_NOWHERE = "https://redacted.invalid/"


def masked(text: str, names: Iterable[str]) -> str:
    """A text without any form of a name: whole ones first, then each word of three letters or more.

    >>> masked("Tobias Wrenfield died. Wrenfield’s mother wept.", ["Tobias Wrenfield"])
    '█████ died. █████’s mother wept.'
    >>> masked("Tobias Wrenfieldstopped. Wrenfieldran.", ["Tobias Wrenfield"])
    '█████stopped. █████ran.'
    """
    forms = sorted(names, key=len, reverse=True)
    words = {word for name in forms for word in re.findall(r"[^\W\d_]{3,}", name)}
    for form in forms:
        pattern = r"\s+".join(map(re.escape, form.split()))
        edges = ("", "") if " " in form else (r"(?<!\w)", r"(?!\w)")
        text = re.sub(pattern.join(edges), MASK, text, flags=re.IGNORECASE)
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){word}(?!\w)", MASK, text, flags=re.IGNORECASE)
        text = _unglued(text, word)
    return re.sub(rf"{MASK}(?:[\s.,]+{MASK})+", MASK, text)


def _unglued(text: str, word: str) -> str:
    """A name that its page lets run into the next word, or the one before into the name.

    "Roestopped" is no word, "Roebuck" is another name.
    """
    if not word[0].isupper():
        return text

    def instead(found: re.Match[str]) -> str:
        return found.group() if _is_known(found.group()) else MASK + found.group()[len(word) :]

    text = re.sub(rf"(?<=[^\W\d_A-Z]){word}(?!\w)", MASK, text)
    return re.sub(rf"(?<!\w){word}[^\W\d_]+", instead, text)


def _is_known(word: str) -> bool:
    from pipeline.lexicon import gazetteer  # lists of words and names: only who erases loads them
    from pipeline.lexicon.name_lists import given_ppm, surname_ppm
    from pipeline.lexicon.people_words import common_words

    low = word.casefold()
    said = low in common_words() or gazetteer.known(word)
    return said or bool(surname_ppm(low) or given_ppm(low))


def masked_page(number: int, told: Article | Any, names: Sequence[str], address: str) -> bytes:
    """What a page said (an article, or the row of a version) without the name, for the reader.

    ``number``: of its capture.
    """
    published = told.published
    record = {
        "url": address,
        "capture": number,
        "title": masked(told.title, names),
        "text": masked(told.text, names),
        "published": published.isoformat() if isinstance(published, datetime) else published,
        "outlet": told.outlet,
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")


def masked_kind(content_type: str | None) -> str:
    """The content type of a masked page: a document stays one."""
    return papers.CONTENT_TYPE if content_type == papers.CONTENT_TYPE else "application/json"


def address_for(known: Listed, url: str, names: Sequence[str] | None) -> str:
    """The address a page has from now on: its own, unless it must go or has the name in it."""
    if names is not None:
        words = {word.casefold() for name in names for word in re.findall(r"[^\W\d_]{3,}", name)}
        if not any(word in url.casefold() for word in words):
            return url
    own = hashed(known.key, "address", urls.key(url))
    return f"{_NOWHERE}{own[:24]}"


def readdress(session: Session, link_id: int, url: str, address: str) -> None:
    """Let a link be known by another address: its own says what must not be said."""
    key = urls.key(address)
    taken = select(link.c.id).where(link.c.key == key, link.c.id != link_id)
    if session.execute(taken).first() is None:
        values = {"url": address, "key": key, "met": None, "state": "gone"}
        session.execute(update(link).where(link.c.id == link_id).values(values))
    session.execute(delete(sighting).where(sighting.c.link_id == link_id))
    old = urls.key(url)
    session.execute(update(report_home).where(report_home.c.article == old).values(article=key))


def is_nowhere(column: Any) -> Any:
    """Whether an address stands in for one that had to go, as a condition."""
    return column.startswith(_NOWHERE)


# ---------------------------------------------------------------------------------- what is read


def erased_in(read: Reading, known: Listed, scope: Scope) -> tuple[str, ...]:
    """Who is named in what was read and is erased: every form of each such name, sorted."""
    found: set[str] = set()
    for item in read.reports if known else ():
        named = [person for person in item.people if person.name]
        if named:
            state = report_facts(read.article, item, scope)["state"]
            for person in named:
                if known.person(str(person.name), state) is Level.ERASE:
                    found |= {str(person.name), *(form for form in person.forms if " " in form)}
    return tuple(sorted(found))


def without(page: Page, read: Reading, names: Sequence[str], known: Listed, number: int) -> Page:
    """The page that is read in place of one that names somebody erased."""
    address = address_for(known, page.url, names)
    return replace(
        page,
        url=address,
        final_url=None,
        body=masked_page(number, read.article, names, address),
        content_type=masked_kind(page.content_type),
        headers={},
    )


def mark(session: Session, number: int, *, url: str, address: str) -> None:
    """Note that the archive's copy of a page still has an erased name in it (a capture's number).

    Where its ``url`` has the name, too, the link is known by another address at once.
    """
    if address != url:
        own = select(capture.c.link_id).where(capture.c.id == number)
        readdress(session, session.execute(own).scalar_one(), url, address)
    key = f"{MARKED}{number}"
    if session.execute(select(about.c.key).where(about.c.key == key)).first() is None:
        session.execute(about.insert().values(key=key, value="its copy in the archive"))


def marked(session: Session) -> list[int]:
    """The captures that are marked."""
    statement = select(about.c.key).where(about.c.key.startswith(MARKED))
    return sorted(int(key.removeprefix(MARKED)) for key in session.execute(statement).scalars())


def unmark(session: Session, captures: Iterable[int]) -> None:
    keys = [f"{MARKED}{number}" for number in captures]
    session.execute(delete(about).where(about.c.key.in_(keys)))
