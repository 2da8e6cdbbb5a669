"""The held-out halves: the same for ever, and no incident in both."""

from __future__ import annotations

from benchmarks.split import HALVES, fingerprint, groups, half_of, halves


def row(name: str, *incidents: str) -> dict[str, object]:
    return {"id": name, "incidents": list(incidents)}


def test_articles_of_tied_incidents_stand_together() -> None:
    labelled = [row("a", "i1"), row("b", "i1", "i2"), row("c", "i2", "i3"), row("d", "i3")]
    assert len(set(groups(labelled).values())) == 1
    assert len(set(halves(labelled).values())) == 1


def test_an_article_on_nothing_goes_by_its_own_id() -> None:
    assert groups([row("a"), row("b")]) == {"a": "a", "b": "b"}


def test_the_halves_do_not_move() -> None:
    assert [half_of(f"incident {n}") for n in range(6)] == [HALVES[n] for n in EXPECTED]


EXPECTED = [1, 0, 1, 1, 0, 1]


def test_an_article_more_moves_no_other() -> None:
    few = [row("a", "i1"), row("b", "i2"), row("c")]
    more = [*few, row("d", "i4")]
    assert {name: halves(more)[name] for name in "abc"} == halves(few)


def test_the_fingerprint_tells_of_any_change() -> None:
    found = halves([row("a", "i1"), row("b", "i2"), row("c")])
    half = found["a"]
    assert fingerprint(found, half) != fingerprint({**found, "a": "elsewhere"}, half)
