"""Points in time as people type them, for date -d and dmesg --since: most of what GNU date reads (parse-datetime)."""

import re

from kshell.userland.libc.localtime import DAY, DAYS, MONTHS, NSEC_PER_SEC, gmtime, timegm

SECONDS = {
    "sec": 1,
    "second": 1,
    "min": 60,
    "minute": 60,
    "hour": 3600,
    "day": DAY,
    "week": 7 * DAY,
    "fortnight": 14 * DAY,
}
CALENDAR = {"month": 1, "year": 12}
DAY_WORDS = {"now": 0, "today": 0, "yesterday": -1, "tomorrow": 1}
ZONES = ("utc", "gmt", "z")
WORD = re.compile(
    r"(\d{4}-\d\d?-\d\d?|\d\d?/\d\d?(?:/\d+)?|\d\d?:\d\d(?::\d\d(?:\.\d*)?)?|[-+]\s*\d+|\d+|[a-z]+)[\s,]*|([-+]\d\d:?\d\d)"
)


class NoTime(ValueError):
    """A text that means no point in time."""


def parse_timestamp(text: str, now: int) -> int:
    """The ns since 1970 that a text means, with ``now`` in ns since 1970; NoTime.

    Understood: ``@SECONDS``, ``now today yesterday tomorrow``, ``2026-11-23``, ``11/23/2026``, ``20261123``,
    ``23 Nov 2026``, ``Nov 23``, ``16:33[:42]``, ``4:33pm``, ``UTC``, ``2026-11-23T16:33:42Z``, ``monday``,
    ``last friday``, ``2 hours ago``, ``+3 min``, ``next month``, and these together.
    """
    text = text.strip().lower()
    return _seconds(text[1:]) if text.startswith("@") else _Reader(text, now).time()


