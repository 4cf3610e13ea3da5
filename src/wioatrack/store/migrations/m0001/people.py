"""People, the accounts that act, applications, case notes, kept files."""

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

PARTICIPANT = f"""CREATE TABLE participant (
  {ID},
  {word("state_id")},
  {word("individual_number")},
  {word("username")},
  {word("first_name", needed=True)},
  {word("last_name", needed=True)},
  ssn4 TEXT CHECK (ssn4 GLOB '[0-9][0-9][0-9][0-9]'),
  {day("birth_date")},
  email TEXT,
  phone TEXT,
  {flag("veteran")},
  case_number TEXT,
  {day("recert_date")},
  group_name TEXT,
  {day("last_login")},
  {MADE},
  {UPDATED},
  CHECK (coalesce(state_id, individual_number, username) IS NOT NULL)
) STRICT"""

USER = f"""CREATE TABLE user (
  {ID},
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
  {word("role", needed=True)},
  organization TEXT,
  {of("participant", needed=False)}
) STRICT"""

USER_LOCATION = f"""CREATE TABLE user_location (
  {ID},
  {of("user")},
  {word("location", needed=True)}
) STRICT"""

APPLICATION = f"""CREATE TABLE application (
  {ID},
  {of("participant")},
  {word("profile", needed=True)},
  number TEXT NOT NULL UNIQUE CHECK (trim(number) <> ''),
  program TEXT,
  {day("application_date")},
  {day("participation_date")},
  region TEXT,
  office TEXT,
  provider TEXT,
  agency_code TEXT,
  {word("education_at_entry")},
  {word("school_status_at_entry")},
  {word("enrollment", needed=True)},
  enrollment_because TEXT,
  {MADE},
  {UPDATED}
) STRICT"""

NOTE = f"""CREATE TABLE note (
  {ID},
  {of("application")},
  {day("date", needed=True)},
  subject TEXT,
  message TEXT,
  {word("task", needed=True)},
  {word("send", needed=True)},
  recipients TEXT,
  {word("author", needed=True)},
  created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*')
) STRICT"""

DOCUMENT = f"""CREATE TABLE document (
  {ID},
  {of("application", needed=False)},
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  {count("size", needed=True)},
  {word("kind", needed=True)},
  original_name TEXT NOT NULL,
  {day("added_on", needed=True)},
  {word("added_by", needed=True)}
) STRICT"""

ASSESSMENT = f"""CREATE TABLE assessment (
  {ID},
  {of("application")},
  {word("name", needed=True)},
  {word("kind", needed=True)},
  series TEXT,
  subject TEXT,
  form TEXT,
  level INTEGER,
  score TEXT,
  {day("date")},
  {of("document", needed=False)},
  {MADE},
  {UPDATED}
) STRICT"""

GOAL = f"""CREATE TABLE goal (
  {ID},
  {of("application")},
  {word("statement", needed=True)},
  {word("category", needed=True)},
  {word("term", "short", "long", needed=True)},
  {word("status", "not-started", "on-track", "off-track", "complete", needed=True)},
  template TEXT,
  {sure("prepopulated")},
  {MADE},
  {UPDATED}
) STRICT"""

STATEMENTS = (
    PARTICIPANT,
    *(
        f"CREATE UNIQUE INDEX participant_{name} ON participant ({name}) "
        f"WHERE {name} IS NOT NULL"
        for name in ("state_id", "individual_number", "username")
    ),
    "CREATE INDEX participant_name ON participant (last_name, first_name)",
    "CREATE INDEX participant_case_number ON participant (case_number) "
    "WHERE case_number IS NOT NULL",
    USER,
    "CREATE INDEX user_participant ON user (participant_id) "
    "WHERE participant_id IS NOT NULL",
    USER_LOCATION,
    "CREATE UNIQUE INDEX user_location_once ON user_location (user_id, location)",
    APPLICATION,
    "CREATE INDEX application_participant "
    "ON application (participant_id, participation_date)",
    NOTE,
    "CREATE INDEX note_application ON note (application_id, date)",
    DOCUMENT,
    "CREATE INDEX document_application ON document (application_id)",
    "CREATE INDEX document_sha256 ON document (sha256)",
    ASSESSMENT,
    "CREATE INDEX assessment_application ON assessment (application_id, date)",
    "CREATE INDEX assessment_document ON assessment (document_id) "
    "WHERE document_id IS NOT NULL",
    GOAL,
    "CREATE INDEX goal_application ON goal (application_id)",
)
