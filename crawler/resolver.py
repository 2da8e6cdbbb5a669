"""Asks DNS and believes only public answers: no redirect and no rebinding gets past it."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.entries import hosts_allowed_inside
from crawler.safety import is_public


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver; a private answer is no answer, unless the host's source allows it."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:
        resolver: PublicResolver = super().from_crawler(crawler, reactor)
        resolver.allowed = hosts_allowed_inside(crawler.settings)
        return resolver

    def getHostByName(  # noqa: N802 - the name of the base class
        self, name: str, timeout: Sequence[int] = ()
    ) -> Deferred[str]:
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._believe, name)

    def _believe(self, address: str, name: str) -> str:
        if name.lower() not in self.allowed and not is_public(ipaddress.ip_address(address)):
            raise DNSLookupError(f"{name} leads to {address}, inside a private network")
        return address
