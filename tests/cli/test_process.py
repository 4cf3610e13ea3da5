"""The program as a process: codes, streams, signals, encodings, terminals."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

WIOATRACK = Path(sys.executable).with_name(
    "wioatrack.exe" if os.name == "nt" else "wioatrack"
)
FLORES = ("--first-name", "Manny", "--last-name", "Flores")
posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and devices")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that `ore` manages."""
    path = tmp_path / "cases.db"
    assert process(path, "init").returncode == 0
    return path


def environment(path: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in
            ("PATH", "SYSTEMROOT", "HOME", "LANG")}  # fmt: skip
    return kept | {"WIOATRACK_DB": str(path), "WIOATRACK_USER": "ore",
                   "WIOATRACK_AS_OF": "2023-06-30"} | more  # fmt: skip


def process(path: Path, *words: str, env: dict[str, str] | None = None, **more):
    return subprocess.run(
        [str(WIOATRACK), *words],
        env=environment(path) if env is None else env,
        stdin=more.pop("stdin", subprocess.DEVNULL),
        capture_output="stdout" not in more,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        **more,
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("participant", "list"), 0),
        (("participant", "show", "nobody"), 3),
        (("participant", "add", "--state-id", "1"), 2),
        (("participant", "dance"), 2),
        (("dance",), 2),
        (("participant", "list", "--limit", "0"), 2),
        (("--as-of", "May", "participant", "list"), 2),
        (("--user", "nobody", "participant", "list"), 4),
        (("--db", "nowhere.db", "participant", "list"), 5),
    ],
)
def test_every_ending_has_its_code_and_no_traceback(database, words, code):
    """The documented exit codes, from a real process."""

    ended = process(database, *words)

    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    if code:
        assert ended.stdout == ""
        assert ended.stderr.startswith("Error: ")


@pytest.mark.parametrize(
    "words",
    [("participant", "show", "nobody", "--json"), ("participant", "add", "--json"),
     ("participant", "dance", "--json"), ("--user", "nobody", "user", "list", "--json")],
)  # fmt: skip
def test_a_refusal_is_json_on_stdout_where_json_was_asked_for(database, words):
    """One object with `error` and `findings`, and the same code."""

    ended = process(database, *words)

    answer = json.loads(ended.stdout)
    assert set(answer) == {"error", "findings"}
    assert ended.returncode in (2, 3, 4)


@pytest.mark.fault(88)
def test_without_a_terminal_nothing_is_asked(database):
    """A piped answer is no answer: the option is named and the code is 2."""

    ended = process(database, "participant", "add", "--state-id", "1", stdin=None,
                    input="Manny\nFlores\n")  # fmt: skip

    assert ended.returncode == 2
    assert "--first-name" in ended.stderr


@pytest.mark.fault(91)
def test_an_empty_environment_is_enough_for_cron(database):
    """No HOME, no PATH, no USER: the options say it all."""
    words = ("--db", str(database), "--user", "ore", "participant", "list", "--json")

    ended = process(database, *words, env={})

    assert (ended.returncode, ended.stdout) == (0, "[]\n"), ended.stderr


@posix
@pytest.mark.fault(92)
def test_a_borrowed_login_name_is_not_believed(database):
    """LOGNAME and USER are words; the account is the operating system's."""
    env = environment(database, LOGNAME="may", USER="may")
    del env["WIOATRACK_USER"]

    ended = process(database, "user", "list", env=env)

    assert "may" not in ended.stderr


@pytest.mark.fault(90)
@pytest.mark.parametrize(
    "settings",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"},
     {"PYTHONIOENCODING": "latin-1"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}],
)  # fmt: skip
def test_no_encoding_makes_it_fail(database, settings):
    """What the terminal cannot show is shown as an escape."""
    process(database, "participant", "add", "--state-id", "1", "--first-name", "Łukasz",
            "--last-name", "名前")  # fmt: skip

    ended = process(
        database, "participant", "list", env=environment(database, **settings)
    )

    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""


