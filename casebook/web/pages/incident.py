"""One incident: its values with dissent, the sentences behind each, marked in their articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casebook.web import deciding, marks, words
from casebook.web.marks import Mark, Piece
from casebook.web.shell import NotFound, Shown
from pipeline.records import Role
from pipeline.roles import part_claims
from storage import identifiers, incidents, listed, reviews, sayings, teamwork
from storage.fields import FIELDS, choices
from storage.sayings import Saying, Story, Value

#: Said by other lines already.
_FOLDED = frozenset(("name_status", "us", "age_min", "age_max", "hit_by_police"))
TABS = (
    ("facts", "Facts"),
    ("coverage", "Coverage"),
    ("why", "Why together"),
    ("matrix", "Who says what"),
    ("history", "History"),
)
LISTED = {"agency": "Agency", "officer": "Officer", "event": "What followed"}


def show(request: Request, session: Session) -> Shown | Response:
    """The facts, victim by victim, then of the incident; and the articles they come from."""
    n, moved = living(request, session)
    if moved:
        return moved
    framed = frame(session, n, "facts")
    line = framed["line"]
    said = sayings.of_incident(session, n)
    by_field = grouped(said)
    values = sayings.values(session, n)
    data = {
        **framed,
        "groups": [
            {
                "victim": victim,
                "values": [
                    *_part(victim, by_field),
                    *(_value(item, by_field, line) for item in values if _of(item, victim)),
                ],
            }
            for victim in (*line["victims"], None)
        ],
        "listed": _listed(line, said),
        "sources": sayings.sources(session, n),
        "unreviewed": reviews.unreviewed(session, n),
        "exclusions": deciding.EXCLUSIONS,
        "notes": teamwork.notes(session, n),
        "twin": sayings.twins(session, [n]).get(n),
    }
    title = f"{line['incident_id']} · {', '.join(_names(line))}"
    return Shown("incident.html", data, title=title, at="incidents")


def frame(session: Session, n: int, tab: str) -> dict[str, Any]:
    """What stands above every tab of an incident."""
    beside = teamwork.beside(session, [n])[n]
    return {
        "line": incidents.get_incident(session, f"I{n}"),
        "seen": beside.seen,
        "assignee": beside.assignee,
        "tab": tab,
        "tabs": TABS,
    }


def living(request: Request, session: Session) -> tuple[int, Response | None]:
    """The incident's number; and the way to it, when the address names one merged into it."""
    asked = request.path_params["id"]
    n = identifiers.living(session, asked)
    if asked == f"I{n}":
        return n, None
    path = request.url.path.replace(f"/{asked}", f"/I{n}", 1)
    return n, RedirectResponse(path, status_code=301)


def _names(line: Mapping[str, Any]) -> list[str]:
    named = [victim["name"] for victim in line["victims"] if victim["name"]]
    return named or ["nobody named"]


def _of(item: Value, victim: Mapping[str, Any] | None) -> bool:
    wanted = identifiers.number(victim["victim_id"], of="V") if victim else None
    return item.victim == wanted and not (item.field in _FOLDED and not item.conflicts)


def grouped(said: Iterable[Saying]) -> dict[tuple[int | None, str], list[Saying]]:
    found: dict[tuple[int | None, str], list[Saying]] = defaultdict(list)
    for saying in said:
        found[saying.victim, saying.field].append(saying)
    return found


def _value(
    item: Value,
    by_field: Mapping[tuple[int | None, str], Sequence[Saying]],
    line: Mapping[str, Any],
) -> dict[str, Any]:
    said = by_field.get((item.victim, item.field), [])
    victim_id = f"V{item.victim}" if item.victim else None
    quoted = [saying for saying in said if saying.quote]
    others = {str(told["value"]) for told in item.conflicts if told["value"] != item.value}
    quoted.sort(key=lambda saying: not saying.chosen)
    first = next((saying for saying in quoted if str(saying.value) not in others), None)
    return {
        "field": item.field,
        "value": item.value,
        "state": item.state,
        "why": item.why,
        "confidence": item.confidence,
        "dissent": [
            {**told, "stands": words.against(line, victim_id, item.field, told)}
            for told in item.conflicts
            if told["value"] != item.value
        ],
        "articles": len({saying.article for saying in said}),
        "quote": in_pieces(first) if first else None,
        "outlet": words.outlet(first.outlet, first.url) if first else None,
        "methods": [] if first else list(dict.fromkeys(one.method for one in said if one.chosen)),
    }


