"""What stands beside a name and tells that it is a person's: an age, a trade, "who", a verb of speech.

The trade is learnt as another word for the person: "Dara Vane, the mayor", "a boy called Jem".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.writing.attribute.languages import Language
from narrate.writing.attribute.persons.people import People
from narrate.writing.attribute.wording.cases import looks_russian
from narrate.writing.attribute.wording.names import Name
from narrate.writing.attribute.wording.words import Token, bare

#: "that it had withdrawn the ship", but not "that it was raining"
_OF_A_HOUSE = frozenset(["had", "has", "would", "will", "did", "does", "regretted", "welcomed", "regrets", "welcomes"])


def introduced(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """An age, "who", or a trade tell a person: "Ada Lund, 24,", "his sister, Ada,", "Ada Lund, head keeper"."""
    before = toks[name.first - 1] if name.first else None
    after = toks[name.last : name.last + 7]
    if name.text.lower() in language.small or _place(name, toks, language):
        return False
    if language.inflected and looks_russian(name.text):
        return True
    if len(after) > 1 and " " in name.text and after[0].low in ("was", "is") and after[1].low in language.years_old:
        return True  # "Ada Lund was nine"
    if len(after) > 2 and after[0].text == ",":
        if after[1].low in ("who", "whose", "whom", "aged") or (
            after[1].text.isdigit() and len(after[1].text) <= 2 and after[2].text in ",.)"
        ):
            return True
        if " " in name.text:
            for tok in after[1:]:
                if not tok.word or tok.low in language.prepositions or tok.low in language.speech:
                    break
                if tok.low in language.roles and (not tok.capital or len(after) > 3):
                    return True
    if _is_a(name, toks, language):
        return True
    if before is None or name.first < 2:
        return False
    if not language.inflected and _called_so(name, toks, language):
        return True
    if " " in name.text and before.low in ("is", "was") and after[:1] and after[0].text in ".,":
        return any(t.low in language.roles for t in toks[max(0, name.first - 8) : name.first])
    noun = toks[name.first - 2 if before.text == "," else name.first - 1]
    owner = toks[name.first - (3 if before.text == "," else 2)] if name.first >= 3 else None
    if noun.low not in language.roles or noun.capital:
        return False
    return " " in name.text or (owner is not None and owner.low in language.possessives)


def _is_a(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """Read "Mies was not a stupid fellow", "Ada had been the cook": a person, whatever the name."""
    k = name.last
    while k < len(toks) and k < name.last + 3 and toks[k].low in language.auxiliaries | {"is", "been", "not"}:
        k += 1
    if k == name.last or k >= len(toks) or toks[k].low not in ("a", "an", "the", "his", "her", "my"):
        return False
    for tok in toks[k + 1 : k + 5]:
        if not tok.word or tok.capital or tok.low in language.prepositions:
            return False
        if tok.low in language.roles:
            return True
    return False


def _place(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """The second name of "Hattie Boland of Ardent Centre" is no person's."""
    k = name.first - 1
    return k > 0 and toks[k].low in ("of", "in", "from", "near") and toks[k - 1].capital and not name.title


def speaks(name: Name, toks: Sequence[Token], language: Language) -> bool:
    """A name beside a verb of speech is a person's; not "a spokeswoman for Marrow Ports said", "Middle C went down"."""
    before = toks[name.first - 1] if name.first else None
    after = toks[name.last] if name.last < len(toks) else None
    verbs = (language.speech | language.weak_speech) - language.loose_verbs
    if after is not None and after.low in verbs and (before is None or before.low not in language.prepositions):
        return not _of_a_house(toks, name.last + 1)
    return (
        before is not None
        and before.low in language.speech
        and name.first >= 2
        and toks[name.first - 2].text in '"”,»’—–-?!'
    )


def _of_a_house(toks: Sequence[Token], verb: int) -> bool:
    """Tell "Vintra Maritime said in a statement that it had withdrawn the ship": who is "it" is no person."""
    for k in range(verb, min(len(toks) - 1, verb + 12)):
        if not toks[k].word:
            return False
        if toks[k].low == "it" and toks[k - 1].low in ("that", "said", "says") and toks[k + 1].low in _OF_A_HOUSE:
            return True
    return False


