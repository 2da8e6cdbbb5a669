"""Who fires, who is hit and who says so: the small grammar of gunfire every reader shares."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from pipeline.records import AssertedBy, Sentence

_LISTS = tomllib.loads(files("pipeline").joinpath("data/cues.toml").read_text("utf-8"))


def _words(group: str, name: str) -> frozenset[str]:
    return frozenset(_LISTS[group][name].split())


class Actor(StrEnum):
    """The kinds of party that fire or are hit."""

    POLICE = "police"
    CIVILIAN = "civilian"
    ANIMAL = "animal"
    SELF = "self"  # the one who fired
    SOMEBODY = "somebody"  # a pronoun or a bare name: a person, we cannot tell which kind
    THING = "thing"
    NOBODY = "nobody"  # not said


@dataclass(frozen=True, slots=True)
class Gunfire:
    """One telling of gunfire inside a sentence; offsets count in that sentence.

    ``hit`` is False where shots were fired and nobody is said to be struck.
    ``shooter_at`` and ``target_at`` are the offsets of the words that name the parties.
    """

    shooter: Actor
    target: Actor
    hit: bool
    start: int
    end: int
    shooter_at: tuple[int, int] | None = None
    target_at: tuple[int, int] | None = None
    kind: str = "verb"  # verb, noun ("officer-involved shooting"), exchange

    @property
    def by_police(self) -> bool:
        """A person who is not an officer is hit, and police fired."""
        people = (Actor.CIVILIAN, Actor.SOMEBODY, Actor.NOBODY)
        return self.hit and self.shooter is Actor.POLICE and self.target in people

    @property
    def of_person(self) -> bool:
        return self.hit and self.target not in (Actor.ANIMAL, Actor.THING)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    low: str
    start: int
    end: int
    tag: str


_TOKEN = re.compile(r"[^\W_][\w'’.\-]*[^\W_.]|[^\W_]|[^\w\s]", re.UNICODE)
_TAGS: dict[str, str] = {}
for _mark, _group, _name in (
    ("R", "verbs", "report"),
    ("P", "small", "prepositions"),
    ("D", "small", "determiners"),
    ("B", "verbs", "be"),
    ("X", "verbs", "auxiliary"),
    ("T", "actors", "thing"),
    ("C", "actors", "civilian"),
    ("A", "actors", "animal"),
    ("N", "actors", "pronoun"),
    ("S", "actors", "reflexive"),
    ("O", "actors", "police"),
    ("F", "verbs", "fire"),
    ("H", "verbs", "hit"),
    ("V", "verbs", "shoot"),
):
    _TAGS.update(dict.fromkeys(_words(_group, _name), _mark))
_COMPOUND = _words("police_compounds", "nouns")
_GUN_WORDS = _words("small", "gun_words")
_SHOT_BEFORE = _words("small", "shot_nouns_before")
_FIRE_BEFORE = _words("small", "fire_verbs_before")
_SHOT_AFTER = _words("small", "shot_nouns_after")

_TRIGGER = re.compile(
    r"\b(?:shot|shoot(?:s|ing|ings|er|out|-out)?|gunn?(?:ed|fire|shots?|point)?|fir(?:e|ed|es|ing)"
    r"|bullets?|shots|wound(?:ed|s|ing)?|kill(?:ed|s|ing)?|struck|hit|slain|rounds|discharged"
    r"|officer.involved|police.involved|deputy.involved|trooper.involved|dead|died)\b",
    re.IGNORECASE,
)
_INVOLVED = re.compile(
    r"\b(?:officers?|police|deput(?:y|ies)|troopers?|agents?|marshals?|sheriff(?:['’]s)?|cops?)"
    r"(?:[-‐–\s]+involved|\s+action|[-\s]related)\s+(?:\w+\s+){0,2}?"
    r"(?:shootings?|death|gunfire)\b|\bOIS\b",
    re.IGNORECASE,
)
_BY_NOUN = re.compile(
    r"\b(?:(?:fatal|deadly|nonfatal|non-fatal|the|a)\s+)?"
    r"(?:police|officer|deputy|trooper|cop)\s+shootings?\b"
    r"|\bshootings?\s+(?:involving|by)\s+(?:\S+\s+){0,5}?"
    r"(?:police|officers?|deput(?:y|ies)|troopers?|agents?|cops?|marshals?|law enforcement)\b"
    r"|\b(?:police|officers?['’]?s?|deput(?:y|ies)['’]?s?|trooper['’]?s?)\s+"
    r"(?:gunfire|bullets?|gunshots?|rounds)\b"
    r"|\bshooting\s+(?:death\s+)?of\s+(?:[^.,;]{1,60}?)\s+by\s+(?:\S+\s+){0,5}?"
    r"(?:police|officers?|deput(?:y|ies)|troopers?|agents?|cops?|marshals?)\b"
    r"|\b(?:officer|police|deput(?:y|ies)|trooper|cop)s?['’]s?\s+(?:fatal\s+)?shooting\s+(?:death\s+)?of\b",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(
    r"\b(?:shoot-?outs?|gun ?(?:battle|fight)s?|gunfight|fire ?fight"
    r"|exchang\w+\s+(?:of\s+)?(?:gun)?(?:fire|shots|gunfire))"
    r"\s+(?:[\w'’-]+\s+){0,3}?(?:with|between|involving)\s+(?:[\w'’-]+\s+){0,5}?"
    r"(?:police|officers?|deput(?:y|ies)|troopers?|agents?|cops?|marshals?|authorities"
    r"|law enforcement|SWAT)\b"
    r"|\b(?:police|officers?|deput(?:y|ies)|troopers?|agents?|cops?)\b[^.;]{0,40}?"
    r"\b(?:shoot-?outs?|gun ?battle|exchang\w+\s+(?:of\s+)?(?:gun)?(?:fire|shots|gunfire))",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b(?:dead|died?|dies|dying|killed|kills|wounded|injured|hurt|shot|struck|hit|hospitali[sz]ed)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[A-Z]{1,4}(?:PD|SO|SD|DPS|SP)")
_TITLE = re.compile(
    r"\b(?:Officers?|Deput(?:y|ies)|Troopers?|Sgt\.?|Sergeant|Cpl\.?|Corporal|Detectives?|Det\.|"
    r"Constable|Marshal|Patrolman|Agent|Ofc\.)(?:,)?\s+(?:[A-Z][\w.'’-]*\s+){0,2}([A-Z][\w'’-]{2,})"
    r"(?=[\s,.;:’']|$)"
)


def police_names(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Surnames (folded) an article introduces with an officer's rank."""
    found: set[str] = set()
    for sentence in sentences:
        for match in _TITLE.finditer(sentence.text):
            words = re.findall(r"[A-Z][\w'’-]+", match.group())[1:]
            found.update(word.casefold() for word in words[-1:])
    return frozenset(found - _TAGS.keys())


