"""One cell to one value and back, by what its column says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import us

from pipeline.linking import rows
from pipeline.records import DateRange
from storage.fields import FIELDS, NoSuchValue, check_past
from storage.shapes import CODED, Column, Shape

_FOLDED_BLANK = ("", "--", "n/a", "na", "none", "null", "unknown", "tk", "tk tk")
#: What lists of people write where there is no name; each word of it, and nothing else.
_NO_NAME = re.compile(
    r"(?:(?:the|an?|name|names|identity|victim|suspect|person|individual|male|female|man|woman|boy"
    r"|girl|adult|juvenile|minor|teen|subject|decedent)\W+)*"
    r"(?:withheld|unnamed|unknown|unidentified|undisclosed|unreleased|pending|tb[ad]"
    r"|not\W+(?:yet\W+|been\W+|publicly\W+)*(?:released|named|known|identified|disclosed|available"
    r"|provided|given)"
    r"|(?:john|jane|jon|baby)\W+(?:john\W+|jane\W+|boy\W+|girl\W+)?doe)"
    r"(?:\W+(?:by|from|the|police|authorities|department|public|officials|family|coroner|sheriff"
    r"|release|pending|notification|of|kin|next|to|for|due|age|name|victim|suspect|person|male"
    r"|female|man|woman|individual|juvenile|minor|subject|at|this|time|yet|as|\d{1,3}))*\W*",
    re.IGNORECASE,
)
#: What in a form of days tells the day, and the month.
_DAY_IN = re.compile(r"%-?[djcxDFuw]")
_MONTH_IN = re.compile(r"%-?[mbBh]")
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)[,\s]+(-?\d+(?:\.\d+)?)\s*")
_URL = re.compile(r"https?://[^\s|<>\"]+")
_LONGEST_MONTH = 31
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


#: A cause of death that is a shooting, or is none at all.
_SHOT = re.compile(
    r"shot|shoot|gsw|firearm|gunfire|bullet|handgun|rifle|undetermined|unclear|pending",
    re.IGNORECASE,
)
#: What is shot and seldom kills: "Beanbag shotgun", "Rubber bullet".
_LESS_LETHAL = re.compile(
    r"\b(?:bean\W?bags?|less\W?(?:than\W?)?lethal|foam|sponge|rubber|plastic)\W*"
    r"(?:shotguns?|shot|bullets?|rounds?|rifles?|gunshots?)\b",
    re.IGNORECASE,
)


def is_shooting_cause(cause: str) -> bool:
    """Whether somebody of whom a list says this was shot, or may have been.

    >>> is_shooting_cause("Gunshot, Taser"), is_shooting_cause("Death in custody")
    (True, False)
    >>> is_shooting_cause("Beanbag shotgun"), is_shooting_cause("Beanbag shotgun, Gunshot")
    (False, True)
    """
    return _SHOT.search(_LESS_LETHAL.sub("", cause)) is not None


class Unreadable(ValueError):
    """A cell the map gives no meaning to: kept as it is, and said."""


def read_cells(
    shape: Shape, cells: Mapping[str, str], agencies: Mapping[str, str] | None = None
) -> tuple[dict[str, tuple[Any, Column]], dict[str, str]]:
    """What a row says in our fields, each with its column; by column what it says unreadably."""
    found: dict[str, tuple[Any, Column]] = {}
    unread: dict[str, str] = {}
    for column in shape.columns:
        if column.field is None or column.name not in cells or column.part:
            continue
        try:
            for field, value in read_cell(column, cells[column.name], agencies):
                found.setdefault(field, (value, column))
        except Unreadable as fault:
            unread[column.name] = str(fault)
    found |= _dates_in_parts(shape, cells, unread)
    return found, unread


def refuse_days_ahead(
    said: dict[str, tuple[Any, Column]], unread: dict[str, str], now: datetime
) -> None:
    """Days that have not come yet are no days of what happened: a cell that says one is unread."""
    for field in sorted(said.keys() & {"incident_date", "death_date"}):
        try:
            check_past(field, said[field][0], now)
        except NoSuchValue as fault:
            unread[said.pop(field)[1].name] = str(fault)


def read_cell(
    column: Column, cell: str, agencies: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Any]]:
    """The values of a cell, each with its field; nothing when it is blank."""
    text = cell.strip()
    if column.field is None or is_blank(column, text):
        return
    if column.numbered:
        return  # several people in one cell: written, not read
    if column.field in {"agencies", "agency_numbers", "officers", "aliases", "sources"}:
        yield from _several(column, text, agencies or {})
        return
    if column.field == "point":
        yield from _point(text)
        return
    coded, value = _coded(column, text)
    if not coded and column.free:
        yield column.free, text
    elif value != "":
        yield column.field, _typed(column, value)


def is_blank(column: Column, text: str) -> bool:
    """Blank, or one of the words this column or everybody writes for not known.

    A word that is one of the column's codes is none of them.
    """
    folded = text.casefold()
    if not folded or folded in {word.casefold() for word in column.blank}:
        return True
    if column.field in {"name", "participants.name"} and _NO_NAME.fullmatch(text.strip(" \t([\"'")):
        return True
    coded = {theirs.casefold() for theirs in (*column.codes.values(), *column.reads)}
    return folded in _FOLDED_BLANK and folded not in coded


def _coded(column: Column, text: str) -> tuple[bool, str]:
    """Whether a code stands there, and what it says; of several the first that says something."""
    if not column.codes and not column.reads:
        return True, text
    known = {theirs.casefold(): ours for ours, theirs in reversed([*column.codes.items()])}
    known |= {theirs.casefold(): ours for theirs, ours in column.reads.items()}
    parts = [text, *(part.strip() for part in text.split(column.many or ";"))]
    said = [known[part.casefold()] for part in parts if part.casefold() in known]
    if said:
        return True, next((value for value in said if value), "")
    if column.free:
        return False, ""
    raise Unreadable(f"“{text}” is none of its codes")


def _several(column: Column, text: str, agencies: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    if column.field == "sources":
        if found := _URL.findall(text):
            yield "sources", [url.rstrip(".,;)") for url in found]
        return
    parts = [part.strip() for part in re.split(re.escape(column.many or ","), text)]
    values = [part for part in parts if part and not is_blank(column, part)]
    if column.field == "agency_numbers":
        known = [agencies[part] for part in values if part in agencies]
        if not known:
            raise Unreadable("no list of agencies at hand says what the numbers are")
        yield "agencies", known
        return
    if values:
        yield str(column.field), values


def _point(text: str) -> Iterator[tuple[str, Any]]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise Unreadable(f"“{text}” is no latitude and longitude")
    yield "latitude", float(match[1])
    yield "longitude", float(match[2])


def _typed(column: Column, text: str) -> Any:
    match column.field:
        case "age" | "shots_fired":
            return _held(column.field, str(_count(text)))
        case "killed_count" | "injured_count" | "suspects_killed_count" | "suspects_injured_count":
            return _count(text)
        case "fatal" | "body_camera":
            return _yes(text)
        case "incident_date" | "death_date":
            return str(days_of(column, text))
        case "latitude" | "longitude":
            return _degrees(text, 90 if column.field == "latitude" else 180)
        case "state":
            found = us.states.lookup(text)
            if found is None:
                raise Unreadable(f"“{text}” is no state")
            return str(found.abbr)
    return _held(column.field, text) if column.field in CODED else text


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > 10**6:
        raise Unreadable(f"“{text}” is no whole number")
    return int(text)


def _held(field: str, text: str) -> Any:
    """What a field that does not hold everything makes of it, as where a person sets it."""
    try:
        return FIELDS[field](text)
    except ValueError as fault:
        raise Unreadable(f"{field} cannot be “{text}”: {fault}") from fault


def _yes(text: str) -> bool:
    folded = text.casefold()
    if folded in {"true", "yes", "1"}:
        return True
    if folded in {"false", "no", "0"}:
        return False
    raise Unreadable(f"“{text}” is neither yes nor no")


def days_of(column: Column, text: str) -> DateRange:
    """The day a cell says; by a form without a day, the month, or the year."""
    for form in column.dates:
        try:
            # “%-d” is a day without a nought when written; read, both are the same
            day = datetime.strptime(text, form.replace("%-", "%")).date()  # noqa: DTZ007
        except ValueError:
            continue
        return _as_exact_as(form, day)
    raise Unreadable(f"“{text}” is no date as {' or '.join(column.dates)}")


def _as_exact_as(form: str, day: date) -> DateRange:
    if _DAY_IN.search(form):
        return DateRange.day(day)
    if _MONTH_IN.search(form):
        return DateRange.of_month(day.year, day.month)
    return DateRange.of_year(day.year)


def _degrees(text: str, most: int) -> float:
    try:
        value = float(text)
    except ValueError as fault:
        raise Unreadable(f"“{text}” is no number") from fault
    if abs(value) > most:
        raise Unreadable(f"“{text}” is no place on earth")
    return value


def _dates_in_parts(
    shape: Shape, cells: Mapping[str, str], unread: dict[str, str]
) -> dict[str, tuple[Any, Column]]:
    parts = {c.part: c for c in shape.columns if c.part and c.name in cells}
    if set(parts) != {"month", "day", "year"}:
        return {}
    month, day, year = (cells[parts[part].name].strip() for part in ("month", "day", "year"))
    if is_blank(parts["year"], year):
        return {}
    try:
        found = _days_in_parts(month, day, year, parts)
    except ValueError:
        unread[parts["day"].name] = f"{year} {month} {day} is no date"
        return {}
    exact = "day" if found.days == 1 else "month" if found.days <= _LONGEST_MONTH else "year"
    return {"incident_date": (str(found), parts[exact])}


def _days_in_parts(month: str, day: str, year: str, parts: Mapping[str, Column]) -> DateRange:
    """A month where no day stands, a year where no month does."""
    if is_blank(parts["month"], month):
        return DateRange.of_year(int(year))
    named = [at for at, name in enumerate(_MONTHS, 1) if month.capitalize() in {name, name[:3]}]
    number = named[0] if named else int(month)
    if is_blank(parts["day"], day):
        return DateRange.of_month(int(year), number)
    return DateRange.day(date(int(year), number, int(day)))


# ---------------------------------------------------------------------------------- to write


def write_cell(column: Column, known: Mapping[str, Any]) -> tuple[str, str | None]:
    """A record's value as this column has it; and what of it the column cannot hold."""
    if column.always is not None:
        return column.always, None
    if column.schema is not None:
        theirs = str(known["external_ids"].get(column.schema, ""))
        return ("" if rows.is_made(theirs) else theirs), None
    if column.field is None:
        return column.unknown, None
    if column.part:
        return _part(column, known.get("incident_date"))
    if column.numbered:
        return _numbered(column, known.get(column.field) or ()), None
    if column.free and (words := known.get(column.free)) and not _has_code(column, known):
        return str(words), None
    if column.field == "point":
        lat, lon = known.get("latitude"), known.get("longitude")
        return ("", None) if lat is None or lon is None else (f"{lat}, {lon}", None)
    value = known.get(column.field)
    if column.field == "aliases":  # the name has its own column
        value = [item for item in value or () if item != known.get("name")]
    if value is None or value == []:
        return column.unknown, None
    if isinstance(value, list | tuple):
        return _join(column, value)
    return _one(column, value)


