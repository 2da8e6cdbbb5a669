"""Is the day read however it is told? Plain stories, moved over the calendar and over wordings.

    python -m benchmarks.shifted_days [--sample 4000] [--seed 5] [--show]

The stories are ours. Each is told of a shooting some days before publication; in it stands one
wording of that day, of all that a newsroom could print there and then. Publication is moved over
weekdays, hours (in the reader's own zone or in UTC, where the evening is the next day), the turn of
the year, leap days and the clock's change. Printed is the share of days read exactly, within one
day, not at all and otherwise, by story and by wording; ``--show`` prints what was not exact.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from benchmarks import asking
from benchmarks.by_half import read
from pipeline.records import DateRange, Scope

_ZONE = ZoneInfo("America/New_York")
_AP = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


@dataclass(frozen=True)
class Story:
    """A story with gaps: ``{when}`` of the shooting, ``{0}`` … of what else has a day.

    ``lags``: how many days the shooting lies back; ``others``: how many days what else is told
    does (below zero: it is to come).
    """

    name: str
    lags: range
    title: str
    text: str
    others: tuple[int, ...] = ()
    of: str = "when"  # or "whose": "Tuesday's"


_STORIES = (
    Story(
        "first day",
        range(2),
        "Police shoot man in Fairmont",
        "FAIRMONT, Ohio — A Fairmont police officer shot and killed a man {when} after he came out"
        " of a house on Mill Road with a knife, Chief Dan Orwell said.\n\nThe man died at the"
        " scene. The officer was not hurt and is on leave.",
    ),
    Story(
        "opening",
        range(5),
        "Deputies shoot man outside Orland store",
        "ORLAND, Ohio — {When}, deputies were called to a store on Mill Road, where a man pointed a"
        " gun at a clerk.\n\nTwo deputies fired at him, Sheriff Dan Orwell said. He was taken to a"
        " hospital, where he died.",
    ),
    Story(
        "identified",
        range(2, 6),
        "Man killed by Fairmont police identified",
        "FAIRMONT, Ohio — The man who was shot and killed by a Fairmont police officer {when} was"
        " identified {0} as Ray Corbin, 31, of Fairmont.\n\nThe officer fired when Corbin came"
        " toward him with a knife, Chief Dan Orwell said {0}.",
        (1,),
    ),
    Story(
        "crowded",
        range(3, 7),
        "Family of man shot by Harlow police calls for answers",
        "HARLOW, Ohio — Relatives of Ray Corbin, 31, gathered outside city hall {0} and asked for"
        " the names of the two officers who shot him {when}.\n\nA vigil will be held {2}. Chief"
        " Dan Orwell said at a press conference {1} that Corbin had fired first. Another man, who"
        " was with him, was arraigned {0}.",
        (0, 1, -2),
    ),
    Story(
        "named shooting",
        range(3, 40),
        "Harlow police release video of shooting",
        "HARLOW, Ohio — Harlow police on {0} released video from the body cameras of two officers"
        " in the {whose} shooting of Ray Corbin.\n\nCorbin, 31, was holding a knife when the"
        " officers fired, Chief Dan Orwell said. He died at a hospital.",
        (1,),
        "whose",
    ),
    Story(
        "decision",
        range(50, 250),
        "No charges for officer who shot Harlow man",
        "HARLOW, Ohio — A Harlow police officer who fatally shot a man {when} will not be charged,"
        " the county prosecutor said {0}.\n\nOfficer Sam Tolliver fired when Ray Corbin, 31,"
        " raised a gun outside his home on Mill Road, prosecutor Ann Weller wrote in a letter"
        " dated {1}.",
        (1, 2),
    ),
    Story(
        "court",
        range(200, 600),
        "Former Fairmont officer pleads not guilty",
        "FAIRMONT, Ohio — A former Fairmont police officer pleaded not guilty {0} to manslaughter"
        " in the death of Ray Corbin, whom he shot during a traffic stop {when}.\n\nSam Tolliver,"
        " 34, was indicted {1}. His next hearing is set for {2}.",
        (0, 6, -20),
    ),
    Story(
        "lawsuit",
        range(80, 600),
        "Mother of man killed by deputies sues Orland County",
        "ORLAND, Ohio — The mother of a man shot by Orland County deputies {when} filed a lawsuit"
        " {0} against the county.\n\nRay Corbin, 31, was unarmed when deputies shot him in his back"
        " yard, the suit says. The sheriff said {0} that he had not seen it.",
        (1,),
    ),
    Story(
        "retrospective",
        range(340, 1500),
        "A mother's grief after her son was shot by police",
        "HARLOW, Ohio — Ann Corbin still keeps her son's room as it was. {When}, Harlow police shot"
        " and killed Ray Corbin, 31, in the street in front of her house.\n\nShe has marched with"
        " others since. On {0} she spoke to the city council.",
        (4,),
    ),
    Story(
        "died later",
        range(4, 12),
        "Man shot by Harlow police dies",
        "HARLOW, Ohio — A man who was shot by Harlow police {when} died {0} at a hospital, the"
        " coroner said.\n\nRay Corbin, 31, had been shot after he drove a truck toward two"
        " officers on Mill Road.",
        (1,),
    ),
    Story(
        "release",
        range(1, 4),
        "Officer-involved shooting on Mill Road",
        "FAIRMONT, Ohio — {When}, Fairmont Police Department officers responded to the 400 block of"
        " Mill Road for a report of a man with a gun. Upon arrival officers encountered the man,"
        " and an officer-involved shooting occurred.\n\nThe man was pronounced dead at the scene."
        " Anyone with information is asked to call 555-0100.",
    ),
    Story(
        "survivor",
        range(2, 6),
        "Man shot by deputy in stable condition",
        "ORLAND, Ohio — A man was in stable condition {0} after a deputy shot him {when}, the"
        " Orland County Sheriff's Office said.\n\nRay Corbin, 31, had driven off from a traffic"
        " stop. He is due in court {1}.",
        (0, -3),
    ),
    Story(
        "called out",
        range(1, 5),
        "Man wounded in shooting with Harlow police",
        "HARLOW, Ohio — A Harlow man was wounded in a shooting with police.\n\nOfficers were called"
        " to Mill Road {when} by a neighbor who heard shots. They found Ray Corbin, 31, on his"
        " porch with a rifle and fired when he pointed it at them, Chief Dan Orwell said {0}.",
        (0,),
    ),
)

#: What else such a story tells with a day of its own: {soon} lies between the shooting and the
#: story, {before} long before the shooting, {ahead} after the story.
_ASIDES = (
    "",
    "",
    "Officer Sam Tolliver has been on leave since {soon}.",
    "An autopsy was done {soon}, the coroner said.",
    "The chief met with Corbin's family {soon}.",
    "Neighbors left candles at the corner {soon}.",
    "About 200 people marched downtown {soon}.",
    "The mayor called {soon} for calm.",
    "On {soon}, the state bureau of investigation took over the case.",
    "A prosecutor will get the file, a spokesman said {soon}.",
    "His sister, reached by phone {soon}, said he was a good father.",
    "Tolliver was hired on {before}.",
    "Corbin was released from prison in {past}.",
    "Court records show that Corbin was arrested on {before} and pleaded guilty to theft.",
    "Corbin was born on {before}.",
    "The department has had body cameras since {past}.",
    "The last shooting by police in the county was on {before}, when a deputy wounded a woman.",
    "It is the third police shooting in the county since {past}.",
    "A funeral is set for {ahead} at a church on Third Street.",
    "The council is to discuss the case {ahead}.",
    "A community meeting will be held {ahead} at 6 p.m.",
    "The officers were interviewed {soon}.",
    "A reward was offered {soon}.",
    "The body was taken to Columbus {soon} for an autopsy.",
    "The road was open again by {soon}.",
    "Schools were closed {soon}.",
    "Police put out a statement {soon}.",
    "A warrant for his arrest had been issued on {before}.",
    "The two had married in {past}.",
    "He had moved to the town in {past}, a neighbor said.",
    "A judge set his bail {soon} at $50,000.",
    "A search of the house {soon} turned up two more guns.",
    "He underwent surgery {soon}.",
    "A woman who was in the car was released from a hospital {soon}.",
    "The officer's name was made public {soon}.",
    "The district attorney visited the scene {soon}.",
    "The union said {soon} that it stands by the officer.",
    "Corbin had called 911 on {before} to say that somebody was after him.",
    "The police chief took office in {past}.",
    "The video was shown to the family {soon}.",
    "A fund for his children had raised $4,000 by {soon}.",
    "The bureau said {soon} that agents had talked to 14 witnesses.",
)


@dataclass(frozen=True)
class Telling:
    """How a day is told: the words, and the days they mean."""

    name: str
    words: str
    means: DateRange


Wording = Callable[[date, date], "Telling | None"]


def _weekday(day: date) -> str:
    return f"{day:%A}"


def _ap(day: date) -> str:
    return f"{_AP[day.month - 1]} {day.day}"


def _th(day: date) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0)
    return f"{day.day}{ending or 'th'}"


#: Of the last six days: {d} is the weekday.
_BY_WEEKDAY = (
    "{d}", "on {d}", "{d} night", "{d} morning", "{d} afternoon", "{d} evening", "early {d}",
    "late {d}", "early {d} morning", "late {d} night", "on {d} night", "overnight {d}",
    "about 9:30 p.m. {d}", "at around 2 a.m. on {d}", "just after midnight {d}",
    "shortly before noon on {d}", "{d} at 4:15 p.m.", "around 3 p.m. {d} afternoon",
    "before dawn {d}", "in the early hours of {d}", "{d} just before midnight",
    "in the early morning hours of {d}", "on the night of {d}", "during the afternoon on {d}",
)  # fmt: skip
_BY_LAST = ("last {d}", "this past {d}", "last {d} night", "this past {d} morning", "this {d}")
#: With the month, where no year is needed: {ap} "Sept. 3".
_BY_DATE = (
    "{ap}", "on {ap}", "on {month} {n}", "on {month} {th}", "on {n} {month}",
    "on the {th} of {month}", "on {d}, {ap},", "{d}, {month} {th},", "on {d} ({ap})",
    "on the night of {ap}", "on the morning of {month} {n}", "late on {ap}", "early {ap}",
    "about 9:30 p.m. {ap}", "at 2:10 a.m. on {d}, {ap},", "just after midnight on {ap}",
    "{d} night, {ap},", "on {d} {month} {th}", "on the evening of {d}, {ap},", "on {short} {n}",
    "on {n} {short}", "in the early hours of {ap}", "around noon on {month} {th}",
    "on {SHORTDAY}, {ap},", "{d} evening, {month} {n},", "back on {ap}",
)  # fmt: skip
_BY_YEAR = (
    "on {ap}, {y},", "on {month} {n}, {y},", "on {month} {th}, {y},", "on {n} {month} {y}",
    "on {d}, {ap}, {y},", "on {m}/{n}/{y}", "on {m}/{n}/{yy}", "on {mm}/{dd}/{y}",
    "on {m}-{n}-{y}", "on {y}-{mm}-{dd}", "on the night of {ap}, {y},",
    "on {d}, {month} {th} {y}", "on {month} {n} {y}", "on the {th} of {month}, {y},",
    "on {n} {ap_month} {y}", "on {d}, {mm}/{dd}/{y}", "on {mm}/{dd}/{yy}", "on {d}, {m}/{n}/{yy}",
    "on {d} {m}/{n}/{yy}", "{d} night, {ap}, {y},", "about 9:30 p.m. on {ap}, {y},",
    "on {mm}.{dd}.{y}",
)  # fmt: skip
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def _filled(pattern: str, shot: date) -> str:
    return pattern.format(
        d=_weekday(shot), ap=_ap(shot), month=f"{shot:%B}", n=shot.day, th=_th(shot), y=shot.year,
        yy=f"{shot:%y}", m=shot.month, mm=f"{shot:%m}", dd=f"{shot:%d}", short=f"{shot:%b}",
        ap_month=_AP[shot.month - 1], SHORTDAY=f"{shot:%a}.",
    )  # fmt: skip


def tellings(shot: date, published: date) -> Iterator[Telling]:
    """Every wording that a story of a day could use of a shooting, with the days it means."""
    lag = (published - shot).days
    own = DateRange.day(shot)
    patterns: list[str] = []
    if lag < 7:
        patterns += _BY_WEEKDAY
    if 1 < lag < 7:
        patterns += _BY_LAST
    if 0 < lag <= 330:
        patterns += _BY_DATE
    if lag > 0:
        patterns += _BY_YEAR
    if lag == 0:
        patterns += ["today", "this morning", "earlier today", "early this morning", "overnight"]
        patterns += ["this afternoon", "at 2 a.m. today"]
    if lag == 1:
        patterns += ["yesterday", "last night", "yesterday afternoon", "late last night"]
        patterns += ["yesterday morning", "late yesterday", "around 9 p.m. last night"]
        patterns += ["just before noon yesterday"]
    for pattern in patterns:
        yield Telling(pattern, _filled(pattern, shot), own)
    yield from _counted(shot, lag)
    yield from _by_month(shot, published)
    yield from _by_holiday(shot, published)
    if (published - timedelta(days=published.weekday() + 1) - shot).days in range(1, 7):
        words = f"{_weekday(shot)} of last week"
        yield Telling("{d} of last week", words, own)


def _counted(shot: date, lag: int) -> Iterator[Telling]:
    own = DateRange.day(shot)
    if 2 <= lag <= 12:
        yield Telling("n days ago", f"{_NUMBERS[lag]} days ago", own)
    if lag == 7:
        yield Telling("a week ago", "a week ago", own)
        yield Telling("one week ago", "one week ago", own)


_FEW = 20  # days


def _by_month(shot: date, published: date) -> Iterator[Telling]:
    month = DateRange.of_month(shot.year, shot.month)
    ago = (published.year - shot.year) * 12 + published.month - shot.month
    if ago == 0 and shot.day + 4 < published.day:
        yield Telling("earlier this month", "earlier this month", month)
        yield Telling("in early {month}", f"in early {shot:%B}", month)
    if ago == 1:
        yield Telling("last month", "last month", month)
    if (published - shot).days < _FEW:
        return  # nobody calls last Tuesday by its month alone
    if 0 < ago < 11:
        yield Telling("in {month}", f"in {shot:%B}", month)
        yield Telling("in mid-{month}", f"in mid-{shot:%B}", month)
    if 1 < ago < 11:
        yield Telling("last {month}", f"last {shot:%B}", month)
    if ago:
        yield Telling("in {month} {y}", f"in {shot:%B} {shot.year}", month)
        yield Telling("in {month} of {y}", f"in {shot:%B} of {shot.year}", month)
        yield Telling("in {ap_month} {y}", f"in {_AP[shot.month - 1]} {shot.year}", month)
    if shot.year == published.year - 1:
        year = DateRange.of_year(shot.year)
        yield Telling("last year", "last year", year)
        yield Telling("{month} of last year", f"in {shot:%B} of last year", month)
        yield Telling("last year on", f"last year on {_ap(shot)}", DateRange.day(shot))


_HOLIDAYS: dict[str, Callable[[date], bool]] = {
    "Christmas Day": lambda day: (day.month, day.day) == (12, 25),
    "Christmas": lambda day: (day.month, day.day) == (12, 25),
    "Christmas Eve": lambda day: (day.month, day.day) == (12, 24),
    "New Year's Eve": lambda day: (day.month, day.day) == (12, 31),
    "New Year’s Day": lambda day: (day.month, day.day) == (1, 1),
    "Thanksgiving": lambda day: day.month == 11 and day.weekday() == 3 and 22 <= day.day <= 28,
    "Thanksgiving Day": lambda day: day.month == 11 and day.weekday() == 3 and 22 <= day.day <= 28,
    "Labor Day": lambda day: day.month == 9 and day.weekday() == 0 and day.day <= 7,
    "Memorial Day": lambda day: day.month == 5 and day.weekday() == 0 and day.day >= 25,
    "the Fourth of July": lambda day: (day.month, day.day) == (7, 4),
    "July Fourth": lambda day: (day.month, day.day) == (7, 4),
    "Independence Day": lambda day: (day.month, day.day) == (7, 4),
    "Halloween": lambda day: (day.month, day.day) == (10, 31),
    "Veterans Day": lambda day: (day.month, day.day) == (11, 11),
    "Valentine’s Day": lambda day: (day.month, day.day) == (2, 14),
    "Juneteenth": lambda day: (day.month, day.day) == (6, 19),
}


def _by_holiday(shot: date, published: date) -> Iterator[Telling]:
    if (published - shot).days > 330:
        return
    for name, falls in _HOLIDAYS.items():
        if falls(shot):
            yield Telling("on holiday", f"on {name}", DateRange.day(shot))
            yield Telling("holiday night", f"{name} night", DateRange.day(shot))
        if falls(shot + timedelta(days=1)):
            yield Telling("day before holiday", f"the day before {name}", DateRange.day(shot))
        if falls(shot - timedelta(days=1)):
            yield Telling("day after holiday", f"the day after {name}", DateRange.day(shot))
        if name in ("Labor Day", "Memorial Day"):
            yield from _weekend(name, falls, shot)


def _weekend(name: str, falls: Callable[[date], bool], shot: date) -> Iterator[Telling]:
    for ahead in range(3):
        day = shot + timedelta(days=ahead)
        if falls(day):
            days = DateRange(day - timedelta(days=3), day)
            yield Telling("holiday weekend", f"over {name} weekend", days)
            yield Telling("holiday weekend", f"on {name} weekend", days)


def owners(shot: date, published: date) -> Iterator[Telling]:
    """Wordings before a noun: "the Aug. 9 shooting", "Monday's shooting"."""
    lag = (published - shot).days
    own = DateRange.day(shot)
    patterns = [
        "{ap}",
        "{month} {n}",
        "{month} {th}",
        "{ap}, {y},",
        "{month} {n}, {y}",
        "{n} {month}",
    ]
    patterns += ["{m}/{n}/{y}"] if lag > 30 else []
    if lag < 7:
        patterns += ["{d}", "{d}’s", "{d} night", "{d} night’s", "early {d}", "{d} morning’s"]
        patterns += ["{d}'s fatal", "{d}, {ap},"]
    for pattern in patterns:
        yield Telling(f"the {pattern} shooting", _filled(pattern, shot), own)
    month = DateRange.of_month(shot.year, shot.month)
    if lag >= _FEW and shot.month != published.month:
        yield Telling("the {month} shooting", f"{shot:%B}", month)


# --- moving a story ---------------------------------------------------------------------------

#: Days around which calendars turn: year's end, leap days, the clock's change; and plain ones.
_STARTS = (
    date(2019, 12, 28), date(2020, 2, 26), date(2021, 2, 25), date(2021, 3, 12), date(2021, 11, 4),
    date(2018, 7, 2), date(2022, 9, 2), date(2017, 5, 27), date(2023, 4, 27), date(2016, 10, 10),
    date(2019, 11, 25), date(2023, 12, 22), date(2024, 2, 27), date(2022, 8, 9), date(2020, 6, 15),
)  # fmt: skip
_HOURS = (time(0, 20), time(5, 40), time(9), time(13, 15), time(18), time(20, 30), time(23, 50))
_STAMPS = ("own zone", "UTC", "day only")


@dataclass(frozen=True)
class Case:
    story: Story
    telling: Telling
    published: date
    stamp: str
    kind: str
    aside: str

    def row(self) -> dict[str, str]:
        others = [_other(self.published, lag) for lag in self.story.others]
        words = self.telling.words
        given = {"when": words, "whose": words, "When": words[0].upper() + words[1:]}
        title, text = (t.format(*others, **given) for t in (self.story.title, self.story.text))
        text += f"\n\n{self.told_aside()}" if self.aside else ""
        text = text.replace(",,", ",").replace(",.", ".").replace("On on ", "On ")
        return {
            "url": "https://www.valleycall.example/a",
            "title": title,
            "text": text,
            "published": self.stamp,
            "outlet": "Valley Call",
        }

    def told_aside(self) -> str:
        shot = min(self.telling.means.last, self.published)
        before = shot - timedelta(days=430)
        soon = min(shot + timedelta(days=1), self.published)
        return self.aside.format(
            soon=_other(self.published, (self.published - soon).days).removeprefix("On "),
            before=f"{_ap(before)}, {before.year}",
            past=f"{before:%B} {before.year}",
            ahead=_other(self.published, -4),
        )


def _other(published: date, lag: int) -> str:
    """The day of something else, as a newsroom has it: by weekday within a week."""
    day = published - timedelta(days=lag)
    return _weekday(day) if -6 <= lag < 7 else _ap(day)


def cases(sample: int, seed: int) -> Iterator[Case]:
    chance = random.Random(seed)
    for _ in range(sample):
        story = chance.choice(_STORIES)
        published = chance.choice(_STARTS) + timedelta(days=chance.randrange(8))
        shot = published - timedelta(days=chance.choice(story.lags))
        some = (tellings if story.of == "when" else owners)(shot, published)
        by_name: dict[str, list[Telling]] = {}
        for each in some:
            by_name.setdefault(each.name, []).append(each)
        telling = chance.choice(by_name[chance.choice(sorted(by_name))])
        kind = chance.choice(_STAMPS)
        aside = chance.choice(_ASIDES)
        yield Case(story, telling, published, _stamp(published, kind, chance), kind, aside)


def _stamp(published: date, kind: str, chance: random.Random) -> str:
    if kind == "day only":
        return published.isoformat()
    local = datetime.combine(published, chance.choice(_HOURS), _ZONE)
    return local.astimezone(UTC).isoformat() if kind == "UTC" else local.isoformat()


def verdict(case: Case) -> tuple[str, str]:
    """How the day was read, and what was."""
    found, reading = read(case.row(), Scope.POLICE)
    if not found.get("relevant") or reading is None:
        return "not relevant", ""
    claims = [c for c in reading.reports[0].claims if c.field == "incident_date"]
    if not claims:
        return "blank", ""
    ours, means = DateRange.parse(str(claims[0].value)), case.telling.means
    if ours == means:
        return "exact", str(ours)
    if ours.overlaps(means):
        return "within", str(ours)
    return ("within" if ours.gap(means) <= 1 else "wrong"), str(ours)


_VERDICTS = ("exact", "within", "blank", "wrong", "not relevant")


def main() -> None:
    ask = asking.parser(__doc__)
    ask.add_argument("--sample", type=int, default=4_000)
    ask.add_argument("--seed", type=int, default=5)
    ask.add_argument("--show", action="store_true")
    told = ask.parse_args()
    counts: dict[str, Counter[str]] = {}
    for case in cases(told.sample, told.seed):
        how, value = verdict(case)
        for key in (
            "all",
            f"story {case.story.name}",
            f"stamp {case.kind}",
            f"aside {case.aside}",
            f"told {case.telling.name}",
        ):
            counts.setdefault(key, Counter())[how] += 1
        if told.show and how != "exact":
            print(
                f"{how:12} {case.story.name}: {case.telling.words!r} means {case.telling.means},"
                f" read {value or '-'}; of {case.published:%a} {case.stamp} | {case.told_aside()}"
            )
    print(f"{'':32}" + "".join(f"{each:>13}" for each in _VERDICTS))
    for key in sorted(counts):
        print(f"{key:32}" + "".join(f"{counts[key][each]:13}" for each in _VERDICTS))


if __name__ == "__main__":
    main()
