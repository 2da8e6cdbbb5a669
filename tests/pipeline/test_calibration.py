"""A confidence is a probability: surer claims stay surer, and what was told can be told back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import calibration
from pipeline.records import Claim

FIELDS = st.sampled_from(["armed", "name", "city", "fleeing", "event", "a field not yet known"])
SHARES = st.floats(0.02, 0.98)


@given(FIELDS, SHARES, SHARES)
def test_the_surer_of_two_claims_stays_the_surer(field: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    told = [
        calibration.calibrated(Claim(field, "x", confidence=value)).confidence
        for value in (low, high)
    ]
    assert 0 <= told[0] <= told[1] <= 1


@given(FIELDS, st.floats(0.1, 0.9))
def test_the_readers_own_confidence_can_be_had_back(field: str, value: float) -> None:
    told = calibration.calibrated(Claim(field, "x", confidence=value))
    assert calibration.undone(told) == pytest.approx(value, abs=0.05)


def test_nothing_else_of_a_claim_changes() -> None:
    claim = Claim("armed", "knife", as_written="a knife", method="m", confidence=0.7)
    told = calibration.calibrated(claim)
    assert (told.value, told.as_written, told.method) == ("knife", "a knife", "m")
