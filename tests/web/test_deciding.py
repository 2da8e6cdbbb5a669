"""Decisions sent from the pages: written once, by whom and why; refused when the page is old."""

from __future__ import annotations

import html
import json
import re
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from casebook.web.follow import Follow
from pipeline.records import Verdict
from scheduler import jobs
from storage import decisions, judgements, pairs, reports, teamwork
from storage.columns import as_json
from storage.fields import choices, typed_value
from tests.web.conftest import NO_TLS, Served

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def line(served: Served, incident: str) -> dict[str, Any]:
    return served.json(f"/incidents/{incident}.json")["line"]


def decide(served: Served, action: str, incident: str, **more: Any) -> httpx.Response:
    more = {"seen": served.seen(incident), "next": "/"} | more
    return served.send("/decide", action=action, incident=incident, **more)


def undo(served: Served, answer: httpx.Response) -> None:
    number = answer.headers["location"].split("done=")[1]
    assert served.send("/decide", action="undo", decision=number).status_code == 303


def test_accepting_pins_and_is_taken_back(served: Served) -> None:
    answer = decide(served, "accept", "I1", reason="two sources")
    assert answer.status_code == 303
    assert line(served, "I1")["review"] == "accepted"
    assert line(served, "I1")["accepted_by"] == "kim"
    assert "accepted I1" in served.get(answer.headers["location"]).text
    undo(served, answer)
    assert line(served, "I1")["review"] == "candidate"


