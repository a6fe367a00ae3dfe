"""Prompts, lines that go on, errors at the prompt, and the end."""


def test_prompts_say_where_one_is(seat):
    assert seat(
        "PS1='\\u:\\w\\$ '",
        "cd /usr/lib",
        "PS1='\\W> '",
        "cd /",
        "PS1='[\\!:\\#] '",
        "echo",
        "PS1='$? \\$ '",
        "false",
        "true",
        "PS1='$(echo sub) $x '",
        "x=5",
        "PS1='\\\\ \\$$ > '",
        "echo",
    ) == (
        "$ PS1='\\u:\\w\\$ '\n"
        "root:~# cd /usr/lib\n"
        "root:/usr/lib# PS1='\\W> '\n"
        "lib> cd /\n"
        "/> PS1='[\\!:\\#] '\n"
        "[7:7] echo\n"
        "\n"
        "[8:8] PS1='$? \\$ '\n"
        "0 # false\n"
        "1 # true\n"
        "0 # PS1='$(echo sub) $x '\n"
        "sub  x=5\n"
        "sub 5 PS1='\\\\ \\$$ > '\n"
        "\\ #$ > echo\n"
        "\n"
        "\\ #$ > "
    )


def test_jobs_in_the_prompt(seat):
    assert seat("PS1='\\j> '", "sleep 100 &", "echo") == ("$ PS1='\\j> '\n0> sleep 100 &\n[1] 101\n1> echo\n\n1> ")


def test_the_prompt_command_runs_before_each_prompt(seat):
    assert seat("PROMPT_COMMAND='echo cmd $?'", "false", "unset PROMPT_COMMAND", "echo $?") == (
        "$ PROMPT_COMMAND='echo cmd $?'\ncmd 0\n$ false\ncmd 1\n$ unset PROMPT_COMMAND\n$ echo $?\n0\n$ "
    )


def test_lines_that_go_on_have_another_prompt(seat):
    assert seat(
        'echo "a',
        'b"',
        "echo a \\",
        "b",
        "for i in 1 2",
        "do",
        "echo $i; done",
        "PS2='more: '",
        "if true",
        "then echo y",
        "fi",
        "cat <<E",
        "here",
        "E",
        "echo $(echo",
        "sub)",
        "echo a |",
        "cat",
        "(",
        "echo sub",
        ")",
    ) == (
        '$ echo "a\n'
        '> b"\n'
        "a\n"
        "b\n"
        "$ echo a \\\n"
        "> b\n"
        "a b\n"
        "$ for i in 1 2\n"
        "> do\n"
        "> echo $i; done\n"
        "1\n"
        "2\n"
        "$ PS2='more: '\n"
        "$ if true\n"
        "more: then echo y\n"
        "more: fi\n"
        "y\n"
        "$ cat <<E\n"
        "more: here\n"
        "more: E\n"
        "here\n"
        "$ echo $(echo\n"
        "more: sub)\n"
        "bash: sub: command not found\n"
        "\n"
        "$ echo a |\n"
        "more: cat\n"
        "a\n"
        "$ (\n"
        "more: echo sub\n"
        "more: )\n"
        "sub\n"
        "$ "
    )


def test_control_c_gives_up_a_line(seat):
    assert seat('echo "unfinished', "^C", "echo $?", "if true", "^C", "echo $?", "^C", "echo $?") == (
        '$ echo "unfinished\n> ^C\n$ echo $?\n130\n$ if true\n> ^C\n$ echo $?\n130\n$ ^C\n$ echo $?\n130\n$ '
    )


