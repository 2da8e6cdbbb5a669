"""casebook sources, as somebody uses it who has a list of outlets and no patience."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from crawler.seeds import add_source, read_outlets, writable
from crawler.sources import Source, SourcesError, read_sources
from tests.crawler.outlets import outlets
from tests.whole.desk import Desk

START = """# Our sources. Ask Ann before you change the first one.

[[source]]
name = "bee"  # the old paper
outlet = "The Bee"
domains = ["bee.example"]
feeds = ["https://bee.example/feed"]

# Nobody reads this one.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "sources.toml").write_text(START, encoding="utf-8")
    return Desk(tmp_path)


def test_from_a_list_to_a_crawl(desk: Desk) -> None:
    """import, add, check, crawl, and what casebook sources says afterwards."""
    file = desk.folder / "seeds" / "sources.toml"
    with outlets("wordpress", "nothing", "blox", "paywalled") as sites:
        press, quiet, blox, paid = sites.values()
        listed = desk.folder / "outlets.csv"
        rows = [("The Press", press, "GA"), ("Quiet", quiet, "GA"), ("Bee", blox, "Ohio")]
        listed.write_text(
            "Name,URL,State\n" + "".join(f"{n},{s.url('/')},{st}\n" for n, s, st in rows)
        )
        done = desk.run("sources", "import", listed, "--private-network")
        assert "2 added" in done.stdout
        assert "none lists current stories" in done.stdout
        again = desk.run("sources", "import", listed, "--private-network", "--state", "OH")
        assert "nothing new" in again.stdout
        done = desk.run("sources", "add", paid.url("/"), "--private-network", "--name", "paid")
        assert "“paid” added" in done.stdout
        failed = desk.run("sources", "add", quiet.url("/"), "--private-network", status=1)
        assert "nothing to crawl" in failed.stderr
        known = desk.run("sources", "add", press.url("/news"), "--private-network", status=1)
        assert "already, as “127.0.1”" in known.stderr
        written = file.read_text(encoding="utf-8")
        assert written.startswith(START)
        by_name = {source.outlet: source for source in read_sources(file)}
        assert by_name["The Press"].feeds == (press.url("/feed/"),)
        assert by_name["Bee"].state == "OH"
        assert by_name["Bee"].timezone == "America/New_York"
        names = [by_name[name].name for name in ("The Press", "Paid")]
        checked = desk.run("sources", "check", *names, "--json")
        assert [report["kind"] for report in json.loads(checked.stdout)] == ["feed", "paywalled"]
        desk.run("crawl", by_name["The Press"].name)
    shown = desk.run("sources", "--json")
    records = {record["name"]: record for record in json.loads(shown.stdout)}
    assert records[by_name["The Press"].name]["stories"] == 1
    assert records["bee"]["state"] is None
    assert "never" in desk.run("sources").stdout


def test_a_registry_is_read_by_state_and_county(tmp_path: Path) -> None:
    file = tmp_path / "registry.json.gz"
    outlet = {
        "name": "Bee",
        "website": "http://bee.example/",
        "city-county-name": "Bibb County",
        "rss": ["http://bee.example/comments/feed/", "http://bee.example/feed/", 5],
    }
    content = {"GA": {"newspaper": [outlet, {"name": "No site"}]}, "OH": {"tv": []}}
    file.write_bytes(gzip.compress(json.dumps(content).encode()))
    [found] = read_outlets(file)
    assert (found.state, found.county, found.feeds) == (
        "GA",
        "Bibb County",
        ("http://bee.example/feed/",),
    )
    assert found.timezone == "America/New_York"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "title,url\n", "“name” and “url” among them"),
        ("a.csv", "name,url\nBee,\n", "a.csv:2: the url is missing"),
        ("a.csv", "name,url\nBee,http://[bee\n", "a.csv:2: “http://.bee” is no address of a site"),
        ("a.csv", "name,url\nBee,ftp://bee.example\n", "is no address of a site"),
        ("a.csv", "name,url,state\nBee,b.example,Nowhere\n", "there is no state “Nowhere”"),
        ("a.json", "[1, 2]", "is not the registry's JSON"),
        ("a.txt", "x", "a list of outlets is a .csv"),
    ],
)
def test_a_list_that_is_none_is_one_sentence(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourcesError, match=says):
        list(read_outlets(tmp_path / name))
    with pytest.raises(SourcesError, match="there is no"):
        list(read_outlets(tmp_path / f"missing-{name}"))


def test_an_entry_that_would_spoil_the_file_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(START, encoding="utf-8")
    with pytest.raises(SourcesError):
        add_source(file, Source("bee", "Twice", ("x.example",), feeds=("https://x.example/f",)))
    assert file.read_text(encoding="utf-8") == START
    assert [path.name for path in tmp_path.iterdir()] == ["sources.toml"]
    file.write_text('source = [{name = "bee"}]', encoding="utf-8")
    with pytest.raises(SourcesError, match="write each as an entry"):
        writable(file)


def test_a_file_that_is_added_to_stays_what_it_was(tmp_path: Path) -> None:
    """A link, closed to others, with the ends of lines of another system."""
    file, link = tmp_path / "real.toml", tmp_path / "sources.toml"
    file.write_bytes(START.replace("\n", "\r\n").encode())
    file.chmod(0o600)
    link.symlink_to(file)
    names = [f"daily-{number}" for number in range(8)]
    entries = [Source(name, name, ("x.example",), feeds=("https://x.example/f",)) for name in names]
    with ThreadPoolExecutor(4) as several:
        list(several.map(partial(add_source, link), entries))
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    written = file.read_bytes()
    assert written.startswith(START.replace("\n", "\r\n").encode())
    assert written.count(b"\n") == written.count(b"\r\n")
    assert {source.name for source in read_sources(link)} == {"bee", *names}
    empty = tmp_path / "empty.toml"
    empty.write_text("source = []\n", encoding="utf-8")
    add_source(empty, entries[0])
    assert [source.name for source in read_sources(empty)] == ["daily-0"]


def test_what_is_no_address_is_refused_before_anything_is_asked_for(desk: Desk) -> None:
    for wrong in ("http://[bee", "http://bee.example:99999/", "desk@bee.example", "ask Ann"):
        said = desk.run("sources", "add", wrong, status=2)
        assert "is no address of a site" in " ".join(said.stderr.split())


def test_a_name_no_source_can_have_is_refused_before_anything_is_asked_for(desk: Desk) -> None:
    words = ("sources", "add", "https://press.invalid/", "--name", "The Press")
    said = desk.run(*words, status=1)
    assert "--name: “name” is 'The Press' but must be small letters" in said.stderr
    assert not said.stdout
