"""A module's object file: an ELF container around its source and its ``.modinfo`` section.

Nothing is compiled, for modules are Python; but a ``.ko`` has what those who handle it rely on: a name of its own
whatever the file is called, a version magic, a length that can fall short. Messages are those of the kernel's
elf_validity_check() (kernel/module/main.c).
"""

import struct
from typing import NamedTuple

from kshell.uapi.modinfo import Tags

MAGIC = b"\x7fELF"
ET_REL, EM_X86_64, SHT_PROGBITS, SHT_STRTAB = 1, 62, 1, 3
HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
SECTION = struct.Struct("<IIQQQQIIQQ")
IDENT = MAGIC + bytes((2, 1, 1)) + bytes(9)
NAMES = b"\0.modinfo\0.text.kshell\0.gnu.linkonce.this_module\0.shstrtab\0"
STRUCT_MODULE = struct.Struct("<24s56s1136x")


class InvalidElf(ValueError):
    """The bytes are no whole object file; the text is the line for the kernel log."""


class ObjectFile(NamedTuple):
    """What is in a ``.ko``: its ``.modinfo`` section, and the source with the name of its file."""

    info: Tags
    file: str
    source: bytes

    def value(self, key: str) -> str:
        """The first value of a tag, empty when there is none."""
        return next((value for tag, value in self.info if tag == key), "")


def is_elf(data: bytes) -> bool:
    """Whether a file begins as an object file does."""
    return data.startswith(MAGIC)


def pack(file: ObjectFile) -> bytes:
    """The bytes of an object file."""
    info = b"".join(f"{key}={value}".encode() + b"\0" for key, value in file.info)
    this_module = STRUCT_MODULE.pack(b"", file.value("name").encode())
    contents = (info, file.file.encode() + b"\0" + file.source, this_module, NAMES)
    body, headers, at, name = b"", bytes(SECTION.size), HEADER.size, 1
    for content in contents:
        kind = SHT_STRTAB if content is NAMES else SHT_PROGBITS
        headers += SECTION.pack(name, kind, 0, 0, at, len(content), 0, 0, 1, 0)
        body += content
        at += len(content)
        name = NAMES.index(b"\0", name) + 1
    count = len(contents) + 1
    head = HEADER.pack(IDENT, ET_REL, EM_X86_64, 1, 0, 0, at, 0, HEADER.size, 0, 0, SECTION.size, count, count - 1)
    return head + body + headers


def unpack(data: bytes) -> ObjectFile:
    """Read an object file; InvalidElf."""
    if len(data) < HEADER.size:
        raise InvalidElf(f"Invalid ELF header len {len(data)}")
    ident, kind, machine, _, _, _, sections, _, _, _, _, size, count, _ = HEADER.unpack_from(data)
    if not ident.startswith(MAGIC):
        raise InvalidElf("Invalid ELF header magic: != \x7fELF")
    if kind != ET_REL:
        raise InvalidElf(f"Invalid ELF header type: {kind} != {ET_REL}")
    if machine != EM_X86_64:
        raise InvalidElf(f"Invalid architecture in ELF header: {machine}")
    if size != SECTION.size:
        raise InvalidElf("Invalid ELF section header size")
    if sections >= len(data) or count * SECTION.size > len(data) - sections:
        raise InvalidElf("Invalid ELF section header overflow")
    headers = [SECTION.unpack_from(data, sections + SECTION.size * number) for number in range(count)]
    found = {header[0]: data[header[4] : header[4] + header[5]] for header in headers}
    info = found.get(NAMES.index(b".modinfo\0"), b"")
    text = found.get(NAMES.index(b".text.kshell\0"))
    if text is None:
        raise InvalidElf("Module has no symbols (stripped?)")
    file, _, source = text.partition(b"\0")
    words = (word.partition("=") for word in info.decode("utf-8", "replace").split("\0") if word)
    return ObjectFile([(key, value) for key, _, value in words], file.decode("utf-8", "replace"), source)


def source_of(data: bytes) -> bytes:
    """The source that an object file holds; what is no object file stands for itself."""
    try:
        return unpack(data).source
    except InvalidElf:
        return data
