"""One mail handed to a mail server, and what came of it in words of our own.

What a server says is never repeated: it may name people. A mail that the server may
have taken, because the line went dead before it answered, is `uncertain`: it is not
sent again unless somebody says so.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as ON_THE_WIRE
from email.utils import format_datetime

from wioatrack.actions.mail_line import Allowance, InTime, InTimeByTLS, TooSlow
from wioatrack.actions.mailbox import NONE, TLS, Mailbox, is_address
from wioatrack.lean import dataclass

SENT, FAILED, UNCERTAIN = "sent", "failed", "uncertain"
DONE, GO_ON = 250, 354
TAKEN = (250, 251)
Step = Callable[[], tuple[int, bytes]]
LEADING_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes into one mail, and no more: to whom, about what, the words, when."""

    message_id: str
    to: str
    subject: str
    body: str
    moment: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of it; `reason` says why it was not sent."""

    state: str
    reason: str | None = None


def deliver(mailbox: Mailbox, letter: Letter) -> Delivery:
    """Hand one mail over. Whatever the server does, the answer is a delivery."""
    if not is_address(letter.to):
        return Delivery(FAILED, "There is no usable e-mail address to send it to.")
    try:
        words = written(mailbox, letter)
    except ValueError:
        return Delivery(FAILED, "The subject or an address cannot stand in a header.")
    server = None
    try:
        server = connected(mailbox)
        return handed_over(server, mailbox, letter, words)
    except (smtplib.SMTPException, OSError) as problem:
        return Delivery(FAILED, reason_of(problem, mailbox))
    finally:
        if server is not None:
            server.close()


def written(mailbox: Mailbox, letter: Letter) -> bytes:
    """The mail as it goes over the wire; a line break in a header is a `ValueError`."""
    message = EmailMessage()
    message["From"] = mailbox.sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(datetime.fromisoformat(letter.moment))
    message["Message-ID"] = letter.message_id
    message.set_content(letter.body, cte="quoted-printable")
    raw = message.as_bytes(policy=ON_THE_WIRE.clone(cte_type="7bit"))
    return LEADING_DOT.sub(b"..", raw)


def connected(mailbox: Mailbox) -> InTime:
    """A server that was greeted, by TLS with a certificate that holds, and logged in.

    The seconds that one mail may take begin here.
    """
    # Named after the sender, this computer asks no name server who it is.
    us = mailbox.sender.partition("@")[2]
    where = (mailbox.host, mailbox.port, us)
    allowance = Allowance.of(mailbox.patience, mailbox.deadline)
    if mailbox.tls == TLS:
        context = ssl.create_default_context()
        server: InTime = InTimeByTLS(*where, allowance=allowance, context=context)
    else:
        server = InTime(*where, allowance=allowance)
    try:
        if mailbox.tls not in (TLS, NONE):
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()
        if mailbox.user:
            server.login(mailbox.user, mailbox.password)
    except BaseException:
        server.close()
        raise
    return server


def handed_over(
    server: smtplib.SMTP, mailbox: Mailbox, letter: Letter, words: bytes
) -> Delivery:
    """The three steps of SMTP; until the words are out, nothing can have been sent."""
    steps: tuple[tuple[Step, tuple[int, ...], str], ...] = (
        (lambda: server.mail(mailbox.sender), (DONE,), "the sender"),
        (lambda: server.rcpt(letter.to), TAKEN, "the recipient"),
        (lambda: server.docmd("DATA"), (GO_ON,), "the message"),
    )
    for step, wanted, what in steps:
        code = step()[0]
        if code not in wanted:
            return Delivery(FAILED, f"The mail server refused {what} ({code}).")
    try:
        server.send(words + b".\r\n")
        code = server.getreply()[0]
    except (smtplib.SMTPException, OSError) as problem:
        return Delivery(
            UNCERTAIN,
            f"{reason_of(problem, mailbox)} The message was handed over already.",
        )
    if code == DONE:
        return Delivery(SENT)
    return Delivery(FAILED, f"The mail server refused the message ({code}).")


def reason_of(problem: Exception, mailbox: Mailbox) -> str:
    """Why it failed, without a word of the server's own."""
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return "The mail server offers no TLS, or no way to log in."
    if isinstance(problem, smtplib.SMTPAuthenticationError):
        return f"The mail server refused user and password ({problem.smtp_code})."
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"The mail server refused the connection ({problem.smtp_code})."
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        if isinstance(problem.__context__, TimeoutError):
            return reason_of(problem.__context__, mailbox)
        return "The mail server closed the connection."
    if isinstance(problem, ssl.SSLCertVerificationError):
        return "The mail server's certificate cannot be verified."
    if isinstance(problem, ssl.SSLError):
        return "The mail server and this computer agree on no TLS."
    if isinstance(problem, TooSlow):
        return f"The mail server took longer than {mailbox.deadline:g} seconds."
    if isinstance(problem, TimeoutError):
        return f"The mail server kept silent for {mailbox.patience:g} seconds."
    return "The mail server cannot be reached, or the connection broke."
