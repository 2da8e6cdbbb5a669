"""Datelines: the place that a story opens with, "MACON, Ga. (AP) — ", read in one way by all.

One stands at the head of a text, and of each story where several are appended to one another.
Readers of who, where and when pass over it, and take its place for what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon import gazetteer

_OPENING = re.compile(
    r"""
    (?P<city>[A-Z][A-Za-z.'’\- ]{1,40}?)(?:,\s(?P<state>[A-Z][A-Za-z.\s]{1,20}?))?  # MACON, Ga.
    (?:\s?\((?P<credit>[^()]{2,40})\))?                                           # (AP)
    (?P<mark>\s?(?:—|–|--|:|>>)\s?|\s-\s?|-\s|(?<=\))\s)(?=\S)
    """,
    re.VERBOSE,
)
#: One of these stands in each, and begins within so many characters: most sentences have none.
_MARK = re.compile(r"[—–:>)-]")
_FARTHEST = 120
#: As the weights of places were trained to know them: in capitals, and seldom with a credit.
IN_CAPITALS = re.compile(
    r"^(?P<city>[A-Z][A-Z.'’\- ]*[A-Z](?: \(?[A-Z]{2,}\)?)?)"
    r"(?:, (?P<state>[A-Z][A-Za-z.]+(?: [A-Z][a-z.]+)?))?"
    r"(?:(?:,? \d{1,2}\w*)?\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,30}/)?\s*(?:[-–—]+|:|>>)\s"
    r"|\s*\([A-Z][^)\n]{2,30}\)\s)"
)
_DASHES = ("—", "–", "--")
#: "(Dec. 10, 2015)": a day in the place of a credit.
_YEAR = re.compile(r"\b\d{4}$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the beginning of a text, in its parts."""

    written: str  # with its dash: "MACON, Ga. (AP) —"
    city: str  # as written: "MACON"
    state: str | None  # as written: "Ga."
    credit: str | None  # who sends the story: "AP"
    end: int  # where the story begins

    @property
    def plain(self) -> bool:
        """Whether it is one anywhere in a text: "Macon — a town of millers — …" may be none."""
        return _is_loud(self.city) or self.state is not None or self.credit is not None


def opening(text: str) -> Dateline | None:
    """The dateline a text opens with, if it does.

    >>> found = opening("MACON, Ga. (AP) — A man was shot.")
    >>> found.city, found.state, found.credit, found.written
    ('MACON', 'Ga.', 'AP', 'MACON, Ga. (AP) —')
    >>> opening("UPDATE — A man was shot.") is None
    True
    """
    match = _OPENING.match(text) if _MARK.search(text, 0, _FARTHEST) else None
    if match is None or not _is_place(match):
        return None
    credit = match["credit"]
    return Dateline(
        written=match.group().rstrip(),
        city=match["city"],
        state=match["state"],
        credit=None if credit is None or _YEAR.search(credit) else credit,
        end=match.end(),
    )


def _is_loud(city: str) -> bool:
    return city.upper() == city and len(city) > 2


def _is_place(match: re.Match[str]) -> bool:
    """A dateline is a place: capitals alone ("UPDATE —", "ANCHOR:") say nothing of one."""
    city, state, mark = match["city"], match["state"], match["mark"].strip()
    loud, credited = _is_loud(city), match["credit"] is not None
    if not (mark or loud):
        return False
    if state is not None and gazetteer.state_code(state) is not None:
        return True
    placed = gazetteer.known(city) or bool(gazetteer.counties_named(city))
    if state is not None:  # "GREENVILLE, Pitt County -"
        return loud and (placed or mark in _DASHES or credited)
    return placed and mark != ":" and (loud or mark != "-" or credited)


def begins(text: str) -> int:
    """Where a sentence begins behind the dateline before it; 0 where none stands there.

    >>> text = "MACON, Ga. — Roe died."
    >>> text[begins(text) :], begins("Macon — a town of millers — mourns.")
    ('Roe died.', 0)
    """
    found = opening(text)
    return found.end if found and found.plain else 0


_KEPT = re.compile(r"^\s*([^,(—–]+?)(?:,\s*([A-Za-z. ]+?))?\s*(?:\([^)]*\))?\s*[—–-]*\s*$")


def place_of(dateline: str) -> tuple[str | None, str | None]:
    """City and state of a dateline that is kept apart from its text; a state only if written.

    >>> place_of("MACON, Ga. (AP) —"), place_of("CHICAGO (UW) —")
    (('MACON', 'GA'), ('CHICAGO', None))
    """
    match = _KEPT.match(dateline)
    if match is None:
        return None, None
    return match.group(1), gazetteer.state_code(match.group(2)) if match.group(2) else None
