"""Which row of a cohort's file is about which service."""

from wioatrack.actions.filled import Filled, found
from wioatrack.actions.results import Finding, Record
from wioatrack.entries.bulk import BulkRow

IDS = ("number", "who", "individual_number")


def by_service(
    filled: Filled[BulkRow],
    ids: dict[int, int],
    applications: dict[int, Record],
) -> tuple[dict[int, BulkRow], list[Finding]]:
    """The row for each service that the file names, and a finding where it names none."""
    known: dict[str, list[int]] = {}
    for service_id, application_id in ids.items():
        row = applications[application_id]
        for key in {row[name] for name in IDS} - {None}:
            known.setdefault(key.casefold(), []).append(service_id)
    rows: dict[int, BulkRow] = {}
    findings: list[Finding] = []
    for line in filled.lines:
        own = known.get(line.entry.application.casefold(), [])
        if line.entry.service is not None:
            own = [id for id in own if id == line.entry.service]
        who = repr(line.entry.application)
        if len(own) != 1:
            several = (
                f"several ({', '.join(map(str, own))}); give its id" if own else "none"
            )
            say = f"{who} has {several} of these services."
            findings.append(found(line.number, "record.found", say))
        elif own[0] in rows:
            findings.append(found(line.number, "row.twice", f"{who} comes twice."))
        else:
            rows[own[0]] = line.entry
    return rows, findings
