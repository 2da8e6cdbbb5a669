"""What followed a shooting (video, charges, suits, verdicts): each an event with its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.how import event_days
from pipeline.how.event_words import KINDS, Words
from pipeline.language.actors import ANY_OFFICER, GUNMEN, POLICE
from pipeline.language.cued import Cued
from pipeline.language.hedging import hedged
from pipeline.records import Claim, DateRange, Passage, Person, Role, Sentence, Where
from pipeline.roles.defendants import Side, side
from pipeline.when.date_candidates import Candidate

#: Before or after a word of what followed: it has not happened: "pending", "whether to charge".
_NOT_YET = Cued(
    r"\b(?:whether|if|could|may|might|pending|plans?\s+to|will\s+(?:decide|determine|review)|would\s+be"
    r"|will\s+(?:hear|perform|be|show|release|file|seek)|petition\w*|expect\w*|scheduled|ordered|awaiting|until|before\s+(?:any|a)|ask\w*|call\w*\s+for|demand\w*|want\w*|urg\w+|has\s+yet"
    r"|(?:has|have|had)\s+not|not\s+(?:yet|been)|no\s+known|known\s+charges|to\s+be\s+(?:made|released)|can\s+(?:only\s+)?be|must|requires?|barred\s+from|generally|toward|(?:is|are|was|were)\s+(?:set|due|planned|to)\b|supposed\s+to|takes\s+a\s+judge|for\s+an)\b",
    re.IGNORECASE,
)
#: After a word of what is done: it is yet to be.
_YET_TO_BE = re.compile(
    r"(?:\s+\w+)?\s+(?:is|are|was|were|will|would|could|may|might|can)\s+(?:to\s+be\b|be\b|pending\b|set\b|planned\b|due\b|scheduled\b|supposed\b|follow\b)",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:(?:will|did|do|does)\s+not|(?:wo|did|do|does)n['’]t)\b", re.IGNORECASE
)
#: Outcomes that a "not" may tell.
_BY_NOT = frozenset(("not charged", "declined", "cleared"))
_ONLINE = re.compile(
    r"\b(?:Facebook|Instagram|Snapchat|TikTok|YouTube|social\s+media|threatening)\b", re.IGNORECASE
)
#: Of the one who made it, before.
_THREATENS = re.compile(
    r"\b(?:threatening|menacing|chilling|rambling)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_BEFORE_IT = re.compile(r"\bbefore\s+the\s+(?:shooting|attack|rampage|massacre)\b", re.IGNORECASE)
#: "Is being performed", "will wait for the autopsy".
_UNDER_WAY = re.compile(
    r"\b(?:is|are|will|would)\s+(?:\w+\s+)?(?:being|be)\b|^autopsy\s+(?:is|will|would)\b",
    re.IGNORECASE,
)
_WAITS = re.compile(r"\bwait(?:s|ed|ing)?\s+(?:for|on)\b[^.;]*$", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|could(?!\s+not)|may|might|would|unless|until|should|must|requires?|to\s+determine)\b[^;]*$",
    re.IGNORECASE,
)
_WITHHELD = re.compile(r"\b(?:declin|refus|withh[eo]ld|den[iy])\w*\b", re.IGNORECASE)
_FIRM = frozenset(
    ("charge_decision", "civil_suit", "discipline", "video", "name_release", "autopsy")
)
#: Of another case: "an unrelated arrest", "in other court news".
_ELSEWHERE = Cued(
    r"\b(?:an)?other\s+(?:\w+\s+)?(?:incidents?|cases?|shootings?|lawsuits?|arrests?|m[ae]n|wom[ae]n|officers?|court\s+news)\b"
    r"|\b(?:previous|unrelated|separate|prior|different|similar)\s+(?:\w+\s+)?(?:incident|case|shooting|lawsuit"
    r"|arrest|man|woman|officer)\b|\bunrelated\b|\bearlier\s+this\s+year\b"
    r"|\b(?:an?|another)\s+(?:second|third)\s+(?:\w+\s+)?(?:incident|case|shooting)\b"
    r"|^Meanwhile,\s+(?:\w+\s+){0,3}in\s+(?-i:[A-Z])"
    r"|\b(?:children|juveniles|minors|kids)\s+(?:\w+\s+){0,5}?(?:can\s?not|can['’]t|are\s+not)\b",
    re.IGNORECASE,
)
#: What is told of several cases together, or of nobody.
_OF_MANY = re.compile(
    r"\b(?:has|have|had)\s+never\s+(?!been)|\b(?:second|third|fourth|fifth|\w+th)\s+time\b|\bno\s+(?:case|record|instance)\b|\b(?:each|every|most|all|none|one|two|three|four|five|six|\d+)\s+of\s+(?:the|them|its|those|their)\b(?!\s+(?:\w+\s+)?(?:officers|deputies|troopers|agents))"
    r"|\bin\s+(?:one|two|three|four|\d\d?),|\b(?:no|neither|nor)\s+(?:(?:of|the|other|police|sheriff['’]s|state)\s+){0,2}(?:officers?|deput(?:y|ies)|troopers?|agents?|one)\b|\bone\s+indictment\b",
    re.IGNORECASE,
)
#: What courts and prosecutors do to officers; the same done to others is no event of the incident.
_OF_OFFICERS = frozenset(("verdict", "sentence", "indictment", "charge_decision", "discipline"))
_OFFICER_WORD = re.compile(
    rf"\b(?:{POLICE}|bailiffs?|shooting|force)\b",
    re.IGNORECASE,
)
_SUSPECTS = re.compile(
    rf"\b(?:{GUNMEN}|attempted\s+(?:murder|homicide)|robbery|burglary|possession|gun\s+charge|resisting|obstruct\w*|disorderly|brandish\w*|eluding|disarm"
    r"|drug)\b",
    re.IGNORECASE,
)
#: Who decides whether a shot was justified, and who only says so.
_DECIDERS = re.compile(
    r"\b(?:prosecut\w+|(?:district|county|commonwealth['’]s|state['’]s|city|U\.S\.)\s+attorneys?|attorneys?\s+general|D\.?A\.?|A\.?G\.?|jur(?:y|ors)"
    r"|inquest|solicitor|commission|report|review|investigation|ruled|found|determined|concluded|judged?)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:union|lawyers?|attorneys?|chief|sheriff|testif\w+|experts?|argu\w+|maintain\w*|insist\w*|defen[cs]e|believ\w+)\b",
    re.IGNORECASE,
)
_ONLY_SAID = re.compile(r"\b(?:justif|lawful|clear|self-def)", re.IGNORECASE)
#: "Lacks evidence to charge him, his lawyer says".
_LACKS = re.compile(r"(?:lack|no\b|not\s+enough|insufficient)", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:prosecutors?|(?:district|county|commonwealth['’]s|state['’]s|U\.S\.)\s+attorneys?|attorneys?\s+general"
    r"|D\.?A\.?|grand\s+jur\w+|solicitor)\b",
    re.IGNORECASE,
)
#: "Cleared to return to duty", "medically cleared".
_FIT = re.compile(
    r"\b(?:medically|security)\s+cleared\b|\bcleared\s+(?:to|for)\s+(?:return|resume|go|work|duty|release)\b",
    re.IGNORECASE,
)
_TITLE_VIDEO = re.compile(
    r"\b(?:video|footage|body\s?cam)\s+shows?\b|,\s+video\s+shows", re.IGNORECASE
)


class _Told(NamedTuple):
    words: Words
    sentence: Sentence
    match: re.Match[str]
    result: str
    day: str | None


def read(
    passage: Passage,
    dated: Sequence[Candidate],
    people: Sequence[Person] = (),
    days: Sequence[DateRange] = (),
) -> Iterator[Claim]:
    """One ``event`` claim a kind: the first sentence that tells it as done, and of this incident.

    ``people`` are those of the report: a name released is that of somebody who was shot. ``days``
    are the shooting's.
    """
    cast = _Cast.of(people)
    first: dict[str, _Told] = {}
    before = ""
    for sentence in passage.sentences:
        if _LINKS.match(before):
            before = sentence.text
            continue
        for told in _told(sentence, before, dated, cast, days):
            kind = told.words.kind
            if kind not in first or _says_when(told, first[kind]):
                first[kind] = told
        before = sentence.text
    return map(_event, first.values())


def _says_when(told: _Told, first: _Told) -> bool:
    """Whether the text says of what a title tells on which day it was."""
    titled = first.sentence.where is Where.TITLE and told.sentence.where is not Where.TITLE
    return titled and told.day is not None and told.result == first.result


def _told(
    sentence: Sentence,
    before: str,
    dated: Sequence[Candidate],
    cast: _Cast,
    days: Sequence[DateRange],
) -> Iterator[_Told]:
    text = sentence.text
    kinds = set[str]()
    for words, pattern in KINDS.able(text):
        if words.kind in kinds:
            continue
        match = pattern.search(text)
        if match is None or not _done(words, text, match):
            continue
        if not _of_this(words, text, match, cast, before) or _of_another_year(text, days):
            continue
        near = [each for each in dated if each.sentence is sentence]
        if words.kind == "sentence":  # "five years" is no time ago
            near = [each for each in near if not _TERM.search(text, *_span(each))]
        nearest = event_days.nearest(near, match)
        if nearest is None or not _before(nearest.days, days):
            kinds.add(words.kind)
            day = event_days.told(words, text, match, near)
            yield _Told(words, sentence, match, _result(words, text, match), day)
    titled = "video" not in kinds and sentence.where is Where.TITLE
    if shown := _TITLE_VIDEO.search(text) if titled else None:
        yield _Told(Words("video", ""), sentence, shown, "", None)


def _span(dated: Candidate) -> tuple[int, int]:
    return dated.phrase.start, dated.phrase.end


def _before(told: DateRange, days: Sequence[DateRange]) -> bool:
    """With a day before the incident's it is of something else: an old conviction."""
    return bool(days) and all(told.last < day.first for day in days)


