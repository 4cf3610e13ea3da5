"""Services and what became of them."""

from wioatrack.store.migrations.m0001.columns import (
    ID,
    MADE,
    UPDATED,
    count,
    day,
    flag,
    of,
    sure,
    word,
)

STATUSES = ("planned", "started", "successful", "unsuccessful", "not-required")

SERVICE = f"""CREATE TABLE service (
  {ID},
  {of("application")},
  {of("goal", needed=False)},
  {word("activity_set", needed=True)},
  {word("activity", needed=True)},
  activity_label TEXT,
  {word("activity_group")},
  {word("status", *STATUSES, needed=True)},
  {day("planned_start")},
  {day("planned_end")},
  {day("start")},
  {day("end")},
  {count("hours_hundredths")},
  {word("provider_kind")},
  provider_name TEXT,
  provider_address TEXT,
  provider_city TEXT,
  provider_state TEXT,
  provider_zip TEXT,
  {flag("wioa_funded")},
  note TEXT,
  external_id TEXT,
  {sure("no_credential")},
  {MADE},
  {UPDATED},
  CHECK (end IS NULL OR start IS NULL OR end >= start)
) STRICT"""

SITUATION = f"""CREATE TABLE service_situation (
  {ID},
  {of("service")},
  {word("situation", needed=True)}
) STRICT"""

STATUS = f"""CREATE TABLE service_status (
  {ID},
  {of("service")},
  {word("status", *STATUSES, needed=True)},
  {day("start")},
  {day("planned_end")},
  {day("end")},
  {day("changed_on", needed=True)},
  {word("changed_by", needed=True)}
) STRICT"""

WAIVER = f"""CREATE TABLE waiver (
  {ID},
  {word("noun", needed=True)},
  record_id INTEGER NOT NULL,
  {word("rule", needed=True)},
  {word("because", needed=True)},
  {word("waived_by", needed=True)},
  {day("waived_on", needed=True)}
) STRICT"""

STATEMENTS = (
    SERVICE,
    "CREATE INDEX service_application ON service (application_id, start)",
    "CREATE INDEX service_goal ON service (goal_id) WHERE goal_id IS NOT NULL",
    "CREATE INDEX service_activity ON service (activity_set, activity, status)",
    "CREATE INDEX service_unfinished ON service (application_id, activity) "
    "WHERE status IN ('planned', 'started')",
    SITUATION,
    "CREATE UNIQUE INDEX service_situation_once "
    "ON service_situation (service_id, situation)",
    STATUS,
    "CREATE INDEX service_status_service ON service_status (service_id, changed_on)",
    WAIVER,
    "CREATE INDEX waiver_record ON waiver (noun, record_id)",
)
