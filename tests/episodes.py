"""Made-up episodes for the tests of what is published; people and places are invented."""

from __future__ import annotations

from dataclasses import replace

from narrate.model import Chapter, Enclosure, Episode, Line, Loudness, Origin, Show, Source, Word

SHOW = Show(
    title="Harbour Lights",
    station="Radio Saltmarsh",
    description="Stories from a harbour that is on no map.",
    language="en",
    author="The Saltmarsh Players",
    owner_name="Ada Fenwick",
    owner_email="ada@example.org",
    category="History",
    copyright="The Saltmarsh Players",
    address="https://example.org/radio/",
    guid="2f3a0c52-86a5-5f3e-9d7c-0f0f6a3f4d11",
    license="CC-BY-4.0",
    funding="https://example.org/tea",
)

PARAGRAPHS = (
    ("The quay", "Narrator", "narration", ("The lamps were lit before four.", "Nobody had asked why.")),
    ("The quay", "Orla Venn", "quote", ("I counted the boats twice, and there was one too many.",)),
    ("The letter", "Narrator", "narration", ("A week later a letter came, in a hand that none of us knew.",)),
    ("The letter", "Bram Tolliver", "excerpt", ("Keep the east light burning & say nothing of the <Heron>.",)),
    ("Morning", "Narrator", "narration", ("By morning the harbour was empty.",)),
)


def words_of(text: str, start: float, end: float) -> tuple[Word, ...]:
    parts = text.split()
    step = (end - start) / len(parts)
    return tuple(
        Word(text=part, start_seconds=round(start + i * step, 3), end_seconds=round(start + (i + 1) * step, 3))
        for i, part in enumerate(parts)
    )


def make_lines() -> tuple[Line, ...]:
    lines: list[Line] = []
    at = 2.0
    offset = 0
    for index, (chapter, speaker, kind, sentences) in enumerate(PARAGRAPHS):
        for sentence in sentences:
            end = at + 0.4 * len(sentence.split())
            lines.append(
                Line(
                    chapter=chapter,
                    speaker=speaker,
                    text=sentence,
                    start_seconds=round(at, 3),
                    end_seconds=round(end, 3),
                    paragraph=index,
                    kind=kind,  # type: ignore[arg-type]  # the table above holds nothing else
                    via="Ministry of Tides" if kind == "excerpt" else "",
                    voice="heart" if speaker == "Narrator" else "bm_george",
                    engine="hibari" if speaker == "Narrator" else "kokoro",
                    origin=Origin(path="sources/harbour.txt", start=offset, end=offset + len(sentence)),
                    words=words_of(sentence, at, end),
                )
            )
            offset += len(sentence) + 1
            at = end + 0.5
    return tuple(lines)


def make_episode(number: int = 1, **changes: object) -> Episode:
    """Return a whole, correct episode of 30 seconds; keyword arguments replace fields."""
    episode = Episode(
        name=f"episode{number}",
        guid=f"0f5d7d3e-1c1e-4f6b-8a4e-{number:012d}",
        title=f"The lamp on the quay, part {number}",
        description="A lamp is lit early.\n\nOne boat is too many.",
        language="en",
        published=f"2026-03-{1 + (number - 1) % 28:02d}T09:00:00Z",
        number=number,
        duration_seconds=30.4,
        enclosure=Enclosure(file=f"episode{number}.0a1b2c3d.mp3", length=365_000),
        chapters=(
            Chapter(title="The quay", start_seconds=0.0, end_seconds=11.25),
            Chapter(title="The letter", start_seconds=11.25, end_seconds=22.5),
            Chapter(title="Morning", start_seconds=22.5, end_seconds=30.4),
        ),
        lines=make_lines(),
        cover=f"episode{number}.jpg",
        loudness=Loudness(integrated_lufs=-16.1, true_peak_dbtp=-1.3, range_lu=5.0),
        sources=(
            Source(
                path="sources/harbour.txt", url="https://example.org/harbour", title="Harbour", author="Ada Fenwick"
            ),
        ),
        credits=("Bell: Ada Fenwick, CC0-1.0",),
    )
    return replace(episode, **changes)  # type: ignore[arg-type]  # the tests name real fields