def _has_code(column: Column, known: Mapping[str, Any]) -> bool:
    """Whether their own word stands for our value: words in its place would be counted apart."""
    value = known.get(str(column.field))
    return value is not None and _one(column, value)[1] is None


def _one(column: Column, value: Any) -> tuple[str, str | None]:
    if column.field in {"incident_date", "death_date"}:
        return _written_day(column, str(value))
    if column.field == "state" and column.state_names:
        found = us.states.lookup(str(value))
        return (str(found.name) if found else str(value)), None
    if not column.codes:
        return _plain(value), None
    ours = _plain(value).casefold()
    for key, theirs in column.codes.items():
        if key.casefold() == ours:
            return theirs, None
    return column.unknown, f"“{_plain(value)}” has no code there"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _join(column: Column, values: Sequence[Any]) -> tuple[str, str | None]:
    joint = column.many or ","
    lost = [str(item) for item in values if joint.strip() and joint.strip() in str(item)]
    kept = [str(item).replace(joint.strip(), " ") if item in lost else str(item) for item in values]
    glue = joint if joint.strip() in {";", "||"} else f"{joint.strip()} "
    return glue.join(kept), None


def _numbered(column: Column, values: Sequence[Any]) -> str:
    told = [(at, value) for at, value in enumerate(values) if value is not None]
    codes = {ours.casefold(): theirs for ours, theirs in column.codes.items()}
    said = [(at, codes.get(_plain(value).casefold(), _plain(value))) for at, value in told]
    return "||".join(f"{at}::{value}" for at, value in said)


def _written_day(column: Column, value: str) -> tuple[str, str | None]:
    """A day, or what is known of it, in the form that says just that, else less."""
    stretch = DateRange.parse(value)
    said = {form: _as_exact_as(form, stretch.first) for form in column.dates}
    exact = [form for form, told in said.items() if told == stretch]
    for form in (*exact, *(form for form, told in said.items() if told.last >= stretch.last)):
        return stretch.first.strftime(form), None
    return column.unknown, "known only roughly"


def _part(column: Column, value: Any) -> tuple[str, str | None]:
    if not value:
        return column.unknown, None
    day = DateRange.parse(str(value))
    part = str(column.part)
    years = {day.first.year, day.last.year}
    months = {(day.first.year, day.first.month), (day.last.year, day.last.month)}
    if part == "year" and len(years) == 1:
        return str(day.first.year), None
    if part == "month" and len(months) == 1:
        return _MONTHS[day.first.month - 1], None
    if part == "day" and day.days == 1:
        return str(day.first.day), None
    return column.unknown, "known only roughly"
