"""Is what others do, hold and come to kept apart from who was shot? A grid of stories of our own.

    python -m benchmarks.told_of_others [--stories 300] [--show 5]

A story is a lead in which police shoot a man, a sentence that tells something of him or of
somebody beside him, and a close that says nothing more. Of the combinations as many are drawn by
chance, with a fixed seed, as asked for. Right is a story with one person shot of whom the field
is as told (his own sentence), or left open (somebody else's). Printed is the number right by field
and by whose sentence it is, and the words that fail most; ``--show`` prints stories that fail.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from benchmarks import asking
from benchmarks.by_half import read
from pipeline.records import Scope

_LEADS = (
    (
        "Man shot by Fairmont police",
        "FAIRMONT, Ohio — A man was shot by Fairmont police officers Tuesday night outside a store"
        " on Mill Road, the police department said.",
    ),
    (
        "Fairmont officers shoot man on Mill Road",
        "FAIRMONT, Ohio — Two Fairmont police officers shot a 34-year-old man Tuesday night on Mill"
        " Road, the city said Wednesday.",
    ),
    (
        "Police identify man shot on Mill Road",
        "FAIRMONT, Ohio — Police have identified the man shot by officers Tuesday night on Mill"
        " Road as Carl Denby, 34, of Fairmont.",
    ),
)
_HIM = (
    "The man",
    "He",
    "The man, who had argued with a clerk,",
    "The man, whose wife had called 911,",
    "The man officers had been looking for",
    "The man, who is 34,",
    "The man they shot",
    "The man suspected of stealing a truck",
    "The man, who officers said had been drinking,",
    "The man a clerk had called about",
)
_OTHERS = (
    "A neighbor",
    "Another man",
    "The man's brother",
    "A woman who was with him",
    "A second man, who has not been found,",
    "A witness",
    "A passenger in his car",
    "One of the officers",
    "The store's clerk",
    "A friend of the man",
)
_TOLD: dict[str, tuple[tuple[str, Any], ...]] = {
    "fleeing": (
        ("ran from officers when they told him to stop", "foot"),
        ("fled on foot", "foot"),
        ("sped away from a traffic stop", "car"),
        ("drove off as officers walked up to his car", "car"),
        ("led officers on a chase through downtown", "car"),
        ("jumped a fence and ran behind a garage", "foot"),
        ("tried to get away on a bicycle", "other"),
        ("took off running", "foot"),
        ("ran into an alley with officers behind him", "foot"),
        ("refused to pull over", "car"),
    ),
    "armed": (
        ("pointed a handgun at the officers", "firearm"),
        ("had a knife in his hand", "knife"),
        ("was armed with a rifle", "firearm"),
        ("came at them with a hatchet", "other"),
        ("was not armed", "unarmed"),
        ("drew a pistol from his waistband", "firearm"),
        ("swung a metal pipe at an officer", "other"),
        ("was holding a cellphone", "unarmed"),
        ("fired a shotgun", "firearm"),
        ("refused to drop a machete", "knife"),
    ),
    "fatal": (
        ("died at the scene", True),
        ("died at a hospital on Wednesday", True),
        ("was pronounced dead an hour later", True),
        ("is expected to survive", False),
        ("was in critical condition", False),
        ("was treated for a wound to the leg and released", False),
        ("did not survive", True),
        ("was recovering after surgery", False),
    ),
}
_OPEN = {"fleeing": (None, "not"), "armed": (None, "undetermined"), "fatal": (None,)}
_SAID = ("", ", police said", ", according to the chief")


@dataclass(frozen=True)
class Story:
    """A story, the field its sentence tells of, and the value where that is his own."""

    field: str
    title: str
    text: str
    who: str
    did: str
    value: Any = None


def stories(number: int) -> Iterator[Story]:
    """As many of each field and of each kind of person; those of others have no value."""
    dice = random.Random(5)
    for field, told in _TOLD.items():
        for people, own in ((_HIM, True), (_OTHERS, False)):
            every = list(product(_LEADS, people, told, _SAID))
            dice.shuffle(every)
            for (title, lead), who, (did, value), said in every[:number]:
                text = f"{lead}\n\n{who} {did}{said}.\n\n{_CLOSE}"
                yield Story(field, title, text, who, did, value if own else None)


_CLOSE = "The officers are on leave. The state is investigating."


def is_right(story: Story) -> bool:
    row = {
        "url": "https://www.valleycall.example/a",
        "title": story.title,
        "text": story.text,
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    facts = read(row, Scope.POLICE)[0].get("facts")
    if facts is None or len(facts["victims"]) != 1:
        return False
    got = facts["victims"][0]["fatal"] if story.field == "fatal" else facts[story.field]
    return got == story.value if story.value is not None else got in _OPEN[story.field]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--stories", type=int, default=300, help="of each field and kind")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    failing: Counter[str] = Counter()
    for story in stories(given.stories):
        kind = story.field, "his own" if story.value is not None else "somebody else's"
        good = is_right(story)
        asked[kind] += 1
        right[kind] += good
        if not good:
            failing.update((story.who, story.did))
            if asked[kind] - right[kind] <= given.show:
                print("     ", story.text.split("\n\n")[1])
    for kind in asked:
        print(f"{right[kind]:5} of {asked[kind]}  {kind[0]}, {kind[1]}")
    print(f"{right.total():5} of {asked.total()}  together")
    print("fail most:", "; ".join(f"{words} ({n})" for words, n in failing.most_common(6)))


if __name__ == "__main__":
    main()
