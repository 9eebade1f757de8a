"""Who is meant: nouns for somebody already named, who is spoken to, and names that come late."""

from __future__ import annotations

import pytest

from tests.writing.test_attribute import speakers, voiced


@pytest.mark.parametrize(
    ("first", "noun", "who"),
    [
        ("Roddy Vance, 44, lost his glasses in the lake.", "the plasterer", "Roddy Vance"),
        ("Idris Bohm, 19, has not left the hall since May.", "the 19-year-old", "Idris Bohm"),
        ("Father Crispin Vole had been a customer since boyhood.", "the priest", "Crispin Vole"),
        ("Sir Lambert Toye came to the gate in his slippers.", "the baronet", "Lambert Toye"),
    ],
)
def test_a_noun_nobody_brought_in_is_another_word_for_who_is_named(first: str, noun: str, who: str) -> None:
    assert speakers(f'{first}\n\n"We had only the one boat," {noun} said. "It was not ours."') == [who] * 2


def test_a_noun_that_picks_out_somebody_is_somebody_new() -> None:
    text = 'Roddy Vance, 44, lost his glasses.\n\n"They float," said the man in the second boat. "I have them."'
    assert "Roddy Vance" not in speakers(text)


def test_a_noun_for_an_office_is_not_the_person_of_the_paragraph_before() -> None:
    text = 'Roddy Vance, 44, lost his glasses.\n\n"The lake will be drained," the mayor said on Tuesday.'
    assert speakers(text) == ["Mayor"]


def test_a_girl_who_was_called_a_name_is_known_by_it() -> None:
    text = 'The girl at the pump was called Ottilie Finch. She had wet boots.\n\n"It runs all night," the girl said.'
    assert speakers(text) == ["Ottilie Finch"]


_TALK = (
    '"Is it far?" asked Wilmot.\n\n"A mile," said Jasper.\n\n"Only a mile?" said Wilmot.\n\n'
    '"A long one," said Jasper.\n\n'
)


def test_who_is_called_by_name_does_not_say_it() -> None:
    text = (
        _TALK + 'Wilmot looked at Jasper.\n\n"You might have said so, Wilmot," he answered. "I would have come alone."'
    )
    assert speakers(text)[-2:] == ["Jasper"] * 2


def test_who_was_asked_answers() -> None:
    text = (
        'Our father carried the lamp, and Emil carried me.\n\n"Is this all of it?" my aunt asked the man with the keys.'
        '\n\n"There is a yard," he said.'
    )
    assert speakers(text)[-1] == "Man"


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("The harbour's chief financial officer, Perpetua Ohlin, met the press.", "Perpetua Ohlin"),
        ("Founder and largest owner Perpetua Ohlin met the press.", "Perpetua Ohlin"),
        ("My uncle carried the clock and my aunt Perpetua carried me.", "Perpetua"),
    ],
)
def test_nouns_before_a_name_are_one_person(lead: str, who: str) -> None:
    assert speakers(f'{lead}\n\n"It never rang," she said.') == [who]


def test_who_acts_between_two_speeches_speaks_next_but_not_after_an_answer_without_words() -> None:
    assert speakers(_TALK + 'A bailiff looked in and wiped his boots.\n\n"Time, gentlemen."')[-1] == "Bailiff"
    assert speakers(_TALK + 'Wilmot shook his head.\n\n"A long one, then."')[-1] == "Jasper"


def test_a_visitor_has_the_name_that_she_gives() -> None:
    text = (
        '"Is it late?" asked Wilmot.\n\n"A little," said the visitor, folding her gloves.\n\n"How late?" said Wilmot.'
        '\n\n"That I cannot say," she answered. "I am Arabella Stowe."\n\n"And what do you want?" asked Wilmot.'
    )
    assert speakers(text)[1] == "Arabella Stowe"


