"""What the pages show: asked over HTTP, held against the record."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest

from casebook.web import guard
from casebook.web.pages.incidents import COLUMNS
from scheduler import jobs
from storage import alerts, handing
from storage.searches import Search
from tests.web.conftest import NO_TLS, Served
from tests.whole.test_path import TWO_ACCOUNTS

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
    quotes = [row["quote"] for row in told["rows"] if row["quote"]]
    assert len(quotes) > len(told["rows"]) / 2
    for quote in quotes[:4]:
        story = served.json(f"/articles/{quote['article']}.json")["story"]
        assert quote["quote"] in f"{story['title']}\n{story['text']}"


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


def test_no_cell_of_that_csv_is_a_formula_or_ends_a_row(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def row(line: dict[str, Any]) -> list[Any]:
        return [line["incident_id"], "  =1+1", "＝1", "a\rb", -1, *[None] * (len(COLUMNS) - 5)]

    monkeypatch.setattr("casebook.web.pages.incidents._row", row)
    text = served.get("/incidents.csv").text
    assert "\r\n" not in text
    for cells in csv.DictReader(io.StringIO(text, newline="")):
        assert list(cells.values())[1:5] == ["'  =1+1", "'＝1", "a\rb", "-1"]


def test_every_quote_stands_in_its_article(served: Served) -> None:
    checked = 0
    for line in served.json("/incidents.json")["lines"][:8]:
        for victim in line["victims"]:
            address = f"/incidents/{line['incident_id']}/said/{victim['victim_id']}/fatal.json"
            for item in served.json(address)["said"]:
                saying = item["saying"]
                if saying["quote"] and saying["where"] == "text":
                    story = served.json(f"/articles/{saying['article']}.json")["story"]
                    assert story["text"][saying["start"] : saying["end"]] == saying["quote"]
                    checked += 1
    assert checked > 3


def test_an_incident_shows_which_sentence_says_that_somebody_was_hit(served: Served) -> None:
    shown = 0
    for line in served.json("/incidents.json")["lines"]:
        address = f"/incidents/{line['incident_id']}"
        rows = re.findall(r'<th scope="row">Part</th>.*?</tr>', served.get(address).text, re.DOTALL)
        assert len(rows) <= len(line["victims"])
        assert all("hit by police gunfire" in row for row in rows)
        shown += sum("<q" in row for row in rows)
        for victim in line["victims"] if rows else ():
            said = served.json(f"{address}/said/{victim['victim_id']}/role.json")["said"]
            assert {item["saying"]["value"] for item in said} == {"shot_by_police"}
    assert shown > 3


def test_nothing_is_called_not_stated_that_is_told_of_the_incident(served: Served) -> None:
    for number in served.json("/incidents.json")["lines"]:
        page = served.get(f"/incidents/{number['incident_id']}").text
        told = set(
            re.findall(r'<th scope="row">([^<]+)</th>', page.partition("The incident</h2>")[2])
        )
        for line in re.findall(r"Not stated: ([^<]+)\.</p>", page):
            assert not {word.casefold() for word in told} & set(line.split(", ")), number


def test_the_next_pair_is_told_as_json_to_who_asks_for_that(undecided: Served) -> None:
    """Also of who is led on to it, and of who asks for what is not there."""
    told = undecided.get("/queue/next.json?skip=a.b", follow_redirects=True)
    assert "next" not in told.url.path
    assert {"left", "right", "score"} <= told.json().keys()
    assert undecided.get("/queue/a/b.json").json()["error"] == "Not found"


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


@pytest.mark.parametrize("path", ["/incidents.json", "/api/v1/incidents", "/healthz"])
@pytest.mark.parametrize(
    ("query", "headers", "size", "status"),
    [
        ("", {"Host": "evil.example"}, 0, 421),
        ("", {}, guard.MAX_FORM + 1, 413),
        ("?q=%00", {}, 0, 400),
    ],
)
def test_a_program_is_told_as_json_what_is_refused_before_any_page(
    served: Served, path: str, query: str, headers: dict[str, str], size: int, status: int
) -> None:
    def asked(path: str) -> httpx.Response:
        return httpx.post(f"{served.url}{path}{query}", headers=headers, content=b"x" * size)

    answer = asked(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "says"}
    page = asked("/incidents")
    assert (page.status_code, page.headers["content-type"][:10]) == (status, "text/plain")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", "done=7"),
        ("/incidents", "sort=id"),
        ("/inbox.json", "show=new"),
        ("/articles", "tab=rejected"),
        ("/articles", "q=police"),
        ("/audit", ""),
    ],
)
def test_past_the_last_page_is_the_last_page(served: Served, path: str, kept: str) -> None:
    """Whoever decides on the only row of the last page is told of those before it."""
    answer = served.get(f"{path}?{kept}&page=9")
    assert answer.status_code == 303
    assert kept in answer.headers["location"]
    there = served.get(answer.headers["location"], follow_redirects=True)
    assert there.status_code == 200
    assert "page=9" not in str(there.url)
    assert "No candidates" not in there.text
    assert "No incidents" not in there.text
    assert "No article" not in there.text


def test_the_first_page_is_small(served: Served) -> None:
    page = served.get("/")
    size = len(page.content)
    for name in ("casebook.css", "casebook.js", "htmx.min.js"):
        at = page.text.index("/static/", page.text.index(name) - 30)
        address = page.text[at : page.text.index('"', at)]
        size += len(served.get(address).raise_for_status().content)
    assert size <= 100_000


def test_who_watches_the_server_is_told_how_it_is(served: Served) -> None:
    assert served.json("/healthz")["ok"] is True
    told = served.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    assert "casebook_" in told.text


def test_sources_and_runs_stand_as_the_status_says(served: Served) -> None:
    told = served.json("/sources.json")
    assert told["told"]["queues"]["unread"] == 0
    assert {run["job"] for run in told["runs"]} <= {"ingest", "read", "resolve"}


def test_map_and_calendar_count_what_the_table_finds(served: Served) -> None:
    lines = served.json("/incidents.json?fatal=yes")["lines"]
    told = served.json("/incidents/map.json?fatal=yes")
    assert told["total"] == len(lines)
    assert sum(item["count"] for item in told["map"]["states"]) == sum(
        line["state"] is not None for line in lines
    )
    counties = {(item["state"], item["name"]) for item in told["map"]["counties"]}
    placed = [(line["state"], line["county"].rsplit(" ", 1)[0]) for line in lines if line["county"]]
    assert counties
    assert set(placed) >= counties
    days = [line["incident_date"] for line in lines if line["incident_date"]]
    year = max(days)[:4]
    drawn = served.json(f"/incidents/calendar.json?fatal=yes&year={year}")
    cells = {cell["day"]: cell["count"] for month in drawn["months"] for cell in month["cells"]}
    assert {day: n for day, n in cells.items() if n} == {
        day: days.count(day) for day in days if day.startswith(year)
    }


def test_the_matrix_holds_every_outlets_word(served: Served) -> None:
    lines = served.json("/incidents.json")["lines"]
    most = max(lines, key=lambda line: line["article_count"])["incident_id"]
    told = served.json(f"/incidents/{most}/matrix.json")
    sources = served.json(f"/incidents/{most}/coverage.json")["sources"]
    assert len(told["rows"]) == len(sources)
    values = {
        v["field"]: v["value"]
        for g in served.json(f"/incidents/{most}.json")["groups"]
        for v in g["values"]
    }
    cities = [cell["value"] for row in told["rows"] for cell in row["cells"]["city"]]
    assert values["city"] in cities


def test_a_rejected_article_leaves_its_incident_and_comes_back(served: Served) -> None:
    lines = served.json("/incidents.json")["lines"]
    most = max(lines, key=lambda line: line["article_count"])
    number = most["incident_id"]
    rows = served.json("/articles.json?tab=relevant")["rows"]
    article = next(row for row in rows if int(number[1:]) in row["incidents"])
    sent = served.send("/decide", action="rule", article=article["key"], verdict="rejected")
    assert sent.status_code == 303
    assert served.json(f"/incidents/{number}.json")["line"]["article_count"] < most["article_count"]
    counts = served.json("/articles.json?tab=promoted")
    assert [row["ruled"] for row in counts["rows"]] == ["rejected"]
    decision = sent.headers["location"].split("done=")[1]
    served.send("/decide", action="undo", decision=decision)
    assert (
        served.json(f"/incidents/{number}.json")["line"]["article_count"] == most["article_count"]
    )


def test_a_pasted_address_waits_for_the_next_crawl(served: Served) -> None:
    assert served.send("/articles/paste", url="ftp://x.example/").status_code == 404
    sent = served.send("/articles/paste", url="https://www.outlet.example/story/1?utm_source=x")
    assert "next+crawl+fetches+it" in sent.headers["location"]
    again = served.send("/articles/paste", url="https://www.outlet.example/story/1")
    assert "known+already" in again.headers["location"]


def test_a_search_is_kept_under_a_name(served: Served) -> None:
    sent = served.send("/searches", called="Deaths", fatal="yes")
    assert sent.headers["location"].startswith("/incidents?fatal=yes")
    row = served.json("/searches.json")["rows"][0]
    assert row["saved"]["name"] == "Deaths"
    assert row["total"] == served.json("/incidents.json?fatal=yes")["total"]
    served.send("/searches/forget", search=row["saved"]["id"])
    assert served.json("/searches.json")["rows"] == []


def test_somebody_is_told_of_what_a_kept_search_asks_for(served: Served) -> None:
    served.send("/searches", called="Deaths", fatal="yes")
    number = served.json("/searches.json")["rows"][0]["saved"]["id"]
    told = {"event": "disagreement:armed", "to": "https://desk.example/hook"}
    assert served.send("/searches/tell", search=number, **told).status_code == 303
    wrong = served.send("/searches/tell", search=number, event="new", to="nobody")
    assert wrong.status_code == 400
    assert "neither a mail address nor" in wrong.text
    inside = {"event": "new", "to": "http://127.1:8484/hook"}
    wrong = served.send("/searches/tell", search=number, **inside)
    assert wrong.status_code == 400
    assert "127.1 is an address inside a private network" in wrong.text
    served.site.private_webhooks = True
    assert served.send("/searches/tell", search=number, **inside).status_code == 303
    served.site.private_webhooks = False
    served.send("/searches/tell-no-more", alert=f"search {number}: new, to 127.1")
    [row] = served.json("/searches.json")["rows"]
    assert [one["event"] for one in row["alerts"]] == ["disagreement:armed"]
    assert "https://desk.example/hook" in served.get("/searches").text

    served.send("/searches", called="Deaths", fatal="no")  # the same search, asked otherwise
    with served.site.read() as session:
        [kept] = alerts.every(session)
    assert (kept.search, kept.saved) == (Search(fatal="no"), number)
    served.send("/searches/tell-no-more", alert=kept.name)
    assert served.json("/searches.json")["rows"][0]["alerts"] == []

    served.send("/searches/tell", search=number, **told)
    served.send("/searches/forget", search=number)
    with served.site.read() as session:
        assert alerts.every(session) == []


def test_a_feed_names_an_incident_alike_wherever_it_is_read(undecided: Served) -> None:
    """By another name of the server, behind a proxy: readers know what they have shown."""
    for number in ("I1", "I2"):
        seen = undecided.seen(number)
        undecided.send("/decide", action="accept", incident=number, seen=seen)

    def entries(url: str) -> list[tuple[str, str]]:
        told = feedparser.parse(httpx.get(f"{url}/incidents.atom", verify=NO_TLS).text)
        assert told.bozo is False
        return [(told.feed.id, ""), *((entry.id, entry.link) for entry in told.entries)]

    here = entries(undecided.url)
    there = entries(undecided.url.replace("127.0.0.1", "localhost"))
    undecided.site.https = True
    behind = entries(undecided.url)
    assert len({name for name, _ in here}) == len(here) == 3
    assert [name for name, _ in here] == [name for name, _ in there] == [name for name, _ in behind]
    assert all(link.startswith("http://localhost:") for _, link in there[1:])
    assert all(link.startswith("https://127.0.0.1:") for _, link in behind[1:])


def test_a_feed_tells_of_what_is_accepted_late(
    undecided: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is short: what was learnt of long ago was never in it, however lately accepted."""
    latest = handing.latest
    monkeypatch.setattr(
        handing, "latest", lambda session, search, limit: latest(session, search, limit=2)
    )
    for number in ("I3", "I1", "I4", "I2"):
        seen = undecided.seen(number)
        undecided.send("/decide", action="accept", incident=number, seen=seen)
    links = [one.link for one in feedparser.parse(undecided.get("/incidents.atom").text).entries]
    assert [link.rsplit("/", 1)[1] for link in links] == ["I2", "I4"]


