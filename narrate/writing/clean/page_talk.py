"""What a page says of itself and to its reader: calls, notices, notes on the text."""

from __future__ import annotations

import re

_REMARK = re.compile(
    r"\W*(?:(?:editor|archivist|transcriber|translator|author|publisher)['’]s? note|notes?|citation|credits?|"
    r"n\.? ?b\.?|"
    r"disclaimer|rights|licen[sc]e|cite (?:this|as)|how to cite|sources?|"
    r"copyright)\s*:\s+\S|"
    r"\W*(?:lines?|ll?|vv?|verses?|stanzas?|st)\.? ?\d+(?:[,–-] ?\d+)?(?:, l+\. ?\d+)?\s?[.:]\s",
    re.I,
)


def is_remark(text: str) -> bool:
    """Tell whether a line at the end of a page is a note on the text: "Note: …", "Citation: …", "Line 3. …"."""
    return len(text) <= 500 and _REMARK.match(text) is not None


_IMPERATIVE = re.compile(
    r"(?:^|[.!?:;,•·|–—]\s+|\b(?:and|or|to|please|also)\s+)(?:please )?(?:sign up|subscribe|unsubscribe|"
    r"follow (?:us|@|the "
    r"|(?-i:[A-Z]))|click|tap (?:here|to)|download|listen (?:to (?:our|the|this|more|us)|on|again)|visit (?:our|"
    r"us|the|www"
    r"|(?-i:[A-Z])|\S+\.\w)|read (?:our|more)|see (?:our|more)|watch (?:our|more)|tell us|e-?mail|"
    r"write to (?:us|the editor)|ring us|call us|"
    r"text us|contact (?:us|the|our)|get in touch|get (?:the|our)|join (?:our|the conversation)|"
    r"support (?:us|our|this|independent)|donate|"
    r"give (?:now|today)|make a (?:gift|donation)|buy|shop|order|book (?:now|your|a|online|here|tickets)|"
    r"share (?:this|your|on)|rate (?:us|this|and)|review us|"
    r"enter your|register|browse|explore (?:more|our|the)|find out|learn more|send (?:us|your|letters)|have your say|"
    r"leave (?:a|your)|"
    r"check out|don['’]t miss|start your|become (?:a|our)|upgrade|use (?:the )?(?:code|promo)|go to (?:our|\S+\.\w)|"
    r"report an? (?:error|problem|mistake)|cite this|add to (?:my|your)|view (?:it|this|all|in|our))\b",
    re.I,
)
_PAGE_NOUNS = re.compile(
    r"\b(?:newsletters?|inbox|e-?mails?|podcasts?|subscriptions?|subscribers?|comments?(?: section| below)?|"
    r"web ?sites?|"
    r"social media|apps?|privacy (?:notice|policy)|cookies?|tickets?|back issues?|archives?|catalogues?|merch|"
    r"patreon|"
    r"episodes?|transcripts?|this (?:page|article|story|post|report|episode|interview|series|programme|program)|"
    r"stories|back copies|"
    r"cover price|prices?|vat|offers?|donations?|gift|tax[- ]deductible|charity|online ads|"
    r"browser|pdf|mp3|guest ?book|gift shop|members(?:hip)?|your (?:story|stories|account|details|order|answer))\b",
    re.I,
)
_ADDRESS = re.compile(r"@\w|\b(?:https?:|www\.)|\b\w+\.(?:com|org|net|example|co\.uk|info|io)\b", re.I)
_COMMERCE = re.compile(
    r"\d ?%|[£$€]\s?\d|\b\d+(?:c|p|s|d)\b\.?|"
    r"\b(?:half price|free delivery|discount|all (?:good )?(?:druggists|grocers|booksellers|stores)|per bottle)\b"
    r"|\d{3}[ -]\d{3,4}",
    re.I,
)
_NEAR = re.compile(r"\b(?:here|today|now|free|below|online|every (?:week|friday|monday|morning))\b", re.I)


def calls(text: str) -> int:
    """Return how much of a line calls the reader to do something with the page, from 0; 3 is much, 4 is certain.

    The sum of: a sentence in the imperative of the web ("Sign up"), nouns of pages, "us" and "our", "you" and "your",
    "here" and "today", prices and addresses. A quotation, or somebody who says I, calls for nothing.
    """
    if len(text) > 320 or text[:1] in '"“«‘—–' or re.search(r"\b(?:I|I['’]\w+|my|me)\b|[,.!?][”»\"]", text):
        return 0
    verb = _IMPERATIVE.search(text) is not None
    nouns = {m.lower() for m in _PAGE_NOUNS.findall(text)}
    trade = (_COMMERCE.search(text) is not None) + (_ADDRESS.search(text) is not None)
    if not (verb or len(nouns) >= 2 or (nouns and trade)):
        return 0
    points = 2 * verb + min(3, len(nouns)) + trade
    points += re.search(r"\b(?:us|our)\b", text, re.I) is not None
    points += re.search(r"\byou(?:r|['’]\w+)?\b", text, re.I) is not None
    points += _NEAR.search(text) is not None
    return points if nouns or text[-1:] != "." else points - 2  # a sentence that gives a number to ring is text


