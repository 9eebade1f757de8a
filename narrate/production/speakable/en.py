"""English tables: months, words that are counted, abbreviations and titles, places, symbols."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text, for tables."""
    return frozenset(text.split())


MONTHS = ("January February March April May June July August September October November December").split()
MONTH = {name[:3].lower(): name for name in MONTHS} | {"sept": "September"} | {name.lower(): name for name in MONTHS}
MONTH_PATTERN = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)

WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}

# Things that are counted: "1500 copies" is a quantity, "1500" by itself a year.
COUNTED = words(
    "people persons men women children boys girls soldiers troops copies miles delegates members votes voters "
    "students pupils workers peasants prisoners refugees victims casualties deaths houses homes buildings "
    "families households villages species islands ships aircraft tanks guns horses cattle pages words letters "
    "seats games points goals runs matches yards feet meters metres kilometers kilometres tons tonnes kilograms "
    "pounds dollars rubles roubles euros acres hectares inhabitants residents citizens employees jobs units cars "
    "trucks bicycles books items songs albums patients doctors teachers officers sailors rooms beds apartments "
    "stores shops schools churches times years days hours minutes seconds weeks months steps meals tickets fans "
    "spectators participants volunteers protesters demonstrators others or cases stars calories degrees more "
    "additional new square cubic total different such"
) - words("or new such more times")
# Words that may begin with a capital without being a name.
FUNCTION = words(
    "the a an in on at of and or to from by with for as but so if when while then that this these those his her "
    "its their our my your he she it they we you i was were is are had has have be been not no near under over "
    "after before since until mount port fort sault old new saint nor than like between into through about "
    "against during without"
)
ABOUT = words(
    "over nearly almost than least most approximately roughly exactly only some total totaling another additional "
    "every numbered numbering times minus plus"
)

# --- words ---------------------------------------------------------------------------------------------------------