def test_words_of_articles_find_incidents_and_articles(served: Served) -> None:
    line = next(
        line for line in served.json("/incidents.json")["lines"] if line["victims"][0]["name"]
    )
    name = line["victims"][0]["name"].split()[-1]
    found = served.json(f"/incidents.json?text={name}")["lines"]
    assert line["incident_id"] in {item["incident_id"] for item in found}
    rows = served.json(f"/articles.json?q={name}")["rows"]
    assert any(hit for row in rows for _, hit in row["excerpt"])


def test_a_page_shows_both_accounts_of_one_article(empty: Served, tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    (tmp_path / "in.jsonl").write_text(json.dumps(TWO_ACCOUNTS) + "\n", "utf-8")
    jobs.ingest(empty.place, [tmp_path / "in.jsonl"], now=now)
    jobs.read_waiting(empty.place, now=now)
    jobs.resolve_waiting(empty.place, now=now)
    page = empty.get("/incidents/I1").text
    assert {"but <b>firearm</b>", "but <b>unarmed</b>"} <= set(re.findall(r"but <b>\w+</b>", page))


def test_a_man_in_hospital_who_dies_is_no_contradiction(empty: Served, tmp_path: Path) -> None:
    shot = "RIVERTON, Ohio — Riverton police shot Dale Orrin Wexcombe, 34, on Sunday night."
    stories = [
        {
            "url": "http://www.rivertonledger.example/shot",
            "title": "Riverton officer shoots man, 34",
            "published": "2026-02-23T08:00:00-05:00",
            "text": f"{shot} Wexcombe was in critical condition on Monday, police said.",
        },
        {
            "url": "http://www.rivertonledger.example/dies",
            "title": "Man shot by Riverton officer dies",
            "published": "2026-02-27T08:00:00-05:00",
            "text": f"{shot} Wexcombe died on Thursday at a hospital, the coroner said.",
        },
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in stories))
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    jobs.ingest(empty.place, [tmp_path / "in.jsonl"], now=now)
    jobs.read_waiting(empty.place, now=now)
    jobs.resolve_waiting(empty.place, now=now)
    page = empty.get("/incidents/I1").text
    assert "before that <b>critical</b>" in page
    assert "but <b>" not in page


