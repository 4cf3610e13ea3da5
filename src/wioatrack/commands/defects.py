"""What is left of a defect of ours: a report with places, and no values."""

import os
import sys
import tempfile
from pathlib import Path
from traceback import extract_tb


def report(defect: BaseException) -> tuple[str, str]:
    """One line and where the report is. The report names types, files and lines only:

    messages and variables may hold what somebody typed. Where no file can be made there
    is none, and nothing more is printed: a traceback would hold them too.
    """
    lines = [type(defect).__name__, f"python {sys.version.split()[0]} {sys.platform}"]
    lines += [
        f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in extract_tb(defect.__traceback__)
    ]
    told = f"wioatrack failed ({type(defect).__name__}); nothing was half written."
    try:
        handle, name = tempfile.mkstemp(prefix="wioatrack-defect-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return told, "No report could be written: there is no room for a file."
    return told, f"Please send the report {name}; it holds no personal data."
