"""Where mail goes out, as the environment says; without it nothing is ever sent."""

import re
from collections.abc import Mapping
from ipaddress import ip_address

from wioatrack.errors import BadEntry
from wioatrack.lean import dataclass

PREFIX = "WIOATRACK_SMTP_"
TEAM = "WIOATRACK_TEAM_EMAIL"
STARTTLS, TLS, NONE = "starttls", "tls", "none"
USUAL_PORT = {STARTTLS: 587, TLS: 465, NONE: 25}
USUAL_PATIENCE = 20.0
USUAL_DEADLINE = 120.0
LONGEST_ADDRESS = 254
ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\Z"
)
HOST = re.compile(r"[A-Za-z0-9.:_-]+\Z")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mail server, who sends, and the team's address.

    `patience` is how many seconds a silent server is waited for, `deadline` how many one
    mail may take in all.
    """

    host: str
    port: int
    tls: str
    sender: str
    user: str = ""
    password: str = ""
    team: str = ""
    patience: float = USUAL_PATIENCE
    deadline: float = USUAL_DEADLINE

    def __repr__(self) -> str:
        return f"Mailbox({self.host}:{self.port}, {self.tls})"


def is_address(text: str | None) -> bool:
    """Whether the words are one plain address, and nothing that could be more."""
    return bool(text and len(text) <= LONGEST_ADDRESS and ADDRESS.match(text))


def mailbox_of(environment: Mapping[str, str]) -> Mailbox | None:
    """The mail server that the environment names, or none.

    Raises `BadEntry` for settings that cannot be used: no sender, an unknown kind of
    TLS, or none at all beyond this computer.
    """

    def said(name: str) -> str:
        return environment.get(PREFIX + name, "")

    if not said("HOST"):
        return None
    tls = said("TLS") or STARTTLS
    if tls not in USUAL_PORT:
        raise unusable("TLS", f"must be one of {', '.join(USUAL_PORT)}")
    if not HOST.match(said("HOST")):
        raise unusable("HOST", "is no name of a server")
    if tls == NONE and not is_here(said("HOST")):
        raise unusable("TLS", "none is for this computer only; mail leaves it by TLS")
    if not is_address(said("FROM")):
        raise unusable("FROM", "must be one e-mail address")
    team = environment.get(TEAM, "")
    if team and not is_address(team):
        raise BadEntry(
            f"{TEAM} must be one e-mail address.", "Set it, or leave it out."
        )
    if bool(said("USER")) != bool(said("PASSWORD")):
        raise unusable("USER", "and PASSWORD belong together")
    return Mailbox(
        host=said("HOST"),
        port=port_of(said("PORT"), tls),
        tls=tls,
        sender=said("FROM"),
        user=said("USER"),
        password=said("PASSWORD"),
        team=team,
        patience=seconds_of("TIMEOUT", said("TIMEOUT"), USUAL_PATIENCE),
        deadline=seconds_of("DEADLINE", said("DEADLINE"), USUAL_DEADLINE),
    )


def unusable(name: str, why: str) -> BadEntry:
    """The refusal of one setting; its value, which may be secret, is not repeated."""
    return BadEntry(
        f"{PREFIX}{name} {why}.",
        f"{PREFIX}HOST, PORT, TLS, FROM, USER, PASSWORD, TIMEOUT and DEADLINE say "
        "how mail is sent.",
    )


def is_here(host: str) -> bool:
    """Whether the name means this computer."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def port_of(text: str, tls: str) -> int:
    """The port, or the usual one."""
    if not text:
        return USUAL_PORT[tls]
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 2**16):
        raise unusable("PORT", "must be the number of a port")
    return int(text)


def seconds_of(name: str, text: str, usual: float) -> float:
    """How many seconds a setting says, or the usual ones."""
    if not text:
        return usual
    if not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", text, re.ASCII) or not float(text):
        raise unusable(name, "must be a number of seconds")
    return float(text)
