"""Threads: who posted what, in forums, under articles, and in the archives of mailing lists.

A pure function of the lines of a page, used by `clean` to keep short posts and drop what stands around them, and by
`attribute` to give every post to whoever wrote it. A post is told by its head, which comes back: a name beside a
date, a name over a date or over what the board knows of its member, "NAME says:", or the fields of an e-mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from narrate.writing.days import DAY, PLAIN_DATE, WHEN

Role = Literal["name", "head", "data", "quoted", "subject", "body", "control"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a line is to a thread, and whose post it belongs to."""

    role: Role
    author: str
    end: int = 0  #: where the post begins in a line that its head stands in as well


_EDITED = r"(?:\s*[(\[·•|,-]*\s*(?:edited|reply|ответить|нравится|цитировать|permalink|link|#\d+|изменено)\b.{0,30})?"
_DATE_ONLY = re.compile(
    rf"(?:#\d+\s+)?(?:(?:posted(?: on)?|отправлено|добавлено|написано|опубликовано|создано|дата):?\s+|on\s+|"
    rf"last edited:?\s+)?(?:{WHEN}{_EDITED}|{PLAIN_DATE}\s+#\d+)\W*",
    re.I,
)
_NAME = r"[^\W_][^\n:;!?\"“”»·|]{0,30}?"
_BESIDE = re.compile(
    rf"(?:#?\d+[.)]?\s+)?(?:(?:re:.{{0,60}}\s)?(?:(?:posted |written |comment |reply )?by:?\s+|"
    r"(?:автор(?: сообщения)?|от|сообщение от|добавил[аи]?|написал[аи]?|отправил[аи]?):?\s+))?"
    rf"(?P<who>{_NAME})"
    rf"\s*(?:»|·|•|\||,|—|–|-|\s(?:wrote|said|says|posted|commented|replied|writes)?\s?(?:on|"
    rf"at)?)\s*(?:{WHEN}){_EDITED}:?\W*",
    re.I,
)
_LINE_OF_TEXT = 60  #: characters
#: below this line stand comments, be there one or many
COMMENTS = re.compile(
    r"(?:\d+ )?(?:комментари(?:и|ев|я|й)|отзыв(?:ы|ов)|обсуждени[ея]|мнения читателей|comments)"
    r"(?: (?:к статье|к записи|читателей|посетителей|пользователей))?\W*\d*\W*(?:[|·•]\s*.{0,60})?",
    re.I,
)
_BELOW = re.compile(
    rf"(?P<who>{_NAME})(?:,|:| [—–-]|\s\|)?\s+[(\[]?(?:{WHEN}|{PLAIN_DATE}(?: г\.)?)[)\]]?[,:]?(?:\s+|$)", re.I
)
_BY = re.compile(
    rf"#*\s*(?:re: .{{0,60}} )?post(?:ed)? by:?\s+(?P<who>{_NAME})"
    rf"(?: on |, | at | [-–—·|] )(?:{WHEN}|{PLAIN_DATE})\W*",
    re.I,
)
_POSTED_BY = re.compile(r"(?:автор(?: сообщения)?|от|сообщение от)\b", re.I)
_SAYS = re.compile(
    rf"(?P<who>{_NAME}) (?:says|said|wrote|writes|commented|replied|responded|пишет|написал[аи]?|ответил[аи]?)"
    rf"(?:,? (?:on )?(?:{WHEN}|{PLAIN_DATE}))?(?::|,$|(?P<dots>\.\.\.|…)$)(?P<rest>.*)",
    re.I,
)
_MEMBER = re.compile(
    r"(?:posts?|messages|joined|join date|member since|registered|location|reputation|karma|threads|points|"
    r"likes(?: received)?|"
    r"thanks|rank|сообщени[яй]|регистрация|откуда|репутация)\s*(?::|(?=\s\S+(?: \w{3} \d{4})?\s{2,})|"
    r"\s(?=\d)).{1,80}|"
    r"(?:(?:site |global |forum |senior |junior |full |new |veteran |well-known |active |valued |supporting |"
    r"long[- ]time |honorary |founding )?(?:moderator|"
    r"administrator|admin|member|newbie|regular|contributor|guest|veteran|poster|hero member|expert)|"
    r"модератор|администратор|новичок|участник)(?:\s*[•·|].{0,40}|\s{2,}.{1,60})?|last edited by\b.{0,90}|"
    r"[★☆*]{2,8}|(?:online|offline)",
    re.I,
)
_CONTROL = re.compile(
    r"(?:top|up|back to top|reply(?: to (?:this|post|.{1,30}))?|quote|report(?: (?:this|post|abuse|comment))*|"
    r"like|dislike|"
    r"share|permalink|link|flag|edit|ответить|цитировать|цитата|пожаловаться|наверх|ветвь дискуссии|нравится|"
    r"поделиться|свернуть ветку|(?:сообщение отредактировал|изменено)\b.{0,60}|svar|antworten|répondre|"
    r"follow-?ups?:?|prev(?:ious)? (?:by|in) (?:date|thread).{0,60}|score:? ?[+-]?\d+|"
    r"[+-]?\d+ (?:people like this|likes?|"
    r"points?|votes?|replies)|was this helpful|recommend(?: \d+)?|"
    r"you must (?:log in|be logged in|register).{0,50}|log in (?:or register )?to (?:reply|comment).{0,20}|"
    r"similar threads|not open for further replies.?|[↑↓▲▼↩⬆⬇^+\-\d()]+|[|·•])"
    r"(?:[\s|·•]+(?:top|reply|quote|ответить|цитировать|цитата|пожаловаться|нравится|поделиться|"
    r"ветвь дискуссии|наверх|"
    r"report(?: (?:this|post|abuse|comment))*|like|dislike|share|permalink|link|"
    r"flag|edit|"
    r"(?:score|likes?):? ?[+-]?\d+|\d+ (?:people like this|likes?|points?|votes?)|[↑↓▲▼↩⬆⬇^+\-\d()]+))*",
    re.I,
)
_FIELD = re.compile(
    r"(?P<key>name|location|country|home ?page|website|"
    r"from|to|cc|bcc|date|sent|subject|re|reply-to|in-reply-to|message-id|organi[sz]ation|newsgroups|"
    r"references|"
    r"x-[\w-]+|от|кому|тема|автор(?: документа| сообщения| письма| записи| комментария)?|"
    r"отправитель|адресат|получатель|"
    r"(?:дата|место|время)(?: (?:создания|публикации|написания|документа|хранения|отправки|сообщения))?)"
    r"\s*:\s*(?P<value>\S.*)",
    re.I,
)
_RECORD = re.compile(r"(?:автор|отправитель|адресат|получатель|дата|место|время)\b[а-яё ]{0,14}:\s\S.*", re.I)
_QUOTED = re.compile(r"quote:|(?:originally posted by|quoting|цитата:?)\b.{0,40}", re.I)
_SUBJECT = re.compile(r"(?:re|fwd?|aw|sv|отв)\s*:\s*\S.{0,100}", re.I)


