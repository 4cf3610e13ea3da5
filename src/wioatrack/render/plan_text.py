"""A plan as a person reads it at a terminal: cards, goals, then services by goal."""

from collections.abc import Mapping
from typing import Any

from wioatrack.actions.results import Finding, Listing
from wioatrack.render import text
from wioatrack.render.gate import one_line

GOALS = ("id", "statement", "steps", "category_label", "term_label", "earliest_start",
         "latest_planned_due", "status_label")  # fmt: skip
GOAL_LABELS = {"statement": "Goal", "steps": "Related steps",
               "category_label": "Category", "term_label": "Short/long term",
               "earliest_start": "Earliest start date",
               "latest_planned_due": "Latest planned due date",
               "status_label": "Status"}  # fmt: skip
SERVICES = ("id", "title", "status_label", "note", "other_items")
SERVICE_LABELS = {"title": "Activity/service", "status_label": "Status"}
CUSTOMER = {
    "name": "Customer", "email": "Email", "username": "User name", "birth_date": "DOB",
    "ssn4": "Last 4 SSN", "individual_number": "Individual number",
    "case_number": "Case number", "recert_date": "Recert date",
    "provider": "E&T provider", "program": "Program enrollment",
}  # fmt: skip


# How far a section stands to the right of its title.
INDENT = 2


def plan(
    record: Mapping[str, Any],
    findings: tuple[Finding, ...],
    width: int | None = None,
) -> str:
    """The whole overview on plain lines, its tables no wider than the terminal."""
    within = None if width is None else width - INDENT
    customer, agreement = record["customer"], record["agreement"]
    accomplished = record["accomplishments"]
    parts = [
        section(
            f"Plan of application {record['application']} on {record['as_of']}",
            facts({label: customer[name] for name, label in CUSTOMER.items()}),
        ),
        section(
            "Latest goals/plan agreement",
            facts(
                {
                    "Status": agreement["status"],
                    "Owed since": agreement["owed_since"],
                    "Because": agreement["because"],
                }
            ),
        ),
        section(
            "Assessments",
            facts(
                {
                    row["name"]: row["date"] or row["status"].replace("-", " ")
                    for row in record["assessments"]
                }
            ),
        ),
        section(
            "Desired career path",
            facts(
                {
                    text.label(name): value or "None"
                    for name, value in record["pathway"].items()
                }
            ),
        ),
        section(
            "Accomplishments",
            facts({text.label(n): v for n, v in accomplished.items() if n != "lists"}),
        ),
        section("Career plan", goals(record["goals"], within)),
        *(services(group, within) for group in record["groups"]),
    ]
    if record.get("next_steps"):
        parts.append(
            section(
                "Next step",
                facts({row["step"]: row["command"] for row in record["next_steps"]}),
            )
        )
    if "case_notes" in record:
        parts.append(f"Case notes ({record['case_notes']})")
    if findings:
        parts.append(text.findings(findings))
    return "\n\n".join(parts)


def section(title: str, body: str) -> str:
    """A title and what stands under it, a little to the right."""
    lines = [f"{' ' * INDENT}{line}" if line else "" for line in body.split("\n")]
    return "\n".join([one_line(title).upper(), *lines])


def facts(values: Mapping[str, Any]) -> str:
    """One fact a line, the names aligned; what is empty is left out."""
    filled = text.filled(values)
    width = max((text.cells(one_line(name)) for name in filled), default=0)
    return "\n".join(
        f"{text.padded(one_line(name), width)}  {text.words(value)}"
        for name, value in filled.items()
    )


def goals(rows: list[dict[str, Any]], width: int | None) -> str:
    """The table of goals; the number of steps, whose names stand below."""
    counted = [row | {"steps": len(row["steps"])} for row in rows]
    listing = Listing("goal", counted, GOALS, "No goal yet.", GOAL_LABELS)
    return text.table(listing, width)


def services(group: Mapping[str, Any], width: int | None) -> str:
    """One heading with its count, and the services under it."""
    listing = Listing("service", group["services"], SERVICES, labels=SERVICE_LABELS)
    return section(group["heading"], text.table(listing, width))
