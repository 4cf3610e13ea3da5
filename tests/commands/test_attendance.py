"""`wioatrack attendance`"""

import csv
import io

import pytest

MONDAY = "11/29/2021"
DAY = (
    "--in",
    "8:30",
    "--lunch-start",
    "12:00",
    "--lunch-end",
    "12:30",
    "--out",
    "16:15",
)


@pytest.fixture
def attend(made, person):
    """`attend()` is a service of a new person that takes attendance: its id."""

    def attend(provider="Asian Human Services", **other):
        who = person("isets", participation_date="2021-07-01", provider=provider)
        given = {
            "activity": "BE",
            "status": "started",
            "start": "11/28/2021",
            "planned_end": "4/28/2022",
        } | other
        words = [
            word
            for name, value in given.items()
            if value is not None
            for word in (f"--{name.replace('_', '-')}", value)
        ]
        return made("service", "add", who, *words)["id"]

    return attend


@pytest.fixture
def service(attend):
    return attend()


@pytest.mark.covers("IS-76", "IS-80")
def test_a_day_is_entered_and_corrected(made, service):
    """7.25 hours with half an hour of lunch; entering the day again corrects it."""
    record = ("attendance", "record", service, "--day", MONDAY)

    first = made(*record, *DAY)
    again = made(*record, "--in", "9:00", "--out", "10:00", "--lunch-start", "none")

    assert (first["minutes"], first["hours"]) == (435, "7.25")
    assert first["updated_by"] == "ore"
    assert again["id"] == first["id"]
    assert (again["week_minutes"], again["lunch_start"]) == (60, None)


def test_a_correction_keeps_what_it_does_not_mention(made, wioatrack, service):
    """Lunch stays and is still counted; the answer says what changed."""
    record = ("attendance", "record", service, "--day", MONDAY)
    made(*record, *DAY)

    wioatrack(*record, "--in", "9:00", code=0, says="Changed: in 08:30 to 09:00.")

    week = made("attendance", "week", service, "--week", MONDAY)
    (day,) = [day for day in week["days"] if day["in"]]
    assert (day["lunch_start"], day["lunch_end"], day["out"]) == (
        "12:00", "12:30", "16:15",
    )  # fmt: skip
    assert week["hours"] == "6.75"
    wioatrack(*record, "--in", "9:00", "--lunch-start", "none", code=0,
              says="Changed: lunch start 12:00 to none, lunch end 12:30 to none.")  # fmt: skip
    wioatrack(*record, "--in", "9:00", code=0, says="Changed: nothing.")
    assert made("attendance", "week", service, "--week", MONDAY)["hours"] == "7.25"


def test_a_correction_is_judged_with_what_it_keeps(refused, made, wioatrack, service):
    """Leaving before the lunch that was entered is refused; so is lunch and none."""
    record = ("attendance", "record", service, "--day", MONDAY)
    made(*record, *DAY)

    answer = refused(*record, "--in", "8:30", "--out", "11:00")

    assert [found["rule"] for found in answer["findings"]] == ["attendance.order"]
    wioatrack(*record, "--in", "8:00", "--lunch-start", "none", "--lunch-end", "12:30", code=2,
              says="one is none, the other is a time.")  # fmt: skip


def test_an_empty_week_is_not_verified_without_a_word(made, service):
    """It is advised that nothing was entered, and that it counts nothing."""
    verified = made("attendance", "verify", service, "--week", MONDAY)

    assert [(found["rule"], found["message"]) for found in verified["findings"]] == [
        ("attendance.complete",
         "Nothing is entered in the week of 2021-11-28; it counts 0 hours."),
    ]  # fmt: skip


@pytest.mark.covers("IS-75", "IS-77")
def test_weeks_run_from_sunday_to_saturday(made, service):
    """Saturday and Sunday are two weeks; any day names its week."""
    for day in ("12/4/2021", "12/5/2021"):
        made(
            "attendance",
            "record",
            service,
            "--day",
            day,
            "--in",
            "8:00",
            "--out",
            "9:00",
        )

    week = made("attendance", "week", service, "--week", "11/30/2021")
    weeks = made("attendance", "list", service, as_of="2021-12-11")

    assert (week["week_start"], week["week_end"]) == ("2021-11-28", "2021-12-04")
    assert [day["weekday"] for day in week["days"]][::6] == ["Sunday", "Saturday"]
    assert [day["minutes"] for day in week["days"]] == [0, 0, 0, 0, 0, 0, 60]
    assert week["days"][0]["updated_on"] is None
    assert [row["week"] for row in weeks] == [
        "2021-11-28/2021-12-04", "2021-12-05/2021-12-11",
    ]  # fmt: skip
    assert [row["hours"] for row in weeks] == ["1.00", "1.00"]


