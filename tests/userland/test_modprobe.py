"""depmod and modprobe as in the recording b-modprobe."""

import pytest

FOLDER = "/lib/modules/6.1.0-56-amd64"
LIBRARY = "modprobe: ERROR: ../libkmod/libkmod-module.c:856 kmod_module_remove_module() could not remove "


@pytest.fixture
def installed(computer):
    """A computer with hello, provider, consumer, noexit and options installed."""
    computer.do(lambda p: p.sys.mkdir(f"{FOLDER}/extra"))
    for name in ("hello", "provider", "consumer", "options", "noexit"):
        computer.write(f"{FOLDER}/extra/{name}.ko", computer.read(f"{name}.ko"))
    assert computer("depmod") == ""
    return computer


def loaded(computer):
    return [line.split()[0] for line in computer("lsmod").splitlines()[1:]]


def test_depmod_writes_who_needs_whom(installed):
    assert installed.read(f"{FOLDER}/modules.dep") == (
        "extra/hello.ko:\nextra/noexit.ko:\nextra/options.ko:\nextra/provider.ko:\n"
        "extra/consumer.ko: extra/provider.ko\n"
    )
    assert installed.read(f"{FOLDER}/modules.alias") == (
        "# Aliases extracted from modules themselves.\nalias choices options\n"
    )
    assert installed.read(f"{FOLDER}/modules.symbols") == (
        "# Aliases for symbols, used by symbol_request().\n"
        "alias symbol:provider_gpl_next provider\nalias symbol:provider_next provider\n"
    )


def module(exports="", needs=""):
    lines = ["from kshell.linux import *", *(f"{name} = extern('{name}')" for name in needs)]
    return "\n".join([*lines, *(f"def {name}(): pass\nEXPORT_SYMBOL({name})" for name in exports)]) + "\n"


def test_depmod_lists_what_the_needed_ones_need_first_to_load_last(installed):
    for name, source in (("z_base", module("a")), ("m_mid", module("b", "a")), ("a_top", module("", "ba"))):
        installed.write(f"{FOLDER}/extra/{name}.ko", source)
    installed("depmod")
    assert "extra/a_top.ko: extra/m_mid.ko extra/z_base.ko\n" in installed.read(f"{FOLDER}/modules.dep")
    assert installed("modprobe -D a_top") == (
        f"insmod {FOLDER}/extra/z_base.ko \ninsmod {FOLDER}/extra/m_mid.ko \ninsmod {FOLDER}/extra/a_top.ko \n"
    )


def test_depmod_refuses_modules_that_need_each_other(installed):
    installed.write(f"{FOLDER}/one.ko", module("a", "b"))
    installed.write(f"{FOLDER}/two.ko", module("b", "a"))
    assert installed("depmod") == (
        "depmod: ERROR: Cycle detected: one -> two -> one\ndepmod: ERROR: Found 2 modules in dependency cycles!\n[1]\n"
    )


def test_depmod_goes_on_after_a_file_that_is_no_module(installed):
    installed.write(f"{FOLDER}/extra/text.ko", "this is no module\n")
    assert installed("depmod") == (
        f"depmod: ERROR: failed to load symbols from {FOLDER}/extra/text.ko: Exec format error\n"
    )
    assert installed("modprobe text") == "modprobe: ERROR: could not insert 'text': Exec format error\n[1]\n"


def test_depmod_of_another_version(installed):
    assert installed("depmod 9.9") == (
        "depmod: ERROR: could not open directory /lib/modules/9.9: No such file or directory\n"
        "depmod: FATAL: could not search modules: No such file or directory\n[1]\n"
    )
    assert installed("depmod extra") == "depmod: ERROR: Bad version passed extra\n[1]\n"


def test_a_user_cannot_write_the_index(installed):
    installed.uid = 1000
    lines = installed("depmod").splitlines()
    assert lines[0].startswith(f"depmod: ERROR: openat({FOLDER}, modules.dep.")
    assert all(line.endswith(", 301, 644): Permission denied") for line in lines)


def test_modprobe_loads_once_and_says_nothing(installed):
    assert installed("modprobe hello") == ""
    assert installed("modprobe hello") == ""
    assert installed("modprobe --first-time hello") == (
        "modprobe: ERROR: could not insert 'hello': Module already in kernel\n[1]\n"
    )
    assert loaded(installed) == ["hello"]


def test_modprobe_loads_what_a_module_needs_and_unloads_it_again(installed):
    assert installed("modprobe -v consumer") == (
        f"insmod {FOLDER}/extra/provider.ko \ninsmod {FOLDER}/extra/consumer.ko \n"
    )
    assert installed("modprobe -r provider") == "modprobe: FATAL: Module provider is in use.\n[1]\n"
    assert installed("modprobe -rv consumer") == "rmmod consumer\nrmmod provider\n"
    assert loaded(installed) == []


