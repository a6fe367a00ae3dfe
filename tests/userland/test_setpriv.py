"""setpriv: the ids that it sets, and what it refuses."""

import pytest

from tests.userland.conftest import Computer


def test_a_program_runs_as_another_user(computer: Computer) -> None:
    shown = "uid=1000(user) gid=1000(user) groups=1000(user)\n"
    assert computer("setpriv --reuid=1000 --regid=1000 --clear-groups id") == shown
    assert computer("setpriv --reuid user --regid user --clear-groups -- id") == shown


def test_root_is_left_for_good(computer: Computer) -> None:
    back = "setpriv --reuid=1000 --regid=1000 --clear-groups setpriv --reuid=0 id"
    assert computer(back) == "setpriv: setresuid failed: Operation not permitted\n[127]\n"


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ("", "No program specified"),
        ("--reuid=foo id", "failed to parse reuid: 'foo'"),
        ("--regid=1000 true", "--[re]gid requires --keep-groups, --clear-groups, --init-groups, or --groups"),
        ("--reuid=1 --ruid=2 id", "duplicate ruid or euid"),
        ("--ruid=1 --ruid=2 id", "duplicate ruid"),
        ("--init-groups true", "--init-groups requires --ruid or --reuid"),
        (
            "--clear-groups --keep-groups true",
            "mutually exclusive arguments: --clear-groups --keep-groups --init-groups --groups",
        ),
        ("--reuid=1000 nosuch", "failed to execute nosuch: No such file or directory"),
    ],
)
def test_what_setpriv_refuses(computer: Computer, arguments: str, refusal: str) -> None:
    assert computer(f"setpriv {arguments}") == f"setpriv: {refusal}\n[127]\n"
