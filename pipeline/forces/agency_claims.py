"""Which sentence is quoted for an agency and its part, and how surely."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.forces import inquiries
from pipeline.forces.agency_parts import (
    Standing,
    fired_score,
    has_acted,
    has_come,
    is_apart,
    is_off_duty,
    only_speaks,
)
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.hedging import hedged
from pipeline.language.word_classes import Actor
from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import AgencyNamed, Kind
from pipeline.records import Basis, Claim

METHOD = "agency-patterns"
_POLICE_SHOOT = re.compile(r"(?:officer|deputy|trooper|police|agent)[-\s]involved", re.IGNORECASE)


_Told = Sequence[tuple[Gunfire, ...]]
_Parts = Mapping[AgencyNamed, float]  # how plainly each mention tells what the agency did


def claims_of(standings: Sequence[Standing], roles: Sequence[str], told: _Told) -> list[Claim]:
    """A claim for each agency that has a part; one merely named only where no other is.

    One that must be who fired, since nobody else can be, is told however little is said of it.
    """
    claims = []
    every = [
        {named: _part(named, role, told) for named in standing.mentions}
        for standing, role in zip(standings, roles, strict=True)
    ]
    alone = not any(part for parts in every for part in parts.values())
    for standing, role, parts in zip(standings, roles, every, strict=True):
        part = max(parts.values())
        outside = standing.first.kind not in (Kind.LOCAL_POLICE, Kind.SHERIFF)
        if not part and not standing.surely_fired and all(map(is_apart, standing.mentions)):
            continue
        if part or alone or role == "fired" or not (outside or role == "unknown"):
            claims.append(_claim(standing, role, parts))
    return claims


def _claim(standing: Standing, role: str, parts: _Parts) -> Claim:
    """Quotes the mention that says best which agency it is and what it did; else inferred.

    Its part is inferred, too, where it merely speaks, and that it fired where it merely came:
    that nobody else can have fired is no sentence's word.
    """
    named = max(standing.mentions, key=lambda each: _telling(each, role, parts[each]))
    detail = {"type": str(named.kind), "role": role}
    if named.state:
        detail["state"] = named.state
    guessed = parts[named] < (2.5 if role == "fired" else 2.0)
    if guessed or not _says_whose(named):
        return Claim(
            "agency", named.name, basis=Basis.INFERRED, method="force of the place",
            confidence=_confidence(standing, role), detail=detail,
        )  # fmt: skip
    sentence = named.sentence
    return Claim(
        "agency",
        named.name,
        as_written=sentence.text[named.start : named.end],
        quote=sentence.span(0, len(sentence.text)),
        hedged=hedged(sentence.text, named.start, named.end),
        method=METHOD,
        confidence=_confidence(standing, role),
        detail=detail,
    )


def _telling(named: AgencyNamed, role: str, part: float) -> tuple[bool | float, ...]:
    """Which mention to quote: says whose it is, what it did, by name, by its officers, first.

    Of like ones, one that shows the state is best: there are many Springfields.
    """
    off = role == "employer_off_duty" and is_off_duty(named)
    text = named.sentence.text
    return (
        _says_whose(named),
        off,
        part,
        not _unsaid(named, text[named.start : named.end]),
        _shows_state(named),
        named.actor,
        -named.order,
    )


def _part(named: AgencyNamed, role: str, told: _Told) -> float:
    """How plainly a sentence tells what it did; at most that it works where that is yet to be."""
    part = _told_part(named, role, told)
    return min(part, 1.0) if _is_later(named, role) else part


def _is_later(named: AgencyNamed, role: str) -> bool:
    """Whether a sentence tells of an inquiry yet to be, or of what police did days after."""
    text = named.sentence.text
    if role == "investigating":
        return inquiries.is_to_come(named) or _ASKS.search(text) is not None
    return role == "present" and bool(_LATER.search(text)) and not _AT_IT.search(text)


def _told_part(named: AgencyNamed, role: str, told: _Told) -> float:
    """How plainly a sentence tells what it did: 3 fired, 2 came or investigates, 1 works."""
    text = named.sentence.text
    if _ITS_BOARD.match(text, named.end) or (role == "fired" and _MANY_CASES.search(text)):
        return 0.0
    if role == "investigating":
        if part := inquiries.part(named):
            return part
    else:
        if not _is_put_out_by(named) and fired_score(named, told[named.order]) >= 2.0:
            return 3.0
        if only_speaks(named):
            return 1.0
        if role == "fired" and any(_may_be_its_own(named, each) for each in told[named.order]):
            return 2.5
    if role not in ("investigating", "unknown") and has_acted(named) and has_come(named, role):
        return 2.0
    if role != "fired" and is_apart(named):
        return 0.0
    near = (max(0, named.start - 250), named.end + 250)
    if named.kind is Kind.FEDERAL and not inquiries.INQUIRES.search(text, *near):
        return 0.0
    return 1.0 if _WORKS.search(text, *near) else 0.0


#: "Most of the people whom Ames police have killed in the last decade", "others killed by police".
_MANY_CASES = Cued(
    r"\b(?:people|others|those|men|residents|persons)\b[^.;]{0,60}\b(?:(?:have|has)\s+(?:\w+\s+)?(?:shot|killed|wounded)"
    r"|(?:(?:who\s+)?were\s+)?(?:shot|killed)\s+by\s+police)\b"
    r"|\bin\s+the\s+(?:last|past)\s+(?:\w+\s+)?(?:decade|years)\b",
    re.IGNORECASE,
)
#: "The Ames police union", "the police commission": none of it is the force.
_ITS_BOARD = re.compile(
    r"(?:['’]s)?\s+(?:officers['’]?\s+)?(?:commission|union|association|academy|museum|foundation|federation|oversight)\b",
    re.IGNORECASE,
)
#: "Anyone with information is asked to call": of every force.
_ASKS = Cued(r"\b(?:anyone\s+with\s+information|most\s+wanted\s+list)\b", re.IGNORECASE)
#: What police do days after, and not where the shooting was.
_LATER = Cued(r"\b(?:(?:have|has)\s+arrested|spotted|warrants?\s+for)\b", re.IGNORECASE)
_AT_IT = Cued(
    r"\b(?:respond\w*|dispatched|arriv\w+|called|calls?|scene|found|stop(?:ped)?|chas\w+|pursu\w+)\b",
    re.IGNORECASE,
)


def _may_be_its_own(named: AgencyNamed, event: Gunfire) -> bool:
    """Gunfire by police that are not told from the force named with it.

    "Ames officers were called to a police-involved shooting", "Ames police are investigating a
    shooting by officers": whose it was is left open.
    """
    if event.shooter is not Actor.POLICE:
        return False
    text = named.sentence.text
    if (inquiries.is_under_way(named) or _puts_out(named)) and not _ONE_OF_ITS.search(text):
        return False
    unsaid = _POLICE_SHOOT.search(text, max(named.end, event.start - 20), event.end + 20)
    return unsaid is None or _CAME_TO_IT.search(text, named.end, unsaid.start()) is None


def _puts_out(named: AgencyNamed) -> bool:
    """ "Ames police released a video of an officer shooting a man": whose officer is left open."""
    return _PUTS_OUT.match(named.sentence.text, named.end) is not None or _is_put_out_by(named)


def _is_put_out_by(named: AgencyNamed) -> bool:
    """ "A video of the shooting was put out by Ames police": it is not by them that he was shot."""
    text = named.sentence.text
    return _PUT_OUT_BY.search(text, max(0, named.start - 60), named.start) is not None


_PUT = (
    r"(?:releas\w*|post(?:s|ed)|publish\w*|show(?:s|ed)|puts?\s+out|g[ai]ve[sn]?\s+out"
    r"|ma[dk]es?\s+public|announc\w*|identif\w+|names?|named)"
)
_PUTS_OUT = re.compile(
    rf"(?:(?!\b(?:shoot|shot|kill|was|were|is|are)\w*)[^.;:“”\"]){{0,45}}?\b{_PUT}\b", re.IGNORECASE
)
_PUT_OUT_BY = re.compile(
    rf"\b{_PUT}(?:\s+(?:on|last|this|earlier|late|\w+day|\w+ly)){{0,3}}\s+(?:by|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: "One of its officers", "the officer who fired": a force that tells of them has them.
_ONE_OF_ITS = re.compile(
    r"\b(?:its|their|own)\s+(?:\w+\s+)?(?:officers?|deput(?:y|ies)|troopers?|agents?)\b"
    r"|\b(?:identif\w+|names?|named)\s+(?:as\s+)?(?:the\s+)?(?:\w+\s+)?(?:officers?|deput(?:y|ies)|troopers?|agents?)\s+(?:who|that)\b"
)
_CAME_TO_IT = re.compile(
    r"\b(?:called|dispatched|sent|respond\w*|scene|investigat\w*|updates?|remain\w*|look\w*\s+into|request\w*)\b",
    re.IGNORECASE,
)
#: What police do about a shooting: speak of it, look into it, arrest, charge, fire.
_WORKS = Cued(
    r"\b(?:sa(?:y|id|ys|ying)|t(?:old|ells?)|according\s+to|confirm\w*|believe\w*|identif\w+|releas\w+|announc\w+"
    r"|report(?:s|ed)?|tweet\w*|investigat\w+|detectives?|search\w*|look(?:s|ing)|arrest\w*|charg\w+|custody|seek\w*"
    r"|called|contact|found|find|nam(?:e[ds]?|ing)|declin\w+|shot|shoot\w*|kill\w*|death|fire[ds]?|acquit\w*|su(?:e[ds]?|ing)|leave|duty)\b|:",
    re.IGNORECASE,
)


def _says_whose(named: AgencyNamed) -> bool:
    """Does the sentence say which one it is? "A trooper fired" leaves the state to other words."""
    text = named.sentence.text
    written = text[named.start : named.end]
    if (state := _STATE_AFTER.match(text, named.end)) and named.state:
        code = gazetteer.state_code(state["name"])
        if code and code != named.state:
            return False  # "police in Springfield, Missouri", in a story from Illinois
    if written.isupper() and " " not in written:
        return True
    if not _unsaid(named, text):
        return True
    return _shows_state(named) and named.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER)


def _unsaid(named: AgencyNamed, text: str) -> list[str]:
    """The words of its name that a text leaves out."""
    said = frozenset(_A_WORD.findall(text.casefold()))
    return [word for word in _own_words(named.name) if word not in said]


def _shows_state(named: AgencyNamed) -> bool:
    words = _STATE_WORD.findall(named.sentence.text)
    return named.state is not None and any(gazetteer.state_code(w) == named.state for w in words)


_STATE_AFTER = re.compile(r",\s+(?P<name>[A-Z][A-Za-z.]+(?:\s[A-Z][a-z]+)?)\b")
_A_WORD = re.compile(r"[\w.&-]*\w")


def _own_words(name: str) -> list[str]:
    """The words of a name that tell it from others of its kind."""
    words = _A_WORD.findall(name.casefold().replace("'s", ""))
    return [word for word in words if word not in _KIND_WORDS]


_KIND_WORDS = frozenset(
    "police department office sheriff county parish state highway patrol bureau division of the "
    "investigation investigations attorney district prosecutor grand jury metropolitan u.s. "
    "troopers public safety criminal apprehension and for city town township village law "
    "enforcement".split()
)
_STATE_WORD = re.compile(r"\b[A-Z][A-Za-z]+\.?")


def _confidence(standing: Standing, role: str) -> float:
    strength = standing.investigates if role == "investigating" else standing.fired
    return round(min(0.97, 0.6 + 0.1 * strength), 4)
