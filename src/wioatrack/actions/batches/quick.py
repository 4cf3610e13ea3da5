"""Which nouns have a loader of their own."""

from wioatrack.actions.batches.findings import Findings
from wioatrack.actions.batches.nouns import Noun
from wioatrack.actions.batches.reading import RowReader
from wioatrack.actions.batches.single import Single
from wioatrack.actions.desk import Desk
from wioatrack.store import Store


def loader_of(
    noun: Noun, desk: Desk, store: Store, reader: RowReader, findings: Findings
) -> Single:
    """The noun's loader; by default its own `add`, row by row."""
    if noun.name == "credential":
        from wioatrack.actions.batches.credentials import Credentials

        return Credentials(noun, desk, store, reader, findings)
    if noun.name == "catalog":
        from wioatrack.actions.batches.entries import Entries

        return Entries(noun, desk, store, reader, findings)
    if noun.name == "attendance":
        from wioatrack.actions.batches.days import Days

        return Days(noun, desk, store, reader, findings)
    return Single(noun, desk, store, reader, findings)
