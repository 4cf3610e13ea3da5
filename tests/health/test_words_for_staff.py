"""No command shows a customer the words that staff write for staff.

Every such word in this caseload is a canary of its own. The commands come from the
program, so that a new one is asked too, or fails here until it is taught how.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from wioatrack.actions.batches.register import NOUNS
from wioatrack.actions.for_staff import COLUMNS
from wioatrack.actions.rejudging import REJUDGED
from wioatrack.cli import app
from wioatrack.commands import COMMANDS, GROUPS

TODAY = "2023-06-30"
WHO = ("13-1", "own-isets", "own-cook", "own-none")
SENT = "Welcome to the program"
Run = Callable[..., Any]
FILES = ("--html", "--ics", "--out")
# What a command cannot be asked without.
OPTIONS = {
    "plan export": ("--iwds",),
    "attendance week": ("--week", "2023-01-10"),
    "attendance group": ("--activity", "BE", "--week", "2023-01-10"),
    "attendance sheet": ("--activity", "BE", "--week", "2023-01-10"),
    "service bulk": ("--activity", "BE", "--hours", "7", "--dry-run"),
}
# Commands that answer in a file, and have to be told which.
ONLY_FILES = {"plan print"}
# What `NOUN verb ID` takes the id of, where it is not the noun's own.
ID_OF = {"attendance": "service", "program": "program", "msg": "gain",
         "catalog": "catalog_entry", "override": "override_request"}  # fmt: skip
# These change something, and say so before they look at who asks: options are missing.
WRITES = {
    "participant add", "participant edit", "application add", "application edit",
    "goal add", "goal edit", "plan agree", "pathway set", "provider add", "program add",
    "program edit", "referral send", "referral reply", "service add", "service update",
    "payment add", "payment again", "payment edit", "override request", "override edit",
    "override review", "attendance record", "attendance verify", "attendance reopen",
    "employer add", "worksite add", "job add", "placement add", "placement update",
    "placement verify", "placement payroll", "followup add", "followup done",
    "assessment add", "assessment summarize", "msg add", "msg edit", "credential add",
    "credential edit", "credential decide", "catalog add", "catalog edit", "exit record",
    "exit early", "exit void", "employment add", "employment edit", "note add",
    "story add", "user add", "user edit", "import", "batch", "catalog guide", "note send",
}  # fmt: skip


def word(table: str, column: str) -> str:
    """The canary of a column."""
    return f"canary-of-{table}-{column}".replace("_", "-")


CANARIES = {word(table, name) for table, names in COLUMNS.items() for name in names}


def every_command() -> dict[str, Any]:
    """Each command by its words."""
    program: Any = typer.main.get_command(app)
    found = {}
    for noun in [*COMMANDS, *GROUPS]:
        command = program.get_command(None, noun)
        verbs = command.list_commands(None) if hasattr(command, "list_commands") else ()
        for verb in verbs:
            found[f"{noun} {verb}"] = command.get_command(None, verb)
        if not verbs:
            found[noun] = command
    return found


ALL = every_command()


def options_of(name: str) -> set[str]:
    return {option for parameter in ALL[name].params for option in parameter.opts}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A customer with something of every kind, and a canary in every word for staff."""
    home = tmp_path_factory.mktemp("canaries")
    runner = CliRunner()

    def run(*words: object, user: str = "ore", code: int | None = None) -> Any:
        environment = {
            "WIOATRACK_DB": str(home / "cases.db"),
            "WIOATRACK_USER": user,
            "WIOATRACK_AS_OF": TODAY,
        }
        result = runner.invoke(app, [str(word) for word in words], env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            words
        )
        if code is not None:
            assert result.exit_code == code, (words, result.output)
        return result

    run.home = home  # type: ignore[attr-defined]
    run("init", "--profile", "isets", code=0)
    run("user", "add", "lee", "--role", "staff", code=0)
    run("user", "add", "may", "--role", "reviewer", code=0)
    fill(run, home)
    run("user", "add", "cus", "--role", "customer", "--participant", "13-1", code=0)
    mark_a_failed_mail(home / "cases.db")
    return run