def _of_another_year(text: str, days: Sequence[DateRange]) -> bool:
    """ "Cleared in the 2019 shooting of a teenager", told of one in 2024."""
    years = [int(match["year"]) for match in _OF_A_YEAR.finditer(text)]
    return bool(days) and any(all(year < day.first.year for day in days) for year in years)


_OF_A_YEAR = re.compile(
    r"\b(?:in|for|of|from|over|after)\s+(?:the|an?)\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d)\s+(?:\w+\s+){0,2}?"
    r"(?:shooting|killing|death|slaying|case|murder|incident|robbery)\b",
    re.IGNORECASE,
)
#: "Also on boone.example:": what follows is another story.
_LINKS = re.compile(
    r"^\W*(?:also\s+on|more\s+(?:from|on)|read\s+(?:more|also)|see\s+also|related)\b[^.;]{0,40}:?$",
    re.IGNORECASE,
)


_OFFICERS = frozenset((Role.OFFICER_FIRED, Role.OFFICER))


_Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cast:
    """The names of officers and of those shot; ``civil``: police hit nobody, somebody else did."""

    officers: frozenset[str]
    shot: frozenset[_Name]
    civil: bool

    @classmethod
    def of(cls, people: Sequence[Person]) -> _Cast:
        by_police = _names(people, frozenset((Role.SHOT_BY_POLICE,)))
        by_other = _names(people, frozenset((Role.SHOT_BY_OTHER,)))
        roles = {person.role for person in people}
        civil = Role.SHOT_BY_POLICE not in roles and Role.SHOT_BY_OTHER in roles
        officers = frozenset(word for name in _names(people, _OFFICERS) for word in name)
        return cls(officers, by_police or by_other, civil)

    @property
    def surnames(self) -> frozenset[str]:
        return frozenset(name[-1] for name in self.shot if name)


