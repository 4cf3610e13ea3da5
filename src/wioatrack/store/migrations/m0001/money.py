"""Support payments, and the requests to pass their maximum.

The second person is the table's business too: whoever requested or edited a request
cannot answer it, and an answered one stays as it is, whoever writes. That only one
support service is open per type is asked inside BEGIN IMMEDIATE instead of by an index,
because which services count, and per what, is a parameter of the profile.
"""

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

PAYMENT = f"""CREATE TABLE payment (
  {ID},
  {of("service")},
  {word("subtype")},
  {word("method", needed=True)},
  {day("date", needed=True)},
  {count("amount_cents", needed=True)},
  {count("quantity", least=1, needed=True)},
  {sure("estimate")},
  {word("paid_by", needed=True)},
  {MADE},
  {UPDATED},
  CHECK (quantity <= 1000000 AND amount_cents <= 1000000000000 / quantity)
) STRICT"""

REQUEST = f"""CREATE TABLE override_request (
  {ID},
  {of("participant")},
  {of("application")},
  {of("service")},
  {of("note", needed=False)},
  {word("support_type", needed=True)},
  {word("period", needed=True)},
  {count("amount_cents", least=1, needed=True)},
  {word("reason", needed=True)},
  {word("status", "pending", "approved", "rejected", "withdrawn", needed=True)},
  {word("requested_by", needed=True)},
  {day("requested_on", needed=True)},
  {UPDATED},
  {word("reviewed_by")},
  {day("reviewed_on")},
  review_note TEXT,
  CHECK ((status IN ('approved', 'rejected')) = (reviewed_by IS NOT NULL)),
  CHECK ((reviewed_by IS NULL) = (reviewed_on IS NULL)),
  CHECK (reviewed_by IS NULL OR lower(trim(reviewed_by)) <> lower(trim(requested_by)))
) STRICT"""

EDIT = f"""CREATE TABLE override_edit (
  {ID},
  {of("override_request")},
  {word("editor", needed=True)},
  {day("edited_on", needed=True)}
) STRICT"""

EDITED = """SELECT 1 FROM override_edit WHERE override_request_id = NEW.id
  AND lower(trim(editor)) = lower(trim({who}))"""

TRIGGERS = (
    """CREATE TRIGGER override_answered_stays BEFORE UPDATE ON override_request
WHEN OLD.status IN ('approved', 'rejected')
BEGIN SELECT RAISE(ABORT, 'an answered override request cannot be changed'); END""",
    """CREATE TRIGGER override_answered_kept BEFORE DELETE ON override_request
WHEN OLD.status IN ('approved', 'rejected')
BEGIN SELECT RAISE(ABORT, 'an answered override request cannot be removed'); END""",
    """CREATE TRIGGER override_not_replaced BEFORE INSERT ON override_request
WHEN EXISTS (SELECT 1 FROM override_request WHERE id = NEW.id
  OR (NEW.status = 'pending' AND status = 'pending'
    AND participant_id = NEW.participant_id
    AND support_type = NEW.support_type AND period = NEW.period))
BEGIN SELECT RAISE(ABORT, 'one override request is pending already'); END""",
    """CREATE TRIGGER override_begins_pending BEFORE INSERT ON override_request
WHEN NEW.status NOT IN ('pending', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'an override request begins as pending'); END""",
    """CREATE TRIGGER override_withdrawn_stays BEFORE UPDATE ON override_request
WHEN OLD.status = 'withdrawn' AND NEW.status NOT IN ('withdrawn', 'pending')
BEGIN SELECT RAISE(ABORT, 'a withdrawn override request cannot be answered'); END""",
    """CREATE TRIGGER override_requester_stays BEFORE UPDATE ON override_request
WHEN NEW.requested_by IS NOT OLD.requested_by
BEGIN SELECT RAISE(ABORT, 'who requested an override cannot be changed'); END""",
    f"""CREATE TRIGGER override_second_person BEFORE UPDATE ON override_request
WHEN NEW.reviewed_by IS NOT NULL AND EXISTS ({EDITED.format(who="NEW.reviewed_by")})
BEGIN SELECT RAISE(ABORT, 'who edited an override request cannot review it'); END""",
    f"""CREATE TRIGGER override_editor_known BEFORE UPDATE ON override_request
WHEN (NEW.amount_cents <> OLD.amount_cents OR NEW.reason <> OLD.reason)
  AND lower(trim(NEW.updated_by)) <> lower(trim(NEW.requested_by))
  AND NOT EXISTS ({EDITED.format(who="NEW.updated_by")})
BEGIN SELECT RAISE(ABORT, 'keep the edit of an override request first'); END""",
    """CREATE TRIGGER override_edit_stays BEFORE UPDATE ON override_edit
BEGIN SELECT RAISE(ABORT, 'who edited an override request cannot be changed'); END""",
    """CREATE TRIGGER override_edit_kept BEFORE DELETE ON override_edit
WHEN EXISTS (SELECT 1 FROM override_request WHERE id = OLD.override_request_id
  AND (status <> 'pending' OR lower(trim(updated_by)) = lower(trim(OLD.editor))))
BEGIN SELECT RAISE(ABORT, 'who edited an override request cannot be removed'); END""",
)

STATEMENTS = (
    PAYMENT,
    "CREATE INDEX payment_service ON payment (service_id, date)",
    "CREATE INDEX payment_date ON payment (date)",
    REQUEST,
    "CREATE UNIQUE INDEX override_one_pending "
    "ON override_request (participant_id, support_type, period) "
    "WHERE status = 'pending'",
    "CREATE INDEX override_participant "
    "ON override_request (participant_id, support_type, period)",
    "CREATE INDEX override_application ON override_request (application_id)",
    "CREATE INDEX override_service ON override_request (service_id, requested_on)",
    "CREATE INDEX override_note ON override_request (note_id) "
    "WHERE note_id IS NOT NULL",
    "CREATE INDEX override_pending ON override_request (requested_on, id) "
    "WHERE status = 'pending'",
    EDIT,
    "CREATE INDEX override_edit_request ON override_edit (override_request_id)",
    *TRIGGERS,
)