def test_holding_hides_from_the_inbox_until_the_day(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting() -> set[str]:
        return {row["line"]["incident_id"] for row in served.json("/inbox.json")["rows"]}

    answer = decide(served, "hold", "I2", until="2999-01-01", reason="the autopsy")
    assert "I2" not in waiting()
    with monkeypatch.context() as later:
        later.setattr(served.site, "clock", lambda: datetime(2999, 1, 1, 12, tzinfo=UTC))
        assert "I2" in waiting()
    undo(served, answer)
    past = decide(served, "hold", "I2", until="2020-01-01")
    assert past.status_code == 409
    assert "2020-01-01 has come already" in past.text
    answer = decide(served, "hold", "I2", sources="99")
    assert "I2" not in waiting()
    undo(served, answer)
    assert "I2" in waiting()


def test_excluding_needs_a_reason(served: Served) -> None:
    assert decide(served, "exclude", "I3").status_code == 409
    answer = decide(served, "exclude", "I3", why="nobody was hit", reason="a warning shot")
    assert line(served, "I3")["review"] == "excluded"
    assert "nobody was hit: a warning shot" in served.get("/incidents/I3/history").text
    undo(served, answer)


def test_a_corrected_value_stands_beside_what_was_read(served: Served) -> None:
    told = line(served, "I1")
    answer = decide(
        served, "set", "I1", subject="I1", field="city", value="Elsewhere",
        was=f'"{told["city"]}"', reason="the court file", source="https://court.example/1",
    )  # fmt: skip
    assert answer.status_code == 303
    assert line(served, "I1")["city"] == "Elsewhere"
    page = served.get("/incidents/I1/said/incident/city").text
    assert "the court file" in page
    assert told["city"] in page
    [whole] = [g for g in served.json("/incidents/I1.json")["groups"] if not g["victim"]]
    [city] = [item for item in whole["values"] if item["field"] == "city"]
    assert city["dissent"][0]["value"] == told["city"]
    assert city["quote"] is None  # no sentence of another value stands beside the corrected one
    undo(served, answer)
    assert line(served, "I1")["city"] == told["city"]


def test_what_changed_meanwhile_is_told_field_by_field(served: Served) -> None:
    victim = line(served, "I1")["victims"][0]
    seen = served.seen("I1")
    first = decide(
        served, "set", "I1", subject=victim["victim_id"], field="age", value="93", source="coroner",
        was=as_json(victim["age"]), reason="the coroner",
    )  # fmt: skip
    second = decide(served, "hold", "I1", reason="the autopsy")
    late = decide(served, "accept", "I1", seen=seen)
    assert late.status_code == 409
    rows = re.findall("<tr><th[^>]*>(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", late.text)
    assert rows == [
        ("Review", "candidate", "held"),
        (f"{victim['victim_id']} Age", str(victim["age"]), "93"),
    ]
    for answer in (second, first):
        undo(served, answer)


def test_an_old_form_is_refused_with_both_values(served: Served) -> None:
    seen = served.seen("I4")
    first = decide(
        served, "set", "I4", subject="I4", field="city", value="Newtown",
        was=f'"{line(served, "I4")["city"]}"', reason="one desk",
    )  # fmt: skip
    late = served.send("/decide", action="accept", incident="I4", seen=seen)
    assert late.status_code == 409
    assert "Newtown" in late.text
    assert line(served, "I4")["review"] == "candidate"
    wrong = decide(
        served, "set", "I4", subject="I4", field="city", value="Oldtown", was='"Nowhere"',
        reason="another desk",
    )  # fmt: skip
    assert wrong.status_code == 409
    assert all(word in wrong.text for word in ("Nowhere", "Newtown", "Oldtown"))
    assert line(served, "I4")["city"] == "Newtown"
    undo(served, first)


def test_a_correction_begins_with_the_value_as_it_is_written(served: Served) -> None:
    asked = set()
    for told in served.json("/incidents.json")["lines"]:
        incident = told["incident_id"]
        for group in served.json(f"/incidents/{incident}.json")["groups"]:
            who = group["victim"]["victim_id"] if group["victim"] else "incident"
            for item in group["values"]:
                if choices(item["field"]) and item["value"] is not None:
                    page = served.get(f"/incidents/{incident}/said/{who}/{item['field']}").text
                    [chosen] = re.findall('<option value="([^"]+)" selected>', page)
                    assert typed_value(item["field"], chosen) == item["value"]
                    asked.add(item["field"])
    assert {"armed", "fatal", "fleeing", "outcome"} <= asked
    page = served.get("/incidents/I1/said/incident/duty").text
    assert re.findall('<option value="([^"]*)"', page) == ["", "on", "off", "unknown"]


def test_a_correction_that_cannot_be_keeps_what_was_typed(served: Served) -> None:
    [victim] = line(served, "I1")["victims"][:1]
    typed = {"value": "thirty-four", "reason": "the <court> file", "source": "the coroner"}
    form = {"subject": victim["victim_id"], "field": "age", "was": as_json(victim["age"])}
    refused = decide(served, "set", "I1", **form, **typed)
    assert refused.status_code == 409
    assert "age cannot be" in refused.text
    shown = dict(re.findall(r'name="(\w+)" value="([^"]*)"', refused.text))
    again = {name: html.unescape(text) for name, text in shown.items()}
    assert typed.items() <= again.items()
    sent = served.send("/decide", **again | {"value": "93"})
    assert line(served, "I1")["victims"][0]["age"] == 93
    undo(served, sent)


def test_what_was_typed_about_what_changed_meanwhile_is_shown(served: Served) -> None:
    seen = served.seen("I4")
    held = decide(served, "hold", "I4", reason="the autopsy")
    late = decide(served, "exclude", "I4", seen=seen, why="other", reason="a fence was <hit>")
    assert late.status_code == 409
    assert "a fence was &lt;hit&gt;" in late.text
    assert "Send it again" not in late.text  # it is to be looked at first
    undo(served, held)


def test_a_correction_of_somebody_who_was_merged_away_says_so(
    empty: Served, tmp_path: Path
) -> None:
    """The page with the correction was open while somebody else merged its incident."""
    told = (
        ("Riverton", "Ohio", "2025-06-02", "Dale R. Wexcombe, 44"),
        ("Ashport", "Missouri", "2025-09-20", "Dale Lee Wexcombe, 31"),
    )
    stories = [
        {
            "url": f"https://www.{town.lower()}.example/{day}",
            "title": f"{town} officer shoots man",
            "text": f"{town.upper()}, {state} — A {town} police officer shot and killed {who}, on"
            " Sunday night, police said.",
            "published": day,
            "outlet": f"{town} Ledger",
        }
        for town, state, day, who in told
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in stories), "utf-8")
    jobs.ingest(empty.place, [tmp_path / "in.jsonl"], now=NOW)
    jobs.read_waiting(empty.place, now=NOW)
    jobs.resolve_waiting(empty.place, now=NOW)
    (one, *_), (two, *_) = (line(empty, number)["victims"] for number in ("I1", "I2"))
    assert decide(empty, "merge", "I1", other="I2").status_code == 303
    left = empty.get("/incidents/I2.json", follow_redirects=True).json()["line"]
    [stays] = left["victims"]
    [gone] = {one["victim_id"], two["victim_id"]} - {stays["victim_id"]}
    number, was = ("I1", "44") if gone == one["victim_id"] else ("I2", "31")
    form = {"subject": gone, "field": "age", "was": was, "value": "35", "source": "a call"}
    answer = empty.send("/decide", action="set", incident=number, reason="he was 35", **form)
    assert answer.status_code == 409
    assert f"{number} is part of {left['incident_id']} now; {gone}" in answer.text
    assert f"{stays['victim_id']} (Dale" in answer.text
    assert "he was 35" in answer.text
    assert "not stated" not in answer.text


