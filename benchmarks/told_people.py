"""Are people read right however they are introduced? Names of a list in plain invented stories.

    python -m benchmarks.told_people wapo-v2.csv [--each 6] [--show] [--kind victim]

``told_people.txt`` holds the stories, sorted by kind: a frame told in one way, with one wording
swapped at a time. A letter stands for a person and says what part they play (``_PARTS``), so a
story carries its own answers. Printed by kind and altogether: precision and recall of the names
of who was shot by police and of the officers who fired; how many others were taken for one of
them; the share of others whose part was read; of those shot, whose age was read. ``--show`` prints
the wordings that are read wrongly for more than half of the names tried.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking
from benchmarks.by_half import read
from casebook.spellings import fold
from pipeline.records import Reading, Role, Scope

_STORIES = Path(__file__).with_suffix(".txt")
_PLAIN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_SLOT = re.compile(r"\{([A-Z])([.}])")
#: Letters of people and the parts that are right for them.
_PARTS: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys("VWY", frozenset({Role.SHOT_BY_POLICE})),
    **dict.fromkeys("OPQX", frozenset({Role.OFFICER_FIRED})),
    **dict.fromkeys("DB", frozenset({Role.OFFICER, Role.SHOT_BY_OTHER, Role.OFFICIAL})),
    **dict.fromkeys("CFJ", frozenset({Role.OFFICIAL, Role.OFFICER})),
    **dict.fromkeys("RTU", frozenset({Role.RELATIVE})),
    "K": frozenset({Role.OFFICER, Role.OFFICER_FIRED, Role.SUSPECT}),  # who hit nobody
    "N": frozenset({Role.WITNESS, Role.OTHER}),
    "L": frozenset({Role.LAWYER}),
    "A": frozenset({Role.ACTIVIST, Role.OTHER}),
    "S": frozenset({Role.OTHER, Role.SHOT_BY_OTHER, Role.RELATIVE, Role.WITNESS}),
}
_SHOT, _FIRED = "VWY", "OPQX"
_AT_NOBODY = "K"
_WOMEN = "RY"  # whom the wordings call mother, sister, wife
_OF_ONE_SURNAME = "UXY"  # with the first who was shot


@dataclass(frozen=True)
class Named:
    """A person of a story: ``{V}`` is written out in full, ``{V.last}`` and so on by a part."""

    first: str
    last: str
    age: int

    def __str__(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def upper(self) -> str:
        return str(self).upper()

    @property
    def upper_last(self) -> str:
        return self.last.upper()

    @property
    def initial(self) -> str:
        return self.first[0]


@dataclass(frozen=True)
class Story:
    kind: str
    wording: str
    title: str
    text: str

    @property
    def people(self) -> set[str]:
        return {letter for letter, _ in _SLOT.findall(f"{self.title}\n{self.text}")}

    @property
    def aged(self) -> set[str]:
        return set(re.findall(r"\{([A-Z])\.age\}", self.text))


def stories(path: Path = _STORIES) -> Iterator[Story]:
    """``# kind``, ``T title`` and ``F frame`` (its wording at ``@``), then a wording a line.

    ``|`` parts paragraphs; a wording ``title => text`` is a whole story of its own.
    """
    kind = title = frame = ""
    for line in path.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "#":
            kind = rest
        elif mark == "T":
            title = rest
        elif mark == "F":
            frame = rest
        elif line:
            own, whole, text = line.partition(" => ")
            told = text if whole else frame.replace("@", line)
            yield Story(kind, line, own if whole else title, told.replace("|", "\n\n"))


def given_names(path: Path) -> tuple[list[str], list[str]]:
    """Plain names of the list: of women, where it says so, and of all others."""
    with path.open(encoding="utf-8-sig", newline="") as rows:
        told = {(row["name"] or "", row.get("gender") or "") for row in csv.DictReader(rows)}
    plain = sorted(pair for pair in told if _PLAIN.fullmatch(pair[0]))
    women = [name for name, gender in plain if gender.casefold() in ("f", "female")]
    return women, [name for name, gender in plain if gender.casefold() not in ("f", "female")]


def cast(
    letters: set[str], names: tuple[Sequence[str], Sequence[str]], dice: random.Random
) -> dict[str, Named]:
    """Somebody for every letter, no two of one surname but those who are meant to be."""
    women, others = names
    found: dict[str, Named] = {}
    for letter in sorted(letters, key=lambda each: (each in _OF_ONE_SURNAME, each)):
        pool = women if letter in _WOMEN and women else others
        taken = {each for one in found.values() for each in (one.first, one.last)}
        first, last = _untaken(pool, taken, dice)
        if letter in _OF_ONE_SURNAME:
            last = found["V"].last
        found[letter] = Named(first, last, dice.randint(19, 64))
    return found


def _untaken(pool: Sequence[str], taken: set[str], dice: random.Random) -> list[str]:
    while True:
        parts = dice.choice(pool).split()
        if not taken & set(parts):
            return parts


class Cast:
    """Tells whose name was read: of the same first name, and of the surname or one made with it."""

    def __init__(self, people: Mapping[str, Named]) -> None:
        self._people = people

    def key(self, name: str) -> str:
        """The letter, or the name itself where it is nobody's."""
        words = fold(name).split()
        for letter, one in self._people.items():
            first = {fold(one.first), fold(one.initial)}
            if first & {words[0], words[0][0]} and fold(one.last) in "".join(words):
                return letter
        return name


