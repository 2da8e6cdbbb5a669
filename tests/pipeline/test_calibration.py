"""A confidence is a probability: surer claims stay surer, and what was told can be told back."""

from __future__ import annotations

from dataclasses import replace

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
    told = [calibration.calibrated(Claim(field, "x", confidence=value)) for value in (low, high)]
    assert 0 <= told[0] <= told[1] <= 1


@given(FIELDS, st.floats(0.1, 0.9))
def test_the_readers_own_confidence_can_be_had_back(field: str, value: float) -> None:
    claim = Claim(field, "x", confidence=value)
    told = replace(claim, confidence=calibration.calibrated(claim))
    assert calibration.undone(told) == pytest.approx(value, abs=0.05)
