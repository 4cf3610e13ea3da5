"""The demo's caseload: written stories, and as many made-up people beside them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from wioatrack.rulebooks import data_root

FIRST = ("Ada", "Bruno", "Carla", "Dmitri", "Esi", "Farid", "Greta", "Hoang", "Imani",
         "Jonas", "Keiko", "Lamar", "Mirela", "Nadir", "Odile", "Pavel", "Quinn", "Rosa",
         "Siaka", "Tova", "Umar", "Vera", "Wendell", "Ximena", "Yara", "Zoltan")  # fmt: skip
LAST = ("Abernathy", "Barros", "Chukwu", "Delacroix", "Espinoza", "Feld", "Grabowski",
        "Haddad", "Ibarra", "Jankowski", "Kowal", "Lindqvist", "Mbeki", "Novak",
        "Okafor", "Petrov", "Quiroga", "Rasmussen", "Sato", "Tran", "Ueda", "Vargas",
        "Wieczorek", "Xiong", "Yilmaz", "Zamora")  # fmt: skip
OFFICES = ("Joliet", "Peoria", "Rockford", "Waukegan")
NUMERIC = ("300", "301", "401")
MANAGER = "demo"
EARLIEST = date(2021, 7, 1)


def caseload_lines() -> Iterator[str]:
    """The written stories, line by line."""
    text = (data_root() / "demo" / "caseload.txt").read_text(encoding="utf-8")
    yield from text.splitlines()


def stand_ins(participants: int, seed: int) -> Iterator[str]:
    """The commands that make so many people, the same for the same seed.

    Each has an application under workNet's profile and a training in some stage.
    """
    chance = Random(seed)
    for number in range(1, participants + 1):
        day = EARLIEST + timedelta(days=chance.randrange(500))
        who, name = f"77{number:06d}", f"SI-{number:06d}"
        yield (
            f"{day} {MANAGER} participant add --state-id {who} --first-name "
            f"{chance.choice(FIRST)} --last-name {chance.choice(LAST)} "
            f"--birth-date {day.replace(year=day.year - chance.randrange(18, 60), day=1)}"
        )
        yield (
            f"{day} {MANAGER} application add {who} --profile worknet --number {name} "
            f"--application-date {day} --office {chance.choice(OFFICES)}"
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
            f"{end} {MANAGER} service add {name} --activity {chance.choice(NUMERIC)} "
            f"--status {stage} {dates} --hours {chance.randrange(5, 40)}"
        )
