"""A module's image: Python source, made ready to run as module text.

Reading an image inserts a preemption point at the head of every function, loop body and comprehension, so that no
loop can take the machine away, and between the load and the store of ``+=`` on what threads share. It lets the
unwinding of a dying task pass through ``except:``. Names that are neither the module's own, nor Python's, nor imported
from kshell.linux are undefined symbols, as they would be to the linker.
"""

import ast
import builtins
import symtable
from types import CodeType
from typing import Any, NamedTuple, TypeVar

from kshell.kernel.module.names import POW, checked_builtins, hidden_names
from kshell.kernel.module.pointing import Span, pointed
from kshell.kernel.sched.state import SLICE_NSEC
from kshell.uapi.elf import InvalidElf, unpack
from kshell.uapi.modinfo import MAX_SOURCE

SCHED = "__sched__"
POINT = f"""
{SCHED}.spent += {SCHED}.cost
if {SCHED}.spent >= {SLICE_NSEC}:
    {SCHED}.tick()
"""
TASK_EXIT = "__task_exit__"
FACE = "kshell.linux"

Node = TypeVar("Node", bound=ast.AST)

KERNEL_BUILTINS = tuple(
    """
    ArithmeticError AssertionError AttributeError BaseException BufferError Ellipsis Exception False IndexError
    KeyError LookupError MemoryError NameError None NotImplemented NotImplementedError OSError OverflowError
    RecursionError RuntimeError StopIteration True TypeError ValueError ZeroDivisionError __build_class__
    __debug__ abs all any ascii bin bool bytearray bytes callable chr classmethod dict divmod enumerate filter
    float format frozenset getattr hasattr hash hex id int isinstance issubclass iter len list map max
    memoryview min next object oct ord pow property range repr reversed round set setattr slice sorted
    staticmethod str sum super tuple type zip
    """.split()
)


class BadImage(Exception):
    """The file cannot be a module; the text is what the kernel log says, in a line or several."""


class Image(NamedTuple):
    """A module ready to be loaded: its code, its source, and the symbols it takes from the kernel.

    ``needs`` are looked up in kshell.linux at load, ``missing`` cannot be there.
    """

    name: str
    source: str
    code: CodeType
    needs: tuple[str, ...]
    missing: tuple[str, ...]


def read_image(name: str, file: str, data: bytes) -> Image:
    """Make an image of Python source; BadImage says why not. Runs nothing."""
    if len(data) > MAX_SOURCE:
        raise BadImage(f"{name}: {file} has {len(data)} bytes; a module has {MAX_SOURCE} at most")
    if b"kshell" not in data or b"\0" in data:
        raise _no_image(data)
    try:
        source = data.decode("utf-8")
        return _image(name, file, source)
    except UnicodeDecodeError:
        raise _no_image(data) from None
    except SyntaxError as error:
        raise BadImage(_syntax_error(name, file, source, error)) from None
    except ValueError as error:
        raise BadImage(f"{name}: {file}: {error}") from None
    except (RecursionError, MemoryError):
        raise BadImage(f"{name}: {file}: nested too deeply") from None


def _image(name: str, file: str, source: str) -> Image:
    tree = ast.parse(source, file)
    if not _is_module(tree):
        raise _no_image(source.encode())
    imports = _Imports(tree)
    undefined = _undefined(source, file)
    needs = imports.needs + (undefined if imports.everything else [])
    missing = imports.missing + ([] if imports.everything else undefined) + hidden_names(tree)
    return Image(name, source, _compile(tree, file), tuple(dict.fromkeys(needs)), tuple(dict.fromkeys(missing)))


def _no_image(data: bytes) -> BadImage:
    """What the kernel says of a file that is neither an object file nor a module's source."""
    try:
        unpack(data)
    except InvalidElf as error:
        return BadImage(str(error))
    return BadImage("Module has no symbols (stripped?)")


def _syntax_error(name: str, file: str, source: str, error: SyntaxError) -> str:
    line, begin = error.lineno or 1, (error.offset or 1) - 1
    end = (error.end_offset or 0) - 1 if error.end_lineno in (None, line) else 0
    return f"{name}: " + "\n".join(pointed(file, source, Span(line, max(begin, 0), end), error.msg))


