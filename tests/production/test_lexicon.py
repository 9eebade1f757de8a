"""Rules of the lexicon: what is found, how it is said, what is refused."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import InputError, ProblemsError
from narrate.production import lexicon as module
from narrate.production.lexicon import (
    Entry,
    Lexicon,
    export_pls,
    fingerprint,
    format_lexicon,
    import_pls,
    parse_lexicon,
    read_lexicon,
    to_alphabet,
    unknown_names,
)

STARTING = Path(__file__).parents[2] / "scripts" / "lexicon.toml"
TEXT = """
"Khrushchev" = { say = "kroosh-CHOFF", ipa = "xrʊˈʃtʃɔf", lang = "ru" }
kolkhoz = "kol-HOZE"
"vozhd'" = { ipa = "ˈvɔʃt" }
"Nina Orlova" = { say = "NEE-nuh or-LOH-vuh" }
"Orlova" = { say = "OR-luh-vuh" }
"""


@pytest.fixture
def lexicon() -> Lexicon:
    return parse_lexicon(TEXT, where="lexicon.toml")


def said(lexicon: Lexicon, text: str, alphabet: str = "") -> list[str]:
    return [found.said for found in lexicon.replacements(text, alphabet)]


# --- finding -------------------------------------------------------------------------------------------------------


def test_only_whole_words_are_found(lexicon: Lexicon) -> None:
    assert said(lexicon, "Khrushchevism and Khrushchev.") == ["Kroosh-choff"]


def test_an_entry_with_a_capital_is_found_in_this_spelling_others_in_any(lexicon: Lexicon) -> None:
    assert said(lexicon, "khrushchev KHRUSHCHEV Kolkhoz kolkhoz") == ["Kol-hoze", "kol-hoze"]


def test_possessives_keep_their_ending(lexicon: Lexicon) -> None:
    assert said(lexicon, "Khrushchev's and Khrushchev’s speech") == ["Kroosh-choff's", "Kroosh-choff’s"]
    assert said(lexicon, "Khrushchev's", "misaki") == ["[Khrushchev's](/kɹʊʃʧˈɔfs/)"]


def test_a_compound_word_has_its_name_found(lexicon: Lexicon) -> None:
    assert said(lexicon, "the Khrushchev-era flats") == ["Kroosh-choff"]


def test_a_name_that_ends_in_an_apostrophe_is_found_with_either_kind(lexicon: Lexicon) -> None:
    assert said(lexicon, "the vozhd' and the vozhd’ spoke", "misaki") == ["[vozhd'](/vˈɔʃt/)", "[vozhd’](/vˈɔʃt/)"]


def test_the_longest_entry_wins(lexicon: Lexicon) -> None:
    assert [entry.word for entry in lexicon.used_in("Nina Orlova met Orlova")] == ["Nina Orlova", "Orlova"]


def test_an_entry_without_a_respelling_changes_nothing_for_engines_without_phonemes(lexicon: Lexicon) -> None:
    assert said(lexicon, "the vozhd' spoke") == ["vozhd'"]


def test_entries_used_are_listed_once_in_order(lexicon: Lexicon) -> None:
    text = "A kolkhoz, Khrushchev, another kolkhoz"
    assert [entry.word for entry in lexicon.used_in(text)] == ["kolkhoz", "Khrushchev"]
    assert lexicon.used_in("nothing here") == ()


@given(st.text(alphabet="Khrusceviol zd'’.-", max_size=60))
def test_replacements_never_overlap(text: str) -> None:
    at = 0
    for found in parse_lexicon(TEXT, where="l").replacements(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


def test_a_lexicon_travels_to_a_worker(lexicon: Lexicon) -> None:
    assert pickle.loads(pickle.dumps(lexicon)) == lexicon


# --- the take key --------------------------------------------------------------------------------------------------


def test_the_fingerprint_changes_with_what_is_said_and_with_nothing_else() -> None:
    entry = Entry(word="Orlova", say="or-LOH-vuh", line=3)
    assert fingerprint([]) == ""
    assert fingerprint([entry]) == fingerprint([Entry(word="Orlova", say="or-LOH-vuh", line=9, lang="ru")])
    assert fingerprint([entry]) != fingerprint([Entry(word="Orlova", say="OR-luh-vuh")])


# --- phonemes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ipa", "misaki"),
    [
        ("ˈbɛriə", "bˈɛɹiə"),  # the mark of stress moves from the syllable to its vowel
        ("dʒoʊ", "ʤO"),
        ("t͡ʃaɪ", "ʧI"),
        ("ˈkʲirəf", "kˈiɹəf"),  # palatal before a front vowel: not heard in English
        ("lʲubˈlʲu", "ljubljˈu"),
        ("ˈɡuː", "ɡˈu"),
    ],
)
def test_ipa_becomes_the_alphabet_of_the_engine(ipa: str, misaki: str) -> None:
    assert to_alphabet(ipa, "misaki") == misaki


def test_every_sound_of_the_table_is_one_that_the_engines_know() -> None:
    phonemes = pytest.importorskip("narrate.production.engines.phonemes")
    assert set("".join(module._MISAKI.values())) <= set(phonemes.alphabet())


def test_an_alphabet_without_a_table_is_refused() -> None:
    with pytest.raises(InputError, match="x-sampa"):
        to_alphabet("a", "x-sampa")


# --- reading -------------------------------------------------------------------------------------------------------


def test_all_problems_of_a_file_are_told_with_their_lines() -> None:
    text = '"Ann" = { ipa = "ʘ" }\n"Ben" = { sai = "ben" }\n"Cam" = 5\n"Dan" = {}\n"5" = "five"\n"Eve" = { say = "" }'
    with pytest.raises(ProblemsError) as caught:
        parse_lexicon(text, where="lexicon.toml")
    told = [str(problem) for problem in caught.value.problems]
    assert [line.split(":")[1] for line in told] == ["1", "2", "3", "4", "5", "6"]
    assert "'ʘ'" in told[0]
    assert "'Ann'" in told[0]


def test_broken_toml_names_its_line() -> None:
    with pytest.raises(InputError) as caught:
        parse_lexicon('"Ann" = "an"\n"Ben" = ', where="lexicon.toml")
    assert caught.value.where == "lexicon.toml:2"


def test_a_missing_file_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert read_lexicon(tmp_path / "lexicon.toml") == Lexicon()


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InputError, match="cannot read"):
        read_lexicon(tmp_path / "lexicon.toml")


ENTRIES = st.builds(
    Entry,
    word=st.text(alphabet="abcXYZé' -\"\\", min_size=1, max_size=12).filter(lambda w: any(c.isalpha() for c in w)),
    say=st.text(alphabet="abcKO-", min_size=1, max_size=12),
    ipa=st.text(alphabet="abkˈːʃ", max_size=8),
    lang=st.sampled_from(["", "ru", "de-AT"]),
)


@given(st.lists(ENTRIES, max_size=6, unique_by=lambda entry: entry.word))
def test_what_is_written_is_read_back(entries: list[Entry]) -> None:
    lexicon = Lexicon(tuple(entries))
    assert parse_lexicon(format_lexicon(lexicon), where="lexicon.toml") == lexicon


# --- PLS -----------------------------------------------------------------------------------------------------------


def test_pls_goes_out_and_comes_back(lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "names.pls"
    path.write_text(export_pls(lexicon), encoding="utf-8")
    assert import_pls(path).entries == lexicon.entries


def test_pls_of_others_is_read_with_several_spellings_and_pronunciations(tmp_path: Path) -> None:
    path = tmp_path / "names.pls"
    path.write_text(
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="ipa" xml:lang="en">'
        "<lexeme><grapheme>Orel</grapheme><grapheme>Oryol</grapheme><phoneme>ɐˈrʲɵl</phoneme><phoneme>ˈɔrəl</phoneme></lexeme>"
        '<lexeme><grapheme>Tula</grapheme><phoneme alphabet="x-sampa">"tul@</phoneme><alias>too-luh</alias></lexeme>'
        "</lexicon>",
        encoding="utf-8",
    )
    found = {entry.word: (entry.ipa, entry.say) for entry in import_pls(path).entries}
    assert found == {"Orel": ("ɐˈrʲɵl", ""), "Oryol": ("ɐˈrʲɵl", ""), "Tula": ("", "too-luh")}


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE lexicon [<!ENTITY a "aaaa">]><lexicon><lexeme><grapheme>&a;</grapheme></lexeme></lexicon>',
        '<!DOCTYPE lexicon SYSTEM "file:///etc/passwd"><lexicon/>',
        "<lexicon><lexeme>",
        "not xml",
        "<lexicon><lexeme><grapheme>Ann</grapheme></lexeme></lexicon>",
        "<lexicon><lexeme><grapheme>Ann</grapheme><phoneme>ʘ</phoneme></lexeme></lexicon>",
    ],
)
def test_pls_with_entities_or_faults_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "names.pls"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        import_pls(path)


def test_a_missing_pls_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        import_pls(tmp_path / "none.pls")


# --- names without an entry ----------------------------------------------------------------------------------------


def test_names_that_no_lexicon_knows_are_listed(lexicon: Lexicon) -> None:
    text = "The mayor met Khrushchev and Grushin. Grushin's wife, Dina Lark, left the NKVD in Chapter IV."
    found = unknown_names(text, lexicon, knows=lambda word: word.lower() in {"the", "lark", "chapter"})
    assert [(name.name, name.count) for name in found] == [("Grushin", 2), ("Dina", 1)]


def test_a_capital_at_the_start_of_a_sentence_is_no_name_by_itself(lexicon: Lexicon) -> None:
    assert unknown_names("Nobody moved. Doors were closed.", lexicon) == ()


def test_each_engine_tells_what_it_would_say(lexicon: Lexicon) -> None:
    def fails(name: str) -> str:
        raise InputError(f"cannot read {name}")

    found = unknown_names("They saw Grushin.", lexicon, says={"kokoro": str.lower, "other": fails})
    assert dict(found[0].said) == {"kokoro": "grushin", "other": "(cannot read Grushin)"}


# --- the starting lexicon ------------------------------------------------------------------------------------------


def test_the_starting_lexicon_has_names_of_the_period_with_both_forms() -> None:
    entries = read_lexicon(STARTING).entries
    assert len(entries) >= 120
    assert all(entry.say and entry.ipa and entry.lang == "ru" for entry in entries)
    assert {"Khrushchev", "Ordzhonikidze", "kolkhoz", "Politburo", "NKVD"} <= {entry.word for entry in entries}


def test_the_voices_accept_every_entry_of_the_starting_lexicon() -> None:
    phonemes = pytest.importorskip("narrate.production.engines.phonemes")
    known = set(phonemes.alphabet())
    for entry in read_lexicon(STARTING).entries:
        assert set(to_alphabet(entry.ipa, "misaki")) <= known
