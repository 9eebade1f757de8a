from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.production.engines.phonemes import Phonemizer, Piece, alphabet, batches
from narrate.production.engines.timing import joined, with_stress, words_of

READ = Phonemizer()


def said(text: str, read: Phonemizer = READ) -> str:
    return joined(read(text))


def test_a_closing_no_is_not_a_number() -> None:
    assert said("The answer was no.").endswith("nˈO.")


def test_british_and_american_english_are_read_differently() -> None:
    assert said("Nobody had a bath.", Phonemizer(british=True)) != said("Nobody had a bath.")


def test_an_inline_pronunciation_is_taken_as_it_is_and_can_be_inflected() -> None:
    (piece,) = READ("[Kalinovka](/kəlˈinəfkə/)'s")
    assert (piece.text, piece.phonemes) == ("Kalinovka's", "kəlˈinəfkəs")


def test_a_name_that_no_lexicon_has_is_read_letter_by_letter_sense() -> None:
    assert len(said("Kalinovka")) > 6


@pytest.mark.parametrize("text", ["Слово", "He said слово twice.", "你好", "Ωmega", "שלום"])
def test_a_script_that_the_voice_cannot_read_is_said_with_the_word(text: str) -> None:
    with pytest.raises(InputError, match="cannot read") as caught:
        READ(text)
    assert caught.value.hint


@pytest.mark.parametrize("text", ["Wałęsa", "Dvořák", "naïve", "Łódź", "Ịsạ", "Ångström", "straße"])
def test_a_foreign_latin_letter_is_read_and_not_left_out(text: str) -> None:
    assert len(said(text)) >= len(text) - 2


def test_a_phoneme_that_the_voice_does_not_have_is_an_error_of_the_lexicon() -> None:
    with pytest.raises(InputError, match="'ʘ' is no phoneme"):
        READ("[Kalinovka](/kʘl/)")


def test_a_number_of_5000_digits_is_one_clear_error() -> None:
    with pytest.raises(InputError, match="cannot read"):
        READ("9" * 5000)


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("They can *can* it.", "ðˌA kæn kˈæːn ɪt."),
        ("He *never* came.", "hˌi nˈɛːvəɹ kˈAm."),
        ("It was *the,* not a.", None),
        ("*[Kalinovka](/kəlˈinəfkə/)* burned.", "kəlˈiːnəfkə bˈɜɹnd."),
    ],
)
def test_a_word_between_stars_gets_a_long_stressed_vowel(text: str, phonemes: str | None) -> None:
    pieces = READ(text)
    (stressed,) = [piece for piece in pieces if piece.stressed]
    assert "ː" in stressed.phonemes
    assert joined(piece for piece in pieces if not piece.stressed).count("ː") == 0
    if phonemes:
        assert joined(pieces) == phonemes


def test_a_voice_that_drawls_gets_the_stress_without_the_long_vowel() -> None:
    assert said("He *can* wait.", Phonemizer(lengthens=False)) == "hˌi kˈæn wˈAt."


def test_stars_that_stand_alone_stress_nothing() -> None:
    assert not any(piece.stressed for piece in READ("Two times three, and a half *open sentence."))


def test_a_stressed_word_is_louder_and_the_rest_is_untouched() -> None:
    import numpy as np

    pieces = [Piece(text="no", phonemes="nˈO"), Piece(text="way", phonemes="wˈA", stressed=True)]
    words = words_of(pieces, [0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2], 1.0)
    sound = np.full(24_000, 0.1, np.float32)
    louder = with_stress(sound, 24_000, pieces, words, 1.0)
    assert words[1].start_seconds == 1.6
    assert louder[15_000] == pytest.approx(0.1 * 10 ** (2 / 20))
    assert (louder[: 24_000 * 56 // 100] == sound[: 24_000 * 56 // 100]).all()
    assert np.abs(np.diff(louder)).max() < 0.001
    assert with_stress(sound, 24_000, [pieces[0]], words[:1], 1.0) is sound


def test_an_endless_word_is_read_to_its_end() -> None:
    assert len(said("harbour" * 40)) > 5 * len(said("harbour" * 4))


def test_a_long_word_that_the_lexicon_knows_stays_whole() -> None:
    assert " " not in said("antidisestablishmentarianism")


PIECES = st.lists(
    st.builds(
        Piece,
        text=st.just("w"),
        phonemes=st.text(alphabet="abc", min_size=1, max_size=30).map(lambda t: t + "."[: len(t) % 2]),
    ),
    max_size=30,
)


@given(PIECES, st.integers(8, 60))
def test_no_phoneme_is_lost_when_a_text_is_cut(pieces: list[Piece], limit: int) -> None:
    groups = batches(tuple(pieces), limit)
    assert all(0 < len(joined(group)) <= limit for group in groups)
    assert "".join(p.phonemes for g in groups for p in g) == "".join(p.phonemes for p in pieces)
    assert sum(piece.text == "w" for group in groups for piece in group) == len(pieces)


def test_a_text_is_cut_behind_a_sentence_then_behind_a_comma() -> None:
    def cut(*phonemes: str) -> list[str]:
        return [joined(group) for group in batches(tuple(Piece(text="w", phonemes=p) for p in phonemes), 12)]

    assert cut("one.", "two,", "three", "four") == ["one.", "two,", "three four"]
    assert cut("one", "two,", "three", "four") == ["one two,", "three four"]
    assert cut("one", "two", "three", "four") == ["one two", "three four"]


def test_pauses_belong_to_no_word() -> None:
    pieces = (Piece(text="Yes,", phonemes="jˈɛs,"), Piece(text="no.", phonemes="nˈO."))
    durations = [0.5, *[0.1] * 4, 0.3, 0.1, *[0.1] * 3, 0.3, 0.2]
    words = words_of(pieces, durations)
    assert [(word.text, word.start_seconds, word.end_seconds) for word in words] == [
        ("Yes,", 0.5, 0.9),
        ("no.", 1.3, 1.6),
    ]


def test_the_alphabet_is_that_of_kokoro() -> None:
    assert len(alphabet()) == 114
