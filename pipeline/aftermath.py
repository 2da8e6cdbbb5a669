"""What followed a shooting (video, charges, suits, verdicts): each an event with its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.actors import GUNMEN, POLICE
from pipeline.cued import Among, Cued
from pipeline.cues import hedged
from pipeline.date_phrases import DatePhrase
from pipeline.dates import Candidate
from pipeline.records import Claim, DateRange, Passage, Person, Role, Sentence

#: "The scene was cleared": nobody was, of anything.
_PLACES = (
    "scene", "building", "house", "home", "room", "rooms", "area", "street", "streets", "road",
    "roads", "roadway", "highway", "intersection", "lane", "lanes", "traffic", "crowd", "apartment",
    "residence", "lot", "school", "store", "campus", "wreck", "crash",
)  # fmt: skip
_NOT_OF_PLACES = "".join(rf"(?<!\b{place} )" for place in _PLACES)

_KINDS = Among(
    (kind, Cued(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "settlement",
            r"\bsettlements?\b[^.;]{0,60}|\bsettle[ds]?\s+(?:with|for|the|an?|its|his|her|their|out|claims?|lawsuits?)\b"
            r"(?!\s+(?:dispute|score|argument|feud|quarrel|bet|debt)s?\b)[^.;]{0,60}|\bagreed\s+to\s+pay\b[^.;]{0,60}",
        ),
        (
            "sentence",
            r"\bsentenced\s+to\b[^.;]{0,50}|\bserving\s+(?:\w+\s+){1,4}(?:years|months)\b",
        ),
        (
            "verdict",
            r"\b(?:acquitted|convicted(?!\s+felons?\b)|found\s+(?:not\s+)?guilty|pleaded\s+guilty|mistrial|hung\s+jury"
            r"|jury\s+(?:found|acquits?|convicts?))\b|\bacquits?\b",
        ),
        (
            "indictment",
            r"\b(?:indicted|indicts?|indictment)\b",
        ),
        (
            "charge_decision",
            r"\b(?:will\s+not|won['’]t|declin\w+\s+to|not\s+to|would\s+not)\s+(?:face\s+|be\s+|file\s+|bring\s+|press\s+)?"
            r"(?:criminal\s+)?(?:charge[ds]?|indict|prosecut\w+)\b|\bno\s+(?:criminal\s+)?charges\b"
            r"(?!\s+(?:(?:have|had|has)\s+(?:yet\s+)?been\s+)?filed\b|\s+(?:(?:are|were)\s+)?(?:currently\s+)?(?:pending|expected))"
            rf"|{_NOT_OF_PLACES}\b(?:was|were|has\s+been|is)\s+(?:legally\s+|ruled\s+|found\s+|deemed\s+)?"
            r"(?:justified|lawful|cleared\s+(?:of|in)|cleared\s+by\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:prosecutor|grand|jury|district|state|attorney|review))"
            r"\b"
            rf"|\bjustified\b|\bacted\s+lawfully\b|\b{POLICE}\b[^.;]{{0,40}}?\bcleared\b"
            rf"(?!\s+(?:(?:the|an?|his|her)\s+)?(?:\w+\s+)?(?:{'|'.join(_PLACES)})\b)"
            rf"|\b(?:clear(?:ed|s)\s+(?:of\s+|the\s+|in\s+|two\s+)?(?:(?!by\b)\w+\s+)?{POLICE}"
            r"|cleared\s+(?:of|in)|(?:him|her|them)\s+cleared)\b"
            rf"|(?<!by )(?<!by a )(?<!by the )\b(?!police\b){POLICE}\b"
            r"(?:(?!\bwhen\b|\bwho\s+police|\bby\b)[^.;]){0,60}?"
            r"\b(?:was|were|is|has\s+been)\s+charged\b[^.;]{0,50}"
            r"|\bcharged\s+with\s+(?:second-degree\s+|voluntary\s+|involuntary\s+)?(?:manslaughter|murder)\b",
        ),
        (
            "civil_suit",
            r"\b(?:filed|files|filing|sued|sues|suing|brought)\b[^.;]{0,60}\b(?:lawsuit|suit|wrongful[\s-]death)\b"
            r"|\b(?:sued|sues|suing)\b(?!\s+to\s+(?:unseal|obtain|get|see|release|make))|\b(?:lawsuit|wrongful[\s-]death\s+suit)\b",
        ),
        (
            "discipline",
            rf"\b{POLICE}\b(?:(?!\b(?:(?:gun)?shots?|rounds?|bullets?|guns?|weapons?)\b)[^.;]){{0,60}}\b(?:was|were|has\s+been)\s+(?:fired(?!\s+(?:at|on|upon))|terminated|suspended|dismissed|disciplined)\b"
            r"|\bresigned\s+from\s+the\s+(?:department|force)\b",
        ),
        (
            "autopsy",
            r"\bautopsy\b[^.;]{0,60}|\bmedical\s+examiner\b[^.;]{0,40}\b(?:ruled|found|said)\b",
        ),
        (
            "video",
            r"\b(?:releas\w+|published|posted|made\s+public|showed|shown)\b[^.;]{0,50}"
            r"\b(?:video(?!\s+(?:chat|game|call))|footage|recordings?)\b|\b(?:video|footage)\b[^.;]{0,40}\b(?:releas\w+|made\s+public|shows?)\b",
        ),
        (
            "name_release",
            r"\b(?:identified|named)\b[^.;]{0,30}\b(?:as|by)\b|\b(?:identified|identifies|named)\b"
            r"[^.;]{0,60}\bas\s+[A-Z]",
        ),
    )
)
_NOT_YET = re.compile(
    r"\b(?:whether|if|could|may|might|pending|plans?\s+to|will\s+(?:decide|determine|review)|would\s+be"
    r"|will\s+(?:hear|perform|be|show)|petition\w*|expected|scheduled|ordered|awaiting|until|before\s+(?:any|a)|ask\w*|call\w*\s+for|demand\w*|want\w*|urg\w+|has\s+yet"
    r"|not\s+(?:yet|been)|no\s+known|known\s+charges)\b",
    re.IGNORECASE,
)
_WITHHELD = re.compile(r"\b(?:declin|refus|withh[eo]ld|den[iy])\w*\b", re.IGNORECASE)
_FIRM = frozenset(
    ("charge_decision", "civil_suit", "discipline", "video", "name_release", "autopsy")
)
_ELSEWHERE = re.compile(
    r"\b(?:another|previous|unrelated|separate|prior|different)\s+(?:\w+\s+)?(?:incident|case|shooting|lawsuit"
    r"|arrest|man|woman|officer)\b|\bearlier\s+this\s+year\b",
    re.IGNORECASE,
)
#: What courts and prosecutors do to officers; the same done to others is no event of the incident.
_OF_OFFICERS = frozenset(("verdict", "sentence", "indictment", "charge_decision"))
_OFFICER_WORD = re.compile(
    rf"\b(?:{POLICE}|bailiffs?|shooting|force)\b",
    re.IGNORECASE,
)
_SUSPECTS = re.compile(
    rf"\b(?:{GUNMEN}|attempted\s+(?:murder|homicide)|assault|robbery|burglary|possession|gun\s+charge"
    r"|drug|probation)\b",
    re.IGNORECASE,
)


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
    seen: set[str] = set()
    officers = frozenset(word for name in _names(people, _OFFICERS) for word in name)
    by_police = frozenset((Role.SHOT_BY_POLICE,))
    shot = _names(people, by_police) or _names(people, frozenset((Role.SHOT_BY_OTHER,)))
    for sentence in passage.sentences:
        for kind, pattern in _KINDS.able(sentence.text):
            if kind in seen:
                continue
            match = pattern.search(sentence.text)
            if match is None or not _done(kind, sentence.text, match):
                continue
            if not _of_this(kind, sentence.text, match, officers, shot):
                continue
            near = [each for each in dated if each.sentence is sentence]
            told = _nearest(near, match)
            seen.add(kind)
            if told is None or not _before(told.days, days):
                yield _event(kind, sentence, match, near)


def _before(told: DateRange, days: Sequence[DateRange]) -> bool:
    """With a day before the incident's it is of something else: an old conviction."""
    return bool(days) and all(told.last < day.first for day in days)


