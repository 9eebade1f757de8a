"""Whole texts in another's voice: letters, diaries, speeches and told lives, and where each of them ends."""

from __future__ import annotations

import pytest

from narrate.model import NARRATOR
from tests.writing.test_attribute import script_of, speakers

TOLD = (
    "We never had a lamp in the yard. I went out with my hands before me and I knew each stone by the feel of it.\n\n"
    "My brother was afraid of the pump. I told him that it slept at night, and he has never forgiven me for it.\n\n"
    "I would not change it for a street with forty lamps."
)


def voices(text: str) -> dict[str, str]:
    """Return who speaks each paragraph, by its first three words."""
    return {" ".join(s.text.split()[:3]): s.speaker for s in script_of(text).speeches()}


# --- an introduction, then "I" ---------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "Orsolya Penn was born in Hallow in 1911 and kept the mill for forty years. She spoke to us in 1980.",
        "ORSOLYA PENN\n\nBorn 1911. Recorded in Hallow in 1980.",
        "Orsolya Penn\n\nTo the Millers of Hallow\n\nDelivered at the Corn Hall, 3 February 1913",
        "A talk given at the Corn Hall in Hallow, 3 February 1913, by Mrs. Orsolya Penn, miller",
        "An oral history of Hallow Mill\n\nInterview with Orsolya Penn, miller. Recorded by Carol Finch, 1980.",
    ],
)
def test_a_text_that_says_i_is_whose_the_head_brings_in(head: str) -> None:
    found = voices(f"{head}\n\n{TOLD}")
    assert found["We never had"].endswith("Orsolya Penn")
    assert found["I would not"].endswith("Orsolya Penn")


@pytest.mark.parametrize(
    "head",
    [
        "The lamps of Hallow\n\nOrsolya Penn",  # a name under the title wrote it
        "The lamps of Hallow\n\nI have been asked to write about Orsolya Penn, who was born in Hallow in 1911.",
        "The lamps of Hallow\n\nThe council wants more lamps. Mayor Ulric Stane wants to spend a million on them.",
    ],
)
def test_an_author_who_says_i_is_the_narrator(head: str) -> None:
    assert set(voices(f"{head}\n\n{TOLD}").values()) == {NARRATOR}


def test_the_narrator_is_back_where_the_teller_is_spoken_of() -> None:
    text = (
        "Orsolya Penn was born in Hallow in 1911. She spoke to us in 1980.\n\n"
        f"{TOLD}\n\nPenn died in the winter of 1984. The pump is still there."
    )
    assert voices(text)["Penn died in"] == NARRATOR


def test_names_over_sections_speak_them() -> None:
    text = (
        "Voices of the valley\n\nOrsolya Penn, b. 1911, miller, afterwards a sexton in the upper parish of Hallow\n\n"
        "I was eight when they put the posts in. We ran up and looked at the roof.\n\n"
        "Ulric Stane, surveyor\n\nI want to say a word for the engineers. We were not devils, and I knew all the dogs."
    )
    found = voices(text)
    assert found["I was eight"] == "Orsolya Penn"
    assert found["I want to"] == "Ulric Stane"


def test_a_passage_announced_without_a_colon_is_heard_where_the_narrator_never_says_i() -> None:
    text = (
        "The train left at two in the morning with its lamps out. It carried the files of the ministry.\n\n"
        "Ulric Stane, who had found a place in the van, describes what he saw from the bridge.\n\n"
        "The whole bank was full of people. I thought that they had come to stop us. I waved, "
        "and somebody waved back.\n\n"
        "By dawn the train was over the frontier. Stane found work in a shop."
    )
    found = voices(text)
    assert found["The whole bank"] == "Ulric Stane"
    assert found["By dawn the"] == NARRATOR


# --- letters and diaries ---------------------------------------------------


def test_a_letter_to_the_editor_needs_no_line_of_its_own_for_sir() -> None:
    text = (
        "Letters\n\nSIR – I read with surprise that the limes are to be felled. They dripped on my grandmother.\n\n"
        "Orsolya Penn\nCastle Parade\n\nSIR – Why does the bus come in pairs? I have asked the "
        "driver.\n\nUlric Stane\nMarsham"
    )
    found = voices(text)
    assert found["SIR – I"] == "Orsolya Penn"
    assert found["SIR – Why"] == "Ulric Stane"


