"""People, and the accounts that act."""

import datetime as dt

from wioatrack.models.stamped import Record, Stamped


class Participant(Stamped, table=True):
    """A person served; known by one of three identifiers at least."""

    __tablename__ = "participant"

    state_id: str | None = None
    individual_number: str | None = None
    username: str | None = None
    first_name: str
    last_name: str
    ssn4: str | None = None
    birth_date: dt.date | None = None
    email: str | None = None
    phone: str | None = None
    veteran: bool | None = None
    case_number: str | None = None
    recert_date: dt.date | None = None
    group_name: str | None = None
    last_login: dt.date | None = None


class User(Record, table=True):
    """An account that acts, and its role."""

    __tablename__ = "user"

    name: str
    role: str
    organization: str | None = None
    participant_id: int | None = None


class UserLocation(Record, table=True):
    """A location whose participants an account may see."""

    __tablename__ = "user_location"

    user_id: int
    location: str


class Setting(Record, table=True):
    """A choice of this database, such as the profile of new applications."""

    __tablename__ = "setting"

    name: str
    value: str
