"""`report outcomes` over a whole caseload, and person by person."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wioatrack.actions import outcome_periods, read_ahead
from wioatrack.actions.cases import BY_ID
from wioatrack.actions.credential_records import OF_PERSON
from wioatrack.actions.decisions import LATEST
from wioatrack.actions.desk import Desk
from wioatrack.actions.diploma_facts import ENTERED, STARTED
from wioatrack.actions.employment_facts import OF_PERSON as JOBS
from wioatrack.actions.gain_facts import TESTS
from wioatrack.actions.gain_records import OF_CASE, SEMESTERS
from wioatrack.actions.gain_years import DIPLOMAS
from wioatrack.actions.listing import Page
from wioatrack.actions.outcomes import report_outcomes
from wioatrack.actions.training_facts import BEGUN
from wioatrack.entries.outcomes import OutcomesFilters
from wioatrack.store import create, reading

FIRST, LAST = date(2021, 7, 1), date(2024, 6, 30)
PROGRAMS = (None, "WIOA", "WIOA Youth", "Title I (OSY)", "SNAP E&T")
SCHOOLS = (None, "in-school-secondary", "in-school-postsecondary", "dropout",
           "not-attending-graduate")  # fmt: skip
EDUCATION = (None, "none", "hs-junior", "secondary-diploma", "associate-degree")
ACTIVITIES = (
    ("career-connect", "300"), ("career-connect", "301"), ("career-connect", "305"),
    ("career-connect", "400"), ("career-connect", "406"), ("career-connect", "102"),
    ("isets", "BE"), ("isets", "OJT"), ("isets", "VT"), ("isets-fy2022", "BE"),
)  # fmt: skip
STATUSES = ("planned", "started", "successful", "successful", "unsuccessful")
REASONS = (None, "completed", "deceased", "health-medical")
CREDENTIALS = ("secondary-diploma", "secondary-equivalency", "associate-degree",
               "occupational-skills-license", "graduate-degree")  # fmt: skip
QUESTIONS = {
    BY_ID: ("a.id", "application"),
    BEGUN: ("application_id", "application"),
    OF_CASE: ("application_id", "application"),
    TESTS: ("application_id", "application"),
    DIPLOMAS: ("application_id", "application"),
    SEMESTERS: ("gain_id", "gain"),
    LATEST: ("credential_id", "credential"),
    OF_PERSON: ("a.participant_id", "participant"),
    JOBS: ("a.participant_id", "participant"),
    ENTERED: ("a.participant_id", "participant"),
    STARTED: ("a.participant_id", "participant"),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nobody in it but `ore`, who may see everybody."""
    path = tmp_path_factory.mktemp("empty") / "cases.db"
    create(path)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO user (name, role) VALUES ('ore', 'statewide')")
    return path


