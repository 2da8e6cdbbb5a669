"""A sentence without what only tells who its people are, so that a verb finds its own subject.

"Police looking for a man who had shot two people shot him": for the second "shot" that is "police
looking for a man", and "a man" stands under "for".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.language.noun_phrases import past_state, phrase, phrase_start
from pipeline.language.word_classes import (
    ACTORS,
    CLAUSE_OPENERS,
    RELATIVE,
    Token,
    words,
)

#: Words that a clause with a subject of its own follows: "a man who said police shot him".
_SAYS = frozenset(
    """say says said saying told see saw seen hear heard believe believed think thought claim
    claimed claims know knew fear feared learn learned report reported watched""".split()
)
OPENS = words("small", "fire_verbs_before") - {"to", "not", "could"}
_JOINS = frozenset(("and", "but", "or", "to", "not"))
#: Irregular verbs of a clause that is told of somebody.
_DONE = frozenset(
    """saw took found met told hit got left heard kept led fled fought held ran came went drove
    stood sat lay fell broke threw stole tried hid rode swung drew began fled sped died""".split()
)
_NO_PARTICIPLES = frozenset(
    """during including according morning evening building following being nothing something
    anything everything king ring wedding parking shooting killing ceiling spring explaining saying
    telling claiming alleging believing thinking fearing knowing seeing hearing learning""".split()
)


class Main(NamedTuple):
    """A line without such words, where the verb is in it, and where its tokens were before."""

    line: Sequence[Token]
    at: int
    were_at: Sequence[int]


def without_modifiers(line: Sequence[Token], at: int) -> Main:
    """The line without modifiers that are over before the verb at a token."""
    left: Sequence[Token] = line
    were_at: Sequence[int] = range(len(line))
    for start, end in reversed(list(_states(line, at))):
        left = [*left[:start], *left[end:]]
        were_at = [*were_at[:start], *were_at[end:]]
        at -= end - start
    for _ in range(4):  # one within the other
        begin = _verb_begins(left, at)
        if begin > 3 and left[begin - 1].low in ("and", "then") and left[at].tag in "VH":
            begin = _first_of_joined(left, begin)
        elif begin > 3 and left[begin - 1].low == "after" and left[begin].low == "being":
            begin = _verb_begins(left, begin - 2)  # "has died after being shot"
        start, end = _modifier(left, begin, at)
        if start == end:
            start, end = _of_whom(left, begin)
        if start == end:
            break
        left = [*left[:start], *left[end:]]
        were_at = [*were_at[:start], *were_at[end:]]
        at -= end - start
    return Main(left, at, were_at)


def _states(line: Sequence[Token], at: int) -> Iterator[tuple[int, int]]:
    """The spans of states behind their towns: "police in Macon, Ga., shot him"."""
    for comma in range(2, at - 1):
        if line[comma].low != "," or line[comma - 1].tag != "M":
            continue
        town = phrase_start(line, comma - 1)
        placed = town > 0 and line[town - 1].tag == "P"
        if not placed and line[town].low not in ("a", "an"):
            continue
        end = past_state(line, comma)
        if end is not None and end <= at:
            yield comma, end


def _verb_begins(line: Sequence[Token], at: int) -> int:
    """Where the verb's group begins: "was" of "was later shot and killed", "opened" of "fire"."""
    here = at - (line[at].tag == "F" and at > 0 and line[at - 1].low in OPENS)
    while here > 0:
        before = line[here - 1]
        joined = before.low == "and" and here > 1 and line[here - 2].tag in "VH"
        between = before.low in ("both", "all", "each") or before.low.endswith("ly")
        if before.low in RELATIVE or not (before.tag in "XB" or joined or between):
            break
        here -= 2 if joined else 1
    return here


def _first_of_joined(line: Sequence[Token], begin: int) -> int:
    """ "Fired several shots and hit": where the verb before "and" begins, if it is of gunfire."""
    for here in range(begin - 2, max(1, begin - 10), -1):
        if line[here].tag in ",:" or line[here].low in RELATIVE or line[here].low == "and":
            break
        if line[here].tag in "VHF" and line[here - 1].tag != "D":
            return _verb_begins(line, here)
    return begin


def _modifier(line: Sequence[Token], begin: int, at: int) -> tuple[int, int]:
    """The span of a modifier that ends right before the verb's group; an empty one if none does."""
    none = (begin, begin)
    if begin < 3:
        return none
    last = line[begin - 1]
    if last.low in _JOINS or last.tag == ":" or last.low in RELATIVE:
        return none
    if last.tag == "P" and begin == at and _is_ing(line[at]):
        return none  # "accused of shooting"
    if begin == at and not _is_active(line, at):
        if last.low == "," and line[at].tag in "VH":  # "the family of a man who had run, shot by"
            begin -= 1
        elif not any(token.low == "whom" for token in line[:begin]):
            return none
    elif last.low == ",":
        return _aside(line, begin) or begin, begin
    start = _relative(line, begin) or _bare(line, begin) or _participle(line, begin)
    return (start, begin) if start else none


