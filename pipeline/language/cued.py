"""Patterns tried only on a text that holds a word they cannot do without.

Most patterns match in few sentences, and each costs a walk through every letter of every one. The
words of a text are looked up once for all patterns together; a pattern none of whose words is among
them cannot match. Those words are read from the pattern itself, so they hold whatever it becomes:
up to two sets, one word of each of which a match must have. A pattern of which no word is certain
is always tried. Of one that may match in several ways, only the ways whose words are there are.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property, lru_cache, reduce
from operator import or_
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

from pipeline.language import branches
from pipeline.language.kept import Kept, Needs
from pipeline.language.text import ByWord, folded_words, is_plain

T = TypeVar("T")

#: The ways a word may go as far as a pattern is read: "fle" begins one, "*fle" stands anywhere in
#: it, "fled " is the whole of one, "*fled " its end.
_Ways = frozenset[str]
_BEGIN: _Ways = frozenset(("",))
_INSIDE: _Ways = frozenset(("*",))
_SETS = 2  # of words, of each pattern
_MOST = 64  # ways followed at once
LONG = 800  # letters of a pattern whose ways are worth trying apart
_ASCII, _UNICODE = int(re.ASCII), int(re.UNICODE)
_SHORTEST = 3  # letters of what may stand anywhere in a word
_SHORTEST_END = 2  # letters of the end of one
_WORD = re.compile(r"\w+")
_LETTERS = {ord(each): each.lower() for each in string.ascii_letters + string.digits}
_HOLDING = (op.SUBPATTERN, op.BRANCH, op.MAX_REPEAT, op.MIN_REPEAT)
#: Words of many sentences in what the patterns are for, which say little for their length.
_OFTEN = frozenset(
    """the and was that said had his with police who officer officers she not her for has shot two
    county man one from been were fired him they state when attorney told there have year after
    asked office will came what are would shooting three which city sheriff deputy department body
    trooper gun died killed through car over before woman off out them came first""".split()
)
_NO_WORD = (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD)
#: What is no ASCII letter and matches one where case is ignored.
_FOLDED = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")


class Cued:
    """A compiled pattern that is tried on no text without one of its words.

    ``by_letter``: worth the tripled time to compile it with its alternatives apart. In plain texts
    what is compiled for ASCII finds the same, and sooner.
    """

    def __init__(self, pattern: str, flags: int = 0, *, by_letter: bool = False) -> None:
        flags = int(flags)  # as sums of names they are slow to ask
        self.pattern, self.flags = pattern, flags
        self.any = _Patterns(pattern, flags, by_letter)
        self.ascii = _Patterns(pattern, flags | _ASCII, by_letter, twin=self.any)
        self.number = len(_ALL)
        self.bit = 1 << self.number  # of what :func:`possible` says of a text
        self.first_way = 0  # the number of the first of its ways, once it has any
        _ALL.append(self)
        possible.cache_clear()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As a compiled pattern searches ``text`` from ``start`` to ``end``."""
        able = possible(text)
        if not self.bit & able and (end is None or not _cuts_a_word(text, end)):
            return None
        of = self.ascii if text.isascii() or is_plain(text) else self.any
        if start or end is not None:
            return of.whole.search(text, start, len(text) if end is None else end)
        return of.first(text, able >> self.first_way) if of.ways else of.whole.search(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        if not self.bit & possible(text):
            return None
        of = self.ascii if text.isascii() or is_plain(text) else self.any
        return of.whole.match(text, start)

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        able = possible(text)
        if not self.bit & able and (end is None or not _cuts_a_word(text, end)):
            return iter(())
        of = self.ascii if text.isascii() or is_plain(text) else self.any
        if start or end is not None:
            return of.whole.finditer(text, start, len(text) if end is None else end)
        return of.matches(text, able >> self.first_way) if of.ways else of.whole.finditer(text)


class _Patterns:
    """A pattern compiled for texts of one kind, whole and in its ways.

    ``twin``: the same for all texts, of one for ASCII; the two are taken apart once.
    """

    def __init__(
        self, pattern: str, flags: int, by_letter: bool, twin: _Patterns | None = None
    ) -> None:
        self.pattern, self.flags, self.by_letter, self.twin = pattern, flags, by_letter, twin

    @cached_property
    def parsed(self) -> Any:
        if self.twin:
            return _for_ascii(self.twin.parsed)
        return _parser.parse(self.pattern, self.flags)

    @cached_property
    def whole(self) -> re.Pattern[str]:
        return _compiled(self.parsed, self.flags, self.by_letter)

    @cached_property
    def needs(self) -> Needs:
        """The sets of words needed: of the whole, then of each of its ways."""
        words = _Words()
        every = (self.parsed, *(way.parsed for way in self.ways))
        return [words.of(each, self.flags) for each in every]

    @cached_property
    def ways(self) -> list[_Way]:
        """The alternatives a long one begins with, each with all that follows."""
        if len(self.pattern) < LONG or not self.parsed.getwidth()[0]:
            return []
        return [_Way(each, self.flags, self.by_letter) for each in _alternatives(self.parsed)]

    @cached_property
    def _every_way(self) -> int:
        return (1 << len(self.ways)) - 1

    def _live(self, able: int) -> list[_Way] | None:
        """The ways whose bits are among these; ``None`` where the whole is as quickly tried."""
        able &= self._every_way
        if 2 * able.bit_count() > len(self.ways):
            return None
        return [self.ways[n] for n in _set_bits(able)]

    def first(self, text: str, able: int) -> re.Match[str] | None:
        """The first of :meth:`matches`."""
        live = self._live(able)
        if live is None:
            return self.whole.search(text)
        starts = [found.start() for way in live if (found := way.search(text))]
        return self.whole.match(text, min(starts)) if starts else None

    def matches(self, text: str, able: int) -> Iterator[re.Match[str]]:
        """Where the first of the ways goes, the whole is matched: it finds what it would alone.

        ``able``: the bits of the ways that can.
        """
        live = self._live(able)
        if live is None:
            yield from self.whole.finditer(text)
            return
        ahead = [(way, found) for way in live if (found := way.search(text))]
        while ahead:
            match = self.whole.match(text, min(found.start() for _, found in ahead))
            assert match is not None  # noqa: S101 - one of its ways does
            yield match
            end = match.end()
            ahead = [
                (way, again)
                for way, found in ahead
                if (again := found if found.start() >= end else way.search(text, end))
            ]


def _cuts_a_word(text: str, end: int) -> bool:
    """Whether a text is looked at to the middle of a word: its part is none of the text's words."""
    return 0 < end < len(text) and text[end - 1 : end + 1].replace("_", "0").isalnum()


class _Way:
    """One of the alternatives of a pattern."""

    def __init__(self, parsed: Any, flags: int, by_letter: bool) -> None:
        self.parsed, self.flags, self.by_letter = parsed, flags, by_letter

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return _compiled(self.parsed, self.flags, self.by_letter).search


def _for_ascii(parsed: Any) -> Any:
    """The same, to be compiled for ASCII: only there the two differ."""
    state = copy(parsed.state)
    state.flags = state.flags & ~_UNICODE | _ASCII
    return _parser.SubPattern(state, parsed.data)


def _compiled(parsed: Any, flags: int, by_letter: bool) -> re.Pattern[str]:
    """What begins with a word is tried at the beginnings of words alone."""
    if _begins_word(parsed):
        start = _parser.parse(r"\b(?=\w)", flags)
        parsed = _parser.SubPattern(parsed.state, [*start, *parsed])
    compiled: re.Pattern[str] = (branches.of_parsed if by_letter else _compiler.compile)(
        parsed, flags
    )
    return compiled


def _alternatives(parsed: Any) -> list[Any]:
    """The ways that a pattern can go at its beginning, each with all that follows."""
    place = next((n for n, (code, _) in enumerate(parsed) if code not in _WIDTHLESS), len(parsed))
    code: Any
    value: Any
    code, value = parsed[place] if place < len(parsed) else (None, None)
    found: list[Any] = []
    if code is op.BRANCH:
        found = value[1]
    elif code is op.SUBPATTERN:
        found = [[(code, (*value[:-1], each))] for each in _alternatives(value[-1])]
    before, after = parsed.data[:place], parsed.data[place + 1 :]
    return [_parser.SubPattern(parsed.state, [*before, *each, *after]) for each in found]


_WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)


