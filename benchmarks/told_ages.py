"""Is the age read however a story tells it, and given to whose it is?

    python -m benchmarks.told_ages [--show]

The stories and the people are ours. Police shot one whose age is told in one of many ways; an
officer, a relative and a witness have ages too, told the plain way. Printed is how often the age
of the one who was shot is right, is another's or is none; ``untold`` are stories that do not tell
it, where none is right. ``shots`` are tellings of how many shots police fired.
"""

# ruff: noqa: E501 - a story a line
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks import asking
from benchmarks.by_half import read
from pipeline.records import Scope

#: Each has the age in figures (31), or in words (thirty-one), by ``{n}``.
BESIDE = (
    "Dorian Pell, {n}, was shot and killed by a Fairmont police officer on Tuesday night, Chief Dan Orwell said.",
    "A Fairmont police officer shot and killed Dorian Pell, {n}, on Tuesday night, Chief Dan Orwell said.",
    "A Fairmont police officer shot and killed {n}-year-old Dorian Pell on Tuesday night.",
    "A Fairmont police officer shot and killed a {n}-year-old man, Dorian Pell, on Tuesday night.",
    "The man shot by Fairmont police on Tuesday night was Dorian Pell, {n}, of Orland, the chief said.",
    "Dorian Pell, age {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, aged {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell ({n}) was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, {n} years old, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, who was {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell was {n} years old when a Fairmont police officer shot and killed him on Tuesday night.",
    "At {n}, Dorian Pell was shot and killed by Fairmont police on Tuesday night.",
)  # fmt: skip
#: Told elsewhere than right beside the name.
APART = (
    "Dorian Pell, a father of three, {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, of Orland, {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, of Orland, Ohio, {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, of Orland, age {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Fairmont police shot and killed Dorian Pell, a roofer, {n}, on Tuesday night, the chief said.",
    "Dorian Pell, the driver, {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, a white man aged {n}, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, a {n}-year-old father of three, was shot and killed by Fairmont police on Tuesday night.",
    "Fairmont police shot and killed Dorian Pell on Tuesday night. He was {n}.",
    "Fairmont police shot and killed Dorian Pell on Tuesday night. Pell was {n}.",
    "Fairmont police shot and killed Dorian Pell on Tuesday night. Pell was {n} years old.",
    "A {n}-year-old man was shot and killed by Fairmont police on Tuesday night. He was identified as Dorian Pell.",
)  # fmt: skip
#: Written short, in figures only.
SHORT = (
    "Dorian Pell, 31yo, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, 31 y/o, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Fairmont police shot and killed Dorian Pell, a 31 y/o man, on Tuesday night.",
    "Fairmont police shot and killed a 31yo man, Dorian Pell, on Tuesday night.",
    "Fairmont police shot and killed Dorian Pell, a 31-yr-old roofer, on Tuesday night.",
    "A Fairmont police officer shot and killed 31-yr-old Dorian Pell on Tuesday night.",
    "Fairmont police shot and killed Dorian Pell, a 31 year old man, on Tuesday night.",
    "Fairmont police shot and killed Dorian Pell, 31 yrs old, on Tuesday night.",
)  # fmt: skip
UNTOLD = (
    "Dorian Pell, one of two men in the car, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, ten of whose friends came to the vigil, was shot and killed by Fairmont police on Tuesday night.",
    "Dorian Pell, father of two, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, a father of eleven, was shot and killed by a Fairmont police officer on Tuesday night.",
    "A Fairmont police officer shot Dorian Pell twelve times on Tuesday night, killing him.",
    "Dorian Pell, of 30 Mill Road, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, Fairmont High, class of 2008, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, a 30-something cook, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, a twenty-something cook, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, the son of Ruth Hale, 57, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, of Orland, whose daughter is eleven, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Dorian Pell, who lived with Ruth Hale, fifty-seven, was shot and killed by a Fairmont police officer on Tuesday night.",
    "Fairmont police shot and killed Dorian Pell twelve minutes after they came on Tuesday night. He was twenty feet away.",
    "Dorian Pell, No. 30, a former running back, was shot and killed by a Fairmont police officer on Tuesday night.",
)  # fmt: skip

#: Of others, after the opening; told plainly.
_OTHERS = (
    "Officer Glenn Tarver, {tarver}, was put on leave, as is usual.",
    "His sister, Ann Pell, {ann}, said he had never been in trouble.",
    "A {seen}-year-old neighbor said he had heard shouting.",
    "The state is investigating.",
)
_AGES = (("31", "thirty-one"), ("73", "seventy-three"), ("18", "eighteen"), ("40", "forty"))