def fill(run: Run, home: Path) -> None:
    """One person with three applications, and everything that takes words for staff."""
    who = "own-isets"

    def made(*words: object, **more: Any) -> int:
        answer = json.loads(run(*words, "--json", code=0, **more).stdout)
        return int(answer.get("id") or 0)

    made("participant", "add", "--state-id", "13-1", "--first-name", "Own",
         "--last-name", "Person", "--email", "own@example.org")  # fmt: skip
    made("application", "add", "13-1", "--number", who, "--application-date",
         "2022-01-09", "--office", "East", "--provider", "Third")  # fmt: skip
    made("application", "add", "13-1", "--number", "own-none", "--application-date",
         "2021-01-09", "--enrollment", "not-participating", "--because",
         word("application", "enrollment_because"))  # fmt: skip
    goal = made("goal", "add", who, "--statement", "Work", "--category", "career-plan",
                "--term", "short", "--status", "off-track")  # fmt: skip
    service = made("service", "add", who, "--activity", "BE", "--goal", goal, "--status",
                   "started", "--start", "2022-01-10", "--planned-end",
                   "2023-12-01")  # fmt: skip
    money(run, made, who, goal)
    made("attendance", "record", service, "--day", "2023-01-10", "--in", "08:00", "--out",
         "12:00", "--verify")  # fmt: skip
    made("attendance", "reopen", service, "--week", "2023-01-10", "--because",
         word("attendance_week", "reopened_because"))  # fmt: skip
    made("assessment", "add", who, "--name", "TABE", "--date", "2023-01-11")
    made("assessment", "needs", who, "--skill", "Typing")
    made("assessment", "summarize", who, "--text", word("note", "message"))
    made("pathway", "set", who, "--pathway", "Care")
    made("plan", "request", who)
    paper = home / f"{word('document', 'original_name')}.txt"
    paper.write_text("A paper.\n", encoding="utf-8")
    made("document", "add", paper, "--who", who)
    made("msg", "add", who, "--type", "milestone", "--date", "2023-06-01", "--comment",
         "Passed", "--established", "2023-01-10", "--satisfactory", "--document",
         "1")  # fmt: skip
    made("note", "add", who, "--date", "today", "--subject", word("note", "subject"),
         "--message", word("note", "message"), "--send", "message", "--to",
         "team")  # fmt: skip
    made("note", "add", who, "--date", "today", "--message", SENT, "--send", "email",
         "--to", "customer")  # fmt: skip
    made("followup", "add", who, "--due", "2023-06-01", "--outcome", "voicemail",
         "--about", word("followup", "about"), "--note",
         word("note", "message"))  # fmt: skip
    made("employment", "add", who, "--employer", "Bakery", "--title", "Baker", "--start",
         "2023-06-05", "--city", "Chicago", "--state", "IL", "--zip", "60601",
         "--duties", "Bakes", "--hours", "40")  # fmt: skip
    made("story", "add", who, "--title", "Back at work", "--text", "It went well.")
    made("provider", "add", "--name", "Third")
    sent = made("referral", "send", who, "--provider", "Third", "--message",
                word("referral", "message"))  # fmt: skip
    made("referral", "reply", sent, "--reply", "accepted", "--note",
         word("referral", "reply_note"))  # fmt: skip
    placement(made, who, goal)
    made("exit", "early", who, "--date", "2023-06-29", "--reason", "moved", "--note",
         word("note", "message"))  # fmt: skip
    made("exit", "void", who, "--because", word("exit", "voided_because"))
    under_cook(made)
    entry = made("catalog", "add", "--name", "Baker", "--type", "certification", "--note",
                 word("catalog_note", "text"))  # fmt: skip
    assert entry


