"""The education and training of a case, and whom the indicators take its person for."""

from wioatrack.actions.activities import stored_activity
from wioatrack.actions.cases import Case, day
from wioatrack.actions.employment_facts import group_of
from wioatrack.actions.results import Record
from wioatrack.rulebooks import load_list
from wioatrack.rules.rulebook import NotInForce, Rulebook
from wioatrack.rules.training import Training
from wioatrack.rules.transcripts import NO_DIPLOMA
from wioatrack.rules.youth import Group, group
from wioatrack.store import Answers

BEGUN = """
SELECT id, activity_set, activity, activity_label, activity_group, start, "end",
       wioa_funded
  FROM service
 WHERE application_id = :id AND start IS NOT NULL
   AND status IN ('started', 'successful', 'unsuccessful') ORDER BY start, id
"""


def trained(store: Answers, case: Case) -> tuple[Training, ...]:
    """The services in education or training that began, the first to begin first."""
    rows = store.ask(BEGUN, id=case.application_id)
    found = (training_of(row) for row in rows)
    return tuple(one for one in found if one is not None)


def training_of(row: Record) -> Training | None:
    """A service as the measures see it; none that is no education or training."""
    activity = stored_activity(row)
    start = day(row["start"])
    if start is None or not activity.education_or_training:
        return None
    return Training(
        service_id=row["id"],
        title=activity.title,
        start=start,
        end=day(row["end"]),
        leads=activity.leads_to_credential,
        secondary=activity.below_postsecondary,
        funded=None if row["wioa_funded"] is None else bool(row["wioa_funded"]),
        listed=activity.listed(start),
    )


def group_in(case: Case, book: Rulebook) -> Group:
    """The group that the indicators ask about, by the program and the school status.

    Before the first day of the data a youth's status is not known.
    """
    status = federal("school-status", case.school_status_at_entry)
    entered = case.participation_date or case.exited_on
    try:
        return group(group_of(case.program), status, entered, book)
    except NotInForce:
        return Group.UNKNOWN


def without_diploma(case: Case, book: Rulebook) -> bool | None:
    """Whether there was no secondary diploma or equivalent at entry, if that is known."""
    number = federal("education-level", case.education_at_entry)
    begun = case.participation_date
    if number is None or begun is None:
        return None
    try:
        return number in book.in_force(NO_DIPLOMA, on=begun).numbers
    except NotInForce:
        return None


def federal(list_name: str, code: str | None) -> int | None:
    """The federal number of a code of a list."""
    found = None if code is None else load_list(list_name).codes.get(code)
    return int(found.pirl) if found is not None and found.pirl else None
