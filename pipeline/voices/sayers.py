"""The words for whoever says it, before or after the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import us

from pipeline.language.word_classes import words
from pipeline.lexicon.people_words import common_words
from pipeline.records import AssertedBy
from pipeline.voices.kinds_of_voice import is_one, source_of, voice_of

_BEFORE_VERB = re.compile(
    r"(?:[\s,]+(?:ha(?:s|ve|d)|also|then|later|now|still|only|would|could|did|does|do|will|can|may|not|never"
    r"|(?:would|could|did|does|do|has|have|had|was)n['’]t|first|once|just|again|(?!family\b)[a-z]+ly))*\s*$"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|be|is|are|being|get|got|all)\s*$", re.IGNORECASE)
_WILL_NOT = re.compile(r"\b(?:declin|refus)\w*\s+to\s*$", re.IGNORECASE)
_SAID_FIRST = re.compile(r"(?:^|[,”\"*—–?!])\s*$")
_HARD = re.compile(r"[;:—–“”\"*()!?]|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.(?=\s)")
_OPENS_CLAUSE = frozenset(
    """that as when after before because but while if whether until since which where though
    although and or than then during following including whom what how why so said says say
    told""".split()
)
PRONOUNS = frozenset("he she they it".split())
_CAPITAL = r"(?:[A-Z]|[a-z]{1,3}['’]?[A-Z])[\w'’-]*\.?"
NAME = re.compile(rf"(?:{_CAPITAL}\s+){{0,4}}{_CAPITAL}(?:,?\s+(?:Jr|Sr)\.?)?")
_AGE = re.compile(r"\s*(?:\d{1,3}|(?:Jr|Sr)\.?)\s*")
_STATE = re.compile(
    r"\s*(?:"
    + "|".join(state.name for state in us.states.STATES)
    + r"|[A-Z][a-z]{1,4}\.|[A-Z]{2})\s*"
)
_ASIDE_CLAUSE = re.compile(
    r"\s+(?:who|whose|which|where|through|speaking|reached|in|at|on|by|citing|during|after|like|a\s+day)\b"
)
_REPRESENTS = re.compile(r"\brepresent(?:s|ing)\b")
BELONGING = re.compile(r"\s(?:of|for|with|from|at|in|who)\s")
_NAME_OF = re.compile(rf"{NAME.pattern}(?:\s(?:of|from|with)\s.{{1,40}})?")
DETERMINED = re.compile(
    r"\W*(?:the|an?|his|her|their|its|one|another|(?:[\w’'.-]+\s+){0,3}?[\w-]+(?:['’]s|s['’]))(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who says something: where the words for them stand, and what these alone tell."""

    start: int
    end: int
    voice: AssertedBy | None = None
    name: str = ""
    pronoun: str = ""
    words: str = ""
    reach: int = 0  # where what is told of them ends, if behind ``end``


_BY = re.compile(r"\s+(?:\w+\s+)?by\s+")


def turned(text: str, start: int, end: int) -> Subject | None:
    """Who is named after the verb: ", said his aunt", "was identified by his aunt"."""
    passive = _PASSIVE.search(text, 0, start)
    by = _BY.match(text, end) if passive else None
    if not by and (passive or not _SAID_FIRST.search(text, 0, start)):
        return None
    who = after(text, by.end() if by else end)
    told = who and (who.voice or who.name or who.pronoun or DETERMINED.match(who.words))
    return who if told else None  # "Roe, a man of few words, said he ran"


def before(text: str, verb: int) -> Subject | None:
    """The subject right before a verb, with what stands in apposition to it."""
    first = max(0, verb - 240)
    lead = text[first:verb]
    lead = lead[: _BEFORE_VERB.search(lead).start()]  # type: ignore[union-attr]
    if _PASSIVE.search(lead):
        return None
    lead = _WILL_NOT.sub("", lead)
    hard = [match.end() for match in _HARD.finditer(lead)]
    start = hard[-1] if hard else 0
    if lead.rstrip().endswith(" who"):
        lead = lead.rstrip()[:-3].rstrip().rstrip(",")
    parts = lead[start:].split(",")
    ends = [start + sum(len(part) + 1 for part in parts[: n + 1]) - 1 for n in range(len(parts))]
    last = len(parts) - 1
    described: list[str] = []
    at = last if parts[last].strip() else _past_asides(parts, last - 1, described)
    tail = _tail(parts[at]) if at >= 0 else ""
    if not tail.strip():
        return _shared(text, first, lead) if at == last else None
    if (at == last - 1 and not (at == 0 and hard)) or (
        at < last and not (voice_of(tail) or _named(tail.strip()))
    ):
        return None  # "He ran, said his aunt"
    begin = ends[at] - len(tail)
    return subject_of(tail.strip(), described, first + begin, first + len(lead.rstrip(" ,")))


def _past_asides(parts: Sequence[str], at: int, described: list[str]) -> int:
    """Back over ages, clauses and descriptions set off by commas to whom they are set off from."""
    for _ in range(5):
        if at <= 0:
            break
        part = parts[at]
        if _AGE.fullmatch(part) or _STATE.fullmatch(part):
            at -= 1
        elif _ASIDE_CLAUSE.match(part):
            if _REPRESENTS.search(part):
                described.append("lawyer")
            at -= 1
        elif _NAME_OF.fullmatch(part.strip()):
            tail = _tail(parts[at - 1])
            if not (DETERMINED.match(tail) and voice_of(tail) and is_one(BELONGING.split(tail)[0])):
                break
            described.append(part.strip())
            at -= 1
            break
        elif DETERMINED.match(part) or voice_of(part):
            described.append(part)
            at -= 1
        else:
            break
    return at


