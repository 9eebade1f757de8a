"""What a saved page becomes before anyone asks who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.model import Block, BlockKind, Document, Source
from narrate.writing.clean import clean
from narrate.writing.clean.furniture import by_wording
from narrate.writing.clean.mapped import Mapped
from narrate.writing.clean.measures import wrap_width
from narrate.writing.clean.repair import repair
from narrate.writing.ingest import read
from narrate.writing.ingest.text import paragraphs

BODY = (
    "The clock in the tower of the old town has been wrong for most of its life, and nobody who lives there has ever "
    "thought of having it put right by somebody from another place."
)


def page(text: str, *, keep: frozenset[str] = frozenset()) -> Document:
    blocks = tuple(paragraphs(text, path="page.txt"))
    return clean(Document(title="", language="", blocks=blocks, text=text, source=Source(path="page.txt")), keep=keep)


def spoken(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.why]


def reasons(document: Document) -> dict[str, str]:
    return {block.text: block.why for block in document.blocks if block.why}


# --- letters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("â€œDayâ€\x9d, he saidâ€”itâ€™s a cafÃ©", "“Day”, he said—it’s a café"),
        ("â€œDayâ€, he said", "“Day”, he said"),
        ("ÃƒÂ©tÃƒÂ©", "été"),
        ("Ðóññêàÿ âåðñèÿ", "Русская версия"),
        ("All about Ðóññêàÿ âåðñèÿ here", "All about Русская версия here"),
        ("РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир"),
        ("Ð\x9fÑ\x80Ð¸Ð²ÐµÑ‚", "Привет"),
        ("В«Р Р°РґС‹ Рё Р¶РґС‘РјВ» вЂ” С‚Р°Рј", "«Рады и ждём» — там"),
        ("рБНСФШ РПУЈМЛБ Й НБСЛБ", "Память посёлка и маяка"),
        ("of\ufb01ce of the so\u00adcial", "office of the social"),
        ("Tom &amp; Ann &quot;here&quot;", 'Tom & Ann "here"'),
        ("a\u00a0b\u2009c", "a b c"),
    ],
)
def test_damage_that_can_be_reversed_is_mended(damaged: str, mended: str) -> None:
    assert repair(Mapped(damaged, range(len(damaged)))).text == mended


@pytest.mark.parametrize(
    "good",
    [
        "café à côté",
        "Þórður Þorgeirsson",
        "ÀÉÎÕÜ",
        "éèê",
        "Ångström, Île, über Öl",
        "São João não é",
        "Âge d'or",
        "Привет",
        "РЕЧЬ НА ОТКРЫТИИ МОСТА В ПОСЁЛКЕ",
        "С В«олги» и Рё",
    ],
)
def test_good_letters_stay(good: str) -> None:
    assert repair(Mapped(good, range(len(good)))).text == good


def test_a_mended_word_leads_back_to_all_its_damaged_letters() -> None:
    raw = f"Une fois, le cafÃ© est fermÃ© et il n'y a plus rien que la mer devant la porte.\n\n{BODY}"
    document = page(raw)
    block = next(b for b in document.blocks if "café" in b.text)
    at = block.text.index("café")
    origin = block.origin(at, at + 4)
    assert document.text[origin.start : origin.end] == "cafÃ©"


# --- lines ----------------------------------------------------------------------------------------------------------


def test_wrapped_lines_become_one_paragraph_and_a_wrapped_hyphen_goes() -> None:
    document = page(
        "The keeper wound the lamp every four hours and wrote it in the log-\n"
        "book, and when the log was full he began another, and nobody ever re-\n"
        "marked on it, for nobody ever came to the rock in the winter months.\n"
    )
    [text] = spoken(document)
    assert "nobody ever remarked on it" in text
    assert "\n" not in text


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    document = page(
        "It was a well-known fact in that town that the harbour was a well-\n"
        "known place for those who had no other place in which to be at all.\n"
    )
    assert spoken(document)[0].count("well-known") == 2


def test_a_paragraph_torn_by_a_blank_line_is_joined() -> None:
    document = page(
        f"{BODY}\n\nThe man who came from the ministry stayed at the inn for three days and then he\n\n"
        f"left without a word to anyone in it."
    )
    assert spoken(document)[-1].endswith("and then he left without a word to anyone in it.")


def test_lines_of_a_list_stay_apart_and_lose_their_bullets() -> None:
    document = page(
        f"{BODY}\n\nYou will need:\n• a jar of water\n• a box of matches that are dry\n• patience\n\n{BODY}"
    )
    assert [b.text for b in document.blocks if b.kind == "list-item"] == [
        "a jar of water",
        "a box of matches that are dry",
        "patience",
    ]


def test_verse_stays_one_block() -> None:
    document = page(
        f"{BODY}\n\nNobody rides with me past the gate,\nThe bell is talking to itself again,\nI carry on, "
        f"and I am always late,\nAnd what I carry is a load of rain.\n\n{BODY}"
    )
    assert [b.kind for b in document.blocks] == ["paragraph", "verse", "paragraph"]


# --- furniture ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("© 2011 Northern Workshop. All rights reserved.", "copyright"),
        ("Home | About | Contact", "navigation"),
        ("Home > Documentaries > The Last Lamp", "navigation"),
        ("Episodes . About . Stations", "navigation"),
        ("Home   About the boat   Recipes", "navigation"),
        ("PREVIOUS NEXT", "navigation"),
        ("part 1, 2, 3", "navigation"),
        ("Back to the Stories", "navigation"),
        ("Share this: Twitter Facebook", "navigation"),
        ("A L L A B O U T . C O M", "navigation"),
        ("Chapter One ........... 12", "navigation"),
        ("Photo: the light in the winter of 1961", "caption"),
        ("By Colm Astley, transport reporter", "metadata"),
        ("12 January 2018", "metadata"),
        ("Published 14 May 2016 | 6 min read", "navigation"),
        ("FOR IMMEDIATE RELEASE", "metadata"),
        ("Advertisement", "advertisement"),
        ("Главная / Новости / Культура", "navigation"),
        ("Читайте также: В посёлке замёрз водопровод", "navigation"),
        ("* * *", "markup"),
    ],
)
def test_furniture_is_known_by_its_wording(line: str, why: str) -> None:
    assert by_wording(line) == why


@pytest.mark.parametrize(
    "sentence",
    [
        "By the middle of the decade the keepers had been replaced by machines.",
        "He shared this house with two goats.",
        "The previous owner had left in the night.",
        "Copyright law was the last thing on her mind, she said, when the goat ate the contract.",
        "May I come in?",
        "Next to the church stands a well.",
        BODY,
    ],
)
def test_sentences_are_no_furniture(sentence: str) -> None:
    assert by_wording(sentence) == ""


def test_a_title_among_menu_lines_is_the_one_that_the_text_is_about() -> None:
    document = page(f"Jokes about Rulers\n\nMusic Samples\n\nThe Clock of the Old Town\n\nFree Stuff\n\n{BODY}")
    assert document.title == "The Clock of the Old Town"
    assert spoken(document) == ["The Clock of the Old Town", BODY]


def test_what_comes_after_the_last_sentence_is_the_pages_own() -> None:
    document = page(f"The Clock\n\n{BODY}\n\nSoviet Russia\n\nTables and Statistics\nRussia from A to Z\nLearn with Us")
    assert spoken(document) == ["The Clock", BODY]


def test_a_heading_is_spoken_and_a_caption_is_not() -> None:
    document = page(
        f"{BODY}\n\nThe Crack\n\n{BODY}\n\nThe keeper shows the count wheel to visitors at the tower in the "
        f"spring of 1909\n\n{BODY}"
    )
    assert "The Crack" in spoken(document)
    assert list(reasons(document).values()) == ["caption"]


def test_works_cited_are_dropped_to_the_end() -> None:
    document = page(f"{BODY}\n\n{BODY}\n\nWorks Cited\n\nDelacourt, Hugh. Rural Credit. Marsh Lane, 1974.")
    assert spoken(document) == [BODY, BODY]


def test_keep_brings_a_reason_back() -> None:
    text = f"{BODY}\n\nPhoto: the tower at night\n\n{BODY}"
    assert "Photo: the tower at night" not in spoken(page(text))
    assert "Photo: the tower at night" in spoken(page(text, keep=frozenset({"caption"})))


# --- inside a paragraph ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "why"),
    [
        ("(Delacourt 88)", "citation"),
        ("(Stroud, Long Acre 311)", "citation"),
        ("(qtd. in Delacourt 91)", "citation"),
        ("(Delacourt, 2004)", "citation"),
        ("[12]", "citation"),
        ("(pp. 12-14)", "citation"),
        ("[sic]", "editorial"),
        ("[Two lines are illegible.]", "editorial"),
        ("(Prolonged applause.)", "stage-direction"),
        ("(laughs)", "stage-direction"),
        ("[00:01:23]", "timestamp"),
    ],
)
def test_what_is_skipped_by_the_eye_is_taken_out_with_its_reason(group: str, why: str) -> None:
    document = page(f"{BODY} It was so {group}, they say (Delacourt 12).\n\n{BODY}")
    assert why in {d.why for d in document.dropped if d.text == group}
    assert group not in document.blocks[0].text


@pytest.mark.parametrize(
    "group", ["(1956)", "(resulting in the release of many)", "[Lenin]", "(mostly in 1937-38)", "(June 1941)"]
)
def test_asides_and_clarifying_brackets_are_spoken(group: str) -> None:
    document = page(f"{BODY} It was so {group}, they say (Delacourt 12).\n\n{BODY}")
    assert group in document.blocks[0].text


def test_dropped_spans_point_at_their_words() -> None:
    document = page(f"{BODY} So it was (Delacourt 88). And so it stayed [12].")
    assert [document.text[d.origin.start : d.origin.end] for d in document.dropped] == ["(Delacourt 88)", "[12]"]


# --- letters, transcripts, markup -----------------------------------------------------------------------------------


def test_a_letter_keeps_its_date_and_signature() -> None:
    document = page(
        f"A Letter from the Quarry\n\n{BODY}\n\nSunday 4th August 1907\n\nMy dear Hetty,\n\n"
        "I have yours of the tenth and the "
        "socks with it, for which I thank you.\n\nYour loving brother,\nAnsel\n\n"
        "P.S. Davy sends his regards.\n\nRef: TQ/14/3"
    )
    assert {"Sunday 4th August 1907", "Your loving brother,", "Ansel"} <= set(spoken(document))
    assert reasons(document) == {"Ref: TQ/14/3": "metadata"}


def test_subtitle_numbers_and_times_are_dropped() -> None:
    document = page(
        "1\n00:00:03,200 --> 00:00:06,900\nThis is the last mill on the island.\n\n"
        "2\n00:00:07,100 --> 00:00:11,040\nIt turns."
    )
    assert spoken(document) == ["This is the last mill on the island.", "It turns."]


def test_kinds_that_the_format_gives_are_kept() -> None:
    text = "Title\n\nSome words here.\n\ncode()"
    kinds: tuple[tuple[BlockKind, str], ...] = (
        ("heading", "Title"),
        ("paragraph", "Some words here."),
        ("code", "code()"),
    )
    blocks = tuple(
        Block(kind=kind, text=line, path="p", offsets=range(text.index(line), text.index(line) + len(line)))
        for kind, line in kinds
    )
    document = clean(Document(title="", language="en", blocks=blocks, text=text, source=Source(path="p"), markup=True))
    assert [(b.kind, b.why) for b in document.blocks] == [("heading", ""), ("paragraph", ""), ("code", "markup")]
    assert document.title == "Title"


def test_the_language_of_a_russian_page_is_seen() -> None:
    assert page("Лодки на берегу не было. Дуня сняла платок и села на камень.").language == "ru"
    assert page(BODY).language == "en"


def test_in_markup_too_a_field_that_comes_back_is_a_label_and_not_metadata(tmp_path: Path) -> None:
    page = tmp_path / "talk.md"
    page.write_text(
        "# A talk\n\nRecorded: May 2011\n\n**Interviewer:** Who had tuned it?\n\n**Björn Åkesson:** So I asked.\n\n"
        "**Interviewer:** And then?\n\n**Björn Åkesson:** Then he put us ashore.\n",
        encoding="utf-8",
    )
    document = clean(read(page))
    assert [block.text for block in document.blocks if block.why] == ["Recorded: May 2011"]


def test_a_page_whose_paragraphs_stand_on_lines_of_their_own_was_not_wrapped() -> None:
    short = [Mapped(text="word " * 16, offsets=range(80)) for _ in range(2)]
    long = [Mapped(text="word " * 60, offsets=range(300)) for _ in range(3)]
    assert wrap_width([short * 3]) == 79
    assert wrap_width([[*long, *short]]) == 0
