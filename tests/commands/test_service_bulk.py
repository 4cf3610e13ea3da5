"""`wioatrack service bulk` and `wioatrack report services`"""

import json
import tracemalloc

import pytest

STEP = "Get Started: Learn about exploring careers."


@pytest.fixture
def cohort(made, person):
    """`cohort(3)` is the services of three people in Basic Education, all planned."""

    def cohort(number, **words):
        found = []
        for _ in range(number):
            who = person("isets", participation_date="2022-07-01", provider="Phalanx")
            given = {"planned-start": "2022-08-01", "planned-end": "2022-12-16"} | words
            options = [w for name, value in given.items() for w in (f"--{name}", value)]
            found.append(
                made("service", "add", who, "--activity", "BE", *options)["id"]
            )
        return found

    return cohort


@pytest.mark.covers("IS-108", "IS-109")
def test_a_cohort_that_shares_its_dates_is_changed_at_once(made, wioatrack, cohort):
    """Status, days and hours for all; the matrix says who moved; one undo for all."""
    services = cohort(3)

    done = made("service", "bulk", "--activity", "BE", "--set-status", "started",
                "--start", "8/1/2022", "--planned-end", "12/30/2022", "--hours", "12")  # fmt: skip

    assert done["before"] == {"planned": 3}
    assert done["after"] == {"started": 3}
    assert done["matrix"] == [{"before": "planned", "after": "started", "services": 3}]
    assert (done["people"], done["changed"], done["dry_run"]) == (3, 3, False)
    for service in services:
        shown = made("service", "show", service)
        assert (shown["status"], shown["start"], shown["hours"]) == (
            "started", "2022-08-01", "12",
        )  # fmt: skip
        assert [line["status"] for line in shown["history"]] == ["planned", "started"]
        assert shown["updated_by"] == "ore"
    wioatrack("undo", done["undo"], code=0)
    assert {made("service", "show", id)["status"] for id in services} == {"planned"}
    assert json.loads(wioatrack("db", "check", "--json", code=0).stdout)["sound"]


@pytest.mark.covers("IS-108")
def test_a_dry_run_shows_it_and_keeps_nothing(made, cohort):
    """The same matrix, no undo handle, and nothing changed."""
    (service,) = cohort(1)

    done = made("service", "bulk", "--activity", "BE", "--set-status", "started",
                "--start", "8/1/2022", "--dry-run")  # fmt: skip

    assert done["after"] == {"started": 1}
    assert done["undo"] is None
    assert made("service", "show", service)["status"] == "planned"
    assert made("log", "--handle", 99) == []


@pytest.mark.covers("IS-111", "IS-112")
def test_statuses_may_differ_per_person(made, cohort, tmp_path):
    """A file has a row per person; what it leaves empty is what is given for all."""
    one, two, three = cohort(3)
    file = tmp_path / "cohort.csv"
    file.write_text(
        "last_name,first_name,application,status,start,end,planned_end,hours\n"
        "Flores,Manny,314901,Started/Open,,,,\n"
        "Flores,Manny,314902,Successful Completion,,12/2/2022,,15\n"
    )

    done = made("service", "bulk", "--activity", "BE", "--start", "8/1/2022", "--file",
                file)  # fmt: skip

    assert done["after"] == {"started": 1, "successful": 1}
    assert made("service", "show", one)["start"] == "2022-08-01"
    second = made("service", "show", two)
    assert (second["status"], second["end"], second["hours"]) == (
        "successful", "2022-12-02", "15",
    )  # fmt: skip
    assert made("service", "show", three)["status"] == "planned"


@pytest.mark.covers("IS-113")
def test_one_who_cannot_be_changed_stops_all(made, refused, cohort, rules):
    """Evaluated/Not Required needs one day and 0 hours; nothing is written."""
    services = cohort(2)
    bulk = ("service", "bulk", "--activity", "BE", "--set-status", "not-required")

    answer = refused(*bulk, "--start", "8/1/2022")

    assert set(rules(answer)) == {"service.not-required"}
    assert len(answer["findings"]) == 2
    assert answer["error"] == "2 rules refuse it; nothing was changed."
    alone = refused(*bulk, "--start", "8/1/2022", "--participant", "314901")
    assert alone["error"] == alone["findings"][0]["message"]
    assert "314901, service" in answer["findings"][0]["message"]
    assert {made("service", "show", id)["status"] for id in services} == {"planned"}
    day = ("--start", "8/1/2022", "--planned-end", "8/1/2022", "--hours", "0")
    assert made(*bulk, *day)["after"] == {"not-required": 2}


@pytest.mark.covers("IS-112")
def test_a_file_that_names_nobody_is_not_taken(made, refused, cohort, tmp_path, rules):
    """Lines are named; unknown people, doubled rows and unreadable cells alike."""
    cohort(1)
    file = tmp_path / "cohort.csv"
    file.write_text(
        "application,status\n314901,started\n999999,started\n314901,started\n"
    )
    bulk = (
        "service",
        "bulk",
        "--activity",
        "BE",
        "--start",
        "8/1/2022",
        "--file",
        file,
    )

    answer = refused(*bulk)

    assert [one["message"][:7] for one in answer["findings"]] == ["Line 3:", "Line 4:"]
    assert answer["error"] == "2 rules refuse it; nothing was changed."
    file.write_text("application,status\n314901,finished\n")
    alone = refused(*bulk)
    assert list(rules(alone)) == ["words.readable"]
    assert alone["error"] == alone["findings"][0]["message"]
    file.write_text("application,colour\n314901,red\n")
    assert "colour" in refused(*bulk, code=2)["error"]


