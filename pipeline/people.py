"""Everyone named in an article, in which role, all forms brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Protocol

from pipeline.gunfire import cues
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.naming import (
    called,
    described,
    personhood,
    plain_surnames,
    run_together,
    surnames_shared,
)
from pipeline.naming.forms import Bearer, group
from pipeline.naming.mentions import Named, find_names
from pipeline.naming.name_tokens import tokens
from pipeline.naming.pronouns import Page
from pipeline.portrait import (
    aliases,
    named_ages,
    named_genders,
    nameless,
    portrait_claims,
    portraits,
    withheld_names,
)
from pipeline.records import Article, Basis, Claim, FiredBy, Mention, Person, Role, Sentence, Span
from pipeline.roles import (
    bonds,
    casting,
    caught,
    chains,
    firing_quotes,
    part_claims,
    righted,
    shares,
    told_parts,
    victims,
)
from pipeline.roles.part import SHOT, Part
from pipeline.roles.scene import Scene

#: Words read of one article; what follows is another story or no story at all.
MAX_WORDS = 6_000


_Chosen = Sequence[tuple[int, Part]]  # number of the bearer, and their part
_Told = tuple[described.Described, ...]  # one person, wherever described


class ShootingOdds(Protocol):
    """What relevance says of an article (:class:`pipeline.relevance.Relevance`)."""

    @property
    def police(self) -> float: ...
    @property
    def any(self) -> float: ...
    @property
    def fired_by(self) -> FiredBy: ...


def find(
    article: Article,  # noqa: ARG001 - part of every reader's shape
    sentences: Sequence[Sentence],
    relevance: ShootingOdds,
    heard: Sequence[Sequence[Gunfire]] | None = None,
    shared: Set[Sentence] = frozenset(),
) -> tuple[tuple[Person, ...], tuple[Claim, ...]]:
    """Who is named or was shot, and what is said of them.

    ``heard`` is the gunfire of each sentence where it is known already; ``shared`` are the
    sentences that tell of other incidents, too: "killed two men", one in each.
    """
    scene = look(*_first_words(sentences, heard))
    if shared:
        places = (n for n, sentence in enumerate(scene.sentences) if sentence in shared)
        scene = replace(scene, shared=frozenset(places))
    police = relevance.police >= 0.5
    parts = casting.assign(scene, relevance.police, relevance.any)
    hits = list(_described(scene, police=police))
    page = Page(scene.sentences, _named(scene), _spots(scene, hits), by_police=police)
    people: list[Person] = []
    claims: list[Claim] = []
    chosen = _with_the_caught(scene, _believed(scene, parts, police=police))
    chosen, others = _with_companions(scene, page, chosen)
    chosen, others = _with_the_hurt(scene, page, parts, chosen, others)
    shot = [scene.bearers[n].surname for n, part in chosen if part.role in SHOT]
    if len(shot) == 1:
        page = replace(page, apart=_ages(scene, page, others))
    runs = chains.runs(scene)
    for number, (bearer_number, part) in enumerate(chosen):
        bearer = scene.bearers[bearer_number]
        people.append(_person(scene, bearer, number, part))
        alone = _is_alone(part.role, [other.role for _, other in chosen]) and not others
        chief = part.role in SHOT and shot.count(bearer.surname) == 1
        hit = part.role in SHOT
        run = runs[bearer_number]
        told_at = told_parts.telling(scene, bearer, _role(part))
        claims.extend(
            portraits.of_named(
                page, bearer, number, told_at, alone=alone, chief=chief, hit=hit, run=run
            )
        )
        claims.extend(_standing(scene, page, bearer, told_at, number, part.role))
        claims.extend(part_claims.of_named(scene, bearer, _role(part), number, part.confidence))
    if not any(
        part.role in SHOT and not (police and _is_hurt_officer(scene, n, part))
        for n, part in chosen
    ):
        _add_described(scene, page, hits, relevance, people, claims)
    for told in others:
        _add_one_of_many(scene, page, told, people, claims)
    return tuple(people), tuple(claims)


def _believed(scene: Scene, parts: Sequence[Part], *, police: bool) -> _Chosen:
    """Those who are people, each in the part that the words of the story bear out."""
    parties = [scene.bearers[n] for n, part in enumerate(parts) if part.role in _PARTIES]
    struck = {scene.bearers[n].surname for n, part in enumerate(parts) if part.role in SHOT}
    return [
        (n, replace(part, role=part_claims.believed(scene, bearer, role, part.confidence, struck)))
        for n, part in enumerate(parts)
        for bearer in (scene.bearers[n],)
        if part.role is not None and _is_person(scene, bearer, part.role)
        for told in (_told(scene, bearer, part.role, parties, police=police),)
        for role in (righted.righted(scene, bearer, told, police=police),)
    ]


def _is_hurt_officer(scene: Scene, n: int, part: Part) -> bool:
    """Hit by somebody else than police, beside whom police may have hit one without a name."""
    return part.role is Role.SHOT_BY_OTHER and righted.is_of_force(scene, scene.bearers[n])


_PARTIES = SHOT | {Role.OFFICER_FIRED, Role.SUSPECT}
_told = told_parts.told


def _is_person(scene: Scene, bearer: Bearer, role: Role) -> bool:
    officer = role in (Role.OFFICER, Role.OFFICER_FIRED)
    hit = role in SHOT
    tried = officer and bearer in scene.on_trial
    return personhood.is_person(bearer, scene.sentences, hit=hit, officer=officer, tried=tried)


def _is_alone(role: Role | None, everyone: Sequence[Role | None]) -> bool:
    """The only one whom police hit, or the only one hit where police hit nobody."""
    if role is Role.SHOT_BY_OTHER and Role.SHOT_BY_POLICE in everyone:
        return False
    return role in SHOT and everyone.count(role) == 1


def look(sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]] | None = None) -> Scene:
    """Read the words, the names and the gunfire of an article once."""
    words = [tokens(sentence.text) for sentence in sentences]
    mentions = [
        mention
        for number, sentence in enumerate(sentences)
        for mention in find_names(number, sentence, words[number])
    ]
    mentions = plain_surnames.found(mentions, words)
    mentions = run_together.parted(mentions, sentences, words)
    told = cues.told(sentences) if heard is None else heard
    spoken = [(sentences[one.sentence].text, one) for one in mentions]
    namesakes = frozenset(one for said, one in spoken if _is_namesake(said, one))
    kin = frozenset(one for said, one in spoken if _KIN.search(said, 0, one.start))
    speakers = frozenset(
        one for said, one in spoken if len(one.parts) > 1 and _SPEAKS.match(said, one.end)
    )
    bearers = group(mentions, namesakes, kin, speakers)
    called.mark(bearers, sentences)
    surnames_shared.mark(bearers, sentences)
    people = [one for one in bearers if not personhood.is_place(one, sentences)]
    return Scene(tuple(sentences), words, told, people)


_KIN = Cued(rf"{bonds.KIN.pattern},?\s+$", re.IGNORECASE)
#: Who says it in full is one of those who tell of the story's own person.
_SPEAKS = re.compile(r"(?:,[^,.;]{1,60},)?\s+(?:says?|said|told|wrote|recalls?|recalled)\b")
_SON_OR_FATHER = re.compile(r"\b(?:son|father|dad),?\s+$")


def _is_namesake(text: str, mention: Named) -> bool:
    """ "His son, John Roe Jr.": not the John Roe the story is about."""
    return bool(mention.suffix) and _SON_OR_FATHER.search(text, 0, mention.start) is not None


def _described(scene: Scene, *, police: bool) -> Iterator[described.Described]:
    return described.people_hit(scene.sentences, scene.gunfire, police=police)


def _spots(
    scene: Scene, hits: Sequence[described.Described]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Per sentence, where somebody who was hit is described."""
    spots: list[list[tuple[int, int]]] = [[] for _ in scene.sentences]
    for hit in hits:
        spots[hit.sentence].append((hit.start, hit.end))
    return tuple(tuple(each) for each in spots)


