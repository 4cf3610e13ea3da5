"""Who provides a service: one from the list of providers, or another (IS-47)."""

from dataclasses import replace

from wioatrack.actions.providers import find_provider, named_provider
from wioatrack.actions.results import Record
from wioatrack.actions.service_facts import Filing
from wioatrack.store import Answers

LISTED = "provider"
PLACE = {
    "provider_address": "address",
    "provider_city": "city",
    "provider_state": "state",
    "provider_zip": "zip",
}


def with_provider(store: Answers, filing: Filing) -> Filing:
    """The service with its provider looked up in the list.

    Digits are an id there, and must be; a name that is there brings its address, unless
    another address is given with it: the list's own, in full or in part as it stands
    there, is no other. Raises `NotFound` for an id that is not there.
    """
    entry, before = filing.entry, filing.before
    if entry.provider is None:
        return filing
    place = {name: getattr(entry, name) for name in PLACE}
    if entry.provider.isascii() and entry.provider.isdigit():
        known: Record | None = find_provider(store, entry.provider)
    elif any(place.values()):
        known = named_provider(store, entry.provider)
        if known is None or place != place_of(known):
            kept = before is not None and place == {n: before[n] for n in PLACE}
            same = kept and before is not None and before["provider_kind"] == LISTED
            return replace(filing, listed=same)
    else:
        known = named_provider(store, entry.provider)
    if known is None:
        return filing
    from_list = place_of(known)
    chosen = replace(entry, provider=known["name"], **from_list)
    return replace(filing, entry=chosen, listed=True)


def place_of(known: Record) -> Record:
    """The address that a provider has in the list, as a service keeps it."""
    return {name: known[column] for name, column in PLACE.items()}
