"""Second readings: draw a sample, read it blind, see who agrees, settle what is not agreed."""

from __future__ import annotations

import io
import json
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web import marks
from casebook.web.deciding import Stale, value_seen, was
from casebook.web.forms import Form, address_of, stale
from casebook.web.numbers import as_number
from casebook.web.pages.login import need
from casebook.web.shell import NotFound, Refused, Shown, back, link, reader_of, site_of
from storage import pairs, samples, teamwork
from storage.accounts import Role
from storage.decisions import CannotDecide
from storage.engine import one_at_a_time
from storage.exports import as_csv as sheet
from storage.samples import CODEBOOK, Sample


def show(request: Request, session: Session) -> Shown:
    """Every sample, how far one is oneself, and a form to draw another."""
    reader = reader_of(request)
    rows = [
        {
            "sample": {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "seed": one.seed,
                "by": one.by,
            },
            "size": len(one.items),
            "next": samples.next_item(session, one, reader.name),
        }
        for one in samples.every(session)
    ]
    return Shown("second.html", {"rows": rows}, title="Second reading", at="queue")


def _drawn(request: Request, session: Session) -> Sample:
    try:
        return samples.get(session, request.path_params["id"])
    except CannotDecide as fault:
        raise NotFound(str(fault)) from fault


def draw(request: Request, sent: Form) -> Response:
    """A new sample; whoever draws it names its size and its seed."""
    need(request, Role.EDITOR)
    site, reader, now = site_of(request), reader_of(request), site_of(request).clock()
    size, seed = sent.get("size", ""), sent.get("seed", "")
    if not (size.isdecimal() and seed.isdecimal() and len(seed) < 10 and len(size) < 6):
        raise CannotDecide("size and seed are numbers")
    kind = "pairs" if sent.get("kind") == "pairs" else "fields"
    with site.write() as session:
        number = samples.draw(
            session,
            sent.get("called", ""),
            kind,
            size=int(size),
            seed=int(seed),
            by=reader.name,
            now=now,
        )
        teamwork.note_write(
            session, "draw sample", f"{number}: {kind}, {size}, seed {seed}", by=reader.name,
            address=address_of(request), now=now,
        )  # fmt: skip
    return back(f"/second/{number}")


def read(request: Request, session: Session) -> Shown:
    """The next item one has not read: the text and the codebook, nothing anybody said of it."""
    drawn = _drawn(request, session)
    item = samples.next_item(session, drawn, reader_of(request).name)
    data: dict[str, Any] = {
        "sample": {"id": drawn.id, "name": drawn.name, "kind": drawn.kind},
        "size": len(drawn.items),
        "gone": len(drawn.items) - len(samples.readable(session, drawn)),
        "item": item,
        "texts": [],
        "field": None,
        "codebook": None,
    }
    if item is not None:
        what = drawn.items[item]
        there = samples.texts(session, [what])
        data |= {
            "texts": [_text(there[anchor]) for anchor in samples.anchors_of(what)],
            "field": what.get("field"),
            "codebook": CODEBOOK.get(what.get("field", "")),
        }
    return Shown("blind.html", data, title=drawn.name, at="queue")


def _text(version: Any) -> dict[str, Any]:
    return {
        "title": version.title,
        "outlet": version.outlet,
        "published": version.published,
        "paragraphs": [parts[0].text for parts in marks.paragraphs(version.text, [])],
    }