def test_texts_with_names_under_them_are_signed() -> None:
    text = (
        "LETTERS\n\nI had my first lesson on that piano in 1951, and I was there when it was broken up in the yard.\n\n"
        "Orsolya Penn\n\nYour contributor is too hard on tuners. I tuned in four counties and "
        "never told a lie to anybody.\n\n"
        "Ulric Stane"
    )
    found = voices(text)
    assert found["I had my"] == "Orsolya Penn"
    assert found["Your contributor is"] == "Ulric Stane"


def test_a_letter_that_nobody_signs_is_whose_the_head_says() -> None:
    text = (
        "Orsolya Penn to her sister Clara, from the saltworks\n\nDear Clara,\n\nYour parcel "
        "came and I have worn the boots.\n\n"
        "I will send the ten shillings on Saturday."
    )
    assert voices(text)["Your parcel came"] == "Orsolya Penn"


def test_a_diary_is_whose_the_head_says_in_every_entry() -> None:
    text = (
        "The diary of Orsolya Penn\n\nShe kept it in a school book, and it was given to the "
        "museum by her nephew, Ulric Stane.\n\n"
        "14 October\n\nThe trams have stopped. I walked.\n\n19 October\n\nCounted the bandages.\n\n"
        "2 November\n\nI sat with the women, and we sang.\n\nPenn went on working until 1971."
    )
    found = voices(text)
    assert found["14 October"] == found["Counted the bandages."] == found["I sat with"] == "Orsolya Penn"
    assert found["Penn went on"] == NARRATOR


def test_a_calendar_is_no_diary() -> None:
    text = (
        "News of the canal\n\nOrsolya Penn keeps the log of the lock.\n\n"
        "14 October: sponsored walk\n\n19 October: meeting\n\n2 November: I hope to see you all"
    )
    assert speakers(text) == []


# --- speeches ---------------------------------------------------


SPEECH = (
    "Orsolya Penn\n\nSpeech to the millers, delivered at the Corn Hall, 1913\n\n"
    "Mr. Chairman, brothers, and you at the back:\n\n"
    "I was asked to speak about patience. I have considered it, and I tell you that I have none.\n\n"
    "{call}\n\n"
    "I am coming to that. We shall not wait until I am old. I never met the man who owned that clock."
)


@pytest.mark.parametrize(
    ("call", "who"),
    [
        ("A voice: What about the mill?", "Voice"),
        ("Several members: Shame!", "Several members"),
        ("The Chairman: Order, order.", "Chairman"),
    ],
)
def test_a_call_from_the_hall_is_another_voice(call: str, who: str) -> None:
    found = script_of(SPEECH.format(call=call)).speeches()
    assert {s.speaker for s in found if s.speaker not in (NARRATOR, "Orsolya Penn")} == {who}
    assert found[-1].speaker == "Orsolya Penn"


def test_a_sentence_with_a_colon_is_no_call() -> None:
    text = SPEECH.format(call="I shall say one thing more of the gallery: it leaks, and I have written to the owner.")
    assert set(speakers(text)) == {"Orsolya Penn"}


def test_the_announcer_brings_in_who_speaks_next() -> None:
    text = (
        "Radio address\n\nAnnouncer: We interrupt our concert. Ladies and gentlemen, Mrs. Orsolya Penn.\n\n"
        "Good evening. I am sorry to have stopped the music.\n\nI ask you to be patient with the clerks.\n\n"
        "Announcer: You have been listening to the Premier."
    )
    found = voices(text)
    assert found["Good evening. I"].endswith("Orsolya Penn")
    assert found["You have been"] == "Announcer"


def test_a_text_between_rows_of_stars_ends_with_them() -> None:
    text = (
        "Remembering Halina\n\nMy brother Tomasz Penn wrote his speech down. Here is his "
        "eulogy, just as he gave it.\n\n* * *\n\n"
        "She was ninety and she did not want a eulogy. She told me so in July, and I am sorry.\n\n"
        "I checked this morning, and they are still there.\n\n* * *\n\nThe family asks that you plant some flowers."
    )
    found = voices(text)
    assert found["She was ninety"] == "Tomasz Penn"
    assert found["The family asks"] == NARRATOR