def test_two_incidents_are_merged_and_parted_again(served: Served) -> None:
    before = served.json("/incidents.json")["total"]
    answer = decide(served, "merge", "I5", other="i6", reason="one event")
    assert served.json("/incidents.json")["total"] == before - 1
    moved = {n: served.get(f"/incidents/{n}").status_code for n in ("I5", "I6")}
    assert sorted(moved.values()) == [200, 301]
    undo(served, answer)
    assert served.json("/incidents.json")["total"] == before


def test_an_article_about_something_else_goes(served: Served) -> None:
    lines = served.json("/incidents.json")["lines"]
    most = max(lines, key=lambda item: item["article_count"])["incident_id"]
    sources = served.json(f"/incidents/{most}.json")["sources"]
    answer = decide(served, "split", most, anchors=sources[-1]["anchor"], reason="another day")
    assert answer.status_code == 303
    assert len(served.json(f"/incidents/{most}.json")["sources"]) < len(sources)
    undo(served, answer)
    assert len(served.json(f"/incidents/{most}.json")["sources"]) == len(sources)


def test_a_judged_pair_leaves_the_queue(served: Served) -> None:
    rows = served.json("/queue.json")["rows"]
    asked = rows[0]["asked"]
    pair = {"left": asked["left"], "right": asked["right"]}
    answer = served.send("/decide", action="judge", verdict="unsure", next="/queue/next", **pair)
    assert answer.headers["location"].startswith("/queue/next?done=")
    with served.site.read() as session:
        assert pairs.said(session, **pair).verdict == "unsure"
    left = [
        (row["asked"]["left"], row["asked"]["right"]) for row in served.json("/queue.json")["rows"]
    ]
    assert (asked["left"], asked["right"]) not in left
    undo(served, answer)


def test_what_a_page_writes_goes_before_the_next_part_to_be_followed(served: Served) -> None:
    asked = [row["asked"] for row in served.json("/queue.json")["rows"]]
    ends = [(one["left"], one["right"]) for one in asked]
    with served.site.write() as session:
        number = judgements.decide(session, ends, Verdict.UNSURE, by="kim", now=datetime.now(UTC))

    def waiting() -> int:
        with served.site.read() as session:
            return reports.waiting_count(session)

    all_of_them = waiting()
    following = threading.Thread(target=served.site.follow.now)
    with served.site.follow.goes_first():
        following.start()
        until = time.monotonic() + 4
        while waiting() == all_of_them and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.3)
        assert 0 < waiting() < all_of_them
    following.join()
    assert waiting() == 0
    with served.site.write() as session:
        decisions.undo(session, number, by="kim", now=datetime.now(UTC))
    served.site.follow.now()