@pytest.mark.covers("IS-77", "IS-78")
def test_a_verified_week_is_read_only_until_it_is_reopened(
    made, refused, service, rules
):
    """Save, verify, refuse, reopen with a reason, correct, verify again."""
    record = ("attendance", "record", service, "--day")
    made(*record, MONDAY, *DAY)

    verified = made("attendance", "verify", service, "--week", "12/4/2021")
    answer = refused(*record, "11/30/2021", *DAY)
    opened = made("attendance", "reopen", service, "--week", MONDAY, "--because",
                  "Tuesday was forgotten")  # fmt: skip
    again = made(*record, "11/30/2021", *DAY, "--verify")

    assert verified["verified"] is True
    assert verified["verified_by"] == "ore"
    assert set(rules(answer)) == {"attendance.verified"}
    assert opened["verified"] is False
    assert opened["reopened_because"] == "Tuesday was forgotten"
    assert again["verified"] is True
    assert again["week_hours"] == "14.50"


@pytest.mark.covers("IS-77")
def test_what_is_not_verified_cannot_be_reopened(refused, service):
    """There is nothing to open."""
    refused("attendance", "reopen", service, "--week", MONDAY, "--because", "x", code=3,
            says="The week of 2021-11-28 is not verified.")  # fmt: skip


@pytest.mark.covers("IS-74")
@pytest.mark.parametrize(
    ("other", "missing"),
    [({"planned_end": None}, "planned end"), ({"status": "planned"}, "planned")],
)
def test_the_service_must_be_open_with_both_days(
    attend, refused, other, missing, rules
):
    """A start and a planned end, and Started/Open."""
    answer = refused("attendance", "record", attend(**other), "--day", MONDAY, *DAY)

    assert missing in rules(answer)["attendance.precondition"]["message"]


@pytest.mark.covers("IS-74")
def test_no_day_to_come_is_entered(refused, service, rules):
    """Today is the last day that can have been worked."""
    answer = refused("attendance", "record", service, "--day", "12/1/2021", *DAY,
                     as_of="2021-11-30")  # fmt: skip

    assert "date.not-in-future" in rules(answer)


@pytest.mark.fault(50)
@pytest.mark.parametrize(
    "times", [("16:15", "8:30"), ("22:00", "6:00"), ("8:00", "8:00")]
)
def test_times_are_in_order(refused, made, service, times, rules):
    """Out after in; a shift over midnight is two days; nothing is kept."""
    answer = refused("attendance", "record", service, "--day", MONDAY, "--in", times[0],
                     "--out", times[1])  # fmt: skip

    assert set(rules(answer)) == {"attendance.order"}
    assert made("attendance", "week", service, "--week", MONDAY)["id"] is None


@pytest.mark.fault(49)
def test_the_clock_on_the_wall_counts_on_the_spring_day(made, attend):
    """01:30 to 03:30 on the day the clocks go forward is what the sheet says: 2 hours."""
    day = made("attendance", "record", attend(), "--day", "3/13/2022", "--in", "1:30",
               "--out", "3:30")  # fmt: skip

    assert day["minutes"] == 120


@pytest.mark.covers("IS-49", "IS-79")
def test_a_participant_enters_the_own_day_and_staff_verify_it(
    made, refused, wioatrack, service, attend
):
    """With a provider; not another's, and without vouching for it."""
    other = attend()
    wioatrack("user", "add", "manny", "--role", "customer", "--participant", "3913801",
              code=0)  # fmt: skip
    own = ("attendance", "record", service, "--day", MONDAY, *DAY)

    day = made(*own, user="manny")
    refused(*own, "--verify", user="manny", code=2,
            says="--verify: a participant's own entry is verified by staff.")  # fmt: skip
    refused("attendance", "verify", service, "--week", MONDAY, user="manny", code=4,
            says="Role customer may not enter and change records.")  # fmt: skip
    refused("attendance", "record", other, "--day", MONDAY, *DAY, user="manny", code=3,
            says="There is no service 12.")  # fmt: skip

    assert day["entered_by"] == "self"
    assert made("attendance", "verify", service, "--week", MONDAY)["verified"] is True


