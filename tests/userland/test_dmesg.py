"""dmesg as in the recordings l-printk and b-user, and as util-linux 2.38.1 shows records with other options."""

import pytest

from kshell.userland.util_linux.dmesg_format import Formatter, json_object
from kshell.userland.util_linux.kmsg import Record, parse_record, parse_syslog

BOOT = 1_795_466_355  # Mon Nov 23 20:39:15 2026
RECORDS = [
    Record(1, 3, 8_317_881, "one: err"),
    Record(3, 6, 8_322_354, "daemon: info"),
    Record(1, 4, 8_324_750, "tab\there \x01 \\back"),
    Record(0, 6, 13_615_466, "levels: two\nlines in one"),
    Record(0, 6, 13_700_000, ""),
]


def shown(time_format="time", *, delta=False, decode=False, raw=False, prefix=False, color=False):
    formatter = Formatter(time_format, BOOT, show_delta=delta, decode=decode, raw=raw, prefix=prefix)
    formatter.color = color
    return "".join(map(formatter.text, RECORDS))


def test_seconds_since_boot_with_later_lines_below_the_text():
    assert shown() == (
        "[    8.317881] one: err\n"
        "[    8.322354] daemon: info\n"
        "[    8.324750] tab\there \\x01 \\back\n"
        "[   13.615466] levels: two\n"
        "               lines in one\n"
        "\n"
    )


def test_facility_and_level_in_words():
    assert shown(decode=True).splitlines()[1:5] == [
        "daemon:info  : [    8.322354] daemon: info",
        "user  :warn  : [    8.324750] tab\there \\x01 \\back",
        "kern  :info  : [   13.615466] levels: two",
        "                              lines in one",
    ]


def test_the_raw_form_has_facility_and_level_in_one_number():
    assert shown(raw=True).splitlines()[:2] == ["<3>[    8.317881] one: err", "<7>[    8.322354] daemon: info"]


def test_dates_and_no_stamps():
    assert shown("ctime").startswith("[Mon Nov 23 20:39:23 2026] one: err\n")
    assert shown("iso").startswith("2026-11-23T20:39:23,317881+00:00 one: err\n")
    assert shown("notime").startswith("one: err\ndaemon: info\n")


def test_time_since_the_record_before():
    assert shown(delta=True).splitlines()[:2] == [
        "[    8.317881 <    0.000000>] one: err",
        "[    8.322354 <    0.004473>] daemon: info",
    ]
    assert shown("ctime", delta=True).startswith("[Mon Nov 23 20:39:23 2026 <    0.000000>] one: err\n")
    assert shown("notime", delta=True).startswith("[<    0.000000>] one: err\n")


def test_relative_stamps_name_the_minute_when_it_changes():
    assert shown("reltime").splitlines()[:5] == [
        "[Nov23 20:39] one: err",
        "[  +0.004473] daemon: info",
        "[  +0.002396] tab\there \\x01 \\back",
        "[  +5.290716] levels: two",
        "              lines in one",
    ]


def test_a_gap_of_ten_seconds_takes_another_digit():
    formatter = Formatter("reltime", BOOT, show_delta=False, decode=False, raw=False, prefix=False)
    formatter.text(Record(0, 6, 1_000_000, "a"))
    assert formatter.text(Record(0, 6, 13_500_000, "b")) == "[ +12.500000] b\n"


def test_every_line_can_have_its_stamp():
    assert shown(prefix=True, decode=True).splitlines()[3:5] == [
        "kern  :info  : [   13.615466] levels: two",
        "kern  :info  : [   13.615466] lines in one",
    ]
    assert shown("reltime", prefix=True).splitlines()[3:5] == [
        "[  +5.290716] levels: two",
        "[  +0.000000] lines in one",
    ]


def test_colours_of_stamp_subsystem_and_level():
    assert shown(color=True).splitlines()[:3] == [
        "\x1b[32m[    8.317881] \x1b[0m\x1b[33mone: \x1b[0m\x1b[31merr\x1b[0m",
        "\x1b[32m[    8.322354] \x1b[0m\x1b[33mdaemon: \x1b[0minfo",
        "\x1b[32m[    8.324750] \x1b[0m\x1b[1mtab\there \\x01 \\back\x1b[0m",
    ]


def test_json_members():
    assert json_object(RECORDS[2], decode=False) == (
        '         "pri": 5,\n         "time":     8.324750,\n         "msg": "tab\\there \\u0001 \\\\back"\n'
    )
    assert json_object(RECORDS[3], decode=True) == (
        '         "fac": "kern",\n         "pri": "info",\n         "time":    13.615466,\n'
        '         "msg": "levels: two\\nlines in one"\n'
    )


def test_a_record_of_dev_kmsg_is_read_with_its_escapes():
    data = b"30,339,5140900,-;caf\\xc3\\xa9 \\x5cx41\\x0atwo\n SUBSYSTEM=acpi\n DEVICE=+acpi:PNP0A03:00\n"
    assert parse_record(data) == Record(3, 6, 5_140_900, "café \\x41\ntwo")


def test_a_saved_log_is_read_record_by_record():
    assert list(parse_syslog("<6>[    5.000001] two\nlines\n<27>[   12.345678] err\n")) == [
        Record(0, 6, 5_000_001, "two\nlines"),
        Record(3, 3, 12_345_678, "err"),
    ]


