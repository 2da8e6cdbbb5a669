"""What two reports show of being one incident: every trait that has something to say."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.linking.agency_traits import see_agency
from pipeline.linking.date_traits import see_date, see_publication
from pipeline.linking.fact_traits import see_armed, see_count, see_fatal, see_shooter
from pipeline.linking.linkable import Linkable
from pipeline.linking.name_traits import (
    NamePair,
    nearest_names,
    see_name,
    see_others,
    see_second_name,
)
from pipeline.linking.person_traits import see_age, see_gender
from pipeline.linking.place_traits import see_place, see_state, see_street
from pipeline.linking.shown import Seen
from pipeline.linking.text_traits import see_article, see_wording


def look(left: Linkable, right: Linkable) -> list[Seen]:
    """Every trait that has something to say."""
    return [*look_at_facts(left, right), *look_at_texts(left, right)]


def look_at_facts(left: Linkable, right: Linkable) -> list[Seen]:
    """All traits but those of the texts, which take as long as the others together."""
    pair = nearest_names(left, right)
    found = [trait(left, right, pair) for trait in PEOPLE]
    found += [trait(left, right) for trait in TRAITS]
    return [seen for seen in found if seen is not None]


def look_at_texts(left: Linkable, right: Linkable) -> list[Seen]:
    """The traits :func:`look` tells last."""
    found = [trait(left, right) for trait in TEXTS]
    return [seen for seen in found if seen is not None]


PEOPLE: tuple[Callable[[Linkable, Linkable, NamePair | None], Seen | None], ...] = (
    see_name, see_second_name, see_age,
)  # fmt: skip
TRAITS: tuple[Callable[[Linkable, Linkable], Seen | None], ...] = (
    see_date, see_publication, see_state, see_place, see_street, see_agency, see_gender,
    see_others, see_fatal, see_armed, see_shooter, see_count,
)  # fmt: skip
TEXTS = (see_wording, see_article)
