"""Who does what to whom in one sentence: word classes, then subject, agent and object of a verb."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from pipeline import shipped
from pipeline.cued import Cued
from pipeline.text import ByWord, ascii_twin

LISTS = tomllib.loads(shipped.text("cues.toml"))


def words(group: str, name: str) -> frozenset[str]:
    return frozenset(LISTS[group][name].split())


class Actor(StrEnum):
    """The kinds of party that fire or are hit."""

    POLICE = "police"
    CIVILIAN = "civilian"
    ANIMAL = "animal"
    SELF = "self"  # the one who fired
    SOMEBODY = "somebody"  # a pronoun or a bare name: a person, we cannot tell which kind
    THING = "thing"
    NOBODY = "nobody"  # not said


class Token(NamedTuple):
    """A word with its class: one letter of ``_CLASSES``, ``M`` a name, ``_`` anything else."""

    text: str
    low: str
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Found:
    """A party and the token that names it."""

    actor: Actor
    at: int
    pronoun: bool = False
    kin: bool = False  # "his wife": belongs to the one who acts


_CLASSES = (
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
)
_TAGS = {word: mark for mark, group, name in _CLASSES for word in words(group, name)}
ACTORS = {
    "O": Actor.POLICE,
    "C": Actor.CIVILIAN,
    "A": Actor.ANIMAL,
    "S": Actor.SELF,
    "N": Actor.SOMEBODY,
    "M": Actor.SOMEBODY,
    "Y": Actor.CIVILIAN,
    "T": Actor.THING,
}
POLICE = words("actors", "police")
#: Words with a capital that are nobody's surname.
NOT_NAMES = (
    words("small", "calendar")
    | POLICE
    | words("police_compounds", "nouns")
    | words("small", "never_names")
)
#: A given name and a surname, anywhere in a run of capitals.
FULL = Cued(r"\b(?=([A-Z][\w'’-]+)\s+(?:[A-Z]\.\s+)?([A-Z][\w'’-]{2,}))")
_COMPOUND = words("police_compounds", "nouns")
_GUARDED = words("police_compounds", "private_guards")
_CALENDAR = words("small", "calendar")
_KIN = words("actors", "kin")
_TRADES = words("actors", "trades")
_CLAUSES = words("small", "clause_openers")
_PARTS = words("small", "parts")
_PLURAL = words("actors", "plural")
_RELATIVE = frozenset(("who", "whom", "that", "which"))

_TOKEN = re.compile(
    r"\d+:\d\d\b|[A-Z][a-z]{0,4}\.(?=\s[A-Z])|(?:[A-Z]\.){2,}(?=\s\w)|[^\W_][\w'’.\-]*[^\W_.]|[^\W_]|[^\w\s]"
)
_TOKEN_OF_ASCII = ascii_twin(_TOKEN)
_AGENCY = re.compile(r"[A-Z]{1,4}(?:PD|SO|SD|DPS|SP)|PD")
_EX_POLICE = tuple(f"ex-{word}" for word in sorted(POLICE))
_AGE = re.compile(r"[\w-]{1,12}-(?:year|month)-olds?")
_HARD = frozenset(':;—–|«»()“”"?!')


def tokens(text: str, officers: frozenset[str]) -> list[Token]:
    """The words of a sentence with their classes; ``officers`` are surnames known as police."""
    found: list[Token] = []
    made = tuple.__new__  # what ``Token`` calls
    last: Token | None = None
    end = 0
    for word in (_TOKEN_OF_ASCII if text.isascii() else _TOKEN).findall(text):
        low, bare, tag = _READ[word]
        if bare in officers:
            tag = "G" if bare != low else "O"
        elif tag == "M" and not last:
            tag = "_"
        if last and last.tag == "O" and low in _COMPOUND:
            found[-1] = last._replace(tag="_")
            tag = "_"
        elif tag == "O" and _guarded(found):
            tag = "C"
        elif tag == "S" and last and last.tag == "B":
            tag = "N"  # "was himself shot by"
        elif last and low in _BY_THE_LAST:
            tag = _by_the_last(low, tag, last, found)
        start = text.index(word, end)  # between words there are only blanks and "_"
        end = start + len(word)
        last = made(Token, (word, low, start, end, tag))
        found.append(last)
    aged = len(found) > 2 and found[1].low == "," and found[2].low.isdigit()
    if len(found) > 1 and found[0].tag == "_" and (aged or found[1].tag in "BXVHFM"):
        found[0] = found[0]._replace(tag="M" if found[0].text[0].isupper() else "_")
    return found


_LAWMENS = frozenset(("sheriff's", "constable's", "marshal's"))
HARMLESS = frozenset("taser tasers beanbag beanbags stun".split())
_BY_THE_LAST = HARMLESS | {"man", "men", "van", "veteran", "off"}


def _by_the_last(low: str, tag: str, last: Token, found: list[Token]) -> str:
    """The class of a word that depends on what stands before it, or changes the class of that."""
    if low in ("man", "men") and last.low in _LAWMENS:
        return "O"  # "the sheriff's men"
    if low == "van" and last.tag == "M":
        return "M"  # "Jason Van Dyke"
    if low == "veteran" and last.low.endswith("-year"):
        return "O"  # "a 10-year veteran" has served, "an Army veteran" is anybody
    if low in HARMLESS and (fired := _firing(found)):
        found[fired] = found[fired]._replace(tag="_")  # "fired a Taser"
    elif low == "off" and last.low in GOES and _gun_before(found):
        found[-1] = last._replace(tag="F")  # "the rifle went off"
    return tag


def _firing(before: Sequence[Token]) -> int | None:
    """The verb of firing whose object comes next, past "a", "their" or a number."""
    for here in range(len(before) - 1, max(-1, len(before) - 5), -1):
        if before[here].tag == "F":
            return here
        if before[here].tag not in "D_G":
            return None
    return None


GOES = frozenset("went goes going go".split())
GUNS = words("small", "guns")
_OWNED = GUNS | words("small", "missiles")


def _gun_before(line: Sequence[Token]) -> bool:
    return any(token.low in GUNS for token in line[-_CLAUSE:])


_CLAUSE = 14  # tokens


def _guarded(before: Sequence[Token]) -> bool:
    """ "Security" or "a retired Bibb County" before "officer": nobody on police duty."""
    if not before:
        return False
    if before[-1].low in _GUARDED:
        return len(before) < 2 or before[-2].low != "homeland"
    for token in reversed(before[-4:]):
        if token.low == "retired":
            return True
        if not token.text[0].isupper():
            return False
    return False


def _read(word: str) -> tuple[str, str, str]:
    """A word in small letters, the same without "'s", and its class within a sentence."""
    low = word.casefold().replace("’", "'")
    if low.endswith("who'd"):
        low = low.removesuffix("'d")
    bare = low.removesuffix("'s")
    return low, bare, _tag(word, low, bare)


_READ = ByWord(_read)


def _tag(word: str, low: str, bare: str) -> str:
    if not word[0].isalnum():
        return ":" if word in _HARD else ","
    if low.startswith(_EX_POLICE):
        low, bare = low.removeprefix("ex-"), bare.removeprefix("ex-")
    if _AGENCY.fullmatch(word):
        return "G" if bare != low else "O"
    if tag := _TAGS.get(low):
        return tag
    if bare != low and _TAGS.get(bare, "_") in "OC":
        return "G"
    if _AGE.fullmatch(low):
        return "Y"
    if low.isdigit():
        return "D"
    if word in _TRADES:
        return "C"
    named = word[0].isupper() and len(word) > 1 and low not in _CALENDAR
    return "M" if named else "_"


def agent(line: Sequence[Token], at: int) -> Found | None:
    """The party after "by" that belongs to the verb."""
    for here in range(at + 1, min(len(line), at + 2 * _CLAUSE)):
        token = line[here]
        if token.tag == ":" or token.tag in "FR" or token.low in _CLAUSES:
            return None
        if token.tag == "B" and _is_joined_passive(line, at, here):
            return None
        if token.low == "by":
            if here >= at + _CLAUSE and line[here - 1].low != ",":
                return _far_agent(line, at, here)
            other = line[here - 1]
            told = (
                other.low.endswith("ed") and len(other.low) > len("shed")
            ) or other.low in _PASSED_ON
            if here - 1 > at and other.tag == "_" and told:
                return None  # "killed in what was described by police as …"
            about = here + 1 < len(line) and line[here + 1].low in ("at", "up")
            found = phrase(line, here + 3 if about else here + 1) or _rounds(line, here + 1)
            if found and found.actor is Actor.THING and (fired := _fired_by(line, found.at)):
                found = fired
            return _apposed(line, found)
    return None


def _is_joined_passive(line: Sequence[Token], at: int, be: int) -> bool:
    """ "A man shot his wife and was killed by police": whoever killed him had not shot her."""
    join = be - 2 if line[be - 1].low in ("then", "later") else be - 1
    if line[join].low not in ("and", "but") or passive(line, at):
        return False
    return any(token.tag in "VH" for token in line[be + 1 : be + 4])


def _far_agent(line: Sequence[Token], at: int, by: int) -> Found | None:
    """ "Shot on the afternoon of Dec. 13 in his wife's driveway in Boone by a deputy"."""
    between = line[at + 1 : by]
    if any(token.tag in "VH" or token.low in (",", "and") for token in between):
        return None
    found = phrase(line, by + 1)
    return found if found is not None and found.actor is Actor.POLICE else None


def _rounds(line: Sequence[Token], start: int) -> Found | None:
    """ "By a single shot", where "shot" is no verb."""
    for here in range(start, min(len(line), start + 5)):
        if line[here].low in ("shot", "shots", "gunshot", "gunshots", "fire"):
            return Found(Actor.THING, here)
        if line[here].tag not in "D_Y":
            return None
    return None


def _fired_by(line: Sequence[Token], at: int) -> Found | None:
    """ "Struck by two rounds fired by a deputy": whose rounds they were."""
    after = [token.low for token in line[at + 1 : at + 4]]
    if after[:2] in (["fired", "by"], ["shot", "by"], ["discharged", "by"]):
        return phrase(line, at + 3)
    if after[:1] == ["from"]:
        return _gun_owner(line, at + 2)
    return None


def _own_police(token: Token) -> bool:
    return token.tag == "G" and _TAGS.get(token.low.removesuffix("'s")) != "C"


def _owns(line: Sequence[Token], at: int) -> bool:
    """ "Deputy's rifle", "officer's errant round", not "officer's house and shot him"."""
    for token in line[at + 1 : at + 4]:
        if token.low in _OWNED:
            return True
        if token.tag in "P,:" or token.low == "and":
            return False
    return False


_TAKES = words("verbs", "take")


def _is_taken(line: Sequence[Token], at: int) -> bool:
    """ "Took an officer's gun and shot": it is not the officer who fires it."""
    start = phrase_start(line, at)
    return start > 0 and line[start - 1].low in _TAKES


def _gun_owner(line: Sequence[Token], start: int) -> Found | None:
    """ "A deputy's rifle", "the pistol of Agent Roe": whose gun it is."""
    for here in range(start, min(len(line), start + 5)):
        if _own_police(line[here]):
            return Found(Actor.POLICE, here)
        if line[here].low in GUNS and here + 1 < len(line) and line[here + 1].low == "of":
            return phrase(line, here + 2)
    return None


_PASSED_ON = frozenset("given known made seen shown taken brought written".split())


def _apposed(line: Sequence[Token], found: Found | None) -> Found | None:
    """ "By Tanner Creel, an officer of …": the noun after the comma says which kind."""
    if found is None or found.actor is not Actor.SOMEBODY or found.at + 2 >= len(line):
        return found
    if line[found.at + 1].low not in (",", "of"):
        return found
    beside = phrase(line, found.at + 2)
    return replace(found, actor=Actor.POLICE) if beside and beside.actor is Actor.POLICE else found


def phrase(line: Sequence[Token], start: int) -> Found | None:
    """The head of the noun phrase that begins at a token."""
    head: Found | None = None
    own = False
    for here in range(start, min(len(line), start + 10)):
        token = line[here]
        if token.low == "of" and here - start <= 2 and head is None:
            continue  # "one of the suspects"
        if token.tag in "PRBVFHX:," and token.low != "first":
            break
        if head and (token.low in ("and", "or") or token.low in _RELATIVE or token.tag == "N"):
            break
        own = own or (here == start and (token.low in ("his", "her", "their") or _own(line, here)))
        if token.tag in ACTORS and not _possessive(line, here):
            if token.tag == "M" and head and head.actor is not Actor.SOMEBODY:
                continue
            kin = own and token.low in _KIN
            head = Found(ACTORS[token.tag], here, token.tag == "N", kin)
    if head is None and start < len(line) and line[start].low in _COUNTED:
        times = [token.low for token in line[start + 1 : start + 2]] == ["times"]
        return None if times else Found(Actor.SOMEBODY, start)  # "killed one and wounded two"
    return head


def _own(line: Sequence[Token], here: int) -> bool:
    """ "Officer shoots wife", "killed estranged wife": a headline leaves out whose."""
    after = line[here + 1].low if here + 1 < len(line) else ""
    return line[here].low in _WIVES and after not in ("of", "beater")


_WIVES = frozenset("wife girlfriend ex-wife ex-girlfriend fiancee estranged".split())
_COUNTED = frozenset("one two three four both".split())


def direct_object(line: Sequence[Token], at: int) -> Found | None:
    """Whom an active verb hits: the noun phrase after it, past "and killed", "dead"."""
    here = at + 1
    while here < len(line) and _passes(line, here):
        if line[here].low in ("once", "twice", "thrice"):
            return None
        here += 1
    if here >= len(line) or line[here].tag in "P:,RB":
        return None
    return phrase(line, here) or _number(line, here)


def _number(line: Sequence[Token], here: int) -> Found | None:
    """ "Man shot 2 in pursuit of burglar", not "2 times" nor "shot, 2 in custody"."""
    if line[here].low not in _FEW or here + 1 >= len(line) or line[here + 1].tag != "P":
        return None
    states = any(token.low in _STATES for token in line[here + 2 : here + 4])
    return None if states else Found(Actor.SOMEBODY, here)


_FEW = frozenset("23456789")
_STATES = frozenset("custody critical serious grave stable fair hospital surgery jail".split())


def _passes(line: Sequence[Token], here: int) -> bool:
    token = line[here]
    if token.low == ",":
        return here + 1 < len(line) and line[here + 1].tag in "HV"
    return token.tag in "HVX" or token.low in ("and", "or", "dead", "to", "death")


def subject(line: Sequence[Token], at: int) -> Found | None:
    """The noun phrase the verb belongs to, looking back past prepositional phrases."""
    fallback: Found | None = None
    here = _before_aside(line, at) - 1
    relative = False
    joined = _joined(line, at) and line[at].low not in _BASE
    beside = at - 2 if line[at - 1].low == "then" else at - 1
    passive_join = joined and line[beside].tag in "XB"
    near_by = line[at].low.endswith("ing") and line[at - 1].low != "and"
    while here >= 0 and line[here].tag != ":":
        token = line[here]
        if token.low in _RELATIVE:
            if not _refers(line, here):
                return None
            relative = True
        if token.low == "whoever":
            return Found(Actor.SOMEBODY, here)
        if _own_police(token) and _owns(line, here) and not _is_taken(line, here):
            return Found(Actor.POLICE, here)  # "the deputy's rifle"
        if token.low == "them" and _some_of(line, here):
            return Found(Actor.SOMEBODY, here, pronoun=True)
        if token.tag in ACTORS and token.tag != "T" and _may_act(line, here):
            start = phrase_start(line, here)
            found = Found(_kind(line, start, here), here, token.tag == "N")
            if _reports(line, here) or _is_pet(line, start, here):
                here = start - 1
                continue
            if start > 1 and line[start - 2].low == "according":
                here = start - 1
                continue
            side = token.tag == "M" and start > 0 and line[start - 1].low in _PLACED
            owns = start > 1 and line[start - 1].low == "of" and line[start - 2].low in GUNS
            of_person = start > 1 and line[start - 1].low == "of" and line[start - 2].tag == "C"
            under = of_person or (
                (not near_by or side)
                and not owns
                and not _of_body(line, start, found)
                and (governed(line, start) or _in_relative(line, start))
            )
            of_another = joined and (
                _object_of(found, passive_join) or _after_verb(line, start, passive_join)
            )
            if relative or not (under or of_another):
                return found
            fallback = fallback or found
            here = start
        here -= 1
    return fallback


_OFFICES = frozenset("department bureau division office board service university".split())


def _of_body(line: Sequence[Token], start: int, found: Found) -> bool:
    """ "A Department of Public Safety trooper": the body's name runs on past "of"."""
    if found.actor is not Actor.POLICE or not line[start].text[0].isupper():
        return False
    return start > 1 and line[start - 1].low == "of" and line[start - 2].low in _OFFICES