def learn_apposition(name: Name, toks: Sequence[Token], people: People) -> None:
    """Learn "Mayor Dara Vane", "Dara Vane, the mayor" and "the mayor of Harrow, Dara Vane"."""
    language = people.language
    full = name.text
    if language.inflected:
        _inflected_apposition(name, toks, people)
    if name.title in language.roles and name.title not in language.courtesy:
        people.roles.setdefault(name.title, full)
    before = toks[name.first - 1] if name.first else None
    if before is not None and before.low in language.roles and not before.capital:
        people.roles.setdefault(before.low, full)
    for noun in _called_so(name, toks, language):
        people.roles.setdefault(noun, full)
        people.learn_gender(full, language.roles[noun])
    if before is not None and before.text == ",":
        j = name.first - 2
        for k in range(j, max(-1, j - 9), -1):
            if toks[k].text in '.;:"“”':
                break
            if (
                toks[k].low in language.roles
                and k
                and (
                    toks[k - 1].low in language.determiners
                    or toks[k - 1].low in ("new", "old", "former", "current", "deputy", "local")
                )
            ):
                people.roles.setdefault(toks[k].low, full)
                people.learn_gender(full, language.roles[toks[k].low])
                break
    after = name.last
    if (
        after + 3 < len(toks)
        and toks[after].text == ","
        and toks[after + 1].low == "the"
        and toks[after + 3].text in ".,;:"
    ):
        people.roles.setdefault(toks[after + 2].low, full)  # "Brother Anselmo, the cellarer,"
    if after < len(toks) and toks[after].text == ",":
        for k in range(after + 1, min(len(toks), after + 9)):
            tok = toks[k]
            if tok.text in '.;:,"“”' or tok.low in ("who", "whose", "which", "and", "but"):
                break
            if (
                tok.low in language.roles
                and k - after <= 6
                and (toks[after + 1].low in language.determiners or k - after <= 3)
            ):
                people.roles.setdefault(tok.low, full)
                gender = language.roles[tok.low]
                if gender:
                    people.learn_gender(full, gender)
                break


def _called_so(name: Name, toks: Sequence[Token], language: Language) -> list[str]:
    """Return the nouns of "a boy called Jem", "the girl next door was called Ada", "the cook, a man called Huw"."""
    k = name.first - 1
    if k < 1:
        return []
    word, earlier = toks[k].low, toks[k - 1].low
    named = (word in ("is", "was") and earlier == "name") or (word == "of" and earlier == "name")
    if word in language.naming or word == "по":
        if earlier in language.roles and k >= 2 and toks[k - 2].low == "the" and not language.inflected:
            return []  # "the mayor called Ada"
    elif not named:
        return []
    found: list[str] = []
    for j in range(k - 1, max(-1, k - 11), -1):
        if toks[j].text in '.;:!?“”"' or (toks[j].capital and j + 1 < k and j):  # somebody else is named in between
            break
        if found and toks[j + 1].text != ",":
            continue
        noun = bare(toks[j].low)
        if noun in language.roles:
            found.append(noun)
            if len(found) > 1:
                break
    return found[1:] or found if found and found[0] in language.generic else found[:1]


_CALLED = re.compile(
    r"(?:на|про)?(?:звали|зовут|звал|называли|называют|величали|величают)|прозвали|прозвище|имени|фамилии"
)


def _inflected_apposition(name: Name, toks: Sequence[Token], people: People) -> None:
    """Learn "вдова лоцмана Ефросинья Ступина", "сторожа звали Семён Ильич", "Игнат работал сторожем"."""
    language = people.language
    full = name.text
    role = ""
    for k in range(name.first - 1, max(-1, name.first - 5), -1):
        tok = toks[k]
        opens = not k or not toks[k - 1].word
        if k and tok.low in ("по", "на", "в", "при") and not name.oblique and toks[k - 1].low in language.roles:
            continue  # "Дежурный по станции Кузьма Репин"
        if (
            not tok.word
            or (tok.capital and not opens)
            or tok.low in language.speech
            or tok.low in language.prepositions
        ):
            break
        if _CALLED.fullmatch(tok.low):
            near = [t.low for t in toks[max(0, k - 3) : k]]
            role = next((language.cases.get(w) or (w if w in language.roles else "") for w in reversed(near)), "")
            break
        if name.oblique:
            role = language.cases.get(tok.low, role)
        elif tok.low in language.roles:
            role = tok.low
    if role:
        people.roles.setdefault(role, full)
        people.learn_gender(full, language.roles.get(role, ""))
