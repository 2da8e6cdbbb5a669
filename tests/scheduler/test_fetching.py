"""Addresses people paste or keep in tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.fetching import read_addresses
from scheduler.files import NoSuchInput
from tests.crawler.rogue import RogueServer, answer, story
from tests.whole.desk import Desk


def test_addresses_however_they_were_pasted(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text(
        'name,where\nAnn,"https://a.example/x?a=1,2"\n"B, C",<https://b.example/y>\nD,\n'
        "again,https://a.example/x?a=1,2\n"
    )
    assert read_addresses(table) == [
        "https://a.example/x?a=1,2",
        "https://b.example/y",
        "https://a.example/x?a=1",
    ]
    text = tmp_path / "mail.txt"
    text.write_text("Look:\nhttps://a.example/x.\n> (https://b.example/y)\nftp://c.example/")
    assert read_addresses(text) == ["https://a.example/x", "https://b.example/y"]
    text.write_text("nothing here")
    with pytest.raises(NoSuchInput, match="holds no address"):
        read_addresses(text)
    with pytest.raises(NoSuchInput, match="cannot be read"):
        read_addresses(tmp_path / "missing.csv")


def test_pasted_addresses_are_fetched_once_and_failures_tried_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with RogueServer() as site:
        site.pages["/a"] = answer(story())
        sources = tmp_path / "sources.toml"
        sources.write_text(
            '[[source]]\nname = "rogue"\noutlet = "R"\ndomains = ["127.0.0.1"]\ndelay = 0\n'
            f'private_network = true\nfeeds = ["{site.url("/feed")}"]\n'
        )
        words = ("fetch", f"see {site.url('/a?utm_source=x')} and", site.url("/b"))
        options = ("--sources", sources)
        first = desk.run(*words, *options)
        assert "1 kept" in first.stdout
        assert "failed: gone" in first.stdout
        site.pages["/b"] = answer(story("<p>More</p>"))
        again = desk.run(*words, *options)
        assert "2 known already" in again.stdout
        assert "1 fetched, 1 kept" in again.stdout
        assert "--again does it now" in again.stderr
        assert site.hits["/a"] == 1
        site.pages["/a"] = answer(story("<p>Correction: he was 35, not 34.</p>"))
        corrected = desk.run(*words[:2], "--again", *options)
        assert "1 fetched, 1 kept" in corrected.stdout
        assert site.hits["/a"] == 2
        assert site.hits["/feed"] == 0
        desk.run("fetch", "http://127.0.0.9:9/2024/05/14/x", *options)
        assert "no longer in the sources file" not in desk.run("sources", *options).stdout
        [row] = json.loads(desk.run("schedule", "list", "--json", *options).stdout)
        assert (row["last_at"], row["next_at"]) == (None, None), "that was no look at the source"
    assert "no address given" in desk.run("fetch", "nothing", *options, status=1).stderr


def test_an_address_too_long_to_be_kept_is_refused_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with RogueServer() as site:
        site.service = lambda _path, _head: answer(story())
        sources = tmp_path / "sources.toml"
        sources.write_text(
            '[[source]]\nname = "rogue"\noutlet = "R"\ndomains = ["127.0.0.1"]\ndelay = 0\n'
            f'private_network = true\nfeeds = ["{site.url("/feed")}"]\n'
        )
        long = site.url("/" + "a" * 2_000)
        said = desk.run("fetch", site.url("/a"), long, "--sources", sources, status=1).stderr
        assert f"has {len(long):,} characters" in " ".join(said.split())
        assert not site.hits
        shorter = site.url("/a?utm_source=" + "x" * 2_000)
        assert "1 kept" in desk.run("fetch", shorter, "--sources", sources).stdout


def test_a_table_a_spreadsheet_saved_as_unicode_text_is_read(tmp_path: Path) -> None:
    table = tmp_path / "addresses.txt"
    table.write_bytes("name\turl\r\nCafé\thttps://a.example/x\r\n".encode("utf-16"))
    assert read_addresses(table) == ["https://a.example/x"]
