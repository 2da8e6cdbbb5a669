"""Which reports of an incident speak for themselves: one text is one source, and so is one house.

Copies, retold wire stories and reposts are one text, whoever prints it, and are the word of the
wire, or of the outlet that had it first. All that one outlet tells of its own is its word, on
whatever day: a second story of the same newsroom confirms nothing. A paper that prints the wire
beside a story of its own is still a source of its own. Outlets are one house by their owner, where
the policy names it, or by the domain they share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pipeline.incident.incident_view import Member
from pipeline.urls import registrable_domain, site

_NOBODY: Mapping[str, str] = MappingProxyType({})
#: Under one domain, and each an authority of its own.
_OFFICES = (".gov", ".us", ".mil", ".edu")


def with_sources(ordered: Sequence[Member], owners: Mapping[str, str] = _NOBODY) -> list[Member]:
    """The members (the earliest first), each under the address of its source's earliest.

    ``owners`` says by domain which outlets are one house.
    """
    homes = _texts(ordered)
    tellers = _houses(ordered, owners)
    whose: dict[str, str] = {}
    for member in ordered:  # of a text, the wire it names anywhere
        if member.linkable.wire:
            whose.setdefault(homes[member.anchor], member.linkable.wire.casefold())
    for member in ordered:  # or else the house that had it first
        whose.setdefault(homes[member.anchor], tellers[member.anchor] or homes[member.anchor])
    first: dict[str, str] = {}
    return [
        _of_family(member, first.setdefault(whose[home := homes[member.anchor]], home))
        for member in ordered
    ]


def _houses(members: Sequence[Member], owners: Mapping[str, str]) -> dict[str, str]:
    """Whose word each report (by its anchor) is: its owner's, its chain's, else its outlet's."""
    told = outlets(members)
    sites = {member.anchor: site(member.url) for member in members}
    chains = _chains(set(sites.values()))
    return {
        anchor: _owner(name, owners) or chains.get(name) or told[anchor]
        for anchor, name in sites.items()
    }


def _owner(name: str, owners: Mapping[str, str]) -> str | None:
    """Who owns a site: it, or what it is a part of, stands in the list."""
    while name:
        if name in owners:
            return f"owner {owners[name]}"
        name = name.partition(".")[2]
    return None


def _chains(sites: Collection[str]) -> dict[str, str]:
    """The domain of each site that shares it with another; offices of one state are no chain."""
    near: dict[str, list[str]] = defaultdict(list)
    for name in sites:
        near[".".join(name.split(".")[-2:])].append(name)
    alike = [name for names in near.values() if len(names) > 1 for name in names]
    domains = {name: registrable_domain(name) for name in alike if not name.endswith(_OFFICES)}
    shared = Counter(domains.values())
    return {name: f"chain {domain}" for name, domain in domains.items() if shared[domain] > 1}


def outlets(members: Sequence[Member]) -> dict[str, str]:
    """Whose each report (by its anchor) is: by name, or by site where no name was told.

    A site that another report names goes by that name.
    """
    names: dict[str, str] = {}
    for member in members:
        if member.outlet and (home := site(member.url)):
            names[home] = min(names.get(home, member.outlet), member.outlet)
    return {m.anchor: _name(m, names) for m in members}


def _name(member: Member, names: Mapping[str, str]) -> str:
    home = site(member.url)
    return (member.outlet or names.get(home, home)).strip().casefold()


def _texts(ordered: Sequence[Member]) -> dict[str, str]:
    """For each report (by its anchor) the address of the earliest of its text."""
    leader: dict[str, str] = {}
    for member in ordered:
        marks = _marks(member)
        homes = sorted({leader[mark] for mark in marks if mark in leader})
        first = homes[0] if homes else marks[0]
        if len(homes) > 1:
            leader |= {mark: first for mark, home in leader.items() if home in homes}
        leader |= dict.fromkeys(marks, first)
    return {member.anchor: leader[member.source] for member in ordered}


def _of_family(member: Member, family: str) -> Member:
    return member if member.family == family else replace(member, family=family)


def _marks(member: Member) -> list[str]:
    """What a text shares with its copies: family, address, wire."""
    link = member.linkable
    marks = [member.source, member.url, link.article_key]
    marks += [link.copied_from] if link.copied_from else []
    return [*marks, f"wire {link.wire.casefold()}"] if link.wire else marks
