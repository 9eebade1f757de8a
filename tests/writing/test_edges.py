"""The edges of a page, and what is scripted between the lines: told by register, place and order."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.model import Document, Script, Source
from narrate.writing.attribute import attribute
from narrate.writing.clean import clean
from narrate.writing.clean.page_talk import calls, is_about_page
from narrate.writing.clean.vocabulary import is_catalogued, is_date, is_masthead
from narrate.writing.ingest import read
from narrate.writing.ingest.text import paragraphs

BODY = (
    "The clock in the tower of the old town has been wrong for most of its life, and nobody who lives there has ever "
    "thought of having it put right by somebody from another place.\n\n"
    "It was made by a smith who had never seen a clock. He had been told about one by a carter, and he forgot the rest."
)


def cleaned(text: str) -> Document:
    blocks = tuple(paragraphs(text, path="page.txt"))
    return clean(Document(title="", language="", blocks=blocks, text=text, source=Source(path="page.txt")))


def spoken(text: str) -> list[str]:
    return [block.text for block in cleaned(text).blocks if not block.why]


def script(text: str) -> Script:
    return attribute(cleaned(text))


def voiced(text: str) -> list[tuple[str, str]]:
    return [(s.speaker, s.text) for s in script(text).speeches() if s.speaker != "Narrator"]


# --- registers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Sat 14 Oct 07.00 BST",
        "Updated 6:42 p.m. Wednesday",
        "14:02, 9 Nov Updated 16:40, 9 Nov",
        "8. März 2016 – 11:14 Uhr",
        "Publié le 3 février 2009 à 11:20",
        "3 hours ago",
        "14 апреля, 09:42",
        "Tues., June 8, 2004, 4:12 p.m.",
    ],
)
def test_a_line_of_nothing_but_words_for_days_and_hours_is_a_date(line: str) -> None:
    assert is_date(line)


@pytest.mark.parametrize(
    "line",
    ["May 12 men cross the river?", "1984", "12 angry men", "The March of 1931", "In June 1931 he left", "Sat 12"],
)
def test_a_date_with_something_left_over_is_no_date(line: str) -> None:
    assert not is_date(line)


@pytest.mark.parametrize(
    "line",
    [
        "Item 12. Three leaves, pencil, torn. Box 9.",
        "Verbatim record - not corrected",
        "From: Proceedings of the Weir Society, vol. 7, pp. 3-19",
        "Words and pictures by Ada Quill",
        "Ben Orme, Lock Lane reporter, and staff",
        "By ADA QUILL, Transport Correspondent",
        "Recorded 4 May 1961 at Weir Street. Tape 2, side B.",
        "Sung by Mrs. Ada Quill, Weir Street, 1908",
        "Dimensions: 31 x 40 cm",
        "Accession number 1931.4.7",
        "Issue 7, Spring",
    ],
)
def test_a_line_that_only_catalogues_is_told_from_text(line: str) -> None:
    assert is_catalogued(line)


@pytest.mark.parametrize(
    "line",
    [
        "A Speech by Premier Ada Quill",
        "The Box of Leaves",
        "He kept the tape in a box.",
        "Letters to my sister",
        "Transcript of Proceedings",
        "Two boxes stood on the second floor of the house where she was born",
        "Recorded music was what she wanted, and there was none.",
    ],
)
def test_a_title_and_a_sentence_are_not_catalogued(line: str) -> None:
    assert not is_catalogued(line)


@pytest.mark.parametrize(
    "line",
    [
        "Want more stories like this in your inbox? Sign up for our newsletter!",
        "Follow the Weir on social media and listen to our podcast here.",
        "Subscribe today and save 30% on the cover price",
        "Have you a heron? Tell us in the comments below.",
        "Readers can save £5 on tickets at the-weir.example",
    ],
)
def test_a_call_to_the_reader_is_heard(line: str) -> None:
    assert calls(line) >= 3


@pytest.mark.parametrize(
    "line",
    [
        "She told us to follow the river and not to listen to anybody.",
        "I bought a ticket and signed up for the sea.",
        "Buy nothing, he said, and order less.",
        "“Subscribe to our newsletter today,” she read aloud.",
        "The price of bread went up by 30% and the bakers shut their doors.",
    ],
)
def test_text_that_shares_a_word_with_a_call_is_none(line: str) -> None:
    assert calls(line) < 3


def test_lines_about_the_page_and_sentences_about_other_pages() -> None:
    assert is_about_page("This transcript has been lightly edited and condensed.")
    assert is_about_page("Some names in this story have been changed.")
    assert is_about_page("Ben Orme contributed to this report.")
    assert is_about_page("Reproduction of more than a page requires the permission of the Society.")
    assert not is_about_page("The report was published on Monday and nobody read it.")
    assert not is_about_page("The letter was found in a drawer.")


def test_the_name_of_a_paper_ends_in_the_word_for_one() -> None:
    assert is_masthead("The Weir Street Gazette")
    assert is_masthead("Lockside Courier — Letters")
    assert not is_masthead("The clock in the news")
    assert not is_masthead("How to read the Gazette without tears")


# --- the head and the tail of a page ---------------------------------------------------------------------------------


def test_above_and_below_a_title_stand_paper_author_and_date() -> None:
    page = f"The Weir Street Gazette\n\nThe Clock That Was Wrong\n\nAda Quill\n\nSat 14 Oct 07.00 BST\n\n{BODY}"
    assert spoken(page)[:2] == ["The Clock That Was Wrong", BODY.split("\n\n")[0]]


def test_a_name_under_the_title_that_the_text_speaks_of_is_its_subject() -> None:
    page = f"The Clock That Was Wrong\n\nAda Quill\n\n{BODY} His daughter, Ada Quill, wound it."
    assert "Ada Quill" in spoken(page)


def test_whom_five_questions_go_to_is_no_author() -> None:
    page = (
        "FIVE QUESTIONS FOR...\n\nAda Quill\n\nQ. Why clocks?\n\nA. I was given one.\n\nQ. And then?\n\n"
        "A. Then I was given another.\n\nThe clocks may be seen in the hall until June."
    )
    said = voiced(page)
    assert "Ada Quill" in spoken(page)
    assert [who for who, _ in said] == ["Interviewer", "Ada Quill"] * 2


def test_the_end_of_a_page_is_walked_backwards_to_the_last_paragraph() -> None:
    tail = (
        "Some names have been changed.\n\nAda Quill is a writer from Weir Street.\n\n"
        "Want more? Sign up for our newsletter!\n\nRecorded at Weir Street, 4 May 1961.\n\nPrint   Share   Email"
    )
    assert spoken(f"The Clock\n\n{BODY}\n\n{tail}")[-1] == BODY.split("\n\n")[1]


def test_short_lines_under_the_word_advertisement_are_advertised() -> None:
    first, second = BODY.split("\n\n")
    said = spoken(f"The Clock\n\n{first}\n\nADVERTISEMENT\nHerons half price\nOnly this week\n\n{second}")
    assert said == ["The Clock", first, second]


def test_days_of_a_diary_stay_though_dates_of_pages_go() -> None:
    page = (
        "A Keeper's Year\n\nSat 14 Oct 2017 07.00 BST\n\n3 March\n\n"
        "I wound the clock and it stopped. I have told nobody.\n\n"
        "4 March\n\nI wound it again. My wife says that it is a punishment."
    )
    assert [line for line in spoken(page) if "March" in line] == ["3 March", "4 March"]
    assert not any("BST" in line for line in spoken(page))


# --- notes ----------------------------------------------------------------------------------------------------------


def test_numbers_without_their_superscript_go_with_the_notes_they_lead_to() -> None:
    first, second = BODY.split("\n\n")
    page = (
        f"The Clock\n\n{first}1 It kept the hours of the 12 bells.2\n\n{second}3 There were 3 carters in 1931.\n\n"
        "1 See A. Quill, Bells (Weir, 1931), 12.\n\n2 Statement of B. Orme, Weir Archive, Papers, 17/4.\n\n"
        "3 Orme tape, 12–13. My translation."
    )
    text = " ".join(spoken(page))
    assert "place. It kept the hours of the 12 bells." in text
    assert "the rest. There were 3 carters in 1931." in text
    assert "Statement of" not in text


def test_a_numbered_list_at_the_end_is_no_set_of_notes() -> None:
    page = f"The Clock\n\n{BODY}\n\n1. Do not wind it.\n\n2. Do not oil it.\n\n3. Leave the key where it is."
    assert any("Do not oil it." in line for line in spoken(page))


def test_line_numbers_of_a_poem_go_in_even_steps() -> None:
    stanza = "The heron stood beside the lock,\nAnd all the boats went by,\nIt never turned to see the clock,\n"
    page = f"Brass\n\n{stanza}Or asked the hour, or why. 4\n\n{stanza}And 7 bells were nigh. 8"
    text = " ".join(spoken(page))
    assert "or why." in text
    assert "why. 4" not in text
    assert "nigh. 8" not in text
    assert "7 bells" in text


# --- plays, records, scripts -----------------------------------------------------------------------------------------


def test_in_a_screenplay_what_follows_a_cue_is_said_and_the_rest_is_action() -> None:
    page = (
        "THE LOCK\n\nINT. LOCK HOUSE - NIGHT\n\nA clock ticks. ADA, 60s, oils a key.\n\n"
        "                ADA\n          (without turning)\n      Shut the gate.\n\n"
        "                BEN (O.S.)\n      It is shut.\n\nShe puts down the key.\n\n"
        "                ADA (CONT'D)\n      Then who\n      is on the bridge?\n\n"
        "EXT. BRIDGE - SAME\n\nNobody. A brass heron.\n\n                BEN\n      I only asked.\n"
    )
    assert voiced(page) == [
        ("Ada", "Shut the gate."),
        ("Ben", "It is shut."),
        ("Ada", "Then who is on the bridge?"),
        ("Ben", "I only asked."),
    ]


def test_an_office_with_a_name_beside_it_is_that_person_and_a_constituency_is_none() -> None:
    page = (
        "Assembly of the Weir\n\n4.10 p.m.\n\nThe Minister for Locks (Mr. Ben Orme): I beg to move the Bill.\n\n"
        "Mrs. Ada Quill (Lock East): Will he give way?\n\nMr. Orme: I will.\n\nAn hon. Member: Shame!\n\n"
        "Mrs. Quill: I am obliged to him.\n\n4.25 p.m.\n\nMr. Orme: And I to her."
    )
    said = voiced(page)
    assert [who for who, _ in said] == ["Ben Orme", "Ada Quill", "Ben Orme", "Hon. Member", "Ada Quill", "Ben Orme"]
    assert not any("p.m." in s.text for s in script(page).speeches())


@pytest.mark.parametrize(("one", "two"), [("Quill", "Chairman"), ("Mr Orme", "The Clerk"), ("Орлов", "Председатель")])
def test_names_with_a_full_stop_are_labels_when_they_take_turns(one: str, two: str) -> None:
    lines = [f"{one}. Nobody wound it.", f"{two}. Who had the key?", f"{one}. Nobody.", f"{two}. Then it is lost."]
    said = voiced("\n\n".join(lines))
    assert len({who for who, _ in said}) == 2
    assert [text for _, text in said] == ["Nobody wound it.", "Who had the key?", "Nobody.", "Then it is lost."]


def test_short_answers_at_the_start_of_paragraphs_are_no_labels() -> None:
    page = "\n\n".join(["Well. It stopped.", "Right. We wound it.", "Well. It stopped again.", "Right. We left it."])
    assert voiced(page) == []


def test_what_a_radio_script_asks_of_its_effects_is_not_read() -> None:
    page = (
        "The Lock\n\nGRAMS: THEME. UP AND FADE UNDER:\n\nANNOUNCER: The Lock, part two.\n\nF/X: WATER. A GATE.\n\n"
        "ADA: (OFF) Is that you?\n\nBEN: It is the heron.\n\nSFX 2: BELL\n\nADA: (QUIETLY) Then hide.\n\nMUSIC: OUT."
    )
    assert voiced(page) == [
        ("Announcer", "The Lock, part two."),
        ("Ada", "Is that you?"),
        ("Ben", "It is the heron."),
        ("Ada", "Then hide."),
    ]


@pytest.mark.parametrize(
    "line", ["(", ")", "#1", "GRAMS:", "1.", "[edit]", "A.", "INT.", "(V.O.)", "»", "Re:", "From:"]
)
def test_a_page_of_one_mark_does_no_harm(line: str) -> None:
    script(line)
    script(f"{line}\n\n{line}\n\n{BODY}\n\n{line}\n\n{line}")


# --- ballads --------------------------------------------------------------------------------------------------------

BALLAD = (
    "The Heron of the Weir\n\n"
    "The miller's daughter took the key\nAnd walked along the wall,\nThere stood a heron made of brass,\n"
    "And he was ten feet tall.\n\n"
    "“{first}\nAnd tell me what you see,\nFor I have walked the night from home\nAnd nobody walked with me.”\n\n"
    "“I see the town, I see the tower,\nI see the clock stand still,\nI see the one who stopped the clock\n"
    "Come walking from the mill.”\n\n"
    "She put the key into the lock,\nShe turned it once around,\nAnd where the brass had stood before,\n"
    "Was nothing but the ground."
)


def test_in_a_ballad_whoever_is_called_does_not_speak_and_answers_next() -> None:
    said = voiced(BALLAD.format(first="O heron, heron, turn your head,"))
    assert said == []  # a heron is nobody that a listener knows as a person
    said = voiced(BALLAD.format(first="O watchman, watchman, turn your head,").replace("heron made", "watchman made"))
    assert [who for who, _ in said] == ["Daughter", "Watchman"]


def test_a_poem_that_says_nothing_of_its_voices_stays_with_the_narrator() -> None:
    assert voiced(BALLAD.format(first="Now lift the lantern from the wall,")) == []


# --- labels that nothing parts from the speech -----------------------------------------------------------------------


def test_titles_and_offices_without_a_colon_are_labels_when_they_take_turns() -> None:
    page = (
        "Lock Repairs\n\nThe Minister of Locks (Mr. Ben Orme) The gate will be mended by June.\n\n"
        "Mrs. Ada Quill Which June?\n\nMr. Orme I am obliged to the hon. Lady. The next one.\n\n"
        "Mrs. Quill There have been nine.\n\nMr. Orme I have counted ten."
    )
    assert [who for who, _ in voiced(page)] == ["Ben Orme", "Ada Quill", "Ben Orme", "Ada Quill", "Ben Orme"]


def test_a_story_that_begins_its_paragraphs_with_titles_is_no_record() -> None:
    page = "\n\n".join(["Mr. Orme looked up.", "Mrs. Quill Senior was late.", "Mr. Orme sat down.", "Mrs. Quill came."])
    assert voiced(page) == []


def test_a_subtitle_that_follows_at_once_goes_on_with_the_voice_and_a_later_one_does_not() -> None:
    page = (
        "1\n00:00:01,000 --> 00:00:03,000\nADA: It was made of brass.\n\n"
        "2\n00:00:03,050 --> 00:00:05,000\nNobody knew by whom.\n\n"
        "3\n00:00:08,000 --> 00:00:10,000\nThe lock was built in 1790.\n\n"
        "4\n00:00:12,000 --> 00:00:14,000\nBEN: I knew.\n\n"
        "5\n00:00:15,000 --> 00:00:16,000\nADA: You did not."
    )
    said = voiced(page)
    assert ("Ada", "Nobody knew by whom.") in said
    assert not any("1790" in text for _, text in said)


def test_the_fields_of_an_email_are_no_text() -> None:
    page = f"From: Ada Quill\nTo: Ben Orme\nDate: Mon, 2 Mar 2015 20:40\nSubject: The heron\n\n{BODY}"
    assert spoken(page) == BODY.split("\n\n")


# --- questions that only their type tells ----------------------------------------------------------------------------


def test_paragraphs_in_bold_are_the_questions_of_an_interview_though_few_ask(tmp_path: Path) -> None:
    page = tmp_path / "heron.md"
    page.write_text(
        "# The Heron and the Key\n\nAda Quill kept the lock for forty years. We met at her gate.\n\n"
        "**You found the key in a jar.**\n\nUnder the plums. Nobody eats them.\n\n"
        "**Did it fit?**\n\nIt fitted the church.\n\n"
        "**And the heron was gone by then.**\n\nGone, and the plums with it.\n\n"
        "**Do you miss it?**\n\nOn Sundays.\n",
        encoding="utf-8",
    )
    speeches = list(attribute(clean(read(page))).speeches())
    said = [(s.speaker, s.text) for s in speeches if s.speaker != "Narrator"]
    assert [who for who, _ in said] == ["Interviewer", "Ada Quill"] * 4


def test_a_word_in_bold_makes_no_question(tmp_path: Path) -> None:
    page = tmp_path / "heron.md"
    page.write_text(
        "# The Heron\n\n**Ada** kept the lock. Who wound it?\n\nNobody did.\n\n**Ben** had the key.\n\nHe lost it.\n",
        encoding="utf-8",
    )
    assert {s.speaker for s in attribute(clean(read(page))).speeches()} == {"Narrator"}
