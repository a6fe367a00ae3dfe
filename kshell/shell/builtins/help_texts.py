"""What help says of each topic: a line, and more lines behind it."""

TOPICS = {
    "%": "Resume job in foreground.\n\n%1 is the same as `fg %1', %1 & the same as `bg %1'.",
    "(( ... ))": "Evaluate arithmetic expression.\n\nThe status is 0 if EXPRESSION is not 0, else 1.",
    ".": "Execute commands from a file in the current shell.\n\nThe ARGUMENTS are its positional parameters.",
    ":": "Null command.\n\nDoes nothing, successfully.",
    "[": "Evaluate conditional expression.\n\nThe same as `test', with a `]' at the end.",
    "[[ ... ]]": "Execute conditional command.\n\n"
    "Tests as `test' does; = and != match patterns, =~ a regular expression; words are not split,\n"
    "and && || ! ( ) connect conditions.",
    "alias": "Define or display aliases.\n\nWithout arguments all aliases are shown.",
    "bg": "Move jobs to the background.\n\nA stopped job goes on as if it had been started with &.",
    "break": "Exit for, while, or until loops.\n\nWith N, so many loops around this command.",
    "builtin": "Execute shell builtins.\n\nEven where a function has the same name.",
    "caller": "Return the context of the current subroutine call.\n\nLine and file that called; with EXPR a frame.",
    "case": "Execute commands based on pattern matching.\n\n`;;' ends a list, `;&' goes on with the next one.",
    "cd": "Change the shell working directory.\n\nWithout DIR to $HOME, with `-' to $OLDPWD. -P follows links.",
    "command": "Execute a simple command or display information about commands.\n\n"
    "Functions are passed over. -v and -V tell what a name is.",
    "continue": "Resume for, while, or until loops.\n\nWith N, the Nth loop around this command.",
    "declare": "Set variable values and attributes.\n\n"
    "-a array, -A associative array, -i integer, -l lower case, -n reference, -r read-only, -u upper case,\n"
    "-x exported; + instead of - takes an attribute away. -p shows, -f and -F show functions.",
    "dirs": "Display directory stack.\n\n-v numbers the entries, -c forgets them.",
    "disown": "Remove jobs from current shell.\n\n-a all, -r those that run, -h only keeps SIGHUP from them.",
    "echo": "Write arguments to the standard output.\n\n-n without a newline, -e with backslash escapes, -E without.",
    "enable": "Enable and disable shell builtins.\n\n-n disables, -a shows all.",
    "eval": "Execute arguments as a shell command.\n\nThey are joined with blanks and read once more.",
    "exec": "Replace the shell with the given command.\n\nWithout COMMAND the redirections hold for this shell.",
    "exit": "Exit the shell.\n\nThe status is N, or that of the last command.",
    "export": "Set export attribute for shell variables.\n\nPrograms find them in their environment. -n takes it away.",
    "false": "Return an unsuccessful result.",
    "fc": "Display or execute commands from the history list.\n\n-l lists, -s runs one again.",
    "fg": "Move job to the foreground.\n\nWithout JOB_SPEC the current job, which `jobs' marks with +.",
    "for": "Execute commands for each member in a list.\n\nWithout `in WORDS' for each positional parameter.",
    "for ((": "Arithmetic for loop.\n\nEXP1 once, COMMANDS and EXP3 as long as EXP2 is not 0.",
    "function": "Define shell function.\n\nIts arguments are $1, $2 and so on.",
    "getopts": "Parse option arguments.\n\n"
    "Each call puts the next option into NAME, its argument into OPTARG, the place into OPTIND.",
    "hash": "Remember or display program locations.\n\n-r forgets them all.",
    "help": "Display information about builtin commands.\n\n-s the synopsis only, -d the first line only.",
    "history": "Display or manipulate the history list.\n\nWith N the last N lines. -c forgets them, -d one of them.",
    "if": "Execute commands based on conditional.\n\nThe first list that is successful decides which one runs.",
    "jobs": "Display status of jobs.\n\n-l with process numbers, -p only them, -r running, -s stopped ones.",
    "kill": "Send a signal to a job.\n\nSIGTERM if none is named. -l lists the signals.",
    "let": "Evaluate arithmetic expressions.\n\nThe status is 0 if the last one is not 0, else 1.",
    "local": "Define local variables.\n\nThey end with the function that runs.",
    "logout": "Exit a login shell.",
    "mapfile": "Read lines from the standard input into an indexed array variable.\n\n-t without their newlines.",
    "popd": "Remove directories from stack.\n\nAnd go to what is on its top then.",
    "printf": "Formats and prints ARGUMENTS under control of the FORMAT.\n\n"
    "As printf(3), and %b with escapes, %q quoted for the shell, %(FORMAT)T a time. -v puts it into a variable.",
    "pushd": "Add directories to stack.\n\nAnd go there. Without DIR the two on the top change places.",
    "pwd": "Print the name of the current working directory.\n\n-P without symbolic links.",
    "read": "Read a line from the standard input and split it into fields.\n\n"
    "-r backslashes are plain, -a into an array, -n so many characters, -p with a prompt, -t seconds to wait.",
    "readarray": "Read lines from a file into an array variable.\n\nThe same as `mapfile'.",
    "readonly": "Mark shell variables as unchangeable.",
    "return": "Return from a shell function.\n\nThe status is N, or that of the last command.",
    "select": "Select words from a list and execute commands.\n\nThe number is asked for with $PS3 until `break'.",
    "set": "Set or unset values of shell options and positional parameters.\n\n"
    "-e end at the first failure, -u unset variables are errors, -x show commands, -f no file names,\n"
    "-o pipefail a pipeline fails if one command does, -m job control; + instead of - switches off.",
    "shift": "Shift positional parameters.\n\n$2 becomes $1 and so on, N times.",
    "shopt": "Set and unset shell options.\n\n-s sets, -u unsets, -q asks quietly.",
    "source": "Execute commands from a file in the current shell.\n\nThe ARGUMENTS are its positional parameters.",
    "suspend": "Suspend shell execution.\n\nUntil it gets SIGCONT.",
    "test": "Evaluate conditional expression.\n\n"
    "-e -f -d -r -w -x -s of a file, -z -n of a text, = != < > of texts, -eq -ne -lt -le -gt -ge of numbers;\n"
    "! -a -o ( ) connect them.",
    "time": "Report time consumed by pipeline's execution.\n\nReal time, time in programs, time in the kernel.",
    "times": "Display process times.\n\nOf the shell, and of its children.",
    "trap": "Trap signals and other events.\n\n"
    "ARG runs when one of the signals comes, or at EXIT, ERR, DEBUG, RETURN. `' ignores, - resets. -l lists them.",
    "true": "Return a successful result.",
    "type": "Display information about command type.\n\n-t in one word, -a all of them, -p the file.",
    "typeset": "Set variable values and attributes.\n\nThe same as `declare'.",
    "ulimit": "Modify shell resource limits.\n\n-a shows all, -n open files, -u processes.",
    "umask": "Display or set file mode mask.\n\n-S symbolically.",
    "unalias": "Remove each NAME from the list of defined aliases.\n\n-a removes all.",
    "unset": "Unset values and attributes of shell variables and functions.\n\n-f functions, -v variables only.",
    "until": "Execute commands as long as a test does not succeed.",
    "wait": "Wait for job completion and return exit status.\n\nWithout ID for all of them, with -n for the next one.",
    "while": "Execute commands as long as a test succeeds.",
    "{ ... }": "Group commands as a unit.\n\nThey share redirections and run in this shell.",
}
