"""Finds where an article names somebody: runs of capitalised words and their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.lexicon.name_lists import given_ppm, is_common_given, surname_ppm
from pipeline.lexicon.people_words import common_words, title_words, words
from pipeline.naming.name_tokens import Token, fold, is_headline, is_shouted
from pipeline.naming.no_persons import is_aged, is_first_name, is_no_person
from pipeline.naming.titles import small_titles, title_end
from pipeline.records import Sentence

_QUOTES = frozenset("\"“”'‘’(`")
_DOTTED = frozenset(
    "jr sr st ste dr mr mrs ms rev sgt lt capt col det ofc cpl gov sen rep maj fr".split()
)
MAX_NAME_TOKENS = 7


@dataclass(frozen=True)
class Named:
    """One place where a (possible) person is named, with what stands in the title before it."""

    sentence: int  # index into the sentences
    first: int  # token indices of the name itself, end exclusive
    last: int
    parts: tuple[str, ...]  # as written, without suffix and nickname
    suffix: str  # folded: jr, sr, ii, iii, iv or ""
    nickname: str
    titles: tuple[str, ...]  # folded, nearest last
    title_start: int  # token index where the titles begin
    start: int  # offsets within the sentence
    end: int

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(fold(part) for part in self.parts)


def find_names(number: int, sentence: Sentence, found: Sequence[Token]) -> Iterator[Named]:
    """Every run of words in a sentence that may be a person's name."""
    likely = _likely_name_words(sentence, found)
    here = 0
    before: Named | None = None
    while here < len(found):
        if not likely[here]:
            here += 1
            continue
        run = _run(sentence.text, found, likely, here)
        named = _trim(number, found, run)
        if named is not None:
            named = _share_title(found, before, named)
            before = named
            yield named
        here = max(run.end, here + 1)


def _share_title(found: Sequence[Token], before: Named | None, named: Named) -> Named:
    """ "Officers Alan Ruiz and Ann Pell": the title is of both."""
    if before is None or named.titles or not before.titles:
        return named
    between = [token.low for token in found[before.last : named.first]]
    if before.titles[-1] not in words()["titles"]["plural"]:
        return named
    if all(low in (",", "and", "&") or low.isdigit() for low in between) and len(between) <= 5:
        return replace(named, titles=before.titles)
    return named


def _likely_name_words(sentence: Sentence, found: Sequence[Token]) -> list[bool]:
    capitals = [token.capital and token.text[0].isalpha() for token in found]
    if not is_shouted(sentence.text) and not is_headline(sentence, found):
        return capitals
    likely: list[bool] = []
    for place, token in enumerate(found):
        likely.append(capitals[place] and _not_plain_word(token, found, place, likely))
    return likely


def _not_plain_word(token: Token, found: Sequence[Token], place: int, so_far: list[bool]) -> bool:
    """In capitals throughout only the word itself can say that it is a name."""
    key = fold(token.low)
    table = words()
    if key in table["name_words"]["suffixes"] or re.fullmatch(r"[^\W\d]\.", token.text):
        return place > 0 and so_far[-1]
    if key in title_words() and key not in table["titles"]["also_names"]:
        return True
    if token.low in table["name_words"]["function"]:
        return False
    after_name = place > 0 and so_far[-1] and given_ppm(fold(found[place - 1].low)) > 0
    if after_name and fold(found[place - 1].low) not in title_words() and surname_ppm(key) > 0:
        return True
    if token.low in common_words():
        return given_ppm(key) >= 150 and _surname_follows(found, place)
    return True


def _surname_follows(found: Sequence[Token], place: int) -> bool:
    if place + 1 >= len(found):
        return False
    after = found[place + 1].low
    if after in words()["not_people"]["last"]:
        return False
    return surname_ppm(fold(after)) >= (300 if after in common_words() else 1)


@dataclass(slots=True)
class _Run:
    """Token indices of a run of capitalised words as it grows."""

    start: int
    end: int
    names: list[int]
    nickname: tuple[int, int] | None = None
    suffix: int | None = None


def _run(text: str, found: Sequence[Token], likely: Sequence[bool], start: int) -> _Run:
    run = _Run(start, start + 1, [start])
    while run.end < len(found) and len(run.names) < 14:
        last = found[run.end - 1]
        if last.possessive:
            break
        if not _extend(text, found, likely, run):
            break
    return run


