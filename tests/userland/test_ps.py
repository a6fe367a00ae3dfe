"""ps as in the recordings p-ps and c-stuck, and as procps-ng 4.0.2 does it on a machine of its own."""

import pytest

from kshell.machine import NSEC_PER_SEC, Machine, Settings

USAGE = """
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
[1]
"""


def tail(text, count):
    return "".join(text.splitlines(keepends=True)[-count:])


def test_all_processes_have_their_full_names(crew):
    lines = crew("ps -e").splitlines()
    assert lines[:4] == [
        "  PID TTY          TIME CMD",
        "    1 ?        00:00:01 init",
        "    2 ?        00:00:00 kthreadd",
        "    3 ?        00:00:00 rcu_gp",
    ]
    assert lines[-6:-2] == [
        "   99 ?        00:00:00 mythread",
        "  100 ?        00:00:00 mythread/1",
        "  101 ?        00:00:00 a_name_that_is_too_long_for_comm",
        "  102 ?        00:00:00 bound_to_one",
    ]
    assert lines[-1].endswith(" ps")


def test_the_full_format_shows_command_lines_and_kernel_threads_in_brackets(crew):
    text = crew("ps -ef")
    assert text.startswith(
        "UID        PID  PPID  C STIME TTY          TIME CMD\n"
        "root         1     0 27 09:00 ?        00:00:01 /bin/bash /init\n"
        "root         2     0  0 09:00 ?        00:00:00 [kthreadd]\n"
    )
    assert "root       102     2  0 09:00 ?        00:00:00 [bound_to_one]\n" in text
    assert tail(text, 1).endswith(" 00:00:00 ps -ef\n")


def test_the_user_oriented_format(crew):
    assert crew("ps u 2 99") == (
        "USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n"
        "root         2  0.0  0.0      0     0 ?        S    09:00   0:00 [kthreadd]\n"
        "root        99  0.0  0.0      0     0 ?        S    09:00   0:00 [mythread]\n"
    )


def test_aux_works_with_a_dash_too(crew):
    assert crew("ps -aux").splitlines()[2:56] == crew("ps aux").splitlines()[2:56]  # init's %CPU falls


def test_the_long_formats(crew):
    assert crew("ps -lp 99") == (
        "F S   UID   PID  PPID  C PRI  NI ADDR SZ WCHAN  TTY          TIME CMD\n"
        "1 S     0    99     2  0  80   0 -     0 crew_f ?        00:00:00 mythread\n"
    )
    assert crew("ps l 99") == (
        "F   UID   PID  PPID PRI  NI    VSZ   RSS WCHAN  STAT TTY        TIME COMMAND\n"
        "1     0    99     2  20   0      0     0 crew_f S    ?          0:00 [mythread]\n"
    )


def test_a_format_of_ones_own(crew):
    assert crew("ps -p 99 -o pid,stat,wchan:20,comm") == (
        "  PID STAT WCHAN                COMMAND\n   99 S    crew_fn              mythread\n"
    )
    assert crew("ps -p 99 -o pid= -o comm=") == "   99 mythread\n"
    assert crew("ps -p 99 -o pid=NUMBER,comm:5=NAME,stat") == "NUMBER NAME  STAT\n    99 mythr S\n"
    assert crew("ps -p 99 -o pid,tid,ppid,pgid,sid,cls,rtprio,pri,ni,stat,vsz,rss,args") == (
        "  PID   TID  PPID  PGID   SID CLS RTPRIO PRI  NI STAT    VSZ   RSS COMMAND\n"
        "   99    99     2     0     0  TS      -  19   0 S         0     0 [mythread]\n"
    )


def test_a_number_too_long_for_its_column_pushes_the_next_one_and_a_name_is_cut(crew):
    assert crew("ps -p 1,101 -o pid:1,comm,stat") == (
        "PID COMMAND       STAT\n1 init            S\n101 a_name_that_is_ S\n"
    )


@pytest.mark.parametrize(
    ("options", "pids"),
    [
        ("-C mythread", ["99"]),
        ("-C a_name_that_is_too_long_for_comm", ["101"]),
        ("-p 1,2", ["1", "2"]),
        ("-p 2 -p 1", ["1", "2"]),
        ("-q 2,1", ["2", "1"]),
        ("1 2", ["1", "2"]),
        ("-p 0x1", ["1"]),
        ("--pid=1", ["1"]),
        ("--ppid 0", ["1", "2"]),
        ("--ppid 0 --sort -pid", ["2", "1"]),
        ("--ppid 0 k -comm", ["2", "1"]),
    ],
)
def test_selection_and_order(crew, options, pids):
    shown = crew(f"ps {options} -o pid=" if options != "1 2" else "ps -o pid= 1 2")
    assert [line.strip() for line in shown.splitlines() if "[" not in line] == pids


