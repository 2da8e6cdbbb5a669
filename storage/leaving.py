"""What may leave the team: the one gate every downstream shape, package and feed goes through.

Native exports on one's own disk are working copies and hold everything. All else goes through
:func:`incidents` or :func:`opened`: only accepted incidents, no name of a victim under 18 or not
known to be dead until an editor releases it, officers only when agency, prosecutor or court names
them, nobody else's name at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline import names
from pipeline.naming import name_comparison
from pipeline.naming.name_comparison import NameVerdict
from pipeline.records import AssertedBy, Scope
from storage import documents, inclusion, redactions, subjects
from storage.engine import scope_of
from storage.redactions import Listed
from storage.sql import batches
from storage.tables import claim, incident, membership, report

Line = dict[str, Any]

QUOTES = 3  # an article, and of this many characters at most
QUOTE_LENGTH = 200

#: Claims whose value is a name that other sentences may have, too.
_NAMES_SOMEBODY = ("agency", "officer")
#: Who may make an officer's name public.
_NAMES_OFFICERS = (AssertedBy.POLICE, AssertedBy.PROSECUTOR, AssertedBy.COURT)
_ADULT = 18
_UNSURE = "age withheld"  # noted on a victim while a line is opened
_FORMS = "names withheld"  # likewise: what the line may not say, and addresses may
_OFFICERS = "officers withheld"  # likewise, noted on the line
_WORD = re.compile(r"[a-z]{2,}")
_TELLING = 5  # letters of a word that give a name away even inside another
_OF_A_VICTIM = re.compile(r"victims\[(\d+)\]\.name")


def incidents(
    session: Session,
    *,
    include_unreviewed: bool = False,
    numbers: Collection[int] | None = None,
) -> Iterator[Line]:
    """Every incident that may leave, or those of these few, by number, as ``export incidents``."""
    statement = select(incident.c.line).order_by(incident.c.n)
    if numbers is not None:
        statement = statement.where(incident.c.n.in_(numbers))
    if not include_unreviewed:
        statement = statement.where(incident.c.review == "accepted")
    lines = session.execute(statement.execution_options(yield_per=200)).scalars()
    yield from opened(session, lines, include_unreviewed=include_unreviewed)


def opened(
    session: Session, lines: Iterable[Mapping[str, Any]], *, include_unreviewed: bool = False
) -> Iterator[Line]:
    """These lines as they may leave; an incident that may not is left out."""
    known = redactions.listed(session)
    inside = documents.hidden(session)
    for batch in batches(lines, 200):
        going = [
            guarded(session, line, known)
            for line in batch
            if may_leave(line, include_unreviewed=include_unreviewed)
        ]
        naming = [int(line["incident_id"][1:]) for line in going if line["officers"]]
        officers = _public_officers(session, naming)
        for line in going:
            shown = _opened(line, officers.get(line["incident_id"], ()), scope_of(session))
            shown["articles"] = [_unless_inside(item, inside) for item in shown["articles"]]
            yield redactions.veiled(shown, known, outside=True)


def _unless_inside(item: Mapping[str, Any], inside: Collection[str]) -> Mapping[str, Any]:
    """A document that may not be shown counts as a source and is not pointed at."""
    own = str(item["url"])
    return {**item, "url": None} if own in inside or own.startswith(documents.NOWHERE) else item


def guarded(session: Session, line: Mapping[str, Any], known: Listed) -> Mapping[str, Any]:
    """A line whose redacted names, and those of people of a redacted age, are not for outside."""
    if not known:
        return line
    found = {**line, "victims": list(_guarded_people(session, line, known))}
    if known.hides(line["incident_id"], "officers", outside=True):
        found[_OFFICERS] = subjects.officers(session, int(line["incident_id"][1:]))
    return found


def _guarded_people(
    session: Session, line: Mapping[str, Any], known: Listed
) -> Iterator[dict[str, Any]]:
    n = int(line["incident_id"][1:])
    for victim in line["victims"]:
        own = str(victim["victim_id"])
        if known.hides(own, "name", outside=True):
            # a line that is withheld has no name any more, and addresses still have it in them
            forms = subjects.forms(session, n, int(own[1:]))
            yield {**victim, "name_released": False, _UNSURE: True, _FORMS: forms}
        else:
            yield {**victim, _UNSURE: known.hides(own, "age", outside=True)}


def may_leave(line: Mapping[str, Any], *, include_unreviewed: bool = False) -> bool:
    """Accepted incidents do; those that people excluded never do."""
    if include_unreviewed:
        return bool(line["review"] != "excluded")
    return bool(line["review"] == "accepted")


def is_name_public(victim: Mapping[str, Any]) -> bool:
    """Whether somebody shot may be named: a dead adult, or anybody an editor released."""
    if victim.get("name_released"):
        return True
    if victim.get(_UNSURE):
        return False
    youngest = victim["age"] if victim["age"] is not None else victim["age_min"]
    if youngest is None and victim["age_max"] is not None:
        youngest = victim["age_max"]
    of_age = youngest is None or youngest >= _ADULT
    return bool(victim["fatal"] is True and of_age)


def withheld_words(line: Mapping[str, Any]) -> frozenset[str]:
    """The words of the names that may not leave, folded: none may stand in what does."""
    kept_back = [victim for victim in line["victims"] if not is_name_public(victim)]
    if not kept_back and not line.get(_OFFICERS):
        return frozenset()
    own = {word for victim in kept_back for word in _words(_called(victim))}
    own |= _words(line.get(_OFFICERS, ()))
    others = [victim for victim in line["victims"] if is_name_public(victim)]
    return frozenset(own - {word for victim in others for word in _words(_called(victim))})


def _called(victim: Mapping[str, Any]) -> list[str]:
    return [name for name in (victim["name"], *victim["aliases"], *victim.get(_FORMS, ())) if name]


def _words(called: Iterable[str]) -> set[str]:
    return {word for name in called for word in _WORD.findall(names.fold(name))}


def _opened(line: Mapping[str, Any], officers: Sequence[str], scope: Scope) -> Line:
    words = withheld_words(line)
    victims = [_victim(victim, words) for victim in line["victims"]]
    return {
        **{name: told for name, told in inclusion.judged(line, scope).items() if name != _OFFICERS},
        "victims": victims,
        "weapon": _told(line["weapon"], words),
        "place": _place(line["place"], words),
        "events": [{**item, "result": _told(item["result"], words)} for item in line["events"]],
        "officers": [name for name in line["officers"] if _is_one_of(name, officers)],
        "aliases": list(dict.fromkeys(alias for victim in victims for alias in victim["aliases"])),
        "conflicts": dict(_conflicts(line, words)),
        "articles": [_article(item, words) for item in line["articles"]],
    }


def _victim(victim: Mapping[str, Any], words: Collection[str]) -> dict[str, Any]:
    told = {**victim, "weapon": _told(victim["weapon"], words)}
    for noted in (_UNSURE, _FORMS):
        told.pop(noted, None)
    if is_name_public(victim):
        return told
    status = "withheld" if victim["name"] else victim["name_status"]
    return {**told, "name": None, "aliases": [], "name_status": status}


def _told(said: str | None, words: Collection[str]) -> str | None:
    """An article's own words, unless a name that stays here is among them."""
    return None if said is None or says_any(said, words) else said


