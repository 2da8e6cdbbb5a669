"""Who fires, who is hit and who says so: the small grammar of gunfire every reader shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline import membership, noun_cues, on_trial
from pipeline.actors import ANY_OFFICER, OFFICER, POLICE
from pipeline.answered import answered
from pipeline.clauses import (
    GOES,
    GUNS,
    HARMLESS,
    Actor,
    Found,
    Token,
    agent,
    antecedent,
    direct_object,
    last_party,
    many,
    near,
    parties,
    passive,
    phrase,
    phrase_start,
    possessive_name,
    relative_object,
    subject,
    tokens,
    words,
)
from pipeline.cued import Cued
from pipeline.police_names import by_rank
from pipeline.records import Sentence
from pipeline.vehicles import KINDS

__all__ = [
    "Actor",
    "Gunfire",
    "gunfire",
    "shooting_sentences",
    "threatens_police",
    "told",
]


_PEOPLE = (Actor.CIVILIAN, Actor.SOMEBODY, Actor.NOBODY)


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
    #: or killed (no gun named), answered, tried, fired, involved, noun, accused, camera, exchange
    kind: str = "verb"

    @property
    def by_police(self) -> bool:
        """A person who is not an officer is hit, and police fired."""
        return self.hit and self.shooter is Actor.POLICE and self.target in _PEOPLE

    @property
    def told_of(self) -> str:
        """Who fired, as far as the words themselves say: what is concluded is kept apart."""
        return "answered" if self.kind == "answered" else self.shooter.value

    @property
    def of_person(self) -> bool:
        return self.hit and self.target not in (Actor.ANIMAL, Actor.THING)


_TRIGGER = Cued(
    r"\b(?:shot|shoot(?:s|ing|ings|er|out|-out)?|gunn?(?:ed|fire|shots?|point)?|fir(?:e|ed|es|ing)"
    r"|(?:went|going|goes) off|opened up|trigger|magazine|bullets?|shots|wound(?:ed|s|ing)?"
    r"|kill(?:ed|s|ing)?|struck|hit|slain|rounds?|discharged|dead|died"
    rf"|(?:police|{OFFICER}).involved)\b",
    re.IGNORECASE,
)
_DEADLY = Cued(
    r"\b(?:deaths?|deadly|fatal|slaying|(?:take|took|taking)\s+(?:[\w'’-]+\s+){1,3}?life)\b",
    re.IGNORECASE,
)
_FIRE_BEFORE = words("small", "fire_verbs_before")
_SHOT_BEFORE = words("small", "shot_nouns_before")
_SHOT_AFTER = words("small", "shot_nouns_after")
_GUN_WORDS = words("small", "gun_words")
_PAST = frozenset("shot killed wounded struck hit injured slain".split())


_THREAT = Cued(
    r"\b(?:point|aim|rais|fir|shot|shoot|advanc|lung|charg|threaten|attack|ramm|dr[oi]v|came|com|walk"
    r"|approach|sw[iu]ng|confront|exchang|open|brandish|accelerat|assault|struggl|turn|mov|level|stepp)\w*\b"
    rf"[^.;]{{0,50}}?\b(?:at|toward|towards|on|with|into|the|an?|his|two|one)\s+(?:\w+\s+){{0,2}}?{POLICE}\b",
    re.IGNORECASE,
)


def threatens_police(sentence: str) -> bool:
    """Whether somebody points, fires, drives or comes at police in a sentence."""
    return _THREAT.search(sentence[:1500]) is not None


def gunfire(text: str, officers: frozenset[str] = frozenset()) -> tuple[Gunfire, ...]:
    """Every telling of gunfire in one sentence, in order.

    >>> [(g.shooter.value, g.target.value, g.hit) for g in gunfire("Man shot by Ames police")]
    [('police', 'civilian', True)]
    >>> [(g.shooter.value, g.target.value) for g in gunfire("Ames officer shot, suspect sought")]
    [('nobody', 'police')]
    """
    low = text.casefold() if officers else ""
    plain = low.replace("’", "'")
    return _gunfire(text, frozenset(name for name in officers if name in low or name in plain))


@lru_cache(maxsize=512)  # several readers ask of the same sentences
def _gunfire(text: str, officers: frozenset[str]) -> tuple[Gunfire, ...]:
    text = text[:1500]
    if not _TRIGGER.search(text):
        return tuple(_nouns(text)) if _DEADLY.search(text) else ()
    line = tokens(text, officers)
    found = [*_nouns(text), *_entered(text, officers)]
    for at, token in enumerate(line):
        event = _verb(line, at) if token.tag in "VFH" else _volley(line, at)
        if event:
            found.append(event)
    return tuple(sorted(found, key=lambda event: (event.start, event.end)))


#: "Lay on the lawn with two bullets in his chest".
_WITH_BULLETS = Cued(
    r"\bwith\s+(?P<how>(?:(?:an?|the|\w+)\s+){0,2}(?:bullets?|bullet\s+holes?|slugs?))\s+(?:\w+\s+)?(?:in|to|through)\s+"
    r"(?:his|her|the)\s+(?:(?:left|right|lower|upper|back\s+of\s+(?:his|her|the))\s+)*(?:head|face|eyes?|neck|throat|jaw|shoulder|arms?|hands?"
    r"|chest|heart|lungs?|stomach|abdomen|belly|spine|back|hip|thigh|legs?|knee|foot|torso|side|groin)\b",
    re.IGNORECASE,
)
#: "The bullet took the left eye", "one of them went in over the knee".
_ENTERED = Cued(
    r"\b(?:bullets?|rounds?|slugs?|shots|(?:the|one|a|single|that|first|second)\s+shot(?!\s+(?:that|which)))\b(?:(?!\b(?:fired|who|when|as)\b)[^.;]){0,40}?\b(?P<how>str[iu]ck|hit|took|cost|went\s+(?:in|through)|entered"
    r"|passed\s+through|tore|shattered|lodged|grazed|pierced|broke|clipped|ended\s+up)\b[^.;]{0,35}?\b(?:his|her|him|the|my|their|a|an"
    r"|(?-i:(?P<whose>(?:[A-Z][\w-]+\s+){0,3}[A-Z][\w-]+)['’]s?))\s+(?:(?:left|right|lower|upper|back\s+of\s+(?:his|her|the))\s+)*(?:head|face|eyes?|neck|throat|jaw|shoulder|arms?|forearm|elbow|wrist|hands?"
    r"|chest|heart|lungs?|stomach|abdomen|spine|back|hip|thigh|legs?|knee|calf|shin|foot|ankle|temple|palm|ribs?|cheek|torso|groin|buttocks?)\b(?!\s+(?:door|seat|window|yard))"
    r"(?:\s+of\s+(?-i:(?P<of>(?:[A-Z][\w-]+\s+){0,3}[A-Z][\w-]+)))?",
    re.IGNORECASE,
)


_ON_POLICE = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)
#: "Roe's single" round, "the trooper's second" bullet.
_OWNER = re.compile(
    rf"\b(?:(?P<rank>{POLICE})|(?P<who>[\w-]+))['’]s?\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE
)


def _entered(text: str, officers: frozenset[str]) -> Iterator[Gunfire]:
    """Somebody hit, told by what a bullet did to a part of them, and whose bullet it was."""
    if wounds := _WITH_BULLETS.search(text):
        yield Gunfire(Actor.NOBODY, Actor.SOMEBODY, True, *wounds.span("how"))
    match = _ENTERED.search(text)
    if match is None or _ON_POLICE.search(text, match.start("how"), match.end()):
        return
    owner = _OWNER.search(text, 0, match.start())
    theirs = owner is not None and (bool(owner["rank"]) or owner["who"].casefold() in officers)
    theirs = theirs or _fires_before(text[: match.start()], officers)
    police = theirs or _ON_POLICE.search(text, match.start(), match.start("how")) is not None
    shooter = Actor.POLICE if police else Actor.NOBODY
    whose = next((match.span(one) for one in ("whose", "of") if match[one]), None)
    yield Gunfire(shooter, Actor.SOMEBODY, True, *match.span("how"), target_at=whose)


#: "Officer Poe fired five times into a car, and a" bullet went through somebody's head.
_FIRES_AND = re.compile(
    rf"(?:^|\s)(?:(?P<rank>{POLICE})|(?P<who>[\w’'-]+))\s+(?:had\s+)?(?:opened\s+fire|fired|shot)\b(?:(?!\bat\s+(?:an?\s+|the\s+)?{POLICE}\b)[^.;]){{0,60}}?\b(?:and|but)\s+(?:(?:an?|one|the|at\s+least\s+one)\s+)?(?:of\s+the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)


def _fires_before(text: str, officers: frozenset[str]) -> bool:
    """Whether an officer is told to fire, right before a bullet is told to hit."""
    fires = _FIRES_AND.search(text[-160:])
    return fires is not None and (bool(fires["rank"]) or fires["who"].casefold() in officers)


def _nouns(text: str) -> Iterator[Gunfire]:
    for told in noun_cues.find(text):
        yield Gunfire(Actor.POLICE, Actor.NOBODY, told.hit, told.start, told.end, kind=told.kind)


_FIRES_OFF = words("small", "fires_off")
_FIRED_OFF = words("small", "fired_off")


def _volley(line: Sequence[Token], at: int) -> Gunfire | None:
    fires = line[at].low in _FIRES_OFF and _fires_off(line, at)
    return _fired(line, at) if fires else None


def _fires_off(line: Sequence[Token], at: int) -> bool:
    """ "Pulled the trigger", "emptied his magazine", "opened up on the van"; not "got shot"."""
    if line[at].low == "got" and at + 1 < len(line) and line[at + 1].low == "shot":
        return False
    if line[at].low == "opened":
        return [token.low for token in line[at + 1 : at + 3]] in (["up", "on"], ["up", "at"])
    for token in line[at + 1 : at + 6]:
        if token.low in _FIRED_OFF:
            return True
        if token.low in ("no", "and") or (token.tag not in "DMN_" and token.low != "off"):
            return False
    return False


def _verb(line: Sequence[Token], at: int) -> Gunfire | None:
    token = line[at]
    if _is_noun(line, at) or token.low in ("strike", "strikes"):
        return None
    if token.tag == "F":
        return _fired(line, at)
    if _nobody_after(line, at) or _nobody_before(line, at) or line[at - 1].low in _ALMOST:
        return None
    if token.tag == "H" and token.low.endswith("ing") and _led_by(line, at):
        return None  # "fired, striking him" is told by "fired"
    if token.tag == "V" and _shot_at(line, at) and not passive(line, at):
        if wanted := relative_object(line, at):  # "whom police shot at his home"
            return _active(line, at, *wanted)
        return _make(line, at, subject(line, at), phrase(line, at + 2), missed=True)
    doer = agent(line, at)
    if token.tag == "H" and doer is None and _harmless(line, at):
        return None
    if token.tag == "H" and doer is not None and line[doer.at].low in KINDS:
        return None  # "was hit by a car"
    if doer is None and not passive(line, at):
        if patient := direct_object(line, at):
            return _active(line, at, subject(line, at), patient)
        if wanted := relative_object(line, at):
            return _active(line, at, *wanted)
        if stranger := _who_is_hit(line, at):
            return _active(line, at, subject(line, at), stranger)
        if token.low not in _PAST:
            return None
        if own := _whose(line, at):
            return _make(line, at, subject(line, at), own)
        if line[at - 1].low == "who" or _fires_alone(line, at):  # "someone who shot into a bar"
            struck = _struck_in(line, at)
            return _make(line, at, subject(line, at), struck, missed=struck is None)
    patient = subject(line, at)
    theirs = patient is None or _party(line, patient) is Actor.POLICE
    raid = None if doer or theirs else _operation(line, at)
    if raid:
        return replace(_make(line, at, raid, patient), kind="noun")
    if token.tag == "H" and doer is None and not _gun_near(line, at):
        return None
    return _make(line, at, doer, patient)


def _harmless(line: Sequence[Token], at: int) -> bool:
    """ "Fired their Tasers and struck him"."""
    near_by = {token.low for token in line[max(0, at - 5) : at]}
    return bool(near_by & HARMLESS) and not any(token.tag in "FV" for token in near(line, at, 5))


_ALMOST = frozenset(("almost", "nearly"))


def _is(found: Found | None, actor: Actor) -> bool:
    return found is not None and found.actor is actor


def _fires_alone(line: Sequence[Token], at: int) -> bool:
    """ "The officer shot once", "an agent shot through the window": not who is shot but who shoots.

    A headline's "Officer shot through door" has no article, and is said of who was hit.
    """
    doer = subject(line, at)
    if doer is None or line[at].low != "shot" or at + 1 >= len(line):
        return False
    following = line[at + 1].low
    if following == "back" and doer.pronoun:
        return True
    if doer.actor is Actor.POLICE and following in ("through", "into") and _led_in(line, doer.at):
        return True
    ends = at + 2 >= len(line) or line[at + 2].tag in ",:" or line[at + 2].low == "and"
    counted = following in ("once", "twice", "first") and ends
    counted = counted or [token.low for token in line[at + 2 : at + 3]] == ["times"]
    if counted and line[-1].low == ".":
        return True
    after_name = line[at - 1].low != ","
    if (
        doer.actor is Actor.POLICE
        and line[-1].low == "."
        and after_name
        and _says_why(line, at + 1)
    ):
        return True
    if doer.actor is not Actor.POLICE or line[phrase_start(line, doer.at)].tag != "D":
        return False
    if following in ("through", "into"):
        return _is(phrase(line, at + 2), Actor.THING)
    if following in _ARTICLES:  # "the bailiff shot the defendant": a word that no list knows
        return not any(token.low in _TIMES for token in line[at + 2 : at + 4])
    return following == "back" or counted


def _led_in(line: Sequence[Token], at: int) -> bool:
    """ "Killed when deputies shot through her wall": the clause tells what they did."""
    start = phrase_start(line, at)
    return start > 0 and line[start - 1].low in ("when", "as", "after", "because", "while")


def _says_why(line: Sequence[Token], here: int) -> bool:
    """ "The sheriff said Poe shot to avoid being run over", "Poe shot back nine times"."""
    following = line[here].low
    return following in ("back", "because") or (
        following == "to" and line[here + 1].low not in ("death", "the", "his", "her")
    )


def _whose(line: Sequence[Token], at: int) -> Found | None:
    """ "Roe shot his boss": somebody of his, if no list knows the word, and not his own leg."""
    if line[at].low != "shot" or at + 2 >= len(line) or line[at + 1].low not in _OWN:
        return None
    whom = line[at + 2]
    part = any(token.low in _BODY or token.low == "way" for token in line[at + 2 : at + 4])
    return None if part or whom.tag != "_" else Found(Actor.SOMEBODY, at + 2)


_OWN = frozenset("his her their".split())


def _struck_in(line: Sequence[Token], at: int) -> Found | None:
    """ "Shot a bouncer in the face": whoever has a face is a person, if no list knows the word."""
    if at + 1 >= len(line) or line[at + 1].low not in _ARTICLES:
        return None
    for here in range(at + 2, min(len(line) - 2, at + 5)):
        if line[here].tag != "_":
            return None
        if line[here + 1].low == "in" and line[here + 2].low in ("the", "his", "her"):
            part = any(token.low in _BODY for token in line[here + 3 : here + 5])
            return Found(Actor.SOMEBODY, here) if part else None
    return None


def _who_is_hit(line: Sequence[Token], at: int) -> Found | None:
    """ "Had to shoot a fellow who came at him": whoever does something is a person."""
    if line[at].low not in ("shot", "shoot", "shoots") or at + 1 >= len(line):
        return None
    if line[at + 1].low not in ("a", "an"):
        return None
    for here in range(at + 2, min(len(line) - 1, at + 5)):
        if line[here].tag != "_":
            return None
        if line[here + 1].low == "who":
            return Found(Actor.SOMEBODY, here)
    return None


_BODY = words("small", "body_parts")
_ARTICLES = frozenset("the a an his her its".split())
_TIMES = frozenset("day night week month year decade morning afternoon evening moment last".split())
_OPERATIONS = words("small", "operations")
_OPERATION_VERBS = words("small", "operation_verbs")


def _operation(line: Sequence[Token], at: int) -> Found | None:
    """ "Shot in a drug raid", "killed when agents broke down the door": whose work it was."""
    for here in range(at + 1, min(len(line), at + 14)):
        token = line[here]
        if token.tag in ":VFHR" or token.low == "by":
            return None
        if token.low in ("when", "as", "after", "while"):
            who = phrase(line, here + 1)
            acts = who is not None and any(
                word.low in _OPERATION_VERBS for word in line[who.at + 1 : who.at + 7]
            )
            return who if acts and _is(who, Actor.POLICE) else None
        if token.low in _OPERATIONS or _is_stop(line, here):
            others = any(word.low == "by" for word in line[here + 1 : here + 3])
            return None if others else Found(Actor.POLICE, here)
    return None


def _is_stop(line: Sequence[Token], here: int) -> bool:
    """ "A traffic stop", "a welfare check"."""
    return (line[here - 1].low, line[here].low) in _STOPS


_STOPS = frozenset((("traffic", "stop"), ("welfare", "check"), ("wellness", "check")))


def _active(line: Sequence[Token], at: int, doer: Found | None, patient: Found) -> Gunfire | None:
    doer = _seeker(line, at, doer)
    by_police = _party(line, doer) is Actor.POLICE
    if line[at].tag == "H" and not by_police and not _gun_near(line, at):
        return None
    return _make(line, at, doer, patient)


_SEEKS = frozenset("searching looking hunting".split())


def _seeker(line: Sequence[Token], at: int, doer: Found | None) -> Found | None:
    """ "Officers searching for his nephew shot Ann Roe": who searches, not who is sought.

    And nobody in "bullets that missed Roe struck Ann Poe".
    """
    start = phrase_start(line, doer.at) if doer and doer.at == at - 1 else 0
    if _is_missed(line, start):
        return None
    start -= start > 0 and line[start - 1].low == "her"
    if start < 3 or line[start - 1].low != "for" or line[start - 2].low not in _SEEKS:
        return doer
    return Found(Actor.POLICE, start - 3) if line[start - 3].tag == "O" else doer


def _is_missed(line: Sequence[Token], start: int) -> bool:
    near_by = [token.low for token in line[max(0, start - 9) : start]]
    missed = near_by[-1:] == ["missed"] or near_by[-2:] in (
        ["went", "through"],
        ["passed", "through"],
    )
    return missed and not {"bullets", "bullet", "rounds", "round", "shots"}.isdisjoint(near_by)


def _is_noun(line: Sequence[Token], at: int) -> bool:
    """ "A shot", "the shooting", "warning shots": no telling of who did what."""
    token = line[at]
    before = line[at - 1].low if at else ""
    after = line[at + 1] if at + 1 < len(line) else None
    following = after.low if after else ""
    if token.low == "shot":
        if at and line[at - 1].tag == "G":
            return True
        if before == "one":
            return after is None or after.tag in ",:" or following in _SHOT_AFTER
        return (before in _SHOT_BEFORE and following != "and") or following in _SHOT_AFTER
    if token.low == "wounds":
        return before in _KINDS_OF_WOUND
    if token.low in ("wounded", "injured", "killed", "slain"):
        return bool(at) and line[at - 1].tag == "D" and after is not None and after.tag in "CMO_"
    if token.low in ("shooting", "killing", "wounding", "hitting", "injuring", "striking"):
        if following in ("that", "which", "who"):
            return True
        verbal = after is not None and (after.tag in "DNYSO" or _shot_at(line, at))
        if following == "and" and at + 2 < len(line) and line[at + 2].low.endswith("ing"):
            return False
        named = after is not None and after.tag == "M" and (before in _BEFORE_ING or at == 0)
        if after is not None and after.tag == "C" and before in _OFFICERS:
            named = following not in ("victim", "victims", "suspect", "suspects")
        return before in _ING_NOUNS or not (verbal or named)
    if token.low in ("fire", "fires") and (after is None or after.tag not in "PD"):
        return before not in _FIRE_BEFORE
    return False


_KINDS_OF_WOUND = frozenset(
    "gunshot bullet shotgun gun stab knife head chest leg arm self-inflicted multiple serious "
    "fatal the".split()
)
_OFFICERS = frozenset("officers deputies troopers agents marshals cops".split())
_BEFORE_ING = frozenset(", of for by before after him her and fatally then while from man".split())
_ING_NOUNS = frozenset("the a this that fatal deadly mass police another 's".split())


def _gun_near(line: Sequence[Token], at: int) -> bool:
    after = [token.low for token in line[at + 1 : at + 3]]
    if after[1:] == ["times"] or after[:1] in (["twice"], ["thrice"]):
        return True
    if _as_fired(line, at):
        return True
    return any(token.tag in "VF" or token.low in _GUN_WORDS for token in near(line, at))


def _as_fired(line: Sequence[Token], at: int) -> bool:
    """ "Was hit in the back of the arm when an officer of the Ames Police Department fired"."""
    for here in range(at + 1, min(len(line), at + 3 * 13)):
        if line[here].low in ("when", "as"):
            return any(token.tag == "F" for token in line[here : here + 20])
        if line[here].tag in ":VFHR" or line[here].low == "by":
            return False
    return False


def _shot_at(line: Sequence[Token], at: int) -> bool:
    """ "Shot at officers", not "shot at a hotel" or "shot at Oak Street"."""
    if at + 2 >= len(line) or line[at + 1].low not in ("at", "toward", "towards", "into"):
        return False
    found = phrase(line, at + 2)
    if found is None:  # into whatever it is, if no list knows the word: nobody is told to be hit
        into = line[at + 1].low == "into"
        return into or any(token.low in _PATROL_CARS for token in line[at + 2 : at + 8])
    return line[found.at].tag != "M"


_PATROL_CARS = frozenset("car cars cruiser cruisers vehicle vehicles".split())


def _led_by(line: Sequence[Token], at: int) -> bool:
    return any(token.tag in "FV" for token in line[max(0, at - 20) : at])


def _fired(line: Sequence[Token], at: int) -> Gunfire | None:
    """ "Opened fire", "fired at": a hit only where striking or killing follows."""
    before = line[max(0, at - 5) : at]
    shots = _shots_before(before)
    gun = at > 0 and line[at - 1].low in GUNS  # "his rifle fired", "the gun went off"
    shots = shots and not gun
    if line[at].low == "fired" and at and line[at - 1].tag == "B" and not shots:
        return None  # "was fired" from a post
    if _negated(line, at) or _nobody_before(line, at):
        return None
    doer = agent(line, at) if shots else _owner(line, at)
    target: Found | None = None
    for here in range(at + 1, min(len(line), at + 22)):
        token = line[here]
        if token.low in _INTO and (owner := _part_of(line, here + 1)):
            return _make(line, at, doer, owner)
        if token.low in _AT and target is None and not _about(line, here):
            target = phrase(line, here + 1)
        if token.tag == "H" and token.low.endswith(("ing", "ed", "uck")):
            if _nobody_after(line, here) or _nobody_before(line, here):
                break
            patient = direct_object(line, here) or target
            if patient and patient.pronoun and target:
                patient = target
            return _make(line, at, doer, patient)
        down = token.low == "went" and line[min(here + 1, len(line) - 1)].low == "down"
        if (down or token.low in _FALLS) and (patient := _faller(line, here)):
            return _make(line, at, doer, patient)
        if token.tag in ":VF":
            break
    into = line[at].low in _FIRES_OFF and target is not None and target.actor is not Actor.THING
    return _make(line, at, doer, target, missed=not into)


def _owner(line: Sequence[Token], at: int) -> Found | None:
    """Who fires; nobody where "a gun went off"."""
    if line[at].low in GOES:
        gun = next(here for here in range(at - 1, -1, -1) if line[here].low in GUNS)
        if line[max(0, gun - 1)].low in ("a", "the") and line[gun + 1].low != "of":
            return None
    return subject(line, at)


_FALLS = frozenset(
    "fell falls dropped drops collapsed collapses crumpled slumped died dies".split()
)


def _faller(line: Sequence[Token], here: int) -> Found | None:
    """ "Roe fires, and Banks drops from the fence", not "and Banks dropped the gun"."""
    after = line[here + 1] if here + 1 < len(line) else None
    if after is not None and after.tag not in "P,:" and after.low not in ("dead", "down", "off"):
        return None
    return phrase(line, phrase_start(line, here - 1)) if line[here - 1].tag in "MCN" else None


def _negated(line: Sequence[Token], at: int) -> bool:
    """ "Did not return fire", "never fired"."""
    for token in reversed(line[max(0, at - 4) : at]):
        if token.low in ("not", "never") or token.low.endswith("n't"):
            return True
        if token.tag not in "_XF":
            return False
    return False


def _nobody_after(line: Sequence[Token], at: int) -> bool:
    """ "Hitting no one"."""
    after = [token.low for token in line[at + 1 : at + 3]]
    if after[:1] == ["at"]:  # "shot at no one"
        after = [token.low for token in line[at + 2 : at + 4]]
    return after[:1] == ["nobody"] or after == ["no", "one"]


def _nobody_before(line: Sequence[Token], at: int) -> bool:
    """ "No one was hit", "no officers were shot"."""
    here = at - 1
    while here >= 0 and line[here].tag in "BX":
        here -= 1
    if here > 1 and line[here].tag == "N" and line[here - 1].low == "of":
        return line[here - 2].low in ("none", "neither")
    if here < 0 or line[here].tag in "NP,:":
        return False
    if line[here].low in ("else", "ever"):
        here -= 1
    if line[here].low == "nobody":
        return True
    start = phrase_start(line, here)
    of = [token.low for token in line[max(0, start - 2) : start]]
    return here > 0 and (line[start].low == "no" or of in (["none", "of"], ["neither", "of"]))


_AT = frozenset("at on toward towards upon into".split())
_INTO = frozenset(("in", "into"))
_BY_ACCIDENT = frozenset("accidentally unintentionally holstering unholstering cleaning".split())


def _part_of(line: Sequence[Token], start: int) -> Found | None:
    """ "Fired two rounds into his chest", "put a bullet in Roe's spine": whose part it was."""
    whose: Found | None = None
    if any(token.low in _BY_ACCIDENT for token in line):
        return None  # his own, as a rule
    for here in range(start, min(len(line), start + 6)):
        token = line[here]
        if token.low in _BODY:
            return whose
        if token.tag in ":,VFHR" or token.low in ("own", "of"):
            return None
        if token.low in _OWN:
            whose = Found(Actor.SOMEBODY, here, pronoun=True)
        elif possessive_name(token.text) and token.tag in "CGM":
            police = _ON_POLICE.match(token.text) is not None
            whose = Found(Actor.POLICE if police else Actor.SOMEBODY, here)
    return None


_SHOTS = frozenset("shots rounds shot gun bullets".split())


def _shots_before(before: Sequence[Token]) -> bool:
    """ "Shots were fired": what is fired stands before the verb, and nobody between."""
    for token in reversed(before):
        if token.low in _SHOTS:
            return True
        if token.tag in "OCMNY" or token.low in ("and", "then"):
            return False
    return False


def _about(line: Sequence[Token], here: int) -> bool:
    """ "At least six shots" is nobody fired at."""
    return here + 1 < len(line) and line[here + 1].low in ("least", "most", "about")


def _make(
    line: Sequence[Token], at: int, shooter: Found | None, target: Found | None,
    missed: bool = False,
) -> Gunfire:  # fmt: skip
    who = _party(line, shooter)
    who = Actor.NOBODY if who is Actor.ANIMAL else who  # "a bullet meant for a dog hit her"
    whom = target.actor if target else Actor.NOBODY
    if whom is Actor.SELF:
        who = Actor.SELF
    if target and target.kin and who is Actor.POLICE and _is_own_kin(line, shooter, target):
        who = Actor.CIVILIAN  # an officer's own quarrel
    return Gunfire(
        who,
        whom,
        not missed,
        line[at].start,
        line[at].end,
        _offsets(line, shooter),
        _offsets(line, target),
        "fired" if missed else _verb_kind(line, at),
    )


def _is_own_kin(line: Sequence[Token], shooter: Found | None, target: Found) -> bool:
    """ "The officer shot his wife", not "she saw a deputy shoot her husband".

    Nor "police shot his wife", nor "an officer killed a man and wounded his wife".
    """
    if shooter is None:
        return True
    between = line[shooter.at + 1 : phrase_start(line, target.at)]
    if many(line[shooter.at].low) or any(token.tag == "C" for token in between):
        return False
    whose = line[max(0, phrase_start(line, target.at) - 1)].low
    before = line[: phrase_start(line, shooter.at)]
    return whose != "her" or not any(token.tag in "CN" for token in before)


def _verb_kind(line: Sequence[Token], at: int) -> str:
    return "killed" if line[at].tag == "H" and not _gun_near(line, at) else "verb"


def _party(line: Sequence[Token], found: Found | None) -> Actor:
    if found is None:
        return Actor.NOBODY
    if found.pronoun and line[found.at].low in ("he", "she", "they", "them"):
        return antecedent(line, found.at)
    return found.actor


def _offsets(line: Sequence[Token], found: Found | None) -> tuple[int, int] | None:
    return None if found is None else (line[found.at].start, line[found.at].end)


def told(sentences: Sequence[Sentence]) -> tuple[tuple[Gunfire, ...], ...]:
    """The gunfire of each sentence, officers known by name counted as police."""
    return _told(tuple(sentences))


@lru_cache(maxsize=4)  # an article with nothing by the way is its own passage
def _told(sentences: tuple[Sentence, ...]) -> tuple[tuple[Gunfire, ...], ...]:
    tried = on_trial.surnames(sentences)
    officers = tried | by_rank(sentences)
    heard = tuple(
        _named(gunfire(sentence.text, officers), sentence, before, officers, tried)
        for sentence, before in zip(sentences, (None, *sentences), strict=False)
    )
    heard = answered(sentences, _retired(sentences, heard))
    if tried and on_trial.is_on_gunfire(sentences):
        return _tried(sentences, heard, tried)
    return heard


_Heard = tuple[tuple[Gunfire, ...], ...]
_LEFT = re.compile(
    rf"\b(?:(?P<retired>retired)\s+|former\s+|ex-)(?:[\w'’.-]+\s+){{0,4}}?{ANY_OFFICER}$",
    re.IGNORECASE,
)


def _retired(sentences: Sequence[Sentence], heard: _Heard) -> _Heard:
    """ "A retired deputy shot a burglar. … The former deputy fired once": no police, throughout.

    Where no other officer hits anybody; a "former officer" alone may have shot while on duty.
    """
    left = [
        [_left(one.text, event) for event in events]
        for one, events in zip(sentences, heard, strict=True)
    ]
    pairs = [pair for found in zip(left, heard, strict=True) for pair in zip(*found, strict=True)]
    told = any(how and how["retired"] and event.of_person for how, event in pairs)
    if not told or any(event.by_police and not how for how, event in pairs):
        return heard
    return tuple(
        tuple(
            replace(event, shooter=Actor.CIVILIAN) if how else event
            for how, event in zip(found, events, strict=True)
        )
        for found, events in zip(left, heard, strict=True)
    )


def _left(text: str, event: Gunfire) -> re.Match[str] | None:
    """The word that tells that whoever fires has left the police."""
    if event.shooter_at is None:
        return None
    start, end = event.shooter_at
    return _LEFT.search(text[max(0, start - 60) : end])


def _tried(
    sentences: Sequence[Sentence],
    heard: tuple[tuple[Gunfire, ...], ...],
    tried: frozenset[str],
) -> tuple[tuple[Gunfire, ...], ...]:
    """Where an officer stands trial for it: who was hit by whom unsaid was hit by that officer.

    And a court's word on a killing tells of it, where the sentence has no other gunfire.
    """
    found = []
    for sentence, events in zip(sentences, heard, strict=True):
        events = tuple(
            replace(event, shooter=Actor.POLICE, kind="tried")
            if _is_deed_tried(sentence.text, event) or _is_his(sentence.text, event, tried)
            else event
            for event in events
        )
        if not any(event.hit for event in events) and (of := on_trial.killing(sentence.text)):
            events += (Gunfire(Actor.POLICE, Actor.NOBODY, True, *of, kind="tried"),)
        found.append(events)
    return tuple(found)


#: "The man who shot him", "a woman accused of killing".
_WHO_DID = re.compile(r"\s+(?:who|accused\s+of|charged\s+with|convicted\s+of)\s+(?:\w+\s+){0,2}")


def _is_deed_tried(text: str, event: Gunfire) -> bool:
    if not event.hit or event.target not in _PEOPLE:
        return False
    if event.shooter is Actor.CIVILIAN and event.shooter_at:
        return _WHO_DID.fullmatch(text, event.shooter_at[1], event.start) is not None
    told = event.kind == "verb" and event.shooter is Actor.POLICE
    return event.shooter in (Actor.NOBODY, Actor.POLICE) and not told


def _is_his(text: str, event: Gunfire, tried: frozenset[str]) -> bool:
    """ "Whether Poe murdered Roe when he shot him": the officer on trial, named before, did."""
    at = event.shooter_at
    if not event.hit or at is None or text[slice(*at)].casefold() not in ("he", "she"):
        return False
    return not tried.isdisjoint(_WORD.findall(text[: at[0]].casefold()))


_WORD = re.compile(r"[^\W\d_][\w’-]*")


def _named(
    events: tuple[Gunfire, ...],
    sentence: Sentence,
    before: Sentence | None,
    officers: frozenset[str],
    tried: frozenset[str],
) -> tuple[Gunfire, ...]:
    """ "They shot him": they are the last party of several in the sentence before.

    And "he is accused of shooting" is of the officer on trial who is named there.
    """
    if before is None or not events:
        return events
    if _HE.match(sentence.text) and any(_is_opener(event) for event in events):
        line = tokens(before.text[:1500], officers)
        is_tried = any(token.low in tried for token in line)
        last = last_party(line, len(line), plural=False)
        kinds = set(parties(line))
        hurt = _is_officer_hurt(before.text, officers)
        theirs = is_tried and last is Actor.POLICE
        theirs = theirs or (bool(tried) and membership.GOES_ON.match(before.text) is not None)
        if theirs or kinds == {Actor.POLICE} or hurt:
            return tuple(
                replace(event, shooter=Actor.POLICE) if _is_opener(event) else event
                for event in events
            )
    if _RETURNED.match(sentence.text) and _ON_OFFICER.search(before.text):
        return tuple(
            replace(event, shooter=Actor.POLICE) if event.shooter is Actor.SOMEBODY else event
            for event in events
        )
    if not any(_they(event, sentence.text) for event in events):
        return events
    line = tokens(before.text[:1500], officers)
    who = last_party(line, len(line), plural=True)
    return tuple(
        replace(event, shooter=who) if _they(event, sentence.text) else event for event in events
    )


_HE = re.compile(r"(?:He|She)\b")


def _is_officer_hurt(text: str, officers: frozenset[str]) -> bool:
    """ "It broke two of the trooper's fingers. He fired": where nobody else is told of."""
    told = _DATELINE.sub("", text, count=1)
    if _OFFICER_HURT.search(told) is None:
        return False
    return set(parties(tokens(told[:1500], officers))) <= {Actor.POLICE, Actor.NOBODY}


_DATELINE = re.compile(r"^[A-Z][^—\n]{1,40}—\s+")
_OFFICER_HURT = re.compile(
    rf"^(?!.*\b(?:he|she|they|his|her)\b).*\b(?:the|an?)\s+(?:\w+\s+)?{OFFICER}['’]s\s+(?:\w+\s+)?"
    r"(?:head|face|eye|ear|cheek|jaw|neck|throat|artery|shoulder|arm|elbow|wrist|hand|fingers?|thumb|chest|stomach"
    r"|back|leg|thigh|knee|foot|ankle|skull|scalp|vest|boot|sleeve|helmet|glasses|(?:body\s+)?armor)\b",
    re.IGNORECASE,
)


def _is_opener(event: Gunfire) -> bool:
    """Fired by the "he" a sentence begins with."""
    return (
        event.shooter is Actor.SOMEBODY and event.shooter_at is not None and not event.shooter_at[0]
    )


#: "An officer was shot in the leg. He returned fire, striking the man."
_RETURNED = re.compile(
    r"(?:(?:[\w’'-]+\s+){0,4}[\w’'-]+,\s+(?:he|she|they)|He|She|They)\s+(?:\w+\s+)?(?:return(?:ed|s)\s+(?:gun)?fire|(?:fired|shot)\s+back)\b"
)
_ON_OFFICER = re.compile(
    rf"\b{ANY_OFFICER}\b[^.;]{{0,40}}?\b(?:was|were)\s+(?:shot|hit|struck|wounded|fired)\b"
    rf"|\b(?:at|hit|struck|wounded)\s+(?:\w+\s+){{0,3}}?{ANY_OFFICER}\b",
    re.IGNORECASE,
)


def _they(event: Gunfire, text: str) -> bool:
    at = event.shooter_at
    if event.shooter is not Actor.SOMEBODY or at is None or event.kind != "verb":
        return False
    if text[event.start : event.end].lower() not in ("shot", "killed"):
        return False
    return text[slice(*at)].lower() == "they" and 0 <= event.start - at[1] <= 20


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