_ALL: list[Cued] = []


class Among(Generic[T]):
    """Patterns asked of one text together, each with what it stands for."""

    def __init__(self, each: Iterable[tuple[T, Cued]]) -> None:
        self._each = tuple(each)
        self._places = {pattern.number: place for place, (_, pattern) in enumerate(self._each)}
        self._sorted = list(self._places) == sorted(self._places)
        self._bits = sum(pattern.bit for _, pattern in self._each)
        self._first = min(self._places, default=0)  # bits are small from here

    def may_match(self, text: str) -> bool:
        """Whether any of them can."""
        return possible(text) & self._bits != 0

    def able(self, text: str) -> list[tuple[T, Cued]]:
        """Those that can, in the order they were given."""
        bits = (possible(text) & self._bits) >> self._first
        if not bits:
            return []
        places = [self._places[self._first + bit] for bit in _set_bits(bits)]
        return [self._each[place] for place in (places if self._sorted else sorted(places))]


def _set_bits(number: int) -> list[int]:
    found = []
    while number:
        lowest = number & -number
        found.append(lowest.bit_length() - 1)
        number ^= lowest
    return found


@lru_cache(maxsize=2048)
def possible(text: str) -> int:
    """The bits of the patterns, and of ways, of whose needed words a text has one each."""
    table = _table(len(_ALL))
    found = reduce(or_, map(table.of_word, _words_of(text)), table.always)
    for _ in range(_SETS - 1):
        found &= found >> table.size
    return table.every & found