def _first_words(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]] | None
) -> tuple[list[Sentence], list[Sequence[Gunfire]] | None]:
    taken: list[int] = []
    left = MAX_WORDS * 6  # characters; words need not be parted by blanks
    for place, sentence in enumerate(sentences):
        if len(sentence.text) > left:
            continue  # one monstrous sentence costs itself, not the rest
        left -= len(sentence.text)
        taken.append(place)
    events = None if heard is None else [heard[place] for place in taken]
    return [sentences[place] for place in taken], events


def _named(scene: Scene) -> list[list[tuple[Named, int]]]:
    named: list[list[tuple[Named, int]]] = [[] for _ in scene.sentences]
    for number, bearer in enumerate(scene.bearers):
        for mention in bearer.mentions:
            named[mention.sentence].append((mention, number))
    for mentions in named:
        mentions.sort(key=lambda pair: pair[0].first)
    return named


def _person(scene: Scene, bearer: Bearer, n: int, part: Part) -> Person:
    mentions = tuple(
        Mention(sentence.span(m.start, m.end), sentence.text[m.start : m.end], True)
        for m in bearer.mentions
        for sentence in (scene.sentences[m.sentence],)
    )
    forms = sorted({mention.text for mention in mentions}, key=lambda form: (-len(form), form))
    return Person(
        n, _role(part), aliases.display_name(bearer), tuple(forms), mentions, part.confidence
    )


