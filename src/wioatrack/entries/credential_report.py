"""What narrows the report on earned credentials, as typed."""

from typing import Annotated

from wioatrack.entries.kinds import RECORD_ID, code
from wioatrack.entries.reports import ReportFilters
from wioatrack.lean import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialReportFilters(ReportFilters):
    """Whose credentials, and which; the fiscal year is that of the date received."""

    type: Annotated[str | None, code("credential-type"), "Credential received."] = None
    catalog: Annotated[int | None, RECORD_ID, "Id of an entry of the catalogue."] = None
