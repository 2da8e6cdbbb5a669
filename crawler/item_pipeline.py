"""Screens what the spiders fetched and keeps what may matter: first the archive, then the row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler import outcomes
from crawler.desk import Desk
from crawler.manners import Received
from pipeline.records import Reason
from pipeline.screen import Screening, screen
from pipeline.urls import canonical
from storage.archive import payload_sha256
from storage.feeds import Validators
from storage.frontier import LeasedLink
from storage.pages import Kept, NewCapture


@dataclass(frozen=True, slots=True)
class Fetched:
    """A story as it was answered: the payload decoded, and every hop as received."""

    link: LeasedLink
    url: str  # after redirects
    status: int
    content_type: str
    payload: bytes
    validators: Validators
    received: tuple[Received, ...]
    copy: str | None = None  # which copy, where it is a web archive's and not the outlet's answer


class KeepPages:
    """One verdict for every page: kept, screened out, or unreadable."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Fetched) -> Fetched:
        spider: Any = self.crawler.spider
        desk: Desk = spider.desk
        try:
            seen = screen(item.payload, item.content_type, desk.scope)
        except Exception as fault:
            spider.not_screened(item, outcomes.of_our_fault(fault))
            return item
        capture = _capture(item, seen, desk)
        if seen.passed:
            outcome = _keep(desk, item, capture)
        else:
            desk.note(capture)
            outcome = capture.verdict
        spider.count(item.link.source, outcome.value, capture.reason)
        return item


def _capture(item: Fetched, seen: Screening, desk: Desk) -> NewCapture:
    return NewCapture(
        link_id=item.link.id,
        fetched_at=item.received[-1].at,
        status=item.status,
        sha256=payload_sha256(item.payload),
        verdict=_verdict(seen),
        final_url=item.url if item.url != item.link.url else None,
        content_type=item.content_type,
        validators=item.validators,
        reason=seen.reason,
        detail=item.copy,
        screen_version=seen.version,
        scope=desk.scope,
    )


def _verdict(seen: Screening) -> Kept:
    if seen.passed:
        return Kept.KEPT
    return Kept.SCREENED if seen.reason == Reason.OFF_TOPIC else Kept.UNREADABLE


def _keep(desk: Desk, item: Fetched, capture: NewCapture) -> Kept:
    """Archive the page and note it; a payload we have is only noted."""
    url = story_url(item)
    known = desk.known(url, capture.sha256)
    if not known:
        refs = desk.archived(item.received)
        capture = replace(capture, ref=refs[-1], hops=tuple(refs[:-1]))
    desk.note(capture, item.link, url)
    return Kept.UNCHANGED if known else Kept.KEPT


def story_url(item: Fetched) -> str:
    """The link's own address, unless a redirect says that the story lives at another."""
    moved = len(item.received) > 1 and item.copy is None
    return canonical(item.url) if moved else item.link.url
