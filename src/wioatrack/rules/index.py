"""All rules together: what lists and explains them; single commands need fewer."""

from importlib import import_module
from pkgutil import iter_modules

from wioatrack import rules
from wioatrack.rules.registry import ALL_RULES, RuleCard


def every_rule() -> dict[str, RuleCard]:
    """Every rule there is, by id."""
    for module in iter_modules(rules.__path__):
        import_module(f"{rules.__name__}.{module.name}")
    return dict(sorted(ALL_RULES.items()))
