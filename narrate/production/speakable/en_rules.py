"""The English grammar: what to look for first, and the order in which rules are asked."""

from __future__ import annotations

import re

from narrate.production.speakable import (
    en,
    en_amounts,
    en_codes,
    en_dates,
    en_measures,
    en_money,
    en_net,
    en_quantities,
    en_roman,
    en_symbols,
    en_words,
)
from narrate.production.speakable.scan import Grammar

_CURRENCY = "".join(en_amounts.CURRENCIES)
_CODES = "|".join(re.escape(code) for code in sorted(en_amounts.CURRENCY_CODES, key=len, reverse=True))
_COUNTRY = "|".join(sorted(en_amounts.DOLLARS | en_amounts.OTHER_DOLLARS, key=len, reverse=True))
_FRACTIONS = "".join(en.FRACTIONS)

_TRIGGER = re.compile(
    r"(?P<pause>\.[ \u00a0]?\.|[ \u00a0]?…|[ \u00a0]?(?:--|[—―⸺])|\s[-–]\s|(?<=[\w%])(?:–(?=[\w$£€¥])|-(?=[$£€¥]\d)))"
    r"|(?<![A-Za-z0-9])(?:"
    rf"(?P<number>(?:(?<!\w)[-−–+±~≈<>]\s?)?\.?\d|\(\d{{3}}\)[-. ]?\d{{3}}|['‘’]\d\d|[{_FRACTIONS}])"
    rf"|(?P<money>[-−+~]?(?:{_COUNTRY})?[{_CURRENCY}]\s?\.?\d|(?:{_CODES})\s?\d)"
    r"|(?P<net>(?:doi|DOI):\s?10\.|(?=[^\s@/.]{1,64}(?:@\w|://|\.[A-Za-z]{2})|[A-Za-z]:\\)[A-Za-z0-9])"
    r"|(?P<serial>[A-Za-z]{1,10}[-–]?\d)"
    r"|(?P<abbreviation>[A-Za-z]{1,8}\.|w/(?=o?\b|\s)"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?=[-–]|,?\s[\dA-Z])"
    r"|(?:Mr|Mrs|Messrs|Dr|St|Mt|Prof|Rev|Capt|Lt|Col|Gen|Sgt|Jr|Sr|vs|Ltd|Inc|Corp|Nos?|no|[Vv]ols?|pp|etc|Blvd|Ave"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mk)(?!\w))"
    r"|(?P<spelling>(?:km/h|m/s|mph)(?![\w²])|(?:(?:kilo|centi|milli)?metres?|litres?|fibre|OK)(?!\w))"
    r"|(?P<per>per [a-zA-Z]{1,3}(?:[²³23]|\b))"
    r"|(?P<roman>[IVXLCDM]+(?:(?:th|st|nd|rd)(?!\w)|(?!\w)))"
    r"|(?P<caps>[A-Z]{2,6}(?!\w)))"
    r"|(?P<digits>(?<=[^\W\d_])\d)"
    r"|(?P<symbol>(?<![\w.])\.{0,2}(?=[./][A-Za-z_])|(?<=[\w.\"'’])[ ][x×] (?=\d)|[₀-₉]|[ ]?[(\[]"
    r"|[\])}{&%@+=<>≤≥≠≈±×÷√∞→§¶°€£$¢№#/®™©*†‡•·|^_\\¹²³⁰⁴-⁹~`¦Α-ω\u0100-\u024f\u1e00-\u1eff\u0300-\u036f"
    r"ﬀ-ﬆ\u200b-\u200d\u2060\ufeff\ufe0f\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u25a0-\u25ff\U0001f000-\U0001faff])"
)

GRAMMAR = Grammar(
    trigger=_TRIGGER,
    families={
        "pause": en_symbols.PAUSES,
        "number": (
            *en_net.NET,
            *en_codes.TELEPHONE,
            *en_dates.DATES,
            *en_codes.CHAINS,
            *en_dates.YEARS,
            *en_dates.TIMES,
            en_codes.STREET,
            en_codes.SERIAL_DIGITS[0],
            *en_money.OLD_MONEY[1:],
            *en_money.MONEY[1:],
            *en_measures.MEASURES,
            *en_quantities.FRACTION,
            *en_quantities.ORDINAL,
            en_dates.MILITARY,
            en_dates.YEAR,
            en_quantities.NUMBERS[0],
            *en_codes.SERIAL_DIGITS,
            *en_quantities.NUMBERS[1:],
            en_symbols.LEFTOVER,
        ),
        "money": (*en_money.OLD_MONEY, *en_money.MONEY),
        "net": (*en_net.NET, *en_words.ABBREVIATION, en_words.INITIALS),
        "serial": (*en_net.NET, en_codes.SERIAL[0]),
        "abbreviation": (
            *en_net.NET,
            en_dates.ANNO,
            *en_words.ABBREVIATION[:7],
            en_roman.ROMAN,
            *en_words.ABBREVIATION[7:],
            en_words.INITIALS,
        ),
        "roman": (en_codes.STATE, en_roman.ROMAN, en_words.ACRONYM),
        "caps": (en_codes.STATE, en_dates.ANNO, en_words.ACRONYM),
        "spelling": (en_words.RESPELLED,),
        "per": (en_measures.PER_ONE,),
        "digits": (en_symbols.INSIDE,),
        "symbol": (*en_net.PATHS, *en_symbols.SYMBOLS),
    },
)
