"""Which kind of weapon all the words of a passage speak for, by small trained weights.

The rules of :mod:`pipeline.weapons` hear one wording each; here every word near a thing, a car, a
shot or a denial counts a little. What the rules decided is one voice more, and a strong one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline import choice, things
from pipeline.attribution import THOSE_THERE
from pipeline.beliefs import asked, from_a_call, mistaken, seems
from pipeline.cued import Cued
from pipeline.denials import denied
from pipeline.held import Held, mention
from pipeline.in_hand import firmness
from pipeline.owners import in_charge, not_theirs
from pipeline.records import AssertedBy, Sentence, Where
from pipeline.speakers import Speakers
from pipeline.things import Naming, Thing

KINDS = ("firearm", "knife", "other", "replica", "vehicle", "unarmed", "undetermined")
#: What the kinds of things are evidence of, where it has another name.
_EVIDENCE = {"harmless": "unarmed", "vague": "undetermined"}
#: Things that are held alike: what is learnt of one counts for all.
_WEAPONS = frozenset(("firearm", "knife", "other", "replica"))
#: How much the rules' own verdict counts, in log-odds: on articles nobody had read they were right
#: in three of four they gave.
TRUST = 1.6
#: How sure the words have to be to be heard.
LEAST = 0.65
#: Once somebody says that it was a replica, no other words make a gun of it.
_SETTLED = frozenset(("replica",))
_BEFORE, _AFTER = 6, 4  # words on either side of a thing

_CUES = {
    "vehicle": Cued(
        r"\b(?:car|truck|vehicle|suv|van|pickup|sedan|minivan|jeep|driver|drove|driving|bumper"
        r"|motorcycle|atv|tractor|tahoe|honda|ford|toyota|altima|pontiac)\b",
        re.IGNORECASE,
    ),
    "unarmed": Cued(
        r"\b(?:un)?armed\b|\bno\b|n['’]t\b|\bnot\b|\bnever\b|\bnothing\b|\bwithout\b|\bempty\b|\bneither\b|\bwhether\b"
        r"|\bunclear\b|\bin\s+(?:his|her)\s+(?:\w+\s+)?hands?\b|\bobject\b|\bsomething\b",
        re.IGNORECASE,
    ),
    "firearm": Cued(
        r"\bfir(?:ed?|ing)\b|\bgunfire\b|\bshoot-?out\b|\bshots\b|\bgunman\b", re.IGNORECASE
    ),
}
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[“”\"]|[.\d]*\d")
#: Words that say the same of who holds a thing.
_SAME = {
    "COP": """officer officers deputy deputies trooper troopers police sergeant detective agent
        agents cop cops sheriff policeman constable ranger marshal marshals officer's deputy's
        trooper's""",
    "MAN": """man woman suspect teen teenager driver boy girl subject gunman motorist youth
        individual person male female""",
    "KIN": """mother father brother sister wife husband son daughter family relatives uncle aunt
        cousin grandmother nephew widow girlfriend fiancee parents attorney lawyer attorneys
        lawyers lawsuit suit complaint""",
    "HE": "he she",
    "HIS": "his her their",
}
_ALIKE = {word: alike for alike, words in _SAME.items() for word in words.split()}
_OFFICIAL = frozenset((AssertedBy.POLICE, AssertedBy.PROSECUTOR))


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence says for each kind, and all its words, which count for every kind."""

    sentence: Sentence  # as written
    speaks_for: Mapping[str, frozenset[str]]
    words: frozenset[str]


def told(
    sentences: Sequence[Sentence], namings: Sequence[Naming], speakers: Speakers
) -> Iterator[Told]:
    """The sentences that may tell of a weapon; ``namings``: the same with roles for names."""
    for sentence, naming in zip(sentences, namings, strict=True):
        if (found := _told(sentence, naming, speakers)) is not None:
            yield found


def _told(sentence: Sentence, naming: Naming, speakers: Speakers) -> Told | None:
    text = naming.sentence.text
    cued = [kind for kind, pattern in _CUES.items() if pattern.search(text)]
    if not (naming.things or cued):
        return None
    voice = speakers.of(sentence.span(0, len(text))).voice
    there = voice in THOSE_THERE
    if there or "unarmed" in cued:
        cued.append("undetermined")
    side = "official" if voice in _OFFICIAL else "there" if there else "outlet"
    words = [(match.start(), _alike(match[0])) for match in _WORD.finditer(text)]
    found: dict[str, set[str]] = defaultdict(set)
    for thing in naming.things:
        found[_EVIDENCE.get(thing.kind, thing.kind)].update(_of_thing(thing, words))
    for kind in cued:
        found[kind].update(("cue", f"side:{side}"))
    return Told(
        sentence,
        {kind: frozenset(features) for kind, features in found.items()},
        frozenset(word for _, word in words),
    )


def _alike(word: str) -> str:
    low = word.lower()
    return "#" if low[-1].isdigit() else _ALIKE.get(low, low)


def _of_thing(thing: Thing, words: Sequence[tuple[int, str]]) -> Iterator[str]:
    """What is told of a thing: how it is named, and the words around it."""
    yield "has"
    flags = [name for name, said in _FLAGS.items() if said(thing)]
    if flags:
        yield from flags
    else:
        yield "plain"
        yield f"firm {min(4, int(firmness(thing)))}"
        yield "title" if thing.sentence.where is Where.TITLE else "text"
    before = [word for start, word in words if start < thing.start]
    after = [word for start, word in words if start >= thing.end]
    yield from (f"before:{word}" for word in before[-_BEFORE:])
    yield from (f"after:{word}" for word in after[:_AFTER])


_FLAGS: Mapping[str, Callable[[Thing], bool]] = {
    "denied": denied,
    "mistaken": mistaken,
    "not theirs": not_theirs,
    "charged": in_charge,
    "seems": seems,
    "asked": lambda thing: asked(thing.before),
    "called": lambda thing: from_a_call(thing.text),
}


def features(found: Sequence[Told]) -> dict[str, list[str]]:
    """What speaks for each kind, under names that the weights know."""
    words = set(chain.from_iterable(one.words for one in found))
    beside = {kind for one in found for kind, own in one.speaks_for.items() if "has" in own}
    return {
        kind: [
            f"{kind}|bias",
            *(f"{kind}|with {other}" for other in sorted(beside)),
            *sorted(set(chain.from_iterable(_names(kind, one) for one in found))),
            *(f"{kind}|word:{word}" for word in sorted(words)),
        ]
        for kind in KINDS
    }


def _names(kind: str, one: Told) -> Iterator[str]:
    for name in one.speaks_for.get(kind, ()):
        yield f"{kind}|{name}"
        if kind in _WEAPONS:
            yield f"any|{name}"


def decide(found: Sequence[Told], verdict: str | None) -> tuple[str | None, float]:
    """The kind that words and the rules' verdict speak for, and how surely."""
    table = choice.weights("weapon_weights")
    scores = {kind: choice.score(names, table) for kind, names in features(found).items()}
    return likeliest(scores, verdict)