#: "Police on the Virginia side shooting the driver": a place in between is no party.
_PLACED = frozenset("on in at near from".split())


def _is_pet(line: Sequence[Token], start: int, at: int) -> bool:
    """ "A Lab named Biscuit was shot": the name is the animal's."""
    return any(
        line[here].low in ("named", "called")
        and "A" in (line[here - 1].tag, line[here - 2].tag if line[here - 1].low == "," else "")
        for here in range(max(1, start - 1), at)
    )


def _may_act(line: Sequence[Token], here: int) -> bool:
    """ "Him" and "them" are nobody's subject."""
    return line[here].low not in _OBJECTS and not _possessive(line, here)


_OBJECTS = frozenset("him them me us".split())


def _in_relative(line: Sequence[Token], start: int) -> bool:
    """ "A man who led police on a chase was shot": police are whom he led."""
    if start < 3 or line[start - 2].low not in _RELATIVE:
        return False
    verb = line[start - 1]
    return verb.tag == "_" and (verb.low.endswith("ed") or verb.low in _SEEN)


def _before_aside(line: Sequence[Token], at: int) -> int:
    """Where to look for a subject: ahead of ", who was to be married Saturday, was shot"."""
    here = at
    while here > 0 and line[here - 1].tag in "BX":
        here -= 1
    if here == at or line[here - 1].low != ",":
        return at
    for start in range(here - 3, 0, -1):
        if line[start].tag == ":":
            return at
        if line[start].low in _ASIDES and line[start - 1].low == ",":
            return start - 1
    return at