def label(request: Request, sent: Form) -> Response:
    """One reading; when it is an adjudication, the last word on the item."""
    site, reader, now = site_of(request), reader_of(request), site_of(request).clock()
    item, sample = as_number(sent.get("item", "")), as_number(sent.get("sample", ""))
    if item is None or sample is None:
        raise CannotDecide("the form lacks the item")
    adjudicated = sent.get("adjudicate") == "yes"
    if adjudicated:
        need(request, Role.EDITOR)
    with site.write() as session:
        one_at_a_time(session)
        drawn = samples.get(session, sample)
        if adjudicated and (fault := _settled_meanwhile(session, drawn, item, sent)):
            return stale(request, "settle", sent, f"/second/{drawn.id}/agreement", fault)
        samples.set_label(
            session, drawn, item, sent.get("value", ""), by=reader.name, now=now,
            adjudicated=adjudicated,
        )  # fmt: skip
        what = "adjudicate" if adjudicated else "label"
        teamwork.note_write(
            session, what, f"sample {drawn.id} item {item}", by=reader.name,
            address=address_of(request), now=now,
        )  # fmt: skip
    return back(f"/second/{drawn.id}/agreement" if adjudicated else f"/second/{drawn.id}")


def _settled_meanwhile(session: Session, drawn: Sample, item: int, sent: Form) -> Stale | None:
    """What somebody else settled otherwise since the form's page was shown."""
    settled = samples.settled_value(session, drawn, item)
    wanted = sent.get("value", "")
    if settled is None or sent.get("was") == was(settled[0]):
        return None
    value, by = settled
    if samples.value_of(drawn, item, wanted) == value:
        return None
    row = {
        "field": drawn.items[item].get("field", "same or different"),
        "seen": value_seen(sent) if sent.get("was") else "not settled",
        "now": value,
        "wanted": wanted,
    }
    return Stale(f"{by} has settled item {item + 1} since you opened the page", [row])


def _check_read(request: Request, session: Session, drawn: Sample) -> None:
    """Raises :class:`Refused` for who still has items to read, unless they settle them."""
    reader = reader_of(request)
    unread = samples.next_item(session, drawn, reader.name)
    if unread is not None and not reader.role.covers(Role.EDITOR):
        raise Refused("read your own items first: what others said would colour your reading")


def agreement(request: Request, session: Session) -> Shown:
    """Kappa per field and pair of readers, and what they read differently."""
    drawn = _drawn(request, session)
    _check_read(request, session, drawn)
    told = samples.readings(session, drawn)
    data = {
        "sample": {"id": drawn.id, "name": drawn.name, "kind": drawn.kind, "seed": drawn.seed},
        "size": len(drawn.items),
        "gone": len(drawn.items) - len(samples.readable(session, drawn)),
        "agreement": samples.agreement(told, drawn.kind),
        "open": [
            {
                "read": one,
                "was": was(one.settled) if one.is_settled else "",
                "machine": samples.machine_value(session, one.what["anchor"], one.what["field"])
                if drawn.kind == "fields"
                else [],
                "side": _side(session, drawn, one.what),
            }
            for one in told
            if not one.agreed
        ],
    }
    return Shown("agreement.html", data, title=f"{drawn.name}: agreement", at="queue")


def _side(session: Session, drawn: Sample, what: Any) -> dict[str, Any]:
    if drawn.kind == "pairs":
        return {"address": f"/queue/{what['left']}/{what['right']}", "title": "the pair"}
    side = pairs.sides(session, [what["anchor"]]).get(what["anchor"])
    if side is None:
        return {"address": "/articles", "title": "gone"}
    return {"address": link(f"/articles/{side.article}", field=what["field"]), "title": side.title}


def readings(request: Request) -> Response:
    """Every reading, a row each, as CSV: whoever doubts a kappa works it out anew."""
    out = io.StringIO(newline="")
    with site_of(request).read() as session:
        drawn = _drawn(request, session)
        _check_read(request, session, drawn)
        sheet.write(samples.coded(session, drawn), samples.READING_COLUMNS, out.write)
    headers = {"Content-Disposition": f'attachment; filename="readings-{drawn.id}.csv"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def gold(request: Request) -> Response:
    """What is settled, as a file for ``casebook evaluate``."""
    need(request, Role.CODER)
    with site_of(request).read() as session:
        drawn = _drawn(request, session)
        _check_read(request, session, drawn)
        lines = samples.gold(session, drawn)
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return Response(body, media_type="application/jsonl", headers=headers)
