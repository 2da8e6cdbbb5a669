"""Served beyond one's own machine: who may come in, what each may do, what the API tells whom."""

from __future__ import annotations

import io
import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
import uvicorn
from argon2 import PasswordHasher, Type
from sqlalchemy import delete
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from casebook.web import api
from casebook.web.serving import configured
from pipeline import urls
from storage import accounts, alerts, decisions, teamwork
from storage.accounts import Role
from storage.exports import export
from storage.searches import Search
from storage.tables import failed_login
from tests.web.conftest import NO_TLS, Served, Watched, serving, workplace
from tests.whole.desk import Desk

Open = Callable[..., Watched]
PASSWORD = "a long enough password"


AS_SHIPPED = accounts._hasher


@pytest.fixture(scope="module", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    """Argon2 as ever, but with a hundredth of the work that makes guessing dear."""
    hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", lambda: hasher)
        yield


def test_passwords_are_kept_by_a_hash_that_is_dear_to_guess() -> None:
    """At least the second of the choices of RFC 9106."""
    kept = AS_SHIPPED()
    assert (kept.time_cost, kept.memory_cost) >= (3, 65536)
    assert kept.type is Type.ID


@pytest.fixture(scope="module")
def guarded(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Pages one has to log in to, with an account of every role named after it."""
    folder = tmp_path_factory.mktemp("guarded") / "record"
    shutil.copytree(ingested, folder)
    with workplace(folder) as place:
        with place.database.write() as session:
            for role in Role:
                accounts.create(session, str(role), PASSWORD, role, now=datetime.now(UTC))
        with serving(place, None) as found:
            yield found
            while _CLIENTS:
                _CLIENTS.pop().close()


_CLIENTS: list[httpx.Client] = []  # kept so that each is closed, not lost


def client(served: Served) -> httpx.Client:
    _CLIENTS.append(httpx.Client(base_url=served.url, verify=NO_TLS))
    return _CLIENTS[-1]


def post(who: httpx.Client, path: str, **fields: Any) -> httpx.Response:
    if "casebook-form" not in who.cookies:
        who.get("/login")
    return who.post(path, data=fields | {"form_token": who.cookies["casebook-form"]})


def logged_in(served: Served, role: str) -> httpx.Client:
    who = client(served)
    answer = post(who, "/login", name=role, password=PASSWORD, next="/incidents")
    assert answer.status_code == 303
    return who


def seen(who: httpx.Client, incident: str) -> int:
    return int(who.get(f"/incidents/{incident}.json").json()["seen"])


def test_nobody_gets_in_without_an_account(guarded: Served) -> None:
    for path in ("/", "/incidents", "/incidents.csv", "/incidents.atom", "/articles/1", "/audit"):
        answer = client(guarded).get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=")
    for path in ("/inbox.json", "/api/v1/incidents", "/api/v1/changes"):
        answer = client(guarded).get(path)
        assert answer.status_code == 401
        assert "incident_id" not in answer.text
    with client(guarded) as who:
        assert post(who, "/decide", action="accept", incident="I1").status_code == 303
    with guarded.site.read() as session:
        assert not teamwork.proposals(session)


def test_a_login_lasts_and_ends(guarded: Served) -> None:
    who = logged_in(guarded, "coder")
    cookie = who.cookies["casebook-login"]
    assert who.get("/incidents").status_code == 200
    post(who, "/logout")
    who.cookies.set("casebook-login", cookie)
    assert who.get("/incidents").status_code == 303


def test_who_goes_back_after_a_logout_finds_the_login(guarded: Served, open_page: Open) -> None:
    """At a machine that others use, too, the browser keeps none of the pages that were seen."""
    page = open_page(f"{guarded.url}/login?next=/incidents/I3").page
    log_in(page, "coder")
    page.wait_for_selector("#notes")
    page.goto(f"{guarded.url}/account")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_selector("h1:has-text('Log in')")
    for _ in range(2):
        page.go_back()
        page.wait_for_selector("h1:has-text('Log in')")
        assert "/login?next=" in page.url
    assert "I3" in page.url


def test_a_login_runs_out(guarded: Served) -> None:
    now = datetime.now(UTC)
    with guarded.site.write() as session:
        cookie = accounts.log_in(session, "coder", now=now)
    with guarded.site.read() as session:
        assert accounts.of_cookie(session, cookie, now=now + timedelta(days=13))
        assert not accounts.of_cookie(session, cookie, now=now + timedelta(days=15))


def test_a_decision_after_a_login_has_ended_is_told_as_lost(guarded: Served) -> None:
    who = logged_in(guarded, "editor")
    post(who, "/logout")
    form = {"action": "accept", "incident": "I1"}
    token = {"form_token": who.cookies["casebook-form"]}
    page = {"Referer": f"{guarded.url}/incidents/I1?done=3"}
    answer = who.post("/decide", data=form | token, headers=page)
    assert answer.headers["location"].startswith("/login?next=%2Fincidents%2FI1%3Fdone%3D3&said=")
    assert "nothing was written" in who.get(answer.headers["location"]).text
    elsewhere = who.post("/decide", data=form | token, headers={"Referer": "https://e.example/x"})
    assert elsewhere.headers["location"].startswith("/login?next=%2F&said=")
    password = who.post("/account/password", data=token | {"old": "a secret", "new": "another"})
    assert "secret" not in password.text + password.headers["location"]


def log_in(page: Any, role: str) -> None:
    page.get_by_label("Name").fill(role)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_what_was_typed_while_a_login_ended_is_sent_after_the_next(
    guarded: Served, open_page: Open
) -> None:
    watched = open_page(f"{guarded.url}/login?next=/incidents/I1", java_script_enabled=False)
    page = watched.page
    log_in(page, "editor")
    page.wait_for_selector("h2:has-text('Notes')")
    page.context.clear_cookies(name="casebook-login")
    page.get_by_label("Note", exact=True).fill("call the coroner <b>")
    page.get_by_role("button", name="Keep the note").click()
    assert "nothing was written" in page.inner_text("main")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in").click()
    log_in(opened.value, "editor")
    opened.value.wait_for_selector("h1:has-text('Inbox')")
    page.get_by_role("button", name="Send it again").click()
    page.wait_for_selector("#notes p:has-text('call the coroner <b>')")
    assert page.url.endswith("#notes")
    [told] = watched.complaints
    assert "401" in told
    watched.complaints.clear()


def test_what_one_person_filled_in_is_not_signed_by_who_logs_in_after_them(
    guarded: Served, open_page: Open
) -> None:
    """Two tabs of one browser: the other one logs out, and a colleague logs in there."""
    watched = open_page(f"{guarded.url}/login?next=/incidents/I6")
    page = watched.page
    log_in(page, "editor")
    page.get_by_label("Note", exact=True).fill("ask the clerk")
    other = page.context.new_page()
    other.goto(f"{guarded.url}/account")
    other.get_by_role("button", name="Log out").click()
    log_in(other, "coder")
    other.wait_for_selector(".who:has-text('coder')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Not sent')")
    assert "This page was opened by editor, and coder is logged in here now" in page.inner_text(
        "main"
    )
    page.get_by_role("button", name="Send it again").click()  # knowing as whom
    page.wait_for_selector("#notes p:has-text('ask the clerk')")
    assert "coder, 20" in page.inner_text("#notes")
    [told] = watched.complaints
    assert "409" in told
    watched.complaints.clear()


def test_a_page_opened_by_somebody_before_logs_out_whoever_is_logged_in(guarded: Served) -> None:
    who = logged_in(guarded, "coder")
    token = f"{who.cookies['casebook-form']}:editor"
    assert who.post("/logout", data={"form_token": token}).headers["location"] == "/login"
    assert who.get("/incidents").status_code == 303


def test_a_value_asked_for_after_a_login_has_ended_leads_to_the_login(
    guarded: Served, open_page: Open
) -> None:
    page = open_page(f"{guarded.url}/login?next=/incidents/I1").page
    log_in(page, "editor")
    page.wait_for_selector(".values .val a")
    page.context.clear_cookies(name="casebook-login")
    page.locator(".values .val a").first.click()
    page.wait_for_selector("h1:has-text('Log in')")
    log_in(page, "editor")
    page.wait_for_selector("#said-here .saying")


def test_proposals_are_settled_by_keyboard(guarded: Served, open_page: Open) -> None:
    labeller = logged_in(guarded, "labeller")
    for incident in ("I3", "I4", "I5"):
        post(labeller, "/decide", action="accept", incident=incident, seen=seen(labeller, incident))
    page = open_page(f"{guarded.url}/login?next=/proposals").page
    page.get_by_label("Name").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Proposals')")
    rows = page.locator("tr[data-row]")
    before = rows.count()
    accepted = page.locator("tr[data-row]").nth(before - 3).inner_text()
    for _ in range(before - 2):
        page.keyboard.press("j")
    page.keyboard.press("t")
    page.wait_for_selector(".done:has-text('accepted I3')")
    assert "accept I3" in accepted
    assert rows.count() == before - 1
    assert "I4" in page.locator("tr.here").inner_text()  # the next one, at the same place
    page.keyboard.press("x")
    page.wait_for_selector(".done:has-text('declined: accept I4')")
    assert rows.count() == before - 2


def test_the_database_holds_neither_passwords_nor_cookies(guarded: Served) -> None:
    who = logged_in(guarded, "editor")
    secret = who.cookies["casebook-login"]
    path = Path(str(guarded.place.database.engine.url.database))
    for file in path.parent.glob("casebook.db*"):
        content = file.read_bytes()
        assert PASSWORD.encode() not in content
        assert secret.encode() not in content


def test_guessing_is_slowed_down(guarded: Served) -> None:
    who = client(guarded)
    answers = [post(who, "/login", name="nobody", password=f"guess {n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert "try again" in answers[-1].text
    with guarded.site.read() as session:
        assert [w.action for w in teamwork.writes(session, limit=3)] == ["failed login"] * 3


def test_guessing_at_once_is_no_way_around_that(guarded: Served) -> None:
    who = client(guarded)
    who.get("/login")
    token = {"form_token": who.cookies["casebook-form"]}

    def guess(n: int) -> int:
        told = {"name": "editor", "password": f"a guess of mine {n}"}
        return who.post("/login", data=told | token).status_code

    with ThreadPoolExecutor(12) as many:
        answers = sorted(many.map(guess, range(12)))
    assert answers == [403] * 5 + [429] * 7
    with guarded.site.write() as session:
        session.execute(delete(failed_login))


def test_a_labeller_only_proposes(guarded: Served) -> None:
    labeller, editor = logged_in(guarded, "labeller"), logged_in(guarded, "editor")
    post(
        labeller,
        "/decide",
        action="accept",
        incident="I1",
        seen=seen(labeller, "I1"),
        reason="sure",
    )
    line = editor.get("/incidents/I1.json").json()["line"]
    assert line["review"] == "candidate"
    row = editor.get("/proposals.json").json()["rows"][-1]
    assert (row["by"], row["action"], row["subject"]) == ("labeller", "accept", "I1")
    assert labeller.get("/proposals").status_code == 403
    assert post(editor, "/proposals", proposal=row["id"], take="yes").status_code == 303
    line = editor.get("/incidents/I1.json").json()["line"]
    assert (line["review"], line["accepted_by"]) == ("accepted", "editor")
    assert "proposed by labeller: sure" in editor.get("/incidents/I1/history").text


def test_a_name_that_else_stays_here_is_an_editors_to_release(guarded: Served) -> None:
    coder, editor = logged_in(guarded, "coder"), logged_in(guarded, "editor")

    def released() -> bool:
        return bool(editor.get("/incidents/I4.json").json()["line"]["victims"][0]["name_released"])

    victim = editor.get("/incidents/I4.json").json()["line"]["victims"][0]["victim_id"]
    form = {
        "action": "set", "incident": "I4", "subject": victim, "field": "name_released",
        "value": "yes", "was": "null", "source": "a call", "reason": "the family agrees",
    }  # fmt: skip
    sent = post(coder, "/decide", **form).headers["location"]
    assert "proposed+to+an+editor" in sent
    row = coder.get("/proposals.json").json()["rows"][-1]
    assert post(coder, "/proposals", proposal=row["id"], take="yes").status_code == 403
    assert not released()
    assert post(editor, "/proposals", proposal=row["id"], take="yes").status_code == 303
    assert released()
    post(editor, "/decide", action="undo")


def test_buttons_say_who_only_proposes(guarded: Served) -> None:
    line = "What you decide here is a proposal"
    found = {
        role: [
            logged_in(guarded, role).get(path, follow_redirects=True).text
            for path in ("/incidents/I2", "/queue/next", "/incidents/I2/said/incident/city")
        ]
        for role in ("labeller", "coder", "editor")
    }
    for page, offers in zip(
        found["labeller"],
        (
            ("Propose to accept", "Propose to hold", "Propose to exclude", line),
            ("Propose: same", "Propose: different", line),
            ("Propose to set, beside what was read",),
        ),
        strict=True,
    ):
        assert [words for words in offers if words not in page] == []
    assert "Propose to exclude" in found["coder"][0]
    assert "Propose to hold" not in found["coder"][0]
    assert not any("Propos" in page or line in page for page in found["editor"])


def test_what_somebody_proposed_is_neither_asked_nor_kept_twice(guarded: Served) -> None:
    labeller = logged_in(guarded, "labeller")
    asked = labeller.get("/queue/next").headers["location"]
    left, right = asked.split("?")[0].rsplit("/", 2)[1:]
    form = {"action": "judge", "left": left, "right": right, "word": "", "verdict": "same"}
    told = [post(labeller, "/decide", **form).headers["location"] for _ in range(2)]
    assert told[0] == told[1]  # with the number of the proposal
    post(labeller, "/decide", **form | {"verdict": "unsure"})  # another word is another proposal
    assert labeller.get("/queue/next").headers["location"].split("?")[0] != asked.split("?")[0]
    coder = logged_in(guarded, "coder")
    assert coder.get("/queue/next").headers["location"] == asked
    rows = [row for row in coder.get("/proposals.json").json()["rows"] if row["action"] == "judge"]
    assert [row["form"]["verdict"] for row in rows] == ["same", "unsure"]
    for row in rows:
        post(coder, "/proposals", proposal=row["id"], take="no")
    assert labeller.get("/queue/next").headers["location"] == asked


def test_a_proposal_is_taken_once(guarded: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    labeller, editor = logged_in(guarded, "labeller"), logged_in(guarded, "editor")
    post(labeller, "/decide", action="note", incident="I2", text="mine")  # may: no proposal
    article = editor.get("/incidents/I2.json").json()["line"]["articles"][0]["url"]
    key = urls.key(article)
    post(labeller, "/decide", action="rule", article=key, verdict="rejected", reason="other")
    row = editor.get("/proposals.json").json()["rows"][-1]
    open_still = teamwork.get_proposal
    with guarded.site.read() as session:
        found = open_still(session, row["id"])
    # two editors have the page open: both are shown the proposal before either takes it
    monkeypatch.setattr(teamwork, "get_proposal", lambda *_: found)
    taken = [post(editor, "/proposals", proposal=row["id"], take="yes") for _ in range(2)]
    declined = post(editor, "/proposals", proposal=row["id"], take="no")
    assert [answer.status_code for answer in (*taken, declined)] == [303, 409, 409]
    with guarded.site.read() as session:
        told = decisions.history(session)
    assert [one.subject for one in told if one.kind == "rejected"] == [f"rejected {key}"]


def test_half_a_proposal_is_refused_and_stays_open(guarded: Served) -> None:
    labeller, editor = logged_in(guarded, "labeller"), logged_in(guarded, "editor")
    post(labeller, "/decide", action="judge", left="one report")
    row = editor.get("/proposals.json").json()["rows"][-1]
    assert post(editor, "/proposals", proposal=row["id"], take="yes").status_code == 409
    assert editor.get("/proposals.json").json()["rows"][-1]["id"] == row["id"]
    assert post(editor, "/proposals", proposal=row["id"], take="no").status_code == 303


MAY = {"labeller": 0, "coder": 1, "editor": 2, "admin": 3}


@pytest.mark.parametrize("role", MAY)
def test_each_role_sees_what_it_may(guarded: Served, role: str) -> None:
    who = logged_in(guarded, role)
    for path, least in (("/proposals", 1), ("/audit", 2), ("/accounts", 3)):
        assert who.get(path).status_code == (200 if MAY[role] >= least else 403), path


def test_only_an_editor_has_others_told(guarded: Served) -> None:
    coder, editor = logged_in(guarded, "coder"), logged_in(guarded, "editor")
    post(coder, "/searches", called="Ashport", city="Ashport")
    number = next(
        row["saved"]["id"]
        for row in coder.get("/searches.json").json()["rows"]
        if row["saved"]["name"] == "Ashport"
    )
    asked = {"search": number, "event": "new", "to": "desk@team.example"}
    assert post(coder, "/searches/tell", **asked).status_code == 403
    assert post(editor, "/searches/tell", **asked).status_code == 303
    assert "desk@team.example" in editor.get("/searches").text
    for path in ("/searches", "/searches.json"):
        assert "desk@team.example" not in coder.get(path).text
    with guarded.site.read() as session:
        [name] = [item.name for item in alerts.every(session)]
    assert "Ashport" not in name, "what a search is called may name a person"
    assert post(coder, "/searches/tell-no-more", alert=name).status_code == 403


def test_only_an_editor_undoes_what_others_decided(guarded: Served) -> None:
    editor, coder = logged_in(guarded, "editor"), logged_in(guarded, "coder")
    sent = post(
        editor, "/decide", action="exclude", incident="I2", seen=seen(editor, "I2"), why="duplicate"
    )
    number = sent.headers["location"].split("done=")[1]
    assert post(coder, "/decide", action="undo", decision=number).status_code == 403
    assert post(editor, "/decide", action="undo", decision=number).status_code == 303


def test_a_token_opens_the_api_until_it_is_revoked(guarded: Served) -> None:
    who = logged_in(guarded, "coder")
    page = post(who, "/account/token", label="notebook").text
    secret = page.split("<code>")[1].split("</code>")[0]
    headers = {"Authorization": f"Bearer {secret}"}
    assert client(guarded).get("/api/v1/incidents", headers=headers).json()["items"]
    number = who.get("/account.json").json()["tokens"][0]["id"]
    post(who, "/account/revoke", token=number)
    assert client(guarded).get("/api/v1/incidents", headers=headers).status_code == 401
    wrong = {"Authorization": "Bearer casebook-guess"}
    assert client(guarded).get("/api/v1/incidents", headers=wrong).status_code == 401


def test_a_new_password_ends_logins_and_tokens_only_if_told(guarded: Served) -> None:
    admin = logged_in(guarded, "admin")
    post(admin, "/accounts", what="add", name="writer", password=PASSWORD, role="coder")
    writer, elsewhere = logged_in(guarded, "writer"), logged_in(guarded, "writer")
    page = post(writer, "/account/token", label="notebook").text
    headers = {"Authorization": f"Bearer {page.split('<code>')[1].split('</code>')[0]}"}

    def opens() -> int:
        return client(guarded).get("/api/v1/incidents", headers=headers).status_code

    new = PASSWORD + "!"
    post(writer, "/account/password", old=PASSWORD, new=new)
    assert (elsewhere.get("/").status_code, writer.get("/").status_code) == (303, 200)
    assert opens() == 200
    post(writer, "/account/password", old=new, new=PASSWORD, revoke="yes")
    assert opens() == 401


def test_the_old_password_is_not_guessed_from_inside_either(guarded: Served) -> None:
    """Who sits down at somebody's open browser has no more tries than at the door."""
    admin = logged_in(guarded, "admin")
    post(admin, "/accounts", what="add", name="absent", password=PASSWORD, role="coder")
    left_open = logged_in(guarded, "absent")
    sent = {"new": PASSWORD + "!"}
    tries = [
        post(left_open, "/account/password", old=f"guess {n}", **sent).status_code for n in range(6)
    ]
    assert tries == [403] * 5 + [429]
    assert post(left_open, "/account/password", old=PASSWORD, **sent).status_code == 429


def test_a_closed_account_is_out_at_once(guarded: Served) -> None:
    admin = logged_in(guarded, "admin")
    post(admin, "/accounts", what="add", name="temp", password=PASSWORD, role="coder")
    temp = logged_in(guarded, "temp")
    post(admin, "/accounts", what="close", name="temp")
    assert temp.get("/").status_code == 303
    assert post(client(guarded), "/login", name="temp", password=PASSWORD).status_code == 403
    assert post(admin, "/accounts", what="close", name="admin").status_code == 403
    for what in ("add", "role", "close"):
        again = {"name": "temp", "password": PASSWORD, "role": "coder"}
        refused = post(admin, "/accounts", what=what, **again)
        assert (refused.status_code, "closed for good" in refused.text) == (400, True), what
    with guarded.site.write() as session:
        for change in (
            lambda: accounts.set_password(session, "temp", PASSWORD),
            lambda: accounts.make_token(session, "temp", "", now=datetime.now(UTC)),
        ):
            with pytest.raises(accounts.AccountError, match="closed for good"):
                change()


def test_no_admin_leaves_the_accounts_to_nobody(guarded: Served) -> None:
    admin = logged_in(guarded, "admin")
    refused = post(admin, "/accounts", what="role", name="admin", role="coder")
    assert (refused.status_code, "your own role" in refused.text) == (403, True)
    assert admin.get("/accounts").status_code == 200


def test_a_new_password_does_not_shorten_a_login(guarded: Served) -> None:
    admin = logged_in(guarded, "admin")
    post(admin, "/accounts", what="add", name="stays", password=PASSWORD, role="coder")
    stays = logged_in(guarded, "stays")
    post(stays, "/account/password", old=PASSWORD, new=PASSWORD + "!")
    [ends] = [cookie.expires for cookie in stays.cookies.jar if cookie.name == "casebook-login"]
    assert ends is not None


# ---------------------------------------------------------------------------------- the API


@pytest.fixture(scope="module")
def bearer(guarded: Served) -> dict[str, str]:
    with guarded.site.write() as session:
        secret = accounts.make_token(session, "coder", "tests", now=datetime.now(UTC))
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("kind", ["incidents", "articles", "claims", "changes"])
def test_the_api_pages_through_exactly_what_is_exported(
    guarded: Served, bearer: dict[str, str], kind: str
) -> None:
    out = io.StringIO()
    with guarded.site.read() as session:
        export(session, kind, "jsonl", out=out)
    wanted = [json.loads(text) for text in out.getvalue().splitlines()]
    found: list[Any] = []
    cursor = ""
    with httpx.Client(base_url=guarded.url, headers=bearer, verify=NO_TLS) as who:
        while True:
            told = who.get(
                f"/api/v1/{kind}", params={"limit": 7 if kind != "claims" else 60, "cursor": cursor}
            ).json()
            found += told["items"]
            cursor = told["next"]
            if cursor is None:
                break

    def order(item: Any) -> str:
        return json.dumps(item, sort_keys=True)

    assert sorted(found, key=order) == sorted(wanted, key=order)


def test_pages_and_the_changes_after_them_make_up_what_stands(undecided: Served) -> None:
    """Incidents are accepted and merged while somebody walks the pages."""
    now = datetime.now(UTC)
    with undecided.site.write() as session:
        accounts.create(session, "ada", PASSWORD, Role.EDITOR, now=now)
        secret = accounts.make_token(session, "ada", "tests", now=now)
    token = {"Authorization": f"Bearer {secret}"}

    def decide(action: str, incident: str, **more: Any) -> None:
        seen = undecided.seen(incident)
        sent = undecided.send("/decide", action=action, incident=incident, seen=seen, **more)
        assert sent.status_code == 303

    def pages(kind: str, **asked: Any) -> Iterator[httpx.Response]:
        while True:
            answer = undecided.get(f"/api/v1/{kind}", params={"limit": 2} | asked, headers=token)
            yield answer
            if answer.json()["next"] is None:
                return
            asked["cursor"] = answer.json()["next"]

    meanwhile = iter(
        [
            lambda: decide("accept", "I4"),
            lambda: decide("merge", "I1", other="I6"),  # one walked by, one still to come
            lambda: decide("merge", "I2", other="I3"),  # both walked by
        ]
    )
    table: dict[str, Any] = {}
    began = None
    for answer in pages("incidents"):
        began = began or answer.headers["Casebook-Changes"]
        table |= {line["incident_id"]: line for line in answer.json()["items"]}
        next(meanwhile, lambda: None)()
    walked = dict(table)
    for answer in pages("changes", since=began):
        for item in answer.json()["items"]:
            table[item["incident_id"]] = item["incident"]
    out = io.StringIO()
    with undecided.site.read() as session:
        export(session, "incidents", "jsonl", out=out)
    stands = {line["incident_id"]: line for line in map(json.loads, out.getvalue().splitlines())}
    assert {number: line for number, line in table.items() if line} == stands
    assert walked != stands  # or nothing was missed


def test_without_a_token_only_what_may_leave_is_told(served: Served) -> None:
    assert served.json("/api/v1/incidents")["items"] == []
    died = next(
        line
        for line in served.json("/incidents.json?fatal=yes")["lines"]
        if len(line["victims"]) == 1 and (line["victims"][0]["age"] or 0) >= 18
    )
    number = died["incident_id"]
    sent = served.send("/decide", action="accept", incident=number, seen=served.seen(number))
    told = served.json("/api/v1/incidents")["items"]
    assert [line["incident_id"] for line in told] == [number]
    assert served.get(f"/api/v1/incidents/{number}").status_code == 200
    other = next(n for n in ("I1", "I2") if n != number)
    assert served.get(f"/api/v1/incidents/{other}").status_code == 404
    for claim in served.json("/api/v1/claims?limit=500")["items"]:
        assert claim["incident_id"] == number
        assert len(claim["quote"] or "") <= 200
        assert claim["field"] != "officer"
    assert all("text" not in article for article in served.json("/api/v1/articles")["items"])
    feed = ElementTree.fromstring(served.get("/incidents.atom").text)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1
    assert served.get("/incidents.atom?fatal=no").text.count("<entry>") == 0
    last = served.json("/api/v1/changes?limit=500")["items"]
    assert {item["incident_id"] for item in last} == {number}
    decision = sent.headers["location"].split("done=")[1]
    served.send("/decide", action="undo", decision=decision)
    table: dict[str, Any] = {}
    for item in served.json("/api/v1/changes?limit=500")["items"]:
        table[item["incident_id"]] = item["incident"]
    assert table == {number: None}
    assert served.json("/api/v1/incidents")["items"] == []


def test_the_api_knows_filters_and_refuses_nonsense(
    guarded: Served, bearer: dict[str, str]
) -> None:
    with httpx.Client(base_url=guarded.url, headers=bearer, verify=NO_TLS) as who:
        every = who.get("/api/v1/incidents").json()["items"]
        state = next(line["state"] for line in every if line["state"])
        found = who.get("/api/v1/incidents", params={"state": state}).json()["items"]
        assert {line["incident_id"] for line in found} == {
            line["incident_id"] for line in every if line["state"] == state
        }
        for query in ("limit=0", "limit=x", "cursor=%21", "state=Atlantis", "since=soon"):
            answer = who.get(f"/api/v1/incidents?{query}")
            assert answer.status_code == 400, query
            assert answer.json()["says"]
        one = who.get("/api/v1/incidents/I1")
        again = who.get("/api/v1/incidents/I1", headers={"If-None-Match": one.headers["etag"]})
        assert again.status_code == 304


def test_the_description_names_every_address_and_parameter() -> None:
    told = api.document()
    assert set(told["paths"]) == set(api.PATHS)
    for path, item in told["paths"].items():
        operation = item["get"]
        assert operation["summary"].endswith(".")
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert names >= {part[1:-1] for part in path.split("/") if part.startswith("{")}
    filters = {p["name"] for p in told["paths"]["/api/v1/incidents"]["get"]["parameters"]}
    assert filters >= set(Search.__slots__)


# ---------------------------------------------------------------------------------- the command


def test_beyond_loopback_the_server_wants_accounts_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    made = desk.run("account", "list", status=1).stderr
    assert "there is no database" in made
    (tmp_path / "in.jsonl").write_text("", "utf-8")
    desk.run("ingest", tmp_path / "in.jsonl")
    refused = desk.run("serve", "--host", "0.0.0.0", status=1).stderr
    assert "make an account first" in refused
    assert desk.run("account", "list").stdout.startswith("no accounts")


def test_a_password_changed_at_the_command_line_says_which_tokens_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)

    def typed(*words: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
        return desk.run("account", *words, "--password-stdin").stdout

    typed("add", "ada")
    assert typed("password", "ada") == "ada has a new password\n"
    desk.run("account", "token", "ada")
    assert "1 token of it still in force: --revoke-tokens ends" in typed("password", "ada")
    assert typed("password", "ada", "--revoke-tokens").endswith("; 1 token revoked\n")
    assert typed("password", "ada") == "ada has a new password\n"


async def _who_asks(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the address that a request is taken to come from."""
    if scope["type"] == "http":
        await PlainTextResponse(scope["client"][0])(scope, receive, send)


def test_where_nobody_can_be_asked_for_a_password_that_is_said(tmp_path: Path) -> None:
    """In a container without a terminal, or by cron."""
    done = subprocess.run(
        [sys.executable, "-m", "casebook", "account", "add", "kim"],
        cwd=tmp_path, env=Desk(tmp_path).environment, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, start_new_session=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--password-stdin" in done.stderr
    assert "Warning" not in done.stderr
    assert not (tmp_path / "casebook.db").exists()


@pytest.mark.parametrize(
    ("proxies", "asks"),
    [
        ((), "127.0.0.1"),
        (("10.0.0.0/8",), "127.0.0.1"),
        (("127.0.0.1",), "203.0.113.9"),
        (("10.0.0.0/8", "127.0.0.0/8"), "203.0.113.9"),
    ],
)
def test_only_a_proxy_that_was_named_says_who_asks(proxies: tuple[str, ...], asks: str) -> None:
    server = uvicorn.Server(configured(_who_asks, proxies=proxies))
    with socket.create_server(("127.0.0.1", 0)) as at:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
        thread.start()
        try:
            # who writes the header first could have sent any address: the last one counts
            sent = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
            url = f"http://127.0.0.1:{at.getsockname()[1]}/"
            assert httpx.get(url, headers=sent, verify=NO_TLS, timeout=20).text == asks
        finally:
            server.should_exit = True
            thread.join(20)


def test_a_proxy_is_an_address(tmp_path: Path) -> None:
    said = Desk(tmp_path).run("serve", "--proxy", "nginx", "--port", "0", status=1).stderr
    assert "--proxy “nginx” is no address or network" in said
    assert len(said.splitlines()) == 1
