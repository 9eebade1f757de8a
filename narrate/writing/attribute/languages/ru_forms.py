"""Russian words in their cases: what a noun or a name looks like when it is not the subject.

In: the nominative. Out: its other forms in the singular. Only what tells a subject from another noun is wanted: the
plural and the stress are left out, and a form too many does less harm than one too few.
"""

from __future__ import annotations

import re

from narrate.writing.attribute.languages import FEMALE, MALE, words

_HUSHED = "жшчщ"
_BACK = "гкх" + _HUSHED
_IRREGULAR = {
    "пётр": "петра петру петром петре",
    "петр": "петра петру петром петре",
    "лев": "льва льву львом льве",
    "павел": "павла павлу павлом павле",
    "мать": "матери матерью",
    "дочь": "дочери дочерью",
    "отец": "отца отцу отцом отце",
    "ребёнок": "ребёнка ребёнку ребёнком ребёнке",
    "судья": "судьи судье судью судьёй судьей",
    "воробей": "воробья воробью воробьём воробье",
    "муравей": "муравья муравью муравьём муравье",
    "соловей": "соловья соловью соловьём соловье",
}
PATRONYMIC_MALE = re.compile(r"(?:[оеё]вич|[ьи]ич|(?<=[мктлшн])ич|ыч)$")
PATRONYMIC_FEMALE = re.compile(r"(?:[оеё]вна|ична|инишна|ишна)$")
_OBLIQUE_MALE = re.compile(r"(?P<base>.*(?:[оеё]вич|[ьи]ич|(?<=[мктлшн])ич|ыч))(?:а|у|ем|ом|е)$")
_OBLIQUE_FEMALE = re.compile(r"(?P<base>.*(?:[оеё]вн|ичн|ишн))(?:ы|е|у|ой|ою)$")
SURNAME_MALE = re.compile(r"(?:[оеё]в|[иы]н|[сц]кий|[сц]кой|[нлр]ый)$")
SURNAME_FEMALE = re.compile(r"(?:(?:[оеё]в|[иы]н)а|[сц]кая|[нлр]ая)$")


def _with(stem: str, endings: str) -> frozenset[str]:
    return frozenset(stem + ending for ending in endings.split())


def oblique(word: str, gender: str, *, surname: bool = False) -> frozenset[str]:
    """Return the forms of a word of that gender that are not its nominative; none where it has no cases.

    `surname`: names in -ов and -ин are inflected as no noun is: Дроздова, о Дроздове, с Дроздовым; к Дроздовой.
    """
    if word in _IRREGULAR:
        return frozenset(_IRREGULAR[word].split())
    if word.endswith(("ая", "яя")):
        return _with(word[:-2], "ой ую ою" if word[-2] == "а" else "ей юю ею")
    if gender == FEMALE and surname and SURNAME_FEMALE.search(word):
        return _with(word[:-1], "ой у ою")
    if word.endswith("ия"):
        return _with(word[:-1], "и ю ей")
    if word.endswith("я"):
        return _with(word[:-1], "и е ю ей ёй ею")
    if word.endswith("а"):
        hushed = word[-2:-1] in _HUSHED + "ц"
        return _with(word[:-1], f"{'и' if word[-2:-1] in _BACK else 'ы'} е у {'ей' if hushed else 'ой ою'} ой")
    if gender == FEMALE:
        return _with(word[:-1], "и ью") if word.endswith("ь") else frozenset()
    return _masculine(word, surname=surname)


def _masculine(word: str, *, surname: bool) -> frozenset[str]:
    if word.endswith(("кий", "гий", "хий")) and (surname or word.endswith("ский")):
        return _with(word[:-2], "ого ому им ом")
    if word.endswith(("чий", "щий", "жий", "ший")):
        return _with(word[:-2], "его ему им ем")
    if word.endswith(("ый", "ой")):
        return _with(word[:-2], "ого ому ым ом")
    if word.endswith("ий"):
        return _with(word[:-1], "я ю ем и")
    if word.endswith(("й", "ь")):
        return _with(word[:-1], "я ю ем ём е")
    if surname and SURNAME_MALE.search(word):
        return _with(word, "а у ым е")
    if word.endswith("ец") and len(word) > 4:
        stem = word[:-2]
        stem = stem[:-1] + "йц" if stem[-1] in "аеоуия" else stem + ("ьц" if stem[-1] == "л" else "ц")
        return _with(stem, "а у ом ем е")
    if word.endswith(("ок", "ёк")) and len(word) > 4:
        return _with(word[:-2] + ("к" if word[-2] == "о" else "ьк"), "а у ом е")
    if word[-1:] in "оеиуюыэ" or word.endswith(("ых", "их")):
        return frozenset()
    return _with(word, "а у ом ем е" if word[-1:] in _HUSHED + "ц" else "а у ом е")


