"""Points in time as people type them, for date -d and dmesg --since: a useful part of what GNU date reads."""

from kshell.userland.libc.localtime import DAY, NSEC_PER_SEC, gmtime, timegm

UNITS = {"sec": 1, "second": 1, "min": 60, "minute": 60, "hour": 3600, "day": DAY, "week": 7 * DAY}
DAY_WORDS = {"now": 0, "today": 0, "yesterday": -DAY, "tomorrow": DAY, "utc": 0}


class NoTime(ValueError):
    """A text that means no point in time."""


def parse_timestamp(text: str, now: int) -> int:
    """The ns since 1970 that a text means, with ``now`` in ns since 1970; NoTime.

    Understood: ``@SECONDS``, ``now today yesterday tomorrow``, ``2026-11-23``, ``16:33[:42]``, ``2 hours ago``,
    ``+3 min``, ``UTC``, and these together.
    """
    if text.startswith("@"):
        return _seconds(text[1:])
    if text[4:5] == "-" and text[10:11] == "T":
        text = f"{text[:10]} {text[11:]}"
    words = text.lower().split()
    start, shift = now if words else _midnight(now), 0
    while words:
        word = words.pop(0)
        if word in ("+", "-") and words:
            word += words.pop(0)
        if word in DAY_WORDS:
            shift += DAY_WORDS[word]
        elif ":" in word:
            start = _midnight(start) + _clock(word) * NSEC_PER_SEC
        elif word.count("-") == 2:
            start = _date(word) * NSEC_PER_SEC + (start - _midnight(start) if start != now else 0)
        else:
            shift += _amount(word, words)
    return start + shift * NSEC_PER_SEC


def parse_posix_time(text: str, now: int, *, year_first: bool = False) -> int:
    """The ns since 1970 of ``MMDDhhmm[[CC]YY][.ss]``, or of ``[[CC]YY]MMDDhhmm[.ss]`` (``year_first``); NoTime."""
    digits, dot, seconds = text.partition(".")
    if not (digits + seconds).isdigit() or len(digits) not in (8, 10, 12) or len(seconds) != (2 if dot else 0):
        raise NoTime(text)
    if year_first:
        digits = digits[-8:] + digits[:-8]
    mon, mday, hour, minute = (int(digits[at : at + 2]) for at in (0, 2, 4, 6))
    year = int(digits[8:] or gmtime(now).year)
    if len(digits) == 10:
        year += 1900 if year >= 69 else 2000
    if not (1 <= mon <= 12 and 1 <= mday <= 31 and hour < 24 and minute < 60 and int(seconds or 0) < 61):
        raise NoTime(text)
    return timegm(year, mon, mday, hour, minute, int(seconds or 0)) * NSEC_PER_SEC


def _midnight(ns: int) -> int:
    return ns - ns % (DAY * NSEC_PER_SEC)


def _seconds(text: str) -> int:
    """Nanoseconds of a decimal number of seconds."""
    whole, _, part = text.partition(".")
    digits = whole.removeprefix("-")
    if not (digits + part).isdigit() or not digits:
        raise NoTime(text)
    ns = int(digits) * NSEC_PER_SEC + int(f"{part:0<9}"[:9])
    return -ns if whole.startswith("-") else ns


def _amount(word: str, words: list[str]) -> int:
    """Seconds of ``3 hours``, ``+3hours``, ``hour``, negative with ``ago`` behind it; takes the words it uses."""
    plain = word.lstrip("+-")
    unit = plain.lstrip("0123456789")
    number = plain[: len(plain) - len(unit)]
    if number and not unit and words:
        unit = words.pop(0)
    if unit.removesuffix("s") not in UNITS:
        raise NoTime(word)
    amount = int(number or 1) * UNITS[unit.removesuffix("s")] * (-1 if word.startswith("-") else 1)
    if words[:1] == ["ago"]:
        del words[0]
        return -amount
    return amount


def _clock(word: str) -> int:
    """Seconds since midnight of ``HH:MM[:SS]``."""
    parts = [int(part) if part.isdigit() else 99 for part in word.split(":")]
    hour, minute, second = [*parts, 0][:3]
    if len(parts) > 3 or hour > 23 or minute > 59 or second > 60:
        raise NoTime(word)
    return hour * 3600 + minute * 60 + second


def _date(word: str) -> int:
    """Seconds from 1970 to the begin of ``YYYY-MM-DD``."""
    year, mon, mday = (int(part) if part.isdigit() else 0 for part in word.split("-"))
    seconds = timegm(year, mon, mday) if 1 <= mon <= 12 and mday else -1
    if seconds == -1 or gmtime(seconds * NSEC_PER_SEC).mday != mday:
        raise NoTime(word)
    return seconds
