"""Every place word of a passage: names that may be of towns, states written out, counties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.language.cued import Cued
from pipeline.lexicon import agency_lists, gazetteer
from pipeline.lexicon.agency_lists import ShortForm
from pipeline.lexicon.gazetteer import County
from pipeline.page import photo_credits
from pipeline.records import Article, OutletPlace, Sentence, Where
from pipeline.where import place_names, place_runs, place_tokens
from pipeline.where.place_home import home_of
from pipeline.where.place_neighbours import Named
from pipeline.where.place_voices import BEFORE, POLICE, voice_of

_COUNTY = Cued(r"((?:[A-Z][\w'’.-]*\s+){1,4})(?:County|Parish|Co\.|COUNTY|PARISH|Borough)(?![\w-])")
_ASIDE = Cued(r"\W*(?:Related|Trending|From the archives?|Read more|More from|RELATED)\b")
_STATE_BODY = frozenset(
    "state highway bureau department rangers national division supreme attorney criminal".split()
)
_POSSESSIVE = re.compile(r"['’]s\b.*|[.,'’]+$")
_PAPERS = frozenset("Times Post Daily Journal Avenue Street Ave. St. Boulevard University".split())


@dataclass(frozen=True, slots=True)
class StateNamed:
    """A state written out in the text."""

    code: str
    sentence: Sentence
    order: int
    start: int
    end: int
    body: bool  # part of an agency's name: "Ohio State Highway Patrol"


@dataclass(frozen=True, slots=True)
class CountyNamed:
    """A county named in the text, and which ones it may be."""

    name: str  # as written, "Bibb County"
    counties: tuple[County, ...]
    sentence: Sentence
    order: int
    start: int
    end: int


@dataclass(frozen=True)
class Gathered:
    """Every place word of a passage."""

    names: tuple[Named, ...]
    states: tuple[StateNamed, ...]
    counties: tuple[CountyNamed, ...]
    home: OutletPlace
    running: str  # the text's words that are no headline, to tell "stone" from "Stone"

    @cached_property
    def voices(self) -> tuple[float, ...]:
        """How loudly each of the names speaks as a place."""
        return tuple(map(voice_of, self.names))


def _states_written() -> str:
    written = {s.name for s in gazetteer.states().values()}
    written |= {s.name.upper() for s in gazetteer.states().values()}
    short = {f"{a}." for s in gazetteer.states().values() for a in s.abbreviations if len(a) > 2}
    options = sorted((re.escape(each) for each in written | short), key=lambda o: (-len(o), o))
    return rf"(?<![\w-])(?:{'|'.join(options)})(?![\w])"


_STATE = Cued(_states_written())


def gather(article: Article, sentences: Sequence[Sentence]) -> Gathered:
    names: list[Named] = []
    states: list[StateNamed] = []
    counties: list[CountyNamed] = []
    running: list[str] = []
    for order, sentence in enumerate(sentences):
        if _ASIDE.match(sentence.text):
            continue
        here = _named_in(sentence, order)
        names += here[0]
        states += here[1]
        counties += here[2]
        if sentence.where is Where.TEXT and not place_tokens.shouting(sentence.text):
            running.append(sentence.text)
    home = home_of(article)
    near = {each.code for each in states} | {home.state}
    near |= {county.state for each in counties for county in each.counties}
    told = tuple(_without_words(_without_peoples(names), near))
    return Gathered(told, tuple(states), tuple(counties), home, "\n".join(running))


@lru_cache(maxsize=64)  # a passage is asked for with the names of its people and without
def _named_in(
    sentence: Sentence, order: int
) -> tuple[Sequence[Named], Sequence[StateNamed], Sequence[CountyNamed]]:
    """The place words of one sentence."""
    end = _own_words(sentence)
    credited = photo_credits.spans(sentence.text)
    names = [
        named
        for named in _names(sentence, order)
        if named.start < end
        and not photo_credits.inside(named.start, credited)
        and not _of_press(named)
    ]
    states: list[StateNamed] = []
    if not place_tokens.shouting(sentence.text):
        forms = list(agency_lists.short_forms(sentence.text))
        names += [_of_force(form, sentence, order) for form in forms if form.city]
        states += [
            StateNamed(form.state, sentence, order, form.start, form.end, body=True)
            for form in forms
        ]
    states += [each for each in _states(sentence, order, names) if each.start < end]
    return names, states, [each for each in _counties(sentence, order) if each.start < end]


def _without_peoples(names: Sequence[Named]) -> list[Named]:
    """ "Navajo police" of the Navajo Nation name a people, "University Police" no town either."""
    peoples = {named.key for named in names if named.right in _PEOPLES} | _BODIES
    return [
        named
        for named in names
        if named.key not in peoples
        or named.state
        or named.dateline
        or (named.left in ("in", "near") and named.right not in _PEOPLES)
    ]


_PEOPLES = frozenset("nation tribe tribes tribal reservation sioux".split())
_BODIES = frozenset(("university", "college", "university police"))


def _without_words(names: Sequence[Named], near: Iterable[str | None]) -> list[Named]:
    """Without "Man shot by police", "Mobile home fire": words whose capital is the headline's.

    ``near``: the states that the story or its outlet's home names. One that has a place of that
    name lets a headline alone tell of it.
    """
    words = {named.key for named in names if place_runs.dictionary_word(named.key)}
    told = {named.key for named in names if named.key in words and _told_as_place(named)}
    borne = {key for key in words - _PEOPLE if any(s and gazetteer.place(key, s) for s in near)}
    return [named for named in names if named.key not in words - told - borne]


def _told_as_place(named: Named) -> bool:
    """By its state, its dateline, the word before it, its force; or by a capital within a text."""
    if named.state or named.dateline or named.meant or named.county:
        return True
    if named.left in BEFORE:
        return True
    if named.key in _PEOPLE:
        return named.right in POLICE and named.right_capital
    if named.right in POLICE:
        return True
    return named.sentence.where is Where.TEXT and named.left not in ("^", ":") and not named.shouted


#: "Man, 34, shot by police", "Police: Man police shot was unarmed": nearly never the town.
_PEOPLE = frozenset(("man",))


_PRESS = frozenset(
    "times post daily journal tribune herald gazette chronicle sun star examiner inquirer register "
    "dispatch observer news press sentinel courier bee globe weekly advocate patch".split()
)


def _of_press(named: Named) -> bool:
    """ "The Baltimore Sun" tells of Baltimore as little as "The Washington Post" does."""
    return named.right in _PRESS and named.right_capital and not named.dateline


def _of_force(form: ShortForm, sentence: Sentence, order: int) -> Named:
    """ "LAPD" names Los Angeles, as "Los Angeles police" does."""
    return Named(
        text=sentence.text[form.start : form.end],
        key=gazetteer.fold(str(form.city)),
        sentence=sentence,
        order=order,
        start=form.start,
        end=form.end,
        before_left="^",
        left="^",
        right="police",
        left_capital=False,
        right_capital=False,
        meant=form.city,
    )


_OUTLET = re.compile(
    r"\s[-|–—«]+\s(?=[^\n]*(?:\b(?:News|Weather|Sports|TV|Channel|FOX|Fox ?\d+|CBS|ABC|NBC|Radio|"
    r"Gazette|Times|Post|Herald|Tribune|Journal|Patch|Report|[KW][A-Z]{2,3})\b|"
    r"\w\.(?:com|org|net|tv)\b))"
)


def _own_words(sentence: Sentence) -> int:
    """Where a headline ends and the outlet's name begins: "… - WALB.com, South Georgia News"."""
    if sentence.where is not Where.TITLE:
        return len(sentence.text)
    tail = _OUTLET.search(sentence.text)
    return tail.start() if tail and tail.start() > _SHORTEST else len(sentence.text)


