"""Columns that show little here (control groups, namespaces, containers, input and output), or nothing anywhere."""

import re
from collections.abc import Iterator

from kshell.userland.procps.ps.columns.column import Column, Justify, Scope, Value, columns
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc


def nothing(view: View, proc: Proc, room: int) -> str:
    """A dash: a column that exists for the sake of other systems' users."""
    return "-"


def _unknown(text: str) -> Value:
    """What stands for something that this machine does not have."""
    return lambda view, proc, room: text


def _groups(proc: Proc) -> str:
    return ",".join(line for line in proc.text("cgroup").splitlines() if not line.endswith("/")) or "-"


def cgroup(view: View, proc: Proc, room: int) -> str:
    """The control groups, the root ones left out."""
    return _groups(proc)[:room]


def cgname(view: View, proc: Proc, room: int) -> str:
    """The name of the control group."""
    groups = _groups(proc)
    return (groups.partition(":name=")[2] or groups)[:room]


def label(view: View, proc: Proc, room: int) -> str:
    """The security label."""
    return proc.text("attr/current").rstrip("\0\n") or "-"


def _namespaces(*names: str) -> Iterator[Column]:
    for name in names:
        yield from columns(f"{name}ns {name.upper()}NS 10", _namespace(name))


def _namespace(name: str) -> Value:
    def value(view: View, proc: Proc, room: int) -> str:
        return "".join(re.findall(r"\d+", proc.link(f"ns/{name}"))) or "-"

    return value


def _io(table: str, line: str) -> Iterator[Column]:
    """Columns with a line of /proc/PID/io."""

    def key(view: View, proc: Proc) -> int:
        rows = dict(row.split(": ") for row in proc.text("io").splitlines())
        return int(rows.get(line, "0"))

    return columns(table, lambda view, proc, room: str(key(view, proc)), Justify.RIGHT, key, Scope.THREAD)


def _number_in(file: str, missing: str) -> Value:
    """The number in a file of /proc/PID."""
    return lambda view, proc, room: proc.text(file).strip() or missing


COLUMNS: tuple[Column, ...] = (
    *columns("cgroup CGROUP 27", cgroup, Justify.UNLIMITED, scope=Scope.PROCESS),
    *columns("cgname CGNAME 27", cgname, Justify.UNLIMITED, scope=Scope.PROCESS),
    *columns("context CONTEXT 31|label LABEL 31|zone ZONE 31", label, Justify.LEFT),
    *_namespaces("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"),
    *_io("rbytes RBYTES 5", "read_bytes"),
    *_io("rchars RCHARS 5", "rchar"),
    *_io("rops ROPS 5", "syscr"),
    *_io("wbytes WBYTES 5", "write_bytes"),
    *_io("wcbytes WCBYTES 5", "cancelled_write_bytes"),
    *_io("wchars WCHARS 5", "wchar"),
    *_io("wops WOPS 5", "syscw"),
    *columns("oom OOM 4", _number_in("oom_score", "0"), scope=Scope.THREAD),
    *columns("oomadj OOMADJ 5", _number_in("oom_adj", "0"), scope=Scope.THREAD),
    *columns("numa NUMA 4", _unknown("-1")),
    *columns("pss PSS 5|uss USS 5", _unknown("0"), scope=Scope.PROCESS),
    *columns("ag_id AGID 5", _unknown("-1")),
    *columns("ag_nice AGNI 4", _unknown("0")),
    *columns("lxc LXC 8", _unknown("-"), Justify.LEFT),
    *columns("lsession SESSION 11|seat SEAT 11|ouid OWNER 5", _unknown("-"), Justify.LEFT),
    *columns("machine MACHINE 31|slice SLICE 31|unit UNIT 31|uunit UUNIT 31", _unknown("-"), Justify.LEFT),
)
NEVER_SHOWN: tuple[Column, ...] = (
    *columns(
        "acflag ACFLG 5|acflg ACFLG 5|addr ADDR 4|alarm ALARM 5|cmaj_flt - 1|cmin_flt - 1|cnswap - 1|cpu CPU 3|"
        "ctid CTID 5|cursig CURSIG 6|cutime - 1|inblk INBLK 5|inblock INBLK 5|jobc JOBC 4|ktrace KTRACE 8|"
        "ktracep KTRACEP 8|msgrcv MSGRCV 6|msgsnd MSGSND 6|nivcsw IVCSW 5|nsignals NSIGS 5|nsigs NSIGS 5|"
        "nswap NSWAP 5|nvcsw VCSW 5|oublk OUBLK 5|oublock OUBLK 5|p_ru P_RU 6|paddr PADDR 6|poip - 1|re RE 3|"
        "rlink RLINK 8|scnt SCNT 4|scount SC 4|sl SL 3|status STATUS 6|systime SYSTEM 6|tdev TDEV 4|"
        "timeout TMOUT 5|tmout TMOUT 5|u_procp UPROCP 6|umask UMASK 5|uprocp UPROCP 8|usertime USER 4|"
        "utime UTIME 6|xstat XSTAT 5|zoneid ZONEID 31",
        nothing,
    ),
    *columns(
        "argc ARGC 4|end_code E_CODE 16|jid JID 1|m_dt DT 4|m_lrs LRS 5|m_resident RES 5|m_share SHRD 5|"
        "m_swap SWAP 5|osz SZ 2|prmgrp PRMGRP 12|prmid PRMID 12|projid PROJID 5|resident RES 5|share - 1|"
        "start_code S_CODE 16|vm_data DATA 5|vm_exe EXE 5|vm_lib LIB 5|vm_lock LCK 3|vm_stack STACK 5",
        nothing,
        scope=Scope.PROCESS,
    ),
    *columns("bnd BND 1|nwchan WCHAN 6|pset PSET 4|psxpri PPR 3|upr UPR 3|usrpri UPR 3", nothing, scope=Scope.THREAD),
    *columns("addr_1 ADDR 1|cwd CWD 3|login LOGNAME 8|logname LOGNAME 8", nothing, Justify.LEFT),
    *columns("emul EMUL 13|project PROJECT 12", nothing, Justify.LEFT, scope=Scope.PROCESS),
    *columns("environ ENVIRONMENT 11", nothing, Justify.UNLIMITED, scope=Scope.PROCESS),
    *columns("luser LUSER 8", nothing, Justify.USER),
    *columns("mwchan MWCHAN 6", nothing, Justify.WCHAN, scope=Scope.THREAD),
    *columns("taskid TASKID 5", nothing, scope=Scope.THREAD, pid_wide=True),
    *columns("tsess TSESS 5|tsession TSESS 5|tsid TSID 5", nothing, scope=Scope.PROCESS, pid_wide=True),
)
