"""What follows an exit: jobs, contacts, decisions on credentials, stories, mail.

A decision on a credential never changes; a later one stands beside it. A mail that was
sent stays sent whoever writes, and one that may have been sent goes out again only when
somebody says so: no undo and no second process can send it twice.
"""

import sqlite3

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

EMPLOYMENT = f"""CREATE TABLE employment (
  {ID},
  {of("application")},
  {word("employer", needed=True)},
  {word("title", needed=True)},
  {word("kind", needed=True)},
  {day("start", needed=True)},
  {day("end")},
  street TEXT,
  street2 TEXT,
  {word("city", needed=True)},
  {word("state", needed=True)},
  {word("zip", needed=True)},
  {word("duties", needed=True)},
  {count("hours_hundredths", needed=True)},
  meets_needs TEXT,
  {flag("experience")},
  {MADE},
  {UPDATED},
  CHECK (end IS NULL OR end >= start)
) STRICT"""

FOLLOWUP = f"""CREATE TABLE followup (
  {ID},
  {of("application")},
  {day("due_date", needed=True)},
  quarter INTEGER CHECK (quarter BETWEEN 1 AND 4),
  about TEXT,
  {day("closed_on")},
  {word("outcome")},
  {MADE},
  {UPDATED},
  CHECK (closed_on IS NULL OR outcome IS NOT NULL)
) STRICT"""

CONTACT = f"""CREATE TABLE followup_contact (
  {ID},
  {of("followup")},
  {day("date", needed=True)},
  {word("outcome", needed=True)},
  {of("note", needed=False)},
  {MADE}
) STRICT"""

DECISION = f"""CREATE TABLE credential_decision (
  {ID},
  {of("credential")},
  {word("type", needed=True)},
  {word("skills", needed=True)},
  {word("issuer_kind", needed=True)},
  {flag("in_demand")},
  {sure("through_vr")},
  {day("enrolled_on")},
  {sure("counts")},
  {word("code", needed=True)},
  {word("pirl_type")},
  reasons TEXT NOT NULL CHECK (reasons GLOB '[[]*'),
  citations TEXT NOT NULL CHECK (citations GLOB '[[]*'),
  {word("rules", needed=True)},
  {MADE}
) STRICT"""

STORY = f"""CREATE TABLE story (
  {ID},
  {of("application")},
  {word("title", needed=True)},
  {word("text", needed=True)},
  {word("audience")},
  submitted_by TEXT,
  program_type TEXT,
  provider TEXT,
  career_pathway TEXT,
  {word("status", needed=True)},
  {MADE},
  {UPDATED}
) STRICT"""


def moment(name: str, *, needed: bool = False) -> str:
    """A moment in UTC."""
    return (
        f"{name} TEXT{' NOT NULL' if needed else ''} "
        f"CHECK ({name} GLOB '????-??-??T??:??:??*')"
    )


OUTBOX = f"""CREATE TABLE outbox (
  {ID},
  {of("note")},
  {word("recipient", "team", "customer", needed=True)},
  {word("state", "queued", "sending", "sent", "failed", "uncertain", needed=True)},
  message_id TEXT NOT NULL UNIQUE CHECK (message_id GLOB '<?*@?*>'),
  {count("attempts", needed=True)},
  {moment("queued_at", needed=True)},
  {moment("tried_at")},
  {moment("sent_at")},
  reason TEXT,
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK ((state IN ('failed', 'uncertain')) = (reason IS NOT NULL))
) STRICT"""

STEPS = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state IN ({after}))"
    for before, after in (
        ("queued", "'queued', 'sending'"),
        ("failed", "'failed', 'sending', 'queued'"),
        ("sending", "'sending', 'sent', 'failed', 'uncertain'"),
        ("uncertain", "'uncertain', 'queued'"),
        ("sent", "'sent'"),
    )
)

STATEMENTS = (
    EMPLOYMENT,
    "CREATE INDEX employment_application ON employment (application_id, start)",
    FOLLOWUP,
    "CREATE INDEX followup_application ON followup (application_id, due_date)",
    CONTACT,
    "CREATE INDEX followup_contact_followup ON followup_contact (followup_id, date)",
    "CREATE INDEX followup_contact_note ON followup_contact (note_id) "
    "WHERE note_id IS NOT NULL",
    DECISION,
    "CREATE INDEX credential_decision_credential "
    "ON credential_decision (credential_id, id)",
    """CREATE TRIGGER credential_decision_fixed BEFORE UPDATE ON credential_decision
BEGIN SELECT RAISE(ABORT, 'a decision never changes; decide again'); END""",
    STORY,
    "CREATE INDEX story_application ON story (application_id)",
    OUTBOX,
    "CREATE UNIQUE INDEX outbox_once ON outbox (note_id, recipient)",
    "CREATE INDEX outbox_waiting ON outbox (state) WHERE state <> 'sent'",
    f"""CREATE TRIGGER outbox_steps BEFORE UPDATE ON outbox
WHEN NOT ({STEPS}) OR NEW.message_id <> OLD.message_id OR NEW.note_id <> OLD.note_id
BEGIN SELECT RAISE(ABORT, 'a mail that was sent, or may have been, stays so'); END""",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables; an older database has no rows for them."""
    for statement in STATEMENTS:
        connection.execute(statement)