def _names(people: Sequence[Person], roles: frozenset[Role]) -> frozenset[_Name]:
    """The last two words of each name and of its other full forms, but for initials."""
    return frozenset(
        tuple(word for word in form.split()[-2:] if len(word.strip(".")) > 2)
        for person in people
        if person.role in roles and person.name
        for form in (person.name, *person.forms)
        if form == person.name or " " in form
    )


def _of_this(words: Words, text: str, match: re.Match[str], cast: _Cast, before: str) -> bool:
    """Whether an event is the incident's: done to its officers, or of the one who was shot."""
    kind = words.kind
    if _ELSEWHERE.search(text) or _of_another_death(text, cast):
        return False
    if kind in _OF_OFFICERS:
        return _of_officers(words, text, match, cast, before)
    if kind == "name_release" or (kind == "autopsy" and "autopsy" not in match.group().lower()):
        if _OFFICERS_ARE.search(text, max(0, match.start() - 40), match.start()):
            return False  # "the two officers, identified as …"
        near = text[max(0, match.start() - 80) : match.end() + 80]
        if kind == "autopsy":
            return any(word in near for name in cast.shot for word in name)
        if _AS_WHAT.search(text, match.start(), match.end() + 24) or _named_by_kin(text, match):
            return False
        return any(name and all(word in near for word in name) for name in cast.shot)
    return True


