"""What ``set`` and ``shopt`` switch (bash flags.c, builtins/set.def, builtins/shopt.def)."""

LETTERS = {
    "a": "allexport", "b": "notify", "e": "errexit", "f": "noglob", "h": "hashall", "k": "keyword", "m": "monitor",
    "n": "noexec", "p": "privileged", "t": "onecmd", "u": "nounset", "v": "verbose", "x": "xtrace", "B": "braceexpand",
    "C": "noclobber", "E": "errtrace", "H": "histexpand", "P": "physical", "T": "functrace",
}  # fmt: skip
FLAGS_ORDER = "abefhkmnptuvxBCEHPT"
NAMES = (
    "allexport", "braceexpand", "emacs", "errexit", "errtrace", "functrace", "hashall", "histexpand", "history",
    "ignoreeof", "interactive-comments", "keyword", "monitor", "noclobber", "noexec", "noglob", "nolog", "notify",
    "nounset", "onecmd", "physical", "pipefail", "posix", "privileged", "verbose", "vi", "xtrace",
)  # fmt: skip
ON_AT_START = ("braceexpand", "hashall", "interactive-comments")
ON_INTERACTIVELY = ("emacs", "histexpand", "history", "monitor")

SHOPT = (
    "autocd", "assoc_expand_once", "cdable_vars", "cdspell", "checkhash", "checkjobs", "checkwinsize", "cmdhist",
    "compat31", "compat32", "compat40", "compat41", "compat42", "compat43", "compat44", "complete_fullquote",
    "direxpand", "dirspell", "dotglob", "execfail", "expand_aliases", "extdebug", "extglob", "extquote", "failglob",
    "force_fignore", "globasciiranges", "globskipdots", "globstar", "gnu_errfmt", "histappend", "histreedit",
    "histverify", "hostcomplete", "huponexit", "inherit_errexit", "interactive_comments", "lastpipe", "lithist",
    "localvar_inherit", "localvar_unset", "login_shell", "mailwarn", "no_empty_cmd_completion", "nocaseglob",
    "nocasematch", "noexpand_translation", "nullglob", "patsub_replacement", "progcomp", "progcomp_alias", "promptvars",
    "restricted_shell", "shift_verbose", "sourcepath", "varredir_close", "xpg_echo",
)  # fmt: skip
SHOPT_ON = (
    "checkwinsize", "cmdhist", "complete_fullquote", "extquote", "force_fignore", "globasciiranges", "globskipdots",
    "hostcomplete", "interactive_comments", "patsub_replacement", "progcomp", "promptvars", "sourcepath",
)  # fmt: skip


class Options:
    """The switches of a shell. Those that are looked at for each command are attributes too."""

    def __init__(self, *, interactive: bool) -> None:
        self.set_o = dict.fromkeys(NAMES, False)
        self.shopt = dict.fromkeys(SHOPT, False)
        for name in ON_AT_START + (ON_INTERACTIVELY if interactive else ()):
            self.set_o[name] = True
        for name in SHOPT_ON:
            self.shopt[name] = True
        self.shopt["expand_aliases"] = interactive
        self.errexit = self.xtrace = self.nounset = self.noglob = self.pipefail = self.noexec = False

    def copy(self) -> "Options":
        """The switches of a subshell."""
        other = Options(interactive=False)
        other.set_o, other.shopt = dict(self.set_o), dict(self.shopt)
        other._mirror()
        return other

    def switch(self, name: str, *, on: bool) -> None:
        """Switch one of ``set -o``'s."""
        self.set_o[name] = on
        if name in ("emacs", "vi") and on:
            self.set_o["vi" if name == "emacs" else "emacs"] = False
        self._mirror()

    def _mirror(self) -> None:
        self.errexit, self.xtrace = self.set_o["errexit"], self.set_o["xtrace"]
        self.nounset, self.noglob = self.set_o["nounset"], self.set_o["noglob"]
        self.pipefail, self.noexec = self.set_o["pipefail"], self.set_o["noexec"]

    def letters(self) -> str:
        """The part of ``$-`` that ``set`` answers for."""
        return "".join(letter for letter in FLAGS_ORDER if self.set_o[LETTERS[letter]])
