"""Who made the page and how it is catalogued, told by wording: credits, archive notes, sources, marks of a script.

These are lines about the text and not of it: "Produced by …", "Typescript, 4 pp.", "Publication: … DOI …".
"""

from __future__ import annotations

import re

_MADE = (
    r"(?:produced|presented|edited|written|directed|mixed|recorded|engineered|reported|photographed|compiled|"
    r"transcribed)"
)
_CREDIT = re.compile(
    r"(?:^|[.;·•|] )(?:(?:that|this|the) (?:story|programme|program|episode|report|series|documentary|piece) "
    rf"(?:was|is) )?(?:\w+ and )?{_MADE} by (?-i:[A-Z])|"
    r"^(?:additional )?(?:reporting|editing|production|sound design|photography|translation|writing|mixing|research) "
    r"(?:and \w+ )?by (?-i:[A-Z])|"
    r"^support for .{2,60} (?:comes|is provided|was provided) (?:from|by)\b|"
    r"^(?:funding|support) (?:for|from|by)\b.{0,80}"
    r"\b(?:provided|foundation|fund|listeners like you)\b|"
    r"^(?:powered by|theme by|theme:|design(?:ed)? by)\b|"
    r"^(?:theme )?music (?:by|from|composed by) (?-i:[A-Z])|"
    r"^(?:беседовал|записал|подготовил|перев[её]л|фото(?:графии)?)[аи]? [А-ЯЁ][\w. -]{2,40}\.(?: \w+ [\w.]+\.?)?$",
    re.I,
)
_ARCHIVE = re.compile(
    r"^(?:newsletter|bulletin|issue|number|no\.?) (?:no\.? ?)?\d+(?:\s*[·|,–-]\s*.{2,60})?$|"
    r"^report no\.? ?\d+\s*[·|,–-].{2,80}$|\.(?:srt|vtt|ass)$|^(?:[A-Z]\w+ )?(?:subtitles|captions)\b\s*(?::|"
    r"by\b|,? part\b).{2,60}$|"
    r"^(?-i:[A-Z][A-Z .'’-]{2,30})(?:, (?:[A-Z][\w.]+,? )?\w+\.? \d{1,2})?(?: \([A-Z]{2,5}\))?\s*[—–-]+$|"
    r"^(?:cert(?:ificate)?|dir(?:ector|ected by)?|running time|rated)\b.{3,100}\b\d+ ?min(?:ute)?s?\.?$|"
    r"^writers?(?:\(s\))?: .{2,60}$|^by$|"
    r"\b(?:typescript|manuscript|carbon copy|microfilm|handwritten), \d+ ?(?:pp?|pages|leaves|ff?)\b|"
    r"\b(?:typescript|manuscript), \d+ pp?\.|^collected (?:in )?\d{4}|"
    r"^(?:tx|air ?date|broadcast|first broadcast|transmission|t/?x)\b\s*:?\s*(?:\w+\.? )?\d|"
    r"\bauto-?generated (?:captions?|transcript|subtitles)\b|\bcaptions (?:corrected|by)\b|"
    r"\bis licen[sc]ed under\b|"
    r"^(?:publication|original (?:publication|paper)|citation|cite as|full citation)\s*: "
    r".{0,200}(?:\bdoi\b|\d)|"
    r"\bdoi:? ?10\.\d{4}|"
    r"^[^.!?]{4,80},? vol\. ?\d+,? (?:no|col|pp?|issue)\. ?\d+[\d–-]*\.?$|"
    r"^[A-Z][\w ]{4,60} \d+ ?\(\d{4}\)(?:, no\. \d+)?[:,] ?(?:pp?\. ?)?\d+[–-]\d+\.?$|"
    r"^(?:№|no\.) ?\d+ \(\d+\),? .{0,30}\d{4}$|"
    r"^(?:first|second|third|fourth|fifth|final|shooting|revised|\d(?:st|nd|rd|th)) (?:draft|revision)\b.{0,30}$|"
    r"^[^.!?]{3,60} [-–—|,] (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{1,2}, \d{4}\s+\d{1,4}$|"
    r"^(?:AM|PM|BC|AP|HFR)-(?:-|\w)[\w-]*.{0,60}$|^(?:eds|editors|attn\.? editors)\s*[:.—-].{0,160}$|"
    r"\b(?:writethru|(?:1st|2nd|3rd|\dth) (?:ld|lead|add)|night lead|day lead)\b.{0,30}$|^[a-z]\d{2,4} [a-z]{4,6}$|"
    r"^\(?more\)?(?: [A-Z]{2}\d+\w*)?$|"
    r"^on .{4,70}, .{2,60} wrote:$|"
    r"^(?:staff and agencies|staff reporters?|agencies|from our (?:own )?correspondent)$",
    re.I,
)
_SCRIPT = re.compile(
    r"(?:END OF (?:TRANSCRIPT|RECORDING|TAPE|INTERVIEW|FILE|SIDE \w+|EXCERPT)|(?:SMASH |MATCH )?CUT TO:?|"
    r"FADE (?:IN|OUT|TO BLACK)[.:]?|DISSOLVE TO:?|"
    r"\(?CONTINUED\)?:?|\(MORE\)|LEGEND|AD BREAK|\[AD BREAK\]|КОНЕЦ (?:ЗАПИСИ|СТЕНОГРАММЫ))"
)
_SITE = re.compile(
    r"^(?:was|is) this (?:page|article|answer|information|story)\b.{0,20}\b(?:helpful|useful|interesting)\b|"
    r"^thanks? (?:you )?for (?:reading|listening|watching|subscribing|signing up|your (?:feedback|support|interest))\b|"
    r"^submit (?:a |your )?(?:corrections?|lyrics|stor(?:y|ies)|photos?|recipes?|comments?)\b.{0,30}$|"
    r"^\d{1,3} (?:of|/) \d{1,3}$|"
    r"^(?-i:WATCH|LISTEN|RELATED|READ(?: MORE| ALSO)?|MORE|VIDEO|PHOTOS|GALLERY|SEE ALSO|ALSO READ|"
    r"IN PICTURES): [^.]{4,90}$|"
    r"^(?:create|start|build) a (?:free )?(?:website|blog|site)\b.{0,40}$|\bbookmark the permalink\b|"
    r"^(?:(?:click|tap|press) (?:here )?to share|after newsletter promotion$)|"
    r"^click to (?:enlarge|zoom)|\bopens in (?:a )?new (?:window|tab)\b|"
    r"^from (?:the )?(?-i:[A-Z])[^.!?]{2,50}(?:pa?edia|wiki\w*)\b[^.!?]{0,60}$|^as (?:prepared|"
    r"delivered)(?: for delivery)?$|"
    r"^text size\b.{0,20}$|^(?:rate|print|cite|bookmark|translate) this (?:page|article|story|entry)\b.{0,40}$|"
    r"^(?:view|show|read|see|hide) (?:all )?(?:\d+ )?comments\b.{0,12}$|^story continues below\b.{0,20}$|"
    r"^(?:older|newer)\s*:.{0,80}|\bhave your say\s*:|^you are here\s*:|"
    r"^free (?:delivery|shipping|returns)\b.{0,40}$|"
    r"^(?:related|similar) (?:objects|items|articles|entries|pages|posts)\s*:|"
    r"^this article (?:needs|has|is|may|contains)\b.{0,60}\b(?:citations?|verification|issues|stub|sources)\b|"
    r"^for (?:the|other|another) .{2,60}, see .{2,60}\.?$|"
    r"^more from (?-i:[A-Z]).{2,120}$|^.{0,60}\bprices include vat\b|^(?:buch|jetzt) .{2,30}!$|"
    r"^(?:call|ring|phone|email|write to) us\b.{0,60}\d{3}",
    re.I,
)


def credit(text: str) -> str:
    """Return why a line is about the text and not of it, or nothing."""
    words = len(text.split())
    if words > 45:
        return ""
    if _SCRIPT.fullmatch(text) or _SCRIPT.fullmatch(text.upper().rstrip(".")):
        return "markup"
    if words <= 30 and _SITE.search(text):
        return "navigation"
    if _ARCHIVE.search(text) or (words <= 30 and _CREDIT.search(text)):
        return "metadata"
    return ""
