"""Who acts, and when: what the change log writes beside every change."""

from datetime import UTC, date, datetime

from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """One invocation of the program.

    `user` is the acting user, by whom roles and second persons are compared; `account`
    is the operating system's. `command` is the noun and the verb, never what was typed
    after them: the log of invocations outlives a purge. `on` is the day that
    `--as-of` says, for the columns that show when a record was made or updated.
    """

    user: str
    account: str
    command: str
    at: datetime | None = None
    on: date | None = None

    def moment(self) -> str:
        """The UTC time of the change log, the one clock below the command line.

        Raises `ValueError` for a moment without a zone: it would be taken for local.
        """
        at = self.at or datetime.now(UTC)
        if at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} has no zone; give one in UTC.")
        return at.astimezone(UTC).isoformat("T", "seconds")

    def day(self) -> date:
        """The civil day that the record shows."""
        return self.on or date.fromisoformat(self.moment()[:10])
