"""A sentence without what only tells who its people are, so that a verb finds its own subject.

"Police looking for a man who had shot two people shot him": for the second "shot" that is "police
looking for a man", and "a man" stands under "for".

A *span* is where a modifier stands in a line: its first token, and the one after its last. Where a
verb *begins* is the first token of its group: "was" of "was later shot".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.language.noun_phrases import past_state, phrase, phrase_start
from pipeline.language.word_classes import ACTORS, CLAUSE_OPENERS, RELATIVE, Token, words

Span: TypeAlias = tuple[int, int]

#: What "fire" is the noun of: "opened", "returned".
OPENS = words("small", "fire_verbs_before") - {"to", "not", "could"}
WHO = frozenset(("who", "whom", "whose"))
_RELATIVE = RELATIVE | {"whose"}
#: Words that a clause with a subject of its own follows: "a man who said police shot him".
_SAYS = frozenset(
    """say says said saying told see saw seen hear heard believe believed think thought claim
    claimed claims know knew fear feared learn learned report reported watched""".split()
)
_JOINS = frozenset(("and", "but", "or", "to", "not"))
#: Irregular verbs of a clause that is told of somebody.
_DONE = frozenset(
    """saw took found met told hit got left heard kept led fled fought held ran came went drove
    stood sat lay fell broke threw stole tried hid rode swung drew began fled sped died""".split()
)
_DEEPEST = 4  # modifiers within one another


class Main(NamedTuple):
    """A line without such words, where the verb is in it, and where its tokens were before."""

    line: Sequence[Token]
    at: int
    were_at: Sequence[int]

    def without(self, span: Span) -> Main:
        """The same without a span before the verb."""
        start, end = span
        return Main(
            [*self.line[:start], *self.line[end:]],
            self.at - (end - start),
            [*self.were_at[:start], *self.were_at[end:]],
        )


def without_modifiers(line: Sequence[Token], at: int) -> Main:
    """The line without modifiers that are over before the verb at a token."""
    main = Main(line, at, range(len(line)))
    for state in reversed(list(_states(line, at))):
        main = main.without(state)
    for _ in range(_DEEPEST):
        begin = _subject_ends(main.line, main.at)
        span = _modifier(main.line, begin, main.at) or _of_whom(main.line, begin)
        if span is None:
            break
        main = main.without(span)
    return main


def _states(line: Sequence[Token], at: int) -> Iterator[Span]:
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


# --------------------------------------------------------------------------- where a verb begins


def _subject_ends(line: Sequence[Token], at: int) -> int:
    """Where the first begins of the verbs that share a subject with the one at a token."""
    begin = _verb_begins(line, at)
    if begin <= 3:
        return begin
    before = line[begin - 1].low
    if before in ("and", "then") and line[at].tag in "VH":
        return _first_of_joined(line, begin)
    if before == "after" and line[begin].low == "being":
        return _verb_begins(line, begin - 2)  # "has died after being shot"
    return begin


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


# --------------------------------------------------------------------------------- what is cut


def _modifier(line: Sequence[Token], begin: int, at: int) -> Span | None:
    """The span of a modifier that ends right before where the verb begins."""
    if begin < 3 or _is_bound(line, begin, at):
        return None
    after_comma = line[begin - 1].low == ","
    if begin == at and not _is_active(line, at):
        if after_comma and line[at].tag in "VH":  # "the family of a man who had run, shot by"
            begin -= 1
        elif not any(token.low == "whom" for token in line[:begin]):
            return None
    elif after_comma:
        start = _aside(line, begin)
        return (start, begin) if start else None
    start = _relative(line, begin) or _bare(line, begin) or _participle(line, begin)
    return (start, begin) if start else None


def _is_bound(line: Sequence[Token], begin: int, at: int) -> bool:
    """Whether the word before belongs to the verb: "who shot", "accused of shooting"."""
    last = line[begin - 1]
    if last.tag == ":" or last.low in _JOINS or last.low in RELATIVE:
        return True
    return last.tag == "P" and begin == at and _is_ing(line[at])


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


_FIRED = frozenset("shots rounds round bullets bullet".split())


def _of_whom(line: Sequence[Token], begin: int) -> Span | None:
    """ "A man who had run, | whom police shot": the span of what tells who it is that they shot."""
    for here in range(begin - 2, max(2, begin - 8), -1):
        if line[here].low == "whom" and line[here - 1].low == ",":
            comma = here - 1
            start = _relative(line, comma) or _participle(line, comma)
            return (start, comma) if start else None
        if line[here].tag in ",:":
            break
    return None


def _aside(line: Sequence[Token], begin: int) -> int | None:
    """ "Police, who had been called, | shot …": the comma that opens the aside."""
    for here in range(begin - 2, max(0, begin - 24), -1):
        if line[here].tag == ":":
            return None
        if line[here].low == ",":
            opens = line[here + 1].low
            told = opens in WHO or opens in _ASIDES
            return here if told and line[here - 1].tag in ACTORS else None
    return None


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


_OPENERS = CLAUSE_OPENERS - _RELATIVE


def _bare(line: Sequence[Token], begin: int) -> int | None:
    """ "A man officers had been looking for | was", "the man a clerk had called about | ran"."""
    for here in range(begin - 2, max(1, begin - 12), -1):
        if line[here].tag in ",:" or line[here].low in _STOPS:
            return None
        if not _acts(line, here):
            continue
        start = here if line[here - 1].tag == "C" else phrase_start(line, here)
        after_noun = start > 0 and line[start - 1].tag == "C" and line[here + 1].low not in RELATIVE
        return start if after_noun and _is_over(line, here + 1, begin) else None
    return None


_STOPS = (CLAUSE_OPENERS - {"said", "that"}) | {"and"}


def _acts(line: Sequence[Token], here: int) -> bool:
    """Whether somebody's verb follows: "officers looked", "a clerk had called"."""
    return line[here + 1].tag in {"O": "XBR_", "C": "XB", "N": "XB"}.get(line[here].tag, "")


