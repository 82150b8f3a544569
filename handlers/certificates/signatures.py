"""The keys that sign credentials: one pair for each workspace, the private half encrypted in the store."""

import secrets
from collections.abc import Mapping
from datetime import datetime

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt.algorithms import RSAAlgorithm
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.encryption.keys import decrypted, encrypted
from models import CertificateKey

ALGORITHM = "RS256"  # which every verifier of Open Badges 3.0 has to know (part 8.2.4.1)
BITS = 2048  # NIST SP 800-57, part 1: enough until 2030; certificates last a year


def signing_key(session: Session, workspace: str, now: datetime) -> CertificateKey:
    """The newest key that can sign, made when it is first needed."""
    its = (CertificateKey.workspace == workspace, CertificateKey.private != "")
    found = session.scalars(select(CertificateKey).where(*its).order_by(CertificateKey.made_at.desc())).first()
    return found or _new(session, workspace, now)


def signed_token(session: Session, key: CertificateKey, claims: Mapping[str, object], kid: str) -> str:
    """A compact JSON Web Signature. `kid`: the address of the public key. Raises `Unreadable`."""
    private = decrypted(session, key.private)
    return jwt.encode(dict(claims), private, algorithm=ALGORITHM, headers={"kid": kid, "typ": "JWT"})


def _new(session: Session, workspace: str, now: datetime) -> CertificateKey:
    pair = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    pem = pair.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    key = CertificateKey(
        workspace=workspace,
        id=secrets.token_hex(16),
        private=encrypted(session, pem),
        public=str(RSAAlgorithm.to_jwk(pair.public_key())),
        made_at=now,
    )
    session.add(key)
    session.flush()
    return key
