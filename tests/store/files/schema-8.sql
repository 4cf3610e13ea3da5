-- The schema as released as version 8; kept for ever, never edited.
PRAGMA application_id = 1464422209;
PRAGMA user_version = 8;
CREATE TABLE invocation (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??+00:00'),
  user TEXT NOT NULL CHECK (trim(user) <> ''),
  account TEXT NOT NULL,
  command TEXT NOT NULL CHECK (trim(command) <> ''),
  version TEXT NOT NULL,
  undoes INTEGER REFERENCES invocation (id)
) STRICT;
CREATE INDEX invocation_user ON invocation (user, id);
CREATE INDEX invocation_undoes ON invocation (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  invocation_id INTEGER NOT NULL REFERENCES invocation (id),
  noun TEXT NOT NULL CHECK (trim(noun) <> ''),
  record_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'changed', 'removed', 'purged')),
  payload_digest TEXT NOT NULL CHECK (length(payload_digest) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX change_invocation ON change (invocation_id);
CREATE INDEX change_record ON change (noun, record_id, seq);
CREATE INDEX change_removed ON change (noun, seq) WHERE kind = 'removed';
CREATE TABLE change_payload (
  seq INTEGER PRIMARY KEY REFERENCES change (seq),
  salt TEXT,
  body TEXT,
  CHECK ((salt IS NULL) = (body IS NULL))
) STRICT;
CREATE TRIGGER invocation_no_update BEFORE UPDATE ON invocation BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER invocation_no_delete BEFORE DELETE ON invocation BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_no_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER invocation_no_replace BEFORE INSERT ON invocation
WHEN EXISTS (SELECT 1 FROM invocation WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_no_replace BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_payload_no_replace BEFORE INSERT ON change_payload
WHEN EXISTS (SELECT 1 FROM change_payload WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_payload_only_blanked BEFORE UPDATE ON change_payload
WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.seq <> OLD.seq
BEGIN SELECT RAISE(ABORT, 'a payload of the change log may only be blanked'); END;
CREATE TRIGGER change_payload_no_delete BEFORE DELETE ON change_payload
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  value TEXT NOT NULL
) STRICT;
CREATE TABLE participant (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state_id TEXT CHECK (trim(state_id) <> ''),
  individual_number TEXT CHECK (trim(individual_number) <> ''),
  username TEXT CHECK (trim(username) <> ''),
  first_name TEXT NOT NULL CHECK (trim(first_name) <> ''),
  last_name TEXT NOT NULL CHECK (trim(last_name) <> ''),
  ssn4 TEXT CHECK (ssn4 GLOB '[0-9][0-9][0-9][0-9]'),
  birth_date TEXT CHECK (birth_date IS NULL OR (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(birth_date, '+0 days') IS birth_date)),
  email TEXT,
  phone TEXT,
  veteran INTEGER CHECK (veteran IN (0, 1)),
  case_number TEXT,
  recert_date TEXT CHECK (recert_date IS NULL OR (recert_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(recert_date, '+0 days') IS recert_date)),
  group_name TEXT,
  last_login TEXT CHECK (last_login IS NULL OR (last_login GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(last_login, '+0 days') IS last_login)),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  CHECK (coalesce(state_id, individual_number, username) IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX participant_state_id ON participant (state_id) WHERE state_id IS NOT NULL;
CREATE UNIQUE INDEX participant_individual_number ON participant (individual_number) WHERE individual_number IS NOT NULL;
CREATE UNIQUE INDEX participant_username ON participant (username) WHERE username IS NOT NULL;
CREATE INDEX participant_name ON participant (last_name, first_name);
CREATE INDEX participant_case_number ON participant (case_number) WHERE case_number IS NOT NULL;
CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
  role TEXT NOT NULL CHECK (trim(role) <> ''),
  organization TEXT,
  participant_id INTEGER REFERENCES participant (id)
) STRICT;
CREATE INDEX user_participant ON user (participant_id) WHERE participant_id IS NOT NULL;
CREATE TABLE user_location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES user (id),
  location TEXT NOT NULL CHECK (trim(location) <> '')
) STRICT;
CREATE UNIQUE INDEX user_location_once ON user_location (user_id, location);
CREATE TABLE application (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  profile TEXT NOT NULL CHECK (trim(profile) <> ''),
  number TEXT NOT NULL UNIQUE CHECK (trim(number) <> ''),
  program TEXT,
  application_date TEXT CHECK (application_date IS NULL OR (application_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(application_date, '+0 days') IS application_date)),
  participation_date TEXT CHECK (participation_date IS NULL OR (participation_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(participation_date, '+0 days') IS participation_date)),
  region TEXT,
  office TEXT,
  provider TEXT,
  agency_code TEXT,
  education_at_entry TEXT CHECK (trim(education_at_entry) <> ''),
  school_status_at_entry TEXT CHECK (trim(school_status_at_entry) <> ''),
  enrollment TEXT NOT NULL CHECK (trim(enrollment) <> ''),
  enrollment_because TEXT,
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX application_participant ON application (participant_id, participation_date);
CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  date TEXT NOT NULL CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  subject TEXT,
  message TEXT,
  task TEXT NOT NULL CHECK (trim(task) <> ''),
  send TEXT NOT NULL CHECK (trim(send) <> ''),
  recipients TEXT,
  author TEXT NOT NULL CHECK (trim(author) <> ''),
  created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*')
) STRICT;
CREATE INDEX note_application ON note (application_id, date);
CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER REFERENCES application (id),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  size INTEGER NOT NULL CHECK (size BETWEEN 0 AND 1000000000000),
  kind TEXT NOT NULL CHECK (trim(kind) <> ''),
  original_name TEXT NOT NULL,
  added_on TEXT NOT NULL CHECK (added_on IS NULL OR (added_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(added_on, '+0 days') IS added_on)),
  added_by TEXT NOT NULL CHECK (trim(added_by) <> '')
) STRICT;
CREATE INDEX document_application ON document (application_id);
CREATE INDEX document_sha256 ON document (sha256);
CREATE TABLE assessment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  kind TEXT NOT NULL CHECK (trim(kind) <> ''),
  series TEXT,
  subject TEXT,
  form TEXT,
  level INTEGER,
  score TEXT,
  date TEXT CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  document_id INTEGER REFERENCES document (id),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX assessment_application ON assessment (application_id, date);
CREATE INDEX assessment_document ON assessment (document_id) WHERE document_id IS NOT NULL;
CREATE TABLE goal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  statement TEXT NOT NULL CHECK (trim(statement) <> ''),
  category TEXT NOT NULL CHECK (trim(category) <> ''),
  term TEXT NOT NULL CHECK (term IN ('short', 'long')),
  status TEXT NOT NULL CHECK (status IN ('not-started', 'on-track', 'off-track', 'complete')),
  template TEXT,
  prepopulated INTEGER NOT NULL DEFAULT 0 CHECK (prepopulated IN (0, 1)),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX goal_application ON goal (application_id);
CREATE TABLE service (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  goal_id INTEGER REFERENCES goal (id),
  activity_set TEXT NOT NULL CHECK (trim(activity_set) <> ''),
  activity TEXT NOT NULL CHECK (trim(activity) <> ''),
  activity_label TEXT,
  activity_group TEXT CHECK (trim(activity_group) <> ''),
  status TEXT NOT NULL CHECK (status IN ('planned', 'started', 'successful', 'unsuccessful', 'not-required')),
  planned_start TEXT CHECK (planned_start IS NULL OR (planned_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(planned_start, '+0 days') IS planned_start)),
  planned_end TEXT CHECK (planned_end IS NULL OR (planned_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(planned_end, '+0 days') IS planned_end)),
  start TEXT CHECK (start IS NULL OR (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(start, '+0 days') IS start)),
  end TEXT CHECK (end IS NULL OR (end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(end, '+0 days') IS end)),
  hours_hundredths INTEGER CHECK (hours_hundredths BETWEEN 0 AND 1000000000000),
  provider_kind TEXT CHECK (trim(provider_kind) <> ''),
  provider_name TEXT,
  provider_address TEXT,
  provider_city TEXT,
  provider_state TEXT,
  provider_zip TEXT,
  wioa_funded INTEGER CHECK (wioa_funded IN (0, 1)),
  note TEXT,
  external_id TEXT,
  no_credential INTEGER NOT NULL DEFAULT 0 CHECK (no_credential IN (0, 1)),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''), prepopulated INTEGER NOT NULL DEFAULT 0 CHECK (prepopulated IN (0, 1)),
  CHECK (end IS NULL OR start IS NULL OR end >= start)
) STRICT;
CREATE INDEX service_goal ON service (goal_id) WHERE goal_id IS NOT NULL;
CREATE TABLE service_situation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES service (id),
  situation TEXT NOT NULL CHECK (trim(situation) <> '')
) STRICT;
CREATE UNIQUE INDEX service_situation_once ON service_situation (service_id, situation);
CREATE TABLE service_status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES service (id),
  status TEXT NOT NULL CHECK (status IN ('planned', 'started', 'successful', 'unsuccessful', 'not-required')),
  start TEXT CHECK (start IS NULL OR (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(start, '+0 days') IS start)),
  planned_end TEXT CHECK (planned_end IS NULL OR (planned_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(planned_end, '+0 days') IS planned_end)),
  end TEXT CHECK (end IS NULL OR (end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(end, '+0 days') IS end)),
  changed_on TEXT NOT NULL CHECK (changed_on IS NULL OR (changed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(changed_on, '+0 days') IS changed_on)),
  changed_by TEXT NOT NULL CHECK (trim(changed_by) <> '')
) STRICT;
CREATE INDEX service_status_service ON service_status (service_id, changed_on);
CREATE TABLE waiver (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  noun TEXT NOT NULL CHECK (trim(noun) <> ''),
  record_id INTEGER NOT NULL,
  rule TEXT NOT NULL CHECK (trim(rule) <> ''),
  because TEXT NOT NULL CHECK (trim(because) <> ''),
  waived_by TEXT NOT NULL CHECK (trim(waived_by) <> ''),
  waived_on TEXT NOT NULL CHECK (waived_on IS NULL OR (waived_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(waived_on, '+0 days') IS waived_on))
) STRICT;
CREATE INDEX waiver_record ON waiver (noun, record_id);
CREATE TABLE payment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES service (id),
  subtype TEXT CHECK (trim(subtype) <> ''),
  method TEXT NOT NULL CHECK (trim(method) <> ''),
  date TEXT NOT NULL CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  amount_cents INTEGER NOT NULL CHECK (amount_cents BETWEEN 0 AND 1000000000000),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000000000),
  estimate INTEGER NOT NULL DEFAULT 0 CHECK (estimate IN (0, 1)),
  paid_by TEXT NOT NULL CHECK (trim(paid_by) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  CHECK (quantity <= 1000000 AND amount_cents <= 1000000000000 / quantity)
) STRICT;
CREATE INDEX payment_service ON payment (service_id, date);
CREATE INDEX payment_date ON payment (date);
CREATE TABLE override_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  application_id INTEGER NOT NULL REFERENCES application (id),
  service_id INTEGER NOT NULL REFERENCES service (id),
  note_id INTEGER REFERENCES note (id),
  support_type TEXT NOT NULL CHECK (trim(support_type) <> ''),
  period TEXT NOT NULL CHECK (trim(period) <> ''),
  amount_cents INTEGER NOT NULL CHECK (amount_cents BETWEEN 1 AND 1000000000000),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn')),
  requested_by TEXT NOT NULL CHECK (trim(requested_by) <> ''),
  requested_on TEXT NOT NULL CHECK (requested_on IS NULL OR (requested_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(requested_on, '+0 days') IS requested_on)),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  reviewed_by TEXT CHECK (trim(reviewed_by) <> ''),
  reviewed_on TEXT CHECK (reviewed_on IS NULL OR (reviewed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(reviewed_on, '+0 days') IS reviewed_on)),
  review_note TEXT,
  CHECK ((status IN ('approved', 'rejected')) = (reviewed_by IS NOT NULL)),
  CHECK ((reviewed_by IS NULL) = (reviewed_on IS NULL)),
  CHECK (reviewed_by IS NULL OR lower(trim(reviewed_by)) <> lower(trim(requested_by)))
) STRICT;
CREATE UNIQUE INDEX override_one_pending ON override_request (participant_id, support_type, period) WHERE status = 'pending';
CREATE INDEX override_participant ON override_request (participant_id, support_type, period);
CREATE INDEX override_application ON override_request (application_id);
CREATE INDEX override_service ON override_request (service_id, requested_on);
CREATE INDEX override_note ON override_request (note_id) WHERE note_id IS NOT NULL;
CREATE INDEX override_pending ON override_request (requested_on, id) WHERE status = 'pending';
CREATE TABLE override_edit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  override_request_id INTEGER NOT NULL REFERENCES override_request (id),
  editor TEXT NOT NULL CHECK (trim(editor) <> ''),
  edited_on TEXT NOT NULL CHECK (edited_on IS NULL OR (edited_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(edited_on, '+0 days') IS edited_on))
) STRICT;
CREATE INDEX override_edit_request ON override_edit (override_request_id);
CREATE TRIGGER override_answered_stays BEFORE UPDATE ON override_request
WHEN OLD.status IN ('approved', 'rejected')
BEGIN SELECT RAISE(ABORT, 'an answered override request cannot be changed'); END;
CREATE TRIGGER override_answered_kept BEFORE DELETE ON override_request
WHEN OLD.status IN ('approved', 'rejected')
BEGIN SELECT RAISE(ABORT, 'an answered override request cannot be removed'); END;
CREATE TRIGGER override_not_replaced BEFORE INSERT ON override_request
WHEN EXISTS (SELECT 1 FROM override_request WHERE id = NEW.id
  OR (NEW.status = 'pending' AND status = 'pending'
    AND participant_id = NEW.participant_id
    AND support_type = NEW.support_type AND period = NEW.period))
