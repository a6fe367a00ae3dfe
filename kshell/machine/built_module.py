"""Object files: what a build would make of a module's source, made when somebody looks into it."""

from collections.abc import Sequence
from contextlib import suppress

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Directory, RegularFile
from kshell.kernel.kernel import Kernel
from kshell.kernel.version import RELEASE
from kshell.uapi.elf import ObjectFile, pack
from kshell.uapi.fcntl import O_RDWR, O_WRONLY
from kshell.uapi.modinfo import NotAModule, declarations, modinfo

SUFFIX = ".ko"


class BuiltModule(RegularFile):
    """``NAME.ko`` beside its source; what cannot be built is the source as it stands, and insmod says what is wrong."""

    def __init__(self, folder: Directory, stem: str, source: RegularFile) -> None:
        super().__init__(b"", 0o644)
        self.source = source
        self._folder = folder
        self._stem = stem
        self._own = False

    @property
    def size(self) -> int:
        with suppress(KernelError):
            self._build()
        return len(self.data)

    def open(self, kernel: Kernel, flags: int) -> File:
        self._build()
        self._own = self._own or bool(flags & (O_WRONLY | O_RDWR))
        return super().open(kernel, flags)

    def _build(self) -> None:
        if self._own:
            return
        self.source.refresh()
        source = bytes(self.source.data)
        try:
            tags = modinfo(self._stem.replace("-", "_"), source, RELEASE, self._depends)
        except NotAModule:
            self.data = bytearray(source)
        else:
            self.data = bytearray(pack(ObjectFile(tags, f"{self._stem}.py", source)))

    def _depends(self, needs: Sequence[str]) -> list[str]:
        """The modules built beside this one that export what it needs, in the order of its needs."""
        owners: dict[str, str] = {}
        for name in sorted(self._folder.names()) if needs else []:
            other = self._folder.lookup(name)
            if isinstance(other, BuiltModule):
                owners |= dict.fromkeys(other.exports(), name.removesuffix(SUFFIX).replace("-", "_"))
        return list(dict.fromkeys(owners[symbol] for symbol in needs if symbol in owners))

    def exports(self) -> Sequence[str]:
        """The symbols that the module exports."""
        self.source.refresh()
        try:
            return declarations(bytes(self.source.data)).exports
        except NotAModule:
            return ()
