"""From tokens to commands (bash(1), SHELL GRAMMAR)."""

import re
from collections.abc import Callable

from kshell.shell.ast import (
    AndOr,
    Arithmetic,
    Case,
    Command,
    For,
    Function,
    Group,
    If,
    Loop,
    Pipeline,
    Redirect,
    Script,
    Simple,
)
from kshell.shell.lexer import REDIRECTIONS, Lexer, Token, Unfinished

ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
NAME = re.compile(r"[A-Za-z_]\w*")
RESERVED = frozenset("if then elif else fi for while until do done case esac { } ! time function in".split())
CLOSING = frozenset(["then", "elif", "else", "fi", "do", "done", "esac", "}"])


class SyntaxProblem(Exception):
    """A line that bash would refuse: ``token`` is where, ``line`` counts from 1."""

    def __init__(self, token: str, line: int) -> None:
        super().__init__(token)
        self.token = token
        self.line = line


class Parser:
    """A recursive descent over one text."""

    def __init__(self, text: str, aliases: Callable[[str], str | None] | None = None) -> None:
        self._lexer = Lexer(text)
        self._aliases = aliases
        self._here: list[tuple[Redirect, bool]] = []
        self._token = self._lexer.next()

    # -- tokens

    def _advance(self) -> Token:
        token = self._token
        if token.kind == "newline" and self._here:
            self._read_here_documents()
        self._token = self._lexer.next()
        return token

    def _is(self, *texts: str) -> bool:
        return self._token.kind == "op" and self._token.text in texts

    def _is_word(self, *texts: str) -> bool:
        return self._token.kind == "word" and self._token.text in texts

    def _unexpected(self) -> Exception:
        token = self._token
        if token.kind == "end":
            return Unfinished()
        line = self._lexer.text.count("\n", 0, token.start) + 1
        return SyntaxProblem("newline" if token.kind == "newline" else token.text, line)

    def _expect(self, word: str) -> None:
        if not (self._is(word) or self._is_word(word)):
            raise self._unexpected()
        self._advance()

    def _newlines(self) -> None:
        while self._token.kind == "newline":
            self._advance()

    def _read_here_documents(self) -> None:
        for redirect, strip in self._here:
            end = re.sub(r"[\\'\"]", "", redirect.target)
            lines: list[str] = []
            while self._lexer.at < len(self._lexer.text):
                line = self._lexer.line()
                if strip:
                    line = line.lstrip("\t")
                if line == end:
                    break
                lines.append(line + "\n")
            redirect.body = "".join(lines)
        self._here.clear()

    # -- lists

    def parse(self) -> Script:
        """The whole text; SyntaxProblem, or Unfinished when more is needed."""
        script = self._script()
        if self._token.kind != "end":
            raise self._unexpected()
        if self._here:
            raise Unfinished()
        return script

    def _script(self) -> Script:
        script = Script()
        self._newlines()
        while self._token.kind != "end" and not self._is(")", ";;") and not self._is_word(*CLOSING):
            script.items.append(self._and_or())
            if self._is(";", "&"):
                script.items[-1].background = self._advance().text == "&"
            elif self._token.kind != "newline":
                break
            self._newlines()
        return script

    def _body(self, *ends: str) -> Script:
        """A list that must not be empty, up to one of the reserved words."""
        script = self._script()
        if not script.items or not (self._is_word(*ends) or self._is(*ends)):
            raise self._unexpected()
        return script

    def _and_or(self) -> AndOr:
        start = self._token.start
        parts = [("&&", self._pipeline())]
        while self._is("&&", "||"):
            operator = self._advance().text
            self._newlines()
            parts.append((operator, self._pipeline()))
        return AndOr(parts, text=self._source(start))

    def _source(self, start: int) -> str:
        return self._lexer.text[start : self._token.start].strip().rstrip(";&").strip()

    def _pipeline(self) -> Pipeline:
        start, pipeline = self._token.start, Pipeline()
        while self._is_word("!", "time"):
            if self._advance().text == "!":
                pipeline.negated = not pipeline.negated
            else:
                pipeline.timed = True
                if self._is_word("-p"):
                    self._advance()
        if pipeline.timed and (self._token.kind in ("newline", "end") or self._is(";")):
            return pipeline
        pipeline.commands.append(self._command())
        while self._is("|", "|&"):
            if self._advance().text == "|&":
                pipeline.commands[-1].redirects.append(Redirect(">&", "1", 2))
            self._newlines()
            pipeline.commands.append(self._command())
        pipeline.text = self._source(start)
        return pipeline

    # -- commands

    def _command(self) -> Command:
        start = self._token.start
        compound = self._compound()
        if compound is None:
            compound = self._simple()
        elif not isinstance(compound, Function):
            while self._token.kind == "op" and self._token.text in REDIRECTIONS:
                compound.redirects.append(self._redirect())
        compound.text = self._source(start)
        return compound

    def _compound(self) -> Command | None:
        if self._is("("):
            return self._parentheses()
        if self._token.kind != "word":
            return None
        makers = {
            "{": self._group, "if": self._if, "while": self._loop, "until": self._loop, "for": self._for,
            "case": self._case, "function": self._function,
        }  # fmt: skip
        maker = makers.get(self._token.text)
        if maker is not None:
            return maker()
        if self._token.text in CLOSING:
            raise self._unexpected()
        return None

    def _parentheses(self) -> Command:
        if self._lexer.text.startswith("((", self._token.start):
            start = self._token.start
            end = self._lexer.text.find("))", start)
            if end > 0:
                self._lexer.at = end + 2
                self._token = self._lexer.next()
                return Arithmetic(expression=self._lexer.text[start + 2 : end])
        self._advance()
        body = self._body(")")
        self._expect(")")
        return Group(body=body, subshell=True)

    def _group(self) -> Command:
        self._advance()
        body = self._body("}")
        self._expect("}")
        return Group(body=body)

    def _if(self) -> Command:
        node = If()
        self._advance()
        while True:
            condition = self._body("then")
            self._expect("then")
            node.branches.append((condition, self._body("elif", "else", "fi")))
            if not self._is_word("elif"):
                break
            self._advance()
        if self._is_word("else"):
            self._advance()
            node.otherwise = self._body("fi")
        self._expect("fi")
        return node

    def _loop(self) -> Command:
        until = self._advance().text == "until"
        condition = self._body("do")
        return Loop(condition=condition, body=self._do_group(), until=until)

    def _do_group(self) -> Script:
        self._expect("do")
        body = self._body("done")
        self._expect("done")
        return body

    def _for(self) -> Command:
        self._advance()
        if self._token.kind != "word" or not NAME.fullmatch(self._token.text):
            raise self._unexpected()
        node = For(name=self._advance().text)
        self._newlines()
        if self._is_word("in"):
            self._advance()
            node.words = []
            while self._token.kind == "word":
                node.words.append(self._advance().text)
        if self._is(";"):
            self._advance()
        self._newlines()
        node.body = self._do_group()
        return node

    def _case(self) -> Command:
        self._advance()
        if self._token.kind != "word":
            raise self._unexpected()
        node = Case(word=self._advance().text)
        self._newlines()
        self._expect("in")
        self._newlines()
        while not self._is_word("esac"):
            if self._is("("):
                self._advance()
            patterns = [self._pattern()]
            while self._is("|"):
                self._advance()
                patterns.append(self._pattern())
            self._expect(")")
            node.clauses.append((patterns, self._script()))
            if self._is(";;"):
                self._advance()
            self._newlines()
        self._expect("esac")
        return node

    def _pattern(self) -> str:
        if self._token.kind != "word":
            raise self._unexpected()
        return self._advance().text

    def _function(self) -> Command:
        self._advance()
        if self._token.kind != "word":
            raise self._unexpected()
        name = self._advance().text
        if self._is("("):
            self._advance()
            self._expect(")")
        return self._function_body(name)

    def _function_body(self, name: str) -> Command:
        self._newlines()
        body = self._compound()
        if body is None or isinstance(body, Function):
            raise self._unexpected()
        return Function(name=name, body=body)

    def _simple(self) -> Command:
        node = Simple()
        self._expand_alias()
        while True:
            token = self._token
            if token.kind == "op" and token.text in REDIRECTIONS:
                node.redirects.append(self._redirect())
            elif token.kind != "word":
                break
            elif not node.words and ASSIGNMENT.match(token.text):
                name, _, value = self._advance().text.partition("=")
                node.assignments.append((name, value))
            else:
                node.words.append(self._advance().text)
                if len(node.words) == 1 and self._is("(") and not node.assignments:
                    self._advance()
                    self._expect(")")
                    return self._function_body(node.words[0])
        if not node.words and not node.assignments and not node.redirects:
            raise self._unexpected()
        return node

    def _expand_alias(self) -> None:
        seen: set[str] = set()
        while self._aliases and self._token.kind == "word" and self._token.text not in seen:
            value = self._aliases(self._token.text)
            if value is None:
                return
            seen.add(self._token.text)
            lexer, token = self._lexer, self._token
            lexer.text = lexer.text[: token.start] + value + lexer.text[token.end :]
            lexer.at = token.start
            self._token = lexer.next()

    def _redirect(self) -> Redirect:
        token = self._advance()
        if self._token.kind != "word":
            raise self._unexpected()
        redirect = Redirect(token.text, self._token.text, token.fd)
        if token.text in ("<<", "<<-"):
            self._here.append((redirect, token.text == "<<-"))
        self._advance()
        return redirect