#: What opens an aside between a subject and its verb.
_ASIDES = frozenset(
    """who whom charged accused wanted convicted suspected described identified known armed
    dressed""".split()
)


def _some_of(line: Sequence[Token], here: int) -> bool:
    """ "One of them fired": some of those told of before act."""
    return here > 1 and line[here - 1].low == "of" and line[here - 2].low in _COUNTED | {"each"}


def _refers(line: Sequence[Token], here: int) -> bool:
    """Not "a shooting that left a man dead" nor "learned who shot him"."""
    before = next((token for token in reversed(line[:here]) if token.low != ","), None)
    return before is not None and (before.tag in ACTORS or before.tag in "GD")


def _reports(line: Sequence[Token], here: int) -> bool:
    """ "Police say …": the one who says so is not the one who acts."""
    said = line[here].low in ("they", "he", "she")  # "a man they say shot a woman"
    if line[here].tag != "O" and not said:
        return False
    after = [token for token in line[here + 1 : here + 4] if token.tag != "X"]
    if said and not (after and after[0].low in ("say", "said", "says")):
        return False
    if not after or after[0].tag != "R" or after[0].low in ("report", "charge"):
        return False
    if after[0].low in _ORDERED and _orders(line, here):
        return False
    return after[0].low != "charged" or after[1:2] == [] or after[1].low not in ("with", "in")


