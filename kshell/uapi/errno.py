"""Linux error numbers and their texts (include/uapi/asm-generic/errno*.h, glibc strerror).

Python's own ``errno`` and ``os.strerror`` speak for the host, which need not be Linux.
"""

from enum import IntEnum


class Errno(IntEnum):
    """A Linux error number; ``.text`` is what strerror(3) says of it."""

    text: str

    def __new__(cls, number: int, text: str) -> "Errno":
        member = int.__new__(cls, number)
        member._value_ = number
        member.text = text
        return member

    EPERM = 1, "Operation not permitted"
    ENOENT = 2, "No such file or directory"
    ESRCH = 3, "No such process"
    EINTR = 4, "Interrupted system call"
    EIO = 5, "Input/output error"
    ENXIO = 6, "No such device or address"
    E2BIG = 7, "Argument list too long"
    ENOEXEC = 8, "Exec format error"
    EBADF = 9, "Bad file descriptor"
    ECHILD = 10, "No child processes"
    EAGAIN = 11, "Resource temporarily unavailable"
    ENOMEM = 12, "Cannot allocate memory"
    EACCES = 13, "Permission denied"
    EFAULT = 14, "Bad address"
    ENOTBLK = 15, "Block device required"
    EBUSY = 16, "Device or resource busy"
    EEXIST = 17, "File exists"
    EXDEV = 18, "Invalid cross-device link"
    ENODEV = 19, "No such device"
    ENOTDIR = 20, "Not a directory"
    EISDIR = 21, "Is a directory"
    EINVAL = 22, "Invalid argument"
    ENFILE = 23, "Too many open files in system"
    EMFILE = 24, "Too many open files"
    ENOTTY = 25, "Inappropriate ioctl for device"
    ETXTBSY = 26, "Text file busy"
    EFBIG = 27, "File too large"
    ENOSPC = 28, "No space left on device"
    ESPIPE = 29, "Illegal seek"
    EROFS = 30, "Read-only file system"
    EMLINK = 31, "Too many links"
    EPIPE = 32, "Broken pipe"
    EDOM = 33, "Numerical argument out of domain"
    ERANGE = 34, "Numerical result out of range"
    EDEADLK = 35, "Resource deadlock avoided"
    ENAMETOOLONG = 36, "File name too long"
    ENOSYS = 38, "Function not implemented"
    ENOTEMPTY = 39, "Directory not empty"
    ELOOP = 40, "Too many levels of symbolic links"
    ENODATA = 61, "No data available"
    ETIME = 62, "Timer expired"
    EPROTO = 71, "Protocol error"
    EBADMSG = 74, "Bad message"
    EOVERFLOW = 75, "Value too large for defined data type"
    EUSERS = 87, "Too many users"
    EOPNOTSUPP = 95, "Operation not supported"
    EADDRINUSE = 98, "Address already in use"
    ENOBUFS = 105, "No buffer space available"
    ETIMEDOUT = 110, "Connection timed out"
    ECONNREFUSED = 111, "Connection refused"
    EALREADY = 114, "Operation already in progress"
    EINPROGRESS = 115, "Operation now in progress"
    ECANCELED = 125, "Operation canceled"
    ENOKEY = 126, "Required key not available"
    EKEYREJECTED = 129, "Key was rejected by service"
    ERESTARTSYS = 512, "Unknown error 512"
    ENOTSUPP = 524, "Unknown error 524"


EWOULDBLOCK = Errno.EAGAIN
MAX_ERRNO = 4095


_BY_NUMBER = {int(member): member for member in Errno}


def strerror(number: int) -> str:
    """What strerror(3) says of an error number, known or not."""
    member = _BY_NUMBER.get(number)
    return member.text if member is not None else f"Unknown error {number}"


def errno_name(number: int) -> str:
    """``ENOENT`` for 2; the number itself when it has no name."""
    member = _BY_NUMBER.get(number)
    return member.name if member is not None else str(number)
