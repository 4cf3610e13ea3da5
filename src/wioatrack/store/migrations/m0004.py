"""Attendance, worksites and placements, and the index of open due dates.

A verified week is read-only, whoever writes. The index holds nothing that its inputs do
not say: it is written in their transaction, is not in the change log, goes with its
application, and is proven equal to the rules by a check of the database.
"""

import sqlite3

from wioatrack.store.migrations.m0001.columns import (
    ID,
    MADE,
    UPDATED,
    count,
    day,
    of,
    sure,
    word,
)

CLOCK = "'[0-2][0-9]:[0-5][0-9]'"


def clock(name: str, *, needed: bool = False) -> str:
    """A time of day as HH:MM."""
    return (
        f"{name} TEXT{' NOT NULL' if needed else ''} CHECK ({name} IS NULL OR "
        f"({name} GLOB {CLOCK} AND {name} < '24:00'))"
    )


WEEK = f"""CREATE TABLE attendance_week (
  {ID},
  {of("service")},
  {day("week_start", needed=True)},
  {day("verified_on")},
  {word("verified_by")},
  {day("reopened_on")},
  {word("reopened_by")},
  {word("reopened_because")},
  {MADE},
  CHECK (strftime('%w', week_start) = '0'),
  CHECK ((verified_on IS NULL) = (verified_by IS NULL)),
  CHECK ((reopened_on IS NULL) = (reopened_because IS NULL))
) STRICT"""

DAY = f"""CREATE TABLE attendance_day (
  {ID},
  {of("attendance_week")},
  {day("day", needed=True)},
  {clock("check_in", needed=True)},
  {clock("lunch_start")},
  {clock("lunch_end")},
  {clock("check_out")},
  {word("entered_by", "staff", "group", "self", needed=True)},
  {UPDATED},
  CHECK (check_out IS NULL OR check_out > check_in),
  CHECK ((lunch_start IS NULL) = (lunch_end IS NULL)),
  CHECK (lunch_start IS NULL OR (lunch_start >= check_in AND lunch_end > lunch_start)),
  CHECK (lunch_end IS NULL OR check_out IS NULL OR lunch_end <= check_out)
) STRICT"""

VERIFIED = """SELECT 1 FROM attendance_week
  WHERE id = {row}.attendance_week_id AND verified_on IS NOT NULL"""

READ_ONLY = tuple(
    f"""CREATE TRIGGER attendance_verified_{act.lower()} BEFORE {act} ON attendance_day
WHEN EXISTS ({VERIFIED.format(row=row)})
BEGIN SELECT RAISE(ABORT, 'a verified week is read-only until it is reopened'); END"""
    for act, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
)

PLACE = "address TEXT, city TEXT, state TEXT, zip TEXT"

EMPLOYER = f"""CREATE TABLE employer (
  {ID},
  {word("name", needed=True)},
  {PLACE},
  {MADE},
  {UPDATED}
) STRICT"""

WORKSITE = f"""CREATE TABLE worksite (
  {ID},
  {of("employer")},
  {word("name", needed=True)},
  {PLACE},
  {MADE},
  {UPDATED}
) STRICT"""

JOB = f"""CREATE TABLE job (
  {ID},
  {of("worksite")},
  {word("title", needed=True)},
  {count("openings", least=1, needed=True)},
  {count("hourly_wage_cents", least=1)},
  {word("position")},
  {MADE},
  {UPDATED}
) STRICT"""

PLACEMENT = f"""CREATE TABLE placement (
  {ID},
  {of("service")} UNIQUE,
  {of("job")},
  {word("employment_type")},
  {word("minimum_wage_of")},
  {count("minimum_wage_cents")},
  {count("hourly_wage_cents", least=1, needed=True)},
  {count("subsidized_wage_cents", needed=True)},
  {count("employer_match_cents", needed=True)},
  {word("position", needed=True)},
  {day("subsidized_start")},
  {day("subsidized_end")},
  {sure("earnfare")},
  {MADE},
  {UPDATED}
) STRICT"""

AWAY = f"""CREATE TABLE placement_away (
  {ID},
  {of("placement")},
  {day("inactive_on", needed=True)},
  {day("returned_on")},
  {UPDATED},
  CHECK (returned_on IS NULL OR returned_on > inactive_on)
) STRICT"""

VERIFICATION = f"""CREATE TABLE placement_verification (
  {ID},
  {of("placement")},
  {count("milestone", least=1, needed=True)},
  {day("verified_on", needed=True)},
  {word("verified_by", needed=True)},
  {count("subsidized_wage_cents")}
) STRICT"""

PAYROLL = f"""CREATE TABLE payroll_line (
  {ID},
  {of("placement")},
  {day("period_start", needed=True)},
  {day("period_end", needed=True)},
  {day("paid_on")},
  {count("hours_hundredths", needed=True)},
  {count("wages_cents", needed=True)},
  {count("subsidized_cents")},
  file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
  {MADE},
  CHECK (period_end >= period_start),
  CHECK (subsidized_cents IS NULL OR subsidized_cents <= wages_cents)
) STRICT"""

DUE = f"""CREATE TABLE open_due (
  {ID},
  application_id INTEGER NOT NULL REFERENCES application (id) ON DELETE CASCADE,
  {word("kind", needed=True)},
  record_id INTEGER NOT NULL,
  milestone INTEGER,
  {day("due_date", needed=True)},
  {word("participant", needed=True)},
  {word("application", needed=True)},
  {word("office")},
  {word("provider")}
) STRICT"""

STATEMENTS = (
    WEEK,
    "CREATE UNIQUE INDEX attendance_week_once "
    "ON attendance_week (service_id, week_start)",
    "CREATE INDEX attendance_week_open ON attendance_week (week_start, service_id) "
    "WHERE verified_on IS NULL",
    DAY,
    "CREATE UNIQUE INDEX attendance_day_once "
    "ON attendance_day (attendance_week_id, day)",
    *READ_ONLY,
    EMPLOYER,
    WORKSITE,
    "CREATE INDEX worksite_employer ON worksite (employer_id)",
    JOB,
    "CREATE INDEX job_worksite ON job (worksite_id)",
    PLACEMENT,
    "CREATE INDEX placement_job ON placement (job_id)",
    AWAY,
    "CREATE INDEX placement_away_placement ON placement_away (placement_id)",
    "CREATE UNIQUE INDEX placement_away_once ON placement_away (placement_id) "
    "WHERE returned_on IS NULL",
    VERIFICATION,
    "CREATE UNIQUE INDEX placement_verified_once "
    "ON placement_verification (placement_id, milestone)",
    PAYROLL,
    "CREATE UNIQUE INDEX payroll_line_once "
    "ON payroll_line (placement_id, period_start, period_end)",
    DUE,
    "CREATE INDEX open_due_application ON open_due (application_id)",
    "CREATE INDEX open_due_date ON open_due (due_date, application_id, kind, "
    "record_id, milestone, participant, application)",
    "CREATE INDEX open_due_office ON open_due (office, due_date)",
    "CREATE INDEX open_due_provider ON open_due (provider, due_date)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables; what an older database holds owes nothing to any of them."""
    for statement in STATEMENTS:
        connection.execute(statement)
