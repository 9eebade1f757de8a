"""What a short line is about, told by what all its words are: a date, a catalogue, the makers, the page itself.

A pattern knows one wording; here a line counts when nothing is left of it after the words of one register are taken
away. Capitalized words are left out of the count, because names may stand in any of these lines. The rules are for the
edges of a page and for lines in brackets; in the middle of a text only `calls` speaks, with more evidence.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(r"\d+(?:[.:/,-]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec januar jänner februar märz juni juli oktober dezember janvier février mars avril mai "
    "juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "januari februari maart mei augustus maj juni juli januar februar marts "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
_DAYS = _set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс yesterday today"
)
_CLOCKS = _set(
    "am pm a.m p.m bst gmt utc est edt et pst pdt pt cst cdt ct mst mdt mt cet cest eet eest msk ist aest aedt jst "
    "uhr noon midnight h hrs мск"
)
_AROUND_DATES = _set(
    "at on of the and um à le la les den der am il el de del d last first updated published posted modified edited "
    "revised created filed aired broadcast issued uploaded added ago hours hour minutes minute mins min days "
    "day weeks "
    "week months month years year st nd rd th publié mis jour aktualisiert veröffentlicht stand pubblicato publicado "
    "в от г года году час часа часов минут минуты назад обновлено опубликовано дата date dated time a p m s"
)
_DATING = _set(
    "updated published posted modified filed aired uploaded publié aktualisiert veröffentlicht pubblicato publicado "
    "обновлено опубликовано ago назад"
)


def is_date(text: str) -> bool:
    """Tell whether a line is a date, a time of day, or both, in whatever order: "Sat 14 Oct 07.00 BST"."""
    if len(text) > 90 or not any(ch.isdigit() for ch in text):
        return False
    words = [t.lower() for t in _TOKEN.findall(text)]
    if len(words) > 16:
        return False
    month = day = number = clock = dating = False
    for k, word in enumerate(words):
        if word[0].isdigit():
            number = True
            clock = clock or re.fullmatch(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d)?", word) is not None
            dating = dating or re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d", word) is not None
        elif word in _MONTHS:
            month = True
        elif word in _DAYS:
            day = True
        elif word in _CLOCKS or (word in "am" and k):
            continue
        elif word not in _AROUND_DATES:
            return False
        dating = dating or word in _DATING
    if words[:1] == ["the"] and not re.search(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\b", text):
        return False  # "The March of 1931"
    return number and (month or dating or (day and clock) or (clock and any(w in _CLOCKS for w in words)))


_CATALOGUE = _set(
    # where it is kept and what it looks like
    "item items leaf leaves ink pencil creased torn box boxes folder folders file files page pages p pp f ff "
    "fol recto "
    "verso typed typescript manuscript mss ms autograph carbon copy copies microfilm envelope postmark postmarked "
    "sheet sheets folded stained watermark watermarked declassified classified restricted stenographic verbatim "
    "record "
    "revised unrevised uncorrected corrected proof proofs draft tape tapes side sides reel reels cassette disc "
    "minutes "
    "mins min hours recording recorded transcript transcribed typewritten handwritten notebook shelfmark "
    "accession inv "
    "typewritten ruled paper als tls photograph wanting "
    "catalogue catalog gallery floor display loan deposit letter letters signed archive archives library museum "
    # where it was printed
    "issue issues no nos nr vol vols volume volumes edition editions ed eds number numbers series series reprinted "
    "printed published publisher supplement proceedings transactions yearbook journal review quarterly bulletin "
    "magazine annals col cols column columns lf rev ser supp "
    # who made it
    "by story stories text texte words photos photo photographs photography picture pictures video illustrations "
    "illustrated graphics reporting reported reporter reporters editing edited editor editors written writer staff "
    "correspondent correspondents bureau agencies agency contributor contributing columnist interview interviewed "
    "interviewer produced producer producers presented presenter translated translation translator transcriber "
    "compiled compiler special shorthand certified steno stenographer heard aired broadcast posted updated "
    "filed rate "
    "share watch request price collected sung told version signature online notice registered charity received "
    "accepted department university institute college school house encyclopedia encyclopaedia cyclopaedia "
    "printer press "
    "imprint release fund runtime runtimes running deb cc hc hl cm online "
    " bundle ref reference sitting session text "
    "share listen political foreign local diplomatic parliamentary fourth third second first revised "
)
_BETWEEN = _set(
    "a an the and or of in on at to for from with our own not until till as is was us this that no de van von la le "
    "du des und et y per see anyone can correct m"
)
_MADE_BY = re.compile(
    r"(?:^|[\s(|·•—–,;.-])(?:(?:story|stories|text|texte|words|photos?|photographs?|pictures?|video|illustrations?|"
    r"graphics|interview(?:ed)?|report(?:ing|ed)?|edit(?:ing|ed)|written|produced|translat(?:ed|ion)|transcribed|"
    r"compiled|recorded|presented|a (?:short )?story|an? (?:essay|poem|report|review|column|memoir)) "
    r"(?:and (?:\w+ )?)?)(?:by|von|par)\s+(?:the )?(?-i:[A-ZÀ-Þ])|"
    r"^[(\s]*by (?-i:[A-ZÀ-Þ])|[|·•—–]\s*by (?-i:[A-ZÀ-Þ])|"
    r"^(?:text|texte|testo|words|story|interview|photos?|pictures?|illustrations?|graphics|reporting|editing|"
    r"editor|producer|translation|translator)\s*[:—–-]\s*(?-i:[A-ZÀ-Þ])|"
    r"\b(?:staff|our own|special|political|foreign|local|diplomatic|parliamentary|agency) "
    r"(?:writers?|reporters?|correspondents?|contributors?|agencies)\b|"
    r"^(?:staff|agencies|wire reports?|(?-i:[A-Z]\w+) (?:reporters?|staff|correspondents?|bureau))$|"
    r"\bstaff$|\bonline (?:by|at|from) the\b.{0,60}$|^[A-Z][a-z]{2,8} \d{1,2}, \d{4} by \w+$|"
    r"^from our\b|^\W*special to the\b|^heard on\b",
    re.I,
)


def is_catalogued(text: str) -> bool:
    """Tell whether a line only says where a text lies, where it was printed or who made it.

    "Item 47. Two leaves, ink, creased. Box 3.", "From: Proceedings of the Guild, vol. 22", "Story and photos by Ann
    Lee", "Stenographic record - not revised".
    """
    if len(text) > 160 or text[-1:] in "?!:" or text[:1] in "\"“«‘'—–":
        return False
    tokens = _TOKEN.findall(text)
    if _OFFICE.match(text) or re.search(
        r"[.;] (?:also )?present\s*:", text, re.I
    ):  # who was in the room is a part of the record
        return False
    if not 2 <= len(tokens) <= 24 or re.search(r"\b(?:proceedings|meeting|hearing|sitting)$", text, re.I):
        return False
    hits = number = strange = names = 0
    for n, token in enumerate(tokens):
        low = token.lower()
        if token[0].isdigit():
            number += 1
        elif low in _CATALOGUE:
            hits += 1
        elif low in _MONTHS or low in _DAYS or low in _BETWEEN or low in _CLOCKS or low in _NUMERALS:
            continue
        elif token.islower() and n:
            strange += 1
        else:
            names += 1
    if strange > (hits >= 3 and number > 0):
        return _FIELD.match(text) is not None or _is_verbless(text)
    if _MADE_BY.search(text) or _FIELD.match(text) or _is_verbless(text):
        return True
    if hits and number and not names and tokens[0].lower() != "item":  # but not a point of an agenda
        return True
    source = re.match(r"\W*from\b:? ?(?:the )?[A-Z“\"*_]", text, re.I) is not None
    return hits >= 2 and (number > 0 or hits >= 0.6 * len(tokens)) and (source or 2 * hits + number >= len(tokens) / 2)


_OFFICE = re.compile(  # what whoever speaks is: "Director, Eight-Year School No. 4"
    r"(?:the )?(?:director|governor|president|minister|chair\w*|secretary|professor|dean|bishop|mayor|"
    r"administrator|head|chief)\b"
    r"(?!\s*:)",
    re.I,
)
_FIELD = re.compile(
    r"(?:object|accession|inventory|catalogue|call|item|reference|ref|file|folder|box|shelf ?mark|signature|"
    r"record|isbn|"
    r"issn|doi|creator|maker|artist|author|photographer|title|subtitle|series|collection|repository|provenance|"
    r"extent|"
    r"materials?|medium|technique|dimensions?|size|weight|condition|credit line|location|place|origin|period|"
    r"culture|date|"
    r"dates|year|format|duration|running time|length|language|languages|subjects?|keywords|topics|rights|licen[sc]e|"
    r"copyright|publisher|published|edition|pages|translator|editor|illustrator|printer|cast|crew|director|genre|"
    r"rating|class|classification|type|version|index|tune|singer|collector|informant|narrator|interviewer|"
    r"interviewee|preacher|delivered by|given by|transcriber|recorded|transcribed|tape|disc|citation|sources?|"
    r"source note|"
    r"note on (?:the )?text|available in|filed under|registered (?:charity|office|company)|charity(?: no)?|vat|"
    r"price|sku)"
    r"(?: (?:no|number|nos|line|name|id|date|of [a-z]+))?\.?\s*(?::|\t|\s{2,}|\s(?=[A-Z]{0,4}[\d/.]{3,}))\s*\S",
    re.I,
)
_PARTICIPLE = re.compile(
    r"\W*(?:recorded|released|held|collected|sung|told|taped|filmed|delivered|printed|broadcast|transmitted|"
    r"received|accepted|"
    r"donated|purchased|acquired|deposited|dictated|transcribed|composed|published|issued|translated|digiti[sz]ed|"
    r"photographed|interviewed|written|spoken|read|given|born|performed|first (?:published|printed|broadcast))\b"
    r"(?! (?:that|the way|how|me|us|him|her|them|it)\b)",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|am|be|been|has|had|have|did|does|do|said|says|would|could|should|can|will|shall|must|"
    r"might|"
    r"I|you|we|they|he|she|it|who|which|when|because)\b"
)


def _is_verbless(text: str) -> bool:
    """Tell whether a line begins with a participle, has no verb, and names a day, a place or a number."""
    return (
        _PARTICIPLE.match(text) is not None
        and _FINITE.search(text) is None
        and len(text.split()) <= 30
        and (any(ch.isdigit() for ch in text) or re.search(r"\b(?:by|at|in|for) [A-Z]", text) is not None)
    )


_NUMERALS = _set(
    "one two three four five six seven eight nine ten twelve spring summer autumn winter fall term i ii iii"
)
_OUTLETS = _set(
    "gazette courier herald times post tribune chronicle mail echo observer express star mirror telegraph guardian "
    "independent argus mercury sentinel sentry advertiser journal review quarterly monthly weekly daily bulletin "
    "dispatch register examiner inquirer enquirer globe leader messenger reporter magazine digest correspondent "
    "intelligencer citizen ledger clarion beacon online newspapers news newswire podcast blog newsletter archive "
    "archives library museum society press radio network openpedia encyclopedia encyclopaedia cyclopaedia wiki "
    "газета "
    "вестник правда известия журнал новости"
)


def is_masthead(text: str) -> bool:
    """Tell whether a line is the name of a paper, a site or a house, by its last word, or by that with a date."""
    words = re.findall(r"[^\W\d_]+", text)
    if not 1 < len(words) <= 9 or text[-1:] in ".!?:;":
        return False
    head = re.findall(r"[^\W\d_]+", re.split(r"\s[-—–|>•·]\s|,|  +", text)[0])
    if not 1 < len(head) <= 5 or not all(w[0].isupper() or w.lower() in _BETWEEN for w in head):
        return False
    return head[-1].lower() in _OUTLETS or (head[0].lower() == "the" and head[1].lower() in _OUTLETS and len(head) == 2)


_MATERIAL = re.compile(
    r"\b(?:ink|pencil|pp?\.|leaf|leaves|carbon|box|folder|mss?\b\.?|autograph|als|tls|typescript|typewritten|"
    r"sheets?|reel)\b",
    re.I,
)


def is_described(text: str) -> bool:
    """Tell whether a line between letters says what they are written on and where they lie: "Box 17. Pencil, 2 pp."."""
    return len(text.split()) <= 20 and _MATERIAL.search(text) is not None and is_catalogued(text)
