"""Which words tell the part somebody plays: a claim of its own, ``role``.

A part is given by everything an article tells of somebody. This looks for the sentence that tells
it to whoever has read nothing else but the title and the sentence before: police gunfire that hits
them, "his mother", "Police Chief". Where there is none the part is inferred, and who has no part
that we know of (``other``) has no such claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import ANY_OFFICER
from pipeline.language.hedging import hedged
from pipeline.language.word_classes import Actor
from pipeline.lexicon import given_genders
from pipeline.lexicon.people_words import words
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.records import Basis, Claim, Mention, Role, Sentence, Span, Where
from pipeline.roles import accusations, apposed, own_words, told_parts
from pipeline.roles.quarrels import overlap
from pipeline.roles.scene import Scene

FIELD = "role"
METHOD = "parts/1"
_HIT = (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)
_TITLES = words()["titles"]
_RANKS = {
    Role.OFFICIAL: _TITLES["official"] | _TITLES["officer"] | {"attorney"},
    Role.OFFICER: _TITLES["officer"] | _TITLES["official"],
    Role.LAWYER: _TITLES["lawyer"],
}
#: "Roe, a spokesman for", "Roe of the city's homicide unit, a detective": up to where it ends.
_APPOSED = r"(?:,|\s+[-–—(])\s*[^.;:“”\"]{0,50}?\b"
_OFFICES = re.compile(
    rf"{_APPOSED}(?P<word>{'|'.join(sorted(_TITLES['official']))})\b", re.IGNORECASE
)
_OFFICERS = re.compile(rf"{_APPOSED}(?P<word>{ANY_OFFICER})\b", re.IGNORECASE)
_KIN = "|".join(sorted(words()["kin"]["words"], key=len, reverse=True))
_KIN_BEFORE = re.compile(rf"\b(?P<word>{_KIN}),?\s+(?:[A-Z][\w.]*\s+)?$", re.IGNORECASE)
_KIN_AFTER = re.compile(
    rf"(?:,\s+(?:\d+,\s+)?(?:who\s+(?:is|was)\s+)?(?:the\s+|an?\s+|one\s+of\s+)?(?:[\w.-]+\s+){{0,3}}?(?:[\w.-]+['’]s?\s+|his\s+|her\s+|their\s+)?"
    r"|[^.;:“”\"]{0,30}?\b(?:said|says|(?:told|tells)(?!\s+(?:his|her|their)\b)|lost|buried|remembered?)\b[^.;:“”\"]{0,60}?\s(?:his|her|their)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?)(?P<word>{_KIN})\b"
)
#: "Is the daughter of former mayor Ann Roe".
_KIN_OF = re.compile(
    rf"\b(?:is|was)\s+(?:the|an?)\s+(?:[\w-]+\s+)?(?P<word>{_KIN})\s+of\s+(?:former|retired)\s[^,.;]{{0,40}}$"
)
_ACTIVE = re.compile(
    r"\b(?:activis\w+|organi[sz]ers?|advoca\w+|protest\w*|NAACP|ACLU|Black\s+Lives|civil\s+rights|coalition)\b",
    re.IGNORECASE,
)
#: "Police identified the man as Lee Roe", under or behind a sentence that tells whom police shot.
_IDENTIFIED = re.compile(
    r"\b(?:identifi\w+|named?)\s+(?:[\w’'-]+\s+){0,4}?as\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)

#: What is done to somebody, after what they did.
_SUFFERS = re.compile(r"\b(?:was|were|been|being|got|by|(?:him|her|them)sel(?:f|ves))\b")
#: "The shooter, identified as Roe": who fired, and hit perhaps.
_GUNMAN = re.compile(
    r"\b(?:suspect(?:ed\s+\w+)?|gunm[ae]n|shooter|killer|attacker)s?,?\s+(?:(?:was|has\s+been|later|who\s+was)\s+)*$",
    re.IGNORECASE,
)


class _Telling(NamedTuple):
    """Where a part is told."""

    how: int  # 3 there alone, 2 with what stands before it, 1 with the sentence behind
    place: int
    at: tuple[int, int]
    last: int
    clear: bool = True  # by no surname that somebody else bears, too


#: Whose part is not believed where it is likelier not theirs and no words tell it.
_BY_THE_WAY = frozenset(
    (Role.OFFICER, Role.OFFICIAL, Role.LAWYER, Role.WITNESS, Role.ACTIVIST, Role.RELATIVE)
)
_LIKELY = 0.5
#: How often a part that words tell holds: of 180 read, 172 (docs/experiments.md).
_TOLD = 0.96


def believed(scene: Scene, bearer: Bearer, role: Role, sure: float, hit: Set[str]) -> Role:
    """The part, or ``other`` where it is unlikely and told by no words.

    ``hit``: surnames of those who were; who shares one may be kin without a word of it.
    """
    if role not in _BY_THE_WAY or sure >= _LIKELY:
        return role
    if role is Role.RELATIVE and bearer.surname in hit:
        return role
    told = (each for one in bearer.mentions for each in _tellings(scene, bearer, one, role))
    return Role.OTHER if next(told, None) is None else role


def of_named(scene: Scene, bearer: Bearer, role: Role, n: int, sure: float) -> Iterator[Claim]:
    """The claim of the part of a named person; ``sure``: of the part, 0 to 1."""
    if role is Role.OTHER:
        return
    told = [
        each._replace(clear=not _is_namesakes(scene, bearer, one))
        for one in bearer.mentions
        for each in _tellings(scene, bearer, one, role)
    ]
    yield _claim(scene, told, role, n, sure)


def _is_namesakes(scene: Scene, bearer: Bearer, one: Named) -> bool:
    """A surname alone that somebody else who is named bears, too."""
    return len(one.parts) == 1 and any(
        other is not bearer and other.given and other.surname == bearer.surname
        for other in scene.bearers
    )


def of_described(
    scene: Scene, mentions: Sequence[tuple[int, Mention]], role: Role, n: int, sure: float
) -> Claim:
    """The claim of the part of somebody who was hit and is only described."""
    told = [
        each
        for place, mention in mentions
        if _is_fire_told(scene, place, role)
        for start in (mention.span.start - scene.sentences[place].start,)
        for each in _struck(scene, place, (start, start + len(mention.text)), role)
    ]
    return _claim(scene, told, role, n, sure)


def _claim(scene: Scene, told: Sequence[_Telling], role: Role, n: int, sure: float) -> Claim:
    best = max(told, key=lambda each: _worth(scene, each), default=None)
    if best is None:
        return Claim(
            FIELD, role.value, basis=Basis.INFERRED, method=METHOD, confidence=sure, person=n
        )
    sentence = scene.sentences[best.place]
    return Claim(
        field=FIELD,
        value=role.value,
        as_written=sentence.text[best.at[0] : best.at[1]].strip(" ,"),
        quote=Span(sentence.where, sentence.start, scene.sentences[best.last].end),
        hedged=role not in _BY_THE_WAY and hedged(sentence.text, *best.at),
        method=METHOD,
        confidence=max(sure, _TOLD) if role in _BY_THE_WAY else sure,
        person=n,
    )


def _worth(scene: Scene, told: _Telling) -> tuple[int, bool, bool, int]:
    return told.how, told.clear, scene.sentences[told.place].where is Where.TEXT, -told.place


def _tellings(scene: Scene, bearer: Bearer, one: Named, role: Role) -> Iterator[_Telling]:
    """Where the sentence of one mention, or the one behind it, tells the part."""
    here = one.sentence
    if role in _HIT:
        yield from _of_hit(scene, bearer, one, role)
    elif role is Role.OFFICER_FIRED:
        yield from _of_shooter(scene, one)
    elif role is Role.SUSPECT:
        yield from _of_accused(scene, bearer, one)
    elif at := _beside(scene, one, role):
        yield _Telling(3, here, at, here)
    elif role is Role.WITNESS:
        yield from _by_words(scene, bearer, one, told_parts.TELLING[role])


def _beside(scene: Scene, one: Named, role: Role) -> tuple[int, int] | None:
    """The words beside a name that tell the part outright."""
    text = scene.sentences[one.sentence].text
    ranks = _RANKS.get(role, frozenset())
    if not ranks.isdisjoint(one.titles):
        return _of_title(scene, one)
    if role in (Role.OFFICIAL, Role.OFFICER):
        office = (_OFFICES if role is Role.OFFICIAL else _OFFICERS).match(text, one.end)
        if office:
            return office.span("word")
    if role is Role.RELATIVE:
        titled = scene.tokens[one.sentence][one.title_start].start
        kin = (
            _KIN_BEFORE.search(text, 0, one.start)
            or _KIN_BEFORE.search(text, 0, titled)
            or _KIN_AFTER.match(text, one.end)
            or _KIN_OF.search(text, 0, one.start)
        )
        if kin:
            return kin.span("word")
    if told := apposed.tells(scene, one, role):
        return told
    active = _ACTIVE.search(text) if role is Role.ACTIVIST else None
    return active.span() if active else None


def _of_title(scene: Scene, one: Named) -> tuple[int, int]:
    """The titles before a name, or before the first of the list it stands in.

    In "Detectives Ned Roe and Cal Poe" that of both.
    """
    tokens = scene.tokens[one.sentence]
    begins = tokens[one.title_start].start
    if begins < one.start:
        return begins, one.start
    before = tokens[: one.title_start]
    shared = next((token for token in reversed(before) if token.low == one.titles[-1]), None)
    return (shared.start, shared.end) if shared else (one.start, one.end)


def _by_words(
    scene: Scene, bearer: Bearer, one: Named, tells: re.Pattern[str]
) -> Iterator[_Telling]:
    here = one.sentence
    if word := tells.search(scene.sentences[here].text):
        yield _Telling(3, here, word.span(), here)
    elif told_parts.goes_on(scene, bearer, one) and tells.search(scene.sentences[here + 1].text):
        yield _Telling(1, here, (one.start, one.end), here + 1)


def _of_accused(scene: Scene, bearer: Bearer, one: Named) -> Iterator[_Telling]:
    """Accused beside the name, as one who fired, or by a word that is of nobody else."""
    here = one.sentence
    text = scene.sentences[here].text
    word = own_words.accused_in(text, one)
    fired = own_words.shot_another(text, one, one.start) or own_words.shot_by(text, one)
    if fired or accusations.beside(scene, one):
        yield _Telling(3, here, fired or word or (one.start, one.end), here)
    elif word:
        yield _Telling(2, here, word, here)
    elif told_parts.goes_on(scene, bearer, one) and own_words.accuses(
        scene.sentences[here + 1].text
    ):
        yield _Telling(1, here, (one.start, one.end), here + 1)


def _of_shooter(scene: Scene, one: Named) -> Iterator[_Telling]:
    here = one.sentence
    told = own_words.fires(scene.sentences[here].text, one)
    if told:
        heard = any(overlap(event.shooter_at, one.start, one.end) for event in scene.gunfire[here])
        yield _Telling(3 if heard else 2, here, told, here)


def _of_hit(scene: Scene, bearer: Bearer, one: Named, role: Role) -> Iterator[_Telling]:
    """Gunfire that hits them; or that they were hurt, where it is told right there or before."""
    here = one.sentence
    if not _is_fire_told(scene, here, role):
        return
    text = scene.sentences[here].text
    shoots = own_words.shot_another(text, one, one.start) or (0, 0)
    for each in _struck(scene, here, (one.start, one.end), role):
        passive = _SUFFERS.search(text, shoots[0], each.at[1])
        if not shoots[1] or each.at[0] < shoots[0] or passive:  # "Roe shot and wounded four"
            yield each
    if (word := _hurt(scene, one, role)) and not _is_of_other_gender(bearer, text[slice(*word)]):
        yield _Telling(2, here, word, here)
    elif told_parts.goes_on(scene, bearer, one):
        following = scene.sentences[here + 1].text
        if own_words.wounds(following) and not own_words.tells_of_kin(following):
            yield _Telling(1, here, (one.start, one.end), here + 1)


_SUBJECT = re.compile(r"(?:(?P<female>she)|(?P<male>he))\b", re.IGNORECASE)


def _is_of_other_gender(bearer: Bearer, words: str) -> bool:
    """ "She was killed" behind a name that hardly a woman bears."""
    subject = _SUBJECT.match(words)
    return subject is not None and given_genders.usual(bearer.given) not in (
        None,
        subject.lastgroup,
    )


def _is_fire_told(scene: Scene, place: int, role: Role) -> bool:
    """Whether gunfire of the kind is told in a sentence, its title or the sentence before."""
    around = [place, *_shown_before(scene.sentences, place)]
    return any(_is_of(event, role) for at in around for event in scene.gunfire[at])


def _struck(scene: Scene, place: int, at: tuple[int, int], role: Role) -> Iterator[_Telling]:
    """The gunfire of a sentence that hits who is told of at ``at``."""
    for event in scene.gunfire[place]:
        others = role is Role.SHOT_BY_POLICE and event.shooter is Actor.CIVILIAN
        if event.hit and not others and overlap(event.target_at, *at):
            yield _Telling(3, place, (event.start, event.end), place)


def _hurt(scene: Scene, one: Named, role: Role) -> tuple[int, int] | None:
    text = scene.sentences[one.sentence].text
    if role is Role.SHOT_BY_POLICE and own_words.shot_self(text, one):
        return None
    if _of_another(scene.gunfire[one.sentence], one, role):
        return None
    named = _IDENTIFIED.search(text, 0, one.start)
    if named and role is Role.SHOT_BY_OTHER and _GUNMAN.search(text, 0, named.start()):
        named = None
    told = own_words.slain_kin(text, one) or own_words.wounded(text, one, *scene.list_of(one))
    return told or (named.span() if named else None)


def _of_another(told: Sequence[Gunfire], one: Named, role: Role) -> bool:
    """Whether a sentence tells that it was the other side's gunfire that hit who is named."""
    hits = [event for event in told if event.hit and overlap(event.target_at, one.start, one.end)]
    if role is Role.SHOT_BY_POLICE:
        return any(event.shooter is Actor.CIVILIAN for event in hits) and not any(
            event.by_police for event in hits
        )
    return bool(hits) and all(event.by_police for event in hits)


def _is_of(event: Gunfire, role: Role) -> bool:
    return event.by_police if role is Role.SHOT_BY_POLICE else event.of_person


def _shown_before(sentences: Sequence[Sentence], place: int) -> Iterator[int]:
    """The title, and the sentence before: what stands above a quote."""
    if sentences and sentences[0].where is Where.TITLE and place:
        yield 0
    if place > 1:
        yield place - 1
