"""The front door: only what Microsoft Teams signed for us, and what can be read, goes further. On raw bytes.

The SDK admits everybody when the app id is empty, answers 500 to forged tokens, and blocks the loop to fetch keys.
"""

import ipaddress
import re
from collections import OrderedDict
from hashlib import sha256
from typing import NamedTuple

import jwt
from aiohttp import web
from jwt.types import Options
from pydantic import ValidationError

from bot.door import UNREADABLE, Refused, forget_expired, read
from bot.teams.keys import Keys
from bot.teams.settings import TeamsSettings
from bot.teams.wire import Activity, Claims, Header
from handlers.core.interaction import Now

LEEWAY = 300  # seconds, either way
REMEMBERED = 86_400  # seconds: as long as Microsoft's tokens may count
TOKEN = re.compile(rb"bearer ([\w-]+\.[\w-]+\.[\w-]+)", re.IGNORECASE | re.ASCII)
CHANNEL = "msteams"
LOCAL_CHANNELS = frozenset({CHANNEL, "emulator"})
JSON = b"application/json"
OPTIONS: Options = {
    "require": ["exp", "iss", "aud"],
    "strict_aud": True,
    "verify_exp": False,  # these three by our own clock
    "verify_nbf": False,
    "verify_iat": False,
}


class Admitted(NamedTuple):
    """`mark` names this very request; empty for a client on this machine, which may repeat itself."""

    activity: Activity
    mark: bytes


class Door:
    """Admits what Microsoft signed for this app, tenant and channel, until it has been answered."""

    def __init__(self, settings: TeamsSettings, keys: Keys, now: Now) -> None:
        self._settings = settings
        self._keys = keys
        self._now = now
        self._answered: OrderedDict[bytes, float] = OrderedDict()

    async def admit(self, request: web.Request) -> Admitted:
        """Raises Refused."""
        if not self._settings.app_id:
            return await self._nearby(request)
        token = _token(request)
        claims = await self._verify(token)
        raw = await read(request)
        mark = sha256(token + b"\n" + raw).digest()
        if mark in self._answered:
            raise Refused
        activity = parse(raw)
        self._ours(activity)
        if activity.channel_id != CHANNEL or activity.service_url != claims.serviceurl:
            raise Refused
        return Admitted(activity, mark)

    def settle(self, admitted: Admitted, *, answered: bool) -> None:
        """Once answered, the same bytes are a replay. Before that, Teams may be trying once more."""
        if answered and admitted.mark:
            now = self._now().timestamp()
            forget_expired(self._answered, now)
            self._answered[admitted.mark] = now + REMEMBERED

    async def _verify(self, token: bytes) -> Claims:
        try:
            header = Header.model_validate(jwt.get_unverified_header(token))
            key = await self._keys.find(header.kid) if header.alg == "RS256" else None
            if key is None or (key.endorsed is not None and CHANNEL not in key.endorsed):
                raise Refused
            claims = Claims.model_validate(
                jwt.decode(
                    token,
                    key.public,
                    algorithms=["RS256"],
                    audience=self._settings.app_id,
                    issuer=self._settings.issuer,
                    options=OPTIONS,
                )
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):  # a ValidationError is a ValueError
            raise Refused from None
        if not claims.nbf - LEEWAY <= self._now().timestamp() <= claims.exp + LEEWAY:
            raise Refused
        return claims

    def _ours(self, activity: Activity) -> None:
        tenants = {activity.conversation.tenant_id.lower()}
        if activity.channel_data and activity.channel_data.tenant:
            tenants.add(activity.channel_data.tenant.id.lower())
        if tenants - {""} != {self._settings.tenant_id.lower()} or not self._settings.trusts(activity.service_url):
            raise Refused

    async def _nearby(self, request: web.Request) -> Admitted:
        """A client on this machine, but no web page in a browser on it."""
        headers = {name.lower(): value for name, value in request.raw_headers}
        kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if not _loopback(request.remote or "") or kind != JSON or b"origin" in headers:
            raise Refused
        activity = parse(await read(request))
        if activity.channel_id not in LOCAL_CHANNELS or not self._settings.trusts(activity.service_url):
            raise Refused
        return Admitted(activity, b"")


def parse(raw: bytes) -> Activity:
    """Raises Refused(400), also for lone surrogates, nesting without end and huge numbers."""
    try:
        return Activity.model_validate_json(raw)
    except ValidationError:
        raise Refused(UNREADABLE) from None


def _token(request: web.Request) -> bytes:
    sent = [value for name, value in request.raw_headers if name.lower() == b"authorization"]
    found = TOKEN.fullmatch(sent[0]) if len(sent) == 1 else None
    if found is None:
        raise Refused
    return found[1]


def _loopback(remote: str) -> bool:
    try:
        return ipaddress.ip_address(remote).is_loopback
    except ValueError:
        return False