def _tag(word: str, low: str, officers: frozenset[str], first: bool) -> str:
    bare = low[:-2] if low.endswith(("'s", "’s")) else low
    if _AGENCY.fullmatch(word) or bare in officers:
        return "O"
    if tag := _TAGS.get(low):
        return tag
    if not word[0].isalnum():
        return ":" if word in ':;—–|«»()“”"?!' else ","
    if bare != low and bare in _TAGS:
        return "G" if _TAGS[bare] in "OC" else "_"
    if re.fullmatch(r"\d{1,2}-year-old|\d{1,3}", low):
        return "Y" if "-" in low else "D"
    return "M" if word[0].isupper() and not first and len(word) > 1 else "_"


def _tokens(text: str, officers: frozenset[str]) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        word, low = match.group(), match.group().casefold().replace("’", "'")
        tag = _tag(word, low, officers, not found)
        if found and found[-1].tag == "O" and low in _COMPOUND:
            found[-1] = _replace(found[-1], "_")
            tag = "_"
        if (
            found
            and low in ("officer", "officers", "guard", "guards")
            and found[-1].low
            in (
                "security",
                "correctional",
                "corrections",
                "probation",
                "parole",
            )
        ):
            tag = "C" if found[-1].low == "security" else tag
        found.append(_Token(word, low, match.start(), match.end(), tag))
    return found


def _replace(token: _Token, tag: str) -> _Token:
    return _Token(token.text, token.low, token.start, token.end, tag)


_ACTORS = {
    "O": Actor.POLICE,
    "C": Actor.CIVILIAN,
    "A": Actor.ANIMAL,
    "S": Actor.SELF,
    "N": Actor.SOMEBODY,
    "M": Actor.SOMEBODY,
    "Y": Actor.SOMEBODY,
    "T": Actor.THING,
}
_Found = tuple[Actor, int, int]  # who, and the tokens from … to


