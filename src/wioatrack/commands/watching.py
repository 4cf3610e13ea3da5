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

from wioatrack.commands.context import data_stream
from wioatrack.commands.failing import failed_file, require_replaceable
from wioatrack.errors import FileProblem, WioatrackError

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
    """Sees the rows of one load go by, and writes the rejected ones to `--failed`.

    That file is begun before the load, so that a name that cannot be written to stops
    it, and has its name once all of it is written. It lists the rows of this load
    only: where none was rejected there is none, and an older one of that name goes,
    but for a dry run, which removes nothing. No other file gives it its place.
    """

    def __init__(
        self,
        source: str,
        mode: "Mode",
        failed: str | None,
        *,
        quiet: bool,
        database: Path | None = None,
    ) -> None:
        self._mode, self._quiet = mode, quiet
        self._progress = Progress()
        self._failed = None if failed is None else failed_file(failed, source, database)
        self._beside: Path | None = None
        self._file: TextIO | None = None
        self._bad: RowsOut | None = None
        self._good: RowsOut | None = None
        self.written: str | None = None
        self.problem: WioatrackError | None = None

    def __enter__(self) -> Self:
        if self._failed is not None:
            self._file = self._begun(self._failed)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What goes wrong here is kept in `problem`: the load is filed by now."""
        self._progress.done()
        if self._file is None or self._beside is None or self._failed is None:
            return
        try:
            self._file.close()
            if error is None:
                self._name_it(self._beside, self._failed)
        except WioatrackError as wrong:
            self.problem = wrong
        except OSError as wrong:
            self.problem = FileProblem(str(self._failed), wrong.strerror or "no")
        finally:
            self._beside.unlink(missing_ok=True)

    def _name_it(self, beside: Path, failed: Path) -> None:
        """Another program may have put something there while the rows were loaded."""
        require_replaceable(failed, str(failed))
        if self._bad is not None:
            os.replace(beside, failed)
            self.written = str(failed)
        elif not self._mode.dry_run:
            failed.unlink(missing_ok=True)

    def passed(self, rows: int) -> None:
        self._progress.passed(rows)

    def good(self, table: "Table", rows: "Sequence[Row]") -> None:
        """A dry run prints what would be filed, as a file that can be loaded."""
        if self._mode.dry_run and not self._quiet:
            if self._good is None:
                self._good = self._rows_out(data_stream())
            for row in rows:
                self._good.write(table, row, None)

    def bad(self, table: "Table", row: "Row", found: "Sequence[Found]") -> None:
        if self._file is not None:
            if self._bad is None:
                self._bad = self._rows_out(self._file)
            self._bad.write(table, row, found)

    def _rows_out(self, out: TextIO) -> "RowsOut":
        from wioatrack.render.batches import RowsOut

        return RowsOut(out, self._mode.delimiter.replace("\\t", "\t"))

    def _begun(self, path: Path) -> TextIO:
        """A file beside it that only its owner can read, in UTF-8 like every export."""
        try:
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        except OSError as error:
            raise FileProblem(str(path), error.strerror or "no") from error
        self._beside = Path(name)
        # What is no text, as half a surrogate pair, stays legible and loadable.
        return os.fdopen(
            handle, "w", encoding="utf-8", errors="backslashreplace", newline=""
        )


@contextmanager
def output(
    path: str | None, *, binary: bool = False, replace: bool = False
) -> Iterator[Any]:
    """Where an export goes: stdout, or a file that has its name once it is whole.

    A file of that name stays as it is, and is refused, unless it is to be replaced.
    """
    if path is None or path == "-":
        yield data_stream()
        return
    from wioatrack.render.files import require_unused

    target = Path(path)
    require_unused(target, replace=replace)
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
        named(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def named(beside: Path, target: Path) -> None:
    """Give a finished file its name; a folder that has it already is left alone."""
    try:
        os.replace(beside, target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise FileProblem(str(target), error.strerror or "it cannot be made") from error
