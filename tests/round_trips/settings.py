"""How hard hypothesis tries: a little in every run, and long before a release."""

import os

from hypothesis import HealthCheck, Phase, settings

LONG = bool(os.environ.get("WIOATRACK_LONG"))
# Each example is a database of its own, with a file in and a file out.
FILES = settings(
    max_examples=150 if LONG else 3,
    deadline=None,
    # A change is judged by the same rows as the last one; the search is the long run's.
    derandomize=not LONG,
    database=None,
    # To find the smallest row takes minutes, which only a long run has.
    phases=[p for p in Phase if LONG or p not in (Phase.shrink, Phase.explain)],
    suppress_health_check=list(HealthCheck),
)
# Only rows, and always the same ones.
ROWS_ONLY = settings(FILES, max_examples=150, phases=[Phase.generate], derandomize=True)
