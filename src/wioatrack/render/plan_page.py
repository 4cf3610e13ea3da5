"""The customer's copy of a plan: one HTML page that needs nothing else, for paper."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wioatrack.actions.plan_copies import Copy
from wioatrack.render.gate import one_line, visible
from wioatrack.render.text import localized

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "plan.html"
NOTHING = "–"


def page(copy: Copy) -> str:
    """The page, its days as the plan's agency writes them.

    Every value is escaped; one that the template lacks is a defect.
    """
    return template().render(plan=localized(copy.plan), made_by=copy.made_by)


@cache
def template() -> "Template":
    """The template, which comes with the program."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"said": said, "several": several}
    source = files("wioatrack.render").joinpath("templates", TEMPLATE)
    return environment.from_string(source.read_text(encoding="utf-8"))


def said(value: Any) -> str:
    """A value as paper shows it; a dash for nothing.

    Marks that would turn a line around are shown; letters that read from the right
    are set that way by the page itself.
    """
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return visible(str(value))


def several(values: list[Any]) -> str:
    """Values on one line."""
    return "; ".join(one_line(str(value)) for value in values) or NOTHING
