"""A synthetic caseload as files, the same for the same seed.

`python benchmarks/generate.py FOLDER --rows 100000` writes
participants, applications, services, notes and credentials as CSV that
`wioatrack import` takes. Half as many people as credentials, two services and two case
notes each.
"""

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

CREDENTIALS = (
    ("Class A CDL License", "Illinois Secretary of State"),
    ("Certified Nursing Assistant", "Illinois Department of Public Health"),
    ("Certified Welder", "American Welding Society (AWS)"),
    ("Food Service Sanitation Manager", "Illinois Department of Public Health"),
)
SCHOOLS = tuple(f"Training School {number}" for number in range(40))
OFFICE = "Arlington Heights Workforce Center (8100)"
REGION = "Chicago Cook Workforce Partnership"
FIRST = date(2018, 1, 2)


def number(person: int) -> str:
    return f"{300000 + person}"


def participants(people: int, seed: int) -> Iterator[dict[str, object]]:
    chance = random.Random(seed)
    for person in range(1, people + 1):
        yield {
            "state_id": 5_000_000 + person,
            "first_name": f"First{person % 997}",
            "last_name": f"Last{person}",
            "birth_date": FIRST - timedelta(days=chance.randint(7_000, 20_000)),
        }


def applications(people: int, seed: int) -> Iterator[dict[str, object]]:
    chance = random.Random(seed + 1)
    for person in range(1, people + 1):
        yield {
            "participant": 5_000_000 + person,
            "profile": "cook",
            "number": number(person),
            "program": "WIOA",
            "application_date": FIRST + timedelta(days=chance.randint(0, 600)),
            "region": REGION,
            "office": OFFICE,
        }


def services(people: int, seed: int) -> Iterator[dict[str, object]]:
    chance = random.Random(seed + 2)
    for person in range(1, people + 1):
        for activity in ("300", "300"):
            begins = FIRST + timedelta(days=chance.randint(700, 800))
            yield {
                "application": number(person),
                "activity": activity,
                "status": "successful",
                "start": begins,
                "end": begins + timedelta(days=chance.randint(20, 200)),
                "provider": "none",
                "wioa_funded": "yes",
            }


def notes(people: int, seed: int) -> Iterator[dict[str, object]]:
    for person in range(1, people + 1):
        for _ in range(2):
            yield {
                "application": number(person),
                "date": FIRST + timedelta(days=1_100),
                "message": "Training is complete and the credential was attained.",
                "task": "credential-attained",
            }


def credentials(
    people: int, seed: int, bad: float = 0.0
) -> Iterator[dict[str, object]]:
    """Two each, in no order; `bad` is the share that some rule or reader refuses."""
    chance = random.Random(seed + 3)
    order = [(person, which) for person in range(people) for which in range(2)]
    chance.shuffle(order)
    for row, (person, which) in enumerate(order):
        name, issuer = chance.choice(CREDENTIALS)
        received = FIRST + timedelta(days=chance.randint(1_000, 1_700))
        day: object = received
        if chance.random() < bad:
            day = chance.choice(("13/45/2020", "2031-01-01", "soon"))
        yield {
            "application": number(person + 1),
            "type": "Occupational Skills License",
            "name": name,
            "issuer": issuer,
            "institution": chance.choice(SCHOOLS),
            "date": day,
            "service": 2 * person + which + 1,
            "source": "copy-of-credential",
            "work_experience": chance.choice(("yes", "no")),
            "data_source": "legacy",
            "source_id": f"L{row}",
        }


def write(path: Path, rows: Iterator[dict[str, object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        first = next(rows)
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)


def generate(folder: Path, rows: int, seed: int = 1, bad: float = 0.0) -> None:
    """All files of one size."""
    folder.mkdir(parents=True, exist_ok=True)
    people = rows // 2
    write(folder / "participant.csv", participants(people, seed))
    write(folder / "application.csv", applications(people, seed))
    write(folder / "service.csv", services(people, seed))
    write(folder / "note.csv", notes(people, seed))
    write(folder / "credential.csv", credentials(people, seed))
    if bad:
        write(folder / "credential-bad.csv", credentials(people, seed, bad))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", type=float, default=0.0)
    given = parser.parse_args()
    generate(given.folder, given.rows, given.seed, given.bad)