def _tail(part: str) -> str:
    """The end of a stretch that can be a subject: back to what opens its clause."""
    found = list(re.finditer(r"\S+", part))
    begin = len(part)
    for n, match in enumerate(reversed(found)):
        word = match.group().lower()
        if n > 13 or word in _OPENS_CLAUSE:
            break
        if word == "who" and (
            n == 0
            or (voice_of(part[begin:]) and not _OF_WHOM.match(part, begin))
            or part[begin:].strip() in PRONOUNS
        ):
            break
        begin = match.start()
    return part[begin:]


#: "A lawyer who has seen police video says": what is told of the lawyer, and no other subject.
_OF_WHOM = re.compile(r"\s*(?:has|have|had|is|are|was|were|saw|watched|witnessed)\b")


def _shared(text: str, first: int, lead: str) -> Subject | None:
    """ "His mother wept and said …": the subject of the verb before."""
    joined = re.search(r"\b(?:and|but)\s*$", lead)
    return initial(text) if joined and first == 0 else None


def after(text: str, at: int) -> Subject | None:
    """Whoever is named right after "said" or "according to"."""
    rest = text[at : at + 200]
    hard = _HARD.search(rest) or _LAST_STOP.search(rest)
    parts = (rest[: hard.start()] if hard else rest).split(",")
    main = _head(parts[0])
    if not main.strip():
        return None
    described: list[str] = []
    end = reach = len(main)
    if len(main) == len(parts[0]):
        for part in parts[1:4]:
            if _AGE.fullmatch(part) or NAME.fullmatch(part.strip()):
                described.append(part.strip())
                end += len(part) + 1
                continue
            reach = end
            if _REPRESENTS.search(part):
                described.append("lawyer")
            elif DETERMINED.match(part) or NAME.fullmatch(main.strip()):
                described.append(_head(part))
                if is_one(BELONGING.split(_head(part))[0]):
                    reach = end + 1 + len(_head(part))
            break
    blank = len(main) - len(main.lstrip())
    who = subject_of(main.strip(), described, at + blank, at + end)
    return replace(who, reach=at + max(end, reach))


_LAST_STOP = re.compile(r"(?<=[\da-z]{2})\.$")


def _head(part: str) -> str:
    """The beginning of a stretch that can be a subject: up to what opens a clause, or a day."""
    for match in re.finditer(r"\S+", part):
        word = match.group()
        if (
            word.lower() in _OPENS_CLAUSE
            or word in ("who", "whose")
            or word.rstrip(".").endswith("day")
        ):
            return part[: match.start()]
    return part


def subject_of(main: str, described: Sequence[str], start: int, end: int) -> Subject:
    first, _, rest = main.partition(" ")
    last = main.rpartition(" ")[2]
    for word in (last, first if re.match(r"(?:declin|refus)", rest) else ""):
        if word.lower() in PRONOUNS and (word.lower() != "it" or word == main):
            return Subject(start, end, pronoun=word.lower(), words=main)
    voice = voice_of(main) or next(filter(None, map(voice_of, described)), None)
    told = " ".join((main, *described))
    name = _named(main) or next(filter(None, map(_named, described)), "")
    return Subject(start, end, voice, name, words=told)


def _named(main: str) -> str:
    """The name that a subject is or begins its end with: "a guest, Ann Roe", "Tim Poe of Ames"."""
    match = _ENDS_IN_NAME.search(BELONGING.split(main)[0])
    found = match[0].split() if match else []
    titled = max((n for n, word in enumerate(found, 1) if _is_title(word)), default=0)
    return " ".join(found[titled:])


_ENDS_IN_NAME = re.compile(rf"{NAME.pattern}$")
_TITLES = frozenset("the a an his her their in on at general mr mrs ms dr rev".split())


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in _TITLES or source_of(word) is not None


_ROLES = sorted(
    word
    for name in ("family", "lawyer", "witness", "police", "medical_examiner", "prosecutor")
    for word in words("says", name)
)
_OWNED_BY = rf"(?:{NAME.pattern}['’]s|The|An?|His|Her|Their)\s+(?:[\w'’.-]+\s+){{0,3}}?"
_INITIAL = re.compile(
    rf"[\W_]*(?:{_OWNED_BY})?(?i:{'|'.join(_ROLES)})\b(?:\s+[Gg]eneral(?:['’]s\s+office)?)?(?!['’])"
    rf"(?:,?\s+{NAME.pattern})?|[\W_]*{NAME.pattern}(?:,\s+(?:\d+,\s+)?[^,]{{1,60}},)?"
)


def initial(text: str) -> Subject | None:
    """The person a sentence begins with: "His son, Kip, made the call"."""
    match = _INITIAL.match(text[:240])
    if match is None:
        return None
    main, _, described = match.group().partition(",")
    who = subject_of(main.strip(' “"'), (described,), *match.span())
    named = " " in who.name or (who.name and who.name.lower() not in common_words())
    return who if who.voice or named else None
