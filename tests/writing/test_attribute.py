"""Who says what: one small page for each rule."""

from __future__ import annotations

import pytest

from narrate.model import NARRATOR, Document, Script, Source
from narrate.writing.attribute import attribute, genders
from narrate.writing.clean import clean
from narrate.writing.ingest.text import paragraphs


def script_of(text: str) -> Script:
    blocks = tuple(paragraphs(text, path="page.txt"))
    return attribute(clean(Document(title="", language="", blocks=blocks, text=text, source=Source(path="page.txt"))))


def voiced(text: str) -> list[tuple[str, str]]:
    """Return who says what, the narrator left out."""
    return [(s.speaker, s.text) for s in script_of(text).speeches() if s.speaker != NARRATOR]


def speakers(text: str) -> list[str]:
    return [speaker for speaker, _ in voiced(text)]


# --- reporting clauses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"We sent a letter to both of them," said Lucan Ferreby.', "Lucan Ferreby"),
        ('"We sent a letter to both of them," Lucan Ferreby said.', "Lucan Ferreby"),
        ('"We sent a letter to both," Lucan Ferreby, who runs the line, told the paper.', "Lucan Ferreby"),
        ('"We sent a letter," said the managing director of Sound Lines, Lucan Ferreby.', "Lucan Ferreby"),
        ('"We sent a letter," said spokeswoman Henrike Vane.', "Henrike Vane"),
        ('Lucan Ferreby said: "We sent a letter to both."', "Lucan Ferreby"),
        ('Lucan Ferreby, 54, told reporters, "We sent a letter to both."', "Lucan Ferreby"),
        ('According to Lucan Ferreby: "We sent a letter to both."', "Lucan Ferreby"),
        ('"We sent a letter to both," according to Lucan Ferreby.', "Lucan Ferreby"),
        ("‘We sent a letter’, said Lucan Ferreby.", "Lucan Ferreby"),
        ("“Why did nobody ring?” asked Lucan Ferreby.", "Lucan Ferreby"),
        ("„We sent a letter“, said Lucan Ferreby.", "Lucan Ferreby"),
        ("«We sent a letter», said Lucan Ferreby.", "Lucan Ferreby"),
        ('"Nobody rang me," said the old ferryman.', "Old ferryman"),
        ('"I sat on a wall," one caller said.', "Caller"),
    ],
)
def test_the_subject_of_the_reporting_clause_speaks(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_split_quotation_has_one_speaker_and_the_clause_is_the_narrators() -> None:
    text = '"One of them was proud," says William Garrow. "It was to be the longest bridge of all."'
    assert [(s.speaker, s.text) for s in script_of(text).speeches()] == [
        ("William Garrow", "One of them was proud,"),
        (NARRATOR, "says William Garrow."),
        ("William Garrow", "It was to be the longest bridge of all."),
    ]


def test_surname_first_name_and_title_lead_to_the_full_name() -> None:
    text = (
        'Dara Quillfeather came late. "Nobody rang," Quillfeather said.\n\n"Nobody wrote," said Dara.\n\n'
        '"I heard it in the queue," said Ms. Quillfeather.'
    )
    assert set(speakers(text)) == {"Dara Quillfeather"}


def test_a_role_is_the_person_who_has_it() -> None:
    text = 'The plan was condemned by the mayor of Harrow, Dara Quillfeather.\n\n"Nobody rang me," the mayor said.'
    assert speakers(text) == ["Dara Quillfeather"]


def test_a_pronoun_is_a_person_of_its_gender() -> None:
    text = 'Lucan Ferreby met Dara Vane on the pier. "I am sorry," she said. "So am I," he said.'
    assert speakers(text)[0] == "Dara Vane"


def test_an_institution_can_be_it() -> None:
    text = (
        'Granmere Aggregates, which owns the pit, apologised. "We regret any inconvenience to our neighbours," it said.'
    )
    assert speakers(text) == ["Granmere Aggregates"]


# --- utterance or fragment ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "It was a “watershed” in the history of the town.",
        "She called the plan “a slow strangling”.",
        'In that country the word is "vozhd\'."',
        "The principle “that the closer we are to the end, the more enemies we will have” was hers.",
        "He saw ‘enemies’, ‘two-facers’ and ‘spies’ in everything.",
        'A sign on the door read: "Closed on Mondays and in the winter."',
        "The ship was 6'2\" in the beam and the boys' mother was ten.",
        "It was the summer of '61, and rock 'n' roll was everywhere.",
        "The song “We Shall Go Home” was played twice.",
    ],
)
def test_fragments_and_what_texts_say_stay_with_the_narrator(text: str) -> None:
    assert voiced(text) == []


