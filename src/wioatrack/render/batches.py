"""What a load, an export and a template look like, for people and for machines."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO, TextIO

from wioatrack.actions.batches.exporting import Exported
from wioatrack.actions.batches.findings import Found, RowFinding
from wioatrack.actions.batches.headers import FAILED
from wioatrack.actions.batches.loading import Loaded
from wioatrack.actions.batches.rows import Cell, Row, Table
from wioatrack.entries.cells import guarded, joined
from wioatrack.entries.kinds import withheld
from wioatrack.errors import BadEntry
from wioatrack.render.gate import one_line
from wioatrack.render.json_rows import json_line

# A person reads so many lines of advice; the rest are counted per rule.
ADVICE_READ = 20
# More than that a workbook cuts off, and nobody says so.
LONGEST_IN_WORKBOOK = 32_767
# What a workbook would read as the code of a character (ECMA-376, 22.9.2.19).
ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
PINNED = ("noun", "file_sha256", "rows", "created", "unchanged", "rejected", "dry_run")


def loaded(answer: Loaded) -> dict[str, Any]:
    """A load as scripts see it."""
    return {name: getattr(answer, name) for name in PINNED} | {
        "findings": [asdict(finding) for finding in answer.findings],
        "totals": answer.totals,
        "undo": answer.undo,
    }


def summary(answer: Loaded) -> str:
    """What was written and what was not, in one line."""
    counts = (
        f"{answer.noun}: {answer.rows} rows; {answer.created} created, "
        f"{answer.unchanged} on file already, {answer.rejected} rejected."
    )
    if answer.dry_run:
        return f"{counts} A dry run: nothing was written."
    if answer.rejected and not answer.kept:
        return f"{counts} Nothing was written."
    if answer.rows and not answer.created and not answer.rejected:
        return f"{counts} The file is loaded already; nothing was written."
    return counts


def findings(answer: Loaded) -> Iterable[str]:
    """Every finding that rejects a row, the first of the advice, and the totals."""
    advised = 0
    for finding in answer.findings:
        if finding.severity == "advice":
            advised += 1
            if advised > ADVICE_READ:
                continue
        yield line_of(finding)
    if advised > ADVICE_READ:
        yield f"{advised - ADVICE_READ} more pieces of advice; --json prints them."
    if len(answer.findings) > 1:
        totals = ", ".join(f"{name} {count}" for name, count in answer.totals.items())
        yield f"By column: {totals}."


def line_of(finding: RowFinding) -> str:
    """Where, what, why, and what to do."""
    where = f"line {finding.line}" + (f", {finding.column}" if finding.column else "")
    words = f"{where}: {finding.message} ({finding.rule}, {finding.severity})"
    if finding.fix:
        words += f"\n    fix: {finding.fix}"
    return "\n".join(one_line(part) for part in words.split("\n"))


def reasons(found: Iterable[Found]) -> str:
    """Why a row failed and what would mend it, in the cell beside it."""
    return " | ".join(
        (f"{one.column}: " if one.column else "")
        + withheld(one.message)
        + (f" Fix: {withheld(one.fix)}" if one.fix else "")
        for one in found
    )


class RowsOut:
    """Rows written as they were read, so that they can be read again."""

    def __init__(self, out: TextIO, delimiter: str = ",") -> None:
        self._out = out
        self._csv = csv.writer(out, delimiter=delimiter)
        self._begun = False

    def write(self, table: Table, row: Row, found: Sequence[Found] | None) -> None:
        """One row; with what was found, its line and the reasons stand beside it."""
        if table.format == "jsonl":
            why = None if found is None else reasons(found)
            self._out.write(json_line(table, row, why) + "\n")
            return
        names = table.first or table.header.names
        beside = [row.line, guarded(reasons(found))] if found is not None else []
        if not self._begun:
            self._csv.writerow([*(FAILED if found is not None else ()), *names])
            self._begun = True
        cells = row.raw or row.cells
        if table.format == "xlsx":
            cells = [guarded(as_cell(cell)) for cell in cells]
        self._csv.writerow([*beside, *cells])


def as_cell(cell: Cell) -> str:
    return cell if isinstance(cell, str) else joined(cell)


def write_csv(out: TextIO, rows: Exported) -> None:
    """RFC 4180, with cells guarded against formulas."""
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    for row in rows.rows:
        writer.writerow([guarded(as_cell(cell)) for cell in row])


def write_json_lines(out: TextIO, rows: Exported) -> None:
    """One object per line, without the columns that hold nothing."""
    for row in rows.rows:
        pairs = {
            name: cell if isinstance(cell, str) else list(cell)
            for name, cell in zip(rows.columns, row, strict=True)
            if cell
        }
        out.write(json.dumps(pairs, ensure_ascii=True) + "\n")


def write_workbook(out: BinaryIO, rows: Exported) -> None:
    """One sheet of texts; no cell is a formula."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError:
        from wioatrack.actions.batches.sheets import INSTALL

        raise BadEntry("Writing a workbook needs openpyxl.", INSTALL) from None
    book = Workbook(write_only=True)
    sheet = book.create_sheet(rows.noun)

    def text(name: str, words: str) -> Any:
        escaped = ESCAPE_LIKE.sub("_x005F_", words)
        if len(escaped) > LONGEST_IN_WORKBOOK:
            raise BadEntry(
                f"{name}: {len(escaped)} characters as a workbook writes them; its cell "
                f"holds at most {LONGEST_IN_WORKBOOK}.",
                "Export CSV or JSON lines, which hold them all.",
            )
        cell = WriteOnlyCell(sheet, value=escaped)
        cell.data_type = "s"
        return cell

    try:
        sheet.append([text(name, name) for name in rows.columns])
        for row in rows.rows:
            cells = zip(rows.columns, row, strict=True)
            sheet.append([text(name, as_cell(cell)) for name, cell in cells])
    finally:
        sheet.close()
    book.save(out)


def header(template: Mapping[str, Any]) -> str:
    """The first line of a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerow([column["name"] for column in template["columns"]])
    return out.getvalue()


def described(template: Mapping[str, Any]) -> str:
    """What each column takes, for a person."""
    lines = [
        f"{column['name']}{'*' if column['required'] else ''} ({column['kind']}): "
        f"{column['help']}"
        for column in template["columns"]
    ]
    if template["key"]:
        lines.append(f"Other files name a {template['noun']} by {template['key']}.")
    return "\n".join(lines)
