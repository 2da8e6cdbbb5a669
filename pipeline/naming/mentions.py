"""Finds where an article names somebody: runs of capitalised words and their titles."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline import shipped
from pipeline.language.text import ByWord, ascii_twin, cases
from pipeline.language.years import is_years
from pipeline.lexicon import gazetteer
from pipeline.lexicon.name_lists import given_ppm, surname_ppm
from pipeline.records import Sentence, Where

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.)+"  # U.S., T.R., L.
    r"|[^\W_]+(?:[’'‘ʼ`\-–‑][^\W_]+)*"  # O’Neal, Dabrowski-Cole, 22-year-old
    r"|[^\w\s]"
)
_TOKEN_OF_ASCII = ascii_twin(_TOKEN)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_QUOTES = frozenset("\"“”'‘’(`")
_DOTTED = frozenset(
    "jr sr st ste dr mr mrs ms rev sgt lt capt col det ofc cpl gov sen rep maj fr".split()
)
MAX_NAME_TOKENS = 7
#: "New York", "Port St. Lucie": what begins so and is known as a place is one.
_PLACE_OPENERS = frozenset(
    """new port fort ft mount mt saint st san santa los las el la lake north south east west palm
    cape grand baton salt""".split()
)
_SMALL = frozenset("constable chief president minister coroner judge coach".split())


class Token(NamedTuple):
    """One word or mark of a sentence; ``sentence.text[start:end]``."""

    start: int
    end: int
    text: str
    low: str  # folded, without possessive
    possessive: bool
    capital: bool


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


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, frozenset[str]]]:
    """The word lists of ``people-words.toml``."""
    raw = tomllib.loads(shipped.text("people-words.toml"))
    return {
        table: {key: frozenset(value.split()) for key, value in lists.items()}
        for table, lists in raw.items()
    }


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """English words that news prints in lower case."""
    return frozenset(shipped.text("common-words.txt").split())


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    table = words()["titles"]
    return frozenset().union(
        *(table[k] for k in table if k not in ("parts", "also_names", "plural"))
    )


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A name part without case, accents, apostrophes and hyphens.

    >>> fold("O’Neal"), fold("Ríos"), fold("Dabrowski-Cole")
    ('oneal', 'rios', 'dabrowskicole')
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if char.isalnum())


def tokens(text: str) -> list[Token]:
    """The words and marks of a sentence."""
    made = tuple.__new__  # what ``Token`` calls, and a word's fields are given in their order
    found: list[Token] = []
    end = 0
    for run in (_TOKEN_OF_ASCII if text.isascii() else _TOKEN).findall(text):
        start = text.index(run, end)  # between words there are only blanks and "_"
        end = start + len(run)
        _, size, word, low, possessive, capital = _READ[run]
        found.append(made(Token, (start, start + size, word, low, possessive, capital)))
    return found


def _read(text: str) -> Token:
    """A word or mark as if it were the text."""
    plain = text.translate(_APOSTROPHES)
    possessive = plain[-2:] in ("'s", "'S") and len(plain) > 3
    if possessive:
        text, plain = text[:-2], plain[:-2]
    low = plain.casefold() if len(plain) == 1 or "." in plain[:-1] else plain.casefold().rstrip(".")
    return Token(0, len(text), text, low, possessive, text[0].isupper())


_READ = ByWord(_read)


def is_shouted(text: str) -> bool:
    """Written in capitals throughout, as in closed captions."""
    small, capitals = cases(text)
    if capitals <= 4 * small:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 6 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def is_headline(sentence: Sentence, found: Sequence[Token]) -> bool:
    """Title Case Throughout, so that a capital says nothing."""
    least, share = (3, 0.75) if sentence.where is Where.TITLE else (5, 0.85)
    if [token.capital for token in found].count(True) < share * least:
        return False
    long = [token for token in found if len(token.low) > 3 and token.text[0].isalpha()]
    return len(long) >= least and sum(token.capital for token in long) >= share * len(long)


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
    names = run.names
    cut = _title_end(found, names)
    titles = tuple(found[place].low for place in names[:cut])
    names = names[cut:]
    function = words()["name_words"]["function"]
    while (
        names
        and not _is_first_name(found, names)
        and (
            _is_opener(found[names[0]], function)
            or _opens_sentence(found, names)
            or _is_job(found, names)
        )
    ):
        names = names[1:]
    names = _once(found, _until_function_word(found, names))
    if not names or len(names) > MAX_NAME_TOKENS or _is_no_person(found, names, bool(titles)):
        return None
    start = run.start if titles else names[0]
    if not titles or names[0] == run.start:
        begins, more = _small_titles(found, start)
        the = more[:1] == ("the",) or (more and begins and found[begins - 1].low == "the")
        if not the or len(names) > 1:  # "the officer Roe had shot": no rank of his
            start, titles = begins, (*more, *titles)
    parts = tuple(found[place].text for place in names)
    if not any(len(fold(part)) > 1 for part in parts):
        return None
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


def _is_first_name(found: Sequence[Token], names: Sequence[int]) -> bool:
    """ "April Roe", "as Will Roe", "Chase Roe was shot": a plain word, but before a surname."""
    if len(names) < 2 or given_ppm(fold(found[names[0]].low)) == 0:
        return False
    token, after = found[names[0]], found[names[-1]].low
    known = surname_ppm(fold(after)) > 0 or _is_aged(found, names[-1] + 1)
    if not known or after in words()["name_words"]["function"]:
        return False
    if token.low in words()["name_words"]["months"]:
        return given_ppm(token.low) >= _COMMON
    if token.low in words()["name_words"]["function"]:
        before = found[names[0] - 1].text if names[0] else ""
        return before.isalpha() and before.islower()
    return _is_told(found, names[-1] + 1)


def _is_opener(token: Token, function: frozenset[str]) -> bool:
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
        if low in table["function"] and low not in table["particles"] and len(low.strip(".")) > 1:
            if place == names[-1] and surname_ppm(low) > 0 and _is_aged(found, place + 1):
                continue  # "Colby Friday, 30, died"
            if low in _ALSO_SURNAMES and count == 1 == len(names) - 1 and _is_given(found, names):
                continue  # "Jacob Few was belted in"
            return names[:count]
    return names


#: Plain words that prose writes with a capital only as surnames.
_ALSO_SURNAMES = frozenset("back call few more still".split())


def _is_given(found: Sequence[Token], names: Sequence[int]) -> bool:
    return given_ppm(fold(found[names[0]].low)) >= _COMMON


#: Words of number that begin surnames: "Josiah Two Bulls", "Ann Many Goats".
_COUNTING = frozenset("many one two three four five six seven eight nine ten".split())


def _day_follows(found: Sequence[Token], place: int) -> bool:
    after = [token.text for token in found[place + 1 : place + 3]]
    if after[:1] == ["."]:
        after = after[1:]
    return bool(after) and after[0][0].isdigit()  # "Ann May, 18" is aged


def _is_no_person(found: Sequence[Token], names: Sequence[int], titled: bool) -> bool:
    """Streets, bodies and companies, told by their last word."""
    written = [found[place].text for place in names]
    if any(not word.isalpha() and any(map(str.isdigit, word)) for word in written):
        return True  # "Page A3"
    if _holds_letters(written) or written[0] in _QUARTERS:
        return True
    if len(names) < 2:
        return False
    table = words()["not_people"]
    if found[names[0]].low in _PLACE_OPENERS and not titled and _is_a_place(found, names):
        return True
    first, last = found[names[0]].low, found[names[-1]].low
    body = [place for place in names if found[place].low in table["any"]]
    if body == names[:1] and _is_first_name(found, names):
        body = []
    if body or (last in table["last"] and not titled):
        told = _is_aged(found, names[-1] + 1)
        if given := given_ppm(fold(first)) if len(names) <= 3 and surname_ppm(fold(last)) else 0:
            told = told or _is_told(found, names[-1] + 1)
            free = given >= 50 or not _is_led_to(found, names)
            told = told or (not body and free and not _is_a_place(found, names))
        return not told
    after = found[names[-1] + 1].low if names[-1] + 1 < len(found) else ""
    return after in _BODIES and not titled


def _is_a_place(found: Sequence[Token], names: Sequence[int]) -> bool:
    written = " ".join(found[place].text for place in names)
    return gazetteer.known(written) or gazetteer.state_code(written) is not None


#: "NW Dallas", "Northeast Portland": the quarter of a town.
_QUARTERS = frozenset("NE NW SE SW Northeast Northwest Southeast Southwest".split())
#: "St. Elizabeth Youngstown HOSPITAL", where capitals do not tell where a name ends.
_BODIES = frozenset("hospital university college elementary".split())


_PEOPLE = frozenset(
    "man woman boy girl teen teenager driver suspect resident father mother son daughter".split()
)


def _is_told(found: Sequence[Token], here: int) -> bool:
    """ "Terrell Church, the Ames man whom …", "Terrell Church was shot": no building."""
    if _is_aged(found, here):
        return True
    after = [token.low for token in found[here : here + 9]]
    if after[:1] == ["died"] or (after[:1] == ["was"] and not _HAPPENED.isdisjoint(after[1:4])):
        return True
    if after[:1] != [","] or len(after) < 2:
        return False
    return after[1] in ("the", "a", "an") and any(word in _PEOPLE for word in after[2:6])


#: What happens to people after "was", and not to streets and stores.
_HAPPENED = frozenset("shot killed struck wounded identified pronounced arrested unarmed".split())


def _is_aged(found: Sequence[Token], here: int) -> bool:
    """ "Terrell Church, 24,", "Terrell Church Jr. (24)"."""
    after = [token.low for token in found[here : here + 5]]
    if after[:1] and after[0] in words()["name_words"]["suffixes"]:
        after = after[2:] if after[1:2] == ["."] else after[1:]
    if after[:1] not in ([","], ["("]) or len(after) < 2:
        return False
    if after[1] in ("jr", "sr"):
        return True
    return is_years(after[1]) and (after[2:3] or ["."])[0] in _AFTER_AGE


_AFTER_AGE = frozenset((*",.;)", "of", "was", "were", "who", "is", "died", "and", "from"))
#: What stands before a place.
_LEADS = frozenset(
    "the a an at on in near along off from to of inside outside into behind by for".split()
)


def _is_led_to(found: Sequence[Token], names: Sequence[int]) -> bool:
    """ "At Acme Hall", "the Acme Hall": as places are told of."""
    before = found[names[0] - 1].low if names[0] else ""
    return before in _LEADS or gazetteer.known(found[names[0]].text)


def _holds_letters(written: Sequence[str]) -> bool:
    """ "Bronx NYPD": letters that are nobody's name, in a run not in capitals throughout."""
    if all(word.isupper() for word in written) and len(written) > 1:
        return False
    return any(
        _is_acronym(word) and not (given_ppm(word.casefold()) or surname_ppm(word.casefold()))
        for word in written
    )


