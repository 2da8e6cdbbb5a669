"""The traps that cost researchers their days: no false merge, no stranger, the true links kept.

Each trap is a few reports as reading gives them, with the incident each is about. The reports of
all traps are also resolved together, in one database as it were, and counted as a whole; the same
traps as whole stories, read by the reader, are in ``tests/casebook/test_trap_stories.py``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest

from pipeline.compare import Model
from pipeline.linking.linkable import Linkable, linkable
from pipeline.reader import read_article
from pipeline.records import Article, Scope
from pipeline.resolve import resolve
from tests.pipeline.linking import DAY, person, report

MODEL = Model.load()
MAN = {"gender": "male", "fatal": True}
POLICE, SHERIFF = ("Fairmont Police Department",), ("Marion County Sheriff's Office",)
CLUB: dict[str, Any] = {"city": "Quincy", "state": "MA"}
RENO: dict[str, Any] = {"city": "Reno", "state": "NV"}
MASS: dict[str, Any] = {"people_hit_min": 12, "people_hit_max": 30, "events": ("marigold",)}
MONTH, YEAR = timedelta(30), timedelta(365)
Trap = dict[str, list[Linkable]]


def trap(**incidents: list[Linkable]) -> Trap:
    return incidents


TRAPS: dict[str, Trap] = {
    "two shootings in one city on one day": trap(
        morning=[
            report("day-a1", person("Orrin Haskett", 61, **MAN), place="100 block of Nebraska St"),
            report("day-a2", person("Orrin P. Haskett", 61, **MAN), after=3),
            report("day-a3", person(None, 61, **MAN), place="Nebraska Street"),
        ],
        night=[
            report("day-b1", person("Dmytro Savchuk", 34, **MAN), place="900 block of Sprague St."),
            report("day-b2", person("Dmitri Savchuk", 34, **MAN), after=4),
            report("day-b3", person(None, 34, **MAN), place="Sprague Street"),
        ],
    ),
    "father and son of one name, years apart": trap(
        father=[
            report("sire-a1", person("Lamar Pettway", 41, **MAN), day="2012-08-18", city="Macon"),
            report("sire-a2", person("Lamar Pettway Sr.", 41), day="2012-08-18", city="Macon"),
        ],
        son=[
            report("sire-b1", person("Lamar Pettway Jr.", 29), day="2023-09-27", city="Macon"),
            report("sire-b2", person("Lamar Pettway", 29, **MAN), day="2023-09-27", city="Macon"),
            report("sire-b3", person("Lamar Pettway II", 29), day="2023-09-27", city="Macon"),
        ],
    ),
    "one common name in two states in one week": trap(
        west=[
            report("twin-a1", person("Daniel Foster", 27, **MAN), city="Springfield", state="MO"),
            report("twin-a2", person("Danny Foster", 27), city="Springfield", state="MO", after=2),
        ],
        east=[
            report("twin-b1", person("Daniel Foster", 45, **MAN), city="Springfield", state="IL",
                   day=DAY + timedelta(3)),
            report("twin-b2", person("Daniel R. Foster", 45), city="Springfield", state="IL",
                   day=DAY + timedelta(3), after=6),
        ],
    ),
    "a couple shot together": trap(
        couple=[
            report("pair-1", person("Ramiro Gonzalez", 38, n=0), person("Katelyn Brandt", 33, n=1),
                   city="Oildale", state="CA"),
            report("pair-2", person("Ramiro Gonzales", 38), city="Oildale", state="CA",
                   people_hit_max=None),
            report("pair-3", person("Caitlin Brandt", 33), city="Oildale", state="CA",
                   people_hit_max=2),
        ],
        another=[report("pair-4", person("Renata Gonzalez", 51), city="Bakersfield", state="CA",
                        day=DAY + timedelta(2))],
    ),
    "two victims named in different articles": trap(
        both=[
            report("each-1", person("Marguerite Oyelaran", 24), city="Elkridge", state="MD",
                   people_hit_max=None, place="Corcoran Road", others=("Sgt. Paul Dunmore",)),
            report("each-2", person("Tobias Wrenfield", 30), city="Elkridge", state="MD",
                   people_hit_max=None, place="Corcoran Road", others=("Sgt. Paul Dunmore",)),
            report("each-3", person("Marguerite Oyelaran", 24, n=0),
                   person("Tobias Wrenfield", 30, n=1), city="Elkridge", state="MD", after=1),
        ],
    ),
    "misspelled, then corrected": trap(
        stroud=[
            report("spell-1", person("Jeffrey Stroude", 55, **MAN), city="Salem", state="OR"),
            report("spell-2", person("Geoffrey Stroud", 52), city="Salem", state="OR", after=2),
            report("spell-3", person("Geoff Stroud", 52, **MAN), city="Salem", state="OR", after=9),
        ],
    ),
    "neighbouring agencies": trap(
        city=[
            report("near-a1", person("Xiomara Delgadillo Ríos", 26, gender="female"), city="Reno",
                   state="NV", agencies=("Reno Police Department",)),
            report("near-a2", person("Siomara Delgadillo", 26, gender="female"), city="Reno",
                   state="NV", agencies=("Sparks Police Department",), after=5),
        ],
        next_door=[
            report("near-b1", person("Irene Castellaw", 40, gender="female"), city="Sparks",
                   state="NV", agencies=("Sparks Police Department",)),
        ],
    ),
    "an anniversary story and a new shooting a year later": trap(
        first=[
            report("year-a1", person("DeShawn Prudhomme", 19, **MAN), day="2018-03-18",
                   city="Zachary", state="LA"),
            report("year-a2", person("De'Shawn Prudhomme", 19), day="2018-03-18",
                   city="Zachary", state="LA", after=365),
        ],
        second=[
            report("year-b1", person(None, 40), day="2019-03-18", city="Zachary", state="LA"),
        ],
    ),
    "a round-up that tells of three": trap(
        mabry=[
            report("round-a1", person("Andre Mabrey", 33, **MAN), city="Greensboro", state="NC"),
            report("round-a2", person("Andre Mabrey", None), city="Greensboro", state="NC",
                   article_key="round-up", after=200),
        ],
        oneal=[
            report("round-b1", person("Terrence O'Neal", 20, **MAN), city="Mobile", state="AL",
                   day=DAY - timedelta(90)),
            report("round-b2", person("Terrance ONeal", None), city="Mobile", state="AL",
                   day="2024-02", article_key="round-up", after=280),
        ],
        tillery=[
            report("round-c1", person("Robert Wayne Tillery", 47, **MAN), city="Karns", state="TN"),
            report("round-c2", person("Bobby Tillery", None), city="Knoxville", state="TN",
                   article_key="round-up", after=200),
        ],
    ),
    "nobody named on the first day": trap(
        river=[
            report("first-1", person(None, 44, **MAN), city="Ashport", state="OH",
                   agencies=("Ashport Police Department",)),
            report("first-2", person(None, None, **MAN), city="Ashport", state="OH",
                   agencies=("APD",)),
            report("first-3", person("Wendell Kuiper", 44, **MAN), city="Ashport", state="OH",
                   agencies=("Ashport Police Department",), after=2),
        ],
        hill=[report("first-4", person("Ines Marrow", 31, gender="female"), city="Dunmore",
                     state="OH", after=1)],
    ),
    "two hit together, each told of as the only one": trap(
        together=[
            report("pair-b1", person("Rhea Colby", 30), others=("Ismael Trask",)),
            report("pair-b2", person("Ismael Trask", 44), others=("Rhea Colby", "Noor Vane")),
            report("pair-b3", person("Ismael J. Trask", 44), after=2),
            report("pair-b5", person("Uma Dell"), after=1,
                   others=("Ismael Trask", "Rhea Colby", "Noor Vane")),
        ],
        mentioned=[  # another shooting of that day, whose story speaks of the first
            report("pair-b4", person("Lorne Pickett", 51), others=("Rhea Colby",)),
        ],
    ),
    "a plea, months later, that tells no day": trap(
        mill=[
            report("plea-a1", person(None, 45, **MAN), city="Millbrook", agencies=("MPD",)),
            report("plea-a2", person("Curt Wolery", 45, **MAN), city="Millbrook", day=None,
                   after=199, agencies=("Millbrook Police Department",), armed="knife"),
        ],
        quarry=[
            report("plea-b1", person(None, 38, **MAN), city="Millbrook", day=DAY + timedelta(90)),
            report("plea-b2", person("Ola Trent", 38, gender="female"), city="Millbrook", day=None,
                   after=800),
        ],
    ),
    "a mass shooting that bears a name, each story of another victim": trap(
        marigold=[
            report("club-a1", person("Ivo Brandvold", 29), **CLUB, **MASS),
            report("club-a2", person("Ivo Brandvold", 29), person("Tess Oyelaran", 22, n=1),
                   **CLUB, **MASS, after=2),
            report("club-a3", person("Ruben Castellaw", 24, fatal=False), **CLUB, **MASS, after=7),
        ],
        a_month_later=[  # outside the same club: its stories tell of one man
            report("club-b1", person("Curt Wadlow", 47, **MAN), **CLUB, day=DAY + MONTH),
            report("club-b2", person(None, 47, **MAN), **CLUB, day=DAY + MONTH),
        ],
        a_year_later=[  # on the anniversary, many hit again
            report("club-c1", person(None, 51, **MAN), **CLUB, **MASS, day=DAY + YEAR),
        ],
        elsewhere=[  # a club of that name, as many hit
            report("club-d1", person(None, 31, **MAN), **RENO, **MASS),
            report("club-d2", person("Orla Trent", 31), **RENO, **MASS),
        ],
    ),
}  # fmt: skip


def labelled(traps: dict[str, Trap]) -> dict[str, str]:
    return {
        one.anchor: f"{name}: {incident}"
        for name, incidents in traps.items()
        for incident, reports in incidents.items()
        for one in reports
    }


def links(reports: list[Linkable]) -> set[tuple[str, str]]:
    """Pairs of reports that are brought together."""
    return {
        pair
        for found in resolve(reports, (), MODEL).clusters
        for pair in combinations(sorted(member.anchor for member in found.members), 2)
    }


def everything(traps: dict[str, Trap]) -> list[Linkable]:
    return [one for incidents in traps.values() for own in incidents.values() for one in own]


@pytest.mark.parametrize("name", TRAPS)
def test_no_trap_merges_what_is_two(name: str) -> None:
    traps = {name: TRAPS[name]}
    gold = labelled(traps)
    assert [pair for pair in links(everything(traps)) if gold[pair[0]] != gold[pair[1]]] == []


def test_all_traps_together_lose_at_most_one_true_link_in_ten() -> None:
    gold, found = labelled(TRAPS), links(everything(TRAPS))
    true = {pair for pair in combinations(sorted(gold), 2) if gold[pair[0]] == gold[pair[1]]}
    assert found - true == set()
    assert len(found & true) >= 0.9 * len(true), sorted(true - found)


MASSACRE = (
    "QUINCY, Mass. — A gunman opened fire inside the Marigold nightclub early Saturday, killing 14 "
    "people and wounding 22, police said.\n\nThe victims of the Marigold nightclub massacre were "
    "between 19 and 44 years old, Chief Ada Brandt said."
)
#: Each tells of another shooting in which many were hit, and of that one beside it.
REMEMBERING = (
    "QUINCY, Mass. — Five people were shot at a party on Elm Street on Friday night, police said. "
    "Two of them died.\n\nIt was the city's worst shooting since the Marigold nightclub massacre.",
    "QUINCY, Mass. — Police shot and killed Abel Orrin, 34, after he killed four people and hurt "
    "six on Friday, weeks after the Marigold nightclub shooting, Chief Ada Brandt said.",
    "QUINCY, Mass. — Six people were shot on Elm Street on Friday, hours after a vigil on the "
    "anniversary of the Marigold nightclub massacre, police said. One of them died.",
)


@pytest.mark.parametrize("text", REMEMBERING)
@pytest.mark.parametrize("days", [30, 365])
def test_what_a_story_remembers_binds_it_to_nothing(text: str, days: int) -> None:
    (first,), (then,) = stories(MASSACRE, 0), stories(text, days)
    assert "marigold" in first.events
    assert then.people_hit_min >= 4
    assert then.events == ()
    assert links([first, then]) == set()


def stories(text: str, days: int) -> list[Linkable]:
    """The reports of a story that came out so many days after the first."""
    published = datetime(2024, 5, 19, 12, tzinfo=UTC) + timedelta(days)
    url = f"https://news.example/{days}"
    told = Article(url, url, "Shooting in Quincy", text, published=published)
    return [
        linkable(told, one, anchor=f"s{days}", article_key=url, scope=Scope.ANY)
        for one in read_article(told).reports
    ]
