"""Jobs, and what a job on file says about a span of days."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from wioatrack.lean import dataclass
from wioatrack.rules.dates import Span


@dataclass(frozen=True, slots=True)
class Job:
    """One job on file; without a last day it is the present one.

    `federal_code` is the value of PIRL elements 1600 to 1606, 0 for a job whose wage a
    public program pays. `confirmed_on` is the day on which the record was last entered
    or changed: what it says of later days nobody has looked at.
    """

    employment_id: int
    first: date
    last: date | None
    federal_code: int
    confirmed_on: date

    @property
    def unsubsidized(self) -> bool:
        return self.federal_code > 0

    def held_in(self, span: Span, today: date) -> bool:
        """Whether it was held on a day of the span that has come."""
        until = min(span.last, today)
        ended = self.last is not None and self.last < span.first
        return span.first <= until and self.first <= until and not ended


class Employed(StrEnum):
    YES = "yes"
    NO = "no"
    OPEN = "open"


def held(jobs: Iterable[Job], span: Span, today: date) -> tuple[Job, ...]:
    """The unsubsidized jobs held on a day of the span, the first to begin first."""
    return tuple(
        sorted(
            (job for job in jobs if job.unsubsidized and job.held_in(span, today)),
            key=lambda job: (job.first, job.employment_id),
        )
    )


def employed(jobs: Iterable[Job], span: Span, today: date) -> Employed:
    """Yes with an unsubsidized job in the span; open while it may still come to one."""
    if held(jobs, span, today):
        return Employed.YES
    return Employed.OPEN if today <= span.last else Employed.NO


def first_day(
    jobs: Iterable[Job], participation_date: date | None, exited_on: date | None
) -> date | None:
    """The first day of unsubsidized employment that participation led to.

    A job begun before participation is not one that the program placed the person in;
    one that ended before the exit is over and starts no follow-up.
    """
    return min(
        (
            job.first
            for job in jobs
            if job.unsubsidized
            and (participation_date is None or job.first >= participation_date)
            and (exited_on is None or job.last is None or job.last >= exited_on)
        ),
        default=None,
    )


def confirmed(jobs: Iterable[Job], span: Span) -> tuple[Job, ...]:
    """The unsubsidized jobs that somebody saw held in the span, whatever day it is.

    A present job says nothing of days after the record was last looked at.
    """
    return tuple(
        job for job in jobs if job.unsubsidized and job.held_in(span, job.confirmed_on)
    )
