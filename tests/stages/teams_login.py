"""Microsoft's two log-in services: gives bots their tokens, and signs what Teams sends to them."""

import base64
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any  # noqa: TID251

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

APP, PASSWORD = "0a1b2c3d-0000-4000-8000-heraut000001", "its-secret"
TENANT = "t1"
ISSUER = "https://api.botframework.com"
LASTS = 3599  # seconds


@cache
def key(kid: str) -> RSAPrivateKey:
    """Made once for each id: it takes a while."""
    return generate_private_key(public_exponent=65537, key_size=2048)


class Login:
    tenant, app, bot = TENANT, APP, f"28:{APP}"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.url = ""
        self.kid = "k1"  # with which it signs, and all that it publishes
        self.asked: list[str] = []  # what was fetched
        self._tokens: dict[str, datetime] = {}

    def mount(self, app: web.Application) -> None:
        app.router.add_get("/v1/.well-known/openidconfiguration", self._openid)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)

    @property
    def openid_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    def rotate(self, kid: str) -> None:
        """From now on another key."""
        self.kid = kid

    def issued(self, authorization: str) -> bool:
        expires = self._tokens.get(authorization.removeprefix("Bearer "))
        return authorization.startswith("Bearer ") and expires is not None and self.now() < expires

    def signed(self, service_url: str, headers: dict[str, str] | None = None, **claims: object) -> str:
        """The header with which Teams sends an activity. A claim that is None is left out."""
        now = int(self.now().timestamp())
        usual = {"iss": ISSUER, "aud": APP, "nbf": now - 300, "iat": now, "exp": now + 3600, "serviceurl": service_url}
        stated = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return "Bearer " + jwt.encode(stated, key(self.kid), "RS256", {"kid": self.kid, **(headers or {})})

    async def _openid(self, request: web.Request) -> web.Response:
        self.asked.append("openid")
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/.well-known/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        self.asked.append("keys")
        numbers = key(self.kid).public_key().public_numbers()
        public: dict[str, Any] = {"n": _encoded(numbers.n), "e": _encoded(numbers.e), "kid": self.kid, "kty": "RSA"}
        return web.json_response({"keys": [{**public, "use": "sig", "endorsements": ["msteams", "directline"]}]})

    async def _token(self, request: web.Request) -> web.Response:
        self.asked.append("token")
        form = {str(name): value for name, value in (await request.post()).items()}
        wanted = {
            "grant_type": "client_credentials",
            "client_id": APP,
            "client_secret": PASSWORD,
            "scope": "https://api.botframework.com/.default",
        }
        if form != wanted or request.match_info["tenant"] != TENANT:
            return web.json_response({"error": "invalid_client"}, status=401)
        token = secrets.token_urlsafe(24)
        self._tokens[token] = self.now() + timedelta(seconds=LASTS)
        return web.json_response({"token_type": "Bearer", "expires_in": LASTS, "access_token": token})


def _encoded(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
