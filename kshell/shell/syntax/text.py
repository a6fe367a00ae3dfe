"""From commands back to text, as ``jobs`` and ``type`` show them (bash print_cmd.c)."""

from kshell.shell.syntax.ast import (
    AndOr,
    ArithmeticCommand,
    ArithmeticFor,
    Case,
    Clause,
    Condition,
    ConditionCommand,
    For,
    Function,
    Group,
    If,
    List,
    Node,
    Pipeline,
    Redirect,
    Simple,
    Subshell,
    While,
)

STEP = 4


def command_text(node: Node) -> str:
    """A command as the jobs list shows it."""
    return _Printer().command(node, 0) if not isinstance(node, Simple) else _simple(node)


def function_text(name: str, body: Node) -> str:
    """A function as ``type`` and ``declare -f`` show it."""
    return f"{name} () \n" + _Printer(in_function=True).function_body(body, 0)


class _Printer:
    """Writes a command; within a function every command has a line of its own. Bodies hold what is put off."""

    def __init__(self, *, in_function: bool = False) -> None:
        self._in_function = in_function
        self._here: list[Redirect] = []

    def command(self, node: Node, indent: int) -> str:
        """A command that begins where the line stands; lines behind the first are indented."""
        out = self._bare(node, indent)
        if isinstance(node, Function):
            return out
        if node.redirects and not isinstance(node, Simple):
            out += " " + " ".join(self._redirect(redirect) for redirect in node.redirects)
        return out

    def function_body(self, body: Node, indent: int) -> str:
        """The body of a function, always in braces."""
        if isinstance(body, Group) and not isinstance(body, Subshell):
            text = self._body(body.body, indent + STEP)
            redirects = "".join(" " + self._redirect(redirect) for redirect in body.redirects)
            return f"{' ' * indent}{{ \n{text}\n{' ' * indent}}}{redirects}"
        return f"{' ' * indent}{{ \n{' ' * (indent + STEP)}{self.command(body, indent + STEP)}\n{' ' * indent}}}"

    def _body(self, node: Node | None, indent: int) -> str:
        """An indented body, here-documents included."""
        if node is None:
            return ""
        return " " * indent + self.command(node, indent) + self._deferred("")

    def _ended(self, node: Node | None, indent: int) -> str:
        """A body with the semicolon that ends it."""
        text = self._body(node, indent)
        return text if text.endswith(("&", "\n")) else text + ";"

    def _inline(self, node: Node, indent: int) -> str:
        text = self.command(node, indent) + self._deferred("")
        return text if text.endswith(("&", "\n")) else text + ";"

    def _bare(self, node: Node, indent: int) -> str:
        if isinstance(node, Simple):
            return " ".join([*(a.text for a in node.assignments), *(w.text for w in node.words),
                             *(self._redirect(redirect) for redirect in node.redirects)])  # fmt: skip
        if isinstance(node, List):
            return self._list(node, indent)
        if isinstance(node, AndOr):
            out = self.command(node.first, indent)
            for operator, item in node.rest:
                out += (self._deferred(f" {operator} ") or f" {operator} ") + self.command(item, indent)
            return out
        if isinstance(node, Pipeline):
            front = (f"{node.timed} " if node.timed else "") + ("! " if node.negated else "")
            return front + self._pipeline(node, indent)
        if isinstance(node, Subshell):
            return f"( {self.command(node.body, indent)}{self._deferred('')} )"
        if isinstance(node, Group):
            return self._group(node, indent)
        return self._compound(node, indent)

    def _pipeline(self, node: Pipeline, indent: int) -> str:
        out = ""
        for item in node.commands:
            if item is not node.commands[0]:
                out += (self._deferred(" |") or " |") + " "
            out += self.command(item, indent)
        return out

    def _group(self, node: Group, indent: int) -> str:
        if self._in_function:
            return f"{{ \n{self._body(node.body, indent + STEP)}\n{' ' * indent}}}"
        return f"{{ {self._inline(node.body, indent)} }}"

    def _list(self, node: List, indent: int) -> str:
        out = ""
        for number, (item, background) in enumerate(node.items):
            last = number == len(node.items) - 1
            out += self.command(item, indent)
            if background:
                out += self._deferred(" &") or " &"
                out += "" if last else " "
            elif not last:
                out += self._deferred("") or ";"
                out += "\n" + " " * indent if self._in_function else " "
        return out

    def _compound(self, node: Node, indent: int) -> str:
        pad = "\n" + " " * indent
        if isinstance(node, If):
            return self._if(node, indent, 0)
        if isinstance(node, While):
            test = self._inline(node.condition, indent)
            return f"{node.name} {test} do\n{self._ended(node.body, indent + STEP)}{pad}done"
        if isinstance(node, For):
            words = " ".join(word.text for word in node.words) if node.words is not None else '"$@"'
            head = f"{node.keyword} {node.name} in {words};"
            return f"{head}{pad}do\n{self._ended(node.body, indent + STEP)}{pad}done"
        if isinstance(node, ArithmeticFor):
            head = f"for (({node.init.text}; {node.test.text}; {node.step.text}))"
            return f"{head}{pad}do\n{self._ended(node.body, indent + STEP)}{pad}done"
        if isinstance(node, Case):
            clauses = "".join(self._clause(clause, indent + STEP) for clause in node.clauses)
            return f"case {node.word.text} in {clauses}{pad}esac"
        if isinstance(node, Function):
            return f"function {node.name.text} () \n" + _Printer(in_function=True).function_body(node.body, indent)
        if isinstance(node, ArithmeticCommand):
            return f"(({node.expression.text}))"
        if isinstance(node, ConditionCommand):
            return f"[[ {_condition(node.condition)} ]]"
        return ""

    def _if(self, node: If, indent: int, branch: int) -> str:
        pad = "\n" + " " * indent
        test, body = node.branches[branch]
        out = f"if {self._inline(test, indent)} then\n{self._ended(body, indent + STEP)}"
        if branch + 1 < len(node.branches):
            out += f"{pad}else\n{' ' * (indent + STEP)}{self._if(node, indent + STEP, branch + 1)};"
        elif node.otherwise is not None:
            out += f"{pad}else\n{self._ended(node.otherwise, indent + STEP)}"
        return out + f"{pad}fi"

    def _clause(self, clause: Clause, indent: int) -> str:
        pad = "\n" + " " * indent
        patterns = " | ".join(word.text for word in clause.patterns)
        return f"{pad}{patterns})\n{self._body(clause.body, indent + STEP)}{pad}{clause.end}"

    # -- redirections

    def _redirect(self, redirect: Redirect) -> str:
        op, target, fd = redirect.op, redirect.target.text, redirect.fd
        name = f"{{{fd}}}" if isinstance(fd, str) else "" if fd is None else str(fd)
        if op in ("<<", "<<-"):
            self._here.append(redirect)
            end = redirect.end if not _is_quoted(redirect) else f"'{redirect.end}'"
            return f"{name}{op}{end}"
        if op in (">&", "<&"):
            return f"{name or ('1' if op == '>&' else '0')}{op}{target}" if _is_fd(target) else f"&> {target}"
        default = "0" if op[0] == "<" else "1"
        return f"{'' if name == default else name}{op} {target}"

    def _deferred(self, after: str) -> str:
        """The bodies of the here-documents that the line has begun."""
        if not self._here:
            return ""
        bodies = "".join(f"\n{redirect.target.text}{redirect.end}" for redirect in self._here)
        self._here = []
        return f"{after}{bodies}\n{' ' if after else ''}"


def _simple(node: Simple) -> str:
    return _Printer().command(node, 0)


def _is_fd(target: str) -> bool:
    return target == "-" or target.rstrip("-").isdigit() or target.startswith("$")


def _is_quoted(redirect: Redirect) -> bool:
    return redirect.target.quoted


def _condition(node: Condition) -> str:
    left = _condition(node.left) if node.left is not None else ""
    right = _condition(node.right) if node.right is not None else ""
    if node.op == "and":
        return f"{left} && {right}"
    if node.op == "or":
        return f"{left} || {right}"
    if node.op == "not":
        return f"! {left}"
    if node.op == "(":
        return f"( {left} )"
    if len(node.words) == 2:
        return f"{node.words[0].text} {node.op} {node.words[1].text}"
    return f"{node.op} {node.words[0].text}"
