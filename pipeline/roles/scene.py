"""All that is known of an article before anybody's role is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.gunfire import on_trial
from pipeline.gunfire.gunfire import Gunfire
from pipeline.naming.described import Described
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import Token
from pipeline.records import Sentence
from pipeline.roles import lists, struck, victims
from pipeline.roles.struck import Telling


@dataclass(frozen=True)
class Scene:
    """An article's sentences, with the gunfire that they tell and whom they name."""

    sentences: Sequence[Sentence]
    tokens: Sequence[Sequence[Token]]
    gunfire: Sequence[Sequence[Gunfire]]
    bearers: Sequence[Bearer]
    shared: frozenset[int] = frozenset()  # sentences that tell of other incidents, too

    @cached_property
    def under_fire(self) -> tuple[bool, ...]:
        """As :func:`pipeline.roles.victims.under_fire`."""
        return victims.under_fire(self.gunfire)

    @cached_property
    def several_hit(self) -> list[tuple[Described, ...]]:
        """As :func:`pipeline.roles.victims.several`."""
        return victims.several(self.sentences, self.gunfire, self.tellings, self.shared)

    @cached_property
    def on_trial(self) -> Sequence[Bearer]:
        """The first of each surname of :func:`pipeline.gunfire.on_trial.surnames`."""
        surnames = on_trial.surnames(self.sentences)
        named = {each.surname: each for each in reversed(self.bearers) if each.given}
        return [named[surname] for surname in sorted(surnames & named.keys())]

    @cached_property
    def names_the_tried(self) -> frozenset[int]:
        """The sentences that name an officer on trial."""
        return frozenset(named.sentence for bearer in self.on_trial for named in bearer.mentions)

    @cached_property
    def named(self) -> list[lists.Chain]:
        """Per sentence, the names of persons in order, each with its bearer."""
        named: list[lists.Chain] = [[] for _ in self.sentences]
        for number, bearer in enumerate(self.bearers):
            for mention in bearer.mentions if bearer.is_likely else ():
                named[mention.sentence].append((mention, number))
        for mentions in named:
            mentions.sort(key=lambda pair: pair[0].first)
        return named

    def list_of(self, mention: Named) -> tuple[int, int]:
        """Where the list of names begins and ends that one stands in, alone or with others."""
        alone = mention.start, mention.end
        return self._list_ends.get((mention.sentence, mention.first), alone)

    @cached_property
    def _list_ends(self) -> dict[tuple[int, int], tuple[int, int]]:
        """By sentence and first token of a name, where the list it stands in begins and ends."""
        return {
            (one.sentence, one.first): (chain[0][0].start, chain[-1][0].end)
            for place, mentions in enumerate(self.named)
            for chain in lists.in_lists(self.sentences[place].text, mentions)
            for one, _ in chain
        }

    @cached_property
    def tellings(self) -> tuple[tuple[Telling, ...], ...]:
        """Of each sentence, as :func:`pipeline.roles.struck.tellings`."""
        return tuple(
            tuple(struck.tellings(place, sentence.text, self.gunfire[place], before))
            for place, (sentence, before) in enumerate(
                zip(self.sentences, ("", *(one.text for one in self.sentences)), strict=False)
            )
        )

    def is_place(self, mention: Named) -> bool:
        """ "The sophomore at Ames High", "was taken to Ames Medical": where, and not who."""
        before = [token.low for token in self.tokens[mention.sentence][: mention.title_start]]
        return not mention.titles and bool(_AT.intersection(before[-1:]))


_AT = frozenset("at in near from on to the".split())