def test_the_log_of_a_machine(computer):
    computer("insmod hello.ko")
    assert computer("dmesg -t") == (
        "hello: loading out-of-tree module taints kernel.\n"
        "hello: module verification failed: signature and/or required key missing - tainting kernel\n"
        "hello: module loaded\n"
    )
    assert computer("dmesg -t -l notice,WARN") == (
        "hello: loading out-of-tree module taints kernel.\n"
        "hello: module verification failed: signature and/or required key missing - tainting kernel\n"
    )


def test_lines_of_user_space_are_told_from_the_kernels(computer):
    computer("insmod hello.ko")
    computer.write("/dev/kmsg", "<4>from user space\n")
    assert computer("dmesg -ut") == "from user space\n"
    assert computer("dmesg -tf kern -l info") == "hello: module loaded\n"
    assert len(computer("dmesg -k").splitlines()) == 3


def test_clearing_hides_what_was_there(computer):
    computer("insmod hello.ko")
    assert len(computer("dmesg -c").splitlines()) == 3
    assert computer("dmesg") == ""
    assert computer("dmesg -J") == ""
    computer("rmmod hello")
    assert computer("dmesg -t") == "hello: module removed\n"
    assert computer("dmesg -C") == ""
    assert computer("dmesg") == ""


def test_following_shows_what_comes_until_it_is_stopped(computer):
    computer.write("/dev/kmsg", "before\n")

    def later(p):
        p.sys.nanosleep(1_000_000_000)
        p.write_file("/dev/kmsg", "after\n")
        return 0

    computer.do(lambda p: p.sys.fork(lambda: later(p)))
    assert computer("timeout 2 dmesg -wt") == "before\nafter\n[124]\n"
    computer.do(lambda p: p.sys.fork(lambda: later(p)))
    assert computer("timeout 2 dmesg -Wt") == "after\n[124]\n"


def test_json_of_a_machine(computer):
    computer.write("/dev/kmsg", "<4>one\n")
    computer.write("/dev/kmsg", "<3>two\n")
    lines = computer("dmesg -J").splitlines()
    assert [line for line in lines if "time" not in line] == [
        "{",
        '   "dmesg": [',
        "      {",
        '         "pri": 5,',
        '         "msg": "one"',
        "      },{",
        '         "pri": 3,',
        '         "msg": "two"',
        "      }",
        "   ]",
        "}",
    ]


def test_records_can_be_chosen_by_time(computer):
    computer.write("/dev/kmsg", "early\n")
    computer.do(lambda p: p.sys.nanosleep(10_000_000_000))
    computer.write("/dev/kmsg", "late\n")
    assert computer("dmesg -t --since '5 sec ago'") == "late\n"
    assert computer("dmesg -t --until '5 sec ago'") == "early\n"


@pytest.mark.parametrize(("option", "level"), [("-n 1", 1), ("-n 8", 8), ("-n err", 4), ("-D", 1)])
def test_the_level_of_the_console(computer, option, level):
    assert computer(f"dmesg {option}") == ""
    assert computer.kernel.log.console_loglevel == level


def test_the_console_gets_its_level_back(computer):
    computer("dmesg -n 5")
    computer("dmesg -D")
    assert computer("dmesg -E") == ""
    assert computer.kernel.log.console_loglevel == 5


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("-n 9", "unknown level '9'"),
        ("-l nosuch", "unknown level 'nosuch'"),
        ("-l nosuch,err", "unknown level 'nosuch,err'"),
        ("-f kern,", "unknown facility 'kern,'"),
        ("--time-format raw", "unknown time format: raw"),
        ("-r -x", "mutually exclusive arguments: --raw --decode"),
        (
            "-C -c",
            "mutually exclusive arguments: --clear --console-off --console-on --read-clear --console-level --raw",
        ),
        ("-L=foo", "unsupported color mode: 'foo'"),
        ("-s x", "invalid buffer size argument: 'x'"),
        ("--since nonsense", 'invalid time value "nonsense"'),
        ("-F /nothere", "cannot open /nothere: No such file or directory"),
        ("--bad", "unrecognized option '--bad'\nTry 'dmesg --help' for more information."),
        ("foo", "bad usage\nTry 'dmesg --help' for more information."),
    ],
)
def test_what_is_refused(computer, options, text):
    assert computer(f"dmesg {options}") == f"dmesg: {text}\n[1]\n"


def test_what_a_user_may_not_do(computer):
    assert computer("sysctl -q kernel.dmesg_restrict=1") == ""
    computer.uid = 1000
    assert computer("dmesg -C") == "dmesg: clear kernel buffer failed: Operation not permitted\n[1]\n"
    assert computer("dmesg -n 3") == "dmesg: klogctl failed: Operation not permitted\n[1]\n"
    assert computer("dmesg") == "dmesg: read kernel buffer failed: Operation not permitted\n[1]\n"


def test_colours_go_to_terminals_that_have_them(computer):
    computer.write("/dev/kmsg", "<3>one: err\n")
    colored = "\x1b[33mone: \x1b[0m\x1b[31merr\x1b[0m"
    assert computer.on_terminal("dmesg -t", TERM="linux").strip() == colored
    assert computer.on_terminal("dmesg -t", TERM="vt220").strip() == "one: err"
    assert computer.on_terminal("dmesg -t -L=never", TERM="linux").strip() == "one: err"
    assert computer("dmesg -t", TERM="linux") == "one: err\n"
    assert computer("dmesg -t --color=always") == f"{colored}\n"
    assert "\x1b" not in computer("dmesg --color=always -H")