def likeliest(scores: Mapping[str, float], verdict: str | None) -> tuple[str | None, float]:
    """The kind of most weight, with the rules' verdict, which stands where the words are not sure.

    >>> likeliest({"firearm": 0.0, "knife": 3.0}, "firearm")[0]
    'knife'
    >>> likeliest({"firearm": 0.0, "knife": 1.0}, "firearm")[0]
    'firearm'
    >>> likeliest({"firearm": 0.0, "knife": 0.0}, None)[0]
    """
    with_verdict = {kind: each + TRUST * (kind == verdict) for kind, each in scores.items()}
    shares = choice.shares(list(with_verdict.values()))
    share, kind = max(zip(shares, scores, strict=True))
    return (verdict if verdict in _SETTLED or share < LEAST else kind), share


def quote(found: Sequence[Told], kind: str) -> Held | None:
    """The words that speak most for a kind, as a mention of it."""
    table = choice.weights("weapon_weights")

    def says(one: Told) -> float:
        return choice.score(features((one,))[kind], table)

    best = max(found, key=says, default=None)
    if best is None:
        return None
    text = best.sentence.text
    named = (t for t in things.named(best.sentence) if _EVIDENCE.get(t.kind, t.kind) == kind)
    start, end = next(((thing.start, thing.end) for thing in named), (0, len(text)))
    return mention(best.sentence, start, end, kind, 0.0, "words")
