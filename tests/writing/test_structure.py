"""Who speaks a whole block, told by how the page is laid out: columns, told lives, letters, minutes, plays."""

from __future__ import annotations

import pytest

from narrate.model import NARRATOR
from narrate.writing.clean.credits import credit
from tests.writing.test_attribute import script_of, speakers, voiced


def dropped(text: str) -> dict[str, str]:
    return {d.text: d.why for d in script_of(text).dropped}


# --- labels in a column ---------------------------------------------------------------------------------------------


def test_initials_in_a_column_are_the_persons_that_the_head_explains() -> None:
    text = (
        "The Ferry Years\n\nOdile Marsh (OM), born 1931, ticket clerk, talks to Bertil Crane (BC).\n\n"
        "BC   When did you start on the boats?\n\nOM   In the spring. My uncle had asked for me.\n\n"
        "BC   Were you paid?\n\nOM   In fish.\n"
    )
    assert speakers(text) == ["Bertil Crane", "Odile Marsh", "Bertil Crane", "Odile Marsh"]


def test_initials_on_lines_of_their_own_are_the_persons_of_the_page() -> None:
    text = (
        "Under the ice\n\nFor twenty years Odile Marsh and Robert Crane have looked for lost things.\n"
        "Questions: Nan Quill.\n\n"
        "NQ\nWho went first?\nOM\nI did. It was dark.\nRC\nIt is always dark.\nNQ\nAnd cold?\nOM\nYou stop asking.\n"
        "RC\nI never asked.\n"
    )
    assert speakers(text) == ["Nan Quill", "Odile Marsh", "Robert Crane", "Nan Quill", "Odile Marsh", "Robert Crane"]


def test_a_flight_recorder_has_times_and_a_legend() -> None:
    text = (
        "Transcript of the recorder\n\nHOT-1   Captain Ilse Brandt\nHOT-2   First Officer Noel Quay\n\n"
        "0910:04   HOT-1   Is that a kite?\n0910:09   HOT-2   It has a face on it.\n"
        "0910:15   HOT-1   Turn us a little to the left.\n0910:20   HOT-2   Turning now.\n"
    )
    assert speakers(text) == ["Ilse Brandt", "Noel Quay", "Ilse Brandt", "Noel Quay"]


def test_a_studio_script_names_its_speakers_in_capitals() -> None:
    text = (
        "PRESENTER I am here with the beekeeper Orla Finch, who has lost a hive.\nORLA It walked.\n"
        "PRESENTER I beg your pardon?\nORLA A man carried it, but the bees were willing.\n(SIG TUNE)\n"
    )
    assert speakers(text) == ["Presenter", "Orla Finch", "Presenter", "Orla Finch"]
    assert dropped(text)["(SIG TUNE)"] == "stage-direction"


def test_words_in_capitals_at_the_start_of_paragraphs_are_no_labels_where_they_do_not_take_turns() -> None:
    text = (
        "NASA said on Monday that the probe was well.\n\nThe probe had been silent for a week.\n\n"
        "NASA engineers had worked all night in a tent.\n\nThe tent belonged to a circus, which wanted it back.\n\n"
        "ESA offered a second tent on Tuesday.\n\nIt rained, and nobody went into either of them.\n\n"
        "ESA took its tent home.\n\nThe probe is silent again, and so is everybody else."
    )
    assert voiced(text) == []


def test_the_numbers_of_a_courts_lines_are_not_read() -> None:
    text = (
        "DEPOSITION OF OSKAR LINDQUIST\nEXAMINATION BY MS. HARROW\n\n"
        "1     Q   Where were you on the night?\n2     A   I was under the piano.\n3     Q   Alone?\n"
        "4     A   I had a sandwich with me.\n5          MR. DOLE: Objection.\n6     A   It was cheese.\n"
        "7     Q   And what did you hear from\n8         under there?\n9     A   I heard feet.\n"
    )
    said = voiced(text)
    assert ("Harrow", "And what did you hear from under there?") in [(who.split()[-1], what) for who, what in said]
    assert ("Oskar Lindquist", "I heard feet.") in said
    assert dropped(text)["7"] == "markup"


# --- questions of the page ------------------------------------------------------------------------------------------


def test_a_pages_own_questions_and_answers_are_the_narrators() -> None:
    text = (
        "Hiring a rowing boat: what people ask\n\nQ. Do we need to book?\n\nA. Only on Sundays in August.\n\n"
        "Q. Can my dog come?\n\nA. Yes, if it can swim.\n\nQ. What if we sink?\n\nA. The lake is one metre deep.\n"
    )
    assert speakers(text) == []


def test_a_dashed_interview_belongs_to_the_two_who_are_named() -> None:
    text = (
        "Мария Львовна Сомова тридцать лет чинила часы на башне. Мы пришли к ней в мастерскую.\n\n"
        "— С чего всё началось?\n\n— С будильника. Я разобрала его, когда мне было пять лет.\n\n"
        "— И собрали обратно?\n\n— Нет, я собрала из него весы.\n\n"
        "— Что сказала мама?\n\n— Мама у нас была весовщица, она обрадовалась.\n\nБеседовал Пётр Гаврилов.\n"
    )
    assert speakers(text) == ["Пётр Гаврилов", "Мария Львовна Сомова"] * 3


# --- told lives -----------------------------------------------------------------------------------------------------