def _orders(line: Sequence[Token], here: int) -> bool:
    """ "Officer Poe told the man to drop it and then shot him": who orders acts."""
    return any(token.low == "to" for token in line[here + 3 : here + 7])


def _joined(line: Sequence[Token], at: int) -> bool:
    """ "… and was shot", "… and shot and killed": the subject is the earlier verb's."""
    here = at - 1
    while here >= 0 and (line[here].tag in "XBVH" or line[here].low == "then"):
        here -= 1
        if here > 0 and line[here].low == "and" and line[here - 1].tag in "VH":
            here -= 1
    return here >= 0 and line[here].low in ("and", "but", "then")


_BASE = frozenset("shoot kill wound strike fire injure".split())  # "saw a cop aim and shoot"
_SEEN = frozenset("saw mistook took found met told hit got left heard kept led fled fought".split())


def _after_verb(line: Sequence[Token], start: int, passive_join: bool) -> bool:
    """Whether a noun phrase is the object of an active verb before it: "saw a man and shot him"."""
    if passive_join and start > 1 and line[start - 1].low == "," and line[start - 2].tag == "C":
        start = phrase_start(line, start - 2)  # "his wife, Kelly Roe"
    if start == 0 or line[start].low == "that":
        return False  # "learned that he … and shot her" begins anew
    verb = line[start - 1]
    if verb.low in _ORDERED:
        return True  # "told the man to drop it and shot him"
    return verb.tag in "_HV" and (verb.low.endswith(("ed", "ing")) or verb.low in _SEEN | _STRUCK)


