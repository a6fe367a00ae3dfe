"""rmmod and lsmod as in the recordings b-rmmod, b-params, b-user and q-chain."""

import pytest

LIBRARY = "rmmod: ERROR: ../libkmod/libkmod-module.c:856 kmod_module_remove_module() could not remove "
HEADER = "Module                  Size  Used by\n"


def load(computer, *modules):
    for module in modules:
        assert computer(f"insmod {module}.ko") == ""


@pytest.mark.parametrize("name", ["hello", "hello.ko", "./hello.ko", "/root/hello.ko"])
def test_a_module_goes_by_its_name_or_file(computer, name):
    load(computer, "hello")
    assert computer(f"rmmod {name}") == ""
    assert computer("lsmod") == HEADER


def test_a_module_that_is_not_there(computer):
    assert computer("rmmod hello") == "rmmod: ERROR: Module hello is not currently loaded\n[1]\n"


def test_the_others_are_tried_after_a_failure(computer):
    load(computer, "hello")
    assert computer("rmmod nosuch hello") == "rmmod: ERROR: Module nosuch is not currently loaded\n[1]\n"
    assert computer("lsmod") == HEADER


def test_users_are_named(computer):
    load(computer, "provider", "consumer")
    assert computer("rmmod provider") == "rmmod: ERROR: Module provider is in use by: consumer\n[1]\n"
    assert computer("lsmod") == (f"{HEADER}consumer               16384  0\nprovider               16384  1 consumer\n")
    assert computer("rmmod consumer provider") == ""


def test_a_module_that_holds_itself_is_in_use_unless_forced(computer):
    assert computer("insmod selfhold.ko hold=1") == ""
    assert computer("rmmod selfhold") == "rmmod: ERROR: Module selfhold is in use\n[1]\n"
    assert computer("rmmod -f selfhold") == ""


def test_the_kernel_refuses_a_module_without_exit(computer):
    load(computer, "noexit")
    assert computer("rmmod noexit") == (
        f"{LIBRARY}'noexit': Device or resource busy\n"
        "rmmod: ERROR: could not remove module noexit: Device or resource busy\n[1]\n"
    )
    assert computer("rmmod -f noexit") == ""


def test_force_does_not_help_against_users(computer):
    load(computer, "provider", "consumer")
    assert computer("rmmod -f provider") == (
        f"{LIBRARY}'provider': Resource temporarily unavailable\n"
        "rmmod: ERROR: could not remove module provider: Resource temporarily unavailable\n[1]\n"
    )


def test_a_user_may_not_unload_modules(computer):
    load(computer, "hello")
    computer.uid = 1000
    assert computer("rmmod hello") == (
        f"{LIBRARY}'hello': Operation not permitted\n"
        "rmmod: ERROR: could not remove module hello: Operation not permitted\n[1]\n"
    )


def test_a_module_that_is_just_going_gives_no_message_but_a_failure(computer):
    load(computer, "slowexit")

    def second(p):
        p.sys.fork(lambda: p.sys.execve("/usr/sbin/rmmod", ["rmmod", "slowexit"], {}))
        p.sys.nanosleep(1_000_000_000)

    computer.do(second)
    assert computer("lsmod") == f"{HEADER}slowexit               16384  -1\n"
    assert computer("rmmod slowexit") == "[1]\n"


def test_a_missing_path_that_begins_with_a_dot_has_no_name(computer):
    assert computer("rmmod ./nothere.ko") == (
        "rmmod: ERROR: ../libkmod/libkmod-module.c:1998 kmod_module_get_holders() could not open "
        "'/sys/module//holders': No such file or directory\nrmmod: ERROR: Module unloading is not supported\n[1]\n"
    )


def test_the_system_log_is_the_console(computer):
    computer("true")
    computer.console()
    assert computer("rmmod -s nosuch") == "[1]\n"
    assert computer.console() == "rmmod: ERROR: Module nosuch is not currently loaded\n\r\n"


def test_options_and_missing_arguments(computer):
    assert computer("rmmod") == "rmmod: ERROR: missing module name.\n[1]\n"
    assert computer("rmmod --bad hello") == "rmmod: unrecognized option '--bad'\n[1]\n"
    assert computer("rmmod -w hello") == "rmmod: ERROR: unexpected getopt_long() value 'w'.\n[1]\n"
    assert computer("rmmod -V") == "kmod version 30\n+ZSTD +XZ -ZLIB +LIBCRYPTO -EXPERIMENTAL\n"


def test_lsmod_takes_no_arguments(computer):
    assert computer("lsmod hello") == "Usage: lsmod\n[1]\n"
