"""The guided form of the catalogue, at a real terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

WIOATRACK = Path(sys.executable).with_name(
    "wioatrack.exe" if os.name == "nt" else "wioatrack"
)
DOWN, SPACE, ENTER, BACK, CTRL_C = "\x1b[B", " ", "\r", "\x7f", "\x03"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal")


def environment(path: Path, user: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "WIOATRACK_DB": str(path),
        "WIOATRACK_USER": user,
        "WIOATRACK_AS_OF": "2023-06-30",
        "TERM": "xterm",
        "LANG": "C.UTF-8",
    }


def run(path: Path, *words: str, user: str = "ore") -> Any:
    ended = subprocess.run(
        [str(WIOATRACK), *words, "--json"],
        env=environment(path, user),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(ended.stdout)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with one published entry, and `amy`, who issues for a college."""
    path = tmp_path / "cases.db"
    run(path, "init")
    run(
        path, "user", "add", "amy", "--role", "issuer", "--organization", "Lawson State"
    )
    run(
        path, "catalog", "add", "--name", "Basic Life Support", "--type",
        "certification", "--description", "CPR.", "--issuer", "American Heart",
        "--page", "https://example.org/bls", "--language", "en",
        "--skill", "Sterile technique",
    )  # fmt: skip
    run(path, "catalog", "publish", "1")
    return path


def test_a_form_is_not_printed_as_json(database: Path) -> None:
    """At a terminal too, before anything is asked."""
    ended = pexpect.run(
        f"{WIOATRACK} catalog guide --json", env=environment(database, "amy"),
        encoding="utf-8", withexitstatus=True, timeout=30,
    )  # fmt: skip

    assert "has no JSON. wioatrack catalog add --json" in " ".join(ended[0].split())
    assert ended[1] == 2


class Form:
    """Somebody at the form: waits for a question, then answers it."""

    def __init__(self, path: Path, *words: str) -> None:
        self.child = pexpect.spawn(
            str(WIOATRACK),
            ["catalog", "guide", *words],
            env=environment(path, "amy"),
            encoding="utf-8",
            dimensions=(50, 160),
            timeout=30,
        )

    def answer(self, question: str, *keys: str) -> None:
        self.child.expect_exact(question)
        for key in keys:
            self.child.send(key)

    def ended(self) -> int:
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus is not None
        return self.child.exitstatus


@pytest.fixture
def details(database: Path) -> Iterator[Form]:
    """The form with its first tab answered, and saved as a draft."""
    form = Form(database)
    form.answer("Tab 1 of 6: Credential details")
    form.answer("(--name)", "Surgical Technologist", ENTER)
    form.answer("(--type)", *[DOWN] * 6, ENTER)
    form.answer("(--description)", "Prepares the operating room.", ENTER)
    form.answer("(--issuer)", ENTER)
    form.answer("(--page)", "surgical", ENTER)
    form.answer("is not the address of a web page", *[BACK] * 8)
    form.answer("(--page)", "https://example.edu/surgical", ENTER)
    form.answer("(--language)", "English", ENTER)
    form.answer("(--credential-status)", ENTER)
    form.answer("Draft 2 is saved.")
    yield form
    form.child.close(force=True)


