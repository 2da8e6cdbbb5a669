"""What the words around a name say of its bearer's gender: "NAME, a mother of two", "he"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.language.cued import Cued
from pipeline.lexicon import given_genders
from pipeline.lexicon.people_words import words
from pipeline.naming.described import gender_of
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.naming.pronouns import OTHERS, Page, Vote, may_be_anothers, quoted

PRONOUNS = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_OWN_KIN = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:mother|father|sister|brother|wife|husband|widow|girlfriend|boyfriend|aunt|uncle"
    r"|(?:grand)?(?:mother|father|son|daughter)|cousin|niece|nephew|fianc\w+|partner|lawyer|attorney)\b"
)
_WHOSE = re.compile(r"(?:,\s+\d{1,3})?,\s+(?:his|her)\b")
_OF_PLACE = Cued(r"\b(?:from|in|near|at|(?<!death )(?<!killing )(?<!shooting )(?<!murder )of)\s+$")
_PLACING = ("from", "in", "near", "at", "of")
#: In the clause of a name, "him" is somebody else; "her" may be, unless it owns something.
_OWN_PRONOUN = Cued(
    r"\b(?:he|his|himself|she|hers|herself|her(?=\s+(?!(?:and|as|at|by|for|from|in|on|that|to|when|with)\b)"
    r"[a-z]))\b",
    re.IGNORECASE,
)
#: The dead do not speak: "She said" after a sentence on them is somebody else.
_NEXT = re.compile(r"(?:He|She|His|Her)\b(?!\s+(?:\w+\s+)?(?:said|says|told|added|asked)\b)")
#: ", she said" after a quotation is who is quoted.
_SPEAKS = re.compile(r"[\"”’']\s+$")
_SAYS = re.compile(r"\s+(?:said|says|told|wrote|added|recalled)\b")


def fitting(bearer: Bearer, votes: Iterable[Vote]) -> Iterator[Vote]:
    """The votes without those of a gender that hardly any bearer of the first name has.

    "He" beside a Mary is somebody else; what is apposed to her name or is her title is not asked.
    """
    usual = given_genders.usual(bearer.given)
    return (vote for vote in votes if usual in (None, vote[0]))


def of_name(page: Page, bearer: Bearer) -> Iterator[Vote]:
    """What is said beside each mention of a bearer, the plainest with most weight."""
    for mention in bearer.mentions:
        yield from _titled(page, bearer, mention)
        yield from _in_apposition(page.sentences[mention.sentence].text, mention)
        yield from fitting(bearer, _beside(page, mention, sure=True))
    yield from fitting(bearer, _introduced(page, bearer))


def likely(page: Page, bearer: Bearer) -> Iterator[Vote]:
    """Pronouns beside the name that need not be this bearer's."""
    for mention in bearer.mentions:
        yield from fitting(bearer, _beside(page, mention, sure=False))


def nearby(page: Page, bearer: Bearer) -> Iterator[Vote]:
    """Pronouns after any mention, whoever else is named: weak, and only where all is silent."""
    return fitting(bearer, _nearby(page, bearer))


def _nearby(page: Page, bearer: Bearer) -> Iterator[Vote]:
    for mention in bearer.mentions:
        for place in (mention.sentence, mention.sentence + 1):
            if place >= len(page.sentences):
                continue
            text = page.sentences[place].text
            start = mention.end if place == mention.sentence else 0
            for match in PRONOUNS.finditer(text, start):
                spoilt = OTHERS.search(text, start, match.start()) or any(
                    start <= other.start < match.start() and other not in bearer.mentions
                    for other, _ in page.named[place]
                    if len(other.parts) > 1
                )
                speaks = _SAYS.match(text, match.end())
                if not spoilt and not speaks and not quoted(text, match.start()):
                    yield gender_of(match.group()) or "", place, match.span(), 1


def _tag(text: str, match: re.Match[str]) -> bool:
    """Whether a pronoun only says who is quoted: "…," she said."""
    closed = _SPEAKS.search(text, 0, match.start()) is not None
    return closed and _SAYS.match(text, match.end()) is not None


def _is_of_place(text: str, start: int, end: int) -> bool:
    """Whether the words between offsets make what follows a place: "the mayor of"."""
    placing = text[start:end].rstrip().endswith(_PLACING)
    return placing and _OF_PLACE.search(text, start, end) is not None


