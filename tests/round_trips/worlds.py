"""Two offices that have the same parents on file, under other ids."""

import json
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import mkdtemp
from typing import Any, ClassVar

from typer.testing import CliRunner

from wioatrack.actions.batches.register import NOUNS
from wioatrack.cli import app

from .stored import last_id, stored

TODAY = "2023-06-30"
VERBS = {"attendance": "record", "override": "request", "exit": "record"}
FLAG = "yes|no"


class Token(str):
    """A record of the world by the name it has in this file, whatever its id."""


class World:
    """One database file, and the program run against it."""

    def __init__(self, path: Path, ids: dict[str, int] | None = None) -> None:
        self.path = path
        self.ids = dict(ids or {})

    def copy(self, folder: Path) -> "World":
        """The same in another folder, kept files and all."""
        folder.mkdir(parents=True)
        copytree(
            self.path.parent,
            folder,
            dirs_exist_ok=True,
            ignore=ignore_patterns("*-journal", "*.lock"),
        )
        return World(folder / self.path.name, self.ids)

    def tried(
        self, *words: object, user: str = "ore", as_of: str = TODAY
    ) -> tuple[int, str, str]:
        """How the program ends, what it prints, and what it says beside."""
        environment = {
            "WIOATRACK_DB": str(self.path),
            "WIOATRACK_USER": user,
            "WIOATRACK_AS_OF": as_of,
        }
        result = CliRunner(env=environment).invoke(app, [str(word) for word in words])
        return result.exit_code, result.stdout, result.output

    def run(self, *words: object, code: int = 0, says: str = "", **more: str) -> str:
        """What it prints; it must end with this code, and say these words."""
        ended, printed, output = self.tried(*words, **more)
        assert ended == code, (words, output)
        assert says in output
        return printed

    def asked(self, *words: object, **more: Any) -> Any:
        """Its answer as JSON."""
        return json.loads(self.run(*words, "--json", **more))

    def made(self, token: str, *words: object) -> None:
        """Make a record that rows may name by the token."""
        self.ids[token] = self.asked(*words)["id"]

    def add(self, noun: str, row: dict[str, Any]) -> Any:
        """File a row by the noun's own `add`."""
        return self.asked(*self.typed(noun, row))

    def typed(self, noun: str, row: dict[str, Any]) -> list[str]:
        """A row as somebody would type it."""
        registered = NOUNS[noun]
        leads = [self.word(row[lead]) for lead in registered.leads]
        words: list[str] = []
        for column in registered.columns:
            if column.name in registered.leads or column.name not in row:
                continue
            if column.name == "application":
                continue
            words += self.option(column, row[column.name])
        return [noun, VERBS.get(noun, "add"), *leads, *words]

    def line(self, row: dict[str, Any]) -> str:
        """A row as a line of a file, records named by their ids."""
        return json.dumps(
            {
                name: [self.word(one) for one in value]
                if isinstance(value, tuple)
                else self.word(value)
                for name, value in row.items()
            }
        )

    def option(self, column: Any, value: Any) -> Iterable[str]:
        """One field on the command line."""
        if column.kind.metavar == FLAG:
            return [column.option if value == "yes" else column.negation]
        option = "--because" if column.name == "waive_because" else column.option
        given = value if isinstance(value, tuple) else (value,)
        return [f"{option}={self.word(one)}" for one in given]

    def word(self, value: Any) -> str:
        return str(self.ids[value]) if isinstance(value, Token) else str(value)

    def export(self, noun: str, ending: str = "csv") -> bytes:
        """The file that an export writes."""
        file = self.path.parent / f"out.{ending}"
        self.run("export", noun, "--out", file, "--replace")
        return file.read_bytes()

    def load(
        self,
        noun: str,
        content: bytes,
        *words: object,
        ending: str = "csv",
        code: int = 0,
    ) -> Any:
        """What an import of such a file answers."""
        file = self.path.parent / f"in.{ending}"
        file.write_bytes(content)
        return self.asked("import", noun, file, *words, code=code)