def _small_titles(found: Sequence[Token], start: int) -> tuple[int, tuple[str, ...]]:
    """ "spokeswoman", "police officer": titles in small letters right before a name."""
    titles: list[str] = []
    here = start - 1
    while here >= 0 and len(titles) < 3 and not found[here].capital:
        low = found[here].low
        if low in words()["titles"]["also_names"] and low not in _SMALL:
            break
        if low not in title_words() and not (titles and low in words()["titles"]["parts"]):
            break
        titles.append(low)
        here -= 1
    return here + 1, tuple(reversed(titles))


def _title_end(found: Sequence[Token], names: Sequence[int]) -> int:
    """How many words of a run are title and agency: up to the last title word."""
    table = words()["titles"]
    cut = 0
    for count, place in enumerate(names):
        low = found[place].low
        if low not in title_words():
            continue
        before = found[names[count - 1]].low if count else ""
        badge = count > 0 and _is_acronym(found[names[count - 1]].text)  # "OPD Chief"
        led = count + 2 < len(names) and given_ppm(fold(found[names[count + 1]].low)) >= _COMMON
        if _is_no_title(found, names, count):
            continue
        if (
            count == cut
            or badge
            or led
            or low not in table["also_names"]
            or before in table["parts"]
        ):
            cut = count + 1
    while cut < len(names) and found[names[cut]].low in table["parts"] and cut:
        cut += 1
    return cut


def _is_no_title(found: Sequence[Token], names: Sequence[int], count: int) -> bool:
    """ "Lance Roe", "Justice Roe, 23": a first name; "Eric Provost, 30": a surname."""
    if len(names) < 2:
        return False
    low, aged = found[names[count]].low, _is_aged(found, names[-1] + 1)
    if count == 0:
        also = low in words()["titles"]["also_names"]
        rank = found[names[1]].low in title_words()  # "Lance Cpl. Ann Roe"
        led = len(names) > 2 and given_ppm(fold(found[names[1]].low)) > 0  # "Marshal Lee Roe, 66"
        return also and not rank and (given_ppm(low) >= _COMMON or (aged and not led))
    return aged and count == len(names) - 1 and given_ppm(fold(found[names[0]].low)) > 0


_COMMON = 100  # in a million: "Council President Ann Roe" goes on with a first name


def _is_acronym(word: str) -> bool:
    return len(word) >= 3 and word.isalpha() and word.isupper()


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