def _extend(text: str, found: Sequence[Token], likely: Sequence[bool], run: _Run) -> bool:
    """Take the next token or tokens into the run, if they belong there."""
    here = run.end
    token, before = found[here], found[here - 1]
    gap = text[before.end : token.start]
    if token.text in "'’" and gap == "" and _ends_in_apostrophe(text, found, likely, here):
        run.end += 1
        return True
    if token.text == "." and gap == "" and (before.low in _DOTTED or len(before.text) == 1):
        run.end += 1
        return True
    if gap.strip() or "\n" in gap:
        return False
    if token.text == "," or token.low in words()["name_words"]["suffixes"]:
        return _take_suffix(found, run)
    if likely[here]:
        run.names.append(here)
        run.end += 1
        return True
    if token.text in _QUOTES:
        return _take_nickname(found, likely, run)
    return _take_particles(found, likely, run)


def _ends_in_apostrophe(
    text: str, found: Sequence[Token], likely: Sequence[bool], here: int
) -> bool:
    """ "Andre' Bell": an accent typed as an apostrophe, before more of the name."""
    if here + 1 >= len(found) or not likely[here + 1]:
        return False
    before = found[here - 1].low
    blank = text[found[here].end : found[here + 1].start] == " "
    return blank and before[-1:] in "aeiou" and given_ppm(fold(before)) > 0


def _take_suffix(found: Sequence[Token], run: _Run) -> bool:
    here = run.end + (found[run.end].text == ",")
    if here >= len(found) or run.suffix is not None:
        return False
    token = found[here]
    if token.low not in words()["name_words"]["suffixes"] or not token.capital:
        return False
    if token.low == "v" and found[run.end].text == ",":
        return False
    run.suffix = here
    run.end = here + 1
    dotted = run.end < len(found) and found[run.end].text == "."
    if dotted and found[run.end].start == token.end and token.low in ("jr", "sr"):
        run.end += 1
    return False  # nothing of a name follows its suffix


def _take_nickname(found: Sequence[Token], likely: Sequence[bool], run: _Run) -> bool:
    """``William "Billy" Thackeray``: quoted words inside a name."""
    for width in (1, 2):
        close = run.end + 1 + width
        if close >= len(found) or found[close].text not in "\"”'’)`‘":
            continue
        inside = range(run.end + 1, close)
        if not all(found[place].text[0].isupper() for place in inside):
            return False
        goes_on = close + 1 < len(found) and likely[close + 1]
        if not goes_on or run.nickname is not None:
            return False
        run.nickname = (run.end + 1, close)
        run.end = close + 1
        return True
    return False


def _take_particles(found: Sequence[Token], likely: Sequence[bool], run: _Run) -> bool:
    particles = words()["name_words"]["particles"]
    here = run.end
    while here < len(found) and found[here].low in particles and here - run.end < 3:
        here += 1
    if here == run.end or here >= len(found) or not likely[here]:
        return False
    if found[run.end].low in ("e", "y", "do", "das", "le", "da") and len(found[here].text) < 3:
        return False
    run.names.extend(range(run.end, here + 1))
    run.end = here + 1
    return True


def _trim(number: int, found: Sequence[Token], run: _Run) -> Named | None:
    """Take titles, agencies and sentence openers off the front of a run."""
    cut = title_end(found, run.names)
    titles = tuple(found[place].low for place in run.names[:cut])
    names = _without_openers(found, run.names[cut:])
    names = _once(found, _until_function_word(found, names))
    if not names or len(names) > MAX_NAME_TOKENS or is_no_person(found, names, bool(titles)):
        return None
    parts = tuple(found[place].text for place in names)
    if not any(len(fold(part)) > 1 for part in parts):
        return None
    start = run.start if titles else names[0]
    if not titles or names[0] == run.start:
        begins, more = small_titles(found, start)
        the = more[:1] == ("the",) or (more and begins and found[begins - 1].low == "the")
        if not the or len(names) > 1:  # "the officer Roe had shot": no rank of his
            start, titles = begins, (*more, *titles)
    whole = names[-1] == run.names[-1]
    suffix = found[run.suffix].low if run.suffix is not None and whole else ""
    end = run.end if suffix else names[-1] + 1
    nickname = ""
    if run.nickname is not None and names[0] < run.nickname[0]:
        nickname = " ".join(found[place].text for place in range(*run.nickname))
    return Named(
        number, names[0], end, parts, suffix, nickname, titles,
        start, found[names[0]].start, found[end - 1].end,
    )  # fmt: skip


def _without_openers(found: Sequence[Token], names: list[int]) -> list[int]:
    """ "Meanwhile Ann Roe", "Waitress Ann Roe": from where the name itself begins."""
    names = _past_jobs(found, names)
    while names and not is_first_name(found, names):
        opens = _is_opener(found[names[0]]) or _opens_sentence(found, names)
        if not (opens or _is_job(found, names)):
            break
        names = names[1:]
    return names


