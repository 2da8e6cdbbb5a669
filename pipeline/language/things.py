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
from pipeline.language.text import plain_words
from pipeline.records import Sentence


def _lists() -> dict[str, list[str]]:
    raw = tomllib.loads(shipped.text("weapons.toml"))
    return {
        kind: [phrase.strip() for phrase in phrases.replace("\n", " ").split(",")]
        for kind, phrases in raw.items()
    }


_LISTS = _lists()
#: "A slab of sandstone", "half a cinder block": heavy or sharp parts of what stands about.
_PARTS = "block chunk fragment half hunk length lump piece section slab strip".split()
_STUFFS = """
aluminum asphalt brick cement cinderblock concrete conduit copper curb curbing curbstone drywall
fence fencing flagstone granite guardrail gutter iron limestone lumber marble masonry molding
pavement plywood porcelain railing rebar rock sandstone scaffolding sheetrock sidewalk slate
steel stone tile timber trim tubing
""".split()
_LISTS["everyday"] += [f"{part} of {stuff}" for part in _PARTS for stuff in _STUFFS]
_LISTS["everyday"] += [f"half a {whole}" for whole in ("brick", "cinder block", "paver", "bottle")]
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
    r"(?:\.(?:30[-\s.]30|30[-\s]06|25[-\s]06|17|204|22|243|25|270|280|30|300|303|308|32|338|35|357|375|38|380|40|410|44|45|454|50|223)"
    r"|\d{1,2}(?:\s?mm|[-\s]millimeter)|(?:12|16|20|28|410)[-\s]gauge|30[-\s](?:30|06)(?=\s+(?:rifle|carbine|lever|bolt|deer|hunting))|(?-i:AR|AK|SKS)(?:-\d\d)?)"
    r"(?:[-\s](?:calib(?:er|re)|style|type|magnum))?(?:\s+(?:(?:semi-?)?automatic\s+)?(?:hand)?(?:gun|pistol|rifle|revolver|weapon|carbine|shotgun))?"
)
#: A gun by who made it, which without "a" or "his" before it is a town, or somebody.
_MADE_BY = (
    r"(?-i:(?:Colt|Winchester|Remington|Marlin|Walther|Luger|Hi-Point|Kel-Tec|Bersa|Makarov|Enfield|Kimber|Mauser|Desert\s+Eagle"
    r"|Benelli|Bushmaster|Weatherby|Garand|Mini-14|Heckler\s+(?:&|and)\s+Koch|Charter\s+Arms|Lorcin|Tokarev|(?:Mosin-)?Nagant|1911)"
    r"(?=[.,;:”\"]|\s*$|\s+(?:\.?\d|in|on|at|to|from|with|and|but|when|was|were|is|had|he|she|that|which|out|under|over|across|against|toward"
    r"|towards|by|into|as|before|while|beside|near|between|behind|went|goes|lay|fell|jammed|misfired|clicked|discharged|came)\b))"
)

_BARE = branches.compiled(
    rf"(?<![\w.-])(?P<thing>{_THINGS}|{_MEASURED}|{_MADE_BY})(?:es|s)?(?![\w.]\w|\w)", re.IGNORECASE
)

#: " .38", "9mm", "AK", "gauge", "30-06": each from a letter of its own, which `re` finds first.
_SIZE = re.compile(
    r"\.(?<=\s\.)\d\d|m(?<=\dm)m\b|A(?<!\wA)[RK]\b|S(?<!\wS)KS\b|gauge|millimeter|3(?<!\w3)0[-\s](?:30|06)\b"
)
_MAKER = Cued(rf"\b{_MADE_BY}\b")
_BY_MAKER = re.compile(_MADE_BY)
_SIZE_ALONE = re.compile(r"\.\d\d+(?:[-\s.]\d\d)?")
#: "A .22 blood alcohol level", "a .308 hitter", "Colt Ford": no gun.
_NO_GUN = re.compile(
    r"(?:['’]s)?\s+(?:blood|percent|BAC|alcohol|average|hitter|acres?|miles?|inch\w*|limit|level|reading|seconds?|(?-i:(?!Win|Rem|Mag|Savage|Creedmoor|Weatherby|Blackout|Short|Norma|Ruger|Special|Auto|ACP|Long)[A-Z])[a-z]+)"
)
#: What a gun by its maker is at least said to be: somebody's, or one.
_SOMEBODYS = re.compile(
    r"(?:an?|his(?:\s+own)?|her(?:\s+own)?|the|that|two|\w+['’]s)\s+(?:[\w.’'-]+\s+){0,3}$",
    re.IGNORECASE,
)


#: "The plow blade", "a saw blade": part of what is driven or run.
_OF_A_MACHINE = re.compile(
    r"\b(?:plow|snow-?plow|dozer|bulldozer|grader|loader|backhoe|tractor|mower|lawnmower|fan|rotor|propeller|turbine|wiper|shoulder|skate|combine)\s+$",
    re.IGNORECASE,
)


def _is_no_weapon(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a measure or a name is of something else: "a level of .22", "the plow blade"."""
    word = match["thing"].casefold()
    if word == "blade":
        return _OF_A_MACHINE.search(text, 0, match.start()) is not None
    alone = _SIZE_ALONE.fullmatch(word) is not None
    if not alone and not _BY_MAKER.match(text, match.start()):
        return False
    if _NO_GUN.match(text, match.end()):
        return True
    if start < match.start():
        return _SOMEBODYS.match(text[start : match.start()]) is None
    if not alone:
        return _OWNER.search(text, 0, match.start()) is None
    return not text[: match.start()].endswith((" with ", "had "))


_OWNER = re.compile(r"\w['’]s\s+(?:\w+\s+)?$")


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
    if _HEADS.isdisjoint(plain_words(text)) and not (_SIZE.search(text) or _MAKER.search(text)):
        return
    for match in _BARE.finditer(text):
        compound = text.startswith("-", match.end())  # "the two gun-wielding men"
        start = match.start() if compound else _with_article(text, match.start())
        if not _is_no_weapon(text, match, start):
            yield Thing(sentence, match["thing"].casefold(), match.start(), start, match.end())


def kind_in(text: str, start: int = 0, end: int | None = None) -> str | None:
    """The kind of the first known thing in a stretch of text."""
    known = _BARE.search(text, start, len(text) if end is None else end)
    return known and _KIND.get(known["thing"].casefold(), "firearm")
