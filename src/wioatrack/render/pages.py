"""Pages of HTML that need nothing else: a sheet for paper, a report to send on."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wioatrack.actions.results import Listing, Record
from wioatrack.render import text

if TYPE_CHECKING:
    from jinja2 import Template


def sheet_page(listing: Listing) -> str:
    """A blank sheet of attendance, one page for each person."""
    people: dict[str, list[Record]] = {}
    for row in listing.rows:
        people.setdefault(row["application"] or "", []).append(row)
    return template("sheet.html").render(people=list(people.values()))


def report_page(
    title: str, told: dict[str, Any], tables: list[tuple[str, Listing]]
) -> str:
    """A report: its figures, then its tables."""
    return template("report.html").render(title=title, told=told, tables=tables)


@cache
def template(name: str) -> "Template":
    """A template, which comes with the program; what it lacks is a defect."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"words": text.words, "label": text.label}
    source = files("wioatrack.render").joinpath("templates", name)
    return environment.from_string(source.read_text(encoding="utf-8"))
