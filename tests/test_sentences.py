"""Rules of where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.sentences import split, split_long

TEXT = st.text(alphabet=st.sampled_from("aBc И1.!?…\"'”»()[] \n\t—,;:U.S."), max_size=200)


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


def whole(*expected: str, language: str = "en") -> None:
    """Joined with blanks, the sentences are found again."""
    assert sentences(" ".join(expected), language) == list(expected)


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    whole("Dr. Brown met Mrs. Hale.", "V.I. Lenin said so.", "M. K. Gandhi agreed with J. A. Smith.")


def test_a_dotted_acronym_ends_a_sentence_only_before_a_word_that_begins_one() -> None:
    whole(
        "The U.S. Army came.", "He lives in the U.S.", "He likes it.", "At 5 p.m. we met.", "It was 6 p.m.", "We ate."
    )


def test_latin_abbreviations_stay_inside() -> None:
    whole("It is cold, i.e. Tuesday weather.", "Birds, e.g. Robins, sing.", "Brown vs. Board stands.")


def test_a_number_sign_stays_with_its_number() -> None:
    whole("See No. 5 and pp. 4-6.", "He said no.", "We left on Feb. 3.", "Read vol. IV first.")


def test_a_party_and_state_in_brackets_stay_inside() -> None:
    whole("Sen. Ann Hale (R-Tex.) Monday refused.", "She sat down.")


def test_a_sentence_in_brackets_is_one() -> None:
    whole("He came.", "(She had left.)", "Then it rained.")


def test_closing_quotes_and_footnote_numbers_belong_to_the_sentence() -> None:
    whole('He said, "Go home."', "She went.", "“No!”", "“Yes.”", "So it was.[12]", "Next.¹", "Last.")


def test_a_question_inside_a_quotation_does_not_end_the_sentence_around_it() -> None:
    whole('"Where?" he asked.', '"There!" she said.')


def test_an_ellipsis_ends_a_sentence_when_one_begins_after_it() -> None:
    whole("Nobody moved . . . .", "You heard a fly.", "We waited . . . and slept.", "Well...", "The end.")


def test_the_number_of_a_list_stays_with_its_line() -> None:
    assert sentences("1. First wash it. Then dry it.") == ["1. First wash it.", "Then dry it."]


def test_a_letter_or_numeral_at_the_end_ends_a_sentence() -> None:
    whole("We took plan B.", "The rest waited.", "It was World War II.", "Then came peace.", "It is I.", "He knew.")


def test_an_empty_line_ends_a_sentence() -> None:
    assert sentences("A title\n\nA text\nin two lines") == ["A title", "A text\nin two lines"]


def test_russian_abbreviations_and_initials() -> None:
    whole(
        "Он родился в 1894 г. в селе.",
        "В 1953 г. Сталин умер.",
        "Это, т. е. всё, и т. д.",
        "Потом пришли В. И. Ленин и Н. С. Хрущёв.",
        "«Нет», — сказал он.",
        "«Да!»",
        "Ушли в 1956 г.",
        "Он остался.",
        language="ru",
    )


def test_german_ordinals_and_abbreviations() -> None:
    whole("Am 3. Mai kam er, d. h. zu spät.", "Er ging.", language="de-AT")


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split(text) == []
    assert split_long(text, 10) == []


@given(TEXT, st.sampled_from(["en", "ru", "de", "xx"]))
def test_sentences_hold_every_character_that_is_not_blank(text: str, language: str) -> None:
    spans = split(text, language)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(TEXT, st.integers(1, 60))
def test_pieces_fit_and_hold_every_character_that_is_not_blank(text: str, limit: int) -> None:
    pieces = split_long(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(piece.split()) for piece in pieces) == "".join(text.split())


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=12), max_size=40))
def test_words_that_fit_are_never_cut(words: list[str]) -> None:
    assert " ".join(split_long(" ".join(words), 12)).split() == words


def test_long_text_is_cut_at_the_best_place_that_fits() -> None:
    text = "One two three, four five; six seven. Eight nine ten eleven twelve - thirteen fourteen fifteen."
    assert split_long(text, 40) == [
        "One two three, four five; six seven.",
        "Eight nine ten eleven twelve",
        "- thirteen fourteen fifteen.",
    ]
    assert split_long("One two three four; five six, seven eight", 30) == [
        "One two three four;",
        "five six, seven eight",
    ]


def test_a_word_longer_than_the_limit_is_cut_and_its_accents_stay() -> None:
    assert split_long("abcdefgh", 3) == ["abc", "def", "gh"]
    assert split_long("abe\u0301d", 3) == ["ab", "e\u0301d"]


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        split_long("a", 0)
