"""Broken-down time and strftime(3) in the C locale; the machine's time zone is UTC."""

from collections.abc import Callable
from typing import NamedTuple

NSEC_PER_SEC = 1_000_000_000
DAY = 86_400

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())


class Tm(NamedTuple):
    """A point in time: ``mon`` from 1, ``wday`` from 0 (Sunday), ``yday`` from 0."""

    year: int
    mon: int
    mday: int
    hour: int
    min: int
    sec: int
    wday: int
    yday: int
    nsec: int = 0


def days_from_civil(year: int, mon: int, mday: int) -> int:
    """Days from 1970-01-01 to a date of the Gregorian calendar."""
    year -= mon <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (mon + (-3 if mon > 2 else 9)) + 2) // 5 + mday - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def gmtime(ns: int) -> Tm:
    """The date and time of day, ``ns`` nanoseconds after 1970-01-01."""
    seconds, nsec = divmod(ns, NSEC_PER_SEC)
    days, second = divmod(seconds, DAY)
    era, of_era = divmod(days + 719_468, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    mday = of_year - (153 * shifted + 2) // 5 + 1
    mon = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (mon <= 2)
    yday = days - days_from_civil(year, 1, 1)
    return Tm(year, mon, mday, second // 3600, second // 60 % 60, second % 60, (days + 4) % 7, yday, nsec)


def timegm(year: int, mon: int, mday: int, hour: int = 0, minute: int = 0, sec: int = 0) -> int:
    """Seconds from 1970-01-01 to a date and time of day."""
    return days_from_civil(year, mon, mday) * DAY + hour * 3600 + minute * 60 + sec


def strftime(form: str, tm: Tm) -> str:
    """strftime(3) with the flags ``-_0^#`` and widths of GNU date, and its ``%N``; what it does not know stays."""
    out: list[str] = []
    at = 0
    while at < len(form):
        percent = form.find("%", at)
        if percent < 0:
            return "".join(out) + form[at:]
        flags_end = _skip(form, percent + 1, "-_0^#+")
        width_end = _skip(form, flags_end, "0123456789")
        colons = _skip(form, _skip(form, width_end, "EO"), ":")
        out.append(form[at:percent])
        at = colons + 1
        directive = form[width_end:at].lstrip("EO")
        text = _convert(directive, form[percent + 1 : flags_end], int(form[flags_end:width_end] or 0), tm)
        out.append(form[percent:at] if text is None else text)
    return "".join(out)


def _skip(form: str, at: int, letters: str) -> int:
    """The first place from ``at`` on that has none of these letters."""
    while at < len(form) and form[at] in letters:
        at += 1
    return at


def _convert(directive: str, flags: str, width: int, tm: Tm) -> str | None:
    if directive in _NUMBERS:
        value, digits, pad = _NUMBERS[directive]
        return _padded(str(value(tm)), flags, pad, width or digits)
    if directive == "N":
        return f"{tm.nsec:09}"[: width or 9]
    if directive in _COMPOSED:
        return _padded(strftime(_COMPOSED[directive], tm), flags, "0" if directive == "F" else " ", width)
    if directive not in _TEXTS:
        return None
    text = _TEXTS[directive](tm)
    text = text.upper() if "^" in flags else text.swapcase() if "#" in flags and text.isupper() else text
    text = text.upper() if "#" in flags and not text.islower() else text
    return _padded(text, flags, " ", width)


def _padded(text: str, flags: str, pad: str, width: int) -> str:
    if "-" in flags:
        return text
    pad = " " if "_" in flags else "0" if "0" in flags or "+" in flags else pad
    sign = "-" if text.startswith("-") and pad == "0" else ""
    return sign + text.removeprefix(sign).rjust(width - len(sign), pad)


def _iso_week(tm: Tm) -> tuple[int, int]:
    """(year, week) of ISO 8601: weeks begin on Monday, week 1 has the year's first Thursday."""
    monday = (tm.wday + 6) % 7
    week = (tm.yday - monday + 10) // 7
    if week < 1:
        return tm.year - 1, _weeks(tm.year - 1)
    return (tm.year + 1, 1) if week > _weeks(tm.year) else (tm.year, week)


def _weeks(year: int) -> int:
    """How many ISO weeks a year has: 53 when it begins or ends on a Thursday."""
    first = (days_from_civil(year, 1, 1) + 4) % 7
    last = (days_from_civil(year, 12, 31) + 4) % 7
    return 53 if 4 in (first, last) else 52


def _epoch(tm: Tm) -> int:
    return timegm(tm.year, tm.mon, tm.mday, tm.hour, tm.min, tm.sec)


# value, digits, what to fill up with
_NUMBERS: dict[str, tuple[Callable[[Tm], int], int, str]] = {
    "C": (lambda tm: tm.year // 100, 2, "0"),
    "d": (lambda tm: tm.mday, 2, "0"),
    "e": (lambda tm: tm.mday, 2, " "),
    "g": (lambda tm: _iso_week(tm)[0] % 100, 2, "0"),
    "G": (lambda tm: _iso_week(tm)[0], 4, "0"),
    "H": (lambda tm: tm.hour, 2, "0"),
    "I": (lambda tm: (tm.hour + 11) % 12 + 1, 2, "0"),
    "j": (lambda tm: tm.yday + 1, 3, "0"),
    "k": (lambda tm: tm.hour, 2, " "),
    "l": (lambda tm: (tm.hour + 11) % 12 + 1, 2, " "),
    "m": (lambda tm: tm.mon, 2, "0"),
    "M": (lambda tm: tm.min, 2, "0"),
    "q": (lambda tm: (tm.mon + 2) // 3, 1, "0"),
    "s": (_epoch, 1, "0"),
    "S": (lambda tm: tm.sec, 2, "0"),
    "u": (lambda tm: tm.wday or 7, 1, "0"),
    "U": (lambda tm: (tm.yday + 7 - tm.wday) // 7, 2, "0"),
    "V": (lambda tm: _iso_week(tm)[1], 2, "0"),
    "w": (lambda tm: tm.wday, 1, "0"),
    "W": (lambda tm: (tm.yday + 7 - (tm.wday + 6) % 7) // 7, 2, "0"),
    "y": (lambda tm: tm.year % 100, 2, "0"),
    "Y": (lambda tm: tm.year, 4, "0"),
}
_TEXTS: dict[str, Callable[[Tm], str]] = {
    "%": lambda tm: "%",
    "a": lambda tm: DAYS[tm.wday][:3],
    "A": lambda tm: DAYS[tm.wday],
    "b": lambda tm: MONTHS[tm.mon - 1][:3],
    "h": lambda tm: MONTHS[tm.mon - 1][:3],
    "B": lambda tm: MONTHS[tm.mon - 1],
    "n": lambda tm: "\n",
    "p": lambda tm: "AM" if tm.hour < 12 else "PM",
    "P": lambda tm: "am" if tm.hour < 12 else "pm",
    "t": lambda tm: "\t",
    "z": lambda tm: "+0000",
    ":z": lambda tm: "+00:00",
    "::z": lambda tm: "+00:00:00",
    ":::z": lambda tm: "+00",
    "Z": lambda tm: "UTC",
}
_COMPOSED = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
}
