"""Datelines: what opens a story, and what only looks like it."""

from __future__ import annotations

import pytest

from pipeline.page import datelines


@pytest.mark.parametrize(
    ("text", "dateline", "credit"),
    [
        ("MACON, Ga. (AP) — A man", "MACON, Ga. (AP) —", "AP"),
        ("SACRAMENTO — A man", "SACRAMENTO —", None),
        ("ST. CLOUD, Minn. (UW) -- A man", "ST. CLOUD, Minn. (UW) --", "UW"),
        ("Macon, Ga. (AP) — A man", "Macon, Ga. (AP) —", "AP"),
        ("Macon — A man was shot", "Macon —", None),
        ("KERN COUNTY, Calif. -- A man", "KERN COUNTY, Calif. --", None),
        ("LYON, France — A man", "LYON, France —", None),
        ("TULSA, Okla. (Dec. 10, 2015) – A man", "TULSA, Okla. (Dec. 10, 2015) –", None),
        ("MACON, Ga. (KXYZ) A man", "MACON, Ga. (KXYZ)", "KXYZ"),
        ("MACON, Ga. (KXYZ) >> A man", "MACON, Ga. (KXYZ) >>", "KXYZ"),
        ("MACON, Bibb County - A man", "MACON, Bibb County -", None),
        ("Macon (pictured) was shot", None, None),
        ("A man was shot — twice", None, None),
        ("ANCHOR: A man was shot", None, None),
        ("KCSO: Deputies shot a man", None, None),
        ("UPDATE — A man was shot", None, None),
        ("MACON: A man was shot", None, None),
        ("MIAMI-DADE police shot a man", None, None),
        ("FILE - A man stands", None, None),
    ],
)
def test_datelines(text: str, dateline: str | None, credit: str | None) -> None:
    found = datelines.opening(text)
    assert (found and found.written, found and found.credit) == (dateline, credit)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("MACON — Roe died.", "Roe died."),
        ("MACON, Ga. (UW) — Roe died.", "Roe died."),
        ("Macon, Ga. – Roe died.", "Roe died."),
        ("Macon — where Roe grew up — mourns.", None),
        ("Macon (where Roe grew up) mourns.", None),
        ("The other boy — Roe — died.", None),
        ("FILE — Roe died.", None),
        ("Their children — a girl and a boy — were home.", None),
    ],
)
def test_a_sentence_begins_behind_its_dateline(text: str, rest: str | None) -> None:
    assert text[datelines.begins(text) :] == (rest or text)