class Trip:
    """A copy of a world, and what is new of one noun there."""

    _before: ClassVar[dict[tuple[Path, str, str], bytes]] = {}

    def __init__(self, world: World, noun: str, folder: Path) -> None:
        self._origin, self.noun = world.path, noun
        self.world = world.copy(Path(mkdtemp(dir=folder)) / "copy")
        for ending in ("csv", "jsonl"):
            if (self._origin, noun, ending) not in self._before:
                exported = self.world.export(noun, ending)
                self._before[self._origin, noun, ending] = exported

    def add(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """File the rows by hand; what is stored of them."""
        table = NOUNS[self.noun].table
        last = last_id(self.world.path, table)
        for row in rows:
            self.world.add(self.noun, row)
        return stored(self.world.path, table, last)

    def new(self, ending: str) -> bytes:
        """What an export says beyond what it said before."""
        now = self.world.export(self.noun, ending)
        before = self._before[self._origin, self.noun, ending]
        assert now.startswith(before)
        return now.removeprefix(before)


def furnished(folder: Path, *, stranger: bool) -> World:
    """A world with parents of every sort; a stranger's records take the first ids."""
    folder.mkdir()
    world = World(folder / "cases.db")
    world.run("init", "--profile", "isets")
    if stranger:
        furnish(world, STRANGER)
    furnish(world, PARENTS)
    return world


def furnish(world: World, parents: Iterable[tuple[str, str, dict[str, Any]]]) -> None:
    """Make each by hand; those without a noun of a file by their own command."""
    for token, noun, row in parents:
        if noun == "document":
            file = world.path.parent / f"{token}.txt"
            file.write_text(row["text"], encoding="utf-8")
            world.made(token, "document", "add", file, "--who", row["who"])
        elif noun == "publish":
            world.run("catalog", "publish", world.ids[token])
        else:
            world.ids[token] = world.add(noun, row)["id"]


def person(number: str, profile: str, **more: str) -> list[Any]:
    """Somebody with one application."""
    who = {"state_id": f"S-{number}", "first_name": "Zoë", "last_name": f"-{number}"}
    case = {
        "participant": f"S-{number}", "profile": profile, "number": number,
        "application_date": "2021-07-01", "region": "R", "office": "O 1",
        "agency_code": "LA-1", "program": "WIOA",
    }  # fmt: skip
    return [
        (f"p-{number}", "participant", who),
        (f"a-{number}", "application", case | more),
    ]


def started(who: str, activity: str, start: str, **more: Any) -> dict[str, Any]:
    """A service that is open."""
    course = {"status": "started", "start": start, "planned_end": "2023-12-31"}
    return {"application": who, "activity": activity} | course | more


def goal(who: str, statement: str) -> dict[str, Any]:
    kind = {"category": "career-plan", "term": "short"}
    return {"application": who, "statement": statement} | kind


def paid(service: str, amount: str, day: str, **more: Any) -> dict[str, Any]:
    money = {"method": "check", "amount": amount, "date": day, "paid_by": "snap-et"}
    return {"service": Token(service)} | money | more


CTIDS = [f"ce-00000000-0000-4000-8000-00000000000{n}" for n in range(9)]
CLOSED = {"status": "successful", "end": "2022-06-01"}
# Their ids are what the others would have, had nobody come before.
STRANGER: list[Any] = [
    *person("stranger", "isets"),
    ("g-stranger", "goal", goal("stranger", "Stranger")),
    ("s-stranger", "service", started("stranger", "BE", "2022-01-03")),
    ("t-stranger", "assessment", {"application": "stranger", "name": "Other"}),
    ("v-stranger", "provider", {"name": "Stranger"}),
    ("e-stranger", "employer", {"name": "Stranger"}),
    ("w-stranger", "worksite", {"employer": Token("e-stranger"), "name": "Stranger"}),
    ("j-stranger", "job", {"worksite": Token("w-stranger"), "title": "Stranger"}),
    ("d-stranger", "document", {"text": "Stranger", "who": "stranger"}),
    ("c-stranger", "catalog", {"name": "Stranger", "type": "other-recognized",
                               "ctid": CTIDS[0]}),
]  # fmt: skip
PARENTS: list[Any] = [
    ("v-part", "provider", {"name": "Ann's = Help", "city": "Peoria"}),
    ("v-whole", "provider", {"name": "=Sum", "address": "1 A", "city": "B",
                             "state": "IL", "zip": "60601"}),
    *person("ala", "alabama", provider="Grantee Ω"),
    *person("ise", "isets"),
    *person("coo", "cook"),
    *person("cal", "caljobs", provider="@Work"),
    *person("wor", "worknet"),
    *person("gone", "alabama"),
    *(one for n in (1, 2, 3) for one in person(f"leaves{n}", "alabama")),
    ("x-gone", "exit", {"application": "gone", "date": "2022-06-30"}),
    *person("young", "alabama", program="WIOA Youth"),
    ("x-young", "exit", {"application": "young", "date": "2022-06-30"}),
    ("g-plain", "goal", goal("ise", "I want = to; work")),
    ("g-digits", "goal", goal("ise", "7")),
    ("g-twin1", "goal", goal("ise", "Twin") | {"status": "complete"}),
    ("g-twin2", "goal", goal("ise", "Twin")),
    ("g-case", "goal", goal("ise", "TWIN")),
    ("g-odd", "goal", goal("ise", "\u200fشغل [2]")),
    ("g-cal", "goal", goal("cal", "Work")),
    ("s-be", "service", started("ise", "BE", "2021-07-01", goal=Token("g-plain"))),
    ("s-test", "service", started("ise", "Educational/Credential Testing",
                                  "2021-08-01", goal=Token("g-digits"))),
    *((f"s-{code[:5]}", "service", started("ise", code, "2021-08-01",
                                           goal=Token("g-twin1")))
      for code in ("Housing/Utilities", "Clothing", "Transportation")),
    *((f"m-{n}", "payment", paid("s-Housi", "460", day,
                                 subtype="housing-utilities"))
      for n, day in enumerate(("2021-09-01", "2022-09-01"))),
    ("m-2", "payment", paid("s-Cloth", "280", "2022-09-01")),
    ("m-3", "payment", paid("s-Trans", "1399.99", "2022-09-01")),
    ("s-twin1", "service", started("cal", "300", "2022-01-03") | CLOSED),
    ("s-twin2", "service", started("cal", "300", "2022-01-03", note="2") | CLOSED),
    ("s-outer", "service", started("cal", "300", "2022-01-03", external_id="=7")
     | CLOSED),
    ("s-coo", "service", started("coo", "300", "2022-01-03", wioa_funded="yes")
     | CLOSED),
    ("t-pre", "assessment", {"application": "ala", "name": "TABE; @ 11", "kind": "pre",
                             "date": "2022-01-10"}),
    ("t-twin1", "assessment", {"application": "ala", "name": "T", "level": "2"}),
    ("t-twin2", "assessment", {"application": "ala", "name": "T", "level": "3"}),
    ("e-digits", "employer", {"name": "1871"}),
    ("e-acme", "employer", {"name": "Acme"}),
    ("e-caps", "employer", {"name": "ACME"}),
    ("w-at", "worksite", {"employer": Token("e-digits"), "name": "Main @ 1st"}),
    ("w-plain", "worksite", {"employer": Token("e-acme"), "name": "1st"}),
    ("j-at", "job", {"worksite": Token("w-plain"), "title": "Cook @Main ",
                     "openings": "99", "hourly_wage": "20"}),
    ("j-twin", "job", {"worksite": Token("w-at"), "title": "Cook", "openings": "99"}),
    ("d-ala", "document", {"text": "GED", "who": "ala"}),
    ("d-cal", "document", {"text": "Grades", "who": "cal"}),
    ("c-public", "catalog", {"name": "Welder", "type": "occupational-certification",
                             "ctid": CTIDS[1], "description": "Welds.", "issuer": "AWS",
                             "page": "https://example.org/w", "language": "en"}),
    ("c-public", "publish", {}),
    ("c-draft", "catalog", {"name": "Draft", "type": "other-recognized",
                            "ctid": CTIDS[2]}),
]  # fmt: skip