@pytest.mark.covers("IS-49")
def test_own_and_group_attendance_need_a_provider(
    refused, made, attend, tmp_path, rules
):
    """Staff who enter one sheet do not."""
    service = attend()
    made("service", "update", service, "--provider", "none")
    record = ("attendance", "record", service, "--day", MONDAY, *DAY)
    file = tmp_path / "sheet.csv"
    file.write_text("application,day,in,out\n314901,11/29/2021,8:00,9:00\n")

    assert set(rules(refused(*record, "--self"))) == {"attendance.provider"}
    group = (
        "attendance",
        "group",
        "--activity",
        "BE",
        "--week",
        MONDAY,
        "--file",
        file,
    )
    assert set(rules(refused(*group))) == {"attendance.provider"}
    made(*record)


@pytest.mark.covers("IS-79")
def test_a_blank_sheet_keys_straight_back_in(made, wioatrack, attend, tmp_path):
    """Seven rows a person; what is filled in is taken, blank rows are days off."""
    services = [attend(), attend()]
    week = ("--activity", "BE", "--week", MONDAY)
    blank = wioatrack("attendance", "sheet", *week, "--csv", code=0).stdout
    rows = list(csv.DictReader(io.StringIO(blank)))
    for row in rows:
        if row["weekday"] in ("Monday", "Tuesday"):
            row |= {"in": "08:00", "lunch_start": "12:00", "lunch_end": "12:30",
                    "out": "16:00"}  # fmt: skip
    file = tmp_path / "sheet.csv"
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    done = made("attendance", "group", *week, "--file", file)

    assert len(rows) == 14
    assert (done["rows"], done["people"]) == (4, 2)
    for service in services:
        assert made("attendance", "week", service, "--week", MONDAY)["hours"] == "15.00"
    assert [row["hours"] for row in made("attendance", "group", *week)] == ["15.00"] * 2
    wioatrack("undo", done["undo"], code=0)
    assert {row["minutes"] for row in made("attendance", "group", *week)} == {0}


@pytest.mark.covers("IS-79")
def test_a_sheet_takes_the_week_from_its_sunday_to_its_saturday(
    made, refused, attend, tmp_path
):
    """And no day on either side of it."""
    service = attend(start="11/21/2021")
    file = tmp_path / "sheet.csv"
    group = (
        "attendance",
        "group",
        "--activity",
        "BE",
        "--week",
        MONDAY,
        "--file",
        file,
    )
    heads = "application,day,in,lunch_start,lunch_end,out\n"

    for beyond in ("2021-11-27", "2021-12-05"):
        file.write_text(f"{heads}314901,{beyond},8:00,,,9:00\n")
        refused(*group, says=f"{beyond} is not in the week 2021-11-28 to 2021-12-04.")
    file.write_text(
        f"{heads}314901,11/28/2021,8:00,,,9:00\n314901,12/4/2021,8:00,,,9:00\n"
    )
    done = made(*group)

    assert done["rows"] == 2
    assert made("attendance", "week", service, "--week", MONDAY)["minutes"] == 120


def test_a_row_goes_to_the_service_that_holds_its_day(made, attend, tmp_path):
    """Two services of one person: the last day of one, the first of the next."""
    first = attend(start="11/21/2021", planned_end="11/30/2021")
    second = made("service", "add", "314901", "--activity", "BE", "--status", "started",
                  "--start", "12/1/2021", "--planned-end", "4/28/2022", "--provider",
                  "Asian Human Services")["id"]  # fmt: skip
    file = tmp_path / "sheet.csv"
    file.write_text(
        "application,day,in,lunch_start,lunch_end,out\n"
        "314901,11/30/2021,8:00,,,9:00\n314901,12/1/2021,8:00,,,10:00\n"
    )

    made("attendance", "group", "--activity", "BE", "--week", MONDAY, "--file", file)

    week = ("--week", MONDAY)
    assert made("attendance", "week", first, *week)["minutes"] == 60
    assert made("attendance", "week", second, *week)["minutes"] == 120


def test_a_week_is_listed_from_its_sunday_on(made, attend):
    """On the Saturday before, it has not begun."""
    service = attend()

    listed = {
        day: len(made("attendance", "list", service, as_of=day))
        for day in ("2021-12-04", "2021-12-05")
    }

    assert listed == {"2021-12-04": 1, "2021-12-05": 2}
    (row,) = made("attendance", "group", "--activity", "BE", "--week", MONDAY)
    assert "days" not in row
    assert len(made("attendance", "week", service, "--week", MONDAY)["days"]) == 7


