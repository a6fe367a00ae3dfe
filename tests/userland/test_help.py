"""Every program on the machine can be asked what it does."""

import pytest

from kshell.plugins.manager import plugin_manager, registry
from tests.userland.conftest import Computer

SIGNS = ("usage:", "set policy:", "one screen")
WITHOUT = {  # as the real ones on Debian 12
    "awk": "it is not an option",
    "mawk": "it is not an option",
    "pidof": "it is refused without a word",
    "test": "it is an expression like any other",
    "which": "it is an illegal option",
}


@pytest.mark.parametrize("path", registry(plugin_manager()).paths())
def test_a_program_answers_help_or_is_known_not_to(computer: Computer, path: str) -> None:
    shown = computer(f"{path} --help").lower()
    assert "internal error" not in shown
    assert any(sign in shown for sign in SIGNS) or path.rpartition("/")[2] in WITHOUT