def money(run: Run, made: Callable[..., int], who: str, goal: int) -> None:
    """Support with requests pending and answered, and a maximum that was waived."""
    housing = made("service", "add", who, "--activity", "Housing/Utilities", "--goal",
                   goal, "--status", "started", "--start", "2023-02-01")  # fmt: skip
    clothing = made("service", "add", who, "--activity", "Clothing", "--goal", goal,
                    "--status", "started", "--start", "2023-02-01")  # fmt: skip
    paid = ("--method", "check", "--paid-by", "snap-et", "--date", "2023-02-02")
    made("payment", "add", housing, "--subtype", "housing-utilities", "--amount", "475",
         *paid)  # fmt: skip
    made("payment", "add", clothing, "--amount", "301", *paid, "--waive",
         "payment.within-maximum", "--because", word("waiver", "because"))  # fmt: skip
    asked = ("--amount", "25", "--reason", word("override_request", "reason"))
    first = made("override", "request", housing, *asked)
    made("override", "review", first, "--decision", "approved", "--note",
         word("override_request", "review_note"), user="may")  # fmt: skip
    made("payment", "add", housing, "--subtype", "housing-utilities", "--amount", "25",
         *paid)  # fmt: skip
    made("override", "request", housing, *asked)


def placement(made: Callable[..., int], who: str, goal: int) -> None:
    """Somebody at a worksite."""
    employer = made("employer", "add", "--name", "Bakery")
    site = made("worksite", "add", "--employer", employer, "--name", "Oven")
    job = made("job", "add", "--worksite", site, "--title", "Cook", "--openings", "1",
               "--hourly-wage", "15")  # fmt: skip
    made("placement", "add", who, "--activity", "TJ", "--job", job, "--goal", goal,
         "--status", "started", "--start", "2023-03-01", "--planned-end", "2023-12-01",
         "--hours", "20", "--minimum-wage", "13", "--subsidized-wage", "13",
         "--employer-match", "2", "--position", "part-time")  # fmt: skip


def under_cook(made: Callable[..., int]) -> None:
    """A credential with its case note, and one whose missing note was waived."""
    made("application", "add", "13-1", "--number", "own-cook", "--profile", "cook",
         "--application-date", "2023-01-09", "--region", "Cook", "--office",
         "East")  # fmt: skip
    service = made("service", "add", "own-cook", "--activity", "300", "--status",
                   "successful", "--start", "2023-01-10", "--end", "2023-05-01",
                   "--planned-end", "2023-05-01")  # fmt: skip
    earned = ("--type", "occupational-certification", "--name", "Welder", "--issuer",
              "AWS", "--institution", "School", "--source", "copy-of-credential",
              "--service", service)  # fmt: skip
    made("credential", "add", "own-cook", *earned, "--date", "2023-05-02", "--note",
         word("note", "message"))  # fmt: skip
    made("credential", "add", "own-cook", *earned, "--date", "2023-05-03", "--waive",
         "credential.case-note", "--because", word("waiver", "because"))  # fmt: skip


def mark_a_failed_mail(path: Path) -> None:
    """What a mail server answered: the only word for staff that no command takes."""
    connection = sqlite3.connect(path)
    for state in ("sending", "failed"):
        reason = word("outbox", "reason") if state == "failed" else None
        connection.execute("UPDATE outbox SET state = ?, reason = ?", (state, reason))
    connection.commit()
    connection.close()


def ids_of(run: Run, name: str) -> list[int]:
    """The ids on file of what a command takes the id of."""
    noun = name.split()[0]
    table = ID_OF.get(noun, noun)
    connection = sqlite3.connect(run.home / "cases.db")  # type: ignore[attr-defined]
    rows = connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
    connection.close()
    return [found for (found,) in rows]


