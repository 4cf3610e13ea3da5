"""The agenda's questions against the rules that a single person's screens ask.

For a caseload the agenda restates rules in SQL; the exit checklist, the gains and the
plan of one person go through the rules themselves. Random small caseloads, in database
files, are read both ways.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from shutil import copy2
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from wioatrack.actions import checklist
from wioatrack.actions.agenda import show_agenda
from wioatrack.actions.agreements import standing
from wioatrack.actions.cases import BY_ID, Case, case_of
from wioatrack.actions.clocks.enrolled import enrolled
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page
from wioatrack.actions.service_clocks import clock_of, shares
from wioatrack.entries.agenda import AgendaFilters
from wioatrack.rulebooks import load_list
from wioatrack.rules.checklist import training_years
from wioatrack.rules.dates import program_year, program_year_span
from wioatrack.rules.rulebook import NotInForce
from wioatrack.rules.windows import last_day
from wioatrack.store import Answers

STALE = dt.timedelta(days=14)
LEAD = dt.timedelta(days=30)
RECEIVED = ("started", "successful", "unsuccessful")
ENDED = ("successful", "unsuccessful")
# Two sets; training, career, support, a referral, self-service, and one no set knows.
ACTIVITIES = (
    ("career-connect", "300", "training"),
    ("career-connect", "301", "training"),
    ("career-connect", "102", "career"),
    ("career-connect", "101", "career"),
    ("isets", "VT", "snap-et"),
    ("isets", "JST", "snap-et"),
    ("isets", "Clothing", "support"),
    ("isets", "E", "other"),
    ("isets", "GONE", "support"),
    ("isets", "GONE", "training"),
    # Filed when its set still said that it was training.
    ("isets", "Clothing", "training"),
)
TODAYS = tuple(
    dt.date.fromisoformat(day)
    for day in ("2023-06-30", "2023-07-01", "2024-02-29", "2024-03-15", "2024-12-31")
)
# How many days ago, on both sides of every day that a clock turns on.
TURNS = (-60, -31, -7, -1, 0, 1, 13, 14, 15, 59, 60, 61, 89, 90, 91, 364, 365, 366, 367)
STAMPS = """
SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
 WHERE c.name IN ('created_on', 'created_by', 'updated_on', 'updated_by')
