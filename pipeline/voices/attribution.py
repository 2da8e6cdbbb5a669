"""Who says so: the sayings of one sentence, each with the words for whoever says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import us

from pipeline.language.cued import Cued
from pipeline.language.word_classes import words
from pipeline.lexicon.people_words import common_words
from pipeline.records import AssertedBy

#: Those who were there or stand by who was: their word is as good as an office's on what happened.
THOSE_THERE = frozenset(
    (AssertedBy.FAMILY, AssertedBy.WITNESS, AssertedBy.LAWYER, AssertedBy.VIDEO)
)
_PROSECUTOR = re.compile(
    r"\b(?i:district attorney|state['’]s attorney|attorney general|county attorney"
    r"|U\.S\. attorney|commonwealth['’]s attorney|prosecut\w+)\b|\bD\.?A\b"
)
_SWORN = re.compile(
    r"\b(?:probable[\s-]cause\s+statement|statement\s+of\s+probable\s+cause)\b", re.IGNORECASE
)
_SOURCES: tuple[tuple[AssertedBy, frozenset[str]], ...] = tuple(
    (AssertedBy(name), words("says", name))
    for name in (
        "medical_examiner",
        "prosecutor",
        "oversight",
        "court",
        "lawyer",
        "family",
        "video",
        "witness",
        "police",
        "document",
        "outlet",
    )
)
_ANY_BODY, _NOT_POLICE = words("says", "any_body"), words("says", "not_police")
_FORCE = re.compile(r"[A-Z]{1,4}(?:PD|SO|SD|DPS|SP|BI)")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
#: What only one who has something to say does; then what anybody may do, who found or showed it.
_SPEECH = (
    r"sa(?:id|ys?)|t(?:old|ells?)|stated|(?<!united )states|wr(?:ote|ites)|announced|alleges?"
    r"|alleged(?=\s+(?:that|in|he|she|they)\b)|claim(?:s|ed)?"
    r"|report(?:ed|s(?!\s+(?:of|from|on|about)\b))|testif(?:ied|ies)|add(?:ed|s)"
    r"|believe[sd]?(?!\s+to\b)|describe[sd]?|argue[sd]?|conten(?:d|ds|ded)|dispute[sd]?"
    r"|recall(?:s|ed)?|insist(?:s|ed)?|maintain(?:s|ed)?|explain(?:s|ed)?|ask(?:s|ed)|noted"
    r"|acknowledged|conceded|admitted|den(?:y|ies|ied)|tweeted|texted|swore|recounted|cried|replied"
)
_SHOWING = (
    r"confirm(?:s|ed)?|ruled|determined|concluded|found|finds|identif(?:y|ies|ied)|shows?|showed|released"
    r"|reveal(?:s|ed)?|captur(?:es|ed)|indicate[sd]?|reads?"
    r"|rules(?=\s+(?:that\b|(?:[\w'’-]+\s+){1,5}?(?:(?:un)?justified|lawful|legal|homicide|suicide|accidental)\b))"
    r"|(?:gave|gives)(?=\s+(?:his|her|their|the)\s+(?:\w+\s+)?(?:names?|ages?)\b)"
    r"|named(?=\s+(?:him|her|them|the)\b)|(?-i:IDs?)(?=\s+(?!cards?\b|badges?\b|numbers?\b)[\w‘’'])"
    r"|(?:heard|saw)(?!\s+(?:of|about|from)\b)"
)
_ASIDE = r"saying|alleging|claiming|stating|adding|insisting"
SAYS = Cued(
    rf"\b(?:(?P<according>according\s+to)|(?P<speech>{_SPEECH})|(?P<showing>{_SHOWING})|(?P<aside>{_ASIDE}))\b"
    r"(?!['’-])",
    re.IGNORECASE,
    by_letter=True,
)
#: "Police: He ran", "The sheriff: “He ran.”": as headlines and transcripts have it.
_COLON = re.compile(r"\W{0,2}(?P<who>[A-Z][^:;.,!?“”\"*]{1,50}(?:\.\s[^:;.,!?“”\"*]{1,40})?):\s")
_BEFORE_VERB = re.compile(
    r"(?:[\s,]+(?:ha(?:s|ve|d)|also|then|later|now|still|only|would|could|did|does|do|will|can|may|not|never"
    r"|(?:would|could|did|does|do|has|have|had|was)n['’]t|first|once|just|again|(?!family\b)[a-z]+ly))*\s*$"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|be|is|are|being|get|got|all)\s*$", re.IGNORECASE)
#: "Officers told him to drop it" is an order; "declined to say" is no more than said.
_ORDER = re.compile(
    r"\s+(?!that\b)(?:[\w'’.-]+\s+){1,4}?(?:not\s+)?to\s+(?!(?:the|a|an|his|her|their)\b)[a-z]+",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(r"\b(?:declin|refus)\w*\s+to\s*$", re.IGNORECASE)
_SAID_FIRST = re.compile(r"(?:^|[,”\"*—–?!])\s*$")
_INFINITIVE = Cued(r"(?<!declined )(?<!declines )(?<!refused )(?<!refuses )\bto\s+$")
_HARD = re.compile(r"[;:—–“”\"*()!?]|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.(?=\s)")
_OPENS_CLAUSE = frozenset(
    """that as when after before because but while if whether until since which where though
    although and or than then during following including whom what how why so said says say
    told""".split()
)
_OF = frozenset("of for with from at in near on to by who whose".split())
_BELONGS = frozenset("of for with from at".split())
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
_BELONGING = re.compile(r"\s(?:of|for|with|from|at|in|who)\s")
_NAME_OF = re.compile(rf"{NAME.pattern}(?:\s(?:of|from|with)\s.{{1,40}})?")
DETERMINED = re.compile(
    r"\W*(?:the|an?|his|her|their|its|one|another|(?:[\w’'.-]+\s+){0,3}?[\w-]+(?:['’]s|s['’]))(?!\w)",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|in\b|at\b|during|late"
    r"|early|this|to\b|of\b"
)
_CLOSES = re.compile(rf"\s*(?:[.,;:—–]|$|(?:{_WHEN}))", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class Saying:
    """One "NAME said" of a sentence; ``behind``: after what is said, ", police said"."""

    start: int
    end: int
    subject: Subject
    behind: bool
    speech: bool = True

    @property
    def first(self) -> int:
        return min(self.start, self.subject.start)

    @property
    def last(self) -> int:
        return max(self.end, self.subject.end)


@lru_cache(maxsize=256)
def sayings(text: str) -> tuple[Saying, ...]:
    """The sayings of a sentence in which the letters inside quotation marks are stars.

    >>> [(one.subject.voice.value, one.behind) for one in sayings("He ran, his aunt, Ann, said.")]
    [('family', True)]
    """
    found = [_saying(text, match) for match in SAYS.finditer(text)]
    if ":" in text and (match := _COLON.match(text)):
        who = _subject(match["who"], (), *match.span("who"))
        if who.voice:
            found.insert(0, Saying(*match.span("who"), who, behind=False))
    told = [one for one in found if one is not None]
    return tuple(told or filter(None, [_headed(text) or _seen(text)]))


#: "‘He ran’: Mother of man shot speaks", "…; sheriff: He ran", "Man had a gun: police": headlines.
_HEADED = re.compile(
    r"['‘][^:;]{3,}['’]\s*:\s+(?P<told>[A-Z][^:;]*)$"
    r"|[^;]+;\s+(?P<next>[^:;.,!?“”\"*]{3,50}):\s+\S"
    r"|[^:]+[^:.?!]:\s+(?P<last>[^:;,!?“”\"*]{3,50}[^:;,!?“”\"*.])$"
)


def _headed(text: str) -> Saying | None:
    """Who speaks in a headline by a colon that does not follow its first words."""
    match = _HEADED.match(text) if ":" in text and len(text) < _HEADLINE else None
    if match is None or match.lastgroup is None:
        return None
    start, end = match.span(match.lastgroup)
    words = match[match.lastgroup]
    head = words if match.lastgroup != "told" else _BELONGING.split(words)[0]
    voice = voice_of(head)
    if voice is None or len(head.split()) > _FEW or head.split()[-1].lower() in _TOLD_OF:
        return None
    who = Subject(start, end, voice, words=words)
    return Saying(start, end, who, behind=match.lastgroup != "next")


_HEADLINE = 160  # letters
_FEW = 4  # words for somebody in a headline
#: Of whom a headline tells, when it ends in them: "Named: the officers".
_TOLD_OF = frozenset(
    "officer officers deputy deputies trooper troopers agent agents constable detective".split()
)
_SEEN = re.compile(
    r"(?<!that\s)(?<!which\s)\b(?:can\s+be|is|are|was|were)\s+(?:\w+ly\s+)?(?:seen|heard)\b"
)
_ON_VIDEO = re.compile(
    r"\b[IiOo]n\s+(?:(?:the|an?|this|his|her|its|their|that)\s+)?(?P<who>(?:[\w'’-]+\s+){0,3}?"
    r"(?:video|footage|videos|recordings?|clips?))\b(?!\s+(?:stores?|games?|calls?|of\s+(?:\w+\s+){0,2}calls?)\b)"
)


def _seen(text: str) -> Saying | None:
    """The video, where somebody "is seen in" it."""
    match = _ON_VIDEO.search(text) if _SEEN.search(text) else None
    if match is None:
        return None
    start, end = match.span("who")
    return Saying(
        start, end, Subject(start, end, AssertedBy.VIDEO, words=match["who"]), behind=True
    )


def _saying(text: str, match: re.Match[str]) -> Saying | None:
    start, end = match.span()
    if match["according"]:
        who = after(text, end)
        return Saying(start, end, who, bool(text[:start].strip(' "“'))) if who else None
    if match["aside"]:
        who = initial(text[:start]) or after(text, max(0, start - 80))
        return Saying(start, end, who, behind=False) if who and who.voice else None
    ordered = match["speech"] and match[0][0] in "tTaA" and _ORDER.match(text, end)
    if ordered or _INFINITIVE.search(text, 0, start):
        return None
    who = before(text, start)
    inverted = who is None
    if who is None:
        who = _turned(text, start, end)
    if who is None or (match["showing"] and not _may_show(match[0], who)):
        return None
    edge = text[: who.start].rstrip()[-1:]
    if match[0][:3].lower() == "ask" and not (
        inverted or edge in _QUOTED or text[end : end + 1] in ".,"
    ):
        return None  # "asked for mercy" tells nothing
    behind = inverted or (edge in _EDGES and _CLOSES.match(text, end) is not None)
    return Saying(start, end, who, behind, speech=not match["showing"])


_QUOTED = frozenset('”"*')
_EDGES = _QUOTED | frozenset(",—–")
_BY = re.compile(r"\s+(?:\w+\s+)?by\s+")


def _turned(text: str, start: int, end: int) -> Subject | None:
    """Who is named after the verb: ", said his aunt", "was identified by his aunt"."""
    passive = _PASSIVE.search(text, 0, start)
    by = _BY.match(text, end) if passive else None
    if not by and (passive or not _SAID_FIRST.search(text, 0, start)):
        return None
    who = after(text, by.end() if by else end)
    told = who and (who.voice or who.name or who.pronoun or DETERMINED.match(who.words))
    return who if told else None  # "Roe, a man of few words, said he ran"


def _may_show(verb: str, who: Subject) -> bool:
    """His mother found him dead: nobody is told so. "Relatives identified him", "neighbors saw"."""
    if verb.lower() in _SENSED:
        return who.voice is AssertedBy.WITNESS
    if who.voice in (AssertedBy.FAMILY, AssertedBy.WITNESS):
        return verb.lower().startswith(("identif", "confirm"))
    return who.voice is not None


_SENSED = frozenset(("heard", "saw"))


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
    return _subject(tail.strip(), described, first + begin, first + len(lead.rstrip(" ,")))


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
            if not (
                DETERMINED.match(tail) and voice_of(tail) and is_one(_BELONGING.split(tail)[0])
            ):
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
                if is_one(_BELONGING.split(_head(part))[0]):
                    reach = end + 1 + len(_head(part))
            break
    blank = len(main) - len(main.lstrip())
    who = _subject(main.strip(), described, at + blank, at + end)
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


def _subject(main: str, described: Sequence[str], start: int, end: int) -> Subject:
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
    match = _ENDS_IN_NAME.search(_BELONGING.split(main)[0])
    found = match[0].split() if match else []
    titled = max((n for n, word in enumerate(found, 1) if _is_title(word)), default=0)
    return " ".join(found[titled:])


_ENDS_IN_NAME = re.compile(rf"{NAME.pattern}$")
_TITLES = frozenset("the a an his her their in on at general mr mrs ms dr rev".split())


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in _TITLES or _source(word) is not None


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
    who = _subject(main.strip(' “"'), (described,), *match.span())
    named = " " in who.name or (who.name and who.name.lower() not in common_words())
    return who if who.voice or named else None


def voice_of(words: str) -> AssertedBy | None:
    """Whose voice the words for a speaker tell, by their head before what belongs to it."""
    found = words.split()
    cut = next((n for n, word in enumerate(found) if n and word.lower() in _OF), len(found))
    head = _source(" ".join(found[:cut]))
    if head is AssertedBy.DOCUMENT and cut < len(found) and found[cut].lower() in _MADE:
        return _source(" ".join(found[cut + 1 :])) or head
    if cut == len(found) or found[cut].lower() not in _BELONGS:
        return head
    speaks_for = head is AssertedBy.POLICE and found[cut - 1].lower() in _SPEAKS_FOR
    return head if head and not speaks_for else _source(" ".join(found[cut + 1 :]))


_MADE = frozenset(("by", "from"))
_SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson official officials".split())


def _source(words: str) -> AssertedBy | None:
    if _PROSECUTOR.search(words):
        return AssertedBy.PROSECUTOR
    if _SWORN.search(words):
        return AssertedBy.COURT
    heard = {
        match.group().casefold().replace("’", "'").removesuffix("'s").rstrip("'")
        for match in _WORD.finditer(words)
    }
    for source, names in _SOURCES:
        if told := heard & names:
            other = source is AssertedBy.POLICE and told <= _ANY_BODY and heard & _NOT_POLICE
            return None if other else source
    return AssertedBy.POLICE if any(map(_FORCE.fullmatch, words.split())) else None


def is_one(words: str) -> bool:
    """Whether words end in what one person is called: "the boy's aunt", "police spokesman"."""
    last = words.split()[-1:]
    return bool(last) and last[0].casefold() in _ONE


#: Those of the words for a source that are one person's.
_ONE = frozenset(
    word
    for _, names in _SOURCES[:-1]
    for word in names
    if (not word.endswith("s") or word.endswith("ss")) and word not in words("says", "of_many")
)