def _role(part: Part) -> Role:
    assert part.role is not None  # noqa: S101 - those without a part are left out before
    return part.role


def _standing(
    scene: Scene, page: Page, bearer: Bearer, told: told_parts.Told, n: int, role: Role | None
) -> Iterator[Claim]:
    """That a person's name is known, and that an officer is one who fired."""
    if role in SHOT:
        full = told.mention
        at = (full.start, full.end)
        yield portrait_claims.claim(page, full.sentence, "name_status", "named", at, n, told.last)
    if role is Role.OFFICER_FIRED:
        name = aliases.display_name(bearer)
        fired = firing_quotes.best(scene, bearer)
        if fired is None:
            yield Claim(
                "officer", name, basis=Basis.INFERRED, method="only officer", confidence=0.7,
                person=n,
            )  # fmt: skip
        else:
            at = (fired.named.start, fired.named.end)
            yield portrait_claims.claim(page, fired.first, "officer", name, at, n, fired.last)


def _add_described(
    scene: Scene,
    page: Page,
    hits: Sequence[described.Described],
    relevance: ShootingOdds,
    people: list[Person],
    claims: list[Claim],
) -> None:
    """The one who was shot where the article names nobody: "a 22-year-old man"."""
    police = relevance.police >= 0.5
    if not police and relevance.any < 0.5:
        return
    role = Role.SHOT_BY_POLICE if police else Role.SHOT_BY_OTHER
    many = scene.several_hit if police else []
    for told in many:
        _add_one_of_many(scene, page, told, people, claims)
    if not many:
        mentions = _mentions(scene, tuple(hits))
        n = len(people)
        forms = dict.fromkeys(mention.text for _, mention in mentions)
        people.append(Person(n, role, None, tuple(forms), tuple(m for _, m in mentions), 0.5))
        claims.append(part_claims.of_described(scene, mentions, role, n, 0.5))
        claims.extend(nameless.of_described(page, mentions, n))
        claims.extend(withheld_names.name_status(page, n, police=police))


def _beside(scene: Scene, page: Page, named: Sequence[tuple[int, Part]]) -> list[_Told]:
    """Those without a name whom police hit beside the ones who are named."""
    hit = [scene.bearers[n] for n, part in named if part.role is Role.SHOT_BY_POLICE]
    if not hit:
        return []
    told = scene.sentences, scene.gunfire
    least = 2 if victims.others_fired(scene.gunfire) else 1
    known = [
        victims.known(
            *told,
            _mentioned(bearer),
            named_genders.gender_by_name(page, bearer),
            named_ages.age_by_name(page, bearer),
        )
        for bearer in hit
    ]
    spots = [spot for bearer in hit for spot in _mentioned(bearer)]
    return [
        other
        for other in victims.beside(*told, scene.tellings, known, least=least)
        if not victims.is_named(scene.sentences, other, spots)
    ]


def _mentioned(bearer: Bearer) -> list[tuple[int, int, int]]:
    return [(one.sentence, one.start, one.end) for one in bearer.mentions]


