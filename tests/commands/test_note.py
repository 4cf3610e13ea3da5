"""`wioatrack note …`"""

from collections.abc import Callable
from typing import Any

import pytest

Made = Callable[..., Any]


@pytest.mark.covers("OUT-60", "OUT-61", "OUT-64", "CC-07")
def test_a_note_keeps_its_fields_author_and_moment(
    made: Made, person: Callable[..., str]
) -> None:
    """Task general and saved unless said otherwise; the author is who acts."""
    who = person("worknet")

    note = made("note", "add", who, "--date", "6/17/2023", "--subject", "Call",
                "--message", "First line\nsecond line", user="lee")  # fmt: skip

    assert note["date"] == "2023-06-17"
    assert note["subject"] == "Call"
    assert note["message"] == "First line\nsecond line"
    assert (note["task"], note["send"], note["to"]) == ("general", "save", [])
    assert note["author"] == "lee"
    assert note["created_at"].endswith("+00:00")
    assert made("note", "list", who) == [
        {key: note[key] for key in note if key not in ("undo", "findings")}
    ]


@pytest.mark.covers("OUT-63")
def test_a_note_says_for_whom_it_is(made: Made, person: Callable[..., str]) -> None:
    """By code or by the guide's label, each once."""
    note = made("note", "add", person("worknet"), "--date", "today", "--message", "x",
                "--to", "team", "--to", "Customer", "--to", "team")  # fmt: skip

    assert note["to"] == ["team", "customer"]


def test_a_contact_cannot_lie_in_the_future(
    made: Made, refused: Made, person: Callable[..., str]
) -> None:
    """Today is the last day, as `--as-of` has it."""
    who = person("worknet")
    words = ("note", "add", who, "--message", "x", "--date", "2023-07-01")

    answer = refused(*words, as_of="2023-06-30")
    assert answer["findings"][0]["rule"] == "date.not-in-future"
    assert made("note", "list", who) == []

    made(*words, as_of="2023-07-01")


def test_a_note_says_something(refused: Made, person: Callable[..., str]) -> None:
    """A subject or a message; a blank one is none."""
    who = person("worknet")

    for words in ([], ["--message", "  \n "]):
        answer = refused("note", "add", who, "--date", "today", *words, code=2)
        assert "--subject or --message" in answer["error"]


@pytest.mark.covers("OUT-62")
@pytest.mark.parametrize("mode", ["message", "As Illinois workNet Message and Email"])
def test_what_is_sent_to_nobody_in_particular_goes_to_the_team(
    made: Made, person: Callable[..., str], mode: str
) -> None:
    """--to is not demanded; colleagues are the harmless reading."""
    who = person("worknet")

    note = made("note", "add", who, "--date", "today", "--message", "x", "--send", mode)

    assert note["to"] == ["team"]


@pytest.mark.covers("OUT-03", "OUT-62", "OUT-63")
def test_customers_read_the_messages_sent_to_them_and_no_other_note(
    made: Made, person: Callable[..., str]
) -> None:
    """A message stays in the file; nothing is mailed."""
    who = person("worknet")
    state_id = made("application", "show", who)["participant"]
    made("user", "add", "cus", "--role", "customer", "--participant", state_id)
    words = ("note", "add", who, "--date", "today", "--message")
    made(*words, "for us", "--send", "message", "--to", "team")
    made(*words, "kept", "--to", "customer")
    sent = made(*words, "for you", "--send", "message", "--to", "customer")

    assert sent["send_label"] == "As Illinois workNet Message"
    assert sent["outbox"] == []
    assert [n["message"] for n in made("note", "list", who, user="cus")] == ["for you"]
    assert len(made("note", "list", who)) == 3


def test_more_than_four_digits_of_an_ssn_are_not_taken(
    wioatrack: Any, made: Made, person: Callable[..., str]
) -> None:
    """Nor repeated."""
    who = person("worknet")

    result = wioatrack("note", "add", who, "--date", "today", "--message",
                       "His number is 123-45-6789.", code=2)  # fmt: skip

    assert "6789" not in result.output
    assert made("note", "list", who) == []


def test_notes_of_every_application_are_listed_and_narrowed(
    made: Made, person: Callable[..., str]
) -> None:
    """Oldest contact first; by task, author and first day."""
    first = person("worknet")
    state_id = made("application", "show", first)["participant"]
    made("application", "add", state_id, "--profile", "worknet", "--number", "W2",
         "--application-date", "2022-07-05")  # fmt: skip
    made("note", "add", "W2", "--date", "2023-06-02", "--message", "b", "--task",
         "follow-up")  # fmt: skip
    made("note", "add", first, "--date", "2023-06-01", "--message", "a", user="lee")

    assert [n["message"] for n in made("note", "list", state_id)] == ["a", "b"]
    assert [n["message"] for n in made("note", "list", "W2")] == ["b"]
    for narrow in (
        ["--task", "follow-up"],
        ["--author", "ORE"],
        ["--since", "6/2/2023"],
    ):
        assert [n["message"] for n in made("note", "list", state_id, *narrow)] == ["b"]


@pytest.mark.covers("OUT-63", "IS-04")
def test_customers_read_no_note_of_the_staff_where_a_record_quotes_it(
    made: Made, person: Callable[..., str]
) -> None:
    """The note behind a credential and behind a try to reach somebody."""
    who = person("worknet")
    state_id = made("application", "show", who)["participant"]
    made("user", "add", "cus", "--role", "customer", "--participant", state_id)
    made("credential", "add", who, "--type", "occupational-certification", "--name", "A",
         "--institution", "B", "--source", "copy-of-credential", "--service",
         made("service", "add", who, "--activity", "300")["id"], "--date", "2023-06-01",
         "--note", "for us")  # fmt: skip
    made("followup", "add", who, "--due", "2023-06-01", "--outcome", "voicemail",
         "--note", "for us")  # fmt: skip

    for user, words in (("cus", None), ("lee", "for us")):
        [credential] = made("credential", "list", who, user=user)
        [contact] = made("followup", "list", who, user=user)

        shown = made("credential", "show", credential["id"], user=user)

        assert credential["note"] == shown["note"] == words
        assert [one["message"] for one in contact["contacts"]] == [words]


def test_the_help_of_send_names_its_codes(wioatrack):
    """As they are typed: the mode that mails is `email`."""
    wioatrack("note", "add", "--help", code=0, says="save, message or email (")
