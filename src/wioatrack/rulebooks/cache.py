"""Checked data files, kept as JSON so that a command need not check them again.

What is kept holds no case data and may be deleted at any time. It is true only for
the size and time of every file it was made from, and of the code that made it; what is
missing, damaged, stale or cannot be written is simply made anew.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

HERE = Path(__file__).parent
OWN_CODE = (*HERE.glob("*.py"), *(HERE / "checked").glob("*.py"))


def remembered(
    name: str, files: Iterable[Path], make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """What `make` makes of these files, from the cache where it is still true."""
    now = fingerprint((*files, *OWN_CODE))
    kept_in = folder() / f"{name}-{crc32(now[0][0].encode()):08x}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(kept_in.read_bytes())
        if kept["of"] == now:
            made: dict[str, Any] = kept["made"]
            return made
    made = make()
    _keep(kept_in, json.dumps({"of": now, "made": made}))
    return made


def fingerprint(files: Iterable[Path]) -> list[list[Any]]:
    """Path, time and size of each file; a missing one counts too."""
    parts: list[list[Any]] = []
    for file in files:
        try:
            seen = os.stat(file)
        except OSError:
            parts.append([str(file), 0, -1])
        else:
            parts.append([str(file), seen.st_mtime_ns, seen.st_size])
    return parts


def folder() -> Path:
    """The platform's cache folder; asking platformdirs costs more than the reading."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return Path(base, "wioatrack", "Cache")
    if sys.platform == "darwin":
        return Path(home, "Library", "Caches", "wioatrack")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path(home, ".cache"), "wioatrack")


def _keep(path: Path, text: str) -> None:
    """Written beside and moved into place, so that no reader meets half a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