def _of_officers(words: Words, text: str, match: re.Match[str], cast: _Cast, before: str) -> bool:
    named = any(name in text for name in cast.officers)
    if (_SUSPECTS.search(text) and not named) or _OF_MANY.search(text):
        return False
    if words.result == "not charged" and not _is_decided(text, match):
        return False
    if _LACKS.match(match.group()) and _SAYS_SO.search(text) and not _DECIDES.search(text):
        return False
    told = named or _OFFICER_WORD.search(text) is not None or words.kind == "charge_decision"
    if cast.civil:
        return told and not words.strict
    if _OF_A_SHOT.search(text, 0, match.end()):
        return True
    of = side(text, *match.span(), cast.officers, cast.surnames, before)
    return of is Side.OFFICER or (of is Side.UNSAID and told and not words.strict)


def _is_decided(text: str, match: re.Match[str]) -> bool:
    """Whether who says that a shot was justified has it to decide."""
    if not _ONLY_SAID.search(match.group()):
        return True
    if _FIT.search(text):
        return False
    return _DECIDERS.search(text) is not None or _SAYS_SO.search(text) is None


_OFFICERS_ARE = re.compile(
    rf"\b{ANY_OFFICER}(?:,|\s+(?:was|were|has|have|who))?\s+(?:(?:was|were|been|who|later|also|\w+ly)\s+)*$",
    re.IGNORECASE,
)
#: "The shooting was justified", "ruled the use of force lawful".
_OF_A_SHOT = re.compile(
    r"\b(?:shootings?|killing|force|actions?|shots?|conduct)\s+(?:(?:was|were|is|to\s+be|as|had\s+been|to\s+have\s+been)\s+)?"
    r"(?:(?:legally|reasonable\s+and|lawful\s+and|not)\s+)?(?:justifi(?:ed|able)|lawful)$",
    re.IGNORECASE,
)
#: "The death of Tom Reyes,": a full name, in running text.
_DEATH_OF = re.compile(
    r"\b(?:death|killing|shooting|slaying|murder|wounding)\s+of\s+(?:[a-z][\w'’-]*,?\s+){0,4}[A-Z][\w'’.-]+\s+(?:[A-Z][\w'’.-]*\s+){0,2}?"
    r"(?P<last>[A-Z][\w’-]+)(?=[,.;]|$|\s+(?:in|on|was|who|whom|last|and|at|outside|by)\b)"
)


def _of_another_death(text: str, cast: _Cast) -> bool:
    """Whether it is told of the death of somebody whom this story does not tell as shot."""
    shot = {word for name in cast.shot for word in name}
    if not shot:
        return False
    died = [match["last"] for match in _DEATH_OF.finditer(text)]
    return bool(died) and not shot.intersection(died) and not any(word in text for word in shot)


#: "Identified as the gunman", "named as a suspect": no name is told by it.
_AS_WHAT = re.compile(
    r"\bas\s+(?:(?:an?|the|her|his|their)\b(?!\s+(?:\d|[\w-]+-year|(?:man|woman|teen\w*|boy|girl|driver|person)\s+(?:who\s+(?:died|was)|killed|shot|slain|police|fatally)))|suspects?\b)",
    re.IGNORECASE,
)


