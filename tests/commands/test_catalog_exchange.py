"""The catalogue on its way out and in: linked data, badges, and what they leave out."""

import hashlib
import json
import socket
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wioatrack.actions.ctdl_reading import read_document

Made = Callable[..., Any]
CTDL = "https://credreg.net/ctdl/schema/context/json"
CREDENTIAL = "https://www.w3.org/ns/credentials/v2"
BADGE = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def folder_of(package: str) -> Path | None:
    found = find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


VALIDATOR, BADGES = folder_of("ctdl_validate"), folder_of("openbadgeslib")
validated = pytest.mark.skipif(
    VALIDATOR is None, reason="make ctdl-validator installs it"
)
expanded = pytest.mark.skipif(
    VALIDATOR is None or find_spec("pyld") is None,
    reason="make ctdl-validator installs them",
)


@pytest.fixture
def catalogue(made: Made) -> None:
    """Two published entries with everything, and one draft that both may not show."""
    made("catalog", "add", "--name", "Secret plan", "--type", "certification")
    made(
        "catalog", "add", "--name", "Welder", "--type", "certification",
        "--description", "Welds.", "--issuer", "Lawson State", "--page",
        "https://example.edu/welder", "--language", "en", "--occupation", "51-4121",
        "--occupation", "51-4122.00", "--sector", "manufacturing", "--skill", "TIG",
        "--skill", "CNC: turning:1.5:years:gained", "--skill", "MIG:2:levels:required",
        "--program", "Welding: basic:Lawson State:48.0508", "--program", "Short:Other",
        "--related", "48.05:license", "--related", 1, "--note", "Hush, says Eve.",
    )  # fmt: skip
    made(
        "catalog", "add", "--name", "Inspector", "--type", "other-recognized",
        "--class", "journeyman-certificate", "--description", "Inspecciona.",
        "--issuer", "Board", "--page", "https://example.edu/inspector", "--language",
        "es-MX", "--required", 2, "--credential-status", "probationary",
    )  # fmt: skip
    made("catalog", "publish", 2)
    made("catalog", "publish", 3)


@pytest.fixture
def export(run: Any) -> Callable[..., dict[str, Any]]:
    """What `catalog export` prints."""

    def export(*words: object, **more: Any) -> Any:
        return json.loads(run("catalog", "export", *words, code=0, **more).stdout)

    return export


def findings_in(document: object) -> list[str]:
    from ctdl_validate import validate_document

    return [finding.code for finding in validate_document(document)]


@validated
@pytest.mark.covers("ATT-14")
def test_the_validator_finds_nothing(catalogue: None, export: Any) -> None:
    """Every class, domain, range and identifier is as the schema has it."""

    assert findings_in(export()) == []


@validated
def test_the_demo_catalogue_is_valid(run: Any, export: Any, db: Path) -> None:
    """The one that everybody can try."""
    run("demo", "--participants", "1", code=0)

    document = export(user="demo")

    names = [n["ceterms:name"]["en"] for n in document["@graph"] if "ceterms:ctid" in n]
    assert names == ["Certified Welder, Entry Level", "Welding Inspector"]
    assert findings_in(document) == []


@validated
@pytest.mark.parametrize(
    ("term", "value", "code"),
    [
        ("ceterms:ctid", "7d1f3a52-6c0b-4e43-9a5e-2f0c8b6d4e11", "CTID_BARE_UUID"),
        ("ceterms:teaches", "_:organization-1", "DOMAIN_VIOLATION"),
        ("ceterms:ownedBy", ["_:program-1"], "RANGE_VIOLATION"),
        ("ceterms:ownedBy", ["_:organization-9"], "REF_UNRESOLVED_BNODE"),
        ("ceterms:colour", "green", "UNKNOWN_PROPERTY"),
        ("@type", "ceterms:Diplom", "UNKNOWN_CLASS"),
    ],
)
def test_the_validator_finds_planted_faults(
    catalogue: None, export: Any, term: str, value: object, code: str
) -> None:
    """So that finding nothing means something."""
    document = export()
    document["@graph"][0][term] = value

    assert code in findings_in(document)


def offline(url: str, options: object = None) -> dict[str, object]:
    """The contexts that the installed packages ship; nothing else exists."""
    assert VALIDATOR is not None
    known = {CTDL: VALIDATOR / "vendor" / "ctdl" / "context.json"}
    if BADGES is not None:
        contexts = BADGES / "ob3" / "contexts"
        known |= {
            CREDENTIAL: contexts / "credentials-v2.json",
            BADGE: contexts / "ob-v3p0-context-3.0.3.json",
        }
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": json.loads(known[url].read_text(encoding="utf-8")),
    }


