"""Payroll of a placement: loaded beside it, apart from support payments (IS-86)."""

from wioatrack.actions.cases import case_by_id
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.filled import Line, found, of_outcome, read_filled
from wioatrack.actions.placement_records import row_of
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.entries.kinds import say_hundredths, say_money
from wioatrack.entries.worksites import PayrollEntry, PayrollRow
from wioatrack.lean import dataclass
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.store import Answers, Store

ON_FILE = """
SELECT period_start, period_end, paid_on, hours_hundredths, wages_cents, subsidized_cents
  FROM payroll_line WHERE placement_id = :id
"""
TOTAL = """
SELECT count(*) AS periods, coalesce(sum(hours_hundredths), 0) AS hours,
       coalesce(sum(wages_cents), 0) AS wages,
       coalesce(sum(subsidized_cents), 0) AS subsidized
  FROM payroll_line WHERE placement_id = :id
"""
Values = tuple[str, str, str | None, int, int, int | None]


@dataclass(frozen=True, slots=True)
class Load:
    """The pay periods of a file: those that are new, and how many are on file already."""

    new: tuple[PayrollRow, ...]
    unchanged: int


def load_payroll(desk: Desk, placement_id: int, entry: PayrollEntry) -> Done | Refused:
    """Take a payroll file whole, or not at all. The same file twice adds nothing."""
    filled = read_filled(desk, entry.file, PayrollRow)
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.RECORD)
        row = row_of(store, placement_id)
        case = case_by_id(store, acting, "placement", row)
        book = desk.rulebook(case.profile)
        known = on_file(store, placement_id)
    for line in filled.lines:
        period = Happening("Pay period to", line.entry.period_end, desk.today)
        for outcome in (not_in_future(period, book),):
            if outcome.speaks:
                filled.findings.append(of_outcome(line.number, outcome))
        for rule, message in wrong(line, known, filled.lines):
            filled.findings.append(found(line.number, rule, message))
    refused = filled.refused()
    if refused:
        return refused

    def judge(store: Answers, acting: Actor) -> Judged[Load]:
        case_by_id(store, acting, "placement", row_of(store, placement_id))
        kept = set(on_file(store, placement_id).values())
        new = [line.entry for line in filled.lines if values(line.entry) not in kept]
        return Judged(Load(tuple(new), len(filled.lines) - len(new)))

    def write(store: Store, judged: Judged[Load]) -> int:
        from wioatrack.models.worksites import PayrollLine

        for one in judged.facts.new:
            store.keep(
                PayrollLine(
                    placement_id=placement_id,
                    period_start=one.period_start,
                    period_end=one.period_end,
                    paid_on=one.paid_on,
                    hours_hundredths=one.hours,
                    wages_cents=one.wages,
                    subsidized_cents=one.subsidized,
                    file_sha256=filled.sha256,
                )
            )
        loads.append(judged.facts)
        return placement_id

    def show(store: Answers, acting: Actor, id: int) -> Record:
        total = store.one(TOTAL, id=id)
        assert total is not None
        return {
            "id": id,
            **case.keys(),
            "file_sha256": filled.sha256,
            "rows": len(filled.lines),
            "created": len(loads[-1].new),
            "unchanged": loads[-1].unchanged,
            "periods": total["periods"],
            "hours": say_hundredths(total["hours"]),
            "wages": say_money(total["wages"]),
            "subsidized": say_money(total["subsidized"]),
        }

    loads: list[Load] = []
    said = f"The payroll of placement {placement_id} is on file."
    return file_record(desk, "placement", judge, write, show, said=said)


def on_file(store: Answers, placement_id: int) -> dict[tuple[str, str], Values]:
    """The pay periods on file by their first and last day."""
    return {
        (row["period_start"], row["period_end"]): (
            row["period_start"],
            row["period_end"],
            row["paid_on"],
            row["hours_hundredths"],
            row["wages_cents"],
            row["subsidized_cents"],
        )
        for row in store.ask(ON_FILE, id=placement_id)
    }


def values(row: PayrollRow) -> Values:
    """A row as it would be stored."""
    return (
        row.period_start.isoformat(),
        row.period_end.isoformat(),
        row.paid_on.isoformat() if row.paid_on else None,
        row.hours,
        row.wages,
        row.subsidized,
    )


def wrong(
    line: Line[PayrollRow],
    known: dict[tuple[str, str], Values],
    lines: list[Line[PayrollRow]],
) -> list[tuple[str, str]]:
    """What no payroll can say: days the wrong way round, one period twice."""
    row, found = line.entry, []
    period = f"{row.period_start} to {row.period_end}"
    if row.period_end < row.period_start:
        found.append(("payroll.period", f"The pay period {period} ends too early."))
    if row.subsidized is not None and row.subsidized > row.wages:
        found.append(
            (
                "payroll.subsidized",
                f"{say_money(row.subsidized)} of {say_money(row.wages)} are subsidised.",
            )
        )
    before = known.get((row.period_start.isoformat(), row.period_end.isoformat()))
    if before is not None and before != values(row):
        found.append(
            ("payroll.period", f"The pay period {period} is on file with other values.")
        )
    same = [
        other.number
        for other in lines
        if other.number < line.number
        and (other.entry.period_start, other.entry.period_end)
        == (row.period_start, row.period_end)
    ]
    if same:
        found.append(
            ("payroll.period", f"The pay period {period} is on line {same[0]} too.")
        )
    return found
