"""The pages made from the program, and the ids that tests name."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


def tool(name: str) -> ModuleType:
    """One of the scripts under tools/, which are no package."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["cli.md", "rules.md", "faults.md"])
def test_no_generated_page_is_stale(page: str) -> None:
    """`make docs` has been run since the program changed."""
    docs = tool("docs")

    assert (docs.DOCS / page).read_text(encoding="utf-8") == docs.PAGES[page]()


def test_tests_name_only_requirements_that_exist() -> None:
    """A slip in an id would claim what is not asked for."""
    covered = tool("covered")

    assert not set(covered.covered()) - set(covered.requirements())


def test_tests_name_only_faults_that_exist() -> None:
    """The number is the row of docs/faults.md."""
    covered = tool("covered")

    assert not set(covered.marked("fault")) - set(covered.faults())


def test_every_requirement_has_one_line() -> None:
    """The five guides have 247 of them."""
    covered = tool("covered")

    assert len(covered.requirements()) == 247
    assert len(covered.faults()) == 106


def test_every_decision_page_says_what_was_asked_and_chosen() -> None:
    """A question and a choice: short enough to be read."""
    pages = sorted((TOOLS.parent / "docs" / "decisions").glob("*.md"))

    assert [page.name[:4] for page in pages] == [
        f"{n:04}" for n in range(1, len(pages) + 1)
    ]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "**Question.**" in text, page.name
        assert "**Choice.**" in text, page.name
