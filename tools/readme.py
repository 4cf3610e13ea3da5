"""Runs the README's console blocks and writes what the program really printed.

`python tools/readme.py` rewrites README.md, `--check` only says whether it is stale.
Every block marked `console` is one session: its commands run in order, in one fresh
folder, with one fresh database.
"""

import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from wioatrack.cli import app

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)


def main() -> int:
    """0 when the README says what the program prints."""
    before = README.read_text(encoding="utf-8")
    after = rewritten(before)
    if after == before:
        return 0
    if "--check" in sys.argv:
        sys.stderr.write("README.md is stale: run `make docs`.\n")
        return 1
    README.write_text(after, encoding="utf-8")
    return 0


def rewritten(text: str) -> str:
    """The README with the output of every console block as it is now."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        environment = {"WIOATRACK_DB": "cases.db", "COLUMNS": "100",
                       "WIOATRACK_USER": "lee"}  # fmt: skip
        os.chdir(folder)
        try:
            return BLOCK.sub(lambda found: played(found, environment), text)
        finally:
            os.chdir(here)


def played(found: re.Match[str], environment: dict[str, str]) -> str:
    """One block, its commands followed by what they print."""
    lines = []
    for line in found[2].splitlines():
        if line.startswith("$ "):
            lines += [line, *answer(line[2:], environment)]
        elif line.startswith("#"):
            lines.append(line)
    return found[1] + "\n".join(lines).rstrip() + "\n" + found[3]


def answer(command: str, environment: dict[str, str]) -> list[str]:
    """The lines one command prints; `export` sets the words of the environment."""
    words = shlex.split(command, comments=True)
    if words[0] == "export":
        environment |= dict(word.split("=", 1) for word in words[1:])
        return []
    result = CliRunner(env=environment).invoke(app, words[1:])
    if result.exit_code not in (0, 1, 7):
        raise SystemExit(f"{command}\nended with {result.exit_code}: {result.output}")
    return [*result.output.rstrip().splitlines(), ""]


if __name__ == "__main__":
    sys.exit(main())
