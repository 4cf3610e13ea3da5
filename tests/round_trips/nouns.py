"""For every noun of a file, rows that `add` takes as they are."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from wioatrack.actions.batches.register import NOUNS
from wioatrack.rulebooks import selectable_profiles
from wioatrack.rulebooks.occupations import by_code

from .words import coded, days, free, read, words_of, written
from .worlds import CTIDS, Token

Row = dict[str, Any]
Rows = st.SearchStrategy[list[Row]]
# What a file never says again, each with its reason.
UNSAID = {
    "attendance": {"verify": "who loads vouches for nothing",
                   "self": "who loads enters as staff"},
    "catalog": {"note": "what editors tell each other never leaves"},
    "employment": {"current": "follows from the end"},
}  # fmt: skip


def token(*names: str) -> st.SearchStrategy[Token]:
    return st.sampled_from([Token(name) for name in names])


def rows(noun: str, **given: Any) -> Rows:
    """A few rows, each column filled by its kind unless said otherwise."""
    return st.lists(row(noun, **given), min_size=1, max_size=3)


def row(noun: str, **given: Any) -> st.SearchStrategy[Row]:
    """One row. A strategy stands for a column; `needed` are always filled."""
    registered = NOUNS[noun]
    needed = set(given.pop("needed", ())) | set(registered.leads)
    columns = {column.name: column for column in registered.columns}
    unsaid = {*UNSAID.get(noun, ()), "waive", "waive_because"}
    if "service" in registered.leads:
        unsaid.add("application")
    strategies = {
        name: given[name] if name in given else words_of(column)
        for name, column in columns.items()
        if name not in unsaid - given.keys()
    }
    always = {n for n in strategies if columns[n].required or n in needed}
    return st.fixed_dictionaries(
        {name: strategies[name] for name in strategies if name in always},
        optional={name: s for name, s in strategies.items() if name not in always},
    )


def of(*numbers: str) -> st.SearchStrategy[str]:
    return st.sampled_from(numbers)


def in_order(*names: str) -> st.SearchStrategy[dict[str, str]]:
    """Days that follow one another, some of them left out but the first."""

    def told(start: Any, steps: list[Any]) -> dict[str, str]:
        found, day = {names[0]: start.isoformat()}, start
        for name, step in zip(names[1:], steps, strict=True):
            if step is not None:
                day += timedelta(days=step)
                found[name] = day.isoformat()
        return found

    step = st.none() | st.integers(0, 30)
    steps = st.lists(step, min_size=len(names) - 1, max_size=len(names) - 1)
    return st.builds(told, days(last=days_last(len(names))), steps)


def days_last(count: int) -> Any:
    from .words import TODAY

    return TODAY - timedelta(days=30 * (count - 1))


def dated(noun: str, order: tuple[str, ...], **given: Any) -> st.SearchStrategy[Row]:
    """A row whose days are in order."""
    plain = row(noun, **given)

    def put(made: Row, when: Row) -> Row:
        return {n: v for n, v in made.items() if n not in order} | when

    return st.builds(put, plain, in_order(*order))


def participants() -> Rows:
    """People whose ids are nobody else's, and who have at least one."""

    def named(made: Row) -> Row:
        ids = {"state_id", "individual_number", "username"}
        return made if ids & made.keys() else made | {"username": "only@name"}

    def own(name: str) -> Callable[[Row], Any]:
        field = next(c for c in NOUNS["participant"].columns if c.name == name)

        def key(made: Row) -> Any:
            return read(field, made[name]).casefold() if name in made else id(made)

        return key

    keys = tuple(own(name) for name in ("state_id", "individual_number", "username"))
    return st.lists(
        row("participant").map(named), min_size=1, max_size=3, unique_by=keys
    )


def applications() -> Rows:
    """Periods of participation under every profile."""

    def whole(made: Row) -> Row:
        if made["enrollment"] in ("not-eligible", "not-participating"):
            made = {"because": "Moved"} | made
        return made

    one = dated(
        "application",
        ("application_date", "participation_date"),
        participant=of("S-ala", "S-ise"),
        needed=("profile", "number", "enrollment"),
        profile=of(*selectable_profiles()),
        enrollment=of("applied", "enrolled", "not-eligible", "not-participating"),
    ).map(whole)
    field = next(c for c in NOUNS["application"].columns if c.name == "number")
    return st.lists(
        one, min_size=1, max_size=3, unique_by=lambda made: read(field, made["number"])
    )


