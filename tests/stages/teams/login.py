"""Microsoft's two log-in services: they give bots tokens, and sign what Teams sends."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from tests.stages.teams.reading import Json, Value
from tests.stages.teams.trouble import Troubles, refusal, refused

APP, PASSWORD = "11111111-1111-1111-1111-111111111111", "its-secret"
TENANT = "22222222-2222-2222-2222-222222222222"
ISSUER = "https://api.botframework.com"
HEADER = "its-header"  # of the service in Azure that gives a managed identity its tokens
LASTS = 3599  # seconds
WANTED = {
    "grant_type": "client_credentials",
    "client_id": APP,
    "client_secret": PASSWORD,
    "scope": f"{ISSUER}/.default",
}
ASKED = {"resource": ISSUER, "client_id": APP}
MACHINES = ({"Metadata": "true"}, "2018-02-01"), ({"X-IDENTITY-HEADER": HEADER}, "2019-08-01")


@cache
def key(kid: str) -> RSAPrivateKey:
    """A key, made once for each id because that takes a while."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def public(kid: str, **more: Value) -> Json:
    """The key as it is published."""
    return {**RSAAlgorithm.to_jwk(key(kid).public_key(), as_dict=True), "kid": kid, "use": "sig", **more}


class Login:
    tenant, app, bot = TENANT, APP, f"28:{APP}"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.url = ""
        self.asked: list[str] = []  # everything that was fetched
        self.troubles = Troubles()
        self.asks = True  # for a token; a client on this machine without an account has none
        self._tokens: dict[str, datetime] = {}
        self.rotate("k1")

    def mount(self, app: web.Application) -> None:
        app.router.add_get("/v1/.well-known/openidconfiguration", self._heard("openid", self._openid))
        app.router.add_get("/v1/.well-known/keys", self._heard("keys", self._keys))
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._heard("token", self._token))
        app.router.add_get("/identity", self._heard("identity", self._identity))

    @property
    def openid_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    def rotate(self, kid: str) -> None:
        """Sign with another key from now on."""
        self.kid = kid
        self.published: Value = [public(kid, endorsements=["msteams", "directline"])]

    def issued(self, authorization: str) -> bool:
        expires = self._tokens.get(authorization.removeprefix("Bearer "))
        known = authorization.startswith("Bearer ") and expires is not None and self.now() < expires
        return known if self.asks else not authorization

    def revoke(self) -> None:
        """Revoke all tokens, though none has expired."""
        self._tokens.clear()

    def signed(
        self,
        service_url: str,
        headers: Json | None = None,
        by: RSAPrivateKey | None = None,
        algorithm: str = "RS256",
        **claims: object,
    ) -> str:
        """The header with which Teams sends an activity. A claim that is None is left out."""
        now = int(self.now().timestamp())
        usual = {"iss": ISSUER, "aud": APP, "nbf": now - 300, "iat": now, "exp": now + 3600, "serviceurl": service_url}
        stated = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return "Bearer " + jwt.encode(stated, by or key(self.kid), algorithm, {"kid": self.kid, **(headers or {})})

    def _heard(self, what: str, answer: Callable[[web.Request, Json], web.Response]) -> Value:
        async def handle(request: web.Request) -> web.Response:
            self.asked.append(what)
            form = {str(name): value for name, value in (await request.post()).items()}
            return await self.troubles.meet(what, request, lambda: answer(request, form))

        return handle

    def _openid(self, request: web.Request, form: Json) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/.well-known/keys"})

    def _keys(self, request: web.Request, form: Json) -> web.Response:
        return web.json_response({"keys": self.published})

    def _token(self, request: web.Request, form: Json) -> web.Response:
        if form != WANTED or request.match_info["tenant"] != TENANT:
            return web.json_response({"error": "invalid_client"}, status=401)
        return self._issue()

    def _identity(self, request: web.Request, form: Json) -> web.Response:
        """Answer as either kind of machine in Azure does."""
        for headers, version in MACHINES:
            proven = all(request.headers.get(name) == value for name, value in headers.items())
            if proven and dict(request.query) == {**ASKED, "api-version": version}:
                return self._issue()
        return refused(refusal(400))

    def _issue(self) -> web.Response:
        token = secrets.token_urlsafe(24)
        self._tokens[token] = self.now() + timedelta(seconds=LASTS)
        return web.json_response({"token_type": "Bearer", "expires_in": LASTS, "access_token": token})