@pytest.mark.covers(
    "ATT-02", "ATT-03", "ATT-04", "ATT-05", "ATT-06", "ATT-07", "ATT-08",
    "ATT-09", "ATT-10", "ATT-12", "ATT-13", "ATT-14",
)  # fmt: skip
def test_the_form_walks_the_six_tabs_and_publishes(
    database: Path, details: Form
) -> None:
    """Keywords find occupations, typing completes credentials and skills, and it can

    go back; at the end it is published.
    """
    form = details

    form.answer("What next?", ENTER)
    form.answer("Tab 2 of 6: Occupation and sector")
    form.answer("Occupation keyword", "surgicl tech", ENTER)
    form.answer("Add occupations", SPACE, ENTER)
    form.answer("Occupation keyword", ENTER)
    form.answer("Sector", "Health Science", ENTER)
    form.answer("Sector (Enter", ENTER)
    form.answer("What next?", DOWN, ENTER)
    form.answer("Tab 1 of 6: Credential details")
    form.answer("(--name)", " Certificate", ENTER)
    for option in ("type", "description", "issuer", "page", "language"):
        form.answer(f"(--{option})", ENTER)
    form.answer("(--credential-status)", ENTER)
    form.answer("What next?", ENTER)
    form.answer("Tab 2 of 6")
    form.answer("Occupation keyword", ENTER)
    form.answer("Sector (Enter", ENTER)
    form.answer("Nothing was changed.")
    form.answer("What next?", ENTER)
    form.answer("Tab 3 of 6: Related credentials")
    form.answer("Related credential", "51.0909:license", ENTER)
    form.answer("Related credential", ENTER)
    form.answer("Required credential", "basic")
    form.answer("Basic Life Support (American Heart) #1", "\t", ENTER)
    form.answer("Required credential", ENTER)
    form.answer("What next?", ENTER)
    form.answer("Tab 4 of 6: Skills and experience")
    form.answer("Skill (Enter", "Ster")
    form.answer("Sterile technique", "\t", ENTER)
    form.answer("Amount of experience", "1.5", ENTER)
    form.answer("Unit", ENTER)
    form.answer("Meaning", DOWN, ENTER)
    form.answer("Skill (Enter", ENTER)
    form.answer("What next?", ENTER)
    form.answer("Tab 5 of 6: Education providers")
    form.answer("Education program", "Surgical Technology", ENTER)
    form.answer("Offered by", "Lawson State", ENTER)
    form.answer("CIP code", "51.0909", ENTER)
    form.answer("Education program", ENTER)
    form.answer("What next?", ENTER)
    form.answer("Tab 6 of 6: Additional notes")
    form.answer("Note for the other editors", "Check the fee.", ENTER)
    form.answer("Note for the other editors", ENTER)
    form.answer("What next?", ENTER)
    assert form.ended() == 0

    entry = run(database, "catalog", "show", "2")
    assert entry["status"] == "published"
    assert entry["name"] == "Surgical Technologist Certificate"
    assert entry["type"] == "occupational-certification"
    assert (entry["issuer"], entry["language"]) == ("Lawson State", "en")
    assert [one["code"] for one in entry["occupation"]] == ["29-2055"]
    assert [one["code"] for one in entry["sector"]] == ["health-science"]
    assert entry["related"][0]["cip"] == "51.0909"
    assert [one["catalog"] for one in entry["required"]] == [1]
    assert entry["skill"] == [
        {
            "name": "Sterile technique",
            "value": 1.5,
            "unit": "years",
            "meaning": "gained",
        }
    ]
    assert entry["program"] == [
        {"name": "Surgical Technology", "provider": "Lawson State", "cip": "51.0909"}
    ]
    assert [one["text"] for one in entry["note"]] == ["Check the fee."]


def test_ctrl_c_keeps_the_draft_of_the_last_tab(database: Path, details: Form) -> None:
    """What a tab had not saved is gone, what one had is there, and it exits 130."""
    details.answer("What next?", ENTER)
    details.answer("Occupation keyword", "surgical", CTRL_C)

    assert details.ended() == 130

    entry = run(database, "catalog", "show", "2")
    assert (entry["status"], entry["name"]) == ("draft", "Surgical Technologist")
    assert entry["occupation"] == []


def test_stopping_keeps_the_draft_and_says_how_to_go_on(
    database: Path, details: Form
) -> None:
    """The draft opens again with what it has."""
    details.answer("What next?", DOWN, ENTER)
    details.answer("catalog guide 2")
    assert details.ended() == 0

    again = Form(database, "2")
    again.answer("Surgical Technologist", CTRL_C)
    assert again.ended() == 130
