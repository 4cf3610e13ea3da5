"""Where `data/` is."""

from pathlib import Path


def data_root() -> Path:
    """The packaged copy when installed from a wheel, `data/` in a checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parents[1] / "data"


def names_in(root: Path, folder: str) -> tuple[str, ...]:
    """The names of the TOML files in one folder, in order."""
    return tuple(sorted(file.stem for file in (root / folder).glob("*.toml")))