_ORDERED = frozenset("told ordered".split())


_STRUCK = frozenset("shot struck".split())


def _object_of(found: Found, joined: bool) -> bool:
    return joined and found.actor is Actor.POLICE


def _kind(line: Sequence[Token], start: int, here: int) -> Actor:
    """The party a head names; a name after a rank, or in a list of ranked names, is police."""
    if line[here].tag != "M":
        return ACTORS[line[here].tag]
    if start > 0 and line[start - 1].low in _TELLS and line[start + 1].tag == "M":
        return Actor.SOMEBODY  # "told police John Roe shot her"
    own = start
    while start > 0 and line[start - 1].low in (",", "and") and line[start - 2].tag in "MO":
        start = phrase_start(line, start - 2)
    ranked = any(token.tag == "O" for token in line[own:here])
    # "According to police, John Roe …" is no list of officers.
    listed = any(token.tag == "O" and token.low not in _BODIES for token in line[start:own])
    return Actor.POLICE if ranked or listed else Actor.SOMEBODY


_TELLS = frozenset("told tells tell telling informed".split())
_BODIES = frozenset("police authorities enforcement swat fbi atf dea lapd nypd sheriff".split())


def _possessive(line: Sequence[Token], here: int) -> bool:
    """ "Her" before a noun is nobody's subject."""
    return line[here].low == "her" and here + 1 < len(line) and line[here + 1].tag in "CM_O"