def find_thread(lines: Sequence[str]) -> dict[int, Part]:
    """Return the part that each line of a thread plays, by its index; nothing where a page has no two posts.

    A post runs from its head to the next head or to a line of controls ("Reply", "Top").
    """
    heads = _heads(lines)
    if not heads or _are_feet(lines, heads):
        return {}
    parts: dict[int, Part] = {}
    author, end, signed = "", -1, False
    before = {line.strip() for line in lines[: next(iter(heads))] if len(line) < 100}
    for i, line in enumerate(lines):
        text = line.strip()
        if i in heads:
            end, author, signed = heads[i].end, heads[i].who, False
            if heads[i].inside:
                parts[i] = Part(role="body", author=author, end=heads[i].inside)
                continue
            for k in range(i, end):
                parts[k] = Part(role="data" if k > i else "name", author=author)
            if end == i + 1 and not _SAYS.fullmatch(text):
                parts[i] = Part(role="head", author=author)
            continue
        if i < end:
            continue
        if not author:
            role = _role(text)
            if role in ("data", "control") and i > next(iter(heads)) - 2:
                parts[i] = Part(role=role, author="")
            continue
        signed = signed or _SIGNATURE.fullmatch(text) is not None  # what a member says under every post
        role = "subject" if text in before else _role(text)
        parts[i] = Part(role="data" if signed and role == "body" else role, author=author)
        if role == "control":
            author = ""
    return parts