def test_a_cited_author_is_no_voice() -> None:
    text = "Stroud’s trees are “a promise made to somebody who is not born yet” (Stroud 17). She meant it."
    assert voiced(text) == []


# --- quotations that run on -----------------------------------------------------------------------------------------


def test_a_quotation_over_several_paragraphs_has_one_speaker() -> None:
    again = (
        "Anna Vane wrote: “It rained on the first day.\n\n“It rained on the second.\n\n"
        "“Then we went home.”\n\nThe rain stopped."
    )
    once = (
        "Anna Vane wrote: “It rained on the first day.\n\nIt rained on the second.\n\nThen we went home.”\n\n"
        "The rain stopped."
    )
    for text in (again, once):
        assert voiced(text) == [
            ("Anna Vane", "It rained on the first day."),
            ("Anna Vane", "It rained on the second."),
            ("Anna Vane", "Then we went home."),
        ]


def test_a_quotation_inside_a_quotation_stays_with_the_outer_speaker() -> None:
    text = (
        "Anna Vane wrote: “She used to stop a stranger and ask: “Why are your shoes so dirty?” or “Where is my "
        "hat?” and mean it.”"
    )
    assert set(speakers(text)) == {"Anna Vane"}


def test_a_quotation_without_its_closing_mark_ends_at_the_clause() -> None:
    text = '"It used to be closer, says Terrence Ovale, who wears the cap anyway.'
    assert voiced(text) == [("Terrence Ovale", "It used to be closer,")]


# --- dialogue -------------------------------------------------------------------------------------------------------


def test_two_speakers_take_turns() -> None:
    text = (
        '"You weren\'t at supper," said Elspeth.\n\n"I wasn\'t hungry," said Tobiah.\n\n"Not hungry?"\n\n"No."\n\n'
        '"Are you ill?"\n\n"I am not."'
    )
    assert speakers(text) == ["Elspeth", "Tobiah", "Elspeth", "Tobiah", "Elspeth", "Tobiah"]


def test_who_acts_in_a_paragraph_speaks_in_it() -> None:
    text = (
        '"Who to?" asked Elspeth.\n\nTobiah shook the sack. "To the railway. They want the clay."\n\n'
        '"Why?" asked Elspeth.\n\n"Guess!" said Tobiah.'
    )
    assert speakers(text) == ["Elspeth", "Tobiah", "Elspeth", "Tobiah"]


def test_a_report_goes_on_with_the_source_it_has() -> None:
    text = (
        "Lucan Ferreby said the boats were old and that nobody wanted them.\n\n"
        "“We can do better than that, and we will do better next year.”"
    )
    assert speakers(text) == ["Lucan Ferreby"]


# --- blocks without marks -------------------------------------------------------------------------------------------


def test_an_announced_excerpt_belongs_to_the_announced_person_and_ends_in_time() -> None:
    text = (
        "Aldous Penhallow kept the light for thirty-one years.\n\n"
        "In a tape he made, Penhallow remembers the first storm:\n\n"
        "The sea came over the gallery. I had heard the old men talk of it and I thought it was a story.\n\n"
        "The relief boat did not come for nineteen days."
    )
    assert [speaker for speaker, _ in voiced(text)] == ["Aldous Penhallow"]


def test_a_reader_is_the_voice_and_the_author_is_noted() -> None:
    text = (
        "Nikita Barsov gave the speech at night.\n\nIn 1971, an announcer read the complete text of Barsov's "
        "speech on the air.\n\n"
        "Comrades! It is not permitted to make a man into a god.\n\nWe never asked for it."
    )
    spoken = [s for s in script_of(text).speeches() if s.speaker != NARRATOR]
    assert {s.speaker for s in spoken} == {"Announcer"}
    assert {s.via for s in spoken} == {"Nikita Barsov"}


