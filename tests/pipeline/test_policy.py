"""The consensus policy: defaults, a team's own, and what is no policy."""

from __future__ import annotations

import pytest

from pipeline.incident.policy import BadPolicy, Policy
from pipeline.records import AssertedBy


def test_what_a_file_leaves_out_is_as_shipped() -> None:
    mine = Policy.parse("hedged = 0.2")
    assert mine.hedged == 0.2
    assert mine.office == Policy.default().office
    assert Policy.default().office[AssertedBy.MEDICAL_EXAMINER] == 3.0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hedged = [", "is not TOML"),
        ("weights = 3", "has no setting “weights”"),
        ("hedged = true", "hedged must be a number from 0 to 100, not True"),
        ("[office]\nmayor = 2", "knows no voice “mayor”"),
        ("office = 3", "office must be a table"),
        ("owners = 3", "owners must be a table"),
        ('[owners]\nhouse = "a.example"', "owners.house must be a list of domains"),
        (
            '[owners]\none = ["a.example"]\ntwo = ["www.A.example"]',
            "a.example is said to be one's and two's",
        ),
    ],
)
def test_what_is_no_policy(text: str, says: str) -> None:
    with pytest.raises(BadPolicy, match=says):
        Policy.parse(text)