@pytest.mark.fault(89)
@pytest.mark.parametrize(
    "settings",
    [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}, {"COLUMNS": "1"},
     {"COLUMNS": "10000"}],
)  # fmt: skip
def test_odd_terminals_do_not_crash_it(database, settings):
    """A pipe gets plain text whatever the terminal is called."""

    ended = process(
        database, "participant", "list", env=environment(database, **settings)
    )

    assert ended.returncode == 0
    assert "\x1b" not in ended.stdout


@posix
@pytest.mark.fault(15)
def test_a_full_disk_behind_stdout_is_one_line(database):
    """Exit 5 and a sentence."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        ended = process(database, "user", "list", "--json", stdout=full,
                        stderr=subprocess.PIPE)  # fmt: skip

    assert ended.returncode == 5, ended.stderr
    assert "Traceback" not in ended.stderr


@posix
def test_a_closed_pipe_is_quiet(database):
    """`| head` ends it with 141 and no words."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        ended = process(
            database, "user", "roles", stdout=closed, stderr=subprocess.PIPE
        )

    assert ended.returncode == 141
    assert ended.stderr == ""


@posix
@pytest.mark.fault(72)
def test_a_lone_surrogate_in_the_words_is_refused(database):
    """Bytes that are no UTF-8 get a sentence, not a traceback."""
    words = [str(WIOATRACK).encode(), b"participant", b"add", b"--state-id", b"1",
             b"--first-name", b"M\xffnny", b"--last-name", b"Flores"]  # fmt: skip

    ended = subprocess.run(words, env=environment(database), capture_output=True,
                           timeout=60)  # fmt: skip

    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr
    assert process(database, "participant", "list", "--json").stdout == "[]\n"


@pytest.mark.fault(94)
@pytest.mark.parametrize("name", ["a?b.db", "%41.db", "#.db", "a b.db"])
def test_a_path_is_taken_literally(tmp_path, name):
    """No URL, no percent code, no query: the name is the file's."""
    if os.name == "nt" and "?" in name:
        pytest.skip("Windows allows no question mark in a file name")

    made = process(tmp_path / name, "init")

    assert made.returncode == 0, made.stderr
    assert [entry.name for entry in tmp_path.glob("*.db")] == [name]


@posix
@pytest.mark.fault(8)
def test_sigterm_at_a_prompt_leaves_nothing(database):
    """143, and no record."""
    child = spawn(database, "participant", "add", "--state-id", "1")
    child.expect("First name")
    child.kill(signal.SIGTERM)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 143 or child.signalstatus == signal.SIGTERM
    assert process(database, "participant", "list", "--json").stdout == "[]\n"


def spawn(database: Path, *words: str, columns: int = 100):
    return pexpect.spawn(
        str(WIOATRACK),
        list(words),
        env=environment(database, TERM="xterm", COLUMNS=str(columns)),
        encoding="utf-8",
        timeout=30,
        dimensions=(40, columns),
    )


@posix
def test_at_a_terminal_what_is_missing_is_asked_for(database):
    """Every missing starred field, and then the record is on file."""
    child = spawn(database, "participant", "add", "--state-id", "1")
    child.expect("First name")
    child.sendline("Manny")
    child.expect("Last name")
    child.sendline("Flores")
    child.expect("participant 1 is on file")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 0
    (row,) = json.loads(process(database, "participant", "list", "--json").stdout)
    assert row["last_name"] == "Flores"


@posix
def test_an_id_of_somebody_is_asked_for_too(database):
    """One of three is needed: which is known, and what it is."""
    child = spawn(database, "participant", "add", *FLORES)
    child.expect("User name in the state's system")
    child.send("\x1b[B\r")
    child.expect("--individual-number")
    child.sendline("1008413651")
    child.expect("participant 1 is on file")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 0
    (row,) = json.loads(process(database, "participant", "list", "--json").stdout)
    assert (row["state_id"], row["individual_number"]) == (None, "1008413651")


@posix
def test_a_choice_is_offered_from_its_list(database):
    """The answer is picked, not typed."""
    child = spawn(database, "user", "add", "kim")
    child.expect("role|Role|staff")
    child.send("\x1b[B\r")
    child.expect("user 2 is on file")
    child.expect(pexpect.EOF)
    child.close()

    users = json.loads(process(database, "user", "list", "--json").stdout)
    assert {user["name"]: user["role"] for user in users}["kim"] == "statewide"


