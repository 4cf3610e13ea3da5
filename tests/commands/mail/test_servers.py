"""Mail servers that refuse, stall, or cannot be trusted, and how one is named."""

import json
import os
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

Made = Callable[..., Any]


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
    taking: Any,
    wioatrack: Any,
    step: str,
    answer: str,
    words: str,
    mailed: Any,
    states: Any,
) -> None:
    """The note stays; the server's own words, which may name people, are not kept."""
    with taking(answers={step: answer}):
        note = mailed(manny)
        mail = note["outbox"][0]
        assert mail["state"] == "failed"
        assert words in mail["reason"]
        assert "@" not in mail["reason"]
        again = wioatrack("note", "send", "--json", code=1, keeps=True)
        assert json.loads(again.stdout)[0]["attempts"] == 2

    with taking() as taken:
        made("note", "send")
    assert len(taken.mails) == 1
    assert states(manny) == [("sent", 3)]
    assert made("note", "list", manny)[0]["message"].startswith("See you")


def test_a_server_that_is_not_there_fails_and_the_note_is_kept(
    manny: str, smtp: Any, mailed: Any
) -> None:
    """Nothing listens on the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    smtp(port)

    mail = mailed(manny)["outbox"][0]

    assert mail["state"] == "failed"
    assert "cannot be reached" in mail["reason"]


def test_the_code_is_that_of_every_mail_also_of_those_not_shown(
    wioatrack: Any, manny: str, smtp: Any, mailed: Any
) -> None:
    """What is searched for narrows what is printed, not what became of the mails."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    smtp(port)
    mailed(manny)

    ended = wioatrack("note", "send", "--search", "zzzz", code=1, keeps=True)

    assert "Nothing waits" not in ended.output


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
    manny: str,
    smtp: Any,
    lines: list[bytes],
    then: str,
    state: str,
    words: str,
    mailed: Any,
) -> None:
    """Before the message is out it failed; after, nobody knows, and that is said."""
    with talking(*lines, then=then) as port:
        smtp(port)
        began = time.monotonic()
        mail = mailed(manny)["outbox"][0]

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
    manny: str,
    smtp: Any,
    lines: list[bytes],
    state: str,
    tls: str,
    certified: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
) -> None:
    """Each byte comes long before the timeout; one mail may not take longer in all."""
    authority, certificate = certified
    context = None
    if tls == "tls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with dribbling(*lines, context=context) as port:
        smtp(port, TLS=tls, TIMEOUT="20", DEADLINE="0.7")
        mail = mailed(manny)["outbox"][0]

    assert (mail["state"], mail["attempts"]) == (state, 1)
    assert "The mail server took longer than 0.7 seconds." in mail["reason"]
    assert ("handed over already" in mail["reason"]) is (state == "uncertain")


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


def test_a_server_without_tls_gets_nothing(
    manny: str, taking: Any, mailed: Any
) -> None:
    """STARTTLS is the rule: in plain text no word of the mail goes out."""
    with taking(settings={"TLS": "starttls"}) as taken:
        mail = mailed(manny)["outbox"][0]

    assert mail["state"] == "failed"
    assert "offers no TLS" in mail["reason"]
    assert taken.mails == []


@pytest.mark.parametrize("tls", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", [True, False])
def test_mail_goes_out_by_tls_to_a_server_whose_certificate_holds(
    manny: str,
    taking: Any,
    certified: tuple[Path, Path],
    tls: str,
    trusted: bool,
    monkeypatch: pytest.MonkeyPatch,
    mailed: Any,
) -> None:
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
    settings = {"TLS": tls, "USER": "office", "PASSWORD": "secret", "TIMEOUT": "5"}
    with taking(settings=settings, authenticator=login, auth_required=True,
                auth_require_tls=tls == "starttls", **kept) as taken:  # fmt: skip
        mail = mailed(manny)["outbox"][0]

    if trusted:
        assert mail["state"] == "sent", mail
        assert logins == [(b"office", b"secret")]
        assert len(taken.mails) == 1
    else:
        assert mail["state"] == "failed"
        assert "certificate cannot be verified" in mail["reason"]
        assert (logins, taken.mails) == ([], [])


def test_what_may_have_been_sent_is_not_sent_again_unless_somebody_says_so(
    made: Made,
    manny: str,
    smtp: Any,
    taking: Any,
    wioatrack: Any,
    mailed: Any,
    states: Any,
) -> None:
    """`--again` sends it, with the same Message-ID by which servers tell doubles."""
    lines = (b"220 hello", b"250 x", b"250 x", b"250 x", b"354 go", b"...")
    with talking(*lines) as port:
        smtp(port)
        mailed(manny)
    before = made("note", "outbox")[0]
    with taking() as taken:
        assert made("note", "send") == []
        refusal = wioatrack("note", "send", before["id"], code=3)
        assert "--again" in refusal.stderr
        assert taken.mails == []
        made("note", "send", before["id"], "--again")
        wioatrack("note", "send", before["id"], "--again", code=3,
                  says="Mail 1 is sent; it does not wait.")  # fmt: skip

    assert [mail["Message-ID"] for mail in taken.mails] == [before["message_id"]]
    assert states(manny) == [("sent", 2)]