def word_shown(page: str) -> str:
    """Which word of a pair its page showed, as its forms carry it."""
    [shown] = set(re.findall(r'name="word" value="([^"]*)"', page))
    return shown


def test_an_answer_to_a_pair_somebody_answered_meanwhile_is_refused(served: Served) -> None:
    asked = served.json("/queue.json")["rows"][0]["asked"]
    left, right = asked["left"], asked["right"]
    before = word_shown(served.get(f"/queue/{left}/{right}").text)

    def judge(verdict: str, word: str) -> httpx.Response:
        return served.send(
            "/decide", action="judge", left=left, right=right, verdict=verdict, word=word
        )

    first = judge("unsure", before)
    late = judge("different", before)
    assert (first.status_code, late.status_code) == (303, 409)
    assert "kim said unsure of these two reports since you opened the page" in late.text
    for told in ("none yet", "unsure", "different"):
        assert f"<td>{told}</td>" in late.text
    assert f'href="/queue/{left}/{right}"' in late.text
    assert "decide.json" not in late.text
    again = judge("unsure", before)  # nobody disagrees
    now = word_shown(served.get(f"/queue/{left}/{right}").text)
    other = judge("different", now)
    assert (again.status_code, other.status_code) == (303, 303)
    for answer in (other, again, first):
        undo(served, answer)


def test_a_contradiction_is_not_asked_twice_running(served: Served) -> None:
    """It is asked although it was answered: but not at once of who has just answered it."""
    most = max(served.json("/incidents.json")["lines"], key=lambda item: item["article_count"])
    sources = served.json(f"/incidents/{most['incident_id']}.json")["sources"]
    first, second, third = (item["anchor"] for item in sources[:3])
    said = ((first, second, "same"), (second, third, "same"), (first, third, "different"))
    for left, right, verdict in said:
        served.send("/decide", action="judge", left=left, right=right, verdict=verdict)
    served.site.follow.now()
    served.site.kept.forget()
    asked = served.json("/queue.json")["rows"][0]["asked"]
    assert asked["kind"] == "contradiction"
    page = served.get(f"/queue/{asked['left']}/{asked['right']}").text
    form = re.search(r'name="next" value="([^"]*)"', page)
    assert form is not None
    answer = served.send(
        "/decide", action="judge", left=asked["left"], right=asked["right"], verdict="unsure",
        next=html.unescape(form[1]), word=word_shown(page),
    )  # fmt: skip
    onward = served.get(answer.headers["location"]).headers["location"]
    assert onward.startswith("/queue/")
    assert not onward.startswith(f"/queue/{asked['left']}/{asked['right']}")
    for _ in range(4):
        served.send("/decide", action="undo")


def test_a_merge_that_took_one_report_along_is_asked_about_in_the_queue(served: Served) -> None:
    most = max(served.json("/incidents.json")["lines"], key=lambda item: item["article_count"])
    own = most["incident_id"]
    before = {line["incident_id"] for line in served.json("/incidents.json")["lines"]}
    going = served.json(f"/incidents/{own}.json")["sources"][1]["anchor"]
    served.send("/decide", action="split", incident=own, anchors=going, seen=served.seen(own))
    served.site.follow.now()
    (new,) = {line["incident_id"] for line in served.json("/incidents.json")["lines"]} - before
    served.send("/decide", action="merge", incident=own, other=new, seen=served.seen(own))
    served.site.follow.now()
    served.site.kept.forget()
    others = served.json("/queue.json")["others"]
    assert [item["says"] for item in others if item["kind"] == "stale judgement"]
    for _ in range(2):
        served.send("/decide", action="undo")


