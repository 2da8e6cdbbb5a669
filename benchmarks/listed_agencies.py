"""Whose officers fired? The agencies of a hand-kept list, each put into plain stories.

    python -m benchmarks.listed_agencies agencies.csv [--sample 300] [--type sheriff] [--show]

The list's rows give name, type and state, as the Washington Post's list of agencies does. The
stories are ours and name the agency as newspapers do, with another that looks into it, so that
only the agency decides. Printed are, by type and by story, the shares of which the agency is found
as the one that fired (by the scorer's loose comparison), under its one name, as of its type and
in its state; of which the one that looks into it, or one that the story does not name, is said to
have fired; and of which no shooting by police is read. ``--show`` prints those not found.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking
from benchmarks.by_half import read
from casebook.spellings import loosely_same
from pipeline.lexicon import gazetteer
from pipeline.records import Claim, Scope


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of the list."""

    name: str
    type: str
    state: str

    @property
    def place(self) -> str:
        """What a city's or a county's force is told by: its name without the common words."""
        return _COMMON.sub("", self.name)


@dataclass(frozen=True, slots=True)
class Story:
    """``{men}``, ``{man}`` and ``{force}`` are filled in; ``{bureau}`` looks into it."""

    name: str
    title: str
    text: str


_COMMON = re.compile(
    r" (?:(?:Division|Bureau) of )?Police(?: (?:Department|Bureau|Division|Force))?$"
    r"|(?: (?:County|Parish))? Sheriff['’]?s?['’]? (?:Office|Department)$"
)
_STORIES = (
    Story(
        "members",
        "Man shot on Mill Road dies",
        "HARLOW, {dateline} — {Men} shot and killed a man who came at them with a knife on"
        " Tuesday night.\n\nThe man died at the scene. {Bureau} is investigating.",
    ),
    Story(
        "one of them",
        "Man hurt in shooting outside store",
        "HARLOW, {dateline} — A man was shot by {man} outside a store on Sunday.\n\nThe man had"
        " pointed a gun, a witness said. The case was handed to {bureau}.",
    ),
    Story(
        "with the",
        "Man killed after traffic stop",
        "HARLOW, {dateline} — {Rank} with the {name} shot a man after a traffic stop on Friday"
        " night.\n\nHe died at a hospital. {Bureau} will review the shooting.",
    ),
    Story(
        "force says",
        "Officials: man shot after raising rifle",
        "HARLOW, {dateline} — A man was shot after he raised a rifle on Monday, the {name} said."
        "\n\n{Ranks} were called to a house at 9 p.m. and fired when he came to the door,"
        " the {kin} said. {Bureau} was asked to investigate.",
    ),
    Story(
        "short form",
        "{Short} shoot man with ax",
        "HARLOW, {dateline} — {Short} shot a man with an ax on Wednesday.\n\nHe is expected to"
        " live. {Bureau} is investigating, as is usual when {ranks} fire.",
    ),
    Story(
        "headline",
        "{Short} fatally shoot man at gas station",
        "HARLOW, {dateline} — A man with a hammer was shot and killed at a gas station early"
        " Saturday.\n\nHe died at the scene. {Bureau} will investigate.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the members of a type of agency are called, one and many, and what it is."""

    one: str
    many: str
    kin: str


_WORDS = {
    "local_police": _Words("police officer", "police officers", "department"),
    "sheriff": _Words("sheriff's deputy", "sheriff's deputies", "sheriff's office"),
    "state_police": _Words("trooper", "troopers", "agency"),
    "federal": _Words("agent", "agents", "agency"),
}
_OTHERS = _Words("officer", "officers", "department")
_SHORT = {"local_police": "police", "sheriff": "deputies"}


def listed(path: Path) -> list[Agency]:
    """The list's agencies of a state that is one."""
    with path.open(encoding="utf-8-sig", newline="") as rows:
        found = [Agency(r["name"].strip(), r["type"], r["state"]) for r in csv.DictReader(rows)]
    return [each for each in found if each.state in gazetteer.states()]


def _article(word: str) -> str:
    return "an" if re.match(r"[AEIOaeio]|Up|[FHLMNS][A-Z]{2}", word) else "a"


def written(agency: Agency) -> dict[str, str]:
    """The agency and its members as newspapers name them."""
    words = _WORDS.get(agency.type, _OTHERS)
    whose = agency.place if agency.type in _SHORT else agency.name
    if agency.type == "sheriff":
        whose = re.sub(r" Sheriff.*$", "", agency.name)
    one, many = words.one.split()[-1], words.many.split()[-1]
    return {
        "name": agency.name,
        "Men": f"{whose} {words.many}",
        "man": f"{_article(whose)} {whose} {words.one}",
        "Short": f"{whose} {_SHORT.get(agency.type, words.many)}",
        "Rank": f"{_article(one).capitalize()} {one}",
        "Ranks": many.capitalize(),
        "ranks": many,
        "kin": words.kin,
    }


def one_name(agency: Agency) -> str:
    """The name that Casebook gives a force: a sheriff has an office, a city a department."""
    name = agency.name.replace("’", "'")
    name = re.sub(r" Sheriff'?s?'? Department$", " Sheriff's Office", name)
    if agency.type == "local_police":
        name = re.sub(r" Police$| (?:Division|Bureau) of Police$", " Police Department", name)
    return name


def bureaus(agency: Agency, others: Sequence[Agency], dice: random.Random) -> list[str]:
    """Who may look into it: the state's bureau, another county's sheriff or prosecutor."""
    found = [f"the {gazetteer.states()[agency.state].name} Bureau of Investigation"]
    near = [each for each in others if each.type == "sheriff" and each.state == agency.state]
    near = [each for each in near if each != agency and "County" in each.name]
    if near:
        other = dice.choice(near)
        found += [f"the {other.name}", f"the {other.place} County district attorney"]
    return found


def said_to_have_fired(agency: Agency, bureau: str, story: Story) -> list[Claim] | None:
    """The agencies read as those that fired; None where no shooting by police is read."""
    fill = written(agency) | {
        "dateline": gazetteer.states()[agency.state].name,
        "bureau": bureau,
        "Bureau": bureau[0].upper() + bureau[1:],
    }
    row = {
        "url": "https://www.valleycall.example/a",
        "title": story.title.format(**fill),
        "text": story.text.format(**fill),
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    found, reading = read(row, Scope.POLICE)
    if reading is None or not found.get("facts"):
        return None
    return [
        claim
        for report in reading.reports
        for claim in report.claims
        if claim.field == "agency" and claim.detail["role"] in ("fired", "employer_off_duty")
    ]


_COUNTS = ("found", "one name", "type", "state", "bureau fired", "other fired", "unread")


def judge(agency: Agency, bureau: str, claims: Sequence[Claim] | None) -> list[str]:
    """Which of ``_COUNTS`` hold of what was read."""
    if claims is None:
        return ["unread"]
    ours = [claim for claim in claims if loosely_same(agency.name, str(claim.value))]
    others = [str(claim.value) for claim in claims if claim not in ours]
    theirs = [name for name in others if loosely_same(bureau.removeprefix("the "), name)]
    holds = (
        bool(ours),
        one_name(agency) in {str(claim.value) for claim in ours},
        any(claim.detail["type"] == agency.type for claim in ours),
        any(claim.detail.get("state") == agency.state for claim in ours),
        bool(theirs),
        len(others) > len(theirs),
    )
    return [what for what, held in zip(_COUNTS, holds, strict=False) if held]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--type", help="only agencies of this type")
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    everyone = listed(told.file)
    dice = random.Random(3)
    some = [each for each in everyone if told.type in (None, each.type)]
    some = dice.sample(some, min(told.sample, len(some)))
    asked: Counter[str] = Counter()
    counted: Counter[tuple[str, str]] = Counter()
    for agency in some:
        choices = bureaus(agency, everyone, dice)
        for number, story in enumerate(_STORIES):
            bureau = choices[number % len(choices)]
            claims = said_to_have_fired(agency, bureau, story)
            holds = judge(agency, bureau, claims)
            for key in ("all", f"type {agency.type}", f"story {story.name}"):
                asked[key] += 1
                counted.update((key, what) for what in holds)
            if told.show and "found" not in holds:
                read_as = [str(claim.value) for claim in claims or ()]
                print(f"{story.name}: {agency.name} ({agency.state}) → {read_as}, not {bureau}")
    print(f"{'':24} {'n':>6}", *(f"{what:>12}" for what in _COUNTS))
    for key in sorted(asked):
        shares = (f"{counted[key, what] / asked[key]:12.3f}" for what in _COUNTS)
        print(f"{key:24} {asked[key]:6}", *shares)


if __name__ == "__main__":
    main()
