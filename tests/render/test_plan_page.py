"""The customer's copy of a plan, as a page and in a real browser on paper."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from wioatrack.actions.plan_copies import Copy
from wioatrack.render.plan_page import page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PDFTOTEXT = shutil.which("pdftotext")
in_browser = pytest.mark.skipif(
    not (CHROMIUM and PDFTOTEXT), reason="no chromium and pdftotext here"
)
ARABIC = "محمد عبد الرحمن القاسمي"
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren" * 2
NAMES = {
    "plain": "Stephanie Abrams",
    "long": f"{LONG} María de los Ángeles Fernández-Villanueva y Montoya",
    "right-to-left": ARABIC,
    "both": f"{ARABIC} (Mo) שרה",
}
SERVICES = 40
# What does not fit is pushed over an edge or hidden behind it; both are told here.
MEASURE = """<script>
const wide = document.documentElement.clientWidth;
const off = [...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.left < -1 || box.right > wide + 1 || one.scrollWidth > one.clientWidth + 1
    && getComputedStyle(one).display !== "inline";
}).map(one => one.tagName + ": " + one.textContent.slice(0, 40));
document.title = JSON.stringify(off);
</script>"""


def plan(name: str = "Stephanie Abrams", services: int = 3) -> dict[str, Any]:
    """A plan as `plan show` has it, with as many services."""
    step = {
        "provider": "Asian Human Services",
        "note": None,
        "start": "2023-01-09",
        "planned_start": None,
        "end": None,
        "planned_end": "2023-12-01",
        "hours": "7.25",
        "status_label": "Started/Open",
    }
    steps = [step | {"title": f"SJS{n} - {'Supervised ' * (n % 5)}Job Search {n}"}
             for n in range(services)]  # fmt: skip
    goal = {
        "statement": "Get trained " + "and " * 30,
        "category_label": "Education/Training Plan",
        "term_label": "Long Term Goal",
        "earliest_start": "2023-01-09",
        "latest_planned_due": "2023-12-01",
        "status_label": "On Track",
    }
    return {
        "application": "T1",
        "as_of": "2023-06-30",
        "customer": {
            "name": name,
            "email": f"{'x' * 60}@example.org",
            "username": name,
            "individual_number": "1008413651",
            "recert_date": "2024-03-26",
            "provider": "Phalanx Family Services",
            "program": None,
        },
        "assessments": [
            {"name": "NOCTI", "status": "not-complete", "date": None},
            {"name": LONG, "status": "complete", "date": "2023-05-01"},
        ],
        "pathway": {
            "pathway": LONG,
            "occupation_1": "Nursing Assistants",
            "occupation_2": None,
            "wage_goal": "18.50",
        },
        "accomplishments": {
            "earned_credentials": 0,
            "completed_goals": 1,
            "completed_services": 2,
        },
        "goals": [goal],
        "groups": [{"heading": f"{goal['statement']} ({services})", "services": steps}],
    }


def rendered(record: dict[str, Any]) -> str:
    return page(Copy(record, "ore"))


@pytest.mark.covers("IS-11", "IS-12")
def test_the_page_needs_nothing_else() -> None:
    """No address, no script, no picture, and a policy that allows none."""
    text = rendered(plan())

    assert not re.search(r"https?:|url\(|<script|<img|<link|@import|src=", text)
    assert "default-src 'none'" in text


def test_names_are_text_whatever_they_hold() -> None:
    """Markup is escaped; a mark that would turn the line around is shown."""
    text = rendered(plan('<img src=x onerror="alert(1)"> \u202eevil'))

    assert "<img" not in text
    assert "&lt;img src=x onerror=&#34;alert(1)&#34;&gt; \\u202eevil" in text


def test_a_plan_that_lacks_a_field_is_no_page() -> None:
    """Nothing is left out silently."""
    from jinja2 import UndefinedError

    short = plan()
    del short["customer"]["username"]

    with pytest.raises(UndefinedError):
        rendered(short)


def test_a_plan_without_goals_says_so() -> None:
    """An empty table would look like a mistake."""
    text = rendered(plan() | {"goals": [], "groups": [], "assessments": []})

    assert "No goal yet." in text
    assert "No step or service yet." in text


def browser(folder: Path, *words: str) -> str:
    """Chromium without a window, with a home of its own."""
    assert CHROMIUM
    ended = subprocess.run(
        [
            CHROMIUM,
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={folder / 'home'}", *words),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env=os.environ | {"HOME": str(folder)},
    )
    return ended.stdout


def printed(folder: Path, text: str) -> list[list[tuple[str, float, float]]]:
    """The words of each printed page with the edges of their boxes, in parts of it."""
    source, paper, words = folder / "p.html", folder / "p.pdf", folder / "p.xml"
    source.write_text(text, encoding="utf-8")
    browser(folder, f"--print-to-pdf={paper}", source.as_uri())
    assert PDFTOTEXT
    subprocess.run([PDFTOTEXT, "-bbox", paper, words], check=True)
    pages = ElementTree.parse(words).iter("{http://www.w3.org/1999/xhtml}page")
    found = []
    for one in pages:
        wide = float(one.get("width", 0))
        found.append(
            [
                (word.text or "", float(word.get("xMin", 0)) / wide,
                 float(word.get("xMax", 0)) / wide)
                for word in one
            ]
        )  # fmt: skip
    return found


@in_browser
@pytest.mark.covers("IS-11", "IS-12")
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off_on_paper(tmp_path: Path, name: str) -> None:
    """Forty services: every word lies inside the margins, every service is there."""
    pages = printed(tmp_path, rendered(plan(NAMES[name], SERVICES)))

    words = [word for one in pages for word, _, _ in one]
    margin = 14 / 216
    for one in pages:
        assert all(margin - 0.005 < left and right < 1 - margin + 0.005
                   for _, left, right in one), one  # fmt: skip
    assert sum(word == "Started/Open" for word in words) == SERVICES
    assert {f"SJS{n}" for n in range(SERVICES)} <= set(words)
    assert "Agreement" in words
    assert 3 <= len(pages) <= 6


@in_browser
def test_a_long_table_has_its_heads_on_every_page(tmp_path: Path) -> None:
    """Nobody has to turn back to know what a column is."""
    pages = printed(tmp_path, rendered(plan(services=SERVICES)))

    with_rows = [one for one in pages if any(word[0] == "Started/Open" for word in one)]
    assert len(with_rows) > 1
    for one in with_rows:
        assert "Due" in [word for word, _, _ in one]


@in_browser
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1200, 711])
def test_nothing_is_pushed_over_an_edge_on_a_screen(
    tmp_path: Path, name: str, width: int
) -> None:
    """As wide as the paper, and wider; no box is wider than what holds it."""
    text = rendered(plan(NAMES[name], SERVICES))
    policy = re.compile(r"<meta http-equiv.*?>")
    source = tmp_path / "p.html"
    source.write_text(policy.sub("", text) + MEASURE, encoding="utf-8")

    seen = browser(
        tmp_path, f"--window-size={width},900", "--dump-dom", source.as_uri()
    )

    title = re.search(r"<title>(.*?)</title>", seen, re.DOTALL)
    assert title is not None
    assert json.loads(title[1].replace("&amp;", "&")) == []