BEGIN SELECT RAISE(ABORT, 'one override request is pending already'); END;
CREATE TRIGGER override_begins_pending BEFORE INSERT ON override_request
WHEN NEW.status NOT IN ('pending', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'an override request begins as pending'); END;
CREATE TRIGGER override_withdrawn_stays BEFORE UPDATE ON override_request
WHEN OLD.status = 'withdrawn' AND NEW.status NOT IN ('withdrawn', 'pending')
BEGIN SELECT RAISE(ABORT, 'a withdrawn override request cannot be answered'); END;
CREATE TRIGGER override_requester_stays BEFORE UPDATE ON override_request
WHEN NEW.requested_by IS NOT OLD.requested_by
BEGIN SELECT RAISE(ABORT, 'who requested an override cannot be changed'); END;
CREATE TRIGGER override_second_person BEFORE UPDATE ON override_request
WHEN NEW.reviewed_by IS NOT NULL AND EXISTS (SELECT 1 FROM override_edit WHERE override_request_id = NEW.id
  AND lower(trim(editor)) = lower(trim(NEW.reviewed_by)))
BEGIN SELECT RAISE(ABORT, 'who edited an override request cannot review it'); END;
CREATE TRIGGER override_editor_known BEFORE UPDATE ON override_request
WHEN (NEW.amount_cents <> OLD.amount_cents OR NEW.reason <> OLD.reason)
  AND lower(trim(NEW.updated_by)) <> lower(trim(NEW.requested_by))
  AND NOT EXISTS (SELECT 1 FROM override_edit WHERE override_request_id = NEW.id
  AND lower(trim(editor)) = lower(trim(NEW.updated_by)))
