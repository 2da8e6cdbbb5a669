"""Is a shooting told one way read like one told another? A small grammar of stories of our own.

    python -m benchmarks.told_ways [--stories 1500] [--show]

A story is a headline, a way to say that police shot somebody, a sentence on flight, one on fate
and some that say nothing of these, drawn by chance with a fixed seed; beside them stand stories
that police shot nobody: they missed, a dog, a Taser, a civilian who fired. Printed is, by dimension
and by wording, the share read right: relevance, that there is one victim and by which name, whether
they died, and flight. ``--show`` prints the failures.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks import asking
from benchmarks.by_half import read
from casebook.spellings import first_and_last
from pipeline.records import Scope

_DEAD, _ALIVE, _OPEN = True, False, None


@dataclass(frozen=True)
class Force:
    many: str  # "Fairmont police officers"
    agency: str  # "the Fairmont Police Department"
    town: str


@dataclass(frozen=True)
class Told:
    """One wording and what it says."""

    text: str
    says: Any = None


@dataclass(frozen=True)
class Story:
    """One story as drawn, what is to be read of it, and the wordings it is made of."""

    title: str
    text: str
    relevant: bool
    name: str | None
    fatal: bool | None
    fleeing: frozenset[str | None]
    wordings: dict[str, str]


_FORCES = (
    Force("Fairmont police officers", "the Fairmont Police Department", "FAIRMONT, Ohio"),
    Force("Orland County sheriff's deputies", "the sheriff's office", "ORLAND, Ind."),
    Force("state troopers", "the Georgia State Patrol", "HARLOW, Ga."),
    Force("police", "the Pelham Police Department", "PELHAM, Ore."),
)
_WHO = (
    ("a man", None),
    ("a 34-year-old man", None),
    ("a Mill Road man", None),
    ("an armed man", None),
    ("Carl Denby, 34,", "Carl Denby"),
    ("34-year-old Martin Reese", "Martin Reese"),
    ("Luis Armenta", "Luis Armenta"),
    ("a man identified as Deshawn Tibbs, 34,", "Deshawn Tibbs"),
)
_DAYS = ("Tuesday", "Sunday night", "early Monday", "Saturday afternoon", "Tuesday morning")
_TITLES = (
    "OIS on Mill Road under investigation",
    "Police-involved shooting on Mill Road",
    "Cops: Man shot outside store",
    "State investigates officer-involved shooting",
    "Man shot by law enforcement on Mill Road",
    "What we know about the shooting on Mill Road",
    "Officers open fire on man",
    "One man shot in encounter with law enforcement",
    "Officials release details of Mill Road shooting",
    "Shots fired by police on Mill Road; man struck",
)
#: How it is told, and what that says of the fate.
_SHOOTINGS = (
    Told("{Many} shot and killed {who} {day} outside a convenience store.", _DEAD),
    Told("{Who} was shot and killed by {many} {day}.", _DEAD),
    Told("{Who} was fatally shot {day} by {many}.", _DEAD),
    Told("{Many} fatally wounded {who} {day} on Mill Road.", _DEAD),
    Told("{Many} gunned down {who} {day} in a parking lot.", _DEAD),
    Told("An officer-involved shooting left {who} dead {day}, {agency} said.", _DEAD),
    Told("{Who} died {day} after an encounter with {many} in which shots were fired.", _DEAD),
    Told("{Who} was killed {day} in a shootout with {many}.", _DEAD),
    Told("{Who} was killed {day} by gunfire from {many}.", _DEAD),
    Told("{Who} died {day} in a police shooting on Mill Road.", _DEAD),
    Told("{Who} is dead after {many} opened fire {day} on Mill Road.", _DEAD),
    Told("The fatal shooting of {who} by {many} {day} is under review.", _DEAD),
    Told("Gunfire from {many} killed {who} {day}.", _DEAD),
    Told("A confrontation between {who} and {many} ended {day} with the man shot dead.", _DEAD),
    Told("A traffic stop turned deadly {day} when {many} shot {who} on Mill Road.", _DEAD),
    Told("{Many} returned fire {day}, killing {who} on Mill Road.", _DEAD),
    Told("{Who} lost his life {day} when {many} fired on him.", _DEAD),
    Told("{Who} was shot to death by {many} {day}.", _DEAD),
    Told("Bullets fired by {many} killed {who} {day}.", _DEAD),
    Told(
        "An exchange of gunfire with {many} ended {day} in the death of {who} on Mill Road.", _DEAD
    ),
    Told("{Who} was pronounced dead {day} after being shot by {many}.", _DEAD),
    Told("{Many} used deadly force {day} against {who} who died of gunshot wounds.", _DEAD),
    Told("{Many} opened fire {day} on {who} hitting him at least once."),
    Told("{Many} discharged their weapons {day}, striking {who} in a parking lot."),
    Told("{Who} was struck {day} by gunfire from {many}."),
    Told("{Who} was shot {day} by law enforcement on Mill Road, according to {agency}."),
    Told("{Who} was shot {day} during an encounter with {many}."),
    Told("{Who} was hit {day} by bullets that {many} fired."),
    Told("An officer-involved shooting sent {who} to a hospital {day}, {agency} said.", _ALIVE),
    Told("{Many} fired {day}, and {who} was struck."),
    Told("{Who} was hit when {many} fired into his car {day}."),
    Told("{Many} were involved in a shooting {day} that injured {who} on Mill Road.", _ALIVE),
    Told("{Who} suffered gunshot wounds {day} when {many} fired at him."),
    Told("Rounds fired by {many} {day} hit {who} in a parking lot."),
    Told("{Who} was hospitalized {day} after a police-involved shooting on Mill Road.", _ALIVE),
    Told("{Many} shot {who} once {day} in a parking lot."),
    Told("{Many} shot and wounded {who} {day}.", _ALIVE),
    Told("The shooting of {who} by {many} {day} is being investigated."),
)
_CONTEXTS = (
    "Officers were called to Mill Road about a disturbance, {agency} said.",
    "The encounter began with a call about a man shouting at neighbors, according to {agency}.",
    "A resident of the block said she heard three or four shots.",
    "It began as a domestic call, {agency} said.",
    "",
)
_FLIGHTS = (
    Told("He ran from officers before the shooting, {agency} said.", "foot"),
    Told("The man fled on foot when officers told him to stop, {agency} said.", "foot"),
    Told("Officers chased him on foot through an alley.", "foot"),
    Told("He took off running, and officers followed.", "foot"),
    Told("A foot chase ended behind a garage, where the shots were fired.", "foot"),
    Told("He jumped a fence and kept running, {agency} said.", "foot"),
    Told("He drove off when officers tried to stop him, {agency} said.", "car"),
    Told("He led officers on a chase at speeds of 80 mph.", "car"),
    Told("His car sped away from a traffic stop, {agency} said.", "car"),
    Told("He refused to pull over, and a pursuit ended in a ditch a mile away.", "car"),
    Told("The vehicle pursuit ended when his car crashed into a pole.", "car"),
    Told("He rode off on a bicycle when officers called to him.", "other"),
    Told("He had barricaded himself in an apartment for three hours.", "not"),
    Told("He walked toward the officers and would not stop, {agency} said.", "not"),
    Told("He stood in the doorway when the shots were fired.", "not"),
    Told("He charged at the officers, {agency} said.", "not"),
    Told("He did not run, a neighbor said.", "not"),
    Told("Another man ran off and was arrested a mile away.", "not"),
    Told("A neighbor ran outside when she heard the shots.", "not"),
    Told("One of the officers ran for cover, {agency} said.", "not"),
)
_DEATHS = (
    Told("He died at the scene.", _DEAD),
    Told("He was pronounced dead at a hospital.", _DEAD),
    Told("Medics pronounced him dead at the scene.", _DEAD),
    Told("He died three days later at a hospital.", _DEAD),
    Told("He later succumbed to his injuries.", _DEAD),
    Told("He did not survive.", _DEAD),
    Told("Officers gave first aid, but he died.", _DEAD),
    Told("Efforts to save his life were unsuccessful, the coroner said.", _DEAD),
    Told("The coroner's office said he died of gunshot wounds.", _DEAD),
    Told("He was declared dead on arrival at a hospital.", _DEAD),
)
_FATES = (
    *_DEATHS,
    Told("He was in critical condition Wednesday.", _ALIVE),
    Told("He is expected to survive.", _ALIVE),
    Told("He was treated and released.", _ALIVE),
    Told("His injuries are not considered life-threatening.", _ALIVE),
    Told("He was listed in stable condition at a hospital.", _ALIVE),
    Told("He underwent surgery and is recovering.", _ALIVE),
    Told("He was booked into jail after treatment at a hospital.", _ALIVE),
    Told("He has been released from the hospital.", _ALIVE),
    Told("He survived.", _ALIVE),
    Told("He remained in a hospital Wednesday with serious injuries.", _ALIVE),
    Told("His condition was not known Wednesday.", _OPEN),
    Told("He was taken to a hospital.", _OPEN),
    Told("Officials did not release his condition.", _OPEN),
)
_ENDS = (
    "No officers were hurt.",
    "The officers were placed on leave while the state investigates.",
    "Anyone with information is asked to call {agency}.",
    "Body camera video has not been released.",
    "",
)
#: (headline, text): nobody was hit by police gunfire.
_OTHER_STORIES = (
    Told(
        "{Many} fired at {who} {day} but missed, {agency} said. He was arrested unhurt.",
        "Officers fire at man, nobody hit",
    ),
    Told(
        "{Many} fired several shots {day} at a fleeing car, but nobody was struck, {agency} said.",
        "Shots fired at fleeing car",
    ),
    Told(
        "{Who} died {day} after {many} used a Taser on him, {agency} said.",
        "Man dies after Taser is used",
    ),
    Told(
        "{Many} shot and killed a dog {day} that had bitten {who} on Mill Road.",
        "Dog shot by police",
    ),
    Told(
        "A homeowner shot and killed {who} {day}, {agency} said. No charges have been filed.",
        "Homeowner kills man, police say",
    ),
    Told(
        "{Who} was shot and killed by his neighbor {day}, {agency} said. {Many} arrested the"
        " neighbor at the house.",
        "Neighbor held in shooting",
    ),
    Told(
        "An officer was shot and wounded {day} by a gunman who got away, {agency} said.",
        "Police officer shot on Mill Road",
    ),
    Told(
        "An officer was shot and killed {day}, {agency} said. {Who} was arrested without a shot"
        " being fired by police.",
        "Officer killed; man arrested",
    ),
    Told(
        "{Who} shot himself {day} as {many} surrounded the house, {agency} said. No officer fired.",
        "Man dies in standoff",
    ),
    Told(
        "{Who} was found dead {day} of a self-inflicted gunshot wound after a standoff with"
        " {many}.",
        "Standoff ends with man dead",
    ),
    Told(
        "{Who} was found unresponsive in a jail cell {day} and died, {agency} said.",
        "Man dies in county jail",
    ),
    Told(
        "{Who} died {day} when his car hit a tree while {many} were chasing him.",
        "Man dies in crash after pursuit",
    ),
    Told(
        "{Many} hit {who} with a beanbag round {day} and arrested him, {agency} said.",
        "Man arrested after beanbag round",
    ),
    Told(
        "{Many} fired rubber bullets and tear gas {day} at a crowd downtown. {Who} was hit in the"
        " leg by a rubber bullet.",
        "Rubber bullets fired at crowd",
    ),
    Told(
        "{Who} was struck and killed by a patrol car {day}, {agency} said.",
        "Man killed by patrol car",
    ),
    Told(
        "A store security guard shot {who} {day}, {agency} said.",
        "Guard shoots man at store",
    ),
    Told(
        "{Many} are looking for the gunman who shot {who} {day} on Mill Road.",
        "Gunman sought in shooting",
    ),
    Told(
        "A man opened fire on {many} {day}, {agency} said. They did not return fire, and nobody was"
        " hurt.",
        "Man held after shots at police",
    ),
    Told(
        "An officer's gun went off by accident {day} in the station, {agency} said. Nobody was"
        " hit.",
        "Officer's gun goes off",
    ),
    Told(
        "Dozens of {many} took part {day} in a drill at the high school, where an officer-involved"
        " shooting was played out.",
        "Police hold shooting drill",
    ),
    Told(
        "{Who} was sentenced {day} to 20 years in prison for shooting at {many} last year. Nobody"
        " was hit.",
        "Man sentenced for shooting at police",
    ),
    Told(
        "{Who} died {day} after {many} held him face down, {agency} said.",
        "Man dies after restraint",
    ),
    Told(
        "{Who} held {many} at bay with a gun for six hours {day} before he gave up, {agency} said.",
        "Standoff ends peacefully",
    ),
    Told(
        "{Who} was shot {day} in a quarrel outside a bar, {agency} said. {Many} found him on the"
        " sidewalk and took him to a hospital.",
        "Man shot outside bar",
    ),
    Told(
        "{Who} was stabbed to death {day}, {agency} said. {Many} arrested his brother.",
        "Man stabbed to death",
    ),
    Told(
        "An off-duty officer was shot dead {day} in a robbery, {agency} said.",
        "Off-duty officer slain in robbery",
    ),
    Told(
        "Three people were shot {day} on Mill Road, {agency} said. {Many} have made no arrest.",
        "Three shot on Mill Road",
    ),
    Told(
        "{Who} pointed a gun at {many} {day}, who talked him into putting it down, {agency} said.",
        "Man with gun surrenders",
    ),
)


def stories(number: int) -> Iterator[Story]:
    """As many stories of police shootings as asked for, and all others with each kind of person."""
    dice = random.Random(11)
    for turn in range(number):
        yield _shooting(dice, _SHOOTINGS[turn % len(_SHOOTINGS)])
    for told in _OTHER_STORIES:
        for who in _WHO:
            yield _other(dice, told, who)


def _shooting(dice: random.Random, how: Told) -> Story:
    force, (who, name), day = dice.choice(_FORCES), dice.choice(_WHO), dice.choice(_DAYS)
    title, flight = dice.choice(_TITLES), dice.choice(_FLIGHTS)
    fate = dice.choice(_DEATHS if how.says else _FATES)
    fatal = how.says if fate.says is _OPEN else fate.says
    parts = (dice.choice(_CONTEXTS), flight.text, fate.text, dice.choice(_ENDS))
    return Story(
        title,
        _text(force, who, day, how.text, parts),
        relevant=True,
        name=name,
        fatal=fatal,
        fleeing=frozenset({"not", None} if flight.says == "not" else {flight.says}),
        wordings={"how": how.text, "flight": flight.text, "fate": fate.text, "title": title},
    )


def _other(dice: random.Random, told: Told, who: tuple[str, str | None]) -> Story:
    force, day = dice.choice(_FORCES), dice.choice(_DAYS)
    parts = ("The case remains under investigation.",)
    text = _text(force, who[0], day, told.text, parts)
    return Story(told.says, text, False, None, None, frozenset(), {"other": told.text})


def _text(force: Force, who: str, day: str, how: str, parts: tuple[str, ...]) -> str:
    given = {"many": force.many, "Many": _upper(force.many), "who": who, "Who": _upper(who)}
    given |= {"day": day, "agency": force.agency}
    whole = " ".join(part for part in parts if part).format(**given)
    return f"{force.town} — {how.format(**given)}\n\n{whole}".replace(",,", ",").replace(",.", ".")


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def as_read(story: Story) -> dict[str, bool]:
    """What of it is read right, by dimension."""
    row = {
        "url": "https://www.valleycall.example/a",
        "title": story.title,
        "text": story.text,
        "published": "2021-03-10T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    found, _ = read(row, Scope.POLICE)
    if not story.relevant:
        return {"relevance of others": not found.get("relevant")}
    if not found.get("relevant"):
        return {"relevance": False}
    facts = found["facts"]
    people = [one for each in found["reports"] for one in each["victims"]]
    fatal = people[0]["fatal"] if people else None
    return {
        "relevance": True,
        "one victim": len(people) == 1,
        "victim's name": [_key(one["name"]) for one in people] == [_key(story.name)],
        "fatal": fatal == story.fatal,
        "fleeing": facts["fleeing"] in story.fleeing,
    }


def _key(name: str | None) -> tuple[str, str] | None:
    return first_and_last(name) if name else None


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--stories", type=int, default=1_500)
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for story in stories(told.stories):
        found = as_read(story)
        for what, good in found.items():
            for key in (
                what,
                *(f"{what} | {kind}: {text}" for kind, text in _told_by(story, what)),
            ):
                asked[key] += 1
                right[key] += good
        if told.show and not all(found.values()):
            print([what for what, good in found.items() if not good], story.title, story.text)
    for key in sorted(asked):
        if right[key] < asked[key] or "|" not in key:
            print(f"{right[key] / asked[key]:.3f}  {right[key]:,} of {asked[key]:,}  {key}")


_DECIDES = {
    "relevance": ("how", "title"),
    "relevance of others": ("other",),
    "one victim": ("how",),
    "victim's name": ("how",),
    "fatal": ("how", "fate"),
    "fleeing": ("flight",),
}


def _told_by(story: Story, what: str) -> list[tuple[str, str]]:
    """The wordings that decide this dimension."""
    return [(kind, story.wordings[kind]) for kind in _DECIDES[what]]


if __name__ == "__main__":
    main()
