"""What is tied to a report is all that it can change, whatever comes, goes or is said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from pipeline import candidates, compare, resolve
from pipeline.columns.sums import kept
from pipeline.columns.ties import Compared, tied
from pipeline.compare import Model
from pipeline.linking import crowds
from pipeline.linking.linkable import Linkable
from pipeline.linking.rows import address
from pipeline.records import Cluster, Edge, Judgement, Question, Verdict
from tests.pipeline.linking import DAY, person, report

MODEL = Model.load()
NOW = datetime(2027, 3, 1, tzinfo=UTC)
PEOPLE = (
    "Dana Whitt", "Dana Lee Whitt", "Danah Whitt", "Dana Whitt Jr.", "Leslie Orr", "Lesley Orr",
    "Xavier Prochniewski", "Ada Quill", "Otto Lund", "Noor Heron", "Marisela Quintero Vega",
    *(None,) * 8,
)  # fmt: skip
TOWNS = ("Columbus", "Dayton", "Fairmont", "Fairborn", "Toledo", "Akron", "Lima", None)
TEXTS = (
    "",
    "",
    "a kitchen knife near the marina",
    "a marina, a quarry and a kitchen knife",
    "quarry",
)


def told(dice: random.Random, number: int) -> Linkable:
    """Of a few incidents of some days in some towns, near enough to be taken for each other."""
    of_a_record = dice.random() < 0.05
    page = f"https://n.example/{dice.randrange(60)}"
    late = dice.choice((0, 0, 1, 3, 9, 15, 22, 30, 45, 60))
    return report(
        f"{dice.randrange(16**6):06x}",
        *(
            person(
                dice.choice(PEOPLE),
                dice.choice((22, 31, 31, 32, 34, 43, 52, None)),
                gender=dice.choice(("male", "male", "female", None)),
            )
            for _ in range(2 if dice.random() < 0.08 else 1)
        ),
        day=DAY + timedelta(late) if dice.random() < 0.8 else None,
        after=late + dice.choice((0, 0, 1, 5, 60)),
        city=dice.choice(TOWNS),
        state=dice.choice(("OH", "OH", "OH", None)),
        text=dice.choice(TEXTS),
        article_key=address("list", str(number)) if of_a_record else page,
        armed=dice.choice((None, None, "armed", "unarmed")),
        agencies=dice.choice(((), (), ("Fairmont Police Department",))),
    )


@dataclass
class Newsroom:
    """Reports and people's words as they stand, with incidents that are formed again in parts."""

    known: dict[str, Linkable] = field(default_factory=dict)
    words: list[Judgement] = field(default_factory=list)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    followers: frozenset[str] = frozenset()
    clusters: set[Cluster] = field(default_factory=set)
    questions: set[Question] = field(default_factory=set)
    formed: list[int] = field(default_factory=list)  # how many reports, each time

    def settle(self, changed: set[str]) -> None:
        """Form again what is tied to what changed."""
        before, followed = self.edges.keys(), self.followers
        self.followers = crowds.followers(self.known.values())
        met = candidates.pairs(list(self.known.values()), self.followers)
        each = (compare.edge_worth_keeping(left, right, MODEL) for left, right in met)
        self.edges = {(edge.left, edge.right): edge for edge in each if edge is not None}
        changed |= {end for two in before - self.edges.keys() for end in two}
        changed |= self.followers ^ followed
        mates = [{member.anchor for member in one.members} for one in self.clusters]
        changed |= {one for own in mates if not own <= self.known.keys() for one in own}
        part = tied(
            changed,
            [*mates, *((word.left, word.right) for word in self.words)],
            [Compared(e.left, e.right, e.score, kept(e)) for e in self.edges.values()],
            MODEL,
        )
        here = [one for one in self.known.values() if one.anchor in part]
        found = resolve.cluster(
            here,
            [edge for two, edge in self.edges.items() if part.issuperset(two)],
            [word for word in self.words if word.left in part and word.right in part],
            MODEL,
            self.followers,
        )
        self.clusters = {
            one for one in self.clusters if part.isdisjoint(m.anchor for m in one.members)
        } | set(found.clusters)
        self.questions = {one for one in self.questions if part.isdisjoint(one.anchors)}
        self.questions |= set(found.questions)
        self.formed.append(len(here))

    def come_and_go(self, dice: random.Random, number: int) -> None:
        one = told(dice, number)
        self.known[one.anchor] = one
        changed = {one.anchor}
        if dice.random() < 0.3:
            gone = dice.choice(sorted(self.known))
            self.words = [word for word in self.words if gone not in (word.left, word.right)]
            del self.known[gone]
        if dice.random() < 0.15 and len(self.known) > 1:
            changed.update(self.speak(dice, number))
        if dice.random() < 0.1 and self.words:
            word = self.words.pop(dice.randrange(len(self.words)))
            changed |= {word.left, word.right}
        self.settle(changed)

    def speak(self, dice: random.Random, number: int) -> Sequence[str]:
        two = sorted(dice.sample(sorted(self.known), 2))
        at = NOW + timedelta(number)
        self.words = [word for word in self.words if [word.left, word.right] != two]
        self.words.append(Judgement(two[0], two[1], dice.choice(list(Verdict)), "kim", at))
        return two


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(n, marks=pytest.mark.soak) for n in range(4, 500))]
)
def test_only_what_is_tied_to_what_changed_is_formed_again(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "STANDING", 3)
    dice, newsroom = random.Random(seed), Newsroom()
    for number in range(60):
        newsroom.come_and_go(dice, number)
        found = resolve.resolve(list(newsroom.known.values()), newsroom.words, MODEL)
        assert newsroom.clusters == set(found.clusters)
        assert newsroom.questions == set(found.questions)
