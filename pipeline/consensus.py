"""One view of an incident from all of its reports and what people decided.

:mod:`pipeline.incident.deciding` chooses among the claims on one field,
:mod:`pipeline.incident.alignment` brings together who was shot,
:mod:`pipeline.incident.incident_lists` everything there may be several of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.incident.alignment import align_victims
from pipeline.incident.deciding import Rules, Said, by_field, decide_all, weapon_as_armed
from pipeline.incident.incident_json import article_json, facts_json
from pipeline.incident.incident_lists import merged_agencies, merged_events, merged_officers
from pipeline.incident.incident_view import (
    INCIDENT_FIELDS,
    SCOPE_FIELDS,
    Decided,
    IncidentView,
    Member,
)
from pipeline.incident.independence import outlets, with_sources
from pipeline.incident.policy import Policy
from pipeline.linking import rows
from pipeline.linking.linkable import Linkable
from pipeline.records import Article, AssertedBy, Report, Scope


def consensus(
    members: Sequence[Member],
    *,
    scope: Scope,
    corrections: Sequence[Decided] = (),
    pins: Sequence[Decided] = (),
    policy: Policy | None = None,
) -> IncidentView:
    """One view of an incident from all of its reports and what people decided."""
    policy = policy or Policy.default()
    in_order = sorted(members, key=lambda member: member.linkable.order)
    ordered = with_sources(in_order, policy.owners)
    rules = Rules([*corrections, *pins], policy)  # a correction stands above a pin
    said = [Said(claim, member) for member in ordered for claim in member.report.claims]
    own = [item for item in said if item.claim.person is None]
    victims, doubted = align_victims(ordered, said, scope, rules)
    told_of = by_field(own)
    facts = decide_all((*INCIDENT_FIELDS, *SCOPE_FIELDS), told_of, rules)
    facts = weapon_as_armed(facts)
    told = [member for member in ordered if not rows.is_row(member.url)]  # a row is no coverage
    stories = {member.url: article_json(member) for member in told}  # one may tell it twice
    published = sorted(member.published for member in told if member.published)
    sources = {member.source for member in told}
    return IncidentView(
        facts=facts,
        victims=victims,
        doubted=doubted,
        agencies=merged_agencies(own),
        officers=merged_officers(ordered, said),
        events=merged_events(own),
        independent_sources=len(sources),
        confirmation=_confirmation(sources, said),
        first_reported=published[0] if published else None,
        last_reported=published[-1] if published else None,
        article_count=len(stories),
        outlet_count=len(set(outlets(told).values()) - {""}),
        articles=tuple(stories.values()),
    )


def report_facts(article: Article, report: Report, scope: Scope) -> dict[str, Any]:
    """What one article says of one incident, in the shape of "facts"."""
    member = Member(
        linkable=Linkable(anchor="", article_key=article.canonical_url),
        report=report,
        url=article.canonical_url,
        outlet=article.outlet,
        published=article.published,
    )
    return facts_json(consensus([member], scope=scope))


def _confirmation(sources: set[str], said: Sequence[Said]) -> str:
    by = {item.claim.asserted_by for item in said}
    if AssertedBy.DOCUMENT in by:
        return "official_document"
    return "two_independent" if len(sources) > 1 else "single"