def _are_feet(lines: Sequence[str], heads: Mapping[int, _Head]) -> bool:
    """Tell lines under the posts from heads: nothing is posted after the last one, and something before the first."""
    first, last = min(heads), max(heads)
    after = (line.strip() for line in lines[heads[last].end :])
    if heads[last].inside or any(len(line) > 20 and _role(line) == "body" for line in after):
        return False
    return "by " in lines[first] and sum(len(line) > _LINE_OF_TEXT for line in lines[:first]) > 0


def _role(text: str) -> Role:
    if _QUOTED.fullmatch(text):
        return "quoted"
    if _CONTROL.fullmatch(text):
        return "control"
    if _MEMBER.fullmatch(text) or _DATE_ONLY.fullmatch(text):
        return "data"
    if _SUBJECT.fullmatch(text):
        return "subject"
    said = _SAYS.fullmatch(text)
    return "quoted" if said and not any(c.isalnum() for c in said["rest"]) else "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Where the head of a post ends and who posts; `inside`: the post begins in the same line."""

    end: int
    who: str
    inside: int = 0


def _heads(lines: Sequence[str]) -> dict[int, _Head]:
    """Return the head of each post, by the line that opens it; a kind that comes once counts only under "Comments"."""
    found: dict[str, dict[int, _Head]] = {k: {} for k in ("beside", "over", "member", "says", "mail", "below")}
    taken = -1
    below = told = False
    for i, line in enumerate(lines):
        text = line.strip()
        told = told or len(text) > _LINE_OF_TEXT
        if told and not below and len(text) <= 90 and COMMENTS.fullmatch(text):
            below, above = True, [(kind, k) for kind, heads in found.items() for k in heads]
            for kind, k in above if len(above) == 1 else ():
                del found[kind][k]  # who wrote what is commented on
        if i < taken or not text:
            continue
        kind, head = _head(lines, i, text) if len(text) <= 120 else ("", None)
        if below and kind in ("", "beside", "over"):
            kind, head = "below", head or _below(i, text)
        if kind and head is not None:
            found[kind][i] = head
            taken = head.end
    if len(found["member"]) >= 2 and found["beside"]:  # the board says it twice: over the post and beside its date
        authors = {head.who for head in found["member"].values()}
        found["beside"] = {i: head for i, head in found["beside"].items() if head.who in authors}
    found["below"] |= _over_text(lines) if not found["below"] else {}
    found["beside"] |= found.pop("over")
    kept = {kind: heads for kind, heads in found.items() if len(heads) >= 2 or (heads and kind == "below")}
    if "says" in kept and ("member" in kept or "beside" in kept):
        del kept["says"]  # quotations of earlier posts
    elif "says" in kept and not any(head.end > i + 1 for i, head in kept["says"].items()):
        del kept["says"]  # labels of a conversation
    return dict(sorted({i: head for heads in kept.values() for i, head in heads.items()}.items()))


def _head(lines: Sequence[str], i: int, text: str) -> tuple[str, _Head | None]:
    if len(text) <= 90 and _POSTED_BY.match(text) and (beside := _BESIDE.fullmatch(text)) and _is_name(beside["who"]):
        return "beside", _Head(end=i + 1, who=beside["who"].strip())
    if _FIELD.fullmatch(text) and not _SUBJECT.fullmatch(text):
        end, who = _mail(lines, i)
        return ("mail", _Head(end=end, who=who)) if who else ("", None)
    if said := _SAYS.fullmatch(text):
        if said["rest"].strip() and _DATE_ONLY.fullmatch(said["rest"].strip()):
            return "beside", _Head(end=i + 1, who=said["who"])
        if any(c.isalnum() for c in said["rest"]):
            return "", None
        if said["dots"]:  # "Ann said...", as blogs have it
            return "beside", _Head(end=i + 1 + _dated(lines, i + 1), who=said["who"])
        return "says", _Head(end=i + 1 + _dated(lines, i + 1), who=said["who"])
    if len(text) <= 90 and (beside := _BESIDE.fullmatch(text) or _BY.fullmatch(text)) and _is_name(beside["who"]):
        return "beside", _Head(end=i + 1, who=beside["who"].strip())
    if len(text) > 34 or not _is_name(text) or i + 1 >= len(lines):
        return "", None
    end = i + 1
    while end < len(lines) and end - i <= 6 and _MEMBER.fullmatch(lines[end].strip()):
        end += 1
    if end > i + 1 or (i and _NUMBER.search(lines[i - 1]) and _dated(lines, i - 1)):
        return "member", _Head(end=end, who=text)
    return ("over", _Head(end=i + 2, who=text)) if _dated(lines, i + 1) else ("", None)


