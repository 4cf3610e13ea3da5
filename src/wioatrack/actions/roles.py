"""Who may do what: the roles, and whose participants each sees (D45).

Roles guard against mistakes and leave an honest trail. They are no wall: whoever can
write the file can change anything in it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wioatrack.errors import NotFound, NotPermitted
from wioatrack.lean import dataclass
from wioatrack.store import Answers


class Role(StrEnum):
    STAFF = "staff"
    STATEWIDE = "statewide"
    REVIEWER = "reviewer"
    MANAGER = "manager"
    ISSUER = "issuer"
    VIEWER = "viewer"
    CUSTOMER = "customer"


class Duty(StrEnum):
    """What a command asks of a role; `user roles` prints the table."""

    READ = "read participants"
    RECORD = "enter and change records"
    OWN = "agree to the own plan, enter own attendance"
    REVIEW = "answer override requests"
    CATALOG = "write the credential catalogue"
    SET_UP = "keep programs and providers"
    ADMINISTER = "keep users and the database"


MAY: Mapping[Role, frozenset[Duty]] = {
    Role.STAFF: frozenset({Duty.READ, Duty.RECORD}),
    Role.STATEWIDE: frozenset({Duty.READ, Duty.RECORD, Duty.SET_UP}),
    Role.REVIEWER: frozenset({Duty.READ, Duty.REVIEW}),
    Role.MANAGER: frozenset(
        {Duty.READ, Duty.RECORD, Duty.SET_UP, Duty.CATALOG, Duty.ADMINISTER}
    ),
    Role.ISSUER: frozenset({Duty.CATALOG}),
    Role.VIEWER: frozenset({Duty.READ}),
    Role.CUSTOMER: frozenset({Duty.OWN}),
}


# Kinds of record that are listed for one person, and one that has no list.
LISTED_BY_PERSON = frozenset({"assessment", "credential", "document", "employment",
    "followup", "goal", "msg", "note", "service"})  # fmt: skip
UNLISTED = frozenset({"exit"})


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting user. No `locations` means that none limits what is seen."""

    name: str
    role: Role
    organization: str | None
    locations: frozenset[str]
    participant_id: int | None

    def may(self, duty: Duty) -> bool:
        return duty in MAY[self.role]

    def require(self, duty: Duty) -> None:
        """Raises `NotPermitted` (exit 4) unless the role has the duty."""
        if not self.may(duty):
            holders = ", ".join(role for role in Role if duty in MAY[role])
            raise NotPermitted(
                f"Role {self.role} may not {duty}.",
                f"Roles that may: {holders}. `wioatrack user roles` prints them all.",
            )

    def require_sight(self) -> None:
        """Raises `NotPermitted` unless the role reads participants, or is one."""
        if not self.may(Duty.OWN):
            self.require(Duty.READ)

    @property
    def limited(self) -> bool:
        """Whether some participants may be hidden from the actor."""
        return self.role is Role.CUSTOMER or self.placed

    @property
    def placed(self) -> bool:
        """Whether the actor sees the participants of some offices and providers only."""
        return self.role is Role.STAFF and bool(self.locations)

    def sees(self, record: Mapping[str, Any]) -> bool:
        """Whether this row of a participant's application is shown to the actor.

        `record` needs participant_id, office and provider. Staff with locations see
        the participants of these offices and providers; a customer sees the own
        record.
        """
        if self.role is Role.CUSTOMER:
            return bool(record["participant_id"] == self.participant_id)
        if not self.placed:
            return True
        places = (record["office"], record["provider"])
        return any(place and place.casefold() in self.locations for place in places)

    def sees_without_application(self, participant_id: int) -> bool:
        """Whether a person who has no application yet is shown: to all but customers,

        who see nobody but themselves, and nobody once they were purged.
        """
        return self.role is not Role.CUSTOMER or participant_id == self.participant_id


USER = "SELECT * FROM user WHERE name = :name"
LOCATIONS = "SELECT location FROM user_location WHERE user_id = :id"


def actor(store: Answers, name: str) -> Actor:
    """The acting user as the database knows it; an unknown one exits 4."""
    found = store.one(USER, name=name)
    if found is None:
        raise NotPermitted(
            f"This database knows no user {name!r}.",
            "A manager adds one: wioatrack user add NAME --role staff; --user NAME or "
            "WIOATRACK_USER says who acts.",
        )
    places = store.ask(LOCATIONS, id=found["id"])
    return Actor(
        name=found["name"],
        role=Role(found["role"]),
        organization=found["organization"],
        locations=frozenset(row["location"].casefold() for row in places),
        participant_id=found["participant_id"],
    )


def nowhere(noun: str, number: object) -> NotFound:
    """The refusal for an id that names nothing the actor may see."""
    return NotFound(
        f"There is no {noun} {number}.", f"`{listing(noun)}` shows the ids on file."
    )


def listing(noun: str) -> str:
    """The command that shows the ids of a kind of record."""
    if noun in UNLISTED:
        return f"wioatrack log WHO --noun {noun}"
    return f"wioatrack {noun} list" + (" WHO" if noun in LISTED_BY_PERSON else "")