_SHORTEST = 15  # what stands before a tail must be a headline


def _names(sentence: Sentence, order: int) -> Iterable[Named]:
    opening = place_names.dateline(sentence, order) if sentence.where is Where.TEXT else None
    if opening:
        yield opening
    yield from place_names.find(sentence, order)


def _states(sentence: Sentence, order: int, names: Sequence[Named]) -> Iterable[StateNamed]:
    taken = [(named.start, (named.state_span or (0, named.end))[1]) for named in names]
    for match in _STATE.finditer(sentence.text):
        if any(start <= match.start() < end for start, end in taken):
            continue  # "Colorado Springs" names no state; "Macon, Ga." comes below
        code = gazetteer.state_code(match.group())
        if code is None:
            continue
        after = sentence.text[match.end() : match.end() + 14].split()
        if after and after[0] in _PAPERS:
            continue
        body = bool(after) and _POSSESSIVE.sub("", after[0].lower()) in _STATE_BODY
        yield StateNamed(code, sentence, order, match.start(), match.end(), body)
    for named in names:
        if named.state and named.state_span and not (named.dateline or named.elsewhere):
            yield StateNamed(named.state, sentence, order, *named.state_span, body=False)


_COUNTY_WORDS = ("Count", "COUNTY", "Parish", "PARISH", "Co.", "Borough")


def _counties(sentence: Sentence, order: int) -> Iterable[CountyNamed]:
    if not any(word in sentence.text for word in _COUNTY_WORDS):
        return
    for match in _COUNTY.finditer(sentence.text):
        words = match.group(1).split()
        for skip in range(len(words)):
            name = " ".join(words[skip:])
            found = _called_so(gazetteer.counties_named(name), match.group().split()[-1])
            if found:
                start = (
                    match.start() + match.group(1).rindex(words[skip]) if skip else match.start()
                )
                written = sentence.text[start : match.end()]
                yield CountyNamed(written, found, sentence, order, start, match.end())
                break


def _called_so(found: tuple[gazetteer.County, ...], word: str) -> tuple[gazetteer.County, ...]:
    """ "St. John's Parish" of Maryland is a church: only Louisiana's counties are parishes.

    >>> [one.state for one in _called_so(gazetteer.counties_named("Orleans"), "Parish")]
    ['LA']
    """
    called = word.title()
    if called not in ("Parish", "Borough"):
        return found
    return tuple(one for one in found if one.name.endswith(called))
