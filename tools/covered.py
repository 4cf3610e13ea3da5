"""Which requirements and faults no test speaks of yet.

    python tools/covered.py requirements
    python tools/covered.py faults

Read from the tests' own markers, and from the `covers` of the case files, without
running anything.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
REQUIREMENT = re.compile(r"^- ([A-Z]+-\d+) (.+)$", re.MULTILINE)
FAULT = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)

Places = dict[str, list[str]]


def requirements() -> dict[str, str]:
    """Every requirement by id."""
    return dict(REQUIREMENT.findall((ROOT / "docs" / "requirements.md").read_text()))


def faults() -> dict[str, str]:
    """Every row of the fault matrix by number."""
    rows = FAULT.findall((ROOT / "docs" / "faults.md").read_text())
    return {number: fault for number, fault, _, _ in rows}


def marked(name: str) -> Places:
    """What the markers of that name say, and which tests say it."""
    found: Places = defaultdict(list)
    for file in sorted(TESTS.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for test, value in said(tree, name):
            place = f"{file.relative_to(ROOT).as_posix()}::{test}"
            if place not in found[value]:
                found[value].append(place)
    return found


def said(tree: ast.Module, name: str) -> Iterator[tuple[str, str]]:
    """Test and value for each constant argument of a marker, wherever it stands."""
    for node in tree.body:
        test = getattr(node, "name", "")
        for call in ast.walk(node):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == name
            ):
                for argument in call.args:
                    for constant in ast.walk(argument):
                        if isinstance(constant, ast.Constant):
                            yield test, str(constant.value)


def covered() -> Places:
    """The requirements that a marker or a case file names."""
    found = marked("covers")
    for file in sorted((TESTS / "rules" / "cases").glob("*.toml")):
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        for part in (document, *document.get("case", ())):
            for id in part.get("covers", ()):
                found[id].append(file.relative_to(ROOT).as_posix())
    return found


def report(kind: str, known: dict[str, str], spoken_of: Iterable[str]) -> int:
    """Print what is open; the count is the answer."""
    there = set(spoken_of)
    missing = [id for id in known if id not in there]
    for id in missing:
        sys.stdout.write(f"{id}  {known[id]}\n")
    done = len(known) - len(missing)
    sys.stdout.write(f"{done} of {len(known)} {kind} have a test.\n")
    unknown = sorted(there - set(known))
    if unknown:
        sys.stdout.write(f"Not in the list: {', '.join(unknown)}\n")
    return 1 if unknown else 0


def main(kind: str) -> int:
    """The exit code: 1 where a test names what is not in the list."""
    if kind == "faults":
        return report("faults", faults(), marked("fault"))
    return report("requirements", requirements(), covered())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or ["requirements"]))
