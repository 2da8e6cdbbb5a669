"""How many pages are made at once."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import httpx
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casebook.web.shell import in_turn
from tests.web.conftest import NO_TLS


def test_no_more_pages_are_made_at_once_than_there_are_turns() -> None:
    lock, now, most = threading.Lock(), 0, 0

    @in_turn
    def slow(_request: Request) -> Response:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        return PlainTextResponse("made")

    async def ask() -> list[httpx.Response]:
        app = Starlette(routes=[Route("/", slow)])
        app.state.site = SimpleNamespace(turns=CapacityLimiter(2))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://here", verify=NO_TLS
        ) as client:
            return await asyncio.gather(*(client.get("/") for _ in range(7)))

    with ThreadPoolExecutor(1) as apart:  # a browser's test may have left its loop in this thread
        answers = apart.submit(lambda: asyncio.run(ask())).result()
    assert [answer.text for answer in answers] == ["made"] * 7
    assert most == 2
