"""Loads that are large: memory does not grow with the file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LONG = bool(os.environ.get("WIOATRACK_LONG"))
ROWS = (50_000, 200_000) if LONG else (2_000, 12_000)
# The high-water mark of this program alone: ru_maxrss begins with that of the process
# which started it.
MEASURE = """
import re, sys
from pathlib import Path
from wioatrack.cli import app
try:
    app(sys.argv[1:])
except SystemExit as ended:
    most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
    print(ended.code, int(most[1]) // 1024)
"""
linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="needs /proc to measure memory"
)


def loaded(folder: Path, rows: int) -> int:
    """The most memory in MB that a load of credentials took."""
    database = folder / f"{rows}.db"

    def run(*words: object) -> list[str]:
        environment = dict(os.environ, WIOATRACK_AS_OF="2023-06-30")
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, "--db", database, "--user", "ore", *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=3600,
        )
        return done.stdout.split()

    run("init", "--profile", "alabama")
    run(
        "participant", "add", "--state-id", "1", "--first-name", "A", "--last-name", "B"
    )
    run("application", "add", "1", "--number", "N1", "--participation-date",
        "2020-01-02")  # fmt: skip
    file = folder / f"{rows}.csv"
    with file.open("w") as text:
        text.write("application,type,date,name,source,source_id,description\n")
        for number in range(rows):
            text.write(f"N1,graduate-degree,2021-02-03,Name {number},copy-of-degree,"
                       f"S{number},{'words ' * 20}{number}\n")  # fmt: skip
    code, most = run("import", "credential", file)[-2:]
    assert code == "0"
    return int(most)


@linux
@pytest.mark.fault(66)
@pytest.mark.timeout(7200)
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Many times the rows take about the same memory, far below 350 MB."""
    small, large = (loaded(tmp_path, rows) for rows in ROWS)

    assert large < 350
    assert large < small + 130
