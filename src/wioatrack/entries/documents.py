"""Kept files, as typed."""

from typing import Annotated

from wioatrack.entries.kinds import IDENTIFIER
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """Whose a kept file is; a record that points at it says so as well."""

    who: Annotated[
        str | None, IDENTIFIER, "Whose it is: application number or id of a person."
    ] = None