def test_a_speech_runs_to_the_end_of_the_page() -> None:
    text = (
        "Below is the speech given by Josune Barragan to the workers.\n\n"
        "Comrades of the shovel! (Laughter.) We built it.\n\n"
        "There was a river here that belonged to nobody.\n\nI declare it open. (Applause.)"
    )
    assert speakers(text) == ["Josune Barragan"] * 3


def test_a_letter_is_the_writers_from_its_date_to_its_postscript() -> None:
    text = (
        "Ansel Rudkin wrote home every month from the quarries in the north.\n\nSunday 4th August 1907\n\n"
        "My dear Hetty,\n\n"
        "I have yours of the tenth.\n\nYour loving brother,\nAnsel\n\nP.S. Davy sends his regards.\n\n"
        "The strike of 1908 lasted eleven months."
    )
    assert set(speakers(text)) == {"Ansel Rudkin"}
    assert len(speakers(text)) == 6


def test_an_attribution_line_names_the_speaker_above_it() -> None:
    text = (
        "“I carried eels on my head from the age of eleven.”\n— Agapito Lorne, porter\n\n"
        "“I'll miss the ice.”\n— A porter\n\nThe tapes were lost until 2009."
    )
    assert speakers(text) == ["Agapito Lorne", "Porter"]


# --- labels ---------------------------------------------------------------------------------------------------------


def test_labels_are_dropped_and_become_voices() -> None:
    text = (
        "IMRE CASTELLANE: What happened?\n\nODALYS BRANDT: A swarm happened.\n\nCASTELLANE: And then?\n\n"
        "BRANDT: We lost. (laughs) I was late."
    )
    script = script_of(text)
    assert speakers(text) == ["Imre Castellane", "Odalys Brandt", "Imre Castellane", "Odalys Brandt"]
    assert [d.why for d in script.dropped] == ["label", "label", "label", "label", "stage-direction"]


def test_questions_and_answers_in_court() -> None:
    text = (
        "THE COURT: Call your witness.\n\nMS. HOLLOWAY: We call Gethin Sparrow.\n\nBY MS. HOLLOWAY:\n\n"
        "Q. Where were you?\n\nA. On the towpath.\n\nTHE COURT: Good."
    )
    assert speakers(text) == ["Court", "Holloway", "Holloway", "Gethin Sparrow", "Court"]


def test_labels_of_a_play_end_in_a_full_stop() -> None:
    text = (
        "AGNES. That's the new one.\n\nWILF (not looking up). There's always a new one.\n\n"
        "AGNES. You said you would go up.\n\nWILF. I went up."
    )
    assert speakers(text) == ["Agnes", "Wilf", "Agnes", "Wilf"]


def test_one_colon_makes_no_transcript() -> None:
    assert (
        voiced("There is one rule: nobody rings the bell.\n\nThe rule was made in 1902 and nobody knows by whom.") == []
    )


def test_an_interview_without_labels_is_told_by_its_questions() -> None:
    text = (
        "Kestrel Vane makes colours out of what other people throw away.\n\nWhich colour came first?\n\n"
        "Onion skin. I was seven.\n\n"
        "And the hardest one?\n\nGreen! I boiled a whole meadow.\n\nDo you wear colour yourself?\n\nNever. Look at me."
    )
    assert speakers(text) == ["Interviewer", "Kestrel Vane"] * 3


# --- Russian --------------------------------------------------------------------------------------------------------


def test_russian_dialogue_by_dashes() -> None:
    text = (
        "Дуня сняла платок.\n\n— Я же говорила, — сказала она. — Не дождётся он нас.\n\n"
        "— Дождётся, — ответил Матвей. — Куда ему деваться?"
    )
    assert voiced(text) == [
        ("Дуня", "Я же говорила,"),
        ("Дуня", "Не дождётся он нас."),
        ("Матвей", "Дождётся,"),
        ("Матвей", "Куда ему деваться?"),
    ]


def test_russian_guillemets_hold_their_own_clause() -> None:
    text = (
        "В посёлке остановили часы.\n\n«Я по ним хлеб ставлю, — жалуется пенсионерка Степанида Жигалова. — "
        "Теперь хлеб сгорел»."
    )
    assert speakers(text) == ["Степанида Жигалова"] * 2


def test_russian_clauses_have_free_order() -> None:
    text = (
        "В посёлке открыли музей.\n\n«Мы собирали её двенадцать лет», — рассказала на открытии директор "
        "музея Вера Лужникова."
    )
    assert speakers(text) == ["Вера Лужникова"]


