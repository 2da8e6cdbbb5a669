"""What the pages show: asked over HTTP, held against the record."""

from __future__ import annotations

import csv
import io

import pytest

from tests.web.conftest import Served

PAGES = (
    "/",
    "/incidents",
    "/incidents/I1",
    "/incidents/I1/said/incident/incident_date",
    "/articles/1",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_also_as_json(served: Served, path: str) -> None:
    page = served.get(path)
    assert page.status_code == 200
    assert "<h1" in page.text or "<h2" in page.text
    assert served.get("/inbox.json" if path == "/" else f"{path}.json").json()


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_every_answer_forbids_what_is_not_ours(served: Served, path: str) -> None:
    headers = served.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_inline_script_or_style_or_asks_elsewhere(served: Served, path: str) -> None:
    page = served.get(path).text
    assert "<script>" not in page
    assert " style=" not in page
    assert " on" not in {word[:3] for word in page.split("<") if word.startswith(" on")}
    assert 'src="http' not in page
    assert 'rel="stylesheet" href="http' not in page


def test_the_inbox_has_a_row_for_every_candidate(served: Served) -> None:
    told = served.json("/inbox.json")
    lines = served.json("/incidents.json")
    assert told["total"] == lines["total"] > 5
    page = served.get("/").text
    for row in told["rows"]:
        assert f'/incidents/{row["line"]["incident_id"]}"' in page
    assert any(row["quote"] for row in told["rows"])


def test_the_filter_stands_in_the_address(served: Served) -> None:
    every = served.json("/incidents.json")["lines"]
    state = next(line["state"] for line in every if line["state"])
    found = served.json(f"/incidents.json?state={state}")
    assert {line["incident_id"] for line in found["lines"]} == {
        line["incident_id"] for line in every if line["state"] == state
    }
    died = served.json("/incidents.json?fatal=yes")["lines"]
    assert died
    assert all(any(victim["fatal"] for victim in line["victims"]) for line in died)


def test_what_is_no_filter_is_told_so(served: Served) -> None:
    answer = served.get("/incidents?state=Atlantis")
    assert answer.status_code == 400
    assert "Atlantis" in answer.text
    assert served.get("/incidents.json?since=yesterday").json()["says"].startswith("“yesterday”")


def test_csv_holds_what_is_seen(served: Served) -> None:
    rows = list(csv.DictReader(io.StringIO(served.get("/incidents.csv?fatal=yes").text)))
    seen = served.json("/incidents.json?fatal=yes")["lines"]
    assert [row["incident_id"] for row in rows] == [line["incident_id"] for line in seen]


def test_every_quote_stands_in_its_article(served: Served) -> None:
    checked = 0
    for line in served.json("/incidents.json")["lines"][:4]:
        for victim in line["victims"]:
            address = f"/incidents/{line['incident_id']}/said/{victim['victim_id']}/fatal.json"
            for item in served.json(address)["said"]:
                saying = item["saying"]
                if saying["quote"] and saying["where"] == "text":
                    story = served.json(f"/articles/{saying['article']}.json")["story"]
                    assert story["text"][saying["start"] : saying["end"]] == saying["quote"]
                    checked += 1
    assert checked > 3


def test_an_unknown_incident_is_not_found(served: Served) -> None:
    assert served.get("/incidents/I9999").status_code == 404
    assert served.get("/incidents/nonsense").status_code == 404
    assert "there is no incident" in served.get("/incidents/I9999.json").json()["says"]


def test_a_page_somebody_has_is_not_sent_again(served: Served) -> None:
    first = served.get("/incidents.json")
    again = served.get("/incidents.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_name_pointed_at_this_machine_gets_nothing(served: Served) -> None:
    answer = served.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "Casebook</a>" not in answer.text


def test_the_first_page_is_small(served: Served) -> None:
    page = served.get("/")
    size = len(page.content)
    for name in ("casebook.css", "casebook.js", "htmx.min.js"):
        at = page.text.index("/static/", page.text.index(name) - 30)
        address = page.text[at : page.text.index('"', at)]
        size += len(served.get(address).raise_for_status().content)
    assert size <= 100_000
