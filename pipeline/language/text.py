"""Sentences with offsets: the common ground every reader of an article stands on."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

from pipeline.language.calendar import MONTHS
from pipeline.records import Article, Sentence, Where

T = TypeVar("T")

# Words after which a full stop does not end a sentence (AP style, titles, states, months).
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr rev hon prof sr jr st ste mt ft fr gen lt col capt sgt cpl pvt cmdr maj det
    dep asst supt insp spc ofc gov sen rep pres atty no nos vs etc inc co corp ltd dept div
    ave blvd rd hwy pkwy ln ct sq bldg apt
    ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo
    mont neb nev okla ore pa penn tenn tex va vt wash wis wyo
    jan feb mar apr jun jul aug sept sep oct nov dec
    mon tue tues wed thu thur thurs fri sat sun
    """.split()
)
#: Tried where a run of marks begins: ten thousand dots are tried once, not from each of them.
_BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?=\s|[A-Z][a-z])")
#: The most characters of one sentence; of 73,600 in open articles thirteen have more than 800.
LONGEST = 1_000
#: What a sentence without end is best cut behind: a mark, a clause, a word.
_CUTS = (re.compile(r"[.!?;](?=\s|[A-Z])"), re.compile(r"[,:](?=\s)"), re.compile(r"\S(?=\s)"))
_LAST_WORD = re.compile(r"([^\s(\"“'‘]+)$")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


def normalise(text: str) -> str:
    """NFC, Unix line ends, no control characters, paragraphs parted by one blank line.

    Nor letters that are not seen: pages strew them into names, to break lines or by pasting.

    >>> normalise("Ma" + chr(0x200B) + "ria P" + chr(0xAD) + "erez")
    'Maria Perez'
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    lines = [" ".join(line.split()) for line in _CONTROL.sub(" ", text).split("\n")]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


#: Soft hyphens and marks without width. What turns the direction of writing stays: it is seen, and
#: whoever reviews the page is to see it.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # categories Cc and Cs


def ascii_twin(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern for plain texts (:func:`is_plain`): it finds the same there, and sooner.

    >>> ascii_twin(re.compile(r"\\w+")).findall("A man")
    ['A', 'man']
    """
    return re.compile(pattern.pattern, pattern.flags & ~re.UNICODE | re.ASCII)


@lru_cache(maxsize=2048)
def is_plain(text: str) -> bool:
    """Whether a text holds nothing beyond ASCII but quotes, dashes and dots.

    These are part of no word, no blanks, and the same in small letters: what is compiled for ASCII
    passes over them as what is compiled for all letters does.

    >>> is_plain("“No,” he said — he’d left …"), is_plain("Peña"), is_plain("5 pm")
    (True, False, True)
    """
    return _BEYOND.search(text) is None


MARKS = "“”‘’—–…"
_BEYOND = re.compile(rf"[^\x00-\x7f{MARKS}]")


class ByWord(dict[str, T]):
    """What is worked out of words, each once: sooner asked than what ``lru_cache`` keeps.

    >>> sizes = ByWord(len)
    >>> sizes["officer"], list(sizes)
    (7, ['officer'])
    """

    def __init__(self, work_out: Callable[[str], T]) -> None:
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[word] = self._work_out(word)
        return found


_MOST_WORDS = 16384  # a text has a few hundred


def cases(text: str) -> tuple[int, int]:
    """How many small letters and how many capitals a text has.

    >>> cases("Über 2 Men")
    (5, 2)
    """
    ascii_only = text.encode("ascii", "ignore")  # counted in C, and the few others one by one
    others = () if text.isascii() else _NOT_ASCII.findall(text)
    return (
        len(ascii_only) - len(ascii_only.translate(None, _SMALL)) + sum(map(str.islower, others)),
        len(ascii_only) - len(ascii_only.translate(None, _LARGE)) + sum(map(str.isupper, others)),
    )


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SMALL, _LARGE = string.ascii_lowercase.encode(), string.ascii_uppercase.encode()


def folded_words(text: str) -> list[str]:
    """The words of a text without case, as ``\\w`` has them.

    >>> folded_words("An AR-15: he'd fired")
    ['an', 'ar', '15', 'he', 'd', 'fired']
    """
    if text.isascii():
        return text.translate(_WORDS_OF_ASCII).split()  # in half the time of a pattern
    return _WORD.findall(text.casefold())


