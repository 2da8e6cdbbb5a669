"""Pages that are empty before their scripts have run, for the few sources that ask for it.

The browser has no network of its own: whatever a page wants is fetched by the crawl's downloader,
so that robots.txt, pauses, limits and the refusal of private addresses hold for it as well. What is
neither the page nor a script or data of its own site is not fetched at all.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Awaitable, Callable
from typing import Any

from crawler.outcomes import NotFetched, Outcome

log = logging.getLogger(__name__)

#: What a page's text can depend on. Pictures, styles and fonts it cannot.
WANTED = frozenset(("script", "xhr", "fetch", "document"))
MOST_REQUESTS = 60  # of one page
SECONDS = 20  # a page has to fill itself
_FLAGS = ("--disable-gpu", "--disable-dev-shm-usage")

#: Fetches an address for the page, or raises.
Fetch = Callable[[str], Awaitable[Any]]


class NoBrowser(NotFetched):
    """A source wants a browser and there is none."""

    def __init__(self, detail: str) -> None:
        super().__init__(Outcome("no browser", detail))


class Browser:
    """One Chromium, started when the first page needs it and ended with the crawl."""

    def __init__(self) -> None:
        self._driver: Any = None
        self._chromium: Any = None
        self._known: dict[str, tuple[int, dict[str, str], bytes]] = {}  # scripts of this crawl

    async def filled(self, url: str, body: bytes, content_type: str, fetch: Fetch) -> bytes:
        """The page at ``url``, whose answer was ``body``, after its scripts have run."""
        chromium = await self._started()
        context = await chromium.new_context(service_workers="block", accept_downloads=False)
        try:
            page = await context.new_page()
            answers = _Answers(url, body, content_type, fetch, self._known)
            await context.route("**/*", answers.route)
            try:
                await page.goto(url, timeout=SECONDS * 1000, wait_until="load")
                await page.wait_for_load_state("networkidle", timeout=SECONDS * 1000)
            except Exception as slow:  # a page that never rests is read as far as it came
                log.info("%s: %s", url, str(slow).splitlines()[0])
            text: str = await page.content()
            return text.encode()
        finally:
            await context.close()

    async def close(self) -> None:
        if self._chromium is not None:
            await self._chromium.close()
        if self._driver is not None:
            await self._driver.stop()
        self._driver = self._chromium = None

    async def _started(self) -> Any:
        if self._chromium is None:
            try:
                from playwright.async_api import async_playwright
            except ImportError as fault:
                raise NoBrowser("install the extra: pip install 'casebook[browser]'") from fault
            self._driver = await async_playwright().start()
            try:
                self._chromium = await self._driver.chromium.launch(
                    executable_path=_executable(), args=_flags()
                )
            except Exception as fault:
                says = str(fault).splitlines()[0]
                raise NoBrowser(
                    f"Chromium does not start ({says}); see “playwright install”"
                ) from fault
        return self._chromium


class _Answers:
    """What one page gets to its requests."""

    def __init__(
        self,
        url: str,
        body: bytes,
        content_type: str,
        fetch: Fetch,
        known: dict[str, tuple[int, dict[str, str], bytes]],
    ) -> None:
        self._url = url
        self._page = (200, {"content-type": content_type or "text/html"}, body)
        self._fetch = fetch
        self._known = known
        self._left = MOST_REQUESTS

    async def route(self, route: Any) -> None:
        request = route.request
        if request.is_navigation_request() and request.frame.parent_frame is None:
            await self._main(route, request.url)
        elif request.resource_type not in WANTED or request.method != "GET" or self._left <= 0:
            await route.abort()
        else:
            self._left -= 1
            await self._other(route, request.url)

    async def _main(self, route: Any, url: str) -> None:
        """The page itself, as it was answered; it cannot lead the browser anywhere else."""
        if url.split("#")[0] != self._url.split("#")[0]:
            await route.abort()
            return
        await _fulfil(route, self._page)

    async def _other(self, route: Any, url: str) -> None:
        if url not in self._known:
            try:
                response = await self._fetch(url)
            except Exception as refused:
                log.info("%s: %s", url, refused)
                await route.abort()
                return
            kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
            headers = {"content-type": kind, "access-control-allow-origin": "*"}
            self._known[url] = (response.status, headers, response.body)
        await _fulfil(route, self._known[url])


async def _fulfil(route: Any, answer: tuple[int, dict[str, str], bytes]) -> None:
    status, headers, body = answer
    await route.fulfill(status=status, headers=headers, body=body)


def _flags() -> list[str]:
    """Chromium's own cage is left out only where it cannot be had: as root, in a container."""
    return [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _executable() -> str | None:
    """The machine's own Chromium, where there is one; else the one Playwright installed."""
    named = os.environ.get("CASEBOOK_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")
