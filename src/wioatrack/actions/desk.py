"""Where one person works on one day: the file, the rulebooks, who, and today."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wioatrack.actions.for_staff import answering
from wioatrack.entries.kinds import Unreadable, quoted
from wioatrack.lean import dataclass
from wioatrack.rulebooks import (
    UnknownCode,
    load_list,
    load_rulebook,
    selectable_profiles,
)
from wioatrack.rulebooks.search import nearest_to
from wioatrack.rules.rulebook import Rulebook
from wioatrack.store import Snapshot, Stamp, reading, writing

if TYPE_CHECKING:
    from wioatrack.store import Store


@dataclass(slots=True)
class Desk:
    """What every action is handed.

    `today` is the only clock that rules see, a day that may be given; `clock` is the
    computer's own, before which nothing that cannot be taken back is due.

    `held` is a transaction that several commands share (a batch that is all or
    nothing); without one each write has its own. `unread` says that nobody looks at
    the records one by one (a load).
    """

    path: Path
    user: str
    account: str
    today: date
    command: str = ""
    held: "Store | None" = None
    unread: bool = False
    clock: date = date.max
    _rulebooks: dict[str, Rulebook] = field(default_factory=dict)

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """A snapshot to ask questions of, which answers what the user may read."""
        if self.held is not None:
            with answering(self.held, self.user) as held:
                yield held
        else:
            with (
                reading(self.path) as snapshot,
                answering(snapshot, self.user) as answers,
            ):
                yield answers

    @contextmanager
    def writing(self, many: bool = False) -> Iterator["Store"]:
        """Everything inside happens or nothing does; `many` records may be coming.

        The open due dates that hang on what was written are settled with it, those
        of a load at its end.
        """
        if self.held is not None:
            before = self.held.head.seq
            with self.held.savepoint(self._another()) as store:
                yield store
                if not self.unread:
                    self._settle(store, before)
        else:
            with self._opened(many) as store:
                yield store
                self._settle(store, store.began)

    @contextmanager
    def shared(self) -> Iterator[None]:
        """One transaction for all that is done at this desk meanwhile."""
        with writing(self.path, self.stamp()) as store:
            self.held = store
            try:
                yield
                self._settle(store, store.began)
            finally:
                self.held = None

    def _opened(self, many: bool) -> AbstractContextManager["Store"]:
        if not many:
            return writing(self.path, self.stamp())
        from wioatrack.store.hasty import loading

        return loading(self.path, self.stamp())

    def _another(self) -> Stamp | None:
        """The stamp of who acts now, where another user or day opened what is held."""
        stamp = self.stamp()
        opened = self.held.stamp if self.held else stamp
        same = (opened.user, opened.on) == (stamp.user, stamp.on)
        return None if same else stamp

    def _settle(self, store: "Store", since: int | None) -> None:
        if since is None or store.head.seq == since:
            return
        from wioatrack.actions.due_dates import settle

        settle(store, self.rulebook, since)

    def become(self, user: str, today: date) -> None:
        """Seat another user at the desk, on another day."""
        self.user, self.today = user, today

    def stamp(self) -> Stamp:
        """Who acts, for the change log."""
        return Stamp(self.user, self.account, self.command, on=self.today)

    def rulebook(self, profile: str) -> Rulebook:
        """The rules and values that hold in a profile."""
        if profile not in self._rulebooks:
            self._rulebooks[profile] = load_rulebook(profile)
        return self._rulebooks[profile]

    @property
    def lists(self) -> "ClosedLists":
        """The closed lists, which read codes and labels."""
        return ClosedLists()


class ClosedLists:
    """The closed lists as the readers of fields see them."""

    def code(self, list_name: str, text: str) -> str:
        """The code that the words name. Raises `Unreadable` with the nearest ones."""
        try:
            if list_name == "profile":
                return find_profile(text)
            if list_name == "occupation":
                from wioatrack.rulebooks.occupations import find_occupation

                return find_occupation(text).soc_code
            return load_list(list_name).find(text)
        except UnknownCode as unknown:
            title = list_name.replace("-", " ")
            raise Unreadable(
                f"{quoted(text)} is no {title}.",
                unknown.hint or f"wioatrack reference show {list_name} prints them.",
            ) from None

    def choices(self, list_name: str) -> list[tuple[str, str]]:
        """The codes and their labels, to choose from at a terminal."""
        if list_name == "profile":
            return [(name, name) for name in selectable_profiles()]
        found = load_list(list_name)
        return [(code, found.label(code)) for code in found.offered()]


def find_profile(text: str) -> str:
    """The profile of that name, among those an application may be under."""
    names = selectable_profiles()
    wanted = text.strip().casefold()
    if wanted not in names:
        near = nearest_to(wanted, names)
        raise UnknownCode(text, "profile", near, f"One of {', '.join(names)}.")
    return wanted