"""
# Where what is written of a case says its day.
DAYS = {
    "service": ("updated_on",),
    "gain": ("updated_on",),
    "goal": ("updated_on",),
    "credential": ("updated_on",),
    "plan_agreement": ("created_on",),
    "note": ("date",),
    "exit": ("created_on", "voided_on"),
}
# The last two share a common exit with all of a person's applications.
PROFILES = ("isets", "isets", "caljobs", "caljobs", "cook", "worknet")
# How many of a kind an application has, each as likely as it stands here.
FILED = {
    "service": (0, 1, 1, 2),
    "gain": (0, 0, 1),
    "credential": (0, 0, 1),
    "goal": (0, 1, 2),
    "agreement": (0, 1, 2),
    "note": (0, 1),
    "voided": (0, 0, 1),
    "exit": (0, 0, 1),
}
numbers = count()


class Caseload:
    """A database file that rows of some kinds are filed in, as seen on a day."""

    def __init__(self, path: Path, chance: Random, kinds: Iterable[str]) -> None:
        self.path, self.chance, self.kinds = path, chance, tuple(kinds)
        self.today = chance.choice(TODAYS)
        self.file = sqlite3.connect(path, isolation_level=None)
        for setting in ("foreign_keys = ON", "synchronous = OFF"):
            self.file.execute(f"PRAGMA {setting}")
        self.stamps = self.file.execute(STAMPS).fetchall()
        self.file.execute("BEGIN")
        self.applications: list[int] = []
        self.days: list[tuple[str, dt.date]] = []

    def day(self, most_ahead: int = 60) -> dt.date:
        """Mostly one on which something turns."""
        other = self.chance.randint(-most_ahead, self.chance.choice([60, 400]))
        ago = self.chance.choice([self.chance.choice(TURNS), other])
        return self.today - dt.timedelta(days=ago)

    def turn(self, columns: Iterable[str]) -> dt.date:
        """A day that stands in one of these columns, or the one before or after it."""
        days = [day for name, day in self.days if name in columns]
        day = self.chance.choice(days or [self.today])
        return day + dt.timedelta(days=self.chance.choice([0, 0, -1, 1]))

    def seldom(self) -> int:
        return self.chance.choice([0, 0, 1])

    def mostly(self, value: Any) -> Any:
        return None if self.seldom() else value

    def put(self, table: str, **columns: Any) -> int:
        """File one row, stamped like those of the program where its table is."""
        stamps = {
            name: self.day() if name.endswith("_on") else "ore"
            for of, name in self.stamps
            if of == table and name not in columns
        }
        given = stamps | columns
        self.days += [
            (name, day) for name, day in given.items() if isinstance(day, dt.date)
        ]
        names = ", ".join(f'"{name}"' for name in given)
        marks = ", ".join("?" * len(given))
        done = self.file.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            [str(one) if isinstance(one, dt.date) else one for one in given.values()],
        )
        assert done.lastrowid
        return done.lastrowid

    def person(self) -> None:
        person = self.put("participant", state_id=f"S{next(numbers)}",
                          first_name="A", last_name="B")  # fmt: skip
        for _ in range(self.chance.randint(1, 2)):
            self.application(person)

    def application(self, person: int) -> None:
        id = self.put(
            "application",
            participant_id=person,
            profile=self.chance.choice(PROFILES),
            number=f"N{next(numbers)}",
            participation_date=self.mostly(self.day()),
            enrollment=self.chance.choice(["enrolled"] * 6 + ["applied"]),
        )
        self.applications.append(id)
        for kind in self.kinds:
            for _ in range(self.chance.choice(FILED[kind])):
                getattr(self, kind)(id)

    def service(self, application: int) -> None:
        set, code, group = self.chance.choice(ACTIVITIES)
        status = self.chance.choice([*RECEIVED * 2, "planned", "not-required"])
        planned = sorted([self.day(), self.day(most_ahead=200)])
        days = sorted([self.day(), self.day()])
        self.put(
            "service",
            application_id=application,
            activity_set=set,
            activity=code,
            activity_label=code,
            activity_group=group,
            status=status,
            planned_start=self.mostly(planned[0]),
            planned_end=self.mostly(planned[1]),
            start=self.mostly(days[0]) if status in RECEIVED else None,
            end=days[1] if status in ENDED else None,
            no_credential=self.seldom(),
            prepopulated=self.seldom(),
        )

    def gain(self, application: int) -> None:
        id = self.put("gain", application_id=application, type="milestone",
                      federal_type="4", date=self.day())  # fmt: skip
        for _ in range(self.chance.randint(0, 2)):
            self.semester(id)

    def semester(self, gain: int) -> None:
        start, end = sorted([self.day(), self.day()])
        self.put("gain_semester", gain_id=gain, start=start, end=end)

    def credential(self, application: int) -> None:
        kinds = ["secondary-diploma", "secondary-equivalency", "bachelor-degree"]
        self.put("credential", application_id=application, date=self.day(),
                 type=self.chance.choice(kinds), recorded_on=self.day(),
                 recorded_by="ore")  # fmt: skip

    def goal(self, application: int) -> None:
        id = self.put("goal", application_id=application, statement="Work",
                      category="career-plan", term="short", status="on-track",
                      prepopulated=self.chance.randint(0, 1))  # fmt: skip
        for _ in range(self.chance.randint(0, 2)):
            self.goal_status(id)

    def goal_status(self, goal: int) -> None:
        self.put("goal_status", goal_id=goal, changed_on=self.day(), changed_by="ore",
                 status=self.chance.choice(["off-track", "on-track"]))  # fmt: skip

    def agreement(self, application: int) -> None:
        how = ["requested", "online", "signed", "unreachable"]
        self.put("plan_agreement", application_id=application, date=self.day(),
                 status=self.chance.choice(how), goal_mark=self.mark(),
                 goal_status_mark=self.mark())  # fmt: skip

    def mark(self) -> int:
        """Up to any of the goals of the first few people, or of their statuses."""
        return self.chance.randint(0, 30)

    def note(self, application: int) -> None:
        self.put("note", application_id=application, date=self.day(), task="note",
                 send="no", author="ore", created_at="2024-01-01T00:00:00")  # fmt: skip

    def exit(self, application: int, **more: object) -> None:
        reasons = [None] * 9 + [*load_list("exit-reason").codes]
        self.put("exit", application_id=application, kind="record", date=self.day(),
                 reason=self.chance.choice(reasons), **more)  # fmt: skip

    def voided(self, application: int) -> None:
        self.exit(application, voided_on=self.day(), voided_by="ore",
                  voided_because="A service followed")  # fmt: skip


@pytest.fixture(scope="module")
def files(
    staffed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Path]:
    """A fresh copy of the staffed database each time."""
    folder = tmp_path_factory.mktemp("caseloads")

    def file() -> Path:
        return Path(copy2(staffed, folder / "cases.db"))

    return file


def filed(path: Path, people: int, chance: Random, *kinds: str) -> Caseload:
    """So many people on file, with records of these kinds."""
    caseload = Caseload(path, chance, kinds)
    with closing(caseload.file):
        for _ in range(people):
            caseload.person()
        caseload.file.execute("COMMIT")
    return caseload


def cases(store: Answers, caseload: Caseload) -> Iterator[Case]:
    for id in caseload.applications:
        yield case_of(store.one(BY_ID, id=id) or {})


def in_program(case: Case) -> bool:
    return case.enrollment == "enrolled" and case.exited_on is None


def inactivity(
    store: Answers, desk: Desk, case: Case, until: dt.date
) -> Iterator[dt.date]:
    """As `exit check` and `application show` tell the clock of one case."""
    clock = clock_of(store, desk, case)
    held = clock.running or clock.planned
    if not in_program(case) or held or clock.reached_on is None:
        return
    if clock.reached_on <= max(until, desk.today + LEAD):
        yield clock.reached_on


def gain(store: Answers, desk: Desk, case: Case, until: dt.date) -> Iterator[dt.date]:
    """As the box of the exit checklist asks for the program year of today."""
    year = program_year(desk.today)
    trained = training_years(checklist.received(store, case), desk.today)
    if in_program(case) and year in trained - gained(store, case):
        yield program_year_span(year).last


def gained(store: Answers, case: Case) -> set[int]:
    return {one.program_year for one in checklist.gained(store, case)}


def plan(store: Answers, desk: Desk, case: Case, until: dt.date) -> Iterator[dt.date]:
    """As `plan show` says since when agreement is owed."""
    owed = standing(store, desk, case).owed
    if in_program(case) and owed and owed.since <= until:
        yield owed.since


def credential(
    store: Answers, desk: Desk, case: Case, until: dt.date
) -> Iterator[dt.date]:
    """The last day of the credential's window, unless the records say none is to come."""
    if case.exited_on is None or case.exited_on > desk.today:
        return
    exit = store.one("SELECT reason FROM exit WHERE id = :id", id=case.exit_id) or {}
    reason = load_list("exit-reason").codes.get(exit["reason"])
    services = checklist.received(store, case)
    leading = [
        one
        for one in services
        if one.leads_to_credential and one.status in RECEIVED and not one.no_credential
    ]
    on_file = store.ask(
        "SELECT 1 FROM credential WHERE application_id = :id", id=case.application_id
    )
    left_out = reason is not None and reason.pirl not in ("", "00")
    if on_file or left_out or (services and not leading):
        return
    try:
        last = last_day(case.exited_on, desk.rulebook(case.profile))
    except NotInForce:
        return
    if last >= desk.today:
        yield last


