"""Participants and their applications, as typed."""

from datetime import date
from typing import Annotated, ClassVar

from wioatrack.entries.kinds import DAY, IDENTIFIER, LINE, SSN4, YES_NO, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantEntry:
    """A person. At least one of the three ids is needed."""

    ONE_OF: ClassVar[tuple[str, ...]] = ("state_id", "individual_number", "username")

    state_id: Annotated[str | None, IDENTIFIER, "Id in the state's system."] = None
    individual_number: Annotated[
        str | None, IDENTIFIER, "Individual number in the eligibility system."
    ] = None
    username: Annotated[str | None, IDENTIFIER, "User name in the state's system."] = (
        None
    )
    first_name: Annotated[str, LINE, "First name."]
    last_name: Annotated[str, LINE, "Last name."]
    ssn4: Annotated[
        str | None, SSN4, "Last four digits of the Social Security number."
    ] = None
    birth_date: Annotated[date | None, DAY, "Date of birth."] = None
    email: Annotated[str | None, LINE, "E-mail address."] = None
    phone: Annotated[str | None, IDENTIFIER, "Telephone number."] = None
    veteran: Annotated[bool | None, YES_NO, "Whether a veteran."] = None
    case_number: Annotated[str | None, IDENTIFIER, "Case number."] = None
    recert_date: Annotated[date | None, DAY, "Date of recertification."] = None
    group: Annotated[str | None, LINE, "Group or cohort."] = None
    last_login: Annotated[
        date | None, DAY, "Last login date in the system the record came from."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantFilters:
    """What narrows a list of people."""

    name: Annotated[str | None, LINE, "Part of a first or last name."] = None
    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    include_fcrcs: Annotated[
        bool | None, YES_NO, "Also the participants of local offices (FCRCs)."
    ] = None
    case_number: Annotated[str | None, IDENTIFIER, "Case number."] = None
    individual_number: Annotated[str | None, IDENTIFIER, "Individual number."] = None
    group: Annotated[str | None, LINE, "Group or cohort."] = None
    fiscal_year: Annotated[
        str | None, LINE, "State fiscal year of participation, by the year it ends in."
    ] = None
    et_status: Annotated[
        str | None, code("et-status"), "Whether active in SNAP E&T, exited, or neither."
    ] = None
    view: Annotated[str | None, code("list-view"), "Columns: summary or detailed."] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationEntry:
    """A period of participation; every other record belongs to one."""

    profile: Annotated[
        str | None,
        code("profile"),
        "Whose rules and lists hold.",
    ] = None
    number: Annotated[
        str | None, IDENTIFIER, "Application number; made where the profile has none."
    ] = None
    program: Annotated[str | None, LINE, "Program, such as WIOA."] = None
    application_date: Annotated[date | None, DAY, "Date of the application."] = None
    participation_date: Annotated[
        date | None,
        DAY,
        "First day of participation; the application date unless given.",
    ] = None
    region: Annotated[str | None, LINE, "LWIA or region."] = None
    office: Annotated[str | None, LINE, "Office location, with its code."] = None
    provider: Annotated[str | None, LINE, "Provider in charge."] = None
    agency_code: Annotated[str | None, IDENTIFIER, "Agency code."] = None
    education_at_entry: Annotated[
        str | None, code("education-level"), "Highest education at program entry."
    ] = None
    school_status_at_entry: Annotated[
        str | None, code("school-status"), "School status at program entry."
    ] = None
    enrollment: Annotated[
        str, code("enrollment"), "applied, enrolled, not-eligible, not-participating."
    ] = "enrolled"
    because: Annotated[str | None, LINE, "Why not eligible or not participating."] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFilters:
    """What narrows a list of applications."""

    profile: Annotated[str | None, code("profile"), "Whose rules hold."] = None
    office: Annotated[str | None, LINE, "Part of the office location."] = None
    provider: Annotated[str | None, LINE, "Part of the provider's name."] = None
    region: Annotated[str | None, LINE, "Part of the region's name."] = None