def _with_the_caught(scene: Scene, chosen: _Chosen) -> _Chosen:
    """The parts, with who is told by name to be hit by the same shots as somebody else."""
    parts = dict(chosen)
    hit = {n for n, part in chosen if part.role is Role.SHOT_BY_POLICE}
    for n in caught.beside(scene, hit):
        able = n not in parts or parts[n].role not in _NOT_BESIDE
        if able and _is_person(scene, scene.bearers[n], Role.SHOT_BY_POLICE):
            parts[n] = Part(Role.SHOT_BY_POLICE, 0.75)
    return sorted(parts.items())


def _with_companions(scene: Scene, page: Page, chosen: _Chosen) -> tuple[_Chosen, list[_Told]]:
    """The parts, with who is named after all of those described; and who is not."""
    parts = dict(chosen)
    left: list[_Told] = []
    for told in _beside(scene, page, chosen):
        able = [
            n
            for n, bearer in enumerate(scene.bearers)
            if (n not in parts or parts[n].role not in _NOT_BESIDE)
            and victims.name_of(scene.sentences, told, _mentioned(bearer))
            and _is_person(scene, bearer, Role.SHOT_BY_POLICE)
        ]
        if able:
            parts[able[0]] = Part(Role.SHOT_BY_POLICE, 0.5)
        else:
            left.append(told)
    return sorted(parts.items()), left


def _with_the_hurt(
    scene: Scene,
    page: Page,
    parts: Sequence[Part],
    chosen: _Chosen,
    others: list[_Told],
) -> tuple[_Chosen, list[_Told]]:
    """The parts, where one who was hit has no name yet, and only one who is hurt can be meant."""
    if len(others) > 1 or not (others or _is_one_missing(scene, chosen)):
        return chosen, others
    taken = {n for n, part in chosen if part.role in _NOT_BESIDE or part.role in SHOT}
    told = [
        claim
        for other in others
        for claim in nameless.of_one_of_many(page, _mentions(scene, other), 0)
    ]
    gender = next((one.value for one in told if one.field == "gender"), None)
    able = [
        n
        for n, bearer in enumerate(scene.bearers)
        if parts[n].hurt
        and (parts[n].role is not None or not others)
        and n not in taken
        and bearer.is_named
        and not _differ(named_genders.gender_by_name(page, bearer), gender)
        and _is_person(scene, bearer, Role.SHOT_BY_POLICE)
    ]
    if len(able) != 1:
        return chosen, others
    return sorted({**dict(chosen), able[0]: Part(Role.SHOT_BY_POLICE, 0.5)}.items()), []


def _is_one_missing(scene: Scene, chosen: _Chosen) -> bool:
    """Whether a sentence counts one more than the story has named: "left another wounded"."""
    hit = sum(part.role is Role.SHOT_BY_POLICE for _, part in chosen)
    return hit > 0 and shares.counted(scene.sentences, scene.gunfire) == hit + 1


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


_NOT_BESIDE = frozenset((Role.SHOT_BY_POLICE, Role.OFFICER, Role.OFFICER_FIRED))


def _ages(scene: Scene, page: Page, others: Sequence[_Told]) -> frozenset[int]:
    told = (nameless.of_one_of_many(page, _mentions(scene, other), 0) for other in others)
    return frozenset(int(one.value) for claims in told for one in claims if one.field == "age")


def _mentions(scene: Scene, told: _Told) -> list[tuple[int, Mention]]:
    found = ((one.sentence, _described_mention(scene.sentences[one.sentence], one)) for one in told)
    return list(dict.fromkeys(found))


def _add_one_of_many(
    scene: Scene,
    page: Page,
    told: _Told,
    people: list[Person],
    claims: list[Claim],
) -> None:
    mentions = _mentions(scene, told)
    n = len(people)
    forms = dict.fromkeys(mention.text for _, mention in mentions)
    each = tuple(mention for _, mention in mentions)
    people.append(Person(n, Role.SHOT_BY_POLICE, None, tuple(forms), each, 0.5))
    claims.append(part_claims.of_described(scene, mentions, Role.SHOT_BY_POLICE, n, 0.5))
    claims.extend(nameless.of_one_of_many(page, mentions, n))
    claims.extend(withheld_names.name_status(page, n, police=True))


def _described_mention(sentence: Sentence, hit: described.Described) -> Mention:
    span: Span = sentence.span(hit.start, hit.end)
    return Mention(span, sentence.text[hit.start : hit.end], False)
