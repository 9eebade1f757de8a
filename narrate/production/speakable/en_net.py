"""English addresses of the web and of mail, names of files and of accounts: symbols by name, digits singly."""

from __future__ import annotations

import re

from narrate.production.speakable import en
from narrate.production.speakable.en_numbers import digits
from narrate.production.speakable.scan import Rule, Said

_TOP = (
    r"com|org|net|edu|gov|mil|int|info|biz|name|tv|fm|io|ai|co|me|cc|ly|gl|eu|us|uk|ca|au|nz|de|fr|it|es|pt|nl|be|ch|at|"
    r"dk|se|no|fi|is|ie|pl|cz|sk|hu|ro|bg|gr|tr|ru|ua|by|lt|lv|ee|il|ir|iq|in|pk|cn|jp|kr|tw|hk|sg|my|th|vn|ph|id|mx|br|"
    r"ar|cl|pe|za|ng|ke|eg|museum|travel|app|dev|online|site|blog|news|radio|html?|php|pdf|jpg|asp|va|su"
)


def spell_address(text: str) -> str:
    """Return a web or mail address as it is read aloud: symbols by name, digits singly."""
    said: list[str] = []
    for part in re.findall(r"[A-Za-z]+|\d|[^\sA-Za-z\d]", text):
        if part.isdigit():
            said.append(digits(part))
        elif part[0].isalpha():
            said.append(_label(part))
        else:
            said.append(en.NET_SYMBOLS.get(part, ""))
    return " ".join(word for word in said if word)


def _label(text: str) -> str:
    if text.lower() in _SPELLED:
        return " ".join(text.lower())
    return text


_SPELLED = frozenset("www http https ftp edu html php pdf tv fm uk us eu py csv js xml sql css usr".split())


def _address(match: re.Match[str]) -> Said:
    text = match[0]
    kept = text.rstrip(".,;:!?'\"”’)>]")
    if not kept or ("/" not in kept and "@" not in kept and "www" not in kept and not _domain(kept)):
        return None
    return spell_address(kept), match.start() + len(kept)


def _domain(text: str) -> bool:
    # "end.It" is a missing blank, "lark.it" a domain: names of domains have no capital after the dot.
    last = text.rsplit(".", 1)[1]
    return last.islower() or text.isupper()


def _sign_by_sign(match: re.Match[str]) -> Said:
    kept = match[0].rstrip(".,;:!?'\"”’)")
    return spell_address(kept), match.start() + len(kept)


_FILE = (
    r"txt|py|csv|tsv|docx?|xlsx?|pptx?|exe|dll|js|json|xml|ya?ml|toml|zip|tar|gz|mp[34]|wav|flac|ogg|avi|mov|jpe?g|png|gif|svg"
    r"|md|cpp|java|sh|sql|log|bat|ini|cfg|html?|php|pdf|asp|css|epub"
)
NET = (
    Rule(name="address", pattern=re.compile(r"(?:doi|DOI):\s?10\.[^\s<>\"]{1,200}"), say=_address),
    Rule(
        name="address",
        pattern=re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"),
        say=_address,
    ),
    Rule(
        name="address", pattern=re.compile(r"(?:https?|ftp)://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,2000}"), say=_address
    ),
    Rule(
        name="address",
        pattern=re.compile(
            rf"[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,4}}\.(?:{_TOP})(?::\d{{2,5}})?(?:/[^\s<>\"]{{0,2000}})?(?![\w@])"
        ),
        say=_address,
    ),
    # "readme.txt", "/usr/bin", "C:\\temp": what only a machine reads, a person reads sign by sign.
    Rule(
        name="address",
        pattern=re.compile(rf"(?:[\w-]{{1,63}}\.){{1,5}}(?:{_FILE})(?!\w|[-/]\w)"),
        say=_sign_by_sign,
    ),
    Rule(name="address", pattern=re.compile(r"[A-Za-z]:\\[^\s<>\"|?*]{0,500}"), say=_sign_by_sign),
)
#: Asked where a sign begins the name.
PATHS = (
    Rule(
        name="address",
        pattern=re.compile(
            rf"(?<![\w/.)])(?:~|\.{{1,2}})?(?:/[A-Za-z_][\w.-]{{0,63}}){{2,20}}/?|(?<![\w/.)])/[\w-]{{1,63}}\.(?:{_FILE})(?!\w)"
        ),
        say=_sign_by_sign,
    ),
    Rule(name="address", pattern=re.compile(rf"(?<![\w.])\.(?:com|org|net|edu|gov|{_FILE})(?!\w)"), say=_sign_by_sign),
    Rule(name="address", pattern=re.compile(r"(?<![\w.])@[A-Za-z]\w{1,39}(?!\w)"), say=_sign_by_sign),
    Rule(name="address", pattern=re.compile(r"(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"), say=lambda match: " underscore "),
)
