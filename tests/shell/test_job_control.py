"""Jobs at a terminal: starting, stopping, going on, ending, and what is said of them."""


def test_a_background_job_is_announced_and_listed(seat):
    assert seat("sleep 100 &", "jobs", "jobs -l", "jobs -p", "jobs %1") == (
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ jobs -l\n"
        "[1]+   101 Running                 sleep 100 &\n"
        "$ jobs -p\n"
        "101\n"
        "$ jobs %1\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ "
    )


def test_jobs_can_be_piped_and_substituted_but_a_subshell_has_none(seat):
    assert seat("sleep 100 &", "jobs | cat", "(jobs)", "{ jobs; } | cat", "kill $(jobs -p)", "") == (
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ jobs | cat\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ (jobs)\n"
        "$ { jobs; } | cat\n"
        "$ kill $(jobs -p)\n"
        "$ \n"
        "[1]+  Terminated              sleep 100\n"
        "$ "
    )


def test_a_job_that_ends_is_told_of_before_the_next_prompt(seat):
    assert seat("sleep 0.3 &", "+1", "echo a", "(exit 3) &", "+0.5", "echo b") == (
        "$ sleep 0.3 &\n"
        "[1] 101\n"
        "$ echo a\n"
        "a\n"
        "[1]+  Done                    sleep 0.3\n"
        "$ (exit 3) &\n"
        "[1] 102\n"
        "$ echo b\n"
        "b\n"
        "[1]+  Exit 3                  ( exit 3 )\n"
        "$ "
    )


def test_a_stopped_job_that_is_told_to_end_goes_on_to_do_so(seat):
    assert seat("sleep 100 &", "kill -STOP %1; kill %1", "") == (
        "$ sleep 100 &\n[1] 101\n$ kill -STOP %1; kill %1\n$ \n[1]+  Terminated              sleep 100\n$ "
    )


def test_a_job_that_was_killed_is_told_of(seat):
    assert seat(
        "sleep 100 &",
        "kill %1",
        "jobs",
        "jobs",
        "sleep 100 &",
        "kill -9 %1",
        "echo",
        "sleep 100 &",
        "kill -HUP %1",
        "echo",
        "sleep 100 &",
        "kill -SEGV %1",
        "echo",
    ) == (
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ kill %1\n"
        "$ jobs\n"
        "[1]+  Terminated              sleep 100\n"
        "$ jobs\n"
        "$ sleep 100 &\n"
        "[1] 102\n"
        "$ kill -9 %1\n"
        "$ echo\n"
        "\n"
        "[1]+  Killed                  sleep 100\n"
        "$ sleep 100 &\n"
        "[1] 103\n"
        "$ kill -HUP %1\n"
        "$ echo\n"
        "\n"
        "[1]+  Hangup                  sleep 100\n"
        "$ sleep 100 &\n"
        "[1] 104\n"
        "$ kill -SEGV %1\n"
        "$ echo\n"
        "\n"
        "[1]+  Segmentation fault      sleep 100\n"
        "$ "
    )


def test_control_c_ends_a_command(seat):
    assert seat("sleep 100", "^C", "echo $?") == ("$ sleep 100\n^C\n$ echo $?\n130\n$ ")


def test_control_z_stops_a_command_and_fg_lets_it_go_on(seat):
    assert seat("sleep 100", "^Z", "echo $?", "jobs", "jobs -l", "fg", "^C", "echo $?", "jobs") == (
        "$ sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ echo $?\n"
        "148\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ jobs -l\n"
        "[1]+   101 Stopped                 sleep 100\n"
        "$ fg\n"
        "sleep 100\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ jobs\n"
        "$ "
    )


def test_bg_lets_a_stopped_job_go_on_behind(seat):
    assert seat("sleep 100", "^Z", "bg", "jobs", "bg", "kill %%; sleep 0.1", "+0.3", "jobs") == (
        "$ sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ bg\n"
        "[1]+ sleep 100 &\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ bg\n"
        "bash: bg: job 1 already in background\n"
        "$ kill %%; sleep 0.1\n"
        "[1]+  Terminated              sleep 100\n"
        "$ jobs\n"
        "$ "
    )


