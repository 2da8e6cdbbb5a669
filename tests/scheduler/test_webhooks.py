"""What waits is posted: signed, in order, again when it failed, never into one's own network."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from scheduler.guarded import CannotFetch, fetch
from scheduler.webhooks import PAUSES, SIGNATURE, Answer, deliver_waiting, tell_changes
from scheduler.workplace import Workplace
from storage import deliveries
from storage.archive import Archive
from storage.engine import Database
from tests.receiver import documented_check

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SECRET = "a shared secret"


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Workplace:
    return Workplace(database, Archive(tmp_path / "archive"))


def put(place: Workplace, url: str, key: str, **payload: object) -> bool:
    with place.database.write() as session:
        return deliveries.enqueue(
            session, url=url, kind="change", payload=payload, key=key, now=NOW
        )


def unsent(place: Workplace) -> list[deliveries.Delivery]:
    with place.database.read() as session:
        return deliveries.unsent(session)


class Receiver:
    """What a receiver got, and what it answers."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[int] = []

    def __call__(self, request: Request) -> Response:
        self.bodies.append(request.get_data())
        self.headers.append(dict(request.headers))
        status = self.answers.pop(0) if self.answers else 204
        return Response("please wait" if status == 503 else "", status=status)

    @property
    def numbers(self) -> list[int]:
        return [json.loads(body)["n"] for body in self.bodies]


@pytest.fixture
def receiver(httpserver: HTTPServer) -> Receiver:
    made = Receiver()
    httpserver.expect_request("/hook").respond_with_handler(made)
    return made


