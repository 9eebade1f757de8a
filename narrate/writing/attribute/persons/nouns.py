"""What a noun for a person tells where it stands: age, trade, gender, and whether somebody new is brought in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from narrate.writing.attribute.languages import Language, words
from narrate.writing.attribute.languages.ru_forms import past, patronymic
from narrate.writing.attribute.persons.phrases import Subject
from narrate.writing.attribute.wording.words import Token

GENERIC = frozenset(
    {"girl", "boy", "woman", "man", "lady", "child", "девушка", "девочка", "мальчик", "женщина", "парень"}
    | {"хозяйка", "хозяин", "старик", "старуха", "мужчина", "lad", "gentleman"}
    | {"старичок", "старушка", "дед", "бабка", "бабушка", "мальчишка", "девчонка", "пацан", "юноша", "парнишка"}
)


OLD = frozenset({"старик", "старичок", "дед", "дедушка", "старуха", "старушка", "бабка", "бабушка"})
YOUNG = frozenset({"мальчик", "мальчишка", "мальчуган", "пацан", "парнишка", "девочка", "девчонка", "ребёнок", "малыш"})


STILL = words(
    "сидел сидела стоял стояла лежал лежала спал спала дремал дремала висел ждал ждала молчал молчала читал читала "
    "писал писала курил курила жил жила был была вязал вязала грелся грелась"
)
COMES = words(
    "вошёл вошел вошла зашёл зашел зашла заглянул заглянула выглянул выглянула высунулся высунулась появился появилась "
    "показался показалась подошёл подошел подошла подбежал подбежала подсел подсела вышел вышла пришёл пришел пришла "
    "прибежал прибежала приехал приехала подъехал подъехала вернулся вернулась вмешался вмешалась откликнулся "
    "откликнулась входит заходит заглядывает выглядывает появляется подходит подбегает подсаживается выходит "
    "вмешивается"
)
#: nobody is the subject of these: who is questioned, called or given the floor is
HEARD = words(
    "допрашивают допросили опрашивают опросили вызывают вызвали приглашают пригласили просят слушают спрашивают "
    "спросили "
    "расспрашиваем спрашиваем встречаем находим застаём представляют зовут выслушали"
)
_SERVES = words(
    "служит служил служила работает работал работала был была стал стала становится трудится трудился числится"
)


def serves_as(phrase: Subject, toks: Sequence[Token]) -> bool:
    """Tell what somebody is by trade: "служит смотрителем", "стала учительницей"."""
    before = [t.low for t in toks[max(0, phrase.first - 3) : phrase.first]]
    instrumental = toks[phrase.first].low.endswith(("ом", "ем", "ём", "ой", "ей", "ым", "им"))
    return instrumental and any(w in _SERVES for w in before) and not any(w in ("с", "со") for w in before)


def is_thing(phrase: Subject, toks: Sequence[Token]) -> bool:
    """Tell a noun that the next sentence calls "it": "The coach was late. It had been late since Corrow."."""
    stop = next((k for k in range(phrase.last, min(len(toks), phrase.last + 14)) if toks[k].text in ".!?"), -1)
    opens = not phrase.first or toks[phrase.first - 1].text in ".!?"
    return opens and 0 < stop < len(toks) - 1 and toks[stop + 1].low == "it"


def before_noun(phrase: Subject, toks: Sequence[Token]) -> str:
    """Return the word before a noun and its adjectives."""
    k = phrase.first - 1
    while k > 0 and toks[k].low.endswith(("ая", "яя", "ый", "ий", "ой")) and not past(toks[k].low):
        k -= 1
    return toks[k].low if k >= 0 else ""


def appears(phrase: Subject, toks: Sequence[Token]) -> bool:
    """Tell how a Russian story brings somebody in: "мальчик лет восьми", "вошла женщина", "какой-то мужик"."""
    after = toks[phrase.last].low if phrase.last < len(toks) else ""
    before = before_noun(phrase, toks)
    first = toks[phrase.first].low
    return after == "лет" or first in ("какой-то", "какая-то", "некий", "некая", "один", "одна") or past(before) != ""


def of_age(role: str, names: Sequence[str]) -> list[str]:
    """Return the names that a noun of old or of young age can mean: only the old are called by their father's name."""
    word = role.split()[-1].lower()
    if word not in OLD | YOUNG:
        return list(names)
    elder = [n for n in names if any(patronymic(w.lower())[0] for w in n.split())]
    return elder if word in OLD else [n for n in names if n not in elder]


def presented(phrase: Subject, before: Subject | None, toks: Sequence[Token]) -> bool:
    """Tell a sentence that brings a person in at its end: "Then came Ada Lund."."""
    if phrase.possessive or (phrase.last < len(toks) and toks[phrase.last].text not in ".!"):
        return False
    start = phrase.first - 1
    while start >= 0 and toks[start].text not in ".!?":
        start -= 1
    earlier = before is not None and before.first > start
    return not earlier and 1 < phrase.first - start <= 5 and toks[phrase.first - 1].word and toks[start + 1].low != "by"


def clause_gender(toks: Sequence[Token], language: Language) -> str:
    """Return the gender of the subject of "… said the cook, wiping her hands", as far as what follows it tells."""
    for tok, following in pairwise(toks):
        if tok.text in '.;:!?“”"«»' or tok.capital or tok.low in language.roles:
            return ""
        gender = language.possessives.get(tok.low, "")
        if gender:  # "told her she had" is somebody else
            other = (
                language.pronouns,
                language.determiners,
                language.prepositions,
                language.joins,
                language.auxiliaries,
            )
            object_ = not following.word or any(following.low in table for table in other)
            return "" if object_ else gender
    return ""


def role_name(subject: Subject) -> str:
    """Return the page's own words for a person without a name."""
    words = subject.text.split()
    drop = {"his", "her", "their", "my", "our", "your", "its", "this", "that", "every", "each", "no"}
    drop |= {
        "этот",
        "эта",
        "тот",
        "та",
        "один",
        "одна",
        "какой-то",
        "какая-то",
        "некий",
        "сам",
        "самый",
        "его",
        "её",
        "ее",
    }
    drop |= {"их", "наш", "наша", "мой", "моя"}
    words = [w for w in words if w.lower() not in drop] or [subject.head]
    text = " ".join(words)
    return text[:1].upper() + text[1:]
