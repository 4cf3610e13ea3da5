"""`wioatrack note add --send email`, `note outbox` and `note send`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Made = Callable[..., Any]
WIOATRACK = Path(sys.executable).with_name(
    "wioatrack.exe" if os.name == "nt" else "wioatrack"
)
ADDRESS, OFFICE, TEAM = "manny@example.org", "office@example.org", "team@example.org"


@pytest.mark.covers("OUT-61", "OUT-62", "OUT-63", "OUT-64")
def test_a_note_is_mailed_to_customer_and_team(
    made: Made, manny: str, taking: Any, mailed: Any, states: Any
) -> None:
    """Each gets one mail; the note shows send mode, recipients, author and moment."""
    with taking() as taken:
        note = mailed(manny, "customer", "team")

    assert (note["send"], note["to"]) == ("email", ["customer", "team"])
    assert note["send_label"] == "As Illinois workNet Message and Email"
    assert (note["author"], bool(note["created_at"])) == ("ore", True)
    assert [mail["state"] for mail in note["outbox"]] == ["sent", "sent"]
    assert [e.rcpt_tos for e in taken.envelopes] == [[ADDRESS], [TEAM]]
    assert states(manny) == [("sent", 1), ("sent", 1)]
    assert made("note", "outbox") == []
    listed = made("note", "list", manny)[0]
    assert listed["outbox"] == note["outbox"]


@pytest.mark.covers("OUT-63", "OUT-64")
def test_a_mail_holds_what_the_note_says_and_nothing_else(
    manny: str, taking: Any, mailed: Any
) -> None:
    """No name, no number, no date of birth; the team is told the application's number."""
    with taking() as taken:
        mailed(manny, "customer", "team")

    customer, team = taken.mails
    words = [mail.get_content().replace("\r\n", "\n") for mail in taken.mails]
    assert words[0] == "See you at nine.\n.\nBring your licence.\n"
    assert words[1] == f"Application {manny}\n\n{words[0]}"
    assert (customer["Subject"], customer["From"], customer["To"]) == (
        "Your interview", OFFICE, ADDRESS,
    )  # fmt: skip
    assert customer["Message-ID"] != team["Message-ID"]
    for mail in taken.mails:
        for private in ("Flores", "Manny ", "39138"):
            assert private not in str(mail)
    assert manny not in str(customer)