def _beside(page: Page, mention: Named, *, sure: bool) -> Iterator[Vote]:
    """The pronoun of the clause, and the one that opens the next sentence.

    ``sure``: only where it can be nobody else's.
    """
    text = page.sentences[mention.sentence].text
    others = [
        other.start
        for other, _ in page.named[mention.sentence]
        if other.start >= mention.end
        and other.keys[-1] != mention.keys[-1]
        and not _is_of_place(text, mention.end, other.start)
        and not all(key in words()["not_people"]["whole"] for key in other.keys)
    ]
    match = _OWN_PRONOUN.search(text, _apposed(text, mention.end), min(others, default=len(text)))
    if match and _is_own(page, mention, match):
        gender = gender_of(match.group()) or ""
        if not sure or not may_be_anothers(text, mention, match.start(), gender):
            yield gender, mention.sentence, match.span(), 1
    first = mention.title_start <= 2 and not mention.titles
    if (others and not first) or _subject_before(page, mention):
        return
    after = mention.sentence + 1
    if after < len(page.sentences):
        match = _NEXT.match(page.sentences[after].text)
        gender = gender_of(match.group()) or "" if match else ""
        if match and not (sure and may_be_anothers(text, mention, len(text), gender)):
            yield gender, after, match.span(), 1 if others else 2


def _apposed(text: str, at: int) -> int:
    """After "his" of ", his lawyer": whose lawyer it is, not who."""
    match = _WHOSE.match(text, at)
    return match.end() if match else at


def _is_own(page: Page, mention: Named, match: re.Match[str]) -> bool:
    """Whether a pronoun in the clause of a name is its bearer's, and not somebody else's there."""
    text = page.sentences[mention.sentence].text
    if _OWN_KIN.match(text, mention.end):
        return False  # "Roe's mother said she": the pronoun is the mother's
    if _ANOTHER.search(text, mention.end, match.start()):
        return False  # "Roe remembers a man tying his scarf"
    if quoted(text, match.start()) or _tag(text, match) or _SOURCE.search(text, 0, mention.start):
        return False
    return not _subject_before(page, mention) and not _SPEAKER_BEFORE.search(text, 0, mention.start)


_ANOTHER = re.compile(
    r"(?<!,)\s(?:an?|another|the)\s+(?:[\w-]+\s+)?(?:man|woman|boy|girl|neighbou?r|relative|friend)\b"
)
#: "According to Officer Roe, a boy shot his sister".
_SOURCE = re.compile(r"\b[Aa]ccording\s+to\s+(?:[\w.’'-]+\s+){0,4}$")
_SPEAKER_BEFORE = Cued(
    r"\b(?:prosecutor|sheriff|judge|mayor|coroner|spokes\w+|lawyer|attorney)\b", re.IGNORECASE
)


def _subject_before(page: Page, mention: Named) -> bool:
    """Whether somebody else is named earlier in the sentence."""
    return any(
        other.start < mention.start and other.keys[-1] != mention.keys[-1]
        for other, _ in page.named[mention.sentence]
    )


# --- nouns ----------------------------------------------------------------------------------

_APPOSED = Cued(
    r"(?:,?\s*\(?\d{1,3}\)?)?\s*,\s+(?:who\s+(?:is|was)\s+)?(?:his|her|their|an?|the|[A-Z][\w’']+)\s+"
    r"(?P<words>[^,.;:()“”\"]{1,70})"
)
_BE = re.compile(
    r"(?:,?\s*\(?\d{1,3}\)?,?)?\s+(?:was|is)\s+(?:an?|the)\s+(?P<words>[^,.;:()“”\"]{1,50})"
)
#: Whose noun it is, or where the noun of another begins.
_OF_ANOTHER = re.compile(r"['’]s?\s|\b(?:his|her|their|of|to|who|whom|by|with|for|from|as)\b")


_HEAD_ENDS = re.compile(
    r"\s*(?:[,.;:)–—]|$)|\s+(?:of|and|who|said|from|in|to|with|for|whose|at|on|shot|killed|he|she|they|police|officers|deputies)\b"
)


def _titled(page: Page, bearer: Bearer, mention: Named) -> Iterator[Vote]:
    """ "Ms. Roe": of a surname that somebody else bears, or that speaks, it may be kin."""
    text = page.sentences[mention.sentence].text
    title = mention.titles[-1] if mention.titles else ""
    gender = gender_of(title) if title in ("mr", "mrs", "ms", "miss") else None
    bare = len(mention.parts) == 1
    if gender is None or (
        bare and (_shared(page, bearer, mention) or _SAYS.match(text, mention.end))
    ):
        return
    at = text.casefold().rfind(title, 0, mention.start)
    if at >= 0:
        yield gender, mention.sentence, (at, at + len(title)), 4


def _shared(page: Page, bearer: Bearer, mention: Named) -> bool:
    """Whether another than the bearer is named in full by the surname of a mention."""
    return any(
        len(other.parts) > 1 and other.keys[-1] == mention.keys[-1] and other not in bearer.mentions
        for named in page.named
        for other, _ in named
    )