_WALL = (
    r"\b(?:cookies|personal data|your (?:consent|browser|privacy|subscription|account|inbox)|ad ?blocker|javascript|"
    r"(?:free|bonus) articles|(?:your )?e-?mail address|recaptcha|newsletters? may contain|"
    r"already a (?:subscriber|member)|log in|free trial|best viewed)\b"
)
_THIS = re.compile(
    r"\b(?:this|the|our) (?:page|web ?site|site|article|entry|post|issue|edition|newsletter|number|clip|gallery|"
    r"archive|recording|transcript|collection|journal|magazine|review)\b",
    re.I,
)
# Each of these says little; a line at the end of a page in which several come together is no part of the text.
_CUES = tuple(
    (weight, re.compile(pattern, re.I))
    for weight, pattern in (
        (
            2,
            r"\d{3}[ -]?\d{3,4}\b|\S@\w|\bwww\.|\bhttps?:|\b[\w-]+\.(?:com|org|net|example|co\.uk|info|io|ru)\b|"
            r"\btel\b\.?",
        ),
        (2, _WALL),
        (2, r"^(?:subscribe|unsubscribe|sign up|donate|pin this|share this|follow (?:us|@)|(?:with )?thanks to)\b"),
        (2, r"\bof all (?:chemists|druggists|newsagents|booksellers|grocers)\b"),
        (2, r"\b(?:can|may) be (?:reached|contacted|consulted)\b|^(?:reach|contact) (?-i:[A-Z])"),
        (1, r"[£$€]\s?\d|\d ?(?:%|per ?cent)|\b\d+[spd]\b|\b1/\d\b"),
        (
            1,
            r"\b(?:archive|collections?|catalogues?|search ?room|reading room|library|museum|exhibition|gallery|"
            r"web ?master|"
            r"guest ?book|comments?|feedback|content|images?|pictures?|photos|photographs?|jpe?g|pdf|mp3|mb|newsletter|"
            r"subscri\w+|copyright|permissions?|rights|licen[cs]ed?|reuse|reproduced|republished|materials|"
            r"originals|browser|"
            r"privacy|inbox|account|copy for|story for|brochure|tickets?|shop|store|order|editor)\b",
        ),
        (
            1,
            r"\b(?:on request|by appointment|be (?:requested|obtained|quoted|reproduced|republished|considered)|"
            r"used with|in print|"
            r"out now|on display|available|is at|until \d|opening hours|free (?:entry|admission))\b",
        ),
        (
            1,
            r"\b(?:posted|updated|published|maintained|powered|converted|recorded|checked|confirmed|designed|"
            r"hosted|reprinted|"
            r"printed|transcribed|digiti[sz]ed|edited|translated|contributed|compiled|moderated)\b",
        ),
        (
            2,
            r"\b(?:first (?:published )?(?:story|novel|book|poem)|(?:latest|next|most recent) (?:book|novel|"
            r"piece|story|"
            r"collection|exhibition|album|film|record|play)|is published by|put together by|exhibition)\b",
        ),
        (1, r"\b(?:you(?:r|rs|['’](?:re|ve|ll|d))?|our|us|we(?:['’]re)?)\b"),
        (
            1,
            r"(?:(?:^|[.!?:] )(?:please |to )?|, please )(?:sign|subscribe|follow|click|download|listen|visit|"
            r"read|see|watch|"
            r"tell|e-?mail|"
            r"write|ring|call|contact|send|join|support|donate|give|buy|order|share|rate|enter|register|browse|"
            r"explore|find|"
            r"learn|check|leave|view|report|cite|get|ask|credit|reach|reply|return|continue|print|save|add|pin|"
            r"book|reserve|"
            r"shop)\b",
        ),
        (1, r"\bplease\b"),
    )
)
_TOLD = re.compile(r"[“”\"«»]|[‘]\w.*’|\b(?:I|I['’]\w+|my|me|he|she|his|her|him|said|says|told)\b", re.I)


