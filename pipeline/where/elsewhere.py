"""What tells of a shooting abroad where no country is named: forces, offices and towns.

A story is set apart only where nothing in it is of the United States. Many American towns have
foreign names, and people, courses and wars of American stories are foreign, too: a word that is
as much at home here counts only beside others, and a city only where the shooting is told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from pipeline import shipped
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Among, Cued
from pipeline.lexicon import gazetteer
from pipeline.records import Passage, Sentence
from pipeline.where.place_home import home_of

#: Sentences in which a story says whose police it tells of, and in which it says where.
_LOOKED_AT = 30
_OPENING = 5
_ANNOUNCED = 2  # the title and the first
#: What a clue is worth; so much, without or with a place of elsewhere, is enough.
_SURE, _HINT, _USAGE, _PLACE = 2.0, 1.0, 0.5, 1.5
_ENOUGH = 2.0
_MOST_USAGE = 1.0


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of a sentence, and how much they speak for abroad."""

    sentence: Sentence
    start: int
    end: int
    worth: float

    @property
    def words(self) -> str:
        return self.sentence.text[self.start : self.end]


_LISTS = tomllib.loads(shipped.text("abroad.toml"))


def _cued(patterns: Iterable[str]) -> Cued:
    return Cued(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_CLUES = Among(
    (worth, _cued(patterns))
    for name, worth in (("sure", _SURE), ("hints", _HINT), ("usage", _USAGE))
    for patterns in _LISTS[name].values()
)
_AT_HOME = Among((None, _cued(patterns)) for patterns in _LISTS["home"].values())
#: What a person was or did elsewhere before: no word on where they were shot.
_BEFORE = re.compile(
    r"\b(?:born|raised|serv(?:ed|ing)|lived|living|train(?:ed|ing)|courses?|attended|natives?|fled|flew|moved|emigrated|immigrated|came|return\w*"
    r"|embassy|consulate|vacation|deployed|veteran|war|funeral|mourn\w*|buried|visit\w*|telephone|phone|former|formerly|once|worked|like"
    r"|compar\w+|stud(?:y|ied)|advis\w+|consult\w*|tours?|citizens?|refugees?|immigrants?|tourists?|cousin|unlike|similar|wanted|extradit\w+|retired|grew\s+up|stay\w*|travel\w*|landed|arriv\w+"
    r"|mother|father|brothers?|sisters?|widow|wife|husband|parents|uncle|aunt|relatives)\b",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-z][\w’'-]+"
#: "In Kisumu", "the suburb of Marseille", "Barnett Street, Mandeville", "MEERUT:": of a place;
#: and "Winnipeg police".
_PLACED = re.compile(
    rf"(?:(?<!\w)(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]t|(?:city|town|suburb|port|district|outskirts|village)\s+of)\s+"
    rf"|\b(?:Road|Street|Lane|Avenue|Drive|Crescent|Close|Square|Highway|Boulevard),\s+"
    rf"|^(?=[^—–:,(a-z]{{3,40}}(?:[:,(]|\s[—–-])|[^\W\d_][\w’'-]+:))({_NAME}(?:\s+(?:(?:d[aeio]l?s?|du|la|le|sur)\s+)?{_NAME}){{0,3}})"
)
_POLICE_OF = re.compile(
    rf"({_NAME}(?:\s+{_NAME}){{0,2}})\s+(?:(?:metro|municipal|city|state|regional|provincial|district|traffic)\s+)?(?:[Pp]olice|[Oo]fficers?|[Cc]ops?)\b"
)
#: A city and the gunfire of its sentence are told apart: "shot X, whose mother lives in".
_APART = re.compile(r"\b(?:whose|whom|while|which)\b|,\s+(?:his|her|their|who)\b", re.IGNORECASE)
#: "When Pasco police": a first word that is no part of the name.
_FIRST = frozenset("when after as before two three four five the a an former in but then".split())
_OWNER = re.compile(r"['’]s\b")
#: Marks of a city whose name a small place here has, too, and of one whose name a town has.
_SMALL, _SHARED = "~", "="
#: People of an American place that is a town that a story from here may name without its state.
_TOWN = 5_000


def clue(passage: Passage, heard: Sequence[Sequence[Gunfire]], states: Cued) -> Clue | None:
    """The plainest clue, if all together are enough and nothing of the story is of here.

    ``states``: how a story names one of the United States.
    """
    found = list(_told(passage.sentences[:_LOOKED_AT]))
    spots = list(_cities(passage.sentences, heard)) if _sum(found) < _ENOUGH else []
    if not found and not spots:
        return None
    worth = _sum(found) + max((each.worth for each in spots), default=0.0)
    if _host_abroad(passage.article.url):
        worth += _USAGE
    strong = [each for each in (*found, *spots) if each.worth >= _HINT]
    least = _PLACE if any(each.worth == _PLACE for each in spots) else _ENOUGH
    if not strong or worth < least:
        return None
    opening = passage.sentences[:_ANNOUNCED]
    shooting = [one for one, events in zip(passage.sentences, heard, strict=False) if events]
    if _is_at_home(passage, states, strong, sure=_is_sure(strong, (*opening, *shooting))):
        return None
    return max(strong, key=lambda each: each.worth)


def _is_sure(found: Sequence[Clue], telling: Sequence[Sentence]) -> bool:
    """Whether an office of elsewhere is told with the shooting, or is not the only clue.

    The police of where a man came from may have helped to find his family.
    """
    sure = [each for each in found if each.worth == _SURE]
    together = any(each.sentence in telling for each in sure)
    return bool(sure) and (together or _sum(found) > _SURE)


def told_of_before(text: str, start: int) -> bool:
    """Whether what a text names there is told of somebody's life: "wanted by the RCMP"."""
    return _BEFORE.search(text, 0, start) is not None


def _sum(found: Sequence[Clue]) -> float:
    """Each wording once, and of usage so much at most."""
    by_words = {each.words.lower(): each.worth for each in found}
    usage = sum(worth for worth in by_words.values() if worth == _USAGE)
    return min(_MOST_USAGE, usage) + sum(by_words.values()) - usage


def _told(sentences: Sequence[Sentence]) -> Iterator[Clue]:
    """The clues of each sentence, of two that overlap the surer."""
    for sentence in sentences:
        taken: list[tuple[int, int]] = []
        for worth, pattern in _CLUES.able(sentence.text):
            for match in pattern.finditer(sentence.text):
                start, end = match.span()
                if any(start < other_end and other < end for other, other_end in taken):
                    continue
                taken.append((start, end))
                if worth == _USAGE or not told_of_before(sentence.text, start):
                    yield Clue(sentence, start, end, worth)


def _cities(sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]) -> Iterator[Clue]:
    """Cities of elsewhere where the opening tells a place; in full where it tells of gunfire."""
    for sentence, events in zip(sentences[:_OPENING], heard, strict=False):
        for start, end, _ in _spots(sentence.text):
            told = _foreign(sentence.text[start:end])
            if told[:1] in ("", _SHARED) or _BEFORE.search(sentence.text):
                continue
            near = any(_is_near(sentence.text, event, start) for event in events)
            yield Clue(sentence, start, end, _PLACE if near and told[0] != _SMALL else _HINT)


def _is_near(text: str, event: Gunfire, start: int) -> bool:
    """Is a place where the gunfire is, and not where somebody else is?"""
    return start < event.end or not _APART.search(text, event.end, start)


def _spots(text: str) -> Iterator[tuple[int, int, bool]]:
    """Names that stand where a place does, and whether it is that of a force."""
    for pattern in (_PLACED, _POLICE_OF):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            first, _, rest = match[1].partition(" ")
            if rest and first.lower() in _FIRST:
                start = end - len(rest)
            owner = _OWNER.search(text, start, end)
            yield start, owner.start() if owner else end, pattern is _POLICE_OF


@cache
def _table() -> shipped.Table:
    return shipped.Table(shipped.unzipped("foreign_cities.tsv.gz"))


def _foreign(name: str) -> str:
    """The country of a city of elsewhere, with a mark where a place here has that name, too."""
    return _table().get(gazetteer.fold(name))


def _is_at_home(passage: Passage, states: Cued, found: Sequence[Clue], *, sure: bool) -> bool:
    if home_of(passage.article).state:
        return True
    texts = [one.text for one in passage.sentences]
    if any(_is_told(_AT_HOME, text) for text in texts):
        return True
    if sure:
        return False
    return any(states.search(text) for text in texts) or _names_town(texts[:_OPENING], found)


def _names_town(texts: Sequence[str], found: Sequence[Clue]) -> bool:
    """Whether an American town is named, or a force of it where one of elsewhere is."""
    spots = [each for each in found if each.worth == _PLACE]
    by_force = any(_POLICE_OF.match(each.sentence.text, each.start) for each in spots)
    return any(
        _is_town(text[start:end])
        for text in texts
        for start, end, of_force in _spots(text)
        if of_force or not by_force
    )


def _is_told(patterns: Among[None], text: str) -> bool:
    return any(pattern.search(text) for _, pattern in patterns.able(text))


def _is_town(name: str) -> bool:
    places = gazetteer.named(name)
    return bool(places) and places[0].population >= _TOWN and not _foreign(name)


#: Domains of countries whose outlets write of home more than of the United States.
_DOMAINS = frozenset(
    "uk au ca nz ie za ng ke gh ug zw zm tz in pk bd lk np ph my sg id jm tt gy bs bb fj pg hk jp"
    " cn de fr it es nl be se no dk fi gr tr il br mx ar cl pe ht do".split()
)


def _host_abroad(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host.rpartition(".")[2] in _DOMAINS