def _words_of(text: str) -> set[str]:
    """The words of a text in small letters, as ``\\w`` has them.

    >>> sorted(_words_of("An AR-15: he’d fired")), sorted(_words_of("He'd fired"))
    (['15', 'an', 'ar', 'd', 'fired', 'he'], ['d', 'fired', 'he'])
    """
    if text.isascii():
        return set(folded_words(text))
    return set(_WORD.findall(text.translate(_FOLDED).lower()))


class _Table:
    """Which words speak for which patterns and ways: a bit for each, once for each of their sets.

    >>> table = _Table([])
    >>> table.every, table.of_word("shot")
    (0, 0)
    """

    def __init__(self, patterns: Sequence[Cued]) -> None:
        needs = [each.any.needs[0] for each in patterns]
        for each in patterns:
            each.first_way = len(needs)
            needs += each.any.needs[1:]
        self.size = len(needs)
        self.every = (1 << self.size) - 1
        self._bits: dict[str, int] = {}
        for number, sets in enumerate(needs):
            for place in range(_SETS):
                for word in sets[place] if place < len(sets) else ("",):
                    own = 1 << (place * self.size + number)
                    self._bits[word] = self._bits.get(word, 0) | own
        self.always = self._bits.get("", 0)  # of those that need no word
        self._longest = max(map(len, self._bits), default=0)
        self.of_word = ByWord(self._of_word).__getitem__

    def _of_word(self, word: str) -> int:
        """Parts longer than any that is needed are not looked up: a word may have no end."""
        bits, longest = self._bits, self._longest
        found = bits.get(word + " ", 0)
        for end in range(1, min(len(word), longest) + 1):
            found |= bits.get(word[:end], 0)
        for start in range(max(len(word) - longest, 0), len(word) - _SHORTEST_END + 1):
            found |= bits.get(f"*{word[start:]} ", 0)
        for start in range(len(word) - _SHORTEST + 1):
            for end in range(start + _SHORTEST, min(len(word), start + longest) + 1):
                found |= bits.get("*" + word[start:end], 0)
        return found


@lru_cache(maxsize=1)
def _table(count: int) -> _Table:
    if count >= _MANY:
        _KEPT.give([each.any for each in _ALL[:count]])
    return _Table(_ALL[:count])


_KEPT = Kept(__file__)
_MANY = 100  # patterns, whose needs are sooner had from a file


def needed(pattern: str, flags: int = 0) -> list[frozenset[str]]:
    """Sets of words and parts of words, one of each of which stands in whatever matches.

    >>> [sorted(words) for words in needed(r"\\b(?:fled|ran)\\b")]
    [['fled ', 'ran ']]
    >>> [sorted(words) for words in needed(r"\\bran\\b[^.]*foot\\w*", re.IGNORECASE)]
    [['*foot'], ['ran ']]
    """
    return _Words().of(_parser.parse(pattern, flags), flags)


