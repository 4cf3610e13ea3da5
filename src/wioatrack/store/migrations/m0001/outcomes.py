"""Earned credentials, skill gains, exits."""

from wioatrack.store.migrations.m0001.columns import (
    ID,
    MADE,
    UPDATED,
    count,
    day,
    flag,
    of,
    word,
)

CREDENTIAL = f"""CREATE TABLE credential (
  {ID},
  {of("application")},
  {word("type", needed=True)},
  type_label TEXT,
  name TEXT,
  issuer TEXT,
  institution TEXT,
  {day("date", needed=True)},
  {of("service", needed=False)},
  {word("source")},
  {word("verified_by")},
  {of("document", needed=False)},
  {flag("work_experience")},
  office TEXT,
  region TEXT,
  agency_code TEXT,
  description TEXT,
  data_source TEXT,
  source_id TEXT,
  {of("note", needed=False)},
  {day("recorded_on", needed=True)},
  {word("recorded_by", needed=True)},
  {UPDATED}
) STRICT"""

GAIN = f"""CREATE TABLE gain (
  {ID},
  {of("application")},
  {word("type", needed=True)},
  type_label TEXT,
  {word("federal_type", needed=True)},
  {day("date", needed=True)},
  comment TEXT,
  {of("document", needed=False)},
  {of("assessment", needed=False, name="pre_assessment_id")},
  {of("assessment", needed=False, name="post_assessment_id")},
  {word("route")},
  {flag("pursuing")},
  {flag("satisfactory")},
  {flag("removed")},
  {word("attendance")},
  {word("award")},
  {flag("passed")},
  {day("established")},
  {MADE},
  {UPDATED}
) STRICT"""

SEMESTER = f"""CREATE TABLE gain_semester (
  {ID},
  {of("gain")},
  {day("start", needed=True)},
  {day("end", needed=True)},
  {count("credits_hundredths")},
  CHECK (end >= start)
) STRICT"""

EXIT = f"""CREATE TABLE exit (
  {ID},
  {of("application")},
  {word("kind", "record", "early", needed=True)},
  {day("date", needed=True)},
  {word("reason")},
  {of("note", needed=False)},
  {day("voided_on")},
  {word("voided_by")},
  {word("voided_because")},
  {MADE},
  CHECK (kind = 'record' OR (reason IS NOT NULL AND note_id IS NOT NULL)),
  CHECK ((voided_on IS NULL) = (voided_by IS NULL)),
  CHECK ((voided_on IS NULL) = (voided_because IS NULL))
) STRICT"""

STATEMENTS = (
    CREDENTIAL,
    "CREATE INDEX credential_application ON credential (application_id, date)",
    "CREATE INDEX credential_service ON credential (service_id) "
    "WHERE service_id IS NOT NULL",
    "CREATE INDEX credential_document ON credential (document_id) "
    "WHERE document_id IS NOT NULL",
    "CREATE UNIQUE INDEX credential_note ON credential (note_id) "
    "WHERE note_id IS NOT NULL",
    GAIN,
    "CREATE INDEX gain_application ON gain (application_id, date)",
    "CREATE INDEX gain_document ON gain (document_id) WHERE document_id IS NOT NULL",
    "CREATE INDEX gain_pre_assessment ON gain (pre_assessment_id) "
    "WHERE pre_assessment_id IS NOT NULL",
    "CREATE INDEX gain_post_assessment ON gain (post_assessment_id) "
    "WHERE post_assessment_id IS NOT NULL",
    SEMESTER,
    "CREATE INDEX gain_semester_gain ON gain_semester (gain_id, start)",
    EXIT,
    "CREATE INDEX exit_application ON exit (application_id, date)",
    "CREATE UNIQUE INDEX exit_one ON exit (application_id) WHERE voided_on IS NULL",
    "CREATE INDEX exit_note ON exit (note_id) WHERE note_id IS NOT NULL",
)