BEGIN SELECT RAISE(ABORT, 'keep the edit of an override request first'); END;
CREATE TRIGGER override_edit_stays BEFORE UPDATE ON override_edit
BEGIN SELECT RAISE(ABORT, 'who edited an override request cannot be changed'); END;
CREATE TRIGGER override_edit_kept BEFORE DELETE ON override_edit
WHEN EXISTS (SELECT 1 FROM override_request WHERE id = OLD.override_request_id
  AND (status <> 'pending' OR lower(trim(updated_by)) = lower(trim(OLD.editor))))
BEGIN SELECT RAISE(ABORT, 'who edited an override request cannot be removed'); END;
CREATE TABLE credential (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  type TEXT NOT NULL CHECK (trim(type) <> ''),
  type_label TEXT,
  name TEXT,
  issuer TEXT,
  institution TEXT,
  date TEXT NOT NULL CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  service_id INTEGER REFERENCES service (id),
  source TEXT CHECK (trim(source) <> ''),
  verified_by TEXT CHECK (trim(verified_by) <> ''),
  document_id INTEGER REFERENCES document (id),
  work_experience INTEGER CHECK (work_experience IN (0, 1)),
  office TEXT,
  region TEXT,
  agency_code TEXT,
  description TEXT,
  data_source TEXT,
  source_id TEXT,
  note_id INTEGER REFERENCES note (id),
  recorded_on TEXT NOT NULL CHECK (recorded_on IS NULL OR (recorded_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(recorded_on, '+0 days') IS recorded_on)),
  recorded_by TEXT NOT NULL CHECK (trim(recorded_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
, catalog_revision_id INTEGER REFERENCES catalog_revision (id)) STRICT;
CREATE INDEX credential_application ON credential (application_id, date);
CREATE INDEX credential_service ON credential (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX credential_document ON credential (document_id) WHERE document_id IS NOT NULL;
CREATE UNIQUE INDEX credential_note ON credential (note_id) WHERE note_id IS NOT NULL;
CREATE TABLE gain (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  type TEXT NOT NULL CHECK (trim(type) <> ''),
  type_label TEXT,
  federal_type TEXT NOT NULL CHECK (trim(federal_type) <> ''),
  date TEXT NOT NULL CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  comment TEXT,
  document_id INTEGER REFERENCES document (id),
  pre_assessment_id INTEGER REFERENCES assessment (id),
  post_assessment_id INTEGER REFERENCES assessment (id),
  route TEXT CHECK (trim(route) <> ''),
  pursuing INTEGER CHECK (pursuing IN (0, 1)),
  satisfactory INTEGER CHECK (satisfactory IN (0, 1)),
  removed INTEGER CHECK (removed IN (0, 1)),
  attendance TEXT CHECK (trim(attendance) <> ''),
  award TEXT CHECK (trim(award) <> ''),
  passed INTEGER CHECK (passed IN (0, 1)),
  established TEXT CHECK (established IS NULL OR (established GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(established, '+0 days') IS established)),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX gain_application ON gain (application_id, date);
CREATE INDEX gain_document ON gain (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX gain_pre_assessment ON gain (pre_assessment_id) WHERE pre_assessment_id IS NOT NULL;
CREATE INDEX gain_post_assessment ON gain (post_assessment_id) WHERE post_assessment_id IS NOT NULL;
CREATE TABLE gain_semester (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  gain_id INTEGER NOT NULL REFERENCES gain (id),
  start TEXT NOT NULL CHECK (start IS NULL OR (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(start, '+0 days') IS start)),
  end TEXT NOT NULL CHECK (end IS NULL OR (end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(end, '+0 days') IS end)),
  credits_hundredths INTEGER CHECK (credits_hundredths BETWEEN 0 AND 1000000000000),
  CHECK (end >= start)
) STRICT;
CREATE INDEX gain_semester_gain ON gain_semester (gain_id, start);
CREATE TABLE exit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  kind TEXT NOT NULL CHECK (kind IN ('record', 'early')),
  date TEXT NOT NULL CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  reason TEXT CHECK (trim(reason) <> ''),
  note_id INTEGER REFERENCES note (id),
  voided_on TEXT CHECK (voided_on IS NULL OR (voided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(voided_on, '+0 days') IS voided_on)),
  voided_by TEXT CHECK (trim(voided_by) <> ''),
  voided_because TEXT CHECK (trim(voided_because) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  CHECK (kind = 'record' OR (reason IS NOT NULL AND note_id IS NOT NULL)),
  CHECK ((voided_on IS NULL) = (voided_by IS NULL)),
  CHECK ((voided_on IS NULL) = (voided_because IS NULL))
) STRICT;
CREATE INDEX exit_application ON exit (application_id, date);
CREATE UNIQUE INDEX exit_one ON exit (application_id) WHERE voided_on IS NULL;
CREATE INDEX exit_note ON exit (note_id) WHERE note_id IS NOT NULL;
CREATE TABLE load (
  id INTEGER PRIMARY KEY,
  invocation_id INTEGER NOT NULL REFERENCES invocation (id),
  noun TEXT NOT NULL CHECK (trim(noun) <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE INDEX load_invocation ON load (invocation_id);
CREATE INDEX load_noun ON load (noun);
CREATE TABLE load_row (
  load_id INTEGER NOT NULL REFERENCES load (id),
  line INTEGER NOT NULL CHECK (line > 0),
  hash INTEGER NOT NULL,
  record_id INTEGER NOT NULL,
  PRIMARY KEY (load_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX load_row_hash ON load_row (hash);
CREATE INDEX participant_any_case ON participant (username COLLATE NOCASE) WHERE username IS NOT NULL;
CREATE TABLE catalog_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ctid TEXT NOT NULL UNIQUE CHECK (ctid GLOB 'ce-????????-????-4???-????-????????????'),
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'archived')),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  type TEXT NOT NULL CHECK (trim(type) <> ''),
  ctdl_class TEXT CHECK (trim(ctdl_class) <> ''),
  description TEXT,
  issuer TEXT,
  page TEXT,
  language TEXT CHECK (trim(language) <> ''),
  credential_status TEXT CHECK (trim(credential_status) <> ''),
  words TEXT NOT NULL,
  revision_id INTEGER REFERENCES catalog_revision (id),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  CHECK ((status = 'published') = (revision_id IS NOT NULL))
) STRICT;
CREATE INDEX catalog_entry_words ON catalog_entry (words);
CREATE INDEX catalog_entry_revision ON catalog_entry (revision_id) WHERE revision_id IS NOT NULL;
CREATE TABLE catalog_revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalog_entry_id INTEGER NOT NULL REFERENCES catalog_entry (id),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000000000000),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  words TEXT NOT NULL,
  published_on TEXT NOT NULL CHECK (published_on IS NULL OR (published_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(published_on, '+0 days') IS published_on)),
  published_by TEXT NOT NULL CHECK (trim(published_by) <> ''),
  body TEXT NOT NULL CHECK (body GLOB '{*}')
) STRICT;
CREATE UNIQUE INDEX catalog_revision_number ON catalog_revision (catalog_entry_id, number);
CREATE TRIGGER catalog_revision_fixed BEFORE UPDATE ON catalog_revision
BEGIN SELECT RAISE(ABORT, 'a published revision never changes'); END;
CREATE TABLE catalog_occupation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalog_entry_id INTEGER NOT NULL REFERENCES catalog_entry (id),
  code TEXT NOT NULL CHECK (trim(code) <> ''),
  title TEXT NOT NULL CHECK (trim(title) <> '')
) STRICT;
CREATE UNIQUE INDEX catalog_occupation_once ON catalog_occupation (catalog_entry_id, code);
CREATE INDEX catalog_occupation_code ON catalog_occupation (code);
CREATE TABLE catalog_sector (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalog_entry_id INTEGER NOT NULL REFERENCES catalog_entry (id),
  sector TEXT NOT NULL CHECK (trim(sector) <> '')
) STRICT;
CREATE UNIQUE INDEX catalog_sector_once ON catalog_sector (catalog_entry_id, sector);
CREATE TABLE catalog_relation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalog_entry_id INTEGER NOT NULL REFERENCES catalog_entry (id),
  kind TEXT NOT NULL CHECK (kind IN ('related', 'required')),
  target_id INTEGER REFERENCES catalog_entry (id),
  cip TEXT CHECK (trim(cip) <> ''),
  type TEXT CHECK (trim(type) <> ''),
  CHECK ((target_id IS NULL) = (cip IS NOT NULL)),
  CHECK ((cip IS NULL) = (type IS NULL))
) STRICT;
CREATE INDEX catalog_relation_entry ON catalog_relation (catalog_entry_id, kind);
CREATE INDEX catalog_relation_target ON catalog_relation (target_id) WHERE target_id IS NOT NULL;
CREATE TABLE catalog_skill (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalog_entry_id INTEGER NOT NULL REFERENCES catalog_entry (id),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  value_hundredths INTEGER CHECK (value_hundredths BETWEEN 0 AND 1000000000000),
  unit TEXT,
  meaning TEXT CHECK (meaning IN ('required', 'gained')),
  CHECK ((value_hundredths IS NULL) = (unit IS NULL)),
  CHECK ((value_hundredths IS NULL) = (meaning IS NULL))
) STRICT;
CREATE INDEX catalog_skill_entry ON catalog_skill (catalog_entry_id);
CREATE INDEX catalog_skill_name ON catalog_skill (name COLLATE NOCASE);
CREATE TABLE catalog_program (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalog_entry_id INTEGER NOT NULL REFERENCES catalog_entry (id),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  provider TEXT NOT NULL CHECK (trim(provider) <> ''),
  cip TEXT CHECK (trim(cip) <> '')
) STRICT;
CREATE INDEX catalog_program_entry ON catalog_program (catalog_entry_id);
CREATE TABLE catalog_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  catalog_entry_id INTEGER NOT NULL REFERENCES catalog_entry (id),
  text TEXT NOT NULL CHECK (trim(text) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> '')
) STRICT;
CREATE INDEX catalog_note_entry ON catalog_note (catalog_entry_id);
CREATE INDEX credential_catalog_revision ON credential (catalog_revision_id) WHERE catalog_revision_id IS NOT NULL;
CREATE TABLE attendance_week (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES service (id),
  week_start TEXT NOT NULL CHECK (week_start IS NULL OR (week_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(week_start, '+0 days') IS week_start)),
  verified_on TEXT CHECK (verified_on IS NULL OR (verified_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(verified_on, '+0 days') IS verified_on)),
  verified_by TEXT CHECK (trim(verified_by) <> ''),
  reopened_on TEXT CHECK (reopened_on IS NULL OR (reopened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(reopened_on, '+0 days') IS reopened_on)),
  reopened_by TEXT CHECK (trim(reopened_by) <> ''),
  reopened_because TEXT CHECK (trim(reopened_because) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  CHECK (strftime('%w', week_start) = '0'),
  CHECK ((verified_on IS NULL) = (verified_by IS NULL)),
  CHECK ((reopened_on IS NULL) = (reopened_because IS NULL))
) STRICT;
CREATE UNIQUE INDEX attendance_week_once ON attendance_week (service_id, week_start);
CREATE INDEX attendance_week_open ON attendance_week (week_start, service_id) WHERE verified_on IS NULL;
CREATE TABLE attendance_day (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  attendance_week_id INTEGER NOT NULL REFERENCES attendance_week (id),
  day TEXT NOT NULL CHECK (day IS NULL OR (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(day, '+0 days') IS day)),
  check_in TEXT NOT NULL CHECK (check_in IS NULL OR (check_in GLOB '[0-2][0-9]:[0-5][0-9]' AND check_in < '24:00')),
  lunch_start TEXT CHECK (lunch_start IS NULL OR (lunch_start GLOB '[0-2][0-9]:[0-5][0-9]' AND lunch_start < '24:00')),
  lunch_end TEXT CHECK (lunch_end IS NULL OR (lunch_end GLOB '[0-2][0-9]:[0-5][0-9]' AND lunch_end < '24:00')),
  check_out TEXT CHECK (check_out IS NULL OR (check_out GLOB '[0-2][0-9]:[0-5][0-9]' AND check_out < '24:00')),
  entered_by TEXT NOT NULL CHECK (entered_by IN ('staff', 'group', 'self')),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  CHECK (check_out IS NULL OR check_out > check_in),
  CHECK ((lunch_start IS NULL) = (lunch_end IS NULL)),
  CHECK (lunch_start IS NULL OR (lunch_start >= check_in AND lunch_end > lunch_start)),
  CHECK (lunch_end IS NULL OR check_out IS NULL OR lunch_end <= check_out)
) STRICT;
CREATE UNIQUE INDEX attendance_day_once ON attendance_day (attendance_week_id, day);
CREATE TRIGGER attendance_verified_insert BEFORE INSERT ON attendance_day
WHEN EXISTS (SELECT 1 FROM attendance_week
  WHERE id = NEW.attendance_week_id AND verified_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a verified week is read-only until it is reopened'); END;
CREATE TRIGGER attendance_verified_update BEFORE UPDATE ON attendance_day
WHEN EXISTS (SELECT 1 FROM attendance_week
  WHERE id = OLD.attendance_week_id AND verified_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a verified week is read-only until it is reopened'); END;
CREATE TRIGGER attendance_verified_delete BEFORE DELETE ON attendance_day
WHEN EXISTS (SELECT 1 FROM attendance_week
  WHERE id = OLD.attendance_week_id AND verified_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a verified week is read-only until it is reopened'); END;
CREATE TABLE employer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  address TEXT, city TEXT, state TEXT, zip TEXT,
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE TABLE worksite (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  employer_id INTEGER NOT NULL REFERENCES employer (id),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  address TEXT, city TEXT, state TEXT, zip TEXT,
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX worksite_employer ON worksite (employer_id);
CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worksite_id INTEGER NOT NULL REFERENCES worksite (id),
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  openings INTEGER NOT NULL CHECK (openings BETWEEN 1 AND 1000000000000),
  hourly_wage_cents INTEGER CHECK (hourly_wage_cents BETWEEN 1 AND 1000000000000),
  position TEXT CHECK (trim(position) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX job_worksite ON job (worksite_id);
CREATE TABLE placement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  service_id INTEGER NOT NULL REFERENCES service (id) UNIQUE,
  job_id INTEGER NOT NULL REFERENCES job (id),
  employment_type TEXT CHECK (trim(employment_type) <> ''),
  minimum_wage_of TEXT CHECK (trim(minimum_wage_of) <> ''),
  minimum_wage_cents INTEGER CHECK (minimum_wage_cents BETWEEN 0 AND 1000000000000),
  hourly_wage_cents INTEGER NOT NULL CHECK (hourly_wage_cents BETWEEN 1 AND 1000000000000),
  subsidized_wage_cents INTEGER NOT NULL CHECK (subsidized_wage_cents BETWEEN 0 AND 1000000000000),
  employer_match_cents INTEGER NOT NULL CHECK (employer_match_cents BETWEEN 0 AND 1000000000000),
  position TEXT NOT NULL CHECK (trim(position) <> ''),
  subsidized_start TEXT CHECK (subsidized_start IS NULL OR (subsidized_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(subsidized_start, '+0 days') IS subsidized_start)),
  subsidized_end TEXT CHECK (subsidized_end IS NULL OR (subsidized_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(subsidized_end, '+0 days') IS subsidized_end)),
  earnfare INTEGER NOT NULL DEFAULT 0 CHECK (earnfare IN (0, 1)),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX placement_job ON placement (job_id);
CREATE TABLE placement_away (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  placement_id INTEGER NOT NULL REFERENCES placement (id),
  inactive_on TEXT NOT NULL CHECK (inactive_on IS NULL OR (inactive_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(inactive_on, '+0 days') IS inactive_on)),
  returned_on TEXT CHECK (returned_on IS NULL OR (returned_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(returned_on, '+0 days') IS returned_on)),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  CHECK (returned_on IS NULL OR returned_on > inactive_on)
) STRICT;
CREATE INDEX placement_away_placement ON placement_away (placement_id);
CREATE UNIQUE INDEX placement_away_once ON placement_away (placement_id) WHERE returned_on IS NULL;
CREATE TABLE placement_verification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  placement_id INTEGER NOT NULL REFERENCES placement (id),
  milestone INTEGER NOT NULL CHECK (milestone BETWEEN 1 AND 1000000000000),
  verified_on TEXT NOT NULL CHECK (verified_on IS NULL OR (verified_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(verified_on, '+0 days') IS verified_on)),
  verified_by TEXT NOT NULL CHECK (trim(verified_by) <> ''),
  subsidized_wage_cents INTEGER CHECK (subsidized_wage_cents BETWEEN 0 AND 1000000000000)
) STRICT;
CREATE UNIQUE INDEX placement_verified_once ON placement_verification (placement_id, milestone);
CREATE TABLE payroll_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  placement_id INTEGER NOT NULL REFERENCES placement (id),
  period_start TEXT NOT NULL CHECK (period_start IS NULL OR (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(period_start, '+0 days') IS period_start)),
  period_end TEXT NOT NULL CHECK (period_end IS NULL OR (period_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(period_end, '+0 days') IS period_end)),
  paid_on TEXT CHECK (paid_on IS NULL OR (paid_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(paid_on, '+0 days') IS paid_on)),
  hours_hundredths INTEGER NOT NULL CHECK (hours_hundredths BETWEEN 0 AND 1000000000000),
  wages_cents INTEGER NOT NULL CHECK (wages_cents BETWEEN 0 AND 1000000000000),
  subsidized_cents INTEGER CHECK (subsidized_cents BETWEEN 0 AND 1000000000000),
  file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  CHECK (period_end >= period_start),
  CHECK (subsidized_cents IS NULL OR subsidized_cents <= wages_cents)
) STRICT;
CREATE UNIQUE INDEX payroll_line_once ON payroll_line (placement_id, period_start, period_end);
CREATE TABLE open_due (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (trim(kind) <> ''),
  record_id INTEGER NOT NULL,
  milestone INTEGER,
  due_date TEXT NOT NULL CHECK (due_date IS NULL OR (due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(due_date, '+0 days') IS due_date)),
  participant TEXT NOT NULL CHECK (trim(participant) <> ''),
  application TEXT NOT NULL CHECK (trim(application) <> ''),
  office TEXT CHECK (trim(office) <> ''),
  provider TEXT CHECK (trim(provider) <> '')
) STRICT;
CREATE INDEX open_due_application ON open_due (application_id);
CREATE INDEX open_due_date ON open_due (due_date, application_id, kind, record_id, milestone, participant, application);
CREATE INDEX open_due_office ON open_due (office, due_date);
CREATE INDEX open_due_provider ON open_due (provider, due_date);
CREATE TABLE goal_status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  goal_id INTEGER NOT NULL REFERENCES goal (id),
  status TEXT NOT NULL CHECK (status IN ('not-started', 'on-track', 'off-track', 'complete')),
  changed_on TEXT NOT NULL CHECK (changed_on IS NULL OR (changed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(changed_on, '+0 days') IS changed_on)),
  changed_by TEXT NOT NULL CHECK (trim(changed_by) <> '')
) STRICT;
CREATE INDEX goal_status_goal ON goal_status (goal_id);
CREATE TABLE plan_agreement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  status TEXT NOT NULL CHECK (status IN ('requested', 'online', 'signed', 'unreachable')),
  date TEXT NOT NULL CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  document_id INTEGER REFERENCES document (id),
  goal_mark INTEGER NOT NULL CHECK (goal_mark BETWEEN 0 AND 1000000000000),
  goal_status_mark INTEGER NOT NULL CHECK (goal_status_mark BETWEEN 0 AND 1000000000000),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  CHECK (status <> 'requested' OR document_id IS NULL)
) STRICT;
CREATE INDEX plan_agreement_application ON plan_agreement (application_id);
CREATE INDEX plan_agreement_document ON plan_agreement (document_id) WHERE document_id IS NOT NULL;
CREATE TABLE pathway (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  pathway TEXT,
  occupation_1 TEXT,
  occupation_2 TEXT,
  wage_goal_cents INTEGER CHECK (wage_goal_cents BETWEEN 1 AND 1000000000000),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  CHECK (occupation_2 IS NULL OR occupation_1 IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX pathway_application ON pathway (application_id);
CREATE TABLE need (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  section TEXT NOT NULL CHECK (section IN ('skill', 'interest', 'goal', 'barrier')),
  words TEXT NOT NULL CHECK (trim(words) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> '')
) STRICT;
CREATE UNIQUE INDEX need_once ON need (application_id, section, words);
CREATE TABLE provider (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('provider', 'fcrc')),
  address TEXT,
  city TEXT,
  state TEXT,
  zip TEXT,
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE TABLE program (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  fiscal_year INTEGER NOT NULL CHECK (fiscal_year BETWEEN 1 AND 1000000000000),
  contract_number TEXT,
  location TEXT,
  offering TEXT CHECK (trim(offering) <> ''),
  schedule TEXT,
  other_training TEXT,
  baseline TEXT,
  recommendation TEXT,
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE UNIQUE INDEX program_once ON program (provider_id, name COLLATE NOCASE, fiscal_year, coalesce(location, ''));
CREATE TABLE program_activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  program_id INTEGER NOT NULL REFERENCES program (id),
  activity_set TEXT NOT NULL CHECK (trim(activity_set) <> ''),
  activity TEXT NOT NULL CHECK (trim(activity) <> '')
) STRICT;
CREATE UNIQUE INDEX program_activity_once ON program_activity (program_id, activity_set, activity);
CREATE TABLE program_trait (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  program_id INTEGER NOT NULL REFERENCES program (id),
  kind TEXT NOT NULL CHECK (kind IN ('skill', 'interest')),
  words TEXT NOT NULL CHECK (trim(words) <> '')
) STRICT;
CREATE UNIQUE INDEX program_trait_once ON program_trait (program_id, kind, words);
CREATE TABLE referral (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  program_id INTEGER REFERENCES program (id),
  sent_on TEXT NOT NULL CHECK (sent_on IS NULL OR (sent_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(sent_on, '+0 days') IS sent_on)),
  sent_by TEXT NOT NULL CHECK (trim(sent_by) <> ''),
  message TEXT,
  reply TEXT CHECK (reply IN ('accepted', 'waiting-list', 'declined')),
  replied_on TEXT CHECK (replied_on IS NULL OR (replied_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(replied_on, '+0 days') IS replied_on)),
  replied_by TEXT CHECK (trim(replied_by) <> ''),
  reply_note TEXT,
  CHECK ((reply IS NULL) = (replied_on IS NULL))
) STRICT;
CREATE INDEX referral_application ON referral (application_id);
CREATE INDEX referral_provider ON referral (provider_id);
CREATE INDEX referral_program ON referral (program_id) WHERE program_id IS NOT NULL;
CREATE TABLE employment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  employer TEXT NOT NULL CHECK (trim(employer) <> ''),
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  kind TEXT NOT NULL CHECK (trim(kind) <> ''),
  start TEXT NOT NULL CHECK (start IS NULL OR (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(start, '+0 days') IS start)),
  end TEXT CHECK (end IS NULL OR (end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(end, '+0 days') IS end)),
  street TEXT,
  street2 TEXT,
  city TEXT NOT NULL CHECK (trim(city) <> ''),
  state TEXT NOT NULL CHECK (trim(state) <> ''),
  zip TEXT NOT NULL CHECK (trim(zip) <> ''),
  duties TEXT NOT NULL CHECK (trim(duties) <> ''),
  hours_hundredths INTEGER NOT NULL CHECK (hours_hundredths BETWEEN 0 AND 1000000000000),
  meets_needs TEXT,
  experience INTEGER CHECK (experience IN (0, 1)),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''),
  CHECK (end IS NULL OR end >= start)
) STRICT;
CREATE INDEX employment_application ON employment (application_id, start);
CREATE TABLE followup (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  due_date TEXT NOT NULL CHECK (due_date IS NULL OR (due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(due_date, '+0 days') IS due_date)),
  quarter INTEGER CHECK (quarter BETWEEN 1 AND 4),
  about TEXT,
  closed_on TEXT CHECK (closed_on IS NULL OR (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(closed_on, '+0 days') IS closed_on)),
  outcome TEXT CHECK (trim(outcome) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> ''), youth_placement TEXT CHECK (youth_placement IS NULL OR
  (trim(youth_placement) <> '' AND quarter IS NOT NULL AND closed_on IS NOT NULL)),
  CHECK (closed_on IS NULL OR outcome IS NOT NULL)
) STRICT;
CREATE INDEX followup_application ON followup (application_id, due_date);
CREATE TABLE followup_contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  followup_id INTEGER NOT NULL REFERENCES followup (id),
  date TEXT NOT NULL CHECK (date IS NULL OR (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(date, '+0 days') IS date)),
  outcome TEXT NOT NULL CHECK (trim(outcome) <> ''),
  note_id INTEGER REFERENCES note (id),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> '')
) STRICT;
CREATE INDEX followup_contact_followup ON followup_contact (followup_id, date);
CREATE INDEX followup_contact_note ON followup_contact (note_id) WHERE note_id IS NOT NULL;
CREATE TABLE credential_decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  credential_id INTEGER NOT NULL REFERENCES credential (id),
  type TEXT NOT NULL CHECK (trim(type) <> ''),
  skills TEXT NOT NULL CHECK (trim(skills) <> ''),
  issuer_kind TEXT NOT NULL CHECK (trim(issuer_kind) <> ''),
  in_demand INTEGER CHECK (in_demand IN (0, 1)),
  through_vr INTEGER NOT NULL DEFAULT 0 CHECK (through_vr IN (0, 1)),
  enrolled_on TEXT CHECK (enrolled_on IS NULL OR (enrolled_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(enrolled_on, '+0 days') IS enrolled_on)),
  counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
  code TEXT NOT NULL CHECK (trim(code) <> ''),
  pirl_type TEXT CHECK (trim(pirl_type) <> ''),
  reasons TEXT NOT NULL CHECK (reasons GLOB '[[]*'),
  citations TEXT NOT NULL CHECK (citations GLOB '[[]*'),
  rules TEXT NOT NULL CHECK (trim(rules) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> '')
) STRICT;
CREATE INDEX credential_decision_credential ON credential_decision (credential_id, id);
CREATE TRIGGER credential_decision_fixed BEFORE UPDATE ON credential_decision
BEGIN SELECT RAISE(ABORT, 'a decision never changes; decide again'); END;
CREATE TABLE story (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL REFERENCES application (id),
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  text TEXT NOT NULL CHECK (trim(text) <> ''),
  audience TEXT CHECK (trim(audience) <> ''),
  submitted_by TEXT,
  program_type TEXT,
  provider TEXT,
  career_pathway TEXT,
  status TEXT NOT NULL CHECK (trim(status) <> ''),
  created_on TEXT NOT NULL CHECK (created_on IS NULL OR (created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(created_on, '+0 days') IS created_on)), created_by TEXT NOT NULL CHECK (trim(created_by) <> ''),
  updated_on TEXT NOT NULL CHECK (updated_on IS NULL OR (updated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(updated_on, '+0 days') IS updated_on)), updated_by TEXT NOT NULL CHECK (trim(updated_by) <> '')
) STRICT;
CREATE INDEX story_application ON story (application_id);
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  note_id INTEGER NOT NULL REFERENCES note (id),
  recipient TEXT NOT NULL CHECK (recipient IN ('team', 'customer')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain')),
  message_id TEXT NOT NULL UNIQUE CHECK (message_id GLOB '<?*@?*>'),
  attempts INTEGER NOT NULL CHECK (attempts BETWEEN 0 AND 1000000000000),
  queued_at TEXT NOT NULL CHECK (queued_at GLOB '????-??-??T??:??:??*'),
  tried_at TEXT CHECK (tried_at GLOB '????-??-??T??:??:??*'),
  sent_at TEXT CHECK (sent_at GLOB '????-??-??T??:??:??*'),
  reason TEXT,
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK ((state IN ('failed', 'uncertain')) = (reason IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX outbox_once ON outbox (note_id, recipient);
CREATE INDEX outbox_waiting ON outbox (state) WHERE state <> 'sent';
CREATE TRIGGER outbox_steps BEFORE UPDATE ON outbox
WHEN NOT ((OLD.state = 'queued' AND NEW.state IN ('queued', 'sending')) OR (OLD.state = 'failed' AND NEW.state IN ('failed', 'sending', 'queued')) OR (OLD.state = 'sending' AND NEW.state IN ('sending', 'sent', 'failed', 'uncertain')) OR (OLD.state = 'uncertain' AND NEW.state IN ('uncertain', 'queued')) OR (OLD.state = 'sent' AND NEW.state IN ('sent'))) OR NEW.message_id <> OLD.message_id OR NEW.note_id <> OLD.note_id
BEGIN SELECT RAISE(ABORT, 'a mail that was sent, or may have been, stays so'); END;
CREATE INDEX application_enrolled ON application (id) WHERE enrollment = 'enrolled';
CREATE INDEX service_application ON service (application_id, start, status, end, activity_set, activity, no_credential);
CREATE INDEX service_unfinished ON service (application_id, activity, activity_set, status, start, planned_end) WHERE status IN ('planned', 'started');