def test_modules_that_are_not_installed(computer):
    assert computer("modprobe hello") == f"modprobe: FATAL: Module hello not found in directory {FOLDER}\n[1]\n"
    assert computer("modprobe -r hello") == "modprobe: FATAL: Module hello not found.\n[1]\n"
    assert computer("modprobe -q hello") == "[1]\n"


def test_a_module_that_is_not_loaded_is_removed_without_a_word(installed):
    assert installed("modprobe -r hello") == ""
    assert installed("modprobe --first-time -r hello") == "modprobe: FATAL: Module hello is not in kernel.\n[1]\n"


def test_all_of_several_are_tried(installed):
    assert installed("modprobe -a hello nosuch options") == (
        f"modprobe: WARNING: Module nosuch not found in directory {FOLDER}\n[1]\n"
    )
    assert loaded(installed) == ["options", "hello"]
    assert installed("modprobe -ra hello options") == ""


def test_removing_with_the_holders_goes_one_step_too_far_as_it_does_in_kmod_30(installed):
    installed("modprobe consumer")
    assert installed("modprobe -r --remove-holders -v provider") == (
        f"rmmod consumer\nrmmod provider\nrmmod provider\n{LIBRARY}'provider': No such file or directory\n[1]\n"
    )


def test_a_module_without_exit_cannot_be_removed(installed):
    installed("modprobe noexit")
    assert installed("modprobe -r noexit") == f"{LIBRARY}'noexit': Device or resource busy\n[1]\n"
    assert installed("modprobe -rf noexit") == ""


def test_parameters_come_from_the_configuration_and_then_from_the_command_line(installed):
    installed.write("/etc/modprobe.d/x.conf", "# comment\noptions options \\\ncount=2 who=conf\n")
    assert installed("modprobe -v options count=1") == (f"insmod {FOLDER}/extra/options.ko count=2 who=conf count=1\n")
    assert installed("dmesg -t").splitlines()[-4:-2] == ["options: hello conf (0)", "options: list[0] = 1"]
    assert installed('modprobe -D options who="two words"').endswith('who=conf who="two words"\n')


def test_a_wrong_parameter_is_told_in_other_words_than_insmods(installed):
    assert installed("modprobe options count=abc") == (
        "modprobe: ERROR: could not insert 'options': Invalid argument\n[1]\n"
    )


def test_aliases_of_modules_and_of_the_configuration(installed):
    installed.write("/etc/modprobe.d/x.conf", "alias greet hello\n")
    assert installed("modprobe -R choices") == "options\n"
    assert installed("modprobe -v greet") == f"insmod {FOLDER}/extra/hello.ko \n"
    assert installed("modprobe -n -v symbol:provider_next") == f"insmod {FOLDER}/extra/provider.ko \n"


def test_a_blacklisted_module_is_loaded_by_its_own_name_only(installed):
    installed.write("/etc/modprobe.d/x.conf", "alias greet hello\nblacklist hello\n")
    assert installed("modprobe -v greet") == ""
    assert installed("modprobe -b -v hello") == ""
    assert installed("modprobe -v hello") == f"insmod {FOLDER}/extra/hello.ko \n"


def test_a_line_of_the_configuration_that_means_nothing(installed):
    installed.write("/etc/modprobe.d/x.conf", "alias a b\nnonsense here\n")
    assert installed("modprobe -n hello") == (
        "libkmod: ERROR ../libkmod/libkmod-config.c:712 kmod_config_parse: "
        "/etc/modprobe.d/x.conf line 2: ignoring bad line starting with 'nonsense'\n"
    )


def test_the_configuration_can_be_shown(installed):
    installed.write("/etc/modprobe.d/x.conf", "alias greet hello\nblacklist hello\noptions hel-lo a=1\n")
    assert installed("modprobe -c") == (
        "blacklist hello\nalias greet hello\noptions hel_lo a=1\n"
        "\n# End of configuration files. Dumping indexes now:\n\n"
        "alias choices options\nalias symbol:provider_gpl_next provider\nalias symbol:provider_next provider\n"
    )


def test_a_file_that_has_gone_since_depmod_ran(installed):
    installed.do(lambda p: p.sys.unlink(f"{FOLDER}/extra/hello.ko"))
    assert installed("modprobe hello") == (
        "modprobe: ERROR: could not insert 'hello': Unknown symbol in module, or unknown parameter (see dmesg)\n[1]\n"
    )


def test_modinfo_finds_installed_modules_by_name_and_alias(installed):
    assert installed("modinfo -n hello") == f"{FOLDER}/extra/hello.ko\n"
    assert installed("modinfo -F name choices") == "options\n"
    assert installed("modinfo -F depends consumer") == "provider\n"


