"""Broken-down time, strftime(3), times as people type them, and date; expectations are coreutils 9.1's."""

import pytest

from kshell.userland.coreutils.timestamp import NoTime, parse_timestamp
from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime, timegm

MOMENT = 1_795_465_992_123_456_789  # Mon Nov 23 20:33:12 UTC 2026


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "1970-01-01 00:00:00 Thu 001"),
        (-1, "1969-12-31 23:59:59 Wed 365"),
        (951_782_400, "2000-02-29 00:00:00 Tue 060"),
        (4_107_542_400, "2100-03-01 00:00:00 Mon 060"),
        (1_795_465_992, "2026-11-23 20:33:12 Mon 327"),
    ],
)
def test_dates_of_the_gregorian_calendar(seconds, text):
    tm = gmtime(seconds * NSEC_PER_SEC)
    assert strftime("%F %T %a %j", tm) == text
    assert timegm(tm.year, tm.mon, tm.mday, tm.hour, tm.min, tm.sec) == seconds


def test_every_directive():
    tm = gmtime(MOMENT)
    assert strftime("%A %B %c %C %d %D %e %g %G %h %H %I %k %l %m %M %N %p %P", tm) == (
        "Monday November Mon Nov 23 20:33:12 2026 20 23 11/23/26 23 26 2026 Nov 20 08 20  8 11 33 123456789 PM pm"
    )
    assert strftime("%q %r %R %s %S %u %U %V %w %W %x %X %y %Y %z %:z %Z %%", tm) == (
        "4 08:33:12 PM 20:33 1795465992 12 1 47 48 1 47 11/23/26 20:33:12 26 2026 +0000 +00:00 UTC %"
    )


def test_flags_widths_and_what_is_no_directive():
    assert strftime("%-d|%_d|%05d|%^a|%#Z|%+4Y|%3N|%10S|%-5S|%_5S|%E|%Q|%", gmtime(MOMENT)) == (
        "23|23|00023|MON|utc|2026|123|0000000012|12|   12|%E|%Q|%"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@5.25", "1970-01-01 00:00:05.250"),
        ("2026-01-02", "2026-01-02 00:00:00.000"),
        ("2026-01-02 03:04", "2026-01-02 03:04:00.000"),
        ("2026-01-02T03:04:05", "2026-01-02 03:04:05.000"),
        ("2026-01-02 + 3 days", "2026-01-05 00:00:00.000"),
        ("now", "2026-11-23 20:33:12.123"),
        ("yesterday", "2026-11-22 20:33:12.123"),
        ("2 hours ago", "2026-11-23 18:33:12.123"),
        ("+1 week", "2026-11-30 20:33:12.123"),
        ("-90sec", "2026-11-23 20:31:42.123"),
        ("tomorrow 10:20 UTC", "2026-11-24 10:20:00.000"),
        ("", "2026-11-23 00:00:00.000"),
        ("5 Jan 2021 10:00:01", "2021-01-05 10:00:01.000"),
        ("Wed Jan  6 10:00:00 UTC 2021", "2021-01-06 10:00:00.000"),
        ("Mar 1", "2026-03-01 00:00:00.000"),
        ("11/30/2026 4:33pm", "2026-11-30 16:33:00.000"),
        ("20261130 04:33", "2026-11-30 04:33:00.000"),
        ("2026-01-02T03:04:05.5Z", "2026-01-02 03:04:05.500"),
        ("2020-01-31 1 month", "2020-03-02 00:00:00.000"),
        ("2020-02-29 1 year ago", "2019-03-01 00:00:00.000"),
        ("next day", "2026-11-24 20:33:12.123"),
        ("monday", "2026-11-23 00:00:00.000"),
        ("last monday", "2026-11-16 00:00:00.000"),
        ("next friday", "2026-11-27 00:00:00.000"),
    ],
)
def test_times_that_are_understood(text, shown):
    assert strftime("%F %T.%3N", gmtime(parse_timestamp(text, MOMENT))) == shown


@pytest.mark.parametrize(
    "text", ["nonsense", "@x", "@", "25:00", "2026-02-30", "2026-13-01", "3", "3 parsecs", "next", "10:00 11:00"]
)
def test_times_that_are_not(text):
    with pytest.raises(NoTime):
        parse_timestamp(text, MOMENT)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("", "Mon Nov 23 20:33:12 UTC 2026\n"),
        ("-u", "Mon Nov 23 20:33:12 UTC 2026\n"),
        ("-R", "Mon, 23 Nov 2026 20:33:12 +0000\n"),
        ("-I", "2026-11-23\n"),
        ("-Is", "2026-11-23T20:33:12+00:00\n"),
        ("--iso-8601=ns", "2026-11-23T20:33:12,123456789+00:00\n"),
        ("--rfc-3339=seconds", "2026-11-23 20:33:12+00:00\n"),
        ("+%s", "1795465992\n"),
        ("+", "\n"),
    ],
)
def test_forms_of_date(computer, arguments, shown):
    assert computer(f"date -d @1795465992.123456789 {arguments}") == shown


def test_the_machine_has_a_clock(computer):
    before = int(computer("date +%s"))
    computer.do(lambda p: p.sys.nanosleep(7 * NSEC_PER_SEC))
    assert 7 <= int(computer("date +%s")) - before <= 8


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("foo", "date: invalid date 'foo'\n[1]\n"),
        ("-d nonsense", "date: invalid date 'nonsense'\n[1]\n"),
        ("+%s +%N", "date: extra operand '+%N'\nTry 'date --help' for more information.\n[1]\n"),
        ("-r /nosuch", "date: /nosuch: No such file or directory\n[1]\n"),
        ("-x", "date: invalid option -- 'x'\nTry 'date --help' for more information.\n[1]\n"),
        ("010203042026", "date: cannot set date: Operation not permitted\nFri Jan  2 03:04:00 UTC 2026\n[1]\n"),
        (
            "--rfc-3339=foo",
            "date: invalid argument 'foo' for '--rfc-3339'\nValid arguments are:\n  - 'date'\n  - 'seconds'\n  - 'ns'\n"
            "Try 'date --help' for more information.\n[1]\n",
        ),
    ],
)
def test_what_date_refuses(computer, arguments, shown):
    assert computer(f"date {arguments}") == shown
