"""Attendance of a group: its blank sheet, and the sheet keyed back in (IS-79)."""

from dataclasses import replace
from datetime import date, timedelta

from wioatrack.actions import attendance, headers
from wioatrack.actions.attendance import GROUP, Sheet
from wioatrack.actions.attendance_records import NAMES, week_record, week_row
from wioatrack.actions.cases import Case, cases_seen, day
from wioatrack.actions.cohorts import activity_keys
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.filled import Filled, Line, found, of_outcome, read_filled
from wioatrack.actions.listing import contains
from wioatrack.actions.results import Done, Finding, Listing, Record, Refused
from wioatrack.actions.roles import Actor, Duty, actor
from wioatrack.actions.service_records import row_of
from wioatrack.entries.attendance import GroupEntry, SheetEntry, SheetRow, TimesEntry
from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass
from wioatrack.rules.attendance import BEGUN
from wioatrack.rules.dates import Span, week_of
from wioatrack.store import Answers, Store

OPEN = """
SELECT s.id, s.application_id, s.status, s.start, s."end", s.planned_end,
       s.activity_set, s.activity, s.activity_label, s.provider_name,
       p.last_name || ', ' || p.first_name AS name, p.group_name,
       p.state_id, p.individual_number, p.username, a.number
  FROM service s
  JOIN application a ON a.id = s.application_id
  JOIN participant p ON p.id = a.participant_id
 WHERE s.status IN ('started', 'successful', 'unsuccessful')
   AND (:keys IS NULL OR s.activity_set || ':' || s.activity IN
     (SELECT value FROM json_each(:keys)))
   AND (:service IS NULL OR s.id = :service)
 ORDER BY p.last_name, p.first_name, s.id
"""
BESIDE = ("name", "weekday", "service")
TIMES = ("in", "lunch_start", "lunch_end", "out")
COLUMNS = ("application", "name", "day", "weekday", *TIMES)
IDS = ("number", "state_id", "individual_number", "username")
WEEK_COLUMNS = ("application", "service", "week", "hours", "verified")


@dataclass(frozen=True, slots=True)
class Member:
    """One service whose attendance a group's sheet holds."""

    case: Case
    row: Record

    def holds(self, on: date) -> bool:
        """Whether the day lies in the service, as far as its days are known."""
        first = day(self.row["start"])
        last = day(self.row["end"]) or day(self.row["planned_end"])
        return (first is None or first <= on) and (last is None or on <= last)

    def meets(self, week: Span) -> bool:
        """Whether any day of the week lies in the service."""
        return any(
            self.holds(week.first + timedelta(days=n)) for n in range(len(NAMES))
        )


def members(
    store: Answers,
    acting: Actor,
    activity: str | None,
    group: str | None,
    service: int | None = None,
) -> list[Member]:
    """The services of an activity that have begun, of those whom the actor sees."""
    keys = None if activity is None else activity_keys(activity)
    rows = store.ask(OPEN, keys=keys, service=service)
    wanted = {row["application_id"] for row in rows}
    cases = {case.application_id: case for case in cases_seen(store, acting, wanted)}
    return [
        Member(cases[row["application_id"]], row)
        for row in rows
        if row["application_id"] in cases and contains(row["group_name"], group)
    ]


def blank_sheet(desk: Desk, wanted: SheetEntry) -> Listing:
    """A sheet to fill in: seven days for each person, or one without a name.

    Its rows, filled in, are what `attendance group --file` reads.
    """
    week = week_of(wanted.week or desk.today)
    people: list[tuple[str | None, str | None]] = [(None, None)]
    if wanted.activity is not None or wanted.service is not None:
        with desk.reading() as store:
            acting = actor(store, desk.user)
            acting.require(Duty.READ)
            found = members(
                store, acting, wanted.activity, wanted.group, wanted.service
            )
        people = [
            (one.case.number, one.row["name"]) for one in found if one.meets(week)
        ]
    rows = [
        {
            "application": number,
            "name": name,
            "day": (week.first + timedelta(days=n)).isoformat(),
            "weekday": NAMES[n],
            **dict.fromkeys(TIMES),
        }
        for number, name in people
        for n in range(len(NAMES))
    ]
    labels = {"in": "Check In", "out": "Check Out"}
    return Listing("attendance", rows, COLUMNS, "Nobody attends it.", labels)


def list_group(desk: Desk, wanted: GroupEntry) -> Listing:
    """A group's week, one line each."""
    week = week_of(wanted.week)
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.READ)
        rows = [
            week_record(store, one.case, one.row, week, whole=False)
            for one in members(store, acting, wanted.activity, wanted.group)
            if one.meets(week)
        ]
    return Listing(
        "week", rows, WEEK_COLUMNS, "Nobody attends it in that week.", keys=headers.WEEK
    )


