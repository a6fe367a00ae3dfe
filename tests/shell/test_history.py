"""The history list, and ! in lines."""


def test_lines_are_numbered_from_the_first(seat):
    assert seat("echo a", "history", "history 1", "history 2") == (
        "$ echo a\n"
        "a\n"
        "$ history\n"
        "    1  PS1='$ '\n"
        "    2  echo a\n"
        "    3  history\n"
        "$ history 1\n"
        "    4  history 1\n"
        "$ history 2\n"
        "    4  history 1\n"
        "    5  history 2\n"
        "$ "
    )


def test_double_exclamation_mark_is_the_last_line(seat):
    assert seat("echo one", "!!", "!! two", 'echo "!!"') == (
        "$ echo one\n"
        "one\n"
        "$ !!\n"
        "echo one\n"
        "one\n"
        "$ !! two\n"
        "echo one two\n"
        "one two\n"
        '$ echo "!!"\n'
        'echo "echo one two"\n'
        "echo one two\n"
        "$ "
    )


def test_events_by_number_and_by_text(seat):
    assert seat("echo first", "ls /nosuch", "echo third", "!2", "!-3", "!ec", "!?first?", "!e:p", "history 3") == (
        "$ echo first\n"
        "first\n"
        "$ ls /nosuch\n"
        "ls: cannot access '/nosuch': No such file or directory\n"
        "$ echo third\n"
        "third\n"
        "$ !2\n"
        "echo first\n"
        "first\n"
        "$ !-3\n"
        "ls /nosuch\n"
        "ls: cannot access '/nosuch': No such file or directory\n"
        "$ !ec\n"
        "echo first\n"
        "first\n"
        "$ !?first?\n"
        "echo first\n"
        "first\n"
        "$ !e:p\n"
        "echo first\n"
        "$ history 3\n"
        "    8  echo first\n"
        "    9  echo first\n"
        "   10  history 3\n"
        "$ "
    )


def test_words_of_an_event(seat):
    assert seat(
        "echo a b c",
        "echo !$",
        "echo !^",
        "echo !*",
        "echo a b c",
        "echo !:2",
        "echo !:1-2",
        "echo !!:0",
        "echo !echo:3",
    ) == (
        "$ echo a b c\n"
        "a b c\n"
        "$ echo !$\n"
        "echo c\n"
        "c\n"
        "$ echo !^\n"
        "echo c\n"
        "c\n"
        "$ echo !*\n"
        "echo c\n"
        "c\n"
        "$ echo a b c\n"
        "a b c\n"
        "$ echo !:2\n"
        "echo b\n"
        "b\n"
        "$ echo !:1-2\n"
        "bash: :1-2: bad word specifier\n"
        "$ echo !!:0\n"
        "echo echo\n"
        "echo\n"
        "$ echo !echo:3\n"
        "bash: :3: bad word specifier\n"
        "$ "
    )


def test_modifiers(seat):
    assert seat(
        "echo /usr/lib/x.tar.gz",
        "echo !$:h",
        "echo /usr/lib/x.tar.gz",
        "echo !$:t !$:r !$:e",
        "echo one two",
        "!!:s/one/1/",
        "!!:gs/o/0/",
    ) == (
        "$ echo /usr/lib/x.tar.gz\n"
        "/usr/lib/x.tar.gz\n"
        "$ echo !$:h\n"
        "echo /usr/lib\n"
        "/usr/lib\n"
        "$ echo /usr/lib/x.tar.gz\n"
        "/usr/lib/x.tar.gz\n"
        "$ echo !$:t !$:r !$:e\n"
        "echo x.tar.gz /usr/lib/x.tar .gz\n"
        "x.tar.gz /usr/lib/x.tar .gz\n"
        "$ echo one two\n"
        "one two\n"
        "$ !!:s/one/1/\n"
        "echo 1 two\n"
        "1 two\n"
        "$ !!:gs/o/0/\n"
        "ech0 1 tw0\n"
        "bash: ech0: command not found\n"
        "$ "
    )


def test_quick_substitution(seat):
    assert seat("echo one two", "^one^1", "^two^2^ more", "^nosuch^x") == (
        "$ echo one two\n"
        "one two\n"
        "$ ^one^1\n"
        "echo 1 two\n"
        "1 two\n"
        "$ ^two^2^ more\n"
        "echo 1 2 more\n"
        "1 2 more\n"
        "$ ^nosuch^x\n"
        "bash: :s^nosuch^x: substitution failed\n"
        "$ "
    )


def test_what_is_not_an_event(seat):
    assert seat(
        'echo a! "b! c"',
        "echo '!!' \\!\\!",
        "echo a != b",
        "x=!",
        "echo $!",
        "[ ! a ] || echo no",
        "!nosuch",
        "!99",
        "echo $?",
    ) == (
        '$ echo a! "b! c"\n'
        "a! b! c\n"
        "$ echo '!!' \\!\\!\n"
        "!! !!\n"
        "$ echo a != b\n"
        "a != b\n"
        "$ x=!\n"
        "$ echo $!\n"
        "\n"
        "$ [ ! a ] || echo no\n"
        "no\n"
        "$ !nosuch\n"
        "bash: !nosuch: event not found\n"
        "$ !99\n"
        "bash: !99: event not found\n"
        "$ echo $?\n"
        "0\n"
        "$ "
    )


