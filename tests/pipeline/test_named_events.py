"""What a shooting is called by: its venue, or its town's kind of building, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.linking.named_events import named_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("He was shot during the Marigold nightclub attack.", ("marigold",)),
        ("Gunfire broke out inside the Marigold Lounge.", ("marigold",)),
        ("Nine people were shot at Fairmont's Marigold Tavern.", ("marigold",)),
        ("Police were called to a shooting at Juniper Hollow Elementary School.",
         ("juniper hollow",)),
        ("A survivor of the Juniper-Hollow High School mass shooting spoke.", ("juniper hollow",)),
        ("The gunman opened fire outside the Ezra Lindqvist Courthouse.", ("ezra lindqvist",)),
        ("The Orlando nightclub massacre took 11 lives.", ("orlando club",)),
        ("He was wounded in the Marion County Courthouse shooting.",
         ("marion county courthouse",)),
        ("The shooting at Zion Hollow Temple lasted four minutes.", ("zion hollow",)),
        ("Shots were fired inside the Foxgrape Cinema.", ("foxgrape",)),
        ("The Foxgrape Festival shooting killed six.", ("foxgrape",)),
        ("He was shot at Silver Fern Casino.", ("silver fern",)),
        ("A gunman opened fire at Quillmere Mall.", ("quillmere",)),
        ("The shooting at Quillmere Regional Center killed four.", ("quillmere regional",)),
        ("A gunman killed three people at Quillmere Community College.", ("quillmere",)),
    ],
)  # fmt: skip
def test_what_a_shooting_is_called_by(text: str, named: tuple[str, ...]) -> None:
    assert named_in("", text) == named


@pytest.mark.parametrize(
    "text",
    [
        "The Chicago shooting was the third of the night.",  # a town's name is no event's
        "It was the deadliest shooting since the Marigold nightclub massacre.",
        "Officers had trained for an attack like the Marigold nightclub shooting.",
        "He was shot a year after the Marigold nightclub shooting.",
        "She spoke on the anniversary of the Marigold nightclub shooting.",
        "It brought back memories of the Marigold nightclub shooting.",
        "Shootings such as the Marigold nightclub massacre led to the law.",
        "Police shot a man at the Marigold nightclub memorial.",
        "The wounded were shot and taken to a bed at Quillmere Medical Center.",
        "He was shot at the Walmart on Main Street.",  # a chain's shop has no name of its own
        "He was killed at a McDonald's restaurant.",
        "He worked at the Marigold nightclub for years.",  # nothing happened
        "Police called it a shooting at North High School.",
    ],
)
def test_what_names_no_event(text: str) -> None:
    assert named_in("", text) == ()


@pytest.mark.parametrize(
    "words",
    [
        "since", "like", "unlike", "worse than", "long before", "after", "similar to",
        "on the anniversary of", "such as", "including", "remembering", "bringing memories of",
    ],
)  # fmt: skip
def test_what_is_told_beside_another_event_is_not_it(words: str) -> None:
    assert named_in("", f"Six were shot {words} the Marigold nightclub massacre.") == ()


def test_of_two_venues_told_alike_neither_names_the_event() -> None:
    text = "He was shot at the Marigold Lounge. She was shot at the Foxgrape Tavern."
    assert named_in("", text) == ()
    assert named_in("Marigold Lounge shooting", text) == ("marigold",)


def test_a_mass_shooting_is_its_towns_too() -> None:
    text = "Gunfire broke out inside the Marigold nightclub."
    assert named_in("", text, ["Fairmont"]) == ("fairmont club", "marigold")
