"""How an incident's claims are weighed against one another: configuration, with defaults.

The defaults are ``data/consensus.toml``. A team that weighs otherwise gives a file of its own
(``casebook resolve --policy FILE``); it is kept in the database, so that whoever writes there
weighs alike.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline import shipped
from pipeline.records import AssertedBy

_KEYS = ("office", "hedged", "recency", "contested", "no_office", "owners")


class BadPolicy(Exception):
    """The policy cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Weights of voices, the fields on which no office outranks those who were there, and which
    outlets are one house."""

    office: Mapping[AssertedBy, float]  # others count 1
    hedged: float  # what "allegedly" leaves of a claim's weight
    recency: float  # by how much more the latest word counts than the first
    contested: frozenset[str]
    no_office: frozenset[AssertedBy]
    owners: Mapping[str, str]  # by domain

    @classmethod
    def default(cls) -> Policy:
        return _default()

    @classmethod
    def parse(cls, text: str) -> Policy:
        """Read TOML; what it leaves out is as in the defaults."""
        try:
            given = tomllib.loads(text)
        except tomllib.TOMLDecodeError as why:
            raise BadPolicy(f"is not TOML: {why}") from why
        if wrong := sorted(given.keys() - set(_KEYS)):
            raise BadPolicy(f"has no setting “{wrong[0]}”; there are {', '.join(_KEYS)}")
        return _policy(_defaults() | given)


@cache
def _default() -> Policy:
    return _policy(_defaults())


@cache
def _defaults() -> dict[str, Any]:
    return tomllib.loads(shipped.text("consensus.toml"))


def _policy(given: Mapping[str, Any]) -> Policy:
    if not isinstance(given["office"], Mapping):
        raise BadPolicy("office must be a table of voices and weights")
    return Policy(
        office={_voice(name): _weight(f"office.{name}", w) for name, w in given["office"].items()},
        hedged=_weight("hedged", given["hedged"]),
        recency=_weight("recency", given["recency"]),
        contested=frozenset(str(field) for field in given["contested"]),
        no_office=frozenset(_voice(name) for name in given["no_office"]),
        owners=_by_domain(given["owners"]),
    )


def _by_domain(given: object) -> dict[str, str]:
    """Whose each domain is. One that two are said to own is a slip that no count must hide."""
    if not isinstance(given, Mapping):
        raise BadPolicy("owners must be a table of owners and their domains")
    found: dict[str, str] = {}
    for owner, domains in given.items():
        if not isinstance(domains, list) or not all(isinstance(name, str) for name in domains):
            raise BadPolicy(f"owners.{owner} must be a list of domains, in quotation marks")
        for name in domains:
            domain = name.strip().casefold().removeprefix("www.")
            if found.setdefault(domain, owner) != owner:
                raise BadPolicy(f"owners: {domain} is said to be {found[domain]}'s and {owner}'s")
    return found


def _voice(name: str) -> AssertedBy:
    try:
        return AssertedBy(name)
    except ValueError:
        known = ", ".join(AssertedBy)
        raise BadPolicy(f"knows no voice “{name}”; there are {known}") from None


def _weight(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise BadPolicy(f"{name} must be a number from 0 to 100, not {value!r}")
    return float(value)
