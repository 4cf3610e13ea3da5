"""The README shows what the program prints."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_session_of_the_readme_is_what_the_program_prints():
    """`make docs` writes it anew; a stale one fails here."""

    checked = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "readme.py"), "--check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )

    assert checked.returncode == 0, checked.stderr