def goals() -> Rows:
    """Own words or a template's."""
    offered = of("career-plan", "education-training-plan", "support-services")
    own = row("goal", application=of("ala", "cal"), needed=("statement",))
    short = row("goal", application=of("ise"), needed=("statement",), category=offered)
    prepared = row("goal", application=of("ise"), needed=("template",),
                   category=offered)  # fmt: skip

    def either(made: Row, drop: str) -> Row:
        made = {name: words for name, words in made.items() if name != drop}
        if made["application"] == "ise" and "statement" in made:
            made["statement"] = made["statement"][:40].strip() or "?"
        return made

    field = next(c for c in NOUNS["goal"].columns if c.name == "statement")
    with_words = st.builds(either, own | short, st.just("template")).filter(
        lambda made: read(field, made["statement"])
    )
    from_list = st.builds(either, prepared, st.just("statement"))
    return st.lists(with_words | from_list, min_size=1, max_size=3)


def providers() -> Rows:
    """Each of another name, none of which is a number."""
    field = next(c for c in NOUNS["provider"].columns if c.name == "name")
    one = row("provider").filter(lambda made: not digits(read(field, made["name"])))
    return st.lists(
        one,
        min_size=1,
        max_size=3,
        unique_by=lambda made: read(field, made["name"]).casefold(),
    )


def digits(words: str) -> bool:
    return words.isascii() and words.isdigit()


def programs() -> Rows:
    activities = of("BE", "Clothing", "isets:VT", "Community Service",
                    "Prepare your resume.")  # fmt: skip
    many = st.lists(activities, min_size=1, max_size=4).map(tuple)
    one = row("program", provider=of("Ann's = Help", "=Sum"), activity=many)
    field = next(c for c in NOUNS["program"].columns if c.name == "name")
    return st.lists(
        one,
        min_size=1,
        max_size=3,
        unique_by=lambda made: read(field, made["name"]).casefold(),
    )


WHOLE = st.integers(1, 10_000).map(str)
# So many times the dearest payment are still an amount that is kept.
FEW = st.integers(1, 999).map(str)
GOALS = token("g-plain", "g-digits", "g-twin1", "g-twin2", "g-case", "g-odd")
SITUATIONS = st.lists(coded("situation"), min_size=1, max_size=3).map(tuple)
PLACE = ("provider_address", "provider_city", "provider_state", "provider_zip")


def services() -> Rows:
    """Planned, open and closed ones, provided by everybody there is."""

    def fitting(made: Row) -> Row:
        made = dict(made)
        place = [name for name in PLACE if name in made]
        nobody = made.get("provider", "none") == "none"
        if place and (nobody or len(place) < len(PLACE)):
            for name in place:
                del made[name]
        if made.get("status") in ("successful", "unsuccessful"):
            made.setdefault("end", made["start"])
        return made

    provider = st.one_of(
        of("none", "Ann's = Help", "=sum", "@Work"),
        free(provider_field()).filter(lambda words: not digits(words.strip())),
    )
    order = ("planned_start", "start", "end", "planned_end")
    common: dict[str, Any] = {
        "provider": provider, "situation": SITUATIONS, "needed": ("status",),
        "status": of("planned", "started", "successful", "unsuccessful"),
    }  # fmt: skip
    in_cal = dated(
        "service", order, application=of("cal"), goal=token("g-cal"),
        activity=of("300", "301", "caljobs:101", "Occupational Classroom Training (ITA)"),
        **common,
    )  # fmt: skip
    in_ise = dated(
        "service", order, application=of("ise"), goal=GOALS,
        activity=of("BE", "isets:VT", "Community Service", "Prepare your resume."),
        **common,
    )  # fmt: skip
    one = (in_cal | in_ise).map(filled("start")).map(fitting)
    return st.lists(one, min_size=1, max_size=3)


def filled(name: str) -> Callable[[Row], Row]:
    """The row with this day, the first one unless it is there."""

    def fill(made: Row) -> Row:
        return {name: made["planned_start"]} | made

    return fill


def provider_field() -> Any:
    return next(c for c in NOUNS["service"].columns if c.name == "provider")


def placements() -> Rows:
    order = ("start", "subsidized_start", "subsidized_end", "end", "planned_end")

    def fitting(made: Row) -> Row:
        made = {"end": made["start"], "planned_end": "2023-12-31"} | made
        if made["status"] in ("planned", "started"):
            del made["end"]
        elif made["end"] < made.get("subsidized_start", ""):
            made["end"] = made["subsidized_start"]
        return made

    one = dated(
        "placement", order, application=of("ise"),
        activity=of("CW", "OJT", "Transitional Job", "isets:INT"),
        job=token("j-at", "j-twin"), goal=GOALS, situation=SITUATIONS,
        status=of("planned", "started", "successful", "unsuccessful"),
        minimum_wage=of("Chicago", "cook-county", "13.50", "15"),
        hourly_wage=st.integers(1600, 9_999).map(lambda cents: f"{cents / 100:.2f}"),
        subsidized_wage=of("0", "$12.00", "13.5"), employer_match=of("0.00", "3.25"),
        earnfare=of("no"), provider=of("none", "Ann's = Help", "=Sum"),
        needed=("hourly_wage",),
    ).map(fitting)  # fmt: skip
    return st.lists(one, min_size=1, max_size=3)


