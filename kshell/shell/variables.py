"""Variables: values, attributes, and the scopes of functions (bash variables.c)."""

from collections.abc import Callable, Iterator, Mapping

from kshell.shell.hashing import assoc_order


class IndexedArray(dict[int, str]):
    """``a=(x y)``: elements by number."""

    def in_order(self) -> list[tuple[int, str]]:
        """Elements by their numbers."""
        return sorted(self.items())


class AssociativeArray(dict[str, str]):
    """``declare -A a``: elements by name."""

    def in_order(self) -> list[tuple[str, str]]:
        """Elements in the order in which bash's hash table keeps them."""
        return [(key, self[key]) for key in assoc_order(self)]


Value = str | IndexedArray | AssociativeArray | None


class ReadOnly(Exception):
    """An assignment to, or unset of, a variable that must not change: ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BadSubscript(Exception):
    """A subscript that names no element: ``text`` is what bash says of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Variable:
    """One variable. ``case`` is "l", "u", "c" or nothing (declare -l, -u, -c)."""

    __slots__ = ("case", "exported", "integer", "nameref", "readonly", "value")

    def __init__(self, value: Value = None, *, exported: bool = False) -> None:
        self.value = value
        self.exported = exported
        self.readonly = False
        self.integer = False
        self.nameref = False
        self.case = ""

    def text(self) -> str | None:
        """The value of ``$name``: of an array its first element."""
        value = self.value
        if isinstance(value, IndexedArray):
            return value.get(0)
        if isinstance(value, AssociativeArray):
            return value.get("0")
        return value

    def store(self, value: str) -> None:
        """Take a new value, adapted to the attributes but for ``integer``."""
        if self.case:
            value = {"l": value.lower(), "u": value.upper(), "c": value[:1].upper() + value[1:].lower()}[self.case]
        if isinstance(self.value, IndexedArray):
            self.value[0] = value
        elif isinstance(self.value, AssociativeArray):
            self.value["0"] = value
        else:
            self.value = value

    def copy(self) -> "Variable":
        """The same variable for a subshell."""
        other = Variable(self.value, exported=self.exported)
        if isinstance(self.value, IndexedArray):
            other.value = IndexedArray(self.value)
        elif isinstance(self.value, AssociativeArray):
            other.value = AssociativeArray(self.value)
        other.readonly, other.integer, other.nameref = self.readonly, self.integer, self.nameref
        other.case = self.case
        return other


