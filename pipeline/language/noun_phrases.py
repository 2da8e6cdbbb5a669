"""Noun phrases of a sentence: where one begins, which word is its head, and who that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import shipped
from pipeline.language.word_classes import (
    ACTORS,
    CLAUSE_OPENERS,
    RELATIVE,
    TAGS,
    Actor,
    Token,
    words,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A party and the token that names it."""

    actor: Actor
    at: int
    pronoun: bool = False
    kin: bool = False  # "his wife": belongs to the one who acts


_KIN = words("actors", "kin")
_PARTS = words("small", "parts")


def own_police(token: Token) -> bool:
    return token.tag == "G" and TAGS.get(token.low.removesuffix("'s")) != "C"


def phrase(line: Sequence[Token], start: int) -> Found | None:
    """The head of the noun phrase that begins at a token."""
    head: Found | None = None
    own = False
    here = start
    while here < min(len(line), start + 12):
        if (after := _goes_on(line, start, here, head)) > here:
            here = after
            continue
        if _ends(line, here, head):
            break
        token = line[here]
        own = own or (here == start and (token.low in ("his", "her", "their") or _own(line, here)))
        named_on = token.tag == "M" and head and head.actor is not Actor.SOMEBODY
        if token.tag in ACTORS and not named_on and not is_possessive(line, here):
            if head and line[head.at].tag == "C" and token.tag == "O" and _says_next(line, here):
                break
            head = Found(ACTORS[token.tag], here, token.tag == "N", own and token.low in _KIN)
        here += 1
    if head is None and start < len(line) and line[start].low in COUNTED:
        times = [token.low for token in line[start + 1 : start + 2]] == ["times"]
        return None if times else Found(Actor.SOMEBODY, start)  # "killed one and wounded two"
    return head


def _goes_on(line: Sequence[Token], start: int, here: int, head: Found | None) -> int:
    """Where a phrase goes on past what ends others; where it is if nothing such stands there."""
    low = line[here].low
    if here == start + 1 and low == "alleged":
        return here + 1
    if head is None:
        return here + (low == "of" and here - start <= 2)  # "one of the suspects"
    if low == "," and line[head.at].tag == "M":
        after = past_state(line, here)  # "by a Macon, Georgia, police officer"
        return after if after is not None and line[after].tag == "O" else here
    return here + (low == "and" and line[head.at].low == "customs")  # "… and Border Protection"


def _ends(line: Sequence[Token], here: int, head: Found | None) -> bool:
    """Whether a token is none of a phrase's any more."""
    token = line[here]
    if token.tag in "PRBVFHX:," and token.low != "first":
        return True
    if head is None:
        return False
    if token.low in ("and", "or") or token.low in RELATIVE or token.tag == "N":
        return True
    return token.tag == "_" and token.low.endswith("ing") and _is_done(line, here)


def _is_done(line: Sequence[Token], here: int) -> bool:
    """ "Officers chasing a man": what they do to somebody, not "a police training officer"."""
    return here + 1 < len(line) and line[here + 1].tag in "DPNCX"


def _says_next(line: Sequence[Token], here: int) -> bool:
    """ "A man police say had a gun": police say so, and are not he."""
    after = line[here + 1] if here + 1 < len(line) else None
    return after is not None and after.tag == "R" and after.low != "charged"


def past_state(line: Sequence[Token], comma: int) -> int | None:
    """Where it goes on after a state between commas: "Macon, Ga., police"."""
    for end in range(comma + 2, min(comma + 5, len(line))):
        named = " ".join(token.text for token in line[comma + 1 : end])
        after = end + (line[end].low == ".")
        if after + 1 < len(line) and line[after].low == "," and _is_state(named):
            return after + 1
    return None


def _is_state(named: str) -> bool:
    """A state as a newsroom writes it, and not the word "in" or "or"."""
    capital = named[0].isupper() and (len(named) > 2 or named.isupper())
    return capital and _folded(named) in _names_of_states()


@lru_cache(maxsize=1)
def _names_of_states() -> frozenset[str]:
    rows = (row.split("\t") for row in shipped.text("states.tsv").splitlines())
    written = ((code, name, *short.split(",")) for code, _, name, _, short in rows)
    return frozenset(_folded(name) for each in written for name in each if name)


def _folded(named: str) -> str:
    return "".join(filter(str.isalpha, named.casefold()))