def terms_in(value: Any) -> int:
    """How many terms a document has, at every depth; keywords and languages aside."""
    if isinstance(value, list):
        return sum(map(terms_in, value))
    if not isinstance(value, dict) or "@value" in value:
        return 0
    return sum(
        (not name.startswith("@")) * (name not in ("en", "es-MX", "id", "type"))
        + terms_in(inner)
        for name, inner in value.items()
        if name != "@context"
    )


@expanded
def test_every_term_survives_expansion(catalogue: None, export: Any) -> None:
    """The context knows each of them; an invented one would be dropped."""
    from pyld import jsonld

    document = export()
    whole = jsonld.expand(document, {"documentLoader": offline})
    graph = {"@graph": document["@graph"]}

    assert terms_in(whole) == terms_in(graph) > 50
    assert "https://purl.org/ctdl/terms/ctid" in json.dumps(whole)


def test_export_opens_no_connection(
    catalogue: None, export: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The context is named, and resolved by whoever reads the document."""

    def refuse(*words: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)

    assert export()["@context"] == CTDL


@pytest.mark.covers("ATT-13")
def test_no_note_no_draft_and_no_person_leaves(catalogue: None, run: Any) -> None:
    """Neither what editors tell each other nor who they are."""
    words = run("catalog", "export", code=0).stdout

    for hidden in ("Hush", "Secret plan", "ore", "note", "status", "draft"):
        assert f'"{hidden}' not in words
    assert "Hush" not in words


def test_what_is_exported_is_what_was_published(
    made: Made, catalogue: None, export: Any
) -> None:
    """A change that waits and an entry that was taken back are not in it."""
    made("catalog", "edit", 2, "--name", "Riveter")
    made("catalog", "unpublish", 3)

    [node] = [n for n in export()["@graph"] if "ceterms:ctid" in n]

    assert node["ceterms:name"] == {"en": "Welder"}
    assert node["@id"].endswith(node["ceterms:ctid"])


def test_one_entry_can_be_exported_alone(
    catalogue: None, run: Any, export: Any
) -> None:
    """By its id; one that is not published is not there."""

    assert len([n for n in export("--only", 3)["@graph"] if "ceterms:ctid" in n]) == 1
    run("catalog", "export", "--only", 1, code=3, says="No entry 1 is published.")


@pytest.mark.covers("IS-81")
def test_what_is_exported_comes_back_the_same(
    catalogue: None, run: Any, export: Any, tmp_path: Path
) -> None:
    """As drafts with their CTIDs; published, they export the same document."""
    document = export()
    file, other = tmp_path / "catalog.json", ("--db", tmp_path / "other.db")
    file.write_text(json.dumps(document), encoding="utf-8")
    run(*other, "init", code=0)

    said = json.loads(run(*other, "catalog", "import", file, "--json", code=0).stdout)
    drafts = run(*other, "catalog", "list", "--status", "draft", "--json", code=0)
    for entry in said["entries"]:
        run(*other, "catalog", "publish", entry["id"], code=0)
    again = run(*other, "catalog", "import", file, "--json", code=0)

    assert (said["created"], said["unplaced"]) == (2, [])
    assert len(json.loads(drafts.stdout)) == 2
    assert json.loads(run(*other, "catalog", "export", code=0).stdout) == document
    assert json.loads(again.stdout)["unchanged"] == 2


@pytest.mark.covers("IS-81")
def test_what_finds_no_place_is_reported(made: Made, tmp_path: Path) -> None:
    """With its term and whose it was; the rest becomes a draft."""
    file = tmp_path / "registry.json"
    file.write_text(json.dumps({
        "@context": CTDL,
        "@graph": [
            {
                "@id": "https://credentialengineregistry.org/resources/ce-1",
                "@type": ["https://purl.org/ctdl/terms/License"],
                "https://purl.org/ctdl/terms/ctid": "1",
                "ceterms:name": [{"@value": "Nurse", "@language": "en"},
                                 {"@value": "Enfermera", "@language": "es"}],
                "ceterms:inLanguage": ["en", "es"],
                "ceterms:ownedBy": ["https://example.org/unknown"],
                "ceterms:occupationType": [
                    {"ceterms:targetNodeName": {"en": "Wizard"}},
                    {"ceterms:targetNodeName": {"en": "Registered Nurses"}}],
                "ceterms:estimatedCost": [{"ceterms:price": 3}],
                "ceterms:requires": [
                    {"ceterms:targetCredential": ["https://example.org/other"],
                     "ceterms:minimumAge": 18},
                    {"ceterms:targetCompetency": [
                        {"ceterms:targetNodeName": "Triage"}],
                     "ceterms:yearsOfExperience": 0.5}],
            },
            {"@id": "_:c", "@type": "ceterms:Competency", "ceterms:name": "Triage"},
        ],
    }), encoding="utf-8")  # fmt: skip

    said = made("catalog", "import", file)
    entry = made("catalog", "show", 1)

    assert (entry["status"], entry["type"]) == ("draft", "occupational-skills-license")
    assert entry["name"] == "Nurse"
    assert [one["code"] for one in entry["occupation"]] == ["29-1141"]
    assert entry["skill"] == [
        {"name": "Triage", "value": 0.5, "unit": "years", "meaning": "required"}
    ]
    assert entry["ctid"].startswith("ce-")
    assert {one["term"] for one in said["unplaced"]} == {
        "ceterms:Competency", "ceterms:ctid", "ceterms:name", "ceterms:inLanguage",
        "ceterms:ownedBy", "ceterms:occupationType", "ceterms:estimatedCost",
        "required credential", "ceterms:requires/ceterms:minimumAge",
    }  # fmt: skip
    wizard = [one for one in said["unplaced"] if one["value"] == "Wizard"]
    assert wizard[0]["entry"] == "Nurse"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("not json", 2, "no JSON-LD document"),
        ("[1, 2]", 2, "no JSON-LD document"),
        ('{"name": "x"}', 2, "no JSON-LD document"),
        ('{"@graph": [{"@type": "ceterms:License"}]}', 1, "#0, name: It is missing."),
        (
            '{"@type": "ceterms:License", "ceterms:name": "' + "x" * 600 + '"}',
            1,
            "#0, name: The text has 600 characters; the limit is 500.",
        ),
    ],
)
def test_a_document_that_cannot_be_read_writes_nothing(
    wioatrack: Any, tmp_path: Path, text: str, code: int, says: str
) -> None:
    """Neither one that is none, nor one whose credential lacks its name."""
    file = tmp_path / "bad.json"
    file.write_text(text, encoding="utf-8")

    wioatrack("catalog", "import", file, code=code, says=says)

    assert json.loads(wioatrack("catalog", "list", "--json").stdout) == []
    wioatrack("catalog", "import", tmp_path / "none.json", code=5,
              says="none.json: No such file or directory.")  # fmt: skip


def circle(first: str, second: str) -> dict[str, Any]:
    return {
        "@id": f"_:{first}",
        "@type": "ceterms:License",
        "ceterms:name": first,
        "ceterms:requires": {"ceterms:targetCredential": {"@id": f"_:{second}"}},
    }


def test_two_credentials_may_be_related_to_each_other(
    made: Made, tmp_path: Path
) -> None:
    """Only what is required can go round in a circle."""
    pair = [
        {"@id": f"_:{one}", "@type": "ceterms:License", "ceterms:name": one,
         "ceterms:isRecommendedFor": {"ceterms:targetCredential": {"@id": f"_:{two}"}},
         "ceterms:recommends": {"ceterms:targetCredential": {"@id": f"_:{two}"}}}
        for one, two in (("a", "b"), ("b", "a"))
    ]  # fmt: skip
    file = tmp_path / "pair.json"
    file.write_text(json.dumps(pair), encoding="utf-8")

    done = made("catalog", "import", file)

    assert done["created"] == 2
    related = [made("catalog", "show", number)["related"] for number in (1, 2)]
    assert [[one["catalog"] for one in each] for each in related] == [[2], [1]]


def test_a_circle_in_a_document_is_refused(
    made: Made, refused: Made, tmp_path: Path
) -> None:
    """By the same rule as a circle that is typed; nothing is written."""
    file = tmp_path / "circle.json"
    file.write_text(json.dumps([circle("a", "b"), circle("b", "a")]), encoding="utf-8")

    said = refused("catalog", "import", file)

    assert {one["rule"] for one in said["findings"]} == {"catalog.no-cycle"}
    assert made("catalog", "list") == []


def test_an_import_asks_for_the_same_role_as_add(
    made: Made, wioatrack: Any, tmp_path: Path
) -> None:
    """Staff may not, and an issuer only for the own organization."""
    made("user", "add", "amy", "--role", "issuer", "--organization", "Lawson State")
    file = tmp_path / "one.json"
    owned = {"@type": "ceterms:License", "ceterms:name": "x", "ceterms:ownedBy":
             {"ceterms:name": "Other College"}}  # fmt: skip
    file.write_text(json.dumps(owned), encoding="utf-8")

    wioatrack("catalog", "import", file, user="lee", code=4,
              says="Role staff may not write the credential catalogue.")  # fmt: skip
    wioatrack("catalog", "import", file, user="amy", code=4,
              says="This entry belongs to another organization than yours.")  # fmt: skip
    would = made("catalog", "import", file, "--dry-run")

    assert (would["created"], would["rows"], would["dry_run"]) == (0, 1, True)
    assert made("catalog", "list") == []


TERM = st.sampled_from(
    ["@id", "@type", "@value", "@language", "en", *(f"ceterms:{term}" for term in (
        "name", "description", "ctid", "inLanguage", "ownedBy", "requires", "recommends",
        "subjectWebpage", "credentialStatusType", "occupationType", "industryType",
        "targetCompetency", "targetCredential", "targetLearningOpportunity",
        "yearsOfExperience", "targetNodeName", "codedNotation",
        "instructionalProgramType"))]
)  # fmt: skip
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["ceterms:License", "_:a", "51-4121"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(TERM, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(TERM, VALUE, max_size=6))
def test_no_document_breaks_the_reader(node: dict[str, Any]) -> None:
    """Whatever stands where, it is read, left over, or no document at all."""
    node["@type"] = "ceterms:License"

    [draft] = read_document([node]).drafts

    assert draft.words["type"] == "occupational-skills-license"


@pytest.fixture
def earned(made: Made, catalogue: None, person: Callable[..., str]) -> int:
    """A credential recorded with an entry of the catalogue; its id."""
    return int(made(
        "credential", "add", person("caljobs"), "--type", "certification", "--date",
        "2023-05-19", "--catalog", 2, "--institution", "Lawson State", "--source",
        "copy-of-certificate", user="lee",
    )["id"])  # fmt: skip


def test_a_badge_names_nobody(wioatrack: Any, earned: int) -> None:
    """The holder is a salted hash that whoever knows the id can check."""
    words = wioatrack("credential", "badge", earned, code=0).stdout
    badge = json.loads(words)

    [identity] = badge["credentialSubject"]["identifier"]
    known = hashlib.sha256(("3913801" + identity["salt"]).encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${known}"
    for hidden in ("Manny", "Flores", "3913801", "314901", "lee", "Arlington"):
        assert hidden not in words
    assert "proof" not in badge
    again = json.loads(wioatrack("credential", "badge", earned, code=0).stdout)
    assert again["credentialSubject"]["identifier"][0]["salt"] != identity["salt"]


def test_a_badge_says_what_was_achieved(
    wioatrack: Any, made: Made, earned: int
) -> None:
    """From the revision it was recorded with, whatever the entry says now."""
    made("catalog", "edit", 2, "--description", "Rivets.")
    made("catalog", "publish", 2)

    badge = json.loads(wioatrack("credential", "badge", earned, code=0).stdout)

    achievement = badge["credentialSubject"]["achievement"]
    assert badge["validFrom"] == "2023-05-19T00:00:00Z"
    assert badge["issuer"]["name"] == "Lawson State"
    assert achievement["achievementType"] == "Certification"
    assert achievement["description"] == "Welds."
    assert achievement["version"] == "1"
    codes = [one.get("targetCode") for one in achievement["alignment"]]
    assert "51-4121" in codes
    assert badge["evidence"][0]["name"] == "Copy of Certificate"


def test_a_badge_needs_no_catalogue(
    made: Made, wioatrack: Any, person: Callable[..., str]
) -> None:
    """A credential in somebody's own words is described by them."""
    made("credential", "add", person("caljobs"), "--type", "GED", "--name", "HiSET",
         "--institution", "District 7", "--source", "copy-of-diploma",
         "--date", "2023-01-01")  # fmt: skip

    badge = json.loads(wioatrack("credential", "badge", 1, code=0).stdout)

    achievement = badge["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == "GeneralEducationDevelopment"
    assert achievement["name"] == "HiSET"
    assert "alignment" not in achievement


@expanded
@pytest.mark.skipif(BADGES is None, reason="make ctdl-validator installs it")
def test_every_term_of_a_badge_survives_expansion(wioatrack: Any, earned: int) -> None:
    """The contexts of the two specifications know each of them."""
    from pyld import jsonld

    badge = json.loads(wioatrack("credential", "badge", earned, code=0).stdout)
    [whole] = jsonld.expand(badge, {"documentLoader": offline})

    assert terms_in(whole) == terms_in(badge)


def test_a_table_of_the_catalogue_comes_back_the_same(
    made: Made, catalogue: None, run: Any, tmp_path: Path
) -> None:
    """Relations by id, names with colons and semicolons: as they were, without notes."""
    made("catalog", "edit", 2, "--skill", r"ISO\:9001; part 2:1:level\:a:gained")
    table, other = tmp_path / "catalog.csv", ("--db", tmp_path / "other.db")
    table.write_text(run("export", "catalog", code=0).stdout, encoding="utf-8")
    run(*other, "init", code=0)

    run(*other, "import", "catalog", table, code=0)

    assert run(*other, "export", "catalog", code=0).stdout == table.read_text("utf-8")
    assert "Hush" not in table.read_text("utf-8")
    run("export", "catalog", user="lee", code=4,
        says="Role staff may not write the credential catalogue.")  # fmt: skip