def test_two_stopped_jobs_have_a_plus_and_a_minus(seat):
    assert seat("sleep 100", "^Z", "sleep 200", "^Z", "jobs", "fg %1", "^Z", "jobs", "fg %-", "^C", "jobs") == (
        "$ sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ sleep 200\n"
        "^Z\n"
        "[2]+  Stopped                 sleep 200\n"
        "$ jobs\n"
        "[1]-  Stopped                 sleep 100\n"
        "[2]+  Stopped                 sleep 200\n"
        "$ fg %1\n"
        "sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "[2]-  Stopped                 sleep 200\n"
        "$ fg %-\n"
        "sleep 200\n"
        "^C\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ "
    )


def test_three_jobs_are_marked_by_age(seat):
    assert seat(
        "sleep 100 & sleep 200 & sleep 300 &",
        "jobs",
        "kill %2",
        "jobs",
        "kill %3",
        "jobs",
        "fg %1",
        "^Z",
        "bg %1",
        "jobs",
    ) == (
        "$ sleep 100 & sleep 200 & sleep 300 &\n"
        "[1] 101\n"
        "[2] 102\n"
        "[3] 103\n"
        "$ jobs\n"
        "[1]   Running                 sleep 100 &\n"
        "[2]-  Running                 sleep 200 &\n"
        "[3]+  Running                 sleep 300 &\n"
        "$ kill %2\n"
        "$ jobs\n"
        "[1]   Running                 sleep 100 &\n"
        "[2]-  Terminated              sleep 200\n"
        "[3]+  Running                 sleep 300 &\n"
        "$ kill %3\n"
        "$ jobs\n"
        "[1]-  Running                 sleep 100 &\n"
        "[3]+  Terminated              sleep 300\n"
        "$ fg %1\n"
        "sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ bg %1\n"
        "[1]+ sleep 100 &\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ "
    )


def test_jobs_are_named_by_number_command_and_text(seat):
    assert seat(
        "sleep 111 &", "sleep 222 &", "kill %sleep", "fg %?222", "^C", "kill %?11", "jobs", "kill %nosuch", "kill %5"
    ) == (
        "$ sleep 111 &\n"
        "[1] 101\n"
        "$ sleep 222 &\n"
        "[2] 102\n"
        "$ kill %sleep\n"
        "bash: kill: sleep: ambiguous job spec\n"
        "$ fg %?222\n"
        "sleep 222\n"
        "^C\n"
        "$ kill %?11\n"
        "$ jobs\n"
        "[1]+  Terminated              sleep 111\n"
        "$ kill %nosuch\n"
        "bash: kill: %nosuch: no such job\n"
        "$ kill %5\n"
        "bash: kill: %5: no such job\n"
        "$ "
    )


def test_a_killed_stopped_job_ends(seat):
    assert seat("sleep 100", "^Z", "kill %1", "jobs", "jobs") == (
        "$ sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ kill %1\n"
        "\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ jobs\n"
        "[1]+  Terminated              sleep 100\n"
        "$ jobs\n"
        "$ "
    )


def test_stop_and_continue_by_signals(seat):
    assert seat("sleep 100 &", "kill -STOP %1", "jobs", "jobs -l", "jobs -s", "jobs -r", "kill -CONT %1", "jobs") == (
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ kill -STOP %1\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ jobs -l\n"
        "[1]+   101 Stopped (signal)        sleep 100\n"
        "$ jobs -s\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ jobs -r\n"
        "$ kill -CONT %1\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ "
    )


def test_a_pipeline_is_one_job(seat):
    assert seat("sleep 100 | cat", "^Z", "jobs", "jobs -l", "jobs -p", "fg", "^C", "jobs") == (
        "$ sleep 100 | cat\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100 | cat\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100 | cat\n"
        "$ jobs -l\n"
        "[1]+   101 Stopped                 sleep 100\n"
        "       102                       | cat\n"
        "$ jobs -p\n"
        "101\n"
        "$ fg\n"
        "sleep 100 | cat\n"
        "^C\n"
        "$ jobs\n"
        "$ "
    )


def test_a_subshell_and_a_group(seat):
    assert seat(
        "(sleep 100; echo sub)",
        "^Z",
        "jobs",
        "bg",
        "jobs",
        "kill %1; sleep 0.1",
        "+0.3",
        "{ sleep 100; echo grp; }",
        "^Z",
        "echo $?",
        "jobs",
    ) == (
        "$ (sleep 100; echo sub)\n"
        "^Z\n"
        "[1]+  Stopped                 ( sleep 100; echo sub )\n"
        "$ jobs\n"
        "[1]+  Stopped                 ( sleep 100; echo sub )\n"
        "$ bg\n"
        "[1]+ ( sleep 100; echo sub ) &\n"
        "$ jobs\n"
        "[1]+  Running                 ( sleep 100; echo sub ) &\n"
        "$ kill %1; sleep 0.1\n"
        "[1]+  Terminated              ( sleep 100; echo sub )\n"
        "$ { sleep 100; echo grp; }\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "grp\n"
        "$ echo $?\n"
        "0\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ "
    )


