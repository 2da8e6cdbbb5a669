"""Where the title before a name ends: "Sgt. Ann Roe", "Council President Ann Roe"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.name_lists import given_ppm, is_common_given
from pipeline.lexicon.people_words import title_words, words
from pipeline.naming.name_tokens import Token, fold, is_acronym
from pipeline.naming.no_persons import is_aged

_SMALL = frozenset("constable chief president minister coroner judge coach".split())


def small_titles(found: Sequence[Token], start: int) -> tuple[int, tuple[str, ...]]:
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


def title_end(found: Sequence[Token], names: Sequence[int]) -> int:
    """How many words of a run are title and agency: up to the last title word."""
    table = words()["titles"]
    cut = 0
    for count, place in enumerate(names):
        low = found[place].low
        if low not in title_words():
            continue
        before = found[names[count - 1]].low if count else ""
        badge = count > 0 and is_acronym(found[names[count - 1]].text)  # "OPD Chief"
        led = count + 2 < len(names) and is_common_given(fold(found[names[count + 1]].low))
        if _is_no_title(found, names, count):
            continue
        if (
            count == cut
            or badge
            or led
            or low not in table["also_names"]
            or before.rstrip(".") in table["parts"]
        ):
            cut = count + 1
    while cut < len(names) and found[names[cut]].low in table["parts"] and cut:
        cut += 1
    return cut


def _is_no_title(found: Sequence[Token], names: Sequence[int], count: int) -> bool:
    """ "Lance Roe", "Justice Roe, 23": a first name; "Eric Provost, 30": a surname."""
    if len(names) < 2:
        return False
    low, aged = found[names[count]].low, is_aged(found, names[-1] + 1)
    if count == 0:
        also = low in words()["titles"]["also_names"]
        rank = found[names[1]].low in title_words()  # "Lance Cpl. Ann Roe"
        led = len(names) > 2 and given_ppm(fold(found[names[1]].low)) > 0  # "Marshal Lee Roe, 66"
        return also and not rank and (is_common_given(low) or (aged and not led))
    return aged and count == len(names) - 1 and given_ppm(fold(found[names[0]].low)) > 0
