"""`wioatrack note add --send email`, `note outbox` and `note send`, against real servers"""

import json
import os
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Made = Callable[..., Any]
WIOATRACK = Path(sys.executable).with_name(
    "wioatrack.exe" if os.name == "nt" else "wioatrack"
)
ADDRESS, OFFICE, TEAM = "manny@example.org", "office@example.org", "team@example.org"


class Taking:
    """A server's handler that keeps what it takes; `answer` may refuse a step."""

    def __init__(self, wait: float = 0, **answer: str) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.wait, self.answer = wait, answer

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope,
                          address: str, options: list[str]) -> str:  # fmt: skip
        if "mail" in self.answer:
            return self.answer["mail"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope,
                          address: str, options: list[str]) -> str:  # fmt: skip
        if "rcpt" in self.answer:
            return self.answer["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.wait:
            import asyncio

            await asyncio.sleep(self.wait)
        if "data" in self.answer:
            return self.answer["data"]
        self.envelopes.append(envelope)
        assert isinstance(envelope.content, bytes)
        taken = message_from_bytes(envelope.content, policy=default)
        assert isinstance(taken, EmailMessage)
        self.mails.append(taken)
        return "250 OK"


@contextmanager
def serving(handler: Taking, **more: Any) -> Iterator[int]:
    """A mail server on a free port of this computer; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    controller = Controller(handler, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def talking(*lines: bytes, then: str = "close") -> Iterator[int]:
    """A server that answers with these lines, one for each that it reads.

    Afterwards it closes the connection, or keeps silent. A line `...` reads up to the
    lone dot that ends a message.
    """

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for line in lines:
                if line == b"...":
                    while self.rfile.readline().strip() != b".":
                        pass
                    continue
                self.wfile.write(line + b"\r\n")
                self.rfile.readline() if line != lines[-1] else None
            if then == "silence":
                silent.wait(30)

    silent = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            silent.set()
            server.shutdown()


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Name a mail server in the environment, as an office does."""
    for name in [name for name in os.environ if name.startswith("WIOATRACK_SMTP")]:
        monkeypatch.delenv(name)

    def smtp(port: int | None, **more: str) -> None:
        settings = {"HOST": "127.0.0.1", "PORT": str(port), "FROM": OFFICE,
                    "TLS": "none", "TIMEOUT": "0.5"} | more  # fmt: skip
        for name, value in settings.items():
            monkeypatch.setenv(f"WIOATRACK_SMTP_{name}", value)
        monkeypatch.setenv("WIOATRACK_TEAM_EMAIL", TEAM)

    return smtp


@pytest.fixture
def manny(made: Made, person: Callable[..., str]) -> str:
    """A participant with an e-mail address."""
    who = person("worknet")
    state_id = made("application", "show", who)["participant"]
    made("participant", "edit", state_id, "--email", ADDRESS)
    return who


def mailed(made: Made, who: str, *to: str, subject: str = "Your interview") -> Any:
    words = [word for one in to or ("customer",) for word in ("--to", one)]
    return made("note", "add", who, "--date", "today", "--subject", subject, "--message",
                "See you at nine.\n.\nBring your licence.", "--send", "email",
                *words)  # fmt: skip


def states(made: Made, *words: object) -> list[tuple[str, int]]:
    return [(row["state"], row["attempts"]) for row in made("note", "outbox", *words)]


@pytest.mark.covers("OUT-61", "OUT-62", "OUT-63", "OUT-64")
def test_a_note_is_mailed_to_customer_and_team(
    made: Made, manny: str, smtp: Any
) -> None:
    """Each gets one mail; the note shows send mode, recipients, author and moment."""
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        note = mailed(made, manny, "customer", "team")

    assert (note["send"], note["to"]) == ("email", ["customer", "team"])
    assert note["send_label"] == "As Illinois workNet Message and Email"
    assert (note["author"], bool(note["created_at"])) == ("ore", True)
    assert [mail["state"] for mail in note["outbox"]] == ["sent", "sent"]
    assert [e.rcpt_tos for e in taking.envelopes] == [[ADDRESS], [TEAM]]
    assert states(made, manny) == [("sent", 1), ("sent", 1)]
    assert made("note", "outbox") == []
    listed = made("note", "list", manny)[0]
    assert listed["outbox"] == note["outbox"]


@pytest.mark.covers("OUT-63", "OUT-64")
def test_a_mail_holds_what_the_note_says_and_nothing_else(
    made: Made, manny: str, smtp: Any
) -> None:
    """No name, no number, no date of birth; the team is told the application's number."""
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        mailed(made, manny, "customer", "team")

    customer, team = taking.mails
    words = [mail.get_content().replace("\r\n", "\n") for mail in taking.mails]
    assert words[0] == "See you at nine.\n.\nBring your licence.\n"
    assert words[1] == f"Application {manny}\n\n{words[0]}"
    assert (customer["Subject"], customer["From"], customer["To"]) == (
        "Your interview", OFFICE, ADDRESS,
    )  # fmt: skip
    assert customer["Message-ID"] != team["Message-ID"]
    for mail in taking.mails:
        for private in ("Flores", "Manny ", "39138"):
            assert private not in str(mail)
    assert manny not in str(customer)


@pytest.mark.covers("OUT-62")
def test_without_a_mail_server_it_waits_and_nothing_is_lost(
    made: Made, manny: str, smtp: Any, wioatrack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off unless configured; once it is, what waited goes out."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    note = mailed(made, manny)
    assert [mail["state"] for mail in note["outbox"]] == ["queued"]
    unset = wioatrack("note", "send", code=2)
    assert "No mail server is set up" in unset.stderr
    assert states(made) == [("queued", 0)]

    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        sent = made("note", "send")

    assert [row["state"] for row in sent] == ["sent"]
    assert len(taking.mails) == 1
    assert made("note", "send") == []


def test_save_and_message_never_touch_the_outbox(
    made: Made, manny: str, smtp: Any
) -> None:
    """Only `email` leaves the file."""
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        for mode in ("save", "message"):
            made("note", "add", manny, "--date", "today", "--message", "x", "--send",
                 mode, "--to", "customer")  # fmt: skip

    assert taking.mails == []
    assert made("note", "outbox", manny) == []


@pytest.mark.parametrize(
    ("step", "answer", "words"),
    [
        ("mail", "550 no manny@example.org here", "refused the sender (550)"),
        (
            "rcpt",
            "550 5.1.1 <manny@example.org> unknown",
            "refused the recipient (550)",
        ),
        ("rcpt", "451 later", "refused the recipient (451)"),
        ("data", "554 spam", "refused the message (554)"),
    ],
)
def test_a_refusal_is_kept_with_its_reason_and_tried_again(
    made: Made,
    manny: str,
    smtp: Any,
    wioatrack: Any,
    step: str,
    answer: str,
    words: str,
) -> None:
    """The note stays; the server's own words, which may name people, are not kept."""
    refusing = Taking(**{step: answer})
    with serving(refusing) as port:
        smtp(port)
        note = mailed(made, manny)
        mail = note["outbox"][0]
        assert mail["state"] == "failed"
        assert words in mail["reason"]
        assert "@" not in mail["reason"]
        again = wioatrack("note", "send", "--json", code=1, keeps=True)
        assert json.loads(again.stdout)[0]["attempts"] == 2

    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        made("note", "send")
    assert len(taking.mails) == 1
    assert states(made, manny) == [("sent", 3)]
    assert made("note", "list", manny)[0]["message"].startswith("See you")


def test_a_server_that_is_not_there_fails_and_the_note_is_kept(
    made: Made, manny: str, smtp: Any
) -> None:
    """Nothing listens on the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    smtp(port)

    mail = mailed(made, manny)["outbox"][0]

    assert mail["state"] == "failed"
    assert "cannot be reached" in mail["reason"]


@pytest.mark.parametrize(
    ("lines", "then", "state", "words"),
    [
        ([], "silence", "failed", "silent for 0.5 seconds"),
        ([b"220 hello"], "silence", "failed", "silent for 0.5 seconds"),
        ([], "close", "failed", "closed the connection"),
        ([b"421 busy"], "close", "failed", "refused the connection (421)"),
        ([b"220 hello", b"250 x", b"250 x"], "close", "failed", "closed the connection"),
        ([b"220 hello", b"250 x", b"250 x", b"250 x"], "silence", "failed", "silent"),
        ([b"220 hello", b"250 x", b"250 x", b"250 x", b"354 go", b"..."], "close",
         "uncertain", "handed over already"),
        ([b"220 hello", b"250 x", b"250 x", b"250 x", b"354 go", b"..."], "silence",
         "uncertain", "handed over already"),
    ],
)  # fmt: skip
def test_a_server_that_stalls_or_drops_the_line(
    made: Made, manny: str, smtp: Any, lines: list[bytes], then: str, state: str,
    words: str,
) -> None:  # fmt: skip
    """Before the message is out it failed; after, nobody knows, and that is said."""
    with talking(*lines, then=then) as port:
        smtp(port)
        began = time.monotonic()
        mail = mailed(made, manny)["outbox"][0]

    assert (mail["state"], mail["attempts"]) == (state, 1)
    assert words in mail["reason"]
    assert time.monotonic() - began < 20


@contextmanager
def dribbling(*lines: bytes, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that answers with these lines at once, then a byte at a time for long.

    It is never silent, and never done: the last answer has no end.
    """

    class Dribble(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            line = self.request
            try:
                if context is not None:
                    line = context.wrap_socket(line, server_side=True)
                read = line.makefile("rb")
                for said in lines:
                    line.sendall(said + b"\r\n")
                    while said.startswith(b"354") and read.readline().strip() != b".":
                        pass
                    if not said.startswith(b"354"):
                        read.readline()
                while not over.wait(0.02):
                    line.sendall(b"2")
            except OSError:
                pass  # The client hung up, as it should.

    over = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dribble) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            over.set()
            server.shutdown()


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([], "failed"),
        ([b"220 hello"], "failed"),
        ([b"220 hello", b"250 x", b"250 x"], "failed"),
        ([b"220 hello", b"250 x", b"250 x", b"250 x", b"354 go"], "uncertain"),
    ],
)
@pytest.mark.parametrize("tls", ["none", "tls"])
def test_a_server_that_answers_a_byte_at_a_time_is_given_up(
    made: Made, manny: str, smtp: Any, lines: list[bytes], state: str, tls: str,
    certified: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Each byte comes long before the timeout; one mail may not take longer in all."""
    authority, certificate = certified
    context = None
    if tls == "tls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with dribbling(*lines, context=context) as port:
        smtp(port, TLS=tls, TIMEOUT="20", DEADLINE="0.7")
        mail = mailed(made, manny)["outbox"][0]

    assert (mail["state"], mail["attempts"]) == (state, 1)
    assert "The mail server took longer than 0.7 seconds." in mail["reason"]
    assert ("handed over already" in mail["reason"]) is (state == "uncertain")


def test_what_may_have_been_sent_is_not_sent_again_unless_somebody_says_so(
    made: Made, manny: str, smtp: Any, wioatrack: Any
) -> None:
    """`--again` sends it, with the same Message-ID by which servers tell doubles."""
    lines = (b"220 hello", b"250 x", b"250 x", b"250 x", b"354 go", b"...")
    with talking(*lines) as port:
        smtp(port)
        mailed(made, manny)
    before = made("note", "outbox")[0]
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        assert made("note", "send") == []
        refusal = wioatrack("note", "send", before["id"], code=3)
        assert "--again" in refusal.stderr
        assert taking.mails == []
        made("note", "send", before["id"], "--again")
        wioatrack("note", "send", before["id"], "--again", code=3,
                  says="Mail 1 is sent; it does not wait.")  # fmt: skip

    assert [mail["Message-ID"] for mail in taking.mails] == [before["message_id"]]
    assert states(made, manny) == [("sent", 2)]


def test_a_claim_whose_process_died_stays_a_claim(
    made: Made, manny: str, smtp: Any, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shown as being sent, and goes out again only by `--again`."""
    import sqlite3

    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    mailed(made, manny)
    with sqlite3.connect(db) as raw:
        raw.execute("UPDATE outbox SET state = 'sending', attempts = 1")
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        assert made("note", "send") == []
        assert states(made) == [("sending", 1)]
        made("note", "send", 1, "--again")

    assert len(taking.mails) == 1


def test_two_processes_at_once_send_once(
    made: Made, manny: str, smtp: Any, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four mails, three processes, a slow server: four arrive, no double among them."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    for number in range(4):
        mailed(made, manny, subject=f"Mail {number}")
    taking = Taking(wait=0.2)
    with serving(taking) as port:
        smtp(port, TIMEOUT="20")
        environment = {**os.environ, "WIOATRACK_DB": str(db), "WIOATRACK_USER": "ore",
                       "WIOATRACK_AS_OF": "2023-06-30"}  # fmt: skip
        racing = [
            subprocess.Popen([WIOATRACK, "note", "send"], env=environment,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for _ in range(3)
        ]  # fmt: skip
        ended = [(one.communicate(timeout=120)[1], one.returncode) for one in racing]

    assert [code for _, code in ended] == [0, 0, 0], ended
    subjects = sorted(mail["Subject"] for mail in taking.mails)
    assert subjects == [f"Mail {number}" for number in range(4)]
    assert states(made, manny) == [("sent", 1)] * 4


def test_undo_never_makes_a_sent_mail_wait_again(
    made: Made, manny: str, smtp: Any, wioatrack: Any
) -> None:
    """Neither the sending nor the note can be taken back once it is out."""
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        note = mailed(made, manny)
        wioatrack("undo", code=1,
                  says="9 cannot be undone: a mail that was sent")  # fmt: skip
        wioatrack("undo", note["undo"], code=1,
                  says="outbox 1 was changed since, by 9.")  # fmt: skip
        assert made("note", "send") == []

    assert len(taking.mails) == 1
    assert states(made, manny) == [("sent", 1)]


def test_a_note_that_was_not_sent_can_be_taken_back_with_its_mail(
    made: Made, manny: str, wioatrack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both go together."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    mailed(made, manny)

    wioatrack("undo", code=0)

    assert made("note", "list", manny) == []
    assert made("note", "outbox") == []


def test_a_line_break_never_reaches_a_header(
    made: Made, manny: str, smtp: Any, wioatrack: Any, db: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Not by the option, and not by a row that somebody wrote into the file."""
    import sqlite3

    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        mailed(made, manny, subject="Hello\r\nBcc: all@example.org")
        monkeypatch.delenv("WIOATRACK_SMTP_HOST")
        mailed(made, manny)
        with sqlite3.connect(db) as raw:
            raw.execute("UPDATE note SET subject = 'Hello' || char(13, 10) || "
                        "'Bcc: all@example.org' WHERE id = 2")  # fmt: skip
        smtp(port)
        result = wioatrack("note", "send", "--json", code=1, keeps=True)

    assert [mail["Subject"] for mail in taking.mails] == ["Hello Bcc: all@example.org"]
    assert taking.mails[0]["Bcc"] is None
    assert taking.envelopes[0].rcpt_tos == [ADDRESS]
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
    made: Made, manny: str, smtp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is kept, and it goes out once the address is set."""
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        monkeypatch.delenv("WIOATRACK_TEAM_EMAIL")
        mail = mailed(made, manny, "team")["outbox"][0]
        assert mail["state"] == "failed"
        assert "no usable e-mail address" in mail["reason"]
        smtp(port)
        made("note", "send")

    assert [e.rcpt_tos for e in taking.envelopes] == [[TEAM]]


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("TLS", "maybe", "must be one of"),
        ("HOST", "mail.example.org", "this computer only"),
        ("HOST", "bad host\n", "no name of a server"),
        ("PORT", "0", "number of a port"),
        ("PORT", "65536", "number of a port"),
        ("PORT", "x", "number of a port"),
        ("FROM", "", "one e-mail address"),
        ("FROM", "a@b.org\nBcc: c@d.org", "one e-mail address"),
        ("USER", "me", "belong together"),
        ("TIMEOUT", "0", "number of seconds"),
        ("TIMEOUT", "-1", "number of seconds"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_before_anything_is_written(
    made: Made, refused: Made, manny: str, smtp: Any, setting: str, value: str,
    words: str,
) -> None:  # fmt: skip
    """Exit 2; the value, which may be secret, is not repeated."""
    smtp(2525, **{setting: value})

    answer = refused("note", "add", manny, "--date", "today", "--message", "x", "--send",
                     "email", "--to", "customer", code=2)  # fmt: skip

    assert words in answer["error"]
    assert made("note", "list", manny) == []


def test_a_password_is_shown_nowhere(smtp: Any) -> None:
    """Not where a mailbox is printed, as in a report of a defect."""
    from wioatrack.actions.mailbox import mailbox_of

    smtp(587, TLS="starttls", USER="office", PASSWORD="secret")

    assert repr(mailbox_of(os.environ)) == "Mailbox(127.0.0.1:587, starttls)"


def test_a_server_without_tls_gets_nothing(made: Made, manny: str, smtp: Any) -> None:
    """STARTTLS is the rule: in plain text no word of the mail goes out."""
    taking = Taking()
    with serving(taking) as port:
        smtp(port, TLS="starttls")
        mail = mailed(made, manny)["outbox"][0]

    assert mail["state"] == "failed"
    assert "offers no TLS" in mail["reason"]
    assert taking.mails == []


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An authority of our own, and a certificate of it for this computer."""
    trustme = pytest.importorskip("trustme")
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    server = authority.issue_cert("127.0.0.1", "localhost")
    server.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    return folder / "authority.pem", folder / "server.pem"


@pytest.mark.parametrize("tls", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", [True, False])
def test_mail_goes_out_by_tls_to_a_server_whose_certificate_holds(
    made: Made, manny: str, smtp: Any, certified: tuple[Path, Path], tls: str,
    trusted: bool, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """With user and password after the handshake; an unknown authority gets nothing."""
    authority, certificate = certified
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    logins: list[Any] = []

    def login(*about: Any) -> AuthResult:
        logins.append((about[-1].login, about[-1].password))
        return AuthResult(success=True)

    kept = {"tls_context": context} if tls == "starttls" else {"ssl_context": context}
    taking = Taking()
    with serving(taking, authenticator=login, auth_required=True,
                 auth_require_tls=tls == "starttls", **kept) as port:  # fmt: skip
        smtp(port, TLS=tls, USER="office", PASSWORD="secret", TIMEOUT="5")
        mail = mailed(made, manny)["outbox"][0]

    if trusted:
        assert mail["state"] == "sent", mail
        assert logins == [(b"office", b"secret")]
        assert len(taking.mails) == 1
    else:
        assert mail["state"] == "failed"
        assert "certificate cannot be verified" in mail["reason"]
        assert (logins, taking.mails) == ([], [])


def test_nothing_is_sent_inside_a_batch_that_may_be_taken_back(
    made: Made, manny: str, smtp: Any, wioatrack: Any, tmp_path: Path
) -> None:
    """All or nothing: the mail waits until the batch stands."""
    script = tmp_path / "batch.txt"
    script.write_text(f"note add {manny} --date today --message x --send email "
                      "--to customer\nnote add nobody --date today --message x\n")  # fmt: skip
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        wioatrack("batch", script, "--atomic", code=3, says="Nothing was written")
        assert taking.mails == []
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
    made: Made, manny: str, smtp: Any, wioatrack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Staff of another place see and send none; viewers send nothing."""
    monkeypatch.delenv("WIOATRACK_SMTP_HOST", raising=False)
    mailed(made, manny)
    made("user", "add", "loc", "--role", "staff", "--location", "Elsewhere")
    made("user", "add", "val", "--role", "viewer")
    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        assert made("note", "send", user="loc") == []
        assert made("note", "outbox", user="loc") == []
        wioatrack("note", "send", 1, "--again", user="loc", code=3,
                  says="There is no mail 1.")  # fmt: skip
        wioatrack("note", "send", user="val", code=4,
                  says="Role viewer may not enter and change records.")  # fmt: skip

    assert taking.mails == []


def test_a_purge_takes_the_outbox_with_the_person(
    made: Made, manny: str, smtp: Any, db: Path
) -> None:
    """No address was ever kept there."""
    import sqlite3

    taking = Taking()
    with serving(taking) as port:
        smtp(port)
        mailed(made, manny)
    with sqlite3.connect(db) as raw:
        kept = str(raw.execute("SELECT * FROM outbox").fetchall())
        assert ADDRESS not in kept
    made("exit", "early", manny, "--date", "2017-06-30", "--reason", "moved", "--note",
         "x")  # fmt: skip
    state_id = made("application", "show", manny)["participant"]
    made("participant", "purge", state_id, "--yes")
    with sqlite3.connect(db) as raw:
        assert raw.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
