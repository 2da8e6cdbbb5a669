"""Does another day, town or person in a story take the shooting's place? Grids of our own stories.

    python -m benchmarks.told_beside [--kind days|towns|people] [--stories 1500] [--show 5]

A story is a lead that tells the shooting with its day, its town or who was shot, and sentences with
those of something else. Of the combinations as many are drawn by chance, with a fixed seed, as
asked for; days that cannot be (a funeral before the shooting) are left out. Right is the day, the
town (and, counted apart, its state), the one name and no other. Printed is the number right, and
the words that fail most; ``--show`` prints stories that fail.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from benchmarks import asking
from benchmarks.by_half import read
from pipeline.records import Scope


@dataclass(frozen=True)
class Story:
    """A story, what is to be read of it, and the words it is made of."""

    title: str
    text: str
    right: tuple[str, ...]
    words: tuple[str, ...]


_CLOSE = "The state is investigating."
_DAYS = (
    ("Tuesday night", "2021-03-09"),
    ("on Monday", "2021-03-08"),
    ("early Sunday", "2021-03-07"),
    ("Saturday afternoon", "2021-03-06"),
    ("Wednesday morning", "2021-03-10"),
    ("on March 3", "2021-03-03"),
    ("on Feb. 27", "2021-02-27"),
    ("Thursday", "2021-03-04"),
    ("just after midnight Tuesday", "2021-03-09"),
    ("two days ago", "2021-03-08"),
    ("on Dec. 12", "2020-12-12"),
    ("on Oct. 5, 2019", "2019-10-05"),
    ("about 9:40 p.m. Tuesday", "2021-03-09"),
    ("last Friday", "2021-03-05"),
    ("on Sunday, March 7,", "2021-03-07"),
    ("shortly before 2 a.m. Monday", "2021-03-08"),
    ("a week ago Tuesday", "2021-03-02"),
)
_TOLD_DAY = (
    "Fairmont police officers shot and killed a man {d} outside a store, the department said.",
    "A man was shot by Fairmont police officers {d} on Mill Road, officials said.",
    "A Fairmont police officer fatally shot Carl Denby, 34, {d} during a traffic stop.",
    "The man Fairmont police shot {d} had a knife, the chief said.",
    "A man died after Fairmont officers opened fire {d} on Mill Road.",
    "Fairmont police have released the name of a man officers shot {d}: Carl Denby, 34.",
    "Fairmont police officers shot and killed a man outside a store, the department said.\n\n"
    "Officers were called to the store {d}, the department said.",
    "Fairmont police shot and wounded a man on Mill Road, officials said.\n\n"
    "The shooting happened {d}, according to the state.",
    "Carl Denby, 34, was shot to death by a Fairmont police officer in front of his home.\n\n"
    "It was {d} when the officer came to the door, the sheriff said.",
)
_BEFORE = ("The officer was hired {e}.", "He had been arrested {e} on a theft charge.")
_ANOTHER = "Another man was shot by Orland police {e}."
_OTHER_DAY = (
    *_BEFORE,
    _ANOTHER,
    "The man's mother spoke at a vigil {e}.",
    "Chief Dan Orwell said {e} that the officer is on leave.",
    "A judge set bail for another man {e}.",
    "The department released video of the shooting {e}.",
    "Investigators interviewed the officers {e}.",
    "His funeral was held {e}.",
    "The county coroner identified him {e}.",
    "The city council met {e} to talk about the case.",
    "A neighbor told a reporter {e} that she heard four shots.",
    "The officer went back to work {e}.",
    "His family filed a complaint {e}.",
)
_WHEN = (
    ("on Tuesday", "2021-03-09"),
    ("on Monday", "2021-03-08"),
    ("Friday", "2021-03-05"),
    ("on March 4", "2021-03-04"),
    ("on Jan. 15", "2021-01-15"),
    ("in 2018", "2018"),
    ("Wednesday", "2021-03-10"),
    ("on Feb. 20", "2021-02-20"),
    ("Sunday", "2021-03-07"),
)
_TOWNS = (
    ("Ames", "Iowa", "IA"),
    ("Medford", "Oregon", "OR"),
    ("Macon", "Georgia", "GA"),
    ("Yakima", "Washington", "WA"),
    ("Lorain", "Ohio", "OH"),
    ("Abilene", "Texas", "TX"),
    ("Kingman", "Arizona", "AZ"),
    ("Elkhart", "Indiana", "IN"),
    ("Gulfport", "Mississippi", "MS"),
    ("Hays", "Kansas", "KS"),
)
_TOLD_TOWN = (
    "{T} police shot and killed a man Tuesday night outside a store, the department said.",
    "A man was shot by police in {T}, {S}, on Tuesday night, officials said.",
    "Police in {T} fatally shot a man Tuesday night after a chase, the chief said.",
    "A {T} police officer shot a 34-year-old man Tuesday night on Mill Road in {T}, the city said.",
    "{TU}, {S} — A man was shot and killed by police Tuesday night on Mill Road.",
    "A sheriff's deputy shot a man Tuesday night at a gas station in {T}, {S}.",
    "A state trooper shot and wounded a man Tuesday night near {T}, {S}, officials said.",
    "Officers opened fire Tuesday night on a car in downtown {T}, {S}, killing the driver.",
    "A man died Tuesday night in a shooting by {T} police, the coroner of the county said.",
)
_OTHER_TOWN = (
    "He was flown to a hospital in {D}.",
    "The man, Carl Denby, 34, was from {D}.",
    "The officer, who lives in {D}, is on leave.",
    "He had been arrested in {D} in 2019.",
    "The chase began in {D}, police said.",
    "His mother drove from {D} when she heard.",
    "He worked at a plant in {D}.",
    "A vigil was held in {D}.",
    "The body was taken to {D} for an autopsy.",
    "Police in {D} had looked for the man since Monday.",
    "The officer came to the department from {D} in 2015.",
    "Carl Denby, 34, of {D}, died at the scene.",
    "A similar shooting took place in {D} last year.",
    "The truck had been stolen in {D}.",
    "Denby grew up in {D} and played football there.",
)
_NAMES = (
    ("Carl Denby", "him"),
    ("Ana Lucia Ortega", "her"),
    ("Deshawn Tibbs Jr.", "him"),
    ("Nguyen Van Minh", "him"),
    ("Rose Many Hides", "her"),
    ("Tyler Frost", "him"),
    ("Will Banks", "him"),
    ("Mohamed Abdi Warsame", "him"),
    ("Grace Hill", "her"),
    ("J.T. McCready", "him"),
)
_TOLD_NAME = (
    "{V}, 34, was shot by Fairmont police officers Tuesday night on Mill Road, officials said.",
    "A person shot by Fairmont police Tuesday night was identified Wednesday as {V}, 34.",
    "Fairmont police officers shot and killed {V} outside a store Tuesday night.",
    "The county coroner identified the person killed by Fairmont police on Tuesday as {V}, 34.",
    "Fairmont police have named the person an officer shot Tuesday night: {V}, 34.",
    "The family of {V}, who was shot by Fairmont police on Tuesday, wants answers.",
    "A Fairmont police officer fatally shot a person on Mill Road Tuesday night.\n\n"
    "The coroner identified the dead as {V}, 34.",
    "Two Fairmont officers fired at {V} on Tuesday night, killing {L}, the chief said.",
    "{V} died at a hospital Tuesday night after being shot by Fairmont police.",
    "Police in Fairmont shot a 34-year-old on Tuesday night.\n\n"
    "{V} was taken to a hospital, the department said.",
)
_OTHER_NAME = (
    "Chief Dan Orwell said the officers are on leave.",
    "Officer Kurt Wald, who joined the department in 2015, fired twice, the chief said.",
    "“We want the video,” said Ann Pell, a lawyer for the family.",
    "Neighbor Jo Lenz said she heard four shots.",
    "Mara Quint, a sister, said the family is in shock.",
    "Coroner Lee Ostrow said an autopsy is planned.",
    "Mayor Pat Sewell asked for calm.",
    "Another officer, Ray Dunn, was hurt in a fall.",
    "A store clerk, Sam Ito, had called 911.",
    "Police had been looking for Neil Gant, 40, who is wanted in a robbery.",
    "Kim Alder, who lives across the street, watched from a window.",
    "“I saw it all,” Hal Bray said.",
    "The case was given to prosecutor Ines Roth.",
    "Greg Stanton, 50, was treated for a cut from broken glass.",
)


def days() -> Iterator[Story]:
    for lead, (d, day), other, (e, then) in product(_TOLD_DAY, _DAYS, _OTHER_DAY, _WHEN):
        if other != _ANOTHER and (then < day) != (other in _BEFORE):
            continue
        told = f"FAIRMONT, Ohio — {lead.format(d=d)}".replace(",,", ",")
        text = f"{told}\n\n{other.format(e=e)}\n\n{_CLOSE}"
        yield Story("Fairmont police shoot man on Mill Road", text, (day,), (lead, d, other, e))


def towns() -> Iterator[Story]:
    places = product(_TOLD_TOWN, _TOWNS, _OTHER_TOWN, _TOWNS, ("{0}", "{0}, {1}"))
    for lead, (town, state, code), other, there, form in places:
        if town == there[0]:
            continue
        told = lead.format(T=town, S=state, TU=town.upper())
        text = f"{told}\n\n{other.format(D=form.format(*there))}\n\n{_CLOSE}"
        yield Story("Man shot by police", text, (town, code), (lead, town, other))


def people() -> Iterator[Story]:
    for (name, him), lead, one, two in product(_NAMES, _TOLD_NAME, _OTHER_NAME, _OTHER_NAME):
        if one == two:
            continue
        told = f"FAIRMONT, Ohio — {lead.format(V=name, L=him)}"
        text = f"{told}\n\n{one}\n\n{two}\n\n{_CLOSE}"
        yield Story(
            "Fairmont police shoot person on Mill Road", text, (name,), (name, lead, one, two)
        )


def _day_of(found: Mapping[str, Any]) -> tuple[str | None, ...]:
    return (found["facts"].get("incident_date"),)


def _town_of(found: Mapping[str, Any]) -> tuple[str | None, ...]:
    return found["facts"].get("city"), found["facts"].get("state")


def _names_of(found: Mapping[str, Any]) -> tuple[str | None, ...]:
    return tuple(one["name"] for each in found["reports"] for one in each["victims"])


_KINDS: dict[str, tuple[Callable[[], Iterator[Story]], Callable[..., tuple[str | None, ...]]]] = {
    "days": (days, _day_of),
    "towns": (towns, _town_of),
    "people": (people, _names_of),
}


def as_read(story: Story, answer: Callable[..., tuple[str | None, ...]]) -> tuple[str | None, ...]:
    row = {
        "url": "https://www.valleycall.example/a",
        "title": story.title,
        "text": story.text,
        "published": "2021-03-10T18:00:00-05:00",
        "outlet": "Valley Call",
    }
    found = read(row, Scope.POLICE)[0]
    return answer(found) if found.get("facts") else (None,)


def count(kind: str, number: int, show: int) -> None:
    """Print how many of the stories of a kind are read right, and what fails most."""
    make, answer = _KINDS[kind]
    every: Sequence[Story] = list(make())
    chosen = random.Random(7).sample(every, min(number, len(every)))
    failing: Counter[str] = Counter()
    right = whole = 0
    for story in chosen:
        got = as_read(story, answer)
        good = got[:1] == story.right[:1] if kind == "towns" else got == story.right
        right, whole = right + good, whole + (got == story.right)
        if not good:
            failing.update(story.words)
            if len(story.words) * show >= failing.total():
                print("     ", got, story.text.replace("\n\n", " / "))
    state = f", {whole} with its state" if kind == "towns" else ""
    print(f"{right:5} of {len(chosen)}  {kind}{state}")
    worst = (f"{told} ({n})".replace("\n\n", " / ") for told, n in failing.most_common(4))
    print("      fail most:", "; ".join(worst))


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--kind", choices=list(_KINDS), help="only these stories")
    parser.add_argument("--stories", type=int, default=1_500, help="of each kind")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    for kind in [given.kind] if given.kind else _KINDS:
        count(kind, given.stories, given.show)


if __name__ == "__main__":
    main()
