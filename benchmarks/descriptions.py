"""Hold reading against short real descriptions and the fields that people coded beside them.

    python -m benchmarks.descriptions mpv.xlsx [--limit N] [--half open|held] [--show FIELD]

Reads the sheet of Mapping Police Violence: each description of a person killed by gunfire is read
as an article of its own, and scored against the row's name, age, gender, weapon and flight. A coder
knew more than the two or three sentences, so a blank is counted apart, and only names and ages that
stand in the words are asked for. The halves are by the row's id, as in ``split.py``; ``--show``
prints what was read wrongly, on the open half only. Needs openpyxl (the extra ``train``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from benchmarks import asking
from benchmarks.split import HALVES, half_of
from casebook.rates import wilson
from casebook.spellings import first_and_last, fold
from pipeline import reader
from pipeline.consensus import report_facts
from pipeline.language.text import normalise
from pipeline.records import Article, Scope

Row = Mapping[str, Any]
_COLUMNS = {
    "name": "Victim's name",
    "age": "Victim's age",
    "gender": "Victim's gender",
    "weapon": "Alleged Weapon",
    "flee": "Fleeing",
    "text": "A brief description",
    "cause": "Cause of death",
    "id": "MPV ID",
    "state": "State",
    "city": "City",
    "date": "Date of Incident",
    "officers": "Names of Officers",
}
_CATEGORIES = (
    ("replica", r"\btoy|replica|bb gun|pellet|airsoft|air ?gun|fake"),
    ("firearm", r"\bgun\b|firearm|rifle|shotgun|pistol|handgun"),
    ("vehicle", r"vehicle|\bcar\b|motorcycle"),
    ("knife", r"knife|sword|machete|box ?cutter|scissors|blade|samurai|straight edge"),
    ("unarmed", r"unarmed|no object"),
    ("undetermined", r"undetermined|unknown|unclear"),
)
_FLIGHT = {"foot": "foot", "car": "car", "not fleeing": "not", "other": "other"}


def described(path: Path) -> Iterator[dict[str, str]]:
    """The rows on people shot, under short names; empty cells are empty text."""
    lines = load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)
    header = [str(cell or "") for cell in next(lines)]
    at = {
        name: next(n for n, title in enumerate(header) if title.startswith(wanted))
        for name, wanted in _COLUMNS.items()
    }
    for line in lines:
        row = {name: str(line[n]).strip() if line[n] is not None else "" for name, n in at.items()}
        if "gunshot" in row["cause"].casefold() and len(row["text"]) > 60:
            yield row


def category(weapon: str) -> str | None:
    """The armed category of a free-text weapon; several: the gun. None where not coded."""
    low = weapon.casefold()
    if not low:
        return None
    return next((name for name, words in _CATEGORIES if re.search(words, low)), "other")


def labels(row: Row) -> dict[str, Any]:
    text = fold(row["text"]).split()
    name = first_and_last(row["name"])
    said = name[0] in text and name[1] in text and "withheld" not in row["name"].casefold()
    gender = row["gender"].casefold()
    flight = [_FLIGHT[x] for x in row["flee"].casefold().split(",") if x in _FLIGHT]
    return {
        "name": name if said else None,
        "age": int(row["age"]) if row["age"].isdigit() and row["age"] in text else None,
        "gender": gender if gender in ("male", "female") else None,
        "armed": category(row["weapon"]),
        "fleeing": flight[0] if flight else None,
        "fatal": True,
    }


def read(row: Row) -> dict[str, Any]:
    """What we read; ``relevant`` says whether police are told to have hit anybody."""
    url = f"https://descriptions.example/{row['id']}"
    reading = reader.read_article(Article(url, url, "", normalise(row["text"])))
    told = [each for each in reading.reports if each.in_scope(Scope.POLICE)]
    if not told:
        return {"relevant": False}
    facts = report_facts(reading.article, told[0], Scope.POLICE)
    victims = facts["victims"]
    one = victims[0] if victims else {}
    names = [first_and_last(each["name"]) for each in victims if each["name"]]
    return {
        "relevant": True,
        "names": names,
        "name": names[0] if names else None,
        "age": one.get("age"),
        "gender": one.get("gender"),
        "fatal": one.get("fatal"),
        "armed": facts["armed"] or one.get("armed"),
        "fleeing": facts["fleeing"] or one.get("fleeing"),
    }


def outcome(field: str, wanted: Any, ours: Row) -> str:
    got = ours.get(field)
    if field == "name":
        if wanted in ours["names"]:
            return "right" if len(ours["names"]) == 1 else "right, others too"
        return "wrong" if got else "blank"
    if got is None:
        return "blank"
    return "right" if got == wanted else "wrong"


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="every nth row, to this many a half")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--show", default="")
    given = parser.parse_args()
    for half in [given.half] if given.half else HALVES:
        rows = [row for row in described(given.file) if half_of(row["id"]) == half]
        step = max(1, len(rows) // given.limit) if given.limit else 1
        report(half, rows[::step], given.show if half == HALVES[0] else "")


def report(half: str, rows: list[dict[str, str]], show: str) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    mixed: Counter[tuple[Any, Any]] = Counter()
    for row in rows:
        ours, wanted = read(row), labels(row)
        counts["relevant"]["right" if ours["relevant"] else "wrong"] += 1
        if show == "relevant" and not ours["relevant"]:
            print(f"  {row['id']}: {row['text'][:400]}")
        for field, value in wanted.items() if ours["relevant"] else ():
            if value is None:
                continue
            what = outcome(field, value, ours)
            counts[field][what] += 1
            if what != "right" and field == show:
                mixed[str(value), str(ours[field])] += 1
                got = ours["names"] if field == "name" else ours[field]
                print(f"  {row['id']}: {value!r}, read {got!r}: {row['text'][:700]}")
    print(f"{half}: {len(rows)} descriptions")
    for field, tally in counts.items():
        read_at_all = tally["right"] + tally["wrong"] + tally["right, others too"]
        low, high = wilson(tally["right"], read_at_all)
        share = tally["right"] / read_at_all if read_at_all else float("nan")
        n = tally.total()
        print(
            f"  {field:9} {share:.3f} of those read ({low:.3f}–{high:.3f}), "
            f"{tally['blank'] / n:.3f} blank, n={n}  {dict(sorted(tally.items()))}"
        )
    for (value, got), many in mixed.most_common(15):
        print(f"    {value} read as {got}: {many}")


if __name__ == "__main__":
    main()