def patronymic(word: str) -> tuple[str, str]:
    """Return gender and nominative of a patronymic in any case; two empty strings for another word."""
    if PATRONYMIC_MALE.search(word):
        return MALE, word
    if PATRONYMIC_FEMALE.search(word):
        return FEMALE, word
    if match := _OBLIQUE_MALE.fullmatch(word):
        return MALE, match["base"]
    if match := _OBLIQUE_FEMALE.fullmatch(word):
        return FEMALE, match["base"] + "а"
    return "", ""


# A verb in the past says whether he or she did it. Nouns and small words that look like one:
_PAST = re.compile(r"(?:[аеёиоуыэюя]л(?:а|о|и|ся|ась|ось|ись)?|(?:[сзгкршб]|лк|лч)л(?:а|о|и|ась|ось|ись))$")
_SHORT_PAST = words(
    """
мог помог смог лёг прилёг нёс принёс донёс произнёс произнес вёз привёз вырос рос умер замер запер отпер стёр
исчез полез слез влез вылез затих стих умолк замолк смолк поник сник возник проник привык сберёг берёг пёк сёк
вёл привёл
"""
)
_NO_PAST = words(
    """
стол угол пол котёл козёл осёл орёл орел узел мел пепел дятел отдел предел раздел прицел генерал адмирал капитал
журнал материал канал вокзал зал металл арсенал сигнал финал подвал скандал идеал интервал персонал потенциал
филиал бокал вал бал тыл ил апостол символ протокол комсомол глагол камзол престол произвол пыл мул гул аул стул
посол пострел школа скала игла метла пчела стрела сила могила вила зола смола юла мгла тела сёла кабала похвала
хвала дело тело село стекло весло масло мыло сало начало одеяло покрывало зеркало горло крыло число ремесло жало
тепло светло мало зло или если ли земли соли мысли двери воли доли роли боли пыли дали цели недели модели качели
самого всего михаила кирилла данила самуила гавриил гавриила михаил кирилл самуил ангел ангела начала дела
футбол пенала квартала квартал идеала журнала зала стола угла пола отдела генерала материала канала вокзала
подвала сигнала узла кресла масла весла числа ремесла свёкла стёкла стекла кресло тесло ветла пекло русло дупло
седло рыло шило было была были был стало
"""
)


_WENT = {"шёл": MALE, "шел": MALE, "шла": FEMALE, "шло": "thing", "шли": "plural"}


def past(word: str) -> str:
    """Return ``male``, ``female``, ``thing`` or ``plural`` for a verb in the past tense, nothing for another word."""
    if word in _SHORT_PAST:
        return MALE
    if word in _WENT:
        return _WENT[word]
    if len(word) < 4 or word in _NO_PAST or _PAST.search(word) is None:
        return ""
    plain = word.removesuffix("ся").removesuffix("сь")
    return {"а": FEMALE, "о": "thing", "и": "plural"}.get(plain[-1], MALE)


_PRESENT = re.compile(r"(?:[а-яё]ет|[аеиоуыя]ёт|ит|[аяую]ют|[уюая]т)(?:ся)?$")
_NO_PRESENT = words(
    """
ответ привет совет балет скелет пистолет жилет валет атлет куплет омлет турникет паркет рикошет туалет интернет
факультет авторитет комитет сюжет кабинет билет букет предмет портрет секрет буфет бюджет пакет рассвет расцвет
просвет запрет обед гранит кредит визит лимит аппетит транзит магнит щит кит бит быт зонт брат салат халат
солдат адвокат депутат плакат аппарат результат март факт контракт такт акт тракт закат канат театр гарант
вариант талант музыкант лейтенант комендант варят институт маршрут минут пут тут этот приют уют каюта абсолют
салют пусть опять пять девять десять шут
"""
)


def present(word: str) -> bool:
    """Tell a verb in the third person of the present, by its ending: "пожимает", "машет", "улыбаются"."""
    return len(word) > 4 and word not in _NO_PRESENT and _PRESENT.search(word) is not None
