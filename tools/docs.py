"""Writes the pages under docs/ that are made from the program itself.

python tools/docs.py            writes docs/rules.md, docs/cli.md, docs/faults.md
python tools/docs.py --check    says which of them are stale, and exits 1
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from covered import FAULT, marked

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MADE = "<!-- made by `make docs`; edit the program instead -->"
COLUMNS = "88"


def rules() -> str:
    """Every rule: the table of where it holds, then each with values and sources."""
    from wioatrack.actions.listing import Page
    from wioatrack.actions.rule_cards import list_rules, show_rule

    listing = list_rules(Page())
    profiles = [name for name in listing.columns if name != "rule"]
    lines = [
        "# Rules",
        "",
        MADE,
        "",
        "A rule holds where the profile's sources state it. `system` rules are never",
        "waived, `procedure` rules are with a reason, `advice` warns. What the sources say",
        "otherwise stands in the notes. `wioatrack rules show RULE` prints one of these,",
        "`wioatrack rules why NOUN ID` what the rules say of a record.",
        "",
        f"| rule | {' | '.join(profiles)} |",
        f"|---|{'---|' * len(profiles)}",
    ]
    for row in listing.rows:
        held = ("–" if row[p] == "not-applicable" else row[p] for p in profiles)
        lines.append(
            f"| [{row['rule']}](#{anchor(row['rule'])}) | {' | '.join(held)} |"
        )
    for row in listing.rows:
        lines += ["", *rule(show_rule(row["rule"]))]
    return "\n".join(lines) + "\n"


def anchor(rule: str) -> str:
    """A heading's anchor as the usual viewers make it."""
    return rule.replace(".", "")


def rule(shown: dict[str, Any]) -> Iterator[str]:
    """One rule as a section."""
    yield f"## {shown['rule']}"
    yield ""
    yield f"**{shown['asks']}**"
    if shown["says"]:
        yield ""
        yield shown["says"]
    yield ""
    yield f"Asked of: {', '.join(f'`{fact}`' for fact in shown['facts'])}."
    if shown["values"]:
        yield ""
        yield "| value | | from | until | in | source | note |"
        yield "|---|---|---|---|---|---|---|"
    for value in shown["values"]:
        yield f"| {' | '.join(cells(value))} |"
    yield ""
    for source in shown["sources"]:
        yield f"- {told(source)}"
    for (severity, source), profiles in held_alike(shown["holds"]).items():
        yield f"- {severity} in {', '.join(profiles)}: {source}"
    if shown["fix"]:
        yield ""
        yield f"Fix: `{shown['fix']}`"


def cells(value: dict[str, Any]) -> Iterator[str]:
    """A dated value as the cells of its row."""
    subject = f" ({value['subject']})" if value["subject"] else ""
    several = isinstance(value["value"], list)
    number = ", ".join(map(str, value["value"])) if several else str(value["value"])
    yield f"`{value['parameter']}`{subject}"
    yield f"{number} {value['unit']}".strip()
    yield value["effective"]
    yield value["until"] or ""
    yield ", ".join(value["in"])
    yield f"{value['source']} ({value['evidence']})"
    yield value["note"] or ""


def held_alike(holds: list[dict[str, Any]]) -> dict[tuple[str, str], list[str]]:
    """The profiles that hold a rule as hard and from the same source."""
    found: dict[tuple[str, str], list[str]] = {}
    for held in holds:
        softer = held["where_inferred"]
        hard = held["severity"] + (f" ({softer} where inferred)" if softer else "")
        found.setdefault((hard, held["source"]), []).append(held["profile"])
    return found


def told(source: dict[str, Any]) -> str:
    """A citation of the rule."""
    link = f" <{source['href']}>" if source["href"] else ""
    return f"{source['title']}, {source['section']}{link} ({source['confidence']})"


def cli() -> str:
    """What `--help` says of every command."""
    from wioatrack.commands import COMMANDS, GROUPS

    lines = ["# Commands", "", MADE, "", *asked()]
    for name in [*COMMANDS, *GROUPS]:
        lines += ["", f"## {name}", "", *asked(name)]
        for verb in verbs(name) if name in GROUPS else ():
            lines += ["", f"### {name} {verb}", "", *asked(name, verb)]
    return "\n".join(lines) + "\n"


def verbs(noun: str) -> list[str]:
    """The verbs of a noun, in the order in which they are listed."""
    import typer

    from wioatrack.cli import app

    program: Any = typer.main.get_command(app)
    group = program.get_command(None, noun)
    return list(group.list_commands(None))


def asked(*words: str) -> Iterator[str]:
    """The help of a command, as it is printed at any terminal."""
    from typer.testing import CliRunner

    from wioatrack.cli import app

    result = CliRunner(env={"COLUMNS": COLUMNS}).invoke(app, [*words, "--help"])
    if result.exit_code:
        raise SystemExit(f"wioatrack {' '.join(words)} --help: {result.output}")
    yield "```text"
    yield from (line.rstrip() for line in result.stdout.strip().splitlines())
    yield "```"


def faults() -> str:
    """The fault matrix with the tests that provoke each row."""
    tests = marked("fault")

    def row(found: Any) -> str:
        number, fault, expected, _ = found.groups()
        names = "<br>".join(f"`{place}`" for place in tests.get(number, ()))
        return f"| {number} | {fault} | {expected} | {names} |"

    return FAULT.sub(row, (DOCS / "faults.md").read_text(encoding="utf-8"))


PAGES = {"rules.md": rules, "cli.md": cli, "faults.md": faults}


def main(check: bool) -> int:
    """Write the pages, or say which are stale."""
    for name in ("WIOATRACK_DB", "WIOATRACK_USER", "WIOATRACK_AS_OF"):
        os.environ.pop(name, None)
    stale = []
    for name, made in PAGES.items():
        page, text = DOCS / name, made()
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            page.write_text(text, encoding="utf-8")
    verb = "is stale; run `make docs`" if check else "is written anew"
    for name in stale:
        sys.stdout.write(f"docs/{name} {verb}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