#: A story of which only the day is known, and no outlet.
OF_A_DAY = {
    "url": "http://www.rivertonledger.example/man-shot",
    "title": "Riverton officer shoots man",
    "text": "RIVERTON, Ohio — A Riverton police officer shot and killed Dale Orrin Wexcombe, 34, "
    "on Sunday night, police said.",
    "published": "2025-06-02",
}


def test_a_day_of_publication_is_the_same_day_in_every_zone(empty: Served, tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    (tmp_path / "in.jsonl").write_text(json.dumps(OF_A_DAY), "utf-8")
    jobs.ingest(empty.place, [tmp_path / "in.jsonl"], now=now)
    jobs.read_waiting(empty.place, now=now)
    jobs.resolve_waiting(empty.place, now=now)
    for path in ("/articles/1", "/incidents/I1"):
        page = empty.get(path, cookies={"zone": "America/Chicago"}).text
        assert "2025-06-02" in page
        assert "2025-06-01 19:00" not in page
        assert "rivertonledger.example" in page
        assert "outlet not known" not in page
    runs = empty.get("/sources").text
    assert "1 incident changed" in runs


#: Two officers of one force, what another looks into, and what followed with its day and its end.
LISTING = {
    "url": "http://www.rivertonledger.example/no-charges",
    "title": "No charges for Riverton officers who shot man",
    "text": "RIVERTON, Ohio — Two Riverton police officers shot and killed Dale Orrin Wexcombe, "
    "34, on May 4, 2025, after he raised a rifle, police said.\n\nThe officers who fired were Lena "
    "Marquardt and Ruben Castellow, the department said.\n\nThe Ohio Bureau of Criminal "
    "Investigation is investigating the shooting. A grand jury on June 2, 2025 declined to indict "
    "the officers.",
    "published": "2025-06-03T09:00:00-04:00",
    "outlet": "Riverton Ledger",
}


@pytest.fixture
def listing(empty: Served, tmp_path: Path) -> Served:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    (tmp_path / "in.jsonl").write_text(json.dumps(LISTING), "utf-8")
    jobs.ingest(empty.place, [tmp_path / "in.jsonl"], now=now)
    jobs.read_waiting(empty.place, now=now)
    jobs.resolve_waiting(empty.place, now=now)
    return empty


def test_an_agency_is_shown_with_its_part_and_an_event_with_its_end(listing: Served) -> None:
    shown = {item["value"]: item["more"] for item in listing.json("/incidents/I1.json")["listed"]}
    assert shown["Riverton Police Department"] == ["its officers fired"]
    assert shown["Ohio Bureau of Criminal Investigation"] == ["investigates"]
    assert shown["indictment"] == ["2025-06-02", "declined"]
    page = listing.get("/incidents/I1").text
    assert "investigates" in page
    assert "2025-06-02 · declined" in page


def test_a_listed_value_leads_to_its_own_sentences(listing: Served) -> None:
    for item in listing.json("/incidents/I1.json")["listed"]:
        where = f"/incidents/I1/said/incident/{item['field']}"
        told = listing.json(f"{where}.json?{item['asked']}")["said"]
        assert {one["saying"]["value"] for one in told} == {item["value"]}
        assert f"{where}?{item['asked']}".replace("&", "&amp;") in listing.get("/incidents/I1").text


def test_a_value_without_a_sentence_says_from_what_it_was_worked_out(served: Served) -> None:
    """Of every incident and every value that its page shows."""
    silent = []
    for line in served.json("/incidents.json")["lines"]:
        page = served.get(f"/incidents/{line['incident_id']}").text
        for row in re.findall(r'<tr>\s*<th scope="row">.*?</tr>', page, re.DOTALL):
            if not re.search(
                r'<td class="quote">(<q |<span class="quiet">worked out from \w)', row
            ):
                silent.append((line["incident_id"], re.sub("<[^>]+>|\\s+", " ", row)))
    assert silent == []