def _past_jobs(found: Sequence[Token], names: list[int]) -> list[int]:
    """ "Army Soldier Ann Roe", "Courthouse Security Lee Poe", "WXYZ-TV Ann Roe": the name alone."""
    for at in range(len(names) - 3, -1, -1):
        low = found[names[at]].low
        job = at > 0 and low in words()["name_words"]["jobs"] and surname_ppm(low) < _SELDOM
        if (
            low in _CREDITS
            or _STATION.fullmatch(low)
            or (job and given_ppm(fold(found[names[at + 1]].low)) > 0)
        ):
            return names[at + 1 :]
    return names


_SELDOM = 20  # in a million: "Ann Baker Roe" bears it
_CREDITS = frozenset("handout photo photos".split())
_STATION = re.compile(r"[wk][a-z]{2,3}-(?:tv|fm|am)")


def _is_opener(token: Token) -> bool:
    function = words()["name_words"]["function"]
    return token.low in function or token.low.endswith("year-old") or _is_compound(token.low)


def _is_job(found: Sequence[Token], names: Sequence[int]) -> bool:
    """ "Waitress Ann Roe": what somebody does, right before a whole name."""
    low = found[names[0]].low
    if len(names) < 3 or low not in words()["name_words"]["jobs"]:
        return False
    return given_ppm(fold(found[names[1]].low)) > given_ppm(low)


def _is_compound(low: str) -> bool:
    """ "Off-duty", "Ex-officer": plain words joined, none of them anybody's name."""
    if "-" not in low:
        return False
    common, function = common_words(), words()["name_words"]["function"]
    return all(
        (part in common or part in function) and surname_ppm(part) < 100 and given_ppm(part) < 100
        for part in low.split("-")
    )


def _once(found: Sequence[Token], names: list[int]) -> list[int]:
    """ "Ann Roe Ann Roe", under pictures of her: one name; of "Ann Roe Lee T. Roe", the last."""
    lows = [found[place].low for place in names]
    for size in range(2, len(lows) // 2 + 1):
        if lows[size : 2 * size] == lows[:size]:
            return names[:size]
    again = [at for at, low in enumerate(lows[:-2]) if low == lows[-1]]
    return names[again[-1] + 1 :] if again and len(lows) > 3 else names


def _until_function_word(found: Sequence[Token], names: list[int]) -> list[int]:
    """ "killed Andre Mabry Sunday": the day is no part of the name."""
    table = words()["name_words"]
    for count, place in enumerate(names[1:], 1):
        low = found[place].low
        if low in table["months"] and not _day_follows(found, place):
            continue
        if low in _COUNTING and count + 1 < len(names) and given_ppm(fold(found[names[0]].low)):
            continue
        plain = low in table["function"] and low not in table["particles"]
        if plain and len(low.strip(".")) > 1 and not _is_surname_too(found, names, count):
            return names[:count]
    return names


def _is_surname_too(found: Sequence[Token], names: Sequence[int], count: int) -> bool:
    """ "Colby Friday, 30, died", "Jacob Few was belted in": a plain word that ends the name."""
    if count != len(names) - 1:
        return False
    low = found[names[count]].low
    if surname_ppm(low) > 0 and is_aged(found, names[count] + 1):
        return True
    return low in _ALSO_SURNAMES and count == 1 and is_common_given(fold(found[names[0]].low))


#: Plain words that prose writes with a capital only as surnames.
_ALSO_SURNAMES = frozenset("back call few more still".split())
#: Words of number that begin surnames: "Josiah Two Bulls", "Ann Many Goats".
_COUNTING = frozenset("many one two three four five six seven eight nine ten".split())


def _day_follows(found: Sequence[Token], place: int) -> bool:
    after = [token.text for token in found[place + 1 : place + 3]]
    if after[:1] == ["."]:
        after = after[1:]
    return bool(after) and after[0][0].isdigit()  # "Ann May, 18" is aged


def _opens_sentence(found: Sequence[Token], names: Sequence[int]) -> bool:
    """A plain word with a capital only because a sentence or quotation begins."""
    place = names[0]
    token = found[place]
    before = found[place - 1].text if place else ""
    if place and before not in ("“", '"', ":", ".", "—", "–", "-", "(", "•", "!", "?"):
        return False
    if token.low not in common_words():
        return False
    if len(names) == 1:  # "Woods, 26, was …" begins with a name all the same
        return surname_ppm(fold(token.low)) < 100
    return given_ppm(fold(token.low)) < 100