def _over_text(lines: Sequence[str]) -> dict[int, _Head]:
    """Return the heads of comments whose day stands under them: a name, the post, "12 мар в 10:15 Ответить"."""
    start = next((i + 1 for i, line in enumerate(lines) if len(line) <= 90 and COMMENTS.fullmatch(line.strip())), 0)
    found: dict[int, _Head] = {}
    if not start or not any(len(line) > _LINE_OF_TEXT for line in lines[:start]):
        return found
    for i in range(start, len(lines)):
        if _dated(lines, i):
            if i > start + 1 and len(lines[start]) <= 34 and _is_name(lines[start]):
                found[start] = _Head(end=start + 1, who=lines[start].strip())
            start = i + 1
    return found


def _below(i: int, text: str) -> _Head | None:
    """Read a head of any look: under the head of the comments a name and a day are enough, with the post "
    "behind them."""
    match = _BELOW.match(text)
    if match is None or not _is_name(match["who"]):
        return None
    return _Head(end=i + 1, who=match["who"].strip(), inside=match.end() if match.end() < len(text) else 0)


_SIGNATURE = re.compile(r"_{5,}|-- ?")
_NUMBER = re.compile(r"#\d+(?:\W*$|\s)")


def stands_alone(text: str) -> bool:
    """Tell whether a line is a thread's own and never a part of a wrapped paragraph: a date with a time, controls."""
    if len(text) > 80:
        return False
    return any(form.fullmatch(text) is not None for form in (_DATE_ONLY, _CONTROL, _RECORD, _BY))


_BUTTON = re.compile(r"(?<=[.!?…)»\"]) +(?=(?:Ответить|Цитировать|Пожаловаться|Reply)(?:\W+\w+)?\W*$)")


def button_at_end(text: str) -> int:
    """Return where a button begins that stands behind the last word of a post: "Доски верну. Ответить"; else 0."""
    match = _BUTTON.search(text, max(0, len(text) - 60))
    return match.end() if match else 0


def _dated(lines: Sequence[str], i: int) -> bool:
    return i < len(lines) and len(lines[i]) <= 80 and _DATE_ONLY.fullmatch(lines[i].strip()) is not None


def _is_name(text: str) -> bool:
    """Tell whether a line can be the name of a member: few words, no sentence, not a word of the board."""
    text = text.strip()
    if not text or text[-1:] in ",:;!?" or (text[-1] == "." and len(text.split()[-1]) > 3):
        return False
    return (
        len(text.split()) <= 4
        and any(ch.isalpha() for ch in text)
        and not _CONTROL.fullmatch(text)
        and not _MEMBER.fullmatch(text)
        and not re.match(rf"{DAY}", text + " ", re.I)
        and not re.search(
            r"^(?:posted|published|updated|comments?|by|page|on|last)\b|\b(?:comments?|views)\b", text, re.I
        )
    )


def _mail(lines: Sequence[str], i: int) -> tuple[int, str]:
    """Return where the fields of an e-mail end and who sent it; nobody where there are less than two fields."""
    keys: set[str] = set()
    who, end = "", i
    while end < len(lines) and (field := _FIELD.fullmatch(lines[end].strip())):
        if keys and _POSTED_BY.match(lines[end].strip()) and _BESIDE.fullmatch(lines[end].strip()):
            break
        key = field["key"].lower()
        if key in keys:
            break
        keys.add(key)
        if (key in ("name", "from", "от", "отправитель") or key.startswith("автор")) and "name" not in keys - {key}:
            who = re.sub(r"\s*[<(\[]?\S+@\S+[>)\]]?\s*|\"", "", field["value"]).strip(" ()") or field["value"]
        end += 1
    return (end, who) if len(keys) >= 2 else (i, "")