def test_a_message_arrives_once_and_signed(
    place: Workplace,
    httpserver: HTTPServer,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = httpserver.url_for("/hook")
    assert put(place, url, "change 1", n=1, name="José")
    assert not put(place, url, "change 1", n=1, name="José")
    counts = deliver_waiting(place, now=NOW, secret=SECRET, private_network=True)
    assert counts == {"sent": 1}
    assert deliver_waiting(place, now=NOW, secret=SECRET, private_network=True) == {}
    assert json.loads(receiver.bodies[0]) == {"n": 1, "name": "José"}
    sent = receiver.headers[0]
    assert sent["Casebook-Event"] == "change"
    assert sent["Casebook-Delivery"] == "change 1"
    is_ours, secret, body = documented_check(), SECRET.encode(), receiver.bodies[0]
    monkeypatch.setattr("time.time", NOW.timestamp)
    assert is_ours(secret, body, sent[SIGNATURE])
    assert not is_ours(b"another", body, sent[SIGNATURE])
    assert not is_ours(secret, body + b" ", sent[SIGNATURE])
    at, _, told = sent[SIGNATURE].partition(",")
    for broken in ("", "v1=", f"{told},{at}", f"{at},v1=é", f"{at}, {told}", f"t=now,{told}"):
        assert not is_ours(secret, body, broken)
    monkeypatch.setattr("time.time", (NOW + timedelta(hours=1)).timestamp)
    assert not is_ours(secret, body, sent[SIGNATURE])


def test_what_fails_is_tried_again_later_and_in_order(
    place: Workplace, httpserver: HTTPServer, receiver: Receiver
) -> None:
    url = httpserver.url_for("/hook")
    for n in (1, 2, 3):
        put(place, url, f"change {n}", n=n)
    receiver.answers = [503]
    assert deliver_waiting(place, now=NOW, private_network=True) == {"to be tried again": 1}
    first = unsent(place)[0]
    assert (first.status, first.message) == (503, "please wait")
    assert first.next_at == NOW + PAUSES[0]
    assert deliver_waiting(place, now=NOW + PAUSES[0] / 2, private_network=True) == {}
    assert deliver_waiting(place, now=NOW + PAUSES[0], private_network=True) == {"sent": 3}
    assert receiver.numbers == [1, 1, 2, 3]
    assert unsent(place) == []


def test_one_address_that_is_down_does_not_hold_up_another(
    place: Workplace, httpserver: HTTPServer, receiver: Receiver
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        down = f"http://127.0.0.1:{closed.getsockname()[1]}/hook"
    put(place, down, "a", n=1)
    put(place, httpserver.url_for("/hook"), "b", n=2)
    counts = deliver_waiting(place, now=NOW, private_network=True)
    assert counts == {"sent": 1, "to be tried again": 1}
    assert receiver.numbers == [2]


def test_pauses_grow_until_it_is_given_up_and_people_may_ask_again(place: Workplace) -> None:
    put(place, "https://receiver.example/hook", "a", n=1)
    at, tries = NOW, []
    while unsent(place)[0].state == "waiting":
        deliver_waiting(place, now=at, post=lambda *_: Answer(500, "broken"))
        tries.append(at)
        at = unsent(place)[0].next_at
    gaps = [later - sooner for sooner, later in pairwise(tries)]
    assert gaps == sorted(gaps)
    assert len(tries) == len(PAUSES) + 1
    with place.database.write() as session:
        assert deliveries.counts(session) == {"failed": 1}
        assert deliveries.retry(session, now=at) == 1
    assert deliver_waiting(place, now=at, post=lambda *_: Answer(200)) == {"sent": 1}


def test_addresses_take_turns(place: Workplace) -> None:
    for address in ("slow", "quick"):
        for n in (1, 2):
            put(place, f"https://{address}.example/hook", f"{address} {n}", n=n)
    asked: list[str] = []

    def post(url: str, *_: object) -> Answer:
        asked.append(url.split("/")[2].removesuffix(".example"))
        return Answer(200)

    assert deliver_waiting(place, now=NOW, post=post) == {"sent": 4}
    assert asked == ["slow", "quick", "slow", "quick"]


def test_what_is_sent_late_in_a_run_is_signed_and_tried_again_by_that_hour(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Receivers that take their time let no signature grow old before it is sent."""
    gone = [0.0]
    monkeypatch.setattr("scheduler.webhooks.time.monotonic", lambda: gone[0])
    for address in ("one", "two", "three"):
        put(place, f"https://{address}.example/hook", address, n=1)
    signed: list[int] = []

    def post(_url: str, _body: bytes, headers: dict[str, str]) -> Answer:
        gone[0] += 400
        signed.append(int(headers[SIGNATURE][2:].split(",")[0]) - int(NOW.timestamp()))
        held = [one.next_at for one in unsent(place) if one.attempts == 1]
        assert max(held) == NOW + timedelta(seconds=gone[0] - 340)  # nobody else takes it
        return Answer(500)

    counts = deliver_waiting(place, now=NOW, secret=SECRET, seconds=800, post=post)
    assert counts == {"to be tried again": 2}
    assert signed == [0, 400]
    assert unsent(place)[1].next_at == NOW + timedelta(seconds=800) + PAUSES[0]


def test_gone_is_gone(place: Workplace) -> None:
    put(place, "https://receiver.example/hook", "a", n=1)
    counts = deliver_waiting(place, now=NOW, post=lambda *_: Answer(410))
    assert counts == {"given up": 1}


def test_a_receiver_may_ask_for_a_longer_pause(place: Workplace) -> None:
    put(place, "https://receiver.example/hook", "a", n=1)
    hour = timedelta(hours=1)
    deliver_waiting(place, now=NOW, post=lambda *_: Answer(429, "", hour))
    assert unsent(place)[0].next_at == NOW + hour


def test_addresses_inside_ones_own_network_are_not_asked(place: Workplace) -> None:
    for url in (
        "http://127.0.0.1/",
        "http://169.254.169.254/latest",
        "http://2130706433/",
        "ftp:x",
    ):
        put(place, url, url, n=1)
    assert deliver_waiting(place, now=NOW) == {"to be tried again": 4}
    assert {item.status for item in unsent(place)} == {None}
    assert all(item.message for item in unsent(place))


def test_a_name_that_leads_inside_is_not_asked(
    place: Workplace, httpserver: HTTPServer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_up(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", httpserver.port))]

    put(place, f"http://receiver.example:{httpserver.port}/hook", "a", n=1)
    monkeypatch.setattr("scheduler.guarded.socket.getaddrinfo", looked_up)
    deliver_waiting(place, now=NOW)
    assert "private network" in (unsent(place)[0].message or "")
    assert receiver.bodies == []


def test_a_receiver_is_told_through_the_proxy_of_the_environment(
    place: Workplace, httpserver: HTTPServer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is the only way out; names are looked up there, addresses inside still refused."""
    for scheme in ("http", "https"):
        monkeypatch.setenv(f"{scheme}_proxy", f"http://ann:secret@127.0.0.1:{httpserver.port}")
    put(place, "http://receiver.example/hook", "a", n=1)
    put(place, "https://other.example/hook", "b", n=2)  # this server opens no tunnel
    put(place, "http://127.0.0.1/hook", "c", n=3)
    assert deliver_waiting(place, now=NOW) == {"sent": 1, "to be tried again": 2}
    assert receiver.numbers == [1]
    assert receiver.headers[0]["Host"] == "receiver.example"
    assert receiver.headers[0]["Proxy-Authorization"] == "Basic YW5uOnNlY3JldA=="
    told = {item.url: item.message or "" for item in unsent(place)}
    assert f"through the proxy 127.0.0.1:{httpserver.port}:" in told["https://other.example/hook"]
    assert "secret" not in str(told)
    assert "private network" in told["http://127.0.0.1/hook"]


def test_a_receiver_inside_the_network_is_told_without_the_proxy(
    place: Workplace, httpserver: HTTPServer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{httpserver.port}")
    inside = httpserver.url_for("/hook")
    put(place, inside, "a", n=1)
    put(place, "http://receiver.example/hook", "b", n=2)
    assert deliver_waiting(place, now=NOW, private_network=True) == {"sent": 2}
    asked = [request.environ["RAW_URI"] for request, _ in httpserver.log]
    assert sorted(asked) == ["/hook", "http://receiver.example/hook"]


def test_a_receiver_whose_name_server_never_answers_is_left_for_later(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Well before its claim on the message ends: another worker would send it as well."""
    ended = threading.Event()
    monkeypatch.setattr("scheduler.guarded.LOOK_UP", 0.2)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: ended.wait(60))
    put(place, "https://receiver.hangs.example/hook", "a", n=1)
    began = time.monotonic()
    assert deliver_waiting(place, now=NOW) == {"to be tried again": 1}
    assert time.monotonic() - began < 20
    assert "no name server answers" in (unsent(place)[0].message or "")
    ended.set()


def test_redirects_are_not_followed(place: Workplace, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/old").respond_with_response(
        Response(status=302, headers={"Location": httpserver.url_for("/hook")})
    )
    put(place, httpserver.url_for("/old"), "a", n=1)
    deliver_waiting(place, now=NOW, private_network=True)
    assert "leads elsewhere" in (unsent(place)[0].message or "")


def test_two_workers_never_send_the_same_message(place: Workplace) -> None:
    for n in range(20):
        put(place, f"https://receiver-{n}.example/", f"key {n}", n=n)
    seen: list[str] = []

    def post(url: str, _body: bytes, _headers: dict[str, str]) -> Answer:
        seen.append(url)
        return Answer(200)

    workers = [
        threading.Thread(target=deliver_waiting, args=(place,), kwargs={"now": NOW, "post": post})
        for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(seen) == len(set(seen)) == 20


def test_one_who_is_killed_while_sending_leaves_it_to_the_next(place: Workplace) -> None:
    class Killed(BaseException):
        pass

    def post(*_: object) -> Answer:
        raise Killed

    put(place, "https://receiver.example/", "a", n=1)
    with pytest.raises(Killed):
        deliver_waiting(place, now=NOW, post=post)
    soon, later = NOW + timedelta(seconds=5), NOW + timedelta(minutes=2)
    assert deliver_waiting(place, now=soon, post=lambda *_: Answer(200)) == {}
    assert deliver_waiting(place, now=later, post=lambda *_: Answer(200)) == {"sent": 1}


@contextmanager
def _silent_server() -> Iterator[str]:
    """Takes the connection and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_a_receiver_that_never_answers_is_left(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import urllib3

    monkeypatch.setattr("scheduler.webhooks._TIMEOUT", urllib3.Timeout(connect=1, read=0.3))
    with _silent_server() as url:
        put(place, url, "a", n=1)
        counts = deliver_waiting(place, now=NOW, private_network=True)
    assert counts == {"to be tried again": 1}


def test_changes_are_told_once_each_and_applying_them_gives_what_may_leave(
    database: Database, tmp_path: Path
) -> None:
    from storage import leaving, reviews, webhooks
    from tests.storage.conftest import World

    world = World(database, tmp_path / "pages")
    place = Workplace(database, world.archive)
    held: dict[str, object] = {}
    keys: list[str] = []

    def post(_url: str, body: bytes, headers: dict[str, str]) -> Answer:
        told = json.loads(body)
        keys.append(headers["Casebook-Delivery"])
        if told["incident"] is None:
            del held[told["incident_id"]]  # never told of what it has not heard of
        else:
            held[told["incident_id"]] = told["incident"]
        return Answer(204)

    def check() -> None:
        tell_changes(place, now=NOW)
        deliver_waiting(place, now=NOW, post=post)
        with database.read() as session:
            assert held == {line["incident_id"]: line for line in leaving.incidents(session)}

    with database.write() as session:
        webhooks.add(session, "https://r.example/", by="a", now=NOW, since=0)
    for n, city in enumerate(("Ashport", "Millbrook", "Elmgate"), 1):
        world.tell(f"https://{city}.example/{n}", name=f"{city} Wren", city=city, age=20 + n)
    world.resolve()
    check()
    assert held == {}
    with database.write() as session:
        for number in ("I1", "I2"):
            reviews.accept(session, number, by="a", now=NOW)
    world.resolve()
    check()
    assert set(held) == {"I1", "I2"}
    with database.write() as session:
        reviews.merge(session, "I1", "I2", by="a", now=NOW)
    world.resolve()
    check()
    assert len(held) == 1
    with database.write() as session:
        reviews.exclude(session, next(iter(held)), by="a", now=NOW)
    world.resolve()
    check()
    assert held == {}
    assert len(keys) == len(set(keys))
    world.archive.close()


@contextmanager
def _dripping_server(begins: bytes, drip: bytes) -> Iterator[str]:
    """Begins an answer and lets it drip: never silent, never at its end."""
    done = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while not done.is_set():
                line, _ = server.accept()
                with line, suppress(OSError):
                    line.recv(4096)
                    line.sendall(begins)
                    while not done.wait(0.05):
                        line.sendall(drip)

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        done.set()
        server.shutdown(socket.SHUT_RDWR)


DRIPS = {
    "the status": (b"", b"H"),
    "a header": (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_receiver_that_drips_is_left_in_time(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr("scheduler.webhooks._SECONDS", 0.5)
    with _dripping_server(*DRIPS[what]) as url:
        put(place, url, "a", n=1)
        began = time.monotonic()
        assert deliver_waiting(place, now=NOW, private_network=True) == {"to be tried again": 1}
        assert time.monotonic() - began < 3
    assert unsent(place)[0].message


def test_what_a_receiver_took_is_sent_though_its_words_drip(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.webhooks._SECONDS", 0.5)
    begins = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n"
    with _dripping_server(begins, b"") as url:
        put(place, url, "a", n=1)
        assert deliver_waiting(place, now=NOW, private_network=True) == {"sent": 1}


@pytest.mark.parametrize("what", [*DRIPS, "a body without a length"])
def test_a_file_that_drips_is_left_in_time(what: str) -> None:
    begins, drip = DRIPS.get(what, (b"HTTP/1.1 200 OK\r\n\r\n", b"x"))
    with _dripping_server(begins, drip) as url:
        began = time.monotonic()
        with pytest.raises(CannotFetch, match="too slow"):
            fetch(url, agent="a", private_network=True, limit=9999, seconds=0.5)
        assert time.monotonic() - began < 3


def test_a_name_that_is_none_holds_up_no_other_message(place: Workplace) -> None:
    put(place, f"https://{'a' * 70}.example/", "a", n=1)
    put(place, f"https://{'b' * 70}.example/", "b", n=1)
    assert deliver_waiting(place, now=NOW) == {"to be tried again": 2}
    assert all("is not known" in (item.message or "") for item in unsent(place))