#: What is told of police fire, and how many shots that is; none where no number is asserted.
SHOTS = (
    ("The officer fired twenty-one rounds, the chief said.", 21),
    ("Officers fired thirty-four shots in all, the chief said.", 34),
    ("The officers fired a total of 42 rounds.", 42),
    ("Between 12 and 15 rounds were fired by the officers, the chief said.", None),
    ("The officers fired between 12 and 15 rounds, the chief said.", None),
    ("Between twelve and fifteen shots were fired by police.", None),
    ("The officers fired 12 to 15 rounds, the chief said.", None),
    ("The officers fired from 12 to 15 rounds.", None),
    ("Officers Glenn Tarver and Ruth Amsel each fired once, the chief said.", 2),
    ("Officer Glenn Tarver and Officer Ruth Amsel each fired three times.", 6),
    ("Officers Glenn Tarver and Ruth Amsel fired. Each officer fired once, the chief said.", 2),
    ("Two officers, Glenn Tarver and Ruth Amsel, fired one shot each.", 2),
    ("Officers Glenn Tarver and Ruth Amsel fired one shot each, the chief said.", 2),
    ("Officers Glenn Tarver, Ruth Amsel and Jon Orr each fired once, the chief said.", 3),
    ("On Tuesday, Officers Glenn Tarver and Ruth Amsel each fired once, the chief said.", 2),
    ("Two officers fired. Each fired two rounds, the chief said.", 4),
    ("Both officers fired once, the chief said.", 2),
    ("Officer Glenn Tarver fired once, the chief said.", 1),
    ("The officer fired five times, the chief said.", 5),
    ("Each officer carries 45 rounds, the chief said.", None),
)  # fmt: skip
_SHOT = "Dorian Pell, 31, was shot and killed by Fairmont police on Tuesday night, Chief Dan Orwell said."


def stories() -> Iterator[tuple[str, str, str, int | None]]:
    """Kind, wording, text, and the age that is right."""
    for figures, spelled in _AGES:
        for told, kind in ((figures, "figures"), (spelled, "words")):
            for where, wordings in (("beside", BESIDE), ("apart", APART)):
                for wording in wordings:
                    opening = wording.format(n=told)
                    yield f"{where}, {kind}", opening, _story(opening, kind), int(figures)
    for opening in SHORT:
        yield "short", opening, _story(opening, "figures"), 31
    for opening in UNTOLD:
        for kind in ("figures", "words"):
            yield "untold", opening, _story(opening, kind), None


def _story(opening: str, kind: str) -> str:
    told = {"tarver": "44", "ann": "27", "seen": "65"}
    if kind == "words":
        told = {"tarver": "forty-four", "ann": "twenty-seven", "seen": "sixty-five"}
    rest = "\n\n".join(_OTHERS).format(**told)
    return f"FAIRMONT, Ohio — {opening}\n\n{rest}"


def _facts(text: str) -> dict[str, object]:
    row = {
        "url": "https://www.valleycall.example/a",
        "title": "Fairmont police shooting: what we know",
        "text": text,
        "published": "2021-03-11T12:00:00-05:00",
        "outlet": "Valley Call",
    }
    return read(row, Scope.POLICE)[0]


def age_of(text: str) -> int | None:
    """The age read of the one who was shot; -1 where he is not found."""
    for report in _facts(text).get("reports") or ():  # type: ignore[attr-defined]
        for one in report.get("victims") or ():
            if str(one.get("name")).endswith("Pell"):
                return one.get("age")  # type: ignore[no-any-return]
    return -1


def shots_of(text: str) -> int | None:
    reports = _facts(text).get("reports") or [{}]
    return reports[0].get("shots_fired")  # type: ignore[index,no-any-return]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    counted: Counter[tuple[str, str]] = Counter()

    def count(kind: str, wording: str, read_as: int | None, right: int | None) -> None:
        how = "right" if read_as == right else "none" if read_as in (None, -1) else "wrong"
        counted[kind, how] += 1
        if told.show and how != "right":
            print(f"{kind}: {wording}\n    {read_as}, not {right}")

    for kind, wording, text, right in stories():
        count(kind, wording, age_of(text), right)
    for wording, shots in SHOTS:
        text = f"FAIRMONT, Ohio — {_SHOT}\n\n{wording}\n\nThe state is investigating."
        count("shots", wording, shots_of(text), shots)
    for kind in dict.fromkeys(kind for kind, _ in counted):
        asked = sum(number for (each, _), number in counted.items() if each == kind)
        figures = (f"{counted[kind, how]} {how}" for how in ("right", "wrong", "none"))
        print(f"{kind:16}  of {asked}: {', '.join(figures)}")


if __name__ == "__main__":
    main()
