"""What reaches the disk before a write is acknowledged, as the kernel sees it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WIOATRACK = str(Path(sys.executable).with_name("wioatrack"))
CALLS = "unlink,unlinkat,fsync,fdatasync,rename,renameat,renameat2,write,openat"


@pytest.mark.fault(6)
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_write_is_on_disk_before_it_is_acknowledged(tmp_path: Path) -> None:
    """Journal synced, database synced, journal gone and its folder synced; then words.

    With the default setting the folder is not synced, and a power cut can bring the
    journal back and with it the state before the last write.
    """
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "WIOATRACK_DB": str(tmp_path / "cases.db"),
        "WIOATRACK_USER": "ore",
    }
    subprocess.run([WIOATRACK, "init"], env=environment, check=True, timeout=60)
    trace = tmp_path / "trace"
    words = ("participant", "add", "--state-id", "1", "--first-name", "A",
             "--last-name", "B")  # fmt: skip

    ran = subprocess.run(
        ["strace", "-f", "-y", "-o", trace, "-e", f"trace={CALLS}", WIOATRACK, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if "ptrace" in ran.stderr:
        pytest.skip("needs the right to trace")

    assert ran.returncode == 0
    calls = trace.read_text().splitlines()
    folder = re.escape(str(tmp_path))

    def first(pattern: str, after: int = 0) -> int:
        found = re.compile(pattern)
        return next(i for i in range(after, len(calls)) if found.search(calls[i]))

    journal = first(r"f(data)?sync\(\d+<[^>]*cases\.db-journal>")
    database = first(r"f(data)?sync\(\d+<[^>]*cases\.db>", journal)
    gone = first(r"unlink(at)?\(.*cases\.db-journal", database)
    folder_synced = first(rf"f(data)?sync\(\d+<{folder}>", gone)
    first(r"write\(1<.*participant 1", folder_synced)