def _is_module(tree: ast.Module) -> bool:
    """Whether this Python file is meant to be a module: it takes something from kshell.linux."""
    return any(
        (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kshell"))
        or (isinstance(node, ast.Import) and any(alias.name.startswith("kshell") for alias in node.names))
        for node in tree.body
    )


class _Imports(ast.NodeVisitor):
    """Sorts what is imported: the kernel has no user-space libraries."""

    def __init__(self, tree: ast.Module) -> None:
        self.needs: list[str] = []
        self.missing: list[str] = []
        self.everything = False
        self.visit(tree)

    def visit_Import(self, node: ast.Import) -> None:
        self.missing += [alias.name for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module != FACE or node.level:
            self.missing.append(node.module or ".")
        elif node.names[0].name == "*":
            self.everything = True
        else:
            self.needs += [alias.name for alias in node.names]


def _undefined(source: str, file: str) -> list[str]:
    """Global names that are used and that nothing in the module or in Python's kernel subset defines."""
    top = symtable.symtable(source, file, "exec")
    defined = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    used: list[str] = []
    tables = [top]
    while tables:
        table = tables.pop(0)
        for symbol in table.get_symbols():
            if symbol.is_declared_global() and symbol.is_assigned():
                defined.add(symbol.get_name())
            if symbol.is_referenced() and (symbol.is_global() or table is top):
                used.append(symbol.get_name())
        tables += table.get_children()
    known = defined | set(KERNEL_BUILTINS) | {"__name__", "__file__", "__doc__"}
    return [name for name in used if name not in known]


class _Instrument(ast.NodeTransformer):
    """Inserts the preemption points: Scheduler.point(), written out where a statement may stand."""

    def __init__(self, tree: ast.Module) -> None:
        self._shared = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}

    def _body(self, node: Any) -> Any:
        self.generic_visit(node)
        node.body[:0] = _at(node, ast.parse(POINT)).body
        return node

    visit_For = visit_FunctionDef = _body

    def visit_While(self, node: ast.While) -> ast.AST:
        """Also moves the condition into the body: Python 3.11 speeds up ``while True`` only."""
        self._body(node)
        if not node.orelse:
            guard = _at(node, ast.If(ast.Constant(True), [ast.Break()], []))
            guard.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
            node.body.insert(0, guard)
            node.test = ast.copy_location(ast.Constant(True), node.test)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """``counter += 1`` is a load, an add and a store: on memory that others see, they can come in between."""
        if isinstance(node.op, ast.Pow) and isinstance(node.target, ast.Name):
            name = ast.copy_location(ast.Name(node.target.id, ast.Load()), node)
            power = ast.copy_location(ast.BinOp(name, node.op, node.value), node)
            return ast.copy_location(ast.Assign([node.target], self.visit_BinOp(power)), node)
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name) or node.target.id in self._shared:
            node.value = ast.copy_location(ast.BoolOp(ast.Or(), [_called(node.value), node.value]), node)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """``**`` is the one operator whose work is not bounded by the size of what it works on."""
        self.generic_visit(node)
        if not isinstance(node.op, ast.Pow):
            return node
        power = ast.copy_location(ast.Name(POW, ast.Load()), node)
        return ast.copy_location(ast.Call(power, [node.left, node.right], []), node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        node.body = ast.copy_location(ast.BoolOp(ast.Or(), [_called(node), node.body]), node)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs.insert(0, ast.copy_location(ast.UnaryOp(ast.Not(), _called(node.target)), node.target))
        return node

    def visit_Try(self, node: ast.Try) -> ast.AST:
        self.generic_visit(node)
        if node.handlers:
            name = ast.copy_location(ast.Name(TASK_EXIT, ast.Load()), node)
            passing = ast.copy_location(ast.Raise(None, None), node)
            node.handlers.insert(0, ast.copy_location(ast.ExceptHandler(name, None, [passing]), node))
        return node


def _called(node: ast.expr) -> ast.expr:
    return _at(node, ast.parse(f"{SCHED}.point()", mode="eval")).body


def _at(place: ast.stmt | ast.expr, tree: Node) -> Node:
    """The tree with every node at one place of the source, for traces that show the line."""
    spot = ast.copy_location(ast.Pass(), place)
    spot.end_lineno, spot.end_col_offset = spot.lineno, spot.col_offset
    for node in ast.walk(tree):
        ast.copy_location(node, spot)
    return tree


def _compile(tree: ast.Module, file: str) -> CodeType:
    instrumented = ast.fix_missing_locations(_Instrument(tree).visit(tree))
    code: CodeType = compile(instrumented, file, "exec", dont_inherit=True)
    return code


def kernel_builtins() -> dict[str, Any]:
    """The part of Python that has no way out of the kernel: no files, no input, no import of libraries."""
    return {name: getattr(builtins, name) for name in KERNEL_BUILTINS if hasattr(builtins, name)} | checked_builtins()