def test_a_sheet_is_a_whole_week(wioatrack, attend):
    """It is no list to be cut or sorted: half of one would be keyed back in."""
    service = attend()

    for narrowed in (("--limit", 3), ("--sort", "-day"), ("--search", "Sun")):
        wioatrack("attendance", "sheet", "--service", service, *narrowed, code=2,
                  says=f"No such option: {narrowed[0]}")  # fmt: skip


def test_a_groups_week_is_printed_as_csv(wioatrack, attend):
    """As any list is, with the columns of a week."""
    attend()
    ask = ("attendance", "group", "--activity", "BE", "--week", MONDAY, "--csv")

    header, row, *_ = wioatrack(*ask, code=0).stdout.splitlines()

    assert "week_start" in header.split(",")
    assert "314901" in row.split(",")


@pytest.mark.covers("IS-79")
def test_a_sheet_with_a_bad_row_is_not_taken(made, refused, attend, tmp_path):
    """Every row that is wrong is told with its line; the good ones wait."""
    attend()
    file = tmp_path / "sheet.csv"
    file.write_text(
        "application,day,in,lunch_start,lunch_end,out\n"
        "314901,11/29/2021,8:00,,,9:00\n"
        "314901,11/30/2021,9:00,,,8:00\n"
        "314901,12/6/2021,8:00,,,9:00\n"
        "999999,11/30/2021,8:00,,,9:00\n"
        "314901,11/29/2021,8:00,,,9:00\n"
    )
    group = ("attendance", "group", "--activity", "BE", "--week", MONDAY)

    answer = refused(*group, "--file", file)

    lines = sorted(one["message"].split(":")[0] for one in answer["findings"])
    assert lines == ["Line 3", "Line 4", "Line 5", "Line 6"]
    assert [row["minutes"] for row in made(*group)] == [0]


@pytest.mark.covers("IS-79")
def test_a_sheet_prints_as_a_page(made, attend, tmp_path):
    """Names are escaped; a sheet without an activity is blank altogether."""
    attend()
    page = tmp_path / "sheet.html"

    made("attendance", "sheet", "--activity", "BE", "--week", MONDAY, "--html", page)

    text = page.read_text()
    assert "Flores, Manny" in text
    assert text.count("<tr>") == 8
    assert page.stat().st_mode & 0o777 == 0o600
    blank = made("attendance", "sheet", as_of="2021-12-11")
    assert [row["day"] for row in blank][::6] == ["2021-12-05", "2021-12-11"]


@pytest.mark.covers("IS-80")
def test_an_unfinished_day_is_a_warning_when_the_week_is_verified(made, service, rules):
    """It counts 0 minutes, and says so."""
    made("attendance", "record", service, "--day", MONDAY, "--in", "8:00")

    week = made("attendance", "verify", service, "--week", MONDAY)

    assert rules(week)["attendance.complete"]["severity"] == "advice"
    assert week["minutes"] == 0


def test_the_tables_keep_a_verified_week_too(made, service, db):
    """Whoever writes past the program is refused by the database."""
    import sqlite3

    made("attendance", "record", service, "--day", MONDAY, *DAY, "--verify")

    with sqlite3.connect(db) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE attendance_day SET check_out = '23:00'")
    with sqlite3.connect(db) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("DELETE FROM attendance_day")


def test_a_profile_without_attendance_rules_still_keeps_times_in_order(
    made, refused, person
):
    """The tables hold what no sheet can mean, in every profile."""
    who = person("cook")
    service = made("service", "add", who, "--activity", "300", "--status", "started",
                   "--start", "11/28/2021")["id"]  # fmt: skip
    record = ("attendance", "record", service, "--day", MONDAY)

    refused(*record, "--in", "9:00", "--out", "8:00", code=2,
            says="In 09:00, out 08:00; a shift over midnight is entered as two days.")  # fmt: skip
    made(*record, "--in", "8:00", "--out", "9:00", "--verify")
    refused(*record, "--in", "8:00", "--out", "10:00", code=2,
            says="The week 2021-11-28 to 2021-12-04 was verified on 2023-06-30")  # fmt: skip


def test_a_week_reads_well(wioatrack, made, service):
    """A table of seven days, the total, and who vouches for it."""
    made("attendance", "record", service, "--day", MONDAY, *DAY, "--verify")

    text = wioatrack("attendance", "week", service, "--week", MONDAY, code=0).stdout

    assert [text.count(day) for day in ("Sunday", "Monday", "Saturday")] == [1, 1, 1]
    assert "Total 7.25 hours (435 minutes). Verified by ore on 2023-06-30." in text