@posix
@pytest.mark.fault(9)
def test_ctrl_c_at_a_prompt_leaves_nothing(database):
    """130, and no record."""
    child = spawn(database, "participant", "add", "--state-id", "1")
    child.expect("First name")
    child.sendcontrol("c")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 130
    assert process(database, "participant", "list", "--json").stdout == "[]\n"


@posix
def test_no_input_forbids_asking_even_at_a_terminal(database):
    """Before the noun or on the command."""
    for words in (("--no-input", "participant", "add"), ("participant", "add",
                                                         "--no-input")):  # fmt: skip
        child = spawn(database, *words)
        child.expect("Missing: --first-name, --last-name")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 2


@posix
@pytest.mark.fault(73)
def test_a_terminal_shows_markup_and_escapes_as_words(database):
    """Rich reads none of a name, and no foreign escape reaches the screen."""
    process(database, "participant", "add", "--state-id", "1", "--first-name", "[/b]",
            "--last-name", "[red]:smile:\u202e")  # fmt: skip

    child = spawn(database, "participant", "list")
    child.expect(pexpect.EOF)
    shown = child.before

    assert "[/b]" in shown
    assert "[red]:smile:\\u202e" in shown
    assert "\u202e" not in shown


@posix
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("participant", "list"), 0),
        (("participant", "show", "1"), 0),
        (("participant", "show", "nobody who is on file, whatever was typed"), 3),
        (("rules", "show", "credential.window"), 0),
        (("msg", "add", "1", "--date", "2031-01-01", "--type", "knowledge-exam"), 2),
    ],
)
def test_json_is_never_folded_at_a_narrow_terminal(database, words, code):
    """A terminal's width folds sentences; what a program reads stays whole."""
    name = "Anna Maria Magdalena of the very long and winding names of a family"
    process(database, "participant", "add", "--state-id", "1", "--first-name", name,
            "--last-name", name)  # fmt: skip
    process(database, "application", "add", "1", "--number", "A1", "--program", "youth")

    child = spawn(database, *words, "--json", columns=40)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == code, child.before
    assert json.loads(child.before)
    assert max(map(len, child.before.splitlines())) > 40


@pytest.mark.fault(98)
def test_a_defect_leaves_one_line_and_a_report_without_values(database, tmp_path):
    """Exit 70; the report has types and places, never what was typed."""
    code = (
        "import sys, wioatrack.actions.people as people\n"
        "def broken(desk, entry): raise RuntimeError('canary ' + entry.last_name)\n"
        "people.add_participant = broken\n"
        "from wioatrack.cli import main\n"
        "sys.argv = ['wioatrack', 'participant', 'add', '--state-id', '1',"
        " '--first-name', 'Manny', '--last-name', 'Canaryson']\n"
        "main()\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(database, TMPDIR=str(tmp_path), TEMP=str(tmp_path)),
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    (report,) = tmp_path.glob("wioatrack-defect-*.txt")
    told = report.read_text(encoding="utf-8")
    assert ended.returncode == 70
    assert "RuntimeError" in told
    assert "anary" not in told + ended.stderr + ended.stdout
    if os.name == "posix":
        assert report.stat().st_mode & 0o077 == 0


@posix
@pytest.mark.fault(98)
def test_a_defect_without_room_for_a_report_says_so(database):
    """Still 70, and no traceback, which would hold what was typed."""
    code = (
        "import resource, sys, wioatrack.actions.people as people\n"
        "def broken(desk, entry):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "    raise RuntimeError('canary ' + entry.last_name)\n"
        "people.add_participant = broken\n"
        "from wioatrack.cli import main\n"
        "sys.argv = ['wioatrack', 'participant', 'add', '--state-id', '1',"
        " '--first-name', 'Manny', '--last-name', 'Canaryson']\n"
        "main()\n"
    )

    ended = subprocess.run([sys.executable, "-c", code], env=environment(database),
                           capture_output=True, text=True, timeout=60)  # fmt: skip

    assert ended.returncode == 70
    assert "No report could be written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "anary" not in ended.stderr + ended.stdout