def attendances() -> Rows:
    """Each day of a service once."""
    clock = st.integers(0, 1439)

    def told(service: Token, day: Any, times: set[int], lunch: bool, out: bool) -> Row:
        told = [f"{at // 60}:{at % 60:02d}" for at in sorted(times)]
        made = {"service": service, "day": day, "in": told[0]}
        if lunch:
            made |= {"lunch_start": told[1], "lunch_end": told[2]}
        return made | ({"out": told[3]} if out else {})

    one = st.builds(
        told, token("s-be", "s-test"), days(date(2021, 8, 1)).flatmap(written),
        st.sets(clock, min_size=4, max_size=4), st.booleans(), st.booleans(),
    )  # fmt: skip
    field = next(c for c in NOUNS["attendance"].columns if c.name == "day")
    return st.lists(
        one,
        min_size=1,
        max_size=3,
        unique_by=lambda made: (made["service"], read(field, made["day"])),
    )


def notes() -> Rows:
    def said(made: Row) -> Row:
        return made if {"subject", "message"} & made.keys() else made | {"subject": "'"}

    one = row("note", application=of("ala", "ise"), send=of("save", "message"))
    return st.lists(one.map(said), min_size=1, max_size=3)


EITHER = "H.S. Diploma/Equivalency/G.E.D."


def credentials() -> Rows:
    """Lean ones, and those of a profile that demands every field or a waiver."""
    lean = row(
        "credential", application=of("ala", "gone"), service=st.nothing(),
        document=st.nothing(), catalog=token("c-public"),
    )  # fmt: skip
    lean = rows_without(lean, "service", "document")
    kept = row(
        "credential", application=of("cal"), document=token("d-cal"),
        service=token("s-twin1", "s-twin2", "s-outer"), catalog=token("c-public"),
        needed=("region", "office"),
    )  # fmt: skip
    waived = row(
        "credential", application=of("coo"), service=token("s-coo"),
        type=of("occupational-skills-license"), catalog=token("c-public"),
        needed=("name", "issuer", "source", "service", "region", "office",
                "waive", "waive_because"),
        waive=st.just(("credential.case-note",)), document=st.just("x"),
        waive_because=words_many("waive_because"),
    )  # fmt: skip
    waived = rows_without(waived, "note", "document")
    # One label stands for two types: the name decides, and the label is kept (D40).
    either = lean.map(lambda made: made | {"type": EITHER, "name": "A GED"})
    return st.lists(lean | kept | waived | either, min_size=1, max_size=3)


def words_many(name: str) -> st.SearchStrategy[Any]:
    column = next(c for c in NOUNS["credential"].columns if c.name == name)
    return free(column).map(lambda words: (words,))


def rows_without(one: st.SearchStrategy[Row], *names: str) -> st.SearchStrategy[Row]:
    return one.map(lambda made: {n: w for n, w in made.items() if n not in names})


def gains() -> Rows:
    """One of each type, with the answers that it asks for."""

    def semester(parts: tuple[Any, Any, Any]) -> str:
        first, last = sorted(parts[:2])
        credits = "" if parts[2] is None else f":{parts[2] / 100:.2f}"
        return f"{first}:{last}{credits}"

    spans = st.lists(
        st.tuples(days(), days(), st.none() | st.integers(0, 3000)).map(semester),
        min_size=1, max_size=2, unique_by=lambda words: words[:10],
    ).map(tuple)  # fmt: skip
    asked: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "efl": ((), ("pre", "post")),
        "diploma": ((), ("passed",)),
        "secondary": ((), ("pursuing", "satisfactory", "removed", "attendance",
                           "semester")),
        "postsecondary": (("attendance",), ("pursuing", "satisfactory", "removed",
                                            "semester")),
        "milestone": ((), ("established", "satisfactory")),
        "progression": (("award",), ("passed",)),
    }  # fmt: skip
    every = {name for needed, more in asked.values() for name in (*needed, *more)}
    every.add("route")
    tests = token("t-pre", "t-twin1", "t-twin2")
    made = [
        rows_without(
            row("msg", application=of("ala"), type=typed(kind), semester=spans,
                pre=tests, post=tests, document=token("d-ala"), needed=needed),
            *(every - {*needed, *more}),
        )
        for kind, (needed, more) in asked.items()
    ]  # fmt: skip
    route = rows_without(
        row("msg", application=of("ala"), type=typed("efl"), pre=tests, post=tests,
            document=token("d-ala"), semester=spans, needed=("route",)),
        *(every - {"route"}),
    )  # fmt: skip
    return st.lists(st.one_of(*made, route), min_size=1, max_size=3)


