"""`wioatrack employment`"""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]
TARGET = ("--employer", "Target", "--title", "Backroom Team", "--city", "Joliet",
          "--state", "IL", "--zip", "60431-1234", "--duties", "Unloads trucks.",
          "--hours", "37.5")  # fmt: skip
GONE = ("--reason", "entered-employment", "--note", "Hired.")


@pytest.fixture
def leaver(made: Made, person: Callable[..., str]) -> str:
    """Exited on 31 August 2022, so that the first quarter after begins in October."""
    who = person("worknet", application_date="2021-01-04")
    made("exit", "early", who, "--date", "2022-08-31", *GONE)
    return who


@pytest.mark.covers("OUT-56", "OUT-57", "OUT-58", "OUT-59")
def test_the_guides_own_example_is_recorded(
    made: Made, person: Callable[..., str], wioatrack: Any
) -> None:
    """Target from 6/8/2020 to the present, with every field of the form."""
    who = person("worknet", application_date="2020-01-06")

    job = made("employment", "add", who, *TARGET, "--start", "6/8/2020", "--current",
               "--street", "1 Main Street", "--street2", "Unit 2", "--meets-needs",
               "Yes: close to home.", "--experience")  # fmt: skip

    assert job["start"] == "2020-06-08"
    assert (job["end"], job["current"], job["end_date"]) == (None, True, "Present")
    assert (job["hours"], job["zip"], job["experience"]) == ("37.5", "60431-1234", True)
    assert job["meets_needs"] == "Yes: close to home."
    assert job["kind"] == "unsubsidized"
    assert job["findings"] == []
    listed = wioatrack("employment", "list", who).stdout
    assert listed.splitlines()[0].split("  ")[0] == "ID"
    for words in ("Name", "Start date", "End date", "Job title", "Target", "Present"):
        assert words in listed


@pytest.mark.covers("OUT-57")
@pytest.mark.parametrize(
    "left_out", ["--employer", "--title", "--start", "--city", "--state", "--zip",
                 "--duties", "--hours"]
)  # fmt: skip
def test_what_the_form_stars_is_required(
    wioatrack: Any, person: Callable[..., str], left_out: str
) -> None:
    """Left out, it is named, and nothing is written."""
    words = {**dict(zip(TARGET[::2], TARGET[1::2], strict=True)), "--start": "6/8/2020"}
    del words[left_out]
    given = [word for pair in words.items() for word in pair]

    result = wioatrack("employment", "add", person("worknet"), *given, code=2)

    assert left_out in result.stderr


@pytest.mark.covers("OUT-56", "OUT-59")
def test_the_list_is_searched_sorted_cut_and_narrowed(
    made: Made, person: Callable[..., str]
) -> None:
    """As the screen's list is."""
    who = person("worknet", application_date="2020-01-06")
    made("employment", "add", who, *TARGET, "--start", "6/8/2020", "--end", "9/1/2020")
    made("employment", "add", who, *TARGET, "--employer", "Aldi", "--start", "1/4/2021",
         "--current")  # fmt: skip

    def names(*words: object) -> list[str]:
        return [row["employer"] for row in made("employment", "list", who, *words)]

    assert names() == ["Target", "Aldi"]
    assert names("--sort", "employer") == ["Aldi", "Target"]
    assert names("--sort", "-start", "--limit", "1") == ["Aldi"]
    assert names("--search", "present") == ["Aldi"]
    assert names("--current") == ["Aldi"]
    assert names("--no-current") == ["Target"]


