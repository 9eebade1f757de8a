"""What a day and a time of day look like beside a name, as patterns: in threads, chats and logs."""

from __future__ import annotations

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|"
    r"ноября|декабря|янв|февр?|мар|апр|май|июн|июл|авг|сент?|окт|нояб?|дек)\.?"
)
DAY = r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:\(?[A-Z]{3,4}\)?|[+-]\d{4}|мск))?"
_YEAR = r"(?:\d{4}|['’]?\d\d)"
PLAIN_DATE = (
    rf"{DAY}?(?:\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH},?(?: {_YEAR})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|"
    rf"th)?,?(?: {_YEAR})?|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)"
)
_AGO = (
    r"(?:(?:an?|\d+) (?:second|sec|minute|min|hour|hr|day|week|wk|month|mo|year|yr)s?\.? ago|"
    r"yesterday|\d+ ?[hdwmy] ago|just now|"
    r"(?:\d+ )?(?:секунд|минут|час|день|дня|дней|недел|месяц|год|лет)[а-я]* назад)"
)
WHEN = (
    rf"(?:(?:{PLAIN_DATE}|\d{{1,2}}[./]\d\d)(?: г\.| года)?(?:,| at| @|,? в| [-–—·|])?\s+{_CLOCK}|"
    rf"{_CLOCK},?(?: on)?\s+{PLAIN_DATE}|{_AGO}|"
    rf"(?:today|yesterday|сегодня|вчера),?(?: at| в)? {_CLOCK})"
)