def test_errors_name_the_shell_alone(seat):
    assert seat(
        "nosuch",
        "echo $?",
        "/nosuch",
        "/tmp",
        "echo $?",
        "echo )",
        "echo $?",
        "echo ${x!}",
        "echo $?",
        "echo ${x?gone}",
        "echo $?",
        "echo $((1/0))",
        "readonly r=1",
        "r=2",
        "echo $?",
        "cd /nosuch",
        "(nosuch)",
        "nosuch | cat",
        "echo $(nosuch)",
        "f() { nosuch; }",
        "f",
        "eval 'echo )'",
        ". /nosuch",
        "break",
        "return",
        "[ a b ]",
        "set -u",
        "echo $unset; echo no",
        "echo $?",
    ) == (
        "$ nosuch\n"
        "bash: nosuch: command not found\n"
        "$ echo $?\n"
        "127\n"
        "$ /nosuch\n"
        "bash: /nosuch: No such file or directory\n"
        "$ /tmp\n"
        "bash: /tmp: Is a directory\n"
        "$ echo $?\n"
        "126\n"
        "$ echo )\n"
        "bash: syntax error near unexpected token `)'\n"
        "$ echo $?\n"
        "2\n"
        "$ echo ${x!}\n"
        "bash: !}: event not found\n"
        "$ echo $?\n"
        "0\n"
        "$ echo ${x?gone}\n"
        "bash: x: gone\n"
        "$ echo $?\n"
        "1\n"
        "$ echo $((1/0))\n"
        'bash: 1/0: division by 0 (error token is "0")\n'
        "$ readonly r=1\n"
        "$ r=2\n"
        "bash: r: readonly variable\n"
        "$ echo $?\n"
        "1\n"
        "$ cd /nosuch\n"
        "bash: cd: /nosuch: No such file or directory\n"
        "$ (nosuch)\n"
        "bash: nosuch: command not found\n"
        "$ nosuch | cat\n"
        "bash: nosuch: command not found\n"
        "$ echo $(nosuch)\n"
        "bash: nosuch: command not found\n"
        "\n"
        "$ f() { nosuch; }\n"
        "$ f\n"
        "bash: nosuch: command not found\n"
        "$ eval 'echo )'\n"
        "bash: syntax error near unexpected token `)'\n"
        "$ . /nosuch\n"
        "bash: /nosuch: No such file or directory\n"
        "$ break\n"
        "bash: break: only meaningful in a `for', `while', or `until' loop\n"
        "$ return\n"
        "bash: return: can only `return' from a function or sourced script\n"
        "$ [ a b ]\n"
        "bash: [: a: unary operator expected\n"
        "$ set -u\n"
        "$ echo $unset; echo no\n"
        "bash: unset: unbound variable\n"
        "$ echo $?\n"
        "1\n"
        "$ "
    )


def test_set_e_ends_the_shell(seat):
    assert seat("set -e", "true", "false") == ("$ set -e\n$ true\n$ false\nroot@kshell:~# ")


def test_variables_of_an_interactive_shell(seat):
    assert seat(
        "echo $- $PS2 $SHLVL",
        "shopt expand_aliases",
        "alias x='echo alias'",
        "x y",
        "set -o | grep -E 'hist|monitor|emacs'",
        "logout",
    ) == (
        "$ echo $- $PS2 $SHLVL\n"
        "himBHs > 1\n"
        "$ shopt expand_aliases\n"
        "expand_aliases \ton\n"
        "$ alias x='echo alias'\n"
        "$ x y\n"
        "alias y\n"
        "$ set -o | grep -E 'hist|monitor|emacs'\n"
        "emacs          \ton\n"
        "histexpand     \ton\n"
        "history        \ton\n"
        "monitor        \ton\n"
        "$ logout\n"
        "bash: logout: not login shell: use `exit'\n"
        "$ "
    )


def test_exit_says_so(seat):
    assert seat("exit") == ("$ exit\nexit\nroot@kshell:~# ")


def test_exit_has_a_status(seat):
    assert seat("bash", "PS1='% '", "exit 3", "echo $?") == (
        "$ bash\nroot@kshell:~# PS1='% '\n% exit 3\nexit\n$ echo $?\n3\n$ "
    )


def test_the_end_of_the_file_says_exit_too(seat):
    assert seat("bash", "PS1='% '", "false", "^D", "echo $?") == (
        "$ bash\nroot@kshell:~# PS1='% '\n% false\n% exit\n$ echo $?\n1\n$ "
    )


def test_a_here_document_that_does_not_end(seat):
    assert seat("cat <<E", "x", "^D", "echo after") == (
        "$ cat <<E\n"
        "> x\n"
        "> bash: warning: here-document at line 2 delimited by end-of-file (wanted `E')\n"
        "x\n"
        "$ echo after\n"
        "after\n"
        "$ "
    )


def test_time_is_reported(seat):
    assert seat("TIMEFORMAT='%lR'", "time sleep 1.5", "echo $?") == ("$ TIMEFORMAT='%lR'\n$ time sleep 1.5\necho $?\n")


def test_comments_and_empty_lines(seat):
    assert seat() == "$ "


def test_nothing(seat):
    assert seat("  # nothing", "echo a # b", "", "", "echo c") == (
        "$   # nothing\n$ echo a # b\na\n$ \n$ \n$ echo c\nc\n$ "
    )
