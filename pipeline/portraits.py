"""What an article says of each person: names, age, gender, race, each with its words."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pipeline import accusations, genders, names, pronouns, races, told_ages
from pipeline.actors import GUNMEN
from pipeline.counts import tells_of_many
from pipeline.cued import Cued
from pipeline.described import Aged, age_after, ages, gender_in, gender_of
from pipeline.forms import Bearer
from pipeline.hedging import doubted
from pipeline.mentions import Named, fold, words
from pipeline.pronouns import OTHERS, Page, Vote, quoted
from pipeline.races import RACES
from pipeline.records import Basis, Claim, Mention, Span, Value
from pipeline.told_parts import Told
from pipeline.victims import WAS_HIT
from pipeline.whose import ANOTHERS, Who, whose
from pipeline.years import NUMBER, OLD, YEARS, value

METHOD = "people/1"
#: Who "he" is by where it stands alone: too weak to tell whose end a word is.
IN_RUN = "pronoun in run"
_AGE_AFTER = Cued(
    r"(?:,? ?\(?(?:\s*,\s*|\s+)?(?:who(?:['’]s|\s+(?:was|is|had\s+(?:just\s+)?turned))\s+|was\s+|"
    r"is\s+|an?\s+|now\s+|aged?\s+|the\s+|of\s+[\w\s]{3,25},\s+)?(?:then\s+)?)"
    rf"(?P<age>\d{{1,3}}|{YEARS})(?![-–‑ ]years?\b(?![-–‑ ]old))(?P<unit>{OLD})?"
    r"(?!\s+of\s+(?:whom|whose|them|his|her|their)\b)"
    r"(?=\)|,|\.|;|:|\s+(?:of|and|was|died|"
    r"who|at|on|in|from|is|now|years|[-–—])\b|\s*$|\s*(?:[–—|]|-(?!\w))|\b(?<=old)|\b(?<=y/o)|\b(?<=yo))"
)
_DECADE = Cued(
    r"\bin\s+(?:his|her|their)\s+(?:(?P<part>early|mid|late)[- ])?(?P<age>\d0)s\b", re.IGNORECASE
)
_RACE_NOUN = re.compile(
    rf"\b(?P<race>{RACES})\s+(?:male|female|man|woman|teen\w*|boy|girl|motorist|driver|"
    r"youth|suspect|person|father|mother|veteran|student|resident|grandfather)\b",
    re.IGNORECASE,
)
_RACE_SAID = re.compile(
    rf"^\s*(?:,\s+(?:\d{{1,3}}\s*,\s+)?(?:who\s+)?)?(?:was|is|who\s+was|who\s+is)\s+"
    rf"(?P<race>{RACES})\b(?!\s*(?:and|-)\s*(?:blue|white))",
    re.IGNORECASE,
)
_RACE_APPOSED = re.compile(
    rf"(?:\s*,\s+(?:who\s+(?:was|is)\s+)?an?\s+(?:unarmed\s+)?(?:\d{{1,3}}-year-old\s+)?(?:unarmed\s+)?|\s+(?:on\s+)?(?:\w+day\s+)?as\s+)"
    rf"(?P<race>{RACES})\b(?!\s+(?:officer|deputy|church|community|SUV|car|truck|hoodie))",
    re.IGNORECASE,
)
_RACE_OF_HIT = Cued(
    rf"\b(?:(?:shot|shoots?|killed|kills)(?:\s+and\s+(?:killed|wounded))?|(?:shooting|killing|death)"
    rf"(?:\s+(?:death|last\s+\w+|\w+day))?\s+of)\s+(?:an?\s+)?(?:unarmed\s+)?"
    rf"(?:\d{{1,2}}-year-old\s+)?(?P<race>{RACES})\s+(?:[a-z-]+\s+)?[a-z-]+\b"
    rf"|^(?:unarmed\s+)?(?P<race2>{RACES})\s+(?:[A-Z][\w.]+\s+){{0,2}}(?:man|woman|teen\w*|boy|girl)\b"
    r"[^.;]{0,40}?\b(?:shot|killed|wounded)\b",
)
_RACE_AGED = Cued(rf"\b(?P<age>{NUMBER}){OLD}\s+(?:unarmed\s+)?(?P<race>{RACES})\b", re.IGNORECASE)
_ALSO_SPELLED = Cued(
    r"(?:also\s+(?:spelled|spelt|known\s+as|called|identified\s+as|given\s+as|listed\s+as)|"
    r"a\.?k\.?a\.?|known\s+(?:to\s+\w+\s+)?as|nicknamed|who\s+went\s+by|went\s+by|goes\s+by|"
    r"whose\s+(?:first\s+)?name\s+(?:was|is|has\s+been)\s+(?:also\s+)?(?:spelled|given|reported)(?:\s+as)?)\s+"
    r"[\"“'‘]?(?P<alias>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})[\"”'’]?",
)
_VARIATIONS = Cued(
    r"(?:variations?|spellings?)\s+of\s+(?:his|her|the)\s+(?:first\s+)?name,?\s+"
    r"(?P<one>[A-Z][\w’'-]+)\s+(?:and|or)\s+(?P<two>[A-Z][\w’'-]+)"
)


def claim(
    page: Page,
    place: int,
    field: str,
    value: Value,
    at: tuple[int, int],
    person: int | None,
    last: int | None = None,
) -> Claim:
    """A stated claim: the sentence is its quote, ``at`` the words inside it.

    ``last``: the sentence right behind it with which the quote ends, if another.
    """
    sentence = page.sentences[place]
    end = page.sentences[place if last is None else last].end
    return Claim(
        field=field,
        value=value,
        as_written=sentence.text[at[0] : at[1]],
        quote=Span(sentence.where, sentence.start, end),
        hedged=doubted(sentence.text, at[0]),
        method=METHOD,
        person=person,
    )


def display_name(bearer: Bearer) -> str:
    """The fullest form, without titles and possessive, not in capitals; with kin's surname."""
    mention = bearer.fullest
    written = " ".join((*mention.parts, bearer.family) if bearer.family else mention.parts)
    suffix = bearer.suffix
    name = names.display(names.parse(written))
    if not suffix:
        return name
    return f"{name} {suffix.capitalize() + '.' if suffix in ('jr', 'sr') else suffix.upper()}"