class Caseload:
    """Some people with whatever may stand in their records, drawn by chance."""

    def __init__(self, raw: sqlite3.Connection, chance: random.Random) -> None:
        self.raw, self.chance = raw, chance

    def keep(self, table: str, **values: Any) -> int:
        """Insert a row with the stamps that its table has."""
        known = {row[1] for row in self.raw.execute(f"PRAGMA table_info({table})")}
        stamps = dict.fromkeys(("created_on", "updated_on", "recorded_on"), self.day())
        by = dict.fromkeys(("created_by", "updated_by", "recorded_by"), "ore")
        whole = {n: v for n, v in (stamps | by).items() if n in known} | values
        names = ", ".join(f'"{name}"' for name in whole)
        marks = ", ".join("?" * len(whole))
        made = self.raw.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            tuple(whole.values()),
        )
        assert made.lastrowid is not None
        return made.lastrowid

    def day(self) -> str:
        days = self.chance.randint(0, (LAST - FIRST).days)
        return (FIRST + timedelta(days)).isoformat()

    def maybe(self) -> str | None:
        return self.chance.choice((None, self.day()))

    def some(self, most: int) -> Iterator[int]:
        yield from range(self.chance.randint(0, most))

    def fill(self, people: int) -> None:
        for person in range(1, people + 1):
            self.keep("participant", id=person, state_id=f"S{person}",
                      first_name="A", last_name="B")  # fmt: skip
            for number in range(self.chance.choice((1, 1, 2))):
                self.application(person, f"A{person}-{number}")

    def application(self, person: int, number: str) -> None:
        pick = self.chance.choice
        begun = min(self.day(), self.day())
        application = self.keep(
            "application", participant_id=person, number=number, enrollment="enrolled",
            profile=pick(("cook", "worknet", "isets")), program=pick(PROGRAMS),
            participation_date=pick((None, begun, begun)),
            education_at_entry=pick(EDUCATION), school_status_at_entry=pick(SCHOOLS),
        )  # fmt: skip
        if pick((True, True, False)):
            self.keep("exit", application_id=application, kind="record",
                      date=max(begun, self.day()), reason=pick(REASONS))  # fmt: skip
        for _ in self.some(3):
            self.service(application)
        for _ in self.some(3):
            self.gain(application)
        for _ in self.some(2):
            self.credential(application)
        for _ in self.some(1):
            self.job(application)
        for _ in self.some(2):
            placed = pick((None, "postsecondary", "none"))
            self.keep("followup", application_id=application, due_date=self.day(),
                      quarter=pick((1, 2, 4)), closed_on=self.day(), outcome="reached",
                      youth_placement=placed)  # fmt: skip

    def service(self, application: int) -> None:
        chosen, code = self.chance.choice(ACTIVITIES)
        start, end = sorted((self.day(), self.day()))
        self.keep("service", application_id=application, activity_set=chosen,
                  activity=code, status=self.chance.choice(STATUSES), start=start,
                  end=self.chance.choice((None, end)), no_credential=0, prepopulated=0,
                  wioa_funded=self.chance.choice((None, 0, 1)))  # fmt: skip

    def gain(self, application: int) -> None:
        pick, attained = self.chance.choice, self.day()
        kind = pick(("milestone", "progression", "diploma", "postsecondary", "efl"))
        given: dict[str, Any] = {"satisfactory": pick((None, 0, 1))}
        if kind == "progression":
            given = {"award": pick(("exam", "degree", "diploma")), "passed": 1}
        if kind == "efl":
            given = {"route": pick(("credits", "postsecondary-entry"))}
        if kind == "postsecondary":
            given = {"attendance": "full-time", "removed": 0}
        gain = self.keep("gain", application_id=application, type=kind, federal_type="3",
                         date=attained, established=self.maybe(), **given)  # fmt: skip
        if kind == "postsecondary":
            start, end = sorted((self.day(), self.day()))
            self.keep("gain_semester", gain_id=gain, start=start, end=end,
                      credits_hundredths=self.chance.choice((600, 1200)))  # fmt: skip

    def credential(self, application: int) -> None:
        kind = self.chance.choice(CREDENTIALS)
        credential = self.keep("credential", application_id=application, type=kind,
                               date=self.day(), name="CDL")  # fmt: skip
        for _ in self.some(2):
            self.decision(credential, kind)

    def decision(self, credential: int, kind: str) -> None:
        pick = self.chance.choice
        answers: dict[str, Any] = {
            "skills": "industry", "issuer_kind": "higher-education", "in_demand": 1,
            "through_vr": pick((0, 1)), "enrolled_on": self.maybe(),
        }  # fmt: skip
        found: dict[str, Any] = {
            "counts": pick((0, 1)), "code": "COUNTED", "reasons": "[]",
            "citations": "[]", "rules": "0-earlier",
        }  # fmt: skip
        self.keep("credential_decision", credential_id=credential, type=kind, **answers,
                  **found)  # fmt: skip

    def job(self, application: int) -> None:
        start, end = sorted((self.day(), self.day()))
        self.keep("employment", application_id=application, employer="Acme",
                  title="Welder", kind=self.chance.choice(("unsubsidized", "subsidized")),
                  start=start, end=self.chance.choice((None, end)), city="Chicago",
                  state="IL", zip="60601", duties="Welding",
                  hours_hundredths=4000)  # fmt: skip


