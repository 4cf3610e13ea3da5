"""Two furnished databases for every test of this folder."""

from pathlib import Path

import pytest

from .worlds import World, furnished


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Where records are made by hand."""
    return furnished(tmp_path_factory.mktemp("worlds") / "office", stranger=False)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same parents under other ids."""
    return furnished(tmp_path_factory.mktemp("worlds") / "elsewhere", stranger=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the copies of one run are kept."""
    return tmp_path_factory.mktemp("trips")
