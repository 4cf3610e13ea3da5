"""What both follow-up clocks owe, for the index of open due dates.

Nothing here depends on today: a date is open until what settles it is on file.
"""

from collections.abc import Iterable

from wioatrack.actions.aftercare import Aftercare, aftercare
from wioatrack.actions.due_dates import Books, OpenDue, Source
from wioatrack.rules.followups import Served, served, service_window
from wioatrack.rules.quarters import collected_since, quarters
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Answers

CONTACT, QUARTER, SERVICE = "contact", "quarter", "follow-up-service"
# Whatever is on one application may tell of a person's others too.
MOVED = (
    """
SELECT b.id FROM change c
  JOIN employment e ON e.id = c.record_id
  JOIN application a ON a.id = e.application_id
  JOIN application b ON b.participant_id = a.participant_id
 WHERE c.seq > :since AND c.noun || '' = 'employment'
""",
    """
SELECT x.application_id AS id FROM change c JOIN exit x ON x.id = c.record_id
 WHERE c.seq > :since AND c.noun || '' = 'exit'
""",
    """
SELECT f.application_id AS id FROM change c JOIN followup f ON f.id = c.record_id
 WHERE c.seq > :since AND c.noun || '' = 'followup'
""",
    """
SELECT c.record_id AS id FROM change c JOIN application a ON a.id = c.record_id
 WHERE c.seq > :since AND c.noun || '' = 'application' AND c.kind = 'changed'
""",
    """
SELECT DISTINCT b.id FROM change c
  JOIN change_payload p ON p.seq = c.seq
  JOIN application a ON a.id = json_extract(p.body, '$.before.application_id')
  JOIN application b ON b.participant_id = a.participant_id
 WHERE c.seq > :since AND c.kind = 'removed'
   AND c.noun IN ('employment', 'exit', 'followup')
""",
)
EXITED = "SELECT application_id AS id FROM exit WHERE voided_on IS NULL"
PLANNED = "SELECT application_id AS id FROM followup WHERE closed_on IS NULL"


def contacts_owed(store: Answers, books: Books, ids: str) -> Iterable[OpenDue]:
    """Every planned contact that is not settled yet."""
    for care in aftercare(store, ids):
        for contact in care.open_contacts:
            yield OpenDue(
                care.application_id,
                CONTACT,
                contact.followup_id,
                contact.quarter,
                contact.due_date,
            )


def quarters_owed(store: Answers, books: Books, ids: str) -> Iterable[OpenDue]:
    """Every quarter after exit whose outcome is not on file, from when it is collected."""
    for care in aftercare(store, ids):
        if not counted(care, books(care.profile), "followup.quarter-collected"):
            continue
        assert care.exited_on is not None
        for quarter in quarters(care.exited_on, books(care.profile)):
            if care.settled_by(quarter) is None:
                yield OpenDue(
                    care.application_id,
                    QUARTER,
                    care.application_id,
                    quarter.number,
                    quarter.collect_from,
                )


def services_owed(store: Answers, books: Books, ids: str) -> Iterable[OpenDue]:
    """The last day for a two-way contact, while there was none and nobody declined."""
    for care in aftercare(store, ids):
        book = books(care.profile)
        if not counted(care, book, "followup.service-window"):
            continue
        # Today decides nothing of what is owed; the exit is a day like any other.
        assert care.exited_on is not None
        facts: Served = care.served(care.exited_on)
        window = service_window(
            facts.group, facts.exited_on, facts.first_employed_on, book
        )
        if window and facts.closed_on is None and not served(facts, window):
            yield OpenDue(
                care.application_id,
                SERVICE,
                care.application_id,
                None,
                window.last,
            )


def counted(care: Aftercare, book: Rulebook, rule: str) -> bool:
    """Whether the profile holds the clock and this exit starts it."""
    held = book.holding(rule) is not None
    return held and care.exited_on is not None and not care.excluded


CONTACTS = Source(
    kind=CONTACT,
    fix="wioatrack followup done {record_id} --outcome OUTCOME",
    moved=MOVED,
    all=PLANNED,
    owed=contacts_owed,
)
QUARTERS = Source(
    kind=QUARTER,
    fix="wioatrack followup add {application} --quarter {milestone} --due DATE "
    "--outcome OUTCOME",
    moved=MOVED,
    all=EXITED,
    owed=quarters_owed,
    still=collected_since,
)
SERVICES = Source(
    kind=SERVICE,
    fix="wioatrack followup add {application} --due DATE --outcome OUTCOME",
    moved=MOVED,
    all=EXITED,
    owed=services_owed,
    still=lambda today, book: {0: today},
)
