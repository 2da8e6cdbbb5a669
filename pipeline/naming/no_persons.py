"""Runs of capitalised words that name nobody: streets, bodies, companies and states."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.years import is_years
from pipeline.lexicon import gazetteer
from pipeline.lexicon.name_lists import given_ppm, is_common_given, surname_ppm
from pipeline.lexicon.people_words import words
from pipeline.naming.name_tokens import Token, fold, is_acronym

#: "New York", "Port St. Lucie": what begins so and is known as a place is one.
_PLACE_OPENERS = frozenset(
    """new port fort ft mount mt saint st san santa los las el la lake north south east west palm
    cape grand baton salt""".split()
)


def is_first_name(found: Sequence[Token], names: Sequence[int]) -> bool:
    """ "April Roe", "as Will Roe", "Chase Roe was shot": a plain word, but before a surname."""
    if len(names) < 2 or given_ppm(fold(found[names[0]].low)) == 0:
        return False
    token, after = found[names[0]], found[names[-1]].low
    known = surname_ppm(fold(after)) > 0 or is_aged(found, names[-1] + 1)
    if not known or after in words()["name_words"]["function"]:
        return False
    if token.low in words()["name_words"]["months"]:
        return is_common_given(token.low)
    if token.low in words()["name_words"]["function"]:
        before = found[names[0] - 1].text if names[0] else ""
        if before.isalpha() and before.islower():
            return True  # and else no "Will Roe resign?"
        return token.low == "will" and found[-1].text != "?" and _is_told(found, names[-1] + 1)
    return _is_told(found, names[-1] + 1)


def is_no_person(found: Sequence[Token], names: Sequence[int], titled: bool) -> bool:
    """Streets, bodies and companies, told by their last word; states, as newsrooms write them."""
    written = [found[place].text for place in names]
    if any(not word.isalpha() and any(map(str.isdigit, word)) for word in written):
        return True  # "Page A3"
    if _holds_letters(written) or written[0] in _QUARTERS or written[0] == "U.S.":
        return True
    if len(names) < 2:
        return False
    if gazetteer.state_code(" ".join(written)) is not None:
        return True  # "Logan County, W.Va."
    table = words()["not_people"]
    if found[names[0]].low in _PLACE_OPENERS and not titled and _is_a_place(found, names):
        return True
    first, last = found[names[0]].low, found[names[-1]].low
    body = [place for place in names if found[place].low in table["any"]]
    if body == names[:1] and is_first_name(found, names):
        body = []
    if body or (last in table["last"] and not titled):
        told = is_aged(found, names[-1] + 1)
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
    if is_aged(found, here):
        return True
    after = [token.low for token in found[here : here + 9]]
    if (
        after[:1] == ["died"]
        or after[:3] == ["was", "taken", "to"]
        or (after[:1] == ["was"] and not _HAPPENED.isdisjoint(after[1:4]))
    ):
        return True
    if after[:1] != [","] or len(after) < 2:
        return False
    return after[1] in ("the", "a", "an") and any(word in _PEOPLE for word in after[2:6])


#: What happens to people after "was", and not to streets and stores.
_HAPPENED = frozenset("shot killed struck wounded identified pronounced arrested unarmed".split())


def is_aged(found: Sequence[Token], here: int) -> bool:
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
        is_acronym(word) and not (given_ppm(word.casefold()) or surname_ppm(word.casefold()))
        for word in written
    )