# --- of named people ------------------------------------------------------------------------


def of_named(
    page: Page,
    bearer: Bearer,
    n: int,
    told: Told,
    *,
    alone: bool,
    chief: bool = False,
    hit: bool = False,
    run: Sequence[Vote] = (),
) -> Iterator[Claim]:
    """Everything the article says of a named person.

    ``told``: where the name is quoted; ``hit``: who was shot; ``alone``: the only one;
    ``chief``: the only one of that surname; ``run``: the pronouns that stand for them.
    """
    full = told.mention
    at = (full.start, full.end)
    yield claim(page, full.sentence, "name", display_name(bearer), at, n, told.last)
    yield from _aliases(page, bearer, n)
    own_ages = list(_ages(page, bearer, n, alone=alone, chief=chief or alone))
    yield from own_ages or (_age_in_run(page, run, n) if hit else ())
    yield from _gender(page, bearer, n, alone=alone, hit=hit or alone, run=run)
    yield from _race(page, bearer, n, alone=alone)


def _aliases(page: Page, bearer: Bearer, n: int) -> Iterator[Claim]:
    seen = {fold(display_name(bearer))}
    for mention in bearer.mentions:
        written = page.sentences[mention.sentence].text[mention.start : mention.end]
        for alias, at in _aliases_at(page, bearer, mention, written):
            if fold(alias) not in seen:
                seen.add(fold(alias))
                yield claim(page, mention.sentence, "alias", alias, at, n)


def _aliases_at(
    page: Page, bearer: Bearer, mention: Named, written: str
) -> Iterator[tuple[str, tuple[int, int]]]:
    text = page.sentences[mention.sentence].text
    if mention.nickname:
        at = text.index(mention.nickname, mention.start)
        yield mention.nickname, (at, at + len(mention.nickname))
    if len(mention.parts) > 1 and _spelled_otherwise(bearer, mention):
        yield names.display(names.parse(" ".join(mention.parts))), (mention.start, mention.end)
    plural = mention.keys[0] == f"{bearer.surname}s"  # "the Archuletas"
    if len(mention.parts) == 1 and not plural and mention.keys[0] not in _usual_keys(bearer):
        yield written, (mention.start, mention.end)
    for match in _ALSO_SPELLED.finditer(text, mention.end):
        between = text[mention.end : match.start()]
        if len(between) < 60 and not _SOMEBODY_ELSE.search(between):
            yield match["alias"], match.span("alias")
    for match in _VARIATIONS.finditer(text):
        if bearer.given not in (fold(match["one"]), fold(match["two"])):
            continue
        for group in ("one", "two"):
            if fold(match[group]) != bearer.given:
                yield f"{match[group]} {bearer.fullest.parts[-1]}", match.span(group)


_SOMEBODY_ELSE = re.compile(
    r"\b(?:his|her|their|said|says|told|son|daughter|father|mother|brother|sister|friend|called|[A-Z][a-z]+)\b"
)


def _usual_keys(bearer: Bearer) -> set[str]:
    return {bearer.given, bearer.surname, *bearer.middles, *bearer.fullest.keys}


def _spelled_otherwise(bearer: Bearer, mention: Named) -> bool:
    keys = [key for key in mention.keys if len(key) > 1]
    return any(key not in _usual_keys(bearer) for key in keys)


def _ages(page: Page, bearer: Bearer, n: int, *, alone: bool, chief: bool) -> Iterator[Claim]:
    """Ages beside the full name; beside shorter forms only where that has none."""
    full = [m for m in bearer.mentions if len(m.parts) > 1]
    short = [m for m in bearer.mentions if len(m.parts) == 1]
    if not chief and _shares_surname(page, bearer):
        short = [m for m in short if _is_only_theirs(page, bearer, m)]
    claims = list(_ages_beside(page, full, n)) or list(_ages_beside(page, short, n))
    if not claims and (alone or (chief and page.apart)):
        places = [place for place, events in enumerate(page.hit) if events]
        claims = list(_described_age(page, places, n, {bearer.surname}))
    if not claims and alone:
        claims = list(_age_of_pronoun(page, n)) or list(_age_about(page, n))
    yield from claims


