"""Whose a record is: the participant it belongs to, also after it was removed.

What a record names in a column that it must have, it belongs to; so the way leads from
a payment over its service and its application to a person.
"""

from collections.abc import Mapping
from typing import Any

from wioatrack.actions.cases import OF_PERSON, sees_person
from wioatrack.actions.for_staff import SAVED
from wioatrack.actions.notes import shows_to
from wioatrack.actions.roles import Actor, Duty
from wioatrack.store import Snapshot
from wioatrack.store.history import history
from wioatrack.store.tables import Reference, owning, stored

ACCOUNTS = frozenset({"user", "user_location", "setting"})
NOBODYS: Mapping[str, Any] = {}
# A note as it is kept where it says no more.
UNADDRESSED: Mapping[str, Any] = {"send": SAVED, "recipients": None}


class Visibility:
    """Which records the actor may see, looked up once each."""

    def __init__(self, store: Snapshot, acting: Actor) -> None:
        self.store, self.acting = store, acting
        self._links = owning(store.connection)
        self._known: dict[tuple[str, int], bool] = {}

    def shows(self, noun: str, record_id: int) -> bool:
        """Whether the record, or what the log still holds of it, is the actor's to see.

        Accounts and settings are the manager's; what belongs to no person is everyone's
        who reads participants or keeps the catalogue. Of case notes a customer sees
        those that were sent to the customer.
        """
        if noun in ACCOUNTS:
            return self.acting.may(Duty.ADMINISTER)
        key = (noun, record_id)
        if key not in self._known:
            self._known[key] = False
            self._known[key] = self._look(noun, record_id)
        return self._known[key]

    def _look(self, noun: str, record_id: int) -> bool:
        values = self._values(noun, record_id)
        if noun == "participant":
            return self._sees_person(record_id)
        if noun == "application":
            standing = [
                row
                for row in self.store.ask(OF_PERSON, id=values.get("participant_id"))
                if row["application_id"] == record_id
            ]
            return any(self.acting.sees(row) for row in standing or [places(values)])
        if noun == "waiver" and values:
            return self.shows(values["noun"], values["record_id"])
        if noun == "note" and not shows_to(self.acting, {**UNADDRESSED, **values}):
            return False
        parents = [
            (link.parent, values[link.column])
            for link in self._links
            if link.table == noun and values.get(link.column) is not None
        ]
        if not parents:
            return self._nobodys(noun)
        return all(self.shows(*parent) for parent in parents)

    def _sees_person(self, participant_id: int) -> bool:
        return sees_person(self.store, self.acting, participant_id)

    def _nobodys(self, noun: str) -> bool:
        """A record whose kind belongs to people but names none is gone for good."""
        if any(belongs(link, noun) for link in self._links):
            return self.acting.may(Duty.ADMINISTER)
        return not self.acting.may(Duty.OWN)

    def _values(self, noun: str, record_id: int) -> Mapping[str, Any]:
        now = stored(self.store.connection, noun, record_id)
        if now is not None:
            return now
        for entry in reversed(history(self.store, noun, record_id)):
            if entry.before:
                return entry.before
        return NOBODYS


def places(values: Mapping[str, Any]) -> dict[str, Any]:
    """What an application's visibility hangs on, from what the log holds of it."""
    return {name: values.get(name) for name in ("participant_id", "office", "provider")}


def belongs(link: Reference, noun: str) -> bool:
    """Whether records of this kind belong to another record."""
    return link.table == noun
