"""People as they are listed and found."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.desk import Desk
from wioatrack.actions.listing import Page, contains, folded, paged
from wioatrack.actions.people import PERSON, PLACES, et_status, record_of, sees
from wioatrack.actions.results import Listing, Record
from wioatrack.actions.roles import actor
from wioatrack.entries.people import ParticipantFilters
from wioatrack.errors import BadEntry
from wioatrack.rulebooks import load_list
from wioatrack.rules.dates import state_fiscal_year
from wioatrack.store import Answers

ALL = PERSON + " ORDER BY p.last_name, p.first_name, p.id LIMIT :limit"
# A short list must not read every application there is. (Constants only: S608.)
PLACES_OF_ALL = (
    PLACES  # noqa: S608
    + """ WHERE a.participant_id IN (SELECT id FROM participant
       ORDER BY last_name, first_name, id LIMIT :limit) ORDER BY a.id"""
)
KINDS = "SELECT name, kind FROM provider"
LOCAL_OFFICE = "local-office"
SUMMARY = ("username", "first_name", "last_name", "ssn4", "veteran", "state_id",
           "last_login", "last_exited", "created")  # fmt: skip
DETAILED = (*SUMMARY, "individual_number", "case_number", "birth_date", "email", "phone",
            "recert_date", "group", "applications")  # fmt: skip


def list_participants(desk: Desk, wanted: ParticipantFilters, page: Page) -> Listing:
    """People whom the actor sees, narrowed by what is given."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        acting.require_sight()
        narrow = any(value is not None for value in asdict(wanted).values())
        limit = -1 if narrow or acting.limited else page.sql_limit
        left_out = outside(store, wanted)
        places: dict[int, list[Record]] = {}
        for place in store.ask(PLACES_OF_ALL, limit=limit):
            places.setdefault(place["participant_id"], []).append(place)
        rows = [
            record_of(row, places.get(row["id"], []))
            for row in store.ask(ALL, limit=limit)
            if fits(row, places.get(row["id"], []), wanted)
            and not any(left_out(p["provider"]) for p in places.get(row["id"], []))
            and sees(acting, row["id"], places.get(row["id"], []))
        ]
    columns = DETAILED if wanted.view == "detailed" else SUMMARY
    labels = {"ssn4": "SSN, last four", "veteran": "Vet", "username": "User name"}
    return Listing(
        "participant",
        paged(rows, page, headers.PARTICIPANT),
        columns,
        "There are no records to display. wioatrack participant add records a person.",
        labels,
        keys=headers.PARTICIPANT,
    )


def find_participants(desk: Desk, text: str, page: Page) -> Listing:
    """People with the text in a name, an id, the case or the individual number."""
    listing = list_participants(desk, ParticipantFilters(), Page())
    part = folded(" ".join(text.split()))
    rows = [
        row
        for row in listing.rows
        if any(part in folded(value) for value in searchable(row))
    ]
    return Listing(
        "participant",
        paged(rows, page, headers.PARTICIPANT),
        ("username", "state_id", "individual_number", "first_name", "last_name",
         "case_number", "applications"),
        "Nobody has that in a name, an id, a case or an individual number. Try a shorter part; "
        "wioatrack participant list shows everybody.", keys=headers.PARTICIPANT)  # fmt: skip


def searchable(row: Record) -> tuple[Any, ...]:
    """Both orders of the name, and every number a person is known by."""
    return (
        f"{row['first_name']} {row['last_name']}",
        f"{row['last_name']}, {row['first_name']}",
        f"{row['last_name']} {row['first_name']}",
        row["state_id"],
        row["individual_number"],
        row["username"],
        row["case_number"],
        *row["applications"],
    )


def fits(row: Record, places: list[Record], wanted: ParticipantFilters) -> bool:
    """Whether a person fits every filter given."""
    return (
        contains(
            f"{row['first_name']} {row['last_name']} {row['first_name']}", wanted.name
        )
        and (wanted.case_number in (None, row["case_number"]))
        and (wanted.individual_number in (None, row["individual_number"]))
        and contains(row["group_name"], wanted.group)
        and (wanted.et_status in (None, et_status(places)))
        and (
            not wanted.provider
            or any(contains(p["provider"], wanted.provider) for p in places)
        )
        and (
            not wanted.fiscal_year
            or any(in_year(p, wanted.fiscal_year) for p in places)
        )
    )


def outside(store: Answers, wanted: ParticipantFilters) -> Callable[[str | None], bool]:
    """Which providers' participants are left out: without local offices, theirs.

    A provider is one by its kind on the list of providers, or by its name.
    """
    if wanted.include_fcrcs is not False:
        return lambda provider: False
    kinds = load_list("provider-kind").codes.values()
    local = {kind.code: kind for kind in kinds if kind.means == LOCAL_OFFICE}
    words = [folded(word) for kind in local.values() for word in kind.words()]
    listed = {folded(row["name"]) for row in store.ask(KINDS) if row["kind"] in local}
    return lambda provider: (
        folded(provider) in listed or any(word in folded(provider) for word in words)
    )


def in_year(place: Record, fiscal_year: str) -> bool:
    """Whether a period of participation touches the State fiscal year (ends in it)."""
    digits = fiscal_year.upper().removeprefix("FY")
    if not digits.isdigit() or len(digits) not in (2, 4) or not digits.isascii():
        raise BadEntry(
            f"--fiscal-year: {fiscal_year!r} is not a year.", "Write 2023 or FY23."
        )
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if place["participation_date"] is None:
        return False
    begun = state_fiscal_year(date.fromisoformat(place["participation_date"]))
    ended = place["exit_date"]
    return begun <= year and (
        ended is None or year <= state_fiscal_year(date.fromisoformat(ended))
    )
