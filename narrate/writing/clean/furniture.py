"""What belongs to the page and not to the text, told by its wording alone.

Tables of patterns with the reason each one gives; where a line lies on the page is judged in `kinds`.
"""

from __future__ import annotations

import re

from narrate.writing.clean.credits import credit
from narrate.writing.clean.rows import is_row
from narrate.writing.clean.russian import about_page
from narrate.writing.clean.vocabulary import is_date

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\.?"
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
)
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
_DATE = (
    rf"(?:{_WEEKDAY},? )?(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?:\d{{4}}|'\d\d)(?: ?(?:г\.|"
    rf"года))?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"{_MONTH} \d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}-\d\d-\d\d){_TIME}"
)
# "Marsh End, 3 May 1921", but not "Letter from Ann Vane to her mother, 3 May 1921"
_TOWN = (
    r"(?-i:[A-ZА-ЯЁ])[\w.'’-]*(?: (?:(?-i:[A-ZА-ЯЁ])[\w.'’-]*|in|on|at|near|upon|the|de|la|le|am|an|der|sur|на|под))*"
)
DATE_LINE = re.compile(rf"(?:{_TOWN} ?[,|·]? )?{_DATE}\.?", re.I)
DATE_INSIDE = re.compile(_DATE, re.I)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I)


