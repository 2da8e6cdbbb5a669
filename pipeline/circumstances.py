"""How it happened: weapon, shots, flight, cameras, outcome and what followed, as claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipeline.fate import outcomes
from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import surname
from pipeline.how import aftermath, cameras, conduct, scope_flags, shots, weapons
from pipeline.how.holders import cast_of
from pipeline.portrait import portrait_claims
from pipeline.records import Claim, DateRange, Passage, Person, Role
from pipeline.story.times import Case, case_of, of_another_case, of_its_time
from pipeline.voices.speakers import Speakers
from pipeline.when import date_candidates

#: Sentences of one passage that are looked at; a longer text repeats itself.
LIMIT = 250


def read(
    passage: Passage,
    people: Sequence[Person],
    heard: Sequence[Sequence[Gunfire]],
    identity: Sequence[Claim] = (),
    case: Case | None = None,
    speakers: Speakers | None = None,
) -> tuple[Claim, ...]:
    """Everything the passage states about how the shooting went; ``heard`` is its gunfire.

    ``case``: when that was; without it, of days the year of publication alone.
    """
    case = case or case_of(passage, (), heard)
    speakers = speakers or Speakers(passage.article, passage.sentences)
    passage = _first(passage)
    heard = heard[: len(passage.sentences)]
    genders = {
        claim.person: str(claim.value)
        for claim in identity
        if claim.field == "gender" and claim.person is not None
        if claim.method != portrait_claims.IN_RUN
    }
    shot = shot_by_police(people)
    own, fired = of_its_time(passage, heard, case, shot)
    cast = cast_of(people, genders, passage.sentences)
    held = tuple(weapons.read(own, fired, cast, speakers))
    armed = next((str(claim.value) for claim in held if claim.field == "armed"), None)
    return (
        *held,
        *shots.read(own, fired, shot),
        *cameras.read(passage.sentences),
        *conduct.flight(
            own.sentences,
            speakers,
            armed,
            _not_shot(people),
            _gender_of_shot(people, genders),
            cast,
            partial(of_another_case, case=case),
        ),
        *outcomes.read(passage, people, heard, genders, case),
        *scope_flags.scope(passage, heard),
    )


def shot_by_police(people: Sequence[Person]) -> frozenset[str]:
    """The surnames of those whom police shot."""
    return frozenset(
        surname(person.name)
        for person in people
        if person.name and person.role is Role.SHOT_BY_POLICE
    )


def _not_shot(people: Sequence[Person]) -> frozenset[str]:
    """The surnames of those who neither were shot nor are officers, and of nobody else.

    Of nobody where somebody hit has no name: it may be one of these.
    """
    if any(person.role is Role.SHOT_BY_POLICE and not person.name for person in people):
        return frozenset()
    of_all = [(surname(person.name), person.role) for person in people if person.name]
    told = {name for name, role in of_all if role in _SHOT_OR_OFFICER}
    return frozenset(name for name, _ in of_all if name not in told)


def _gender_of_shot(people: Sequence[Person], genders: Mapping[int, str]) -> str | None:
    """The gender of all whom police shot, where it is one and told of each."""
    found = {genders.get(one.n) for one in people if one.role is Role.SHOT_BY_POLICE}
    return found.pop() if len(found) == 1 else None


_SHOT_OR_OFFICER = frozenset(
    (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER, Role.OFFICER_FIRED, Role.OFFICER)
)


def events(
    passage: Passage, people: Sequence[Person] = (), days: Sequence[DateRange] = ()
) -> tuple[Claim, ...]:
    """What followed the shooting of ``days``: one claim a kind, with its day where one is told."""
    passage = _first(passage)
    return tuple(aftermath.read(passage, date_candidates.candidates(passage), people, days))


def _first(passage: Passage) -> Passage:
    if len(passage.sentences) <= LIMIT:
        return passage
    return replace(passage, sentences=passage.sentences[:LIMIT])
