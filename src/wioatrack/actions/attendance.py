"""Entering attendance, vouching for a week, and opening it again (IS-74 to IS-80)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from wioatrack.actions.attendance_corrections import corrected, on_file, told
from wioatrack.actions.attendance_records import (
    DAYS,
    day_record,
    week_record,
    week_row,
)
from wioatrack.actions.cases import Case, case_by_id, day
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, file_record
from wioatrack.actions.results import Done, Record, Refused
from wioatrack.actions.roles import Actor, Duty, Role, actor
from wioatrack.actions.service_records import row_of
from wioatrack.entries.attendance import AttendanceEntry, ReopenEntry, TimesEntry
from wioatrack.errors import BadEntry, NotFound
from wioatrack.lean import dataclass
from wioatrack.rules import attendance as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.dates import Span, week_of
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.registry import ALL_RULES
from wioatrack.rules.registry import judge as answer
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers, Store

STAFF, GROUP, SELF = "staff", "group", "self"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A week of a service, as it is on file."""

    case: Case
    service: Record
    week: Span
    row: Record | None

    @property
    def service_id(self) -> int:
        return int(self.service["id"])

    @property
    def days(self) -> rules.Week:
        """The week, and who vouched for it."""
        row = self.row or {}
        return rules.Week(
            self.service_id,
            self.week.first,
            self.week.last,
            day(row.get("verified_on")),
            row.get("verified_by"),
        )


def record_attendance(
    desk: Desk, service_id: int, entry: AttendanceEntry
) -> Done | Refused:
    """Enter the times of a day; entering it again corrects what is given.

    A participant enters the own day, which staff verify afterwards.
    """
    own = acts_alone(desk)
    by = SELF if own or entry.self_ else STAFF
    if entry.verify and by == SELF:
        raise BadEntry(
            "--verify: a participant's own entry is verified by staff.",
            f"wioatrack attendance verify {service_id} --week {entry.day}",
        )

    before: Record | None = None
    times: TimesEntry = entry

    def judge(store: Answers, acting: Actor) -> Judged[Sheet]:
        nonlocal before, times
        sheet = sheet_of(store, acting, service_id, entry.day)
        before = on_file(store, sheet.row, entry)
        times = corrected(entry, before)
        return Judged(sheet, outcomes(desk, sheet, times, by))

    def write(store: Store, judged: Judged[Sheet]) -> int:
        written = keep_day(store, judged.facts, times, by)
        if entry.verify:
            verify_week_of(store, desk, judged.facts)
        return written

    def show(store: Answers, acting: Actor, day_id: int) -> Record:
        sheet = sheet_of(store, acting, service_id, entry.day)
        return whole_day(store, sheet, day_id)

    duty = Duty.OWN if own else Duty.RECORD
    done = file_record(desk, "attendance", judge, write, show, duty=duty)
    if isinstance(done, Refused) or desk.unread:
        return done
    return replace(done, said=told(done.record["id"], before, done.record))


def acts_alone(desk: Desk) -> bool:
    """Whether the acting user is a participant, who enters nothing but the own day."""
    with desk.reading() as store:
        return actor(store, desk.user).role is Role.CUSTOMER


def sheet_of(store: Answers, acting: Actor, service_id: int, on: date) -> Sheet:
    """The week that a day of a service lies in."""
    service = row_of(store, service_id)
    case = case_by_id(store, acting, "service", service)
    week = week_of(on)
    return Sheet(case, service, week, week_row(store, service_id, week.first))


def outcomes(
    desk: Desk, sheet: Sheet, entry: TimesEntry, by: str
) -> tuple[Outcome, ...]:
    """Every rule on one day of attendance."""
    book, service = desk.rulebook(sheet.case.profile), sheet.service
    attending = rules.Attending(
        service_id=sheet.service_id,
        day=entry.day,
        status=service["status"],
        start=day(service["start"]),
        planned_end=day(service["planned_end"]),
        end=day(service["end"]),
    )
    entered = rules.Entered(sheet.service_id, by, service["provider_name"])
    times = rules.Times(
        sheet.service_id,
        entry.day,
        entry.in_,
        entry.lunch_start,
        entry.lunch_end,
        entry.out,
    )
    return (
        not_in_future(Happening("Worked", entry.day, desk.today), book),
        rules.precondition(attending, book),
        rules.provider(entered, book),
        firmly("attendance.order", times, book),
        firmly("attendance.verified", sheet.days, book),
    )


def firmly(rule_id: str, facts: object, book: Rulebook) -> Outcome:
    """The answer of a rule that the tables keep too, in every profile.

    Raises `BadEntry` where the profile does not state the rule and it would say no.
    """
    if book.holding(rule_id) is None:
        said = ALL_RULES[rule_id].ask(facts, book)
        if said.speaks:
            raise BadEntry(said.message)
    return answer(rule_id, facts, book)


