"""The catalogue as linked data: CTDL in JSON-LD, for a credential registry or a search.

The context is named and never fetched. Whoever reads the document resolves it; nothing
here opens a connection.
"""

from collections.abc import Iterable
from typing import Any

from wioatrack.actions.results import Record
from wioatrack.rulebooks import load_list

CONTEXT = "https://credreg.net/ctdl/schema/context/json"
REGISTRY = "https://credentialengineregistry.org/resources/"
SOC = ("https://www.bls.gov/soc/", "Standard Occupational Classification")
CIP = ("https://nces.ed.gov/ipeds/cipcode/", "Classification of Instructional Programs")
STATUS = ("https://credreg.net/ctdl/terms/CredentialStatus", "Credential Status")
CLUSTERS = "National Career Clusters"
UNDETERMINED = "und"
YEARS = ("year", "years", "yr", "yrs")
Node = dict[str, Any]


def document(bodies: Iterable[Record]) -> Node:
    """Everything in one graph: credentials by CTID, organizations and programs by name."""
    graph = Graph()
    for body in bodies:
        graph.credential(body)
    return {"@context": CONTEXT, "@graph": graph.nodes()}


def address(ctid: str) -> str:
    """Where a registry keeps the credential."""
    return REGISTRY + ctid


class Graph:
    """Nodes in the making. What has no CTID of its own is a blank node, made once."""

    def __init__(self) -> None:
        self.credentials: list[Node] = []
        self.organizations: dict[str, Node] = {}
        self.programs: list[Node] = []

    def nodes(self) -> list[Node]:
        return [*self.credentials, *self.organizations.values(), *self.programs]

    def credential(self, body: Record) -> None:
        """One credential with all its tabs."""
        language = body["language"] or UNDETERMINED
        node: Node = {
            "@id": address(body["ctid"]),
            "@type": class_of(body),
            "ceterms:ctid": body["ctid"],
            "ceterms:name": {language: body["name"]},
        }
        if body["description"]:
            node["ceterms:description"] = {language: body["description"]}
        if body["page"]:
            node["ceterms:subjectWebpage"] = body["page"]
        if body["language"]:
            node["ceterms:inLanguage"] = [body["language"]]
        if body["issuer"]:
            owner = self.organization(body["issuer"], language)
            node |= {"ceterms:ownedBy": [owner], "ceterms:offeredBy": [owner]}
        if body["credential_status"]:
            node["ceterms:credentialStatusType"] = status(body, language)
        several(node, "ceterms:occupationType", (
            alignment(one["title"], language, one["code"], *SOC)
            for one in body["occupation"]
        ))  # fmt: skip
        several(node, "ceterms:industryType", (
            alignment(one["label"], language, framework_name=CLUSTERS)
            for one in body["sector"]
        ))  # fmt: skip
        several(node, "ceterms:requires", [
            *(other(one, language) for one in body["required"]),
            *(experience(one, language) for one in body["skill"]),
            *(self.program(one, node["@id"], language) for one in body["program"]),
        ])  # fmt: skip
        several(
            node,
            "ceterms:recommends",
            (other(one, language) for one in body["related"]),
        )
        self.credentials.append(node)

    def organization(self, name: str, language: str) -> str:
        """The organization of that name; a registry knows it by more than we do."""
        key = name.casefold()
        if key not in self.organizations:
            self.organizations[key] = {
                "@id": f"_:organization-{len(self.organizations) + 1}",
                "@type": "ceterms:CredentialOrganization",
                "ceterms:name": {language: name},
            }
        node: str = self.organizations[key]["@id"]
        return node

    def program(self, program: Record, credential: str, language: str) -> Node:
        """The education program, and the condition by which the credential names it."""
        owner = self.organization(program["provider"], language)
        node: Node = {
            "@id": f"_:program-{len(self.programs) + 1}",
            "@type": "ceterms:LearningProgram",
            "ceterms:name": {language: program["name"]},
            "ceterms:ownedBy": [owner],
            "ceterms:offeredBy": [owner],
        }
        if program["cip"]:
            node["ceterms:instructionalProgramType"] = [
                alignment(program["name"], language, program["cip"], *CIP)
            ]
        self.programs.append(node)
        return condition(
            language,
            program["name"],
            **{"ceterms:targetLearningOpportunity": [node["@id"]]},
        )


def class_of(body: Record) -> str:
    """The class of its finer kind, else of its type, else the class of all of them."""
    finer = load_list("credential-class").codes.get(body["class"] or "")
    type_code = load_list("credential-type").codes.get(body["type"])
    for code in (finer, type_code):
        if code is not None and code.ctdl:
            return code.ctdl
    return "ceterms:Credential"


def status(body: Record, language: str) -> Node:
    """Whether the credential is still awarded."""
    code = load_list("credential-status").codes[body["credential_status"]]
    node = alignment(
        code.label, language, framework=STATUS[0], framework_name=STATUS[1]
    )
    return node | {"ceterms:targetNode": code.ctdl}


def alignment(
    name: str,
    language: str,
    code: str = "",
    framework: str = "",
    framework_name: str = "",
) -> Node:
    """A name of somebody else's list, with its code there."""
    node: Node = {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNodeName": {language: name},
    }
    if code:
        node["ceterms:codedNotation"] = code
    if framework:
        node["ceterms:framework"] = framework
    if framework_name:
        node["ceterms:frameworkName"] = {language: framework_name}
    return node


def condition(language: str, name: str, **more: Any) -> Node:
    """One condition profile."""
    return {
        "@type": "ceterms:ConditionProfile",
        "ceterms:name": {language: name},
        **more,
    }


def other(relation: Record, language: str) -> Node:
    """Another credential: by its CTID, or by what a CIP code and a type say of it."""
    if "ctid" in relation:
        target = {"ceterms:targetCredential": [address(relation["ctid"])]}
        return condition(language, relation["name"], **target)
    label = relation["type_label"]
    stub = {
        "@type": class_of({"class": None, "type": relation["type"]}),
        "ceterms:name": {language: label},
        "ceterms:instructionalProgramType": [
            alignment(label, language, relation["cip"], *CIP)
        ],
    }
    return condition(language, label, **{"ceterms:targetCredential": [stub]})


def experience(skill: Record, language: str) -> Node:
    """One skill with what it takes or gives: a profile of its own, since the level

    stands on the profile.
    """
    target = {
        "ceterms:targetCompetency": [alignment(skill["name"], language)],
    }
    if skill["value"] is None:
        return condition(language, skill["name"], **target)
    words = f"{skill['value']} {skill['unit']} ({skill['meaning']})"
    level: Node = {"ceterms:experience": {language: words}}
    if skill["unit"].casefold() in YEARS:
        level["ceterms:yearsOfExperience"] = float(skill["value"])
    return condition(language, skill["name"], **target, **level)


def several(node: Node, term: str, values: Iterable[Node]) -> None:
    """The term with its values, if there are any."""
    if listed := list(values):
        node[term] = listed
