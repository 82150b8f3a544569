"""The front door: only what Microsoft Teams signed for us, and what can be read, goes further. On raw bytes.

The SDK admits everybody when the app id is empty, answers 500 to forged tokens, and blocks the loop to fetch keys.
"""

import ipaddress
import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

import jwt
from aiohttp import web
from jwt.types import Options
from pydantic import ValidationError

from bot.door import UNREADABLE, Refused, forget_expired, read
from bot.teams.keys import Key, Keys
from bot.teams.settings import TeamsSettings
from bot.teams.wire import Activity, Claims, Header
from handlers.core.interaction import Now

LEEWAY = 300  # seconds, either way
REMEMBERED = 86_400  # seconds: as long as Microsoft's tokens may count
MOST_PROVEN = 1000  # tokens; Microsoft sends one token for about an hour, for each service address
ALGORITHM = "RS256"
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


class Proven(NamedTuple):
    """A token whose signature by `key` is good, and which is for us."""

    kid: str
    key: Key
    claims: Claims


class Door:
    """Admits what Microsoft signed for this app, tenant and channel, until it has been answered."""

    def __init__(self, settings: TeamsSettings, keys: Keys, now: Now) -> None:
        self._settings = settings
        self._keys = keys
        self._now = now
        self._answered: OrderedDict[bytes, float] = OrderedDict()
        self._proven: OrderedDict[bytes, Proven] = OrderedDict()  # by the hash of the whole token

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
        """A token is proven once for each key. Whether its key and its time still count is asked at each request."""
        mark = sha256(token).digest()
        proven = self._proven.get(mark)
        kid = proven.kid if proven else _kid(token)
        key = await self._keys.find(kid)
        if key is None or (key.endorsed is not None and CHANNEL not in key.endorsed):
            raise Refused
        if proven is None or proven.key is not key:
            proven = self._proven[mark] = Proven(kid, key, self._prove(token, key))
            while len(self._proven) > MOST_PROVEN:
                self._proven.popitem(last=False)
        if not proven.claims.nbf - LEEWAY <= self._now().timestamp() <= proven.claims.exp + LEEWAY:
            raise Refused
        return proven.claims

    def _prove(self, token: bytes, key: Key) -> Claims:
        """By signature, issuer and audience."""
        with _readable():
            algorithms, audience, issuer = [ALGORITHM], self._settings.app_id, self._settings.issuer
            return Claims.model_validate(
                jwt.decode(token, key.public, algorithms=algorithms, audience=audience, issuer=issuer, options=OPTIONS)
            )

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


@contextmanager
def _readable() -> Iterator[None]:
    """A token that cannot be read is refused."""
    try:
        yield
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):  # a ValidationError is a ValueError
        raise Refused from None


def _kid(token: bytes) -> str:
    """The id of the key that is said to have signed it. Raises Refused."""
    with _readable():
        header = Header.model_validate(jwt.get_unverified_header(token))
    if header.alg != ALGORITHM:
        raise Refused
    return header.kid


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