def test_negation_selects_the_others(crew):
    assert "kthreadd" in crew("ps -N -p 1")
    assert " init\n" not in crew("ps -N -p 1 --ppid 1")


def test_nobody_found_gives_the_header_and_status_1(computer):
    assert computer("ps -p 99999") == "  PID TTY          TIME CMD\n[1]\n"
    assert computer("ps --no-headers -p 99999") == "[1]\n"


def test_the_tree_shows_threads_below_kthreadd(crew):
    lines = crew("ps axf").splitlines()
    assert lines[1:3] == [
        "    2 ?        S      0:00 [kthreadd]",
        "    3 ?        I<     0:00  \\_ [rcu_gp]",
    ]
    assert lines[-3] == "    1 ?        S      0:01 /bin/bash /init"
    assert lines[-1].endswith(" R      0:00  \\_ ps axf")


def test_threads_have_columns_of_their_own(crew):
    assert crew("ps -Lfp 99") == (
        "UID        PID  PPID   LWP  C NLWP STIME TTY          TIME CMD\n"
        "root        99     2    99  0    1 09:00 ?        00:00:00 [mythread]\n"
    )
    assert crew("ps -Tp 99") == ("  PID  SPID TTY          TIME CMD\n   99    99 ?        00:00:00 mythread\n")
    assert crew("ps -mp 99") == (
        "  PID TTY          TIME CMD\n   99 ?        00:00:00 mythread\n    - -        00:00:00 -\n"
    )


def test_a_process_that_has_ended_and_was_not_waited_for_is_defunct(computer):
    def body(p):
        child = p.sys.fork(lambda: 0)
        p.sys.nanosleep(1_000_000)
        reader, writer = p.sys.pipe()

        def ps():
            p.sys.dup2(writer, 1)
            p.sys.execve("/usr/bin/ps", ["ps", "-o", "stat,comm,args", str(child)], {})

        p.sys.waitpid(p.sys.fork(ps))
        p.sys.close(writer)
        return p.read_all(reader).decode()

    assert computer.do(body) == "STAT COMMAND         COMMAND\nZ    init            [init] <defunct>\n"


def test_lines_end_at_the_edge_of_the_terminal_and_nowhere_in_a_pipe(crew):
    long = "root       101     2  0 09:00 ?        00:00:00 [a_name_that_is_too_long_for_comm]"
    assert long in crew("ps -ef")
    assert f"{long[:80]}\n" in crew.on_terminal("ps -ef")
    assert long in crew.on_terminal("ps -efw")
    assert f"{long[:60]}\n" in crew("ps -ef --cols 60")
    assert f"{long[:60]}\n" in crew("ps -ef", COLUMNS="60")


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("--nosuch", "unknown gnu long option"),
        ("-p abc", "process ID list syntax error"),
        ("-p 0", "process ID out of range"),
        ("-p 1,,2", "improper list"),
        ("-p", "list of process IDs must follow -p"),
        ("-u nobody-here", "user name does not exist"),
        ("-t tty99", "TTY could not be found"),
        ("-o nosuch", 'unknown user-defined format specifier "nosuch"'),
        ("-o pid:0", "column widths must be unsigned decimal numbers"),
        ("--sort nosuch", "unknown sort specifier"),
        ("-z", "unsupported SysV option"),
        ("y", "unsupported option (BSD syntax)"),
        ("-- -e", "garbage option"),
        ("-xz", "must set personality to get -x option"),
        ("-L f", "thread display conflicts with forest display"),
        ("aux -o pid", "conflicting format options"),
        ("-V x", "the option is exclusive: -V"),
    ],
)
def test_a_wrong_command_line_is_explained_with_the_usage(computer, options, text):
    assert computer(f"ps {options}") == f"error: {text}\n{USAGE}"


def test_quick_selection_stands_alone(computer):
    assert computer("ps -q 1 --forest") == (
        "q/-q/--quick-pid cannot be used together with forest type listings.\n[1]\n"
    )


def test_help_and_version(computer):
    assert computer("ps -V") == "ps from procps-ng 4.0.2\n"
    assert (
        computer("ps --help threads")
        == """
Usage:
 ps [options]

Show threads:
  H                   as if they were processes
 -L                   possibly with LWP and NLWP columns
 -m, m                after processes
 -T                   possibly with SPID column

For more details see ps(1).
"""
    )


def test_a_pipe_s_other_end_is_seen_waiting():
    machine = Machine(Settings(kernel="6.1"))
    terminal = machine.terminal(1)
    machine.run(machine.now + NSEC_PER_SEC)
    terminal.take_output()
    terminal.type_line("ps -o stat,wchan:9,f,args | cat -u | cat")
    machine.run(machine.now + NSEC_PER_SEC)
    assert terminal.take_output().splitlines()[-3:] == [
        "R+   -         4 ps -o stat,wchan:9,f,args",
        "S+   pipe_read 0 cat -u",
        "S+   pipe_read 0 cat",
    ]
