"""Agencies written by their initials: whose "VSP" is, where two states have one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.lexicon import agency_lists, gazetteer
from pipeline.lexicon.agency_mentions import AgencyNamed, Kind


def of(name: str) -> str:
    """ "VSP" of "Vermont State Police"."""
    return "".join(word[0] for word in name.replace("'s", "").split() if word[0].isupper())


def of_the_state(named: Sequence[AgencyNamed], state: str | None) -> list[AgencyNamed]:
    """ "VSP" is Vermont's where its state police are named, or the story is from there."""
    whole = {each.name: each.state for each in named if not _is_short(each)}
    return [_expanded(each, whole, state) for each in named]


def _is_short(each: AgencyNamed) -> bool:
    written = each.sentence.text[each.start : each.end]
    return written.isupper() and " " not in written


def _expanded(each: AgencyNamed, whole: Mapping[str, str | None], state: str | None) -> AgencyNamed:
    if each.kind is not Kind.STATE_POLICE or each.name in whole or not _is_short(each):
        return each
    short = each.sentence.text[each.start : each.end]
    fitting = [name for name in whole if "State P" in name and of(name) == short]
    if fitting:
        return replace(each, name=fitting[0], state=whole[fitting[0]])
    if state is None or state == each.state:
        return each
    own = f"{gazetteer.states()[state].name} {agency_lists.troopers(state)}"
    return replace(each, name=own, state=state) if of(own) == short else each
