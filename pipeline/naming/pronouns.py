"""What pronouns and nouns say of the gender of the only one who was hit, whoever that is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.language.cued import Among, Cued
from pipeline.language.whose import tells_of_hurt_officer
from pipeline.naming.described import gender_of
from pipeline.naming.mentions import Named
from pipeline.records import Sentence

Vote = tuple[str, int, tuple[int, int], int]  # gender, sentence, offsets, weight


@dataclass(frozen=True, slots=True)
class Page:
    """The sentences, and who is named in each of them (index of the bearer by mention)."""

    sentences: Sequence[Sentence]
    named: Sequence[Sequence[tuple[Named, int]]]  # per sentence, in order
    hit: Sequence[Sequence[tuple[int, int]]]  # per sentence, where those hit are described
    by_police: bool = True  # and may be charged themselves
    apart: frozenset[int] = frozenset()  # ages of those without a name who were hit beside one


_FATE = Cued(
    r"(?P<word>\b(?:He|She))\s+(?:(?:was|had|has|is|later|also|then|been)\s+){0,3}"
    r"(?:died|dies|dead|pronounced|taken|transported|airlifted|flown|rushed|hit|struck|shot|hospitalized"
    r"|treated|expected|listed|suffered|wounded|(?<!He )(?<!She )identified"
    r"|running|fled|ran|unarmed|armed|leaves|suffering)\b"
)
#: "An autopsy found he died of one wound", "the coroner said she was hit twice".
_RULED = Cued(
    r"\b(?:autopsy|coroner|medical\s+examiner)\b[^.;“\"]{0,60}?\b(?P<word>he|she)\s+(?:had\s+)?"
    r"(?:died|was\s+(?:shot|struck|hit|killed|wounded)|suffered|bled)\b",
    re.IGNORECASE,
)
#: What ends a phrase before its noun: "the car of a driver".
_NO_WORD_BEFORE = (
    "and|or|of|by|to|in|on|at|with|for|from|as|who|whom|that|when|while|after|before|the|an?|his|her|their"
    "|said|says|was|were|is|shot|officer|police|deputy|trooper"
)
_OF_THE_HIT = Cued(
    rf"\b(?:[Tt]he|[Aa]n?)\s+(?:(?!(?:second|third|other|{_NO_WORD_BEFORE})\b)[\w-]+\s+){{0,3}}?(?:subject|suspect|driver|victim|individual|passenger|motorist|teen\w*"
    r"|gunman|person|decedent|deceased|juvenile|patient|robber|burglar|student|rider|motorcyclist|civilian|fugitive)\b(?![’'])"
    r"[^.;“\"]{0,90}?\b(?P<word>he|his|him|himself|she|her|herself)\b"
)
_OWN = Cued(
    r"\b(?P<word>[Hh]is|[Hh]er)\s+(?:family|relatives|death|wounds?|injuries|identity|name|mother|father|parents"
    r"|girlfriend|boyfriend|wife|husband|widow|body(?!\s+cam)|funeral|autopsy|estate|killing|waistband|hands?|gun|knife|arrest)\b"
)
_MAN = (
    rf"\s+(?:(?:[\w-]+\s+)(?!(?:and|of|or)\b)|\d{{1,3}}-year-old\s+(?:(?!(?:{_NO_WORD_BEFORE})\b)[\w-]+\s+){{0,2}})?(?P<word>man|woman|boy|girl)\b"
    r"(?!\s+who\s+(?!(?:was|were|died|had|is|has|pointed|raised|fired|ran|fled|lunged|charged|refused|drove)\b))"
    r"(?!\s+(?:told|said|says|inside|reported|called|living|from\s+the)\b)"
)
_THE_MAN = Cued(r"\b(?:[Tt]he|[Oo]ne|[Tt]his|[Tt]hat)" + _MAN)
_A_MAN = Cued(r"\b[Aa]" + _MAN)
_ADULT = Cued(
    r"\b(?:adult|juvenile|white|[Bb]lack|Hispanic|Asian|Native\s+American)\s+(?P<word>male|female)\b"
    r"(?!\s+(?:officer|deputy|trooper|caller|clerk|witness|neighbor))"
)
#: "The male was struck", as press releases have it.
_THE_MALE = Cued(
    r"\b(?:[Tt]he|[Oo]ne)\s+(?P<word>male|female)(?:\s+(?:civilian|subject|suspect|driver|individual|juvenile|adult|occupant|motorist))?"
    r"(?=[.,;]|\s+(?:was|is|had|has|who|then|did|sustained|suffered|produced|raised|pointed|failed|refused|fled|ran|exited|fired|later"
    r"|advanced|approached|charged|began|continued|died|succumbed|and|with)\b)"
)
_SHOT_HIM = Cued(
    r"\b(?:shot|shoot|shooting|killed|killing|wounded|hit|hitting|struck|striking|shoots|kills)\s+(?:and\s+killed\s+)?"
    r"(?P<word>him|her)\b(?!\s+[a-z]+(?:friend|band|er|son|ter)\b)"
)
_QUOTED_HE = Cued(
    r"[“\"‘'](?P<word>He|She)\s+(?:was|had|did|didn[’']t|never|always|ran|wasn[’']t)\b"
)
#: "She's hit in the neck", "he's got a gun": of whom police shoot, as they say it.
_QUOTED_HIT = Cued(
    r"[“\"‘'][^“”\"]{0,80}?\b(?P<word>[Hh]e|[Ss]he)(?:(?:['’]s|\s+is|\s+was)\s+(?:been\s+)?(?:hit|shot|down|bleeding|dead|unarmed|armed)"
    r"|(?:['’]s|\s+has)\s+(?:got\s+)?(?:a|the)\s+(?:gun|knife|weapon|rifle|pistol|shotgun))\b"
)
_KIN = Cued(
    r"\b(?:mother|father|grandmother|grandfather|parents?|aunt|uncle|family|says?|said|mom|dad)\b[^.;]{0,60}?"
    r"\b(?:(?:[Hh]er|[Hh]is|[Tt]heir)\s+(?:[\w-]+\s+)?)?(?P<word>son|daughter|grandson|granddaughter|nephew|niece)\b(?!,?\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
#: People of whom a pronoun may be said instead.
OTHERS = re.compile(
    r"\b(?:officers?|police|deput(?:y|ies)|troopers?|chief|sheriff|sergeant|lawyer|attorney|judge|mayor"
    r"|spokes\w+|witness(?:es)?|neighbor)\b",
    re.IGNORECASE,
)
#: Words trusted less than this may mean somebody else: what they say is inferred.
PLAIN = 2
#: How far each pattern is to be trusted, and whether an officer in the sentence spoils it.
_TELLING = Among(
    (
        ((3, False), _SHOT_HIM),
        ((2, True), _ADULT),
        ((3, False), _FATE),
        ((2, False), _RULED),
        ((2, False), _OF_THE_HIT),
        ((2, False), _THE_MAN),
        ((2, False), _THE_MALE),
        ((1, False), _A_MAN),
        ((1, True), _OWN),
        ((1, False), _QUOTED_HE),
        ((1, False), _QUOTED_HIT),
        ((1, False), _KIN),
    )
)


_QUOTED = (_QUOTED_HE, _QUOTED_HIT)


def of_the_hit(page: Page, own: Collection[Named] = ()) -> Iterator[Vote]:
    """Words that, where one person was hit, mostly mean that person, of ``own`` mentions."""
    for place, sentence in enumerate(page.sentences):
        text = sentence.text
        for (weight, spoilt), pattern in _TELLING.able(text):
            for match in pattern.finditer(text):
                gender = gender_of(match["word"])
                meant = pattern in _QUOTED or not quoted(text, match.start("word"))
                if (
                    gender is None
                    or not meant
                    or (spoilt and OTHERS.search(text, 0, match.start()))
                ):
                    continue
                if pattern is _FATE and match.start() < _OPENS and _after_hurt_officer(page, place):
                    continue
                if not page.by_police and pattern is _OF_THE_HIT and _IN_CHARGE.search(match[0]):
                    continue
                if _is_of_one_named(page, place, match, pattern, own):
                    continue
                if not _of_somebody_named(page, place, match.start()):
                    yield gender, place, match.span("word"), weight


#: Where police did not fire, who is suspected is not who was hit.
_IN_CHARGE = Cued(
    r"\b(?:suspect|gunman|charged|accused|arrested|convicted|indicted|sentenced|wanted|custody|surrender\w*)\b",
    re.IGNORECASE,
)
_OPENS = 2  # where "He" begins a sentence, or a quotation in it


def _after_hurt_officer(page: Page, place: int) -> bool:
    """ "A deputy was hit. He was listed in good condition": the deputy."""
    return place > 0 and tells_of_hurt_officer(page.sentences[place - 1].text)


def _of_somebody_named(page: Page, place: int, at: int) -> bool:
    """Whether a titled name (an officer, an official) stands before the word in its sentence."""
    return any(mention.titles and mention.start < at for mention, _ in page.named[place])


def _is_of_one_named(
    page: Page, place: int, match: re.Match[str], pattern: Cued, own: Collection[Named]
) -> bool:
    """Whether a pronoun may be of somebody named before it: "Poe fled. He is armed".

    Not of who only tells of it ("Poe said", "according to Poe"), nor of a place.
    """
    at = match.start("word")
    if pattern is _SHOT_HIM or _NOUN.fullmatch(match["word"]):
        return False
    text = page.sentences[place].text
    beside = pattern is _OF_THE_HIT and not _BESIDE.search(text, 0, match.start())
    since = match.start() if beside else 0
    before = [one for one, _ in page.named[place] if since <= one.start < at]
    if not before and place and at <= len("“He") and pattern is not _OF_THE_HIT:
        text = page.sentences[place - 1].text
        before = [one for one, _ in page.named[place - 1]]
    told = [one for one in before if not _only_tells(text, one)]
    return bool(told) and not any(one in own for one in told)


_NOUN = re.compile(r"(?:wo)?man|boy|girl|(?:fe)?male|(?:grand)?(?:son|daughter)|nephew|niece", re.I)
#: "Poe switched seats with the driver and drove his friend away": what follows is Poe's.
_BESIDE = re.compile(r"\b(?:with|by|from|of|for|beside|behind)\s+$")
_SOURCE = re.compile(
    r"\b(?:according\s+to|said|says|told|added|in|at|on|near|from|of|off)\s+(?:the\s+)?(?:[A-Z0-9][\w.’'-]*\s+){0,5}$"
)
_SAYING = re.compile(
    r"[^.;“\"]{0,40}?\b(?:said|says|told|tells|added|adds|confirmed|announced|reports?|learned)\b"
)


_ITS_POLICE = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:police|officers?|deput\w+|troopers?|detectives?|investigators|firefighters"
    r"|authorities|man|woman|teen\w*|hospital)\b",
    re.IGNORECASE,
)


def _only_tells(text: str, mention: Named) -> bool:
    """Whether somebody is named only as who tells of it, or is a place or its police."""
    if _ITS_POLICE.match(text, mention.end):
        return True
    before = _SOURCE.search(text, max(0, mention.start - 60), mention.start)
    return bool(before or mention.titles or _SAYING.match(text, mention.end))


_SPEAKS = Cued(
    r"\b(?:said|says|told|tells|added|adds|wrote|testified|announced|confirmed|recalled|explained|reported|argued|claimed"
    r"|thought|believed|feared|assumed|suspected|knew|realized)\b"
)
#: Words for people, to tell of how many a sentence speaks.
_PEOPLE = Cued(
    r"\b(?:man|boy|male|father|dad|son|brother|uncle|nephew|husband|grandfather|grandson|boyfriend|stepfather"
    r"|woman|girl|female|mother|mom|daughter|sister|aunt|niece|wife|grandmother|granddaughter|girlfriend|stepmother"
    r"|officers?|deputy|trooper|agent|chief|sheriff|sergeant|lawyer|attorney|judge|mayor|client|neighbor|friend|cousin|fianc\w+|victim"
    r"|suspect|gunman|shooter|driver|passenger|person|somebody|someone|teen(?:ager)?|child|toddler|baby|juvenile|student|clerk|guard"
    r"|witness|robber|intruder|owner|resident|prosecutor|coroner|examiner|doctor|spokes\w+|official|captain|lieutenant|commissioner|director"
    r"|principal|teacher|manager|reporter|pastor|plaintiff|who)\b",
    re.IGNORECASE,
    by_letter=True,
)
#: What stands between a name and the one word that says what its bearer is.
_APPOSED = re.compile(r"(?:,?\s*\(?\d{1,3}\)?)?\s*,\s+[^,.;]{2,60}(?:,|$)")
_JUST_BEFORE = 25


def may_be_anothers(text: str, mention: Named, end: int, gender: str) -> bool:
    """Whether a pronoun at or after ``end`` may mean somebody else than the one who is named.

    It may after a saying, and where the sentence tells of another of that gender, or of neither.
    """
    if _SPEAKS.search(text, mention.end, end):
        return True
    return any(other in (None, gender) for other in _others(text, mention, end))


def is_told_of_another(text: str, mention: Named, end: int, gender: str) -> bool:
    """Whether the sentence tells of another of that gender."""
    return gender in _others(text, mention, end)


def _others(text: str, mention: Named, end: int) -> list[str | None]:
    """The genders of people told of beside the one who is named."""
    own = _APPOSED.match(text, mention.end)
    after = own.end() if own else mention.end
    before = max(0, mention.start - _JUST_BEFORE)
    told = [*_PEOPLE.finditer(text, 0, before), *_PEOPLE.finditer(text, after, end)]
    return [gender_of(one.group()) for one in told]


def quoted(text: str, at: int) -> bool:
    """Whether a place lies within quotation marks."""
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