def _in_apposition(text: str, mention: Named) -> Iterator[Vote]:
    place = mention.sentence
    for pattern in (_APPOSED, _BE):
        after = pattern.match(text, mention.end)
        if after and _KIN_LISTED.match(text, mention.end):
            continue
        if after and (found := _first_noun(text, *after.span("words"))):
            yield found[0], place, found[1], 3
    speaks = _SAYS.match(text, mention.end) is not None
    for ahead in _AHEAD:
        told = None if speaks else ahead.search(text, 0, mention.start)
        if told and (gender := gender_of(told["noun"])):
            yield gender, place, told.span("noun"), 3
    yield from _of_owner(text, mention)
    before = _NOUN_BEFORE.search(text, 0, mention.start)
    if before is None or _PAIR.search(text, 0, mention.start) or _speaks(text, before, mention):
        return
    if "," not in before.group() and _DOES.match(text, mention.end):
        return  # "the man Roe shot": whom Roe shot
    if (gender := gender_of(before["noun"])) and not PRONOUNS.fullmatch(before["noun"]):
        yield gender, place, before.span("noun"), 3


_DOES = re.compile(
    r"\s+(?:had\s+|allegedly\s+|then\s+)?(?:shot|killed|wounded|hit|stabbed)\b(?!\s+by\b)(?=\s+(?:first|before|after|in|at|on|and|was|is|were|during|to)\b|[.,;]|$)"
)
#: "For Roe, his mother and his aunt": they are three.
_KIN_LISTED = re.compile(
    r",\s+(?:his|her)\s+[\w-]+(?:,\s+(?:his|her)\s+[\w-]+)*,?\s+and\s+(?:his|her|their|two|three|an?)\s"
)
_NOUN_BEFORE = Cued(r"(?<![\w-])(?P<noun>[\w-]+)\s*,?\s*(?:\d{1,3}-year-old\s+)?$")
_OWN_KIN_AFTER = (
    r"(?P<own>his|her)\s+(?:[\w-]+\s+){0,2}?(?:mother|father|parents|sister|brother|wife|husband|girlfriend|boyfriend|fianc[ée]e?|son|daughter"
    r"|child|children|grandson|granddaughter|grandchildren|cousin|niece|nephew|friend|passenger)\b"
)
#: "Roe and his wife".
_AND_HIS = re.compile(rf"(?:,?\s+\(?\d{{1,3}}\)?,?)?\s+and\s+(?:of\s+)?{_OWN_KIN_AFTER}")
#: "Roe, 57, who stood behind her husband".
_WHO_BESIDE = re.compile(
    r"(?:,?\s+\(?\d{1,3}\)?)?,\s+who\s+(?:(?!(?:he|she|his|her|him|a|an|police|officers?|deput\w+)\b)[a-z0-9’'-]+\s+){1,7}?"
    + _OWN_KIN_AFTER
)
_SOMEBODY_BEFORE = re.compile(r"\b(?:he|she|his|her|him|(?:wo)?man|boy|girl|husband|wife)\b", re.I)


def _of_owner(text: str, mention: Named) -> Iterator[Vote]:
    """Whose kin stand beside the name: "Roe and his wife", where nobody else was told of."""
    who = _WHO_BESIDE.match(text, mention.end)
    told = who or _AND_HIS.match(text, mention.end)
    if told is None or (who is None and _SOMEBODY_BEFORE.search(text, 0, mention.start)):
        return
    yield gender_of(told["own"]) or "", mention.sentence, told.span("own"), 2


def _speaks(text: str, before: re.Match[str], mention: Named) -> bool:
    """ "They found a boy and a girl, Wagner said": the words are of others."""
    return "," in before.group() and _SAYS.match(text, mention.end) is not None


