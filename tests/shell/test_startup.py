"""Start-up files, and keys that read takes from a terminal one by one."""


def test_an_interactive_shell_reads_bashrc(seat):
    assert seat(
        "echo 'echo from bashrc; PS1=\"% \"' > ~/.bashrc",
        "bash",
        "echo $PS1",
        "exit",
        "bash --norc -c 'echo none'",
        "bash --rcfile /dev/null",
        "PS1='% '",
        "exit",
        "rm ~/.bashrc",
    ) == (
        "$ echo 'echo from bashrc; PS1=\"% \"' > ~/.bashrc\n"
        "$ bash\n"
        "from bashrc\n"
        "% echo $PS1\n"
        "%\n"
        "% exit\n"
        "exit\n"
        "$ bash --norc -c 'echo none'\n"
        "none\n"
        "$ bash --rcfile /dev/null\n"
        "root@kshell:~# PS1='% '\n"
        "% exit\n"
        "exit\n"
        "$ rm ~/.bashrc\n"
        "$ "
    )


def test_a_login_shell_reads_profiles(seat):
    assert seat(
        "echo 'echo profile; PS1=\"L \"' > ~/.profile",
        "echo 'echo logging out' > ~/.bash_logout",
        "bash -l",
        "logout",
        "PS1= bash --noprofile --login",
        "PS1='N '",
        "exit",
        "rm ~/.profile ~/.bash_logout",
    ) == (
        "$ echo 'echo profile; PS1=\"L \"' > ~/.profile\n"
        "$ echo 'echo logging out' > ~/.bash_logout\n"
        "$ bash -l\n"
        "profile\n"
        "L logout\n"
        "logging out\n"
        "$ PS1= bash --noprofile --login\n"
        "PS1='N '\n"
        "N exit\n"
        "logout\n"
        "logging out\n"
        "$ rm ~/.profile ~/.bash_logout\n"
        "$ "
    )


def test_a_script_reads_what_bash_env_names(seat):
    assert seat(
        "echo 'echo env file; x=5' > f",
        "BASH_ENV=./f bash -c 'echo $x'",
        "BASH_ENV='$HOME/f' bash -c 'echo $x'",
        "BASH_ENV=/nosuch bash -c 'echo ok'",
    ) == (
        "$ echo 'echo env file; x=5' > f\n"
        "$ BASH_ENV=./f bash -c 'echo $x'\n"
        "env file\n"
        "5\n"
        "$ BASH_ENV='$HOME/f' bash -c 'echo $x'\n"
        "env file\n"
        "5\n"
        "$ BASH_ENV=/nosuch bash -c 'echo ok'\n"
        "ok\n"
        "$ "
    )


def test_silent_reading(seat):
    assert seat("read -s x", "secret", 'echo "[$x]"', "read -sp 'password: ' y", "hidden", 'echo "[$y]"') == (
        '$ read -s x\n$ echo "[$x]"\n[secret]\n$ read -sp \'password: \' y\npassword: $ echo "[$y]"\n[hidden]\n$ '
    )


def test_interrupting_bashrc_gives_a_prompt(seat):
    assert seat(
        "printf '%s\\n' 'PS1=\"% \"' 'while :; do :; done' 'echo never' > ~/.bashrc",
        "bash",
        "^C",
        "echo $?",
        "exit",
        "rm ~/.bashrc",
    ) == (
        "$ printf '%s\\n' 'PS1=\"% \"' 'while :; do :; done' 'echo never' > ~/.bashrc\n"
        "$ bash\n"
        "^C% echo $?\n"
        "130\n"
        "% exit\n"
        "exit\n"
        "$ rm ~/.bashrc\n"
        "$ "
    )
