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

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no database {name}.", "Run `wioatrack init` to make one."
        )


class BadDataFile(WioatrackError):
    """A file under `data/` cannot be used as it stands."""

    return_code = ReturnCode.BAD_DATA_FILE