def untouched(
    store: Answers, desk: Desk, case: Case, until: dt.date
) -> Iterator[dt.date]:
    """Days after the newest day on which anything of the case was written."""
    if in_program(case):
        due = max(written_in(store, case, *DAYS)) + STALE
        if due <= until:
            yield due


def written_in(store: Answers, case: Case, *tables: str) -> list[dt.date]:
    """The days of the application itself, and of what is filed in some tables."""
    id = case.application_id
    own = store.ask("SELECT updated_on AS day FROM application WHERE id = :id", id=id)
    return days_of(own) + [
        day
        for table in tables
        for column in DAYS[table]
        for day in days_of(
            store.ask(
                f"SELECT {column} AS day FROM {table} WHERE application_id = :id", id=id
            )
        )
    ]


def days_of(rows: list[dict[str, Any]]) -> list[dt.date]:
    return [dt.date.fromisoformat(row["day"]) for row in rows if row["day"]]


BY_RULES = {
    "inactivity": inactivity,
    "gain": gain,
    "plan": plan,
    "credential": credential,
    "untouched": untouched,
}
# Many people at once, since a few seldom stand where a question turns.
SOME_CASELOADS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PEOPLE, CHANCE = st.integers(1, 60), st.randoms(use_true_random=True)


@SOME_CASELOADS
@given(people=PEOPLE, chance=CHANCE)
def test_the_agenda_says_what_the_rules_say_of_each_person(
    files: Callable[[], Path], people: int, chance: Random
) -> None:
    """The same applications on the same days, kind by kind, today and days ahead."""
    caseload = filed(files(), people, chance, *FILED)
    desk = Desk(caseload.path, "ore", "account", caseload.today)
    within = chance.choice([0, 0, 7, 45, 200])
    until = caseload.today + dt.timedelta(days=within)

    found = show_agenda(desk, AgendaFilters(within=within), Page()).records

    with desk.reading() as store:
        for kind, rule in BY_RULES.items():
            expected = {
                (case.number, due.isoformat())
                for case in cases(store, caseload)
                for due in rule(store, desk, case, until)
            }
            told = {
                (row["application"], row["due_date"])
                for row in found
                if row["kind"] == kind
            }
            assert told == expected, kind
            if expected:
                event(kind)


