"""Is a second person found whom the same police shots hit, however a story tells it?

    python -m benchmarks.told_two [--show]

The stories and the people are ours. In *both* stories police hit two people, both named; in *one*
stories a second person is named beside the one whom police hit and was hit by nobody, or not by
police. Printed is how many of those hit are given as such, and how many others are.
"""

# ruff: noqa: E501 - a story a line
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks import asking
from benchmarks.by_half import read
from casebook.spellings import first_and_last
from pipeline.records import Scope

_FIRST, _SECOND = ("Dorian Pell", "Pell"), ("Maribel Quist", "Quist")

#: How the second one is told to have been hit, after the first was ("{first}" has been named).
BOTH = (
    "A passenger in the car, {second}, 24, was also struck. She was in stable condition Wednesday.",
    "{second}, 24, a passenger in {last}'s car, was struck by a bullet in the arm and survived.",
    "One of the officers' bullets also hit {second}, 24, who was standing on a porch across the street.",
    "{second}, a bystander, was wounded in the leg by a stray round, the chief said.",
    "A bystander, {second}, was hit in the shoulder by a bullet fired by the officer.",
    "Also wounded was {second}, 24, who was sitting in the passenger seat.",
    "The gunfire also wounded {second}, 24, of Fairmont, who had been walking her dog.",
    "Police said {second}, {last}'s girlfriend, was shot in the hand. She was treated at a hospital.",
    "{last}'s girlfriend, {second}, 24, was hit twice and is recovering.",
    "{second}, who was in the back seat, was shot in the neck. She died on Thursday.",
    "The second person struck was {second}, 24, whom police called an innocent bystander.",
    "{second}, 24, was hit by gunfire as she sat in her living room next door, her mother said.",
    "The officers, who fired 14 times, also struck {second}, who was riding with him.",
    "{second}, the woman who was held hostage, was also killed by police gunfire, the coroner said.",
    "The hostage, {second}, 24, was struck by an officer's bullet and died at a hospital.",
    "{second}, 24, who was in the car with {last}, suffered a gunshot wound to the arm.",
    "Two bullets passed through a wall and hit {second}, 24, a neighbor, in the back.",
    "His sister, {second}, was grazed by one of the shots.",
    "{second}, 24, was treated for a gunshot wound after an officer's round ricocheted, police said.",
    "The officer's second shot hit {second}, 24, a cashier, in the thigh.",
)  # fmt: skip

#: How a headline and an opening tell of two at once; names follow.
TOGETHER = (
    "Fairmont police shot and killed {first}, 31, and wounded {second}, 24, on Tuesday night, the chief said.",
    "{first}, 31, and {second}, 24, were shot by a Fairmont police officer on Tuesday night, the chief said.",
    "Two people shot by Fairmont police on Tuesday night have been identified as {first}, 31, and {second}, 24.",
    "Fairmont officers opened fire on a car Tuesday night, killing {first}, 31, and injuring {second}, 24.",
    "A Fairmont officer fatally shot {first}, 31, on Tuesday night and wounded his passenger, {second}, 24.",
    "A couple killed by Fairmont police on Tuesday night were identified as {first}, 31, and {second}, 24.",
    "{first}, 31, died and {second}, 24, was critically wounded when Fairmont police fired into a car on Tuesday night.",
    "The man and woman shot by Fairmont police on Tuesday night were {first}, 31, and {second}, 24, the coroner said.",
    "Fairmont police killed {first}, 31, on Tuesday night. {second}, 24, who was in the car with him, was also shot and is expected to survive.",
    "The families of {first}, 31, and {second}, 24, who were both shot by Fairmont police on Tuesday night, want answers.",
)  # fmt: skip

#: How another is told of who was hit by nobody, or not by police.
ONE = (
    "A passenger in the car, {second}, 24, was not hurt.",
    "{second}, 24, {last}'s girlfriend, saw it from the porch. “I heard three shots,” she said.",
    "Officers had come because {last} had shot his girlfriend, {second}, 24. She died at a hospital.",
    "{second}, 24, was found dead inside the house. Police believe {last} had killed her.",
    "{last} had been holding {second}, 24, hostage; she was freed unharmed.",
    "{second}, a neighbor, said a bullet hit her kitchen wall.",
    "{second}, 24, who was in the back seat, was cut by glass.",
    "His sister, {second}, said he had never been in trouble.",
    "{second}, 24, was arrested at the scene and charged with obstructing police.",
    "Earlier that evening {last} had wounded {second}, 24, in a robbery, police said.",
    "A driver, {second}, 24, was hurt when {last}'s car hit hers before the shooting.",
    "Last year another Fairmont officer shot {second}, 24, who survived.",
)  # fmt: skip

_OPENINGS = (
    "FAIRMONT, Ohio — A Fairmont police officer shot and killed {first}, 31, on Tuesday night after"
    " a chase, Chief Dan Orwell said.",
    "FAIRMONT, Ohio — The man who was shot by Fairmont police outside a store on Tuesday night was"
    " {first}, 31, the chief said Wednesday. He died at the scene.",
)
_REST = " The officer was put on leave, as is usual. The state is investigating."


def stories() -> Iterator[tuple[str, str, str, set[str]]]:
    """Kind, wording, text, and who was hit by police."""
    first, second = _FIRST[0], _SECOND[0]
    names = {"first": first, "last": _FIRST[1], "second": second}
    for opening in _OPENINGS:
        for kind, wordings in (("both", BOTH), ("one", ONE)):
            for wording in wordings:
                text = f"{opening}\n\n{wording}\n\n{_REST.strip()}".format(**names)
                yield kind, wording, text, {first, second} if kind == "both" else {first}
    for wording in TOGETHER:
        text = f"FAIRMONT, Ohio — {wording}\n\n{_REST.strip()}".format(**names)
        yield "together", wording, text, {first, second}


def found(title: str, text: str) -> set[tuple[str, str]]:
    row = {
        "url": "https://www.valleycall.example/a",
        "title": title,
        "text": text,
        "published": "2021-03-11T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    facts, _ = read(row, Scope.POLICE)
    people = [one for each in facts.get("reports") or () for one in each.get("victims") or ()]
    return {first_and_last(one["name"]) for one in people if one.get("name")}


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    counted: Counter[str] = Counter()
    for kind, wording, text, hit in stories():
        names = found("Fairmont police shooting: what we know", text)
        keys = {first_and_last(name) for name in hit}
        counted[f"{kind} asked"] += len(keys)
        counted[f"{kind} found"] += len(names & keys)
        counted[f"{kind} others"] += len(names - keys)
        if told.show and names != keys:
            print(f"{kind}: {wording}\n    {sorted(names) or 'nobody'}")
    for kind in ("both", "together", "one"):
        asked, right, others = (counted[f"{kind} {what}"] for what in ("asked", "found", "others"))
        print(f"{kind:9}  {right} of {asked} found, {others} others")


if __name__ == "__main__":
    main()
