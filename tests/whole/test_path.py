"""The path on labelled coverage, by the command line: in, read, resolved, shown, handed over."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.whole.desk import STORY, Desk, outline

GOLD = Path(__file__).parent.parent / "gold" / "coverage.jsonl"
GIVEN = ("url", "title", "text", "published", "outlet")

FACTS = {
    "victims", "incident_date", "incident_date_from", "incident_date_to",
    "incident_date_precision", "death_date", "city", "county", "state", "place", "agencies",
    "agency_roles", "armed", "weapon", "shots_fired", "body_camera", "fleeing", "officers",
    "scope", "events", "field_states",
}  # fmt: skip
VICTIM = {
    "victim_id", "name", "aliases", "name_status", "age", "age_min", "age_max", "gender", "race",
    "race_source", "fatal", "outcome", "armed", "weapon", "fleeing",
}  # fmt: skip
INCIDENT = FACTS | {
    "incident_id", "review", "accepted_by", "accepted_at", "inclusion", "aliases", "conflicts",
    "articles", "article_count", "outlet_count", "independent_sources", "confirmation",
    "first_reported", "last_reported", "created_at", "updated_at", "external_ids",
}  # fmt: skip
ARTICLE = {
    "article_id", "url", "canonical_url", "urls", "outlet", "title", "byline", "published",
    "published_precision", "relevant", "relevance", "reasons", "text", "version",
    "near_duplicate_of", "syndicated_from", "incident_ids", "facts", "reports",
}  # fmt: skip
CLAIM = {
    "claim_id", "article_url", "article_version", "report_id", "incident_id", "victim_id", "field",
    "value", "as_written", "basis", "in", "quote", "start", "end", "asserted_by", "hedged",
    "method", "version", "confidence",
}  # fmt: skip


TWO_ACCOUNTS = STORY | {
    "text": "RIVERTON, Ohio — A Riverton police officer shot and killed Dale Orrin Wexcombe, 34, "
    "on Sunday night after a foot chase, police said.\n\nPolice said Wexcombe pointed a handgun at "
    "the officer. His mother, Ann Wexcombe, said he had no weapon. “He never ran,” she said, and "
    "his sister, Lee Coe, said he was not running.",
}


def articles(count: int) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()[:count]]
    return [{key: row[key] for key in GIVEN if row.get(key)} for row in rows]


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A folder into which sixty articles were ingested."""
    found = Desk(tmp_path_factory.mktemp("desk"))
    found.run("ingest", write_lines(found.folder / "in.jsonl", articles(60)))
    return found


def test_exports_have_exactly_the_agreed_shape(desk: Desk) -> None:
    incidents, victims = desk.rows("incidents"), desk.rows("victims")
    told, claims = desk.rows("articles"), desk.rows("claims")
    assert incidents
    assert all(set(line) == INCIDENT for line in incidents)
    released = {"name_released"}  # an editor's word, not an article's
    people = [victim for line in incidents for victim in line["victims"]]
    assert all(set(victim) == VICTIM | released for victim in people)
    assert all(set(line) >= VICTIM for line in victims)
    assert all(set(line) == ARTICLE for line in told)
    assert all(set(line) == CLAIM for line in claims)
    assert len(told) == 60
    assert all(
        set(report) == FACTS | {"report_id", "incident_id", "why"}
        for line in told
        for report in line["reports"]
    )


def test_every_stated_claim_stands_in_the_exported_text(desk: Desk) -> None:
    told = {line["url"]: line for line in desk.rows("articles")}
    claims = desk.rows("claims")
    stated = [claim for claim in claims if claim["basis"] == "stated"]
    assert stated
    for claim in stated:
        text = told[claim["article_url"]]["title" if claim["in"] == "title" else "text"]
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["as_written"] in claim["quote"]
    assert all(claim["quote"] is None for claim in claims if claim["basis"] == "inferred")


def test_applying_all_changes_gives_the_incidents(desk: Desk) -> None:
    table: dict[str, Any] = {}
    for change in desk.rows("changes", "--since", "0"):
        if change["incident"] is None:
            table.pop(change["incident_id"], None)
        else:
            table[change["incident_id"]] = change["incident"]
    assert list(table.values()) == sorted(
        desk.rows("incidents"), key=lambda line: list(table).index(line["incident_id"])
    )


def test_ingesting_twice_adds_nothing(desk: Desk) -> None:
    before = [desk.run("export", kind).stdout for kind in ("incidents", "articles", "changes")]
    said = desk.run("ingest", desk.folder / "in.jsonl").stdout
    after = [desk.run("export", kind).stdout for kind in ("incidents", "articles", "changes")]
    assert after == before
    assert "60 known already" in said


def test_replay_gives_the_same_bytes(desk: Desk) -> None:
    kinds = ("incidents", "victims", "articles", "claims", "changes")
    before = [desk.run("export", kind).stdout for kind in kinds]
    desk.run("replay")
    assert [desk.run("export", kind).stdout for kind in kinds] == before


def test_linking_from_scratch_changes_nothing(desk: Desk) -> None:
    before = desk.run("export", "incidents").stdout
    desk.run("resolve", "--from-scratch")
    assert desk.run("export", "incidents").stdout == before