def _participle(line: Sequence[Token], begin: int) -> int | None:
    """ "Officers chasing a man | shot", "deputies called about a man | shot"."""
    for here in range(begin - 1, max(0, begin - 16), -1):
        if line[here].tag in ",:B" or line[here].low in _PARTS:
            return None
        if line[here - 1].tag in "OC" and _is_participle(line, here, begin):
            return here
        if _is_finite(line, here):
            return None
    return None


_PARTS = CLAUSE_OPENERS | (_JOINS - {"to"})


def _is_participle(line: Sequence[Token], here: int, begin: int) -> bool:
    token = line[here]
    if _is_ing(token) and token.low not in _NO_PARTICIPLES:
        return True
    ends = token.low.endswith("ed") or token.low in _SENT
    return ends and (line[here + 1].tag in "PX" or here + 1 == begin)


_NO_PARTICIPLES = frozenset(
    """during including according morning evening building following being nothing something
    anything everything king ring wedding parking shooting killing ceiling spring explaining saying
    telling claiming alleging believing thinking fearing knowing seeing hearing learning""".split()
)
_SENT = frozenset(
    """called sent summoned dispatched assigned accused suspected wanted armed sought held
    hit""".split()
)


# ------------------------------------------------------------------------------ what verbs are


def _is_over(line: Sequence[Token], start: int, begin: int) -> bool:
    """Whether a clause has its verb before whoever stands right before the next."""
    noun = begin
    last = line[begin - 1]
    if last.tag in ACTORS or (last.tag == "_" and not _is_past(last)):
        noun = phrase_start(line, begin - 1)
    if noun < begin and line[noun - 1].low in _SAYS and last.tag != "T":
        return False
    if noun < begin and _is_ing(line[begin]) and not _is_object(line, noun):
        return False  # "video that was played shows an officer shooting"
    return any(map(_is_verb, line[start:noun]))


def _is_object(line: Sequence[Token], noun: int) -> bool:
    before = line[noun - 1]
    return before.tag in "PVHF" or _is_past(before)


def _is_verb(token: Token) -> bool:
    if token.tag in "BVHF" or token.low in _HELPS:
        return True
    return token.tag == "_" and _is_past(token) and token.low not in _SAYS


#: With these a verb follows that no list knows: "who would not let officers in".
_HELPS = frozenset("has had have would could did might should must".split())


def _is_finite(line: Sequence[Token], here: int) -> bool:
    """Whether a verb has a subject, as neither "called" of "officers called" nor "to call" has."""
    token = line[here]
    if _is_past(token) and token.low not in _SENT:
        return True
    told = token.low in _FINITE or (token.tag in "RVHF" and line[here - 1].low != "to")
    return told and not _is_ing(token)


_FINITE = _SAYS | {"has", "had", "have"}


def _is_past(token: Token) -> bool:
    return token.low.endswith("ed") or token.low in _DONE


def _is_ing(token: Token) -> bool:
    return token.low.endswith("ing")