def gunfire(text: str, officers: frozenset[str] = frozenset()) -> tuple[Gunfire, ...]:
    """Every telling of gunfire in one sentence, in order.

    >>> [(g.shooter.value, g.target.value, g.hit) for g in gunfire("Man shot by Ames police")]
    [('police', 'civilian', True)]
    >>> [(g.shooter.value, g.target.value) for g in gunfire("Ames officer shot, suspect sought")]
    [('nobody', 'police')]
    """
    text = text[:1500]
    if not _TRIGGER.search(text):
        return ()
    tokens = _tokens(text, officers)
    found = list(_nouns(text))
    for at, token in enumerate(tokens):
        if token.tag in "VFH" and (event := _verb(tokens, at)):
            found.append(event)
    return tuple(sorted(found, key=lambda event: (event.start, event.end)))


def _nouns(text: str) -> Iterable[Gunfire]:
    for match in _INVOLVED.finditer(text):
        yield Gunfire(Actor.POLICE, Actor.NOBODY, True, match.start(), match.end(), kind="involved")
    for match in _BY_NOUN.finditer(text):
        yield Gunfire(Actor.POLICE, Actor.NOBODY, True, match.start(), match.end(), kind="noun")
    for match in _EXCHANGE.finditer(text):
        hit = _STRUCK.search(text) is not None
        yield Gunfire(Actor.POLICE, Actor.NOBODY, hit, match.start(), match.end(), kind="exchange")


def _verb(tokens: Sequence[_Token], at: int) -> Gunfire | None:
    token = tokens[at]
    if _is_noun(tokens, at) or token.low in ("strike", "strikes"):
        return None
    if token.tag == "F":
        return _fired(tokens, at)
    if token.tag == "V" and _shot_at(tokens, at) and not _passive(tokens, at):
        return _make(tokens, at, _subject(tokens, at), _phrase(tokens, at + 2))
    agent = _agent(tokens, at)
    passive = agent is not None or _passive(tokens, at)
    if not passive:
        if patient := _object(tokens, at):
            return _make(tokens, at, _subject(tokens, at), patient)
        if wanted := _relative_object(tokens, at):
            return _make(tokens, at, wanted[0], wanted[1])
        if token.low not in ("shot", "killed", "wounded", "struck", "hit", "injured", "slain"):
            return None
    if token.tag == "H" and agent is None and not _gun_near(tokens, at):
        return None
    return _make(tokens, at, agent, _subject(tokens, at))


def _is_noun(tokens: Sequence[_Token], at: int) -> bool:
    """ "A shot", "the shooting", "warning shots": no telling of who did what."""
    token = tokens[at]
    before = tokens[at - 1].low if at else ""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if token.low == "shot":
        return (before in _SHOT_BEFORE and after != "and") or after in _SHOT_AFTER
    if token.low in ("shooting", "killing", "wounding"):
        verbal = _object(tokens, at) is not None and before not in ("the", "a", "fatal", "this")
        return not verbal
    if token.low in ("fire", "fires") and after not in ("at", "on", "upon", "toward"):
        return before not in _FIRE_BEFORE
    return False


def _gun_near(tokens: Sequence[_Token], at: int) -> bool:
    near = (*tokens[max(0, at - 12) : at], *tokens[at + 1 : at + 14])
    return any(token.tag in "VF" or token.low in _GUN_WORDS for token in near)


def _passive(tokens: Sequence[_Token], at: int) -> bool:
    for token in reversed(tokens[max(0, at - 5) : at]):
        if token.tag == "B":
            return True
        if token.tag != "X" and token.low not in ("and", "dead", ",") and token.tag not in "VH":
            return False
    return False


def _agent(tokens: Sequence[_Token], at: int) -> _Found | None:
    """The party after "by" that belongs to the verb."""
    for here in range(at + 1, min(len(tokens), at + 14)):
        token = tokens[here]
        if token.tag == ":" or token.low in ("who", "when", "after", "while", "that", "as", "said"):
            return None
        if token.low == "by":
            return _phrase(tokens, here + 1)
        if token.tag in "FR":
            return None
    return None


def _phrase(tokens: Sequence[_Token], start: int) -> _Found | None:
    """The head of the noun phrase that begins at a token."""
    head: _Found | None = None
    for here in range(start, min(len(tokens), start + 10)):
        token = tokens[here]
        if token.tag == "P" and token.low == "of" and here - start <= 2 and not head:
            continue  # "one of the suspects"
        if token.tag in "PRBVFHX:," and token.low != "first":
            break
        if token.low in ("and", "or", "said", "who", "that") and head:
            break
        if token.tag in _ACTORS:
            if token.tag == "M" and head and head[0] is not Actor.SOMEBODY:
                continue
            head = (_ACTORS[token.tag], here, here + 1)
    return head


