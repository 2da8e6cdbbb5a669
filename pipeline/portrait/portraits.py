"""What an article says of each person: names, age, gender, race, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.naming.forms import Bearer
from pipeline.naming.pronouns import Page, Vote
from pipeline.portrait.aliases import aliases_of, display_name
from pipeline.portrait.named_ages import age_in_run, ages_of_named
from pipeline.portrait.named_genders import gender_of_named
from pipeline.portrait.named_races import race_of_named
from pipeline.portrait.portrait_claims import claim
from pipeline.records import Claim
from pipeline.roles.told_parts import Told


def of_named(
    page: Page,
    bearer: Bearer,
    n: int,
    told: Told,
    *,
    alone: bool,
    chief: bool = False,
    hit: bool = False,
    run: Sequence[Vote] = (),
) -> Iterator[Claim]:
    """Everything the article says of a named person.

    ``told``: where the name is quoted; ``hit``: who was shot; ``alone``: the only one;
    ``chief``: the only one of that surname; ``run``: the pronouns that stand for them.
    """
    full = told.mention
    at = (full.start, full.end)
    yield claim(page, full.sentence, "name", display_name(bearer), at, n, told.last)
    yield from aliases_of(page, bearer, n)
    own_ages = list(ages_of_named(page, bearer, n, alone=alone, chief=chief or alone))
    yield from own_ages or (age_in_run(page, run, n) if hit else ())
    yield from gender_of_named(page, bearer, n, alone=alone, hit=hit or alone, run=run)
    yield from race_of_named(page, bearer, n, alone=alone)