def _is_only_theirs(page: Page, bearer: Bearer, mention: Named) -> bool:
    """ "Ann, 47,", of two Roes; "Roe, 43, was killed", where every other Roe has an age or none."""
    if mention.keys[-1] != bearer.surname:
        return mention.keys[-1] == bearer.given
    text = page.sentences[mention.sentence].text
    found = _age_at(text, mention) if WAS_HIT.match(text, mention.end) else None
    return found is not None and found[0] not in {
        age[0]
        for named in page.named
        for other, _ in named
        if len(other.parts) > 1 and other.keys[-1] == bearer.surname
        for age in (_age_at(page.sentences[other.sentence].text, other),)
        if age is not None
    }


def _age_in_run(page: Page, run: Sequence[Vote], n: int) -> Iterator[Claim]:
    """ "She was 16", of whom "she" stands for."""
    for _, place, (start, _), weight in run:
        text = page.sentences[place].text
        match = told_ages.OF_PRONOUN.match(text, start)
        if (
            weight >= pronouns.PLAIN
            and match is not None
            and not _WHEN.match(text, match.end("age"))
        ):
            yield claim(page, place, "age", value(match["age"]), match.span("age"), n)
            return


def _shares_surname(page: Page, bearer: Bearer) -> bool:
    """Whether somebody else of that surname is named, so that "Oehme, 57" may be either."""
    return any(
        len(mention.parts) > 1
        and mention.keys[-1] == bearer.surname
        and mention not in bearer.mentions
        for named in page.named
        for mention, _ in named
    )


_PERSON = (
    r"(?:man|woman|boy|girl|teen(?:ager)?|youth|driver|motorist|passenger|suspect|victim|subject|gunman"
    r"|(?:grand|step)?(?:son|daughter)|nephew|niece)"
)
_WAS_AGED = Cued(
    rf"\b(?:(?:he|she)|(?:the|an?|her|his|their)\s+(?:[\w-]+\s+){{0,2}}?{_PERSON}(?:,?\s+who)?)\s+"
    rf"(?:was|is|(?:had\s+)?(?:just\s+)?turned)\s+(?P<age>{YEARS})"
    r"(?=[.,;]|\s+(?:and|years?\s+old|when|in|last|this)\b|$)"
    rf"|\b(?:the|an?|her|his|their)\s+(?:[\w-]+\s+){{0,2}}?{_PERSON},\s+(?P<apposed>{YEARS}),",
    re.IGNORECASE,
)


def _age_of_pronoun(page: Page, n: int) -> Iterator[Claim]:
    """ "He was 23.", said of the only one who was shot."""
    for place, sentence in enumerate(page.sentences):
        match = _WAS_AGED.search(sentence.text) or told_ages.OF_HIM.search(sentence.text)
        if match is None or quoted(sentence.text, match.start()):
            continue
        if _TAKEN_BACK.search(sentence.text, 0, match.start()):
            continue
        group = next(name for name, told in match.groupdict().items() if told)
        at = match.span(group)
        ahead = page.sentences[place - 1] if place else None
        if told_ages.of_officer(sentence.text, at[1], ahead):
            continue
        who = whose(sentence.text, at[0])
        of_kin = (
            who is Who.KIN and group != "apposed"
        )  # "her grandson, who turned 16": often the one
        theirs = who in ANOTHERS and group in ("age", "apposed") and not of_kin
        if not theirs and not _WHEN.match(sentence.text, at[1]):
            yield claim(page, place, "age", value(match[group]), at, n)
            return


#: "She was five when her mother left": an age of long ago.
_WHEN = re.compile(r"\s+when\s+(?:he|she|his|her)\b(?!\s+(?:was\s+(?:shot|killed|hit)|died))")


_EITHER_AGE = Cued(r"\b(?P<low>\d{1,2})-?\s+or\s+(?P<age>\d{1,2})-year-old\b")
_TEEN = re.compile(
    r"\b(?:the|an?)\s+(?:[\w-]+\s+)?(?P<age>teen(?:ager)?)\b(?![-’'])", re.IGNORECASE
)
_PART = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}


def _age_about(page: Page, n: int) -> Iterator[Claim]:
    """ "In his early 40s", "a teenager", said of the only one who was shot."""
    for place, sentence in enumerate(page.sentences):
        match = _DECADE.search(sentence.text)
        several = match and _OF_SEVERAL.search(sentence.text, 0, match.start())
        if match and not several and not _other_than_the_hit(sentence.text, match.start()):
            low, high = _PART[match["part"].casefold() if match["part"] else None]
            years = int(match["age"])
            yield from _between(page, place, (years + low, years + high), match.span(), n)
            return
        if match := _EITHER_AGE.search(sentence.text):
            low, high = int(match["low"]), int(match["age"])
            yield from _between(page, place, (low, high), match.span(), n)
            return
    for place, spots in enumerate(page.hit):
        for start, end in spots:
            if match := _TEEN.fullmatch(page.sentences[place].text[start:end]):
                at = (start + match.start("age"), start + match.end("age"))
                yield from _between(page, place, (13, 19), at, n)
                return