def test_missing_arguments(computer):
    assert computer("modprobe") == "modprobe: ERROR: missing parameters. See -h.\n[1]\n"
    assert computer("modprobe --bad") == "modprobe: unrecognized option '--bad'\n[1]\n"


def test_a_command_can_stand_in_place_of_loading_and_unloading(installed):
    installed.write(
        "/etc/modprobe.d/a.conf",
        "install hello echo instead of $MODPROBE_MODULE $CMDLINE_OPTS\nremove hello echo gone\n",
    )
    assert installed("modprobe -v hello x=1") == (
        "install echo instead of $MODPROBE_MODULE $CMDLINE_OPTS x=1\ninstead of hello x=1\n"
    )
    assert installed("modprobe -r hello") == "gone\n"
    assert installed("modprobe -i hello") == "" and loaded(installed) == ["hello"]
    assert installed("modprobe -r -i hello") == "" and loaded(installed) == []


def test_a_command_that_fails_is_told_of(installed):
    installed.write("/etc/modprobe.d/a.conf", "install hello exit 3\nremove hello false\n")
    assert installed("modprobe hello") == (
        "modprobe: ERROR: ../libkmod/libkmod-module.c:1047 command_do() "
        "Error running install command 'exit 3' for module hello: retcode 3\n"
        "modprobe: ERROR: could not insert 'hello': Invalid argument\n[1]\n"
    )
    assert installed("modprobe -r hello") == "modprobe: ERROR: Error running remove command for hello\n[1]\n"


def test_soft_dependencies_come_along_if_they_are_there(installed):
    installed.write("/etc/modprobe.d/a.conf", "softdep hello pre: options nosuch post: provider\n")
    extra = f"{FOLDER}/extra"
    assert installed("modprobe -v hello") == (
        f"insmod {extra}/options.ko \ninsmod {extra}/hello.ko \ninsmod {extra}/provider.ko \n"
    )
    assert installed("modprobe -rv hello") == "rmmod provider\nrmmod hello\nrmmod options\n"


def test_another_configuration_can_be_read(installed):
    installed.write("/etc/modprobe.d/a.conf", "options options count=5\n")
    installed.write("/root/conf", "options options count=1\nsoftdep hello post: options\n")
    assert installed("modprobe -n -v -C /root/conf options") == f"insmod {FOLDER}/extra/options.ko count=1 \n"
    assert installed("modprobe -C /root/conf -c").startswith("options options count=1\nsoftdep hello post: options\n\n")
    assert installed("modprobe -C /nosuch -c").startswith("\n# End of configuration files.")


def test_a_needed_file_that_has_gone_is_needed_no_more(installed):
    installed.do(lambda p: p.sys.unlink(f"{FOLDER}/extra/provider.ko"))
    line = (
        "modprobe: ERROR: ../libkmod/libkmod-module.c:191 kmod_module_parse_depline() ctx=0x55d0c8a912a0 "
        f"path={FOLDER}/extra/provider.ko error=No such file or directory\n"
    )
    refused = "could not insert 'consumer': Unknown symbol in module, or unknown parameter (see dmesg)"
    assert installed("modprobe consumer") == f"{line}{line}modprobe: ERROR: {refused}\n[1]\n"
    assert f"{FOLDER}/extra/consumer.ko needs unknown symbol provider_next\n" in installed(
        "depmod -e -F /proc/kallsyms"
    )


def test_only_the_binary_index_is_read(installed):
    assert installed("depmod -q") == "depmod: WARNING: Ignored deprecated option -q\n"
    installed.do(lambda p: p.sys.unlink(f"{FOLDER}/modules.dep"))
    assert installed("modprobe -n hello") == ""
    installed.do(lambda p: p.sys.unlink(f"{FOLDER}/modules.dep.bin"))
    assert installed("modprobe -n hello") == f"modprobe: FATAL: Module hello not found in directory {FOLDER}\n[1]\n"


def test_kmod_is_all_tools_in_one(installed):
    installed("kmod insmod hello.ko")
    assert installed("kmod list") == "Module                  Size  Used by\nhello                  16384  0\n"
    assert installed("kmod rmmod hello") == ""
    assert installed("kmod").startswith("missing command\nkmod - Manage kernel modules")
    assert installed("kmod nosuch").startswith("invalid command 'nosuch'\nkmod - Manage")


def test_the_index_can_be_shown_instead_of_written(installed):
    installed.do(lambda p: p.sys.unlink(f"{FOLDER}/modules.dep"))
    assert installed("depmod -n") == (
        "extra/hello.ko:\nextra/noexit.ko:\nextra/options.ko:\nextra/provider.ko:\n"
        "extra/consumer.ko: extra/provider.ko\nalias choices options\n"
        "alias symbol:provider_gpl_next provider\nalias symbol:provider_next provider\n"
    )
    assert installed(f"ls {FOLDER}/modules.dep").startswith("ls: cannot access")