def idle(store: Answers, desk: Desk, case: Case, before: dt.date) -> bool | None:
    """Nothing is received or was later, though something was of the person at all.

    With a common exit, services of other applications are left to the rule.
    """
    if shares(desk.rulebook(case.profile), desk.today):
        return None
    clock = clock_of(store, desk, case)
    since = clock.last_service is None or clock.last_service <= before
    ever = store.one(
        "SELECT 1 FROM service s JOIN application a ON a.id = s.application_id "
        "WHERE a.participant_id = :id "
        "AND s.status IN ('started', 'successful', 'unsuccessful')",
        id=case.participant_id,
    )
    return ever is not None and since and not clock.running


def training(store: Answers, desk: Desk, case: Case, before: dt.date) -> int | None:
    """The first service in education or training of a year without a gain."""
    year = program_year(desk.today)
    trained = [
        service.service_id
        for service in checklist.received(store, case)
        if year in training_years([service], desk.today)
    ]
    missing = year not in gained(store, case)
    return min(trained) if trained and missing else None


def unsettled(store: Answers, desk: Desk, case: Case, before: dt.date) -> bool:
    """The customer has yet to agree to something."""
    return standing(store, desk, case).owed is not None


def quiet(store: Answers, desk: Desk, case: Case, before: dt.date) -> bool:
    """Neither the application nor a service of it changed since."""
    return max(written_in(store, case, "service")) < before


# By what rule, from which kinds of records, and on which of their days it turns.
ANSWERS: dict[str, tuple[Callable[..., Any], tuple[str, ...], tuple[str, ...]]] = {
    "idle": (idle, ("service",), ("end", "planned_end")),
    "training": (training, ("service", "gain", "credential"), ()),
    "unsettled": (unsettled, ("service", "goal", "agreement"), ()),
    "quiet": (quiet, ("service",), ("updated_on",)),
}


@pytest.mark.parametrize("answer", ANSWERS)
@SOME_CASELOADS
@given(people=PEOPLE, chance=CHANCE)
def test_the_pass_over_the_enrolled_finds_who_it_must_and_nobody_else(
    files: Callable[[], Path], people: int, chance: Random, answer: str
) -> None:
    """Each of its answers, before any rule has had the last word."""
    rule, kinds, columns = ANSWERS[answer]
    caseload = filed(files(), people, chance, *kinds, "exit", "voided")
    desk = Desk(caseload.path, "ore", "account", caseload.today)
    before = caseload.turn(columns)
    year = program_year_span(program_year(desk.today))

    with desk.reading() as store:
        rows = enrolled(store, desk.today, before, before, year)
        found = {row["application_id"]: row[answer] for row in rows}
        for case in cases(store, caseload):
            told = found.get(case.application_id)
            if not in_program(case):
                assert told is None
                continue
            expected = rule(store, desk, case, before)
            event(f"{answer} {expected is not None and bool(expected)}")
            if expected is not None or answer == "training":
                assert (told or None) == (expected or None)
