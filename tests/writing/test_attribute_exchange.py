"""Who takes which turn of a conversation, and the clauses of novels that say so."""

from __future__ import annotations

import pytest

from narrate.model import NARRATOR
from tests.writing.test_attribute import script_of, speakers

_TALK = '"Is it late?" asked Vivien.\n\n"A little," said Hugo.\n\n'


def test_a_name_at_the_end_of_an_exchange_tells_who_began_it() -> None:
    text = '"Is it late?"\n\n"A little."\n\n"How late?"\n\n"Past nine," said Hugo.\n\n"Then we go," said Vivien.'
    assert speakers(text) == ["Vivien", "Hugo", "Vivien", "Hugo", "Vivien"]


def test_sir_is_said_to_a_man() -> None:
    text = _TALK + '"Where is the lamp?" asked Mr. Crake.\n\n"On the sill, sir."\n\n"On the sill, then," said Vivien.'
    assert speakers(text)[3] == "Hugo"
    text = _TALK + '"Where is the lamp?" asked Mr. Crake.\n\n"Ask him, ma\'am."\n\n"I shall," said Vivien.'
    assert speakers(text)[3] == "Hugo"


def test_she_is_weighed_with_the_turns_around_it() -> None:
    text = (
        "Ada Lund and Vera Holt sat by the stove.\n\n"
        '"You are quiet," said Ada.\n\n"I am thinking," she said.\n\n"Of what?"\n\n"Of nothing," said Vera.'
    )
    assert speakers(text) == ["Ada Lund", "Vera Holt", "Ada Lund", "Vera Holt"]


def test_long_speeches_that_answer_each_other_are_a_conversation() -> None:
    long = "I have thought of it since the morning, and of what you said to me by the gate, and I cannot agree with it."
    text = f'"{long}" said Mrs. Weston.\n\n"You never do," said Mr. Knightley. "{long}"\n\n' + f'"{long}"\n\n' * 8
    assert speakers(text)[3:] == ["Mrs. Weston", "Mr. Knightley"] * 4


def test_a_title_of_courtesy_is_no_office() -> None:
    text = '"It is let," said his lady.\n\n"Is it?" said Mr. Crake.\n\n"It is. Lady Dunn told me," returned his wife.'
    assert speakers(text) == ["Wife", "Mr. Crake", "Wife"]


def test_her_father_has_her_name() -> None:
    text = (
        "Mr. Holt slept. Mr. Weston and Mrs. Weston had come, and Mrs. Weston sang, and Mr. Weston beat time.\n\n"
        'Emma Holt laughed. "Hush," said her father.'
    )
    assert speakers(text) == ["Mr. Holt"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('She was met by Lydia Crake, who, flying to her, cried softly, "There is such fun here."', "Lydia Crake"),
        ('In a doleful voice Lydia Crake began the projected conversation: "Oh, Mr. Holt!"', "Lydia Crake"),
        ('Lydia Crake bent over it and, admiring the work said in a whisper, "Go to him."', "Lydia Crake"),
    ],
)
def test_clauses_of_novels(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_indirect_speech_after_a_question_is_no_tag() -> None:
    text = '"Come here, child," cried Mr. Crake. "Is it true?" Lydia Holt replied that it was. "Very well, then."'
    assert set(speakers(text)) == {"Mr. Crake"}


def test_a_head_is_not_a_headmaster() -> None:
    text = 'Vivien saw the back of Captain Rourke\'s head at the end of the platform. "I thought it was you," he said.'
    assert speakers(text) == ["Rourke"]


def test_nobody_is_named_where_nobody_is() -> None:
    script = script_of('"Is it late?"\n\n"A little."\n\n"How late?"\n\n"Past nine."')
    assert {speech.speaker for speech in script.speeches()} == {NARRATOR}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Samuel “Buster” Crane keeps bees.", "Buster"),
        ("Vera Holt (née Crome) keeps bees.", "Ms Crome"),
    ],
)
def test_another_name_of_a_person(first: str, then: str) -> None:
    assert speakers(f'{first}\n\n"They keep me," says {then}.') == [first.split()[0] + " " + _surname(first)]


def _surname(sentence: str) -> str:
    return "Crane" if "Crane" in sentence else "Holt"


def test_a_verb_that_begins_a_sentence_is_nobody() -> None:
    assert "Ask" not in speakers('Ask anyone in Corrow who built it and they say Dan Harkness.\n\n"We did," he says.')


def test_a_part_of_the_narrators_sentence_is_no_speech() -> None:
    text = 'Ada Lund said that it had received nine such requests, "eight of them about snoring."'
    assert speakers(text) == []


def test_a_quotation_with_a_clause_of_its_own_does_not_go_on_with_the_last_source() -> None:
    text = '"It was ragged," said Dinah Osterberg.\n\n"Then we cover it," one of the others explained.'
    assert "Dinah Osterberg" not in speakers(text)[1:]


def test_a_title_after_a_full_name_is_that_persons() -> None:
    assert speakers("Eladiu Corte, President of the committee, commented: 'They told us so.'") == ["Eladiu Corte"]


def test_whoever_has_just_come_in_is_meant_by_a_noun_for_anybody() -> None:
    text = _TALK + (
        'Lena came up the stairs two at a time. "There are tanks on the road."\n\n"Whose?" asked Hugo.\n\n'
        'The girl looked at him. "What do you mean, whose?"'
    )
    assert speakers(text)[-1] == "Lena"


def test_who_has_gone_does_not_speak() -> None:
    text = _TALK + (
        "A man sat by the urn. The boy came in from the platform, shouting that the train was late.\n\n"
        '"Is it you they want?" asked Vivien, when the boy had gone.\n\n"I think it is." He put down his cup.'
    )
    assert speakers(text)[-1] != "Boy"


def test_the_voice_of_a_person_is_the_person() -> None:
    assert speakers(_TALK + '"Every Easter." Hugo\'s voice was not quite steady.')[-1] == "Hugo"


def test_a_man_at_the_end_of_a_sentence_is_brought_in_to_speak() -> None:
    text = 'The street was empty except for a man with a broom. "I sweep for both sides," he said.'
    assert speakers(text) == ["Man"]
