"""A certificate as an Open Badge 3.0: a credential that wallets and other programs can check (1EdTech, 2024)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from models import Certificate, CertificateKey, Workspace

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",  # knows 1EdTechRevocationList
)
UNNAMED = "Heraut"  # an organisation whose name nobody told


class Issuer(NamedTuple):
    """Who issues: its name, and the address under which browsers reach Heraut."""

    name: str
    base: str

    def address(self, *path: str) -> str:
        return "/".join((f"{self.base}/certificates", *path))


def issuer_of(workspace: Workspace) -> Issuer:
    return Issuer(workspace.company or workspace.name or UNNAMED, workspace.address.rstrip("/"))


def credential(its: Certificate, issuer: Issuer) -> Mapping[str, object]:
    """The credential, before it is signed. Its fields are those of the specification, part B.1."""
    return {
        "@context": CONTEXTS,
        "id": issuer.address(its.id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": its.title,
        "issuer": {"id": issuer.address("issuers", its.key), "type": ["Profile"], "name": issuer.name},
        "validFrom": _moment(its.issued_at),
        "validUntil": _moment(its.ends_at),
        "credentialSubject": {
            "id": _holder(its, issuer),
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": its.name, "identityType": "name"}
            ],
            "achievement": _achievement(its, issuer),
        },
        "credentialStatus": {"id": issuer.address("revoked", its.key), "type": "1EdTechRevocationList"},
    }


def _achievement(its: Certificate, issuer: Issuer) -> Mapping[str, object]:
    return {
        "id": issuer.address(its.id, "achievement"),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": its.title,
        "description": its.about,
        "criteria": {"narrative": its.about},
        "inLanguage": its.language,
        "image": {"id": issuer.address("badge.svg"), "type": "Image"},
    }


def signed_badge(session: Session, its: Certificate, issuer: Issuer) -> str:
    """The signed credential, as a JSON Web Token (part 8.2.4 of the specification).

    Empty if its key is lost: its person then makes it once more. Raises `Unreadable`.
    """
    from handlers.certificates.signatures import signed_token

    key = session.get_one(CertificateKey, (its.workspace, its.key))
    if not key.private:
        return ""
    registered = {
        "iss": issuer.address("issuers", its.key),
        "jti": issuer.address(its.id),
        "sub": _holder(its, issuer),
        "nbf": int(its.issued_at.timestamp()),
        "exp": int(its.ends_at.timestamp()),
    }
    return signed_token(session, key, {**credential(its, issuer), **registered}, issuer.address("keys", its.key))


def issuer_document(key: str, issuer: Issuer) -> bytes:
    """The document of the issuer."""
    said = {"@context": CONTEXTS, "id": issuer.address("issuers", key), "type": ["Profile"], "name": issuer.name}
    return json.dumps(said, ensure_ascii=False).encode()


def revoked(key: str, ended: Sequence[Certificate], issuer: Issuer) -> bytes:
    """The list of credentials that are not valid any more (1EdTech, Open Badges Revocation List)."""
    said = [{"id": issuer.address(one.id), "revoked": True} for one in ended]
    its = {"id": issuer.address("revoked", key), "issuer": issuer.address("issuers", key), "revokedCredential": said}
    return json.dumps(its).encode()


def _holder(its: Certificate, issuer: Issuer) -> str:
    return issuer.address(its.id) + "#holder"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
