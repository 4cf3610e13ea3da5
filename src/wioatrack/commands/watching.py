"""What happens beside a load: progress, the failed rows, the rows of a dry run."""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from wioatrack.errors import BadEntry, FileProblem

if TYPE_CHECKING:
    from wioatrack.actions.batches.findings import Found
    from wioatrack.actions.batches.loading import Mode
    from wioatrack.actions.batches.rows import Row, Table
    from wioatrack.render.batches import RowsOut

PATIENCE = 1.0
BETWEEN = 0.2


class Progress:
    """A counter on stderr, at a terminal only, once it has taken a second."""

    def __init__(self) -> None:
        self._began = self._last = monotonic()
        self._drawn = False

    def passed(self, rows: int) -> None:
        now = monotonic()
        if now - self._began < PATIENCE or now - self._last < BETWEEN:
            return
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{rows:,} rows ")
            sys.stderr.flush()
            self._last, self._drawn = now, True

    def done(self) -> None:
        """Leave no trace of it."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")


class Watching:
    """Sees the rows of one load go by."""

    def __init__(
        self, source: str, mode: "Mode", failed: str | None, *, quiet: bool
    ) -> None:
        self._mode, self._quiet = mode, quiet
        self._progress = Progress()
        self._failed = None if failed is None else Path(failed)
        self._beside: Path | None = None
        self._file: TextIO | None = None
        self._bad: RowsOut | None = None
        self._good: RowsOut | None = None
        if failed is not None and source != "-" and same_file(source, failed):
            raise BadEntry(
                "--failed names the file that is loaded.", "Name another file."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The failed rows get their name only when all of them are written."""
        self._progress.done()
        if self._file is None or self._beside is None or self._failed is None:
            return
        self._file.close()
        if error is None:
            os.replace(self._beside, self._failed)
        else:
            self._beside.unlink(missing_ok=True)

    def passed(self, rows: int) -> None:
        self._progress.passed(rows)

    def good(self, table: "Table", row: "Row") -> None:
        """A dry run prints what would be filed, as a file that can be loaded."""
        if self._mode.dry_run and not self._quiet:
            if self._good is None:
                self._good = self._rows_out(sys.stdout)
            self._good.write(table, row, None)

    def bad(self, table: "Table", row: "Row", found: "Sequence[Found]") -> None:
        if self._failed is not None:
            if self._bad is None:
                self._bad = self._rows_out(self._open_failed(self._failed))
            self._bad.write(table, row, found)

    def _rows_out(self, out: TextIO) -> "RowsOut":
        from wioatrack.render.batches import RowsOut

        return RowsOut(out, self._mode.delimiter.replace("\\t", "\t"))

    def _open_failed(self, path: Path) -> TextIO:
        """A file beside it that only its owner can read."""
        try:
            handle, name = tempfile.mkstemp(
                prefix=f".{path.name}.", dir=path.parent or None
            )
        except OSError as error:
            raise FileProblem(str(path), error.strerror or "no") from error
        self._beside = Path(name)
        encoding = self._mode.encoding or "utf-8"
        self._file = os.fdopen(handle, "w", encoding=encoding, newline="")
        return self._file


@contextmanager
def output(path: str | None, *, binary: bool = False) -> Iterator[Any]:
    """Where an export goes: stdout, or a file that has its name once it is whole."""
    if path is None:
        yield sys.stdout
        return
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise FileProblem(path, error.strerror or "it cannot be made") from error
    beside = Path(name)
    try:
        if binary:
            with os.fdopen(handle, "wb") as raw:
                yield raw
        else:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as text:
                yield text
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def same_file(one: str, other: str) -> bool:
    """Whether two names are of one file."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
