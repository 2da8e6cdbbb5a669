"""Say which days an expression of time can mean, seen from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.language import years
from pipeline.lexicon import holidays
from pipeline.records import DateRange
from pipeline.when.date_phrases import SHORT_DAY, WEEKDAY, DatePhrase

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ABOUT = {"a": 1, "an": 1, "couple": 2, "several": 5, "few": 3}
_VAGUE = frozenset({"couple", "several", "few"})


@dataclass(frozen=True, slots=True)
class Now:
    """From where a phrase is read: the day of publication, and the last day the text named."""

    published: date | None
    told: date | None = None  # "three days later" counts from here


def resolve(phrase: DatePhrase, now: Now) -> DateRange | None:
    """The days a phrase can mean.

    >>> from pipeline.when.date_phrases import find
    >>> friday = Now(date(2024, 5, 17))
    >>> for phrase in find("on Friday, Tuesday night, last month, nine days ago, last March"):
    ...     print(phrase.text, "=", resolve(phrase, friday))
    on Friday = 2024-05-17
    Tuesday night = 2024-05-14
    last month = 2024-04
    nine days ago = 2024-05-08
    last March = 2024-03
    """
    try:
        return _RESOLVERS[phrase.kind](phrase.parts, now)
    except (ValueError, OverflowError):  # "Feb. 30", a year out of range
        return None


Match = re.Match[str]
Resolver = Callable[[Match, Now], DateRange | None]


def month_number(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def weekday_number(word: str) -> int:
    return next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(word[:3]))


def _dated(match: Match, now: Now) -> DateRange | None:
    month = month_number(match.group("m1") or match.group("m2"))
    day = int(re.sub(r"\D", "", match.group("d1") or match.group("d2")))
    if match.group("y1"):
        return DateRange.day(date(int(match.group("y1")), month, day))
    if now.published is None:
        return None
    if match.group("dof") or _LAST_YEAR.search(match.string, 0, match.start()):
        return DateRange.day(date(now.published.year - 1, month, day))
    weekday = re.search(rf"{WEEKDAY}|\b{SHORT_DAY}(?=,?\s)", match.group())
    return _latest(month, day, now.published, weekday_number(weekday.group()) if weekday else None)


#: "Shot last year, on Jan. 13".
_LAST_YEAR = re.compile(r"\blast\s+year,?\s*$")


def _latest(month: int, day: int, published: date, weekday: int | None) -> DateRange | None:
    """The latest such day not after publication (a stamp may be a day behind).

    One to come where its weekday says so: "a service on Tuesday, April 19".
    """
    limit = published + timedelta(days=1)
    tried = range(published.year + 1, published.year - 8, -1)
    days = [found for year in tried if (found := _day(year, month, day))]
    soon = [found for found in days if found > limit and found.weekday() == weekday]
    if soon and soon[-1] <= published + _SOON:
        return DateRange.day(soon[-1])
    return next((DateRange.day(found) for found in days if found <= limit), None)


#: How far ahead a day is told without its year.
_SOON = timedelta(days=60)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(match: Match, _now: Now) -> DateRange | None:
    if match.group("iso"):
        return DateRange.day(date.fromisoformat(match.group("iso")))
    year = int(match.group("ny"))
    year += 2000 if year < 100 else 0
    return DateRange.day(date(year, int(match.group("nm")), int(match.group("nd"))))


def _weekday(match: Match, now: Now) -> DateRange | None:
    modifier = match.group("wmod") or ""
    if now.published is None or modifier in ("next", "this coming", "every"):
        return None
    ago = (now.published.weekday() - weekday_number(match.group("wd"))) % 7
    if said := match.group("wof"):
        if said.endswith(("before last", "ago")):
            ago = (ago or 7) + 7
        elif ago <= (now.published.weekday() + 1) % 7:
            ago += 7
    if ago == 0 and modifier.endswith(("last", "past")):
        ago = 7
    return DateRange.day(now.published - timedelta(days=ago))


def _monthly(match: Match, now: Now) -> DateRange | None:
    month = month_number(match.group("m3"))
    if match.group("y3"):
        return DateRange.of_month(int(match.group("y3")), month)
    modifier = match.group("mmod")
    if now.published is None or modifier in ("next", "by", "until"):
        return None
    if said := match.group("mof"):
        return DateRange.of_month(now.published.year - (said == "last"), month)
    # "last January", said in February, is no month that is called "last month"
    limit = now.published.month - (modifier == "last")
    this_year = month < limit or (month == now.published.month and modifier != "last")
    return DateRange.of_month(now.published.year - (not this_year), month)


def _bare_month(match: Match, _now: Now) -> DateRange | None:
    return DateRange.of_month(int(match.group("y4")), month_number(match.group("m4")))


def _yearly(match: Match, _now: Now) -> DateRange | None:
    return DateRange.of_year(int(match.group("y5") or match.group("y6")))


def _count(word: str) -> tuple[int, bool]:
    """A number as written, and whether it is only roughly meant."""
    if (number := years.number(word)) is not None:
        return number, False
    last = next(each for each in reversed(word.split()) if each in _ABOUT)
    return _ABOUT[last], last in _VAGUE


def _ago(match: Match, now: Now) -> DateRange | None:
    if now.published is None:
        return None
    if then := match.group("then"):
        return DateRange.day(now.published.replace(year=int(then)))
    count, vague = _count(match.group("n1"))
    exact = any(match.group(name) for name in ("exact", "moment")) or "exactly" in match.group()
    if match.group("wds"):
        return None if vague else _weekdays_ago(match.group("wds"), now.published, count)
    if match.group("ago_wd"):
        day = now.published + timedelta(days=3 if match.group("ago_this") else 0)
        return _ago_on(match, day, count)
    return back(now.published, count, match.group("u1"), exact=exact, vague=vague)


def _weekdays_ago(weekday: str, published: date, count: int) -> DateRange:
    """ "Two Sundays ago": the last Sunday but one before the day of publication."""
    latest = published - timedelta(days=1)
    ago = (latest.weekday() - weekday_number(weekday)) % 7
    return DateRange.day(latest - timedelta(days=ago + 7 * (count - 1)))


def _ago_on(match: Match, published: date, count: int) -> DateRange | None:
    """ "A year ago Wednesday" is of that Wednesday's date, "a week ago Friday" a week before it.

    "Two years ago this Wednesday" may be said on the Monday before it.
    """
    day = published - timedelta(
        days=(published.weekday() - weekday_number(match.group("ago_wd"))) % 7
    )
    return back(day, count, match.group("u1"), exact=True)


_NTH = {"second": 2, "2nd": 2, "two-year": 2, "third": 3, "3rd": 3, "three-year": 3} | {
    "fourth": 4, "fifth": 5, "5th": 5, "five-year": 5, "10th": 10,
}  # fmt: skip


def _anniversary(match: Match, now: Now) -> DateRange | None:
    """ "on Monday, one day before the anniversary": counted from the day told, a year back."""
    day = now.told or now.published
    if day is None:
        return None
    if match.group("an"):
        count, _ = _count(match.group("an"))
        day += timedelta(days=count if match.group("away") == "before" else -count)
    count = _NTH.get(match.group("nth") or "", 1)
    return DateRange.day(day.replace(year=day.year - count))


def back(
    day: date, count: int, unit: str, *, exact: bool = False, vague: bool = False
) -> DateRange | None:
    """So many days, weeks, months or years before a day, as roughly as people mean it.

    >>> str(back(date(2024, 5, 17), 8, "months")), str(back(date(2024, 5, 17), 1, "week"))
    ('2023-09', '2024-05-10')
    """
    unit = unit.rstrip("s")
    if unit in ("day", "night"):
        return _around(day - timedelta(days=count), count if vague else 0)
    if unit == "week":
        loose = 0 if exact or count == 1 else 3
        return _around(day - timedelta(weeks=count), 7 if vague else loose)
    months = count * (12 if unit == "year" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if exact:
        return DateRange.day(date(year, month + 1, day.day))
    if unit == "year" and count > 1:
        return DateRange.of_year(year)
    return DateRange.of_month(year, month + 1)


def _around(day: date, loose: int) -> DateRange:
    return DateRange(day - timedelta(days=loose), day + timedelta(days=loose))


def _apart(match: Match, now: Now) -> DateRange | None:
    start = now.told or now.published
    if start is None:
        return None
    count, vague = _count(match.group("n2"))
    if match.group("way") == "later":
        return _ahead(now.told, count, match.group("u2"), vague) if now.told else None
    exact = match.group("to_day") is not None
    start = now.published if exact and now.published else start
    return back(start, count, match.group("u2"), exact=exact, vague=vague)


def apart_days(phrase: DatePhrase) -> int | None:
    """How many days "two days before", "a week after" or "the day before" lie apart."""
    if phrase.kind == "next_day":
        return 1
    count, vague = _count(phrase.parts.group("n2"))
    unit = phrase.parts.group("u2").rstrip("s")
    if vague or unit not in ("day", "night", "week"):
        return None
    return count * (7 if unit == "week" else 1)


def _ahead(told: date, count: int, unit: str, vague: bool) -> DateRange | None:
    unit = unit.rstrip("s")
    if vague or unit not in ("day", "night", "week"):
        return None
    return DateRange.day(told + timedelta(days=count * (7 if unit == "week" else 1)))


def _next_day(match: Match, now: Now) -> DateRange | None:
    if now.told is None:
        return None
    text = match.group()
    same = "same" in text or match.group("that")
    step = 0 if same else -1 if ("previous" in text or "before" in text) else 1
    return DateRange.day(now.told + timedelta(days=step))


_SATURDAY = 5


def _period(match: Match, now: Now) -> DateRange | None:
    modifier, unit = match.group("pmod"), match.group("pu")
    if now.published is None or modifier in ("next", "later this"):
        return None
    if before := match.group("pbl"):
        if before == "weekend":
            return _weekend(now.published, 1)
        return _week(now.published - timedelta(days=7), 1)
    last = "last" in str(modifier)
    if unit == "year" and not last:
        return None  # "this year's homicides" dates nothing
    match unit:
        case "week":
            return _week(now.published, 1 if last else 0)
        case "weekend":
            under_way = last and now.published.weekday() >= _SATURDAY
            return _weekend(now.published, int(under_way))
        case "month":
            return back(now.published, 1 if last else 0, "month")
        case "year":
            return DateRange.of_year(now.published.year - (1 if last else 0))
        case _:
            return _season(unit, now.published, last)


def _week(published: date, ago: int) -> DateRange | None:
    """This or the last week, Sunday to Sunday: newsrooms differ on which it belongs to."""
    sunday = published - timedelta(days=(published.weekday() + 1) % 7)
    if ago == 0:
        return DateRange(sunday, published)
    return DateRange(sunday - timedelta(days=7), sunday)


def _weekend(published: date, ago: int = 0) -> DateRange:
    """The last weekend that began, or one some weeks ``ago``."""
    saturday = published - timedelta(days=(published.weekday() - _SATURDAY) % 7 + 7 * ago)
    return DateRange(saturday, min(saturday + timedelta(days=1), published))


_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}


def _season(name: str, published: date, last: bool) -> DateRange | None:
    start = date(published.year, _SEASONS[name], 1)
    # "last summer", said in October, is the one just gone; "this summer" may be under way.
    if start > published or (last and (published - start).days < 75):
        start = start.replace(year=start.year - 1)
    end = start + timedelta(days=91)
    return DateRange(start, min(end, published))


def _today(match: Match, now: Now) -> DateRange | None:
    if now.published is None:
        return None
    text = match.group()
    yesterday = "yesterday" in text or "last" in text
    return DateRange.day(now.published - timedelta(days=1) if yesterday else now.published)


def _ordinal(match: Match, now: Now) -> DateRange | None:
    near = now.told or now.published
    if near is None or now.published is None:
        return None
    number = int(re.sub(r"\D", "", match.group("d3")))
    this_month = _day(near.year, near.month, number)
    if this_month and this_month <= now.published:
        return DateRange.day(this_month)
    before = near.replace(day=1) - timedelta(days=1)
    return DateRange.day(before.replace(day=number))


def _named(match: Match, now: Now) -> DateRange | None:
    name = re.sub(r"['’.,]|\s+jr", "", match.group("holiday"))
    rule = holidays.rule_of(name)
    if year := match.group("hy") or match.group("hlate"):
        day = rule(int(year))
    elif now.published is None:
        return None
    else:
        day = holidays.last(rule, now.published, before=" before " in match.group())
    if match.group("hn"):
        return _counted_from(match, day)
    if match.group("hweek") or re.match(r"the\s+week", match.group()):
        return _around_holiday(match, day)
    before = re.match(r"the\s+\w+\s+(after|before)", match.group())
    if match.group("hwd"):
        return _weekday_beside(
            day, weekday_number(match.group("hwd")), after="after" in match.group()
        )
    step = 0 if not before else 1 if before.group(1) == "after" else -1
    return DateRange.day(day + timedelta(days=step))


def _counted_from(match: Match, day: date) -> DateRange | None:
    """ "Five days before Christmas", "two weeks after Labor Day"."""
    count, vague = _count(match.group("hn"))
    if vague:
        return None
    days = timedelta(days=count * (7 if match.group("hu") == "week" else 1))
    return DateRange.day(day + days if match.group("haway") == "after" else day - days)


def _around_holiday(match: Match, day: date) -> DateRange:
    """The week or weekend of a holiday, or the one before or after it, Monday to Sunday."""
    words = match.group()
    shift = 7 * ((" after" in words) - (" before" in words))
    monday = day - timedelta(days=day.weekday()) + timedelta(days=shift)
    if "weekend" in words:
        friday = day - timedelta(days=(day.weekday() - 4) % 7) + timedelta(days=shift)
        return DateRange(friday, friday + timedelta(days=3))
    return DateRange(monday, monday + timedelta(days=6))


def _weekday_beside(day: date, weekday: int, *, after: bool) -> DateRange:
    """ "The Friday after Thanksgiving", "the Sunday before Labor Day"."""
    ahead = (weekday - day.weekday() - 1) % 7 + 1
    return DateRange.day(day + timedelta(days=ahead if after else ahead - (7 if ahead < 7 else 14)))


_RESOLVERS: dict[str, Resolver] = {
    "dated": _dated,
    "numeric": _numeric,
    "named": _named,
    "weekday": _weekday,
    "monthly": _monthly,
    "bare_month": _bare_month,
    "yearly": _yearly,
    "anniversary": _anniversary,
    "ago": _ago,
    "apart": _apart,
    "next_day": _next_day,
    "period": _period,
    "today": _today,
    "ordinal": _ordinal,
}
