"""Who uses a database, and making one."""

from typing import Any

from wioatrack.actions import headers
from wioatrack.actions.cases import find_person, sees_person
from wioatrack.actions.desk import Desk
from wioatrack.actions.filing import Judged, changed, file_record
from wioatrack.actions.listing import Page, paged
from wioatrack.actions.results import Done, Listing, Record, Refused
from wioatrack.actions.roles import MAY, Actor, Duty, Role, actor
from wioatrack.entries.users import InitEntry, UserEntry
from wioatrack.errors import BadEntry, Conflict, NotFound
from wioatrack.store import Answers, Store, create

ROW = """
SELECT u.*, coalesce(p.state_id, p.individual_number, p.username) AS participant
  FROM user u LEFT JOIN participant p ON p.id = u.participant_id
"""
BY_NAME = ROW + " WHERE u.name = :name"
BY_ID = ROW + " WHERE u.id = :id"
ALL = ROW + " ORDER BY u.name"
PLACES = "SELECT id, location FROM user_location WHERE user_id = :id ORDER BY location"


def init(desk: Desk, entry: InitEntry) -> Done:
    """Make the database; who made it is its first manager."""
    create(desk.path)
    with desk.writing() as store:
        from wioatrack.models.people import Setting, User

        store.keep(User(name=desk.user, role=Role.MANAGER))
        if entry.profile:
            store.keep(Setting(name="profile", value=entry.profile))
    return Done(
        "database",
        {"database": str(desk.path), "profile": entry.profile, "manager": desk.user},
        said=f"{desk.path.name} is ready; {desk.user} is its manager.",
    )


def add_user(desk: Desk, name: str, entry: UserEntry) -> Done | Refused:
    """Let somebody use the database. Only a manager may, and a name serves once."""

    def judge(store: Answers, acting: Actor) -> Judged[int | None]:
        if not name.strip():
            raise BadEntry("NAME must not be empty.", "Give a user name.")
        if store.one(BY_NAME, name=name.strip()):
            raise Conflict(
                f"User {name!r} is on file already.",
                f"wioatrack user edit {name} --role ROLE changes it.",
            )
        return Judged(whose(store, acting, entry))

    def write(store: Store, judged: Judged[int | None]) -> int:
        from wioatrack.models.people import User

        user = store.keep(
            User(
                name=name.strip(),
                role=entry.role,
                organization=entry.organization,
                participant_id=judged.facts,
            )
        )
        keep_places(store, user, entry.location)
        return user

    return file_record(desk, "user", judge, write, shown, duty=Duty.ADMINISTER)


def edit_user(desk: Desk, name: str, changes: dict[str, Any]) -> Done | Refused:
    """Change a user's role, organization or locations."""

    def judge(
        store: Answers, acting: Actor
    ) -> Judged[tuple[int, UserEntry, int | None]]:
        row = row_of(store, name)
        entry = changed(entry_of(store, row), changes)
        if row["name"] == acting.name and entry.role != acting.role:
            raise Conflict(
                "A manager does not change the own role.",
                "Have another manager do it, so that one remains.",
            )
        return Judged((row["id"], entry, whose(store, acting, entry)))

    def write(store: Store, judged: Judged[tuple[int, UserEntry, int | None]]) -> int:
        from wioatrack.models.people import User, UserLocation

        user, entry, participant = judged.facts
        store.change(
            User,
            user,
            role=entry.role,
            organization=entry.organization,
            participant_id=participant,
        )
        if "location" in changes:
            for place in store.ask(PLACES, id=user):
                store.remove(UserLocation, place["id"])
            keep_places(store, user, entry.location or ())
        return user

    return file_record(desk, "user", judge, write, shown, duty=Duty.ADMINISTER)


def whose(store: Answers, acting: Actor, entry: UserEntry) -> int | None:
    """The participant that a customer is; needed for that role and only for it."""
    if (entry.role == Role.CUSTOMER) != (entry.participant is not None):
        raise BadEntry(
            "--participant goes with --role customer, and is needed there.",
            "Give both or neither.",
        )
    if entry.participant is None:
        return None
    return find_person(store, acting, entry.participant)


def keep_places(store: Store, user: int, places: tuple[str, ...]) -> None:
    from wioatrack.models.people import UserLocation

    for place in dict.fromkeys(places):
        store.keep(UserLocation(user_id=user, location=place))


def row_of(store: Answers, name: str) -> Record:
    row = store.one(BY_NAME, name=name)
    if row is None:
        raise NotFound(f"There is no user {name!r}.", "wioatrack user list")
    return row


def entry_of(store: Answers, row: Record) -> UserEntry:
    """A stored user as the entry it was made from."""
    return UserEntry(
        role=row["role"],
        organization=row["organization"],
        location=tuple(place["location"] for place in store.ask(PLACES, id=row["id"])),
        participant=row["participant"],
    )


def shown(store: Answers, acting: Actor, user_id: int) -> Record:
    row = store.one(BY_ID, id=user_id)
    assert row is not None
    return record_of(store, row)


def record_of(store: Answers, row: Record) -> Record:
    """A user as JSON has it."""
    return {
        "id": row["id"],
        "name": row["name"],
        "role": row["role"],
        "organization": row["organization"],
        "locations": [place["location"] for place in store.ask(PLACES, id=row["id"])],
        "participant": row["participant"],
    }


def list_users(desk: Desk, page: Page) -> Listing:
    """Every user of the database, but for participants whom the actor does not see."""
    with desk.reading() as store:
        acting = actor(store, desk.user)
        rows = [
            record_of(store, row)
            for row in store.ask(ALL)
            if row["participant_id"] is None
            or sees_person(store, acting, row["participant_id"])
        ]
    columns = ("name", "role", "organization", "locations", "participant")
    found = paged(rows, page, headers.USER)
    return Listing("user", found, columns, keys=headers.USER)


def roles_table(page: Page) -> Listing:
    """Role by duty, as enforced: a guard against mistakes, not a wall (D45)."""
    rows: list[Record] = [
        {"duty": str(duty)} | {str(role): duty in MAY[role] for role in Role}
        for duty in Duty
    ]
    columns = ("duty", *map(str, Role))
    return Listing("role", paged(rows, page, columns), columns)
