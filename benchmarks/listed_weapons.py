"""Is a weapon read as what it is, and as whose? Every kind of a hand-kept list, in plain stories.

    python -m benchmarks.listed_weapons wapo-v1.csv wapo-v2.csv [--sample N] [--show]

The older list writes each weapon out ("samurai sword"), the newer one codes the same cases by id
(``armed_with``): together they say of what category each kind is. The stories are ours and all
alike, so that only the weapon decides. In the first stories it is in the hands of the person shot;
in the last ones it is somebody else's, of another case, only feared, or not there, and must not be
given as theirs. ``--show`` prints what was read wrongly.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking
from benchmarks.by_half import read
from pipeline.records import Scope

_AS_HERE = {"gun": "firearm", "blunt_object": "other", "other": "other", "knife": "knife"}
_CATEGORIES = {**_AS_HERE, "vehicle": "vehicle", "replica": "replica"}
#: What one list calls a blade or a gun, others call a tool or an air gun: either is right.
_EITHER = {
    frozenset(
        {"knife", "other"}
    ): "hatchet screwdriver scissors shard pick spear sharp bayonet mower",
    frozenset({"firearm", "replica"}): "airsoft pistol",
    frozenset({"firearm", "other"}): "grenade explosives",
}
_HELD, _NOT_THEIRS = "held", "not theirs"
_ANY, _HANDHELD, _AIMED, _VEHICLE = "any", "handheld", "aimed", "vehicle"


@dataclass(frozen=True)
class Story:
    """A story with a blank: ``{a}`` weapon with its article, ``{the}`` with "the"."""

    name: str
    fits: str
    title: str
    text: str
    wanted: str = _HELD
    instead: frozenset[str | None] = frozenset()


_FEARED = frozenset({None, "undetermined"})
_NONE_FOUND = frozenset({None, "undetermined", "unarmed"})
_STORIES = (
    Story(
        "armed with",
        _ANY,
        "Fairmont police shoot man on Mill Road",
        "FAIRMONT, Ohio — Fairmont police shot and killed a man Tuesday night who they say was"
        " armed with {a}.\n\nOfficers were called to Mill Road at about 9 p.m., Chief Dan Orwell"
        " said. The man died at the scene.",
    ),
    Story(
        "holding",
        _ANY,
        "Deputies shoot man outside home",
        "ORLAND, Ind. — Orland County deputies shot a 41-year-old man outside his home on Sunday."
        "\n\nHe was holding {a} when he came out of the house, Sheriff Ray Tolliver said. Two"
        " deputies fired.\n\nThe man was taken to a hospital and is expected to survive.",
    ),
    Story(
        "lunged with",
        _HANDHELD,
        "Trooper kills man at rest stop",
        "HARLOW, Ga. — A state trooper shot and killed Martin Reese, 29, at a rest stop on Friday,"
        " the Georgia State Patrol said.\n\nReese lunged at the trooper with {a}, the agency said."
        " The trooper fired twice.",
    ),
    Story(
        "pulled from bag",
        _ANY,
        "Man shot by police downtown",
        "PELHAM, Ore. — A Pelham police officer shot a man downtown on Monday afternoon.\n\nPolice"
        " said the man pulled {a} from his bag and ignored orders. The officer fired three times,"
        " and the man died at a hospital.",
    ),
    Story(
        "found next to him",
        _ANY,
        "State investigates shooting by deputy",
        "ORLAND, Ind. — A deputy shot and killed Peter Lind, 52, in the yard of a house on"
        " Wednesday, state police said.\n\nDetectives said Lind refused to show his hands. {A} was"
        " found next to him.",
    ),
    Story(
        "recovered",
        _ANY,
        "Police identify man killed by officer",
        "FAIRMONT, Ohio — Police on Thursday identified the man an officer shot and killed as Carl"
        " Denby, 34.\n\nDenby advanced on the officer in a parking lot, police said. Investigators"
        " recovered {a} at the scene.",
    ),
    Story(
        "swung",
        _HANDHELD,
        "Officer shoots man in store",
        "HARLOW, Ga. — A Harlow officer shot a man inside a grocery store Saturday.\n\nThe man"
        " swung {a} at the officer, who opened fire, Chief Ann Pruitt said. He was in critical"
        " condition Sunday.",
    ),
    Story(
        "pointed",
        _AIMED,
        "Woman killed by deputies",
        "PELHAM, Ore. — Pelham County deputies shot and killed a woman on Tuesday after she"
        " pointed {a} at them, the sheriff's office said.\n\nThe woman, 38, had called 911."
        " She died at the scene.",
    ),
    Story(
        "refused to drop",
        _ANY,
        "Man dies after police shooting",
        "FAIRMONT, Ohio — A man died Monday after two officers shot him in an alley.\n\nThe"
        " officers told him several times to drop {the}, and he refused, police said. They fired"
        " five shots.",
    ),
    Story(
        "drove at",
        _VEHICLE,
        "Officers shoot driver",
        "HARLOW, Ga. — Harlow police shot and killed a 26-year-old man on Friday.\n\nThe man drove"
        " {a} at two officers, police said, and they fired through the windshield. He died at a"
        " hospital.",
    ),
    Story(
        "tried to run over",
        _VEHICLE,
        "Deputy shoots man in parking lot",
        "ORLAND, Ind. — A deputy shot Neil Garrow, 33, in a parking lot on Sunday, the sheriff's"
        " office said.\n\nGarrow tried to run the deputy over with {a}, it said. He is expected to"
        " survive.",
    ),
    Story(
        "officer's own",
        _AIMED,
        "Man killed in Fairmont",
        "FAIRMONT, Ohio — A Fairmont officer shot and killed a man in his driveway on Tuesday.\n\n"
        "The officer drew {a} and fired once, Chief Dan Orwell said. The man, 45, died at a"
        " hospital. His name has not been released.",
        _NOT_THEIRS,
        _NONE_FOUND,
    ),
    Story(
        "earlier case",
        _ANY,
        "Deputy shoots man; second shooting this year",
        "ORLAND, Ind. — An Orland County deputy shot and killed a 23-year-old man on Sunday.\n\nIt"
        " was the second shooting by a deputy this year. In March, a deputy killed another man, who"
        " was armed with {a}.\n\nThe man shot on Sunday has not been identified.",
        _NOT_THEIRS,
        _NONE_FOUND,
    ),
    Story(
        "another person's",
        _ANY,
        "Police shoot man at party",
        "PELHAM, Ore. — A Pelham police officer shot a man at a party on Saturday while breaking up"
        " a fight.\n\nThe fight began when another guest, who has been arrested, came in with {a},"
        " police said. The man who was shot died at a hospital.",
        _NOT_THEIRS,
        _NONE_FOUND,
    ),
    Story(
        "only reported",
        _ANY,
        "Man shot by Harlow officer",
        "HARLOW, Ga. — A Harlow officer shot a man on Elm Street on Monday.\n\nOfficers went there"
        " after a caller reported that a man had {a}. Police have not said whether the man who was"
        " shot was armed. He is in stable condition.",
        _NOT_THEIRS,
        _FEARED,
    ),
    Story(
        "not found",
        _ANY,
        "Police: No weapon found after shooting",
        "FAIRMONT, Ohio — An officer who shot and killed a man on Friday thought that he had {a},"
        " Chief Dan Orwell said Monday.\n\nNone was found. The man, 27, had nothing in his hands,"
        " Orwell said.",
        _NOT_THEIRS,
        _NONE_FOUND,
    ),
    Story(
        "denied by family",
        _ANY,
        "Family disputes account of shooting",
        "ORLAND, Ind. — Deputies said that Peter Lind, 52, was holding {a} when they shot and"
        " killed him on Wednesday.\n\nHis family says that is not true. “Peter was unarmed,” his"
        " sister said. “He had nothing in his hands.”",
        _NOT_THEIRS,
        frozenset({"undetermined"}),
    ),
)
_PLURAL = re.compile(r"(?:[^s]s|explosives)$", re.IGNORECASE)
_UNCOUNTED = frozenset("spray fluid wood mace".split())
_NO_WEAPON = re.compile(r"unarmed|undetermined|unknown|claimed|^$")


def with_article(kind: str) -> str:
    """
    >>> with_article("gun and ax"), with_article("pepper spray"), with_article("scissors")
    ('a gun and an ax', 'pepper spray', 'scissors')
    """
    return " and ".join(_one(each) for each in re.split(r",? and |, ", kind))


def _one(kind: str) -> str:
    head = kind.split()[-1]
    if _PLURAL.search(kind) or (head in _UNCOUNTED and not kind.startswith("piece")):
        return kind
    return f"an {kind}" if kind[0].casefold() in "aeio" else f"a {kind}"


def listed(written: Path, coded: Path) -> dict[str, frozenset[str]]:
    """Each kind as it is written out, and the categories in which the other list has it."""
    codes = {row["id"]: row["armed_with"] for row in _rows(coded)}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(written):
        if not _NO_WEAPON.search(row["armed"]) and codes.get(row["id"]):
            seen[row["armed"]][codes[row["id"]]] += 1
    return {kind: _categories(kind, many.most_common(1)[0][0]) for kind, many in seen.items()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def _categories(kind: str, code: str) -> frozenset[str]:
    words = set(re.split(r"\W+", kind.casefold()))
    either = [both for both, some in _EITHER.items() if words & set(some.split())]
    coded = {_CATEGORIES[each] for each in code.split(";") if each in _CATEGORIES}
    return frozenset(coded).union(*either)


def _fits(story: Story, categories: frozenset[str], kind: str) -> bool:
    if "vehicle" in categories:
        return story.fits == _VEHICLE and len(categories) == 1
    gun = bool(categories & {"firearm", "replica"})
    fitting = {_ANY: True, _VEHICLE: False, _AIMED: gun, _HANDHELD: not gun}
    return fitting[story.fits] and not (gun and " and " in kind and story.fits != _ANY)


def armed_in(story: Story, kind: str) -> str | None:
    given = with_article(kind)
    row = {
        "url": "https://www.valleycall.example/a",
        "title": story.title,
        "text": story.text.format(
            a=given, A=given[0].upper() + given[1:], the=f"the {kind}".replace(", ", " and ")
        ),
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    found, _ = read(row, Scope.POLICE)
    facts = found.get("facts") or {}
    armed: str | None = facts.get("armed")
    return armed


def is_right(story: Story, categories: frozenset[str], armed: str | None) -> bool:
    return armed in (categories if story.wanted == _HELD else story.instead)


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("written", type=Path)
    parser.add_argument("coded", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    kinds = sorted(listed(told.written, told.coded).items())
    if told.sample:
        kinds = random.Random(3).sample(kinds, min(told.sample, len(kinds)))
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for kind, categories in kinds:
        for story in _STORIES:
            if not _fits(story, categories, kind):
                continue
            armed = armed_in(story, kind)
            good = is_right(story, categories, armed)
            for key in ("all", story.wanted, f"story: {story.name}", *_of(story, categories)):
                asked[key] += 1
                right[key] += good
            if told.show and not good:
                print(f"{story.name}: {kind}: {armed}")
    for key in sorted(asked):
        print(f"{key:26}  {right[key] / asked[key]:.3f}  {right[key]:,} of {asked[key]:,}")


def _of(story: Story, categories: frozenset[str]) -> tuple[str, ...]:
    return (f"held, {'/'.join(sorted(categories))}",) if story.wanted == _HELD else ()


if __name__ == "__main__":
    main()