# Said so wherever they stand with a full stop; what depends on its neighbours has a rule.
ABBREVIATIONS = {
    "mr": "Mister",
    "mrs": "Mrs",  # every engine knows it without its full stop
    "ms": "Ms",
    "messrs": "Messieurs",
    "prof": "Professor",
    "rev": "Reverend",
    "revd": "Reverend",
    "hon": "Honorable",
    "gen": "General",
    "col": "Colonel",
    "maj": "Major",
    "capt": "Captain",
    "lt": "Lieutenant",
    "cmdr": "Commander",
    "adm": "Admiral",
    "sgt": "Sergeant",
    "cpl": "Corporal",
    "pvt": "Private",
    "brig": "Brigadier",
    "gov": "Governor",
    "sen": "Senator",
    "rep": "Representative",
    "pres": "President",
    "supt": "Superintendent",
    "insp": "Inspector",
    "amb": "Ambassador",
    "jr": "Junior",
    "sr": "Senior",
    "esq": "Esquire",
    "vs": "versus",
    "etc": "et cetera",
    "cf": "compare",
    "viz": "namely",
    "ca": "circa",
    "approx": "approximately",
    "dept": "department",
    "govt": "government",
    "assn": "association",
    "univ": "university",
    "bros": "Brothers",
    "inc": "Inc",
    "ltd": "Limited",
    "corp": "Corp",
    "ave": "Avenue",
    "blvd": "Boulevard",
    "rd": "Road",
    "hwy": "Highway",
    "mt": "Mount",
    "ft": "Fort",
    "al": "al",
    "incl": "including",
    "excl": "excluding",
    "esp": "especially",
    "asst": "assistant",
    "assoc": "associate",
    "mts": "Mountains",
    "mtn": "Mountain",
    "attn": "attention",
    "cert": "certificate",
    "dist": "district",
    "feat": "featuring",
}
# Said so only where the next word fits: a name, or a number.
BEFORE_NAMES = words("hon gen col maj rep sen gov pres adm insp mt ft rev amb supt lt pvt brig")
BEFORE_NUMBERS = {
    "no": "number",
    "nos": "numbers",
    "p": "page",
    "pp": "pages",
    "vol": "volume",
    "vols": "volumes",
    "ch": "chapter",
    "chap": "chapter",
    "chs": "chapters",
    "art": "article",
    "arts": "articles",
    "sec": "section",
    "sect": "section",
    "fig": "figure",
    "figs": "figures",
    "par": "paragraph",
    "para": "paragraph",
    "eq": "equation",
    "bk": "book",
    "pt": "part",
    "ed": "edition",
    "c": "circa",
    "b": "born",
    "d": "died",
    "r": "reigned",
    "fl": "flourished",
    "est": "established",
    "ext": "extension",
    "rte": "route",
    "ste": "suite",
    "ex": "example",
    "ver": "version",
    "tel": "telephone",
    "apt": "apartment",
    "op": "opus",
    "tab": "table",
    "cl": "clause",
    "l": "line",
    "ll": "lines",
    "n": "note",
    "ff": "folios",
    "fol": "folio",
    "mk": "mark",
    "rev": "revision",
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "sept": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
# Said so after an ordinal: "3rd Bn.", "2nd ed."
AFTER_ORDINALS = {
    "ed": "edition",
    "c": "century",
    "cent": "century",
    "bn": "Battalion",
    "regt": "Regiment",
    "div": "Division",
    "bde": "Brigade",
    "inf": "Infantry",
    "cav": "Cavalry",
    "sqn": "Squadron",
    "btn": "Battalion",
}
# Programs whose releases are counted after the point.
PROGRAMS = words(
    "Python macOS Android iOS Ubuntu Windows Java PHP Linux kernel Debian Fedora Firefox Chrome Safari Perl Ruby Go "
    "Rust Swift Kotlin Scala Django"
)
# How American newspapers shorten a state after its town.
OLD_STATES = dict(
    pair.split(":")
    for pair in (
        "Ala:Alabama Ariz:Arizona Ark:Arkansas Calif:California Cal:California Colo:Colorado Conn:Connecticut "
        "Del:Delaware Fla:Florida Ga:Georgia Ill:Illinois Ind:Indiana Kan:Kansas Ky:Kentucky La:Louisiana Md:Maryland "
        "Mass:Massachusetts Mich:Michigan Minn:Minnesota Miss:Mississippi Mo:Missouri Mont:Montana Neb:Nebraska "
        "Nev:Nevada Okla:Oklahoma Ore:Oregon Pa:Pennsylvania Penn:Pennsylvania Tenn:Tennessee Tex:Texas Vt:Vermont "
        "Va:Virginia Wash:Washington Wis:Wisconsin Wyo:Wyoming Ont:Ontario Que:Quebec Alta:Alberta"
    ).split()
)
STREETS = {
    "St": "Street",
    "Ave": "Avenue",
    "Av": "Avenue",
    "Rd": "Road",
    "Blvd": "Boulevard",
    "Dr": "Drive",
    "Ln": "Lane",
    "Ct": "Court",
    "Pl": "Place",
    "Sq": "Square",
    "Hwy": "Highway",
    "Pkwy": "Parkway",
    "Expy": "Expressway",
    "Ter": "Terrace",
    "Cir": "Circle",
}
DIRECTIONS = {"N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest"} | {
    "SE": "Southeast",
    "SW": "Southwest",
}
STATES = dict(
    pair.split(":")
    for pair in (
        "AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware FL:Florida "
        "GA:Georgia HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas KY:Kentucky LA:Louisiana ME:Maine "
        "MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi MO:Missouri MT:Montana NE:Nebraska "
        "NV:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York NC:North_Carolina ND:North_Dakota OH:Ohio "
        "OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode_Island SC:South_Carolina SD:South_Dakota TN:Tennessee TX:Texas "
        "UT:Utah VT:Vermont VA:Virginia WA:Washington WV:West_Virginia WI:Wisconsin WY:Wyoming DC:D.C."
    ).split()
)
# Read letter by letter although they could be words; every other word in capitals is left to the engine's dictionary.
# One spelling for what sounds alike, so that "5 km" and "5 kilometres" are the same words to whoever compares takes.
RESPELLED = {
    "metre": "meter",
    "metres": "meters",
    "litre": "liter",
    "litres": "liters",
    "fibre": "fiber",
    "kilometre": "kilometer",
    "kilometres": "kilometers",
    "centimetre": "centimeter",
    "centimetres": "centimeters",
    "millimetre": "millimeter",
    "millimetres": "millimeters",
    "OK": "okay",
    "km/h": "kilometers per hour",
    "m/s": "meters per second",
    "mph": "miles per hour",
}
SPELLED = words("WHO OGPU IT OR ISO AA AI ID UAE ALA ACE IMO")

# --- symbols -------------------------------------------------------------------------------------------------------

SYMBOLS = {
    "&": "and",
    "%": "percent",
    "@": "at",
    "+": "plus",
    "=": "equals",
    "<": "less than",
    ">": "greater than",
    "≤": "less than or equal to",
    "≥": "greater than or equal to",
    "≠": "not equal to",
    "≈": "approximately",
    "±": "plus or minus",
    "×": "times",
    "÷": "divided by",
    "√": "square root of",
    "∞": "infinity",
    "→": "to",
    "§": "section",
    "¶": "paragraph",
    "°": "degrees",
    "€": "euros",
    "£": "pounds",
    "$": "dollars",
    "¢": "cents",
    "№": "number",
}
SILENT = "®™©*†‡•·|^_\\¹²³⁰⁴⁵⁶⁷⁸⁹~`¦\u200b\u200c\u200d\u2060\ufeff"
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
            "phi chi psi omega Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho "
            "Sigma Tau Upsilon Phi Chi Psi Omega"
        ).split(),
        strict=True,
    )
)
FRACTIONS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅐": (1, 7),
    "⅑": (1, 9),
    "⅒": (1, 10),
}
NET_SYMBOLS = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    "~": "tilde",
    "?": "question mark",
    "=": "equal sign",
    "&": "ampersand",
    "#": "hash",
    "%": "percent sign",
    "!": "exclamation mark",
    "$": "dollar sign",
    "*": "asterisk",
    ":": "colon",
    "+": "plus",
    "@": "at",
    "\\": "backslash",
}
