"""English tables: what symbols, units, abbreviations and titles are called."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
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

# --- measures ------------------------------------------------------------------------------------------------------

# symbol: singular, plural
UNITS: dict[str, tuple[str, str]] = {
    "%": ("percent", "percent"),
    "‰": ("per mille", "per mille"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "ft": ("foot", "feet"),
    "in": ("inch", "inches"),
    "in.": ("inch", "inches"),
    "mi": ("mile", "miles"),
    "yd": ("yard", "yards"),
    "yds": ("yard", "yards"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "mph": ("mile per hour", "miles per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "kmh": ("kilometer per hour", "kilometers per hour"),
    "kn": ("knot", "knots"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "bpm": ("beat per minute", "beats per minute"),
    "dpi": ("dot per inch", "dots per inch"),
    "fps": ("frame per second", "frames per second"),
    "hp": ("horsepower", "horsepower"),
    "bhp": ("brake horsepower", "brake horsepower"),
    "sq mi": ("square mile", "square miles"),
    "sq ft": ("square foot", "square feet"),
    "sq km": ("square kilometer", "square kilometers"),
    "sq m": ("square meter", "square meters"),
    "sq yd": ("square yard", "square yards"),
    "cu ft": ("cubic foot", "cubic feet"),
    "cu yd": ("cubic yard", "cubic yards"),
    "cu in": ("cubic inch", "cubic inches"),
    "sq. mi.": ("square mile", "square miles"),
    "sq. mi": ("square mile", "square miles"),
    "sq. ft.": ("square foot", "square feet"),
    "sq. ft": ("square foot", "square feet"),
    "sq. km": ("square kilometer", "square kilometers"),
    "sq. m": ("square meter", "square meters"),
    "cu. ft.": ("cubic foot", "cubic feet"),
    "m.p.h.": ("mile per hour", "miles per hour"),
    "cc": ("c c", "c c"),
    "ha": ("hectare", "hectares"),
    "ac": ("acre", "acres"),
    "gal": ("gallon", "gallons"),
    "qt": ("quart", "quarts"),
    "pt": ("pint", "pints"),
    "tbsp": ("tablespoon", "tablespoons"),
    "tsp": ("teaspoon", "teaspoons"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "h": ("hour", "hours"),
    "yr": ("year", "years"),
    "yrs": ("year", "years"),
    "kt": ("knot", "knots"),
    "kts": ("knot", "knots"),
    "Mt": ("megaton", "megatons"),
    "t": ("ton", "tons"),
    "bbl": ("barrel", "barrels"),
    "cal": ("calorie", "calories"),
    "kcal": ("kilocalorie", "kilocalories"),
    "atm": ("atmosphere", "atmospheres"),
    "psi": ("pound per square inch", "pounds per square inch"),
    "mmHg": ("millimeter of mercury", "millimeters of mercury"),
    "bar": ("bar", "bars"),
    "mbar": ("millibar", "millibars"),
    "dB": ("decibel", "decibels"),
    "dBm": ("decibel milliwatt", "decibel milliwatts"),
    "mol": ("mole", "moles"),
    "mmol": ("millimole", "millimoles"),
    "ppm": ("part per million", "parts per million"),
    "ppb": ("part per billion", "parts per billion"),
    "AU": ("astronomical unit", "astronomical units"),
    "ly": ("light year", "light years"),
    "pc": ("parsec", "parsecs"),
    "eV": ("electron volt", "electron volts"),
    "Ω": ("ohm", "ohms"),
    "kΩ": ("kilohm", "kilohms"),
    "MΩ": ("megohm", "megohms"),
    "Å": ("angstrom", "angstroms"),
    "Ah": ("ampere hour", "ampere hours"),
    "N·m": ("newton meter", "newton meters"),
    "Nm": ("newton meter", "newton meters"),
    "mAh": ("milliamp hour", "milliamp hours"),
    "px": ("pixel", "pixels"),
    "Kbps": ("kilobit per second", "kilobits per second"),
    "kbps": ("kilobit per second", "kilobits per second"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    "kbit": ("kilobit", "kilobits"),
    "Mbit": ("megabit", "megabits"),
    "Gbit": ("gigabit", "gigabits"),
    "KB": ("kilobyte", "kilobytes"),
    "kB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "PB": ("petabyte", "petabytes"),
    "KiB": ("kibibyte", "kibibytes"),
    "MiB": ("mebibyte", "mebibytes"),
    "GiB": ("gibibyte", "gibibytes"),
    "Mb": ("megabit", "megabits"),
    "Gb": ("gigabit", "gigabits"),
    "Mpx": ("megapixel", "megapixels"),
    "MP": ("megapixel", "megapixels"),
}
_BASES = {
    "m": ("meter", "c k m μ µ n d"),
    "g": ("gram", "k m μ µ"),
    "L": ("liter", "m d"),
    "l": ("liter", "m d c h"),
    "W": ("watt", "k M G m T"),
    "Wh": ("watt hour", "k M G T"),
    "V": ("volt", "k m M"),
    "A": ("ampere", "m k"),
    "Hz": ("hertz", "k M G T"),
    "J": ("joule", "k M G"),
    "N": ("newton", "k M"),
    "Pa": ("pascal", "k M G h"),
    "s": ("second", "m μ µ n"),
    "eV": ("electron volt", "k M G T"),
    "T": ("tesla", "m μ"),
    "F": ("farad", "μ µ n p"),
    "Sv": ("sievert", "m μ µ"),
    "Gy": ("gray", "m"),
    "Bq": ("becquerel", "k M G T"),
}
_PREFIXES = {
    "c": "centi",
    "k": "kilo",
    "m": "milli",
    "μ": "micro",
    "µ": "micro",
    "n": "nano",
    "p": "pico",
    "d": "deci",
    "h": "hecto",
    "M": "mega",
    "G": "giga",
    "T": "tera",
}
for _symbol, (_name, _letters) in _BASES.items():
    # Hertz has no plural of its own.
    _plural = _name if _name == "hertz" else _name + "s"
    UNITS.setdefault(_symbol, (_name, _plural))
    for _letter in _letters.split():
        _prefix = _PREFIXES[_letter]
        UNITS.setdefault(_letter + _symbol, (_prefix + _name, _prefix + _plural))
# Spellings that are wrong and common.
_WRONG = (
    "Km:km KM:km Kg:kg KG:kg KW:kW Kw:kW kw:kW kwh:kWh KWh:kWh kWH:kWh KHz:kHz khz:kHz Khz:kHz mhz:MHz Mhz:MHz MHZ:MHz "
    "ghz:GHz Ghz:GHz GHZ:GHz hz:Hz HZ:Hz gb:GB kb:KB tb:TB MPH:mph Mph:mph KPH:kph km/hr:kph kmph:kph LBS:lbs Lbs:lbs "
    "LB:lb FT:ft Ft:ft db:dB DB:dB HP:hp Hp:hp RPM:rpm Rpm:rpm Mi:mi OZ:oz Oz:oz CM:cm ML:mL kms:km kgs:kg gm:g gms:g "
    "mbps:Mbps gbps:Gbps"
)
for _pair in _WRONG.split():
    _written, _, _meant = _pair.partition(":")
    UNITS.setdefault(_written, UNITS[_meant])
# One letter after a blank is more often a name or the start of a word: "a vitamin dose of 5 C".
LETTER_UNITS = _words("A F J N T V W h s t L l")

# symbol: singular, plural, singular and plural of the hundredth part
CURRENCIES: dict[str, tuple[str, str, str, str]] = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₴": ("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "₩": ("won", "won", "jeon", "jeon"),
    "₺": ("lira", "liras", "kurus", "kurus"),
    "₪": ("shekel", "shekels", "agora", "agorot"),
    "฿": ("baht", "baht", "satang", "satang"),
    "₿": ("bitcoin", "bitcoins", "satoshi", "satoshis"),
    "₤": ("lira", "lire", "centesimo", "centesimi"),
    "₱": ("peso", "pesos", "centavo", "centavos"),
    "₫": ("dong", "dong", "hao", "hao"),
    "₦": ("naira", "naira", "kobo", "kobo"),
    "₡": ("colon", "colones", "centimo", "centimos"),
    "₲": ("guarani", "guaranis", "centimo", "centimos"),
    "₵": ("cedi", "cedis", "pesewa", "pesewas"),
    "₸": ("tenge", "tenge", "tiyn", "tiyn"),
    "₾": ("lari", "lari", "tetri", "tetri"),
    "₼": ("manat", "manats", "qapik", "qapiks"),
    "₮": ("tugrik", "tugriks", "mongo", "mongo"),
    "₭": ("kip", "kip", "att", "att"),
    "৳": ("taka", "taka", "poisha", "poisha"),
    "₣": ("franc", "francs", "centime", "centimes"),
}
CURRENCY_CODES = {
    "USD": ("United States dollar", "United States dollars", "cent", "cents"),
    "EUR": CURRENCIES["€"],
    "GBP": ("British pound", "British pounds", "penny", "pence"),
    "CHF": ("Swiss franc", "Swiss francs", "centime", "centimes"),
    "JPY": ("Japanese yen", "Japanese yen", "sen", "sen"),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "RUB": ("Russian ruble", "Russian rubles", "kopeck", "kopecks"),
    "INR": ("Indian rupee", "Indian rupees", "paisa", "paise"),
    "PKR": ("Pakistani rupee", "Pakistani rupees", "paisa", "paise"),
    "SEK": ("Swedish krona", "Swedish kronor", "ore", "ore"),
    "NOK": ("Norwegian krone", "Norwegian kroner", "ore", "ore"),
    "DKK": ("Danish krone", "Danish kroner", "ore", "ore"),
    "PLN": ("Polish zloty", "Polish zlotys", "grosz", "groszy"),
    "CNY": ("Chinese yuan", "Chinese yuan", "fen", "fen"),
    "DM": ("German mark", "German marks", "pfennig", "pfennigs"),
    "CZK": ("Czech koruna", "Czech korunas", "heller", "hellers"),
    "HUF": ("Hungarian forint", "Hungarian forints", "filler", "fillers"),
    "THB": ("Thai baht", "Thai bahts", "satang", "satang"),
    "NZD": ("New Zealand dollar", "New Zealand dollars", "cent", "cents"),
    "HKD": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "SGD": ("Singapore dollar", "Singapore dollars", "cent", "cents"),
    "ZAR": ("South African rand", "South African rands", "cent", "cents"),
    "BRL": ("Brazilian real", "Brazilian reals", "centavo", "centavos"),
    "MXN": ("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "PHP": ("Philippine peso", "Philippine pesos", "centavo", "centavos"),
    "AED": ("United Arab Emirates dirham", "United Arab Emirates dirhams", "fils", "fils"),
    "UAH": ("Ukrainian hryvnia", "Ukrainian hryvnias", "kopiyka", "kopiykas"),
    "KRW": ("Korean won", "Korean won", "jeon", "jeon"),
    "kr": ("krone", "kroner", "ore", "ore"),
    "Kč": ("koruna", "korunas", "heller", "hellers"),
    "zł": ("zloty", "zlotys", "grosz", "groszy"),
    "Rs": ("rupee", "rupees", "paisa", "paise"),
    "Rs.": ("rupee", "rupees", "paisa", "paise"),
}
# What a letter before a dollar sign says of the country; the United States are understood.
DOLLARS = {
    "US": "",
    "A": "Australian ",
    "AU": "Australian ",
    "C": "Canadian ",
    "CA": "Canadian ",
    "Can": "Canadian ",
    "HK": "Hong Kong ",
    "NZ": "New Zealand ",
    "S": "Singapore ",
    "NT": "New Taiwan ",
    "Z": "Zimbabwe ",
    "J": "Jamaican ",
    "EC": "East Caribbean ",
    "TT": "Trinidad and Tobago ",
    "FJ": "Fiji ",
    "N": "Namibian ",
}
# Where the sign of the dollar means another money.
OTHER_DOLLARS = {
    "R": ("real", "reals", "centavo", "centavos"),
    "Cr": ("cruzeiro", "cruzeiros", "centavo", "centavos"),
    "MX": ("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "Mex": ("Mexican peso", "Mexican pesos", "centavo", "centavos"),
}
MAGNITUDES = {
    "hundred": "hundred",
    "thousand": "thousand",
    "million": "million",
    "billion": "billion",
    "trillion": "trillion",
    "quadrillion": "quadrillion",
    "crore": "crore",
    "lakh": "lakh",
    "mn": "million",
    "mln": "million",
    "mil": "million",
    "bn": "billion",
    "bln": "billion",
    "tn": "trillion",
    "trn": "trillion",
    "k": "thousand",
    "K": "thousand",
    "m": "million",
    "M": "million",
    "mm": "million",
    "MM": "million",
    "b": "billion",
    "B": "billion",
    "T": "trillion",
}

# Things that are counted: "1500 copies" is a quantity, "1500" by itself a year.
COUNTED = _words(
    "people persons men women children boys girls soldiers troops copies miles delegates members votes voters "
    "students pupils workers peasants prisoners refugees victims casualties deaths houses homes buildings "
    "families households villages species islands ships aircraft tanks guns horses cattle pages words letters "
    "seats games points goals runs matches yards feet meters metres kilometers kilometres tons tonnes kilograms "
    "pounds dollars rubles roubles euros acres hectares inhabitants residents citizens employees jobs units cars "
    "trucks bicycles books items songs albums patients doctors teachers officers sailors rooms beds apartments "
    "stores shops schools churches times years days hours minutes seconds weeks months steps meals tickets fans "
    "spectators participants volunteers protesters demonstrators others or cases stars calories degrees more "
    "additional new square cubic total different such"
) - _words("or new such more times")
# Words that may begin with a capital without being a name.
FUNCTION = _words(
    "the a an in on at of and or to from by with for as but so if when while then that this these those his her "
    "its their our my your he she it they we you i was were is are had has have be been not no near under over "
    "after before since until mount port fort sault old new saint nor than like between into through about "
    "against during without"
)
ABOUT = _words(
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
BEFORE_NAMES = _words("hon gen col maj rep sen gov pres adm insp mt ft rev amb supt lt pvt brig")
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
PROGRAMS = _words(
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
SPELLED = _words("WHO OGPU IT OR ISO AA AI ID UAE ALA ACE IMO")

# --- Roman numerals ------------------------------------------------------------------------------------------------

MONARCHS = _words(
    "Maria Joanna Zoe Theodora Victoria "
    "Henry Charles Louis Philip George Edward William James Richard John Paul Pius Benedict Gregory Leo Clement "
    "Innocent Urban Alexander Nicholas Peter Paul Ivan Catherine Elizabeth Anne Mary Isabella Ferdinand Alfonso "
    "Carlos Juan Francis Franz Joseph Leopold Maximilian Frederick Friedrich Wilhelm Otto Conrad Rudolf Albert "
    "Ludwig Gustav Gustavus Christian Haakon Harald Olaf Oscar Erik Eric Magnus Sigismund Casimir Vladislaus "
    "Stephen Boris Simeon Michael Carol Constantine Justinian Theodosius Basil Leo Romanos Manuel Andronikos "
    "Alexios Ptolemy Cleopatra Ramesses Rameses Thutmose Amenhotep Seti Darius Xerxes Artaxerxes Cyrus Antiochus "
    "Seleucus Mithridates Tigranes Mehmed Murad Selim Suleiman Bayezid Ahmed Mahmud Abdul Mustafa Osman Baldwin "
    "Robert David Malcolm Alexander Edmund Umberto Victor Emmanuel Amadeus Napoleon Pedro Afonso Sancho Manuel "
    "Sebastian Boniface Sixtus Adrian Hadrian Martin Eugene Celestine Honorius Callixtus Nicholas Julius "
    "Marcellus Stanislaus August Augustus Margrethe Beatrix Baudouin Philippe Albert Rama Chulalongkorn Naresuan "
    "Menelik Theodore Yohannes Haile Kamehameha Kalakaua Nebuchadnezzar Shapur Khosrow Yazdegerd Abbas Tahmasp "
    "Hussein Abdullah Mohammed Muhammad Faisal Ghazi Farouk Fuad Tewfik Vakhtang Heraclius Bagrat David Ashot "
    "Levon Bohemond Raymond Roger Tancred Guy Amalric Hugh Eudes Lothair Pepin Dagobert Clovis Childeric "
    "Theuderic Chlothar Anna Fyodor Feodor Vasily Dmitry Mikhail Alexei Alexis Pavel Aleksandr Ernest Adolf "
    "Bernard Rainier Honore Hans Johann Georg Karl Kenneth Donald Duncan Constans Valentinian Tiberius Nero "
    "Sargon Mursili"
)
GIVEN_NAMES = MONARCHS | _words(
    "Sarah Margaret Jane Alice Emma Sophia Sophie Maria Eleanor Joan Blanche Matilda Maud Adelaide Agnes Beatrice "
    "Caroline Charlotte Christina Constance Dorothy Edith Emily Ethel Eva Florence Frances Grace Hannah Helen Irene "
    "Joanna Josephine Judith Julia Katherine Laura Louise Lucy Martha Olga Olivia Rachel Rebecca Rose Ruth Sibylla "
    "Susan Teresa Victoria Yolande Bill Bob Jimmy Johnny Billy Alan Allen Alfred Archibald Barry Ben Chris Christopher "
    "Dan Dave Dean Don Doug Ed Edgar Edmond Eli Elliott Evan Felix Floyd Gene Graham Gus Hank Ian Ira Ivor Jay Jeff "
    "Jesse Jon Jordan Josh Julian Justin Ken Kevin Kurt Kyle Lance Lee Leon Leroy Lou Luther Max Mike Miles Mitchell "
    "Morgan Ned Nelson Nick Pat Perry Pete Quentin Ray Reginald Rex Rich Rick Rob Rod Roland Ron Ronald Ross Rufus "
    "Ryan Sam Scott Sean Seth Simon Stefan Steve Terry Tim Toby Tony Vernon Wallace Wesley Winston Zachary "
    "Thomas Walter Arthur Samuel Benjamin Daniel Andrew Anthony Matthew Mark Luke Joseph Jacob Isaac Abraham Adam "
    "Noah Douglas Harold Howard Herbert Horace Hugh Ralph Raymond Lawrence Leonard Lewis Patrick Russell Stanley "
    "Stewart Timothy Theodore Vincent Warren Wayne Brian Bruce Carl Clarence Clifford Craig Dennis Earl Edwin "
    "Eugene Frank Fred Gary Gerald Gilbert Glenn Gordon Greg Harry Harvey Jack Jeffrey Jerry Jim Joe Jonathan "
    "Keith Larry Lloyd Marvin Maurice Melvin Milton Nathan Neil Norman Oliver Philip Randolph Roy Sidney Steven "
    "Ted Tom Troy Tyler Will Prince King Queen Pope Emperor Tsar Czar Sultan Shah Duke Earl"
)
ROMAN_KEYWORDS = _words(
    "war chapter part act book volume vol section scene article appendix class type phase stage title table "
    "figure fig canto psalm bowl apollo gemini mark mk level grade world episode division group category schedule "
    "annex exhibit unit block zone sector tier league plan protocol lesson unit version number no area battery "
    "gate mission soyuz saturn titan polaris rocky series tome corps convention olympiad games party vatican "
    "lateran nicaea basel"
) - _words("corps games olympiad party world no number area convention")
ROMAN_ORDINAL_AFTER = _words(
    "congress congresses century centuries dynasty olympic olympiad olympics corps legion army cavalry brigade "
    "division battalion regiment conference plenum session assembly party international republic reich "
    "international fleet council parliament convention cohort arrondissement anniversary all-union cycle "
    "legislature winter summer olympiads panzer infantry airborne armored guards"
)

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
BOOKS = dict(
    pair.split(":")
    for pair in (
        "Gen:Genesis Ex:Exodus Exod:Exodus Lev:Leviticus Num:Numbers Deut:Deuteronomy Josh:Joshua Judg:Judges "
        "Sam:Samuel Kgs:Kings Chron:Chronicles Chr:Chronicles Neh:Nehemiah Ps:Psalm Pss:Psalms Prov:Proverbs "
        "Eccl:Ecclesiastes Isa:Isaiah Jer:Jeremiah Lam:Lamentations Ezek:Ezekiel Dan:Daniel Hos:Hosea Mic:Micah "
        "Hab:Habakkuk Zech:Zechariah Mal:Malachi Matt:Matthew Mt:Matthew Mk:Mark Lk:Luke Jn:John Rom:Romans "
        "Cor:Corinthians "
        "Gal:Galatians Eph:Ephesians Phil:Philippians Col:Colossians Thess:Thessalonians Tim:Timothy Tit:Titus "
        "Heb:Hebrews Jas:James Pet:Peter Rev:Revelation"
    ).split()
)
BIBLE = frozenset(BOOKS) | _words(
    "Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel Kings Chronicles Ezra Nehemiah Esther "
    "Job Psalm Psalms Proverbs Ecclesiastes Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Joel Amos Jonah "
    "Micah Matthew Mark Luke John Acts Romans Corinthians Galatians Ephesians Philippians Colossians "
    "Thessalonians Timothy Titus Hebrews James Peter Jude Revelation Surah Quran"
)
