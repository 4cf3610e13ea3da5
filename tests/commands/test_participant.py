"""`wioatrack participant`"""

import json

import pytest

FLORES = ("--first-name", "Manny", "--last-name", "Flores")
GARDEN = ("--state-id", "3913803", "--username", "BGARDEN1519", "--first-name", "Beatrice",
          "--last-name", "Garden", "--ssn4", "1519", "--last-login", "09/28/2017")  # fmt: skip


@pytest.mark.covers("CC-10", "IS-10")
def test_add_keeps_what_the_search_results_show(made):
    """Every column of the results has a field, and dates come back as ISO."""

    record = made("participant", "add", *GARDEN, "--veteran", "--case-number", "C-9")

    assert record["username"] == "BGARDEN1519"
    assert record["ssn4"] == "1519"
    assert record["veteran"] is True
    assert record["last_login"] == "2017-09-28"
    assert record["last_exited"] is None
    assert record["created"] == "2023-06-30"
    assert record["undo"]


def test_add_needs_one_of_the_three_ids(wioatrack):
    """A person without an id could not be named again."""

    result = wioatrack("participant", "add", *FLORES, code=2)

    assert "--state-id, --individual-number or --username" in result.stderr


def test_a_number_that_names_nobody_may_be_a_records(wioatrack, person):
    """The id of a service or a goal stands where a person's is asked for."""
    who = person("isets")
    wioatrack("service", "add", who, "--activity", "BE", code=0)

    for words in (("service", "list", "1"), ("payment", "list", "--participant", "1"),
                  ("participant", "show", "1")):  # fmt: skip
        wioatrack(*words, code=3,
                  says="The id of another record, such as a service, is no WHO.")  # fmt: skip
    assert "is no WHO" not in wioatrack("service", "list", "nobody", code=3).output


def test_add_names_every_missing_option_at_once(wioatrack):
    """Without a terminal a missing starred option is refused by name, not asked for."""

    result = wioatrack("participant", "add", "--state-id", "1", code=2)

    assert "--first-name, --last-name" in result.stderr


def test_an_id_that_somebody_has_is_refused(wioatrack, made):
    """State id, individual number and username each name one person, whatever case."""
    made("participant", "add", *GARDEN)

    taken = wioatrack(
        "participant", "add", "--username", "bgarden1519", *FLORES, code=1
    )

    assert "on file already" in taken.stderr
    assert len(json.loads(wioatrack("participant", "list", "--json").stdout)) == 1


@pytest.mark.fault(105)
@pytest.mark.parametrize(
    ("option", "value"),
    [("--ssn4", "123456789"), ("--last-name", "Flores 123-45-6789"),
     ("--group", "123456789"), ("--email", "123-45-6789")],
)  # fmt: skip
def test_a_whole_ssn_is_refused_without_an_echo(wioatrack, option, value):
    """Nothing is written, and none of its digits is printed."""

    result = wioatrack("participant", "add", "--state-id", "7", *FLORES, option, value,
                       code=2)  # fmt: skip

    assert "6789" not in result.output
    assert json.loads(wioatrack("participant", "list", "--json").stdout) == []


def test_edit_changes_what_is_given_and_clears_with_empty_words(made):
    """What is not given stays."""
    made("participant", "add", *GARDEN, "--phone", "312 555 0100")

    record = made("participant", "edit", "3913803", "--phone", "", "--group", "Spring")

    assert record["phone"] is None
    assert record["group"] == "Spring"
    assert record["ssn4"] == "1519"


@pytest.mark.covers("IS-70")
@pytest.mark.parametrize(
    "text", ["beatrice g", "garden, b", "GARDEN", "3803", "c-77", "10084", "1519"]
)
def test_find_looks_in_names_ids_and_numbers(made, wioatrack, text):
    """Part of a name in either order, an id, the case or the individual number."""
    made("participant", "add", *GARDEN, "--case-number", "C-77", "--individual-number",
         "1008413651")  # fmt: skip
    made("participant", "add", "--state-id", "44", *FLORES)

    found = json.loads(wioatrack("participant", "find", text, "--json", code=0).stdout)

    assert [row["last_name"] for row in found] == ["Garden"]


@pytest.mark.covers("CC-09", "CC-10", "IS-70")
def test_list_has_two_views_is_sorted_and_narrowed(made, wioatrack):
    """Summary and detailed columns; any field sorts, either way."""
    made("participant", "add", *GARDEN, "--group", "Spring", "--case-number", "C-77")
    made("participant", "add", "--state-id", "44", *FLORES, "--individual-number", "9")

    def names(*words):
        return [r["last_name"] for r in
                json.loads(wioatrack("participant", "list", *words, "--json").stdout)]  # fmt: skip

    assert names() == ["Flores", "Garden"]
    assert names("--sort", "-last-name") == ["Garden", "Flores"]
    assert names("--sort", "ssn4") == ["Garden", "Flores"]
    assert names("--name", "bea") == ["Garden"]
    assert names("--individual-number", "9") == ["Flores"]
    assert names("--group", "spring") == ["Garden"]
    assert names("--case-number", "C-77") == ["Garden"]
    assert names("--case-number", "C-7") == []
    assert names("--search", "BGARDEN") == ["Garden"]
    assert names("--limit", "1") == ["Flores"]
    summary = wioatrack("participant", "list", "--view", "summary", code=0).stdout
    detailed = wioatrack("participant", "list", "--view", "detailed", code=0).stdout
    assert "SSN" in summary.splitlines()[0]
    assert "Case number" not in summary.splitlines()[0]
    assert "Case number" in detailed.splitlines()[0]
    unknown = wioatrack("participant", "list", "--sort", "shoe-size", code=2)
    assert "last_name" in unknown.stderr


