"""Microsoft on this machine, as far as Heraut asks it something: keys, tokens, and the connector behind Teams."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import NamedTuple

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from pydantic import SecretStr

from bot.teams.settings import TeamsSettings

APP, TENANT = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
BOT, SECRET = f"28:{APP}", "hunter2"
ISSUER = "https://api.botframework.com"


@cache
def private(kid):
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(kid, **more):
    return {**RSAAlgorithm.to_jwk(private(kid).public_key(), as_dict=True), "kid": kid, **more}


class Call(NamedTuple):
    """What the connector was asked."""

    what: str  # say, change, remove, open, member
    conversation: str
    message: str
    body: dict
    token: str


class Microsoft:
    """`troubles` come first: a status with a body and headers, "hang" or "drop", by what is asked."""

    def __init__(self, now):
        self.now = now
        self.keys = [public("k1", endorsements=["msteams", "webchat"])]
        self.asked = defaultdict(int)
        self.calls = []
        self.troubles = defaultdict(list)
        self.members = {}
        self.tokens = set()
        self.slow = 0.0
        self._number = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Microsoft"]:
        app = web.Application()
        app.router.add_get("/openid", self._answers("openid", lambda _: {"jwks_uri": self.url("/keys")}))
        app.router.add_get("/keys", self._answers("keys", lambda _: {"keys": self.keys}))
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._answers("token", self._token))
        app.router.add_get("/identity", self._answers("identity", self._identity))
        here = "/teams/v3/conversations"
        app.router.add_post(here, self._connects("open", lambda call: {"id": f"a:{call.body['members'][0]['id']}"}))
        app.router.add_post(here + "/{c}/activities", self._connects("say", lambda _: {"id": self._next()}))
        app.router.add_put(here + "/{c}/activities/{m}", self._connects("change", lambda call: {"id": call.message}))
        app.router.add_delete(here + "/{c}/activities/{m}", self._connects("remove", lambda _: None))
        app.router.add_get(here + "/{c}/members/{m}", self._connects("member", lambda call: self.members[call.message]))
        async with TestServer(app, host="127.0.0.1") as self._server:
            yield self

    def url(self, path):
        return str(self._server.make_url(path))

    @property
    def service(self):
        return self.url("/teams/")

    def settings(self, **changed):
        given = {
            "app_id": APP,
            "tenant_id": TENANT,
            "app_password": SecretStr(SECRET),
            "login_url": self.url("/"),
            "openid_url": self.url("/openid"),
            "public_url": "https://heraut.example",
            "local": True,
            "host": "127.0.0.1",
        }
        return TeamsSettings(**given | changed)

    def proof(self, kid="k1", algorithm="RS256", key=None, header=None, **claims):
        at = self.now().timestamp()
        said = {"iss": ISSUER, "aud": APP, "nbf": at - 60, "exp": at + 3600, "serviceurl": self.service} | claims
        headers = {"kid": kid} | (header or {})
        return jwt.encode(
            {name: value for name, value in said.items() if value is not None},
            private(kid) if key is None else key,
            algorithm=algorithm,
            headers=headers,
        )

    def did(self, what):
        return [call for call in self.calls if call.what == what]

    def _next(self):
        self._number += 1
        return str(1_700_000_000_000 + self._number)

    def _answers(self, what, answer):
        async def handler(request):
            self.asked[what] += 1
            await asyncio.sleep(self.slow)
            if self.troubles[what]:
                return await self._trouble(request, self.troubles[what].pop(0))
            return web.json_response(answer(await request.post()))

        return handler

    def _connects(self, what, answer):
        async def handler(request):
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            body = json.loads(await request.read() or b"{}")
            call = Call(what, request.match_info.get("c", ""), request.match_info.get("m", ""), body, token)
            self.calls.append(call)
            if self.troubles[what]:
                return await self._trouble(request, self.troubles[what].pop(0))
            if token not in self.tokens:
                return web.json_response({"error": {"code": "Unauthorized"}}, status=401)
            found = answer(call)
            return web.Response() if found is None else web.json_response(found, status=201 if what == "say" else 200)

        return handler

    async def _trouble(self, request, trouble):
        if trouble == "hang":
            await asyncio.sleep(30)
        if trouble == "drop":
            request.transport.close()
        if isinstance(trouble, tuple):
            status, body, headers = trouble
            return web.Response(status=status, text=body, headers=headers)
        return web.Response(status=500)

    def _token(self, form):
        if form["client_secret"] != SECRET or not form["scope"].endswith("/.default"):
            raise web.HTTPUnauthorized(text='{"error": "invalid_client"}', content_type="application/json")
        return self._issued()

    def _identity(self, _):
        return self._issued()

    def _issued(self):
        self.tokens.add(token := f"token-{len(self.tokens) + 1}")
        return {"access_token": token, "expires_in": 3600}


def refusal(status, code="", **headers):
    """As the connector refuses."""
    return status, json.dumps({"error": {"code": code, "message": "for a person, with names"}}), headers
