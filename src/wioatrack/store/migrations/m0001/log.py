"""The change log: append-only, chained by hash, its personal payloads set apart.

`change` never changes; `change_payload` may only be blanked, which a purge does. The
previous hash is that of the sequence number before: it is not stored twice.
"""

from wioatrack.store.migrations.m0001.columns import ID, word


def fixed(table: str) -> tuple[str, ...]:
    """Triggers that refuse to touch what a table of the log has taken in."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
        for act in ("UPDATE", "DELETE")
    )


STATEMENTS = (
    f"""CREATE TABLE invocation (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??+00:00'),
  {word("user", needed=True)},
  account TEXT NOT NULL,
  {word("command", needed=True)},
  version TEXT NOT NULL,
  undoes INTEGER REFERENCES invocation (id)
) STRICT""",
    "CREATE INDEX invocation_user ON invocation (user, id)",
    "CREATE INDEX invocation_undoes ON invocation (undoes) WHERE undoes IS NOT NULL",
    f"""CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  invocation_id INTEGER NOT NULL REFERENCES invocation (id),
  {word("noun", needed=True)},
  record_id INTEGER NOT NULL,
  {word("kind", "created", "changed", "removed", "purged", needed=True)},
  payload_digest TEXT NOT NULL CHECK (length(payload_digest) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT""",
    "CREATE INDEX change_invocation ON change (invocation_id)",
    "CREATE INDEX change_record ON change (noun, record_id, seq)",
    "CREATE INDEX change_removed ON change (noun, seq) WHERE kind = 'removed'",
    """CREATE TABLE change_payload (
  seq INTEGER PRIMARY KEY REFERENCES change (seq),
  salt TEXT,
  body TEXT,
  CHECK ((salt IS NULL) = (body IS NULL))
) STRICT""",
    *fixed("invocation"),
    *fixed("change"),
    """CREATE TRIGGER invocation_no_replace BEFORE INSERT ON invocation
WHEN EXISTS (SELECT 1 FROM invocation WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    """CREATE TRIGGER change_no_replace BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    """CREATE TRIGGER change_payload_no_replace BEFORE INSERT ON change_payload
WHEN EXISTS (SELECT 1 FROM change_payload WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    """CREATE TRIGGER change_payload_only_blanked BEFORE UPDATE ON change_payload
WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.seq <> OLD.seq
BEGIN SELECT RAISE(ABORT, 'a payload of the change log may only be blanked'); END""",
    """CREATE TRIGGER change_payload_no_delete BEFORE DELETE ON change_payload
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    f"""CREATE TABLE setting (
  {ID},
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  value TEXT NOT NULL
) STRICT""",
)
