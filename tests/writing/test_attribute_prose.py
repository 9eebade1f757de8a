"""Who says what in news, portraits and stories: antecedents, names beside nouns, and quotations without a clause."""

from __future__ import annotations

import pytest

from narrate.model import NARRATOR
from tests.writing.test_attribute import script_of, speakers


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"A good pot listens," was how Ilse Ravenholt put it.', "Ilse Ravenholt"),
        ('"A good pot listens," was Ilse Ravenholt\'s verdict.', "Ilse Ravenholt"),
        ('"A good pot listens," Ilse Ravenholt used to say.', "Ilse Ravenholt"),
        ('"Does a good pot listen?" Ilse Ravenholt wanted to know.', "Ilse Ravenholt"),
        ('"A good pot listens," as Ilse Ravenholt puts it.', "Ilse Ravenholt"),
        ('"A good pot listens," recalled one of them, Ilse Ravenholt.', "Ilse Ravenholt"),
        ('"A good pot listens," said a shy woman called Ilse Ravenholt.', "Ilse Ravenholt"),
        ('The kiln was paid for by the Tarn Foundation, which said: "A good pot listens to us."', "Tarn Foundation"),
    ],
)
def test_more_ways_to_report_a_speech(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize(
    "aside",
    [
        "then a junior clerk, now head of the mint",
        "head teacher for fourteen years",
        "24",
        "who runs the chemist's in Low Street",
    ],
)
def test_what_is_said_of_a_name_is_no_second_person(aside: str) -> None:
    text = f'Wendeline Oakes, {aside}, went down to the river.\n\n"It was quite gone," she said. "I looked twice."'
    assert speakers(text) == ["Wendeline Oakes"] * 2


def test_a_noun_of_no_person_is_nobody_though_a_verb_of_speech_follows() -> None:
    text = 'Josepha Limmer got her keys to what the town still called the dance hall.\n\n"I kept it," she said.'
    assert speakers(text) == ["Josepha Limmer"]


def test_the_subject_of_the_paragraph_is_meant_before_the_last_speaker() -> None:
    text = (
        '"There will be consequences," Aurelio Banks explained on Sunday.\n\n'
        "The oldest man on the island is Torvald Ek. He is ninety-four.\n\n"
        '"They are not mine," he says.'
    )
    assert speakers(text) == ["Aurelio Banks", "Torvald Ek"]


def test_gender_is_learnt_from_a_sentence_with_one_person() -> None:
    text = 'Quorra Vint had lost her umbrella. Peter Hale stood beside the door.\n\n"It was raining inside," she said.'
    assert speakers(text) == ["Quorra Vint"]


def test_who_asks_in_a_report_does_not_answer() -> None:
    text = (
        "Pip Marlow put up her hand and asked about the other half.\n\n"
        '"What other half?" said Aurelio Banks.\n\n"The half with the wall."'
    )
    assert speakers(text) == ["Aurelio Banks", "Pip Marlow"]


def test_a_quotation_in_a_paragraph_about_somebody_else_is_not_given_to_the_last_speaker() -> None:
    text = (
        '"It was ragged," said Dinah Osterberg.\n\n'
        'The review by Simon Crake was short, and it ran to a sentence: "It was wrong about the spoon."'
    )
    assert "Dinah Osterberg" not in speakers(text)[1:]


_STORY = '"Is it late?" asked {a}.\n\n"A little," said {b}.\n\n"How late?" {a} asked.\n\n'


def test_her_voice_is_she() -> None:
    text = _STORY.format(a="Vivien", b="Hugo") + '"There was a note." Her voice was not steady.'
    assert speakers(text)[-1] == "Vivien"


def test_a_speech_that_says_who_speaks_is_his() -> None:
    text = _STORY.format(a="Vivien", b="Hugo") + 'Somebody knocked at the door.\n\n"It\'s Kolya, sir, from the yard."'
    assert speakers(text)[-1] == "Kolya"


def test_a_name_that_a_sentence_gives_is_who_speaks_next() -> None:
    text = (
        '"No whistling here?" said the landlord.\n\n"Why not?" asked the traveller.\n\n"It is the rule."\n\n'
        "The traveller folded his map. He was a thin young man called Lambert Voss. "
        '"What is the third?" he asked.'
    )
    assert speakers(text)[-1] == "Lambert Voss"


def test_two_apostrophes_close_a_quotation() -> None:
    first, *_, last = script_of("“I was a good carpenter,’’ said Placido Venn. The rest is known.").speeches()
    assert (first.speaker, first.text) == ("Placido Venn", "I was a good carpenter,")
    assert last.speaker == NARRATOR


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "“We rang every bell, said Ilse Ravenholt to the paper, “and nobody came.”",
            ["We rang every bell,", "and nobody came."],
        ),
        ('"We rang every bell, she said on Monday. "And nobody came."', ["We rang every bell,", "And nobody came."]),
        ('"We rang every bell, said Ilse Ravenholt.', ["We rang every bell,"]),
        (
            "‘We rang every bell,’ she said. ‘And I’ve been here nineteen years.\n\n‘Nobody came to the door.’",
            ["We rang every bell,", "And I’ve been here nineteen years.", "Nobody came to the door."],
        ),
    ],
)
def test_a_clause_closes_a_quotation_that_lacks_its_mark(text: str, said: list[str]) -> None:
    page = f"Ilse Ravenholt keeps the tower.\n\n{text}\n\nThe tower was shut in May, and then the yard."
    assert [s.text for s in script_of(page).speeches() if s.speaker == "Ilse Ravenholt"] == said


def test_a_quotation_without_a_closing_mark_does_not_run_into_paragraphs_with_quotations_of_their_own() -> None:
    text = (
        'Ilse Ravenholt was hired by Bruno Castle himself, who gave her a box and told her, "Make this smaller.\n\n'
        'Ravenholt made it smaller.\n\n"I went to Bruno with it," she said.\n\nThe box is the largest in the town".'
    )
    who = {s.text: s.speaker for s in script_of(text).speeches()}
    assert who["Ravenholt made it smaller."] == NARRATOR
    assert who["Make this smaller."] == "Bruno Castle"
    assert who["I went to Bruno with it,"] == "Ilse Ravenholt"
