"""What people hold is called, and of what kind each thing is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import shipped
from pipeline.language import branches
from pipeline.language.actors import PERSON
from pipeline.language.cued import Cued
from pipeline.records import Sentence


def _lists() -> dict[str, list[str]]:
    raw = tomllib.loads(shipped.text("weapons.toml"))
    return {
        kind: [phrase.strip() for phrase in phrases.replace("\n", " ").split(",")]
        for kind, phrases in raw.items()
    }


_LISTS = _lists()
#: Things that stand about everywhere, and are weapons only in somebody's hands.
EVERYDAY = frozenset(_LISTS["everyday"])
_KIND = {
    phrase: "other" if kind == "everyday" else kind
    for kind, phrases in _LISTS.items()
    for phrase in phrases
}

_THINGS = "|".join(re.escape(phrase) for phrase in sorted(_KIND, key=len, reverse=True))

_LAST = frozenset(re.findall(r"[a-z]+", phrase)[-1] for phrase in _KIND)

_HEADS = _LAST | {word + "s" for word in _LAST} | {word + "es" for word in _LAST}

KINDS_OF_THINGS = frozenset(_KIND.values()) - {"firearm"} | {"gun"}

#: A gun by its measure: "a .38", "an AR-style weapon", "a 9mm".
_MEASURED = (
    r"(?:\.(?:22|25|32|38|380|40|410|44|45|50|223|308|357)|\d{1,2}\s?mm|(?:12|16|20|410)[-\s]gauge|(?-i:AR|AK|SKS)(?:-\d\d)?)"
    r"(?:[-\s](?:calib(?:er|re)|style|type|magnum))?(?:\s+(?:(?:semi-?)?automatic\s+)?(?:hand)?(?:gun|pistol|rifle|revolver|weapon|carbine|shotgun))?"
)

_BARE = branches.compiled(
    rf"(?<![\w.-])(?P<thing>{_THINGS}|{_MEASURED})(?:es|s)?(?![\w.]\w|\w)", re.IGNORECASE
)

#: " .38", "9mm", "AK", "gauge": each from a letter of its own, which `re` finds first.
_SIZE = re.compile(r"\.(?<=\s\.)\d\d|m(?<=\dm)m\b|A(?<!\wA)[RK]\b|S(?<!\wS)KS\b|gauge")

_LETTERS = re.compile(r"[a-z]+")

THINGS_IN_HAND = frozenset(("metal object", "metallic object", "sharp object", "blunt object"))

_ARTICLE = Cued(
    r"\b(?:an?|his\s+own|her\s+own|his|her|their|the|two|three|several|(?:that|this)(?=\s+(?:[\w-]+\s+)?$))\s+(?:pair\s+of\s+)?"
    rf"(?:(?!{PERSON}\s)(?!(?:an?|the|his|her|with|of|at|in|on|and|or|to|was|had|what)\b)[\w.’'-]+\s+){{0,3}}$",
    re.IGNORECASE,
)


def _with_article(text: str, start: int) -> int:
    match = _ARTICLE.search(text, max(0, start - 40), start)
    start = match.start() if match else start
    part = _PART_OF.search(text, max(0, start - 40), start)
    return part.start() if part else start


#: "The butt of a revolver" is the revolver.
_PART_OF = re.compile(
    r"\b(?:the|an?)\s+(?:\w+\s+)?(?:butt|barrel|muzzle|trigger|grip|handle|stock|tip|end|business\s+end)\s+of\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a sentence names, and the words about it."""

    sentence: Sentence
    word: str  # as the list has it
    head: int  # where the word begins
    start: int  # where its article does
    end: int

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def kind(self) -> str:
        return _KIND.get(self.word, "firearm")

    @property
    def before(self) -> str:
        """The words before its article."""
        return self.text[max(0, self.start - 90) : self.start]

    @property
    def near(self) -> str:
        """The words right before it, its article and adjectives among them."""
        return self.text[max(0, self.head - 60) : self.head]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + 60]

    @property
    def after_all(self) -> str:
        """The words that follow it, as far as a long clause goes."""
        return self.text[self.end : self.end + 160]

    @property
    def phrase(self) -> str:
        return self.text[self.start : self.end]


def named(sentence: Sentence) -> Iterator[Thing]:
    """Everything a sentence names that a list knows."""
    text = sentence.text
    if _HEADS.isdisjoint(_LETTERS.findall(text.lower())) and not _SIZE.search(text):
        return
    for match in _BARE.finditer(text):
        compound = text.startswith("-", match.end())  # "the two gun-wielding men"
        start = match.start() if compound else _with_article(text, match.start())
        yield Thing(sentence, match["thing"].casefold(), match.start(), start, match.end())


def kind_in(text: str, start: int = 0, end: int | None = None) -> str | None:
    """The kind of the first known thing in a stretch of text."""
    known = _BARE.search(text, start, len(text) if end is None else end)
    return known and _KIND.get(known["thing"].casefold(), "firearm")