def _place(place: Mapping[str, Any] | None, words: Collection[str]) -> dict[str, Any] | None:
    if place is None:
        return None
    return {**place, "as_written": _told(place["as_written"], words)}


def _conflicts(line: Mapping[str, Any], words: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Dissent on a name is a name; ``victims`` lists people who may not have been hit at all."""
    for field, told in line["conflicts"].items():
        said = [item for item in told if not says_any(str(item["value"]), words)]
        match = _OF_A_VICTIM.fullmatch(field)
        withheld = match is not None and not is_name_public(line["victims"][int(match[1])])
        if field not in {"victims", "officers"} and said and not withheld:
            yield field, said


def _article(item: Mapping[str, Any], words: Collection[str]) -> dict[str, Any]:
    """An address often has the name in it."""
    hidden = item["url"] is None or says_any(item["url"], words)
    return {**item, "url": None} if hidden else dict(item)


def says_any(text: str, words: Collection[str]) -> bool:
    """Whether any of these words (folded) stands in a text or an address."""
    if not words:
        return False
    folded = names.fold(text)
    if not set(words).isdisjoint(_WORD.findall(folded)):
        return True
    return any(len(word) >= _TELLING and word in folded for word in words)


def may_tell(row: Mapping[str, Any], known: Listed) -> bool:
    """Whether a claim (as it is exported) is of a field that may leave."""
    owners = (row["incident_id"], row["victim_id"])
    return not any(known.hides_claim(who, row["field"], outside=True) for who in owners)


def hidden_sayings(
    session: Session, lines: Iterable[Mapping[str, Any]], known: Listed
) -> dict[str, frozenset[str]]:
    """For each incident how articles write what may not leave: quotes with these words stay."""
    found: dict[str, set[str]] = defaultdict(set)
    owners = {line["incident_id"]: _owners(line) for line in lines} if known else {}
    for batch in batches(sorted(int(number[1:]) for number in owners)):
        statement = (
            select(membership.c.incident, claim.c.field, claim.c.as_written, claim.c.value)
            .join(report, report.c.anchor == membership.c.anchor)
            .join(claim, claim.c.report_id == report.c.id)
            .where(membership.c.incident.in_(batch), report.c.current)
        )
        for n, field, written, value in session.execute(statement):
            if any(known.hides_claim(who, field, outside=True) for who in owners[f"I{n}"]):
                said = [written, value if field in _NAMES_SOMEBODY else None]
                found[f"I{n}"].update(text.casefold() for text in said if text)
    return {number: frozenset(words) for number, words in found.items()}


def _owners(line: Mapping[str, Any]) -> tuple[str, ...]:
    return (line["incident_id"], *(victim["victim_id"] for victim in line["victims"]))


def quotes_any(quote: str | None, sayings: Collection[str]) -> bool:
    """Whether a quote has one of these sayings (folded) in it, as words of their own."""
    folded = (quote or "").casefold()
    return any(
        word in folded and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in sayings
    )


def _is_one_of(name: str, public: Iterable[str]) -> bool:
    return any(
        name_comparison.compare_written(name, other).verdict is not NameVerdict.INCOMPATIBLE
        for other in public
    )


def _public_officers(session: Session, numbers: Collection[int]) -> dict[str, list[str]]:
    """For each incident the officers that somebody entitled to it has named."""
    found: dict[str, list[str]] = defaultdict(list)
    for batch in batches(sorted(numbers)):
        statement = (
            select(membership.c.incident, claim.c.value)
            .join(report, report.c.anchor == membership.c.anchor)
            .join(claim, claim.c.report_id == report.c.id)
            .where(
                membership.c.incident.in_(batch),
                report.c.current,
                claim.c.field == "officer",
                claim.c.asserted_by.in_(_NAMES_OFFICERS),
            )
            .order_by(membership.c.incident, claim.c.report_id, claim.c.n)
        )
        for row in session.execute(statement):
            found[f"I{row.incident}"].append(str(row.value))
    return found
