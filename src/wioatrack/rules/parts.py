"""One answer made of several: nothing stops at the first thing that is wrong."""

from collections.abc import Iterable

from wioatrack.rules.outcome import Outcome, incomplete, met, not_met


def together(parts: Iterable[Outcome]) -> Outcome:
    """All that is wrong in one answer, else all that is right.

    One part that is not met weighs more than facts that are missing.
    """
    parts = tuple(parts)
    speaking = [part for part in parts if part.speaks]
    if not speaking:
        return met(" ".join(part.message for part in parts))
    said = " ".join(part.message for part in speaking)
    missing = tuple(name for part in speaking for name in part.missing)
    if all(part.missing for part in speaking):
        return incomplete(said, *missing)
    return not_met(said)


def asked(answer: bool | None, wanted: bool, name: str, question: str) -> Outcome:
    """One question of the form: not answered, or answered the wrong way."""
    if answer is None:
        return incomplete(f"{question} is not answered.", name)
    said = f"{question} is answered {'Yes' if answer else 'No'}."
    return met(said) if answer is wanted else not_met(said)
