"""The regulations as pure functions: facts and a rulebook in, an outcome out."""

from importlib import import_module
from pkgutil import iter_modules

from wioatrack.rules.registry import ALL_RULES, RuleCard


def every_rule() -> dict[str, RuleCard]:
    """All rules there are, by id; loads their modules, which single commands do not."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(sorted(ALL_RULES.items()))
