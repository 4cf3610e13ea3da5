"""What a plan needs beside goals and services, and who offers what.

What each goal's status was, so that a goal gone off track asks for the customer's
agreement whatever it became later; requests and agreements; the desired career path;
the needs assessment; providers, their programs, and referrals to them. A step that came
into a plan by itself is marked, as such goals are since the first schema.
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

GOAL_STATUS = f"""CREATE TABLE goal_status (
  {ID},
  {of("goal")},
  {word("status", "not-started", "on-track", "off-track", "complete", needed=True)},
  {day("changed_on", needed=True)},
  {word("changed_by", needed=True)}
) STRICT"""

# Both marks are the newest record that was agreed to: what has a higher id came later.
PLAN_AGREEMENT = f"""CREATE TABLE plan_agreement (
  {ID},
  {of("application")},
  {word("status", "requested", "online", "signed", "unreachable", needed=True)},
  {day("date", needed=True)},
  {of("document", needed=False)},
  {count("goal_mark", needed=True)},
  {count("goal_status_mark", needed=True)},
  {MADE},
  CHECK (status <> 'requested' OR document_id IS NULL)
) STRICT"""

PATHWAY = f"""CREATE TABLE pathway (
  {ID},
  {of("application")},
  pathway TEXT,
  occupation_1 TEXT,
  occupation_2 TEXT,
  {count("wage_goal_cents", least=1)},
  {MADE},
  {UPDATED},
  CHECK (occupation_2 IS NULL OR occupation_1 IS NOT NULL)
) STRICT"""

NEED = f"""CREATE TABLE need (
  {ID},
  {of("application")},
  {word("section", "skill", "interest", "goal", "barrier", needed=True)},
  {word("words", needed=True)},
  {MADE}
) STRICT"""

PROVIDER = f"""CREATE TABLE provider (
  {ID},
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
  {word("kind", "provider", "fcrc", needed=True)},
  address TEXT,
  city TEXT,
  state TEXT,
  zip TEXT,
  {MADE},
  {UPDATED}
) STRICT"""

PROGRAM = f"""CREATE TABLE program (
  {ID},
  {of("provider")},
  {word("name", needed=True)},
  {count("fiscal_year", least=1, needed=True)},
  contract_number TEXT,
  location TEXT,
  {word("offering")},
  schedule TEXT,
  other_training TEXT,
  baseline TEXT,
  recommendation TEXT,
  {MADE},
  {UPDATED}
) STRICT"""

PROGRAM_ACTIVITY = f"""CREATE TABLE program_activity (
  {ID},
  {of("program")},
  {word("activity_set", needed=True)},
  {word("activity", needed=True)}
) STRICT"""

PROGRAM_TRAIT = f"""CREATE TABLE program_trait (
  {ID},
  {of("program")},
  {word("kind", "skill", "interest", needed=True)},
  {word("words", needed=True)}
) STRICT"""

REFERRAL = f"""CREATE TABLE referral (
  {ID},
  {of("application")},
  {of("provider")},
  {of("program", needed=False)},
  {day("sent_on", needed=True)},
  {word("sent_by", needed=True)},
  message TEXT,
  {word("reply", "accepted", "waiting-list", "declined")},
  {day("replied_on")},
  {word("replied_by")},
  reply_note TEXT,
  CHECK ((reply IS NULL) = (replied_on IS NULL))
) STRICT"""

STATEMENTS = (
    GOAL_STATUS,
    "CREATE INDEX goal_status_goal ON goal_status (goal_id)",
    PLAN_AGREEMENT,
    "CREATE INDEX plan_agreement_application ON plan_agreement (application_id)",
    "CREATE INDEX plan_agreement_document ON plan_agreement (document_id) "
    "WHERE document_id IS NOT NULL",
    PATHWAY,
    "CREATE UNIQUE INDEX pathway_application ON pathway (application_id)",
    NEED,
    "CREATE UNIQUE INDEX need_once ON need (application_id, section, words)",
    PROVIDER,
    PROGRAM,
    "CREATE UNIQUE INDEX program_once ON program "
    "(provider_id, name COLLATE NOCASE, fiscal_year, coalesce(location, ''))",
    PROGRAM_ACTIVITY,
    "CREATE UNIQUE INDEX program_activity_once ON program_activity "
    "(program_id, activity_set, activity)",
    PROGRAM_TRAIT,
    "CREATE UNIQUE INDEX program_trait_once ON program_trait (program_id, kind, words)",
    REFERRAL,
    "CREATE INDEX referral_application ON referral (application_id)",
    "CREATE INDEX referral_provider ON referral (provider_id)",
    "CREATE INDEX referral_program ON referral (program_id) "
    "WHERE program_id IS NOT NULL",
    f"ALTER TABLE service ADD COLUMN {sure('prepopulated')}",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables; plans that are on file have none of this yet."""
    for statement in STATEMENTS:
        connection.execute(statement)