def _object(tokens: Sequence[_Token], at: int) -> _Found | None:
    """Whom an active verb hits: the noun phrase after it."""
    here = at + 1
    while here < len(tokens) and (
        tokens[here].tag in ("H", "V", "X")
        or tokens[here].low in ("and", "or", "dead", ",", "to", "death")
    ):
        if tokens[here].low == "," and not (
            here + 1 < len(tokens) and tokens[here + 1].tag in ("H", "V")
        ):
            return None
        here += 1
    if here >= len(tokens) or tokens[here].tag in ("P", ":", ",", "R", "B"):
        return None
    return _phrase(tokens, here)


def _subject(tokens: Sequence[_Token], at: int) -> _Found | None:
    """The noun phrase the verb belongs to, looking back and past prepositional phrases."""
    fallback: _Found | None = None
    here = at - 1
    relative = False
    while here >= 0:
        token = tokens[here]
        if token.tag == ":":
            break
        if token.low in ("who", "that", "whom"):
            relative = True
        if token.tag in _ACTORS and token.tag != "T":
            start = _phrase_start(tokens, here)
            found = (_ACTORS[token.tag], here, here + 1)
            governed = (
                start > 0
                and tokens[start - 1].tag == "P"
                and tokens[start - 1].low
                not in (
                    "when",
                    "as",
                    "after",
                    "before",
                    "while",
                    "where",
                    "because",
                    "since",
                    "until",
                    "if",
                    "although",
                    "though",
                )
            )
            if relative or not governed:
                return found
            fallback = fallback or found
            here = start
        here -= 1
    return fallback


def _phrase_start(tokens: Sequence[_Token], at: int) -> int:
    while at > 0 and (tokens[at - 1].tag in ("D", "M", "O", "C", "Y", "G", "_")):
        if tokens[at - 1].low in ("and", "or"):
            break
        at -= 1
    return at


def _relative_object(tokens: Sequence[_Token], at: int) -> tuple[_Found, _Found] | None:
    """ "The man (who) police shot": the subject right before the verb, whom it hits before that."""
    doer = _subject(tokens, at)
    if doer is None or doer[0] not in (Actor.POLICE, Actor.SOMEBODY):
        return None
    if any(token.tag not in ("X", "_") for token in tokens[doer[2] : at]):
        return None
    before = doer[1] - 1
    if before >= 0 and tokens[before].tag != "C":
        before = _phrase_start(tokens, doer[1]) - 1
        if before < 0 or tokens[before].low not in ("who", "whom", "that"):
            return None
        before -= 2 if tokens[before - 1].tag == "," else 1
    if before < 0 or tokens[before].tag not in _ACTORS:
        return None
    return doer, (_ACTORS[tokens[before].tag], before, before + 1)


def _fired(tokens: Sequence[_Token], at: int) -> Gunfire | None:
    """ "Opened fire", "fired at": a hit only where striking or killing follows."""
    if (
        tokens[at].low == "fired"
        and at
        and tokens[at - 1].tag == "B"
        and not _shots_before(tokens, at)
    ):
        return None  # "was fired" from a post
    doer = _subject(tokens, at)
    target: _Found | None = None
    for here in range(at + 1, min(len(tokens), at + 22)):
        token = tokens[here]
        if token.low in ("at", "on", "toward", "towards", "upon", "into") and target is None:
            target = _phrase(tokens, here + 1)
        if token.tag == "H" and token.low.endswith(("ing", "ed", "uck")):
            patient = _object(tokens, here) or target
            return _make(tokens, at, doer, patient)
        if token.tag in (":", "V", "F"):
            break
    event = _make(tokens, at, doer, target)
    return Gunfire(
        event.shooter,
        event.target,
        False,
        event.start,
        event.end,
        event.shooter_at,
        event.target_at,
        "fired",
    )


def _shots_before(tokens: Sequence[_Token], at: int) -> bool:
    return any(
        token.low in ("shots", "rounds", "shot", "gun", "bullets")
        for token in tokens[max(0, at - 5) : at]
    )