@pytest.mark.covers("IS-70")
def test_list_narrows_by_provider_fiscal_year_and_status(made, person, wioatrack):
    """The customer list's filters, over periods that touch the fiscal year."""
    first = person("isets", number=None, application_date="2022-08-01",
                   provider="Asian Human Services")  # fmt: skip
    assert first
    made("participant", "add", *GARDEN)

    def count(*words):
        return len(
            json.loads(wioatrack("participant", "list", *words, "--json").stdout)
        )

    assert count("--provider", "asian") == 1
    assert count("--fiscal-year", "2023") == 1
    assert count("--fiscal-year", "FY22") == 0
    assert count("--et-status", "active") == 0
    assert count("--et-status", "inactive") == 2
    assert "Write 2023 or FY23" in wioatrack("participant", "list", "--fiscal-year", "x",
                                             code=2).stderr  # fmt: skip


@pytest.mark.covers("IS-70")
def test_participants_of_local_offices_are_left_out_when_asked(made, person):
    """By the kind of the provider on the list, or by a word for it in the name."""
    made("provider", "add", "--name", "Harbor Center", "--kind", "fcrc")
    made("provider", "add", "--name", "Training House")
    for number, provider in enumerate(
        ["Harbor center", "Peoria FCRC", "family community resource center (fcrc) 7",
         "Training House", None]
    ):  # fmt: skip
        person("isets", number=f"A{number}", provider=provider)

    everybody = {row["applications"][0] for row in made("participant", "list")}
    without = made("participant", "list", "--no-include-fcrcs")

    assert everybody == {"A0", "A1", "A2", "A3", "A4"}
    assert {row["applications"][0] for row in without} == {"A3", "A4"}
    assert len(made("participant", "list", "--include-fcrcs")) == 5


@pytest.mark.covers("CC-12")
def test_an_empty_list_says_so(wioatrack):
    """The empty state is a sentence, and an empty array for scripts."""

    assert "no records to display" in wioatrack("participant", "list", code=0).stdout
    assert json.loads(wioatrack("participant", "list", "--json").stdout) == []


@pytest.mark.fault(73)
@pytest.mark.parametrize(
    "name",
    ["[/b]", "[red]x", "[link=http://a]b", ":smile:", "\u202eevil", "O'Brien",
     "'; DROP TABLE participant; --", "100%", "名前", "م", "😀", "\u200bx"],
)  # fmt: skip
def test_any_name_is_shown_literally(made, wioatrack, name):
    """Markup, emoji codes, overrides and SQL are words like any other."""
    made(
        "participant",
        "add",
        "--state-id",
        "7",
        "--first-name",
        name,
        "--last-name",
        "X",
    )

    shown = wioatrack("participant", "show", "7", code=0).stdout
    listed = json.loads(wioatrack("participant", "find", name, "--json").stdout)

    assert "\u202e" not in shown
    assert "\u200b" not in shown
    assert listed[0]["first_name"] == name


@pytest.mark.fault(74)
@pytest.mark.parametrize("name", ["\x1b[2J", "a\x07", "\x9b31m", "x\x00y", "a\rb\x08"])
def test_control_characters_never_reach_the_file_or_the_screen(wioatrack, name):
    """They are refused in words, and never repeated raw."""

    result = wioatrack("participant", "add", "--state-id", "7", "--first-name", name,
                       "--last-name", "X", code=2, says="--first-name")  # fmt: skip

    assert result.output.replace("\n", "").isprintable()
    assert wioatrack("participant", "list", "--csv", code=0).stdout.count("\n") == 1


@pytest.mark.covers("IS-04")
def test_staff_with_locations_see_their_own_participants_only(made, person, wioatrack):
    """Whom a member of staff does not see is as absent as nobody."""
    here = person("isets", number="1", office="North")
    there = person("isets", number="2", office="South")
    made("user", "add", "kim", "--role", "staff", "--location", "north")

    listed = json.loads(wioatrack("participant", "list", "--json", user="kim").stdout)

    assert [row["applications"] for row in listed] == [[here]]
    wioatrack("application", "show", here, user="kim", code=0, says="North")
    wioatrack("application", "show", there, user="kim", code=3,
              says=f"No participant or application '{there}'.")  # fmt: skip


def test_an_unknown_user_may_do_nothing(wioatrack):
    """A name that `user add` does not know exits 4."""

    known = "This database knows no user 'nobody'."
    wioatrack("participant", "list", user="nobody", code=4, says=known)
    wioatrack("participant", "add", "--state-id", "1", *FLORES, user="nobody", code=4,
              says=known)  # fmt: skip


@pytest.mark.covers("CC-11", "OUT-04")
def test_from_a_listed_person_to_summary_notes_activities_and_programs(made, person):
    """The four tabs beside a row of the results: the row names what each takes."""
    person("cook", number="314992")

    (row,) = made("participant", "find", "flores")
    (number,) = row["applications"]

    assert len(made("summary", number)["items"]) == 5
    assert made("note", "list", number) == []
    assert made("service", "list", number) == []
    assert made("application", "list", row["state_id"])[0]["number"] == number
