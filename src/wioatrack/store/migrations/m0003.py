"""The credential catalogue, and which revision of it an earned credential names.

A published revision never changes, whoever writes; it is only taken away by an undo.
"""

import sqlite3

from wioatrack.store.migrations.m0001.columns import (
    ID,
    MADE,
    UPDATED,
    count,
    day,
    of,
    word,
)

CTID = "ce-????????-????-4???-????-????????????"

ENTRY = f"""CREATE TABLE catalog_entry (
  {ID},
  ctid TEXT NOT NULL UNIQUE CHECK (ctid GLOB '{CTID}'),
  {word("status", "draft", "published", "archived", needed=True)},
  {word("name", needed=True)},
  {word("type", needed=True)},
  {word("ctdl_class")},
  description TEXT,
  issuer TEXT,
  page TEXT,
  {word("language")},
  {word("credential_status")},
  words TEXT NOT NULL,
  revision_id INTEGER REFERENCES catalog_revision (id),
  {MADE},
  {UPDATED},
  CHECK ((status = 'published') = (revision_id IS NOT NULL))
) STRICT"""

REVISION = f"""CREATE TABLE catalog_revision (
  {ID},
  {of("catalog_entry")},
  {count("number", least=1, needed=True)},
  {word("name", needed=True)},
  words TEXT NOT NULL,
  {day("published_on", needed=True)},
  {word("published_by", needed=True)},
  body TEXT NOT NULL CHECK (body GLOB '{{*}}')
) STRICT"""

OCCUPATION = f"""CREATE TABLE catalog_occupation (
  {ID},
  {of("catalog_entry")},
  {word("code", needed=True)},
  {word("title", needed=True)}
) STRICT"""

SECTOR = f"""CREATE TABLE catalog_sector (
  {ID},
  {of("catalog_entry")},
  {word("sector", needed=True)}
) STRICT"""

RELATION = f"""CREATE TABLE catalog_relation (
  {ID},
  {of("catalog_entry")},
  {word("kind", "related", "required", needed=True)},
  {of("catalog_entry", needed=False, name="target_id")},
  {word("cip")},
  {word("type")},
  CHECK ((target_id IS NULL) = (cip IS NOT NULL)),
  CHECK ((cip IS NULL) = (type IS NULL))
) STRICT"""

SKILL = f"""CREATE TABLE catalog_skill (
  {ID},
  {of("catalog_entry")},
  {word("name", needed=True)},
  {count("value_hundredths")},
  unit TEXT,
  {word("meaning", "required", "gained")},
  CHECK ((value_hundredths IS NULL) = (unit IS NULL)),
  CHECK ((value_hundredths IS NULL) = (meaning IS NULL))
) STRICT"""

PROGRAM = f"""CREATE TABLE catalog_program (
  {ID},
  {of("catalog_entry")},
  {word("name", needed=True)},
  {word("provider", needed=True)},
  {word("cip")}
) STRICT"""

NOTE = f"""CREATE TABLE catalog_note (
  {ID},
  {of("catalog_entry")},
  {word("text", needed=True)},
  {MADE}
) STRICT"""

STATEMENTS = (
    ENTRY,
    "CREATE INDEX catalog_entry_words ON catalog_entry (words)",
    "CREATE INDEX catalog_entry_revision ON catalog_entry (revision_id) "
    "WHERE revision_id IS NOT NULL",
    REVISION,
    "CREATE UNIQUE INDEX catalog_revision_number "
    "ON catalog_revision (catalog_entry_id, number)",
    """CREATE TRIGGER catalog_revision_fixed BEFORE UPDATE ON catalog_revision
BEGIN SELECT RAISE(ABORT, 'a published revision never changes'); END""",
    OCCUPATION,
    "CREATE UNIQUE INDEX catalog_occupation_once "
    "ON catalog_occupation (catalog_entry_id, code)",
    "CREATE INDEX catalog_occupation_code ON catalog_occupation (code)",
    SECTOR,
    "CREATE UNIQUE INDEX catalog_sector_once "
    "ON catalog_sector (catalog_entry_id, sector)",
    RELATION,
    "CREATE INDEX catalog_relation_entry ON catalog_relation (catalog_entry_id, kind)",
    "CREATE INDEX catalog_relation_target ON catalog_relation (target_id) "
    "WHERE target_id IS NOT NULL",
    SKILL,
    "CREATE INDEX catalog_skill_entry ON catalog_skill (catalog_entry_id)",
    "CREATE INDEX catalog_skill_name ON catalog_skill (name COLLATE NOCASE)",
    PROGRAM,
    "CREATE INDEX catalog_program_entry ON catalog_program (catalog_entry_id)",
    NOTE,
    "CREATE INDEX catalog_note_entry ON catalog_note (catalog_entry_id)",
    "ALTER TABLE credential ADD COLUMN catalog_revision_id INTEGER "
    "REFERENCES catalog_revision (id)",
    "CREATE INDEX credential_catalog_revision ON credential (catalog_revision_id) "
    "WHERE catalog_revision_id IS NOT NULL",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the catalogue's tables, and let a credential name a revision."""
    for statement in STATEMENTS:
        connection.execute(statement)