# --- the script -----------------------------------------------------------------------------------------------------


def test_headings_are_chapters_and_are_spoken_by_the_narrator() -> None:
    body = "The clock in the tower of the old town has been wrong for most of its life, and nobody there minds."
    script = script_of(f"The Clock\n\n{body}\n\nThe Crack\n\n{body}")
    assert [segment.title for segment in script.segments] == ["The Clock", "The Crack"]
    assert script.title == "The Clock"
    assert {speech.speaker for speech in script.speeches()} == {NARRATOR}


def test_an_utterance_nobody_says_is_unknown_and_can_be_listed() -> None:
    [speech] = script_of("“We had nothing at all in those days.”").speeches()
    assert (speech.speaker, speech.rule) == (NARRATOR, "unknown")
    assert speech.confidence < 0.5


def test_genders_come_from_titles_first_names_and_pronouns() -> None:
    pages = ["Mrs. Quillon arrived. Anna Vane was there. Ardal Reyk said that he would wait. Old Thrum left his hat."]
    found = genders(pages, ["Quillon", "Anna Vane", "Ardal Reyk", "Nobody Known"])
    assert found == {"Quillon": "female", "Anna Vane": "female", "Ardal Reyk": "male", "Nobody Known": ""}


# --- who is meant --------------------------------------------------------------------------------------------------


def test_mr_and_mrs_are_two_persons_and_his_wife_is_the_second() -> None:
    text = (
        "“My dear Mr. Quillon,” said his lady to him one day, “have you heard?”\n\n"
        "Mr. Quillon replied that he had not.\n\n"
        "“But it is let,” returned she.\n\nMrs. Quillon waited.\n\n“Do you not want to know?” cried his wife."
    )
    assert set(speakers(text)) == {"Mrs. Quillon"}


def test_a_nickname_is_the_person() -> None:
    text = "“But you forget,” said Elizabeth Thrum.\n\n“I do not,” said Tobias Reyk.\n\n“You do,” said Lizzy."
    assert speakers(text) == ["Elizabeth Thrum", "Tobias Reyk", "Elizabeth Thrum"]


def test_who_is_called_by_name_does_not_speak() -> None:
    text = '"Which way?" asked Lund.\n\n"There is flour in it," said Pim.\n\n"It\'s a bakery, Pim."'
    assert speakers(text) == ["Lund", "Pim", "Lund"]


def test_one_of_the_two_who_talk_can_be_the_teller() -> None:
    text = (
        '"Wedlock suits you," remarked Ardal Reyk.\n\n"Seven!" I answered.\n\n"A little more, I fancy."\n\n'
        '"How do you know?"\n\n"I see it," said Reyk.'
    )
    assert [s.speaker for s in script_of(text).speeches() if s.kind == "quote"] == [
        "Ardal Reyk",
        NARRATOR,
        "Ardal Reyk",
        NARRATOR,
        "Ardal Reyk",
    ]


def test_a_noun_beside_a_verb_of_speech_is_a_person_in_no_table() -> None:
    assert speakers('"There is always water," wrote the cellarer, "if one digs."') == ["Cellarer", "Cellarer"]


def test_a_deposition_without_stops_after_its_letters() -> None:
    text = "Q     Please state your name.\n\nA     Clement Aday Foss.\n\nQ     Where were you?\n\nA     In the boat."
    assert speakers(text) == ["Interviewer", "Clement Aday Foss", "Interviewer", "Clement Aday Foss"]


def test_names_alone_on_a_line_are_labels_where_they_come_back() -> None:
    text = (
        "A Night at the Station\n\nSTATIONMASTER\nThere is no train.\n\nWOMAN\nThere is a timetable.\n\n"
        "STATIONMASTER\nThat is a historical document.\n\nWOMAN\nThen I shall wait."
    )
    assert speakers(text) == ["Stationmaster", "Woman", "Stationmaster", "Woman"]


def test_a_russian_name_in_another_case_is_put_back() -> None:
    text = (
        "Обращение капитана Савелия Дроздова к жителям\n\nТоварищи! Друзья мои!\n\n"
        "Двадцать лет я хожу по этой реке и не видел такого льда."
    )
    assert set(speakers(text)) == {"Савелий Дроздов"}
