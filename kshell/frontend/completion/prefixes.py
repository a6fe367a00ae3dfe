"""Commands that run another one, which stands behind them: ``sudo``, ``watch``, ``timeout 5``."""

WITH_VALUE = {
    "command": "",
    "env": "uCS",
    "exec": "a",
    "nice": "n",
    "nohup": "",
    "sudo": "ugh",
    "timeout": "sk",
    "watch": "n",
    "xargs": "aEIdLnPs",
}
OPERANDS = {"timeout": 1}


def runs_another(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of the command that is run, none if it is still to come; None if the first one runs no other."""
    name = words[0].rpartition("/")[2]
    if name not in WITH_VALUE:
        return None
    at, operands = 1, OPERANDS.get(name, 0)
    while at < len(words):
        word = words[at]
        if word.startswith("-"):
            at += 1 + (len(word) == 2 and word[1] in WITH_VALUE[name])
        elif operands or (name == "env" and "=" in word):
            operands -= "=" not in word
            at += 1
        else:
            return words[at:]
    return () if at == len(words) and not operands else None
