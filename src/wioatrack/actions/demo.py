"""The demo's caseload: written stories, and as many made-up people beside them."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from wioatrack.rulebooks import data_root
from wioatrack.rulebooks.stand_ins import load_stand_ins

MANAGER = "demo"


def caseload_lines() -> Iterator[str]:
    """The written stories, line by line."""
    text = (data_root() / "demo" / "caseload.txt").read_text(encoding="utf-8")
    yield from text.splitlines()


def stand_ins(participants: int, seed: int) -> Iterator[str]:
    """The commands that make so many people, the same for the same seed.

    Each has an application and a training in some stage; `demo/stand-ins.toml` says
    under which profile and which trainings.
    """
    chance, made_of = Random(seed), load_stand_ins()
    for number in range(1, participants + 1):
        day = made_of.earliest + timedelta(days=chance.randrange(500))
        who, name = f"77{number:06d}", f"SI-{number:06d}"
        yield (
            f"{day} {MANAGER} participant add --state-id {who} --first-name "
            f"{chance.choice(made_of.first_names)} --last-name {chance.choice(made_of.last_names)} "
            f"--birth-date {day.replace(year=day.year - chance.randrange(18, 60), day=1)}"
        )
        yield (
            f"{day} {MANAGER} application add {who} --profile {made_of.profile} --number {name} "
            f"--application-date {day} --office {chance.choice(made_of.offices)}"
        )
        start = day + timedelta(days=chance.randrange(1, 30))
        end = start + timedelta(days=chance.randrange(60, 200))
        stage = chance.choice(("planned", "started", "successful"))
        dates = f"--planned-start {start} --planned-end {end}"
        if stage != "planned":
            dates += f" --start {start}"
        if stage == "successful":
            dates += f" --end {end} --no-credential"
        yield (
            f"{end} {MANAGER} service add {name} --activity {chance.choice(made_of.activities)} "
            f"--status {stage} {dates} --hours {chance.randrange(5, 40)}"
        )