def typed(kind: str) -> st.SearchStrategy[str]:
    """A type of gain, by its code or any of its labels."""
    from wioatrack.rulebooks import load_list

    found = load_list("msg-type")
    words = [word for word in found.codes[kind].words() if found.find(word) == kind]
    return st.sampled_from(words)


def payments() -> Rows:
    return st.lists(
        row("payment", service=token("s-test"), subtype=of("testing"), quantity=FEW,
            date=days().flatmap(written)),
        min_size=1, max_size=3,
    )  # fmt: skip


def overrides() -> Rows:
    """One for each type of support, in the years in which it was used up."""
    one = row("override", service=token("s-Housi", "s-Cloth", "s-Trans"),
              on=of("2022-10-01", "6/30/2023"))  # fmt: skip
    older = row("override", service=token("s-Housi"), on=of("2021-10-01"),
                needed=("on",))  # fmt: skip

    def key(made: Row) -> Any:
        return made["service"], made.get("on", "")[:4] == "2021"

    return st.lists(one | older, min_size=1, max_size=3, unique_by=key)


def exits() -> Rows:
    one = row("exit", application=of("leaves1", "leaves2", "leaves3"))
    return st.lists(
        one, min_size=1, max_size=3, unique_by=lambda made: made["application"]
    )


def employments() -> Rows:
    return st.lists(
        dated("employment", ("start", "end"), application=of("ala", "gone")),
        min_size=1, max_size=3,
    )  # fmt: skip


def followups() -> Rows:
    """Planned ones, made ones with what came of them, and where a youth was."""
    settled = of("reached", "declined", "cannot-locate", "wage-record")
    one = row("followup", application=of("gone"), quarter=of("1", "2", "4"),
              outcome=settled, needed=("outcome",))  # fmt: skip
    made = rows_without(one, "youth_placement")
    planned = rows_without(made, "outcome", "note")
    # The quarter must have begun on the day on which it is asked about.
    young = row(
        "followup", application=of("young"), quarter=of("2", "4"), outcome=of("reached"),
        due=days(date(2023, 4, 1)).flatmap(written),
        needed=("quarter", "outcome", "youth_placement"),
    )  # fmt: skip
    return st.lists(planned | made | young, min_size=1, max_size=3)


def entries() -> Rows:
    """Drafts that name others by what everybody knows of them."""
    ctid = st.uuids(version=4).map(lambda made: f"ce-{UUID(int=made.int)}")
    codes = list(by_code())[:20]
    page = of("https://example.org/ä", "example.org/a", "http://x.y/%20?q=;#")
    other = st.sampled_from([*CTIDS[1:3], "51.0909:occupational-skills-license",
                             "51:other-recognized"])  # fmt: skip
    others = st.lists(other, min_size=1, max_size=3, unique=True).map(tuple)
    column = {c.name: c for c in NOUNS["catalog"].columns}
    name = free(column["issuer"]).map(lambda words: words.strip()[:60])
    fine = name.filter(
        lambda words: (
            not words.endswith("\\")
            and bool(read(column["skill"], words.replace(":", "\\:")))
        )
    )
    skill = st.builds(
        lambda words, value: words.replace(":", "\\:") + value,
        fine, of("", ":1.5:years:gained", ":2:\\:weeks:required"),
    )  # fmt: skip
    program = st.builds(
        lambda one, two, cip: ":".join(w.replace(":", "\\:") for w in (one, two)) + cip,
        fine, fine, of("", ":51.0909", ":51"),
    )  # fmt: skip
    one = row(
        "catalog", ctid=ctid, page=page, related=others, required=others,
        occupation=st.lists(st.sampled_from(codes), max_size=2).map(tuple),
        language=of("en", "Spanish", "zh-hant"), needed=("ctid",),
        skill=st.lists(skill, max_size=3).map(tuple),
        program=st.lists(program, max_size=3).map(tuple),
    )  # fmt: skip
    return st.lists(one, min_size=1, max_size=3)


STRATEGIES: dict[str, Callable[[], Rows]] = {
    "participant": participants,
    "application": applications,
    "assessment": lambda: rows(
        "assessment", application=of("ala"), level=st.integers(0, 99).map(str),
        document=token("d-ala"),
    ),
    "goal": goals,
    "provider": providers,
    "program": programs,
    "employer": lambda: rows("employer"),
    "worksite": lambda: rows("worksite", employer=token("e-digits", "e-acme", "e-caps")),
    "job": lambda: rows("job", worksite=token("w-at", "w-plain"), openings=WHOLE),
    "service": services,
    "placement": placements,
    "attendance": attendances,
    "note": notes,
    "credential": credentials,
    "msg": gains,
    "payment": payments,
    "override": overrides,
    "exit": exits,
    "employment": employments,
    "followup": followups,
    "catalog": entries,
    "story": lambda: rows("story", application=of("ala", "cal")),
}  # fmt: skip
