"""A mail server on this computer, and a participant who can be written to."""

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Made = Callable[..., Any]
ADDRESS, OFFICE, TEAM = "manny@example.org", "office@example.org", "team@example.org"


class Taking:
    """A server's handler that keeps what it takes; `answers` may refuse a step."""

    def __init__(self, port: int, wait: float, answers: Mapping[str, str]) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.port, self.wait, self.answer = port, wait, answers

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
def taking(smtp: Callable[..., None]) -> Callable[..., AbstractContextManager[Taking]]:
    """A mail server on a free port, named in the environment while it runs."""

    @contextmanager
    def taking(
        wait: float = 0, *, answers: Mapping[str, str] | None = None,
        settings: Mapping[str, str] | None = None, **more: Any,
    ) -> Iterator[Taking]:  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        handler = Taking(port, wait, answers or {})
        controller = Controller(handler, hostname="127.0.0.1", port=port, **more)
        controller.start()
        try:
            smtp(port, **(settings or {}))
            yield handler
        finally:
            controller.stop()

    return taking


@pytest.fixture
def manny(made: Made, person: Callable[..., str]) -> str:
    """A participant with an e-mail address."""
    who = person("worknet")
    state_id = made("application", "show", who)["participant"]
    made("participant", "edit", state_id, "--email", ADDRESS)
    return who


@pytest.fixture
def mailed(made: Made) -> Made:
    """A note that is sent as e-mail to a participant, or to whom is said."""

    def mailed(who: str, *to: str, subject: str = "Your interview") -> Any:
        words = [word for one in to or ("customer",) for word in ("--to", one)]
        return made("note", "add", who, "--date", "today", "--subject", subject,
                    "--message", "See you at nine.\n.\nBring your licence.", "--send",
                    "email", *words)  # fmt: skip

    return mailed


@pytest.fixture
def states(made: Made) -> Callable[..., list[tuple[str, int]]]:
    """State and attempts of each mail in the outbox."""

    def states(*words: object) -> list[tuple[str, int]]:
        return [(r["state"], r["attempts"]) for r in made("note", "outbox", *words)]

    return states