def test_order_and_batches_do_not_matter(desk: Desk, tmp_path: Path) -> None:
    rows = articles(60)
    random.Random(7).shuffle(rows)
    other = Desk(tmp_path)
    for number, part in enumerate((rows[:10], rows[10:45], rows[45:])):
        other.run("ingest", write_lines(tmp_path / f"{number}.jsonl", part))
    assert outline(other.rows("incidents")) == outline(desk.rows("incidents"))


def test_postgresql_gives_the_same_incidents(
    desk: Desk, tmp_path: Path, empty_postgres: str
) -> None:
    other = Desk(tmp_path, database=empty_postgres)
    other.run("ingest", desk.folder / "in.jsonl")
    assert outline(other.rows("incidents")) == outline(desk.rows("incidents"))
    other.run("doctor", "--every-page")
    [pages] = (tmp_path / "casebook-archive").glob("*.gz")
    whole = pages.read_bytes()
    half = len(whole) // 2
    pages.write_bytes(whole[:half] + bytes(64) + whole[half + 64 :])
    other.run("doctor")
    assert "cannot be loaded" in other.run("doctor", "--every-page", status=1).stdout


def test_an_incident_shows_its_sentences_and_its_reasons(desk: Desk) -> None:
    line = max(desk.rows("incidents"), key=lambda row: row["article_count"])
    said = desk.run("show", line["incident_id"], "--why").stdout
    assert all(article["url"] in said for article in line["articles"])
    assert "“" in said
    assert "bits" in said
    told = json.loads(desk.run("show", line["incident_id"], "--json").stdout)
    assert told["incident"]["incident_id"] == line["incident_id"]


def test_the_list_can_be_narrowed(desk: Desk) -> None:
    lines = desk.rows("incidents")
    state = next(line["state"] for line in lines if line["state"])
    found = json.loads(desk.run("incidents", "--state", state, "--json").stdout)
    assert {line["incident_id"] for line in found} == {
        line["incident_id"] for line in lines if line["state"] == state
    }
    assert json.loads(desk.run("incidents", "--since", "2999-01-01", "--json").stdout) == []


def test_a_state_is_known_by_its_name_and_an_unknown_one_is_wrong_usage(desk: Desk) -> None:
    by_code = desk.run("incidents", "--state", "ok", "--json").stdout
    assert json.loads(by_code)
    assert desk.run("incidents", "--state", "Oklahoma", "--json").stdout == by_code
    assert "Atlantis" in desk.run("incidents", "--state", "Atlantis", status=2).stderr
    assert "no incident is like that" in desk.run("incidents", "--name", "Nobody At All").stdout


def test_people_decide_and_take_it_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("ingest", write_lines(tmp_path / "in.jsonl", articles(30)))
    before = desk.rows("incidents")
    first, second = before[0]["incident_id"], before[1]["incident_id"]
    desk.run("merge", first, second, "--by", "kim", "--note", "one event")
    merged = desk.rows("incidents")
    assert len(merged) == len(before) - 1
    kept, gone = (first, second) if first in {i["incident_id"] for i in merged} else (second, first)
    assert f"{kept}  " in desk.run("show", gone).stdout
    desk.run("undo", "--by", "kim")
    assert outline(desk.rows("incidents")) == outline(before)


def test_an_accepted_value_stays(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("ingest", write_lines(tmp_path / "in.jsonl", articles(12)))
    number = desk.rows("incidents")[0]["incident_id"]
    source = "http://www.records.example/1"
    desk.run("set", number, "city", "Elsewhere", "--source", source, "--reason", "the court file")
    desk.run("accept", number, "--by", "kim", "--reason", "two sources")
    desk.run("ingest", write_lines(tmp_path / "more.jsonl", articles(40)))
    line = next(row for row in desk.rows("incidents") if row["incident_id"] == number)
    assert (line["city"], line["review"], line["accepted_by"]) == ("Elsewhere", "accepted", "kim")


def test_both_accounts_of_one_article_stand(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("ingest", write_lines(tmp_path / "in.jsonl", [TWO_ACCOUNTS]))
    line = desk.rows("incidents")[0]
    told = {
        field: {(other["value"], *other["asserted_by"]) for other in line["conflicts"][field]}
        for field in ("armed", "fleeing")
    }
    assert told["armed"] == {("firearm", "police"), ("unarmed", "family")}
    assert told["fleeing"] == {("foot", "police"), ("not", "family")}
    states = line["field_states"]
    assert (line["armed"], states["armed"]) == ("undetermined", "disputed")
    assert states["fleeing"] == "disputed"
    shown = desk.run("show", line["incident_id"]).stdout
    assert all(value in shown for value in ("firearm", "unarmed"))


def test_csv_holds_the_same_incidents(desk: Desk) -> None:
    desk.run("export", "incidents", "--format", "csv", "-o", "incidents.csv")
    text = (desk.folder / "incidents.csv").read_text("utf-8")
    assert text.startswith("incident_id,")
    assert all(line["incident_id"] in text for line in desk.rows("incidents"))
