"""insmod as in the recordings a-hello, b-files, b-initret and b-params."""

import pytest

ERROR = "insmod: ERROR: could not insert module "


def test_a_loaded_module_prints_nothing(computer):
    assert computer("insmod hello.ko") == ""
    assert computer("lsmod") == "Module                  Size  Used by\nhello                  16384  0\n"


@pytest.mark.parametrize("file", ["nothere.ko", "hello", "./sub/hello.ko"])
def test_a_missing_file_is_named_as_it_was_typed(computer, file):
    assert (
        computer(f"insmod {file}") == f"insmod: ERROR: could not load module {file}: No such file or directory\n[1]\n"
    )


def test_a_folder_cannot_be_inserted(computer):
    assert computer("insmod /root") == f"{ERROR}/root: Is a directory\n[1]\n"


def test_an_empty_file_and_a_tiny_one_are_invalid_before_the_kernel_sees_them(computer):
    computer.write("empty.ko", "")
    computer.write("tiny.ko", "hi\n")
    assert computer("insmod empty.ko") == f"{ERROR}empty.ko: Invalid parameters\n[1]\n"
    assert computer("insmod tiny.ko") == f"{ERROR}tiny.ko: Invalid parameters\n[1]\n"
    assert computer("dmesg") == ""


def test_a_text_is_no_module(computer):
    computer.write("text.ko", "this is no module\n")
    assert computer("insmod text.ko") == f"{ERROR}text.ko: Invalid module format\n[1]\n"


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("ret_enomem", "Cannot allocate memory"),
        ("ret_einval", "Invalid parameters"),
        ("ret_eio", "Input/output error"),
        ("ret_enodev", "No such device"),
        ("ret_eexist", "File exists"),
        ("ret_enoent", "Unknown symbol in module"),
        ("ret_eperm", "Operation not permitted"),
        ("ret_odd", "Unknown error 200"),
    ],
)
def test_the_errno_of_init_is_put_into_words(computer, module, text):
    assert computer(f"insmod {module}.ko") == f"{ERROR}{module}.ko: {text}\n[1]\n"


def test_arguments_behind_the_file_are_parameters(computer):
    assert computer("insmod options.ko count=1 who=lab small=-5") == ""
    assert computer("dmesg -t").splitlines()[-4:] == [
        "options: hello lab (0)",
        "options: list[0] = 1",
        "options: list[1] = 2",
        "options: secret=7 small=-5",
    ]


def test_a_module_that_is_there_already_exists(computer):
    computer("insmod hello.ko")
    assert computer("insmod hello.ko") == f"{ERROR}hello.ko: File exists\n[1]\n"


def test_a_user_may_not_load_modules(computer):
    computer.uid = 1000
    assert computer("insmod hello.ko") == f"{ERROR}hello.ko: Operation not permitted\n[1]\n"


def test_options_and_missing_arguments(computer):
    assert computer("insmod") == "insmod: ERROR: missing filename.\n[1]\n"
    assert computer("insmod -") == "insmod: ERROR: this tool does not support loading from stdin!\n[1]\n"
    assert computer("insmod -v hello.ko") == "insmod: invalid option -- 'v'\n[1]\n"
    assert computer("insmod --version") == "kmod version 30\n+ZSTD +XZ -ZLIB +LIBCRYPTO -EXPERIMENTAL\n"
    assert computer("insmod --help") == (
        "Usage:\n\tinsmod [options] filename [args]\nOptions:\n"
        "\t-V, --version     show version\n\t-h, --help        show this help\n"
    )


def test_options_of_the_past_are_taken_and_ignored(computer):
    assert computer("insmod -p -s hello.ko") == ""
