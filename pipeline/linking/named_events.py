"""A shooting that bears a name: "the Pulse nightclub shooting", "at the Bluebird Tavern".

Stories of one mass shooting tell of different victims, weeks apart, and have its venue in common.
A venue is a name and a kind of building, said to be where it happened or with the event after it.
A town's name alone ("the Chicago shooting") says which town it was and no more; shops and gas
stations bear the names of chains. What is told as another event is none of this report's: "the
worst since Sandy Hook", "a year after the Pulse nightclub shooting".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline import names
from pipeline.language.extents import clause
from pipeline.lexicon import gazetteer
from pipeline.where import scenes

_KINDS = {
    "club": "night ?club|club",
    "bar": "bar|lounge|tavern|saloon",
    "school": "school|academy",
    "college": "college|university",
    "church": "church|chapel|temple|synagogue|mosque",
    "theater": "theater|theatre|cinema",
    "mall": "mall|plaza",
    "center": "center",
    "courthouse": "courthouse",
    "casino": "resort|casino",
    "festival": "festival|concert",
}
_KIND = "|".join(_KINDS.values())
_NAME = r"(?P<name>(?:[A-Z][\w'’&-]*\s+){1,4}?)"
_SORT = r"(?:high|middle|elementary|community|motorcycle|recreation)"
_NAMED = re.compile(
    rf"\b{_NAME}(?P<kind>(?i:(?:{_SORT}\s+)?(?:{_KIND})))\s+(?i:(?:mass|terror|terrorist)\s+)?(?i:shootings?|massacre|attacks?|rampage|siege|shooter|gunman)\b"
)
_SCENE = re.compile(
    rf"\b(?:at|inside|outside)\s+(?:the\s+|an?\s+)?{_NAME}(?P<kind>(?i:(?:{_SORT}\s+)?(?:{_KIND})))\b(?!\s+(?i:memorial|vigil|student|teacher|police))"
)
#: Of another event, by the words before its name.
_OTHER = re.compile(
    r"\b(?:since|like|unlike|than|before|after|similar\s+to|anniversary\s+of|such\s+as|including|remember\w*"
    r"|memories\s+of)\s+(?:\w+\s+){0,4}?(?:[\w-]+['’]s\s+)?$",
    re.IGNORECASE,
)
#: Where the wounded are brought to, prisoners held, and cases heard of.
_CARE = re.compile(
    r"\b(?:medical|trauma|health|hospital|detention|correctional|justice|care)\b", re.I
)
#: "The Marigold", "Fairmont's Marigold".
_BEFORE_NAME = re.compile(r"^(?:.*['’]s|The|An?)\s+(?=[A-Z])")
_NO_NAME = frozenset(
    "the a an this that police county city high middle elementary north south east west".split()
)
#: Of a headline in capitals: "Four Hurt In Washington Park Shooting".
_OF_A_SENTENCE = frozenset("a an in at of on for to and after is was were".split())


def named_in(title: str, body: str, towns: Sequence[str] = ()) -> tuple[str, ...]:
    """What a shooting is called by: its venue, nothing where several are named alike, and its town.

    Of a mass shooting in ``towns`` others write "the Orlando nightclub shooting", without a name.

    >>> named_in("", "He was shot during the Pulse nightclub massacre.")
    ('pulse',)
    >>> named_in("", "It was the worst shooting since the Pulse nightclub massacre.")
    ()
    >>> named_in("", "She survived the Orlando nightclub shooting.")
    ('orlando club',)
    >>> named_in("", "Gunfire broke out inside the Pulse nightclub.", ["Orlando"])
    ('orlando club', 'pulse')
    """
    found = Counter(venue for text in (title, body) for venue in _venues(text))
    of_towns = {venue.key for venue in found if venue.of_a_place}
    called = [venue for venue, _ in found.most_common() if not venue.of_a_place]
    if len(called) > 1 and found[called[0]] == found[called[1]]:
        called = []
    of_towns.update(f"{names.fold(town)} {venue.kind}" for venue in called[:1] for town in towns)
    return tuple(sorted({*of_towns, *(venue.key for venue in called[:1])}))


class _Venue(NamedTuple):
    name: str
    kind: str
    of_a_place: bool

    @property
    def key(self) -> str:
        return f"{self.name} {self.kind}" if self.of_a_place else self.name


def _venues(text: str) -> Iterator[_Venue]:
    for match in _NAMED.finditer(text):
        yield from _venue(text, match)
    for match in _SCENE.finditer(text):
        if _tells(_paragraph(text, match.start()), match["name"]):
            yield from _venue(text, match)


def _paragraph(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _tells(paragraph: str, name: str) -> bool:
    """Whether the clause of a name tells of gunfire, or that police came."""
    start = paragraph.find(name)
    pieces = clause(paragraph, start, start + len(name))
    return any(scenes.happened(paragraph, a, b) for a, b in pieces)


def _venue(text: str, match: re.Match[str]) -> Iterator[_Venue]:
    if _CARE.search(match[0]) or _OTHER.search(
        text, max(0, match.start() - 60), match.start("name")
    ):
        return
    name = _BEFORE_NAME.sub("", match["name"]).strip()
    words = names.fold(name.replace("-", " ")).split()
    if not (set(words) <= _NO_NAME or set(words) & _OF_A_SENTENCE):
        yield _Venue(" ".join(words), _kind(match["kind"]), _is_place(name))


def _kind(written: str) -> str:
    word = written.casefold()
    return next(kind for kind, forms in _KINDS.items() if re.search(rf"(?:{forms})$", word))


@cache
def _is_place(name: str) -> bool:
    return name.endswith(" County") or bool(gazetteer.named(name))
