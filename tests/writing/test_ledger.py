"""The ledger: every spoken word traced, every unspoken one with its reason."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Block, Cut, Document, Dropped, Origin, Script, Segment, Source, Speech
from narrate.writing.ledger import Ledger, Reading, account, align, words

PAGE = """Home | About

The bridge fell at nine. It was raining hard.

We heard it before we saw it.

Nobody was hurt (Lund 12)."""


def reading() -> Reading:
    """A page of four blocks: a menu, two paragraphs of narration with a citation taken out, and a quotation."""
    blocks, at = [], 0
    for part in PAGE.split("\n\n"):
        start = PAGE.index(part, at)
        text = part.replace(" (Lund 12)", "")
        offsets = [
            start + i + (len(" (Lund 12)") if "(Lund" in part and i >= len(text) - 1 else 0) for i in range(len(text))
        ]
        kind = "furniture" if "Home" in part else "paragraph"
        blocks.append(
            Block(kind="furniture" if kind == "furniture" else "paragraph", text=text, path="p.txt", offsets=offsets)
        )
        at = start
    cite = PAGE.index("(Lund")
    drop = Dropped(text="(Lund 12)", why="citation", origin=Origin(path="p.txt", start=cite, end=cite + 9))
    document = Document(
        title="", language="en", blocks=tuple(blocks), text=PAGE, source=Source(path="p.txt"), dropped=(drop,)
    )
    speeches = tuple(
        Speech(speaker=speaker, text=block.text, rule=rule, origin=block.origin())
        for block, speaker, rule in zip(
            blocks[1:], ("Narrator", "Ada Lund", "Narrator"), ("narration", "announced", "narration"), strict=True
        )
    )
    menu = Dropped(text="Home | About", why="navigation", origin=blocks[0].origin())
    script = Script(title="x", segments=(Segment(title="x", cues=speeches),), dropped=(menu, drop))
    return Reading(document=document, script=script)


def ledger_of(*cues: Speech | Cut, announcements: tuple[str, ...] = ()) -> Ledger:
    script = Script(title="x", segments=(Segment(title="x", cues=cues),))
    return account(script, [reading()], announcements=announcements)


WHOLE = reading().script.speeches()


def test_a_script_that_says_what_its_source_says_has_no_differences() -> None:
    ledger = ledger_of(*WHOLE)
    assert (ledger.unexplained, ledger.added, ledger.lost, ledger.recast) == (0, (), (), ())
    assert ledger.spoken_words == ledger.traced_words == 19


def test_what_is_not_spoken_has_its_reason() -> None:
    assert [(d.text, d.why) for d in ledger_of(*WHOLE).dropped] == [
        ("Home | About", "navigation"),
        ("(Lund 12)", "citation"),
    ]


def test_every_speech_leads_to_its_place_in_the_source() -> None:
    origin = ledger_of(*WHOLE).origins[1]
    assert origin is not None
    assert PAGE[origin.start : origin.end] == "We heard it before we saw it"


def test_an_added_word_is_reported_with_its_line() -> None:
    changed = replace(WHOLE[0], text="The old bridge fell at nine. It was raining hard.", line=7)
    ledger = ledger_of(changed, *WHOLE[1:])
    assert [(a.text, a.line, a.why) for a in ledger.added] == [("old", 7, "")]
    assert ledger.unexplained == 1


def test_a_lost_sentence_is_reported_with_its_place() -> None:
    ledger = ledger_of(replace(WHOLE[0], text="The bridge fell at nine."), *WHOLE[1:])
    assert [lost.text for lost in ledger.lost] == ["It was raining hard"]
    origin = ledger.lost[0].origin
    assert PAGE[origin.start : origin.end] == "It was raining hard"


def test_a_changed_word_is_both_added_and_lost() -> None:
    ledger = ledger_of(replace(WHOLE[0], text="The bridge fell at ten. It was raining hard."), *WHOLE[1:])
    assert [a.text for a in ledger.added] == ["ten"]
    assert [lost.text for lost in ledger.lost] == ["nine"]


def test_a_passage_that_the_producer_cut_has_the_producers_reason() -> None:
    ledger = ledger_of(WHOLE[0], Cut(text=WHOLE[1].text, why="said later"), WHOLE[2])
    assert ledger.unexplained == 0
    assert ("We heard it before we saw it", "said later") in [(d.text, d.why) for d in ledger.dropped]


def test_a_passage_that_was_moved_is_traced() -> None:
    ledger = ledger_of(WHOLE[1], WHOLE[2], WHOLE[0])
    assert ledger.unexplained == 0
    assert ledger.traced_words == ledger.spoken_words


def test_announcer_lines_of_the_show_and_own_words_are_explained() -> None:
    ledger = ledger_of(
        Speech(speaker="Announcer", text="This is Radio Fen."),
        *WHOLE,
        Speech(speaker="Announcer", text="Good night to all.", direction="own words"),
        announcements=("This is Radio Fen.",),
    )
    assert {a.why for a in ledger.added} == {"announcement", "own words"}
    assert ledger.unexplained == 0


def test_a_speech_given_to_another_speaker_is_listed_and_explained() -> None:
    ledger = ledger_of(WHOLE[0], replace(WHOLE[1], speaker="Bo Ek"), WHOLE[2])
    assert [(r.speaker, r.attributed, r.rule) for r in ledger.recast] == [("Bo Ek", "Ada Lund", "announced")]
    assert ledger.unexplained == 0


def test_a_surname_is_not_another_speaker() -> None:
    assert ledger_of(WHOLE[0], replace(WHOLE[1], speaker="Lund"), WHOLE[2]).recast == ()


def test_words_that_neither_a_speech_nor_a_drop_covers_are_lost() -> None:
    plain = reading()
    bare = replace(plain, document=replace(plain.document, blocks=plain.document.blocks[:2]))
    script = Script(title="x", segments=(Segment(title="x", cues=WHOLE[:1]),))
    only = replace(bare, script=replace(plain.script, segments=(Segment(title="x", cues=WHOLE[:1]),)))
    assert any("We heard it" in lost.text for lost in account(script, [only]).lost)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.lists(st.sampled_from("abcdefgh"), max_size=60))
def test_words_are_matched_to_equal_words_and_none_twice(a: list[str], b: list[str]) -> None:
    matched = align(a, b)
    found = [at for at in matched if at >= 0]
    assert len(found) == len(set(found))
    assert all(a[i] == b[at] for i, at in enumerate(matched) if at >= 0)


@given(st.lists(st.sampled_from("abc"), max_size=200))
def test_a_text_is_matched_to_itself_whole(a: list[str]) -> None:
    assert align(a, a) == list(range(len(a)))


def test_a_long_text_with_a_few_changes_is_matched_but_for_them() -> None:
    long = words(" ".join(f"word{i % 997} and{i}" for i in range(20_000)))
    changed = [*long[:5000], "new", *long[5000:20_000], *long[20_010:]]
    matched = align(changed, long)
    assert [changed[i] for i, at in enumerate(matched) if at < 0] == ["new"]


def test_what_the_announcer_says_takes_no_words_from_the_source() -> None:
    ledger = ledger_of(
        Speech(speaker="Announcer", text="The bridge fell at nine."),
        *WHOLE,
        announcements=("The bridge fell at nine.",),
    )
    assert ledger.origins[0] is None
    assert ledger.unexplained == 0


def test_a_name_that_is_spoken_is_not_taken_for_the_label_behind_it() -> None:
    text = "Thank you, Mr. Vane.\n\nVANE: Not at all."
    first, second = "Thank you, Mr. Vane.", "Not at all."
    label = Dropped(text="VANE:", why="label", origin=Origin(path="p.txt", start=22, end=27))
    said = (
        Speech(speaker="Host", text=first, origin=Origin(path="p.txt", start=0, end=20)),
        Speech(speaker="Vane", text=second, origin=Origin(path="p.txt", start=28, end=39)),
    )
    block = Block(kind="paragraph", text=text, path="p.txt", offsets=range(len(text)))
    document = Document(title="", language="en", blocks=(block,), text=text, source=Source(path="p.txt"))
    script = Script(title="x", segments=(Segment(title="x", cues=said),), dropped=(label,))
    ledger = account(script, [Reading(document=document, script=script)])
    assert (ledger.lost, ledger.added) == ((), ())
