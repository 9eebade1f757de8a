"""Russian names, nouns and verbs in their forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.writing.attribute.languages import FEMALE, MALE, find
from narrate.writing.attribute.languages.ru_forms import oblique, past, patronymic, present
from narrate.writing.attribute.persons.census import find_people
from narrate.writing.attribute.wording.cases import forms_of, gender_of, in_order, looks_russian, nominative

RUSSIAN = find("ru")


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Савелия Дроздова", "Савелий Дроздов"),
        ("Анны Ветровой", "Анна Ветрова"),
        ("Марии Петровны Зуевой", "Мария Петровна Зуева"),
        ("Валентину Львовичу Лещинскому", "Валентин Львович Лещинский"),
        ("Лукерьи Шумовой", "Лукерья Шумова"),
        ("Гордея Назаровича", "Гордей Назарович"),
        ("Кузьме Егорычу", "Кузьма Егорыч"),
        ("Никитой Сафиным", "Никита Сафин"),
        ("Ольги Кравец", "Ольга Кравец"),
        ("Александра Ивановича Петрова", "Александр Иванович Петров"),
        ("Александра Петрова", "Александра Петрова"),
        ("В. И. Луниной", "В. И. Лунина"),
        ("Айсена Прокопьевича", "Айсен Прокопьевич"),
        ("ИВАНА ПЕТРОВИЧА СИДОРОВА", "ИВАН ПЕТРОВИЧ СИДОРОВ"),
        ("Настасье", "Настасья"),
    ],
)
def test_a_name_in_another_case_is_the_name_itself(shown: str, meant: str) -> None:
    assert " ".join(nominative(shown.split(), RUSSIAN)) == meant


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Ковригина А. П.", "А. П. Ковригина"),
        ("Ковригина Анна Петровна", "Анна Петровна Ковригина"),
        ("Анна Петровна Ковригина", "Анна Петровна Ковригина"),
        ("Зоя Аркадьевна", "Зоя Аркадьевна"),
    ],
)
def test_the_surname_comes_last(shown: str, meant: str) -> None:
    assert " ".join(in_order(shown.split(), RUSSIAN)) == meant


@given(st.sampled_from(sorted(RUSSIAN.names)))
def test_every_case_of_a_first_name_leads_back_to_a_first_name(name: str) -> None:
    for form in oblique(name, RUSSIAN.names[name] or MALE):
        found = nominative([form.capitalize(), "Зуев"], RUSSIAN)[0].lower()
        assert found in RUSSIAN.names


@given(st.sampled_from(sorted(RUSSIAN.names)))
def test_the_nominative_of_a_full_name_stays(name: str) -> None:
    surname = "Зуева" if RUSSIAN.names[name] == FEMALE else "Зуев"
    assert nominative([name.capitalize(), surname], RUSSIAN) == [name.capitalize(), surname]


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Савелий Дроздов", MALE),
        ("Нюргуяна Саввина", FEMALE),
        ("Айсен Прокопьев", MALE),
        ("Кузьма Егорыч", MALE),
        ("Саша Лужникова", FEMALE),
        ("Саша Штерн", ""),
    ],
)
def test_patronymic_first_name_and_surname_tell_the_gender(name: str, gender: str) -> None:
    assert gender_of(name.split(), RUSSIAN) == gender


def test_a_surname_alone_is_found_by_its_forms() -> None:
    assert forms_of("Савелий Дроздов", RUSSIAN)["дроздовым"] == "дроздов"
    assert forms_of("Анна Ветрова", RUSSIAN)["ветровой"] == "ветрова"
    assert "кравец" not in forms_of("Ольга Кравец", RUSSIAN).values()


@pytest.mark.parametrize("name", ["Айсен Прокопьев", "Нюргуяна Саввина", "Михалыч", "Фаина Громобоевна"])
def test_a_patronymic_or_the_ending_of_a_surname_tells_a_person(name: str) -> None:
    assert looks_russian(name)


@pytest.mark.parametrize("name", ["Красная Поляна", "Малая Пироговская", "Москвич", "Верхний Затон", "Кирпич"])
def test_places_and_things_are_no_persons(name: str) -> None:
    assert not looks_russian(name)


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("сказала", FEMALE),
        ("сказал", MALE),
        ("рассмеялась", FEMALE),
        ("прошептали", "plural"),
        ("проскрипело", "thing"),
        ("шла", FEMALE),
        ("принёс", MALE),
        ("школа", ""),
        ("угол", ""),
        ("если", ""),
    ],
)
def test_a_verb_in_the_past_tells_who_did_it(word: str, gender: str) -> None:
    assert past(word) == gender


def test_a_verb_in_the_present_is_told_by_its_ending() -> None:
    assert all(present(word) for word in ("пожимает", "машет", "улыбаются", "говорит", "смеётся"))
    assert not any(present(word) for word in ("привет", "кабинет", "минут", "адвокат", "опять", "Сафин"))


@pytest.mark.parametrize("word", ["егорыч", "петровна", "кузьминична", "саввишна", "ильич", "савельевич"])
def test_a_patronymic_is_told_in_every_case(word: str) -> None:
    gender = patronymic(word)[0]
    assert gender
    for form in oblique(word, gender):
        assert patronymic(form)[0] == gender


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        (
            "Хозяйствует внук, Тихон Андреевич. Пасеку Тихона Залесского знают все.",
            "Тихон Андреевич",
            "Тихон Андреевич Залесский",
        ),
        (
            "М. О. Ландышева служила в архиве. Маргарита Осиповна помнит всё.",
            "Ландышева",
            "Маргарита Осиповна Ландышева",
        ),
        ("Беседовала Ольга ТУМАШОВА. Ольга Львовна молчит.", "Тумашова", "Ольга Львовна Тумашова"),
        ("Пришли Иван Кузьмич и Иван Львович. Был и Иван Громов.", "Иван Кузьмич", "Иван Кузьмич"),
        ("Аркадий ВЕРЕСОВ тушит пожары.", "Вересов", "Аркадий Вересов"),
    ],
)
def test_patronymic_and_surname_are_one_person(text: str, short: str, full: str) -> None:
    assert find_people([text], RUSSIAN).resolve(short) == full