def _part(
    victim: Mapping[str, Any] | None, by_field: Mapping[tuple[int | None, str], Sequence[Saying]]
) -> Iterator[dict[str, Any]]:
    """Which sentence says that this person was hit, and by whom: no fact of the record, a row."""
    wanted = identifiers.number(victim["victim_id"], of="V") if victim else None
    said = by_field.get((wanted, part_claims.FIELD), []) if victim else []
    if not said:
        return
    parts = Counter(str(saying.value) for saying in said)
    most, _ = max(parts.items(), key=lambda item: (item[1], item[0] == Role.SHOT_BY_POLICE))
    backing = sorted(
        (saying for saying in said if saying.value == most), key=lambda one: -one.confidence
    )
    yield {
        "field": part_claims.FIELD,
        "value": most,
        "state": "stated" if any(saying.quote for saying in backing) else "inferred",
        "why": "by the words of each article",
        "confidence": max(saying.confidence for saying in backing),
        "dissent": [],
        "articles": len({saying.article for saying in said}),
        "methods": list(dict.fromkeys(one.method for one in backing if not one.quote)),
        **_first_quote(backing),
    }


def _listed(line: Mapping[str, Any], said: Sequence[Saying]) -> list[dict[str, Any]]:
    """Agencies, officers and what followed: every value with its articles."""
    entries = [
        (one.field, one.value, {"date": one.day}, {"quote": one.quote, "saying": one})
        for one in said
        if one.field in LISTED
    ]
    return [_one_listed(item) for item in listed.listed(line, entries)]


def _one_listed(item: listed.Listed) -> dict[str, Any]:
    backing = [source["saying"] for source in item.backing]
    asked = {"value": item.value} | ({"day": item.day} if item.day else {})
    return {
        "field": item.field,
        "label": LISTED[item.field],
        "value": item.value,
        "more": [words.PARTS.get(part, part) for part in item.more],
        "asked": urlencode(asked),
        "articles": len({saying.article for saying in backing}),
        "state": "stated" if any(saying.quote for saying in backing) else "inferred",
        "methods": list(dict.fromkeys(one.method for one in backing)),
        **_first_quote(backing),
    }


def _first_quote(backing: Sequence[Saying]) -> dict[str, Any]:
    """The first sentence there is, with the outlet that wrote it."""
    first = next((saying for saying in backing if saying.quote), None)
    if first is None:
        return {"quote": None, "outlet": None}
    return {"quote": in_pieces(first), "outlet": words.outlet(first.outlet, first.url)}


def in_pieces(saying: Saying) -> list[Piece]:
    """A quote with the very words marked in it."""
    quote = saying.quote or ""
    at = marks.find(quote, saying.as_written or "")
    if at < 0 or not saying.as_written:
        return marks.pieces(quote, [])
    return marks.pieces(quote, [Mark(at, at + len(saying.as_written), saying.field, strong=True)])


# ---------------------------------------------------------------------------------- one value


def said(request: Request, session: Session) -> Shown | Response:
    """Every sentence about one value, marked where it stands in its article."""
    n, moved = living(request, session)
    if moved:
        return moved
    subject, field = request.path_params["subject"], request.path_params["field"]
    victim = identifiers.number(subject, of="V") if subject.startswith("V") else None
    line = incidents.get_incident(session, f"I{n}")
    only = request.query_params.get("value")
    found = [
        saying
        for saying in sayings.of_incident(session, n, field=field)
        if saying.victim == victim
        and (only is None or _tells(saying, only, request.query_params.get("day", "")))
    ]
    values = [v for v in sayings.values(session, n) if (v.victim, v.field) == (victim, field)]
    if not found and not values:
        raise NotFound(f"nothing is known of {field.replace('_', ' ')} in I{n}")
    stories = sayings.stories(session, {saying.article for saying in found if saying.quote})
    if values:  # who backs the value that is shown comes before who says otherwise
        found.sort(key=lambda saying: not _backs(saying, values[0]))
    data = {
        "line": line,
        "field": field,
        "subject": subject,
        "who": next((v for v in line["victims"] if v["victim_id"] == subject), None),
        "value": values[0] if values else None,
        "only": only if field in LISTED else None,
        "said": [
            _told_in(saying, stories.get(saying.article))
            | {"other": bool(values) and not _backs(saying, values[0])}
            for saying in found
        ],
        "settable": field in FIELDS and (values != [] or victim is None),
        "choices": choices(field),
        "was": deciding.was(values[0].value if values else None),
        "fixes": reviews.corrections(session, n, field, victim),
    }
    return Shown("said.html", data, title=f"{line['incident_id']} · {field}", at="incidents")


