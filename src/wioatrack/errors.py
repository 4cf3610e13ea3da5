"""Everything wioatrack refuses to do, and the process code each refusal maps to.

A message names the value, the limit and the fix, and never holds personal data:
people are named by the id that was typed, digits of an SSN are not repeated.
"""

from enum import IntEnum


class ReturnCode(IntEnum):
    """The exit codes that scripts rely on."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    NOT_FOUND = 3
    NOT_PERMITTED = 4
    STORE = 5
    BAD_DATA_FILE = 6
    DUE = 7
    DEFECT = 70
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143


class WioatrackError(Exception):
    """A refusal worth showing to a case worker, without a traceback."""

    return_code = ReturnCode.USAGE

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class BadEntry(WioatrackError):
    """Something typed does not fit its field."""


class Conflict(WioatrackError):
    """The words can be read, and what is on file already forbids them."""

    return_code = ReturnCode.REFUSED


class NotFound(WioatrackError):
    """The words name no record."""

    return_code = ReturnCode.NOT_FOUND


class Ambiguous(NotFound):
    """The words name several records; the message lists their ids."""


class NotPermitted(WioatrackError):
    """The acting user's role does not allow it, or a second person is needed."""

    return_code = ReturnCode.NOT_PERMITTED


class StoreProblem(WioatrackError):
    """The database or another file is missing, locked, damaged, newer or full."""

    return_code = ReturnCode.STORE


class StoreMissing(StoreProblem):
    """There is no database where one was expected; none is made by accident."""

    def __init__(
        self,
        name: str,
        what: str = "database",
        fix: str = "Run `wioatrack init` to make one.",
    ) -> None:
        super().__init__(f"There is no {what} {name}.", fix)


class StoreExists(StoreProblem):
    """There is a file already; it is never written over."""

    def __init__(self, name: str, fix: str = "") -> None:
        super().__init__(
            f"There is a file {name} already.",
            fix
            or "Name another by --db; a file of 0 bytes is what an `init` that was cut "
            "short leaves, and may be removed.",
        )


class StoreForeign(StoreProblem):
    """The file is not a database of this program."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"The database {name} cannot be used: {reason}.",
            "Name the right file by --db, or restore a backup by `wioatrack db "
            "restore`.",
        )


class StoreDamaged(StoreProblem):
    """The file was a database and can no longer be read as one."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"The database {name} is damaged: {reason}.",
            "It was left as it is. Restore a backup by `wioatrack db restore`.",
        )


class StoreLinked(StoreProblem):
    """A second name for the file would give it a second, unrelated journal."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            f"The database {name} is {kind}, which could lose a commit.",
            "Name the file itself by --db.",
        )


class StoreVersion(StoreProblem):
    """The database was made for another version of the program."""

    def __init__(self, name: str, found: int, known: int) -> None:
        super().__init__(
            f"The database {name} is of version {found}; this program knows {known}.",
            "Use a newer wioatrack."
            if found > known
            else "Run `wioatrack db migrate`, which makes a backup first.",
        )


class StoreLocked(StoreProblem):
    """Another process kept writing for as long as we wait."""

    def __init__(self, name: str, seconds: float) -> None:
        super().__init__(
            f"The database {name} stayed locked for {seconds:g} seconds; "
            "nothing was changed.",
            "Another command is writing to it. Try again when it is done.",
        )


class StoreFull(StoreProblem):
    """The disk has no room left; even deleting needs some."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no room left on the disk of {name}; nothing was changed.",
            "Free space on the disk first: removing records needs room too.",
        )


class StoreReadOnly(StoreProblem):
    """The file or its folder cannot be written to by this account."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The database {name} cannot be written to; nothing was changed.",
            "Both the file and its folder, which holds the journal, must be writable.",
        )


class DocumentProblem(StoreProblem):
    """A file to be kept cannot be read, or there is no room for it."""


class FileProblem(StoreProblem):
    """A file that was named cannot be read or written."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name!r}: {reason}.", "Check the name and the folder.")


class CannotUndo(WioatrackError):
    """Taking it back would take back something else, or break a rule."""

    return_code = ReturnCode.REFUSED


class BadDataFile(WioatrackError):
    """A file under `data/` cannot be used as it stands."""

    return_code = ReturnCode.BAD_DATA_FILE
