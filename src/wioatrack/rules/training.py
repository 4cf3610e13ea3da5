"""Which education or training puts a participant into a denominator of the indicators."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span, overlap
from wioatrack.rules.outcome import Outcome, incomplete, not_applicable
from wioatrack.rules.youth import Group

MARK = 'In data/activities, mark the activity out_of_school = "listed" or "not-listed".'


@dataclass(frozen=True, slots=True)
class Training:
    """A service in education or training that began, as far as measures ask.

    `leads` says that its like can lead to a credential; `secondary` that it is education
    below the postsecondary level; `funded` is no where it was said that WIOA did not
    pay; `listed` whether it is on the list for out-of-school youth, None where that is
    not known.
    """

    service_id: int
    title: str
    start: date
    end: date | None
    leads: bool
    secondary: bool = False
    funded: bool | None = None
    listed: bool | None = None

    def days_in(self, span: Span, until: date | None) -> Span | None:
        """The days of a span that it lasted; an open one runs on, to the exit."""
        return overlap(self.start, self.end, span, until)

    @property
    def name(self) -> str:
        """As an answer names it."""
        return f"{self.title} (service {self.service_id})"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What puts a participant into a denominator; without it, why that is so."""

    said: str
    otherwise: Outcome | None = None


def puts_in(training: Training, group: Group) -> bool | None:
    """Whether training puts somebody of a group into a denominator; None: not known.

    An adult's is Title I-funded, which is taken so unless it was said that it is not. A
    youth is asked about whoever pays, and while out of school by the list alone.
    """
    if group is Group.ADULT:
        return training.funded is not False
    return True if group is Group.IN_SCHOOL else training.listed


def enrolment(
    group: Group, training: Iterable[Training], who: str, *, school: bool, none: str
) -> Enrolment:
    """What puts a participant into a denominator: training, or an in-school youth's school.

    `school` says whether school would; `none` is what is answered where nothing does. A
    youth of unknown status is in where either answer would be so, else it is not known.
    """
    unsure = []
    for one in training:
        answer = puts_in(one, group)
        if answer:
            return Enrolment(f"In {one.name}")
        if answer is None:
            unsure.append(one.name)
    if school and group is Group.IN_SCHOOL:
        return Enrolment("In school at entry")
    if school and group is Group.UNKNOWN:
        missing = incomplete(
            "It is not known whether the youth was in school at entry: in-school youth "
            "are asked about, out-of-school youth by their training.",
            "school_status",
        )
        status = f"wioatrack application edit {who} --school-status-at-entry STATUS"
        return Enrolment("", replace(missing, fix=status))
    if unsure:
        missing = incomplete(
            f"It is not known whether {unsure[0]} is on the list of training for "
            "out-of-school youth.",
            "training",
        )
        return Enrolment("", replace(missing, fix=MARK))
    return Enrolment("", not_applicable(none))
