"""What the rules on credentials are asked with."""

from dataclasses import asdict
from datetime import date

from wioatrack.actions import decisions
from wioatrack.actions.approved import is_general, matching_credentials
from wioatrack.actions.cases import Case
from wioatrack.actions.catalog_picking import comparison
from wioatrack.actions.desk import Desk
from wioatrack.actions.diploma_facts import condition_of
from wioatrack.entries.credentials import CredentialEntry
from wioatrack.errors import NotFound
from wioatrack.lean import dataclass
from wioatrack.rulebooks import ApprovedCredential, load_list
from wioatrack.rulebooks.search import tokens
from wioatrack.rules import credentials as rules
from wioatrack.rules.calendar import Happening, not_in_future
from wioatrack.rules.catalog import as_in_catalog
from wioatrack.rules.outcome import Outcome
from wioatrack.rules.windows import Condition
from wioatrack.store import Answers

SERVICE = """
SELECT s.id, s.application_id, s.status, s.wioa_funded, a.participant_id
  FROM service s JOIN application a ON a.id = s.application_id
 WHERE s.id = :id
"""


@dataclass(frozen=True, slots=True)
class Earned:
    """What decides whether one credential counts, wherever it comes from."""

    type: str
    name: str | None
    issuer: str | None
    received_on: date


def outcomes(
    store: Answers,
    desk: Desk,
    case: Case,
    entry: CredentialEntry,
    *,
    has_note: bool,
    credential_id: int | None,
) -> tuple[Outcome, ...]:
    """Every rule on recording one credential, in the order a person reads them."""
    book = desk.rulebook(case.profile)
    origin = origin_of(store, case, entry.service)
    present = frozenset(
        name for name, value in asdict(entry).items() if value is not None
    )
    attainment = rules.Attainment(
        case.participation_date, case.exited_on, entry.date, credential_id
    )
    filled = rules.Filled(present, credential_id)
    earned = Earned(entry.type.code, entry.name, entry.issuer, entry.date)
    return (
        rules.window(attainment, book),
        not_in_future(Happening("Received", entry.date, desk.today), book),
        rules.required_fields(filled, book),
        rules.service_closed(origin, book),
        rules.case_note(rules.Noted(case.number, has_note), book),
        rules.advised_fields(filled, book),
        rules.title_matches(
            rules.Named(entry.type.code, secondary_type(entry.name), credential_id),
            book,
        ),
        as_in_catalog(
            comparison(store, entry.type.code, entry.catalog, credential_id), book
        ),
        rules.approved_list(titled(entry.name, entry.issuer), book),
        rules.in_scope(origin, book),
        counted(store, desk, case, earned, credential_id),
    )


def origin_of(store: Answers, case: Case, service_id: int | None) -> rules.Origin:
    """The service named. Raises `NotFound` unless it is the same person's."""
    if service_id is None:
        return rules.Origin(None, None, None)
    row = store.one(SERVICE, id=service_id)
    if row is None or row["participant_id"] != case.participant_id:
        raise NotFound(
            f"--service: application {case.number} has no service {service_id}.",
            f"wioatrack service list {case.number} shows the ids.",
        )
    funded = row["wioa_funded"]
    return rules.Origin(
        service_id, row["status"], None if funded is None else bool(funded)
    )


def titled(name: str | None, issuer: str | None) -> rules.Titled:
    """The words on the credential, and what the approved list has for them."""
    title = " ".join(part for part in (issuer, name) if part) or None
    matches = () if title is None else approved_matches(title)
    return rules.Titled(title, tuple(row.approved_credential for row in matches))


def counted(
    store: Answers, desk: Desk, case: Case, earned: Earned, credential_id: int | None
) -> Outcome:
    """Whether it counts: by the decision on file, else by what its type and name say."""
    book = desk.rulebook(case.profile)
    row = None
    if credential_id is not None:
        row = store.one(decisions.CREDENTIAL, id=credential_id)
    if row is not None:
        now = row | {"type": earned.type, "date": earned.received_on.isoformat()}
        decided = decisions.standing(store, desk, case, now)
        if decided is not None:
            return decided.outcome
    condition = condition_of(store, case, earned.type, book, desk.today)
    return rules.counts(counting(case, earned, condition), book)


def counting(
    case: Case, earned: Earned, condition: Condition | None = None
) -> rules.Counting:
    """The facts for whether a credential counts, on one application's own window."""
    code = load_list("credential-type").codes[earned.type]
    title = " ".join(part for part in (earned.issuer, earned.name) if part)
    return rules.Counting(
        federal_code=int(code.pirl) if code.pirl else None,
        type=code.label,
        general=is_general(title),
        participation_date=case.participation_date,
        exited_on=case.exited_on,
        received_on=earned.received_on,
        condition=condition,
    )


def approved_matches(title: str) -> tuple[ApprovedCredential, ...]:
    """Rows of the approved list that the title names."""
    return tuple(hit.row for hit in matching_credentials(title))


def secondary_type(name: str | None) -> str | None:
    """The secondary credential that a name speaks of: its words hold one of the list's.

    Words are compared whole: a GED is meant by GED, not by FLEDGED.
    """
    spoken = f" {' '.join(tokens(name or ''))} "
    listed = load_list("credential-type").codes
    for code in ("secondary-equivalency", "secondary-diploma"):
        for word in (listed[code].label, *listed[code].aliases):
            if f" {' '.join(tokens(word))} " in spoken:
                return code
    return None
