"""Whatever words are on file, in whatever field, are told to a terminal as words."""

import io
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from tests.round_trips.plain import PLAIN
from tests.round_trips.worlds import TODAY, Token, World, furnished
from wioatrack import entries
from wioatrack.actions.batches.register import NOUNS
from wioatrack.cli import app
from wioatrack.entries.fields import Field, fields_of
from wioatrack.render.gate import UNSAFE

from .test_who_sees_what import ALL, ARGUMENTS, LISTINGS, NEEDED, READING

# Tags of Rich and of HTML and a blank to fill in are words; what is not seen is shown.
TAIL = "\u202e\u00ad<i>{x}"
ESCAPED = r"\u202e\xad"
WHOLE = re.compile(r"\[/?([a-z0-9_-]+)\]\\u202e\\xad<i>\{x\}")
ON_PAPER = re.compile(r"\[/([a-z0-9_-]+)\]\\u202e\\xad&lt;i&gt;\{x\}")
STYLE = re.compile("\x1b\\[[0-9;]*m")
# What names somebody or something else, or a file, and so takes no words of one's own.
NAMES = {"application", "participant", "document", "who", "file"}
REFERRED = {("program", "provider"), ("ReferralEntry", "provider"),
            ("ReferralEntry", "program")}  # fmt: skip
NOT_CHANGED = ("state_id", "individual_number", "username", "number")
WHOS = ("ise", "ala", "cal")
# What no file brings: the field of each entry, and how it is told apart.
BY_HAND = {
    ("SummaryEntry", "text"): "assessment-text",
    ("NeedsEntry", "skill"): "needs-skill",
    ("NeedsEntry", "interest"): "needs-interest",
    ("NeedsEntry", "goal"): "needs-goal",
    ("PathwayEntry", "pathway"): "pathway-pathway",
    ("PathwayEntry", "occupation"): "pathway-occupation",
    ("UserEntry", "organization"): "user-organization",
    ("UserEntry", "location"): "user-location",
    ("ReferralEntry", "message"): "referral-message",
    ("ReplyEntry", "note"): "referral-note",
    ("ReviewEntry", "note"): "override-note",
    ("ReopenEntry", "because"): "attendance-because",
    ("OutcomeEntry", "note"): "followup-done",
    ("EarlyExitEntry", "note"): "exit-note",
    ("VoidEntry", "because"): "exit-because",
}
# None is a field of free words alone: a reason for waiving, the name of a file, and the
# parts of what the catalogue says of an entry.
BESIDE = {"waiver-because", "document-name", "catalog-skill", "catalog-program",
          "catalog-college"}  # fmt: skip
OF_WHO = {
    "assessment summarize": ("--text", "assessment-text"),
    "assessment needs": ("--skill", "needs-skill", "--interest", "needs-interest",
                         "--goal", "needs-goal"),
    "pathway set": ("--pathway", "pathway-pathway", "--occupation",
                    "pathway-occupation"),
}  # fmt: skip
# Filters of a cohort, which keep nothing, and a change of what a request says.
SEEN_ELSEWHERE = {"BulkEntry", "GroupEntry", "SheetEntry", "OverrideEntry"}
# How a reading command is asked where its WHO or its record is not enough.
MORE = {
    "plan export": ("--iwds",),
    "attendance week": ("--week", "2022-01-03"),
    "agenda": ("--within", "400", "--names"),
    "followup due": ("--within", "400", "--names"),
}
WORDS = {"text": "[/", "noun": "participant", "name": "goal-status",
         "rule": "goal.statement-length"}  # fmt: skip
TABLES = {"attendance": "service", "catalog": "catalog_entry",
          "override": "override_request"}  # fmt: skip
# These print a file of data for other programs, wherever it goes.
DATA = {"export", "credential badge", "catalog export"}


def hostile(name: str) -> str:
    """Words that say which field they stand in."""
    return f"[/{name}]{TAIL}"


def free(noun: str, columns: Iterable[Field]) -> list[Field]:
    """The fields that take any words."""
    return [
        column
        for column in columns
        if column.kind.free_text
        and column.name not in NAMES
        and not column.name.startswith("waive")
        and (noun, column.name) not in REFERRED
    ]


