"""Users of a database, and what `init` asks, as typed."""

from typing import Annotated

from wioatrack.entries.fields import Many
from wioatrack.entries.kinds import IDENTIFIER, LINE, code
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEntry:
    """What a user may do, and whose participants are seen."""

    role: Annotated[
        str,
        code("role"),
        "staff, statewide, reviewer, manager, issuer, viewer or customer.",
    ]
    organization: Annotated[str | None, LINE, "The user's organization."] = None
    location: Annotated[
        tuple[str, ...],
        Many(LINE),
        "Office or provider whose participants are seen; repeatable.",
    ] = ()
    participant: Annotated[
        str | None, IDENTIFIER, "Whose record a customer sees: any of the person's ids."
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitEntry:
    """What a new database is told."""

    profile: Annotated[
        str | None, code("profile"), "Profile of new applications unless given."
    ] = None