def test_a_command_of_several_lines_is_one_entry(seat):
    assert seat(
        "for i in 1 2",
        "do",
        "echo $i",
        "done",
        "if true; then",
        "echo y",
        "fi",
        'echo "a',
        'b"',
        "f() {",
        "echo f",
        "}",
        "cat <<E",
        "x",
        "E",
        "echo a &&",
        "echo b",
        "echo a \\",
        "b",
        "history",
    ) == (
        "$ for i in 1 2\n"
        "> do\n"
        "> echo $i\n"
        "> done\n"
        "1\n"
        "2\n"
        "$ if true; then\n"
        "> echo y\n"
        "> fi\n"
        "y\n"
        '$ echo "a\n'
        '> b"\n'
        "a\n"
        "b\n"
        "$ f() {\n"
        "> echo f\n"
        "> }\n"
        "$ cat <<E\n"
        "> x\n"
        "> E\n"
        "x\n"
        "$ echo a &&\n"
        "> echo b\n"
        "a\n"
        "b\n"
        "$ echo a \\\n"
        "> b\n"
        "a b\n"
        "$ history\n"
        "    1  PS1='$ '\n"
        "    2  for i in 1 2; do echo $i; done\n"
        "    3  if true; then echo y; fi\n"
        '    4  echo "a\n'
        'b"\n'
        "    5  f() { echo f; }\n"
        "    6  cat <<E\n"
        "x\n"
        "E\n"
        "\n"
        "    7  echo a && echo b\n"
        "    8  echo a b\n"
        "    9  history\n"
        "$ "
    )


def test_entries_are_deleted_and_cleared(seat):
    assert seat(
        "echo a",
        "echo b",
        "echo c",
        "history -d 3",
        "history",
        "history -d -2",
        "history",
        "history -d 99",
        "history -c",
        "history",
    ) == (
        "$ echo a\n"
        "a\n"
        "$ echo b\n"
        "b\n"
        "$ echo c\n"
        "c\n"
        "$ history -d 3\n"
        "$ history\n"
        "    1  PS1='$ '\n"
        "    2  echo a\n"
        "    3  echo c\n"
        "    4  history -d 3\n"
        "    5  history\n"
        "$ history -d -2\n"
        "$ history\n"
        "    1  PS1='$ '\n"
        "    2  echo a\n"
        "    3  echo c\n"
        "    4  history -d 3\n"
        "    5  history -d -2\n"
        "    6  history\n"
        "$ history -d 99\n"
        "bash: history: 99: history position out of range\n"
        "$ history -c\n"
        "$ history\n"
        "    1  history\n"
        "$ "
    )


def test_history_control(seat):
    assert seat(
        "HISTCONTROL=ignoreboth",
        "echo a",
        "echo a",
        " echo spaced",
        "echo b",
        "history",
        "HISTCONTROL=",
        "set +o history",
        "echo hidden",
        "set -o history",
        "history",
    ) == (
        "$ HISTCONTROL=ignoreboth\n"
        "$ echo a\n"
        "a\n"
        "$ echo a\n"
        "a\n"
        "$  echo spaced\n"
        "spaced\n"
        "$ echo b\n"
        "b\n"
        "$ history\n"
        "    1  PS1='$ '\n"
        "    2  HISTCONTROL=ignoreboth\n"
        "    3  echo a\n"
        "    4  echo b\n"
        "    5  history\n"
        "$ HISTCONTROL=\n"
        "$ set +o history\n"
        "$ echo hidden\n"
        "hidden\n"
        "$ set -o history\n"
        "$ history\n"
        "    1  PS1='$ '\n"
        "    2  HISTCONTROL=ignoreboth\n"
        "    3  echo a\n"
        "    4  echo b\n"
        "    5  history\n"
        "    6  HISTCONTROL=\n"
        "    7  set +o history\n"
        "    8  history\n"
        "$ "
    )


def test_fc_lists_and_runs_again(seat):
    assert seat(
        "echo one",
        "echo two",
        "fc -l",
        "fc -ln -2",
        "fc -l 2 3",
        "fc -s one",
        "fc -s two=three",
        "fc -s nosuch",
        "fc -lr",
        "history 2",
    ) == (
        "$ echo one\n"
        "one\n"
        "$ echo two\n"
        "two\n"
        "$ fc -l\n"
        "1\t PS1='$ '\n"
        "2\t echo one\n"
        "3\t echo two\n"
        "$ fc -ln -2\n"
        "\t echo two\n"
        "\t fc -l\n"
        "$ fc -l 2 3\n"
        "2\t echo one\n"
        "3\t echo two\n"
        "$ fc -s one\n"
        "bash: fc: no command found\n"
        "$ fc -s two=three\n"
        "fc -s one\n"
        "bash: fc: no command found\n"
        "$ fc -s nosuch\n"
        "bash: fc: no command found\n"
        "$ fc -lr\n"
        "9\t fc -s nosuch\n"
        "8\t fc -s one\n"
        "7\t fc -s one\n"
        "6\t fc -l 2 3\n"
        "5\t fc -ln -2\n"
        "4\t fc -l\n"
        "3\t echo two\n"
        "2\t echo one\n"
        "1\t PS1='$ '\n"
        "$ history 2\n"
        "   10  fc -lr\n"
        "   11  history 2\n"
        "$ "
    )


def test_history_words_that_are_wrong(seat):
    assert seat("history abc", "history 1 2", "history -d abc") == (
        "$ history abc\n"
        "bash: history: abc: numeric argument required\n"
        "$ history 1 2\n"
        "bash: history: too many arguments\n"
        "$ history -d abc\n"
        "bash: history: abc: history position out of range\n"
        "$ "
    )
