"""Whom the indicators ask differently about: youth, by their school status at entry."""

from datetime import date
from enum import StrEnum

from wioatrack.lean import dataclass
from wioatrack.rules.rulebook import Rulebook

IN_SCHOOL_STATUS = "outcome.in-school-status"
PLACEMENT_QUARTERS = "followup.youth-placement-quarters"
YOUTH = "youth"


class Group(StrEnum):
    """An adult, an in-school or out-of-school youth, or a youth of unknown status.

    Dislocated workers stand among the adults: the indicators ask the same of both.
    """

    ADULT = "adult"
    IN_SCHOOL = "in-school-youth"
    OUT_OF_SCHOOL = "out-of-school-youth"
    UNKNOWN = "youth"

    @property
    def young(self) -> bool:
        return self is not Group.ADULT


@dataclass(frozen=True, slots=True)
class Placed:
    """What a contact about a quarter after exit said of education or training in it.

    `federal_code` is the value of PIRL elements 1900 and 1901, 0 for none.
    """

    followup_id: int
    quarter: int
    federal_code: int
    label: str


def group(of: str, school_status: int | None, on: date | None, book: Rulebook) -> Group:
    """The group of a participant, `of` being youth or adult as follow-up has it.

    `school_status` is PIRL element 409 at program entry; which of its values mean in
    school is the data in force `on` the day of entry. Raises `NotInForce` before them.
    """
    if of != YOUTH:
        return Group.ADULT
    if school_status is None or on is None:
        return Group.UNKNOWN
    in_school = book.in_force(IN_SCHOOL_STATUS, on=on).numbers
    return Group.IN_SCHOOL if school_status in in_school else Group.OUT_OF_SCHOOL
