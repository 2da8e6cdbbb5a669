"""Whose rows a database wants, as data: in, out, or pending with the reason.

Each ruleset is a file in ``seeds/inclusion``. A rule looks at one field; what nobody has stated
leaves the row pending, unless the rule says otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.records import Scope
from storage.refusals import CannotExport

HERE = Path(__file__).parent.parent / "seeds" / "inclusion"
_STATES = ("in", "out", "pending")
_BY_HOPE = ("in", "pending", "out")
#: What a field says that is still looked into: neither way.
_UNSETTLED = ("pending", "disputed")
_FIELDS = (
    "fatal", "outcome", "duty", "hit_by_police", "self_inflicted", "bystander", "accidental", "us",
    "incident_date_precision", "state", "name_status", "confirmation",
)  # fmt: skip


class BadRules(CannotExport):
    """A ruleset cannot be used; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition: the values that pass, and what becomes of a row that does not state any."""

    field: str
    passes: tuple[Any, ...]
    reason: str
    unknown: str = "pending"
    otherwise: str = "out"


@dataclass(frozen=True, slots=True, eq=False)
class Ruleset:
    """The rules of a list; ``by_police``: it counts only people police shot.

    Equal only to itself: what it says of some values is remembered under it.
    """

    name: str
    title: str
    rules: tuple[Rule, ...]
    by_police: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """In, out or pending, and by which rule."""

    state: str
    reason: str = ""


IN = Verdict("in")


def of_victim(rules: Ruleset, row: Mapping[str, Any]) -> Verdict:
    """What a ruleset says of a row of ``export victims``: out before pending before in."""
    return _verdict(rules, _values(rules, row, row), _is_pending(rules, row))


def of_incident(rules: Ruleset, line: Mapping[str, Any]) -> Verdict:
    """An incident is in when anybody shot in it is, else pending when anybody is."""
    pending = _is_pending(rules, line)
    people = line["victims"] or (_NOBODY,)
    found = [_verdict(rules, _values(rules, person, line), pending) for person in people]
    return min(found, key=lambda one: _BY_HOPE.index(one.state))


#: Of an incident in which nobody is known to be shot.
_NOBODY: Mapping[str, Any] = {"fatal": None, "outcome": "unknown"}


def _is_pending(rules: Ruleset, row: Mapping[str, Any]) -> bool:
    return bool(rules.by_police and row.get("inclusion", {}).get(rules.name) == "pending")


def _values(rules: Ruleset, person: Mapping[str, Any], line: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the rules look at, of a person before the incident, of that before its scope."""
    return tuple(
        [
            person[rule.field]
            if rule.field in person
            else line[rule.field]
            if rule.field in line
            else line["scope"][rule.field]
            for rule in rules.rules
        ]
    )


@lru_cache(maxsize=4096)
def _verdict(rules: Ruleset, values: tuple[Any, ...], pending: bool) -> Verdict:
    """Thousands of people share the few values that rules look at."""
    verdicts = [_judged(rule, value) for rule, value in zip(rules.rules, values, strict=True)]
    for state in ("out", "pending"):
        for verdict in verdicts:
            if verdict.state == state:
                return verdict
    if pending:
        return Verdict("pending", "not known whether police shot this person")
    return IN


def judged(line: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    """A line of ``export incidents`` with what every ruleset says of it.

    In a database of police scope who is shot was shot by police. Where every shooting counts, that
    is known of nobody but a person shot alone of whom reports say so.
    """
    found = {name: of_incident(rules, line).state for name, rules in rulesets().items()}
    if not is_by_police(line, scope):
        for name, rules in rulesets().items():
            if rules.by_police and found[name] == "in":
                found[name] = "pending"
    return {**line, "inclusion": found}


def is_by_police(line: Mapping[str, Any], scope: Scope) -> bool:
    """Whether it is known that police shot everybody in an incident of such a database."""
    if scope is not Scope.ANY:
        return True
    return len(line["victims"]) == 1 and line["scope"]["hit_by_police"] == "yes"


def _judged(rule: Rule, value: Any) -> Verdict:
    if value is None or value == "unknown":
        return Verdict(rule.unknown, f"not known whether {rule.reason}")
    if value in rule.passes:
        return IN
    if value in _UNSETTLED:
        return Verdict("pending", f"not settled whether {rule.reason}")
    return Verdict(rule.otherwise, f"not so that {rule.reason}")


# ---------------------------------------------------------------------------------- the files


def ruleset(name: str) -> Ruleset:
    known = rulesets()
    if name not in known:
        raise BadRules(f"there is no ruleset “{name}”; there are {', '.join(known)}")
    return known[name]


@cache
def rulesets() -> Mapping[str, Ruleset]:
    """Every ruleset there is, by name."""
    return {path.stem: read_rules(path) for path in sorted(HERE.glob("*.toml"))}


def read_rules(path: Path) -> Ruleset:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadRules(f"{path} is no TOML: {fault}") from fault
    rules = tuple(_rule(path, item) for item in told.get("rule", ()))
    by_police = told.get("by_police", False) is True
    return Ruleset(path.stem, str(told.get("title", path.stem)), rules, by_police)


def _rule(path: Path, told: Mapping[str, Any]) -> Rule:
    if strange := sorted(set(told) - set(Rule.__dataclass_fields__)):
        raise BadRules(f"{path}: “{strange[0]}” means nothing in a rule")
    if lacking := sorted({"field", "passes", "reason"} - set(told)):
        raise BadRules(f"{path}: a rule without “{lacking[0]}”")
    rule = Rule(**{**told, "passes": tuple(told["passes"])})
    if rule.field not in _FIELDS:
        raise BadRules(f"{path}: no field “{rule.field}”; there are {', '.join(_FIELDS)}")
    if {rule.unknown, rule.otherwise} - set(_STATES):
        raise BadRules(f"{path}: unknown and otherwise are one of {', '.join(_STATES)}")
    return rule