_OFFICERS = frozenset((Role.OFFICER_FIRED, Role.OFFICER))


_Name = tuple[str, ...]


def _names(people: Sequence[Person], roles: frozenset[Role]) -> frozenset[_Name]:
    """The last two words of each name and of its other full forms, but for initials."""
    return frozenset(
        tuple(word for word in form.split()[-2:] if len(word.strip(".")) > 2)
        for person in people
        if person.role in roles and person.name
        for form in (person.name, *person.forms)
        if form == person.name or " " in form
    )


def _of_this(
    kind: str, text: str, match: re.Match[str], officers: frozenset[str], shot: frozenset[_Name]
) -> bool:
    """Whether an event is the incident's: done to its officers, or of the one who was shot."""
    if _ELSEWHERE.search(text):
        return False
    if kind in _OF_OFFICERS:
        named = any(name in text for name in officers)
        if _SUSPECTS.search(text) and not named:
            return False
        return named or _OFFICER_WORD.search(text) is not None or kind == "charge_decision"
    if kind == "name_release" or (kind == "autopsy" and "autopsy" not in match.group().lower()):
        if _OFFICER_WORD.search(text, max(0, match.start() - 30), match.start()):
            return False  # "the two officers, identified as …"
        near = text[max(0, match.start() - 80) : match.end() + 80]
        if kind == "autopsy":
            return any(word in near for name in shot for word in name)
        if _AS_WHAT.search(text, match.start(), match.end() + 5) or _named_by_kin(text, match):
            return False
        return any(name and all(word in near for word in name) for name in shot)
    return True