def test_the_clause_tells_the_gender_of_a_noun() -> None:
    text = _TALK + 'Mrs. Garrow knocked.\n\n"There is a gentleman," said the housekeeper, putting her head in.'
    assert speakers(text)[-1] == "Mrs. Garrow"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"One, two, three," counted Ilse Ravenholt.', "Ilse Ravenholt"),
        ('"One, two, three," Ilse Ravenholt counted.', "Ilse Ravenholt"),
        ('Tarn Ferries, which runs the boats, said: "We are sorry for the delay."', "Tarn Ferries"),
        ('An insider at the yard revealed: "Nobody goes near it after dark."', "Insider"),
        ('Minister of Transport Ilse Ravenholt said: "This is good news for all."', "Ilse Ravenholt"),
    ],
)
def test_a_person_beside_any_verb_after_a_comma_and_a_subject_before_a_colon_speak(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_her_mother_in_a_portrait_leaves_the_pronoun_to_whom_it_is_about() -> None:
    text = (
        "Teodora Blix has painted pears since 1997.\n\nBlix is 58. Her mother called it a phase and kept a pear in the "
        'hall. "She was very patient," she says.'
    )
    assert speakers(text) == ["Teodora Blix"]


@pytest.mark.parametrize(
    ("page", "who"),
    [
        ('Tarn Ministry declined to discuss it.\n\n"We are sorry," it said in a statement.', "Tarn Ministry"),
        (
            'Ilse Ravenholt tagged the tree.\n\n"The tree will stay," the commissioner\'s office said.',
            "Commissioner's office",
        ),
        (
            "Benoît Askew came to town in May. A plumber by trade, he was walking his dog.\n\n"
            '"I thought, that is a mains," he recalls.',
            "Benoît Askew",
        ),
        (
            "At the gates Sister Perpetua Oduya stood between the lines. A sailor remembered her words: "
            '"You will have to step over me, and I am not small."',
            "Perpetua Oduya",
        ),
        (
            "Winifred Hale drove a Morris until she was 91, latterly, her great-niece Ishbel Hale remembered, by ear. "
            '"You would hear her change gear," she said.',
            "Ishbel Hale",
        ),
        (
            "There were many listeners. Among them was Björgvin Stefansson, then second mate on a trawler.\n\n"
            '"We could see the weather," he says.',
            "Björgvin Stefansson",
        ),
        ('I was put through to a Mr Roland Pike. "It is a lean facility," he told me.', "Roland Pike"),
    ],
)
def test_whom_a_report_means_by_a_pronoun_or_a_house(page: str, who: str) -> None:
    assert speakers(page)[0].endswith(who)


def test_two_women_take_turns_though_she_could_be_either() -> None:
    text = (
        "Vivien had brought the wrong spade.\n\n'That is for coal,' said Rosalba.\n\n'It was in the shed.'\n\n"
        "'So was the coal.'\n\n'There was a note on the back.' Her voice was not steady. 'You never saw it.'"
    )
    assert speakers(text) == ["Rosalba", "Vivien", "Rosalba", "Vivien", "Vivien"]


def test_names_with_accents_are_known_by_the_plain_form() -> None:
    assert speakers('Adélaïde Roch and Paul Roch came in.\n\n"The rain was salt," she said.') == ["Adélaïde Roch"]


@pytest.mark.parametrize(
    ("page", "who"),
    [
        (
            'Salt goes in last. Tuva Nordal learned it from her aunt.\n\n"I have read up on it since. She was right."',
            "Tuva Nordal",
        ),
        (
            '"A replica is all very well," said Harold Pym.\n\nOpinion was divided. But the last word went to Alfie '
            'Marsh, aged seven, who rings the bell.\n\n"It\'s just for dinner," he said.',
            "Alfie Marsh",
        ),
        (
            "Philip Wray, who carried the table as a boy, remembered asking about it. \"She said, 'The pencil "
            "slipped, Philip.' I had never known it slip.\"",
            "Philip Wray",
        ),
    ],
)
def test_a_quotation_without_a_clause_is_whose_the_words_before_speak_of(page: str, who: str) -> None:
    assert speakers(page)[-1] == who


def test_what_a_telegram_says_is_not_the_last_speakers() -> None:
    text = (
        '"The seats were hard," said Harold Pym.\n\nA telegram came at noon.\n\n"Saw you. Porch needs paint," it ran.'
    )
    assert "Porch" not in " ".join(s for _, s in voiced(text))


def test_what_is_asked_indirectly_between_two_speeches_is_answered_by_the_other() -> None:
    text = (
        '"Is it far?" asked Mrs. Tidmarsh.\n\n"A mile," said Ida Quill.\n\n"It will run," said Mrs. Tidmarsh.\n\n'
        'Ida Quill counted forty stitches and asked what would.\n\n"The colour, my dear."'
    )
    assert speakers(text)[-1] == "Mrs. Tidmarsh"


@pytest.mark.parametrize(
    ("page", "who"),
    [
        (
            "The singing mould was Imani Osei's find. Her supervisor, the mycologist Petter Lind, was curt. \"I was "
            'sure it was the fridge," he admits.',
            "Petter Lind",
        ),
        ('Gavin Thrupp declined to attend. "Nobody regrets it more," his statement added.', "Gavin Thrupp"),
    ],
)
def test_a_noun_beside_a_noun_and_a_statement_lead_to_the_person(page: str, who: str) -> None:
    assert speakers(page) == [who]