def _own(line: Sequence[Token], here: int) -> bool:
    """ "Officer shoots wife", "killed estranged wife": a headline leaves out whose."""
    after = line[here + 1].low if here + 1 < len(line) else ""
    return line[here].low in _WIVES and after not in ("of", "beater")


_WIVES = frozenset("wife girlfriend ex-wife ex-girlfriend fiancee estranged".split())
COUNTED = frozenset("one two three four both".split())


def number_of(line: Sequence[Token], here: int) -> Found | None:
    """ "Man shot 2 in pursuit of burglar", not "2 times" nor "shot, 2 in custody"."""
    if line[here].low not in _FEW or here + 1 >= len(line) or line[here + 1].tag != "P":
        return None
    states = any(token.low in _STATES for token in line[here + 2 : here + 4])
    return None if states else Found(Actor.SOMEBODY, here)


_FEW = frozenset("23456789")
_STATES = frozenset("custody critical serious grave stable fair hospital surgery jail".split())


def passes_by(line: Sequence[Token], here: int) -> bool:
    token = line[here]
    if token.low == ",":
        return here + 1 < len(line) and line[here + 1].tag in "HV"
    return token.tag in "HVX" or token.low in ("and", "or", "dead", "to", "death")


def kind_of_head(line: Sequence[Token], start: int, here: int) -> Actor:
    """The party a head names; a name after a rank, or in a list of ranked names, is police."""
    if line[here].tag != "M":
        return ACTORS[line[here].tag]
    if start > 0 and line[start - 1].low in _TELLS and line[start + 1].tag == "M":
        return Actor.SOMEBODY  # "told police John Roe shot her"
    own = start
    while start > 0 and line[start - 1].low in (",", "and") and line[start - 2].tag in "MO":
        start = phrase_start(line, start - 2)
    ranked = any(token.tag == "O" for token in line[own:here])
    # "According to police, John Roe …" is no list of officers.
    listed = any(token.tag == "O" and token.low not in _BODIES for token in line[start:own])
    return Actor.POLICE if ranked or listed else Actor.SOMEBODY


_TELLS = frozenset("told tells tell telling informed".split())
_BODIES = frozenset("police authorities enforcement swat fbi atf dea lapd nypd sheriff".split())


def is_possessive(line: Sequence[Token], here: int) -> bool:
    """ "Her" before a noun is nobody's subject."""
    return line[here].low == "her" and here + 1 < len(line) and line[here + 1].tag in "CM_O"


def governed(line: Sequence[Token], start: int) -> bool:
    """Whether a noun phrase stands after a preposition: "the driver", in "to the driver"."""
    start = _first_of_places(line, start)
    if start == 0 or line[start - 1].tag != "P" or line[start - 1].low in CLAUSE_OPENERS:
        return False
    if line[start].low in ("whoever", "whomever"):
        return False
    partitive = start > 1 and line[start - 1].low == "of" and line[start - 2].low in _PARTS
    return not partitive


def _first_of_places(line: Sequence[Token], start: int) -> int:
    """The first of the places that officers are "from": "Officers from Ames and Nevada fired"."""
    first = start
    while first > 2 and line[first - 1].low in (",", "and") and line[first - 2].tag == "M":
        first = phrase_start(line, first - 2)
    theirs = first > 1 and line[first - 1].low in ("from", "of") and line[first - 2].tag == "O"
    return first if theirs and line[start].tag in "MD_" else start


def phrase_start(line: Sequence[Token], at: int) -> int:
    """The first token of the noun phrase whose head is at ``at``."""
    plain = 0
    here = at
    if line[at].tag == "N":
        return at  # "a man he shot"
    while here > 0 and at - here < 8:
        before = line[here - 1]
        plain += before.tag == "_"
        if line[here].tag == "M" and here > 1 and _is_verb_between(line[here - 2], before):
            break
        if before.tag not in "DMOCYG_" or before.low in ("and", "or") or plain > 2:
            break
        here -= 1
        if before.tag == "D":
            break
    return here


def _is_verb_between(noun: Token, word: Token) -> bool:
    """ "Abel Roe stabbed Ann Poe", "he chased Ann Poe": what the one did to the other."""
    return word.tag == "_" and noun.tag in "MCON" and word.low.endswith("ed")
