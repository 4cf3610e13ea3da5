"""What one command costs to start, as ratios to `python -c pass` in the same run.

    python benchmarks/startup.py [--rounds 15]

Run it on a quiet machine; it is never a timed test. Each round runs every command once,
in turn, so that a slow moment of the machine touches all of them; the median of the
rounds' ratios is printed beside the goal.
"""

import argparse
import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PYTHON = sys.executable
PROGRAM = [PYTHON, "-m", "wioatrack"]
NOTHING = [PYTHON, "-c", "pass"]
SQLMODEL = [PYTHON, "-c", "import sqlmodel"]
# With these set, every run would compile the program anew, or write unbuffered.
UNLIKE_USE = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
Run = Callable[[], float]


def main() -> None:
    """Set up a small database, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    home = Path(tempfile.mkdtemp(prefix="wioatrack-bench-"))
    try:
        report(measured(cases(home), rounds), rounds)
    finally:
        shutil.rmtree(home)


def cases(home: Path) -> dict[str, tuple[Run, float | None]]:
    """Each command, how to time it, and the goal for its ratio."""
    environment = {
        **{name: word for name, word in os.environ.items() if name not in UNLIKE_USE},
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "WIOATRACK_DB": str(home / "cases.db"),
        "WIOATRACK_USER": "ore",
        "WIOATRACK_AS_OF": "2023-06-30",
    }

    def piped(command: list[str], code: int = 0) -> Run:
        return lambda: timed(command, environment, code)

    def at_terminal(command: list[str], code: int = 0) -> Run:
        return lambda: shown(command, environment, code)

    def program(*words: str) -> list[str]:
        return [*PROGRAM, *words]

    for words in SET_UP:
        timed(program(*words), environment, 0)
    refused = program(*REFUSED)
    number = iter(range(10_000))
    written: Run = lambda: timed(  # noqa: E731
        program("participant", "edit", "1", "--phone", str(next(number))),
        environment,
        0,
    )
    credential: Run = lambda: timed(  # noqa: E731
        program(*CREDENTIAL, "--name", f"License {next(number)}"), environment, 0
    )
    return {
        "python -c pass": (piped(NOTHING), None),
        "import sqlmodel": (piped(SQLMODEL), None),
        "--help": (piped(program("--help")), 7),
        "credential add --help": (piped(program("credential", "add", "--help")), None),
        "participant show, plain": (piped(program("participant", "show", "1")), 8),
        "credential list, JSON": (
            piped(program("credential", "list", "7", "--json")),
            8,
        ),
        "credential list, plain": (piped(program("credential", "list", "7")), 8),
        "credential list, Rich": (at_terminal(program("credential", "list", "7")), 11),
        "exit check, JSON": (piped(program("exit", "check", "7", "--json"), 1), 8),
        "entry refused, plain": (piped(refused, 1), 8),
        "entry refused, Rich": (at_terminal(refused, 1), 11),
        "participant edit": (written, 34),
        "credential add": (credential, 34),
    }


SET_UP = (
    ("init", "--profile", "worknet"),
    ("participant", "add", "--state-id", "1", "--first-name", "A", "--last-name", "B"),
    ("application", "add", "1", "--number", "7", "--application-date", "2022-07-02"),
    ("service", "add", "7", "--activity", "300", "--status", "started",
     "--start", "2022-08-01"),
    ("credential", "list", "7", "--json"),
)  # fmt: skip
CREDENTIAL = (
    *("credential", "add", "7", "--type", "occupational-skills-license"),
    *("--date", "2023-02-16", "--institution", "Harper", "--service", "1"),
    *("--source", "copy-of-credential"),
)
REFUSED = (
    *("credential", "add", "7", "--type", "occupational-skills-license"),
    *("--date", "2023-09-16", "--name", "X", "--institution", "Harper"),
    *("--source", "copy-of-credential"),
)


def timed(command: list[str], environment: dict[str, str], code: int) -> float:
    """Seconds of a whole process whose output goes into a pipe."""
    begun = time.perf_counter()
    ended = subprocess.run(
        command, env=environment, capture_output=True, stdin=subprocess.DEVNULL
    )
    taken = time.perf_counter() - begun
    if ended.returncode != code:
        raise SystemExit(f"{command}: {ended.returncode}\n{ended.stderr.decode()}")
    return taken


def shown(command: list[str], environment: dict[str, str], code: int) -> float:
    """Seconds of a whole process whose output goes to a terminal."""
    leader, follower = pty.openpty()
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "120"},
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=subprocess.DEVNULL,
    )
    os.close(follower)
    try:
        while os.read(leader, 65536):
            pass
    except OSError:
        pass
    finally:
        os.close(leader)
    ended = process.wait()
    taken = time.perf_counter() - begun
    if ended != code:
        raise SystemExit(f"{command}: {ended}")
    return taken


def measured(
    cases: dict[str, tuple[Run, float | None]], rounds: int
) -> dict[str, tuple[float, float | None]]:
    """The median ratio of each command to the first, round by round."""
    for run, _ in cases.values():
        run()
    ratios: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        base = 0.0
        for name, (run, _goal) in cases.items():
            taken = run()
            base = base or taken
            ratios[name].append(taken / base)
    return {
        name: (statistics.median(ratios[name]), goal)
        for name, (_, goal) in cases.items()
    }


def report(found: dict[str, tuple[float, float | None]], rounds: int) -> None:
    """The table; a write is also held against a bare `import sqlmodel`."""
    sqlmodel, _ = found["import sqlmodel"]
    print(f"median of {rounds} rounds, ratio to python -c pass")
    print(f"{'command':<28}{'ratio':>7}{'goal':>7}")
    for name, (ratio, goal) in found.items():
        limit = min(goal, sqlmodel) if goal and goal > 11 else goal
        said = "" if limit is None else ("  ok" if ratio <= limit else "  MISSED")
        print(f"{name:<28}{ratio:>7.1f}{limit and f'{limit:.1f}' or '':>7}{said}")


if __name__ == "__main__":
    main()