@pytest.mark.covers("IS-108")
def test_filters_choose_the_cohort(made, cohort):
    """By status, provider and person; nothing to change is no command."""
    services = cohort(3)
    made("service", "update", services[0], "--status", "started", "--start", "8/1/2022")
    bulk = ("service", "bulk", "--activity", "BE", "--hours", "9")

    assert made(*bulk, "--status", "planned", "--dry-run")["services"] == 2
    assert made(*bulk, "--participant", "314902", "--dry-run")["services"] == 1
    assert made(*bulk, "--provider", "nobody", "--dry-run")["services"] == 0


def test_nothing_to_change_is_said(refused, cohort):
    """A filter alone changes nothing, and a status alone would change everything."""
    cohort(1)

    refused("service", "bulk", "--activity", "BE", code=2,
            says="There is nothing to change.")  # fmt: skip
    refused("service", "bulk", "--set-status", "started", code=2,
            says="Missing: --activity.")  # fmt: skip


def test_a_file_of_service_ids_needs_no_activity(made, cohort, tmp_path):
    """The rows say whose services change, and which."""
    one, two = cohort(2)
    file = tmp_path / "cohort.csv"
    file.write_text(f"application,service,hours\n314901,{one},5\n314902,{two},6\n")

    made("service", "bulk", "--file", file)

    assert [made("service", "show", id)["hours"] for id in (one, two)] == ["5", "6"]


def test_staff_change_only_whom_they_see(made, wioatrack, cohort):
    """Others' participants are not in the cohort."""
    cohort(2)
    wioatrack(
        "user", "add", "kim", "--role", "staff", "--location", "Elsewhere", code=0
    )
    bulk = ("service", "bulk", "--activity", "BE", "--hours", "9")

    assert made(*bulk, user="kim")["services"] == 0
    wioatrack(*bulk, user="may", code=4,
              says="Role reviewer may not enter and change records.")  # fmt: skip


@pytest.mark.covers("IS-110", "IS-114")
def test_the_guides_row_of_16_1_0_0_0(made, db, wioatrack):
    """17 with the service and 380 without, a Career Service without an IWDS name."""
    fill(db, people=397, with_it=17)
    made("service", "update", 1, "--status", "started", "--start", "8/1/2022")

    (row,) = [row for row in made("report", "services") if row["activity"] == STEP]

    counts = ("planned", "started", "successful", "unsuccessful", "not_required")
    assert [row[name] for name in counts] == [16, 1, 0, 0, 0]
    assert (row["with"], row["without"]) == (17, 380)
    assert row["service"] == STEP
    assert row["iwds_activity"] == "N/A"
    assert row["iwds_service_type"] == "Career Service"


def fill(db, people, with_it):
    """So many people, and the first of them with a planned step."""
    from wioatrack.store import Stamp, writing
    from wioatrack.store.bulk import keep_many

    made = ("2022-07-01", "ore", "2022-07-01", "ore")
    stamps = ("created_on", "created_by", "updated_on", "updated_by")

    def keep(store, table, columns, rows):
        values = zip(*[(*row, *made) for row in rows], strict=True)
        named = zip((*columns, *stamps), values, strict=True)
        keep_many(store, table, dict(named))

    with writing(db, Stamp("ore", "account", "import")) as store:
        keep(
            store,
            "participant",
            ("id", "state_id", "first_name", "last_name"),
            [(n, f"S{n}", "Ann", "Case") for n in range(1, people + 1)],
        )
        keep(
            store,
            "application",
            ("id", "participant_id", "profile", "number", "enrollment"),
            [(n, n, "isets", f"A{n}", "enrolled") for n in range(1, people + 1)],
        )
        keep(
            store,
            "service",
            ("id", "application_id", "activity_set", "activity", "activity_label",
             "activity_group", "status", "no_credential", "prepopulated"),
            [
                (n, n, "isets-steps", STEP, STEP, "career", "planned", 0, 0)
                for n in range(1, with_it + 1)
            ],
        )  # fmt: skip


@pytest.mark.covers("IS-110")
def test_a_customer_with_a_service_twice_is_one(made, cohort):
    """Once planned and once started: one customer with, none without."""
    cohort(1)
    made("service", "add", "314901", "--activity", "BE", "--status", "started",
         "--start", "8/1/2022", "--planned-end", "12/16/2022")  # fmt: skip

    (row,) = made("report", "services", "--activity", "BE")

    assert (row["planned"], row["started"]) == (1, 1)
    assert (row["with"], row["without"]) == (1, 0)


@pytest.mark.covers("IS-110")
def test_the_report_takes_filters_and_formats(made, wioatrack, cohort, tmp_path):
    """Fiscal year, provider; CSV, and a page that needs nothing else."""
    cohort(2)
    report = ("report", "services", "--activity", "BE")

    assert made(*report, "--fiscal-year", "FY23")[0]["with"] == 2
    assert made(*report, "--fiscal-year", "FY22") == []
    assert "service,activity" in wioatrack(*report, "--csv", code=0).stdout
    page = tmp_path / "services.html"
    made(*report, "--html", page)
    assert "Total Customers without Step/Service" in page.read_text()


@pytest.mark.covers("IS-108")
def test_a_large_cohort_takes_time_and_memory_in_proportion(made, db):
    """Twice the people, about twice the memory that the plan of the change takes."""
    fill(db, people=2000, with_it=2000)
    peaks = []

    for name in ("S1", None):
        tracemalloc.start()
        words = ("--participant", name) if name else ()
        done = made("service", "bulk", "--activity", STEP, "--hours", "4",
                    *words)  # fmt: skip
        peaks.append((done["services"], tracemalloc.get_traced_memory()[1]))
        tracemalloc.stop()

    assert [number for number, _ in peaks] == [1, 2000]
    assert peaks[1][1] < 40_000_000
