"""A small real record behind a real server on loopback, and a real browser before it."""

from __future__ import annotations

import json
import shutil
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from casebook.cli.serve import LOOPBACK_NAMES
from casebook.web.app import application
from casebook.web.shell import Reader, Site
from scheduler import jobs
from scheduler.workplace import Workplace
from storage.accounts import Role
from storage.archive import Archive
from storage.engine import open_database

GOLD = Path(__file__).parents[1] / "gold" / "coverage.jsonl"
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
NO_BROWSER = "no Chromium on this machine: `apt-get install chromium`, then these tests run"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


#: What clients are made with: to read the world's certificates for each takes longer than a page.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class Served:
    """A running server and the record behind it."""

    url: str
    site: Site
    place: Workplace

    def get(self, path: str, **more: Any) -> httpx.Response:
        return httpx.get(self.url + path, verify=NO_TLS, **more)

    def send(self, path: str, **fields: Any) -> httpx.Response:
        """A form of ours, as a browser sends it: with the cookie and the token of a page."""
        with httpx.Client(base_url=self.url, verify=NO_TLS) as client:
            client.get("/incidents")
            fields["form_token"] = client.cookies["casebook-form"]
            return client.post(path, data=fields, follow_redirects=False)

    def seen(self, incident: str) -> int:
        """What a form about an incident carries: the last change its page showed."""
        return int(self.json(f"/incidents/{incident}.json")["seen"])

    def json(self, path: str) -> Any:
        return self.get(path).raise_for_status().json()


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of fifty invented articles; to be copied, never changed."""
    folder = tmp_path_factory.mktemp("ingested")
    lines = GOLD.read_text("utf-8").splitlines()[:50]
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    with workplace(folder) as place:
        jobs.ingest(place, [folder / "in.jsonl"], now=datetime(2026, 3, 1, 12, tzinfo=UTC))
        jobs.read_waiting(place, now=datetime(2026, 3, 1, 12, tzinfo=UTC))
        jobs.resolve_waiting(place, now=datetime(2026, 3, 1, 12, tzinfo=UTC))
    return folder


@contextmanager
def workplace(folder: Path) -> Iterator[Workplace]:
    database = open_database(f"sqlite:///{folder / 'casebook.db'}")
    try:
        with Archive(folder / "casebook-archive") as pages:
            yield Workplace(database, pages)
    finally:
        database.dispose()


@contextmanager
def serving(place: Workplace, reader: Reader | None) -> Iterator[Served]:
    """The pages on a free port of loopback."""
    site = Site(place, reader, LOOPBACK_NAMES)
    config = uvicorn.Config(application(site), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", site, place)
    finally:
        site.follow.stop()
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def served(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The pages as one sees them at one's own machine: no login, a record of one's own."""
    folder = tmp_path_factory.mktemp("served") / "record"
    shutil.copytree(ingested, folder)
    with workplace(folder) as place, serving(place, Reader("kim", Role.ADMIN)) as found:
        yield found


@pytest.fixture
def undecided(ingested: Path, tmp_path: Path) -> Iterator[Served]:
    """As ``served``, with nothing decided by other tests: every pair still waits."""
    shutil.copytree(ingested, tmp_path / "record")
    with workplace(tmp_path / "record") as place, serving(place, Reader("kim", Role.ADMIN)) as one:
        yield one


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; who has none is told why these tests did not run."""
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """A record with nothing in it yet."""
    with workplace(tmp_path) as place, serving(place, Reader("kim", Role.ADMIN)) as found:
        yield found


#: What somebody might put into a story to harm who reviews it.
HOSTILE = (
    "<script>window.pwned = 1</script>",
    "<img src=x onerror=window.pwned=2>",
    "<svg onload=window.pwned=3><style>*{display:none}</style></svg>",
    "<a href='javascript:window.pwned=4'>here</a>",
    "</q></td></table><iframe src='https://evil.example/'></iframe>",
    "{{ 7 * 7 }}{% for x in y %}",
    "&lt;b&gt; already escaped",
    "\u202egnp.exe\u202c turned, \u2067isolated\u2069",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a" * 20,
    "W" * 6000,
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A record whose only incident was written about by somebody hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    tricks = " ".join(HOSTILE)
    story = {
        "url": "https://www.hostile.example/story?<script>",
        "title": f"Police shoot, kill Jordan Mayberry, 31, in Ashport {HOSTILE[0]}{HOSTILE[1]}",
        "text": "ASHPORT, Ohio — An Ashport police officer shot and killed Jordan Mayberry, 31, on"
        f" Tuesday night, police said. {HOSTILE[0]} {HOSTILE[1]}\n\nMayberry died at the scene"
        f" after the officer fired four times, Chief Lena Ostrow said {HOSTILE[2]}.\n\n{tricks}",
        "published": "2026-02-25T09:00:00-05:00",
        "outlet": f"The Hostile {HOSTILE[1]} {HOSTILE[7]}",
    }
    (folder / "in.jsonl").write_text(json.dumps(story) + "\n", "utf-8")
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with workplace(folder) as place:
        jobs.ingest(place, [folder / "in.jsonl"], now=now)
        jobs.read_waiting(place, now=now)
        jobs.resolve_waiting(place, now=now)
        with serving(place, Reader("kim", Role.ADMIN)) as found:
            yield found


@dataclass
class Watched:
    """A page and everything it complained of or asked elsewhere for."""

    page: Any
    complaints: list[str]
    requests: list[str]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Watched]]:
    """Opens an address in a window of its own; at the end nothing may have gone wrong in it."""
    windows: list[tuple[Any, Watched]] = []

    def opened(url: str, **context: Any) -> Watched:
        window = browser.new_context(**context)
        window.set_default_timeout(8000)
        page = window.new_page()
        watched = Watched(page, [], [])
        page.on("console", lambda m: m.type == "error" and watched.complaints.append(m.text))
        page.on("pageerror", lambda fault: watched.complaints.append(str(fault)))
        page.on("request", lambda request: watched.requests.append(request.url))
        page.goto(url)
        windows.append((window, watched))
        return watched

    yield opened
    for window, watched in windows:
        window.close()
        assert watched.complaints == []
