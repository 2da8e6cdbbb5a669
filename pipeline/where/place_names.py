"""Find capitalised names of places in sentences, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.language.cued import Cued
from pipeline.language.text import ByWord, ascii_twin, cases
from pipeline.lexicon import gazetteer
from pipeline.lexicon.people_words import common_words
from pipeline.page import datelines
from pipeline.records import Sentence

_TOKEN = re.compile(
    r"[^\W\d_][\w'’]*(?:-(?=\w)[\w'’]*)*(?:\.(?=[A-Z]\.)[A-Z])*\.?|\d[\w,.-]*\w|\d|[^\w\s]"
)
_TOKEN_OF_ASCII = ascii_twin(_TOKEN)
_POSSESSIVE = frozenset(("'s", "’s", "'S", "’S"))
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
_LINKS = frozenset({"'s", "of", "de", "la", "del", "du", "the", "los", "las"})
_SHORTENED = frozenset({"st.", "ste.", "ft.", "mt.", "n.", "s.", "e.", "w.", "pt.", "u.s."})
_SHORT_STARTS = _SHORTENED | frozenset("st mt ft la le el de du".split())  # "La Marque"
_LONGEST = 4


class Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int
    capital: bool


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
        return self.right in _COUNTIES


def tokens(text: str) -> list[Token]:
    made = tuple.__new__  # what ``Token`` calls, and a word's fields are given in their order
    found: list[Token] = []
    end = 0
    for run in (_TOKEN_OF_ASCII if text.isascii() else _TOKEN).findall(text):
        start = text.index(run, end)  # between words there are only blanks and "_"
        end = start + len(run)
        for word, low, first, last, capital in _READ[run]:
            found.append(made(Token, (word, low, start + first, start + last, capital)))
    return found


def _read(word: str) -> tuple[Token, ...]:
    """A word as if it were the text: without "'s" or a full stop that is not its own."""
    end = len(word)
    if word[-2:] in _POSSESSIVE and word[-3] not in "'’":
        return _token(word[:-2]), Token(word[-2:], "'s", end - 2, end, False)
    # A full stop belongs to "St." and "Ga.", not to the last word of a sentence.
    if word[-1] == "." and len(word) > 1 and not _keeps_stop(word):
        return _token(word[:-1]), Token(".", ".", end - 1, end, False)
    return (_token(word),)


_READ = ByWord(_read)


def _token(word: str) -> Token:
    return Token(word, word.lower(), 0, len(word), word[0].isupper())


def _keeps_stop(word: str) -> bool:
    low = word.lower()
    if low in _SHORTENED or low.count(".") > 1:
        return True
    code = gazetteer.state_code(word)
    return code is not None and gazetteer.states()[code].name.lower() != low[:-1]


@lru_cache(maxsize=256)
def shouting(text: str) -> bool:
    """Is the sentence written in capitals throughout?"""
    small, capitals = cases(text)
    return len(text) > 12 and small * 5 < capitals


def find(sentence: Sentence, order: int) -> Iterator[Named]:
    """Every run of capitalised words the gazetteer knows, or that ", Ohio" follows."""
    words = tokens(sentence.text)
    loud = shouting(sentence.text)
    free = 0  # from where no run was found
    for at in [place for place, word in enumerate(words) if word.capital]:
        if at < free or not _may_start(words[at]):
            continue
        if state := _state_run(words, at):
            free = at + state
            continue
        size = max(_known_run(words, at), _stated_run(words, at), _township_run(words, at))
        if size == 0 and not loud:
            size = _plain_run(words, at)
        if size == 0:
            continue
        yield _named(sentence, order, words, at, at + size, loud)
        if size > 1 and words[at].low in _DIRECTIONS and _side_of(words, at, size):
            yield _named(sentence, order, words, at + 1, at + size, loud)  # "North Baltimore"
        free = at + size


def _may_start(word: Token) -> bool:
    if word.low in ("near", "outside"):
        return False  # "NEAR DALLAS, Ore."
    return len(word.text) > 2 or word.low in _SHORT_STARTS


def _known_run(words: Sequence[Token], at: int) -> int:
    """Length of the longest run from here that is a place in the gazetteer."""
    longest = min(_LONGEST, len(words) - at, _longest_from(words, at))
    for size in range(longest, 0, -1):
        run = words[at : at + size]
        if not (run[-1].capital or run[-1].low.isdigit()) or not _together(run):
            continue
        name = _joined(run)
        if size == 1 and run[0].low in _NO_NAMES and not _state_after(words, at + 1)[0]:
            continue  # "North" is a side of somewhere, "Avenue" the end of a street
        if size == 1 and run[0].low == "united" and len(words) > at + 1 and words[at + 1].capital:
            continue  # "the United States" is not the town in Pennsylvania
        if size == 1 and run[0].low in _CALENDAR and not _state_after(words, at + 1)[0]:
            continue  # "back on the road in August"
        if gazetteer.known(name) and not _only_a_state(name, words, at + size):
            return size
        if size > 1 and run[-1].low not in _SIDE_ENDS and gazetteer.wholes_of(name):
            return size  # "Lake Highlands", a part of Dallas
    return 0


def _longest_from(words: Sequence[Token], at: int) -> int:
    """ "Lee's Summit" is three words here, and begins with "Lees" in the table."""
    own = gazetteer.longest_from(words[at].text)
    if at + 1 < len(words) and words[at + 1].low == "'s":
        return max(own, gazetteer.longest_from(f"{words[at].text}s") + 1)
    return own


def _joined(run: Sequence[Token]) -> str:
    return " ".join(word.text for word in run).replace(" '", "'").replace(" ’", "’")


def _state_run(words: Sequence[Token], at: int) -> int:
    """ "North Dakota" names no Dakota, "Washington state police" and "New York State" no city."""
    if not gazetteer.begins_state(words[at].text):
        return 0
    for size in (1, 2, 3):
        name = " ".join(word.text for word in words[at : at + size])
        code = gazetteer.state_code(name) if at + size <= len(words) else None
        if code in ("NY", "WA"):
            return size if at + size < len(words) and words[at + size].low == "state" else 0
        if code and size > 1 and _state_after(words, at + size)[0] is None:
            return size
    return 0


def _only_a_state(name: str, words: Sequence[Token], after: int) -> bool:
    """ "Vermont" is the state, not the village in Wisconsin, unless a state follows it."""
    if gazetteer.state_code(name) in (None, "NY", "WA", "DC") or len(name) == 2:
        return False
    return _state_after(words, after)[0] is None


_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())
#: What a street's name ends with: "Boston Avenue", "Boston Ave." (a stop is a word of its own).
STREETS = frozenset(
    "street streets avenue avenues boulevard road roads drive lane court place way parkway highway "
    "freeway expressway turnpike terrace st. st ave blvd rd dr ln ct pl pkwy hwy".split()
)
_NO_NAMES = _DIRECTIONS | STREETS


def _side_of(words: Sequence[Token], at: int, size: int) -> bool:
    """Is "North Baltimore" a side of Baltimore rather than the village of that name?"""
    whole = gazetteer.named(" ".join(word.text for word in words[at : at + size]))
    rest = gazetteer.named(" ".join(word.text for word in words[at + 1 : at + size]))
    if not rest:
        return False
    return not whole or rest[0].population > _MUCH_LARGER * whole[0].population


_SIDE_ENDS = frozenset(("side", "end"))  # "the West Side" of anywhere
_MUCH_LARGER = 100
_SIDES = _DIRECTIONS | {"old", "new", "the"}
_COUNTIES = frozenset("county parish co. counties".split())
_TOWNSHIPS = frozenset("township twp twp.".split())


def _township_run(words: Sequence[Token], at: int) -> int:
    """ "Millcreek Township", "Town of Geneva": the gazetteer has few of them."""
    if words[at].low in ("town", "village", "township") and len(words) > at + 2:
        named = words[at + 1].low == "of" and words[at + 2].capital
        return 3 + _in_two_words(words, at + 2) if named else 0
    for size in (2, 3):
        if at + size <= len(words) and words[at + size - 1].low in _TOWNSHIPS:
            return size if all(word.capital for word in words[at : at + size]) else 0
    return 2 if _is_town(words, at) else 0


def _is_town(words: Sequence[Token], at: int) -> bool:
    """ "Rutland Town" lies around the city of Rutland; "Rutland Town Hall" is a house."""
    if at + 1 >= len(words) or words[at + 1].text != "Town" or words[at].low in _SIDES:
        return False
    after = words[at + 2] if at + 2 < len(words) else None
    return gazetteer.known(words[at].text) and not (after and after.capital)


def _in_two_words(words: Sequence[Token], at: int) -> bool:
    """ "West Sweden", "New Haven": does the word before a capital belong to it?"""
    first = words[at].low in _FIRST_OF_TWO
    return first and at + 1 < len(words) and words[at + 1].capital


_FIRST_OF_TWO = (
    _DIRECTIONS
    | _SHORT_STARTS
    | frozenset("new old mount fort lake port san santa los las".split())
)


def _plain_run(words: Sequence[Token], at: int) -> int:
    """A name the gazetteer lacks after "in" or "near", not part of something longer."""
    if at == 0 or words[at - 1].low not in ("in", "near") or words[at].low in _not_places():
        return 0
    size = 1
    while at + size < len(words) and size < 3 and words[at + size].capital:
        size += 1
    after = words[at + size] if at + size < len(words) else None
    if words[at + size - 1].low in _COUNTIES:
        return 0
    if gazetteer.state_code(" ".join(word.text for word in words[at : at + size])):
        return 0
    return 0 if after and (after.capital or after.low == "'s") else size


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december easter christmas thanksgiving".split()
)
_NATIONS = frozenset("american english spanish u.s. us america united".split())


@lru_cache(maxsize=1)
def _not_places() -> frozenset[str]:
    """Common words and the calendar: a capital does not make them places."""
    return common_words() | _CALENDAR | _NATIONS


def dictionary_word(key: str) -> bool:
    """Is a folded name also a plain English word, or all its words are?"""
    return all(word in _not_places() for word in key.split())


def _together(run: Sequence[Token]) -> bool:
    return all(word.capital or word.low in _LINKS for word in run)


def _stated_run(words: Sequence[Token], at: int) -> int:
    """A name the gazetteer lacks, believed because a state follows: "Karns, Tenn."."""
    size = 1
    while at + size < len(words) and size < _LONGEST and words[at + size].capital:
        size += 1
    if at + size < len(words) and words[at + size].text == ",":
        state = _state_after(words, at + size)[0]
        return 0 if state is None or _known_within(words[at : at + size], state) else size
    return 0


def _known_within(run: Sequence[Token], state: str) -> bool:
    """ "Deadly Marksville, La.": a known place of that state behind the capitals of a headline."""
    tails = (" ".join(word.text for word in run[skip:]) for skip in range(1, len(run)))
    whole = gazetteer.place(" ".join(word.text for word in run), state)
    return whole is None and any(gazetteer.place(tail, state) for tail in tails)


def _state_after(words: Sequence[Token], at: int) -> tuple[str | None, tuple[int, int] | None]:
    """A state written right after a comma: ", Ga.", ", West Virginia", ", CA"."""
    if at >= len(words) or words[at].text != ",":
        return None, None
    for size in (3, 2, 1):
        run = words[at + 1 : at + 1 + size]
        if len(run) < size or not run[0].capital or not run[-1].text[0].isalpha():
            continue
        written = " ".join(word.text for word in run)
        if written.isupper() or written[0].isupper():
            code = _state_written(written)
            if code:
                return code, (run[0].start, run[-1].end)
    return None, None


@lru_cache(maxsize=4096)
def _state_written(text: str) -> str | None:
    if len(text) == 2 and not text.isupper():
        return gazetteer.state_code(text) if text.endswith(".") else None
    return gazetteer.state_code(text)


def _named(
    sentence: Sentence, order: int, words: Sequence[Token], first: int, stop: int, loud: bool
) -> Named:
    start, end = words[first].start, words[stop - 1].end
    text = sentence.text[start:end]
    state, span = _state_after(words, stop)
    before = words[first - 1] if first else None
    after = words[stop] if stop < len(words) else None
    return Named(
        text=text,
        key=gazetteer.fold(text),
        sentence=sentence,
        order=order,
        start=start,
        end=end,
        before_left=words[first - 2].low if first > 1 else "^",
        left=before.low if before else "^",
        right=after.low if after else "$",
        left_capital=bool(before and before.capital) and not loud,
        right_capital=bool(after and after.capital) and not loud,
        state=state,
        state_span=span,
        known=gazetteer.known(text),
        shouted=loud,
    )


def dateline(sentence: Sentence, order: int) -> Named | None:
    """The place a story opens with: "MACON, Ga. (AP) — "."""
    match = datelines.IN_CAPITALS.match(sentence.text)
    if match is None:
        return None
    city = match.group("city").strip().removeprefix("NEAR ")
    state = gazetteer.state_code(match.group("state")) if match.group("state") else None
    if state is None and not (gazetteer.known(city) or city.endswith(" COUNTY")):
        return None
    return Named(
        text=city,
        key=gazetteer.fold(city),
        sentence=sentence,
        order=order,
        start=match.end("city") - len(city),
        end=match.end("city"),
        before_left="^",
        left="^",
        right="dateline",
        left_capital=False,
        right_capital=False,
        state=state,
        state_span=match.span("state") if state else None,
        known=gazetteer.known(city),
        dateline=True,
    )
