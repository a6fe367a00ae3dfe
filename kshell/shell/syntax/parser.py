"""From tokens to commands (bash parse.y): lists, pipelines, simple commands. The others are in compound.py."""

from collections.abc import Callable, Mapping

from kshell.shell.syntax.alias import Aliases
from kshell.shell.syntax.assignment import UnexpectedInArray
from kshell.shell.syntax.ast import AndOr, List, Node, Pipeline, Redirect, Simple
from kshell.shell.syntax.buffer import Buffer, Lines, Source
from kshell.shell.syntax.compound import COMPOUND, function_named, parenthesis
from kshell.shell.syntax.context import EXPRESSION, HERE_DOCUMENT
from kshell.shell.syntax.here_document import read_here_documents
from kshell.shell.syntax.lexer import REDIRECTIONS, Lexer, Token
from kshell.shell.syntax.problem import ArrayProblem, SubstitutionProblem, SyntaxProblem, Unfinished
from kshell.shell.syntax.reader import WordReader
from kshell.shell.syntax.word import Assignment, Text, Word

NOT_COMMANDS = frozenset("then else elif fi do done esac }".split())
DECLARATIONS = frozenset("declare typeset local export readonly alias".split())


class Parser:
    """Commands from a source, one complete line (or several) at a time. ``warnings`` are for the caller to print."""

    def __init__(self, source: Source, aliases: Callable[[], Mapping[str, str]] = dict, *, line: int = 0) -> None:
        self.buffer = Buffer(source, line)
        self.words = WordReader(self.buffer, self._substitution)
        self.lexer = Lexer(self.buffer, self.words)
        self.warnings: list[tuple[int, str]] = []
        self.here: list[Redirect] = []
        self._aliases = Aliases(aliases)
        self._token: Token | None = None
        self._assignments = True

    # -- tokens

    def peek(self) -> Token:
        """The token that comes next. It is read no sooner than somebody asks: behind a newline there may be no more."""
        if self._token is None:
            try:
                self._token = self.lexer.next(assignments=self._assignments)
            except UnexpectedInArray as problem:
                raise self._near(problem.token, ArrayProblem) from None
        return self._token

    def take(self) -> Token:
        """The next token, used up."""
        token = self.peek()
        self._token = None
        if token.kind == "newline" and self.here:
            self._read_here_documents()
        return token

    def take_word(self) -> Word:
        """A word that must stand here, whatever it looks like."""
        self._assignments = False
        token = self.peek()
        self._assignments = True
        if token.word is None:
            raise self.unexpected()
        self.take()
        return token.word

    def is_op(self, *texts: str) -> bool:
        """Whether one of these operators comes next."""
        token = self.peek()
        return token.kind == "op" and token.text in texts

    def is_word(self, *texts: str) -> bool:
        """Whether one of these reserved words comes next."""
        word = self.peek().word
        return word is not None and word.literal in texts

    def skip_newlines(self) -> None:
        while self.peek().kind == "newline":
            self.take()

    def expect(self, text: str) -> None:
        """Take an operator or reserved word that must stand here."""
        if not (self.is_op(text) or self.is_word(text)):
            raise self.unexpected()
        self.take()

    def unexpected(self) -> Exception:
        """What is wrong with the next token."""
        token = self.peek()
        return Unfinished("", self.buffer.line + 1) if token.kind == "end" else self._near(token.text)

    def _near(self, text: str, kind: type[SyntaxProblem] = SyntaxProblem) -> SyntaxProblem:
        read = self.buffer.last_line.removesuffix("\n")
        return kind(f"syntax error near unexpected token `{text}'", self.buffer.line, f"`{read}'")

    def _read_here_documents(self) -> None:
        waiting, self.here = self.here, []
        self.warnings += read_here_documents(self.buffer, waiting, _here_document)

    def words_of(self, expression: str, line: int) -> Word:
        """A part of an arithmetic expression as a word of its own."""
        return Word(expression, Parser(Lines(expression, exact=True), line=line - 1).words.read(EXPRESSION))

    def line_used_up(self) -> bool:
        """Whether all that was read has been looked at."""
        return self.buffer.at >= len(self.buffer.text)

    def recover(self) -> None:
        """After an error: the rest of the line is dropped."""
        self.buffer.discard_line()

    # -- whole commands

    def next_command(self) -> Node | None:
        """The next complete command, None at the end; an empty list for an empty line.

        SyntaxProblem, Unfinished, TooDeep; what the source raises.
        """
        self.buffer.forget()
        self._token, self._assignments, self.here = None, True, []
        self._aliases.begin()
        token = self.peek()
        if token.kind == "end":
            return None
        if token.kind == "newline":
            self.take()
            return List([])
        command = self._list(one_line=True)
        if self.peek().kind not in ("newline", "end"):
            raise self.unexpected()
        self.take()
        if self.here:
            self._read_here_documents()
        return command

    def _substitution(self) -> Node | None:
        """The body of ``$(...)``: what stands up to the parenthesis, which is taken."""
        outer, self._token, self._assignments = (self._token, self._assignments), None, True
        try:
            body = self.body_or_nothing(")")
        except Unfinished as problem:
            raise Unfinished(problem.waiting or ")", problem.line) from None
        except SyntaxProblem as problem:
            raise SubstitutionProblem(problem.text, problem.line, problem.more) from None
        self._token, self._assignments = outer
        return body

    # -- lists

    def body(self, *ends: str) -> Node:
        """A list that must not be empty, up to one of the reserved words or operators."""
        self.skip_newlines()
        found = self._list(one_line=False)
        if not (self.is_word(*ends) or self.is_op(*ends)):
            raise self.unexpected()
        return found

    def body_or_nothing(self, *ends: str) -> Node | None:
        """As body(), but there may be nothing."""
        self.skip_newlines()
        return None if self.is_word(*ends) or self.is_op(*ends) else self.body(*ends)

    def _list(self, *, one_line: bool) -> Node:
        """Commands with ``;``, ``&`` and newlines between them; with ``one_line`` a newline ends it."""
        self.buffer.enter()
        items = list[tuple[Node, bool]]()
        while True:
            command = self._and_or()
            background = self.is_op("&")
            items.append((command, background))
            if self.is_op(";", "&"):
                self.take()
            elif one_line or self.peek().kind != "newline":
                break
            if not one_line:
                self.skip_newlines()
            self._expand_alias()
            if self._ends_list():
                break
        self.buffer.leave()
        return items[0][0] if len(items) == 1 and not items[0][1] else List(items)

    def _ends_list(self) -> bool:
        """Whether no command can begin here but a list may well end."""
        token = self.peek()
        return (
            token.kind in ("newline", "end")
            or (token.kind == "op" and token.text in (")", ";;", ";&", ";;&"))
            or self.is_word(*NOT_COMMANDS)
        )

    def _and_or(self) -> Node:
        first = self._pipeline()
        rest = list[tuple[str, Node]]()
        while self.is_op("&&", "||"):
            operator = self.take().text
            self.skip_newlines()
            rest.append((operator, self._pipeline()))
        return AndOr(first, rest) if rest else first

    def _pipeline(self) -> Node:
        """Commands with ``|`` between them, ``!`` and ``time`` in front."""
        negated, timed, prefixed = False, "", False
        self._expand_alias()
        while self.is_word("!", "time"):
            prefixed = True
            if self.take().text == "!":
                negated = not negated
            else:
                timed = "time"
                if self.is_word("-p"):
                    timed = "time -p"
                    self.take()
                if self.is_word("--"):
                    self.take()
        if prefixed and (self.peek().kind in ("newline", "end") or self.is_op(";", "&")):
            return Pipeline([], negated=negated, timed=timed)
        commands = self._piped()
        if len(commands) == 1 and not prefixed:
            return commands[0]
        return Pipeline(commands, negated=negated, timed=timed)

    def _piped(self) -> list[Node]:
        commands = [self._command()]
        while self.is_op("|", "|&"):
            if self.take().text == "|&":
                commands[-1].redirects.append(Redirect(">&", Word("1", [Text("1")]), 2))
            self.skip_newlines()
            commands.append(self._command())
        return commands

    # -- commands

    def _command(self) -> Node:
        """One command with its redirections."""
        self._expand_alias()
        found = self.compound()
        if found is None:
            return self._simple()
        self.redirections(found)
        return found

    def compound(self) -> Node | None:
        """A compound command or function definition, without redirections; None when no such begins here."""
        if self.is_op("("):
            return parenthesis(self)
        word = self.peek().word
        name = word.literal if word is not None else None
        if name in NOT_COMMANDS:
            raise self.unexpected()
        maker = COMPOUND.get(name) if name is not None else None
        return maker(self) if maker is not None else None

    def redirections(self, node: Node) -> None:
        """Take the redirections that stand here."""
        while self.is_op(*REDIRECTIONS):
            node.redirects.append(self._redirection())

    def _redirection(self) -> Redirect:
        token, before = self.take(), self._assignments
        redirect = Redirect(token.text, self.take_word(), token.fd)
        self._assignments = before
        if token.text in ("<<", "<<-"):
            self.here.append(redirect)
        return redirect

    def _simple(self) -> Node:
        node = Simple(self.peek().line)
        while True:
            token = self.peek()
            if self.is_op(*REDIRECTIONS):
                node.redirects.append(self._redirection())
            elif token.assignment is not None:
                self.take()
                if node.words:
                    node.words.append(token.assignment)
                else:
                    node.assignments.append(token.assignment)
            elif token.word is None:
                break
            elif node.words and self._aliases.follows(token) and self._aliases.replace(token, self.buffer):
                self._token = None
            else:
                self.take()
                if not node.words:
                    self._assignments = token.word.literal in DECLARATIONS
                node.words.append(token.word)
                if len(node.words) == 1 and not node.assignments and not node.redirects and self.is_op("("):
                    self._assignments = True
                    return function_named(self, token.word, node.line)
        self._assignments = True
        if not (node.words or node.assignments or node.redirects):
            raise self.unexpected()
        return node

    def _expand_alias(self) -> None:
        """Replace the word in command position as long as it is an alias."""
        while self._aliases.replace(self.peek(), self.buffer):
            self._token = None


def assignment_of(text: str) -> Assignment:
    """The assignment in a text that came out of an expansion: ``declare "a=(1 2)"``."""
    return Parser(Lines(text)).peek().assignment or Assignment(text, text, None, append=False)


def _here_document(text: str, line: int) -> Word:
    """The body of a here-document whose end was not quoted."""
    return Word(text, Parser(Lines(text, exact=True), line=line).words.read(HERE_DOCUMENT))
