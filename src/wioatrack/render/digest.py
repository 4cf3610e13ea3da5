"""The agenda of a week in Markdown, for mail or a meeting; without names."""

from datetime import date

from wioatrack.actions.results import Listing, Record
from wioatrack.render.gate import one_line

MARKED = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_{}[]<>()#+|!~&"})


def as_digest(listing: Listing, counts: Listing, today: date, until: date) -> str:
    """The counts at a glance, then every clock under its kind."""
    lines = [f"# Agenda from {today} to {until}", ""]
    if not listing.rows:
        return "\n".join([*lines, "Nothing is due.", ""])
    lines += [
        "| " + " | ".join(counts.columns) + " |",
        "|" + "---|" * len(counts.columns),
        *(
            "| " + " | ".join(plain(row[name]) for name in counts.columns) + " |"
            for row in counts.rows
        ),
    ]
    for count in counts.rows:
        kind = count["kind"]
        lines += ["", f"## {plain(kind)} ({count['all']})", ""]
        lines += [item(row) for row in listing.rows if row["kind"] == kind]
    return "\n".join([*lines, ""])


def item(row: Record) -> str:
    """One clock: when, whose, how late, and the command."""
    late = f", {row['days_overdue']} days overdue" if row["days_overdue"] else ""
    which = "" if row["milestone"] is None else f", {row['milestone']}"
    whose = f"application {plain(row['application'])}{which}"
    return f"- [ ] **{row['due_date']}** {whose}{late}: `{code(row['fix'])}`"


def plain(value: object) -> str:
    """A value that Markdown and HTML take as words."""
    return one_line(str(value)).translate(MARKED)


def code(words: str) -> str:
    """A command between backticks, none of them its own."""
    return one_line(words).replace("`", "'")