#: "Four women in their 20s": of all of them.
_OF_SEVERAL = re.compile(
    r"\b(?:men|women|people|persons|males|females|victims|teens|others)\s+(?:\w+\s+){0,3}$"
)


def _between(
    page: Page, place: int, years: tuple[int, int], at: tuple[int, int], n: int
) -> Iterator[Claim]:
    yield claim(page, place, "age_min", years[0], at, n)
    yield claim(page, place, "age_max", years[1], at, n)


#: "Police at first named him as Lee Roe, 52": of a man, or a number, that was not right.
_TAKEN_BACK = Cued(
    r"\b(?:(?:at\s+first|initially|originally|wrongly|mistakenly|incorrectly|erroneously)\s+(?:been\s+)?"
    r"(?:gave|given|named|identified|listed|said|reported)|first\s+g[ai]ven?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_SOUGHT = re.compile(r"\b(?:look\w*|search\w*|hunt\w*|described)\s+(?:for|as)\b[^.;]{0,40}$", re.I)


def _other_than_the_hit(text: str, at: int) -> bool:
    """ "to look for a man in his 50s", "officers in their 30s": not the one who was shot."""
    return whose(text, at) in ANOTHERS or _SOUGHT.search(text[:at]) is not None


def _ages_beside(page: Page, mentions: Sequence[Named], n: int) -> Iterator[Claim]:
    for mention in mentions:
        text = page.sentences[mention.sentence].text
        if _TAKEN_BACK.search(text, 0, mention.end):
            continue
        if found := _age_at(text, mention):
            yield claim(page, mention.sentence, "age", found[0], (found[1], found[2]), n)
        elif told := told_ages.beside(text, mention, len(page.named[mention.sentence]) - 1):
            yield claim(page, mention.sentence, "age", *told, n)


#: "Ann Oehme, 48-year-old Ross Orrin": the age of the next in the list.
_NAME = re.compile(
    r"\s+[A-Z][\w.’'-]+\s+[A-Z][\w.’'-]*"
    r"(?![\w.’'-]|\s+(?:man|woman|boy|girl|teen\w*|resident|native|student|mother|father|worker|graduate)\b)"
)
_ACCORDING = re.compile(r"According\s+to\s+(?:[\w.’'-]+\s+){0,4}$")


def _age_at(text: str, mention: Named) -> tuple[int, int, int] | None:
    told = list(ages(text))
    for aged in reversed(told):
        if aged.end <= mention.start and _touches(text[aged.end : mention.start]):
            return aged.years, aged.start, aged.end
    match = _AGE_AFTER.match(text, mention.end)
    source = _ACCORDING.match(text[: mention.start]) is not None
    if match is not None and match["unit"] and (source or _NAME.match(text, match.end("unit"))):
        return None
    years = value(match["age"]) if match else 0
    if match is not None and years <= 110:
        at = match.span("age") if not match["unit"] else (match.start("age"), match.end("unit"))
        return years, *at
    for aged in told if not source else ():
        if _NAME.match(text, aged.end):
            continue
        if 0 <= aged.start - mention.end <= 8 and re.fullmatch(
            r"\s*[,(]?\s*(?:an?\s+|the\s+|is\s+a\s+|was\s+a\s+)?", text[mention.end : aged.start]
        ):
            return aged.years, aged.start, aged.end
    return None


def _touches(between: str) -> bool:
    """ "24-year-old (Fresno resident) José …": nothing but a describing word or two between."""
    if len(between) > 40 or re.search(r"[.;:“”\"(]|\b(?:and|by|to|from|in|at|of)\b", between):
        return False
    return len(between.replace(",", " ").split()) <= 3


def _gender(
    page: Page, bearer: Bearer, n: int, *, alone: bool, hit: bool, run: Sequence[Vote]
) -> Iterator[Claim]:
    """What is said of this bearer by name; else, of the only one hit, what is said of whom.

    Where only a pronoun tells it that may be another's, it is inferred, and of those hit alone.
    """
    found = list(genders.of_name(page, bearer))
    if alone and not _tells_of_both(page):
        found.extend(genders.fitting(bearer, _gender_of_hit(page)))
    best = _elected(found, most=2 / 3)
    if best is not None:
        named = {mention.sentence for mention in bearer.mentions}
        told = [vote for vote in found if vote[0] == best[0] and vote[1] in named]
        gender, place, at, _ = max(told, key=lambda vote: vote[3], default=best)
        yield claim(page, place, "gender", gender, at, n)
        return
    found.extend(
        genders.fitting(bearer, pronouns.of_the_hit(page, bearer.mentions)) if alone else ()
    )
    best = _elected(found, most=1 / 2) if alone else None
    if best is not None:
        yield _of_the_hit(page, best, n)
    elif hit:
        yield from _gender_likely(page, bearer, n, alone=alone, run=run)


def gender_by_name(page: Page, bearer: Bearer) -> str | None:
    """What is said beside the name alone."""
    best = _elected(list(genders.of_name(page, bearer)), most=2 / 3)
    return best[0] if best else None


def age_by_name(page: Page, bearer: Bearer) -> int | None:
    full = [mention for mention in bearer.mentions if len(mention.parts) > 1]
    found = (_age_at(page.sentences[one.sentence].text, one) for one in full)
    return next((age[0] for age in found if age is not None), None)


def _of_the_hit(page: Page, vote: Vote, n: int) -> Claim:
    """Told of whoever was hit: stated where the words are plain."""
    gender, place, at, weight = vote
    if weight >= pronouns.PLAIN:
        return claim(page, place, "gender", gender, at, n)
    return _inferred_gender(gender, n)


def _inferred_gender(gender: str, n: int) -> Claim:
    return Claim(
        "gender", gender, basis=Basis.INFERRED, method="pronoun nearby", confidence=0.9, person=n
    )


def _gender_likely(
    page: Page, bearer: Bearer, n: int, *, alone: bool, run: Sequence[Vote]
) -> Iterator[Claim]:
    """By pronouns that stand for this bearer, or near the name, and need not be their own."""
    best = _elected(list(genders.likely(page, bearer)), most=2 / 3)
    if best is None and alone:
        best = _elected(list(genders.nearby(page, bearer)), most=1 / 2)
    if best is not None:
        yield _inferred_gender(best[0], n)
    elif told := _elected(list(genders.fitting(bearer, run)), most=1 / 2):
        yield replace(_inferred_gender(told[0], n), method=IN_RUN)


def _elected(votes: Sequence[Vote], most: float) -> Vote | None:
    """The plainest vote for the gender with most weight, unless the other has a share of it."""
    weights: Counter[str] = Counter()
    for gender, _, _, weight in votes:
        weights[gender] += weight
    if not weights:
        return None
    (best, score), *rest = weights.most_common()
    if rest and rest[0][1] > most * score:
        return None
    return max((vote for vote in votes if vote[0] == best), key=lambda vote: vote[3])


#: "Another man", "three women": who was hit besides the one who is named.
_BESIDES = re.compile(
    r"\b(?:an)?other\b|\b(?:second|third|fourth)\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:[\w-]+\s+)?\w+s\b|\bmen\b|\bwomen\b",
    re.IGNORECASE,
)


#: "A man was also shot": somebody else.
_ALSO = re.compile(r"\s+(?:was|were|is)\s+also\b", re.IGNORECASE)


def _tells_of_both(page: Page) -> bool:
    """Whether men and women are told to be hit, where police are not who fired."""
    genders_told = {
        gender
        for place, spots in enumerate(page.hit)
        for start, end in spots
        if (gender := gender_in(page.sentences[place].text[start:end]))
    }
    return not page.by_police and len(genders_told) > 1


def _gender_of_hit(page: Page) -> Iterator[Vote]:
    """ "shot a man": of the only one who was hit."""
    for place, spots in enumerate(page.hit):
        for start, end in spots:
            text = page.sentences[place].text
            if _ALSO.match(text, end) or (not page.by_police and _BESIDES.search(text, start, end)):
                continue
            for match in re.finditer(r"[\w-]+", page.sentences[place].text[start:end]):
                if (gender := gender_of(match.group())) is not None:
                    yield gender, place, (start + match.start(), start + match.end()), 3


def _race(page: Page, bearer: Bearer, n: int, *, alone: bool) -> Iterator[Claim]:
    for mention in bearer.mentions:
        text = page.sentences[mention.sentence].text
        told = races.of_name(text, mention.end)
        match = _RACE_SAID.match(text[mention.end :]) or _RACE_APPOSED.match(text[mention.end :])
        if told is None and match:
            start, end = match.span("race")
            told = match["race"], (mention.end + start, mention.end + end)
        if told:
            yield claim(page, mention.sentence, "race", *told, n)
            return
    beside = list(_race_beside_age(page, bearer, n))
    yield from beside
    if alone and not beside:
        yield from _race_of_described(page, n)


def _race_beside_age(page: Page, bearer: Bearer, n: int) -> Iterator[Claim]:
    """ "a 19-year-old Black man", where only this bearer is given that age."""
    own = next(_ages_beside(page, [m for m in bearer.mentions if len(m.parts) > 1], n), None)
    for place, sentence in enumerate(page.sentences) if own is not None else ():
        for match in _RACE_AGED.finditer(sentence.text):
            if own is not None and value(match["age"]) == own.value:
                yield claim(page, place, "race", match["race"], match.span("race"), n)
                return


def _race_of_described(page: Page, n: int) -> Iterator[Claim]:
    """ "an unarmed Black man", said of the only one who was shot."""
    for place, spots in enumerate(page.hit):
        text = page.sentences[place].text
        for start, end in spots:
            match = _RACE_NOUN.search(text, start, end)
            if match is not None:
                yield claim(page, place, "race", match["race"], match.span("race"), n)
                return
    for place, sentence in enumerate(page.sentences):
        match = _RACE_OF_HIT.search(sentence.text)
        if match is not None and (page.hit[place] or OTHERS.search(sentence.text)):
            group = "race" if match["race"] else "race2"
            yield claim(page, place, "race", match[group], match.span(group), n)
            return
    for place, sentence in enumerate(page.sentences):
        before = page.sentences[place - 1].text if place else ""
        for race, at in races.of_the_hit(sentence.text, before):
            yield claim(page, place, "race", race, at, n)
            return


_SEVERAL = re.compile(
    r"\b(?:people|persons|teens|teenagers|men|women|boys|girls|others|students|victims|suspects|children|kids|brothers"
    r"|sisters|juveniles|minors|adults|family members)\b",
    re.IGNORECASE,
)


_ONE_OF_THEM = re.compile(r"\b(?:another|other|second|third|fourth)\b", re.IGNORECASE)


#: "A mother and an infant".
_AND_ONE = re.compile(r"\band\s+(?:an?|one|two|three|four|five|\d+|his|her)\s", re.IGNORECASE)


def are_several(phrases: Sequence[str]) -> bool:
    """Whether phrases for those hit stand for more than one: "people", "a girl" and "a man"."""
    if any(
        _SEVERAL.search(each) or _ONE_OF_THEM.search(each) or _AND_ONE.search(each)
        for each in phrases
    ):
        return True
    told = {gender for each in phrases if (gender := gender_in(each))}
    years = {aged.years for each in phrases for aged in ages(each)}
    return len(told) > 1 or len(years) > 1


# --- of people who are only described ----------------------------------------------------------


def of_described(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """Age, gender and race of somebody who was shot and is not named.

    Of several who are told of as one, none is everybody's: they are inferred.
    """
    phrases = [mention.text for _, mention in mentions]
    claims = _of_described(page, mentions, n)
    if not are_several(phrases):
        yield from claims
        return
    genders_told = {gender_in(each) for each in phrases}
    alike = len(genders_told) == 1 and None not in genders_told
    for each in claims:
        told = alike and each.field == "gender"
        yield each if told else each.inferred()


def _of_described(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    if mentions and all(_SEVERAL.search(mention.text) for _, mention in mentions):
        mentions = [pair for pair in mentions if gender_in(pair[1].text)]
        yield from _gender_of_noun(page, mentions, n)
        return
    aged = list(_described_age(page, [place for place, _ in mentions], n))
    yield from (
        aged or list(_age_of_noun(page, mentions, n)) or list(_age_of_pronoun(page, n))
    ) or _age_about(page, n)
    told = list(_gender_of_noun(page, mentions, n))
    yield from told or _gender_of_nobody(page, n)
    yield from _race_of_described(page, n)


def _gender_of_noun(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """What the first noun for them says: "a man", "four women"."""
    for place, mention in mentions:
        if gender := gender_in(mention.text):
            start = mention.span.start - page.sentences[place].start
            yield claim(page, place, "gender", gender, (start, start + len(mention.text)), n)
            return


_NOUN_AGED = re.compile(
    r"\b(?:man|woman|boy|girl|driver|suspect|victim|son|daughter|grandson|granddaughter|nephew|niece|brother|sister)"
    rf",\s+(?P<age>{YEARS})(?=[,.;])"
)


def _age_of_noun(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """ "Her grandson, 16, was shot": where the gunfire is told."""
    for place in dict.fromkeys(
        [*(place for place, _ in mentions), *(p for p, hit in enumerate(page.hit) if hit)]
    ):
        if match := _NOUN_AGED.search(page.sentences[place].text):
            yield claim(page, place, "age", value(match["age"]), match.span("age"), n)
            return


def of_one_of_many(page: Page, mentions: Sequence[tuple[int, Mention]], n: int) -> Iterator[Claim]:
    """Age and gender of one of several who were shot: only what their own phrases say."""
    yield from itertools.islice(_ages_of_phrases(page, mentions, n), 1)
    yield from itertools.islice(_genders_of_phrases(page, mentions, n), 1)


def _ages_of_phrases(
    page: Page, mentions: Sequence[tuple[int, Mention]], n: int
) -> Iterator[Claim]:
    for place, mention in mentions:
        start = mention.span.start - page.sentences[place].start
        for aged in ages(mention.text):
            yield claim(page, place, "age", aged.years, (start + aged.start, start + aged.end), n)
        if after := age_after(page.sentences[place].text, start + len(mention.text)):
            yield claim(page, place, "age", after.years, (after.start, after.end), n)
    for _, mention in mentions:
        yield from _age_of_head(page, mention.text, n)


def _genders_of_phrases(
    page: Page, mentions: Sequence[tuple[int, Mention]], n: int
) -> Iterator[Claim]:
    for place, mention in mentions:
        start = mention.span.start - page.sentences[place].start
        at = (start, start + len(mention.text))
        if gender := gender_in(re.sub(r"(?i)\b(?:his|her)\s", "", mention.text)):
            yield claim(page, place, "gender", gender, at, n)
    for _, mention in mentions:
        yield from _gender_of_head(page, mention.text, n)


def _gender_of_head(page: Page, written: str, n: int) -> Iterator[Claim]:
    """ "The operator, an adult male, …": by the noun that tells the two apart."""
    told = re.compile(
        rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Aa]n?)\s+(?:[\w-]+\s+){{0,2}}?{re.escape(written.split()[-1])},\s+an?\s+(?:[\w-]+\s+){{0,2}}?"
        r"(?P<noun>man|woman|male|female|boy|girl)\b"
    )
    for place, sentence in enumerate(page.sentences):
        if match := told.search(sentence.text):
            gender = gender_of(match["noun"])
            if gender:
                yield claim(page, place, "gender", gender, match.span("noun"), n)


def _age_of_head(page: Page, written: str, n: int) -> Iterator[Claim]:
    """ "The driver, 27, …", "his 25-year-old passenger": by the noun that tells the two apart."""
    head = re.escape(written.split()[-1])
    aged = re.compile(
        rf"\b(?P<age>{NUMBER}){OLD}\s+{head}\b"
        rf"|\b(?:[Tt]he|[Hh]is|[Hh]er|[Aa])\s+(?:dead\s+|slain\s+|wounded\s+|injured\s+)?{head}(?:,\s+(?P<apposed>{YEARS}),|(?:,?\s+who)?(?:['’]s|\s+is|\s+was)\s+(?P<is>{YEARS})(?=[,.;]|\s+and\b))"
    )
    for place, sentence in enumerate(page.sentences):
        if match := aged.search(sentence.text):
            group = next(name for name, told in match.groupdict().items() if told)
            yield claim(page, place, "age", value(match[group]), match.span(group), n)
            return


def _gender_of_nobody(page: Page, n: int) -> Iterator[Claim]:
    """Of somebody without name or noun: the words after the age, pronouns beside the telling.

    Where several were hit they may be another's, and are inferred.
    """
    several = not page.by_police and _tells_of_several(page)
    for each in _genders_of_nobody(page, n):
        yield each.inferred() if several else each


def _tells_of_several(page: Page) -> bool:
    """Whether the lede, or a sentence that tells of somebody hit, counts more than one."""
    return any(
        tells_of_many(sentence.text)
        for place, (sentence, hit) in enumerate(zip(page.sentences, page.hit, strict=True))
        if hit or place < _LEDE
    )


_LEDE = 3


def _genders_of_nobody(page: Page, n: int) -> Iterator[Claim]:
    for place, sentence in enumerate(page.sentences):
        for aged in ages(sentence.text):
            gender = gender_in(" ".join(aged.rest.split()[:3]))
            accused = _ACCUSED.match(aged.rest) is not None
            if gender and not accused and not _of_bystander(sentence.text, aged):
                at = (aged.start, aged.end + 1 + len(aged.rest))
                yield claim(page, place, "gender", gender, at, n)
                return
    best = _elected(list(pronouns.of_the_hit(page)), most=1 / 2)
    if best is not None:
        yield _of_the_hit(page, best, n)


_ACCUSED = re.compile(
    r"(?:[\w-]+\s+){0,4}?(?:charged|arrested|accused|suspected|sought|jailed|indicted|sentenced)\b"
)


def _described_age(
    page: Page, places: Sequence[int], n: int, own: Set[str] = frozenset()
) -> Iterator[Claim]:
    """ "A 22-year-old man": of all described, first those where the hit are told."""
    everywhere = range(len(page.sentences))
    shooters = _ages_of_shooters(page)
    for place in dict.fromkeys([*places, *(place + 1 for place in places), *everywhere]):
        if place >= len(page.sentences):
            continue
        text = page.sentences[place].text
        for aged in ages(text):
            another = _of_another(page.named[place], aged, own) or _FOUND.match(aged.rest)
            if another or aged.years in page.apart or _of_bystander(text, aged):
                continue
            if _is_hit(page, place, aged):
                yield claim(page, place, "age", aged.years, (aged.start, aged.end), n)
                return
            if aged.years in shooters or (not page.by_police and _is_accused(text, aged)):
                continue
            yield claim(page, place, "age", aged.years, (aged.start, aged.end), n)
            return


#: "A 58-year-old woman was found dead": whom somebody else had killed.
_FOUND = re.compile(r"(?:\w+\s+){0,2}?(?:was|were|been)\s+found\b")
_SHOT_AT = re.compile(
    r"(?:\w+\s+){0,7}?(?:\w+ly\s+)?(?:(?:shot|shoots),\s+)?(?:shot|shoots|kill(?:ed|s)|wound(?:ed|s)|fired)\s+"
    r"(?!by\b|and\s+(?:killed|wounded)\s+by\b|in\b|at\b|multiple\b|himself\b|herself\b|self\b|(?:(?:his|her)\s+)?(?:own\s+)?(?:hand|foot|leg|finger|toe|head|face|arm|thigh|chest)\b|\w+\s+times\b|while\b"
    r"|after\b|when\b|on\b|dead\b|to\b)(?=\w)"
)


def _ages_of_shooters(page: Page) -> frozenset[int]:
    """The ages given to those who fired, wherever else they are told of by them."""
    return frozenset(
        aged.years
        for place, sentence in enumerate(page.sentences)
        for aged in ages(sentence.text)
        if _of_shooter(page, place, aged)
    )


def _is_hit(page: Page, place: int, aged: Aged) -> bool:
    text = page.sentences[place].text
    return any(
        start <= aged.start < end + 3 and not _SHOOTS.search(text, aged.end, end)
        for start, end in page.hit[place]
    )


_SHOOTS = re.compile(r"\b(?:shot|shoots|kills|killed|wounds|wounded)\b")


def _of_shooter(page: Page, place: int, aged: Aged) -> bool:
    """ "A 4-year-old boy accidentally shot his uncle": the age of the one who fired."""
    if _is_hit(page, place, aged):
        return False
    text = page.sentences[place].text
    if _HANDLED.match(text, aged.end + 1) and not _SELF.search(text):
        return True
    told = _SHOT_AT.match(text, aged.end + 1)
    return told is not None and not re.search(r"\b(?:was|were|is|been|who)\b", told.group())


#: "The 2-year-old was able to get to a handgun and fired".
_HANDLED = re.compile(
    r"[^.;,]{0,90}?\b(?:pulled\s+the\s+trigger|fired\s+(?:a|an|one|the|it)\b|picked\s+(?:it|the\s+gun|a\s+gun)\s+up"
    r"|(?:picked\s+up|got\s+(?:a\s+)?hold\s+of|got\s+to)\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+)?(?:gun|handgun|pistol|rifle|shotgun))\b"
)
_SELF = re.compile(r"\b(?:himself|herself|themselves|self)\b")


_BY = re.compile(r"\bby\s+(?:an?|his|her|the|their)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_SHOOTER = re.compile(r"\s+(?:\w+\s+)?(?:suspect|gunman|shooter|assailant|robber)\b")


def _is_accused(text: str, aged: Aged) -> bool:
    """Arrested, charged, or told to have fired: not who was hit by somebody."""
    if _SELF.search(text):
        return False
    if _BY.search(text, 0, aged.start) or _SHOOTER.match(text, aged.end):
        return True
    return accusations.told_of(text, aged.start, aged.end)


#: "A 2-year-old's party" is not of who was hit; "the 5-year-old's death" is.
_WHOSE = re.compile(
    r"['’]s\b(?!\s+(?:\w+\s+)?(?:death|killing|shooting|murder|slaying|injur(?:y|ies)|wounds?|body|funeral"
    r"|name|identity|condition|life|head|chest|back|arm|leg)\b)",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:under|over|than|least|between\s+\d+\s+and)\s+$", re.IGNORECASE)


def _of_bystander(text: str, aged: Aged) -> bool:
    """ "his 6-year-old son", "a 20-year-old officer", "children under 15 years old"."""
    if _UNDER.search(text, 0, aged.start) or _WHOSE.match(text, aged.end):
        return True
    if re.search(r"\b(?:his|her|their|whose|[’']s)\s+$", text[: aged.start], re.IGNORECASE):
        return True
    described = re.findall(r"[\w’'-]+", aged.rest.casefold())[:3]
    if any(gender_of(word) and word not in words()["kin"]["words"] for word in described[:2]):
        return False
    others = words()["kin"]["words"] | words()["titles"]["officer"] | _THINGS
    if _PARENT_OF.match(aged.rest):
        return False
    return any(word in others for word in described)


#: "The 27-year-old mother of three": hers, and no kin of somebody else who was hit.
_PARENT_OF = re.compile(
    r"\s*(?:single\s+)?(?:mother|father|mom|dad|grandmother|grandfather)\s+(?:of|to)\s+(?:an?\b|two|three|four|five|six|seven|eight|nine|\d+)\b",
    re.IGNORECASE,
)
_THINGS = frozenset(
    """building house department law case car policy witness student sitter babysitter neighbor
    bystander caller""".split()
)


def _of_another(named: Sequence[tuple[Named, int]], aged: Aged, own: Set[str]) -> bool:
    """ "17-year-old Kevin Ames": the age of somebody else who is named."""
    for mention, _ in named:
        near = 0 <= mention.start - aged.end < 30 or 0 <= aged.start - mention.end < 8
        if near and len(mention.parts) > 1 and mention.keys[-1] not in own:
            return True
    return False


_NOT_RELEASED = Cued(
    r"\b(?:names?|identit(?:y|ies))\b[^.]{0,60}\b(?:not|n[’']t|yet to be|until|pending|"
    r"withheld|withholding)\b[^.]{0,40}|\b(?:(?:ha(?:s|ve)|was|were|did|would)(?:\s+not|n[’']t)|declined\s+to|yet\s+to)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:publicly\s+)?(?:identif\w+|named?|release\w*\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:\w+[’']s\s+)?(?:names?|identit\w+))",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\bwithh(?:eld|olding|old)\b|\bbecause (?:he|she|of (?:his|her) age)\b|juvenile", re.I
)
_NOT_OFFICER = re.compile(r"\b(?:officers?|deput\w+|troopers?)\b", re.IGNORECASE)


_NOT_SHOOTER = re.compile(
    rf"{_NOT_OFFICER.pattern}|\b(?:{GUNMEN}|assailants?|attackers?)\b",
    re.IGNORECASE,
)


def name_status(page: Page, n: int, *, police: bool) -> Iterator[Claim]:
    """Whether police said that they hold the name back; whom others shot is not their shooter."""
    others = _NOT_OFFICER if police else _NOT_SHOOTER
    for place, sentence in enumerate(page.sentences):
        match = _NOT_RELEASED.search(sentence.text)
        if match is None or others.search(sentence.text):
            continue
        status = "withheld" if _WITHHELD.search(sentence.text) else "not_released"
        yield claim(page, place, "name_status", status, match.span(), n)
        return