class _Reader:
    """Reads words from left to right: the date and the time of day that they name, and what is to be added."""

    def __init__(self, text: str, now: int) -> None:
        self._words = _words(text)
        self._now = gmtime(now)
        self._date: tuple[int, int, int] | None = None
        self._clock: int | None = None if text else 0
        self._weekday: tuple[int, int] | None = None
        self._no_year = False
        self._months = self._shift = 0

    def time(self) -> int:
        """The ns since 1970; NoTime."""
        while self._words:
            self._word(self._words.pop(0))
        year, mon, mday = self._date or (self._now.year, self._now.mon, self._now.mday)
        month = year * 12 + mon - 1 + self._months
        if self._clock is None and self._date is None and self._weekday is None:
            now = self._now
            clock = ((now.hour * 60 + now.min) * 60 + now.sec) * NSEC_PER_SEC + now.nsec
        else:
            clock = self._clock or 0
        start = timegm(month // 12, month % 12 + 1, mday)
        if self._weekday is not None and self._date is None:
            start += _days_to(*self._weekday, gmtime(start * NSEC_PER_SEC).wday) * DAY
        return (start + self._shift) * NSEC_PER_SEC + clock

    def _word(self, word: str) -> None:
        if word in DAY_WORDS:
            self._shift += DAY_WORDS[word] * DAY
        elif word in ZONES or (word == "t" and self._date is not None):
            return
        elif ":" in word:
            self._set_clock(_clock(word, self._words))
        elif word.count("-") == 2:
            self._set_date(word.split("-"))
        elif "/" in word:
            month, day, *year = word.split("/")
            self._set_date([*(year or [str(self._now.year)]), month, day])
        elif self._no_year and word.isdigit() and len(word) == 4 and self._date:
            self._date, self._no_year = (int(word), *self._date[1:]), False
        elif word.isdigit() and len(word) == 8 and self._date is None:
            self._set_date([word[:4], word[4:6], word[6:]])
        elif _place(word, MONTHS) is not None:
            self._month(word)
        elif word.isdigit() and self._words and _place(self._words[0], MONTHS) is not None:
            self._month(self._words.pop(0), word)
        elif _place(word, DAYS) is not None:
            self._weekday = _place(word, DAYS) or 0, 0
        else:
            self._relative(word)

    def _month(self, month: str, day: str = "") -> None:
        """``Nov 23 2026``, ``Nov 23`` or ``23 Nov 2026``."""
        if not day:
            if not self._words or not self._words[0].isdigit():
                raise NoTime(month)
            day = self._words.pop(0)
        year, self._no_year = str(self._now.year), True
        if self._words and self._words[0].isdigit() and len(self._words[0]) == 4:
            year, self._no_year = self._words.pop(0), False
        self._set_date([year, str((_place(month, MONTHS) or 0) + 1), day])

    def _set_date(self, parts: list[str]) -> None:
        year, mon, mday = (int(part) if part.isdigit() else 0 for part in parts)
        if (
            self._date is not None
            or not (1 <= mon <= 12 and mday)
            or gmtime(timegm(year, mon, mday) * NSEC_PER_SEC).mon != mon
        ):
            raise NoTime(parts)
        self._date = year, mon, mday

    def _set_clock(self, clock: int) -> None:
        if self._clock is not None:
            raise NoTime(str(clock))
        self._clock = clock

    def _relative(self, word: str) -> None:
        """``3 hours``, ``+3 hours``, ``hour``, ``next week``, ``last monday``, and these with ``ago``."""
        count, unit = 1, word
        if word in ("next", "last", "this"):
            count = {"next": 1, "last": -1, "this": 0}[word]
            unit = self._words.pop(0) if self._words else ""
        elif word.lstrip("+- ").isdigit():
            count = int(word.replace(" ", ""))
            unit = self._words.pop(0) if self._words else ""
        day = _place(unit, DAYS)
        if day is not None:
            self._weekday = day, count
            return
        unit = unit.removesuffix("s")
        if self._words[:1] == ["ago"]:
            del self._words[0]
            count = -count
        if unit in SECONDS:
            self._shift += count * SECONDS[unit]
        elif unit in CALENDAR:
            self._months += count * CALENDAR[unit]
        else:
            raise NoTime(word)


def _words(text: str) -> list[str]:
    words, at = list[str](), 0
    while at < len(text):
        found = WORD.match(text, at)
        if found is None:
            raise NoTime(text)
        words.append(found[1] or found[2])
        at = found.end()
    return words


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Which month or day a word of three letters or more names."""
    return next((n for n, name in enumerate(names) if len(word) > 2 and name.lower().startswith(word)), None)


def _days_to(day: int, count: int, today: int) -> int:
    """Days until a day of the week: today counts; ``count`` is 1 for ``next``, -1 for ``last``."""
    ahead = (day - today) % 7
    return ahead + 7 * (count - (count > 0 and bool(ahead)))


def _clock(word: str, following: list[str]) -> int:
    """Nanoseconds since midnight of ``HH:MM[:SS]``, with ``am`` or ``pm`` behind it; takes the word that it uses."""
    hour, minute, *rest = word.split(":")
    seconds = _seconds(rest[0]) if rest else 0
    hours = int(hour)
    if following[:1] in (["am"], ["pm"]):
        if not 1 <= hours <= 12:
            raise NoTime(word)
        hours = hours % 12 + 12 * (following.pop(0) == "pm")
    if hours > 23 or int(minute) > 59 or seconds >= 61 * NSEC_PER_SEC:
        raise NoTime(word)
    return (hours * 60 + int(minute)) * 60 * NSEC_PER_SEC + seconds


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


def _seconds(text: str) -> int:
    """Nanoseconds of a decimal number of seconds."""
    whole, _, part = text.partition(".")
    digits = whole.removeprefix("-")
    if not (digits + part).isdigit() or not digits:
        raise NoTime(text)
    ns = int(digits) * NSEC_PER_SEC + int(f"{part:0<9}"[:9])
    return -ns if whole.startswith("-") else ns