def governed(line: Sequence[Token], start: int) -> bool:
    """Whether a noun phrase stands after a preposition: "the driver", in "to the driver"."""
    if start == 0 or line[start - 1].tag != "P" or line[start - 1].low in _CLAUSES:
        return False
    if line[start].low in ("whoever", "whomever"):
        return False
    partitive = start > 1 and line[start - 1].low == "of" and line[start - 2].low in _PARTS
    return not partitive


def phrase_start(line: Sequence[Token], at: int) -> int:
    """The first token of the noun phrase whose head is at ``at``."""
    plain = 0
    here = at
    if line[at].tag == "N":
        return at  # "a man he shot"
    while here > 0 and at - here < 8:
        before = line[here - 1]
        plain += before.tag == "_"
        if line[here].tag == "M" and here > 1 and _is_verb_between(line[here - 2], before):
            break
        if before.tag not in "DMOCYG_" or before.low in ("and", "or") or plain > 2:
            break
        here -= 1
        if before.tag == "D":
            break
    return here


def _is_verb_between(noun: Token, word: Token) -> bool:
    """ "Abel Roe stabbed Ann Poe", "he chased Ann Poe": what the one did to the other."""
    return word.tag == "_" and noun.tag in "MCON" and word.low.endswith("ed")


def relative_object(line: Sequence[Token], at: int) -> tuple[Found, Found] | None:
    """ "The man (who) police shot": the subject right before the verb, whom it hits before that."""
    doer = subject(line, at)
    if doer is None or doer.actor not in (Actor.POLICE, Actor.SOMEBODY):
        return None
    if any(token.tag not in "X_" for token in line[doer.at + 1 : at]):
        return None
    before = doer.at - 1
    if before >= 0 and line[before].tag != "C":
        before = phrase_start(line, doer.at) - 1
        if before > 1 and line[before].low == "of":  # "whom one of its officers shot"
            before -= 2
        if before < 0 or not (line[before].tag == "C" or line[before].low in _RELATIVE):
            return None
        if line[before].tag != "C":  # "the man an officer shot" needs no "whom"
            before -= 2 if line[before - 1].tag == "," else 1
    if before < 0:
        return None
    if line[before].tag in ACTORS:
        return doer, Found(ACTORS[line[before].tag], before)
    return (doer, Found(Actor.SOMEBODY, before)) if line[before + 1].low == "whom" else None