def test_a_function_is_stopped_at_its_command(seat):
    assert seat("f() { sleep 100; }", "f", "^Z", "jobs", "fg", "^C", "f &", "jobs", "kill %f", "jobs") == (
        "$ f() { sleep 100; }\n"
        "$ f\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ fg\n"
        "sleep 100\n"
        "^C\n"
        "$ f &\n"
        "[1] 102\n"
        "$ jobs\n"
        "[1]+  Running                 f &\n"
        "$ kill %f\n"
        "$ jobs\n"
        "[1]+  Terminated              f\n"
        "$ "
    )


def test_compound_commands_behind(seat):
    assert seat(
        "for i in 1 2; do sleep 100; done &",
        "jobs",
        "while true; do sleep 9; done | cat &",
        "jobs",
        "kill %1 %2",
        "jobs",
        "sleep 100 && echo x &",
        "jobs",
    ) == (
        "$ for i in 1 2; do sleep 100; done &\n"
        "[1] 101\n"
        "$ jobs\n"
        "[1]+  Running                 for i in 1 2;\n"
        "do\n"
        "    sleep 100;\n"
        "done &\n"
        "$ while true; do sleep 9; done | cat &\n"
        "[2] 104\n"
        "$ jobs\n"
        "[1]-  Running                 for i in 1 2;\n"
        "do\n"
        "    sleep 100;\n"
        "done &\n"
        "[2]+  Running                 while true; do\n"
        "    sleep 9;\n"
        "done | cat &\n"
        "$ kill %1 %2\n"
        "$ jobs\n"
        "[1]-  Terminated              for i in 1 2;\n"
        "do\n"
        "    sleep 100;\n"
        "done\n"
        "[2]+  Terminated              while true; do\n"
        "    sleep 9;\n"
        "done | cat\n"
        "$ sleep 100 && echo x &\n"
        "[1] 106\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 && echo x &\n"
        "$ "
    )


def test_control_c_ends_a_whole_loop(seat):
    assert seat(
        "for i in 1 2 3; do sleep 5; echo $i; done",
        "^C",
        "echo after $?",
        "while true; do sleep 5; done",
        "^C",
        "echo $?",
        "while :; do :; done",
        "^C",
        "echo $?",
    ) == (
        "$ for i in 1 2 3; do sleep 5; echo $i; done\n"
        "^C\n"
        "$ echo after $?\n"
        "after 130\n"
        "$ while true; do sleep 5; done\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ while :; do :; done\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ "
    )


def test_control_c_ends_a_whole_list(seat):
    assert seat(
        "sleep 5; echo no",
        "^C",
        "sleep 5 && echo no || echo no",
        "^C",
        "echo $?",
        "(sleep 5; echo no)",
        "^C",
        "echo $?",
    ) == (
        "$ sleep 5; echo no\n"
        "^C\n"
        "$ sleep 5 && echo no || echo no\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ (sleep 5; echo no)\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ "
    )


def test_control_c_ends_a_substitution_and_a_read(seat):
    assert seat("x=$(sleep 5)", "^C", "echo $?", "read z", "^C", "echo $?", "read y", "line of text", "echo $y") == (
        "$ x=$(sleep 5)\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ read z\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ read y\n"
        "line of text\n"
        "$ echo $y\n"
        "line of text\n"
        "$ "
    )


def test_deaths_in_the_foreground(seat):
    assert seat(
        "bash -c 'kill -9 $$'",
        "bash -c 'kill -SEGV $$'",
        "bash -c 'kill -TERM $$'",
        "bash -c 'kill -HUP $$'",
        "bash -c 'kill -INT $$'",
        "bash -c 'kill -PIPE $$'",
        "bash -c 'kill -ABRT $$'",
        "bash -c 'kill -USR1 $$'",
        "bash -c 'kill -9 $$' | cat",
        "echo $?",
    ) == (
        "$ bash -c 'kill -9 $$'\n"
        "Killed\n"
        "$ bash -c 'kill -SEGV $$'\n"
        "Segmentation fault\n"
        "$ bash -c 'kill -TERM $$'\n"
        "Terminated\n"
        "$ bash -c 'kill -HUP $$'\n"
        "Hangup\n"
        "$ bash -c 'kill -INT $$'\n"
        "\n"
        "$ bash -c 'kill -PIPE $$'\n"
        "$ bash -c 'kill -ABRT $$'\n"
        "Aborted\n"
        "$ bash -c 'kill -USR1 $$'\n"
        "User defined signal 1\n"
        "$ bash -c 'kill -9 $$' | cat\n"
        "$ echo $?\n"
        "0\n"
        "$ "
    )