def _of_whom(line: Sequence[Token], begin: int) -> tuple[int, int]:
    """ "A man who had run, | whom police shot": the span of what tells who it is that they shot."""
    for here in range(begin - 2, max(2, begin - 8), -1):
        if line[here].low == "whom" and line[here - 1].low == ",":
            return _relative(line, here - 1) or _participle(line, here - 1) or here - 1, here - 1
        if line[here].tag in ",:":
            break
    return begin, begin


def _is_active(line: Sequence[Token], at: int) -> bool:
    """Not the "shot" of "a man shot by police" or of "found a man shot in the head"."""
    if line[at].tag in "BX":
        return True
    if line[at].tag == "_" and _is_past(line[at]):
        return at + 1 == len(line) or line[at + 1].low != "by"
    if line[at].tag == "F":
        return not any(token.low in _FIRED for token in line[at - 2 : at])
    here = at + 1
    while here < len(line) and (line[here].tag in "VH" or line[here].low == "and"):
        here += 1
    return here < len(line) and line[here].tag not in "PXB,:" and phrase(line, here) is not None


def _aside(line: Sequence[Token], begin: int) -> int | None:
    """ "Police, who had been called, shot …": the comma that opens the aside."""
    for here in range(begin - 2, max(0, begin - 24), -1):
        if line[here].tag == ":":
            return None
        if line[here].low != ",":
            continue
        opens = line[here + 1]
        told = opens.low in ("who", "whom", "whose") or opens.low in _ASIDES
        return here if told and line[here - 1].tag in ACTORS else None
    return None


_FIRED = frozenset("shots rounds round bullets bullet".split())
_ASIDES = frozenset("called sent summoned dispatched responding answering armed working".split())


def _relative(line: Sequence[Token], begin: int) -> int | None:
    """ "A man who had shot two people | shot": the relative, if its clause has a verb already."""
    for here in range(begin - 1, max(0, begin - 20), -1):
        told = line[here].low == "said" and line[here - 1].low in _RELATIVE
        if line[here].tag in ",:" or (line[here].low in _OPENERS and not told):
            return None
        if line[here].low in _RELATIVE:
            noun = line[here - 1].tag in ACTORS
            return here if noun and _is_over(line, here + 1, begin) else None
    return None


_RELATIVE = RELATIVE | {"whose"}
_OPENERS = CLAUSE_OPENERS - _RELATIVE


def _is_over(line: Sequence[Token], start: int, begin: int) -> bool:
    """Whether a clause has its verb before whoever stands right before the next."""
    noun = begin
    last = line[begin - 1]
    if last.tag in ACTORS or (last.tag == "_" and not _is_past(last)):
        noun = phrase_start(line, begin - 1)
    if noun < begin and line[noun - 1].low in _SAYS and last.tag != "T":
        return False
    if noun < begin and line[begin].low.endswith("ing") and not _is_object(line, noun):
        return False  # "video that was played shows an officer shooting"
    return any(
        token.tag in "BVHF"
        or token.low in _HELPS
        or (token.tag == "_" and _is_past(token) and token.low not in _SAYS)
        for token in line[start:noun]
    )


#: With these a verb follows that no list knows: "who would not let officers in".
_HELPS = frozenset("has had have would could did might should must".split())


def _bare(line: Sequence[Token], begin: int) -> int | None:
    """ "A man officers had been looking for | was", "the man a clerk had called about | ran"."""
    for here in range(begin - 2, max(1, begin - 12), -1):
        if line[here].tag in ",:" or line[here].low in _STOPS:
            return None
        theirs = line[here].tag == "O" and line[here + 1].tag in "XBR_"
        if theirs or (line[here].tag in "CN" and line[here + 1].tag in "XB"):
            start = here if line[here - 1].tag == "C" else phrase_start(line, here)
            after_noun = (
                start > 0 and line[start - 1].tag == "C" and line[here + 1].low not in RELATIVE
            )
            return start if after_noun and _is_over(line, here + 1, begin) else None
    return None


_STOPS = (CLAUSE_OPENERS - {"said", "that"}) | {"and"}


def _is_object(line: Sequence[Token], noun: int) -> bool:
    before = line[noun - 1]
    return before.tag in "PVHF" or _is_past(before)


def _is_past(token: Token) -> bool:
    return token.low.endswith("ed") or token.low in _DONE


def _participle(line: Sequence[Token], begin: int) -> int | None:
    """ "Officers chasing a man | shot", "deputies called about a man | shot"."""
    for here in range(begin - 1, max(0, begin - 16), -1):
        token = line[here]
        if token.tag in ",:B" or token.low in CLAUSE_OPENERS or token.low in _JOINS - {"to"}:
            return None
        ing, ed = _is_ing(token), _is_past(token) or token.low in _SENT
        finite = token.low in _FINITE or (token.tag in "RVHF" and line[here - 1].low != "to")
        if line[here - 1].tag in "OC":
            if ing and token.low not in _NO_PARTICIPLES:
                return here
            ends = token.low.endswith("ed") or token.low in _SENT
            if ends and (line[here + 1].tag in "PX" or here + 1 == begin):
                return here
        if (finite and not ing) or (ed and token.low not in _SENT):
            return None
    return None


def _is_ing(token: Token) -> bool:
    return token.low.endswith("ing")


_FINITE = _SAYS | {"has", "had", "have"}
_SENT = frozenset(
    """called sent summoned dispatched assigned accused suspected wanted armed sought held
    hit""".split()
)
