"""A trial on one's own rows: real pages on loopback, and nothing of ours written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytest_httpserver import HTTPServer

from scheduler.trial import trial
from storage.references.theirs import read_list
from storage.shapes import read_shape

MAP = """
id = "no"
facts = { fatal = true }
column = [
    { name = "no" },
    { name = "who", field = "name" },
    { name = "day", field = "incident_date" },
    { name = "town", field = "city" },
    { name = "st", field = "state" },
    { name = "years", field = "age" },
    { name = "links", field = "sources" },
]
"""
STORY = """<html><head><title>Police shoot and kill man in Millbrook</title>
<meta property="article:published_time" content="2026-02-26T09:00:00-05:00"></head><body><article>
<h1>Police shoot and kill man in Millbrook</h1>
<p>MILLBROOK, Ohio — Millbrook police officers shot and killed Tobias Wrenfield, 34, on Wednesday,
Feb. 25, 2026, on Elm Street, the Millbrook Police Department said.</p>
<p>Wrenfield was pronounced dead at the scene. Officers had been called to the house shortly after
noon, police said. The officers are on leave while the state investigates the shooting.</p>
</article></body></html>"""
CONCERT = """<html><head><title>Choir sings</title></head><body><article><h1>Choir sings</h1>
<p>The choir of Millbrook sang on Sunday evening to a full house, and the mayor was there too.</p>
<p>It will sing again in March, the choir said, and nobody needs a ticket.</p></article>
</body></html>"""


def test_each_field_is_held_against_what_the_page_says(
    httpserver: HTTPServer, tmp_path: Path
) -> None:
    for path, body in (("/story", STORY), ("/concert", CONCERT)):
        httpserver.expect_request(path).respond_with_data(body, content_type="text/html")
    httpserver.expect_request("/robots.txt").respond_with_data("", content_type="text/plain")
    at = httpserver.url_for
    (tmp_path / "ours.toml").write_text(MAP, "utf-8")
    (tmp_path / "ours.csv").write_text(
        "no,who,day,town,st,years,links\n"
        f"1,Tobias Wrenfield,2026-02-25,Millbrook,OH,35,{at('/story')}\n"
        f"2,Ada Quill,2026-02-20,Millbrook,OH,50,{at('/gone')}\n"
        f"3,Omar Reyes,2026-02-21,Millbrook,OH,50,{at('/concert')}\n"
        "4,Zed Lund,2026-02-22,Millbrook,OH,50,\n",
        "utf-8",
    )
    theirs = read_list(tmp_path / "ours.csv", read_shape(tmp_path / "ours.toml"), {})
    before = sorted(tmp_path.iterdir())
    found = trial(
        theirs, sample=9, seed=1, contact="desk@ledger.example",
        now=datetime(2026, 3, 1, tzinfo=UTC), private_network=True,
    )  # fmt: skip
    assert (found.rows, found.without_address) == (3, 1)
    assert found.pages == {"read": 1, "page gone": 1, "read, but no such shooting in it": 1}
    assert found.fields["name"] == {"agree": 1}
    assert found.fields["incident_date"] == {"agree": 1}
    assert found.fields["city"] == {"agree": 1}
    assert found.fields["age"] == {"differ": 1}
    [worst] = [item for item in found.worst if item.field == "age"]
    assert (worst.row, worst.theirs, worst.ours) == ("1", 35, 34)
    assert "Tobias Wrenfield, 34" in (worst.sentence or "")
    assert sorted(tmp_path.iterdir()) == before