def _rarest(found: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Of sets of words one of each of which is needed, those that say most."""
    return sorted(found, key=lambda words: sum(map(_how_often, sorted(words))))[:_SETS]


def _how_often(word: str) -> float:
    """About what share of sentences hold a word."""
    bare = word.strip("* ")
    if len(bare) < _SHORTEST:
        return 0.2
    return 0.06 if bare in _OFTEN else 3.0 ** -len(word)


def _certain(ways: _Ways, after: str = "") -> list[frozenset[str]]:
    """What is known where the words so far break off; nothing if one of them says too little."""
    least = _SHORTEST_END if after else _SHORTEST
    if any(not way or (way[0] == "*" and len(way) <= least) for way in ways):
        return []
    return [frozenset(way + after for way in ways)]


_Read = tuple[list[frozenset[str]], _Ways]


class _Words:
    """Reads which words a pattern cannot do without; what its ways have in common is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, _Ways], _Read] = {}  # by a part of a pattern that is kept

    def of(self, items: Iterable[Any], flags: int) -> list[frozenset[str]]:
        if flags & _ASCII:
            return []  # where a word ends is another question there
        found, ways = self._read(items, _INSIDE)
        return _rarest([*found, *_certain(ways)])

    def _read(self, items: Iterable[Any], ways: _Ways) -> _Read:
        """The sets of words one of each of which is needed, and how the last word may go on."""
        found: list[frozenset[str]] = []
        for code, value in items:
            if code is op.LITERAL and value in _LETTERS:
                letter = _LETTERS[value]
                ways = frozenset([way + letter for way in ways])
            elif code in _HOLDING:
                more, ways = self._part(code, value, ways)
                found += more
            else:
                more, ways = _step(code, value, ways)
                found += more
        return found, ways

    def _part(self, code: Any, value: Any, ways: _Ways) -> _Read:
        key = id(value), ways
        if key not in self._known:
            if code is op.SUBPATTERN:
                self._known[key] = self._read(value[-1], ways)
            elif code is op.BRANCH:
                self._known[key] = self._branch(value[1], ways)
            else:
                self._known[key] = self._repeat(value, ways)
        return self._known[key]

    def _branch(self, branches: Sequence[Any], ways: _Ways) -> _Read:
        read = [self._read(each, ways) for each in branches]
        together = frozenset[str]().union(*(end for _, end in read))
        if len(together) <= _MOST and not any(found for found, _ in read):
            return [], together
        best = [_rarest([*found, *_certain(end)]) for found, end in read]
        known = [
            frozenset[str]().union(*(sets[min(place, len(sets) - 1)] for sets in best))
            for place in range(_SETS if all(best) else 0)
        ]
        return known, _BEGIN if together == _BEGIN else _INSIDE

    def _repeat(self, value: tuple[int, Any, Any], ways: _Ways) -> _Read:
        least, most, items = value
        if most == 1:
            return self._read(items, ways) if least else self._branch([items, ()], ways)
        found, end = self._read(items, ways)
        if least == 0:
            found, end = _certain(ways), end if ways == _BEGIN else _INSIDE
        else:
            found = [*found, *_certain(end)]
        again = self._read(items, _BEGIN)[1]
        return found, _BEGIN if end == again == _BEGIN else _INSIDE


def _step(code: Any, value: Any, ways: _Ways) -> _Read:
    """What one piece without parts says."""
    if code in (op.ASSERT, op.ASSERT_NOT):
        begins = code is op.ASSERT_NOT and ways == _INSIDE and _is_word_before(*value)
        return [], _BEGIN if begins else ways
    if code is op.AT and value is op.AT_BOUNDARY:
        return ([], ways) if ways == _BEGIN else (_certain(ways, " "), _BEGIN)
    if code is op.AT and value in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return _certain(ways), _BEGIN
    if code is op.LITERAL:
        value = [(op.LITERAL, value)]
    elif code is not op.IN:
        return _certain(ways), _INSIDE
    if all(_is_apart(*each) for each in value):
        return _certain(ways, " "), _BEGIN
    letters = [_letter(*each) for each in value]
    if not all(letters) or len(ways) * len(letters) > _MOST:
        return _certain(ways), _INSIDE
    return [], frozenset(way + letter for way in ways for letter in letters)


def _begins_word(items: Iterable[Any], at_edge: bool = False) -> bool:
    """Whether all that these match begins with a word."""
    for code, value in items:
        if code in (op.ASSERT, op.ASSERT_NOT):
            continue
        if code is op.AT:
            if value is not op.AT_BOUNDARY:
                return False
            at_edge = True
        elif code is op.SUBPATTERN:
            return _begins_word(value[-1], at_edge)
        elif code is op.BRANCH:
            return all(_begins_word(each, at_edge) for each in value[1])
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
            return bool(value[0]) and _begins_word(value[2], at_edge)
        else:
            letters = (
                [(code, value)] if code is op.LITERAL else value if code is op.IN else [(0, 0)]
            )
            return at_edge and all(_is_of_word(*each) for each in letters)
    return False


def _is_of_word(code: Any, value: Any) -> bool:
    if code is op.RANGE:
        return value in ((48, 57), (65, 90), (97, 122))  # 0-9, A-Z, a-z
    if code is op.LITERAL:
        return chr(value).isalnum()
    return code is op.CATEGORY and value in (op.CATEGORY_WORD, op.CATEGORY_DIGIT)


def _is_word_before(direction: int, items: Sequence[Any]) -> bool:
    return direction < 0 and any(
        code is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in value for code, value in items[:1]
    )


def _is_apart(code: Any, value: Any) -> bool:
    """Part of no word."""
    if code is op.LITERAL:
        return not (chr(value).isalnum() or chr(value) == "_")
    return code is op.CATEGORY and value in _NO_WORD


def _letter(code: Any, value: Any) -> str:
    """The one ASCII letter or digit this is, small; else nothing."""
    return _LETTERS.get(value, "") if code is op.LITERAL else ""