def test_the_evidence_adds_up(served: Served) -> None:
    for row in served.json("/queue.json")["rows"][:4]:
        pair = served.json(f"/queue/{row['asked']['left']}/{row['asked']['right']}.json")
        total = sum(bar["weight"] for bar in pair["waterfall"])
        assert total == pytest.approx(pair["score"], abs=0.05)


def test_notes_and_assignees_are_kept(served: Served) -> None:
    decide(served, "note", "I2", text="Called the <b>coroner</b>.")
    decide(served, "assign", "I2", assignee="Ada")
    late = decide(served, "assign", "I2", assignee="Bo")
    assert late.status_code == 409
    assert all(f"<td>{told}</td>" in late.text for told in ("Ada", "Bo"))
    page = served.get("/incidents/I2").text
    assert "Called the &lt;b&gt;coroner&lt;/b&gt;." in page
    assert "looked after by Ada" in page


def test_what_came_since_the_inbox_was_opened_stays_new(undecided: Served, tmp_path: Path) -> None:
    """The page lies open over lunch; its button is about what it showed."""
    opened = undecided.json("/inbox.json")
    assert opened["fresh"] == opened["total"]
    assert undecided.json("/inbox.json")["upto"] == opened["upto"]  # it is not sent again
    story = {
        "url": "https://www.riverton.example/late",
        "title": "Riverton officer shoots man",
        "text": "RIVERTON, Ohio — A Riverton police officer shot and killed Dale Wexcombe, 34, on"
        " Sunday night, police said.",
        "published": "2025-06-02",
        "outlet": "Riverton Ledger",
    }
    (tmp_path / "late.jsonl").write_text(json.dumps(story) + "\n", "utf-8")
    later = datetime(2026, 3, 1, 13, tzinfo=UTC)
    jobs.ingest(undecided.place, [tmp_path / "late.jsonl"], now=later)
    jobs.read_waiting(undecided.place, now=later)
    jobs.resolve_waiting(undecided.place, now=later)
    undecided.send("/looked", upto=opened["upto"])
    told = undecided.json("/inbox.json")
    assert (told["total"], told["fresh"]) == (opened["total"] + 1, 1)
    assert [row["new"] for row in told["rows"]].count(True) == 1
    undecided.send("/looked", upto=told["upto"])
    undecided.send("/looked", upto=opened["upto"])  # of the other window: nothing is new again
    assert undecided.json("/inbox.json")["fresh"] == 0
    assert undecided.send("/looked").status_code == 409


def test_what_stood_beside_an_incident_stays_when_it_is_merged(undecided: Served) -> None:
    def history(of: str) -> list[str]:
        rows = undecided.json(f"/incidents/{of}/history.json")["decisions"]
        return [row["subject"] for row in rows]

    victim = line(undecided, "I5")["victims"][0]
    decide(undecided, "note", "I5", text="call the coroner")
    decide(undecided, "assign", "I5", assignee="Ada")
    decide(
        undecided, "set", "I5", subject=victim["victim_id"], field="age", value="93",
        was=as_json(victim["age"]), source="a letter", reason="the coroner",
    )  # fmt: skip
    decide(undecided, "hold", "I5", reason="the autopsy")
    merged = decide(undecided, "merge", "I5", other="I2")
    assert undecided.get("/incidents/I5").headers["location"] == "/incidents/I2"
    page = undecided.get("/incidents/I2").text
    assert "call the coroner" in page
    assert "looked after by Ada" in page
    rows = undecided.json("/inbox.json")["rows"]
    beside = {row["line"]["incident_id"]: (row["notes"], row["assignee"]) for row in rows}
    assert beside["I2"] == (1, "Ada")
    told = ["merge I5 I2", "held I5", f"set {victim['victim_id']} age to 93"]
    assert history("I2") == told
    undo(undecided, merged)
    assert history("I5") == told
    assert history("I2") == ["merge I5 I2"]
    assert "call the coroner" not in undecided.get("/incidents/I2").text