def _first_noun(text: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """The first noun of a gender in a phrase, ahead of whatever is of somebody else."""
    stop = _OF_ANOTHER.search(text, start, end)
    for word in re.finditer(r"[\w-]+", text[: stop.start() if stop else end][start:]):
        gender = gender_of(word.group())
        head = _HEAD_ENDS.match(text, start + word.end())
        if gender and head and not PRONOUNS.fullmatch(word.group()):
            return gender, (start + word.start(), start + word.end())
    return None


#: "The man shot by officers after a chase was NAME".
_THE_ONE_WAS = Cued(
    r"\b(?:[Tt]he|[Aa])\s+(?:[\w-]+\s+)?(?P<noun>man|woman|boy|girl)\s+(?:who\s+(?:was\s+)?)?(?:fatally\s+)?"
    r"(?:shot|killed|wounded|struck|hit|died)\b[^.;,]*\b(?:was|is|as)\s+(?:\d+-year-old\s+)?$"
)
#: "The woman was identified by her family as NAME", "identified the dead man as NAME".
_IDENTIFIED_AS = Cued(
    r"\b(?:[Tt]he|[Aa])\s+(?:[\w-]+\s+){0,2}?(?P<noun>man|woman|boy|girl|male|female)(?:\s+(?:adult|juvenile|driver|passenger|suspect|subject))?,?\s+"
    r"(?:(?:who|whom|was|has|been|is|later|since|police|officials)\s+){0,4}"
    r"(?:identified|named)\s+(?:[\w.'’-]+\s+){0,7}?as\s+(?:\d+-year-old\s+)?$"
)
_IDENTIFIED = Cued(
    r"\b(?:identif\w+|named?|naming)\s+(?:the|a)\s+(?:[\w-]+\s+)?(?P<noun>man|woman|boy|girl)\b(?:(?!\b(?:man|woman|boy|girl)\b)[^.;])*\bas\s+"
    r"(?:\d+-year-old\s+)?$"
)
#: "Her grandmother identified her as NAME".
_IDENTIFIED_HER = Cued(
    r"\b(?:identif\w+|named|names)\s+(?P<noun>him|her)\s+(?:[\w-]+\s+){0,2}?as\s+(?:\d+-year-old\s+)?$"
)
#: "She is NAME."
_SHE_IS = Cued(r"(?:^|[“\"]|—\s)(?P<noun>He|She)\s+(?:is|was)\s+(?:\d+-year-old\s+)?$")
#: "From his hospital bed, NAME": of whom the sentence goes on to tell.
_FRONTED = Cued(
    r"(?:^|[“\"])(?:From|At|In|On|With|Outside|Inside|Despite)\s+(?P<noun>his|her)\s+(?:[\w’'-]+\s+){1,4}?"
    r"(?:(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?,\s+$"
)
#: "A father of four, NAME".
_FATHER_OF = Cued(
    r"\b(?P<noun>father|mother|dad|mom|grandfather|grandmother)\s+of\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+),?\s+$"
)
#: "The woman next door, NAME", "the man he was holding, NAME".
_THE_ONE_THERE = Cued(
    r"\b(?:[Tt]he|[Aa]|[Aa]nother)\s+(?:[\w-]+\s+){0,2}?(?P<noun>man|woman|boy|girl)\s+(?:next|upstairs|downstairs|inside|outside|behind|beside|in|on|at|with"
    r"|he|she|they|driving|riding|sitting|standing|holding|running|walking|carrying|being)"
    r"(?:\s+(?!(?:his|her|their|and|(?:wo)?m[ae]n|boys?|girls?|officers?|who|whom|that|was|is|said|says|told)\b)[a-z’'-]+){0,6},\s+(?:\d+-year-old\s+)?$"
)
#: "The man officers were shooting at, NAME".
_THE_ONE_WHO = Cued(
    r"\b(?:[Tt]he|[Aa]|[Aa]nother)\s+(?:[\w-]+\s+){0,2}?(?P<noun>man|woman|boy|girl)\s+"
    r"(?:whom?|that|police|(?:the\s+)?(?:officers?|deput\w+|troopers?|agents?)|shot|killed|wounded)\b[^.;,]{3,60},\s+$"
)
_AHEAD = (
    _THE_ONE_WAS,
    _THE_ONE_WHO,
    _THE_ONE_THERE,
    _IDENTIFIED_AS,
    _IDENTIFIED,
    _IDENTIFIED_HER,
    _SHE_IS,
    _FATHER_OF,
    _FRONTED,
)
#: "His aunt and uncle, Ann Roe and John Roe"
_PAIR = Cued(
    r"\b(?:aunt|uncle|mother|father|brother|sister|son|daughter|wife|husband|grand\w+)\s+and\s+[\w-]+,?\s*$"
)
_SOMEBODY = Cued(
    r"\b(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?P<noun>man|woman|boy|girl|mother|father|grandmother|grandfather)\b",
    re.IGNORECASE,
)


def _introduced(page: Page, bearer: Bearer) -> Iterator[Vote]:
    """ "A woman who … .  NAME, 33, …": named with an age right after one somebody is told of."""
    first = next((m for m in bearer.mentions if len(m.parts) > 1 and m.sentence), None)
    if first is None or first.title_start or first.sentence == 0:
        return
    text = page.sentences[first.sentence].text
    before = page.sentences[first.sentence - 1]
    if not re.match(r",\s+\d{1,2},", text[first.end :]) or page.named[first.sentence - 1]:
        return
    told = list(_SOMEBODY.finditer(before.text))
    if len({gender_of(match["noun"]) for match in told}) == 1:
        yield gender_of(told[0]["noun"]) or "", first.sentence - 1, told[0].span("noun"), 2
