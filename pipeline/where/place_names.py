"""Find capitalised names of places in sentences, and the place a story opens with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon import gazetteer
from pipeline.page import datelines
from pipeline.records import Sentence
from pipeline.where.place_neighbours import Named
from pipeline.where.place_runs import (
    DIRECTIONS,
    known_run,
    may_start,
    plain_run,
    side_of,
    state_after,
    state_run,
    stated_run,
    township_run,
)
from pipeline.where.place_tokens import Token, shouting, tokens


def find(sentence: Sentence, order: int) -> Iterator[Named]:
    """Every run of capitalised words the gazetteer knows, or that ", Ohio" follows."""
    words = tokens(sentence.text)
    loud = shouting(sentence.text)
    free = 0  # from where no run was found
    for at in [place for place, word in enumerate(words) if word.capital]:
        if at < free or not may_start(words[at]):
            continue
        if state := state_run(words, at):
            free = at + state
            continue
        size = max(known_run(words, at), stated_run(words, at), township_run(words, at))
        if size == 0 and not loud:
            size = plain_run(words, at)
        if size == 0:
            continue
        yield _named(sentence, order, words, at, at + size, loud)
        if size > 1 and words[at].low in DIRECTIONS and side_of(words, at, size):
            yield _named(sentence, order, words, at + 1, at + size, loud)  # "North Baltimore"
        free = at + size


def _named(
    sentence: Sentence, order: int, words: Sequence[Token], first: int, stop: int, loud: bool
) -> Named:
    start, end = words[first].start, words[stop - 1].end
    text = sentence.text[start:end]
    state, span = state_after(words, stop)
    before = words[first - 1] if first else None
    after = words[stop] if stop < len(words) else None
    return Named(
        text=text,
        key=gazetteer.fold(text),
        sentence=sentence,
        order=order,
        start=start,
        end=end,
        before_left=words[first - 2].low if first > 1 else "^",
        left=before.low if before else "^",
        right=after.low if after else "$",
        left_capital=bool(before and before.capital) and not loud,
        right_capital=bool(after and after.capital) and not loud,
        state=state,
        state_span=span,
        known=gazetteer.known(text),
        shouted=loud,
    )


def dateline(sentence: Sentence, order: int) -> Named | None:
    """The place a story opens with: "MACON, Ga. (AP) — "."""
    match = datelines.IN_CAPITALS.match(sentence.text)
    if match is None:
        return None
    city = match.group("city").strip().removeprefix("NEAR ")
    state = gazetteer.state_code(match.group("state")) if match.group("state") else None
    if state is None and not (gazetteer.known(city) or city.endswith(" COUNTY")):
        return None
    return Named(
        text=city,
        key=gazetteer.fold(city),
        sentence=sentence,
        order=order,
        start=match.end("city") - len(city),
        end=match.end("city"),
        before_left="^",
        left="^",
        right="dateline",
        left_capital=False,
        right_capital=False,
        state=state,
        state_span=match.span("state") if state else None,
        known=gazetteer.known(city),
        dateline=True,
    )