def count(story: Story, people: Mapping[str, Named]) -> Counter[str]:
    """What was read right and wrong of one story with these people."""
    row = {
        "url": "https://www.valleycall.example/a",
        "title": story.title.format(**people),
        "text": story.text.format(**people),
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    found, reading = read(row, Scope.POLICE)
    reports = found.get("reports") or ()
    whose = Cast(people).key
    victims = {
        whose(one["name"]): one for facts in reports for one in facts["victims"] if one["name"]
    }
    roles = _roles(reading, whose)
    told: Counter[str] = Counter({"stories": 1})
    shot = {each for each in people if each in _SHOT}
    told["relevance wrong"] = bool(reports) != bool(shot)
    told.update(_compared("shot", shot, set(victims)))
    fired = {each for each in people if each in _FIRED}
    given = {each for each, parts in roles.items() if Role.OFFICER_FIRED in parts} - set(_AT_NOBODY)
    told.update(_compared("fired", fired, given))
    for letter, one in people.items():
        if letter not in _SHOT + _FIRED:
            told["others"] += 1
            told["others right"] += bool(roles[letter] & _PARTS[letter])
            told["others shot"] += letter in victims
            told["others fired"] += letter in given
        elif letter in story.aged and letter in victims:
            told["ages"] += 1
            told["ages right"] += victims[letter].get("age") == one.age
    return told


def _roles(reading: Reading | None, whose: Callable[[str], str]) -> dict[str, set[Role]]:
    found: dict[str, set[Role]] = defaultdict(set)
    for report in reading.reports if reading else ():
        for person in report.people:
            if person.name:
                found[whose(person.name)].add(person.role)
    return found


def _compared(what: str, wanted: set[str], got: set[str]) -> Counter[str]:
    return Counter(
        {
            f"{what} tp": len(wanted & got),
            f"{what} fp": len(got - wanted),
            f"{what} fn": len(wanted - got),
        }
    )


def is_wrong(told: Counter[str]) -> bool:
    kinds = ("shot fp", "shot fn", "fired fp", "fired fn", "others shot", "relevance wrong")
    return any(told[each] for each in kinds) or told["ages"] != told["ages right"]


def line(name: str, total: Counter[str]) -> str:
    parts = [f"{name:12} n={total['stories']:5}"]
    for what in ("shot", "fired"):
        right = total[f"{what} tp"]
        given, wanted = right + total[f"{what} fp"], right + total[f"{what} fn"]
        parts.append(f"{what} P {_share(right, given)} R {_share(right, wanted)}")
    parts.append(f"others as shot {total['others shot']} as fired {total['others fired']}")
    parts.append(f"of {total['others']}, part {_share(total['others right'], total['others'])}")
    parts.append(f"age {_share(total['ages right'], total['ages'])}")
    parts.append(f"relevance wrong {total['relevance wrong']}")
    return "  ".join(parts)


def _share(right: int, total: int) -> str:
    return f"{right / total:.3f}" if total else "  –  "


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", type=int, default=6, help="casts tried of every wording")
    parser.add_argument("--kind")
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    names = given_names(told.file)
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for number, story in enumerate(stories()):
        if told.kind and story.kind != told.kind:
            continue
        dice = random.Random(number)
        counts = [count(story, cast(story.people, names, dice)) for _ in range(told.each)]
        own: Counter[str] = Counter()
        for each in counts:
            own.update(each)
        totals[story.kind].update(own)
        wrong = sum(map(is_wrong, counts))
        if told.show and 2 * wrong > told.each:
            tally = " ".join(f"{k} {v}" for k, v in sorted(own.items()) if v and k != "stories")
            print(f"{story.kind}: {story.wording}\n    {wrong} of {told.each} wrong: {tally}")
    for kind, total in totals.items():
        print(line(kind, total))
    everything: Counter[str] = Counter()
    for total in totals.values():
        everything.update(total)
    print(line("all", everything))


if __name__ == "__main__":
    main()