_KIN = (
    r"(?:family|relatives?|friends?|neighbou?rs?|co-?workers?|colleagues?|(?:step|grand)?(?:mother|father|son|daughter)|parents"
    r"|(?:half-)?(?:brother|sister)s?|aunt|uncle|cousins?|niece|nephew|wife|husband|widow|(?:girl|boy)friend|fianc\w+)"
)
#: "Roe's older sister, a nurse, identified him as": an active verb has who did it before it.
_KIN_DID = re.compile(
    rf"\b{_KIN}(?:\s+of\b[^.;,]{{1,40}})?(?:,[^.;,]{{1,60}},|,|\s+members)?\s+(?:ha(?:s|ve|d)\s+)?$",
    re.IGNORECASE,
)
_BY_KIN = re.compile(rf"[^.;,]{{0,40}}?\bby\s+(?:[\w'’-]+\s+){{0,3}}?{_KIN}\b", re.IGNORECASE)


def _named_by_kin(text: str, match: re.Match[str]) -> bool:
    """Whether kin or friends told the name, and no office released it."""
    told = _KIN_DID.search(text, 0, match.start()) or _BY_KIN.match(text, match.start())
    return told is not None


def _done(words: Words, text: str, match: re.Match[str]) -> bool:
    kind = words.kind
    if _SUPPOSED.search(text, max(0, match.start() - 45), match.start()):
        return False
    if kind not in _FIRM:
        return True
    before = max(0, match.start() - 40)
    if kind == "autopsy" and (
        _UNDER_WAY.search(match.group()) or _WAITS.search(text, before, match.start())
    ):
        return False
    if kind == "video" and (
        _THREATENS.search(text, before, match.start()) or _BEFORE_IT.search(text, match.end())
    ):
        return False
    if kind == "video" and _WITHHELD.search(text, before, match.end()):
        return False
    if words.result == "reinstated":
        return True  # as an arbitrator ordered
    if words.result != "not charged" and _YET_TO_BE.match(text, match.end()):
        return False
    if kind == "video" and _ONLINE.search(text) and not _OFFICER_WORD.search(text):
        return False
    if words.result not in _BY_NOT and _NOT_DONE.search(text, before, match.end()):
        return False
    return _NOT_YET.search(text, before, match.end()) is None


def _event(told: _Told) -> Claim:
    words, sentence, match, result, day = told
    text = sentence.text
    return Claim(
        "event",
        words.kind,
        match.group().strip(),
        sentence.span(0, len(text)),
        hedged=hedged(text, *match.span()),
        method=f"circumstances/event/{words.kind}",
        confidence=0.7,
        detail={name: value for name, value in (("result", result), ("date", day)) if value},
    )


_MONEY = re.compile(
    r"\$\d[\d.,]*(?<![.,])(?:\s*(?:million|billion|thousand|[MKB]\b))?|\b(?:[\w-]+\s+){1,3}million\s+dollars",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\blife\b(?:\s+in\s+prison)?|\b(?:[a-z]+(?:-[a-z]+)?|\d+)\s+(?:years?|months?|days?)\b(?:\s+(?:to\s+life|(?:in|of)\s+(?:\w+\s+)?(?:prison|jail|probation)))?|\bprobation\b"
    r"|\btime\s+served\b",
    re.IGNORECASE,
)
_MANNER = re.compile(r"\b(?:homicide|suicide)\b", re.IGNORECASE)
_OF_RESULT = {"settlement": _MONEY, "sentence": _TERM, "autopsy": _MANNER}


def _result(words: Words, text: str, match: re.Match[str]) -> str:
    """What came of it: a sum, a term or a manner of death only as the text words it."""
    if words.result is not None:
        return words.result
    pattern = _OF_RESULT[words.kind]
    found = pattern.search(text, match.start())
    if found is None and words.kind != "sentence":
        found = pattern.search(text)
    return found.group().strip() if found else ""
