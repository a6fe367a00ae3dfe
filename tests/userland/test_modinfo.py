"""What a module's file says of itself: kshell.uapi.modinfo, and modinfo as in the recordings a-hello and m-params."""

import pytest

from kshell.uapi.modinfo import NotAModule, declarations, modinfo

RELEASE = "6.1.0-56-amd64"
TAIL = f"retpoline:      Y\nname:           {{}}\nvermagic:       {RELEASE} SMP preempt mod_unload modversions \n"


def section(source):
    return modinfo("demo", source.encode(), RELEASE, lambda needs: [f"owner_of_{need}" for need in needs])


def test_declarations_come_from_last_to_first_and_then_what_modpost_adds():
    assert section('from kshell.linux import *\nMODULE_LICENSE("GPL")\nMODULE_AUTHOR("A")\nMODULE_AUTHOR("B")\n') == [
        ("author", "B"),
        ("author", "A"),
        ("license", "GPL"),
        ("depends", ""),
        ("retpoline", "Y"),
        ("name", "demo"),
        ("vermagic", f"{RELEASE} SMP preempt mod_unload modversions "),
    ]


def test_only_a_module_with_a_version_has_a_srcversion():
    keys = [key for key, _ in section('from kshell.linux import *\nMODULE_VERSION("1")\n')]
    assert keys[:2] == ["version", "srcversion"]
    (checksum,) = [v for k, v in section('from kshell.linux import *\nMODULE_VERSION("1")\n') if k == "srcversion"]
    assert checksum == "6E963071A95D3227398A5C4"


def test_parameters_are_described_by_name_type_and_text():
    tags = section(
        "from kshell.linux import *\n"
        'module_param("count", int, 0o644)\nMODULE_PARM_DESC("count", "how many")\n'
        'module_param_array("list", charp, "n", 0)\nmodule_param_named("x", "y", "uint", 0)\n'
        'module_param("s", str, 0)\n'
        'module_param_cb("own", ops, "y", 0o644)\n'
    )
    assert [tag for tag in tags if tag[0].startswith("parm")] == [
        ("parmtype", "s:charp"),
        ("parmtype", "x:uint"),
        ("parmtype", "list:array of charp"),
        ("parm", "count:how many"),
        ("parmtype", "count:int"),
    ]


def test_names_may_be_imported_under_others_and_texts_may_be_constants():
    source = (
        "import kshell.linux as k\nfrom kshell.linux import MODULE_AUTHOR as by\n"
        'ME = "me"\nby(ME)\nk.MODULE_LICENSE("GPL")\n'
    )
    assert section(source)[:2] == [("license", "GPL"), ("author", "me")]


def test_exports_and_needs_are_found_as_calls_and_as_decorators():
    declared = declarations(
        b"from kshell.linux import *\na = extern('a')\nb = extern('b')\nagain = extern('a')\n"
        b"def f(): pass\nEXPORT_SYMBOL(f)\n@EXPORT_SYMBOL_GPL\ndef g(): pass\n"
    )
    assert (declared.exports, declared.needs) == (("f", "g"), ("a", "b"))


def test_modules_that_export_what_is_needed_are_named_in_the_order_of_the_needs():
    tags = dict(section("from kshell.linux import *\na = extern('a')\nb = extern('b')\n"))
    assert tags["depends"] == "owner_of_a,owner_of_b"


@pytest.mark.parametrize("source", [b"this is no module", b"\xff\xfe", b"x = 1\n", b"", b"\0", b"(" * 5000])
def test_what_is_not_python_or_takes_nothing_from_the_kernel_is_no_module(source):
    with pytest.raises(NotAModule):
        declarations(source)


def test_nothing_of_a_module_is_run():
    assert declarations(b"from kshell.linux import *\n1 // 0\nMODULE_LICENSE('GPL')\n").tags == (("license", "GPL"),)


def test_all_fields_of_a_file(computer):
    shown = computer("modinfo ./options.ko").splitlines()
    assert [line for line in shown if not line.startswith("srcversion:")] == (
        "filename:       /root/./options.ko\n"
        "alias:          choices\n"
        "version:        0.3\n"
        "description:    Module parameters\n"
        "author:         Lab Two <two@example.org>\n"
        "author:         Lab One\n"
        "license:        GPL v2\n"
        "depends:        \n" + TAIL.format("options") + "parm:           count:how many greetings (int)\n"
        "parm:           who:whom to greet (charp)\n"
        "parm:           loud:greet loudly (bool)\n"
        "parm:           list:up to four numbers (array of int)\n"
        "parm:           secret:uint\n"
        "parm:           small:short"
    ).splitlines()


def test_one_field(computer):
    assert computer("modinfo -F author options.ko") == "Lab Two <two@example.org>\nLab One\n"
    assert computer("modinfo -F nosuch options.ko") == ""
    assert computer("modinfo -d options.ko") == "Module parameters\n"
    assert computer("modinfo -l options.ko") == "GPL v2\n"
    assert computer("modinfo -n options.ko") == "/root/options.ko\n"
    assert computer("modinfo -0 -F version options.ko") == "0.3\0"
    assert computer("modinfo -p options.ko") == (
        "count:how many greetings (int)\nwho:whom to greet (charp)\nloud:greet loudly (bool)\n"
        "list:up to four numbers (array of int)\nsecret: (uint)\nsmall: (short)\n"
    )


def test_a_module_depends_on_the_exporter_beside_it(computer):
    assert computer("modinfo consumer.ko") == (
        "filename:       /root/consumer.ko\nlicense:        GPL\ndepends:        provider\n" + TAIL.format("consumer")
    )


def test_a_module_without_license_shows_none(computer):
    assert computer("modinfo nolicense.ko") == (
        "filename:       /root/nolicense.ko\ndepends:        \n" + TAIL.format("nolicense")
    )


def test_what_is_not_found(computer):
    assert computer("modinfo nosuch") == "modinfo: ERROR: Module nosuch not found.\n[1]\n"
    assert computer("modinfo /etc/passwd") == "modinfo: ERROR: Module /etc/passwd not found.\n[1]\n"
    assert computer("modinfo -m nosuch") == "modinfo: ERROR: Module name nosuch not found.\n[1]\n"
    assert computer("modinfo") == "modinfo: ERROR: missing module or filename.\n[1]\n"


def test_a_file_that_is_no_module(computer):
    computer.write("text.ko", "this is no module\n")
    computer.write("tiny.ko", "hi\n")
    filename = "filename:       /root/"
    assert computer("modinfo text.ko") == (
        f"{filename}text.ko\nmodinfo: ERROR: could not get modinfo from 'text': Exec format error\n[1]\n"
    )
    assert computer("modinfo tiny.ko") == (
        f"{filename}tiny.ko\nmodinfo: ERROR: could not get modinfo from 'tiny': Invalid argument\n[1]\n"
    )