def keep_day(store: Store, sheet: Sheet, entry: TimesEntry, by: str) -> int:
    """The day as it is now; the week is opened with its first day."""
    from wioatrack.models.attendance import AttendanceDay

    week_id = keep_week(store, sheet)
    times: dict[str, Any] = {
        "check_in": entry.in_,
        "lunch_start": entry.lunch_start,
        "lunch_end": entry.lunch_end,
        "check_out": entry.out,
        "entered_by": by,
    }
    for row in store.ask(DAYS, week=week_id):
        if row["day"] == entry.day.isoformat():
            store.change(AttendanceDay, row["id"], **times)
            return int(row["id"])
    return store.keep(AttendanceDay(attendance_week_id=week_id, day=entry.day, **times))


def keep_week(store: Store, sheet: Sheet) -> int:
    """The stored week, made when it is first needed."""
    from wioatrack.models.attendance import AttendanceWeek

    row = week_row(store, sheet.service_id, sheet.week.first)
    if row is not None:
        return int(row["id"])
    return store.keep(
        AttendanceWeek(service_id=sheet.service_id, week_start=sheet.week.first)
    )


def verify_week_of(store: Store, desk: Desk, sheet: Sheet) -> int:
    """Mark the week as vouched for by the acting user."""
    from wioatrack.models.attendance import AttendanceWeek

    week_id = keep_week(store, sheet)
    store.change(AttendanceWeek, week_id, verified_on=desk.today, verified_by=desk.user)
    return week_id


def whole_day(store: Answers, sheet: Sheet, day_id: int) -> Record:
    """The day that was entered, with the week it is in."""
    week = week_record(store, sheet.case, sheet.service, sheet.week)
    rows = {row["id"]: row for row in store.ask(DAYS, week=week["id"])}
    row = rows[day_id]
    return {
        "id": day_id,
        **sheet.case.keys(),
        "service": sheet.service_id,
        **day_record(sheet.service_id, date.fromisoformat(row["day"]), row),
        **{name: week[name] for name in ("week_start", "week_end", "verified")},
        "week_minutes": week["minutes"],
        "week_hours": week["hours"],
    }


def verify_week(desk: Desk, service_id: int, on: date) -> Done | Refused:
    """Vouch for a week; it is read-only from then on."""

    def judge(store: Answers, acting: Actor) -> Judged[Sheet]:
        sheet = sheet_of(store, acting, service_id, on)
        book = desk.rulebook(sheet.case.profile)
        rows = store.ask(DAYS, week=sheet.row["id"]) if sheet.row else []
        unfinished = tuple(
            date.fromisoformat(row["day"]) for row in rows if row["check_out"] is None
        )
        facts = rules.Sheet(service_id, sheet.week.first, unfinished, not rows)
        outcomes = (
            not_in_future(Happening("Week of", sheet.week.first, desk.today), book),
            rules.verified(sheet.days, book),
            rules.complete(facts, book),
        )
        return Judged(sheet, outcomes)

    def write(store: Store, judged: Judged[Sheet]) -> int:
        return verify_week_of(store, desk, judged.facts)

    return file_record(
        desk,
        "attendance",
        judge,
        write,
        week_shower(service_id, on),
        said=f"The week of {week_of(on).first} is verified.",
    )


def reopen_week(desk: Desk, service_id: int, entry: ReopenEntry) -> Done | Refused:
    """Let a verified week be changed again; the reason is kept with it."""

    def judge(store: Answers, acting: Actor) -> Judged[Sheet]:
        sheet = sheet_of(store, acting, service_id, entry.week)
        if sheet.row is None or sheet.row["verified_on"] is None:
            raise NotFound(
                f"The week of {sheet.week.first} is not verified.",
                f"wioatrack attendance list {service_id} shows the weeks.",
            )
        return Judged(sheet)

    def write(store: Store, judged: Judged[Sheet]) -> int:
        from wioatrack.models.attendance import AttendanceWeek

        assert judged.facts.row is not None
        week_id = int(judged.facts.row["id"])
        store.change(
            AttendanceWeek,
            week_id,
            verified_on=None,
            verified_by=None,
            reopened_on=desk.today,
            reopened_by=desk.user,
            reopened_because=entry.because,
        )
        return week_id

    return file_record(
        desk,
        "attendance",
        judge,
        write,
        week_shower(service_id, entry.week),
        said=f"The week of {week_of(entry.week).first} is open again.",
    )


def week_shower(service_id: int, on: date) -> Callable[[Answers, Actor, int], Record]:
    """How a week is shown after a write."""

    def show(store: Answers, acting: Actor, week_id: int) -> Record:
        sheet = sheet_of(store, acting, service_id, on)
        return week_record(store, sheet.case, sheet.service, sheet.week)

    return show
