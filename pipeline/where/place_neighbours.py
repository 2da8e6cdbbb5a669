"""A place as a sentence names it, and what the words beside it say: scene, home, or afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.language.cued import Cued
from pipeline.records import Sentence

_LIVING = frozenset("born lives lived raised moved living native".split())
_HOME_IN = re.compile(r"\b(?:her|his|their) home in $")
#: "Said Olafson, who runs a group in Phoenix".
_WORKS_IN = re.compile(
    r"\bwho\s+(?:runs|leads|heads|works|worked|teaches|owns|founded)\s+[^.;,]{0,30}?\bin\s+$"
    r"|\b(?:job|at\s+work,?\s+at\s+an?\s+[^.;,]{2,25})\s+in\s+$"
)
#: "Orrin, 30, of Gary", "a Gary man", "wanted in Reno": where somebody is from.
_FROM = re.compile(
    r"(?:,\s*\d{1,3},\s+(?:also\s+)?of|\b(?:man|woman|resident|native|couple|boy|girl|teen|teenager|fugitive|suspect)\s+"
    r"(?:of|from)|\bwanted\s+(?:for\s+[\w\s]{1,30}\s)?(?:in|by|out\s+of))\s+$"
)
#: "His sister, Dana Pell of Gary": a person of a town, not a body of one ("University of").
_PERSON_OF = re.compile(
    r"\b[A-Z][a-z'’-]+\s+(?:[A-Z]\.\s+)?(?!(?:University|Colleges?|City|Town|Village|Township|Department"
    r"|Bank|Church|Hospital|Schools?|Board|Council|Court|Diocese|Archdiocese|Port|State|States|Republic|Office|Bureau"
    r"|Division|Society|Chamber|League|Street|Bay|Isle|Gulf|Lake|County|Police|Commission|Authority|Museum"
    r"|Borough|Parish|District|Institute|Center|Association|Federation|Club|Trust|House|News|Voice|Army|Mayor"
    r"|Chief|Bishop|North|South|East|West|Northwest|Northeast|Southwest|Southeast)\b)"
    r"[A-Z][a-z'’-]+(?:[A-Z][a-z]+)?(?:,?\s+(?:Jr|Sr)\.?)?,?\s+of\s+$"
)
#: "A retired Tampa police captain", "an employee of the Gainesville Police Department".
_SERVED = re.compile(
    r"\b(?:retired|worked\s+(?:for|with|at)|employee\s+of|jobs?\s+(?:with|at)"
    r"|employed\s+(?:by|with|at))(?:\s+the|\s+an?)?\s+$",
    re.IGNORECASE,
)
_FORCE = re.compile(r"\s+(?:[Pp]olice|[Oo]fficer|[Cc]ops?\b|SWAT)")
#: Sides from which a distance is told: "six miles northeast of", "just outside of".
_BESIDE = frozenset(
    "miles mile north south east west northeast northwest southeast southwest outside".split()
)
#: "Was shot by police in Joliet": the gunfire governs the place.
SHOT_IN = re.compile(
    r"\b(?:shot|shoots?|shooting|killed|kills?|killing|wounded|wounds|fired|gunfire|struck|fire)\b"
    r"(?:(?!\bof\s+[A-Z])"
    r"(?!\b(?:who|died|dies|dead|hospital|wanted|said|told|court|jail|protest\w*|filed|over)\b)"
    r"(?:[^.;:“”\"]|(?<=\b[A-Z][a-z]{2})\.|(?<=\bSept)\.)){0,90}?"
    r"\b(?:in|near|outside|at)\s+(?:(?:downtown|north|south|east|west|nearby|rural)\w*\s+)?$"
)
_SCENE_WORDS = frozenset("in near outside at downtown north south east west nearby rural".split())
#: "Moved to Pahrump from Minot, North Dakota".
_CAME = re.compile(
    r"\b(?:moved|came|relocated|transplant\w*|hail\w*|originally|emigrated|transferred|retired)\b[^.;]{0,40}$"
)
#: "Died in Anchorage", "filed in federal court in Riverside": what else happened in a place.
_AFTERWARDS = Cued(
    r"\b(?:died|dies|(?<!shot )(?<!found )dead|hospital\w*|medical|condition|flown|airlifted"
    r"|medevac\w*|treated|recovering|rehab\w*|ward"
    r"|(?<!trailer )(?<!food )(?<!basketball )(?<!tennis )court\w*|arraign\w*"
    r"|appear\w*|filed|jail\w*|prison"
    r"|booked|sentenced|trial|tried|arrested|captured|caught|surrendered|custody|funeral|burial|buried|vigil|mourn\w*"
    r"|protest\w*|rall(?:y|ied)|(?-i:march)(?:ed|ers)?"
    r"|autops\w+|examin\w+|crime\s+lab\w*|surgery|intensive\s+care"
    r"|headquarters|lawyer|attorney(?!\s+general)|news conference|bound for|ride to)\b"
    r"(?:(?!\b(?:shot|shoot\w*|killed|killing|fired|wounded|slain)\b)(?:(?<=\bSt)\.|[^.;:“”\"])){0,45}$",
    re.IGNORECASE,
)
#: "The FBI's office in Omaha", "officials in Pierre": from where somebody speaks.
_OFFICE_IN = re.compile(
    r"\b(?:FBI|ATF|DEA|[Aa]ttorney(?:['’]s)?|[Mm]arshals|[Ff]ield|[Rr]egional|[Bb]ranch|[Cc]oroner['’]s|[Ee]xaminer['’]s"
    r"|[Bb]ureau['’]s|[Dd]ivision['’]s|[Dd]epartment['’]s|[Pp]atrol['’]s)(?:['’]s)?\s+(?:field\s+)?offices?\s+in\s+$|\b(?:FBI|ATF|DEA)\s+in\s+$"
)
#: "A chase that began in Reno", "a trooper assigned to a barracks in Salem": before, and of others.
_BEFORE = Cued(
    r"\b(?:chase|pursuit|chased|pursued|followed)\b[^.;]{0,40}?\b(?:began|begun|start(?:ed|ing)|originat\w+)\b"
    r"(?:(?!\b(?:end\w*|shot|shoot\w*|killed|fired)\b)[^.;]){0,40}$"
    r"|\b(?:assigned|stationed|based)\s+(?:to|in|at|out\s+of)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
#: "The car, riddled with bullets, was found in Gresham": what was left, and where.
_LEFT_BEHIND = Cued(
    r"\b(?:cars?|trucks?|suv|van|vehicles?|pickup|sedan|minivan|motorcycle|jeep|gun|pistol|rifle|it)\b[^.;]{0,40}?\b(?:was|were)\s+(?:\w+\s+){0,2}?"
    r"(?:found|recovered|located|abandoned|discovered|ditched|dumped|burn(?:ed|t)|torched)\b"
    r"(?:(?!\b(?:shot|shoot\w*|killed|fired|wounded|slain)\b)[^.;]){0,45}$",
    re.IGNORECASE,
)
_NEARBY = 80
_SAID = re.compile(r"\b(?:said|says|told|learned|recalled|wrote)\b")


@dataclass(frozen=True)
class Named:
    """A run of words that may name a place, with its neighbours as features see them."""

    text: str
    key: str  # gazetteer.fold of it
    sentence: Sentence
    order: int
    start: int
    end: int
    before_left: str  # the word but one before
    left: str  # the word before, small letters; "^" at the start
    right: str
    left_capital: bool
    right_capital: bool
    state: str | None = None  # two letters, where ", Ohio" follows
    state_span: tuple[int, int] | None = None
    known: bool = True
    shouted: bool = False  # the sentence is all capitals
    dateline: bool = False
    meant: str | None = None  # the city, where the words are its police's: "LAPD"

    @cached_property
    def lived_in(self) -> bool:
        """ "born in Wallace, Idaho", "said from her home in Boise": where somebody is at home."""
        moved_here = self.before_left == "moved" and self.left == "to"
        if self.left in ("lives", "lived") or (self.before_left in _LIVING and not moved_here):
            return True
        near = max(0, self.start - _NEARBY)
        if _FORCE.match(self.sentence.text, self.end) and _SERVED.search(
            self.sentence.text, near, self.start
        ):
            return True
        if self.left == "from" and _CAME.search(self.sentence.text, 0, self.start):
            return True
        behind = self.sentence.text[max(0, self.start - 50) : self.start]
        if not behind.rstrip().endswith(("in", "of", "from", "by")):
            return False
        if (
            _WORKS_IN.search(behind)
            or _FROM.search(behind)
            or (self.left == "of" and _PERSON_OF.search(behind))
        ):
            return True
        said = _HOME_IN.search(behind) is not None and _SAID.search(self.sentence.text) is not None
        return said and not self.scene  # "was shot in her home in Boise, police said"

    @cached_property
    def scene(self) -> bool:
        """ "Was shot by police in Joliet"."""
        if self.left not in _SCENE_WORDS:
            return False
        return SHOT_IN.search(self.sentence.text, 0, self.start) is not None

    @property
    def beside(self) -> bool:
        """ "Near Wellington", "six miles northeast of Anselmo": not in the town itself."""
        return (
            self.left in ("near", "outside")
            or (self.left == "of" and self.before_left in _BESIDE)
            or self.right in ("suburb", "suburbs")
        )

    @cached_property
    def afterwards(self) -> bool:
        """ "Died in Anchorage", "arraigned in Reno": where something else happened, later."""
        near = max(0, self.start - _NEARBY)
        text = self.sentence.text
        if self.left == "in" and _OFFICE_IN.search(text, near, self.start):
            return True
        return _AFTERWARDS.search(text, near, self.start) is not None

    @cached_property
    def before(self) -> bool:
        """ "A chase that began in Reno": where something else happened, earlier."""
        near = max(0, self.start - _NEARBY)
        return _BEFORE.search(self.sentence.text, near, self.start) is not None

    @cached_property
    def left_behind(self) -> bool:
        """ "The car was found in Gresham": where it came to, and not where police fired."""
        near = max(0, self.start - _NEARBY - _NEARBY // 2)
        return _LEFT_BEHIND.search(self.sentence.text, near, self.start) is not None

    @property
    def elsewhere(self) -> bool:
        return self.lived_in or self.afterwards or self.before or self.left_behind

    @property
    def born_in(self) -> bool:
        """ "Born in Wallace, Idaho": half a life before."""
        return self.before_left == "born" and self.left in ("in", "at", "near")

    @property
    def county(self) -> bool:
        """ "Montgomery County": hardly a mention of Montgomery."""
        return self.right in COUNTIES


COUNTIES = frozenset("county parish co. counties".split())
