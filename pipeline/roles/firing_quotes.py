"""Which words are quoted for an officer who fired: those that name him in full and tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.language.actors import ANY_OFFICER, OFFICER, OFFICERS
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.records import Sentence, Where
from pipeline.roles import firing, own_words, told_parts
from pipeline.roles.quarrels import overlap
from pipeline.roles.scene import Scene


class Told(NamedTuple):
    """Where it is told: by which mention, and from which sentence to which."""

    named: Named
    first: int
    last: int


#: How plainly words tell that somebody fired.
_FIRES, _ANSWERS, _NAMED, _BESIDE, _UNTOLD = 4, 3, 2, 1, 0


def best(scene: Scene, bearer: Bearer) -> Told | None:
    """The sentence, or two that stand together, that say who he is and that he fired.

    By the title and the sentence before, too: they are shown above a quote.
    """
    ranked = [
        (
            how >= _ANSWERS,
            _is_full(bearer, told.named),
            how,
            told.first - told.last,
            -told.first,
            told,
        )
        for each in bearer.mentions
        for how, told in _tellings(scene, bearer, each)
        if how > _UNTOLD and _says_who(scene, bearer, told)
    ]
    return max(ranked, key=lambda each: each[:5])[-1] if ranked else None


def _tellings(scene: Scene, bearer: Bearer, one: Named) -> Iterator[tuple[int, Told]]:
    here = one.sentence
    how = _how(scene, one)
    yield how, Told(one, here, here)
    if not _is_full(bearer, one):
        yield from (
            (how, Told(full, full.sentence, here)) for full in _full_before(scene, bearer, here)
        )
    elif how < _ANSWERS and told_parts.goes_on(scene, bearer, one):
        fires = _HE_FIRED.match(scene.sentences[here + 1].text) is not None
        after = (_how(scene, each) for each in bearer.mentions if each.sentence == here + 1)
        yield _FIRES if fires else max(after, default=_UNTOLD), Told(one, here, here + 1)


def _is_full(bearer: Bearer, one: Named) -> bool:
    return len(one.parts) > 1 or not bearer.given


def _says_who(scene: Scene, bearer: Bearer, told: Told) -> bool:
    """Whether the full name stands in the quote or above it."""
    shown = _shown(scene, told.first) | set(range(told.first, told.last + 1))
    return any(each.sentence in shown and _is_full(bearer, each) for each in bearer.mentions)


def _full_before(scene: Scene, bearer: Bearer, here: int) -> Iterator[Named]:
    """The full names in the one or two sentences of the paragraph that lead up to this one."""
    for one in bearer.mentions:
        run = scene.sentences[one.sentence : here + 1]
        if here - _BACK <= one.sentence < here and _is_full(bearer, one) and _is_run(run):
            yield one


_BACK = 2


def _is_run(run: Sequence[Sentence]) -> bool:
    """Whether sentences stand right behind each other in one paragraph, short enough to quote."""
    near = all(
        one.where is Where.TEXT
        and one.paragraph == other.paragraph
        and 0 <= other.start - one.end <= _BLANK
        for one, other in pairwise(run)
    )
    return near and run[-1].end - run[0].start <= _LONGEST


_BLANK = 2
_LONGEST = 600  # characters of a quote of several sentences
_HE_FIRED = re.compile(
    r"(?:He|She)\s+(?:(?:\w+ly|then|also|had|has)\s+)*(?:fired|shot|opened\s+fire|killed|wounded|discharged)\b"
)


def _how(scene: Scene, one: Named) -> int:
    text = scene.sentences[one.sentence].text
    if _fires(scene, one):
        return _FIRES
    first, last = scene.list_of(one)
    if not _tells_shooting(scene, one.sentence) or _STRUCK.search(text, 0, first):
        return _UNTOLD
    followed = _FOLLOWED.search(text) is not None
    answers = firing.accounts(scene, one, first, last)
    if (answers and followed) or _is_charged(scene, one):
        return _ANSWERS
    if answers or (_THE_OFFICER.search(text, 0, first) and _by_officers(scene, one.sentence)):
        return _NAMED
    hit = any(overlap(shot.target_at, one.start, one.end) for shot in scene.gunfire[one.sentence])
    return _BESIDE if followed and not hit and not _only_speaks(text, one) else _UNTOLD


def _only_speaks(text: str, one: Named) -> bool:
    return bool(_SAID.search(text, 0, one.start) or _SAYS.match(text, one.end))


_SAID = re.compile(r"\b(?:said|says)\s+$")
_SAYS = re.compile(r"\s+(?:said|says|told)\b")
#: "The attempted murder of Trooper Roe", "identified the wounded officer as Roe".
_STRUCK = re.compile(
    r"\b(?:murder|assault|shooting|killing|wounding|attack)\s+(?:of|on)\s+(?:[\w.’'-]+\s+){0,4}$"
    rf"|\b(?:wounded|injured|slain|fallen|hurt|other|second)\s+{ANY_OFFICER}\b[^.;]{{0,30}}$"
)


def _is_charged(scene: Scene, one: Named) -> bool:
    """Whether words beside the name accuse of what is charged for a shot, here or right before."""
    text = scene.sentences[one.sentence].text
    told = _CHARGE.search(text) or _CHARGE.search(scene.sentences[max(0, one.sentence - 1)].text)
    return told is not None and own_words.accused_in(text, one) is not None


def _fires(scene: Scene, one: Named) -> bool:
    at = scene.list_of(one)
    text = scene.sentences[one.sentence].text
    heard = any(overlap(event.shooter_at, *at) for event in scene.gunfire[one.sentence])
    return heard or bool(own_words.fires(text, one)) or firing.is_told(scene, one)


def _tells_shooting(scene: Scene, place: int) -> bool:
    """Whether the sentence or what is shown above it tells of a shooting."""
    return any(_SHOOTING.search(scene.sentences[each].text) for each in _shown(scene, place))


def _by_officers(scene: Scene, place: int) -> bool:
    """Whether it tells there that officers fired."""
    return any(
        any(event.shooter is Actor.POLICE for event in scene.gunfire[each])
        or (_SHOOTING.search(text) and _AN_OFFICER.search(text))
        for each in _shown(scene, place)
        for text in (scene.sentences[each].text,)
    )


def _shown(scene: Scene, place: int) -> set[int]:
    title = (0,) if scene.sentences[0].where is Where.TITLE else ()
    return {place, max(0, place - 1), *title}


_AN_OFFICER = re.compile(rf"\b(?:[Pp]olice|{ANY_OFFICER})\b")
_SHOOTING = Cued(
    r"\b(?:shots?|shoot\w*|fir(?:ed|es|ing)|kill\w*|wound\w*|gunfire|bullets?|slain|death|died|manslaughter|murder|homicide|justif\w+)\b",
    re.IGNORECASE,
)
#: What an officer is charged with for a shot.
_CHARGE = Cued(
    r"\b(?:shots?|shoot\w*|kill\w*|death|manslaughter|murder|homicide|assault|battery|endanger\w+|rights|reckless|negligent|discharg\w+|force|misconduct)\b",
    re.IGNORECASE,
)
#: "The officer, Roe", "identified the deputies as Roe and Poe", "the officer involved, Roe".
_THE_OFFICER = Cued(
    rf"\b[Tt]he\s+(?:[\w'’-]+\s+){{0,3}}?(?:{OFFICER}|{OFFICERS}|shooters?)\b[^.;]{{0,60}}?(?:,|[—–:(]|--|\bas|\b(?:is|are|was|were))\s+"
    rf"(?:(?:{ANY_OFFICER}|[A-Z][\w.’'-]*|and|an?)\s+){{0,5}}$"
)
#: What only follows for somebody who fired.
_FOLLOWED = Cued(
    r"\b(?:shots?|shoot\w*|fir(?:ed|es|ing)|kill\w*|discharged|charge[ds]?|indict\w*|acquit\w*|guilty|justif\w+|cleared|no-bill\w*"
    r"|lawsuit|sued?|manslaughter|murder|homicide|trial|prosecut\w+|death\s+of|deadly\s+force)\b"
)