def _tells(saying: Saying, value: str, day: str) -> bool:
    """Whether it says this value of those an incident lists, and not another."""
    return str(saying.value) == value and listed.is_of_day(value, saying.day, day)


def _backs(saying: Saying, value: Value) -> bool:
    """Whether the value shown rests on it, or is what it says (inferred, where others state it)."""
    return saying.chosen or saying.value == value.value


def _told_in(saying: Saying, story: Story | None) -> dict[str, Any]:
    """One claim with the paragraphs it stands in."""
    shown: dict[str, Any] = {"saying": saying, "place": place_of(saying), "paragraphs": None}
    if story and saying.quote and saying.where == "text":
        shown["paragraphs"] = _surroundings(story.text, saying)
    elif saying.quote:
        shown["paragraphs"] = [in_pieces(saying)]
    return shown


def _surroundings(text: str, saying: Saying) -> list[list[Piece]]:
    marked = marks_of(saying)
    first, last = marks.around(text, marked[0])
    here = [Mark(m.start - first, m.end - first, m.label, m.strong) for m in marked]
    return list(marks.paragraphs(text[first:last], here))


def place_of(saying: Saying) -> str:
    """By which a link finds its sentence on the page of the article."""
    return f"s-{saying.anchor}-{saying.n}"


def marks_of(saying: Saying, *, place: str = "") -> list[Mark]:
    """The sentence, and the very words in it, in the article's offsets."""
    start, end = saying.start or 0, saying.end or 0
    at = marks.find(saying.quote or "", saying.as_written or "")
    if at < 0 or not saying.as_written:
        return [Mark(start, end, saying.field, id=place)]
    begin = start + at
    words_end = begin + len(saying.as_written)
    return [
        Mark(start, end, saying.field),
        Mark(begin, words_end, saying.field, strong=True, id=place),
    ]


# ---------------------------------------------------------------------------------- an article


def article(request: Request, session: Session) -> Shown:
    """An article's text with everything marked that is read from it, or one field only."""
    number = request.path_params["id"]
    story = sayings.stories(session, [number]).get(number)
    if story is None:
        raise NotFound(f"there is no article {number}")
    found = sayings.of_article(session, number)
    fields = list(dict.fromkeys(saying.field for saying in found))
    only = request.query_params.get("field")
    shown = [saying for saying in found if only in (None, "", saying.field)]
    in_text = [
        m for one in shown if one.where == "text" for m in marks_of(one, place=place_of(one))
    ]
    in_title = [
        m for one in shown if one.where == "title" for m in marks_of(one, place=place_of(one))
    ]
    data = {
        "story": story,
        "heading": marks.pieces(story.title, in_title),
        "paragraphs": list(marks.paragraphs(story.text, in_text)),
        "read": _read(found),
        "fields": fields,
        "only": only if only in fields else None,
    }
    return Shown("article.html", data, title=story.title or "Article", at="articles")


def _read(found: Sequence[Saying]) -> list[dict[str, Any]]:
    """What was read, person by person, then of the incident; each with where it is marked."""
    groups: dict[tuple[str, int | None], list[Saying]] = defaultdict(list)
    for saying in found:
        groups[saying.anchor, saying.person].append(saying)
    order = list(dict.fromkeys(anchor for anchor, _ in groups))
    return [
        {
            "who": next((one.value for one in said if one.field == "name"), None),
            "role": said[0].role,
            "said": [
                {
                    "field": one.field,
                    "value": one.value,
                    "as_written": one.as_written,
                    "asserted_by": one.asserted_by,
                    "place": place_of(one),
                }
                for one in said
                if one.field != part_claims.FIELD
            ],
        }
        for (anchor, person), said in sorted(
            groups.items(),
            key=lambda item: (
                order.index(item[0][0]),
                item[0][1] is None,
                item[1][0].role not in sayings.SHOT,
                item[0][1] or 0,
            ),
        )
    ]
