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

_KEYS = ("office", "hedged", "recency", "contested", "no_office")


class BadPolicy(Exception):
    """The policy cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Weights of voices, and the fields on which no office outranks those who were there."""

    office: Mapping[AssertedBy, float]  # others count 1
    hedged: float  # what "allegedly" leaves of a claim's weight
    recency: float  # by how much more the latest word counts than the first
    contested: frozenset[str]
    no_office: frozenset[AssertedBy]

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
    )


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