def test_a_background_job_that_reads_the_terminal_stops(seat):
    assert seat("cat &", "echo x", "jobs", "fg", "in", "^D", "jobs") == (
        "$ cat &\n"
        "[1] 101\n"
        "$ echo x\n"
        "x\n"
        "\n"
        "[1]+  Stopped                 cat\n"
        "$ jobs\n"
        "[1]+  Stopped                 cat\n"
        "$ fg\n"
        "cat\n"
        "in\n"
        "in\n"
        "$ jobs\n"
        "$ "
    )


def test_the_end_of_the_file_ends_a_reader(seat):
    assert seat("cat", "hello", "^D", "echo $?") == ("$ cat\nhello\nhello\n$ echo $?\n0\n$ ")


def test_wait_waits(seat):
    assert seat(
        "sleep 0.3 &",
        "wait $!",
        "+0.5",
        "echo $?",
        "sleep 0.2 &",
        "wait %1",
        "+0.5",
        "echo $?",
        "(sleep 0.1; exit 4) &",
        "wait $!",
        "+0.5",
        "echo $?",
        "wait 99999",
        "wait abc",
        "wait %3",
        "wait",
        "echo $?",
    ) == (
        "$ sleep 0.3 &\n"
        "[1] 101\n"
        "$ wait $!\n"
        "[1]+  Done                    sleep 0.3\n"
        "$ echo $?\n"
        "0\n"
        "$ sleep 0.2 &\n"
        "[1] 102\n"
        "$ wait %1\n"
        "[1]+  Done                    sleep 0.2\n"
        "$ echo $?\n"
        "0\n"
        "$ (sleep 0.1; exit 4) &\n"
        "[1] 103\n"
        "$ wait $!\n"
        "[1]+  Exit 4                  ( sleep 0.1; exit 4 )\n"
        "$ echo $?\n"
        "4\n"
        "$ wait 99999\n"
        "bash: wait: pid 99999 is not a child of this shell\n"
        "$ wait abc\n"
        "bash: wait: `abc': not a pid or valid job spec\n"
        "$ wait %3\n"
        "bash: wait: %3: no such job\n"
        "$ wait\n"
        "$ echo $?\n"
        "0\n"
        "$ "
    )


def test_disown_forgets_a_job(seat):
    assert seat(
        "sleep 100 &",
        "disown",
        "jobs",
        "sleep 100 &",
        "disown -h %1",
        "jobs",
        "disown %1",
        "jobs",
        "disown",
        "disown %7",
    ) == (
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ disown\n"
        "$ jobs\n"
        "$ sleep 100 &\n"
        "[1] 102\n"
        "$ disown -h %1\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ disown %1\n"
        "$ jobs\n"
        "$ disown\n"
        "bash: disown: current: no such job\n"
        "$ disown %7\n"
        "bash: disown: %7: no such job\n"
        "$ "
    )


def test_there_is_nothing_to_resume(seat):
    assert seat("fg", "bg", "fg %3", "bg %3", "jobs %2") == (
        "$ fg\n"
        "bash: fg: current: no such job\n"
        "$ bg\n"
        "bash: bg: current: no such job\n"
        "$ fg %3\n"
        "bash: fg: %3: no such job\n"
        "$ bg %3\n"
        "bash: bg: %3: no such job\n"
        "$ jobs %2\n"
        "bash: jobs: %2: no such job\n"
        "$ "
    )


def test_a_number_with_a_percent_sign_is_a_command(seat):
    assert seat("sleep 100 &", "%1", "^Z", "%1 &", "jobs") == (
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ %1\n"
        "sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ %1 &\n"
        "[1]+ sleep 100 &\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ "
    )


def test_jobs_remember_their_directory(seat):
    assert seat("cd /tmp", "sleep 100 &", "cd /", "jobs", "fg", "^Z", "cd /tmp", "jobs") == (
        "$ cd /tmp\n"
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ cd /\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &  (wd: /tmp)\n"
        "$ fg\n"
        "sleep 100\t(wd: /tmp)\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100  (wd: /tmp)\n"
        "(wd now: /)\n"
        "$ cd /tmp\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ "
    )


