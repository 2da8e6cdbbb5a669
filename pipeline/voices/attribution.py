"""Who says so: the sayings of one sentence, each with the words for whoever says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.cued import Cued
from pipeline.records import AssertedBy
from pipeline.voices.kinds_of_voice import voice_of
from pipeline.voices.sayers import BELONGING, Subject, after, before, initial, subject_of, turned

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
#: "Officers told him to drop it" is an order; "declined to say" is no more than said.
_ORDER = re.compile(
    r"\s+(?!that\b)(?:[\w'’.-]+\s+){1,4}?(?:not\s+)?to\s+(?!(?:the|a|an|his|her|their)\b)[a-z]+",
    re.IGNORECASE,
)
_INFINITIVE = Cued(r"(?<!declined )(?<!declines )(?<!refused )(?<!refuses )\bto\s+$")
_WHEN = (
    r"(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|in\b|at\b|during|late"
    r"|early|this|to\b|of\b"
)
_CLOSES = re.compile(rf"\s*(?:[.,;:—–]|$|(?:{_WHEN}))", re.IGNORECASE)


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
        who = subject_of(match["who"], (), *match.span("who"))
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
    head = words if match.lastgroup != "told" else BELONGING.split(words)[0]
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
_SEEN = Cued(
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
        who = turned(text, start, end)
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


def _may_show(verb: str, who: Subject) -> bool:
    """His mother found him dead: nobody is told so. "Relatives identified him", "neighbors saw"."""
    if verb.lower() in _SENSED:
        return who.voice is AssertedBy.WITNESS
    if who.voice in (AssertedBy.FAMILY, AssertedBy.WITNESS):
        return verb.lower().startswith(("identif", "confirm"))
    return who.voice is not None


_SENSED = frozenset(("heard", "saw"))