def asked(run: Run, name: str) -> Iterator[tuple[object, ...]]:
    """The ways to ask a command: of each WHO, each record, each noun."""
    arguments = [p for p in ALL[name].params if p.param_type_name == "argument"]
    known: dict[str, Callable[[], Any]] = {
        "who": lambda: WHO,
        "person": lambda: ("13-1",),
        "record_id": lambda: ids_of(run, name),
        "mail": lambda: (1,),
        "handle": lambda: (1,),
        "text": lambda: ("own", "e"),
        "name": lambda: ("goal-status", "cus"),
        "rule": lambda: ("override.may-request",),
        "noun": lambda: sorted(NOUNS),
        "file": lambda: (run.home / "nothing.csv",),  # type: ignore[attr-defined]
    }
    if name == "rules why":
        for noun in REJUDGED:
            record_ids = ids_of(run, {"plan": "application"}.get(noun, noun))
            yield from ((noun, record_id) for record_id in record_ids)
        return
    if not arguments or not arguments[0].required:
        yield ()
    if arguments and len(arguments) == 1:
        yield from ((value,) for value in known[arguments[0].name]())
    if len(arguments) > 1:
        yield tuple(known[argument.name]()[0] for argument in arguments)


def answers(run: Run, name: str, user: str) -> Iterator[tuple[Any, str]]:
    """What a command says to a user in every form that it has, and the files it made."""
    offered = options_of(name)
    forms = [(), *((form,) for form in ("--json", "--csv") if form in offered)]
    if name in ONLY_FILES:
        forms = []
    for words in asked(run, name):
        for form in forms:
            found = run(*name.split(), *words, *OPTIONS.get(name, ()), *form, user=user)
            yield found, found.output
        for option in FILES:
            if option in offered and name not in WRITES:
                file = run.home / "out"  # type: ignore[attr-defined]
                file.unlink(missing_ok=True)
                found = run(*name.split(), *words, *OPTIONS.get(name, ()), option, file,
                            user=user)  # fmt: skip
                text = file.read_text(encoding="utf-8") if file.exists() else ""
                yield found, found.output + text


@pytest.mark.covers("IS-04", "OUT-03", "OUT-63")
@pytest.mark.parametrize("name", sorted(ALL))
def test_no_command_tells_a_customer_what_staff_wrote_for_staff(
    run: Run, name: str
) -> None:
    """Text, JSON, CSV and files; where it refuses, it says to whom and why."""
    for found, said in answers(run, name, "cus"):
        assert sorted(canary for canary in CANARIES if canary in said) == []
        assert found.exit_code != 2 or name in WRITES, said
        assert found.exit_code in (0, 1, 2, 3, 4, 5, 7), said
        if found.exit_code == 4:
            assert "Role customer may not" in said


@pytest.mark.covers("IS-04", "OUT-63")
@pytest.mark.parametrize("together", [(), ("--atomic",)])
def test_a_batch_tells_no_more(run: Run, together: tuple[str, ...]) -> None:
    """Also where its lines share a transaction that writes."""
    file = run.home / "lines.txt"  # type: ignore[attr-defined]
    file.write_text("override show 1\nattendance list 1\nlog --noun waiver\n",
                    encoding="utf-8")  # fmt: skip

    found = run("batch", file, *together, user="cus", code=0)

    assert "approved" in found.output
    assert sorted(canary for canary in CANARIES if canary in found.output) == []


@pytest.mark.covers("IS-04", "OUT-03", "OUT-63")
def test_the_words_are_there_and_staff_read_them(run: Run) -> None:
    """Otherwise nothing would have been tried."""
    heard = "".join(
        said
        for name in ALL
        if name not in WRITES and name.split()[-1] in ("list", "log", "show", "outbox")
        for _, said in answers(run, name, "ore")
    )

    assert sorted(canary for canary in CANARIES if canary not in heard) == []


@pytest.mark.covers("IS-04", "OUT-03")
def test_customers_read_the_rest_of_their_record(run: Run) -> None:
    """The request and its answer, the week, the referral: only the words are gone."""
    heard = {
        name: json.loads(run(*name.split(), "--json", user="cus", code=0).stdout)
        for name in ("override list", "note list 13-1", "log 13-1", "override show 1",
                     "followup list 13-1", "assessment list 13-1")
    }  # fmt: skip

    assert [row["status"] for row in heard["override list"]] == ["approved", "pending"]
    assert heard["override show 1"]["standing"]
    assert [row["message"] for row in heard["note list 13-1"]] == [SENT]
    assert [row["name"] for row in heard["assessment list 13-1"]] == ["TABE"]
    assert [row["tries"] for row in heard["followup list 13-1"]] == [1]
    requests = [row for row in heard["log 13-1"] if row["noun"] == "override"]
    assert all("reason" not in row["after"] for row in requests)
    assert any("amount" in row["after"] for row in requests)
    sent = [row["after"] for row in heard["log 13-1"] if row["noun"] == "note"]
    assert [note["message"] for note in sent] == [SENT]


