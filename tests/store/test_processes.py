"""Several processes at once, and processes that die in the middle."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wioatrack.errors import StoreLocked
from wioatrack.models.people import Participant, Setting
from wioatrack.store import Stamp, Store, reading, writing
from wioatrack.store.checking import check

KILLS = int(os.environ.get("WIOATRACK_TEST_KILLS", "20"))
COUNT = """
import sys
from pathlib import Path
from wioatrack.store import Stamp, writing
from wioatrack.models.people import Setting
path, times = Path(sys.argv[1]), int(sys.argv[2])
sys.stdin.readline()
for _ in range(times):
    with writing(path, Stamp("a", "b", "count")) as store:
        row = store.one("SELECT id, value FROM setting WHERE name = 'count'")
        store.change(Setting, row["id"], value=str(int(row["value"]) + 1))
"""
RECEIPTS = """
import sys
from pathlib import Path
from wioatrack.store import Stamp, writing
from wioatrack.models.people import Setting
path, run = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
for number in range(100000):
    with writing(path, Stamp("a", "b", "fill")) as store:
        store.keep(Setting(name=f"{run}-{number}-a", value="1"))
        store.keep(Setting(name=f"{run}-{number}-b", value="1"))
    print(number, flush=True)
"""
HOLD = """
import sqlite3, sys, time
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(60)
"""
PENDING = """
import sys
from pathlib import Path
from wioatrack.store import Stamp, writing
from wioatrack.models.money import OverrideRequest
sys.stdin.readline()
with writing(Path(sys.argv[1]), Stamp(sys.argv[2], "b", "override request")) as store:
    if store.one("SELECT 1 FROM override_request WHERE status = 'pending'"):
        print("refused")
    else:
        store.keep(OverrideRequest(
            participant_id=1, application_id=1, service_id=1, support_type="clothing",
            period="2023", amount_cents=5000, reason="coat", status="pending"))
        print("filed")
"""


def started(script: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.fault(35)
def test_no_update_is_lost_between_processes(filled: Path, ann: Stamp) -> None:
    """Four that read, add one and write: every one of the additions is there."""

    with writing(filled, ann) as store:
        store.keep(Setting(name="count", value="0"))

    runs = [started(COUNT, filled, 25) for _ in range(4)]
    ends = [run.communicate("go\n") for run in runs]

    assert [err for _, err in ends] == [""] * 4
    with reading(filled) as snapshot:
        assert snapshot.one("SELECT value FROM setting") == {"value": "100"}
    assert check(filled) == ()


@pytest.mark.fault(36)
@pytest.mark.covers("IS-65")
def test_two_requests_at_once_leave_one_pending(filled: Path) -> None:
    """What is asked inside the write stays true until the write is done."""

    runs = [started(PENDING, filled, name) for name in ("ann", "bea")]
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    answers = sorted(run.communicate()[0].strip() for run in runs)

    assert answers == ["filed", "refused"]


@pytest.mark.fault(1)
def test_a_killed_writer_loses_nothing_it_acknowledged(filled: Path) -> None:
    """Every printed receipt is in the file, and no transaction is there by half."""

    dice = random.Random(9)
    for number in range(KILLS):
        run = started(RECEIPTS, filled, f"run{number}")
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.15))
        run.send_signal(signal.SIGKILL)
        receipts = run.communicate()[0].split()
        with reading(filled) as snapshot:
            names = {
                row["name"]
                for row in snapshot.ask(
                    "SELECT name FROM setting WHERE name GLOB :run",
                    run=f"run{number}-*",
                )
            }
        for receipt in receipts:
            assert f"run{number}-{receipt}-a" in names
        assert len(names) % 2 == 0
    assert check(filled) == ()


@pytest.mark.fault(39)
def test_a_held_lock_is_waited_for_and_then_refused(filled: Path, ann: Stamp) -> None:
    """It says once that it waits, then exits with nothing changed."""

    holder, waited = started(HOLD, filled), []
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        begun = time.monotonic()
        with (
            pytest.raises(StoreLocked),
            writing(
                filled, ann, patience=1.5, on_wait=lambda: waited.append(1)
            ) as store,
        ):
            store.change(Participant, 1, phone="1")
        assert 1.4 < time.monotonic() - begun < 5
    finally:
        holder.kill()
        holder.communicate()

    assert waited == [1]
    with reading(filled) as snapshot:
        assert snapshot.one("SELECT phone FROM participant") == {"phone": None}


@pytest.mark.fault(40)
def test_a_reader_never_sees_half_a_write(
    filled: Path, ann: Stamp, person: Callable[[Store, str], int]
) -> None:
    """While a transaction is open: the old state, whole."""

    with writing(filled, ann) as store:
        person(store, "A2")
        with reading(filled) as snapshot:
            assert len(snapshot.ask("SELECT * FROM participant")) == 1
            assert len(snapshot.ask("SELECT * FROM application")) == 1


@pytest.mark.fault(2)
def test_a_kill_in_the_middle_of_a_write_leaves_the_old_state(filled: Path) -> None:
    """The journal of the dead process is rolled back by the next reader."""

    script = (
        "import sys, time; from pathlib import Path\n"
        "from wioatrack.store import Stamp, writing\n"
        "with writing(Path(sys.argv[1]), Stamp('a', 'b', 'c')) as store:\n"
        "    raw = store.connection\n"
        "    raw.execute('PRAGMA cache_size = 1')\n"
        "    raw.execute('PRAGMA cache_spill = 1')\n"
        "    for n in range(2000):\n"
        "        raw.execute('INSERT INTO setting (name, value) VALUES (?, ?)',\n"
        "                    (str(n), 'x' * 500))\n"
        "    print('spilled', flush=True); time.sleep(60)\n"
    )
    run = started(script, filled)
    assert run.stdout is not None
    run.stdout.readline()
    run.kill()
    run.communicate()
    assert filled.with_name("cases.db-journal").exists()
    assert filled.stat().st_size > 1_000_000

    with reading(filled) as snapshot:
        assert snapshot.ask("SELECT * FROM setting") == []
    assert check(filled) == ()