def figures(desk: Desk, year: int, who: str | None = None) -> Any:
    wanted = OutcomesFilters(program_year=year, what_if=who is None, explain=who)
    return report_outcomes(desk, wanted, Page())


@settings(max_examples=40, deadline=None)
@given(
    chance=st.randoms(use_true_random=False),
    people=st.integers(1, 9),
    at_once=st.integers(1, 5),
    year=st.integers(2021, 2024),
    today=st.dates(date(2022, 1, 1), date(2026, 6, 30)),
)
def test_the_figures_are_the_sum_of_what_is_explained_of_each(
    empty: Path,
    chance: random.Random,
    people: int,
    at_once: int,
    year: int,
    today: date,
) -> None:
    """Whoever stands in them, and however few are fetched at once."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(outcome_periods, "AT_ONCE", at_once)
        path = Path(shutil.copy2(empty, folder))
        with closing(sqlite3.connect(path)) as raw, raw:
            Caseload(raw, chance).fill(people)
            numbers = [n for (n,) in raw.execute("SELECT number FROM application")]
        desk = Desk(path, "ore", "ore", today)

        report = figures(desk, year)
        stands: dict[tuple[str, str], str] = {}
        changes: set[tuple[str, str, str]] = set()
        for number in numbers:
            for row in figures(desk, year, number).tables["measures"][1].rows:
                stands[number, row["measure"]] = row["stands"]
                changes |= {(number, row["measure"], x) for x in row["would_change"]}

    near = {}
    for row in report.tables["what_if"][1].rows:
        assert (row["application"], row["measure"], row["fix"]) in changes
        near[row["application"], row["measure"]] = row["measure"]
    for row in report.tables["measures"][1].rows:
        counts = Counter(
            what for (_, name), what in stands.items() if name == row["measure"]
        )
        one_step = Counter(
            stands[key] for key, name in near.items() if name == row["measure"]
        )
        counted, unknown = counts["counts"], counts["not known yet"]
        known = counted + counts["does not count"]
        told = (row["numerator"], row["denominator"], row["not_known_yet"])
        assert told == (counted, known, unknown), row["measure"]
        if_so = (row["numerator_if"], row["denominator_if"])
        assert if_so == (
            counted + one_step.total(),
            known + one_step["not known yet"],
        )


@settings(max_examples=15, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_what_is_read_ahead_is_what_would_have_been_asked(
    empty: Path, chance: random.Random
) -> None:
    """Every question, of every record there is and of one there is not, row by row."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy2(empty, folder))
        with closing(sqlite3.connect(path)) as raw, raw:
            Caseload(raw, chance).fill(6)
        with reading(path) as store:
            for question, (key, table) in QUESTIONS.items():
                rows = store.ask(f"SELECT id FROM {table}")
                ids = [row["id"] for row in rows] + [99_999]
                ahead = read_ahead.ReadAhead(store)
                ahead.read(question, key, ids)

                for id in ids:
                    assert ahead.ask(question, id=id) == store.ask(question, id=id)
                    assert ahead.one(question, id=id) == store.one(question, id=id)


def test_what_was_not_read_ahead_is_asked_of_the_database(empty: Path) -> None:
    """An id that nobody foresaw, and a question that nobody did."""
    with reading(empty) as store:
        ahead = read_ahead.ReadAhead(store)
        ahead.read(BY_ID, "a.id", [1])

        assert ahead.ask(BY_ID, id=7) == []
        assert ahead.one("SELECT name FROM user WHERE name = :name", name="ore")


@pytest.mark.parametrize(
    "question", ["SELECT 1 FROM gain WHERE id = :id LIMIT 1", "SELECT 1 FROM gain"]
)
def test_a_question_that_is_not_about_one_record_cannot_be_read_ahead(
    question: str,
) -> None:
    """A limit would hold for all of them together."""
    with pytest.raises(ValueError, match="no question about one id"):
        read_ahead.of_many(question, "id")