@pytest.mark.covers("IS-04", "OUT-63")
@pytest.mark.parametrize("name", sorted(n for n in ALL if "--search" in options_of(n)))
def test_searching_tells_a_customer_no_more(run: Run, name: str) -> None:
    """What is not shown cannot be guessed word by word either."""
    for words in asked(run, name):
        for canary in CANARIES:
            found = run(*name.split(), *words, *OPTIONS.get(name, ()), "--search", canary,
                        "--json", user="cus")  # fmt: skip
            assert found.exit_code in (1, 2, 3, 4) or json.loads(found.stdout) == []


# Every other column of words, by table: what a person may read of the own record.
OPEN = """
application: agency_code education_at_entry enrollment number office profile program
    provider region school_status_at_entry
assessment: form kind name score series subject
attendance_day: check_in check_out lunch_end lunch_start
catalog_entry: credential_status ctdl_class ctid description issuer language name page
    status type words
catalog_occupation: code title
catalog_program: cip name provider
catalog_relation: cip kind type
catalog_revision: body name words
catalog_sector: sector
catalog_skill: meaning name unit
credential: agency_code data_source description institution issuer name office region
    source source_id type type_label
credential_decision: citations code issuer_kind pirl_type reasons rules skills type
document: kind sha256
employer: address city name state zip
employment: city duties employer kind meets_needs state street street2 title zip
exit: kind reason
followup: outcome youth_placement
followup_contact: outcome
gain: attendance award comment federal_type route type type_label
goal: category statement status template term
goal_status: status
job: position title
need: section words
note: author recipients send task
outbox: message_id recipient state
override_edit: editor
override_request: period status support_type
participant: case_number email first_name group_name individual_number
    last_name phone ssn4 state_id username
pathway: occupation_1 occupation_2 pathway
payment: method subtype
payroll_line: file_sha256
placement: employment_type minimum_wage_of position
plan_agreement: status
program: baseline contract_number location name offering other_training recommendation
    schedule
program_activity: activity activity_set
program_trait: kind words
provider: address city kind name state zip
referral: reply
service: activity activity_group activity_label activity_set external_id note
    provider_address provider_city provider_kind provider_name provider_state
    provider_zip status
service_situation: situation
service_status: status
setting: name value
story: audience career_pathway program_type provider status text title
user: name organization role
user_location: location
waiver: noun rule
worksite: address city name state zip
"""
DAYS = {"date", "start", "end", "week_start", "day", "due_date", "birth_date",
        "established", "planned_start", "planned_end", "period_start", "period_end",
        "subsidized_start", "subsidized_end", "recert_date", "application_date",
        "participation_date", "last_login"}  # fmt: skip
LOG = {"invocation", "change", "change_payload", "load", "load_row", "open_due"}


@pytest.mark.covers("IS-04", "OUT-63")
def test_of_every_column_of_words_somebody_said_who_reads_it(run: Run) -> None:
    """A new column is for staff, or it is not: this test fails until it is decided."""
    connection = sqlite3.connect(run.home / "cases.db")  # type: ignore[attr-defined]
    kept = {
        (table, column)
        for table, column in connection.execute(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND c.type = 'TEXT'"
        )
        if table not in LOG
        and column not in DAYS
        and not column.endswith(("_on", "_by", "_at"))
    }
    connection.close()
    said = {(table, name) for table, names in COLUMNS.items() for name in names}
    for line in OPEN.replace("\n    ", " ").strip().split("\n"):
        table, names = line.split(": ")
        said |= {(table, name) for name in names.split()}

    assert sorted(kept ^ said) == []