def record_group(desk: Desk, wanted: GroupEntry) -> Done | Refused:
    """Enter a filled-in sheet: every row of it, or none."""
    assert wanted.file is not None
    week = week_of(wanted.week)
    filled = read_filled(
        desk,
        wanted.file,
        SheetRow,
        beside=BESIDE,
        blank=lambda words: not any(words.get(name) for name in TIMES),
    )
    if not filled.lines and not filled.findings:
        raise BadEntry(
            "No row of the file has a time.", "Fill in check-in and check-out."
        )
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require(Duty.RECORD)
        sheets(store, desk, acting, wanted, filled)
    refused = filled.refused()
    if refused:
        return refused

    def judge(
        store: Answers, acting: Actor
    ) -> Judged[list[tuple[Line[SheetRow], Sheet]]]:
        again = replace_findings(filled)
        found = sheets(store, desk, acting, wanted, again)
        if again.refused():
            raise BadEntry("The services changed meanwhile.", "Try again.")
        return Judged(found)

    def write(store: Store, judged: Judged[list[tuple[Line[SheetRow], Sheet]]]) -> int:
        for line, sheet in judged.facts:
            attendance.keep_day(store, sheet, line.entry, GROUP)
        if wanted.verify:
            for sheet in {
                sheet.service_id: sheet for _, sheet in judged.facts
            }.values():
                attendance.verify_week_of(store, desk, sheet)
        return 0

    def show(store: Answers, acting: Actor, none: int) -> Record:
        found = sheets(store, desk, acting, wanted, replace_findings(filled), show=True)
        whole = {sheet.service_id: sheet for _, sheet in found}
        return {
            "activity": wanted.activity,
            "week_start": week.first.isoformat(),
            "week_end": week.last.isoformat(),
            "rows": len(found),
            "people": len({sheet.case.participant_id for sheet in whole.values()}),
            "weeks": [
                week_record(store, sheet.case, sheet.service, week, whole=False)
                for sheet in whole.values()
            ],
        }

    said = f"{len(filled.lines)} days are on file."
    return file_record(desk, "attendance", judge, write, show, said=said)


def replace_findings(filled: Filled[SheetRow]) -> Filled[SheetRow]:
    """The same rows, to be judged afresh."""
    return replace(filled, findings=[])


def sheets(
    store: Answers,
    desk: Desk,
    acting: Actor,
    wanted: GroupEntry,
    filled: Filled[SheetRow],
    *,
    show: bool = False,
) -> list[tuple[Line[SheetRow], Sheet]]:
    """The sheet that each row belongs on; what is wrong with a row becomes a finding."""
    week = week_of(wanted.week)
    known: dict[str, list[Member]] = {}
    for member in members(store, acting, wanted.activity, wanted.group):
        for key in {member.row[name] for name in IDS} - {None}:
            known.setdefault(key.casefold(), []).append(member)
    seen: dict[tuple[int, date], int] = {}
    found_sheets = []
    for line in filled.lines:
        entry = line.entry
        mine = [one for one in known.get(entry.application.casefold(), ())]
        fitting = [one for one in mine if one.holds(entry.day)] or mine
        if not week.first <= entry.day <= week.last:
            say = f"{entry.day} is not in the week {week.first} to {week.last}."
            filled.findings.append(found(line.number, "row.week", say))
        elif len(fitting) != 1:
            filled.findings.append(unplaced(line, wanted, fitting))
        else:
            sheet = sheet_for(store, fitting[0], week)
            before = seen.setdefault((sheet.service_id, entry.day), line.number)
            if before != line.number:
                say = f"{entry.day} is on line {before} too."
                filled.findings.append(found(line.number, "row.twice", say))
            elif not show:
                outcomes = attendance.outcomes(desk, sheet, times(entry), GROUP)
                filled.findings += [
                    of_outcome(line.number, one) for one in outcomes if one.speaks
                ]
            found_sheets.append((line, sheet))
    return found_sheets


def unplaced(
    line: Line[SheetRow], wanted: GroupEntry, fitting: list[Member]
) -> Finding:
    """Why no one service takes the row."""
    who = line.entry.application
    if fitting:
        numbers = ", ".join(one.case.number for one in fitting)
        return found(
            line.number, "record.ambiguous", f"{who!r} has several: {numbers}."
        )
    fix = f"wioatrack service add {who} --activity {wanted.activity} --status started"
    say = f"{who!r} has no {wanted.activity} that has begun ({' or '.join(BEGUN)})."
    return found(line.number, "record.found", say, fix)


def sheet_for(store: Answers, member: Member, week: Span) -> Sheet:
    """The week of the service, as it is on file."""
    service = row_of(store, member.row["id"])
    return Sheet(member.case, service, week, week_row(store, service["id"], week.first))


def times(entry: SheetRow) -> TimesEntry:
    """The row without whose it is."""
    return TimesEntry(
        day=entry.day,
        in_=entry.in_,
        lunch_start=entry.lunch_start,
        lunch_end=entry.lunch_end,
        out=entry.out,
    )