def test_every_write_is_in_the_audit(served: Served) -> None:
    answer = decide(served, "hold", "I1", reason="audit me")
    with served.site.read() as session:
        last = teamwork.writes(session, limit=1)[0]
        decided = decisions.history(session, limit=1)[0]
    assert (last.by, last.action, last.address) == ("kim", "hold", "127.0.0.1")
    assert decided.note == "audit me"
    undo(served, answer)


def test_who_rules_on_an_article_second_is_told_how_it_was_ruled(served: Served) -> None:
    key = served.json("/articles.json?tab=relevant")["rows"][0]["key"]

    def rule(verdict: str, was: str) -> httpx.Response:
        return served.send("/decide", action="rule", article=key, verdict=verdict, was=was)

    first, same, late = rule("rejected", ""), rule("rejected", ""), rule("promoted", "")
    assert [sent.status_code for sent in (first, same, late)] == [303, 303, 409]
    assert "kim rejected this article since you opened the page" in late.text
    with served.site.read() as session:
        last = teamwork.writes(session, limit=1)[0]
        decided = decisions.history(session, limit=1)[0]
    assert last.subject == f"rejected {key} (decision {decided.id})"
    knowing = rule("promoted", "rejected")
    for answer in (knowing, same, first):
        undo(served, answer)


FORGED = (
    {"headers": {"Sec-Fetch-Site": "cross-site"}},
    {"headers": {"Origin": "https://evil.example"}},
    {"data": {"form_token": "guessed"}},
    {"cookies": {}},
)


@pytest.mark.parametrize("change", FORGED, ids=["site", "origin", "token", "cookie"])
def test_a_forged_form_writes_nothing(served: Served, change: dict[str, Any]) -> None:
    token = served.get("/").cookies["casebook-form"]
    sent: dict[str, Any] = {
        "data": {
            "form_token": token,
            "action": "accept",
            "incident": "I1",
            "seen": served.seen("I1"),
        },
        "cookies": {"casebook-form": token},
        "headers": {},
    }
    sent["data"] |= change.get("data", {})
    sent["headers"] |= change.get("headers", {})
    cookies = change.get("cookies", sent["cookies"])
    with httpx.Client(cookies=cookies, verify=NO_TLS) as client:
        answer = client.post(served.url + "/decide", data=sent["data"], headers=sent["headers"])
    assert answer.status_code == 403
    assert line(served, "I1")["review"] == "candidate"


def test_the_token_of_a_form_stands_in_the_form(served: Served) -> None:
    """With it stands who opened the page; in a header it would come without."""
    token = served.get("/").cookies["casebook-form"]
    form = {"action": "accept", "incident": "I1", "seen": served.seen("I1")}
    with httpx.Client(cookies={"casebook-form": token}, verify=NO_TLS) as client:
        answer = client.post(served.url + "/decide", data=form, headers={"X-Form-Token": token})
    assert answer.status_code == 403
    assert line(served, "I1")["review"] == "candidate"


def test_a_form_leads_back_only_to_pages_of_ours(served: Served) -> None:
    for address in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        answer = decide(served, "note", "I1", text="x", next=address)
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize("action", ["accept", "set", "judge", "merge", "explode"])
def test_half_a_form_is_refused_in_a_sentence(served: Served, action: str) -> None:
    answer = served.send("/decide", action=action)
    assert answer.status_code in (404, 409)
    assert "<h1>" in answer.text


def test_a_decision_that_nobody_follows_yet_is_followed_later(served: Served) -> None:
    follow = Follow(served.place)
    follow.PAUSE = 0.05  # type: ignore[misc]
    follow.wake(soon=False, wait=10)
    assert follow._done == 1
    follow.stop()