@pytest.mark.covers("OUT-62")
def test_without_a_mail_server_it_waits_and_nothing_is_lost(
    made: Made,
    manny: str,
    taking: Any,
    wioatrack: Any,
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
    states: Any,
) -> None:
    """Off unless configured; once it is, what waited goes out."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    note = mailed(manny)
    assert [mail["state"] for mail in note["outbox"]] == ["queued"]
    unset = wioatrack("note", "send", code=2)
    assert "No mail server is set up" in unset.stderr
    assert states() == [("queued", 0)]

    with taking() as taken:
        sent = made("note", "send")

    assert [row["state"] for row in sent] == ["sent"]
    assert len(taken.mails) == 1
    assert made("note", "send") == []


def test_save_and_message_never_touch_the_outbox(
    made: Made, manny: str, taking: Any
) -> None:
    """Only `email` leaves the file."""
    with taking() as taken:
        for mode in ("save", "message"):
            made("note", "add", manny, "--date", "today", "--message", "x", "--send",
                 mode, "--to", "customer")  # fmt: skip

    assert taken.mails == []
    assert made("note", "outbox", manny) == []


def test_a_claim_whose_process_died_stays_a_claim(
    made: Made,
    manny: str,
    taking: Any,
    db: Path,
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
    states: Any,
) -> None:
    """It is shown as being sent, and goes out again only by `--again`."""
    import sqlite3

    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    mailed(manny)
    with sqlite3.connect(db) as raw:
        raw.execute("UPDATE outbox SET state = 'sending', attempts = 1")
    with taking() as taken:
        assert made("note", "send") == []
        assert states() == [("sending", 1)]
        made("note", "send", 1, "--again")

    assert len(taken.mails) == 1


def test_two_processes_at_once_send_once(
    manny: str,
    taking: Any,
    db: Path,
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
    states: Any,
) -> None:
    """Four mails, three processes, a slow server: four arrive, no double among them."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    for number in range(4):
        mailed(manny, subject=f"Mail {number}")
    with taking(wait=0.2, settings={"TIMEOUT": "20"}) as taken:
        environment = {**os.environ, "WIOATRACK_DB": str(db), "WIOATRACK_USER": "ore",
                       "WIOATRACK_AS_OF": "2023-06-30"}  # fmt: skip
        racing = [
            subprocess.Popen([WIOATRACK, "note", "send"], env=environment,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for _ in range(3)
        ]  # fmt: skip
        ended = [(one.communicate(timeout=120)[1], one.returncode) for one in racing]

    assert [code for _, code in ended] == [0, 0, 0], ended
    subjects = sorted(mail["Subject"] for mail in taken.mails)
    assert subjects == [f"Mail {number}" for number in range(4)]
    assert states(manny) == [("sent", 1)] * 4


def test_undo_never_makes_a_sent_mail_wait_again(
    made: Made, manny: str, taking: Any, wioatrack: Any, mailed: Any, states: Any
) -> None:
    """Neither the sending nor the note can be taken back once it is out."""
    with taking() as taken:
        note = mailed(manny)
        wioatrack("undo", code=1,
                  says="9 cannot be undone: a mail that was sent")  # fmt: skip
        wioatrack("undo", note["undo"], code=1,
                  says="outbox 1 was changed since, by 9.")  # fmt: skip
        assert made("note", "send") == []

    assert len(taken.mails) == 1
    assert states(manny) == [("sent", 1)]


def test_a_note_that_was_not_sent_can_be_taken_back_with_its_mail(
    made: Made, manny: str, wioatrack: Any, monkeypatch: pytest.MonkeyPatch, mailed: Any
) -> None:
    """Both go together."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    mailed(manny)

    wioatrack("undo", code=0)

    assert made("note", "list", manny) == []
    assert made("note", "outbox") == []


def test_a_line_break_never_reaches_a_header(
    manny: str,
    smtp: Any,
    taking: Any,
    wioatrack: Any,
    db: Path,
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
) -> None:
    """Not by the option, and not by a row that somebody wrote into the file."""
    import sqlite3

    with taking() as taken:
        mailed(manny, subject="Hello\r\nBcc: all@example.org")
        monkeypatch.delenv("WIOATRACK_SMTP_HOST")
        mailed(manny)
        with sqlite3.connect(db) as raw:
            raw.execute("UPDATE note SET subject = 'Hello' || char(13, 10) || "
                        "'Bcc: all@example.org' WHERE id = 2")  # fmt: skip
        smtp(taken.port)
        result = wioatrack("note", "send", "--json", code=1, keeps=True)

    assert [mail["Subject"] for mail in taken.mails] == ["Hello Bcc: all@example.org"]
    assert taken.mails[0]["Bcc"] is None
    assert taken.envelopes[0].rcpt_tos == [ADDRESS]
    failed = json.loads(result.stdout)[0]
    assert (failed["state"], "cannot stand in a header" in failed["reason"]) == (
        "failed", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "address", ["a@b.org, c@d.org", "a@b.org c", "nobody", "<a@b.org>", "ä@b.org",
                "a@b.org\r\nBcc: c@d.org"],
)  # fmt: skip
def test_a_customer_without_one_plain_address_is_not_written_to(
    made: Made, refused: Made, person: Callable[..., str], db: Path, address: str
) -> None:
    """Refused at the door, and nothing is written; a later change fails the mail."""
    import sqlite3

    who = person("worknet")
    words = ("note", "add", who, "--date", "today", "--message", "x", "--send", "email",
             "--to", "customer")  # fmt: skip
    assert "no usable e-mail address" in refused(*words)["error"]
    with sqlite3.connect(db) as raw:
        raw.execute("UPDATE participant SET email = ?", (address,))
    assert "no usable e-mail address" in refused(*words)["error"]
    assert made("note", "list", who) == []


def test_without_a_team_address_the_teams_mail_waits(
    made: Made,
    manny: str,
    smtp: Any,
    taking: Any,
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
) -> None:
    """The reason is kept, and it goes out once the address is set."""
    with taking() as taken:
        monkeypatch.delenv("WIOATRACK_TEAM_EMAIL")
        mail = mailed(manny, "team")["outbox"][0]
        assert mail["state"] == "failed"
        assert "no usable e-mail address" in mail["reason"]
        smtp(taken.port)
        made("note", "send")

    assert [e.rcpt_tos for e in taken.envelopes] == [[TEAM]]


def test_nothing_is_sent_inside_a_batch_that_may_be_taken_back(
    made: Made, manny: str, taking: Any, wioatrack: Any, tmp_path: Path
) -> None:
    """All or nothing: the mail waits until the batch stands."""
    script = tmp_path / "batch.txt"
    script.write_text(f"note add {manny} --date today --message x --send email "
                      "--to customer\nnote add nobody --date today --message x\n")  # fmt: skip
    with taking() as taken:
        wioatrack("batch", script, "--atomic", code=3, says="Nothing was written")
        assert taken.mails == []
        assert made("note", "outbox", manny) == []


def test_a_load_of_notes_that_were_mailed_once_mails_none(
    made: Made, manny: str, wioatrack: Any, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What another database sent is not sent again from this one."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    file = tmp_path / "notes.csv"
    file.write_text("application,date,message,send,to\n"
                    f"{manny},2023-01-02,Long ago,email,customer\n")  # fmt: skip

    wioatrack("import", "note", file, code=0)

    (note,) = made("note", "list", manny)
    assert (note["send"], note["to"], note["outbox"]) == ("email", ["customer"], [])
    assert made("note", "outbox") == []


def test_others_mail_is_not_mine_to_send(
    made: Made,
    manny: str,
    taking: Any,
    wioatrack: Any,
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
) -> None:
    """Staff of another place see and send none; viewers send nothing."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    mailed(manny)
    made("user", "add", "loc", "--role", "staff", "--location", "Elsewhere")
    made("user", "add", "val", "--role", "viewer")
    with taking() as taken:
        assert made("note", "send", user="loc") == []
        assert made("note", "outbox", user="loc") == []
        wioatrack("note", "send", 1, "--again", user="loc", code=3,
                  says="There is no mail 1.")  # fmt: skip
        wioatrack("note", "send", user="val", code=4,
                  says="Role viewer may not enter and change records.")  # fmt: skip

    assert taken.mails == []


def test_a_purge_takes_the_outbox_with_the_person(
    made: Made, manny: str, taking: Any, db: Path, mailed: Any
) -> None:
    """No address was ever kept there."""
    import sqlite3

    with taking():
        mailed(manny)
    with sqlite3.connect(db) as raw:
        kept = str(raw.execute("SELECT * FROM outbox").fetchall())
        assert ADDRESS not in kept
    made("exit", "early", manny, "--date", "2017-06-30", "--reason", "moved", "--note",
         "x")  # fmt: skip
    state_id = made("application", "show", manny)["participant"]
    made("participant", "purge", state_id, "--yes")
    with sqlite3.connect(db) as raw:
        assert raw.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
