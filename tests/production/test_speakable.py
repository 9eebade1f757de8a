"""Rules of what a voice is given."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.production.lexicon import parse_lexicon
from narrate.production.speakable import normalise, speakable
from narrate.production.speakable.en_numbers import cardinal, ordinal, year
from narrate.production.speakable.ru_numbers import CASES
from narrate.production.speakable.ru_numbers import cardinal as russian
from narrate.production.speakable.ru_numbers import ordinal as russian_ordinal

DATA = Path(__file__).parent / "data"


def heard(text: str) -> str:
    """Return what is left of a text when case, punctuation, hyphens, "and", "oh" for zero and spacing do not count."""
    words = re.sub(r"[^\w\s]|_", "", text.lower().replace("-", " ")).split()
    return "".join({"oh": "zero"}.get(word, word) for word in words if word != "and")


def rows(*names: str) -> list[tuple[str, str]]:
    lines = [line for name in names for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def changes(text: str) -> list[tuple[str, str, str]]:
    return [(change.name, change.before, change.after) for change in speakable(text).changes]


@pytest.mark.parametrize(("written", "spoken"), rows("spoken_en.tsv"))
def test_english_is_read_as_the_table_says(written: str, spoken: str) -> None:
    assert heard(normalise(written)) == heard(spoken)


# These sentences were written after the rules; 116 of 117 were right at the first run.
@pytest.mark.parametrize(("written", "spoken"), rows("heldout_en.tsv"))
def test_english_that_the_rules_were_not_written_for(written: str, spoken: str) -> None:
    assert heard(normalise(written)) == heard(spoken)


# What the rules said of these was read line by line and accepted: a change of it must be one for the better.
@pytest.mark.parametrize(("written", "spoken"), rows("reviewed_en.tsv"))
def test_what_was_reviewed_stays_as_it_was(written: str, spoken: str) -> None:
    assert normalise(written) == spoken


@pytest.mark.parametrize(("written", "spoken"), rows("spoken_ru.tsv"))
def test_russian_is_read_as_the_table_says(written: str, spoken: str) -> None:
    assert heard(normalise(written, "ru")) == heard(spoken)


def readings(accepted: str) -> set[str]:
    """Return what may be heard of a sentence: braces hold the choices, "a {one|two} c"."""
    parts = [part[1:-1].split("|") if part.startswith("{") else [part] for part in re.split(r"(\{[^}]*\})", accepted)]
    return {heard("".join(chosen)) for chosen in product(*parts)}


def share_right(name: str) -> dict[str, tuple[int, int]]:
    """Return how many sentences of each class of a table are read right, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        written, accepted, kind = line.split("\t")
        right, count = found.get(kind, (0, 0))
        found[kind] = (right + (heard(normalise(written)) in readings(accepted)), count + 1)
    return found


# Both tables were written without a look at the rules. At first sight 380 of the 418 sentences of the first were right
# (telephone 70 %, electronic 65 %, ambiguous 80 %, all other classes 85 % and more); then the rules were widened, and
# of the 156 of the second, written after that, 150 were right (no class under 86 %).
@pytest.mark.parametrize("name", ["unseen_first_en.tsv", "unseen_second_en.tsv"])
def test_each_class_of_what_was_once_unseen_stays_right(name: str) -> None:
    shares = share_right(name)
    assert len(shares) == 16
    assert {kind: share for kind, share in shares.items() if share[0] < 0.95 * share[1]} == {}


# --- shape of the answer -------------------------------------------------------------------------------------------


def test_each_change_names_its_rule_and_its_place() -> None:
    spoken = speakable("In 1956 she paid $5.")
    assert spoken.text == "In nineteen fifty-six she paid five dollars."
    assert [(change.name, change.start, change.end) for change in spoken.changes] == [("year", 3, 7), ("money", 17, 19)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the 1930s", "decade"),
        ("5 May 1945", "date"),
        ("Henry VIII", "roman"),
        ("V.I. Lenin", "initials"),
        ("at 16:30", "time"),
        ("done (Lark 416).", "citation"),
        ("done.[12] Next", "footnote"),
        ("5 km", "measure"),
        ("1/2", "fraction"),
        ("Dr. Hale", "abbreviation"),
        ("lark.org", "address"),
    ],
)
def test_changes_are_named_after_what_was_read(text: str, name: str) -> None:
    assert name in [change for change, _, _ in changes(text)]


def test_engines_get_no_blank_before_a_mark_and_no_doubled_pause() -> None:
    assert normalise("He left (in 1920), alone - at last.") == "He left, in nineteen twenty, alone, at last."
    assert normalise("Wait . . . . (now)") == "Wait… now"
    assert normalise("It ended at 7 p.m.") == "It ended at seven PM."


def test_a_lone_a_is_kept_from_being_read_as_an_article() -> None:
    assert "A-" in normalise("The A320b landed.")
    assert "A-B" in normalise("The poet A. B. Hale spoke.")