@pytest.mark.covers("OUT-57")
def test_days_that_contradict_each_other_are_refused(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """Current and ended, neither of both, ended before begun, or still to come."""
    who = person("worknet", application_date="2020-01-06")
    words = ("employment", "add", who, *TARGET, "--start")

    for more, rule in (
        (["6/8/2020", "--current", "--end", "9/1/2020"], "employment.days"),
        (["6/8/2020", "--no-current"], "employment.days"),
        (["6/8/2020", "--end", "6/7/2020"], "employment.days"),
        (["7/1/2023", "--current"], "date.not-in-future"),
        (["6/8/2020", "--end", "7/1/2023"], "date.not-in-future"),
    ):
        assert rule in [f["rule"] for f in refused(*words, *more)["findings"]]
    assert made("employment", "list", who) == []
    unsaid = made(*words, "6/8/2020")
    assert unsaid["current"] is True
    assert [f["rule"] for f in unsaid["findings"]] == ["employment.current-said"]
    assert unsaid["findings"][0]["fix"].startswith("wioatrack employment edit")


@pytest.mark.covers("OUT-57")
def test_an_end_ends_the_present_job_and_current_takes_it_away(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """By edit, which judges by the same rules."""
    who = person("worknet", application_date="2020-01-06")
    job = made("employment", "add", who, *TARGET, "--start", "6/8/2020", "--current")

    ended = made("employment", "edit", job["id"], "--end", "9/1/2020")
    assert (ended["end_date"], ended["current"]) == ("2020-09-01", False)
    again = made("employment", "edit", job["id"], "--current")
    assert (again["end_date"], again["current"]) == ("Present", True)
    assert again["findings"] == []
    refused("employment", "edit", job["id"], "--end", "6/7/2020",
            says="It ended on 2020-06-07, before it began on 2020-06-08.")  # fmt: skip
    assert made("employment", "list", who)[0]["end"] is None


@pytest.mark.covers("OUT-56")
def test_a_job_that_was_over_before_the_exit_is_kept_and_said(
    made: Made, leaver: str
) -> None:
    """The list tracks employment after exit."""
    over = made("employment", "add", leaver, *TARGET, "--start", "2022-03-01", "--end",
                "2022-08-30")  # fmt: skip
    assert [f["rule"] for f in over["findings"]] == ["employment.after-exit"]

    last = made("employment", "add", leaver, *TARGET, "--start", "2022-03-01", "--end",
                "2022-08-31")  # fmt: skip
    assert last["findings"] == []


@pytest.mark.covers("OUT-56")
def test_the_quarters_after_exit_follow_from_the_jobs(made: Made, leaver: str) -> None:
    """An exit in August: October to December is the first; each answer as of today."""
    made("employment", "add", leaver, *TARGET, "--start", "2022-12-31", "--end",
         "2023-01-01", as_of="2023-06-30")  # fmt: skip
    made("employment", "add", leaver, *TARGET, "--start", "2022-09-15", "--kind",
         "subsidized", "--current")  # fmt: skip

    found = made("employment", "quarters", leaver)

    assert [q["first"] for q in found["quarters"]] == [
        "2022-10-01", "2023-01-01", "2023-04-01", "2023-07-01",
    ]  # fmt: skip
    assert [q["employed"] for q in found["quarters"]] == ["yes", "yes", "open", "open"]
    assert found["first_unsubsidized_day"] == "2022-12-31"
    assert made("employment", "list", leaver)[1]["quarters"] == [1, 2]
    later = made("employment", "quarters", leaver, as_of="2023-07-01")
    assert [q["employed"] for q in later["quarters"]] == ["yes", "yes", "no", "open"]


@pytest.mark.covers("OUT-56")
def test_the_list_is_narrowed_by_kind_and_by_whether_it_lasts(
    made: Made, leaver: str
) -> None:
    """Each filter by itself, and both together."""
    words = ("employment", "add", leaver, *TARGET, "--start", "2022-09-15")
    present = made(*words, "--current")["id"]
    past = made(*words, "--end", "2022-10-01")["id"]
    paid_for = made(*words, "--kind", "subsidized", "--current")["id"]

    def listed(*filters: str) -> list[int]:
        return [row["id"] for row in made("employment", "list", leaver, *filters)]

    assert set(listed()) == {present, past, paid_for}
    assert listed("--kind", "subsidized") == [paid_for]
    assert listed("--no-current") == [past]
    assert listed("--current", "--kind", "unsubsidized") == [present]


@pytest.mark.covers("OUT-56")
def test_a_job_begun_before_participation_is_not_what_it_led_to(
    made: Made, person: Callable[..., str]
) -> None:
    """The first unsubsidised day is that of a later job, kept to the exit or begun after."""
    who = person("worknet", application_date="2022-01-03")
    early = ("employment", "add", who, *TARGET)
    made(*early, "--start", "2022-01-02", "--current")
    made(*early, "--start", "2022-01-03", "--end", "2022-08-30")
    made(
        "exit", "early", who, "--date", "2022-08-31", "--reason", "moved", "--note", "x"
    )
    before = made("employment", "quarters", who)["first_unsubsidized_day"]
    made(*early, "--start", "2022-02-01", "--end", "2022-08-31")

    assert before is None
    assert made("employment", "quarters", who)["first_unsubsidized_day"] == "2022-02-01"


def test_a_present_job_is_confirmed_by_looking_at_it_again(
    made: Made, leaver: str
) -> None:
    """What a record of October says of April, somebody has to confirm."""
    job = made("employment", "add", leaver, *TARGET, "--start", "2022-10-03",
               "--current", as_of="2022-10-10")  # fmt: skip

    def confirmed() -> list[bool]:
        found = made("employment", "quarters", leaver, as_of="2023-06-30")["quarters"]
        return [quarter["confirmed"] for quarter in found]

    assert confirmed() == [True, False, False, False]
    made("employment", "edit", job["id"], "--current", as_of="2023-01-01")
    assert confirmed() == [True, True, False, False]


def test_the_first_day_is_of_a_job_the_program_led_to(made: Made, leaver: str) -> None:
    """Begun in participation or after, and not over before the exit."""

    def first() -> Any:
        return made("employment", "quarters", leaver)["first_unsubsidized_day"]

    made("employment", "add", leaver, *TARGET, "--start", "2021-01-03", "--current")
    made("employment", "add", leaver, *TARGET, "--start", "2021-02-01", "--end",
         "2022-08-30")  # fmt: skip
    assert first() is None
    made("employment", "add", leaver, *TARGET, "--start", "2022-10-03", "--current")
    assert first() == "2022-10-03"
    made("employment", "add", leaver, *TARGET, "--start", "2022-06-01", "--end",
         "2022-08-31")  # fmt: skip
    assert first() == "2022-06-01"


@pytest.mark.covers("OUT-02", "OUT-65")
def test_a_viewer_reads_and_does_not_write(
    made: Made, wioatrack: Any, leaver: str
) -> None:
    """Exit 4, and nothing is written."""
    made("user", "add", "val", "--role", "viewer")

    assert made("employment", "list", leaver, user="val") == []
    wioatrack("employment", "add", leaver, *TARGET, "--start", "2022-10-03", user="val",
              code=4, says="Role viewer may not enter and change records.")  # fmt: skip
    assert made("employment", "list", leaver) == []


@pytest.mark.covers("OUT-03")
def test_customers_see_their_own_jobs(
    made: Made, wioatrack: Any, leaver: str, person: Callable[..., str]
) -> None:
    """And nobody else's."""
    mine = made("application", "show", leaver)["participant"]
    made("user", "add", "cus", "--role", "customer", "--participant", mine)
    other = person("worknet")

    assert made("employment", "list", leaver, user="cus") == []
    wioatrack("employment", "list", other, user="cus", code=3,
              says=f"No participant '{other}'.")  # fmt: skip