def test_exit_with_stopped_jobs_must_be_meant(seat):
    assert seat("sleep 100", "^Z", "exit", "echo still", "exit", "jobs") == (
        "$ sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ exit\n"
        "exit\n"
        "There are stopped jobs.\n"
        "$ echo still\n"
        "still\n"
        "$ exit\n"
        "exit\n"
        "There are stopped jobs.\n"
        "$ jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ "
    )


def test_the_end_of_the_file_with_stopped_jobs_must_be_meant_too(seat):
    assert seat("sleep 100", "^Z", "^D", "echo still") == (
        "$ sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "$ exit\n"
        "There are stopped jobs.\n"
        "$ echo still\n"
        "still\n"
        "$ "
    )


def test_without_job_control(seat):
    assert seat("set +m", "sleep 100 &", "jobs", "fg", "sleep 100", "^C", "echo $?", "set -m", "kill %1") == (
        "$ set +m\n"
        "$ sleep 100 &\n"
        "[1] 101\n"
        "$ jobs\n"
        "[1]+  Running                 sleep 100 &\n"
        "$ fg\n"
        "bash: fg: no job control\n"
        "$ sleep 100\n"
        "^C\n"
        "$ echo $?\n"
        "130\n"
        "$ set -m\n"
        "$ kill %1\n"
        "$ "
    )


def test_a_nested_shell(seat):
    assert seat("bash", "PS1='% '", "echo $SHLVL", "sleep 100", "^Z", "jobs", "exit", "echo $SHLVL") == (
        "$ bash\n"
        "root@kshell:~# PS1='% '\n"
        "% echo $SHLVL\n"
        "2\n"
        "% sleep 100\n"
        "^Z\n"
        "[1]+  Stopped                 sleep 100\n"
        "% jobs\n"
        "[1]+  Stopped                 sleep 100\n"
        "% exit\n"
        "exit\n"
        "$ echo $SHLVL\n"
        "1\n"
        "$ "
    )


def test_a_nested_shell_that_is_suspended(seat):
    assert seat("bash", "PS1='% '", "suspend", "jobs", "fg", "exit", "jobs") == (
        "$ bash\n"
        "root@kshell:~# PS1='% '\n"
        "% suspend\n"
        "\n"
        "[1]+  Stopped                 bash\n"
        "$ jobs\n"
        "[1]+  Stopped                 bash\n"
        "$ fg\n"
        "bash\n"
        "% exit\n"
        "exit\n"
        "$ jobs\n"
        "$ "
    )


def test_traps_at_the_prompt(seat):
    assert seat(
        "trap 'echo INT' INT",
        "^C",
        "sleep 5",
        "^C",
        "trap - INT",
        "trap 'echo USR' USR1",
        "kill -USR1 $$",
        "sleep 0.2; kill -USR1 $$; echo after",
        "+0.3",
    ) == (
        "$ trap 'echo INT' INT\n"
        "$ ^CINT\n"
        "\n"
        "$ sleep 5\n"
        "^C\n"
        "$ trap - INT\n"
        "$ trap 'echo USR' USR1\n"
        "$ kill -USR1 $$\n"
        "USR\n"
        "$ sleep 0.2; kill -USR1 $$; echo after\n"
        "USR\n"
        "after\n"
        "$ "
    )


def test_jobs_killed_together(seat):
    assert seat(
        "sleep 100 & sleep 200 &", "kill %1 %2", "+0.3", "jobs", "sleep 100 &", "kill $!", "+0.2", "wait", "jobs"
    ) == (
        "$ sleep 100 & sleep 200 &\n"
        "[1] 101\n"
        "[2] 102\n"
        "$ kill %1 %2\n"
        "$ jobs\n"
        "[1]-  Terminated              sleep 100\n"
        "[2]+  Terminated              sleep 200\n"
        "$ sleep 100 &\n"
        "[1] 103\n"
        "$ kill $!\n"
        "$ wait\n"
        "$ jobs\n"
        "$ "
    )


def test_time_at_the_prompt(seat):
    assert seat("! sleep 0", "echo $?", "sleep 100 | sleep 100 | false", "^C", "echo ${PIPESTATUS[@]}") == (
        "$ ! sleep 0\n$ echo $?\n1\n$ sleep 100 | sleep 100 | false\n^C\n$ echo ${PIPESTATUS[@]}\n130 130 1\n$ "
    )
