"""Databases with somebody in them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.models.applications import Application
from wioatrack.models.money import OverrideRequest
from wioatrack.models.people import Participant
from wioatrack.models.plans import Service
from wioatrack.store import Stamp, Store, create, writing

Stamper = Callable[..., Stamp]


@pytest.fixture
def ann() -> Stamp:
    """A case worker on a day in 2024."""
    return Stamp("ann", "account", "test write", on=dt.date(2024, 1, 2))


@pytest.fixture
def bea() -> Stamp:
    """Another one."""
    return Stamp("bea", "account", "test write", on=dt.date(2024, 1, 3))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An empty database."""
    path = tmp_path / "cases.db"
    create(path)
    return path


@pytest.fixture
def person() -> Callable[[Store], int]:
    """File a participant with an application (its id is given back)."""

    def file(store: Store, number: str = "A1") -> int:
        participant = store.keep(
            Participant(
                state_id=f"S-{number}", first_name="Beatrice", last_name="Garden"
            )
        )
        return store.keep(
            Application(
                participant_id=participant,
                profile="isets",
                number=number,
                enrollment="enrolled",
                participation_date=dt.date(2023, 7, 1),
            )
        )

    return file


@pytest.fixture
def filled(db: Path, ann: Stamp, person: Callable[[Store], int]) -> Path:
    """A database with one participant, application 1 and service 1."""
    with writing(db, ann) as store:
        application = person(store)
        store.keep(
            Service(
                application_id=application,
                activity_set="isets",
                activity="Clothing",
                status="started",
                start=dt.date(2023, 8, 1),
            )
        )
    return db


@pytest.fixture
def request_of() -> Callable[..., OverrideRequest]:
    """A pending request for service 1 of the filled database."""

    def request(**other: object) -> OverrideRequest:
        given: dict[str, object] = {
            "participant_id": 1,
            "application_id": 1,
            "service_id": 1,
            "support_type": "clothing",
            "period": "2023",
            "amount_cents": 2500,
            "reason": "Winter coat",
            "status": "pending",
        }
        return OverrideRequest(**{**given, **other})

    return request