_WORD = re.compile(r"\w+")
_WORDS_OF_ASCII = {
    code: chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " "
    for code in range(128)
}


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, parted by whatever is none of a to z.

    >>> plain_words("Café, 2 MEN’s")
    ['caf', 'men', 's']
    """
    return text.lower().encode("ascii", "replace").translate(_A_TO_Z).decode().split()


_A_TO_Z = bytes(code if chr(code).islower() else 32 for code in range(128)).ljust(256)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of each paragraph (blocks parted by blank lines), without outer blanks."""
    for match in _PARAGRAPH.finditer(text):
        block = match.group()
        start = match.start() + len(block) - len(block.lstrip())
        end = match.start() + len(block.rstrip())
        if end > start:
            yield start, end


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of ``text[start:end]``, one paragraph.

    A single line break ends a sentence: many real texts part paragraphs by one break only. What
    has more than ``LONGEST`` characters (a transcript in capitals, a list of headlines) is cut.
    """
    here = start
    for line_start, line_end in _lines(text, start, end):
        here = line_start
        for match in _BOUNDARY.finditer(text, line_start, line_end):
            if _ends_sentence(text, here, match, line_end):
                yield from _pieces(text, here, match.end())
                here = match.end() + _blank(text, match.end(), line_end)
        if here < line_end:
            yield from _pieces(text, here, line_end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence whole, or cut at marks or blanks into pieces of at most ``LONGEST`` characters.

    Nobody quotes more, and what looks from each person to all words of the sentence would take
    the square of a text without a full stop.
    """
    while end - start > LONGEST:
        late = start + LONGEST
        cut = next((at for cutting in _CUTS if (at := _last(cutting, text, start, late))), late)
        yield start, cut
        start = cut + _blank(text, cut, end)
    if start < end:
        yield start, end


def _last(cutting: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Where the last match ends in the second half of ``text[start:end]``."""
    ends = (each.end() for each in cutting.finditer(text, (start + end) // 2, end))
    return max(ends, default=None)


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Every sentence of the article, the title first."""
    found: list[Sentence] = []
    if article.title:
        found.append(Sentence(Where.TITLE, 0, len(article.title), article.title, -1))
    for number, (start, end) in enumerate(paragraphs(article.text)):
        for first, last in split(article.text, start, end):
            text = article.text[first:last]
            found.append(Sentence(Where.TEXT, first, last, text, number))
    return tuple(found)


#: How running text ends; headlines, bylines and captions above a story do not.
_STOPPED = re.compile(r"[.?!:;,][\"\u201d\u2019')\]]*$")
_LONGEST_ABOVE = 120


def is_running(line: str) -> bool:
    """Whether a line is running text, and no headline, byline or caption.

    >>> is_running("Officers fired."), is_running("By Union Wire")
    (True, False)
    """
    return len(line) > _LONGEST_ABOVE or _STOPPED.search(line.rstrip()) is not None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = start
    while here < end:
        stop = text.find("\n", here, end)
        stop = end if stop < 0 else stop
        if stop > here:
            yield here, stop
        here = stop + 1 + _blank(text, stop + 1, end)


def _blank(text: str, start: int, end: int) -> int:
    here = start
    while here < end and text[here].isspace():
        here += 1
    return here - start


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    after = match.end() + _blank(text, match.end(), end)
    if after >= end:
        return True
    if after == match.end():
        return _unspaced(text, match, end)
    mark = match.group()
    if mark[0] != ".":
        return not text[after].islower()
    start = max(start, text.rfind(" ", start, match.start()))
    word = _LAST_WORD.search(text, start, match.start())
    if word is None:
        return True
    last = word.group(1).casefold().rstrip(".")
    following = text[after]
    if following.islower() or following in ",;:":
        return False
    if last in _ABBREVIATIONS and len(mark) == 1:
        # "… lives in Macon, Ga. Police said" ends there; "Sgt. Ruiz", "Jan. 3" do not.
        return _is_closing_abbreviation(last, text, after, end)
    if last in ("a.m", "p.m"):
        return _DAY_OR_ZONE.match(text, after, end) is None
    initials = _INITIALS.fullmatch(last) is not None
    return not initials or last == "i"


_INITIALS = re.compile(r"(?:[a-z]\.)*[a-z]")
#: "At 9 p.m. Sunday", "10 a.m. Oct. 3", "noon to 1 p.m. EST": what an hour is told with.
_DAY_OR_ZONE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?(?=,)"
    rf"|(?:{MONTHS}"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)(?=\s+\d)|[ECMP](?:[SD]?T|astern|entral|ountain|acific))\b"
)


def _unspaced(text: str, match: re.Match[str], end: int) -> bool:
    """ "Police said.The man": a page that lost the blank between two sentences."""
    before = text[max(0, match.start() - 2) : match.start()]
    return (
        before.islower() and before.isalpha() and _OPENERS.match(text, match.end(), end) is not None
    )


_CLOSERS = frozenset("inc co corp ltd jr sr etc ave blvd rd hwy pkwy".split())
_STATES = frozenset(
    """ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo
    mont neb nev okla ore pa penn tenn tex va vt wash wis wyo""".split()
)
_OPENERS = re.compile(
    r"(?:[\"“'‘]|(?:The|A|An|He|She|They|It|His|Her|Their|Police|Officers?|Deput\w+|In|On|At|"
    r"Authorities|Investigators|Sheriff|This|That|Two|According|After|When|But|And|No)\b)"
)


def _is_closing_abbreviation(last: str, text: str, after: int, end: int) -> bool:
    if last in _CLOSERS or last in _STATES:
        return _OPENERS.match(text, after, end) is not None
    return False