def marked(noun: str) -> dict[str, Any]:
    """Hostile words for each free field of a noun."""
    return {
        column.name: (words,) if column.many else words
        for column in free(noun, NOUNS[noun].columns)
        for words in [hostile(f"{noun}-{column.name}")]
    }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A database with hostile words in every field that takes any."""
    home = tmp_path_factory.mktemp("hostile")
    world = furnished(home / "world", stranger=False)
    for noun in NOUNS:
        row = PLAIN[noun] | marked(noun)
        if noun == "followup":
            row["outcome"] = "reached"
        world.ids[noun] = world.add(noun, row)["id"]
    for who in WHOS:
        for noun, person in (("participant", f"S-{who}"), ("application", who)):
            words = [
                f"--{name.replace('_', '-')}={words}"
                for name, words in marked(noun).items()
                if name not in NOT_CHANGED
            ]
            world.run(noun, "edit", person, *words)
    by_hand(world, home)
    return world


def by_hand(world: World, home: Path) -> None:
    """What no file brings, by its own command."""

    def made(*words: Any, **more: Any) -> Any:
        given = [
            hostile(word) if word in fields else world.word(word) for word in words
        ]
        return world.asked(*given, **more).get("id")

    fields = {*BY_HAND.values(), *BESIDE}
    paper = home / f"{hostile('document-name').replace('/', '')}.txt"
    paper.write_text("A paper.", encoding="utf-8")
    made("document", "add", paper, "--who", "ise")
    for command, words in OF_WHO.items():
        made(*command.split(), "ise", *words)
    made("user", "add", "may", "--role", "reviewer")
    made(
        "user", "add", "eve", "--role", "issuer", "--organization", "user-organization"
    )
    made("user", "add", "kim", "--role", "staff", "--location", "user-location")
    sent = made("referral", "send", "ise", "--provider", "=Sum", "--message",
                "referral-message")  # fmt: skip
    made("referral", "reply", sent, "--reply", "accepted", "--note", "referral-note")
    asked = made("override", "request", Token("s-Trans"), "--amount", "10", "--reason",
                 "Far.")  # fmt: skip
    made("override", "review", asked, "--decision", "rejected", "--note",
         "override-note", user="may")  # fmt: skip
    offered = f"{hostile('catalog-program')}:{hostile('catalog-college')}"
    made("catalog", "edit", Token("catalog"), "--skill", "catalog-skill", "--program",
         offered)  # fmt: skip
    week = ("--week", "2022-01-03")
    made("attendance", "verify", Token("s-be"), *week)
    made(
        "attendance", "reopen", Token("s-be"), *week, "--because", "attendance-because"
    )
    planned = made("followup", "add", "ala", "--due", "2023-06-01")
    made("followup", "done", planned, "--outcome", "reached", "--note", "followup-done")
    made("payment", "add", Token("s-Cloth"), "--amount", "301", "--method", "check",
         "--paid-by", "snap-et", "--date", "2022-10-01", "--waive",
         "payment.within-maximum", "--because", "waiver-because")  # fmt: skip
    made("exit", "early", "leaves2", "--date", "2022-06-30", "--reason", "moved",
         "--note", "exit-note")  # fmt: skip
    made("exit", "void", "leaves2", "--because", "exit-because")


def asked(world: World) -> Iterator[tuple[str, ...]]:
    """Every command that reads, of each WHO and of each record."""
    for name in ALL:
        if name.split()[-1] not in READING and name not in LISTINGS:
            continue
        needed = [word for word, must in ARGUMENTS[name] if must]
        for words in answers_to(world, name, needed[:1]):
            yield (*name.split(), *words, *NEEDED.get(name, ()), *MORE.get(name, ()))


def answers_to(world: World, name: str, needed: list[str]) -> Iterator[tuple[str, ...]]:
    if not needed:
        yield ()
    elif needed[0] in ("who", "person"):
        yield from ((who,) for who in WHOS)
    elif needed[0] == "record_id":
        noun = name.split()[0]
        with closing(sqlite3.connect(world.path)) as connection:
            found = connection.execute(f"SELECT id FROM {TABLES.get(noun, noun)}")
            yield from ((str(record_id),) for (record_id,) in found)
    else:
        yield (WORDS[needed[0]],)


class Terminal(io.StringIO):
    """Whoever asks takes it for a screen."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def on_a_screen(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a terminal of a width is told, without the styles that Rich gives it."""

    def told(width: int, *words: str) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TERM", "xterm")
        given = [
            "--no-input",
            "--db",
            str(world.path),
            "--user",
            "ore",
            "--as-of",
            TODAY,
        ]
        screen = Terminal()
        with (
            redirect_stdout(screen),
            redirect_stderr(screen),
            pytest.raises(SystemExit),
        ):
            app([*given, *words])
        return STYLE.sub("", screen.getvalue())

    return told


def test_every_field_that_takes_any_words_is_tried() -> None:
    """A new one has its words here, or is one of a noun of files."""
    of_nouns = {noun.entry_class for noun in NOUNS.values()}
    modules = [
        import_module(f"{entries.__name__}.{module.name}")
        for module in iter_modules(entries.__path__)
    ]
    found = {
        (name, field.name)
        for module in modules
        for name, entry in vars(module).items()
        if name.endswith("Entry")
        and is_dataclass(entry)
        and entry not in of_nouns
        and name not in SEEN_ELSEWHERE
        for field in free(name, fields_of(entry))
    }

    assert found == set(BY_HAND)


def test_words_on_file_are_words_in_a_pipe_and_on_a_screen(
    world: World, on_a_screen: Any
) -> None:
    """Each whole, with what nobody sees as escapes; and no field is left out."""
    seen = set()
    for words in asked(world):
        plain = world.tried(*words)[2]
        outputs = [on_a_screen(9000, *words)]
        if not DATA & {words[0], " ".join(words[:2])}:
            outputs.append(plain)
        for output in outputs:
            assert UNSAFE.findall(output) == [], words
            if not DATA & {" ".join(words[:2])}:
                shown = WHOLE.findall(output)
                assert len(shown) == output.count("{x}") == output.count(ESCAPED), words
                seen |= set(shown)
    fields = {f"{noun}-{name}" for noun in NOUNS for name in marked(noun)}

    assert {*fields, *BY_HAND.values(), *BESIDE} - seen == set()


def test_words_on_file_change_no_narrow_screen(world: World, on_a_screen: Any) -> None:
    """Where lines and cells are folded, and where rows are printed as CSV."""
    for words in asked(world):
        assert UNSAFE.findall(on_a_screen(60, *words)) == [], words
        if " ".join(words[:2]) in LISTINGS or words[0] in LISTINGS:
            assert UNSAFE.findall(on_a_screen(60, *words, "--csv")) == [], words


@pytest.mark.parametrize("who", WHOS)
def test_words_on_file_are_words_on_paper(world: World, who: str) -> None:
    """A printed plan shows them as text, whatever a browser would make of them."""
    page = world.run("plan", "print", who, "--out", "-")
    shown = ON_PAPER.findall(page)

    assert {"participant-first_name", "participant-last_name"} <= set(shown)
    assert UNSAFE.findall(page) == []
    assert len(shown) == page.count("{x}")
    assert "<i>{x}" not in page
