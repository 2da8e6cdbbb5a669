"""Names: taking them apart, and telling a variant from another person."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import names
from pipeline.names import display, fold, key, parse
from pipeline.naming import name_comparison
from pipeline.naming.name_comparison import NameVerdict, compare_written

SAME_PERSON = [
    ("Stephon Brask", "Stephan Brask"),  # spelling
    ("Jefferey Stroudt", "Geoffrey Stroud"),
    ("William Arthur Thackeray", "Bill Thackeray"),  # nicknames, both ways
    ("Bobby Tillery", "Robert Wayne Tillery"),
    ("Paco Ibarra", "Francisco Ybarra"),
    ("Nate Evanof", "Nathaniel Evanoff"),
    ("Marcus Jaylen Whitt", "Jaylen Whitt"),  # goes by a middle name
    ("Warren Cade Stroudt", "Cade Stroudt"),  # or by one that is mostly a surname
    ("Jaylen Whitt", "Jaylen Marcus Whitt"),  # middle name dropped
    ("Jaylen M. Whitt", "Jaylen Marcus Whitt"),  # or shortened
    ("J. Marcus Whitt", "Jaylen Marcus Whitt"),
    ("Xiomara Delgadillo Ríos", "Xiomara Delgadillo"),  # two surnames, either dropped
    ("Xiomara Delgadillo-Rios", "Xiomara Rios"),
    ("José Luis Villaseñor Pacheco", "Jose Villasenor"),
    ("Thanh Van Nguyen", "Nguyen Van Thanh"),  # order
    ("Thanh Van Nguyen", "Thanh Nguyen"),
    ("Terrence O'Neal", "TERRANCE O’NEAL"),  # apostrophes, capitals
    ("De'Shawn Prudhomme", "Deshawn Prudhomme"),
    ("Lucas DeFord", "Lucas De Ford"),  # particles
    ("Fares J. Al-Samno", "Fares Al Samno"),
    ("Phillip Van Cise", "Phillip Vancise"),
    ("Abdul-Rahman Salih", "Abdulrahman Saleh"),  # transliteration
    ("Dmytro Kovalenko", "Dmitry Kovalenko"),
    ("Mohamud Warfa", "Mohamed Abdi Warfa"),
    ("Lamont Purcell II", "Lamont Purcell Jr."),  # suffixes
    ("Lamont Purcell", "Lamont Purcell Jr."),
    ('Manford "Butch" Moore', "Butch Moore"),  # aliases in quotes
    ("Earl 'Shaleek' Pinckney", "Earl Pinckney"),
    ("Mycael Ives aka Michael Stone", "Michael Stone"),
    ("Justin Thielmann", "Justin Theilmann"),  # typing errors
    ("T.J. Brask", "Thomas James Brask"),  # initials
]
OTHER_PERSON = [
    ("James Whitt", "John Whitt"),
    ("Lamont Purcell Jr.", "Lamont Purcell Sr."),
    ("Anthony DiSalvio III", "Anthony DiSalvio Jr."),
    ("Daniel Foster", "Damien Foster"),
    ("Daniel Foster", "Daniel Ortega"),
    ("Juan Carlos Marquez", "Juan Carlos Macias"),
    ("Gary Brown", "Joshua James Brown"),
    ("Alexis Anthony Garza", "Dominic Anthony Garza"),
    ("Whitt", "Jaylen Foster"),
]


@pytest.mark.parametrize(("left", "right"), SAME_PERSON)
def test_one_person_written_twice(left: str, right: str) -> None:
    assert compare_written(left, right).verdict is not NameVerdict.INCOMPATIBLE


@pytest.mark.parametrize(("left", "right"), OTHER_PERSON)
def test_two_people(left: str, right: str) -> None:
    assert compare_written(left, right).verdict is NameVerdict.INCOMPATIBLE


@pytest.mark.parametrize(
    ("bare", "full"),
    [("Whitt", "Jaylen Whitt"), ("Lavonté", "Lavonte Sykes"), ("Bill", "William Ash")],
)
def test_a_bare_word_may_be_either_part(bare: str, full: str) -> None:
    assert compare_written(bare, full).verdict is NameVerdict.COMPATIBLE


@pytest.mark.parametrize(
    ("written", "given_name", "surnames", "suffix"),
    [
        ("Manuel Ellison, 33", "manuel", ("ellison",), ""),
        ("33-year-old Manuel Ellison", "manuel", ("ellison",), ""),
        ("Officer Dana Brill", "dana", ("brill",), ""),
        ("Mr. Brill", "", ("brill",), ""),
        ("Whitt, Jaylen M.", "jaylen", ("whitt",), ""),
        ("Whitt Jr., Jaylen", "jaylen", ("whitt",), "jr"),
        ("Donald Davis, Jr.", "donald", ("davis",), "jr"),
        ("José Luis Villaseñor Pacheco", "jose", ("villasenor", "pacheco"), ""),
        ("Oscar de la Cruz", "oscar", ("delacruz",), ""),
        ("Frank 'Trey' Shephard III", "frank", ("shephard",), "iii"),
    ],
)
def test_parts(written: str, given_name: str, surnames: tuple[str, ...], suffix: str) -> None:
    name = parse(written)
    assert (name.given, name.surnames, name.suffix) == (given_name, surnames, suffix)


def test_capitals_are_put_in_mixed_case() -> None:
    assert display(parse("TERRENCE O'NEAL III")) == "Terrence O'Neal III"
    assert display(parse("Jacob McIlveen")) == "Jacob McIlveen"


NAMES = st.text(alphabet="abcdeéñÑO'’ -.,\"JrIV", min_size=0, max_size=24)


@example("O’r")  # folded it is a word that begins no name
@given(NAMES)
def test_the_key_of_a_key_is_itself(written: str) -> None:
    once = key(parse(written))
    assert key(parse(once)) == once


@given(NAMES, NAMES)
def test_comparison_has_no_sides(left: str, right: str) -> None:
    one, other = compare_written(left, right), compare_written(right, left)
    assert (one.verdict, one.score) == (other.verdict, other.score)


@given(NAMES.filter(lambda text: bool(fold(text))))
def test_a_name_is_compatible_with_itself(written: str) -> None:
    assert compare_written(written, written).verdict is not NameVerdict.INCOMPATIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caitlin Brandon", "Katelyn Brandon"),
        ("Katelynn Ochs", "Caitlin Ochs"),
        ("Marquise Dell", "Markeese Dell"),
    ],
)
def test_first_names_that_sound_alike_are_spellings(one: str, other: str) -> None:
    assert compare_written(one, other).verdict is NameVerdict.VARIANT


@pytest.mark.parametrize(
    ("one", "other"), [("Carol Ochs", "Karla Ochs"), ("Cindy Ochs", "Sandy Ochs")]
)
def test_first_names_that_only_begin_to_sound_alike_are_not(one: str, other: str) -> None:
    assert compare_written(one, other).verdict is NameVerdict.INCOMPATIBLE


_SOME_WORDS = st.sampled_from(
    "Dana whitt De la Mc aka alias or also Jr junior V iv Officer chief suspect Abu st".split()
) | st.text("abcdeijrsv", min_size=1, max_size=7).map(str.title)


@given(_SOME_WORDS, _SOME_WORDS)
def test_two_plain_words_are_taken_apart_like_any_name(first: str, last: str) -> None:
    at_length = names.parse(f" {first} {last}")  # the blank keeps it from the short way
    assert names.parse(f"{first} {last}") == at_length


@given(_SOME_WORDS, _SOME_WORDS)
def test_a_name_is_itself_like_any_two_names(first: str, last: str) -> None:
    name = names.parse(f"{first} {last}")
    at_length = [name_comparison._compare_one(one, one) for one in (name, *name.also)]
    assert name_comparison.compare(name, name) == max(at_length, key=lambda found: found.score)