def test_acronyms_stay_whole_for_the_dictionaries_of_the_engines() -> None:
    assert normalise("NATO and the KGB met at the U.S. embassy.") == "NATO and the KGB met at the US embassy."


def test_letters_outside_western_alphabets_lose_their_marks_others_keep_them() -> None:
    assert normalise("Dvořák and Łukasz at the café") == "Dvorák and Lukasz at the café"


def test_a_language_without_rules_is_left_alone() -> None:
    assert normalise("Im Jahr 1956 kam er.", "de") == "Im Jahr 1956 kam er."


def test_lexicon_entries_come_before_the_rules() -> None:
    lexicon = parse_lexicon('"Orel" = { say = "uh-RYOL", ipa = "ɐˈrʲɵl" }\n"IV" = "eye vee"', where="lexicon.toml")
    spoken = speakable("Orel had 3 IV drips.", lexicon=lexicon)
    assert spoken.text == "Uh-ryol had three Eye vee drips."
    assert [change.name for change in spoken.changes] == ["lexicon", "cardinal", "lexicon"]
    assert speakable("Orel's", lexicon=lexicon, alphabet="misaki").text == "[Orel's](/əɹjˈɔlz/)"


# --- always --------------------------------------------------------------------------------------------------------

PLAIN = st.lists(
    st.sampled_from("the old man walked home slowly and nobody spoke a word while rain fell on his hat".split()),  # noqa: SIM905
    min_size=1,
    max_size=30,
).map(" ".join)
ANYTHING = st.text(
    alphabet=st.sampled_from("aIVXzé0123456789.,:;-–—/()[]$£%°'\"#@&§½²…–\u00a0 \nstndthMay№р🎉"), max_size=120
)


@given(PLAIN)
def test_words_that_need_no_change_stay_as_they_are(text: str) -> None:
    assert speakable(text).text == text
    assert speakable(text).changes == ()


@given(PLAIN, st.integers(1100, 1999))
def test_words_around_a_change_stay_in_order(text: str, number: int) -> None:
    assert normalise(f"{text} in {number}, {text}") == f"{text} in {year(number)}, {text}"


@given(ANYTHING, st.sampled_from(["en", "ru"]))
def test_anything_can_be_read(text: str, language: str) -> None:
    spoken = speakable(text, language)
    at = 0
    for change in spoken.changes:
        assert at <= change.start < change.end <= len(text)
        assert text[change.start : change.end] == change.before
        at = change.end
    assert not re.search(r"[0-9]", spoken.text)


# "Part X100" is left out: once its number is in words, "Part X" is the tenth part.
@given(st.sampled_from([one for one, _ in rows("spoken_en.tsv", "heldout_en.tsv") if "X100" not in one]))
def test_spoken_text_is_spoken_text(written: str) -> None:
    once = normalise(written)
    assert heard(normalise(once)) == heard(once)


@given(st.integers(0, 10**18))
def test_a_number_in_words_has_no_digits_and_ordinals_end_as_ordinals(number: int) -> None:
    assert re.fullmatch(r"[a-z -]+", cardinal(number))
    assert ordinal(number).endswith(("st", "nd", "rd", "th", "first", "second", "third"))


@given(st.integers(0, 10**12), st.sampled_from(CASES), st.sampled_from("mfn"))
def test_russian_numbers_are_words_in_every_case(number: int, case: str, gender: str) -> None:
    assert re.fullmatch(r"[а-яё ]+", russian(number, case, gender))
    assert re.fullmatch(r"[а-яё ]+", russian_ordinal(number, case, gender))


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert normalise(text).strip() == ""


@pytest.mark.parametrize("text", ["...", "?!", "- - -", "()", "🎉"])
def test_marks_alone_are_no_words(text: str) -> None:
    assert not re.search(r"\w", normalise(text))


def test_a_number_of_five_thousand_digits_is_read_digit_by_digit() -> None:
    assert len(normalise("7" * 5000).split()) == 5000
    assert len(normalise("7" * 5000, "ru").split()) == 5000


@pytest.mark.parametrize("unit", ["1-", "1/", "1,", "1.", "A.", "a@", "$1-", "(A, ", "1:1:", "[1]", "1 000 ", "'1"])
def test_long_chains_are_read_whole(unit: str) -> None:
    # A rule that looks back or ahead without a bound would take minutes here.
    assert normalise(unit * 20_000) is not None


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("THE HARROWMERE GAZETTE", "THE Harrowmere Gazette"),
        ("NATO MEETS IN BRUSSELS", "NATO Meets IN Brussels"),
        ("THE USSR AND ITS PRESS", "THE USSR AND ITS Press"),
        ("Harrowmere and the USSR", "Harrowmere and the USSR"),
        ("UNESCO", "UNESCO"),
    ],
)
def test_a_line_of_capitals_is_not_spelled(written: str, spoken: str) -> None:
    assert speakable(written).text == spoken