def _make(
    tokens: Sequence[_Token], at: int, shooter: _Found | None, target: _Found | None
) -> Gunfire:
    token = tokens[at]
    who = shooter[0] if shooter else Actor.NOBODY
    whom = target[0] if target else Actor.NOBODY
    if whom is Actor.SELF:
        who = Actor.SELF
    missed = token.tag == "V" and _shot_at(tokens, at)
    return Gunfire(
        who,
        whom,
        not missed,
        token.start,
        token.end,
        _offsets(tokens, shooter),
        _offsets(tokens, target),
        "fired" if missed else "verb",
    )


def _shot_at(tokens: Sequence[_Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].low in ("at", "toward", "towards")


def _offsets(tokens: Sequence[_Token], found: _Found | None) -> tuple[int, int] | None:
    return None if found is None else (tokens[found[1]].start, tokens[found[2] - 1].end)


_SAYS = re.compile(
    r"\b(?:according\s+to|said|says?|saying|told|tells?|stated|wrote|announced|alleg\w+|claim\w*"
    r"|confirm\w*|report(?:ed|s)|testified|ruled|determined|concluded|found|identified|shows?"
    r"|showed|records?|add(?:ed|s)|believes?|describ\w+|argu\w+|content\w+|disput\w+|releas\w+"
    r"|reveal\w*|captur\w+)\b",
    re.IGNORECASE,
)
_PROSECUTOR = re.compile(
    r"\b(?i:district attorney|state['’]s attorney|attorney general|county attorney"
    r"|U\.S\. attorney|commonwealth['’]s attorney|prosecut\w+)\b|\bD\.?A\b"
)
_SOURCES: tuple[tuple[AssertedBy, frozenset[str]], ...] = tuple(
    (AssertedBy(name), _words("says", name))
    for name in (
        "medical_examiner",
        "prosecutor",
        "oversight",
        "court",
        "lawyer",
        "family",
        "video",
        "witness",
        "police",
        "document",
        "outlet",
    )
)
_HEDGE = re.compile(
    r"\b(?:"
    + "|".join(sorted(_words("hedges", "words")))
    + r"|appear(?:s|ed)?\s+to|what\s+appeared|said\s+to\s+(?:be|have)|not\s+clear|could\s+have)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


def asserted_by(sentence: str) -> AssertedBy:
    """Who a sentence says it has this from; the outlet itself where it names nobody.

    >>> asserted_by("The man had a knife, police said.").value
    'police'
    >>> asserted_by("His mother said he was unarmed.").value
    'family'
    """
    sentence = sentence[:2000]
    if not (match := _SAYS.search(sentence)):
        return AssertedBy.OUTLET
    if match.group().casefold().startswith("according"):
        return _source(sentence[match.end() : match.end() + 80])
    near = _source(_clause_end(sentence[max(0, match.start() - 80) : match.start()]))
    if near is not AssertedBy.UNKNOWN:
        return near
    return _source(sentence[match.end() : match.end() + 60])


def _clause_end(before: str) -> str:
    """The words right before "said": the last clause of what precedes it."""
    parts = [part for part in re.split(r"[;:”\"]|, (?=\w+ \w+ *$)", before) if part.strip()]
    return parts[-1] if parts else before


def _source(words: str) -> AssertedBy:
    if _PROSECUTOR.search(words):
        return AssertedBy.PROSECUTOR
    heard = {
        match.group().casefold().replace("’", "'").removesuffix("'s")
        for match in _WORD.finditer(words)
    }
    for source, names in _SOURCES:
        if heard & names:
            return source
    return AssertedBy.UNKNOWN


def hedged(sentence: str) -> bool:
    """Whether the sentence holds back from asserting what it says."""
    return _HEDGE.search(sentence[:2000]) is not None


def told(sentences: Sequence[Sentence]) -> tuple[tuple[Gunfire, ...], ...]:
    """The gunfire of each sentence, officers known by name counted as police."""
    officers = police_names(sentences)
    return tuple(gunfire(sentence.text, officers) for sentence in sentences)


def shooting_sentences(sentences: Sequence[Sentence]) -> tuple[float, ...]:
    """Per sentence, how strongly it tells of somebody being hit: 1 by police, .6 by anybody."""
    return tuple(_strength(events) for events in told(sentences))


def _strength(events: Sequence[Gunfire]) -> float:
    if any(event.by_police and event.kind == "verb" for event in events):
        return 1.0
    if any(event.by_police for event in events):
        return 0.9
    if any(event.of_person for event in events):
        return 0.6
    return 0.3 if events else 0.0
