"""``scripts/rerecord``: record sessions on a real Linux anew and show what changed; write recordings as transcripts."""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import unified_diff
from pathlib import Path

from tests.conformance.recorder import page, places, reasons, recording, session
from tests.conformance.recorder.linux import debian
from tests.conformance.recorder.linux.machine import NoPrompt
from tests.conformance.recorder.linux.modules import CannotBuild
from tests.conformance.recorder.linux.record import record
from tests.conformance.recorder.retell import retell
from tests.conformance.recorder.streams import KERNEL, streams

DESCRIPTION = """\
Build a session's modules from their C sources, boot a real Linux in QEMU, type the session, and show what changed in
the recording. Needs Debian's qemu-system-x86, linux-image-amd64, linux-headers-amd64, gcc, make and cpio.
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/rerecord", description=DESCRIPTION)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a session of tests/conformance/lab/sessions")
    parser.add_argument("--write", action="store_true", help="keep the new recording, and write its transcript")
    parser.add_argument(
        "--transcripts",
        action="store_true",
        help="record nothing: write transcripts of the recordings (of all if no NAME)",
    )
    parser.add_argument("--kernel", type=Path, metavar="FILE", help="the kernel to boot (/boot/vmlinuz-...)")
    parser.add_argument(
        "--accel", choices=("tcg", "kvm"), default="tcg", help="how QEMU runs it (tcg: works everywhere)"
    )
    options = parser.parse_args(argv)
    unknown = [name for name in options.names if name not in places.names()]
    if unknown:
        parser.error(f"there is no session {unknown[0]} in {places.SESSIONS}")
    if options.transcripts:
        return write_transcripts(options.names or places.names())
    if not options.names:
        parser.error("which session?")
    try:
        kernel = debian.kernel(options.kernel)
        for name in options.names:
            rerecord(name, kernel, options.accel, write=options.write)
    except (debian.Missing, CannotBuild, NoPrompt) as error:
        print(f"scripts/rerecord: {error}", file=sys.stderr)
        return 1
    return write_transcripts(options.names) if options.write else 0


def rerecord(name: str, kernel: debian.Kernel, accel: str, *, write: bool) -> None:
    """Record a session and show what is not as in the recording that is held."""
    typed = session.load(places.SESSIONS / f"{name}.session")
    path = places.RECORDINGS / f"{name}.txt"
    text = record(typed, kernel, accel)
    before = compared(typed, recording.load(path)) if path.exists() else {}
    for stream, lines in compared(typed, recording.parse(text)).items():
        for row in unified_diff(before.get(stream, []), lines, f"{name}: {stream}", "now", lineterm="", n=1):
            print(row)
    print(f"{name}: recorded" + (f", written to {path}" if write else ""), flush=True)
    if write:
        path.write_text(text)


def compared(typed: session.Session, held: recording.Recording) -> dict[str, list[str]]:
    """A recording's lines with what varies left open: the kernel's, and each terminal's with what was typed."""
    names = {KERNEL: "kernel", 1: "terminal 1", 2: "terminal 2"}
    found = streams(recording.outputs(typed, held))
    return {
        names[number]: ["# " * (item.shape[0] == "typed") + item.cut.open for item in items]
        for number, items in found.items()
    }


def write_transcripts(names: Sequence[str]) -> int:
    """Write the transcripts that differ from those held, and the page; 1 if a difference has no reason."""
    table = reasons.load(places.REASONS)
    places.TRANSCRIPTS.mkdir(exist_ok=True)
    unexplained = 0
    with ProcessPoolExecutor() as pool:
        for name, text in zip(names, pool.map(_retold, names), strict=True):
            path = places.TRANSCRIPTS / f"{name}.ksh.md"
            before = path.read_text() if path.exists() else ""
            if text != before:
                path.write_text(text)
                print(
                    "\n".join(unified_diff(before.split("\n"), text.split("\n"), "held", str(path), lineterm="", n=1))
                )
            if reasons.UNKNOWN in text:
                unexplained += 1
                print(f"{path}: a difference has no reason: write one in {places.REASONS}", file=sys.stderr)
    places.PAGE.write_text(page.with_section(places.PAGE.read_text(), table))
    return int(unexplained > 0)


def _retold(name: str) -> str:
    return retell(name, reasons.load(places.REASONS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