def passive(line: Sequence[Token], at: int) -> bool:
    for token in reversed(line[max(0, at - 5) : at]):
        if token.tag == "B":
            return True
        if token.tag not in "XVH" and token.low not in ("and", "dead", ","):
            return False
    return False


def antecedent(line: Sequence[Token], at: int) -> Actor:
    """What kind of party a pronoun at ``at`` stands for, by the nouns before it.

    The last noun of its number that is not merely the one who says so.
    """
    # "A man he shot": the man is not he.
    return last_party(line, at - 1, plural=line[at].low in ("they", "them"))


def parties(line: Sequence[Token]) -> list[Actor]:
    """The kinds of the people a line names, pronouns aside; never empty."""
    found = [
        _kind(line, phrase_start(line, at), at)
        for at, token in enumerate(line)
        if token.tag in "OCMYA"
    ]
    return found or [Actor.NOBODY]


def last_party(line: Sequence[Token], before: int, *, plural: bool) -> Actor:
    """The last party of a number in a line, ahead of a token, who is not merely its source.

    Where there is none, "they" of "police said the man had a gun when they shot" are the source.
    """
    between = source = None
    for here in range(before - 1, -1, -1):
        token = line[here]
        if token.tag == "M" and not plural and not possessive_name(token.text):
            return _kind(line, phrase_start(line, here), here)
        if token.tag in "MC" and source is None:
            between = token
        if token.tag not in "OC" or plural is not many(token.low):
            continue
        if not _is_source(line, here):
            return ACTORS[token.tag]
        source = token
    return ACTORS[source.tag] if plural and source and between else Actor.SOMEBODY


def _is_source(line: Sequence[Token], here: int) -> bool:
    """ "The deputy said", but not "a deputy, she said" nor "the deputy told jurors" of himself.

    Nor "the deputy on a charge of", which is a noun.
    """
    for at in range(here + 1, min(len(line), here + 4)):
        if line[at].tag == "R":
            told = line[at].low == "told" and at + 1 < len(line) and line[at + 1].low in _HEARERS
            return line[at - 1].tag not in "ND" and not told
    return False


_HEARERS = frozenset("jurors investigators".split())


def possessive_name(word: str) -> bool:
    """Whether a word is the owner of what follows: "Roe's"."""
    return word.endswith(("'s", "’s", "'", "’"))


def many(word: str) -> bool:
    """Whether a noun stands for more than one."""
    return word in _PLURAL or (word.endswith("s") and not word.endswith("ss"))


def near(line: Sequence[Token], at: int, reach: int = 13) -> Iterator[Token]:
    yield from line[max(0, at - reach) : at]
    yield from line[at + 1 : at + 1 + reach]
