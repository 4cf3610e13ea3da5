"""The line to a mail server, which is given up in time whatever the server does.

A timeout of a socket begins anew with every byte, so a server that sends one byte now
and then would hold a mail, and the command that sends it, for as long as it likes.
"""

import io
import smtplib
import socket
import time
from typing import Any

from wioatrack.lean import dataclass


class TooSlow(TimeoutError):
    """The server answered, but one mail took longer than it may in all."""


@dataclass(slots=True)
class Allowance:
    """How long a silent server is waited for, and until when one mail may take."""

    patience: float
    ends_at: float

    @classmethod
    def of(cls, patience: float, deadline: float) -> "Allowance":
        """From now on; both in seconds."""
        return cls(patience, time.monotonic() + deadline)

    def left(self) -> float:
        """How long the next step may take. Raises `TooSlow` once all is used up."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TooSlow
        return min(self.patience, left)


class Answers(io.RawIOBase):
    """What the server says, each wait within what is left of the allowance."""

    def __init__(self, line: socket.socket, allowance: Allowance) -> None:
        self._line, self._allowance = line, allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any raw stream; a wait that is over is a `TimeoutError`."""
        self._line.settimeout(self._allowance.left())
        try:
            return self._line.recv_into(buffer)
        except TimeoutError:
            self._allowance.left()
            raise


class InTime(smtplib.SMTP):
    """A mail server that is talked to within an allowance, its greeting included."""

    def __init__(
        self, host: str, port: int, us: str, *, allowance: Allowance, **more: Any
    ) -> None:
        self.allowance = allowance
        super().__init__(host, port, us, timeout=allowance.left(), **more)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(Answers(self.sock, self.allowance))
        return super().getreply()

    def send(self, s: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.allowance.left())
        super().send(s)


class InTimeByTLS(InTime, smtplib.SMTP_SSL):
    """The same, where TLS comes before the greeting."""