#: "Identified as the gunman", "named as a suspect": no name is told by it.
_AS_WHAT = re.compile(
    r"\bas\s+(?:(?:an?|the|her|his|their)\b(?!\s+(?:\d|[\w-]+-year))|suspects?\b)", re.IGNORECASE
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


def _done(kind: str, text: str, match: re.Match[str]) -> bool:
    if kind not in _FIRM:
        return True
    before = max(0, match.start() - 40)
    if kind == "video" and _WITHHELD.search(text, before, match.end()):
        return False
    return _NOT_YET.search(text, before, match.end()) is None


def _nearest(dated: Sequence[Candidate], match: re.Match[str]) -> Candidate | None:
    return min(
        dated,
        key=lambda each: (abs(each.phrase.start - match.start()), each.phrase.start),
        default=None,
    )


def _event(kind: str, sentence: Sentence, match: re.Match[str], near: Sequence[Candidate]) -> Claim:
    text = sentence.text
    detail = {"result": _result(kind, match.group(), text)}
    of_it = [each for each in near if _its_day(text, match, each.phrase)]
    if told := _nearest(of_it, match):
        detail["date"] = str(told.days)
    return Claim(
        "event",
        kind,
        match.group().strip(),
        sentence.span(0, len(text)),
        hedged=hedged(text),
        method=f"circumstances/event/{kind}",
        confidence=0.7,
        detail={name: value for name, value in detail.items() if value},
    )


def _its_day(text: str, match: re.Match[str], phrase: DatePhrase) -> bool:
    """Whether a date beside an event is when it was, not when the shooting that it is about was.

    "A boy shot Saturday was identified", "acquitted in the 2019 killing": the shooting's own.
    """
    if _OF_A_DEED.match(text, phrase.end):
        return False
    if phrase.start >= match.start():
        between = text[match.start() : phrase.start]
        return len(between) <= _NEAR_AFTER and not _OTHER_DEED.search(between)
    before, between = text[: phrase.start], text[phrase.end : match.start()]
    if _DEED.search(before) or _DEED.search(between):
        return False
    opens = _OPENS.search(before) is not None and "later" not in between[-_LATER:]
    return opens or (len(between.split()) <= _BESIDE and not _OTHER_DEED.search(between))


_NEAR_AFTER = 90  # letters from the event's words to its day
_BESIDE = 3  # words between a day and the event: "on Monday also was indicted"
_LATER = 12
_DEED = re.compile(
    r"\b(?:shoot\w*|shot|gunfire|gunfight|gunned|fatal\w*|kill\w*|slay\w*|slain|died|deaths?|dead"
    r"|homicides?|murders?|wound\w*|injur\w*|attack\w*|ambush\w*|rampage|chase|pursuit|robbery|incident)\b",
    re.IGNORECASE,
)
#: What stands between an event and the day of something else.
_OTHER_DEED = re.compile(
    rf"{_DEED.pattern}|[,;]|\b(?:and|who|whom|that|which|when|after|before|while|since)\b",
    re.IGNORECASE,
)
#: "June shooting", "Sunday night's fatal ambush": a day that says which deed.
_OF_A_DEED = re.compile(
    rf"(?:\s+(?:early|late|morning|afternoon|evening|night))*(?:['’]s)?\s+(?:(?!(?:with|in|on|for|of|to|as|that|by|at|from|and|an?|the|shows?|said|says|after)\b)[\w-]+\s+){{0,3}}?(?:{_DEED.pattern})",
    re.IGNORECASE,
)
#: A day that opens its sentence, maybe after a place of writing, is of what the sentence tells.
_OPENS = re.compile(r"(?:^|[—–:]|--)\W*(?:on|late|early|by)?\s*$", re.IGNORECASE)

_CLEARED = re.compile(
    r"\b(?:not|no|declin\w+|justified|lawful\w*|cleared|won['’]t)\b", re.IGNORECASE
)
_MONEY = re.compile(r"\$[\d.,]+\s*(?:million|billion|thousand)?", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:\w+[\s-]){1,3}(?:years?|months?|life)\b(?:\s+in\s+prison)?", re.IGNORECASE
)


def _result(kind: str, words: str, text: str) -> str:
    """The outcome in one or two words; only what the words themselves say."""
    folded = words.casefold()
    if kind == "charge_decision":
        return "not charged" if _CLEARED.search(words) else "charged"
    if kind == "verdict":
        for word, result in (
            ("not guilty", "acquitted"), ("acquit", "acquitted"), ("pleaded", "pleaded guilty"),
            ("mistrial", "mistrial"), ("hung", "mistrial"),
        ):  # fmt: skip
            if word in folded or (word == "not guilty" and word in text.casefold()):
                return result
        return "convicted"
    if kind == "settlement":
        money = _MONEY.search(text)
        return money.group().strip() if money else ""
    if kind == "sentence":
        term = _TERM.search(words)
        return term.group() if term else ""
    if kind == "indictment":
        declined = re.search(
            r"\b(?:not|declin\w+|refus\w+|no)\b[^.;]{0,30}\bindict", text, re.IGNORECASE
        )
        return "declined" if declined else "indicted"
    return ""