class Dynamic(Variable):
    """A variable whose value is worked out when it is asked for, such as ``$SECONDS``; writing to it may be ignored."""

    __slots__ = ("read", "write")

    def __init__(self, read: Callable[[], str | IndexedArray], write: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.read = read
        self.write = write

    def text(self) -> str | None:
        value = self.read()
        return value if isinstance(value, str) else value.get(0)

    def store(self, value: str) -> None:
        if self.write is not None:
            self.write(value)


class Variables:
    """The variables of a shell. A scope keeps what its local variables hide, and puts it back when it ends."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.table = {name: Variable(value, exported=True) for name, value in environment.items()}
        self.scopes: list[dict[str, Variable | None]] = []
        self._evaluate: Callable[[str], int] = int

    def copy(self) -> "Variables":
        """The variables of a subshell."""
        other = Variables({})
        other.table = {
            name: variable.copy() for name, variable in self.table.items() if not isinstance(variable, Dynamic)
        }
        other.scopes = [
            {name: variable.copy() if variable is not None else None for name, variable in scope.items()}
            for scope in self.scopes
        ]
        return other

    def set_evaluator(self, evaluate: Callable[[str], int]) -> None:
        """Say how the value of a variable with the attribute ``integer`` is worked out."""
        self._evaluate = evaluate

    # -- reading

    def find(self, name: str) -> Variable | None:
        """The variable of this name, or the one that a nameref stands for."""
        variable = self.table.get(name)
        if variable is not None and variable.nameref:
            return self.table.get(self.resolve(name))
        return variable

    def resolve(self, name: str) -> str:
        """The name behind namerefs."""
        for _ in range(8):
            variable = self.table.get(name)
            if variable is None or not variable.nameref or not isinstance(variable.value, str) or not variable.value:
                return name
            name = variable.value
        return name

    def get(self, name: str) -> str | None:
        """The value of ``$name``; None if it is not set."""
        variable = self.table.get(name)
        if variable is None:
            return None
        if variable.nameref:
            variable = self.find(name)
            return variable.text() if variable is not None else None
        return variable.text()

    def array(self, name: str) -> IndexedArray | AssociativeArray:
        """The elements behind ``${name[@]}``: a plain variable counts as an array of one."""
        variable = self.find(name)
        value = variable.read() if isinstance(variable, Dynamic) else variable.value if variable is not None else None
        if isinstance(value, str):
            return IndexedArray({0: value})
        return value if value is not None else IndexedArray()

    def names(self, prefix: str = "") -> list[str]:
        """The names of all variables that have a value, sorted."""
        return sorted(n for n, v in self.table.items() if n.startswith(prefix) and v.text() is not None)

    def exported(self) -> Iterator[tuple[str, str]]:
        """What programs are given."""
        for name, variable in self.table.items():
            if variable.exported and isinstance(variable.value, str):
                yield name, variable.value

    # -- writing

    def writable(self, name: str) -> Variable:
        """The variable to assign to, made if it is not there; ReadOnly."""
        name = self.resolve(name)
        variable = self.table.get(name)
        if variable is None:
            variable = self.table[name] = Variable()
        elif variable.readonly:
            raise ReadOnly(name)
        return variable

    def set(self, name: str, value: str, *, append: bool = False) -> None:
        """Assign to a variable; ReadOnly."""
        self.put(self.writable(name), value, append=append)

    def put(self, variable: Variable, value: str, *, append: bool = False) -> None:
        """Give a variable a value, as its attributes want it."""
        old = variable.text() if append else None
        variable.store(self._adapted(variable, value, old))

    def _adapted(self, variable: Variable, value: str, old: str | None) -> str:
        if variable.integer:
            return str(self._evaluate(value) + (self._evaluate(old) if old else 0))
        return value if old is None else old + value

    def set_element(self, name: str, key: int | str, value: str, *, append: bool = False) -> None:
        """Assign to an element; ReadOnly, BadSubscript. A plain variable becomes an array."""
        variable = self.writable(name)
        elements = variable.value
        if isinstance(elements, AssociativeArray):
            elements[str(key)] = self._adapted(variable, value, elements.get(str(key)) if append else None)
            return
        if not isinstance(elements, IndexedArray):
            elements = IndexedArray() if elements is None else IndexedArray({0: elements})
            variable.value = elements
        number = index(elements, int(key))
        elements[number] = self._adapted(variable, value, elements.get(number) if append else None)

    def unset(self, name: str) -> None:
        """Remove a variable; ReadOnly."""
        variable = self.table.get(name)
        if variable is not None and variable.readonly:
            raise ReadOnly(name)
        self.table.pop(name, None)

    # -- scopes

    def push(self) -> None:
        """A function begins, or a command with assignments in front."""
        self.scopes.append({})

    def pop(self) -> None:
        """It has ended: what it hid is back."""
        for name, variable in self.scopes.pop().items():
            if variable is None:
                self.table.pop(name, None)
            else:
                self.table[name] = variable

    def make_local(self, name: str) -> Variable:
        """A variable of the innermost scope; one that is there already stays. ReadOnly."""
        scope, old = self.scopes[-1], self.table.get(name)
        if name in scope and old is not None:
            return old
        if old is not None and old.readonly:
            raise ReadOnly(name)
        if name not in scope:
            scope[name] = old
        made = self.table[name] = Variable(exported=old is not None and old.exported)
        return made

    def outermost(self, name: str) -> Variable | None:
        """The variable that functions' local ones of this name hide, if any do."""
        for scope in self.scopes:
            if name in scope:
                if scope[name] is None:
                    scope[name] = Variable()
                return scope[name]
        return None


def index(elements: IndexedArray, number: int) -> int:
    """A subscript counted from the end if it is negative; BadSubscript."""
    if number >= 0:
        return number
    number += max(elements, default=-1) + 1
    if number < 0:
        raise BadSubscript("bad array subscript")
    return number