_COPYRIGHT = _any(
    r"©|^\s*(?:\(c\)\s(?-i:[\dA-ZА-Я])|copyright\b(?! law| act| claim| case)|copyrighted)|\(c\) (?:1[89]|20)\d\d\b",
    r"all rights reserved|все права защищены|авторские права",
    r"\b(?:re)?printed (?:here )?(?:by|with) (?:the )?(?:kind )?permission\b|\bby (?:kind )?permission of\b",
    r"^this (?:work|page|article|text) is licensed|creative commons|^text is available under",
    r"^[^.!?]{0,40}\bpublic domain\b[^.!?]{0,20}\.?$",
)
_CAPTION = _any(
    r"^(?:depicted|pictured|photo(?:graph)?s?|image|picture|illustration|caption|above|below|fig(?:ure|\.)? ?\d+|"
    r"plate \d+|map \d*|фото|на фото|на снимке|рис(?:унок|\.)? ?\d*|иллюстрация)\b ?(?:credit|courtesy|by|"
    r"из архива|автора)?\s*[:.–—]",
    r"^\(?(?:photo(?:graph)?|image|picture|illustration)s? (?:by|courtesy|credit|from|©)",
    r"(?<![a-zа-яё] )(?:photo(?:graph)?|image|picture|foto|фото):? ?(?:©|by [A-Z]|courtesy|credit|/|:)",
    r"\bcredit: [A-Z]",
    r"\b(?:getty images|shutterstock|wikimedia commons)\b",
    r"^in this (?:[\w-]+ ){0,3}(?:photo|image|picture|frame)\b|\([\w .]{3,40}/[\w .]{3,40}\)$",
    r"^(?:courtesy (?:of|photo)|фотограф(?:ия)?[: ])",
    r"^\[?(?:photo|image|picture|video|graphic|map)\s*[:\]]",
    r"\bclick (?:to (?:enlarge|zoom|view|see|open)|for (?:a )?(?:larger|full|bigger))\b",
    r"\b(?:hide|toggle|show) caption$|^\[?image \d+ of \d+\b",
    r"^(?:image|picture|photo|media|video) (?:source|caption|credit)\b",
    r"\((?:[\w'’ ]{0,30} )?(?:file )?(?:photo|picture|image)(?: by [^()]{2,30})?\)$",
    r"\S (?-i:[A-Z][A-Z'’.-]+ [A-Z][A-Z'’.-]+(?: (?:PHOTO|IMAGES|PICTURES)|/[A-Z ]{2,30}))$|"
    r"(?-i:[a-z]\)?\.? (?:AP|AFP|EPA|PA|REUTERS|GETTY|"
    r"ALAMY|TASS))(?: IMAGES| PHOTO)?$|^(?-i:(?:Getty|Alamy|Reuters|AFP|EPA|Shutterstock))\b[^.!?]{0,30}$",
)
_NAVIGATION = _any(
    r"^(?:home|главная)\s*(?:[|/>»›·•:]|$)",
    r"^\W*(?:back|return|zurück|назад|вернуться) (?:to\b(?!:)|home\b|next\b|к\b|на\b|в\b)",
    r"^[«‹←<]\s?\S.{0,60}(?:\s{2,}|\s[|·•]\s).{0,60}\S\s?[»›→>]$",
    r"^\W*(?:back to top|наверх|к началу)\W*$",
    r"^\W*(?:previous|prev|next|назад|далее|вперёд|предыдущ\w+|следующ\w+)\b(?:\W+(?:previous|prev|next|index|"
    r"contents|up|home|page|chapter|article|post|story|document|section|part|episode|entry|up|страница|статья|"
    r"глава|запись|назад|далее|вперёд|>>?|<<?|\d+)\b)*\W*$",
    r"^\W*(?:previous|prev|next|следующ\w+|предыдущ\w+)(?: (?:up|story|article|post|chapter|page|episode|"
    r"in (?:this )?series|статья|запись|материал|глава))?\s*[:»›>→|]",
    r"^(?:part|page|pages|chapter|section|часть|страница|стр\.)s?:?\s*\d+(?:\s*[,|/·–-]\s*\d+)+\W*$",
    r"^(?:share|tweet|print|e-?mail|like|pin|reply|register|search)\b(?! (?:for|of|in|as|to) )(?:\W|$)"
    r"(?:[^.!?]{0,60})$",
    r"^(?:follow us|subscribe|sign up|sign in|log ?in|log ?out|menu|skip to|jump to|go to|toggle|show more|"
    r"load more|view all|see all|click (?:here|to|for)|tap to|"
    r"поделиться|распечатать|подписаться|подпишитесь|войти|регистрация|поиск|меню|версия для печати|"
    r"комментари(?:и|ев))\b(?![^.!?]{60,})(?:\W|$)(?:[^.!?]{0,60})$",
    r"^(?:copy|get|embed) (?:link|url)$|^search (?:this|the|our) (?:site|archive|collection)s?\b.{0,20}$|"
    r"^(?:report abuse|flag|permalink|ответить|цитировать|пожаловаться)$|"
    r"^(?:share|print|email|save) (?:this|the|on|via|by)\b[^.!?]{0,80}$",
    r"\bshare (?:this|on (?:facebook|twitter|x))\b",
    r"^(?:posted|filed|published|categor(?:y|ies)|tagged|tags|topics|рубрика|теги|метки|раздел|темы)\b(?: (?:in|"
    r"on|by|under))?\b\s*:?[^.!?]{0,80}[|:]",
    r"^(?:tags?|topics?|keywords|categories|filed under|posted in|теги|метки|ключевые слова|рубрика)\s*:",
    r"^all times are\b.{0,60}$|^display posts\b|\bbe the first to (?:like|comment|review)\b|^(?:blog|"
    r"site) (?:at|by)\b.{0,40}$|"
    r"\bleave a (?:reply|comment)\b|^(?:\d+|no) (?:comments?|replies|responses)\b",
    r"^(?:read|see|learn|find out|watch|listen|hear|view|more) (?:more|also|next|now|the full (?:story|text|"
    r"transcript))\b[^.!?]{0,90}$",
    r"^(?:more (?:on|from|in|about)|related|recommended|most (?:read|popular|viewed)|you (?:may|"
    r"might) (?:also )?(?:like|enjoy|be interested)|also (?:in|on|by|read)|don['’]t miss|trending|latest (?:news|"
    r"stories|posts)|popular (?:posts|now)|recent (?:posts|comments)|читайте также|смотрите также|см\. также|"
    r"материалы по теме|по теме|ещё по теме|другие новости|похожие)\b[^.!?]{0,120}[.!?]?$",
    r"\b(?:accept|manage|use[s]?) (?:all |of |our )?(?:cookies|preferences)\b",
    r"^(?:terms|privacy|contact|about|help|faq|site ?map|disclaimer|advertise|careers|cookies?)(?: (?:us|of use|"
    r"of service|policy|and conditions|with us|center|centre))?\s*(?:[|·•/,&]|$)",
    r"^\W{0,2}[▶►🔊🎧⏵]\W*[^\W\d][^.!?]{0,120}[\w)\"”'’]$|"  # a player
    r"^(?:audio|sound|clip|listen)\s*:[^.!?]{0,90}\(\d{1,2}[:'’]\d\d[\"”]?\)$",
    r"^(?:download|listen|play|stream|watch)\b[^.!?]{0,50}\b(?:mp3|pdf|episode|audio|here|now|"
    r"transcript)\b[^.!?]{0,20}$|^(?:listen|play|pause|download)\W*$",
    r"^(?:\W*(?:facebook|twitter|instagram|youtube|telegram|whatsapp|linkedin|reddit|pinterest|email|rss|"
    r"вконтакте|одноклассники|телеграм)\W*){2,}$",
    r"^(?:https?://|www\.)\S+$",
    r"^(?:contents|table of contents|in this (?:issue|article|section)|on this page|содержание|оглавление)\W*$",
    r"\.{4,}\s*\d+$|(?:\. ){4,}\s*\d+$|…{2,}\s*\d+$",
    r"^(?:page|стр\.?|страница) \d+(?: (?:of|из) \d+)?$|^[-–—\[( ]*\d{1,4}[-–—\]) ]*$",
    r"^best viewed (?:at|in|with)\b|^(?:you are )?(?:the )?visitors? (?:no\b|number|counter|since)",
    r"^\W*(?:printer[- ]friendly|text[- ]only|print(?:able)?) version\b.{0,20}$",
    r"^#\d+(?:\s+(?:quote|report|reply|permalink|link|share|edit|like|top)\b)+\W*$",
    r"^(?:listen to|read|hear|see|watch) the (?:rest|whole|full|complete)\b[^.!?]{0,50}(?:\.{3}|…)?$",
    r"\babout:reader\b|^\d+ of \d+ \d{1,2}/\d{1,2}/\d{2,4}, \d",  # what a browser prints on each sheet
    r"^(?:swipe|scroll|tap|hover)\b[^.!?]{0,40}$|^(?:listen|watch|play) (?:again|back)$",
    r"^\W*(?:bookmark|add to favou?rites|send feedback|we are partners|site map)\b",
    r"^\W*(?:(?:continue|keep) reading|continue to|continued (?:on|from)|to be continued on|read on|читать далее|"
    r"читать дальше|подробнее)\b",
)
_METADATA = _any(
    r"^(?:first )?(?:published|updated|posted|last (?:updated|modified|edited|reviewed)|created|retrieved|"
    r"accessed|archived|опубликовано|обновлено|дата публикации)\b:?(?: (?:on|at|by|online|in))?:? ?[^.!?]{0,90}$",
    r"\b\d+ ?[- ]?min(?:ute)?s? (?:read|listen)\b|время чтения|\d\s?просмотр\w*$|просмотров\b",
    r"^(?:source|ref(?:erence)?|case (?:no|number)|docket|file (?:no|number)|isbn|issn|doi|accession|shelfmark|"
    r"call number|document (?:no|number)|record|catalogue|archive(?: ref)?|vol(?:ume)?\.? [\dIVXLC]+|"
    r"issue (?:no\.?)? ?\d|источник|архив|фонд|дело №|ф\. ?\d+)\b\.?[ :№#][^!?]{0,120}$",
    r"^(?:for immediate release|embargoed? (?:until|till)|press (?:release|contact|office|enquiries|inquiries)|"
    r"media (?:contact|enquiries|inquiries|release)|news release|contacts?|notes? (?:to|for) editors?|"
    r"для немедленной публикации|пресс-релиз|контакты?(?: для прессы)?)\b(?:\W|$)(?![^.]{90,})",
    r"^(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]? )?(?:\*\*\*|-!-|-->|<--|→|←) .{0,60}\b(?:join|quit|part|"
    r"left|leaves|mode|topic|changed|sets|is now known|has)",  # what a server says in a chat
    r"\btranscripts?\b.{0,60}\b(?:automatically|auto-?|machine|computer|ai)[- ]?generated\b|"
    r"\b(?:automatically|machine|computer|auto|ai)[- ]generated transcripts?\b|"
    r"^this (?:transcript|copy) may (?:not be|contain)\b",
    r"^submitted by\b[^.!?]{0,80}$",
    r"^(?:this is (?:not )?an? [\w -]{0,30}(?:transcript|record)\b|(?:provided|powered|issued|captioned) by\b).{0,90}$",
    r"^[-–— ]*END\b[-–— ]*\d{1,2}[:.]\d{2}.{0,12}$",
    r"\bend-to-end encrypt|^.{0,60}<(?:media|image|video|audio|sticker|attachment) omitted>$",
    r"^(?:#\s*){2,}#?$|^[-–— ]*(?:30|ends?)[-–— ]*$|^\*+\s*ends\s*\*+$",
    r"^(?:this|the) (?:interview|conversation|transcript|text|article|story|discussion|q&a)\b.{0,40}\b(?:(?:has|"
    r"have) been|was|is) (?:lightly |slightly )?(?:edited|condensed|shortened|abridged|translated|updated|"
    r"corrected|amended)\b",
    r"^(?:интервью|текст|беседа|запись)\b.{0,40}\b(?:сокращен\w*|отредактирован\w*|печатается с)\b",
    r"^(?:tel|phone|telephone|fax|e-?mail|web(?:site)?|address|тел|факс|адрес|сайт)\b\.?\s*[:.]",
    r"^[^.!?]{0,60}\(?\+?\d{1,4}\)?[ -]\d{3,4}[ -]?\d{2,4}\d*$",
    r"^\S+@\S+\.\w+$",
    r"^(?:interviewee|interviewer|narrator|subject|transcriber|transcribed|recorded|recording|"
    r"date(?: of (?:interview|recording))?|place|location|venue|tape|reel|side|track|duration|length|language|"
    r"project|collection|format|present|participants|информант|собиратель|дата|место(?: записи)?|запись|кассета|"
    r"расшифровка)(?: (?:no\.?|number|date|place|time|by|name))?\s*(?:\d+\s*)?:\s+\S.{0,90}$",
    r"^(?:tape|reel|side|cassette) (?:\d+|[A-D]|one|two)(?:,? (?:side|tape|track) (?:\d+|[A-D]|one|two))?\.?$",
    r"^(?:volume|vol\.?|book|reel) [ivxlc\d]+,? (?:pages?|pp?\.|no\.|number|issue) ?[\d–-]+$",
    r"\brush transcript\b|\bmay contain errors\b|\bcheck against (?:audio|delivery)\b",
    r"^a version of this (?:article|story|piece|essay) (?:appear|was|first|originally)",
    r"^(?:this|the) (?:article|essay|story|piece|text|speech|letter) (?:first |originally )?(?:appeared|"
    r"was (?:first |originally )?(?:published|printed|broadcast|delivered))\b",
    r"^(?:we welcome|send (?:us )?(?:your )?)(?: your)? (?:letters|comments|contributions|e-?mails|stories)\b",
    r"^letters (?:may|should|must) be\b",
    r"\b(?:store|use)s? cookies\b|\byour privacy\b|\baffiliate links?\b",
    r"^(?:music|sound|mix|editor|producer|research|photographs?|words|illustrations?|tekst|foto['’]s?)\s*: .{0,100}$",
    r"\bis (?:made|produced|presented|hosted|written and produced|a production of|a co-production) (?:by|"
    r"of)? ?[A-Z][\w'’ -]+(?: and [A-Z]| for [A-Z]|[.,] (?:music|sound|mix))",
    rf"^{_DATE}\s*[·|•,;–-]\s*.{{0,40}}$",
    r"^[^.!?]{3,60}, (?:no|№|issue|nr)\.? ?\d+(?:, .{0,30})?$|^[^!?]{3,80}\bс\. ?\d+[-–]\d+\.?$",
    r"^(?:эфир|передача|выпуск|запись) от \d|^расшифровка\b",
    r"^(?:your )?e-?mail address will not be published|required fields are marked",
    rf"^{_DATE}\. (?:as (?:prepared|delivered|recorded|broadcast)|check against)\b.{{0,60}}$",
    r"^(?:recorded|transcribed|taped|filmed|reprinted|reproduced|collected|digitized|digitised|produced|mixed|"
    r"engineered|presented) (?:in|at|on|by|with|from)\b.{0,200}$",
    r"^(?:no|nos|s\. hrg|h\.?r|doc|inv)\.? ?[\dA-Z]+[-–\d.\w]*(?:\.? (?:argued|decided|filed|submitted)\b.*)?$",
    r"^(?:nothing in this|the \w+ is not responsible for|opinions expressed|views expressed)\b.{0,160}$",
    r"\bISB?S?N:? [\dX][\dX –-]{7,}",
    r"^\(?\d{1,3} ?(?:hours?|hrs?|min(?:ute)?s?|sec(?:ond)?s?)\.?"
    r"(?:,? \d{1,2} ?(?:min(?:ute)?s?|sec(?:ond)?s?)\.?)?\)?$",
    r"^(?:word count|reading time|rating|price|sku|edition)\s*:",
)
# Capitals tell a byline from a sentence that begins with "By", so this one minds them.
_BYLINE = re.compile(
    r"^(?:(?:By|BY|by|Words by|WORDS BY|[Aa]s told to|AS TOLD TO|"
    r"(?:Story|Text|Written|Reported|Reporting|Interview|Interviewed|Edited|"
    r"Produced|Transcribed|Transcript|Translated|Translation|Compiled|Subtitles|Captions) by)\b:?"
    r"|(?:Автор(?:ы)?|Текст|Беседовал[аи]?|Интервью|Записал[аи]?|Подготовил[аи]?|Перевод|Редактор)\b:?) "
    r"(?:[A-ZА-ЯЁ][\w.'’-]+|and|и|for|the|of|in|[,&|·/—-]|\d[\d:]*|\(\d{4}[–-](?:\d{4})?\)|"
    r"(?<=[,|—-] )[a-zа-яё][\w -]{2,40}$| )+\.?$"
)
_ADVERTISEMENT = _any(
    r"^\W*(?:advertis(?:e?ment|ing)|scroll to continue|sponsored(?: content| by\b.*)?|promoted|ad|реклама|"
    r"на правах рекламы)\W*$",
    r"\bearn (?:an? |some )?(?:small |affiliate )*commissions?\b|\baffiliate commissions?\b|"
    r"^(?:check|see|view|compare) (?:the |today['’]s |latest |current )*prices?\b.{0,20}$|"
    r"^(?:from )?[£$€] ?\d[\d.,]*(?: (?:at|from|on) \S.{0,30})?$",
    r"^(?:sold out|out of stock|in stock|add to (?:cart|basket|bag))$",
    r"^[^.?]{3,60}\b\d+ ?% off\b[^.?]{0,30}$",
    r"^(?:advertisement|реклама|sponsored)\s*[:—–-]|^advertisement\b.{0,40}$",
    r"^(?:subscribe (?:now|today|for)|sign up (?:for|to) (?:our|the)|get our (?:free )?newsletter|"
    r"buy (?:it )?now|shop now|order now|limited offer|only \$\d|free shipping|donate (?:now|today)|"
    r"support our (?:work|journalism)|become a (?:member|supporter)|подпишитесь на|купить сейчас)\b",
    r"^(?:this (?:story|article|episode|programme|program|podcast) (?:is|was) (?:sponsored|brought to you))",
)


def by_wording(text: str) -> str:
    """Return why a line is furniture, told by its words alone, or nothing."""
    if len(text) > 400:
        return ""
    words = len(text.split())
    if words <= 45 and _COPYRIGHT.search(text):
        return "caption" if _CAPTION.search(text) and text.lstrip()[:1] not in "©(" else "copyright"
    if words <= 60 and _CAPTION.search(text):
        return "caption"
    if words <= 35 and _ADVERTISEMENT.search(text):
        return "advertisement"
    if words <= 30 and _NAVIGATION.search(text):
        return "navigation"
    if words <= 40 and (_METADATA.search(text) or (words <= 25 and _BYLINE.match(text))):
        return "metadata"
    if words <= 12 and (DATE_LINE.fullmatch(text) or is_date(text)):
        return "metadata"
    if why := credit(text) or about_page(text):
        return why
    if not any(ch.isalnum() for ch in text):
        return "markup"
    return "navigation" if words <= 40 and is_row(text) else ""