def page_weight(text: str) -> int:
    """Return how much speaks for a line at the end of a page being the page's own; from 3 on it is.

    Nothing does where somebody is quoted, tells of himself, or is told of.
    """
    if len(text) > 420 or text[:1] in "‘—–@" or _TOLD.search(text):
        return 0
    shown = _THIS.sub(" ", text)  # "the collection" is one thing, not two
    this = 2 * min(1, len(_THIS.findall(text)))
    return this + sum(weight * min(3 - weight, len(cue.findall(shown))) for weight, cue in _CUES)


def is_wall(text: str) -> bool:
    """Tell whether a line asks for consent, for a log-in or for another browser before the page begins."""
    return re.search(_WALL, text, re.I) is not None and page_weight(text) >= 3


_PAGE = (
    r"(?:page|article|story|piece|post|entry|report|transcripts?|interviews?|conversation|text|newsletter|"
    r"edition|issue|"
    r"column|episode|podcast|programme|program|broadcast|recording|essay|review|speech|translation|version|list|"
    r"responses|answers|replies|letters|comments?|names?|identities|quotes|quotations?|spellings?|punctuation|"
    r"captions?|"
    r"subtitles|footnotes|questions|submissions|contributions|record|poem|extract|excerpt|chapter|minutes|list|diary)"
)
_DONE = (
    r"(?:edited|condensed|published|generated|created|corrected|translated|updated|revised|checked|verified|"
    r"shortened|"
    r"abridged|transcribed|digiti[sz]ed|scanned|printed|reprinted|reproduced|quoted|cited|closed|moderated|"
    r"signed|archived|licensed|protected|prepared|aired|posted|retrieved|modified|changed|withheld|"
    r"omitted|standardi[sz]ed|moderni[sz]ed|retained|preserved|adapted|excerpted|produced|amended|supplied|made|supported|funded|"
    r"typed|retyped|compiled|brief|accurate|complete|final|available|about)"
)
_ABOUT = re.compile(
    rf"^\W*(?:(?:this|these|all|some|any|our|readers['’]|certain|original|a few|most) )?{_PAGE}"
    rf"(?: (?:of|in|from|to|on|for|with|by|and|or|above|below|\w+s) ?[\w ]{{0,30}})?? (?:was|is|are|were|has|"
    rf"have|may|must|"
    rf"should|will|can|cannot)\b(?: (?:not|been|be|lightly|slightly|being|only|also|then|first|originally|"
    rf"here)){{0,4}} "
    rf"{_DONE}\b|"
    rf"^\W*the (?:transcripts?|interview|conversation|recording|questions|answers|letters|text|spelling|names|"
    rf"extracts?|"
    rf"excerpts?) (?:below |above |here |of .{{1,40}} )?(?:was|is|are|were|has|have)\b(?: (?:been|lightly|"
    rf"slightly|not|"
    rf"here|then)){{0,3}} (?:edited|condensed|shortened|abridged|translated|transcribed|moderni[sz]ed|corrected|"
    rf"changed|preserved|retained|checked|reproduced|printed)\b|"
    rf"^\W*(?:the |all )?(?:spellings?|punctuation|orthography|capitals|abbreviations|line breaks|dates) (?:and \w+ )?"
    rf"(?:is|are|was|were|has|have)\b|"
    rf"\bcontributed (?:reporting |research )?to this (?:{_PAGE})\b|"
    r"\b(?:writer|reporter|correspondent|journalist|staff)s? [^.!?]{3,60} contributed\b.{0,30}$|"
    r"^\W*(?:quotation|reproduction|reprinting|copying|redistribution|reuse|use)\b.{0,90}\b(?:permi\w+|"
    r"prohibited|requires?|"
    r"allowed|forbidden)\b|"
    r"^\W*this work is in the public domain\b|"
    r"\bmay not be in (?:its|their) final form\b|\bthe authoritative record\b|"
    r"\bplease excuse (?:any )?(?:errors|typos)\b|"
    r"^\W*this (?:article|page) is about .{2,120}\bfor .{2,100}\bsee\b|"
    r"\bthis (?:text|page|copy) was (?:generated|produced|scanned|made) (?:by|from|with)\b|"
    r"^\W*(?:scanned|transcribed|copied|digiti[sz]ed|typed|retyped|reprinted|reproduced|taken|extracted|"
    r"shortened|abridged|"
    r"condensed|translated|adapted|excerpted)(?: and \w+)? (?:by|from|with|for|at|in)\b(?! (?:which|where|when|"
    r"his|her)\b)"
    r"[^!?]{3,160}$",
    re.I,
)


def is_about_page(text: str) -> bool:
    """Tell whether a line speaks of the page as a thing: "Some names have been changed."."""
    return len(text) <= 420 and _ABOUT.search(text) is not None