def test_a_line_with_name_age_and_trade_introduces_who_tells() -> None:
    text = (
        "Voices of the Quay\n\nBerta Holm, 71, net mender:\n\nI had a knife before I had shoes. That was usual.\n\n"
        "We sang, and we hated the songs.\n\nAnton Holm, 74, her brother, pilot:\n\n"
        "She never had shoes at all. I remember it well.\n"
    )
    assert speakers(text) == ["Berta Holm", "Berta Holm", "Anton Holm"]


def test_what_was_told_to_a_daughter_is_the_tellers_and_her_remarks_are_not() -> None:
    text = (
        "Milan Petrek was a lamplighter in the lower town. The following was told to his daughter, Hana Petrek, in "
        "the last winter of his life.\n\nI had four hundred lamps and one ladder.\n\n"
        "Here he laughed and asked for his pipe.\n\nMy ladder was older than the town.\n\n"
        "Milan Petrek died in the spring, and the ladder is in the museum."
    )
    assert voiced(text) == [
        ("Milan Petrek", "I had four hundred lamps and one ladder."),
        ("Milan Petrek", "My ladder was older than the town."),
    ]


def test_a_writer_who_says_i_is_no_teller_where_nobody_was_recorded() -> None:
    text = (
        "Milan Petrek was a lamplighter in the lower town for forty years.\n\nI met him in the park.\n\n"
        "My first question was about the ladder.\n\nHe did not care for it."
    )
    assert voiced(text) == []


# --- speeches, letters ----------------------------------------------------------------------------------------------


def test_a_speech_in_open_quotations_is_whose_it_is_said_to_be() -> None:
    text = (
        "Ida Larch began work in the mill at ten years of age. The local paper printed her speech in full.\n\n"
        '"Friends, I shall be short. ["Hear, hear!"]\n\n"The mill has a bell, and the bell has a master.\n\n'
        '"I have finished."\n\nThe bell was sold in March.'
    )
    assert set(speakers(text)) == {"Ida Larch"}
    assert '["Hear, hear!"]' in dropped(text)


def test_letters_under_heads_are_their_writers() -> None:
    text = (
        "The brothers wrote to each other all winter, and both kept every letter that came.\n\n"
        "Edwin to Frederick, 2 May 1871\n\nDear Brother\n\nI have the horse. It eats.\n\nYr affectionate\nEd.\n\n"
        "Frederick to Edwin, no date\n\nEd —\n\nKeep it. I have the cart.\n\nFred\n\nThe horse lived for thirty years."
    )
    said = voiced(text)
    assert ("Edwin", "I have the horse. It eats.") in said
    assert ("Frederick", "Keep it. I have the cart.") in said
    assert not any("thirty years" in words for _, words in said)


# --- between the turns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        "The Clerk read the letter to the Chairman, who shut his eyes.",
        "The meeting adjourned at nine.",
        "Question put and agreed to.",
    ],
)
def test_what_the_clerk_writes_between_turns_is_the_narrators(between: str) -> None:
    text = (
        "CHAIRMAN: I open the meeting.\n\nMISS VOLE: I am sorry to hear it.\n\n"
        f"{between}\n\nCHAIRMAN: Is there any other business?\n\nMISS VOLE: I hope not.\n"
    )
    spoken = [s for s in script_of(text).speeches() if s.text == between]
    assert [s.speaker for s in spoken] == [NARRATOR]


def test_a_turn_of_several_paragraphs_goes_on_where_it_says_i() -> None:
    text = (
        "CHAIRMAN: I open the meeting.\n\nMISS VOLE: I have a statement.\n\nI wrote it for the Chairman last night.\n\n"
        "CHAIRMAN: Is there any other business?\n\nMISS VOLE: I hope not.\n"
    )
    assert [s.speaker.split()[-1] for s in script_of(text).speeches()][2] == "Vole"


def test_action_between_the_lines_of_a_screenplay_is_the_narrators() -> None:
    text = (
        "INT. KITCHEN - DAY\n\nDORA\nWhere did you put the cat?\n\nSAM\nIn the hat.\n\n"
        "The door opens. Dora looks at the hat.\n\nDORA\nWhich hat?\n\nSAM\nThe one on the cat.\n\nCUT TO:\n"
    )
    action = [s.speaker for s in script_of(text).speeches() if s.text.startswith("The door")]
    assert action == [NARRATOR]
    assert dropped(text)["CUT TO:"] == "markup"


# --- excerpts -------------------------------------------------------------------------------------------------------


def test_an_excerpt_ends_where_somebody_else_is_quoted() -> None:
    text = (
        "In a conversation recorded for the museum, Vera Polk recalled how it began:\n\n"
        "I had a boat and no river. My father laughed at me.\n\n"
        'The boat has a second bottom. "It is our finest piece," says Cyril Noakes, who keeps it.'
    )
    assert speakers(text) == ["Vera Polk", "Cyril Noakes"]


# --- credits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("That story was produced by Edda Rune with help from Tom Sill.", "metadata"),
        ("Reporting by L. Hask; editing by Edda Rune.", "metadata"),
        ("Typescript, 4 pp. Carbon copy.", "metadata"),
        ("END OF TRANSCRIPT", "markup"),
        ("More from Edda Rune: The well. The rope.", "navigation"),
        ("The letter was written by his mother.", ""),
        ("The bell was made and recorded by a man who could not hear.", ""),
        ("More from habit than from hunger, she ate.", ""),
    ],
)
def test_credits_are_told_from_sentences(line: str, why: str) -> None:
    assert credit(line) == why
