"""The keys with which Microsoft signs what it sends, read over aiohttp and kept for a day."""

import asyncio
import json
import logging
from collections import deque
from datetime import datetime, timedelta
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm
from pydantic import ValidationError

from bot.teams.http import Got, Http
from bot.teams.wire import KeySet, Metadata, PublicKey
from handlers.core.interaction import Now
from handlers.core.messenger import InDoubt, Throttled

log = logging.getLogger("heraut.teams")

FRESH = timedelta(hours=24)
STALE = timedelta(hours=48)  # how long old keys count while no new ones can be read
PATIENCE = 5.0  # seconds
MOST_A_MINUTE = 6  # readings, so that forged key ids cannot make us flood anybody
FEWEST_BITS = 2048
OK = 200


class Key(NamedTuple):
    public: RSAPublicKey
    endorsed: tuple[str, ...] | None  # the channels it is valid for; None: it does not say


class Keys:
    """Never fails: a key that cannot be found is None."""

    def __init__(self, http: Http, openid_url: str, now: Now) -> None:
        self._http = http
        self._url = openid_url
        self._now = now
        self._known: dict[str, Key] = {}
        self._read_at: datetime | None = None
        self._tries: deque[datetime] = deque(maxlen=MOST_A_MINUTE)
        self._reading: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> Key | None:
        """A known key at once. An unknown one may be new, so the keys are read again."""
        if kid in self._known and self._age() < FRESH:
            return self._known[kid]
        reading = self._read_again()
        if reading and not (kid in self._known and self._age() < STALE):
            await asyncio.wait([reading])
        return self._known.get(kid) if self._age() < STALE else None

    async def stop(self) -> None:
        if self._reading:
            self._reading.cancel()
            await asyncio.wait([self._reading])

    def _age(self) -> timedelta:
        return self._now() - self._read_at if self._read_at else timedelta.max

    def _read_again(self) -> asyncio.Task[None] | None:
        """One reading for all who wait; None when there were too many lately."""
        if self._reading and not self._reading.done():
            return self._reading
        now = self._now()
        if len(self._tries) == MOST_A_MINUTE and now - self._tries[0] < timedelta(minutes=1):
            return None
        self._tries.append(now)
        self._reading = asyncio.create_task(self._read(), name="keys")
        return self._reading

    async def _read(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._http.ask("GET", self._url)
                keys = await self._http.ask("GET", Metadata.model_validate_json(_body(found)).jwks_uri)
            listed = KeySet.model_validate_json(_body(keys)).keys
        except (Throttled, InDoubt, TimeoutError, ValidationError) as error:
            log.warning("Microsoft's keys could not be read: %s", type(error).__name__)
            return
        self._known = {key.kid: usable for key in listed if key.kid and (usable := _usable(key))}
        self._read_at = self._now()


def _body(got: Got) -> bytes:
    return got.body if got.status == OK else b""


def _usable(key: PublicKey) -> Key | None:
    if key.kty != "RSA":
        return None
    try:
        public = RSAAlgorithm.from_jwk(json.dumps({"kty": "RSA", "n": key.n, "e": key.e}))
    except (InvalidKeyError, ValueError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < FEWEST_BITS:
        return None
    return Key(public, key.endorsements)
